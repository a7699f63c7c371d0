/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The answers that workers gave for one data object, from its worker-response document. To read only. */

#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

typedef struct _LwAnswer LwAnswer;

/**
 * LwAnswer:
 * @worker: the worker's name, or id when there is no name
 * @label: what was chosen, several labels separated by commas
 * @labels: (array zero-terminated=1): the same, one by one; empty when nothing was chosen
 * @seconds: time spent; -1 when it is not known
 * @submitted: microseconds since 1970-01-01 UTC; 0 when it is not known
 */
struct _LwAnswer
{
  char   *worker;
  char   *label;
  char  **labels;
  double  seconds;
  gint64  submitted;
};

GPtrArray *lw_answers_parse (JsonNode *document) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
