/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Config and credentials files as people write them, and what wins over what. */

#include "config.h"

#include "lw-aws-config.h"
#include "lw-aws-error.h"
#include "lw-aws-ini.h"

#include <string.h>

typedef struct
{
  const char *name;
  const char *text;
  const char *section;
  const char *key;
  const char *value;
} Ini;

static const Ini inis[] = {
  { "plain", "[default]\nregion = eu-west-1\n", "default", "region", "eu-west-1" },
  { "no-blanks", "[default]\nregion=eu-west-1", "default", "region", "eu-west-1" },
  { "colon", "[default]\nregion: eu-west-1", "default", "region", "eu-west-1" },
  { "crlf", "[default]\r\nregion = eu-west-1\r\n", "default", "region", "eu-west-1" },
  { "bom", "\xef\xbb\xbf[default]\nregion = eu-west-1\n", "default", "region", "eu-west-1" },
  { "case", "[default]\nREGION = eu-west-1\n", "default", "region", "eu-west-1" },
  { "comment", "# one\n; two\n[default]\n# region = x\nregion = a\n", "default", "region", "a" },
  { "equals-in-value", "[a]\naws_secret_access_key = ab=c/d+e==\n", "a", "aws_secret_access_key", "ab=c/d+e==" },
  { "hash-in-value", "[a]\nk = a#b\n", "a", "k", "a#b" },
  { "quoted-section", "[profile \"my work\"]\nregion = a\n", "profile my work", "region", "a" },
  { "blanks-in-section", "[ profile   x ]\nregion = a\n", "profile x", "region", "a" },
  { "nested", "[profile x]\ns3 =\n  addressing_style = path\n  max = 3\nregion = a\n", "profile x",
    "s3.addressing_style", "path" },
  { "after-nested", "[profile x]\ns3 =\n  addressing_style = path\nregion = a\n", "profile x", "region", "a" },
  { "nested-second", "[services l]\nsts =\n  a = 1\ns3 =\n\tendpoint_url = http://h:1\n", "services l",
    "s3.endpoint_url", "http://h:1" },
  { "continued", "[a]\nk = 1\n  more\nj = 2\n", "a", "j", "2" },
  { "twice", "[a]\nk = 1\n[b]\nk = 2\n[a]\nj = 3\n", "a", "j", "3" },
  { "last-wins", "[a]\nk = 1\nk = 2\n", "a", "k", "2" },
  { "empty-is-none", "[a]\nk =\n", "a", "k", NULL },
  { "no-such-section", "[a]\nk = 1\n", "b", "k", NULL },
  { "no-such-key", "[a]\nk = 1\n", "a", "j", NULL },
  { "empty", "", "a", "k", NULL },
};

static void
test_ini (gconstpointer data)
{
  const Ini *row = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (LwAwsIni) ini = lw_aws_ini_parse (row->text, strlen (row->text), "config", &error);

  g_assert_no_error (error);
  g_assert_cmpstr (lw_aws_ini_get (ini, row->section, row->key), ==, row->value);
}

static const Ini bad_inis[] = {
  { "no-section", "region = a\n", NULL, NULL, "config:1: " },
  { "garbage", "[a]\nk = 1\nsecretsecret\n", NULL, NULL, "config:3: " },
  { "open-section", "[a\nk = 1\n", NULL, NULL, "config:1: " },
  { "empty-section", "[]\n", NULL, NULL, "config:1: " },
  { "no-name", "[a]\n= 3\n", NULL, NULL, "config:2: " },
  { "indented-garbage", "[a]\ns3 =\n  nothing\n", NULL, NULL, "config:3: " },
  { "indented-first", "  k = 1\n", NULL, NULL, "config:1: " },
};

static void
test_bad_ini (gconstpointer data)
{
  const Ini *row = data;
  g_autoptr (GError) error = NULL;

  g_assert_null (lw_aws_ini_parse (row->text, strlen (row->text), "config", &error));
  g_assert_error (error, LW_AWS_ERROR, LW_AWS_ERROR_CONFIG);
  g_assert_true (g_str_has_prefix (error->message, row->value));
  g_assert_null (strstr (error->message, "secretsecret"));
}

