/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* CRC-32C (Castagnoli, RFC 3720 appendix B.4), as TFRecord files have it. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

guint32 lw_crc32c        (const void *data,
                          gsize       length);
guint32 lw_crc32c_masked (const void *data,
                          gsize       length);

G_END_DECLS
