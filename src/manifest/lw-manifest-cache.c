/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Indexes kept in the user's cache folder. LABELWRIGHT_NO_CACHE in the environment turns it off. */

#define G_LOG_DOMAIN "lw-manifest"

#include "config.h"

#include "lw-manifest-cache.h"

#include "lw-archive.h"
#include "lw-diagnostic.h"
#include "lw-manifest-identity.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

/* Changes with every change of what is written, and reads as another number on a machine of the other byte order. */
#define FORMAT 0x4c57696e64780001u

/* A smaller manifest is read as quickly. */
#define MIN_BYTES (4 * 1024 * 1024)

/* What all indexes together may take. */
#define MAX_TOTAL (1024 * 1024 * 1024)

#define SUFFIX ".index"

/**
 * lw_manifest_cache_dup_folder:
 *
 * Returns: (transfer full): where indexes are kept
 */
char *
lw_manifest_cache_dup_folder (void)
{
  return g_build_filename (g_get_user_cache_dir (), "labelwright", "indexes", NULL);
}

static char *
dup_path (LwManifestIndex *index)
{
  g_autofree char *folder = lw_manifest_cache_dup_folder ();
  g_autofree char *key = lw_manifest_identity_dup_path (index->path);
  g_autofree char *name = g_strconcat (key, SUFFIX, NULL);

  return g_build_filename (folder, name, NULL);
}

static gboolean
is_wanted (LwManifestIndex *index)
{
  const char *off = g_getenv ("LABELWRIGHT_NO_CACHE");

  return index->bytes == NULL && index->n_bytes >= MIN_BYTES && (off == NULL || *off == '\0');
}

/* Which manifest it is, and who wrote the sentences. All must be the same when it is read. */
static gboolean
visit_key (LwArchive       *archive,
           LwManifestIndex *index)
{
  guint64 wanted[] = {
    FORMAT, index->status.st_size, index->status.st_mtim.tv_sec, index->status.st_mtim.tv_nsec, index->sample,
  };
  g_autofree char *full = g_canonicalize_filename (index->path, NULL);
  g_autofree char *name = g_strconcat (LW_VERSION "\n", g_get_language_names ()[0], "\n", full, NULL);
  gboolean reads = archive->writer == NULL;
  g_autofree char *read = reads ? NULL : g_strdup (name);
  guint64 found[G_N_ELEMENTS (wanted)];

  memcpy (found, wanted, sizeof found);
  lw_archive_bytes (archive, found, sizeof found);
  if (archive->failed || memcmp (found, wanted, sizeof found) != 0)
    return FALSE;
  lw_archive_text (archive, &read);
  return g_strcmp0 (read, name) == 0;
}

static void
visit_column (LwArchive        *archive,
              LwManifestColumn *column)
{
  guint64 width = column->width;
  guint64 n_rows = column->n_rows;

  lw_archive_uint64 (archive, &width);
  lw_archive_uint64 (archive, &n_rows);
  if (width != 1 && width != 2 && width != 4)
    archive->failed = TRUE;
  if (archive->failed)
    return;
  column->width = (guint) width;
  column->n_rows = column->capacity = n_rows;
  lw_archive_block (archive, &column->data, n_rows, width);
}

static void
visit_classes (LwArchive           *archive,
               LwManifestAttribute *attribute)
{
  guint64 n = attribute->classes->len;

  lw_archive_uint64 (archive, &n);
  for (guint64 i = 0; i < n && !archive->failed; i++)
    {
      LwManifestClass empty = { 0 };
      LwManifestClass *class;
      guint64 nameless;

      if (archive->writer == NULL)
        g_array_append_val (attribute->classes, empty);
      class = lw_manifest_attribute_get_class (attribute, (guint) i);
      nameless = class->is_nameless;
      lw_archive_uint64 (archive, (guint64 *) &class->index);
      lw_archive_uint64 (archive, &class->count);
      lw_archive_uint64 (archive, &nameless);
      lw_archive_text (archive, &class->name);
      class->is_nameless = nameless != 0;
    }
}

static void
visit_jobs (LwArchive           *archive,
            LwManifestAttribute *attribute)
{
  guint64 n = attribute->jobs->len;

  lw_archive_uint64 (archive, &n);
  for (guint64 i = 0; i < n && !archive->failed; i++)
    {
      char *job = archive->writer != NULL ? g_ptr_array_index (attribute->jobs, i) : NULL;

      lw_archive_text (archive, &job);
      if (archive->writer == NULL)
        g_ptr_array_add (attribute->jobs, job);
    }
}

