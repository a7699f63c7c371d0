/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Many files to or from S3. One thread finds what is to be done, some do it; what is found and not begun is bounded, so
 * memory does not grow with the bucket. */

#define G_LOG_DOMAIN "lw-aws"

#include "config.h"

#include "lw-s3-transfer.h"

#include <glib/gi18n.h>

#include "lw-aws-error.h"
#include "lw-relay.h"
#include "lw-s3-journal.h"
#include "lw-s3-upload.h"

#define DEFAULT_DOWNLOADS 16

/* Each has threads of its own, which get into each other's way on few processors. */
#define DEFAULT_UPLOADS 8

#define MAX_WAITING 512
#define MAX_PROBLEMS 100

/* The client tries each call a few times; this is for what breaks in the middle, and for a server that starts again. */
#define MAX_ATTEMPTS 4

/* So many failures and no success between them: it is not the files. */
#define MAX_IN_A_ROW 24

#define SAMPLE_TIME (G_USEC_PER_SEC / 4)

/* Invariant: what is above @mutex does not change after construction; what is below is guarded by it, but for @relay,
 * which belongs to the context in which the transfer was started. */
struct _LwS3Transfer
{
  GObject               parent_instance;

  LwS3Client           *client;
  LwS3Kind              kind;
  char                 *source;
  char                 *target;
  char                 *journal;
  gboolean              recursive;
  gboolean              only_changed;
  guint                 n_at_once;

  GMutex                mutex;
  GCond                 changed;
  GQueue                waiting;
  LwS3TransferProgress  progress;
  gboolean              is_over;
  guint                 n_in_a_row;
  GPtrArray            *problems;
  GError               *first_error;
  GCancellable         *stop;
  LwS3TransferState     stop_state;
  gint64                sample_time;
  guint64               sample_bytes;

  LwRelay              *relay;
  GMainContext         *context;
};

enum
{
  CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (LwS3Transfer, lw_s3_transfer, G_TYPE_OBJECT)

static void
lw_s3_transfer_finalize (GObject *object)
{
  LwS3Transfer *self = LW_S3_TRANSFER (object);

  if (self->relay != NULL)
    lw_relay_end (self->relay);
  g_clear_pointer (&self->relay, lw_relay_unref);
  g_clear_pointer (&self->context, g_main_context_unref);
  g_queue_clear_full (&self->waiting, (GDestroyNotify) lw_s3_item_free);
  g_clear_object (&self->client);
  g_clear_object (&self->stop);
  g_clear_error (&self->first_error);
  g_ptr_array_unref (self->problems);
  g_free (self->source);
  g_free (self->target);
  g_free (self->journal);
  g_mutex_clear (&self->mutex);
  g_cond_clear (&self->changed);
  G_OBJECT_CLASS (lw_s3_transfer_parent_class)->finalize (object);
}

static void
lw_s3_transfer_class_init (LwS3TransferClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = lw_s3_transfer_finalize;

  /* Emitted where the transfer was started, a few times a second while it runs. */
  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 0);
}

static void
lw_s3_transfer_init (LwS3Transfer *self)
{
  g_mutex_init (&self->mutex);
  g_cond_init (&self->changed);
  g_queue_init (&self->waiting);
  self->problems = g_ptr_array_new_with_free_func (g_free);
  self->progress.seconds_left = -1;
}

/**
 * lw_s3_transfer_new:
 * @client: a client
 * @options: what from where to where
 * @error: return location: %G_IO_ERROR_INVALID_ARGUMENT
 *
 * Returns: (transfer full) (nullable): a transfer that waits
 */
LwS3Transfer *
lw_s3_transfer_new (LwS3Client                 *client,
                    const LwS3TransferOptions  *options,
                    GError                    **error)
{
  LwS3Transfer *self;
  LwS3Kind kind;

  g_return_val_if_fail (LW_IS_S3_CLIENT (client) && options != NULL, NULL);

  if (!lw_s3_plan_find (options->source, options->target, &kind, error))
    return NULL;
  self = g_object_new (LW_TYPE_S3_TRANSFER, NULL);
  self->client = g_object_ref (client);
  self->kind = kind;
  self->source = g_strdup (options->source);
  self->target = g_strdup (options->target);
  self->journal = options->journal != NULL ? g_strdup (options->journal) : lw_s3_journal_dup_folder ();
  self->recursive = options->recursive;
  self->only_changed = options->only_changed;
  self->n_at_once = options->n_at_once;
  if (self->n_at_once == 0)
    self->n_at_once = kind == LW_S3_KIND_UPLOAD ? DEFAULT_UPLOADS : DEFAULT_DOWNLOADS;
  return self;
}

