/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Running queries: random queries over random manifests. What must come out is known from the values of which the
 * manifest's text was made; nothing that is tested here is asked for it. */

#define G_LOG_DOMAIN "lw-test"

#include "config.h"

#include "lw-manifest-counts.h"
#include "lw-manifest-query.h"

#include <string.h>

#define N_CLASSES 5

/* In the order of their class indices. "x,y" and "a b" must be quoted in a query. */
static const char *const class_names[N_CLASSES] = { "deer", "wild boar", "犬", "fox", "x,y" };

static const char *const job_names[] = { "pets", "a b", "third" };

/* What a row says of one of the two attributes, "k" and "m". Time 0 and job -1: it does not say. */
typedef struct
{
  LwDataObjectState state;
  guint             n_labels;
  guint             labels[N_CLASSES];
  double            confidences[N_CLASSES];
  LwAnnotator       annotator;
  gint64            time;
  int               job;
} Value;

typedef struct
{
  char    *ref;
  guint64  line;
  Value    values[2];
} Row;

typedef enum
{
  TERM_LABEL,
  TERM_STATE,
  TERM_BY,
  TERM_TIME,
  TERM_JOB,
  TERM_TEXT,
  TERM_HAS,
  TERM_DIFFERS,
  TERM_N_LABELS,
  TERM_LINE,
  N_TERMS,
  NODE_AND,
  NODE_OR,
  NODE_NOT,
} Kind;

/* A condition; first and last are its bounds, bits its choice. */
typedef struct _Node
{
  Kind         kind;
  guint        attribute;
  guint        bits;
  int          first;
  int          last;
  const char  *text;
  struct _Node *children[3];
  guint        n_children;
} Node;

static const char *const texts[] = { "nord", "SÜD", "Été", "7/", "s3://b", "\\", "quo\"te", ".jpg" };

static void
clear_row (gpointer data)
{
  g_free (((Row *) data)->ref);
}

static int
pick (GRand *random,
      int    n)
{
  return g_rand_int_range (random, 0, n);
}

static void
append_number (GString *text,
               double   value)
{
  char buffer[G_ASCII_DTOSTR_BUF_SIZE];

  g_string_append (text, g_ascii_dtostr (buffer, sizeof buffer, value));
}

static void
append_metadata (GString     *text,
                 const Value *value,
                 gboolean     multi)
{
  if (multi)
    {
      g_string_append (text, "\"class-map\":{");
      for (guint i = 0; i < value->n_labels; i++)
        g_string_append_printf (text, "%s\"%u\":\"%s\"", i > 0 ? "," : "", value->labels[i],
                                class_names[value->labels[i]]);
      g_string_append (text, "},\"confidence-map\":{\"99\":0");
      for (guint i = 0; i < value->n_labels; i++)
        {
          if (value->confidences[i] < 0)
            continue;
          g_string_append_printf (text, ",\"%u\":", value->labels[i]);
          append_number (text, value->confidences[i]);
        }
      g_string_append (text, "},\"type\":\"groundtruth/image-classification-multilabel\"");
      return;
    }
  g_string_append_printf (text, "\"class-name\":\"%s\",\"type\":\"groundtruth/image-classification\"",
                          class_names[value->labels[0]]);
  if (value->confidences[0] >= 0)
    {
      g_string_append (text, ",\"confidence\":");
      append_number (text, value->confidences[0]);
    }
}

