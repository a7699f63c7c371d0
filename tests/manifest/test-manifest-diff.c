/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Two manifests side by side, and the confusion matrix: small cases, and random manifests against a naive comparison of
 * texts. */

#define G_LOG_DOMAIN "lw-test"

#include "config.h"

#include "lw-manifest-diff.h"

#include <string.h>

#define TYPE "\"type\":\"groundtruth/image-classification\""

static LwManifestIndex *
make_index (const char *text)
{
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));

  return lw_manifest_index_new_from_bytes (bytes);
}

static guint
find_entry (LwConfusionMatrix *matrix,
            const char        *name)
{
  for (guint i = 0; i < lw_confusion_matrix_get_n_entries (matrix); i++)
    if (strcmp (lw_confusion_matrix_get_name (matrix, i), name) == 0)
      return i;
  g_assert_not_reached ();
}

static guint64
count (LwConfusionMatrix *matrix,
       const char        *left,
       const char        *right)
{
  return lw_confusion_matrix_get_count (matrix, find_entry (matrix, left), find_entry (matrix, right));
}

static void
test_single (void)
{
  g_autoptr (LwManifestIndex) left =
    make_index ("{\"source-ref\":\"s3://b/1\",\"k\":0,\"k-metadata\":{\"class-name\":\"dog\"," TYPE "}}\n"
                "{\"source-ref\":\"s3://b/2\",\"k\":1,\"k-metadata\":{\"class-name\":\"cat\"," TYPE "}}\n"
                "{\"source-ref\":\"s3://b/3\"}\n"
                "{\"source-ref\":\"s3://b/4\",\"k-metadata\":{\"failure-reason\":\"late\"}}\n"
                "bad\n");
  g_autoptr (LwManifestIndex) right =
    make_index ("{\"source-ref\":\"s3:\\/\\/b/2\",\"k\":0,\"k-metadata\":{\"class-name\":\"dog\"," TYPE "}}\n"
                "{\"source-ref\":\"s3://b/1\",\"k\":7,\"k-metadata\":{\"class-name\":\"dog\"," TYPE "}}\n"
                "{\"source-ref\":\"s3://b/3\",\"k\":9,\"k-metadata\":{\"class-name\":\"fox\"," TYPE "}}\n"
                "{\"source-ref\":\"s3://b/1\"}\n"
                "{\"source-ref\":\"s3://b/5\"}\n");
  g_autoptr (GError) error = NULL;
  g_autoptr (LwManifestDiff) diff = lw_manifest_diff_new (left, NULL, right, NULL, LW_MANIFEST_DIFF_BY_SOURCE_REF,
                                                          NULL, &error);
  LwConfusionMatrix *matrix;
  g_autofree LwConfusionCell *flips = NULL;
  guint n_flips, left_row, right_row;

  g_assert_no_error (error);
  g_assert_cmpuint (lw_manifest_diff_get_n_pairs (diff, LW_MANIFEST_DIFF_SAME), ==, 1);
  g_assert_cmpuint (lw_manifest_diff_get_n_pairs (diff, LW_MANIFEST_DIFF_CHANGED), ==, 2);
  g_assert_cmpuint (lw_manifest_diff_get_n_pairs (diff, LW_MANIFEST_DIFF_ONLY_LEFT), ==, 2);
  g_assert_cmpuint (lw_manifest_diff_get_n_pairs (diff, LW_MANIFEST_DIFF_ONLY_RIGHT), ==, 2);
  g_assert_cmpuint (lw_manifest_diff_get_n_left_twins (diff), ==, 0);
  g_assert_cmpuint (lw_manifest_diff_get_n_right_twins (diff), ==, 1);
  lw_manifest_diff_get_pair (diff, LW_MANIFEST_DIFF_CHANGED, 0, &left_row, &right_row);
  g_assert_cmpuint (left_row, ==, 1);
  g_assert_cmpuint (right_row, ==, 0);
  lw_manifest_diff_get_pair (diff, LW_MANIFEST_DIFF_ONLY_RIGHT, 1, &left_row, &right_row);
  g_assert_cmpuint (left_row, ==, LW_MANIFEST_DIFF_NO_ROW);
  g_assert_cmpuint (right_row, ==, 4);

  matrix = lw_manifest_diff_get_matrix (diff);
  g_assert_cmpuint (lw_confusion_matrix_get_n_classes (matrix), ==, 3);
  g_assert_cmpuint (count (matrix, "dog", "dog"), ==, 1);
  g_assert_cmpuint (count (matrix, "cat", "dog"), ==, 1);
  g_assert_cmpuint (count (matrix, "unlabeled", "fox"), ==, 1);
  g_assert_cmpuint (lw_confusion_matrix_get_n_pairs (matrix), ==, 3);
  g_assert_cmpuint (lw_confusion_matrix_get_n_both (matrix), ==, 2);
  g_assert_cmpuint (lw_confusion_matrix_get_n_equal (matrix), ==, 1);
  flips = lw_confusion_matrix_dup_flips (matrix, &n_flips);
  g_assert_cmpuint (n_flips, ==, 2);
}

