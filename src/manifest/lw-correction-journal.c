/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The corrections of one manifest on disk.
 *
 * FOLDER/<path>-<content>.jsonl, where both parts are checksums: of the manifest's path, and of a sample of
 * its content. The first line says for which bytes the rest holds; a manifest that only grew since then still
 * has them. The lines behind it are corrections, and {"applied":N} where the person went back or forth in
 * them. Another content at the same path has another file, so corrections never meet rows that they are not
 * about. */

#define G_LOG_DOMAIN "lw-manifest"

#include "config.h"

#include "lw-correction-journal.h"

#include "lw-manifest-identity.h"

#include "lw-json.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

/* A head is no longer than this. */
#define HEAD_SIZE (64 * 1024)

/* @size: up to the last line break; @length: the file's, which is more when a crash cut a line short. Without a
 * folder (@folder is NULL) the corrections live as long as the journal. */
struct _LwCorrectionJournal
{
  char      *folder;
  char      *manifest;
  char      *path;
  char      *sample;
  guint64    n_bytes;
  guint64    size;
  guint64    length;
  GPtrArray *corrections;
  guint      n_applied;
  guint      n_aside;
};

/* Reading */

static gboolean
fail_line (LwCorrectionJournal  *self,
           guint                 line,
           GError              **error)
{
  g_set_error (error, LW_MANIFEST_ERROR, LW_MANIFEST_ERROR_BAD_LINE,
               _("%s:%u: this is no correction. The corrections of “%s” cannot be read"), self->path, line,
               self->manifest);
  return FALSE;
}

static gboolean
read_line (LwCorrectionJournal *self,
           JsonObject          *object)
{
  g_autoptr (LwCorrection) correction = NULL;
  gint64 n_applied = lw_json_get_int (object, "applied", -1);

  if (n_applied >= 0)
    {
      self->n_applied = (guint) MIN (n_applied, (gint64) self->corrections->len);
      return TRUE;
    }
  correction = lw_correction_new_from_json (object);
  if (correction == NULL)
    return FALSE;
  g_ptr_array_set_size (self->corrections, (int) self->n_applied);
  g_ptr_array_add (self->corrections, g_steal_pointer (&correction));
  self->n_applied++;
  return TRUE;
}

static JsonNode *
parse_line (const char *line,
            const char *end)
{
  g_autoptr (JsonNode) node = lw_json_parse (line, end - line, NULL);

  return node != NULL && lw_json_node_object (node) != NULL ? g_steal_pointer (&node) : NULL;
}

/* What stands behind the last line break was cut short by a crash and never told as saved. */
static gboolean
read_journal (LwCorrectionJournal  *self,
              GError              **error)
{
  g_autofree char *text = NULL;
  const char *line, *end;
  gsize length;
  guint n = 1;

  if (!g_file_get_contents (self->path, &text, &length, error))
    return FALSE;
  line = memchr (text, '\n', length);
  for (line++; (end = memchr (line, '\n', text + length - line)) != NULL; line = end + 1)
    {
      g_autoptr (JsonNode) node = parse_line (line, end);

      n++;
      if (node == NULL || !read_line (self, lw_json_node_object (node)))
        return fail_line (self, n, error);
    }
  self->size = line - text;
  self->length = length;
  return TRUE;
}

/* The head of a journal: for which bytes it holds. */
static gboolean
read_head (const char  *path,
           guint64     *n_bytes,
           char       **sample)
{
  g_autofree char *head = g_malloc (HEAD_SIZE);
  g_autoptr (JsonNode) node = NULL;
  int fd = g_open (path, O_RDONLY | O_CLOEXEC, 0);
  gssize length = fd >= 0 ? read (fd, head, HEAD_SIZE) : -1;
  const char *end = length > 0 ? memchr (head, '\n', length) : NULL;

  if (fd >= 0)
    close (fd);
  node = end != NULL ? parse_line (head, end) : NULL;
  if (node == NULL || lw_json_get_string (lw_json_node_object (node), "sample") == NULL)
    return FALSE;
  *n_bytes = (guint64) lw_json_get_int (lw_json_node_object (node), "bytes", 0);
  *sample = g_strdup (lw_json_get_string (lw_json_node_object (node), "sample"));
  return TRUE;
}

/* Whether the journal at @path is about the manifest as it is now; of two that are, the one of more bytes. */
static gboolean
fits (LwCorrectionJournal *self,
      LwManifestIndex     *index,
      const char          *path)
{
  g_autofree char *sample = NULL;
  g_autofree char *now = NULL;
  guint64 n_bytes;

  if (!read_head (path, &n_bytes, &sample) || n_bytes > lw_manifest_index_get_n_bytes (index) ||
      (self->path != NULL && n_bytes < self->n_bytes))
    return FALSE;
  now = lw_manifest_identity_dup_content (index, n_bytes, NULL);
  if (g_strcmp0 (now, sample) != 0)
    return FALSE;
  self->n_bytes = n_bytes;
  return TRUE;
}

