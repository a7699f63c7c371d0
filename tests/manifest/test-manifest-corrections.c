/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Corrections: what each kind does to columns, counts and lines; undo, redo and reading the journal again;
 * random sequences against a naive model; the written manifest read again has the same counts. */

#define G_LOG_DOMAIN "lw-test"

#include "config.h"

#include "lw-manifest-corrections.h"

#include "lw-manifest-counts.h"
#include "lw-manifest-line.h"

#include "lw-test-support.h"

#include <glib/gstdio.h>
#include <string.h>

#define TIME G_GINT64_CONSTANT (1790000000123456)

static const char single[] =
  "\xef\xbb\xbf{\"source-ref\":\"s3://b/0.jpg\",\"k\":0,\"k-metadata\":{\"class-name\":\"cat\",\"confidence\":0.75,"
  "\"job-name\":\"labeling-job/j\",\"human-annotated\":\"no\",\"type\":\"groundtruth/image-classification\","
  "\"creation-date\":\"2019-04-18T16:40:59.217995\",\"extra\":[1, 2]}}\r\n"
  "{ \"note\": \"\\u00e9\", \"k\":\"1\",\"source-ref\":\"s3://b/1.jpg\",\"k-metadata\":{\"class-name\":\"dog\","
  "\"confidence\":0.5,\"human-annotated\":\"yes\"}} \n"
  "\n"
  "{\"source-ref\":\"s3://b/2.jpg\",\"k-metadata\":{\"failure-reason\":\"too late\",\"retry-count\":1,"
  "\"human-annotated\":\"true\"}}\n"
  "{\"source-ref\":\"s3://b/3.jpg\"}\n"
  "this is no JSON\n"
  "{\"source-ref\":\"s3://b/5.jpg\",\"k\":4,\"k-metadata\":{\"class-name\":\"bird\",\"confidence\":1}}";

static const char multi[] =
  "{\"source-ref\":\"s3://b/0.jpg\",\"m\":[1,0],\"m-metadata\":{\"class-map\":{\"1\":\"cat\",\"0\":\"dog\"},"
  "\"confidence-map\":{\"1\":0.95,\"0\":0.2},\"human-annotated\":\"yes\","
  "\"type\":\"groundtruth/image-classification-multilabel\"}}\n"
  "{\"source-ref\":\"s3://b/1.jpg\",\"m\":[],\"m-metadata\":{\"class-map\":{},\"confidence-map\":{},"
  "\"type\":\"groundtruth/image-classification-multilabel\"}}\n"
  "{\"source-ref\":\"s3://b/2.jpg\",\"m\":[2],\"m-metadata\":{\"class-map\":{\"2\":\"owl\"},"
  "\"confidence-map\":{\"2\":0.333333333},\"type\":\"groundtruth/image-classification-multilabel\"}}\n"
  "{\"source-ref\":\"s3://b/3.jpg\"}\n";

static LwManifestIndex *
index_text (const char *text)
{
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));

  return lw_manifest_index_new_from_bytes (bytes);
}

/* Doing things */

typedef struct
{
  gboolean  done;
  GError   *error;
} Outcome;

static void
change_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  Outcome *outcome = user_data;

  lw_manifest_corrections_change_finish (LW_MANIFEST_CORRECTIONS (object), result, &outcome->error);
  outcome->done = TRUE;
}

static gboolean
is_done (gpointer user_data)
{
  return ((Outcome *) user_data)->done;
}

static void
apply (LwManifestCorrections *corrections,
       LwCorrection          *correction)
{
  g_autoptr (LwCorrection) fresh = correction;
  g_autoptr (LwCorrection) is_signed = lw_correction_sign (fresh, "Ada", TIME);
  Outcome outcome = { FALSE, NULL };

  lw_manifest_corrections_apply_async (corrections, is_signed, change_cb, &outcome);
  lw_test_wait_until (is_done, &outcome);
  g_assert_no_error (outcome.error);
}

