/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Queries: their text form, and random queries over random manifests against a naive filter that asks the
 * index row by row. */

#define G_LOG_DOMAIN "lw-test"

#include "config.h"

#include "lw-manifest-counts.h"
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
  { "class:dog class:cat", "class:dog,cat" },
  { "class:\"wild boar\",犬", "class:\"wild boar\",犬" },
  { "class:\"a\\\"b\\\\c\"", "class:a\"b\\c" },
  { "class:\"a, b\"", "class:\"a, b\"" },
  { "class:\"\"", "class:\"\"" },
  { "-class:cat", "-class:cat" },
  { "confidence:<0.6", "confidence:<0.6" },
  { "confidence:<=0.6", "confidence:<=0.6" },
  { "confidence:>0.6", "confidence:>0.6" },
  { "confidence:>=0.6", "confidence:>=0.6" },
  { "confidence:0.5", "confidence:>=0.5 confidence:<=0.5" },
  { "confidence:0.2..0.6", "confidence:>=0.2 confidence:<=0.6" },
  { "confidence:0..1", "confidence:<=1" },
  { "confidence:>=0", "confidence:>=0" },
  { "confidence:>=0.2 confidence:<0.4", "confidence:>=0.2 confidence:<0.4" },
  { "confidence:<1", "confidence:<1" },
  { "confidence:0", "confidence:<=0" },
  { "state:failed", "state:failed" },
  { "-state:failed", "-state:failed" },
  { "state:labeled,failed", "state:labeled,failed" },
  { "-state:labeled,failed,unlabeled", "state:malformed" },
  { "state:labeled -state:labeled", "-state:unlabeled,labeled,failed,malformed" },
  { "by:human", "by:human" },
  { "-by:human", "-by:human" },
  { "attribute:my-label", "attribute:my-label" },
  { "sort:confidence", "sort:confidence" },
  { "sort:-time", "sort:-time" },
  { "sort:-file", "sort:-file" },
  { "IMG_7411", "IMG_7411" },
  { "two words", "\"two words\"" },
  { "\"two  words\"", "\"two  words\"" },
  { "s3://bucket/a", "s3://bucket/a" },
  { "-minus", "-minus" },
  { "\"class:dog\"", "\"class:dog\"" },
  { "a:", NULL },
};

static void
test_text (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (good); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (LwManifestQuery) query = lw_manifest_query_parse (good[i].text, &error);
      g_autoptr (LwManifestQuery) again = NULL;
      g_autofree char *text = NULL;

      if (good[i].formatted == NULL)
        {
          g_assert_error (error, LW_MANIFEST_ERROR, LW_MANIFEST_ERROR_BAD_QUERY);
          continue;
        }
      g_assert_no_error (error);
      text = lw_manifest_query_format (query);
      g_assert_cmpstr (text, ==, good[i].formatted);
      again = lw_manifest_query_parse (text, &error);
      g_assert_no_error (error);
      g_assert_true (lw_manifest_query_equal (query, again));
    }
}

static void
test_bad_text (void)
{
  static const char *const bad[] = {
    "class:", "class:\"dog", "\"open", "colour:red", "state:done", "state:", "confidence:high", "confidence:2",
    "confidence:<-1", "confidence:0.2..", "confidence:0.1,0.2", "confidence:<0.5x", "-confidence:<0.5", "by:me",
    "sort:size", "sort:", "-sort:class", "attribute:a attribute:b", "attribute:a,b", "confidence:nan", "confidence:",
    "confidence:<", "confidence:..",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (LwManifestQuery) query = lw_manifest_query_parse (bad[i], &error);

      if (query != NULL)
        g_test_message ("%s", bad[i]);
      g_assert_null (query);
      g_assert_error (error, LW_MANIFEST_ERROR, LW_MANIFEST_ERROR_BAD_QUERY);
    }
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
  double low, high;

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
}

/* --- random manifests and queries --- */

static const char *const class_names[] = { "deer", "wild boar", "犬", "fox" };

