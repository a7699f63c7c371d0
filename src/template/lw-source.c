/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Where tags and attributes are in the source of a template, Liquid in it left alone. It finds places so that bytes
 * elsewhere can stay as they are; for the meaning of a page see lw-html.h. */

#define G_LOG_DOMAIN "lw-template"

#include "config.h"

#include "lw-source.h"

#include "lw-html.h"

#include <string.h>

/* Braces hold no more bytes and no more opening braces than this; without a bound, braces that are never closed would
 * take for ever. */
#define MAX_LIQUID 10000
#define MAX_OPENINGS 8

/* The first character behind @what, or the end of the text. */
static const char *
skip_past (const char *text,
           const char *what)
{
  const char *hit = strstr (text, what);

  return hit != NULL ? hit + strlen (what) : text + strlen (text);
}

/**
 * lw_source_skip_liquid:
 * @text: a place in a template
 *
 * As in Liquid, the first closing braces close, in quotes too.
 *
 * Returns: the first character behind the Liquid braces that start at @text, @text itself when none do
 */
const char *
lw_source_skip_liquid (const char *text)
{
  char close = text[0] != '{' ? 0 : text[1] == '{' ? '}' : text[1] == '%' ? '%' : 0;
  guint n_openings = 0;

  if (close == 0)
    return text;
  for (const char *p = text + 2; *p != '\0' && p < text + MAX_LIQUID && n_openings <= MAX_OPENINGS; p++)
    {
      p += strcspn (p, "{}%");
      if (p[0] == close && p[1] == '}')
        return p + 2;
      if (*p == '\0')
        break;
      n_openings += *p == '{' && (p[1] == '{' || p[1] == '%');
    }
  return text;
}

/* Skips a whole Liquid comment, so that what is commented out is not found. */
static const char *
skip_liquid_comment (const char *text)
{
  const char *after = lw_source_skip_liquid (text);
  const char *word = text + 2;

  if (after == text || text[1] != '%')
    return after;
  word += *word == '-';
  word += strspn (word, " \t\r\n");
  if (!g_str_has_prefix (word, "comment"))
    return after;
  after = skip_past (after, "endcomment");
  return skip_past (after, "%}");
}

/* Skips an attribute's value: quoted or not, with Liquid in it. */
static const char *
skip_value (const char   *text,
            LwSourceSpan *value)
{
  char quote = *text == '"' || *text == '\'' ? *text++ : 0;

  value->start = text;
  while (*text != '\0' && (quote != 0 ? *text != quote : !g_ascii_isspace (*text) && *text != '>'))
    {
      const char *after = lw_source_skip_liquid (text);

      text = after != text ? after : text + 1;
    }
  value->end = text;
  return quote != 0 && *text == quote ? text + 1 : text;
}

/* Reads the next attribute of a tag. Returns where to go on, or %NULL at the end of the tag. */
static const char *
read_attribute (const char   *text,
                LwSourceSpan *name,
                LwSourceSpan *value)
{
  while (g_ascii_isspace (*text) || *text == '/')
    text++;
  if (*text == '\0' || *text == '>')
    return NULL;

  name->start = text;
  while (*text != '\0' && strchr ("=>/ \t\r\n\f", *text) == NULL)
    {
      const char *after = lw_source_skip_liquid (text);

      text = after != text ? after : text + 1;
    }
  text += text == name->start;
  name->end = text;
  value->start = value->end = text;
  text += strspn (text, " \t\r\n\f");
  if (*text != '=')
    return text;
  text++;
  return skip_value (text + strspn (text, " \t\r\n\f"), value);
}

static gboolean
read_tag (const char  *text,
          LwSourceTag *tag)
{
  LwSourceSpan name, value;
  const char *next;

  tag->closing = text[1] == '/';
  tag->whole.start = text;
  tag->name.start = text + (tag->closing ? 2 : 1);
  if (*text != '<' || !g_ascii_isalpha (*tag->name.start))
    return FALSE;

  for (text = tag->name.start; g_ascii_isalnum (*text) || *text == '-' || *text == ':' || *text == '_';)
    text++;
  tag->name.end = text;
  while ((next = read_attribute (text, &name, &value)) != NULL)
    text = next;
  text += strcspn (text, ">");
  tag->whole.end = text + (*text == '>');
  return TRUE;
}

/**
 * lw_source_next_tag:
 * @text: a place in a template, not inside a tag
 * @tag: (out): the tag
 *
 * Looks over comments.
 *
 * Returns: whether there is a tag at or after @text
 */
