/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What a data set turned out to hold, shown: counts, formats, sizes, sample pictures, and each problem with what will
 * happen. Reads the data set; starts nothing. */

#define G_LOG_DOMAIN "lw-wizard"

#include "config.h"

#include "lw-dataset-result.h"

#include "lw-finding-list.h"

#include "lw-format.h"
#include "lw-manifest-check.h"

#include <glib/gi18n.h>
#include <inttypes.h>

#define N_SAMPLES 8
#define SAMPLE_SIZE 144

/* A list of every file may be a list of many thousands; what is behind is counted. */
#define MAX_ROWS_A_KIND 1000

struct _LwDatasetResult
{
  AdwBin           parent_instance;

  GtkLabel        *summary_label;
  GtkLabel        *detail_label;
  GtkBox          *samples;
  GtkListBox      *problems_list;

  LwWizardSession *session;
  GCancellable    *cancellable;
};

G_DEFINE_FINAL_TYPE (LwDatasetResult, lw_dataset_result, ADW_TYPE_BIN)

static void
remove_children (GtkWidget *parent)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (parent)) != NULL)
    if (GTK_IS_LIST_BOX (parent))
      gtk_list_box_remove (GTK_LIST_BOX (parent), child);
    else
      gtk_box_remove (GTK_BOX (parent), child);
}

static char *
describe_sizes (LwDatasetScan *scan)
{
  const LwDatasetItem *smallest = NULL;
  const LwDatasetItem *largest = NULL;

  for (guint i = 0; i < lw_dataset_scan_get_n_items (scan); i++)
    {
      const LwDatasetItem *item = lw_dataset_scan_get_item (scan, i);
      guint64 pixels = (guint64) item->width * item->height;

      if (pixels == 0)
        continue;
      if (smallest == NULL || pixels < (guint64) smallest->width * smallest->height)
        smallest = item;
      if (largest == NULL || pixels > (guint64) largest->width * largest->height)
        largest = item;
    }
  if (smallest == NULL)
    return NULL;
  if (smallest->width == largest->width && smallest->height == largest->height)
    return g_strdup_printf (_("%u × %u pixels"), smallest->width, smallest->height);
  return g_strdup_printf (_("%u × %u to %u × %u pixels"), smallest->width, smallest->height, largest->width,
                          largest->height);
}

static char *
describe_formats (LwDatasetScan *scan)
{
  g_autoptr (GPtrArray) parts = g_ptr_array_new_with_free_func (g_free);

  for (int format = 0; format < LW_N_IMAGE_FORMATS; format++)
    {
      guint n = lw_dataset_scan_count_format (scan, format);
      g_autofree char *number = lw_format_number (n);

      if (n > 0)
        g_ptr_array_add (parts, g_strdup_printf ("%s %s", number, lw_image_format_get_name (format)));
    }
  g_ptr_array_add (parts, NULL);
  return g_strjoinv (", ", (char **) parts->pdata);
}

static void
show_scan (LwDatasetResult *self,
           LwDatasetScan   *scan)
{
  g_autofree char *images = lw_format_images (lw_dataset_scan_get_n_items (scan));
  g_autofree char *bytes = lw_format_bytes (lw_dataset_scan_get_n_bytes (scan));
  g_autofree char *summary = g_strdup_printf ("%s · %s", images, bytes);
  g_autofree char *formats = describe_formats (scan);
  g_autofree char *sizes = describe_sizes (scan);
  g_autofree char *detail = sizes != NULL ? g_strdup_printf ("%s · %s", formats, sizes) : g_strdup ("");
  guint n_other = lw_dataset_scan_count_other_files (scan);

  if (n_other > 0)
    {
      g_autofree char *number = lw_format_number (n_other);
      g_autofree char *others = g_strdup_printf (ngettext ("%s other file is not looked at",
                                                           "%s other files are not looked at", n_other), number);
      char *joined = *detail != '\0' ? g_strdup_printf ("%s · %s", detail, others) : g_strdup (others);

      g_free (detail);
      detail = joined;
    }
  gtk_label_set_label (self->summary_label, summary);
  gtk_label_set_label (self->detail_label, detail);
}

static void
show_index (LwDatasetResult *self,
            LwManifestIndex *index)
{
  g_autofree char *images = lw_format_images (lw_manifest_index_get_n_rows (index));
  g_autofree char *bytes = lw_format_bytes (lw_manifest_index_get_n_bytes (index));
  g_autofree char *detail = g_strdup_printf (_("Input manifest, %s"), bytes);

  gtk_label_set_label (self->summary_label, images);
  gtk_label_set_label (self->detail_label, detail);
}

