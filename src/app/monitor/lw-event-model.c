/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The log of a labeling job as a list, the newest event first (element-type LwEventItem). Rows are read from the log
 * while something shows them; all that is kept of the others is, under a filter, their number. Follows the job. */

#define G_LOG_DOMAIN "lw-monitor"

#include "config.h"

#include "lw-event-model.h"

/* How many events are asked for at once: to fill rows, and to find those that pass the filter. */
#define PAGE_SIZE 256
#define SCAN_SIZE 2048

/* News of a job with many workers are gathered for this long, in milliseconds. */
#define NEWS_DELAY 200

/* Invariants: without a filter the rows are @last, @last - 1, … 1 and @ids is empty; with one they are @ids, backwards.
 * @items holds, weakly, every row that somebody has. @wanted are the numbers whose events are still to be read. */
struct _LwEventModel
{
  GObject        parent_instance;

  LwJobControl  *control;
  LwLabelingJob *job;
  GCancellable  *cancellable;
  guint64        kinds;
  guint64        last;
  guint64        scanned;
  GArray        *ids;
  GHashTable    *items;
  GArray        *wanted;
  guint          read_id;
  guint          news_id;
  guint          generation;
  gboolean       scanning;
};

static void list_model_iface_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (LwEventModel, lw_event_model, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_iface_init))

/* Reading the rows that are shown */

static void
rows_read_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr (LwEventModel) self = user_data;
  g_autoptr (GPtrArray) events = lw_job_control_load_events_finish (LW_JOB_CONTROL (source), result, NULL);

  for (guint i = 0; events != NULL && self->items != NULL && i < events->len; i++)
    {
      LwJobEvent *event = g_ptr_array_index (events, i);
      guint64 id = lw_job_event_get_id (event);
      LwEventItem *item = g_hash_table_lookup (self->items, &id);

      if (item != NULL)
        lw_event_item_set_event (item, event);
    }
}

static int
compare_ids (gconstpointer a,
             gconstpointer b)
{
  guint64 x = *(const guint64 *) a;
  guint64 y = *(const guint64 *) b;

  return x < y ? -1 : x > y ? 1 : 0;
}

/* Rows that stand near one another in the log are read in one go. */
static gboolean
read_cb (gpointer user_data)
{
  LwEventModel *self = user_data;
  guint i = 0;

  self->read_id = 0;
  g_array_sort (self->wanted, compare_ids);
  while (i < self->wanted->len)
    {
      guint64 first = g_array_index (self->wanted, guint64, i);
      guint64 last = first;

      while (i < self->wanted->len && g_array_index (self->wanted, guint64, i) - first < PAGE_SIZE)
        last = g_array_index (self->wanted, guint64, i++);
      lw_job_control_load_events_async (self->control, self->job, first - 1, (guint) (last - first + 1),
                                        self->cancellable, rows_read_cb, g_object_ref (self));
    }
  g_array_set_size (self->wanted, 0);
  return G_SOURCE_REMOVE;
}

static void
want (LwEventModel *self,
      guint64       id)
{
  g_array_append_val (self->wanted, id);
  if (self->read_id == 0)
    self->read_id = g_idle_add (read_cb, self);
}

static void
item_gone_cb (gpointer  data,
              GObject  *where_the_item_was)
{
  LwEventModel *self = data;
  GHashTableIter iter;
  gpointer value;

  g_hash_table_iter_init (&iter, self->items);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    if (value == where_the_item_was)
      {
        g_hash_table_iter_remove (&iter);
        return;
      }
}

static void
forget_items (LwEventModel *self)
{
  GHashTableIter iter;
  gpointer value;

  g_hash_table_iter_init (&iter, self->items);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    g_object_weak_unref (value, item_gone_cb, self);
  g_clear_pointer (&self->items, g_hash_table_unref);
}

/* The list */

static GType
lw_event_model_get_item_type (GListModel *model)
{
  return LW_TYPE_EVENT_ITEM;
}

static guint
lw_event_model_get_n_items (GListModel *model)
{
  LwEventModel *self = LW_EVENT_MODEL (model);

  return self->kinds != LW_EVENT_KINDS_ALL ? self->ids->len : (guint) MIN (self->last, G_MAXINT);
}

static gpointer
lw_event_model_get_item (GListModel *model,
                         guint       position)
{
  LwEventModel *self = LW_EVENT_MODEL (model);
  guint64 id;
  LwEventItem *item;

  if (position >= lw_event_model_get_n_items (model))
    return NULL;
  id = self->kinds != LW_EVENT_KINDS_ALL ? g_array_index (self->ids, guint64, self->ids->len - 1 - position)
                                         : self->last - position;
  item = g_hash_table_lookup (self->items, &id);
  if (item != NULL)
    return g_object_ref (item);

  item = lw_event_item_new (id);
  g_hash_table_insert (self->items, g_memdup2 (&id, sizeof id), item);
  g_object_weak_ref (G_OBJECT (item), item_gone_cb, self);
  want (self, id);
  return item;
}

static void
list_model_iface_init (GListModelInterface *iface)
{
  iface->get_item_type = lw_event_model_get_item_type;
  iface->get_n_items = lw_event_model_get_n_items;
  iface->get_item = lw_event_model_get_item;
}

/* The filter */

