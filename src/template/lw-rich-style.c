/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* How text looks: styles, the little CSS that they are read from, and which addresses links and images may have. For
 * the other lw-rich-text files. */

#define G_LOG_DOMAIN "lw-template"

#include "config.h"

#include "lw-rich-style.h"

#include "lw-source.h"

#include "lw-str.h"

#include <string.h>

/**
 * lw_rich_style_copy:
 * @self: (out): a style to fill
 * @other: the style to copy
 */
void
lw_rich_style_copy (LwRichStyle       *self,
                    const LwRichStyle *other)
{
  *self = *other;
  self->color = g_strdup (other->color);
  self->link = g_strdup (other->link);
}

/**
 * lw_rich_style_clear:
 * @self: a style
 *
 * Frees what it holds.
 */
void
lw_rich_style_clear (LwRichStyle *self)
{
  g_clear_pointer (&self->color, g_free);
  g_clear_pointer (&self->link, g_free);
}

/**
 * lw_rich_style_equal:
 * @a: a style
 * @b: a style
 *
 * Returns: whether text looks the same in both
 */
gboolean
lw_rich_style_equal (const LwRichStyle *a,
                     const LwRichStyle *b)
{
  return a->bold == b->bold && a->italic == b->italic && a->underline == b->underline &&
         g_strcmp0 (a->color, b->color) == 0 && g_strcmp0 (a->link, b->link) == 0;
}

static gboolean
parse_hex_color (const char *text,
                 guint       rgb[3])
{
  gsize length = *text == '#' ? strspn (text + 1, "0123456789abcdef") : 0;
  gsize digits = length == 3 || length == 4 ? 1 : 2;

  if (*text != '#' || text[1 + length] != '\0' || (length != 3 && length != 4 && length != 6 && length != 8))
    return FALSE;
  for (guint i = 0; i < 3; i++)
    {
      guint high = g_ascii_xdigit_value (text[1 + i * digits]);

      rgb[i] = high * 16 + (digits == 1 ? high : (guint) g_ascii_xdigit_value (text[2 + i * digits]));
    }
  return TRUE;
}

static gboolean
parse_rgb_color (const char *text,
                 guint       rgb[3])
{
  if (!g_str_has_prefix (text, "rgb"))
    return FALSE;
  text += strcspn (text, "(");
  for (guint i = 0; i < 3; i++)
    {
      char *end;

      if (*text == '\0')
        return FALSE;
      rgb[i] = MIN (g_ascii_strtoull (text + 1, &end, 10), 255);
      if (end == text + 1)
        return FALSE;
      text = end + strspn (end, " ");
    }
  return TRUE;
}

static gboolean
parse_named_color (const char *text,
                   guint       rgb[3])
{
  static const struct
  {
    const char *name;
    guint       value;
  } colors[] = {
    { "black", 0x000000 }, { "silver", 0xc0c0c0 }, { "gray", 0x808080 }, { "grey", 0x808080 },
    { "white", 0xffffff }, { "maroon", 0x800000 }, { "red", 0xff0000 }, { "purple", 0x800080 }, { "fuchsia", 0xff00ff },
    { "magenta", 0xff00ff }, { "green", 0x008000 }, { "lime", 0x00ff00 }, { "olive", 0x808000 },
    { "yellow", 0xffff00 }, { "navy", 0x000080 }, { "blue", 0x0000ff }, { "teal", 0x008080 },
    { "aqua", 0x00ffff }, { "cyan", 0x00ffff }, { "orange", 0xffa500 }, { "brown", 0xa52a2a }, { "pink", 0xffc0cb },
    { "darkgreen", 0x006400 }, { "darkred", 0x8b0000 }, { "darkblue", 0x00008b }, { "crimson", 0xdc143c },
  };

  for (guint i = 0; i < G_N_ELEMENTS (colors); i++)
    if (strcmp (colors[i].name, text) == 0)
      {
        rgb[0] = colors[i].value >> 16;
        rgb[1] = colors[i].value >> 8 & 0xff;
        rgb[2] = colors[i].value & 0xff;
        return TRUE;
      }
  return FALSE;
}

/**
 * lw_rich_style_set_color:
 * @self: a style
 * @color: a colour as CSS writes it; one that is not understood changes nothing
 */
