/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* How far workers agree. Objects are counted in whole numbers, apart for each number of answers an object
 * has, so that neither the order of the answers nor the number of threads shows in a result. Pairs of
 * workers are in lw-agreement-pairs.c.
 *
 * For n_k of the m answers of an object saying class k: J. L. Fleiss, "Measuring nominal scale agreement
 * among many raters", Psychological Bulletin 76 (1971), 378–382, with the mean over objects that may differ
 * in m, and the share of each class among the answers of these objects; K. Krippendorff, "Content Analysis"
 * (2nd edition 2004), chapter 11, with the coincidences of all pairs of answers of an object divided by m -
 * 1.
 *
 * One class against all others is a problem of two classes. For multi-label the measures of the whole are
 * the means over the classes that somebody chose. */

#define G_LOG_DOMAIN "lw-consolidation"

#include "config.h"

#include "lw-agreement.h"

#include <math.h>

#include "lw-agreement-private.h"

#define TASKS_PER_JOB 16384
/* Above this the matrix of confusions would be too large; there is none then. */
#define MAX_CONFUSED_CLASSES 4096
/* Weights of confusions are summed as multiples of 2^-32. */
#define FIXED_POINT 4294967296.0

/* Of the objects with the same number of answers: how many; the ordered pairs of answers that agree; for
 * each class, the pairs of which one says it. */
typedef struct
{
  guint64  n_objects;
  guint64  same;
  guint64 *differ;
} Tally;

typedef struct
{
  LwAgreement  *self;
  GCancellable *cancellable;
  GMutex        mutex;
  guint         max_answers;
  Tally        *tallies;
  guint64      *totals;
  guint64      *confusions;
} Counting;

/* The classes of one object's answers. */
typedef struct
{
  guint32 *count;
  guint32 *named;
  guint    n_named;
} Counts;

static void
count_classes (LwAgreement *self,
               guint        first,
               guint        n_answers,
               Counts      *counts)
{
  const guint32 *classes = (const guint32 *) (gconstpointer) self->annotations->classes->data;
  const guint32 *start = (const guint32 *) (gconstpointer) self->annotations->class_start->data;
  gboolean multi = self->annotations->multi_label;
  guint32 end = multi ? start[first + n_answers] : first + n_answers;

  counts->n_named = 0;
  for (guint32 i = multi ? start[first] : first; i < end; i++)
    if (counts->count[classes[i]]++ == 0)
      counts->named[counts->n_named++] = classes[i];
}

static void
add_confusion (Counting *counting,
               guint64  *confusions,
               guint     a,
               guint     b,
               guint64   n,
               guint     n_answers)
{
  gsize at = (gsize) MIN (a, b) * counting->self->n_classes + MAX (a, b);

  confusions[at] += (guint64) (n * FIXED_POINT / (n_answers - 1) + 0.5);
}

static void
count_confusions (Counting *counting,
                  guint64  *confusions,
                  Counts   *counts,
                  guint     n_answers)
{
  for (guint i = 0; i < counts->n_named; i++)
    {
      for (guint j = i + 1; j < counts->n_named; j++)
        add_confusion (counting, confusions, counts->named[i], counts->named[j],
                       (guint64) counts->count[counts->named[i]] * counts->count[counts->named[j]], n_answers);
    }
}

static gboolean
has_class (const guint32 *classes,
           guint          n_classes,
           guint32        class_index)
{
  for (guint i = 0; i < n_classes; i++)
    {
      if (classes[i] == class_index)
        return TRUE;
    }
  return FALSE;
}

/* Multi-label: what one answer has and the other has not, against the reverse. */
static void
count_set_confusions (Counting *counting,
                      guint64  *confusions,
                      guint     a,
                      guint     b,
                      guint     n_answers)
{
  guint n[2];
  const guint32 *left = lw_annotations_get_answer_classes (counting->self->annotations, a, &n[0]);
  const guint32 *right = lw_annotations_get_answer_classes (counting->self->annotations, b, &n[1]);

  for (guint i = 0; i < n[0]; i++)
    {
      if (has_class (right, n[1], left[i]))
        continue;
      for (guint j = 0; j < n[1]; j++)
        {
          if (!has_class (left, n[0], right[j]))
            add_confusion (counting, confusions, left[i], right[j], 1, n_answers);
        }
    }
}

