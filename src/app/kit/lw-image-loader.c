/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Pictures for the screen: fetched and decoded in a few threads of its own, the newest request first, kept in a
 * cache that has a bound. Never rotates a picture (Ground Truth shows images as stored). Main thread only.
 *
 * Each wanted picture is a Job, shared by all who ask for it. Jobs wait in one queue a priority; the pool is
 * only woken and its threads take the best job there is then. Reading ahead never takes the last thread. What a
 * thread touches is guarded by the lock; the cache and the callbacks belong to the main thread. Every waiting
 * GTask holds the loader, so no job outlives it. */

#define G_LOG_DOMAIN "lw-kit"

#include "config.h"

#include "lw-image-loader.h"

#include "lw-image-cache.h"
#include "lw-image-decoder.h"
#include "lw-image-source.h"
#include "lw-thread.h"

#define N_PRIORITIES (LW_IMAGE_PRIORITY_AHEAD + 1)
#define DEFAULT_MAX_BYTES (G_GUINT64_CONSTANT (256) * 1024 * 1024)
#define MIN_THREADS 2
#define MAX_THREADS 16

struct _LwImageLoader
{
  GObject        parent_instance;

  LwObjectStore *store;
  LwImageCache  *cache;
  GThreadPool   *pool;
  guint          n_threads;

  GMutex         lock;
  GHashTable    *jobs;
  GQueue         queues[N_PRIORITIES];
  guint          n_ahead;
};

/* tasks is (element-type GTask). queued: it stands in the queue of its priority; given_up: taken from there when nobody
 * waited any more. */
typedef struct
{
  LwImageLoader   *loader;
  char            *key;
  char            *uri;
  int              size;
  LwImagePriority  priority;
  gboolean         queued;
  gboolean         given_up;
  GPtrArray       *tasks;
  GdkTexture      *texture;
  GError          *error;
} Job;

