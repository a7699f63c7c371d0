/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The account of data objects without a label, and the input manifest of those that are to be labeled again. */

#define G_LOG_DOMAIN "lw-test"

#include "config.h"

#include "lw-manifest-account.h"

#include "lw-test-support.h"

#include <string.h>

static const char output[] =
  "{\"source-ref\":\"s3://b/d/0.jpg\",\"k\":0,\"k-metadata\":{\"class-name\":\"cat\",\"confidence\":1}}\n"
  "{\"source-ref\":\"s3://b/d/1.jpg\",\"k-metadata\":{\"failure-reason\":\"too late\",\"human-annotated\":\"true\"}}\n"
  "{ \"x\": 1, \"source-ref\":\"s3://b/d/2.jpg\"}\n"
  "{\"source-ref\":\"s3://b/d/3.jpg\",\"k-metadata\":{\"failure-reason\":\"declined\"}}\n"
  "no JSON\n"
  "{\"source-ref\":\"s3://b/d/4.jpg\",\"k-metadata\":{\"failure-reason\":\"too late\"}}\n";

static const char input[] =
  "{\"source-ref\":\"s3://b/d/0.jpg\"}\n{\"source-ref\":\"s3://b/d/1.jpg\"}\n{\"source-ref\":\"s3://b/d/2.jpg\"}\n"
  "{\"source-ref\":\"s3://b/d/3.jpg\"}\n{\"source-ref\":\"s3://b/d/4.jpg\"}\n{\"source-ref\":\"s3://b/d/5.jpg\"}\n";

static LwManifestIndex *
index_text (const char *text)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static (text, strlen (text));

  return lw_manifest_index_new_from_bytes (bytes);
}

static void
assert_group (LwManifestAccount *account,
              guint              group,
              LwAccountCause     cause,
              const char        *reason,
              guint              n_rows,
              const char        *examples)
{
  const LwAccountGroup *found = lw_manifest_account_get_group (account, group);
  g_autofree char *names = lw_manifest_account_dup_examples (account, group);

  g_assert_cmpint (found->cause, ==, cause);
  g_assert_cmpstr (found->reason, ==, reason);
  g_assert_cmpuint (found->rows->len, ==, n_rows);
  g_assert_cmpstr (names, ==, examples);
}

static void
test_groups (void)
{
  g_autoptr (LwManifestIndex) index = index_text (output);
  g_autoptr (LwManifestIndex) before = index_text (input);
  g_autoptr (GError) error = NULL;
  g_autoptr (LwManifestAccount) account = lw_manifest_account_new (index, 0, before, NULL, &error);
  g_autofree char *dir = lw_test_dup_temp_dir ();
  g_autofree char *path = g_build_filename (dir, "again.manifest", NULL);
  const guint wanted[] = { 0, 2, 3 };
  g_autofree char *text = NULL;

  g_assert_no_error (error);
  g_assert_cmpuint (lw_manifest_account_get_n_groups (account), ==, 4);
  assert_group (account, 0, LW_ACCOUNT_FAILED, "too late", 2, "1.jpg, 4.jpg");
  assert_group (account, 1, LW_ACCOUNT_FAILED, "declined", 1, "3.jpg");
  assert_group (account, 2, LW_ACCOUNT_UNLABELED, NULL, 1, "2.jpg");
  assert_group (account, 3, LW_ACCOUNT_MISSING, NULL, 1, "5.jpg");

  g_assert_true (lw_manifest_account_save (account, wanted, G_N_ELEMENTS (wanted), path, NULL, &error));
  g_assert_no_error (error);
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  g_assert_cmpstr (text, ==,
    "{\"source-ref\":\"s3://b/d/1.jpg\","
    "\"k-metadata\":{\"failure-reason\":\"too late\",\"human-annotated\":\"true\"}}\n"
    "{\"source-ref\":\"s3://b/d/4.jpg\",\"k-metadata\":{\"failure-reason\":\"too late\"}}\n"
    "{ \"x\": 1, \"source-ref\":\"s3://b/d/2.jpg\"}\n"
    "{\"source-ref\":\"s3://b/d/5.jpg\"}\n");
  lw_test_remove_tree (dir);
}

static void
test_nothing (void)
{
  g_autoptr (LwManifestIndex) index = index_text ("{\"source-ref\":\"s3://b/0.jpg\",\"k\":0,\"k-metadata\":{}}\n");
  g_autoptr (LwManifestAccount) account = lw_manifest_account_new (index, 0, NULL, NULL, NULL);
  g_autoptr (LwManifestIndex) plain = index_text (input);
  g_autoptr (LwManifestAccount) all = lw_manifest_account_new (plain, -1, NULL, NULL, NULL);

  g_assert_cmpuint (lw_manifest_account_get_n_groups (account), ==, 0);
  assert_group (all, 0, LW_ACCOUNT_UNLABELED, NULL, 6, "0.jpg, 1.jpg, 2.jpg, …");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/manifest-account/groups", test_groups);
  g_test_add_func ("/manifest-account/nothing", test_nothing);

  return g_test_run ();
}
