/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The line of a corrected row. Every member but the label and its metadata stays as it is, byte for byte, and
 * so does every key of the metadata that is not named here:
 *
 * - a row whose labels a person set, added to or took from: the class names and numbers; "human-annotated" is
 *   "yes", "creation-date" the time of the correction; the confidence of a label that a person gave is 1,
 *   because it is a decision and no share of votes (so a minimum confidence keeps it); the job-name stays;
 *   failure-reason and retry-count go
 * - a row whose class was renamed or merged: the class names and numbers; who labeled it, when and how sure is
 *   as it was; of two labels that became one, the surer one's confidence
 * - both: "corrected-by" and "correction-date" (as creation-date) of the last correction, and "corrected-from":
 *   the label in the file, of several labels an array
 * - a row that lost its label: neither label nor metadata, so that a labeling job takes it up again */

#define G_LOG_DOMAIN "lw-manifest"

#include "config.h"

#include "lw-manifest-overlay.h"

#include "lw-attribute-edit.h"

#include "lw-manifest-line.h"

#include "lw-json.h"
#include "lw-time.h"

#include <string.h>

/* Members of a JSON object to be put in or taken out; owns their values. */
typedef struct
{
  LwManifestMember members[12];
  gsize            n;
} Members;

static void
set_member (Members    *self,
            const char *key,
            char       *json)
{
  g_assert (self->n < G_N_ELEMENTS (self->members));

  self->members[self->n++] = (LwManifestMember) { key, json };
}

static void
clear_members (Members *self)
{
  for (gsize i = 0; i < self->n; i++)
    g_free ((char *) self->members[i].json);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Members, clear_members)

/* The fewest digits that are read back as the same number. */
static void
append_confidence (GString *json,
                   double   confidence)
{
  char text[G_ASCII_DTOSTR_BUF_SIZE];

  for (int digits = 15; digits <= 17; digits++)
    {
      char format[] = { '%', '.', '1', (char) ('0' + digits - 10), 'g', '\0' };

      g_ascii_formatd (text, sizeof text, format, confidence);
      if (g_ascii_strtod (text, NULL) == confidence)
        break;
    }
  g_string_append (json, text);
  if (strpbrk (text, ".e") == NULL)
    g_string_append (json, ".0");
}

static void
append_quoted (GString    *json,
               const char *text)
{
  g_autofree char *quoted = lw_json_quote (text);

  g_string_append (json, quoted);
}

static char *
dup_number (gint64 number)
{
  return g_strdup_printf ("%" G_GINT64_FORMAT, number);
}

static gboolean
is_set (const LwOverlayColumns *columns,
        const LwRowLabels      *labels)
{
  return columns->base->kind == LW_LABEL_KIND_MULTI || labels->n_labels != 1;
}

static char *
dup_label_array (const LwOverlayColumns *columns,
                 const LwRowLabels      *labels)
{
  GString *json = g_string_new ("[");

  for (guint i = 0; i < labels->n_labels; i++)
    g_string_append_printf (json, "%s%" G_GINT64_FORMAT, i > 0 ? "," : "",
                            lw_manifest_attribute_get_class (columns->columns, labels->labels[i])->index);
  return g_string_free (g_string_append_c (json, ']'), FALSE);
}

static char *
dup_label (const LwOverlayColumns *columns,
           const LwRowLabels      *labels)
{
  LwManifestClass *class;

  if (is_set (columns, labels))
    return dup_label_array (columns, labels);
  class = lw_manifest_attribute_get_class (columns->columns, labels->labels[0]);
  return class->index >= 0 ? dup_number (class->index) : lw_json_quote (class->name);
}

static void
set_maps (Members                *members,
          const LwOverlayColumns *columns,
          const LwRowLabels      *labels)
{
  GString *names = g_string_new ("{");
  GString *confidences = g_string_new ("{");

  for (guint i = 0; i < labels->n_labels; i++)
    {
      LwManifestClass *class = lw_manifest_attribute_get_class (columns->columns, labels->labels[i]);

      g_string_append_printf (names, "%s\"%" G_GINT64_FORMAT "\":", i > 0 ? "," : "", class->index);
      append_quoted (names, class->name);
      if (labels->confidences[i] < 0)
        continue;
      g_string_append_printf (confidences, "%s\"%" G_GINT64_FORMAT "\":", confidences->len > 1 ? "," : "",
                              class->index);
      append_confidence (confidences, labels->confidences[i]);
    }
  set_member (members, "class-map", g_string_free (g_string_append_c (names, '}'), FALSE));
  set_member (members, "confidence-map", g_string_free (g_string_append_c (confidences, '}'), FALSE));
}

/* What the file says, for those who want to know what was corrected. */
static char *
dup_origin (const LwOverlayColumns *columns,
            guint                   row)
{
  g_auto (LwRowLabels) labels = { 0 };
  GString *json;

  lw_row_labels_read (&labels, columns->base, row);
  if (labels.state != LW_DATA_OBJECT_STATE_LABELED || labels.n_labels == 0)
    return NULL;
  json = g_string_new (NULL);
  if (is_set (columns, &labels))
    g_string_append_c (json, '[');
  for (guint i = 0; i < labels.n_labels; i++)
    {
      if (i > 0)
        g_string_append_c (json, ',');
      append_quoted (json, lw_manifest_attribute_get_class (columns->base, labels.labels[i])->name);
    }
  if (is_set (columns, &labels))
    g_string_append_c (json, ']');
  return g_string_free (json, FALSE);
}

