/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Writes what a method made of a job's answers as a manifest: beside the output manifest, never over a file. */

#define G_LOG_DOMAIN "lw-engine"

#include "config.h"

#include "lw-engine-reconsolidation-private.h"

#include "lw-output-document.h"

#include "lw-file.h"

#include <glib/gi18n.h>
#include <string.h>

typedef struct
{
  LwEngineJob       *job;
  const LwNewLabels *labels;
  guint              next;
  gint64             now;
  GByteArray        *buffer;
  LwFileWriter      *writer;
} Keep;

static void
make_label (Keep               *keep,
            const LwNewObject  *object,
            char              **label,
            char              **metadata)
{
  const LwConsolidatedLabel *labels = &g_array_index (keep->labels->labels, LwConsolidatedLabel, object->first);
  const char *const *names = lw_label_categories_get_names (keep->job->categories);
  const char *name = keep->job->record->name;

  if (keep->job->task_type == LW_TASK_TYPE_IMAGE_CLASSIFICATION)
    {
      *label = g_strdup_printf ("%u", labels[0].class_index);
      *metadata = lw_output_single_metadata (name, names[labels[0].class_index], labels[0].confidence, keep->now);
      return;
    }
  *label = lw_output_multi_label (labels, object->n_labels);
  *metadata = lw_output_multi_metadata (name, keep->job->categories, labels, object->n_labels, keep->now);
}

static gboolean
write_text (Keep        *keep,
            const char  *text,
            gsize        length,
            GError     **error)
{
  if (keep->writer != NULL)
    return lw_file_writer_write (keep->writer, text, length, error);
  g_byte_array_append (keep->buffer, (const guint8 *) text, (guint) length);
  return TRUE;
}

/* Objects without an answer that counts stand as they do in the output manifest. */
static gboolean
write_line (const LwResultRecord  *record,
            gpointer               data,
            GError               **error)
{
  Keep *keep = data;
  LwResultRecord changed = *record;
  const LwNewObject *object = keep->next < keep->labels->objects->len
    ? &g_array_index (keep->labels->objects, LwNewObject, keep->next) : NULL;
  g_autofree char *label = NULL;
  g_autofree char *metadata = NULL;
  g_autofree char *line = NULL;
  gsize length;

  if (object != NULL && object->line == record->line)
    {
      keep->next++;
      make_label (keep, object, &label, &metadata);
      changed.label = label;
      changed.metadata = metadata;
    }
  line = lw_output_line (&changed, keep->job->attribute, &length);
  return write_text (keep, line, length, error) && write_text (keep, "\n", 1, error);
}

static gboolean
exists (LwObjectStore *objects,
        const char    *uri)
{
  g_autoptr (LwObjectInfo) info = lw_object_store_head (objects, uri, NULL, NULL);

  return info != NULL;
}

static char *
find_free_uri (LwEngineJob       *job,
               LwReconsolidation *result,
               LwObjectStore     *objects)
{
  for (guint i = 1;; i++)
    {
      g_autofree char *path = i == 1 ? g_strdup_printf ("manifests/output/output-%s.manifest", result->method)
                                     : g_strdup_printf ("manifests/output/output-%s-%u.manifest", result->method, i);
      g_autofree char *uri = lw_labeling_job_request_dup_output_uri (job->request, path);

      if (!exists (objects, uri))
        return g_steal_pointer (&uri);
    }
}

static gboolean
write_all (Keep           *keep,
           LwEngineStore  *store,
           LwObjectStore  *objects,
           const char     *uri,
           GError        **error)
{
  g_autofree char *path = lw_object_store_dup_path (objects, uri);
  g_autoptr (GBytes) content = NULL;
  gboolean ok;

  if (path != NULL)
    {
      keep->writer = lw_file_writer_open (path, error);
      if (keep->writer == NULL)
        return FALSE;
    }
  keep->buffer = g_byte_array_new ();
  ok = lw_engine_store_foreach_result (store, keep->job->id, write_line, keep, error);
  content = g_byte_array_free_to_bytes (g_steal_pointer (&keep->buffer));
  if (keep->writer == NULL)
    return ok && lw_object_store_put (objects, uri, content, NULL, error);
  ok = ok && lw_file_writer_commit (keep->writer, error);
  lw_file_writer_free (keep->writer);
  return ok;
}

/**
 * lw_engine_keep_result:
 * @store: the state
 * @job: the job that it is a result of
 * @result: what lw_engine_reconsolidate() made
 * @objects: where the job's files are
 * @uri: (nullable): where it goes; %NULL for a name of its own beside the output manifest
 * @now: the time
 * @error: return location: %G_IO_ERROR_EXISTS when there is something at @uri
 *
 * Returns: (transfer full) (nullable): where it is
 */
char *
lw_engine_keep_result (LwEngineStore      *store,
                       gint64              job,
                       LwReconsolidation  *result,
                       LwObjectStore      *objects,
                       const char         *uri,
                       gint64              now,
                       GError            **error)
{
  g_autoptr (LwEngineJob) loaded = lw_engine_view_load_job (store, job, error);
  g_autofree char *place = NULL;
  Keep keep = { .job = loaded, .labels = result->data, .now = now };

  if (loaded == NULL)
    return NULL;
  place = uri != NULL ? g_strdup (uri) : find_free_uri (loaded, result, objects);
  if (exists (objects, place))
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_EXISTS, _("“%s” exists already: nothing was written over it"), place);
      return NULL;
    }
  return write_all (&keep, store, objects, place, error) ? g_steal_pointer (&place) : NULL;
}
