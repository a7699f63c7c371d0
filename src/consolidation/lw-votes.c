/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The answers for the data objects that are consolidated together, as the methods want them: one class a vote, dense
 * numbers, an order that does not depend on the order of the answers. Private to this folder. */

#define G_LOG_DOMAIN "lw-consolidation"

#include "config.h"

#include "lw-votes.h"

#include <math.h>
#include <string.h>

#define NONE G_MAXUINT32

static int
compare_tasks (gconstpointer a,
               gconstpointer b,
               gpointer      user_data)
{
  LwAnnotations *annotations = user_data;

  return strcmp (lw_annotations_get_task (annotations, *(const guint32 *) a),
                 lw_annotations_get_task (annotations, *(const guint32 *) b));
}

static int
compare_workers (gconstpointer a,
                 gconstpointer b,
                 gpointer      user_data)
{
  LwAnnotations *annotations = user_data;

  return strcmp (lw_annotations_get_worker (annotations, *(const guint32 *) a),
                 lw_annotations_get_worker (annotations, *(const guint32 *) b));
}

/* Numbers the workers who voted in the order of their names. Returns the number of each worker of the table. */
static guint32 *
number_workers (LwVotes       *self,
                LwAnnotations *annotations)
{
  guint n_all = lw_annotations_get_n_workers (annotations);
  g_autofree guint32 *seen = g_new (guint32, n_all + 1);
  guint32 *numbers = g_new (guint32, n_all + 1);

  for (guint w = 0; w < n_all; w++)
    numbers[w] = NONE;
  for (guint v = 0; v < self->n_votes; v++)
    {
      guint w = lw_annotations_get_answer_worker (annotations, self->answer[v]);

      if (numbers[w] != NONE)
        continue;

      numbers[w] = 0;
      seen[self->n_workers++] = w;
    }
  g_qsort_with_data (seen, self->n_workers, sizeof (guint32), compare_workers, annotations);
  for (guint i = 0; i < self->n_workers; i++)
    numbers[seen[i]] = i;
  return numbers;
}

typedef struct
{
  LwAnnotations *annotations;
  const guint32 *numbers;
} VoteOrder;