/* With the lock: bytes a second of the last seconds, and what follows from it. */
static void
sample_rate (LwS3Transfer *self)
{
  gint64 now = g_get_monotonic_time ();
  double seconds = (double) (now - self->sample_time) / G_USEC_PER_SEC;
  double rate;

  if (now - self->sample_time < SAMPLE_TIME)
    return;
  rate = ((double) self->progress.n_bytes_done - (double) self->sample_bytes) / seconds;
  self->progress.rate = self->progress.rate > 0 ? 0.8 * self->progress.rate + 0.2 * MAX (rate, 0) : MAX (rate, 0);
  self->progress.seconds_left = -1;
  if (self->progress.is_planned && self->progress.rate > 1)
    self->progress.seconds_left = (gint64) ((double) (self->progress.n_bytes - self->progress.n_bytes_done)
                                            / self->progress.rate);
  self->sample_time = now;
  self->sample_bytes = self->progress.n_bytes_done;
  if (self->relay != NULL)
    lw_relay_queue (self->relay);
}

static void
count_bytes (gint64   n_bytes,
             gpointer data)
{
  LwS3Transfer *self = data;

  g_mutex_lock (&self->mutex);
  self->progress.n_bytes_done += (guint64) n_bytes;
  sample_rate (self);
  g_mutex_unlock (&self->mutex);
}

/* With the lock: what failed is told, the first of it decides what the whole comes to. */
static void
add_problem (LwS3Transfer *self,
             const GError *error)
{
  self->progress.n_failed++;
  if (self->problems->len < MAX_PROBLEMS)
    g_ptr_array_add (self->problems, g_strdup (error->message));
  if (self->first_error == NULL)
    self->first_error = g_error_copy (error);
}

/* Whether the next file would fail for the same reason. */
static gboolean
is_hopeless (const GError *error)
{
  return g_error_matches (error, LW_AWS_ERROR, LW_AWS_ERROR_CREDENTIALS)
         || g_error_matches (error, LW_AWS_ERROR, LW_AWS_ERROR_SIGN_IN)
         || g_error_matches (error, LW_AWS_ERROR, LW_AWS_ERROR_CONFIG)
         || g_error_matches (error, LW_AWS_ERROR, LW_AWS_ERROR_CLOCK)
         || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_NO_SPACE)
         || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_READ_ONLY);
}

static void
finish_item (LwS3Transfer *self,
             const GError *error)
{
  gboolean is_enough = FALSE;

  g_mutex_lock (&self->mutex);
  if (error == NULL)
    {
      self->progress.n_done++;
      self->n_in_a_row = 0;
    }
  else if (!g_cancellable_is_cancelled (self->stop))
    {
      add_problem (self, error);
      is_enough = is_hopeless (error) || ++self->n_in_a_row >= MAX_IN_A_ROW;
      if (is_enough)
        self->stop_state = LW_S3_TRANSFER_FAILED;
    }
  sample_rate (self);
  g_mutex_unlock (&self->mutex);
  if (is_enough)
    g_cancellable_cancel (self->stop);
}

static gboolean
transfer_item (LwS3Transfer    *self,
               const LwS3Item  *item,
               GError         **error)
{
  g_autoptr (LwS3Uri) source = NULL;
  g_autoptr (LwS3Uri) target = NULL;

  if (self->kind == LW_S3_KIND_DOWNLOAD)
    return lw_s3_download (self->client, item->object, item->target, count_bytes, self, self->stop, error);
  target = lw_s3_uri_parse (item->target, error);
  if (target == NULL)
    return FALSE;
  if (self->kind == LW_S3_KIND_UPLOAD)
    return lw_s3_upload (self->client, item->source, target, self->journal, count_bytes, self, self->stop, error);
  source = lw_s3_uri_parse (item->source, error);
  if (source == NULL || !lw_s3_client_copy (self->client, source, target, self->stop, error))
    return FALSE;
  count_bytes ((gint64) item->size, self);
  return TRUE;
}

