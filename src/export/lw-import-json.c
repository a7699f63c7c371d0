/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Rows of data sets that are JSON: Hugging Face's metadata.jsonl, FiftyOne's labels.json, Label Studio's tasks. */

#define G_LOG_DOMAIN "lw-export"

#include "config.h"

#include "lw-export.h"
#include "lw-import-document.h"
#include "lw-import-target.h"

#include "lw-json.h"
#include "lw-manifest-reader.h"

#include <glib/gi18n.h>
#include <string.h>

static gboolean
is_string (JsonNode *node)
{
  return node != NULL && JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING;
}

static gboolean
is_number (JsonNode *node)
{
  return node != NULL && JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_INT64;
}

/* A class by name, or by number with @classes to look it up in. Anything else is no class. */
static void
add_class (LwImportRow *row,
           JsonNode    *node,
           JsonArray   *classes,
           double       confidence)
{
  gint64 number;

  if (is_string (node))
    {
      lw_import_row_add_label (row, json_node_get_string (node), -1, confidence);
      return;
    }
  if (!is_number (node))
    return;
  number = json_node_get_int (node);
  if (classes == NULL)
    lw_import_row_add_label (row, NULL, number, confidence);
  else if (number >= 0 && number < json_array_get_length (classes) &&
           is_string (json_array_get_element (classes, (guint) number)))
    lw_import_row_add_label (row, json_array_get_string_element (classes, (guint) number), number, confidence);
  else
    lw_import_row_add_label (row, NULL, -1, confidence);
}

static double
get_confidence (JsonArray *confidences,
                guint      i)
{
  JsonNode *node = confidences != NULL && i < json_array_get_length (confidences)
                   ? json_array_get_element (confidences, i) : NULL;

  return node != NULL && JSON_NODE_HOLDS_VALUE (node) ? json_node_get_double (node) : -1;
}

/* What lw_export_append_facts() wrote. */
static void
read_facts (LwImportRow *row,
            JsonObject  *object)
{
  JsonNode *human = json_object_get_member (object, "human_annotated");

  row->source_ref = g_strdup (lw_json_get_string (object, "source_ref"));
  row->job_name = g_strdup (lw_json_get_string (object, "job_name"));
  row->creation_date = g_strdup (lw_json_get_string (object, "creation_date"));
  row->machine = human != NULL && JSON_NODE_HOLDS_VALUE (human) &&
                 json_node_get_value_type (human) == G_TYPE_BOOLEAN && !json_node_get_boolean (human);
}

/* Hugging Face */

static void
read_hugging_face_labels (LwImportRow *row,
                          JsonObject  *object)
{
  JsonArray *labels = lw_json_get_array (object, "labels");
  JsonArray *confidences = lw_json_get_array (object, "confidences");
  JsonNode *label = json_object_get_member (object, "label");

  if (labels == NULL)
    {
      add_class (row, label, NULL, lw_json_get_double (object, "confidence", -1));
      return;
    }
  for (guint i = 0; i < json_array_get_length (labels); i++)
    add_class (row, json_array_get_element (labels, i), NULL, get_confidence (confidences, i));
  row->several = row->has_labels = TRUE;
}

static gboolean
read_metadata_line (LwImportTarget  *target,
                    const char      *set,
                    const char      *line,
                    gsize            length,
                    guint64          number,
                    GError         **error)
{
  g_auto (LwImportRow) row = { 0 };
  g_autoptr (GError) problem = NULL;
  g_autoptr (JsonNode) node = lw_json_parse (line, (gssize) length, &problem);
  JsonObject *object = node != NULL ? lw_json_node_object (node) : NULL;
  const char *name = object != NULL ? lw_json_get_string (object, "file_name") : NULL;

  if (object == NULL)
    {
      lw_import_target_leave_out (target, number, 1, "not-json",
                                  problem != NULL ? problem->message : _("the line is not a JSON object"));
      return TRUE;
    }
  lw_import_row_init (&row);
  row.line = number;
  row.column = 1;
  row.set = g_strdup (set);
  if (name != NULL)
    row.path = set != NULL ? g_build_filename (set, name, NULL) : g_strdup (name);
  read_facts (&row, object);
  read_hugging_face_labels (&row, object);
  return lw_import_target_add (target, &row, error);
}

