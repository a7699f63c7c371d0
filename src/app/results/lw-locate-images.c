/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* "Locate images…": makes a folder the bucket that a manifest's images are in. */

#define G_LOG_DOMAIN "lw-results"

#include "config.h"

#include "lw-locate-images.h"

#include <glib/gi18n.h>
#include <string.h>

typedef struct
{
  LwObjectStore *store;
  char          *source_ref;
  char          *folder;
} LocateCall;

static void
locate_call_free (LocateCall *call)
{
  g_object_unref (call->store);
  g_free (call->source_ref);
  g_free (call->folder);
  g_free (call);
}

static gboolean
has_file (const char *folder,
          const char *key)
{
  g_autofree char *path = g_build_filename (folder, key, NULL);

  return g_file_test (path, G_FILE_TEST_IS_REGULAR);
}

/**
 * lw_locate_images_find_root:
 * @folder: the folder that was chosen
 * @key: the key of one image
 *
 * Finds the folder under which @key lies: @folder itself, or a folder above it when the names agree, so that the folder
 * "cat" may be chosen for "train/cat/1.jpg". Reads the disk.
 *
 * Returns: (transfer full) (nullable): the folder; %NULL when the image is not there
 */
char *
lw_locate_images_find_root (const char *folder,
                            const char *key)
{
  const char *rest = key;
  const char *slash;

  g_return_val_if_fail (folder != NULL, NULL);
  g_return_val_if_fail (key != NULL, NULL);

  if (has_file (folder, key))
    return g_strdup (folder);

  /* The chosen folder may stand for any folder of the key: then its name and those above it are the key's. */
  while ((slash = strchr (rest, '/')) != NULL)
    {
      g_autofree char *above = g_strndup (key, slash - key);
      gsize length = strlen (folder);
      gsize n = strlen (above);

      rest = slash + 1;
      if (length > n && folder[length - n - 1] == '/' && strcmp (folder + length - n, above) == 0 &&
          has_file (folder, rest))
        return g_strndup (folder, MAX (length - n - 1, 1));
    }
  return NULL;
}

static void
locate_thread (GTask        *task,
               gpointer      source,
               gpointer      task_data,
               GCancellable *cancellable)
{
  LocateCall *call = task_data;
  GError *error = NULL;
  g_autoptr (LwS3Uri) uri = lw_s3_uri_parse (call->source_ref, &error);
  g_autofree char *root = NULL;
  g_autofree char *bucket = NULL;

  if (uri == NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  root = lw_locate_images_find_root (call->folder, uri->key);
  if (root == NULL)
    {
      g_autofree char *name = g_filename_display_basename (call->folder);

      g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_NOT_FOUND,
                               _("“%s” is not in the folder “%s”. Choose the folder that has it under this name."),
                               uri->key, name);
      return;
    }

  bucket = lw_object_store_map_folder (call->store, root, uri->bucket, TRUE, &error);
  if (bucket != NULL)
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

/**
 * lw_locate_images_async:
 * @store: the place's files
 * @source_ref: the s3 address of one image
 * @folder: the path of the folder that has it
 * @cancellable: (nullable): stops it
 * @callback: called when done
 * @user_data: passed to @callback
 *
 * Makes @folder, or the folder above it that fits, the bucket of @source_ref.
 */
void
lw_locate_images_async (LwObjectStore       *store,
                        const char          *source_ref,
                        const char          *folder,
                        GCancellable        *cancellable,
                        GAsyncReadyCallback  callback,
                        gpointer             user_data)
{
  g_autoptr (GTask) task = NULL;
  LocateCall *call;

  g_return_if_fail (LW_IS_OBJECT_STORE (store));
  g_return_if_fail (source_ref != NULL);
  g_return_if_fail (folder != NULL);

  call = g_new0 (LocateCall, 1);
  call->store = g_object_ref (store);
  call->source_ref = g_strdup (source_ref);
  call->folder = g_strdup (folder);
  task = g_task_new (NULL, cancellable, callback, user_data);
  g_task_set_source_tag (task, lw_locate_images_async);
  g_task_set_name (task, "lw-locate-images");
  g_task_set_task_data (task, call, (GDestroyNotify) locate_call_free);
  g_task_run_in_thread (task, locate_thread);
}

/**
 * lw_locate_images_finish:
 * @result: the result
 * @error: return location: %G_IO_ERROR_NOT_FOUND when the folder does not have the image
 *
 * Returns: whether the images are found from now on
 */
gboolean
lw_locate_images_finish (GAsyncResult  *result,
                         GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
