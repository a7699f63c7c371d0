/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Rows of comma-separated text (RFC 4180): quoted fields with commas, quotes and line breaks, LF or CRLF, a byte order
 * mark, blank lines. What columns mean is the caller's matter. */

#define G_LOG_DOMAIN "lw-base"

#include "config.h"

#include "lw-csv-reader.h"

#include <glib/gi18n.h>
#include <inttypes.h>
#include <string.h>

/* Between rows, @at is at the first byte of a row and @next_line its number. */
struct _LwCsvReader
{
  GBytes     *bytes;
  const char *at;
  const char *end;
  guint64     line;
  guint64     next_line;
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
  self->at = g_bytes_get_data (bytes, &length);
  self->end = self->at + length;
  self->next_line = 1;
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
  g_free (self);
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
             GString      *field,
             GError      **error)
{
  for (self->at++; self->at < self->end; self->at++)
    {
      if (*self->at == '\n')
        self->next_line++;
      if (*self->at != '"')
        {
          g_string_append_c (field, *self->at);
          continue;
        }
      if (self->at + 1 == self->end || self->at[1] != '"')
        {
          self->at++;
          return TRUE;
        }
      g_string_append_c (field, '"');
      self->at++;
    }
  return fail (self, _("a quotation mark is opened and not closed"), error);
}

static gboolean
at_field_end (LwCsvReader *self)
{
  return self->at == self->end || *self->at == ',' || *self->at == '\n'
         || (*self->at == '\r' && (self->at + 1 == self->end || self->at[1] == '\n'));
}

static char *
read_field (LwCsvReader  *self,
            GError      **error)
{
  g_autoptr (GString) field = g_string_new (NULL);

  if (self->at < self->end && *self->at == '"')
    {
      if (!read_quoted (self, field, error))
        return NULL;
      if (!at_field_end (self))
        {
          fail (self, _("there is text after a closing quotation mark"), error);
          return NULL;
        }
    }
  while (!at_field_end (self))
    g_string_append_c (field, *self->at++);

  if (!g_utf8_validate_len (field->str, field->len, NULL))
    {
      fail (self, _("the text is not UTF-8"), error);
      return NULL;
    }
  return g_string_free (g_steal_pointer (&field), FALSE);
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
  g_return_val_if_fail (self != NULL && fields != NULL, FALSE);

  g_ptr_array_set_size (fields, 0);
  while (skip_break (self))
    continue;
  if (self->at == self->end)
    return FALSE;

  self->line = self->next_line;
  while (TRUE)
    {
      char *field = read_field (self, error);

      if (field == NULL)
        {
          self->at = self->end;
          return FALSE;
        }
      g_ptr_array_add (fields, field);
      if (self->at == self->end || *self->at != ',')
        break;
      self->at++;
    }
  skip_break (self);
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
