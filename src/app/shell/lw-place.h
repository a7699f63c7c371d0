/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* A place where labeling jobs run, as the studio remembers it: this computer, an AWS profile and Region, a server's
 * address. It has a backend while it is open, and the keys that were typed in this run. */

#pragma once

#include "lw-image-loader.h"

#include "lw-aws-credentials-provider.h"

#include "lw-job-backend.h"

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

#define LW_TYPE_PLACE (lw_place_get_type ())
G_DECLARE_FINAL_TYPE (LwPlace, lw_place, LW, PLACE, GObject)

/**
 * LwPlaceKind:
 * @LW_PLACE_THIS_COMPUTER: the engine in this program
 * @LW_PLACE_AWS: a profile and a Region
 * @LW_PLACE_SERVER: a Labelwright server, or whatever speaks like AWS, at an address
 */
typedef enum
{
  LW_PLACE_THIS_COMPUTER,
  LW_PLACE_AWS,
  LW_PLACE_SERVER,
} LwPlaceKind;

/**
 * LwPlaceState:
 * @LW_PLACE_CLOSED: nobody has asked for it yet
 * @LW_PLACE_CONNECTING: being opened
 * @LW_PLACE_OPEN: its jobs can be seen
 * @LW_PLACE_OFFLINE: it could not be reached
 * @LW_PLACE_SIGNED_OUT: it does not accept the credentials, or there are none
 */
typedef enum
{
  LW_PLACE_CLOSED,
  LW_PLACE_CONNECTING,
  LW_PLACE_OPEN,
  LW_PLACE_OFFLINE,
  LW_PLACE_SIGNED_OUT,
} LwPlaceState;

LwPlace       *lw_place_new_local     (void) G_GNUC_WARN_UNUSED_RESULT;
LwPlace       *lw_place_new_aws       (const char    *profile,
                                       const char    *region) G_GNUC_WARN_UNUSED_RESULT;
LwPlace       *lw_place_new_server    (const char    *url,
                                       const char    *region) G_GNUC_WARN_UNUSED_RESULT;
LwPlace       *lw_place_new_from_json (JsonObject    *object) G_GNUC_WARN_UNUSED_RESULT;
JsonNode      *lw_place_to_json       (LwPlace       *self) G_GNUC_WARN_UNUSED_RESULT;

LwPlaceKind    lw_place_get_kind      (LwPlace       *self);
const char    *lw_place_get_id        (LwPlace       *self);
const char    *lw_place_get_title     (LwPlace       *self);
const char    *lw_place_get_profile   (LwPlace       *self);
const char    *lw_place_get_region    (LwPlace       *self);
const char    *lw_place_get_url       (LwPlace       *self);

LwPlaceState   lw_place_get_state     (LwPlace       *self);
const char    *lw_place_get_message   (LwPlace       *self);
void           lw_place_set_state     (LwPlace       *self,
                                       LwPlaceState   state,
                                       const char    *message);

LwJobBackend  *lw_place_get_backend   (LwPlace       *self);
LwImageLoader *lw_place_get_loader    (LwPlace       *self);
void           lw_place_set_backend   (LwPlace       *self,
                                       LwJobBackend  *backend,
                                       LwImageLoader *loader);

LwAwsCredentialsProvider *lw_place_get_provider (LwPlace                  *self);
void                      lw_place_set_provider (LwPlace                  *self,
                                                 LwAwsCredentialsProvider *provider);

G_END_DECLS
