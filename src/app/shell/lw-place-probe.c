/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Who somebody is at a place, and what they may do there: a few calls that change nothing. */

#define G_LOG_DOMAIN "lw-shell"

#include "config.h"

#include "lw-place-probe.h"

#include "lw-aws-error.h"
#include "lw-aws-identity.h"

#include <glib/gi18n.h>
#include <string.h>

/* The calls that tell what somebody may do. */
static const struct
{
  const char *service;
  const char *method;
  const char *target;
  const char *body;
  const char *may;
} calls[] = {
  { "sagemaker", "POST", "SageMaker.ListLabelingJobs", "{\"MaxResults\":1}", N_("May see labeling jobs") },
  { "sagemaker", "POST", "SageMaker.ListWorkteams", "{\"MaxResults\":1}", N_("May see work teams") },
  { "s3", "GET", NULL, NULL, N_("May see buckets") },
};

void
lw_place_report_free (LwPlaceReport *self)
{
  g_return_if_fail (self != NULL);

  g_free (self->identity);
  g_free (self->account);
  g_strfreev (self->allowed);
  g_strfreev (self->refused);
  g_free (self);
}

/**
 * lw_place_new_client:
 * @place: a place that is not this computer
 * @provider: (nullable): keys that were typed, %NULL for those of the profile
 * @error: return location
 *
 * Returns: (transfer full) (nullable): what speaks to @place
 */
LwAwsClient *
lw_place_new_client (LwPlace                   *place,
                     LwAwsCredentialsProvider  *provider,
                     GError                   **error)
{
  const LwAwsOptions options = {
    .profile = lw_place_get_profile (place),
    .region = lw_place_get_region (place),
    .endpoint_url = lw_place_get_url (place),
  };
  g_autoptr (LwAwsConfig) config = lw_aws_config_load (&options, error);
  g_autoptr (LwAwsCredentialsProvider) own = NULL;
  g_autoptr (LwHttpClient) http = NULL;
  LwHttpOptions http_options = { 0 };

  if (config == NULL)
    return NULL;
  http_options.ca_bundle = lw_aws_config_get_ca_bundle (config);
  http = lw_http_client_new (&http_options, error);
  if (http == NULL)
    return NULL;
  own = provider != NULL ? g_object_ref (provider) : lw_aws_credentials_provider_new (config, http);
  return lw_aws_client_new (http, config, own);
}

static gboolean
try_call (LwAwsClient   *client,
          guint          nth,
          GCancellable  *cancellable,
          GError       **error)
{
  g_autoptr (LwAwsRequest) request = lw_aws_request_new (calls[nth].service, calls[nth].method, "/", "");
  g_autoptr (LwAwsResponse) response = NULL;

  if (calls[nth].target != NULL)
    {
      g_autoptr (GBytes) body = g_bytes_new_static (calls[nth].body, strlen (calls[nth].body));

      lw_aws_request_add_header (request, "content-type", "application/x-amz-json-1.1");
      lw_aws_request_add_header (request, "x-amz-target", calls[nth].target);
      lw_aws_request_set_body (request, body);
    }
  response = lw_aws_client_send (client, request, cancellable, error);
  return response != NULL;
}

/* What keeps everything from working is an error; what one call may not is a line. */
static gboolean
is_refusal (const GError *error)
{
  return g_error_matches (error, LW_AWS_ERROR, LW_AWS_ERROR_ACCESS_DENIED) ||
         g_error_matches (error, LW_AWS_ERROR, LW_AWS_ERROR_INVALID) ||
         g_error_matches (error, LW_AWS_ERROR, LW_AWS_ERROR_NOT_FOUND) ||
         g_error_matches (error, LW_AWS_ERROR, LW_AWS_ERROR_BAD_ANSWER) ||
         g_error_matches (error, LW_AWS_ERROR, LW_AWS_ERROR_FAILED);
}

static void
probe_thread (GTask        *task,
              gpointer      source,
              gpointer      task_data,
              GCancellable *cancellable)
{
  LwAwsClient *client = source;
  g_autoptr (GStrvBuilder) allowed = g_strv_builder_new ();
  g_autoptr (GStrvBuilder) refused = g_strv_builder_new ();
  g_autoptr (LwAwsIdentity) who = NULL;
  g_autoptr (GError) error = NULL;
  LwPlaceReport *report;

  who = lw_aws_identity_load (client, cancellable, &error);
  if (who == NULL && !is_refusal (error))
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }
  for (guint i = 0; i < G_N_ELEMENTS (calls); i++)
    {
      g_autoptr (GError) refusal = NULL;

      if (try_call (client, i, cancellable, &refusal))
        g_strv_builder_add (allowed, _(calls[i].may));
      else if (is_refusal (refusal))
        g_strv_builder_add (refused, refusal->message);
      else
        {
          g_task_return_error (task, g_steal_pointer (&refusal));
          return;
        }
    }

  report = g_new0 (LwPlaceReport, 1);
  report->allowed = g_strv_builder_end (allowed);
  report->refused = g_strv_builder_end (refused);
  if (who != NULL)
    {
      report->identity = g_strdup (who->arn);
      report->account = g_strdup (who->account);
    }
  g_task_return_pointer (task, report, (GDestroyNotify) lw_place_report_free);
}

/**
 * lw_place_probe_async:
 * @client: what speaks to the place
 * @cancellable: (nullable): to cancel with
 * @callback: called when it is known
 * @user_data: for @callback
 *
 * Asks the place who this is and what they may do.
 */
void
lw_place_probe_async (LwAwsClient         *client,
                      GCancellable        *cancellable,
                      GAsyncReadyCallback  callback,
                      gpointer             user_data)
{
  g_autoptr (GTask) task = g_task_new (client, cancellable, callback, user_data);

  g_task_set_source_tag (task, lw_place_probe_async);
  g_task_run_in_thread (task, probe_thread);
}

/**
 * lw_place_probe_finish:
 * @result: what the callback got
 * @error: return location, of %LW_AWS_ERROR
 *
 * Returns: (transfer full) (nullable): what was found out, %NULL when the place cannot be used at all
 */
LwPlaceReport *
lw_place_probe_finish (GAsyncResult  *result,
                       GError       **error)
{
  g_return_val_if_fail (G_IS_TASK (result), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * lw_place_state_of_error:
 * @error: why a place could not be used
 *
 * Returns: what the place is then: signed out when keys are what is missing, otherwise offline
 */
LwPlaceState
lw_place_state_of_error (const GError *error)
{
  if (g_error_matches (error, LW_AWS_ERROR, LW_AWS_ERROR_CREDENTIALS) ||
      g_error_matches (error, LW_AWS_ERROR, LW_AWS_ERROR_SIGN_IN) ||
      g_error_matches (error, LW_AWS_ERROR, LW_AWS_ERROR_ACCESS_DENIED))
    return LW_PLACE_SIGNED_OUT;
  return LW_PLACE_OFFLINE;
}
