/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The INI form of AWS's config and credentials files, with its one level of nesting. Not GKeyFile's form: names may
 * hold blanks and quotes, values continue on indented lines. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct _LwAwsIni LwAwsIni;

LwAwsIni    *lw_aws_ini_parse         (const char      *text,
                                       gsize            length,
                                       const char      *name,
                                       GError         **error) G_GNUC_WARN_UNUSED_RESULT;
LwAwsIni    *lw_aws_ini_load          (const char      *path,
                                       GError         **error) G_GNUC_WARN_UNUSED_RESULT;
void         lw_aws_ini_free          (LwAwsIni        *self);

const char  *lw_aws_ini_get           (const LwAwsIni  *self,
                                       const char      *section,
                                       const char      *key);
gboolean     lw_aws_ini_has_section   (const LwAwsIni  *self,
                                       const char      *section);
char       **lw_aws_ini_dup_sections  (const LwAwsIni  *self) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LwAwsIni, lw_aws_ini_free)

G_END_DECLS