static gboolean
read_metadata_file (LwImportTarget  *target,
                    const char      *set,
                    const char      *path,
                    GError         **error)
{
  g_autoptr (LwManifestReader) reader = lw_manifest_reader_new_for_file (path, error);
  const char *line;
  gsize length;

  if (reader == NULL)
    return FALSE;
  while (lw_manifest_reader_next (reader, &line, &length, target->cancellable, error))
    {
      if (line == NULL)
        return TRUE;
      if (!read_metadata_line (target, set, line, length, lw_manifest_reader_get_line_number (reader), error))
        return FALSE;
    }
  return FALSE;
}

/**
 * lw_import_read_hugging_face:
 * @target: where the rows go
 * @error: return location: a #GIOErrorEnum code
 *
 * Returns: whether it was read to its end
 */
gboolean
lw_import_read_hugging_face (LwImportTarget  *target,
                             GError         **error)
{
  static const char *const sets[] = { "train", "validation", "val", "valid", "test" };
  g_autofree char *whole = g_build_filename (target->input, "metadata.jsonl", NULL);
  gboolean any = FALSE;

  if (!g_file_test (target->input, G_FILE_TEST_IS_DIR))
    return read_metadata_file (target, NULL, target->input, error);
  for (guint i = 0; i < G_N_ELEMENTS (sets); i++)
    {
      g_autofree char *path = g_build_filename (target->input, sets[i], "metadata.jsonl", NULL);

      if (!g_file_test (path, G_FILE_TEST_EXISTS))
        continue;
      if (!read_metadata_file (target, sets[i], path, error))
        return FALSE;
      any = TRUE;
    }
  return (any && !g_file_test (whole, G_FILE_TEST_EXISTS)) || read_metadata_file (target, NULL, whole, error);
}

/* FiftyOne */

static void
read_target (LwImportRow *row,
             JsonNode    *node,
             JsonArray   *classes)
{
  JsonObject *object = lw_json_node_object (node);

  if (object != NULL)
    add_class (row, json_object_get_member (object, "label"), classes, lw_json_get_double (object, "confidence", -1));
  else
    add_class (row, node, classes, -1);
}

/* Images by their name without extension. */
static GHashTable *
list_images (const char *folder)
{
  GHashTable *images = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_autofree char *path = g_build_filename (folder, "data", NULL);
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      const char *dot = strrchr (name, '.');

      g_hash_table_insert (images, dot != NULL && dot > name ? g_strndup (name, dot - name) : g_strdup (name),
                           g_build_filename ("data", name, NULL));
    }
  return images;
}

static gboolean
read_sample (LwImportTarget    *target,
             LwImportDocument  *document,
             const char        *stem,
             const LwJsonSlice *value,
             JsonArray         *classes,
             GHashTable        *images,
             GError           **error)
{
  g_auto (LwImportRow) row = { 0 };
  g_autoptr (GError) problem = NULL;
  g_autoptr (JsonNode) node = lw_import_document_parse (document, value, &problem);

  lw_import_row_init (&row);
  lw_import_document_locate (document, value->data, &row.line, &row.column);
  if (node == NULL)
    {
      lw_import_target_leave_out (target, row.line, row.column, "bad-sample", problem->message);
      return TRUE;
    }
  row.path = g_strdup (g_hash_table_lookup (images, stem));
  if (row.path == NULL)
    row.path = g_build_filename ("data", stem, NULL);
  if (JSON_NODE_HOLDS_ARRAY (node))
    {
      JsonArray *array = json_node_get_array (node);

      for (guint i = 0; i < json_array_get_length (array); i++)
        read_target (&row, json_array_get_element (array, i), classes);
      row.several = row.has_labels = TRUE;
    }
  else
    read_target (&row, node, classes);
  return lw_import_target_add (target, &row, error);
}

