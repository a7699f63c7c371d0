/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* "s3 ls": buckets, or what is in one. Pages are written as they come, however many there are. */

#define G_LOG_DOMAIN "lw-cli"

#include "config.h"

#include <glib/gi18n.h>
#include <string.h>

#include "lw-cli-command.h"
#include "lw-cli-output.h"
#include "lw-cli-service.h"

static struct
{
  gboolean recursive;
} options;

static const GOptionEntry entries[] = {
  { "recursive", 'r', 0, G_OPTION_ARG_NONE, &options.recursive, N_("Also what is in folders below"), NULL },
  G_OPTION_ENTRY_NULL
};

/* One listing. */
typedef struct
{
  LwCli       *cli;
  LwS3Client  *client;
  LwS3Uri     *uri;
  LwCliOutput *output;
  GPtrArray   *prefixes;
  gboolean     is_begun;
  guint64      n_objects;
  guint64      n_bytes;
  GError      *error;
} Listing;

static char *
dup_time (gint64      time,
          const char *format)
{
  g_autoptr (GDateTime) date = g_date_time_new_from_unix_utc (time / G_USEC_PER_SEC);

  return time > 0 ? g_date_time_format (date, format) : g_strdup ("-");
}

static void
write_string (LwCliOutput *output,
              const char  *name,
              const char  *value)
{
  lw_cli_output_text (output, name);
  lw_cli_output_quote (output, value);
}

static void
write_object_json (Listing            *self,
                   const LwObjectInfo *object)
{
  g_autofree char *time = dup_time (object->modified, "%Y-%m-%dT%H:%M:%SZ");
  g_autofree char *uri = g_utf8_make_valid (object->uri, -1);
  const char *key = strchr (uri + strlen ("s3://"), '/') + 1;

  lw_cli_output_text (self->output, self->n_objects > 0 ? ",\n    {" : "\n    {");
  write_string (self->output, "\"key\": ", key);
  write_string (self->output, ", \"uri\": ", uri);
  lw_cli_output_text (self->output, ", \"size\": ");
  lw_cli_output_integer (self->output, object->size);
  write_string (self->output, ", \"lastModified\": ", time);
  write_string (self->output, ", \"etag\": ", object->etag);
  lw_cli_output_text (self->output, "}");
}

static void
write_object (Listing            *self,
              const LwObjectInfo *object)
{
  g_autofree char *time = dup_time (object->modified, "%Y-%m-%d %H:%M:%S");
  g_autofree char *key = lw_cli_dup_printable (strchr (object->uri + strlen ("s3://"), '/') + 1);
  g_autofree char *line = g_strdup_printf ("%-19s %12" G_GUINT64_FORMAT " %s\n", time, object->size, key);

  lw_cli_output_text (self->output, line);
}

static void
begin_json (Listing *self)
{
  g_autofree char *uri = lw_s3_uri_to_string (self->uri);

  self->is_begun = TRUE;
  lw_cli_output_text (self->output, "{\n  \"version\": 1,\n  ");
  write_string (self->output, "\"uri\": ", uri);
  lw_cli_output_text (self->output, ",\n  \"objects\": [");
}

static gboolean
take_page (LwS3Listing  *page,
           gpointer      data,
           GError      **error)
{
  Listing *self = data;

  if (self->cli->json && !self->is_begun)
    begin_json (self);
  for (guint i = 0; i < page->prefixes->len; i++)
    {
      const char *prefix = g_ptr_array_index (page->prefixes, i);
      g_autofree char *printable = lw_cli_dup_printable (prefix);
      g_autofree char *line = g_strdup_printf ("%32s %s\n", "PRE", printable);

      g_ptr_array_add (self->prefixes, g_utf8_make_valid (prefix, -1));
      if (!self->cli->json)
        lw_cli_output_text (self->output, line);
    }
  for (guint i = 0; i < page->objects->len; i++)
    {
      const LwObjectInfo *object = g_ptr_array_index (page->objects, i);

      if (self->cli->json)
        write_object_json (self, object);
      else
        write_object (self, object);
      self->n_objects++;
      self->n_bytes += object->size;
    }
  return TRUE;
}

static void
list_objects (gpointer first,
              gpointer second)
{
  Listing *self = first;

  lw_s3_client_list_all (self->client, self->uri, options.recursive ? NULL : "/", take_page, self,
                         self->cli->cancellable, &self->error);
}

