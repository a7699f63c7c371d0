/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* "manifest diff": two manifests side by side. Its JSON document is a stable interface. */

#define G_LOG_DOMAIN "lw-cli"

#include "config.h"

#include <glib/gi18n.h>
#include <inttypes.h>
#include <string.h>

#include "lw-cli-command.h"
#include "lw-cli-index.h"
#include "lw-manifest-diff.h"

/* So many kinds of flips are listed as text. */
#define MAX_FLIPS 20

static struct
{
  char     *attribute;
  char     *left_attribute;
  char     *right_attribute;
  gboolean  by_line;
  gboolean  list;
  int       limit;
  gboolean  exit_code;
} options = { .limit = -1 };

static const GOptionEntry entries[] = {
  { "attribute", 0, 0, G_OPTION_ARG_STRING, &options.attribute,
    N_("The label attribute to compare (default: the first one)"), N_("NAME") },
  { "left-attribute", 0, 0, G_OPTION_ARG_STRING, &options.left_attribute,
    N_("The label attribute of the left manifest, when it has another name there"), N_("NAME") },
  { "right-attribute", 0, 0, G_OPTION_ARG_STRING, &options.right_attribute,
    N_("The label attribute of the right manifest"), N_("NAME") },
  { "by-line", 0, 0, G_OPTION_ARG_NONE, &options.by_line,
    N_("Lines of the same number belong together (default: of the same source-ref)"), NULL },
  { "list", 'l', 0, G_OPTION_ARG_NONE, &options.list, N_("List the data objects that are not the same"), NULL },
  { "limit", 'n', 0, G_OPTION_ARG_INT, &options.limit, N_("List at most N data objects of each kind"), N_("N") },
  { "exit-code", 0, 0, G_OPTION_ARG_NONE, &options.exit_code, N_("Exit with 1 when there is a difference"), NULL },
  G_OPTION_ENTRY_NULL
};

/* In the order of the enumeration. */
static const char *const kind_names[LW_N_MANIFEST_DIFF_KINDS] = { "same", "changed", "only-left", "only-right" };

static void
build_number (JsonBuilder *builder,
              const char  *name,
              guint64      value)
{
  json_builder_set_member_name (builder, name);
  json_builder_add_int_value (builder, (gint64) value);
}

static void
build_string (JsonBuilder *builder,
              const char  *name,
              const char  *value)
{
  g_autofree char *valid = value != NULL ? g_utf8_make_valid (value, -1) : NULL;

  json_builder_set_member_name (builder, name);
  if (valid != NULL)
    json_builder_add_string_value (builder, valid);
  else
    json_builder_add_null_value (builder);
}

static const char *
get_state_name (LwManifestIndex *index,
                int              attribute,
                guint            row)
{
  static const char *const names[] = { "unlabeled", "labeled", "failed", "malformed" };

  if (attribute < 0)
    return lw_manifest_index_is_malformed (index, row) ? "malformed" : "unlabeled";
  return names[lw_manifest_index_get_state (index, attribute, row)];
}

static guint
get_n_labels (LwManifestIndex *index,
              int              attribute,
              guint            row)
{
  return attribute >= 0 ? lw_manifest_index_get_n_labels (index, attribute, row) : 0;
}

static const char *
get_label (LwManifestIndex *index,
           int              attribute,
           guint            row,
           guint            nth)
{
  return lw_manifest_index_get_class_name (index, attribute,
                                           lw_manifest_index_get_label (index, attribute, row, nth, NULL));
}

static void
build_side (JsonBuilder     *builder,
            const char      *name,
            LwManifestIndex *index,
            int              attribute,
            guint            row)
{
  if (row == LW_MANIFEST_DIFF_NO_ROW)
    return;
  json_builder_set_member_name (builder, name);
  json_builder_begin_object (builder);
  build_number (builder, "line", lw_manifest_index_get_line_number (index, row));
  build_string (builder, "state", get_state_name (index, attribute, row));
  json_builder_set_member_name (builder, "classes");
  json_builder_begin_array (builder);
  for (guint i = 0; i < get_n_labels (index, attribute, row); i++)
    json_builder_add_string_value (builder, get_label (index, attribute, row, i));
  json_builder_end_array (builder);
  json_builder_end_object (builder);
}

static guint
get_n_listed (LwManifestDiff     *diff,
              LwManifestDiffKind  kind)
{
  guint n = lw_manifest_diff_get_n_pairs (diff, kind);

  return options.limit >= 0 ? MIN (n, (guint) options.limit) : n;
}

static char *
dup_ref (LwManifestDiff *diff,
         guint           left_row,
         guint           right_row)
{
  return left_row != LW_MANIFEST_DIFF_NO_ROW
           ? lw_manifest_index_dup_source_ref (lw_manifest_diff_get_left (diff), left_row)
           : lw_manifest_index_dup_source_ref (lw_manifest_diff_get_right (diff), right_row);
}

