/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Adding a place where labeling jobs run: a server or an AWS profile and Region, with a test of the connection. */

#define G_LOG_DOMAIN "lw-shell"

#include "config.h"

#include "lw-place-dialog.h"

#include "lw-place-probe.h"

#include "lw-error-presenter.h"

#include "lw-aws-keyring.h"

#include <glib/gi18n.h>

/* What a Labelwright server calls its Region; it takes any. */
#define SERVER_REGION "us-east-1"

struct _LwPlaceDialog
{
  AdwWindow     parent_instance;

  AdwComboRow  *kind_row;
  GtkWidget    *server_group;
  GtkEditable  *url_row;
  GtkEditable  *key_row;
  GtkEditable  *secret_row;
  GtkWidget    *aws_group;
  AdwComboRow  *profile_row;
  GtkEditable  *region_row;
  GtkSpinner   *spinner;
  GtkLabel     *result;

  GtkWidget    *opener;
  LwPlaces     *places;
  GCancellable *cancellable;
};

enum
{
  ADDED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (LwPlaceDialog, lw_place_dialog, ADW_TYPE_WINDOW)

static gboolean
is_server (LwPlaceDialog *self)
{
  return adw_combo_row_get_selected (self->kind_row) == 0;
}

static gboolean
is_address (const char *text)
{
  g_autoptr (GUri) uri = g_uri_parse (text, G_URI_FLAGS_NONE, NULL);

  return uri != NULL && g_uri_get_host (uri) != NULL && *g_uri_get_host (uri) != '\0' &&
         (g_str_equal (g_uri_get_scheme (uri), "http") || g_str_equal (g_uri_get_scheme (uri), "https"));
}

static gboolean
is_filled (LwPlaceDialog *self)
{
  if (is_server (self))
    return is_address (gtk_editable_get_text (self->url_row)) && *gtk_editable_get_text (self->key_row) != '\0' &&
           *gtk_editable_get_text (self->secret_row) != '\0';
  return adw_combo_row_get_selected_item (self->profile_row) != NULL &&
         *gtk_editable_get_text (self->region_row) != '\0';
}

/* What was found out is not about what is typed now. */
static void
changed_cb (LwPlaceDialog *self)
{
  gboolean filled = is_filled (self);

  gtk_widget_set_visible (self->server_group, is_server (self));
  gtk_widget_set_visible (self->aws_group, !is_server (self));
  gtk_label_set_label (self->result, "");
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "place.add", filled);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "place.test", filled);
}

static const char *
get_profile (LwPlaceDialog *self)
{
  GtkStringObject *item = adw_combo_row_get_selected_item (self->profile_row);

  return item != NULL ? gtk_string_object_get_string (item) : NULL;
}

/* A profile brings its Region. */
static void
profile_changed_cb (LwPlaceDialog *self)
{
  const LwAwsOptions options = { .profile = get_profile (self) };
  g_autoptr (LwAwsConfig) config = options.profile != NULL ? lw_aws_config_load (&options, NULL) : NULL;

  if (config != NULL && lw_aws_config_get_region (config) != NULL)
    gtk_editable_set_text (self->region_row, lw_aws_config_get_region (config));
  changed_cb (self);
}

static LwPlace *
make_place (LwPlaceDialog *self)
{
  g_autofree char *url = NULL;

  if (!is_server (self))
    return lw_place_new_aws (get_profile (self), gtk_editable_get_text (self->region_row));
  url = g_strdup (gtk_editable_get_text (self->url_row));
  while (g_str_has_suffix (url, "/"))
    url[strlen (url) - 1] = '\0';
  return lw_place_new_server (url, SERVER_REGION);
}

/* The keys that were typed, for this run of the program. */
static LwAwsCredentialsProvider *
make_provider (LwPlaceDialog *self)
{
  g_autoptr (LwAwsCredentials) credentials = NULL;

  if (!is_server (self))
    return NULL;
  credentials = lw_aws_credentials_new (gtk_editable_get_text (self->key_row), gtk_editable_get_text (self->secret_row),
                                        NULL, NULL, LW_AWS_NEVER, "typed");
  return lw_aws_credentials_provider_new_static (credentials);
}

