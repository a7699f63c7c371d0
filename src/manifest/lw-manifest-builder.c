/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Fills an LwManifestIndex from a range of lines: reads them one after the other and gives what they say
 * to the columns. Who reads which range, and how they come together, is in lw-manifest-build.c. */

#define G_LOG_DOMAIN "lw-manifest"

#include "config.h"

#include "lw-manifest-builder.h"

#include "lw-diagnostic.h"

#include <glib/gi18n.h>
#include <inttypes.h>
#include <string.h>

/* Names that are remembered because a label may turn out to be under them. */
#define MAX_PLAIN_KEYS  64

#define MAX_LINE_CHARS  100000

/* A look at the clock every so many rows. */
#define ROWS_A_REPORT   1024

static void
diagnose (LwManifestBuilder *self,
          LwSeverity         severity,
          guint              column,
          const char        *code,
          const char        *text)
{
  LwManifestIndex *index = self->index;

  if (index->n_diagnostics++ < LW_MANIFEST_MAX_DIAGNOSTICS)
    lw_diagnostics_add (index->diagnostics, severity, self->line_number, column, code, "%s", text);
}

static void
diagnose_malformed (LwManifestBuilder *self,
                    const char        *line)
{
  const char *reason = _(self->facts->error);
  g_autofree char *text = g_strdup_printf (_("This line is not a complete JSON object: %s"), reason);

  diagnose (self, LW_SEVERITY_ERROR, self->facts->error_at - line + 1, "not-json", text);
}

/* Returns whether the line says which object it is about. */
static gboolean
check_source (LwManifestBuilder *self,
              const char        *line)
{
  const LwJsonSlice *source = &self->facts->source_ref;

  if (source->data == NULL && self->facts->source.data != NULL)
    return TRUE;
  if (source->data == NULL)
    diagnose (self, LW_SEVERITY_ERROR, 1, "no-source-ref",
              _("The line has no source-ref, so it is not known which image it is about"));
  else if (source->type != LW_JSON_STRING || source->length == 0)
    diagnose (self, LW_SEVERITY_ERROR, source->data - line + 1, "bad-source-ref",
              _("The source-ref is not the address of an image in quotes"));
  else if (lw_json_slice_has_nul (source))
    diagnose (self, LW_SEVERITY_ERROR, source->data - line + 1, "bad-source-ref",
              _("The source-ref has a NUL character, which no address can have"));
  else
    return TRUE;
  return FALSE;
}

static void
check_line (LwManifestBuilder *self,
            const char        *line,
            gsize              length)
{
  LwLineFacts *facts = self->facts;

  check_source (self, line);
  if (facts->duplicate != NULL)
    diagnose (self, LW_SEVERITY_WARNING, MAX (facts->duplicate - line, 0) + 1, "duplicate-key",
              _("A name stands twice in this line; the last one counts"));
  if (facts->dollar != NULL)
    diagnose (self, LW_SEVERITY_WARNING, 1, "dollar-key",
              _("A name starts with a dollar sign, which Ground Truth does not allow"));
  if (length > MAX_LINE_CHARS && g_utf8_strlen (line, (gssize) length) > MAX_LINE_CHARS)
    diagnose (self, LW_SEVERITY_WARNING, 1, "long-line",
              _("The line has more than 100,000 characters; Ground Truth refuses it"));
}

static LwManifestAttribute *
find_attribute (LwManifestIndex *index,
                const char      *name,
                gsize            length)
{
  for (guint i = 0; i < index->attributes->len; i++)
    {
      LwManifestAttribute *attribute = g_ptr_array_index (index->attributes, i);

      if (attribute->name_length == length && memcmp (attribute->name, name, length) == 0)
        return attribute;
    }
  return NULL;
}

static gboolean
is_plain_key (LwManifestBuilder *self,
              const char        *name,
              gsize              length)
{
  for (guint i = 0; i < self->plain_keys->len; i++)
    {
      const char *known = g_ptr_array_index (self->plain_keys, i);

      if (strncmp (known, name, length) == 0 && known[length] == '\0')
        return TRUE;
    }
  return FALSE;
}