static void
build_objects (JsonBuilder        *builder,
               LwManifestDiff     *diff,
               LwManifestDiffKind  kind)
{
  for (guint i = 0; i < get_n_listed (diff, kind); i++)
    {
      g_autofree char *ref = NULL;
      guint left_row, right_row;

      lw_manifest_diff_get_pair (diff, kind, i, &left_row, &right_row);
      ref = dup_ref (diff, left_row, right_row);
      json_builder_begin_object (builder);
      build_string (builder, "kind", kind_names[kind]);
      build_string (builder, "source-ref", ref);
      build_side (builder, "left", lw_manifest_diff_get_left (diff), lw_manifest_diff_get_left_attribute (diff),
                  left_row);
      build_side (builder, "right", lw_manifest_diff_get_right (diff), lw_manifest_diff_get_right_attribute (diff),
                  right_row);
      json_builder_end_object (builder);
    }
}

static void
build_manifest (JsonBuilder     *builder,
                const char      *name,
                const char      *path,
                LwManifestIndex *index,
                int              attribute,
                guint64          n_twins)
{
  json_builder_set_member_name (builder, name);
  json_builder_begin_object (builder);
  build_string (builder, "file", path);
  build_string (builder, "attribute", attribute >= 0 ? lw_manifest_index_get_attribute_name (index, attribute) : NULL);
  build_number (builder, "rows", lw_manifest_index_get_n_rows (index));
  build_number (builder, "duplicates", n_twins);
  json_builder_end_object (builder);
}

static void
build_flips (JsonBuilder    *builder,
             LwManifestDiff *diff)
{
  LwConfusionMatrix *matrix = lw_manifest_diff_get_matrix (diff);
  guint n_flips;
  g_autofree LwConfusionCell *flips = lw_confusion_matrix_dup_flips (matrix, &n_flips);

  json_builder_set_member_name (builder, "flips");
  json_builder_begin_array (builder);
  for (guint i = 0; i < n_flips; i++)
    {
      json_builder_begin_object (builder);
      build_string (builder, "left", lw_confusion_matrix_get_name (matrix, flips[i].left));
      build_string (builder, "right", lw_confusion_matrix_get_name (matrix, flips[i].right));
      build_number (builder, "count", flips[i].count);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

static void
print_json (LwManifestDiff  *diff,
            char           **paths)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  build_number (builder, "version", 1);
  build_manifest (builder, "left", paths[0], lw_manifest_diff_get_left (diff),
                  lw_manifest_diff_get_left_attribute (diff), lw_manifest_diff_get_n_left_twins (diff));
  build_manifest (builder, "right", paths[1], lw_manifest_diff_get_right (diff),
                  lw_manifest_diff_get_right_attribute (diff), lw_manifest_diff_get_n_right_twins (diff));
  build_string (builder, "key", options.by_line ? "line" : "source-ref");
  for (guint kind = 0; kind < LW_N_MANIFEST_DIFF_KINDS; kind++)
    build_number (builder, kind_names[kind], lw_manifest_diff_get_n_pairs (diff, kind));
  build_flips (builder, diff);
  json_builder_set_member_name (builder, "objects");
  json_builder_begin_array (builder);
  for (guint kind = LW_MANIFEST_DIFF_CHANGED; kind < LW_N_MANIFEST_DIFF_KINDS; kind++)
    build_objects (builder, diff, kind);
  json_builder_end_array (builder);
  json_builder_end_object (builder);
  lw_cli_print_json (builder);
}

static char *
dup_label (LwManifestIndex *index,
           int              attribute,
           guint            row)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < get_n_labels (index, attribute, row); i++)
    g_string_append_printf (text, "%s%s", i > 0 ? "," : "", get_label (index, attribute, row, i));
  if (text->len == 0)
    g_string_append (text, get_state_name (index, attribute, row));
  return g_string_free (text, FALSE);
}

/* -LINE:label +LINE:label source-ref, as much of it as there is. */
static void
print_object (LwManifestDiff *diff,
              guint           left_row,
              guint           right_row)
{
  LwManifestIndex *left = lw_manifest_diff_get_left (diff);
  LwManifestIndex *right = lw_manifest_diff_get_right (diff);
  g_autofree char *ref = dup_ref (diff, left_row, right_row);
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree char *printable = NULL;

  if (left_row != LW_MANIFEST_DIFF_NO_ROW)
    {
      g_autofree char *label = dup_label (left, lw_manifest_diff_get_left_attribute (diff), left_row);

      g_string_append_printf (text, "-%" PRIu64 ":%s ", lw_manifest_index_get_line_number (left, left_row), label);
    }
  if (right_row != LW_MANIFEST_DIFF_NO_ROW)
    {
      g_autofree char *label = dup_label (right, lw_manifest_diff_get_right_attribute (diff), right_row);

      g_string_append_printf (text, "+%" PRIu64 ":%s ", lw_manifest_index_get_line_number (right, right_row), label);
    }
  g_string_append (text, ref != NULL ? ref : "");
  printable = lw_cli_dup_printable (text->str);
  lw_cli_print ("%s\n", printable);
}

