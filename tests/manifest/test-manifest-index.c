/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The manifest index: lines of every kind, random manifests against a naive reader on json-glib, real
 * manifests, and files that other programs change. */

#define G_LOG_DOMAIN "lw-test"

#include "config.h"

#include "lw-manifest-index.h"

#include "lw-diagnostic.h"
#include "lw-json.h"
#include "lw-test-support.h"
#include "lw-time.h"

#include <glib/gstdio.h>
#include <math.h>
#include <string.h>
#include <unistd.h>

static LwManifestIndex *
index_text (const char *text)
{
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));
  LwManifestIndex *index = lw_manifest_index_new_from_bytes (bytes);

  g_assert_nonnull (index);
  return index;
}

typedef struct
{
  const char        *name;
  const char        *line;
  LwDataObjectState  state;
  const char        *label;
  double             confidence;
  LwAnnotator        annotator;
  const char        *date;
} Row;

#define LABELED   LW_DATA_OBJECT_STATE_LABELED
#define FAILED    LW_DATA_OBJECT_STATE_FAILED
#define UNLABELED LW_DATA_OBJECT_STATE_UNLABELED
#define MALFORMED LW_DATA_OBJECT_STATE_MALFORMED
#define HUMAN     LW_ANNOTATOR_HUMAN
#define MACHINE   LW_ANNOTATOR_MACHINE
#define UNKNOWN   LW_ANNOTATOR_UNKNOWN

/* Each line stands behind one that makes the attribute "k" known. */
static const char known[] =
  "{\"source-ref\":\"s3://b/0.jpg\",\"k\":5,\"k-metadata\":{\"class-name\":\"five\",\"confidence\":0.5,"
  "\"type\":\"groundtruth/image-classification\",\"human-annotated\":\"yes\","
  "\"creation-date\":\"2020-02-27T21:36:25\"}}\n";

