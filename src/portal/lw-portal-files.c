/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The files of the worker page and the crowd elements. Each is read, joined and compressed once. */

#define G_LOG_DOMAIN "lw-portal"

#include "config.h"

#include "lw-portal-files.h"

#include <string.h>

#define PREFIX "/page/labelwright/Labelwright/worker-page/"
#define ELEMENTS "crowd-html-elements.js"

/* What the page may do: only what this server gives it, and no frame of another server. */
#define PAGE_POLICY \
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob: data:; connect-src 'self'; " \
  "frame-src 'self'; manifest-src 'self'; form-action 'none'; base-uri 'none'; frame-ancestors 'none'"

static const struct
{
  const char *suffix;
  const char *type;
} types[] = {
  { ".html", "text/html; charset=utf-8" },
  { ".js", "text/javascript; charset=utf-8" },
  { ".css", "text/css; charset=utf-8" },
  { ".json", "application/json; charset=utf-8" },
  { ".svg", "image/svg+xml" },
  { ".png", "image/png" },
  { ".webmanifest", "application/manifest+json" },
};

typedef struct
{
  GBytes *plain;
  GBytes *packed;
  char   *etag;
} File;

/* Invariant: @version changes whenever a built-in file does. */
struct _LwPortalFiles
{
  char       *folder;
  char       *version;
  GMutex      mutex;
  GHashTable *files;
};

static void
free_file (gpointer data)
{
  File *file = data;

  g_bytes_unref (file->plain);
  g_bytes_unref (file->packed);
  g_free (file->etag);
  g_free (file);
}

static GBytes *
pack (GBytes *plain)
{
  g_autoptr (GConverter) compressor = G_CONVERTER (g_zlib_compressor_new (G_ZLIB_COMPRESSOR_FORMAT_GZIP, 9));
  g_autoptr (GOutputStream) memory = g_memory_output_stream_new_resizable ();
  g_autoptr (GOutputStream) stream = g_converter_output_stream_new (memory, compressor);

  g_output_stream_write_all (stream, g_bytes_get_data (plain, NULL), g_bytes_get_size (plain), NULL, NULL, NULL);
  g_output_stream_close (stream, NULL, NULL);
  return g_memory_output_stream_steal_as_bytes (G_MEMORY_OUTPUT_STREAM (memory));
}

static GBytes *
read_file (LwPortalFiles *self,
           const char    *name)
{
  g_autofree char *path = NULL;
  char *text = NULL;
  gsize length;

  if (self->folder == NULL)
    {
      path = g_strconcat (PREFIX, name, NULL);
      return g_resources_lookup_data (path, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
    }
  path = g_build_filename (self->folder, name, NULL);
  return g_file_get_contents (path, &text, &length, NULL) ? g_bytes_new_take (text, length) : NULL;
}

/* The elements are one script for the browser, and files of one topic each for people. */
static GBytes *
read_elements (LwPortalFiles *self)
{
  g_autoptr (GBytes) order = read_file (self, "elements/order.txt");
  g_autofree char *text = order != NULL ? g_strndup (g_bytes_get_data (order, NULL), g_bytes_get_size (order)) : NULL;
  g_auto (GStrv) names = g_strsplit_set (text != NULL ? text : "", "\r\n", -1);
  GByteArray *script = g_byte_array_new ();

  for (guint i = 0; names[i] != NULL; i++)
    {
      g_autofree char *name = g_strconcat ("elements/", g_strstrip (names[i]), NULL);
      g_autoptr (GBytes) part = *names[i] != '\0' ? read_file (self, name) : NULL;

      if (part == NULL)
        continue;
      g_byte_array_append (script, g_bytes_get_data (part, NULL), g_bytes_get_size (part));
      g_byte_array_append (script, (const guint8 *) "\n", 1);
    }
  return g_byte_array_free_to_bytes (script);
}

static GBytes *
read_plain (LwPortalFiles *self,
            const char    *name)
{
  if (strcmp (name, ELEMENTS) == 0)
    return read_elements (self);
  /* One folder, and nothing above or below it. */
  if (*name == '\0' || *name == '.' || strchr (name, '/') != NULL || strchr (name, '\\') != NULL)
    return NULL;
  return read_file (self, name);
}

static char *
new_etag (GBytes *plain)
{
  g_autofree char *digest = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, plain);

  return g_strdup_printf ("\"%.16s\"", digest);
}

/* Returns: (transfer none) (nullable): valid as long as @self, or until the next call when a folder is used */
static const File *
get_file (LwPortalFiles *self,
          const char    *name)
{
  File *file = g_hash_table_lookup (self->files, name);
  GBytes *plain;

  if (file != NULL && self->folder == NULL)
    return file;
  plain = read_plain (self, name);
  if (plain == NULL)
    return NULL;
  file = g_new0 (File, 1);
  file->plain = plain;
  file->packed = pack (plain);
  file->etag = new_etag (plain);
  g_hash_table_replace (self->files, g_strdup (name), file);
  return file;
}

static void
add_to_version (LwPortalFiles *self,
                GChecksum     *checksum,
                const char    *name)
{
  const File *file = get_file (self, name);

  if (file != NULL)
    g_checksum_update (checksum, g_bytes_get_data (file->plain, NULL), g_bytes_get_size (file->plain));
}

