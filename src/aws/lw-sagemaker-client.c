/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* SageMaker's labeling operations over the wire ("Amazon SageMaker API Reference"; AWS JSON 1.1). */

#define G_LOG_DOMAIN "lw-aws"

#include "config.h"

#include "lw-sagemaker-client.h"

#include <glib/gi18n.h>
#include <string.h>

#include "lw-api-rules.h"
#include "lw-aws-error.h"
#include "lw-json.h"
#include "lw-sagemaker-operation.h"

#define PAGE_SIZE 100

struct _LwSagemakerClient
{
  GObject      parent_instance;

  LwAwsClient *aws;
};

/* Task data of a call in a thread. */
typedef struct
{
  char     *operation;
  JsonNode *input;
} Call;

G_DEFINE_FINAL_TYPE (LwSagemakerClient, lw_sagemaker_client, G_TYPE_OBJECT)

static void
lw_sagemaker_client_finalize (GObject *object)
{
  g_clear_object (&LW_SAGEMAKER_CLIENT (object)->aws);
  G_OBJECT_CLASS (lw_sagemaker_client_parent_class)->finalize (object);
}

static void
lw_sagemaker_client_class_init (LwSagemakerClientClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = lw_sagemaker_client_finalize;
}

static void
lw_sagemaker_client_init (LwSagemakerClient *self)
{
}

/**
 * lw_sagemaker_client_new:
 * @aws: what it asks with
 *
 * Returns: (transfer full): a client
 */
LwSagemakerClient *
lw_sagemaker_client_new (LwAwsClient *aws)
{
  LwSagemakerClient *self;

  g_return_val_if_fail (LW_IS_AWS_CLIENT (aws), NULL);

  self = g_object_new (LW_TYPE_SAGEMAKER_CLIENT, NULL);
  self->aws = g_object_ref (aws);
  return self;
}

/**
 * lw_sagemaker_client_get_aws:
 * @self: a client
 *
 * Returns: (transfer none): what it asks with
 */
LwAwsClient *
lw_sagemaker_client_get_aws (LwSagemakerClient *self)
{
  g_return_val_if_fail (LW_IS_SAGEMAKER_CLIENT (self), NULL);

  return self->aws;
}

static gboolean
check_input (const char  *operation,
             JsonObject  *input,
             GError     **error)
{
  g_autofree char *message = NULL;

  if (lw_api_check_kinds (operation, input, &message))
    message = lw_api_check_request (operation, input);
  if (message == NULL)
    return TRUE;
  g_set_error (error, LW_AWS_ERROR, LW_AWS_ERROR_INVALID, _("%s is not sent: %s"), operation, message);
  return FALSE;
}

static LwAwsRequest *
make_request (const LwSagemakerOperation *operation,
              JsonObject                 *input)
{
  LwAwsRequest *request = lw_aws_request_new ("sagemaker", "POST", "/", "");
  g_autofree char *target = g_strconcat ("SageMaker.", operation->name, NULL);
  g_autofree char *action = g_strconcat ("sagemaker:", operation->name, NULL);
  g_autoptr (JsonNode) root = json_node_new (JSON_NODE_OBJECT);
  g_autoptr (GBytes) body = NULL;
  char *text;

  json_node_set_object (root, input);
  text = lw_json_to_string (root, FALSE);
  body = g_bytes_new_take (text, strlen (text));
  lw_aws_request_add_header (request, "Content-Type", "application/x-amz-json-1.1");
  lw_aws_request_add_header (request, "X-Amz-Target", target);
  lw_aws_request_set_body (request, body);
  lw_aws_request_set_action (request, action, NULL);
  if (operation->is_once)
    lw_aws_request_set_flags (request, LW_AWS_REQUEST_ONCE);
  return request;
}

/* An empty answer is an empty object. */
static JsonNode *
read_answer (const LwSagemakerOperation  *operation,
             const LwAwsResponse         *response,
             GError                     **error)
{
  GBytes *body = lw_aws_response_get_body (response);
  gsize length;
  const char *data = g_bytes_get_data (body, &length);
  g_autoptr (GError) problem = NULL;
  g_autoptr (JsonNode) answer = lw_json_parse (length > 0 ? data : "{}", length > 0 ? (gssize) length : 2, &problem);

  if (answer == NULL)
    {
      g_set_error (error, LW_AWS_ERROR, LW_AWS_ERROR_BAD_ANSWER, _("The answer to %s is not JSON: %s"),
                   operation->name, problem->message);
      return NULL;
    }
  return lw_sagemaker_operation_check (operation, answer, error) ? g_steal_pointer (&answer) : NULL;
}

