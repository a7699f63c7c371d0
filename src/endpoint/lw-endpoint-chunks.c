/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* A body in S3's own chunks, as "Signature calculations: transferring a payload in multiple chunks" of the Amazon S3
 * API Reference has it: "SIZE;chunk-signature=…\r\n", bytes, "\r\n"; a chunk of size 0; fields; an empty line. */

#define G_LOG_DOMAIN "lw-endpoint"

#include "config.h"

#include "lw-endpoint-chunks.h"

#include "lw-sigv4.h"

#include <string.h>

#define BUFFER_SIZE 8192
#define MAX_LINE 1024
#define MAX_TRAILERS 16
#define MAX_SIZE_DIGITS 15
#define SIGNATURE_PARAMETER "chunk-signature="
#define TRAILER_SIGNATURE "x-amz-trailer-signature"
#define EMPTY_HASH "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"

typedef enum
{
  STATE_SIZE,
  STATE_DATA,
  STATE_DATA_END,
  STATE_TRAILER,
  STATE_END,
} State;

/* Invariant: @previous is the signature that the next one builds on; @claimed is what the current chunk says of itself;
 * both are %NULL when chunks are not signed. */
struct _LwEndpointChunks
{
  LwChunkSource  source;
  gpointer       data;
  LwChunkSigner  signer;
  gboolean       is_signed;
  State          state;
  guint64        left;
  gboolean       last;
  char          *previous;
  char          *claimed;
  GChecksum     *hash;
  GHashTable    *trailers;
  GString       *trailer_text;
  gsize          start;
  gsize          end;
  char           buffer[BUFFER_SIZE];
};

/**
 * lw_endpoint_chunks_new:
 * @signer: (nullable): how chunks are signed; its texts have to live on. %NULL when they are not
 * @source: (scope notified): where the bytes come from
 * @data: for @source
 *
 * Returns: (transfer full): a reader of what is in the chunks
 */
LwEndpointChunks *
lw_endpoint_chunks_new (const LwChunkSigner *signer,
                        LwChunkSource        source,
                        gpointer             data)
{
  LwEndpointChunks *self = g_new0 (LwEndpointChunks, 1);

  self->source = source;
  self->data = data;
  self->trailers = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->trailer_text = g_string_new (NULL);
  if (signer == NULL)
    return self;
  self->is_signed = TRUE;
  self->signer = *signer;
  self->previous = g_strdup (signer->seed);
  self->hash = g_checksum_new (G_CHECKSUM_SHA256);
  return self;
}

void
lw_endpoint_chunks_free (LwEndpointChunks *self)
{
  g_free (self->previous);
  g_free (self->claimed);
  g_clear_pointer (&self->hash, g_checksum_free);
  g_hash_table_unref (self->trailers);
  g_string_free (self->trailer_text, TRUE);
  explicit_bzero (&self->signer, sizeof self->signer);
  g_free (self);
}

static gboolean
fail (GError **error)
{
  return lw_endpoint_fail (error, LW_ENDPOINT_ERROR_INCOMPLETE_BODY,
                           "The body is not in valid chunks, or ends before its last one");
}

static gboolean
fill (LwEndpointChunks  *self,
      GError           **error)
{
  gssize n;

  memmove (self->buffer, self->buffer + self->start, self->end - self->start);
  self->end -= self->start;
  self->start = 0;
  n = self->source (self->data, self->buffer + self->end, BUFFER_SIZE - self->end, error);
  if (n == 0)
    return fail (error);
  self->end += MAX (n, 0);
  return n > 0;
}

/* (transfer full): the next line without its end. */
static char *
read_line (LwEndpointChunks  *self,
           GError           **error)
{
  for (;;)
    {
      gsize length = self->end - self->start;
      const char *start = self->buffer + self->start;
      const char *end = memchr (start, '\n', MIN (length, MAX_LINE));

      if (end != NULL && end > start && end[-1] == '\r' && memchr (start, '\0', end - start) == NULL)
        {
          self->start += end + 1 - start;
          return g_strndup (start, end - 1 - start);
        }
      if (end != NULL || length >= MAX_LINE)
        {
          fail (error);
          return NULL;
        }
      if (!fill (self, error))
        return NULL;
    }
}

static gboolean
check_signature (LwEndpointChunks  *self,
                 const char        *text,
                 const char        *claimed,
                 GError           **error)
{
  g_autofree char *signature = lw_endpoint_signature_of (self->signer.key, text);

  if (claimed == NULL || !lw_sigv4_is_equal (signature, claimed))
    return lw_endpoint_fail (error, LW_ENDPOINT_ERROR_SIGNATURE_DOES_NOT_MATCH,
                             "The signature of a chunk does not match what it holds");
  g_free (self->previous);
  self->previous = g_steal_pointer (&signature);
  return TRUE;
}

/* All bytes of the chunk went by. */
static gboolean
end_chunk (LwEndpointChunks  *self,
           GError           **error)
{
  g_autofree char *text = NULL;
  gboolean ok;

  if (!self->is_signed)
    return TRUE;
  text = g_strjoin ("\n", "AWS4-HMAC-SHA256-PAYLOAD", self->signer.stamp, self->signer.scope, self->previous,
                    EMPTY_HASH, g_checksum_get_string (self->hash), NULL);
  ok = check_signature (self, text, self->claimed, error);
  g_checksum_reset (self->hash);
  g_clear_pointer (&self->claimed, g_free);
  return ok;
}

