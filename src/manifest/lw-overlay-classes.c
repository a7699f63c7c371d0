/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The classes of an attribute while corrections are done one after the other. */

#define G_LOG_DOMAIN "lw-manifest"

#include "config.h"

#include "lw-overlay-classes.h"

#include <string.h>

/* @became: for each class where it has gone: to itself, to another position, or to LW_LABELS_NONE. */
struct _LwOverlayClasses
{
  GArray *classes;
  GArray *became;
  gint64  next_index;
};

static void
clear_class (gpointer data)
{
  LwManifestClass *class = data;

  g_free (class->name);
}

static GArray *
new_list (void)
{
  GArray *classes = g_array_new (FALSE, TRUE, sizeof (LwManifestClass));

  g_array_set_clear_func (classes, clear_class);
  return classes;
}

static LwManifestClass *
get_class (LwOverlayClasses *self,
           guint32           position)
{
  return &g_array_index (self->classes, LwManifestClass, position);
}

static guint32
add_class (LwOverlayClasses *self,
           gint64            index,
           const char       *name)
{
  LwManifestClass class = { index, g_strdup (name), 0, FALSE };
  guint32 position = self->classes->len;

  g_array_append_val (self->classes, class);
  g_array_append_val (self->became, position);
  if (index >= 0)
    self->next_index = MAX (self->next_index, index + 1);
  return position;
}

/**
 * lw_overlay_classes_new:
 * @classes: (element-type LwManifestClass): the classes of an attribute
 *
 * Returns: (transfer full): a copy, with the same positions
 */
LwOverlayClasses *
lw_overlay_classes_new (GArray *classes)
{
  LwOverlayClasses *self = g_new0 (LwOverlayClasses, 1);

  self->classes = new_list ();
  self->became = g_array_new (FALSE, FALSE, sizeof (guint32));
  for (guint i = 0; i < classes->len; i++)
    {
      const LwManifestClass *class = &g_array_index (classes, LwManifestClass, i);

      add_class (self, class->index, class->name);
    }
  return self;
}

/**
 * lw_overlay_classes_free:
 * @self: (transfer full): classes
 */
void
lw_overlay_classes_free (LwOverlayClasses *self)
{
  g_array_unref (self->classes);
  g_array_unref (self->became);
  g_free (self);
}

/**
 * lw_overlay_classes_get_n:
 * @self: classes
 *
 * Returns: how many positions there are, those of merged and dropped classes counted
 */
guint
lw_overlay_classes_get_n (LwOverlayClasses *self)
{
  return self->classes->len;
}

/**
 * lw_overlay_classes_find_root:
 * @self: classes
 * @position: the position of a class, or %LW_LABELS_NONE
 *
 * Returns: the position of what it is now; %LW_LABELS_NONE when it was dropped
 */
guint32
lw_overlay_classes_find_root (LwOverlayClasses *self,
                              guint32           position)
{
  while (position != LW_LABELS_NONE && g_array_index (self->became, guint32, position) != position)
    position = g_array_index (self->became, guint32, position);
  return position;
}

/**
 * lw_overlay_classes_find_name:
 * @self: classes
 * @from: the position to start at
 * @name: a name
 *
 * Returns: the next class that is still there and has this name; %LW_LABELS_NONE when there is none
 */
guint32
lw_overlay_classes_find_name (LwOverlayClasses *self,
                              guint32           from,
                              const char       *name)
{
  for (guint32 i = from; i < self->classes->len; i++)
    if (g_array_index (self->became, guint32, i) == i && strcmp (get_class (self, i)->name, name) == 0)
      return i;
  return LW_LABELS_NONE;
}

/**
 * lw_overlay_classes_find_or_add:
 * @self: classes
 * @name: a name
 *
 * A new class has the next free number; in a manifest whose classes have only names, it has only a name.
 *
 * Returns: the class of this name
 */
