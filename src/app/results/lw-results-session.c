/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* One output manifest while it is looked at: its index, the query, the rows and counts that follow from both.
 *
 * Every open cancels what the last one started; every query cancels the last query. Callbacks of what was cancelled
 * return before they touch the session.
 */

#define G_LOG_DOMAIN "lw-results"

#include "config.h"

#include "lw-results-session.h"

#include "lw-str.h"

#include <glib/gi18n.h>

/* A job writes its manifest after each batch: look again when it has been quiet for this long. */
#define QUIET_MILLISECONDS 300

struct _LwResultsSession
{
  GObject           parent_instance;

  LwObjectStore    *store;
  char             *uri;
  LwResultsState    state;
  GError           *error;
  double            progress;

  LwManifestIndex  *index;
  LwManifestModel  *model;
  LwManifestQuery  *query;
  LwManifestCounts *counts;

  GFileMonitor     *monitor;
  guint             quiet_id;
  GCancellable     *load_cancellable;
  GCancellable     *query_cancellable;
};

enum
{
  PROP_0,
  PROP_STATE,
  PROP_PROGRESS,
  PROP_INDEX,
  PROP_MODEL,
  PROP_QUERY,
  PROP_COUNTS,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (LwResultsSession, lw_results_session, G_TYPE_OBJECT)

static void start_query (LwResultsSession *self);

static void
set_state (LwResultsSession *self,
           LwResultsState    state)
{
  if (self->state == state)
    return;

  self->state = state;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_STATE]);
}

static void
replace_cancellable (GCancellable **cancellable)
{
  if (*cancellable != NULL)
    g_cancellable_cancel (*cancellable);
  g_clear_object (cancellable);
  *cancellable = g_cancellable_new ();
}

/* Counting */

typedef struct
{
  LwManifestQuery *query;
  LwManifestIndex *index;
} CountCall;

static void
count_call_free (CountCall *call)
{
  lw_manifest_query_unref (call->query);
  lw_manifest_index_unref (call->index);
  g_free (call);
}

static void
count_thread (GTask        *task,
              gpointer      source,
              gpointer      task_data,
              GCancellable *cancellable)
{
  CountCall *call = task_data;
  GError *error = NULL;
  LwManifestCounts *counts = lw_manifest_query_count (call->query, call->index, cancellable, &error);

  if (counts != NULL)
    g_task_return_pointer (task, counts, (GDestroyNotify) lw_manifest_counts_free);
  else
    g_task_return_error (task, error);
}

static void
count_cb (GObject      *object,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (LwManifestCounts) counts = g_task_propagate_pointer (G_TASK (result), &error);
  LwResultsSession *self = LW_RESULTS_SESSION (object);

  if (counts == NULL)
    {
      if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        g_message ("The manifest cannot be counted: %s", error->message);
      return;
    }

  g_clear_pointer (&self->counts, lw_manifest_counts_free);
  self->counts = g_steal_pointer (&counts);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_COUNTS]);
}

static void
start_count (LwResultsSession *self)
{
  g_autoptr (GTask) task = g_task_new (self, self->query_cancellable, count_cb, NULL);
  CountCall *call = g_new0 (CountCall, 1);

  call->query = lw_manifest_query_ref (self->query);
  call->index = lw_manifest_index_ref (self->index);
  g_task_set_source_tag (task, start_count);
  g_task_set_name (task, "lw-results-count");
  g_task_set_task_data (task, call, (GDestroyNotify) count_call_free);
  g_task_run_in_thread (task, count_thread);
}

/* The query */

/* A manifest that was read again gets a new list, which replaces the old one only when the query chose its rows. Told in
 * any case: the rows are others. */
static void
show_model (LwResultsSession *self,
            LwManifestModel  *model)
{
  g_set_object (&self->model, model);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_MODEL]);
}

static void
query_cb (GObject      *object,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr (LwResultsSession) self = user_data;
  g_autoptr (GError) error = NULL;

  if (lw_manifest_model_set_query_finish (LW_MANIFEST_MODEL (object), result, &error))
    {
      show_model (self, LW_MANIFEST_MODEL (object));
      set_state (self, LW_RESULTS_STATE_READY);
      start_count (self);
      return;
    }
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  /* The file changed under the index. */
  g_message ("The manifest cannot be searched: %s", error->message);
  lw_results_session_reload (self);
}

static void
start_query (LwResultsSession *self)
{
  g_autoptr (LwManifestModel) model = NULL;

  replace_cancellable (&self->query_cancellable);
  if (self->index == NULL)
    return;

  if (lw_manifest_model_get_index (self->model) == self->index)
    model = g_object_ref (self->model);
  else
    {
      model = lw_manifest_model_new ();
      lw_manifest_model_set_index (model, self->index);
    }
  lw_manifest_model_set_query_async (model, self->query, self->query_cancellable, query_cb, g_object_ref (self));
}

