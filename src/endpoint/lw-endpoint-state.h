/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What the service's calls keep besides jobs: tags by ARN, work teams, the workforce. In a file of the workspace. Used
 * in the thread of the endpoint's owner. For this folder only. */

#pragma once

#include <gio/gio.h>
#include <json-glib/json-glib.h>

G_BEGIN_DECLS

typedef struct _LwEndpointState LwEndpointState;

LwEndpointState *lw_endpoint_state_load (const char       *path,
                                         GError          **error) G_GNUC_WARN_UNUSED_RESULT;
void             lw_endpoint_state_free (LwEndpointState  *self);
gboolean         lw_endpoint_state_save (LwEndpointState  *self,
                                         GError          **error);
JsonObject      *lw_endpoint_state_get  (LwEndpointState  *self,
                                         const char       *name);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LwEndpointState, lw_endpoint_state_free)

G_END_DECLS