static void
append_lines (GString    *text,
              const char *mark,
              GStrv       lines)
{
  for (guint i = 0; lines[i] != NULL; i++)
    g_string_append_printf (text, "%s%s %s", text->len > 0 ? "\n" : "", mark, lines[i]);
}

static void
probe_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (LwPlaceReport) report = lw_place_probe_finish (result, &error);
  g_autoptr (LwPlaceDialog) self = user_data;
  GString *text;

  if (self->cancellable == NULL)
    return;
  gtk_spinner_stop (self->spinner);
  if (report == NULL)
    {
      gtk_label_set_label (self->result, error->message);
      return;
    }
  text = g_string_new (NULL);
  if (report->identity != NULL)
    g_string_append_printf (text, _("You are %s (account %s)."), report->identity,
                            report->account != NULL ? report->account : "–");
  append_lines (text, "✓", report->allowed);
  append_lines (text, "✗", report->refused);
  gtk_label_set_label (self->result, text->str);
  g_string_free (text, TRUE);
}

static void
test_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  LwPlaceDialog *self = LW_PLACE_DIALOG (widget);
  g_autoptr (LwPlace) place = make_place (self);
  g_autoptr (LwAwsCredentialsProvider) provider = make_provider (self);
  g_autoptr (GError) error = NULL;
  g_autoptr (LwAwsClient) client = lw_place_new_client (place, provider, &error);

  if (client == NULL)
    {
      gtk_label_set_label (self->result, error->message);
      return;
    }
  gtk_label_set_label (self->result, _("Connecting…"));
  gtk_spinner_start (self->spinner);
  lw_place_probe_async (client, self->cancellable, probe_cb, g_object_ref (self));
}

