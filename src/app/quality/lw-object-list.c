/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Data objects below one another, each with its picture and a sentence; pressing one opens its story. Makes rows and
 * reads names of what is in view only. */

#define G_LOG_DOMAIN "lw-quality"

#include "config.h"

#include "lw-object-list.h"

#include "lw-story-window.h"

#define PICTURE_SIZE 56

struct _LwObjectList
{
  AdwBin           parent_instance;

  GtkListView     *view;
  GtkNoSelection  *selection;

  LwJobBackend    *backend;
  LwImageLoader   *loader;
  LwLabelingJob   *job;
};

G_DEFINE_FINAL_TYPE (LwObjectList, lw_object_list, ADW_TYPE_BIN)

/* What a row is made of, and what is under way for the object that it shows. */
typedef struct
{
  GtkPicture    *picture;
  GtkLabel      *name;
  GtkLabel      *title;
  GtkLabel      *detail;
  gulong         notify_id;
  GCancellable  *cancellable;
} Row;

static Row *
get_row (GtkListItem *item)
{
  return g_object_get_data (G_OBJECT (item), "row");
}

static GtkLabel *
append_label (GtkWidget  *box,
              const char *style)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  if (style != NULL)
    gtk_widget_add_css_class (label, style);
  gtk_box_append (GTK_BOX (box), label);
  return GTK_LABEL (label);
}

static void
factory_setup_cb (LwObjectList *self,
                  GtkListItem  *item)
{
  Row *row = g_new0 (Row, 1);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *texts = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  row->picture = GTK_PICTURE (gtk_picture_new ());
  gtk_widget_set_size_request (GTK_WIDGET (row->picture), PICTURE_SIZE, PICTURE_SIZE);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (row->picture));
  gtk_widget_set_valign (texts, GTK_ALIGN_CENTER);
  gtk_widget_set_hexpand (texts, TRUE);
  row->title = append_label (texts, NULL);
  row->detail = append_label (texts, "dim-label");
  gtk_label_set_wrap (row->detail, TRUE);
  gtk_label_set_lines (row->detail, 3);
  row->name = append_label (texts, "caption");
  gtk_box_append (GTK_BOX (box), texts);
  gtk_list_item_set_child (item, box);
  g_object_set_data_full (G_OBJECT (item), "row", row, g_free);
}

static void
picture_loaded_cb (GObject      *source,
                   GAsyncResult *result,
                   gpointer      user_data)
{
  g_autoptr (GtkPicture) picture = user_data;
  g_autoptr (GdkTexture) texture = lw_image_loader_load_finish (LW_IMAGE_LOADER (source), result, NULL);

  if (texture != NULL)
    gtk_picture_set_paintable (picture, GDK_PAINTABLE (texture));
}

static void
show_image (LwObjectList *self,
            Row          *row,
            const char   *source_ref)
{
  g_autofree char *name = g_path_get_basename (source_ref);

  gtk_label_set_label (row->name, name);
  gtk_picture_set_alternative_text (row->picture, name);
  if (self->loader != NULL)
    lw_image_loader_load_async (self->loader, source_ref, PICTURE_SIZE * 2, LW_IMAGE_PRIORITY_THUMBNAIL,
                                row->cancellable, picture_loaded_cb, g_object_ref (row->picture));
}

static void
object_notify_cb (LwNamedObject *object,
                  GParamSpec    *pspec,
                  GtkListItem   *item)
{
  LwObjectList *self = g_object_get_data (G_OBJECT (item), "list");

  show_image (self, get_row (item), lw_named_object_get_source_ref (object));
}