static const Row rows[] = {
  { "single", "{\"source-ref\":\"s3://b/1.jpg\",\"k\":9,\"k-metadata\":{\"confidence\":0.95,"
              "\"class-name\":\"Canary\","
    "\"human-annotated\":\"yes\",\"creation-date\":\"2019-04-18T16:40:59.217995\"}}",
    LABELED, "Canary", 0.95, HUMAN, "2019-04-18T16:40:59Z" },
  { "metadata-first", "{\"k-metadata\":{\"class-name\":\"a\",\"confidence\":0},\"k\":0,"
                      "\"source-ref\":\"s3://b/1.jpg\"}",
    LABELED, "a", 0, UNKNOWN, NULL },
  { "numeric-string", "{\"source-ref\":\"s\",\"k\":\"0\",\"k-metadata\":{\"class-name\":\"dog\","
                      "\"human-annotated\":\"no\"}}",
    LABELED, "dog", -1, MACHINE, NULL },
  { "no-class-name", "{\"source-ref\":\"s\",\"k\":7,\"k-metadata\":{\"human-annotated\":\"true\"}}",
    LABELED, "7", -1, HUMAN, NULL },
  { "nameless-twin", "{\"source-ref\":\"s\",\"k\":5,\"k-metadata\":{\"confidence\":1}}",
    LABELED, "five", 1, UNKNOWN, NULL },
  { "label-only", "{\"source-ref\":\"s\",\"k\":5}", LABELED, "five", -1, UNKNOWN, NULL },
  { "name-only", "{\"source-ref\":\"s\",\"k\":\"cat\",\"k-metadata\":{\"confidence\":0.25}}",
    LABELED, "cat", 0.25, UNKNOWN, NULL },
  { "multi", "{\"source-ref\":\"s\",\"k\":[1,0,8],\"k-metadata\":{\"class-map\":{\"1\":\"b\","
             "\"0\":\"p\",\"8\":\"c\"},"
    "\"confidence-map\":{\"8\":0.2,\"1\":0.95,\"0\":0.77}}}", LABELED, "b, p, c", 0.2, UNKNOWN, NULL },
  { "multi-empty", "{\"source-ref\":\"s\",\"k\":[],\"k-metadata\":{\"class-map\":{}}}",
    LABELED, "", -1, UNKNOWN, NULL },
  { "multi-twice", "{\"source-ref\":\"s\",\"k\":[3,3],\"k-metadata\":{\"class-map\":{\"3\":\"x\"}}}",
    LABELED, "x", -1, UNKNOWN, NULL },
  { "failed", "{\"source-ref\":\"s\",\"k-metadata\":{\"retry-count\":1,\"failure-reason\":\"ClientError\","
    "\"human-annotated\":\"true\"}}", FAILED, "", -1, HUMAN, NULL },
  { "failed-with-label", "{\"source-ref\":\"s\",\"k\":1,\"k-metadata\":{\"failure-reason\":\"x\"}}",
    FAILED, "", -1, UNKNOWN, NULL },
  { "metadata-alone", "{\"source-ref\":\"s\",\"k-metadata\":{\"job-name\":\"j\"}}",
    FAILED, "", -1, UNKNOWN, NULL },
  { "unlabeled", "{\"source-ref\":\"s\"}", UNLABELED, "", -1, UNKNOWN, NULL },
  { "null-label", "{\"source-ref\":\"s\",\"k\":null}", UNLABELED, "", -1, UNKNOWN, NULL },
  { "escaped-key", "{\"source-ref\":\"s\",\"\\u006b\":2,"
                   "\"k\\u002dmetadata\":{\"class\\u002dname\":\"e\\u00e9\"}}",
    LABELED, "e\xc3\xa9", -1, UNKNOWN, NULL },
  { "duplicate", "{\"source-ref\":\"s\",\"k\":1,\"k\":2,\"k-metadata\":{\"class-name\":\"last\"}}",
    LABELED, "last", -1, UNKNOWN, NULL },
  { "duplicate-metadata", "{\"source-ref\":\"s\",\"k\":2,\"k-metadata\":{\"class-name\":\"x\"},"
    "\"k-metadata\":{\"class-name\":\"y\"}}", LABELED, "y", -1, UNKNOWN, NULL },
  { "odd-metadata", "{\"source-ref\":\"s\",\"k\":5,\"k-metadata\":\"none\"}",
    LABELED, "five", -1, UNKNOWN, NULL },
  { "odd-confidence", "{\"source-ref\":\"s\",\"k\":5,\"k-metadata\":{\"class-name\":\"five\","
                      "\"confidence\":\"high\"}}",
    LABELED, "five", -1, UNKNOWN, NULL },
  { "huge-confidence", "{\"source-ref\":\"s\",\"k\":5,\"k-metadata\":{\"class-name\":\"five\","
                       "\"confidence\":1e400}}",
    LABELED, "five", -1, UNKNOWN, NULL },
  { "date-zone", "{\"source-ref\":\"s\",\"k\":5,\"k-metadata\":{\"class-name\":\"five\",\"creation-date\":"
    "\"2022-08-22T20:52:51.851Z\"}}", LABELED, "five", -1, UNKNOWN, "2022-08-22T20:52:51Z" },
  { "date-words", "{\"source-ref\":\"s\",\"k\":5,\"k-metadata\":{\"class-name\":\"five\",\"creation-date\":"
    "\"Mon Aug 22 2022\"}}", LABELED, "five", -1, UNKNOWN, NULL },
  { "not-json", "{\"source-ref\":\"s\",\"k\":5", MALFORMED, "", -1, UNKNOWN, NULL },
  { "array", "[1]", MALFORMED, "", -1, UNKNOWN, NULL },
  { "number", "17", MALFORMED, "", -1, UNKNOWN, NULL },
  { "words", "ERROR upload interrupted", MALFORMED, "", -1, UNKNOWN, NULL },
  { "two-objects", "{\"source-ref\":\"s\"}{}", MALFORMED, "", -1, UNKNOWN, NULL },
};

