/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* A QR code to be shown: dark on light, whatever the colours around are. */

#pragma once

#include <gdk/gdk.h>

G_BEGIN_DECLS

GdkTexture *lw_qr_texture_new (const char *text) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
