/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* One image of the results with its story at the side: the label, how sure, who said what, the whole line. */

#define G_LOG_DOMAIN "lw-results"

#include "config.h"

#include "lw-result-detail.h"
#include "lw-answers.h"
#include "lw-results-words.h"
#include "lw-why.h"

#include "lw-detail-row.h"
#include "lw-error-presenter.h"
#include "lw-format.h"
#include "lw-image-pane.h"

#include <glib/gi18n.h>

#define MAX_SHOWN_JSON (128 * 1024)

struct _LwResultDetail
{
  GtkWidget       parent_instance;

  GtkWidget      *image_overlay;
  LwImagePane    *image_pane;
  GtkWidget      *side;
  GtkLabel       *label;
  GtkLabel       *facts;
  GtkWidget      *why_group;
  GtkLabel       *why;
  GtkWidget      *answers;
  GtkListBox     *answers_list;
  LwDetailRow    *source_ref;
  LwDetailRow    *line_number;
  GtkTextView    *json;

  LwJobBackend   *backend;
  LwManifestRow  *row;
  GCancellable   *cancellable;
};

G_DEFINE_FINAL_TYPE (LwResultDetail, lw_result_detail, GTK_TYPE_WIDGET)

/* Answers */

static void
clear_answers (LwResultDetail *self)
{
  GtkWidget *row;

  while ((row = gtk_widget_get_first_child (GTK_WIDGET (self->answers_list))) != NULL)
    gtk_list_box_remove (self->answers_list, row);
  gtk_widget_set_visible (self->answers, FALSE);
}

static void
add_answer (LwResultDetail *self,
            LwAnswer       *answer)
{
  g_autofree char *seconds = NULL;
  g_autofree char *subtitle = NULL;

  if (answer->seconds >= 0)
    {
      seconds = lw_format_duration (answer->seconds);
      /* Translators: a worker and the time spent on an answer */
      subtitle = g_strdup_printf (_("%s · %s"), answer->worker, seconds);
    }
  gtk_list_box_append (self->answers_list,
                       g_object_new (ADW_TYPE_ACTION_ROW,
                                     "use-markup", FALSE,
                                     "title", answer->label,
                                     "subtitle", subtitle != NULL ? subtitle : answer->worker,
                                     NULL));
}

static void
show_why (LwResultDetail *self,
          GPtrArray      *answers)
{
  g_autofree char *why = lw_why_dup_text (self->row, answers);

  gtk_label_set_label (self->why, why);
  gtk_widget_set_visible (self->why_group, *why != '\0');
}

static void
answers_cb (GObject      *object,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) document = lw_job_backend_load_answers_finish (LW_JOB_BACKEND (object), result, &error);
  g_autoptr (GPtrArray) answers = NULL;
  LwResultDetail *self;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  self = LW_RESULT_DETAIL (user_data);
  if (error != NULL)
    g_message ("The workers' answers cannot be read: %s", error->message);

  answers = lw_answers_parse (document);
  clear_answers (self);
  for (guint i = 0; i < answers->len; i++)
    add_answer (self, g_ptr_array_index (answers, i));
  gtk_widget_set_visible (self->answers, answers->len > 0);
  show_why (self, answers);
}

static void
load_answers (LwResultDetail *self,
              const char     *manifest_uri)
{
  g_autoptr (GPtrArray) nothing = NULL;

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  clear_answers (self);
  if (self->row == NULL)
    return;
  nothing = g_ptr_array_new ();
  show_why (self, nothing);
  if (manifest_uri == NULL)
    return;

  self->cancellable = g_cancellable_new ();
  lw_job_backend_load_answers_async (self->backend, manifest_uri, lw_manifest_row_get_row (self->row),
                                     self->cancellable, answers_cb, self);
}

/* The row */

static char *
dup_annotator (LwManifestRow *row)
{
  int attribute = lw_manifest_row_get_attribute (row);

  if (attribute < 0 || lw_manifest_row_get_state (row) != LW_DATA_OBJECT_STATE_LABELED)
    return NULL;
  switch (lw_manifest_index_get_annotator (lw_manifest_row_get_index (row), attribute, lw_manifest_row_get_row (row)))
    {
    case LW_ANNOTATOR_HUMAN:
      return g_strdup (_("labeled by people"));
    case LW_ANNOTATOR_MACHINE:
      return g_strdup (_("labeled by a model"));
    case LW_ANNOTATOR_UNKNOWN:
    default:
      return NULL;
    }
}