static void
test_row (gconstpointer data)
{
  const Row *row = data;
  g_autofree char *text = g_strconcat (known, row->line, NULL);
  g_autoptr (LwManifestIndex) index = index_text (text);
  g_autofree char *label = lw_manifest_index_dup_label_text (index, 0, 1);
  gint64 time = 0;

  g_assert_cmpuint (lw_manifest_index_get_n_rows (index), ==, 2);
  g_assert_cmpuint (lw_manifest_index_get_n_attributes (index), ==, 1);
  g_assert_cmpint (lw_manifest_index_get_state (index, 0, 1), ==, row->state);
  g_assert_cmpstr (label, ==, row->label);
  g_assert_cmpfloat (lw_manifest_index_get_confidence (index, 0, 1), ==, row->confidence);
  g_assert_cmpint (lw_manifest_index_get_annotator (index, 0, 1), ==, row->annotator);
  if (row->date != NULL)
    g_assert_true (lw_time_parse (row->date, &time));
  g_assert_cmpint (lw_manifest_index_get_creation_time (index, 0, 1), ==, time);
  g_assert_cmpint (lw_manifest_index_is_malformed (index, 1), ==, row->state == MALFORMED);
  if (row->state == MALFORMED)
    {
      LwDiagnostic *diagnostic = g_ptr_array_index (lw_manifest_index_get_diagnostics (index), 0);

      g_assert_cmpuint (diagnostic->line, ==, 2);
      g_assert_cmpuint (diagnostic->column, >, 0);
      g_assert_cmpstr (diagnostic->code, ==, "not-json");
    }
}

typedef struct
{
  const char *line;
  const char *code;
} Trouble;

static const Trouble troubles[] = {
  { "{}", "no-source-ref" },
  { "{\"source-ref\":1}", "bad-source-ref" },
  { "{\"source-ref\":\"\"}", "bad-source-ref" },
  { "{\"source-ref\":\"s3://b/a\\u0000b\"}", "bad-source-ref" },
  { "{\"source-ref\":\"a\",\"source-ref\":\"b\"}", "duplicate-key" },
  { "{\"source-ref\":\"a\",\"x\":1,\"x\":1}", "duplicate-key" },
  { "{\"source-ref\":\"a\",\"$x\":1}", "dollar-key" },
  { "{\"source\":\"text\"}", NULL },
  { "{\"source-ref\":\"a\",\"x\":{\"y\":1,\"z\":{\"y\":2}}}", NULL },
};

static void
test_trouble (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (troubles); i++)
    {
      g_autoptr (LwManifestIndex) index = index_text (troubles[i].line);
      GPtrArray *diagnostics = lw_manifest_index_get_diagnostics (index);

      g_assert_cmpuint (lw_manifest_index_get_n_malformed (index), ==, 0);
      g_assert_cmpuint (diagnostics->len, ==, troubles[i].code != NULL ? 1 : 0);
      if (troubles[i].code != NULL)
        g_assert_cmpstr (((LwDiagnostic *) g_ptr_array_index (diagnostics, 0))->code, ==, troubles[i].code);
    }
}

static void
test_long_line (void)
{
  g_autoptr (GString) text = g_string_new ("{\"source-ref\":\"");
  g_autoptr (LwManifestIndex) index = NULL;
  GPtrArray *diagnostics;

  for (guint i = 0; i < 100000; i++)
    g_string_append (text, "x");
  g_string_append (text, "\"}");
  index = index_text (text->str);
  diagnostics = lw_manifest_index_get_diagnostics (index);
  g_assert_cmpstr (((LwDiagnostic *) g_ptr_array_index (diagnostics, 0))->code, ==, "long-line");
}

static void
test_lines (void)
{
  static const char text[] =
    "\xef\xbb\xbf{\"source-ref\":\"1\"}\r\n\n \t\r\n{\"source-ref\":\"2\"}\nbad\n\n{\"source-ref\":\"3\"}";
  g_autoptr (LwManifestIndex) index = index_text (text);
  static const guint64 lines[] = { 1, 4, 5, 7 };
  static const char *const refs[] = { "1", "2", NULL, "3" };

  g_assert_cmpuint (lw_manifest_index_get_n_lines (index), ==, 7);
  g_assert_cmpuint (lw_manifest_index_get_n_blank (index), ==, 3);
  g_assert_cmpuint (lw_manifest_index_get_n_malformed (index), ==, 1);
  g_assert_cmpuint (lw_manifest_index_get_n_bytes (index), ==, sizeof text - 1);
  g_assert_cmpuint (lw_manifest_index_get_n_rows (index), ==, 4);
  g_assert_cmpuint (lw_manifest_index_get_n_attributes (index), ==, 0);
  g_assert_cmpint (lw_manifest_index_find_attribute (index, NULL), ==, -1);
  for (guint row = 0; row < 4; row++)
    {
      g_autofree char *ref = lw_manifest_index_dup_source_ref (index, row);

      g_assert_cmpuint (lw_manifest_index_get_line_number (index, row), ==, lines[row]);
      g_assert_cmpstr (ref, ==, refs[row]);
    }
}

