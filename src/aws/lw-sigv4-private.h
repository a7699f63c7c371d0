/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The pieces of a signature. Private to the folder. */

#pragma once

#include "lw-sigv4.h"

G_BEGIN_DECLS

#define LW_SIGV4_HEX_SIZE 65

char *lw_sigv4_dup_canonical_request (const LwHttpRequest *request,
                                      const char          *query,
                                      const char *const   *names,
                                      const char          *payload_hash,
                                      const LwSigv4Scope  *scope,
                                      GString             *signed_headers) G_GNUC_WARN_UNUSED_RESULT;
void  lw_sigv4_append_encoded        (GString             *string,
                                      const char          *text,
                                      const char          *kept);
void  lw_sigv4_sign_text             (const LwSigv4Scope  *scope,
                                      const char          *day,
                                      const char          *text,
                                      char                 hex[LW_SIGV4_HEX_SIZE]);

G_END_DECLS
