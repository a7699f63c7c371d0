/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The worker's screen as widgets, made from a rendered worker task template: header, instructions, image, label
 * categories, comment, Submit. Knows one page at a time; a job's tasks are walked by LwLabelPage.
 *
 * The widgets stay; a page only changes what differs, because the wizard sets one at each keystroke. */

#define G_LOG_DOMAIN "lw-worker"

#include "config.h"

#include "lw-worker-view.h"

#include "lw-worker-view-private.h"

#include "lw-side-layout.h"

#include <glib/gi18n.h>

enum
{
  PROP_0,
  PROP_ONE_KEY,
  PROP_SHOW_ONE_KEY,
  PROP_INTERACTIVE,
  PROP_LEFT_HANDED,
  PROP_INSTRUCTIONS_OPEN,
  N_PROPS
};

enum
{
  SIGNAL_ANSWERED,
  SIGNAL_SELECTION_CHANGED,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (LwWorkerView, lw_worker_view, GTK_TYPE_WIDGET)

static LwSideLayout *
get_layout (LwWorkerView *self)
{
  return LW_SIDE_LAYOUT (gtk_widget_get_layout_manager (GTK_WIDGET (self)));
}

static void
update_submit (LwWorkerView *self)
{
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "worker.submit",
                                 lw_worker_view_is_ready (self) && lw_worker_view_has_selection (self));
}

static void
submit (LwWorkerView *self)
{
  g_autofree char *json = lw_worker_view_dup_answer (self);

  if (json != NULL && lw_worker_view_is_ready (self))
    g_signal_emit (self, signals[SIGNAL_ANSWERED], 0, json);
}

static void
submit_action (GtkWidget  *widget,
               const char *name,
               GVariant   *parameter)
{
  submit (LW_WORKER_VIEW (widget));
}

static void
toggle_instructions_action (GtkWidget  *widget,
                            const char *name,
                            GVariant   *parameter)
{
  LwWorkerView *self = LW_WORKER_VIEW (widget);

  lw_worker_view_set_instructions_open (self, !lw_side_layout_get_panel_open (get_layout (self)));
}

static void
filter_action (GtkWidget  *widget,
               const char *name,
               GVariant   *parameter)
{
  lw_category_list_start_filter (LW_WORKER_VIEW (widget)->categories);
}

static void
categories_chosen_cb (LwCategoryList *categories,
                      guint           index,
                      LwWorkerView   *self)
{
  if (self->one_key && lw_worker_view_get_element (self) == LW_WORKER_ELEMENT_SINGLE)
    submit (self);
}

static void
categories_selection_changed_cb (LwCategoryList *categories,
                                 LwWorkerView   *self)
{
  update_submit (self);
  g_signal_emit (self, signals[SIGNAL_SELECTION_CHANGED], 0);
}

static void
categories_filter_stopped_cb (LwCategoryList *categories,
                              LwWorkerView   *self)
{
  gtk_widget_grab_focus (GTK_WIDGET (lw_image_pane_get_view (self->pane)));
}

static void
pane_settled_cb (LwImagePane  *pane,
                 GParamSpec   *pspec,
                 LwWorkerView *self)
{
  update_submit (self);
}

static void
comment_changed_cb (LwCommentButton *comment,
                    GParamSpec      *pspec,
                    LwWorkerView    *self)
{
  g_signal_emit (self, signals[SIGNAL_SELECTION_CHANGED], 0);
}

