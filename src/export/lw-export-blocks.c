/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Rows written by several threads. Each takes the next block of rows, makes its text, waits until the blocks before it
 * are in the file, and writes it there. */

#define G_LOG_DOMAIN "lw-export"

#include "config.h"

#include "lw-export-blocks.h"

#include "lw-export-plan.h"
#include "lw-export-reader.h"

/* Text of so many rows is in memory for each thread. */
#define ROWS_PER_BLOCK 4096
#define MAX_THREADS    4

/* Below, threads cost more than they bring. */
#define MIN_ROWS (4 * ROWS_PER_BLOCK)

/**
 * Blocks:
 * @writer: the one that has the file
 * @next: the block that nobody has taken yet; atomic
 * @lock: of what follows
 * @turn: the block that is to be written next
 * @error: (nullable): why it stops
 * @n_running: threads that are not done
 */
typedef struct
{
  LwExportWriter *writer;
  const guint32  *rows;
  gsize           n_rows;
  gsize           n_blocks;
  gsize           next;
  GMutex          lock;
  GCond           moved;
  gsize           turn;
  GError         *error;
  guint           n_running;
  LwExportReport *report;
} Blocks;

/**
 * lw_export_blocks_fit:
 * @writer: the only writer of an export
 * @n_rows: how many rows there are
 *
 * Returns: whether several threads can and should write them
 */
gboolean
lw_export_blocks_fit (LwExportWriter *writer,
                      gsize           n_rows)
{
  return writer->class->has_plain_rows && writer->folder == NULL && n_rows >= MIN_ROWS && g_get_num_processors () > 1;
}

/* The text of one block, in the writer's memory. */
static gboolean
make_block (Blocks          *blocks,
            LwExportReader  *reader,
            LwExportWriter  *writer,
            gsize            block,
            LwExportReport  *report,
            GError         **error)
{
  gsize first = block * ROWS_PER_BLOCK;
  gsize end = MIN (first + ROWS_PER_BLOCK, blocks->n_rows);
  guint32 last = 0;

  for (gsize i = first; i < end; i++)
    last = MAX (last, lw_export_row_at (blocks->rows, i));
  lw_manifest_cursor_stop_before (reader->cursor, last + 1);
  for (gsize i = first; i < end; i++)
    {
      int reason = lw_export_rules_judge (&reader->rules, lw_export_row_at (blocks->rows, i));

      if (reason != LW_EXPORT_TAKEN)
        {
          report->n_left_out[reason]++;
          continue;
        }
      if (!lw_export_reader_read (reader, lw_export_row_at (blocks->rows, i), error) ||
          !lw_export_writer_add (writer, &reader->row, error))
        return FALSE;
      report->n_written++;
    }
  return TRUE;
}

static void
add_counts (LwExportReport       *sum,
            const LwExportReport *part)
{
  sum->n_written += part->n_written;
  sum->n_split[0] += part->n_written;
  for (guint i = 0; i < LW_N_EXPORT_REASONS; i++)
    sum->n_left_out[i] += part->n_left_out[i];
}

/* Writes a block when it is its turn. Returns whether to go on. */
static gboolean
pass_on (Blocks         *blocks,
         LwExportWriter *writer,
         gsize           block,
         LwExportReport *report,
         GError         *error)
{
  GError *problem = error;
  gboolean good;

  g_mutex_lock (&blocks->lock);
  while (blocks->turn < block && blocks->error == NULL)
    g_cond_wait (&blocks->moved, &blocks->lock);
  good = blocks->error == NULL && problem == NULL;
  g_mutex_unlock (&blocks->lock);

  if (good && !lw_file_writer_write (blocks->writer->file, writer->text->str, writer->text->len, &problem))
    good = FALSE;

  g_mutex_lock (&blocks->lock);
  if (good)
    add_counts (blocks->report, report);
  else if (blocks->error == NULL)
    blocks->error = g_steal_pointer (&problem);
  g_clear_error (&problem);
  blocks->turn++;
  g_cond_broadcast (&blocks->moved);
  g_mutex_unlock (&blocks->lock);
  return good;
}

