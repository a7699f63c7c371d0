/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What can be chosen about an export, as rows of a preferences page. Knows the options, not the rows that they are
 * applied to. */

#pragma once

#include "lw-export-options.h"
#include "lw-manifest-index.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define LW_TYPE_EXPORT_FORM (lw_export_form_get_type ())
G_DECLARE_FINAL_TYPE (LwExportForm, lw_export_form, LW, EXPORT_FORM, AdwBin)

void             lw_export_form_set_index    (LwExportForm    *self,
                                              LwManifestIndex *index,
                                              const char      *attribute);
LwExportOptions *lw_export_form_dup_options  (LwExportForm    *self) G_GNUC_WARN_UNUSED_RESULT;
const char      *lw_export_form_get_path     (LwExportForm    *self);
void             lw_export_form_show_count   (LwExportForm    *self,
                                              const char      *title,
                                              const char      *details,
                                              gboolean         is_error);

G_END_DECLS