static void
move (LwManifestCorrections *corrections,
      gboolean               undo)
{
  Outcome outcome = { FALSE, NULL };

  if (undo)
    lw_manifest_corrections_undo_async (corrections, change_cb, &outcome);
  else
    lw_manifest_corrections_redo_async (corrections, change_cb, &outcome);
  lw_test_wait_until (is_done, &outcome);
  g_assert_no_error (outcome.error);
}

static LwCorrection *
new_set (LwCorrectionKind  kind,
         const char       *attribute,
         guint             first,
         guint             n_rows,
         const char       *label)
{
  g_autoptr (LwRowSet) rows = lw_row_set_new_range (first, n_rows);
  const char *labels[] = { label, NULL };

  return lw_correction_new_labels (kind, attribute, rows, labels);
}

static LwManifestCorrections *
open_corrections (LwManifestIndex *index,
                  const char      *folder)
{
  g_autoptr (GError) error = NULL;
  LwManifestCorrections *corrections = lw_manifest_corrections_open (index, folder, NULL, &error);

  g_assert_no_error (error);
  return corrections;
}

/* The thread that worked last may hold it a moment longer. */
static void
close_corrections (LwManifestCorrections *corrections)
{
  gpointer place = corrections;

  g_object_add_weak_pointer (G_OBJECT (corrections), &place);
  g_object_unref (corrections);
  while (g_atomic_pointer_get (&place) != NULL)
    g_thread_yield ();
}

/* Two indexes say the same of every row and in every sum. */

static void
assert_same_row (LwManifestIndex *a,
                 LwManifestIndex *b,
                 guint            attribute,
                 guint            row)
{
  g_autofree char *first = lw_manifest_index_dup_label_text (a, attribute, row);
  g_autofree char *second = lw_manifest_index_dup_label_text (b, attribute, row);

  g_assert_cmpstr (first, ==, second);
  g_assert_cmpint (lw_manifest_index_get_state (a, attribute, row), ==,
                   lw_manifest_index_get_state (b, attribute, row));
  g_assert_cmpint (lw_manifest_index_get_annotator (a, attribute, row), ==,
                   lw_manifest_index_get_annotator (b, attribute, row));
  g_assert_cmpfloat (lw_manifest_index_get_confidence (a, attribute, row), ==,
                     lw_manifest_index_get_confidence (b, attribute, row));
  g_assert_cmpint (lw_manifest_index_get_creation_time (a, attribute, row), ==,
                   lw_manifest_index_get_creation_time (b, attribute, row));
}

static void
assert_same_sums (LwManifestIndex *a,
                  LwManifestIndex *b,
                  guint            attribute)
{
  for (guint state = 0; state < LW_N_DATA_OBJECT_STATES; state++)
    g_assert_cmpuint (lw_manifest_index_count_state (a, attribute, state), ==,
                      lw_manifest_index_count_state (b, attribute, state));
  for (guint annotator = 0; annotator < 3; annotator++)
    g_assert_cmpuint (lw_manifest_index_count_annotator (a, attribute, annotator), ==,
                      lw_manifest_index_count_annotator (b, attribute, annotator));
  g_assert_cmpuint (lw_manifest_index_get_n_classes (a, attribute), ==,
                    lw_manifest_index_get_n_classes (b, attribute));
  for (guint i = 0; i < lw_manifest_index_get_n_classes (a, attribute); i++)
    {
      g_assert_cmpint (lw_manifest_index_get_class_index (a, attribute, i), ==,
                       lw_manifest_index_get_class_index (b, attribute, i));
      g_assert_cmpstr (lw_manifest_index_get_class_name (a, attribute, i), ==,
                       lw_manifest_index_get_class_name (b, attribute, i));
      g_assert_cmpuint (lw_manifest_index_get_class_count (a, attribute, i), ==,
                        lw_manifest_index_get_class_count (b, attribute, i));
    }
}

