/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Who a server says it is: a certificate and its key, the user's or one that is made here. Immutable; any thread. */

#pragma once

#include <gio/gio.h>

typedef struct gnutls_session_int *LwHttpTlsSession;

G_BEGIN_DECLS

typedef struct _LwHttpCertificate LwHttpCertificate;

LwHttpCertificate *lw_http_certificate_load            (const char           *certificate_file,
                                                        const char           *key_file,
                                                        GError              **error) G_GNUC_WARN_UNUSED_RESULT;
LwHttpCertificate *lw_http_certificate_make            (const char *const    *names,
                                                        gint64                now,
                                                        GError              **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean           lw_http_certificate_save            (LwHttpCertificate    *self,
                                                        const char           *certificate_file,
                                                        const char           *key_file,
                                                        GError              **error);
LwHttpCertificate *lw_http_certificate_ref             (LwHttpCertificate    *self) G_GNUC_WARN_UNUSED_RESULT;
void               lw_http_certificate_unref           (LwHttpCertificate    *self);

char              *lw_http_certificate_dup_fingerprint (LwHttpCertificate    *self) G_GNUC_WARN_UNUSED_RESULT;
LwHttpTlsSession   lw_http_certificate_new_session     (LwHttpCertificate    *self,
                                                        int                   fd) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LwHttpCertificate, lw_http_certificate_unref)

G_END_DECLS
