/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The text form of queries: what it is written back as, what is wrong with it and where, and that random trees come
 * back from their own text. */

#define G_LOG_DOMAIN "lw-test"

#include "config.h"

#include "lw-manifest-query.h"

#include <string.h>

typedef struct
{
  const char *text;
  const char *formatted;
} Good;

static const Good good[] = {
  { "", "" },
  { "   ", "" },
  { "class:dog", "class:dog" },
  { "class:dog,cat", "class:dog,cat" },
  { "class:dog class:cat", "class:dog class:cat" },
  { "class:dog and class:cat", "class:dog class:cat" },
  { "class:dog,cat class:fox", "class:dog,cat (class:fox)" },
  { "class:dog confidence:<0.6 class:cat", "class:dog class:cat confidence:<0.6" },
  { "class:dog confidence:<0.6 (class:cat)", "class:dog confidence:<0.6 (class:cat)" },
  { "class:dog (class:cat confidence:<0.6)", "class:dog (class:cat confidence:<0.6)" },
  { "class:\"wild boar\",犬", "class:\"wild boar\",犬" },
  { "class:\"a\\\"b\\\\c\"", "class:a\"b\\c" },
  { "class:\"a, b\"", "class:\"a, b\"" },
  { "class:\"\"", "class:\"\"" },
  { "class:a:b", "class:a:b" },
  { "class:dog(big)", "class:\"dog(big)\"" },
  { "-class:cat", "-class:cat" },
  { "not class:cat", "-class:cat" },
  { "-class:cat -class:dog", "-class:cat,dog" },
  { "-(class:cat)", "-class:cat" },
  { "-(-class:cat)", "class:cat" },
  { "confidence:<0.6", "confidence:<0.6" },
  { "confidence:<=0.6", "confidence:<=0.6" },
  { "confidence:>0.6", "confidence:>0.6" },
  { "confidence:>=0.6", "confidence:>=0.6" },
  { "confidence:0.5", "confidence:0.5" },
  { "confidence:=0.5", "confidence:0.5" },
  { "confidence:0.2..0.6", "confidence:0.2..0.6" },
  { "confidence:0..1", "confidence:0..1" },
  { "confidence:>=0", "confidence:>=0" },
  { "confidence:>=0.2 confidence:<0.4", "confidence:>=0.2 confidence:<0.4" },
  { "confidence:<1", "confidence:<1" },
  { "confidence:0", "confidence:0" },
  { "confidence:.5", "confidence:0.5" },
  { "confidence:0.30000000000000004", "confidence:0.30000000000000004" },
  { "confidence:none", "confidence:none" },
  { "-confidence:<0.5", "-(confidence:<0.5)" },
  { "state:failed", "state:failed" },
  { "-state:failed", "-state:failed" },
  { "(state:failed)", "state:failed" },
  { "state:labeled,failed", "state:labeled,failed" },
  { "-state:labeled,failed,unlabeled", "state:malformed" },
  { "state:labeled -state:labeled", "-state:unlabeled,labeled,failed,malformed" },
  { "by:human", "by:human" },
  { "-by:human", "-by:human" },
  { "time:2024", "time:2024-01-01T00:00:00..2024-12-31T23:59:59" },
  { "time:2024-02", "time:2024-02-01T00:00:00..2024-02-29T23:59:59" },
  { "time:>2024-05-01", "time:>=2024-05-02T00:00:00" },
  { "time:<2024-05-01T10:30", "time:<=2024-05-01T10:29:59" },
  { "time:<=2024-05-01T10:30:07Z", "time:<=2024-05-01T10:30:07" },
  { "time:2024-05-01..2024-05-02", "time:2024-05-01T00:00:00..2024-05-02T23:59:59" },
  { "time:>=2024 time:<2025", "time:2024-01-01T00:00:00..2024-12-31T23:59:59" },
  { "job:pets,labeling-job/dogs", "job:pets,dogs" },
  { "job:pets job:dogs", "job:pets job:dogs" },
  { "has:species", "has:species" },
  { "-has:species", "-has:species" },
  { "differs:a,b", "differs:a,b" },
  { "differs:review", "differs:review" },
  { "labels:>1", "labels:>=2" },
  { "labels:0", "labels:0" },
  { "labels:2..5", "labels:2..5" },
  { "line:7", "line:7" },
  { "class@review:dog", "class@review:dog" },
  { "class@\"a b\":dog,cat", "class@\"a b\":dog,cat" },
  { "class@a:x confidence@a:<0.5", "(class@a:x confidence@a:<0.5)" },
  { "state@a:failed", "state@a:failed" },
  { "attribute:my-label", "attribute:my-label" },
  { "sort:confidence", "sort:confidence" },
  { "sort:-time", "sort:-time" },
  { "sort:-file", "sort:-file" },
  { "sort:state", "sort:state" },
  { "sort:by", "sort:by" },
  { "sort:-job x", "x sort:-job" },
  { "IMG_7411", "IMG_7411" },
  { "two words", "two words" },
  { "\"two words\"", "\"two words\"" },
  { "\"two  words\"", "\"two  words\"" },
  { "ref:x", "x" },
  { "source-ref:\"x y\"", "\"x y\"" },
  { "s3://bucket/a", "s3://bucket/a" },
  { "img@2x.png", "img@2x.png" },
  { "class@a b", "class@a b" },
  { "IMG:1", "IMG:1" },
  { "IMG_7411(1).jpg", "\"IMG_7411(1).jpg\"" },
  { "\"IMG_7411 (1).jpg\"", "\"IMG_7411 (1).jpg\"" },
  { "-draft", "-draft" },
  { "\"-minus\"", "\"-minus\"" },
  { "--minus", "-\"-minus\"" },
  { "-", "\"-\"" },
  { "\"class:dog\"", "\"class:dog\"" },
  { "\"or\" \"And\"", "\"or\" \"And\"" },
  { "a or b", "(a or b)" },
  { "a OR b and c", "(a or (b c))" },
  { "(a or b) c", "c (a or b)" },
  { "class:a or class:b confidence:<0.5", "(class:a or (class:b confidence:<0.5))" },
  { "-(a or b)", "-(a or b)" },
  { "not (a b)", "-(a b)" },
  { "not not a", "a" },
  { "((a))", "a" },
  { "(class:a or class:b) sort:-time attribute:k", "attribute:k (class:a or class:b) sort:-time" },
};

