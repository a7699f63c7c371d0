/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The answers of workers from the output folder of a labeling job, of Ground Truth's or of this program's. */

#pragma once

#include <gio/gio.h>

#include "lw-annotations.h"

G_BEGIN_DECLS

LwAnnotations *lw_answer_tree_read (const char         *folder,
                                    gboolean            multi_label,
                                    const char *const  *labels,
                                    GPtrArray          *diagnostics,
                                    GCancellable       *cancellable,
                                    GError            **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
