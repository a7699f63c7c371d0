/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The corrections of one manifest on disk: a file beside the user's other data that only grows, a JSON object
 * a line. What was appended is on disk before the call returns, and a line that a crash cut short is not
 * there. Any thread, one at a time. Not what the corrections do. */

#pragma once

#include "lw-correction.h"
#include "lw-manifest-index.h"

G_BEGIN_DECLS

typedef struct _LwCorrectionJournal LwCorrectionJournal;

LwCorrectionJournal *lw_correction_journal_open          (const char           *folder,
                                                          LwManifestIndex      *index,
                                                          GError              **error) G_GNUC_WARN_UNUSED_RESULT;
void                 lw_correction_journal_free          (LwCorrectionJournal  *self);

GPtrArray           *lw_correction_journal_get_all       (LwCorrectionJournal  *self);
guint                lw_correction_journal_get_n_applied (LwCorrectionJournal  *self);
guint                lw_correction_journal_get_n_aside   (LwCorrectionJournal  *self);

gboolean             lw_correction_journal_append        (LwCorrectionJournal  *self,
                                                          LwCorrection         *correction,
                                                          GError              **error);
gboolean             lw_correction_journal_move          (LwCorrectionJournal  *self,
                                                          guint                 n_applied,
                                                          GError              **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LwCorrectionJournal, lw_correction_journal_free)

G_END_DECLS
