/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* "manifest stats": what is in a manifest, in numbers. Its JSON document is a stable interface. */

#define G_LOG_DOMAIN "lw-cli"

#include "config.h"

#include <glib/gi18n.h>
#include <inttypes.h>

#include "lw-cli-command.h"
#include "lw-cli-index.h"
#include "lw-diagnostic.h"
#include "lw-manifest-counts.h"

static LwManifestCounts *
count (LwCli            *cli,
       LwManifestIndex  *index,
       guint             attribute,
       GError          **error)
{
  g_autoptr (LwManifestQuery) all = lw_manifest_query_new ();
  g_autoptr (LwManifestQuery) query = NULL;

  query = lw_manifest_query_with_attribute (all, lw_manifest_index_get_attribute_name (index, attribute));
  return lw_manifest_query_count (query, index, cli->cancellable, error);
}

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
  json_builder_set_member_name (builder, name);
  if (value != NULL)
    json_builder_add_string_value (builder, value);
  else
    json_builder_add_null_value (builder);
}

static void
build_classes (JsonBuilder     *builder,
               LwManifestIndex *index,
               guint            attribute)
{
  json_builder_set_member_name (builder, "classes");
  json_builder_begin_array (builder);
  for (guint c = 0; c < lw_manifest_index_get_n_classes (index, attribute); c++)
    {
      json_builder_begin_object (builder);
      json_builder_set_member_name (builder, "index");
      json_builder_add_int_value (builder, lw_manifest_index_get_class_index (index, attribute, c));
      build_string (builder, "name", lw_manifest_index_get_class_name (index, attribute, c));
      build_number (builder, "count", lw_manifest_index_get_class_count (index, attribute, c));
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

static void
build_confidence (JsonBuilder            *builder,
                  const LwManifestCounts *counts)
{
  json_builder_set_member_name (builder, "confidence");
  json_builder_begin_object (builder);
  build_number (builder, "bins", LW_CONFIDENCE_BINS);
  json_builder_set_member_name (builder, "counts");
  json_builder_begin_array (builder);
  for (guint b = 0; b < LW_CONFIDENCE_BINS; b++)
    json_builder_add_int_value (builder, (gint64) counts->bins[b]);
  json_builder_end_array (builder);
  build_number (builder, "without", counts->without);
  json_builder_end_object (builder);
}

static void
build_attribute (JsonBuilder            *builder,
                 LwManifestIndex        *index,
                 guint                   a,
                 const LwManifestCounts *counts)
{
  json_builder_begin_object (builder);
  build_string (builder, "name", lw_manifest_index_get_attribute_name (index, a));
  build_string (builder, "type", lw_manifest_index_get_attribute_type (index, a));
  build_number (builder, "labeled", lw_manifest_index_count_state (index, a, LW_DATA_OBJECT_STATE_LABELED));
  build_number (builder, "failed", lw_manifest_index_count_state (index, a, LW_DATA_OBJECT_STATE_FAILED));
  build_number (builder, "unlabeled", lw_manifest_index_count_state (index, a, LW_DATA_OBJECT_STATE_UNLABELED));
  build_number (builder, "human", lw_manifest_index_count_annotator (index, a, LW_ANNOTATOR_HUMAN));
  build_number (builder, "machine", lw_manifest_index_count_annotator (index, a, LW_ANNOTATOR_MACHINE));
  build_classes (builder, index, a);
  build_confidence (builder, counts);
  json_builder_end_object (builder);
}

static guint64
count_objects (LwManifestIndex *index)
{
  return lw_manifest_index_get_n_rows (index) - lw_manifest_index_get_n_malformed (index);
}

static gboolean
print_json (LwCli            *cli,
            LwManifestIndex  *index,
            GError          **error)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  build_number (builder, "version", 1);
  build_number (builder, "lines", lw_manifest_index_get_n_lines (index));
  build_number (builder, "blank", lw_manifest_index_get_n_blank (index));
  build_number (builder, "malformed", lw_manifest_index_get_n_malformed (index));
  build_number (builder, "objects", count_objects (index));
  build_number (builder, "bytes", lw_manifest_index_get_n_bytes (index));
  json_builder_set_member_name (builder, "attributes");
  json_builder_begin_array (builder);
  for (guint a = 0; a < lw_manifest_index_get_n_attributes (index); a++)
    {
      g_autoptr (LwManifestCounts) counts = count (cli, index, a, error);

      if (counts == NULL)
        return FALSE;
      build_attribute (builder, index, a, counts);
    }
  json_builder_end_array (builder);
  json_builder_end_object (builder);
  lw_cli_print_json (builder);
  return TRUE;
}

static void
print_classes (LwManifestIndex *index,
               guint            attribute)
{
  for (guint c = 0; c < lw_manifest_index_get_n_classes (index, attribute); c++)
    {
      const char *name = lw_manifest_index_get_class_name (index, attribute, c);
      g_autofree char *printable = lw_cli_dup_printable (name != NULL ? name : "");

      lw_cli_print ("  %4" G_GINT64_FORMAT "  %-24s %" G_GUINT64_FORMAT "\n",
                    lw_manifest_index_get_class_index (index, attribute, c), printable,
                    lw_manifest_index_get_class_count (index, attribute, c));
    }
}

static void
print_text (LwManifestIndex *index)
{
  lw_cli_print (_("Lines: %" PRIu64 " (blank: %" PRIu64 ", malformed: %" PRIu64 ")\n"),
                lw_manifest_index_get_n_lines (index), lw_manifest_index_get_n_blank (index),
                lw_manifest_index_get_n_malformed (index));
  lw_cli_print (_("Data objects: %" PRIu64 "\n"), count_objects (index));
  for (guint a = 0; a < lw_manifest_index_get_n_attributes (index); a++)
    {
      const char *type = lw_manifest_index_get_attribute_type (index, a);
      g_autofree char *name = lw_cli_dup_printable (lw_manifest_index_get_attribute_name (index, a));
      g_autofree char *printable_type = lw_cli_dup_printable (type != NULL ? type : "?");

      lw_cli_print ("\n%s (%s)\n", name, printable_type);
      lw_cli_print (_("  labeled: %" PRIu64 ", failed: %" PRIu64 ", unlabeled: %" PRIu64
                      "\n"),
                    lw_manifest_index_count_state (index, a, LW_DATA_OBJECT_STATE_LABELED),
                    lw_manifest_index_count_state (index, a, LW_DATA_OBJECT_STATE_FAILED),
                    lw_manifest_index_count_state (index, a, LW_DATA_OBJECT_STATE_UNLABELED));
      print_classes (index, a);
    }
}

/* Malformed lines are told on standard error, at most so many. */
static void
tell_diagnostics (LwCli           *cli,
                  LwManifestIndex *index,
                  const char      *path)
{
  const guint max = 20;
  GPtrArray *diagnostics = lw_manifest_index_get_diagnostics (index);
  guint64 n = lw_manifest_index_get_n_diagnostics (index);

  for (guint i = 0; i < diagnostics->len && i < max; i++)
    {
      g_autofree char *line = lw_diagnostic_format (g_ptr_array_index (diagnostics, i), path);
      g_autofree char *printable = lw_cli_dup_printable (line);

      lw_cli_message (cli, "%s", printable);
    }
  if (n > max)
    lw_cli_message (cli, _("… and %" PRIu64 " more."), n - max);
}

static LwCliExit
run_stats (LwCli  *cli,
           int     n_arguments,
           char  **arguments)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (LwManifestIndex) index = lw_cli_open_index (cli, arguments[0], &error);

  if (index == NULL)
    return lw_cli_fail (cli, error);

  tell_diagnostics (cli, index, arguments[0]);
  if (!cli->json)
    print_text (index);
  else if (!print_json (cli, index, &error))
    return lw_cli_fail (cli, error);
  return LW_CLI_DONE;
}

const LwCliCommand lw_cli_manifest_stats = {
  .noun = "manifest",
  .verb = "stats",
  .arguments = "FILE",
  .n_required = 1,
  .n_allowed = 1,
  .summary = N_("Count what is in a manifest: labels, classes, confidences, failures."),
  .examples = "manifest stats output.manifest\n"
              "manifest stats output.manifest --json\n"
              "manifest stats - < output.manifest",
  .notes = N_("FILE may be “-” for standard input. Malformed lines are told on standard error and counted."),
  .takes_service = TRUE,
  .entries = NULL,
  .run = run_stats,
};
