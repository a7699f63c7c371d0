/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The place where one image of a data set is looked at: an image view that loads its picture by address at the size
 * it is shown, in full when zoomed in, and says so when a picture is on its way or cannot be shown. */

#define G_LOG_DOMAIN "lw-kit"

#include "config.h"

#include "lw-image-pane.h"

#include "lw-image-pane-private.h"

#include "lw-str.h"

enum
{
  PROP_0,
  PROP_SHOWN,
  PROP_SETTLED,
  PROP_SHOW_TOOLS,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (LwImagePane, lw_image_pane, GTK_TYPE_WIDGET)

static void
view_wants_detail_cb (LwImageView *view,
                      GParamSpec  *pspec,
                      LwImagePane *self)
{
  lw_image_pane_improve_picture (self);
}

static void
view_paintable_cb (LwImageView *view,
                   GParamSpec  *pspec,
                   LwImagePane *self)
{
  static const char *const names[] = { "image.zoom-in", "image.zoom-out", "image.fit", "image.actual-size",
                                             "image.zoom-to-pointer" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    gtk_widget_action_set_enabled (GTK_WIDGET (self), names[i], lw_image_view_get_paintable (view) != NULL);
}

/* The tools stand beside the view, so its actions are repeated here for them. */
static void
forward_action (GtkWidget  *widget,
                const char *name,
                GVariant   *parameter)
{
  gtk_widget_activate_action_variant (GTK_WIDGET (LW_IMAGE_PANE (widget)->view), name, parameter);
}

/* Moving is what dragging and the arrow keys do; the button puts the keys there. */
static void
focus_action (GtkWidget  *widget,
              const char *name,
              GVariant   *parameter)
{
  gtk_widget_grab_focus (GTK_WIDGET (LW_IMAGE_PANE (widget)->view));
}

static void
lw_image_pane_get_property (GObject    *object,
                            guint       prop_id,
                            GValue     *value,
                            GParamSpec *pspec)
{
  LwImagePane *self = LW_IMAGE_PANE (object);

  switch (prop_id)
    {
    case PROP_SHOWN:
      g_value_set_boolean (value, self->shown);
      break;
    case PROP_SETTLED:
      g_value_set_boolean (value, lw_image_pane_get_settled (self));
      break;
    case PROP_SHOW_TOOLS:
      g_value_set_boolean (value, gtk_widget_get_visible (self->tools));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
lw_image_pane_set_property (GObject      *object,
                            guint         prop_id,
                            const GValue *value,
                            GParamSpec   *pspec)
{
  LwImagePane *self = LW_IMAGE_PANE (object);

  switch (prop_id)
    {
    case PROP_SHOW_TOOLS:
      gtk_widget_set_visible (self->tools, g_value_get_boolean (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
lw_image_pane_dispose (GObject *object)
{
  LwImagePane *self = LW_IMAGE_PANE (object);

  if (self->spinner != NULL)
    lw_image_pane_cancel_loading (self);
  g_clear_object (&self->loader);
  gtk_widget_dispose_template (GTK_WIDGET (self), LW_TYPE_IMAGE_PANE);

  G_OBJECT_CLASS (lw_image_pane_parent_class)->dispose (object);
}

static void
lw_image_pane_finalize (GObject *object)
{
  LwImagePane *self = LW_IMAGE_PANE (object);

  g_free (self->uri);

  G_OBJECT_CLASS (lw_image_pane_parent_class)->finalize (object);
}

static void
install_properties (GObjectClass *object_class)
{
  properties[PROP_SHOWN] =
    g_param_spec_boolean ("shown", NULL, NULL, FALSE, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_SETTLED] =
    g_param_spec_boolean ("settled", NULL, NULL, FALSE, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_SHOW_TOOLS] =
    g_param_spec_boolean ("show-tools", NULL, NULL, TRUE, G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
lw_image_pane_class_init (LwImagePaneClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = lw_image_pane_get_property;
  object_class->set_property = lw_image_pane_set_property;
  object_class->dispose = lw_image_pane_dispose;
  object_class->finalize = lw_image_pane_finalize;
  install_properties (object_class);

  g_type_ensure (LW_TYPE_IMAGE_VIEW);
  gtk_widget_class_set_template_from_resource (widget_class, "/page/labelwright/Labelwright/kit/lw-image-pane.ui");
  /* Bound only so that it goes with the template. */
  gtk_widget_class_bind_template_child_full (widget_class, "content", FALSE, 0);
  gtk_widget_class_bind_template_child (widget_class, LwImagePane, view);
  gtk_widget_class_bind_template_child (widget_class, LwImagePane, spinner);
  gtk_widget_class_bind_template_child (widget_class, LwImagePane, problem_box);
  gtk_widget_class_bind_template_child (widget_class, LwImagePane, problem_title);
  gtk_widget_class_bind_template_child (widget_class, LwImagePane, problem_reason);
  gtk_widget_class_bind_template_child (widget_class, LwImagePane, tools);
  gtk_widget_class_bind_template_callback (widget_class, view_wants_detail_cb);
  gtk_widget_class_bind_template_callback (widget_class, view_paintable_cb);
  gtk_widget_class_install_action (widget_class, "image.zoom-in", NULL, forward_action);
  gtk_widget_class_install_action (widget_class, "image.zoom-out", NULL, forward_action);
  gtk_widget_class_install_action (widget_class, "image.fit", NULL, forward_action);
  gtk_widget_class_install_action (widget_class, "image.actual-size", NULL, forward_action);
  gtk_widget_class_install_action (widget_class, "image.zoom-to-pointer", NULL, forward_action);
  gtk_widget_class_install_action (widget_class, "image.focus", NULL, focus_action);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "image-pane");
}

static void
lw_image_pane_init (LwImagePane *self)
{
  self->loading_size = -1;
  gtk_widget_init_template (GTK_WIDGET (self));
  view_paintable_cb (self->view, NULL, self);
  lw_image_pane_update_label (self);
}

/**
 * lw_image_pane_set_state:
 * @self: the pane
 * @shown: whether the picture is on the screen
 * @failed: whether the pane says why it is not
 */
void
lw_image_pane_set_state (LwImagePane *self,
                         gboolean     shown,
                         gboolean     failed)
{
  gboolean was_shown = self->shown;
  gboolean was_settled = lw_image_pane_get_settled (self);

  self->shown = shown;
  self->failed = failed;
  if (was_shown != shown)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SHOWN]);
  if (was_settled != lw_image_pane_get_settled (self))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SETTLED]);
}

/**
 * lw_image_pane_new:
 *
 * Returns: (transfer full): an empty pane
 */
GtkWidget *
lw_image_pane_new (void)
{
  return g_object_new (LW_TYPE_IMAGE_PANE, NULL);
}

/**
 * lw_image_pane_get_loader:
 * @self: the pane
 *
 * Returns: (transfer none) (nullable): what loads its pictures
 */
LwImageLoader *
lw_image_pane_get_loader (LwImagePane *self)
{
  g_return_val_if_fail (LW_IS_IMAGE_PANE (self), NULL);

  return self->loader;
}

/**
 * lw_image_pane_set_loader:
 * @self: the pane
 * @loader: (nullable): what loads its pictures
 */
void
lw_image_pane_set_loader (LwImagePane   *self,
                          LwImageLoader *loader)
{
  g_return_if_fail (LW_IS_IMAGE_PANE (self));

  if (!g_set_object (&self->loader, loader))
    return;
  if (self->uri != NULL)
    lw_image_pane_begin_picture (self);
}

/**
 * lw_image_pane_get_uri:
 * @self: the pane
 *
 * Returns: (transfer none) (nullable): the address of the picture
 */
const char *
lw_image_pane_get_uri (LwImagePane *self)
{
  g_return_val_if_fail (LW_IS_IMAGE_PANE (self), NULL);

  return self->uri;
}

/**
 * lw_image_pane_set_uri:
 * @self: the pane
 * @uri: (nullable): the address of the picture, as lw_image_loader_load_async() takes it
 *
 * Shows this picture: at once when the loader has it at the size of the pane.
 */
void
lw_image_pane_set_uri (LwImagePane *self,
                       const char  *uri)
{
  g_return_if_fail (LW_IS_IMAGE_PANE (self));

  if (!lw_set_str (&self->uri, uri))
    return;
  lw_image_pane_begin_picture (self);
}

/**
 * lw_image_pane_set_paintable:
 * @self: the pane
 * @paintable: (nullable): a picture
 *
 * Shows a picture that has no address; whatever was being loaded is given up.
 */
void
lw_image_pane_set_paintable (LwImagePane  *self,
                             GdkPaintable *paintable)
{
  g_return_if_fail (LW_IS_IMAGE_PANE (self));

  lw_image_pane_set_uri (self, NULL);
  lw_image_view_set_paintable (self->view, paintable);
  lw_image_pane_set_state (self, paintable != NULL, FALSE);
}

/**
 * lw_image_pane_reload:
 * @self: the pane
 *
 * Loads the picture again, after its address has come to lead to another file.
 */
void
lw_image_pane_reload (LwImagePane *self)
{
  g_return_if_fail (LW_IS_IMAGE_PANE (self));

  if (self->uri != NULL)
    lw_image_pane_begin_picture (self);
}

/**
 * lw_image_pane_get_view:
 * @self: the pane
 *
 * Returns: (transfer none): its image view
 */
LwImageView *
lw_image_pane_get_view (LwImagePane *self)
{
  g_return_val_if_fail (LW_IS_IMAGE_PANE (self), NULL);

  return self->view;
}

/**
 * lw_image_pane_get_shown:
 * @self: the pane
 *
 * Returns: whether its picture is on the screen, in any detail
 */
gboolean
lw_image_pane_get_shown (LwImagePane *self)
{
  g_return_val_if_fail (LW_IS_IMAGE_PANE (self), FALSE);

  return self->shown;
}

/**
 * lw_image_pane_get_settled:
 * @self: the pane
 *
 * Returns: whether its picture is on the screen, or it says why it cannot be
 */
gboolean
lw_image_pane_get_settled (LwImagePane *self)
{
  g_return_val_if_fail (LW_IS_IMAGE_PANE (self), FALSE);

  return self->shown || self->failed;
}
