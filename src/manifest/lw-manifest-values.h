/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What words of the metadata mean as numbers. Only for manifest/. */

#pragma once

#include "lw-json-scan.h"
#include "lw-manifest-index.h"

G_BEGIN_DECLS

double      lw_manifest_confidence_from_slice (const LwJsonSlice *slice);
guint32     lw_manifest_created_from_slice    (const LwJsonSlice *slice);
LwAnnotator lw_manifest_annotator_from_slice  (const LwJsonSlice *slice);

G_END_DECLS
