/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The label category configuration file: an ordered list of names whose position is the class index. Keys that do not
 * apply to image classification are kept when the file is written again. */

#define G_LOG_DOMAIN "lw-model"

#include "config.h"

#include "lw-label-categories.h"

#include "lw-json.h"

#include <glib/gi18n.h>
#include <string.h>

#define DOCUMENT_VERSION "2018-11-28"

/* Immutable after building; any thread may read it. */
struct _LwLabelCategories
{
  gatomicrefcount  ref_count;
  char           **names;
  GHashTable      *indexes;   /* name → class index + 1 */
  JsonNode        *document;  /* (nullable): what it was parsed from */
};

static LwLabelCategories *
new_from_names (char     **names,
                JsonNode  *document)
{
  LwLabelCategories *self = g_new0 (LwLabelCategories, 1);

  g_atomic_ref_count_init (&self->ref_count);
  self->names = names;
  self->document = document;
  self->indexes = g_hash_table_new (g_str_hash, g_str_equal);
  for (guint i = 0; names[i] != NULL; i++)
    if (!g_hash_table_contains (self->indexes, names[i]))
      g_hash_table_insert (self->indexes, names[i], GUINT_TO_POINTER (i + 1));
  return self;
}

/**
 * lw_label_categories_new:
 * @names: (array zero-terminated=1): names in the order of the class index
 *
 * Returns: (transfer full): the categories
 */
LwLabelCategories *
lw_label_categories_new (const char *const *names)
{
  g_return_val_if_fail (names != NULL, NULL);

  return new_from_names (g_strdupv ((char **) names), NULL);
}

/**
 * lw_label_categories_parse:
 * @json: a label category configuration file; document-version may be absent or any string
 * @length: its length in bytes, or -1
 * @error: return location: %G_IO_ERROR_INVALID_DATA
 *
 * Returns: (transfer full) (nullable): the categories, or %NULL with @error set
 */
LwLabelCategories *
lw_label_categories_parse (const char  *json,
                           gssize       length,
                           GError     **error)
{
  g_autoptr (JsonNode) document = NULL;
  g_autoptr (GStrvBuilder) names = g_strv_builder_new ();
  JsonArray *labels;

  g_return_val_if_fail (json != NULL, NULL);

  document = lw_json_parse (json, length, error);
  if (document == NULL)
    return NULL;

  labels = lw_json_get_array (lw_json_node_object (document), "labels");
  if (labels == NULL)
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA,
                           _("The label category file has no list “labels”"));
      return NULL;
    }

  for (guint i = 0; i < json_array_get_length (labels); i++)
    {
      const char *name =
        lw_json_get_string (lw_json_node_object (json_array_get_element (labels, i)), "label");

      if (name == NULL)
        {
          g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA,
                       _("Entry %u of the label category file has no “label” with a name"), i + 1);
          return NULL;
        }
      g_strv_builder_add (names, name);
    }
  return new_from_names (g_strv_builder_end (names), g_steal_pointer (&document));
}

