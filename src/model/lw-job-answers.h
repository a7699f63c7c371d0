/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* All answers of a labeling job that count, as a table: which object, whose, when, how long, which label categories;
 * and the answers that are known. A value, made by a backend; nobody changes it after that. Any thread. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * LwJobAnswer:
 * @line: the data object: the input manifest's line, from 0
 * @batch: what it was consolidated with: objects with the same number; 0 for none
 * @worker: index into the workers
 * @submitted: microseconds since 1970-01-01 UTC
 * @seconds: how long the worker looked at it
 * @first: index of its first label category among the classes
 * @n_labels: how many it has
 */
typedef struct
{
  guint64 line;
  gint64  batch;
  guint   worker;
  gint64  submitted;
  double  seconds;
  gsize   first;
  guint   n_labels;
} LwJobAnswer;

/**
 * LwKnownAnswer:
 * @line: the gold object
 * @first: index of its first label category among the classes
 * @n_labels: how many it has
 */
typedef struct
{
  guint64 line;
  gsize   first;
  guint   n_labels;
} LwKnownAnswer;

/**
 * LwJobAnswers:
 * @multi: whether it is a multi-label job
 * @method: (nullable): how the job consolidates, %NULL for Ground Truth's
 * @labels: (element-type utf8): the label categories
 * @workers: (element-type utf8): the workers who answered
 * @answers: (element-type LwJobAnswer): object by object
 * @known: (element-type LwKnownAnswer): of gold objects that have an answer
 * @classes: (element-type guint): indexes into the label categories
 * @n_refused: how many answers do not count
 */
typedef struct
{
  gatomicrefcount  ref_count;
  gboolean         multi;
  char            *method;
  GPtrArray       *labels;
  GPtrArray       *workers;
  GArray          *answers;
  GArray          *known;
  GArray          *classes;
  guint64          n_refused;
} LwJobAnswers;

LwJobAnswers *lw_job_answers_new   (gboolean      multi) G_GNUC_WARN_UNUSED_RESULT;
LwJobAnswers *lw_job_answers_ref   (LwJobAnswers *self) G_GNUC_WARN_UNUSED_RESULT;
void          lw_job_answers_unref (LwJobAnswers *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LwJobAnswers, lw_job_answers_unref)

G_END_DECLS
