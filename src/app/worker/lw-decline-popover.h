/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Why a person does not want to label an image: a few reasons to press, one to write, or none. */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define LW_TYPE_DECLINE_POPOVER (lw_decline_popover_get_type ())
G_DECLARE_FINAL_TYPE (LwDeclinePopover, lw_decline_popover, LW, DECLINE_POPOVER, GtkPopover)

G_END_DECLS
