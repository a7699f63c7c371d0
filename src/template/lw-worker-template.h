/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The source of a worker task template as it is stored: making the built-in one, reading its editable parts, and
 * changing one part while every other byte stays. Not the rendered page: see lw-worker-page.h. */

#pragma once

#include "lw-worker-page.h"

G_BEGIN_DECLS

/**
 * LwWorkerTemplatePart:
 * @LW_WORKER_TEMPLATE_HEADER: the text above the image; plain text
 * @LW_WORKER_TEMPLATE_SHORT: the short instructions; HTML, with Liquid kept
 * @LW_WORKER_TEMPLATE_FULL_HEADER: the title of the full instructions; plain text
 * @LW_WORKER_TEMPLATE_FULL: the full instructions; HTML, with Liquid kept
 */
typedef enum
{
  LW_WORKER_TEMPLATE_HEADER,
  LW_WORKER_TEMPLATE_SHORT,
  LW_WORKER_TEMPLATE_FULL_HEADER,
  LW_WORKER_TEMPLATE_FULL,
} LwWorkerTemplatePart;

typedef struct _LwWorkerTemplateParts LwWorkerTemplateParts;

/**
 * LwWorkerTemplateParts:
 * @multi_label: whether the element is the one of the multi-label task type
 * @header: (nullable): %NULL when the source has no such part
 * @short_html: (nullable): likewise
 * @full_header: (nullable): likewise
 * @full_html: (nullable): likewise
 */
struct _LwWorkerTemplateParts
{
  gboolean  multi_label;
  char     *header;
  char     *short_html;
  char     *full_header;
  char     *full_html;
};

char                  *lw_worker_template_new        (gboolean               multi_label,
                                                      const char            *header,
                                                      const char            *short_html,
                                                      const char            *full_header,
                                                      const char            *full_html) G_GNUC_WARN_UNUSED_RESULT;

LwWorkerTemplateParts *lw_worker_template_extract    (const char            *source) G_GNUC_WARN_UNUSED_RESULT;
void                   lw_worker_template_parts_free (LwWorkerTemplateParts *self);

char                  *lw_worker_template_replace    (const char            *source,
                                                      LwWorkerTemplatePart   part,
                                                      const char            *value) G_GNUC_WARN_UNUSED_RESULT;

gboolean               lw_worker_template_check      (const char            *source,
                                                      LwWorkerElement        element,
                                                      GPtrArray             *diagnostics);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LwWorkerTemplateParts, lw_worker_template_parts_free)

G_END_DECLS