guint32
lw_overlay_classes_find_or_add (LwOverlayClasses *self,
                                const char       *name)
{
  guint32 position = lw_overlay_classes_find_name (self, 0, name);
  gboolean numbered = self->next_index > 0 || self->classes->len == 0;

  if (position != LW_LABELS_NONE)
    return position;
  return add_class (self, numbered ? self->next_index : LW_CLASS_INDEX_NONE, name);
}

/**
 * lw_overlay_classes_rename:
 * @self: classes
 * @position: the position of a class
 * @name: its new name
 */
void
lw_overlay_classes_rename (LwOverlayClasses *self,
                           guint32           position,
                           const char       *name)
{
  LwManifestClass *class = get_class (self, position);

  g_free (class->name);
  class->name = g_strdup (name);
}

/**
 * lw_overlay_classes_move:
 * @self: classes
 * @position: the position of a class that is still there
 * @into: what it becomes; %LW_LABELS_NONE to drop it
 */
void
lw_overlay_classes_move (LwOverlayClasses *self,
                         guint32           position,
                         guint32           into)
{
  g_array_index (self->became, guint32, position) = into;
}

static int
compare_positions (gconstpointer a,
                   gconstpointer b,
                   gpointer      data)
{
  const LwManifestClass *first = get_class (data, *(const guint32 *) a);
  const LwManifestClass *second = get_class (data, *(const guint32 *) b);

  if (first->index != second->index)
    return first->index < second->index ? -1 : 1;
  return strcmp (first->name, second->name);
}

/* A class without images is in no manifest: it leaves the list, as it would when the manifest is read again. */
static GArray *
list_used (LwOverlayClasses *self,
           const guint8     *used)
{
  g_autofree guint8 *wanted = g_new0 (guint8, self->classes->len + 1);
  GArray *order = g_array_new (FALSE, FALSE, sizeof (guint32));

  for (guint32 i = 0; i < self->classes->len; i++)
    {
      guint32 root = lw_overlay_classes_find_root (self, i);

      if (used[i] && root != LW_LABELS_NONE)
        wanted[root] = TRUE;
    }
  for (guint32 i = 0; i < self->classes->len; i++)
    if (wanted[i])
      g_array_append_val (order, i);
  g_array_sort_with_data (order, compare_positions, self);
  return order;
}

/* Two classes that have come to the same number and name are one. */
static guint32
append_class (GArray                *list,
              const LwManifestClass *class)
{
  LwManifestClass *last = list->len > 0 ? &g_array_index (list, LwManifestClass, list->len - 1) : NULL;

  if (last == NULL || last->index != class->index || strcmp (last->name, class->name) != 0)
    {
      LwManifestClass copy = { class->index, g_strdup (class->name), 0, FALSE };

      g_array_append_val (list, copy);
    }
  return list->len - 1;
}

/**
 * lw_overlay_classes_finish:
 * @self: classes
 * @used: (array): for each position whether a row has it
 * @moved: (out) (transfer full) (array): for each position the one in the new list, %LW_LABELS_NONE for a
 *   class that is no more
 *
 * Returns: (transfer full) (element-type LwManifestClass): the classes that are left, sorted by class index and
 *   then by name, with no counts
 */
GArray *
lw_overlay_classes_finish (LwOverlayClasses  *self,
                           const guint8      *used,
                           guint32          **moved)
{
  g_autoptr (GArray) order = list_used (self, used);
  g_autofree guint32 *places = g_new0 (guint32, self->classes->len + 1);
  GArray *list = new_list ();

  for (guint i = 0; i < order->len; i++)
    {
      guint32 position = g_array_index (order, guint32, i);

      places[position] = append_class (list, get_class (self, position));
    }
  *moved = g_new (guint32, self->classes->len + 1);
  for (guint32 i = 0; i < self->classes->len; i++)
    {
      guint32 root = lw_overlay_classes_find_root (self, i);

      (*moved)[i] = root != LW_LABELS_NONE ? places[root] : LW_LABELS_NONE;
    }
  return list;
}
