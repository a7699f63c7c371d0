/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Regions with built-in image tasks, and the addresses that follow from them. */

#define G_LOG_DOMAIN "lw-model"

#include "config.h"

#include "lw-region.h"

#include <string.h>

/* The account that owns the built-in functions of a Region, from the API model's documentation. */
static const struct
{
  const char *region;
  const char *account;
} accounts[] =
{
  { "us-east-1", "432418664414" },
  { "us-east-2", "266458841044" },
  { "us-west-2", "081040173940" },
  { "ca-central-1", "918755190332" },
  { "eu-west-1", "568282634449" },
  { "eu-west-2", "487402164563" },
  { "eu-central-1", "203001061592" },
  { "ap-northeast-1", "477331159723" },
  { "ap-northeast-2", "845288260483" },
  { "ap-south-1", "565803892007" },
  { "ap-southeast-1", "377565633583" },
  { "ap-southeast-2", "454466003867" },
};

/**
 * lw_region_list:
 *
 * Returns: (transfer none) (array zero-terminated=1): the Regions with built-in image tasks
 */
const char *const *
lw_region_list (void)
{
  static const char *names[G_N_ELEMENTS (accounts) + 1];

  for (gsize i = 0; i < G_N_ELEMENTS (accounts); i++)
    names[i] = accounts[i].region;
  return names;
}

static char *
dup_lambda_arn (const char *region,
                const char *kind,
                LwTaskType  task_type)
{
  const char *name = lw_task_type_get_lambda_name (task_type);

  if (name == NULL)
    return NULL;
  for (gsize i = 0; i < G_N_ELEMENTS (accounts); i++)
    if (strcmp (accounts[i].region, region) == 0)
      return g_strdup_printf ("arn:aws:lambda:%s:%s:function:%s-%s", region, accounts[i].account, kind, name);
  return NULL;
}

/**
 * lw_region_dup_pre_lambda_arn:
 * @region: a Region
 * @task_type: a task type
 *
 * Returns: (transfer full) (nullable): the PreHumanTaskLambdaArn, %NULL when the Region has none for @task_type
 */
char *
lw_region_dup_pre_lambda_arn (const char *region,
                              LwTaskType  task_type)
{
  g_return_val_if_fail (region != NULL, NULL);

  return dup_lambda_arn (region, "PRE", task_type);
}

/**
 * lw_region_dup_consolidation_arn:
 * @region: a Region
 * @task_type: a task type
 *
 * Returns: (transfer full) (nullable): the AnnotationConsolidationLambdaArn, %NULL when the Region has none
 */
char *
lw_region_dup_consolidation_arn (const char *region,
                                 LwTaskType  task_type)
{
  g_return_val_if_fail (region != NULL, NULL);

  return dup_lambda_arn (region, "ACS", task_type);
}