static void
append_value (GString     *text,
              const char  *name,
              const Value *value,
              gboolean     multi)
{
  static const char *const words[] = { "", ",\"human-annotated\":\"yes\"", ",\"human-annotated\":\"no\"" };
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_utc (value->time);
  g_autofree char *date = g_date_time_format (time, "%Y-%m-%dT%H:%M:%S");

  if (value->state == LW_DATA_OBJECT_STATE_UNLABELED)
    return;
  if (value->state == LW_DATA_OBJECT_STATE_FAILED)
    {
      g_string_append_printf (text, ",\"%s-metadata\":{\"failure-reason\":\"late\","
                              "\"human-annotated\":\"true\"}", name);
      return;
    }
  g_string_append_printf (text, ",\"%s\":%s", name, multi ? "[" : "");
  for (guint i = 0; i < value->n_labels; i++)
    g_string_append_printf (text, "%s%u", i > 0 ? "," : "", value->labels[i]);
  g_string_append_printf (text, "%s,\"%s-metadata\":{", multi ? "]" : "", name);
  append_metadata (text, value, multi);
  g_string_append (text, words[value->annotator]);
  if (value->time > 0)
    g_string_append_printf (text, ",\"creation-date\":\"%s.123456\"", date);
  if (value->job >= 0)
    g_string_append_printf (text, ",\"job-name\":\"labeling-job/%s\"", job_names[value->job]);
  g_string_append_c (text, '}');
}

static Value
make_value (GRand    *random,
            gboolean  multi)
{
  Value value = { .job = -1 };
  int kind = pick (random, 6);

  value.state = kind == 0 ? LW_DATA_OBJECT_STATE_UNLABELED
                          : kind == 1 ? LW_DATA_OBJECT_STATE_FAILED : LW_DATA_OBJECT_STATE_LABELED;
  if (value.state != LW_DATA_OBJECT_STATE_LABELED)
    return value;
  value.n_labels = multi ? (guint) pick (random, 4) : 1;
  for (guint i = 0; i < value.n_labels; i++)
    {
      value.labels[i] = i == 0 ? (guint) pick (random, N_CLASSES) : (value.labels[i - 1] + 1) % N_CLASSES;
      value.confidences[i] = pick (random, 8) == 0 ? -1 : pick (random, 21) * 0.05;
    }
  value.annotator = (LwAnnotator) pick (random, 3);
  value.time = pick (random, 5) == 0 ? 0 : 1577836800 + pick (random, 60);
  value.job = pick (random, 4) - 1;
  return value;
}

/* The row's ref, and how it stands in the file. */
static char *
make_ref (GRand   *random,
          GString *text)
{
  static const char *const names[] = { "Nord-Été", "süd", "plain", "quo\"te", "back\\slash" };
  static const char *const written[] = { "Nord-\\u00c9t\\u00e9", "süd", "pl\\u0061in", "quo\\\"te", "back\\\\slash" };
  int name = pick (random, G_N_ELEMENTS (names));
  int number = pick (random, 100);

  g_string_append_printf (text, "s3:%s/b/%s/%d%sx.jpg", pick (random, 9) == 0 ? "\\/" : "/", written[name], number,
                          pick (random, 5) == 0 ? "\\/" : "/");
  return g_strdup_printf ("s3://b/%s/%d/x.jpg", names[name], number);
}

static void
append_row (GRand    *random,
            GString  *text,
            gboolean  multi,
            Row      *row)
{
  gboolean last = pick (random, 10) == 0;
  g_autoptr (GString) ref = g_string_new (NULL);

  g_string_append (text, last ? "{\"caption\":\"not nord \\\\ s3://b 7/\"" : "{\"source-ref\":\"");
  row->ref = make_ref (random, ref);
  if (!last)
    g_string_append_printf (text, "%s\"", ref->str);
  for (guint i = 0; i < 2; i++)
    row->values[i] = make_value (random, multi && i == 0);
  append_value (text, "k", &row->values[0], multi);
  append_value (text, "m", &row->values[1], FALSE);
  if (last)
    g_string_append_printf (text, ",\"source-ref\":\"%s\"", ref->str);
  if (pick (random, 25) == 0)
    {
      g_string_append (text, ",");
      for (guint i = 0; i < 2; i++)
        row->values[i] = (Value) { .state = LW_DATA_OBJECT_STATE_MALFORMED, .job = -1 };
      g_clear_pointer (&row->ref, g_free);
    }
  g_string_append (text, "}\n");
}

