/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Lets tests in Python sign and call: a JSON object a line on standard input, one a line on standard output.
 *   {"sign": {method, target, headers: [[name, value]], body, service, region, time, key, secret, token, presign}}
 *   {"call": operation, "input": {…}} to the service of AWS_ENDPOINT_URL, with the keys of the environment */

#include "config.h"

#include "lw-aws-error.h"
#include "lw-json.h"
#include "lw-sagemaker-client.h"
#include "lw-sigv4.h"

#include <stdio.h>
#include <string.h>

static void
add_string (JsonObject *object,
            const char *name,
            const char *value)
{
  if (value != NULL)
    json_object_set_string_member (object, name, value);
}

static void
sign (JsonObject  *what,
      LwSigv4Keys *keys,
      JsonObject  *answer)
{
  g_autoptr (LwHttpRequest) request = lw_http_request_new (lw_json_get_string (what, "method"),
                                                           lw_json_get_string (what, "target"));
  JsonArray *headers = lw_json_get_array (what, "headers");
  const char *text = lw_json_get_string (what, "body");
  g_autoptr (GBytes) body = g_bytes_new (text, strlen (text));
  LwSigv4Scope scope = {
    .access_key_id = lw_json_get_string (what, "key"),
    .secret_access_key = lw_json_get_string (what, "secret"),
    .session_token = lw_json_get_string (what, "token"),
    .region = lw_json_get_string (what, "region"),
    .service = lw_json_get_string (what, "service"),
    .time = lw_json_get_int (what, "time", 0) * G_USEC_PER_SEC,
    .keys = keys,
  };
  gint64 presign = lw_json_get_int (what, "presign", 0);
  g_autoptr (LwSigv4Signature) signature = NULL;

  for (guint i = 0; i < json_array_get_length (headers); i++)
    {
      JsonArray *pair = json_array_get_array_element (headers, i);

      lw_http_request_add_header (request, json_array_get_string_element (pair, 0),
                                  json_array_get_string_element (pair, 1));
    }
  lw_http_request_set_body (request, body);
  signature = presign > 0 ? lw_sigv4_presign (request, &scope, (guint) presign) : lw_sigv4_sign (request, &scope);
  add_string (answer, "canonical", signature->canonical_request);
  add_string (answer, "string", signature->string_to_sign);
  add_string (answer, "authorization", signature->authorization);
  add_string (answer, "target", signature->target);
}

static LwSagemakerClient *
make_client (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (LwAwsConfig) config = lw_aws_config_load (NULL, &error);
  g_autoptr (LwHttpClient) http = lw_http_client_new (NULL, &error);
  g_autoptr (LwAwsCredentialsProvider) provider = lw_aws_credentials_provider_new (config, http);
  g_autoptr (LwAwsClient) aws = lw_aws_client_new (http, config, provider);

  return lw_sagemaker_client_new (aws);
}

static void
call (LwSagemakerClient *client,
      JsonObject        *what,
      JsonObject        *answer)
{
  g_autoptr (GError) error = NULL;
  const char *operation = lw_json_get_string (what, "call");
  JsonObject *input = lw_json_get_object (what, "input");
  JsonNode *node;

  if (json_object_has_member (what, "all"))
    {
      JsonArray *all = lw_sagemaker_client_list (client, operation, input, 0, NULL, &error);

      if (all != NULL)
        json_object_set_array_member (answer, "all", all);
    }
  else
    {
      node = strcmp (operation, "CreateLabelingJob") == 0
             ? lw_sagemaker_client_create (client, input, NULL, &error)
             : lw_sagemaker_client_call (client, operation, input, NULL, &error);
      if (node != NULL)
        json_object_set_member (answer, "output", node);
    }
  if (error == NULL)
    return;
  add_string (answer, "error", error->message);
  add_string (answer, "code", lw_aws_error_get_code (error));
  json_object_set_int_member (answer, "kind", error->code);
}

int
main (int    argc,
      char **argv)
{
  g_autoptr (LwSigv4Keys) keys = lw_sigv4_keys_new ();
  g_autoptr (LwSagemakerClient) client = NULL;
  g_autofree char *line = NULL;
  size_t size = 0;
  ssize_t length;

  while ((length = getline (&line, &size, stdin)) > 0)
    {
      g_autoptr (JsonNode) node = lw_json_parse (line, length, NULL);
      g_autoptr (JsonNode) root = json_node_new (JSON_NODE_OBJECT);
      JsonObject *answer = json_object_new ();
      JsonObject *what = json_node_get_object (node);
      g_autofree char *text = NULL;

      json_node_take_object (root, answer);
      if (json_object_has_member (what, "sign"))
        sign (lw_json_get_object (what, "sign"), keys, answer);
      else
        {
          if (client == NULL)
            client = make_client ();
          call (client, what, answer);
        }
      text = lw_json_to_string (root, FALSE);
      puts (text);
      fflush (stdout);
    }
  return 0;
}
