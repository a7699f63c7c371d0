/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The images of a labeling job that got their label last, with the label, the newest first. Follows the job; hidden
 * as long as there are none. */

#define G_LOG_DOMAIN "lw-monitor"

#include "config.h"

#include "lw-just-labeled.h"

#include "lw-story-window.h"

#include "lw-job-control.h"

#include <glib/gi18n.h>
#include <inttypes.h>

#define N_TILES 12
#define TILE_SIZE 96

/* So many of the latest events are looked at: a label comes after a few assignments and answers. */
#define N_EVENTS 400

/* News are gathered for this long, in milliseconds. */
#define NEWS_DELAY 300

/* Invariant: @tiles has the box's children by their line, from 1 so that none is NULL. */
struct _LwJustLabeled
{
  AdwPreferencesGroup  parent_instance;

  GtkBox              *box;

  LwJobBackend        *backend;
  LwImageLoader       *loader;
  LwLabelingJob       *job;
  GSignalGroup        *job_signals;
  GCancellable        *cancellable;
  GHashTable          *tiles;
  guint64              looked;
  guint                news_id;
};

G_DEFINE_FINAL_TYPE (LwJustLabeled, lw_just_labeled, ADW_TYPE_PREFERENCES_GROUP)

static GQuark
line_quark (void)
{
  return g_quark_from_static_string ("lw-just-labeled-line");
}

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
tile_clicked_cb (LwJustLabeled *self,
                 GtkButton     *tile)
{
  gpointer line = g_object_get_qdata (G_OBJECT (tile), line_quark ());

  lw_story_window_present (GTK_WIDGET (self), self->backend, self->loader, self->job, GPOINTER_TO_SIZE (line) - 1);
}

