/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Fields of tables (RFC 4180) that no spreadsheet takes for a formula; and back. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Between several labels in one field. */
#define LW_EXPORT_CSV_BETWEEN '|'

void  lw_export_csv_append       (GString     *text,
                                  char         delimiter,
                                  const char  *value,
                                  gsize        length);
void  lw_export_csv_append_part  (GString     *list,
                                  const char  *value);

char  *lw_export_csv_dup_plain   (const char  *field) G_GNUC_WARN_UNUSED_RESULT;
char **lw_export_csv_split_parts (const char  *list) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