static void
test_good (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (good); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (LwManifestQuery) query = lw_manifest_query_parse (good[i].text, &error);
      g_autoptr (LwManifestQuery) again = NULL;
      g_autofree char *text = NULL;

      g_test_message ("%s", good[i].text);
      g_assert_no_error (error);
      text = lw_manifest_query_format (query);
      g_assert_cmpstr (text, ==, good[i].formatted);
      again = lw_manifest_query_parse (text, &error);
      g_assert_no_error (error);
      g_assert_true (lw_manifest_query_equal (query, again));
    }
}

typedef struct
{
  const char *text;
  gsize       at;
} Bad;

static const Bad bad[] = {
  { "class:", 6 }, { "class:\"dog", 6 }, { "\"open", 0 }, { "class:\"a\"b", 9 }, { "class:a,", 8 }, { "class:,a", 6 },
  { "a colour:red", 2 }, { "a:", 2 }, { "x state:done", 2 }, { "state:", 6 }, { "confidence:high", 0 },
  { "confidence:2", 0 }, { "confidence:<-1", 0 }, { "confidence:0.2..", 0 }, { "confidence:0.1,0.2", 0 },
  { "confidence:<0.5x", 0 }, { "by:me", 0 }, { "sort:size", 0 }, { "sort:", 5 }, { "-sort:class", 0 },
  { "attribute:a attribute:b", 12 }, { "attribute:a,b", 0 }, { "confidence:nan", 0 }, { "confidence:", 11 },
  { "confidence:<", 0 }, { "confidence:..", 0 }, { "confidence:<0.1..0.2", 0 }, { "time:yesterday", 0 },
  { "time:2024-13", 0 }, { "time:2024-02-30", 0 }, { "time:<1900", 0 }, { "time:24-01-01", 0 }, { "labels:<0", 0 },
  { "labels:many", 0 }, { "has:a,b", 0 }, { "differs:a,b,c", 0 }, { "has@a:b", 0 },
  { "class@\"a b:c", 6 }, { "(a", 0 }, { "a (b (c)", 2 }, { "a)", 1 }, { "()", 0 }, { "a ( )", 2 }, { "or a", 0 },
  { "a or", 4 }, { "a or or b", 5 }, { "and a", 0 }, { "a and", 5 }, { "not", 3 }, { "a and and b", 6 },
  { "(a or)", 5 }, { "not sort:class", 4 }, { "(sort:class)", 1 }, { "\"\"", 0 }, { "é colour:red", 3 },
};

