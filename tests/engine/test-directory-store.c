/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Buckets that are folders: odd keys, keys and links that lead out, ranges, lists, names of buckets. */

#include "config.h"

#include "lw-directory-store.h"
#include "lw-test-support.h"

#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

typedef struct
{
  char          *folder;
  char          *photos;
  LwObjectStore *store;
} Fixture;

static void
set_up (Fixture       *self,
        gconstpointer  data)
{
  g_autofree char *workspace = NULL;
  g_autofree char *bucket = NULL;
  g_autoptr (GError) error = NULL;

  self->folder = lw_test_dup_temp_dir ();
  workspace = g_build_filename (self->folder, "workspace", NULL);
  self->photos = g_build_filename (self->folder, "My Photos", NULL);
  g_assert_cmpint (g_mkdir (self->photos, 0700), ==, 0);
  self->store = LW_OBJECT_STORE (lw_directory_store_open (workspace, &error));
  g_assert_no_error (error);
  bucket = lw_object_store_map_folder (self->store, self->photos, NULL, FALSE, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (bucket, ==, "my-photos");
}

static void
tear_down (Fixture       *self,
           gconstpointer  data)
{
  g_assert_finalize_object (self->store);
  lw_test_remove_tree (self->folder);
  g_free (self->photos);
  g_free (self->folder);
}

static void
put (Fixture    *self,
     const char *key,
     const char *text)
{
  g_autofree char *uri = g_strconcat ("s3://my-photos/", key, NULL);
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));
  g_autoptr (GError) error = NULL;

  lw_object_store_put (self->store, uri, bytes, NULL, &error);
  g_assert_no_error (error);
}

static const char *const good_keys[] = {
  "a.jpg", "a/b/c/d.png", "blank in name (1).jpg", "quotes\"'`.jpg", "émoji 🐈.png", "%41%2f.jpg", "a\nb.jpg",
  "+?#&=.jpg", "...", "a..b/..c", ".hidden", "back\\slash", "-rf", "~", "*", "trailing.", " lead",
};

static const char *const bad_keys[] = {
  "", ".", "..", "../x", "a/../../x", "a/..", "a/./b", "./a", "//..",
};

static void
test_good_keys (Fixture       *self,
                gconstpointer  data)
{
  g_autoptr (GPtrArray) infos = NULL;
  g_autoptr (GError) error = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (good_keys); i++)
    {
      g_autofree char *uri = g_strconcat ("s3://my-photos/", good_keys[i], NULL);
      g_autoptr (GBytes) bytes = NULL;
      g_autoptr (LwObjectInfo) info = NULL;

      put (self, good_keys[i], good_keys[i]);
      bytes = lw_object_store_get (self->store, uri, 0, -1, NULL, NULL, &error);
      g_assert_no_error (error);
      g_assert_cmpmem (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), good_keys[i], strlen (good_keys[i]));
      info = lw_object_store_head (self->store, uri, NULL, &error);
      g_assert_no_error (error);
      g_assert_cmpstr (info->uri, ==, uri);
      g_assert_cmpuint (info->size, ==, strlen (good_keys[i]));
    }
  infos = lw_object_store_list (self->store, "s3://my-photos/", NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (infos->len, ==, G_N_ELEMENTS (good_keys));
  for (guint i = 1; i < infos->len; i++)
    g_assert_cmpint (strcmp (((LwObjectInfo *) infos->pdata[i - 1])->uri, ((LwObjectInfo *) infos->pdata[i])->uri),
                     <, 0);
}

