/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Reads lines one after the other and gives what they say to the columns of a part. */

#define G_LOG_DOMAIN "lw-manifest"

#include "config.h"

#include "lw-manifest-worker-private.h"

#include "lw-diagnostic.h"

#include <glib/gi18n.h>
#include <string.h>

#define MAX_LINE_CHARS  100000

static void
diagnose (LwManifestWorker *self,
          LwSeverity        severity,
          guint             column,
          const char       *code,
          const char       *text)
{
  LwManifestPart *part = self->part;

  if (part->n_diagnostics++ < LW_MANIFEST_MAX_DIAGNOSTICS)
    lw_diagnostics_add (part->diagnostics, severity, part->n_lines, column, code, "%s", text);
}

static void
diagnose_malformed (LwManifestWorker *self)
{
  const char *reason = _(self->facts->error);
  g_autofree char *text = g_strdup_printf (_("This line is not a complete JSON object: %s"), reason);

  diagnose (self, LW_SEVERITY_ERROR, self->facts->error_at - self->line + 1, "not-json", text);
}

/* Whether the line says which object it is about. */
static gboolean
check_source (LwManifestWorker *self)
{
  const LwJsonSlice *source = &self->facts->source_ref;

  if (source->data == NULL && self->facts->source.data != NULL)
    return TRUE;
  if (source->data == NULL)
    diagnose (self, LW_SEVERITY_ERROR, 1, "no-source-ref",
              _("The line has no source-ref, so it is not known which image it is about"));
  else if (source->type != LW_JSON_STRING || source->length == 0)
    diagnose (self, LW_SEVERITY_ERROR, source->data - self->line + 1, "bad-source-ref",
              _("The source-ref is not the address of an image in quotes"));
  else if (lw_json_slice_has_nul (source))
    diagnose (self, LW_SEVERITY_ERROR, source->data - self->line + 1, "bad-source-ref",
              _("The source-ref has a NUL character, which no address can have"));
  else
    return TRUE;
  return FALSE;
}

static void
check_line (LwManifestWorker *self,
            const char       *line,
            gsize             length)
{
  LwLineFacts *facts = self->facts;

  check_source (self);
  if (facts->duplicate != NULL)
    diagnose (self, LW_SEVERITY_WARNING, MAX (facts->duplicate - self->line, 0) + 1, "duplicate-key",
              _("A name stands twice in this line; the last one counts"));
  if (facts->dollar != NULL)
    diagnose (self, LW_SEVERITY_WARNING, 1, "dollar-key",
              _("A name starts with a dollar sign, which Ground Truth does not allow"));
  if (length > MAX_LINE_CHARS && g_utf8_strlen (line, (gssize) length) > MAX_LINE_CHARS)
    diagnose (self, LW_SEVERITY_WARNING, 1, "long-line",
              _("The line has more than 100,000 characters; Ground Truth refuses it"));
}

/**
 * lw_manifest_worker_find_reader:
 * @self: a worker
 * @name: a label attribute name
 *
 * Returns: (transfer none) (nullable): the reader of the attribute, when the worker has met it
 */
LwAttributeReader *
lw_manifest_worker_find_reader (LwManifestWorker  *self,
                                const LwJsonSlice *name)
{
  for (guint i = 0; i < self->readers->len; i++)
    {
      LwAttributeReader *reader = g_ptr_array_index (self->readers, i);
      LwAttributeBuilder *builder = lw_attribute_reader_get_builder (reader);

      if (builder->name_length == name->length && memcmp (builder->name, name->data, name->length) == 0)
        return reader;
    }
  return NULL;
}

static LwAttributeReader *
add_reader (LwManifestWorker   *self,
            LwAttributeBuilder *builder)
{
  LwAttributeReader *reader = lw_attribute_reader_new (self->schema, builder);

  g_ptr_array_add (self->readers, reader);
  return reader;
}

/* Metadata that Ground Truth cannot have written, and that belongs to no key, is somebody's own. */
static gboolean
is_attribute (const LwLineMetadata *metadata,
              const LwLineMember   *label)
{
  return label != NULL || metadata->is_ours;
}

/* A name that stands for no attribute as far as is known. Returns the attribute if it is one all the same. */
static LwAttributeBuilder *
note_plain_key (LwManifestWorker  *self,
                const LwJsonSlice *key)
{
  g_autofree char *name = NULL;
  LwAttributeBuilder *builder;

  if (memchr (key->data, '\0', key->length) != NULL)
    return NULL;
  name = g_strndup (key->data, key->length);
  if (g_hash_table_contains (self->plain_keys, name))
    return NULL;

  g_mutex_lock (&self->schema->lock);
  builder = lw_manifest_schema_find_attribute (self->schema, key->data, key->length);
  if (builder == NULL)
    lw_manifest_schema_add_plain_key (self->schema, key->data, key->length);
  g_mutex_unlock (&self->schema->lock);
  if (builder == NULL && g_hash_table_size (self->plain_keys) < LW_MANIFEST_MAX_PLAIN_KEYS)
    g_hash_table_add (self->plain_keys, g_steal_pointer (&name));
  return builder;
}

static void
add_metadata (LwManifestWorker     *self,
              guint                 row,
              const LwLineMetadata *metadata)
{
  const LwJsonSlice *name = &metadata->name;
  const LwLineMember *label = lw_line_facts_find_member (self->facts, name->data, name->length);
  LwAttributeReader *reader = lw_manifest_worker_find_reader (self, name);
  LwAttributeBuilder *builder;

  if (reader == NULL)
    {
      g_mutex_lock (&self->schema->lock);
      builder = lw_manifest_schema_find_attribute (self->schema, name->data, name->length);
      if (builder == NULL && is_attribute (metadata, label))
        builder = lw_manifest_schema_add_attribute (self->schema, name->data, name->length);
      g_mutex_unlock (&self->schema->lock);
      if (builder == NULL)
        {
          note_plain_key (self, name);
          return;
        }
      reader = add_reader (self, builder);
    }
  builder = lw_attribute_reader_get_builder (reader);
  lw_attribute_reader_add (reader, lw_manifest_part_get_columns (self->part, builder), row, metadata, label);
}

