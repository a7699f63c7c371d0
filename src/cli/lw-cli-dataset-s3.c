/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* "dataset scan" of images that lie in S3: what the list of objects says. No image is read, for that costs money and
 * time; formats are those that the names promise. */

#define G_LOG_DOMAIN "lw-cli"

#include "config.h"

#include "lw-cli-dataset-s3.h"

#include <glib/gi18n.h>
#include <inttypes.h>
#include <string.h>

#include "lw-cli-service.h"
#include "lw-image-info.h"

typedef struct
{
  LwCli      *cli;
  LwS3Client *client;
  LwS3Uri    *uri;
  guint64     n_images[LW_N_IMAGE_FORMATS];
  guint64     n_bytes;
  guint64     n_other;
  GHashTable *classes;
  GPtrArray  *empty;
  GError     *error;
} Scan;

static LwImageFormat
guess_format (const char *key)
{
  static const struct
  {
    const char    *suffix;
    LwImageFormat  format;
  } suffixes[] = {
    { ".jpg", LW_IMAGE_FORMAT_JPEG },
    { ".jpeg", LW_IMAGE_FORMAT_JPEG },
    { ".png", LW_IMAGE_FORMAT_PNG },
  };
  const char *dot = strrchr (key, '.');

  for (guint i = 0; dot != NULL && i < G_N_ELEMENTS (suffixes); i++)
    if (g_ascii_strcasecmp (dot, suffixes[i].suffix) == 0)
      return suffixes[i].format;
  return LW_IMAGE_FORMAT_UNKNOWN;
}

static void
take_image (Scan               *self,
            const LwObjectInfo *object,
            LwImageFormat       format)
{
  const char *name = strchr (object->uri + strlen ("s3://"), '/') + 1 + strlen (self->uri->key);
  const char *slash = strchr (name, '/');

  if (object->size == 0)
    {
      g_ptr_array_add (self->empty, g_strdup (object->uri));
      return;
    }
  self->n_images[format]++;
  self->n_bytes += object->size;
  if (slash != NULL)
    g_hash_table_add (self->classes, g_strndup (name, slash - name));
}

static gboolean
take_page (LwS3Listing  *page,
           gpointer      data,
           GError      **error)
{
  Scan *self = data;

  for (guint i = 0; i < page->objects->len; i++)
    {
      const LwObjectInfo *object = g_ptr_array_index (page->objects, i);
      LwImageFormat format = guess_format (object->uri);

      if (format != LW_IMAGE_FORMAT_UNKNOWN)
        take_image (self, object, format);
      else if (!g_str_has_suffix (object->uri, "/"))
        self->n_other++;
    }
  return TRUE;
}

static void
scan (gpointer first,
      gpointer second)
{
  Scan *self = first;

  lw_s3_client_list_all (self->client, self->uri, NULL, take_page, self, self->cli->cancellable, &self->error);
}

static guint64
count_images (const Scan *self)
{
  guint64 n_images = 0;

  for (guint f = 0; f < LW_N_IMAGE_FORMATS; f++)
    n_images += self->n_images[f];
  return n_images;
}

static void
build_classes (JsonBuilder *builder,
               const Scan  *self)
{
  g_autoptr (GList) names = g_list_sort (g_hash_table_get_keys (self->classes), (GCompareFunc) strcmp);

  json_builder_set_member_name (builder, "folder-classes");
  json_builder_begin_array (builder);
  for (GList *name = names; name != NULL; name = name->next)
    {
      g_autofree char *valid = g_utf8_make_valid (name->data, -1);

      json_builder_add_string_value (builder, valid);
    }
  json_builder_end_array (builder);
}

