/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The button of one label category: key, name and a mark that shows by shape and colour whether it is chosen.
 * Choosing is the action categories.choose of the list around it; the button only follows its category. */

#define G_LOG_DOMAIN "lw-worker"

#include "config.h"

#include "lw-category-row.h"

#include <glib/gi18n.h>

struct _LwCategoryRow
{
  GtkToggleButton  parent_instance;

  GtkLabel        *key;
  GtkWidget       *mark;

  LwCategory      *category;
  GSignalGroup    *signals;
};

enum
{
  PROP_0,
  PROP_CATEGORY,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (LwCategoryRow, lw_category_row, GTK_TYPE_TOGGLE_BUTTON)

static void
update_accessible (LwCategoryRow *self)
{
  g_autofree char *key = NULL;

  g_object_get (self->category, "key", &key, NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->key), *key != '\0');
  gtk_accessible_update_property (GTK_ACCESSIBLE (self),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, lw_category_get_name (self->category),
                                  GTK_ACCESSIBLE_PROPERTY_KEY_SHORTCUTS, key,
                                  -1);
}

static void
category_changed_cb (LwCategory    *category,
                     GParamSpec    *pspec,
                     LwCategoryRow *self)
{
  gboolean flashing;

  g_object_get (category, "flashing", &flashing, NULL);
  if (flashing)
    gtk_widget_add_css_class (GTK_WIDGET (self), "flash");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "flash");
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (self), lw_category_get_selected (category));
  update_accessible (self);
}

static void
lw_category_row_get_property (GObject    *object,
                              guint       prop_id,
                              GValue     *value,
                              GParamSpec *pspec)
{
  LwCategoryRow *self = LW_CATEGORY_ROW (object);

  switch (prop_id)
    {
    case PROP_CATEGORY:
      g_value_set_object (value, self->category);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
lw_category_row_dispose (GObject *object)
{
  LwCategoryRow *self = LW_CATEGORY_ROW (object);

  g_clear_object (&self->signals);
  g_clear_object (&self->category);
  gtk_widget_dispose_template (GTK_WIDGET (self), LW_TYPE_CATEGORY_ROW);

  G_OBJECT_CLASS (lw_category_row_parent_class)->dispose (object);
}

static void
lw_category_row_class_init (LwCategoryRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = lw_category_row_get_property;
  object_class->dispose = lw_category_row_dispose;
  properties[PROP_CATEGORY] =
    g_param_spec_object ("category", NULL, NULL, LW_TYPE_CATEGORY, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  g_type_ensure (LW_TYPE_CATEGORY);
  gtk_widget_class_set_template_from_resource (widget_class, "/page/labelwright/Labelwright/worker/lw-category-row.ui");
  gtk_widget_class_bind_template_child (widget_class, LwCategoryRow, key);
  gtk_widget_class_bind_template_child (widget_class, LwCategoryRow, mark);
}

static void
lw_category_row_init (LwCategoryRow *self)
{
  /* The action of the template wants its parameter from the beginning. */
  gtk_actionable_set_action_target (GTK_ACTIONABLE (self), "u", 0u);
  gtk_widget_init_template (GTK_WIDGET (self));
  self->signals = g_signal_group_new (LW_TYPE_CATEGORY);
  g_signal_group_connect_object (self->signals, "notify", G_CALLBACK (category_changed_cb), self, 0);
}

/**
 * lw_category_row_new:
 *
 * Returns: (transfer full): a button for no category yet
 */
GtkWidget *
lw_category_row_new (void)
{
  return g_object_new (LW_TYPE_CATEGORY_ROW, NULL);
}

/**
 * lw_category_row_set_category:
 * @self: the button
 * @category: (nullable): what it stands for and follows
 */
void
lw_category_row_set_category (LwCategoryRow *self,
                              LwCategory    *category)
{
  g_return_if_fail (LW_IS_CATEGORY_ROW (self));

  if (!g_set_object (&self->category, category))
    return;
  g_signal_group_set_target (self->signals, category);
  if (category != NULL)
    {
      gtk_actionable_set_action_target (GTK_ACTIONABLE (self), "u", lw_category_get_index (category));
      category_changed_cb (category, NULL, self);
    }
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CATEGORY]);
}

/**
 * lw_category_row_set_multiple:
 * @self: the button
 * @multiple: whether several categories may be chosen: the mark is a box then, else a circle
 */
void
lw_category_row_set_multiple (LwCategoryRow *self,
                              gboolean       multiple)
{
  g_return_if_fail (LW_IS_CATEGORY_ROW (self));

  if (multiple)
    gtk_widget_add_css_class (self->mark, "box");
  else
    gtk_widget_remove_css_class (self->mark, "box");
}
