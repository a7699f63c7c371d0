/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* All answers of a job as a table, read beside the engine that owns the state. */

#pragma once

#include "lw-engine-store.h"

#include "lw-job-answers.h"

G_BEGIN_DECLS

LwJobAnswers *lw_engine_load_answers (LwEngineStore  *store,
                                      gint64          job,
                                      GCancellable   *cancellable,
                                      GError        **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
