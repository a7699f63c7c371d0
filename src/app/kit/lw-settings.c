/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The studio's settings, or nothing where the schema is not installed: then every part has its default. */

#define G_LOG_DOMAIN "lw-kit"

#include "config.h"

#include "lw-settings.h"

/**
 * lw_settings_dup:
 *
 * Returns: (transfer full) (nullable): the studio's settings, %NULL when their schema is not installed
 */
GSettings *
lw_settings_dup (void)
{
  GSettingsSchemaSource *source = g_settings_schema_source_get_default ();
  g_autoptr (GSettingsSchema) schema = NULL;

  if (source != NULL)
    schema = g_settings_schema_source_lookup (source, LW_APP_ID, TRUE);
  return schema != NULL ? g_settings_new_full (schema, NULL, NULL) : NULL;
}

/**
 * lw_settings_dup_worker_name:
 *
 * Returns: (transfer full): the name that answers and corrections are stored under: the person's own choice, or else
 *   the name of the user
 */
char *
lw_settings_dup_worker_name (void)
{
  g_autoptr (GSettings) settings = lw_settings_dup ();
  g_autofree char *name = settings != NULL ? g_settings_get_string (settings, "worker-name") : NULL;

  if (name != NULL && *g_strstrip (name) != '\0')
    return g_steal_pointer (&name);
  return g_strdup (g_get_user_name ());
}