static const char *
get_type (const LwOverlayColumns *columns)
{
  if (columns->base->type != NULL)
    return columns->base->type;
  return columns->base->kind == LW_LABEL_KIND_MULTI ? "groundtruth/image-classification-multilabel"
                                                    : "groundtruth/image-classification";
}

static void
set_classes (Members                *members,
             const LwOverlayColumns *columns,
             const LwRowLabels      *labels,
             gboolean                own_labels)
{
  GString *confidence;

  if (is_set (columns, labels))
    {
      set_maps (members, columns, labels);
      return;
    }
  set_member (members, "class-name",
              lw_json_quote (lw_manifest_attribute_get_class (columns->columns, labels->labels[0])->name));
  if (!own_labels)
    return;
  confidence = g_string_new (NULL);
  append_confidence (confidence, labels->confidences[0]);
  set_member (members, "confidence", g_string_free (confidence, FALSE));
}

static char *
dup_metadata (const LwOverlayColumns *columns,
              guint                   row,
              const char             *old,
              const LwRowLabels      *labels,
              LwCorrection           *correction,
              gboolean                own_labels,
              GError                **error)
{
  g_auto (Members) members = { .n = 0 };
  g_autofree char *date = lw_time_format_creation_date (lw_correction_get_time (correction));

  if (old == NULL || *old != '{')
    old = "{}";
  set_classes (&members, columns, labels, own_labels);
  if (own_labels)
    {
      if (!lw_manifest_line_has_key (old, strlen (old), "type"))
        set_member (&members, "type", lw_json_quote (get_type (columns)));
      set_member (&members, "human-annotated", g_strdup ("\"yes\""));
      set_member (&members, "creation-date", lw_json_quote (date));
      set_member (&members, "failure-reason", NULL);
      set_member (&members, "retry-count", NULL);
    }
  set_member (&members, "corrected-by", lw_json_quote (lw_correction_get_author (correction)));
  set_member (&members, "correction-date", lw_json_quote (date));
  set_member (&members, "corrected-from", dup_origin (columns, row));
  return lw_manifest_line_replace (old, strlen (old), members.members, members.n, error);
}

/* A class with another name keeps its number, and so the label in the line keeps its bytes. */
static gboolean
keeps_label (const LwOverlayColumns *columns,
             guint                   row,
             const LwRowLabels      *labels)
{
  LwManifestClass *before, *now;
  g_auto (LwRowLabels) old = { 0 };

  lw_row_labels_read (&old, columns->base, row);
  if (old.n_labels != 1 || labels->n_labels != 1)
    return FALSE;
  before = lw_manifest_attribute_get_class (columns->base, old.labels[0]);
  now = lw_manifest_attribute_get_class (columns->columns, labels->labels[0]);
  return before->index >= 0 && before->index == now->index;
}

static char *
correct_line (LwManifestOverlay      *self,
              const LwOverlayColumns *columns,
              guint                   row,
              const char             *line,
              gsize                   length,
              GError                **error)
{
  g_autofree char *metadata_key = g_strconcat (columns->base->name, "-metadata", NULL);
  g_autofree char *old = lw_manifest_line_dup_member (line, length, metadata_key);
  g_auto (Members) members = { .n = 0 };
  gboolean own_labels;
  guint edit = lw_overlay_columns_get_edit (columns, row, &own_labels);
  g_auto (LwRowLabels) labels = { 0 };
  char *metadata;

  lw_row_labels_read (&labels, columns->columns, row);
  if (labels.state != LW_DATA_OBJECT_STATE_LABELED)
    {
      set_member (&members, columns->base->name, NULL);
      set_member (&members, metadata_key, NULL);
      return lw_manifest_line_replace (line, length, members.members, members.n, error);
    }

  metadata = dup_metadata (columns, row, old, &labels, g_ptr_array_index (self->corrections, edit - 1), own_labels,
                           error);
  if (metadata == NULL)
    return NULL;
  if (own_labels || !keeps_label (columns, row, &labels))
    set_member (&members, columns->base->name, dup_label (columns, &labels));
  set_member (&members, metadata_key, metadata);
  return lw_manifest_line_replace (line, length, members.members, members.n, error);
}

/**
 * lw_manifest_overlay_dup_line:
 * @self: an overlay
 * @row: a row
 * @line: (array length=length): its line in the file
 * @length: its length in bytes
 * @new_length: (out) (optional): the length of the corrected line
 * @error: return location: %LW_MANIFEST_ERROR_BAD_LINE
 *
 * Returns: (transfer full) (nullable): the corrected line, terminated by a NUL; %NULL with @error set
 */
char *
lw_manifest_overlay_dup_line (LwManifestOverlay  *self,
                              guint               row,
                              const char         *line,
                              gsize               length,
                              gsize              *new_length,
                              GError            **error)
{
  g_autofree char *corrected = g_strndup (line, length);

  for (guint i = 0; i < self->columns->len; i++)
    {
      LwOverlayColumns *columns = g_ptr_array_index (self->columns, i);
      gboolean own_labels;
      char *next;

      if (lw_overlay_columns_get_edit (columns, row, &own_labels) == 0)
        continue;
      next = correct_line (self, columns, row, corrected, length, error);
      if (next == NULL)
        return NULL;
      g_free (corrected);
      corrected = next;
      length = strlen (corrected);
    }
  if (new_length != NULL)
    *new_length = length;
  return g_steal_pointer (&corrected);
}
