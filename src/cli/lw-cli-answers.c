/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Answers from a CSV file for a labeling job: those of workers, and those that are known to be right. */

#define G_LOG_DOMAIN "lw-cli"

#include "config.h"

#include "lw-cli-answers.h"

#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <unistd.h>

#include "lw-engine-input.h"
#include "lw-json.h"
#include "lw-label-categories.h"

/* More diagnostics than this are counted only. */
#define MAX_TOLD 50

static GBytes *
read_csv (const char  *path,
          GError     **error)
{
  char *text;
  gsize length;

  if (!g_file_get_contents (g_strcmp0 (path, "-") == 0 ? "/dev/stdin" : path, &text, &length, error))
    return NULL;
  return g_bytes_new_take (text, length);
}

static char **
read_label_names (LwJobBackend   *place,
                  LwLabelingJob  *job,
                  GError        **error)
{
  const char *uri = lw_labeling_job_request_get_string (lw_labeling_job_get_request (job),
                                                        LW_REQUEST_LABEL_CATEGORY_CONFIG_S3_URI);
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (LwLabelCategories) categories = NULL;

  if (uri == NULL)
    return g_new0 (char *, 1);

  bytes = lw_object_store_get (lw_job_backend_get_store (place), uri, 0, -1, NULL, NULL, error);
  if (bytes == NULL)
    return NULL;
  categories = lw_label_categories_parse (g_bytes_get_data (bytes, NULL), (gssize) g_bytes_get_size (bytes), error);
  if (categories == NULL)
    return NULL;
  return g_strdupv ((char **) lw_label_categories_get_names (categories));
}

/* An input manifest as a file: the one that is there, or one of the images under a prefix. */
static char *
dup_manifest_path (LwJobBackend   *place,
                   const char     *uri,
                   char          **temporary,
                   GError        **error)
{
  LwObjectStore *store = lw_job_backend_get_store (place);
  g_autoptr (GBytes) images = NULL;
  int fd;

  if (!lw_engine_input_is_prefix (uri))
    return lw_object_store_dup_path (store, uri);
  images = lw_engine_input_list_images (store, uri, error);
  fd = images != NULL ? g_file_open_tmp ("labelwright-XXXXXX.manifest", temporary, error) : -1;
  if (fd < 0)
    return NULL;
  close (fd);
  if (!g_file_set_contents (*temporary, g_bytes_get_data (images, NULL), (gssize) g_bytes_get_size (images), error))
    return NULL;
  return g_strdup (*temporary);
}

static LwAnswersFile *
read_answers (LwJobBackend   *place,
              LwLabelingJob  *job,
              const char     *path,
              const char     *manifest_path,
              gboolean        gold,
              GPtrArray      *diagnostics,
              GError        **error)
{
  g_autoptr (GBytes) csv = read_csv (path, error);
  g_auto (GStrv) labels = csv != NULL ? read_label_names (place, job, error) : NULL;
  LwAnswersContext context = {
    .element = lw_task_type_get_element (lw_labeling_job_get_task_type (job)),
    .multi_label = lw_labeling_job_get_task_type (job) == LW_TASK_TYPE_IMAGE_CLASSIFICATION_MULTI_LABEL,
    .labels = (const char *const *) labels,
    .manifest = manifest_path,
    .gold = gold,
  };

  if (labels == NULL)
    return NULL;
  if (manifest_path == NULL || context.element == NULL)
    {
      g_set_error (error, LW_JOB_ERROR, LW_JOB_ERROR_UNSUPPORTED,
                   _("The labeling job “%s” cannot be labeled here"), lw_labeling_job_get_name (job));
      return NULL;
    }
  return lw_answers_file_read (csv, &context, diagnostics, error);
}

/**
 * lw_cli_read_answers:
 * @place: the job's place
 * @job: a job
 * @path: a CSV file, "-" for standard input
 * @gold: whether the answers are known to be right, so that there is no worker
 * @diagnostics: (element-type LwDiagnostic): rows that do not fit the job are added
 * @error: return location
 *
 * Returns: (transfer full) (nullable): the answers that fit
 */
LwAnswersFile *
lw_cli_read_answers (LwJobBackend   *place,
                     LwLabelingJob  *job,
                     const char     *path,
                     gboolean        gold,
                     GPtrArray      *diagnostics,
                     GError        **error)
{
  const char *manifest = lw_labeling_job_request_get_string (lw_labeling_job_get_request (job),
                                                             LW_REQUEST_MANIFEST_S3_URI);
  g_autofree char *temporary = NULL;
  g_autoptr (GError) local_error = NULL;
  g_autofree char *manifest_path = dup_manifest_path (place, manifest, &temporary, &local_error);
  LwAnswersFile *answers = NULL;

  if (local_error == NULL)
    answers = read_answers (place, job, path, manifest_path, gold, diagnostics, &local_error);
  if (temporary != NULL)
    g_unlink (temporary);
  if (local_error != NULL)
    g_propagate_error (error, g_steal_pointer (&local_error));
  return answers;
}

/**
 * lw_cli_refuse_answers:
 * @cli: the run
 * @diagnostics: (element-type LwDiagnostic): the rows that do not fit
 * @path: the file
 *
 * A file that does not fit the job is refused as a whole: nothing is recorded of it.
 *
 * Returns: the exit code
 */
LwCliExit
lw_cli_refuse_answers (LwCli      *cli,
                       GPtrArray  *diagnostics,
                       const char *path)
{
  for (guint i = 0; i < diagnostics->len && i < MAX_TOLD; i++)
    {
      g_autofree char *line = lw_diagnostic_format (g_ptr_array_index (diagnostics, i), path);

      lw_cli_message (cli, "%s", line);
    }
  lw_cli_error (cli, ngettext ("%u line does not fit the job; nothing was recorded.",
                               "%u lines do not fit the job; nothing was recorded.", diagnostics->len),
                diagnostics->len);
  return LW_CLI_PROBLEMS;
}

/* What stands under the crowd element: one label, or a list. */
static JsonNode *
get_labels (const LwFileAnswer *answer)
{
  g_autoptr (JsonNode) node = lw_json_parse (answer->content, -1, NULL);
  JsonObject *object = lw_json_node_object (node);
  g_autoptr (GList) values = json_object_get_values (object);
  JsonObject *element = lw_json_node_object (values->data);

  return json_node_copy (json_object_has_member (element, "labels") ? json_object_get_member (element, "labels")
                                                                    : json_object_get_member (element, "label"));
}

/**
 * lw_cli_dup_gold:
 * @answers: answers that are known to be right
 *
 * Returns: (transfer full): them as %LW_JOB_CHANGE_GOLD takes them
 */
char *
lw_cli_dup_gold (LwAnswersFile *answers)
{
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_OBJECT);
  JsonObject *object = json_object_new ();

  json_node_take_object (node, object);
  for (guint w = 0; w < lw_answers_file_get_n_workers (answers); w++)
    {
      GPtrArray *rows = lw_answers_file_get_answers (answers, w);

      for (guint i = 0; i < rows->len; i++)
        {
          const LwFileAnswer *answer = g_ptr_array_index (rows, i);
          g_autofree char *line = g_strdup_printf ("%" G_GUINT64_FORMAT, answer->data_object_id);

          json_object_set_member (object, line, get_labels (answer));
        }
    }
  return lw_json_to_string (node, FALSE);
}
