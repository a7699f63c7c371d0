/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The two built-in image classification task types and the words the service has for them. Other types are only
 * recognised as such. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  LW_TASK_TYPE_IMAGE_CLASSIFICATION,
  LW_TASK_TYPE_IMAGE_CLASSIFICATION_MULTI_LABEL,
  LW_TASK_TYPE_OTHER,
} LwTaskType;

const char *lw_task_type_get_title         (LwTaskType  self);
const char *lw_task_type_get_element       (LwTaskType  self);
const char *lw_task_type_get_metadata_type (LwTaskType  self);
const char *lw_task_type_get_lambda_name   (LwTaskType  self);
LwTaskType  lw_task_type_from_lambda_arn   (const char *arn);

G_END_DECLS
