/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* How an image came to its label, in sentences: who voted for what, how sure that is, what was corrected. Not
 * widgets. */

#pragma once

#include "lw-manifest-row.h"

G_BEGIN_DECLS

char *lw_why_dup_text (LwManifestRow *row,
                       GPtrArray     *answers) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
