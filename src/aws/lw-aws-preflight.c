/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What can be found out before a labeling job is created in AWS. */

#define G_LOG_DOMAIN "lw-aws"

#include "config.h"

#include "lw-aws-preflight.h"

#include <glib/gi18n.h>
#include <string.h>

#include "lw-aws-error.h"
#include "lw-aws-identity.h"
#include "lw-json.h"

/* How much of the input manifest is read to sample its images, and how many of them. */
#define SAMPLE_BYTES (256 * 1024)
#define N_SAMPLES 10

/* One run: with what, of what, what was found. */
typedef struct
{
  LwSagemakerClient          *sagemaker;
  LwS3Client                 *s3;
  const LwLabelingJobRequest *request;
  gboolean                    fix;
  GCancellable               *cancellable;
  GPtrArray                  *findings;
  GHashTable                 *image_buckets;
} Preflight;

static void
finding_free (gpointer data)
{
  LwAwsFinding *self = data;

  g_free (self->subject);
  g_free (self->text);
  g_free (self->fix);
  g_free (self);
}

static void
add (Preflight    *run,
     const char   *check,
     const char   *subject,
     LwAwsVerdict  verdict,
     const char   *text,
     const char   *fix)
{
  LwAwsFinding *finding = g_new0 (LwAwsFinding, 1);

  finding->check = check;
  finding->subject = g_strdup (subject);
  finding->verdict = verdict;
  finding->text = g_strdup (text);
  finding->fix = g_strdup (fix);
  g_ptr_array_add (run->findings, finding);
}

/* What is forbidden or out of reach is not known; what is missing is a problem. */
static void
add_error (Preflight    *run,
           const char   *check,
           const char   *subject,
           const GError *error)
{
  gboolean is_missing = g_error_matches (error, LW_AWS_ERROR, LW_AWS_ERROR_NOT_FOUND)
                        || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);

  add (run, check, subject, is_missing ? LW_AWS_VERDICT_PROBLEM : LW_AWS_VERDICT_UNKNOWN, error->message,
       lw_aws_error_get_advice (error));
}

static const char *
get_string (Preflight      *run,
            LwRequestField  field)
{
  return lw_labeling_job_request_get_string (run->request, field);
}

static void
check_request (Preflight *run)
{
  g_autoptr (GPtrArray) diagnostics = lw_diagnostics_new ();

  lw_labeling_job_request_check (run->request, diagnostics);
  for (guint i = 0; i < diagnostics->len; i++)
    {
      const LwDiagnostic *row = g_ptr_array_index (diagnostics, i);

      if (row->severity == LW_SEVERITY_ERROR)
        add (run, "request", row->code, LW_AWS_VERDICT_PROBLEM, row->text, NULL);
    }
  if (!lw_diagnostics_has_errors (diagnostics))
    add (run, "request", "CreateLabelingJob", LW_AWS_VERDICT_OK, _("The request keeps all rules."), NULL);
}

static void
check_name (Preflight *run)
{
  const char *name = get_string (run, LW_REQUEST_LABELING_JOB_NAME);
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) job = NULL;

  if (name != NULL)
    job = lw_sagemaker_client_describe (run->sagemaker, name, run->cancellable, &error);
  if (job != NULL)
    add (run, "name", name, LW_AWS_VERDICT_PROBLEM, _("There is a labeling job of this name."),
         _("Choose another name; names stay taken for ever."));
  else if (g_error_matches (error, LW_AWS_ERROR, LW_AWS_ERROR_NOT_FOUND))
    add (run, "name", name, LW_AWS_VERDICT_OK, _("The name is free."), NULL);
  else if (error != NULL)
    add_error (run, "name", name, error);
}

static void
check_team (Preflight *run)
{
  const char *arn = get_string (run, LW_REQUEST_WORKTEAM_ARN);
  const char *name = arn != NULL ? strrchr (arn, '/') : NULL;
  g_autoptr (JsonObject) input = json_object_new ();
  g_autoptr (JsonNode) team = NULL;
  g_autoptr (GError) error = NULL;

  if (name == NULL || strstr (arn, ":workteam/private-crowd/") == NULL)
    return;
  json_object_set_string_member (input, "WorkteamName", name + 1);
  team = lw_sagemaker_client_call (run->sagemaker, "DescribeWorkteam", input, run->cancellable, &error);
  if (team != NULL)
    add (run, "team", name + 1, LW_AWS_VERDICT_OK, _("The work team exists."), NULL);
  else
    add_error (run, "team", name + 1, error);
}

