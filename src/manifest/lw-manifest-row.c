/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* One row of a manifest while something shows it. */

#define G_LOG_DOMAIN "lw-manifest"

#include "config.h"

#include "lw-manifest-row.h"

#include "lw-line-facts.h"
#include "lw-manifest-line.h"

#include "lw-s3-uri.h"

#include <string.h>

/* Invariant: immutable; source_ref and what comes from it is read from the file when first asked for. */
struct _LwManifestRow
{
  GObject          parent_instance;
  LwManifestIndex *index;
  int              attribute;
  guint            row;
  gboolean         is_read;
  char            *source_ref;
  char            *name;
  char            *label;
};

enum
{
  PROP_0,
  PROP_ROW,
  PROP_SOURCE_REF,
  PROP_NAME,
  PROP_LABEL,
  PROP_CONFIDENCE,
  PROP_STATE,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (LwManifestRow, lw_manifest_row, G_TYPE_OBJECT)

static void
lw_manifest_row_get_property (GObject    *object,
                              guint       prop_id,
                              GValue     *value,
                              GParamSpec *pspec)
{
  LwManifestRow *self = LW_MANIFEST_ROW (object);

  switch (prop_id)
    {
    case PROP_ROW:
      g_value_set_uint (value, self->row);
      break;
    case PROP_SOURCE_REF:
      g_value_set_string (value, lw_manifest_row_get_source_ref (self));
      break;
    case PROP_NAME:
      g_value_set_string (value, lw_manifest_row_get_name (self));
      break;
    case PROP_LABEL:
      g_value_set_string (value, lw_manifest_row_get_label (self));
      break;
    case PROP_CONFIDENCE:
      g_value_set_double (value, lw_manifest_row_get_confidence (self));
      break;
    case PROP_STATE:
      g_value_set_uint (value, lw_manifest_row_get_state (self));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
lw_manifest_row_finalize (GObject *object)
{
  LwManifestRow *self = LW_MANIFEST_ROW (object);

  g_clear_pointer (&self->index, lw_manifest_index_unref);
  g_free (self->source_ref);
  g_free (self->name);
  g_free (self->label);

  G_OBJECT_CLASS (lw_manifest_row_parent_class)->finalize (object);
}

static void
lw_manifest_row_class_init (LwManifestRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = lw_manifest_row_get_property;
  object_class->finalize = lw_manifest_row_finalize;

  properties[PROP_ROW] =
    g_param_spec_uint ("row", NULL, NULL, 0, G_MAXUINT, 0, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_SOURCE_REF] =
    g_param_spec_string ("source-ref", NULL, NULL, NULL, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_NAME] =
    g_param_spec_string ("name", NULL, NULL, NULL, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_LABEL] =
    g_param_spec_string ("label", NULL, NULL, NULL, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_CONFIDENCE] =
    g_param_spec_double ("confidence", NULL, NULL, -1, G_MAXDOUBLE, -1, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_STATE] =
    g_param_spec_uint ("state", NULL, NULL, 0, LW_N_DATA_OBJECT_STATES - 1, 0,
                       G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);

  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
lw_manifest_row_init (LwManifestRow *self)
{
}

/**
 * lw_manifest_row_new:
 * @index: the manifest
 * @attribute: the position of the attribute that label, confidence and state are about; -1 for none
 * @row: the row
 *
 * Returns: (transfer full): a row
 */
LwManifestRow *
lw_manifest_row_new (LwManifestIndex *index,
                     int              attribute,
                     guint            row)
{
  LwManifestRow *self;

  g_return_val_if_fail (index != NULL && row < lw_manifest_index_get_n_rows (index), NULL);
  g_return_val_if_fail (attribute < (int) lw_manifest_index_get_n_attributes (index), NULL);

  self = g_object_new (LW_TYPE_MANIFEST_ROW, NULL);
  self->index = lw_manifest_index_ref (index);
  self->attribute = attribute;
  self->row = row;
  return self;
}

static void
read_source_ref (LwManifestRow *self)
{
  if (self->is_read)
    return;
  self->is_read = TRUE;
  self->source_ref = lw_manifest_index_dup_source_ref (self->index, self->row);
  if (self->source_ref != NULL)
    self->name = lw_s3_uri_dup_base_name (self->source_ref);
}

/**
 * lw_manifest_row_get_index:
 * @self: a row
 *
 * Returns: (transfer none): the manifest
 */
LwManifestIndex *
lw_manifest_row_get_index (LwManifestRow *self)
{
  g_return_val_if_fail (LW_IS_MANIFEST_ROW (self), NULL);

  return self->index;
}

/**
 * lw_manifest_row_get_attribute:
 * @self: a row
 *
 * Returns: the position of the attribute that label, confidence and state are about; -1 for none
 */
int
lw_manifest_row_get_attribute (LwManifestRow *self)
{
  g_return_val_if_fail (LW_IS_MANIFEST_ROW (self), -1);

  return self->attribute;
}

/**
 * lw_manifest_row_get_row:
 * @self: a row
 *
 * Returns: its number in the index
 */
guint
lw_manifest_row_get_row (LwManifestRow *self)
{
  g_return_val_if_fail (LW_IS_MANIFEST_ROW (self), 0);

  return self->row;
}

/**
 * lw_manifest_row_get_line_number:
 * @self: a row
 *
 * Returns: the number of its line in the file, from 1
 */
guint64
lw_manifest_row_get_line_number (LwManifestRow *self)
{
  g_return_val_if_fail (LW_IS_MANIFEST_ROW (self), 0);

  return lw_manifest_index_get_line_number (self->index, self->row);
}

/**
 * lw_manifest_row_get_source_ref:
 * @self: a row
 *
 * Returns: (transfer none) (nullable): its source-ref; %NULL when it has none or can no longer be read
 */
const char *
lw_manifest_row_get_source_ref (LwManifestRow *self)
{
  g_return_val_if_fail (LW_IS_MANIFEST_ROW (self), NULL);

  read_source_ref (self);
  return self->source_ref;
}

/**
 * lw_manifest_row_get_name:
 * @self: a row
 *
 * Returns: (transfer none) (nullable): the last part of its source-ref
 */
const char *
lw_manifest_row_get_name (LwManifestRow *self)
{
  g_return_val_if_fail (LW_IS_MANIFEST_ROW (self), NULL);

  read_source_ref (self);
  return self->name;
}

/**
 * lw_manifest_row_get_label:
 * @self: a row
 *
 * Returns: (transfer none): the names of its classes with commas between; empty when it has none. Data,
 *   never markup
 */
const char *
lw_manifest_row_get_label (LwManifestRow *self)
{
  g_return_val_if_fail (LW_IS_MANIFEST_ROW (self), NULL);

  if (self->label == NULL)
    self->label = self->attribute >= 0
                    ? lw_manifest_index_dup_label_text (self->index, self->attribute, self->row) : g_strdup ("");
  return self->label;
}

/**
 * lw_manifest_row_get_confidence:
 * @self: a row
 *
 * Returns: the label's confidence; of several labels the lowest; %LW_CONFIDENCE_NONE without any
 */
double
lw_manifest_row_get_confidence (LwManifestRow *self)
{
  g_return_val_if_fail (LW_IS_MANIFEST_ROW (self), LW_CONFIDENCE_NONE);

  return self->attribute >= 0 ? lw_manifest_index_get_confidence (self->index, self->attribute, self->row)
                              : LW_CONFIDENCE_NONE;
}

/**
 * lw_manifest_row_get_state:
 * @self: a row
 *
 * Returns: its state under the attribute
 */
LwDataObjectState
lw_manifest_row_get_state (LwManifestRow *self)
{
  g_return_val_if_fail (LW_IS_MANIFEST_ROW (self), LW_DATA_OBJECT_STATE_UNLABELED);

  if (self->attribute >= 0)
    return lw_manifest_index_get_state (self->index, self->attribute, self->row);
  return lw_manifest_index_is_malformed (self->index, self->row) ? LW_DATA_OBJECT_STATE_MALFORMED
                                                                 : LW_DATA_OBJECT_STATE_UNLABELED;
}

/**
 * lw_manifest_row_dup_json:
 * @self: a row
 * @error: return location: %LW_MANIFEST_ERROR_CHANGED, or a #GIOErrorEnum code
 *
 * Returns: (transfer full) (nullable): its line with line breaks and indentation, every value as it is
 *   written; the line as it is when it is malformed. UTF-8 in any case. %NULL with @error set
 */
char *
lw_manifest_row_dup_json (LwManifestRow  *self,
                          GError        **error)
{
  g_autofree char *line = NULL;
  char *pretty;
  gsize length;

  g_return_val_if_fail (LW_IS_MANIFEST_ROW (self), NULL);

  line = lw_manifest_index_dup_line (self->index, self->row, &length, error);
  if (line == NULL)
    return NULL;
  pretty = lw_manifest_line_dup_pretty (line, length, NULL);
  return pretty != NULL ? pretty : g_utf8_make_valid (line, (gssize) length);
}

/**
 * lw_manifest_row_dup_failure:
 * @self: a row
 *
 * Returns: (transfer full) (nullable): why labeling failed, as its metadata says; %NULL when it does not
 */
char *
lw_manifest_row_dup_failure (LwManifestRow *self)
{
  g_autoptr (LwLineFacts) facts = NULL;
  g_autofree char *line = NULL;
  const char *name;
  gsize length;

  g_return_val_if_fail (LW_IS_MANIFEST_ROW (self), NULL);

  if (lw_manifest_row_get_state (self) != LW_DATA_OBJECT_STATE_FAILED)
    return NULL;
  facts = lw_line_facts_new ();
  line = lw_manifest_index_dup_line (self->index, self->row, &length, NULL);
  if (line == NULL || !lw_line_facts_read (facts, line, length))
    return NULL;

  name = lw_manifest_index_get_attribute_name (self->index, self->attribute);
  for (guint i = 0; i < facts->metadata->len; i++)
    {
      LwLineMetadata *metadata = &g_array_index (facts->metadata, LwLineMetadata, i);

      if (lw_json_slice_equal (&metadata->name, name, strlen (name)) && metadata->failure_reason.data != NULL)
        return lw_json_slice_dup (&metadata->failure_reason, NULL);
    }
  return NULL;
}
