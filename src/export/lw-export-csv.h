/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Fields of tables (RFC 4180) that no spreadsheet takes for a formula; and back. */

#pragma once

#include <glib.h>
#include <string.h>

G_BEGIN_DECLS

/* Between several labels in one field. */
#define LW_EXPORT_CSV_BETWEEN '|'

/* g_string_append_len () without the call, for what is done a dozen times a row. Does not end the text with a zero
 * byte: end the row with g_string_append_c (). */
static inline void
lw_export_csv_put (GString    *text,
                   const char *data,
                   gsize       length)
{
  if (G_UNLIKELY (text->len + length >= text->allocated_len))
    {
      g_string_append_len (text, data, (gssize) length);
      return;
    }
  memcpy (text->str + text->len, data, length);
  text->len += length;
}

static inline void
lw_export_csv_put_c (GString *text,
                     char     c)
{
  lw_export_csv_put (text, &c, 1);
}

void  lw_export_csv_append       (GString     *text,
                                  char         delimiter,
                                  const char  *value,
                                  gsize        length);
void  lw_export_csv_append_part  (GString     *list,
                                  const char  *value);

char  *lw_export_csv_dup_plain   (const char  *field) G_GNUC_WARN_UNUSED_RESULT;
char **lw_export_csv_split_parts (const char  *list) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
