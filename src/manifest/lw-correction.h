/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* One thing that a person changed in a manifest after labeling: which labels of which images, or a class as a
 * whole; who and when. An immutable value; it changes nothing itself (LwManifestCorrections does). */

#pragma once

#include "lw-row-set.h"

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/**
 * LwCorrectionKind:
 * @LW_CORRECTION_SET: the rows have exactly these labels; without any, they are unlabeled
 * @LW_CORRECTION_ADD: the rows have these labels too; of a single-label attribute, as @LW_CORRECTION_SET
 * @LW_CORRECTION_REMOVE: the rows do not have these labels
 * @LW_CORRECTION_RENAME: the class has another name; when there is a class of that name, it becomes that one
 * @LW_CORRECTION_MERGE: the classes become another one
 * @LW_CORRECTION_DROP: the classes are no more; rows that had nothing else are unlabeled
 */
typedef enum
{
  LW_CORRECTION_SET,
  LW_CORRECTION_ADD,
  LW_CORRECTION_REMOVE,
  LW_CORRECTION_RENAME,
  LW_CORRECTION_MERGE,
  LW_CORRECTION_DROP,
} LwCorrectionKind;

typedef struct _LwCorrection LwCorrection;

LwCorrection       *lw_correction_new_labels    (LwCorrectionKind     kind,
                                                 const char          *attribute,
                                                 LwRowSet            *rows,
                                                 const char * const  *labels) G_GNUC_WARN_UNUSED_RESULT;
LwCorrection       *lw_correction_new_rename    (const char          *attribute,
                                                 const char          *class_name,
                                                 const char          *to) G_GNUC_WARN_UNUSED_RESULT;
LwCorrection       *lw_correction_new_merge     (const char          *attribute,
                                                 const char * const  *classes,
                                                 const char          *into) G_GNUC_WARN_UNUSED_RESULT;
LwCorrection       *lw_correction_new_drop      (const char          *attribute,
                                                 const char * const  *classes) G_GNUC_WARN_UNUSED_RESULT;
LwCorrection       *lw_correction_new_from_json (JsonObject          *object) G_GNUC_WARN_UNUSED_RESULT;
LwCorrection       *lw_correction_sign          (LwCorrection        *self,
                                                 const char          *author,
                                                 gint64               time) G_GNUC_WARN_UNUSED_RESULT;
LwCorrection       *lw_correction_ref           (LwCorrection        *self) G_GNUC_WARN_UNUSED_RESULT;
void                lw_correction_unref         (LwCorrection        *self);

LwCorrectionKind    lw_correction_get_kind      (LwCorrection        *self);
const char         *lw_correction_get_attribute (LwCorrection        *self);
LwRowSet           *lw_correction_get_rows      (LwCorrection        *self);
const char * const *lw_correction_get_labels    (LwCorrection        *self);
const char         *lw_correction_get_into      (LwCorrection        *self);
const char         *lw_correction_get_author    (LwCorrection        *self);
gint64              lw_correction_get_time      (LwCorrection        *self);

char               *lw_correction_dup_title     (LwCorrection        *self) G_GNUC_WARN_UNUSED_RESULT;
JsonNode           *lw_correction_to_json       (LwCorrection        *self) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LwCorrection, lw_correction_unref)

G_END_DECLS