/**
 * lw_sagemaker_client_call:
 * @self: a client
 * @operation: its name, such as "DescribeLabelingJob"
 * @input: its request
 * @cancellable: (nullable): ends the call
 * @error: %LW_AWS_ERROR; %LW_AWS_ERROR_INVALID also without asking
 *
 * Returns: (transfer full) (nullable): the answer, an object
 */
JsonNode *
lw_sagemaker_client_call (LwSagemakerClient  *self,
                          const char         *operation,
                          JsonObject         *input,
                          GCancellable       *cancellable,
                          GError            **error)
{
  const LwSagemakerOperation *known;
  g_autoptr (LwAwsRequest) request = NULL;
  g_autoptr (LwAwsResponse) response = NULL;

  g_return_val_if_fail (LW_IS_SAGEMAKER_CLIENT (self) && operation != NULL && input != NULL, NULL);
  known = lw_sagemaker_operation_find (operation);
  g_return_val_if_fail (known != NULL, NULL);

  if (!check_input (operation, input, error))
    return NULL;
  request = make_request (known, input);
  response = lw_aws_client_send (self->aws, request, cancellable, error);
  return response != NULL ? read_answer (known, response, error) : NULL;
}

/**
 * lw_sagemaker_client_list:
 * @self: a client
 * @operation: an operation that answers in pages
 * @input: its request, without NextToken; gets one
 * @max: how many entries are wanted at most, 0 for all
 * @cancellable: (nullable): ends the call
 * @error: %LW_AWS_ERROR
 *
 * Returns: (transfer full) (nullable): the entries of all pages
 */
JsonArray *
lw_sagemaker_client_list (LwSagemakerClient  *self,
                          const char         *operation,
                          JsonObject         *input,
                          guint               max,
                          GCancellable       *cancellable,
                          GError            **error)
{
  const LwSagemakerOperation *known = lw_sagemaker_operation_find (operation);
  g_autoptr (JsonArray) entries = json_array_new ();
  g_autofree char *token = NULL;

  g_return_val_if_fail (LW_IS_SAGEMAKER_CLIENT (self) && known != NULL && known->list != NULL, NULL);

  if (!json_object_has_member (input, "MaxResults"))
    json_object_set_int_member (input, "MaxResults", PAGE_SIZE);
  while (max == 0 || json_array_get_length (entries) < max)
    {
      g_autoptr (JsonNode) answer = lw_sagemaker_client_call (self, operation, input, cancellable, error);
      JsonObject *object = answer != NULL ? json_node_get_object (answer) : NULL;
      JsonArray *page = object != NULL ? lw_json_get_array (object, known->list) : NULL;
      const char *next = object != NULL ? lw_json_get_string (object, "NextToken") : NULL;

      if (answer == NULL)
        return NULL;
      for (guint i = 0; page != NULL && i < json_array_get_length (page); i++)
        json_array_add_element (entries, lw_json_copy (json_array_get_element (page, i)));

      /* A service that gives the same page again would never end. */
      if (next == NULL || *next == '\0' || g_strcmp0 (next, token) == 0)
        break;
      g_free (token);
      token = g_strdup (next);
      json_object_set_string_member (input, "NextToken", token);
    }
  return g_steal_pointer (&entries);
}

static void
call_free (Call *self)
{
  g_free (self->operation);
  json_node_unref (self->input);
  g_free (self);
}

