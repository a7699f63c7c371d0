/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Reading an answer of an image classification task back. Making one is lw_worker_page_build_answer(). */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

char **lw_worker_answer_parse (const char  *answer,
                               char       **comment) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
