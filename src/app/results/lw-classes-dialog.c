/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The classes of a label attribute in a window: rename one, merge several, drop some. */

#define G_LOG_DOMAIN "lw-results"

#include "config.h"

#include "lw-classes-dialog.h"

#include "lw-format.h"

#include <glib/gi18n.h>

struct _LwClassesDialog
{
  AdwWindow              parent_instance;

  AdwWindowTitle        *window_title;
  GtkListBox            *list;
  GtkLabel              *effect;
  GtkEditable           *name;
  GtkButton             *rename_button;
  GtkWidget             *drop_button;

  GtkWidget             *page;
  LwManifestCorrections *corrections;
  char                  *attribute;
  GHashTable            *chosen;
};

G_DEFINE_FINAL_TYPE (LwClassesDialog, lw_classes_dialog, ADW_TYPE_WINDOW)

/* What is chosen */

static char **
dup_chosen (LwClassesDialog *self)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) classes = lw_manifest_corrections_dup_classes (self->corrections, self->attribute);

  for (guint i = 0; classes[i] != NULL; i++)
    if (g_hash_table_contains (self->chosen, classes[i]))
      g_strv_builder_add (builder, classes[i]);
  return g_strv_builder_end (builder);
}

static char *
dup_name (LwClassesDialog *self)
{
  return g_strstrip (g_strdup (gtk_editable_get_text (self->name)));
}

static guint64
count_images (LwClassesDialog *self,
              const char      *class_name)
{
  LwManifestIndex *index = lw_manifest_corrections_get_index (self->corrections);
  int attribute = lw_manifest_index_find_attribute (index, self->attribute);
  guint64 n = 0;

  for (guint i = 0; attribute >= 0 && i < lw_manifest_index_get_n_classes (index, attribute); i++)
    if (g_str_equal (lw_manifest_index_get_class_name (index, attribute, i), class_name))
      n += lw_manifest_index_get_class_count (index, attribute, i);
  return n;
}

static gboolean
is_class (LwClassesDialog *self,
          const char      *name)
{
  g_auto (GStrv) classes = lw_manifest_corrections_dup_classes (self->corrections, self->attribute);

  return g_strv_contains ((const char * const *) classes, name);
}

/* What the button will do stands beside it. */
static char *
dup_effect (LwClassesDialog *self,
            char           **chosen,
            const char      *name,
            gboolean         merges)
{
  guint64 n = 0;
  g_autofree char *images = NULL;

  for (guint i = 0; chosen[i] != NULL; i++)
    if (g_strcmp0 (chosen[i], name) != 0)
      n += count_images (self, chosen[i]);
  images = lw_format_images (n);
  if (chosen[0] == NULL)
    return g_strdup (_("Choose one class to rename it, or several to make them one."));
  if (*name == '\0')
    /* Translators: "12 images" */
    return g_strdup_printf (_("%s chosen. Type the name that they are to have."), images);
  if (merges)
    return g_strdup_printf (_("%s become “%s”."), images, name);
  return g_strdup_printf (_("%s have the class “%s” from now on."), images, name);
}

static void
update_effect (LwClassesDialog *self)
{
  g_auto (GStrv) chosen = dup_chosen (self);
  g_autofree char *name = dup_name (self);
  guint n = g_strv_length (chosen);
  gboolean merges = n > 1 || is_class (self, name);
  gboolean same = n == 1 && g_str_equal (chosen[0], name);
  g_autofree char *effect = dup_effect (self, chosen, name, merges);

  gtk_label_set_label (self->effect, effect);
  gtk_button_set_label (self->rename_button, merges && !same ? _("_Merge") : _("_Rename"));
  gtk_widget_set_sensitive (GTK_WIDGET (self->rename_button), n > 0 && *name != '\0' && !same);
  gtk_widget_set_sensitive (self->drop_button, n > 0);
}

/* A name to start from: that of the class with the most images. */
static void
suggest_name (LwClassesDialog *self)
{
  g_auto (GStrv) chosen = dup_chosen (self);
  const char *best = "";
  guint64 most = 0;

  for (guint i = 0; chosen[i] != NULL; i++)
    {
      guint64 n = count_images (self, chosen[i]);

      if (*best == '\0' || n > most)
        {
          best = chosen[i];
          most = n;
        }
    }
  gtk_editable_set_text (self->name, best);
}

/* Rows */

static void
check_toggled_cb (LwClassesDialog *self,
                  GtkCheckButton  *check)
{
  const char *name = g_object_get_data (G_OBJECT (check), "class-name");

  if (gtk_check_button_get_active (check))
    g_hash_table_add (self->chosen, g_strdup (name));
  else
    g_hash_table_remove (self->chosen, name);
  suggest_name (self);
  update_effect (self);
}

static GtkWidget *
new_row (LwClassesDialog *self,
         const char      *name)
{
  GtkWidget *check = gtk_check_button_new ();
  g_autofree char *images = lw_format_images (count_images (self, name));
  GtkWidget *row = g_object_new (ADW_TYPE_ACTION_ROW,
                                 "use-markup", FALSE,
                                 "title", name,
                                 "subtitle", images,
                                 "activatable-widget", check,
                                 NULL);

  g_object_set_data_full (G_OBJECT (check), "class-name", g_strdup (name), g_free);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (check), g_hash_table_contains (self->chosen, name));
  gtk_widget_set_valign (check, GTK_ALIGN_CENTER);
  gtk_accessible_update_property (GTK_ACCESSIBLE (check), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  g_signal_connect_object (check, "toggled", G_CALLBACK (check_toggled_cb), self, G_CONNECT_SWAPPED);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), check);
  return row;
}

