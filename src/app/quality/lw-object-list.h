/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Data objects below one another, each with its picture and a sentence; pressing one opens its story. Makes rows and
 * reads names of what is in view only. */

#pragma once

#include "lw-named-object.h"

#include "lw-image-loader.h"

#include "lw-job-backend.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define LW_TYPE_OBJECT_LIST (lw_object_list_get_type ())
G_DECLARE_FINAL_TYPE (LwObjectList, lw_object_list, LW, OBJECT_LIST, AdwBin)

void lw_object_list_set_name  (LwObjectList  *self,
                               const char    *name);
void lw_object_list_set_place (LwObjectList  *self,
                               LwJobBackend  *backend,
                               LwImageLoader *loader,
                               LwLabelingJob *job);
void lw_object_list_set_model (LwObjectList  *self,
                               GListModel    *model);

G_END_DECLS
