/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What the page "Label here" says about the sitting: how far it is, what is saved, how much time there is. */

#define G_LOG_DOMAIN "lw-worker"

#include "config.h"

#include "lw-label-page.h"

#include "lw-label-page-private.h"

#include "lw-format.h"

#include <glib/gi18n.h>

static double
get_seconds_left (LwLabelPage *self)
{
  LwTask *task = lw_label_session_get_current (self->session);

  return task != NULL ? (lw_task_get_expires_time (task) - g_get_real_time ()) / (double) G_USEC_PER_SEC : 0;
}

static char *
dup_saving_text (LwLabelPage *self)
{
  guint n_saving = lw_label_session_get_n_saving (self->session);

  if (n_saving == 0)
    return g_strdup (_("All saved"));
  return g_strdup_printf (ngettext ("%u being saved", "%u being saved", n_saving), n_saving);
}

/**
 * lw_label_page_update_subtitle:
 * @self: the page
 *
 * Says what is saved and how much time there is.
 */
void
lw_label_page_update_subtitle (LwLabelPage *self)
{
  g_autofree char *saving = dup_saving_text (self);
  g_autofree char *text = NULL;

  if (lw_label_session_get_current (self->session) != NULL
      && lw_label_session_get_current_answer (self->session) == NULL)
    {
      g_autofree char *left = lw_format_countdown (get_seconds_left (self));

      /* Translators: “All saved” or “3 being saved”, and the time that is left for an image, such as “4:59” */
      text = g_strdup_printf (_("%s · %s left"), saving, left);
    }
  adw_window_title_set_subtitle (self->title, text != NULL ? text : saving);
}

static void
update_failed (LwLabelPage *self)
{
  guint n_failed = lw_label_session_get_n_failed (self->session);
  g_autofree char *text = NULL;

  gtk_revealer_set_reveal_child (self->failed_revealer, n_failed > 0);
  if (n_failed == 0)
    return;
  text = g_strdup_printf (ngettext ("%u answer is not saved yet. It is kept and sent again.",
                                    "%u answers are not saved yet. They are kept and sent again.", n_failed), n_failed);
  gtk_label_set_label (self->failed_label, text);
}

/**
 * lw_label_page_update_progress:
 * @self: the page
 *
 * Says how far the sitting is, and what goes wrong.
 */
void
lw_label_page_update_progress (LwLabelPage *self)
{
  guint64 total = lw_label_session_get_total (self->session);
  guint64 ordinal = lw_label_session_get_ordinal (self->session);
  g_autofree char *total_text = NULL;
  g_autofree char *ordinal_text = NULL;
  g_autofree char *title = NULL;

  total = MAX (total, ordinal - 1);
  gtk_progress_bar_set_fraction (self->progress, total > 0 ? (double) (ordinal - 1) / total : 0);
  ordinal_text = lw_format_number (MIN (ordinal, total));
  total_text = lw_format_number (total);
  /* Translators: which of how many images is looked at, such as “12 of 400” */
  title = g_strdup_printf (_("%s of %s"), ordinal_text, total_text);
  adw_window_title_set_title (self->title, title);
  lw_label_page_update_subtitle (self);
  update_failed (self);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "label.back", lw_label_session_can_go_back (self->session));
}

/**
 * lw_label_page_dup_summary:
 * @self: the page
 *
 * Returns: (transfer full): what was done in this sitting, and how fast
 */
char *
lw_label_page_dup_summary (LwLabelPage *self)
{
  guint n_done = lw_label_session_get_n_done (self->session);
  g_autofree char *images = lw_format_images (n_done);
  g_autofree char *duration = NULL;
  g_autofree char *each = NULL;
  double seconds = (g_get_monotonic_time () - self->start_time) / (double) G_USEC_PER_SEC;

  if (n_done == 0)
    return g_strdup (_("There is nothing in this job for you to label."));
  duration = lw_format_duration (seconds);
  each = lw_format_duration (seconds / n_done);
  /* Translators: “24 images in 1 min, 2.6 s each” */
  return g_strdup_printf (_("%s in %s, %s each"), images, duration, each);
}
