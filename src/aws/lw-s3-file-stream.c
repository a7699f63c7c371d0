/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* A part of a file as the body of a request. Reading a local file never says "would block", so the stream is one that
 * can be polled and always has something. */

#define G_LOG_DOMAIN "lw-aws"

#include "config.h"

#include "lw-s3-file-stream.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <unistd.h>

struct _LwS3FileStream
{
  GInputStream  parent_instance;

  char         *path;
  int           fd;
  guint64       next;
  guint64       end;
};

static void lw_s3_file_stream_iface_init (GPollableInputStreamInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (LwS3FileStream, lw_s3_file_stream, G_TYPE_INPUT_STREAM,
                               G_IMPLEMENT_INTERFACE (G_TYPE_POLLABLE_INPUT_STREAM, lw_s3_file_stream_iface_init))

static gssize
read_some (LwS3FileStream  *self,
           void            *buffer,
           gsize            count,
           GError         **error)
{
  gssize n;

  do
    n = pread (self->fd, buffer, MIN (count, self->end - self->next), (off_t) self->next);
  while (n < 0 && errno == EINTR);
  if (n < 0)
    g_set_error (error, G_IO_ERROR, g_io_error_from_errno (errno), _("“%s” cannot be read: %s"), self->path,
                 g_strerror (errno));
  else if (n == 0 && self->next < self->end)
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_PARTIAL_INPUT, _("“%s” became shorter while it was sent"),
                   self->path);
      n = -1;
    }
  else
    self->next += (guint64) n;
  return n;
}

static gssize
lw_s3_file_stream_read (GInputStream  *stream,
                        void          *buffer,
                        gsize          count,
                        GCancellable  *cancellable,
                        GError       **error)
{
  return read_some (LW_S3_FILE_STREAM (stream), buffer, count, error);
}

static gboolean
lw_s3_file_stream_is_readable (GPollableInputStream *stream)
{
  return TRUE;
}

static GSource *
lw_s3_file_stream_create_source (GPollableInputStream *stream,
                                 GCancellable         *cancellable)
{
  g_autoptr (GSource) always = g_timeout_source_new (0);

  return g_pollable_source_new_full (stream, always, cancellable);
}

static gssize
lw_s3_file_stream_read_nonblocking (GPollableInputStream  *stream,
                                    void                  *buffer,
                                    gsize                  count,
                                    GError               **error)
{
  return read_some (LW_S3_FILE_STREAM (stream), buffer, count, error);
}

static void
lw_s3_file_stream_iface_init (GPollableInputStreamInterface *iface)
{
  iface->is_readable = lw_s3_file_stream_is_readable;
  iface->create_source = lw_s3_file_stream_create_source;
  iface->read_nonblocking = lw_s3_file_stream_read_nonblocking;
}

static void
lw_s3_file_stream_finalize (GObject *object)
{
  LwS3FileStream *self = LW_S3_FILE_STREAM (object);

  if (self->fd >= 0)
    close (self->fd);
  g_free (self->path);
  G_OBJECT_CLASS (lw_s3_file_stream_parent_class)->finalize (object);
}

static void
lw_s3_file_stream_class_init (LwS3FileStreamClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = lw_s3_file_stream_finalize;
  G_INPUT_STREAM_CLASS (klass)->read_fn = lw_s3_file_stream_read;
}

static void
lw_s3_file_stream_init (LwS3FileStream *self)
{
  self->fd = -1;
}

/**
 * lw_s3_file_stream_open:
 * @path: a file
 * @offset: where to begin
 * @length: how many bytes
 * @error: return location: a #GIOErrorEnum code
 *
 * Returns: (transfer full) (nullable): a stream of these bytes
 */
GInputStream *
lw_s3_file_stream_open (const char  *path,
                        guint64      offset,
                        guint64      length,
                        GError     **error)
{
  g_autoptr (LwS3FileStream) self = g_object_new (LW_TYPE_S3_FILE_STREAM, NULL);

  g_return_val_if_fail (path != NULL, NULL);

  self->path = g_strdup (path);
  self->next = offset;
  self->end = offset + length;
  self->fd = g_open (path, O_RDONLY | O_CLOEXEC, 0);
  if (self->fd >= 0)
    return G_INPUT_STREAM (g_steal_pointer (&self));
  g_set_error (error, G_IO_ERROR, g_io_error_from_errno (errno), _("“%s” cannot be read: %s"), path,
               g_strerror (errno));
  return NULL;
}
