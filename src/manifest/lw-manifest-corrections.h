/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What a person corrects in a manifest: done, undone and done again, kept on disk, and laid over the index so
 * that everything that takes an LwManifestIndex sees it. The manifest itself is never written to; the
 * corrected one is a new file (lw_manifest_corrections_save()). Main thread; the work is done in threads. */

#pragma once

#include "lw-correction.h"
#include "lw-manifest-index.h"

G_BEGIN_DECLS

#define LW_TYPE_MANIFEST_CORRECTIONS (lw_manifest_corrections_get_type ())
G_DECLARE_FINAL_TYPE (LwManifestCorrections, lw_manifest_corrections, LW, MANIFEST_CORRECTIONS, GObject)

LwManifestCorrections *lw_manifest_corrections_open          (LwManifestIndex        *base,
                                                              const char             *folder,
                                                              GCancellable           *cancellable,
                                                              GError                **error) G_GNUC_WARN_UNUSED_RESULT;
void                   lw_manifest_corrections_open_async    (LwManifestIndex        *base,
                                                              const char             *folder,
                                                              GCancellable           *cancellable,
                                                              GAsyncReadyCallback     callback,
                                                              gpointer                user_data);
LwManifestCorrections *lw_manifest_corrections_open_finish   (GAsyncResult           *result,
                                                              GError                **error) G_GNUC_WARN_UNUSED_RESULT;

LwManifestIndex       *lw_manifest_corrections_get_base      (LwManifestCorrections  *self);
LwManifestIndex       *lw_manifest_corrections_get_index     (LwManifestCorrections  *self);
GPtrArray             *lw_manifest_corrections_get_history   (LwManifestCorrections  *self);
guint                  lw_manifest_corrections_get_n_applied (LwManifestCorrections  *self);
guint                  lw_manifest_corrections_get_n_aside   (LwManifestCorrections  *self);
char                 **lw_manifest_corrections_dup_classes   (LwManifestCorrections  *self,
                                                              const char             *attribute) G_GNUC_WARN_UNUSED_RESULT;

/* Changing */
void                   lw_manifest_corrections_apply_async   (LwManifestCorrections  *self,
                                                              LwCorrection           *correction,
                                                              GAsyncReadyCallback     callback,
                                                              gpointer                user_data);
void                   lw_manifest_corrections_undo_async    (LwManifestCorrections  *self,
                                                              GAsyncReadyCallback     callback,
                                                              gpointer                user_data);
void                   lw_manifest_corrections_redo_async    (LwManifestCorrections  *self,
                                                              GAsyncReadyCallback     callback,
                                                              gpointer                user_data);
void                   lw_manifest_corrections_go_async      (LwManifestCorrections  *self,
                                                              guint                   n_applied,
                                                              GAsyncReadyCallback     callback,
                                                              gpointer                user_data);
gboolean               lw_manifest_corrections_change_finish (LwManifestCorrections  *self,
                                                              GAsyncResult           *result,
                                                              GError                **error);

/* The corrected manifest as a file */
guint64                lw_manifest_corrections_count_changed (LwManifestIndex         *index);
gboolean               lw_manifest_corrections_save          (LwManifestIndex         *index,
                                                              const char              *path,
                                                              LwManifestProgressFunc   progress,
                                                              gpointer                 progress_data,
                                                              GCancellable            *cancellable,
                                                              GError                 **error);
void                   lw_manifest_corrections_save_async    (LwManifestIndex         *index,
                                                              const char              *path,
                                                              LwManifestProgressFunc   progress,
                                                              gpointer                 progress_data,
                                                              GCancellable            *cancellable,
                                                              GAsyncReadyCallback      callback,
                                                              gpointer                 user_data);
gboolean               lw_manifest_corrections_save_finish   (GAsyncResult            *result,
                                                              GError                 **error);

G_END_DECLS