/* Returns the share of pairs of answers that disagree; multi-label: the mean over the classes that somebody
 * chose. */
static double
tally_object (Counting *counting,
              Tally    *tallies,
              guint64  *totals,
              Counts   *counts,
              guint     m)
{
  Tally *tally = &tallies[m];
  guint64 n_pairs = (guint64) m * (m - 1);
  guint64 same = 0;
  guint64 differ = 0;

  if (tally->differ == NULL)
    tally->differ = g_new0 (guint64, counting->self->n_classes + 1);
  tally->n_objects++;
  for (guint i = 0; i < counts->n_named; i++)
    {
      guint k = counts->named[i];
      guint64 n = counts->count[k];

      same += n * (n - 1);
      differ += n * (m - n);
      tally->differ[k] += n * (m - n);
      totals[k] += n;
    }
  tally->same += same;
  if (lw_annotations_is_multi_label (counting->self->annotations))
    return counts->n_named > 0 ? 2.0 * differ / n_pairs / counts->n_named : 0;

  return 1 - (double) same / n_pairs;
}

static void
merge (Counting *counting,
       Tally    *tallies,
       guint64  *totals,
       guint64  *confusions)
{
  const guint n_classes = counting->self->n_classes;

  g_mutex_lock (&counting->mutex);
  for (guint m = 0; m <= counting->max_answers; m++)
    {
      Tally *tally = &counting->tallies[m];

      if (tallies[m].differ == NULL)
        continue;
      if (tally->differ == NULL)
        tally->differ = g_new0 (guint64, n_classes + 1);
      tally->n_objects += tallies[m].n_objects;
      tally->same += tallies[m].same;
      for (guint k = 0; k < n_classes; k++)
        tally->differ[k] += tallies[m].differ[k];
      g_free (tallies[m].differ);
    }
  for (guint k = 0; k < n_classes; k++)
    counting->totals[k] += totals[k];
  for (gsize i = 0; confusions != NULL && i < (gsize) n_classes * n_classes; i++)
    counting->confusions[i] += confusions[i];
  g_mutex_unlock (&counting->mutex);
}

static void
count_object (Counting *counting,
              guint     task,
              Tally    *tallies,
              guint64  *totals,
              guint64  *confusions,
              Counts   *counts)
{
  LwAgreement *self = counting->self;
  guint n_answers;
  guint first = lw_annotations_get_answers (self->annotations, task, &n_answers);

  if (n_answers < 2)
    return;

  count_classes (self, first, n_answers, counts);
  self->disagreement[task] = (float) tally_object (counting, tallies, totals, counts, n_answers);
  if (confusions != NULL && !lw_annotations_is_multi_label (self->annotations))
    count_confusions (counting, confusions, counts, n_answers);
  for (guint a = 0; confusions != NULL && lw_annotations_is_multi_label (self->annotations) && a < n_answers; a++)
    {
      for (guint b = a + 1; b < n_answers; b++)
        count_set_confusions (counting, confusions, first + a, first + b, n_answers);
    }
  for (guint i = 0; i < counts->n_named; i++)
    counts->count[counts->named[i]] = 0;
}

/* A job takes every n-th run of objects, so that there are few jobs, with few matrices, of much the same
 * size. */
typedef struct
{
  Counting *counting;
  guint     n_jobs;
} CountingJobs;

static void
count_objects (guint    job,
               gpointer data)
{
  const CountingJobs *jobs = data;
  Counting *counting = jobs->counting;
  LwAgreement *self = counting->self;
  const gsize n_classes = self->n_classes;
  g_autofree Tally *tallies = g_new0 (Tally, (gsize) counting->max_answers + 1);
  g_autofree guint64 *totals = g_new0 (guint64, n_classes + 1);
  g_autofree guint64 *confusions = counting->confusions != NULL ? g_new0 (guint64, n_classes * n_classes + 1) : NULL;
  g_autofree guint32 *count = g_new0 (guint32, n_classes + 1);
  g_autofree guint32 *named = g_new (guint32, n_classes + 1);
  Counts counts = { count, named, 0 };

  for (guint64 first = (guint64) job * TASKS_PER_JOB; first < self->n_tasks;
       first += (guint64) jobs->n_jobs * TASKS_PER_JOB)
    {
      guint end = (guint) MIN (self->n_tasks, first + TASKS_PER_JOB);

      if (g_cancellable_is_cancelled (counting->cancellable))
        break;
      for (guint task = (guint) first; task < end; task++)
        count_object (counting, task, tallies, totals, confusions, &counts);
    }
  merge (counting, tallies, totals, confusions);
}

