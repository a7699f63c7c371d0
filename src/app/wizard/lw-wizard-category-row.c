/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* One label category in the list of the wizard: its key, its name to be typed over, its class index, a handle to
 * drag and a button to remove it. */

#define G_LOG_DOMAIN "lw-wizard"

#include "config.h"

#include "lw-wizard-category-row.h"

#include "lw-category-keys.h"

#include <glib/gi18n.h>

struct _LwWizardCategoryRow
{
  GtkListBoxRow       parent_instance;

  GtkLabel           *key_label;
  GtkEditable        *name_text;
  GtkLabel           *message_label;
  GtkLabel           *index_label;
  GtkWidget          *handle;
  GtkWidget          *remove_button;

  LwWizardCategories *categories;
  LwWizardCategory   *category;
  guint               position;
  gboolean            updating;
};

G_DEFINE_FINAL_TYPE (LwWizardCategoryRow, lw_wizard_category_row, GTK_TYPE_LIST_BOX_ROW)

static void
name_notify_cb (LwWizardCategoryRow *self)
{
  const char *name = lw_wizard_category_get_name (self->category);

  if (g_str_equal (gtk_editable_get_text (self->name_text), name))
    return;
  self->updating = TRUE;
  gtk_editable_set_text (self->name_text, name);
  self->updating = FALSE;
}

static void
name_changed_cb (LwWizardCategoryRow *self)
{
  if (self->category != NULL && !self->updating)
    lw_wizard_categories_rename (self->categories, self->category, gtk_editable_get_text (self->name_text));
}

static void
move_up_action (GtkWidget  *widget,
                const char *name,
                GVariant   *parameter)
{
  gtk_widget_activate_action (widget, "labels.move", "(ui)", LW_WIZARD_CATEGORY_ROW (widget)->position, -1);
}

static void
move_down_action (GtkWidget  *widget,
                  const char *name,
                  GVariant   *parameter)
{
  gtk_widget_activate_action (widget, "labels.move", "(ui)", LW_WIZARD_CATEGORY_ROW (widget)->position, 1);
}

static void
remove_action (GtkWidget  *widget,
               const char *name,
               GVariant   *parameter)
{
  gtk_widget_activate_action (widget, "labels.remove", "u", LW_WIZARD_CATEGORY_ROW (widget)->position);
}

static GdkContentProvider *
drag_prepare_cb (LwWizardCategoryRow *self)
{
  return gdk_content_provider_new_typed (LW_TYPE_WIZARD_CATEGORY_ROW, self);
}

static void
drag_begin_cb (LwWizardCategoryRow *self,
               GdkDrag       *drag,
               GtkDragSource *source)
{
  g_autoptr (GdkPaintable) paintable = gtk_widget_paintable_new (GTK_WIDGET (self));

  gtk_drag_source_set_icon (source, paintable, 16, 16);
}

static gboolean
drop_cb (LwWizardCategoryRow *self,
         const GValue  *value)
{
  LwWizardCategoryRow *dragged = g_value_get_object (value);

  if (dragged == NULL || dragged->categories != self->categories)
    return FALSE;
  lw_wizard_categories_move (self->categories, dragged->position, self->position);
  return TRUE;
}

static void
lw_wizard_category_row_dispose (GObject *object)
{
  LwWizardCategoryRow *self = LW_WIZARD_CATEGORY_ROW (object);

  g_clear_object (&self->category);
  g_clear_object (&self->categories);
  gtk_widget_dispose_template (GTK_WIDGET (self), LW_TYPE_WIZARD_CATEGORY_ROW);
  G_OBJECT_CLASS (lw_wizard_category_row_parent_class)->dispose (object);
}

