/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* One thing that a person changed in a manifest after labeling. */

#define G_LOG_DOMAIN "lw-manifest"

#include "config.h"

#include "lw-correction.h"

#include "lw-json.h"
#include "lw-time.h"

#include <glib/gi18n.h>
#include <string.h>

struct _LwCorrection
{
  gatomicrefcount   refs;
  LwCorrectionKind  kind;
  char             *attribute;
  LwRowSet         *rows;
  char            **labels;
  char             *into;
  char             *author;
  gint64            time;
};

/* The words of the journal. */
static const char * const kinds[] =
{
  [LW_CORRECTION_SET] = "set",
  [LW_CORRECTION_ADD] = "add",
  [LW_CORRECTION_REMOVE] = "remove",
  [LW_CORRECTION_RENAME] = "rename",
  [LW_CORRECTION_MERGE] = "merge",
  [LW_CORRECTION_DROP] = "drop",
};

static LwCorrection *
new_correction (LwCorrectionKind    kind,
                const char         *attribute,
                const char * const *labels)
{
  LwCorrection *self = g_new0 (LwCorrection, 1);

  g_atomic_ref_count_init (&self->refs);
  self->kind = kind;
  self->attribute = g_strdup (attribute);
  self->labels = g_strdupv ((char **) labels);
  self->author = g_strdup ("");
  return self;
}

/**
 * lw_correction_new_labels:
 * @kind: %LW_CORRECTION_SET, %LW_CORRECTION_ADD or %LW_CORRECTION_REMOVE
 * @attribute: a label attribute name
 * @rows: the rows
 * @labels: (array zero-terminated=1): names of classes; a name that is not yet a class becomes one
 *
 * Returns: (transfer full): the labels of some images
 */
LwCorrection *
lw_correction_new_labels (LwCorrectionKind    kind,
                          const char         *attribute,
                          LwRowSet           *rows,
                          const char * const *labels)
{
  LwCorrection *self;

  g_return_val_if_fail (kind <= LW_CORRECTION_REMOVE, NULL);
  g_return_val_if_fail (attribute != NULL && rows != NULL && labels != NULL, NULL);

  self = new_correction (kind, attribute, labels);
  self->rows = lw_row_set_ref (rows);
  return self;
}

/**
 * lw_correction_new_rename:
 * @attribute: a label attribute name
 * @class_name: the name of a class
 * @to: the name that it is to have
 *
 * Returns: (transfer full): a class under another name
 */
LwCorrection *
lw_correction_new_rename (const char *attribute,
                          const char *class_name,
                          const char *to)
{
  const char *labels[] = { class_name, NULL };
  LwCorrection *self;

  g_return_val_if_fail (attribute != NULL && class_name != NULL && to != NULL, NULL);

  self = new_correction (LW_CORRECTION_RENAME, attribute, labels);
  self->into = g_strdup (to);
  return self;
}

/**
 * lw_correction_new_merge:
 * @attribute: a label attribute name
 * @classes: (array zero-terminated=1): names of classes; all classes of a name are meant
 * @into: the class that they become. When there is none of this name, the first of @classes gets it
 *
 * Returns: (transfer full): several classes in one
 */
LwCorrection *
lw_correction_new_merge (const char         *attribute,
                         const char * const *classes,
                         const char         *into)
{
  LwCorrection *self;

  g_return_val_if_fail (attribute != NULL && classes != NULL && into != NULL, NULL);

  self = new_correction (LW_CORRECTION_MERGE, attribute, classes);
  self->into = g_strdup (into);
  return self;
}

/**
 * lw_correction_new_drop:
 * @attribute: a label attribute name
 * @classes: (array zero-terminated=1): names of classes
 *
 * Returns: (transfer full): classes that are no more
 */
LwCorrection *
lw_correction_new_drop (const char         *attribute,
                        const char * const *classes)
{
  g_return_val_if_fail (attribute != NULL && classes != NULL, NULL);

  return new_correction (LW_CORRECTION_DROP, attribute, classes);
}

