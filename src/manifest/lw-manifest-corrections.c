/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What a person corrects in a manifest: done, undone and done again.
 *
 * Changes wait in a line and are taken all at once by the one thread that works: each is written to the
 * journal, then one index is made of what holds in the end. So a hand that types faster than ten million rows
 * can be copied is never more than one copy behind, and nothing is told as done that is not on disk. */

#define G_LOG_DOMAIN "lw-manifest"

#include "config.h"

#include "lw-manifest-corrections.h"

#include "lw-correction-journal.h"
#include "lw-manifest-overlay.h"

struct _LwManifestCorrections
{
  GObject              parent_instance;

  LwManifestIndex     *base;
  LwManifestIndex     *index;
  LwCorrectionJournal *journal;
  GPtrArray           *history;
  guint                n_applied;
  guint                n_aside;
  GPtrArray           *waiting;
  gboolean             working;
};

enum
{
  PROP_0,
  PROP_INDEX,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (LwManifestCorrections, lw_manifest_corrections, G_TYPE_OBJECT)

typedef enum
{
  CHANGE_APPLY,
  CHANGE_UNDO,
  CHANGE_REDO,
  CHANGE_GO,
} ChangeKind;

typedef struct
{
  ChangeKind    kind;
  LwCorrection *correction;
  guint         n_applied;
  GTask        *task;
  GError       *error;
} Change;

static void
change_free (gpointer data)
{
  Change *self = data;

  g_clear_pointer (&self->correction, lw_correction_unref);
  g_object_unref (self->task);
  g_clear_error (&self->error);
  g_free (self);
}

/* What a thread works on, and what comes of it. The journal is the thread's while it works. */
typedef struct
{
  GPtrArray       *changes;
  LwManifestIndex *index;
  GPtrArray       *history;
  guint            n_applied;
} Work;

static void
work_free (gpointer data)
{
  Work *self = data;

  g_ptr_array_unref (self->changes);
  g_clear_pointer (&self->index, lw_manifest_index_unref);
  g_clear_pointer (&self->history, g_ptr_array_unref);
  g_free (self);
}

static GPtrArray *
copy_history (LwCorrectionJournal *journal)
{
  GPtrArray *all = lw_correction_journal_get_all (journal);
  GPtrArray *copy = g_ptr_array_new_with_free_func ((GDestroyNotify) lw_correction_unref);

  for (guint i = 0; i < all->len; i++)
    g_ptr_array_add (copy, lw_correction_ref (g_ptr_array_index (all, i)));
  return copy;
}

static void
do_change (LwCorrectionJournal *journal,
           Change              *change)
{
  guint n_all = lw_correction_journal_get_all (journal)->len;
  guint n_applied = lw_correction_journal_get_n_applied (journal);

  switch (change->kind)
    {
    case CHANGE_APPLY:
      lw_correction_journal_append (journal, change->correction, &change->error);
      break;
    case CHANGE_UNDO:
      lw_correction_journal_move (journal, n_applied > 0 ? n_applied - 1 : 0, &change->error);
      break;
    case CHANGE_REDO:
      lw_correction_journal_move (journal, MIN (n_applied + 1, n_all), &change->error);
      break;
    case CHANGE_GO:
    default:
      lw_correction_journal_move (journal, MIN (change->n_applied, n_all), &change->error);
      break;
    }
}

static void
work_thread (GTask        *task,
             gpointer      source,
             gpointer      task_data,
             GCancellable *cancellable)
{
  LwManifestCorrections *self = source;
  Work *work = task_data;

  for (guint i = 0; i < work->changes->len; i++)
    do_change (self->journal, g_ptr_array_index (work->changes, i));
  work->history = copy_history (self->journal);
  work->n_applied = lw_correction_journal_get_n_applied (self->journal);
  work->index = lw_manifest_overlay_new_index (self->base, work->history, work->n_applied, NULL, NULL);
  g_task_return_boolean (task, TRUE);
}

static void start_work (LwManifestCorrections *self);

static void
work_cb (GObject      *object,
         GAsyncResult *result,
         gpointer      user_data)
{
  LwManifestCorrections *self = LW_MANIFEST_CORRECTIONS (object);
  Work *work = g_task_get_task_data (G_TASK (result));
  g_autoptr (GPtrArray) changes = g_ptr_array_ref (work->changes);

  self->working = FALSE;
  g_ptr_array_unref (self->history);
  self->history = g_steal_pointer (&work->history);
  self->n_applied = work->n_applied;
  lw_manifest_index_unref (self->index);
  self->index = g_steal_pointer (&work->index);
  start_work (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_INDEX]);
  for (guint i = 0; i < changes->len; i++)
    {
      Change *change = g_ptr_array_index (changes, i);

      if (change->error != NULL)
        g_task_return_error (change->task, g_steal_pointer (&change->error));
      else
        g_task_return_boolean (change->task, TRUE);
    }
}

