/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* How the studio says that something went wrong: a toast for what can be tried again, a page for what blocks. Field
 * errors stand at their field and are not made here. */

#define G_LOG_DOMAIN "lw-kit"

#include "config.h"

#include "lw-error-presenter.h"

#include <glib/gi18n.h>

/* Seconds; a sentence with a reason takes longer to read than the default of 5 allows. */
#define ERROR_TIMEOUT 10

/* Letters that a toast shows in one line of a narrow window. */
#define ONE_LINE 36

static AdwToastOverlay *
find_overlay (GtkWidget *widget)
{
  GtkWidget *overlay = gtk_widget_get_ancestor (widget, ADW_TYPE_TOAST_OVERLAY);

  return overlay != NULL ? ADW_TOAST_OVERLAY (overlay) : NULL;
}

/* A toast's own title is cut to one line; a sentence with a reason and a path is longer. The title stays for what
 * reads the screen. */
static AdwToast *
new_toast (const char *message)
{
  g_autofree char *markup = g_markup_escape_text (message, -1);
  AdwToast *toast = adw_toast_new (markup);
  GtkWidget *label;

  if (g_utf8_strlen (message, -1) <= ONE_LINE)
    return toast;
  label = gtk_label_new (message);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_max_width_chars (GTK_LABEL (label), ONE_LINE);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, "heading");
  adw_toast_set_custom_title (toast, label);
  return toast;
}

static void
show_toast (GtkWidget *widget,
            AdwToast  *toast)
{
  AdwToastOverlay *overlay = find_overlay (widget);

  if (overlay == NULL)
    {
      g_message ("%s", adw_toast_get_title (toast));
      g_object_unref (toast);
      return;
    }
  adw_toast_overlay_add_toast (overlay, toast);
}

static char *
dup_sentence (const char   *what,
              const GError *error)
{
  /* Translators: what did not work, and the reason */
  return error != NULL ? g_strdup_printf (_("%s: %s"), what, error->message) : g_strdup (what);
}

/**
 * lw_present_error:
 * @widget: a widget below a toast overlay
 * @what: what did not work, to which thing: "The answer for “a.jpg” was not saved"
 * @error: (nullable): why
 *
 * Says so in a toast. Says nothing when the user cancelled.
 */
void
lw_present_error (GtkWidget    *widget,
                  const char   *what,
                  const GError *error)
{
  g_autofree char *sentence = NULL;
  AdwToast *toast;

  g_return_if_fail (GTK_IS_WIDGET (widget));
  g_return_if_fail (what != NULL);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  sentence = dup_sentence (what, error);
  toast = new_toast (sentence);
  adw_toast_set_priority (toast, ADW_TOAST_PRIORITY_HIGH);
  adw_toast_set_timeout (toast, ERROR_TIMEOUT);
  show_toast (widget, toast);
}

/**
 * lw_present_message:
 * @widget: a widget below a toast overlay
 * @message: what happened; plain text
 *
 * Says so in a toast.
 */
void
lw_present_message (GtkWidget  *widget,
                    const char *message)
{
  g_return_if_fail (GTK_IS_WIDGET (widget));
  g_return_if_fail (message != NULL);

  show_toast (widget, new_toast (message));
}

/* What a toast's button does. The toast lies in the overlay, where the actions of the pages below are not seen. */
typedef struct
{
  GWeakRef  widget;
  char     *action_name;
  GVariant *target;
} WayBack;

static void
way_back_free (gpointer  data,
               GClosure *closure)
{
  WayBack *way = data;

  g_weak_ref_clear (&way->widget);
  g_free (way->action_name);
  g_clear_pointer (&way->target, g_variant_unref);
  g_free (way);
}

static void
toast_button_clicked_cb (AdwToast *toast,
                         WayBack  *way)
{
  g_autoptr (GtkWidget) widget = g_weak_ref_get (&way->widget);

  if (widget != NULL)
    gtk_widget_activate_action_variant (widget, way->action_name, way->target);
}

/**
 * lw_present_undo:
 * @widget: a widget below a toast overlay
 * @message: what was done; plain text
 * @button_label: the button, usually "Undo"
 * @action_name: the action that the button triggers, seen from @widget
 * @target: (nullable): the action's parameter, sunk if floating
 *
 * Says so in a toast with a way back, which is gone when @widget is.
 */
void
lw_present_undo (GtkWidget  *widget,
                 const char *message,
                 const char *button_label,
                 const char *action_name,
                 GVariant   *target)
{
  AdwToast *toast;
  WayBack *way;

  g_return_if_fail (GTK_IS_WIDGET (widget));
  g_return_if_fail (message != NULL);

  way = g_new0 (WayBack, 1);
  g_weak_ref_init (&way->widget, widget);
  way->action_name = g_strdup (action_name);
  way->target = target != NULL ? g_variant_ref_sink (target) : NULL;

  toast = new_toast (message);
  adw_toast_set_button_label (toast, button_label);
  g_signal_connect_data (toast, "button-clicked", G_CALLBACK (toast_button_clicked_cb), way,
                         way_back_free, 0);
  show_toast (widget, toast);
}

/**
 * lw_present_error_page:
 * @page: the page that stands where the content would
 * @what: what cannot be shown or done
 * @error: (nullable): why
 *
 * Says so on @page, whose buttons are the caller's.
 */
void
lw_present_error_page (AdwStatusPage *page,
                       const char    *what,
                       const GError  *error)
{
  g_autofree char *description = NULL;

  g_return_if_fail (ADW_IS_STATUS_PAGE (page));

  description = error != NULL ? g_markup_escape_text (error->message, -1) : NULL;
  adw_status_page_set_title (page, what);
  adw_status_page_set_description (page, description);
}