static void
test_sets (void)
{
  g_autoptr (LwManifestIndex) index =
    make_index ("{\"source-ref\":\"a\",\"k\":[0,1,2],"
                "\"k-metadata\":{\"class-map\":{\"0\":\"a\",\"1\":\"b\",\"2\":\"c\"}},"
                "\"m\":[5,0],\"m-metadata\":{\"class-map\":{\"5\":\"a\",\"0\":\"d\"}}}\n"
                "{\"source-ref\":\"b\",\"k\":[0],\"k-metadata\":{\"class-map\":{\"0\":\"a\"}},"
                "\"m\":[],\"m-metadata\":{\"class-map\":{}}}\n");
  g_autoptr (LwConfusionMatrix) matrix = lw_confusion_matrix_new (index, 0, 1, NULL, 0, NULL, NULL);
  static const guint32 second[] = { 1 };
  g_autoptr (LwConfusionMatrix) part = lw_confusion_matrix_new (index, 0, 1, second, 1, NULL, NULL);

  g_assert_cmpuint (count (matrix, "a", "a"), ==, 1);
  g_assert_cmpuint (count (matrix, "b", "d"), ==, 1);
  g_assert_cmpuint (count (matrix, "c", "d"), ==, 1);
  g_assert_cmpuint (count (matrix, "a", "no-class"), ==, 1);
  g_assert_cmpuint (lw_confusion_matrix_get_left_total (matrix, find_entry (matrix, "a")), ==, 2);
  g_assert_cmpuint (lw_confusion_matrix_get_right_total (matrix, find_entry (matrix, "d")), ==, 2);
  g_assert_cmpuint (lw_confusion_matrix_get_n_both (matrix), ==, 2);
  g_assert_cmpuint (lw_confusion_matrix_get_n_equal (matrix), ==, 0);
  g_assert_cmpuint (lw_confusion_matrix_get_n_pairs (part), ==, 1);
}

/* So many classes that the cells are kept one by one. */
static void
test_many_classes (void)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (LwManifestIndex) index = NULL;
  g_autoptr (LwConfusionMatrix) matrix = NULL;
  g_autofree LwConfusionCell *flips = NULL;
  guint n_flips;

  for (guint i = 0; i < 6000; i++)
    g_string_append_printf (text, "{\"source-ref\":\"%u\",\"k\":%u,\"k-metadata\":{\"class-name\":\"c%u\"," TYPE "},"
                            "\"m\":%u,\"m-metadata\":{\"class-name\":\"c%u\"," TYPE "}}\n", i, i % 3000, i % 3000,
                            (i + i / 3000) % 3000, (i + i / 3000) % 3000);
  index = make_index (text->str);
  matrix = lw_confusion_matrix_new (index, 0, 1, NULL, 0, NULL, NULL);
  g_assert_cmpuint (count (matrix, "c7", "c7"), ==, 1);
  g_assert_cmpuint (count (matrix, "c7", "c8"), ==, 1);
  g_assert_cmpuint (count (matrix, "c7", "c9"), ==, 0);
  flips = lw_confusion_matrix_dup_flips (matrix, &n_flips);
  g_assert_cmpuint (n_flips, ==, 3000);
}

