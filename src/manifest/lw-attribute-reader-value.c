/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What values of a line are as codes: asked of the builder once, and remembered as they stand in lines. */

#define G_LOG_DOMAIN "lw-manifest"

#include "config.h"

#include "lw-attribute-reader-private.h"

#include "lw-manifest-values.h"

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
  CachedClass *cached;
  guint64 hash;

  if (name == NULL || name->length > sizeof cached->raw || name->length == 0)
    {
      ask_class (self, spare, index, name);
      return spare;
    }

  hash = (guint64) index * 31 + name->length * 7 + (guchar) name->data[name->length / 2];
  for (guint i = 0; i < N_PROBES; i++)
    {
      cached = &self->classes[(hash + i) % N_CACHED_CLASSES];
      if (cached->length == name->length && cached->index == index &&
          memcmp (cached->raw, name->data, name->length) == 0)
        return cached;
      if (cached->length == 0)
        break;
    }
  if (cached->length != 0)
    cached = &self->classes[(hash + self->n_asked++ % N_PROBES) % N_CACHED_CLASSES];

  ask_class (self, cached, index, name);
  cached->index = index;
  cached->length = name->length;
  memcpy (cached->raw, name->data, name->length);
  return cached;
}

/* Where the value is cached, or is to be: then it has no code. */
static CachedValue *
find_cached (LwAttributeReader *self,
             guint64            value)
{
  guint64 hash = lw_value_hash (value);
  CachedValue *cached = NULL;

  for (guint i = 0; i < N_PROBES; i++)
    {
      cached = &self->confidences[(hash + i) % N_CACHED_VALUES];
      if (cached->value == value || cached->code == 0)
        return cached;
    }
  cached = &self->confidences[(hash + self->n_asked++ % N_PROBES) % N_CACHED_VALUES];
  cached->code = 0;
  return cached;
}

/* The same for times. */
static CachedTime *
find_cached_time (LwAttributeReader *self,
                  guint32            seconds)
{
  guint64 hash = lw_value_hash (seconds);
  CachedTime *cached = NULL;

  for (guint i = 0; i < N_PROBES; i++)
    {
      cached = &self->times[(hash + i) % N_CACHED_TIMES];
      if (cached->seconds == seconds || cached->code == 0)
        return cached;
    }
  cached = &self->times[(hash + self->n_asked++ % N_PROBES) % N_CACHED_TIMES];
  cached->code = 0;
  return cached;
}

static guint32
find_any_confidence (LwAttributeReader *self,
                     const LwJsonSlice *slice)
{
  double confidence = lw_manifest_confidence_from_slice (slice);
  CachedValue *cached;
  guint64 bits;

  if (confidence < 0)
    return 0;
  memcpy (&bits, &confidence, sizeof bits);
  cached = find_cached (self, bits);
  if (cached->code != 0)
    return cached->code;
  g_mutex_lock (&self->schema->lock);
  *cached = (CachedValue) { bits, lw_attribute_builder_find_confidence (self->builder, confidence) };
  g_mutex_unlock (&self->schema->lock);
  return cached->code;
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
  guint32 *code;

  if (slice->length != 4 || slice->type != LW_JSON_NUMBER || data[0] != '0' || data[1] != '.' ||
      !g_ascii_isdigit (data[2]) || !g_ascii_isdigit (data[3]))
    return find_any_confidence (self, slice);
  code = &self->hundredths[(data[2] - '0') * 10 + (data[3] - '0')];
  if (*code == 0)
    *code = find_any_confidence (self, slice);
  return *code;
}

/**
 * lw_attribute_reader_find_time:
 * @self: a reader
 * @slice: a JSON value
 *
 * Returns: the code of the time; 0 when it is none
 */
guint32
lw_attribute_reader_find_time (LwAttributeReader *self,
                               const LwJsonSlice *slice)
{
  guint32 seconds = lw_manifest_created_from_slice (slice);
  CachedTime *cached;

  if (seconds == 0)
    return 0;
  cached = find_cached_time (self, seconds);
  if (cached->code != 0)
    return cached->code;
  g_mutex_lock (&self->schema->lock);
  *cached = (CachedTime) { seconds, lw_attribute_builder_find_time (self->builder, seconds) };
  g_mutex_unlock (&self->schema->lock);
  return cached->code;
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
