/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* One run of the command line: what the global options say, how messages, results and progress go out, how a call is
 * waited for. Not for what the commands do. */

#define G_LOG_DOMAIN "lw-cli"

#include "config.h"

#include "lw-cli.h"

#include <errno.h>
#include <glib-unix.h>
#include <glib/gi18n.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "lw-aws-error.h"
#include "lw-job-backend.h"
#include "lw-json.h"
#include "lw-manifest-index.h"

#define CLEAR_LINE "\r\033[K"

/* The first Ctrl-C ends the command in order; a second one ends the program at once. */
static gboolean
interrupted_cb (gpointer data)
{
  LwCli *self = data;

  self->interrupt_source = 0;
  g_cancellable_cancel (self->cancellable);
  return G_SOURCE_REMOVE;
}

static gboolean
is_color_wanted (const char *color)
{
  if (g_strcmp0 (color, "always") == 0)
    return TRUE;
  if (g_strcmp0 (color, "never") == 0 || g_strcmp0 (g_getenv ("TERM"), "dumb") == 0)
    return FALSE;

  return (g_getenv ("NO_COLOR") == NULL || *g_getenv ("NO_COLOR") == '\0') && isatty (STDERR_FILENO);
}

static void
clear_progress (LwCli *self)
{
  if (!self->progress_shown)
    return;

  fputs (CLEAR_LINE, stderr);
  self->progress_shown = FALSE;
}

/**
 * lw_cli_start:
 * @self: a run whose options have been read
 * @color: (nullable): what --color says
 *
 * Looks at the terminal and begins to watch for Ctrl-C.
 */
void
lw_cli_start (LwCli      *self,
              const char *color)
{
  g_return_if_fail (self != NULL);

  self->cancellable = g_cancellable_new ();
  self->color = is_color_wanted (color);
  self->progress = !self->quiet && isatty (STDERR_FILENO) && g_strcmp0 (g_getenv ("TERM"), "dumb") != 0;
  self->interrupt_source = g_unix_signal_add (SIGINT, interrupted_cb, self);
}

/**
 * lw_cli_end:
 * @self: a run
 * @code: how the command ended
 *
 * Makes sure that all output is written, and frees what the run holds.
 *
 * Returns: @code, or another when the output could not be written or Ctrl-C was pressed
 */
LwCliExit
lw_cli_end (LwCli     *self,
            LwCliExit  code)
{
  g_return_val_if_fail (self != NULL, code);

  clear_progress (self);
  if (fflush (stdout) != 0 || ferror (stdout))
    {
      lw_cli_error (self, _("Standard output could not be written: %s"), g_strerror (errno));
      code = LW_CLI_INPUT_OUTPUT;
    }
  if (g_cancellable_is_cancelled (self->cancellable))
    code = LW_CLI_INTERRUPTED;
  g_clear_handle_id (&self->interrupt_source, g_source_remove);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->workspace, g_free);
  g_clear_pointer (&self->profile, g_free);
  g_clear_pointer (&self->region, g_free);
  g_clear_pointer (&self->endpoint_url, g_free);
  return code;
}

/**
 * lw_cli_print:
 * @format: result text in printf() form
 *
 * Writes to standard output, whatever the locale's character set.
 */
void
lw_cli_print (const char *format,
              ...)
{
  g_autofree char *text = NULL;
  va_list args;

  va_start (args, format);
  text = g_strdup_vprintf (format, args);
  va_end (args);
  fputs (text, stdout);
}

/**
 * lw_cli_print_json:
 * @builder: a finished document
 *
 * Writes the document to standard output.
 */
void
lw_cli_print_json (JsonBuilder *builder)
{
  g_autoptr (JsonNode) root = json_builder_get_root (builder);
  g_autofree char *text = lw_json_to_string (root, TRUE);

  lw_cli_print ("%s\n", text);
}

