/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The folder where drafts are kept, one file each, and the saver that writes one while it is typed. Not the format
 * of the file (lw-wizard-draft-json.c). */

#pragma once

#include "lw-wizard-draft.h"

G_BEGIN_DECLS

#define LW_TYPE_DRAFT_SAVER (lw_draft_saver_get_type ())
G_DECLARE_FINAL_TYPE (LwDraftSaver, lw_draft_saver, LW, DRAFT_SAVER, GObject)

/**
 * LwDraftSaverState:
 * @LW_DRAFT_SAVER_IDLE: nothing was typed, so nothing is kept
 * @LW_DRAFT_SAVER_PENDING: the last change is not on disk yet
 * @LW_DRAFT_SAVER_SAVED: everything is on disk
 * @LW_DRAFT_SAVER_FAILED: the last attempt did not work; the next change tries again
 */
typedef enum
{
  LW_DRAFT_SAVER_IDLE,
  LW_DRAFT_SAVER_PENDING,
  LW_DRAFT_SAVER_SAVED,
  LW_DRAFT_SAVER_FAILED,
} LwDraftSaverState;

char              *lw_draft_store_dup_folder    (void) G_GNUC_WARN_UNUSED_RESULT;
char             **lw_draft_store_list          (void) G_GNUC_WARN_UNUSED_RESULT;
JsonNode          *lw_draft_store_load          (const char      *id,
                                                 gint64          *modified,
                                                 GError         **error) G_GNUC_WARN_UNUSED_RESULT;
void               lw_draft_store_delete        (const char      *id);

LwDraftSaver      *lw_draft_saver_new           (LwWizardDraft   *draft) G_GNUC_WARN_UNUSED_RESULT;
LwDraftSaverState  lw_draft_saver_get_state     (LwDraftSaver    *self);
const GError      *lw_draft_saver_get_error     (LwDraftSaver    *self);
void               lw_draft_saver_retry         (LwDraftSaver    *self);
gboolean           lw_draft_saver_flush         (LwDraftSaver    *self);
void               lw_draft_saver_discard       (LwDraftSaver    *self);

G_END_DECLS