static LwManifestIndex *
make_index (GRand  *random,
            GArray *rows)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GBytes) bytes = NULL;
  gboolean multi = g_rand_boolean (random);
  int n = pick (random, 300) + 1;
  guint64 line = 1;

  for (int i = 0; i < n; i++, line++)
    {
      Row row = { 0 };

      if (pick (random, 20) == 0)
        {
          g_string_append (text, " \n");
          line++;
        }
      row.line = line;
      append_row (random, text, multi, &row);
      g_array_append_val (rows, row);
    }
  bytes = g_bytes_new (text->str, text->len);
  return lw_manifest_index_new_from_bytes (bytes);
}

/* --- conditions --- */

static void
free_node (Node *node)
{
  if (node == NULL)
    return;
  for (guint i = 0; i < node->n_children; i++)
    free_node (node->children[i]);
  g_free (node);
}

static Node *
make_term (GRand *random,
           Kind   kind)
{
  Node *node = g_new0 (Node, 1);

  node->kind = kind;
  node->attribute = (guint) pick (random, 3);
  node->bits = kind == TERM_LABEL ? (guint) pick (random, 1 << N_CLASSES) : (guint) pick (random, 7) + 1;
  node->first = pick (random, 24) - 2;
  if (kind == TERM_LABEL && node->bits == 0 && node->first < 0)
    node->first = 0;
  node->last = node->first + pick (random, 12);
  if (kind == TERM_TIME)
    node->last += 20;
  node->text = texts[pick (random, G_N_ELEMENTS (texts))];
  return node;
}

static Node *
make_node (GRand *random,
           guint  depth)
{
  Node *node;

  if (depth == 0 || pick (random, 3) == 0)
    return make_term (random, (Kind) pick (random, N_TERMS));
  node = g_new0 (Node, 1);
  node->kind = (Kind) (NODE_AND + pick (random, 3));
  node->n_children = node->kind == NODE_NOT ? 1 : (guint) pick (random, 2) + 2;
  for (guint i = 0; i < node->n_children; i++)
    node->children[i] = make_node (random, depth - 1);
  return node;
}

static void
append_names (GString           *text,
              const char *const *names,
              guint              n,
              guint              bits)
{
  const char *separator = "";

  for (guint i = 0; i < n; i++)
    {
      if ((bits >> i & 1) == 0)
        continue;
      g_string_append_printf (text, "%s\"%s\"", separator, names[i]);
      separator = ",";
    }
}

static void
append_term (GString    *text,
             const Node *node)
{
  static const char *const at[] = { "", "@k", "@m" };
  static const char *const states[] = { "unlabeled", "labeled", "failed" };
  static const char *const annotators[] = { "unknown", "human", "machine" };
  const char *attribute = at[node->attribute];

  switch (node->kind)
    {
    case TERM_LABEL:
      if (node->bits != 0)
        g_string_append_printf (text, "class%s:", attribute);
      append_names (text, class_names, N_CLASSES, node->bits);
      if (node->first >= 0)
        g_string_append_printf (text, " confidence%s:>=%.2f confidence%s:<%.2f", attribute,
                                MIN (node->first, 20) * 0.05, attribute, MIN (node->last, 20) * 0.05);
      break;
    case TERM_STATE:
      g_string_append_printf (text, "state%s:", attribute);
      append_names (text, states, 3, node->bits);
      break;
    case TERM_BY:
      g_string_append_printf (text, "by%s:", attribute);
      append_names (text, annotators, 3, node->bits);
      break;
    case TERM_TIME:
      g_string_append_printf (text, "time%s:2020-01-01T00:00:%02d..2020-01-01T00:00:%02d", attribute,
                              MAX (node->first, 0), node->last);
      break;
    case TERM_JOB:
      g_string_append_printf (text, "job%s:", attribute);
      append_names (text, job_names, 3, node->bits);
      break;
    case TERM_TEXT:
      g_string_append_printf (text, "ref:\"%s\"", strcmp (node->text, "\\") == 0 ? "\\\\"
                              : strchr (node->text, '"') != NULL ? "quo\\\"te" : node->text);
      break;
    case TERM_HAS:
      g_string_append_printf (text, "has:%s", node->attribute == 2 ? "m" : "k");
      break;
    case TERM_DIFFERS:
      g_string_append (text, node->attribute == 0 ? "differs:m" : "differs:m,k");
      break;
    case TERM_N_LABELS:
      g_string_append_printf (text, "labels%s:%d..%d", attribute, MAX (node->first, 0) % 3, MAX (node->last, 0) % 4);
      break;
    case TERM_LINE:
      g_string_append_printf (text, "line:>%d", MAX (node->first, 0) * 9);
      break;
    case N_TERMS:
    case NODE_AND:
    case NODE_OR:
    case NODE_NOT:
    default:
      g_assert_not_reached ();
    }
}

