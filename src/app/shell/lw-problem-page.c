/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Stands where the work would be when the workspace cannot be opened. */

#define G_LOG_DOMAIN "lw-shell"

#include "config.h"

#include "lw-problem-page.h"

#include "lw-error-presenter.h"
#include "lw-job-backend.h"

#include <glib/gi18n.h>

struct _LwProblemPage
{
  AdwBin         parent_instance;

  AdwStatusPage *status_page;
};

G_DEFINE_FINAL_TYPE (LwProblemPage, lw_problem_page, ADW_TYPE_BIN)

static void
lw_problem_page_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), LW_TYPE_PROBLEM_PAGE);

  G_OBJECT_CLASS (lw_problem_page_parent_class)->dispose (object);
}

static void
lw_problem_page_class_init (LwProblemPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = lw_problem_page_dispose;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/page/labelwright/Labelwright/shell/lw-problem-page.ui");
  gtk_widget_class_bind_template_child (widget_class, LwProblemPage, status_page);
}

static void
lw_problem_page_init (LwProblemPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * lw_problem_page_set_error:
 * @self: the page
 * @error: why the workspace cannot be opened
 *
 * Says so.
 */
void
lw_problem_page_set_error (LwProblemPage *self,
                           const GError  *error)
{
  gboolean busy;

  g_return_if_fail (LW_IS_PROBLEM_PAGE (self));
  g_return_if_fail (error != NULL);

  busy = g_error_matches (error, LW_JOB_ERROR, LW_JOB_ERROR_BUSY);
  lw_present_error_page (self->status_page,
                         busy ? _("Another program has the labeling jobs") : _("The labeling jobs cannot be opened"),
                         error);
}
