/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Reading a manifest from an object store that breaks off, answers too little, and changes its object. */

#define G_LOG_DOMAIN "lw-test"

#include "config.h"

#include "lw-manifest-download.h"

#include "lw-test-support.h"

#include <string.h>

#define URI  "s3://bucket/out/output.manifest"
#define SIZE (20 * 1024 * 1024 + 17)

#define FAULTY_TYPE_STORE (faulty_store_get_type ())
G_DECLARE_FINAL_TYPE (FaultyStore, faulty_store, FAULTY, STORE, GObject)

/* One object; @version is in every byte of it. */
struct _FaultyStore
{
  GObject parent_instance;
  guint   version;
  guint   n_gets;
  guint   n_failures;
  guint   fail_from;
  guint   change_at;
  gsize   most;
  guint64 first_offset;
};

static void faulty_store_init_interface (LwObjectStoreInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (FaultyStore, faulty_store, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (LW_TYPE_OBJECT_STORE, faulty_store_init_interface))

static char *
dup_etag (FaultyStore *self)
{
  return g_strdup_printf ("v%u", self->version);
}

static LwObjectInfo *
faulty_store_head (LwObjectStore  *store,
                   const char     *uri,
                   GCancellable   *cancellable,
                   GError        **error)
{
  g_autofree char *etag = dup_etag (FAULTY_STORE (store));

  return lw_object_info_new (uri, SIZE, 0, etag);
}

static GBytes *
faulty_store_get (LwObjectStore  *store,
                  const char     *uri,
                  guint64         offset,
                  gssize          length,
                  const char     *if_match,
                  GCancellable   *cancellable,
                  GError        **error)
{
  FaultyStore *self = FAULTY_STORE (store);
  g_autofree char *etag = dup_etag (self);
  gsize n = MIN ((gsize) length, self->most);
  char *data;

  self->n_gets++;
  if (self->n_gets == 1)
    self->first_offset = offset;
  if (self->change_at == self->n_gets)
    {
      self->version++;
      g_free (etag);
      etag = dup_etag (self);
    }
  if (g_strcmp0 (if_match, etag) != 0)
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_WRONG_ETAG, "changed");
      return NULL;
    }
  if (self->n_gets >= self->fail_from && self->n_failures > 0)
    {
      self->n_failures--;
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_CONNECTION_CLOSED, "broken off");
      return NULL;
    }
  g_assert_cmpuint (offset + n, <=, SIZE);
  data = g_malloc (n + 1);
  memset (data, (int) ('0' + self->version), n);
  return g_bytes_new_take (data, n);
}

static void
faulty_store_init_interface (LwObjectStoreInterface *iface)
{
  iface->head = faulty_store_head;
  iface->get = faulty_store_get;
}

static void
faulty_store_class_init (FaultyStoreClass *klass)
{
}

static void
faulty_store_init (FaultyStore *self)
{
  self->most = G_MAXSIZE;
  self->fail_from = 1;
}

static FaultyStore *
new_store (void)
{
  return g_object_new (FAULTY_TYPE_STORE, NULL);
}

static char *
download (FaultyStore  *store,
          const char   *folder,
          GError      **error)
{
  return lw_manifest_download (LW_OBJECT_STORE (store), URI, folder, NULL, NULL, NULL, error);
}

static void
check_content (const char *path,
               char        wanted)
{
  g_autofree char *content = NULL;
  gsize length;

  g_assert_true (g_file_get_contents (path, &content, &length, NULL));
  g_assert_cmpuint (length, ==, SIZE);
  for (gsize i = 0; i < length; i++)
    if (content[i] != wanted)
      g_error ("byte %zu is %c", i, content[i]);
}

static guint
count_files (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  guint n = 0;

  while (g_dir_read_name (dir) != NULL)
    n++;
  return n;
}