typedef struct
{
  char *ref;
  char *label;
} Object;

static void
clear_object (gpointer data)
{
  Object *object = data;

  g_free (object->ref);
  g_free (object->label);
}

static LwManifestIndex *
make_random (GRand   *random,
             GArray  *objects)
{
  static const char *const names[] = { "dog", "cat", "wild boar", "犬" };
  g_autoptr (GString) text = g_string_new (NULL);
  guint n = (guint) g_rand_int_range (random, 0, 300);

  for (guint i = 0; i < n; i++)
    {
      guint kind = (guint) g_rand_int_range (random, 0, 6);
      Object object = { g_strdup_printf ("s3://b/%d/é.jpg", g_rand_int_range (random, 0, 250)), NULL };

      if (g_rand_int_range (random, 0, 20) == 0)
        g_string_append (text, "\n");
      object.label = g_strdup (kind < 4 ? names[kind] : kind == 4 ? "unlabeled" : "failed");
      g_string_append_printf (text, "{\"source-ref\":\"%.*s%s.jpg\"", (int) (strstr (object.ref, "é") - object.ref),
                              object.ref, g_rand_boolean (random) ? "é" : "\\u00E9");
      if (kind < 4)
        g_string_append_printf (text, ",\"k\":%u,\"k-metadata\":{\"class-name\":\"%s\"," TYPE "}", kind, names[kind]);
      else if (kind == 5)
        g_string_append (text, ",\"k-metadata\":{\"failure-reason\":\"late\"}");
      g_string_append (text, "}\n");
      g_array_append_val (objects, object);
    }
  return make_index (text->str);
}

/* The partner of each left object, or -1. */
static void
pair_naively (GArray *left,
              GArray *right,
              int    *partners)
{
  g_autofree gboolean *taken = g_new0 (gboolean, right->len + 1);

  for (guint i = 0; i < left->len; i++)
    {
      partners[i] = -1;
      for (guint k = 0; k < right->len && partners[i] < 0; k++)
        if (!taken[k] && strcmp (g_array_index (left, Object, i).ref, g_array_index (right, Object, k).ref) == 0)
          partners[i] = (int) k;
      if (partners[i] >= 0)
        taken[partners[i]] = TRUE;
    }
}

static void
check_random (GRand *random)
{
  g_autoptr (GArray) left = g_array_new (FALSE, FALSE, sizeof (Object));
  g_autoptr (GArray) right = g_array_new (FALSE, FALSE, sizeof (Object));
  g_autoptr (LwManifestIndex) left_index = NULL;
  g_autoptr (LwManifestIndex) right_index = NULL;
  g_autoptr (LwManifestDiff) diff = NULL;
  g_autofree int *partners = NULL;
  guint n[LW_N_MANIFEST_DIFF_KINDS] = { 0 };
  LwConfusionMatrix *matrix;

  g_array_set_clear_func (left, clear_object);
  g_array_set_clear_func (right, clear_object);
  left_index = make_random (random, left);
  right_index = make_random (random, right);
  diff = lw_manifest_diff_new (left_index, NULL, right_index, NULL, LW_MANIFEST_DIFF_BY_SOURCE_REF, NULL, NULL);
  matrix = lw_manifest_diff_get_matrix (diff);
  partners = g_new (int, left->len + 1);
  pair_naively (left, right, partners);
  for (guint i = 0; i < left->len; i++)
    {
      LwManifestDiffKind kind = LW_MANIFEST_DIFF_ONLY_LEFT;
      const char *label = g_array_index (left, Object, i).label;
      guint left_row, right_row;

      if (partners[i] >= 0)
        {
          const char *other = g_array_index (right, Object, partners[i]).label;

          kind = strcmp (label, other) == 0 ? LW_MANIFEST_DIFF_SAME : LW_MANIFEST_DIFF_CHANGED;
          g_assert_cmpuint (count (matrix, label, other), >, 0);
        }
      g_assert_cmpuint (n[kind], <, lw_manifest_diff_get_n_pairs (diff, kind));
      lw_manifest_diff_get_pair (diff, kind, n[kind]++, &left_row, &right_row);
      g_assert_cmpuint (left_row, ==, i);
      g_assert_cmpint ((int) right_row, ==, partners[i]);
    }
  for (guint kind = 0; kind < LW_MANIFEST_DIFF_ONLY_RIGHT; kind++)
    g_assert_cmpuint (n[kind], ==, lw_manifest_diff_get_n_pairs (diff, kind));
  g_assert_cmpuint (lw_manifest_diff_get_n_pairs (diff, LW_MANIFEST_DIFF_ONLY_RIGHT), ==,
                    right->len - n[LW_MANIFEST_DIFF_SAME] - n[LW_MANIFEST_DIFF_CHANGED]);
}

