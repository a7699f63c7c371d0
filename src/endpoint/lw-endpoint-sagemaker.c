/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* SageMaker's protocol: AWS JSON 1.1. A call is verified and read in a thread of the listener, then run in the thread
 * of the endpoint's owner, where jobs are. */

#define G_LOG_DOMAIN "lw-endpoint"

#include "config.h"

#include "lw-endpoint-sagemaker.h"

#include "lw-endpoint-jobs.h"
#include "lw-endpoint-signature.h"

#include "lw-api-rules.h"
#include "lw-job-backend.h"
#include "lw-json.h"

#include <string.h>

#define TARGET_PREFIX "SageMaker."
#define MAX_BODY (1024 * 1024)
#define DEFAULT_RESULTS 100
#define TOKEN_PREFIX "lw1:"

static const struct
{
  const char          *name;
  LwEndpointOperation  run;
} operations[] = {
  { "AddTags", lw_endpoint_add_tags },
  { "CreateLabelingJob", lw_endpoint_create_labeling_job },
  { "CreateWorkforce", lw_endpoint_create_workforce },
  { "CreateWorkteam", lw_endpoint_create_workteam },
  { "DeleteTags", lw_endpoint_delete_tags },
  { "DeleteWorkteam", lw_endpoint_delete_workteam },
  { "DescribeLabelingJob", lw_endpoint_describe_labeling_job },
  { "DescribeSubscribedWorkteam", lw_endpoint_describe_subscribed_workteam },
  { "DescribeWorkforce", lw_endpoint_describe_workforce },
  { "DescribeWorkteam", lw_endpoint_describe_workteam },
  { "ListLabelingJobs", lw_endpoint_list_labeling_jobs },
  { "ListLabelingJobsForWorkteam", lw_endpoint_list_labeling_jobs_for_workteam },
  { "ListSubscribedWorkteams", lw_endpoint_list_subscribed_workteams },
  { "ListTags", lw_endpoint_list_tags },
  { "ListWorkforces", lw_endpoint_list_workforces },
  { "ListWorkteams", lw_endpoint_list_workteams },
  { "RenderUiTemplate", lw_endpoint_render_ui_template },
  { "StopLabelingJob", lw_endpoint_stop_labeling_job },
  { "UpdateWorkteam", lw_endpoint_update_workteam },
};

/* A call on its way to the owner's thread. */
typedef struct
{
  LwEndpointCall *call;
  guint           operation;
  JsonNode       *request;
} Errand;

static void
free_errand (gpointer data)
{
  Errand *errand = data;

  json_node_unref (errand->request);
  g_free (errand);
}

/**
 * lw_endpoint_sagemaker_answer:
 * @call: (transfer full): a call
 * @answer: the members of the answer
 *
 * Ends it.
 */
void
lw_endpoint_sagemaker_answer (LwEndpointCall *call,
                              JsonObject     *answer)
{
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_OBJECT);
  g_autofree char *text = NULL;

  json_node_set_object (node, answer);
  text = lw_json_to_string (node, FALSE);
  lw_endpoint_call_respond_text (call, 200, "application/x-amz-json-1.1", text);
  lw_endpoint_call_free (call);
}

/* The model's errors in the service's words. */
GError *
lw_endpoint_translate (GError *error)
{
  static const LwEndpointError codes[] = {
    [LW_JOB_ERROR_IN_USE] = LW_ENDPOINT_ERROR_RESOURCE_IN_USE,
    [LW_JOB_ERROR_NOT_FOUND] = LW_ENDPOINT_ERROR_RESOURCE_NOT_FOUND,
    [LW_JOB_ERROR_INVALID] = LW_ENDPOINT_ERROR_VALIDATION,
    [LW_JOB_ERROR_UNSUPPORTED] = LW_ENDPOINT_ERROR_VALIDATION,
    [LW_JOB_ERROR_BUSY] = LW_ENDPOINT_ERROR_SLOW_DOWN,
  };

  if (error->domain == LW_JOB_ERROR)
    {
      error->code = codes[error->code];
      error->domain = LW_ENDPOINT_ERROR;
    }
  return error;
}

/* In the owner's thread. */
static gboolean
run_errand (gpointer data)
{
  Errand *errand = data;
  g_autoptr (JsonObject) answer = json_object_new ();
  g_autoptr (GError) error = NULL;
  gboolean later = FALSE;
  LwEndpointCall *call = errand->call;

  if (!operations[errand->operation].run (call, json_node_get_object (errand->request), answer, &later, &error))
    {
      lw_endpoint_call_respond_error (call, lw_endpoint_translate (error));
      lw_endpoint_call_free (call);
    }
  else if (!later)
    lw_endpoint_sagemaker_answer (call, answer);
  return G_SOURCE_REMOVE;
}

static gboolean
find_operation (LwEndpointCall  *call,
                guint           *operation,
                GError         **error)
{
  const char *target = lw_endpoint_call_get_header (call, "X-Amz-Target");

  if (target != NULL && g_str_has_prefix (target, TARGET_PREFIX) && lw_endpoint_call_has_method (call, "POST"))
    for (guint i = 0; i < G_N_ELEMENTS (operations); i++)
      if (g_str_equal (operations[i].name, target + strlen (TARGET_PREFIX)))
        {
          *operation = i;
          return TRUE;
        }
  return lw_endpoint_fail (error, LW_ENDPOINT_ERROR_UNKNOWN_OPERATION,
                           "The requested operation is not one that is served here");
}

