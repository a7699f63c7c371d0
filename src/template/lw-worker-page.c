/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What a worker sees: the image classification element of a rendered worker task template, its regions, and the answer
 * that Ground Truth would store. Not the widgets that show it. */

#define G_LOG_DOMAIN "lw-template"

#include "config.h"

#include "lw-worker-page.h"

#include "lw-liquid-context.h"
#include "lw-relaxed-json.h"

#include "lw-diagnostic.h"
#include "lw-json.h"

#include <glib/gi18n.h>
#include <string.h>

/* Immutable once made: any thread may read it. */
struct _LwWorkerPage
{
  gatomicrefcount   ref_count;
  LwWorkerElement   element;
  LwHtmlNode       *root;
  LwHtmlNode       *main;
  LwLiquidTemplate *template;
  LwSourceMap      *map;
  char             *html;
  const char       *name;
  const char       *src;
  const char       *header;
  GStrv             categories;
  char             *exclusion_category;
  LwHtmlNode       *short_instructions;
  LwHtmlNode       *full_instructions;
  LwHtmlNode       *comment;
  char             *comment_text;
};

/**
 * lw_worker_element_to_string:
 * @element: an element
 *
 * Returns: (nullable): the element's name in HTML, which is also the name it has in answers
 */
const char *
lw_worker_element_to_string (LwWorkerElement element)
{
  static const char *const names[] = { NULL, "crowd-image-classifier", "crowd-image-classifier-multi-select" };

  g_return_val_if_fail (element <= LW_WORKER_ELEMENT_MULTI, NULL);

  return names[element];
}

static LwHtmlNode *
find_element (LwWorkerPage *self)
{
  for (LwHtmlNode *node = self->root; node != NULL; node = lw_html_node_next_in_tree (node, self->root))
    for (LwWorkerElement element = LW_WORKER_ELEMENT_SINGLE; element <= LW_WORKER_ELEMENT_MULTI; element++)
      if (g_strcmp0 (node->name, lw_worker_element_to_string (element)) == 0)
        {
          self->element = element;
          return node;
        }
  return NULL;
}

static const char *
get_attribute (LwHtmlNode *node,
               const char *name,
               const char *fallback)
{
  const char *value = node != NULL ? lw_html_node_get_attribute (node, name) : NULL;

  return value != NULL ? value : fallback;
}

static GStrv
parse_categories (LwHtmlNode *element,
                  GPtrArray  *diagnostics)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_autoptr (GError) error = NULL;
  const char *text = get_attribute (element, "categories", NULL);
  g_autoptr (JsonNode) node = text != NULL && *text != '\0' ? lw_relaxed_json_parse (text, &error) : NULL;
  JsonArray *array = node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;

  if (array == NULL)
    lw_diagnostics_add (diagnostics, LW_SEVERITY_ERROR, element->line, 0, "no-categories",
                        _("The attribute “categories” is not a list of label names; write "
                          "categories=\"{{ task.input.labels | to_json | escape }}\""));
  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    {
      JsonNode *item = json_array_get_element (array, i);

      if (json_node_get_value_type (item) == G_TYPE_STRING)
        g_strv_builder_add (builder, json_node_get_string (item));
      else
        lw_diagnostics_add (diagnostics, LW_SEVERITY_ERROR, element->line, 0, "bad-category",
                            _("Entry %u of the attribute “categories” is not a text"), i + 1);
    }
  return g_strv_builder_end (builder);
}

static char *
parse_exclusion_category (LwHtmlNode *element,
                          GPtrArray  *diagnostics)
{
  const char *text = get_attribute (element, "exclusion-category", NULL);
  g_autoptr (JsonNode) node = text != NULL ? lw_relaxed_json_parse (text, NULL) : NULL;
  const char *category = lw_json_get_string (lw_json_node_object (node), "text");

  if (text != NULL && category == NULL)
    lw_diagnostics_add (diagnostics, LW_SEVERITY_ERROR, element->line, 0, "bad-exclusion-category",
                        _("The attribute “exclusion-category” has no text; write "
                          "exclusion-category=\"{ text: 'None of the above' }\""));
  return g_strdup (category);
}

