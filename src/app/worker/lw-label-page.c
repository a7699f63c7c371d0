/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* "Label here": a person works through the tasks of a labeling job on this computer. Shows one task at a time,
 * keeps the next ones decoded, sends answers behind. What is looked at and what is on its way is
 * LwLabelSession's business; keys and actions are in lw-label-page-actions.c. */

#define G_LOG_DOMAIN "lw-worker"

#include "config.h"

#include "lw-label-page.h"

#include "lw-label-page-private.h"

#include "lw-error-presenter.h"
#include "lw-settings.h"

#include <glib/gi18n.h>

G_DEFINE_FINAL_TYPE (LwLabelPage, lw_label_page, GTK_TYPE_WIDGET)

enum
{
  PROP_0,
  PROP_ONE_KEY,
  PROP_LEFT_HANDED,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];
static guint finished_signal;

static void
loader_ahead_cb (GObject      *source,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  g_autoptr (GError) error = NULL;
  /* Only to have it in the cache: a broken image says so when its turn comes. */
  g_autoptr (GdkTexture) texture G_GNUC_UNUSED =
    lw_image_loader_load_finish (LW_IMAGE_LOADER (source), result, &error);
}

static void
load_ahead (LwLabelPage *self)
{
  g_autoptr (GPtrArray) upcoming = lw_label_session_dup_upcoming (self->session);
  int size = lw_image_pane_get_load_size (lw_worker_view_get_image_pane (self->view));

  /* Before the first layout the size is not known. */
  if (gtk_widget_get_width (GTK_WIDGET (self->view)) == 0)
    return;
  for (guint i = 0; i < upcoming->len; i++)
    {
      const char *uri = lw_task_get_source_ref (upcoming->pdata[i]);

      if (lw_image_loader_peek (self->loader, uri, size) == NULL)
        lw_image_loader_load_async (self->loader, uri, size, LW_IMAGE_PRIORITY_AHEAD, self->cancellable,
                                    loader_ahead_cb, NULL);
    }
}

static void
start_timing (LwLabelPage *self)
{
  self->seconds_before = 0;
  g_timer_start (self->timer);
  self->timing = TRUE;
}

/* An answer is not slower because the person looked into another window. */
static void
window_active_cb (GtkWindow   *window,
                  GParamSpec  *pspec,
                  LwLabelPage *self)
{
  gboolean active = gtk_window_is_active (window);

  if (active == self->timing)
    return;
  if (!active)
    self->seconds_before += g_timer_elapsed (self->timer, NULL);
  else
    g_timer_start (self->timer);
  self->timing = active;
}

static double
get_seconds_spent (LwLabelPage *self)
{
  return self->seconds_before + (self->timing ? g_timer_elapsed (self->timer, NULL) : 0);
}

static void
show_task (LwLabelPage *self,
           LwTask      *task)
{
  g_autoptr (LwWorkerPage) page =
    lw_worker_page_render (self->template, lw_task_get_source_ref (task), lw_task_queue_get_labels (self->queue),
                           NULL, NULL);

  lw_worker_view_set_page (self->view, page);
  lw_worker_view_set_answer (self->view, lw_label_session_get_current_answer (self->session));
  gtk_stack_set_visible_child_name (self->stack, "work");
  start_timing (self);
  if (!gtk_widget_get_visible (self->keys_box) && gtk_widget_get_focus_child (GTK_WIDGET (self)) == NULL)
    lw_label_page_focus_image (self);
}

static void
show_end (LwLabelPage *self)
{
  g_autofree char *summary = lw_label_page_dup_summary (self);
  g_autofree char *markup = g_markup_escape_text (summary, -1);

  adw_status_page_set_description (self->done_page, markup);
  gtk_stack_set_visible_child_name (self->stack, "done");
  gtk_widget_grab_focus (self->results_button);
}

static void
session_current_changed_cb (LwLabelSession *session,
                            LwLabelPage    *self)
{
  LwTask *task = lw_label_session_get_current (session);

  gtk_widget_action_set_enabled (GTK_WIDGET (self), "label.decline", task != NULL);
  switch (lw_label_session_get_state (session))
    {
    case LW_LABEL_SESSION_WORKING:
      show_task (self, task);
      break;
    case LW_LABEL_SESSION_DONE:
      show_end (self);
      break;
    case LW_LABEL_SESSION_FAILED:
      lw_present_error_page (self->problem_page, _("The next images cannot be fetched"),
                             lw_label_session_get_error (session));
      gtk_stack_set_visible_child_name (self->stack, "problem");
      break;
    case LW_LABEL_SESSION_WAITING:
      gtk_stack_set_visible_child_name (self->stack, "waiting");
      break;
    case LW_LABEL_SESSION_STARTING:
    default:
      gtk_stack_set_visible_child_name (self->stack, "starting");
      break;
    }
}

