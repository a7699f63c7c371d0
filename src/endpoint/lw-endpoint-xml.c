/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* S3's documents: written as a stream of elements, and read into a tree with bounds: no document types, no entities,
 * no network. */

#define G_LOG_DOMAIN "lw-endpoint"

#include "config.h"

#include "lw-endpoint-xml.h"

#include "lw-endpoint-error.h"

#include <libxml/parser.h>
#include <string.h>

struct _LwEndpointXml
{
  GString   *text;
  GPtrArray *open;
};

LwEndpointXml *
lw_endpoint_xml_new (void)
{
  LwEndpointXml *self = g_new0 (LwEndpointXml, 1);

  self->text = g_string_new ("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
  self->open = g_ptr_array_new_with_free_func (g_free);
  return self;
}

/* Takes the writer; all its elements have to be closed. */
char *
lw_endpoint_xml_free_to_text (LwEndpointXml *self)
{
  char *text = g_string_free (self->text, FALSE);

  g_warn_if_fail (self->open->len == 0);
  g_ptr_array_unref (self->open);
  g_free (self);
  return text;
}

/* @attributes: as they stand in the tag, with a blank before each. */
void
lw_endpoint_xml_open_with (LwEndpointXml *self,
                           const char    *name,
                           const char    *attributes)
{
  g_string_append_printf (self->text, "<%s%s>", name, attributes);
  g_ptr_array_add (self->open, g_strdup (name));
}

void
lw_endpoint_xml_open_root (LwEndpointXml *self,
                           const char    *name,
                           const char    *name_space)
{
  g_autofree char *attribute = g_strdup_printf (" xmlns=\"%s\"", name_space);

  lw_endpoint_xml_open_with (self, name, attribute);
}

void
lw_endpoint_xml_open (LwEndpointXml *self,
                      const char    *name)
{
  lw_endpoint_xml_open_with (self, name, "");
}

void
lw_endpoint_xml_close (LwEndpointXml *self)
{
  g_return_if_fail (self->open->len > 0);

  g_string_append_printf (self->text, "</%s>", (char *) self->open->pdata[self->open->len - 1]);
  g_ptr_array_set_size (self->open, self->open->len - 1);
}

/* Control characters that XML 1.0 has no form for are written as S3 does, as references: clients that mind ask for
 * encoding-type=url. */
static void
append_escaped (GString    *string,
                const char *text)
{
  for (; *text != '\0'; text++)
    switch (*text)
      {
      case '<':
        g_string_append (string, "&lt;");
        break;
      case '>':
        g_string_append (string, "&gt;");
        break;
      case '&':
        g_string_append (string, "&amp;");
        break;
      case '"':
        g_string_append (string, "&quot;");
        break;
      default:
        if ((guchar) *text < ' ')
          g_string_append_printf (string, "&#%u;", (guchar) *text);
        else
          g_string_append_c (string, *text);
      }
}

void
lw_endpoint_xml_add (LwEndpointXml *self,
                     const char    *name,
                     const char    *text)
{
  g_string_append_printf (self->text, "<%s>", name);
  append_escaped (self->text, text);
  g_string_append_printf (self->text, "</%s>", name);
}

void
lw_endpoint_xml_add_number (LwEndpointXml *self,
                            const char    *name,
                            guint64        number)
{
  g_string_append_printf (self->text, "<%s>%" G_GUINT64_FORMAT "</%s>", name, number, name);
}

void
lw_endpoint_xml_add_boolean (LwEndpointXml *self,
                             const char    *name,
                             gboolean       value)
{
  lw_endpoint_xml_add (self, name, value ? "true" : "false");
}

/* @time: microseconds since 1970-01-01 UTC. */
void
lw_endpoint_xml_add_time (LwEndpointXml *self,
                          const char    *name,
                          gint64         time)
{
  g_autoptr (GDateTime) date = g_date_time_new_from_unix_utc (time / G_USEC_PER_SEC);
  g_autofree char *text = g_strdup_printf ("%04d-%02d-%02dT%02d:%02d:%02d.%03dZ", g_date_time_get_year (date),
                                           g_date_time_get_month (date), g_date_time_get_day_of_month (date),
                                           g_date_time_get_hour (date), g_date_time_get_minute (date),
                                           g_date_time_get_second (date), (int) (time / 1000 % 1000));

  lw_endpoint_xml_add (self, name, text);
}

/**
 * lw_endpoint_xml_parse: (skip)
 * @text: a document
 * @root: the name of its root element
 * @error: return location: %LW_ENDPOINT_ERROR_MALFORMED_XML
 *
 * Returns: (transfer full) (nullable): the document
 */
xmlDoc *
lw_endpoint_xml_parse (GBytes      *text,
                       const char  *root,
                       GError     **error)
{
  g_autoptr (xmlDoc) document = NULL;
  xmlParserCtxt *context = xmlNewParserCtxt ();
  gsize length;
  const char *data = g_bytes_get_data (text, &length);
  xmlNode *node;

  if (length > 0 && length <= G_MAXINT)
    document = xmlCtxtReadMemory (context, data, length, NULL, NULL, XML_PARSE_NONET | XML_PARSE_NOWARNING |
                                  XML_PARSE_NOERROR | XML_PARSE_NOCDATA);
  xmlFreeParserCtxt (context);
  node = document != NULL ? xmlDocGetRootElement (document) : NULL;
  /* A document type may define entities that grow without a bound. */
  if (node == NULL || xmlGetIntSubset (document) != NULL || strcmp ((const char *) node->name, root) != 0)
    {
      lw_endpoint_fail (error, LW_ENDPOINT_ERROR_MALFORMED_XML,
                        "The XML you provided was not well-formed or did not validate against our published schema");
      return NULL;
    }
  return g_steal_pointer (&document);
}

static xmlNode *
find_from (xmlNode    *node,
           const char *name)
{
  for (; node != NULL; node = node->next)
    if (node->type == XML_ELEMENT_NODE && strcmp ((const char *) node->name, name) == 0)
      return node;
  return NULL;
}

/* The first element of this name in @parent. */
xmlNode *
lw_endpoint_xml_find (xmlNode    *parent,
                      const char *name)
{
  return find_from (parent->children, name);
}

/* The next element of this name behind @node. */
xmlNode *
lw_endpoint_xml_next (xmlNode    *node,
                      const char *name)
{
  return find_from (node->next, name);
}

/* (transfer full) (nullable): the text of the first element of this name in @parent. */
char *
lw_endpoint_xml_dup_text (xmlNode    *parent,
                          const char *name)
{
  xmlNode *node = lw_endpoint_xml_find (parent, name);
  xmlChar *content = node != NULL ? xmlNodeGetContent (node) : NULL;
  char *text = g_strdup ((const char *) content);

  xmlFree (content);
  return text;
}
