/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Makes the rows and columns of an index: workers on all cores take pieces of the file in turn, and what
 * they found is put together in the file's order. What one line means may depend on others: when that is
 * known too late, all is read once more. */

#define G_LOG_DOMAIN "lw-manifest"

#include "config.h"

#include "lw-manifest-joiner.h"

#include "lw-manifest-chunk.h"
#include "lw-manifest-worker.h"

#include <fcntl.h>

#define MAX_WORKERS    16
#define REPORT_EVERY   (G_USEC_PER_SEC / 20)

/* The first piece is small, so that there is something to show. */
#define FIRST_SIZE     (64 * 1024)
#define CHUNK_SIZE     (512 * 1024)

/* A file that comes from a disk is asked for this many pieces before they are read. */
#define AHEAD          32

/* A worker that is this many pieces ahead of the slowest one waits for it. */
#define WINDOW         16

/* Invariant: pieces before n_joined are in the joiner; those that are done and not joined are in
 * waiting[number % WINDOW]. All below the lock is under it; the joiner belongs to the thread that has set is_joining,
 * so that others go on reading meanwhile. */
typedef struct
{
  LwManifestIndex         *index;
  guint64                  from;
  guint64                  size;
  guint64                  n_chunks;
  guint64                  first_size;
  LwManifestSchema         schema;
  LwManifestJoiner         joiner;
  const LwManifestOpening *opening;
  LwManifestTuning         tuning;
  GCancellable            *cancellable;
  gint64                   reported_at;

  GMutex                   lock;
  GCond                    joined;
  guint64                  n_taken;
  guint64                  n_asked;
  guint64                  n_joined;
  gboolean                 is_joining;
  guint                    n_sleeping;
  LwManifestPart          *waiting[WINDOW];
  GPtrArray               *spare;
  gboolean                 stopped;
  GError                  *error;
} BuildCall;

static guint64
chunk_start (const BuildCall *call,
             guint64          number)
{
  return call->from + (number == 0 ? 0 : call->first_size + (number - 1) * call->tuning.chunk_size);
}

/* Under the lock. */
static void
wake_sleeping (BuildCall *call)
{
  if (call->n_sleeping > 0)
    g_cond_broadcast (&call->joined);
}

/* Returns whether there is one to read; its part is to be given back. */
static gboolean
take_chunk (BuildCall       *call,
            guint64          n_chunks,
            guint64         *number,
            LwManifestPart **part)
{
  gboolean is_taken;

  g_mutex_lock (&call->lock);
  while (!call->stopped && call->n_taken < n_chunks && call->n_taken >= call->n_joined + WINDOW)
    {
      call->n_sleeping++;
      g_cond_wait (&call->joined, &call->lock);
      call->n_sleeping--;
    }
  is_taken = !call->stopped && call->n_taken < n_chunks;
  if (is_taken)
    {
      *number = call->n_taken++;
      *part = call->spare->len > 0 ? g_ptr_array_steal_index_fast (call->spare, call->spare->len - 1)
                                   : lw_manifest_part_new ();
    }
  g_mutex_unlock (&call->lock);
  return is_taken;
}

/* Under the lock; takes the error. */
static void
stop (BuildCall *call,
      GError    *error)
{
  call->stopped = TRUE;
  if (call->error == NULL)
    call->error = error;
  else
    g_clear_error (&error);
  wake_sleeping (call);
}

/* Joins what comes next in the file, unless another thread does so. Under the lock, which others get meanwhile. */
static void
join_waiting (BuildCall *call)
{
  while (!call->is_joining && !call->stopped && call->waiting[call->n_joined % WINDOW] != NULL)
    {
      LwManifestPart *part = g_steal_pointer (&call->waiting[call->n_joined % WINDOW]);
      GError *error = NULL;

      call->is_joining = TRUE;
      g_mutex_unlock (&call->lock);
      lw_manifest_joiner_append (&call->joiner, part, &error);
      g_mutex_lock (&call->lock);
      call->is_joining = FALSE;
      call->n_joined++;
      g_ptr_array_add (call->spare, part);
      if (error != NULL)
        stop (call, error);
      wake_sleeping (call);
    }
}

/* Takes the part. */
static void
give_part (BuildCall      *call,
           guint64         number,
           LwManifestPart *part)
{
  g_mutex_lock (&call->lock);
  call->waiting[number % WINDOW] = part;
  join_waiting (call);
  g_mutex_unlock (&call->lock);
}