/* Lines before this one may have had a label without metadata under the name: then all is read once more. */
static LwManifestAttribute *
add_attribute (LwManifestBuilder *self,
               const char        *name,
               gsize              length)
{
  LwManifestAttribute *attribute = lw_manifest_attribute_new (name, length);

  g_ptr_array_add (self->index->attributes, attribute);
  if (is_plain_key (self, name, length))
    self->again = TRUE;
  return attribute;
}

/* Metadata that Ground Truth cannot have written, and that belongs to no key, is somebody's own. */
static gboolean
is_attribute (const LwLineMetadata *metadata,
              const LwLineMember   *label)
{
  return label != NULL || metadata->is_ours;
}

static void
add_metadata (LwManifestBuilder    *self,
              gsize                 row,
              const LwLineMetadata *metadata)
{
  const LwJsonSlice *name = &metadata->name;
  const LwLineMember *label = lw_line_facts_find_member (self->facts, name->data, name->length);
  LwManifestAttribute *attribute = find_attribute (self->index, name->data, name->length);

  if (attribute == NULL && !is_attribute (metadata, label))
    return;
  if (attribute == NULL)
    attribute = add_attribute (self, name->data, name->length);
  lw_manifest_attribute_add (attribute, row, metadata, label);
}

/* A label without metadata counts when the attribute is known by its metadata in other lines. */
static void
add_member (LwManifestBuilder  *self,
            gsize               row,
            const LwLineMember *member)
{
  const LwJsonSlice *key = &member->key;
  LwManifestAttribute *attribute = find_attribute (self->index, key->data, key->length);

  if (attribute != NULL && attribute->n_rows <= row && member->value.type != LW_JSON_NULL)
    lw_manifest_attribute_add (attribute, row, NULL, member);
  else if (attribute == NULL && self->plain_keys->len < MAX_PLAIN_KEYS &&
           memchr (key->data, '\0', key->length) == NULL && !is_plain_key (self, key->data, key->length))
    g_ptr_array_add (self->plain_keys, g_strndup (key->data, key->length));
}

static void
add_row (LwManifestBuilder *self,
         const char        *line,
         gsize              length)
{
  LwLineFacts *facts = self->facts;
  guint32 row = self->index->n_rows;

  if (!lw_line_facts_read (facts, line, length))
    {
      diagnose_malformed (self, line);
      g_array_append_val (self->index->malformed, row);
      return;
    }
  check_line (self, line, length);
  for (guint i = 0; i < facts->metadata->len; i++)
    add_metadata (self, row, &g_array_index (facts->metadata, LwLineMetadata, i));
  for (guint i = 0; i < facts->members->len; i++)
    add_member (self, row, &g_array_index (facts->members, LwLineMember, i));
}

/**
 * lw_manifest_builder_place_row:
 * @index: an index that is being filled
 * @offset: where the next row's line starts
 * @line_number: the line's number
 * @error: return location: %LW_MANIFEST_ERROR_TOO_LARGE
 *
 * Notes where the next row is.
 *
 * Returns: whether it can be noted
 */
gboolean
lw_manifest_builder_place_row (LwManifestIndex  *index,
                               guint64           offset,
                               guint64           line_number,
                               GError          **error)
{
  guint64 n_blank = line_number - 1 - index->n_rows;
  guint64 known_blank = 0;
  guint64 base;
  guint32 difference;

  if (index->n_rows % LW_ROWS_PER_BASE == 0)
    g_array_append_val (index->bases, offset);
  base = g_array_index (index->bases, guint64, index->bases->len - 1);
  if (offset - base > G_MAXUINT32 || index->n_rows >= G_MAXINT32)
    {
      g_set_error (error, LW_MANIFEST_ERROR, LW_MANIFEST_ERROR_TOO_LARGE,
                   _("The manifest is too large at line %" PRIu64), line_number);
      return FALSE;
    }
  difference = (guint32) (offset - base);
  g_array_append_val (index->offsets, difference);

  if (index->blank_runs->len > 0)
    known_blank = g_array_index (index->blank_runs, LwBlankRun, index->blank_runs->len - 1).n_blank;
  if (n_blank != known_blank)
    {
      LwBlankRun run = { index->n_rows, n_blank };

      g_array_append_val (index->blank_runs, run);
    }
  return TRUE;
}

