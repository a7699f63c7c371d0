/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Any bytes as a worker's answer: it is classes of the job, or refused with a reason; what can be stored stands in the
 * output tree as it came. */

#include "config.h"

#include "lw-fuzz.h"

#include "lw-answer-content.h"
#include "lw-output-document.h"

const char *const lw_fuzz_seeds[] = {
  "{\"crowd-image-classifier\":{\"label\":\"cat\"}}",
  "{\"crowd-image-classifier-multi-select\":{\"labels\":[\"cat\",\"dog\",7,null]},\"workerComment\":\"\\ud83d\"}",
  "[{\"label\":{}}]",
  NULL
};

static void
check_documents (const char *content)
{
  LwAnswerRecord answer = { .worker_id = (char *) "private.us-east-1.0", .worker_name = (char *) "Ann",
                            .content = (char *) content };
  g_autoptr (GPtrArray) answers = g_ptr_array_new ();
  g_autoptr (GString) request = g_string_new (NULL);
  g_autofree char *response = NULL;

  g_ptr_array_add (answers, &answer);
  response = lw_output_worker_response (answers);
  g_assert_nonnull (strstr (response, content));
  g_assert_true (lw_answer_content_check (response, NULL));
  lw_output_add_request (request, 0, "s3://a/b", answers);
  g_string_append_c (request, ']');
  g_assert_true (lw_answer_content_check (request->str, NULL));
}

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
  if (lw_answer_content_check (text, NULL))
    check_documents (text);
  return 0;
}