static void
test_empty (void)
{
  g_autoptr (LwManifestIndex) index = index_text ("");
  g_autoptr (LwManifestIndex) blank = index_text ("\n\n");

  g_assert_cmpuint (lw_manifest_index_get_n_rows (index), ==, 0);
  g_assert_cmpuint (lw_manifest_index_get_n_lines (index), ==, 0);
  g_assert_cmpuint (lw_manifest_index_get_n_lines (blank), ==, 2);
  g_assert_cmpuint (lw_manifest_index_get_n_blank (blank), ==, 2);
}

/* A label without metadata in the first line, of an attribute that a later line makes known. */
static void
test_known_later (void)
{
  static const char text[] =
    "{\"source-ref\":\"1\",\"id\":1,\"k\":0}\n{\"source-ref\":\"2\",\"id\":2}\n"
    "{\"source-ref\":\"3\",\"k\":0,\"k-metadata\":{\"class-name\":\"a\",\"job-name\":\"j\"}}\n";
  g_autoptr (LwManifestIndex) index = index_text (text);

  g_assert_cmpuint (lw_manifest_index_get_n_attributes (index), ==, 1);
  g_assert_cmpuint (lw_manifest_index_count_state (index, 0, LABELED), ==, 2);
  g_assert_cmpint (lw_manifest_index_get_state (index, 0, 0), ==, LABELED);
  g_assert_cmpint (lw_manifest_index_get_state (index, 0, 1), ==, UNLABELED);
  g_assert_cmpuint (lw_manifest_index_get_n_classes (index, 0), ==, 1);
  g_assert_cmpuint (lw_manifest_index_get_class_count (index, 0, 0), ==, 2);
}

static void
test_chained (void)
{
  static const char text[] =
    "{\"source-ref\":\"1\",\"a\":0,\"a-metadata\":{\"class-name\":\"x\","
    "\"type\":\"groundtruth/image-classification\"},"
    "\"b-ref\":\"s3://b/m.png\",\"b-ref-metadata\":{\"type\":\"groundtruth/semantic-segmentation\","
    "\"job-name\":\"j\"},"
    "\"source-ref-metadata\":{\"job-name\":1},\"mine-metadata\":{\"iso\":100}}\n"
    "{\"source-ref\":\"2\",\"c\":[2],\"c-metadata\":{\"type\":\"groundtruth/image-classification-multilabel\","
    "\"class-map\":{\"2\":\"z\"},\"confidence-map\":{\"2\":0.0}}}\n";
  g_autoptr (LwManifestIndex) index = index_text (text);

  g_assert_cmpuint (lw_manifest_index_get_n_attributes (index), ==, 3);
  g_assert_cmpstr (lw_manifest_index_get_attribute_name (index, 1), ==, "b-ref");
  g_assert_cmpstr (lw_manifest_index_get_attribute_type (index, 1), ==, "groundtruth/semantic-segmentation");
  g_assert_cmpint (lw_manifest_index_get_attribute_kind (index, 0), ==, LW_LABEL_KIND_SINGLE);
  g_assert_cmpint (lw_manifest_index_get_attribute_kind (index, 1), ==, LW_LABEL_KIND_OTHER);
  g_assert_cmpint (lw_manifest_index_get_attribute_kind (index, 2), ==, LW_LABEL_KIND_MULTI);
  g_assert_cmpint (lw_manifest_index_find_attribute (index, "c"), ==, 2);
  g_assert_cmpint (lw_manifest_index_find_attribute (index, NULL), ==, 0);
  g_assert_cmpint (lw_manifest_index_find_attribute (index, "mine"), ==, -1);
  g_assert_cmpint (lw_manifest_index_get_state (index, 0, 1), ==, UNLABELED);
  g_assert_cmpint (lw_manifest_index_get_state (index, 1, 0), ==, LABELED);
  g_assert_cmpint (lw_manifest_index_get_class (index, 1, 0), ==, -1);
  g_assert_cmpfloat (lw_manifest_index_get_confidence (index, 2, 1), ==, 0.0);
}