/* Loading */

static void
fail (LwResultsSession *self,
      GError           *error)
{
  g_clear_error (&self->error);
  self->error = error;
  self->state = LW_RESULTS_STATE_FAILED;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_STATE]);
}

static void
take_index (LwResultsSession *self,
            LwManifestIndex  *index)
{
  g_clear_pointer (&self->index, lw_manifest_index_unref);
  self->index = index;
  g_clear_error (&self->error);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_INDEX]);
  start_query (self);
}

static void
progress_cb (guint64  done,
             guint64  total,
             gpointer data)
{
  LwResultsSession *self = data;

  self->progress = total > 0 ? (double) done / (double) total : 0;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PROGRESS]);
}

static void
index_cb (GObject      *object,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr (LwResultsSession) self = user_data;
  GError *error = NULL;
  LwManifestIndex *index = lw_manifest_index_new_from_file_finish (result, &error);

  if (index != NULL)
    take_index (self, index);
  else if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_error_free (error);
  else
    fail (self, error);
}

static void
fetch_thread (GTask        *task,
              gpointer      source,
              gpointer      task_data,
              GCancellable *cancellable)
{
  LwResultsSession *self = source;
  GError *error = NULL;
  g_autoptr (GBytes) bytes = lw_object_store_get (self->store, task_data, 0, -1, NULL, cancellable, &error);

  if (bytes != NULL)
    g_task_return_pointer (task, lw_manifest_index_new_from_bytes (bytes), (GDestroyNotify) lw_manifest_index_unref);
  else
    g_task_return_error (task, error);
}

static void
fetch_cb (GObject      *object,
          GAsyncResult *result,
          gpointer      user_data)
{
  LwResultsSession *self = LW_RESULTS_SESSION (object);
  GError *error = NULL;
  LwManifestIndex *index = g_task_propagate_pointer (G_TASK (result), &error);

  if (index != NULL)
    take_index (self, index);
  else if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_error_free (error);
  else
    fail (self, error);
}

/* A manifest of a place that has no files here comes over the wire. */
static void
start_fetch (LwResultsSession *self)
{
  g_autoptr (GTask) task = g_task_new (self, self->load_cancellable, fetch_cb, NULL);

  g_task_set_source_tag (task, start_fetch);
  g_task_set_name (task, "lw-results-fetch");
  g_task_set_task_data (task, g_strdup (self->uri), g_free);
  g_task_run_in_thread (task, fetch_thread);
}

static char *
dup_path (LwResultsSession *self)
{
  if (g_str_has_prefix (self->uri, "s3://"))
    return lw_object_store_dup_path (self->store, self->uri);
  if (g_str_has_prefix (self->uri, "file://"))
    return g_filename_from_uri (self->uri, NULL, NULL);
  return g_strdup (self->uri);
}

static void
start_load (LwResultsSession *self)
{
  g_autofree char *path = dup_path (self);

  replace_cancellable (&self->load_cancellable);
  if (self->index == NULL)
    set_state (self, LW_RESULTS_STATE_LOADING);

  if (path != NULL)
    lw_manifest_index_new_from_file_async (path, progress_cb, self, self->load_cancellable, index_cb,
                                           g_object_ref (self));
  else
    start_fetch (self);
}

static gboolean
quiet_cb (gpointer user_data)
{
  LwResultsSession *self = user_data;

  self->quiet_id = 0;
  start_load (self);
  return G_SOURCE_REMOVE;
}

static void
monitor_changed_cb (LwResultsSession *self)
{
  g_clear_handle_id (&self->quiet_id, g_source_remove);
  self->quiet_id = g_timeout_add (QUIET_MILLISECONDS, quiet_cb, self);
}

static void
stop_monitor (LwResultsSession *self)
{
  g_clear_handle_id (&self->quiet_id, g_source_remove);
  if (self->monitor != NULL)
    g_signal_handlers_disconnect_by_data (self->monitor, self);
  g_clear_object (&self->monitor);
}

static void
start_monitor (LwResultsSession *self)
{
  g_autofree char *path = dup_path (self);
  g_autoptr (GFile) file = NULL;

  if (path == NULL)
    return;

  file = g_file_new_for_path (path);
  self->monitor = g_file_monitor_file (file, G_FILE_MONITOR_WATCH_MOVES, NULL, NULL);
  if (self->monitor != NULL)
    g_signal_connect_object (self->monitor, "changed", G_CALLBACK (monitor_changed_cb), self, G_CONNECT_SWAPPED);
}

