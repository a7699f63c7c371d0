/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Where a request for a bucket goes: host or path, and the bucket's Region, which the service names when it is asked in
 * the wrong one. */

#define G_LOG_DOMAIN "lw-aws"

#include "config.h"

#include "lw-s3-client.h"
#include "lw-s3-client-private.h"

#include <string.h>

#include "lw-aws-error.h"
#include "lw-s3-xml.h"

/* Where S3 answers for every bucket that there is, if only with a redirect. */
#define DEFAULT_REGION "us-east-1"

/* A bucket's Region does not change; two turns are one to learn it and one for the answer. */
#define MAX_REDIRECTS 2

/* Invariant: regions and senders are guarded by mutex; all else is set once.
 *
 * @senders: (element-type LwAwsClient): clients of one connection and one thread each, for what has a body, that nobody
 *   uses just now. Bodies of 100 KB take libsoup 0.43 ms of the processor's time when it writes them from a main loop,
 *   and 0.23 ms when it may block. */
struct _LwS3Client
{
  GObject      parent_instance;

  LwAwsClient *aws;
  GMutex       mutex;
  GHashTable  *regions;
  GPtrArray   *senders;
};

G_DEFINE_FINAL_TYPE (LwS3Client, lw_s3_client, G_TYPE_OBJECT)

static void
lw_s3_client_finalize (GObject *object)
{
  LwS3Client *self = LW_S3_CLIENT (object);

  g_clear_object (&self->aws);
  g_ptr_array_unref (self->senders);
  g_hash_table_unref (self->regions);
  g_mutex_clear (&self->mutex);
  G_OBJECT_CLASS (lw_s3_client_parent_class)->finalize (object);
}

static void
lw_s3_client_class_init (LwS3ClientClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = lw_s3_client_finalize;
}

static void
lw_s3_client_init (LwS3Client *self)
{
  g_mutex_init (&self->mutex);
  self->regions = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->senders = g_ptr_array_new_with_free_func (g_object_unref);
}

/**
 * lw_s3_client_new:
 * @aws: what sends
 *
 * Returns: (transfer full): a client
 */
LwS3Client *
lw_s3_client_new (LwAwsClient *aws)
{
  LwS3Client *self;

  g_return_val_if_fail (LW_IS_AWS_CLIENT (aws), NULL);

  self = g_object_new (LW_TYPE_S3_CLIENT, NULL);
  self->aws = g_object_ref (aws);
  return self;
}

/**
 * lw_s3_client_get_aws:
 * @self: a client
 *
 * Returns: (transfer none): what it sends with
 */
LwAwsClient *
lw_s3_client_get_aws (LwS3Client *self)
{
  g_return_val_if_fail (LW_IS_S3_CLIENT (self), NULL);

  return self->aws;
}

static char *
dup_region (LwS3Client *self,
            const char *bucket)
{
  const char *own = lw_aws_config_get_region (lw_aws_client_get_config (self->aws));
  char *region;

  g_mutex_lock (&self->mutex);
  region = g_strdup (bucket != NULL ? g_hash_table_lookup (self->regions, bucket) : NULL);
  g_mutex_unlock (&self->mutex);
  return region != NULL ? region : g_strdup (own != NULL ? own : DEFAULT_REGION);
}

static void
learn_region (LwS3Client *self,
              const char *bucket,
              const char *region)
{
  g_mutex_lock (&self->mutex);
  g_hash_table_replace (self->regions, g_strdup (bucket), g_strdup (region));
  g_mutex_unlock (&self->mutex);
}

/* A name with a dot has no certificate as a host, other names that are no host's are old ones. */
static gboolean
is_host_style (LwS3Client *self,
               const char *bucket)
{
  return bucket != NULL && !lw_aws_config_is_path_style (lw_aws_client_get_config (self->aws))
         && lw_s3_bucket_name_is_valid (bucket) && strchr (bucket, '.') == NULL;
}

/* "https://s3.eu-west-1.amazonaws.com" becomes "https://bucket.s3.eu-west-1.amazonaws.com". */
static void
set_region (LwS3Client   *self,
            LwAwsRequest *request,
            const char   *bucket,
            const char   *region)
{
  lw_aws_request_set_region (request, region);
  if (is_host_style (self, bucket))
    {
      g_autofree char *endpoint = lw_aws_config_dup_endpoint (lw_aws_client_get_config (self->aws), "s3", region);
      const char *mark = strstr (endpoint, "://");
      g_autofree char *scheme = mark != NULL ? g_strndup (endpoint, mark + 3 - endpoint) : g_strdup ("");
      g_autofree char *hosted = g_strconcat (scheme, bucket, ".", endpoint + strlen (scheme), NULL);

      lw_aws_request_set_endpoint (request, hosted);
    }
}

/* A key in a path or a query: all but RFC 3986's unreserved characters is encoded, and the slash is not. */
char *
lw_s3_encode (const char *text)
{
  GString *encoded = g_string_sized_new (strlen (text) + 16);

  for (const char *c = text; *c != '\0'; c++)
    if (g_ascii_isalnum (*c) || strchr ("-._~/", *c) != NULL)
      g_string_append_c (encoded, *c);
    else
      g_string_append_printf (encoded, "%%%02X", (guchar) *c);
  return g_string_free (encoded, FALSE);
}

