/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Who somebody is at a place, and what they may do there: a few calls that change nothing. */

#pragma once

#include "lw-aws-client.h"

#include "lw-place.h"

G_BEGIN_DECLS

typedef struct _LwPlaceReport LwPlaceReport;

/**
 * LwPlaceReport:
 * @identity: (nullable): who asks, as an ARN
 * @account: (nullable): the account's number
 * @allowed: (array zero-terminated=1): what they may do, as sentences
 * @refused: (array zero-terminated=1): what was refused and why, as sentences
 */
struct _LwPlaceReport
{
  char *identity;
  char *account;
  GStrv allowed;
  GStrv refused;
};

void           lw_place_report_free        (LwPlaceReport             *self);

LwAwsClient   *lw_place_new_client         (LwPlace                   *place,
                                            LwAwsCredentialsProvider  *provider,
                                            GError                   **error) G_GNUC_WARN_UNUSED_RESULT;

void           lw_place_probe_async        (LwAwsClient               *client,
                                            GCancellable              *cancellable,
                                            GAsyncReadyCallback        callback,
                                            gpointer                   user_data);
LwPlaceReport *lw_place_probe_finish       (GAsyncResult              *result,
                                            GError                   **error) G_GNUC_WARN_UNUSED_RESULT;

LwPlaceState   lw_place_state_of_error     (const GError              *error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LwPlaceReport, lw_place_report_free)

G_END_DECLS
