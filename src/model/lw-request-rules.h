/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The rules of CreateLabelingJob's fields as data. Private to the request. */

#pragma once

#include "lw-labeling-job-request.h"

G_BEGIN_DECLS

typedef enum
{
  LW_REQUEST_KIND_STRING,
  LW_REQUEST_KIND_INTEGER,
  LW_REQUEST_KIND_STRINGS,
  LW_REQUEST_KIND_TAGS,
} LwRequestKind;

/**
 * LwRequestRule:
 * @path: members from the root, joined with dots
 * @kind: what stands there
 * @required: whether image classification needs it
 * @min: least length in characters, least value, or least number of entries
 * @max: the same upwards; 0 for no limit
 * @item_max: for lists, the longest entry in characters
 * @pattern: (nullable): what the whole string or each entry has to match
 * @title: what people call it; to translate
 * @hint: (nullable): how to put a mismatch right; to translate
 */
typedef struct
{
  const char    *path;
  LwRequestKind  kind;
  gboolean       required;
  gint64         min;
  gint64         max;
  guint          item_max;
  const char    *pattern;
  const char    *title;
  const char    *hint;
} LwRequestRule;

const LwRequestRule *lw_request_rule_get (LwRequestField field);

G_END_DECLS