/* A scan for a filter that is not the model's any more comes to nothing. */
typedef struct
{
  LwEventModel *model;
  guint         generation;
} ScanCall;

static void scan (LwEventModel *self);

static void
scanned_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autofree ScanCall *call = user_data;
  g_autoptr (LwEventModel) self = call->model;
  g_autoptr (GPtrArray) events = lw_job_control_load_events_finish (LW_JOB_CONTROL (source), result, NULL);
  guint old_n = self->ids->len;

  if (call->generation != self->generation || self->control == NULL)
    return;
  self->scanning = FALSE;
  if (events == NULL || events->len == 0)
    return;
  for (guint i = 0; i < events->len; i++)
    {
      LwJobEvent *event = g_ptr_array_index (events, i);
      guint64 id = lw_job_event_get_id (event);

      self->scanned = id;
      if ((self->kinds & LW_EVENT_KIND (lw_job_event_get_kind (event))) != 0)
        g_array_append_val (self->ids, id);
    }
  if (self->ids->len > old_n)
    g_list_model_items_changed (G_LIST_MODEL (self), 0, 0, self->ids->len - old_n);
  scan (self);
}

static void
scan (LwEventModel *self)
{
  g_autofree ScanCall *call = g_new0 (ScanCall, 1);

  if (self->scanning || self->kinds == LW_EVENT_KINDS_ALL)
    return;
  self->scanning = TRUE;
  call->model = g_object_ref (self);
  call->generation = self->generation;
  lw_job_control_load_events_async (self->control, self->job, self->scanned, SCAN_SIZE, self->cancellable, scanned_cb,
                                    g_steal_pointer (&call));
}

/* News */

static gboolean
news_cb (gpointer user_data)
{
  LwEventModel *self = user_data;
  guint64 old_last = self->last;

  self->news_id = 0;
  self->last = lw_labeling_job_get_last_event (self->job);
  if (self->kinds != LW_EVENT_KINDS_ALL)
    scan (self);
  else if (self->last > old_last)
    g_list_model_items_changed (G_LIST_MODEL (self), 0, 0, (guint) (self->last - old_last));
  return G_SOURCE_REMOVE;
}

static void
job_notify_last_event_cb (LwEventModel *self)
{
  if (self->news_id == 0)
    self->news_id = g_timeout_add (NEWS_DELAY, news_cb, self);
}

static void
lw_event_model_dispose (GObject *object)
{
  LwEventModel *self = LW_EVENT_MODEL (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_handle_id (&self->read_id, g_source_remove);
  g_clear_handle_id (&self->news_id, g_source_remove);
  if (self->items != NULL)
    forget_items (self);
  g_clear_object (&self->job);
  g_clear_object (&self->control);

  G_OBJECT_CLASS (lw_event_model_parent_class)->dispose (object);
}

static void
lw_event_model_finalize (GObject *object)
{
  LwEventModel *self = LW_EVENT_MODEL (object);

  g_clear_object (&self->cancellable);
  g_array_unref (self->ids);
  g_array_unref (self->wanted);

  G_OBJECT_CLASS (lw_event_model_parent_class)->finalize (object);
}

static void
lw_event_model_class_init (LwEventModelClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = lw_event_model_dispose;
  object_class->finalize = lw_event_model_finalize;
}

static void
lw_event_model_init (LwEventModel *self)
{
  self->cancellable = g_cancellable_new ();
  self->ids = g_array_new (FALSE, FALSE, sizeof (guint64));
  self->wanted = g_array_new (FALSE, FALSE, sizeof (guint64));
  self->items = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
}

/**
 * lw_event_model_new:
 * @control: the place that keeps the log
 * @job: a job of this place
 *
 * Returns: (transfer full): the log of the job
 */
LwEventModel *
lw_event_model_new (LwJobControl  *control,
                    LwLabelingJob *job)
{
  LwEventModel *self;

  g_return_val_if_fail (LW_IS_JOB_CONTROL (control), NULL);
  g_return_val_if_fail (LW_IS_LABELING_JOB (job), NULL);

  self = g_object_new (LW_TYPE_EVENT_MODEL, NULL);
  self->control = g_object_ref (control);
  self->job = g_object_ref (job);
  self->last = lw_labeling_job_get_last_event (job);
  g_signal_connect_object (job, "notify::last-event", G_CALLBACK (job_notify_last_event_cb), self, G_CONNECT_SWAPPED);
  return self;
}

/**
 * lw_event_model_set_kinds:
 * @self: a log
 * @kinds: bits of %LW_EVENT_KIND, or %LW_EVENT_KINDS_ALL
 *
 * Lists events of these kinds only. They come as they are found.
 */
void
lw_event_model_set_kinds (LwEventModel *self,
                          guint64       kinds)
{
  guint n_items;

  g_return_if_fail (LW_IS_EVENT_MODEL (self));

  if (self->kinds == kinds)
    return;
  n_items = lw_event_model_get_n_items (G_LIST_MODEL (self));
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  g_clear_handle_id (&self->news_id, g_source_remove);
  self->generation++;
  self->scanning = FALSE;
  self->kinds = kinds;
  self->scanned = 0;
  g_array_set_size (self->ids, 0);
  self->last = 0;
  g_list_model_items_changed (G_LIST_MODEL (self), 0, n_items, 0);
  news_cb (self);
}