static JsonNode *
read_request (GBytes      *body,
              const char  *operation,
              GError     **error)
{
  gsize length;
  const char *text = g_bytes_get_data (body, &length);
  g_autoptr (JsonNode) node = length > 0 ? lw_json_parse (text, length, NULL) : lw_json_parse ("{}", 2, NULL);
  g_autofree char *kinds = NULL;
  g_autofree char *message = NULL;

  if (node == NULL || lw_json_node_object (node) == NULL)
    {
      lw_endpoint_fail (error, LW_ENDPOINT_ERROR_SERIALIZATION, "The request's body is not a JSON object");
      return NULL;
    }
  if (!lw_api_check_kinds (operation, json_node_get_object (node), &kinds))
    {
      lw_endpoint_fail (error, LW_ENDPOINT_ERROR_SERIALIZATION, kinds);
      return NULL;
    }
  message = lw_api_check_request (operation, json_node_get_object (node));
  if (message == NULL)
    return g_steal_pointer (&node);
  lw_endpoint_fail (error, LW_ENDPOINT_ERROR_VALIDATION, message);
  return NULL;
}

static gboolean
accept_call (LwEndpointCall  *call,
             GError         **error)
{
  g_autoptr (GBytes) body = lw_http_exchange_read_body (call->exchange, MAX_BODY, error);
  guint operation = 0;
  JsonNode *request;
  Errand *errand;

  if (body == NULL ||
      !lw_endpoint_signature_verify (call, lw_endpoint_get_key (call->endpoint), g_get_real_time (), body, error) ||
      !find_operation (call, &operation, error))
    return FALSE;
  request = read_request (body, operations[operation].name, error);
  if (request == NULL)
    return FALSE;
  errand = g_new (Errand, 1);
  *errand = (Errand) { call, operation, request };
  lw_endpoint_run (call->endpoint, run_errand, errand, free_errand);
  return TRUE;
}

/**
 * lw_endpoint_serve_sagemaker:
 * @call: (transfer full): a call
 *
 * Answers it, now or when the owner's thread has run it.
 */
void
lw_endpoint_serve_sagemaker (LwEndpointCall *call)
{
  g_autoptr (GError) error = NULL;

  if (accept_call (call, &error))
    return;
  lw_endpoint_call_respond_error (call, error);
  lw_endpoint_call_free (call);
}

/* Seconds with milliseconds, as the service writes them; @time is in microseconds. */
void
lw_endpoint_set_time (JsonObject *object,
                      const char *member,
                      gint64      time)
{
  json_object_set_double_member (object, member, time / 1000 / 1000.0);
}

/* (transfer full): "labeling-job" and a name make an ARN of the region that was called. */
char *
lw_endpoint_dup_arn (LwEndpointCall *call,
                     const char     *kind,
                     const char     *name)
{
  g_autofree char *lower = g_ascii_strdown (name, -1);

  return g_strdup_printf ("arn:aws:sagemaker:%s:" LW_ENDPOINT_ACCOUNT ":%s/%s", call->region, kind, lower);
}

void
lw_endpoint_copy_member (JsonObject *from,
                         JsonObject *to,
                         const char *member)
{
  JsonNode *node = from != NULL ? json_object_get_member (from, member) : NULL;

  if (node != NULL && !JSON_NODE_HOLDS_NULL (node))
    json_object_set_member (to, member, lw_json_copy (node));
}

static gboolean
read_token (const char *token,
            guint64    *first)
{
  gsize length;
  g_autofree guchar *decoded = g_base64_decode (token, &length);
  g_autofree char *text = g_strndup ((const char *) decoded, length);

  return g_str_has_prefix (text, TOKEN_PREFIX) &&
         g_ascii_string_to_unsigned (text + strlen (TOKEN_PREFIX), 10, 1, G_MAXUINT32, first, NULL);
}

/**
 * lw_endpoint_page:
 * @request: has MaxResults and NextToken, or not
 * @items: all there are
 * @first: (out): the first that is on the page
 * @n: (out): how many are on it
 * @answer: gets NextToken when there are more
 * @error: return location: %LW_ENDPOINT_ERROR_VALIDATION
 *
 * Returns: whether the token was one of ours
 */
gboolean
lw_endpoint_page (JsonObject  *request,
                  GPtrArray   *items,
                  guint       *first,
                  guint       *n,
                  JsonObject  *answer,
                  GError     **error)
{
  const char *token = lw_json_get_string (request, "NextToken");
  guint64 start = 0;

  if (token != NULL && *token != '\0' && !read_token (token, &start))
    return lw_endpoint_fail (error, LW_ENDPOINT_ERROR_VALIDATION, "Invalid pagination token");
  *first = MIN (start, items->len);
  *n = MIN (lw_json_get_int (request, "MaxResults", DEFAULT_RESULTS), items->len - *first);
  if (*first + *n < items->len)
    {
      g_autofree char *text = g_strdup_printf (TOKEN_PREFIX "%u", *first + *n);
      g_autofree char *next = g_base64_encode ((const guchar *) text, strlen (text));

      json_object_set_string_member (answer, "NextToken", next);
    }
  return TRUE;
}
