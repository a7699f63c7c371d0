/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* One label category while it is being written: a name that may still be wrong. Changed through its list only
 * (lw-wizard-categories.h), which remembers how to undo. */

#define G_LOG_DOMAIN "lw-wizard"

#include "config.h"

#include "lw-wizard-category.h"

#include "lw-str.h"

struct _LwWizardCategory
{
  GObject  parent_instance;

  char    *name;
};

enum
{
  PROP_0,
  PROP_NAME,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (LwWizardCategory, lw_wizard_category, G_TYPE_OBJECT)

static void
lw_wizard_category_get_property (GObject    *object,
                                 guint       prop_id,
                                 GValue     *value,
                                 GParamSpec *pspec)
{
  LwWizardCategory *self = LW_WIZARD_CATEGORY (object);

  switch (prop_id)
    {
    case PROP_NAME:
      g_value_set_string (value, self->name);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
lw_wizard_category_finalize (GObject *object)
{
  LwWizardCategory *self = LW_WIZARD_CATEGORY (object);

  g_free (self->name);
  G_OBJECT_CLASS (lw_wizard_category_parent_class)->finalize (object);
}

static void
lw_wizard_category_class_init (LwWizardCategoryClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = lw_wizard_category_get_property;
  object_class->finalize = lw_wizard_category_finalize;

  properties[PROP_NAME] =
    g_param_spec_string ("name", NULL, NULL, "",
                         G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
lw_wizard_category_init (LwWizardCategory *self)
{
  self->name = g_strdup ("");
}

LwWizardCategory *
lw_wizard_category_new (const char *name)
{
  LwWizardCategory *self = g_object_new (LW_TYPE_WIZARD_CATEGORY, NULL);

  lw_set_str (&self->name, name);
  return self;
}

const char *
lw_wizard_category_get_name (LwWizardCategory *self)
{
  g_return_val_if_fail (LW_IS_WIZARD_CATEGORY (self), NULL);

  return self->name;
}

void
lw_wizard_category_set_name (LwWizardCategory *self,
                             const char       *name)
{
  g_return_if_fail (LW_IS_WIZARD_CATEGORY (self) && name != NULL);

  if (lw_set_str (&self->name, name))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_NAME]);
}
