/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Feeds manifests to the index, and single lines to what rewrites them: a line that is taken must stay
 * JSON. */

#include "config.h"

#include "lw-fuzz.h"

#include "lw-manifest-index.h"
#include "lw-manifest-line.h"

#include <string.h>

const char *const lw_fuzz_seeds[] = {
  "{\"source-ref\":\"s3://b/1.jpg\",\"k\":9,\"k-metadata\":{\"class-name\":\"a\","
  "\"confidence\":0.95}}\r\n\n{\"source-ref\":1}",
  "{\"k\":[1,0],\"k-metadata\":{\"class-map\":{\"1\":\"\\u00e9\",\"0\":\"\\ud83e\\udd8c\"},"
  "\"confidence-map\":{\"1\":1e-1}}}",
  "{ \"k\" : \"0\" , \"k-metadata\":{\"failure-reason\":\"x\","
  "\"creation-date\":\"2019-04-18T16:40:59.217995\"}}\n{\"k\":1}",
  NULL,
};

int
LLVMFuzzerTestOneInput (const guint8 *data,
                        gsize         size)
{
  static const LwManifestMember members[] = { { "k", "7" }, { "source-ref", NULL } };
  g_autoptr (GBytes) bytes = g_bytes_new_static (data, size);
  g_autoptr (LwManifestIndex) index = lw_manifest_index_new_from_bytes (bytes);
  g_autofree char *line = lw_manifest_line_replace ((const char *) data, size, members, 2, NULL);
  g_autofree char *pretty = lw_manifest_line_dup_pretty ((const char *) data, size, NULL);

  for (guint row = 0; row < lw_manifest_index_get_n_rows (index); row++)
    {
      g_autofree char *ref G_GNUC_UNUSED = lw_manifest_index_dup_source_ref (index, row);

      for (guint i = 0; i < lw_manifest_index_get_n_attributes (index); i++)
        g_free (lw_manifest_index_dup_label_text (index, i, row));
    }
  g_assert_true (line == NULL || lw_manifest_line_validate (line, strlen (line), NULL));
  g_assert_true (pretty == NULL || lw_manifest_line_validate (pretty, strlen (pretty), NULL));
  return 0;
}
