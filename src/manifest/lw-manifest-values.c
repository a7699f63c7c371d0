/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What words of the metadata mean as numbers: confidences and times. The other half of
 * line: see lw-line-facts.h. */

#define G_LOG_DOMAIN "lw-manifest"

#include "config.h"

#include "lw-manifest-values.h"

#include "lw-text-word.h"
#include "lw-time.h"

#include <string.h>

/**
 * lw_manifest_confidence_from_slice:
 * @slice: a JSON value
 *
 * Returns: the confidence, the double nearest to what is written; %LW_CONFIDENCE_NONE when it is no number
 *   from 0 up
 */
double
lw_manifest_confidence_from_slice (const LwJsonSlice *slice)
{
  double value;

  if (!lw_json_slice_to_double (slice, &value) || value < 0)
    return LW_CONFIDENCE_NONE;
  /* Minus zero is zero, with other bits. */
  return value + 0.0;
}

/**
 * lw_manifest_annotator_from_slice:
 * @slice: the value of human-annotated; may have no data
 *
 * Returns: who labeled
 */
LwAnnotator
lw_manifest_annotator_from_slice (const LwJsonSlice *slice)
{
  if (slice->data == NULL)
    return LW_ANNOTATOR_UNKNOWN;
  if (slice->type == LW_JSON_TRUE ||
      lw_json_slice_equal (slice, "yes", 3) || lw_json_slice_equal (slice, "true", 4))
    return LW_ANNOTATOR_HUMAN;
  if (slice->type == LW_JSON_FALSE ||
      lw_json_slice_equal (slice, "no", 2) || lw_json_slice_equal (slice, "false", 5))
    return LW_ANNOTATOR_MACHINE;
  return LW_ANNOTATOR_UNKNOWN;
}

/* Days since 1970-01-01 in the Gregorian calendar, counted in years that start in March. */
static gint64
count_days (guint year,
            guint month,
            guint day)
{
  guint y = month > 2 ? year : year - 1;
  guint m = (month + 9) % 12;

  return (gint64) y * 365 + y / 4 - y / 100 + y / 400 + (m * 306 + 5) / 10 + day - 1 - 719468;
}

/* Eight characters that should have digits where @digits has 0x0f and else those of @others. Each byte of @value is
 * then that digit times ten and the digit behind it. Returns 0 if they have. */
static inline guint64
read_pairs (const char *text,
            guint64     digits,
            guint64     others,
            guint64    *value)
{
  guint64 word = lw_text_load_word (text);
  guint64 numbers = word ^ others ^ (digits & 0x0303030303030303u) << 4;

  /* Where no digit is wanted, nothing may be left; a digit leaves 0 to 9. */
  *value = numbers * 10 + (numbers >> 8);
  return (numbers & ~digits) | ((numbers + (digits & 0x0606060606060606u)) & digits << 4);
}

#define PAIR(value, byte) ((guint) ((value) >> 8 * (byte) & 0xff))

static gboolean
is_fraction (const char *data,
             gsize       length)
{
  for (gsize i = 1; i < length; i++)
    if (!g_ascii_isdigit (data[i]))
      return FALSE;
  return *data == '.';
}

/* The form that the service writes, which has no zone and means UTC: 2019-04-18T16:40:59.217995. Others have fewer
 * digits behind the point, or none. */
static gboolean
read_usual_date (const LwJsonSlice *slice,
                 gint64            *seconds)
{
  const char *data = slice->data;
  guint64 first, second, third, fraction;
  guint64 wrong;
  guint year, month, day, hour, minute;

  if (slice->length < 19 || slice->length > 26)
    return FALSE;
  /* The bytes behind the text that are read are the closing quote and what follows it. */
  wrong = read_pairs (data, 0x000f0f000f0f0f0f, 0x2d00002d00000000, &first);
  wrong |= read_pairs (data + 8, 0x0f0f000f0f000f0f, 0x00003a0000540000, &second);
  wrong |= read_pairs (data + 11, 0x0f0f000f0f000f0f, 0x00003a00003a0000, &third);
  if (slice->length == 26)
    wrong |= read_pairs (data + 18, 0x0f0f0f0f0f0f000f, 0x0000000000002e00, &fraction);
  else if (slice->length > 19 && !is_fraction (data + 19, slice->length - 19))
    return FALSE;
  year = PAIR (first, 0) * 100 + PAIR (first, 2);
  month = PAIR (first, 5);
  day = PAIR (second, 0);
  hour = PAIR (second, 3);
  minute = PAIR (second, 6);
  if ((wrong != 0) | (month - 1 > 11) | (day - 1 > 30) | (hour > 23) | (minute > 59) | (PAIR (third, 6) > 59))
    return FALSE;

  *seconds = count_days (year, month, day) * 86400 + hour * 3600 + minute * 60 + PAIR (third, 6);
  return TRUE;
}

/**
 * lw_manifest_created_from_slice:
 * @slice: a JSON value
 *
 * Returns: seconds since 1970, rounded down; 0 when it is no time, or none after 1970 that fits
 */
guint32
lw_manifest_created_from_slice (const LwJsonSlice *slice)
{
  gint64 seconds = 0;

  if (slice->type != LW_JSON_STRING)
    return 0;
  if (!read_usual_date (slice, &seconds))
    {
      g_autofree char *text = lw_json_slice_dup (slice, NULL);
      gint64 time;

      if (!lw_time_parse (text, &time))
        return 0;
      seconds = time / G_USEC_PER_SEC;
    }
  return seconds > 0 && seconds < G_MAXUINT32 ? (guint32) seconds : 0;
}
