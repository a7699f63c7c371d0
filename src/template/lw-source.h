/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Where tags and attributes are in the source of a template, Liquid in it left alone. It finds places so that bytes
 * elsewhere can stay as they are; for the meaning of a page see lw-html.h. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct _LwSourceSpan LwSourceSpan;
typedef struct _LwSourceTag LwSourceTag;

/* From @start up to, not including, @end. */
struct _LwSourceSpan
{
  const char *start;
  const char *end;
};

/**
 * LwSourceTag:
 * @whole: from "<" to ">"
 * @name: the element's name; it may be in upper case
 * @closing: it is an end tag
 */
struct _LwSourceTag
{
  LwSourceSpan whole;
  LwSourceSpan name;
  gboolean     closing;
};

gboolean    lw_source_next_tag       (const char        *text,
                                      LwSourceTag       *tag);
const char *lw_source_skip_tag       (const LwSourceTag *tag);
gboolean    lw_source_find_tag       (const char        *text,
                                      const char        *name,
                                      gboolean           closing,
                                      LwSourceTag       *tag);
gboolean    lw_source_tag_is         (const LwSourceTag *tag,
                                      const char        *name);
gboolean    lw_source_find_attribute (const LwSourceTag *tag,
                                      const char        *name,
                                      LwSourceSpan      *value);
char       *lw_source_span_dup       (const LwSourceSpan *span) G_GNUC_WARN_UNUSED_RESULT;
char       *lw_source_decode         (const LwSourceSpan *span) G_GNUC_WARN_UNUSED_RESULT;

const char *lw_source_skip_liquid    (const char        *text);

G_END_DECLS
