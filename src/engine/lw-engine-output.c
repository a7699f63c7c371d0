/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Writes the output trees in a thread of its own, so that no worker waits for a slow disk. The output manifest is
 * streamed out of the store, with a connection of its own: a million lines are never in memory. */

#define G_LOG_DOMAIN "lw-engine"

#include "config.h"

#include "lw-engine-output.h"

#include "lw-bucket-list.h"
#include "lw-engine-store.h"
#include "lw-output-document.h"

#include "lw-file.h"

/* Files that go to a store elsewhere are on their way at the same time. */
#define FILES_AT_ONCE 8

struct _LwEngineOutput
{
  char          *database;
  LwObjectStore *objects;
  LwOutputFunc   func;
  gpointer       data;
  LwEngineStore *store;
  GThreadPool   *pool;
  GThreadPool   *file_pool;
};

/* The files of batches on their way; @mutex guards what is above it. @folder: (nullable): where a file went that is
 * not on the disk before the file system is synced. */
typedef struct
{
  guint          n_left;
  GError        *error;
  char          *folder;
  GMutex         mutex;
  GCond          done;
  LwOutputOrder *order;
} LwBatchWrite;

/* A manifest on its way: into a local file directly, or collected for a store that is elsewhere. */
typedef struct
{
  const char   *uri;
  LwFileWriter *writer;
  GByteArray   *buffer;
} LwManifestSink;

typedef struct
{
  const char *attribute;
  GArray     *sinks;
} LwManifestWrite;

/**
 * lw_output_order_new:
 * @job: a job
 *
 * Returns: (transfer full): an order without files
 */
LwOutputOrder *
lw_output_order_new (gint64 job)
{
  LwOutputOrder *self = g_new0 (LwOutputOrder, 1);

  self->job = job;
  self->batches = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->uris = g_ptr_array_new_with_free_func (g_free);
  self->contents = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  self->manifest_uris = g_ptr_array_new_with_free_func (g_free);
  return self;
}

/**
 * lw_output_order_free:
 * @self: (transfer full) (nullable): an order
 */
void
lw_output_order_free (LwOutputOrder *self)
{
  if (self == NULL)
    return;

  g_array_unref (self->batches);
  g_ptr_array_unref (self->uris);
  g_ptr_array_unref (self->contents);
  g_ptr_array_unref (self->manifest_uris);
  g_free (self->sweep_uri);
  g_free (self->attribute);
  g_clear_error (&self->error);
  g_free (self);
}

/**
 * lw_output_order_take_file:
 * @self: an order
 * @uri: (transfer full): where the file goes
 * @content: (transfer full): what is in it
 */
void
lw_output_order_take_file (LwOutputOrder *self,
                           char          *uri,
                           char          *content)
{
  gsize length = strlen (content);

  g_ptr_array_add (self->uris, uri);
  g_ptr_array_add (self->contents, g_bytes_new_take (content, length));
  self->n_bytes += length;
}

static void
clear_sink (gpointer data)
{
  LwManifestSink *sink = data;

  g_clear_pointer (&sink->writer, lw_file_writer_free);
  g_clear_pointer (&sink->buffer, g_byte_array_unref);
}

static gboolean
sink_write (LwManifestSink  *sink,
            const char      *data,
            gsize            length,
            GError         **error)
{
  if (sink->writer != NULL)
    return lw_file_writer_write (sink->writer, data, length, error);
  g_byte_array_append (sink->buffer, (const guint8 *) data, length);
  return TRUE;
}

static gboolean
sink_commit (LwManifestSink  *sink,
             LwObjectStore   *objects,
             GError         **error)
{
  g_autoptr (GBytes) content = NULL;

  if (sink->writer != NULL)
    return lw_file_writer_commit (sink->writer, error);
  content = g_byte_array_free_to_bytes (g_steal_pointer (&sink->buffer));
  return lw_object_store_put (objects, sink->uri, content, NULL, error);
}

static gboolean
add_sink (LwEngineOutput  *self,
          GArray          *sinks,
          const char      *uri,
          GError         **error)
{
  g_autofree char *path = lw_object_store_dup_path (self->objects, uri);
  LwManifestSink sink = { uri, NULL, NULL };

  if (path == NULL)
    sink.buffer = g_byte_array_new ();
  else
    {
      sink.writer = lw_file_writer_open (path, error);
      if (sink.writer == NULL)
        return FALSE;
    }
  g_array_append_val (sinks, sink);
  return TRUE;
}

