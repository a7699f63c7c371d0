/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* A list of data objects (element-type LwNamedObject) that are made only while something shows them: a number of rows
 * and a function that makes one. */

#define G_LOG_DOMAIN "lw-quality"

#include "config.h"

#include "lw-lazy-objects.h"

/* Invariant: @items holds, weakly, every row that somebody has, so that a row is the same object for as long. */
struct _LwLazyObjects
{
  GObject         parent_instance;

  guint           n_items;
  LwMakeObject    make;
  gpointer        data;
  GDestroyNotify  data_free;
  GHashTable     *items;
};

static void list_model_iface_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (LwLazyObjects, lw_lazy_objects, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_iface_init))

static GQuark
position_quark (void)
{
  return g_quark_from_static_string ("lw-lazy-objects-position");
}

/* The hash table's keys are positions, so they are kept beside the weak reference. */
typedef struct
{
  LwLazyObjects *list;
  guint          position;
} Slot;

static void
item_gone_cb (gpointer  data,
              GObject  *where_the_item_was)
{
  g_autofree Slot *slot = data;

  g_hash_table_remove (slot->list->items, GUINT_TO_POINTER (slot->position));
}

static GType
lw_lazy_objects_get_item_type (GListModel *model)
{
  return LW_TYPE_NAMED_OBJECT;
}

static guint
lw_lazy_objects_get_n_items (GListModel *model)
{
  return LW_LAZY_OBJECTS (model)->n_items;
}

static gpointer
lw_lazy_objects_get_item (GListModel *model,
                          guint       position)
{
  LwLazyObjects *self = LW_LAZY_OBJECTS (model);
  LwNamedObject *item;
  Slot *slot;

  if (position >= self->n_items)
    return NULL;
  item = g_hash_table_lookup (self->items, GUINT_TO_POINTER (position));
  if (item != NULL)
    return g_object_ref (item);

  item = self->make (position, self->data);
  slot = g_new (Slot, 1);
  *slot = (Slot) { self, position };
  g_object_set_qdata (G_OBJECT (item), position_quark (), slot);
  g_object_weak_ref (G_OBJECT (item), item_gone_cb, slot);
  g_hash_table_insert (self->items, GUINT_TO_POINTER (position), item);
  return item;
}

static void
list_model_iface_init (GListModelInterface *iface)
{
  iface->get_item_type = lw_lazy_objects_get_item_type;
  iface->get_n_items = lw_lazy_objects_get_n_items;
  iface->get_item = lw_lazy_objects_get_item;
}

static void
lw_lazy_objects_finalize (GObject *object)
{
  LwLazyObjects *self = LW_LAZY_OBJECTS (object);
  GHashTableIter iter;
  gpointer item;

  g_hash_table_iter_init (&iter, self->items);
  while (g_hash_table_iter_next (&iter, NULL, &item))
    {
      Slot *slot = g_object_get_qdata (item, position_quark ());

      g_object_weak_unref (item, item_gone_cb, slot);
      g_free (slot);
    }
  g_hash_table_unref (self->items);
  if (self->data_free != NULL)
    self->data_free (self->data);

  G_OBJECT_CLASS (lw_lazy_objects_parent_class)->finalize (object);
}

static void
lw_lazy_objects_class_init (LwLazyObjectsClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = lw_lazy_objects_finalize;
}

static void
lw_lazy_objects_init (LwLazyObjects *self)
{
  self->items = g_hash_table_new (NULL, NULL);
}

/**
 * lw_lazy_objects_new:
 * @n_items: how many rows there are
 * @make: makes one
 * @data: for @make
 * @data_free: (nullable): frees @data with the list
 *
 * Returns: (transfer full): the list
 */
LwLazyObjects *
lw_lazy_objects_new (guint           n_items,
                     LwMakeObject    make,
                     gpointer        data,
                     GDestroyNotify  data_free)
{
  LwLazyObjects *self = g_object_new (LW_TYPE_LAZY_OBJECTS, NULL);

  self->n_items = n_items;
  self->make = make;
  self->data = data;
  self->data_free = data_free;
  return self;
}