void
lw_rich_style_set_color (LwRichStyle *self,
                         const char  *color)
{
  g_autofree char *text = g_strstrip (g_ascii_strdown (color, -1));
  g_autofree char *hex = NULL;
  guint rgb[3];

  if (!parse_hex_color (text, rgb) && !parse_rgb_color (text, rgb) && !parse_named_color (text, rgb))
    return;
  hex = g_strdup_printf ("#%02x%02x%02x", rgb[0], rgb[1], rgb[2]);
  lw_set_str (&self->color, hex);
}

static void
apply_declaration (LwRichStyle *self,
                   const char  *name,
                   const char  *value)
{
  if (strcmp (name, "color") == 0)
    lw_rich_style_set_color (self, value);
  else if (strcmp (name, "font-weight") == 0)
    self->bold = g_str_has_prefix (value, "bold") || g_ascii_strtoull (value, NULL, 10) >= 600;
  else if (strcmp (name, "font-style") == 0)
    self->italic = strcmp (value, "normal") != 0;
  else if (strcmp (name, "text-decoration") == 0 || strcmp (name, "text-decoration-line") == 0)
    self->underline = strstr (value, "underline") != NULL;
}

/**
 * lw_rich_style_apply_css:
 * @self: a style
 * @css: the value of an attribute "style"; what is no colour, weight, slant or underline is passed over
 */
void
lw_rich_style_apply_css (LwRichStyle *self,
                         const char  *css)
{
  g_auto (GStrv) declarations = g_strsplit (css, ";", 100);

  for (guint i = 0; declarations[i] != NULL; i++)
    {
      char *colon = strchr (declarations[i], ':');
      g_autofree char *name = NULL;
      g_autofree char *value = NULL;

      if (colon == NULL)
        continue;
      name = g_strstrip (g_ascii_strdown (declarations[i], colon - declarations[i]));
      value = g_strstrip (g_ascii_strdown (colon + 1, -1));
      apply_declaration (self, name, value);
    }
}

/**
 * lw_rich_address_clean:
 * @address: the address of a link or image as it is in HTML
 * @image: whether it is of an image
 *
 * Control characters and blanks are taken out first, as browsers do, so that they cannot hide a scheme.
 *
 * Returns: (transfer full) (nullable): the address, %NULL when it is none that may be used: of links http, https and
 *   mailto, of images http, https, s3 and data of the usual image types
 */
char *
lw_rich_address_clean (const char *address,
                       gboolean    image)
{
  static const char *const link_prefixes[] = { "http://", "https://", "mailto:", NULL };
  static const char *const image_prefixes[] = {
    "http://", "https://", "s3://", "data:image/png;", "data:image/jpeg;", "data:image/gif;",
    "data:image/webp;", "data:image/bmp;", NULL
  };
  const char *const *prefixes = image ? image_prefixes : link_prefixes;
  g_autofree char *stripped = g_strdup (address);
  GString *text = g_string_new (NULL);

  for (const char *p = g_strstrip (stripped); *p != '\0'; p++)
    if ((guchar) *p >= 0x20 && *p != 0x7f)
      g_string_append_c (text, *p);
  for (guint i = 0; prefixes[i] != NULL; i++)
    {
      gsize length = strlen (prefixes[i]);

      if (text->len <= length || g_ascii_strncasecmp (text->str, prefixes[i], length) != 0)
        continue;
      memcpy (text->str, prefixes[i], length);
      return g_string_free (text, FALSE);
    }
  g_string_free (text, TRUE);
  return NULL;
}

/**
 * lw_rich_address_get_quote:
 * @address: an address, which may have Liquid in it
 *
 * Returns: the quote that can go around it in HTML with the Liquid left as it is, 0 when none can
 */
char
lw_rich_address_get_quote (const char *address)
{
  gboolean single_quote = FALSE, double_quote = FALSE;

  while (*address != '\0')
    {
      const char *after = lw_source_skip_liquid (address);

      single_quote |= memchr (address, '\'', after - address) != NULL;
      double_quote |= memchr (address, '"', after - address) != NULL;
      address = after != address ? after : address + 1;
    }
  return !double_quote ? '"' : !single_quote ? '\'' : 0;
}
