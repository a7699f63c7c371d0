/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Filters about HTML, JSON and addresses, Ground Truth's own among them. Filters that turn text into text are in
 * lw-liquid-filter-text.c. */

#define G_LOG_DOMAIN "lw-template"

#include "config.h"

#include "lw-liquid-filter.h"

#include <glib/gi18n.h>
#include <string.h>

/* Bytes that are no UTF-8 are shown as replacement characters. */
static LwLiquidValue
take_bytes (LwLiquidContext *context,
            const char      *bytes,
            gsize            length)
{
  return lw_liquid_take (context, g_utf8_make_valid (bytes, length));
}

static const char *
get_reference (char c)
{
  switch (c)
    {
    case '&':
      return "&amp;";
    case '<':
      return "&lt;";
    case '>':
      return "&gt;";
    case '"':
      return "&quot;";
    case '\'':
      return "&#39;";
    default:
      return NULL;
    }
}

/* Whether text, which starts with "&", starts with a whole character reference. */
static gboolean
is_reference (const char *text)
{
  static const char digits[] = "0123456789";
  static const char hex_digits[] = "0123456789abcdefABCDEF";
  static const char letters[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";
  gsize prefix = text[1] != '#' ? 1 : g_ascii_tolower (text[2]) == 'x' ? 3 : 2;
  gsize length = strspn (text + prefix, prefix == 1 ? letters : prefix == 2 ? digits : hex_digits);

  return length > 0 && length < 32 && text[prefix + length] == ';';
}

static const char *
escape (LwLiquidContext *context,
        const char      *text,
        gboolean         once)
{
  gsize plain = strcspn (text, "&<>\"'");
  GString *result;

  if (text[plain] == '\0')
    return text;

  result = g_string_new (NULL);
  while (TRUE)
    {
      lw_liquid_heap_append (&context->heap, result, text, plain);
      text += plain;
      if (*text == '\0' || context->heap.full)
        break;
      if (once && *text == '&' && is_reference (text))
        lw_liquid_heap_append (&context->heap, result, "&", 1);
      else
        lw_liquid_heap_append (&context->heap, result, get_reference (*text), -1);
      text++;
      plain = strcspn (text, "&<>\"'");
    }
  return lw_liquid_heap_take (&context->heap, g_string_free (result, FALSE));
}

/**
 * lw_liquid_escape:
 * @context: the rendering
 * @text: text
 *
 * Returns: (transfer none): @text with the five special characters of HTML as references
 */
const char *
lw_liquid_escape (LwLiquidContext *context,
                  const char      *text)
{
  return escape (context, text, FALSE);
}

static LwLiquidValue
mark_safe (const char *text)
{
  return (LwLiquidValue) { .kind = LW_LIQUID_STRING, .safe = TRUE, .as.string = text };
}

static LwLiquidValue
filter_escape (LwLiquidContext         *context,
               const LwLiquidValue     *input,
               const LwLiquidArguments *arguments)
{
  if (input->kind == LW_LIQUID_NIL)
    return *input;
  return mark_safe (escape (context, lw_liquid_get_text (context, input), FALSE));
}

static LwLiquidValue
filter_escape_once (LwLiquidContext         *context,
                    const LwLiquidValue     *input,
                    const LwLiquidArguments *arguments)
{
  return mark_safe (escape (context, lw_liquid_get_text (context, input), TRUE));
}

static LwLiquidValue
filter_skip_autoescape (LwLiquidContext         *context,
                        const LwLiquidValue     *input,
                        const LwLiquidArguments *arguments)
{
  return mark_safe (lw_liquid_get_text (context, input));
}

static LwLiquidValue
filter_to_json (LwLiquidContext         *context,
                const LwLiquidValue     *input,
                const LwLiquidArguments *arguments)
{
  return lw_liquid_string (lw_liquid_to_json (&context->heap, input));
}

static LwLiquidValue
filter_grant_read_access (LwLiquidContext         *context,
                          const LwLiquidValue     *input,
                          const LwLiquidArguments *arguments)
{
  const LwLiquidOptions *options = context->options;
  const char *uri = lw_liquid_get_text (context, input);
  char *address = NULL;

  if (options->grant_read_access != NULL)
    address = options->grant_read_access (uri, options->user_data);
  return address != NULL ? lw_liquid_take (context, address) : lw_liquid_string (uri);
}

/* Whether *p starts an element that goes with all it holds; then *p is moved behind it. */
static gboolean
skip_element (const char **p)
{
  static const char *const pairs[][2] = {
    { "<script", "</script>" }, { "<style", "</style>" }, { "<!--", "-->" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (pairs); i++)
    {
      gsize length = strlen (pairs[i][1]);

      if (g_ascii_strncasecmp (*p, pairs[i][0], strlen (pairs[i][0])) != 0)
        continue;
      for (const char *end = *p; *end != '\0'; end++)
        if (g_ascii_strncasecmp (end, pairs[i][1], length) == 0)
          {
            *p = end + length;
            return TRUE;
          }
    }
  return FALSE;
}

static LwLiquidValue
filter_strip_html (LwLiquidContext         *context,
                   const LwLiquidValue     *input,
                   const LwLiquidArguments *arguments)
{
  const char *p = lw_liquid_get_text (context, input);
  GString *text = g_string_new (NULL);
  const char *end;

  while (*p != '\0' && lw_liquid_context_step (context, 0))
    {
      gsize plain = strcspn (p, "<");

      g_string_append_len (text, p, plain);
      p += plain;
      if (*p == '\0' || skip_element (&p))
        continue;
      end = strchr (p, '>');
      if (end == NULL)
        {
          g_string_append (text, p);
          break;
        }
      p = end + 1;
    }
  return lw_liquid_take (context, g_string_free (text, FALSE));
}

static LwLiquidValue
filter_newline_to_br (LwLiquidContext         *context,
                      const LwLiquidValue     *input,
                      const LwLiquidArguments *arguments)
{
  GString *text = g_string_new (NULL);

  for (const char *p = lw_liquid_get_text (context, input); *p != '\0'; p++)
    if (*p == '\n')
      lw_liquid_heap_append (&context->heap, text, "<br />\n", -1);
    else if (*p != '\r' || p[1] != '\n')
      lw_liquid_heap_append (&context->heap, text, p, 1);
  return lw_liquid_take (context, g_string_free (text, FALSE));
}

static LwLiquidValue
filter_url_encode (LwLiquidContext         *context,
                   const LwLiquidValue     *input,
                   const LwLiquidArguments *arguments)
{
  GString *text;

  if (input->kind == LW_LIQUID_NIL)
    return *input;
  text = g_string_new (NULL);
  for (const char *p = lw_liquid_get_text (context, input); *p != '\0'; p++)
    if (g_ascii_isalnum (*p) || strchr ("-_.~*", *p) != NULL)
      g_string_append_c (text, *p);
    else if (*p == ' ')
      g_string_append_c (text, '+');
    else
      g_string_append_printf (text, "%%%02X", (guchar) *p);
  return lw_liquid_take (context, g_string_free (text, FALSE));
}

static LwLiquidValue
filter_url_decode (LwLiquidContext         *context,
                   const LwLiquidValue     *input,
                   const LwLiquidArguments *arguments)
{
  g_autoptr (GString) text = NULL;

  if (input->kind == LW_LIQUID_NIL)
    return *input;
  text = g_string_new (NULL);
  for (const char *p = lw_liquid_get_text (context, input); *p != '\0'; p++)
    if (*p == '%' && g_ascii_isxdigit (p[1]) && g_ascii_isxdigit (p[2]))
      {
        g_string_append_c (text, g_ascii_xdigit_value (p[1]) << 4 | g_ascii_xdigit_value (p[2]));
        p += 2;
      }
    else
      g_string_append_c (text, *p == '+' ? ' ' : *p);
  if (memchr (text->str, '\0', text->len) != NULL || !g_utf8_validate_len (text->str, text->len, NULL))
    lw_liquid_context_warn (context, "bad-value", _("The filter “%s” was given text that it cannot decode"),
                            "url_decode");
  return take_bytes (context, text->str, text->len);
}

static LwLiquidValue
encode_base64 (LwLiquidContext     *context,
               const LwLiquidValue *input,
               const char          *specials)
{
  const char *text = lw_liquid_get_text (context, input);
  char *code = g_base64_encode ((const guchar *) text, strlen (text));

  for (char *p = code; *p != '\0'; p++)
    *p = *p == '+' ? specials[0] : *p == '/' ? specials[1] : *p;
  return lw_liquid_take (context, code);
}

static LwLiquidValue
decode_base64 (LwLiquidContext     *context,
               const LwLiquidValue *input,
               const char          *specials)
{
  g_autofree char *code = g_strdup (lw_liquid_get_text (context, input));
  g_autofree guchar *bytes = NULL;
  gsize length;

  for (char *p = code; *p != '\0'; p++)
    *p = *p == specials[0] ? '+' : *p == specials[1] ? '/' : *p;
  bytes = g_base64_decode (code, &length);
  return take_bytes (context, (const char *) bytes, length);
}

static LwLiquidValue
filter_base64_encode (LwLiquidContext         *context,
                      const LwLiquidValue     *input,
                      const LwLiquidArguments *arguments)
{
  return encode_base64 (context, input, "+/");
}

static LwLiquidValue
filter_base64_decode (LwLiquidContext         *context,
                      const LwLiquidValue     *input,
                      const LwLiquidArguments *arguments)
{
  return decode_base64 (context, input, "+/");
}

static LwLiquidValue
filter_base64_url_safe_encode (LwLiquidContext         *context,
                               const LwLiquidValue     *input,
                               const LwLiquidArguments *arguments)
{
  return encode_base64 (context, input, "-_");
}

static LwLiquidValue
filter_base64_url_safe_decode (LwLiquidContext         *context,
                               const LwLiquidValue     *input,
                               const LwLiquidArguments *arguments)
{
  return decode_base64 (context, input, "-_");
}

const LwLiquidFilter lw_liquid_html_filters[] = {
  { "base64_decode", filter_base64_decode, 0, 0 },
  { "base64_encode", filter_base64_encode, 0, 0 },
  { "base64_url_safe_decode", filter_base64_url_safe_decode, 0, 0 },
  { "base64_url_safe_encode", filter_base64_url_safe_encode, 0, 0 },
  { "escape", filter_escape, 0, 0 },
  { "escape_once", filter_escape_once, 0, 0 },
  { "grant_read_access", filter_grant_read_access, 0, 0 },
  { "h", filter_escape, 0, 0 },
  { "newline_to_br", filter_newline_to_br, 0, 0 },
  { "skip_autoescape", filter_skip_autoescape, 0, 0 },
  { "strip_html", filter_strip_html, 0, 0 },
  { "to_json", filter_to_json, 0, 0 },
  { "url_decode", filter_url_decode, 0, 0 },
  { "url_encode", filter_url_encode, 0, 0 },
  { .name = NULL }
};
