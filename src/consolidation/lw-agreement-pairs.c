/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* How far each two workers agree: J. Cohen, "A coefficient of agreement for nominal scales", Educational
 * and Psychological Measurement 20 (1960), 37–46. Worker by worker: the answers of the others for this
 * worker's objects are collected and sorted by worker, so that memory does not grow with the number of
 * pairs.
 *
 * If someone answered an object twice, each answer makes a pair with each of the other's. For multi-label
 * each class is a decision of its own, yes or no, and all decisions count alike. */

#define G_LOG_DOMAIN "lw-consolidation"

#include "config.h"

#include "lw-agreement-private.h"

#include <math.h>

#include "lw-answers-by-worker.h"

#define WORKERS_PER_JOB 16
#define OBJECTS_AHEAD 8

typedef struct
{
  LwAnnotations    *annotations;
  GCancellable     *cancellable;
  LwAnswersByWorker  *by_worker;
  GArray          **found;
} Pairing;

/* An answer of another worker for the same object, in that worker's list. @mine and @theirs are the classes, which
 * are at hand when the object is; of multi-label the answers. */
typedef struct
{
  guint32 next;
  guint32 mine;
  guint32 theirs;
} Meeting;

/* What a job works with: first[w] is one more than the number of the first meeting with worker w. */
typedef struct
{
  GArray  *meetings;
  guint32 *first;
  GArray  *others;
  guint32 *count;
} Scratch;

static inline void
meet (Scratch *scratch,
      guint32  other,
      guint32  mine,
      guint32  theirs)
{
  Meeting meeting = { scratch->first[other], mine, theirs };

  if (meeting.next == 0)
    g_array_append_val (scratch->others, other);
  /* There is room: see collect_meetings(). */
  g_array_index (scratch->meetings, Meeting, scratch->meetings->len++) = meeting;
  scratch->first[other] = scratch->meetings->len;
}

static void
make_room (GArray *meetings,
           guint   n)
{
  guint length = meetings->len;

  g_array_set_size (meetings, length + n);
  meetings->len = length;
}

static void
collect_meetings (const Pairing *pairing,
                  Scratch       *scratch,
                  guint          worker)
{
  const LwAnnotations *annotations = pairing->annotations;
  const guint32 *workers = (const guint32 *) (gconstpointer) annotations->workers->data;
  const guint32 *single = (const guint32 *) (gconstpointer) annotations->classes->data;
  const guint32 *classes = annotations->multi_label ? NULL : single;
  const guint32 *task = pairing->by_worker->task;
  guint32 end = pairing->by_worker->start[worker + 1];

  for (guint32 i = pairing->by_worker->start[worker]; i < end; i++)
    {
      guint32 mine = pairing->by_worker->answer[i];
      guint32 stop = annotations->task_start[task[i] + 1];

      /* The answers of the objects to come are anywhere. */
      if (i + OBJECTS_AHEAD < end)
        {
          __builtin_prefetch (&workers[pairing->by_worker->answer[i + OBJECTS_AHEAD]]);
          __builtin_prefetch (&annotations->task_start[task[i + OBJECTS_AHEAD]]);
          if (classes != NULL)
            __builtin_prefetch (&classes[pairing->by_worker->answer[i + OBJECTS_AHEAD]]);
        }
      make_room (scratch->meetings, stop - annotations->task_start[task[i]]);
      for (guint32 a = annotations->task_start[task[i]]; a < stop; a++)
        {
          if (workers[a] > worker)
            meet (scratch, workers[a], classes != NULL ? classes[mine] : mine, classes != NULL ? classes[a] : a);
        }
    }
}

/* Kappa from how often both agreed, and would agree by chance, of @n. */
static double
get_kappa (double n,
           double agreed,
           double by_chance)
{
  double expected = by_chance / (n * n);

  return expected < 1 ? (agreed / n - expected) / (1 - expected) : NAN;
}

static void
compare_labels (Scratch      *scratch,
                LwWorkerPair *pair,
                guint32       first)
{
  const Meeting *meetings = (const Meeting *) (gconstpointer) scratch->meetings->data;
  guint64 agreed = 0;
  guint64 by_chance = 0;

  for (guint32 i = first; i > 0; i = meetings[i - 1].next)
    {
      pair->n_objects++;
      agreed += meetings[i - 1].mine == meetings[i - 1].theirs;
      scratch->count[meetings[i - 1].mine]++;
    }
  for (guint32 i = first; i > 0; i = meetings[i - 1].next)
    by_chance += scratch->count[meetings[i - 1].theirs];
  for (guint32 i = first; i > 0; i = meetings[i - 1].next)
    scratch->count[meetings[i - 1].mine] = 0;
  pair->percent = (double) agreed / pair->n_objects;
  pair->cohen = get_kappa (pair->n_objects, (double) agreed, (double) by_chance);
}

static guint
count_common (const guint32 *left,
              guint          n_left,
              const guint32 *right,
              guint          n_right)
{
  guint n = 0;

  for (guint i = 0, j = 0; i < n_left && j < n_right;)
    {
      n += left[i] == right[j];
      if (left[i] <= right[j])
        i++;
      else
        j++;
    }
  return n;
}

