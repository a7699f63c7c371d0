/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The corrections of one attribute, done one after the other on a copy of its columns. Corrections of classes
 * as a whole touch no row until the end: see lw-overlay-classes.h. */

#define G_LOG_DOMAIN "lw-manifest"

#include "config.h"

#include "lw-manifest-overlay.h"

#include "lw-attribute-edit.h"
#include "lw-overlay-classes.h"

#include <string.h>

#define CONFIDENCE_CORRECTED 1.0

typedef struct
{
  LwOverlayColumns *out;
  LwAttributeEdit  *edit;
  LwOverlayClasses *classes;
  GArray           *labels;
  GArray           *confidences;
} Replay;

/* Labels of rows */

static void
mark_row (LwOverlayColumns *out,
          guint             row,
          guint32           edit)
{
  guint32 **page = &out->pages[row / 4096];

  if (*page == NULL)
    *page = g_new0 (guint32, 4096);
  (*page)[row % 4096] = edit;
}

static gboolean
has_position (const guint32 *positions,
              guint          n,
              guint32        position)
{
  for (guint i = 0; i < n; i++)
    if (positions[i] == position)
      return TRUE;
  return FALSE;
}

static void
push_label (Replay  *self,
            guint32  position,
            double   confidence)
{
  if (position == LW_LABELS_NONE ||
      has_position ((const guint32 *) (const void *) self->labels->data, self->labels->len, position))
    return;
  g_array_append_val (self->labels, position);
  g_array_append_val (self->confidences, confidence);
}

/* The row's labels as they are now, into @labels and @confidences. */
static LwDataObjectState
take_labels (Replay *self,
             guint   row)
{
  g_auto (LwRowLabels) now = { 0 };

  g_array_set_size (self->labels, 0);
  g_array_set_size (self->confidences, 0);
  lw_attribute_edit_get_row (self->edit, row, &now);
  for (guint i = 0; i < now.n_labels; i++)
    push_label (self, lw_overlay_classes_find_root (self->classes, now.labels[i]), now.confidences[i]);
  return now.state;
}

static void
drop_labels (Replay        *self,
             const guint32 *wanted,
             guint          n_wanted)
{
  for (guint i = self->labels->len; i > 0; i--)
    if (has_position (wanted, n_wanted, g_array_index (self->labels, guint32, i - 1)))
      {
        g_array_remove_index (self->labels, i - 1);
        g_array_remove_index (self->confidences, i - 1);
      }
}

/* Whether the row has other labels now. One that has what it is to have already keeps how it came to it. */
static gboolean
change_labels (Replay           *self,
               LwCorrectionKind  kind,
               gboolean          was_labeled,
               const guint32    *wanted,
               guint             n_wanted)
{
  guint n_before = self->labels->len;
  guint n_common = 0;

  for (guint i = 0; i < n_wanted; i++)
    n_common += has_position ((const guint32 *) (const void *) self->labels->data, n_before, wanted[i]);
  if (kind == LW_CORRECTION_REMOVE)
    {
      drop_labels (self, wanted, n_wanted);
      return n_common > 0;
    }
  if (n_wanted == 0)
    {
      g_array_set_size (self->labels, 0);
      return was_labeled && kind == LW_CORRECTION_SET;
    }
  if (n_common == n_wanted && (kind == LW_CORRECTION_ADD || n_before == n_wanted))
    return FALSE;
  if (kind == LW_CORRECTION_SET)
    {
      g_array_set_size (self->labels, 0);
      g_array_set_size (self->confidences, 0);
    }
  for (guint i = 0; i < n_wanted; i++)
    push_label (self, wanted[i], CONFIDENCE_CORRECTED);
  return TRUE;
}