static gboolean
fail_format (LwImportTarget  *target,
             const char      *path,
             GError         **error)
{
  g_set_error (error, LW_EXPORT_ERROR, LW_EXPORT_ERROR_FORMAT, _("“%s” is not what %s reads"), path,
               _(lw_export_format_get_info (target->options->format)->title));
  return FALSE;
}

/* The members that say something, wherever they stand. */
static gboolean
find_parts (LwImportDocument  *document,
            LwJsonSlice       *labels,
            JsonNode         **classes)
{
  LwJsonScan *scan = &document->scan;
  LwJsonSlice key, value;
  gboolean first = TRUE;

  labels->data = NULL;
  if (!lw_json_scan_enter (scan, '{'))
    return FALSE;
  while (lw_json_scan_next_member (scan, &first, &key) && lw_json_scan_value (scan, &value))
    {
      if (lw_json_slice_equal (&key, "labels", strlen ("labels")) && value.type == LW_JSON_OBJECT)
        *labels = value;
      else if (lw_json_slice_equal (&key, "classes", strlen ("classes")) && *classes == NULL)
        *classes = lw_import_document_parse (document, &value, NULL);
    }
  return scan->error == NULL && lw_json_scan_at_end (scan) && labels->data != NULL;
}

static gboolean
read_samples (LwImportTarget    *target,
              LwImportDocument  *document,
              const LwJsonSlice *labels,
              JsonArray         *classes,
              GError           **error)
{
  g_autoptr (GHashTable) images = list_images (target->folder);
  LwJsonScan scan;
  LwJsonSlice key, value;
  gboolean first = TRUE;

  lw_json_scan_init (&scan, labels->data, labels->length);
  if (!lw_json_scan_enter (&scan, '{'))
    return FALSE;
  while (lw_json_scan_next_member (&scan, &first, &key) && lw_json_scan_value (&scan, &value))
    {
      g_autofree char *stem = lw_json_slice_dup (&key, NULL);

      if (g_cancellable_set_error_if_cancelled (target->cancellable, error) ||
          !read_sample (target, document, stem, &value, classes, images, error))
        return FALSE;
    }
  return lw_import_document_check (document, &scan, error);
}

/**
 * lw_import_read_fiftyone:
 * @target: where the rows go
 * @error: return location: %LW_EXPORT_ERROR_FORMAT, or a #GIOErrorEnum code
 *
 * Returns: whether it was read to its end
 */
gboolean
lw_import_read_fiftyone (LwImportTarget  *target,
                         GError         **error)
{
  g_autofree char *path = g_file_test (target->input, G_FILE_TEST_IS_DIR)
                          ? g_build_filename (target->input, "labels.json", NULL) : g_strdup (target->input);
  g_auto (LwImportDocument) document = { 0 };
  g_autoptr (JsonNode) classes = NULL;
  LwJsonSlice labels;

  if (!lw_import_document_open (&document, path, error))
    return FALSE;
  if (!find_parts (&document, &labels, &classes))
    return lw_import_document_check (&document, &document.scan, error) && fail_format (target, path, error);
  return read_samples (target, &document, &labels,
                       classes != NULL && JSON_NODE_HOLDS_ARRAY (classes) ? json_node_get_array (classes) : NULL,
                       error);
}

/* Label Studio */

