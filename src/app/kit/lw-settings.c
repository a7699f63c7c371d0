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
