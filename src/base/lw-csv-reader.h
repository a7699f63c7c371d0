/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Rows of comma-separated text (RFC 4180): quoted fields with commas, quotes and line breaks, LF or CRLF, a byte order
 * mark, blank lines. What columns mean is the caller's matter. */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

typedef struct _LwCsvReader LwCsvReader;

/**
 * LwCsvSlice:
 * @text: the field's text; no zero byte ends it
 * @length: its length in bytes
 * @column: where the field begins in its row, in bytes, from 1
 */
typedef struct
{
  const char *text;
  gsize       length;
  guint       column;
} LwCsvSlice;

LwCsvReader *lw_csv_reader_new         (GBytes       *bytes) G_GNUC_WARN_UNUSED_RESULT;
void         lw_csv_reader_free        (LwCsvReader  *self);

void         lw_csv_reader_set_delimiter (LwCsvReader *self,
                                          char         delimiter);

gboolean     lw_csv_reader_next        (LwCsvReader  *self,
                                        GPtrArray    *fields,
                                        GError      **error);
gboolean     lw_csv_reader_next_slices (LwCsvReader  *self,
                                        GArray       *slices,
                                        GError      **error);
guint64      lw_csv_reader_get_line    (LwCsvReader  *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LwCsvReader, lw_csv_reader_free)

G_END_DECLS