/* Writes the corrected manifest, reads it again: the same. */
static char *
assert_saved (LwManifestIndex *index,
              const char      *folder)
{
  g_autofree char *path = g_build_filename (folder, "saved.manifest", NULL);
  g_autoptr (LwManifestIndex) saved = NULL;
  g_autoptr (GError) error = NULL;
  char *text = NULL;

  g_assert_true (lw_manifest_corrections_save (index, path, NULL, NULL, NULL, &error));
  g_assert_no_error (error);
  saved = lw_manifest_index_new_from_file (path, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (lw_manifest_index_get_n_rows (saved), ==, lw_manifest_index_get_n_rows (index));
  for (guint i = 0; i < lw_manifest_index_get_n_attributes (index); i++)
    {
      const char *name = lw_manifest_index_get_attribute_name (index, i);
      int there = lw_manifest_index_find_attribute (saved, name);

      /* An attribute that lost its last label is in no manifest. */
      if (there < 0 && lw_manifest_index_count_state (index, i, LW_DATA_OBJECT_STATE_LABELED) == 0)
        continue;
      g_assert_cmpint (there, >=, 0);
      assert_same_sums (index, saved, i);
      for (guint row = 0; row < lw_manifest_index_get_n_rows (index); row++)
        assert_same_row (index, saved, i, row);
    }
  g_file_get_contents (path, &text, NULL, NULL);
  return text;
}

static void
test_single (void)
{
  g_autofree char *folder = lw_test_dup_temp_dir ();
  g_autoptr (LwManifestIndex) base = index_text (single);
  LwManifestCorrections *corrections = open_corrections (base, NULL);
  g_autofree char *text = NULL;
  LwManifestIndex *index;

  apply (corrections, new_set (LW_CORRECTION_SET, "k", 0, 5, "dog"));
  index = lw_manifest_corrections_get_index (corrections);
  g_assert_cmpuint (lw_manifest_index_count_state (index, 0, LW_DATA_OBJECT_STATE_LABELED), ==, 5);
  g_assert_cmpuint (lw_manifest_index_get_n_classes (index, 0), ==, 2);
  g_assert_cmpuint (lw_manifest_index_get_class_count (index, 0, 0), ==, 4);
  g_assert_cmpint (lw_manifest_index_get_class_index (index, 0, 0), ==, 1);
  g_assert_cmpfloat (lw_manifest_index_get_confidence (index, 0, 0), ==, 1);
  g_assert_cmpint (lw_manifest_index_get_creation_time (index, 0, 0), ==, TIME / G_USEC_PER_SEC * G_USEC_PER_SEC);
  /* What was right already keeps its votes. */
  g_assert_cmpfloat (lw_manifest_index_get_confidence (index, 0, 1), ==, 0.5);
  g_assert_cmpint (lw_manifest_index_get_state (index, 0, 4), ==, LW_DATA_OBJECT_STATE_MALFORMED);
  g_assert_cmpuint (lw_manifest_corrections_count_changed (index), ==, 3);

  text = assert_saved (index, folder);
  g_assert_true (g_str_has_prefix (text,
    "\xef\xbb\xbf{\"source-ref\":\"s3://b/0.jpg\",\"k\":1,\"k-metadata\":{\"job-name\":\"labeling-job/j\","
    "\"type\":\"groundtruth/image-classification\",\"extra\":[1, 2],\"class-name\":\"dog\",\"confidence\":1.0,"
    "\"human-annotated\":\"yes\",\"creation-date\":\"2026-09-21T14:13:20.123456\",\"corrected-by\":\"Ada\","
    "\"correction-date\":\"2026-09-21T14:13:20.123456\",\"corrected-from\":\"cat\"}}\r\n"
    "{ \"note\": \"\\u00e9\", \"k\":\"1\","));
  g_assert_nonnull (strstr (text, "\"s3://b/2.jpg\",\"k\":1,\"k-metadata\":{\"class-name\":\"dog\""));
  g_assert_null (strstr (text, "failure-reason"));
  g_assert_nonnull (strstr (text, "}} \n\n{"));
  g_assert_true (g_str_has_suffix (text, "\nthis is no JSON\n{\"source-ref\":\"s3://b/5.jpg\",\"k\":4,\"k-metadata\":"
                                         "{\"class-name\":\"bird\",\"confidence\":1}}"));
  close_corrections (corrections);
  lw_test_remove_tree (folder);
}

static void
test_classes (void)
{
  g_autofree char *folder = lw_test_dup_temp_dir ();
  g_autoptr (LwManifestIndex) base = index_text (single);
  LwManifestCorrections *corrections = open_corrections (base, NULL);
  const char *both[] = { "cat", "dog", NULL };
  const char *bird[] = { "bird", NULL };
  g_autofree char *text = NULL;
  g_auto (GStrv) names = NULL;
  LwManifestIndex *index;

  apply (corrections, lw_correction_new_rename ("k", "bird", "owl"));
  apply (corrections, lw_correction_new_merge ("k", both, "dog"));
  index = lw_manifest_corrections_get_index (corrections);
  g_assert_cmpuint (lw_manifest_index_get_n_classes (index, 0), ==, 2);
  g_assert_cmpstr (lw_manifest_index_get_class_name (index, 0, 1), ==, "owl");
  g_assert_cmpint (lw_manifest_index_get_class_index (index, 0, 1), ==, 4);
  /* A merge is no new judgement: who labeled, when and how sure stays. */
  g_assert_cmpfloat (lw_manifest_index_get_confidence (index, 0, 0), ==, 0.75);
  g_assert_cmpint (lw_manifest_index_get_annotator (index, 0, 0), ==, LW_ANNOTATOR_MACHINE);
  text = assert_saved (index, folder);
  g_assert_nonnull (strstr (text, "\"k\":1,\"k-metadata\":{\"confidence\":0.75,"));
  g_assert_nonnull (strstr (text, "\"k\":4,\"k-metadata\":{\"confidence\":1,\"class-name\":\"owl\""));
  names = lw_manifest_corrections_dup_classes (corrections, "k");
  g_assert_cmpstr (names[0], ==, "dog");
  g_assert_cmpstr (names[1], ==, "owl");
  g_assert_null (names[2]);

  move (corrections, TRUE);
  move (corrections, TRUE);
  g_assert_true (lw_manifest_corrections_get_index (corrections) == base);
  move (corrections, FALSE);
  apply (corrections, lw_correction_new_drop ("k", bird));
  g_assert_cmpuint (lw_manifest_index_get_n_classes (lw_manifest_corrections_get_index (corrections), 0), ==, 3);
  apply (corrections, lw_correction_new_drop ("k", both));
  index = lw_manifest_corrections_get_index (corrections);
  g_assert_cmpuint (lw_manifest_index_count_state (index, 0, LW_DATA_OBJECT_STATE_LABELED), ==, 1);
  g_assert_cmpuint (lw_manifest_index_count_state (index, 0, LW_DATA_OBJECT_STATE_UNLABELED), ==, 3);
  g_clear_pointer (&text, g_free);
  text = assert_saved (index, folder);
  g_assert_true (g_str_has_prefix (text, "\xef\xbb\xbf{\"source-ref\":\"s3://b/0.jpg\"}\r\n{ \"note\": \"\\u00e9\","
                                         "\"source-ref\":\"s3://b/1.jpg\"} \n"));
  close_corrections (corrections);
  lw_test_remove_tree (folder);
}

static void
test_multi (void)
{
  g_autofree char *folder = lw_test_dup_temp_dir ();
  g_autoptr (LwManifestIndex) base = index_text (multi);
  LwManifestCorrections *corrections = open_corrections (base, NULL);
  const char *cat_dog[] = { "cat", "dog", NULL };
  g_autofree char *text = NULL;
  LwManifestIndex *index;

  apply (corrections, lw_correction_new_merge ("m", cat_dog, "pet"));
  apply (corrections, new_set (LW_CORRECTION_ADD, "m", 1, 3, "owl"));
  apply (corrections, new_set (LW_CORRECTION_ADD, "m", 0, 1, "new one"));
  apply (corrections, new_set (LW_CORRECTION_REMOVE, "m", 2, 2, "owl"));
  index = lw_manifest_corrections_get_index (corrections);
  g_assert_cmpuint (lw_manifest_index_get_n_labels (index, 0, 0), ==, 2);
  g_assert_cmpuint (lw_manifest_index_get_n_labels (index, 0, 1), ==, 1);
  g_assert_cmpuint (lw_manifest_index_get_n_labels (index, 0, 2), ==, 0);
  g_assert_cmpint (lw_manifest_index_get_state (index, 0, 3), ==, LW_DATA_OBJECT_STATE_LABELED);
  text = assert_saved (index, folder);
  g_assert_nonnull (strstr (text, "\"m\":[1,3]"));
  g_assert_nonnull (strstr (text, "\"class-map\":{\"1\":\"pet\",\"3\":\"new one\"},"
                                  "\"confidence-map\":{\"1\":0.95,\"3\":1.0}"));
  g_assert_nonnull (strstr (text, "\"corrected-from\":[\"cat\",\"dog\"]"));
  close_corrections (corrections);
  lw_test_remove_tree (folder);
}

/* The journal */

static char *
write_manifest (const char *folder,
                const char *text)
{
  char *path = g_build_filename (folder, "output.manifest", NULL);

  g_assert_true (g_file_set_contents (path, text, -1, NULL));
  return path;
}

static LwManifestCorrections *
reopen (const char *path,
        const char *folder)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (LwManifestIndex) base = lw_manifest_index_new_from_file (path, NULL, NULL, NULL, &error);

  g_assert_no_error (error);
  return open_corrections (base, folder);
}

