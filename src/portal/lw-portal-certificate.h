/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The certificate that a portal makes for itself when it has to use TLS and the user has none. */

#pragma once

#include "lw-http-certificate.h"
#include "lw-portal-vault.h"

G_BEGIN_DECLS

LwHttpCertificate *lw_portal_certificate_ensure (LwPortalVault  *vault,
                                                 GError        **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
