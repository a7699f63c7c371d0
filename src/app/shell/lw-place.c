/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* A place where labeling jobs run, as the studio remembers it: this computer, an AWS profile and Region, a server's
 * address. It has a backend while it is open, and the keys that were typed in this run. */

#define G_LOG_DOMAIN "lw-shell"

#include "config.h"

#include "lw-place.h"

#include "lw-json.h"
#include "lw-str.h"

#include <glib/gi18n.h>

struct _LwPlace
{
  GObject        parent_instance;

  LwPlaceKind    kind;
  char          *id;
  char          *title;
  char          *profile;
  char          *region;
  char          *url;

  LwPlaceState   state;
  char          *message;
  LwJobBackend  *backend;
  LwImageLoader *loader;

  LwAwsCredentialsProvider *provider;
};

enum
{
  CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (LwPlace, lw_place, G_TYPE_OBJECT)

/* The words of the file; the order of LwPlaceKind. */
static const char *const kind_names[] = { "this-computer", "aws", "server" };

static void
lw_place_dispose (GObject *object)
{
  LwPlace *self = LW_PLACE (object);

  g_clear_object (&self->provider);
  g_clear_object (&self->loader);
  g_clear_object (&self->backend);
  G_OBJECT_CLASS (lw_place_parent_class)->dispose (object);
}

static void
lw_place_finalize (GObject *object)
{
  LwPlace *self = LW_PLACE (object);

  g_free (self->id);
  g_free (self->title);
  g_free (self->profile);
  g_free (self->region);
  g_free (self->url);
  g_free (self->message);
  G_OBJECT_CLASS (lw_place_parent_class)->finalize (object);
}

static void
lw_place_class_init (LwPlaceClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = lw_place_dispose;
  G_OBJECT_CLASS (klass)->finalize = lw_place_finalize;

  /**
   * LwPlace::changed:
   *
   * Its state, message or backend is another one.
   */
  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 0);
}

static void
lw_place_init (LwPlace *self)
{
}

static LwPlace *
place_new (LwPlaceKind  kind,
           const char  *profile,
           const char  *region,
           const char  *url,
           char        *title)
{
  LwPlace *self = g_object_new (LW_TYPE_PLACE, NULL);

  self->kind = kind;
  self->profile = g_strdup (profile);
  self->region = g_strdup (region);
  self->url = g_strdup (url);
  self->title = title;
  self->id = kind == LW_PLACE_THIS_COMPUTER
               ? g_strdup (kind_names[kind])
               : g_strjoin ("|", kind_names[kind], profile != NULL ? profile : url, region, NULL);
  return self;
}

/**
 * lw_place_new_local:
 *
 * Returns: (transfer full): this computer
 */
LwPlace *
lw_place_new_local (void)
{
  return place_new (LW_PLACE_THIS_COMPUTER, NULL, NULL, NULL, g_strdup (_("This Computer")));
}

/**
 * lw_place_new_aws:
 * @profile: a profile of the AWS configuration
 * @region: a Region
 *
 * Returns: (transfer full): the place
 */
LwPlace *
lw_place_new_aws (const char *profile,
                  const char *region)
{
  g_return_val_if_fail (profile != NULL && region != NULL, NULL);

  return place_new (LW_PLACE_AWS, profile, region, NULL, g_strdup_printf ("AWS · %s · %s", profile, region));
}

/* What is between the scheme and the path. */
static char *
dup_host (const char *url)
{
  g_autoptr (GUri) uri = g_uri_parse (url, G_URI_FLAGS_NONE, NULL);

  if (uri == NULL || g_uri_get_host (uri) == NULL)
    return g_strdup (url);
  if (g_uri_get_port (uri) < 0)
    return g_strdup (g_uri_get_host (uri));
  return g_strdup_printf ("%s:%d", g_uri_get_host (uri), g_uri_get_port (uri));
}

/**
 * lw_place_new_server:
 * @url: its address
 * @region: the Region that it calls itself
 *
 * Returns: (transfer full): the place
 */
LwPlace *
lw_place_new_server (const char *url,
                     const char *region)
{
  g_return_val_if_fail (url != NULL && region != NULL, NULL);

  return place_new (LW_PLACE_SERVER, NULL, region, url, dup_host (url));
}

/**
 * lw_place_new_from_json:
 * @object: (nullable): what lw_place_to_json() made
 *
 * Returns: (transfer full) (nullable): the place, %NULL when @object describes none
 */
LwPlace *
lw_place_new_from_json (JsonObject *object)
{
  const char *kind = lw_json_get_string (object, "kind");
  const char *region = lw_json_get_string (object, "region");
  const char *profile = lw_json_get_string (object, "profile");
  const char *url = lw_json_get_string (object, "url");

  if (g_strcmp0 (kind, kind_names[LW_PLACE_AWS]) == 0 && profile != NULL && region != NULL)
    return lw_place_new_aws (profile, region);
  if (g_strcmp0 (kind, kind_names[LW_PLACE_SERVER]) == 0 && url != NULL && region != NULL)
    return lw_place_new_server (url, region);
  return NULL;
}

/**
 * lw_place_to_json:
 * @self: a place
 *
 * Returns: (transfer full): what has to be remembered of it
 */
