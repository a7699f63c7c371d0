/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Feeds text to the query parser: what it takes must come back from its own text as an equal query. */

#include "config.h"

#include "lw-fuzz.h"

#include "lw-manifest-query.h"

const char *const lw_fuzz_seeds[] = {
  "class:dog,\"wild boar\" -class:cat confidence:<0.6 -state:failed sort:-confidence by:human",
  "confidence:0.2..0.6 attribute:k \"two words\" s3://b/x",
  "(class@review:a or -(state@k:labeled differs:k,review)) and not time:>=2024-05-01T10:00 job:x labels:>1 line:1..9",
  NULL,
};

int
LLVMFuzzerTestOneInput (const guint8 *data,
                        gsize         size)
{
  g_autofree char *text = g_strndup ((const char *) data, size);
  g_autoptr (LwManifestQuery) query = lw_manifest_query_parse (text, NULL);
  g_autoptr (LwManifestQuery) again = NULL;
  g_autofree char *formatted = NULL;

  if (query == NULL)
    return 0;
  formatted = lw_manifest_query_format (query);
  again = lw_manifest_query_parse (formatted, NULL);
  g_assert_nonnull (again);
  g_assert_true (lw_manifest_query_equal (query, again));
  return 0;
}
