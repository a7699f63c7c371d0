/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The answers of a table by worker. Private to this folder. */

#pragma once

#include "lw-annotations.h"

G_BEGIN_DECLS

typedef struct _LwAnswersByWorker LwAnswersByWorker;

/**
 * LwAnswersByWorker:
 * @start: worker w's answers are start[w] up to start[w + 1], in the order of the objects
 * @task: of each, the data object
 * @answer: of each, its number in the table of annotations
 */
struct _LwAnswersByWorker
{
  guint32 *start;
  guint32 *task;
  guint32 *answer;
};

LwAnswersByWorker *lw_answers_by_worker_new  (LwAnnotations   *annotations) G_GNUC_WARN_UNUSED_RESULT;
void             lw_answers_by_worker_free (LwAnswersByWorker *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LwAnswersByWorker, lw_answers_by_worker_free)

G_END_DECLS
