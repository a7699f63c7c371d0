/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Rows of comma-separated text (RFC 4180): quoted fields with commas, quotes and line breaks, LF or CRLF, a
 * byte order mark, blank lines. What columns mean is the caller's matter. */

#define G_LOG_DOMAIN "lw-base"

#include "config.h"

#include "lw-csv-reader.h"

#include <glib/gi18n.h>
#include <inttypes.h>
#include <string.h>

/* Between rows, @at is at the first byte of a row and @next_line its number. The fields of a row that are
 * quoted are copied one after the other into @unquoted; until the row ends, slices have their places there
 * as offsets. */
struct _LwCsvReader
{
  GBytes     *bytes;
  GString    *unquoted;
  const char *at;
  const char *end;
  guint64     line;
  guint64     next_line;
  char        delimiter;
};

/**
 * lw_csv_reader_new:
 * @bytes: the text; kept
 *
 * Returns: (transfer full): a reader at the first row
 */
LwCsvReader *
lw_csv_reader_new (GBytes *bytes)
{
  LwCsvReader *self;
  gsize length;

  g_return_val_if_fail (bytes != NULL, NULL);

  self = g_new0 (LwCsvReader, 1);
  self->bytes = g_bytes_ref (bytes);
  self->unquoted = g_string_new (NULL);
  self->at = g_bytes_get_data (bytes, &length);
  self->end = self->at + length;
  self->next_line = 1;
  self->delimiter = ',';
  if (length >= 3 && memcmp (self->at, "\xef\xbb\xbf", 3) == 0)
    self->at += 3;
  return self;
}

void
lw_csv_reader_free (LwCsvReader *self)
{
  if (self == NULL)
    return;

  g_bytes_unref (self->bytes);
  g_string_free (self->unquoted, TRUE);
  g_free (self);
}

/**
 * lw_csv_reader_set_delimiter:
 * @self: a reader
 * @delimiter: what stands between fields instead of a comma
 */
void
lw_csv_reader_set_delimiter (LwCsvReader *self,
                             char         delimiter)
{
  g_return_if_fail (self != NULL);

  self->delimiter = delimiter;
}

/* Steps over a line break. Returns whether there is one. */
static gboolean
skip_break (LwCsvReader *self)
{
  if (self->at < self->end && *self->at == '\r' && (self->at + 1 == self->end || self->at[1] == '\n'))
    self->at++;
  else if (self->at == self->end || *self->at != '\n')
    return FALSE;

  if (self->at < self->end)
    self->at++;
  self->next_line++;
  return TRUE;
}

static gboolean
fail (LwCsvReader  *self,
      const char   *message,
      GError      **error)
{
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, _("line %" PRIu64 ": %s"), self->line, message);
  return FALSE;
}

static gboolean
read_quoted (LwCsvReader  *self,
             GError      **error)
{
  for (self->at++; self->at < self->end; self->at++)
    {
      if (*self->at == '\n')
        self->next_line++;
      if (*self->at != '"')
        {
          g_string_append_c (self->unquoted, *self->at);
          continue;
        }
      if (self->at + 1 == self->end || self->at[1] != '"')
        {
          self->at++;
          return TRUE;
        }
      g_string_append_c (self->unquoted, '"');
      self->at++;
    }
  return fail (self, _("a quotation mark is opened and not closed"), error);
}

static gboolean
at_field_end (LwCsvReader *self)
{
  return self->at == self->end || *self->at == self->delimiter || *self->at == '\n'
         || (*self->at == '\r' && (self->at + 1 == self->end || self->at[1] == '\n'));
}

/* Whether text has a byte that needs a closer look: beyond ASCII, or zero. */
static gboolean
is_plain (const char *text,
          gsize       length)
{
  for (gsize i = 0; i < length; i++)
    {
      if ((signed char) text[i] <= 0)
        return FALSE;
    }
  return TRUE;
}

