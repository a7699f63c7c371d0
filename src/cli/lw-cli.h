/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* One run of the command line: what the global options say, how messages, results and progress go out, how a call is
 * waited for. Not for what the commands do. */

#pragma once

#include <gio/gio.h>
#include <json-glib/json-glib.h>

G_BEGIN_DECLS

#define LW_CLI_NAME "labelwright-cli"

/* Exit codes; scripts rely on them. */
typedef enum
{
  LW_CLI_DONE = 0,
  LW_CLI_PROBLEMS = 1,
  LW_CLI_USAGE = 2,
  LW_CLI_INPUT_OUTPUT = 3,
  LW_CLI_CREDENTIALS = 4,
  LW_CLI_REFUSED = 5,
  LW_CLI_JOB_FAILED = 6,
  LW_CLI_TIMED_OUT = 124,
  LW_CLI_INTERRUPTED = 130,
} LwCliExit;

typedef struct _LwCli LwCli;

/**
 * LwCli:
 * @json: results are one JSON document
 * @quiet: no messages but errors
 * @color: whether errors may be coloured
 * @progress: whether standard error is a terminal that shows progress
 * @workspace: (nullable): the folder of the engine's state; %NULL for the studio's own
 * @profile: (nullable): the profile of the AWS configuration
 * @region: (nullable): the Region
 * @endpoint_url: (nullable): the server that is asked instead of AWS
 * @cancellable: cancelled by Ctrl-C
 */
struct _LwCli
{
  gboolean      json;
  gboolean      quiet;
  gboolean      color;
  gboolean      progress;
  char         *workspace;
  char         *profile;
  char         *region;
  char         *endpoint_url;
  GCancellable *cancellable;
  guint         interrupt_source;
  gboolean      progress_shown;
};

void          lw_cli_start            (LwCli               *self,
                                       const char          *color);
LwCliExit     lw_cli_end              (LwCli               *self,
                                       LwCliExit            code);

void          lw_cli_print            (const char          *format,
                                       ...) G_GNUC_PRINTF (1, 2);
void          lw_cli_print_json       (JsonBuilder         *builder);
void          lw_cli_message          (LwCli               *self,
                                       const char          *format,
                                       ...) G_GNUC_PRINTF (2, 3);
void          lw_cli_progress         (LwCli               *self,
                                       const char          *format,
                                       ...) G_GNUC_PRINTF (2, 3);
void          lw_cli_error            (LwCli               *self,
                                       const char          *format,
                                       ...) G_GNUC_PRINTF (2, 3);
LwCliExit     lw_cli_fail             (LwCli               *self,
                                       const GError        *error);
char         *lw_cli_dup_printable    (const char          *text) G_GNUC_WARN_UNUSED_RESULT;

void          lw_cli_work             (GFunc                work,
                                       gpointer             first,
                                       gpointer             second);
void          lw_cli_take_result      (GObject             *source,
                                       GAsyncResult        *result,
                                       gpointer             slot);
GAsyncResult *lw_cli_await            (GAsyncResult       **slot);
void          lw_cli_pause            (LwCli               *self,
                                       guint                milliseconds);

G_END_DECLS