static void
print_flips (LwManifestDiff *diff)
{
  LwConfusionMatrix *matrix = lw_manifest_diff_get_matrix (diff);
  guint n_flips;
  g_autofree LwConfusionCell *flips = lw_confusion_matrix_dup_flips (matrix, &n_flips);

  for (guint i = 0; i < MIN (n_flips, MAX_FLIPS); i++)
    {
      g_autofree char *left = lw_cli_dup_printable (lw_confusion_matrix_get_name (matrix, flips[i].left));
      g_autofree char *right = lw_cli_dup_printable (lw_confusion_matrix_get_name (matrix, flips[i].right));

      lw_cli_print ("  %8" PRIu64 "  %s → %s\n", flips[i].count, left, right);
    }
  if (n_flips > MAX_FLIPS)
    lw_cli_print (_("  … and %u more kinds of changes; --json lists them all\n"), n_flips - MAX_FLIPS);
}

static void
print_text (LwManifestDiff *diff)
{
  lw_cli_print (_("Same: %u\n"), lw_manifest_diff_get_n_pairs (diff, LW_MANIFEST_DIFF_SAME));
  lw_cli_print (_("Changed: %u\n"), lw_manifest_diff_get_n_pairs (diff, LW_MANIFEST_DIFF_CHANGED));
  print_flips (diff);
  lw_cli_print (_("Only left: %u\n"), lw_manifest_diff_get_n_pairs (diff, LW_MANIFEST_DIFF_ONLY_LEFT));
  lw_cli_print (_("Only right: %u\n"), lw_manifest_diff_get_n_pairs (diff, LW_MANIFEST_DIFF_ONLY_RIGHT));
  for (guint kind = LW_MANIFEST_DIFF_CHANGED; options.list && kind < LW_N_MANIFEST_DIFF_KINDS; kind++)
    for (guint i = 0; i < get_n_listed (diff, kind); i++)
      {
        guint left_row, right_row;

        lw_manifest_diff_get_pair (diff, kind, i, &left_row, &right_row);
        print_object (diff, left_row, right_row);
      }
}

static gboolean
is_same (LwManifestDiff *diff)
{
  for (guint kind = LW_MANIFEST_DIFF_CHANGED; kind < LW_N_MANIFEST_DIFF_KINDS; kind++)
    if (lw_manifest_diff_get_n_pairs (diff, kind) > 0)
      return FALSE;
  return TRUE;
}

static LwManifestDiff *
compare (LwCli   *cli,
         char   **paths,
         GError **error)
{
  g_autoptr (LwManifestIndex) left = lw_cli_open_index (cli, paths[0], error);
  g_autoptr (LwManifestIndex) right = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  GAsyncResult *slot = NULL;
  const char *left_name = options.left_attribute != NULL ? options.left_attribute : options.attribute;
  const char *right_name = options.right_attribute != NULL ? options.right_attribute : options.attribute;

  if (left == NULL)
    return NULL;
  right = lw_cli_open_index (cli, paths[1], error);
  if (right == NULL)
    return NULL;
  lw_manifest_diff_new_async (left, left_name, right, right_name,
                              options.by_line ? LW_MANIFEST_DIFF_BY_LINE : LW_MANIFEST_DIFF_BY_SOURCE_REF,
                              cli->cancellable, lw_cli_take_result, &slot);
  result = lw_cli_await (&slot);
  return lw_manifest_diff_new_finish (result, error);
}

static LwCliExit
run (LwCli  *cli,
     int     n_arguments,
     char  **arguments)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (LwManifestDiff) diff = compare (cli, arguments, &error);

  if (diff == NULL)
    return lw_cli_fail (cli, error);
  if (cli->json)
    print_json (diff, arguments);
  else
    print_text (diff);
  return !options.exit_code || is_same (diff) ? LW_CLI_DONE : LW_CLI_PROBLEMS;
}

const LwCliCommand lw_cli_manifest_diff = {
  .noun = "manifest",
  .verb = "diff",
  .arguments = "LEFT RIGHT",
  .n_required = 2,
  .n_allowed = 2,
  .summary = N_("Compare the labels of two manifests."),
  .examples = "manifest diff before.manifest after.manifest\n"
              "manifest diff before.manifest after.manifest --list --limit 50\n"
              "manifest diff first.manifest second.manifest --left-attribute species --right-attribute review --json",
  .notes = N_("A data object has changed when its classes or its state are others; confidence and time do not count.\n"
              "Of several lines with one source-ref, the first belong together, then the second, and so on.\n"
              "With --json: {\"version\":1,\"left\":{\"file\",\"attribute\",\"rows\",\"duplicates\"},\"right\":{…},"
              "\"key\",\n\"same\",\"changed\",\"only-left\",\"only-right\",\"flips\":[{\"left\",\"right\",\"count\"}],"
              "\"objects\":[{\"kind\",\n\"source-ref\",\"left\":{\"line\",\"state\",\"classes\"},\"right\":{…}}]}."),
  .takes_service = TRUE,
  .entries = entries,
  .run = run,
};