static int
compare_votes (gconstpointer a,
               gconstpointer b,
               gpointer      user_data)
{
  const VoteOrder *order = user_data;
  guint32 answers[2] = { *(const guint32 *) a, *(const guint32 *) b };
  guint32 workers[2];
  const guint32 *classes[2];
  guint n_classes[2];

  for (guint i = 0; i < 2; i++)
    {
      workers[i] = order->numbers[lw_annotations_get_answer_worker (order->annotations, answers[i])];
      classes[i] = lw_annotations_get_answer_classes (order->annotations, answers[i], &n_classes[i]);
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

static void
collect_answers (LwVotes       *self,
                 LwAnnotations *annotations)
{
  guint n_answers;

  self->start = g_new (guint32, self->n_tasks + 1);
  self->start[0] = 0;
  for (guint i = 0; i < self->n_tasks; i++)
    {
      lw_annotations_get_answers (annotations, self->tasks[i], &n_answers);
      self->start[i + 1] = self->start[i] + n_answers;
    }
  self->n_votes = self->start[self->n_tasks];
  self->answer = g_new (guint32, self->n_votes + 1);
  for (guint i = 0; i < self->n_tasks; i++)
    {
      const guint32 *answers = lw_annotations_get_answers (annotations, self->tasks[i], &n_answers);

      if (n_answers > 0)
        memcpy (self->answer + self->start[i], answers, n_answers * sizeof (guint32));
    }
}

static void
order_votes (LwVotes       *self,
             LwAnnotations *annotations)
{
  g_autofree guint32 *numbers = number_workers (self, annotations);
  VoteOrder order = { annotations, numbers };

  self->worker = g_new (guint32, self->n_votes + 1);
  self->label = g_new (guint32, self->n_votes + 1);
  self->worker_votes = g_new0 (guint32, self->n_workers + 1);
  for (guint i = 0; i < self->n_tasks; i++)
    g_qsort_with_data (self->answer + self->start[i], self->start[i + 1] - self->start[i], sizeof (guint32),
                       compare_votes, &order);
  for (guint v = 0; v < self->n_votes; v++)
    {
      self->worker[v] = numbers[lw_annotations_get_answer_worker (annotations, self->answer[v])];
      self->worker_votes[self->worker[v]]++;
    }
}

/* Numbers the pairs (worker, class voted for): worker by worker, the classes in the order of the votes. */
static void
number_cells (LwVotes *self)
{
  g_autofree guint32 *next = g_new0 (guint32, self->n_workers + 1);
  g_autofree guint32 *by_worker = g_new (guint32, self->n_votes + 1);
  g_autofree guint32 *cell_of_class = g_new (guint32, self->n_classes);

  for (guint w = 0; w + 1 < self->n_workers; w++)
    next[w + 1] = next[w] + self->worker_votes[w];
  for (guint v = 0; v < self->n_votes; v++)
    by_worker[next[self->worker[v]]++] = v;

  for (guint k = 0; k < self->n_classes; k++)
    cell_of_class[k] = NONE;
  self->n_cells = 0;
  for (guint i = 0; i < self->n_votes; i++)
    {
      guint v = by_worker[i];
      guint32 *cell = &cell_of_class[self->label[v]];

      if (*cell == NONE || self->cell_worker[*cell] != self->worker[v])
        {
          *cell = self->n_cells++;
          self->cell_worker[*cell] = self->worker[v];
          self->cell_label[*cell] = self->label[v];
        }
      self->cell[v] = *cell;
    }
}

/**
 * lw_votes_new:
 * @annotations: a sealed table
 * @tasks: (array length=n_tasks): the data objects that are consolidated together
 * @n_tasks: how many
 *
 * Returns: (transfer full): their votes; of a multi-label table only after lw_votes_set_class()
 */
LwVotes *
lw_votes_new (LwAnnotations *annotations,
              const guint32 *tasks,
              guint          n_tasks)
{
  LwVotes *self;

  g_return_val_if_fail (annotations != NULL, NULL);
  g_return_val_if_fail (tasks != NULL && n_tasks > 0, NULL);

  self = g_new0 (LwVotes, 1);
  self->n_tasks = n_tasks;
  self->n_classes = lw_annotations_is_multi_label (annotations) ? 2 : lw_annotations_get_n_classes (annotations);
  self->tasks = g_memdup2 (tasks, n_tasks * sizeof (guint32));
  g_qsort_with_data (self->tasks, n_tasks, sizeof (guint32), compare_tasks, annotations);
  collect_answers (self, annotations);
  order_votes (self, annotations);
  self->cell = g_new (guint32, self->n_votes + 1);
  self->cell_worker = g_new (guint32, self->n_votes + 1);
  self->cell_label = g_new (guint32, self->n_votes + 1);
  if (!lw_annotations_is_multi_label (annotations))
    {
      guint n_chosen;

      for (guint v = 0; v < self->n_votes; v++)
        self->label[v] = lw_annotations_get_answer_classes (annotations, self->answer[v], &n_chosen)[0];
      number_cells (self);
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
  g_free (self->answer);
  g_free (self->worker);
  g_free (self->label);
  g_free (self->cell);
  g_free (self->cell_worker);
  g_free (self->cell_label);
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
  gboolean any = FALSE;

  for (guint v = 0; v < self->n_votes; v++)
    {
      guint n_chosen;
      const guint32 *chosen = lw_annotations_get_answer_classes (annotations, self->answer[v], &n_chosen);

      self->label[v] = 0;
      for (guint i = 0; i < n_chosen; i++)
        {
          if (chosen[i] == class_index)
            self->label[v] = 1;
        }
      any = any || self->label[v] == 1;
    }
  number_cells (self);
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

  return end == start || self->worker[start] == self->worker[end - 1];
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
        row[self->label[v]] += 1;
      for (guint k = 0; k < self->n_classes && n_votes > 0; k++)
        row[k] /= n_votes;
    }
}

/**
 * lw_votes_expect:
 * @self: votes
 * @log_prior: (array): of each class, the logarithm of its probability before any vote
 * @log_cells: (array): n_cells × n_classes: the logarithm of the probability that the cell's worker says the cell's
 *   class when the truth is class t
 * @posterior: (out caller-allocates): n_tasks × n_classes: the probability of each class given the votes
 *
 * The E step that all methods with a confusion matrix share. Works with logarithms, so that any number of votes is
 * safe from underflow.
 */
void
lw_votes_expect (const LwVotes *self,
                 const double  *log_prior,
                 const double  *log_cells,
                 double        *posterior)
{
  const guint n_classes = self->n_classes;

  for (guint i = 0; i < self->n_tasks; i++)
    {
      double *row = posterior + (gsize) i * n_classes;
      double largest = -INFINITY;
      double sum = 0;

      memcpy (row, log_prior, sizeof (double) * n_classes);
      for (guint v = self->start[i]; v < self->start[i + 1]; v++)
        {
          const double *column = log_cells + (gsize) self->cell[v] * n_classes;

          for (guint t = 0; t < n_classes; t++)
            row[t] += column[t];
        }
      for (guint t = 0; t < n_classes; t++)
        largest = MAX (largest, row[t]);
      for (guint t = 0; t < n_classes; t++)
        {
          row[t] = exp (row[t] - largest);
          sum += row[t];
        }
      for (guint t = 0; t < n_classes; t++)
        row[t] /= sum;
    }
}
