/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What workers will see, made from the draft's template with images of the data set, anew in the frame after each
 * keystroke. Operable, but nothing is recorded: the answer is shown below. */

#define G_LOG_DOMAIN "lw-wizard"

#include "config.h"

#include "lw-wizard-preview.h"

#include "lw-format.h"

#include "lw-liquid.h"
#include "lw-worker-page.h"

#include "lw-str.h"

#include <glib/gi18n.h>

/* Where there is no data set yet. */
#define NO_IMAGE "s3://images/image.jpg"
#define EXAMPLE "/page/labelwright/Labelwright/wizard/example.svg"

struct _LwWizardPreview
{
  AdwBin            parent_instance;

  GtkStack         *stack;
  LwWorkerView     *view;
  AdwStatusPage    *status_page;
  GtkButton        *line_button;
  GtkLabel         *position_label;
  GtkLabel         *answer_label;

  LwWizardSession  *session;
  LwLiquidTemplate *template;
  char             *source;
  char             *image_uri;
  guint             position;
  guint             tick;
  gboolean          is_next_frame;
};

G_DEFINE_FINAL_TYPE (LwWizardPreview, lw_wizard_preview, ADW_TYPE_BIN)

static void
show_answer (LwWizardPreview *self)
{
  g_autofree char *answer = lw_worker_view_dup_answer (self->view);

  gtk_label_set_label (self->answer_label, answer != NULL ? answer : _("None yet: choose a label"));
}

static void
show_position (LwWizardPreview *self,
               guint            n_objects)
{
  g_autofree char *number = lw_format_number (self->position + 1);
  g_autofree char *all = lw_format_number (n_objects);
  g_autofree char *text = n_objects > 0 ? g_strdup_printf (_("%s of %s"), number, all) : g_strdup ("");

  gtk_label_set_label (self->position_label, text);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "preview.previous", n_objects > 0 && self->position > 0);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "preview.next", self->position + 1 < n_objects);
}

/* Before there is a data set, a drawn picture stands where its images will be. */
static void
show_example (LwWizardPreview *self)
{
  g_autoptr (GdkTexture) texture = NULL;

  if (!lw_set_str (&self->image_uri, EXAMPLE))
    return;
  texture = gdk_texture_new_from_resource (EXAMPLE);
  lw_worker_view_set_paintable (self->view, GDK_PAINTABLE (texture));
}

/* The template decides which image is shown: normally the data object's, whose file is known before it has an
 * address. */
static void
show_image (LwWizardPreview *self,
            LwWorkerPage    *page,
            const char      *task_object)
{
  LwWizardDataset *dataset = lw_wizard_session_get_dataset (self->session);
  const char *src = lw_worker_page_get_src (page);
  g_autofree char *uri = NULL;

  if (src == NULL || g_str_equal (src, task_object))
    uri = lw_wizard_dataset_dup_image_uri (dataset, self->position);
  else
    uri = g_strdup (src);
  if (uri == NULL)
    show_example (self);
  else if (lw_set_str (&self->image_uri, uri))
    lw_worker_view_set_image_uri (self->view, uri);
}

/* What keeps the page from being shown, with a way to its line. */
static void
show_problem (LwWizardPreview *self,
              GPtrArray       *diagnostics)
{
  const LwDiagnostic *first = diagnostics->len > 0 ? g_ptr_array_index (diagnostics, 0) : NULL;
  g_autofree char *text = g_markup_escape_text (first != NULL ? first->text
                                                               : _("The template has no image classification element."),
                                                -1);

  adw_status_page_set_description (self->status_page, text);
  gtk_widget_set_visible (GTK_WIDGET (self->line_button), first != NULL && first->line > 0);
  if (first != NULL && first->line > 0)
    {
      g_autofree char *label = g_strdup_printf (_("Go to line %u"), (guint) first->line);

      gtk_button_set_label (self->line_button, label);
      gtk_actionable_set_action_target (GTK_ACTIONABLE (self->line_button), "(uu)", (guint) first->line,
                                        first->column);
      gtk_actionable_set_action_name (GTK_ACTIONABLE (self->line_button), "wizard.go-to-line");
    }
  gtk_stack_set_visible_child_name (self->stack, "problem");
}