static const char config_text[] =
  "[default]\nregion = eu-west-1\nca_bundle = /etc/ca.pem\nmax_attempts = 7\n"
  "[profile local]\nregion = eu-north-1\nservices = here\nendpoint_url = http://everything:1\n"
  "[services here]\ns3 =\n  endpoint_url = http://s3only:2\n"
  "[profile virtual]\nendpoint_url = http://v:3\ns3 =\n  addressing_style = virtual\n"
  "[profile path]\nregion = eu-west-1\ns3 =\n  addressing_style = path\n"
  "[profile fips]\nregion = us-east-1\nuse_fips_endpoint = true\n"
  "[profile dual]\nregion = us-east-1\nuse_dualstack_endpoint = true\n"
  "[profile china]\nregion = cn-north-1\n"
  "[profile none]\n";

typedef struct
{
  const char *name;
  const char *variables;
  const char *profile;
  const char *region_option;
  const char *endpoint_option;
  const char *region;
  const char *s3;
  const char *sagemaker;
  gboolean    is_path_style;
} Row;

#define S3_IRELAND "https://s3.eu-west-1.amazonaws.com"
#define SAGEMAKER_IRELAND "https://api.sagemaker.eu-west-1.amazonaws.com"

static const Row rows[] = {
  { "default", "", NULL, NULL, NULL, "eu-west-1", S3_IRELAND, SAGEMAKER_IRELAND, FALSE },
  { "variable", "AWS_REGION=us-east-2", NULL, NULL, NULL, "us-east-2", "https://s3.us-east-2.amazonaws.com",
    "https://api.sagemaker.us-east-2.amazonaws.com", FALSE },
  { "old-variable", "AWS_DEFAULT_REGION=us-east-2", NULL, NULL, NULL, "us-east-2",
    "https://s3.us-east-2.amazonaws.com", "https://api.sagemaker.us-east-2.amazonaws.com", FALSE },
  { "option", "AWS_REGION=us-east-2", NULL, "eu-west-1", NULL, "eu-west-1", S3_IRELAND, SAGEMAKER_IRELAND, FALSE },
  { "services", "", "local", NULL, NULL, "eu-north-1", "http://s3only:2", "http://everything:1", TRUE },
  { "by-variable", "AWS_PROFILE=local", NULL, NULL, NULL, "eu-north-1", "http://s3only:2", "http://everything:1",
    TRUE },
  { "endpoint-variable", "AWS_ENDPOINT_URL=http://e:9", "local", NULL, NULL, "eu-north-1", "http://e:9", "http://e:9",
    TRUE },
  { "endpoint-of-service", "AWS_ENDPOINT_URL=http://e:9;AWS_ENDPOINT_URL_S3=http://f:8", "local", NULL, NULL,
    "eu-north-1", "http://f:8", "http://e:9", TRUE },
  { "endpoint-option", "AWS_ENDPOINT_URL_S3=http://f:8", "local", NULL, "http://o:7", "eu-north-1", "http://o:7",
    "http://o:7", TRUE },
  { "ignored", "AWS_ENDPOINT_URL_S3=http://f:8;AWS_IGNORE_CONFIGURED_ENDPOINT_URLS=true", "default", NULL, NULL,
    "eu-west-1", S3_IRELAND, SAGEMAKER_IRELAND, FALSE },
  { "virtual", "", "virtual", NULL, NULL, "us-east-1", "http://v:3", "http://v:3", FALSE },
  { "path", "", "path", NULL, NULL, "eu-west-1", S3_IRELAND, SAGEMAKER_IRELAND, TRUE },
  { "fips", "", "fips", NULL, NULL, "us-east-1", "https://s3-fips.us-east-1.amazonaws.com",
    "https://api-fips.sagemaker.us-east-1.amazonaws.com", FALSE },
  { "dual", "", "dual", NULL, NULL, "us-east-1", "https://s3.dualstack.us-east-1.amazonaws.com",
    "https://api.sagemaker.us-east-1.api.aws", FALSE },
  { "china", "", "china", NULL, NULL, "cn-north-1", "https://s3.cn-north-1.amazonaws.com.cn",
    "https://api.sagemaker.cn-north-1.amazonaws.com.cn", FALSE },
  { "no-region", "", "none", NULL, NULL, NULL, NULL, NULL, FALSE },
};

