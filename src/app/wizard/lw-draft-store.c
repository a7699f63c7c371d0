/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The folder where drafts are kept, one file each, and the saver that writes one while it is typed. Not the format
 * of the file (lw-wizard-draft-json.c). */

#define G_LOG_DOMAIN "lw-wizard"

#include "config.h"

#include "lw-draft-store.h"

#include "lw-file.h"
#include "lw-json.h"

#include <gio/gio.h>
#include <glib/gstdio.h>
#include <string.h>

#define SUFFIX ".json"
#define MAX_SIZE (8 * 1024 * 1024)

/* Long enough to gather the letters of a word, short enough that a crash costs no thought. */
#define SAVE_DELAY_MS 250

/* A disk that is full may have space again without a word being typed. */
#define RETRY_SECONDS 2

/* Invariant: while a write runs in its thread no other one starts; a change meanwhile starts the next one. */
struct _LwDraftSaver
{
  GObject            parent_instance;

  LwWizardDraft     *draft;
  LwDraftSaverState  state;
  GError            *error;
  guint              delay;
  gboolean           writing;
  gboolean           discarded;
};

enum
{
  CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (LwDraftSaver, lw_draft_saver, G_TYPE_OBJECT)

typedef struct
{
  char *path;
  char *text;
} Write;

static void
write_free (Write *self)
{
  g_free (self->path);
  g_free (self->text);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Write, write_free)

char *
lw_draft_store_dup_folder (void)
{
  return g_build_filename (g_get_user_data_dir (), "labelwright", "drafts", NULL);
}

static char *
dup_path (const char *id)
{
  g_autofree char *folder = lw_draft_store_dup_folder ();
  g_autofree char *name = g_strconcat (id, SUFFIX, NULL);

  return g_build_filename (folder, name, NULL);
}

/* The ids of the drafts that are kept, in no order. */
char **
lw_draft_store_list (void)
{
  g_autofree char *folder = lw_draft_store_dup_folder ();
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    if (*name != '.' && g_str_has_suffix (name, SUFFIX))
      {
        g_autofree char *id = g_strndup (name, strlen (name) - strlen (SUFFIX));

        g_strv_builder_add (builder, id);
      }
  return g_strv_builder_end (builder);
}

/* @modified (out, optional): when it was written, in microseconds since 1970. */
JsonNode *
lw_draft_store_load (const char  *id,
                     gint64      *modified,
                     GError     **error)
{
  g_autofree char *path = NULL;
  GStatBuf info;

  g_return_val_if_fail (id != NULL && strchr (id, '/') == NULL, NULL);

  path = dup_path (id);
  if (modified != NULL)
    *modified = g_stat (path, &info) == 0 ? info.st_mtime * G_USEC_PER_SEC : 0;
  return lw_json_parse_file (path, MAX_SIZE, error);
}

void
lw_draft_store_delete (const char *id)
{
  g_autofree char *path = NULL;

  g_return_if_fail (id != NULL && strchr (id, '/') == NULL);

  path = dup_path (id);
  g_unlink (path);
}

static void
set_state (LwDraftSaver      *self,
           LwDraftSaverState  state)
{
  if (self->state == state)
    return;
  self->state = state;
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
take_error (LwDraftSaver *self,
            GError       *error)
{
  g_clear_error (&self->error);
  self->error = error;
}

static Write *
prepare_write (LwDraftSaver *self)
{
  g_autoptr (JsonNode) node = lw_wizard_draft_to_json (self->draft);
  Write *write = g_new0 (Write, 1);

  write->path = dup_path (lw_wizard_draft_get_id (self->draft));
  write->text = lw_json_to_string (node, TRUE);
  return write;
}

static void
write_thread (GTask        *task,
              gpointer      source_object,
              gpointer      task_data,
              GCancellable *cancellable)
{
  Write *write = task_data;
  GError *error = NULL;

  if (lw_file_write (write->path, write->text, strlen (write->text), &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void start_writing (LwDraftSaver *self);

static gboolean
delay_cb (gpointer user_data)
{
  LwDraftSaver *self = user_data;

  self->delay = 0;
  if (!self->writing)
    start_writing (self);
  return G_SOURCE_REMOVE;
}

static void
write_failed (LwDraftSaver *self,
              GError       *error)
{
  take_error (self, error);
  if (self->discarded)
    return;
  if (self->delay == 0)
    self->delay = g_timeout_add_seconds (RETRY_SECONDS, delay_cb, self);
  set_state (self, LW_DRAFT_SAVER_FAILED);
}

static void
write_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  LwDraftSaver *self = LW_DRAFT_SAVER (source);
  Write *write = g_task_get_task_data (G_TASK (result));
  GError *error = NULL;

  self->writing = FALSE;
  if (!g_task_propagate_boolean (G_TASK (result), &error))
    write_failed (self, error);
  else if (self->discarded)
    g_unlink (write->path);
  else if (self->delay == 0 && self->state != LW_DRAFT_SAVER_SAVED)
    {
      g_autoptr (Write) now = prepare_write (self);

      if (g_str_equal (now->path, write->path) && g_str_equal (now->text, write->text))
        set_state (self, LW_DRAFT_SAVER_SAVED);
      else
        start_writing (self);
    }
}

static void
start_writing (LwDraftSaver *self)
{
  g_autoptr (GTask) task = g_task_new (self, NULL, write_cb, NULL);

  self->writing = TRUE;
  g_task_set_source_tag (task, start_writing);
  g_task_set_name (task, "save draft");
  g_task_set_task_data (task, prepare_write (self), (GDestroyNotify) write_free);
  g_task_run_in_thread (task, write_thread);
}

static void
draft_notify_cb (LwDraftSaver *self)
{
  if (self->discarded || lw_wizard_draft_is_pristine (self->draft))
    return;
  if (self->state == LW_DRAFT_SAVER_FAILED)
    g_clear_handle_id (&self->delay, g_source_remove);
  set_state (self, LW_DRAFT_SAVER_PENDING);
  if (self->delay == 0)
    self->delay = g_timeout_add (SAVE_DELAY_MS, delay_cb, self);
}

static void
lw_draft_saver_dispose (GObject *object)
{
  LwDraftSaver *self = LW_DRAFT_SAVER (object);

  if (self->draft != NULL)
    lw_draft_saver_flush (self);
  g_clear_handle_id (&self->delay, g_source_remove);
  g_clear_object (&self->draft);
  G_OBJECT_CLASS (lw_draft_saver_parent_class)->dispose (object);
}

static void
lw_draft_saver_finalize (GObject *object)
{
  LwDraftSaver *self = LW_DRAFT_SAVER (object);

  g_clear_error (&self->error);
  G_OBJECT_CLASS (lw_draft_saver_parent_class)->finalize (object);
}

static void
lw_draft_saver_class_init (LwDraftSaverClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = lw_draft_saver_dispose;
  object_class->finalize = lw_draft_saver_finalize;

  /**
   * LwDraftSaver::changed:
   *
   * The state is another one.
   */
  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 0);
}

static void
lw_draft_saver_init (LwDraftSaver *self)
{
  self->state = LW_DRAFT_SAVER_IDLE;
}

/* Saves @draft from now on, a moment after each change. */
LwDraftSaver *
lw_draft_saver_new (LwWizardDraft *draft)
{
  LwDraftSaver *self;

  g_return_val_if_fail (LW_IS_WIZARD_DRAFT (draft), NULL);

  self = g_object_new (LW_TYPE_DRAFT_SAVER, NULL);
  self->draft = g_object_ref (draft);
  g_signal_connect_object (draft, "notify", G_CALLBACK (draft_notify_cb), self, G_CONNECT_SWAPPED);
  return self;
}

LwDraftSaverState
lw_draft_saver_get_state (LwDraftSaver *self)
{
  g_return_val_if_fail (LW_IS_DRAFT_SAVER (self), LW_DRAFT_SAVER_IDLE);

  return self->state;
}

const GError *
lw_draft_saver_get_error (LwDraftSaver *self)
{
  g_return_val_if_fail (LW_IS_DRAFT_SAVER (self), NULL);

  return self->error;
}

/* Writes again what could not be written, without the wait. */
void
lw_draft_saver_retry (LwDraftSaver *self)
{
  g_return_if_fail (LW_IS_DRAFT_SAVER (self));

  if (self->state != LW_DRAFT_SAVER_FAILED || self->writing || self->discarded)
    return;
  g_clear_handle_id (&self->delay, g_source_remove);
  start_writing (self);
}

/* Writes what is not on disk yet, now, for a window that closes. Returns whether everything is on disk. */
gboolean
lw_draft_saver_flush (LwDraftSaver *self)
{
  g_autoptr (Write) write = NULL;
  g_autoptr (GError) error = NULL;

  g_return_val_if_fail (LW_IS_DRAFT_SAVER (self), FALSE);

  if (self->discarded || (self->state != LW_DRAFT_SAVER_PENDING && self->state != LW_DRAFT_SAVER_FAILED))
    return TRUE;
  g_clear_handle_id (&self->delay, g_source_remove);
  write = prepare_write (self);
  if (lw_file_write (write->path, write->text, strlen (write->text), &error))
    {
      set_state (self, LW_DRAFT_SAVER_SAVED);
      return TRUE;
    }
  take_error (self, g_steal_pointer (&error));
  set_state (self, LW_DRAFT_SAVER_FAILED);
  return FALSE;
}

/* The draft has become a job, or the person threw it away: its file goes and nothing is written any more. */
void
lw_draft_saver_discard (LwDraftSaver *self)
{
  g_return_if_fail (LW_IS_DRAFT_SAVER (self));

  self->discarded = TRUE;
  g_clear_handle_id (&self->delay, g_source_remove);
  lw_draft_store_delete (lw_wizard_draft_get_id (self->draft));
  set_state (self, LW_DRAFT_SAVER_IDLE);
}