static char *
find_journal (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name = g_dir_read_name (dir);

  g_assert_nonnull (name);
  return g_build_filename (folder, name, NULL);
}

static void
test_journal (void)
{
  g_autofree char *folder = lw_test_dup_temp_dir ();
  g_autofree char *journals = g_build_filename (folder, "corrections", NULL);
  g_autofree char *path = write_manifest (folder, single);
  LwManifestCorrections *corrections = reopen (path, journals);
  g_autofree char *grown = g_strconcat (single, "\n{\"source-ref\":\"s3://b/6.jpg\"}\n", NULL);
  g_autofree char *journal = NULL;
  FILE *file;

  apply (corrections, new_set (LW_CORRECTION_SET, "k", 0, 1, "dog"));
  apply (corrections, lw_correction_new_rename ("k", "dog", "hound"));
  move (corrections, TRUE);
  close_corrections (corrections);

  /* As it was, the undone correction at hand. */
  corrections = reopen (path, journals);
  g_assert_cmpuint (lw_manifest_corrections_get_n_applied (corrections), ==, 1);
  g_assert_cmpuint (lw_manifest_corrections_get_history (corrections)->len, ==, 2);
  g_assert_cmpint (lw_manifest_index_get_class (lw_manifest_corrections_get_index (corrections), 0, 0), ==, 0);
  move (corrections, FALSE);
  close_corrections (corrections);

  /* A line cut short was never told as saved; what follows takes its place. */
  journal = find_journal (journals);
  file = g_fopen (journal, "a");
  fputs ("{\"correction\":\"drop\",\"attri", file);
  fclose (file);
  corrections = reopen (path, journals);
  g_assert_cmpuint (lw_manifest_corrections_get_n_applied (corrections), ==, 2);
  apply (corrections, new_set (LW_CORRECTION_SET, "k", 3, 1, "hound"));
  close_corrections (corrections);
  corrections = reopen (path, journals);
  g_assert_cmpuint (lw_manifest_corrections_get_n_applied (corrections), ==, 3);
  close_corrections (corrections);

  /* A manifest that only grew is still about the same rows. */
  g_assert_true (g_file_set_contents (path, grown, -1, NULL));
  corrections = reopen (path, journals);
  g_assert_cmpuint (lw_manifest_corrections_get_n_applied (corrections), ==, 3);
  close_corrections (corrections);

  /* Another content has corrections of its own, and the first one's come back with it. */
  g_assert_true (g_file_set_contents (path, multi, -1, NULL));
  corrections = reopen (path, journals);
  g_assert_cmpuint (lw_manifest_corrections_get_n_applied (corrections), ==, 0);
  g_assert_cmpuint (lw_manifest_corrections_get_n_aside (corrections), ==, 1);
  apply (corrections, lw_correction_new_rename ("m", "cat", "lynx"));
  close_corrections (corrections);
  g_assert_true (g_file_set_contents (path, single, -1, NULL));
  corrections = reopen (path, journals);
  g_assert_cmpuint (lw_manifest_corrections_get_n_applied (corrections), ==, 3);
  close_corrections (corrections);
  lw_test_remove_tree (folder);
}

