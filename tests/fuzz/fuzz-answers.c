/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Any bytes as a file of answers: what is read can be consolidated by every method and measured, and probabilities are
 * probabilities. */

#include "config.h"

#include "lw-fuzz.h"

#include "lw-agreement.h"
#include "lw-answer-csv.h"
#include "lw-consolidation.h"
#include "lw-diagnostic.h"
#include "lw-worker-quality.h"

const char *const lw_fuzz_seeds[] = {
  "task,worker,label\n1,ann,cat\n1,bob,dog\n1,cid,cat\n2,ann,dog\n",
  "label,batch,task,worker,x\ncat|dog,b1,1,ann,\n,b1,2,bob,y\ndog,b2,3,ann,\n",
  "worker,task,label,time,seconds\r\na,\"t,1\",\"x\"\"y\",2026-01-31T12:00:00Z,2.5\r\na,2,x,,\r\n",
  "task,worker\n1,2\n",
  NULL
};

static void
check_result (LwAnnotations         *annotations,
              LwConsolidationResult *result)
{
  for (guint task = 0; task < lw_consolidation_result_get_n_tasks (result); task++)
    {
      const double *posterior = lw_consolidation_result_get_posterior (result, task);
      guint n_labels;
      const LwConsolidatedLabel *labels = lw_consolidation_result_get_labels (result, task, &n_labels);

      for (guint k = 0; k < lw_annotations_get_n_classes (annotations); k++)
        g_assert_true (posterior[k] >= 0 && posterior[k] <= 1 + 1e-9);
      for (guint i = 0; i < n_labels; i++)
        g_assert_true (labels[i].confidence >= 0 && labels[i].confidence <= 1);
    }
}

static void
read_and_compute (GBytes   *bytes,
                  gboolean  multi_label)
{
  g_autoptr (GPtrArray) diagnostics = lw_diagnostics_new ();
  g_autoptr (LwAnnotations) annotations = lw_answer_csv_read (bytes, multi_label, NULL, diagnostics);
  g_autoptr (LwAnnotations) gold = lw_answer_csv_read_gold (bytes, multi_label, diagnostics);
  g_autoptr (LwAgreement) agreement = lw_agreement_new (annotations, 1, NULL, NULL);

  g_assert_nonnull (agreement);
  for (guint method = 0; method < LW_N_CONSOLIDATION_METHODS; method++)
    {
      const LwConsolidationOptions options = { .method = method, .batch_size = 2, .n_threads = 1, .rounds = 3 };
      g_autoptr (LwConsolidationResult) result = lw_consolidate_with_options (annotations, &options, NULL, NULL);
      g_autoptr (LwWorkerQuality) quality = lw_worker_quality_new (annotations, result, gold, NULL, NULL);

      g_assert_nonnull (quality);
      check_result (annotations, result);
    }
}

int
LLVMFuzzerTestOneInput (const guint8 *data,
                        gsize         size)
{
  g_autoptr (GBytes) bytes = g_bytes_new (data, size);

  read_and_compute (bytes, FALSE);
  read_and_compute (bytes, TRUE);
  return 0;
}
