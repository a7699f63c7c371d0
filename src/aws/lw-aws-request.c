/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* One call of a service: what is asked of whom. */

#define G_LOG_DOMAIN "lw-aws"

#include "config.h"

#include "lw-aws-request.h"

#include "lw-str.h"

struct _LwAwsRequest
{
  gatomicrefcount    refs;
  char              *service;
  char              *method;
  char              *path;
  char              *query;
  char              *endpoint;
  char              *region;
  char              *action;
  char              *resource;
  LwAwsRequestFlags  flags;
  GPtrArray         *names;
  GPtrArray         *values;
  GBytes            *body;
  LwAwsBodyFunc      body_func;
  gpointer           body_data;
  GDestroyNotify     body_destroy;
  guint64            body_length;
  char              *body_sha256;
};

/**
 * lw_aws_request_new:
 * @service: the name with which it is signed, such as "s3"
 * @method: such as "GET"
 * @path: the path, encoded as it is sent
 * @query: the query, encoded as it is sent, without question mark; "" for none
 *
 * Returns: (transfer full): a request to the client's Region and endpoint, without header fields and body
 */
LwAwsRequest *
lw_aws_request_new (const char *service,
                    const char *method,
                    const char *path,
                    const char *query)
{
  LwAwsRequest *self;

  g_return_val_if_fail (service != NULL && method != NULL && path != NULL && query != NULL, NULL);

  self = g_new0 (LwAwsRequest, 1);
  g_atomic_ref_count_init (&self->refs);
  self->service = g_strdup (service);
  self->method = g_strdup (method);
  self->path = g_strdup (path);
  self->query = g_strdup (query);
  self->names = g_ptr_array_new_with_free_func (g_free);
  self->values = g_ptr_array_new_with_free_func (g_free);
  self->body = g_bytes_new_static ("", 0);
  return self;
}

/**
 * lw_aws_request_ref:
 * @self: a request
 *
 * Returns: (transfer full): @self
 */
LwAwsRequest *
lw_aws_request_ref (LwAwsRequest *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&self->refs);
  return self;
}

static void
drop_body (LwAwsRequest *self)
{
  if (self->body_destroy != NULL)
    self->body_destroy (self->body_data);
  self->body_func = NULL;
  self->body_destroy = NULL;
  g_clear_pointer (&self->body, g_bytes_unref);
  g_clear_pointer (&self->body_sha256, g_free);
}

/**
 * lw_aws_request_unref:
 * @self: (transfer full): a request
 */
void
lw_aws_request_unref (LwAwsRequest *self)
{
  g_return_if_fail (self != NULL);

  if (!g_atomic_ref_count_dec (&self->refs))
    return;
  drop_body (self);
  g_free (self->service);
  g_free (self->method);
  g_free (self->path);
  g_free (self->query);
  g_free (self->endpoint);
  g_free (self->region);
  g_free (self->action);
  g_free (self->resource);
  g_ptr_array_unref (self->names);
  g_ptr_array_unref (self->values);
  g_free (self);
}

/**
 * lw_aws_request_get_service:
 * @self: a request
 *
 * Returns: (transfer none): the name with which it is signed
 */
const char *
lw_aws_request_get_service (const LwAwsRequest *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->service;
}

/**
 * lw_aws_request_get_method:
 * @self: a request
 *
 * Returns: (transfer none): its method
 */
const char *
lw_aws_request_get_method (const LwAwsRequest *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->method;
}

/**
 * lw_aws_request_get_path:
 * @self: a request
 *
 * Returns: (transfer none): its path, encoded
 */
const char *
lw_aws_request_get_path (const LwAwsRequest *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->path;
}

/**
 * lw_aws_request_get_query:
 * @self: a request
 *
 * Returns: (transfer none): its query, encoded, "" for none
 */
const char *
lw_aws_request_get_query (const LwAwsRequest *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->query;
}

/**
 * lw_aws_request_get_flags:
 * @self: a request
 *
 * Returns: how it is signed and sent
 */
LwAwsRequestFlags
lw_aws_request_get_flags (const LwAwsRequest *self)
{
  g_return_val_if_fail (self != NULL, LW_AWS_REQUEST_DEFAULT);

  return self->flags;
}

/**
 * lw_aws_request_set_flags:
 * @self: a request
 * @flags: how to sign and send it
 */
void
lw_aws_request_set_flags (LwAwsRequest      *self,
                          LwAwsRequestFlags  flags)
{
  g_return_if_fail (self != NULL);

  self->flags = flags;
}

/**
 * lw_aws_request_get_endpoint:
 * @self: a request
 *
 * Returns: (transfer none) (nullable): where it goes, %NULL for the service's endpoint
 */
const char *
lw_aws_request_get_endpoint (const LwAwsRequest *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->endpoint;
}

/**
 * lw_aws_request_set_endpoint:
 * @self: a request
 * @endpoint: (nullable): such as "https://bucket.s3.eu-west-1.amazonaws.com"; %NULL for the one that the client's
 *   configuration has for the service
 */
void
lw_aws_request_set_endpoint (LwAwsRequest *self,
                             const char   *endpoint)
{
  g_return_if_fail (self != NULL);

  lw_set_str (&self->endpoint, endpoint);
}

