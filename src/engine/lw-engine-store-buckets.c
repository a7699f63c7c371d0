/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The table of buckets: which folder a name stands for. Not for looking into the folders. */

#define G_LOG_DOMAIN "lw-engine"

#include "config.h"

#include "lw-engine-store-private.h"

/**
 * lw_engine_store_load_buckets:
 * @self: a store
 * @error: return location
 *
 * Returns: (transfer full) (nullable): a table from names to folders
 */
GHashTable *
lw_engine_store_load_buckets (LwEngineStore  *self,
                              GError        **error)
{
  g_autoptr (GHashTable) buckets = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_autoptr (GError) local_error = NULL;
  sqlite3_stmt *statement = lw_engine_store_query (self, error, "SELECT name, folder FROM buckets", "");

  if (statement == NULL)
    return NULL;
  while (lw_engine_store_next (self, statement, &local_error))
    g_hash_table_insert (buckets, lw_engine_store_text (statement, 0), lw_engine_store_text (statement, 1));
  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return NULL;
    }
  return g_steal_pointer (&buckets);
}

/**
 * lw_engine_store_save_bucket:
 * @self: a store
 * @name: a bucket, new or known
 * @folder: its folder
 * @error: return location
 *
 * Returns: whether it worked
 */
gboolean
lw_engine_store_save_bucket (LwEngineStore  *self,
                             const char     *name,
                             const char     *folder,
                             GError        **error)
{
  return lw_engine_store_begin (self, TRUE, error) &&
         (lw_engine_store_run (self, error, "INSERT OR REPLACE INTO buckets (name, folder) VALUES (?, ?)", "ss",
                               name, folder) ||
          (lw_engine_store_rollback (self), FALSE)) &&
         lw_engine_store_commit (self, error);
}

/**
 * lw_engine_store_delete_bucket:
 * @self: a store
 * @name: a bucket
 * @error: return location
 *
 * Returns: whether it worked
 */
gboolean
lw_engine_store_delete_bucket (LwEngineStore  *self,
                               const char     *name,
                               GError        **error)
{
  return lw_engine_store_begin (self, TRUE, error) &&
         (lw_engine_store_run (self, error, "DELETE FROM buckets WHERE name = ?", "s", name) ||
          (lw_engine_store_rollback (self), FALSE)) &&
         lw_engine_store_commit (self, error);
}
