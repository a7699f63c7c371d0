/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Walks over JSON text that lies in memory, checks every byte of it (RFC 8259) and says where things are.
 * Makes no tree, no copies, no allocations. Only for manifest/; others use base/lw-json.h. */

#define G_LOG_DOMAIN "lw-manifest"

#include "config.h"

#include "lw-json-scan.h"

#include "lw-json.h"

#include <glib/gi18n.h>
#include <string.h>

/* Invariant: pos never passes end; once error is set, pos is where the trouble is and no call moves it. */

/**
 * lw_json_scan_init:
 * @self: (out caller-allocates): a scan
 * @data: (array length=length): the text; must outlive the scan
 * @length: its length in bytes
 */
void
lw_json_scan_init (LwJsonScan *self,
                   const char *data,
                   gsize       length)
{
  *self = (LwJsonScan) { data, data, data + length, NULL };
}

/**
 * lw_json_scan_fail:
 * @self: a scan
 * @error: a static msgid that says what is wrong at the present byte
 *
 * Returns: %FALSE
 */
gboolean
lw_json_scan_fail (LwJsonScan *self,
                   const char *error)
{
  if (self->error == NULL)
    self->error = error;
  return FALSE;
}

static inline void
skip_space (LwJsonScan *self)
{
  while (self->pos < self->end &&
         (*self->pos == ' ' || *self->pos == '\t' || *self->pos == '\r' || *self->pos == '\n'))
    self->pos++;
}

/* The next byte that is not white space, 0 at the end; a NUL in the text is refused wherever it stands. */
static inline char
peek (LwJsonScan *self)
{
  skip_space (self);
  return self->pos < self->end ? *self->pos : '\0';
}

static gboolean
scan_hex (LwJsonScan *self,
          guint      *unit)
{
  *unit = 0;
  if (self->end - self->pos < 4)
    return lw_json_scan_fail (self, N_("the text ends inside an escape"));

  for (int i = 0; i < 4; i++, self->pos++)
    {
      int digit = g_ascii_xdigit_value (*self->pos);

      if (digit < 0)
        return lw_json_scan_fail (self, N_("\\u needs four hexadecimal digits"));
      *unit = *unit << 4 | (guint) digit;
    }
  return TRUE;
}

/* At the byte after the backslash. */
static gboolean
scan_escape (LwJsonScan *self)
{
  guint unit;

  if (self->pos == self->end)
    return lw_json_scan_fail (self, N_("the text ends inside a string"));
  if (*self->pos != 'u')
    {
      if (*self->pos == '\0' || strchr ("\"\\/bfnrt", *self->pos) == NULL)
        return lw_json_scan_fail (self, N_("this escape does not exist"));
      self->pos++;
      return TRUE;
    }

  self->pos++;
  if (!scan_hex (self, &unit))
    return FALSE;
  if (unit >= 0xdc00 && unit <= 0xdfff)
    return lw_json_scan_fail (self, N_("half of a surrogate pair stands alone"));
  if (unit >= 0xd800 && unit <= 0xdbff)
    {
      if (self->end - self->pos < 2 || self->pos[0] != '\\' || self->pos[1] != 'u')
        return lw_json_scan_fail (self, N_("half of a surrogate pair stands alone"));
      self->pos += 2;
      if (!scan_hex (self, &unit))
        return FALSE;
      if (unit < 0xdc00 || unit > 0xdfff)
        return lw_json_scan_fail (self, N_("half of a surrogate pair stands alone"));
    }
  return TRUE;
}

#define ONES  0x0101010101010101u
#define HIGHS 0x8080808080808080u

/* Non-zero when one of the eight bytes ends plain text: a quote, a backslash or a control character. Bytes
 * over 0x7f may set it too, which costs a look at them and nothing else. */
static inline guint64
find_special (guint64 word)
{
  guint64 quote = word ^ (ONES * '"');
  guint64 backslash = word ^ (ONES * '\\');

  return ((quote - ONES) | (backslash - ONES) | (word - ONES * 0x20)) & HIGHS;
}