static void
append_node (GString    *text,
             const Node *node)
{
  if (node->kind == NODE_NOT)
    g_string_append_c (text, '-');
  g_string_append_c (text, '(');
  if (node->kind < N_TERMS)
    append_term (text, node);
  for (guint i = 0; i < node->n_children; i++)
    {
      if (i > 0)
        g_string_append (text, node->kind == NODE_OR ? " or " : i == 1 ? " and " : " ");
      append_node (text, node->children[i]);
    }
  g_string_append_c (text, ')');
}

static gboolean
fits_label (const Node  *node,
            const Value *value,
            guint        i)
{
  double low = MIN (node->first, 20) * 0.05, high = MIN (node->last, 20) * 0.05;
  char buffer[32];

  if (node->bits != 0 && (node->bits >> value->labels[i] & 1) == 0)
    return FALSE;
  if (node->first < 0)
    return TRUE;
  g_snprintf (buffer, sizeof buffer, "%.2f", low);
  low = g_ascii_strtod (buffer, NULL);
  g_snprintf (buffer, sizeof buffer, "%.2f", high);
  high = g_ascii_strtod (buffer, NULL);
  return value->confidences[i] >= low && value->confidences[i] < high;
}

static gboolean
has_label (const Node  *node,
           const Value *value)
{
  for (guint i = 0; i < value->n_labels; i++)
    if (fits_label (node, value, i))
      return TRUE;
  return FALSE;
}

static guint
get_set (const Value *value)
{
  guint set = 0;

  for (guint i = 0; i < value->n_labels; i++)
    set |= 1u << value->labels[i];
  return set;
}

static gboolean
has_text (const Row  *row,
          const char *text)
{
  g_autofree char *folded = row->ref != NULL ? g_utf8_casefold (row->ref, -1) : NULL;
  g_autofree char *needle = g_utf8_casefold (text, -1);

  return folded != NULL && strstr (folded, needle) != NULL;
}

static gboolean
matches (const Node *node,
         const Row  *row)
{
  const Value *value = &row->values[node->attribute == 2 ? 1 : 0];

  switch (node->kind)
    {
    case TERM_LABEL:
      return has_label (node, value);
    case TERM_STATE:
      return node->bits >> value->state & 1;
    case TERM_BY:
      return node->bits >> value->annotator & 1;
    case TERM_TIME:
      return value->time >= 1577836800 + MAX (node->first, 0) && value->time <= 1577836800 + node->last;
    case TERM_JOB:
      return value->job >= 0 && (node->bits >> value->job & 1) != 0;
    case TERM_TEXT:
      return has_text (row, node->text);
    case TERM_HAS:
      return value->state == LW_DATA_OBJECT_STATE_LABELED;
    case TERM_DIFFERS:
      return row->values[0].state == LW_DATA_OBJECT_STATE_LABELED &&
             row->values[1].state == LW_DATA_OBJECT_STATE_LABELED &&
             get_set (&row->values[0]) != get_set (&row->values[1]);
    case TERM_N_LABELS:
      return (int) value->n_labels >= MAX (node->first, 0) % 3 && (int) value->n_labels <= MAX (node->last, 0) % 4;
    case TERM_LINE:
      return (int) row->line > MAX (node->first, 0) * 9;
    case NODE_NOT:
      return !matches (node->children[0], row);
    case NODE_AND:
    case NODE_OR:
      for (guint i = 0; i < node->n_children; i++)
        if (matches (node->children[i], row) == (node->kind == NODE_OR))
          return node->kind == NODE_OR;
      return node->kind == NODE_AND;
    case N_TERMS:
    default:
      g_assert_not_reached ();
    }
}

