/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What values of a line are as codes: asked of the builder once, and remembered as they stand in lines. */

#define G_LOG_DOMAIN "lw-manifest"

#include "config.h"

#include "lw-attribute-reader-private.h"

#include "lw-manifest-values.h"
#include "lw-text-word.h"

#include <string.h>

/* The class in the builder's table, and the label that is this class alone. */
static void
ask_class (LwAttributeReader *self,
           CachedClass       *class,
           gint64             index,
           const LwJsonSlice *name)
{
  g_autofree char *text = name != NULL ? lw_json_slice_dup (name, NULL) : NULL;

  g_mutex_lock (&self->schema->lock);
  class->id = lw_attribute_builder_find_class (self->builder, index, text);
  class->label = lw_attribute_builder_find_label (self->builder, &class->id, 1);
  g_mutex_unlock (&self->schema->lock);
}

static inline gboolean
is_cached_class (const CachedClass *cached,
                 gint64             index,
                 const guint64      head[N_NAME_WORDS],
                 const LwJsonSlice *name)
{
  gsize n_head = sizeof cached->head;

  return cached->index == index && cached->length == name->length && cached->head[0] == head[0] &&
         cached->head[1] == head[1] &&
         (name->length <= n_head || memcmp (cached->rest, name->data + n_head, name->length - n_head) == 0);
}

/**
 * lw_attribute_reader_find_class:
 * @self: a reader
 * @index: the class index, or %LW_CLASS_INDEX_NONE
 * @name: (nullable): the class's name, as it stands in the line
 * @spare: where the class is when it cannot be remembered
 *
 * Returns: (transfer none): the class; good until the next call
 */
const CachedClass *
lw_attribute_reader_find_class (LwAttributeReader *self,
                                gint64             index,
                                const LwJsonSlice *name,
                                CachedClass       *spare)
{
  const gsize n_head = sizeof spare->head;
  guint64 head[N_NAME_WORDS];
  CachedClass *cached;
  guint64 hash;

  if (name == NULL || name->length > n_head + sizeof spare->rest || name->length == 0)
    {
      ask_class (self, spare, index, name);
      return spare;
    }

  head[0] = lw_text_load_head (name->data, name->length);
  head[1] = lw_text_load_head (name->data + 8, MAX (name->length, 8) - 8);
  hash = lw_value_hash ((guint64) index ^ head[0] ^ name->length << 56);
  for (guint i = 0; i < N_PROBES; i++)
    {
      cached = &self->classes[(hash + i) % N_CACHED_CLASSES];
      if (is_cached_class (cached, index, head, name))
        return cached;
      if (cached->length == 0)
        break;
    }
  if (cached->length != 0)
    cached = &self->classes[(hash + self->n_asked++ % N_PROBES) % N_CACHED_CLASSES];

  ask_class (self, cached, index, name);
  cached->index = index;
  cached->length = name->length;
  memcpy (cached->head, head, sizeof head);
  if (name->length > n_head)
    memcpy (cached->rest, name->data + n_head, name->length - n_head);
  return cached;
}

static guint32
ask_confidence (LwAttributeReader *self,
                const LwJsonSlice *slice)
{
  double confidence = lw_manifest_confidence_from_slice (slice);
  guint32 code;

  if (confidence < 0)
    return 0;
  g_mutex_lock (&self->schema->lock);
  code = lw_attribute_builder_find_confidence (self->builder, confidence);
  g_mutex_unlock (&self->schema->lock);
  return code;
}

