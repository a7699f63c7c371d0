/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Any bytes as the body of a call to the service: refused in words that are text, or taken. */

#include "config.h"

#include "lw-fuzz.h"

#include "lw-api-rules.h"
#include "lw-json.h"

const char *const lw_fuzz_seeds[] = {
  "{\"LabelingJobName\":\"a b\",\"HumanTaskConfig\":{\"TaskKeywords\":[\"a\",1,null],\"TaskTitle\":\"\xc3\xa9\"},"
  "\"Tags\":[{}]}",
  "{\"MaxResults\":101,\"SortBy\":\"Color\",\"CreationTimeAfter\":1.5,\"NameContains\":\"\"}",
  "{\"Tags\":[{\"Key\":\"\",\"Value\":null},[]],\"ResourceArn\":{}}",
  NULL
};

int
LLVMFuzzerTestOneInput (const guint8 *data,
                        gsize         size)
{
  static const char *const operations[] = {
    "CreateLabelingJob", "ListLabelingJobs", "AddTags", "CreateWorkteam", "None",
  };
  g_autoptr (JsonNode) node = size > 0 ? lw_json_parse ((const char *) data, size, NULL) : NULL;
  JsonObject *request = node != NULL ? lw_json_node_object (node) : NULL;

  for (gsize i = 0; request != NULL && i < G_N_ELEMENTS (operations); i++)
    {
      g_autofree char *kinds = NULL;
      g_autofree char *message = NULL;

      g_assert_true (lw_api_check_kinds (operations[i], request, &kinds) == (kinds == NULL));
      message = lw_api_check_request (operations[i], request);
      g_assert_true (message == NULL || g_utf8_validate (message, -1, NULL));
    }
  return 0;
}