/* One number with two names in two jobs are two classes; the list is in order of numbers. */
static void
test_classes (void)
{
  static const char *const names[] = { "ten", "two", "zwei", "ten", "ten" };
  static const int numbers[] = { 10, 2, 2, 10, 10 };
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (LwManifestIndex) index = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    g_string_append_printf (text, "{\"source-ref\":\"%u\",\"k\":%d,\"k-metadata\":{\"class-name\":\"%s\"}}\n",
                            (guint) i, numbers[i], names[i]);
  index = index_text (text->str);
  g_assert_cmpuint (lw_manifest_index_get_n_classes (index, 0), ==, 3);
  g_assert_cmpstr (lw_manifest_index_get_class_name (index, 0, 0), ==, "two");
  g_assert_cmpstr (lw_manifest_index_get_class_name (index, 0, 1), ==, "zwei");
  g_assert_cmpstr (lw_manifest_index_get_class_name (index, 0, 2), ==, "ten");
  g_assert_cmpint (lw_manifest_index_get_class_index (index, 0, 2), ==, 10);
  g_assert_cmpuint (lw_manifest_index_get_class_count (index, 0, 2), ==, 3);
  g_assert_cmpint (lw_manifest_index_find_class (index, 0, "ten"), ==, 2);
  g_assert_cmpint (lw_manifest_index_find_class (index, 0, "six"), ==, -1);
  g_assert_cmpint (lw_manifest_index_get_class (index, 0, 4), ==, 2);
}

/* --- random manifests against a naive reader --- */

static const char *const class_names[] = { "deer", "wild boar", "chêne", "犬", "bear \"brown\"", "a\\b", "x" };

static void
append_json_string (GString    *text,
                    GRand      *random,
                    const char *value)
{
  g_autofree char *quoted = lw_json_quote (value);

  if (g_rand_int_range (random, 0, 3) > 0)
    {
      g_string_append (text, quoted);
      return;
    }
  /* The same text, each letter as an escape. */
  g_string_append_c (text, '"');
  for (const char *pos = value; *pos != '\0'; pos = g_utf8_next_char (pos))
    g_string_append_printf (text, "\\u%04X", g_utf8_get_char (pos));
  g_string_append_c (text, '"');
}

static void
append_confidence (GString *text,
                   GRand   *random)
{
  static const char *const odd[] = { "0", "1", "0.0", "1.0", "9.3e-1", "1E0", "0.05", "0.15", "0.35", "0.999999999" };

  if (g_rand_boolean (random))
    g_string_append (text, odd[g_rand_int_range (random, 0, G_N_ELEMENTS (odd))]);
  else
    g_string_append_printf (text, "0.%0*d", g_rand_int_range (random, 1, 9), g_rand_int_range (random, 0, 10));
}

static void
append_metadata (GString *text,
                 GRand   *random,
                 guint    index)
{
  static const char *const annotators[] = { "\"yes\"", "\"no\"", "\"true\"", "\"maybe\"" };

  g_string_append (text, "{\"class-name\":");
  append_json_string (text, random, class_names[index]);
  if (g_rand_int_range (random, 0, 4) > 0)
    {
      g_string_append (text, ", \"confidence\" : ");
      append_confidence (text, random);
    }
  g_string_append_printf (text, ",\"extra\":[{},{\"confidence\":7}],\"human-annotated\":%s,"
                          "\"creation-date\":\"20%02d-%02d-%02dT%02d:%02d:%02d.%06d\"}",
                          annotators[g_rand_int_range (random, 0, 4)], g_rand_int_range (random, 10, 99),
                          g_rand_int_range (random, 1, 13), g_rand_int_range (random, 1, 29),
                          g_rand_int_range (random, 0, 24), g_rand_int_range (random, 0, 60),
                          g_rand_int_range (random, 0, 60), g_rand_int_range (random, 0, 1000000));
}