/* Keys that cannot be paths, and keys that are in each other's way. */
static void
test_odd_keys (Fixture       *self,
               gconstpointer  data)
{
  g_autofree char *long_name = g_strnfill (1024, 'x');
  const char *keys[] = { "a", "a/", "a//b", "a/b", "a/b/c", "b/c", "b", "/x", "//x", "x//", ".lw-odd/x",
                         ".lw-0123456789abcdef", long_name };
  g_autoptr (GPtrArray) infos = NULL;
  g_autoptr (GError) error = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (keys); i++)
    put (self, keys[i], keys[i]);
  for (gsize i = 0; i < G_N_ELEMENTS (keys); i++)
    {
      g_autofree char *uri = g_strconcat ("s3://my-photos/", keys[i], NULL);
      g_autoptr (GBytes) bytes = lw_object_store_get (self->store, uri, 0, -1, NULL, NULL, &error);

      g_assert_no_error (error);
      g_assert_cmpmem (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), keys[i], strlen (keys[i]));
    }
  infos = lw_object_store_list (self->store, "s3://my-photos/", NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (infos->len, ==, G_N_ELEMENTS (keys));
  for (guint i = 1; i < infos->len; i++)
    g_assert_cmpint (strcmp (((LwObjectInfo *) infos->pdata[i - 1])->uri, ((LwObjectInfo *) infos->pdata[i])->uri),
                     <, 0);
  g_assert_true (lw_object_store_delete (self->store, "s3://my-photos/a", NULL, &error));
  g_assert_null (lw_object_store_get (self->store, "s3://my-photos/a", 0, -1, NULL, NULL, NULL));
  put (self, "a", "again");
  g_clear_pointer (&infos, g_ptr_array_unref);
  infos = lw_object_store_list (self->store, "s3://my-photos/a/", NULL, &error);
  g_assert_cmpuint (infos->len, ==, 4);
}

static void
test_bad_keys (Fixture       *self,
               gconstpointer  data)
{
  g_autofree char *long_key = g_strnfill (1025, 'x');
  g_autoptr (GBytes) bytes = g_bytes_new_static ("x", 1);

  for (gsize i = 0; i < G_N_ELEMENTS (bad_keys) + 1; i++)
    {
      const char *key = i < G_N_ELEMENTS (bad_keys) ? bad_keys[i] : long_key;
      g_autofree char *uri = g_strconcat ("s3://my-photos/", key, NULL);
      g_autoptr (GError) error = NULL;

      g_assert_false (lw_object_store_put (self->store, uri, bytes, NULL, &error));
      g_assert_nonnull (error);
      g_clear_error (&error);
      g_assert_null (lw_object_store_get (self->store, uri, 0, -1, NULL, NULL, &error));
      g_assert_nonnull (error);
    }
}

static void
test_links (Fixture       *self,
            gconstpointer  data)
{
  static const char *const uris[] = { "s3://my-photos/out.jpg", "s3://my-photos/away/secret.txt",
                                      "s3://my-photos/away/new/deep.txt" };
  g_autofree char *secret = g_build_filename (self->folder, "secret.txt", NULL);
  g_autofree char *out = g_build_filename (self->photos, "out.jpg", NULL);
  g_autofree char *away = g_build_filename (self->photos, "away", NULL);
  g_autofree char *inside = g_build_filename (self->photos, "inside.jpg", NULL);
  g_autofree char *loop = g_build_filename (self->photos, "loop", NULL);
  g_autofree char *neighbour = g_strconcat (self->photos, " 2", NULL);
  g_autofree char *to_neighbour = g_build_filename (self->photos, "neighbour", NULL);
  g_autoptr (GBytes) bytes = g_bytes_new_static ("x", 1);
  g_autoptr (GPtrArray) infos = NULL;
  g_autofree char *text = NULL;

  put (self, "real.jpg", "real");
  g_assert_true (g_file_set_contents (secret, "secret", -1, NULL));
  g_assert_cmpint (g_mkdir (neighbour, 0700), ==, 0);
  g_assert_cmpint (symlink (secret, out), ==, 0);
  g_assert_cmpint (symlink ("..", away), ==, 0);
  g_assert_cmpint (symlink ("real.jpg", inside), ==, 0);
  g_assert_cmpint (symlink (".", loop), ==, 0);
  g_assert_cmpint (symlink (neighbour, to_neighbour), ==, 0);
  for (gsize i = 0; i < G_N_ELEMENTS (uris); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (lw_object_store_get (self->store, uris[i], 0, -1, NULL, NULL, &error));
      g_assert_error (error, G_IO_ERROR, G_IO_ERROR_PERMISSION_DENIED);
      g_assert_null (lw_object_store_dup_path (self->store, uris[i]));
      g_assert_false (lw_object_store_put (self->store, uris[i], bytes, NULL, NULL));
    }
  g_assert_false (lw_object_store_put (self->store, "s3://my-photos/neighbour/x", bytes, NULL, NULL));
  g_assert_true (g_file_get_contents (secret, &text, NULL, NULL));
  g_assert_cmpstr (text, ==, "secret");
  infos = lw_object_store_list (self->store, "s3://my-photos/", NULL, NULL);
  g_assert_cmpuint (infos->len, ==, 2);
  g_assert_cmpstr (((LwObjectInfo *) infos->pdata[0])->uri, ==, "s3://my-photos/inside.jpg");
}

