/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The answers for the data objects that are consolidated together, as the methods want them. Not for what
 * the methods make of them. */

#define G_LOG_DOMAIN "lw-consolidation"

#include "config.h"

#include "lw-votes.h"

#include <stdlib.h>
#include <string.h>

#include "lw-annotations-private.h"

#define NONE G_MAXUINT32

/* While it is made: of each vote, the worker and the class. For multi-label there is no class yet. */
typedef struct
{
  LwVotes           *self;
  LwAnnotations     *annotations;
  const LwVoteOrder *order;
  guint32           *worker;
  guint32           *label;
} Making;

static int
compare_numbers (gconstpointer a,
                 gconstpointer b)
{
  guint32 left = *(const guint32 *) a;
  guint32 right = *(const guint32 *) b;

  return (left > right) - (left < right);
}

static int
compare_keys (gconstpointer a,
              gconstpointer b)
{
  guint64 left = *(const guint64 *) a;
  guint64 right = *(const guint64 *) b;

  return (left > right) - (left < right);
}

/* The objects in the order of their names. All objects of a table need no sorting. */
static void
order_tasks (Making        *making,
             const guint32 *tasks)
{
  LwVotes *self = making->self;
  const LwVoteOrder *order = making->order;

  if (self->n_tasks == lw_annotations_get_n_tasks (making->annotations))
    {
      self->tasks = g_memdup2 (order->tasks, self->n_tasks * sizeof (guint32));
      return;
    }

  self->tasks = g_new (guint32, self->n_tasks);
  for (guint i = 0; i < self->n_tasks; i++)
    self->tasks[i] = order->task_rank[tasks[i]];
  qsort (self->tasks, self->n_tasks, sizeof (guint32), compare_numbers);
  for (guint i = 0; i < self->n_tasks; i++)
    self->tasks[i] = order->tasks[self->tasks[i]];
}

/* Puts the ranks of the workers who voted, ascending, into workers. */
static void
collect_workers (Making *making)
{
  LwVotes *self = making->self;
  guint n_all = lw_annotations_get_n_workers (making->annotations);
  guint n_kept = 0;

  if (n_all <= self->n_votes)
    {
      g_autofree guint8 *seen = g_new0 (guint8, n_all + 1);

      for (guint v = 0; v < self->n_votes; v++)
        seen[making->worker[v]] = 1;
      self->workers = g_new (guint32, n_all + 1);
      for (guint rank = 0; rank < n_all; rank++)
        {
          if (seen[rank])
            self->workers[n_kept++] = rank;
        }
      self->n_workers = n_kept;
      return;
    }

  self->workers = g_memdup2 (making->worker, (self->n_votes + 1) * sizeof (guint32));
  qsort (self->workers, self->n_votes, sizeof (guint32), compare_numbers);
  for (guint v = 0; v < self->n_votes; v++)
    {
      if (n_kept == 0 || self->workers[n_kept - 1] != self->workers[v])
        self->workers[n_kept++] = self->workers[v];
    }
  self->n_workers = n_kept;
}

/* Gives the votes, which have ranks of workers, the dense numbers of these. */
static void
number_workers (Making *making)
{
  LwVotes *self = making->self;
  guint n_all = lw_annotations_get_n_workers (making->annotations);
  g_autofree guint32 *numbers = NULL;

  collect_workers (making);
  if (n_all <= self->n_votes)
    numbers = g_new (guint32, n_all + 1);
  for (guint w = 0; w < self->n_workers && numbers != NULL; w++)
    numbers[self->workers[w]] = w;

  self->worker_votes = g_new0 (guint32, self->n_workers + 1);
  for (guint v = 0; v < self->n_votes; v++)
    {
      guint32 *worker = &making->worker[v];
      const guint32 *found = numbers != NULL ? NULL : bsearch (worker, self->workers, self->n_workers,
                                                               sizeof (guint32), compare_numbers);

      *worker = numbers != NULL ? numbers[*worker] : (guint32) (found - self->workers);
      self->worker_votes[*worker]++;
    }
  for (guint w = 0; w < self->n_workers; w++)
    self->workers[w] = making->order->workers[self->workers[w]];
}

/* Sorts the few votes for one object. */
static void
sort_keys (guint64 *keys,
           guint    n)
{
  if (n > 32)
    {
      qsort (keys, n, sizeof (guint64), compare_keys);
      return;
    }
  for (guint i = 1; i < n; i++)
    {
      guint64 key = keys[i];
      guint j = i;

      for (; j > 0 && keys[j - 1] > key; j--)
        keys[j] = keys[j - 1];
      keys[j] = key;
    }
}

