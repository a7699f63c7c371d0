/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Data sets of other formats: whatever is in the file, the reader ends, and what it writes is a good manifest. */

#include "config.h"

#include "lw-fuzz.h"

#include "lw-import.h"
#include "lw-manifest-index.h"

#include <glib/gstdio.h>

const char *const lw_fuzz_seeds[] = {
  "path,label,confidence\na.jpg,cat,0.5\n\"b,\"\"\",dog,1\n",
  "0\t1\ta.jpg\n1\t0\t1\tb.jpg\n",
  "{\"file_name\":\"a.jpg\",\"label\":\"cat\",\"confidence\":0.5}\n{\"file_name\":\"b\",\"labels\":[\"x\",7]}\n",
  "{\"classes\":[\"cat\"],\"labels\":{\"a\":0,\"b\":null,\"c\":{\"label\":0,\"confidence\":2},\"d\":[9]}}",
  "[{\"data\":{\"image\":\"s3://b/1\"},\"annotations\":[{\"result\":[{\"value\":{\"choices\":[\"x\"]}}]}]},7]",
  NULL,
};

int
LLVMFuzzerTestOneInput (const guint8 *data,
                        gsize         size)
{
  static const LwExportFormat formats[] = { LW_EXPORT_FORMAT_CSV, LW_EXPORT_FORMAT_TSV, LW_EXPORT_FORMAT_LST,
                                            LW_EXPORT_FORMAT_HUGGING_FACE, LW_EXPORT_FORMAT_FIFTYONE,
                                            LW_EXPORT_FORMAT_LABEL_STUDIO };
  /* One format an input, by its length, as each writes to the disk. */
  LwImportOptions options = { .format = formats[size % G_N_ELEMENTS (formats)], .attribute = "label",
                              .job_name = "fuzz" };
  g_autoptr (LwImportReport) report = NULL;
  g_autoptr (LwManifestIndex) index = NULL;
  g_autofree char *folder = g_dir_make_tmp ("lw-fuzz-XXXXXX", NULL);
  g_autofree char *input = g_build_filename (folder, "input", NULL);
  g_autofree char *output = g_build_filename (folder, "output", NULL);

  g_file_set_contents (input, (const char *) data, (gssize) size, NULL);
  report = lw_import_run (&options, input, output, NULL, NULL);
  if (report != NULL && size % 8 == 0)
    {
      index = lw_manifest_index_new_from_file (output, NULL, NULL, NULL, NULL);
      g_assert_nonnull (index);
      g_assert_cmpuint (lw_manifest_index_get_n_rows (index), ==, report->n_rows);
      g_assert_cmpuint (lw_manifest_index_get_n_malformed (index), ==, 0);
    }
  g_unlink (input);
  g_unlink (output);
  g_rmdir (folder);
  return 0;
}
