/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The service's API model as far as requests go, and what it says of a request that breaks it, in its own words. */

#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

typedef enum
{
  LW_API_STRING,
  LW_API_INTEGER,
  LW_API_TIME,
  LW_API_BOOLEAN,
  LW_API_OBJECT,
  LW_API_LIST,
} LwApiKind;

/**
 * LwApiRule:
 * @path: members from the root, joined with dots; "[]" stands for each entry of a list
 * @kind: what stands there
 * @required: whether it has to be there when what it is in is there
 * @min: least length in characters, least value, or least number of entries
 * @max: the same upwards; 0 for no limit
 * @pattern: (nullable): what the whole string has to match
 * @values: (nullable): what it may be, as the service lists it
 */
typedef struct
{
  const char *path;
  LwApiKind   kind;
  gboolean    required;
  gint64      min;
  gint64      max;
  const char *pattern;
  const char *values;
} LwApiRule;

const LwApiRule *lw_api_rules_find    (const char   *operation);
gboolean         lw_api_check_kinds   (const char   *operation,
                                       JsonObject   *request,
                                       char        **message);
char            *lw_api_check_request (const char   *operation,
                                       JsonObject   *request) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