static void
test_range (Fixture       *self,
            gconstpointer  data)
{
  static const struct { guint64 offset; gssize length; const char *expected; } rows[] = {
    { 0, -1, "0123456789" }, { 3, 4, "3456" }, { 8, 9, "89" }, { 10, -1, "" }, { 99, 5, "" }, { 2, 0, "" },
  };
  g_autoptr (LwObjectInfo) info = NULL;
  g_autoptr (GBytes) same = NULL;
  g_autoptr (GError) error = NULL;

  put (self, "n.txt", "0123456789");
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GBytes) bytes = lw_object_store_get (self->store, "s3://my-photos/n.txt", rows[i].offset,
                                                      rows[i].length, NULL, NULL, &error);

      g_assert_no_error (error);
      g_assert_cmpmem (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), rows[i].expected,
                       strlen (rows[i].expected));
    }

  info = lw_object_store_head (self->store, "s3://my-photos/n.txt", NULL, NULL);
  same = lw_object_store_get (self->store, info->uri, 0, -1, info->etag, NULL, NULL);
  g_assert_nonnull (same);
  put (self, "n.txt", "9876543210");
  g_assert_null (lw_object_store_get (self->store, info->uri, 0, -1, info->etag, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_WRONG_ETAG);
}

static void
test_list (Fixture       *self,
           gconstpointer  data)
{
  g_autofree char *temporary = g_build_filename (self->photos, ".lw-0123456789abcdef", NULL);
  static const char *const keys[] = { "a/1", "a/2", "a-b/1", "ab", "b/c/d", "b/ce/f", "a.b/1" };
  static const struct { const char *prefix; const char *expected; } rows[] = {
    { "", "a-b/1 a.b/1 a/1 a/2 ab b/c/d b/ce/f" },
    { "a", "a-b/1 a.b/1 a/1 a/2 ab" },
    { "a/", "a/1 a/2" },
    { "b/c", "b/c/d b/ce/f" },
    { "b/c/", "b/c/d" },
    { "x", "" }, { "x/y", "" }, { "../", "" }, { "b/c/d", "b/c/d" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (keys); i++)
    put (self, keys[i], "x");
  g_assert_true (g_file_set_contents (temporary, "x", 1, NULL));
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *uri = g_strconcat ("s3://my-photos/", rows[i].prefix, NULL);
      g_autoptr (GError) error = NULL;
      g_autoptr (GPtrArray) infos = lw_object_store_list (self->store, uri, NULL, &error);
      g_autoptr (GString) found = g_string_new (NULL);

      g_assert_no_error (error);
      for (guint j = 0; j < infos->len; j++)
        g_string_append_printf (found, "%s%s", j > 0 ? " " : "",
                                ((LwObjectInfo *) infos->pdata[j])->uri + strlen ("s3://my-photos/"));
      g_assert_cmpstr (found->str, ==, rows[i].expected);
    }
}