static char *
dup_date (LwManifestRow *row)
{
  int attribute = lw_manifest_row_get_attribute (row);
  gint64 time = attribute >= 0 ? lw_manifest_index_get_creation_time (lw_manifest_row_get_index (row), attribute,
                                                                      lw_manifest_row_get_row (row))
                               : 0;
  g_autoptr (GDateTime) date = time > 0 ? g_date_time_new_from_unix_local (time / G_USEC_PER_SEC) : NULL;

  return date != NULL ? g_date_time_format (date, "%x %R") : NULL;
}

static char *
dup_facts (LwManifestRow *row)
{
  g_autoptr (GPtrArray) parts = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *confidence = lw_results_words_dup_confidence (row);
  char *part;

  if (lw_manifest_row_get_state (row) == LW_DATA_OBJECT_STATE_FAILED)
    {
      part = lw_manifest_row_dup_failure (row);
      return part != NULL ? part : g_strdup ("");
    }
  if (confidence != NULL)
    g_ptr_array_add (parts, g_strdup_printf (_("confidence %s"), confidence));
  if ((part = dup_annotator (row)) != NULL)
    g_ptr_array_add (parts, part);
  if ((part = dup_date (row)) != NULL)
    g_ptr_array_add (parts, part);
  g_ptr_array_add (parts, NULL);
  return g_strjoinv (" · ", (char **) parts->pdata);
}

/* A line that is longer than a text view can lay out at once is cut; copying gives all of it. */
static char *
dup_shown_json (LwResultDetail  *self,
                GError         **error)
{
  g_autofree char *json = lw_manifest_row_dup_json (self->row, error);
  gsize length = json != NULL ? strlen (json) : 0;
  g_autofree char *number = NULL;
  g_autofree char *start = NULL;

  if (length <= MAX_SHOWN_JSON)
    return g_steal_pointer (&json);
  start = g_strndup (json, g_utf8_find_prev_char (json, json + MAX_SHOWN_JSON) - json);
  number = lw_format_number (length);
  /* Translators: the start of a long text, and its length in bytes */
  return g_strdup_printf (_("%s…\n\nOnly the start of %s bytes is shown. Copying takes all of them."), start, number);
}

static void
show_json (LwResultDetail *self)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *json = dup_shown_json (self, &error);

  gtk_text_buffer_set_text (gtk_text_view_get_buffer (self->json), json != NULL ? json : error->message, -1);
}

static void
show_row (LwResultDetail *self)
{
  g_autofree char *label = lw_results_words_dup_label (self->row);
  g_autofree char *facts = dup_facts (self->row);
  g_autofree char *line = lw_format_number (lw_manifest_row_get_line_number (self->row));
  const char *source_ref = lw_manifest_row_get_source_ref (self->row);

  gtk_label_set_label (self->label, label);
  gtk_label_set_label (self->facts, facts);
  gtk_widget_set_visible (GTK_WIDGET (self->facts), *facts != '\0');
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self->source_ref), source_ref != NULL ? source_ref : "");
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self->line_number), line);
  lw_image_pane_set_uri (self->image_pane, source_ref);
  show_json (self);
}

static void
copy_button_clicked_cb (LwResultDetail *self)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *text = self->row != NULL ? lw_manifest_row_dup_json (self->row, &error) : NULL;

  if (text == NULL)
    {
      if (error != NULL)
        lw_present_error (GTK_WIDGET (self), _("Nothing was copied"), error);
      return;
    }
  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)), text);
  lw_present_message (GTK_WIDGET (self), _("All attributes copied"));
}

static void
lw_result_detail_dispose (GObject *object)
{
  LwResultDetail *self = LW_RESULT_DETAIL (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->row);
  g_clear_object (&self->backend);
  gtk_widget_dispose_template (GTK_WIDGET (self), LW_TYPE_RESULT_DETAIL);

  G_OBJECT_CLASS (lw_result_detail_parent_class)->dispose (object);
}

