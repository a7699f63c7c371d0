/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* A new labeling job from an earlier one. */

#define G_LOG_DOMAIN "lw-cli"

#include "config.h"

#include "lw-cli-chain.h"

#include <glib/gi18n.h>
#include <string.h>

#include "lw-cli-place.h"
#include "lw-manifest-line.h"
#include "lw-manifest-reader.h"

static gboolean
check_over (LwLabelingJob  *job,
            GError        **error)
{
  if (lw_labeling_job_status_is_final (lw_labeling_job_get_status (job)))
    return TRUE;
  g_set_error (error, LW_JOB_ERROR, LW_JOB_ERROR_INVALID,
               _("The labeling job “%s” is not over: only a job that is Completed, Stopped or Failed can be chained"),
               lw_labeling_job_get_name (job));
  return FALSE;
}

/**
 * lw_cli_dup_chained_request:
 * @place: where the jobs are
 * @chain: (nullable): the job from whose output the new one goes on
 * @clone: (nullable): the job whose input is labeled again, when @chain is %NULL
 * @name: the name of the new job
 * @error: return location: a #LwJobError
 *
 * As the service's console does it: from a job that is complete the label attribute gets a new name, which is the new
 * job's; from one that was stopped or has failed it keeps its name.
 *
 * Returns: (transfer full) (nullable): the request of the new job
 */
LwLabelingJobRequest *
lw_cli_dup_chained_request (LwJobBackend  *place,
                            const char    *chain,
                            const char    *clone,
                            const char    *name,
                            GError       **error)
{
  g_autoptr (LwLabelingJob) job = lw_cli_find_job (place, chain != NULL ? chain : clone, error);
  LwLabelingJobRequest *request;
  g_autofree char *uri = NULL;

  if (job == NULL || (chain != NULL && !check_over (job, error)))
    return NULL;
  request = lw_labeling_job_request_copy (lw_labeling_job_get_request (job));
  lw_labeling_job_request_set_string (request, LW_REQUEST_LABELING_JOB_NAME, name);
  if (clone != NULL || lw_labeling_job_get_status (job) == LW_LABELING_JOB_STATUS_COMPLETED)
    lw_labeling_job_request_set_string (request, LW_REQUEST_LABEL_ATTRIBUTE_NAME, name);
  if (clone != NULL)
    return request;
  uri = lw_labeling_job_dup_result_uri (job);
  lw_labeling_job_request_set_string (request, LW_REQUEST_MANIFEST_S3_URI, uri);
  return request;
}

static void
remember_line (GHashTable *known,
               const char *line,
               gsize       length)
{
  char *source_ref = lw_manifest_line_dup_source_ref (line, length, NULL);

  if (source_ref != NULL)
    g_hash_table_add (known, source_ref);
}

/* Adds the lines of @manifest to @text, those of images that are @known left out. */
static gboolean
append_lines (GString     *text,
              GBytes      *manifest,
              GHashTable  *known,
              gboolean     only_new,
              GError     **error)
{
  g_autoptr (LwManifestReader) reader = lw_manifest_reader_new_for_bytes (manifest);
  const char *line;
  gsize length;

  while (lw_manifest_reader_next (reader, &line, &length, NULL, error))
    {
      g_autofree char *source_ref = NULL;

      if (line == NULL)
        return TRUE;
      source_ref = lw_manifest_line_dup_source_ref (line, length, NULL);
      if (only_new && source_ref != NULL && g_hash_table_contains (known, source_ref))
        continue;
      remember_line (known, line, length);
      g_string_append_len (text, line, (gssize) length);
      g_string_append_c (text, '\n');
    }
  return FALSE;
}

/**
 * lw_cli_append_images:
 * @place: where the job's files are
 * @request: the request of the new job, with the manifest to append to
 * @images: an input manifest of images
 * @error: return location
 *
 * Returns: (transfer full) (nullable): the manifest with those images behind it that it does not have
 */
GBytes *
lw_cli_append_images (LwJobBackend                *place,
                      const LwLabelingJobRequest  *request,
                      GBytes                      *images,
                      GError                     **error)
{
  const char *uri = lw_labeling_job_request_get_string (request, LW_REQUEST_MANIFEST_S3_URI);
  g_autoptr (GBytes) manifest = lw_object_store_get (lw_job_backend_get_store (place), uri, 0, -1, NULL, NULL, error);
  g_autoptr (GHashTable) known = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GString) text = g_string_new (NULL);

  if (manifest == NULL || !append_lines (text, manifest, known, FALSE, error) ||
      !append_lines (text, images, known, TRUE, error))
    return NULL;
  return g_string_free_to_bytes (g_steal_pointer (&text));
}