static void
write_error_line (LwCli      *self,
                  const char *prefix,
                  const char *text)
{
  clear_progress (self);
  if (prefix != NULL && self->color)
    fprintf (stderr, "\033[1;31m%s:\033[0m %s\n", prefix, text);
  else if (prefix != NULL)
    fprintf (stderr, "%s: %s\n", prefix, text);
  else
    fprintf (stderr, "%s\n", text);
}

/**
 * lw_cli_message:
 * @self: a run
 * @format: a translated sentence in printf() form
 *
 * Says what happened on standard error, unless --quiet.
 */
void
lw_cli_message (LwCli      *self,
                const char *format,
                ...)
{
  g_autofree char *text = NULL;
  va_list args;

  if (self->quiet)
    return;

  va_start (args, format);
  text = g_strdup_vprintf (format, args);
  va_end (args);
  write_error_line (self, NULL, text);
}

/**
 * lw_cli_progress:
 * @self: a run
 * @format: a translated text in printf() form, shorter than a line
 *
 * Replaces the line of progress, when there is a terminal to show it.
 */
void
lw_cli_progress (LwCli      *self,
                 const char *format,
                 ...)
{
  g_autofree char *text = NULL;
  va_list args;

  if (!self->progress)
    return;

  va_start (args, format);
  text = g_strdup_vprintf (format, args);
  va_end (args);
  fprintf (stderr, CLEAR_LINE "%s", text);
  fflush (stderr);
  self->progress_shown = TRUE;
}

/**
 * lw_cli_error:
 * @self: a run
 * @format: a translated sentence in printf() form
 *
 * Says what went wrong on standard error.
 */
void
lw_cli_error (LwCli      *self,
              const char *format,
              ...)
{
  g_autofree char *text = NULL;
  g_autofree char *printable = NULL;
  va_list args;

  va_start (args, format);
  text = g_strdup_vprintf (format, args);
  va_end (args);
  printable = lw_cli_dup_printable (text);
  write_error_line (self, LW_CLI_NAME, printable);
}

static LwCliExit
get_exit_for_aws (LwAwsError code)
{
  switch (code)
    {
    case LW_AWS_ERROR_CREDENTIALS:
    case LW_AWS_ERROR_SIGN_IN:
    case LW_AWS_ERROR_CONFIG:
    case LW_AWS_ERROR_CLOCK:
      return LW_CLI_CREDENTIALS;
    case LW_AWS_ERROR_NETWORK:
    case LW_AWS_ERROR_SERVICE:
    case LW_AWS_ERROR_THROTTLED:
    case LW_AWS_ERROR_BAD_ANSWER:
      return LW_CLI_INPUT_OUTPUT;
    case LW_AWS_ERROR_FAILED:
    case LW_AWS_ERROR_ACCESS_DENIED:
    case LW_AWS_ERROR_NOT_FOUND:
    case LW_AWS_ERROR_IN_USE:
    case LW_AWS_ERROR_INVALID:
    case LW_AWS_ERROR_LIMIT:
    case LW_AWS_ERROR_PRECONDITION:
    case LW_AWS_ERROR_WRONG_REGION:
    default:
      return LW_CLI_REFUSED;
    }
}

static LwCliExit
get_exit_for (const GError *error)
{
  if (error->domain == LW_AWS_ERROR)
    return get_exit_for_aws (error->code);
  if (error->domain == LW_JOB_ERROR || error->domain == LW_TASK_ERROR)
    return LW_CLI_REFUSED;
  if (error->domain == G_OPTION_ERROR || g_error_matches (error, LW_MANIFEST_ERROR, LW_MANIFEST_ERROR_BAD_QUERY))
    return LW_CLI_USAGE;
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_TIMED_OUT))
    return LW_CLI_TIMED_OUT;

  return LW_CLI_INPUT_OUTPUT;
}

/**
 * lw_cli_fail:
 * @self: a run
 * @error: what went wrong
 *
 * Says what went wrong, or that the command was interrupted.
 *
 * Returns: the exit code for @error
 */
