/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The wizard's steps as a list: where one stands, what each answer is, or what it lacks. A row chosen is a step
 * wanted: whoever owns the list goes there. */

#define G_LOG_DOMAIN "lw-wizard"

#include "config.h"

#include "lw-step-list.h"

#include "lw-step-row.h"

struct _LwStepList
{
  AdwBin           parent_instance;

  GtkListBox      *list;

  LwStepRow       *rows[LW_N_WIZARD_STEPS];
  LwWizardSession *session;
  LwWizardStep     current;
};

enum
{
  STEP_CHOSEN,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (LwStepList, lw_step_list, ADW_TYPE_BIN)

static void
update (LwStepList *self)
{
  for (int i = 0; i < LW_N_WIZARD_STEPS; i++)
    lw_step_row_update (self->rows[i], self->session);
}

static void
row_activated_cb (LwStepList    *self,
                  GtkListBoxRow *row)
{
  g_signal_emit (self, signals[STEP_CHOSEN], 0, (guint) gtk_list_box_row_get_index (row));
}

static void
lw_step_list_dispose (GObject *object)
{
  LwStepList *self = LW_STEP_LIST (object);

  g_clear_object (&self->session);
  /* A bound child goes with the template, and AdwBin would let go of it once more. */
  adw_bin_set_child (ADW_BIN (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), LW_TYPE_STEP_LIST);
  G_OBJECT_CLASS (lw_step_list_parent_class)->dispose (object);
}

static void
lw_step_list_class_init (LwStepListClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = lw_step_list_dispose;

  /**
   * LwStepList::step-chosen:
   * @step: the #LwWizardStep of the row
   */
  signals[STEP_CHOSEN] = g_signal_new ("step-chosen", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                       NULL, G_TYPE_NONE, 1, G_TYPE_UINT);

  gtk_widget_class_set_template_from_resource (widget_class, "/page/labelwright/Labelwright/wizard/lw-step-list.ui");
  gtk_widget_class_bind_template_child (widget_class, LwStepList, list);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
}

static void
lw_step_list_init (LwStepList *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  for (int i = 0; i < LW_N_WIZARD_STEPS; i++)
    {
      self->rows[i] = lw_step_row_new (i);
      gtk_list_box_append (self->list, GTK_WIDGET (self->rows[i]));
    }
}

void
lw_step_list_set_session (LwStepList      *self,
                          LwWizardSession *session)
{
  g_return_if_fail (LW_IS_STEP_LIST (self) && LW_IS_WIZARD_SESSION (session));

  g_set_object (&self->session, session);
  g_signal_connect_object (session, "changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  update (self);
}

void
lw_step_list_set_current (LwStepList   *self,
                          LwWizardStep  step)
{
  g_return_if_fail (LW_IS_STEP_LIST (self) && step < LW_N_WIZARD_STEPS);

  self->current = step;
  gtk_list_box_select_row (self->list, GTK_LIST_BOX_ROW (self->rows[step]));
  for (int i = 0; i < LW_N_WIZARD_STEPS; i++)
    lw_step_row_set_current (self->rows[i], i == (int) step);
}
