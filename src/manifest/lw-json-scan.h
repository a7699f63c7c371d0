/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Walks over JSON text that lies in memory, checks every byte of it (RFC 8259) and says where things are.
 * Makes no tree, no copies, no allocations. Only for manifest/ and export/; others use
 * base/lw-json.h. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  LW_JSON_OBJECT,
  LW_JSON_ARRAY,
  LW_JSON_STRING,
  LW_JSON_NUMBER,
  LW_JSON_TRUE,
  LW_JSON_FALSE,
  LW_JSON_NULL,
} LwJsonType;

typedef struct _LwJsonScan LwJsonScan;
typedef struct _LwJsonSlice LwJsonSlice;

/**
 * LwJsonSlice:
 * @type: what it is
 * @escaped: it is a string that has escapes
 * @data: where it starts: the first byte after the quote of a string, the first byte of anything else
 * @length: its length in bytes, without quotes
 *
 * A piece of the text. Not terminated by a NUL: never hand @data to a function that looks for one.
 */
struct _LwJsonSlice
{
  LwJsonType   type;
  gboolean     escaped;
  const char  *data;
  gsize        length;
};

/**
 * LwJsonScan:
 * @start: the text
 * @pos: the next byte
 * @end: behind the last byte
 * @error: (nullable): why the scan stopped at @pos, as a msgid; %NULL while all is well
 */
struct _LwJsonScan
{
  const char *start;
  const char *pos;
  const char *end;
  const char *error;
};

void      lw_json_scan_init        (LwJsonScan         *self,
                                    const char         *data,
                                    gsize               length);
gboolean  lw_json_scan_value       (LwJsonScan         *self,
                                    LwJsonSlice        *value);
gboolean  lw_json_scan_at_end      (LwJsonScan         *self);
gboolean  lw_json_scan_fail        (LwJsonScan         *self,
                                    const char         *error);

gboolean  lw_json_scan_enter       (LwJsonScan         *self,
                                    char                bracket);
gboolean  lw_json_scan_next_member (LwJsonScan         *self,
                                    gboolean           *first,
                                    LwJsonSlice        *key);
gboolean  lw_json_scan_next_item   (LwJsonScan         *self,
                                    gboolean           *first);

gboolean  lw_json_slice_equal      (const LwJsonSlice  *self,
                                    const char         *text,
                                    gsize               length);
char     *lw_json_slice_dup        (const LwJsonSlice  *self,
                                    gsize              *length) G_GNUC_WARN_UNUSED_RESULT;
gboolean  lw_json_slice_has_nul    (const LwJsonSlice  *self);
gboolean  lw_json_slice_to_int     (const LwJsonSlice  *self,
                                    gint64             *value);
gboolean  lw_json_slice_to_double  (const LwJsonSlice  *self,
                                    double             *value);

G_END_DECLS