/* Single label: the votes for each object, by worker and then by class. */
static void
collect_votes (Making *making)
{
  LwVotes *self = making->self;
  const guint32 *workers = (const guint32 *) (gconstpointer) making->annotations->workers->data;
  const guint32 *classes = (const guint32 *) (gconstpointer) making->annotations->classes->data;
  g_autoptr (GArray) keys = g_array_new (FALSE, FALSE, sizeof (guint64));

  for (guint i = 0; i < self->n_tasks; i++)
    {
      guint n;
      guint first = lw_annotations_get_answers (making->annotations, self->tasks[i], &n);
      guint64 *key;

      g_array_set_size (keys, n);
      key = (guint64 *) (gpointer) keys->data;
      for (guint a = 0; a < n; a++)
        key[a] = (guint64) making->order->worker_rank[workers[first + a]] << 32 | classes[first + a];
      sort_keys (key, n);
      for (guint a = 0; a < n; a++)
        {
          making->worker[self->start[i] + a] = (guint32) (key[a] >> 32);
          making->label[self->start[i] + a] = (guint32) key[a];
        }
    }
}

static int
compare_sets (gconstpointer a,
              gconstpointer b,
              gpointer      user_data)
{
  const Making *making = user_data;
  guint32 answers[2] = { *(const guint32 *) a, *(const guint32 *) b };
  guint32 workers[2];
  const guint32 *classes[2];
  guint n_classes[2];

  for (guint i = 0; i < 2; i++)
    {
      workers[i] = making->order->worker_rank[lw_annotations_get_answer_worker (making->annotations, answers[i])];
      classes[i] = lw_annotations_get_answer_classes (making->annotations, answers[i], &n_classes[i]);
    }
  if (workers[0] != workers[1])
    return workers[0] < workers[1] ? -1 : 1;

  for (guint i = 0; i < MIN (n_classes[0], n_classes[1]); i++)
    {
      if (classes[0][i] != classes[1][i])
        return classes[0][i] < classes[1][i] ? -1 : 1;
    }
  return (n_classes[0] > n_classes[1]) - (n_classes[0] < n_classes[1]);
}

/* Multi-label: the answers for each object, by worker and then by the set of classes. */
static void
collect_sets (Making *making)
{
  LwVotes *self = making->self;

  self->answer = g_new (guint32, self->n_votes + 1);
  for (guint i = 0; i < self->n_tasks; i++)
    {
      guint n;
      guint first = lw_annotations_get_answers (making->annotations, self->tasks[i], &n);
      guint32 *answer = self->answer + self->start[i];

      for (guint a = 0; a < n; a++)
        answer[a] = first + a;
      g_qsort_with_data (answer, (int) n, sizeof (guint32), compare_sets, making);
      for (guint a = 0; a < n; a++)
        making->worker[self->start[i] + a] =
          making->order->worker_rank[lw_annotations_get_answer_worker (making->annotations, answer[a])];
    }
}

static void
add_cell (LwVotes *self,
          guint    worker,
          guint    label)
{
  self->cell_worker[self->n_cells] = worker;
  self->cell_label[self->n_cells++] = label;
}

/* Few workers and classes for so many votes: looks each cell up in a matrix. */
static void
number_cells_dense (LwVotes       *self,
                    const guint32 *worker,
                    const guint32 *label)
{
  g_autofree guint32 *number = g_new0 (guint32, (gsize) self->n_workers * self->n_classes + 1);

  for (guint v = 0; v < self->n_votes; v++)
    number[(gsize) worker[v] * self->n_classes + label[v]] = 1;
  for (guint w = 0; w < self->n_workers; w++)
    {
      for (guint k = 0; k < self->n_classes; k++)
        {
          guint32 *entry = &number[(gsize) w * self->n_classes + k];

          if (*entry == 0)
            continue;
          *entry = self->n_cells;
          add_cell (self, w, k);
        }
      self->cell_start[w + 1] = self->n_cells;
    }
  for (guint v = 0; v < self->n_votes; v++)
    self->cell[v] = number[(gsize) worker[v] * self->n_classes + label[v]];
}

/* Otherwise: worker by worker, the classes in the order of the votes. */
static void
number_cells_sparse (LwVotes       *self,
                     const guint32 *worker,
                     const guint32 *label)
{
  g_autofree guint32 *next = g_new0 (guint32, self->n_workers + 1);
  g_autofree guint32 *by_worker = g_new (guint32, self->n_votes + 1);
  g_autofree guint32 *cell_of_class = g_new (guint32, self->n_classes);

  for (guint w = 0; w + 1 < self->n_workers; w++)
    next[w + 1] = next[w] + self->worker_votes[w];
  for (guint v = 0; v < self->n_votes; v++)
    by_worker[next[worker[v]]++] = v;

  for (guint k = 0; k < self->n_classes; k++)
    cell_of_class[k] = NONE;
  for (guint i = 0; i < self->n_votes; i++)
    {
      guint v = by_worker[i];
      guint32 *cell = &cell_of_class[label[v]];

      if (*cell == NONE || self->cell_worker[*cell] != worker[v])
        {
          *cell = self->n_cells;
          add_cell (self, worker[v], label[v]);
        }
      self->cell[v] = *cell;
      self->cell_start[worker[v] + 1] = self->n_cells;
    }
}