static void
read_element (LwWorkerPage *self,
              LwHtmlNode   *element,
              GPtrArray    *diagnostics)
{
  self->main = element;
  self->name = get_attribute (element, "name", lw_worker_element_to_string (self->element));
  self->src = get_attribute (element, "src", NULL);
  self->header = get_attribute (element, "header", "");
  self->categories = parse_categories (element, diagnostics);
  if (self->element == LW_WORKER_ELEMENT_MULTI)
    self->exclusion_category = parse_exclusion_category (element, diagnostics);
  self->short_instructions = lw_html_node_find (element, "short-instructions");
  self->full_instructions = lw_html_node_find (element, "full-instructions");
  self->comment = lw_html_node_find (element, "worker-comment");
  if (self->comment != NULL)
    self->comment_text = lw_html_node_dup_text (self->comment);
}

/**
 * lw_worker_page_new:
 * @html: a rendered worker task template
 * @diagnostics: (nullable) (element-type LwDiagnostic): where to say what is wrong with the element
 *
 * Returns: (transfer full): the page; %LW_WORKER_ELEMENT_NONE when no image classification element is in it
 */
LwWorkerPage *
lw_worker_page_new (const char *html,
                    GPtrArray  *diagnostics)
{
  LwWorkerPage *self;
  LwHtmlNode *element;

  g_return_val_if_fail (html != NULL, NULL);

  self = g_new0 (LwWorkerPage, 1);
  g_atomic_ref_count_init (&self->ref_count);
  self->root = lw_html_parse_fragment (html, -1, diagnostics);
  element = find_element (self);
  if (element != NULL)
    read_element (self, element, diagnostics);
  else
    self->categories = g_new0 (char *, 1);
  return self;
}

/**
 * lw_worker_page_new_variables:
 * @task_object: the S3 URI of an image
 * @labels: (nullable): the label names
 *
 * Returns: (transfer full): the variables that the pre-annotation step of both task types gives a worker task template
 */
JsonObject *
lw_worker_page_new_variables (const char        *task_object,
                              const char *const *labels)
{
  JsonObject *variables = json_object_new ();
  JsonObject *task = json_object_new ();
  JsonObject *input = json_object_new ();
  JsonArray *array = json_array_new ();

  for (guint i = 0; labels != NULL && labels[i] != NULL; i++)
    json_array_add_string_element (array, labels[i]);
  json_object_set_string_member (input, "taskObject", task_object);
  json_object_set_array_member (input, "labels", array);
  json_object_set_object_member (task, "input", input);
  json_object_set_object_member (variables, "task", task);
  return variables;
}

/* The first character of a line that is no white space. */
static const char *
find_line (const char *text,
           guint64     line)
{
  for (; line > 1 && text != NULL; line--)
    text = (text = strchr (text, '\n')) != NULL ? text + 1 : NULL;
  return text != NULL ? text + strspn (text, " \t\r") : NULL;
}

/* Where the source of @rendered, a place in the page's HTML, is in the template. */
static void
find_in_template (LwWorkerPage *self,
                  const char   *rendered,
                  guint        *line,
                  guint        *column)
{
  const char *source = lw_liquid_template_get_source (self->template);

  lw_liquid_place_find (source, source + lw_source_map_find (self->map, rendered - self->html), line, column);
}

/* What is wrong with a rendered page is said by the lines of the template. */
static LwDiagnostic *
new_diagnostic_in_source (LwWorkerPage       *self,
                          const LwDiagnostic *found)
{
  LwDiagnostic *diagnostic = lw_diagnostic_copy (found);
  const char *rendered = find_line (self->html, found->line);
  guint line;

  if (rendered != NULL)
    {
      find_in_template (self, rendered, &line, &diagnostic->column);
      diagnostic->line = line;
    }
  return diagnostic;
}

/**
 * lw_worker_page_render:
 * @template: a worker task template
 * @task_object: the S3 URI of an image
 * @labels: (nullable): the label names
 * @options: (nullable): how to render
 * @diagnostics: (nullable) (element-type LwDiagnostic): where to say what is wrong
 *
 * Renders @template with the input that the pre-annotation step of both task types gives, and reads the page.
 *
 * Returns: (transfer full): the page
 */
