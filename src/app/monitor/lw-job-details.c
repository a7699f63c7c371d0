/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* A labeling job in the service's words: names, addresses, limits, the request as JSON, all of it to copy. */

#define G_LOG_DOMAIN "lw-monitor"

#include "config.h"

#include "lw-job-details.h"

#include "lw-detail-row.h"
#include "lw-error-presenter.h"

#include <glib/gi18n.h>

struct _LwJobDetails
{
  AdwBin           parent_instance;

  AdwExpanderRow  *fields;
  GtkTextView     *json;

  GPtrArray       *rows;
};

G_DEFINE_FINAL_TYPE (LwJobDetails, lw_job_details, ADW_TYPE_BIN)

static const struct
{
  LwRequestField  field;
  const char     *title;
} shown[] =
{
  { LW_REQUEST_LABELING_JOB_NAME, N_("Job name") },
  { LW_REQUEST_LABEL_ATTRIBUTE_NAME, N_("Label attribute name") },
  { LW_REQUEST_MANIFEST_S3_URI, N_("Input manifest") },
  { LW_REQUEST_S3_OUTPUT_PATH, N_("Output location") },
  { LW_REQUEST_LABEL_CATEGORY_CONFIG_S3_URI, N_("Label category file") },
  { LW_REQUEST_UI_TEMPLATE_S3_URI, N_("Worker task template") },
  { LW_REQUEST_WORKTEAM_ARN, N_("Work team") },
  { LW_REQUEST_ROLE_ARN, N_("Execution role") },
  { LW_REQUEST_NUMBER_OF_HUMAN_WORKERS_PER_DATA_OBJECT, N_("Workers per data object") },
  { LW_REQUEST_TASK_TIME_LIMIT_IN_SECONDS, N_("Time limit of a task, in seconds") },
  { LW_REQUEST_TASK_AVAILABILITY_LIFETIME_IN_SECONDS, N_("Availability of a task, in seconds") },
  { LW_REQUEST_MAX_CONCURRENT_TASK_COUNT, N_("Most data objects at a time") },
  { LW_REQUEST_MAX_HUMAN_LABELED_OBJECT_COUNT, N_("Stops after this many labeled objects") },
  { LW_REQUEST_MAX_PERCENTAGE_OF_INPUT_DATASET_LABELED, N_("Stops after this percentage of the data set") },
};

static void
add_row (LwJobDetails *self,
         const char   *title,
         const char   *value)
{
  GtkWidget *row = lw_detail_row_new (title, value);

  adw_expander_row_add_row (self->fields, row);
  g_ptr_array_add (self->rows, row);
}

static void
remove_rows (LwJobDetails *self)
{
  for (guint i = 0; i < self->rows->len; i++)
    adw_expander_row_remove (self->fields, g_ptr_array_index (self->rows, i));
  g_ptr_array_set_size (self->rows, 0);
}

static char *
dup_value (const LwLabelingJobRequest *request,
           LwRequestField              field)
{
  const char *text = lw_labeling_job_request_get_string (request, field);
  gint64 number;

  if (text != NULL)
    return g_strdup (text);
  number = lw_labeling_job_request_get_int (request, field, G_MININT64);
  return number != G_MININT64 ? g_strdup_printf ("%" G_GINT64_FORMAT, number) : NULL;
}

static void
add_time (LwJobDetails *self,
          const char   *title,
          gint64        time)
{
  g_autoptr (GDateTime) date = g_date_time_new_from_unix_local (time / G_USEC_PER_SEC);
  g_autofree char *text = date != NULL ? g_date_time_format (date, "%c") : NULL;

  if (text != NULL)
    add_row (self, title, text);
}

static void
copy_button_clicked_cb (LwJobDetails *self)
{
  g_autofree char *text = NULL;

  g_object_get (gtk_text_view_get_buffer (self->json), "text", &text, NULL);
  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)), text);
  lw_present_message (GTK_WIDGET (self), _("Request copied"));
}

static void
lw_job_details_dispose (GObject *object)
{
  LwJobDetails *self = LW_JOB_DETAILS (object);

  g_clear_pointer (&self->rows, g_ptr_array_unref);
  gtk_widget_dispose_template (GTK_WIDGET (self), LW_TYPE_JOB_DETAILS);

  G_OBJECT_CLASS (lw_job_details_parent_class)->dispose (object);
}

static void
lw_job_details_class_init (LwJobDetailsClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = lw_job_details_dispose;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/page/labelwright/Labelwright/monitor/lw-job-details.ui");
  gtk_widget_class_bind_template_child (widget_class, LwJobDetails, fields);
  gtk_widget_class_bind_template_child (widget_class, LwJobDetails, json);
  gtk_widget_class_bind_template_callback (widget_class, copy_button_clicked_cb);
}

static void
lw_job_details_init (LwJobDetails *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->rows = g_ptr_array_new ();
}

/**
 * lw_job_details_set_job:
 * @self: the details
 * @job: (nullable): a labeling job
 *
 * Shows the job's request.
 */
void
lw_job_details_set_job (LwJobDetails  *self,
                        LwLabelingJob *job)
{
  const LwLabelingJobRequest *request;
  g_autofree char *output = NULL;
  g_autofree char *json = NULL;

  g_return_if_fail (LW_IS_JOB_DETAILS (self));
  g_return_if_fail (job == NULL || LW_IS_LABELING_JOB (job));

  remove_rows (self);
  if (job == NULL)
    return;

  request = lw_labeling_job_get_request (job);
  for (guint i = 0; i < G_N_ELEMENTS (shown); i++)
    {
      g_autofree char *value = dup_value (request, shown[i].field);

      if (value != NULL)
        add_row (self, _(shown[i].title), value);
    }
  output = lw_labeling_job_dup_output_manifest_uri (job);
  if (output != NULL)
    add_row (self, _("Output manifest"), output);
  add_time (self, _("Created"), lw_labeling_job_get_creation_time (job));

  json = lw_labeling_job_request_to_json (request, TRUE);
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (self->json), json, -1);
}
