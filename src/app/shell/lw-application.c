/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The studio as a program: one instance, its command line, the place where jobs run, its windows. */

#define G_LOG_DOMAIN "lw-shell"

#include "config.h"

#include "lw-application.h"

#include "lw-about.h"
#include "lw-job-notifier.h"
#include "lw-place-open.h"
#include "lw-shortcuts.h"
#include "lw-window.h"

#include "lw-engine-backend.h"
#include "lw-error-presenter.h"
#include "lw-portal-window.h"

#include <glib-unix.h>
#include <glib/gi18n.h>

struct _LwApplication
{
  AdwApplication  parent_instance;

  char           *workspace;
  LwPlaces       *places;
  LwJobBackend   *backend;
  LwJobNotifier  *notifier;
  LwPortal       *portal;
  GError         *error;
  gboolean        opening;
  gboolean        is_job_wanted;
  guint           terminate_id;
};

enum
{
  PROP_0,
  PROP_BACKEND,
  PROP_ERROR,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (LwApplication, lw_application, ADW_TYPE_APPLICATION)

static const GOptionEntry options[] =
{
  {
    "workspace", 'w', G_OPTION_FLAG_NONE, G_OPTION_ARG_FILENAME, NULL,
    N_("Keep labeling jobs in this folder, with a studio of its own"), N_("FOLDER")
  },
  {
    "new-window", 'n', G_OPTION_FLAG_NONE, G_OPTION_ARG_NONE, NULL,
    N_("Open a new window"), NULL
  },
  {
    "new-job", 0, G_OPTION_FLAG_NONE, G_OPTION_ARG_NONE, NULL,
    N_("Begin a new labeling job"), NULL
  },
  {
    G_OPTION_REMAINING, 0, G_OPTION_FLAG_NONE, G_OPTION_ARG_FILENAME_ARRAY, NULL,
    NULL, N_("[FOLDER|MANIFEST]")
  },
  { NULL, 0, 0, 0, NULL, NULL, NULL },
};

static LwWindow *
present_window (LwApplication *self,
                gboolean       make)
{
  GtkWindow *window = make ? NULL : gtk_application_get_active_window (GTK_APPLICATION (self));

  if (!LW_IS_WINDOW (window))
    window = GTK_WINDOW (lw_window_new (self));
  gtk_window_present (window);
  return LW_WINDOW (window);
}

/* A new labeling job needs the workspace; before that is open, the wish waits. */
static void
begin_new_job (LwApplication *self)
{
  LwWindow *window = present_window (self, FALSE);

  self->is_job_wanted = self->backend == NULL;
  if (!self->is_job_wanted)
    gtk_widget_activate_action (GTK_WIDGET (window), "win.new-job", NULL);
}

/* The workspace: opened when the first window has been painted, closed when the program ends. */

static void
open_cb (GObject      *object,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr (LwApplication) self = user_data;
  g_autoptr (GError) error = NULL;
  LwEngineBackend *backend = lw_engine_backend_open_finish (result, &error);

  self->opening = FALSE;
  g_application_release (G_APPLICATION (self));
  if (backend == NULL)
    {
      g_clear_error (&self->error);
      self->error = g_steal_pointer (&error);
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ERROR]);
      return;
    }

  self->backend = LW_JOB_BACKEND (backend);
  lw_place_opened (lw_places_get_local (self->places), self->backend);
  self->notifier = lw_job_notifier_new (self, lw_job_backend_get_jobs (self->backend));
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_BACKEND]);
  if (self->is_job_wanted)
    begin_new_job (self);
}

static void
open_workspace_activate_cb (GSimpleAction *action,
                            GVariant      *parameter,
                            gpointer       user_data)
{
  lw_application_open_workspace (LW_APPLICATION (user_data));
}

static void
about_activate_cb (GSimpleAction *action,
                   GVariant      *parameter,
                   gpointer       user_data)
{
  lw_about_present (gtk_application_get_active_window (GTK_APPLICATION (user_data)));
}

static void
new_window_activate_cb (GSimpleAction *action,
                        GVariant      *parameter,
                        gpointer       user_data)
{
  present_window (LW_APPLICATION (user_data), TRUE);
}

static void
new_job_activate_cb (GSimpleAction *action,
                     GVariant      *parameter,
                     gpointer       user_data)
{
  begin_new_job (LW_APPLICATION (user_data));
}

/* A notification was pressed. */
static void
show_job_activate_cb (GSimpleAction *action,
                      GVariant      *parameter,
                      gpointer       user_data)
{
  LwWindow *window = present_window (LW_APPLICATION (user_data), FALSE);

  gtk_widget_activate_action_variant (GTK_WIDGET (window), "win.show-job", parameter);
}

