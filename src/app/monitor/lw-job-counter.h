/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* A number of images with its name: press it to see which they are. */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define LW_TYPE_JOB_COUNTER (lw_job_counter_get_type ())
G_DECLARE_FINAL_TYPE (LwJobCounter, lw_job_counter, LW, JOB_COUNTER, GtkButton)

const char *lw_job_counter_get_title (LwJobCounter *self);
void        lw_job_counter_set_title (LwJobCounter *self,
                                      const char   *title);
void        lw_job_counter_set_count (LwJobCounter *self,
                                      guint64       count);

G_END_DECLS
