/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Which rows of the manifest stand at the selected positions of a view: found in a thread, because a view may have
 * millions. Not the selection itself (LwRowSelection). */

#pragma once

#include "lw-manifest-model.h"
#include "lw-row-set.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

void       lw_selected_rows_async  (LwManifestModel      *model,
                                    const GtkBitset      *positions,
                                    GCancellable         *cancellable,
                                    GAsyncReadyCallback   callback,
                                    gpointer              user_data);
LwRowSet  *lw_selected_rows_finish (GAsyncResult         *result,
                                    GError              **error) G_GNUC_WARN_UNUSED_RESULT;

GtkBitset *lw_selected_rows_follow (LwManifestModel      *before,
                                    const GtkBitset      *positions,
                                    LwManifestModel      *now) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
