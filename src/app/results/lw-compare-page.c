/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Two manifests side by side: the page's life, its states and its images. */

#define G_LOG_DOMAIN "lw-results"

#include "config.h"

#include "lw-compare-page-private.h"
#include "lw-compare-load.h"
#include "lw-diff-tile.h"

#include "lw-error-presenter.h"
#include "lw-format.h"
#include "lw-str.h"

#include <glib/gi18n.h>

#define TILE_SIZE 144

enum
{
  PROP_0,
  PROP_MATCH,
  PROP_SHOW_OVERVIEW,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (LwComparePage, lw_compare_page, ADW_TYPE_BIN)

/* Loading */

static char *
dup_name (const char *uri)
{
  g_autofree char *name = g_path_get_basename (uri);

  return g_filename_display_name (name);
}

static void
load_cb (GObject      *object,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr (LwComparePage) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (LwManifestDiff) diff = lw_compare_load_finish (result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) || self->backend == NULL)
    return;
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "compare.save", diff != NULL);
  if (diff == NULL)
    {
      lw_present_error_page (self->failed_page, _("The manifests cannot be compared"), error);
      gtk_stack_set_visible_child_name (self->stack, "failed");
      return;
    }
  g_clear_pointer (&self->diff, lw_manifest_diff_unref);
  self->diff = g_steal_pointer (&diff);
  gtk_stack_set_visible_child_name (self->stack, "content");
  lw_compare_page_fill (self);
}

static const char *
get_chosen (GtkDropDown *drop_down)
{
  GtkStringObject *chosen = gtk_drop_down_get_selected_item (drop_down);

  return chosen != NULL ? gtk_string_object_get_string (chosen) : NULL;
}

/* Manifests that were read are not read again for another attribute. */
void
lw_compare_page_load (LwComparePage *self)
{
  LwCompareSide left = { .uri = self->left };
  LwCompareSide right = { .uri = self->right };

  g_cancellable_cancel (self->load_cancellable);
  g_clear_object (&self->load_cancellable);
  self->load_cancellable = g_cancellable_new ();
  if (self->diff != NULL)
    {
      left.index = lw_manifest_diff_get_left (self->diff);
      right.index = lw_manifest_diff_get_right (self->diff);
      left.attribute = get_chosen (self->left_attribute);
      right.attribute = get_chosen (self->right_attribute);
    }
  else
    gtk_stack_set_visible_child_name (self->stack, "loading");
  lw_compare_load_async (lw_job_backend_get_store (self->backend), &left, &right, self->key, self->load_cancellable,
                         load_cb, g_object_ref (self));
}

/* Images */

static void
factory_setup_cb (LwComparePage      *self,
                  GtkListItem        *list_item,
                  GtkListItemFactory *factory)
{
  gtk_list_item_set_child (list_item, lw_diff_tile_new (self->loader, TILE_SIZE));
}

static void
factory_bind_cb (LwComparePage      *self,
                 GtkListItem        *list_item,
                 GtkListItemFactory *factory)
{
  lw_diff_tile_set_pair (LW_DIFF_TILE (gtk_list_item_get_child (list_item)), gtk_list_item_get_item (list_item));
}

static void
factory_unbind_cb (LwComparePage      *self,
                   GtkListItem        *list_item,
                   GtkListItemFactory *factory)
{
  lw_diff_tile_set_pair (LW_DIFF_TILE (gtk_list_item_get_child (list_item)), NULL);
}

/* The image with its story, in the second manifest when it is there. */
static void
grid_view_activate_cb (LwComparePage *self,
                       guint          position)
{
  g_autoptr (LwDiffPair) pair = g_list_model_get_item (self->model, position);
  LwManifestRow *right = pair != NULL ? lw_diff_pair_get_right (pair) : NULL;
  LwManifestRow *row = right != NULL ? right : pair != NULL ? lw_diff_pair_get_left (pair) : NULL;
  g_autofree char *query = NULL;

  if (row == NULL || lw_manifest_row_get_source_ref (row) == NULL)
    return;
  query = g_strdup_printf ("\"%s\"", lw_manifest_row_get_source_ref (row));
  gtk_widget_activate_action (GTK_WIDGET (self), "win.open-results-query", "(ss)",
                              row == right ? self->right : self->left, query);
}

/* One page of what is beside the column, which makes way for it where both have no room. */
void
lw_compare_page_show_content (LwComparePage *self,
                              const char    *name,
                              const char    *title)
{
  gtk_label_set_label (self->shown, title);
  gtk_stack_set_visible_child_name (self->pairs_stack, name);
  g_object_set (self, "show-overview", !lw_split_view_get_collapsed (self->split_view), NULL);
}

