/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* A tf.train.Example message, and the record of a TFRecord file around it. */

#define G_LOG_DOMAIN "lw-export"

#include "config.h"

#include "lw-tf-example.h"

#include "lw-crc32c.h"

#include <string.h>

/* A field's number and kind in one byte: all numbers here are below 16. */
#define FIELD_BYTES(number) ((guint8) ((number) << 3 | 2))

enum
{
  FEATURE_BYTES = 1,
  FEATURE_FLOATS = 2,
  FEATURE_INTS = 3,
};

/**
 * LwTfExample:
 * @features: the Features message so far
 * @value: a list of values while it is made
 */
struct _LwTfExample
{
  GString *features;
  GString *value;
};

/**
 * lw_tf_example_new:
 *
 * Returns: (transfer full): an example without features
 */
LwTfExample *
lw_tf_example_new (void)
{
  LwTfExample *self = g_new0 (LwTfExample, 1);

  self->features = g_string_new (NULL);
  self->value = g_string_new (NULL);
  return self;
}

void
lw_tf_example_free (LwTfExample *self)
{
  if (self == NULL)
    return;

  g_string_free (self->features, TRUE);
  g_string_free (self->value, TRUE);
  g_free (self);
}

/**
 * lw_tf_example_reset:
 * @self: an example, which has no features afterwards
 */
void
lw_tf_example_reset (LwTfExample *self)
{
  g_return_if_fail (self != NULL);

  g_string_truncate (self->features, 0);
}

static void
append_varint (GString *text,
               guint64  value)
{
  for (; value >= 0x80; value >>= 7)
    g_string_append_c (text, (char) (value | 0x80));
  g_string_append_c (text, (char) value);
}

static gsize
measure_varint (guint64 value)
{
  gsize length = 1;

  for (; value >= 0x80; value >>= 7)
    length++;
  return length;
}

static void
append_bytes (GString    *text,
              guint       number,
              const void *data,
              gsize       length)
{
  g_string_append_c (text, (char) FIELD_BYTES (number));
  append_varint (text, length);
  g_string_append_len (text, data, length);
}

/* How long a field of bytes is with its head. */
static gsize
measure_bytes (gsize length)
{
  return 1 + measure_varint (length) + length;
}

/* Adds { name: Feature { kind: List { 1: value } } }, with all lengths known before the value is copied once. */
static void
add_feature (LwTfExample *self,
             const char  *name,
             guint        kind,
             const void  *value,
             gsize        length)
{
  gsize n_list = measure_bytes (length);
  gsize n_feature = measure_bytes (n_list);
  gsize n_entry = measure_bytes (strlen (name)) + measure_bytes (n_feature);

  g_string_append_c (self->features, (char) FIELD_BYTES (1));
  append_varint (self->features, n_entry);
  append_bytes (self->features, 1, name, strlen (name));
  g_string_append_c (self->features, (char) FIELD_BYTES (2));
  append_varint (self->features, n_feature);
  g_string_append_c (self->features, (char) FIELD_BYTES (kind));
  append_varint (self->features, n_list);
  append_bytes (self->features, 1, value, length);
}

/**
 * lw_tf_example_add_bytes:
 * @self: an example
 * @name: the name of the feature
 * @data: (array length=length): its one value
 * @length: the value's length
 */
void
lw_tf_example_add_bytes (LwTfExample *self,
                         const char  *name,
                         const void  *data,
                         gsize        length)
{
  g_return_if_fail (self != NULL && name != NULL);

  add_feature (self, name, FEATURE_BYTES, data, length);
}

/**
 * lw_tf_example_add_ints:
 * @self: an example
 * @name: the name of the feature
 * @values: (array length=n_values): its values
 * @n_values: how many
 */
void
lw_tf_example_add_ints (LwTfExample  *self,
                        const char   *name,
                        const gint64 *values,
                        gsize         n_values)
{
  g_return_if_fail (self != NULL && name != NULL);

  g_string_truncate (self->value, 0);
  for (gsize i = 0; i < n_values; i++)
    append_varint (self->value, (guint64) values[i]);
  add_feature (self, name, FEATURE_INTS, self->value->str, self->value->len);
}

static void
append_le32 (GString *text,
             guint32  value)
{
  guint32 bytes = GUINT32_TO_LE (value);

  g_string_append_len (text, (const char *) &bytes, sizeof bytes);
}

/**
 * lw_tf_example_add_floats:
 * @self: an example
 * @name: the name of the feature
 * @values: (array length=n_values): its values
 * @n_values: how many
 */
void
lw_tf_example_add_floats (LwTfExample *self,
                          const char  *name,
                          const float *values,
                          gsize        n_values)
{
  g_return_if_fail (self != NULL && name != NULL);

  g_string_truncate (self->value, 0);
  for (gsize i = 0; i < n_values; i++)
    {
      guint32 bits;

      memcpy (&bits, &values[i], sizeof bits);
      append_le32 (self->value, bits);
    }
  add_feature (self, name, FEATURE_FLOATS, self->value->str, self->value->len);
}

/**
 * lw_tf_example_append_record:
 * @self: an example
 * @file: where the record goes: length, its checksum, the message, its checksum, all little endian
 */
void
lw_tf_example_append_record (LwTfExample *self,
                             GString     *file)
{
  guint64 length;
  gsize start;

  g_return_if_fail (self != NULL && file != NULL);

  length = GUINT64_TO_LE ((guint64) measure_bytes (self->features->len));
  g_string_append_len (file, (const char *) &length, sizeof length);
  append_le32 (file, lw_crc32c_masked (&length, sizeof length));
  start = file->len;
  append_bytes (file, 1, self->features->str, self->features->len);
  append_le32 (file, lw_crc32c_masked (file->str + start, file->len - start));
}
