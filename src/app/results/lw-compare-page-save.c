/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The differences of two manifests as a file: as a table, as JSON, or the changed lines as a manifest. */

#define G_LOG_DOMAIN "lw-results"

#include "config.h"

#include "lw-compare-page-private.h"

#include "lw-error-presenter.h"
#include "lw-export-diff.h"
#include "lw-file-dialog.h"

#include <glib/gi18n.h>

static const struct
{
  const char         *name;
  const char         *file_name;
  LwExportDiffFormat  format;
} formats[] =
{
  { "csv", "differences.csv", LW_EXPORT_DIFF_CSV },
  { "json", "differences.jsonl", LW_EXPORT_DIFF_JSON },
  { "manifest", "changed.manifest", LW_EXPORT_DIFF_MANIFEST },
};

typedef struct
{
  LwComparePage *page;
  guint          format;
} SaveCall;

static void
save_call_free (SaveCall *call)
{
  g_object_unref (call->page);
  g_free (call);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SaveCall, save_call_free)

static void
export_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (LwComparePage) self = user_data;
  g_autoptr (GError) error = NULL;

  if (lw_export_diff_finish (result, &error))
    lw_present_message (GTK_WIDGET (self), _("The differences are saved."));
  else
    lw_present_error (GTK_WIDGET (self), _("The differences were not saved"), error);
}

static void
save_to (LwComparePage *self,
         guint          format,
         const char    *path)
{
  if (self->diff != NULL)
    lw_export_diff_async (self->diff, formats[format].format, path, NULL, export_cb, g_object_ref (self));
}

static void
file_cb (GObject      *object,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr (SaveCall) call = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GFile) file = lw_file_dialog_finish (result, &error);

  if (file != NULL && g_file_peek_path (file) != NULL)
    save_to (call->page, call->format, g_file_peek_path (file));
  else if (error != NULL)
    lw_present_error (GTK_WIDGET (call->page), _("No file was chosen"), error);
}

static int
find_format (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (formats); i++)
    if (g_str_equal (formats[i].name, name))
      return (int) i;
  return -1;
}

static void
save_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  LwComparePage *self = LW_COMPARE_PAGE (widget);
  int format = find_format (g_variant_get_string (parameter, NULL));
  g_autoptr (GFile) initial = NULL;
  SaveCall *call;

  if (format < 0)
    return;
  initial = g_file_new_build_filename (g_get_home_dir (), formats[format].file_name, NULL);
  call = g_new0 (SaveCall, 1);
  call->page = g_object_ref (self);
  call->format = (guint) format;
  lw_file_dialog_async (widget, LW_FILE_DIALOG_SAVE, _("Save differences"), _("_Save"), initial, NULL,
                        self->load_cancellable, file_cb, call);
}

static void
save_as_action (GtkWidget  *widget,
                const char *name,
                GVariant   *parameter)
{
  const char *format, *path;

  g_variant_get (parameter, "(&s&s)", &format, &path);
  if (find_format (format) >= 0)
    save_to (LW_COMPARE_PAGE (widget), (guint) find_format (format), path);
}

void
lw_compare_page_install_save (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "compare.save", "s", save_action);
  gtk_widget_class_install_action (widget_class, "compare.save-as", "(ss)", save_as_action);
}
