/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The list model: the same object while it is held, clear-then-fill, queries in threads. */

#define G_LOG_DOMAIN "lw-test"

#include "config.h"

#include "lw-manifest-model.h"

#include "lw-test-support.h"

static LwManifestIndex *
make_index (guint n_rows)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GBytes) bytes = NULL;

  for (guint i = 0; i < n_rows; i++)
    if (i % 10 == 9)
      g_string_append_printf (text, "{\"source-ref\":\"s3://b/p/%u.jpg\","
                                    "\"k-metadata\":{\"failure-reason\":\"too late\"}}\n", i);
    else
      g_string_append_printf (text, "{\"source-ref\":\"s3://b/p/%u.jpg\",\"k\":%u,"
                                    "\"k-metadata\":{\"class-name\":\"c%u\","
                              "\"confidence\":0.%02u}}\n", i, i % 3, i % 3, i % 100);
  bytes = g_bytes_new (text->str, text->len);
  return lw_manifest_index_new_from_bytes (bytes);
}

static void
set_query (LwManifestModel *model,
           const char      *text)
{
  g_autoptr (LwManifestQuery) query = lw_manifest_query_parse (text, NULL);
  g_autoptr (GError) error = NULL;

  g_assert_true (lw_manifest_model_set_query (model, query, &error));
  g_assert_no_error (error);
}

static void
test_identity (void)
{
  g_autoptr (LwManifestIndex) index = make_index (100);
  LwManifestModel *model = lw_manifest_model_new ();
  g_autoptr (LwManifestRow) held = NULL;
  g_autoptr (LwManifestRow) again = NULL;
  g_autoptr (LwManifestRow) other = NULL;
  LwManifestRow *gone;

  lw_manifest_model_set_index (model, index);
  held = g_list_model_get_item (G_LIST_MODEL (model), 40);
  again = g_list_model_get_item (G_LIST_MODEL (model), 40);
  other = g_list_model_get_item (G_LIST_MODEL (model), 41);
  g_assert_true (held == again);
  g_assert_true (held != other);

  /* A query leaves a held row what it is, wherever it comes to stand. */
  set_query (model, "sort:-file");
  g_clear_object (&again);
  again = g_list_model_get_item (G_LIST_MODEL (model), 59);
  g_assert_true (held == again);

  gone = g_list_model_get_item (G_LIST_MODEL (model), 0);
  g_assert_cmpuint (lw_manifest_row_get_row (gone), ==, 99);
  g_assert_finalize_object (gone);
  gone = g_list_model_get_item (G_LIST_MODEL (model), 0);
  g_assert_finalize_object (gone);

  /* The model may go before its rows, and its rows before it. */
  g_assert_finalize_object (model);
  g_assert_cmpuint (lw_manifest_row_get_row (held), ==, 40);
}

/* What a view needs: that the changes add up, and that few rows are replaced at once, because it asks for each. */
static void
items_changed_cb (GListModel *model,
                  guint       position,
                  guint       removed,
                  guint       added,
                  guint      *length)
{
  g_assert_cmpuint (position + removed, <=, *length);
  *length += added - removed;
  g_assert_cmpuint (g_list_model_get_n_items (model), ==, *length);
  g_assert_true (removed == 0 || added <= 256);
  for (guint i = position; i < position + MIN (added, 256); i++)
    {
      g_autoptr (LwManifestRow) row = g_list_model_get_item (model, i);

      g_assert_nonnull (row);
    }
}

static void
test_changes (void)
{
  g_autoptr (LwManifestIndex) index = make_index (1000);
  LwManifestModel *model = lw_manifest_model_new ();
  guint length = 0;

  g_signal_connect (model, "items-changed", G_CALLBACK (items_changed_cb), &length);
  lw_manifest_model_set_index (model, index);
  g_assert_cmpuint (length, ==, 1000);
  set_query (model, "state:failed");
  g_assert_cmpuint (length, ==, 100);
  g_assert_null (g_list_model_get_item (G_LIST_MODEL (model), 100));
  set_query (model, "");
  g_assert_cmpuint (length, ==, 1000);
  set_query (model, "class:no-such-class");
  g_assert_cmpuint (length, ==, 0);
  lw_manifest_model_set_index (model, NULL);
  g_assert_cmpuint (length, ==, 0);
  g_assert_finalize_object (model);
}