/**
 * lw_aws_request_get_region:
 * @self: a request
 *
 * Returns: (transfer none) (nullable): the Region it is signed for, %NULL for the client's
 */
const char *
lw_aws_request_get_region (const LwAwsRequest *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->region;
}

/**
 * lw_aws_request_set_region:
 * @self: a request
 * @region: (nullable): the Region to sign for; %NULL for the client's
 */
void
lw_aws_request_set_region (LwAwsRequest *self,
                           const char   *region)
{
  g_return_if_fail (self != NULL);

  lw_set_str (&self->region, region);
}

/**
 * lw_aws_request_get_action:
 * @self: a request
 * @resource: (out) (optional) (nullable) (transfer none): of what, as an ARN
 *
 * Returns: (transfer none) (nullable): what is asked for, as policies name it
 */
const char *
lw_aws_request_get_action (const LwAwsRequest  *self,
                           const char         **resource)
{
  g_return_val_if_fail (self != NULL, NULL);

  if (resource != NULL)
    *resource = self->resource;
  return self->action;
}

/**
 * lw_aws_request_set_action:
 * @self: a request
 * @action: what is asked for as policies name it, such as "s3:GetObject"
 * @resource: (nullable): of what, as an ARN
 *
 * For the advice in a refusal.
 */
void
lw_aws_request_set_action (LwAwsRequest *self,
                           const char   *action,
                           const char   *resource)
{
  g_return_if_fail (self != NULL);

  lw_set_str (&self->action, action);
  lw_set_str (&self->resource, resource);
}

/**
 * lw_aws_request_add_header:
 * @self: a request
 * @name: a field name
 * @value: its value
 *
 * Adds a header field; it is signed. Host, Content-Length and what signing adds come by themselves.
 */
void
lw_aws_request_add_header (LwAwsRequest *self,
                           const char   *name,
                           const char   *value)
{
  g_return_if_fail (self != NULL && name != NULL && value != NULL);

  g_ptr_array_add (self->names, g_strdup (name));
  g_ptr_array_add (self->values, g_strdup (value));
}

/**
 * lw_aws_request_get_n_headers:
 * @self: a request
 *
 * Returns: how many header fields it has
 */
guint
lw_aws_request_get_n_headers (const LwAwsRequest *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->names->len;
}

/**
 * lw_aws_request_get_nth_header:
 * @self: a request
 * @nth: a position
 * @value: (out) (optional) (transfer none): the field's value
 *
 * Returns: (transfer none): the field's name
 */
const char *
lw_aws_request_get_nth_header (const LwAwsRequest  *self,
                               guint                nth,
                               const char         **value)
{
  g_return_val_if_fail (self != NULL && nth < self->names->len, NULL);

  if (value != NULL)
    *value = g_ptr_array_index (self->values, nth);
  return g_ptr_array_index (self->names, nth);
}

/**
 * lw_aws_request_set_body:
 * @self: a request
 * @body: (transfer none): its body
 */
void
lw_aws_request_set_body (LwAwsRequest *self,
                         GBytes       *body)
{
  g_return_if_fail (self != NULL && body != NULL);

  g_bytes_ref (body);
  drop_body (self);
  self->body = body;
}

/**
 * lw_aws_request_set_body_source:
 * @self: a request
 * @func: opens the body
 * @data: for @func
 * @destroy: (nullable): frees @data
 * @length: the body's length in bytes
 * @sha256: (nullable): the body's hash in hexadecimal digits, or what stands for it ("UNSIGNED-PAYLOAD", "STREAMING-…")
 *
 * Sets a body that need not be in memory.
 */
void
lw_aws_request_set_body_source (LwAwsRequest   *self,
                                LwAwsBodyFunc   func,
                                gpointer        data,
                                GDestroyNotify  destroy,
                                guint64         length,
                                const char     *sha256)
{
  g_return_if_fail (self != NULL && func != NULL);

  drop_body (self);
  self->body_func = func;
  self->body_data = data;
  self->body_destroy = destroy;
  self->body_length = length;
  self->body_sha256 = g_strdup (sha256 != NULL ? sha256 : "UNSIGNED-PAYLOAD");
}

/**
 * lw_aws_request_get_body:
 * @self: a request
 *
 * Returns: (transfer none) (nullable): the body, %NULL when it has to be opened
 */
GBytes *
lw_aws_request_get_body (const LwAwsRequest *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->body;
}

/**
 * lw_aws_request_open_body:
 * @self: a request whose body has to be opened
 * @error: return location
 *
 * Returns: (transfer full) (nullable): the body from its start
 */
GInputStream *
lw_aws_request_open_body (const LwAwsRequest  *self,
                          GError             **error)
{
  g_return_val_if_fail (self != NULL && self->body_func != NULL, NULL);

  return self->body_func (self->body_data, error);
}

/**
 * lw_aws_request_get_body_length:
 * @self: a request
 *
 * Returns: the length of its body in bytes
 */
guint64
lw_aws_request_get_body_length (const LwAwsRequest *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->body != NULL ? g_bytes_get_size (self->body) : self->body_length;
}

/**
 * lw_aws_request_get_body_sha256:
 * @self: a request
 *
 * Returns: (transfer none) (nullable): what lw_aws_request_set_body_source() was told
 */
const char *
lw_aws_request_get_body_sha256 (const LwAwsRequest *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->body_sha256;
}