static const char *
get_region (Preflight *run)
{
  LwAwsClient *aws = lw_sagemaker_client_get_aws (run->sagemaker);

  return lw_aws_config_get_region (lw_aws_client_get_config (aws));
}

static void
check_region (Preflight  *run,
              const char *bucket)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *region = lw_s3_client_locate (run->s3, bucket, run->cancellable, &error);
  g_autofree char *text = NULL;

  if (region == NULL)
    {
      add_error (run, "region", bucket, error);
      return;
    }
  text = g_strdup_printf (_("The bucket is in %s."), region);
  if (g_strcmp0 (region, get_region (run)) == 0)
    add (run, "region", bucket, LW_AWS_VERDICT_OK, text, NULL);
  else
    add (run, "region", bucket, LW_AWS_VERDICT_PROBLEM, text,
         _("Use a bucket in the job's Region, or create the job in the bucket's."));
}

/* Workers' browsers read the images from the bucket, which has to allow that. */
static void
check_cors (Preflight  *run,
            const char *bucket)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (LwS3Cors) cors = lw_s3_client_get_cors (run->s3, bucket, run->cancellable, &error);
  g_autofree char *wanted = NULL;
  g_autofree char *fix = NULL;

  if (cors == NULL && !g_error_matches (error, LW_AWS_ERROR, LW_AWS_ERROR_NOT_FOUND))
    {
      add_error (run, "cors", bucket, error);
      return;
    }
  if (cors != NULL && lw_s3_cors_allows_images (cors))
    {
      add (run, "cors", bucket, LW_AWS_VERDICT_OK, _("Browsers may read the images."), NULL);
      return;
    }
  g_clear_error (&error);
  if (cors == NULL)
    cors = lw_s3_cors_new ();
  lw_s3_cors_allow_images (cors);
  if (run->fix && lw_s3_client_put_cors (run->s3, bucket, cors, run->cancellable, &error))
    {
      add (run, "cors", bucket, LW_AWS_VERDICT_OK, _("Browsers may read the images now: a CORS rule was added."),
           NULL);
      return;
    }
  wanted = lw_s3_cors_to_json (cors);
  fix = g_strdup_printf (_("Give the bucket this CORS configuration, or let --fix do it: %s"), wanted);
  add (run, "cors", bucket, LW_AWS_VERDICT_PROBLEM,
       error != NULL ? error->message : _("Browsers may not read the images: the bucket has no CORS rule for it."),
       fix);
}

static void
check_object (Preflight  *run,
              const char *check,
              const char *address)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (LwS3Uri) uri = lw_s3_uri_parse (address, &error);
  g_autoptr (LwObjectInfo) info = uri != NULL ? lw_s3_client_head (run->s3, uri, run->cancellable, &error) : NULL;

  if (info == NULL)
    add_error (run, check, address, error);
  else if (info->size == 0)
    add (run, check, address, LW_AWS_VERDICT_PROBLEM, _("The file is empty."), NULL);
  else
    add (run, check, address, LW_AWS_VERDICT_OK, _("It can be read."), NULL);
}

/* A few images of the beginning of the manifest; and the buckets that they are in. */
static void
check_images (Preflight  *run,
              const char *manifest)
{
  g_autoptr (LwS3Uri) uri = lw_s3_uri_parse (manifest, NULL);
  g_autoptr (GBytes) bytes = NULL;
  g_auto (GStrv) lines = NULL;
  g_autofree char *text = NULL;
  guint n = 0;

  if (uri != NULL)
    bytes = lw_s3_client_get (run->s3, uri, 0, SAMPLE_BYTES, NULL, run->cancellable, NULL);
  if (bytes == NULL)
    return;
  text = g_strndup (g_bytes_get_size (bytes) > 0 ? g_bytes_get_data (bytes, NULL) : "", g_bytes_get_size (bytes));
  lines = g_strsplit (text, "\n", -1);
  for (guint i = 0; lines[i] != NULL && n < N_SAMPLES; i++)
    {
      g_autoptr (JsonNode) node = lw_json_parse (lines[i], -1, NULL);
      JsonObject *object = node != NULL ? lw_json_node_object (node) : NULL;
      const char *source = object != NULL ? lw_json_get_string (object, "source-ref") : NULL;
      g_autoptr (LwS3Uri) image = source != NULL ? lw_s3_uri_parse (source, NULL) : NULL;

      if (image == NULL)
        continue;
      g_hash_table_add (run->image_buckets, g_strdup (image->bucket));
      check_object (run, "image", source);
      n++;
    }
}

