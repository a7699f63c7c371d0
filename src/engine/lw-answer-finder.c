/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The worker-response documents beside an output manifest, of this program's trees and of others'.
 * Trees are found whole, or copied in part with the manifest beside the answers. */

#define G_LOG_DOMAIN "lw-engine"

#include "config.h"

#include "lw-answer-finder.h"

#include "lw-json.h"

#include <string.h>

#define MAX_DOCUMENT_SIZE (64 * 1024 * 1024)
#define ITERATION_PREFIX "iteration-"

static const char *const places[] = {
  "../../annotations/worker-response",
  "annotations/worker-response",
  "worker-response",
};

static guint64
get_iteration (const char *name)
{
  return g_str_has_prefix (name, ITERATION_PREFIX) ? g_ascii_strtoull (name + strlen (ITERATION_PREFIX), NULL, 10) : 0;
}

/* The folder of the object in the newest iteration that has one. */
static char *
find_folder (const char *responses,
             guint64     data_object_id)
{
  g_autoptr (GDir) dir = g_dir_open (responses, 0, NULL);
  g_autofree char *id = g_strdup_printf ("%" G_GUINT64_FORMAT, data_object_id);
  char *found = NULL;
  guint64 newest = 0;
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *folder = g_build_filename (responses, name, id, NULL);

      if (get_iteration (name) <= newest || !g_file_test (folder, G_FILE_TEST_IS_DIR))
        continue;
      newest = get_iteration (name);
      g_free (found);
      found = g_steal_pointer (&folder);
    }
  return found;
}

/* Names are times, so the last one is the newest. */
static char *
find_newest_file (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  g_autofree char *newest = NULL;
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    if (g_str_has_suffix (name, ".json") && g_strcmp0 (name, newest) > 0)
      {
        g_free (newest);
        newest = g_strdup (name);
      }
  return newest != NULL ? g_build_filename (folder, newest, NULL) : NULL;
}

/**
 * lw_answer_finder_load:
 * @manifest_path: an output manifest
 * @data_object_id: zero-based number of a line
 * @error: return location
 *
 * Returns: (transfer full) (nullable): the worker-response document; %NULL without error when there is none
 */
JsonNode *
lw_answer_finder_load (const char  *manifest_path,
                       guint64      data_object_id,
                       GError     **error)
{
  g_autofree char *folder = NULL;

  g_return_val_if_fail (manifest_path != NULL, NULL);

  folder = g_path_get_dirname (manifest_path);
  for (gsize i = 0; i < G_N_ELEMENTS (places); i++)
    {
      g_autofree char *responses = g_build_filename (folder, places[i], NULL);
      g_autofree char *found = find_folder (responses, data_object_id);
      g_autofree char *path = found != NULL ? find_newest_file (found) : NULL;

      if (path != NULL)
        return lw_json_parse_file_folded (path, MAX_DOCUMENT_SIZE, error);
    }
  return NULL;
}
