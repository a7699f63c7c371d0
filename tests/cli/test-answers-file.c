/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Answers of a CSV file: columns in any order, ways to name an object, rows that do not fit the job. */

#include "config.h"

#include <glib/gstdio.h>
#include <string.h>

#include "lw-answers-file.h"
#include "lw-diagnostic.h"
#include "lw-test-support.h"

static const char manifest[] =
  "{\"source-ref\":\"s3://pets/a.jpg\"}\n"
  "\n"
  "{\"source-ref\":\"s3://pets/dogs/b, c.jpg\",\"shelf\":7}\n"
  "not json\n"
  "{\"source-ref\":\"s3://pets/one/same.jpg\"}\n"
  "{\"source-ref\":\"s3://pets/two/same.jpg\"}\n"
  "{\"source-ref\":\"s3://pets/3\"}\n";

/* Expected: answers as "worker object content", then diagnostics as "line code", then "!" for an error. */
typedef struct
{
  const char *name;
  gboolean    multi_label;
  const char *csv;
  const char *expected;
} Row;

static const Row rows[] = {
  { "columns-in-order", FALSE, "object,worker,label\n0,ann,cat\n", "ann 0 {\"c\":{\"label\":\"cat\"}};" },
  { "columns-mixed", FALSE, "Label,note,WORKER,object\ncat,x,ann,0\n", "ann 0 {\"c\":{\"label\":\"cat\"}};" },
  { "by-source-ref", FALSE, "object,worker,label\ns3://pets/a.jpg,ann,dog\n", "ann 0 {\"c\":{\"label\":\"dog\"}};" },
  { "by-file-name", FALSE, "object,worker,label\n\"b, c.jpg\",ann,dog\n", "ann 1 {\"c\":{\"label\":\"dog\"}};" },
  { "a-name-goes-before-a-number", FALSE, "object,worker,label\n3,ann,dog\n", "ann 5 {\"c\":{\"label\":\"dog\"}};" },
  { "two-workers", FALSE, "object,worker,label\n0,ann,cat\n0,bob,dog\n2,ann,dog\n",
    "ann 0 {\"c\":{\"label\":\"cat\"}};ann 2 {\"c\":{\"label\":\"dog\"}};bob 0 {\"c\":{\"label\":\"dog\"}};" },
  { "several-labels", TRUE, "object,worker,label\n0,ann,dog|cat\n", "ann 0 {\"c\":{\"labels\":[\"dog\",\"cat\"]}};" },
  { "no-label", TRUE, "object,worker,label\n0,ann,\n", "ann 0 {\"c\":{\"labels\":[]}};" },
  { "label-with-quotes", FALSE, "object,worker,label\n0,ann,\"a \"\"b\"\"\"\n",
    "ann 0 {\"c\":{\"label\":\"a \\\"b\\\"\"}};" },
  { "header-only", FALSE, "object,worker,label\n", "" },
  { "no-label-for-single", FALSE, "object,worker,label\n0,ann,\n", "2 unknown-label;" },
  { "pipe-in-single", FALSE, "object,worker,label\n0,ann,cat|dog\n", "2 unknown-label;" },
  { "unknown-label", TRUE, "object,worker,label\n0,ann,cat|cow\n", "2 unknown-label;" },
  { "unknown-object", FALSE, "object,worker,label\nz.jpg,ann,cat\n6,ann,cat\n-1,ann,cat\n",
    "2 unknown-object;3 unknown-object;4 unknown-object;" },
  { "ambiguous-object", FALSE, "object,worker,label\nsame.jpg,ann,cat\n", "2 ambiguous-object;" },
  { "no-worker", FALSE, "object,worker,label\n0,,cat\n", "2 no-worker;" },
  { "repeated-answer", FALSE, "object,worker,label\n0,ann,cat\na.jpg,ann,dog\n",
    "ann 0 {\"c\":{\"label\":\"cat\"}};3 repeated-answer;" },
  { "wrong-columns", FALSE, "object,worker,label\n0,ann\n0,ann,cat,x\n", "2 wrong-columns;3 wrong-columns;" },
  { "no-column", FALSE, "object,worker\n0,ann\n", "!" },
  { "empty", FALSE, "", "!" },
  { "not-csv", FALSE, "object,worker,label\n\"0,ann,cat\n", "!" },
};

static char *
describe (const Row  *row,
          const char *path)
{
  const char *const labels[] = { "cat", "dog", "a \"b\"", NULL };
  const LwAnswersContext context = { "c", row->multi_label, labels, path, FALSE };
  g_autoptr (GBytes) csv = g_bytes_new_static (row->csv, strlen (row->csv));
  g_autoptr (GPtrArray) diagnostics = lw_diagnostics_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (LwAnswersFile) answers = lw_answers_file_read (csv, &context, diagnostics, &error);
  GString *text = g_string_new (NULL);

  for (guint w = 0; answers != NULL && w < lw_answers_file_get_n_workers (answers); w++)
    {
      GPtrArray *rows_of_worker = lw_answers_file_get_answers (answers, w);

      for (guint i = 0; i < rows_of_worker->len; i++)
        {
          LwFileAnswer *answer = g_ptr_array_index (rows_of_worker, i);

          g_assert_true (lw_answers_file_find (answers, w, answer->data_object_id) == answer);
          g_string_append_printf (text, "%s %" G_GUINT64_FORMAT " %s;", lw_answers_file_get_worker (answers, w),
                                  answer->data_object_id, answer->content);
        }
    }
  for (guint i = 0; answers != NULL && i < diagnostics->len; i++)
    {
      const LwDiagnostic *diagnostic = g_ptr_array_index (diagnostics, i);

      g_string_append_printf (text, "%" G_GUINT64_FORMAT " %s;", diagnostic->line, diagnostic->code);
    }
  if (answers == NULL)
    {
      g_assert_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA);
      g_string_append_c (text, '!');
    }
  return g_string_free (text, FALSE);
}

static void
test_row (gconstpointer data)
{
  const Row *row = data;
  g_autofree char *folder = lw_test_dup_temp_dir ();
  g_autofree char *path = g_build_filename (folder, "input.manifest", NULL);
  g_autofree char *text = NULL;

  g_assert_true (g_file_set_contents (path, manifest, -1, NULL));
  text = describe (row, path);
  g_assert_cmpstr (text, ==, row->expected);
  lw_test_remove_tree (folder);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *path = g_strdup_printf ("/answers-file/%s", rows[i].name);

      g_test_add_data_func (path, &rows[i], test_row);
    }
  return g_test_run ();
}
