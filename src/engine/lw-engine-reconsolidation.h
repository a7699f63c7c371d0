/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Consolidates the stored answers of a job by any method, compares that with its labels, writes it as a manifest. Works
 * on a connection of its own, in any thread; changes nothing in the state. */

#pragma once

#include "lw-engine-view.h"

#include "lw-object-store.h"
#include "lw-reconsolidation.h"

G_BEGIN_DECLS

typedef void (*LwReconsolidationProgress) (double   done,
                                           gpointer data);

LwReconsolidation *lw_engine_reconsolidate      (LwEngineStore              *store,
                                                 gint64                      job,
                                                 const char                 *method,
                                                 LwReconsolidationProgress   progress,
                                                 gpointer                    data,
                                                 GCancellable               *cancellable,
                                                 GError                    **error) G_GNUC_WARN_UNUSED_RESULT;
char              *lw_engine_keep_result        (LwEngineStore              *store,
                                                 gint64                      job,
                                                 LwReconsolidation          *result,
                                                 LwObjectStore              *objects,
                                                 const char                 *uri,
                                                 gint64                      now,
                                                 GError                    **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