static void
test_bad (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr (GError) error = NULL;
      gsize at = 9999;
      g_autoptr (LwManifestQuery) query = lw_manifest_query_parse_at (bad[i].text, &at, &error);
      g_autofree char *column = g_strdup_printf ("Column %ld: ", g_utf8_strlen (bad[i].text, (gssize) bad[i].at) + 1);

      g_test_message ("%s", bad[i].text);
      g_assert_error (error, LW_MANIFEST_ERROR, LW_MANIFEST_ERROR_BAD_QUERY);
      g_assert_null (query);
      g_assert_cmpuint (at, ==, bad[i].at);
      g_assert_true (g_str_has_prefix (error->message, column));
    }
}

static void
test_deep (void)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < 100000; i++)
    g_string_append_c (text, '(');
  g_assert_null (lw_manifest_query_parse (text->str, &error));
  g_assert_error (error, LW_MANIFEST_ERROR, LW_MANIFEST_ERROR_BAD_QUERY);
}

static void
test_value (void)
{
  static const char *const names[] = { "dog", "cat", NULL };
  g_autoptr (LwManifestQuery) all = lw_manifest_query_new ();
  g_autoptr (LwManifestQuery) classes = lw_manifest_query_with_classes (all, names);
  g_autoptr (LwManifestQuery) range = lw_manifest_query_with_confidence (classes, 0.25, 0.75);
  g_autoptr (LwManifestQuery) open = lw_manifest_query_with_confidence (range, 0.25, 1);
  g_autoptr (LwManifestQuery) none = lw_manifest_query_without_confidence (open);
  g_autoptr (LwManifestQuery) each = lw_manifest_query_with_all_classes (open, names);
  g_autoptr (LwManifestQuery) timed = lw_manifest_query_with_time (all, 0, 86399);
  g_autoptr (LwManifestQuery) jobs = lw_manifest_query_with_jobs (timed, names);
  double low, high;
  gint64 first, last;

  g_assert_cmpuint (g_strv_length ((char **) lw_manifest_query_get_classes (all)), ==, 0);
  g_assert_cmpuint (g_strv_length ((char **) lw_manifest_query_get_classes (range)), ==, 2);
  g_assert_false (lw_manifest_query_get_confidence (classes, &low, &high));
  g_assert_cmpfloat (high, ==, 1.0);
  g_assert_true (lw_manifest_query_get_confidence (range, &low, &high));
  g_assert_cmpfloat (low, ==, 0.25);
  g_assert_cmpfloat (high, ==, 0.75);
  g_assert_true (lw_manifest_query_get_confidence (open, &low, &high));
  g_assert_cmpfloat (high, ==, 1.0);
  g_assert_true (lw_manifest_query_equal (none, classes));
  g_assert_false (lw_manifest_query_equal (all, classes));
  g_assert_cmpuint (g_strv_length ((char **) lw_manifest_query_get_classes (each)), ==, 0);
  g_assert_cmpuint (g_strv_length ((char **) lw_manifest_query_get_all_classes (each)), ==, 2);
  g_assert_true (lw_manifest_query_get_time (jobs, &first, &last));
  g_assert_cmpint (first, ==, 0);
  g_assert_cmpint (last, ==, 86399);
  g_assert_cmpstr (lw_manifest_query_get_jobs (jobs)[1], ==, "cat");
  g_assert_false (lw_manifest_query_has_more (jobs));
}

