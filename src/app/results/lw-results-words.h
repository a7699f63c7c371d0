/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* A row of a manifest in words: its label, how sure, its state. Not widgets. */

#pragma once

#include "lw-manifest-row.h"

G_BEGIN_DECLS

char       *lw_results_words_dup_confidence (LwManifestRow     *row) G_GNUC_WARN_UNUSED_RESULT;
char       *lw_results_words_dup_details   (LwManifestRow     *row) G_GNUC_WARN_UNUSED_RESULT;
char       *lw_results_words_dup_label      (LwManifestRow     *row) G_GNUC_WARN_UNUSED_RESULT;
const char *lw_results_words_get_state      (LwDataObjectState  state);
const char *lw_results_words_get_state_word (LwDataObjectState  state);
const char *lw_results_words_get_css_class  (LwDataObjectState  state);
char       *lw_results_words_dup_count      (guint64            n_shown,
                                             guint64            n_all,
                                             gboolean           partial) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
