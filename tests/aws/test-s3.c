/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What S3's servers answer, and what is made of it: lists, rules for browsers, checksums, the journal of uploads. The
 * calls themselves are driven by tests/cli/test-cli-s3.py. */

#include "config.h"

#include <string.h>

#include "lw-aws-error.h"
#include "lw-s3-checksum.h"
#include "lw-s3-cors.h"
#include "lw-s3-journal.h"
#include "lw-s3-listing.h"
#include "lw-s3-plan.h"

static GBytes *
bytes (const char *text)
{
  return g_bytes_new (text, strlen (text));
}

static void
test_listing (void)
{
  g_autoptr (GBytes) body = bytes ("<?xml version=\"1.0\"?>"
    "<ListBucketResult xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\"><EncodingType>url</EncodingType>"
    "<IsTruncated>true</IsTruncated><NextContinuationToken>next/+=</NextContinuationToken>"
    "<Contents><Key>a%2Bb+%C3%A4%0A.jpg</Key><LastModified>2026-11-21T10:20:30.000Z</LastModified>"
    "<ETag>&quot;0123&quot;</ETag><Size>5368709120</Size></Contents>"
    "<Contents><Key>z</Key><Size>0</Size></Contents>"
    "<CommonPrefixes><Prefix>p+q/</Prefix></CommonPrefixes></ListBucketResult>");
  g_autoptr (GError) error = NULL;
  g_autoptr (LwS3Listing) listing = lw_s3_listing_parse (body, "pets", &error);
  const LwObjectInfo *object;

  g_assert_no_error (error);
  g_assert_cmpuint (listing->objects->len, ==, 2);
  object = g_ptr_array_index (listing->objects, 0);
  g_assert_cmpstr (object->uri, ==, "s3://pets/a+b ä\n.jpg");
  g_assert_cmpuint (object->size, ==, G_GUINT64_CONSTANT (5368709120));
  g_assert_cmpstr (object->etag, ==, "0123");
  g_assert_cmpint (object->modified, ==, G_GINT64_CONSTANT (1795256430) * G_USEC_PER_SEC);
  g_assert_cmpstr (g_ptr_array_index (listing->prefixes, 0), ==, "p q/");
  g_assert_cmpstr (listing->next_token, ==, "next/+=");
}

static void
test_bad_listing (gconstpointer data)
{
  g_autoptr (GBytes) body = bytes (data);
  g_autoptr (GError) error = NULL;
  g_autoptr (LwS3Listing) listing = lw_s3_listing_parse (body, "pets", &error);

  g_assert_null (listing);
  g_assert_error (error, LW_AWS_ERROR, LW_AWS_ERROR_BAD_ANSWER);
}

static void
test_cors (void)
{
  g_autoptr (GBytes) body = bytes ("<CORSConfiguration><CORSRule><ID>own</ID><AllowedMethod>PUT</AllowedMethod>"
                                   "<AllowedOrigin>https://a.example</AllowedOrigin><MaxAgeSeconds>30</MaxAgeSeconds>"
                                   "</CORSRule></CORSConfiguration>");
  g_autoptr (LwS3Cors) cors = lw_s3_cors_parse (body, NULL);
  g_autofree char *text = NULL;
  g_autofree char *json = NULL;

  g_assert_false (lw_s3_cors_allows_images (cors));
  lw_s3_cors_allow_images (cors);
  g_assert_true (lw_s3_cors_allows_images (cors));
  lw_s3_cors_allow_images (cors);
  g_assert_cmpuint (lw_s3_cors_get_n_rules (cors), ==, 2);
  text = lw_s3_cors_to_xml (cors);
  g_assert_nonnull (strstr (text, "<ID>own</ID><AllowedMethod>PUT</AllowedMethod>"));
  g_assert_nonnull (strstr (text, "<MaxAgeSeconds>30</MaxAgeSeconds>"));
  json = lw_s3_cors_to_json (cors);
  g_assert_nonnull (strstr (json, "\"https://a.example\""));
}

static void
test_no_cors (void)
{
  g_autoptr (LwS3Cors) cors = lw_s3_cors_new ();
  g_autofree char *text = NULL;

  lw_s3_cors_allow_images (cors);
  text = lw_s3_cors_to_xml (cors);
  g_assert_nonnull (strstr (text, "xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\""));
  g_assert_nonnull (strstr (text, "<AllowedOrigin>*</AllowedOrigin>"));
}