static void
visit_tables (LwArchive           *archive,
              LwManifestAttribute *attribute)
{
  guint64 sizes[] = {
    attribute->n_rows, attribute->n_codes, attribute->n_confidences, attribute->n_times,
    attribute->code_starts != NULL ? attribute->code_starts[attribute->n_codes] : 0, attribute->places != NULL,
    attribute->has_twins,
  };

  lw_archive_bytes (archive, sizes, sizeof sizes);
  if (archive->failed)
    return;
  attribute->n_rows = sizes[0];
  attribute->n_codes = (guint) sizes[1];
  attribute->n_confidences = (guint) sizes[2];
  attribute->n_times = (guint) sizes[3];
  attribute->has_twins = sizes[6] != 0;
  lw_archive_block (archive, (gpointer *) &attribute->flags, sizes[0], 1);
  lw_archive_block (archive, (gpointer *) &attribute->code_starts, sizes[1] + 1, sizeof *attribute->code_starts);
  lw_archive_block (archive, (gpointer *) &attribute->code_classes, sizes[4], sizeof *attribute->code_classes);
  lw_archive_block (archive, (gpointer *) &attribute->confidences, sizes[2], sizeof *attribute->confidences);
  lw_archive_block (archive, (gpointer *) &attribute->bins, sizes[2] + 1, 1);
  lw_archive_block (archive, (gpointer *) &attribute->times, sizes[3], sizeof *attribute->times);
  if (sizes[5] != 0)
    lw_archive_block (archive, (gpointer *) &attribute->places, sizes[0] / LW_ROWS_PER_PLACE + 1,
                      sizeof *attribute->places);
}

static void
visit_attribute (LwArchive           *archive,
                 LwManifestAttribute *attribute)
{
  guint64 kind = attribute->kind;

  lw_archive_text (archive, &attribute->type);
  lw_archive_uint64 (archive, &kind);
  attribute->kind = (LwLabelKind) kind;
  visit_classes (archive, attribute);
  visit_jobs (archive, attribute);
  visit_tables (archive, attribute);
  visit_column (archive, &attribute->labels);
  visit_column (archive, &attribute->confidence);
  visit_column (archive, &attribute->label_confidence);
  visit_column (archive, &attribute->created);
  visit_column (archive, &attribute->job);
  lw_archive_bytes (archive, attribute->n_states, sizeof attribute->n_states);
  lw_archive_bytes (archive, attribute->n_annotators, sizeof attribute->n_annotators);
  lw_archive_bytes (archive, attribute->n_bins, sizeof attribute->n_bins);
  lw_archive_uint64 (archive, &attribute->n_without);
}

static void
visit_attributes (LwArchive       *archive,
                  LwManifestIndex *index)
{
  guint64 n = index->attributes->len;

  lw_archive_uint64 (archive, &n);
  for (guint64 i = 0; i < n && !archive->failed; i++)
    {
      LwManifestAttribute *attribute = archive->writer != NULL ? g_ptr_array_index (index->attributes, i) : NULL;
      g_autofree char *name = attribute != NULL ? g_strdup (attribute->name) : NULL;

      lw_archive_text (archive, &name);
      if (attribute == NULL)
        {
          if (name == NULL)
            name = g_strdup ("");
          attribute = lw_manifest_attribute_new (name, strlen (name));
          g_ptr_array_add (index->attributes, attribute);
        }
      visit_attribute (archive, attribute);
    }
}

static void
visit_diagnostics (LwArchive       *archive,
                   LwManifestIndex *index)
{
  guint64 n = index->diagnostics->len;

  lw_archive_uint64 (archive, &n);
  for (guint64 i = 0; i < n && !archive->failed; i++)
    {
      LwDiagnostic *diagnostic = archive->writer != NULL ? g_ptr_array_index (index->diagnostics, i) : NULL;
      guint64 place[3] = { 0 };
      g_autofree char *code = NULL;
      g_autofree char *text = NULL;

      if (diagnostic != NULL)
        {
          place[0] = diagnostic->severity;
          place[1] = diagnostic->line;
          place[2] = diagnostic->column;
          code = g_strdup (diagnostic->code);
          text = g_strdup (diagnostic->text);
        }
      lw_archive_bytes (archive, place, sizeof place);
      lw_archive_text (archive, &code);
      lw_archive_text (archive, &text);
      if (diagnostic == NULL && !archive->failed && code != NULL && text != NULL)
        lw_diagnostics_add (index->diagnostics, (LwSeverity) place[0], place[1], (guint) place[2],
                            g_intern_string (code), "%s", text);
    }
}

