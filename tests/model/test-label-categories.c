/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Tests of label categories: the file, its limits, and lists that people paste. */

#define G_LOG_DOMAIN "lw-test"

#include "config.h"

#include "lw-label-categories.h"

#include <string.h>

static void
test_file (void)
{
  const char *const names[] = { "cat", "dog \"big\"", "Kätzchen", NULL };
  g_autoptr (LwLabelCategories) categories = lw_label_categories_new (names);
  g_autofree char *json = lw_label_categories_to_json (categories);
  g_autoptr (LwLabelCategories) back = NULL;
  g_autoptr (GError) error = NULL;
  guint index;

  g_assert_cmpstr (json, ==, "{\"document-version\":\"2018-11-28\",\"labels\":[{\"label\":\"cat\"},"
                             "{\"label\":\"dog \\\"big\\\"\"},{\"label\":\"Kätzchen\"}]}");
  back = lw_label_categories_parse (json, -1, &error);
  g_assert_no_error (error);
  g_assert_cmpstrv (lw_label_categories_get_names (back), names);
  g_assert_true (lw_label_categories_find (back, "Kätzchen", &index));
  g_assert_cmpuint (index, ==, 2);
  g_assert_false (lw_label_categories_find (back, "Cat", NULL));
}

static void
test_other_keys_survive (void)
{
  const char *json = "{\"labels\":[{\"label\":\"a\",\"categoryAttributes\":[1]},{\"label\":\"b\"}],\"x\":{\"y\":null}}";
  g_autoptr (LwLabelCategories) categories = lw_label_categories_parse (json, -1, NULL);
  g_autofree char *back = lw_label_categories_to_json (categories);

  g_assert_cmpstr (back, ==, json);
}

static void
test_broken_files (void)
{
  static const char *const broken[] = { "", "[]", "{}", "{\"labels\":{}}", "{\"labels\":[\"cat\"]}",
                                        "{\"labels\":[{\"label\":3}]}", "{\"labels\":[{}]}", "{\"labels\":[" };

  for (gsize i = 0; i < G_N_ELEMENTS (broken); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (lw_label_categories_parse (broken[i], -1, &error));
      g_assert_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA);
    }
}

static void
check (const char *const *names,
       LwTaskType         type,
       const char        *expected)
{
  g_autoptr (GPtrArray) diagnostics = lw_diagnostics_new ();
  GString *codes = g_string_new (NULL);
  g_autofree char *text = NULL;

  lw_label_categories_check (names, type, diagnostics);
  for (guint i = 0; i < diagnostics->len; i++)
    g_string_append_printf (codes, "%s ", ((LwDiagnostic *) g_ptr_array_index (diagnostics, i))->code);
  text = g_string_free (codes, FALSE);
  g_assert_cmpstr (g_strchomp (text), ==, expected);
}

static void
test_limits (void)
{
  g_autofree char *exact = g_strnfill (256, 'x');
  g_autofree char *longer = g_strnfill (257, 'x');
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) many = NULL;

  for (guint i = 0; i < 51; i++)
    {
      g_autofree char *name = g_strdup_printf ("label %u", i);

      g_strv_builder_add (builder, name);
    }
  many = g_strv_builder_end (builder);

  check ((const char *const[]) { "a", "b", NULL }, LW_TASK_TYPE_IMAGE_CLASSIFICATION, "");
  check ((const char *const[]) { "a", NULL }, LW_TASK_TYPE_IMAGE_CLASSIFICATION, "too-few-labels");
  check ((const char *const[]) { NULL }, LW_TASK_TYPE_IMAGE_CLASSIFICATION, "too-few-labels");
  check ((const char *const[]) { "a", "a", NULL }, LW_TASK_TYPE_IMAGE_CLASSIFICATION, "duplicate-label");
  check ((const char *const[]) { "a", " b", "", NULL }, LW_TASK_TYPE_IMAGE_CLASSIFICATION, "blank-edges empty-label");
  check ((const char *const[]) { exact, "b", NULL }, LW_TASK_TYPE_IMAGE_CLASSIFICATION, "");
  check ((const char *const[]) { longer, "b", NULL }, LW_TASK_TYPE_IMAGE_CLASSIFICATION, "long-label");
  check ((const char *const *) many, LW_TASK_TYPE_IMAGE_CLASSIFICATION, "many-labels");
  check ((const char *const *) many, LW_TASK_TYPE_IMAGE_CLASSIFICATION_MULTI_LABEL, "too-many-labels");
  g_clear_pointer (&many[50], g_free);
  check ((const char *const *) many, LW_TASK_TYPE_IMAGE_CLASSIFICATION_MULTI_LABEL, "");
}

static const struct
{
  const char *text;
  const char *expected;
} list_rows[] =
{
  { "cat\ndog\n", "cat|dog" },
  { "cat\r\n\r\n dog \r\ncat\r\n", "cat|dog" },
  { "cat, dog,bird", "cat|dog|bird" },
  { "cat, dog,bird\n", "cat|dog|bird" },
  { "label\ncat\ndog", "cat|dog" },
  { "name,count\ncat,3\ndog,4\n", "cat|dog" },
  { "\"cat, small\",3\n\"say \"\"hi\"\"\",4\n", "cat, small|say \"hi\"" },
  { "{\"labels\":[{\"label\":\"x\"},{\"label\":\"y\"}]}", "x|y" },
  { "\xef\xbb\xbf" "cat\ndog", "cat|dog" },
  { "", "" },
  { "\n\n", "" },
  { "one", "one" },
};

static void
test_lists (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (list_rows); i++)
    {
      g_auto (GStrv) names = lw_label_categories_names_from_text (list_rows[i].text);
      g_autofree char *joined = g_strjoinv ("|", names);

      g_assert_cmpstr (joined, ==, list_rows[i].expected);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/label-categories/file", test_file);
  g_test_add_func ("/label-categories/other-keys-survive", test_other_keys_survive);
  g_test_add_func ("/label-categories/broken-files", test_broken_files);
  g_test_add_func ("/label-categories/limits", test_limits);
  g_test_add_func ("/label-categories/lists", test_lists);
  return g_test_run ();
}
