/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Answers of workers who do not exist. The random numbers are those of S. Vigna's splitmix64, so that a
 * seed gives the same answers everywhere. */

#define G_LOG_DOMAIN "lw-consolidation"

#include "config.h"

#include "lw-simulation.h"

typedef struct
{
  guint64 state;
} Random;

static guint64
draw (Random *random)
{
  guint64 x;

  random->state += G_GUINT64_CONSTANT (0x9e3779b97f4a7c15);
  x = random->state;
  x = (x ^ (x >> 30)) * G_GUINT64_CONSTANT (0xbf58476d1ce4e5b9);
  x = (x ^ (x >> 27)) * G_GUINT64_CONSTANT (0x94d049bb133111eb);
  return x ^ (x >> 31);
}

/* A number below @n. */
static guint
draw_below (Random *random,
            guint   n)
{
  return (guint) (((draw (random) >> 32) * n) >> 32);
}

static double
draw_share (Random *random)
{
  return (double) (draw (random) >> 11) / (double) (G_GUINT64_CONSTANT (1) << 53);
}

/* Takes another worker out of those after @taken, and puts this one there. */
static guint
draw_worker (Random  *random,
             guint32 *workers,
             guint    n_workers,
             guint    taken)
{
  guint at = taken + draw_below (random, n_workers - taken);
  guint32 worker = workers[at];

  workers[at] = workers[taken];
  workers[taken] = worker;
  return worker;
}

static guint
draw_label (Random             *random,
            const LwSimulation *self,
            guint               truth)
{
  guint label;

  if (draw_share (random) < self->accuracy || self->n_classes < 2)
    return truth;

  label = draw_below (random, self->n_classes - 1);
  return label < truth ? label : label + 1;
}

/**
 * lw_simulation_run:
 * @self: what to simulate
 * @func: called for each answer
 * @data: for @func
 *
 * Makes up answers. An object's workers are drawn at random, and all differ.
 */
void
lw_simulation_run (const LwSimulation *self,
                   LwSimulationFunc    func,
                   gpointer            data)
{
  g_autofree guint32 *workers = NULL;
  Random random = { 0 };

  g_return_if_fail (self != NULL && func != NULL);
  g_return_if_fail (self->n_classes > 0 && self->per_object <= self->n_workers);

  random.state = self->seed;
  workers = g_new (guint32, (gsize) self->n_workers + 1);
  for (guint w = 0; w < self->n_workers; w++)
    workers[w] = w;
  for (guint object = 0; object < self->n_objects; object++)
    {
      guint truth = draw_below (&random, self->n_classes);

      for (guint i = 0; i < self->per_object; i++)
        {
          guint worker = draw_worker (&random, workers, self->n_workers, i);

          func (object, worker, draw_label (&random, self, truth), truth, data);
        }
    }
}
