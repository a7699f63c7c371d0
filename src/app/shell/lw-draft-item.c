/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* An unfinished new labeling job in the sidebar. */

#define G_LOG_DOMAIN "lw-shell"

#include "config.h"

#include "lw-draft-item.h"

struct _LwDraftItem
{
  GObject  parent_instance;

  char    *id;
  char    *title;
  gint64   modified;
};

G_DEFINE_FINAL_TYPE (LwDraftItem, lw_draft_item, G_TYPE_OBJECT)

static void
lw_draft_item_finalize (GObject *object)
{
  LwDraftItem *self = LW_DRAFT_ITEM (object);

  g_free (self->id);
  g_free (self->title);

  G_OBJECT_CLASS (lw_draft_item_parent_class)->finalize (object);
}

static void
lw_draft_item_class_init (LwDraftItemClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = lw_draft_item_finalize;
}

static void
lw_draft_item_init (LwDraftItem *self)
{
}

/**
 * lw_draft_item_new:
 * @id: what the wizard knows it by
 * @title: what people read
 * @modified: when it was saved last, in microseconds since 1970-01-01 UTC
 *
 * Returns: (transfer full): a draft as a row
 */
LwDraftItem *
lw_draft_item_new (const char *id,
                   const char *title,
                   gint64      modified)
{
  LwDraftItem *self;

  g_return_val_if_fail (id != NULL, NULL);
  g_return_val_if_fail (title != NULL, NULL);

  self = g_object_new (LW_TYPE_DRAFT_ITEM, NULL);
  self->id = g_strdup (id);
  self->title = g_strdup (title);
  self->modified = modified;
  return self;
}

/**
 * lw_draft_item_get_id:
 * @self: a draft
 *
 * Returns: (transfer none): what the wizard knows it by
 */
const char *
lw_draft_item_get_id (LwDraftItem *self)
{
  g_return_val_if_fail (LW_IS_DRAFT_ITEM (self), NULL);

  return self->id;
}

/**
 * lw_draft_item_get_title:
 * @self: a draft
 *
 * Returns: (transfer none): what people read
 */
const char *
lw_draft_item_get_title (LwDraftItem *self)
{
  g_return_val_if_fail (LW_IS_DRAFT_ITEM (self), NULL);

  return self->title;
}

/**
 * lw_draft_item_get_modified:
 * @self: a draft
 *
 * Returns: when it was saved last, in microseconds since 1970-01-01 UTC
 */
gint64
lw_draft_item_get_modified (LwDraftItem *self)
{
  g_return_val_if_fail (LW_IS_DRAFT_ITEM (self), 0);

  return self->modified;
}
