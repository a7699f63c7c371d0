/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The answers of workers in the output tree of a labeling job, found beside its output manifest. */

#define G_LOG_DOMAIN "lw-export"

#include "config.h"

#include "lw-worker-answers.h"

#include "lw-json.h"

#include <glib/gi18n.h>
#include <inttypes.h>
#include <string.h>

#define MAX_DOCUMENT (16 * 1024 * 1024)

/* The folders iteration-1, iteration-2, …: the last one that has an object has all its answers. */
struct _LwWorkerAnswers
{
  GPtrArray *iterations;
};

static void
free_answer (gpointer data)
{
  LwWorkerAnswer *self = data;

  g_free (self->worker);
  g_strfreev (self->labels);
  g_free (self->accepted);
  g_free (self->submitted);
  g_free (self);
}

static guint64
get_number (const char *path)
{
  const char *dash = strrchr (path, '-');

  return dash != NULL ? g_ascii_strtoull (dash + 1, NULL, 10) : 0;
}

static int
compare_latest (gconstpointer a,
                gconstpointer b)
{
  guint64 first = get_number (*(char *const *) a);
  guint64 second = get_number (*(char *const *) b);

  return (first < second) - (first > second);
}

static void
list_iterations (LwWorkerAnswers *self,
                 const char      *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    if (g_str_has_prefix (name, "iteration-"))
      g_ptr_array_add (self->iterations, g_build_filename (folder, name, NULL));
  g_ptr_array_sort (self->iterations, compare_latest);
}

/**
 * lw_worker_answers_open:
 * @manifest: path of an output manifest
 * @error: return location: %G_IO_ERROR_NOT_FOUND when there are no answers beside it
 *
 * Returns: (transfer full) (nullable): the answers of its job
 */
LwWorkerAnswers *
lw_worker_answers_open (const char  *manifest,
                        GError     **error)
{
  static const char *const places[] = { "../../annotations/worker-response", "annotations/worker-response",
                                        "worker-response" };
  g_autoptr (LwWorkerAnswers) self = g_new0 (LwWorkerAnswers, 1);
  g_autofree char *path = g_canonicalize_filename (manifest, NULL);
  g_autofree char *folder = g_path_get_dirname (path);

  self->iterations = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; i < G_N_ELEMENTS (places) && self->iterations->len == 0; i++)
    {
      g_autofree char *place = g_build_filename (folder, places[i], NULL);

      list_iterations (self, place);
    }
  if (self->iterations->len > 0)
    return g_steal_pointer (&self);

  g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND,
               _("There are no answers of workers beside “%s”: they are in the output folder of a labeling job, in "
                 "annotations/worker-response"), manifest);
  return NULL;
}

void
lw_worker_answers_free (LwWorkerAnswers *self)
{
  if (self == NULL)
    return;

  g_ptr_array_unref (self->iterations);
  g_free (self);
}

/* Names are times, so that the last name is the last document. */
static char *
dup_document (LwWorkerAnswers *self,
              guint64          object)
{
  for (guint i = 0; i < self->iterations->len; i++)
    {
      g_autofree char *id = g_strdup_printf ("%" PRIu64, object);
      g_autofree char *folder = g_build_filename (g_ptr_array_index (self->iterations, i), id, NULL);
      g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
      g_autofree char *last = NULL;
      const char *name;

      while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
        if (g_str_has_suffix (name, ".json") && (last == NULL || strcmp (name, last) > 0))
          {
            g_free (last);
            last = g_strdup (name);
          }
      if (last != NULL)
        return g_build_filename (folder, last, NULL);
    }
  return NULL;
}

static void
add_label (GStrvBuilder *labels,
           JsonNode     *node)
{
  if (node != NULL && JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING)
    g_strv_builder_add (labels, json_node_get_string (node));
}

/* The first element that has a built-in answer's shape; a template may call it as it likes. */
static char **
dup_labels (JsonObject *content)
{
  g_autoptr (GStrvBuilder) labels = g_strv_builder_new ();
  g_autoptr (GList) names = content != NULL ? json_object_get_members (content) : NULL;

  for (GList *iter = names; iter != NULL; iter = iter->next)
    {
      JsonObject *element = lw_json_get_object (content, iter->data);
      JsonArray *several = element != NULL ? lw_json_get_array (element, "labels") : NULL;

      if (element != NULL && lw_json_get_string (element, "label") != NULL)
        {
          g_strv_builder_add (labels, lw_json_get_string (element, "label"));
          break;
        }
      if (several == NULL)
        continue;
      for (guint i = 0; i < json_array_get_length (several); i++)
        add_label (labels, json_array_get_element (several, i));
      break;
    }
  return g_strv_builder_end (labels);
}

static LwWorkerAnswer *
read_answer (JsonObject *object)
{
  LwWorkerAnswer *self = g_new0 (LwWorkerAnswer, 1);
  const char *worker = lw_json_get_string (object, "workerId");

  self->worker = g_strdup (worker != NULL ? worker : "");
  self->labels = dup_labels (lw_json_get_object (object, "answerContent"));
  self->accepted = g_strdup (lw_json_get_string (object, "acceptanceTime"));
  self->submitted = g_strdup (lw_json_get_string (object, "submissionTime"));
  self->seconds = lw_json_get_double (object, "timeSpentInSeconds", -1);
  return self;
}

/**
 * lw_worker_answers_read:
 * @self: answers
 * @line_number: the line of a data object, from 1
 * @error: return location: the document cannot be read
 *
 * Returns: (transfer full) (nullable) (element-type LwWorkerAnswer): its answers; none when nobody answered
 */
GPtrArray *
lw_worker_answers_read (LwWorkerAnswers  *self,
                        guint64           line_number,
                        GError          **error)
{
  g_autoptr (GPtrArray) answers = g_ptr_array_new_with_free_func (free_answer);
  g_autofree char *path = NULL;
  g_autoptr (JsonNode) document = NULL;
  JsonObject *object;
  JsonArray *array;

  g_return_val_if_fail (self != NULL && line_number > 0, NULL);

  path = dup_document (self, line_number - 1);
  if (path == NULL)
    return g_steal_pointer (&answers);
  document = lw_json_parse_file_folded (path, MAX_DOCUMENT, error);
  if (document == NULL)
    return NULL;

  object = lw_json_node_object (document);
  array = object != NULL ? lw_json_get_array (object, "answers") : NULL;
  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    {
      JsonObject *answer = lw_json_node_object (json_array_get_element (array, i));

      if (answer != NULL)
        g_ptr_array_add (answers, read_answer (answer));
    }
  return g_steal_pointer (&answers);
}
