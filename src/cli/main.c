/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* labelwright-cli: finds the command that is meant, reads its options, runs it. The commands are in lw-cli-*.c. */

#define G_LOG_DOMAIN "lw-cli"

#include "config.h"

#include <glib/gi18n.h>
#include <locale.h>
#include <string.h>

#include "lw-cli-command.h"

static struct
{
  gboolean  help;
  gboolean  version;
  gboolean  json;
  gboolean  quiet;
  gboolean  no_cache;
  char     *color;
  char     *workspace;
  char     *profile;
  char     *region;
  char     *endpoint_url;
} options;

static const GOptionEntry global_entries[] = {
  { "json", 0, 0, G_OPTION_ARG_NONE, &options.json, N_("Print the result as one JSON document"), NULL },
  { "workspace", 0, 0, G_OPTION_ARG_FILENAME, &options.workspace,
    N_("Folder of the labeling jobs (default: the one of the studio)"), N_("DIR") },
  { "quiet", 'q', 0, G_OPTION_ARG_NONE, &options.quiet, N_("Say nothing but errors"), NULL },
  { "no-cache", 0, 0, G_OPTION_ARG_NONE, &options.no_cache,
    N_("Read manifests anew, and keep no index of them for the next time"), NULL },
  { "color", 0, 0, G_OPTION_ARG_STRING, &options.color, N_("Colour messages: auto, always or never"), N_("WHEN") },
  { "help", 'h', 0, G_OPTION_ARG_NONE, &options.help, N_("Show this help"), NULL },
  { "version", 0, 0, G_OPTION_ARG_NONE, &options.version, N_("Show the version"), NULL },
  G_OPTION_ENTRY_NULL
};

/* Of commands that may ask AWS or a server that speaks like it. */
static const GOptionEntry service_entries[] = {
  { "profile", 0, 0, G_OPTION_ARG_STRING, &options.profile,
    N_("Use this profile of the AWS configuration (default: AWS_PROFILE, then “default”)"), N_("NAME") },
  { "region", 0, 0, G_OPTION_ARG_STRING, &options.region,
    N_("The Region (default: AWS_REGION, AWS_DEFAULT_REGION, the profile's)"), N_("REGION") },
  { "endpoint-url", 0, 0, G_OPTION_ARG_STRING, &options.endpoint_url,
    N_("Ask this server instead of AWS, such as http://127.0.0.1:9000"), N_("URL") },
  G_OPTION_ENTRY_NULL
};

/* Takes the first word that is no option out of @words. The value of a global option that stands before it is skipped;
 * a command's own options come after its name. */
static char *
steal_word (GPtrArray *words)
{
  static const char *const with_value[] = { "--workspace", "--color", "--profile", "--region", "--endpoint-url", NULL };

  for (guint i = 1; i < words->len; i++)
    {
      const char *word = g_ptr_array_index (words, i);

      if (strcmp (word, "--") == 0)
        return NULL;
      if (g_strv_contains (with_value, word))
        i++;
      else if (word[0] != '-' || word[1] == '\0')
        return g_ptr_array_steal_index (words, i);
    }
  return NULL;
}

static LwCliExit
complain (LwCli      *cli,
          const char *what,
          const char *word,
          const char *suggestion)
{
  if (suggestion != NULL)
    lw_cli_error (cli, _("There is no %s “%s”. Did you mean “%s”?"), what, word, suggestion);
  else
    lw_cli_error (cli, _("There is no %s “%s”. “labelwright-cli help” lists the commands."), what, word);
  return LW_CLI_USAGE;
}

/* A query such as -state:failed is no option: behind a blank it is not taken for one. */
static void
protect_queries (GPtrArray *words)
{
  for (guint i = 1; i < words->len; i++)
    {
      char *word = g_ptr_array_index (words, i);

      if (word[0] != '-' || word[1] == '-' || strpbrk (word, ":( \"") == NULL)
        continue;
      g_ptr_array_index (words, i) = g_strconcat (" ", word, NULL);
      g_free (word);
    }
}

static GOptionContext *
new_context (const LwCliCommand *command)
{
  GOptionContext *context = g_option_context_new (NULL);

  g_option_context_set_help_enabled (context, FALSE);
  g_option_context_set_translation_domain (context, GETTEXT_PACKAGE);
  if (command != NULL && command->entries != NULL)
    g_option_context_add_main_entries (context, command->entries, GETTEXT_PACKAGE);
  if (command != NULL && command->takes_service)
    g_option_context_add_main_entries (context, service_entries, GETTEXT_PACKAGE);
  g_option_context_add_main_entries (context, global_entries, GETTEXT_PACKAGE);
  return context;
}

static gboolean
parse_options (GOptionContext  *context,
               GPtrArray       *words,
               char          ***arguments,
               GError         **error)
{
  g_ptr_array_add (words, NULL);
  *arguments = (char **) g_ptr_array_free (words, FALSE);
  if (!g_option_context_parse_strv (context, arguments, error))
    return FALSE;

  if (options.color != NULL && !g_strv_contains ((const char *const[]) { "auto", "always", "never", NULL },
                                                 options.color))
    {
      g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
                   _("--color is auto, always or never, not “%s”"), options.color);
      return FALSE;
    }
  return TRUE;
}

