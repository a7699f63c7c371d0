/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Which files and objects a copy or a sync comes to. Found as the list goes, so that a bucket of a million objects is
 * not in memory before the first byte is sent. */

#pragma once

#include "lw-s3-client.h"

G_BEGIN_DECLS

/**
 * LwS3Kind:
 * @LW_S3_KIND_DOWNLOAD: objects become files
 * @LW_S3_KIND_UPLOAD: files become objects
 * @LW_S3_KIND_COPY: objects become objects
 */
typedef enum
{
  LW_S3_KIND_DOWNLOAD,
  LW_S3_KIND_UPLOAD,
  LW_S3_KIND_COPY,
} LwS3Kind;

/**
 * LwS3Item:
 * @source: what is read: a path or an address
 * @target: what is made: a path or an address
 * @object: (nullable): the object that is read; %NULL for a file
 * @size: in bytes
 */
typedef struct
{
  char         *source;
  char         *target;
  LwObjectInfo *object;
  guint64       size;
} LwS3Item;

/**
 * LwS3Plan:
 * @client: a client
 * @kind: what becomes what
 * @source: a path or an address
 * @target: a path or an address
 * @recursive: everything in @source, not one file
 * @only_changed: not what is there already
 */
typedef struct
{
  LwS3Client *client;
  LwS3Kind    kind;
  const char *source;
  const char *target;
  gboolean    recursive;
  gboolean    only_changed;
} LwS3Plan;

/**
 * LwS3PlanFunc:
 * @item: (transfer full) (nullable): what is to be done; %NULL for what is there already
 * @problem: (transfer full) (nullable): why one file cannot be part of it; then @item is %NULL
 * @user_data: as given with the function
 *
 * Returns: whether to go on
 */
typedef gboolean (*LwS3PlanFunc) (LwS3Item *item,
                                  GError   *problem,
                                  gpointer  user_data);

gboolean lw_s3_plan_find     (const char      *source,
                              const char      *target,
                              LwS3Kind        *kind,
                              GError         **error);
gboolean lw_s3_plan_run      (const LwS3Plan  *self,
                              LwS3PlanFunc     func,
                              gpointer         user_data,
                              GCancellable    *cancellable,
                              GError         **error);
void     lw_s3_item_free     (LwS3Item        *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LwS3Item, lw_s3_item_free)

G_END_DECLS
