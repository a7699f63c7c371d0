/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What a labeling job produced: the page's life and its states. */

#define G_LOG_DOMAIN "lw-results"

#include "config.h"

#include "lw-results-page-private.h"

enum
{
  PROP_0,
  PROP_SORT,
  PROP_SHOW_FILTERS,
  PROP_SHOW_MATRIX,
  PROP_DETAIL,
  PROP_CORRECTING,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (LwResultsPage, lw_results_page, ADW_TYPE_BIN)

/* The session */

static gboolean
get_browsing (LwResultsPage *self)
{
  return lw_results_session_get_state (self->session) == LW_RESULTS_STATE_READY;
}

void
lw_results_page_notify_detail (LwResultsPage *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_DETAIL]);
}

void
lw_results_page_update_stack (LwResultsPage *self)
{
  g_autofree char *title = lw_results_page_dup_title (self);
  gboolean detail = lw_result_detail_get_row (self->detail) != NULL;
  const char *name = "browse";

  adw_window_title_set_title (self->title, title);
  if (lw_results_session_get_state (self->session) == LW_RESULTS_STATE_FAILED)
    name = "failed";
  else if (get_browsing (self) && detail)
    name = "detail";
  gtk_stack_set_visible_child_name (self->stack, name);
  gtk_widget_set_visible (self->filters_button, g_strcmp0 (name, "browse") == 0);
}

/* The keys of the gallery are at hand as soon as there are images, unless the person types elsewhere. */
static void
offer_keyboard (LwResultsPage *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  if (root == NULL || !gtk_widget_get_mapped (GTK_WIDGET (self)) ||
      (focus != NULL && (GTK_IS_EDITABLE (focus) || gtk_widget_is_ancestor (focus, GTK_WIDGET (self->gallery)))))
    return;
  lw_gallery_focus (self->gallery);
}

static void
session_notify_state_cb (LwResultsPage *self)
{
  if (lw_results_session_get_state (self->session) == LW_RESULTS_STATE_FAILED)
    lw_results_page_show_failure (self);
  lw_results_page_update_stack (self);
  lw_results_page_update_count (self);
  if (get_browsing (self) && !lw_results_page_get_detail (self))
    offer_keyboard (self);
}

static void
session_notify_progress_cb (LwResultsPage *self)
{
  gtk_progress_bar_set_fraction (self->loading_progress, lw_results_session_get_progress (self->session));
}

static void
session_notify_index_cb (LwResultsPage *self)
{
  lw_results_page_update_problems (self);
  lw_query_suggestions_set_index (LW_QUERY_SUGGESTIONS (self->suggestions),
                                  lw_results_session_get_index (self->session));
}

static void
session_notify_corrections_cb (LwResultsPage *self)
{
  lw_results_page_corrections_changed (self);
}

static void
session_notify_query_cb (LwResultsPage *self)
{
  lw_results_page_update_corrections (self);
  lw_results_page_update_search (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SORT]);
}

static void
session_notify_counts_cb (LwResultsPage *self)
{
  lw_results_page_update_count (self);
}

/* A manifest that was read again: the same rows stay where they are, on the gallery and in the detail. */
static void
session_notify_model_cb (LwResultsPage *self)
{
  LwManifestModel *model = lw_results_session_get_model (self->session);
  LwManifestRow *row = lw_result_detail_get_row (self->detail);

  lw_results_page_show_rows (self, model);
  if (row != NULL)
    lw_results_page_refresh_detail (self);
  lw_results_page_update_count (self);
}

static void
reload_action (GtkWidget  *widget,
               const char *name,
               GVariant   *parameter)
{
  lw_results_page_reload (LW_RESULTS_PAGE (widget));
}

/* Layout */

static void
update_layout (LwResultsPage *self)
{
  gboolean collapsed = lw_split_view_get_collapsed (self->split_view);
  GtkOrientation bars = collapsed ? GTK_ORIENTATION_VERTICAL : GTK_ORIENTATION_HORIZONTAL;

  lw_split_view_set_show_sidebar (self->split_view, self->show_filters);
  lw_split_view_set_show_content (self->split_view, !self->show_filters);
  gtk_widget_set_visible (self->size_scale, !collapsed);
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self->missing_bar), bars);
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self->problems_bar), bars);
  lw_result_detail_set_narrow (self->detail, collapsed);
}