static void
check_files (Preflight *run)
{
  static const LwRequestField files[] = {
    LW_REQUEST_MANIFEST_S3_URI, LW_REQUEST_LABEL_CATEGORY_CONFIG_S3_URI, LW_REQUEST_UI_TEMPLATE_S3_URI,
  };
  static const LwRequestField places[] = {
    LW_REQUEST_MANIFEST_S3_URI, LW_REQUEST_LABEL_CATEGORY_CONFIG_S3_URI, LW_REQUEST_UI_TEMPLATE_S3_URI,
    LW_REQUEST_S3_OUTPUT_PATH,
  };
  g_autoptr (GHashTable) buckets = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  GHashTableIter iter;
  gpointer bucket;

  for (guint i = 0; i < G_N_ELEMENTS (files); i++)
    if (get_string (run, files[i]) != NULL)
      check_object (run, "object", get_string (run, files[i]));
  if (get_string (run, LW_REQUEST_MANIFEST_S3_URI) != NULL)
    check_images (run, get_string (run, LW_REQUEST_MANIFEST_S3_URI));
  for (guint i = 0; i < G_N_ELEMENTS (places); i++)
    {
      const char *address = get_string (run, places[i]);
      g_autoptr (LwS3Uri) uri = address != NULL ? lw_s3_uri_parse (address, NULL) : NULL;

      if (uri != NULL)
        g_hash_table_add (buckets, g_strdup (uri->bucket));
    }
  g_hash_table_iter_init (&iter, run->image_buckets);
  while (g_hash_table_iter_next (&iter, &bucket, NULL))
    {
      g_hash_table_add (buckets, g_strdup (bucket));
      check_cors (run, bucket);
    }
  g_hash_table_iter_init (&iter, buckets);
  while (g_hash_table_iter_next (&iter, &bucket, NULL))
    check_region (run, bucket);
}

/**
 * lw_aws_preflight_run:
 * @sagemaker: where the job would be created
 * @s3: where its files are
 * @request: the request
 * @fix: whether to put right what can be: CORS rules of image buckets
 * @cancellable: (nullable): ends the run
 * @error: %LW_AWS_ERROR_CREDENTIALS and the like when nobody can ask at all, %G_IO_ERROR_CANCELLED
 *
 * Returns: (transfer full) (nullable) (element-type LwAwsFinding): what was found
 */
GPtrArray *
lw_aws_preflight_run (LwSagemakerClient           *sagemaker,
                      LwS3Client                  *s3,
                      const LwLabelingJobRequest  *request,
                      gboolean                     fix,
                      GCancellable                *cancellable,
                      GError                     **error)
{
  g_autoptr (GPtrArray) findings = g_ptr_array_new_with_free_func (finding_free);
  g_autoptr (GHashTable) image_buckets = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GError) problem = NULL;
  g_autoptr (LwAwsIdentity) identity = NULL;
  Preflight run = { sagemaker, s3, request, fix, cancellable, findings, image_buckets };

  g_return_val_if_fail (LW_IS_SAGEMAKER_CLIENT (sagemaker) && LW_IS_S3_CLIENT (s3) && request != NULL, NULL);

  identity = lw_aws_identity_load (lw_sagemaker_client_get_aws (sagemaker), cancellable, &problem);
  if (identity != NULL)
    add (&run, "identity", identity->arn, LW_AWS_VERDICT_OK, _("You are signed in."), NULL);
  else if (g_error_matches (problem, LW_AWS_ERROR, LW_AWS_ERROR_CREDENTIALS)
           || g_error_matches (problem, LW_AWS_ERROR, LW_AWS_ERROR_SIGN_IN)
           || g_error_matches (problem, LW_AWS_ERROR, LW_AWS_ERROR_CONFIG)
           || g_error_matches (problem, LW_AWS_ERROR, LW_AWS_ERROR_NETWORK))
    {
      g_propagate_error (error, g_steal_pointer (&problem));
      return NULL;
    }
  check_request (&run);
  check_name (&run);
  check_team (&run);
  check_files (&run);
  return g_cancellable_set_error_if_cancelled (cancellable, error) ? NULL : g_steal_pointer (&findings);
}