LwCliExit
lw_cli_fail (LwCli        *self,
             const GError *error)
{
  g_return_val_if_fail (error != NULL, LW_CLI_INPUT_OUTPUT);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) && g_cancellable_is_cancelled (self->cancellable))
    {
      lw_cli_error (self, "%s", _("Interrupted."));
      return LW_CLI_INTERRUPTED;
    }

  lw_cli_error (self, "%s", error->message);
  return get_exit_for (error);
}

/**
 * lw_cli_dup_printable:
 * @text: text that others wrote, such as a file name
 *
 * Makes text safe for a terminal: control characters become backslash escapes, bytes that are not UTF-8 a replacement
 * character. Line breaks are escaped too.
 *
 * Returns: (transfer full): the text to show
 */
char *
lw_cli_dup_printable (const char *text)
{
  g_autofree char *valid = g_utf8_make_valid (text, -1);
  GString *result = g_string_new (NULL);

  for (const char *c = valid; *c != '\0'; c = g_utf8_next_char (c))
    {
      gunichar character = g_utf8_get_char (c);

      if (character == '\n')
        g_string_append (result, "\\n");
      else if (g_unichar_iscntrl (character))
        g_string_append_printf (result, "\\x%02x", character);
      else
        g_string_append_unichar (result, character);
    }
  return g_string_free (result, FALSE);
}

/**
 * lw_cli_take_result:
 * @source: (nullable): the object of the call
 * @result: the result
 * @slot: (type GAsyncResult**): where to keep it
 *
 * The callback of each asynchronous call of the command line: keeps the result for lw_cli_await().
 */
void
lw_cli_take_result (GObject      *source,
                    GAsyncResult *result,
                    gpointer      slot)
{
  *(GAsyncResult **) slot = g_object_ref (result);
}

/**
 * lw_cli_await:
 * @slot: (inout): where lw_cli_take_result() keeps the result; is %NULL again afterwards
 *
 * Runs the main loop of the program until a call is finished.
 *
 * Returns: (transfer full): the result
 */
GAsyncResult *
lw_cli_await (GAsyncResult **slot)
{
  while (*slot == NULL)
    g_main_context_iteration (NULL, TRUE);
  return g_steal_pointer (slot);
}

typedef struct
{
  GFunc    work;
  gpointer first;
  gpointer second;
} Work;

static void
run_work (GTask        *task,
          gpointer      source,
          gpointer      task_data,
          GCancellable *cancellable)
{
  const Work *work = task_data;

  work->work (work->first, work->second);
  g_task_return_boolean (task, TRUE);
}

/**
 * lw_cli_work:
 * @work: (scope call): computes something that takes long
 * @first: for @work
 * @second: for @work
 *
 * Calls @work in a thread, so that Ctrl-C is seen meanwhile, and returns when it is done.
 */
void
lw_cli_work (GFunc    work,
             gpointer first,
             gpointer second)
{
  Work call = { work, first, second };
  GAsyncResult *slot = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GTask) task = g_task_new (NULL, NULL, lw_cli_take_result, &slot);

  g_task_set_source_tag (task, lw_cli_work);
  g_task_set_task_data (task, &call, NULL);
  g_task_run_in_thread (task, run_work);
  result = lw_cli_await (&slot);
}

static void
pause_cb (gpointer data)
{
  gboolean *over = data;

  *over = TRUE;
}

/**
 * lw_cli_pause:
 * @self: a run
 * @milliseconds: how long
 *
 * Runs the main loop for a while, or until Ctrl-C.
 */
void
lw_cli_pause (LwCli *self,
              guint  milliseconds)
{
  gboolean over = FALSE;
  guint source = g_timeout_add_once (milliseconds, pause_cb, &over);

  while (!over && !g_cancellable_is_cancelled (self->cancellable))
    g_main_context_iteration (NULL, TRUE);
  if (!over)
    g_source_remove (source);
}
