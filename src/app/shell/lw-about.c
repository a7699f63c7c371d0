/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* "About Labelwright". One of the three files that know two generations of the platform. */

#define G_LOG_DOMAIN "lw-shell"

#include "config.h"

#include "lw-about.h"

#include <adwaita.h>
#include <glib/gi18n.h>

/**
 * lw_about_present:
 * @parent: (nullable): the window that it belongs to
 *
 * Says what this program is and under which licence.
 */
void
lw_about_present (GtkWindow *parent)
{
G_GNUC_BEGIN_IGNORE_DEPRECATIONS
#if ADW_CHECK_VERSION (1, 5, 0)
  AdwDialog *about = adw_about_dialog_new ();
#else
  GtkWidget *about = adw_about_window_new ();
#endif

  g_object_set (about,
                "application-name", "Labelwright",
                "application-icon", LW_APP_ID,
                "version", LW_VERSION,
                "developer-name", _("The Labelwright authors"),
                "copyright", _("© 2026 The Labelwright authors"),
                "license-type", GTK_LICENSE_GPL_3_0,
                "comments", _("Labeling jobs for image classification, compatible with Amazon SageMaker Ground Truth."),
                /* Translators: the names of the translators, one a line */
                "translator-credits", _("translator-credits"),
                NULL);

#if ADW_CHECK_VERSION (1, 5, 0)
  adw_dialog_present (about, GTK_WIDGET (parent));
#else
  gtk_window_set_transient_for (GTK_WINDOW (about), parent);
  gtk_window_set_modal (GTK_WINDOW (about), TRUE);
  gtk_window_present (GTK_WINDOW (about));
#endif
G_GNUC_END_IGNORE_DEPRECATIONS
}