static void
test_row (void)
{
  g_autoptr (LwManifestIndex) index = make_index (20);
  g_autoptr (LwManifestModel) model = lw_manifest_model_new ();
  g_autoptr (LwManifestRow) labeled = NULL;
  g_autoptr (LwManifestRow) failed = NULL;
  g_autofree char *json = NULL;
  g_autofree char *failure = NULL;
  guint position;

  lw_manifest_model_set_index (model, index);
  labeled = g_list_model_get_item (G_LIST_MODEL (model), 4);
  failed = g_list_model_get_item (G_LIST_MODEL (model), 9);
  g_assert_cmpstr (lw_manifest_row_get_source_ref (labeled), ==, "s3://b/p/4.jpg");
  g_assert_cmpstr (lw_manifest_row_get_name (labeled), ==, "4.jpg");
  g_assert_cmpstr (lw_manifest_row_get_label (labeled), ==, "c1");
  g_assert_cmpfloat (lw_manifest_row_get_confidence (labeled), ==, 0.04);
  g_assert_cmpuint (lw_manifest_row_get_line_number (labeled), ==, 5);
  g_assert_null (lw_manifest_row_dup_failure (labeled));
  json = lw_manifest_row_dup_json (labeled, NULL);
  g_assert_true (g_str_has_prefix (json, "{\n  \"source-ref\": \"s3://b/p/4.jpg\",\n"));

  g_assert_cmpint (lw_manifest_row_get_state (failed), ==, LW_DATA_OBJECT_STATE_FAILED);
  failure = lw_manifest_row_dup_failure (failed);
  g_assert_cmpstr (failure, ==, "too late");
  g_assert_cmpstr (lw_manifest_row_get_label (failed), ==, "");

  set_query (model, "state:failed");
  g_assert_true (lw_manifest_model_find_row (model, 19, &position));
  g_assert_cmpuint (position, ==, 1);
  g_assert_cmpuint (lw_manifest_model_get_row (model, 1), ==, 19);
  g_assert_false (lw_manifest_model_find_row (model, 4, NULL));
}

static void
done_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  GAsyncResult **done = user_data;

  *done = g_object_ref (result);
}

static gboolean
is_set (gpointer user_data)
{
  return *(gpointer *) user_data != NULL;
}

/* Of two queries that run at a time, the one that was asked for last wins, whichever ends first. */
static void
test_async (void)
{
  g_autoptr (LwManifestIndex) index = make_index (1000);
  g_autoptr (LwManifestModel) model = lw_manifest_model_new ();
  g_autoptr (LwManifestQuery) first = lw_manifest_query_parse ("state:failed", NULL);
  g_autoptr (LwManifestQuery) second = lw_manifest_query_parse ("class:c1 sort:-source-ref", NULL);
  g_autoptr (GAsyncResult) first_result = NULL;
  g_autoptr (GAsyncResult) second_result = NULL;
  g_autoptr (GError) error = NULL;

  lw_manifest_model_set_index (model, index);
  lw_manifest_model_set_query_async (model, first, NULL, done_cb, &first_result);
  lw_manifest_model_set_query_async (model, second, NULL, done_cb, &second_result);
  lw_test_wait_until (is_set, &first_result);
  lw_test_wait_until (is_set, &second_result);
  g_assert_true (lw_manifest_model_set_query_finish (model, second_result, &error));
  g_assert_no_error (error);
  g_assert_false (lw_manifest_model_set_query_finish (model, first_result, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_true (lw_manifest_query_equal (lw_manifest_model_get_query (model), second));
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (model)), ==, 300);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/manifest-model/identity", test_identity);
  g_test_add_func ("/manifest-model/changes", test_changes);
  g_test_add_func ("/manifest-model/row", test_row);
  g_test_add_func ("/manifest-model/async", test_async);

  return g_test_run ();
}
