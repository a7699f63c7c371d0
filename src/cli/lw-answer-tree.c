/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The answers of workers from the output folder of a labeling job: annotations/worker-response has them,
 * object by object; the label categories come from annotation-tool/data.json, or as far as they were chosen
 * from the output manifest; objects that were consolidated together come from
 * annotations/consolidated-annotation/consolidation-request, or are those whose creation dates in the
 * output manifest are less than a second apart. */

#define G_LOG_DOMAIN "lw-cli"

#include "config.h"

#include "lw-answer-tree.h"

#include <glib/gi18n.h>
#include <inttypes.h>
#include <string.h>

#include "lw-diagnostic.h"
#include "lw-json.h"
#include "lw-label-categories.h"
#include "lw-time.h"
#include "lw-worker-answers.h"

#define JOB_PREFIX "labeling-job/"
#define MAX_DOCUMENT (64 * 1024 * 1024)

/* A data object whose label has a date. */
typedef struct
{
  guint64 id;
  guint   iteration;
  gint64  created;
} Dated;

typedef struct
{
  char             *folder;
  char             *job;
  LwAnnotations    *annotations;
  LwWorkerAnswers  *answers;
  GPtrArray        *diagnostics;
  GCancellable     *cancellable;
  GArray           *objects;
  GArray           *dated;
  GPtrArray        *names;
  gboolean          fixed_labels;
  gboolean          has_names;
  guint             n_batches;
} Tree;

