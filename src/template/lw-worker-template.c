/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The source of a worker task template as it is stored: making the built-in one, reading its editable parts, and
 * changing one part while every other byte stays. The check is in lw-worker-template-check.c. */

#define G_LOG_DOMAIN "lw-template"

#include "config.h"

#include "lw-worker-template.h"

#include "lw-html.h"
#include "lw-source.h"
#include "lw-worker-page.h"

#include <string.h>

/* The shape of the built-in templates: element twice, header, full header, full and short
 * instructions, element. */
static const char skeleton[] =
  "<script src=\"https://assets.crowd.aws/crowd-html-elements.js\"></script>\n"
  "<crowd-form>\n"
  "  <%s\n"
  "    name=\"%s\"\n"
  "    src=\"{{ task.input.taskObject | grant_read_access }}\"\n"
  "    header=\"%s\"\n"
  "    categories=\"{{ task.input.labels | to_json | escape }}\"\n"
  "  >\n"
  "    <full-instructions header=\"%s\">\n"
  "      %s\n"
  "    </full-instructions>\n"
  "    <short-instructions>\n"
  "      %s\n"
  "    </short-instructions>\n"
  "  </%s>\n"
  "</crowd-form>\n";

static const char default_short[] =
  "<h3><span style=\"color: rgb(0, 138, 0);\">Good example</span></h3>\n"
  "<p>Say here what shows a worker that a label is right.</p>\n"
  "<h3><span style=\"color: rgb(230, 0, 0);\">Bad example</span></h3>\n"
  "<p>Say here what a label is easily mistaken for.</p>";

/* By task type: single label, multi-label. */
static const char *const default_headers[] = { "please classify", "Please identify all classes in image" };
static const char *const default_full_headers[] = {
  "Image classification instructions", "Multi Label Image classification instructions"
};
static const char *const default_full[] = {
  "<ol>\n"
  "  <li><strong>Look</strong> at the whole image before you answer.</li>\n"
  "  <li><strong>Compare</strong> it with the examples, and read the labels.</li>\n"
  "  <li><strong>Choose</strong> the one label that fits the image best.</li>\n"
  "</ol>",
  "<ol>\n"
  "  <li><strong>Look</strong> at the whole image before you answer.</li>\n"
  "  <li><strong>Compare</strong> it with the examples, and read the labels.</li>\n"
  "  <li><strong>Choose</strong> every label that fits something in the image.</li>\n"
  "</ol>",
};

/* How each part is kept: an attribute of an element, or what is inside one. */
static const struct
{
  const char *element;
  const char *attribute;
} places[] = {
  [LW_WORKER_TEMPLATE_HEADER] = { NULL, "header" },
  [LW_WORKER_TEMPLATE_SHORT] = { "short-instructions", NULL },
  [LW_WORKER_TEMPLATE_FULL_HEADER] = { "full-instructions", "header" },
  [LW_WORKER_TEMPLATE_FULL] = { "full-instructions", NULL },
};

/* Writes plain text as an attribute's value. Braces become references, so that text does not turn into Liquid, unless
 * the same braces are Liquid in @old, the value in the source so far. */
static char *
encode (const char         *text,
        const LwSourceSpan *old)
{
  g_autofree char *before = old != NULL ? lw_source_span_dup (old) : g_strdup ("");
  GString *value = g_string_new (NULL);

  while (*text != '\0')
    {
      const char *after = lw_source_skip_liquid (text);
      g_autofree char *liquid = g_strndup (text, after - text);
      gunichar c = g_utf8_get_char (text);

      if (after != text && strstr (before, liquid) != NULL)
        {
          g_string_append (value, liquid);
          text = after;
          continue;
        }
      if (c == '{' || c == '&' || c == '<' || c == '>' || c == '"' || c == '\'')
        g_string_append (value, c == '{' ? "&#123;" : c == '&' ? "&amp;" : c == '<' ? "&lt;" :
                                c == '>' ? "&gt;" : c == '"' ? "&quot;" : "&#39;");
      else
        g_string_append_unichar (value, c);
      text = g_utf8_next_char (text);
    }
  return g_string_free (value, FALSE);
}

/* Instructions must not close the elements around them. */
static char *
keep_inside (const char *html)
{
  static const char *const names[] = { "crowd-", "short-instructions", "full-instructions" };
  GString *text = g_string_new (NULL);

  for (const char *p = html; *p != '\0'; p++)
    {
      gboolean closes = FALSE;

      for (guint i = 0; p[0] == '<' && p[1] == '/' && i < G_N_ELEMENTS (names); i++)
        closes |= g_ascii_strncasecmp (p + 2, names[i], strlen (names[i])) == 0;
      g_string_append (text, closes ? "&lt;" : (char[]) { *p, '\0' });
    }
  return g_string_free (text, FALSE);
}

