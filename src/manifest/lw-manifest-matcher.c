/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* A query made ready for one index: names are looked up once, a row is judged by its integers. */

#define G_LOG_DOMAIN "lw-manifest"

#include "config.h"

#include "lw-manifest-matcher.h"

#include <string.h>

/* Several classes may have the name: one class index in two jobs, or two in one. */
static guint8 *
mark_classes (LwManifestAttribute  *columns,
              char                **names)
{
  guint8 *marks;

  if (columns == NULL || names[0] == NULL)
    return NULL;
  marks = g_new0 (guint8, columns->classes->len + 1);
  for (guint i = 0; i < columns->classes->len; i++)
    {
      const char *name = lw_manifest_attribute_get_class (columns, i)->name;

      marks[i] = g_strv_contains ((const char * const *) names, name);
    }
  return marks;
}

/* A manifest without attributes has rows as well: unlabeled ones and malformed ones. */
static guint8 *
make_flags (LwManifestIndex *index)
{
  guint8 *flags = g_new0 (guint8, index->n_rows + 1);

  for (guint i = 0; i < index->malformed->len; i++)
    flags[g_array_index (index->malformed, guint32, i)] =
      LW_ROW_FLAGS (LW_DATA_OBJECT_STATE_MALFORMED, LW_ANNOTATOR_UNKNOWN, 0);
  return flags;
}

/**
 * lw_manifest_matcher_init:
 * @self: (out caller-allocates): a matcher; clear it in any case
 * @query: a query
 * @index: an index
 *
 * Returns: whether the query can match at all: %FALSE when it names an attribute that the index has not
 */
gboolean
lw_manifest_matcher_init (LwManifestMatcher *self,
                          LwManifestQuery   *query,
                          LwManifestIndex   *index)
{
  *self = (LwManifestMatcher) { .query = lw_manifest_query_ref (query), .index = lw_manifest_index_ref (index) };
  self->attribute = lw_manifest_index_find_attribute (index, query->attribute);
  if (self->attribute >= 0)
    {
      self->columns = lw_manifest_index_peek_attribute (index, self->attribute);
      self->flags = self->columns->flags;
    }
  else
    self->flags = self->own_flags = make_flags (index);

  self->wants_label = query->classes[0] != NULL || query->has_confidence;
  self->wanted = mark_classes (self->columns, query->classes);
  self->unwanted = mark_classes (self->columns, query->not_classes);
  return self->attribute >= 0 || query->attribute == NULL;
}

/**
 * lw_manifest_matcher_clear:
 * @self: a matcher
 */
void
lw_manifest_matcher_clear (LwManifestMatcher *self)
{
  g_clear_pointer (&self->query, lw_manifest_query_unref);
  g_clear_pointer (&self->index, lw_manifest_index_unref);
  g_clear_pointer (&self->own_flags, g_free);
  g_clear_pointer (&self->wanted, g_free);
  g_clear_pointer (&self->unwanted, g_free);
}

/**
 * lw_manifest_matcher_fits_label:
 * @self: a matcher
 * @row: a row
 *
 * Returns: whether the row has a label of a wanted class with a wanted confidence, or need not have one
 */
gboolean
lw_manifest_matcher_fits_label (const LwManifestMatcher *self,
                                guint                    row)
{
  const guint32 *labels;
  guint n_labels;

  if (!self->wants_label)
    return TRUE;
  if (self->columns == NULL)
    return FALSE;

  labels = lw_manifest_attribute_get_labels (self->columns, row, &n_labels);
  for (guint i = 0; i < n_labels; i++)
    if (lw_manifest_matcher_fits_class (self, labels[i]) &&
        lw_manifest_matcher_fits_confidence (self, lw_manifest_matcher_get_units (self,
          lw_manifest_attribute_get_label_confidence (self->columns, row, i))))
      return TRUE;
  return FALSE;
}

/**
 * lw_manifest_matcher_is_unwanted:
 * @self: a matcher
 * @row: a row
 *
 * Returns: whether the row has a label of a class that the query excludes
 */
gboolean
lw_manifest_matcher_is_unwanted (const LwManifestMatcher *self,
                                 guint                    row)
{
  const guint32 *labels;
  guint n_labels;

  if (self->unwanted == NULL)
    return FALSE;
  labels = lw_manifest_attribute_get_labels (self->columns, row, &n_labels);
  for (guint i = 0; i < n_labels; i++)
    if (self->unwanted[labels[i]])
      return TRUE;
  return FALSE;
}

/**
 * lw_manifest_matcher_fits:
 * @self: a matcher
 * @row: a row
 *
 * Returns: whether the row matches by its integers; the text is another matter
 */
gboolean
lw_manifest_matcher_fits (const LwManifestMatcher *self,
                          guint                    row)
{
  return lw_manifest_matcher_fits_state (self, row) && lw_manifest_matcher_fits_annotator (self, row) &&
         lw_manifest_matcher_fits_label (self, row) && !lw_manifest_matcher_is_unwanted (self, row);
}

static gboolean
is_ascii (const char *text)
{
  for (; *text != '\0'; text++)
    if ((guchar) *text >= 0x80)
      return FALSE;
  return TRUE;
}

static gboolean
find_ascii (const char *text,
            gsize       length,
            const char *needle)
{
  gsize needle_length = strlen (needle);

  for (gsize i = 0; i + needle_length <= length; i++)
    if (g_ascii_tolower (text[i]) == g_ascii_tolower (*needle) &&
        g_ascii_strncasecmp (text + i, needle, needle_length) == 0)
      return TRUE;
  return FALSE;
}

static gboolean
find_folded (const char *text,
             const char *needle)
{
  g_autofree char *folded_text = g_utf8_casefold (text, -1);
  g_autofree char *folded_needle = g_utf8_casefold (needle, -1);

  return strstr (folded_text, folded_needle) != NULL;
}

/**
 * lw_manifest_matcher_has_text:
 * @self: a matcher
 * @source_ref: a row's source-ref
 *
 * Returns: whether it contains the query's text, whatever the case
 */
gboolean
lw_manifest_matcher_has_text (const LwManifestMatcher *self,
                              const LwJsonSlice       *source_ref)
{
  const char *needle = self->query->text;
  g_autofree char *copy = NULL;
  gsize length;

  if (*needle == '\0')
    return TRUE;
  if (source_ref->data == NULL)
    return FALSE;
  if (!source_ref->escaped && is_ascii (needle))
    return find_ascii (source_ref->data, source_ref->length, needle);

  copy = lw_json_slice_dup (source_ref, &length);
  return is_ascii (needle) ? find_ascii (copy, length, needle) : find_folded (copy, needle);
}