enum
{
  PROP_0,
  PROP_STORE,
  PROP_MAX_BYTES,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (LwImageLoader, lw_image_loader, G_TYPE_OBJECT)

static char *
dup_key (const char *uri,
         int         size)
{
  return g_strdup_printf ("%d %s", size, uri);
}

static void
job_free (Job *job)
{
  g_ptr_array_unref (job->tasks);
  g_clear_object (&job->texture);
  g_clear_error (&job->error);
  g_free (job->key);
  g_free (job->uri);
  g_free (job);
}

static void
enqueue (LwImageLoader *self,
         Job           *job)
{
  job->queued = TRUE;
  if (job->priority == LW_IMAGE_PRIORITY_AHEAD)
    g_queue_push_tail (&self->queues[job->priority], job);
  else
    g_queue_push_head (&self->queues[job->priority], job);
}

static Job *
take_job (LwImageLoader *self)
{
  for (int i = 0; i < N_PRIORITIES; i++)
    {
      Job *job;

      if (i == LW_IMAGE_PRIORITY_AHEAD && self->n_ahead >= self->n_threads - 1)
        continue;
      job = g_queue_pop_head (&self->queues[i]);
      if (job != NULL)
        {
          job->queued = FALSE;
          self->n_ahead += job->priority == LW_IMAGE_PRIORITY_AHEAD;
          return job;
        }
    }
  return NULL;
}

/* Nobody waits for the picture any more: all that asked for it have cancelled. A picture of which the work has begun is
 * finished anyway: it is wanted again more often than not. */
static gboolean
is_unwanted (Job *job)
{
  for (guint i = 0; i < job->tasks->len; i++)
    {
      if (!g_cancellable_is_cancelled (g_task_get_cancellable (job->tasks->pdata[i])))
        return FALSE;
    }
  return TRUE;
}

static gboolean
job_done_cb (gpointer user_data)
{
  Job *job = user_data;
  LwImageLoader *self = job->loader;
  g_autoptr (GPtrArray) tasks = NULL;

  g_mutex_lock (&self->lock);
  if (g_hash_table_lookup (self->jobs, job->key) == job)
    g_hash_table_remove (self->jobs, job->key);
  tasks = g_steal_pointer (&job->tasks);
  g_mutex_unlock (&self->lock);
  job->tasks = g_ptr_array_new ();

  if (job->texture != NULL)
    lw_image_cache_insert (self->cache, job->key, job->texture);
  for (guint i = 0; i < tasks->len; i++)
    {
      if (job->texture != NULL)
        g_task_return_pointer (tasks->pdata[i], g_object_ref (job->texture), g_object_unref);
      else
        g_task_return_error (tasks->pdata[i], g_error_copy (job->error));
    }
  job_free (job);
  return G_SOURCE_REMOVE;
}

static void
run_job (LwImageLoader *self,
         Job           *job)
{
  g_autoptr (GBytes) bytes = NULL;

  if (job->given_up)
    {
      g_set_error_literal (&job->error, G_IO_ERROR, G_IO_ERROR_CANCELLED, "Cancelled");
      return;
    }
  bytes = lw_image_source_read (self->store, job->uri, NULL, &job->error);
  if (bytes != NULL)
    job->texture = lw_image_decode (bytes, job->size, NULL, &job->error);
}

/* The main loop may free the loader as soon as the last job is handed over, so nothing of it is touched after that; the
 * pool waits for this function when the loader goes. */
static void
pool_thread (gpointer data,
             gpointer user_data)
{
  LwImageLoader *self = user_data;
  Job *job;

  lw_thread_be_background ();
  g_mutex_lock (&self->lock);
  while ((job = take_job (self)) != NULL)
    {
      gboolean ahead = job->priority == LW_IMAGE_PRIORITY_AHEAD;

      job->given_up = is_unwanted (job);
      g_mutex_unlock (&self->lock);
      run_job (self, job);
      g_mutex_lock (&self->lock);
      self->n_ahead -= ahead;
      g_idle_add_full (G_PRIORITY_DEFAULT, job_done_cb, job, NULL);
    }
  g_mutex_unlock (&self->lock);
}

static Job *
job_new (LwImageLoader   *self,
         const char      *key,
         const char      *uri,
         int              size,
         LwImagePriority  priority)
{
  Job *job = g_new0 (Job, 1);

  job->loader = self;
  job->key = g_strdup (key);
  job->uri = g_strdup (uri);
  job->size = size;
  job->priority = priority;
  job->tasks = g_ptr_array_new_with_free_func (g_object_unref);
  return job;
}

static void
lw_image_loader_get_property (GObject    *object,
                              guint       prop_id,
                              GValue     *value,
                              GParamSpec *pspec)
{
  LwImageLoader *self = LW_IMAGE_LOADER (object);

  switch (prop_id)
    {
    case PROP_STORE:
      g_value_set_object (value, self->store);
      break;
    case PROP_MAX_BYTES:
      g_value_set_uint64 (value, lw_image_loader_get_max_bytes (self));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
lw_image_loader_set_property (GObject      *object,
                              guint         prop_id,
                              const GValue *value,
                              GParamSpec   *pspec)
{
  LwImageLoader *self = LW_IMAGE_LOADER (object);

  switch (prop_id)
    {
    case PROP_STORE:
      self->store = g_value_dup_object (value);
      break;
    case PROP_MAX_BYTES:
      lw_image_loader_set_max_bytes (self, g_value_get_uint64 (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
lw_image_loader_finalize (GObject *object)
{
  LwImageLoader *self = LW_IMAGE_LOADER (object);

  g_thread_pool_free (self->pool, FALSE, TRUE);
  for (int i = 0; i < N_PRIORITIES; i++)
    g_assert (g_queue_is_empty (&self->queues[i]));
  g_hash_table_unref (self->jobs);
  g_mutex_clear (&self->lock);
  lw_image_cache_free (self->cache);
  g_clear_object (&self->store);

  G_OBJECT_CLASS (lw_image_loader_parent_class)->finalize (object);
}

static void
lw_image_loader_class_init (LwImageLoaderClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = lw_image_loader_get_property;
  object_class->set_property = lw_image_loader_set_property;
  object_class->finalize = lw_image_loader_finalize;

  /**
   * LwImageLoader:store:
   *
   * Where s3 addresses lead.
   */
  properties[PROP_STORE] =
    g_param_spec_object ("store", NULL, NULL, LW_TYPE_OBJECT_STORE,
                         G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  /**
   * LwImageLoader:max-bytes:
   *
   * How many bytes of decoded pixels are kept at most.
   */
  properties[PROP_MAX_BYTES] =
    g_param_spec_uint64 ("max-bytes", NULL, NULL, 0, G_MAXUINT64, DEFAULT_MAX_BYTES,
                         G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
lw_image_loader_init (LwImageLoader *self)
{
  g_mutex_init (&self->lock);
  self->cache = lw_image_cache_new (DEFAULT_MAX_BYTES);
  self->jobs = g_hash_table_new (g_str_hash, g_str_equal);
  self->n_threads = CLAMP (g_get_num_processors (), MIN_THREADS, MAX_THREADS);
  self->pool = g_thread_pool_new (pool_thread, self, self->n_threads, TRUE, NULL);
}

/**
 * lw_image_loader_new:
 * @store: (nullable): where s3 addresses lead
 *
 * Returns: (transfer full): a loader with an empty cache
 */
LwImageLoader *
lw_image_loader_new (LwObjectStore *store)
{
  return g_object_new (LW_TYPE_IMAGE_LOADER, "store", store, NULL);
}

/**
 * lw_image_loader_get_max_bytes:
 * @self: the loader
 *
 * Returns: the bound of its cache in bytes of pixels
 */
guint64
lw_image_loader_get_max_bytes (LwImageLoader *self)
{
  g_return_val_if_fail (LW_IS_IMAGE_LOADER (self), 0);

  return lw_image_cache_get_max_bytes (self->cache);
}

/**
 * lw_image_loader_set_max_bytes:
 * @self: the loader
 * @max_bytes: the bound of its cache, kept from now on
 */
void
lw_image_loader_set_max_bytes (LwImageLoader *self,
                               guint64        max_bytes)
{
  g_return_if_fail (LW_IS_IMAGE_LOADER (self));

  if (lw_image_cache_get_max_bytes (self->cache) == max_bytes)
    return;
  lw_image_cache_set_max_bytes (self->cache, max_bytes);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_MAX_BYTES]);
}

/**
 * lw_image_loader_get_bytes:
 * @self: the loader
 *
 * Returns: how many bytes of pixels its cache keeps now
 */
guint64
lw_image_loader_get_bytes (LwImageLoader *self)
{
  g_return_val_if_fail (LW_IS_IMAGE_LOADER (self), 0);

  return lw_image_cache_get_bytes (self->cache);
}

/* A job that is begun is joined; one that waits also rises to the new priority, or to the front of it. One that was
 * given up is not joined, because it ends as cancelled. */
static void
join_or_start_job (LwImageLoader   *self,
                   const char      *key,
                   const char      *uri,
                   int              size,
                   LwImagePriority  priority,
                   GTask           *task)
{
  Job *job = g_hash_table_lookup (self->jobs, key);

  if (job != NULL && job->given_up)
    job = NULL;
  if (job == NULL)
    {
      job = job_new (self, key, uri, size, priority);
      g_hash_table_replace (self->jobs, job->key, job);
      enqueue (self, job);
    }
  else if (job->queued && priority <= job->priority && priority != LW_IMAGE_PRIORITY_AHEAD)
    {
      g_queue_remove (&self->queues[job->priority], job);
      job->priority = priority;
      enqueue (self, job);
    }
  g_ptr_array_add (job->tasks, task);
}

/**
 * lw_image_loader_load_async:
 * @self: the loader
 * @uri: an s3://, file:// or data: address, or the path of a file
 * @size: the longest edge in pixels that is wanted, 0 for the full size
 * @priority: how soon
 * @cancellable: (nullable): drops the request if its work has not begun
 * @callback: called when the picture is there or cannot be shown
 * @user_data: passed to @callback
 *
 * Loads a picture, or takes it from the cache. Several requests for one picture share the work.
 */
void
lw_image_loader_load_async (LwImageLoader       *self,
                            const char          *uri,
                            int                  size,
                            LwImagePriority      priority,
                            GCancellable        *cancellable,
                            GAsyncReadyCallback  callback,
                            gpointer             user_data)
{
  g_autoptr (GTask) task = NULL;
  g_autofree char *key = NULL;
  GdkTexture *texture;

  g_return_if_fail (LW_IS_IMAGE_LOADER (self));
  g_return_if_fail (uri != NULL);
  g_return_if_fail (size >= 0);

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, lw_image_loader_load_async);
  g_task_set_name (task, "lw_image_loader_load_async");
  key = dup_key (uri, size);
  texture = lw_image_cache_lookup (self->cache, key);
  if (texture != NULL)
    {
      g_task_return_pointer (task, g_object_ref (texture), g_object_unref);
      return;
    }

  g_mutex_lock (&self->lock);
  join_or_start_job (self, key, uri, size, priority, g_steal_pointer (&task));
  g_mutex_unlock (&self->lock);
  g_thread_pool_push (self->pool, self, NULL);
}

/**
 * lw_image_loader_load_finish:
 * @self: the loader
 * @result: what the callback was given
 * @error: why there is no picture: %G_IO_ERROR or %LW_IMAGE_ERROR
 *
 * Returns: (transfer full): the picture
 */
GdkTexture *
lw_image_loader_load_finish (LwImageLoader  *self,
                             GAsyncResult   *result,
                             GError        **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * lw_image_loader_peek:
 * @self: the loader
 * @uri: as in lw_image_loader_load_async()
 * @size: likewise
 *
 * Returns: (transfer none) (nullable): the picture if it is in the cache
 */
GdkTexture *
lw_image_loader_peek (LwImageLoader *self,
                      const char    *uri,
                      int            size)
{
  g_autofree char *key = NULL;

  g_return_val_if_fail (LW_IS_IMAGE_LOADER (self), NULL);
  g_return_val_if_fail (uri != NULL, NULL);

  key = dup_key (uri, size);
  return lw_image_cache_lookup (self->cache, key);
}

/**
 * lw_image_loader_forget:
 * @self: the loader
 *
 * Empties the cache: addresses may lead to other files now.
 */
void
lw_image_loader_forget (LwImageLoader *self)
{
  g_return_if_fail (LW_IS_IMAGE_LOADER (self));

  lw_image_cache_clear (self->cache);
}