static char *
indent_lines (const char *text,
              const char *indent)
{
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  g_autofree char *separator = g_strconcat ("\n", indent, NULL);

  return g_strjoinv (separator, lines);
}

/**
 * lw_worker_template_new:
 * @multi_label: which of the two task types
 * @header: (nullable): the text above the image
 * @short_html: (nullable): the short instructions as HTML
 * @full_header: (nullable): the title of the full instructions
 * @full_html: (nullable): the full instructions as HTML
 *
 * What is %NULL gets the default of the task type.
 *
 * Returns: (transfer full): the built-in worker task template
 */
char *
lw_worker_template_new (gboolean    multi_label,
                        const char *header,
                        const char *short_html,
                        const char *full_header,
                        const char *full_html)
{
  guint type = multi_label ? 1 : 0;
  const char *element = lw_worker_element_to_string (LW_WORKER_ELEMENT_SINGLE + type);
  g_autofree char *header_value = encode (header != NULL ? header : default_headers[type], NULL);
  g_autofree char *full_value = encode (full_header != NULL ? full_header : default_full_headers[type], NULL);
  g_autofree char *full_inside = keep_inside (full_html != NULL ? full_html : default_full[type]);
  g_autofree char *short_inside = keep_inside (short_html != NULL ? short_html : default_short);
  g_autofree char *full = indent_lines (full_inside, "      ");
  g_autofree char *brief = indent_lines (short_inside, "      ");

  return g_strdup_printf (skeleton, element, element, header_value, full_value, full, brief, element);
}

/* Finds the image classification element and what is inside it. */
static gboolean
find_worker_element (const char      *source,
                     LwWorkerElement *element,
                     LwSourceTag     *tag,
                     LwSourceTag     *close)
{
  LwSourceTag other;

  *element = LW_WORKER_ELEMENT_NONE;
  for (LwWorkerElement each = LW_WORKER_ELEMENT_SINGLE; each <= LW_WORKER_ELEMENT_MULTI; each++)
    if (lw_source_find_tag (source, lw_worker_element_to_string (each), FALSE, &other) &&
        (*element == LW_WORKER_ELEMENT_NONE || other.whole.start < tag->whole.start))
      {
        *element = each;
        *tag = other;
      }
  if (*element == LW_WORKER_ELEMENT_NONE)
    return FALSE;
  if (!lw_source_find_tag (tag->whole.end, lw_worker_element_to_string (*element), TRUE, close))
    close->whole.start = close->whole.end = tag->whole.end + strlen (tag->whole.end);
  return TRUE;
}

/* Finds what is inside the element @name, white space at its ends left out. */
static gboolean
find_content (const LwSourceTag *inside,
              const LwSourceTag *close,
              const char        *name,
              LwSourceTag       *tag,
              LwSourceSpan      *content)
{
  LwSourceTag end;

  if (!lw_source_find_tag (inside->whole.end, name, FALSE, tag) || tag->whole.start >= close->whole.start)
    return FALSE;
  content->start = tag->whole.end;
  content->end = lw_source_find_tag (tag->whole.end, name, TRUE, &end) && end.whole.start <= close->whole.start
                   ? end.whole.start : close->whole.start;
  while (content->start < content->end && g_ascii_isspace (content->start[0]))
    content->start++;
  while (content->end > content->start && g_ascii_isspace (content->end[-1]))
    content->end--;
  return TRUE;
}

/* The white space before @place on its line. */
static char *
dup_indent (const char *source,
            const char *place)
{
  const char *line = place;

  while (line > source && (line[-1] == ' ' || line[-1] == '\t'))
    line--;
  return line == source || line[-1] == '\n' ? g_strndup (line, place - line) : g_strdup ("");
}

static char *
dup_content (const char         *source,
             const LwSourceSpan *content)
{
  g_autofree char *text = lw_source_span_dup (content);
  g_autofree char *indent = dup_indent (source, content->start);
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  gsize length = strlen (indent);

  for (guint i = 1; lines[0] != NULL && lines[i] != NULL; i++)
    if (g_str_has_prefix (lines[i], indent))
      memmove (lines[i], lines[i] + length, strlen (lines[i] + length) + 1);
  return g_strjoinv ("\n", lines);
}

static char *
extract_part (const char           *source,
              const LwSourceTag    *worker,
              const LwSourceTag    *close,
              LwWorkerTemplatePart  part)
{
  LwSourceTag tag = *worker;
  LwSourceSpan span;

  if (places[part].element != NULL && !find_content (worker, close, places[part].element, &tag, &span))
    return NULL;
  if (places[part].attribute == NULL)
    return dup_content (source, &span);
  return lw_source_find_attribute (&tag, places[part].attribute, &span) ? lw_source_decode (&span) : NULL;
}

/**
 * lw_worker_template_extract:
 * @source: a worker task template
 *
 * Returns: (transfer full): its editable parts; all are %NULL when it has no image classification element
 */