static void
session_progress_changed_cb (LwLabelSession *session,
                             LwLabelPage    *self)
{
  lw_label_page_update_progress (self);
  load_ahead (self);
  /* The last answers may come to be recorded, or others give tasks back, while the end page stands. */
  if (lw_label_session_get_current (session) == NULL
      && lw_label_session_get_state (session) == LW_LABEL_SESSION_DONE
      && g_strcmp0 (gtk_stack_get_visible_child_name (self->stack), "done") != 0)
    show_end (self);
}

static void
session_refused_cb (LwLabelSession *session,
                    LwTask         *task,
                    const GError   *error,
                    LwLabelPage    *self)
{
  g_autofree char *name = g_path_get_basename (lw_task_get_source_ref (task));
  g_autofree char *text = NULL;

  if (g_error_matches (error, LW_TASK_ERROR, LW_TASK_ERROR_EXPIRED))
    text = g_strdup_printf (_("The time for “%s” ran out. The image goes to the next free worker."), name);
  else if (g_error_matches (error, LW_TASK_ERROR, LW_TASK_ERROR_CONSOLIDATED))
    text = g_strdup_printf (_("The label of “%s” is made already. Your first answer stands."), name);
  else
    text = g_strdup_printf (_("The labeling job has ended. The answer for “%s” was not taken."), name);
  lw_present_message (GTK_WIDGET (self->stack), text);
}

static gboolean
tick_timeout_cb (gpointer user_data)
{
  LwLabelPage *self = user_data;

  lw_label_session_expire (self->session, g_get_real_time ());
  lw_label_page_update_subtitle (self);
  return G_SOURCE_CONTINUE;
}

static void
view_answered_cb (LwWorkerView *view,
                  const char   *answer,
                  LwLabelPage  *self)
{
  g_autofree char *kept = g_strdup (answer);

  if (lw_label_session_get_current (self->session) == NULL)
    return;
  lw_label_session_submit (self->session, kept, get_seconds_spent (self));
  lw_worker_view_flash (view, kept);
}

static void
view_one_key_cb (LwWorkerView *view,
                 GParamSpec   *pspec,
                 LwLabelPage  *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ONE_KEY]);
}

static void
popover_declined_cb (LwDeclinePopover *popover,
                     const char       *reason,
                     LwLabelPage      *self)
{
  lw_label_session_decline (self->session, reason);
  lw_label_page_focus_image (self);
}

static void
lw_label_page_map (GtkWidget *widget)
{
  LwLabelPage *self = LW_LABEL_PAGE (widget);
  GtkRoot *root = gtk_widget_get_root (widget);

  GTK_WIDGET_CLASS (lw_label_page_parent_class)->map (widget);
  if (GTK_IS_WINDOW (root))
    g_signal_group_set_target (self->window_signals, root);
  lw_label_page_focus_image (self);
}

static void
lw_label_page_unmap (GtkWidget *widget)
{
  g_signal_group_set_target (LW_LABEL_PAGE (widget)->window_signals, NULL);
  GTK_WIDGET_CLASS (lw_label_page_parent_class)->unmap (widget);
}

static void
lw_label_page_size_allocate (GtkWidget *widget,
                             int        width,
                             int        height,
                             int        baseline)
{
  LwLabelPage *self = LW_LABEL_PAGE (widget);
  GtkWidget *child = gtk_widget_get_first_child (widget);
  int size = lw_image_pane_get_load_size (lw_worker_view_get_image_pane (self->view));

  gtk_widget_size_allocate (child, &(GtkAllocation) { 0, 0, width, height }, baseline);
  if (size != lw_image_pane_get_load_size (lw_worker_view_get_image_pane (self->view)))
    load_ahead (self);
}

