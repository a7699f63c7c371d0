/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What a client said of an object besides its bytes. A note is a file of lines "name value" in the workspace, named
 * after the key's hash; its first line says for which file it was written, and a note for another one is none: who
 * replaces the file by other means has an object without a note. */

#define G_LOG_DOMAIN "lw-endpoint"

#include "config.h"

#include "lw-endpoint-note.h"

#include "lw-endpoint-private.h"

#include "lw-file.h"

#include <glib/gstdio.h>
#include <string.h>

#define MAX_SIZE (256 * 1024)
/* Notes that were read or written lately stay in memory: one process has a workspace, so files say the same. */
#define MAX_RECENT 10000
#define MAX_RECENT_SIZE 1024

typedef struct
{
  char *name;
  char *value;
} Entry;

struct _LwEndpointNote
{
  GArray *entries;
};

static GMutex recent_mutex;
static GHashTable *recent;

static void
clear_entry (gpointer data)
{
  Entry *entry = data;

  g_free (entry->name);
  g_free (entry->value);
}

LwEndpointNote *
lw_endpoint_note_new (void)
{
  LwEndpointNote *self = g_new0 (LwEndpointNote, 1);

  self->entries = g_array_new (FALSE, FALSE, sizeof (Entry));
  g_array_set_clear_func (self->entries, clear_entry);
  return self;
}

void
lw_endpoint_note_free (LwEndpointNote *self)
{
  g_array_unref (self->entries);
  g_free (self);
}

/* (transfer full): where what is known of a bucket is kept. */
char *
lw_endpoint_note_dup_folder (LwEndpoint *endpoint,
                             const char *bucket)
{
  return g_build_filename (lw_endpoint_get_folder (endpoint), "notes", bucket, NULL);
}

static char *
dup_path (LwEndpoint *endpoint,
          const char *bucket,
          const char *key)
{
  g_autofree char *hash = g_compute_checksum_for_string (G_CHECKSUM_SHA256, key, -1);
  char piece[] = { hash[0], hash[1], '\0' };

  return g_build_filename (lw_endpoint_get_folder (endpoint), "notes", bucket, piece, hash, NULL);
}

static char *
format_identity (const struct stat *status)
{
  return g_strdup_printf ("%" G_GINT64_FORMAT " %" G_GINT64_FORMAT ".%09ld %" G_GUINT64_FORMAT,
                          (gint64) status->st_size, (gint64) status->st_mtim.tv_sec, status->st_mtim.tv_nsec,
                          (guint64) status->st_ino);
}

static void
add (LwEndpointNote *self,
     const char     *name,
     const char     *value)
{
  Entry entry = { g_strdup (name), g_strdup (value) };

  g_array_append_val (self->entries, entry);
}

static char *
dup_name (LwEndpoint *endpoint,
          const char *bucket,
          const char *key)
{
  return g_strjoin ("\n", lw_endpoint_get_folder (endpoint), bucket, key, NULL);
}

/* (transfer full) (nullable): the text of a note that is in memory. */
static char *
dup_recent (const char *name)
{
  char *text;

  g_mutex_lock (&recent_mutex);
  text = recent != NULL ? g_strdup (g_hash_table_lookup (recent, name)) : NULL;
  g_mutex_unlock (&recent_mutex);
  return text;
}

/* Keeps the text of a note in memory; %NULL forgets it. */
static void
keep_recent (const char *name,
             const char *text)
{
  g_mutex_lock (&recent_mutex);
  if (recent == NULL)
    recent = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  if (g_hash_table_size (recent) >= MAX_RECENT)
    g_hash_table_remove_all (recent);
  if (text != NULL && strlen (text) <= MAX_RECENT_SIZE)
    g_hash_table_replace (recent, g_strdup (name), g_strdup (text));
  else
    g_hash_table_remove (recent, name);
  g_mutex_unlock (&recent_mutex);
}

static LwEndpointNote *
parse (char              *text,
       const struct stat *status)
{
  g_autofree char *identity = format_identity (status);
  char *line = text;
  char *end = strchr (line, '\n');
  LwEndpointNote *self;

  if (end == NULL)
    return NULL;
  *end = '\0';
  if (!g_str_equal (line, identity))
    return NULL;
  self = lw_endpoint_note_new ();
  for (line = end + 1; (end = strchr (line, '\n')) != NULL; line = end + 1)
    {
      char *value = memchr (line, ' ', end - line);

      *end = '\0';
      if (value == NULL)
        continue;
      *value = '\0';
      add (self, line, value + 1);
    }
  return self;
}