LwWorkerTemplateParts *
lw_worker_template_extract (const char *source)
{
  LwWorkerTemplateParts *self;
  LwWorkerElement element;
  LwSourceTag worker, close;

  g_return_val_if_fail (source != NULL, NULL);

  self = g_new0 (LwWorkerTemplateParts, 1);
  if (!find_worker_element (source, &element, &worker, &close))
    return self;
  self->multi_label = element == LW_WORKER_ELEMENT_MULTI;
  self->header = extract_part (source, &worker, &close, LW_WORKER_TEMPLATE_HEADER);
  self->short_html = extract_part (source, &worker, &close, LW_WORKER_TEMPLATE_SHORT);
  self->full_header = extract_part (source, &worker, &close, LW_WORKER_TEMPLATE_FULL_HEADER);
  self->full_html = extract_part (source, &worker, &close, LW_WORKER_TEMPLATE_FULL);
  return self;
}

void
lw_worker_template_parts_free (LwWorkerTemplateParts *self)
{
  if (self == NULL)
    return;
  g_free (self->header);
  g_free (self->short_html);
  g_free (self->full_header);
  g_free (self->full_html);
  g_free (self);
}

static char *
splice (const char         *source,
        const LwSourceSpan *span,
        const char         *text)
{
  g_autofree char *before = g_strndup (source, span->start - source);

  return g_strconcat (before, text, span->end, NULL);
}

/* Replaces the value of an attribute, with quotes of its own, or adds the attribute. */
static char *
replace_attribute (const char        *source,
                   const LwSourceTag *tag,
                   const char        *name,
                   const char        *value)
{
  LwSourceSpan span = { tag->name.end, tag->name.end };
  g_autofree char *encoded = NULL;
  g_autofree char *text = NULL;

  if (!lw_source_find_attribute (tag, name, &span))
    {
      span.start = span.end = tag->name.end;
      encoded = encode (value, NULL);
      text = g_strdup_printf (" %s=\"%s\"", name, encoded);
      return splice (source, &span, text);
    }

  encoded = encode (value, &span);
  if (span.start > tag->name.end && (span.start[-1] == '"' || span.start[-1] == '\''))
    return splice (source, &span, encoded);
  text = g_strdup_printf (span.start == span.end ? "=\"%s\"" : "\"%s\"", encoded);
  return splice (source, &span, text);
}

/* Adds an element for instructions as the first inside the worker element. */
static char *
add_instructions (const char           *source,
                  const LwSourceTag    *worker,
                  LwWorkerTemplatePart  part,
                  const char           *value)
{
  LwSourceSpan span = { worker->whole.end, worker->whole.end };
  const char *name = places[part].element;
  g_autofree char *indent = dup_indent (source, worker->whole.start);
  g_autofree char *encoded = places[part].attribute != NULL ? encode (value, NULL) : NULL;
  g_autofree char *inside = encoded != NULL ? g_strdup ("") : keep_inside (value);
  g_autofree char *text = NULL;

  text = g_strdup_printf ("\n%s  <%s%s%s%s>%s</%s>", indent, name, encoded != NULL ? " header=\"" : "",
                          encoded != NULL ? encoded : "", encoded != NULL ? "\"" : "", inside, name);
  return splice (source, &span, text);
}

/**
 * lw_worker_template_replace:
 * @source: a worker task template, which may have been edited by hand
 * @part: the part to change
 * @value: its new value: text, or HTML for instructions
 *
 * Text is escaped; braces in it show as they are, unless they were Liquid before. A part that is not there is added.
 *
 * Returns: (transfer full): @source with the part changed and every other byte as it was; a copy of @source when it
 *   has no image classification element
 */
char *
lw_worker_template_replace (const char           *source,
                            LwWorkerTemplatePart  part,
                            const char           *value)
{
  g_autofree char *current = NULL;
  g_autofree char *inside = NULL;
  g_autofree char *indent = NULL;
  g_autofree char *text = NULL;
  LwSourceTag worker, close, tag;
  LwWorkerElement element;
  LwSourceSpan span;

  g_return_val_if_fail (source != NULL, NULL);
  g_return_val_if_fail (part <= LW_WORKER_TEMPLATE_FULL, NULL);
  g_return_val_if_fail (value != NULL, NULL);

  if (!find_worker_element (source, &element, &worker, &close))
    return g_strdup (source);
  current = extract_part (source, &worker, &close, part);
  if (g_strcmp0 (current, value) == 0)
    return g_strdup (source);

  tag = worker;
  if (places[part].element != NULL && !find_content (&worker, &close, places[part].element, &tag, &span))
    return add_instructions (source, &worker, part, value);
  if (places[part].attribute != NULL)
    return replace_attribute (source, &tag, places[part].attribute, value);

  inside = keep_inside (value);
  indent = dup_indent (source, span.start);
  text = indent_lines (inside, indent);
  return splice (source, &span, text);
}