static void
append_line (GString *text,
             GRand   *random,
             guint    number)
{
  guint index = g_rand_int_range (random, 0, G_N_ELEMENTS (class_names));
  gsize start = text->len;

  g_string_append_printf (text, "{\"source-ref\":\"s3://b/%u.jpg\"", number);
  switch (g_rand_int_range (random, 0, 8))
    {
    case 0:
      break;
    case 1:
      g_string_append (text, ",\"k-metadata\":{\"failure-reason\":\"late\",\"human-annotated\":\"true\"}");
      break;
    case 2:
      g_string_append_printf (text, ",\"k\":\"%u\",\"k-metadata\":", index);
      append_metadata (text, random, index);
      break;
    default:
      g_string_append_printf (text, ",\"k\":%u,\"other\":{\"k\":1},\"k-metadata\":", index);
      append_metadata (text, random, index);
      break;
    }
  g_string_append (text, "}");
  if (g_rand_int_range (random, 0, 20) == 0)
    g_string_truncate (text, start + g_rand_int_range (random, 1, (gint32) (text->len - start)));
  g_string_append (text, g_rand_int_range (random, 0, 5) == 0 ? "\r\n" : "\n");
  if (g_rand_int_range (random, 0, 10) == 0)
    g_string_append (text, " \n");
}

/* What json-glib makes of one line, compared with the index's row. */
static void
check_line (LwManifestIndex *index,
            guint            row,
            const char      *line)
{
  g_autoptr (JsonNode) node = lw_json_parse (line, -1, NULL);
  JsonObject *object = lw_json_node_object (node);
  JsonObject *metadata = object != NULL ? lw_json_get_object (object, "k-metadata") : NULL;
  g_autofree char *label = lw_manifest_index_dup_label_text (index, 0, row);
  const char *annotator;
  double confidence;
  gint64 time;

  if (object == NULL)
    {
      g_assert_cmpint (lw_manifest_index_get_state (index, 0, row), ==, MALFORMED);
      return;
    }
  if (metadata == NULL)
    {
      g_assert_cmpint (lw_manifest_index_get_state (index, 0, row), ==, UNLABELED);
      return;
    }
  annotator = lw_json_get_string (metadata, "human-annotated");
  g_assert_cmpint (lw_manifest_index_get_annotator (index, 0, row), ==,
                   g_str_equal (annotator, "no") ? MACHINE : g_str_equal (annotator, "maybe") ? UNKNOWN : HUMAN);
  if (json_object_has_member (metadata, "failure-reason"))
    {
      g_assert_cmpint (lw_manifest_index_get_state (index, 0, row), ==, FAILED);
      return;
    }
  confidence = lw_json_get_double (metadata, "confidence", LW_CONFIDENCE_NONE);
  g_assert_cmpint (lw_manifest_index_get_state (index, 0, row), ==, LABELED);
  g_assert_cmpstr (label, ==, lw_json_get_string (metadata, "class-name"));
  g_assert_true (lw_manifest_index_get_confidence (index, 0, row) == confidence);
  g_assert_true (lw_time_parse (lw_json_get_string (metadata, "creation-date"), &time));
  g_assert_cmpint (lw_manifest_index_get_creation_time (index, 0, row), ==, time - time % G_USEC_PER_SEC);
}

static void
check_manifest (const char *text)
{
  g_autofree char *all = g_strconcat (known, text, NULL);
  g_autoptr (LwManifestIndex) index = index_text (all);
  g_auto (GStrv) lines = g_strsplit (all, "\n", -1);
  guint row = 0;

  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_autofree char *line = NULL;

      if (*g_strstrip (lines[i]) == '\0')
        continue;
      g_assert_cmpuint (lw_manifest_index_get_line_number (index, row), ==, i + 1);
      line = lw_manifest_index_dup_line (index, row, NULL, NULL);
      g_assert_cmpstr (line, ==, lines[i]);
      check_line (index, row, lines[i]);
      row++;
    }
  g_assert_cmpuint (lw_manifest_index_get_n_rows (index), ==, row);
}

static void
test_random (void)
{
  g_autoptr (GRand) random = NULL;
  guint32 seed = g_test_rand_int ();

  g_test_message ("seed %u", seed);
  random = g_rand_new_with_seed (seed);
  for (guint i = 0; i < 100; i++)
    {
      g_autoptr (GString) text = g_string_new (NULL);
      guint n = g_rand_int_range (random, 0, 300);

      for (guint line = 0; line < n; line++)
        append_line (text, random, line);
      check_manifest (text->str);
    }
}

