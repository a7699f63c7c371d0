/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The label categories while they are being written: an ordered list that can be edited and undone. A position is a
 * class index. Not the file that a job stores (lw-label-categories.h of the model), nor its rules. */

#define G_LOG_DOMAIN "lw-wizard"

#include "config.h"

#include "lw-wizard-categories.h"

#define MAX_UNDO 100

/* Invariant: undo and redo hold whole lists of names; the newest is last. Renaming one category letter by letter is one
 * step, so the category of the last rename is remembered until anything else happens. */
struct _LwWizardCategories
{
  GObject           parent_instance;

  GPtrArray        *items;
  GPtrArray        *undo;
  GPtrArray        *redo;
  LwWizardCategory *renaming;
};

enum
{
  PROP_0,
  PROP_CAN_UNDO,
  PROP_CAN_REDO,
  N_PROPS,
};

enum
{
  CHANGED,
  N_SIGNALS,
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

static void lw_wizard_categories_list_model_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (LwWizardCategories, lw_wizard_categories, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, lw_wizard_categories_list_model_init))

static void
notify_history (LwWizardCategories *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CAN_UNDO]);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CAN_REDO]);
}

static void
remember (LwWizardCategories *self)
{
  self->renaming = NULL;
  g_ptr_array_add (self->undo, lw_wizard_categories_dup_names (self));
  if (self->undo->len > MAX_UNDO)
    g_ptr_array_remove_index (self->undo, 0);
  g_ptr_array_set_size (self->redo, 0);
  notify_history (self);
}

static void
emit_changed (LwWizardCategories *self)
{
  g_signal_emit (self, signals[CHANGED], 0);
}

/* Puts @names in place of what is there, keeping the rows that stay at either end, so that a view keeps its widgets. */
static void
replace_names (LwWizardCategories *self,
               const char *const  *names)
{
  guint n_new = g_strv_length ((char **) names);
  guint n_old = self->items->len;
  guint head = 0;
  guint tail = 0;

  while (head < n_old && head < n_new && g_str_equal (lw_wizard_categories_get_name (self, head), names[head]))
    head++;
  while (tail < n_old - head && tail < n_new - head &&
         g_str_equal (lw_wizard_categories_get_name (self, n_old - 1 - tail), names[n_new - 1 - tail]))
    tail++;

  if (n_old - head - tail > 0)
    g_ptr_array_remove_range (self->items, head, n_old - head - tail);
  for (guint i = head; i < n_new - tail; i++)
    g_ptr_array_insert (self->items, i, lw_wizard_category_new (names[i]));
  g_list_model_items_changed (G_LIST_MODEL (self), head, n_old - head - tail, n_new - head - tail);
  emit_changed (self);
}

static GType
lw_wizard_categories_get_item_type (GListModel *model)
{
  return LW_TYPE_WIZARD_CATEGORY;
}

static guint
lw_wizard_categories_get_n_items (GListModel *model)
{
  return LW_WIZARD_CATEGORIES (model)->items->len;
}

static gpointer
lw_wizard_categories_get_item (GListModel *model,
                               guint       position)
{
  LwWizardCategories *self = LW_WIZARD_CATEGORIES (model);

  return position < self->items->len ? g_object_ref (g_ptr_array_index (self->items, position)) : NULL;
}

static void
lw_wizard_categories_list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = lw_wizard_categories_get_item_type;
  iface->get_n_items = lw_wizard_categories_get_n_items;
  iface->get_item = lw_wizard_categories_get_item;
}

