/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What the chosen folder or input manifest turned out to hold, found out in the background. Not what was chosen:
 * that is the draft's. */

#define G_LOG_DOMAIN "lw-wizard"

#include "config.h"

#include "lw-wizard-dataset.h"

#include "lw-s3-uri.h"
#include "lw-str.h"

#include <glib/gi18n.h>

/* Invariant: at most one of scan and index is set, and only when the state is READY. A reading that is no longer
 * wanted is cancelled and its answer is not looked at. */
struct _LwWizardDataset
{
  GObject          parent_instance;

  LwObjectStore   *store;
  char            *folder;
  char            *manifest;
  char            *bucket;

  LwDatasetState   state;
  GError          *error;
  GCancellable    *cancellable;
  guint            n_found;
  double           progress;
  LwDatasetScan   *scan;
  LwManifestIndex *index;
};

enum
{
  CHANGED,
  PROGRESS,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (LwWizardDataset, lw_wizard_dataset, G_TYPE_OBJECT)

static void
set_state (LwWizardDataset *self,
           LwDatasetState   state)
{
  self->state = state;
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
forget_result (LwWizardDataset *self)
{
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_error (&self->error);
  g_clear_pointer (&self->scan, lw_dataset_scan_unref);
  g_clear_pointer (&self->index, lw_manifest_index_unref);
  self->n_found = 0;
  self->progress = 0;
}

/* Takes the outcome of a reading, unless another one was started since. Returns whether it is the wanted one. */
static gboolean
finish_reading (LwWizardDataset *self,
                GError          *error)
{
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      g_error_free (error);
      return FALSE;
    }
  g_clear_object (&self->cancellable);
  if (error != NULL)
    {
      self->error = error;
      set_state (self, LW_DATASET_STATE_FAILED);
      return FALSE;
    }
  return TRUE;
}

static void
scan_progress_cb (guint       n_images,
                  guint       n_checked,
                  const char *folder,
                  gpointer    data)
{
  LwWizardDataset *self = data;

  if (self->state != LW_DATASET_STATE_READING)
    return;
  self->n_found = n_images;
  self->progress = n_images > 0 ? (double) n_checked / n_images : 0;
  g_signal_emit (self, signals[PROGRESS], 0);
}

static void
scan_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr (LwWizardDataset) self = user_data;
  g_autoptr (LwDatasetScan) scan = NULL;
  GError *error = NULL;

  scan = lw_dataset_scan_run_finish (result, &error);
  if (!finish_reading (self, error))
    return;
  self->scan = g_steal_pointer (&scan);
  set_state (self, LW_DATASET_STATE_READY);
}

static void
index_progress_cb (guint64  done,
                   guint64  total,
                   gpointer data)
{
  LwWizardDataset *self = data;

  if (self->state != LW_DATASET_STATE_READING)
    return;
  self->progress = total > 0 ? (double) done / total : 0;
  g_signal_emit (self, signals[PROGRESS], 0);
}

static void
index_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr (LwWizardDataset) self = user_data;
  g_autoptr (LwManifestIndex) index = NULL;
  GError *error = NULL;

  index = lw_manifest_index_new_from_file_finish (result, &error);
  if (!finish_reading (self, error))
    return;
  self->index = g_steal_pointer (&index);
  set_state (self, LW_DATASET_STATE_READY);
}

static void
index_fetched_thread (GTask        *task,
                      gpointer      source_object,
                      gpointer      task_data,
                      GCancellable *cancellable)
{
  g_task_return_pointer (task, lw_manifest_index_new_from_bytes (task_data), (GDestroyNotify) lw_manifest_index_unref);
}

static void
index_fetched_cb (GObject      *source,
                  GAsyncResult *result,
                  gpointer      user_data)
{
  LwWizardDataset *self = LW_WIZARD_DATASET (source);
  g_autoptr (LwManifestIndex) index = NULL;
  GError *error = NULL;

  index = g_task_propagate_pointer (G_TASK (result), &error);
  if (!finish_reading (self, error))
    return;
  self->index = g_steal_pointer (&index);
  set_state (self, LW_DATASET_STATE_READY);
}