static void
set_variables (const char *text,
               gboolean    is_set)
{
  g_auto (GStrv) variables = g_strsplit (text, ";", -1);

  for (guint i = 0; variables[i] != NULL && *variables[i] != '\0'; i++)
    {
      g_auto (GStrv) parts = g_strsplit (variables[i], "=", 2);

      if (is_set)
        g_setenv (parts[0], parts[1], TRUE);
      else
        g_unsetenv (parts[0]);
    }
}

static void
write_config (void)
{
  g_autofree char *folder = g_build_filename (g_get_home_dir (), ".aws", NULL);
  g_autofree char *path = g_build_filename (folder, "config", NULL);
  g_autoptr (GError) error = NULL;

  g_setenv ("HOME", g_get_home_dir (), TRUE);
  g_assert_cmpint (g_mkdir_with_parents (folder, 0700), ==, 0);
  g_file_set_contents (path, config_text, -1, &error);
  g_assert_no_error (error);
}

static void
test_row (gconstpointer data)
{
  const Row *row = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (LwAwsConfig) config = NULL;
  g_autofree char *s3 = NULL;
  g_autofree char *sagemaker = NULL;

  write_config ();
  set_variables (row->variables, TRUE);
  config = lw_aws_config_load (&(LwAwsOptions) { row->profile, row->region_option, row->endpoint_option }, &error);
  set_variables (row->variables, FALSE);
  g_assert_no_error (error);
  g_assert_cmpstr (lw_aws_config_get_region (config), ==, row->region);
  if (row->region == NULL)
    return;
  s3 = lw_aws_config_dup_endpoint (config, "s3", row->region);
  sagemaker = lw_aws_config_dup_endpoint (config, "sagemaker", row->region);
  g_assert_cmpstr (s3, ==, row->s3);
  g_assert_cmpstr (sagemaker, ==, row->sagemaker);
  g_assert_cmpint (lw_aws_config_is_path_style (config), ==, row->is_path_style);
}

static void
test_settings (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (LwAwsConfig) config = NULL;
  g_auto (GStrv) profiles = NULL;
  g_autofree char *joined = NULL;
  g_autofree char *path = NULL;

  write_config ();
  config = lw_aws_config_load (NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (lw_aws_config_get_ca_bundle (config), ==, "/etc/ca.pem");
  g_assert_cmpuint (lw_aws_config_get_max_attempts (config), ==, 7);
  profiles = lw_aws_config_dup_profiles (config);
  joined = g_strjoinv (" ", profiles);
  g_assert_cmpstr (joined, ==, "default local virtual path fips dual china none");
  path = lw_aws_config_dup_path (config, "~/a/$HOME/${HOME}b/$NOT_SET_x/$");
  g_assert_true (g_str_has_prefix (path, g_get_home_dir ()));
  g_assert_true (g_str_has_suffix (path, "b/$NOT_SET_x/$"));
}

static void
test_no_profile (void)
{
  g_autoptr (GError) error = NULL;

  write_config ();
  g_assert_null (lw_aws_config_load (&(LwAwsOptions) { .profile = "nobody" }, &error));
  g_assert_error (error, LW_AWS_ERROR, LW_AWS_ERROR_CREDENTIALS);
  g_assert_nonnull (strstr (error->message, "nobody"));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_unsetenv ("AWS_CA_BUNDLE");

  for (guint i = 0; i < G_N_ELEMENTS (inis); i++)
    {
      g_autofree char *path = g_strconcat ("/aws-config/ini/", inis[i].name, NULL);

      g_test_add_data_func (path, &inis[i], test_ini);
    }
  for (guint i = 0; i < G_N_ELEMENTS (bad_inis); i++)
    {
      g_autofree char *path = g_strconcat ("/aws-config/bad-ini/", bad_inis[i].name, NULL);

      g_test_add_data_func (path, &bad_inis[i], test_bad_ini);
    }
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *path = g_strconcat ("/aws-config/row/", rows[i].name, NULL);

      g_test_add_data_func (path, &rows[i], test_row);
    }
  g_test_add_func ("/aws-config/settings", test_settings);
  g_test_add_func ("/aws-config/no-profile", test_no_profile);
  return g_test_run ();
}
