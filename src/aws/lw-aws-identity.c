/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Who the credentials belong to ("GetCallerIdentity" in the AWS STS API Reference). Everybody may ask this. */

#define G_LOG_DOMAIN "lw-aws"

#include "config.h"

#include "lw-aws-identity.h"

#include <glib/gi18n.h>
#include <string.h>

#include "lw-aws-error.h"
#include "lw-aws-xml.h"
#include "lw-region.h"

static char *
dup_role (const char *arn)
{
  g_auto (GStrv) parts = g_strsplit (arn, "/", 3);

  if (strstr (arn, ":assumed-role/") == NULL || g_strv_length (parts) < 2)
    return NULL;
  return g_strdup (parts[1]);
}

/**
 * lw_aws_identity_load:
 * @client: whose credentials
 * @cancellable: (nullable): ends the call
 * @error: %LW_AWS_ERROR
 *
 * Blocks; not in the main thread and not in that of an HTTP client.
 *
 * Returns: (transfer full) (nullable): the identity
 */
LwAwsIdentity *
lw_aws_identity_load (LwAwsClient   *client,
                      GCancellable  *cancellable,
                      GError       **error)
{
  static const char form[] = "Action=GetCallerIdentity&Version=2011-06-15";
  g_autoptr (LwAwsRequest) request = NULL;
  g_autoptr (GBytes) body = g_bytes_new_static (form, strlen (form));
  g_autoptr (LwAwsResponse) response = NULL;
  g_autoptr (GHashTable) texts = NULL;
  LwAwsIdentity *self;

  g_return_val_if_fail (LW_IS_AWS_CLIENT (client), NULL);

  request = lw_aws_request_new ("sts", "POST", "/", "");
  if (lw_aws_config_get_region (lw_aws_client_get_config (client)) == NULL)
    lw_aws_request_set_region (request, LW_REGION_DEFAULT);
  lw_aws_request_add_header (request, "Content-Type", "application/x-www-form-urlencoded; charset=utf-8");
  lw_aws_request_set_body (request, body);
  response = lw_aws_client_send (client, request, cancellable, error);
  if (response == NULL)
    return NULL;
  texts = lw_aws_xml_read_texts (lw_aws_response_get_body (response));
  if (g_hash_table_lookup (texts, "Arn") == NULL || g_hash_table_lookup (texts, "Account") == NULL)
    {
      g_set_error_literal (error, LW_AWS_ERROR, LW_AWS_ERROR_BAD_ANSWER,
                           _("What AWS STS answers does not say who you are."));
      return NULL;
    }
  self = g_new0 (LwAwsIdentity, 1);
  self->account = g_strdup (g_hash_table_lookup (texts, "Account"));
  self->arn = g_strdup (g_hash_table_lookup (texts, "Arn"));
  self->user_id = g_strdup (g_hash_table_lookup (texts, "UserId"));
  self->role = dup_role (self->arn);
  return self;
}

/**
 * lw_aws_identity_free:
 * @self: (transfer full): an identity
 */
void
lw_aws_identity_free (LwAwsIdentity *self)
{
  g_return_if_fail (self != NULL);

  g_free (self->account);
  g_free (self->arn);
  g_free (self->user_id);
  g_free (self->role);
  g_free (self);
}
