/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* How answers become labels, where the service leaves it to whoever runs the job: the method of annotation
 * consolidation, the order of the images, when it is enough, known answers. A group of the page of the workers. */

#pragma once

#include "lw-wizard-session.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define LW_TYPE_METHOD_GROUP (lw_method_group_get_type ())
G_DECLARE_FINAL_TYPE (LwMethodGroup, lw_method_group, LW, METHOD_GROUP, AdwPreferencesGroup)

void lw_method_group_set_session (LwMethodGroup   *self,
                                  LwWizardSession *session);

G_END_DECLS
