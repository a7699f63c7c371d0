/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Opens places: connects to one that is asked over the wire, and gives each that is open its pictures. */

#define G_LOG_DOMAIN "lw-shell"

#include "config.h"

#include "lw-place-open.h"
#include "lw-place-probe.h"

#include "lw-settings.h"

#include "lw-aws-backend.h"
#include "lw-directory-store.h"
#include "lw-s3-store.h"

/* How often the list of jobs is asked for, in seconds. */
#define WATCH_SERVER 2
#define WATCH_AWS 20

/* What a Labelwright server has for jobs that name nothing else; a role has no meaning there. */
#define SERVER_OUTPUT_PATH "s3://" LW_WORKSPACE_BUCKET "/jobs"
#define SERVER_ROLE_ARN "arn:aws:iam::000000000000:role/Labelwright"

static gboolean
get_bytes_of_megabytes (GValue   *value,
                        GVariant *variant,
                        gpointer  user_data)
{
  g_value_set_uint64 (value, (guint64) g_variant_get_uint32 (variant) << 20);
  return TRUE;
}

/**
 * lw_places_load_of:
 * @self: the places
 * @workspace: the folder that remembers them
 *
 * Places that cannot be read are not there; their file stays until one is added.
 */
void
lw_places_load_of (LwPlaces   *self,
                   const char *workspace)
{
  g_autofree char *path = g_build_filename (workspace, "places.json", NULL);
  g_autoptr (GError) error = NULL;

  if (!lw_places_load (self, path, &error))
    g_warning ("%s", error->message);
}

/**
 * lw_place_opened:
 * @self: a place
 * @backend: where its jobs are
 *
 * The place is open from now on, with pictures of its own.
 */
void
lw_place_opened (LwPlace      *self,
                 LwJobBackend *backend)
{
  g_autoptr (GSettings) settings = lw_settings_dup ();
  g_autoptr (LwImageLoader) loader = lw_image_loader_new (lw_job_backend_get_store (backend));

  if (settings != NULL)
    g_settings_bind_with_mapping (settings, "image-memory", loader, "max-bytes", G_SETTINGS_BIND_GET,
                                  get_bytes_of_megabytes, NULL, NULL, NULL);
  lw_place_set_backend (self, backend, loader);
}

/* What was seen of the place stays on the screen while it is away. */
static void
watched_cb (LwPlace      *self,
            const GError *error)
{
  if (error != NULL)
    lw_place_set_state (self, lw_place_state_of_error (error), error->message);
  else
    lw_place_set_state (self, LW_PLACE_OPEN, NULL);
}

static void
refreshed_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  LwAwsBackend *backend = LW_AWS_BACKEND (source);
  g_autoptr (LwPlace) self = user_data;
  g_autoptr (GError) error = NULL;

  if (!lw_aws_backend_refresh_finish (backend, result, &error))
    {
      lw_place_set_state (self, lw_place_state_of_error (error), error->message);
      return;
    }
  if (lw_place_get_backend (self) == LW_JOB_BACKEND (backend))
    {
      lw_place_set_state (self, LW_PLACE_OPEN, NULL);
      return;
    }
  g_signal_connect_object (backend, "watched", G_CALLBACK (watched_cb), self, G_CONNECT_SWAPPED);
  lw_aws_backend_watch (backend, lw_place_get_kind (self) == LW_PLACE_AWS ? WATCH_AWS : WATCH_SERVER);
  lw_place_opened (self, LW_JOB_BACKEND (backend));
}

static LwAwsClient *
make_client (LwPlace  *self,
             GError  **error)
{
  g_autoptr (LwAwsCredentialsProvider) provider = NULL;

  if (lw_place_get_provider (self) != NULL)
    provider = g_object_ref (lw_place_get_provider (self));
  else if (lw_place_get_kind (self) == LW_PLACE_SERVER)
    provider = lw_aws_credentials_provider_new_for_keyring (lw_place_get_url (self));
  return lw_place_new_client (self, provider, error);
}

static LwAwsBackend *
make_backend (LwPlace  *self,
              GError  **error)
{
  g_autoptr (LwAwsClient) client = make_client (self, error);
  g_autoptr (LwSagemakerClient) sagemaker = NULL;
  g_autoptr (LwS3Client) s3 = NULL;
  g_autoptr (LwS3Store) store = NULL;
  LwAwsBackend *backend;

  if (client == NULL)
    return NULL;
  sagemaker = lw_sagemaker_client_new (client);
  s3 = lw_s3_client_new (client);
  store = lw_s3_store_new (s3);
  backend = lw_aws_backend_new (sagemaker, LW_OBJECT_STORE (store), lw_place_get_title (self));
  if (lw_place_get_kind (self) == LW_PLACE_SERVER)
    lw_aws_backend_set_defaults (backend, SERVER_OUTPUT_PATH, SERVER_ROLE_ARN);
  return backend;
}

/**
 * lw_place_connect:
 * @self: a place that is asked over the wire
 *
 * Opens it: "changed" tells how it went. One that was open keeps what is known of it.
 */
void
lw_place_connect (LwPlace *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (LwAwsBackend) backend = NULL;

  g_return_if_fail (LW_IS_PLACE (self) && lw_place_get_kind (self) != LW_PLACE_THIS_COMPUTER);

  if (lw_place_get_state (self) == LW_PLACE_CONNECTING)
    return;
  if (lw_place_get_backend (self) != NULL)
    backend = g_object_ref (LW_AWS_BACKEND (lw_place_get_backend (self)));
  else
    backend = make_backend (self, &error);
  if (backend == NULL)
    {
      lw_place_set_state (self, lw_place_state_of_error (error), error->message);
      return;
    }
  lw_place_set_state (self, LW_PLACE_CONNECTING, NULL);
  lw_aws_backend_refresh_async (backend, NULL, refreshed_cb, g_object_ref (self));
}
