/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Secrets that go over the network: random ones, of which only the hash is kept, and signed ones, which carry what they
 * allow and need not be kept at all. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The first characters of a token say which link or session is meant; the rest is the secret. */
#define LW_PORTAL_ID_LENGTH 12

char     *lw_portal_token_new    (void) G_GNUC_WARN_UNUSED_RESULT;
char     *lw_portal_token_hash   (const char *token) G_GNUC_WARN_UNUSED_RESULT;
gboolean  lw_portal_token_equal  (const char *a,
                                  const char *b);

char     *lw_portal_token_sign   (GBytes     *key,
                                  const char *text) G_GNUC_WARN_UNUSED_RESULT;
char     *lw_portal_token_verify (GBytes     *key,
                                  const char *token) G_GNUC_WARN_UNUSED_RESULT;

void      lw_portal_random       (guint8     *bytes,
                                  gsize       length);

G_END_DECLS
