/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Documents that an S3 server sends, read with suspicion: no document types, no entities of their own, bounded depth
 * and size. Private to the folder. */

#pragma once

#include <gio/gio.h>
#include <libxml/tree.h>

G_BEGIN_DECLS

typedef xmlDoc LwS3Document;

LwS3Document *lw_s3_xml_parse         (GBytes         *body,
                                       const char     *root,
                                       GError        **error) G_GNUC_WARN_UNUSED_RESULT;
xmlNode      *lw_s3_xml_first         (xmlNode        *parent,
                                       const char     *name);
xmlNode      *lw_s3_xml_next          (xmlNode        *node);
char         *lw_s3_xml_dup_text      (xmlNode        *parent,
                                       const char     *name) G_GNUC_WARN_UNUSED_RESULT;
char         *lw_s3_xml_dup_content   (xmlNode        *node) G_GNUC_WARN_UNUSED_RESULT;
gboolean      lw_s3_xml_is_true       (xmlNode        *parent,
                                       const char     *name);
void          lw_s3_xml_append        (GString        *text,
                                       const char     *name,
                                       const char     *value);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LwS3Document, xmlFreeDoc)

G_END_DECLS
