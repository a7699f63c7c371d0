/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Places worth a closer look are the same with and without vector instructions. */

#define G_LOG_DOMAIN "lw-test"

#include "config.h"

#include "lw-ref-pattern.h"

static void
test_portable (void)
{
  static const char *const needles[] = { "a", "ab", "b\\", "ABC", "é", "aab" };
  g_autofree char *text = g_malloc0 (4096 + LW_REF_PATTERN_PADDING);

  for (guint turn = 0; turn < 500; turn++)
    {
      gsize length = (gsize) g_test_rand_int_range (0, 4096);
      LwRefPattern pattern;

      for (gsize i = 0; i < length; i++)
        text[i] = "abcABC xyz\\\xc3\xa9......"[g_test_rand_int_range (0, turn % 2 ? 13 : 19)];
      lw_ref_pattern_init (&pattern, needles[turn % G_N_ELEMENTS (needles)], text, length);
      for (const char *at = text; at < text + length; at++)
        {
          LwRefPattern portable = pattern;

          portable.is_portable = TRUE;
          at = lw_ref_pattern_find (&pattern, at, text + length);
          g_assert_true (lw_ref_pattern_find (&portable, at, text + length) == at);
        }
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/ref-pattern/portable", test_portable);

  return g_test_run ();
}