/* --- real files --- */

static void
index_folder (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  g_assert_nonnull (dir);
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      g_autoptr (GError) error = NULL;
      g_autoptr (LwManifestIndex) index = NULL;

      if (g_file_test (path, G_FILE_TEST_IS_DIR))
        continue;
      index = lw_manifest_index_new_from_file (path, NULL, NULL, NULL, &error);
      g_assert_no_error (error);
      g_test_message ("%s: %u rows, %u attributes, %u diagnostics", name, lw_manifest_index_get_n_rows (index),
                      lw_manifest_index_get_n_attributes (index), lw_manifest_index_get_diagnostics (index)->len);
      for (guint row = 0; row < lw_manifest_index_get_n_rows (index); row++)
        {
          g_autofree char *line = lw_manifest_index_dup_line (index, row, NULL, NULL);
          g_autoptr (JsonNode) node = lw_json_parse (line, -1, NULL);

          /* json-glib takes more than JSON, so this holds one way only. */
          if (lw_json_node_object (node) == NULL)
            g_assert_true (lw_manifest_index_is_malformed (index, row));
        }
    }
}

static void
test_cases (gconstpointer data)
{
  g_autofree char *folder = lw_test_dup_cases_dir (data);

  if (folder != NULL)
    index_folder (folder);
}

static void
test_birds (void)
{
  g_autofree char *path = lw_test_dup_cases_dir ("groundtruth/birds-first-30/output.manifest");
  g_autoptr (LwManifestIndex) index = NULL;

  if (path == NULL)
    return;
  index = lw_manifest_index_new_from_file (path, NULL, NULL, NULL, NULL);
  g_assert_cmpuint (lw_manifest_index_get_n_rows (index), ==, 30);
  g_assert_cmpuint (lw_manifest_index_get_n_attributes (index), ==, 1);
  g_assert_cmpstr (lw_manifest_index_get_attribute_name (index, 0), ==, "birds-open-images-clone");
  g_assert_cmpuint (lw_manifest_index_get_diagnostics (index)->len, ==, 0);
  g_assert_cmpfloat (lw_manifest_index_get_confidence (index, 0, 0), ==, 0.95);
  g_assert_cmpint (lw_manifest_index_get_class_index (index, 0, lw_manifest_index_get_class (index, 0, 0)), ==, 9);
}

/* --- files that others write to --- */

static void
test_changed (void)
{
  g_autofree char *folder = lw_test_dup_temp_dir ();
  g_autofree char *path = g_build_filename (folder, "m", NULL);
  g_autoptr (LwManifestIndex) index = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *line = NULL;

  g_assert_true (g_file_set_contents (path, known, -1, NULL));
  index = lw_manifest_index_new_from_file (path, NULL, NULL, NULL, NULL);
  line = lw_manifest_index_dup_line (index, 0, NULL, NULL);
  g_assert_true (g_str_has_prefix (known, line));

  g_assert_cmpint (truncate (path, 10), ==, 0);
  g_assert_null (lw_manifest_index_dup_line (index, 0, NULL, &error));
  g_assert_error (error, LW_MANIFEST_ERROR, LW_MANIFEST_ERROR_CHANGED);
  g_assert_null (lw_manifest_index_dup_source_ref (index, 0));
  g_assert_cmpint (lw_manifest_index_get_state (index, 0, 0), ==, LABELED);

  /* A new file under the name leaves the old one as it is. */
  g_clear_pointer (&index, lw_manifest_index_unref);
  g_assert_true (g_file_set_contents (path, known, -1, NULL));
  index = lw_manifest_index_new_from_file (path, NULL, NULL, NULL, NULL);
  g_assert_true (g_file_set_contents (path, "{}", -1, NULL));
  g_clear_pointer (&line, g_free);
  line = lw_manifest_index_dup_source_ref (index, 0);
  g_assert_cmpstr (line, ==, "s3://b/0.jpg");
  lw_test_remove_tree (folder);
}