/* Workers in the browser: there is no portal before somebody wants to see it. */
static void
portal_activate_cb (GSimpleAction *action,
                    GVariant      *parameter,
                    gpointer       user_data)
{
  LwApplication *self = LW_APPLICATION (user_data);
  GtkWindow *window = gtk_application_get_active_window (GTK_APPLICATION (self));
  g_autoptr (GError) error = NULL;

  if (self->backend == NULL)
    return;
  if (self->portal == NULL)
    self->portal = lw_portal_new (LW_ENGINE_BACKEND (self->backend), &error);
  if (self->portal == NULL)
    {
      lw_present_error (GTK_WIDGET (window), _("Workers in the browser cannot be let in"), error);
      return;
    }
  lw_portal_window_present (self->portal, lw_job_backend_get_jobs (self->backend), window);
}

static void
quit_activate_cb (GSimpleAction *action,
                  GVariant      *parameter,
                  gpointer       user_data)
{
  g_autoptr (GList) windows = g_list_copy (gtk_application_get_windows (GTK_APPLICATION (user_data)));

  for (GList *iter = windows; iter != NULL; iter = iter->next)
    gtk_window_close (iter->data);
}

static const GActionEntry actions[] =
{
  { .name = "about", .activate = about_activate_cb },
  { .name = "open-workspace", .activate = open_workspace_activate_cb },
  { .name = "new-job", .activate = new_job_activate_cb },
  { .name = "new-window", .activate = new_window_activate_cb },
  { .name = "show-job", .parameter_type = "s", .activate = show_job_activate_cb },
  { .name = "portal", .activate = portal_activate_cb },
  { .name = "quit", .activate = quit_activate_cb },
};

/* Told to end from outside: as if the person had quit. */
static gboolean
terminate_cb (gpointer user_data)
{
  g_action_group_activate_action (G_ACTION_GROUP (user_data), "quit", NULL);
  return G_SOURCE_CONTINUE;
}

static void
lw_application_startup (GApplication *application)
{
  G_APPLICATION_CLASS (lw_application_parent_class)->startup (application);

  g_action_map_add_action_entries (G_ACTION_MAP (application), actions, G_N_ELEMENTS (actions), application);
  lw_shortcuts_install (GTK_APPLICATION (application));
  LW_APPLICATION (application)->terminate_id = g_unix_signal_add (SIGTERM, terminate_cb, application);
}

static void
lw_application_shutdown (GApplication *application)
{
  LwApplication *self = LW_APPLICATION (application);

  if (self->portal != NULL)
    lw_portal_close (self->portal);
  g_clear_object (&self->portal);
  /* Blocks until every answer and every file is on disk. */
  if (self->backend != NULL)
    lw_engine_backend_close (LW_ENGINE_BACKEND (self->backend));

  G_APPLICATION_CLASS (lw_application_parent_class)->shutdown (application);
}

static void
lw_application_activate (GApplication *application)
{
  present_window (LW_APPLICATION (application), FALSE);
}

/* What the desktop opens with the studio; a window shows one thing at a time. */
static void
lw_application_open (GApplication  *application,
                     GFile        **files,
                     int            n_files,
                     const char    *hint)
{
  lw_window_open_file (present_window (LW_APPLICATION (application), FALSE), files[0]);
}

static int
lw_application_handle_local_options (GApplication *application,
                                     GVariantDict *dict)
{
  LwApplication *self = LW_APPLICATION (application);
  g_autofree char *workspace = NULL;

  /* A workspace of one's own is a studio of one's own: it is not handed to one that runs on another workspace. */
  if (g_variant_dict_lookup (dict, "workspace", "^ay", &workspace))
    {
      g_autoptr (GFile) file = g_file_new_for_path (workspace);

      g_free (self->workspace);
      self->workspace = g_file_get_path (file);
      g_application_set_flags (application, g_application_get_flags (application) | G_APPLICATION_NON_UNIQUE);
    }

  return G_APPLICATION_CLASS (lw_application_parent_class)->handle_local_options (application, dict);
}

static int
lw_application_command_line (GApplication            *application,
                             GApplicationCommandLine *command_line)
{
  LwApplication *self = LW_APPLICATION (application);
  GVariantDict *dict = g_application_command_line_get_options_dict (command_line);
  g_autofree const char **names = NULL;
  LwWindow *window;

  window = present_window (self, g_variant_dict_contains (dict, "new-window"));

  if (g_variant_dict_lookup (dict, G_OPTION_REMAINING, "^a&ay", &names) && names[0] != NULL)
    {
      g_autoptr (GFile) file = g_application_command_line_create_file_for_arg (command_line, names[0]);

      lw_window_open_file (window, file);
    }
  else if (g_variant_dict_contains (dict, "new-job"))
    {
      begin_new_job (self);
    }

  return 0;
}

