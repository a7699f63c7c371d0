/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The check of an input manifest: what is found, in which line, and what is left alone. */

#define G_LOG_DOMAIN "lw-test"

#include "config.h"

#include "lw-manifest-check.h"

#include "lw-diagnostic.h"

#include <string.h>

typedef struct
{
  guint64     line;
  const char *code;
} Finding;

static LwManifestIndex *
index_text (const char *text)
{
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));

  return lw_manifest_index_new_from_bytes (bytes);
}

static void
test_findings (void)
{
  static const char text[] =
    "{\"source-ref\":\"s3://b/1.jpg\"}\n"
    "\n"
    "{\"source-ref\":\"s3://b/2.PNG\",\"x\":1}\n"
    "{\"x\":2,\"source-ref\":\"s3:\\/\\/b\\/1.jpg\"}\n"
    "{\"source-ref\":\"https://b/3.jpg\"}\n"
    "{\"source-ref\":\"s3://b/4.tiff\"}\n"
    "not json\n"
    "{\"source-ref\":\"s3://b/1.jpg\"}\n"
    "{\"source\":\"a text\"}\n"
    "{\"source-ref\":\"s3://\"}\n";
  static const Finding wanted[] = {
    { 4, "duplicate-source-ref" }, { 5, "not-s3" }, { 6, "other-format" }, { 8, "duplicate-source-ref" },
    { 10, "not-s3" },
  };
  g_autoptr (LwManifestIndex) index = index_text (text);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) found = lw_manifest_check (index, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (found->len, ==, G_N_ELEMENTS (wanted));
  for (guint i = 0; i < found->len; i++)
    {
      LwDiagnostic *diagnostic = g_ptr_array_index (found, i);

      g_assert_cmpuint (diagnostic->line, ==, wanted[i].line);
      g_assert_cmpstr (diagnostic->code, ==, wanted[i].code);
    }
}

static void
test_many (void)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (LwManifestIndex) index = NULL;
  g_autoptr (GPtrArray) found = NULL;

  for (guint i = 0; i <= LW_MANIFEST_MAX_OBJECTS; i++)
    g_string_append_printf (text, "{\"source-ref\":\"s3://b/%u.jpg\"}\n", i);
  index = index_text (text->str);
  found = lw_manifest_check (index, NULL, NULL);
  g_assert_cmpuint (found->len, ==, 1);
  g_assert_cmpstr (((LwDiagnostic *) g_ptr_array_index (found, 0))->code, ==, "too-many-objects");
}

static void
test_empty (void)
{
  g_autoptr (LwManifestIndex) index = index_text ("");
  g_autoptr (GPtrArray) found = lw_manifest_check (index, NULL, NULL);

  g_assert_cmpuint (found->len, ==, 0);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/manifest-check/findings", test_findings);
  g_test_add_func ("/manifest-check/many", test_many);
  g_test_add_func ("/manifest-check/empty", test_empty);

  return g_test_run ();
}
