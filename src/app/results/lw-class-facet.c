/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* One thing that results can be filtered by, a class or a state. */

#define G_LOG_DOMAIN "lw-results"

#include "config.h"

#include "lw-class-facet.h"

struct _LwClassFacet
{
  GObject   parent_instance;

  char     *name;
  guint64   count;
  double    fraction;
  gboolean  has_second;
  guint64   second;
  double    second_fraction;
  char      key;
  gboolean  active;
};

enum
{
  PROP_0,
  PROP_NAME,
  PROP_COUNT,
  PROP_FRACTION,
  PROP_HAS_SECOND,
  PROP_SECOND_FRACTION,
  PROP_ACTIVE,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (LwClassFacet, lw_class_facet, G_TYPE_OBJECT)

static void
lw_class_facet_get_property (GObject    *object,
                             guint       property_id,
                             GValue     *value,
                             GParamSpec *pspec)
{
  LwClassFacet *self = LW_CLASS_FACET (object);

  switch (property_id)
    {
    case PROP_NAME:
      g_value_set_string (value, self->name);
      break;
    case PROP_COUNT:
      g_value_set_uint64 (value, self->count);
      break;
    case PROP_FRACTION:
      g_value_set_double (value, self->fraction);
      break;
    case PROP_HAS_SECOND:
      g_value_set_boolean (value, self->has_second);
      break;
    case PROP_SECOND_FRACTION:
      g_value_set_double (value, self->second_fraction);
      break;
    case PROP_ACTIVE:
      g_value_set_boolean (value, self->active);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
lw_class_facet_set_property (GObject      *object,
                             guint         property_id,
                             const GValue *value,
                             GParamSpec   *pspec)
{
  LwClassFacet *self = LW_CLASS_FACET (object);

  switch (property_id)
    {
    case PROP_ACTIVE:
      lw_class_facet_set_active (self, g_value_get_boolean (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
lw_class_facet_finalize (GObject *object)
{
  LwClassFacet *self = LW_CLASS_FACET (object);

  g_free (self->name);

  G_OBJECT_CLASS (lw_class_facet_parent_class)->finalize (object);
}

static void
lw_class_facet_class_init (LwClassFacetClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GParamFlags flags = G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->get_property = lw_class_facet_get_property;
  object_class->set_property = lw_class_facet_set_property;
  object_class->finalize = lw_class_facet_finalize;

  properties[PROP_NAME] = g_param_spec_string ("name", NULL, NULL, NULL, G_PARAM_READABLE | flags);
  properties[PROP_COUNT] = g_param_spec_uint64 ("count", NULL, NULL, 0, G_MAXUINT64, 0, G_PARAM_READABLE | flags);
  properties[PROP_FRACTION] = g_param_spec_double ("fraction", NULL, NULL, 0, 1, 0, G_PARAM_READABLE | flags);
  properties[PROP_HAS_SECOND] =
    g_param_spec_boolean ("has-second", NULL, NULL, FALSE, G_PARAM_READABLE | flags);
  properties[PROP_SECOND_FRACTION] =
    g_param_spec_double ("second-fraction", NULL, NULL, 0, 1, 0, G_PARAM_READABLE | flags);
  properties[PROP_ACTIVE] = g_param_spec_boolean ("active", NULL, NULL, FALSE, G_PARAM_READWRITE | flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
lw_class_facet_init (LwClassFacet *self)
{
}

/**
 * lw_class_facet_new:
 * @name: what people read
 * @key: the key that chooses it, 0 for none
 *
 * Returns: (transfer full): a facet that is not chosen
 */
LwClassFacet *
lw_class_facet_new (const char *name,
                    char        key)
{
  LwClassFacet *self = g_object_new (LW_TYPE_CLASS_FACET, NULL);

  self->name = g_strdup (name);
  self->key = key;
  return self;
}

/**
 * lw_class_facet_get_name:
 * @self: a facet
 *
 * Returns: (transfer none): what people read
 */
const char *
lw_class_facet_get_name (LwClassFacet *self)
{
  g_return_val_if_fail (LW_IS_CLASS_FACET (self), NULL);

  return self->name;
}

/**
 * lw_class_facet_get_key:
 * @self: a facet
 *
 * Returns: the key that chooses it, 0 for none
 */
char
lw_class_facet_get_key (LwClassFacet *self)
{
  g_return_val_if_fail (LW_IS_CLASS_FACET (self), 0);

  return self->key;
}

/**
 * lw_class_facet_get_count:
 * @self: a facet
 *
 * Returns: how many rows have it, under the rest of the query
 */
guint64
lw_class_facet_get_count (LwClassFacet *self)
{
  g_return_val_if_fail (LW_IS_CLASS_FACET (self), 0);

  return self->count;
}

/**
 * lw_class_facet_get_fraction:
 * @self: a facet
 *
 * Returns: the length of its bar, 0 to 1
 */
double
lw_class_facet_get_fraction (LwClassFacet *self)
{
  g_return_val_if_fail (LW_IS_CLASS_FACET (self), 0);

  return self->fraction;
}

/**
 * lw_class_facet_set_count:
 * @self: a facet
 * @count: how many rows have it
 * @fraction: the length of its bar, 0 to 1
 *
 * Sets what is shown beside the name.
 */
void
lw_class_facet_set_count (LwClassFacet *self,
                          guint64       count,
                          double        fraction)
{
  g_return_if_fail (LW_IS_CLASS_FACET (self));

  if (self->count != count)
    {
      self->count = count;
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_COUNT]);
    }
  if (self->fraction < fraction || self->fraction > fraction)
    {
      self->fraction = fraction;
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_FRACTION]);
    }
}

/**
 * lw_class_facet_get_has_second:
 * @self: a facet
 *
 * Returns: whether there is a second count to compare with
 */
gboolean
lw_class_facet_get_has_second (LwClassFacet *self)
{
  g_return_val_if_fail (LW_IS_CLASS_FACET (self), FALSE);

  return self->has_second;
}

/**
 * lw_class_facet_get_second:
 * @self: a facet
 *
 * Returns: the second count; 0 when there is none
 */
guint64
lw_class_facet_get_second (LwClassFacet *self)
{
  g_return_val_if_fail (LW_IS_CLASS_FACET (self), 0);

  return self->second;
}

/**
 * lw_class_facet_set_second:
 * @self: a facet
 * @has_second: whether there is a second count
 * @second: the second count
 * @fraction: the length of its bar, 0 to 1
 *
 * Sets what the first count is compared with; lw_class_facet_set_count() is to follow.
 */
void
lw_class_facet_set_second (LwClassFacet *self,
                           gboolean      has_second,
                           guint64       second,
                           double        fraction)
{
  gboolean same_bar;

  g_return_if_fail (LW_IS_CLASS_FACET (self));

  same_bar = !(self->second_fraction < fraction || self->second_fraction > fraction);
  if (self->second != second)
    {
      self->second = second;
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_COUNT]);
    }
  self->second_fraction = fraction;
  if (!same_bar)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SECOND_FRACTION]);
  if (self->has_second != !!has_second)
    {
      self->has_second = !!has_second;
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_HAS_SECOND]);
    }
}

/**
 * lw_class_facet_get_active:
 * @self: a facet
 *
 * Returns: whether it is chosen
 */
gboolean
lw_class_facet_get_active (LwClassFacet *self)
{
  g_return_val_if_fail (LW_IS_CLASS_FACET (self), FALSE);

  return self->active;
}

/**
 * lw_class_facet_set_active:
 * @self: a facet
 * @active: whether it is chosen
 *
 * Chooses it or not.
 */
void
lw_class_facet_set_active (LwClassFacet *self,
                           gboolean      active)
{
  g_return_if_fail (LW_IS_CLASS_FACET (self));

  if (self->active == !!active)
    return;

  self->active = !!active;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ACTIVE]);
}
