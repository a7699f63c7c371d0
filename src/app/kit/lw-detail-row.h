/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* A name and a value in the service's words, with a button that copies the value. */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define LW_TYPE_DETAIL_ROW (lw_detail_row_get_type ())
G_DECLARE_FINAL_TYPE (LwDetailRow, lw_detail_row, LW, DETAIL_ROW, AdwActionRow)

GtkWidget *lw_detail_row_new (const char *title,
                              const char *value) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