static void
lw_label_page_measure (GtkWidget      *widget,
                       GtkOrientation  orientation,
                       int             for_size,
                       int            *minimum,
                       int            *natural,
                       int            *minimum_baseline,
                       int            *natural_baseline)
{
  gtk_widget_measure (gtk_widget_get_first_child (widget), orientation, for_size, minimum, natural, NULL, NULL);
}

static void
lw_label_page_get_property (GObject    *object,
                            guint       prop_id,
                            GValue     *value,
                            GParamSpec *pspec)
{
  LwLabelPage *self = LW_LABEL_PAGE (object);

  switch (prop_id)
    {
    case PROP_ONE_KEY:
      g_value_set_boolean (value, lw_worker_view_get_one_key (self->view));
      break;
    case PROP_LEFT_HANDED:
      g_value_set_boolean (value, self->left_handed);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
lw_label_page_set_property (GObject      *object,
                            guint         prop_id,
                            const GValue *value,
                            GParamSpec   *pspec)
{
  LwLabelPage *self = LW_LABEL_PAGE (object);

  switch (prop_id)
    {
    case PROP_ONE_KEY:
      /* Tells by its own notify. */
      lw_worker_view_set_one_key (self->view, g_value_get_boolean (value));
      return;
    case PROP_LEFT_HANDED:
      if (self->left_handed == g_value_get_boolean (value))
        return;
      self->left_handed = g_value_get_boolean (value);
      g_object_set (self->view, "left-handed", self->left_handed, NULL);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
      return;
    }
  g_object_notify_by_pspec (object, pspec);
}

static void
lw_label_page_dispose (GObject *object)
{
  LwLabelPage *self = LW_LABEL_PAGE (object);

  g_clear_handle_id (&self->tick_id, g_source_remove);
  g_cancellable_cancel (self->cancellable);
  if (self->session != NULL)
    lw_label_session_close (self->session);
  g_clear_pointer (&self->keys, lw_worker_keys_free);
  g_clear_object (&self->window_signals);
  g_clear_object (&self->session);
  g_clear_object (&self->queue);
  g_clear_object (&self->loader);
  g_clear_object (&self->settings);
  gtk_widget_dispose_template (GTK_WIDGET (self), LW_TYPE_LABEL_PAGE);

  G_OBJECT_CLASS (lw_label_page_parent_class)->dispose (object);
}

static void
lw_label_page_finalize (GObject *object)
{
  LwLabelPage *self = LW_LABEL_PAGE (object);

  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->template, lw_liquid_template_unref);
  g_timer_destroy (self->timer);

  G_OBJECT_CLASS (lw_label_page_parent_class)->finalize (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  g_type_ensure (LW_TYPE_WORKER_VIEW);
  g_type_ensure (LW_TYPE_DECLINE_POPOVER);
  gtk_widget_class_set_template_from_resource (widget_class, "/page/labelwright/Labelwright/worker/lw-label-page.ui");
  /* Bound only so that it goes with the template. */
  gtk_widget_class_bind_template_child_full (widget_class, "content", FALSE, 0);
  gtk_widget_class_bind_template_child (widget_class, LwLabelPage, title);
  gtk_widget_class_bind_template_child (widget_class, LwLabelPage, progress);
  gtk_widget_class_bind_template_child (widget_class, LwLabelPage, failed_revealer);
  gtk_widget_class_bind_template_child (widget_class, LwLabelPage, failed_label);
  gtk_widget_class_bind_template_child (widget_class, LwLabelPage, stack);
  gtk_widget_class_bind_template_child (widget_class, LwLabelPage, view);
  gtk_widget_class_bind_template_child (widget_class, LwLabelPage, decline_button);
  gtk_widget_class_bind_template_child (widget_class, LwLabelPage, keys_box);
  gtk_widget_class_bind_template_child (widget_class, LwLabelPage, done_page);
  gtk_widget_class_bind_template_child (widget_class, LwLabelPage, results_button);
  gtk_widget_class_bind_template_child (widget_class, LwLabelPage, problem_page);
  gtk_widget_class_bind_template_callback (widget_class, view_answered_cb);
  gtk_widget_class_bind_template_callback (widget_class, view_one_key_cb);
  gtk_widget_class_bind_template_callback (widget_class, popover_declined_cb);
}

static void
lw_label_page_class_init (LwLabelPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->get_property = lw_label_page_get_property;
  object_class->set_property = lw_label_page_set_property;
  object_class->dispose = lw_label_page_dispose;
  object_class->finalize = lw_label_page_finalize;
  widget_class->map = lw_label_page_map;
  widget_class->unmap = lw_label_page_unmap;
  widget_class->measure = lw_label_page_measure;
  widget_class->size_allocate = lw_label_page_size_allocate;

  properties[PROP_ONE_KEY] = g_param_spec_boolean ("one-key", NULL, NULL, FALSE, flags);
  properties[PROP_LEFT_HANDED] = g_param_spec_boolean ("left-handed", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  /**
   * LwLabelPage::finished:
   * @self: the page
   *
   * The person leaves. Answers that are still on their way go on.
   */
  finished_signal =
    g_signal_new ("finished", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  bind_template (widget_class);
  lw_label_page_install_actions (widget_class);
  gtk_widget_class_set_css_name (widget_class, "label-page");
}

static void
lw_label_page_init (LwLabelPage *self)
{
  self->cancellable = g_cancellable_new ();
  self->timer = g_timer_new ();
  self->start_time = g_get_monotonic_time ();
  self->window_signals = g_signal_group_new (GTK_TYPE_WINDOW);
  g_signal_group_connect_object (self->window_signals, "notify::is-active", G_CALLBACK (window_active_cb), self, 0);
  gtk_widget_init_template (GTK_WIDGET (self));
  self->keys = lw_worker_keys_new (self->view, GTK_WIDGET (self));
  self->settings = lw_settings_dup ();
  if (self->settings != NULL)
    {
      g_settings_bind (self->settings, "one-key-mode", self, "one-key", G_SETTINGS_BIND_DEFAULT);
      g_settings_bind (self->settings, "left-handed", self, "left-handed", G_SETTINGS_BIND_DEFAULT);
    }
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "label.decline", FALSE);
}

/**
 * lw_label_page_new:
 * @queue: the worker's way through the job
 * @loader: what loads the images
 *
 * Returns: (transfer full): a page that asks for the first tasks
 */
GtkWidget *
lw_label_page_new (LwTaskQueue   *queue,
                   LwImageLoader *loader)
{
  LwLabelPage *self = g_object_new (LW_TYPE_LABEL_PAGE, NULL);

  self->queue = g_object_ref (queue);
  self->loader = g_object_ref (loader);
  self->template = lw_liquid_template_parse (lw_task_queue_get_template (queue), -1, NULL);
  lw_worker_view_set_loader (self->view, loader);
  self->session = lw_label_session_new (queue);
  g_signal_connect_object (self->session, "current-changed", G_CALLBACK (session_current_changed_cb), self, 0);
  g_signal_connect_object (self->session, "progress-changed", G_CALLBACK (session_progress_changed_cb), self, 0);
  g_signal_connect_object (self->session, "refused", G_CALLBACK (session_refused_cb), self, 0);
  self->tick_id = g_timeout_add_seconds (1, tick_timeout_cb, self);
  lw_label_page_update_progress (self);
  lw_label_session_start (self->session);
  return GTK_WIDGET (self);
}

/**
 * lw_label_page_get_queue:
 * @self: the page
 *
 * Returns: (transfer none): the worker's way through the job
 */
LwTaskQueue *
lw_label_page_get_queue (LwLabelPage *self)
{
  g_return_val_if_fail (LW_IS_LABEL_PAGE (self), NULL);

  return self->queue;
}

/**
 * lw_label_page_get_n_unsaved:
 * @self: the page
 *
 * Returns: how many answers are not recorded yet
 */
guint
lw_label_page_get_n_unsaved (LwLabelPage *self)
{
  g_return_val_if_fail (LW_IS_LABEL_PAGE (self), 0);

  return lw_label_session_get_n_saving (self->session);
}

/**
 * lw_label_page_focus_image:
 * @self: the page
 *
 * Puts the focus where every key is a shortcut.
 */
void
lw_label_page_focus_image (LwLabelPage *self)
{
  gtk_widget_grab_focus (GTK_WIDGET (lw_image_pane_get_view (lw_worker_view_get_image_pane (self->view))));
}

/**
 * lw_label_page_emit_finished:
 * @self: the page
 *
 * Ends the sitting and says so.
 */
void
lw_label_page_emit_finished (LwLabelPage *self)
{
  lw_label_session_close (self->session);
  g_signal_emit (self, finished_signal, 0);
}
