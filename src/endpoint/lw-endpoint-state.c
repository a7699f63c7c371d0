/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What the service's calls keep besides jobs: one JSON document with the objects "tags", "workteams", "workforces". */

#define G_LOG_DOMAIN "lw-endpoint"

#include "config.h"

#include "lw-endpoint-state.h"

#include "lw-file.h"
#include "lw-json.h"

#include <glib/gi18n.h>
#include <string.h>

#define MAX_SIZE (64 * 1024 * 1024)

struct _LwEndpointState
{
  char     *path;
  JsonNode *root;
};

/**
 * lw_endpoint_state_load:
 * @path: its file; there need be none
 * @error: return location
 *
 * Returns: (transfer full) (nullable): the state
 */
LwEndpointState *
lw_endpoint_state_load (const char  *path,
                        GError     **error)
{
  g_autoptr (LwEndpointState) self = g_new0 (LwEndpointState, 1);

  self->path = g_strdup (path);
  if (g_file_test (path, G_FILE_TEST_EXISTS))
    {
      self->root = lw_json_parse_file (path, MAX_SIZE, error);
      if (self->root == NULL)
        return NULL;
    }
  else
    {
      self->root = json_node_new (JSON_NODE_OBJECT);
      json_node_take_object (self->root, json_object_new ());
      json_object_set_int_member (json_node_get_object (self->root), "version", 1);
    }
  if (lw_json_node_object (self->root) != NULL)
    return g_steal_pointer (&self);
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, _("“%s” is not a JSON object"), path);
  return NULL;
}

void
lw_endpoint_state_free (LwEndpointState *self)
{
  g_free (self->path);
  g_clear_pointer (&self->root, json_node_unref);
  g_free (self);
}

gboolean
lw_endpoint_state_save (LwEndpointState  *self,
                        GError          **error)
{
  g_autofree char *text = lw_json_to_string (self->root, TRUE);

  return lw_file_write (self->path, text, strlen (text), error);
}

/* (transfer none): the object of this name; it is made when there is none. */
JsonObject *
lw_endpoint_state_get (LwEndpointState *self,
                       const char      *name)
{
  JsonObject *root = json_node_get_object (self->root);

  if (lw_json_get_object (root, name) == NULL)
    json_object_set_object_member (root, name, json_object_new ());
  return lw_json_get_object (root, name);
}