static LwManifestIndex *
make_index (GRand    *random,
            gboolean  multi)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GBytes) bytes = NULL;
  guint n = g_rand_int_range (random, 1, 400);

  for (guint i = 0; i < n; i++)
    {
      guint index = g_rand_int_range (random, 0, 4);
      guint second = (index + g_rand_int_range (random, 1, 4)) % 4;
      guint confidence = g_rand_int_range (random, 0, 21) * 5;

      g_string_append_printf (text, "{\"source-ref\":\"s3://b/%s/%u.jpg\"", i % 3 == 0 ? "Nord-\\u00c9t\\u00e9" : "süd",
                              g_rand_int_range (random, 0, 1000));
      switch (g_rand_int_range (random, 0, 6))
        {
        case 0:
          break;
        case 1:
          g_string_append (text, ",\"k-metadata\":{\"failure-reason\":\"late\"}");
          break;
        case 2:
          g_string_append (text, ",");
          break;
        default:
          if (multi)
            g_string_append_printf (text, ",\"k\":[%u,%u],\"k-metadata\":{\"class-map\":{\"%u\":\"%s\","
                                          "\"%u\":\"%s\"},"
                                    "\"confidence-map\":{\"%u\":%u.%02u},", index, second, index, class_names[index],
                                    second, class_names[second], second, confidence / 100, confidence % 100);
          else
            g_string_append_printf (text, ",\"k\":%u,\"k-metadata\":{\"class-name\":\"%s\","
                                          "\"confidence\":%u.%02u,",
                                    index, class_names[index], confidence / 100, confidence % 100);
          g_string_append_printf (text, "\"human-annotated\":\"%s\","
                                        "\"creation-date\":\"2020-01-01T00:00:%02u\"}",
                                  i % 2 == 0 ? "yes" : "no", g_rand_int_range (random, 0, 60));
        }
      g_string_append (text, "}\n");
    }
  bytes = g_bytes_new (text->str, text->len);
  return lw_manifest_index_new_from_bytes (bytes);
}

static char *
make_query (GRand *random)
{
  static const char *const parts[] = {
    "class:deer", "class:\"wild boar\",犬", "-class:fox", "confidence:<0.6", "confidence:>=0.35",
    "confidence:0.15..0.85",
    "state:labeled", "-state:malformed", "state:failed,unlabeled", "by:human", "-by:machine",
    "nord", "SÜD", "été", "\"/1\"",
    "class:absent", "attribute:k", "attribute:absent",
  };
  static const char *const sorts[] = {
    "", "sort:-file", "sort:confidence", "sort:-confidence", "sort:class", "sort:-class", "sort:time", "sort:-time",
    "sort:source-ref", "sort:-source-ref",
  };
  GString *text = g_string_new (sorts[g_rand_int_range (random, 0, G_N_ELEMENTS (sorts))]);

  for (gint32 n = g_rand_int_range (random, 0, 4); n > 0; n--)
    {
      const char *part = parts[g_rand_int_range (random, 0, G_N_ELEMENTS (parts))];

      if (!g_str_has_prefix (part, "attribute") || strstr (text->str, "attribute") == NULL)
        g_string_append_printf (text, " %s", part);
    }
  return g_string_free (text, FALSE);
}

/* What a row is asked by the naive filter; each bit of @skip leaves one question out. */
enum
{
  SKIP_STATE = 1,
  SKIP_ANNOTATOR = 2,
};

static gboolean
has_text (LwManifestQuery *query,
          LwManifestIndex *index,
          guint            row)
{
  g_autofree char *ref = lw_manifest_index_dup_source_ref (index, row);
  g_autofree char *needle = g_utf8_casefold (lw_manifest_query_get_text (query), -1);
  g_autofree char *folded = NULL;
  g_autofree char *line = NULL;

  if (*needle == '\0')
    return TRUE;
  /* A malformed line is searched as far as it is good. */
  line = lw_manifest_index_dup_line (index, row, NULL, NULL);
  if (ref == NULL)
    {
      const char *start = line + strlen ("{\"source-ref\":\"");

      ref = g_strndup (start, strcspn (start, "\""));
      if (strstr (ref, "\\u00c9t\\u00e9") != NULL)
        {
          g_autofree char *tail = g_strdup (strstr (ref, "\\u00e9") + 6);

          g_free (ref);
          ref = g_strconcat ("s3://b/Nord-Été", tail, NULL);
        }
    }
  folded = g_utf8_casefold (ref, -1);
  return strstr (folded, needle) != NULL;
}

