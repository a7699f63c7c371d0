/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The confusion matrix of the results page: two label attributes over the images that the query chose. */

#define G_LOG_DOMAIN "lw-results"

#include "config.h"

#include "lw-results-page-private.h"

#include "lw-error-presenter.h"

#include <glib/gi18n.h>

/* Compares with the first other label attribute when none was chosen. */
static void
ensure_compared (LwResultsPage *self)
{
  LwManifestIndex *index = lw_results_session_get_index (self->session);
  int attribute = lw_results_session_get_attribute (self->session);

  if (lw_results_session_get_compared (self->session) != NULL || attribute < 0
      || lw_manifest_index_get_n_attributes (index) < 2)
    return;
  lw_results_session_set_compared (self->session,
                                   lw_manifest_index_get_attribute_name (index, attribute == 0 ? 1 : 0));
}

void
lw_results_page_set_show_matrix (LwResultsPage *self,
                                 gboolean       show_matrix)
{
  if (self->show_matrix == show_matrix)
    return;

  self->show_matrix = show_matrix;
  if (show_matrix)
    ensure_compared (self);
  if (show_matrix && lw_split_view_get_collapsed (self->split_view))
    g_object_set (self, "show-filters", FALSE, NULL);
  lw_results_page_update_count (self);
  g_object_notify (G_OBJECT (self), "show-matrix");
}

void
lw_results_page_update_matrix (LwResultsPage *self)
{
  LwResultsComparison *comparison = lw_results_session_get_comparison (self->session);
  LwManifestIndex *index = lw_results_session_get_index (self->session);
  int attribute = lw_results_session_get_attribute (self->session);

  if (comparison != NULL && index != NULL && attribute >= 0)
    lw_confusion_view_set_matrix (self->confusion_view, comparison->matrix,
                                  lw_manifest_index_get_attribute_name (index, (guint) attribute),
                                  lw_manifest_index_get_attribute_name (index, (guint) comparison->attribute));
  else if (lw_results_session_get_compared (self->session) == NULL)
    lw_results_page_set_show_matrix (self, FALSE);
}

/* A name in quotes, as the text of a query writes it. */
static void
append_quoted (GString    *text,
               const char *name)
{
  g_string_append_c (text, '"');
  for (const char *c = name; *c != '\0'; c++)
    {
      if (*c == '"' || *c == '\\')
        g_string_append_c (text, '\\');
      g_string_append_c (text, *c);
    }
  g_string_append_c (text, '"');
}

static void
append_attribute (GString    *text,
                  const char *attribute)
{
  if (attribute == NULL)
    return;
  g_string_append_c (text, '@');
  append_quoted (text, attribute);
}

/* What an entry of the matrix is in the text of a query, of the query's attribute or of another one. */
static void
append_entry (GString           *text,
              LwConfusionMatrix *matrix,
              guint              entry,
              const char        *attribute)
{
  LwConfusionKind kind = lw_confusion_matrix_get_kind (matrix, entry);

  g_string_append (text, kind == LW_CONFUSION_CLASS ? " class" : " state");
  append_attribute (text, attribute);
  g_string_append_c (text, ':');
  switch (kind)
    {
    case LW_CONFUSION_NO_CLASS:
      g_string_append (text, "labeled");
      g_string_append (text, " labels");
      append_attribute (text, attribute);
      g_string_append (text, ":0");
      break;
    case LW_CONFUSION_UNLABELED:
      g_string_append (text, "unlabeled");
      break;
    case LW_CONFUSION_FAILED:
      g_string_append (text, "failed");
      break;
    case LW_CONFUSION_MALFORMED:
      g_string_append (text, "malformed");
      break;
    case LW_CONFUSION_CLASS:
    default:
      append_quoted (text, lw_confusion_matrix_get_name (matrix, entry));
    }
}

static void
confusion_view_cell_activated_cb (LwResultsPage *self,
                                  guint          left,
                                  guint          right)
{
  LwConfusionMatrix *matrix = lw_confusion_view_get_matrix (self->confusion_view);
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (LwManifestQuery) query = NULL;

  append_entry (text, matrix, left, NULL);
  append_entry (text, matrix, right, lw_results_session_get_compared (self->session));
  query = lw_manifest_query_narrow (lw_results_session_get_query (self->session), text->str, &error);
  if (query == NULL)
    {
      lw_present_error (GTK_WIDGET (self), _("The images cannot be shown"), error);
      return;
    }
  lw_results_page_set_show_matrix (self, FALSE);
  lw_results_session_set_query (self->session, query);
}

void
lw_results_page_install_matrix (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, LwResultsPage, confusion_view);
  gtk_widget_class_bind_template_callback (widget_class, confusion_view_cell_activated_cb);
  gtk_widget_class_install_property_action (widget_class, "results.show-matrix", "show-matrix");
}