static gboolean
may_pass (const GError *error)
{
  return g_error_matches (error, LW_AWS_ERROR, LW_AWS_ERROR_NETWORK)
         || g_error_matches (error, LW_AWS_ERROR, LW_AWS_ERROR_SERVICE)
         || g_error_matches (error, LW_AWS_ERROR, LW_AWS_ERROR_THROTTLED)
         || g_error_matches (error, LW_AWS_ERROR, LW_AWS_ERROR_BAD_ANSWER);
}

/* Twice as long each time, and not all threads at once; ends when the transfer is stopped. */
static void
wait_before (LwS3Transfer *self,
             guint         attempt)
{
  double seconds = 0.2 * (1 << attempt) * g_random_double_range (0.5, 1);
  gint64 end = g_get_monotonic_time () + (gint64) (seconds * G_USEC_PER_SEC);

  g_mutex_lock (&self->mutex);
  while (!g_cancellable_is_cancelled (self->stop) && g_cond_wait_until (&self->changed, &self->mutex, end))
    continue;
  g_mutex_unlock (&self->mutex);
}

static void
do_item (LwS3Transfer *self,
         LwS3Item     *item)
{
  g_autoptr (GError) error = NULL;

  for (guint attempt = 1; attempt <= MAX_ATTEMPTS; attempt++)
    {
      g_clear_error (&error);
      if (transfer_item (self, item, &error) || !may_pass (error) || attempt == MAX_ATTEMPTS
          || g_cancellable_is_cancelled (self->stop))
        break;
      wait_before (self, attempt);
    }
  if (error != NULL)
    g_prefix_error (&error, "%s: ", item->source);
  finish_item (self, error);
}

static LwS3Item *
take_item (LwS3Transfer *self)
{
  LwS3Item *item;

  g_mutex_lock (&self->mutex);
  while (g_queue_is_empty (&self->waiting) && !self->is_over && !g_cancellable_is_cancelled (self->stop))
    g_cond_wait (&self->changed, &self->mutex);
  item = g_cancellable_is_cancelled (self->stop) ? NULL : g_queue_pop_head (&self->waiting);
  if (item != NULL && g_queue_get_length (&self->waiting) == MAX_WAITING / 2)
    g_cond_broadcast (&self->changed);
  g_mutex_unlock (&self->mutex);
  return item;
}

static gpointer
work (gpointer data)
{
  LwS3Transfer *self = data;
  LwS3Item *item;

  while ((item = take_item (self)) != NULL)
    {
      do_item (self, item);
      lw_s3_item_free (item);
    }
  return NULL;
}

static gboolean
take_plan (LwS3Item *item,
           GError   *problem,
           gpointer  data)
{
  LwS3Transfer *self = data;
  g_autoptr (GError) error = problem;

  g_mutex_lock (&self->mutex);
  if (error != NULL)
    add_problem (self, error);
  else if (item == NULL)
    self->progress.n_there++;
  else
    {
      while (g_queue_get_length (&self->waiting) >= MAX_WAITING && !g_cancellable_is_cancelled (self->stop))
        g_cond_wait (&self->changed, &self->mutex);
      self->progress.n_files++;
      self->progress.n_bytes += item->size;
      g_queue_push_tail (&self->waiting, item);
      g_cond_signal (&self->changed);
    }
  g_mutex_unlock (&self->mutex);
  return !g_cancellable_is_cancelled (self->stop);
}

static void
stopped_cb (GCancellable *cancellable,
            gpointer      data)
{
  LwS3Transfer *self = data;

  g_mutex_lock (&self->mutex);
  g_cond_broadcast (&self->changed);
  g_mutex_unlock (&self->mutex);
}

static void
outer_cancelled_cb (GCancellable *cancellable,
                    gpointer      data)
{
  g_cancellable_cancel (data);
}

