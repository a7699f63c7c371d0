/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The palette of labels to correct with: a button a class with its key, another label to type, undo and redo. What
 * its buttons do are actions of the page around it (results.label-as, results.undo…); it knows no manifest. */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define LW_TYPE_CORRECTION_BAR (lw_correction_bar_get_type ())
G_DECLARE_FINAL_TYPE (LwCorrectionBar, lw_correction_bar, LW, CORRECTION_BAR, AdwBin)

/**
 * LwCorrectionMode:
 * @LW_CORRECTION_MODE_SET: the label replaces others
 * @LW_CORRECTION_MODE_ADD: the label is added to others
 * @LW_CORRECTION_MODE_REMOVE: the label is taken away
 *
 * In the order of the choice in the bar.
 */
typedef enum
{
  LW_CORRECTION_MODE_SET,
  LW_CORRECTION_MODE_ADD,
  LW_CORRECTION_MODE_REMOVE,
} LwCorrectionMode;

void               lw_correction_bar_set_classes (LwCorrectionBar    *self,
                                                  const char * const *classes);
const char * const *
                   lw_correction_bar_get_classes (LwCorrectionBar    *self);
void               lw_correction_bar_set_several (LwCorrectionBar    *self,
                                                  gboolean            several);
LwCorrectionMode   lw_correction_bar_get_mode    (LwCorrectionBar    *self);
void               lw_correction_bar_set_status  (LwCorrectionBar    *self,
                                                  const char         *status);

G_END_DECLS