static void
lw_result_detail_class_init (LwResultDetailClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = lw_result_detail_dispose;

  g_type_ensure (LW_TYPE_DETAIL_ROW);
  g_type_ensure (LW_TYPE_IMAGE_PANE);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/page/labelwright/Labelwright/results/lw-result-detail.ui");
  gtk_widget_class_bind_template_child (widget_class, LwResultDetail, image_overlay);
  gtk_widget_class_bind_template_child (widget_class, LwResultDetail, image_pane);
  gtk_widget_class_bind_template_child (widget_class, LwResultDetail, side);
  gtk_widget_class_bind_template_child (widget_class, LwResultDetail, label);
  gtk_widget_class_bind_template_child (widget_class, LwResultDetail, facts);
  gtk_widget_class_bind_template_child (widget_class, LwResultDetail, why_group);
  gtk_widget_class_bind_template_child (widget_class, LwResultDetail, why);
  gtk_widget_class_bind_template_child (widget_class, LwResultDetail, answers);
  gtk_widget_class_bind_template_child (widget_class, LwResultDetail, answers_list);
  gtk_widget_class_bind_template_child (widget_class, LwResultDetail, source_ref);
  gtk_widget_class_bind_template_child (widget_class, LwResultDetail, line_number);
  gtk_widget_class_bind_template_child (widget_class, LwResultDetail, json);
  gtk_widget_class_bind_template_callback (widget_class, copy_button_clicked_cb);
}

static void
lw_result_detail_init (LwResultDetail *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * lw_result_detail_set_source:
 * @self: the detail view
 * @backend: where the workers' answers are
 * @loader: the pictures
 *
 * Sets where things come from; once, before a row is shown.
 */
void
lw_result_detail_set_source (LwResultDetail *self,
                             LwJobBackend   *backend,
                             LwImageLoader  *loader)
{
  g_return_if_fail (LW_IS_RESULT_DETAIL (self));
  g_return_if_fail (LW_IS_JOB_BACKEND (backend));

  g_set_object (&self->backend, backend);
  lw_image_pane_set_loader (self->image_pane, loader);
}

/**
 * lw_result_detail_get_row:
 * @self: the detail view
 *
 * Returns: (transfer none) (nullable): the row that is shown
 */
LwManifestRow *
lw_result_detail_get_row (LwResultDetail *self)
{
  g_return_val_if_fail (LW_IS_RESULT_DETAIL (self), NULL);

  return self->row;
}

/**
 * lw_result_detail_set_row:
 * @self: the detail view
 * @row: (nullable): a row of a manifest
 * @manifest_uri: (nullable): the manifest, to find the workers' answers
 *
 * Shows a row.
 */
void
lw_result_detail_set_row (LwResultDetail *self,
                          LwManifestRow  *row,
                          const char     *manifest_uri)
{
  g_return_if_fail (LW_IS_RESULT_DETAIL (self));
  g_return_if_fail (row == NULL || LW_IS_MANIFEST_ROW (row));

  if (!g_set_object (&self->row, row))
    return;

  load_answers (self, manifest_uri);
  if (row != NULL)
    show_row (self);
  else
    lw_image_pane_set_uri (self->image_pane, NULL);
}

/**
 * lw_result_detail_set_narrow:
 * @self: the detail view
 * @narrow: whether there is no room for two columns
 *
 * Puts the story below the image, or at its side.
 */
void
lw_result_detail_set_narrow (LwResultDetail *self,
                             gboolean        narrow)
{
  GtkLayoutManager *layout;

  g_return_if_fail (LW_IS_RESULT_DETAIL (self));

  layout = gtk_widget_get_layout_manager (GTK_WIDGET (self));
  gtk_orientable_set_orientation (GTK_ORIENTABLE (layout),
                                  narrow ? GTK_ORIENTATION_VERTICAL : GTK_ORIENTATION_HORIZONTAL);
  gtk_widget_set_vexpand (self->side, narrow);
}

/**
 * lw_result_detail_reload:
 * @self: the detail view
 *
 * Loads the image again, when it may be found now.
 */
void
lw_result_detail_reload (LwResultDetail *self)
{
  g_return_if_fail (LW_IS_RESULT_DETAIL (self));

  lw_image_pane_reload (self->image_pane);
}
