/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Choosing a file or folder with the platform's dialog (a portal in a sandbox). The only file that knows which
 * dialog class the platform has. */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * LwFileDialogMode:
 * @LW_FILE_DIALOG_OPEN: an existing file
 * @LW_FILE_DIALOG_FOLDER: an existing folder
 * @LW_FILE_DIALOG_SAVE: a name to write to; the dialog asks before it takes an existing one
 */
typedef enum
{
  LW_FILE_DIALOG_OPEN,
  LW_FILE_DIALOG_FOLDER,
  LW_FILE_DIALOG_SAVE,
} LwFileDialogMode;

void   lw_file_dialog_async  (GtkWidget            *parent,
                              LwFileDialogMode      mode,
                              const char           *title,
                              const char           *accept_label,
                              GFile                *initial,
                              const char *const    *patterns,
                              GCancellable         *cancellable,
                              GAsyncReadyCallback   callback,
                              gpointer              user_data);
GFile *lw_file_dialog_finish (GAsyncResult         *result,
                              GError              **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