/**
 * lw_endpoint_note_load:
 * @endpoint: the endpoint
 * @bucket: a bucket
 * @key: a key
 * @status: of the object's file
 *
 * Returns: (transfer full) (nullable): the note for this file
 */
LwEndpointNote *
lw_endpoint_note_load (LwEndpoint        *endpoint,
                       const char        *bucket,
                       const char        *key,
                       const struct stat *status)
{
  g_autofree char *name = dup_name (endpoint, bucket, key);
  g_autofree char *text = dup_recent (name);
  g_autofree char *path = NULL;

  if (text != NULL)
    return parse (text, status);
  path = dup_path (endpoint, bucket, key);
  if (!g_file_get_contents (path, &text, NULL, NULL))
    return NULL;
  keep_recent (name, text);
  return parse (text, status);
}

/**
 * lw_endpoint_note_save:
 * @self: a note
 * @endpoint: the endpoint
 * @bucket: a bucket
 * @key: a key
 * @status: of the object's file
 * @error: return location
 *
 * Returns: whether it is kept
 */
gboolean
lw_endpoint_note_save (LwEndpointNote     *self,
                       LwEndpoint         *endpoint,
                       const char         *bucket,
                       const char         *key,
                       const struct stat  *status,
                       GError            **error)
{
  g_autofree char *name = dup_name (endpoint, bucket, key);
  g_autofree char *path = dup_path (endpoint, bucket, key);
  g_autofree char *identity = format_identity (status);
  g_autoptr (GString) text = g_string_new (identity);
  g_autoptr (LwFileWriter) writer = NULL;

  g_string_append_c (text, '\n');
  for (guint i = 0; i < self->entries->len; i++)
    {
      const Entry *entry = &g_array_index (self->entries, Entry, i);

      g_string_append_printf (text, "%s %s\n", entry->name, entry->value);
    }
  if (text->len > MAX_SIZE)
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_MESSAGE_TOO_LARGE, "%s", "Your metadata is too large");
      return FALSE;
    }
  writer = lw_file_writer_open (path, error);
  if (writer == NULL)
    return FALSE;
  lw_file_writer_set_durable (writer, FALSE);
  keep_recent (name, NULL);
  if (!lw_file_writer_write (writer, text->str, text->len, error) || !lw_file_writer_commit (writer, error))
    return FALSE;
  keep_recent (name, text->str);
  return TRUE;
}

void
lw_endpoint_note_delete (LwEndpoint *endpoint,
                         const char *bucket,
                         const char *key)
{
  g_autofree char *name = dup_name (endpoint, bucket, key);
  g_autofree char *path = dup_path (endpoint, bucket, key);

  keep_recent (name, NULL);
  g_unlink (path);
}

static Entry *
find (LwEndpointNote *self,
      const char     *name)
{
  for (guint i = 0; self != NULL && i < self->entries->len; i++)
    if (g_str_equal (g_array_index (self->entries, Entry, i).name, name))
      return &g_array_index (self->entries, Entry, i);
  return NULL;
}

/**
 * lw_endpoint_note_get:
 * @self: (nullable): a note
 * @name: in lower case
 *
 * Returns: (transfer none) (nullable): what it says
 */
const char *
lw_endpoint_note_get (LwEndpointNote *self,
                      const char     *name)
{
  Entry *entry = find (self, name);

  return entry != NULL ? entry->value : NULL;
}

/**
 * lw_endpoint_note_set:
 * @self: a note
 * @name: in lower case, without blanks
 * @value: (nullable): one line; %NULL removes it
 */
void
lw_endpoint_note_set (LwEndpointNote *self,
                      const char     *name,
                      const char     *value)
{
  Entry *entry = find (self, name);

  if (value == NULL)
    {
      if (entry != NULL)
        g_array_remove_index (self->entries, entry - &g_array_index (self->entries, Entry, 0));
      return;
    }
  if (entry == NULL)
    {
      add (self, name, value);
      return;
    }
  g_free (entry->value);
  entry->value = g_strdup (value);
}

void
lw_endpoint_note_foreach (LwEndpointNote     *self,
                          LwEndpointNoteFunc  func,
                          gpointer            data)
{
  for (guint i = 0; self != NULL && i < self->entries->len; i++)
    func (g_array_index (self->entries, Entry, i).name, g_array_index (self->entries, Entry, i).value, data);
}