static void
sample_loaded_cb (GObject      *source,
                  GAsyncResult *result,
                  gpointer      user_data)
{
  g_autoptr (GtkPicture) picture = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GdkTexture) texture = lw_image_loader_load_finish (LW_IMAGE_LOADER (source), result, &error);

  if (texture != NULL)
    gtk_picture_set_paintable (picture, GDK_PAINTABLE (texture));
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    gtk_widget_set_tooltip_text (GTK_WIDGET (picture), error->message);
}

static void
add_sample (LwDatasetResult *self,
            guint            position)
{
  LwImageLoader *loader = lw_wizard_session_get_loader (self->session);
  g_autofree char *uri = lw_wizard_dataset_dup_image_uri (lw_wizard_session_get_dataset (self->session), position);
  g_autofree char *name = uri != NULL ? g_path_get_basename (uri) : NULL;
  g_autofree char *shown = name != NULL ? g_filename_display_name (name) : NULL;
  GtkWidget *picture;

  if (uri == NULL || loader == NULL)
    return;
  picture = gtk_picture_new ();
  gtk_widget_set_size_request (picture, SAMPLE_SIZE / 2, SAMPLE_SIZE / 2);
  gtk_widget_set_tooltip_text (picture, shown);
  gtk_picture_set_alternative_text (GTK_PICTURE (picture), shown);
  gtk_widget_add_css_class (picture, "lw-sample");
  gtk_box_append (self->samples, picture);
  lw_image_loader_load_async (loader, uri, SAMPLE_SIZE, LW_IMAGE_PRIORITY_THUMBNAIL, self->cancellable,
                              sample_loaded_cb, g_object_ref (picture));
}

/* From the whole data set, not only from its first folder. */
static void
show_samples (LwDatasetResult *self)
{
  guint n = lw_wizard_dataset_get_n_objects (lw_wizard_session_get_dataset (self->session));
  guint n_samples = MIN (n, N_SAMPLES);

  remove_children (GTK_WIDGET (self->samples));
  for (guint i = 0; i < n_samples; i++)
    add_sample (self, (guint) ((guint64) i * n / n_samples));
}

/* The last row: how many there are beyond those shown. */
static void
take_rest (LwFindingList *list,
           guint64        n_rest)
{
  g_autofree char *number = lw_format_number (n_rest);

  if (n_rest > 0)
    lw_finding_list_take (list, g_strdup_printf (ngettext ("and %s more", "and %s more", (gulong) n_rest), number));
}

static GQuark
kind_quark (void)
{
  return g_quark_from_static_string ("lw-dataset-result-kind");
}

/* The files of a kind get their rows when somebody wants to see them. */
static void
expander_expanded_cb (LwDatasetResult *self,
                      GParamSpec      *pspec,
                      AdwExpanderRow  *expander)
{
  LwDatasetScan *scan = lw_wizard_dataset_get_scan (lw_wizard_session_get_dataset (self->session));
  int kind = GPOINTER_TO_INT (g_object_get_qdata (G_OBJECT (expander), kind_quark ())) - 1;
  GtkWidget *list;
  guint n_rows = 0;

  if (scan == NULL || kind < 0)
    return;
  g_object_set_qdata (G_OBJECT (expander), kind_quark (), NULL);
  list = lw_finding_list_new (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (expander)));
  for (guint i = 0; i < lw_dataset_scan_get_n_problems (scan) && n_rows < MAX_ROWS_A_KIND; i++)
    {
      const LwDatasetProblem *problem = lw_dataset_scan_get_problem (scan, i);

      if ((int) problem->kind != kind)
        continue;
      /* Translators: a file's name, and what is wrong with it */
      lw_finding_list_take (LW_FINDING_LIST (list), g_strdup_printf (_("%s: %s"), problem->name, problem->text));
      n_rows++;
    }
  take_rest (LW_FINDING_LIST (list), lw_dataset_scan_count_problem (scan, kind) - n_rows);
  adw_expander_row_add_row (expander, list);
}

static void
add_kind (LwDatasetResult        *self,
          LwDatasetScan          *scan,
          const LwDatasetProblem *problem)
{
  guint n = lw_dataset_scan_count_problem (scan, problem->kind);
  g_autofree char *title = lw_dataset_problem_kind_dup_title (problem->kind, n);
  GtkWidget *expander = g_object_new (ADW_TYPE_EXPANDER_ROW, "use-markup", FALSE, "title", title, "subtitle",
                                      problem->excluded ? _("Left out of the data set") : _("In the data set"), NULL);

  adw_expander_row_add_prefix (ADW_EXPANDER_ROW (expander),
                               gtk_image_new_from_icon_name (problem->excluded ? "dialog-warning-symbolic"
                                                                               : "dialog-information-symbolic"));
  g_object_set_qdata (G_OBJECT (expander), kind_quark (), GINT_TO_POINTER (problem->kind + 1));
  g_signal_connect_object (expander, "notify::expanded", G_CALLBACK (expander_expanded_cb), self, G_CONNECT_SWAPPED);
  gtk_list_box_append (self->problems_list, expander);
}

