/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The shapes of lines that one thread has met, those that come often first. Only for manifest/ and export/. */

#pragma once

#include "lw-line-shape.h"

G_BEGIN_DECLS

/* So many are known at a time. */
#define LW_SHAPE_BOOK_SIZE 16

typedef struct _LwShapeBook LwShapeBook;

/**
 * LwShapeBook:
 * @match: (nullable): how lines are compared; %NULL for not at all
 * @free_entry: frees an entry: a struct whose first member is a #LwLineShape, the others are the owner's
 * @values: what the line says that was found last
 */
struct _LwShapeBook
{
  LwLineMatcher   match;
  GDestroyNotify  free_entry;
  gpointer        entries[LW_SHAPE_BOOK_SIZE];
  guint           n_entries;
  guint64         n_learnt;
  guint64         n_matched;
  LwLineValues    values;
};

void     lw_shape_book_init      (LwShapeBook        *self,
                                  LwLineMatcher       match,
                                  GDestroyNotify      free_entry);
void     lw_shape_book_clear     (LwShapeBook        *self);

gpointer lw_shape_book_find      (LwShapeBook        *self,
                                  const char         *line,
                                  const char         *end,
                                  const char        **stop);
gboolean lw_shape_book_may_learn (LwShapeBook        *self);
void     lw_shape_book_take      (LwShapeBook        *self,
                                  gpointer            entry);

G_END_DECLS
