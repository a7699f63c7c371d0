/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The studio's translations for the worker page. The format of the files is in "The Format of GNU MO Files" of
 * gettext's manual; they are read as if a stranger had written them. */

#define G_LOG_DOMAIN "lw-portal"

#include "config.h"

#include "lw-portal-catalog.h"

#include <string.h>

#define MAGIC 0x950412de
#define MAX_MESSAGES 100000
#define MAX_LANGUAGES 10
#define ENGLISH "en"

/* @catalogs: of a language: a JsonNode, or NULL when there is none. */
struct _LwPortalCatalogs
{
  GBytes     *page;
  GHashTable *catalogs;
};

static void
unref_node (gpointer node)
{
  if (node != NULL)
    json_node_unref (node);
}

/**
 * lw_portal_catalogs_new:
 * @files: the worker page
 *
 * Returns: (transfer full): the catalogs, which are read when they are needed
 */
LwPortalCatalogs *
lw_portal_catalogs_new (LwPortalFiles *files)
{
  LwPortalCatalogs *self = g_new0 (LwPortalCatalogs, 1);

  self->page = lw_portal_files_dup_scripts (files);
  self->catalogs = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, unref_node);
  return self;
}

void
lw_portal_catalogs_free (LwPortalCatalogs *self)
{
  g_bytes_unref (self->page);
  g_hash_table_unref (self->catalogs);
  g_free (self);
}

/* Reading a file */

typedef struct
{
  const char *data;
  gsize       length;
  gboolean    swapped;
} Reader;

static guint32
read_number (const Reader *reader,
             gsize         offset)
{
  guint32 number = 0;

  if (offset + sizeof number <= reader->length)
    memcpy (&number, reader->data + offset, sizeof number);
  return reader->swapped ? GUINT32_SWAP_LE_BE (number) : number;
}

/* A text of a table: with a zero byte behind it, and maybe some inside. */
static const char *
read_text (const Reader *reader,
           gsize         table,
           guint         index,
           gsize        *length)
{
  gsize entry = table + 8 * (gsize) index;
  gsize offset = read_number (reader, entry + 4);

  *length = read_number (reader, entry);
  if (offset > reader->length || *length >= reader->length - offset || reader->data[offset + *length] != '\0' ||
      !g_utf8_validate (reader->data + offset, strlen (reader->data + offset), NULL))
    return NULL;
  return reader->data + offset;
}

static gboolean
is_said (const char *message,
         GBytes     *page)
{
  gsize length;
  const char *text = g_bytes_get_data (page, &length);

  return memmem (text, length, message, strlen (message)) != NULL;
}

static JsonNode *
new_translation (const char *text,
                 gsize       length,
                 gboolean    plural)
{
  JsonNode *node = json_node_new (plural ? JSON_NODE_ARRAY : JSON_NODE_VALUE);
  const char *end = text + length;
  JsonArray *forms;

  if (!plural)
    {
      json_node_set_string (node, text);
      return node;
    }
  forms = json_array_new ();
  for (; text < end && g_utf8_validate (text, -1, NULL); text += strlen (text) + 1)
    json_array_add_string_element (forms, text);
  json_node_take_array (node, forms);
  return node;
}

/* Of the header, the page needs how plurals are chosen. */
static void
add_header (JsonObject *catalog,
            const char *header)
{
  static const char name[] = "Plural-Forms:";
  g_auto (GStrv) lines = g_strsplit (header, "\n", -1);
  JsonObject *object = json_object_new ();

  for (guint i = 0; lines[i] != NULL; i++)
    if (g_ascii_strncasecmp (lines[i], name, strlen (name)) == 0)
      json_object_set_string_member (object, "plural-forms", g_strstrip (lines[i] + strlen (name)));
  json_object_set_object_member (catalog, "", object);
}

static void
add_message (JsonObject   *catalog,
             const Reader *reader,
             gsize         originals,
             gsize         translations,
             guint         index,
             GBytes       *page)
{
  gsize length, translated_length;
  const char *message = read_text (reader, originals, index, &length);
  const char *translated = read_text (reader, translations, index, &translated_length);

  if (message == NULL || translated == NULL || *translated == '\0')
    return;
  if (*message == '\0')
    add_header (catalog, translated);
  else if (is_said (message, page))
    json_object_set_member (catalog, message,
                            new_translation (translated, translated_length, strlen (message) < length));
}

