/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What the user chose about an export: a format, and rules for the rows that do not fit it. */

#define G_LOG_DOMAIN "lw-export"

#include "config.h"

#include "lw-export-options.h"

#include "lw-export.h"

#include <glib/gi18n.h>

/**
 * lw_export_options_new:
 * @format: a format
 *
 * Returns: (transfer full): options that leave all to the format
 */
LwExportOptions *
lw_export_options_new (LwExportFormat format)
{
  LwExportOptions *self = g_new0 (LwExportOptions, 1);

  self->format = format;
  return self;
}

LwExportOptions *
lw_export_options_copy (const LwExportOptions *self)
{
  LwExportOptions *copy;

  g_return_val_if_fail (self != NULL, NULL);

  copy = g_memdup2 (self, sizeof *self);
  copy->attribute = g_strdup (self->attribute);
  copy->images_from = g_strdup (self->images_from);
  return copy;
}

void
lw_export_options_free (LwExportOptions *self)
{
  if (self == NULL)
    return;

  g_free (self->attribute);
  g_free (self->images_from);
  g_free (self);
}

/**
 * lw_export_options_parse_split:
 * @self: options
 * @text: two or three percents that add up to 100: "80/10/10"
 * @error: return location: %LW_EXPORT_ERROR_OPTIONS
 *
 * Returns: whether the text is understood
 */
gboolean
lw_export_options_parse_split (LwExportOptions  *self,
                               const char       *text,
                               GError          **error)
{
  g_auto (GStrv) words = NULL;
  guint64 percents[LW_EXPORT_N_SPLITS] = { 0 };
  guint64 sum = 0;
  guint n;

  g_return_val_if_fail (self != NULL && text != NULL, FALSE);

  words = g_strsplit_set (text, "/,:", -1);
  n = g_strv_length (words);
  for (guint i = 0; n >= 2 && n <= LW_EXPORT_N_SPLITS && i < n; i++)
    {
      if (!g_ascii_string_to_unsigned (words[i], 10, 0, 100, &percents[i], NULL))
        break;
      sum += percents[i];
    }
  if (sum != 100)
    {
      g_set_error (error, LW_EXPORT_ERROR, LW_EXPORT_ERROR_OPTIONS,
                   _("A split is two or three percents that add up to 100, such as 80/10/10, not “%s”"), text);
      return FALSE;
    }
  for (guint i = 0; i < LW_EXPORT_N_SPLITS; i++)
    self->split[i] = (guint) percents[i];
  return TRUE;
}

/**
 * lw_export_options_check:
 * @self: options
 * @error: return location: %LW_EXPORT_ERROR_OPTIONS
 *
 * Returns: whether the format can do what they say
 */
gboolean
lw_export_options_check (const LwExportOptions  *self,
                         GError                **error)
{
  const LwExportFormatInfo *info;
  const char *problem = NULL;

  g_return_val_if_fail (self != NULL, FALSE);

  info = lw_export_format_get_info (self->format);
  if (info->shape == LW_EXPORT_SHAPE_LINES &&
      (self->images == LW_EXPORT_IMAGES_COPY || self->images == LW_EXPORT_IMAGES_LINK))
    problem = _("it holds lines of the manifest, so images cannot go with it");
  else if (info->shape == LW_EXPORT_SHAPE_ARCHIVE && self->images == LW_EXPORT_IMAGES_LINK)
    problem = _("it is one file: images can be copied into it, not linked");
  else if (self->format == LW_EXPORT_FORMAT_ANSWERS && self->images > LW_EXPORT_IMAGES_REFERENCE)
    problem = _("it is a table of answers, so images cannot go with it");
  else if (info->needs_labels && info->shape != LW_EXPORT_SHAPE_TREE && self->unlabeled == LW_EXPORT_UNLABELED_KEEP)
    problem = _("it can hold only rows that have a label");
  else if (self->format == LW_EXPORT_FORMAT_MANIFEST && self->multi_label == LW_EXPORT_MULTI_LABEL_TOP)
    problem = _("its lines are not changed, so labels cannot be taken out of them");
  else if (!info->can_mark && self->low_confidence == LW_EXPORT_LOW_CONFIDENCE_MARK && self->min_confidence > 0)
    problem = _("it has no place for a mark of low confidence");
  if (problem == NULL)
    return TRUE;

  g_set_error (error, LW_EXPORT_ERROR, LW_EXPORT_ERROR_OPTIONS, "%s: %s", _(info->title), problem);
  return FALSE;
}

/**
 * lw_export_options_settle:
 * @self: options
 *
 * Puts what the format does by itself in place of each default.
 */
void
lw_export_options_settle (LwExportOptions *self)
{
  const LwExportFormatInfo *info;
  gboolean is_list;

  g_return_if_fail (self != NULL);

  info = lw_export_format_get_info (self->format);
  is_list = info->shape == LW_EXPORT_SHAPE_LINES || info->shape == LW_EXPORT_SHAPE_LIST;
  if (self->images == LW_EXPORT_IMAGES_DEFAULT)
    self->images = is_list ? LW_EXPORT_IMAGES_REFERENCE : LW_EXPORT_IMAGES_COPY;
  if (self->unlabeled == LW_EXPORT_UNLABELED_DEFAULT)
    self->unlabeled = info->needs_labels ? LW_EXPORT_UNLABELED_DROP : LW_EXPORT_UNLABELED_KEEP;
  if (self->multi_label == LW_EXPORT_MULTI_LABEL_DEFAULT)
    self->multi_label = info->one_label ? LW_EXPORT_MULTI_LABEL_TOP : LW_EXPORT_MULTI_LABEL_ALL;
}

/**
 * lw_export_options_has_split:
 * @self: options
 *
 * Returns: whether the rows go to several sets
 */
gboolean
lw_export_options_has_split (const LwExportOptions *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return self->split[0] + self->split[1] + self->split[2] > 0;
}

/**
 * lw_export_options_is_folder:
 * @self: options
 *
 * Returns: whether the destination is a folder
 */
gboolean
lw_export_options_is_folder (const LwExportOptions *self)
{
  const LwExportFormatInfo *info;

  g_return_val_if_fail (self != NULL, FALSE);

  info = lw_export_format_get_info (self->format);
  return info->shape == LW_EXPORT_SHAPE_TREE || lw_export_options_has_split (self) ||
         (info->shape == LW_EXPORT_SHAPE_LIST && self->images > LW_EXPORT_IMAGES_REFERENCE);
}
