/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The two built-in image classification task types and the words the service has for them. Other types are only
 * recognised as such. */

#define G_LOG_DOMAIN "lw-model"

#include "config.h"

#include "lw-task-type.h"

#include <glib/gi18n.h>
#include <string.h>

/* Element, metadata type and Lambda name, as the service has them */
static const struct
{
  const char *title;
  const char *element;
  const char *metadata_type;
  const char *lambda_name;
} words[] =
{
  [LW_TASK_TYPE_IMAGE_CLASSIFICATION] =
    { N_("Image Classification (Single Label)"), "crowd-image-classifier",
      "groundtruth/image-classification", "ImageMultiClass" },
  [LW_TASK_TYPE_IMAGE_CLASSIFICATION_MULTI_LABEL] =
    { N_("Image Classification (Multi-label)"), "crowd-image-classifier-multi-select",
      "groundtruth/image-classification-multilabel", "ImageMultiClassMultiLabel" },
  [LW_TASK_TYPE_OTHER] = { N_("Another task type"), NULL, NULL, NULL },
};

/**
 * lw_task_type_get_title:
 * @self: a task type
 *
 * Returns: the translated name, as the service's console writes it
 */
const char *
lw_task_type_get_title (LwTaskType self)
{
  g_return_val_if_fail (self <= LW_TASK_TYPE_OTHER, NULL);

  return _(words[self].title);
}

/**
 * lw_task_type_get_element:
 * @self: a task type
 *
 * Returns: (nullable): the crowd element of the built-in template, which is also the key of its answers
 */
const char *
lw_task_type_get_element (LwTaskType self)
{
  g_return_val_if_fail (self <= LW_TASK_TYPE_OTHER, NULL);

  return words[self].element;
}

/**
 * lw_task_type_get_metadata_type:
 * @self: a task type
 *
 * Returns: (nullable): the "type" in the metadata of its labels
 */
const char *
lw_task_type_get_metadata_type (LwTaskType self)
{
  g_return_val_if_fail (self <= LW_TASK_TYPE_OTHER, NULL);

  return words[self].metadata_type;
}

/**
 * lw_task_type_get_lambda_name:
 * @self: a task type
 *
 * Returns: (nullable): what follows "PRE-" and "ACS-" in the names of its functions
 */
const char *
lw_task_type_get_lambda_name (LwTaskType self)
{
  g_return_val_if_fail (self <= LW_TASK_TYPE_OTHER, NULL);

  return words[self].lambda_name;
}

/**
 * lw_task_type_from_lambda_arn:
 * @arn: (nullable): a PreHumanTaskLambdaArn or AnnotationConsolidationLambdaArn
 *
 * Returns: the task type that @arn belongs to
 */
LwTaskType
lw_task_type_from_lambda_arn (const char *arn)
{
  const char *name = arn != NULL ? strstr (arn, ":function:") : NULL;

  if (name == NULL)
    return LW_TASK_TYPE_OTHER;

  name += strlen (":function:");
  if (g_str_has_prefix (name, "PRE-") || g_str_has_prefix (name, "ACS-"))
    {
      for (int type = 0; type < LW_TASK_TYPE_OTHER; type++)
        if (strcmp (name + 4, words[type].lambda_name) == 0)
          return (LwTaskType) type;
    }
  return LW_TASK_TYPE_OTHER;
}
