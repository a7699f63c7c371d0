/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The methods of annotation consolidation as people read them: a name, and what it does. */

#pragma once

#include "lw-consolidation.h"

G_BEGIN_DECLS

const char *lw_method_words_get_title       (LwConsolidationMethod method);
const char *lw_method_words_get_description (LwConsolidationMethod method);

G_END_DECLS