static void
add_scan_problems (LwDatasetResult *self,
                   LwDatasetScan   *scan)
{
  int kind = -1;

  for (guint i = 0; i < lw_dataset_scan_get_n_problems (scan); i++)
    {
      const LwDatasetProblem *problem = lw_dataset_scan_get_problem (scan, i);

      if ((int) problem->kind != kind)
        add_kind (self, scan, problem);
      kind = problem->kind;
    }
}

static void
add_diagnostics (LwDatasetResult *self,
                 GPtrArray       *diagnostics)
{
  GtkWidget *list;

  if (diagnostics->len == 0)
    return;
  list = lw_finding_list_new (_("What is wrong with lines of the manifest"));
  for (guint i = 0; i < MIN (diagnostics->len, MAX_ROWS_A_KIND); i++)
    {
      LwDiagnostic *row = g_ptr_array_index (diagnostics, i);

      if (row->line > 0)
        lw_finding_list_take (LW_FINDING_LIST (list),
                              g_strdup_printf (_("Line %" PRIu64 ": %s"), row->line, row->text));
      else
        lw_finding_list_take (LW_FINDING_LIST (list), g_strdup_printf (_("Whole manifest: %s"), row->text));
    }
  take_rest (LW_FINDING_LIST (list), diagnostics->len - MIN (diagnostics->len, MAX_ROWS_A_KIND));
  gtk_list_box_append (self->problems_list, list);
  gtk_widget_set_visible (GTK_WIDGET (self->problems_list), TRUE);
}

static void
checked_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  LwDatasetResult *self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) diagnostics = lw_manifest_check_finish (result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (diagnostics == NULL)
    g_debug ("%s", error->message);
  else
    add_diagnostics (self, diagnostics);
}

/* What is wrong with single lines is known; equal and unusable addresses are found by reading the file once more. */
static void
add_index_problems (LwDatasetResult *self,
                    LwManifestIndex *index)
{
  add_diagnostics (self, lw_manifest_index_get_diagnostics (index));
  lw_manifest_check_async (index, self->cancellable, checked_cb, self);
}

static void
dataset_changed_cb (LwDatasetResult *self)
{
  LwWizardDataset *dataset = lw_wizard_session_get_dataset (self->session);
  LwDatasetScan *scan = lw_wizard_dataset_get_scan (dataset);
  LwManifestIndex *index = lw_wizard_dataset_get_index (dataset);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  remove_children (GTK_WIDGET (self->problems_list));
  gtk_widget_set_visible (GTK_WIDGET (self), scan != NULL || index != NULL);
  if (scan == NULL && index == NULL)
    return;

  self->cancellable = g_cancellable_new ();
  if (scan != NULL)
    {
      show_scan (self, scan);
      add_scan_problems (self, scan);
    }
  else
    {
      show_index (self, index);
      add_index_problems (self, index);
    }
  show_samples (self);
  gtk_widget_set_visible (GTK_WIDGET (self->problems_list),
                          gtk_widget_get_first_child (GTK_WIDGET (self->problems_list)) != NULL);
}

static void
lw_dataset_result_dispose (GObject *object)
{
  LwDatasetResult *self = LW_DATASET_RESULT (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->session);
  gtk_widget_dispose_template (GTK_WIDGET (self), LW_TYPE_DATASET_RESULT);
  G_OBJECT_CLASS (lw_dataset_result_parent_class)->dispose (object);
}

static void
lw_dataset_result_class_init (LwDatasetResultClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = lw_dataset_result_dispose;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/page/labelwright/Labelwright/wizard/lw-dataset-result.ui");
  gtk_widget_class_bind_template_child (widget_class, LwDatasetResult, summary_label);
  gtk_widget_class_bind_template_child (widget_class, LwDatasetResult, detail_label);
  gtk_widget_class_bind_template_child (widget_class, LwDatasetResult, samples);
  gtk_widget_class_bind_template_child (widget_class, LwDatasetResult, problems_list);
}

static void
lw_dataset_result_init (LwDatasetResult *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
lw_dataset_result_set_session (LwDatasetResult *self,
                               LwWizardSession *session)
{
  g_return_if_fail (LW_IS_DATASET_RESULT (self) && self->session == NULL);

  self->session = g_object_ref (session);
  g_signal_connect_object (lw_wizard_session_get_dataset (session), "changed", G_CALLBACK (dataset_changed_cb), self,
                           G_CONNECT_SWAPPED);
  dataset_changed_cb (self);
}
