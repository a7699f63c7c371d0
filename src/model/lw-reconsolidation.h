/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What another method of annotation consolidation makes of a job's stored answers, compared with the labels that the
 * job has. Immutable, any thread. A backend makes it; lw-job-control.h writes it out. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * LwLabelChange:
 * @line: the data object
 * @old_labels: (nullable): its label categories now, joined with "|"; %NULL when it has no label
 * @new_labels: (nullable): those of the method
 * @old_confidence: 0 to 1, the lowest of several
 * @new_confidence: 0 to 1
 * @votes: the answers, as "cat, cat, dog"
 * @why: who gave them, with how often each worker says what the method makes of the answers, and how probable the
 *   classes are after them
 */
typedef struct
{
  guint64  line;
  char    *old_labels;
  char    *new_labels;
  double   old_confidence;
  double   new_confidence;
  char    *votes;
  char    *why;
} LwLabelChange;

typedef struct _LwReconsolidation LwReconsolidation;

/**
 * LwReconsolidation:
 * @method: the method's word
 * @n_objects: objects with an answer that counts
 * @n_answers: answers that count
 * @n_refused: answers that do not
 * @changes: (element-type LwLabelChange): objects whose label would be another one, in the order of the manifest
 * @data: the backend's own
 */
struct _LwReconsolidation
{
  gatomicrefcount  ref_count;
  char            *method;
  guint64          n_objects;
  guint64          n_answers;
  guint64          n_refused;
  GPtrArray       *changes;
  gpointer         data;
  GDestroyNotify   data_free;
};

LwReconsolidation *lw_reconsolidation_new        (const char        *method) G_GNUC_WARN_UNUSED_RESULT;
LwReconsolidation *lw_reconsolidation_ref        (LwReconsolidation *self) G_GNUC_WARN_UNUSED_RESULT;
void               lw_reconsolidation_unref      (LwReconsolidation *self);
LwLabelChange     *lw_reconsolidation_add_change (LwReconsolidation *self,
                                                  guint64            line);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LwReconsolidation, lw_reconsolidation_unref)

G_END_DECLS
