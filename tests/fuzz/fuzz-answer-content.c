/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Any bytes as a worker's answer: it is classes of the job, or refused with a reason. */

#include "config.h"

#include "lw-fuzz.h"

#include "lw-answer-content.h"

const char *const lw_fuzz_seeds[] = {
  "{\"crowd-image-classifier\":{\"label\":\"cat\"}}",
  "{\"crowd-image-classifier-multi-select\":{\"labels\":[\"cat\",\"dog\",7,null]},\"workerComment\":\"\\ud83d\"}",
  "[{\"label\":{}}]",
  NULL
};

int
LLVMFuzzerTestOneInput (const guint8 *data,
                        gsize         size)
{
  static const char *const names[] = { "cat", "dog", NULL };
  g_autoptr (LwLabelCategories) categories = lw_label_categories_new (names);
  g_autofree char *text = g_strndup ((const char *) data, size);

  for (guint type = LW_TASK_TYPE_IMAGE_CLASSIFICATION; type <= LW_TASK_TYPE_OTHER; type++)
    {
      g_autofree char *reason = NULL;
      g_autoptr (GArray) classes = lw_answer_content_parse (text, type, categories, &reason);

      g_assert_true ((classes == NULL) == (reason != NULL));
      for (guint i = 0; classes != NULL && i < classes->len; i++)
        g_assert_cmpuint (g_array_index (classes, guint, i), <, 2);
    }
  return 0;
}
