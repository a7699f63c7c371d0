/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Names of files and folders made of what strangers wrote: class names and the last part of addresses. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

char *lw_export_name_make_safe (const char *text,
                                const char *fallback) G_GNUC_WARN_UNUSED_RESULT;
char *lw_export_name_of_image  (const char *source_ref,
                                guint       row) G_GNUC_WARN_UNUSED_RESULT;
char *lw_export_name_vary      (const char *name,
                                const char *source_ref,
                                guint       row,
                                guint       attempt) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
