/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Small string helpers that GLib has only after our floor. Not a string library. */

#define G_LOG_DOMAIN "lw-base"

#include "config.h"

#include "lw-str.h"

/**
 * lw_set_str:
 * @target: (inout): where the string is kept
 * @value: (nullable): the new value
 *
 * Replaces @target by a copy of @value unless they are equal (g_set_str() is GLib 2.76).
 *
 * Returns: whether @target changed
 */
gboolean
lw_set_str (char       **target,
            const char  *value)
{
  char *copy;

  g_return_val_if_fail (target != NULL, FALSE);

  if (g_strcmp0 (*target, value) == 0)
    return FALSE;

  copy = g_strdup (value);
  g_free (*target);
  *target = copy;
  return TRUE;
}
