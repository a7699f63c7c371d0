/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What one worker did in a labeling job, as the job page shows it. Owned and updated by a backend, on the main
 * thread. */

#define G_LOG_DOMAIN "lw-model"

#include "config.h"

#include "lw-worker-activity.h"

struct _LwWorkerActivity
{
  GObject  parent_instance;

  char    *name;
  guint64  n_answers;
  double   mean_seconds;
  gint64   last_answer;
  gboolean active;
  gboolean paused;
  guint64  n_gold;
  guint64  n_gold_right;
};

enum
{
  PROP_0,
  PROP_NAME,
  PROP_N_ANSWERS,
  PROP_MEAN_SECONDS,
  PROP_LAST_ANSWER,
  PROP_ACTIVE,
  PROP_PAUSED,
  PROP_GOLD_SCORE,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (LwWorkerActivity, lw_worker_activity, G_TYPE_OBJECT)

static void
lw_worker_activity_finalize (GObject *object)
{
  LwWorkerActivity *self = LW_WORKER_ACTIVITY (object);

  g_free (self->name);

  G_OBJECT_CLASS (lw_worker_activity_parent_class)->finalize (object);
}

static void
lw_worker_activity_get_property (GObject    *object,
                                 guint       prop_id,
                                 GValue     *value,
                                 GParamSpec *pspec)
{
  LwWorkerActivity *self = LW_WORKER_ACTIVITY (object);

  switch (prop_id)
    {
    case PROP_NAME:
      g_value_set_string (value, self->name);
      break;
    case PROP_N_ANSWERS:
      g_value_set_uint64 (value, self->n_answers);
      break;
    case PROP_MEAN_SECONDS:
      g_value_set_double (value, self->mean_seconds);
      break;
    case PROP_LAST_ANSWER:
      g_value_set_int64 (value, self->last_answer);
      break;
    case PROP_ACTIVE:
      g_value_set_boolean (value, self->active);
      break;
    case PROP_PAUSED:
      g_value_set_boolean (value, self->paused);
      break;
    case PROP_GOLD_SCORE:
      g_value_set_double (value, self->n_gold > 0 ? (double) self->n_gold_right / self->n_gold : -1);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
lw_worker_activity_class_init (LwWorkerActivityClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->finalize = lw_worker_activity_finalize;
  object_class->get_property = lw_worker_activity_get_property;

  properties[PROP_NAME] = g_param_spec_string ("name", NULL, NULL, NULL, flags);
  properties[PROP_N_ANSWERS] = g_param_spec_uint64 ("n-answers", NULL, NULL, 0, G_MAXUINT64, 0, flags);
  properties[PROP_MEAN_SECONDS] = g_param_spec_double ("mean-seconds", NULL, NULL, 0, G_MAXDOUBLE, 0, flags);
  properties[PROP_LAST_ANSWER] = g_param_spec_int64 ("last-answer", NULL, NULL, 0, G_MAXINT64, 0, flags);
  properties[PROP_ACTIVE] = g_param_spec_boolean ("active", NULL, NULL, FALSE, flags);
  properties[PROP_PAUSED] = g_param_spec_boolean ("paused", NULL, NULL, FALSE, flags);
  properties[PROP_GOLD_SCORE] = g_param_spec_double ("gold-score", NULL, NULL, -1, 1, -1, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
lw_worker_activity_init (LwWorkerActivity *self)
{
}

/**
 * lw_worker_activity_new:
 * @name: the worker's name
 *
 * Returns: (transfer full): an activity without answers
 */
LwWorkerActivity *
lw_worker_activity_new (const char *name)
{
  LwWorkerActivity *self;

  g_return_val_if_fail (name != NULL, NULL);

  self = g_object_new (LW_TYPE_WORKER_ACTIVITY, NULL);
  self->name = g_strdup (name);
  return self;
}

/**
 * lw_worker_activity_get_name:
 * @self: a worker's activity
 *
 * Returns: (transfer none): the worker's name
 */
const char *
lw_worker_activity_get_name (LwWorkerActivity *self)
{
  g_return_val_if_fail (LW_IS_WORKER_ACTIVITY (self), NULL);

  return self->name;
}

/**
 * lw_worker_activity_get_n_answers:
 * @self: a worker's activity
 *
 * Returns: the number of answers the worker gave in this job
 */
guint64
lw_worker_activity_get_n_answers (LwWorkerActivity *self)
{
  g_return_val_if_fail (LW_IS_WORKER_ACTIVITY (self), 0);

  return self->n_answers;
}

/**
 * lw_worker_activity_get_mean_seconds:
 * @self: an activity
 *
 * Returns: seconds that this worker spends on a data object, on average
 */
double
lw_worker_activity_get_mean_seconds (LwWorkerActivity *self)
{
  g_return_val_if_fail (LW_IS_WORKER_ACTIVITY (self), 0);

  return self->mean_seconds;
}

/**
 * lw_worker_activity_get_last_answer:
 * @self: an activity
 *
 * Returns: when the last answer came, microseconds since 1970-01-01 UTC; 0 for never
 */
gint64
lw_worker_activity_get_last_answer (LwWorkerActivity *self)
{
  g_return_val_if_fail (LW_IS_WORKER_ACTIVITY (self), 0);

  return self->last_answer;
}

/**
 * lw_worker_activity_get_active:
 * @self: an activity
 *
 * Returns: whether the worker has the job open now
 */
gboolean
lw_worker_activity_get_active (LwWorkerActivity *self)
{
  g_return_val_if_fail (LW_IS_WORKER_ACTIVITY (self), FALSE);

  return self->active;
}

/**
 * lw_worker_activity_get_paused:
 * @self: an activity
 *
 * Returns: whether the worker gets no more tasks of this job
 */
gboolean
lw_worker_activity_get_paused (LwWorkerActivity *self)
{
  g_return_val_if_fail (LW_IS_WORKER_ACTIVITY (self), FALSE);

  return self->paused;
}

/**
 * lw_worker_activity_set_paused:
 * @self: an activity
 * @paused: whether the worker gets no more tasks
 *
 * For the place where the job runs.
 */
void
lw_worker_activity_set_paused (LwWorkerActivity *self,
                               gboolean          paused)
{
  g_return_if_fail (LW_IS_WORKER_ACTIVITY (self));

  if (self->paused == paused)
    return;
  self->paused = paused;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PAUSED]);
}

/**
 * lw_worker_activity_get_gold:
 * @self: an activity
 * @n_right: (out) (nullable): how many of them were right
 *
 * Returns: answers for objects whose label was known
 */
guint64
lw_worker_activity_get_gold (LwWorkerActivity *self,
                             guint64          *n_right)
{
  g_return_val_if_fail (LW_IS_WORKER_ACTIVITY (self), 0);

  if (n_right != NULL)
    *n_right = self->n_gold_right;
  return self->n_gold;
}

/**
 * lw_worker_activity_set_gold:
 * @self: an activity
 * @n_gold: answers for objects whose label was known
 * @n_right: how many of them were right
 *
 * For the place where the job runs.
 */
void
lw_worker_activity_set_gold (LwWorkerActivity *self,
                             guint64           n_gold,
                             guint64           n_right)
{
  g_return_if_fail (LW_IS_WORKER_ACTIVITY (self));

  if (self->n_gold == n_gold && self->n_gold_right == n_right)
    return;
  self->n_gold = n_gold;
  self->n_gold_right = n_right;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_GOLD_SCORE]);
}

/**
 * lw_worker_activity_update:
 * @self: an activity
 * @n_answers: answers so far
 * @mean_seconds: seconds spent on a data object, on average
 * @last_answer: when the last answer came, microseconds since 1970-01-01 UTC
 * @active: whether the worker has the job open now
 *
 * Takes the new figures and notifies those that changed.
 */
void
lw_worker_activity_update (LwWorkerActivity *self,
                           guint64           n_answers,
                           double            mean_seconds,
                           gint64            last_answer,
                           gboolean          active)
{
  LwWorkerActivity old;

  g_return_if_fail (LW_IS_WORKER_ACTIVITY (self));

  old = *self;
  self->n_answers = n_answers;
  self->mean_seconds = mean_seconds;
  self->last_answer = last_answer;
  self->active = active;

  if (old.n_answers != n_answers)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_N_ANSWERS]);
  if (old.mean_seconds < mean_seconds || old.mean_seconds > mean_seconds)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_MEAN_SECONDS]);
  if (old.last_answer != last_answer)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_LAST_ANSWER]);
  if (old.active != active)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ACTIVE]);
}