/* @shown says which images these are. */
void
lw_compare_page_show_model (LwComparePage *self,
                            GListModel    *model,
                            const char    *shown)
{
  g_autoptr (GtkNoSelection) selection = gtk_no_selection_new (g_object_ref (model));
  guint n_items = g_list_model_get_n_items (model);
  g_autofree char *images = lw_format_images (n_items);
  /* Translators: which images are shown, and how many, such as "12 images" */
  g_autofree char *text = g_strdup_printf (_("%s: %s"), shown, images);

  g_set_object (&self->model, model);
  gtk_grid_view_set_model (self->grid_view, GTK_SELECTION_MODEL (selection));
  lw_compare_page_show_content (self, n_items > 0 ? "grid" : "nothing", text);
}

/* Layout */

static gboolean
update_button_cb (gpointer user_data)
{
  LwComparePage *self = user_data;

  if (self->split_view != NULL)
    gtk_widget_set_visible (self->overview_button, lw_split_view_get_collapsed (self->split_view));
  return G_SOURCE_REMOVE;
}

/* The split view says that it is collapsed while the window is laid out. The header bar has its place by then: it would
 * not be drawn if it changed now. */
static void
update_layout (LwComparePage *self)
{
  gboolean collapsed = lw_split_view_get_collapsed (self->split_view);

  lw_split_view_set_show_sidebar (self->split_view, self->show_overview || !collapsed);
  lw_split_view_set_show_content (self->split_view, !collapsed || !self->show_overview);
  g_idle_add_full (G_PRIORITY_HIGH_IDLE, update_button_cb, g_object_ref (self), g_object_unref);
}

static void
split_view_notify_collapsed_cb (LwComparePage *self)
{
  self->show_overview = TRUE;
  update_layout (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SHOW_OVERVIEW]);
}

/* Actions */

static void
retry_action (GtkWidget  *widget,
              const char *name,
              GVariant   *parameter)
{
  LwComparePage *self = LW_COMPARE_PAGE (widget);

  if (self->left != NULL)
    lw_compare_page_load (self);
}

static void
swap_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  LwComparePage *self = LW_COMPARE_PAGE (widget);
  g_autofree char *left = g_strdup (self->left);
  g_autofree char *right = g_strdup (self->right);

  if (left != NULL)
    lw_compare_page_compare (self, right, left);
}

static void
set_match (LwComparePage *self,
           const char    *match)
{
  LwManifestDiffKey key = g_strcmp0 (match, "line") == 0 ? LW_MANIFEST_DIFF_BY_LINE : LW_MANIFEST_DIFF_BY_SOURCE_REF;

  if (self->key == key)
    return;
  self->key = key;
  if (self->left != NULL)
    lw_compare_page_load (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_MATCH]);
}

