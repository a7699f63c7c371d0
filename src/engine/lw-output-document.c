/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The documents of the output tree, in the shapes that Ground Truth writes. Written
 * as text and not as trees of nodes: answers and label keys stand in them byte for byte. */

#define G_LOG_DOMAIN "lw-engine"

#include "config.h"

#include "lw-output-document.h"

#include "lw-manifest-line.h"

#include "lw-json.h"
#include "lw-time.h"

#include <string.h>

/* In place of an identity provider of the service: the worker's name is what maps an id to a person. */
#define IDENTITY_ISSUER "https://labelwright.page/workers"

static void
append_quoted (GString    *text,
               const char *value)
{
  g_autofree char *quoted = lw_json_quote (value);

  g_string_append (text, quoted);
}

static void
append_member (GString    *text,
               const char *member,
               const char *value)
{
  g_string_append_printf (text, "\"%s\":", member);
  append_quoted (text, value);
}

/* 0.95, 0.9, and @zero for nothing: the service writes 0 for a single label and 0.0 in maps (7.2, 7.3). */
static void
append_confidence (GString    *text,
                   double      confidence,
                   const char *zero)
{
  char buffer[G_ASCII_DTOSTR_BUF_SIZE];
  gsize length;

  if (confidence <= 0)
    {
      g_string_append (text, zero);
      return;
    }
  g_ascii_formatd (buffer, sizeof buffer, "%.4f", confidence);
  length = strlen (buffer);
  while (buffer[length - 1] == '0' && buffer[length - 2] != '.')
    buffer[--length] = '\0';
  g_string_append (text, buffer);
}

static void
append_job_name (GString    *text,
                 const char *job_name)
{
  g_autofree char *lower = g_ascii_strdown (job_name, -1);
  g_autofree char *value = g_strconcat ("labeling-job/", lower, NULL);

  append_member (text, "job-name", value);
}

static void
append_date (GString *text,
             gint64   time)
{
  g_autofree char *date = lw_time_format_creation_date (time);

  append_member (text, "creation-date", date);
}

/**
 * lw_output_single_metadata:
 * @job_name: the labeling job
 * @class_name: the label category
 * @confidence: 0 to 1
 * @time: when it was consolidated
 *
 * Returns: (transfer full): the metadata of a single label
 */
char *
lw_output_single_metadata (const char *job_name,
                           const char *class_name,
                           double      confidence,
                           gint64      time)
{
  GString *text = g_string_new ("{");

  append_member (text, "class-name", class_name);
  g_string_append_c (text, ',');
  append_job_name (text, job_name);
  g_string_append (text, ",\"confidence\":");
  append_confidence (text, confidence, "0");
  g_string_append (text, ",\"type\":\"groundtruth/image-classification\",\"human-annotated\":\"yes\",");
  append_date (text, time);
  g_string_append_c (text, '}');
  return g_string_free (text, FALSE);
}

static void
append_class_map (GString                   *text,
                  LwLabelCategories         *categories,
                  const LwConsolidatedLabel *labels,
                  guint                      n_labels)
{
  const char *const *names = lw_label_categories_get_names (categories);

  g_string_append (text, ",\"class-map\":{");
  for (guint i = 0; i < n_labels; i++)
    {
      g_string_append_printf (text, "%s\"%u\":", i > 0 ? "," : "", labels[i].class_index);
      append_quoted (text, names[labels[i].class_index]);
    }
  g_string_append_c (text, '}');
}

static void
append_confidence_map (GString                   *text,
                       const LwConsolidatedLabel *labels,
                       guint                      n_labels)
{
  g_string_append (text, ",\"confidence-map\":{");
  for (guint i = 0; i < n_labels; i++)
    {
      g_string_append_printf (text, "%s\"%u\":", i > 0 ? "," : "", labels[i].class_index);
      append_confidence (text, labels[i].confidence, "0.0");
    }
  g_string_append_c (text, '}');
}

/**
 * lw_output_multi_metadata:
 * @job_name: the labeling job
 * @categories: its label categories
 * @labels: (array length=n_labels) (nullable): the labels
 * @n_labels: how many; may be 0
 * @time: when it was consolidated
 *
 * Returns: (transfer full): the metadata of several labels
 */
char *
lw_output_multi_metadata (const char                *job_name,
                          LwLabelCategories         *categories,
                          const LwConsolidatedLabel *labels,
                          guint                      n_labels,
                          gint64                     time)
{
  GString *text = g_string_new ("{");

  append_job_name (text, job_name);
  append_class_map (text, categories, labels, n_labels);
  g_string_append (text, ",\"human-annotated\":\"yes\",");
  append_date (text, time);
  append_confidence_map (text, labels, n_labels);
  g_string_append (text, ",\"type\":\"groundtruth/image-classification-multilabel\"}");
  return g_string_free (text, FALSE);
}

/**
 * lw_output_multi_label:
 * @labels: (array length=n_labels) (nullable): the labels
 * @n_labels: how many; may be 0
 *
 * Returns: (transfer full): the class indexes as a JSON array
 */
char *
lw_output_multi_label (const LwConsolidatedLabel *labels,
                       guint                      n_labels)
{
  GString *text = g_string_new ("[");

  for (guint i = 0; i < n_labels; i++)
    g_string_append_printf (text, "%s%u", i > 0 ? "," : "", labels[i].class_index);
  g_string_append_c (text, ']');
  return g_string_free (text, FALSE);
}

