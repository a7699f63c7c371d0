/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* An unfinished new labeling job in the sidebar. Not the draft itself, which is the wizard's. */

#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

#define LW_TYPE_DRAFT_ITEM (lw_draft_item_get_type ())
G_DECLARE_FINAL_TYPE (LwDraftItem, lw_draft_item, LW, DRAFT_ITEM, GObject)

LwDraftItem *lw_draft_item_new          (const char  *id,
                                         const char  *title,
                                         gint64       modified) G_GNUC_WARN_UNUSED_RESULT;

const char  *lw_draft_item_get_id       (LwDraftItem *self);
const char  *lw_draft_item_get_title    (LwDraftItem *self);
gint64       lw_draft_item_get_modified (LwDraftItem *self);

G_END_DECLS
