/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Signed tokens that say what they allow: whose task it is, which task document, which image. Nothing is kept of them,
 * so they are good after a restart too. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * LwPortalPass:
 * @LW_PORTAL_PASS_TASK: a worker's task: worker, job, number of the data object, when it expires
 * @LW_PORTAL_PASS_FRAME: a task document: session, job, width of images, address of the object
 * @LW_PORTAL_PASS_IMAGE: an image: session, address
 * @LW_PORTAL_PASS_NAME: that a browser may have a worker's name again: worker
 */
typedef enum
{
  LW_PORTAL_PASS_TASK,
  LW_PORTAL_PASS_FRAME,
  LW_PORTAL_PASS_IMAGE,
  LW_PORTAL_PASS_NAME,
} LwPortalPass;

char  *lw_portal_pass_new  (GBytes        *key,
                            LwPortalPass   kind,
                            ...) G_GNUC_NULL_TERMINATED G_GNUC_WARN_UNUSED_RESULT;
char **lw_portal_pass_open (GBytes        *key,
                            LwPortalPass   kind,
                            const char    *token) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
