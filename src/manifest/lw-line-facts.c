/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What one manifest line says, found in one walk over its bytes. */

#define G_LOG_DOMAIN "lw-manifest"

#include "config.h"

#include "lw-line-facts.h"

#include <glib/gi18n.h>
#include <string.h>

#define METADATA_SUFFIX "-metadata"

/* A line with more names than this is not looked through for names that stand twice: that takes time to
 * the square. */
#define MAX_COMPARED 64

/**
 * lw_line_facts_new:
 *
 * Returns: (transfer full): empty facts, to be used for many lines
 */
LwLineFacts *
lw_line_facts_new (void)
{
  LwLineFacts *self = g_new0 (LwLineFacts, 1);

  self->members = g_array_new (FALSE, FALSE, sizeof (LwLineMember));
  self->metadata = g_array_new (FALSE, TRUE, sizeof (LwLineMetadata));
  self->values = g_array_new (FALSE, FALSE, sizeof (LwJsonSlice));
  self->decoded = g_ptr_array_new_with_free_func (g_free);
  return self;
}

/**
 * lw_line_facts_free:
 * @self: (transfer full) (nullable): facts
 */
void
lw_line_facts_free (LwLineFacts *self)
{
  if (self == NULL)
    return;

  g_array_unref (self->members);
  g_array_unref (self->metadata);
  g_array_unref (self->values);
  g_ptr_array_unref (self->decoded);
  g_free (self);
}

static gboolean
key_is (const LwJsonSlice *key,
        const char        *word,
        gsize              length)
{
  return key->length == length && memcmp (key->data, word, length) == 0;
}

#define KEY_IS(key, word) key_is (key, word, sizeof (word) - 1)

static void
decode_key (LwLineFacts *self,
            LwJsonSlice *key)
{
  char *text;

  if (!key->escaped)
    return;
  text = lw_json_slice_dup (key, &key->length);
  g_ptr_array_add (self->decoded, text);
  key->data = text;
  key->escaped = FALSE;
}

/* Where a metadata member that we know is kept, NULL for others. */
static LwJsonSlice *
find_slot (LwLineMetadata    *metadata,
           const LwJsonSlice *key)
{
  switch (key->length)
    {
    case 4:
      return KEY_IS (key, "type") ? &metadata->type : NULL;
    case 8:
      return KEY_IS (key, "job-name") ? &metadata->job_name : NULL;
    case 9:
      return KEY_IS (key, "class-map") ? &metadata->class_map : NULL;
    case 10:
      if (KEY_IS (key, "class-name"))
        return &metadata->class_name;
      return KEY_IS (key, "confidence") ? &metadata->confidence : NULL;
    case 13:
      return KEY_IS (key, "creation-date") ? &metadata->creation_date : NULL;
    case 14:
      if (KEY_IS (key, "failure-reason"))
        return &metadata->failure_reason;
      return KEY_IS (key, "confidence-map") ? &metadata->confidence_map : NULL;
    case 15:
      return KEY_IS (key, "human-annotated") ? &metadata->human_annotated : NULL;
    default:
      return NULL;
    }
}

static gboolean
scan_value (LwLineFacts *self,
            LwJsonScan  *scan,
            LwJsonSlice *value)
{
  if (!lw_json_scan_value (scan, value))
    return FALSE;
  g_array_append_vals (self->values, value, 1);
  return TRUE;
}

static gboolean
read_metadata (LwLineFacts       *self,
               LwJsonScan        *scan,
               const LwJsonSlice *name)
{
  LwLineMetadata *metadata;
  gboolean first = TRUE;
  LwJsonSlice key;

  g_array_set_size (self->metadata, self->metadata->len + 1);
  metadata = &g_array_index (self->metadata, LwLineMetadata, self->metadata->len - 1);
  metadata->name = *name;
  if (!lw_json_scan_enter (scan, '{'))
    return FALSE;
  while (lw_json_scan_next_member (scan, &first, &key))
    {
      LwJsonSlice value;
      LwJsonSlice *slot;

      if (!scan_value (self, scan, &value))
        return FALSE;
      decode_key (self, &key);
      slot = find_slot (metadata, &key);
      if (slot == NULL)
        continue;
      *slot = value;
      metadata->is_ours |= slot != &metadata->type && slot != &metadata->class_name && slot != &metadata->confidence;
    }
  return scan->error == NULL;
}

/* The text of a line of another kind of job, and the service's own keys, are not label attributes. */
static gboolean
is_metadata_key (const LwJsonSlice *key,
                 LwJsonSlice       *name)
{
  gsize suffix = sizeof (METADATA_SUFFIX) - 1;

  if (key->length <= suffix || memcmp (key->data + key->length - suffix, METADATA_SUFFIX, suffix) != 0)
    return FALSE;

  *name = *key;
  name->length -= suffix;
  return memchr (name->data, '\0', name->length) == NULL &&
         !KEY_IS (name, "source-ref") && !KEY_IS (name, "source");
}

static gboolean
same_key (const LwJsonSlice *a,
          const LwJsonSlice *b)
{
  return a->length == b->length && memcmp (a->data, b->data, a->length) == 0;
}

