/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The commands as data: what each is called, takes and does, and the help that follows from that. */

#pragma once

#include "lw-cli.h"

G_BEGIN_DECLS

typedef struct _LwCliCommand LwCliCommand;

/**
 * LwCliCommand:
 * @noun: what it is about
 * @verb: what it does with it; "" for a command of one word
 * @arguments: the arguments as help shows them, "" for none
 * @n_required: how many arguments there must be
 * @n_allowed: how many there may be
 * @summary: what it does, a sentence; marked for translation
 * @examples: whole command lines
 * @notes: (nullable): more to know, paragraphs; marked for translation
 * @takes_query: an argument may be a query, which may start with a minus
 * @takes_service: AWS or a server that speaks like it may be asked: there are options that say which
 * @entries: (nullable): its own options
 * @run: does it
 */
struct _LwCliCommand
{
  const char         *noun;
  const char         *verb;
  const char         *arguments;
  int                 n_required;
  int                 n_allowed;
  const char         *summary;
  const char         *examples;
  const char         *notes;
  gboolean            takes_query;
  gboolean            takes_service;
  const GOptionEntry *entries;
  LwCliExit         (*run) (LwCli              *cli,
                            int                 n_arguments,
                            char              **arguments);
};

extern const LwCliCommand lw_cli_aws_check;
extern const LwCliCommand lw_cli_aws_sign;
extern const LwCliCommand lw_cli_aws_whoami;
extern const LwCliCommand lw_cli_agreement;
extern const LwCliCommand lw_cli_consolidate;
extern const LwCliCommand lw_cli_dataset_scan;
extern const LwCliCommand lw_cli_job_change;
extern const LwCliCommand lw_cli_job_consolidate;
extern const LwCliCommand lw_cli_job_create;
extern const LwCliCommand lw_cli_job_drop_answers;
extern const LwCliCommand lw_cli_job_events;
extern const LwCliCommand lw_cli_job_gold;
extern const LwCliCommand lw_cli_job_label;
extern const LwCliCommand lw_cli_job_list;
extern const LwCliCommand lw_cli_job_object;
extern const LwCliCommand lw_cli_job_pause;
extern const LwCliCommand lw_cli_job_resume;
extern const LwCliCommand lw_cli_job_show;
extern const LwCliCommand lw_cli_job_stop;
extern const LwCliCommand lw_cli_job_wait;
extern const LwCliCommand lw_cli_manifest_check;
extern const LwCliCommand lw_cli_manifest_diff;
extern const LwCliCommand lw_cli_manifest_export;
extern const LwCliCommand lw_cli_manifest_query;
extern const LwCliCommand lw_cli_manifest_import;
extern const LwCliCommand lw_cli_manifest_stats;
extern const LwCliCommand lw_cli_portal_invite;
extern const LwCliCommand lw_cli_portal_list;
extern const LwCliCommand lw_cli_portal_revoke;
extern const LwCliCommand lw_cli_s3_cp;
extern const LwCliCommand lw_cli_s3_ls;
extern const LwCliCommand lw_cli_s3_sync;
extern const LwCliCommand lw_cli_serve;
extern const LwCliCommand lw_cli_template_check;
extern const LwCliCommand lw_cli_template_render;
extern const LwCliCommand lw_cli_simulate;

const LwCliCommand *lw_cli_command_find       (const char          *noun,
                                               const char          *verb);
gboolean            lw_cli_command_is_noun    (const char          *noun);
const char         *lw_cli_command_suggest    (const char          *noun,
                                               const char          *verb);

void                lw_cli_command_print_help (const LwCliCommand  *self,
                                               GOptionContext      *context);
void                lw_cli_print_help         (const char          *noun);

G_END_DECLS
