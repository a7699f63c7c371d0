/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lw-category-keys.h"

#include <gdk/gdk.h>

static const struct
{
  const char      *name;
  guint            keyval;
  guint            keycode;
  GdkModifierType  state;
  char             key;
} events[] = {
  { "digit", GDK_KEY_1, 10, 0, '1' },
  { "zero", GDK_KEY_0, 19, 0, '0' },
  { "keypad", GDK_KEY_KP_7, 79, 0, '7' },
  { "letter", GDK_KEY_a, 38, 0, 'a' },
  { "capital", GDK_KEY_A, 38, GDK_SHIFT_MASK, 'a' },
  { "caps lock", GDK_KEY_B, 56, GDK_LOCK_MASK, 'b' },
  { "French number row", GDK_KEY_ampersand, 10, 0, '1' },
  { "French zero", GDK_KEY_agrave, 19, 0, '0' },
  { "shortcut", GDK_KEY_1, 10, GDK_CONTROL_MASK, 0 },
  { "menu", GDK_KEY_a, 38, GDK_ALT_MASK, 0 },
  { "shifted number row", GDK_KEY_exclam, 10, GDK_SHIFT_MASK, 0 },
  { "question", GDK_KEY_question, 61, GDK_SHIFT_MASK, 0 },
  { "enter", GDK_KEY_Return, 36, 0, 0 },
  { "space", GDK_KEY_space, 65, 0, 0 },
  { "dead key on the number row", GDK_KEY_dead_acute, 13, 0, 0 },
};

static void
test_events (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (events); i++)
    {
      g_test_message ("%s", events[i].name);
      g_assert_cmpint (lw_category_key_from_event (NULL, events[i].keyval, events[i].keycode, events[i].state), ==,
                       events[i].key);
    }
}

static void
test_indices (void)
{
  guint n = 0;

  while (lw_category_key_for_index (n) != 0)
    {
      g_assert_cmpint (lw_category_key_to_index (lw_category_key_for_index (n)), ==, n);
      n++;
    }
  g_assert_cmpuint (n, ==, 33);
  g_assert_cmpint (lw_category_key_for_index (9), ==, '0');
  g_assert_cmpint (lw_category_key_for_index (10), ==, 'a');
  /* The screen's own keys. */
  g_assert_cmpint (lw_category_key_to_index ('f'), ==, -1);
  g_assert_cmpint (lw_category_key_to_index ('i'), ==, -1);
  g_assert_cmpint (lw_category_key_to_index ('z'), ==, -1);
  g_assert_cmpint (lw_category_key_to_index (0), ==, -1);
  g_assert_cmpint (lw_category_key_to_index ('/'), ==, -1);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/category-keys/events", test_events);
  g_test_add_func ("/category-keys/indices", test_indices);
  return g_test_run ();
}
