/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* How many workers an image should have: what each number is expected to bring, by simulation, for workers who are as
 * often right as the person believes. */

#pragma once

#include "lw-wizard-session.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define LW_TYPE_PLANNER_GROUP (lw_planner_group_get_type ())
G_DECLARE_FINAL_TYPE (LwPlannerGroup, lw_planner_group, LW, PLANNER_GROUP, AdwPreferencesGroup)

void lw_planner_group_set_session (LwPlannerGroup  *self,
                                   LwWizardSession *session);

G_END_DECLS
