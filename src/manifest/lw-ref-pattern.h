/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Places in a large piece of text that are worth a closer look: where two bytes of a searched text stand in their
 * distance, and where an escape may hide one. Only for manifest/. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Bytes behind the end of the text that may be read; what they are does not matter. */
#define LW_REF_PATTERN_PADDING 512

/**
 * LwRefPattern:
 * @places: where the two bytes stand in the searched text; the same place twice when it has one byte only
 * @bytes: the two bytes, letters in lower case
 * @folds: 0x20 for a letter, which is found in either case; 0 for other bytes
 * @is_ascii: whether the searched text is ASCII; else every byte that is not is a place to look at, and no other
 * @is_portable: use no vector instructions, for tests
 */
typedef struct
{
  guint    places[2];
  guint8   bytes[2];
  guint8   folds[2];
  gboolean is_ascii;
  gboolean is_portable;
} LwRefPattern;

void        lw_ref_pattern_init (LwRefPattern       *self,
                                 const char         *needle,
                                 const char         *sample,
                                 gsize               length);
const char *lw_ref_pattern_find (const LwRefPattern *self,
                                 const char         *from,
                                 const char         *end);

G_END_DECLS
