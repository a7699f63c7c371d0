/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What several test programs need: folders that go away, files of the source tree, waiting for a condition.
 * Not a place for what one test alone uses. */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

typedef gboolean (*LwTestCondition) (gpointer user_data);

char       *lw_test_dup_temp_dir  (void) G_GNUC_WARN_UNUSED_RESULT;
void        lw_test_remove_tree   (const char      *path);
char       *lw_test_dup_cases_dir (const char      *name) G_GNUC_WARN_UNUSED_RESULT;
char       *lw_test_dup_source    (const char      *name) G_GNUC_WARN_UNUSED_RESULT;
void        lw_test_wait_until    (LwTestCondition  condition,
                                   gpointer         user_data);

G_END_DECLS