/**
 * lw_portal_catalog_read:
 * @content: a binary catalog of gettext
 * @page: what the worker page is made of
 *
 * Returns: (transfer full) (nullable): the messages that the page has, with their translations: a text, or an array of
 *   plural forms; %NULL when @content is no catalog
 */
JsonNode *
lw_portal_catalog_read (GBytes *content,
                        GBytes *page)
{
  Reader reader = { 0 };
  JsonObject *catalog;
  JsonNode *node;
  guint n_messages;

  reader.data = g_bytes_get_data (content, &reader.length);
  if (reader.length < 28)
    return NULL;
  reader.swapped = read_number (&reader, 0) == GUINT32_SWAP_LE_BE (MAGIC);
  if (read_number (&reader, 0) != MAGIC)
    return NULL;
  n_messages = read_number (&reader, 8);
  catalog = json_object_new ();
  for (guint i = 0; i < MIN (n_messages, MAX_MESSAGES); i++)
    add_message (catalog, &reader, read_number (&reader, 12), read_number (&reader, 16), i, page);
  node = json_node_new (JSON_NODE_OBJECT);
  json_node_take_object (node, catalog);
  return node;
}

/* Choosing a language */

static JsonNode *
load (LwPortalCatalogs *self,
      const char       *language)
{
  g_autofree char *path = g_build_filename (LW_LOCALE_DIR, language, "LC_MESSAGES", GETTEXT_PACKAGE ".mo", NULL);
  g_autoptr (GBytes) content = NULL;
  char *text = NULL;
  gsize length;

  if (!g_file_get_contents (path, &text, &length, NULL))
    return NULL;
  content = g_bytes_new_take (text, length);
  return lw_portal_catalog_read (content, self->page);
}

static JsonNode *
ensure (LwPortalCatalogs  *self,
        const char        *wanted,
        const char       **language)
{
  gpointer key, value;

  if (!g_hash_table_lookup_extended (self->catalogs, wanted, &key, &value))
    {
      /* Strangers choose the names. */
      if (g_hash_table_size (self->catalogs) >= 1000)
        return NULL;
      g_hash_table_insert (self->catalogs, g_strdup (wanted), load (self, wanted));
      g_hash_table_lookup_extended (self->catalogs, wanted, &key, &value);
    }
  if (value != NULL)
    *language = key;
  return value;
}

/* "pt-BR" is pt_BR for gettext, else pt. */
static JsonNode *
find (LwPortalCatalogs  *self,
      char              *wanted,
      const char       **language)
{
  JsonNode *catalog;

  for (const char *p = wanted; *p != '\0'; p++)
    if (!g_ascii_isalnum (*p) && *p != '-')
      return NULL;
  g_strdelimit (wanted, "-", '_');
  catalog = ensure (self, wanted, language);
  if (catalog != NULL || strchr (wanted, '_') == NULL)
    return catalog;
  *strchr (wanted, '_') = '\0';
  return ensure (self, wanted, language);
}

/**
 * lw_portal_catalogs_choose:
 * @self: the catalogs
 * @accepted: (nullable): the languages that a browser accepts, the best first, as in "de-AT,de;q=0.8,en;q=0.5"
 * @language: (out) (transfer none): which one it gets
 *
 * Returns: (transfer none) (nullable): the catalog; %NULL for English, which needs none
 */
JsonNode *
lw_portal_catalogs_choose (LwPortalCatalogs  *self,
                           const char        *accepted,
                           const char       **language)
{
  g_auto (GStrv) wanted = g_strsplit (accepted != NULL ? accepted : "", ",", MAX_LANGUAGES);

  *language = ENGLISH;
  for (guint i = 0; wanted[i] != NULL; i++)
    {
      char *parameters = strchr (wanted[i], ';');
      JsonNode *catalog;

      if (parameters != NULL)
        *parameters = '\0';
      g_strstrip (wanted[i]);
      if (*wanted[i] == '\0' || g_ascii_strncasecmp (wanted[i], ENGLISH, strlen (ENGLISH)) == 0)
        return NULL;
      catalog = find (self, wanted[i], language);
      if (catalog != NULL)
        return catalog;
    }
  return NULL;
}