/* Kappa and alpha are 1 - observed / expected disagreement. */
static double
get_coefficient (double observed,
                 double expected)
{
  return expected > 0 ? 1 - observed / expected : NAN;
}

/* @observed has the disagreement as Fleiss and as Krippendorff count it; @same_total: the sum of the
 *   squares of how often
 * each class was said. */
static void
fill_measures (LwAgreementMeasures *measures,
               guint64              n_objects,
               double               n_answers,
               const double         observed[2],
               double               same_total)
{
  measures->n_objects = (guint) n_objects;
  measures->percent = n_objects > 0 ? 1 - observed[0] / n_objects : NAN;
  measures->cohen = NAN;
  measures->fleiss = NAN;
  measures->krippendorff = NAN;
  if (n_objects == 0)
    return;

  measures->fleiss = get_coefficient (observed[0] / n_objects, 1 - same_total / (n_answers * n_answers));
  measures->krippendorff = get_coefficient (observed[1], (n_answers * n_answers - same_total) / (n_answers - 1));
}

static void
measure_class (Counting *counting,
               guint     class_index,
               guint64   n_objects,
               double    n_answers)
{
  double total = (double) counting->totals[class_index];
  double observed[2] = { 0, 0 };

  for (guint m = 2; m <= counting->max_answers; m++)
    {
      const Tally *tally = &counting->tallies[m];

      if (tally->differ == NULL)
        continue;
      observed[0] += 2.0 * tally->differ[class_index] / ((double) m * (m - 1));
      observed[1] += 2.0 * tally->differ[class_index] / (m - 1);
    }
  fill_measures (&counting->self->classes[class_index], n_objects, n_answers, observed,
                 total * total + (n_answers - total) * (n_answers - total));
}

static void
add_mean (double *sum,
          guint  *n,
          double  value)
{
  if (isnan (value))
    return;
  *sum += value;
  (*n)++;
}

static void
average_classes (Counting *counting,
                 guint64   n_objects)
{
  LwAgreement *self = counting->self;
  double sums[3] = { 0 };
  guint n[3] = { 0 };

  for (guint k = 0; k < self->n_classes; k++)
    {
      if (counting->totals[k] == 0)
        continue;
      add_mean (&sums[0], &n[0], self->classes[k].percent);
      add_mean (&sums[1], &n[1], self->classes[k].fleiss);
      add_mean (&sums[2], &n[2], self->classes[k].krippendorff);
    }
  self->overall.n_objects = (guint) n_objects;
  self->overall.percent = n[0] > 0 ? sums[0] / n[0] : NAN;
  self->overall.fleiss = n[1] > 0 ? sums[1] / n[1] : NAN;
  self->overall.krippendorff = n[2] > 0 ? sums[2] / n[2] : NAN;
}

static void
measure (Counting *counting)
{
  LwAgreement *self = counting->self;
  double observed[2] = { 0, 0 };
  double same_total = 0;
  guint64 n_objects = 0;
  double n_answers = 0;

  for (guint m = 2; m <= counting->max_answers; m++)
    {
      const Tally *tally = &counting->tallies[m];
      double pairs = (double) m * (m - 1);

      n_objects += tally->n_objects;
      n_answers += (double) tally->n_objects * m;
      observed[0] += tally->n_objects - tally->same / pairs;
      observed[1] += (tally->n_objects * pairs - tally->same) / (m - 1);
    }
  for (guint k = 0; k < self->n_classes; k++)
    {
      same_total += (double) counting->totals[k] * counting->totals[k];
      measure_class (counting, k, n_objects, n_answers);
    }
  if (lw_annotations_is_multi_label (self->annotations))
    average_classes (counting, n_objects);
  else
    fill_measures (&self->overall, n_objects, n_answers, observed, same_total);
}

