/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Which data objects have no label, by cause: failed for this or that reason, not labeled, or not in the output at
 * all; and the manifest of those that are to be labeled again. */

#pragma once

#include "lw-manifest-index.h"

G_BEGIN_DECLS

/**
 * LwAccountCause:
 * @LW_ACCOUNT_FAILED: its metadata has a failure-reason
 * @LW_ACCOUNT_UNLABELED: in the output, without a label
 * @LW_ACCOUNT_MISSING: in the input, not in the output
 */
typedef enum
{
  LW_ACCOUNT_FAILED,
  LW_ACCOUNT_UNLABELED,
  LW_ACCOUNT_MISSING,
} LwAccountCause;

/**
 * LwAccountGroup:
 * @cause: why they have no label
 * @reason: (nullable): for failed ones, the failure-reason; %NULL when the metadata gives none
 * @rows: (element-type guint32): the rows of the output, for missing ones of the input
 */
typedef struct
{
  LwAccountCause  cause;
  char           *reason;
  GArray         *rows;
} LwAccountGroup;

typedef struct _LwManifestAccount LwManifestAccount;

LwManifestAccount    *lw_manifest_account_new          (LwManifestIndex    *output,
                                                        int                 attribute,
                                                        LwManifestIndex    *input,
                                                        GCancellable       *cancellable,
                                                        GError            **error) G_GNUC_WARN_UNUSED_RESULT;
LwManifestAccount    *lw_manifest_account_ref          (LwManifestAccount  *self) G_GNUC_WARN_UNUSED_RESULT;
void                  lw_manifest_account_unref        (LwManifestAccount  *self);

guint                 lw_manifest_account_get_n_groups (LwManifestAccount  *self);
const LwAccountGroup *lw_manifest_account_get_group    (LwManifestAccount  *self,
                                                        guint               group);
char                 *lw_manifest_account_dup_examples (LwManifestAccount  *self,
                                                        guint               group) G_GNUC_WARN_UNUSED_RESULT;

gboolean              lw_manifest_account_save         (LwManifestAccount  *self,
                                                        const guint        *groups,
                                                        gsize               n_groups,
                                                        const char         *path,
                                                        GCancellable       *cancellable,
                                                        GError            **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LwManifestAccount, lw_manifest_account_unref)

G_END_DECLS
