/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Any text as the header field Authorization: it is refused, or it has all its parts. */

#include "config.h"

#include "lw-fuzz.h"

#include "lw-endpoint-signature.h"

const char *const lw_fuzz_seeds[] = {
  "AWS4-HMAC-SHA256 Credential=AKID/20260401/us-east-1/s3/aws4_request, SignedHeaders=host;x-amz-date, Signature=00ff",
  "AWS4-HMAC-SHA256 Credential=a/b/c/d/aws4_request,SignedHeaders=,Signature=",
  "Bearer x",
  NULL
};

int
LLVMFuzzerTestOneInput (const guint8 *data,
                        gsize         size)
{
  g_autofree char *text = g_strndup ((const char *) data, size);
  g_autoptr (GError) error = NULL;
  g_autoptr (LwEndpointClaim) claim = lw_endpoint_claim_parse (text, &error);

  g_assert_true ((claim == NULL) == (error != NULL));
  if (claim != NULL)
    g_assert_true (claim->access_key_id != NULL && claim->day != NULL && claim->region != NULL &&
                   claim->service != NULL && claim->signed_headers != NULL && claim->signature != NULL);
  return 0;
}
