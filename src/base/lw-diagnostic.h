/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Trouble found in somebody's file, with its place: a row in a list, never the end of the file. Not for failures of a
 * call, which are GErrors. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  LW_SEVERITY_NOTE,
  LW_SEVERITY_WARNING,
  LW_SEVERITY_ERROR,
} LwSeverity;

typedef struct _LwDiagnostic LwDiagnostic;

/**
 * LwDiagnostic:
 * @severity: how bad it is
 * @line: from 1; 0 when it has no line
 * @column: from 1, in bytes; 0 when it has no column
 * @code: a stable word for programs, such as "not-json"; static
 * @text: a translated sentence
 */
struct _LwDiagnostic
{
  LwSeverity  severity;
  guint64     line;
  guint       column;
  const char *code;
  char       *text;
};

GPtrArray    *lw_diagnostics_new        (void) G_GNUC_WARN_UNUSED_RESULT;
void          lw_diagnostics_add        (GPtrArray          *diagnostics,
                                         LwSeverity          severity,
                                         guint64             line,
                                         guint               column,
                                         const char         *code,
                                         const char         *format,
                                         ...) G_GNUC_PRINTF (6, 7);
gboolean      lw_diagnostics_has_errors (GPtrArray          *diagnostics);

LwDiagnostic *lw_diagnostic_copy        (const LwDiagnostic *self) G_GNUC_WARN_UNUSED_RESULT;
void          lw_diagnostic_free        (LwDiagnostic       *self);
char         *lw_diagnostic_format      (const LwDiagnostic *self,
                                         const char         *file) G_GNUC_WARN_UNUSED_RESULT;
const char   *lw_severity_to_string     (LwSeverity          severity);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LwDiagnostic, lw_diagnostic_free)

G_END_DECLS
