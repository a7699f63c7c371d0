/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The judgement of one file: whether it goes into the data set, and what to tell about it. The limits are
 * those of Ground Truth: .jpg .jpeg .png, 40 MB, 100 million pixels, shown without regard to EXIF
 * orientation. */

#define G_LOG_DOMAIN "lw-manifest"

#include "config.h"

#include "lw-dataset-scan-private.h"

#include <glib/gi18n.h>
#include <string.h>

static void
exclude (LwDatasetWalk        *self,
         LwDatasetProblemKind  kind,
         const char           *key,
         const char           *text)
{
  lw_dataset_walk_add_problem (self, kind, TRUE, 1, key, g_strdup (text));
}

static void
exclude_unreadable (LwDatasetWalk *self,
                    const char    *key,
                    const char    *message)
{
  lw_dataset_walk_add_problem (self, LW_DATASET_PROBLEM_UNREADABLE, TRUE, 1, key,
                               g_strdup_printf (_("The file is left out. %s."), message));
}

static void
exclude_large (LwDatasetWalk *self,
               const char    *key,
               guint64        size)
{
  g_autofree char *formatted = g_format_size (size);

  lw_dataset_walk_add_problem (self, LW_DATASET_PROBLEM_FILE_TOO_LARGE, TRUE, 1, key,
                               g_strdup_printf (_("The file has %s; Ground Truth takes up to 40 MB. It is "
                                                  "left out; save it smaller to take it in."), formatted));
}

static void
exclude_pixels (LwDatasetWalk     *self,
                const char        *key,
                const LwImageInfo *info)
{
  lw_dataset_walk_add_problem (self, LW_DATASET_PROBLEM_TOO_MANY_PIXELS, TRUE, 1, key,
                               g_strdup_printf (_("The image is %u × %u pixels; Ground Truth takes up to "
                                                  "100 million. It is left out; save it smaller to take "
                                                  "it in."),
                                                info->width, info->height));
}

static void
exclude_format (LwDatasetWalk *self,
                const char    *key,
                LwImageFormat  format)
{
  lw_dataset_walk_add_problem (self, LW_DATASET_PROBLEM_UNSUPPORTED_FORMAT, TRUE, 1, key,
                               g_strdup_printf (_("In spite of its name the file is %s, which Ground "
                                                  "Truth does not take. It is left out; convert it to "
                                                  "JPEG or PNG to take it in."),
                                                lw_image_format_get_name (format)));
}

static gboolean
is_usable (LwImageFormat format)
{
  return format == LW_IMAGE_FORMAT_JPEG || format == LW_IMAGE_FORMAT_PNG || format == LW_IMAGE_FORMAT_GIF ||
         format == LW_IMAGE_FORMAT_BMP;
}

static gboolean
fits_name (const char    *key,
           LwImageFormat  format)
{
  gboolean is_png = g_ascii_strcasecmp (strrchr (key, '.'), ".png") == 0;

  return format == (is_png ? LW_IMAGE_FORMAT_PNG : LW_IMAGE_FORMAT_JPEG);
}

static void
warn (LwDatasetWalk     *self,
      const char        *key,
      const LwImageInfo *info)
{
  if (info->truncated)
    lw_dataset_walk_add_problem (self, LW_DATASET_PROBLEM_INCOMPLETE, FALSE, 1, key,
                                 g_strdup (_("The file ends before the image does. It is taken in; "
                                             "workers may see only a part of it.")));
  if (!fits_name (key, info->format))
    lw_dataset_walk_add_problem (self, LW_DATASET_PROBLEM_OTHER_FORMAT_INSIDE, FALSE, 1, key,
                                 g_strdup_printf (_("In spite of its name the file is %s. It is taken in "
                                                    "and most programs show it; other tools may refuse it."),
                                                  lw_image_format_get_name (info->format)));
  if (info->orientation != 1)
    lw_dataset_walk_add_problem (self, LW_DATASET_PROBLEM_ORIENTATION, FALSE, 1, key,
                                 g_strdup (_("The camera noted that the picture has to be turned. Ground "
                                             "Truth shows it as it is stored, so workers see it lying or "
                                             "mirrored.")));
}

