/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* A new labeling job from an earlier one: cloned from its input, or chained to its output. */

#pragma once

#include "lw-job-backend.h"

G_BEGIN_DECLS

LwLabelingJobRequest *lw_cli_dup_chained_request (LwJobBackend                *place,
                                                  const char                  *chain,
                                                  const char                  *clone,
                                                  const char                  *name,
                                                  GError                     **error) G_GNUC_WARN_UNUSED_RESULT;
GBytes               *lw_cli_append_images       (LwJobBackend                *place,
                                                  const LwLabelingJobRequest  *request,
                                                  GBytes                      *images,
                                                  GError                     **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
