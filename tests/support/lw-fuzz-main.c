/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Runs a fuzz program a fixed number of times on mutated seeds, as one TAP point. The random numbers come from a fixed
 * seed (LW_FUZZ_SEED, LW_FUZZ_RUNS change them), so a failure repeats. Not coverage-guided: link libFuzzer for that. */

#define G_LOG_DOMAIN "lw-fuzz"

#include "config.h"

#include "lw-fuzz.h"

#include <string.h>

#define DEFAULT_RUNS 20000
#define MAX_SIZE     65536

static const char *const tokens[] = {
  "\"", "\\", "\\u0000", "\\ud800", "{", "}", "[", "]", "{{", "}}", "{%", "%}", "<", ">", "</", "<!--", "&", "&#0;",
  "\n", "\r\n", "\xff", "\xef\xbb\xbf", "\xc3", "-1", "1e999", "18446744073709551616", "s3://", "..", "/", "null",
};

static gsize
number_from_env (const char *name,
                 gsize       fallback)
{
  const char *text = g_getenv (name);

  return text != NULL ? (gsize) g_ascii_strtoull (text, NULL, 10) : fallback;
}

/* Changes @input at one random place: a bit, a removed or doubled piece, or a token that parsers dislike. */
static void
mutate (GByteArray *input,
        GRand      *random)
{
  guint at = input->len > 0 ? (guint) g_rand_int_range (random, 0, (gint32) input->len) : 0;
  guint length = input->len > at ? (guint) g_rand_int_range (random, 0, (gint32) MIN (input->len - at, 64) + 1) : 0;
  g_autofree guint8 *piece = g_memdup2 (input->data + at, length);
  const char *token = tokens[g_rand_int_range (random, 0, G_N_ELEMENTS (tokens))];
  g_autoptr (GByteArray) tail = g_byte_array_new ();
  gint32 kind = g_rand_int_range (random, 0, 5);

  if (kind == 0 && input->len > 0)
    input->data[at] ^= (guint8) (1u << g_rand_int_range (random, 0, 8));
  else if (kind == 1 && length > 0)
    g_byte_array_remove_range (input, at, length);
  else if (kind == 2)
    g_byte_array_append (input, piece, length);
  else if (kind == 3)
    g_byte_array_set_size (input, at);
  else
    {
      g_byte_array_append (tail, input->data + at, input->len - at);
      g_byte_array_set_size (input, at);
      g_byte_array_append (input, (const guint8 *) token, (guint) strlen (token));
      g_byte_array_append (input, tail->data, tail->len);
    }
  if (input->len > MAX_SIZE)
    g_byte_array_set_size (input, MAX_SIZE);
}

/* Hands over a copy of exactly the right size, so that a sanitizer sees a read behind its end. */
static void
run_once (const GByteArray *input)
{
  g_autofree guint8 *copy = g_malloc (input->len + 1);

  if (input->len > 0)
    memcpy (copy, input->data, input->len);
  copy = g_realloc (copy, MAX (input->len, 1));
  LLVMFuzzerTestOneInput (copy, input->len);
}

int
main (int   argc,
      char *argv[])
{
  guint32 seed = (guint32) number_from_env ("LW_FUZZ_SEED", 1);
  gsize runs = number_from_env ("LW_FUZZ_RUNS", DEFAULT_RUNS);
  g_autoptr (GRand) random = g_rand_new_with_seed (seed);
  g_autoptr (GByteArray) input = g_byte_array_new ();
  guint n_seeds = g_strv_length ((char **) lw_fuzz_seeds);

  g_print ("TAP version 13\n1..1\n# seed %u, %" G_GSIZE_FORMAT " runs, %u seeds\n", seed, runs, n_seeds);
  g_assert_cmpuint (n_seeds, >, 0);
  for (gsize run = 0; run < runs; run++)
    {
      const char *start = lw_fuzz_seeds[run % n_seeds];
      gint32 n_changes = run < n_seeds ? 0 : g_rand_int_range (random, 1, 6);

      g_byte_array_set_size (input, 0);
      g_byte_array_append (input, (const guint8 *) start, (guint) strlen (start));
      for (gint32 i = 0; i < n_changes; i++)
        mutate (input, random);
      run_once (input);
    }
  g_print ("ok 1 %s\n", g_get_prgname () != NULL ? g_get_prgname () : "fuzz");
  return 0;
}
