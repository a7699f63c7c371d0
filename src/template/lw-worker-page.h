/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What a worker sees: the image classification element of a rendered worker task template, its regions, and the answer
 * that Ground Truth would store. Not the widgets that show it. */

#pragma once

#include "lw-html.h"
#include "lw-liquid.h"

G_BEGIN_DECLS

/**
 * LwWorkerElement:
 * @LW_WORKER_ELEMENT_NONE: the page has no image classification element (a custom template)
 * @LW_WORKER_ELEMENT_SINGLE: crowd-image-classifier
 * @LW_WORKER_ELEMENT_MULTI: crowd-image-classifier-multi-select
 */
typedef enum
{
  LW_WORKER_ELEMENT_NONE,
  LW_WORKER_ELEMENT_SINGLE,
  LW_WORKER_ELEMENT_MULTI,
} LwWorkerElement;

/**
 * LwWorkerPart:
 * @LW_WORKER_PART_ELEMENT: the image classification element, with header, image and categories
 * @LW_WORKER_PART_SHORT: the short instructions
 * @LW_WORKER_PART_FULL: the full instructions
 * @LW_WORKER_PART_COMMENT: the comment
 */
typedef enum
{
  LW_WORKER_PART_ELEMENT,
  LW_WORKER_PART_SHORT,
  LW_WORKER_PART_FULL,
  LW_WORKER_PART_COMMENT,
} LwWorkerPart;

typedef struct _LwWorkerPage LwWorkerPage;

LwWorkerPage       *lw_worker_page_new                     (const char            *html,
                                                            GPtrArray             *diagnostics) G_GNUC_WARN_UNUSED_RESULT;
JsonObject         *lw_worker_page_new_variables           (const char            *task_object,
                                                            const char *const     *labels) G_GNUC_WARN_UNUSED_RESULT;
LwWorkerPage       *lw_worker_page_render                  (LwLiquidTemplate      *template,
                                                            const char            *task_object,
                                                            const char *const     *labels,
                                                            const LwLiquidOptions *options,
                                                            GPtrArray             *diagnostics) G_GNUC_WARN_UNUSED_RESULT;
LwWorkerPage       *lw_worker_page_ref                     (LwWorkerPage          *self);
void                lw_worker_page_unref                   (LwWorkerPage          *self);

const char         *lw_worker_element_to_string            (LwWorkerElement        element);

LwWorkerElement     lw_worker_page_get_element             (LwWorkerPage          *self);
LwHtmlNode         *lw_worker_page_get_root                (LwWorkerPage          *self);
const char         *lw_worker_page_get_name                (LwWorkerPage          *self);
const char         *lw_worker_page_get_src                 (LwWorkerPage          *self);
const char         *lw_worker_page_get_header              (LwWorkerPage          *self);
const char *const  *lw_worker_page_get_categories          (LwWorkerPage          *self);
const char         *lw_worker_page_get_exclusion_category  (LwWorkerPage          *self);

LwHtmlNode         *lw_worker_page_get_short_instructions  (LwWorkerPage          *self);
LwHtmlNode         *lw_worker_page_get_full_instructions   (LwWorkerPage          *self);
const char         *lw_worker_page_get_full_header         (LwWorkerPage          *self);

gboolean            lw_worker_page_has_comment             (LwWorkerPage          *self);
const char         *lw_worker_page_get_comment_header      (LwWorkerPage          *self);
const char         *lw_worker_page_get_comment_link_text   (LwWorkerPage          *self);
const char         *lw_worker_page_get_comment_placeholder (LwWorkerPage          *self);
const char         *lw_worker_page_get_comment_text        (LwWorkerPage          *self);

gboolean            lw_worker_page_find_source             (LwWorkerPage          *self,
                                                            LwWorkerPart           part,
                                                            guint                 *line,
                                                            guint                 *column);

char               *lw_worker_page_build_answer            (LwWorkerPage          *self,
                                                            const char *const     *labels,
                                                            const char            *comment) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LwWorkerPage, lw_worker_page_unref)

G_END_DECLS