/* With Ctrl, a click finds what is under it in the template. */
static void
view_pressed_cb (LwWizardPreview *self,
                 int              n_press,
                 double           x,
                 double           y,
                 GtkGesture      *gesture)
{
  GdkModifierType state = gtk_event_controller_get_current_event_state (GTK_EVENT_CONTROLLER (gesture));
  LwWorkerPage *page = lw_worker_view_get_page (self->view);
  guint line, column;

  if ((state & GDK_CONTROL_MASK) == 0 || page == NULL)
    return;
  gtk_gesture_set_state (gesture, GTK_EVENT_SEQUENCE_CLAIMED);
  if (lw_worker_page_find_source (page, lw_worker_view_pick_part (self->view, x, y), &line, &column))
    gtk_widget_activate_action (GTK_WIDGET (self), "wizard.go-to-line", "(uu)", line, column);
}

static void
render (LwWizardPreview *self)
{
  LwWizardDraft *draft = lw_wizard_session_get_draft (self->session);
  LwWizardDataset *dataset = lw_wizard_session_get_dataset (self->session);
  guint n_objects = lw_wizard_dataset_get_n_objects (dataset);
  g_auto (GStrv) names = lw_wizard_categories_dup_names (lw_wizard_draft_get_categories (draft));
  g_autoptr (GPtrArray) diagnostics = lw_diagnostics_new ();
  g_autoptr (LwWorkerPage) page = NULL;
  g_autofree char *task_object = NULL;

  if (self->position >= n_objects)
    self->position = 0;
  task_object = n_objects > 0 ? lw_wizard_dataset_dup_source_ref (dataset, self->position) : NULL;
  if (task_object == NULL)
    task_object = g_strdup (NO_IMAGE);
  show_position (self, n_objects);

  if (lw_set_str (&self->source, lw_wizard_draft_get_text (draft, LW_DRAFT_TEMPLATE)) || self->template == NULL)
    {
      g_clear_pointer (&self->template, lw_liquid_template_unref);
      self->template = lw_liquid_template_parse (self->source, -1, diagnostics);
    }
  if (self->template != NULL)
    page = lw_worker_page_render (self->template, task_object, (const char *const *) names, NULL, diagnostics);
  if (page == NULL || lw_worker_page_get_element (page) == LW_WORKER_ELEMENT_NONE)
    {
      show_problem (self, diagnostics);
      return;
    }
  show_image (self, page, task_object);
  lw_worker_view_set_page (self->view, page);
  gtk_stack_set_visible_child_name (self->stack, "view");
  show_answer (self);
}

static gboolean
tick_cb (GtkWidget     *widget,
         GdkFrameClock *clock,
         gpointer       user_data)
{
  LwWizardPreview *self = LW_WIZARD_PREVIEW (widget);

  if (self->is_next_frame)
    {
      self->is_next_frame = FALSE;
      return G_SOURCE_CONTINUE;
    }
  self->tick = 0;
  render (self);
  return G_SOURCE_REMOVE;
}

/* However much was typed since the last frame, it is rendered once, before this frame is laid out and painted. */
static void
queue_render (LwWizardPreview *self)
{
  if (self->tick == 0 && gtk_widget_get_mapped (GTK_WIDGET (self)))
    self->tick = gtk_widget_add_tick_callback (GTK_WIDGET (self), tick_cb, NULL, NULL);
}

static void
move (LwWizardPreview *self,
      int              by)
{
  guint n_objects = lw_wizard_dataset_get_n_objects (lw_wizard_session_get_dataset (self->session));
  gint64 position = (gint64) self->position + by;

  if (position < 0 || position >= n_objects)
    return;
  self->position = (guint) position;
  lw_worker_view_clear (self->view);
  render (self);
}

