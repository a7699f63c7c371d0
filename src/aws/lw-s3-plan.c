/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Which files and objects a copy or a sync comes to. What is there already is judged as by the AWS CLI: by size, and by
 * which is newer. */

#define G_LOG_DOMAIN "lw-aws"

#include "config.h"

#include "lw-s3-plan.h"

#include <errno.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>

#include "lw-aws-error.h"
#include "lw-file.h"

#define SCHEME "s3://"

/* A folder in a folder …: deeper ones are links in a circle or somebody's joke. */
#define MAX_DEPTH 100

/* One run. @there: (nullable): what is at the target, by key below it, for uploads and copies that leave out what is
 * there. */
typedef struct
{
  const LwS3Plan *plan;
  LwS3PlanFunc    func;
  gpointer        user_data;
  GCancellable   *cancellable;
  LwS3Uri        *source;
  LwS3Uri        *target;
  GHashTable     *there;
} Run;

static void
run_clear (Run *self)
{
  g_clear_pointer (&self->source, lw_s3_uri_free);
  g_clear_pointer (&self->target, lw_s3_uri_free);
  g_clear_pointer (&self->there, g_hash_table_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Run, run_clear)

/**
 * lw_s3_item_free:
 * @self: (transfer full): an item
 */
void
lw_s3_item_free (LwS3Item *self)
{
  g_return_if_fail (self != NULL);

  g_free (self->source);
  g_free (self->target);
  lw_object_info_free (self->object);
  g_free (self);
}

static LwS3Item *
item_new (const char *source,
          char       *target,
          guint64     size)
{
  LwS3Item *self = g_new0 (LwS3Item, 1);

  self->source = g_strdup (source);
  self->target = target;
  self->size = size;
  return self;
}

/**
 * lw_s3_plan_find:
 * @source: a path or an address
 * @target: a path or an address
 * @kind: (out): what becomes what
 * @error: return location: %G_IO_ERROR_INVALID_ARGUMENT when both are paths
 *
 * Returns: whether one of them is an address
 */
gboolean
lw_s3_plan_find (const char  *source,
                 const char  *target,
                 LwS3Kind    *kind,
                 GError     **error)
{
  gboolean from = g_str_has_prefix (source, SCHEME);
  gboolean to = g_str_has_prefix (target, SCHEME);

  *kind = from && to ? LW_S3_KIND_COPY : from ? LW_S3_KIND_DOWNLOAD : LW_S3_KIND_UPLOAD;
  if (from || to)
    return TRUE;
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT,
               _("One of “%s” and “%s” has to begin with s3://"), source, target);
  return FALSE;
}

/* Whether a key can be the path of a file inside a folder, and of no other. */
static gboolean
is_safe (const char *key)
{
  g_auto (GStrv) parts = g_strsplit (key, "/", -1);

  for (guint i = 0; parts[i] != NULL; i++)
    if (*parts[i] == '\0' || strcmp (parts[i], ".") == 0 || strcmp (parts[i], "..") == 0)
      return FALSE;
  return parts[0] != NULL;
}

static gboolean
is_same_file (const LwObjectInfo *object,
              const char         *path)
{
  struct stat status;

  return stat (path, &status) == 0 && S_ISREG (status.st_mode) && (guint64) status.st_size == object->size
         && (gint64) status.st_mtim.tv_sec >= object->modified / G_USEC_PER_SEC;
}

static gboolean
is_same_object (Run        *self,
                const char *name,
                guint64     size,
                gint64      modified)
{
  const LwObjectInfo *there = self->there != NULL ? g_hash_table_lookup (self->there, name) : NULL;

  return there != NULL && there->size == size && there->modified / G_USEC_PER_SEC >= modified / G_USEC_PER_SEC;
}

static char *
dup_target_uri (const Run  *self,
                const char *name)
{
  return g_strconcat (SCHEME, self->target->bucket, "/", self->target->key, name, NULL);
}

static const char *
get_key (const LwObjectInfo *object)
{
  return strchr (object->uri + strlen (SCHEME), '/') + 1;
}

