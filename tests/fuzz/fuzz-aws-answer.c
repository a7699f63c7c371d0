/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Answers of any bytes: SageMaker's JSON becomes a job or is refused; the XML of others is read as far as it goes. */

#include "config.h"

#include "lw-fuzz.h"

#include "lw-aws-job.h"
#include "lw-aws-xml.h"
#include "lw-json.h"
#include "lw-sagemaker-operation.h"

const char *const lw_fuzz_seeds[] = {
  "{\"LabelingJobStatus\":\"InProgress\",\"LabelCounters\":{\"TotalLabeled\":3},\"CreationTime\":1611317817.501,"
  "\"LastModifiedTime\":1,\"JobReferenceCode\":\"x\",\"LabelingJobName\":\"a\",\"LabelingJobArn\":\"b\","
  "\"InputConfig\":{\"DataSource\":{}},\"OutputConfig\":{\"KmsKeyId\":\"\"},\"RoleArn\":\"r\",\"HumanTaskConfig\":{}}",
  "{\"LabelingJobSummaryList\":[{\"LabelingJobName\":\"a\",\"CreationTime\":1}],\"NextToken\":null}",
  "<?xml version=\"1.0\"?><ErrorResponse xmlns=\"u\"><Error><Code>A</Code><Message>&amp;&#10;<![CDATA[x]]></Message>"
  "</Error><RequestId>r</RequestId></ErrorResponse>",
  NULL
};

static void
read_json (const char *text,
           gsize       length)
{
  g_autoptr (JsonNode) node = lw_json_parse (text, (gssize) length, NULL);
  const LwSagemakerOperation *describe = lw_sagemaker_operation_find ("DescribeLabelingJob");
  g_autoptr (LwLabelingJob) job = NULL;

  if (node == NULL)
    return;
  lw_sagemaker_operation_check (lw_sagemaker_operation_find ("ListLabelingJobs"), node, NULL);
  if (!lw_sagemaker_operation_check (describe, node, NULL))
    return;
  job = lw_aws_job_new (json_node_get_object (node), NULL);
  if (job != NULL)
    lw_aws_job_update (job, json_node_get_object (node));
}

int
LLVMFuzzerTestOneInput (const guint8 *data,
                        gsize         size)
{
  g_autoptr (GBytes) bytes = g_bytes_new (data, size);
  g_autoptr (GHashTable) texts = lw_aws_xml_read_texts (bytes);
  g_autofree char *text = g_strndup ((const char *) data, size);

  read_json (text, size);
  return 0;
}
