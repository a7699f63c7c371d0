/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Compares lines with a shape, in blocks as wide as the processor has them. The steps are written once and
 * compiled for each kind of block. */

#define G_LOG_DOMAIN "lw-manifest"

#include "config.h"

#include "lw-line-match-steps.h"

#include <string.h>

#if defined (__x86_64__) && defined (__GNUC__)
#define HAVE_X86 1
#include <immintrin.h>
#else
#define HAVE_X86 0
#endif

/* Eight bytes at a time */

#define ONES  0x0101010101010101u
#define HIGHS 0x8080808080808080u

static inline gboolean
equal_portable (const char *a,
                const char *b,
                gsize       length)
{
  return memcmp (a, b, length) == 0;
}

static inline const char *
skip_portable (const char *pos,
               gboolean   *wide)
{
  while (TRUE)
    {
      guint64 word, quote, backslash;

      memcpy (&word, pos, sizeof word);
      quote = word ^ (ONES * '"');
      backslash = word ^ (ONES * '\\');
      /* Bytes over 0x7f may set this too, which costs a look at them and nothing else. */
      if ((((quote - ONES) | (backslash - ONES) | (word - ONES * 0x20)) & HIGHS) == 0)
        {
          pos += sizeof word;
          continue;
        }
      for (guint i = 0; i < sizeof word; i++, pos++)
        {
          guchar c = (guchar) *pos;

          if (c == '"' || c == '\\' || c < 0x20)
            return pos;
          *wide |= c >= 0x80;
        }
    }
}

/**
 * lw_line_match_portable:
 *
 * See #LwLineMatcher.
 *
 * Returns: (nullable): the end of the line
 */
const char *
lw_line_match_portable (const LwLineShape *shape,
                        const char        *line,
                        const char        *end,
                        LwLineValues      *values)
{
  return match_line (shape, line, end, values, equal_portable, skip_portable);
}

#if HAVE_X86

/* 16 bytes at a time: every 64-bit x86 processor */

static inline gboolean
equal_sse2 (const char *a,
            const char *b,
            gsize       length)
{
  for (; length >= 16; a += 16, b += 16, length -= 16)
    if (_mm_movemask_epi8 (_mm_cmpeq_epi8 (_mm_loadu_si128 ((const void *) a), _mm_loadu_si128 ((const void *) b)))
        != 0xffff)
      return FALSE;
  return (~_mm_movemask_epi8 (_mm_cmpeq_epi8 (_mm_loadu_si128 ((const void *) a),
                                              _mm_loadu_si128 ((const void *) b))) & ((1 << length) - 1)) == 0;
}

static inline const char *
skip_sse2 (const char *pos,
           gboolean   *wide)
{
  const __m128i quote = _mm_set1_epi8 ('"');
  const __m128i backslash = _mm_set1_epi8 ('\\');
  const __m128i control = _mm_set1_epi8 (0x1f);

  for (;; pos += 16)
    {
      __m128i block = _mm_loadu_si128 ((const void *) pos);
      __m128i special = _mm_or_si128 (_mm_cmpeq_epi8 (block, quote), _mm_cmpeq_epi8 (block, backslash));
      guint found = (guint) _mm_movemask_epi8 (_mm_or_si128 (special, _mm_cmpeq_epi8 (_mm_min_epu8 (block, control),
                                                                                     block)));
      guint high = (guint) _mm_movemask_epi8 (block);

      if (found != 0)
        {
          guint n = (guint) __builtin_ctz (found);

          *wide |= (high & ((1u << n) - 1)) != 0;
          return pos + n;
        }
      *wide |= high != 0;
    }
}

static const char *
match_sse2 (const LwLineShape *shape,
            const char        *line,
            const char        *end,
            LwLineValues      *values)
{
  return match_line (shape, line, end, values, equal_sse2, skip_sse2);
}

/* 32 bytes at a time */

__attribute__ ((target ("avx2"))) static inline gboolean
equal_avx2 (const char *a,
            const char *b,
            gsize       length)
{
  guint same;

  for (; length >= 32; a += 32, b += 32, length -= 32)
    if (_mm256_movemask_epi8 (_mm256_cmpeq_epi8 (_mm256_loadu_si256 ((const void *) a),
                                                 _mm256_loadu_si256 ((const void *) b))) != -1)
      return FALSE;
  same = (guint) _mm256_movemask_epi8 (_mm256_cmpeq_epi8 (_mm256_loadu_si256 ((const void *) a),
                                                          _mm256_loadu_si256 ((const void *) b)));
  return (~same & ((1u << length) - 1)) == 0;
}

__attribute__ ((target ("avx2"))) static inline const char *
skip_avx2 (const char *pos,
           gboolean   *wide)
{
  const __m256i quote = _mm256_set1_epi8 ('"');
  const __m256i backslash = _mm256_set1_epi8 ('\\');
  const __m256i control = _mm256_set1_epi8 (0x1f);

  for (;; pos += 32)
    {
      __m256i block = _mm256_loadu_si256 ((const void *) pos);
      __m256i special = _mm256_or_si256 (_mm256_cmpeq_epi8 (block, quote), _mm256_cmpeq_epi8 (block, backslash));
      __m256i low = _mm256_cmpeq_epi8 (_mm256_min_epu8 (block, control), block);
      guint found = (guint) _mm256_movemask_epi8 (_mm256_or_si256 (special, low));
      guint high = (guint) _mm256_movemask_epi8 (block);

      if (found != 0)
        {
          guint n = (guint) __builtin_ctz (found);

          *wide |= (high & ((1u << n) - 1)) != 0;
          return pos + n;
        }
      *wide |= high != 0;
    }
}

__attribute__ ((target ("avx2"))) static const char *
match_avx2 (const LwLineShape *shape,
            const char        *line,
            const char        *end,
            LwLineValues      *values)
{
  return match_line (shape, line, end, values, equal_avx2, skip_avx2);
}

#endif

/**
 * lw_line_match_get_all:
 * @matchers: (out caller-allocates): the matchers that this processor can run, the best one last
 *
 * Returns: how many there are
 */
guint
lw_line_match_get_all (LwLineMatcher matchers[4])
{
  guint n = 0;

  matchers[n++] = lw_line_match_portable;
#if HAVE_X86
  matchers[n++] = match_sse2;
  if (__builtin_cpu_supports ("avx2"))
    matchers[n++] = match_avx2;
#endif
  return n;
}

/**
 * lw_line_match_get_best:
 *
 * Returns: the matcher for this processor
 */
LwLineMatcher
lw_line_match_get_best (void)
{
  LwLineMatcher matchers[4];
  guint n = lw_line_match_get_all (matchers);

  return matchers[n - 1];
}