/* Changing what a text said leaves the rest of it, and the result can be written and read. */
static void
test_change (void)
{
  static const char *const names[] = { "owl", NULL };
  g_autoptr (LwManifestQuery) query = lw_manifest_query_parse ("class:a class:b one two job:x job:y (p or q)", NULL);
  g_autoptr (LwManifestQuery) classes = lw_manifest_query_with_classes (query, names);
  g_autoptr (LwManifestQuery) cleared = lw_manifest_query_with_text (classes, "");
  g_autoptr (LwManifestQuery) jobs = lw_manifest_query_with_jobs (cleared, NULL);
  g_autoptr (LwManifestQuery) narrow = lw_manifest_query_narrow (jobs, "class@m:z or state:failed", NULL);
  g_autofree char *text = lw_manifest_query_format (narrow);
  g_autoptr (LwManifestQuery) again = lw_manifest_query_parse (text, NULL);

  g_assert_true (lw_manifest_query_has_more (query));
  g_assert_cmpstr (text, ==, "class:owl job:y two (p or q) (class@m:z or state:failed)");
  g_assert_true (lw_manifest_query_equal (narrow, again));
}

static void
append_random (GString *text,
               GRand   *random,
               guint    depth)
{
  static const char *const terms[] = {
    "class:a", "class:a,b", "-class:c", "confidence:<0.6", "confidence:>=0.1", "-confidence:none", "class@k:a",
    "-class@k:b",
    "confidence@k:0.5", "state:failed", "-state:labeled,failed", "state@k:failed", "by:human", "-by@k:machine",
    "time:2024-05", "-time:<2024", "job:x", "-job:x,y", "has:k", "differs:k,m", "labels:>1", "line:<=5",
    "text", "-text",
    "\"a b\"", "not class:x", "not a", "-\"-x\"", "x-",
  };
  static const char *const between[] = { " ", " and ", " or ", " " };
  gint32 n = g_rand_int_range (random, 1, 5);

  for (gint32 i = 0; i < n; i++)
    {
      if (i > 0)
        g_string_append (text, between[g_rand_int_range (random, 0, G_N_ELEMENTS (between))]);
      if (depth < 4 && g_rand_int_range (random, 0, 4) == 0)
        {
          g_string_append (text, g_rand_boolean (random) ? "(" : "-(");
          append_random (text, random, depth + 1);
          g_string_append_c (text, ')');
        }
      else
        g_string_append (text, terms[g_rand_int_range (random, 0, G_N_ELEMENTS (terms))]);
    }
}

static void
test_random (void)
{
  guint32 seed = (guint32) g_test_rand_int ();
  g_autoptr (GRand) random = g_rand_new_with_seed (seed);

  g_test_message ("seed %u", seed);
  for (guint i = 0; i < 20000; i++)
    {
      g_autoptr (GString) text = g_string_new (NULL);
      g_autoptr (LwManifestQuery) query = NULL;
      g_autoptr (LwManifestQuery) again = NULL;
      g_autoptr (GError) error = NULL;
      g_autofree char *formatted = NULL;

      append_random (text, random, 0);
      query = lw_manifest_query_parse (text->str, &error);
      g_assert_no_error (error);
      formatted = lw_manifest_query_format (query);
      again = lw_manifest_query_parse (formatted, &error);
      g_assert_no_error (error);
      if (!lw_manifest_query_equal (query, again))
        g_error ("%s → %s", text->str, formatted);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/query-text/good", test_good);
  g_test_add_func ("/query-text/bad", test_bad);
  g_test_add_func ("/query-text/deep", test_deep);
  g_test_add_func ("/query-text/value", test_value);
  g_test_add_func ("/query-text/change", test_change);
  g_test_add_func ("/query-text/random", test_random);

  return g_test_run ();
}