static void
test_unreadable (void)
{
  g_autofree char *folder = lw_test_dup_temp_dir ();
  g_autofree char *path = g_build_filename (folder, "absent", NULL);
  g_autoptr (GError) error = NULL;

  g_assert_null (lw_manifest_index_new_from_file (path, NULL, NULL, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_assert_null (lw_manifest_index_new_from_file (folder, NULL, NULL, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_IS_DIRECTORY);
  lw_test_remove_tree (folder);
}

/* --- progress, cancel, threads --- */

typedef struct
{
  GThread *thread;
  guint    n_calls;
  guint64  done;
  guint64  total;
} Progress;

static void
progress_cb (guint64  done,
             guint64  total,
             gpointer data)
{
  Progress *progress = data;

  g_assert_true (g_thread_self () == progress->thread);
  g_assert_cmpuint (done, <=, total);
  progress->n_calls++;
  progress->done = done;
  progress->total = total;
}

static void
opened_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  GAsyncResult **opened = user_data;

  *opened = g_object_ref (result);
}

static gboolean
is_set (gpointer user_data)
{
  return *(gpointer *) user_data != NULL;
}

static void
test_async (void)
{
  g_autofree char *folder = lw_test_dup_temp_dir ();
  g_autofree char *path = g_build_filename (folder, "m", NULL);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (LwManifestIndex) index = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GAsyncResult) cancelled = NULL;
  g_autoptr (GError) error = NULL;
  Progress progress = { g_thread_self (), 0, 0, 0 };

  g_assert_true (g_file_set_contents (path, known, -1, NULL));
  lw_manifest_index_new_from_file_async (path, progress_cb, &progress, NULL, opened_cb, &result);
  lw_test_wait_until (is_set, &result);
  index = lw_manifest_index_new_from_file_finish (result, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (lw_manifest_index_get_n_rows (index), ==, 1);

  g_cancellable_cancel (cancellable);
  lw_manifest_index_new_from_file_async (path, progress_cb, &progress, cancellable, opened_cb, &cancelled);
  lw_test_wait_until (is_set, &cancelled);
  g_assert_null (lw_manifest_index_new_from_file_finish (cancelled, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  lw_test_remove_tree (folder);
}

static void
test_progress (void)
{
  g_autofree char *folder = lw_test_dup_temp_dir ();
  g_autofree char *path = g_build_filename (folder, "m", NULL);
  Progress progress = { g_thread_self (), 0, 0, 0 };
  g_autoptr (LwManifestIndex) index = NULL;

  g_assert_true (g_file_set_contents (path, known, -1, NULL));
  index = lw_manifest_index_new_from_file (path, progress_cb, &progress, NULL, NULL);
  g_assert_nonnull (index);
  g_assert_cmpuint (progress.n_calls, >, 0);
  g_assert_cmpuint (progress.done, ==, sizeof known - 1);
  g_assert_cmpuint (progress.total, ==, sizeof known - 1);
  lw_test_remove_tree (folder);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *path = g_strconcat ("/manifest-index/row/", rows[i].name, NULL);

      g_test_add_data_func (path, &rows[i], test_row);
    }
  g_test_add_func ("/manifest-index/trouble", test_trouble);
  g_test_add_func ("/manifest-index/long-line", test_long_line);
  g_test_add_func ("/manifest-index/lines", test_lines);
  g_test_add_func ("/manifest-index/empty", test_empty);
  g_test_add_func ("/manifest-index/known-later", test_known_later);
  g_test_add_func ("/manifest-index/chained", test_chained);
  g_test_add_func ("/manifest-index/classes", test_classes);
  g_test_add_func ("/manifest-index/random", test_random);
  g_test_add_data_func ("/manifest-index/cases/groundtruth", "groundtruth/manifests", test_cases);
  g_test_add_data_func ("/manifest-index/cases/nasty", "json/manifest-nasty", test_cases);
  g_test_add_data_func ("/manifest-index/cases/json", "json/test_parsing", test_cases);
  g_test_add_func ("/manifest-index/cases/birds", test_birds);
  g_test_add_func ("/manifest-index/changed", test_changed);
  g_test_add_func ("/manifest-index/unreadable", test_unreadable);
  g_test_add_func ("/manifest-index/progress", test_progress);
  g_test_add_func ("/manifest-index/async", test_async);

  return g_test_run ();
}
