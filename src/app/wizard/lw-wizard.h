/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The wizard: from a folder of images or an input manifest to a labeling job, page by page, with what the workers
 * will see beside it. Creates the job in the place that it is given; does not run or show jobs. */

#pragma once

#include "lw-image-loader.h"

#include "lw-job-backend.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define LW_TYPE_WIZARD (lw_wizard_get_type ())
G_DECLARE_FINAL_TYPE (LwWizard, lw_wizard, LW, WIZARD, GtkWidget)

/**
 * LwWizardDraftInfo:
 * @id: for lw_wizard_restore_draft()
 * @title: the job's name, or what the draft is about; showable
 * @modified: when it was saved last, in microseconds since 1970-01-01 UTC
 */
typedef struct
{
  char   *id;
  char   *title;
  gint64  modified;
} LwWizardDraftInfo;

GtkWidget         *lw_wizard_new                 (LwJobBackend       *backend,
                                                  LwImageLoader      *loader) G_GNUC_WARN_UNUSED_RESULT;

void               lw_wizard_start_from_folder   (LwWizard           *self,
                                                  const char         *path);
void               lw_wizard_start_from_manifest (LwWizard           *self,
                                                  const char         *path_or_uri);
void               lw_wizard_start_from_job      (LwWizard           *self,
                                                  LwLabelingJob      *job);
gboolean           lw_wizard_restore_draft       (LwWizard           *self,
                                                  const char         *id,
                                                  GError            **error);
gboolean           lw_wizard_flush               (LwWizard           *self);

GPtrArray         *lw_wizard_list_drafts         (void) G_GNUC_WARN_UNUSED_RESULT;
void               lw_wizard_list_drafts_async   (GCancellable       *cancellable,
                                                  GAsyncReadyCallback callback,
                                                  gpointer            user_data);
GPtrArray         *lw_wizard_list_drafts_finish  (GAsyncResult       *result,
                                                  GError            **error) G_GNUC_WARN_UNUSED_RESULT;
void               lw_wizard_delete_draft        (const char         *id);
void               lw_wizard_draft_info_free     (LwWizardDraftInfo  *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LwWizardDraftInfo, lw_wizard_draft_info_free)

G_END_DECLS
