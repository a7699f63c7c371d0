/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What is put into an object. The hash is GnuTLS's, which uses the processor's instructions for it where there are any:
 * GLib's takes ten times as long, longer than sending. */

#define G_LOG_DOMAIN "lw-aws"

#include "config.h"

#include "lw-s3-body.h"

#include <gnutls/crypto.h>

#include "lw-s3-file-stream.h"

#define HASH_SIZE 32
#define BUFFER_SIZE (256 * 1024)

struct _LwS3Body
{
  GBytes  *bytes;
  char    *path;
  guint64  offset;
  guint64  length;
  guint8   hash[HASH_SIZE];
};

/* Where the body of a request is opened again for each attempt. */
typedef struct
{
  char    *path;
  guint64  offset;
  guint64  length;
} Piece;

/**
 * lw_s3_body_new:
 * @bytes: the content
 *
 * Returns: (transfer full): a body of these bytes
 */
LwS3Body *
lw_s3_body_new (GBytes *bytes)
{
  LwS3Body *self;

  g_return_val_if_fail (bytes != NULL, NULL);

  self = g_new0 (LwS3Body, 1);
  self->bytes = g_bytes_ref (bytes);
  self->length = g_bytes_get_size (bytes);
  gnutls_hash_fast (GNUTLS_DIG_SHA256, g_bytes_get_data (bytes, NULL), self->length, self->hash);
  return self;
}

static gboolean
hash_piece (LwS3Body      *self,
            GCancellable  *cancellable,
            GError       **error)
{
  g_autoptr (GInputStream) stream = lw_s3_file_stream_open (self->path, self->offset, self->length, error);
  g_autofree guint8 *buffer = g_malloc (BUFFER_SIZE);
  gnutls_hash_hd_t hash;
  gssize n = -1;

  if (stream == NULL || gnutls_hash_init (&hash, GNUTLS_DIG_SHA256) != 0)
    return FALSE;
  while ((n = g_input_stream_read (stream, buffer, BUFFER_SIZE, cancellable, error)) > 0)
    gnutls_hash (hash, buffer, (gsize) n);
  gnutls_hash_deinit (hash, self->hash);
  return n == 0;
}

static GBytes *
read_piece (LwS3Body      *self,
            GCancellable  *cancellable,
            GError       **error)
{
  g_autoptr (GInputStream) stream = lw_s3_file_stream_open (self->path, self->offset, self->length, error);
  g_autofree guint8 *buffer = g_malloc (MAX (self->length, 1));
  gsize n;

  if (stream == NULL || !g_input_stream_read_all (stream, buffer, self->length, &n, cancellable, error))
    return NULL;
  return g_bytes_new_take (g_steal_pointer (&buffer), n);
}

/**
 * lw_s3_body_new_file:
 * @path: a file
 * @offset: where the piece begins
 * @length: its length in bytes
 * @cancellable: (nullable): ends the reading
 * @error: return location: a #GIOErrorEnum code
 *
 * Reads the piece. What is sent later has to be the same, or the server refuses it.
 *
 * Returns: (transfer full) (nullable): a body of this piece of the file
 */
LwS3Body *
lw_s3_body_new_file (const char    *path,
                     guint64        offset,
                     guint64        length,
                     GCancellable  *cancellable,
                     GError       **error)
{
  g_autoptr (LwS3Body) self = NULL;

  g_return_val_if_fail (path != NULL, NULL);

  self = g_new0 (LwS3Body, 1);
  self->path = g_strdup (path);
  self->offset = offset;
  self->length = length;
  if (length <= BUFFER_SIZE)
    {
      g_autoptr (GBytes) bytes = read_piece (self, cancellable, error);

      return bytes != NULL ? lw_s3_body_new (bytes) : NULL;
    }
  return hash_piece (self, cancellable, error) ? g_steal_pointer (&self) : NULL;
}

/**
 * lw_s3_body_free:
 * @self: (transfer full): a body
 */
void
lw_s3_body_free (LwS3Body *self)
{
  g_return_if_fail (self != NULL);

  g_clear_pointer (&self->bytes, g_bytes_unref);
  g_free (self->path);
  g_free (self);
}

/**
 * lw_s3_body_get_length:
 * @self: a body
 *
 * Returns: its length in bytes
 */
guint64
lw_s3_body_get_length (const LwS3Body *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->length;
}

/**
 * lw_s3_body_dup_base64:
 * @self: a body
 *
 * Returns: (transfer full): its SHA-256 as x-amz-checksum-sha256 has it
 */
char *
lw_s3_body_dup_base64 (const LwS3Body *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return g_base64_encode (self->hash, HASH_SIZE);
}

static void
piece_free (gpointer data)
{
  Piece *piece = data;

  g_free (piece->path);
  g_free (piece);
}

static GInputStream *
open_piece (gpointer   data,
            GError   **error)
{
  const Piece *piece = data;

  return lw_s3_file_stream_open (piece->path, piece->offset, piece->length, error);
}

/**
 * lw_s3_body_attach:
 * @self: a body
 * @request: a request
 *
 * Makes it the request's body, hash included.
 */
void
lw_s3_body_attach (const LwS3Body *self,
                   LwAwsRequest   *request)
{
  char digits[2 * HASH_SIZE + 1];
  Piece *piece;

  g_return_if_fail (self != NULL && request != NULL);

  for (guint i = 0; i < HASH_SIZE; i++)
    g_snprintf (digits + 2 * i, 3, "%02x", self->hash[i]);
  if (self->bytes != NULL)
    {
      lw_aws_request_add_header (request, "x-amz-content-sha256", digits);
      lw_aws_request_set_body (request, self->bytes);
      return;
    }
  piece = g_new0 (Piece, 1);
  piece->path = g_strdup (self->path);
  piece->offset = self->offset;
  piece->length = self->length;
  lw_aws_request_set_body_source (request, open_piece, piece, piece_free, self->length, digits);
}