static void
test_two_windows (void)
{
  g_autofree char *folder = lw_test_dup_temp_dir ();
  g_autofree char *path = write_manifest (folder, single);
  LwManifestCorrections *first = reopen (path, folder);
  LwManifestCorrections *second = reopen (path, folder);
  g_autoptr (LwCorrection) correction = lw_correction_new_rename ("k", "cat", "lynx");
  Outcome outcome = { FALSE, NULL };

  apply (first, lw_correction_new_rename ("k", "dog", "hound"));
  lw_manifest_corrections_apply_async (second, correction, change_cb, &outcome);
  lw_test_wait_until (is_done, &outcome);
  g_assert_error (outcome.error, LW_MANIFEST_ERROR, LW_MANIFEST_ERROR_CHANGED);
  g_clear_error (&outcome.error);
  g_assert_cmpuint (lw_manifest_corrections_get_n_applied (second), ==, 0);
  close_corrections (first);
  close_corrections (second);
  lw_test_remove_tree (folder);
}

static void
test_original (void)
{
  g_autofree char *folder = lw_test_dup_temp_dir ();
  g_autofree char *path = write_manifest (folder, single);
  g_autofree char *same = g_build_filename (folder, ".", "output.manifest", NULL);
  LwManifestCorrections *corrections = reopen (path, NULL);
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;

  apply (corrections, lw_correction_new_rename ("k", "dog", "hound"));
  g_assert_false (lw_manifest_corrections_save (lw_manifest_corrections_get_index (corrections), same, NULL, NULL,
                                                NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_EXISTS);
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  g_assert_cmpstr (text, ==, single);
  close_corrections (corrections);
  lw_test_remove_tree (folder);
}

/* Random sequences against a naive model: the label of each row as text. */

#define N_ROWS    200
#define N_CHANGES 400

static const char * const words[] = { "ant", "bee", "cat", "dog", "elk", "fox" };

typedef struct
{
  char *labels[N_ROWS];
} Naive;

static void
naive_clear (Naive *self)
{
  for (guint i = 0; i < N_ROWS; i++)
    g_clear_pointer (&self->labels[i], g_free);
}

static Naive *
naive_copy (const Naive *self)
{
  Naive *copy = g_new0 (Naive, 1);

  for (guint i = 0; i < N_ROWS; i++)
    copy->labels[i] = g_strdup (self->labels[i]);
  return copy;
}

static void
naive_free (gpointer data)
{
  naive_clear (data);
  g_free (data);
}

static void
naive_replace (Naive      *self,
               const char *from,
               const char *to)
{
  for (guint i = 0; i < N_ROWS; i++)
    if (g_strcmp0 (self->labels[i], from) == 0)
      {
        g_free (self->labels[i]);
        self->labels[i] = g_strdup (to);
      }
}

static LwCorrection *
change_rows (GRand *rand,
             Naive *naive)
{
  g_autofree guint32 *rows = g_new (guint32, N_ROWS);
  guint n = (guint) g_rand_int_range (rand, 1, N_ROWS);
  const char *word = words[g_rand_int_range (rand, 0, G_N_ELEMENTS (words))];
  gboolean take = g_rand_int_range (rand, 0, 8) == 0;
  const char *labels[] = { take ? NULL : word, NULL };
  g_autoptr (LwRowSet) set = NULL;

  if (g_rand_boolean (rand))
    n = MIN (n, 4);
  for (guint i = 0; i < n; i++)
    {
      guint row = (guint) g_rand_int_range (rand, 0, N_ROWS);

      rows[i] = row;
      if (g_strcmp0 (naive->labels[row], "malformed") == 0)
        continue;
      g_free (naive->labels[row]);
      naive->labels[row] = g_strdup (labels[0]);
    }
  set = lw_row_set_new_from_rows (rows, n);
  return lw_correction_new_labels (LW_CORRECTION_SET, "k", set, labels);
}

static LwCorrection *
change_classes (GRand *rand,
                Naive *naive)
{
  const char *from = words[g_rand_int_range (rand, 0, G_N_ELEMENTS (words))];
  const char *other = words[g_rand_int_range (rand, 0, G_N_ELEMENTS (words))];
  const char *to = words[g_rand_int_range (rand, 0, G_N_ELEMENTS (words))];
  const char *names[] = { from, other, NULL };

  if (g_rand_int_range (rand, 0, 4) == 0)
    {
      naive_replace (naive, from, NULL);
      naive_replace (naive, other, NULL);
      return lw_correction_new_drop ("k", names);
    }
  naive_replace (naive, from, to);
  if (g_rand_boolean (rand))
    return lw_correction_new_rename ("k", from, to);
  naive_replace (naive, other, to);
  return lw_correction_new_merge ("k", names, to);
}

static void
assert_naive (LwManifestIndex *index,
              const Naive     *naive)
{
  guint n_labeled = 0;

  for (guint row = 0; row < N_ROWS; row++)
    {
      g_autofree char *label = lw_manifest_index_dup_label_text (index, 0, row);

      if (g_strcmp0 (naive->labels[row], "malformed") == 0)
        continue;
      g_assert_cmpstr (label, ==, naive->labels[row] != NULL ? naive->labels[row] : "");
      n_labeled += naive->labels[row] != NULL;
    }
  g_assert_cmpuint (lw_manifest_index_count_state (index, 0, LW_DATA_OBJECT_STATE_LABELED), ==, n_labeled);
}

static char *
make_random (GRand *rand,
             Naive *naive)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < N_ROWS; i++)
    {
      guint word = (guint) g_rand_int_range (rand, 0, 3);
      int what = g_rand_int_range (rand, 0, 10);

      if (what == 0)
        g_string_append (text, "nothing\n");
      else if (what == 1 && i > 0)
        g_string_append_printf (text, "{\"source-ref\":\"s3://b/%u.jpg\"}\n", i);
      else if (what == 2 && i > 0)
        g_string_append_printf (text, "{\"source-ref\":\"s3://b/%u.jpg\","
                                      "\"k-metadata\":{\"failure-reason\":\"x\"}}\n", i);
      else
        g_string_append_printf (text, "{\"source-ref\":\"s3://b/%u.jpg\",\"k\":%u,\"k-metadata\":{\"class-name\":"
                                      "\"%s\",\"confidence\":0.%02u}}\n", i, word, words[word], i % 100);
      naive->labels[i] = what == 0 ? g_strdup ("malformed") : what < 3 && i > 0 ? NULL : g_strdup (words[word]);
    }
  return g_string_free (text, FALSE);
}