static void
begin (LwS3Transfer *self)
{
  g_mutex_lock (&self->mutex);
  g_queue_clear_full (&self->waiting, (GDestroyNotify) lw_s3_item_free);
  self->progress = (LwS3TransferProgress) { .state = LW_S3_TRANSFER_RUNNING, .seconds_left = -1 };
  self->is_over = FALSE;
  self->n_in_a_row = 0;
  self->stop_state = LW_S3_TRANSFER_CANCELLED;
  g_ptr_array_set_size (self->problems, 0);
  g_clear_error (&self->first_error);
  g_set_object (&self->stop, NULL);
  self->stop = g_cancellable_new ();
  self->sample_time = g_get_monotonic_time ();
  self->sample_bytes = 0;
  g_mutex_unlock (&self->mutex);
}

static void
plan (LwS3Transfer *self)
{
  const LwS3Plan all = { .client = self->client, .kind = self->kind, .source = self->source, .target = self->target,
                         .recursive = self->recursive, .only_changed = self->only_changed };
  g_autoptr (GError) error = NULL;
  gboolean planned = lw_s3_plan_run (&all, take_plan, self, self->stop, &error);

  g_mutex_lock (&self->mutex);
  self->is_over = TRUE;
  self->progress.is_planned = planned;
  if (error != NULL && !g_cancellable_is_cancelled (self->stop))
    add_problem (self, error);
  g_cond_broadcast (&self->changed);
  g_mutex_unlock (&self->mutex);
}

static gboolean
end (LwS3Transfer  *self,
     GError       **error)
{
  gboolean done;

  g_mutex_lock (&self->mutex);
  self->progress.state = LW_S3_TRANSFER_DONE;
  if (self->first_error != NULL)
    self->progress.state = LW_S3_TRANSFER_FAILED;
  else if (g_cancellable_is_cancelled (self->stop))
    self->progress.state = self->stop_state;
  done = self->progress.state == LW_S3_TRANSFER_DONE;
  self->progress.seconds_left = done ? 0 : -1;
  if (self->first_error != NULL)
    g_propagate_error (error, g_error_copy (self->first_error));
  else if (!done)
    g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_CANCELLED, _("The transfer was stopped"));
  if (self->relay != NULL)
    lw_relay_queue (self->relay);
  g_mutex_unlock (&self->mutex);
  return done;
}

/* What lw_s3_transfer_begin() has prepared. */
static gboolean
run (LwS3Transfer  *self,
     GCancellable  *cancellable,
     GError       **error)
{
  g_autofree GThread **threads = g_new0 (GThread *, self->n_at_once);
  gulong stopped = g_cancellable_connect (self->stop, G_CALLBACK (stopped_cb), self, NULL);
  gulong outer = cancellable != NULL ? g_cancellable_connect (cancellable, G_CALLBACK (outer_cancelled_cb), self->stop,
                                                              NULL)
                                     : 0;

  for (guint i = 0; i < self->n_at_once; i++)
    threads[i] = g_thread_new ("lw-s3", work, self);
  plan (self);
  for (guint i = 0; i < self->n_at_once; i++)
    g_thread_join (threads[i]);
  if (outer != 0)
    g_cancellable_disconnect (cancellable, outer);
  g_cancellable_disconnect (self->stop, stopped);
  return end (self, error);
}

/**
 * lw_s3_transfer_run:
 * @self: a transfer that is not running
 * @cancellable: (nullable): ends it
 * @error: %LW_AWS_ERROR, %G_IO_ERROR: the first that went wrong
 *
 * Blocks until it is over; not in the main thread.
 *
 * Returns: whether all is there
 */
gboolean
lw_s3_transfer_run (LwS3Transfer  *self,
                    GCancellable  *cancellable,
                    GError       **error)
{
  g_return_val_if_fail (LW_IS_S3_TRANSFER (self), FALSE);

  begin (self);
  return run (self, cancellable, error);
}

static void
tell_changed (gpointer data)
{
  g_signal_emit (data, signals[CHANGED], 0);
}

/* The last reference shall go where the relay lives. */
static gboolean
release_cb (gpointer data)
{
  g_object_unref (data);
  return G_SOURCE_REMOVE;
}

static gpointer
run_started (gpointer data)
{
  LwS3Transfer *self = data;
  g_autoptr (GError) error = NULL;

  if (!run (self, NULL, &error))
    g_debug ("transfer of %s: %s", self->source, error->message);
  g_main_context_invoke (self->context, release_cb, self);
  return NULL;
}

/**
 * lw_s3_transfer_start:
 * @self: a transfer that is not running
 *
 * Runs it in a thread. "changed" is emitted in this thread's default main context.
 */
