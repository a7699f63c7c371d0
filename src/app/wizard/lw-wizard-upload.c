/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Brings the images of a folder to a place that cannot use folders of this computer. Not for other files. */

#define G_LOG_DOMAIN "lw-wizard"

#include "config.h"

#include "lw-wizard-upload.h"

/* Images that are on their way at the same time; each is in memory, 40 MB at most. */
#define N_AT_ONCE 8

typedef struct
{
  LwObjectStore      *store;
  LwDatasetScan      *scan;
  const char         *prefix;
  LwWizardUploadFunc  func;
  gpointer            user_data;
  GCancellable       *cancellable;
  GHashTable         *there;

  GMutex              mutex;
  guint               n_done;
  GError             *error;
} Upload;

static char *
dup_address (Upload              *self,
             const LwDatasetItem *item)
{
  return g_strconcat (self->prefix, item->key, NULL);
}

/* What is there with the same size is not sent again, so that an upload which broke off is gone on with. */
static gboolean
find_what_is_there (Upload  *self,
                    GError **error)
{
  g_autoptr (GPtrArray) objects = lw_object_store_list (self->store, self->prefix, self->cancellable, error);

  if (objects == NULL)
    return FALSE;
  for (guint i = 0; i < objects->len; i++)
    {
      const LwObjectInfo *info = g_ptr_array_index (objects, i);

      g_hash_table_insert (self->there, g_strdup (info->uri), g_memdup2 (&info->size, sizeof info->size));
    }
  return TRUE;
}

static gboolean
send_item (Upload         *self,
           guint           position,
           GError        **error)
{
  const LwDatasetItem *item = lw_dataset_scan_get_item (self->scan, position);
  g_autofree char *uri = dup_address (self, item);
  g_autofree char *path = lw_dataset_scan_dup_item_path (self->scan, position);
  const guint64 *size = g_hash_table_lookup (self->there, uri);
  g_autoptr (GBytes) content = NULL;
  char *bytes;
  gsize length;

  if (size != NULL && *size == item->size)
    return TRUE;
  if (!g_file_get_contents (path, &bytes, &length, error))
    return FALSE;
  content = g_bytes_new_take (bytes, length);
  return lw_object_store_put (self->store, uri, content, self->cancellable, error);
}

/* The first error ends all. */
static void
send_in_thread (gpointer data,
                gpointer user_data)
{
  Upload *self = user_data;
  g_autoptr (GError) error = NULL;
  gboolean failed;

  g_mutex_lock (&self->mutex);
  failed = self->error != NULL;
  g_mutex_unlock (&self->mutex);
  if (failed || !send_item (self, GPOINTER_TO_UINT (data) - 1, &error))
    {
      g_mutex_lock (&self->mutex);
      if (self->error == NULL)
        self->error = g_steal_pointer (&error);
      g_mutex_unlock (&self->mutex);
      return;
    }
  g_mutex_lock (&self->mutex);
  self->n_done++;
  if (self->func != NULL)
    self->func (self->n_done, lw_dataset_scan_get_n_items (self->scan), self->user_data);
  g_mutex_unlock (&self->mutex);
}

/**
 * lw_wizard_upload:
 * @store: where the images go
 * @scan: the folder
 * @prefix: the address that their keys are put behind, with a slash at the end
 * @func: (nullable): told of each image
 * @user_data: for @func
 * @cancellable: (nullable): to stop between two images
 * @error: return location
 *
 * Sends the images of @scan that are not there. Blocks.
 *
 * Returns: whether all are there
 */
gboolean
lw_wizard_upload (LwObjectStore       *store,
                  LwDatasetScan       *scan,
                  const char          *prefix,
                  LwWizardUploadFunc   func,
                  gpointer             user_data,
                  GCancellable        *cancellable,
                  GError             **error)
{
  g_autoptr (GHashTable) there = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  Upload self = {
    .store = store, .scan = scan, .prefix = prefix, .func = func, .user_data = user_data, .cancellable = cancellable,
    .there = there,
  };
  GThreadPool *pool;

  g_return_val_if_fail (LW_IS_OBJECT_STORE (store) && scan != NULL && g_str_has_suffix (prefix, "/"), FALSE);

  if (!find_what_is_there (&self, error))
    return FALSE;
  pool = g_thread_pool_new (send_in_thread, &self, N_AT_ONCE, FALSE, error);
  if (pool == NULL)
    return FALSE;
  g_mutex_init (&self.mutex);
  for (guint i = 0; i < lw_dataset_scan_get_n_items (scan); i++)
    g_thread_pool_push (pool, GUINT_TO_POINTER (i + 1), NULL);
  g_thread_pool_free (pool, FALSE, TRUE);
  g_mutex_clear (&self.mutex);
  if (self.error == NULL)
    return TRUE;
  g_propagate_error (error, self.error);
  return FALSE;
}
