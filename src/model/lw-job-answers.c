/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* All answers of a labeling job that count, as a table: which object, whose, when, how long, which label categories;
 * and the answers that are known. A value, made by a backend; nobody changes it after that. Any thread. */

#define G_LOG_DOMAIN "lw-model"

#include "config.h"

#include "lw-job-answers.h"

/**
 * lw_job_answers_new:
 * @multi: whether it is a multi-label job
 *
 * Returns: (transfer full): an empty table
 */
LwJobAnswers *
lw_job_answers_new (gboolean multi)
{
  LwJobAnswers *self = g_new0 (LwJobAnswers, 1);

  g_atomic_ref_count_init (&self->ref_count);
  self->multi = multi;
  self->labels = g_ptr_array_new_with_free_func (g_free);
  self->workers = g_ptr_array_new_with_free_func (g_free);
  self->answers = g_array_new (FALSE, FALSE, sizeof (LwJobAnswer));
  self->known = g_array_new (FALSE, FALSE, sizeof (LwKnownAnswer));
  self->classes = g_array_new (FALSE, FALSE, sizeof (guint));
  return self;
}

LwJobAnswers *
lw_job_answers_ref (LwJobAnswers *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
lw_job_answers_unref (LwJobAnswers *self)
{
  g_return_if_fail (self != NULL);

  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;
  g_free (self->method);
  g_ptr_array_unref (self->labels);
  g_ptr_array_unref (self->workers);
  g_array_unref (self->answers);
  g_array_unref (self->known);
  g_array_unref (self->classes);
  g_free (self);
}