static void
set_show_filters (LwResultsPage *self,
                  gboolean       show_filters)
{
  if (self->show_filters == show_filters)
    return;

  self->show_filters = show_filters;
  update_layout (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SHOW_FILTERS]);
}

static void
split_view_notify_collapsed_cb (LwResultsPage *self)
{
  set_show_filters (self, !lw_split_view_get_collapsed (self->split_view));
  update_layout (self);
  lw_results_page_update_tile_size (self);
}

static void
lw_results_page_get_property (GObject    *object,
                              guint       property_id,
                              GValue     *value,
                              GParamSpec *pspec)
{
  LwResultsPage *self = LW_RESULTS_PAGE (object);

  switch (property_id)
    {
    case PROP_SORT:
      g_value_set_string (value, lw_results_page_get_sort (self));
      break;
    case PROP_SHOW_FILTERS:
      g_value_set_boolean (value, self->show_filters);
      break;
    case PROP_SHOW_MATRIX:
      g_value_set_boolean (value, self->show_matrix);
      break;
    case PROP_DETAIL:
      g_value_set_boolean (value, lw_results_page_get_detail (self));
      break;
    case PROP_CORRECTING:
      g_value_set_boolean (value, self->correcting);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
lw_results_page_set_property (GObject      *object,
                              guint         property_id,
                              const GValue *value,
                              GParamSpec   *pspec)
{
  LwResultsPage *self = LW_RESULTS_PAGE (object);

  switch (property_id)
    {
    case PROP_SORT:
      lw_results_page_set_sort (self, g_value_get_string (value));
      break;
    case PROP_SHOW_FILTERS:
      set_show_filters (self, g_value_get_boolean (value));
      break;
    case PROP_CORRECTING:
      if (self->correcting == g_value_get_boolean (value))
        break;
      lw_results_page_set_correcting (self, g_value_get_boolean (value));
      g_object_notify_by_pspec (object, pspec);
      break;
    case PROP_SHOW_MATRIX:
      lw_results_page_set_show_matrix (self, g_value_get_boolean (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
lw_results_page_dispose (GObject *object)
{
  LwResultsPage *self = LW_RESULTS_PAGE (object);

  g_cancellable_cancel (self->cancellable);
  g_cancellable_cancel (self->saving);
  g_clear_pointer (&self->context_menu, gtk_widget_unparent);
  g_clear_object (&self->session);
  g_clear_object (&self->loader);
  g_clear_object (&self->backend);
  g_clear_pointer (&self->suggestions, gtk_widget_unparent);
  gtk_widget_dispose_template (GTK_WIDGET (self), LW_TYPE_RESULTS_PAGE);

  G_OBJECT_CLASS (lw_results_page_parent_class)->dispose (object);
}

static void
lw_results_page_finalize (GObject *object)
{
  LwResultsPage *self = LW_RESULTS_PAGE (object);

  g_clear_object (&self->cancellable);
  g_free (self->missing_uri);
  g_free (self->corrections_uri);

  G_OBJECT_CLASS (lw_results_page_parent_class)->finalize (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/page/labelwright/Labelwright/results/lw-results-page.ui");
  gtk_widget_class_bind_template_child (widget_class, LwResultsPage, title);
  gtk_widget_class_bind_template_child (widget_class, LwResultsPage, filters_button);
  gtk_widget_class_bind_template_child (widget_class, LwResultsPage, menu_button);
  gtk_widget_class_bind_template_child (widget_class, LwResultsPage, stack);
  gtk_widget_class_bind_template_child (widget_class, LwResultsPage, loading_progress);
  gtk_widget_class_bind_template_child (widget_class, LwResultsPage, failed_page);
  gtk_widget_class_bind_template_child (widget_class, LwResultsPage, split_view);
  gtk_widget_class_bind_template_child (widget_class, LwResultsPage, filters);
  gtk_widget_class_bind_template_child (widget_class, LwResultsPage, search_entry);
  gtk_widget_class_bind_template_child (widget_class, LwResultsPage, size_scale);
  gtk_widget_class_bind_template_child (widget_class, LwResultsPage, size_adjustment);
  gtk_widget_class_bind_template_child (widget_class, LwResultsPage, query_error);
  gtk_widget_class_bind_template_child (widget_class, LwResultsPage, missing_bar);
  gtk_widget_class_bind_template_child (widget_class, LwResultsPage, missing_text);
  gtk_widget_class_bind_template_child (widget_class, LwResultsPage, problems_bar);
  gtk_widget_class_bind_template_child (widget_class, LwResultsPage, problems_text);
  gtk_widget_class_bind_template_child (widget_class, LwResultsPage, gallery_stack);
  gtk_widget_class_bind_template_child (widget_class, LwResultsPage, gallery);
  gtk_widget_class_bind_template_child (widget_class, LwResultsPage, detail);
  gtk_widget_class_bind_template_child (widget_class, LwResultsPage, correction_revealer);
  gtk_widget_class_bind_template_child (widget_class, LwResultsPage, correction_bar);
  gtk_widget_class_bind_template_child (widget_class, LwResultsPage, saving_bar);
  gtk_widget_class_bind_template_child (widget_class, LwResultsPage, saving_text);
  gtk_widget_class_bind_template_child (widget_class, LwResultsPage, saving_progress);
  gtk_widget_class_bind_template_callback (widget_class, split_view_notify_collapsed_cb);
}

static void
lw_results_page_class_init (LwResultsPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GParamFlags flags = G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->get_property = lw_results_page_get_property;
  object_class->set_property = lw_results_page_set_property;
  object_class->dispose = lw_results_page_dispose;
  object_class->finalize = lw_results_page_finalize;

  properties[PROP_SORT] = g_param_spec_string ("sort", NULL, NULL, "file", G_PARAM_READWRITE | flags);
  properties[PROP_SHOW_FILTERS] =
    g_param_spec_boolean ("show-filters", NULL, NULL, TRUE, G_PARAM_READWRITE | flags);
  properties[PROP_SHOW_MATRIX] =
    g_param_spec_boolean ("show-matrix", NULL, NULL, FALSE, G_PARAM_READWRITE | flags);
  properties[PROP_DETAIL] = g_param_spec_boolean ("detail", NULL, NULL, FALSE, G_PARAM_READABLE | flags);
  properties[PROP_CORRECTING] = g_param_spec_boolean ("correcting", NULL, NULL, FALSE, G_PARAM_READWRITE | flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  g_type_ensure (LW_TYPE_CONFUSION_VIEW);
  g_type_ensure (LW_TYPE_GALLERY);
  g_type_ensure (LW_TYPE_CORRECTION_BAR);
  g_type_ensure (LW_TYPE_RESULT_DETAIL);
  g_type_ensure (LW_TYPE_RESULTS_FILTERS);
  g_type_ensure (LW_TYPE_SPLIT_VIEW);
  bind_template (widget_class);
  lw_results_page_install_detail (widget_class);
  lw_results_page_install_gallery (widget_class);
  lw_results_page_install_images (widget_class);
  lw_results_page_install_context (widget_class);
  lw_results_page_install_corrections (widget_class);
  lw_results_page_install_save (widget_class);
  gtk_widget_class_install_property_action (widget_class, "results.correct", "correcting");
  lw_results_page_install_matrix (widget_class);
  lw_results_page_install_export (widget_class);
  gtk_widget_class_install_property_action (widget_class, "results.sort", "sort");
  gtk_widget_class_install_property_action (widget_class, "results.show-filters", "show-filters");
  gtk_widget_class_install_action (widget_class, "results.reload", NULL, reload_action);
  lw_results_page_install_words (widget_class);
}

static void
lw_results_page_init (LwResultsPage *self)
{
  self->show_filters = TRUE;
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  lw_results_page_init_gallery (self);
  lw_results_page_clear_missing (self);
  lw_results_page_init_context (self);
  g_signal_connect_object (lw_gallery_get_selection (self->gallery), "notify::n-selected",
                           G_CALLBACK (lw_results_page_hint_correction), self, G_CONNECT_SWAPPED);
}

/**
 * lw_results_page_new:
 * @backend: the place whose manifests and answers are shown
 * @loader: the pictures
 *
 * Returns: (transfer floating): a page without a manifest
 */
GtkWidget *
lw_results_page_new (LwJobBackend  *backend,
                     LwImageLoader *loader)
{
  LwResultsPage *self;

  g_return_val_if_fail (LW_IS_JOB_BACKEND (backend), NULL);
  g_return_val_if_fail (LW_IS_IMAGE_LOADER (loader), NULL);

  self = g_object_new (LW_TYPE_RESULTS_PAGE, NULL);
  self->backend = g_object_ref (backend);
  self->loader = g_object_ref (loader);
  self->session = lw_results_session_new (lw_job_backend_get_store (backend));
  lw_results_filters_set_session (self->filters, self->session);
  lw_result_detail_set_source (self->detail, backend, loader);
  lw_gallery_set_loader (self->gallery, loader);

  g_signal_connect_object (self->session, "notify::state", G_CALLBACK (session_notify_state_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->session, "notify::progress", G_CALLBACK (session_notify_progress_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->session, "notify::index", G_CALLBACK (session_notify_index_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->session, "notify::model", G_CALLBACK (session_notify_model_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->session, "notify::corrections", G_CALLBACK (session_notify_corrections_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->session, "notify::query", G_CALLBACK (session_notify_query_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->session, "notify::comparison", G_CALLBACK (lw_results_page_update_matrix), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->session, "notify::counts", G_CALLBACK (session_notify_counts_cb), self,
                           G_CONNECT_SWAPPED);
  lw_results_page_update_stack (self);
  lw_results_page_update_corrections (self);
  return GTK_WIDGET (self);
}

/**
 * lw_results_page_open_uri:
 * @self: a results page
 * @uri_or_path: an s3 address, a file URI or a path of an output manifest
 *
 * Shows all rows of a manifest.
 */
void
lw_results_page_open_uri (LwResultsPage *self,
                          const char    *uri_or_path)
{
  lw_results_page_open_query (self, uri_or_path, "");
}

/**
 * lw_results_page_open_query:
 * @self: a results page
 * @uri_or_path: an s3 address, a file URI or a path of an output manifest
 * @query: the text of a query, see lw_manifest_query_parse(); "" for all rows
 *
 * Shows rows of a manifest. A query that cannot be understood shows all.
 */
void
lw_results_page_open_query (LwResultsPage *self,
                            const char    *uri_or_path,
                            const char    *query)
{
  g_autoptr (LwManifestQuery) wanted = NULL;

  g_return_if_fail (LW_IS_RESULTS_PAGE (self));
  g_return_if_fail (uri_or_path != NULL);
  g_return_if_fail (query != NULL);

  wanted = lw_manifest_query_parse (query, NULL);
  lw_results_page_close_detail (self);
  lw_results_page_clear_missing (self);
  lw_results_session_open (self->session, uri_or_path, wanted);
  lw_results_page_update_stack (self);
}

/**
 * lw_results_page_reload:
 * @self: a results page
 *
 * Reads the manifest again.
 */
void
lw_results_page_reload (LwResultsPage *self)
{
  g_return_if_fail (LW_IS_RESULTS_PAGE (self));

  lw_results_session_reload (self->session);
}

/**
 * lw_results_page_focus_search:
 * @self: a results page
 *
 * Puts the keyboard into the search entry.
 */
void
lw_results_page_focus_search (LwResultsPage *self)
{
  g_return_if_fail (LW_IS_RESULTS_PAGE (self));

  lw_results_page_close_detail (self);
  if (lw_split_view_get_collapsed (self->split_view))
    set_show_filters (self, FALSE);
  gtk_widget_grab_focus (GTK_WIDGET (self->search_entry));
}

/**
 * lw_results_page_get_n_shown:
 * @self: a results page
 *
 * Returns: how many rows match the query
 */
guint
lw_results_page_get_n_shown (LwResultsPage *self)
{
  g_return_val_if_fail (LW_IS_RESULTS_PAGE (self), 0);

  return g_list_model_get_n_items (G_LIST_MODEL (lw_results_session_get_model (self->session)));
}