/* Skips bytes that need no look; returns whether one was over 0x7f. */
static inline gboolean
skip_plain (LwJsonScan *self)
{
  const char *pos = self->pos;
  gboolean wide = FALSE;

  while (self->end - pos >= 8)
    {
      guint64 word;

      memcpy (&word, pos, 8);
      if (((find_special (word) | word) & HIGHS) != 0)
        break;
      pos += 8;
    }
  while (pos < self->end && *pos != '"' && *pos != '\\' && (guchar) *pos >= 0x20)
    wide |= (guchar) *pos++ >= 0x80;
  self->pos = pos;
  return wide;
}

/* At the opening quote. */
static gboolean
scan_string (LwJsonScan  *self,
             LwJsonSlice *slice)
{
  gboolean wide = FALSE;
  const char *bad;

  slice->type = LW_JSON_STRING;
  slice->escaped = FALSE;
  slice->data = ++self->pos;
  while (TRUE)
    {
      wide |= skip_plain (self);
      if (self->pos == self->end)
        return lw_json_scan_fail (self, N_("the text ends inside a string"));
      if (*self->pos == '"')
        break;
      if (*self->pos != '\\')
        return lw_json_scan_fail (self, N_("a control character inside a string must be escaped"));
      self->pos++;
      slice->escaped = TRUE;
      if (!scan_escape (self))
        return FALSE;
    }
  slice->length = self->pos - slice->data;
  if (wide && !g_utf8_validate_len (slice->data, slice->length, &bad))
    {
      self->pos = bad;
      return lw_json_scan_fail (self, N_("the text is not UTF-8"));
    }
  self->pos++;
  return TRUE;
}

static gboolean
scan_digits (LwJsonScan *self)
{
  if (self->pos == self->end || !g_ascii_isdigit (*self->pos))
    return lw_json_scan_fail (self, N_("a digit is missing"));
  while (self->pos < self->end && g_ascii_isdigit (*self->pos))
    self->pos++;
  return TRUE;
}

static gboolean
scan_number (LwJsonScan *self)
{
  if (*self->pos == '-')
    self->pos++;
  if (self->pos < self->end && *self->pos == '0')
    self->pos++;
  else if (!scan_digits (self))
    return FALSE;

  if (self->pos < self->end && *self->pos == '.')
    {
      self->pos++;
      if (!scan_digits (self))
        return FALSE;
    }
  if (self->pos < self->end && (*self->pos == 'e' || *self->pos == 'E'))
    {
      self->pos++;
      if (self->pos < self->end && (*self->pos == '+' || *self->pos == '-'))
        self->pos++;
      return scan_digits (self);
    }
  return TRUE;
}

static gboolean
scan_word (LwJsonScan *self,
           const char *word)
{
  gsize length = strlen (word);

  if ((gsize) (self->end - self->pos) < length || memcmp (self->pos, word, length) != 0)
    return lw_json_scan_fail (self, N_("a value is missing"));
  self->pos += length;
  return TRUE;
}

static gboolean scan_any (LwJsonScan  *self,
                          LwJsonSlice *value,
                          guint        depth);

static gboolean
scan_members (LwJsonScan *self,
              guint       depth)
{
  gboolean first = TRUE;
  LwJsonSlice slice;

  if (!lw_json_scan_enter (self, '{'))
    return FALSE;
  while (lw_json_scan_next_member (self, &first, &slice))
    if (!scan_any (self, &slice, depth + 1))
      return FALSE;
  return self->error == NULL;
}

static gboolean
scan_items (LwJsonScan *self,
            guint       depth)
{
  gboolean first = TRUE;
  LwJsonSlice slice;

  if (!lw_json_scan_enter (self, '['))
    return FALSE;
  while (lw_json_scan_next_item (self, &first))
    if (!scan_any (self, &slice, depth + 1))
      return FALSE;
  return self->error == NULL;
}

static gboolean
scan_content (LwJsonScan  *self,
              LwJsonSlice *value,
              guint        depth)
{
  switch (*self->pos)
    {
    case '{':
      value->type = LW_JSON_OBJECT;
      return scan_members (self, depth);
    case '[':
      value->type = LW_JSON_ARRAY;
      return scan_items (self, depth);
    case 't':
      value->type = LW_JSON_TRUE;
      return scan_word (self, "true");
    case 'f':
      value->type = LW_JSON_FALSE;
      return scan_word (self, "false");
    case 'n':
      value->type = LW_JSON_NULL;
      return scan_word (self, "null");
    case '-': case '0': case '1': case '2': case '3': case '4': case '5': case '6': case '7': case '8': case '9':
      value->type = LW_JSON_NUMBER;
      return scan_number (self);
    default:
      return lw_json_scan_fail (self, N_("a value is missing"));
    }
}

