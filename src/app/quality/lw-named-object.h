/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* A data object in a list of the quality page: its line, a sentence about it, and its image as soon as that is known.
 * */

#pragma once

#include "lw-job-control.h"

G_BEGIN_DECLS

#define LW_TYPE_NAMED_OBJECT (lw_named_object_get_type ())
G_DECLARE_FINAL_TYPE (LwNamedObject, lw_named_object, LW, NAMED_OBJECT, GObject)

LwNamedObject *lw_named_object_new            (guint64        line,
                                               const char    *title,
                                               const char    *detail) G_GNUC_WARN_UNUSED_RESULT;

guint64        lw_named_object_get_line       (LwNamedObject *self);
const char    *lw_named_object_get_title      (LwNamedObject *self);
const char    *lw_named_object_get_detail     (LwNamedObject *self);
const char    *lw_named_object_get_source_ref (LwNamedObject *self);
void           lw_named_object_load           (LwNamedObject *self,
                                               LwJobControl  *control,
                                               LwLabelingJob *job);

G_END_DECLS