/* One object of the source; @name is what it is called below the target. */
static gboolean
plan_object (Run          *self,
             LwObjectInfo *object,
             const char   *name)
{
  g_autoptr (LwS3Item) item = NULL;
  gboolean is_there;

  if (self->plan->kind == LW_S3_KIND_DOWNLOAD && !is_safe (name))
    return self->func (NULL, g_error_new (G_IO_ERROR, G_IO_ERROR_INVALID_FILENAME,
                                          _("“%s” cannot be the name of a file here"), object->uri),
                       self->user_data);
  if (self->plan->kind == LW_S3_KIND_DOWNLOAD)
    item = item_new (object->uri, g_build_filename (self->plan->target, name, NULL), object->size);
  else
    item = item_new (object->uri, dup_target_uri (self, name), object->size);
  is_there = self->plan->only_changed
             && (self->plan->kind == LW_S3_KIND_DOWNLOAD
                   ? is_same_file (object, item->target)
                   : is_same_object (self, name, object->size, object->modified));
  if (is_there)
    return self->func (NULL, NULL, self->user_data);
  item->object = lw_object_info_new (object->uri, object->size, object->modified, object->etag);
  return self->func (g_steal_pointer (&item), NULL, self->user_data);
}

static gboolean
take_source_page (LwS3Listing  *page,
                  gpointer      data,
                  GError      **error)
{
  Run *self = data;

  for (guint i = 0; i < page->objects->len; i++)
    {
      LwObjectInfo *object = g_ptr_array_index (page->objects, i);
      const char *name = get_key (object) + strlen (self->source->key);

      /* What consoles make to show an empty folder. */
      if ((g_str_has_suffix (object->uri, "/") || *name == '\0') && object->size == 0)
        continue;
      if (!plan_object (self, object, name))
        return !g_cancellable_set_error_if_cancelled (self->cancellable, error);
    }
  return TRUE;
}

static gboolean
take_target_page (LwS3Listing  *page,
                  gpointer      data,
                  GError      **error)
{
  Run *self = data;

  for (guint i = 0; i < page->objects->len; i++)
    {
      LwObjectInfo *object = g_ptr_array_index (page->objects, i);

      g_hash_table_replace (self->there, g_strdup (get_key (object) + strlen (self->target->key)),
                            lw_object_info_new (object->uri, object->size, object->modified, object->etag));
    }
  return TRUE;
}

static gboolean
load_target (Run     *self,
             GError **error)
{
  self->there = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) lw_object_info_free);
  return lw_s3_client_list_all (self->plan->client, self->target, NULL, take_target_page, self, self->cancellable,
                                error);
}

static gboolean
plan_file (Run               *self,
           const char        *path,
           const char        *name,
           const struct stat *status)
{
  g_autofree char *target = NULL;

  if (!g_utf8_validate (name, -1, NULL))
    {
      g_autofree char *shown = g_utf8_make_valid (path, -1);

      return self->func (NULL, g_error_new (G_IO_ERROR, G_IO_ERROR_INVALID_FILENAME,
                                            _("“%s” cannot be a key: its name is not UTF-8"), shown),
                         self->user_data);
    }
  if (is_same_object (self, name, (guint64) status->st_size, (gint64) status->st_mtim.tv_sec * G_USEC_PER_SEC))
    return self->func (NULL, NULL, self->user_data);
  target = dup_target_uri (self, name);
  return self->func (item_new (path, g_steal_pointer (&target), (guint64) status->st_size), NULL, self->user_data);
}

static gboolean
plan_folder (Run        *self,
             const char *folder,
             const char *prefix,
             guint       depth)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GDir) dir = g_dir_open (folder, 0, &error);
  const char *name;

  if (dir == NULL)
    return self->func (NULL, g_steal_pointer (&error), self->user_data);
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      g_autofree char *below = g_strconcat (prefix, name, NULL);
      struct stat status;

      if (g_cancellable_is_cancelled (self->cancellable))
        return FALSE;
      if (lw_file_is_temporary (name) || lstat (path, &status) != 0)
        continue;
      if (S_ISDIR (status.st_mode) && depth < MAX_DEPTH)
        {
          g_autofree char *deeper = g_strconcat (below, "/", NULL);

          if (!plan_folder (self, path, deeper, depth + 1))
            return FALSE;
        }
      else if (stat (path, &status) == 0 && S_ISREG (status.st_mode) && !plan_file (self, path, below, &status))
        return FALSE;
    }
  return TRUE;
}

/* A path that names a folder, there or by its last character, gets the source's own name below it. */
static char *
dup_file_target (const LwS3Plan *plan,
                 const char     *name)
{
  if (g_str_has_suffix (plan->target, "/") || g_file_test (plan->target, G_FILE_TEST_IS_DIR))
    return g_build_filename (plan->target, name, NULL);
  return g_strdup (plan->target);
}