static void
test_random (void)
{
  guint32 seed = g_random_int ();
  g_autoptr (GRand) rand = g_rand_new_with_seed (seed);
  g_autofree char *folder = lw_test_dup_temp_dir ();
  g_autofree char *journals = g_build_filename (folder, "corrections", NULL);
  g_autoptr (GPtrArray) states = g_ptr_array_new_with_free_func (naive_free);
  Naive *naive = g_new0 (Naive, 1);
  g_autofree char *text = make_random (rand, naive);
  g_autofree char *path = write_manifest (folder, text);
  LwManifestCorrections *corrections = reopen (path, journals);
  guint at = 0;

  g_test_message ("seed %u", seed);
  g_ptr_array_add (states, naive);
  for (guint i = 0; i < N_CHANGES; i++)
    {
      int what = g_rand_int_range (rand, 0, 10);

      if (what < 2)
        {
          at -= at > 0;
          move (corrections, TRUE);
        }
      else if (what == 2)
        {
          at += at + 1 < states->len;
          move (corrections, FALSE);
        }
      else
        {
          naive = naive_copy (g_ptr_array_index (states, at));
          g_ptr_array_set_size (states, (int) ++at);
          g_ptr_array_add (states, naive);
          apply (corrections, what < 8 ? change_rows (rand, naive) : change_classes (rand, naive));
        }
      assert_naive (lw_manifest_corrections_get_index (corrections), g_ptr_array_index (states, at));
      if (i % 20 == 0)
        g_free (assert_saved (lw_manifest_corrections_get_index (corrections), folder));
      if (i % 50 == 0)
        {
          close_corrections (corrections);
          corrections = reopen (path, journals);
        }
    }
  close_corrections (corrections);
  lw_test_remove_tree (folder);
}