LwLabelCategories *
lw_label_categories_ref (LwLabelCategories *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
lw_label_categories_unref (LwLabelCategories *self)
{
  g_return_if_fail (self != NULL);

  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;

  g_hash_table_unref (self->indexes);
  g_strfreev (self->names);
  g_clear_pointer (&self->document, json_node_unref);
  g_free (self);
}

/**
 * lw_label_categories_get_n:
 * @self: label categories
 *
 * Returns: how many there are
 */
guint
lw_label_categories_get_n (LwLabelCategories *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return g_strv_length (self->names);
}

/**
 * lw_label_categories_get_names:
 * @self: categories
 *
 * Returns: (transfer none) (array zero-terminated=1): the names in the order of the class index
 */
const char *const *
lw_label_categories_get_names (LwLabelCategories *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return (const char *const *) self->names;
}

/**
 * lw_label_categories_find:
 * @self: categories
 * @name: a name, compared byte by byte
 * @index: (out) (optional): its class index
 *
 * Returns: whether @name is one of them
 */
gboolean
lw_label_categories_find (LwLabelCategories *self,
                          const char        *name,
                          guint             *index)
{
  guint found;

  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (name != NULL, FALSE);

  found = GPOINTER_TO_UINT (g_hash_table_lookup (self->indexes, name));
  if (found > 0 && index != NULL)
    *index = found - 1;
  return found > 0;
}

/**
 * lw_label_categories_to_json:
 * @self: categories
 *
 * Returns: (transfer full): the file's text; what was parsed comes out as it was
 */
char *
lw_label_categories_to_json (LwLabelCategories *self)
{
  g_autoptr (JsonBuilder) builder = NULL;
  g_autoptr (JsonNode) root = NULL;

  g_return_val_if_fail (self != NULL, NULL);

  if (self->document != NULL)
    return lw_json_to_string (self->document, FALSE);

  builder = json_builder_new ();
  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "document-version");
  json_builder_add_string_value (builder, DOCUMENT_VERSION);
  json_builder_set_member_name (builder, "labels");
  json_builder_begin_array (builder);
  for (guint i = 0; self->names[i] != NULL; i++)
    {
      json_builder_begin_object (builder);
      json_builder_set_member_name (builder, "label");
      json_builder_add_string_value (builder, self->names[i]);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
  json_builder_end_object (builder);
  root = json_builder_get_root (builder);
  return lw_json_to_string (root, FALSE);
}

static void
check_number (guint       n_names,
              LwTaskType  task_type,
              GPtrArray  *diagnostics)
{
  if (n_names < LW_LABEL_CATEGORIES_MIN)
    lw_diagnostics_add (diagnostics, LW_SEVERITY_ERROR, 0, 0, "too-few-labels",
                        ngettext ("At least %d label category is needed", "At least %d label categories are needed",
                                  LW_LABEL_CATEGORIES_MIN),
                        LW_LABEL_CATEGORIES_MIN);
  else if (task_type == LW_TASK_TYPE_IMAGE_CLASSIFICATION_MULTI_LABEL && n_names > LW_LABEL_CATEGORIES_MAX_MULTI_LABEL)
    lw_diagnostics_add (diagnostics, LW_SEVERITY_ERROR, 0, 0, "too-many-labels",
                        _("A multi-label job has at most %d label categories; these are %u"),
                        LW_LABEL_CATEGORIES_MAX_MULTI_LABEL, n_names);
  else if (task_type == LW_TASK_TYPE_IMAGE_CLASSIFICATION && n_names > LW_LABEL_CATEGORIES_CONSOLE_MAX_SINGLE_LABEL)
    lw_diagnostics_add (diagnostics, LW_SEVERITY_NOTE, 0, 0, "many-labels",
                        _("More than %d label categories are hard to choose from; the AWS console would not take them"),
                        LW_LABEL_CATEGORIES_CONSOLE_MAX_SINGLE_LABEL);
}

/**
 * lw_label_categories_check:
 * @names: (array zero-terminated=1): names in the order of the class index
 * @task_type: the job's task type
 * @diagnostics: (element-type LwDiagnostic): what is wrong is added; the line is the class index + 1, or 0
 *
 * The limits are those of the service's documentation.
 */
void
lw_label_categories_check (const char *const *names,
                           LwTaskType         task_type,
                           GPtrArray         *diagnostics)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  guint i;

  g_return_if_fail (names != NULL);
  g_return_if_fail (diagnostics != NULL);

  for (i = 0; names[i] != NULL; i++)
    {
      const char *name = names[i];
      g_autofree char *stripped = g_strstrip (g_strdup (name));

      if (*stripped == '\0')
        lw_diagnostics_add (diagnostics, LW_SEVERITY_ERROR, i + 1, 0, "empty-label",
                            _("Label category %u has no name"), i + 1);
      else if (strcmp (stripped, name) != 0)
        lw_diagnostics_add (diagnostics, LW_SEVERITY_ERROR, i + 1, 0, "blank-edges",
                            _("“%s” begins or ends with a blank"), name);
      if (g_utf8_strlen (name, -1) > LW_LABEL_CATEGORY_MAX_LENGTH)
        lw_diagnostics_add (diagnostics, LW_SEVERITY_ERROR, i + 1, 0, "long-label",
                            _("A label category has at most %d characters; number %u has %ld"),
                            LW_LABEL_CATEGORY_MAX_LENGTH, i + 1, g_utf8_strlen (name, -1));
      if (*stripped != '\0' && !g_hash_table_add (seen, (gpointer) name))
        lw_diagnostics_add (diagnostics, LW_SEVERITY_ERROR, i + 1, 0, "duplicate-label",
                            _("“%s” is there twice"), name);
    }
  check_number (i, task_type, diagnostics);
}

/* One CSV record's first field: quotes doubled inside quotes (RFC 4180). */
static char *
first_field (const char *line)
{
  GString *field;

  if (*line != '"')
    {
      const char *end = strpbrk (line, ",;\t");

      return end != NULL ? g_strndup (line, end - line) : g_strdup (line);
    }

  field = g_string_new (NULL);
  for (const char *p = line + 1; *p != '\0'; p++)
    {
      if (*p == '"' && p[1] == '"')
        p++;
      else if (*p == '"')
        break;
      g_string_append_c (field, *p);
    }
  return g_string_free (field, FALSE);
}

/**
 * lw_label_categories_names_from_text:
 * @text: a pasted or dropped list: a label category file, one name a line, CSV (first column), or one line with commas
 *
 * Blank lines and repeated names are left out, and a first line that only says "label" or "name".
 *
 * Returns: (transfer full) (array zero-terminated=1): the names in the order of the text
 */
char **
lw_label_categories_names_from_text (const char *text)
{
  g_autoptr (LwLabelCategories) file = NULL;
  g_autoptr (GStrvBuilder) names = g_strv_builder_new ();
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autofree char *stripped = NULL;
  g_auto (GStrv) lines = NULL;
  gboolean one_line;

  g_return_val_if_fail (text != NULL, NULL);

  if (g_str_has_prefix (text, "\xef\xbb\xbf"))
    text += 3;
  file = lw_label_categories_parse (text, -1, NULL);
  if (file != NULL)
    return g_strdupv (file->names);

  stripped = g_strstrip (g_strdup (text));
  one_line = strpbrk (stripped, "\r\n") == NULL && *stripped != '"';
  lines = g_strsplit_set (stripped, one_line ? ",;\t" : "\r\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_autofree char *name = one_line ? g_strdup (lines[i]) : first_field (lines[i]);

      g_strstrip (name);
      if (*name == '\0')
        continue;
      if (i == 0 && (g_ascii_strcasecmp (name, "label") == 0 || g_ascii_strcasecmp (name, "name") == 0))
        continue;
      if (g_hash_table_add (seen, g_strdup (name)))
        g_strv_builder_add (names, name);
    }
  return g_strv_builder_end (names);
}
