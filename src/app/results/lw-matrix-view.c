/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* A confusion matrix as coloured cells. One widget paints them all: a thousand cells as widgets would hold the window
 * up. Blue is where both sides agree, orange where they do not; the count says how often. */

#define G_LOG_DOMAIN "lw-results"

#include "config.h"

#include "lw-matrix-view.h"
#include "lw-results-words.h"

#include "lw-format.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#define CELL 48
#define NAME_WIDTH 120
#define HEADER_HEIGHT 28
#define GAP 2

struct _LwMatrixView
{
  GtkWidget          parent_instance;

  LwConfusionMatrix *matrix;
  GArray            *entries;
  guint64            largest;
  guint              row;
  guint              column;
  PangoLayout       *layout;
};

enum
{
  CELL_ACTIVATED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (LwMatrixView, lw_matrix_view, GTK_TYPE_WIDGET)

static guint
get_entry (LwMatrixView *self,
           guint         position)
{
  return g_array_index (self->entries, guint, position);
}

static guint64
get_count (LwMatrixView *self,
           guint         row,
           guint         column)
{
  return lw_confusion_matrix_get_count (self->matrix, get_entry (self, row), get_entry (self, column));
}

/* The cursor */

static char *
dup_cell_words (LwMatrixView *self)
{
  g_autofree char *left = lw_matrix_view_dup_entry_name (self->matrix, get_entry (self, self->row));
  g_autofree char *right = lw_matrix_view_dup_entry_name (self->matrix, get_entry (self, self->column));
  guint64 count = get_count (self, self->row, self->column);
  g_autofree char *number = lw_format_number (count);

  /* Translators: what one side says, what the other side says, how often */
  return g_strdup_printf (ngettext ("%s, then %s: %s image", "%s, then %s: %s images", (gulong) count), left, right,
                          number);
}

static void
move_cursor (LwMatrixView *self,
             int           row,
             int           column)
{
  int n = (int) self->entries->len;
  g_autofree char *words = NULL;

  if (n == 0)
    return;
  self->row = (guint) CLAMP (row, 0, n - 1);
  self->column = (guint) CLAMP (column, 0, n - 1);
  words = dup_cell_words (self);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, words, -1);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
activate (LwMatrixView *self)
{
  if (self->entries->len > 0 && get_count (self, self->row, self->column) > 0)
    g_signal_emit (self, signals[CELL_ACTIVATED], 0, get_entry (self, self->row), get_entry (self, self->column));
}

static gboolean
find_cell (LwMatrixView *self,
           double        x,
           double        y,
           int          *row,
           int          *column)
{
  int n = (int) self->entries->len;

  if (x < NAME_WIDTH || y < HEADER_HEIGHT)
    return FALSE;
  *column = (int) (x - NAME_WIDTH) / CELL;
  *row = (int) (y - HEADER_HEIGHT) / CELL;
  return *row < n && *column < n;
}

static void
pressed_cb (LwMatrixView *self,
            int           n_press,
            double        x,
            double        y)
{
  int row;
  int column;

  gtk_widget_grab_focus (GTK_WIDGET (self));
  if (!find_cell (self, x, y, &row, &column))
    return;
  move_cursor (self, row, column);
  activate (self);
}

static gboolean
key_pressed_cb (LwMatrixView    *self,
                guint            keyval,
                guint            keycode,
                GdkModifierType  state)
{
  int row = (int) self->row;
  int column = (int) self->column;

  switch (keyval)
    {
    case GDK_KEY_Left:
      move_cursor (self, row, column - 1);
      return GDK_EVENT_STOP;
    case GDK_KEY_Right:
      move_cursor (self, row, column + 1);
      return GDK_EVENT_STOP;
    case GDK_KEY_Up:
      move_cursor (self, row - 1, column);
      return GDK_EVENT_STOP;
    case GDK_KEY_Down:
      move_cursor (self, row + 1, column);
      return GDK_EVENT_STOP;
    case GDK_KEY_Return:
    case GDK_KEY_KP_Enter:
    case GDK_KEY_space:
      activate (self);
      return GDK_EVENT_STOP;
    default:
      return GDK_EVENT_PROPAGATE;
    }
}

/* Painting */

static GdkRGBA
get_text_color (void)
{
  AdwStyleManager *style = adw_style_manager_get_default ();
  float strength = adw_style_manager_get_high_contrast (style) ? 1 : 0.85f;

  return adw_style_manager_get_dark (style) ? (GdkRGBA) { 1, 1, 1, strength } : (GdkRGBA) { 0, 0, 0, strength };
}

static GdkRGBA
get_cell_color (LwMatrixView *self,
                guint         row,
                guint         column,
                float         part)
{
  gboolean high_contrast = adw_style_manager_get_high_contrast (adw_style_manager_get_default ());
  float alpha = part > 0 ? (high_contrast ? 0.3f : 0.15f) + 0.45f * part : 0.04f;

  return get_entry (self, row) == get_entry (self, column) ? (GdkRGBA) { 0.21f, 0.52f, 0.89f, alpha }
                                                           : (GdkRGBA) { 1, 0.47f, 0, alpha };
}

/* Within a box, in its middle or, for a name of a row, at its end. */
static void
append_text (LwMatrixView *self,
             GtkSnapshot  *snapshot,
             const char   *text,
             float         x,
             float         y,
             int           width,
             int           height,
             gboolean      at_end)
{
  GdkRGBA color = get_text_color ();
  int text_width;
  int text_height;

  pango_layout_set_width (self->layout, width * PANGO_SCALE);
  pango_layout_set_text (self->layout, text, -1);
  pango_layout_set_alignment (self->layout, at_end ? PANGO_ALIGN_RIGHT : PANGO_ALIGN_CENTER);
  pango_layout_get_pixel_size (self->layout, &text_width, &text_height);
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT (x, y + (float) (height - text_height) / 2));
  gtk_snapshot_append_layout (snapshot, self->layout, &color);
  gtk_snapshot_restore (snapshot);
}

