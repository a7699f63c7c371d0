/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What a folder holds for a labeling job: the result, and the calls that make one. The walk over the
 * folders is in lw-dataset-walk.c, the judgement of one file in lw-dataset-check.c. */

#define G_LOG_DOMAIN "lw-manifest"

#include "config.h"

#include "lw-dataset-scan.h"

#include "lw-dataset-scan-private.h"

#include <glib/gi18n.h>
#include <string.h>

static void
clear_item (gpointer data)
{
  LwDatasetItem *item = data;

  g_free (item->key);
}

static void
free_problem (gpointer data)
{
  LwDatasetProblem *problem = data;

  g_free (problem->name);
  g_free (problem->text);
  g_free (problem);
}

/**
 * lw_dataset_scan_alloc:
 * @folder: the folder
 *
 * Returns: (transfer full): an empty scan, for the one who fills it
 */
LwDatasetScan *
lw_dataset_scan_alloc (const char *folder)
{
  LwDatasetScan *self = g_new0 (LwDatasetScan, 1);

  g_atomic_ref_count_init (&self->refs);
  self->folder = g_strdup (folder);
  self->items = g_array_new (FALSE, TRUE, sizeof (LwDatasetItem));
  g_array_set_clear_func (self->items, clear_item);
  self->problems = g_ptr_array_new_with_free_func (free_problem);
  return self;
}

/**
 * lw_dataset_scan_ref:
 * @self: a scan
 *
 * Returns: (transfer full): @self
 */
LwDatasetScan *
lw_dataset_scan_ref (LwDatasetScan *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&self->refs);
  return self;
}

/**
 * lw_dataset_scan_unref:
 * @self: (transfer full): a scan
 */
void
lw_dataset_scan_unref (LwDatasetScan *self)
{
  g_return_if_fail (self != NULL);

  if (!g_atomic_ref_count_dec (&self->refs))
    return;
  g_free (self->folder);
  g_array_unref (self->items);
  g_ptr_array_unref (self->problems);
  g_free (self);
}

static int
compare_problems (gconstpointer a,
                  gconstpointer b)
{
  const LwDatasetProblem *first = *(const LwDatasetProblem *const *) a;
  const LwDatasetProblem *second = *(const LwDatasetProblem *const *) b;

  return first->kind != second->kind ? (int) first->kind - (int) second->kind : strcmp (first->name, second->name);
}

/**
 * lw_dataset_scan_finish:
 * @self: a scan with all its items and problems
 *
 * Puts the problems in order and adds up.
 */
void
lw_dataset_scan_finish (LwDatasetScan *self)
{
  g_ptr_array_sort (self->problems, compare_problems);
  for (guint i = 0; i < self->problems->len; i++)
    {
      LwDatasetProblem *problem = g_ptr_array_index (self->problems, i);

      self->n_problem[problem->kind] += problem->n_files;
    }
  for (guint i = 0; i < self->items->len; i++)
    {
      LwDatasetItem *item = &g_array_index (self->items, LwDatasetItem, i);

      self->n_bytes += item->size;
      self->n_format[item->format]++;
    }
}

/**
 * lw_dataset_scan_run:
 * @folder: a folder
 * @flags: what to leave out
 * @progress: (nullable): called now and then in this thread
 * @progress_data: its data
 * @cancellable: (nullable): stops the scan between two files
 * @error: return location: a #GIOErrorEnum code when @folder itself cannot be read
 *
 * Looks into every file below @folder that bears an image's name, hidden ones left out. Links are
 * followed, each folder is read once. Blocks: call it in a thread, or use the async form.
 *
 * Returns: (transfer full) (nullable): the scan, also of a folder without images; %NULL with @error set
 */
LwDatasetScan *
lw_dataset_scan_run (const char                 *folder,
                     LwDatasetScanFlags          flags,
                     LwDatasetScanProgressFunc   progress,
                     gpointer                    progress_data,
                     GCancellable               *cancellable,
                     GError                    **error)
{
  g_autoptr (LwDatasetScan) scan = NULL;
  LwDatasetWalk walk = { .progress = progress, .progress_data = progress_data, .cancellable = cancellable };

  g_return_val_if_fail (folder != NULL, NULL);

  walk.scan = scan = lw_dataset_scan_alloc (folder);
  if (!lw_dataset_walk_run (&walk, error))
    return NULL;
  if ((flags & LW_DATASET_SCAN_NO_DUPLICATES) == 0 && !lw_dataset_walk_find_duplicates (&walk))
    {
      g_cancellable_set_error_if_cancelled (cancellable, error);
      return NULL;
    }
  lw_dataset_scan_finish (scan);
  lw_dataset_walk_report (&walk, NULL, TRUE);
  return g_steal_pointer (&scan);
}

