/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* "manifest query": the lines of a manifest that match, as they stand in the file, or how many. What a query says is in
 * the manifest layer. */

#define G_LOG_DOMAIN "lw-cli"

#include "config.h"

#include <errno.h>
#include <glib/gi18n.h>
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "lw-cli-command.h"
#include "lw-cli-index.h"
#include "lw-manifest-cursor.h"
#include "lw-manifest-query.h"

static struct
{
  char     *sort;
  int       limit;
  gboolean  count;
} options = { .limit = -1 };

static const GOptionEntry entries[] = {
  { "sort", 0, 0, G_OPTION_ARG_STRING, &options.sort,
    N_("Order: file, source-ref, class, confidence, time, state, by or job; with a minus before it, the greatest "
       "first"),
    N_("KEY") },
  { "limit", 'n', 0, G_OPTION_ARG_INT, &options.limit, N_("Print at most N lines"), N_("N") },
  { "count", 'c', 0, G_OPTION_ARG_NONE, &options.count, N_("Print how many lines there are, not the lines"), NULL },
  G_OPTION_ENTRY_NULL
};

typedef struct
{
  LwCli           *cli;
  LwManifestIndex *index;
  LwManifestQuery *query;
  GError          *error;
} QueryCall;

static gboolean
fail_writing (GError **error)
{
  int saved_errno = errno;

  g_set_error (error, G_IO_ERROR, g_io_error_from_errno (saved_errno), _("The lines cannot be written: %s"),
               g_strerror (saved_errno));
  return FALSE;
}

/* The line as it stands in the file with its line break; one is added where the file ends without. */
static gboolean
print_line (const char  *line,
            gsize        length,
            GError     **error)
{
  gboolean has_break = length > 0 && line[length - 1] == '\n';

  if (fwrite (line, 1, length, stdout) != length || (!has_break && putchar ('\n') == EOF))
    return fail_writing (error);
  return TRUE;
}

/* A line that is JSON is JSON here, byte for byte; one that is not is text. */
static gboolean
print_object (LwManifestIndex  *index,
              guint             row,
              gboolean          first,
              const char       *line,
              gsize             length,
              GError          **error)
{
  while (length > 0 && g_ascii_isspace (line[length - 1]))
    length--;
  if (printf ("%s{\"line\":%" PRIu64 ",", first ? "" : ",", lw_manifest_index_get_line_number (index, row)) < 0)
    return fail_writing (error);
  if (lw_manifest_index_is_malformed (index, row))
    {
      g_autofree char *text = g_utf8_make_valid (line, (gssize) length);
      g_autoptr (JsonNode) node = json_node_init_string (json_node_alloc (), text);
      g_autofree char *quoted = json_to_string (node, FALSE);

      return printf ("\"text\":%s}", quoted) >= 0 || fail_writing (error);
    }
  if (fputs ("\"object\":", stdout) < 0 || fwrite (line, 1, length, stdout) != length || putchar ('}') == EOF)
    return fail_writing (error);
  return TRUE;
}

static gboolean
print_rows (const QueryCall  *call,
            const guint32    *rows,
            gsize             n_rows,
            GCancellable     *cancellable,
            GError          **error)
{
  g_autoptr (LwManifestCursor) cursor = lw_manifest_cursor_new (call->index);

  for (gsize i = 0; i < n_rows; i++)
    {
      const char *line;
      gsize length;
      gboolean printed;

      if (g_cancellable_set_error_if_cancelled (cancellable, error) ||
          !lw_manifest_cursor_get_whole_line (cursor, rows[i], &line, &length, cancellable, error))
        return FALSE;
      printed = call->cli->json ? print_object (call->index, rows[i], i == 0, line, length, error)
                                : print_line (line, length, error);
      if (!printed)
        return FALSE;
    }
  return TRUE;
}

static gboolean
print_result (const QueryCall  *call,
              const guint32    *rows,
              gsize             n_rows,
              GError          **error)
{
  if (call->cli->json)
    printf ("{\"version\":1,\"count\":%" G_GSIZE_FORMAT "%s", n_rows, options.count ? "}\n" : ",\"lines\":[");
  else if (options.count)
    printf ("%" G_GSIZE_FORMAT "\n", n_rows);
  if (!options.count && !print_rows (call, rows, n_rows, call->cli->cancellable, error))
    return FALSE;
  if (call->cli->json && !options.count)
    printf ("]}\n");
  return fflush (stdout) == 0 || fail_writing (error);
}