static void
find_journal (LwCorrectionJournal *self,
              LwManifestIndex     *index)
{
  g_autofree char *key = lw_manifest_identity_dup_path (self->manifest);
  g_autoptr (GDir) dir = g_dir_open (self->folder, 0, NULL);
  const char *name;
  guint n = 0;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (self->folder, name, NULL);

      if (!g_str_has_prefix (name, key) || !g_str_has_suffix (name, ".jsonl"))
        continue;
      n++;
      if (!fits (self, index, path))
        continue;
      g_free (self->path);
      self->path = g_steal_pointer (&path);
    }
  self->n_aside = self->path != NULL ? n - 1 : n;
}

/**
 * lw_correction_journal_open:
 * @folder: (nullable): where journals are; made when something is written. %NULL: nothing is written
 * @index: the index of a file
 * @error: return location: %LW_MANIFEST_ERROR_BAD_LINE, %LW_MANIFEST_ERROR_CHANGED, or a #GIOErrorEnum code
 *
 * Reads the corrections of the manifest as it is now.
 *
 * Returns: (transfer full) (nullable): its journal; %NULL with @error set
 */
LwCorrectionJournal *
lw_correction_journal_open (const char       *folder,
                            LwManifestIndex  *index,
                            GError          **error)
{
  g_autoptr (LwCorrectionJournal) self = NULL;

  g_return_val_if_fail (index != NULL, NULL);

  self = g_new0 (LwCorrectionJournal, 1);
  self->corrections = g_ptr_array_new_with_free_func ((GDestroyNotify) lw_correction_unref);
  self->manifest = g_strdup (lw_manifest_index_get_path (index));
  if (folder == NULL || *self->manifest == '\0')
    return g_steal_pointer (&self);

  self->folder = g_strdup (folder);
  find_journal (self, index);
  if (self->path != NULL)
    return read_journal (self, error) ? g_steal_pointer (&self) : NULL;

  self->n_bytes = lw_manifest_index_get_n_bytes (index);
  self->sample = lw_manifest_identity_dup_content (index, self->n_bytes, error);
  return self->sample != NULL ? g_steal_pointer (&self) : NULL;
}

/**
 * lw_correction_journal_free:
 * @self: (transfer full) (nullable): a journal
 */
void
lw_correction_journal_free (LwCorrectionJournal *self)
{
  if (self == NULL)
    return;

  g_free (self->folder);
  g_free (self->manifest);
  g_free (self->path);
  g_free (self->sample);
  g_ptr_array_unref (self->corrections);
  g_free (self);
}

/**
 * lw_correction_journal_get_all:
 * @self: a journal
 *
 * Returns: (transfer none) (element-type LwCorrection): the corrections, those that were undone last
 */
GPtrArray *
lw_correction_journal_get_all (LwCorrectionJournal *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->corrections;
}

/**
 * lw_correction_journal_get_n_applied:
 * @self: a journal
 *
 * Returns: how many of them hold; the rest was undone
 */
guint
lw_correction_journal_get_n_applied (LwCorrectionJournal *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->n_applied;
}

/**
 * lw_correction_journal_get_n_aside:
 * @self: a journal
 *
 * Returns: how many journals there are of other contents at the manifest's path
 */
guint
lw_correction_journal_get_n_aside (LwCorrectionJournal *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->n_aside;
}

/* Writing */

static gboolean
fail_writing (LwCorrectionJournal  *self,
              int                   saved_errno,
              GError              **error)
{
  g_set_error (error, G_IO_ERROR, g_io_error_from_errno (saved_errno),
               _("The correction cannot be saved in “%s”: %s"), self->path, g_strerror (saved_errno));
  return FALSE;
}

static char *
dup_head (LwCorrectionJournal *self)
{
  g_autofree char *valid = g_utf8_make_valid (self->manifest, -1);
  g_autofree char *manifest = lw_json_quote (valid);

  return g_strdup_printf ("{\"version\":1,\"manifest\":%s,\"bytes\":%" G_GUINT64_FORMAT ",\"sample\":\"%s\"}\n",
                          manifest, self->n_bytes, self->sample);
}