/**
 * lw_dataset_scan_get_folder:
 * @self: a scan
 *
 * Returns: (transfer none): the folder that was scanned
 */
const char *
lw_dataset_scan_get_folder (LwDatasetScan *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->folder;
}

/**
 * lw_dataset_scan_get_n_items:
 * @self: a scan
 *
 * Returns: how many images make the data set
 */
guint
lw_dataset_scan_get_n_items (LwDatasetScan *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->items->len;
}

/**
 * lw_dataset_scan_get_item:
 * @self: a scan
 * @position: a position
 *
 * Returns: (transfer none): the image at this position in byte order of the keys
 */
const LwDatasetItem *
lw_dataset_scan_get_item (LwDatasetScan *self,
                          guint          position)
{
  g_return_val_if_fail (self != NULL && position < self->items->len, NULL);

  return &g_array_index (self->items, LwDatasetItem, position);
}

/**
 * lw_dataset_scan_dup_item_path:
 * @self: a scan
 * @position: a position
 *
 * Returns: (transfer full): the file of the image at this position
 */
char *
lw_dataset_scan_dup_item_path (LwDatasetScan *self,
                               guint          position)
{
  g_return_val_if_fail (self != NULL && position < self->items->len, NULL);

  return g_build_filename (self->folder, lw_dataset_scan_get_item (self, position)->key, NULL);
}

/**
 * lw_dataset_scan_get_n_bytes:
 * @self: a scan
 *
 * Returns: the size of all images of the data set, in bytes
 */
guint64
lw_dataset_scan_get_n_bytes (LwDatasetScan *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->n_bytes;
}

/**
 * lw_dataset_scan_count_format:
 * @self: a scan
 * @format: a format
 *
 * Returns: how many images of the data set are of this format, by what is in them
 */
guint
lw_dataset_scan_count_format (LwDatasetScan *self,
                              LwImageFormat  format)
{
  g_return_val_if_fail (self != NULL && (guint) format < LW_N_IMAGE_FORMATS, 0);

  return self->n_format[format];
}

/**
 * lw_dataset_scan_count_other_files:
 * @self: a scan
 *
 * Returns: how many files do not even bear the name of an image; hidden ones are not counted
 */
guint
lw_dataset_scan_count_other_files (LwDatasetScan *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->n_other_files;
}

/**
 * lw_dataset_scan_get_n_problems:
 * @self: a scan
 *
 * Returns: how many rows of trouble there are
 */
guint
lw_dataset_scan_get_n_problems (LwDatasetScan *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->problems->len;
}

/**
 * lw_dataset_scan_get_problem:
 * @self: a scan
 * @position: a position
 *
 * Returns: (transfer none): the row of trouble at this position
 */
const LwDatasetProblem *
lw_dataset_scan_get_problem (LwDatasetScan *self,
                             guint          position)
{
  g_return_val_if_fail (self != NULL && position < self->problems->len, NULL);

  return g_ptr_array_index (self->problems, position);
}

/**
 * lw_dataset_scan_count_problem:
 * @self: a scan
 * @kind: what is wrong
 *
 * Returns: how many files this is wrong with
 */
guint
lw_dataset_scan_count_problem (LwDatasetScan        *self,
                               LwDatasetProblemKind  kind)
{
  g_return_val_if_fail (self != NULL && (guint) kind < LW_N_DATASET_PROBLEMS, 0);

  return self->n_problem[kind];
}

static int
compare_names (gconstpointer a,
               gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

/**
 * lw_dataset_scan_dup_folder_classes:
 * @self: a scan
 *
 * Returns: (transfer full) (array zero-terminated=1): the names of the folders right below the scanned one
 *   that have images of the data set, in byte order; empty when there are none
 */
char **
lw_dataset_scan_dup_folder_classes (LwDatasetScan *self)
{
  g_autoptr (GPtrArray) names = NULL;
  const char *last = "";

  g_return_val_if_fail (self != NULL, NULL);

  /* Those of one folder stand together: they share their start. */
  names = g_ptr_array_new ();
  for (guint i = 0; i < self->items->len; i++)
    {
      const char *key = g_array_index (self->items, LwDatasetItem, i).key;
      const char *slash = strchr (key, '/');

      if (slash == NULL || (strncmp (last, key, slash - key) == 0 && last[slash - key] == '\0'))
        continue;
      last = g_strndup (key, slash - key);
      g_ptr_array_add (names, (char *) last);
    }
  g_ptr_array_sort (names, compare_names);
  g_ptr_array_add (names, NULL);
  return (char **) g_ptr_array_free (g_steal_pointer (&names), FALSE);
}
