/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The lines of a manifest that are not as they should be, in a window of their own. */

#pragma once

#include "lw-manifest-index.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define LW_TYPE_DIAGNOSTICS_DIALOG (lw_diagnostics_dialog_get_type ())
G_DECLARE_FINAL_TYPE (LwDiagnosticsDialog, lw_diagnostics_dialog, LW, DIAGNOSTICS_DIALOG, AdwWindow)

void lw_diagnostics_dialog_present (GtkWidget       *parent,
                                    LwManifestIndex *index);

G_END_DECLS
