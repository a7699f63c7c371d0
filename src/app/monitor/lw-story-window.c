/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The story of one image of a labeling job in a window of its own: the picture, its label, and each turn: shown to
 * whom, when, how long, what they said; how it was consolidated. */

#define G_LOG_DOMAIN "lw-monitor"

#include "config.h"

#include "lw-story-window.h"

#include "lw-story-words.h"

#include "lw-detail-row.h"
#include "lw-error-presenter.h"

#include "lw-job-control.h"

#include <glib/gi18n.h>
#include <inttypes.h>

/* Pixels on the longer side. */
#define PICTURE_SIZE 640

struct _LwStoryWindow
{
  AdwWindow             parent_instance;

  AdwWindowTitle       *window_title;
  GtkStack             *stack;
  AdwStatusPage        *error_page;
  GtkPicture           *picture;
  GtkLabel             *outcome_label;
  GtkLabel             *how_label;
  AdwPreferencesGroup  *turns_group;
  AdwPreferencesGroup  *details_group;

  LwImageLoader        *loader;
  GCancellable         *cancellable;
};

G_DEFINE_FINAL_TYPE (LwStoryWindow, lw_story_window, ADW_TYPE_WINDOW)

static void
picture_loaded_cb (GObject      *source,
                   GAsyncResult *result,
                   gpointer      user_data)
{
  g_autoptr (GtkPicture) picture = user_data;
  g_autoptr (GdkTexture) texture = lw_image_loader_load_finish (LW_IMAGE_LOADER (source), result, NULL);

  if (texture != NULL)
    gtk_picture_set_paintable (picture, GDK_PAINTABLE (texture));
}

static void
add_turn (LwStoryWindow     *self,
          const LwStoryTurn *turn)
{
  g_autofree char *title = lw_story_words_dup_turn (turn);
  g_autofree char *subtitle = lw_story_words_dup_turn_details (turn);
  GtkWidget *row = g_object_new (ADW_TYPE_EXPANDER_ROW, "use-markup", FALSE, "title", title, "subtitle", subtitle,
                                 NULL);

  adw_expander_row_set_enable_expansion (ADW_EXPANDER_ROW (row), turn->content != NULL);
  if (turn->content != NULL)
    adw_expander_row_add_row (ADW_EXPANDER_ROW (row), lw_detail_row_new (_("As it came"), turn->content));
  adw_preferences_group_add (self->turns_group, row);
}

static void
add_detail (LwStoryWindow *self,
            const char    *title,
            const char    *value)
{
  if (value != NULL)
    adw_preferences_group_add (self->details_group, lw_detail_row_new (title, value));
}

static void
show_story (LwStoryWindow *self,
            LwObjectStory *story)
{
  g_autofree char *name = story->source_ref != NULL ? g_path_get_basename (story->source_ref) : NULL;
  g_autofree char *outcome = lw_story_words_dup_outcome (story);
  g_autofree char *how = lw_story_words_dup_how (story);

  adw_window_title_set_title (self->window_title, name != NULL ? name : _("Image"));
  gtk_label_set_label (self->outcome_label, outcome);
  gtk_label_set_label (self->how_label, how);
  gtk_picture_set_alternative_text (self->picture, name);
  for (guint i = 0; i < story->turns->len; i++)
    add_turn (self, g_ptr_array_index (story->turns, i));
  gtk_widget_set_visible (GTK_WIDGET (self->turns_group), story->turns->len > 0);
  add_detail (self, "source-ref", story->source_ref);
  add_detail (self, _("Known answer"), story->gold);
  add_detail (self, _("Label"), story->label);
  add_detail (self, _("Metadata"), story->metadata);
  add_detail (self, _("Consolidation batch"), story->batch);
  gtk_stack_set_visible_child_name (self->stack, "story");
  if (story->source_ref != NULL && self->loader != NULL)
    lw_image_loader_load_async (self->loader, story->source_ref, PICTURE_SIZE, LW_IMAGE_PRIORITY_NOW,
                                self->cancellable, picture_loaded_cb, g_object_ref (self->picture));
}

static void
story_loaded_cb (GObject      *source,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  g_autoptr (LwStoryWindow) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (LwObjectStory) story = lw_job_control_load_story_finish (LW_JOB_CONTROL (source), result, &error);

  if (g_cancellable_is_cancelled (self->cancellable))
    return;
  if (story != NULL)
    {
      show_story (self, story);
      return;
    }
  lw_present_error_page (self->error_page, _("The story of the image cannot be read"), error);
  gtk_stack_set_visible_child_name (self->stack, "error");
}

static void
lw_story_window_dispose (GObject *object)
{
  LwStoryWindow *self = LW_STORY_WINDOW (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->loader);
  gtk_widget_dispose_template (GTK_WIDGET (self), LW_TYPE_STORY_WINDOW);

  G_OBJECT_CLASS (lw_story_window_parent_class)->dispose (object);
}

static void
lw_story_window_finalize (GObject *object)
{
  g_clear_object (&LW_STORY_WINDOW (object)->cancellable);

  G_OBJECT_CLASS (lw_story_window_parent_class)->finalize (object);
}

static void
lw_story_window_class_init (LwStoryWindowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = lw_story_window_dispose;
  object_class->finalize = lw_story_window_finalize;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/page/labelwright/Labelwright/monitor/lw-story-window.ui");
  gtk_widget_class_bind_template_child (widget_class, LwStoryWindow, window_title);
  gtk_widget_class_bind_template_child (widget_class, LwStoryWindow, stack);
  gtk_widget_class_bind_template_child (widget_class, LwStoryWindow, error_page);
  gtk_widget_class_bind_template_child (widget_class, LwStoryWindow, picture);
  gtk_widget_class_bind_template_child (widget_class, LwStoryWindow, outcome_label);
  gtk_widget_class_bind_template_child (widget_class, LwStoryWindow, how_label);
  gtk_widget_class_bind_template_child (widget_class, LwStoryWindow, turns_group);
  gtk_widget_class_bind_template_child (widget_class, LwStoryWindow, details_group);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
lw_story_window_init (LwStoryWindow *self)
{
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * lw_story_window_present:
 * @parent: a widget of the window that it belongs to
 * @backend: the place that runs the job; it implements LwJobControl
 * @loader: (nullable): the pictures
 * @job: a labeling job
 * @line: the data object: the input manifest's line, from 0
 *
 * Opens a window with the object's story.
 */
void
lw_story_window_present (GtkWidget     *parent,
                         LwJobBackend  *backend,
                         LwImageLoader *loader,
                         LwLabelingJob *job,
                         guint64        line)
{
  LwStoryWindow *self;
  g_autofree char *object = g_strdup_printf ("%" PRIu64, line);

  g_return_if_fail (GTK_IS_WIDGET (parent));
  g_return_if_fail (LW_IS_JOB_CONTROL (backend));

  self = g_object_new (LW_TYPE_STORY_WINDOW, "transient-for", gtk_widget_get_root (parent), NULL);
  g_set_object (&self->loader, loader);
  adw_window_title_set_subtitle (self->window_title, lw_labeling_job_get_name (job));
  lw_job_control_load_story_async (LW_JOB_CONTROL (backend), job, object, self->cancellable, story_loaded_cb,
                                   g_object_ref (self));
  gtk_window_present (GTK_WINDOW (self));
}
