/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The classes of one label attribute as formats need them: a number, a name and a folder for each, all distinct. */

#pragma once

#include "lw-manifest-index.h"

G_BEGIN_DECLS

/* Folders of a tree that no class has. */
#define LW_EXPORT_UNLABELED_FOLDER "_unlabeled"
#define LW_EXPORT_LOW_FOLDER       "_low_confidence"

/**
 * LwExportClass:
 * @number: the class index where all classes have one of their own, else the position
 * @name: the name
 * @folder: a safe name of its own, whatever the case of letters
 */
typedef struct
{
  gint64  number;
  char   *name;
  char   *folder;
} LwExportClass;

typedef struct _LwExportClasses LwExportClasses;

LwExportClasses     *lw_export_classes_new         (LwManifestIndex  *index,
                                                    int               attribute) G_GNUC_WARN_UNUSED_RESULT;
void                 lw_export_classes_free        (LwExportClasses  *self);

guint                lw_export_classes_get_n       (LwExportClasses  *self);
const LwExportClass *lw_export_classes_get         (LwExportClasses  *self,
                                                    guint             position);
gboolean             lw_export_classes_are_renamed (LwExportClasses  *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LwExportClasses, lw_export_classes_free)

G_END_DECLS
