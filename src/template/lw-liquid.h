/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Liquid as Ground Truth uses it for worker task templates: parse once, render with the variables of a task. Not an
 * HTML parser: see lw-html.h for what becomes of the rendered text. */

#pragma once

#include "lw-source-map.h"

#include "lw-diagnostic.h"

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

typedef struct _LwLiquidTemplate LwLiquidTemplate;
typedef struct _LwLiquidOptions LwLiquidOptions;

/**
 * LwLiquidUriFunc:
 * @uri: the value that the filter grant_read_access was given, normally an S3 URI
 * @user_data: the data of the options
 *
 * Returns: (transfer full) (nullable): an address that a worker can read, %NULL to leave @uri as it is
 */
typedef char *(*LwLiquidUriFunc) (const char *uri,
                                  gpointer    user_data);

/**
 * LwLiquidOptions:
 * @plain: leave outputs as they are instead of escaping them for HTML
 * @grant_read_access: (nullable) (scope call): maps S3 URIs
 * @user_data: handed to @grant_read_access
 * @map: (nullable): gets where each part of the rendered text comes from
 * @max_steps: how many nodes and loop turns one rendering may take, 0 for the default (1,000,000)
 * @max_output: how many bytes one rendering may write, 0 for the default (16 MiB)
 *
 * All zero is a good default.
 */
struct _LwLiquidOptions
{
  gboolean        plain;
  LwLiquidUriFunc grant_read_access;
  gpointer        user_data;
  LwSourceMap    *map;
  guint           max_steps;
  gsize           max_output;
};

LwLiquidTemplate *lw_liquid_template_parse  (const char            *text,
                                             gssize                 length,
                                             GPtrArray             *diagnostics) G_GNUC_WARN_UNUSED_RESULT;
LwLiquidTemplate *lw_liquid_template_ref    (LwLiquidTemplate      *self);
void              lw_liquid_template_unref  (LwLiquidTemplate      *self);

char             *lw_liquid_template_render (LwLiquidTemplate      *self,
                                             JsonObject            *variables,
                                             const LwLiquidOptions *options,
                                             GPtrArray             *diagnostics) G_GNUC_WARN_UNUSED_RESULT;

const char       *lw_liquid_template_get_source    (LwLiquidTemplate *self);
void              lw_liquid_template_check_variables (LwLiquidTemplate  *self,
                                                      const char *const *known,
                                                      LwSeverity         severity,
                                                      GPtrArray         *diagnostics);
gboolean          lw_liquid_template_uses_variable (LwLiquidTemplate *self,
                                                    const char       *path);
gboolean          lw_liquid_template_uses_filter   (LwLiquidTemplate *self,
                                                    const char       *name);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LwLiquidTemplate, lw_liquid_template_unref)

G_END_DECLS