/* A slice whose text is NULL has its place in @unquoted: at the end of it, @length bytes long. */
static gboolean
read_field (LwCsvReader  *self,
            LwCsvSlice   *slice,
            GError      **error)
{
  const char *text;

  slice->text = self->at;
  if (self->at < self->end && *self->at == '"')
    {
      gsize begin = self->unquoted->len;

      if (!read_quoted (self, error))
        return FALSE;
      if (!at_field_end (self))
        return fail (self, _("there is text after a closing quotation mark"), error);
      slice->text = NULL;
      slice->length = self->unquoted->len - begin;
    }
  else
    {
      while (!at_field_end (self))
        self->at++;
      slice->length = (gsize) (self->at - slice->text);
    }

  text = slice->text != NULL ? slice->text : self->unquoted->str + self->unquoted->len - slice->length;
  if (!is_plain (text, slice->length) && !g_utf8_validate_len (text, slice->length, NULL))
    return fail (self, _("the text is not UTF-8"), error);
  return TRUE;
}

/* The row's copies stay where they are now. */
static void
place_unquoted (LwCsvReader *self,
                GArray      *slices)
{
  const char *text = self->unquoted->str;

  for (guint i = 0; i < slices->len; i++)
    {
      LwCsvSlice *slice = &g_array_index (slices, LwCsvSlice, i);

      if (slice->text != NULL)
        continue;
      slice->text = text;
      text += slice->length;
    }
}

/**
 * lw_csv_reader_next:
 * @self: a reader
 * @fields: (element-type utf8): emptied, then filled with the row's fields; must own its elements
 * @error: %G_IO_ERROR_INVALID_DATA, with the line in the message
 *
 * Reads a row; blank lines are skipped. After an error nothing more can be read.
 *
 * Returns: whether there is a row: %FALSE at the end, and with @error set
 */
gboolean
lw_csv_reader_next (LwCsvReader  *self,
                    GPtrArray    *fields,
                    GError      **error)
{
  g_autoptr (GArray) slices = g_array_new (FALSE, FALSE, sizeof (LwCsvSlice));

  g_return_val_if_fail (self != NULL && fields != NULL, FALSE);

  g_ptr_array_set_size (fields, 0);
  if (!lw_csv_reader_next_slices (self, slices, error))
    return FALSE;

  for (guint i = 0; i < slices->len; i++)
    {
      const LwCsvSlice *slice = &g_array_index (slices, LwCsvSlice, i);

      g_ptr_array_add (fields, g_strndup (slice->text, slice->length));
    }
  return TRUE;
}

/**
 * lw_csv_reader_next_slices:
 * @self: a reader
 * @slices: (element-type LwCsvSlice): emptied, then filled with the row's fields, which are valid until the
 *   next row is read
 * @error: %G_IO_ERROR_INVALID_DATA, with the line in the message
 *
 * Reads a row without copying it, for files of millions of rows; otherwise like lw_csv_reader_next().
 *
 * Returns: whether there is a row: %FALSE at the end, and with @error set
 */
gboolean
lw_csv_reader_next_slices (LwCsvReader  *self,
                           GArray       *slices,
                           GError      **error)
{
  const char *begin;

  g_return_val_if_fail (self != NULL && slices != NULL, FALSE);

  g_array_set_size (slices, 0);
  g_string_truncate (self->unquoted, 0);
  while (skip_break (self))
    continue;
  if (self->at == self->end)
    return FALSE;

  self->line = self->next_line;
  begin = self->at;
  while (TRUE)
    {
      LwCsvSlice slice = { NULL, 0, (guint) (self->at - begin) + 1 };

      if (!read_field (self, &slice, error))
        {
          g_array_set_size (slices, 0);
          self->at = self->end;
          return FALSE;
        }
      g_array_append_val (slices, slice);
      if (self->at == self->end || *self->at != self->delimiter)
        break;
      self->at++;
    }
  skip_break (self);
  place_unquoted (self, slices);
  return TRUE;
}

/**
 * lw_csv_reader_get_line:
 * @self: a reader
 *
 * Returns: the number of the line on which the last row begins, from 1
 */
guint64
lw_csv_reader_get_line (LwCsvReader *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->line;
}