static void
fill (LwClassesDialog *self)
{
  g_auto (GStrv) classes = lw_manifest_corrections_dup_classes (self->corrections, self->attribute);
  GtkWidget *row;

  while ((row = gtk_widget_get_first_child (GTK_WIDGET (self->list))) != NULL)
    gtk_list_box_remove (self->list, row);
  for (guint i = 0; classes[i] != NULL; i++)
    gtk_list_box_append (self->list, new_row (self, classes[i]));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "classes.undo",
                                 lw_manifest_corrections_get_n_applied (self->corrections) > 0);
  update_effect (self);
}

static void
corrections_notify_index_cb (LwClassesDialog *self)
{
  g_hash_table_remove_all (self->chosen);
  gtk_editable_set_text (self->name, "");
  fill (self);
}

/* Actions */

static void
rename_action (GtkWidget  *widget,
               const char *action_name,
               GVariant   *parameter)
{
  LwClassesDialog *self = LW_CLASSES_DIALOG (widget);
  g_auto (GStrv) chosen = dup_chosen (self);
  g_autofree char *name = dup_name (self);
  guint n = g_strv_length (chosen);

  if (n == 0 || *name == '\0' || (n == 1 && g_str_equal (chosen[0], name)))
    return;
  if (n == 1 && !is_class (self, name))
    gtk_widget_activate_action (self->page, "results.rename-class", "(ss)", chosen[0], name);
  else
    gtk_widget_activate_action (self->page, "results.merge-classes", "(^ass)", chosen, name);
}

static void
drop_action (GtkWidget  *widget,
             const char *action_name,
             GVariant   *parameter)
{
  LwClassesDialog *self = LW_CLASSES_DIALOG (widget);
  g_auto (GStrv) chosen = dup_chosen (self);

  if (chosen[0] != NULL)
    gtk_widget_activate_action (self->page, "results.drop-classes", "^as", chosen);
}

static void
undo_action (GtkWidget  *widget,
             const char *action_name,
             GVariant   *parameter)
{
  gtk_widget_activate_action (LW_CLASSES_DIALOG (widget)->page, "results.undo", NULL);
}

static void
name_changed_cb (LwClassesDialog *self)
{
  if (self->corrections != NULL)
    update_effect (self);
}

static void
lw_classes_dialog_dispose (GObject *object)
{
  LwClassesDialog *self = LW_CLASSES_DIALOG (object);

  g_clear_object (&self->corrections);
  g_clear_object (&self->page);
  gtk_widget_dispose_template (GTK_WIDGET (self), LW_TYPE_CLASSES_DIALOG);

  G_OBJECT_CLASS (lw_classes_dialog_parent_class)->dispose (object);
}

static void
lw_classes_dialog_finalize (GObject *object)
{
  LwClassesDialog *self = LW_CLASSES_DIALOG (object);

  g_hash_table_unref (self->chosen);
  g_free (self->attribute);

  G_OBJECT_CLASS (lw_classes_dialog_parent_class)->finalize (object);
}

static void
lw_classes_dialog_class_init (LwClassesDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = lw_classes_dialog_dispose;
  G_OBJECT_CLASS (klass)->finalize = lw_classes_dialog_finalize;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/page/labelwright/Labelwright/results/lw-classes-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, LwClassesDialog, window_title);
  gtk_widget_class_bind_template_child (widget_class, LwClassesDialog, list);
  gtk_widget_class_bind_template_child (widget_class, LwClassesDialog, effect);
  gtk_widget_class_bind_template_child (widget_class, LwClassesDialog, name);
  gtk_widget_class_bind_template_child (widget_class, LwClassesDialog, rename_button);
  gtk_widget_class_bind_template_child (widget_class, LwClassesDialog, drop_button);
  gtk_widget_class_bind_template_callback (widget_class, name_changed_cb);
  gtk_widget_class_install_action (widget_class, "classes.rename", NULL, rename_action);
  gtk_widget_class_install_action (widget_class, "classes.drop", NULL, drop_action);
  gtk_widget_class_install_action (widget_class, "classes.undo", NULL, undo_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_z, GDK_CONTROL_MASK, "classes.undo", NULL);
}

static void
lw_classes_dialog_init (LwClassesDialog *self)
{
  self->chosen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * lw_classes_dialog_present:
 * @page: the page whose actions are used
 * @corrections: the manifest
 * @attribute: a label attribute name
 *
 * Opens a window with the attribute's classes.
 *
 * Returns: (transfer none): the window
 */
GtkWidget *
lw_classes_dialog_present (GtkWidget             *page,
                           LwManifestCorrections *corrections,
                           const char            *attribute)
{
  LwClassesDialog *self;

  g_return_val_if_fail (GTK_IS_WIDGET (page), NULL);
  g_return_val_if_fail (LW_IS_MANIFEST_CORRECTIONS (corrections), NULL);
  g_return_val_if_fail (attribute != NULL, NULL);

  self = g_object_new (LW_TYPE_CLASSES_DIALOG, "transient-for", gtk_widget_get_root (page), NULL);
  self->page = g_object_ref (page);
  self->corrections = g_object_ref (corrections);
  self->attribute = g_strdup (attribute);
  adw_window_title_set_subtitle (self->window_title, attribute);
  g_signal_connect_object (corrections, "notify::index", G_CALLBACK (corrections_notify_index_cb), self,
                           G_CONNECT_SWAPPED);
  fill (self);
  gtk_window_present (GTK_WINDOW (self));
  return GTK_WIDGET (self);
}