static void
lw_worker_view_get_property (GObject    *object,
                             guint       prop_id,
                             GValue     *value,
                             GParamSpec *pspec)
{
  LwWorkerView *self = LW_WORKER_VIEW (object);

  switch (prop_id)
    {
    case PROP_ONE_KEY:
      g_value_set_boolean (value, self->one_key);
      break;
    case PROP_INTERACTIVE:
      g_value_set_boolean (value, self->interactive);
      break;
    case PROP_INSTRUCTIONS_OPEN:
      g_value_set_boolean (value, lw_side_layout_get_panel_open (get_layout (self)));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
lw_worker_view_set_property (GObject      *object,
                             guint         prop_id,
                             const GValue *value,
                             GParamSpec   *pspec)
{
  LwWorkerView *self = LW_WORKER_VIEW (object);

  switch (prop_id)
    {
    case PROP_ONE_KEY:
      lw_worker_view_set_one_key (self, g_value_get_boolean (value));
      break;
    case PROP_SHOW_ONE_KEY:
      self->show_one_key = g_value_get_boolean (value);
      break;
    case PROP_INTERACTIVE:
      lw_worker_view_set_interactive (self, g_value_get_boolean (value));
      break;
    case PROP_LEFT_HANDED:
      lw_side_layout_set_mirrored (get_layout (self), g_value_get_boolean (value));
      break;
    case PROP_INSTRUCTIONS_OPEN:
      lw_worker_view_set_instructions_open (self, g_value_get_boolean (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
lw_worker_view_dispose (GObject *object)
{
  LwWorkerView *self = LW_WORKER_VIEW (object);

  g_clear_pointer (&self->keys, lw_worker_keys_free);
  g_clear_pointer (&self->page, lw_worker_page_unref);
  gtk_widget_dispose_template (GTK_WIDGET (self), LW_TYPE_WORKER_VIEW);

  G_OBJECT_CLASS (lw_worker_view_parent_class)->dispose (object);
}

static void
install_properties_and_signals (GObjectClass *object_class)
{
  GType type = G_TYPE_FROM_CLASS (object_class);
  GParamFlags flags = G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  properties[PROP_ONE_KEY] = g_param_spec_boolean ("one-key", NULL, NULL, FALSE, G_PARAM_READWRITE | flags);
  properties[PROP_SHOW_ONE_KEY] = g_param_spec_boolean ("show-one-key", NULL, NULL, FALSE, G_PARAM_WRITABLE | flags);
  properties[PROP_INTERACTIVE] = g_param_spec_boolean ("interactive", NULL, NULL, TRUE, G_PARAM_READWRITE | flags);
  properties[PROP_LEFT_HANDED] = g_param_spec_boolean ("left-handed", NULL, NULL, FALSE, G_PARAM_WRITABLE | flags);
  properties[PROP_INSTRUCTIONS_OPEN] =
    g_param_spec_boolean ("instructions-open", NULL, NULL, TRUE, G_PARAM_READWRITE | flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  /**
   * LwWorkerView::answered:
   * @self: the view
   * @answer: the answer as Ground Truth stores it (JSON)
   *
   * The person submitted. The view goes on showing the page and what was chosen.
   */
  signals[SIGNAL_ANSWERED] =
    g_signal_new ("answered", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  /**
   * LwWorkerView::selection-changed:
   * @self: the view
   *
   * lw_worker_view_dup_answer() gives something else now.
   */
  signals[SIGNAL_SELECTION_CHANGED] =
    g_signal_new ("selection-changed", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  g_type_ensure (LW_TYPE_CATEGORY_LIST);
  g_type_ensure (LW_TYPE_COMMENT_BUTTON);
  g_type_ensure (LW_TYPE_IMAGE_PANE);
  g_type_ensure (LW_TYPE_INSTRUCTIONS_PANEL);
  gtk_widget_class_set_template_from_resource (widget_class, "/page/labelwright/Labelwright/worker/lw-worker-view.ui");
  /* Bound only so that they go with the template. */
  gtk_widget_class_bind_template_child_full (widget_class, "main", FALSE, 0);
  gtk_widget_class_bind_template_child_full (widget_class, "side", FALSE, 0);
  gtk_widget_class_bind_template_child (widget_class, LwWorkerView, panel);
  gtk_widget_class_bind_template_child (widget_class, LwWorkerView, header);
  gtk_widget_class_bind_template_child (widget_class, LwWorkerView, stack);
  gtk_widget_class_bind_template_child (widget_class, LwWorkerView, pane);
  gtk_widget_class_bind_template_child (widget_class, LwWorkerView, side_title);
  gtk_widget_class_bind_template_child (widget_class, LwWorkerView, categories);
  gtk_widget_class_bind_template_child (widget_class, LwWorkerView, comment);
  gtk_widget_class_bind_template_child (widget_class, LwWorkerView, one_key_button);
  gtk_widget_class_bind_template_callback (widget_class, categories_chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, categories_selection_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, categories_filter_stopped_cb);
  gtk_widget_class_bind_template_callback (widget_class, comment_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, pane_settled_cb);
}

static void
lw_worker_view_class_init (LwWorkerViewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = lw_worker_view_get_property;
  object_class->set_property = lw_worker_view_set_property;
  object_class->dispose = lw_worker_view_dispose;
  install_properties_and_signals (object_class);
  bind_template (widget_class);
  gtk_widget_class_install_action (widget_class, "worker.submit", NULL, submit_action);
  gtk_widget_class_install_action (widget_class, "worker.toggle-instructions", NULL, toggle_instructions_action);
  gtk_widget_class_install_action (widget_class, "worker.filter", NULL, filter_action);
  gtk_widget_class_set_layout_manager_type (widget_class, LW_TYPE_SIDE_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "worker-view");
}

static void
lw_worker_view_init (LwWorkerView *self)
{
  self->interactive = TRUE;
  gtk_widget_init_template (GTK_WIDGET (self));
  self->keys = lw_worker_keys_new (self, GTK_WIDGET (self));
  update_submit (self);
}

/**
 * lw_worker_view_new:
 *
 * Returns: (transfer full): a view without a page
 */
GtkWidget *
lw_worker_view_new (void)
{
  return g_object_new (LW_TYPE_WORKER_VIEW, NULL);
}

/**
 * lw_worker_view_get_page:
 * @self: the view
 *
 * Returns: (transfer none) (nullable): what it shows
 */
LwWorkerPage *
lw_worker_view_get_page (LwWorkerView *self)
{
  g_return_val_if_fail (LW_IS_WORKER_VIEW (self), NULL);

  return self->page;
}

static void
update_categories (LwWorkerView *self)
{
  static const char *const none[] = { NULL };
  gboolean multiple = lw_worker_view_get_element (self) == LW_WORKER_ELEMENT_MULTI;

  gtk_label_set_label (self->side_title, multiple ? _("Select appropriate categories") : _("Select an option"));
  lw_category_list_set_categories (self->categories,
                                   self->page != NULL ? lw_worker_page_get_categories (self->page) : none,
                                   multiple ? lw_worker_page_get_exclusion_category (self->page) : NULL, multiple);
  gtk_widget_set_sensitive (GTK_WIDGET (self->categories), self->interactive);
  gtk_widget_set_visible (self->one_key_button, self->show_one_key && !multiple);
}

static const char *
get_image_uri (LwWorkerPage *page)
{
  const char *src = page != NULL ? lw_worker_page_get_src (page) : NULL;

  return src != NULL && *src != '\0' ? src : NULL;
}

/**
 * lw_worker_view_set_page:
 * @self: the view
 * @page: (nullable): what the worker sees
 *
 * Shows a page. Only what differs from the page before is touched; what was chosen stays chosen.
 */
void
lw_worker_view_set_page (LwWorkerView *self,
                         LwWorkerPage *page)
{
  g_autoptr (LwWorkerPage) before = NULL;

  g_return_if_fail (LW_IS_WORKER_VIEW (self));

  before = self->page;
  self->page = page != NULL ? lw_worker_page_ref (page) : NULL;
  gtk_stack_set_visible_child_name (self->stack, lw_worker_view_get_element (self) != LW_WORKER_ELEMENT_NONE
                                                   ? "image" : "custom");
  gtk_label_set_label (self->header, page != NULL ? lw_worker_page_get_header (page) : "");
  lw_instructions_panel_set_page (self->panel, page);
  update_categories (self);
  lw_comment_button_set_page (self->comment, page);
  if (!self->own_image)
    lw_image_pane_set_uri (self->pane, get_image_uri (page));
  update_submit (self);
}

/**
 * lw_worker_view_set_loader:
 * @self: the view
 * @loader: (nullable): what loads the image and those in the instructions
 */
void
lw_worker_view_set_loader (LwWorkerView  *self,
                           LwImageLoader *loader)
{
  g_return_if_fail (LW_IS_WORKER_VIEW (self));

  lw_image_pane_set_loader (self->pane, loader);
  lw_instructions_panel_set_loader (self->panel, loader);
}

/**
 * lw_worker_view_set_paintable:
 * @self: the view
 * @paintable: (nullable): the image to show instead of the one that the page names
 */
void
lw_worker_view_set_paintable (LwWorkerView *self,
                              GdkPaintable *paintable)
{
  g_return_if_fail (LW_IS_WORKER_VIEW (self));

  self->own_image = TRUE;
  lw_image_pane_set_paintable (self->pane, paintable);
}

/**
 * lw_worker_view_set_image_uri:
 * @self: the view
 * @uri: (nullable): the address of the image to show instead of the one that the page names
 */
void
lw_worker_view_set_image_uri (LwWorkerView *self,
                              const char   *uri)
{
  g_return_if_fail (LW_IS_WORKER_VIEW (self));

  self->own_image = TRUE;
  lw_image_pane_set_uri (self->pane, uri);
}

/**
 * lw_worker_view_pick_part:
 * @self: the view
 * @x: from its left
 * @y: from its top
 *
 * Returns: which part of the page is shown there
 */
LwWorkerPart
lw_worker_view_pick_part (LwWorkerView *self,
                          double        x,
                          double        y)
{
  GtkWidget *hit;

  g_return_val_if_fail (LW_IS_WORKER_VIEW (self), LW_WORKER_PART_ELEMENT);

  hit = gtk_widget_pick (GTK_WIDGET (self), x, y, GTK_PICK_DEFAULT);
  if (hit != NULL && (hit == GTK_WIDGET (self->panel) || gtk_widget_is_ancestor (hit, GTK_WIDGET (self->panel))))
    return LW_WORKER_PART_SHORT;
  if (hit != NULL && gtk_widget_is_ancestor (hit, GTK_WIDGET (self->comment)))
    return LW_WORKER_PART_COMMENT;
  return LW_WORKER_PART_ELEMENT;
}

/**
 * lw_worker_view_get_image_pane:
 * @self: the view
 *
 * Returns: (transfer none): where the image is
 */
LwImagePane *
lw_worker_view_get_image_pane (LwWorkerView *self)
{
  g_return_val_if_fail (LW_IS_WORKER_VIEW (self), NULL);

  return self->pane;
}

/**
 * lw_worker_view_get_one_key:
 * @self: the view
 *
 * Returns: whether choosing is submitting, where only one category may be chosen
 */
gboolean
lw_worker_view_get_one_key (LwWorkerView *self)
{
  g_return_val_if_fail (LW_IS_WORKER_VIEW (self), FALSE);

  return self->one_key;
}

/**
 * lw_worker_view_set_one_key:
 * @self: the view
 * @one_key: whether choosing is submitting, where only one category may be chosen
 */
void
lw_worker_view_set_one_key (LwWorkerView *self,
                            gboolean      one_key)
{
  g_return_if_fail (LW_IS_WORKER_VIEW (self));

  if (self->one_key == one_key)
    return;
  self->one_key = one_key;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ONE_KEY]);
}

/**
 * lw_worker_view_get_interactive:
 * @self: the view
 *
 * Returns: whether the person can answer
 */
gboolean
lw_worker_view_get_interactive (LwWorkerView *self)
{
  g_return_val_if_fail (LW_IS_WORKER_VIEW (self), FALSE);

  return self->interactive;
}

/**
 * lw_worker_view_set_interactive:
 * @self: the view
 * @interactive: whether the person can answer, and does not only look
 */
void
lw_worker_view_set_interactive (LwWorkerView *self,
                                gboolean      interactive)
{
  g_return_if_fail (LW_IS_WORKER_VIEW (self));

  if (self->interactive == interactive)
    return;
  self->interactive = interactive;
  gtk_widget_set_sensitive (GTK_WIDGET (self->categories), interactive);
  update_submit (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_INTERACTIVE]);
}

/* Where the panel may cover the image, the focus goes with it; otherwise it would fall on any button. */
static void
move_focus (LwWorkerView *self,
            gboolean      open)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  if (focus == NULL || !gtk_widget_is_ancestor (focus, GTK_WIDGET (self)))
    return;
  if (open && lw_side_layout_get_narrow (get_layout (self)))
    gtk_widget_child_focus (GTK_WIDGET (self->panel), GTK_DIR_TAB_FORWARD);
  else if (!open)
    gtk_widget_grab_focus (GTK_WIDGET (lw_image_pane_get_view (self->pane)));
}

/**
 * lw_worker_view_set_instructions_first:
 * @self: the view
 * @first: whether the instructions are seen also where there is little room
 */
void
lw_worker_view_set_instructions_first (LwWorkerView *self,
                                       gboolean      first)
{
  g_return_if_fail (LW_IS_WORKER_VIEW (self));

  lw_side_layout_set_open_narrow (get_layout (self), first);
}

/**
 * lw_worker_view_set_instructions_open:
 * @self: the view
 * @open: whether the instructions are seen
 */
void
lw_worker_view_set_instructions_open (LwWorkerView *self,
                                      gboolean      open)
{
  g_return_if_fail (LW_IS_WORKER_VIEW (self));

  lw_side_layout_set_panel_open (get_layout (self), open);
  move_focus (self, open);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_INSTRUCTIONS_OPEN]);
}
