/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The wizard's page of the label categories: typed, pasted, dropped, taken from folder names; renamed in place,
 * moved, removed with undo. */

#pragma once

#include "lw-wizard-session.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define LW_TYPE_LABELS_PAGE (lw_labels_page_get_type ())
G_DECLARE_FINAL_TYPE (LwLabelsPage, lw_labels_page, LW, LABELS_PAGE, AdwBin)

void  lw_labels_page_set_session (LwLabelsPage     *self,
                                  LwWizardSession  *session);
guint lw_labels_page_add_text    (LwLabelsPage     *self,
                                  const char       *text);

G_END_DECLS