static void
lw_wizard_category_row_class_init (LwWizardCategoryRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = lw_wizard_category_row_dispose;

  gtk_widget_class_install_action (widget_class, "category.move-up", NULL, move_up_action);
  gtk_widget_class_install_action (widget_class, "category.move-down", NULL, move_down_action);
  gtk_widget_class_install_action (widget_class, "category.remove", NULL, remove_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Up, GDK_ALT_MASK, "category.move-up", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Down, GDK_ALT_MASK, "category.move-down", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Delete, GDK_CONTROL_MASK, "category.remove", NULL);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/page/labelwright/Labelwright/wizard/lw-wizard-category-row.ui");
  gtk_widget_class_bind_template_child (widget_class, LwWizardCategoryRow, key_label);
  gtk_widget_class_bind_template_child (widget_class, LwWizardCategoryRow, name_text);
  gtk_widget_class_bind_template_child (widget_class, LwWizardCategoryRow, message_label);
  gtk_widget_class_bind_template_child (widget_class, LwWizardCategoryRow, index_label);
  gtk_widget_class_bind_template_child (widget_class, LwWizardCategoryRow, handle);
  gtk_widget_class_bind_template_child (widget_class, LwWizardCategoryRow, remove_button);
  gtk_widget_class_bind_template_callback (widget_class, name_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, drag_prepare_cb);
  gtk_widget_class_bind_template_callback (widget_class, drag_begin_cb);
}

static void
lw_wizard_category_row_init (LwWizardCategoryRow *self)
{
  GtkDropTarget *drop;

  gtk_widget_init_template (GTK_WIDGET (self));

  drop = gtk_drop_target_new (LW_TYPE_WIZARD_CATEGORY_ROW, GDK_ACTION_MOVE);
  g_signal_connect_object (drop, "drop", G_CALLBACK (drop_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (drop));
}

GtkWidget *
lw_wizard_category_row_new (LwWizardCategories *categories,
                     LwWizardCategory   *category)
{
  LwWizardCategoryRow *self = g_object_new (LW_TYPE_WIZARD_CATEGORY_ROW, NULL);

  self->updating = TRUE;
  gtk_editable_set_text (self->name_text, lw_wizard_category_get_name (category));
  self->updating = FALSE;
  self->categories = g_object_ref (categories);
  self->category = g_object_ref (category);
  g_signal_connect_object (category, "notify::name", G_CALLBACK (name_notify_cb), self, G_CONNECT_SWAPPED);
  return GTK_WIDGET (self);
}

LwWizardCategory *
lw_wizard_category_row_get_category (LwWizardCategoryRow *self)
{
  g_return_val_if_fail (LW_IS_WIZARD_CATEGORY_ROW (self), NULL);

  return self->category;
}

void
lw_wizard_category_row_set_position (LwWizardCategoryRow *self,
                              guint          position,
                              guint          n_categories)
{
  char key = lw_category_key_for_index (position);
  char key_text[2] = { g_ascii_toupper (key), '\0' };
  g_autofree char *index = g_strdup_printf ("%u", position);
  g_autofree char *spoken = g_strdup_printf (_("Label category %u"), position + 1);
  const char *name = lw_wizard_category_get_name (self->category);
  g_autofree char *spoken_remove = g_strdup_printf (_("Remove “%s”"), name);
  g_autofree char *spoken_move = g_strdup_printf (_("Move “%s”"), name);

  g_return_if_fail (LW_IS_WIZARD_CATEGORY_ROW (self));

  self->position = position;
  gtk_label_set_label (self->key_label, key_text);
  gtk_widget_set_opacity (GTK_WIDGET (self->key_label), key != '\0' ? 1 : 0);
  gtk_label_set_label (self->index_label, index);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "category.move-up", position > 0);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "category.move-down", position + 1 < n_categories);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->name_text), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->remove_button), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken_remove,
                                  -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->handle), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken_move, -1);
}

/* @message (nullable): what is wrong with this category. */
void
lw_wizard_category_row_set_message (LwWizardCategoryRow *self,
                             const char    *message)
{
  g_return_if_fail (LW_IS_WIZARD_CATEGORY_ROW (self));

  gtk_widget_set_visible (GTK_WIDGET (self->message_label), message != NULL);
  gtk_label_set_label (self->message_label, message != NULL ? message : "");
  gtk_accessible_update_state (GTK_ACCESSIBLE (self->name_text), GTK_ACCESSIBLE_STATE_INVALID,
                               message != NULL ? GTK_ACCESSIBLE_INVALID_TRUE : GTK_ACCESSIBLE_INVALID_FALSE, -1);
  if (message != NULL)
    gtk_widget_add_css_class (GTK_WIDGET (self), "error");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "error");
}