static void
factory_bind_cb (LwObjectList *self,
                 GtkListItem  *item)
{
  LwNamedObject *object = gtk_list_item_get_item (item);
  Row *row = get_row (item);

  row->cancellable = g_cancellable_new ();
  g_object_set_data (G_OBJECT (item), "list", self);
  gtk_label_set_label (row->title, lw_named_object_get_title (object));
  gtk_label_set_label (row->detail, lw_named_object_get_detail (object));
  gtk_label_set_label (row->name, "");
  gtk_picture_set_paintable (row->picture, NULL);
  row->notify_id = g_signal_connect_object (object, "notify::source-ref", G_CALLBACK (object_notify_cb), item, 0);
  if (lw_named_object_get_source_ref (object) != NULL)
    show_image (self, row, lw_named_object_get_source_ref (object));
  else if (LW_IS_JOB_CONTROL (self->backend))
    lw_named_object_load (object, LW_JOB_CONTROL (self->backend), self->job);
}

static void
factory_unbind_cb (LwObjectList *self,
                   GtkListItem  *item)
{
  LwNamedObject *object = gtk_list_item_get_item (item);
  Row *row = get_row (item);

  g_cancellable_cancel (row->cancellable);
  g_clear_object (&row->cancellable);
  if (object != NULL)
    g_clear_signal_handler (&row->notify_id, object);
}

static void
view_activate_cb (LwObjectList *self,
                  guint         position)
{
  g_autoptr (LwNamedObject) object = g_list_model_get_item (G_LIST_MODEL (self->selection), position);

  if (object != NULL && LW_IS_JOB_CONTROL (self->backend))
    lw_story_window_present (GTK_WIDGET (self), self->backend, self->loader, self->job,
                             lw_named_object_get_line (object));
}

static void
lw_object_list_dispose (GObject *object)
{
  LwObjectList *self = LW_OBJECT_LIST (object);

  if (self->selection != NULL)
    gtk_no_selection_set_model (self->selection, NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), LW_TYPE_OBJECT_LIST);
  g_clear_object (&self->job);
  g_clear_object (&self->loader);
  g_clear_object (&self->backend);

  G_OBJECT_CLASS (lw_object_list_parent_class)->dispose (object);
}

static void
lw_object_list_class_init (LwObjectListClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = lw_object_list_dispose;

  gtk_widget_class_set_template_from_resource (widget_class, "/page/labelwright/Labelwright/quality/lw-object-list.ui");
  gtk_widget_class_bind_template_child (widget_class, LwObjectList, view);
  gtk_widget_class_bind_template_child (widget_class, LwObjectList, selection);
  gtk_widget_class_bind_template_callback (widget_class, factory_setup_cb);
  gtk_widget_class_bind_template_callback (widget_class, factory_bind_cb);
  gtk_widget_class_bind_template_callback (widget_class, factory_unbind_cb);
  gtk_widget_class_bind_template_callback (widget_class, view_activate_cb);
}

static void
lw_object_list_init (LwObjectList *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * lw_object_list_set_name:
 * @self: a list
 * @name: what assistive technology calls it
 *
 * Sets the name.
 */
void
lw_object_list_set_name (LwObjectList *self,
                         const char   *name)
{
  g_return_if_fail (LW_IS_OBJECT_LIST (self));

  gtk_accessible_update_property (GTK_ACCESSIBLE (self->view), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

/**
 * lw_object_list_set_place:
 * @self: a list
 * @backend: the place that runs the job
 * @loader: (nullable): the pictures
 * @job: the job whose objects are listed
 *
 * Sets where names and stories come from.
 */
void
lw_object_list_set_place (LwObjectList  *self,
                          LwJobBackend  *backend,
                          LwImageLoader *loader,
                          LwLabelingJob *job)
{
  g_return_if_fail (LW_IS_OBJECT_LIST (self));

  g_set_object (&self->backend, backend);
  g_set_object (&self->loader, loader);
  g_set_object (&self->job, job);
}

/**
 * lw_object_list_set_model:
 * @self: a list
 * @model: (nullable) (element-type LwNamedObject): what it lists
 *
 * Lists other objects.
 */
void
lw_object_list_set_model (LwObjectList *self,
                          GListModel   *model)
{
  g_return_if_fail (LW_IS_OBJECT_LIST (self));

  gtk_no_selection_set_model (self->selection, model);
}