JsonNode *
lw_place_to_json (LwPlace *self)
{
  g_autoptr (JsonObject) object = json_object_new ();

  g_return_val_if_fail (LW_IS_PLACE (self), NULL);

  json_object_set_string_member (object, "kind", kind_names[self->kind]);
  if (self->profile != NULL)
    json_object_set_string_member (object, "profile", self->profile);
  if (self->region != NULL)
    json_object_set_string_member (object, "region", self->region);
  if (self->url != NULL)
    json_object_set_string_member (object, "url", self->url);
  return json_node_init_object (json_node_alloc (), object);
}

LwPlaceKind
lw_place_get_kind (LwPlace *self)
{
  g_return_val_if_fail (LW_IS_PLACE (self), LW_PLACE_THIS_COMPUTER);

  return self->kind;
}

/**
 * lw_place_get_id:
 * @self: a place
 *
 * Returns: (transfer none): a name that two places do not share, the same in each run
 */
const char *
lw_place_get_id (LwPlace *self)
{
  g_return_val_if_fail (LW_IS_PLACE (self), NULL);

  return self->id;
}

const char *
lw_place_get_title (LwPlace *self)
{
  g_return_val_if_fail (LW_IS_PLACE (self), NULL);

  return self->title;
}

/**
 * lw_place_get_profile:
 * @self: a place
 *
 * Returns: (transfer none) (nullable): the AWS profile
 */
const char *
lw_place_get_profile (LwPlace *self)
{
  g_return_val_if_fail (LW_IS_PLACE (self), NULL);

  return self->profile;
}

/**
 * lw_place_get_region:
 * @self: a place
 *
 * Returns: (transfer none) (nullable): the Region
 */
const char *
lw_place_get_region (LwPlace *self)
{
  g_return_val_if_fail (LW_IS_PLACE (self), NULL);

  return self->region;
}

/**
 * lw_place_get_url:
 * @self: a place
 *
 * Returns: (transfer none) (nullable): the server's address
 */
const char *
lw_place_get_url (LwPlace *self)
{
  g_return_val_if_fail (LW_IS_PLACE (self), NULL);

  return self->url;
}

LwPlaceState
lw_place_get_state (LwPlace *self)
{
  g_return_val_if_fail (LW_IS_PLACE (self), LW_PLACE_CLOSED);

  return self->state;
}

/**
 * lw_place_get_message:
 * @self: a place
 *
 * Returns: (transfer none) (nullable): why it is not open, as a sentence
 */
const char *
lw_place_get_message (LwPlace *self)
{
  g_return_val_if_fail (LW_IS_PLACE (self), NULL);

  return self->message;
}

/**
 * lw_place_set_state:
 * @self: a place
 * @state: how it is
 * @message: (nullable): why, as a sentence
 */
void
lw_place_set_state (LwPlace      *self,
                    LwPlaceState  state,
                    const char   *message)
{
  gboolean changed;

  g_return_if_fail (LW_IS_PLACE (self));

  changed = lw_set_str (&self->message, message) || self->state != state;
  self->state = state;
  if (changed)
    g_signal_emit (self, signals[CHANGED], 0);
}

/**
 * lw_place_get_backend:
 * @self: a place
 *
 * Returns: (transfer none) (nullable): where its jobs are, %NULL until it was open
 */
LwJobBackend *
lw_place_get_backend (LwPlace *self)
{
  g_return_val_if_fail (LW_IS_PLACE (self), NULL);

  return self->backend;
}

/**
 * lw_place_get_loader:
 * @self: a place
 *
 * Returns: (transfer none) (nullable): its pictures, %NULL until it was open
 */
LwImageLoader *
lw_place_get_loader (LwPlace *self)
{
  g_return_val_if_fail (LW_IS_PLACE (self), NULL);

  return self->loader;
}

/**
 * lw_place_set_backend:
 * @self: a place
 * @backend: where its jobs are
 * @loader: its pictures
 *
 * The place is open from now on.
 */
void
lw_place_set_backend (LwPlace       *self,
                      LwJobBackend  *backend,
                      LwImageLoader *loader)
{
  g_return_if_fail (LW_IS_PLACE (self));
  g_return_if_fail (LW_IS_JOB_BACKEND (backend) && LW_IS_IMAGE_LOADER (loader));

  g_set_object (&self->backend, backend);
  g_set_object (&self->loader, loader);
  self->state = LW_PLACE_OPEN;
  g_clear_pointer (&self->message, g_free);
  g_signal_emit (self, signals[CHANGED], 0);
}

/**
 * lw_place_get_provider:
 * @self: a place
 *
 * Returns: (transfer none) (nullable): the keys that were typed in this run; %NULL when they are found elsewhere
 */
LwAwsCredentialsProvider *
lw_place_get_provider (LwPlace *self)
{
  g_return_val_if_fail (LW_IS_PLACE (self), NULL);

  return self->provider;
}

/**
 * lw_place_set_provider:
 * @self: a place
 * @provider: the keys that were typed
 *
 * What was asked with other keys is forgotten: the place is closed.
 */
void
lw_place_set_provider (LwPlace                  *self,
                       LwAwsCredentialsProvider *provider)
{
  g_return_if_fail (LW_IS_PLACE (self) && LW_IS_AWS_CREDENTIALS_PROVIDER (provider));

  g_set_object (&self->provider, provider);
  g_clear_object (&self->backend);
  g_clear_object (&self->loader);
  self->state = LW_PLACE_CLOSED;
}