/* As much of a number as a cell has room for; the tooltip has all of it. */
static char *
dup_short_number (guint64 count)
{
  g_autofree char *number = NULL;

  if (count < 100 * 1000)
    return lw_format_number (count);
  number = lw_format_number (count < 100 * 1000 * 1000 ? count / 1000 : count / 1000 / 1000);
  /* Translators: thousands, millions; in a narrow cell */
  return g_strdup_printf (count < 100 * 1000 * 1000 ? _("%s k") : _("%s M"), number);
}

static void
snapshot_cell (LwMatrixView *self,
               GtkSnapshot  *snapshot,
               guint         row,
               guint         column)
{
  guint64 count = get_count (self, row, column);
  float x = NAME_WIDTH + column * (float) CELL;
  float y = HEADER_HEIGHT + row * (float) CELL;
  GdkRGBA color = get_cell_color (self, row, column, (float) count / (float) self->largest);
  graphene_rect_t area = GRAPHENE_RECT_INIT (x, y, CELL - GAP, CELL - GAP);

  gtk_snapshot_append_color (snapshot, &color, &area);
  if (count > 0)
    {
      g_autofree char *number = dup_short_number (count);

      append_text (self, snapshot, number, x, y, CELL - GAP, CELL - GAP, FALSE);
    }
  if (row == self->row && column == self->column && gtk_widget_has_focus (GTK_WIDGET (self)))
    {
      GdkRGBA line = get_text_color ();
      GskRoundedRect outline;

      gsk_rounded_rect_init_from_rect (&outline, &area, 0);
      gtk_snapshot_append_border (snapshot, &outline, (float[4]) { 2, 2, 2, 2 },
                                  (GdkRGBA[4]) { line, line, line, line });
    }
}

static void
lw_matrix_view_snapshot (GtkWidget   *widget,
                         GtkSnapshot *snapshot)
{
  LwMatrixView *self = LW_MATRIX_VIEW (widget);

  if (self->layout == NULL)
    {
      self->layout = gtk_widget_create_pango_layout (widget, NULL);
      pango_layout_set_ellipsize (self->layout, PANGO_ELLIPSIZE_MIDDLE);
      pango_layout_set_single_paragraph_mode (self->layout, TRUE);
    }
  for (guint i = 0; i < self->entries->len; i++)
    {
      g_autofree char *name = lw_matrix_view_dup_entry_name (self->matrix, get_entry (self, i));

      append_text (self, snapshot, name, NAME_WIDTH + i * (float) CELL, 0, CELL - GAP, HEADER_HEIGHT, FALSE);
      append_text (self, snapshot, name, 0, HEADER_HEIGHT + i * (float) CELL, NAME_WIDTH - 8, CELL - GAP, TRUE);
      for (guint k = 0; k < self->entries->len; k++)
        snapshot_cell (self, snapshot, i, k);
    }
}

static void
lw_matrix_view_measure (GtkWidget      *widget,
                        GtkOrientation  orientation,
                        int             for_size,
                        int            *minimum,
                        int            *natural,
                        int            *minimum_baseline,
                        int            *natural_baseline)
{
  int cells = (int) LW_MATRIX_VIEW (widget)->entries->len * CELL;

  *minimum = *natural = cells + (orientation == GTK_ORIENTATION_HORIZONTAL ? NAME_WIDTH : HEADER_HEIGHT);
}

static gboolean
lw_matrix_view_query_tooltip (GtkWidget  *widget,
                              int         x,
                              int         y,
                              gboolean    keyboard_tooltip,
                              GtkTooltip *tooltip)
{
  LwMatrixView *self = LW_MATRIX_VIEW (widget);
  guint row = self->row;
  guint column = self->column;
  g_autofree char *words = NULL;
  int cell_row = (int) row;
  int cell_column = (int) column;

  if (self->entries->len == 0 || (!keyboard_tooltip && !find_cell (self, x, y, &cell_row, &cell_column)))
    return FALSE;
  self->row = (guint) cell_row;
  self->column = (guint) cell_column;
  words = dup_cell_words (self);
  self->row = row;
  self->column = column;
  gtk_tooltip_set_text (tooltip, words);
  return TRUE;
}