static char **
read_labels (JsonObject *object)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  JsonArray *array = lw_json_get_array (object, "labels");
  guint n = array != NULL ? json_array_get_length (array) : 0;

  for (guint i = 0; i < n; i++)
    {
      JsonNode *node = json_array_get_element (array, i);

      if (JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING)
        g_strv_builder_add (builder, json_node_get_string (node));
    }
  return g_strv_builder_end (builder);
}

/* Whether what was read says everything that its kind needs. */
static gboolean
is_whole (LwCorrection *self)
{
  if (self->attribute == NULL)
    return FALSE;
  switch (self->kind)
    {
    case LW_CORRECTION_SET:
    case LW_CORRECTION_ADD:
    case LW_CORRECTION_REMOVE:
      return self->rows != NULL;
    case LW_CORRECTION_RENAME:
    case LW_CORRECTION_MERGE:
      return self->into != NULL;
    case LW_CORRECTION_DROP:
    default:
      return TRUE;
    }
}

/**
 * lw_correction_new_from_json:
 * @object: what lw_correction_to_json() made
 *
 * Returns: (transfer full) (nullable): the correction; %NULL for an object that says nothing of the kind
 */
LwCorrection *
lw_correction_new_from_json (JsonObject *object)
{
  g_autoptr (LwCorrection) self = NULL;
  g_auto (GStrv) labels = NULL;
  const char *word, *rows, *time;
  guint kind = 0;

  g_return_val_if_fail (object != NULL, NULL);

  word = lw_json_get_string (object, "correction");
  while (kind < G_N_ELEMENTS (kinds) && g_strcmp0 (kinds[kind], word) != 0)
    kind++;
  if (kind == G_N_ELEMENTS (kinds))
    return NULL;

  labels = read_labels (object);
  self = new_correction (kind, lw_json_get_string (object, "attribute"), (const char * const *) labels);
  rows = lw_json_get_string (object, "rows");
  self->rows = rows != NULL ? lw_row_set_new_from_base64 (rows) : NULL;
  self->into = g_strdup (lw_json_get_string (object, "into"));
  g_free (self->author);
  self->author = g_strdup (lw_json_get_string (object, "by"));
  if (self->author == NULL)
    self->author = g_strdup ("");
  time = lw_json_get_string (object, "at");
  if (time == NULL || !lw_time_parse (time, &self->time))
    self->time = 0;
  return is_whole (self) ? g_steal_pointer (&self) : NULL;
}

/**
 * lw_correction_sign:
 * @self: a correction
 * @author: who made it
 * @time: when, in microseconds since 1970-01-01 UTC
 *
 * Returns: (transfer full): the same with who and when
 */
LwCorrection *
lw_correction_sign (LwCorrection *self,
                    const char   *author,
                    gint64        time)
{
  LwCorrection *copy;

  g_return_val_if_fail (self != NULL && author != NULL, NULL);

  copy = new_correction (self->kind, self->attribute, (const char * const *) self->labels);
  copy->rows = self->rows != NULL ? lw_row_set_ref (self->rows) : NULL;
  copy->into = g_strdup (self->into);
  g_free (copy->author);
  copy->author = g_strdup (author);
  copy->time = time;
  return copy;
}

/**
 * lw_correction_ref:
 * @self: a correction
 *
 * Returns: (transfer full): @self
 */
LwCorrection *
lw_correction_ref (LwCorrection *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&self->refs);
  return self;
}

/**
 * lw_correction_unref:
 * @self: (transfer full): a correction
 */
void
lw_correction_unref (LwCorrection *self)
{
  g_return_if_fail (self != NULL);

  if (!g_atomic_ref_count_dec (&self->refs))
    return;
  g_free (self->attribute);
  g_clear_pointer (&self->rows, lw_row_set_unref);
  g_strfreev (self->labels);
  g_free (self->into);
  g_free (self->author);
  g_free (self);
}

/**
 * lw_correction_get_kind:
 * @self: a correction
 *
 * Returns: what it does
 */
LwCorrectionKind
lw_correction_get_kind (LwCorrection *self)
{
  g_return_val_if_fail (self != NULL, LW_CORRECTION_SET);

  return self->kind;
}

/**
 * lw_correction_get_attribute:
 * @self: a correction
 *
 * Returns: (transfer none): the label attribute name
 */
const char *
lw_correction_get_attribute (LwCorrection *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->attribute;
}

