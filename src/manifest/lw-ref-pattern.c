/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Places in a large piece of text that are worth a closer look. With AVX2, 32 places are looked at at once. */

#define G_LOG_DOMAIN "lw-manifest"

#include "config.h"

#include "lw-ref-pattern.h"

#include <string.h>

#if defined (__x86_64__) && defined (__GNUC__)
#define HAVE_AVX2 1
#include <immintrin.h>
#else
#define HAVE_AVX2 0
#endif

/* The two bytes are looked for this near to the start of the text. */
#define MAX_PLACE 256

static guint8
get_fold (guint8 byte)
{
  return g_ascii_isalpha (byte) ? 0x20 : 0;
}

/**
 * lw_ref_pattern_init:
 * @self: (out caller-allocates): a pattern
 * @needle: the searched text, not empty; case-folded when it is not ASCII
 * @sample: (array length=length): some of the text to search in
 * @length: how much
 *
 * Chooses the two bytes of @needle that are rarest in @sample.
 */
void
lw_ref_pattern_init (LwRefPattern *self,
                     const char   *needle,
                     const char   *sample,
                     gsize         length)
{
  guint32 counts[256] = { 0 };
  gsize n = MIN (strlen (needle), MAX_PLACE);
  guint best = 0, second = 0;

  for (gsize i = 0; i < length; i++)
    counts[(guint8) sample[i] | get_fold ((guint8) sample[i])]++;
  *self = (LwRefPattern) { .is_ascii = g_str_is_ascii (needle) };
  for (guint i = 1; i < n; i++)
    {
      guint8 byte = (guint8) needle[i] | get_fold ((guint8) needle[i]);

      if (counts[byte] < counts[(guint8) needle[best] | get_fold ((guint8) needle[best])])
        {
          second = best;
          best = i;
        }
      else if (second == best || counts[byte] < counts[(guint8) needle[second] | get_fold ((guint8) needle[second])])
        second = i;
    }
  self->places[0] = best;
  self->places[1] = second;
  for (guint i = 0; i < 2; i++)
    {
      self->folds[i] = get_fold ((guint8) needle[self->places[i]]);
      self->bytes[i] = (guint8) needle[self->places[i]] | self->folds[i];
    }
}

static gboolean
is_place (const LwRefPattern *self,
          const char         *at)
{
  if (*at == '\\')
    return TRUE;
  if (!self->is_ascii)
    return (guint8) *at >= 0x80;
  return ((guint8) at[self->places[0]] | self->folds[0]) == self->bytes[0] &&
         ((guint8) at[self->places[1]] | self->folds[1]) == self->bytes[1];
}

static const char *
find_portable (const LwRefPattern *self,
               const char         *from,
               const char         *end)
{
  while (from < end && !is_place (self, from))
    from++;
  return from;
}

#if HAVE_AVX2
__attribute__ ((target ("avx2"))) static const char *
find_text_avx2 (const LwRefPattern *self,
                const char         *from,
                const char         *end)
{
  const __m256i first = _mm256_set1_epi8 ((char) self->bytes[0]);
  const __m256i second = _mm256_set1_epi8 ((char) self->bytes[1]);
  const __m256i first_fold = _mm256_set1_epi8 ((char) self->folds[0]);
  const __m256i second_fold = _mm256_set1_epi8 ((char) self->folds[1]);
  const __m256i escape = _mm256_set1_epi8 ('\\');

  for (; from < end; from += 32)
    {
      __m256i here = _mm256_loadu_si256 ((const __m256i *) (const void *) from);
      __m256i a = _mm256_loadu_si256 ((const __m256i *) (const void *) (from + self->places[0]));
      __m256i b = _mm256_loadu_si256 ((const __m256i *) (const void *) (from + self->places[1]));
      __m256i both = _mm256_and_si256 (_mm256_cmpeq_epi8 (_mm256_or_si256 (a, first_fold), first),
                                       _mm256_cmpeq_epi8 (_mm256_or_si256 (b, second_fold), second));
      guint mask = (guint) _mm256_movemask_epi8 (_mm256_or_si256 (both, _mm256_cmpeq_epi8 (here, escape)));

      if (mask != 0)
        return MIN (from + __builtin_ctz (mask), end);
    }
  return end;
}

__attribute__ ((target ("avx2"))) static const char *
find_high_avx2 (const char *from,
                const char *end)
{
  const __m256i escape = _mm256_set1_epi8 ('\\');

  for (; from < end; from += 32)
    {
      __m256i here = _mm256_loadu_si256 ((const __m256i *) (const void *) from);
      guint mask = (guint) _mm256_movemask_epi8 (_mm256_or_si256 (here, _mm256_cmpeq_epi8 (here, escape)));

      if (mask != 0)
        return MIN (from + __builtin_ctz (mask), end);
    }
  return end;
}
#endif

/**
 * lw_ref_pattern_find:
 * @self: a pattern
 * @from: where to start
 * @end: where to stop; %LW_REF_PATTERN_PADDING bytes behind it may be read
 *
 * Returns: the first place at which the searched text may start, or at which a backslash stands (or, for a text that is
 *   not ASCII, a byte that is not either); @end when there is none
 */
const char *
lw_ref_pattern_find (const LwRefPattern *self,
                     const char         *from,
                     const char         *end)
{
#if HAVE_AVX2
  if (!self->is_portable && __builtin_cpu_supports ("avx2"))
    return self->is_ascii ? find_text_avx2 (self, from, end) : find_high_avx2 (from, end);
#endif
  return find_portable (self, from, end);
}
