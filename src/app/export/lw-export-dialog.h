/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Exporting rows of a manifest: format, rules and destination in a window, with what will be written counted before;
 * then progress. The writing is in the export layer. */

#pragma once

#include "lw-manifest-index.h"
#include "lw-object-store.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define LW_TYPE_EXPORT_DIALOG (lw_export_dialog_get_type ())
G_DECLARE_FINAL_TYPE (LwExportDialog, lw_export_dialog, LW, EXPORT_DIALOG, AdwWindow)

void lw_export_dialog_present (GtkWidget       *parent,
                               LwManifestIndex *index,
                               GBytes          *rows,
                               const char      *attribute,
                               LwObjectStore   *store);

G_END_DECLS
