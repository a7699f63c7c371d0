/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The short XML answers of services. Texts may be secrets, so they are overwritten when they go. */

#define G_LOG_DOMAIN "lw-aws"

#include "config.h"

#include "lw-aws-xml.h"

#include "lw-aws-credentials.h"

static void
free_secret (gpointer data)
{
  lw_aws_secret_free (data);
}

static void
take_text (GMarkupParseContext  *context,
           const char           *text,
           gsize                 length,
           gpointer              data,
           GError              **error)
{
  GHashTable *texts = data;
  const char *name = g_markup_parse_context_get_element (context);

  /* Text may stand outside of any element when it is marked as CDATA. */
  if (name != NULL && length > 0 && !g_hash_table_contains (texts, name))
    g_hash_table_insert (texts, g_strdup (name), g_strndup (text, length));
}

/**
 * lw_aws_xml_read_texts:
 * @document: what a service answered
 *
 * Reads as far as the document is XML.
 *
 * Returns: (transfer full) (element-type utf8 utf8): the first text of each element, by its name
 */
GHashTable *
lw_aws_xml_read_texts (GBytes *document)
{
  static const GMarkupParser parser = { .text = take_text };
  GHashTable *texts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, free_secret);
  g_autoptr (GMarkupParseContext) context = NULL;
  gsize length;
  const char *data = g_bytes_get_data (document, &length);

  context = g_markup_parse_context_new (&parser, G_MARKUP_TREAT_CDATA_AS_TEXT, texts, NULL);
  if (length > 0 && g_markup_parse_context_parse (context, data, (gssize) length, NULL))
    g_markup_parse_context_end_parse (context, NULL);
  return texts;
}
