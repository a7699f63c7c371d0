/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What a request says of its signature, in the header form:
 * "AWS4-HMAC-SHA256 Credential=ID/DAY/REGION/SERVICE/aws4_request, SignedHeaders=a;b, Signature=HEX". */

#define G_LOG_DOMAIN "lw-endpoint"

#include "config.h"

#include "lw-endpoint-signature.h"

#include <string.h>

#define ALGORITHM "AWS4-HMAC-SHA256"
#define TERMINATOR "aws4_request"

void
lw_endpoint_claim_free (LwEndpointClaim *self)
{
  g_free (self->access_key_id);
  g_free (self->day);
  g_free (self->region);
  g_free (self->service);
  g_strfreev (self->signed_headers);
  g_free (self->signature);
  g_free (self->stamp);
  g_free (self);
}

static gboolean
take_credential (LwEndpointClaim *self,
                 const char      *text)
{
  g_auto (GStrv) parts = g_strsplit (text, "/", -1);

  if (self->access_key_id != NULL || g_strv_length (parts) != 5 || !g_str_equal (parts[4], TERMINATOR))
    return FALSE;
  self->access_key_id = g_strdup (parts[0]);
  self->day = g_strdup (parts[1]);
  self->region = g_strdup (parts[2]);
  self->service = g_strdup (parts[3]);
  return *self->access_key_id != '\0' && *self->region != '\0';
}

static gboolean
take_part (LwEndpointClaim *self,
           const char      *part)
{
  if (g_str_has_prefix (part, "Credential="))
    return take_credential (self, part + strlen ("Credential="));
  if (g_str_has_prefix (part, "SignedHeaders=") && self->signed_headers == NULL)
    {
      self->signed_headers = g_strsplit (part + strlen ("SignedHeaders="), ";", -1);
      return TRUE;
    }
  if (g_str_has_prefix (part, "Signature=") && self->signature == NULL)
    {
      self->signature = g_strdup (part + strlen ("Signature="));
      return TRUE;
    }
  return FALSE;
}

/**
 * lw_endpoint_claim_parse:
 * @authorization: the value of the header field
 * @error: return location: %LW_ENDPOINT_ERROR_AUTHORIZATION_HEADER_MALFORMED or %LW_ENDPOINT_ERROR_INVALID_ARGUMENT
 *
 * Returns: (transfer full) (nullable): what it says; its stamp stands elsewhere
 */
LwEndpointClaim *
lw_endpoint_claim_parse (const char  *authorization,
                         GError     **error)
{
  g_autoptr (LwEndpointClaim) self = g_new0 (LwEndpointClaim, 1);
  g_auto (GStrv) parts = NULL;
  gboolean ok = TRUE;

  if (!g_str_has_prefix (authorization, ALGORITHM " "))
    {
      lw_endpoint_fail (error, LW_ENDPOINT_ERROR_INVALID_ARGUMENT,
                        "Unsupported Authorization Type: only " ALGORITHM " is understood here");
      return NULL;
    }
  parts = g_strsplit (authorization + strlen (ALGORITHM " "), ",", -1);
  for (gsize i = 0; ok && parts[i] != NULL; i++)
    ok = take_part (self, g_strstrip (parts[i]));
  if (ok && self->access_key_id != NULL && self->signed_headers != NULL && self->signature != NULL)
    return g_steal_pointer (&self);
  lw_endpoint_fail (error, LW_ENDPOINT_ERROR_AUTHORIZATION_HEADER_MALFORMED,
                    "The authorization header is malformed; it has to name Credential (with five parts), SignedHeaders "
                    "and Signature");
  return NULL;
}