static GtkWidget *
make_tile (LwJustLabeled *self,
           LwObjectStory *story)
{
  GtkWidget *picture = gtk_picture_new ();
  g_auto (GStrv) names = g_strsplit (story->labels != NULL ? story->labels : "", "|", -1);
  g_autofree char *joined = g_strjoinv (", ", names);
  g_autofree char *file = g_path_get_basename (story->source_ref != NULL ? story->source_ref : "");
  g_autofree char *label = NULL;
  GtkWidget *text = gtk_label_new (*joined != '\0' ? joined : _("no label"));
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  GtkWidget *tile = gtk_button_new ();

  gtk_widget_set_size_request (picture, TILE_SIZE, TILE_SIZE);
  gtk_label_set_ellipsize (GTK_LABEL (text), PANGO_ELLIPSIZE_END);
  gtk_label_set_max_width_chars (GTK_LABEL (text), 1);
  gtk_widget_add_css_class (text, "caption");
  gtk_box_append (GTK_BOX (box), picture);
  gtk_box_append (GTK_BOX (box), text);
  gtk_button_set_child (GTK_BUTTON (tile), box);
  gtk_widget_add_css_class (tile, "flat");
  /* Translators: a file name and its label */
  label = g_strdup_printf (_("%s: %s"), file, *joined != '\0' ? joined : _("no label"));
  gtk_widget_set_tooltip_text (tile, label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (tile), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  g_object_set_qdata (G_OBJECT (tile), line_quark (), GSIZE_TO_POINTER (story->line + 1));
  g_signal_connect_object (tile, "clicked", G_CALLBACK (tile_clicked_cb), self, G_CONNECT_SWAPPED);
  if (self->loader != NULL && story->source_ref != NULL)
    lw_image_loader_load_async (self->loader, story->source_ref, TILE_SIZE * 2, LW_IMAGE_PRIORITY_THUMBNAIL,
                                self->cancellable, picture_loaded_cb, g_object_ref (picture));
  return tile;
}

static void
remove_tile (LwJustLabeled *self,
             GtkWidget     *tile)
{
  g_hash_table_remove (self->tiles, g_object_get_qdata (G_OBJECT (tile), line_quark ()));
  gtk_box_remove (self->box, tile);
}

static void
story_loaded_cb (GObject      *source,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  g_autoptr (LwJustLabeled) self = user_data;
  g_autoptr (LwObjectStory) story = lw_job_control_load_story_finish (LW_JOB_CONTROL (source), result, NULL);
  gpointer key;
  GtkWidget *tile;

  if (story == NULL || self->job == NULL || story->label == NULL)
    return;
  key = GSIZE_TO_POINTER (story->line + 1);
  tile = g_hash_table_lookup (self->tiles, key);
  if (tile != NULL)
    remove_tile (self, tile);
  tile = make_tile (self, story);
  gtk_box_prepend (self->box, tile);
  g_hash_table_insert (self->tiles, key, tile);
  if (g_hash_table_size (self->tiles) > N_TILES)
    remove_tile (self, gtk_widget_get_last_child (GTK_WIDGET (self->box)));
  gtk_widget_set_visible (GTK_WIDGET (self), TRUE);
}

static void
events_loaded_cb (GObject      *source,
                  GAsyncResult *result,
                  gpointer      user_data)
{
  g_autoptr (LwJustLabeled) self = user_data;
  g_autoptr (GPtrArray) events = lw_job_control_load_events_finish (LW_JOB_CONTROL (source), result, NULL);
  g_autoptr (GArray) lines = g_array_new (FALSE, FALSE, sizeof (gint64));
  guint first;

  if (events == NULL || self->job == NULL)
    return;
  for (guint i = 0; i < events->len; i++)
    {
      LwJobEvent *event = g_ptr_array_index (events, i);
      gint64 line = lw_job_event_get_object (event);

      if (lw_job_event_get_kind (event) == LW_JOB_EVENT_CONSOLIDATED && line >= 0)
        g_array_append_val (lines, line);
    }
  first = lines->len > N_TILES ? lines->len - N_TILES : 0;
  for (guint i = first; i < lines->len; i++)
    {
      g_autofree char *object = g_strdup_printf ("%" PRId64, g_array_index (lines, gint64, i));

      lw_job_control_load_story_async (LW_JOB_CONTROL (source), self->job, object, self->cancellable, story_loaded_cb,
                                       g_object_ref (self));
    }
}

static gboolean
news_cb (gpointer user_data)
{
  LwJustLabeled *self = user_data;
  guint64 last = lw_labeling_job_get_last_event (self->job);
  guint64 after = MAX (self->looked, last > N_EVENTS ? last - N_EVENTS : 0);

  self->news_id = 0;
  if (last <= after)
    return G_SOURCE_REMOVE;
  self->looked = last;
  lw_job_control_load_events_async (LW_JOB_CONTROL (self->backend), self->job, after, (guint) (last - after),
                                    self->cancellable, events_loaded_cb, g_object_ref (self));
  return G_SOURCE_REMOVE;
}

static void
job_notify_last_event_cb (LwJustLabeled *self)
{
  if (self->news_id == 0)
    self->news_id = g_timeout_add (NEWS_DELAY, news_cb, self);
}

static void
forget_job (LwJustLabeled *self)
{
  GtkWidget *tile;

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_handle_id (&self->news_id, g_source_remove);
  while (self->box != NULL && (tile = gtk_widget_get_first_child (GTK_WIDGET (self->box))) != NULL)
    gtk_box_remove (self->box, tile);
  g_hash_table_remove_all (self->tiles);
  self->looked = 0;
}

static void
lw_just_labeled_dispose (GObject *object)
{
  LwJustLabeled *self = LW_JUST_LABELED (object);

  forget_job (self);
  g_clear_object (&self->job_signals);
  g_clear_object (&self->job);
  g_clear_object (&self->loader);
  g_clear_object (&self->backend);
  gtk_widget_dispose_template (GTK_WIDGET (self), LW_TYPE_JUST_LABELED);

  G_OBJECT_CLASS (lw_just_labeled_parent_class)->dispose (object);
}

static void
lw_just_labeled_finalize (GObject *object)
{
  g_hash_table_unref (LW_JUST_LABELED (object)->tiles);

  G_OBJECT_CLASS (lw_just_labeled_parent_class)->finalize (object);
}

static void
lw_just_labeled_class_init (LwJustLabeledClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = lw_just_labeled_dispose;
  object_class->finalize = lw_just_labeled_finalize;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/page/labelwright/Labelwright/monitor/lw-just-labeled.ui");
  gtk_widget_class_bind_template_child (widget_class, LwJustLabeled, box);
}

static void
lw_just_labeled_init (LwJustLabeled *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->tiles = g_hash_table_new (NULL, NULL);
  self->job_signals = g_signal_group_new (LW_TYPE_LABELING_JOB);
  g_signal_group_connect_object (self->job_signals, "notify::last-event", G_CALLBACK (job_notify_last_event_cb), self,
                                 G_CONNECT_SWAPPED);
}

/**
 * lw_just_labeled_set_job:
 * @self: the strip
 * @backend: the place that runs the job; without LwJobControl nothing is shown
 * @loader: the pictures
 * @job: a labeling job of this place
 *
 * Shows what was labeled last in the job, and follows it.
 */
void
lw_just_labeled_set_job (LwJustLabeled *self,
                         LwJobBackend  *backend,
                         LwImageLoader *loader,
                         LwLabelingJob *job)
{
  g_return_if_fail (LW_IS_JUST_LABELED (self));
  g_return_if_fail (LW_IS_LABELING_JOB (job));

  forget_job (self);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
  self->cancellable = g_cancellable_new ();
  g_set_object (&self->backend, backend);
  g_set_object (&self->loader, loader);
  g_set_object (&self->job, job);
  if (!LW_IS_JOB_CONTROL (backend))
    return;
  g_signal_group_set_target (self->job_signals, job);
  news_cb (self);
}