static void
correct_row (Replay           *self,
             LwCorrectionKind  kind,
             guint             row,
             guint32           edit,
             guint32           created,
             const guint32    *wanted,
             guint             n_wanted)
{
  LwRowLabels labels = { .state = LW_DATA_OBJECT_STATE_UNLABELED };
  LwDataObjectState state = take_labels (self, row);
  gboolean was_labeled = state == LW_DATA_OBJECT_STATE_LABELED;
  gboolean keeps;

  if (state == LW_DATA_OBJECT_STATE_MALFORMED || (kind == LW_CORRECTION_REMOVE && !was_labeled) ||
      !change_labels (self, kind, was_labeled, wanted, n_wanted))
    return;

  keeps = self->labels->len > 0 || (kind == LW_CORRECTION_REMOVE && self->out->base->kind == LW_LABEL_KIND_MULTI);
  if (keeps)
    {
      labels.state = LW_DATA_OBJECT_STATE_LABELED;
      labels.annotator = LW_ANNOTATOR_HUMAN;
      labels.created = created;
      labels.n_labels = self->labels->len;
      labels.labels = (const guint32 *) (const void *) self->labels->data;
      labels.confidences = (const double *) (const void *) self->confidences->data;
    }
  lw_attribute_edit_set_row (self->edit, row, &labels);
  mark_row (self->out, row, edit);
}

/* All classes of a name; there may be several in a manifest of several jobs. */
static void
add_named (Replay     *self,
           const char *name,
           GArray     *positions)
{
  guint32 position = lw_overlay_classes_find_name (self->classes, 0, name);

  while (position != LW_LABELS_NONE)
    {
      g_array_append_val (positions, position);
      position = lw_overlay_classes_find_name (self->classes, position + 1, name);
    }
}

static GArray *
find_labels (Replay       *self,
             LwCorrection *correction)
{
  GArray *wanted = g_array_new (FALSE, FALSE, sizeof (guint32));
  const char * const *labels = lw_correction_get_labels (correction);
  gboolean removes = lw_correction_get_kind (correction) == LW_CORRECTION_REMOVE;

  for (guint i = 0; labels[i] != NULL; i++)
    {
      guint32 position;

      if (removes)
        {
          add_named (self, labels[i], wanted);
          continue;
        }
      position = lw_overlay_classes_find_or_add (self->classes, labels[i]);
      if (!has_position ((const guint32 *) (const void *) wanted->data, wanted->len, position))
        g_array_append_val (wanted, position);
    }
  return wanted;
}

static void
correct_rows (Replay       *self,
              LwCorrection *correction,
              guint32       edit)
{
  g_autoptr (GArray) wanted = find_labels (self, correction);
  gboolean single = self->out->base->kind == LW_LABEL_KIND_SINGLE;
  LwCorrectionKind kind = lw_correction_get_kind (correction);
  guint32 created = (guint32) (lw_correction_get_time (correction) / G_USEC_PER_SEC);
  LwRowSetIter iter;
  guint first, n_rows;

  if (single && kind == LW_CORRECTION_ADD)
    kind = LW_CORRECTION_SET;
  if (single && kind == LW_CORRECTION_SET)
    g_array_set_size (wanted, MIN (wanted->len, 1));
  lw_row_set_iter_init (&iter, lw_correction_get_rows (correction));
  while (lw_row_set_iter_next (&iter, &first, &n_rows))
    for (guint row = first; row < first + n_rows && row < self->out->base->n_rows; row++)
      correct_row (self, kind, row, edit, created, (const guint32 *) (const void *) wanted->data, wanted->len);
}

/* Classes as a whole */

static void
mark_class (Replay  *self,
            guint32  position,
            guint32  edit)
{
  guint n = self->out->base->classes->len;

  if (self->out->class_edits == NULL)
    self->out->class_edits = g_new0 (guint32, n + 1);
  for (guint32 i = 0; i < n; i++)
    if (lw_overlay_classes_find_root (self->classes, i) == position)
      self->out->class_edits[i] = edit;
}

/* All classes of the name but @into become @into. */
static void
move_classes (Replay     *self,
              const char *name,
              guint32     into,
              guint32     edit)
{
  g_autoptr (GArray) named = g_array_new (FALSE, FALSE, sizeof (guint32));

  add_named (self, name, named);
  for (guint i = 0; i < named->len; i++)
    {
      guint32 position = g_array_index (named, guint32, i);

      if (position == into)
        continue;
      mark_class (self, position, edit);
      lw_overlay_classes_move (self->classes, position, into);
    }
}

