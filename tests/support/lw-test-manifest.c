/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Output manifests of any length, as a labeling job writes them. */

#include "config.h"

#include "lw-test-manifest.h"

#include <stdio.h>

static const char *const class_names[LW_TEST_MANIFEST_N_CLASSES] =
{
  "deer", "fox", "wild boar", "badger", "hare", "squirrel", "hedgehog", "owl"
};

/**
 * lw_test_manifest_get_class_name:
 * @class_index: a class
 *
 * Returns: (transfer none): its name
 */
const char *
lw_test_manifest_get_class_name (guint class_index)
{
  return class_names[class_index];
}

static void
write_line (LwTestManifest *self,
            FILE           *file,
            guint           line,
            GRand          *random)
{
  guint class_index = (guint) MIN (g_rand_int_range (random, 0, LW_TEST_MANIFEST_N_CLASSES),
                                   g_rand_int_range (random, 0, LW_TEST_MANIFEST_N_CLASSES));
  const char *folder = self->folder != NULL ? self->folder : "s3://pets";
  g_autofree char *uri = g_strdup_printf ("%s/%u.jpg", folder, self->n_images > 0 ? line % self->n_images : line);

  if (line % 100 == 99)
    {
      self->failed++;
      fprintf (file, "{\"source-ref\":\"%s\",\"pets-metadata\":{\"failure-reason\":\"The image could not be read.\","
               "\"human-annotated\":\"yes\",\"job-name\":\"labeling-job/pets\","
               "\"type\":\"groundtruth/image-classification\"}}\n", uri);
      return;
    }
  self->classes[class_index]++;
  fprintf (file, "{\"source-ref\":\"%s\",\"pets\":%u,\"pets-metadata\":{\"class-name\":\"%s\",\"confidence\":0.%02d,"
           "\"type\":\"groundtruth/image-classification\",\"job-name\":\"labeling-job/pets\","
           "\"human-annotated\":\"%s\",\"creation-date\":\"2026-05-%02dT10:00:00.123456\"}}\n",
           uri, class_index, class_names[class_index], g_rand_int_range (random, 40, 100),
           line % 3 == 0 ? "no" : "yes", 1 + line % 28);
}

/**
 * lw_test_manifest_write:
 * @self: what to write; its counts are set
 * @path: where
 * @n_lines: how many
 *
 * Writes a manifest: every hundredth line has failed, a third is labeled by a machine.
 */
void
lw_test_manifest_write (LwTestManifest *self,
                        const char     *path,
                        guint           n_lines)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (1);
  FILE *file = fopen (path, "w");

  g_assert_nonnull (file);
  for (guint i = 0; i < n_lines; i++)
    write_line (self, file, i, random);
  g_assert_cmpint (fclose (file), ==, 0);
}
