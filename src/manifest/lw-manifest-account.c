/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Which data objects have no label, by cause. */

#define G_LOG_DOMAIN "lw-manifest"

#include "config.h"

#include "lw-manifest-account.h"

#include "lw-line-facts.h"
#include "lw-manifest-diff.h"
#include "lw-manifest-writer.h"

#include <string.h>

#define N_EXAMPLES 3

struct _LwManifestAccount
{
  gatomicrefcount  refs;
  LwManifestIndex *output;
  LwManifestIndex *input;
  GPtrArray       *groups;
};

static void
group_free (gpointer data)
{
  LwAccountGroup *self = data;

  g_free (self->reason);
  g_array_unref (self->rows);
  g_free (self);
}

static LwAccountGroup *
add_group (LwManifestAccount *self,
           LwAccountCause     cause,
           const char        *reason)
{
  LwAccountGroup *group = g_new0 (LwAccountGroup, 1);

  group->cause = cause;
  group->reason = g_strdup (reason);
  group->rows = g_array_new (FALSE, FALSE, sizeof (guint32));
  g_ptr_array_add (self->groups, group);
  return group;
}

/* The failure-reason of the attribute's metadata, if it has one. */
static char *
dup_reason (LwLineFacts *facts,
            const char  *attribute)
{
  for (guint i = 0; i < facts->metadata->len; i++)
    {
      LwLineMetadata *metadata = &g_array_index (facts->metadata, LwLineMetadata, i);

      if (lw_json_slice_equal (&metadata->name, attribute, strlen (attribute)) &&
          metadata->failure_reason.data != NULL)
        return lw_json_slice_dup (&metadata->failure_reason, NULL);
    }
  return NULL;
}

static gboolean
add_failed (LwManifestAccount  *self,
            GHashTable         *by_reason,
            LwLineFacts        *facts,
            const char         *attribute,
            guint32             row,
            GError            **error)
{
  g_autofree char *reason = NULL;
  g_autofree char *line = NULL;
  LwAccountGroup *group;
  gsize length;

  line = lw_manifest_index_dup_line (self->output, row, &length, error);
  if (line == NULL)
    return FALSE;
  if (lw_line_facts_read (facts, line, length))
    reason = dup_reason (facts, attribute);
  group = g_hash_table_lookup (by_reason, reason != NULL ? reason : "");
  if (group == NULL)
    {
      group = add_group (self, LW_ACCOUNT_FAILED, reason);
      g_hash_table_insert (by_reason, g_strdup (reason != NULL ? reason : ""), group);
    }
  g_array_append_val (group->rows, row);
  return TRUE;
}

static gboolean
add_rows (LwManifestAccount  *self,
          int                 attribute,
          GCancellable       *cancellable,
          GError            **error)
{
  g_autoptr (GHashTable) by_reason = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (LwLineFacts) facts = lw_line_facts_new ();
  LwAccountGroup *unlabeled = NULL;

  for (guint32 row = 0; row < lw_manifest_index_get_n_rows (self->output); row++)
    {
      LwDataObjectState state = LW_DATA_OBJECT_STATE_UNLABELED;

      if ((row & 1023) == 0 && g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
      if (attribute >= 0)
        state = lw_manifest_index_get_state (self->output, (guint) attribute, row);
      else if (lw_manifest_index_is_malformed (self->output, row))
        continue;
      if (state == LW_DATA_OBJECT_STATE_FAILED &&
          !add_failed (self, by_reason, facts,
                       lw_manifest_index_get_attribute_name (self->output, (guint) attribute), row, error))
        return FALSE;
      if (state != LW_DATA_OBJECT_STATE_UNLABELED)
        continue;
      if (unlabeled == NULL)
        unlabeled = add_group (self, LW_ACCOUNT_UNLABELED, NULL);
      g_array_append_val (unlabeled->rows, row);
    }
  return TRUE;
}

static gboolean
add_missing (LwManifestAccount  *self,
             GCancellable       *cancellable,
             GError            **error)
{
  g_autoptr (LwManifestDiff) diff = NULL;
  LwAccountGroup *group;
  guint n;

  if (self->input == NULL)
    return TRUE;
  diff = lw_manifest_diff_new (self->output, NULL, self->input, NULL, LW_MANIFEST_DIFF_BY_SOURCE_REF, cancellable,
                               error);
  if (diff == NULL)
    return FALSE;
  n = lw_manifest_diff_get_n_pairs (diff, LW_MANIFEST_DIFF_ONLY_RIGHT);
  group = n > 0 ? add_group (self, LW_ACCOUNT_MISSING, NULL) : NULL;
  for (guint i = 0; i < n; i++)
    {
      guint left, right;
      guint32 row;

      lw_manifest_diff_get_pair (diff, LW_MANIFEST_DIFF_ONLY_RIGHT, i, &left, &right);
      row = right;
      g_array_append_val (group->rows, row);
    }
  return TRUE;
}

static int
compare_groups (gconstpointer a,
                gconstpointer b)
{
  const LwAccountGroup *first = *(const LwAccountGroup * const *) a;
  const LwAccountGroup *second = *(const LwAccountGroup * const *) b;

  if (first->cause != second->cause)
    return first->cause < second->cause ? -1 : 1;
  if (first->rows->len != second->rows->len)
    return first->rows->len > second->rows->len ? -1 : 1;
  return g_strcmp0 (first->reason, second->reason);
}

/**
 * lw_manifest_account_new:
 * @output: an output manifest
 * @attribute: the position of a label attribute; -1 when it has none
 * @input: (nullable): the input manifest of its labeling job
 * @cancellable: (nullable): stops it
 * @error: return location: %LW_MANIFEST_ERROR_CHANGED, or a #GIOErrorEnum code
 *
 * Returns: (transfer full) (nullable): the account, failed ones first and the most frequent reason first; %NULL with
 *   @error set
 */
LwManifestAccount *
lw_manifest_account_new (LwManifestIndex  *output,
                         int               attribute,
                         LwManifestIndex  *input,
                         GCancellable     *cancellable,
                         GError          **error)
{
  g_autoptr (LwManifestAccount) self = NULL;

  g_return_val_if_fail (output != NULL, NULL);

  self = g_new0 (LwManifestAccount, 1);
  g_atomic_ref_count_init (&self->refs);
  self->output = lw_manifest_index_ref (output);
  self->input = input != NULL ? lw_manifest_index_ref (input) : NULL;
  self->groups = g_ptr_array_new_with_free_func (group_free);
  if (!add_rows (self, attribute, cancellable, error) || !add_missing (self, cancellable, error))
    return NULL;
  g_ptr_array_sort (self->groups, compare_groups);
  return g_steal_pointer (&self);
}

/**
 * lw_manifest_account_ref:
 * @self: an account
 *
 * Returns: (transfer full): @self
 */
LwManifestAccount *
lw_manifest_account_ref (LwManifestAccount *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&self->refs);
  return self;
}

