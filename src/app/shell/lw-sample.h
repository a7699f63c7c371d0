/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The sample data set that comes with the studio, copied to where it stays when the studio is updated. */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

void  lw_sample_copy_async  (const char           *workspace,
                             GCancellable         *cancellable,
                             GAsyncReadyCallback   callback,
                             gpointer              user_data);
char *lw_sample_copy_finish (GAsyncResult         *result,
                             GError              **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
