/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Regions with built-in image tasks, and the addresses that follow from them. */

#pragma once

#include "lw-task-type.h"

G_BEGIN_DECLS

#define LW_REGION_DEFAULT "us-east-1"

const char *const *lw_region_list                   (void);
char              *lw_region_dup_pre_lambda_arn     (const char *region,
                                                     LwTaskType  task_type) G_GNUC_WARN_UNUSED_RESULT;
char              *lw_region_dup_consolidation_arn  (const char *region,
                                                     LwTaskType  task_type) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