static void
test_random (void)
{
  guint32 seed = (guint32) g_test_rand_int ();
  g_autoptr (GRand) random = g_rand_new_with_seed (seed);

  g_test_message ("seed %u", seed);
  for (guint i = 0; i < 300; i++)
    check_random (random);
}

static void
test_lines (void)
{
  g_autoptr (LwManifestIndex) left = make_index ("{\"source-ref\":\"a\"}\n\n{\"source-ref\":\"b\"}\n");
  g_autoptr (LwManifestIndex) right = make_index ("{\"source-ref\":\"a\"}\n{\"source-ref\":\"x\"}\n"
                                                  "{\"source-ref\":\"b\"}\n");
  g_autoptr (LwManifestDiff) diff = lw_manifest_diff_new (left, NULL, right, NULL, LW_MANIFEST_DIFF_BY_LINE, NULL,
                                                          NULL);
  g_autoptr (GError) error = NULL;
  gsize n_rows;

  g_assert_cmpuint (lw_manifest_diff_get_n_pairs (diff, LW_MANIFEST_DIFF_SAME), ==, 2);
  g_assert_cmpuint (lw_manifest_diff_get_rows (diff, LW_MANIFEST_DIFF_ONLY_RIGHT, &n_rows)[0], ==, 1);
  g_assert_cmpuint (n_rows, ==, 1);
  g_assert_null (lw_manifest_diff_new (left, "k", right, NULL, LW_MANIFEST_DIFF_BY_LINE, NULL, &error));
  g_assert_error (error, LW_MANIFEST_ERROR, LW_MANIFEST_ERROR_BAD_QUERY);
}

static void
done_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  GAsyncResult **done = user_data;

  *done = g_object_ref (result);
}

static void
test_async (void)
{
  g_autoptr (LwManifestIndex) index = make_index ("{\"source-ref\":\"a\"}\n");
  g_autoptr (GAsyncResult) done = NULL;
  g_autoptr (LwManifestDiff) diff = NULL;

  lw_manifest_diff_new_async (index, NULL, index, NULL, LW_MANIFEST_DIFF_BY_SOURCE_REF, NULL, done_cb, &done);
  while (done == NULL)
    g_main_context_iteration (NULL, TRUE);
  diff = lw_manifest_diff_new_finish (done, NULL);
  g_assert_cmpuint (lw_manifest_diff_get_n_pairs (diff, LW_MANIFEST_DIFF_SAME), ==, 1);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/manifest-diff/single", test_single);
  g_test_add_func ("/manifest-diff/sets", test_sets);
  g_test_add_func ("/manifest-diff/many-classes", test_many_classes);
  g_test_add_func ("/manifest-diff/random", test_random);
  g_test_add_func ("/manifest-diff/lines", test_lines);
  g_test_add_func ("/manifest-diff/async", test_async);

  return g_test_run ();
}
