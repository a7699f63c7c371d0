/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What an LwManifestIndex knows of its label attributes, of their classes, and of each row under them. */

#define G_LOG_DOMAIN "lw-manifest"

#include "config.h"

#include "lw-manifest-index.h"

#include "lw-manifest-index-private.h"

#include <string.h>

/**
 * lw_manifest_index_peek_attribute:
 * @self: an index
 * @attribute: the position of an attribute
 *
 * Returns: (transfer none) (nullable): its columns
 */
LwManifestAttribute *
lw_manifest_index_peek_attribute (LwManifestIndex *self,
                                  guint            attribute)
{
  g_return_val_if_fail (self != NULL && attribute < self->attributes->len, NULL);

  return g_ptr_array_index (self->attributes, attribute);
}

/* The same, for calls that are about a row as well. */
static LwManifestAttribute *
peek_columns (LwManifestIndex *self,
              guint            attribute,
              guint            row)
{
  g_return_val_if_fail (self != NULL && attribute < self->attributes->len && row < self->n_rows, NULL);

  return g_ptr_array_index (self->attributes, attribute);
}

/**
 * lw_manifest_index_get_n_attributes:
 * @self: an index
 *
 * Returns: how many label attributes the manifest has
 */
guint
lw_manifest_index_get_n_attributes (LwManifestIndex *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->attributes->len;
}

/**
 * lw_manifest_index_find_attribute:
 * @self: an index
 * @name: (nullable): a label attribute name; %NULL for the first one that is image classification, or else
 *   the first
 *
 * Returns: its position, -1 when the manifest has none of this name
 */
int
lw_manifest_index_find_attribute (LwManifestIndex *self,
                                  const char      *name)
{
  g_return_val_if_fail (self != NULL, -1);

  for (guint i = 0; i < self->attributes->len; i++)
    {
      LwManifestAttribute *attribute = g_ptr_array_index (self->attributes, i);

      if (name == NULL ? attribute->kind != LW_LABEL_KIND_OTHER : strcmp (attribute->name, name) == 0)
        return (int) i;
    }
  return name == NULL && self->attributes->len > 0 ? 0 : -1;
}

/**
 * lw_manifest_index_get_attribute_name:
 * @self: an index
 * @attribute: the position of an attribute
 *
 * Returns: (transfer none): the label attribute name
 */
const char *
lw_manifest_index_get_attribute_name (LwManifestIndex *self,
                                      guint            attribute)
{
  LwManifestAttribute *columns = lw_manifest_index_peek_attribute (self, attribute);

  return columns != NULL ? columns->name : NULL;
}

/**
 * lw_manifest_index_get_attribute_type:
 * @self: an index
 * @attribute: the position of an attribute
 *
 * Returns: (transfer none) (nullable): the type that its metadata states, such as
 *   `groundtruth/image-classification`
 */
const char *
lw_manifest_index_get_attribute_type (LwManifestIndex *self,
                                      guint            attribute)
{
  LwManifestAttribute *columns = lw_manifest_index_peek_attribute (self, attribute);

  return columns != NULL ? columns->type : NULL;
}

/**
 * lw_manifest_index_get_attribute_kind:
 * @self: an index
 * @attribute: the position of an attribute
 *
 * Returns: what the type means; when the metadata states none, what the labels look like
 */
LwLabelKind
lw_manifest_index_get_attribute_kind (LwManifestIndex *self,
                                      guint            attribute)
{
  LwManifestAttribute *columns = lw_manifest_index_peek_attribute (self, attribute);

  return columns != NULL ? columns->kind : LW_LABEL_KIND_OTHER;
}

/**
 * lw_manifest_index_count_state:
 * @self: an index
 * @attribute: the position of an attribute
 * @state: a state
 *
 * Returns: how many rows are in this state
 */
guint64
lw_manifest_index_count_state (LwManifestIndex   *self,
                               guint              attribute,
                               LwDataObjectState  state)
{
  LwManifestAttribute *columns = lw_manifest_index_peek_attribute (self, attribute);

  g_return_val_if_fail ((guint) state < LW_N_DATA_OBJECT_STATES, 0);

  return columns != NULL ? columns->n_states[state] : 0;
}

/**
 * lw_manifest_index_count_annotator:
 * @self: an index
 * @attribute: the position of an attribute
 * @annotator: who labeled
 *
 * Returns: how many labeled rows have a label of this origin
 */