static void
rename_classes (Replay     *self,
                const char *name,
                const char *to,
                guint32     edit)
{
  g_autoptr (GArray) named = g_array_new (FALSE, FALSE, sizeof (guint32));

  add_named (self, name, named);
  for (guint i = 0; i < named->len; i++)
    {
      lw_overlay_classes_rename (self->classes, g_array_index (named, guint32, i), to);
      mark_class (self, g_array_index (named, guint32, i), edit);
    }
}

static void
correct_classes (Replay       *self,
                 LwCorrection *correction,
                 guint32       edit)
{
  const char * const *names = lw_correction_get_labels (correction);
  const char *to = lw_correction_get_into (correction);
  guint32 into = LW_LABELS_NONE;

  /* Without a class of that name, the first one that there is takes the name, and so keeps its number. */
  if (to != NULL)
    into = lw_overlay_classes_find_name (self->classes, 0, to);
  for (guint i = 0; to != NULL && into == LW_LABELS_NONE && names[i] != NULL; i++)
    {
      rename_classes (self, names[i], to, edit);
      into = lw_overlay_classes_find_name (self->classes, 0, to);
    }
  if (to != NULL && into == LW_LABELS_NONE)
    return;
  for (guint i = 0; names[i] != NULL; i++)
    if (g_strcmp0 (names[i], to) != 0)
      move_classes (self, names[i], into, edit);
}

/* The end */

static void
finish (Replay *self)
{
  g_autofree guint8 *used = g_new0 (guint8, lw_overlay_classes_get_n (self->classes) + 1);
  g_autofree guint32 *moved = NULL;
  g_autoptr (GArray) classes = NULL;

  lw_attribute_edit_find_used (self->edit, used);
  classes = lw_overlay_classes_finish (self->classes, used, &moved);
  self->out->columns = lw_attribute_edit_finish (self->edit, moved, classes);
}

/**
 * lw_overlay_columns_new:
 * @base: the index of a file
 * @attribute: the position of an attribute
 * @corrections: (element-type LwCorrection): corrections, of any attribute
 * @n_corrections: how many of them to apply, from the first on
 * @cancellable: (nullable): ends the work early; the outcome is then of no use
 *
 * Returns: (transfer full): the attribute as corrected
 */
LwOverlayColumns *
lw_overlay_columns_new (LwManifestIndex *base,
                        guint            attribute,
                        GPtrArray       *corrections,
                        guint            n_corrections,
                        GCancellable    *cancellable)
{
  LwOverlayColumns *self = g_new0 (LwOverlayColumns, 1);
  const char *name = lw_manifest_index_get_attribute_name (base, attribute);
  Replay replay;

  self->attribute = attribute;
  self->base = lw_manifest_index_peek_attribute (base, attribute);
  self->n_pages = base->n_rows / 4096 + 1;
  self->pages = g_new0 (guint32 *, self->n_pages);
  replay.out = self;
  replay.edit = lw_attribute_edit_new (self->base);
  replay.classes = lw_overlay_classes_new (self->base->classes);
  replay.labels = g_array_new (FALSE, FALSE, sizeof (guint32));
  replay.confidences = g_array_new (FALSE, FALSE, sizeof (double));
  for (guint i = 0; i < n_corrections && !g_cancellable_is_cancelled (cancellable); i++)
    {
      LwCorrection *correction = g_ptr_array_index (corrections, i);

      if (strcmp (lw_correction_get_attribute (correction), name) != 0)
        continue;
      if (lw_correction_get_rows (correction) != NULL)
        correct_rows (&replay, correction, i + 1);
      else
        correct_classes (&replay, correction, i + 1);
    }
  finish (&replay);
  lw_attribute_edit_free (replay.edit);
  lw_overlay_classes_free (replay.classes);
  g_array_unref (replay.labels);
  g_array_unref (replay.confidences);
  return self;
}

/**
 * lw_overlay_columns_free:
 * @self: (transfer full): corrected columns
 */
void
lw_overlay_columns_free (LwOverlayColumns *self)
{
  lw_manifest_attribute_free (self->columns);
  for (gsize i = 0; i < self->n_pages; i++)
    g_free (self->pages[i]);
  g_free (self->pages);
  g_free (self->class_edits);
  g_free (self);
}
