/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Answers of workers who do not exist, with the truth: for planning and for measuring. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * LwSimulation:
 * @n_objects: how many data objects
 * @n_classes: how many classes, 1 or more; the truth is each equally often
 * @n_workers: how many workers there are
 * @per_object: how many of them answer each object, at most @n_workers
 * @accuracy: how often a worker is right, 0 to 1; otherwise each other class is said equally often
 * @seed: of the random numbers: the same seed gives the same answers
 */
typedef struct
{
  guint   n_objects;
  guint   n_classes;
  guint   n_workers;
  guint   per_object;
  double  accuracy;
  guint64 seed;
} LwSimulation;

/**
 * LwSimulationFunc:
 * @object: a data object, from 0; they come one after the other
 * @worker: a worker, from 0
 * @label: what this worker says
 * @truth: what the object is
 * @data: what the caller gave
 *
 * Called for each answer.
 */
typedef void (*LwSimulationFunc) (guint    object,
                                  guint    worker,
                                  guint    label,
                                  guint    truth,
                                  gpointer data);

void lw_simulation_run (const LwSimulation *self,
                        LwSimulationFunc    func,
                        gpointer            data);

G_END_DECLS