static void
lw_application_get_property (GObject    *object,
                             guint       property_id,
                             GValue     *value,
                             GParamSpec *pspec)
{
  LwApplication *self = LW_APPLICATION (object);

  switch (property_id)
    {
    case PROP_BACKEND:
      g_value_set_object (value, self->backend);
      break;
    case PROP_ERROR:
      g_value_set_boxed (value, self->error);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
lw_application_dispose (GObject *object)
{
  LwApplication *self = LW_APPLICATION (object);

  g_clear_handle_id (&self->terminate_id, g_source_remove);
  g_clear_object (&self->notifier);
  g_clear_object (&self->places);
  g_clear_object (&self->backend);

  G_OBJECT_CLASS (lw_application_parent_class)->dispose (object);
}

static void
lw_application_finalize (GObject *object)
{
  LwApplication *self = LW_APPLICATION (object);

  g_free (self->workspace);
  g_clear_error (&self->error);

  G_OBJECT_CLASS (lw_application_parent_class)->finalize (object);
}

static void
lw_application_class_init (LwApplicationClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GApplicationClass *application_class = G_APPLICATION_CLASS (klass);
  GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->get_property = lw_application_get_property;
  object_class->dispose = lw_application_dispose;
  object_class->finalize = lw_application_finalize;
  application_class->startup = lw_application_startup;
  application_class->shutdown = lw_application_shutdown;
  application_class->activate = lw_application_activate;
  application_class->open = lw_application_open;
  application_class->handle_local_options = lw_application_handle_local_options;
  application_class->command_line = lw_application_command_line;

  properties[PROP_BACKEND] = g_param_spec_object ("backend", NULL, NULL, LW_TYPE_JOB_BACKEND, flags);
  properties[PROP_ERROR] = g_param_spec_boxed ("error", NULL, NULL, G_TYPE_ERROR, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
lw_application_init (LwApplication *self)
{
  self->places = lw_places_new ();
  g_application_add_main_option_entries (G_APPLICATION (self), options);
  g_application_set_option_context_summary (G_APPLICATION (self),
                                            _("Label images, and look at what labeling jobs produced."));
}

/**
 * lw_application_new:
 *
 * Returns: (transfer full): the studio
 */
LwApplication *
lw_application_new (void)
{
  return g_object_new (LW_TYPE_APPLICATION,
                       "application-id", LW_APP_ID,
                       "flags", G_APPLICATION_HANDLES_COMMAND_LINE | G_APPLICATION_HANDLES_OPEN,
                       NULL);
}

/**
 * lw_application_open_workspace:
 * @self: the studio
 *
 * Opens the place where jobs run, unless it is open. "notify::backend" or "notify::error" tells how it went.
 */
void
lw_application_open_workspace (LwApplication *self)
{
  g_autoptr (LwClock) clock = NULL;

  g_return_if_fail (LW_IS_APPLICATION (self));

  if (self->backend != NULL || self->opening)
    return;

  self->opening = TRUE;
  lw_places_load_of (self->places, lw_application_get_workspace (self));
  clock = lw_clock_new_system ();
  g_application_hold (G_APPLICATION (self));
  lw_engine_backend_open_async (lw_application_get_workspace (self), clock, NULL, open_cb, g_object_ref (self));
}

/**
 * lw_application_get_workspace:
 * @self: the studio
 *
 * Returns: (transfer none): the folder that the labeling jobs are kept in
 */
const char *
lw_application_get_workspace (LwApplication *self)
{
  g_return_val_if_fail (LW_IS_APPLICATION (self), NULL);

  if (self->workspace == NULL)
    self->workspace = lw_engine_dup_default_workspace ();
  return self->workspace;
}

/**
 * lw_application_get_backend:
 * @self: the studio
 *
 * Returns: (transfer none) (nullable): the place where jobs run, %NULL until it is open ("notify::backend" tells)
 */
LwJobBackend *
lw_application_get_backend (LwApplication *self)
{
  g_return_val_if_fail (LW_IS_APPLICATION (self), NULL);

  return self->backend;
}

/**
 * lw_application_get_places:
 * @self: the studio
 *
 * Returns: (transfer none): the places that it knows
 */
LwPlaces *
lw_application_get_places (LwApplication *self)
{
  g_return_val_if_fail (LW_IS_APPLICATION (self), NULL);

  return self->places;
}

/**
 * lw_application_get_error:
 * @self: the studio
 *
 * Returns: (transfer none) (nullable): why the place could not be opened the last time
 */
const GError *
lw_application_get_error (LwApplication *self)
{
  g_return_val_if_fail (LW_IS_APPLICATION (self), NULL);

  return self->error;
}

/**
 * lw_application_open_place:
 * @self: the studio
 * @place: one of its places
 *
 * Opens the place, unless it is open. Its signal "changed" tells how it went.
 */
void
lw_application_open_place (LwApplication *self,
                           LwPlace       *place)
{
  g_return_if_fail (LW_IS_APPLICATION (self) && LW_IS_PLACE (place));

  if (lw_place_get_kind (place) == LW_PLACE_THIS_COMPUTER)
    lw_application_open_workspace (self);
  else if (lw_place_get_state (place) != LW_PLACE_OPEN)
    lw_place_connect (place);
}
