/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The walk over a folder and all below it, and the search for equal files. */

#define G_LOG_DOMAIN "lw-manifest"

#include "config.h"

#include "lw-dataset-scan-private.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define REPORT_EVERY  (G_USEC_PER_SEC / 20)
#define MAX_KEY       1024
#define HASH_BUFFER   (64 * 1024)

/* Image formats that Ground Truth does not take, by their names. */
static const char *const other_formats[] = {
  "heic", "heif", "tif", "tiff", "webp", "gif", "bmp", "svg", "avif", "ico", "apng", "jfif", "jp2", "jxl", "psd",
  "raw", "dng", "cr2", "cr3", "nef", "arw", "orf", "rw2", "raf", NULL,
};

/**
 * lw_dataset_walk_add_problem:
 * @self: a walk
 * @kind: what is wrong
 * @excluded: whether the file is left out
 * @n_files: how many files it is about
 * @name: which file; may be any bytes
 * @text: (transfer full): what is wrong and what will happen
 */
void
lw_dataset_walk_add_problem (LwDatasetWalk        *self,
                             LwDatasetProblemKind  kind,
                             gboolean              excluded,
                             guint                 n_files,
                             const char           *name,
                             char                 *text)
{
  LwDatasetProblem *problem = g_new0 (LwDatasetProblem, 1);

  problem->kind = kind;
  problem->excluded = excluded;
  problem->n_files = n_files;
  problem->name = g_filename_display_name (name);
  g_strdelimit (problem->name, "\n\r\t", ' ');
  problem->text = text;
  g_ptr_array_add (self->scan->problems, problem);
}

/**
 * lw_dataset_walk_report:
 * @self: a walk
 * @folder: (nullable): where it is
 * @at_end: report whatever the time
 *
 * Returns: whether to go on: %FALSE when cancelled
 */
gboolean
lw_dataset_walk_report (LwDatasetWalk *self,
                        const char    *folder,
                        gboolean       at_end)
{
  gint64 now;

  if (g_cancellable_is_cancelled (self->cancellable))
    return FALSE;
  if (self->progress == NULL)
    return TRUE;
  now = g_get_monotonic_time ();
  if (!at_end && now - self->reported_at < REPORT_EVERY)
    return TRUE;
  self->reported_at = now;
  self->progress (self->scan->items->len, self->n_checked, folder, self->progress_data);
  return TRUE;
}

static const char *
get_extension (const char *name)
{
  const char *dot = strrchr (name, '.');

  return dot != NULL ? dot + 1 : "";
}

static gboolean
is_taken (const char *extension)
{
  return g_ascii_strcasecmp (extension, "jpg") == 0 || g_ascii_strcasecmp (extension, "jpeg") == 0 ||
         g_ascii_strcasecmp (extension, "png") == 0;
}

/* A key is UTF-8 of at most 1024 bytes; one with a line break or another control character is trouble
 * everywhere. */
static gboolean
is_good_key (const char *key)
{
  if (strlen (key) > MAX_KEY || !g_utf8_validate (key, -1, NULL))
    return FALSE;
  for (const guchar *pos = (const guchar *) key; *pos != '\0'; pos++)
    if (*pos < 0x20 || *pos == 0x7f)
      return FALSE;
  return TRUE;
}

static void
count_other_file (LwDatasetWalk *self,
                  const char    *name)
{
  g_autofree char *extension = g_ascii_strdown (get_extension (name), -1);
  guint n;

  if (!g_strv_contains (other_formats, extension))
    {
      self->scan->n_other_files++;
      return;
    }
  n = GPOINTER_TO_UINT (g_hash_table_lookup (self->unsupported, extension));
  g_hash_table_insert (self->unsupported, g_steal_pointer (&extension), GUINT_TO_POINTER (n + 1));
}

static void
add_file (LwDatasetWalk     *self,
          const char        *path,
          const char        *key,
          const struct stat *status)
{
  if (!is_taken (get_extension (key)) || !S_ISREG (status->st_mode))
    {
      count_other_file (self, key);
      return;
    }
  self->n_checked++;
  if (!is_good_key (key))
    lw_dataset_walk_add_problem (self, LW_DATASET_PROBLEM_BAD_NAME, TRUE, 1, key,
                                 g_strdup (_("The name has characters that an address cannot have, or is "
                                             "too long. The file is left out; rename it to take it in.")));
  else
    lw_dataset_walk_check_image (self, path, key, status->st_size);
}

/* Links may lead to a folder that was read already, or to one that this one is in. */
static gboolean
is_first_visit (LwDatasetWalk     *self,
                const struct stat *status)
{
  char *identity = g_strdup_printf ("%" G_GUINT64_FORMAT ":%" G_GUINT64_FORMAT,
                                    (guint64) status->st_dev, (guint64) status->st_ino);

  return g_hash_table_add (self->visited, identity);
}