static void
fetch_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr (LwWizardDataset) self = user_data;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GTask) task = NULL;
  GError *error = NULL;
  GCancellable *cancellable = self->cancellable;

  bytes = lw_object_store_get_finish (LW_OBJECT_STORE (source), result, &error);
  if (bytes == NULL)
    {
      finish_reading (self, error);
      return;
    }
  task = g_task_new (self, cancellable, index_fetched_cb, NULL);
  g_task_set_source_tag (task, fetch_cb);
  g_task_set_task_data (task, g_steal_pointer (&bytes), (GDestroyNotify) g_bytes_unref);
  g_task_run_in_thread (task, index_fetched_thread);
}

static void
start_reading (LwWizardDataset *self)
{
  self->cancellable = g_cancellable_new ();
  if (*self->folder != '\0')
    {
      lw_dataset_scan_run_async (self->folder, LW_DATASET_SCAN_DEFAULT, scan_progress_cb, self, self->cancellable,
                                 scan_cb, g_object_ref (self));
    }
  else
    {
      gboolean remote = g_str_has_prefix (self->manifest, "s3://");
      g_autofree char *path = !remote               ? g_strdup (self->manifest)
                              : self->store != NULL ? lw_object_store_dup_path (self->store, self->manifest)
                                                    : NULL;

      if (path == NULL && self->store != NULL)
        lw_object_store_get_async (self->store, self->manifest, self->cancellable, fetch_cb, g_object_ref (self));
      else
        lw_manifest_index_new_from_file_async (path, index_progress_cb, self, self->cancellable, index_cb,
                                               g_object_ref (self));
    }
}

static void
lw_wizard_dataset_dispose (GObject *object)
{
  LwWizardDataset *self = LW_WIZARD_DATASET (object);

  forget_result (self);
  g_clear_object (&self->store);
  G_OBJECT_CLASS (lw_wizard_dataset_parent_class)->dispose (object);
}

static void
lw_wizard_dataset_finalize (GObject *object)
{
  LwWizardDataset *self = LW_WIZARD_DATASET (object);

  g_free (self->folder);
  g_free (self->manifest);
  g_free (self->bucket);
  G_OBJECT_CLASS (lw_wizard_dataset_parent_class)->finalize (object);
}

static void
lw_wizard_dataset_class_init (LwWizardDatasetClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = lw_wizard_dataset_dispose;
  object_class->finalize = lw_wizard_dataset_finalize;

  /**
   * LwWizardDataset::changed:
   *
   * The state is another one, and with it the result.
   */
  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 0);

  /**
   * LwWizardDataset::progress:
   *
   * The reading went on; at most 20 times a second.
   */
  signals[PROGRESS] = g_signal_new ("progress", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                    G_TYPE_NONE, 0);
}

static void
lw_wizard_dataset_init (LwWizardDataset *self)
{
  self->folder = g_strdup ("");
  self->manifest = g_strdup ("");
}

LwWizardDataset *
lw_wizard_dataset_new (LwObjectStore *store)
{
  LwWizardDataset *self = g_object_new (LW_TYPE_WIZARD_DATASET, NULL);

  g_set_object (&self->store, store);
  return self;
}

/* Starts to read a folder or, when @folder is empty, a manifest (a path or an s3 address). The same source is not
 * read a second time; see lw_wizard_dataset_read_again() for that. */
void
lw_wizard_dataset_read (LwWizardDataset *self,
                        const char      *folder,
                        const char      *manifest)
{
  gboolean changed;

  g_return_if_fail (LW_IS_WIZARD_DATASET (self) && folder != NULL && manifest != NULL);

  changed = lw_set_str (&self->folder, folder);
  changed |= lw_set_str (&self->manifest, manifest);
  if (changed)
    lw_wizard_dataset_read_again (self);
}

void
lw_wizard_dataset_read_again (LwWizardDataset *self)
{
  g_return_if_fail (LW_IS_WIZARD_DATASET (self));

  forget_result (self);
  g_clear_pointer (&self->bucket, g_free);
  if (*self->folder != '\0')
    {
      g_autofree char *name = g_path_get_basename (self->folder);

      self->bucket = lw_s3_bucket_name_suggest (name);
    }
  if (*self->folder == '\0' && *self->manifest == '\0')
    {
      set_state (self, LW_DATASET_STATE_NONE);
      return;
    }
  set_state (self, LW_DATASET_STATE_READING);
  start_reading (self);
}