static void
compare_sets (const Pairing *pairing,
              Scratch       *scratch,
              LwWorkerPair  *pair,
              guint32        first)
{
  double n_classes = lw_annotations_get_n_classes (pairing->annotations);
  double mine = 0, theirs = 0, both = 0, n;

  for (guint32 i = first; i > 0; i = g_array_index (scratch->meetings, Meeting, i - 1).next)
    {
      const Meeting *meeting = &g_array_index (scratch->meetings, Meeting, i - 1);
      guint n_sets[2];
      const guint32 *left = lw_annotations_get_answer_classes (pairing->annotations, meeting->mine, &n_sets[0]);
      const guint32 *right = lw_annotations_get_answer_classes (pairing->annotations, meeting->theirs, &n_sets[1]);

      pair->n_objects++;
      mine += n_sets[0];
      theirs += n_sets[1];
      both += count_common (left, n_sets[0], right, n_sets[1]);
    }
  n = pair->n_objects * n_classes;
  pair->percent = n > 0 ? (n - mine - theirs + 2 * both) / n : NAN;
  pair->cohen = n > 0 ? get_kappa (n, n - mine - theirs + 2 * both, mine * theirs + (n - mine) * (n - theirs)) : NAN;
}

static void
pair_worker (const Pairing *pairing,
             Scratch       *scratch,
             guint          worker,
             GArray        *found)
{
  g_array_set_size (scratch->meetings, 0);
  g_array_set_size (scratch->others, 0);
  collect_meetings (pairing, scratch, worker);
  for (guint i = 0; i < scratch->others->len; i++)
    {
      guint32 other = g_array_index (scratch->others, guint32, i);
      LwWorkerPair pair = { { worker, other }, 0, 0, 0 };

      if (lw_annotations_is_multi_label (pairing->annotations))
        compare_sets (pairing, scratch, &pair, scratch->first[other]);
      else
        compare_labels (scratch, &pair, scratch->first[other]);
      scratch->first[other] = 0;
      g_array_append_val (found, pair);
    }
}

static void
pair_workers (guint    job,
              gpointer data)
{
  Pairing *pairing = data;
  guint n_workers = lw_annotations_get_n_workers (pairing->annotations);
  guint end = MIN (n_workers, (job + 1) * WORKERS_PER_JOB);
  g_autoptr (GArray) meetings = g_array_new (FALSE, FALSE, sizeof (Meeting));
  g_autoptr (GArray) others = g_array_new (FALSE, FALSE, sizeof (guint32));
  g_autofree guint32 *first = g_new0 (guint32, n_workers + 1);
  g_autofree guint32 *count = g_new0 (guint32, lw_annotations_get_n_classes (pairing->annotations) + 1);
  Scratch scratch = { meetings, first, others, count };

  pairing->found[job] = g_array_new (FALSE, FALSE, sizeof (LwWorkerPair));
  for (guint w = job * WORKERS_PER_JOB; w < end && !g_cancellable_is_cancelled (pairing->cancellable); w++)
    pair_worker (pairing, &scratch, w, pairing->found[job]);
}

static int
compare_pairs (gconstpointer a,
               gconstpointer b,
               gpointer      user_data)
{
  const guint32 *rank = user_data;
  const LwWorkerPair *left = a;
  const LwWorkerPair *right = b;

  for (guint i = 0; i < 2; i++)
    {
      if (left->workers[i] != right->workers[i])
        return rank[left->workers[i]] < rank[right->workers[i]] ? -1 : 1;
    }
  return 0;
}

static GArray *
sort_pairs (Pairing *pairing,
            guint    n_jobs)
{
  guint n_workers = lw_annotations_get_n_workers (pairing->annotations);
  g_autofree guint32 *order = lw_name_table_dup_order (pairing->annotations->worker_names);
  g_autofree guint32 *rank = g_new (guint32, n_workers + 1);
  GArray *pairs = g_array_new (FALSE, FALSE, sizeof (LwWorkerPair));

  for (guint i = 0; i < n_workers; i++)
    rank[order[i]] = i;
  for (guint job = 0; job < n_jobs; job++)
    {
      g_array_append_vals (pairs, pairing->found[job]->data, pairing->found[job]->len);
      g_array_unref (pairing->found[job]);
    }
  for (guint i = 0; i < pairs->len; i++)
    {
      guint *workers = g_array_index (pairs, LwWorkerPair, i).workers;
      guint last = workers[1];

      if (rank[workers[0]] < rank[last])
        continue;
      workers[1] = workers[0];
      workers[0] = last;
    }
  g_array_sort_with_data (pairs, compare_pairs, rank);
  return pairs;
}

/**
 * lw_agreement_compare_pairs:
 * @annotations: a sealed table
 * @crew: (nullable): who works
 * @cancellable: (nullable): to stop it
 *
 * Returns: (transfer full) (element-type LwWorkerPair): the pairs of workers who share an object, by name
 */
GArray *
lw_agreement_compare_pairs (LwAnnotations *annotations,
                            LwCrew        *crew,
                            GCancellable  *cancellable)
{
  guint n_jobs = (lw_annotations_get_n_workers (annotations) + WORKERS_PER_JOB - 1) / WORKERS_PER_JOB;
  g_autofree GArray **found = g_new0 (GArray *, n_jobs + 1);
  g_autoptr (LwAnswersByWorker) by_worker = lw_answers_by_worker_new (annotations);
  Pairing pairing = { annotations, cancellable, by_worker, found };

  lw_crew_run (crew, n_jobs, pair_workers, &pairing);
  return sort_pairs (&pairing, n_jobs);
}

/**
 * lw_agreement_average_pairs:
 * @pairs: (element-type LwWorkerPair): pairs of workers
 *
 * Returns: the mean kappa, weighted by how much each pair shares: two who met once say little; %NAN when
 *   there is none
 */
double
lw_agreement_average_pairs (GArray *pairs)
{
  double sum = 0;
  double n = 0;

  for (guint i = 0; i < pairs->len; i++)
    {
      const LwWorkerPair *pair = &g_array_index (pairs, LwWorkerPair, i);

      if (isnan (pair->cohen))
        continue;
      sum += pair->cohen * pair->n_objects;
      n += pair->n_objects;
    }
  return n > 0 ? sum / n : NAN;
}