static void
build_problems (JsonBuilder *builder,
                const Scan  *self)
{
  json_builder_set_member_name (builder, "problems");
  json_builder_begin_array (builder);
  for (guint i = 0; i < self->empty->len; i++)
    {
      g_autofree char *valid = g_utf8_make_valid (g_ptr_array_index (self->empty, i), -1);

      json_builder_begin_object (builder);
      json_builder_set_member_name (builder, "name");
      json_builder_add_string_value (builder, valid);
      json_builder_set_member_name (builder, "kind");
      json_builder_add_string_value (builder, "empty");
      json_builder_set_member_name (builder, "excluded");
      json_builder_add_boolean_value (builder, TRUE);
      json_builder_set_member_name (builder, "text");
      json_builder_add_string_value (builder, _("The object is empty"));
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

static void
build_number (JsonBuilder *builder,
              const char  *name,
              guint64      value)
{
  json_builder_set_member_name (builder, name);
  json_builder_add_int_value (builder, (gint64) value);
}

static void
print_json (const Scan *self)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autofree char *uri = lw_s3_uri_to_string (self->uri);

  json_builder_begin_object (builder);
  build_number (builder, "version", 1);
  json_builder_set_member_name (builder, "folder");
  json_builder_add_string_value (builder, uri);
  build_number (builder, "images", count_images (self));
  build_number (builder, "bytes", self->n_bytes);
  json_builder_set_member_name (builder, "formats");
  json_builder_begin_object (builder);
  for (guint f = 0; f < LW_N_IMAGE_FORMATS; f++)
    if (self->n_images[f] > 0)
      build_number (builder, lw_image_format_get_name (f), self->n_images[f]);
  json_builder_end_object (builder);
  build_number (builder, "other-files", self->n_other);
  build_classes (builder, self);
  build_problems (builder, self);
  json_builder_end_object (builder);
  lw_cli_print_json (builder);
}

static void
print_text (const Scan *self)
{
  guint64 n_images = count_images (self);
  g_autofree char *size = g_format_size (self->n_bytes);

  lw_cli_print (ngettext ("%" PRIu64 " image, %s\n", "%" PRIu64 " images, %s\n", n_images), n_images, size);
  for (guint f = 0; f < LW_N_IMAGE_FORMATS; f++)
    if (self->n_images[f] > 0)
      lw_cli_print ("  %-8s %" PRIu64 "\n", lw_image_format_get_name (f), self->n_images[f]);
  if (self->n_other > 0)
    lw_cli_print (_("Other files, left out: %" PRIu64 "\n"), self->n_other);
  for (guint i = 0; i < self->empty->len; i++)
    {
      g_autofree char *name = lw_cli_dup_printable (g_ptr_array_index (self->empty, i));

      lw_cli_print ("  %s: error: empty: %s\n", name, _("The object is empty"));
    }
}

/**
 * lw_cli_scan_s3:
 * @cli: the run
 * @uri: a bucket and a prefix
 * @check: whether problems end the program with 1
 *
 * Says what the objects under @uri would make as a data set.
 *
 * Returns: the exit code
 */
LwCliExit
lw_cli_scan_s3 (LwCli      *cli,
                const char *uri,
                gboolean    check)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (LwS3Uri) parts = lw_s3_uri_parse (uri, &error);
  g_autoptr (LwS3Client) client = parts != NULL ? lw_cli_open_s3 (cli, &error) : NULL;
  g_autoptr (GHashTable) classes = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GPtrArray) empty = g_ptr_array_new_with_free_func (g_free);
  Scan self = { .cli = cli, .client = client, .uri = parts, .classes = classes, .empty = empty };

  if (client == NULL)
    return lw_cli_fail (cli, error);
  lw_cli_work (scan, &self, NULL);
  error = self.error;
  if (error != NULL)
    return lw_cli_fail (cli, error);
  if (cli->json)
    print_json (&self);
  else
    print_text (&self);
  if (count_images (&self) == 0)
    lw_cli_message (cli, _("“%s” has no image that can be labeled."), uri);
  return check && (count_images (&self) == 0 || empty->len > 0) ? LW_CLI_PROBLEMS : LW_CLI_DONE;
}
