/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Lines behind others of nearly the same shape: whatever compares them with what is known, the index says what the
 * parser alone says. */

#include "config.h"

#include "lw-fuzz.h"

#include "lw-diagnostic.h"
#include "lw-manifest-index-private.h"

#include <string.h>

#define META "\"type\":\"groundtruth/image-classification\",\"job-name\":\"j\",\"human-annotated\":\"yes\"," \
             "\"creation-date\":\"2026-05-04T10:11:12.123456\""

/* What is known when the fuzzer's lines come. */
static const char known[] =
  "{\"source-ref\":\"s3://b/1.jpg\",\"k\":9,\"k-metadata\":{\"class-name\":\"a\",\"confidence\":0.95," META "}}\n"
  "{\"source-ref\":\"s3://b/2.jpg\",\"k-metadata\":{\"failure-reason\":\"none\"," META "}}\n"
  "{\"source-ref\":\"s3://b/3.jpg\",\"m\":[1,0],\"m-metadata\":{\"class-map\":{\"1\":\"x\",\"0\":\"y\"},"
  "\"confidence-map\":{\"1\":0.5,\"0\":0.25},\"type\":\"groundtruth/image-classification-multilabel\"}}\n"
  "{\"source-ref\":\"s3://b/4.jpg\",\"caption\":\"c\",\"n\":-1e2,\"k\":\"3\",\"k-metadata\":{\"class-name\":\"b\"}}\n";

const char *const lw_fuzz_seeds[] = {
  "{\"source-ref\":\"s3://b/1.jpg\",\"k\":9,\"k-metadata\":{\"class-name\":\"a\",\"confidence\":0.95," META "}}\n",
  "{\"source-ref\":\"s3://b/\\u00e9\\\"\xc3\xa9.jpg\",\"k\":12,\"k-metadata\":{\"class-name\":\"\xe7\x8a\xac\","
  "\"confidence\":1e-1," META "}} \r\n",
  "{\"source-ref\":\"s3://b/2.jpg\",\"k-metadata\":{\"failure-reason\":\"none\"," META "}}",
  "{\"source-ref\":\"s3://b/3.jpg\",\"m\":[1,0],\"m-metadata\":{\"class-map\":{\"1\":\"x\",\"0\":\"y\"},"
  "\"confidence-map\":{\"1\":0.5,\"0\":0.25},\"type\":\"groundtruth/image-classification-multilabel\"}}\n",
  "{\"source-ref\":\"s3://b/3.jpg\",\"m\":[2],\"m-metadata\":{\"class-map\":{\"2\":\"x\"},"
  "\"confidence-map\":{\"2\":0.123456789012},\"type\":\"groundtruth/image-classification-multilabel\"}}\n",
  "{\"source-ref\":\"s3://b/4.jpg\",\"caption\":\"c\",\"n\":0.0,\"k\":\"3\",\"k-metadata\":{\"class-name\":\"b\"}}\n",
  NULL,
};

static LwManifestIndex *
build (GBytes        *bytes,
       LwLineMatcher  matcher)
{
  LwManifestTuning tuning = { .n_workers = 1, .matcher = matcher, .no_shapes = matcher == NULL };
  LwManifestOpening opening = { .earlier = NULL };
  LwManifestIndex *index = lw_manifest_index_alloc ();

  index->path = g_strdup ("");
  index->bytes = g_bytes_ref (bytes);
  index->n_bytes = g_bytes_get_size (bytes);
  g_assert_true (lw_manifest_build (index, &tuning, &opening, NULL, NULL));
  return index;
}

static void
compare_rows (LwManifestIndex *a,
              LwManifestIndex *b,
              guint            i)
{
  for (guint row = 0; row < a->n_rows; row++)
    {
      g_autofree char *label = lw_manifest_index_dup_label_text (a, i, row);
      g_autofree char *other = lw_manifest_index_dup_label_text (b, i, row);
      LwManifestAttribute *first = lw_manifest_index_peek_attribute (a, i);
      LwManifestAttribute *second = lw_manifest_index_peek_attribute (b, i);

      g_assert_cmpstr (label, ==, other);
      g_assert_cmpuint (lw_manifest_index_get_offset (a, row), ==, lw_manifest_index_get_offset (b, row));
      g_assert_cmpuint (first->flags[row], ==, second->flags[row]);
      g_assert_true (lw_manifest_index_get_confidence (a, i, row) == lw_manifest_index_get_confidence (b, i, row));
      g_assert_cmpint (lw_manifest_index_get_creation_time (a, i, row), ==,
                       lw_manifest_index_get_creation_time (b, i, row));
    }
}

static void
compare (LwManifestIndex *a,
         LwManifestIndex *b)
{
  g_assert_cmpuint (a->n_rows, ==, b->n_rows);
  g_assert_cmpuint (a->n_lines, ==, b->n_lines);
  g_assert_cmpuint (a->malformed->len, ==, b->malformed->len);
  g_assert_cmpuint (a->n_diagnostics, ==, b->n_diagnostics);
  g_assert_cmpuint (a->attributes->len, ==, b->attributes->len);
  for (guint i = 0; i < a->diagnostics->len; i++)
    {
      g_autofree char *text = lw_diagnostic_format (a->diagnostics->pdata[i], "m");
      g_autofree char *other = lw_diagnostic_format (b->diagnostics->pdata[i], "m");

      g_assert_cmpstr (text, ==, other);
    }
  for (guint i = 0; i < a->attributes->len; i++)
    compare_rows (a, b, i);
}

int
LLVMFuzzerTestOneInput (const guint8 *data,
                        gsize         size)
{
  g_autoptr (GByteArray) text = g_byte_array_new ();
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (LwManifestIndex) plain = NULL;
  LwLineMatcher matchers[4];
  guint n_matchers = lw_line_match_get_all (matchers);

  g_byte_array_append (text, (const guint8 *) known, sizeof known - 1);
  g_byte_array_append (text, data, (guint) size);
  g_byte_array_append (text, (const guint8 *) "\n", 1);
  g_byte_array_append (text, data, (guint) size);
  bytes = g_byte_array_free_to_bytes (g_steal_pointer (&text));
  plain = build (bytes, NULL);
  for (guint i = 0; i < n_matchers; i++)
    {
      g_autoptr (LwManifestIndex) index = build (bytes, matchers[i]);

      compare (plain, index);
    }
  return 0;
}