/* The first separator that is left over belongs to no command. */
static void
drop_separator (char **arguments)
{
  for (guint i = 1; arguments[i] != NULL; i++)
    {
      if (strcmp (arguments[i], "--") != 0)
        continue;

      g_free (arguments[i]);
      for (; arguments[i] != NULL; i++)
        arguments[i] = arguments[i + 1];
      return;
    }
}

static LwCliExit
run_command (LwCli              *cli,
             const LwCliCommand *command,
             char              **arguments)
{
  g_autofree char *name = *command->verb != '\0' ? g_strconcat (command->noun, " ", command->verb, NULL)
                                                : g_strdup (command->noun);
  int n_arguments;

  drop_separator (arguments);
  n_arguments = (int) g_strv_length (arguments) - 1;
  if (n_arguments < command->n_required)
    {
      lw_cli_error (cli, _("“%s” needs %s. “labelwright-cli help %s” shows how it is used."), name, command->arguments,
                    name);
      return LW_CLI_USAGE;
    }
  if (n_arguments > command->n_allowed)
    {
      lw_cli_error (cli, _("“%s” is more than “%s” takes. A name with blanks stands in quotes."),
                    arguments[1 + command->n_allowed], name);
      return LW_CLI_USAGE;
    }
  return command->run (cli, n_arguments, arguments + 1);
}

static LwCliExit
print_help (LwCli      *cli,
            const char *noun,
            const char *verb)
{
  const LwCliCommand *command = noun != NULL ? lw_cli_command_find (noun, verb != NULL ? verb : "") : NULL;
  g_autoptr (GOptionContext) context = NULL;

  if (noun != NULL && !lw_cli_command_is_noun (noun))
    return complain (cli, _("command"), noun, lw_cli_command_suggest (noun, NULL));
  if (verb != NULL && command == NULL)
    return complain (cli, _("command"), verb, lw_cli_command_suggest (noun, verb));

  if (command == NULL)
    {
      lw_cli_print_help (noun);
      return LW_CLI_DONE;
    }
  context = new_context (command);
  lw_cli_command_print_help (command, context);
  return LW_CLI_DONE;
}

static LwCliExit
dispatch (LwCli       *cli,
          const char  *noun,
          const char  *verb,
          char       **arguments)
{
  const LwCliCommand *command;

  if (options.version)
    {
      lw_cli_print ("%s (Labelwright) %s\n", LW_CLI_NAME, LW_VERSION);
      return LW_CLI_DONE;
    }
  if (g_strcmp0 (noun, "help") == 0)
    return print_help (cli, verb, arguments[1]);
  if (options.help)
    return print_help (cli, noun, verb);
  if (noun == NULL)
    {
      lw_cli_error (cli, "%s", _("Which command? “labelwright-cli help” lists them."));
      return LW_CLI_USAGE;
    }
  if (!lw_cli_command_is_noun (noun))
    return complain (cli, _("command"), noun, lw_cli_command_suggest (noun, NULL));
  if (verb == NULL)
    {
      lw_cli_error (cli, _("What about “%s”? “labelwright-cli help %s” lists the commands."), noun, noun);
      return LW_CLI_USAGE;
    }

  command = lw_cli_command_find (noun, verb);
  if (command == NULL)
    return complain (cli, _("command"), verb, lw_cli_command_suggest (noun, verb));
  return run_command (cli, command, arguments);
}

int
main (int    argc,
      char **argv)
{
  LwCli cli = { 0 };
  g_autoptr (GPtrArray) words = g_ptr_array_new ();
  g_autoptr (GOptionContext) context = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *noun = NULL;
  g_autofree char *verb = NULL;
  g_auto (GStrv) arguments = NULL;
  const LwCliCommand *command;
  gboolean parsed;
  LwCliExit code;

  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, LW_LOCALE_DIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
  g_set_prgname (LW_CLI_NAME);

  for (int i = 0; i < argc; i++)
    g_ptr_array_add (words, g_strdup (argv[i]));
  noun = steal_word (words);
  verb = noun == NULL ? NULL : lw_cli_command_find (noun, "") != NULL ? g_strdup ("") : steal_word (words);
  command = noun != NULL && verb != NULL ? lw_cli_command_find (noun, verb) : NULL;
  if (command != NULL && command->takes_query)
    protect_queries (words);
  context = new_context (command);
  parsed = parse_options (context, g_steal_pointer (&words), &arguments, &error);

  cli.json = options.json;
  cli.quiet = options.quiet;
  if (options.no_cache)
    g_setenv ("LABELWRIGHT_NO_CACHE", "1", TRUE);
  cli.workspace = g_steal_pointer (&options.workspace);
  cli.profile = g_steal_pointer (&options.profile);
  cli.region = g_steal_pointer (&options.region);
  cli.endpoint_url = g_steal_pointer (&options.endpoint_url);
  lw_cli_start (&cli, options.color);
  code = parsed ? dispatch (&cli, noun, verb, arguments) : lw_cli_fail (&cli, error);
  code = lw_cli_end (&cli, code);
  g_free (options.color);
  return code;
}
