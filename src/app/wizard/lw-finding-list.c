/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Sentences about single files or lines of a data set, below one another: only those in view have widgets, as there
 * may be thousands. */

#define G_LOG_DOMAIN "lw-wizard"

#include "config.h"

#include "lw-finding-list.h"

#define ROWS_AT_A_TIME 20

struct _LwFindingList
{
  GtkListBoxRow      parent_instance;

  GtkListView       *view;
  GtkStringList     *sentences;
  GtkSliceListModel *shown;
  GtkAdjustment     *adjustment;
};

G_DEFINE_FINAL_TYPE (LwFindingList, lw_finding_list, GTK_TYPE_LIST_BOX_ROW)

/* A list view makes 200 rows whatever it shows; these are as many as two views hold, and more when one comes near. */
static void
adjustment_value_changed_cb (LwFindingList *self)
{
  double page = gtk_adjustment_get_page_size (self->adjustment);

  if (gtk_adjustment_get_value (self->adjustment) + 2 * page > gtk_adjustment_get_upper (self->adjustment))
    gtk_slice_list_model_set_size (self->shown, gtk_slice_list_model_get_size (self->shown) + ROWS_AT_A_TIME);
}

static void
lw_finding_list_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), LW_TYPE_FINDING_LIST);

  G_OBJECT_CLASS (lw_finding_list_parent_class)->dispose (object);
}

static void
lw_finding_list_class_init (LwFindingListClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = lw_finding_list_dispose;

  gtk_widget_class_set_template_from_resource (widget_class, "/page/labelwright/Labelwright/wizard/lw-finding-list.ui");
  gtk_widget_class_bind_template_child (widget_class, LwFindingList, view);
  gtk_widget_class_bind_template_child (widget_class, LwFindingList, sentences);
  gtk_widget_class_bind_template_child (widget_class, LwFindingList, shown);
  gtk_widget_class_bind_template_child (widget_class, LwFindingList, adjustment);
  gtk_widget_class_bind_template_callback (widget_class, adjustment_value_changed_cb);
}

static void
lw_finding_list_init (LwFindingList *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_slice_list_model_set_size (self->shown, ROWS_AT_A_TIME);
}

/* @name: what assistive technology calls the list. */
GtkWidget *
lw_finding_list_new (const char *name)
{
  LwFindingList *self = g_object_new (LW_TYPE_FINDING_LIST, NULL);

  gtk_accessible_update_property (GTK_ACCESSIBLE (self->view), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  return GTK_WIDGET (self);
}

/* Adds a sentence at the end. */
void
lw_finding_list_take (LwFindingList *self,
                      char          *sentence)
{
  g_return_if_fail (LW_IS_FINDING_LIST (self) && sentence != NULL);

  gtk_string_list_take (self->sentences, sentence);
}
