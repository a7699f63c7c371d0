/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The place whose labeling jobs the command line works with, and what is said of a job. */

#pragma once

#include "lw-cli.h"
#include "lw-job-backend.h"

G_BEGIN_DECLS

typedef gboolean (*LwCliCondition) (LwLabelingJob *job,
                                    gpointer       data);

char          *lw_cli_dup_workspace (LwCli           *cli) G_GNUC_WARN_UNUSED_RESULT;
LwJobBackend  *lw_cli_open_place    (LwCli           *cli,
                                     GError         **error) G_GNUC_WARN_UNUSED_RESULT;
void           lw_cli_settle_place  (LwJobBackend    *place);
void           lw_cli_close_place   (LwJobBackend    *place);
LwLabelingJob *lw_cli_find_job      (LwJobBackend    *place,
                                     const char      *name,
                                     GError         **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean       lw_cli_wait_for_job  (LwCli           *cli,
                                     LwLabelingJob   *job,
                                     LwCliCondition   condition,
                                     gpointer         data,
                                     gint64           seconds,
                                     GError         **error);

void           lw_cli_build_string  (JsonBuilder     *builder,
                                     const char      *name,
                                     const char      *value);
void           lw_cli_build_number  (JsonBuilder     *builder,
                                     const char      *name,
                                     guint64          value);
void           lw_cli_build_time    (JsonBuilder     *builder,
                                     const char      *name,
                                     gint64           time);
void           lw_cli_build_job     (JsonBuilder     *builder,
                                     LwObjectStore   *store,
                                     LwLabelingJob   *job,
                                     gboolean         with_request);
void           lw_cli_print_job     (LwCli           *cli,
                                     LwObjectStore   *store,
                                     LwLabelingJob   *job);

typedef LwJobBackend LwCliPlace;
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LwCliPlace, lw_cli_close_place)

G_END_DECLS