/* Queries, counts and exports see the corrections without knowing. */
static void
test_query (void)
{
  g_autoptr (LwManifestIndex) base = index_text (single);
  LwManifestCorrections *corrections = open_corrections (base, NULL);
  g_autoptr (LwManifestQuery) query = lw_manifest_query_parse ("class:hound", NULL);
  g_autoptr (LwManifestCounts) counts = NULL;
  g_autofree guint32 *rows = NULL;
  g_autofree char *line = NULL;
  gsize n_rows;

  apply (corrections, lw_correction_new_rename ("k", "dog", "hound"));
  rows = lw_manifest_query_run (query, lw_manifest_corrections_get_index (corrections), NULL, &n_rows, NULL);
  g_assert_cmpuint (n_rows, ==, 1);
  g_assert_cmpuint (rows[0], ==, 1);
  counts = lw_manifest_query_count (query, lw_manifest_corrections_get_index (corrections), NULL, NULL);
  g_assert_cmpuint (counts->n_rows, ==, 1);
  line = lw_manifest_index_dup_line (lw_manifest_corrections_get_index (corrections), 1, NULL, NULL);
  g_assert_nonnull (strstr (line, "\"class-name\":\"hound\""));
  g_assert_nonnull (strstr (line, "{ \"note\": \"\\u00e9\", \"k\":\"1\","));
  close_corrections (corrections);
}

