/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The worker's comment on a task, where the template asks for one: a button that opens a field to write in. */

#define G_LOG_DOMAIN "lw-worker"

#include "config.h"

#include "lw-comment-button.h"

struct _LwCommentButton
{
  GtkWidget      parent_instance;

  GtkMenuButton *button;
  GtkLabel      *header;
  GtkLabel      *text;
  GtkTextView   *text_view;
};

enum
{
  PROP_0,
  PROP_TEXT,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (LwCommentButton, lw_comment_button, GTK_TYPE_WIDGET)

/* A comment shows on the button, so that nobody forgets or repeats one. */
static void
text_changed (LwCommentButton *self)
{
  g_autofree char *text = lw_comment_button_dup_text (self);

  if (text != NULL)
    gtk_widget_add_css_class (GTK_WIDGET (self->button), "accent");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->button), "accent");
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TEXT]);
}

static void
popover_closed_cb (GtkPopover      *popover,
                   LwCommentButton *self)
{
  text_changed (self);
}

static void
clear_action (GtkWidget  *widget,
              const char *name,
              GVariant   *parameter)
{
  LwCommentButton *self = LW_COMMENT_BUTTON (widget);

  lw_comment_button_set_text (self, NULL);
  gtk_menu_button_popdown (self->button);
}

static void
lw_comment_button_get_property (GObject    *object,
                                guint       prop_id,
                                GValue     *value,
                                GParamSpec *pspec)
{
  switch (prop_id)
    {
    case PROP_TEXT:
      g_value_take_string (value, lw_comment_button_dup_text (LW_COMMENT_BUTTON (object)));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
lw_comment_button_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), LW_TYPE_COMMENT_BUTTON);

  G_OBJECT_CLASS (lw_comment_button_parent_class)->dispose (object);
}

static void
lw_comment_button_class_init (LwCommentButtonClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = lw_comment_button_get_property;
  object_class->dispose = lw_comment_button_dispose;
  properties[PROP_TEXT] =
    g_param_spec_string ("text", NULL, NULL, NULL, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/page/labelwright/Labelwright/worker/lw-comment-button.ui");
  gtk_widget_class_bind_template_child (widget_class, LwCommentButton, button);
  gtk_widget_class_bind_template_child (widget_class, LwCommentButton, header);
  gtk_widget_class_bind_template_child (widget_class, LwCommentButton, text);
  gtk_widget_class_bind_template_child (widget_class, LwCommentButton, text_view);
  gtk_widget_class_bind_template_callback (widget_class, popover_closed_cb);
  gtk_widget_class_install_action (widget_class, "comment.clear", NULL, clear_action);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
lw_comment_button_init (LwCommentButton *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

/**
 * lw_comment_button_set_page:
 * @self: the button
 * @page: (nullable): whose words to use; without a comment element the button hides
 */
void
lw_comment_button_set_page (LwCommentButton *self,
                            LwWorkerPage    *page)
{
  gboolean has_comment = page != NULL && lw_worker_page_has_comment (page);

  g_return_if_fail (LW_IS_COMMENT_BUTTON (self));

  gtk_widget_set_visible (GTK_WIDGET (self), has_comment);
  if (!has_comment)
    return;
  gtk_menu_button_set_label (self->button, lw_worker_page_get_comment_link_text (page));
  gtk_label_set_label (self->header, lw_worker_page_get_comment_header (page));
  gtk_label_set_label (self->text, lw_worker_page_get_comment_text (page));
  gtk_widget_set_visible (GTK_WIDGET (self->text), *lw_worker_page_get_comment_text (page) != '\0');
}

/**
 * lw_comment_button_dup_text:
 * @self: the button
 *
 * Returns: (transfer full) (nullable): what the worker wrote, %NULL when nothing
 */
char *
lw_comment_button_dup_text (LwCommentButton *self)
{
  g_autofree char *text = NULL;
  GtkTextIter start, end;

  g_return_val_if_fail (LW_IS_COMMENT_BUTTON (self), NULL);

  gtk_text_buffer_get_bounds (gtk_text_view_get_buffer (self->text_view), &start, &end);
  text = gtk_text_iter_get_text (&start, &end);
  return *text != '\0' ? g_steal_pointer (&text) : NULL;
}

/**
 * lw_comment_button_set_text:
 * @self: the button
 * @text: (nullable): what the worker wrote
 */
void
lw_comment_button_set_text (LwCommentButton *self,
                            const char      *text)
{
  g_return_if_fail (LW_IS_COMMENT_BUTTON (self));

  gtk_text_buffer_set_text (gtk_text_view_get_buffer (self->text_view), text != NULL ? text : "", -1);
  text_changed (self);
}
