/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Which elements there are: those of HTML, the crowd elements, and the regions that crowd elements hold. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * LwHtmlKind:
 * @LW_HTML_UNKNOWN: nobody knows it
 * @LW_HTML_STANDARD: HTML, SVG or MathML
 * @LW_HTML_CROWD: a crowd element that is shown without more
 * @LW_HTML_CROWD_INPUT: a crowd element whose value is part of the answer under its name
 * @LW_HTML_CROWD_REGION: what a crowd element holds
 * @LW_HTML_CROWD_OTHER: a crowd element of a task type that Labelwright does not have
 */
typedef enum
{
  LW_HTML_UNKNOWN,
  LW_HTML_STANDARD,
  LW_HTML_CROWD,
  LW_HTML_CROWD_INPUT,
  LW_HTML_CROWD_REGION,
  LW_HTML_CROWD_OTHER,
} LwHtmlKind;

LwHtmlKind  lw_html_name_get_kind  (const char *name);
const char *lw_html_name_find_like (const char *name);

G_END_DECLS
