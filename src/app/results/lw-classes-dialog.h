/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The classes of a label attribute in a window: rename one, merge several, drop some. What it does are actions of the
 * page that it belongs to. */

#pragma once

#include "lw-manifest-corrections.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define LW_TYPE_CLASSES_DIALOG (lw_classes_dialog_get_type ())
G_DECLARE_FINAL_TYPE (LwClassesDialog, lw_classes_dialog, LW, CLASSES_DIALOG, AdwWindow)

GtkWidget *lw_classes_dialog_present (GtkWidget             *page,
                                      LwManifestCorrections *corrections,
                                      const char            *attribute);

G_END_DECLS