static void
write_blocks (Blocks         *blocks,
              LwExportReader *reader,
              LwExportWriter *writer)
{
  while (TRUE)
    {
      gsize block = (gsize) g_atomic_pointer_add (&blocks->next, 1);
      LwExportReport report = { 0 };
      GError *error = NULL;

      if (block >= blocks->n_blocks)
        return;
      g_string_truncate (writer->text, 0);
      if (!g_cancellable_set_error_if_cancelled (blocks->writer->job->cancellable, &error))
        make_block (blocks, reader, writer, block, &report, &error);
      if (!pass_on (blocks, writer, block, &report, error))
        return;
    }
}

static gpointer
work (gpointer data)
{
  Blocks *blocks = data;
  g_auto (LwExportReader) reader = { 0 };
  g_autoptr (LwExportWriter) writer = NULL;

  /* The rules were taken once already. */
  if (lw_export_reader_init (&reader, blocks->writer->job, NULL))
    {
      writer = lw_export_writer_new_in_memory (blocks->writer->job);
      write_blocks (blocks, &reader, writer);
    }
  g_mutex_lock (&blocks->lock);
  blocks->n_running--;
  g_cond_broadcast (&blocks->moved);
  g_mutex_unlock (&blocks->lock);
  return NULL;
}

static void
watch (Blocks               *blocks,
       LwExportProgressFunc  progress,
       gpointer              data)
{
  g_mutex_lock (&blocks->lock);
  while (blocks->n_running > 0)
    {
      gint64 until = g_get_monotonic_time () + G_USEC_PER_SEC / 20;
      guint64 done;

      /* Until all are done, or it is time to tell how far they are. */
      while (blocks->n_running > 0 && g_cond_wait_until (&blocks->moved, &blocks->lock, until))
        continue;
      done = MIN ((guint64) blocks->turn * ROWS_PER_BLOCK, blocks->n_rows);
      g_mutex_unlock (&blocks->lock);
      if (progress != NULL)
        progress (done, blocks->n_rows, data);
      g_mutex_lock (&blocks->lock);
    }
  g_mutex_unlock (&blocks->lock);
}

/**
 * lw_export_blocks_run:
 * @writer: a writer that lw_export_blocks_fit()
 * @rows: (array length=n_rows) (nullable): the rows
 * @n_rows: how many
 * @report: what was done is added here
 * @progress: (nullable): called in this thread
 * @progress_data: its data
 * @error: return location: as for lw_export_run()
 *
 * Returns: whether all rows are written
 */
gboolean
lw_export_blocks_run (LwExportWriter        *writer,
                      const guint32         *rows,
                      gsize                  n_rows,
                      LwExportReport        *report,
                      LwExportProgressFunc   progress,
                      gpointer               progress_data,
                      GError               **error)
{
  Blocks blocks = { .writer = writer, .rows = rows, .n_rows = n_rows, .report = report };
  GThread *threads[MAX_THREADS];
  guint n_threads = MIN (g_get_num_processors (), MAX_THREADS);

  if (!lw_export_writer_flush (writer, 0, error))
    return FALSE;
  blocks.n_blocks = (n_rows + ROWS_PER_BLOCK - 1) / ROWS_PER_BLOCK;
  blocks.n_running = n_threads;
  g_mutex_init (&blocks.lock);
  g_cond_init (&blocks.moved);
  for (guint i = 0; i < n_threads; i++)
    threads[i] = g_thread_new ("lw-export", work, &blocks);
  watch (&blocks, progress, progress_data);
  for (guint i = 0; i < n_threads; i++)
    g_thread_join (threads[i]);

  g_mutex_clear (&blocks.lock);
  g_cond_clear (&blocks.moved);
  if (blocks.error == NULL)
    return TRUE;
  g_propagate_error (error, blocks.error);
  return FALSE;
}
