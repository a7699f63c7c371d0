/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* How far workers agree: reading it. */

#define G_LOG_DOMAIN "lw-consolidation"

#include "config.h"

#include "lw-agreement.h"

#include <string.h>

#include "lw-agreement-private.h"

LwAgreement *
lw_agreement_ref (LwAgreement *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
lw_agreement_unref (LwAgreement *self)
{
  g_return_if_fail (self != NULL);

  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;

  lw_annotations_unref (self->annotations);
  g_free (self->classes);
  g_clear_pointer (&self->pairs, g_array_unref);
  g_array_unref (self->confusions);
  g_free (self->disagreement);
  g_free (self);
}

/**
 * lw_agreement_get_overall:
 * @self: agreement
 *
 * Returns: (transfer none): the measures over all classes; multi-label: the means over the classes that
 *   somebody chose
 */
const LwAgreementMeasures *
lw_agreement_get_overall (LwAgreement *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return &self->overall;
}

/**
 * lw_agreement_get_class:
 * @self: agreement
 * @class_index: a class
 *
 * Returns: (transfer none): the measures of this class against all others
 */
const LwAgreementMeasures *
lw_agreement_get_class (LwAgreement *self,
                        guint        class_index)
{
  g_return_val_if_fail (self != NULL && class_index < self->n_classes, NULL);

  return &self->classes[class_index];
}

/**
 * lw_agreement_get_pairs:
 * @self: agreement
 * @n_pairs: (out): how many
 *
 * Returns: (array length=n_pairs) (transfer none): the pairs of workers who share an object, by name
 */
const LwWorkerPair *
lw_agreement_get_pairs (LwAgreement *self,
                        guint       *n_pairs)
{
  g_return_val_if_fail (self != NULL && n_pairs != NULL, NULL);

  *n_pairs = self->pairs->len;
  return (const LwWorkerPair *) (gconstpointer) self->pairs->data;
}

/**
 * lw_agreement_get_confusions:
 * @self: agreement
 * @n_confusions: (out): how many
 *
 * Returns: (array length=n_confusions) (transfer none): the classes that are said of the same object, most
 *   often first
 */
const LwClassConfusion *
lw_agreement_get_confusions (LwAgreement *self,
                             guint       *n_confusions)
{
  g_return_val_if_fail (self != NULL && n_confusions != NULL, NULL);

  *n_confusions = self->confusions->len;
  return (const LwClassConfusion *) (gconstpointer) self->confusions->data;
}

/**
 * lw_agreement_get_disagreement:
 * @self: agreement
 * @task: a data object
 *
 * Returns: the share of the pairs of its answers that disagree; multi-label: the mean over the classes that
 *   somebody chose for it; 0 with fewer than two answers
 */
double
lw_agreement_get_disagreement (LwAgreement *self,
                               guint        task)
{
  g_return_val_if_fail (self != NULL && task < self->n_tasks, 0);

  return (double) self->disagreement[task];
}

static int
compare_disagreement (gconstpointer a,
                      gconstpointer b,
                      gpointer      user_data)
{
  LwAgreement *self = user_data;
  guint32 left = *(const guint32 *) a;
  guint32 right = *(const guint32 *) b;

  if (self->disagreement[left] != self->disagreement[right])
    return self->disagreement[left] > self->disagreement[right] ? -1 : 1;
  return strcmp (lw_annotations_get_task (self->annotations, left), lw_annotations_get_task (self->annotations, right));
}

/**
 * lw_agreement_dup_ranking:
 * @self: agreement
 * @n_tasks: (out): how many
 *
 * Returns: (array length=n_tasks) (transfer full): the data objects about which workers disagree, most first
 */
guint32 *
lw_agreement_dup_ranking (LwAgreement *self,
                          guint       *n_tasks)
{
  g_autoptr (GArray) tasks = NULL;

  g_return_val_if_fail (self != NULL && n_tasks != NULL, NULL);

  tasks = g_array_new (FALSE, FALSE, sizeof (guint32));
  for (guint32 task = 0; task < self->n_tasks; task++)
    {
      if (self->disagreement[task] > 0)
        g_array_append_val (tasks, task);
    }
  g_array_sort_with_data (tasks, compare_disagreement, self);
  *n_tasks = tasks->len;
  return (guint32 *) (gpointer) g_array_free (g_steal_pointer (&tasks), FALSE);
}