static void
add_link_problem (LwDatasetWalk *self,
                  const char    *key)
{
  lw_dataset_walk_add_problem (self, LW_DATASET_PROBLEM_SYMLINK_LOOP, FALSE, 1, key,
                               g_strdup (_("The link leads to a folder that is in the data set already. "
                                           "It is not followed.")));
}

static void
add_unreadable (LwDatasetWalk        *self,
                LwDatasetProblemKind  kind,
                const char           *key,
                int                   saved_errno)
{
  lw_dataset_walk_add_problem (self, kind, TRUE, 1, key,
                               g_strdup_printf (_("It cannot be read and is left out: %s."), g_strerror (saved_errno)));
}

static void
add_entry (LwDatasetWalk *self,
           const char    *key)
{
  g_autofree char *path = g_build_filename (self->scan->folder, key, NULL);
  struct stat status;

  if (stat (path, &status) != 0)
    {
      if (is_taken (get_extension (key)))
        add_unreadable (self, LW_DATASET_PROBLEM_UNREADABLE, key, errno);
      else
        self->scan->n_other_files++;
    }
  else if (!S_ISDIR (status.st_mode))
    add_file (self, path, key, &status);
  else if (is_first_visit (self, &status))
    g_ptr_array_add (self->pending, g_strdup (key));
  else
    add_link_problem (self, key);
}

static int
compare_keys (gconstpointer a,
              gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

/* Entries in byte order, so that of two ways to a folder always the same one is taken. */
static gboolean
read_folder (LwDatasetWalk  *self,
             const char     *folder,
             GError        **error)
{
  g_autofree char *path = g_build_filename (self->scan->folder, folder, NULL);
  g_autoptr (GPtrArray) keys = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GDir) dir = g_dir_open (path, 0, error);
  const char *name;

  if (dir == NULL)
    return FALSE;
  while ((name = g_dir_read_name (dir)) != NULL)
    if (*name != '.')
      g_ptr_array_add (keys, *folder == '\0' ? g_strdup (name) : g_strconcat (folder, "/", name, NULL));
  g_clear_pointer (&dir, g_dir_close);

  g_ptr_array_sort (keys, compare_keys);
  for (guint i = 0; i < keys->len; i++)
    {
      add_entry (self, g_ptr_array_index (keys, i));
      if (!lw_dataset_walk_report (self, folder, FALSE))
        return FALSE;
    }
  return TRUE;
}

static void
add_unsupported (LwDatasetWalk *self)
{
  GHashTableIter iter;
  gpointer extension, value;

  g_hash_table_iter_init (&iter, self->unsupported);
  while (g_hash_table_iter_next (&iter, &extension, &value))
    {
      guint n = GPOINTER_TO_UINT (value);
      g_autofree char *name = g_strconcat (".", extension, NULL);
      char *text;

      text = g_strdup_printf (ngettext ("%u file ends in %s, which Ground Truth does not take. It is left out; "
                                        "convert it to JPEG or PNG to take it in.",
                                        "%u files end in %s, which Ground Truth does not take. They are left "
                                        "out; convert them to JPEG or PNG to take them in.", n), n, name);
      lw_dataset_walk_add_problem (self, LW_DATASET_PROBLEM_UNSUPPORTED_FORMAT, TRUE, n, name, text);
    }
}

static int
compare_items (gconstpointer a,
               gconstpointer b)
{
  return strcmp (((const LwDatasetItem *) a)->key, ((const LwDatasetItem *) b)->key);
}

static gboolean
read_pending (LwDatasetWalk  *self,
              GError        **error)
{
  while (self->pending->len > 0)
    {
      g_autofree char *folder = g_ptr_array_steal_index_fast (self->pending, self->pending->len - 1);
      g_autoptr (GError) local_error = NULL;

      if (read_folder (self, folder, &local_error))
        continue;
      if (g_cancellable_set_error_if_cancelled (self->cancellable, error))
        return FALSE;
      if (*folder == '\0')
        {
          g_propagate_error (error, g_steal_pointer (&local_error));
          return FALSE;
        }
      lw_dataset_walk_add_problem (self, LW_DATASET_PROBLEM_UNREADABLE_FOLDER, TRUE, 1, folder,
                                   g_strdup_printf (_("The folder cannot be read; what is in it is left "
                                                      "out: %s"),
                                                    local_error->message));
    }
  return TRUE;
}

/**
 * lw_dataset_walk_run:
 * @self: a walk with an empty scan
 * @error: return location: why the folder itself cannot be read, or cancelled
 *
 * Returns: whether the scan has its items and all problems but duplicates
 */