/* --- facets and rest --- */

/* The facets stand beside each other without parentheses, and any of them may be missing. */
typedef struct
{
  Node *facets[TERM_HAS];
  Node *rest;
} Question;

static Question
make_question (GRand *random)
{
  Question question = { 0 };

  for (guint kind = 0; kind < TERM_HAS; kind++)
    {
      if (pick (random, 4) != 0)
        continue;
      question.facets[kind] = make_term (random, (Kind) kind);
      question.facets[kind]->attribute = 0;
    }
  if (pick (random, 2) == 0)
    question.rest = make_node (random, 3);
  return question;
}

static char *
format_question (const Question *question,
                 const char     *sort)
{
  GString *text = g_string_new (sort);

  for (guint kind = 0; kind < TERM_HAS; kind++)
    {
      g_string_append_c (text, ' ');
      if (question->facets[kind] != NULL)
        append_term (text, question->facets[kind]);
    }
  if (question->rest == NULL)
    return g_string_free (text, FALSE);

  /* A lone condition on a state would belong to the facet. */
  g_string_append (text, " (");
  append_node (text, question->rest);
  g_string_append (text, " or line:<=0)");
  return g_string_free (text, FALSE);
}

static gboolean
answers (const Question *question,
         const Row      *row,
         Kind            skipped)
{
  for (guint kind = 0; kind < TERM_HAS; kind++)
    if (kind != skipped && question->facets[kind] != NULL && !matches (question->facets[kind], row))
      return FALSE;
  return question->rest == NULL || matches (question->rest, row);
}

/* Less than, equal or greater than zero as @a belongs before @b, file order aside. */
static int
compare_rows (LwManifestQuery *query,
              LwManifestIndex *index,
              GArray          *rows,
              guint            a,
              guint            b)
{
  const Row *first = &g_array_index (rows, Row, a), *second = &g_array_index (rows, Row, b);
  gboolean descending;
  double keys[2];
  int result;

  switch (lw_manifest_query_get_sort (query, &descending))
    {
    case LW_MANIFEST_SORT_FILE_ORDER:
      return descending ? (int) b - (int) a : 0;
    case LW_MANIFEST_SORT_SOURCE_REF:
      if (first->ref == NULL || second->ref == NULL)
        return (first->ref == NULL) - (second->ref == NULL);
      result = strcmp (first->ref, second->ref);
      return descending ? -result : result;
    case LW_MANIFEST_SORT_CONFIDENCE:
      keys[0] = lw_manifest_index_get_confidence (index, 0, a);
      keys[1] = lw_manifest_index_get_confidence (index, 0, b);
      break;
    case LW_MANIFEST_SORT_CLASS:
      keys[0] = lw_manifest_index_get_class (index, 0, a);
      keys[1] = lw_manifest_index_get_class (index, 0, b);
      break;
    case LW_MANIFEST_SORT_CREATION_TIME:
      keys[0] = first->values[0].time > 0 ? (double) first->values[0].time : -1;
      keys[1] = second->values[0].time > 0 ? (double) second->values[0].time : -1;
      break;
    case LW_MANIFEST_SORT_STATE:
      keys[0] = first->values[0].state;
      keys[1] = second->values[0].state;
      break;
    case LW_MANIFEST_SORT_ANNOTATOR:
      keys[0] = (double) first->values[0].annotator - 1;
      keys[1] = (double) second->values[0].annotator - 1;
      break;
    case LW_MANIFEST_SORT_JOB:
      /* By name: "a b", "pets", "third". */
      keys[0] = first->values[0].job < 0 ? -1 : "102"[first->values[0].job];
      keys[1] = second->values[0].job < 0 ? -1 : "102"[second->values[0].job];
      break;
    default:
      g_assert_not_reached ();
    }
  if (keys[0] < 0 || keys[1] < 0)
    return (keys[0] < 0) - (keys[1] < 0);
  result = (keys[0] > keys[1]) - (keys[0] < keys[1]);
  return descending ? -result : result;
}