/**
 * lw_correction_get_rows:
 * @self: a correction
 *
 * Returns: (transfer none) (nullable): the rows; %NULL for one of classes as a whole
 */
LwRowSet *
lw_correction_get_rows (LwCorrection *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->rows;
}

/**
 * lw_correction_get_labels:
 * @self: a correction
 *
 * Returns: (transfer none) (array zero-terminated=1): the labels to set, add or remove; the classes that are
 *   merged or dropped
 */
const char * const *
lw_correction_get_labels (LwCorrection *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return (const char * const *) self->labels;
}

/**
 * lw_correction_get_into:
 * @self: a correction
 *
 * Returns: (transfer none) (nullable): the class that others become
 */
const char *
lw_correction_get_into (LwCorrection *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->into;
}

/**
 * lw_correction_get_author:
 * @self: a correction
 *
 * Returns: (transfer none): who made it; empty when it is not signed
 */
const char *
lw_correction_get_author (LwCorrection *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->author;
}

/**
 * lw_correction_get_time:
 * @self: a correction
 *
 * Returns: when it was made, in microseconds since 1970-01-01 UTC
 */
gint64
lw_correction_get_time (LwCorrection *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->time;
}

static char *
dup_labels_title (LwCorrection *self,
                  const char   *labels)
{
  guint n = lw_row_set_get_size (self->rows);
  g_autofree char *images = g_strdup_printf (ngettext ("%'u image", "%'u images", n), n);

  if (self->kind == LW_CORRECTION_SET && self->labels[0] == NULL)
    return g_strdup_printf (_("Label taken away from %s"), images);
  if (self->kind == LW_CORRECTION_SET)
    /* Translators: "12 images", a label */
    return g_strdup_printf (_("%s labeled “%s”"), images, labels);
  if (self->kind == LW_CORRECTION_ADD)
    return g_strdup_printf (_("%s labeled “%s” too"), images, labels);
  return g_strdup_printf (_("%s no longer labeled “%s”"), images, labels);
}

/**
 * lw_correction_dup_title:
 * @self: a correction
 *
 * Returns: (transfer full): what it did, in words; data inside, never markup
 */
char *
lw_correction_dup_title (LwCorrection *self)
{
  g_autofree char *labels = NULL;

  g_return_val_if_fail (self != NULL, NULL);

  /* Translators: stands between the names of classes, all of them in quotation marks */
  labels = g_strjoinv (_("”, “"), self->labels);
  if (self->kind == LW_CORRECTION_RENAME)
    return g_strdup_printf (_("“%s” renamed to “%s”"), labels, self->into);
  if (self->kind == LW_CORRECTION_MERGE)
    return g_strdup_printf (_("“%s” merged into “%s”"), labels, self->into);
  if (self->kind == LW_CORRECTION_DROP)
    return g_strdup_printf (_("“%s” dropped"), labels);
  return dup_labels_title (self, labels);
}

/**
 * lw_correction_to_json:
 * @self: a correction
 *
 * Returns: (transfer full): everything about it
 */
JsonNode *
lw_correction_to_json (LwCorrection *self)
{
  JsonNode *node = json_node_new (JSON_NODE_OBJECT);
  g_autoptr (JsonObject) object = json_object_new ();
  JsonArray *labels = json_array_new ();
  g_autofree char *time = NULL;

  g_return_val_if_fail (self != NULL, node);

  time = lw_time_format_creation_date (self->time);
  json_object_set_string_member (object, "correction", kinds[self->kind]);
  json_object_set_string_member (object, "attribute", self->attribute);
  for (guint i = 0; self->labels[i] != NULL; i++)
    json_array_add_string_element (labels, self->labels[i]);
  json_object_set_array_member (object, "labels", labels);
  if (self->rows != NULL)
    {
      g_autofree char *rows = lw_row_set_to_base64 (self->rows);

      json_object_set_string_member (object, "rows", rows);
    }
  if (self->into != NULL)
    json_object_set_string_member (object, "into", self->into);
  json_object_set_string_member (object, "by", self->author);
  json_object_set_string_member (object, "at", time);
  json_node_set_object (node, object);
  return node;
}