/* Forgets the rows; the attributes stay known by name, without columns. */
static void
start_again (LwManifestBuilder *self)
{
  LwManifestIndex *index = self->index;

  for (guint i = 0; i < index->attributes->len; i++)
    {
      LwManifestAttribute *old = g_ptr_array_index (index->attributes, i);

      g_ptr_array_index (index->attributes, i) = lw_manifest_attribute_new (old->name, old->name_length);
      lw_manifest_attribute_free (old);
    }
  g_array_set_size (index->bases, 0);
  g_array_set_size (index->offsets, 0);
  g_array_set_size (index->blank_runs, 0);
  g_array_set_size (index->malformed, 0);
  g_ptr_array_set_size (index->diagnostics, 0);
  index->n_diagnostics = 0;
  index->n_rows = 0;
  self->again = FALSE;
}

/**
 * lw_manifest_builder_init:
 * @self: (out caller-allocates): a builder; clear it
 * @index: an index without rows
 */
void
lw_manifest_builder_init (LwManifestBuilder *self,
                          LwManifestIndex   *index)
{
  *self = (LwManifestBuilder) { .index = index, .facts = lw_line_facts_new () };
  self->plain_keys = g_ptr_array_new_with_free_func (g_free);
}

/**
 * lw_manifest_builder_clear:
 * @self: a builder
 */
void
lw_manifest_builder_clear (LwManifestBuilder *self)
{
  g_clear_pointer (&self->facts, lw_line_facts_free);
  g_clear_pointer (&self->plain_keys, g_ptr_array_unref);
}

/**
 * lw_manifest_builder_has_plain_key:
 * @self: a builder
 * @name: (array length=length): a name
 * @length: its length in bytes
 *
 * Returns: whether a line had a member of this name without metadata while no attribute of the name was known
 */
gboolean
lw_manifest_builder_has_plain_key (LwManifestBuilder *self,
                                   const char        *name,
                                   gsize              length)
{
  return is_plain_key (self, name, length);
}

/**
 * lw_manifest_builder_read:
 * @self: a builder
 * @reader: where the lines come from
 * @report: called now and then with the place in the file
 * @report_data: its data
 * @cancellable: (nullable): stops it
 * @error: return location
 *
 * Reads all lines of @reader. When @self wants them once more afterwards, a label came before its
 * attribute was known: then the same lines must be read again.
 *
 * Returns: whether all lines were read
 */
gboolean
lw_manifest_builder_read (LwManifestBuilder       *self,
                          LwManifestReader        *reader,
                          LwManifestBuilderReport  report,
                          gpointer                 report_data,
                          GCancellable            *cancellable,
                          GError                 **error)
{
  LwManifestIndex *index = self->index;
  const char *line;
  gsize length;

  start_again (self);
  while (lw_manifest_reader_next (reader, &line, &length, cancellable, error))
    {
      guint64 offset = lw_manifest_reader_get_offset (reader);

      self->line_number = lw_manifest_reader_get_line_number (reader);
      if (line == NULL)
        {
          index->n_lines = self->line_number;
          index->n_bytes = lw_manifest_reader_get_position (reader);
          return TRUE;
        }
      if (!lw_manifest_builder_place_row (index, offset, self->line_number, error))
        return FALSE;
      add_row (self, line, length);
      if (index->n_rows++ % ROWS_A_REPORT == 0)
        report (offset, report_data);
    }
  return FALSE;
}
