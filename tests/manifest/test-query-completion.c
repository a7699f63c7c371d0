/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lw-query-completion.h"

#include <string.h>

static const char manifest[] =
  "{\"source-ref\":\"a\",\"pets\":0,\"pets-metadata\":{\"class-name\":\"Dog\",\"type\":"
  "\"groundtruth/image-classification\"},\"other\":0,\"other-metadata\":{\"class-name\":\"cow\",\"type\":"
  "\"groundtruth/image-classification\"}}\n"
  "{\"source-ref\":\"b\",\"pets\":1,\"pets-metadata\":{\"class-name\":\"wild boar\",\"type\":"
  "\"groundtruth/image-classification\"}}\n"
  "{\"source-ref\":\"c\",\"pets\":2,\"pets-metadata\":{\"class-name\":\"wild \\\"cat\\\"\",\"type\":"
  "\"groundtruth/image-classification\"}}\n";

/* The bar is the cursor; expected is joined by blanks. */
typedef struct
{
  const char *name;
  const char *text;
  gsize       start;
  const char *expected;
} Row;

static const Row rows[] =
{
  { "empty", "|", 0, "" },
  { "name", "cl|", 0, "class:" },
  { "names", "c|", 0, "class: confidence:" },
  { "negative", "-cla|", 1, "class:" },
  { "second-word", "cat st|", 4, "state:" },
  { "in-front", "st| class:Dog", 0, "state:" },
  { "no-such-name", "xyz|", 0, "" },
  { "states", "state:|", 6, "unlabeled labeled failed malformed" },
  { "state", "state:un|", 6, "unlabeled" },
  { "second-value", "state:failed,un|", 13, "unlabeled" },
  { "by", "by:h|", 3, "human" },
  { "class-any-case", "class:d|", 6, "Dog" },
  { "class-with-blank", "class:wild|", 6, "\"wild boar\" \"wild \\\"cat\\\"\"" },
  { "class-in-quotes", "class:\"wild b|", 6, "\"wild boar\"" },
  { "class-of-another", "class@other:c|", 12, "cow" },
  { "class-of-nothing", "class@nobody:c|", 13, "" },
  { "attributes", "has:|", 4, "pets other" },
  { "sort", "sort:conf|", 5, "confidence" },
  { "number", "confidence:0|", 11, "" },
  { "parenthesis", "(sta|", 1, "state:" },
};

static void
test_row (gconstpointer data)
{
  const Row *row = data;
  g_autoptr (GBytes) bytes = g_bytes_new_static (manifest, strlen (manifest));
  g_autoptr (LwManifestIndex) index = lw_manifest_index_new_from_bytes (bytes);
  gsize cursor = strcspn (row->text, "|");
  g_auto (GStrv) parts = g_strsplit (row->text, "|", 2);
  g_autofree char *text = g_strconcat (parts[0], parts[1], NULL);
  gsize start = 99;
  g_auto (GStrv) found = lw_query_completion_find (text, cursor, index, &start);
  g_autofree char *joined = g_strjoinv (" ", found);

  g_assert_cmpstr (joined, ==, row->expected);
  if (*joined != '\0')
    g_assert_cmpuint (start, ==, row->start);
  g_assert_cmpuint (start, <=, cursor);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *path = g_strdup_printf ("/query-completion/%s", rows[i].name);

      g_test_add_data_func (path, &rows[i], test_row);
    }
  return g_test_run ();
}