gboolean
lw_source_next_tag (const char  *text,
                    LwSourceTag *tag)
{
  while (*(text += strcspn (text, "<{")) != '\0')
    {
      const char *after = skip_liquid_comment (text);

      if (after != text)
        text = after;
      else if (g_str_has_prefix (text, "<!--"))
        text = skip_past (text + 2, "-->");
      else if (read_tag (text, tag))
        return TRUE;
      else
        text++;
    }
  return FALSE;
}

/**
 * lw_source_skip_tag:
 * @tag: a tag
 *
 * Returns: where to look for the next one: what is inside a script or a style is no tag
 */
const char *
lw_source_skip_tag (const LwSourceTag *tag)
{
  const char *text = tag->whole.end;

  if (!tag->closing && (lw_source_tag_is (tag, "script") || lw_source_tag_is (tag, "style")))
    {
      g_autofree char *name = lw_source_span_dup (&tag->name);
      g_autofree char *end = g_strconcat ("</", name, NULL);
      const char *hit = strstr (text, end);

      return hit != NULL ? hit : text + strlen (text);
    }
  return text;
}

/**
 * lw_source_tag_is:
 * @tag: a tag
 * @name: an element's name in lower case
 *
 * Returns: whether it is a tag of that element
 */
gboolean
lw_source_tag_is (const LwSourceTag *tag,
                  const char        *name)
{
  gsize length = strlen (name);

  return (gsize) (tag->name.end - tag->name.start) == length &&
         g_ascii_strncasecmp (tag->name.start, name, length) == 0;
}

/**
 * lw_source_find_tag:
 * @text: a place in a template, not inside a tag
 * @name: an element's name in lower case
 * @closing: whether to look for the end tag
 * @tag: (out): the tag
 *
 * Returns: whether it is at or after @text
 */
gboolean
lw_source_find_tag (const char  *text,
                    const char  *name,
                    gboolean     closing,
                    LwSourceTag *tag)
{
  while (lw_source_next_tag (text, tag))
    {
      if (tag->closing == closing && lw_source_tag_is (tag, name))
        return TRUE;
      text = lw_source_skip_tag (tag);
    }
  return FALSE;
}

/**
 * lw_source_find_attribute:
 * @tag: a tag
 * @name: an attribute's name in lower case
 * @value: (out): its value, without quotes, as it is in the source
 *
 * Returns: whether the tag has it
 */
gboolean
lw_source_find_attribute (const LwSourceTag *tag,
                          const char        *name,
                          LwSourceSpan      *value)
{
  const char *text = tag->name.end;
  gsize length = strlen (name);
  LwSourceSpan found;

  while ((text = read_attribute (text, &found, value)) != NULL)
    if ((gsize) (found.end - found.start) == length && g_ascii_strncasecmp (found.start, name, length) == 0)
      return TRUE;
  return FALSE;
}

/**
 * lw_source_span_dup:
 * @span: a span
 *
 * Returns: (transfer full): its text
 */
char *
lw_source_span_dup (const LwSourceSpan *span)
{
  return g_strndup (span->start, span->end - span->start);
}

/* Resolves the character references in text without Liquid. */
static void
append_decoded (GString    *text,
                const char *start,
                const char *end)
{
  g_autoptr (LwHtmlNode) root = NULL;
  g_autofree char *plain = g_strndup (start, end - start);
  g_autofree char *quoted = NULL;
  g_autofree char *html = NULL;
  g_auto (GStrv) parts = NULL;

  if (strchr (plain, '&') == NULL)
    {
      g_string_append (text, plain);
      return;
    }
  parts = g_strsplit (plain, "\"", -1);
  quoted = g_strjoinv ("&quot;", parts);
  html = g_strdup_printf ("<i t=\"%s\">", quoted);
  root = lw_html_parse_fragment (html, -1, NULL);
  g_string_append (text, lw_html_node_get_attribute (root->first_child, "t"));
}

/**
 * lw_source_decode:
 * @span: an attribute's value as it is in the source
 *
 * Returns: (transfer full): what it means: character references resolved, Liquid kept
 */
char *
lw_source_decode (const LwSourceSpan *span)
{
  GString *text = g_string_new (NULL);
  const char *plain = span->start;

  for (const char *p = plain; p < span->end;)
    {
      const char *after = lw_source_skip_liquid (p);

      if (after == p || after > span->end)
        {
          p++;
          continue;
        }
      append_decoded (text, plain, p);
      g_string_append_len (text, p, after - p);
      plain = p = after;
    }
  append_decoded (text, plain, span->end);
  return g_string_free (text, FALSE);
}
