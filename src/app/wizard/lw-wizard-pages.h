/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Which widget is the page of which step. What is on a page is that widget's own affair. */

#pragma once

#include "lw-wizard-session.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

GtkWidget *lw_wizard_pages_make (LwWizardStep      step,
                                 LwWizardSession  *session) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
