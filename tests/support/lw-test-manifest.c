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

/* Hundredths; 0.95 is in the bin of 0.95 × 20 = 19. */
static int
choose_confidence (LwTestManifest *self,
                   GRand          *random)
{
  int confidence = g_rand_int_range (random, 40, 100);

  self->bins[confidence / 5]++;
  return confidence;
}

/* A label of one to three classes, as the service writes it. */
static void
write_several (LwTestManifest *self,
               FILE           *file,
               guint           line,
               GRand          *random)
{
  guint n = 1 + line % 3;
  guint first = (guint) g_rand_int_range (random, 0, (gint32) (LW_TEST_MANIFEST_N_CLASSES - n + 1));

  fputs (",\"pets\":[", file);
  for (guint i = first; i < first + n; i++)
    fprintf (file, "%s%u", i > first ? "," : "", i);
  fputs ("],\"pets-metadata\":{\"class-map\":{", file);
  for (guint i = first; i < first + n; i++)
    fprintf (file, "%s\"%u\":\"%s\"", i > first ? "," : "", i, class_names[i]);
  fputs ("},\"confidence-map\":{", file);
  for (guint i = first; i < first + n; i++)
    {
      self->classes[i]++;
      fprintf (file, "%s\"%u\":0.%02d", i > first ? "," : "", i, choose_confidence (self, random));
    }
  fputs ("},\"type\":\"groundtruth/image-classification-multilabel\"", file);
}

static void
write_one (LwTestManifest *self,
           FILE           *file,
           guint           class_index,
           GRand          *random)
{
  self->classes[class_index]++;
  fprintf (file, ",\"pets\":%u,\"pets-metadata\":{\"class-name\":\"%s\",\"confidence\":0.%02d,"
           "\"type\":\"groundtruth/image-classification\"", class_index, class_names[class_index],
           choose_confidence (self, random));
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
  fprintf (file, "{\"source-ref\":\"%s\"", uri);
  if (self->is_multi)
    write_several (self, file, line, random);
  else
    write_one (self, file, class_index, random);
  self->machine += line % 3 == 0;
  fprintf (file, ",\"job-name\":\"labeling-job/pets\",\"human-annotated\":\"%s\","
           "\"creation-date\":\"2026-05-%02dT10:00:00.123456\"}}\n", line % 3 == 0 ? "no" : "yes", 1 + line % 28);
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