/* A label without metadata counts when the attribute is known by its metadata in other lines. */
static void
add_member (LwManifestWorker   *self,
            guint               row,
            const LwLineMember *member)
{
  LwAttributeReader *reader = lw_manifest_worker_find_reader (self, &member->key);
  LwPartColumns *columns;

  if (reader == NULL)
    {
      LwAttributeBuilder *builder = note_plain_key (self, &member->key);

      if (builder == NULL)
        return;
      reader = add_reader (self, builder);
    }
  columns = lw_manifest_part_get_columns (self->part, lw_attribute_reader_get_builder (reader));
  if (columns->n_rows <= row && member->value.type != LW_JSON_NULL)
    lw_attribute_reader_add (reader, columns, row, NULL, member);
}

static void
read_line (LwManifestWorker *self,
           guint             row,
           const char       *line,
           gsize             length)
{
  LwLineFacts *facts = self->facts;

  if (!lw_line_facts_read (facts, line, length))
    {
      diagnose_malformed (self);
      g_array_append_val (self->part->malformed, row);
      return;
    }
  check_line (self, line, length);
  for (guint i = 0; i < facts->metadata->len; i++)
    add_metadata (self, row, &g_array_index (facts->metadata, LwLineMetadata, i));
  for (guint i = 0; i < facts->members->len; i++)
    add_member (self, row, &g_array_index (facts->members, LwLineMember, i));
}

static gboolean
is_space (char c)
{
  return c == ' ' || c == '\t' || c == '\r';
}

/* A line without its line break; blank ones are counted and no rows. */
static void
take_line (LwManifestWorker *self,
           const char       *start,
           const char       *line,
           const char       *end)
{
  LwManifestPart *part = self->part;
  guint row = part->n_rows;
  guint64 n_diagnostics = part->n_diagnostics;

  part->n_lines++;
  self->line = line;
  while (line < end && is_space (*line))
    line++;
  while (line < end && is_space (end[-1]))
    end--;
  if (line == end)
    {
      g_array_append_val (part->blanks, row);
      return;
    }
  lw_manifest_part_add_row (part, (guint32) (line - start));
  read_line (self, row, line, end - line);
  if (part->n_diagnostics == n_diagnostics)
    lw_manifest_worker_learn_shape (self, line, end - line);
}

static void
finish_columns (LwManifestWorker  *self,
                LwAttributeReader *reader)
{
  LwAttributeBuilder *builder = lw_attribute_reader_get_builder (reader);

  for (guint i = 0; i < self->part->columns->len; i++)
    {
      LwPartColumns *columns = g_ptr_array_index (self->part->columns, i);

      if (columns->builder == builder)
        lw_attribute_reader_finish (reader, columns);
    }
}

static void
free_reader (gpointer data)
{
  lw_attribute_reader_free (data);
}

/**
 * lw_manifest_worker_new:
 * @schema: what all workers know; not owned
 * @tuning: how lines are compared with shapes
 *
 * Returns: (transfer full): a worker
 */
LwManifestWorker *
lw_manifest_worker_new (LwManifestSchema       *schema,
                        const LwManifestTuning *tuning)
{
  LwManifestWorker *self = g_new0 (LwManifestWorker, 1);

  self->schema = schema;
  lw_shape_book_init (&self->shapes, tuning->no_shapes ? NULL : tuning->matcher, lw_manifest_worker_free_shape);
  self->facts = lw_line_facts_new ();
  self->readers = g_ptr_array_new_with_free_func (free_reader);
  self->plain_keys = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  return self;
}

/**
 * lw_manifest_worker_free:
 * @self: (transfer full) (nullable): a worker
 */
void
lw_manifest_worker_free (LwManifestWorker *self)
{
  if (self == NULL)
    return;

  lw_shape_book_clear (&self->shapes);
  lw_line_facts_free (self->facts);
  g_ptr_array_unref (self->readers);
  g_hash_table_unref (self->plain_keys);
  g_free (self);
}

/**
 * lw_manifest_worker_read:
 * @self: a worker
 * @data: (array length=length): whole lines; the last one may be without a line break. %LW_SHAPE_SPARE bytes
 *   behind them may be read, of which the first is a NUL when there is no line break
 * @length: how many bytes
 * @offset: where in the file they are
 * @part: what they say is put here
 */
void
lw_manifest_worker_read (LwManifestWorker *self,
                         const char       *data,
                         gsize             length,
                         guint64           offset,
                         LwManifestPart   *part)
{
  const char *end = data + length;
  const char *line = data;

  lw_manifest_part_reset (part);
  self->part = part;
  part->start = offset;
  part->end = offset + length;
  if (offset == 0 && length >= 3 && memcmp (data, "\xef\xbb\xbf", 3) == 0)
    line += 3;
  while (line < end)
    {
      const char *newline = lw_manifest_worker_take_known_line (self, data, line, end);

      if (newline == NULL)
        {
          newline = memchr (line, '\n', end - line);
          if (newline == NULL)
            newline = end;
          take_line (self, data, line, newline);
        }
      line = newline + 1;
    }
  for (guint i = 0; i < self->readers->len; i++)
    finish_columns (self, g_ptr_array_index (self->readers, i));
}