/* Says why the file cannot be used, if it cannot. */
static gboolean
check_content (LwDatasetWalk     *self,
               const char        *key,
               const LwImageInfo *info)
{
  if (info->format == LW_IMAGE_FORMAT_UNKNOWN)
    exclude (self, LW_DATASET_PROBLEM_NOT_AN_IMAGE, key,
             _("In spite of its name the file is not an image. It is left out."));
  else if (!is_usable (info->format))
    exclude_format (self, key, info->format);
  else if (info->width == 0)
    exclude (self, LW_DATASET_PROBLEM_TRUNCATED, key,
             _("The file breaks off before the image starts. It is left out."));
  else if ((guint64) info->width * info->height > LW_DATASET_MAX_PIXELS)
    exclude_pixels (self, key, info);
  else
    return TRUE;
  return FALSE;
}

/**
 * lw_dataset_walk_check_image:
 * @self: a walk
 * @path: the file
 * @key: its path below the folder; a good key
 * @size: its size in bytes
 *
 * Looks into the file; then it is an item of the scan, or there is a problem that says why it is not, or
 * both.
 */
void
lw_dataset_walk_check_image (LwDatasetWalk *self,
                             const char    *path,
                             const char    *key,
                             guint64        size)
{
  g_autoptr (GError) error = NULL;
  LwDatasetItem item;
  LwImageInfo info;

  if (size == 0)
    {
      exclude (self, LW_DATASET_PROBLEM_EMPTY, key, _("The file is empty. It is left out."));
      return;
    }
  if (size > LW_DATASET_MAX_FILE_SIZE)
    {
      exclude_large (self, key, size);
      return;
    }
  if (!lw_image_info_read_file (&info, path, &error))
    {
      exclude_unreadable (self, key, error->message);
      return;
    }
  if (!check_content (self, key, &info))
    return;

  warn (self, key, &info);
  item = (LwDatasetItem) { g_strdup (key), size, info.format, info.width, info.height, info.orientation };
  g_array_append_val (self->scan->items, item);
}

/**
 * lw_dataset_problem_kind_dup_title:
 * @kind: what is wrong
 * @n: with how many files
 *
 * Returns: (transfer full): a short translated title, such as “3 files are empty”
 */
char *
lw_dataset_problem_kind_dup_title (LwDatasetProblemKind kind,
                                   guint                n)
{
  switch (kind)
    {
    case LW_DATASET_PROBLEM_UNREADABLE:
      return g_strdup_printf (ngettext ("%u file cannot be read", "%u files cannot be read", n), n);
    case LW_DATASET_PROBLEM_UNREADABLE_FOLDER:
      return g_strdup_printf (ngettext ("%u folder cannot be read", "%u folders cannot be read", n), n);
    case LW_DATASET_PROBLEM_EMPTY:
      return g_strdup_printf (ngettext ("%u file is empty", "%u files are empty", n), n);
    case LW_DATASET_PROBLEM_NOT_AN_IMAGE:
      return g_strdup_printf (ngettext ("%u file is not an image", "%u files are not images", n), n);
    case LW_DATASET_PROBLEM_TRUNCATED:
      return g_strdup_printf (ngettext ("%u file breaks off", "%u files break off", n), n);
    case LW_DATASET_PROBLEM_BAD_NAME:
      return g_strdup_printf (ngettext ("%u file has a name that cannot be used",
                                        "%u files have names that cannot be used", n), n);
    case LW_DATASET_PROBLEM_FILE_TOO_LARGE:
      return g_strdup_printf (ngettext ("%u file is over 40 MB", "%u files are over 40 MB", n), n);
    case LW_DATASET_PROBLEM_TOO_MANY_PIXELS:
      return g_strdup_printf (ngettext ("%u image has over 100 million pixels",
                                        "%u images have over 100 million pixels", n), n);
    case LW_DATASET_PROBLEM_UNSUPPORTED_FORMAT:
      return g_strdup_printf (ngettext ("%u image is of a format that is not supported",
                                        "%u images are of formats that are not supported", n), n);
    case LW_DATASET_PROBLEM_INCOMPLETE:
      return g_strdup_printf (ngettext ("%u image is incomplete", "%u images are incomplete", n), n);
    case LW_DATASET_PROBLEM_OTHER_FORMAT_INSIDE:
      return g_strdup_printf (ngettext ("%u file has the wrong extension", "%u files have the wrong extension", n), n);
    case LW_DATASET_PROBLEM_ORIENTATION:
      return g_strdup_printf (ngettext ("%u image is shown turned", "%u images are shown turned", n), n);
    case LW_DATASET_PROBLEM_DUPLICATE:
      return g_strdup_printf (ngettext ("%u image is there twice", "%u images are there twice", n), n);
    case LW_DATASET_PROBLEM_SYMLINK_LOOP:
      return g_strdup_printf (ngettext ("%u link is not followed", "%u links are not followed", n), n);
    default:
      g_return_val_if_reached (NULL);
    }
}