static gboolean
begin_chunk (LwEndpointChunks  *self,
             GError           **error)
{
  g_autofree char *line = read_line (self, error);
  gsize n_digits;

  if (line == NULL)
    return FALSE;
  n_digits = strspn (line, "0123456789abcdefABCDEF");
  if (n_digits == 0 || n_digits > MAX_SIZE_DIGITS || (line[n_digits] != '\0' && line[n_digits] != ';'))
    return fail (error);
  self->left = g_ascii_strtoull (line, NULL, 16);
  self->last = self->left == 0;
  if (self->is_signed && line[n_digits] == ';' && g_str_has_prefix (line + n_digits + 1, SIGNATURE_PARAMETER))
    self->claimed = g_strdup (line + n_digits + 1 + strlen (SIGNATURE_PARAMETER));
  self->state = self->last ? STATE_TRAILER : STATE_DATA;
  return !self->last || end_chunk (self, error);
}

static gboolean
check_trailers (LwEndpointChunks  *self,
                GError           **error)
{
  const char *claimed = lw_endpoint_chunks_get_trailer (self, TRAILER_SIGNATURE);
  g_autofree char *hash = NULL;
  g_autofree char *text = NULL;

  if (!self->is_signed || self->trailer_text->len == 0)
    return TRUE;
  hash = g_compute_checksum_for_string (G_CHECKSUM_SHA256, self->trailer_text->str, -1);
  text = g_strjoin ("\n", "AWS4-HMAC-SHA256-TRAILER", self->signer.stamp, self->signer.scope, self->previous, hash,
                    NULL);
  return check_signature (self, text, claimed, error);
}

static gboolean
read_trailer (LwEndpointChunks  *self,
              GError           **error)
{
  g_autofree char *line = read_line (self, error);
  g_autofree char *name = NULL;
  char *value;

  if (line == NULL)
    return FALSE;
  if (*line == '\0')
    {
      self->state = STATE_END;
      return check_trailers (self, error);
    }
  value = strchr (line, ':');
  if (value == NULL || g_hash_table_size (self->trailers) >= MAX_TRAILERS)
    return fail (error);
  *value++ = '\0';
  g_strstrip (value);
  name = g_ascii_strdown (line, -1);
  if (!g_str_equal (name, TRAILER_SIGNATURE))
    g_string_append_printf (self->trailer_text, "%s:%s\n", name, value);
  g_hash_table_replace (self->trailers, g_steal_pointer (&name), g_strdup (value));
  return TRUE;
}

static gboolean
end_data (LwEndpointChunks  *self,
          GError           **error)
{
  g_autofree char *line = read_line (self, error);

  self->state = STATE_SIZE;
  if (line == NULL)
    return FALSE;
  return *line == '\0' ? end_chunk (self, error) : fail (error);
}

static gssize
read_data (LwEndpointChunks  *self,
           void              *buffer,
           gsize              size,
           GError           **error)
{
  gsize waiting = self->end - self->start;
  gssize n = MIN (MIN (size, waiting), self->left);

  if (n > 0)
    {
      memcpy (buffer, self->buffer + self->start, n);
      self->start += n;
    }
  else
    n = self->source (self->data, buffer, MIN (size, self->left), error);
  if (n == 0)
    return fail (error) - 1;
  if (n < 0)
    return -1;
  if (self->is_signed)
    g_checksum_update (self->hash, buffer, n);
  self->left -= n;
  if (self->left == 0)
    self->state = STATE_DATA_END;
  return n;
}

/**
 * lw_endpoint_chunks_read:
 * @self: a reader
 * @buffer: (out): where the bytes go
 * @size: how many at most
 * @error: return location: %LW_ENDPOINT_ERROR_INCOMPLETE_BODY, %LW_ENDPOINT_ERROR_SIGNATURE_DOES_NOT_MATCH, or the
 *   source's
 *
 * The bytes of a chunk are given out before its signature was checked: nothing may be done with them for good before
 * the end was reached.
 *
 * Returns: how many bytes were read; 0 at the end, -1 with @error set
 */
gssize
lw_endpoint_chunks_read (LwEndpointChunks  *self,
                         void              *buffer,
                         gsize              size,
                         GError           **error)
{
  gboolean ok = TRUE;

  while (ok && self->state != STATE_DATA && self->state != STATE_END)
    switch (self->state)
      {
      case STATE_SIZE:
        ok = begin_chunk (self, error);
        break;
      case STATE_DATA_END:
        ok = end_data (self, error);
        break;
      case STATE_TRAILER:
        ok = read_trailer (self, error);
        break;
      case STATE_DATA:
      case STATE_END:
      default:
        break;
      }
  if (!ok)
    return -1;
  return self->state == STATE_END ? 0 : read_data (self, buffer, size, error);
}

/**
 * lw_endpoint_chunks_get_trailer:
 * @self: a reader at its end
 * @name: in lower case
 *
 * Returns: (transfer none) (nullable): the value of a field behind the last chunk
 */
const char *
lw_endpoint_chunks_get_trailer (LwEndpointChunks *self,
                                const char       *name)
{
  return g_hash_table_lookup (self->trailers, name);
}