/* The keyring may ask the person to unlock it. */
static void
store_thread (GTask        *task,
              gpointer      source,
              gpointer      task_data,
              GCancellable *cancellable)
{
  LwAwsCredentials *credentials = task_data;
  GError *error = NULL;

  if (lw_aws_keyring_store (lw_aws_credentials_get_source (credentials),
                            lw_aws_credentials_get_access_key_id (credentials),
                            lw_aws_credentials_get_secret_access_key (credentials), cancellable, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
store_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr (GtkWidget) opener = user_data;
  g_autoptr (GError) error = NULL;

  if (!g_task_propagate_boolean (G_TASK (result), &error))
    lw_present_error (opener, _("The keys could not be kept, so they are asked for again next time"),
                      error);
}

/* The item in the keyring is named by the server's address. */
static void
store_keys (LwPlaceDialog *self,
            LwPlace       *place)
{
  g_autoptr (GTask) task = g_task_new (NULL, NULL, store_cb, g_object_ref (self->opener));

  g_task_set_source_tag (task, store_keys);
  g_task_set_task_data (task,
                        lw_aws_credentials_new (gtk_editable_get_text (self->key_row),
                                                gtk_editable_get_text (self->secret_row), NULL, NULL, LW_AWS_NEVER,
                                                lw_place_get_url (place)),
                        (GDestroyNotify) lw_aws_credentials_unref);
  g_task_run_in_thread (task, store_thread);
}

static void
add_action (GtkWidget  *widget,
            const char *name,
            GVariant   *parameter)
{
  LwPlaceDialog *self = LW_PLACE_DIALOG (widget);
  g_autoptr (LwPlace) made = make_place (self);
  g_autoptr (LwAwsCredentialsProvider) provider = make_provider (self);
  g_autoptr (GError) error = NULL;
  LwPlace *place = lw_places_add (self->places, made, &error);

  if (place == NULL)
    {
      gtk_label_set_label (self->result, error->message);
      return;
    }
  if (provider != NULL)
    {
      lw_place_set_provider (place, provider);
      store_keys (self, place);
    }
  g_signal_emit (self, signals[ADDED], 0, place);
  gtk_window_close (GTK_WINDOW (self));
}

static void
lw_place_dialog_dispose (GObject *object)
{
  LwPlaceDialog *self = LW_PLACE_DIALOG (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->opener);
  g_clear_object (&self->places);
  gtk_widget_dispose_template (GTK_WIDGET (self), LW_TYPE_PLACE_DIALOG);
  G_OBJECT_CLASS (lw_place_dialog_parent_class)->dispose (object);
}

static void
lw_place_dialog_class_init (LwPlaceDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = lw_place_dialog_dispose;

  /**
   * LwPlaceDialog::added:
   * @place: the place, which may have been there before
   */
  signals[ADDED] = g_signal_new ("added", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                 G_TYPE_NONE, 1, LW_TYPE_PLACE);

  gtk_widget_class_set_template_from_resource (widget_class, "/page/labelwright/Labelwright/shell/lw-place-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, LwPlaceDialog, kind_row);
  gtk_widget_class_bind_template_child (widget_class, LwPlaceDialog, server_group);
  gtk_widget_class_bind_template_child (widget_class, LwPlaceDialog, url_row);
  gtk_widget_class_bind_template_child (widget_class, LwPlaceDialog, key_row);
  gtk_widget_class_bind_template_child (widget_class, LwPlaceDialog, secret_row);
  gtk_widget_class_bind_template_child (widget_class, LwPlaceDialog, aws_group);
  gtk_widget_class_bind_template_child (widget_class, LwPlaceDialog, profile_row);
  gtk_widget_class_bind_template_child (widget_class, LwPlaceDialog, region_row);
  gtk_widget_class_bind_template_child (widget_class, LwPlaceDialog, spinner);
  gtk_widget_class_bind_template_child (widget_class, LwPlaceDialog, result);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, profile_changed_cb);
  gtk_widget_class_install_action (widget_class, "place.test", NULL, test_action);
  gtk_widget_class_install_action (widget_class, "place.add", NULL, add_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
lw_place_dialog_init (LwPlaceDialog *self)
{
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

static void
list_profiles (LwPlaceDialog *self)
{
  const LwAwsOptions options = { 0 };
  g_autoptr (GtkStringList) model = NULL;
  g_autoptr (LwAwsConfig) config = lw_aws_config_load (&options, NULL);
  g_auto (GStrv) profiles = config != NULL ? lw_aws_config_dup_profiles (config) : NULL;

  model = gtk_string_list_new ((const char *const *) profiles);
  adw_combo_row_set_model (self->profile_row, G_LIST_MODEL (model));
}

/**
 * lw_place_dialog_new:
 * @opener: a widget of the window that it belongs to, where messages are shown
 * @places: where the place is added
 *
 * Returns: (transfer floating): the dialog
 */
GtkWidget *
lw_place_dialog_new (GtkWidget *opener,
                     LwPlaces  *places)
{
  LwPlaceDialog *self = g_object_new (LW_TYPE_PLACE_DIALOG, "transient-for", gtk_widget_get_root (opener), NULL);

  self->opener = g_object_ref (opener);
  self->places = g_object_ref (places);
  list_profiles (self);
  profile_changed_cb (self);
  return GTK_WIDGET (self);
}

/**
 * lw_place_dialog_set_url:
 * @self: the dialog
 * @url: the address of a server whose keys are asked for
 */
void
lw_place_dialog_set_url (LwPlaceDialog *self,
                         const char    *url)
{
  g_return_if_fail (LW_IS_PLACE_DIALOG (self) && url != NULL);

  adw_combo_row_set_selected (self->kind_row, 0);
  gtk_editable_set_text (self->url_row, url);
  gtk_widget_grab_focus (GTK_WIDGET (self->key_row));
}
