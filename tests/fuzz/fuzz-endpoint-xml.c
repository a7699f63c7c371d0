/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Any bytes as one of S3's documents: refused, or a tree without a document type. */

#include "config.h"

#include "lw-fuzz.h"

#include "lw-endpoint-xml.h"

const char *const lw_fuzz_seeds[] = {
  "<Delete xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\"><Object><Key>a&amp;b</Key></Object></Delete>",
  "<!DOCTYPE d [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;\">]><Delete><Object><Key>&b;</Key></Object></Delete>",
  "<?xml version=\"1.0\"?><Delete><Quiet>true</Quiet><Object><Key><![CDATA[x]]></Key></Object><Object/></Delete>",
  NULL
};

int
LLVMFuzzerTestOneInput (const guint8 *data,
                        gsize         size)
{
  g_autoptr (GBytes) bytes = g_bytes_new (data, size);
  g_autoptr (GError) error = NULL;
  g_autoptr (xmlDoc) document = lw_endpoint_xml_parse (bytes, "Delete", &error);
  xmlNode *root;

  g_assert_true ((document == NULL) == (error != NULL));
  if (document == NULL)
    return 0;
  root = xmlDocGetRootElement (document);
  for (xmlNode *node = lw_endpoint_xml_find (root, "Object"); node != NULL;
       node = lw_endpoint_xml_next (node, "Object"))
    g_free (lw_endpoint_xml_dup_text (node, "Key"));
  return 0;
}
