/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The answers of workers in the output tree of a labeling job, found beside its output manifest. To read only. */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

typedef struct _LwWorkerAnswers LwWorkerAnswers;

/**
 * LwWorkerAnswer:
 * @worker: the worker's id
 * @labels: (array zero-terminated=1): what was chosen
 * @accepted: (nullable): when, as it stands there
 * @submitted: (nullable): when, as it stands there
 * @seconds: how long it took; negative when not known
 */
typedef struct
{
  char    *worker;
  char   **labels;
  char    *accepted;
  char    *submitted;
  double   seconds;
} LwWorkerAnswer;

LwWorkerAnswers *lw_worker_answers_open (const char       *manifest,
                                         GError          **error) G_GNUC_WARN_UNUSED_RESULT;
void             lw_worker_answers_free (LwWorkerAnswers  *self);

GPtrArray       *lw_worker_answers_read (LwWorkerAnswers  *self,
                                         guint64           line_number,
                                         GError          **error) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LwWorkerAnswers, lw_worker_answers_free)

G_END_DECLS