static void
number_cells (LwVotes       *self,
              const guint32 *worker,
              const guint32 *label)
{
  guint64 n_entries = (guint64) self->n_workers * self->n_classes;
  gsize n_most = MIN (n_entries, self->n_votes) + 1;

  g_free (self->cell_worker);
  g_free (self->cell_label);
  self->cell_worker = g_new (guint32, n_most);
  self->cell_label = g_new (guint32, n_most);
  self->cell_start[0] = 0;
  self->n_cells = 0;
  if (n_entries <= MAX ((guint64) self->n_votes, 4096))
    number_cells_dense (self, worker, label);
  else
    number_cells_sparse (self, worker, label);
}

/**
 * lw_votes_new:
 * @annotations: a sealed table
 * @order: the order of its names
 * @tasks: (array length=n_tasks): the data objects that are consolidated together
 * @n_tasks: how many
 *
 * Returns: (transfer full): their votes; of a multi-label table only after lw_votes_set_class()
 */
LwVotes *
lw_votes_new (LwAnnotations     *annotations,
              const LwVoteOrder *order,
              const guint32     *tasks,
              guint              n_tasks)
{
  LwVotes *self = g_new0 (LwVotes, 1);
  Making making = { self, annotations, order, NULL, NULL };
  g_autofree guint32 *label = NULL;
  guint n;

  self->n_tasks = n_tasks;
  self->n_classes = annotations->multi_label ? 2 : lw_annotations_get_n_classes (annotations);
  order_tasks (&making, tasks);
  self->start = g_new0 (guint32, n_tasks + 1);
  for (guint i = 0; i < n_tasks; i++)
    {
      lw_annotations_get_answers (annotations, self->tasks[i], &n);
      self->start[i + 1] = self->start[i] + n;
    }
  self->n_votes = self->start[n_tasks];
  self->worker = making.worker = g_new (guint32, self->n_votes + 1);
  if (annotations->multi_label)
    collect_sets (&making);
  else
    {
      making.label = label = g_new (guint32, self->n_votes + 1);
      collect_votes (&making);
    }
  number_workers (&making);
  self->cell_start = g_new0 (guint32, self->n_workers + 1);
  self->cell = g_new0 (guint32, self->n_votes + LW_VOTES_AHEAD);
  if (!annotations->multi_label)
    {
      number_cells (self, self->worker, label);
      g_clear_pointer (&self->worker, g_free);
    }
  return self;
}

void
lw_votes_free (LwVotes *self)
{
  if (self == NULL)
    return;

  g_free (self->tasks);
  g_free (self->start);
  g_free (self->cell);
  g_free (self->answer);
  g_free (self->worker);
  g_free (self->cell_worker);
  g_free (self->cell_label);
  g_free (self->cell_start);
  g_free (self->workers);
  g_free (self->worker_votes);
  g_free (self);
}

/**
 * lw_votes_set_class:
 * @self: votes of a multi-label table
 * @annotations: that table
 * @class_index: a class
 *
 * Makes each vote say whether its worker chose the class: 1 if so, else 0.
 *
 * Returns: whether anybody chose it
 */
gboolean
lw_votes_set_class (LwVotes       *self,
                    LwAnnotations *annotations,
                    guint          class_index)
{
  g_autofree guint32 *label = g_new0 (guint32, self->n_votes + 1);
  gboolean any = FALSE;

  for (guint v = 0; v < self->n_votes; v++)
    {
      guint n_chosen;
      const guint32 *chosen = lw_annotations_get_answer_classes (annotations, self->answer[v], &n_chosen);

      for (guint i = 0; i < n_chosen && label[v] == 0; i++)
        label[v] = chosen[i] == class_index;
      any = any || label[v] == 1;
    }
  number_cells (self, self->worker, label);
  return any;
}

/**
 * lw_votes_one_worker:
 * @self: votes
 * @task: a data object of these
 *
 * Returns: whether all votes for it are by the same worker
 */
gboolean
lw_votes_one_worker (const LwVotes *self,
                     guint          task)
{
  guint start = self->start[task];
  guint end = self->start[task + 1];

  if (end == start)
    return TRUE;
  if (self->worker != NULL)
    return self->worker[start] == self->worker[end - 1];

  return self->cell_worker[self->cell[start]] == self->cell_worker[self->cell[end - 1]];
}

/**
 * lw_votes_get_shares:
 * @self: votes
 * @shares: (out caller-allocates): n_tasks × n_classes: each class's part of the votes
 */
void
lw_votes_get_shares (const LwVotes *self,
                     double        *shares)
{
  memset (shares, 0, sizeof (double) * self->n_tasks * self->n_classes);
  for (guint i = 0; i < self->n_tasks; i++)
    {
      double *row = shares + (gsize) i * self->n_classes;
      guint n_votes = self->start[i + 1] - self->start[i];

      for (guint v = self->start[i]; v < self->start[i + 1]; v++)
        row[self->cell_label[self->cell[v]]] += 1;
      for (guint k = 0; k < self->n_classes && n_votes > 0; k++)
        row[k] /= n_votes;
    }
}