static gboolean
start_journal (LwCorrectionJournal  *self,
               GError              **error)
{
  g_autofree char *key = lw_manifest_identity_dup_path (self->manifest);
  g_autofree char *name = g_strdup_printf ("%s-%s.jsonl", key, self->sample);

  g_autofree char *text = NULL;
  gsize length;

  self->path = g_build_filename (self->folder, name, NULL);
  /* A first line that a crash cut short. */
  if (g_file_get_contents (self->path, &text, &length, NULL) && memchr (text, '\n', length) == NULL)
    self->length = length;
  if (g_mkdir_with_parents (self->folder, 0700) == 0)
    return TRUE;
  fail_writing (self, errno, error);
  g_clear_pointer (&self->path, g_free);
  return FALSE;
}

static gboolean
write_text (int         fd,
            const char *text,
            guint64     offset)
{
  gsize length = strlen (text);

  while (length > 0)
    {
      gssize n = pwrite (fd, text, length, (off_t) offset);

      if (n < 0 && errno == EINTR)
        continue;
      if (n < 0)
        return FALSE;
      text += n;
      offset += n;
      length -= n;
    }
  return TRUE;
}

static void
sync_folder (const char *folder)
{
  int fd = g_open (folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC, 0);

  if (fd >= 0 && fsync (fd) != 0)
    g_debug ("fsync of %s: %s", folder, g_strerror (errno));
  if (fd >= 0)
    close (fd);
}

/* Another window of another process may have the same manifest: whoever wrote last is right, and the other one
 * is told. */
static gboolean
write_locked (LwCorrectionJournal  *self,
              int                   fd,
              const char           *text,
              GError              **error)
{
  struct stat status;

  if (flock (fd, LOCK_EX) != 0 || fstat (fd, &status) != 0)
    return fail_writing (self, errno, error);
  if ((guint64) status.st_size != self->length)
    {
      g_set_error (error, LW_MANIFEST_ERROR, LW_MANIFEST_ERROR_CHANGED,
                   _("“%s” was corrected in another window meanwhile. Reload it to see how"), self->manifest);
      return FALSE;
    }
  if (ftruncate (fd, (off_t) self->size) != 0 || !write_text (fd, text, self->size) || fdatasync (fd) != 0)
    {
      int saved_errno = errno;

      if (ftruncate (fd, (off_t) self->size) != 0)
        g_debug ("%s: %s", self->path, g_strerror (errno));
      self->length = self->size;
      return fail_writing (self, saved_errno, error);
    }
  self->size += strlen (text);
  self->length = self->size;
  return TRUE;
}

static gboolean
write_line (LwCorrectionJournal  *self,
            const char           *line,
            GError              **error)
{
  g_autofree char *head = NULL;
  g_autofree char *text = NULL;
  gboolean worked;
  int fd;

  if (self->folder == NULL)
    return TRUE;
  if (self->path == NULL && !start_journal (self, error))
    return FALSE;
  head = self->size == 0 ? dup_head (self) : NULL;
  text = g_strconcat (head != NULL ? head : "", line, "\n", NULL);
  fd = g_open (self->path, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  if (fd < 0)
    return fail_writing (self, errno, error);
  worked = write_locked (self, fd, text, error);
  close (fd);
  if (worked && head != NULL)
    sync_folder (self->folder);
  return worked;
}

/**
 * lw_correction_journal_append:
 * @self: a journal
 * @correction: a correction
 * @error: return location: %LW_MANIFEST_ERROR_CHANGED when another process wrote to the journal, or a
 *   #GIOErrorEnum code
 *
 * Writes a correction down; what was undone before is forgotten.
 *
 * Returns: whether it is on disk; if not, everything is as it was
 */
gboolean
lw_correction_journal_append (LwCorrectionJournal  *self,
                              LwCorrection         *correction,
                              GError              **error)
{
  g_autoptr (JsonNode) node = NULL;
  g_autofree char *line = NULL;

  g_return_val_if_fail (self != NULL && correction != NULL, FALSE);

  node = lw_correction_to_json (correction);
  line = lw_json_to_string (node, FALSE);
  if (!write_line (self, line, error))
    return FALSE;
  g_ptr_array_set_size (self->corrections, (int) self->n_applied);
  g_ptr_array_add (self->corrections, lw_correction_ref (correction));
  self->n_applied++;
  return TRUE;
}

/**
 * lw_correction_journal_move:
 * @self: a journal
 * @n_applied: how many corrections are to hold from now on
 * @error: return location, as for lw_correction_journal_append()
 *
 * Returns: whether it is on disk; if not, everything is as it was
 */
gboolean
lw_correction_journal_move (LwCorrectionJournal  *self,
                            guint                 n_applied,
                            GError              **error)
{
  g_autofree char *line = NULL;

  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (n_applied <= self->corrections->len, FALSE);

  line = g_strdup_printf ("{\"applied\":%u}", n_applied);
  if (n_applied == self->n_applied)
    return TRUE;
  if (!write_line (self, line, error))
    return FALSE;
  self->n_applied = n_applied;
  return TRUE;
}
