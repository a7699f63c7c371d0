/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The answer on the worker's screen: choosing, reading it off, showing an earlier one. */

#define G_LOG_DOMAIN "lw-worker"

#include "config.h"

#include "lw-worker-view.h"

#include "lw-worker-view-private.h"

#include "lw-worker-answer.h"

/**
 * lw_worker_view_get_element:
 * @self: the view
 *
 * Returns: what kind of answer the page wants
 */
LwWorkerElement
lw_worker_view_get_element (LwWorkerView *self)
{
  return self->page != NULL ? lw_worker_page_get_element (self->page) : LW_WORKER_ELEMENT_NONE;
}

/**
 * lw_worker_view_has_selection:
 * @self: the view
 *
 * Returns: whether a label category is chosen
 */
gboolean
lw_worker_view_has_selection (LwWorkerView *self)
{
  g_auto (GStrv) selected = lw_category_list_dup_selected (self->categories);

  return selected[0] != NULL;
}

/**
 * lw_worker_view_is_ready:
 * @self: the view
 *
 * Nobody answers before the image was there to be seen, or it was said why it is not.
 *
 * Returns: whether the person can answer now
 */
gboolean
lw_worker_view_is_ready (LwWorkerView *self)
{
  return self->interactive && lw_worker_view_get_element (self) != LW_WORKER_ELEMENT_NONE
         && (lw_image_pane_get_loader (self->pane) == NULL || lw_image_pane_get_uri (self->pane) == NULL
             || lw_image_pane_get_settled (self->pane));
}

/**
 * lw_worker_view_choose:
 * @self: the view
 * @index: the position of a label category
 *
 * Does what pressing the category does, unless the image is not there yet.
 *
 * Returns: whether there is such a category
 */
gboolean
lw_worker_view_choose (LwWorkerView *self,
                       guint         index)
{
  g_return_val_if_fail (LW_IS_WORKER_VIEW (self), FALSE);

  if (index >= lw_category_list_get_n (self->categories))
    return FALSE;
  if (lw_worker_view_is_ready (self))
    lw_category_list_choose (self->categories, index);
  return TRUE;
}

/**
 * lw_worker_view_dup_answer:
 * @self: the view
 *
 * Returns: (transfer full) (nullable): the answer as Ground Truth stores it (JSON), %NULL as long as nothing is chosen
 */
char *
lw_worker_view_dup_answer (LwWorkerView *self)
{
  g_auto (GStrv) selected = NULL;
  g_autofree char *comment = NULL;

  g_return_val_if_fail (LW_IS_WORKER_VIEW (self), NULL);

  selected = lw_category_list_dup_selected (self->categories);
  if (selected[0] == NULL || lw_worker_view_get_element (self) == LW_WORKER_ELEMENT_NONE)
    return NULL;
  comment = lw_comment_button_dup_text (self->comment);
  return lw_worker_page_build_answer (self->page, (const char *const *) selected, comment);
}

/**
 * lw_worker_view_set_answer:
 * @self: the view
 * @answer: (nullable): an earlier answer (JSON) to show
 */
void
lw_worker_view_set_answer (LwWorkerView *self,
                           const char   *answer)
{
  g_autofree char *comment = NULL;
  g_auto (GStrv) labels = NULL;

  g_return_if_fail (LW_IS_WORKER_VIEW (self));

  labels = lw_worker_answer_parse (answer, &comment);
  lw_comment_button_set_text (self->comment, comment);
  lw_category_list_set_selected (self->categories, (const char *const *) labels);
}

/**
 * lw_worker_view_clear:
 * @self: the view
 *
 * Forgets what was chosen and written.
 */
void
lw_worker_view_clear (LwWorkerView *self)
{
  lw_worker_view_set_answer (self, NULL);
}

/**
 * lw_worker_view_flash:
 * @self: the view
 * @answer: the answer (JSON) that was just given to the task before
 *
 * Shows for a moment what was chosen, while the next task stands there already.
 */
void
lw_worker_view_flash (LwWorkerView *self,
                      const char   *answer)
{
  g_auto (GStrv) labels = NULL;

  g_return_if_fail (LW_IS_WORKER_VIEW (self));

  labels = lw_worker_answer_parse (answer, NULL);
  if (labels != NULL && labels[0] != NULL)
    lw_category_list_flash (self->categories, labels[0]);
}