guint64
lw_manifest_index_count_annotator (LwManifestIndex *self,
                                   guint            attribute,
                                   LwAnnotator      annotator)
{
  LwManifestAttribute *columns = lw_manifest_index_peek_attribute (self, attribute);

  g_return_val_if_fail ((guint) annotator < 3, 0);

  return columns != NULL ? columns->n_annotators[annotator] : 0;
}

/**
 * lw_manifest_index_get_n_classes:
 * @self: an index
 * @attribute: the position of an attribute
 *
 * Returns: how many different classes its labels have; a class that was never chosen is in no manifest
 */
guint
lw_manifest_index_get_n_classes (LwManifestIndex *self,
                                 guint            attribute)
{
  LwManifestAttribute *columns = lw_manifest_index_peek_attribute (self, attribute);

  return columns != NULL ? columns->classes->len : 0;
}

static LwManifestClass *
peek_class (LwManifestIndex *self,
            guint            attribute,
            guint            position)
{
  LwManifestAttribute *columns = lw_manifest_index_peek_attribute (self, attribute);

  g_return_val_if_fail (columns != NULL && position < columns->classes->len, NULL);

  return lw_manifest_attribute_get_class (columns, position);
}

/**
 * lw_manifest_index_get_class_index:
 * @self: an index
 * @attribute: the position of an attribute
 * @position: the position of a class
 *
 * Returns: the number that stands for the class in the manifest; -1 when only its name does
 */
gint64
lw_manifest_index_get_class_index (LwManifestIndex *self,
                                   guint            attribute,
                                   guint            position)
{
  LwManifestClass *class = peek_class (self, attribute, position);

  return class != NULL ? class->index : LW_CLASS_INDEX_NONE;
}

/**
 * lw_manifest_index_get_class_name:
 * @self: an index
 * @attribute: the position of an attribute
 * @position: the position of a class
 *
 * Returns: (transfer none): the class's name; its class index as text when the manifest does not name it
 */
const char *
lw_manifest_index_get_class_name (LwManifestIndex *self,
                                  guint            attribute,
                                  guint            position)
{
  LwManifestClass *class = peek_class (self, attribute, position);

  return class != NULL ? class->name : NULL;
}

/**
 * lw_manifest_index_get_class_count:
 * @self: an index
 * @attribute: the position of an attribute
 * @position: the position of a class
 *
 * Returns: how many labeled rows have this class
 */
guint64
lw_manifest_index_get_class_count (LwManifestIndex *self,
                                   guint            attribute,
                                   guint            position)
{
  LwManifestClass *class = peek_class (self, attribute, position);

  return class != NULL ? class->count : 0;
}

/**
 * lw_manifest_index_find_class:
 * @self: an index
 * @attribute: the position of an attribute
 * @name: a class's name
 *
 * Returns: the position of the first class of this name, -1 when there is none
 */
int
lw_manifest_index_find_class (LwManifestIndex *self,
                              guint            attribute,
                              const char      *name)
{
  LwManifestAttribute *columns = lw_manifest_index_peek_attribute (self, attribute);

  g_return_val_if_fail (name != NULL, -1);

  for (guint i = 0; columns != NULL && i < columns->classes->len; i++)
    if (strcmp (lw_manifest_attribute_get_class (columns, i)->name, name) == 0)
      return (int) i;
  return -1;
}

/**
 * lw_manifest_index_get_state:
 * @self: an index
 * @attribute: the position of an attribute
 * @row: a row
 *
 * Returns: the row's state under the attribute
 */
LwDataObjectState
lw_manifest_index_get_state (LwManifestIndex *self,
                             guint            attribute,
                             guint            row)
{
  LwManifestAttribute *columns = peek_columns (self, attribute, row);

  return columns != NULL ? LW_ROW_STATE (columns->flags[row]) : LW_DATA_OBJECT_STATE_UNLABELED;
}

/**
 * lw_manifest_index_get_class:
 * @self: an index
 * @attribute: the position of an attribute
 * @row: a row
 *
 * Returns: the position of the row's class, the first one of several; -1 when it has none
 */
int
lw_manifest_index_get_class (LwManifestIndex *self,
                             guint            attribute,
                             guint            row)
{
  return lw_manifest_index_get_n_labels (self, attribute, row) > 0
           ? (int) lw_manifest_index_get_label (self, attribute, row, 0, NULL) : -1;
}

