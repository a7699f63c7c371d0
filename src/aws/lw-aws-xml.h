/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The short XML answers of services: which text stands in which element. Not for lists (see the S3 client). */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

GHashTable *lw_aws_xml_read_texts (GBytes *document) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
