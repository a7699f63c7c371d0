/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Small JSON files of the portal, one a thing: read, and written so that they are on the disk. */

#define G_LOG_DOMAIN "lw-portal"

#include "config.h"

#include "lw-portal-record.h"

#include "lw-file.h"
#include "lw-json.h"

#include <string.h>

#define MAX_SIZE 65536

/**
 * lw_portal_record_load:
 * @path: a file
 * @error: return location
 *
 * Returns: (transfer full) (nullable): what is in it
 */
JsonNode *
lw_portal_record_load (const char  *path,
                       GError     **error)
{
  return lw_json_parse_file (path, MAX_SIZE, error);
}

/**
 * lw_portal_record_begin:
 *
 * Returns: (transfer full): a record to add members to
 */
JsonBuilder *
lw_portal_record_begin (void)
{
  JsonBuilder *builder = json_builder_new ();

  json_builder_begin_object (builder);
  lw_portal_record_add_int (builder, "version", 1);
  return builder;
}

/**
 * lw_portal_record_add_string:
 * @builder: an object that has been begun
 * @name: the member's name
 * @value: (nullable): its value; %NULL adds nothing
 */
void
lw_portal_record_add_string (JsonBuilder *builder,
                             const char  *name,
                             const char  *value)
{
  if (value == NULL)
    return;

  json_builder_set_member_name (builder, name);
  json_builder_add_string_value (builder, value);
}

void
lw_portal_record_add_int (JsonBuilder *builder,
                          const char  *name,
                          gint64       value)
{
  json_builder_set_member_name (builder, name);
  json_builder_add_int_value (builder, value);
}

/**
 * lw_portal_record_save:
 * @builder: a record of lw_portal_record_begin()
 * @path: its file
 * @error: return location
 *
 * Ends the record and blocks until it is on the disk.
 *
 * Returns: whether it worked
 */
gboolean
lw_portal_record_save (JsonBuilder  *builder,
                       const char   *path,
                       GError      **error)
{
  g_autoptr (JsonNode) root = NULL;
  g_autofree char *text = NULL;

  json_builder_end_object (builder);
  root = json_builder_get_root (builder);
  text = lw_json_to_string (root, FALSE);
  return lw_file_write (path, text, strlen (text), error);
}
