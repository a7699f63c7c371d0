/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Which key chooses which label category: 1 to 9, 0, then the letters that the worker's screen does not use
 * itself. */

#define G_LOG_DOMAIN "lw-kit"

#include "config.h"

#include "lw-category-keys.h"

#include <string.h>

/* Without F (fit), I (instructions) and Z (zoom). */
static const char keys[] = "1234567890abcdeghjklmnopqrstuvwxy";

/* The number row of a keyboard, whatever its layout prints there: evdev's key codes as X11 and Wayland give them. */
#define KEYCODE_1 10
#define KEYCODE_0 19

/**
 * lw_category_key_for_index:
 * @index: the position of a label category, from 0
 *
 * Returns: the character on its key in lower case, or 0 when there are more categories than keys
 */
char
lw_category_key_for_index (guint index)
{
  return index < sizeof keys - 1 ? keys[index] : 0;
}

/**
 * lw_category_key_to_index:
 * @key: a character in lower case
 *
 * Returns: the position of the label category that it chooses, -1 when it is not such a key
 */
int
lw_category_key_to_index (char key)
{
  const char *found = key != 0 ? strchr (keys, key) : NULL;

  return found != NULL ? (int) (found - keys) : -1;
}

static char
key_from_keyval (guint keyval)
{
  if (keyval >= GDK_KEY_0 && keyval <= GDK_KEY_9)
    return (char) ('0' + keyval - GDK_KEY_0);
  if (keyval >= GDK_KEY_KP_0 && keyval <= GDK_KEY_KP_9)
    return (char) ('0' + keyval - GDK_KEY_KP_0);
  if (keyval >= GDK_KEY_A && keyval <= GDK_KEY_Z)
    return (char) ('a' + keyval - GDK_KEY_A);
  if (keyval >= GDK_KEY_a && keyval <= GDK_KEY_z)
    return (char) ('a' + keyval - GDK_KEY_a);
  return 0;
}

/* The Latin letter that the same key gives in another of the user's layouts. */
static char
key_from_other_layouts (GdkDisplay *display,
                        guint       keycode)
{
  g_autofree GdkKeymapKey *entries = NULL;
  g_autofree guint *keyvals = NULL;
  int n;

  if (display == NULL || !gdk_display_map_keycode (display, keycode, &entries, &keyvals, &n))
    return 0;
  for (int i = 0; i < n; i++)
    {
      char key = entries[i].level == 0 ? key_from_keyval (keyvals[i]) : 0;

      if (key != 0)
        return key;
    }
  return 0;
}

/**
 * lw_category_key_from_event:
 * @display: (nullable): the display of the event
 * @keyval: what was pressed
 * @keycode: the key itself
 * @state: the modifiers
 *
 * Finds out which digit or letter was meant on any keyboard layout: the number row gives digits also where they need
 * Shift (AZERTY), and other scripts give the letter that stands on the key.
 *
 * Returns: a digit or a letter in lower case, 0 when it was something else or a shortcut
 */
char
lw_category_key_from_event (GdkDisplay      *display,
                            guint            keyval,
                            guint            keycode,
                            GdkModifierType  state)
{
  char key;

  if ((state & (GDK_CONTROL_MASK | GDK_ALT_MASK | GDK_SUPER_MASK | GDK_META_MASK)) != 0)
    return 0;
  key = key_from_keyval (keyval);
  if (key != 0)
    return key;
  if ((state & GDK_SHIFT_MASK) == 0 && keycode >= KEYCODE_1 && keycode <= KEYCODE_0
      && gdk_keyval_to_unicode (keyval) != 0)
    return keycode == KEYCODE_0 ? '0' : (char) ('1' + keycode - KEYCODE_1);
  if (gdk_keyval_to_unicode (keyval) >= 0x80)
    return key_from_other_layouts (display, keycode);
  return 0;
}
