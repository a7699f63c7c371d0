/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Names and their numbers, from 0 in order of first appearance: millions of short strings, each stored once. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct _LwNameTable LwNameTable;

LwNameTable *lw_name_table_new        (void) G_GNUC_WARN_UNUSED_RESULT;
void         lw_name_table_free       (LwNameTable *self);

guint        lw_name_table_add        (LwNameTable *self,
                                       const char  *name,
                                       gssize       length);
guint32     *lw_name_table_dup_order  (LwNameTable *self) G_GNUC_WARN_UNUSED_RESULT;
guint32     *lw_name_table_sort       (LwNameTable *self) G_GNUC_WARN_UNUSED_RESULT;

guint        lw_name_table_get_length (LwNameTable *self);
const char  *lw_name_table_get        (LwNameTable *self,
                                       guint        number);
gboolean     lw_name_table_find       (LwNameTable *self,
                                       const char  *name,
                                       guint       *number);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LwNameTable, lw_name_table_free)

G_END_DECLS