static char *
make_version (LwPortalFiles *self)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  g_auto (GStrv) names = g_resources_enumerate_children (PREFIX, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);

  add_to_version (self, checksum, ELEMENTS);
  for (guint i = 0; names != NULL && names[i] != NULL; i++)
    add_to_version (self, checksum, names[i]);
  return g_strndup (g_checksum_get_string (checksum), 12);
}

/**
 * lw_portal_files_new:
 *
 * Returns: (transfer full): the files
 */
LwPortalFiles *
lw_portal_files_new (void)
{
  LwPortalFiles *self = g_new0 (LwPortalFiles, 1);

  self->folder = g_strdup (g_getenv ("LW_PORTAL_DIR"));
  g_mutex_init (&self->mutex);
  self->files = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, free_file);
  self->version = make_version (self);
  return self;
}

void
lw_portal_files_free (LwPortalFiles *self)
{
  g_hash_table_unref (self->files);
  g_mutex_clear (&self->mutex);
  g_free (self->version);
  g_free (self->folder);
  g_free (self);
}

/**
 * lw_portal_files_get_version:
 * @self: the files
 *
 * Returns: (transfer none): a word that is another one when a file is
 */
const char *
lw_portal_files_get_version (LwPortalFiles *self)
{
  return self->version;
}

static void
append_file (LwPortalFiles *self,
             GByteArray    *text,
             const char    *name)
{
  const File *file = g_str_has_suffix (name, ".js") ? get_file (self, name) : NULL;

  if (file != NULL)
    g_byte_array_append (text, g_bytes_get_data (file->plain, NULL), g_bytes_get_size (file->plain));
}

/**
 * lw_portal_files_dup_scripts:
 * @self: the files
 *
 * Returns: (transfer full): all that is built in of scripts, one behind the other: what the page can say
 */
GBytes *
lw_portal_files_dup_scripts (LwPortalFiles *self)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);
  g_auto (GStrv) names = g_resources_enumerate_children (PREFIX, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
  GByteArray *text = g_byte_array_new ();

  append_file (self, text, ELEMENTS);
  for (guint i = 0; names != NULL && names[i] != NULL; i++)
    append_file (self, text, names[i]);
  return g_byte_array_free_to_bytes (text);
}

static const char *
get_type (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (types); i++)
    if (g_str_has_suffix (name, types[i].suffix))
      return types[i].type;
  return NULL;
}

/* The file of the folder that a path means. */
static const char *
get_name (const char *path)
{
  if (strcmp (path, "/") == 0 || g_str_has_prefix (path, "/join/"))
    return "index.html";
  if (g_str_has_prefix (path, "/portal/"))
    return path + strlen ("/portal/");
  if (strcmp (path, "/elements/" ELEMENTS) == 0)
    return ELEMENTS;
  return NULL;
}

static GBytes *
dup_content (LwPortalFiles  *self,
             const char     *name,
             gboolean        packed,
             char          **etag)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);
  const File *file = get_file (self, name);

  if (file == NULL)
    return NULL;
  *etag = g_strdup (file->etag);
  return g_bytes_ref (packed ? file->packed : file->plain);
}

/* A browser may keep what it asks for by version; else it asks whether it has changed. */
static void
add_caching (LwPortalFiles   *self,
             LwPortalRequest *request,
             const char      *name,
             const char      *etag)
{
  g_autofree char *version = lw_portal_request_dup_argument (request, "v");

  lw_portal_request_add_header (request, "Cache-Control",
                                self->folder == NULL && g_strcmp0 (version, self->version) == 0
                                  ? "public, max-age=31536000, immutable" : "no-cache");
  lw_portal_request_add_header (request, "ETag", etag);
  lw_portal_request_add_header (request, "Vary", "Accept-Encoding");
  if (g_str_has_suffix (name, ".html"))
    lw_portal_request_add_header (request, "Content-Security-Policy", PAGE_POLICY);
}

/**
 * lw_portal_files_serve:
 * @self: the files
 * @request: a request
 *
 * Returns: whether it was for a file, and has its reply
 */
gboolean
lw_portal_files_serve (LwPortalFiles   *self,
                       LwPortalRequest *request)
{
  const char *name = get_name (lw_portal_request_get_path (request));
  const char *accepted = lw_portal_request_get_header (request, "Accept-Encoding");
  const char *known = lw_portal_request_get_header (request, "If-None-Match");
  const char *type = name != NULL ? get_type (name) : NULL;
  gboolean packed = accepted != NULL && strstr (accepted, "gzip") != NULL;
  g_autofree char *etag = NULL;
  g_autoptr (GBytes) content = type != NULL ? dup_content (self, name, packed, &etag) : NULL;

  if (content == NULL)
    return FALSE;
  add_caching (self, request, name, etag);
  if (g_strcmp0 (known, etag) == 0)
    {
      lw_portal_request_reply (request, 304, NULL, NULL);
      return TRUE;
    }
  if (packed)
    lw_portal_request_add_header (request, "Content-Encoding", "gzip");
  lw_portal_request_reply (request, 200, type, content);
  return TRUE;
}
