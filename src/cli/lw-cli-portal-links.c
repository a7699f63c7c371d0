/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* "portal": join links of a workspace, also while its portal runs in another process. */

#define G_LOG_DOMAIN "lw-cli"

#include "config.h"

#include <glib/gi18n.h>

#include "lw-cli-command.h"
#include "lw-cli-duration.h"
#include "lw-cli-place.h"
#include "lw-portal-token.h"
#include "lw-portal-vault.h"

#define DEFAULT_SECONDS (7 * 24 * 60 * 60)

static struct
{
  int   uses;
  char *name;
  char *expires;
} options;

static const GOptionEntry entries[] = {
  { "uses", 0, 0, G_OPTION_ARG_INT, &options.uses, N_("How often one may join by it (default: any number)"), N_("N") },
  { "name", 0, 0, G_OPTION_ARG_STRING, &options.name, N_("The name of whoever joins by it"), N_("NAME") },
  { "expires", 0, 0, G_OPTION_ARG_STRING, &options.expires, N_("For how long (default: 7d; 0 for ever)"), N_("TIME") },
  G_OPTION_ENTRY_NULL
};

static LwPortalVault *
open_vault (LwCli   *cli,
            GError **error)
{
  g_autofree char *workspace = lw_cli_dup_workspace (cli);

  return lw_portal_vault_open (workspace, error);
}

/* Inviting */

static gboolean
read_options (gint64  *seconds,
              GError **error)
{
  *seconds = DEFAULT_SECONDS;
  if (options.uses < 0)
    {
      g_set_error_literal (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE, _("--uses is a number from 0 on"));
      return FALSE;
    }
  return options.expires == NULL || lw_cli_parse_duration (options.expires, seconds, error);
}

static void
print_invitation (LwCli      *cli,
                  const char *token)
{
  g_autofree char *id = g_strndup (token, LW_PORTAL_ID_LENGTH);
  g_autoptr (JsonBuilder) builder = NULL;

  if (!cli->json)
    {
      lw_cli_print ("/join/%s\n", token);
      lw_cli_message (cli, _("Put the portal’s address before it. “portal revoke %s” takes it back."), id);
      return;
    }
  builder = json_builder_new ();
  json_builder_begin_object (builder);
  lw_cli_build_number (builder, "version", 1);
  lw_cli_build_string (builder, "id", id);
  lw_cli_build_string (builder, "token", token);
  json_builder_end_object (builder);
  lw_cli_print_json (builder);
}

static LwCliExit
run_invite (LwCli  *cli,
            int     n_arguments,
            char  **arguments)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (LwPortalVault) vault = NULL;
  g_autofree char *token = NULL;
  gint64 now = g_get_real_time ();
  gint64 seconds;

  if (!read_options (&seconds, &error))
    return lw_cli_fail (cli, error);
  vault = open_vault (cli, &error);
  if (vault != NULL)
    token = lw_portal_vault_invite (vault, options.name, options.uses, now,
                                    seconds > 0 ? now + seconds * G_USEC_PER_SEC : 0, &error);
  if (token == NULL)
    return lw_cli_fail (cli, error);
  print_invitation (cli, token);
  return LW_CLI_DONE;
}

/* Listing */

static void
build_link (JsonBuilder        *builder,
            const LwPortalLink *link,
            const char         *state)
{
  json_builder_begin_object (builder);
  lw_cli_build_string (builder, "id", link->id);
  lw_cli_build_string (builder, "state", state);
  lw_cli_build_string (builder, "name", link->worker);
  lw_cli_build_number (builder, "uses", link->n_uses);
  lw_cli_build_number (builder, "max-uses", link->max_uses);
  lw_cli_build_time (builder, "created", link->created);
  if (link->expires > 0)
    lw_cli_build_time (builder, "expires", link->expires);
  json_builder_end_object (builder);
}

static void
print_link (const LwPortalLink *link,
            const char         *state)
{
  g_autofree char *name = lw_cli_dup_printable (link->worker != NULL ? link->worker : "");
  g_autofree char *limit = link->max_uses > 0 ? g_strdup_printf ("%u", link->max_uses) : g_strdup ("–");

  lw_cli_print ("%s  %-8s %u/%s  %s\n", link->id, state, link->n_uses, limit, name);
}

static LwCliExit
run_list (LwCli  *cli,
          int     n_arguments,
          char  **arguments)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (LwPortalVault) vault = open_vault (cli, &error);
  g_autoptr (GPtrArray) links = vault != NULL ? lw_portal_vault_list_links (vault) : NULL;
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  if (links == NULL)
    return lw_cli_fail (cli, error);
  json_builder_begin_object (builder);
  lw_cli_build_number (builder, "version", 1);
  json_builder_set_member_name (builder, "links");
  json_builder_begin_array (builder);
  for (guint i = 0; i < links->len; i++)
    {
      const LwPortalLink *link = g_ptr_array_index (links, i);
      const char *state = lw_portal_link_state_to_string (lw_portal_link_get_state (link, g_get_real_time ()));

      build_link (builder, link, state);
      if (!cli->json)
        print_link (link, state);
    }
  json_builder_end_array (builder);
  json_builder_end_object (builder);
  if (cli->json)
    lw_cli_print_json (builder);
  return LW_CLI_DONE;
}

/* Revoking */

static LwCliExit
run_revoke (LwCli  *cli,
            int     n_arguments,
            char  **arguments)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (LwPortalVault) vault = open_vault (cli, &error);

  if (vault == NULL || !lw_portal_vault_revoke (vault, arguments[0], &error))
    return lw_cli_fail (cli, error);
  lw_cli_message (cli, _("The link is revoked; who joined by it is out."));
  return LW_CLI_DONE;
}

const LwCliCommand lw_cli_portal_invite = {
  .noun = "portal",
  .verb = "invite",
  .arguments = "",
  .summary = N_("Make a join link for workers in the browser."),
  .examples = "portal invite --uses 1\n"
              "portal invite --name Ann --expires 30d",
  .notes = N_("Prints what follows the address of the portal that “serve --portal” opens. Nothing can show a link\n"
              "again: only its hash is kept."),
  .entries = entries,
  .run = run_invite,
};

const LwCliCommand lw_cli_portal_list = {
  .noun = "portal",
  .verb = "list",
  .arguments = "",
  .summary = N_("List the join links of a workspace."),
  .examples = "portal list\n"
              "portal list --json",
  .run = run_list,
};

const LwCliCommand lw_cli_portal_revoke = {
  .noun = "portal",
  .verb = "revoke",
  .arguments = "LINK",
  .n_required = 1,
  .n_allowed = 1,
  .summary = N_("Take a join link back; who joined by it is out."),
  .examples = "portal revoke 0a1b2c3d4e5f",
  .run = run_revoke,
};
