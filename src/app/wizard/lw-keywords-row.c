/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* A row with the task's keywords as chips, and an entry for one more. The rules are the session's to check. */

#define G_LOG_DOMAIN "lw-wizard"

#include "config.h"

#include "lw-keywords-row.h"

#include "lw-error-presenter.h"

#include <glib/gi18n.h>

struct _LwKeywordsRow
{
  AdwPreferencesRow  parent_instance;

  GtkFlowBox        *flow_box;
  GtkEditable       *entry;

  GStrv              keywords;
  GStrv              before;
};

enum
{
  PROP_0,
  PROP_KEYWORDS,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (LwKeywordsRow, lw_keywords_row, ADW_TYPE_PREFERENCES_ROW)

static GtkWidget *
new_chip (const char *keyword)
{
  GtkWidget *button = gtk_button_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 4);
  GtkWidget *label = gtk_label_new (keyword);
  GtkWidget *icon = gtk_image_new_from_icon_name ("window-close-symbolic");
  g_autofree char *spoken = g_strdup_printf (_("Remove keyword “%s”"), keyword);

  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), icon);
  gtk_button_set_child (GTK_BUTTON (button), box);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "keywords.remove");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", keyword);
  gtk_widget_set_tooltip_text (button, spoken);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
  gtk_widget_add_css_class (button, "lw-chip");
  return button;
}

static void
show (LwKeywordsRow *self)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->flow_box))) != NULL)
    gtk_flow_box_remove (self->flow_box, child);
  for (guint i = 0; self->keywords[i] != NULL; i++)
    {
      GtkWidget *chip = new_chip (self->keywords[i]);

      gtk_flow_box_append (self->flow_box, chip);
      gtk_widget_set_focusable (gtk_widget_get_parent (chip), FALSE);
    }
  gtk_widget_set_visible (GTK_WIDGET (self->flow_box), self->keywords[0] != NULL);
}

static void
add_words (LwKeywordsRow *self,
           const char    *text)
{
  g_auto (GStrv) words = g_strsplit_set (text, ",;\n", -1);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) keywords = NULL;

  g_strv_builder_addv (builder, (const char **) self->keywords);
  for (guint i = 0; words[i] != NULL; i++)
    {
      const char *word = g_strstrip (words[i]);

      if (*word != '\0' && !g_strv_contains ((const char *const *) self->keywords, word))
        g_strv_builder_add (builder, word);
    }
  keywords = g_strv_builder_end (builder);
  lw_keywords_row_set_keywords (self, (const char *const *) keywords);
}

static void
entry_activate_cb (LwKeywordsRow *self)
{
  add_words (self, gtk_editable_get_text (self->entry));
  gtk_editable_set_text (self->entry, "");
}

static void
remove_action (GtkWidget  *widget,
               const char *name,
               GVariant   *parameter)
{
  LwKeywordsRow *self = LW_KEYWORDS_ROW (widget);
  const char *keyword = g_variant_get_string (parameter, NULL);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_autofree char *text = g_strdup_printf (_("“%s” removed"), keyword);
  g_auto (GStrv) keywords = NULL;

  for (guint i = 0; self->keywords[i] != NULL; i++)
    if (!g_str_equal (self->keywords[i], keyword))
      g_strv_builder_add (builder, self->keywords[i]);
  keywords = g_strv_builder_end (builder);
  g_strfreev (self->before);
  self->before = g_strdupv (self->keywords);
  lw_keywords_row_set_keywords (self, (const char *const *) keywords);
  gtk_widget_grab_focus (GTK_WIDGET (self->entry));
  lw_present_undo (widget, text, _("Undo"), "keywords.undo", NULL);
}

static void
undo_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  LwKeywordsRow *self = LW_KEYWORDS_ROW (widget);

  if (self->before != NULL)
    lw_keywords_row_set_keywords (self, (const char *const *) self->before);
}

static gboolean
lw_keywords_row_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (LW_KEYWORDS_ROW (widget)->entry));
}

static void
lw_keywords_row_get_property (GObject    *object,
                              guint       prop_id,
                              GValue     *value,
                              GParamSpec *pspec)
{
  switch (prop_id)
    {
    case PROP_KEYWORDS:
      g_value_set_boxed (value, LW_KEYWORDS_ROW (object)->keywords);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
lw_keywords_row_set_property (GObject      *object,
                              guint         prop_id,
                              const GValue *value,
                              GParamSpec   *pspec)
{
  switch (prop_id)
    {
    case PROP_KEYWORDS:
      lw_keywords_row_set_keywords (LW_KEYWORDS_ROW (object), g_value_get_boxed (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
lw_keywords_row_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), LW_TYPE_KEYWORDS_ROW);
  G_OBJECT_CLASS (lw_keywords_row_parent_class)->dispose (object);
}

static void
lw_keywords_row_finalize (GObject *object)
{
  g_strfreev (LW_KEYWORDS_ROW (object)->keywords);
  g_strfreev (LW_KEYWORDS_ROW (object)->before);
  G_OBJECT_CLASS (lw_keywords_row_parent_class)->finalize (object);
}

static void
lw_keywords_row_class_init (LwKeywordsRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = lw_keywords_row_get_property;
  object_class->set_property = lw_keywords_row_set_property;
  object_class->dispose = lw_keywords_row_dispose;
  object_class->finalize = lw_keywords_row_finalize;
  widget_class->grab_focus = lw_keywords_row_grab_focus;

  properties[PROP_KEYWORDS] =
    g_param_spec_boxed ("keywords", NULL, NULL, G_TYPE_STRV,
                        G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_install_action (widget_class, "keywords.remove", "s", remove_action);
  gtk_widget_class_install_action (widget_class, "keywords.undo", NULL, undo_action);
  gtk_widget_class_set_template_from_resource (widget_class, "/page/labelwright/Labelwright/wizard/lw-keywords-row.ui");
  gtk_widget_class_bind_template_child (widget_class, LwKeywordsRow, flow_box);
  gtk_widget_class_bind_template_child (widget_class, LwKeywordsRow, entry);
  gtk_widget_class_bind_template_callback (widget_class, entry_activate_cb);
}

static void
lw_keywords_row_init (LwKeywordsRow *self)
{
  self->keywords = g_new0 (char *, 1);
  gtk_widget_init_template (GTK_WIDGET (self));
}

const char *const *
lw_keywords_row_get_keywords (LwKeywordsRow *self)
{
  g_return_val_if_fail (LW_IS_KEYWORDS_ROW (self), NULL);

  return (const char *const *) self->keywords;
}

void
lw_keywords_row_set_keywords (LwKeywordsRow     *self,
                              const char *const *keywords)
{
  char *const none[] = { NULL };
  GStrv copy;

  g_return_if_fail (LW_IS_KEYWORDS_ROW (self));

  if (keywords == NULL)
    keywords = (const char *const *) none;
  if (g_strv_equal ((const char *const *) self->keywords, keywords))
    return;
  copy = g_strdupv ((char **) keywords);
  g_strfreev (self->keywords);
  self->keywords = copy;
  show (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_KEYWORDS]);
}