/* A number is known by its text, in which there is no zero byte. */
static guint32
find_any_confidence (LwAttributeReader *self,
                     const LwJsonSlice *slice)
{
  guint64 text[N_TEXT_WORDS];
  ConfidenceBucket *bucket;
  gsize left = slice->length;
  guint way;

  if (left > sizeof text || slice->type != LW_JSON_NUMBER)
    return ask_confidence (self, slice);
  for (guint i = 0; i < N_TEXT_WORDS; i++)
    text[i] = lw_text_load_head (slice->data + 8 * i, MAX (left, 8 * i) - 8 * i);

  bucket = &self->confidences[lw_value_hash (text[0] ^ text[1] * 31 ^ text[2] * 961) % N_CONFIDENCE_BUCKETS];
  for (way = 0; way < G_N_ELEMENTS (bucket->codes) && bucket->codes[way] != 0; way++)
    if (bucket->text[way][0] == text[0] && bucket->text[way][1] == text[1] && bucket->text[way][2] == text[2])
      return bucket->codes[way];
  if (way == G_N_ELEMENTS (bucket->codes))
    way = self->n_asked++ % G_N_ELEMENTS (bucket->codes);
  memcpy (bucket->text[way], text, sizeof text);
  return bucket->codes[way] = ask_confidence (self, slice);
}

/**
 * lw_attribute_reader_find_confidence:
 * @self: a reader
 * @slice: a JSON value. Most are written as 0.93
 *
 * Returns: the code of the confidence; 0 when it is none
 */
guint32
lw_attribute_reader_find_confidence (LwAttributeReader *self,
                                     const LwJsonSlice *slice)
{
  const char *data = slice->data;
  guint tens, ones;
  guint32 *code;

  if (slice->length != 4 || slice->type != LW_JSON_NUMBER || data[0] != '0' || data[1] != '.')
    return find_any_confidence (self, slice);
  tens = (guint) (data[2] - '0');
  ones = (guint) (data[3] - '0');
  if (tens > 9 || ones > 9)
    return find_any_confidence (self, slice);
  code = &self->hundredths[tens * 10 + ones];
  if (*code == 0)
    *code = find_any_confidence (self, slice);
  return *code;
}

static guint32
ask_time (LwAttributeReader *self,
          TimeBucket        *bucket,
          guint32            seconds)
{
  guint way = 0;

  while (way < N_WAYS && bucket->codes[way] != 0)
    way++;
  if (way == N_WAYS)
    way = self->n_asked++ % N_WAYS;
  g_mutex_lock (&self->schema->lock);
  bucket->codes[way] = lw_attribute_builder_find_time (self->builder, seconds);
  g_mutex_unlock (&self->schema->lock);
  bucket->seconds[way] = seconds;
  return bucket->codes[way];
}

/**
 * lw_attribute_reader_finish_times:
 * @self: a reader
 * @columns: rows that have seconds since 1970 where codes of times are to be
 *
 * One row after the other, so that the processor fetches what several of them need at a time.
 */
void
lw_attribute_reader_finish_times (LwAttributeReader *self,
                                  LwPartColumns     *columns)
{
  for (guint row = 0; row < columns->n_rows; row++)
    {
      guint32 seconds = columns->created[row];
      TimeBucket *bucket = &self->times[lw_value_hash (seconds) % N_TIME_BUCKETS];
      guint32 code = 0;

      for (guint way = 0; way < N_WAYS; way++)
        code |= bucket->codes[way] & -(guint32) (bucket->seconds[way] == seconds);
      columns->created[row] = code != 0 || seconds == 0 ? code : ask_time (self, bucket, seconds);
    }
}

/**
 * lw_attribute_reader_find_job:
 * @self: a reader
 * @slice: a JSON value; may have no data. Mostly that of the line before
 *
 * Returns: the code of the labeling job; 0 when it is none
 */
guint32
lw_attribute_reader_find_job (LwAttributeReader *self,
                              const LwJsonSlice *slice)
{
  g_autofree char *name = NULL;

  if (lw_attribute_reader_text_or_null (slice) == NULL)
    return 0;
  if (slice->length > 0 && slice->length == self->job_length &&
      memcmp (slice->data, self->job_raw, slice->length) == 0)
    return self->job_code;

  name = lw_json_slice_dup (slice, NULL);
  g_mutex_lock (&self->schema->lock);
  self->job_code = lw_attribute_builder_find_job (self->builder, name);
  g_mutex_unlock (&self->schema->lock);
  self->job_length = slice->length <= sizeof self->job_raw ? slice->length : 0;
  memcpy (self->job_raw, slice->data, self->job_length);
  return self->job_code;
}
