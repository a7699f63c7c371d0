/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* An answer that a worker gave, to be looked at again. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * LwPastAnswer:
 * @data_object_id: the input manifest's line number, from 0
 * @source_ref: the image's address
 * @content: what the worker sent; JSON
 * @submitted: when, in microseconds since 1970-01-01 UTC
 * @changeable: whether another answer to the same task would take its place
 */
typedef struct
{
  guint64   data_object_id;
  char     *source_ref;
  char     *content;
  gint64    submitted;
  gboolean  changeable;
} LwPastAnswer;

void lw_past_answer_free (LwPastAnswer *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LwPastAnswer, lw_past_answer_free)

G_END_DECLS
