/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The access key with which clients sign what they send to a workspace's endpoint. Made at the first start; in a file
 * of the workspace that its owner alone may read. */

#define G_LOG_DOMAIN "lw-endpoint"

#include "config.h"

#include "lw-access-key.h"

#include "lw-json.h"

#include <errno.h>
#include <glib/gi18n.h>
#include <string.h>
#include <sys/random.h>

#define FILE_NAME "access-key.json"
#define MAX_FILE_SIZE 4096
#define ID_PREFIX "LWAK"
#define ID_LENGTH 20
#define SECRET_LENGTH 40

/* The letters of the services' own keys; both counts divide 256 or waste little of a byte. */
static char *
make_text (const char *prefix,
           gsize       length,
           const char *letters)
{
  gsize n_letters = strlen (letters);
  GString *text = g_string_new (prefix);

  while (text->len < length)
    {
      guint8 byte;

      if (getrandom (&byte, 1, 0) != 1)
        g_error ("There are no random numbers: %s", g_strerror (errno));
      if (byte < 256 / n_letters * n_letters)
        g_string_append_c (text, letters[byte % n_letters]);
    }
  return g_string_free (text, FALSE);
}

static gboolean
save (LwAccessKey  *self,
      const char   *path,
      GError      **error)
{
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_OBJECT);
  JsonObject *object = json_object_new ();
  g_autofree char *text = NULL;

  json_object_set_int_member (object, "version", 1);
  json_object_set_string_member (object, "accessKeyId", self->id);
  json_object_set_string_member (object, "secretAccessKey", self->secret);
  json_node_take_object (node, object);
  text = lw_json_to_string (node, TRUE);
  return g_file_set_contents_full (path, text, -1, G_FILE_SET_CONTENTS_CONSISTENT | G_FILE_SET_CONTENTS_DURABLE, 0600,
                                   error);
}

static LwAccessKey *
make (const char  *path,
      GError     **error)
{
  g_autoptr (LwAccessKey) self = g_new0 (LwAccessKey, 1);

  self->id = make_text (ID_PREFIX, ID_LENGTH, "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567");
  self->secret = make_text ("", SECRET_LENGTH, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/");
  return save (self, path, error) ? g_steal_pointer (&self) : NULL;
}

/**
 * lw_access_key_load:
 * @workspace: the folder of a workspace
 * @error: return location
 *
 * Returns: (transfer full) (nullable): the workspace's key, which is made when there is none
 */
LwAccessKey *
lw_access_key_load (const char  *workspace,
                    GError     **error)
{
  g_autofree char *path = g_build_filename (workspace, FILE_NAME, NULL);
  g_autoptr (JsonNode) node = NULL;
  JsonObject *object;
  const char *id, *secret;
  LwAccessKey *self;

  if (!g_file_test (path, G_FILE_TEST_EXISTS))
    return make (path, error);
  node = lw_json_parse_file (path, MAX_FILE_SIZE, error);
  if (node == NULL)
    return NULL;
  object = lw_json_node_object (node);
  id = lw_json_get_string (object, "accessKeyId");
  secret = lw_json_get_string (object, "secretAccessKey");
  if (id == NULL || secret == NULL)
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA,
                   _("“%s” has no access key: delete it to get a new one"), path);
      return NULL;
    }
  self = g_new0 (LwAccessKey, 1);
  self->id = g_strdup (id);
  self->secret = g_strdup (secret);
  return self;
}

void
lw_access_key_free (LwAccessKey *self)
{
  if (self->secret != NULL)
    explicit_bzero (self->secret, strlen (self->secret));
  g_free (self->id);
  g_free (self->secret);
  g_free (self);
}