/**
 * lw_output_failed_metadata:
 * @reason: what happened; not translated, as it stands in a file
 *
 * Returns: (transfer full): the metadata of an object that failed
 */
char *
lw_output_failed_metadata (const char *reason)
{
  GString *text = g_string_new ("{\"retry-count\":1,");

  append_member (text, "failure-reason", reason);
  g_string_append (text, ",\"human-annotated\":\"true\"}");
  return g_string_free (text, FALSE);
}

static void
append_answer (GString              *text,
               const LwAnswerRecord *answer)
{
  g_autofree char *accepted = lw_time_format_answer (answer->accepted);
  g_autofree char *submitted = lw_time_format_answer (answer->submitted);
  char seconds[G_ASCII_DTOSTR_BUF_SIZE];

  g_ascii_formatd (seconds, sizeof seconds, "%.3f", answer->seconds);
  g_string_append_printf (text, "{\"acceptanceTime\":\"%s\",\"answerContent\":%s,\"submissionTime\":\"%s\","
                          "\"timeSpentInSeconds\":%s,", accepted, answer->content, submitted, seconds);
  append_member (text, "workerId", answer->worker_id);
  g_string_append (text, ",\"workerMetadata\":{\"identityData\":{\"identityProviderType\":\"Oidc\",");
  append_member (text, "issuer", IDENTITY_ISSUER);
  g_string_append_c (text, ',');
  append_member (text, "sub", answer->worker_name);
  g_string_append (text, "}}}");
}

/**
 * lw_output_worker_response:
 * @answers: (element-type LwAnswerRecord): the answers for one data object, in the order of their submission
 *
 * Returns: (transfer full): the worker-response document
 */
char *
lw_output_worker_response (GPtrArray *answers)
{
  GString *text = g_string_new ("{\"answers\":[");

  for (guint i = 0; i < answers->len; i++)
    {
      if (i > 0)
        g_string_append_c (text, ',');
      append_answer (text, g_ptr_array_index (answers, i));
    }
  g_string_append (text, "]}");
  return g_string_free (text, FALSE);
}

/**
 * lw_output_add_request:
 * @document: the consolidation request so far: empty, or an array that is not closed
 * @line: the data object
 * @source_ref: (nullable): its image
 * @answers: (element-type LwAnswerRecord): its answers
 *
 * Adds one data object. Close the array with "]".
 */
void
lw_output_add_request (GString    *document,
                       guint64     line,
                       const char *source_ref,
                       GPtrArray  *answers)
{
  g_string_append_printf (document, "%s{\"datasetObjectId\":\"%" G_GUINT64_FORMAT "\",\"dataObject\":{",
                          document->len > 0 ? "," : "[", line);
  append_member (document, "s3Uri", source_ref != NULL ? source_ref : "");
  g_string_append (document, "},\"annotations\":[");
  for (guint i = 0; i < answers->len; i++)
    {
      const LwAnswerRecord *answer = g_ptr_array_index (answers, i);

      g_string_append (document, i > 0 ? ",{" : "{");
      append_member (document, "workerId", answer->worker_id);
      g_string_append (document, ",\"annotationData\":{");
      append_member (document, "content", answer->content);
      g_string_append (document, "}}");
    }
  g_string_append (document, "]}");
}

/**
 * lw_output_add_response:
 * @document: the consolidation response so far: empty, or an array that is not closed
 * @line: the data object
 * @attribute: the label attribute name
 * @label: the label as JSON text
 * @metadata: the metadata as JSON text
 *
 * Adds one data object. Close the array with "]".
 */
void
lw_output_add_response (GString    *document,
                        guint64     line,
                        const char *attribute,
                        const char *label,
                        const char *metadata)
{
  g_string_append_printf (document,
                          "%s{\"datasetObjectId\":\"%" G_GUINT64_FORMAT "\",\"consolidatedAnnotation\":{\"content\":"
                          "{\"%s\":%s,\"%s-metadata\":%s}}}",
                          document->len > 0 ? "," : "[", line, attribute, label, attribute, metadata);
}

/**
 * lw_output_line:
 * @record: a data object and its result
 * @attribute: the label attribute name
 * @length: (out): the length of the line in bytes
 *
 * An input line that is not a JSON object cannot take a key: its output line has the metadata alone, so that the
 * output manifest has as many lines, and only good ones.
 *
 * Returns: (transfer full): the line of the output manifest, without a line break
 */
char *
lw_output_line (const LwResultRecord *record,
                const char           *attribute,
                gsize                *length)
{
  g_autofree char *metadata_key = g_strconcat (attribute, "-metadata", NULL);
  const LwManifestMember members[] = { { attribute, record->label }, { metadata_key, record->metadata } };
  char *line;

  if (record->metadata == NULL)
    {
      *length = record->source_length;
      return g_strndup (record->source, record->source_length);
    }
  line = lw_manifest_line_replace (record->source, record->source_length, members, G_N_ELEMENTS (members), NULL);
  if (line == NULL)
    line = g_strdup_printf ("{\"%s\":%s}", metadata_key, record->metadata);
  *length = strlen (line);
  return line;
}
