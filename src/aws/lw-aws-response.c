/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What a service answered, and what of it says why it refused: S3's and STS's XML, SageMaker's JSON, the JSON of IAM
 * Identity Center, or nothing but a status. */

#define G_LOG_DOMAIN "lw-aws"

#include "config.h"

#include "lw-aws-response-private.h"

#include <string.h>

#include "lw-aws-error.h"
#include "lw-aws-xml.h"
#include "lw-json.h"
#include "lw-str.h"

struct _LwAwsResponse
{
  guint               status;
  char               *reason;
  SoupMessageHeaders *headers;
  GBytes             *body;
  GInputStream       *stream;
};

/* What an error document says. */
typedef struct
{
  char *code;
  char *message;
  char *request_id;
  char *region;
} Refusal;

static void
refusal_clear (Refusal *self)
{
  g_free (self->code);
  g_free (self->message);
  g_free (self->request_id);
  g_free (self->region);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Refusal, refusal_clear)

/* Takes an answer whose body has not been read; @stream is %NULL once it has. */
LwAwsResponse *
lw_aws_response_new (SoupMessage  *message,
                     GInputStream *stream)
{
  LwAwsResponse *self = g_new0 (LwAwsResponse, 1);

  self->status = soup_message_get_status (message);
  self->reason = g_strdup (soup_message_get_reason_phrase (message));
  self->headers = soup_message_headers_ref (soup_message_get_response_headers (message));
  self->stream = stream != NULL ? g_object_ref (stream) : NULL;
  return self;
}

void
lw_aws_response_take_body (LwAwsResponse *self,
                           GBytes        *body)
{
  g_clear_object (&self->stream);
  g_clear_pointer (&self->body, g_bytes_unref);
  self->body = body;
}

/**
 * lw_aws_response_free:
 * @self: (transfer full): an answer
 */
void
lw_aws_response_free (LwAwsResponse *self)
{
  g_return_if_fail (self != NULL);

  g_free (self->reason);
  soup_message_headers_unref (self->headers);
  g_clear_pointer (&self->body, g_bytes_unref);
  g_clear_object (&self->stream);
  g_free (self);
}

/**
 * lw_aws_response_get_status:
 * @self: an answer
 *
 * Returns: the HTTP status
 */
guint
lw_aws_response_get_status (const LwAwsResponse *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->status;
}

/**
 * lw_aws_response_get_header:
 * @self: an answer
 * @name: a field name, in any case
 *
 * Returns: (transfer none) (nullable): the value of the last field of that name
 */
const char *
lw_aws_response_get_header (const LwAwsResponse *self,
                            const char          *name)
{
  g_return_val_if_fail (self != NULL && name != NULL, NULL);

  return soup_message_headers_get_one (self->headers, name);
}

/**
 * lw_aws_response_dup_request_id:
 * @self: an answer
 *
 * Returns: (transfer full) (nullable): the service's number for the request; for S3 with the second one, "id/id2"
 */
char *
lw_aws_response_dup_request_id (const LwAwsResponse *self)
{
  const char *id = lw_aws_response_get_header (self, "x-amzn-requestid");
  const char *id2 = lw_aws_response_get_header (self, "x-amz-id-2");

  if (id == NULL)
    id = lw_aws_response_get_header (self, "x-amz-request-id");
  if (id == NULL)
    return NULL;
  return id2 != NULL ? g_strconcat (id, "/", id2, NULL) : g_strdup (id);
}

/**
 * lw_aws_response_get_body:
 * @self: an answer
 *
 * Returns: (transfer none) (nullable): the body; %NULL when it is a stream
 */
GBytes *
lw_aws_response_get_body (const LwAwsResponse *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->body;
}

/**
 * lw_aws_response_get_stream:
 * @self: an answer
 *
 * Returns: (transfer none) (nullable): the body of an answer to a request with %LW_AWS_REQUEST_STREAM
 */
GInputStream *
lw_aws_response_get_stream (const LwAwsResponse *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->stream;
}

static void
read_xml (GBytes  *body,
          Refusal *refusal)
{
  g_autoptr (GHashTable) texts = lw_aws_xml_read_texts (body);

  refusal->code = g_strdup (g_hash_table_lookup (texts, "Code"));
  refusal->message = g_strdup (g_hash_table_lookup (texts, "Message"));
  refusal->request_id = g_strdup (g_hash_table_lookup (texts, "RequestId"));
  refusal->region = g_strdup (g_hash_table_lookup (texts, "Region"));
}

/* "com.amazonaws.sagemaker#ResourceInUse", "ResourceInUse:http://…" */
static char *
dup_code (const char *type)
{
  g_autofree char *before_colon = g_strndup (type, strcspn (type, ":"));
  const char *hash = strrchr (before_colon, '#');

  return g_strdup (hash != NULL ? hash + 1 : before_colon);
}

static void
read_json (GBytes  *body,
           Refusal *refusal)
{
  g_autoptr (JsonNode) node = lw_json_parse (g_bytes_get_data (body, NULL), (gssize) g_bytes_get_size (body), NULL);
  JsonObject *object = node != NULL ? lw_json_node_object (node) : NULL;
  const char *code;

  if (object == NULL)
    return;
  code = lw_json_get_string (object, "__type");
  if (code == NULL)
    code = lw_json_get_string (object, "code");
  if (code == NULL)
    code = lw_json_get_string (object, "error");
  if (code != NULL)
    refusal->code = dup_code (code);
  refusal->message = g_strdup (lw_json_get_string (object, "message"));
  if (refusal->message == NULL)
    refusal->message = g_strdup (lw_json_get_string (object, "Message"));
  if (refusal->message == NULL)
    refusal->message = g_strdup (lw_json_get_string (object, "error_description"));
}

static void
read_refusal (const LwAwsResponse *self,
              Refusal             *refusal)
{
  const char *start = self->body != NULL ? g_bytes_get_data (self->body, NULL) : NULL;
  const char *type = lw_aws_response_get_header (self, "x-amzn-errortype");

  if (start != NULL && g_bytes_get_size (self->body) > 0 && *start == '<')
    read_xml (self->body, refusal);
  else if (start != NULL && g_bytes_get_size (self->body) > 0)
    read_json (self->body, refusal);
  if (refusal->code == NULL && type != NULL)
    refusal->code = dup_code (type);
  if (lw_aws_response_get_header (self, "x-amz-bucket-region") != NULL)
    lw_set_str (&refusal->region, lw_aws_response_get_header (self, "x-amz-bucket-region"));
}

/**
 * lw_aws_response_dup_error:
 * @self: an answer whose body has been read
 * @request: what it answers
 *
 * Returns: (transfer full) (nullable): why the service refused; %NULL when it did not
 */
GError *
lw_aws_response_dup_error (const LwAwsResponse *self,
                           const LwAwsRequest  *request)
{
  g_auto (Refusal) refusal = { 0 };
  g_autofree char *request_id = NULL;
  LwAwsErrorFacts facts = { .status = self->status };

  if (self->status >= 200 && self->status < 300)
    return NULL;

  read_refusal (self, &refusal);
  request_id = lw_aws_response_dup_request_id (self);
  facts.code = refusal.code;
  facts.message = refusal.message != NULL || refusal.code != NULL ? refusal.message : self->reason;
  facts.request_id = request_id != NULL ? request_id : refusal.request_id;
  facts.region = refusal.region;
  facts.action = lw_aws_request_get_action (request, &facts.resource);
  return lw_aws_error_new (&facts);
}
