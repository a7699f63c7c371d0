/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* One output manifest while it is looked at: its index, the query, the rows and counts that follow from both.
 *
 * Every open cancels what the last one started; every query cancels the last query. Callbacks of what was cancelled
 * return before they touch the session.
 */

#define G_LOG_DOMAIN "lw-results"

#include "config.h"

#include "lw-results-session-private.h"

#include "lw-str.h"

enum
{
  PROP_0,
  PROP_STATE,
  PROP_PROGRESS,
  PROP_INDEX,
  PROP_MODEL,
  PROP_QUERY,
  PROP_COUNTS,
  PROP_COMPARED,
  PROP_COMPARISON,
  PROP_CORRECTIONS,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (LwResultsSession, lw_results_session, G_TYPE_OBJECT)

void
lw_results_session_set_state (LwResultsSession *self,
                              LwResultsState    state)
{
  if (self->state == state)
    return;

  self->state = state;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_STATE]);
}

void
lw_results_session_restart (GCancellable **cancellable)
{
  if (*cancellable != NULL)
    g_cancellable_cancel (*cancellable);
  g_clear_object (cancellable);
  *cancellable = g_cancellable_new ();
}

void
lw_results_session_set_progress (LwResultsSession *self,
                                 double            progress)
{
  self->progress = progress;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PROGRESS]);
}

void
lw_results_session_take_counts (LwResultsSession *self,
                                LwManifestCounts *counts)
{
  g_clear_pointer (&self->counts, lw_manifest_counts_free);
  self->counts = counts;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_COUNTS]);
}

void
lw_results_session_take_comparison (LwResultsSession    *self,
                                    LwResultsComparison *comparison)
{
  g_clear_pointer (&self->comparison, lw_results_comparison_free);
  self->comparison = comparison;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_COMPARISON]);
}

/* A manifest that was read again gets a new list, which replaces the old one only when the query chose its rows. Told
 * in any case: the rows are others. */
void
lw_results_session_show_model (LwResultsSession *self,
                               LwManifestModel  *model)
{
  g_set_object (&self->model, model);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_MODEL]);
}

void
lw_results_session_fail (LwResultsSession *self,
                         GError           *error)
{
  g_clear_error (&self->error);
  self->error = error;
  self->state = LW_RESULTS_STATE_FAILED;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_STATE]);
}

void
lw_results_session_notify_corrections (LwResultsSession *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CORRECTIONS]);
}

/* The rows of @index are what is looked at from now on: as they are in the file, or as corrected. */
void
lw_results_session_show_index (LwResultsSession *self,
                               LwManifestIndex  *index)
{
  g_clear_pointer (&self->index, lw_manifest_index_unref);
  self->index = index;
  g_clear_error (&self->error);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_INDEX]);
  lw_results_session_start_query (self);
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
    case PROP_COMPARED:
      g_value_set_string (value, self->compared);
      break;
    case PROP_COMPARISON:
      g_value_set_pointer (value, self->comparison);
      break;
    case PROP_CORRECTIONS:
      g_value_set_object (value, self->corrections);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
lw_results_session_dispose (GObject *object)
{
  LwResultsSession *self = LW_RESULTS_SESSION (object);

  lw_results_session_stop_monitor (self);
  g_cancellable_cancel (self->load_cancellable);
  g_cancellable_cancel (self->query_cancellable);
  lw_results_session_forget_corrections (self);
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
  g_clear_pointer (&self->base, lw_manifest_index_unref);
  g_clear_pointer (&self->index, lw_manifest_index_unref);
  g_clear_pointer (&self->query, lw_manifest_query_unref);
  g_clear_pointer (&self->counts, lw_manifest_counts_free);
  g_clear_pointer (&self->comparison, lw_results_comparison_free);
  g_free (self->compared);
  g_clear_object (&self->load_cancellable);
  g_clear_object (&self->query_cancellable);
  g_clear_object (&self->corrections_cancellable);

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
  properties[PROP_COMPARED] = g_param_spec_string ("compared", NULL, NULL, NULL, flags);
  properties[PROP_COMPARISON] = g_param_spec_pointer ("comparison", NULL, NULL, flags);
  properties[PROP_CORRECTIONS] =
    g_param_spec_object ("corrections", NULL, NULL, LW_TYPE_MANIFEST_CORRECTIONS, flags);
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

  lw_results_session_stop_monitor (self);
  lw_results_session_restart (&self->query_cancellable);
  lw_results_session_forget_corrections (self);
  lw_set_str (&self->uri, uri_or_path);
  g_clear_pointer (&self->query, lw_manifest_query_unref);
  self->query = g_steal_pointer (&wanted);
  g_clear_pointer (&self->counts, lw_manifest_counts_free);
  g_clear_pointer (&self->base, lw_manifest_index_unref);
  g_clear_pointer (&self->index, lw_manifest_index_unref);
  lw_manifest_model_set_index (self->model, NULL);
  self->progress = 0;
  lw_results_session_start_monitor (self);
  lw_results_session_start_load (self);
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
    lw_results_session_start_load (self);
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
 * Returns: (transfer none): the rows that the query chose; "notify::model" tells when they are others, and a manifest
 *   that was read again has another list
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
  lw_results_session_start_query (self);
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

/**
 * lw_results_session_get_compared:
 * @self: a session
 *
 * Returns: (transfer none) (nullable): the label attribute that the query's is compared with
 */
const char *
lw_results_session_get_compared (LwResultsSession *self)
{
  g_return_val_if_fail (LW_IS_RESULTS_SESSION (self), NULL);

  return self->compared;
}

/**
 * lw_results_session_set_compared:
 * @self: a session
 * @attribute: (nullable): a label attribute name; %NULL to compare with none
 *
 * Compares the query's label attribute with another one; "notify::comparison" follows.
 */
void
lw_results_session_set_compared (LwResultsSession *self,
                                 const char       *attribute)
{
  g_return_if_fail (LW_IS_RESULTS_SESSION (self));

  if (!lw_set_str (&self->compared, attribute))
    return;
  lw_results_session_start_compare (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_COMPARED]);
}

/**
 * lw_results_session_get_comparison:
 * @self: a session
 *
 * Returns: (transfer none) (nullable): what the other attribute says of the query's rows, when it is found
 */
LwResultsComparison *
lw_results_session_get_comparison (LwResultsSession *self)
{
  g_return_val_if_fail (LW_IS_RESULTS_SESSION (self), NULL);

  return self->comparison;
}