/* All that is in an index but the file itself. */
static void
visit_index (LwArchive       *archive,
             LwManifestIndex *index)
{
  LwManifestRows *rows = &index->rows;
  guint64 n_rows = rows->n_rows;

  lw_archive_uint64 (archive, &index->n_bytes);
  lw_archive_uint64 (archive, &index->n_lines);
  lw_archive_uint64 (archive, &index->n_diagnostics);
  lw_archive_uint64 (archive, &n_rows);
  lw_archive_uint64 (archive, &rows->n_blank);
  lw_archive_uint64 (archive, &rows->last);
  lw_archive_uint64 (archive, &rows->end);
  rows->n_rows = n_rows;
  index->n_rows = (guint) n_rows;
  lw_archive_array (archive, rows->bases);
  lw_archive_array (archive, rows->lengths);
  lw_archive_array (archive, rows->far);
  lw_archive_array (archive, rows->blank_runs);
  lw_archive_array (archive, index->malformed);
  visit_diagnostics (archive, index);
  visit_attributes (archive, index);
}

/**
 * lw_manifest_cache_load:
 * @opened: an index that has its file open and knows its sample, and nothing more
 *
 * Returns: (transfer full) (nullable): the index that was kept; it has the file of @opened, which has none any more.
 *   %NULL when none was kept that can be believed
 */
LwManifestIndex *
lw_manifest_cache_load (LwManifestIndex *opened)
{
  g_autofree char *path = NULL;
  g_autoptr (LwManifestIndex) index = NULL;
  gboolean is_good;
  LwArchive archive;
  int fd;

  if (!is_wanted (opened))
    return NULL;
  path = dup_path (opened);
  fd = g_open (path, O_RDONLY | O_CLOEXEC | O_NONBLOCK, 0);
  if (fd < 0)
    return NULL;

  index = lw_manifest_index_alloc ();
  is_good = lw_archive_init_read (&archive, fd) && visit_key (&archive, opened);
  if (is_good)
    {
      visit_index (&archive, index);
      is_good = lw_archive_finish (&archive) && index->n_bytes == opened->n_bytes;
    }
  /* The time of the last use, for those that make room. */
  if (is_good)
    futimens (fd, NULL);
  close (fd);
  if (!is_good)
    return NULL;

  index->path = g_strdup (opened->path);
  index->status = opened->status;
  index->sample = opened->sample;
  index->fd = opened->fd;
  opened->fd = -1;
  return g_steal_pointer (&index);
}

/**
 * lw_manifest_cache_save:
 * @index: an index of a whole file
 *
 * Keeps it. That it cannot is no trouble for anybody. A file that was written to a moment before it was opened may
 * be written to again without another time, so its index is not kept.
 */
void
lw_manifest_cache_save (LwManifestIndex *index)
{
  g_autoptr (LwFileWriter) writer = NULL;
  g_autofree char *path = NULL;
  g_autofree char *folder = NULL;
  g_autoptr (GError) error = NULL;
  LwArchive archive;

  if (!is_wanted (index) || index->is_fresh)
    return;
  path = dup_path (index);
  folder = lw_manifest_cache_dup_folder ();
  g_mkdir_with_parents (folder, 0700);
  writer = lw_file_writer_open (path, &error);
  if (writer == NULL)
    {
      g_debug ("%s", error->message);
      return;
    }
  lw_file_writer_set_durable (writer, FALSE);
  lw_archive_init_write (&archive, writer);
  visit_key (&archive, index);
  visit_index (&archive, index);
  if (lw_archive_finish (&archive) && lw_file_writer_commit (writer, NULL))
    lw_manifest_cache_trim (folder, MAX_TOTAL);
}

typedef struct
{
  char   *path;
  guint64 size;
  gint64  used;
} Kept;

static void
clear_kept (gpointer data)
{
  Kept *kept = data;

  g_free (kept->path);
}

static int
compare_use (gconstpointer a,
             gconstpointer b)
{
  const Kept *first = a;
  const Kept *second = b;

  return (first->used < second->used) - (first->used > second->used);
}

static GArray *
list_kept (const char *folder)
{
  GArray *list = g_array_new (FALSE, FALSE, sizeof (Kept));
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  g_array_set_clear_func (list, clear_kept);
  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      GStatBuf status;
      Kept kept;

      if (!g_str_has_suffix (name, SUFFIX) || g_stat (path, &status) != 0)
        continue;
      kept = (Kept) { g_steal_pointer (&path), status.st_size,
                      (gint64) status.st_mtim.tv_sec * G_USEC_PER_SEC + status.st_mtim.tv_nsec / 1000 };
      g_array_append_val (list, kept);
    }
  return list;
}

/**
 * lw_manifest_cache_trim:
 * @folder: where indexes are kept
 * @n_bytes: what all together may take
 *
 * Removes those that were not used for longest.
 */
void
lw_manifest_cache_trim (const char *folder,
                        guint64     n_bytes)
{
  g_autoptr (GArray) list = list_kept (folder);
  guint64 total = 0;

  g_array_sort (list, compare_use);
  for (guint i = 0; i < list->len; i++)
    {
      const Kept *kept = &g_array_index (list, Kept, i);

      total += kept->size;
      if (total > n_bytes)
        g_unlink (kept->path);
    }
}