static void
focus_changed_cb (LwMatrixView *self)
{
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
lw_matrix_view_css_changed (GtkWidget         *widget,
                            GtkCssStyleChange *change)
{
  GTK_WIDGET_CLASS (lw_matrix_view_parent_class)->css_changed (widget, change);
  g_clear_object (&LW_MATRIX_VIEW (widget)->layout);
  gtk_widget_queue_draw (widget);
}

static void
lw_matrix_view_finalize (GObject *object)
{
  LwMatrixView *self = LW_MATRIX_VIEW (object);

  g_clear_pointer (&self->matrix, lw_confusion_matrix_unref);
  g_array_unref (self->entries);
  g_clear_object (&self->layout);

  G_OBJECT_CLASS (lw_matrix_view_parent_class)->finalize (object);
}

static void
lw_matrix_view_class_init (LwMatrixViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = lw_matrix_view_finalize;
  widget_class->measure = lw_matrix_view_measure;
  widget_class->snapshot = lw_matrix_view_snapshot;
  widget_class->query_tooltip = lw_matrix_view_query_tooltip;
  widget_class->css_changed = lw_matrix_view_css_changed;

  /**
   * LwMatrixView::cell-activated:
   * @self: the view
   * @left: the matrix's entry on the left side
   * @right: likewise on the right side
   *
   * The images of a cell are to be opened; it has some.
   */
  signals[CELL_ACTIVATED] = g_signal_new ("cell-activated", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                          NULL, NULL, G_TYPE_NONE, 2, G_TYPE_UINT, G_TYPE_UINT);

  gtk_widget_class_set_css_name (widget_class, "matrix");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

static void
lw_matrix_view_init (LwMatrixView *self)
{
  GtkGesture *click = gtk_gesture_click_new ();
  GtkEventController *keys = gtk_event_controller_key_new ();

  self->entries = g_array_new (FALSE, FALSE, sizeof (guint));
  self->largest = 1;
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  gtk_widget_set_has_tooltip (GTK_WIDGET (self), TRUE);
  gtk_widget_set_halign (GTK_WIDGET (self), GTK_ALIGN_START);
  gtk_widget_set_valign (GTK_WIDGET (self), GTK_ALIGN_START);
  g_signal_connect_object (click, "pressed", G_CALLBACK (pressed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (keys, "key-pressed", G_CALLBACK (key_pressed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self, "notify::has-focus", G_CALLBACK (focus_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (adw_style_manager_get_default (), "notify::dark", G_CALLBACK (focus_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (adw_style_manager_get_default (), "notify::high-contrast", G_CALLBACK (focus_changed_cb),
                           self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (click));
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
}

/**
 * lw_matrix_view_set_matrix:
 * @self: a view
 * @matrix: (nullable): a matrix
 * @entries: (array length=n_entries): which of its entries, in which order
 * @n_entries: how many
 *
 * Shows a matrix.
 */
void
lw_matrix_view_set_matrix (LwMatrixView      *self,
                           LwConfusionMatrix *matrix,
                           const guint       *entries,
                           guint              n_entries)
{
  g_return_if_fail (LW_IS_MATRIX_VIEW (self));

  g_clear_pointer (&self->matrix, lw_confusion_matrix_unref);
  self->matrix = matrix != NULL ? lw_confusion_matrix_ref (matrix) : NULL;
  g_array_set_size (self->entries, 0);
  g_array_append_vals (self->entries, entries, n_entries);
  self->largest = 1;
  for (guint i = 0; i < n_entries; i++)
    for (guint k = 0; k < n_entries; k++)
      self->largest = MAX (self->largest, get_count (self, i, k));
  move_cursor (self, (int) self->row, (int) self->column);
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

/**
 * lw_matrix_view_dup_entry_name:
 * @matrix: a matrix
 * @entry: one of its entries
 *
 * Returns: (transfer full): what it is called
 */
char *
lw_matrix_view_dup_entry_name (LwConfusionMatrix *matrix,
                               guint              entry)
{
  switch (lw_confusion_matrix_get_kind (matrix, entry))
    {
    case LW_CONFUSION_NO_CLASS:
      return g_strdup (_("No label chosen"));
    case LW_CONFUSION_UNLABELED:
      return g_strdup (lw_results_words_get_state (LW_DATA_OBJECT_STATE_UNLABELED));
    case LW_CONFUSION_FAILED:
      return g_strdup (lw_results_words_get_state (LW_DATA_OBJECT_STATE_FAILED));
    case LW_CONFUSION_MALFORMED:
      return g_strdup (lw_results_words_get_state (LW_DATA_OBJECT_STATE_MALFORMED));
    case LW_CONFUSION_CLASS:
    default:
      return g_strdup (lw_confusion_matrix_get_name (matrix, entry));
    }
}
