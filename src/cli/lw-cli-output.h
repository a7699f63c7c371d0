/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Results of millions of rows on standard output, without a document in memory: text is collected and
 * written in large pieces. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct _LwCliOutput LwCliOutput;

LwCliOutput *lw_cli_output_new     (void) G_GNUC_WARN_UNUSED_RESULT;
void         lw_cli_output_free    (LwCliOutput *self);

void         lw_cli_output_text    (LwCliOutput *self,
                                    const char  *text);
void         lw_cli_output_integer (LwCliOutput *self,
                                    guint64      number);
void         lw_cli_output_number  (LwCliOutput *self,
                                    double       number);
void         lw_cli_output_quote   (LwCliOutput *self,
                                    const char  *text);
void         lw_cli_output_field   (LwCliOutput *self,
                                    const char  *text);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LwCliOutput, lw_cli_output_free)

G_END_DECLS
