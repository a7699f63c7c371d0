/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* A facet as a check with its count and a bar. */

#define G_LOG_DOMAIN "lw-results"

#include "config.h"

#include "lw-facet-row.h"

#include "lw-format.h"

#include <glib/gi18n.h>

struct _LwFacetRow
{
  GtkWidget       parent_instance;

  GtkCheckButton *check_button;
  GtkProgressBar *bar;
  GtkLabel       *name;
  GtkLabel       *count;
  GtkLabel       *key;
  GtkProgressBar *second_bar;

  GBindingGroup  *bindings;
  GSignalGroup   *signals;
};

G_DEFINE_FINAL_TYPE (LwFacetRow, lw_facet_row, GTK_TYPE_WIDGET)

static void
update (LwFacetRow   *self,
        LwClassFacet *facet)
{
  guint64 n = lw_class_facet_get_count (facet);
  guint64 second = lw_class_facet_get_second (facet);
  char key[] = { lw_class_facet_get_key (facet), '\0' };
  g_autofree char *number = NULL;
  g_autofree char *label = NULL;

  if (lw_class_facet_get_has_second (facet))
    {
      g_autofree char *first_number = lw_format_number (n);
      g_autofree char *second_number = lw_format_number (second);

      number = g_strdup_printf ("%s / %s", first_number, second_number);
    }
  else
    number = lw_format_number (n);
  gtk_label_set_label (self->name, lw_class_facet_get_name (facet));
  gtk_label_set_label (self->count, number);
  gtk_label_set_label (self->key, key);
  gtk_widget_set_visible (GTK_WIDGET (self->key), key[0] != '\0');
  gtk_widget_set_tooltip_text (GTK_WIDGET (self), lw_class_facet_get_name (facet));
  /* Translators: a label category or state, and the number of images that have it */
  label = g_strdup_printf (ngettext ("%s, %s image", "%s, %s images", (gulong) n), lw_class_facet_get_name (facet),
                           number);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->check_button), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
}

static void
facet_notify_cb (LwFacetRow   *self,
                 GParamSpec   *pspec,
                 LwClassFacet *facet)
{
  update (self, facet);
}

static void
signals_bind_cb (LwFacetRow   *self,
                 LwClassFacet *facet)
{
  update (self, facet);
}

static void
lw_facet_row_dispose (GObject *object)
{
  LwFacetRow *self = LW_FACET_ROW (object);

  g_clear_object (&self->bindings);
  g_clear_object (&self->signals);
  gtk_widget_dispose_template (GTK_WIDGET (self), LW_TYPE_FACET_ROW);

  G_OBJECT_CLASS (lw_facet_row_parent_class)->dispose (object);
}

static void
lw_facet_row_class_init (LwFacetRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = lw_facet_row_dispose;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/page/labelwright/Labelwright/results/lw-facet-row.ui");
  gtk_widget_class_bind_template_child (widget_class, LwFacetRow, check_button);
  gtk_widget_class_bind_template_child (widget_class, LwFacetRow, bar);
  gtk_widget_class_bind_template_child (widget_class, LwFacetRow, name);
  gtk_widget_class_bind_template_child (widget_class, LwFacetRow, count);
  gtk_widget_class_bind_template_child (widget_class, LwFacetRow, key);
  gtk_widget_class_bind_template_child (widget_class, LwFacetRow, second_bar);
}

static void
lw_facet_row_init (LwFacetRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));

  self->bindings = g_binding_group_new ();
  g_binding_group_bind (self->bindings, "active", self->check_button, "active",
                        G_BINDING_SYNC_CREATE | G_BINDING_BIDIRECTIONAL);
  g_binding_group_bind (self->bindings, "fraction", self->bar, "fraction", G_BINDING_SYNC_CREATE);
  g_binding_group_bind (self->bindings, "second-fraction", self->second_bar, "fraction", G_BINDING_SYNC_CREATE);
  g_binding_group_bind (self->bindings, "has-second", self->second_bar, "visible", G_BINDING_SYNC_CREATE);

  self->signals = g_signal_group_new (LW_TYPE_CLASS_FACET);
  g_signal_group_connect_object (self->signals, "notify::count", G_CALLBACK (facet_notify_cb), self,
                                 G_CONNECT_SWAPPED);
  g_signal_group_connect_object (self->signals, "notify::has-second", G_CALLBACK (facet_notify_cb), self,
                                 G_CONNECT_SWAPPED);
  g_signal_connect_object (self->signals, "bind", G_CALLBACK (signals_bind_cb), self, G_CONNECT_SWAPPED);
}

/**
 * lw_facet_row_new:
 *
 * Returns: (transfer floating): an empty row
 */
GtkWidget *
lw_facet_row_new (void)
{
  return g_object_new (LW_TYPE_FACET_ROW, NULL);
}

/**
 * lw_facet_row_set_facet:
 * @self: a row
 * @facet: (nullable): a facet
 *
 * Shows the facet; the check chooses it.
 */
void
lw_facet_row_set_facet (LwFacetRow   *self,
                        LwClassFacet *facet)
{
  g_return_if_fail (LW_IS_FACET_ROW (self));
  g_return_if_fail (facet == NULL || LW_IS_CLASS_FACET (facet));

  g_binding_group_set_source (self->bindings, facet);
  g_signal_group_set_target (self->signals, facet);
}