static void
start_work (LwManifestCorrections *self)
{
  g_autoptr (GTask) task = NULL;
  Work *work;

  if (self->working || self->waiting->len == 0)
    return;

  self->working = TRUE;
  work = g_new0 (Work, 1);
  work->changes = self->waiting;
  self->waiting = g_ptr_array_new_with_free_func (change_free);
  task = g_task_new (self, NULL, work_cb, NULL);
  g_task_set_source_tag (task, start_work);
  g_task_set_name (task, "[labelwright] correct manifest");
  g_task_set_task_data (task, work, work_free);
  g_task_run_in_thread (task, work_thread);
}

static void
push_change (LwManifestCorrections *self,
             ChangeKind             kind,
             LwCorrection          *correction,
             guint                  n_applied,
             GAsyncReadyCallback    callback,
             gpointer               user_data)
{
  Change *change = g_new0 (Change, 1);

  change->kind = kind;
  change->correction = correction != NULL ? lw_correction_ref (correction) : NULL;
  change->n_applied = n_applied;
  change->task = g_task_new (self, NULL, callback, user_data);
  g_task_set_source_tag (change->task, push_change);
  g_task_set_name (change->task, "[labelwright] correction");
  g_ptr_array_add (self->waiting, change);
  start_work (self);
}

static void
lw_manifest_corrections_get_property (GObject    *object,
                                      guint       property_id,
                                      GValue     *value,
                                      GParamSpec *pspec)
{
  LwManifestCorrections *self = LW_MANIFEST_CORRECTIONS (object);

  switch (property_id)
    {
    case PROP_INDEX:
      g_value_set_pointer (value, self->index);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
lw_manifest_corrections_finalize (GObject *object)
{
  LwManifestCorrections *self = LW_MANIFEST_CORRECTIONS (object);

  g_clear_pointer (&self->base, lw_manifest_index_unref);
  g_clear_pointer (&self->index, lw_manifest_index_unref);
  g_clear_pointer (&self->journal, lw_correction_journal_free);
  g_clear_pointer (&self->history, g_ptr_array_unref);
  g_ptr_array_unref (self->waiting);

  G_OBJECT_CLASS (lw_manifest_corrections_parent_class)->finalize (object);
}

static void
lw_manifest_corrections_class_init (LwManifestCorrectionsClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = lw_manifest_corrections_get_property;
  object_class->finalize = lw_manifest_corrections_finalize;

  /**
   * LwManifestCorrections:index: (type LwManifestIndex)
   *
   * The manifest as corrected. Told whenever the history changed, too.
   */
  properties[PROP_INDEX] =
    g_param_spec_pointer ("index", NULL, NULL, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
lw_manifest_corrections_init (LwManifestCorrections *self)
{
  self->waiting = g_ptr_array_new_with_free_func (change_free);
}

/**
 * lw_manifest_corrections_open:
 * @base: the index of a manifest, without corrections
 * @folder: (nullable): where corrections are kept; %NULL to keep them no longer than the object lives
 * @cancellable: (nullable): stops the work
 * @error: return location: %LW_MANIFEST_ERROR_BAD_LINE when what was kept cannot be read,
 *   %LW_MANIFEST_ERROR_CHANGED, or a #GIOErrorEnum code
 *
 * Corrections of another content at the same path are not applied; see
 * lw_manifest_corrections_get_n_aside(). Any thread.
 *
 * Returns: (transfer full) (nullable): the corrections made so far; %NULL with @error set
 */
LwManifestCorrections *
lw_manifest_corrections_open (LwManifestIndex  *base,
                              const char       *folder,
                              GCancellable     *cancellable,
                              GError          **error)
{
  g_autoptr (LwManifestCorrections) self = NULL;

  g_return_val_if_fail (base != NULL, NULL);

  self = g_object_new (LW_TYPE_MANIFEST_CORRECTIONS, NULL);
  self->base = lw_manifest_index_ref (base);
  self->journal = lw_correction_journal_open (folder, base, error);
  if (self->journal == NULL)
    return NULL;
  self->history = copy_history (self->journal);
  self->n_applied = lw_correction_journal_get_n_applied (self->journal);
  self->n_aside = lw_correction_journal_get_n_aside (self->journal);
  self->index = lw_manifest_overlay_new_index (base, self->history, self->n_applied, cancellable, error);
  return self->index != NULL ? g_steal_pointer (&self) : NULL;
}

/**
 * lw_manifest_corrections_get_base:
 * @self: corrections
 *
 * Returns: (transfer none): the manifest as it is in the file
 */
LwManifestIndex *
lw_manifest_corrections_get_base (LwManifestCorrections *self)
{
  g_return_val_if_fail (LW_IS_MANIFEST_CORRECTIONS (self), NULL);

  return self->base;
}

/**
 * lw_manifest_corrections_get_index:
 * @self: corrections
 *
 * Returns: (transfer none): the manifest as corrected: the same rows at the same places
 */
LwManifestIndex *
lw_manifest_corrections_get_index (LwManifestCorrections *self)
{
  g_return_val_if_fail (LW_IS_MANIFEST_CORRECTIONS (self), NULL);

  return self->index;
}

/**
 * lw_manifest_corrections_get_history:
 * @self: corrections
 *
 * Returns: (transfer none) (element-type LwCorrection): what was done, in its order; behind
 *   lw_manifest_corrections_get_n_applied() stands what was undone and can be done again
 */
GPtrArray *
lw_manifest_corrections_get_history (LwManifestCorrections *self)
{
  g_return_val_if_fail (LW_IS_MANIFEST_CORRECTIONS (self), NULL);

  return self->history;
}

/**
 * lw_manifest_corrections_get_n_applied:
 * @self: corrections
 *
 * Returns: how many of the history hold
 */
guint
lw_manifest_corrections_get_n_applied (LwManifestCorrections *self)
{
  g_return_val_if_fail (LW_IS_MANIFEST_CORRECTIONS (self), 0);

  return self->n_applied;
}

/**
 * lw_manifest_corrections_get_n_aside:
 * @self: corrections
 *
 * Returns: for how many other contents at the manifest's path there are corrections: the file was changed by
 *   another program since then
 */
guint
lw_manifest_corrections_get_n_aside (LwManifestCorrections *self)
{
  g_return_val_if_fail (LW_IS_MANIFEST_CORRECTIONS (self), 0);

  return self->n_aside;
}

/**
 * lw_manifest_corrections_apply_async:
 * @self: corrections
 * @correction: what to do; sign it first
 * @callback: (nullable): called when it is done
 * @user_data: its data
 *
 * Does something new. What was undone before can no longer be done again.
 */
void
lw_manifest_corrections_apply_async (LwManifestCorrections *self,
                                     LwCorrection          *correction,
                                     GAsyncReadyCallback    callback,
                                     gpointer               user_data)
{
  g_return_if_fail (LW_IS_MANIFEST_CORRECTIONS (self));
  g_return_if_fail (correction != NULL);

  push_change (self, CHANGE_APPLY, correction, 0, callback, user_data);
}

/**
 * lw_manifest_corrections_undo_async:
 * @self: corrections
 * @callback: (nullable): called when it is done
 * @user_data: its data
 *
 * Takes back the last correction that holds, if any.
 */
void
lw_manifest_corrections_undo_async (LwManifestCorrections *self,
                                    GAsyncReadyCallback    callback,
                                    gpointer               user_data)
{
  g_return_if_fail (LW_IS_MANIFEST_CORRECTIONS (self));

  push_change (self, CHANGE_UNDO, NULL, 0, callback, user_data);
}

/**
 * lw_manifest_corrections_redo_async:
 * @self: corrections
 * @callback: (nullable): called when it is done
 * @user_data: its data
 *
 * Does again what was undone, if anything was.
 */
void
lw_manifest_corrections_redo_async (LwManifestCorrections *self,
                                    GAsyncReadyCallback    callback,
                                    gpointer               user_data)
{
  g_return_if_fail (LW_IS_MANIFEST_CORRECTIONS (self));

  push_change (self, CHANGE_REDO, NULL, 0, callback, user_data);
}

/**
 * lw_manifest_corrections_go_async:
 * @self: corrections
 * @n_applied: how many of the history are to hold
 * @callback: (nullable): called when it is done
 * @user_data: its data
 *
 * Undoes or redoes several at once.
 */
void
lw_manifest_corrections_go_async (LwManifestCorrections *self,
                                  guint                  n_applied,
                                  GAsyncReadyCallback    callback,
                                  gpointer               user_data)
{
  g_return_if_fail (LW_IS_MANIFEST_CORRECTIONS (self));

  push_change (self, CHANGE_GO, NULL, n_applied, callback, user_data);
}

/**
 * lw_manifest_corrections_change_finish:
 * @self: corrections
 * @result: the result of one of the four above
 * @error: return location: %LW_MANIFEST_ERROR_CHANGED when the manifest was corrected in another window
 *   meanwhile, or a #GIOErrorEnum code
 *
 * Returns: whether it is done and on disk
 */
gboolean
lw_manifest_corrections_change_finish (LwManifestCorrections  *self,
                                       GAsyncResult           *result,
                                       GError                **error)
{
  g_return_val_if_fail (LW_IS_MANIFEST_CORRECTIONS (self), FALSE);
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
