/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* A list below the entry of a query with what can come next. The keyboard stays in the entry. */

#define G_LOG_DOMAIN "lw-results"

#include "config.h"

#include "lw-query-suggestions.h"

#include "lw-query-completion.h"

struct _LwQuerySuggestions
{
  GtkPopover       parent_instance;

  GtkListBox      *list;

  GtkWidget       *entry;
  LwManifestIndex *index;
  gsize            start;
  guint            update_id;
};

G_DEFINE_FINAL_TYPE (LwQuerySuggestions, lw_query_suggestions, GTK_TYPE_POPOVER)

static gsize
get_cursor (LwQuerySuggestions *self,
            const char         *text)
{
  int position = gtk_editable_get_position (GTK_EDITABLE (self->entry));

  return (gsize) (g_utf8_offset_to_pointer (text, position) - text);
}

static void update_later (LwQuerySuggestions *self);

/* Behind a name stand its values: those are suggested next. */
static void
take (LwQuerySuggestions *self,
      GtkListBoxRow      *row)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->entry));
  const char *word = gtk_label_get_label (GTK_LABEL (gtk_list_box_row_get_child (row)));
  gsize cursor = get_cursor (self, text);
  g_autoptr (GString) whole = g_string_new_len (text, (gssize) MIN (self->start, cursor));
  int position;

  g_string_append (whole, word);
  position = (int) g_utf8_strlen (whole->str, -1);
  g_string_append (whole, text + cursor);
  gtk_popover_popdown (GTK_POPOVER (self));
  gtk_editable_set_text (GTK_EDITABLE (self->entry), whole->str);
  gtk_editable_set_position (GTK_EDITABLE (self->entry), position);
  update_later (self);
}

static void
clear (LwQuerySuggestions *self)
{
  GtkListBoxRow *row;

  while ((row = gtk_list_box_get_row_at_index (self->list, 0)) != NULL)
    gtk_list_box_remove (self->list, GTK_WIDGET (row));
}

static void
update (LwQuerySuggestions *self)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->entry));
  gsize cursor = get_cursor (self, text);
  g_auto (GStrv) found = NULL;

  clear (self);
  if (self->index != NULL && gtk_widget_is_focus (self->entry))
    found = lw_query_completion_find (text, cursor, self->index, &self->start);
  for (guint i = 0; found != NULL && found[i] != NULL; i++)
    gtk_list_box_append (self->list, g_object_new (GTK_TYPE_LABEL, "label", found[i], "xalign", 0.0f,
                                                   "ellipsize", PANGO_ELLIPSIZE_MIDDLE, NULL));

  /* What is typed to its end needs no help. */
  if (found == NULL || found[0] == NULL
      || (found[1] == NULL && strlen (found[0]) == cursor - self->start
          && strncmp (found[0], text + self->start, cursor - self->start) == 0))
    gtk_popover_popdown (GTK_POPOVER (self));
  else
    gtk_popover_popup (GTK_POPOVER (self));
}

static gboolean
update_cb (gpointer user_data)
{
  LwQuerySuggestions *self = user_data;

  self->update_id = 0;
  update (self);
  return G_SOURCE_REMOVE;
}

/* The entry tells of a change before its cursor has moved. */
static void
update_later (LwQuerySuggestions *self)
{
  if (self->update_id == 0)
    self->update_id = g_idle_add (update_cb, self);
}

static void
entry_changed_cb (LwQuerySuggestions *self)
{
  update_later (self);
}

static void
move (LwQuerySuggestions *self,
      int                 step)
{
  GtkListBoxRow *row = gtk_list_box_get_selected_row (self->list);
  int position = row != NULL ? gtk_list_box_row_get_index (row) + step : (step > 0 ? 0 : -1);

  gtk_list_box_select_row (self->list, position >= 0 ? gtk_list_box_get_row_at_index (self->list, position) : NULL);
}

static gboolean
key_pressed_cb (LwQuerySuggestions *self,
                guint               keyval,
                guint               keycode,
                GdkModifierType     state)
{
  GtkListBoxRow *row = gtk_list_box_get_selected_row (self->list);

  if (!gtk_widget_get_visible (GTK_WIDGET (self)))
    return GDK_EVENT_PROPAGATE;
  switch (keyval)
    {
    case GDK_KEY_Down:
      move (self, 1);
      return GDK_EVENT_STOP;
    case GDK_KEY_Up:
      move (self, -1);
      return GDK_EVENT_STOP;
    case GDK_KEY_Tab:
      take (self, row != NULL ? row : gtk_list_box_get_row_at_index (self->list, 0));
      return GDK_EVENT_STOP;
    case GDK_KEY_Return:
    case GDK_KEY_KP_Enter:
      if (row == NULL)
        break;
      take (self, row);
      return GDK_EVENT_STOP;
    case GDK_KEY_Escape:
      gtk_popover_popdown (GTK_POPOVER (self));
      return GDK_EVENT_STOP;
    default:
      break;
    }
  return GDK_EVENT_PROPAGATE;
}

static void
list_row_activated_cb (LwQuerySuggestions *self,
                       GtkListBoxRow      *row)
{
  take (self, row);
}

static void
focus_left_cb (LwQuerySuggestions *self)
{
  gtk_popover_popdown (GTK_POPOVER (self));
}

static void
lw_query_suggestions_dispose (GObject *object)
{
  LwQuerySuggestions *self = LW_QUERY_SUGGESTIONS (object);

  g_clear_handle_id (&self->update_id, g_source_remove);
  g_clear_pointer (&self->index, lw_manifest_index_unref);
  gtk_widget_dispose_template (GTK_WIDGET (object), LW_TYPE_QUERY_SUGGESTIONS);

  G_OBJECT_CLASS (lw_query_suggestions_parent_class)->dispose (object);
}

static void
lw_query_suggestions_class_init (LwQuerySuggestionsClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = lw_query_suggestions_dispose;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/page/labelwright/Labelwright/results/lw-query-suggestions.ui");
  gtk_widget_class_bind_template_child (widget_class, LwQuerySuggestions, list);
  gtk_widget_class_bind_template_callback (widget_class, list_row_activated_cb);
}

static void
lw_query_suggestions_init (LwQuerySuggestions *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * lw_query_suggestions_new:
 * @entry: where the query is typed
 *
 * Returns: (transfer floating): suggestions for @entry, whose child they are to be unparented from with it
 */
GtkWidget *
lw_query_suggestions_new (GtkWidget *entry)
{
  LwQuerySuggestions *self = g_object_new (LW_TYPE_QUERY_SUGGESTIONS, NULL);
  GtkEventController *keys = gtk_event_controller_key_new ();
  GtkEventController *focus = gtk_event_controller_focus_new ();

  self->entry = GTK_WIDGET (gtk_editable_get_delegate (GTK_EDITABLE (entry)));
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_object (keys, "key-pressed", G_CALLBACK (key_pressed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (focus, "leave", G_CALLBACK (focus_left_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->entry, "changed", G_CALLBACK (entry_changed_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (entry, keys);
  gtk_widget_add_controller (entry, focus);
  return GTK_WIDGET (self);
}

/**
 * lw_query_suggestions_set_index:
 * @self: suggestions
 * @index: (nullable): the manifest that is asked
 *
 * Sets where the names come from.
 */
void
lw_query_suggestions_set_index (LwQuerySuggestions *self,
                                LwManifestIndex    *index)
{
  g_return_if_fail (LW_IS_QUERY_SUGGESTIONS (self));

  g_clear_pointer (&self->index, lw_manifest_index_unref);
  self->index = index != NULL ? lw_manifest_index_ref (index) : NULL;
}
