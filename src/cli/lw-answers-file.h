/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Answers of workers from a CSV file, matched with the data objects and label categories of a labeling job. Not the
 * recording of them. */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

typedef struct _LwAnswersFile LwAnswersFile;

/**
 * LwFileAnswer:
 * @line: where it is in the file
 * @data_object_id: which data object it is for
 * @content: what is recorded, as the worker's screen would send it: a JSON object
 * @taken: for the caller: whether it has been recorded
 */
typedef struct
{
  guint64   line;
  guint64   data_object_id;
  char     *content;
  gboolean  taken;
} LwFileAnswer;

/**
 * LwAnswersContext:
 * @element: the name of the crowd element, the key of the content
 * @multi_label: whether an answer may have several labels
 * @labels: the label categories
 * @manifest: path of the input manifest
 * @gold: whether the answers are known to be right: there is no column of workers then
 */
typedef struct
{
  const char        *element;
  gboolean           multi_label;
  const char *const *labels;
  const char        *manifest;
  gboolean           gold;
} LwAnswersContext;

LwAnswersFile *lw_answers_file_read          (GBytes                  *csv,
                                              const LwAnswersContext  *context,
                                              GPtrArray               *diagnostics,
                                              GError                 **error) G_GNUC_WARN_UNUSED_RESULT;
void           lw_answers_file_free          (LwAnswersFile           *self);

guint          lw_answers_file_get_n         (LwAnswersFile           *self);
guint          lw_answers_file_get_n_workers (LwAnswersFile           *self);
const char    *lw_answers_file_get_worker    (LwAnswersFile           *self,
                                              guint                    worker);
GPtrArray     *lw_answers_file_get_answers   (LwAnswersFile           *self,
                                              guint                    worker);
LwFileAnswer  *lw_answers_file_find          (LwAnswersFile           *self,
                                              guint                    worker,
                                              guint64                  data_object_id);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LwAnswersFile, lw_answers_file_free)

G_END_DECLS