static gboolean
fits_range (LwManifestQuery *query,
            double           confidence)
{
  double low, high;

  if (!lw_manifest_query_get_confidence (query, &low, &high))
    return TRUE;
  return confidence >= 0 && confidence >= low - 1e-12 && (high >= 1 || confidence < high - 1e-12);
}

static gboolean
fits_class (LwManifestQuery *query,
            LwManifestIndex *index,
            guint            position)
{
  const char * const *wanted = lw_manifest_query_get_classes (query);

  return *wanted == NULL || g_strv_contains (wanted, lw_manifest_index_get_class_name (index, 0, position));
}

static gboolean
matches (LwManifestQuery *query,
         LwManifestIndex *index,
         guint            row,
         guint            skip)
{
  const char * const *unwanted = lw_manifest_query_get_not_classes (query);
  gboolean wants_label = *lw_manifest_query_get_classes (query) != NULL ||
                         lw_manifest_query_get_confidence (query, NULL, NULL);
  gboolean fits = !wants_label;

  for (guint i = 0; i < lw_manifest_index_get_n_labels (index, 0, row); i++)
    {
      double confidence;
      guint position = lw_manifest_index_get_label (index, 0, row, i, &confidence);

      if (g_strv_contains (unwanted, lw_manifest_index_get_class_name (index, 0, position)))
        return FALSE;
      fits |= fits_class (query, index, position) && fits_range (query, confidence);
    }
  return fits && has_text (query, index, row) &&
         ((skip & SKIP_STATE) != 0 ||
          (lw_manifest_query_get_states (query) >> lw_manifest_index_get_state (index, 0, row) & 1) != 0) &&
         ((skip & SKIP_ANNOTATOR) != 0 ||
          (lw_manifest_query_get_annotators (query) >> lw_manifest_index_get_annotator (index, 0, row) & 1) != 0);
}

/* Less than, equal or greater than zero as @a belongs before @b, file order aside. */
static int
compare_rows (LwManifestQuery *query,
              LwManifestIndex *index,
              guint            a,
              guint            b)
{
  gboolean descending;
  LwManifestSort sort = lw_manifest_query_get_sort (query, &descending);
  g_autofree char *first_ref = NULL, *second_ref = NULL;
  double first, second;
  int result;

  if (sort == LW_MANIFEST_SORT_FILE_ORDER)
    return descending ? (int) b - (int) a : 0;
  if (sort == LW_MANIFEST_SORT_SOURCE_REF)
    {
      first_ref = lw_manifest_index_dup_source_ref (index, a);
      second_ref = lw_manifest_index_dup_source_ref (index, b);
      if (first_ref == NULL || second_ref == NULL)
        return 0;
      result = strcmp (first_ref, second_ref);
      return descending ? -result : result;
    }
  if (sort == LW_MANIFEST_SORT_CONFIDENCE)
    {
      first = lw_manifest_index_get_confidence (index, 0, a);
      second = lw_manifest_index_get_confidence (index, 0, b);
    }
  else if (sort == LW_MANIFEST_SORT_CLASS)
    {
      first = lw_manifest_index_get_class (index, 0, a);
      second = lw_manifest_index_get_class (index, 0, b);
    }
  else
    {
      first = lw_manifest_index_get_creation_time (index, 0, a);
      second = lw_manifest_index_get_creation_time (index, 0, b);
      first = first == 0 ? -1 : first;
      second = second == 0 ? -1 : second;
    }
  if (first < 0 || second < 0)
    return (first < 0) - (second < 0);
  result = (first > second) - (first < second);
  return descending ? -result : result;
}