static void
run_call (GTask        *task,
          gpointer      source,
          gpointer      task_data,
          GCancellable *cancellable)
{
  const Call *call = task_data;
  g_autoptr (GError) error = NULL;
  JsonObject *input = json_node_get_object (call->input);
  JsonNode *answer;

  if (strcmp (call->operation, "CreateLabelingJob") == 0)
    answer = lw_sagemaker_client_create (source, input, cancellable, &error);
  else if (strcmp (call->operation, "DescribeLabelingJob") == 0)
    answer = lw_sagemaker_client_describe (source, lw_json_get_string (input, "LabelingJobName"), cancellable, &error);
  else
    answer = lw_sagemaker_client_call (source, call->operation, input, cancellable, &error);
  if (answer != NULL)
    g_task_return_pointer (task, answer, (GDestroyNotify) json_node_unref);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

/**
 * lw_sagemaker_client_call_async:
 * @self: a client
 * @operation: its name
 * @input: its request; copied
 * @cancellable: (nullable): ends the call
 * @callback: called in the caller's thread-default main context
 * @user_data: for @callback
 *
 * Calls in a thread.
 */
void
lw_sagemaker_client_call_async (LwSagemakerClient   *self,
                                const char          *operation,
                                JsonObject          *input,
                                GCancellable        *cancellable,
                                GAsyncReadyCallback  callback,
                                gpointer             user_data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_OBJECT);
  Call *call = g_new0 (Call, 1);

  json_node_set_object (node, input);
  call->operation = g_strdup (operation);
  call->input = lw_json_copy (node);
  g_task_set_source_tag (task, lw_sagemaker_client_call_async);
  g_task_set_task_data (task, call, (GDestroyNotify) call_free);
  g_task_run_in_thread (task, run_call);
}

/**
 * lw_sagemaker_client_call_finish:
 * @self: a client
 * @result: as given to the callback
 * @error: %LW_AWS_ERROR
 *
 * Returns: (transfer full) (nullable): the answer
 */
JsonNode *
lw_sagemaker_client_call_finish (LwSagemakerClient  *self,
                                 GAsyncResult       *result,
                                 GError            **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/* SageMaker's Describe says ResourceNotFound by its model and ValidationException in fact. */
static gboolean
is_no_such_job (const GError *error)
{
  const char *code = lw_aws_error_get_code (error);

  return g_strcmp0 (code, "ResourceNotFound") == 0
         || (g_strcmp0 (code, "ValidationException") == 0 && strstr (error->message, "validation error") == NULL);
}

/**
 * lw_sagemaker_client_describe:
 * @self: a client
 * @name: a labeling job name
 * @cancellable: (nullable): ends the call
 * @error: %LW_AWS_ERROR_NOT_FOUND whatever code the service has for it
 *
 * Returns: (transfer full) (nullable): the answer of DescribeLabelingJob
 */
JsonNode *
lw_sagemaker_client_describe (LwSagemakerClient  *self,
                              const char         *name,
                              GCancellable       *cancellable,
                              GError            **error)
{
  g_autoptr (JsonObject) input = json_object_new ();
  g_autoptr (GError) problem = NULL;
  JsonNode *answer;

  json_object_set_string_member (input, "LabelingJobName", name);
  answer = lw_sagemaker_client_call (self, "DescribeLabelingJob", input, cancellable, &problem);
  if (problem != NULL && is_no_such_job (problem))
    problem->code = LW_AWS_ERROR_NOT_FOUND;
  if (problem != NULL)
    g_propagate_error (error, g_steal_pointer (&problem));
  return answer;
}

/**
 * lw_sagemaker_client_create:
 * @self: a client
 * @request: the request of CreateLabelingJob
 * @cancellable: (nullable): ends the call
 * @error: %LW_AWS_ERROR_IN_USE when the name is taken
 *
 * Creates a labeling job. The operation has no token that would make it safe to repeat, so when the answer is lost the
 * service is asked whether the job is there.
 *
 * Returns: (transfer full) (nullable): an object with the LabelingJobArn
 */
JsonNode *
lw_sagemaker_client_create (LwSagemakerClient  *self,
                            JsonObject         *request,
                            GCancellable       *cancellable,
                            GError            **error)
{
  g_autoptr (GError) problem = NULL;
  JsonNode *answer = lw_sagemaker_client_call (self, "CreateLabelingJob", request, cancellable, &problem);

  if (g_error_matches (problem, LW_AWS_ERROR, LW_AWS_ERROR_NETWORK))
    answer = lw_sagemaker_client_describe (self, lw_json_get_string (request, "LabelingJobName"), cancellable, NULL);
  if (answer == NULL)
    g_propagate_error (error, g_steal_pointer (&problem));
  return answer;
}