/* The piece had to be waited for: has the system fetch those that follow while this one is looked at. From then on all
 * are asked for, as what comes in time no longer shows that it had to be fetched. */
static void
ask_ahead (BuildCall *call,
           guint64    number)
{
  guint64 from, to;

  g_mutex_lock (&call->lock);
  from = MAX (call->n_asked, number + 1);
  to = call->n_asked = MAX (call->n_asked, MIN (number + 1 + AHEAD, call->n_chunks));
  g_mutex_unlock (&call->lock);
  if (to > from)
    posix_fadvise (call->index->fd, (off_t) chunk_start (call, from),
                   (off_t) (chunk_start (call, to) - chunk_start (call, from)), POSIX_FADV_WILLNEED);
}

static void
read_chunks (BuildCall *call,
             guint64    n_chunks,
             void     (*after) (BuildCall *))
{
  g_autoptr (LwManifestWorker) worker = lw_manifest_worker_new (&call->schema, &call->tuning);
  LwManifestChunk chunk;
  LwManifestPart *part;
  gboolean was_cold = FALSE;
  guint64 number;

  lw_manifest_chunk_init (&chunk);
  while (take_chunk (call, n_chunks, &number, &part))
    {
      GError *error = NULL;

      if (g_cancellable_set_error_if_cancelled (call->cancellable, &error) ||
          !lw_manifest_chunk_read (&chunk, call->index->fd, call->index->bytes, chunk_start (call, number),
                                   MIN (chunk_start (call, number + 1), call->size), &error))
        {
          lw_manifest_part_free (part);
          g_mutex_lock (&call->lock);
          stop (call, error);
          g_mutex_unlock (&call->lock);
          break;
        }
      if (chunk.has_waited || was_cold)
        {
          was_cold = TRUE;
          ask_ahead (call, number);
        }
      lw_manifest_worker_read (worker, chunk.data, chunk.length, chunk.offset, part);
      give_part (call, number, part);
      if (after != NULL)
        after (call);
    }
  lw_manifest_chunk_clear (&chunk);
}

static gpointer
work (gpointer data)
{
  BuildCall *call = data;

  read_chunks (call, call->n_chunks, NULL);
  return NULL;
}

/* An index of what is joined, when there is so much more that it is worth its time. Under the lock, which others get
 * meanwhile, so that they read on. */
static LwManifestIndex *
make_partial (BuildCall *call)
{
  g_autoptr (LwManifestIndex) made = NULL;
  GError *error = NULL;

  if (call->is_joining || call->stopped || !lw_manifest_joiner_is_due (&call->joiner))
    return NULL;
  call->is_joining = TRUE;
  g_mutex_unlock (&call->lock);
  made = lw_manifest_joiner_make_partial (&call->joiner);
  /* What is shown is never of two versions of the file. */
  lw_manifest_index_check_file (call->index, &error);
  g_mutex_lock (&call->lock);
  call->is_joining = FALSE;
  if (error != NULL)
    stop (call, error);
  join_waiting (call);
  return call->stopped ? NULL : g_steal_pointer (&made);
}

/* Only in the caller's thread. */
static void
report_cb (BuildCall *call)
{
  g_autoptr (LwManifestIndex) partial = NULL;
  guint64 done;
  gint64 now;

  g_mutex_lock (&call->lock);
  done = MIN (chunk_start (call, call->n_joined), call->size);
  if (call->opening->partial != NULL && done < call->size)
    partial = make_partial (call);
  g_mutex_unlock (&call->lock);

  if (partial != NULL)
    call->opening->partial (partial, call->opening->data);
  now = g_get_monotonic_time ();
  if (call->opening->progress == NULL || now - call->reported_at < REPORT_EVERY)
    return;
  call->reported_at = now;
  call->opening->progress (done, call->size, call->opening->data);
}

static void
read_all (BuildCall *call,
          guint      n_workers)
{
  GThread *threads[MAX_WORKERS];

  call->n_taken = call->n_joined = call->n_asked = 0;
  /* The first lines say most of what there is to learn, and are shown at once. */
  read_chunks (call, MIN (call->n_chunks, 1), report_cb);
  n_workers = (guint) MIN (n_workers, MAX (call->n_chunks, 2) - 1);
  for (guint i = 1; i < n_workers; i++)
    threads[i] = g_thread_new ("manifest", work, call);
  read_chunks (call, call->n_chunks, report_cb);
  for (guint i = 1; i < n_workers; i++)
    g_thread_join (threads[i]);
}