static gboolean
write_line (const LwResultRecord  *record,
            gpointer               data,
            GError               **error)
{
  LwManifestWrite *write = data;
  gsize length;
  g_autofree char *line = lw_output_line (record, write->attribute, &length);

  for (guint i = 0; i < write->sinks->len; i++)
    {
      LwManifestSink *sink = &g_array_index (write->sinks, LwManifestSink, i);

      if (!sink_write (sink, line, length, error) || !sink_write (sink, "\n", 1, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
write_manifest (LwEngineOutput  *self,
                LwOutputOrder   *order,
                GError         **error)
{
  g_autoptr (GArray) sinks = g_array_new (FALSE, FALSE, sizeof (LwManifestSink));
  LwManifestWrite write = { order->attribute, sinks };

  g_array_set_clear_func (sinks, clear_sink);
  if (self->store == NULL)
    self->store = lw_engine_store_open (self->database, error);
  if (self->store == NULL)
    return FALSE;
  for (guint i = 0; i < order->manifest_uris->len; i++)
    if (!add_sink (self, sinks, g_ptr_array_index (order->manifest_uris, i), error))
      return FALSE;
  if (!lw_engine_store_foreach_result (self->store, order->job, write_line, &write, error))
    return FALSE;
  for (guint i = 0; i < sinks->len; i++)
    if (!sink_commit (&g_array_index (sinks, LwManifestSink, i), self->objects, error))
      return FALSE;
  return TRUE;
}

static gboolean
write_quickly (const char  *path,
               GBytes      *content,
               GError     **error)
{
  g_autoptr (LwFileWriter) writer = lw_file_writer_open (path, error);
  gsize length;
  gconstpointer data = g_bytes_get_data (content, &length);

  if (writer == NULL)
    return FALSE;
  lw_file_writer_set_durable (writer, FALSE);
  return lw_file_writer_write (writer, data, length, error) && lw_file_writer_commit (writer, error);
}

/* Files of this computer are synced together at the end: one by one that would be most of the work. */
static void
write_file (LwEngineOutput *self,
            LwBatchWrite   *write,
            guint           i)
{
  const char *uri = g_ptr_array_index (write->order->uris, i);
  GBytes *content = g_ptr_array_index (write->order->contents, i);
  g_autofree char *path = lw_object_store_dup_path (self->objects, uri);
  g_autoptr (GError) error = NULL;

  if (path != NULL)
    write_quickly (path, content, &error);
  else
    lw_object_store_put (self->objects, uri, content, NULL, &error);
  g_mutex_lock (&write->mutex);
  if (write->error == NULL)
    write->error = g_steal_pointer (&error);
  if (write->folder == NULL && path != NULL)
    write->folder = g_path_get_dirname (path);
  if (--write->n_left == 0)
    g_cond_signal (&write->done);
  g_mutex_unlock (&write->mutex);
}

typedef struct
{
  LwBatchWrite *write;
  guint         i;
} LwFileWrite;

static void
write_file_cb (gpointer data,
               gpointer user_data)
{
  g_autofree LwFileWrite *file = data;

  write_file (user_data, file->write, file->i);
}

static gboolean
write_files (LwEngineOutput  *self,
             LwOutputOrder   *order,
             GError         **error)
{
  LwBatchWrite write = { .n_left = order->uris->len, .order = order };

  g_mutex_init (&write.mutex);
  g_cond_init (&write.done);
  for (guint i = 0; i < order->uris->len; i++)
    {
      LwFileWrite *file = g_new (LwFileWrite, 1);

      file->write = &write;
      file->i = i;
      g_thread_pool_push (self->file_pool, file, NULL);
    }
  g_mutex_lock (&write.mutex);
  while (write.n_left > 0)
    g_cond_wait (&write.done, &write.mutex);
  g_mutex_unlock (&write.mutex);
  g_mutex_clear (&write.mutex);
  g_cond_clear (&write.done);
  if (write.error == NULL && write.folder != NULL)
    lw_file_sync_system (write.folder, &write.error);
  g_free (write.folder);
  if (write.error == NULL)
    return TRUE;
  g_propagate_error (error, write.error);
  return FALSE;
}

/* Removes what a killed process was writing: files that never got their name. */
static void
sweep (LwEngineOutput *self,
       const char     *uri)
{
  g_autofree char *path = lw_object_store_dup_path (self->objects, uri);

  if (path != NULL)
    lw_bucket_sweep (path);
}

static void
run_order (gpointer data,
           gpointer user_data)
{
  LwEngineOutput *self = user_data;
  LwOutputOrder *order = data;
  gint64 start = g_get_monotonic_time ();

  if (order->sweep_uri != NULL)
    sweep (self, order->sweep_uri);
  if (order->manifest_uris->len > 0)
    write_manifest (self, order, &order->error);
  else
    write_files (self, order, &order->error);
  order->duration = g_get_monotonic_time () - start;
  self->func (order, self->data);
}

/**
 * lw_engine_output_new:
 * @database: the workspace's database
 * @objects: where the files go
 * @func: called when an order is done or has failed
 * @data: for @func
 *
 * Returns: (transfer full): an output that writes one order after the other
 */
LwEngineOutput *
lw_engine_output_new (const char    *database,
                      LwObjectStore *objects,
                      LwOutputFunc   func,
                      gpointer       data)
{
  LwEngineOutput *self = g_new0 (LwEngineOutput, 1);

  self->database = g_strdup (database);
  self->objects = g_object_ref (objects);
  self->func = func;
  self->data = data;
  self->pool = g_thread_pool_new (run_order, self, 1, FALSE, NULL);
  self->file_pool = g_thread_pool_new (write_file_cb, self, FILES_AT_ONCE, FALSE, NULL);
  return self;
}

/**
 * lw_engine_output_free:
 * @self: (transfer full) (nullable): an output; waits until all orders are done
 */
void
lw_engine_output_free (LwEngineOutput *self)
{
  if (self == NULL)
    return;

  g_thread_pool_free (self->pool, FALSE, TRUE);
  g_thread_pool_free (self->file_pool, FALSE, TRUE);
  lw_engine_store_free (self->store);
  g_object_unref (self->objects);
  g_free (self->database);
  g_free (self);
}

/**
 * lw_engine_output_push:
 * @self: an output
 * @order: (transfer full): what to write
 */
void
lw_engine_output_push (LwEngineOutput *self,
                       LwOutputOrder  *order)
{
  g_thread_pool_push (self->pool, order, NULL);
}