static gboolean
has_key (LwLineFacts       *self,
         const LwJsonSlice *key)
{
  LwJsonSlice name;

  if (KEY_IS (key, "source-ref"))
    return self->source_ref.data != NULL;
  if (KEY_IS (key, "source"))
    return self->source.data != NULL;

  for (guint i = 0; i < self->members->len && i < MAX_COMPARED; i++)
    if (same_key (&g_array_index (self->members, LwLineMember, i).key, key))
      return TRUE;
  if (!is_metadata_key (key, &name))
    return FALSE;
  for (guint i = 0; i < self->metadata->len && i < MAX_COMPARED; i++)
    if (same_key (&g_array_index (self->metadata, LwLineMetadata, i).name, &name))
      return TRUE;
  return FALSE;
}

/* The last one counts, as JSON readers have it: what stood under the name before is forgotten. */
static void
forget_key (LwLineFacts       *self,
            const LwJsonSlice *key)
{
  LwJsonSlice name;
  gboolean is_metadata = is_metadata_key (key, &name);

  for (guint i = self->members->len; i > 0; i--)
    if (same_key (&g_array_index (self->members, LwLineMember, i - 1).key, key))
      g_array_remove_index (self->members, i - 1);
  for (guint i = self->metadata->len; is_metadata && i > 0; i--)
    if (same_key (&g_array_index (self->metadata, LwLineMetadata, i - 1).name, &name))
      g_array_remove_index (self->metadata, i - 1);
}

static gboolean
read_member (LwLineFacts *self,
             LwJsonScan  *scan,
             LwJsonSlice *key)
{
  LwLineMember member;
  LwJsonSlice name;

  if (key->length > 0 && *key->data == '$')
    self->dollar = key->data;
  decode_key (self, key);
  if (has_key (self, key))
    {
      self->duplicate = scan->pos;
      forget_key (self, key);
    }

  while (scan->pos < scan->end && *scan->pos == ' ')
    scan->pos++;
  if (scan->pos < scan->end && *scan->pos == '{' && is_metadata_key (key, &name))
    return read_metadata (self, scan, &name);

  if (KEY_IS (key, "source-ref"))
    return scan_value (self, scan, &self->source_ref);
  if (KEY_IS (key, "source"))
    return scan_value (self, scan, &self->source);
  member.key = *key;
  if (!scan_value (self, scan, &member.value))
    return FALSE;
  g_array_append_val (self->members, member);
  return TRUE;
}

static gboolean
read_object (LwLineFacts *self,
             LwJsonScan  *scan)
{
  gboolean first = TRUE;
  LwJsonSlice key;

  if (!lw_json_scan_enter (scan, '{'))
    return FALSE;
  while (lw_json_scan_next_member (scan, &first, &key))
    if (!read_member (self, scan, &key))
      return FALSE;
  return scan->error == NULL && lw_json_scan_at_end (scan);
}

/* A value of another type is as good JSON as any, but no manifest line. */
static const char *
tell_why (LwJsonScan *scan,
          const char *line,
          gsize       length)
{
  LwJsonScan again;
  LwJsonSlice value;

  if (length > 0 && *line == '{')
    return scan->error;
  lw_json_scan_init (&again, line, length);
  if (lw_json_scan_value (&again, &value) && lw_json_scan_at_end (&again))
    return N_("the line is not a JSON object");
  return N_("this is not JSON");
}

/**
 * lw_line_facts_read:
 * @self: facts; what they held is forgotten
 * @line: (array length=length): a line without white space at its start; must stay as long as the facts
 *   are used
 * @length: its length in bytes
 *
 * Returns: whether the line is a JSON object; if not, the error is set
 */
gboolean
lw_line_facts_read (LwLineFacts *self,
                    const char  *line,
                    gsize        length)
{
  LwJsonScan scan;

  g_array_set_size (self->members, 0);
  g_array_set_size (self->metadata, 0);
  g_array_set_size (self->values, 0);
  g_ptr_array_set_size (self->decoded, 0);
  self->source_ref.data = self->source.data = NULL;
  self->duplicate = self->dollar = self->error = self->error_at = NULL;

  lw_json_scan_init (&scan, line, length);
  if (read_object (self, &scan))
    return TRUE;
  self->error = tell_why (&scan, line, length);
  self->error_at = scan.pos;
  return FALSE;
}

/**
 * lw_line_facts_find_member:
 * @self: facts
 * @name: (array length=length): a name
 * @length: its length in bytes
 *
 * Returns: (transfer none) (nullable): the member, if it is there and is not null
 */
const LwLineMember *
lw_line_facts_find_member (LwLineFacts *self,
                           const char  *name,
                           gsize        length)
{
  for (guint i = 0; i < self->members->len; i++)
    {
      const LwLineMember *member = &g_array_index (self->members, LwLineMember, i);

      if (member->key.length == length && memcmp (member->key.data, name, length) == 0)
        return member->value.type != LW_JSON_NULL ? member : NULL;
    }
  return NULL;
}

/**
 * lw_line_facts_has_metadata:
 * @self: facts
 * @name: a label attribute name
 *
 * Returns: whether the line has metadata for it
 */
gboolean
lw_line_facts_has_metadata (const LwLineFacts *self,
                            const LwJsonSlice *name)
{
  for (guint i = 0; i < self->metadata->len; i++)
    if (same_key (&g_array_index (self->metadata, LwLineMetadata, i).name, name))
      return TRUE;
  return FALSE;
}