void
lw_wizard_dataset_cancel (LwWizardDataset *self)
{
  g_return_if_fail (LW_IS_WIZARD_DATASET (self));

  if (self->state != LW_DATASET_STATE_READING)
    return;
  forget_result (self);
  set_state (self, LW_DATASET_STATE_CANCELLED);
}

LwDatasetState
lw_wizard_dataset_get_state (LwWizardDataset *self)
{
  g_return_val_if_fail (LW_IS_WIZARD_DATASET (self), LW_DATASET_STATE_NONE);

  return self->state;
}

const GError *
lw_wizard_dataset_get_error (LwWizardDataset *self)
{
  g_return_val_if_fail (LW_IS_WIZARD_DATASET (self), NULL);

  return self->error;
}

/* From 0 to 1; @n_found gets the number of images found so far, 0 for a manifest. */
double
lw_wizard_dataset_get_progress (LwWizardDataset *self,
                                guint           *n_found)
{
  g_return_val_if_fail (LW_IS_WIZARD_DATASET (self), 0);

  if (n_found != NULL)
    *n_found = self->n_found;
  return CLAMP (self->progress, 0, 1);
}

/* NULL unless a folder was read. */
LwDatasetScan *
lw_wizard_dataset_get_scan (LwWizardDataset *self)
{
  g_return_val_if_fail (LW_IS_WIZARD_DATASET (self), NULL);

  return self->scan;
}

/* NULL unless a manifest was read. */
LwManifestIndex *
lw_wizard_dataset_get_index (LwWizardDataset *self)
{
  g_return_val_if_fail (LW_IS_WIZARD_DATASET (self), NULL);

  return self->index;
}

guint
lw_wizard_dataset_get_n_objects (LwWizardDataset *self)
{
  g_return_val_if_fail (LW_IS_WIZARD_DATASET (self), 0);

  if (self->scan != NULL)
    return lw_dataset_scan_get_n_items (self->scan);
  return self->index != NULL ? lw_manifest_index_get_n_rows (self->index) : 0;
}

/* How many data objects have a label under the attribute already: a job leaves those as they are. */
guint
lw_wizard_dataset_get_n_labeled (LwWizardDataset *self,
                                 const char      *label_attribute_name)
{
  int attribute;

  g_return_val_if_fail (LW_IS_WIZARD_DATASET (self), 0);

  attribute = self->index != NULL ? lw_manifest_index_find_attribute (self->index, label_attribute_name) : -1;
  return attribute >= 0 ? lw_manifest_index_count_state (self->index, attribute, LW_DATA_OBJECT_STATE_LABELED) : 0;
}

/* The address that the data object has, or, for a folder, the one that it will have. NULL when the line has none. */
char *
lw_wizard_dataset_dup_source_ref (LwWizardDataset *self,
                                  guint            position)
{
  g_return_val_if_fail (LW_IS_WIZARD_DATASET (self), NULL);

  if (position >= lw_wizard_dataset_get_n_objects (self))
    return NULL;
  if (self->scan != NULL)
    {
      g_autoptr (LwS3Uri) uri = lw_s3_uri_new (self->bucket, lw_dataset_scan_get_item (self->scan, position)->key);

      return lw_s3_uri_to_string (uri);
    }
  return lw_manifest_index_dup_source_ref (self->index, position);
}

/* Where the image can be loaded from now: a path for a folder, else the same as the source-ref. */
char *
lw_wizard_dataset_dup_image_uri (LwWizardDataset *self,
                                 guint            position)
{
  g_return_val_if_fail (LW_IS_WIZARD_DATASET (self), NULL);

  if (self->scan != NULL && position < lw_dataset_scan_get_n_items (self->scan))
    return lw_dataset_scan_dup_item_path (self->scan, position);
  return lw_wizard_dataset_dup_source_ref (self, position);
}

/* What people call the data set: the name of its folder or file. */
char *
lw_wizard_dataset_dup_title (LwWizardDataset *self)
{
  g_autofree char *name = NULL;

  g_return_val_if_fail (LW_IS_WIZARD_DATASET (self), NULL);

  if (*self->folder == '\0' && *self->manifest == '\0')
    return g_strdup ("");
  name = g_path_get_basename (*self->folder != '\0' ? self->folder : self->manifest);
  return g_filename_display_name (name);
}
