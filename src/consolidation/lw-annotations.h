/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What workers answered: a compact table of (data object, worker, classes). Not what the answers amount to (see
 * lw-consolidation.h), and not their storage, times or raw contents. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A data object that is in no batch. */
#define LW_NO_BATCH G_MAXUINT32

typedef struct _LwAnnotations LwAnnotations;

LwAnnotations *lw_annotations_new                (gboolean       multi_label) G_GNUC_WARN_UNUSED_RESULT;
LwAnnotations *lw_annotations_ref                (LwAnnotations *self) G_GNUC_WARN_UNUSED_RESULT;
void           lw_annotations_unref              (LwAnnotations *self);

guint          lw_annotations_add_class          (LwAnnotations *self,
                                                  const char    *name);
guint          lw_annotations_add_task           (LwAnnotations *self,
                                                  const char    *name,
                                                  gssize         length);
guint          lw_annotations_add_worker         (LwAnnotations *self,
                                                  const char    *name,
                                                  gssize         length);
void           lw_annotations_add_answer         (LwAnnotations *self,
                                                  guint          task,
                                                  guint          worker,
                                                  const guint   *class_indexes,
                                                  gsize          n_classes);
void           lw_annotations_add                (LwAnnotations *self,
                                                  const char    *task,
                                                  const char    *worker,
                                                  guint          class_index);
void           lw_annotations_add_set            (LwAnnotations *self,
                                                  const char    *task,
                                                  const char    *worker,
                                                  const guint   *class_indexes,
                                                  gsize          n_classes);
void           lw_annotations_set_time           (LwAnnotations *self,
                                                  gint64         time,
                                                  double         seconds);
void           lw_annotations_set_batch          (LwAnnotations *self,
                                                  guint          task,
                                                  guint          batch);
void           lw_annotations_sort_classes       (LwAnnotations *self);
void           lw_annotations_seal               (LwAnnotations *self);

gboolean       lw_annotations_is_multi_label     (LwAnnotations *self);
guint          lw_annotations_get_n_classes      (LwAnnotations *self);
const char    *lw_annotations_get_class          (LwAnnotations *self,
                                                  guint          class_index);
gboolean       lw_annotations_find_class         (LwAnnotations *self,
                                                  const char    *name,
                                                  guint         *class_index);
guint          lw_annotations_get_n_tasks        (LwAnnotations *self);
const char    *lw_annotations_get_task           (LwAnnotations *self,
                                                  guint          task);
gboolean       lw_annotations_find_task          (LwAnnotations *self,
                                                  const char    *name,
                                                  guint         *task);
guint          lw_annotations_get_n_workers      (LwAnnotations *self);
const char    *lw_annotations_get_worker         (LwAnnotations *self,
                                                  guint          worker);
gboolean       lw_annotations_find_worker        (LwAnnotations *self,
                                                  const char    *name,
                                                  guint         *worker);

guint          lw_annotations_get_n_answers      (LwAnnotations *self);
guint          lw_annotations_get_answers        (LwAnnotations *self,
                                                  guint          task,
                                                  guint         *n_answers);
guint          lw_annotations_get_answer_worker  (LwAnnotations *self,
                                                  guint          answer);
const guint32 *lw_annotations_get_answer_classes (LwAnnotations *self,
                                                  guint          answer,
                                                  guint         *n_classes);
gint64         lw_annotations_get_answer_time    (LwAnnotations *self,
                                                  guint          answer);
double         lw_annotations_get_answer_seconds (LwAnnotations *self,
                                                  guint          answer);

gboolean       lw_annotations_has_batches        (LwAnnotations *self);
guint          lw_annotations_get_batch          (LwAnnotations *self,
                                                  guint          task);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LwAnnotations, lw_annotations_unref)

G_END_DECLS