/**
 * lw_manifest_index_get_n_labels:
 * @self: an index
 * @attribute: the position of an attribute
 * @row: a row
 *
 * Returns: how many classes the row has; 0 for a row that is not labeled, and for a labeled one with an
 *   empty set
 */
guint
lw_manifest_index_get_n_labels (LwManifestIndex *self,
                                guint            attribute,
                                guint            row)
{
  LwManifestAttribute *columns = peek_columns (self, attribute, row);
  guint n_labels = 0;

  if (columns != NULL)
    lw_manifest_attribute_get_labels (columns, row, &n_labels);
  return n_labels;
}

/**
 * lw_manifest_index_get_label:
 * @self: an index
 * @attribute: the position of an attribute
 * @row: a row
 * @nth: which of the row's labels
 * @confidence: (out) (optional): the label's confidence; %LW_CONFIDENCE_NONE when it has none
 *
 * Returns: the position of the label's class
 */
guint
lw_manifest_index_get_label (LwManifestIndex *self,
                             guint            attribute,
                             guint            row,
                             guint            nth,
                             double          *confidence)
{
  LwManifestAttribute *columns = peek_columns (self, attribute, row);
  const guint32 *labels;
  guint n_labels;

  g_return_val_if_fail (columns != NULL, 0);

  labels = lw_manifest_attribute_get_labels (columns, row, &n_labels);
  g_return_val_if_fail (nth < n_labels, 0);
  if (confidence != NULL)
    *confidence = lw_manifest_attribute_get_confidence (columns,
                                                        lw_manifest_attribute_get_label_confidence (columns, row, nth));
  return labels[nth];
}

/**
 * lw_manifest_index_get_confidence:
 * @self: an index
 * @attribute: the position of an attribute
 * @row: a row
 *
 * Returns: the label's confidence, as written; of several labels the lowest;
 *   %LW_CONFIDENCE_NONE without any
 */
double
lw_manifest_index_get_confidence (LwManifestIndex *self,
                                  guint            attribute,
                                  guint            row)
{
  LwManifestAttribute *columns = peek_columns (self, attribute, row);

  if (columns == NULL)
    return LW_CONFIDENCE_NONE;
  return lw_manifest_attribute_get_confidence (columns, lw_manifest_column_get (&columns->confidence, row));
}

/**
 * lw_manifest_index_get_annotator:
 * @self: an index
 * @attribute: the position of an attribute
 * @row: a row
 *
 * Returns: who labeled the row
 */
LwAnnotator
lw_manifest_index_get_annotator (LwManifestIndex *self,
                                 guint            attribute,
                                 guint            row)
{
  LwManifestAttribute *columns = peek_columns (self, attribute, row);

  return columns != NULL ? LW_ROW_ANNOTATOR (columns->flags[row]) : LW_ANNOTATOR_UNKNOWN;
}

/**
 * lw_manifest_index_get_creation_time:
 * @self: an index
 * @attribute: the position of an attribute
 * @row: a row
 *
 * Returns: when the label was made, in microseconds since 1970-01-01 UTC, to the second; 0 when unknown
 */
gint64
lw_manifest_index_get_creation_time (LwManifestIndex *self,
                                     guint            attribute,
                                     guint            row)
{
  LwManifestAttribute *columns = peek_columns (self, attribute, row);

  if (columns == NULL)
    return 0;
  return (gint64) lw_manifest_attribute_get_time (columns, lw_manifest_column_get (&columns->created, row)) *
         G_USEC_PER_SEC;
}

/**
 * lw_manifest_index_dup_label_text:
 * @self: an index
 * @attribute: the position of an attribute
 * @row: a row
 *
 * Returns: (transfer full): the names of the row's classes with commas between; empty when it has none.
 *   Data, never markup
 */
char *
lw_manifest_index_dup_label_text (LwManifestIndex *self,
                                  guint            attribute,
                                  guint            row)
{
  LwManifestAttribute *columns = peek_columns (self, attribute, row);
  GString *text = g_string_new (NULL);
  const guint32 *labels = NULL;
  guint n_labels = 0;

  if (columns != NULL)
    labels = lw_manifest_attribute_get_labels (columns, row, &n_labels);
  for (guint i = 0; i < n_labels; i++)
    {
      if (i > 0)
        g_string_append (text, ", ");
      g_string_append (text, lw_manifest_attribute_get_class (columns, labels[i])->name);
    }
  return g_string_free (text, FALSE);
}