/* @action is what a policy calls it, for the advice when it is refused. */
LwAwsRequest *
lw_s3_client_make_request (LwS3Client *self,
                           const char *method,
                           const char *bucket,
                           const char *key,
                           const char *query,
                           const char *action)
{
  g_autofree char *encoded = lw_s3_encode (key != NULL ? key : "");
  g_autofree char *path = NULL;
  g_autofree char *region = dup_region (self, bucket);
  g_autofree char *resource = NULL;
  LwAwsRequest *request;

  if (bucket == NULL || is_host_style (self, bucket))
    path = g_strconcat ("/", encoded, NULL);
  else
    path = g_strconcat ("/", bucket, key != NULL ? "/" : "", encoded, NULL);
  if (bucket != NULL)
    resource = g_strconcat ("arn:aws:s3:::", bucket, key != NULL ? "/" : "", key, NULL);
  request = lw_aws_request_new ("s3", method, path, query != NULL ? query : "");
  lw_aws_request_set_action (request, action, resource);
  set_region (self, request, bucket, region);
  return request;
}

/* Whether asking again, now in the Region that the refusal names, may help; @request is changed for that. */
gboolean
lw_s3_client_redirect (LwS3Client   *self,
                       LwAwsRequest *request,
                       const char   *bucket,
                       const GError *error)
{
  const char *region = lw_aws_error_get_region (error);

  if (bucket == NULL || region == NULL || *region == '\0'
      || g_strcmp0 (region, lw_aws_request_get_region (request)) == 0)
    return FALSE;
  learn_region (self, bucket, region);
  set_region (self, request, bucket, region);
  return TRUE;
}

static LwAwsResponse *
send (LwS3Client    *self,
      LwAwsClient   *aws,
      LwAwsRequest  *request,
      const char    *bucket,
      GCancellable  *cancellable,
      GError       **error)
{
  g_autoptr (GError) problem = NULL;

  for (guint i = 0; i <= MAX_REDIRECTS; i++)
    {
      LwAwsResponse *response;

      g_clear_error (&problem);
      response = lw_aws_client_send (aws, request, cancellable, &problem);
      if (response != NULL)
        return response;
      if (!lw_s3_client_redirect (self, request, bucket, problem))
        break;
    }
  g_propagate_error (error, g_steal_pointer (&problem));
  return NULL;
}

/* Sends, in another Region when it has to be. */
LwAwsResponse *
lw_s3_client_send (LwS3Client    *self,
                   LwAwsRequest  *request,
                   const char    *bucket,
                   GCancellable  *cancellable,
                   GError       **error)
{
  return send (self, self->aws, request, bucket, cancellable, error);
}

static LwAwsClient *
take_sender (LwS3Client  *self,
             GError     **error)
{
  LwAwsConfig *config = lw_aws_client_get_config (self->aws);
  const LwHttpOptions options = { .ca_bundle = lw_aws_config_get_ca_bundle (config), .n_connections = 1 };
  g_autoptr (LwHttpClient) http = NULL;
  LwAwsClient *sender = NULL;

  g_mutex_lock (&self->mutex);
  if (self->senders->len > 0)
    sender = g_ptr_array_steal_index_fast (self->senders, self->senders->len - 1);
  g_mutex_unlock (&self->mutex);
  if (sender != NULL)
    return sender;
  http = lw_http_client_new (&options, error);
  return http != NULL ? lw_aws_client_new (http, config, lw_aws_client_get_provider (self->aws)) : NULL;
}

/* Sends a request with a body, in the thread of a client that does nothing else. */
LwAwsResponse *
lw_s3_client_send_body (LwS3Client    *self,
                        LwAwsRequest  *request,
                        const char    *bucket,
                        GCancellable  *cancellable,
                        GError       **error)
{
  LwAwsClient *sender = take_sender (self, error);
  LwAwsResponse *response;

  if (sender == NULL)
    return NULL;
  lw_aws_request_set_flags (request, lw_aws_request_get_flags (request) | LW_AWS_REQUEST_BLOCKING);
  response = send (self, sender, request, bucket, cancellable, error);
  g_mutex_lock (&self->mutex);
  g_ptr_array_add (self->senders, sender);
  g_mutex_unlock (&self->mutex);
  return response;
}

/* Some calls need it, whatever else signs the body. */
void
lw_s3_add_content_md5 (LwAwsRequest *request,
                       const char   *content)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_MD5);
  g_autofree char *text = NULL;
  guint8 digest[16];
  gsize length = sizeof digest;

  g_checksum_update (checksum, (const guchar *) content, (gssize) strlen (content));
  g_checksum_get_digest (checksum, digest, &length);
  text = g_base64_encode (digest, length);
  lw_aws_request_add_header (request, "Content-MD5", text);
}

/* Some calls answer "200 OK" first and find out later that they failed: then the document is an error. */
gboolean
lw_s3_check_body (GBytes      *body,
                  const char  *root,
                  GError     **error)
{
  g_autoptr (LwS3Document) refusal = lw_s3_xml_parse (body, "Error", NULL);
  g_autoptr (LwS3Document) document = NULL;

  if (refusal != NULL)
    {
      g_autofree char *code = lw_s3_xml_dup_text (xmlDocGetRootElement (refusal), "Code");
      g_autofree char *message = lw_s3_xml_dup_text (xmlDocGetRootElement (refusal), "Message");
      g_autofree char *id = lw_s3_xml_dup_text (xmlDocGetRootElement (refusal), "RequestId");
      const LwAwsErrorFacts facts = { .status = 500, .code = code, .message = message, .request_id = id };

      g_propagate_error (error, lw_aws_error_new (&facts));
      return FALSE;
    }
  document = lw_s3_xml_parse (body, root, error);
  return document != NULL;
}
