/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The draft as a JSON document and back: one member a property. Not where documents are kept (lw-draft-store.h). */

#define G_LOG_DOMAIN "lw-wizard"

#include "config.h"

#include "lw-wizard-draft.h"

#include "lw-json.h"

#include <glib/gi18n.h>

#define FORMAT_VERSION 1

static JsonArray *
strings_to_array (const char *const *strings)
{
  JsonArray *array = json_array_new ();

  for (gsize i = 0; strings[i] != NULL; i++)
    json_array_add_string_element (array, strings[i]);
  return array;
}

static char **
read_strings (JsonObject *object,
              const char *name)
{
  JsonArray *array = lw_json_get_array (object, name);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    {
      JsonNode *node = json_array_get_element (array, i);

      if (JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING)
        g_strv_builder_add (builder, json_node_get_string (node));
    }
  return g_strv_builder_end (builder);
}

/* What lw_wizard_draft_load() makes of the document is equal to the draft. */
JsonNode *
lw_wizard_draft_to_json (LwWizardDraft *self)
{
  g_autofree GParamSpec **pspecs = NULL;
  g_auto (GStrv) names = NULL;
  JsonObject *object;
  JsonNode *node;
  guint n_pspecs;

  g_return_val_if_fail (LW_IS_WIZARD_DRAFT (self), NULL);

  object = json_object_new ();
  json_object_set_int_member (object, "version", FORMAT_VERSION);
  json_object_set_string_member (object, "id", lw_wizard_draft_get_id (self));
  pspecs = g_object_class_list_properties (G_OBJECT_GET_CLASS (self), &n_pspecs);
  for (guint i = 0; i < n_pspecs; i++)
    {
      g_auto (GValue) value = G_VALUE_INIT;

      g_object_get_property (G_OBJECT (self), pspecs[i]->name, &value);
      if (G_VALUE_HOLDS_STRING (&value))
        json_object_set_string_member (object, pspecs[i]->name, g_value_get_string (&value));
      else if (G_VALUE_HOLDS_INT (&value))
        json_object_set_int_member (object, pspecs[i]->name, g_value_get_int (&value));
      else if (G_VALUE_HOLDS (&value, G_TYPE_STRV))
        json_object_set_array_member (object, pspecs[i]->name, strings_to_array (g_value_get_boxed (&value)));
    }
  names = lw_wizard_categories_dup_names (lw_wizard_draft_get_categories (self));
  json_object_set_array_member (object, "categories", strings_to_array ((const char *const *) names));

  node = json_node_new (JSON_NODE_OBJECT);
  json_node_take_object (node, object);
  return node;
}

static void
read_numbers (LwWizardDraft *self,
              JsonObject    *object,
              GParamSpec    *pspec)
{
  gint64 value;

  if (pspec->value_type != G_TYPE_INT || !json_object_has_member (object, pspec->name))
    return;
  value = lw_json_get_int (object, pspec->name, G_PARAM_SPEC_INT (pspec)->default_value);
  g_object_set (self, pspec->name, (int) CLAMP (value, 0, G_MAXINT), NULL);
}

static void
read_texts (LwWizardDraft *self,
            JsonObject    *object,
            GParamSpec    *pspec)
{
  if (!json_object_has_member (object, pspec->name))
    return;
  if (pspec->value_type == G_TYPE_STRING)
    g_object_set (self, pspec->name, lw_json_get_string (object, pspec->name), NULL);
  else if (pspec->value_type == G_TYPE_STRV)
    {
      g_auto (GStrv) strings = read_strings (object, pspec->name);

      g_object_set (self, pspec->name, strings, NULL);
    }
}

/* Replaces everything; what the document does not name gets its default. On error the draft is as it was. */
gboolean
lw_wizard_draft_load (LwWizardDraft  *self,
                      JsonNode       *node,
                      GError        **error)
{
  g_autofree GParamSpec **pspecs = NULL;
  g_auto (GStrv) names = NULL;
  JsonObject *object;
  guint n_pspecs;

  g_return_val_if_fail (LW_IS_WIZARD_DRAFT (self) && node != NULL, FALSE);

  object = lw_json_node_object (node);
  if (object == NULL || lw_json_get_int (object, "version", 0) != FORMAT_VERSION)
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA,
                           _("This draft was not written by this version of Labelwright; it is left as it is."));
      return FALSE;
    }

  g_object_freeze_notify (G_OBJECT (self));
  lw_wizard_draft_reset (self);
  if (lw_json_get_string (object, "id") != NULL)
    lw_wizard_draft_set_id (self, lw_json_get_string (object, "id"));
  /* Numbers first: the task type makes a template of its own, which the document's then replaces. Properties come
   * in the order of their ids, so a derived text comes after what it derives from. */
  pspecs = g_object_class_list_properties (G_OBJECT_GET_CLASS (self), &n_pspecs);
  for (guint i = 0; i < n_pspecs; i++)
    read_numbers (self, object, pspecs[i]);
  for (guint i = 0; i < n_pspecs; i++)
    read_texts (self, object, pspecs[i]);
  names = read_strings (object, "categories");
  lw_wizard_categories_set_names (lw_wizard_draft_get_categories (self), (const char *const *) names);
  lw_wizard_categories_forget (lw_wizard_draft_get_categories (self));
  g_object_thaw_notify (G_OBJECT (self));
  return TRUE;
}
