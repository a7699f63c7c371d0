/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The classes of an attribute while corrections are done one after the other. None is ever taken away: a class
 * that was merged points to the one it became, a class that was dropped to nowhere, and rows keep the position
 * they have. So a merge of a million rows costs nothing; one walk over the rows at the end brings them up to
 * date. Only for the overlay. */

#pragma once

#include "lw-attribute-edit.h"

G_BEGIN_DECLS

typedef struct _LwOverlayClasses LwOverlayClasses;

LwOverlayClasses *lw_overlay_classes_new         (GArray            *classes) G_GNUC_WARN_UNUSED_RESULT;
void              lw_overlay_classes_free        (LwOverlayClasses  *self);

guint             lw_overlay_classes_get_n       (LwOverlayClasses  *self);
guint32           lw_overlay_classes_find_root   (LwOverlayClasses  *self,
                                                  guint32            position);
guint32           lw_overlay_classes_find_name   (LwOverlayClasses  *self,
                                                  guint32            from,
                                                  const char        *name);
guint32           lw_overlay_classes_find_or_add (LwOverlayClasses  *self,
                                                  const char        *name);
void              lw_overlay_classes_rename      (LwOverlayClasses  *self,
                                                  guint32            position,
                                                  const char        *name);
void              lw_overlay_classes_move        (LwOverlayClasses  *self,
                                                  guint32            position,
                                                  guint32            into);
GArray           *lw_overlay_classes_finish      (LwOverlayClasses  *self,
                                                  const guint8      *used,
                                                  guint32          **moved) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