static void
previous_action (GtkWidget  *widget,
                 const char *name,
                 GVariant   *parameter)
{
  move (LW_WIZARD_PREVIEW (widget), -1);
}

static void
next_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  move (LW_WIZARD_PREVIEW (widget), 1);
}

static void
view_answered_cb (LwWizardPreview *self)
{
  show_answer (self);
}

static void
dataset_changed_cb (LwWizardPreview *self)
{
  self->position = 0;
  g_clear_pointer (&self->image_uri, g_free);
  /* The frame that shows what was found has enough to paint. */
  self->is_next_frame = TRUE;
  queue_render (self);
}

static void
lw_wizard_preview_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (lw_wizard_preview_parent_class)->map (widget);
  queue_render (LW_WIZARD_PREVIEW (widget));
}

static void
lw_wizard_preview_dispose (GObject *object)
{
  LwWizardPreview *self = LW_WIZARD_PREVIEW (object);

  if (self->tick != 0)
    gtk_widget_remove_tick_callback (GTK_WIDGET (self), self->tick);
  self->tick = 0;
  g_clear_object (&self->session);
  g_clear_pointer (&self->template, lw_liquid_template_unref);
  g_clear_pointer (&self->source, g_free);
  g_clear_pointer (&self->image_uri, g_free);
  gtk_widget_dispose_template (GTK_WIDGET (self), LW_TYPE_WIZARD_PREVIEW);
  G_OBJECT_CLASS (lw_wizard_preview_parent_class)->dispose (object);
}

static void
lw_wizard_preview_class_init (LwWizardPreviewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = lw_wizard_preview_dispose;
  widget_class->map = lw_wizard_preview_map;

  g_type_ensure (LW_TYPE_WORKER_VIEW);
  gtk_widget_class_install_action (widget_class, "preview.previous", NULL, previous_action);
  gtk_widget_class_install_action (widget_class, "preview.next", NULL, next_action);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/page/labelwright/Labelwright/wizard/lw-wizard-preview.ui");
  gtk_widget_class_bind_template_child (widget_class, LwWizardPreview, stack);
  gtk_widget_class_bind_template_child (widget_class, LwWizardPreview, view);
  gtk_widget_class_bind_template_child (widget_class, LwWizardPreview, status_page);
  gtk_widget_class_bind_template_child (widget_class, LwWizardPreview, line_button);
  gtk_widget_class_bind_template_child (widget_class, LwWizardPreview, position_label);
  gtk_widget_class_bind_template_child (widget_class, LwWizardPreview, answer_label);
  gtk_widget_class_bind_template_callback (widget_class, view_answered_cb);
  gtk_widget_class_bind_template_callback (widget_class, view_pressed_cb);
}

static void
lw_wizard_preview_init (LwWizardPreview *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

LwWizardSession *
lw_wizard_preview_get_session (LwWizardPreview *self)
{
  g_return_val_if_fail (LW_IS_WIZARD_PREVIEW (self), NULL);

  return self->session;
}

void
lw_wizard_preview_set_session (LwWizardPreview *self,
                               LwWizardSession *session)
{
  g_return_if_fail (LW_IS_WIZARD_PREVIEW (self) && self->session == NULL);

  self->session = g_object_ref (session);
  if (lw_wizard_session_get_loader (session) != NULL)
    lw_worker_view_set_loader (self->view, lw_wizard_session_get_loader (session));
  lw_worker_view_set_interactive (self->view, TRUE);
  g_signal_connect_object (lw_wizard_session_get_draft (session), "notify::template", G_CALLBACK (queue_render), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (lw_wizard_session_get_draft (session), "notify::categories", G_CALLBACK (queue_render), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (lw_wizard_session_get_dataset (session), "changed", G_CALLBACK (dataset_changed_cb), self,
                           G_CONNECT_SWAPPED);
  queue_render (self);
}

LwWorkerView *
lw_wizard_preview_get_view (LwWizardPreview *self)
{
  g_return_val_if_fail (LW_IS_WIZARD_PREVIEW (self), NULL);

  return self->view;
}
