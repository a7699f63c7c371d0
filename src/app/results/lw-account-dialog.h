/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Which images have no label, by cause, in a window; those that the person chooses become the input manifest of a new
 * labeling job. */

#pragma once

#include "lw-manifest-index.h"
#include "lw-object-store.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define LW_TYPE_ACCOUNT_DIALOG (lw_account_dialog_get_type ())
G_DECLARE_FINAL_TYPE (LwAccountDialog, lw_account_dialog, LW, ACCOUNT_DIALOG, AdwWindow)

GtkWidget *lw_account_dialog_present (GtkWidget       *page,
                                      LwObjectStore   *store,
                                      LwManifestIndex *output,
                                      int              attribute,
                                      const char      *input_uri);

G_END_DECLS