/* The check values of the CRC catalogue, and of FIPS 180. */
static const struct
{
  const char *algorithm;
  const char *value;
} checksums[] = {
  { "crc32", "y/Q5Jg==" },
  { "crc32c", "4waSgw==" },
  { "crc64nvme", "rosUhgp5mIg=" },
  { "sha1", "98O8HYCOBHMq32eZZczDTKeuNEE=" },
  { "sha256", "FeKw08M4keuw8e9gnsQZQgwg4yDOlMZfvIwzEkSOsiU=" },
};

static void
test_checksums (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (checksums); i++)
    for (gsize cut = 0; cut <= 9; cut++)
      {
        g_autoptr (LwS3Checksum) checksum = lw_s3_checksum_new (checksums[i].algorithm, checksums[i].value);

        lw_s3_checksum_update (checksum, "123456789", cut);
        lw_s3_checksum_update (checksum, &"123456789"[cut], 9 - cut);
        g_assert_true (lw_s3_checksum_check (checksum));
      }
}

static void
test_other_checksums (void)
{
  g_assert_null (lw_s3_checksum_new ("crc32", "y/Q5Jg==-3"));
  g_assert_null (lw_s3_checksum_new ("md6", "y/Q5Jg=="));
}

static void
test_journal (void)
{
  g_autofree char *folder = g_build_filename (g_get_user_state_dir (), "journal", NULL);
  LwS3JournalEntry entry = { .endpoint = (char *) "http://a", .uri = (char *) "s3://b/c", .path = (char *) "/tmp/d",
                             .size = G_GUINT64_CONSTANT (5368709120), .modified = 17, .part_size = 8388608,
                             .upload_id = (char *) "id" };
  g_autoptr (LwS3JournalEntry) loaded = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_null (lw_s3_journal_load (folder, "http://a", "s3://b/c", "/tmp/d"));
  g_assert_true (lw_s3_journal_save (folder, &entry, &error));
  g_assert_no_error (error);
  g_assert_null (lw_s3_journal_load (folder, "http://other", "s3://b/c", "/tmp/d"));
  loaded = lw_s3_journal_load (folder, "http://a", "s3://b/c", "/tmp/d");
  g_assert_cmpstr (loaded->upload_id, ==, "id");
  g_assert_cmpuint (loaded->size, ==, entry.size);
  g_assert_cmpint (loaded->modified, ==, 17);
  lw_s3_journal_remove (folder, loaded);
  g_assert_null (lw_s3_journal_load (folder, "http://a", "s3://b/c", "/tmp/d"));
}

static void
test_kinds (void)
{
  LwS3Kind kind;

  g_assert_true (lw_s3_plan_find ("a", "s3://b/", &kind, NULL) && kind == LW_S3_KIND_UPLOAD);
  g_assert_true (lw_s3_plan_find ("s3://b/", "a", &kind, NULL) && kind == LW_S3_KIND_DOWNLOAD);
  g_assert_true (lw_s3_plan_find ("s3://a/", "s3://b/", &kind, NULL) && kind == LW_S3_KIND_COPY);
  g_assert_false (lw_s3_plan_find ("a", "b", &kind, NULL));
}

int
main (int    argc,
      char **argv)
{
  static const char *const bad[] = {
    "",
    "no xml",
    "<Error><Code>NoSuchBucket</Code></Error>",
    "<ListBucketResult><Contents><Key>a</Key></Contents></ListBucketResult>",
    "<ListBucketResult><Contents><Key>a</Key><Size>-1</Size></Contents></ListBucketResult>",
    "<ListBucketResult><Contents><Size>1</Size></Contents></ListBucketResult>",
    "<ListBucketResult><Contents>",
    "<!DOCTYPE x [<!ENTITY a \"b\">]><ListBucketResult><Contents><Key>&a;</Key><Size>1</Size></Contents>"
    "</ListBucketResult>",
  };

  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/s3/listing", test_listing);
  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autofree char *name = g_strdup_printf ("/s3/bad-listing/%u", i);

      g_test_add_data_func (name, bad[i], test_bad_listing);
    }
  g_test_add_func ("/s3/cors", test_cors);
  g_test_add_func ("/s3/no-cors", test_no_cors);
  g_test_add_func ("/s3/checksums", test_checksums);
  g_test_add_func ("/s3/other-checksums", test_other_checksums);
  g_test_add_func ("/s3/journal", test_journal);
  g_test_add_func ("/s3/kinds", test_kinds);
  return g_test_run ();
}
