/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* S3's documents: written as a stream of elements, and read into a tree with bounds. */

#pragma once

#include <gio/gio.h>
#include <libxml/tree.h>

G_BEGIN_DECLS

#define LW_ENDPOINT_S3_NAMESPACE "http://s3.amazonaws.com/doc/2006-03-01/"

typedef struct _LwEndpointXml LwEndpointXml;

LwEndpointXml *lw_endpoint_xml_new          (void) G_GNUC_WARN_UNUSED_RESULT;
char          *lw_endpoint_xml_free_to_text (LwEndpointXml  *self) G_GNUC_WARN_UNUSED_RESULT;
void           lw_endpoint_xml_open_root    (LwEndpointXml  *self,
                                             const char     *name,
                                             const char     *name_space);
void           lw_endpoint_xml_open         (LwEndpointXml  *self,
                                             const char     *name);
void           lw_endpoint_xml_open_with    (LwEndpointXml  *self,
                                             const char     *name,
                                             const char     *attributes);
void           lw_endpoint_xml_close        (LwEndpointXml  *self);
void           lw_endpoint_xml_add          (LwEndpointXml  *self,
                                             const char     *name,
                                             const char     *text);
void           lw_endpoint_xml_add_number   (LwEndpointXml  *self,
                                             const char     *name,
                                             guint64         number);
void           lw_endpoint_xml_add_boolean  (LwEndpointXml  *self,
                                             const char     *name,
                                             gboolean        value);
void           lw_endpoint_xml_add_time     (LwEndpointXml  *self,
                                             const char     *name,
                                             gint64          time);

xmlDoc        *lw_endpoint_xml_parse        (GBytes         *text,
                                             const char     *root,
                                             GError        **error) G_GNUC_WARN_UNUSED_RESULT;
xmlNode       *lw_endpoint_xml_find         (xmlNode        *parent,
                                             const char     *name);
xmlNode       *lw_endpoint_xml_next         (xmlNode        *node,
                                             const char     *name);
char          *lw_endpoint_xml_dup_text     (xmlNode        *parent,
                                             const char     *name) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (xmlDoc, xmlFreeDoc)

G_END_DECLS