static void
check_rows (LwManifestQuery *query,
            LwManifestIndex *index,
            GArray          *rows,
            const Question  *question)
{
  g_autoptr (GError) error = NULL;
  gsize n_rows, n_naive = 0;
  g_autofree guint32 *found = lw_manifest_query_run (query, index, NULL, &n_rows, &error);

  g_assert_no_error (error);
  for (guint row = 0; row < rows->len; row++)
    n_naive += answers (question, &g_array_index (rows, Row, row), N_TERMS);
  g_assert_cmpuint (n_rows, ==, n_naive);
  for (gsize i = 0; i < n_rows; i++)
    {
      int order = i > 0 ? compare_rows (query, index, rows, found[i - 1], found[i]) : -1;

      g_assert_true (answers (question, &g_array_index (rows, Row, found[i]), N_TERMS));
      g_assert_cmpint (order, <=, 0);
      if (order == 0)
        g_assert_cmpuint (found[i - 1], <, found[i]);
    }
}

/* Labels: those that fit the one facet, in rows that fit all but it. */
static void
count_labels (const Question *question,
              const Row      *row,
              guint64        *classes,
              guint64        *bins,
              guint64        *without)
{
  const Value *value = &row->values[0];
  const Node *label = question->facets[TERM_LABEL];
  Node any_class = label != NULL ? *label : (Node) { .first = -1 };
  Node any_confidence = any_class;

  any_class.bits = 0;
  any_confidence.first = -1;
  if (!answers (question, row, TERM_LABEL))
    return;
  for (guint i = 0; i < value->n_labels; i++)
    {
      classes[value->labels[i]] += fits_label (&any_class, value, i);
      if (!fits_label (&any_confidence, value, i))
        continue;
      if (value->confidences[i] < 0)
        *without += 1;
      else
        bins[MIN (19, (int) (value->confidences[i] * 20))]++;
    }
}

static void
check_counts (LwManifestQuery *query,
              LwManifestIndex *index,
              GArray          *rows,
              const Question  *question)
{
  g_autoptr (LwManifestCounts) counts = lw_manifest_query_count (query, index, NULL, NULL);
  guint64 states[LW_N_DATA_OBJECT_STATES] = { 0 }, annotators[3] = { 0 }, bins[LW_CONFIDENCE_BINS] = { 0 };
  guint64 classes[N_CLASSES] = { 0 }, jobs[3] = { 0 }, without = 0, n_rows = 0;

  for (guint i = 0; i < rows->len; i++)
    {
      const Row *row = &g_array_index (rows, Row, i);
      const Value *value = &row->values[0];

      n_rows += answers (question, row, N_TERMS);
      states[value->state] += answers (question, row, TERM_STATE);
      if (value->state == LW_DATA_OBJECT_STATE_LABELED)
        annotators[value->annotator] += answers (question, row, TERM_BY);
      if (value->job >= 0)
        jobs[value->job] += answers (question, row, TERM_JOB);
      count_labels (question, row, classes, bins, &without);
    }
  g_assert_cmpuint (counts->n_rows, ==, n_rows);
  g_assert_cmpmem (counts->states, sizeof states, states, sizeof states);
  g_assert_cmpmem (counts->annotators, sizeof annotators, annotators, sizeof annotators);
  g_assert_cmpmem (counts->bins, sizeof bins, bins, sizeof bins);
  g_assert_cmpuint (counts->without, ==, without);
  for (guint i = 0; i < counts->n_classes; i++)
    g_assert_cmpuint (counts->classes[i], ==, classes[lw_manifest_index_get_class_index (index, 0, i)]);
  for (guint i = 0; i < counts->n_jobs; i++)
    for (guint k = 0; k < 3; k++)
      if (strcmp (counts->job_names[i], job_names[k]) == 0)
        g_assert_cmpuint (counts->jobs[i], ==, jobs[k]);
}