static void
free_part (gpointer data)
{
  lw_manifest_part_free (data);
}

/* Parts have what the workers knew of the attributes then. */
static void
drop_parts (BuildCall *call)
{
  g_ptr_array_set_size (call->spare, 0);
  for (guint i = 0; i < WINDOW; i++)
    g_clear_pointer (&call->waiting[i], lw_manifest_part_free);
}

static void
set_start (BuildCall *call,
           guint64    from)
{
  guint64 size = call->size - from;

  call->from = from;
  call->n_chunks = size == 0 ? 0 : 1;
  if (size > call->first_size)
    call->n_chunks += (size - call->first_size + call->tuning.chunk_size - 1) / call->tuning.chunk_size;
}

/* Goes on behind what @earlier knows, if that is still so. */
static void
resume (BuildCall       *call,
        LwManifestIndex *earlier)
{
  guint64 end;

  if (!lw_manifest_index_find_end (earlier, call->index, &end))
    return;
  if (lw_manifest_joiner_resume (&call->joiner, earlier, end))
    {
      set_start (call, end);
      return;
    }
  lw_manifest_joiner_clear (&call->joiner);
  lw_manifest_schema_start_again (&call->schema, FALSE);
  lw_manifest_joiner_init (&call->joiner, call->index, &call->schema);
}

/* With too many attributes it depends on the order of lines which are looked at. */
static void
read_until_known (BuildCall *call)
{
  guint n_workers = call->tuning.n_workers;
  gboolean was_full = FALSE;

  read_all (call, n_workers);
  while (!call->stopped && (call->schema.again || (call->schema.is_full && !was_full)))
    {
      gboolean keep = !call->schema.is_full || was_full;

      was_full = call->schema.is_full;
      drop_parts (call);
      lw_manifest_joiner_clear (&call->joiner);
      lw_manifest_schema_start_again (&call->schema, keep);
      lw_manifest_joiner_init (&call->joiner, call->index, &call->schema);
      set_start (call, 0);
      read_all (call, was_full ? 1 : n_workers);
    }
}

/**
 * lw_manifest_build:
 * @index: an index that knows its bytes or its open file and its size, and has no rows
 * @tuning: (nullable): how the work is done
 * @opening: how; its functions are called in this thread
 * @cancellable: (nullable): stops it
 * @error: return location
 *
 * Returns: whether @index is complete
 */
gboolean
lw_manifest_build (LwManifestIndex          *index,
                   const LwManifestTuning   *tuning,
                   const LwManifestOpening  *opening,
                   GCancellable             *cancellable,
                   GError                  **error)
{
  BuildCall call = { .index = index, .size = index->n_bytes, .opening = opening, .cancellable = cancellable };

  if (tuning != NULL)
    call.tuning = *tuning;
  if (call.tuning.n_workers == 0)
    call.tuning.n_workers = g_get_num_processors ();
  call.tuning.n_workers = MIN (call.tuning.n_workers, MAX_WORKERS);
  if (call.tuning.chunk_size == 0)
    call.tuning.chunk_size = CHUNK_SIZE;
  if (call.tuning.matcher == NULL)
    call.tuning.matcher = lw_line_match_get_best ();
  call.first_size = MIN (FIRST_SIZE, call.tuning.chunk_size);
  g_mutex_init (&call.lock);
  g_cond_init (&call.joined);
  call.spare = g_ptr_array_new_with_free_func (free_part);
  lw_manifest_schema_init (&call.schema);
  lw_manifest_joiner_init (&call.joiner, index, &call.schema);
  set_start (&call, 0);
  if (opening->earlier != NULL)
    resume (&call, opening->earlier);

  read_until_known (&call);
  drop_parts (&call);
  if (!call.stopped)
    lw_manifest_joiner_finish (&call.joiner);

  g_ptr_array_unref (call.spare);
  lw_manifest_joiner_clear (&call.joiner);
  lw_manifest_schema_clear (&call.schema);
  g_mutex_clear (&call.lock);
  g_cond_clear (&call.joined);
  if (call.stopped)
    {
      g_propagate_error (error, call.error);
      return FALSE;
    }
  if (opening->progress != NULL)
    opening->progress (index->n_bytes, index->n_bytes, opening->data);
  return TRUE;
}
