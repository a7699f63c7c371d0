/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Says in full why a draft is not on disk, for as long as it is not, and lets the person try again. Hidden when all
 * is well. */

#define G_LOG_DOMAIN "lw-wizard"

#include "config.h"

#include "lw-unsaved-bar.h"

#include <glib/gi18n.h>

struct _LwUnsavedBar
{
  AdwBin        parent_instance;

  GtkLabel     *label;

  GSignalGroup *saver_signals;
};

G_DEFINE_FINAL_TYPE (LwUnsavedBar, lw_unsaved_bar, ADW_TYPE_BIN)

/* While another attempt is under way, what was said stands. */
static void
saver_changed_cb (LwUnsavedBar *self,
                  LwDraftSaver *saver)
{
  LwDraftSaverState state = lw_draft_saver_get_state (saver);
  const GError *error = lw_draft_saver_get_error (saver);
  gboolean failed = state == LW_DRAFT_SAVER_FAILED && error != NULL;

  if (failed)
    {
      g_autofree char *text = g_strdup_printf (_("What you entered is not saved yet: %s. Labelwright tries again every "
                                                 "few seconds."), error->message);

      gtk_label_set_label (self->label, text);
    }
  if (state != LW_DRAFT_SAVER_PENDING)
    gtk_widget_set_visible (GTK_WIDGET (self), failed);
}

static void
try_again_clicked_cb (LwUnsavedBar *self)
{
  g_autoptr (LwDraftSaver) saver = g_signal_group_dup_target (self->saver_signals);

  if (saver != NULL)
    lw_draft_saver_retry (saver);
}

static void
lw_unsaved_bar_dispose (GObject *object)
{
  LwUnsavedBar *self = LW_UNSAVED_BAR (object);

  g_clear_object (&self->saver_signals);
  gtk_widget_dispose_template (GTK_WIDGET (self), LW_TYPE_UNSAVED_BAR);

  G_OBJECT_CLASS (lw_unsaved_bar_parent_class)->dispose (object);
}

static void
lw_unsaved_bar_class_init (LwUnsavedBarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = lw_unsaved_bar_dispose;

  gtk_widget_class_set_template_from_resource (widget_class, "/page/labelwright/Labelwright/wizard/lw-unsaved-bar.ui");
  gtk_widget_class_bind_template_child (widget_class, LwUnsavedBar, label);
  gtk_widget_class_bind_template_callback (widget_class, try_again_clicked_cb);
}

static void
lw_unsaved_bar_init (LwUnsavedBar *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->saver_signals = g_signal_group_new (LW_TYPE_DRAFT_SAVER);
  g_signal_group_connect_object (self->saver_signals, "changed", G_CALLBACK (saver_changed_cb), self,
                                 G_CONNECT_SWAPPED);
}

/* Follows another saver; the group holds it weakly. */
void
lw_unsaved_bar_set_saver (LwUnsavedBar *self,
                          LwDraftSaver *saver)
{
  g_return_if_fail (LW_IS_UNSAVED_BAR (self) && LW_IS_DRAFT_SAVER (saver));

  g_signal_group_set_target (self->saver_signals, saver);
  saver_changed_cb (self, saver);
}
