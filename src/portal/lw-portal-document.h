/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* A task document: what a job's own worker task template makes of a data object, fit for a frame of an origin of its
 * own. Everything in it may be hostile; what keeps it in is its policy. Any thread. */

#pragma once

#include "lw-liquid.h"

G_BEGIN_DECLS

/**
 * LwPortalDocument:
 * @template: (nullable): the worker task template; %NULL when it cannot be parsed
 * @task_object: the object's address
 * @labels: the label categories
 * @key: the portal's secret
 * @session: id of the session that looks at it
 * @width: pixels of the screen, 0 for images as they are
 * @version: of the portal's files
 *
 * What is needed to make one.
 */
typedef struct
{
  LwLiquidTemplate  *template;
  const char        *task_object;
  const char *const *labels;
  GBytes            *key;
  const char        *session;
  guint              width;
  const char        *version;
} LwPortalDocument;

char *lw_portal_document_render       (const LwPortalDocument *self) G_GNUC_WARN_UNUSED_RESULT;
char *lw_portal_document_dup_image    (GBytes                 *key,
                                       const char             *session,
                                       const char             *uri,
                                       guint                   width) G_GNUC_WARN_UNUSED_RESULT;
char *lw_portal_document_dup_policy   (const char             *origin) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