static void
test_buckets (Fixture       *self,
              gconstpointer  data)
{
  g_autofree char *other = g_build_filename (self->folder, "x", "My Photos", NULL);
  g_autofree char *again = g_strconcat (self->photos, "/../My Photos", NULL);
  g_autofree char *workspace = g_build_filename (self->folder, "workspace", NULL);
  g_autofree char *name = NULL;
  g_autofree char *second = NULL;
  g_autofree char *exact = NULL;
  g_autofree char *path = NULL;
  g_autoptr (LwDirectoryStore) reopened = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (g_mkdir_with_parents (other, 0700), ==, 0);
  name = lw_object_store_map_folder (self->store, again, "wanted", FALSE, &error);
  g_assert_cmpstr (name, ==, "my-photos");
  second = lw_object_store_map_folder (self->store, other, NULL, FALSE, &error);
  g_assert_cmpstr (second, ==, "my-photos-2");
  exact = lw_object_store_map_folder (self->store, other, "my-photos", TRUE, &error);
  g_assert_cmpstr (exact, ==, "my-photos");
  g_assert_null (lw_object_store_map_folder (self->store, other, "labelwright", TRUE, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT);
  g_clear_error (&error);
  g_assert_null (lw_object_store_map_folder (self->store, "/nowhere/at/all", NULL, FALSE, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
  g_clear_error (&error);

  reopened = lw_directory_store_open (workspace, &error);
  g_assert_no_error (error);
  path = lw_object_store_dup_path (LW_OBJECT_STORE (reopened), "s3://my-photos/a.jpg");
  g_assert_true (g_str_has_suffix (path, "/x/My Photos/a.jpg"));
  g_assert_null (lw_object_store_get (self->store, "s3://unknown/a.jpg", 0, -1, NULL, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
}

static void
test_delete (Fixture       *self,
             gconstpointer  data)
{
  g_autoptr (GError) error = NULL;

  put (self, "a/b", "x");
  g_assert_true (lw_object_store_delete (self->store, "s3://my-photos/a/b", NULL, &error));
  g_assert_true (lw_object_store_delete (self->store, "s3://my-photos/a/b", NULL, &error));
  g_assert_null (lw_object_store_head (self->store, "s3://my-photos/a/b", NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_assert_null (lw_object_store_head (self->store, "s3://my-photos/a", NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
}

/* A pipe must not block the reader, and is not an object. */
static void
test_pipe (Fixture       *self,
           gconstpointer  data)
{
  g_autofree char *path = g_build_filename (self->photos, "pipe.jpg", NULL);
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (mkfifo (path, 0600), ==, 0);
  g_assert_null (lw_object_store_get (self->store, "s3://my-photos/pipe.jpg", 0, -1, NULL, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
}

static gpointer
put_many (gpointer data)
{
  LwObjectStore *store = data;

  for (guint i = 0; i < 50; i++)
    {
      g_autofree char *uri = g_strdup_printf ("s3://my-photos/many/%u", i % 5);
      g_autofree char *text = g_strnfill (1000 + i, 'x');
      g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));
      g_autoptr (GBytes) read = NULL;

      g_assert_true (lw_object_store_put (store, uri, bytes, NULL, NULL));
      read = lw_object_store_get (store, uri, 0, -1, NULL, NULL, NULL);
      g_assert_cmpuint (g_bytes_get_size (read), >=, 1000);
    }
  return NULL;
}

static void
test_threads (Fixture       *self,
              gconstpointer  data)
{
  GThread *threads[4];
  g_autoptr (GPtrArray) infos = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (threads); i++)
    threads[i] = g_thread_new ("put", put_many, self->store);
  for (gsize i = 0; i < G_N_ELEMENTS (threads); i++)
    g_thread_join (threads[i]);
  infos = lw_object_store_list (self->store, "s3://my-photos/", NULL, NULL);
  g_assert_cmpuint (infos->len, ==, 5);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

#define ADD(path, func) g_test_add ("/engine/directory-store/" path, Fixture, NULL, set_up, func, tear_down)
  ADD ("good-keys", test_good_keys);
  ADD ("bad-keys", test_bad_keys);
  ADD ("odd-keys", test_odd_keys);
  ADD ("links", test_links);
  ADD ("range", test_range);
  ADD ("list", test_list);
  ADD ("buckets", test_buckets);
  ADD ("delete", test_delete);
  ADD ("pipe", test_pipe);
  ADD ("threads", test_threads);
#undef ADD
  return g_test_run ();
}