static void
tree_clear (Tree *self)
{
  g_free (self->folder);
  g_free (self->job);
  g_clear_pointer (&self->annotations, lw_annotations_unref);
  g_clear_pointer (&self->answers, lw_worker_answers_free);
  g_clear_pointer (&self->objects, g_array_unref);
  g_clear_pointer (&self->dated, g_array_unref);
  g_clear_pointer (&self->names, g_ptr_array_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Tree, tree_clear)

static int
compare_objects (gconstpointer a,
                 gconstpointer b)
{
  const Dated *left = a;
  const Dated *right = b;

  if (left->id != right->id)
    return left->id < right->id ? -1 : 1;
  return (left->iteration < right->iteration) - (left->iteration > right->iteration);
}

static int
compare_dates (gconstpointer a,
               gconstpointer b)
{
  const Dated *left = a;
  const Dated *right = b;

  if (left->iteration != right->iteration)
    return left->iteration < right->iteration ? -1 : 1;
  return (left->created > right->created) - (left->created < right->created);
}

/* The names in a folder below the tree; none when there is no such folder. */
static GPtrArray *
list_folder (const char *path)
{
  GPtrArray *names = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    g_ptr_array_add (names, g_strdup (name));
  return names;
}

/* Collects the objects with answers, and in which iteration; of several the last one counts. */
static void
list_objects (Tree       *self,
              const char *place)
{
  g_autofree char *path = g_build_filename (self->folder, place, NULL);
  g_autoptr (GPtrArray) iterations = list_folder (path);
  guint n_kept = 0;

  for (guint i = 0; i < iterations->len; i++)
    {
      const char *iteration = g_ptr_array_index (iterations, i);
      g_autofree char *iteration_path = g_build_filename (path, iteration, NULL);
      g_autoptr (GPtrArray) names = NULL;

      if (!g_str_has_prefix (iteration, "iteration-"))
        continue;
      names = list_folder (iteration_path);
      for (guint n = 0; n < names->len; n++)
        {
          Dated object = { 0, (guint) g_ascii_strtoull (iteration + strlen ("iteration-"), NULL, 10), 0 };

          if (g_ascii_string_to_unsigned (g_ptr_array_index (names, n), 10, 0, G_MAXUINT32, &object.id, NULL))
            g_array_append_val (self->objects, object);
        }
    }
  g_array_sort (self->objects, compare_objects);
  for (guint i = 0; i < self->objects->len; i++)
    {
      const Dated *object = &g_array_index (self->objects, Dated, i);

      if (n_kept == 0 || g_array_index (self->objects, Dated, n_kept - 1).id != object->id)
        g_array_index (self->objects, Dated, n_kept++) = *object;
    }
  g_array_set_size (self->objects, n_kept);
}

static const Dated *
find_object (Tree    *self,
             guint64  id)
{
  for (guint low = 0, high = self->objects->len; low < high;)
    {
      guint middle = (low + high) / 2;
      const Dated *object = &g_array_index (self->objects, Dated, middle);

      if (object->id == id)
        return object;
      if (object->id < id)
        low = middle + 1;
      else
        high = middle;
    }
  return NULL;
}

/* The metadata of this job: by its name, else of the last image classification attribute of the line. */
static JsonObject *
find_metadata (Tree        *self,
               JsonObject  *line,
               const char **attribute)
{
  g_autoptr (GList) members = json_object_get_members (line);
  JsonObject *found = NULL;

  for (GList *l = members; l != NULL; l = l->next)
    {
      JsonObject *metadata = g_str_has_suffix (l->data, "-metadata") ? lw_json_get_object (line, l->data) : NULL;
      const char *type = metadata != NULL ? lw_json_get_string (metadata, "type") : NULL;
      const char *job = metadata != NULL ? lw_json_get_string (metadata, "job-name") : NULL;

      if (type == NULL || !g_str_has_prefix (type, "groundtruth/image-classification"))
        continue;
      found = metadata;
      *attribute = l->data;
      if (job != NULL && g_str_has_prefix (job, JOB_PREFIX) && strcmp (job + strlen (JOB_PREFIX), self->job) == 0)
        break;
    }
  return found;
}

static void
remember_name (Tree       *self,
               gint64      class_index,
               const char *name)
{
  if (class_index < 0 || class_index >= 10000 || name == NULL)
    return;

  while (self->names->len <= (guint) class_index)
    g_ptr_array_add (self->names, NULL);
  if (g_ptr_array_index (self->names, class_index) == NULL)
    self->names->pdata[class_index] = g_strdup (name);
}

static void
read_line (Tree       *self,
           const char *text,
           guint64     id)
{
  g_autoptr (JsonNode) node = lw_json_parse (text, -1, NULL);
  JsonObject *line = lw_json_node_object (node);
  const char *key = NULL;
  JsonObject *metadata = line != NULL ? find_metadata (self, line, &key) : NULL;
  const Dated *object = find_object (self, id);
  g_autofree char *attribute = NULL;
  JsonObject *map;

  if (metadata == NULL)
    return;

  attribute = g_strndup (key, strlen (key) - strlen ("-metadata"));
  remember_name (self, lw_json_get_int (line, attribute, -1), lw_json_get_string (metadata, "class-name"));
  map = lw_json_get_object (metadata, "class-map");
  if (map != NULL)
    {
      g_autoptr (GList) indexes = json_object_get_members (map);

      for (GList *l = indexes; l != NULL; l = l->next)
        remember_name (self, g_ascii_strtoll (l->data, NULL, 10), lw_json_get_string (map, l->data));
    }
  if (object != NULL && lw_json_get_string (metadata, "creation-date") != NULL)
    {
      Dated dated = *object;

      if (lw_time_parse (lw_json_get_string (metadata, "creation-date"), &dated.created))
        g_array_append_val (self->dated, dated);
    }
}

static void
read_manifest (Tree *self)
{
  static const char *const places[] = { "manifests/output/output.manifest", "output.manifest" };
  g_autofree char *text = NULL;
  char *at;

  for (guint i = 0; i < G_N_ELEMENTS (places) && text == NULL; i++)
    {
      g_autofree char *path = g_build_filename (self->folder, places[i], NULL);

      if (!g_file_get_contents (path, &text, NULL, NULL))
        text = NULL;
    }
  at = text;
  for (guint64 id = 0; at != NULL && *at != '\0' && !g_cancellable_is_cancelled (self->cancellable); id++)
    {
      char *end = strchr (at, '\n');

      if (end != NULL)
        *end = '\0';
      read_line (self, at, id);
      at = end != NULL ? end + 1 : NULL;
    }
}

/* Adds the label categories. An index that the manifest leaves out is a class that nothing was labeled
 * with: which one is not known, but that there is one counts. */
static void
add_classes (Tree              *self,
             const char *const *labels)
{
  g_autofree char *path = g_build_filename (self->folder, "annotation-tool", "data.json", NULL);
  g_autofree char *text = NULL;
  g_auto (GStrv) names = NULL;

  if (labels == NULL && g_file_get_contents (path, &text, NULL, NULL) && *text == '{')
    names = lw_label_categories_names_from_text (text);
  self->fixed_labels = labels != NULL;
  if (labels == NULL && names != NULL && names[0] != NULL)
    labels = (const char *const *) names;
  self->has_names = labels != NULL || self->names->len > 0;
  for (guint i = 0; labels != NULL && labels[i] != NULL; i++)
    lw_annotations_add_class (self->annotations, labels[i]);
  if (labels != NULL)
    return;

  for (guint i = 0; i < self->names->len; i++)
    {
      const char *name = g_ptr_array_index (self->names, i);
      g_autofree char *number = g_strdup_printf ("#%u", i);

      lw_annotations_add_class (self->annotations, name != NULL ? name : number);
    }
}

static gboolean
add_labels (Tree                 *self,
            const LwWorkerAnswer *answer,
            guint64               id,
            GArray               *classes)
{
  g_array_set_size (classes, 0);
  for (guint i = 0; answer->labels[i] != NULL; i++)
    {
      guint class_index;

      if (!lw_annotations_find_class (self->annotations, answer->labels[i], &class_index))
        {
          if (self->fixed_labels)
            {
              lw_diagnostics_add (self->diagnostics, LW_SEVERITY_ERROR, id + 1, 1, "unknown-label",
                                  _("“%s” is none of the labels"), answer->labels[i]);
              return FALSE;
            }
          class_index = lw_annotations_add_class (self->annotations, answer->labels[i]);
        }
      g_array_append_val (classes, class_index);
    }
  if (lw_annotations_is_multi_label (self->annotations) || classes->len == 1)
    return TRUE;

  lw_diagnostics_add (self->diagnostics, LW_SEVERITY_WARNING, id + 1, 1, "no-label",
                      _("The answer of “%s” is not one label; it does not count"), answer->worker);
  return FALSE;
}

static gboolean
read_object (Tree         *self,
             const Dated  *object,
             GArray       *classes,
             GError      **error)
{
  g_autofree char *name = g_strdup_printf ("%" PRIu64, object->id);
  g_autoptr (GPtrArray) answers = lw_worker_answers_read (self->answers, object->id + 1, error);

  if (answers == NULL)
    {
      g_prefix_error (error, _("object %s: "), name);
      return FALSE;
    }
  for (guint i = 0; i < answers->len; i++)
    {
      const LwWorkerAnswer *answer = g_ptr_array_index (answers, i);
      gint64 time = 0;

      if (!add_labels (self, answer, object->id, classes))
        continue;
      lw_annotations_add_answer (self->annotations, lw_annotations_add_task (self->annotations, name, -1),
                                 lw_annotations_add_worker (self->annotations, answer->worker, -1),
                                 (const guint *) (gpointer) classes->data, classes->len);
      if (answer->submitted != NULL && !lw_time_parse (answer->submitted, &time))
        time = 0;
      lw_annotations_set_time (self->annotations, time, answer->seconds);
    }
  return TRUE;
}

static void
set_batch (Tree    *self,
           guint64  id)
{
  g_autofree char *name = g_strdup_printf ("%" PRIu64, id);
  guint task;

  if (lw_annotations_find_task (self->annotations, name, &task))
    lw_annotations_set_batch (self->annotations, task, self->n_batches);
}

/* A document is what was consolidated in one call. */
static void
read_request (Tree       *self,
              const char *path)
{
  g_autoptr (JsonNode) document = lw_json_parse_file (path, MAX_DOCUMENT, NULL);
  JsonArray *objects = document != NULL && JSON_NODE_HOLDS_ARRAY (document) ? json_node_get_array (document) : NULL;

  for (guint i = 0; objects != NULL && i < json_array_get_length (objects); i++)
    {
      JsonObject *object = lw_json_node_object (json_array_get_element (objects, i));
      const char *text = object != NULL ? lw_json_get_string (object, "datasetObjectId") : NULL;
      guint64 id;

      if (text != NULL && g_ascii_string_to_unsigned (text, 10, 0, G_MAXUINT32, &id, NULL))
        set_batch (self, id);
    }
  self->n_batches++;
}

static void
read_requests (Tree *self)
{
  g_autofree char *path = g_build_filename (self->folder, "annotations", "consolidated-annotation",
                                            "consolidation-request", NULL);
  g_autoptr (GPtrArray) iterations = list_folder (path);

  for (guint i = 0; i < iterations->len; i++)
    {
      g_autofree char *iteration = g_build_filename (path, g_ptr_array_index (iterations, i), NULL);
      g_autoptr (GPtrArray) names = list_folder (iteration);

      for (guint n = 0; n < names->len; n++)
        {
          g_autofree char *file = g_build_filename (iteration, g_ptr_array_index (names, n), NULL);

          if (g_str_has_suffix (file, ".json"))
            read_request (self, file);
        }
    }
}

/* Without requests: the dates in the manifest. */
static void
guess_batches (Tree *self)
{
  g_array_sort (self->dated, compare_dates);
  for (guint i = 0; i < self->dated->len; i++)
    {
      const Dated *dated = &g_array_index (self->dated, Dated, i);
      const Dated *before = i > 0 ? dated - 1 : dated;

      if (dated->iteration != before->iteration || dated->created - before->created > G_USEC_PER_SEC)
        self->n_batches++;
      set_batch (self, dated->id);
    }
}

/**
 * lw_answer_tree_read:
 * @folder: the output folder of a labeling job, or one that has worker-response and perhaps output.manifest
 *   in it
 * @multi_label: whether an answer is a set of labels
 * @labels: (array zero-terminated=1) (nullable): the labels there are, in the order of their class indexes;
 *   %NULL for what the folder says
 * @diagnostics: (element-type LwDiagnostic): answers that cannot be used are added; the line is the
 *   object's in the input manifest
 * @cancellable: (nullable): to stop it
 * @error: there is no such folder, or a document cannot be read
 *
 * Returns: (transfer full) (nullable): the answers; a data object is called by its number, the line of the
 *   input manifest from 0
 */
LwAnnotations *
lw_answer_tree_read (const char         *folder,
                     gboolean            multi_label,
                     const char *const  *labels,
                     GPtrArray          *diagnostics,
                     GCancellable       *cancellable,
                     GError            **error)
{
  g_auto (Tree) tree = { 0 };
  g_autofree char *manifest = NULL;
  g_autoptr (GArray) classes = g_array_new (FALSE, FALSE, sizeof (guint));

  g_return_val_if_fail (folder != NULL && diagnostics != NULL, NULL);

  tree.folder = g_canonicalize_filename (folder, NULL);
  tree.job = g_path_get_basename (tree.folder);
  tree.diagnostics = diagnostics;
  tree.cancellable = cancellable;
  tree.annotations = lw_annotations_new (multi_label);
  tree.objects = g_array_new (FALSE, FALSE, sizeof (Dated));
  tree.dated = g_array_new (FALSE, FALSE, sizeof (Dated));
  tree.names = g_ptr_array_new_with_free_func (g_free);
  manifest = g_build_filename (tree.folder, "output.manifest", NULL);
  tree.answers = lw_worker_answers_open (manifest, error);
  if (tree.answers == NULL)
    return NULL;

  list_objects (&tree, "annotations/worker-response");
  if (tree.objects->len == 0)
    list_objects (&tree, "worker-response");
  read_manifest (&tree);
  add_classes (&tree, labels);
  for (guint i = 0; i < tree.objects->len; i++)
    {
      if (g_cancellable_set_error_if_cancelled (cancellable, error) ||
          !read_object (&tree, &g_array_index (tree.objects, Dated, i), classes, error))
        return NULL;
    }
  if (!tree.has_names)
    lw_annotations_sort_classes (tree.annotations);
  read_requests (&tree);
  if (tree.n_batches == 0)
    guess_batches (&tree);
  return g_steal_pointer (&tree.annotations);
}