/* A million rows in one correction: small on disk, and the main loop is not waited for. */
static void
test_row_set (void)
{
  g_autofree guint32 *rows = g_new (guint32, 100000);
  g_autoptr (LwRowSet) range = lw_row_set_new_range (5, 1000000);
  g_autoptr (LwRowSet) odd = NULL;
  g_autoptr (LwRowSet) again = NULL;
  g_autoptr (LwRowSet) bad = lw_row_set_new_from_base64 ("/////////w==");
  g_autofree char *text = lw_row_set_to_base64 (range);
  g_autofree char *odd_text = NULL;
  guint first, n_rows, n = 0;
  LwRowSetIter iter;

  g_assert_cmpuint (strlen (text), <=, 8);
  g_assert_null (bad);
  for (guint i = 0; i < 100000; i++)
    rows[99999 - i] = i * 2 + 1;
  odd = lw_row_set_new_from_rows (rows, 100000);
  odd_text = lw_row_set_to_base64 (odd);
  again = lw_row_set_new_from_base64 (odd_text);
  g_assert_cmpuint (lw_row_set_get_size (again), ==, 100000);
  g_assert_cmpuint (lw_row_set_get_end (again), ==, 200000);
  lw_row_set_iter_init (&iter, again);
  while (lw_row_set_iter_next (&iter, &first, &n_rows))
    {
      g_assert_cmpuint (first, ==, 2 * n++ + 1);
      g_assert_cmpuint (n_rows, ==, 1);
    }
  g_assert_cmpuint (n, ==, 100000);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/manifest-corrections/row-set", test_row_set);
  g_test_add_func ("/manifest-corrections/single", test_single);
  g_test_add_func ("/manifest-corrections/classes", test_classes);
  g_test_add_func ("/manifest-corrections/multi", test_multi);
  g_test_add_func ("/manifest-corrections/query", test_query);
  g_test_add_func ("/manifest-corrections/journal", test_journal);
  g_test_add_func ("/manifest-corrections/two-windows", test_two_windows);
  g_test_add_func ("/manifest-corrections/original", test_original);
  g_test_add_func ("/manifest-corrections/random", test_random);

  return g_test_run ();
}