static int
compare_confusions (gconstpointer a,
                    gconstpointer b)
{
  const LwClassConfusion *left = a;
  const LwClassConfusion *right = b;

  if (left->weight != right->weight)
    return left->weight > right->weight ? -1 : 1;
  if (left->classes[0] != right->classes[0])
    return left->classes[0] < right->classes[0] ? -1 : 1;
  return left->classes[1] < right->classes[1] ? -1 : 1;
}

static void
collect_confusions (Counting *counting)
{
  LwAgreement *self = counting->self;

  for (guint a = 0; counting->confusions != NULL && a < self->n_classes; a++)
    {
      for (guint b = a + 1; b < self->n_classes; b++)
        {
          guint64 weight = counting->confusions[(gsize) a * self->n_classes + b];
          LwClassConfusion confusion = { { a, b }, weight / FIXED_POINT };

          if (weight > 0)
            g_array_append_val (self->confusions, confusion);
        }
    }
  g_array_sort (self->confusions, compare_confusions);
}

static void
count_all (LwAgreement  *self,
           LwCrew       *crew,
           GCancellable *cancellable)
{
  Counting counting = { .self = self, .cancellable = cancellable };
  CountingJobs jobs = { &counting, MAX (1, MIN (16, self->n_tasks / TASKS_PER_JOB)) };
  gsize n_classes = self->n_classes;

  for (guint task = 0; task < self->n_tasks; task++)
    {
      guint n_answers;

      lw_annotations_get_answers (self->annotations, task, &n_answers);
      counting.max_answers = MAX (counting.max_answers, n_answers);
    }
  counting.tallies = g_new0 (Tally, (gsize) counting.max_answers + 1);
  counting.totals = g_new0 (guint64, n_classes + 1);
  counting.confusions = n_classes <= MAX_CONFUSED_CLASSES ? g_new0 (guint64, n_classes * n_classes + 1) : NULL;
  g_mutex_init (&counting.mutex);
  lw_crew_run (crew, jobs.n_jobs, count_objects, &jobs);
  measure (&counting);
  collect_confusions (&counting);
  for (guint m = 0; m <= counting.max_answers; m++)
    g_free (counting.tallies[m].differ);
  g_free (counting.tallies);
  g_free (counting.totals);
  g_free (counting.confusions);
  g_mutex_clear (&counting.mutex);
}

/**
 * lw_agreement_new:
 * @annotations: the answers; sealed by this, and kept
 * @n_threads: how many threads may work; 0 for as many as there are processors
 * @cancellable: (nullable): to stop it
 * @error: set to %G_IO_ERROR_CANCELLED
 *
 * Measures how far the workers agree. An object with fewer than two answers does not count; answers may be
 * missing. It is a plain function: call it in a thread for many answers.
 *
 * Returns: (transfer full) (nullable): the measures, %NULL when cancelled
 */
LwAgreement *
lw_agreement_new (LwAnnotations  *annotations,
                  guint           n_threads,
                  GCancellable   *cancellable,
                  GError        **error)
{
  g_autoptr (LwAgreement) self = NULL;
  g_autoptr (LwCrew) crew = NULL;

  g_return_val_if_fail (annotations != NULL, NULL);

  lw_annotations_seal (annotations);
  self = g_new0 (LwAgreement, 1);
  g_atomic_ref_count_init (&self->ref_count);
  self->annotations = lw_annotations_ref (annotations);
  self->n_tasks = lw_annotations_get_n_tasks (annotations);
  self->n_classes = lw_annotations_get_n_classes (annotations);
  self->classes = g_new0 (LwAgreementMeasures, self->n_classes + 1);
  self->confusions = g_array_new (FALSE, FALSE, sizeof (LwClassConfusion));
  self->disagreement = g_new0 (float, self->n_tasks + 1);
  crew = lw_crew_new (n_threads);
  count_all (self, crew, cancellable);
  self->pairs = lw_agreement_compare_pairs (annotations, crew, cancellable);
  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return NULL;

  self->overall.cohen = lw_agreement_average_pairs (self->pairs);
  return g_steal_pointer (&self);
}
