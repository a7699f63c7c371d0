/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What a fuzz program defines; lw-fuzz-main.c calls it. The names are libFuzzer's, so the same file links with it. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Good inputs to start from; ends with NULL. */
extern const char *const lw_fuzz_seeds[];

/* Feeds one input to the parser; returns 0. Must not crash, hang or leak, whatever the bytes. */
int LLVMFuzzerTestOneInput (const guint8 *data,
                            gsize         size);

G_END_DECLS