static void
end_json (Listing *self)
{
  lw_cli_output_text (self->output, self->n_objects > 0 ? "\n  ],\n  \"prefixes\": [" : "],\n  \"prefixes\": [");
  for (guint i = 0; i < self->prefixes->len; i++)
    write_string (self->output, i > 0 ? ", " : "", g_ptr_array_index (self->prefixes, i));
  lw_cli_output_text (self->output, "],\n  \"count\": ");
  lw_cli_output_integer (self->output, self->n_objects);
  lw_cli_output_text (self->output, ",\n  \"bytes\": ");
  lw_cli_output_integer (self->output, self->n_bytes);
  lw_cli_output_text (self->output, "\n}\n");
}

static LwCliExit
list_bucket (LwCli      *cli,
             LwS3Client *client,
             LwS3Uri    *uri)
{
  g_autoptr (LwCliOutput) output = lw_cli_output_new ();
  g_autoptr (GPtrArray) prefixes = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GError) error = NULL;
  Listing self = { .cli = cli, .client = client, .uri = uri, .output = output, .prefixes = prefixes };

  lw_cli_work (list_objects, &self, NULL);
  error = self.error;
  if (self.is_begun)
    end_json (&self);
  if (error != NULL)
    return lw_cli_fail (cli, error);
  if (!cli->json && self.n_objects == 0 && prefixes->len == 0)
    lw_cli_message (cli, _("There is nothing under s3://%s/%s"), uri->bucket, uri->key);
  return LW_CLI_DONE;
}

/* What lw_cli_work() hands to a thread and gets back. */
typedef struct
{
  LwCli      *cli;
  LwS3Client *client;
  GPtrArray  *buckets;
  GError     *error;
} BucketsCall;

static void
load_buckets (gpointer first,
              gpointer second)
{
  BucketsCall *call = first;

  call->buckets = lw_s3_client_list_buckets (call->client, call->cli->cancellable, &call->error);
}

static void
print_buckets_json (GPtrArray *buckets)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "version");
  json_builder_add_int_value (builder, 1);
  json_builder_set_member_name (builder, "buckets");
  json_builder_begin_array (builder);
  for (guint i = 0; i < buckets->len; i++)
    {
      const LwS3Bucket *bucket = g_ptr_array_index (buckets, i);
      g_autofree char *time = dup_time (bucket->created, "%Y-%m-%dT%H:%M:%SZ");

      json_builder_begin_object (builder);
      json_builder_set_member_name (builder, "name");
      json_builder_add_string_value (builder, bucket->name);
      json_builder_set_member_name (builder, "creationDate");
      json_builder_add_string_value (builder, time);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
  json_builder_end_object (builder);
  lw_cli_print_json (builder);
}

static LwCliExit
list_buckets (LwCli      *cli,
              LwS3Client *client)
{
  BucketsCall call = { .cli = cli, .client = client };
  g_autoptr (GPtrArray) buckets = NULL;
  g_autoptr (GError) error = NULL;

  lw_cli_work (load_buckets, &call, NULL);
  buckets = call.buckets;
  error = call.error;
  if (buckets == NULL)
    return lw_cli_fail (cli, error);
  if (cli->json)
    {
      print_buckets_json (buckets);
      return LW_CLI_DONE;
    }
  for (guint i = 0; i < buckets->len; i++)
    {
      const LwS3Bucket *bucket = g_ptr_array_index (buckets, i);
      g_autofree char *time = dup_time (bucket->created, "%Y-%m-%d %H:%M:%S");
      g_autofree char *name = lw_cli_dup_printable (bucket->name);

      lw_cli_print ("%-19s %s\n", time, name);
    }
  return LW_CLI_DONE;
}

static LwCliExit
run (LwCli  *cli,
     int     n_arguments,
     char  **arguments)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (LwS3Uri) uri = NULL;
  g_autoptr (LwS3Client) client = NULL;

  if (n_arguments > 0 && strcmp (arguments[0], "s3://") != 0)
    {
      uri = lw_s3_uri_parse (arguments[0], &error);
      if (uri == NULL)
        {
          lw_cli_error (cli, "%s", error->message);
          return LW_CLI_USAGE;
        }
    }
  client = lw_cli_open_s3 (cli, &error);
  if (client == NULL)
    return lw_cli_fail (cli, error);
  return uri != NULL ? list_bucket (cli, client, uri) : list_buckets (cli, client);
}

const LwCliCommand lw_cli_s3_ls = {
  .noun = "s3",
  .verb = "ls",
  .arguments = "[s3://BUCKET/PREFIX]",
  .n_allowed = 1,
  .summary = N_("List buckets, or the objects and folders under a prefix."),
  .examples = "s3 ls\n"
              "s3 ls s3://pets/images/\n"
              "s3 ls s3://pets --recursive --json --endpoint-url http://127.0.0.1:9000",
  .notes = N_("Keys are listed from where the address ends: with a slash at its end what is in that folder."),
  .takes_service = TRUE,
  .entries = entries,
  .run = run,
};
