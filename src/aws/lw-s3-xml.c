/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Documents that an S3 server sends. Servers differ in their namespaces, so names are compared without them. */

#define G_LOG_DOMAIN "lw-aws"

#include "config.h"

#include "lw-s3-xml.h"

#include <glib/gi18n.h>
#include <libxml/parser.h>
#include <string.h>

#include "lw-aws-error.h"

/* The longest answer there is: a page of 1,000 keys of 1,024 bytes, each of them percent-encoded. */
#define MAX_DOCUMENT (32 * 1024 * 1024)

/* No service of this kind declares a document type; what does is after the parser. */
static void
refuse_document_type (void          *data,
                      const xmlChar *name,
                      const xmlChar *external_id,
                      const xmlChar *system_id)
{
  xmlStopParser (data);
}

static xmlDoc *
read_document (GBytes *body)
{
  xmlParserCtxt *context = xmlNewParserCtxt ();
  xmlDoc *document;

  context->sax->internalSubset = refuse_document_type;
  document = xmlCtxtReadMemory (context, g_bytes_get_data (body, NULL), (int) g_bytes_get_size (body), NULL, NULL,
                                XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING | XML_PARSE_NOCDATA);
  xmlFreeParserCtxt (context);
  return document;
}

/**
 * lw_s3_xml_parse:
 * @body: what the server sent
 * @root: the name of the element that is expected
 * @error: return location: %LW_AWS_ERROR_BAD_ANSWER
 *
 * Returns: (transfer full) (nullable): the document
 */
LwS3Document *
lw_s3_xml_parse (GBytes      *body,
                 const char  *root,
                 GError     **error)
{
  g_autoptr (LwS3Document) document = NULL;
  xmlNode *element;

  g_return_val_if_fail (body != NULL && root != NULL, NULL);

  if (g_bytes_get_size (body) > 0 && g_bytes_get_size (body) <= MAX_DOCUMENT)
    document = read_document (body);
  element = document != NULL ? xmlDocGetRootElement (document) : NULL;
  if (element != NULL && strcmp ((const char *) element->name, root) == 0)
    return g_steal_pointer (&document);
  g_set_error (error, LW_AWS_ERROR, LW_AWS_ERROR_BAD_ANSWER,
               _("The server's answer is not what S3 answers: a document “%s” was expected"), root);
  return NULL;
}

static xmlNode *
find (xmlNode    *node,
      const char *name)
{
  while (node != NULL && (node->type != XML_ELEMENT_NODE || strcmp ((const char *) node->name, name) != 0))
    node = node->next;
  return node;
}

/**
 * lw_s3_xml_first:
 * @parent: an element
 * @name: a name
 *
 * Returns: (transfer none) (nullable): the first child of this name
 */
xmlNode *
lw_s3_xml_first (xmlNode    *parent,
                 const char *name)
{
  return find (parent->children, name);
}

/**
 * lw_s3_xml_next:
 * @node: an element
 *
 * Returns: (transfer none) (nullable): the next one of the same name beside it
 */
xmlNode *
lw_s3_xml_next (xmlNode *node)
{
  return find (node->next, (const char *) node->name);
}

/**
 * lw_s3_xml_dup_content:
 * @node: an element
 *
 * Returns: (transfer full): its text
 */
char *
lw_s3_xml_dup_content (xmlNode *node)
{
  xmlChar *content = xmlNodeGetContent (node);
  char *text = g_strdup (content != NULL ? (const char *) content : "");

  xmlFree (content);
  return text;
}

/**
 * lw_s3_xml_dup_text:
 * @parent: an element
 * @name: a name
 *
 * Returns: (transfer full) (nullable): the text of the first child of this name
 */
char *
lw_s3_xml_dup_text (xmlNode    *parent,
                    const char *name)
{
  xmlNode *node = lw_s3_xml_first (parent, name);

  return node != NULL ? lw_s3_xml_dup_content (node) : NULL;
}

/**
 * lw_s3_xml_is_true:
 * @parent: an element
 * @name: a name
 *
 * Returns: whether the first child of this name says "true"
 */
gboolean
lw_s3_xml_is_true (xmlNode    *parent,
                   const char *name)
{
  g_autofree char *text = lw_s3_xml_dup_text (parent, name);

  return g_strcmp0 (text, "true") == 0;
}

/**
 * lw_s3_xml_append:
 * @text: a document that is being written
 * @name: an element's name
 * @value: (nullable): its text; %NULL adds nothing
 */
void
lw_s3_xml_append (GString    *text,
                  const char *name,
                  const char *value)
{
  g_autofree char *escaped = NULL;

  if (value == NULL)
    return;
  escaped = g_markup_escape_text (value, -1);
  g_string_append_printf (text, "<%s>%s</%s>", name, escaped, name);
}