static void
lw_wizard_categories_get_property (GObject    *object,
                                   guint       prop_id,
                                   GValue     *value,
                                   GParamSpec *pspec)
{
  LwWizardCategories *self = LW_WIZARD_CATEGORIES (object);

  switch (prop_id)
    {
    case PROP_CAN_UNDO:
      g_value_set_boolean (value, self->undo->len > 0);
      break;
    case PROP_CAN_REDO:
      g_value_set_boolean (value, self->redo->len > 0);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
lw_wizard_categories_finalize (GObject *object)
{
  LwWizardCategories *self = LW_WIZARD_CATEGORIES (object);

  g_ptr_array_unref (self->items);
  g_ptr_array_unref (self->undo);
  g_ptr_array_unref (self->redo);
  G_OBJECT_CLASS (lw_wizard_categories_parent_class)->finalize (object);
}

static void
lw_wizard_categories_class_init (LwWizardCategoriesClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = lw_wizard_categories_get_property;
  object_class->finalize = lw_wizard_categories_finalize;

  properties[PROP_CAN_UNDO] =
    g_param_spec_boolean ("can-undo", NULL, NULL, FALSE,
                          G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  properties[PROP_CAN_REDO] =
    g_param_spec_boolean ("can-redo", NULL, NULL, FALSE,
                          G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  /**
   * LwWizardCategories::changed:
   *
   * A name or the order is another one.
   */
  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 0);
}

static void
lw_wizard_categories_init (LwWizardCategories *self)
{
  self->items = g_ptr_array_new_with_free_func (g_object_unref);
  self->undo = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);
  self->redo = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);
}

LwWizardCategories *
lw_wizard_categories_new (void)
{
  return g_object_new (LW_TYPE_WIZARD_CATEGORIES, NULL);
}

guint
lw_wizard_categories_get_n (LwWizardCategories *self)
{
  g_return_val_if_fail (LW_IS_WIZARD_CATEGORIES (self), 0);

  return self->items->len;
}

const char *
lw_wizard_categories_get_name (LwWizardCategories *self,
                               guint               position)
{
  g_return_val_if_fail (LW_IS_WIZARD_CATEGORIES (self) && position < self->items->len, NULL);

  return lw_wizard_category_get_name (g_ptr_array_index (self->items, position));
}

char **
lw_wizard_categories_dup_names (LwWizardCategories *self)
{
  char **names;

  g_return_val_if_fail (LW_IS_WIZARD_CATEGORIES (self), NULL);

  names = g_new0 (char *, self->items->len + 1);
  for (guint i = 0; i < self->items->len; i++)
    names[i] = g_strdup (lw_wizard_categories_get_name (self, i));
  return names;
}

gboolean
lw_wizard_categories_find (LwWizardCategories *self,
                           const char         *name,
                           guint              *position)
{
  g_return_val_if_fail (LW_IS_WIZARD_CATEGORIES (self) && name != NULL, FALSE);

  for (guint i = 0; i < self->items->len; i++)
    if (g_str_equal (lw_wizard_categories_get_name (self, i), name))
      {
        if (position != NULL)
          *position = i;
        return TRUE;
      }
  return FALSE;
}

void
lw_wizard_categories_set_names (LwWizardCategories *self,
                                const char *const  *names)
{
  g_auto (GStrv) now = NULL;

  g_return_if_fail (LW_IS_WIZARD_CATEGORIES (self) && names != NULL);

  now = lw_wizard_categories_dup_names (self);
  if (g_strv_equal ((const char *const *) now, names))
    return;
  remember (self);
  replace_names (self, names);
}

guint
lw_wizard_categories_add (LwWizardCategories *self,
                          const char *const  *names)
{
  g_autoptr (GPtrArray) fresh = g_ptr_array_new ();
  guint n_old;

  g_return_val_if_fail (LW_IS_WIZARD_CATEGORIES (self) && names != NULL, 0);

  for (guint i = 0; names[i] != NULL; i++)
    if (!lw_wizard_categories_find (self, names[i], NULL) &&
        !g_ptr_array_find_with_equal_func (fresh, names[i], g_str_equal, NULL))
      g_ptr_array_add (fresh, (char *) names[i]);
  if (fresh->len == 0)
    return 0;

  remember (self);
  n_old = self->items->len;
  for (guint i = 0; i < fresh->len; i++)
    g_ptr_array_add (self->items, lw_wizard_category_new (g_ptr_array_index (fresh, i)));
  g_list_model_items_changed (G_LIST_MODEL (self), n_old, 0, fresh->len);
  emit_changed (self);
  return fresh->len;
}

void
lw_wizard_categories_rename (LwWizardCategories *self,
                             LwWizardCategory   *category,
                             const char         *name)
{
  g_return_if_fail (LW_IS_WIZARD_CATEGORIES (self) && LW_IS_WIZARD_CATEGORY (category) && name != NULL);

  if (g_str_equal (lw_wizard_category_get_name (category), name))
    return;
  if (self->renaming != category)
    remember (self);
  self->renaming = category;
  lw_wizard_category_set_name (category, name);
  emit_changed (self);
}

void
lw_wizard_categories_move (LwWizardCategories *self,
                           guint               from,
                           guint               to)
{
  LwWizardCategory *category;

  g_return_if_fail (LW_IS_WIZARD_CATEGORIES (self));
  g_return_if_fail (from < self->items->len && to < self->items->len);

  if (from == to)
    return;
  remember (self);
  category = g_ptr_array_steal_index (self->items, from);
  g_list_model_items_changed (G_LIST_MODEL (self), from, 1, 0);
  g_ptr_array_insert (self->items, to, category);
  g_list_model_items_changed (G_LIST_MODEL (self), to, 0, 1);
  emit_changed (self);
}

void
lw_wizard_categories_remove (LwWizardCategories *self,
                             guint               position)
{
  g_return_if_fail (LW_IS_WIZARD_CATEGORIES (self) && position < self->items->len);

  remember (self);
  g_ptr_array_remove_index (self->items, position);
  g_list_model_items_changed (G_LIST_MODEL (self), position, 1, 0);
  emit_changed (self);
}

void
lw_wizard_categories_remove_all (LwWizardCategories *self)
{
  const char *const none[] = { NULL };

  g_return_if_fail (LW_IS_WIZARD_CATEGORIES (self));

  lw_wizard_categories_set_names (self, none);
}

gboolean
lw_wizard_categories_get_can_undo (LwWizardCategories *self)
{
  g_return_val_if_fail (LW_IS_WIZARD_CATEGORIES (self), FALSE);

  return self->undo->len > 0;
}

gboolean
lw_wizard_categories_get_can_redo (LwWizardCategories *self)
{
  g_return_val_if_fail (LW_IS_WIZARD_CATEGORIES (self), FALSE);

  return self->redo->len > 0;
}

static void
go_back (LwWizardCategories *self,
         GPtrArray          *from,
         GPtrArray          *to)
{
  g_auto (GStrv) names = NULL;

  if (from->len == 0)
    return;
  self->renaming = NULL;
  names = g_ptr_array_steal_index (from, from->len - 1);
  g_ptr_array_add (to, lw_wizard_categories_dup_names (self));
  replace_names (self, (const char *const *) names);
  notify_history (self);
}

void
lw_wizard_categories_undo (LwWizardCategories *self)
{
  g_return_if_fail (LW_IS_WIZARD_CATEGORIES (self));

  go_back (self, self->undo, self->redo);
}

void
lw_wizard_categories_redo (LwWizardCategories *self)
{
  g_return_if_fail (LW_IS_WIZARD_CATEGORIES (self));

  go_back (self, self->redo, self->undo);
}

void
lw_wizard_categories_forget (LwWizardCategories *self)
{
  g_return_if_fail (LW_IS_WIZARD_CATEGORIES (self));

  self->renaming = NULL;
  g_ptr_array_set_size (self->undo, 0);
  g_ptr_array_set_size (self->redo, 0);
  notify_history (self);
}