/**
 * lw_manifest_account_unref:
 * @self: (transfer full): an account
 */
void
lw_manifest_account_unref (LwManifestAccount *self)
{
  g_return_if_fail (self != NULL);

  if (!g_atomic_ref_count_dec (&self->refs))
    return;
  lw_manifest_index_unref (self->output);
  g_clear_pointer (&self->input, lw_manifest_index_unref);
  g_ptr_array_unref (self->groups);
  g_free (self);
}

/**
 * lw_manifest_account_get_n_groups:
 * @self: an account
 *
 * Returns: how many causes there are; 0 when everything is labeled
 */
guint
lw_manifest_account_get_n_groups (LwManifestAccount *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->groups->len;
}

/**
 * lw_manifest_account_get_group:
 * @self: an account
 * @group: which cause
 *
 * Returns: (transfer none): the data objects without a label for this cause
 */
const LwAccountGroup *
lw_manifest_account_get_group (LwManifestAccount *self,
                               guint              group)
{
  g_return_val_if_fail (self != NULL && group < self->groups->len, NULL);

  return g_ptr_array_index (self->groups, group);
}

static LwManifestIndex *
get_index (LwManifestAccount    *self,
           const LwAccountGroup *group)
{
  return group->cause == LW_ACCOUNT_MISSING ? self->input : self->output;
}

/**
 * lw_manifest_account_dup_examples:
 * @self: an account
 * @group: which cause
 *
 * Returns: (transfer full): the file names of the first few images, with commas between
 */
char *
lw_manifest_account_dup_examples (LwManifestAccount *self,
                                  guint              group)
{
  const LwAccountGroup *of = lw_manifest_account_get_group (self, group);
  GString *text = g_string_new (NULL);

  for (guint i = 0; of != NULL && i < MIN (of->rows->len, N_EXAMPLES); i++)
    {
      g_autofree char *ref = lw_manifest_index_dup_source_ref (get_index (self, of),
                                                               g_array_index (of->rows, guint32, i));
      const char *slash = ref != NULL ? strrchr (ref, '/') : NULL;

      if (ref == NULL)
        continue;
      g_string_append (text, text->len > 0 ? ", " : "");
      g_string_append (text, slash != NULL ? slash + 1 : ref);
    }
  if (of != NULL && of->rows->len > N_EXAMPLES)
    g_string_append (text, ", …");
  return g_string_free (text, FALSE);
}

/**
 * lw_manifest_account_save:
 * @self: an account
 * @groups: (array length=n_groups): causes
 * @n_groups: how many
 * @path: the input manifest to write
 * @cancellable: (nullable): stops it
 * @error: return location: %LW_MANIFEST_ERROR_CHANGED, or a #GIOErrorEnum code
 *
 * Writes the lines of these data objects as they are. None has the attribute's label, so a labeling job with the
 * same label attribute name labels all of them, and one with another name as well.
 *
 * Returns: whether it worked
 */
gboolean
lw_manifest_account_save (LwManifestAccount  *self,
                          const guint        *groups,
                          gsize               n_groups,
                          const char         *path,
                          GCancellable       *cancellable,
                          GError            **error)
{
  LwManifestWriter *writer;
  gboolean worked;

  g_return_val_if_fail (self != NULL && path != NULL, FALSE);

  writer = lw_manifest_writer_open (path, error);
  worked = writer != NULL;
  for (gsize i = 0; worked && i < n_groups; i++)
    {
      const LwAccountGroup *group = g_ptr_array_index (self->groups, groups[i]);

      for (guint k = 0; worked && k < group->rows->len; k++)
        {
          gsize length;
          g_autofree char *line = lw_manifest_index_dup_line (get_index (self, group),
                                                              g_array_index (group->rows, guint32, k), &length, error);

          worked = line != NULL && lw_manifest_writer_add_line (writer, line, length, error) &&
                   !g_cancellable_set_error_if_cancelled (cancellable, error);
        }
    }
  worked = worked && lw_manifest_writer_commit (writer, error);
  lw_manifest_writer_free (writer);
  return worked;
}
