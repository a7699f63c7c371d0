/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Reads a workspace's state without owning it: jobs, events, the story of an object. Any thread and any process may,
 * also while an engine runs there. Nothing here writes. */

#pragma once

#include "lw-engine-snapshot.h"

#include "lw-labeling-job.h"
#include "lw-object-story.h"

G_BEGIN_DECLS

LwEngineStore *lw_engine_view_open        (const char     *workspace,
                                           GError        **error) G_GNUC_WARN_UNUSED_RESULT;
LwEngineJob   *lw_engine_view_load_job    (LwEngineStore  *store,
                                           gint64          job,
                                           GError        **error) G_GNUC_WARN_UNUSED_RESULT;
gint64         lw_engine_view_find_job    (LwEngineStore  *store,
                                           const char     *name,
                                           GError        **error);
GPtrArray     *lw_engine_view_list_jobs   (const char     *workspace,
                                           GError        **error) G_GNUC_WARN_UNUSED_RESULT;
LwLabelingJob *lw_engine_view_new_job     (LwEngineSnapshot *snapshot) G_GNUC_WARN_UNUSED_RESULT;
LwObjectStory *lw_engine_view_load_story  (LwEngineStore  *store,
                                           gint64          job,
                                           const char     *object,
                                           GError        **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