static void
lw_results_session_get_property (GObject    *object,
                                 guint       property_id,
                                 GValue     *value,
                                 GParamSpec *pspec)
{
  LwResultsSession *self = LW_RESULTS_SESSION (object);

  switch (property_id)
    {
    case PROP_STATE:
      g_value_set_uint (value, self->state);
      break;
    case PROP_PROGRESS:
      g_value_set_double (value, self->progress);
      break;
    case PROP_INDEX:
      g_value_set_pointer (value, self->index);
      break;
    case PROP_MODEL:
      g_value_set_object (value, self->model);
      break;
    case PROP_QUERY:
      g_value_set_pointer (value, self->query);
      break;
    case PROP_COUNTS:
      g_value_set_pointer (value, self->counts);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
lw_results_session_dispose (GObject *object)
{
  LwResultsSession *self = LW_RESULTS_SESSION (object);

  stop_monitor (self);
  g_cancellable_cancel (self->load_cancellable);
  g_cancellable_cancel (self->query_cancellable);
  g_clear_object (&self->store);

  G_OBJECT_CLASS (lw_results_session_parent_class)->dispose (object);
}

static void
lw_results_session_finalize (GObject *object)
{
  LwResultsSession *self = LW_RESULTS_SESSION (object);

  g_free (self->uri);
  g_clear_error (&self->error);
  g_clear_object (&self->model);
  g_clear_pointer (&self->index, lw_manifest_index_unref);
  g_clear_pointer (&self->query, lw_manifest_query_unref);
  g_clear_pointer (&self->counts, lw_manifest_counts_free);
  g_clear_object (&self->load_cancellable);
  g_clear_object (&self->query_cancellable);

  G_OBJECT_CLASS (lw_results_session_parent_class)->finalize (object);
}

static void
lw_results_session_class_init (LwResultsSessionClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->get_property = lw_results_session_get_property;
  object_class->dispose = lw_results_session_dispose;
  object_class->finalize = lw_results_session_finalize;

  properties[PROP_STATE] = g_param_spec_uint ("state", NULL, NULL, 0, LW_RESULTS_STATE_FAILED, 0, flags);
  properties[PROP_PROGRESS] = g_param_spec_double ("progress", NULL, NULL, 0, 1, 0, flags);
  properties[PROP_INDEX] = g_param_spec_pointer ("index", NULL, NULL, flags);
  properties[PROP_MODEL] = g_param_spec_object ("model", NULL, NULL, LW_TYPE_MANIFEST_MODEL, flags);
  properties[PROP_QUERY] = g_param_spec_pointer ("query", NULL, NULL, flags);
  properties[PROP_COUNTS] = g_param_spec_pointer ("counts", NULL, NULL, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
lw_results_session_init (LwResultsSession *self)
{
  self->model = lw_manifest_model_new ();
  self->query = lw_manifest_query_new ();
  self->load_cancellable = g_cancellable_new ();
  self->query_cancellable = g_cancellable_new ();
}

/**
 * lw_results_session_new:
 * @store: where manifests with s3 addresses are
 *
 * Returns: (transfer full): a session without a manifest
 */
LwResultsSession *
lw_results_session_new (LwObjectStore *store)
{
  LwResultsSession *self;

  g_return_val_if_fail (LW_IS_OBJECT_STORE (store), NULL);

  self = g_object_new (LW_TYPE_RESULTS_SESSION, NULL);
  self->store = g_object_ref (store);
  return self;
}

/**
 * lw_results_session_open:
 * @self: a session
 * @uri_or_path: an s3 address, a file URI or a path of an output manifest
 * @query: (nullable): which rows to begin with; %NULL for all
 *
 * Reads the manifest in a thread; "notify::state" tells how it went.
 */
void
lw_results_session_open (LwResultsSession *self,
                         const char       *uri_or_path,
                         LwManifestQuery  *query)
{
  g_autoptr (LwManifestQuery) wanted = NULL;

  g_return_if_fail (LW_IS_RESULTS_SESSION (self));
  g_return_if_fail (uri_or_path != NULL);

  wanted = query != NULL ? lw_manifest_query_ref (query) : lw_manifest_query_new ();
  if (g_strcmp0 (self->uri, uri_or_path) == 0 && self->index != NULL)
    {
      lw_results_session_set_query (self, wanted);
      return;
    }

  stop_monitor (self);
  replace_cancellable (&self->query_cancellable);
  lw_set_str (&self->uri, uri_or_path);
  g_clear_pointer (&self->query, lw_manifest_query_unref);
  self->query = g_steal_pointer (&wanted);
  g_clear_pointer (&self->counts, lw_manifest_counts_free);
  g_clear_pointer (&self->index, lw_manifest_index_unref);
  lw_manifest_model_set_index (self->model, NULL);
  self->progress = 0;
  start_monitor (self);
  start_load (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_QUERY]);
}

/**
 * lw_results_session_reload:
 * @self: a session
 *
 * Reads the manifest again and keeps the query.
 */
void
lw_results_session_reload (LwResultsSession *self)
{
  g_return_if_fail (LW_IS_RESULTS_SESSION (self));

  if (self->uri != NULL)
    start_load (self);
}

/**
 * lw_results_session_get_uri:
 * @self: a session
 *
 * Returns: (transfer none) (nullable): the manifest as it was named when it was opened
 */
const char *
lw_results_session_get_uri (LwResultsSession *self)
{
  g_return_val_if_fail (LW_IS_RESULTS_SESSION (self), NULL);

  return self->uri;
}

/**
 * lw_results_session_get_state:
 * @self: a session
 *
 * Returns: whether there are rows
 */
LwResultsState
lw_results_session_get_state (LwResultsSession *self)
{
  g_return_val_if_fail (LW_IS_RESULTS_SESSION (self), LW_RESULTS_STATE_EMPTY);

  return self->state;
}

/**
 * lw_results_session_get_error:
 * @self: a session
 *
 * Returns: (transfer none) (nullable): why the manifest cannot be read
 */
const GError *
lw_results_session_get_error (LwResultsSession *self)
{
  g_return_val_if_fail (LW_IS_RESULTS_SESSION (self), NULL);

  return self->error;
}

/**
 * lw_results_session_get_progress:
 * @self: a session
 *
 * Returns: how much of the manifest was read, 0 to 1
 */
double
lw_results_session_get_progress (LwResultsSession *self)
{
  g_return_val_if_fail (LW_IS_RESULTS_SESSION (self), 0);

  return self->progress;
}

/**
 * lw_results_session_get_index:
 * @self: a session
 *
 * Returns: (transfer none) (nullable): the manifest's index
 */
LwManifestIndex *
lw_results_session_get_index (LwResultsSession *self)
{
  g_return_val_if_fail (LW_IS_RESULTS_SESSION (self), NULL);

  return self->index;
}

/**
 * lw_results_session_get_model:
 * @self: a session
 *
 * Returns: (transfer none): the rows that the query chose; "notify::model" tells when they are others, and a manifest that
 *   was read again has another list
 */
LwManifestModel *
lw_results_session_get_model (LwResultsSession *self)
{
  g_return_val_if_fail (LW_IS_RESULTS_SESSION (self), NULL);

  return self->model;
}

/**
 * lw_results_session_get_counts:
 * @self: a session
 *
 * Returns: (transfer none) (nullable): the counts of the last query that was counted
 */
LwManifestCounts *
lw_results_session_get_counts (LwResultsSession *self)
{
  g_return_val_if_fail (LW_IS_RESULTS_SESSION (self), NULL);

  return self->counts;
}

/**
 * lw_results_session_get_query:
 * @self: a session
 *
 * Returns: (transfer none): which rows are wanted, in which order
 */
LwManifestQuery *
lw_results_session_get_query (LwResultsSession *self)
{
  g_return_val_if_fail (LW_IS_RESULTS_SESSION (self), NULL);

  return self->query;
}

/**
 * lw_results_session_set_query:
 * @self: a session
 * @query: which rows are wanted, in which order
 *
 * Chooses other rows. They come when they are found; "notify::counts" follows.
 */
void
lw_results_session_set_query (LwResultsSession *self,
                              LwManifestQuery  *query)
{
  g_return_if_fail (LW_IS_RESULTS_SESSION (self));
  g_return_if_fail (query != NULL);

  if (lw_manifest_query_equal (self->query, query))
    return;

  g_clear_pointer (&self->query, lw_manifest_query_unref);
  self->query = lw_manifest_query_ref (query);
  start_query (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_QUERY]);
}

/**
 * lw_results_session_get_attribute:
 * @self: a session
 *
 * Returns: the label attribute that the query is about, as a position in the index; -1 when there is none
 */
int
lw_results_session_get_attribute (LwResultsSession *self)
{
  const char *name;

  g_return_val_if_fail (LW_IS_RESULTS_SESSION (self), -1);

  if (self->index == NULL || lw_manifest_index_get_n_attributes (self->index) == 0)
    return -1;
  name = lw_manifest_query_get_attribute (self->query);
  return name != NULL ? lw_manifest_index_find_attribute (self->index, name) : 0;
}