static void
check_rows (LwManifestQuery *query,
            LwManifestIndex *index)
{
  g_autoptr (GError) error = NULL;
  gsize n_rows;
  g_autofree guint32 *rows = lw_manifest_query_run (query, index, NULL, &n_rows, &error);
  const char *attribute = lw_manifest_query_get_attribute (query);
  gboolean known = attribute == NULL || lw_manifest_index_find_attribute (index, attribute) >= 0;
  gsize n_naive = 0;

  g_assert_no_error (error);
  for (guint row = 0; row < lw_manifest_index_get_n_rows (index); row++)
    n_naive += known && matches (query, index, row, 0);
  g_assert_cmpuint (n_rows, ==, n_naive);
  for (gsize i = 0; i < n_rows; i++)
    {
      g_assert_true (matches (query, index, rows[i], 0));
      if (i > 0)
        {
          int order = compare_rows (query, index, rows[i - 1], rows[i]);

          g_assert_cmpint (order, <=, 0);
          if (order == 0 && lw_manifest_query_get_sort (query, NULL) != LW_MANIFEST_SORT_SOURCE_REF)
            g_assert_cmpuint (rows[i - 1], <, rows[i]);
        }
    }
}

static void
check_counts (LwManifestQuery *query,
              LwManifestIndex *index)
{
  g_autoptr (LwManifestCounts) counts = lw_manifest_query_count (query, index, NULL, NULL);
  g_autofree guint32 *rows = NULL;
  g_autoptr (LwManifestQuery) any_class = lw_manifest_query_with_classes (query, NULL);
  g_autoptr (LwManifestQuery) any_confidence = lw_manifest_query_without_confidence (query);
  const char *attribute = lw_manifest_query_get_attribute (query);
  guint64 states[LW_N_DATA_OBJECT_STATES] = { 0 }, annotators[3] = { 0 }, bins[LW_CONFIDENCE_BINS] = { 0 };
  g_autofree guint64 *classes = g_new0 (guint64, 16);
  guint64 without = 0;
  gsize n_rows;

  rows = lw_manifest_query_run (query, index, NULL, &n_rows, NULL);
  g_assert_cmpuint (counts->n_rows, ==, n_rows);
  if (attribute != NULL && lw_manifest_index_find_attribute (index, attribute) < 0)
    return;

  for (guint row = 0; row < lw_manifest_index_get_n_rows (index); row++)
    {
      states[lw_manifest_index_get_state (index, 0, row)] += matches (query, index, row, SKIP_STATE);
      if (lw_manifest_index_get_state (index, 0, row) == LW_DATA_OBJECT_STATE_LABELED)
        annotators[lw_manifest_index_get_annotator (index, 0, row)] += matches (query, index, row, SKIP_ANNOTATOR);
      for (guint i = 0; i < lw_manifest_index_get_n_labels (index, 0, row); i++)
        {
          double confidence;
          guint position = lw_manifest_index_get_label (index, 0, row, i, &confidence);

          if (matches (any_class, index, row, 0) && fits_range (query, confidence))
            classes[position]++;
          if (!matches (any_confidence, index, row, 0) || !fits_class (query, index, position))
            continue;
          if (confidence < 0)
            without++;
          else
            bins[MIN (19, (int) (confidence * 20))]++;
        }
    }
  g_assert_cmpmem (counts->states, sizeof states, states, sizeof states);
  g_assert_cmpmem (counts->annotators, sizeof annotators, annotators, sizeof annotators);
  g_assert_cmpmem (counts->bins, sizeof bins, bins, sizeof bins);
  g_assert_cmpmem (counts->classes, counts->n_classes * sizeof *classes, classes, counts->n_classes * sizeof *classes);
  g_assert_cmpuint (counts->without, ==, without);
}