gboolean
lw_dataset_walk_run (LwDatasetWalk  *self,
                     GError        **error)
{
  g_autoptr (GHashTable) unsupported = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GHashTable) visited = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GPtrArray) pending = g_ptr_array_new_with_free_func (g_free);
  struct stat status;

  self->unsupported = unsupported;
  self->visited = visited;
  self->pending = pending;
  if (stat (self->scan->folder, &status) == 0)
    is_first_visit (self, &status);
  g_ptr_array_add (pending, g_strdup (""));
  if (!read_pending (self, error))
    return FALSE;

  add_unsupported (self);
  g_array_sort (self->scan->items, compare_items);
  return TRUE;
}

static int
compare_sizes (gconstpointer a,
               gconstpointer b)
{
  const LwDatasetItem *first = *(const LwDatasetItem *const *) a;
  const LwDatasetItem *second = *(const LwDatasetItem *const *) b;

  if (first->size != second->size)
    return first->size < second->size ? -1 : 1;
  return strcmp (first->key, second->key);
}

/* The checksum of the file's content, of no more than @limit bytes of it; NULL when it cannot be read or
 * is cancelled. */
static char *
hash_file (LwDatasetWalk *self,
           const char    *key,
           guint64        limit)
{
  g_autofree char *path = g_build_filename (self->scan->folder, key, NULL);
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  g_autofree guint8 *buffer = g_malloc (HASH_BUFFER);
  int fd = g_open (path, O_RDONLY | O_CLOEXEC | O_NONBLOCK, 0);
  gssize n = -1;

  while (fd >= 0 && limit > 0 && lw_dataset_walk_report (self, NULL, FALSE))
    {
      n = read (fd, buffer, MIN (limit, HASH_BUFFER));
      if (n <= 0)
        break;
      g_checksum_update (checksum, buffer, n);
      limit -= n;
    }
  if (fd >= 0)
    close (fd);
  if (n < 0 || g_cancellable_is_cancelled (self->cancellable))
    return NULL;
  return g_strdup (g_checksum_get_string (checksum));
}

/* Among files of one size: the first of each content is known by its hash, the others are told to be like
 * it. */
static void
compare_contents (LwDatasetWalk        *self,
                  const LwDatasetItem **items,
                  guint                 n,
                  guint64               limit)
{
  g_autoptr (GHashTable) known = g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                                        (GDestroyNotify) g_ptr_array_unref);
  GHashTableIter iter;
  gpointer value;

  for (guint i = 0; i < n; i++)
    {
      g_autofree char *hash = hash_file (self, items[i]->key, limit);
      GPtrArray *same = hash != NULL ? g_hash_table_lookup (known, hash) : NULL;

      if (hash == NULL)
        continue;
      if (same == NULL)
        {
          same = g_ptr_array_new ();
          g_hash_table_insert (known, g_steal_pointer (&hash), same);
        }
      g_ptr_array_add (same, (gpointer) items[i]);
    }

  g_hash_table_iter_init (&iter, known);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      GPtrArray *same = value;
      const LwDatasetItem *first = g_ptr_array_index (same, 0);

      if (same->len > 1 && limit < first->size)
        compare_contents (self, (const LwDatasetItem **) same->pdata, same->len, G_MAXUINT64);
      for (guint i = 1; i < same->len && limit >= first->size; i++)
        lw_dataset_walk_add_problem (self, LW_DATASET_PROBLEM_DUPLICATE, FALSE, 1,
                                     ((const LwDatasetItem *) g_ptr_array_index (same, i))->key,
                                     g_strdup_printf (_("The file has the same content as “%s”. Both are "
                                                        "labeled, so the same picture is labeled twice."), first->key));
    }
}

/**
 * lw_dataset_walk_find_duplicates:
 * @self: a walk that has run
 *
 * Only files of equal size are read, and of those only the ones that start alike are read to the end.
 *
 * Returns: %FALSE when cancelled
 */
gboolean
lw_dataset_walk_find_duplicates (LwDatasetWalk *self)
{
  guint n = self->scan->items->len;
  g_autofree const LwDatasetItem **items = g_new (const LwDatasetItem *, n + 1);
  guint end;

  for (guint i = 0; i < n; i++)
    items[i] = &g_array_index (self->scan->items, LwDatasetItem, i);
  qsort (items, n, sizeof *items, compare_sizes);

  for (guint start = 0; start < n; start = end)
    {
      for (end = start + 1; end < n && items[end]->size == items[start]->size; end++)
        continue;
      if (end - start > 1)
        compare_contents (self, items + start, end - start, HASH_BUFFER);
      if (g_cancellable_is_cancelled (self->cancellable))
        return FALSE;
    }
  return TRUE;
}
