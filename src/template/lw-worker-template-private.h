/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The parts of the check of a worker task template; for lw-worker-template-check.c, and for nobody outside this
 * folder. */

#pragma once

#include "lw-source.h"

#include "lw-diagnostic.h"

G_BEGIN_DECLS

typedef struct _LwTemplateCheck LwTemplateCheck;

/**
 * LwTemplateCheck:
 * @source: the worker task template
 * @diagnostics: (element-type LwDiagnostic): where to say what is wrong
 */
struct _LwTemplateCheck
{
  const char *source;
  GPtrArray  *diagnostics;
};

void     lw_template_check_say      (const LwTemplateCheck *self,
                                     LwSeverity             severity,
                                     const char            *place,
                                     const char            *code,
                                     const char            *format,
                                     ...) G_GNUC_PRINTF (5, 6);
gboolean lw_template_check_elements (const LwTemplateCheck *self);
void     lw_template_check_style    (const LwTemplateCheck *self);
void     lw_template_check_lengths  (const LwTemplateCheck *self);

G_END_DECLS