static gboolean
plan_one_object (Run     *self,
                 GError **error)
{
  g_autoptr (LwObjectInfo) object = lw_s3_client_head (self->plan->client, self->source, self->cancellable, error);
  g_autofree char *name = g_path_get_basename (self->source->key);
  LwS3Item *item;

  if (object == NULL)
    {
      g_prefix_error (error, "%s: ", self->plan->source);
      return FALSE;
    }
  if (self->plan->kind == LW_S3_KIND_COPY)
    item = item_new (object->uri, dup_target_uri (self, self->target->key[0] == '\0'
                                                        || g_str_has_suffix (self->target->key, "/") ? name : ""),
                     object->size);
  else if (is_safe (name))
    item = item_new (object->uri, dup_file_target (self->plan, name), object->size);
  else
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_FILENAME, _("“%s” cannot be the name of a file here"),
                   object->uri);
      return FALSE;
    }
  item->object = g_steal_pointer (&object);
  self->func (item, NULL, self->user_data);
  return TRUE;
}

static gboolean
plan_one_file (Run     *self,
               GError **error)
{
  g_autofree char *name = g_path_get_basename (self->plan->source);
  gboolean is_folder = *self->target->key == '\0' || g_str_has_suffix (self->target->key, "/");
  struct stat status;

  if (stat (self->plan->source, &status) != 0 || !S_ISREG (status.st_mode))
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND,
                   g_file_test (self->plan->source, G_FILE_TEST_IS_DIR)
                     ? _("“%s” is a folder: say --recursive to copy what is in it")
                     : _("There is no file “%s”"),
                   self->plan->source);
      return FALSE;
    }
  plan_file (self, self->plan->source, is_folder ? name : "", &status);
  return TRUE;
}

/* A folder's name ends with a slash, so that "pets" does not take "petshop/1.jpg" along. */
static LwS3Uri *
parse_folder (const char  *text,
              gboolean     recursive,
              GError     **error)
{
  g_autofree char *folder = NULL;
  LwS3Uri *uri = lw_s3_uri_parse (text, error);

  if (uri == NULL || !recursive || *uri->key == '\0' || g_str_has_suffix (uri->key, "/"))
    return uri;
  folder = g_strconcat (uri->key, "/", NULL);
  g_free (uri->key);
  uri->key = g_steal_pointer (&folder);
  return uri;
}

static gboolean
run_recursive (Run     *self,
               GError **error)
{
  const LwS3Plan *plan = self->plan;

  if (plan->only_changed && plan->kind != LW_S3_KIND_DOWNLOAD && !load_target (self, error))
    return FALSE;
  if (plan->kind != LW_S3_KIND_UPLOAD)
    return lw_s3_client_list_all (plan->client, self->source, NULL, take_source_page, self, self->cancellable, error);
  if (!g_file_test (plan->source, G_FILE_TEST_IS_DIR))
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND, _("There is no folder “%s”"), plan->source);
      return FALSE;
    }
  plan_folder (self, plan->source, "", 0);
  return !g_cancellable_set_error_if_cancelled (self->cancellable, error);
}

/**
 * lw_s3_plan_run:
 * @self: what is to be copied
 * @func: (scope call): gets each file and object as it is found
 * @user_data: for @func
 * @cancellable: (nullable): ends it
 * @error: %LW_AWS_ERROR, %G_IO_ERROR
 *
 * Returns: whether all was found; what cannot be copied by itself is told to @func
 */
gboolean
lw_s3_plan_run (const LwS3Plan  *self,
                LwS3PlanFunc     func,
                gpointer         user_data,
                GCancellable    *cancellable,
                GError         **error)
{
  g_auto (Run) run = { .plan = self, .func = func, .user_data = user_data, .cancellable = cancellable };

  g_return_val_if_fail (self != NULL && func != NULL, FALSE);

  if (self->kind != LW_S3_KIND_UPLOAD)
    {
      run.source = parse_folder (self->source, self->recursive, error);
      if (run.source == NULL)
        return FALSE;
    }
  if (self->kind != LW_S3_KIND_DOWNLOAD)
    {
      run.target = parse_folder (self->target, self->recursive, error);
      if (run.target == NULL)
        return FALSE;
    }
  if (self->recursive)
    return run_recursive (&run, error);
  return self->kind == LW_S3_KIND_UPLOAD ? plan_one_file (&run, error) : plan_one_object (&run, error);
}
