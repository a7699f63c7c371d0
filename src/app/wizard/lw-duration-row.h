/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* A row with a length of time: a number and its unit. Seconds inside, what people say outside. */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define LW_TYPE_DURATION_ROW (lw_duration_row_get_type ())
G_DECLARE_FINAL_TYPE (LwDurationRow, lw_duration_row, LW, DURATION_ROW, AdwActionRow)

int  lw_duration_row_get_seconds (LwDurationRow  *self);
void lw_duration_row_set_seconds (LwDurationRow  *self,
                                  int             seconds);

G_END_DECLS
