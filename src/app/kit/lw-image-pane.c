/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The place where one image of a data set is looked at: an image view that loads its picture by address at the size
 * it is shown, in full when zoomed in, and says so when a picture is on its way or cannot be shown. */

#define G_LOG_DOMAIN "lw-kit"

#include "config.h"

#include "lw-image-pane.h"

#include "lw-str.h"

#include <glib/gi18n.h>

/* A picture that comes within this time shows no sign of waiting; in milliseconds. */
#define SPINNER_DELAY 200
#define SIZE_STEP 64
#define SIZE_UNKNOWN 1024

struct _LwImagePane
{
  GtkWidget      parent_instance;

  LwImageView   *view;
  GtkSpinner    *spinner;
  GtkWidget     *problem_box;
  GtkLabel      *problem_title;
  GtkLabel      *problem_reason;
  GtkWidget     *tools;

  LwImageLoader *loader;
  char          *uri;
  int            loading_size;
  gboolean       shown;
  gboolean       failed;
  GCancellable  *cancellable;
  guint          spinner_id;
};

enum
{
  PROP_0,
  PROP_LOADER,
  PROP_URI,
  PROP_SHOWN,
  PROP_SETTLED,
  PROP_SHOW_TOOLS,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (LwImagePane, lw_image_pane, GTK_TYPE_WIDGET)

static void
set_state (LwImagePane *self,
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

static gboolean
spinner_timeout_cb (gpointer user_data)
{
  LwImagePane *self = user_data;

  self->spinner_id = 0;
  gtk_widget_set_visible (GTK_WIDGET (self->spinner), TRUE);
  gtk_spinner_start (self->spinner);
  return G_SOURCE_REMOVE;
}

static void
stop_waiting (LwImagePane *self)
{
  g_clear_handle_id (&self->spinner_id, g_source_remove);
  gtk_spinner_stop (self->spinner);
  gtk_widget_set_visible (GTK_WIDGET (self->spinner), FALSE);
}

static char *
dup_name (const char *uri)
{
  if (uri == NULL || g_ascii_strncasecmp (uri, "data:", 5) == 0)
    return g_strdup ("");
  return g_path_get_basename (uri);
}

static void
update_label (LwImagePane *self)
{
  g_autofree char *name = dup_name (self->uri);
  g_autofree char *label = NULL;

  /* Translators: what a screen reader calls the image; %s is a file name */
  label = *name != '\0' ? g_strdup_printf (_("Image %s"), name) : g_strdup (_("Image"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->view), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
}

static void
show_problem (LwImagePane  *self,
              const GError *error)
{
  g_autofree char *name = dup_name (self->uri);
  g_autofree char *title = NULL;

  title = g_strdup_printf (_("The image “%s” cannot be shown"), name);
  gtk_label_set_label (self->problem_title, title);
  gtk_label_set_label (self->problem_reason, error->message);
  gtk_widget_set_visible (self->problem_box, TRUE);
  lw_image_view_set_paintable (self->view, NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->view), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  set_state (self, FALSE, TRUE);
}

static void load_picture (LwImagePane *self,
                          int          size);

/* Loads more of a picture that is shown larger than it was decoded: at the size of the pane, else in full. */
static void
improve_picture (LwImagePane *self)
{
  int size;

  if (self->loader == NULL || self->uri == NULL || !self->shown || !lw_image_view_get_wants_detail (self->view))
    return;
  size = lw_image_view_get_fitted (self->view) ? lw_image_pane_get_load_size (self) : 0;
  if (size != 0 && size <= self->loading_size)
    size = 0;
  if (size == self->loading_size)
    return;
  load_picture (self, size);
}

static void
picture_arrived (LwImagePane *self,
                 GdkTexture  *texture)
{
  stop_waiting (self);
  gtk_widget_set_visible (self->problem_box, FALSE);
  if (self->shown)
    lw_image_view_replace_paintable (self->view, GDK_PAINTABLE (texture));
  else
    lw_image_view_set_paintable (self->view, GDK_PAINTABLE (texture));
  set_state (self, TRUE, FALSE);
  improve_picture (self);
}

static void
loader_load_cb (GObject      *source,
                GAsyncResult *result,
                gpointer      user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GdkTexture) texture = lw_image_loader_load_finish (LW_IMAGE_LOADER (source), result, &error);
  LwImagePane *self = user_data;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  g_clear_object (&self->cancellable);
  if (texture != NULL)
    {
      picture_arrived (self, texture);
    }
  else
    {
      stop_waiting (self);
      /* What is shown already stays, with less detail. */
      if (!self->shown)
        show_problem (self, error);
    }
}

static void
cancel_loading (LwImagePane *self)
{
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  stop_waiting (self);
}

static void
load_picture (LwImagePane *self,
              int          size)
{
  GdkTexture *texture = lw_image_loader_peek (self->loader, self->uri, size);

  cancel_loading (self);
  self->loading_size = size;
  if (texture != NULL)
    {
      picture_arrived (self, texture);
      return;
    }
  self->cancellable = g_cancellable_new ();
  if (!self->shown)
    self->spinner_id = g_timeout_add (SPINNER_DELAY, spinner_timeout_cb, self);
  lw_image_loader_load_async (self->loader, self->uri, size, LW_IMAGE_PRIORITY_NOW, self->cancellable,
                              loader_load_cb, self);
}

static void
begin_picture (LwImagePane *self)
{
  cancel_loading (self);
  gtk_widget_set_visible (self->problem_box, FALSE);
  set_state (self, FALSE, FALSE);
  self->loading_size = -1;
  update_label (self);
  if (self->uri != NULL && self->loader != NULL)
    load_picture (self, lw_image_pane_get_load_size (self));
  /* The picture of another address never stands here, not even for a frame. */
  if (!self->shown)
    lw_image_view_set_paintable (self->view, NULL);
}

static void
view_wants_detail_cb (LwImageView *view,
                      GParamSpec  *pspec,
                      LwImagePane *self)
{
  improve_picture (self);
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
    case PROP_LOADER:
      g_value_set_object (value, self->loader);
      break;
    case PROP_URI:
      g_value_set_string (value, self->uri);
      break;
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
    case PROP_LOADER:
      lw_image_pane_set_loader (self, g_value_get_object (value));
      break;
    case PROP_URI:
      lw_image_pane_set_uri (self, g_value_get_string (value));
      break;
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
    cancel_loading (self);
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
  properties[PROP_LOADER] =
    g_param_spec_object ("loader", NULL, NULL, LW_TYPE_IMAGE_LOADER,
                         G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  properties[PROP_URI] =
    g_param_spec_string ("uri", NULL, NULL, NULL,
                         G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
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
  update_label (self);
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
    begin_picture (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_LOADER]);
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
  begin_picture (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_URI]);
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
  set_state (self, paintable != NULL, FALSE);
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
    begin_picture (self);
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
 * lw_image_pane_get_load_size:
 * @self: the pane
 *
 * Says at what size the pane will ask for a picture, so that one can be decoded ahead.
 *
 * Returns: the longest edge in device pixels
 */
int
lw_image_pane_get_load_size (LwImagePane *self)
{
  int width, height, size;

  g_return_val_if_fail (LW_IS_IMAGE_PANE (self), 0);

  width = gtk_widget_get_width (GTK_WIDGET (self));
  height = gtk_widget_get_height (GTK_WIDGET (self));
  if (width <= 0 || height <= 0)
    return SIZE_UNKNOWN;
  /* Most photos are 3:2 or less; a longer one is improved when it is there. */
  size = MIN (MAX (width, height), MIN (width, height) * 3 / 2);
  size *= gtk_widget_get_scale_factor (GTK_WIDGET (self));
  return (size + SIZE_STEP - 1) / SIZE_STEP * SIZE_STEP;
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
