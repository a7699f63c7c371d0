/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The members of one manifest line that an export needs, as places in the line. For lines that the index found to be
 * good JSON: nothing is checked again, nothing outside of the line is read whatever it holds. */

#pragma once

#include "lw-json-scan.h"

G_BEGIN_DECLS

typedef struct _LwExportLine LwExportLine;

/**
 * LwExportLine:
 *
 * A member that the line does not have has no data. Of names that stand twice, the last one counts. The escaped
 * flags are not set: lw_export_line_append_text() looks for itself.
 */
struct _LwExportLine
{
  LwJsonSlice source_ref;
  LwJsonSlice label;
  LwJsonSlice metadata;
  LwJsonSlice confidence;
  LwJsonSlice job_name;
  LwJsonSlice creation_date;
  LwJsonSlice failure_reason;
};

void lw_export_line_read        (LwExportLine       *self,
                                 const char         *line,
                                 gsize               length,
                                 const char         *attribute,
                                 gsize               attribute_length);

void lw_export_line_append_text (const LwJsonSlice  *value,
                                 GString            *text);
void lw_export_line_append_json (const LwJsonSlice  *value,
                                 GString            *text);

G_END_DECLS