static void
lw_compare_page_get_property (GObject    *object,
                              guint       property_id,
                              GValue     *value,
                              GParamSpec *pspec)
{
  LwComparePage *self = LW_COMPARE_PAGE (object);

  switch (property_id)
    {
    case PROP_MATCH:
      g_value_set_string (value, self->key == LW_MANIFEST_DIFF_BY_LINE ? "line" : "source-ref");
      break;
    case PROP_SHOW_OVERVIEW:
      g_value_set_boolean (value, self->show_overview);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
lw_compare_page_set_property (GObject      *object,
                              guint         property_id,
                              const GValue *value,
                              GParamSpec   *pspec)
{
  LwComparePage *self = LW_COMPARE_PAGE (object);

  switch (property_id)
    {
    case PROP_MATCH:
      set_match (self, g_value_get_string (value));
      break;
    case PROP_SHOW_OVERVIEW:
      if (self->show_overview == g_value_get_boolean (value))
        break;
      self->show_overview = g_value_get_boolean (value);
      update_layout (self);
      g_object_notify_by_pspec (object, pspec);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
lw_compare_page_dispose (GObject *object)
{
  LwComparePage *self = LW_COMPARE_PAGE (object);

  g_cancellable_cancel (self->load_cancellable);
  g_cancellable_cancel (self->cell_cancellable);
  g_clear_object (&self->model);
  g_clear_object (&self->loader);
  g_clear_object (&self->backend);
  gtk_widget_dispose_template (GTK_WIDGET (self), LW_TYPE_COMPARE_PAGE);

  G_OBJECT_CLASS (lw_compare_page_parent_class)->dispose (object);
}

static void
lw_compare_page_finalize (GObject *object)
{
  LwComparePage *self = LW_COMPARE_PAGE (object);

  g_clear_object (&self->load_cancellable);
  g_clear_object (&self->cell_cancellable);
  g_clear_pointer (&self->diff, lw_manifest_diff_unref);
  g_free (self->left);
  g_free (self->right);

  G_OBJECT_CLASS (lw_compare_page_parent_class)->finalize (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/page/labelwright/Labelwright/results/lw-compare-page.ui");
  gtk_widget_class_bind_template_child (widget_class, LwComparePage, title);
  gtk_widget_class_bind_template_child (widget_class, LwComparePage, overview_button);
  gtk_widget_class_bind_template_child (widget_class, LwComparePage, stack);
  gtk_widget_class_bind_template_child (widget_class, LwComparePage, failed_page);
  gtk_widget_class_bind_template_child (widget_class, LwComparePage, split_view);
  gtk_widget_class_bind_template_child (widget_class, LwComparePage, left_attribute);
  gtk_widget_class_bind_template_child (widget_class, LwComparePage, right_attribute);
  gtk_widget_class_bind_template_child (widget_class, LwComparePage, kinds);
  gtk_widget_class_bind_template_child (widget_class, LwComparePage, confusion_view);
  gtk_widget_class_bind_template_child (widget_class, LwComparePage, shown);
  gtk_widget_class_bind_template_child (widget_class, LwComparePage, pairs_stack);
  gtk_widget_class_bind_template_child (widget_class, LwComparePage, nothing_page);
  gtk_widget_class_bind_template_child (widget_class, LwComparePage, grid_view);
  gtk_widget_class_bind_template_callback (widget_class, split_view_notify_collapsed_cb);
  gtk_widget_class_bind_template_callback (widget_class, grid_view_activate_cb);
}

static void
lw_compare_page_class_init (LwComparePageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->get_property = lw_compare_page_get_property;
  object_class->set_property = lw_compare_page_set_property;
  object_class->dispose = lw_compare_page_dispose;
  object_class->finalize = lw_compare_page_finalize;

  properties[PROP_MATCH] = g_param_spec_string ("match", NULL, NULL, "source-ref", flags);
  properties[PROP_SHOW_OVERVIEW] = g_param_spec_boolean ("show-overview", NULL, NULL, TRUE, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  g_type_ensure (LW_TYPE_CONFUSION_VIEW);
  g_type_ensure (LW_TYPE_SPLIT_VIEW);
  bind_template (widget_class);
  lw_compare_page_install_overview (widget_class);
  lw_compare_page_install_save (widget_class);
  gtk_widget_class_install_property_action (widget_class, "compare.match", "match");
  gtk_widget_class_install_property_action (widget_class, "compare.show-overview", "show-overview");
  gtk_widget_class_install_action (widget_class, "compare.retry", NULL, retry_action);
  gtk_widget_class_install_action (widget_class, "compare.swap", NULL, swap_action);
}

static void
lw_compare_page_init (LwComparePage *self)
{
  self->show_overview = TRUE;
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * lw_compare_page_new:
 * @backend: the place whose manifests are shown
 * @loader: the pictures
 *
 * Returns: (transfer floating): a page without manifests
 */
GtkWidget *
lw_compare_page_new (LwJobBackend  *backend,
                     LwImageLoader *loader)
{
  g_autoptr (GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();
  LwComparePage *self;

  g_return_val_if_fail (LW_IS_JOB_BACKEND (backend), NULL);
  g_return_val_if_fail (LW_IS_IMAGE_LOADER (loader), NULL);

  self = g_object_new (LW_TYPE_COMPARE_PAGE, NULL);
  self->backend = g_object_ref (backend);
  self->loader = g_object_ref (loader);
  g_signal_connect_object (factory, "setup", G_CALLBACK (factory_setup_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (factory, "bind", G_CALLBACK (factory_bind_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (factory, "unbind", G_CALLBACK (factory_unbind_cb), self, G_CONNECT_SWAPPED);
  gtk_grid_view_set_factory (self->grid_view, factory);
  update_layout (self);
  return GTK_WIDGET (self);
}

/**
 * lw_compare_page_compare:
 * @self: a compare page
 * @left: the first manifest: an s3 address, a file URI or a path
 * @right: the second one
 *
 * Compares two manifests, each as it was corrected here.
 */
void
lw_compare_page_compare (LwComparePage *self,
                         const char    *left,
                         const char    *right)
{
  g_autofree char *left_name = NULL;
  g_autofree char *right_name = NULL;
  g_autofree char *subtitle = NULL;

  g_return_if_fail (LW_IS_COMPARE_PAGE (self));
  g_return_if_fail (left != NULL && right != NULL);

  lw_set_str (&self->left, left);
  lw_set_str (&self->right, right);
  g_clear_pointer (&self->diff, lw_manifest_diff_unref);
  left_name = dup_name (left);
  right_name = dup_name (right);
  /* Translators: the names of two manifests */
  subtitle = g_strdup_printf (_("%s and %s"), left_name, right_name);
  adw_window_title_set_subtitle (self->title, subtitle);
  lw_compare_page_load (self);
}

/**
 * lw_compare_page_get_diff:
 * @self: a compare page
 *
 * Returns: (transfer none) (nullable): the manifests compared
 */
LwManifestDiff *
lw_compare_page_get_diff (LwComparePage *self)
{
  g_return_val_if_fail (LW_IS_COMPARE_PAGE (self), NULL);

  return self->diff;
}

/**
 * lw_compare_page_get_n_shown:
 * @self: a compare page
 *
 * Returns: how many images are shown
 */
guint
lw_compare_page_get_n_shown (LwComparePage *self)
{
  g_return_val_if_fail (LW_IS_COMPARE_PAGE (self), 0);

  return self->model != NULL ? g_list_model_get_n_items (self->model) : 0;
}
