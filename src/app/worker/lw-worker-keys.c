/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The keys of the worker's screen: they choose label categories and do what its buttons do, wherever in a widget the
 * focus is. */

#define G_LOG_DOMAIN "lw-worker"

#include "config.h"

#include "lw-worker-keys.h"

#include "lw-category-keys.h"

/* The controller belongs to target; who owns this frees it before target goes. */
struct _LwWorkerKeys
{
  LwWorkerView       *view;
  GtkWidget          *target;
  GtkEventController *controller;
  guint               held_keycode;
};

static const struct
{
  guint       keyval;
  const char *action;
} commands[] = {
  { GDK_KEY_Return, "worker.submit" },
  { GDK_KEY_KP_Enter, "worker.submit" },
  { GDK_KEY_i, "worker.toggle-instructions" },
  { GDK_KEY_I, "worker.toggle-instructions" },
  { GDK_KEY_slash, "worker.filter" },
  { GDK_KEY_KP_Divide, "worker.filter" },
  { GDK_KEY_f, "image.fit" },
  { GDK_KEY_F, "image.fit" },
  { GDK_KEY_z, "image.zoom-to-pointer" },
  { GDK_KEY_Z, "image.zoom-to-pointer" },
  { GDK_KEY_plus, "image.zoom-in" },
  { GDK_KEY_equal, "image.zoom-in" },
  { GDK_KEY_KP_Add, "image.zoom-in" },
  { GDK_KEY_minus, "image.zoom-out" },
  { GDK_KEY_KP_Subtract, "image.zoom-out" },
};

static gboolean
run_command (LwWorkerKeys *self,
             guint         keyval)
{
  for (guint i = 0; i < G_N_ELEMENTS (commands); i++)
    {
      GtkWidget *widget = GTK_WIDGET (self->view);

      if (commands[i].keyval != keyval)
        continue;
      if (g_str_has_prefix (commands[i].action, "image."))
        widget = GTK_WIDGET (lw_worker_view_get_image_pane (self->view));
      gtk_widget_activate_action (widget, commands[i].action, NULL);
      return TRUE;
    }
  return FALSE;
}

static gboolean
is_answering (LwWorkerKeys    *self,
              guint            keyval,
              guint            keycode,
              GdkModifierType  state,
              int             *index)
{
  char key = lw_category_key_from_event (gtk_widget_get_display (self->target), keyval, keycode, state);

  *index = lw_category_key_to_index (key);
  return *index >= 0 || keyval == GDK_KEY_Return || keyval == GDK_KEY_KP_Enter;
}

static gboolean
key_pressed_cb (GtkEventControllerKey *controller,
                guint                  keyval,
                guint                  keycode,
                GdkModifierType        state,
                LwWorkerKeys          *self)
{
  int index;

  if ((state & (GDK_CONTROL_MASK | GDK_ALT_MASK | GDK_SUPER_MASK)) != 0
      || lw_worker_keys_focus_wants_key (self->target, keyval))
    return GDK_EVENT_PROPAGATE;
  if (is_answering (self, keyval, keycode, state, &index))
    {
      /* A key that is held down answers once, not one image after the other. */
      if (keycode == self->held_keycode)
        return GDK_EVENT_STOP;
      self->held_keycode = keycode;
      if (index >= 0 && lw_worker_view_choose (self->view, index))
        return GDK_EVENT_STOP;
    }
  return run_command (self, keyval) ? GDK_EVENT_STOP : GDK_EVENT_PROPAGATE;
}

static void
key_released_cb (GtkEventControllerKey *controller,
                 guint                  keyval,
                 guint                  keycode,
                 GdkModifierType        state,
                 LwWorkerKeys          *self)
{
  if (keycode == self->held_keycode)
    self->held_keycode = 0;
}

/**
 * lw_worker_keys_new:
 * @view: (unowned): the worker's screen
 * @target: (unowned): the widget within which the keys work; it and @view outlive the result
 *
 * Returns: (transfer full): what listens
 */
LwWorkerKeys *
lw_worker_keys_new (LwWorkerView *view,
                    GtkWidget    *target)
{
  LwWorkerKeys *self = g_new0 (LwWorkerKeys, 1);

  self->view = view;
  self->target = target;
  self->controller = gtk_event_controller_key_new ();
  gtk_event_controller_set_propagation_phase (self->controller, GTK_PHASE_CAPTURE);
  g_signal_connect (self->controller, "key-pressed", G_CALLBACK (key_pressed_cb), self);
  g_signal_connect (self->controller, "key-released", G_CALLBACK (key_released_cb), self);
  gtk_widget_add_controller (target, self->controller);
  return self;
}

/**
 * lw_worker_keys_free:
 * @self: (transfer full): what listens
 */
void
lw_worker_keys_free (LwWorkerKeys *self)
{
  gtk_widget_remove_controller (self->target, self->controller);
  g_free (self);
}

/**
 * lw_worker_keys_focus_wants_key:
 * @widget: a widget of the window
 * @keyval: what was pressed
 *
 * Returns: whether the focus is where the key is typed as text, or on a button that takes it as a press
 */
gboolean
lw_worker_keys_focus_wants_key (GtkWidget *widget,
                                guint      keyval)
{
  GtkRoot *root = gtk_widget_get_root (widget);
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;
  gboolean is_press = keyval == GDK_KEY_Return || keyval == GDK_KEY_KP_Enter || keyval == GDK_KEY_space;

  if (focus == NULL)
    return FALSE;
  if (GTK_IS_EDITABLE (focus) || gtk_widget_get_ancestor (focus, GTK_TYPE_POPOVER) != NULL)
    return TRUE;
  if (GTK_IS_TEXT_VIEW (focus))
    return is_press || gtk_text_view_get_editable (GTK_TEXT_VIEW (focus));
  return is_press && GTK_IS_BUTTON (focus) && gtk_window_get_focus_visible (GTK_WINDOW (root));
}
