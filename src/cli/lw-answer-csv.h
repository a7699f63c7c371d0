/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The answers of workers from a CSV file of any origin, without a labeling job to match them with: columns
 * task, worker and label. Not for answers that a job is to record (lw-answers-file.h). */

#pragma once

#include <gio/gio.h>

#include "lw-annotations.h"

G_BEGIN_DECLS

LwAnnotations *lw_answer_csv_read      (GBytes            *csv,
                                        gboolean           multi_label,
                                        const char *const *labels,
                                        GPtrArray         *diagnostics) G_GNUC_WARN_UNUSED_RESULT;
LwAnnotations *lw_answer_csv_read_gold (GBytes            *csv,
                                        gboolean           multi_label,
                                        GPtrArray         *diagnostics) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
