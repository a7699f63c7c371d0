/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What the API model says of each labeling operation besides the rules of its request. */

#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/**
 * LwSagemakerOperation:
 * @name: the operation
 * @list: (nullable): the member of the answer that is paged
 * @answer: (nullable): what its answer must have: names with "=" and one letter for string, number, object or list,
 *   separated by blanks; "list[].name=s" for each entry of a list
 * @is_once: whether a second call would do something else than the first
 */
typedef struct
{
  const char *name;
  const char *list;
  const char *answer;
  gboolean    is_once;
} LwSagemakerOperation;

const LwSagemakerOperation *lw_sagemaker_operation_find  (const char                  *name);
gboolean                    lw_sagemaker_operation_check (const LwSagemakerOperation  *self,
                                                          JsonNode                    *answer,
                                                          GError                     **error);

G_END_DECLS