static void
add_choices (LwImportRow *row,
             JsonObject  *answer,
             double       confidence)
{
  JsonArray *results = lw_json_get_array (answer, "result");

  for (guint i = 0; results != NULL && i < json_array_get_length (results); i++)
    {
      JsonObject *result = lw_json_node_object (json_array_get_element (results, i));
      JsonObject *value = result != NULL ? lw_json_get_object (result, "value") : NULL;
      JsonArray *choices = value != NULL ? lw_json_get_array (value, "choices") : NULL;

      for (guint k = 0; choices != NULL && k < json_array_get_length (choices); k++)
        if (is_string (json_array_get_element (choices, k)))
          lw_import_row_add_label (row, json_array_get_string_element (choices, k), -1, confidence);
    }
  row->has_labels |= results != NULL;
}

/* The first one that counts. */
static JsonObject *
find_answer (JsonObject *task,
             const char *member)
{
  JsonArray *answers = lw_json_get_array (task, member);

  for (guint i = 0; answers != NULL && i < json_array_get_length (answers); i++)
    {
      JsonObject *answer = lw_json_node_object (json_array_get_element (answers, i));

      if (answer != NULL && !json_object_get_boolean_member_with_default (answer, "was_cancelled", FALSE))
        return answer;
    }
  return NULL;
}

static gboolean
read_task (LwImportTarget    *target,
           LwImportDocument  *document,
           const LwJsonSlice *value,
           GError           **error)
{
  g_auto (LwImportRow) row = { 0 };
  g_autoptr (GError) problem = NULL;
  g_autoptr (JsonNode) node = lw_import_document_parse (document, value, &problem);
  JsonObject *task = node != NULL ? lw_json_node_object (node) : NULL;
  JsonObject *data = task != NULL ? lw_json_get_object (task, "data") : NULL;
  JsonObject *annotation = task != NULL ? find_answer (task, "annotations") : NULL;
  JsonObject *prediction = task != NULL ? find_answer (task, "predictions") : NULL;
  const char *image = data != NULL ? lw_json_get_string (data, "image") : NULL;

  lw_import_row_init (&row);
  lw_import_document_locate (document, value->data, &row.line, &row.column);
  if (image == NULL)
    {
      lw_import_target_leave_out (target, row.line, row.column, "bad-task",
                                  problem != NULL ? problem->message : _("a task has no data with an image"));
      return TRUE;
    }
  read_facts (&row, data);
  if (row.source_ref == NULL && strstr (image, "://") != NULL)
    row.source_ref = g_strdup (image);
  else if (strstr (image, "://") == NULL)
    row.path = g_strdup (image);
  if (annotation != NULL)
    {
      add_choices (&row, annotation, -1);
      row.machine = FALSE;
    }
  else if (prediction != NULL)
    {
      add_choices (&row, prediction, lw_json_get_double (prediction, "score", -1));
      row.machine |= json_object_get_member (data, "human_annotated") == NULL;
    }
  return lw_import_target_add (target, &row, error);
}

/**
 * lw_import_read_label_studio:
 * @target: where the rows go
 * @error: return location: %LW_EXPORT_ERROR_FORMAT, or a #GIOErrorEnum code
 *
 * Returns: whether it was read to its end
 */
gboolean
lw_import_read_label_studio (LwImportTarget  *target,
                             GError         **error)
{
  g_autofree char *path = g_file_test (target->input, G_FILE_TEST_IS_DIR)
                          ? g_build_filename (target->input, "tasks.json", NULL) : g_strdup (target->input);
  g_auto (LwImportDocument) document = { 0 };
  LwJsonSlice value;
  gboolean first = TRUE;

  if (!lw_import_document_open (&document, path, error))
    return FALSE;
  if (!lw_json_scan_enter (&document.scan, '['))
    return lw_import_document_check (&document, &document.scan, error) && fail_format (target, path, error);
  while (lw_json_scan_next_item (&document.scan, &first) && lw_json_scan_value (&document.scan, &value))
    if (g_cancellable_set_error_if_cancelled (target->cancellable, error) ||
        !read_task (target, &document, &value, error))
      return FALSE;
  lw_json_scan_at_end (&document.scan);
  return lw_import_document_check (&document, &document.scan, error);
}