static gboolean
scan_any (LwJsonScan  *self,
          LwJsonSlice *value,
          guint        depth)
{
  if (peek (self) == '"')
    return scan_string (self, value);
  if (self->pos == self->end)
    return lw_json_scan_fail (self, N_("the text ends where a value is missing"));
  if (depth > LW_JSON_MAX_DEPTH)
    return lw_json_scan_fail (self, N_("the nesting is too deep"));

  value->escaped = FALSE;
  value->data = self->pos;
  if (!scan_content (self, value, depth))
    return FALSE;
  value->length = self->pos - value->data;
  return TRUE;
}

/**
 * lw_json_scan_value:
 * @self: a scan
 * @value: (out caller-allocates): where the value is
 *
 * Checks one value, whatever it is, and stands behind it.
 *
 * Returns: whether it is well formed
 */
gboolean
lw_json_scan_value (LwJsonScan  *self,
                    LwJsonSlice *value)
{
  /* One level is the object that holds this value. */
  return scan_any (self, value, 1);
}

/**
 * lw_json_scan_at_end:
 * @self: a scan
 *
 * Returns: whether only white space is left; if not, the error is set
 */
gboolean
lw_json_scan_at_end (LwJsonScan *self)
{
  skip_space (self);
  return self->pos == self->end || lw_json_scan_fail (self, N_("there is more text after the value"));
}

/**
 * lw_json_scan_enter:
 * @self: a scan
 * @bracket: `{` or `[`
 *
 * Goes into an object or array. Then call lw_json_scan_next_member() or lw_json_scan_next_item() until it
 * says no.
 *
 * Returns: whether there is one
 */
gboolean
lw_json_scan_enter (LwJsonScan *self,
                    char        bracket)
{
  if (peek (self) != bracket || self->pos == self->end)
    return lw_json_scan_fail (self, bracket == '{' ? N_("an object is missing") : N_("an array is missing"));
  self->pos++;
  return TRUE;
}

/* Whether another element follows; stands at it if so, behind the closing bracket if not. */
static inline gboolean
next_element (LwJsonScan *self,
              gboolean   *first,
              char        close)
{
  char c = peek (self);

  if (c == close)
    {
      self->pos++;
      return FALSE;
    }
  if (*first)
    {
      *first = FALSE;
      return self->pos < self->end ? TRUE : lw_json_scan_fail (self, N_("the text ends inside a value"));
    }
  if (self->pos == self->end)
    return lw_json_scan_fail (self, N_("the text ends inside a value"));
  if (c != ',')
    return lw_json_scan_fail (self, N_("a comma is missing"));
  self->pos++;
  return TRUE;
}

/**
 * lw_json_scan_next_member:
 * @self: a scan inside an object
 * @first: (inout): %TRUE before the first call
 * @key: (out caller-allocates): the member's name
 *
 * Stands at the member's value afterwards, which the caller must scan.
 *
 * Returns: %FALSE behind the last member, and when the error is set
 */
gboolean
lw_json_scan_next_member (LwJsonScan  *self,
                          gboolean    *first,
                          LwJsonSlice *key)
{
  if (!next_element (self, first, '}'))
    return FALSE;
  if (peek (self) != '"')
    return lw_json_scan_fail (self, N_("a name in quotes is missing"));
  if (!scan_string (self, key))
    return FALSE;
  if (peek (self) != ':')
    return lw_json_scan_fail (self, N_("a colon is missing"));
  self->pos++;
  return TRUE;
}

/**
 * lw_json_scan_next_item:
 * @self: a scan inside an array
 * @first: (inout): %TRUE before the first call
 *
 * Returns: %FALSE behind the last item, and when the error is set
 */
gboolean
lw_json_scan_next_item (LwJsonScan *self,
                        gboolean   *first)
{
  return next_element (self, first, ']');
}
