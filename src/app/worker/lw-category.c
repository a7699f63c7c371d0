/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* One label category as the worker's screen lists it: name, position, key, whether it is chosen. */

#define G_LOG_DOMAIN "lw-worker"

#include "config.h"

#include "lw-category.h"

#include "lw-category-keys.h"
#include "lw-str.h"

struct _LwCategory
{
  GObject   parent_instance;

  char     *name;
  guint     index;
  char      key[2];
  gboolean  selected;
  gboolean  flashing;
};

enum
{
  PROP_0,
  PROP_NAME,
  PROP_KEY,
  PROP_SELECTED,
  PROP_FLASHING,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (LwCategory, lw_category, G_TYPE_OBJECT)

static void
lw_category_get_property (GObject    *object,
                          guint       prop_id,
                          GValue     *value,
                          GParamSpec *pspec)
{
  LwCategory *self = LW_CATEGORY (object);

  switch (prop_id)
    {
    case PROP_NAME:
      g_value_set_string (value, self->name);
      break;
    case PROP_KEY:
      g_value_set_string (value, self->key);
      break;
    case PROP_SELECTED:
      g_value_set_boolean (value, self->selected);
      break;
    case PROP_FLASHING:
      g_value_set_boolean (value, self->flashing);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
lw_category_finalize (GObject *object)
{
  LwCategory *self = LW_CATEGORY (object);

  g_free (self->name);

  G_OBJECT_CLASS (lw_category_parent_class)->finalize (object);
}

static void
lw_category_class_init (LwCategoryClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = lw_category_get_property;
  object_class->finalize = lw_category_finalize;

  properties[PROP_NAME] =
    g_param_spec_string ("name", NULL, NULL, NULL, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_KEY] =
    g_param_spec_string ("key", NULL, NULL, NULL, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_SELECTED] =
    g_param_spec_boolean ("selected", NULL, NULL, FALSE, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_FLASHING] =
    g_param_spec_boolean ("flashing", NULL, NULL, FALSE, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
lw_category_init (LwCategory *self)
{
}

/**
 * lw_category_new:
 * @name: what the worker chooses
 * @index: its position, from 0
 *
 * Returns: (transfer full): a category that is not chosen
 */
LwCategory *
lw_category_new (const char *name,
                 guint       index)
{
  LwCategory *self = g_object_new (LW_TYPE_CATEGORY, NULL);

  self->name = g_strdup (name);
  self->index = index;
  self->key[0] = g_ascii_toupper (lw_category_key_for_index (index));
  return self;
}

/**
 * lw_category_get_index:
 * @self: the category
 *
 * Returns: its position, from 0
 */
guint
lw_category_get_index (LwCategory *self)
{
  g_return_val_if_fail (LW_IS_CATEGORY (self), 0);

  return self->index;
}

/**
 * lw_category_get_name:
 * @self: the category
 *
 * Returns: (transfer none): what the worker chooses
 */
const char *
lw_category_get_name (LwCategory *self)
{
  g_return_val_if_fail (LW_IS_CATEGORY (self), NULL);

  return self->name;
}

/**
 * lw_category_set_name:
 * @self: the category
 * @name: what the worker chooses
 */
void
lw_category_set_name (LwCategory *self,
                      const char *name)
{
  g_return_if_fail (LW_IS_CATEGORY (self));

  if (lw_set_str (&self->name, name))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_NAME]);
}

/**
 * lw_category_get_selected:
 * @self: the category
 *
 * Returns: whether it is chosen
 */
gboolean
lw_category_get_selected (LwCategory *self)
{
  g_return_val_if_fail (LW_IS_CATEGORY (self), FALSE);

  return self->selected;
}

/**
 * lw_category_set_selected:
 * @self: the category
 * @selected: whether it is chosen
 */
void
lw_category_set_selected (LwCategory *self,
                          gboolean    selected)
{
  g_return_if_fail (LW_IS_CATEGORY (self));

  if (self->selected == selected)
    return;
  self->selected = selected;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SELECTED]);
}

/**
 * lw_category_set_flashing:
 * @self: the category
 * @flashing: whether it shows that it was just chosen for the image before
 */
void
lw_category_set_flashing (LwCategory *self,
                          gboolean    flashing)
{
  g_return_if_fail (LW_IS_CATEGORY (self));

  if (self->flashing == flashing)
    return;
  self->flashing = flashing;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_FLASHING]);
}