/* In a thread, so that Ctrl-C is seen. */
static void
run_query (gpointer data,
           gpointer unused)
{
  QueryCall *call = data;
  gsize n_rows;
  g_autofree guint32 *rows = lw_manifest_query_run (call->query, call->index, call->cli->cancellable, &n_rows,
                                                    &call->error);

  if (rows == NULL)
    return;
  if (options.limit >= 0)
    n_rows = MIN (n_rows, (gsize) options.limit);
  print_result (call, rows, n_rows, &call->error);
}

static LwManifestQuery *
make_query (const char  *text,
            GError     **error)
{
  g_autoptr (LwManifestQuery) query = lw_manifest_query_parse (text, error);
  LwManifestSort sort;
  gboolean descending;

  if (query == NULL)
    {
      g_prefix_error (error, _("The query is not understood. "));
      return NULL;
    }
  if (options.sort == NULL)
    return g_steal_pointer (&query);
  if (!lw_manifest_sort_parse (options.sort, &sort, &descending, error))
    return NULL;
  return lw_manifest_query_with_sort (query, sort, descending);
}

/* An attribute that the manifest has not is a mistake of the one who typed it, not an empty answer. */
static gboolean
check_attribute (LwManifestIndex  *index,
                 LwManifestQuery  *query,
                 GError          **error)
{
  const char *name = lw_manifest_query_get_attribute (query);

  if (name == NULL || lw_manifest_index_find_attribute (index, name) >= 0)
    return TRUE;
  g_set_error (error, LW_MANIFEST_ERROR, LW_MANIFEST_ERROR_BAD_QUERY,
               _("The manifest has no label attribute “%s”. “labelwright-cli manifest stats” lists what it has."),
               name);
  return FALSE;
}

static LwCliExit
run (LwCli  *cli,
     int     n_arguments,
     char  **arguments)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (LwManifestQuery) query = make_query (n_arguments > 1 ? arguments[1] : "", &error);
  g_autoptr (LwManifestIndex) index = NULL;
  QueryCall call = { .cli = cli };

  if (query == NULL)
    return lw_cli_fail (cli, error);
  index = lw_cli_open_index (cli, arguments[0], &error);
  if (index == NULL || !check_attribute (index, query, &error))
    return lw_cli_fail (cli, error);
  call.index = index;
  call.query = query;
  lw_cli_work (run_query, &call, NULL);
  error = call.error;
  return error == NULL ? LW_CLI_DONE : lw_cli_fail (cli, error);
}

const LwCliCommand lw_cli_manifest_query = {
  .noun = "manifest",
  .verb = "query",
  .arguments = "FILE [EXPR]",
  .n_required = 1,
  .n_allowed = 2,
  .summary = N_("Print the lines of a manifest that match, byte for byte."),
  .examples = "manifest query output.manifest 'class:dog confidence:<0.6 -state:failed'\n"
              "manifest query output.manifest '(class:dog or class:cat) by:machine' --sort -confidence --limit 20\n"
              "manifest query output.manifest 'differs:species,review' --count",
  .notes = N_("EXPR is made of conditions that a line must all meet:\n"
              "  class:dog,\"wild boar\"     a label of one of these; class:a class:b for labels of both\n"
              "  confidence:<0.6           also <=, >, >=, 0.2..0.6, none; of the same label as the classes beside it\n"
              "  state:failed              labeled, failed, unlabeled, malformed\n"
              "  by:human                  human, machine, unknown\n"
              "  time:2024-05              also >=2024-05-01T10:00, 2024-05-01..2024-05-07 (UTC)\n"
              "  job:pets                  the labeling job\n"
              "  has:species               labeled under this attribute\n"
              "  differs:species,review    labeled under both, not with the same classes\n"
              "  labels:>1                 how many labels\n"
              "  line:100..200             lines of the file\n"
              "  beach, \"two words\"        the source-ref contains it, whatever the case\n"
              "A minus or “not” before a condition turns it round; “or”, “and” and parentheses combine them. An EXPR\n"
              "that is one word with a minus, such as -draft, stands behind “--”.\n"
              "class@review:dog asks one condition of another label attribute, attribute:review all of them;\n"
              "sort:-confidence orders the lines. With --json: {\"version\":1,\"count\":N,\"lines\":[{\"line\":N,"
              "\"object\":{…}}]}."),
  .takes_query = TRUE,
  .takes_service = TRUE,
  .entries = entries,
  .run = run,
};
