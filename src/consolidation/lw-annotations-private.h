/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The columns of the table of annotations, for the files that fill and read it. Private to this folder. */

#pragma once

#include "lw-annotations.h"

#include "lw-name-table.h"

G_BEGIN_DECLS

/* Build it, seal it, read it: answers are added by one thread until lw_annotations_seal(); afterwards
 * nothing changes and any thread may read.
 *
 * Answer a is by workers[a]; its classes are classes[class_start[a]] up to class_start[a + 1], for single
 * label just classes[a], and class_start stays empty. Until it is sealed, tasks[a] is its object; sealed,
 * the answers are grouped: those of object t are task_start[t] up to task_start[t + 1], in the order of
 * adding, and @tasks is gone. times, seconds and batches are empty until the first one is known. A worker
 * may answer an object more than once: each answer counts. */
struct _LwAnnotations
{
  gatomicrefcount ref_count;
  gboolean        multi_label;
  LwNameTable    *class_names;
  LwNameTable    *task_names;
  LwNameTable    *worker_names;
  GArray         *tasks;
  GArray         *workers;
  GArray         *classes;
  GArray         *class_start;
  GArray         *times;
  GArray         *seconds;
  GArray         *batches;
  guint32        *task_start;
};

G_END_DECLS