static void
test_whole (void)
{
  g_autofree char *folder = lw_test_dup_temp_dir ();
  g_autoptr (FaultyStore) store = new_store ();
  g_autofree char *path = NULL, *again = NULL;

  store->most = 3000000;
  path = download (store, folder, NULL);
  check_content (path, '0');
  g_assert_cmpuint (store->n_gets, ==, 7);
  again = download (store, folder, NULL);
  g_assert_cmpstr (again, ==, path);
  g_assert_cmpuint (store->n_gets, ==, 7);
  lw_test_remove_tree (folder);
}

/* A short failure is tried again; a long one ends the call, and the next one goes on where it was. */
static void
test_resume (void)
{
  g_autofree char *folder = lw_test_dup_temp_dir ();
  g_autoptr (FaultyStore) store = new_store ();
  g_autoptr (GError) error = NULL;
  g_autofree char *path = NULL;

  store->n_failures = 2;
  store->fail_from = 2;
  path = download (store, folder, &error);
  g_assert_no_error (error);
  check_content (path, '0');
  lw_test_remove_tree (folder);
  g_free (path);

  store->n_gets = 0;
  store->n_failures = 3;
  path = download (store, folder, &error);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CONNECTION_CLOSED);
  g_assert_null (path);
  g_assert_cmpuint (store->n_gets, ==, 4);
  store->n_gets = 0;
  path = download (store, folder, NULL);
  check_content (path, '0');
  g_assert_cmpuint (store->first_offset, ==, 8 * 1024 * 1024);
  lw_test_remove_tree (folder);
}

/* Bytes of two versions never meet: not in one call, and not in two. */
static void
test_change (void)
{
  g_autofree char *folder = lw_test_dup_temp_dir ();
  g_autoptr (FaultyStore) store = new_store ();
  g_autoptr (GError) error = NULL;
  g_autofree char *path = NULL;

  store->change_at = 2;
  g_assert_null (download (store, folder, &error));
  g_assert_error (error, LW_MANIFEST_ERROR, LW_MANIFEST_ERROR_CHANGED);
  g_assert_nonnull (strstr (error->message, URI));
  g_assert_cmpuint (count_files (folder), ==, 0);

  g_clear_error (&error);
  store->n_gets = 0;
  store->change_at = 0;
  store->fail_from = 2;
  store->n_failures = 3;
  g_assert_null (download (store, folder, &error));
  g_assert_cmpuint (count_files (folder), ==, 1);
  store->version++;
  store->n_gets = 0;
  path = download (store, folder, NULL);
  check_content (path, '2');
  g_assert_cmpuint (store->first_offset, ==, 0);
  g_assert_cmpuint (count_files (folder), ==, 1);
  lw_test_remove_tree (folder);
}

static void
test_short (void)
{
  g_autofree char *folder = lw_test_dup_temp_dir ();
  g_autoptr (FaultyStore) store = new_store ();
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  store->most = 0;
  g_assert_null (download (store, folder, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_PARTIAL_INPUT);
  g_clear_error (&error);
  g_cancellable_cancel (cancellable);
  g_assert_null (lw_manifest_download (LW_OBJECT_STORE (store), URI, folder, NULL, NULL, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  lw_test_remove_tree (folder);
}

static void
done_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  GAsyncResult **done = user_data;

  *done = g_object_ref (result);
}

static void
test_async (void)
{
  g_autofree char *folder = lw_test_dup_temp_dir ();
  g_autoptr (FaultyStore) store = new_store ();
  g_autoptr (GAsyncResult) done = NULL;
  g_autofree char *path = NULL;

  lw_manifest_download_async (LW_OBJECT_STORE (store), URI, folder, NULL, done_cb, &done);
  while (done == NULL)
    g_main_context_iteration (NULL, TRUE);
  path = lw_manifest_download_finish (done, NULL);
  check_content (path, '0');
  lw_test_remove_tree (folder);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/manifest-download/whole", test_whole);
  g_test_add_func ("/manifest-download/resume", test_resume);
  g_test_add_func ("/manifest-download/change", test_change);
  g_test_add_func ("/manifest-download/short", test_short);
  g_test_add_func ("/manifest-download/async", test_async);

  return g_test_run ();
}
