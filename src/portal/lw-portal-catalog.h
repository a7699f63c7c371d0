/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The studio's translations for the worker page: of a catalog of gettext, what the page says. Main thread only. */

#pragma once

#include "lw-portal-files.h"

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

typedef struct _LwPortalCatalogs LwPortalCatalogs;

LwPortalCatalogs *lw_portal_catalogs_new    (LwPortalFiles     *files) G_GNUC_WARN_UNUSED_RESULT;
void              lw_portal_catalogs_free   (LwPortalCatalogs  *self);

JsonNode         *lw_portal_catalogs_choose (LwPortalCatalogs  *self,
                                             const char        *accepted,
                                             const char       **language);

JsonNode         *lw_portal_catalog_read    (GBytes            *content,
                                             GBytes            *page) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LwPortalCatalogs, lw_portal_catalogs_free)

G_END_DECLS