void
lw_s3_transfer_start (LwS3Transfer *self)
{
  g_return_if_fail (LW_IS_S3_TRANSFER (self));
  g_return_if_fail (self->progress.state != LW_S3_TRANSFER_RUNNING);

  if (self->relay == NULL)
    {
      self->context = g_main_context_ref_thread_default ();
      self->relay = lw_relay_new (tell_changed, self);
    }
  /* What was done before the pause is there. */
  if (self->progress.state == LW_S3_TRANSFER_PAUSED)
    self->only_changed = TRUE;
  begin (self);
  g_thread_unref (g_thread_new ("lw-s3-transfer", run_started, g_object_ref (self)));
}

static void
stop (LwS3Transfer      *self,
      LwS3TransferState  state)
{
  g_autoptr (GCancellable) running = NULL;

  g_mutex_lock (&self->mutex);
  if (self->progress.state == LW_S3_TRANSFER_RUNNING)
    {
      self->stop_state = state;
      running = g_object_ref (self->stop);
    }
  else if (self->progress.state != LW_S3_TRANSFER_DONE)
    self->progress.state = state;
  g_mutex_unlock (&self->mutex);
  if (running != NULL)
    g_cancellable_cancel (running);
}

/**
 * lw_s3_transfer_pause:
 * @self: a transfer
 *
 * Stops it so that lw_s3_transfer_start() goes on with it.
 */
void
lw_s3_transfer_pause (LwS3Transfer *self)
{
  g_return_if_fail (LW_IS_S3_TRANSFER (self));

  stop (self, LW_S3_TRANSFER_PAUSED);
}

/**
 * lw_s3_transfer_cancel:
 * @self: a transfer
 *
 * Calls it off. What is done stays.
 */
void
lw_s3_transfer_cancel (LwS3Transfer *self)
{
  g_return_if_fail (LW_IS_S3_TRANSFER (self));

  stop (self, LW_S3_TRANSFER_CANCELLED);
}

/**
 * lw_s3_transfer_get_source:
 * @self: a transfer
 *
 * Returns: (transfer none): a path or an address
 */
const char *
lw_s3_transfer_get_source (LwS3Transfer *self)
{
  g_return_val_if_fail (LW_IS_S3_TRANSFER (self), NULL);

  return self->source;
}

/**
 * lw_s3_transfer_get_target:
 * @self: a transfer
 *
 * Returns: (transfer none): a path or an address
 */
const char *
lw_s3_transfer_get_target (LwS3Transfer *self)
{
  g_return_val_if_fail (LW_IS_S3_TRANSFER (self), NULL);

  return self->target;
}

/**
 * lw_s3_transfer_get_kind:
 * @self: a transfer
 *
 * Returns: what becomes what
 */
LwS3Kind
lw_s3_transfer_get_kind (LwS3Transfer *self)
{
  g_return_val_if_fail (LW_IS_S3_TRANSFER (self), LW_S3_KIND_DOWNLOAD);

  return self->kind;
}

/**
 * lw_s3_transfer_get_progress:
 * @self: a transfer
 * @progress: (out caller-allocates): how it is now
 */
void
lw_s3_transfer_get_progress (LwS3Transfer         *self,
                             LwS3TransferProgress *progress)
{
  g_return_if_fail (LW_IS_S3_TRANSFER (self) && progress != NULL);

  g_mutex_lock (&self->mutex);
  *progress = self->progress;
  g_mutex_unlock (&self->mutex);
}

/**
 * lw_s3_transfer_dup_problems:
 * @self: a transfer
 *
 * Returns: (transfer full) (element-type utf8): what went wrong, a sentence a file, the first hundred
 */
GPtrArray *
lw_s3_transfer_dup_problems (LwS3Transfer *self)
{
  GPtrArray *problems = g_ptr_array_new_with_free_func (g_free);

  g_return_val_if_fail (LW_IS_S3_TRANSFER (self), problems);

  g_mutex_lock (&self->mutex);
  for (guint i = 0; i < self->problems->len; i++)
    g_ptr_array_add (problems, g_strdup (g_ptr_array_index (self->problems, i)));
  g_mutex_unlock (&self->mutex);
  return problems;
}
