/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* A bucket's rules for browsers. What a rule has besides what is looked at is kept: a rule stays the document's node.
 * */

#define G_LOG_DOMAIN "lw-aws"

#include "config.h"

#include "lw-s3-cors.h"

#include <json-glib/json-glib.h>
#include <string.h>

#include "lw-json.h"
#include "lw-s3-xml.h"

#define NAMESPACE "http://s3.amazonaws.com/doc/2006-03-01/"

/* The rule that Ground Truth asks for ("CORS requirement for input image data"). */
#define IMAGES_ID "LabelwrightShowsImages"
#define EXPOSED "Access-Control-Allow-Origin"

struct _LwS3Cors
{
  xmlDoc *document;
};

/* What the words of a rule are called in XML, and in the JSON that the console and the AWS CLI take. */
static const struct
{
  const char *element;
  const char *member;
} lists[] = {
  { "AllowedHeader", "AllowedHeaders" },
  { "AllowedMethod", "AllowedMethods" },
  { "AllowedOrigin", "AllowedOrigins" },
  { "ExposeHeader", "ExposeHeaders" },
};

/**
 * lw_s3_cors_new:
 *
 * Returns: (transfer full): no rules
 */
LwS3Cors *
lw_s3_cors_new (void)
{
  LwS3Cors *self = g_new0 (LwS3Cors, 1);
  xmlNode *root;

  self->document = xmlNewDoc (BAD_CAST "1.0");
  root = xmlNewNode (NULL, BAD_CAST "CORSConfiguration");
  xmlSetNs (root, xmlNewNs (root, BAD_CAST NAMESPACE, NULL));
  xmlDocSetRootElement (self->document, root);
  return self;
}

/**
 * lw_s3_cors_parse:
 * @body: the answer to GetBucketCors
 * @error: return location: %LW_AWS_ERROR_BAD_ANSWER
 *
 * Returns: (transfer full) (nullable): the rules
 */
LwS3Cors *
lw_s3_cors_parse (GBytes  *body,
                  GError **error)
{
  LwS3Document *document = lw_s3_xml_parse (body, "CORSConfiguration", error);
  LwS3Cors *self;

  if (document == NULL)
    return NULL;
  self = g_new0 (LwS3Cors, 1);
  self->document = document;
  return self;
}

/**
 * lw_s3_cors_free:
 * @self: (transfer full): rules
 */
void
lw_s3_cors_free (LwS3Cors *self)
{
  g_return_if_fail (self != NULL);

  xmlFreeDoc (self->document);
  g_free (self);
}

static xmlNode *
first_rule (const LwS3Cors *self)
{
  return lw_s3_xml_first (xmlDocGetRootElement (self->document), "CORSRule");
}

/**
 * lw_s3_cors_get_n_rules:
 * @self: rules
 *
 * Returns: how many there are
 */
guint
lw_s3_cors_get_n_rules (const LwS3Cors *self)
{
  guint n_rules = 0;

  g_return_val_if_fail (self != NULL, 0);

  for (xmlNode *rule = first_rule (self); rule != NULL; rule = lw_s3_xml_next (rule))
    n_rules++;
  return n_rules;
}

static gboolean
has_word (xmlNode    *rule,
          const char *element,
          const char *word)
{
  for (xmlNode *node = lw_s3_xml_first (rule, element); node != NULL; node = lw_s3_xml_next (node))
    {
      g_autofree char *text = lw_s3_xml_dup_content (node);

      if (g_ascii_strcasecmp (g_strstrip (text), word) == 0)
        return TRUE;
    }
  return FALSE;
}

/**
 * lw_s3_cors_allows_images:
 * @self: rules
 *
 * Returns: whether a page of any origin may show the bucket's images as they lie (GET, exposing the origin)
 */
gboolean
lw_s3_cors_allows_images (const LwS3Cors *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  for (xmlNode *rule = first_rule (self); rule != NULL; rule = lw_s3_xml_next (rule))
    if (has_word (rule, "AllowedMethod", "GET") && has_word (rule, "AllowedOrigin", "*")
        && has_word (rule, "ExposeHeader", EXPOSED))
      return TRUE;
  return FALSE;
}

static void
add_child (xmlNode    *rule,
           const char *name,
           const char *text)
{
  xmlNewTextChild (rule, NULL, BAD_CAST name, BAD_CAST text);
}

/**
 * lw_s3_cors_allow_images:
 * @self: rules
 *
 * Adds the rule that Ground Truth asks for, behind those there are; nothing when one allows it already.
 */
void
lw_s3_cors_allow_images (LwS3Cors *self)
{
  xmlNode *rule;

  g_return_if_fail (self != NULL);

  if (lw_s3_cors_allows_images (self))
    return;
  rule = xmlNewChild (xmlDocGetRootElement (self->document), NULL, BAD_CAST "CORSRule", NULL);
  add_child (rule, "ID", IMAGES_ID);
  add_child (rule, "AllowedMethod", "GET");
  add_child (rule, "AllowedOrigin", "*");
  add_child (rule, "ExposeHeader", EXPOSED);
}

/**
 * lw_s3_cors_to_xml:
 * @self: rules
 *
 * Returns: (transfer full): the document for PutBucketCors
 */
char *
lw_s3_cors_to_xml (const LwS3Cors *self)
{
  xmlChar *text = NULL;
  int length = 0;
  char *result;

  g_return_val_if_fail (self != NULL, NULL);

  xmlDocDumpMemoryEnc (self->document, &text, &length, "UTF-8");
  result = g_strndup ((const char *) text, (gsize) length);
  xmlFree (text);
  return result;
}

static void
build_rule (JsonBuilder *builder,
            xmlNode     *rule)
{
  g_autofree char *id = lw_s3_xml_dup_text (rule, "ID");
  g_autofree char *age = lw_s3_xml_dup_text (rule, "MaxAgeSeconds");

  json_builder_begin_object (builder);
  if (id != NULL)
    {
      json_builder_set_member_name (builder, "ID");
      json_builder_add_string_value (builder, id);
    }
  for (guint i = 0; i < G_N_ELEMENTS (lists); i++)
    {
      json_builder_set_member_name (builder, lists[i].member);
      json_builder_begin_array (builder);
      for (xmlNode *node = lw_s3_xml_first (rule, lists[i].element); node != NULL; node = lw_s3_xml_next (node))
        {
          g_autofree char *text = lw_s3_xml_dup_content (node);

          json_builder_add_string_value (builder, text);
        }
      json_builder_end_array (builder);
    }
  if (age != NULL)
    {
      json_builder_set_member_name (builder, "MaxAgeSeconds");
      json_builder_add_int_value (builder, g_ascii_strtoll (age, NULL, 10));
    }
  json_builder_end_object (builder);
}

/**
 * lw_s3_cors_to_json:
 * @self: rules
 *
 * Returns: (transfer full): the rules as the S3 console's editor shows them, to be compared by people
 */
char *
lw_s3_cors_to_json (const LwS3Cors *self)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (JsonNode) root = NULL;

  g_return_val_if_fail (self != NULL, NULL);

  json_builder_begin_array (builder);
  for (xmlNode *rule = first_rule (self); rule != NULL; rule = lw_s3_xml_next (rule))
    build_rule (builder, rule);
  json_builder_end_array (builder);
  root = json_builder_get_root (builder);
  return lw_json_to_string (root, TRUE);
}