static void
test_random (void)
{
  g_autoptr (GRand) random = NULL;
  guint32 seed = g_test_rand_int ();

  g_test_message ("seed %u", seed);
  random = g_rand_new_with_seed (seed);
  for (guint i = 0; i < 60; i++)
    {
      g_autoptr (LwManifestIndex) index = make_index (random, i % 2);

      if (lw_manifest_index_get_n_attributes (index) == 0)
        continue;
      for (guint k = 0; k < 30; k++)
        {
          g_autofree char *text = make_query (random);
          g_autoptr (GError) error = NULL;
          g_autoptr (LwManifestQuery) query = lw_manifest_query_parse (text, &error);

          g_assert_no_error (error);
          if (g_test_verbose ())
            g_test_message ("%s", text);
          check_rows (query, index);
          check_counts (query, index);
        }
    }
}

/* An input manifest has no attribute: its rows are unlabeled or malformed. */
static void
test_no_attribute (void)
{
  static const char text[] = "{\"source-ref\":\"b\"}\n{\"source-ref\":\"a\"}\nbad\n";
  g_autoptr (GBytes) bytes = g_bytes_new_static (text, sizeof text - 1);
  g_autoptr (LwManifestIndex) index = lw_manifest_index_new_from_bytes (bytes);
  static const struct { const char *query; gsize n_rows; guint first; } rows[] = {
    { "", 3, 0 }, { "state:unlabeled", 2, 0 }, { "state:malformed", 1, 2 }, { "sort:source-ref "
                                                                              "-state:malformed", 2, 1 },
    { "class:x", 0, 0 }, { "-class:x", 3, 0 }, { "confidence:>=0", 0, 0 }, { "A", 1, 1 }, { "sort:-confidence", 3, 0 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (LwManifestQuery) query = lw_manifest_query_parse (rows[i].query, NULL);
      g_autoptr (LwManifestCounts) counts = lw_manifest_query_count (query, index, NULL, NULL);
      gsize n_rows;
      g_autofree guint32 *found = lw_manifest_query_run (query, index, NULL, &n_rows, NULL);

      g_assert_cmpuint (n_rows, ==, rows[i].n_rows);
      g_assert_cmpuint (counts->n_rows, ==, rows[i].n_rows);
      g_assert_cmpint (counts->attribute, ==, -1);
      if (n_rows > 0)
        g_assert_cmpuint (found[0], ==, rows[i].first);
    }
}

static void
test_bins (void)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (LwManifestIndex) index = NULL;
  g_autoptr (LwManifestQuery) query = lw_manifest_query_new ();
  g_autoptr (LwManifestCounts) counts = NULL;

  /* 0.00, 0.01 … 1.00: five to a bin, six in the last. */
  for (guint i = 0; i <= 100; i++)
    g_string_append_printf (text, "{\"source-ref\":\"x\",\"k\":0,\"k-metadata\":{\"class-name\":\"a\","
                                  "\"confidence\":%u.%02u}}\n",
                            i / 100, i % 100);
  bytes = g_bytes_new (text->str, text->len);
  index = lw_manifest_index_new_from_bytes (bytes);
  counts = lw_manifest_query_count (query, index, NULL, NULL);
  for (guint i = 0; i < LW_CONFIDENCE_BINS; i++)
    {
      g_autoptr (LwManifestQuery) bin = lw_manifest_query_with_confidence (query, i / 20.0, (i + 1) / 20.0);
      gsize n_rows;
      g_autofree guint32 *rows G_GNUC_UNUSED = lw_manifest_query_run (bin, index, NULL, &n_rows, NULL);

      g_assert_cmpuint (counts->bins[i], ==, i < 19 ? 5 : 6);
      g_assert_cmpuint (n_rows, ==, counts->bins[i]);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/manifest-query/text", test_text);
  g_test_add_func ("/manifest-query/bad-text", test_bad_text);
  g_test_add_func ("/manifest-query/value", test_value);
  g_test_add_func ("/manifest-query/random", test_random);
  g_test_add_func ("/manifest-query/no-attribute", test_no_attribute);
  g_test_add_func ("/manifest-query/bins", test_bins);

  return g_test_run ();
}
