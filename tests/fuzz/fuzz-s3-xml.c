/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Any bytes as an answer of an S3 server: refused, or read to something that is whole. */

#include "config.h"

#include "lw-fuzz.h"

#include <string.h>

#include "lw-s3-cors.h"
#include "lw-s3-listing.h"

const char *const lw_fuzz_seeds[] = {
  "<ListBucketResult xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\"><EncodingType>url</EncodingType>"
  "<IsTruncated>true</IsTruncated><NextContinuationToken>t</NextContinuationToken><Contents><Key>a%2Bb+c</Key>"
  "<LastModified>2026-11-21T00:00:00.000Z</LastModified><ETag>&quot;x&quot;</ETag><Size>12</Size></Contents>"
  "<CommonPrefixes><Prefix>p/</Prefix></CommonPrefixes></ListBucketResult>",
  "<CORSConfiguration><CORSRule><ID>a</ID><AllowedMethod>GET</AllowedMethod><AllowedOrigin>*</AllowedOrigin>"
  "<MaxAgeSeconds>3000</MaxAgeSeconds></CORSRule></CORSConfiguration>",
  "<!DOCTYPE a [<!ENTITY b \"ccc\"><!ENTITY d \"&b;&b;\">]><ListBucketResult>&d;</ListBucketResult>",
  NULL
};

static void
read_listing (GBytes *bytes)
{
  g_autoptr (LwS3Listing) listing = lw_s3_listing_parse (bytes, "bucket", NULL);

  for (guint i = 0; listing != NULL && i < listing->objects->len; i++)
    {
      const LwObjectInfo *object = g_ptr_array_index (listing->objects, i);

      g_assert_true (g_str_has_prefix (object->uri, "s3://bucket/"));
      g_assert_cmpuint (strlen (object->uri), >, strlen ("s3://bucket/"));
      g_assert_nonnull (object->etag);
    }
}

/* What allows images after a change still does when it is written and read again. */
static void
read_cors (GBytes *bytes)
{
  g_autoptr (LwS3Cors) cors = lw_s3_cors_parse (bytes, NULL);
  g_autoptr (LwS3Cors) again = NULL;
  g_autoptr (GBytes) document = NULL;
  g_autofree char *text = NULL;
  g_autofree char *json = NULL;

  if (cors == NULL)
    return;
  lw_s3_cors_allow_images (cors);
  text = lw_s3_cors_to_xml (cors);
  json = lw_s3_cors_to_json (cors);
  document = g_bytes_new (text, strlen (text));
  again = lw_s3_cors_parse (document, NULL);
  g_assert_nonnull (again);
  g_assert_true (lw_s3_cors_allows_images (again));
  g_assert_cmpuint (lw_s3_cors_get_n_rules (again), ==, lw_s3_cors_get_n_rules (cors));
}

int
LLVMFuzzerTestOneInput (const guint8 *data,
                        gsize         size)
{
  g_autoptr (GBytes) bytes = g_bytes_new (data, size);

  read_listing (bytes);
  read_cors (bytes);
  return 0;
}
