/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* A service on loopback whose answers a test writes down beforehand, and which keeps what it was asked. It answers in
 * the test's main context; a client in a thread of its own never notices. */

#pragma once

#include <libsoup/soup.h>

G_BEGIN_DECLS

typedef struct _LwTestServer LwTestServer;

LwTestServer *lw_test_server_new          (void) G_GNUC_WARN_UNUSED_RESULT;
void          lw_test_server_free         (LwTestServer *self);

const char   *lw_test_server_get_url      (LwTestServer *self);
void          lw_test_server_answer       (LwTestServer *self,
                                           guint         status,
                                           const char   *headers,
                                           const char   *body);
void          lw_test_server_answer_to    (LwTestServer *self,
                                           const char   *path,
                                           guint         status,
                                           const char   *headers,
                                           const char   *body);
guint         lw_test_server_get_n        (LwTestServer *self);
const char   *lw_test_server_get_line     (LwTestServer *self,
                                           guint         nth);
const char   *lw_test_server_get_header   (LwTestServer *self,
                                           guint         nth,
                                           const char   *name);
const char   *lw_test_server_get_body     (LwTestServer *self,
                                           guint         nth);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LwTestServer, lw_test_server_free)

G_END_DECLS
