/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The menu of an image, or of all that are selected, on the results page. */

#define G_LOG_DOMAIN "lw-results"

#include "config.h"

#include "lw-result-tile.h"
#include "lw-results-page-private.h"

#include <glib/gi18n.h>

/* A menu that is longer than the screen helps nobody: the rest is typed in the bar. */
#define MAX_CLASSES 30

static GMenuModel *
new_label_menu (LwResultsPage *self)
{
  const char * const *classes = lw_correction_bar_get_classes (self->correction_bar);
  GMenu *menu = g_menu_new ();

  for (guint i = 0; classes[i] != NULL && i < MAX_CLASSES; i++)
    {
      /* A menu takes an underscore for the mark of a mnemonic. */
      g_auto (GStrv) parts = g_strsplit (classes[i], "_", -1);
      g_autofree char *label = g_strjoinv ("__", parts);
      g_autoptr (GMenuItem) item = g_menu_item_new (label, NULL);

      g_menu_item_set_action_and_target (item, "results.label-as", "s", classes[i]);
      g_menu_append_item (menu, item);
    }
  return G_MENU_MODEL (menu);
}

static GMenuModel *
new_menu (LwResultsPage *self)
{
  g_autoptr (GMenuModel) labels = new_label_menu (self);
  g_autoptr (GMenu) classes = g_menu_new ();
  g_autoptr (GMenu) history = g_menu_new ();
  GMenu *menu = g_menu_new ();

  g_menu_append_submenu (menu, _("_Label as"), labels);
  g_menu_append (menu, _("_Remove labels"), "results.unlabel");
  g_menu_append (classes, _("_Correct with keys"), "results.correct");
  g_menu_append (classes, _("_Edit classes…"), "results.edit-classes");
  g_menu_append_section (menu, NULL, G_MENU_MODEL (classes));
  g_menu_append (history, _("_Undo"), "results.undo");
  g_menu_append (history, _("Re_do"), "results.redo");
  g_menu_append_section (menu, NULL, G_MENU_MODEL (history));
  return G_MENU_MODEL (menu);
}

static void
show_menu (LwResultsPage *self,
           double         x,
           double         y)
{
  g_autoptr (GMenuModel) menu = new_menu (self);
  graphene_point_t point = GRAPHENE_POINT_INIT ((float) x, (float) y);
  GdkRectangle place = { 0, 0, 1, 1 };

  if (gtk_widget_compute_point (GTK_WIDGET (self->gallery), GTK_WIDGET (self), &point, &point))
    {
      place.x = (int) point.x;
      place.y = (int) point.y;
    }
  gtk_popover_menu_set_menu_model (GTK_POPOVER_MENU (self->context_menu), menu);
  gtk_popover_set_pointing_to (GTK_POPOVER (self->context_menu), &place);
  gtk_popover_popup (GTK_POPOVER (self->context_menu));
}

/* What is under the pointer is meant, together with the others when it is one of those that are selected. */
static void
gesture_pressed_cb (LwResultsPage   *self,
                    int              n_press,
                    double           x,
                    double           y,
                    GtkGestureClick *gesture)
{
  GtkWidget *picked = gtk_widget_pick (GTK_WIDGET (self->gallery), x, y, GTK_PICK_DEFAULT);
  GtkWidget *tile = picked != NULL ? gtk_widget_get_ancestor (picked, LW_TYPE_RESULT_TILE) : NULL;
  LwManifestRow *row = tile != NULL ? lw_result_tile_get_row (LW_RESULT_TILE (tile)) : NULL;
  GtkSelectionModel *selection = GTK_SELECTION_MODEL (lw_gallery_get_selection (self->gallery));
  guint position;

  if (row == NULL || !lw_manifest_model_find_row (lw_results_session_get_model (self->session),
                                                  lw_manifest_row_get_row (row), &position))
    return;
  if (!gtk_selection_model_is_selected (selection, position))
    gtk_selection_model_select_item (selection, position, TRUE);
  show_menu (self, x, y);
}

static void
context_menu_action (GtkWidget  *widget,
                     const char *name,
                     GVariant   *parameter)
{
  LwResultsPage *self = LW_RESULTS_PAGE (widget);

  if (lw_result_detail_get_row (self->detail) == NULL)
    show_menu (self, gtk_widget_get_width (GTK_WIDGET (self->gallery)) / 2.0, 0);
}

void
lw_results_page_install_context (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "results.context-menu", NULL, context_menu_action);
}

void
lw_results_page_init_context (LwResultsPage *self)
{
  GtkGesture *gesture = gtk_gesture_click_new ();

  self->context_menu = gtk_popover_menu_new_from_model (NULL);
  gtk_popover_set_has_arrow (GTK_POPOVER (self->context_menu), FALSE);
  gtk_widget_set_halign (self->context_menu, GTK_ALIGN_START);
  gtk_widget_set_parent (self->context_menu, GTK_WIDGET (self));
  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (gesture), GDK_BUTTON_SECONDARY);
  g_signal_connect_object (gesture, "pressed", G_CALLBACK (gesture_pressed_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self->gallery), GTK_EVENT_CONTROLLER (gesture));
}