LwWorkerPage *
lw_worker_page_render (LwLiquidTemplate      *template,
                       const char            *task_object,
                       const char *const     *labels,
                       const LwLiquidOptions *options,
                       GPtrArray             *diagnostics)
{
  g_autoptr (GPtrArray) found = lw_diagnostics_new ();
  g_autoptr (LwSourceMap) map = lw_source_map_new ();
  g_autoptr (JsonObject) variables = NULL;
  g_autofree char *html = NULL;
  LwLiquidOptions all = { 0 };
  LwWorkerPage *self;

  g_return_val_if_fail (template != NULL, NULL);
  g_return_val_if_fail (task_object != NULL, NULL);

  if (options != NULL)
    all = *options;
  all.map = map;
  variables = lw_worker_page_new_variables (task_object, labels);
  html = lw_liquid_template_render (template, variables, &all, diagnostics);
  self = lw_worker_page_new (html, found);
  self->template = lw_liquid_template_ref (template);
  self->map = g_steal_pointer (&map);
  self->html = g_steal_pointer (&html);
  for (guint i = 0; diagnostics != NULL && i < found->len; i++)
    g_ptr_array_add (diagnostics, new_diagnostic_in_source (self, g_ptr_array_index (found, i)));
  return self;
}

LwWorkerPage *
lw_worker_page_ref (LwWorkerPage *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
lw_worker_page_unref (LwWorkerPage *self)
{
  g_return_if_fail (self != NULL);

  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;
  g_clear_pointer (&self->root, lw_html_node_free);
  g_clear_pointer (&self->template, lw_liquid_template_unref);
  g_clear_pointer (&self->map, lw_source_map_free);
  g_free (self->html);
  g_strfreev (self->categories);
  g_free (self->exclusion_category);
  g_free (self->comment_text);
  g_free (self);
}

/**
 * lw_worker_page_get_element:
 * @self: a page
 *
 * Returns: which image classification element the page has
 */
LwWorkerElement
lw_worker_page_get_element (LwWorkerPage *self)
{
  g_return_val_if_fail (self != NULL, LW_WORKER_ELEMENT_NONE);

  return self->element;
}

/**
 * lw_worker_page_get_root:
 * @self: a page
 *
 * Returns: (transfer none): the whole rendered page as a tree
 */
LwHtmlNode *
lw_worker_page_get_root (LwWorkerPage *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->root;
}

/**
 * lw_worker_page_get_name:
 * @self: a page
 *
 * Returns: (nullable): the key of the answer
 */
const char *
lw_worker_page_get_name (LwWorkerPage *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->name;
}

/**
 * lw_worker_page_get_src:
 * @self: a page
 *
 * Returns: (nullable): the image's address, as grant_read_access gave it
 */
const char *
lw_worker_page_get_src (LwWorkerPage *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->src;
}

/**
 * lw_worker_page_get_header:
 * @self: a page
 *
 * Returns: (nullable): the text above the image
 */
const char *
lw_worker_page_get_header (LwWorkerPage *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->header;
}

/**
 * lw_worker_page_get_categories:
 * @self: a page
 *
 * Returns: (transfer none) (array zero-terminated=1): the label names, without the exclusion category
 */
const char *const *
lw_worker_page_get_categories (LwWorkerPage *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return (const char *const *) self->categories;
}

/**
 * lw_worker_page_get_exclusion_category:
 * @self: a page
 *
 * Returns: (nullable): the choice for an image to which no label applies
 */
const char *
lw_worker_page_get_exclusion_category (LwWorkerPage *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->exclusion_category;
}

/**
 * lw_worker_page_get_short_instructions:
 * @self: a page
 *
 * Returns: (transfer none) (nullable): the element short-instructions
 */
LwHtmlNode *
lw_worker_page_get_short_instructions (LwWorkerPage *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->short_instructions;
}

/**
 * lw_worker_page_get_full_instructions:
 * @self: a page
 *
 * Returns: (transfer none) (nullable): the element full-instructions
 */
LwHtmlNode *
lw_worker_page_get_full_instructions (LwWorkerPage *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->full_instructions;
}

/**
 * lw_worker_page_get_full_header:
 * @self: a page
 *
 * Returns: the title of the full instructions, which may be empty
 */
const char *
lw_worker_page_get_full_header (LwWorkerPage *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return get_attribute (self->full_instructions, "header", "");
}

/**
 * lw_worker_page_has_comment:
 * @self: a page
 *
 * Returns: whether a worker may add a comment to the answer
 */
gboolean
lw_worker_page_has_comment (LwWorkerPage *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return self->comment != NULL;
}

/**
 * lw_worker_page_get_comment_header:
 * @self: a page
 *
 * Returns: the title of the comment's window
 */
const char *
lw_worker_page_get_comment_header (LwWorkerPage *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return get_attribute (self->comment, "header", "Add a comment.");
}

/**
 * lw_worker_page_get_comment_link_text:
 * @self: a page
 *
 * Returns: the text of the link that opens the comment's window
 */
const char *
lw_worker_page_get_comment_link_text (LwWorkerPage *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return get_attribute (self->comment, "link-text", "Add a comment.");
}

/**
 * lw_worker_page_get_comment_placeholder:
 * @self: a page
 *
 * Returns: what stands in the empty comment field
 */
const char *
lw_worker_page_get_comment_placeholder (LwWorkerPage *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return get_attribute (self->comment, "placeholder", "");
}

/**
 * lw_worker_page_get_comment_text:
 * @self: a page
 *
 * Returns: what the worker is told above the comment field
 */
const char *
lw_worker_page_get_comment_text (LwWorkerPage *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->comment_text != NULL ? self->comment_text : "";
}

/**
 * lw_worker_page_find_source:
 * @self: a page that lw_worker_page_render() made
 * @part: a part of it
 * @line: (out): its line in the template, from 1
 * @column: (out): its column there, from 1, in bytes
 *
 * Returns: whether the page has @part and was rendered from a template
 */
gboolean
lw_worker_page_find_source (LwWorkerPage *self,
                            LwWorkerPart  part,
                            guint        *line,
                            guint        *column)
{
  g_autofree char *tag = NULL;
  const char *end, *rendered;
  LwHtmlNode *node;

  g_return_val_if_fail (self != NULL && part <= LW_WORKER_PART_COMMENT, FALSE);
  g_return_val_if_fail (line != NULL && column != NULL, FALSE);

  node = (LwHtmlNode *const[]) { self->main, self->short_instructions, self->full_instructions, self->comment }[part];
  if (node == NULL || self->map == NULL)
    return FALSE;
  /* The tree knows the line on which the tag ends. */
  end = find_line (self->html, (guint64) node->line + 1);
  tag = g_strconcat ("<", node->name, NULL);
  rendered = g_strrstr_len (self->html, end != NULL ? end - self->html : -1, tag);
  if (rendered == NULL)
    rendered = find_line (self->html, node->line);
  if (rendered == NULL)
    return FALSE;
  find_in_template (self, rendered, line, column);
  return TRUE;
}

/**
 * lw_worker_page_build_answer:
 * @self: a page
 * @labels: (nullable): what the worker chose; of a single-label page only the first counts
 * @comment: (nullable): what the worker wrote
 *
 * Returns: (transfer full): the answer as Ground Truth stores it in answerContent, such as
 *   {"crowd-image-classifier":{"label":"cat"}}
 */
char *
lw_worker_page_build_answer (LwWorkerPage      *self,
                             const char *const *labels,
                             const char        *comment)
{
  g_autoptr (JsonNode) node = NULL;
  JsonObject *content, *answer;
  JsonArray *array;

  g_return_val_if_fail (self != NULL, NULL);

  content = json_object_new ();
  answer = json_object_new ();
  node = json_node_init_object (json_node_alloc (), content);
  json_object_unref (content);
  if (self->element == LW_WORKER_ELEMENT_MULTI)
    {
      array = json_array_new ();
      for (guint i = 0; labels != NULL && labels[i] != NULL; i++)
        json_array_add_string_element (array, labels[i]);
      json_object_set_array_member (answer, "labels", array);
    }
  else if (labels != NULL && labels[0] != NULL)
    json_object_set_string_member (answer, "label", labels[0]);
  if (comment != NULL && *comment != '\0')
    json_object_set_string_member (answer, "workerComment", comment);
  json_object_set_object_member (content, self->name != NULL ? self->name : "annotation", answer);
  return lw_json_to_string (node, FALSE);
}