static void
check_question (GRand           *random,
                LwManifestIndex *index,
                GArray          *rows)
{
  static const char *const sorts[] = {
    "", "sort:-file", "sort:confidence", "sort:-confidence", "sort:class", "sort:-class", "sort:time", "sort:-time",
    "sort:source-ref", "sort:-source-ref", "sort:state", "sort:-state", "sort:by", "sort:-by", "sort:job", "sort:-job",
  };
  Question question = make_question (random);
  g_autofree char *text = format_question (&question, sorts[pick (random, G_N_ELEMENTS (sorts))]);
  g_autoptr (GError) error = NULL;
  g_autoptr (LwManifestQuery) query = lw_manifest_query_parse (text, &error);

  g_assert_no_error (error);
  if (g_test_verbose ())
    g_test_message ("%s", text);
  check_rows (query, index, rows, &question);
  check_counts (query, index, rows, &question);
  for (guint kind = 0; kind < TERM_HAS; kind++)
    free_node (question.facets[kind]);
  free_node (question.rest);
}

static void
test_random (void)
{
  guint32 seed = (guint32) g_test_rand_int ();
  g_autoptr (GRand) random = g_rand_new_with_seed (seed);

  g_test_message ("seed %u", seed);
  for (guint i = 0; i < 150; i++)
    {
      g_autoptr (GArray) rows = g_array_new (FALSE, FALSE, sizeof (Row));
      g_autoptr (LwManifestIndex) index = NULL;

      g_array_set_clear_func (rows, clear_row);
      index = make_index (random, rows);
      g_assert_cmpuint (lw_manifest_index_get_n_rows (index), ==, rows->len);
      /* The queries take "k" for the default, which it is when it appears first and has labels. */
      if (lw_manifest_index_find_attribute (index, "k") != 0 || lw_manifest_index_get_n_attributes (index) != 2 ||
          lw_manifest_index_find_attribute (index, NULL) != 0)
        continue;
      for (guint k = 0; k < 80; k++)
        check_question (random, index, rows);
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
    { "", 3, 0 }, { "state:unlabeled", 2, 0 }, { "state:malformed", 1, 2 },
    { "sort:source-ref -state:malformed", 2, 1 }, { "class:x", 0, 0 }, { "-class:x", 3, 0 }, { "confidence:>=0", 0, 0 },
    { "A", 1, 1 }, { "sort:-confidence", 3, 0 }, { "attribute:k", 0, 0 }, { "class@k:x", 0, 0 }, { "-has:k", 3, 0 },
    { "state@k:unlabeled", 2, 0 }, { "labels:0", 3, 0 }, { "job:x", 0, 0 }, { "time:2020", 0, 0 },
    { "differs:a,b", 0, 0 },
    { "by:unknown", 3, 0 }, { "sort:job", 3, 0 }, { "line:2", 1, 1 }, { "line:<=0", 0, 0 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (LwManifestQuery) query = lw_manifest_query_parse (rows[i].query, NULL);
      g_autoptr (LwManifestCounts) counts = lw_manifest_query_count (query, index, NULL, NULL);
      gsize n_rows;
      g_autofree guint32 *found = lw_manifest_query_run (query, index, NULL, &n_rows, NULL);

      g_test_message ("%s", rows[i].query);
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

  g_test_add_func ("/manifest-query/random", test_random);
  g_test_add_func ("/manifest-query/no-attribute", test_no_attribute);
  g_test_add_func ("/manifest-query/bins", test_bins);

  return g_test_run ();
}
