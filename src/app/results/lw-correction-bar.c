/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The palette of labels to correct with. */

#define G_LOG_DOMAIN "lw-results"

#include "config.h"

#include "lw-correction-bar.h"

#include "lw-category-keys.h"


/* More buttons than this are no palette; the rest is typed. */
#define MAX_BUTTONS 60

struct _LwCorrectionBar
{
  AdwBin        parent_instance;

  GtkLabel     *status;
  GtkDropDown  *mode;
  GtkBox       *buttons;
  GtkEditable  *other;

  char        **classes;
};

G_DEFINE_FINAL_TYPE (LwCorrectionBar, lw_correction_bar, ADW_TYPE_BIN)

static GtkWidget *
new_button (const char *name,
            guint       index)
{
  char key[2] = { lw_category_key_for_index (index), '\0' };
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *key_label = gtk_label_new (key);
  GtkWidget *button = gtk_button_new ();

  gtk_widget_add_css_class (key_label, "dim-label");
  gtk_widget_add_css_class (key_label, "numeric");
  gtk_widget_set_visible (key_label, key[0] != '\0');
  gtk_box_append (GTK_BOX (box), key_label);
  gtk_box_append (GTK_BOX (box), gtk_label_new (name));
  gtk_button_set_child (GTK_BUTTON (button), box);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "results.label-as");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, name,
                                  GTK_ACCESSIBLE_PROPERTY_KEY_SHORTCUTS, key,
                                  -1);
  return button;
}

static void
other_activate_cb (LwCorrectionBar *self)
{
  g_autofree char *label = g_strstrip (g_strdup (gtk_editable_get_text (self->other)));

  if (*label == '\0')
    return;
  gtk_widget_activate_action (GTK_WIDGET (self), "results.label-as", "s", label);
  gtk_editable_set_text (self->other, "");
}

static void
lw_correction_bar_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), LW_TYPE_CORRECTION_BAR);

  G_OBJECT_CLASS (lw_correction_bar_parent_class)->dispose (object);
}

static void
lw_correction_bar_finalize (GObject *object)
{
  g_strfreev (LW_CORRECTION_BAR (object)->classes);

  G_OBJECT_CLASS (lw_correction_bar_parent_class)->finalize (object);
}

static void
lw_correction_bar_class_init (LwCorrectionBarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = lw_correction_bar_dispose;
  G_OBJECT_CLASS (klass)->finalize = lw_correction_bar_finalize;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/page/labelwright/Labelwright/results/lw-correction-bar.ui");
  gtk_widget_class_bind_template_child (widget_class, LwCorrectionBar, status);
  gtk_widget_class_bind_template_child (widget_class, LwCorrectionBar, mode);
  gtk_widget_class_bind_template_child (widget_class, LwCorrectionBar, buttons);
  gtk_widget_class_bind_template_child (widget_class, LwCorrectionBar, other);
  gtk_widget_class_bind_template_callback (widget_class, other_activate_cb);
}

static void
lw_correction_bar_init (LwCorrectionBar *self)
{
  self->classes = g_new0 (char *, 1);
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * lw_correction_bar_set_classes:
 * @self: a bar
 * @classes: (array zero-terminated=1): the names of the classes, in the order of their keys
 *
 * Makes a button of each.
 */
void
lw_correction_bar_set_classes (LwCorrectionBar    *self,
                               const char * const *classes)
{
  GtkWidget *child;

  g_return_if_fail (LW_IS_CORRECTION_BAR (self));
  g_return_if_fail (classes != NULL);

  if (g_strv_equal ((const char * const *) self->classes, classes))
    return;

  g_strfreev (self->classes);
  self->classes = g_strdupv ((char **) classes);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->buttons))) != NULL)
    gtk_box_remove (self->buttons, child);
  for (guint i = 0; classes[i] != NULL && i < MAX_BUTTONS; i++)
    gtk_box_append (self->buttons, new_button (classes[i], i));
}

/**
 * lw_correction_bar_get_classes:
 * @self: a bar
 *
 * Returns: (transfer none) (array zero-terminated=1): the names of the classes
 */
const char * const *
lw_correction_bar_get_classes (LwCorrectionBar *self)
{
  g_return_val_if_fail (LW_IS_CORRECTION_BAR (self), NULL);

  return (const char * const *) self->classes;
}

/**
 * lw_correction_bar_set_several:
 * @self: a bar
 * @several: whether an image may have several labels
 *
 * Lets the person choose whether a label is added, or not.
 */
void
lw_correction_bar_set_several (LwCorrectionBar *self,
                               gboolean         several)
{
  g_return_if_fail (LW_IS_CORRECTION_BAR (self));

  if (several == gtk_widget_get_visible (GTK_WIDGET (self->mode)))
    return;

  gtk_widget_set_visible (GTK_WIDGET (self->mode), several);
  gtk_drop_down_set_selected (self->mode, several ? LW_CORRECTION_MODE_ADD : LW_CORRECTION_MODE_SET);
}

/**
 * lw_correction_bar_get_mode:
 * @self: a bar
 *
 * Returns: what a label does to those that an image has
 */
LwCorrectionMode
lw_correction_bar_get_mode (LwCorrectionBar *self)
{
  g_return_val_if_fail (LW_IS_CORRECTION_BAR (self), LW_CORRECTION_MODE_SET);

  return gtk_drop_down_get_selected (self->mode);
}

/**
 * lw_correction_bar_set_status:
 * @self: a bar
 * @status: what was done last, or what to do; plain text
 */
void
lw_correction_bar_set_status (LwCorrectionBar *self,
                              const char      *status)
{
  g_return_if_fail (LW_IS_CORRECTION_BAR (self));

  gtk_label_set_label (self->status, status);
}
