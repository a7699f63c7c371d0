/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Which profile, Region and endpoints ("Configuration and authentication settings reference" in the AWS SDKs and Tools
 * Reference Guide). Environment and files are read once. */

#define G_LOG_DOMAIN "lw-aws"

#include "config.h"

#include "lw-aws-config.h"

#include <glib/gi18n.h>
#include <string.h>

#include "lw-aws-endpoint.h"
#include "lw-aws-error.h"
#include "lw-aws-ini.h"
#include "lw-region.h"

struct _LwAwsConfig
{
  gatomicrefcount   refs;
  char            **environment;
  LwAwsIni         *config;
  LwAwsIni         *credentials;
  gboolean          is_profile_explicit;
  char             *profile;
  char             *region;
  char             *endpoint_url;
};

/**
 * lw_aws_config_get_variable:
 * @self: a configuration
 * @name: the name of an environment variable
 *
 * Returns: (transfer none) (nullable): its value when the configuration was read, %NULL also for an empty one
 */
const char *
lw_aws_config_get_variable (const LwAwsConfig *self,
                            const char        *name)
{
  const char *value = g_environ_getenv (self->environment, name);

  return value != NULL && *value != '\0' ? value : NULL;
}

static const char *
get_either (const LwAwsConfig *self,
            const char        *first,
            const char        *second)
{
  const char *value = lw_aws_config_get_variable (self, first);

  return value != NULL ? value : lw_aws_config_get_variable (self, second);
}

/**
 * lw_aws_config_dup_path:
 * @self: a configuration
 * @path: as a setting writes it
 *
 * Returns: (transfer full): the path with the home folder for a tilde and the values of environment variables
 */
char *
lw_aws_config_dup_path (const LwAwsConfig *self,
                        const char        *path)
{
  GString *result = g_string_new (NULL);

  if (path[0] == '~' && (path[1] == '/' || path[1] == '\0'))
    {
      const char *home = lw_aws_config_get_variable (self, "HOME");

      g_string_append (result, home != NULL ? home : g_get_home_dir ());
      path++;
    }
  while (*path != '\0')
    {
      gboolean is_braced = path[0] == '$' && path[1] == '{';
      const char *name = path + (is_braced ? 2 : 1);
      gsize length = *path == '$' ? strspn (name, G_CSET_A_2_Z G_CSET_a_2_z G_CSET_DIGITS "_") : 0;
      g_autofree char *variable = g_strndup (name, length);
      const char *value = length > 0 ? lw_aws_config_get_variable (self, variable) : NULL;

      if (value == NULL || (is_braced && name[length] != '}'))
        {
          g_string_append_c (result, *path++);
          continue;
        }
      g_string_append (result, value);
      path = name + length + (is_braced ? 1 : 0);
    }
  return g_string_free (result, FALSE);
}

static LwAwsIni *
load_file (const LwAwsConfig  *self,
           const char         *variable,
           const char         *fallback,
           GError            **error)
{
  const char *name = lw_aws_config_get_variable (self, variable);
  g_autofree char *path = lw_aws_config_dup_path (self, name != NULL ? name : fallback);

  return lw_aws_ini_load (path, error);
}

static gboolean
choose_profile (LwAwsConfig         *self,
                const LwAwsOptions  *options,
                GError             **error)
{
  const char *profile = options->profile;

  if (profile == NULL)
    profile = get_either (self, "AWS_PROFILE", "AWS_DEFAULT_PROFILE");
  self->is_profile_explicit = options->profile != NULL;
  self->profile = g_strdup (profile != NULL ? profile : "default");
  if (profile == NULL || lw_aws_config_has_profile (self, profile))
    return TRUE;
  g_set_error (error, LW_AWS_ERROR, LW_AWS_ERROR_CREDENTIALS,
               _("There is no profile “%s” in the AWS config and credentials files."), profile);
  return FALSE;
}

static void
choose_region (LwAwsConfig        *self,
               const LwAwsOptions *options)
{
  const char *region = options->region;

  if (region == NULL)
    region = get_either (self, "AWS_REGION", "AWS_DEFAULT_REGION");
  if (region == NULL)
    region = lw_aws_config_get_value (self, self->profile, "region");

  /* A server that is not AWS has no Regions, but a signature names one. */
  if (region == NULL
      && (lw_aws_config_is_custom_endpoint (self, "sagemaker") || lw_aws_config_is_custom_endpoint (self, "s3")))
    region = LW_REGION_DEFAULT;
  self->region = g_strdup (region);
}

/**
 * lw_aws_config_load:
 * @options: (nullable): what the caller says itself
 * @error: %LW_AWS_ERROR_CONFIG when a file cannot be read, %LW_AWS_ERROR_CREDENTIALS when there is no such profile
 *
 * Returns: (transfer full) (nullable): the configuration
 */
LwAwsConfig *
lw_aws_config_load (const LwAwsOptions  *options,
                    GError             **error)
{
  static const LwAwsOptions defaults;
  g_autoptr (LwAwsConfig) self = g_new0 (LwAwsConfig, 1);

  if (options == NULL)
    options = &defaults;
  g_atomic_ref_count_init (&self->refs);
  self->environment = g_get_environ ();
  self->config = load_file (self, "AWS_CONFIG_FILE", "~/.aws/config", error);
  if (self->config == NULL)
    return NULL;
  self->credentials = load_file (self, "AWS_SHARED_CREDENTIALS_FILE", "~/.aws/credentials", error);
  if (self->credentials == NULL)
    return NULL;
  self->endpoint_url = g_strdup (options->endpoint_url);
  if (!choose_profile (self, options, error))
    return NULL;
  choose_region (self, options);
  return g_steal_pointer (&self);
}

/**
 * lw_aws_config_ref:
 * @self: a configuration
 *
 * Returns: (transfer full): @self
 */
LwAwsConfig *
lw_aws_config_ref (LwAwsConfig *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&self->refs);
  return self;
}

/* The environment may hold keys. */
static void
free_environment (char **environment)
{
  for (guint i = 0; environment != NULL && environment[i] != NULL; i++)
    explicit_bzero (environment[i], strlen (environment[i]));
  g_strfreev (environment);
}

/**
 * lw_aws_config_unref:
 * @self: (transfer full): a configuration
 */
void
lw_aws_config_unref (LwAwsConfig *self)
{
  g_return_if_fail (self != NULL);

  if (!g_atomic_ref_count_dec (&self->refs))
    return;
  free_environment (self->environment);
  g_clear_pointer (&self->config, lw_aws_ini_free);
  g_clear_pointer (&self->credentials, lw_aws_ini_free);
  g_free (self->profile);
  g_free (self->region);
  g_free (self->endpoint_url);
  g_free (self);
}

/**
 * lw_aws_config_get_profile:
 * @self: a configuration
 *
 * Returns: (transfer none): the name of the profile
 */
const char *
lw_aws_config_get_profile (const LwAwsConfig *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->profile;
}

/**
 * lw_aws_config_is_profile_explicit:
 * @self: a configuration
 *
 * Returns: whether the user picked the profile, so that it goes before environment variables
 */
gboolean
lw_aws_config_is_profile_explicit (const LwAwsConfig *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return self->is_profile_explicit;
}

/* The section of a profile in the config file, where only the default one has no prefix. */
static char *
dup_section (const LwAwsConfig *self,
             const char        *profile)
{
  g_autofree char *section = g_strconcat ("profile ", profile, NULL);

  if (strcmp (profile, "default") == 0 && !lw_aws_ini_has_section (self->config, section))
    return g_strdup (profile);
  return g_steal_pointer (&section);
}

static void
add_once (GPtrArray  *names,
          const char *name)
{
  if (!g_ptr_array_find_with_equal_func (names, name, g_str_equal, NULL))
    g_ptr_array_add (names, g_strdup (name));
}

/**
 * lw_aws_config_dup_profiles:
 * @self: a configuration
 *
 * Returns: (transfer full): the names of all profiles, in the order of the files
 */
char **
lw_aws_config_dup_profiles (const LwAwsConfig *self)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new ();
  g_auto (GStrv) configured = lw_aws_ini_dup_sections (self->config);
  g_auto (GStrv) with_keys = lw_aws_ini_dup_sections (self->credentials);

  for (guint i = 0; configured[i] != NULL; i++)
    if (g_str_has_prefix (configured[i], "profile "))
      add_once (names, configured[i] + strlen ("profile "));
    else if (strcmp (configured[i], "default") == 0)
      add_once (names, configured[i]);
  for (guint i = 0; with_keys[i] != NULL; i++)
    add_once (names, with_keys[i]);
  g_ptr_array_add (names, NULL);
  return (char **) g_ptr_array_free (g_steal_pointer (&names), FALSE);
}

/**
 * lw_aws_config_has_profile:
 * @self: a configuration
 * @profile: a name
 *
 * Returns: whether one of the files has a profile of this name
 */
gboolean
lw_aws_config_has_profile (const LwAwsConfig *self,
                           const char        *profile)
{
  g_autofree char *section = dup_section (self, profile);

  return lw_aws_ini_has_section (self->config, section) || lw_aws_ini_has_section (self->credentials, profile);
}

/**
 * lw_aws_config_get_value:
 * @self: a configuration
 * @profile: a profile's name
 * @key: a setting's name in lower case, "s3.addressing_style" for a nested one
 *
 * Returns: (transfer none) (nullable): the setting; the credentials file goes before the config file
 */
const char *
lw_aws_config_get_value (const LwAwsConfig *self,
                         const char        *profile,
                         const char        *key)
{
  g_autofree char *section = dup_section (self, profile);
  const char *value = lw_aws_ini_get (self->credentials, profile, key);

  return value != NULL ? value : lw_aws_ini_get (self->config, section, key);
}

/**
 * lw_aws_config_get_section_value:
 * @self: a configuration
 * @section: the name of a section of the config file, such as "sso-session work"
 * @key: a setting's name in lower case
 *
 * Returns: (transfer none) (nullable): the setting
 */
const char *
lw_aws_config_get_section_value (const LwAwsConfig *self,
                                 const char        *section,
                                 const char        *key)
{
  return lw_aws_ini_get (self->config, section, key);
}

/**
 * lw_aws_config_get_region:
 * @self: a configuration
 *
 * Returns: (transfer none) (nullable): the Region
 */
const char *
lw_aws_config_get_region (const LwAwsConfig *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->region;
}

/* A setting of the environment, then of the profile. */
static const char *
get_setting (const LwAwsConfig *self,
             const char        *variable,
             const char        *key)
{
  const char *value = lw_aws_config_get_variable (self, variable);

  return value != NULL ? value : lw_aws_config_get_value (self, self->profile, key);
}

static gboolean
is_set (const LwAwsConfig *self,
        const char        *variable,
        const char        *key)
{
  const char *value = get_setting (self, variable, key);

  return value != NULL && g_ascii_strcasecmp (value, "true") == 0;
}

/* caller → AWS_ENDPOINT_URL_S3 → AWS_ENDPOINT_URL → [services NAME] s3.endpoint_url → endpoint_url of the profile */
static const char *
get_custom_endpoint (const LwAwsConfig *self,
                     const char        *service)
{
  g_autofree char *upper = g_ascii_strup (service, -1);
  g_autofree char *variable = g_strconcat ("AWS_ENDPOINT_URL_", upper, NULL);
  g_autofree char *section = NULL;
  g_autofree char *key = g_strconcat (service, ".endpoint_url", NULL);
  const char *services;
  const char *value;

  if (self->endpoint_url != NULL)
    return self->endpoint_url;
  if (is_set (self, "AWS_IGNORE_CONFIGURED_ENDPOINT_URLS", "ignore_configured_endpoint_urls"))
    return NULL;
  value = get_either (self, variable, "AWS_ENDPOINT_URL");
  services = lw_aws_config_get_value (self, self->profile, "services");
  if (value == NULL && services != NULL)
    {
      section = g_strconcat ("services ", services, NULL);
      value = lw_aws_config_get_section_value (self, section, key);
    }
  return value != NULL ? value : lw_aws_config_get_value (self, self->profile, "endpoint_url");
}

/**
 * lw_aws_config_dup_endpoint:
 * @self: a configuration
 * @service: as settings name it: "sagemaker", "s3", "sts", "sso", "sso_oidc", "iam"
 * @region: such as "us-east-1"
 *
 * Returns: (transfer full): where its requests go, "https://host"
 */
char *
lw_aws_config_dup_endpoint (const LwAwsConfig *self,
                            const char        *service,
                            const char        *region)
{
  const char *custom;
  LwAwsEndpointFlags flags = LW_AWS_ENDPOINT_DEFAULT;

  g_return_val_if_fail (self != NULL && service != NULL && region != NULL, NULL);

  custom = get_custom_endpoint (self, service);
  if (custom != NULL)
    return g_strdup (custom);
  if (is_set (self, "AWS_USE_FIPS_ENDPOINT", "use_fips_endpoint"))
    flags |= LW_AWS_ENDPOINT_FIPS;
  if (is_set (self, "AWS_USE_DUALSTACK_ENDPOINT", "use_dualstack_endpoint"))
    flags |= LW_AWS_ENDPOINT_DUAL_STACK;
  return lw_aws_endpoint_dup_url (service, region, flags);
}

/**
 * lw_aws_config_is_custom_endpoint:
 * @self: a configuration
 * @service: such as "s3"
 *
 * Returns: whether its requests go elsewhere than to AWS
 */
gboolean
lw_aws_config_is_custom_endpoint (const LwAwsConfig *self,
                                  const char        *service)
{
  g_return_val_if_fail (self != NULL && service != NULL, FALSE);

  return get_custom_endpoint (self, service) != NULL;
}

/**
 * lw_aws_config_is_path_style:
 * @self: a configuration
 *
 * Returns: whether a bucket stands in the path of S3's addresses and not in the host
 */
gboolean
lw_aws_config_is_path_style (const LwAwsConfig *self)
{
  const char *style;

  g_return_val_if_fail (self != NULL, FALSE);

  style = lw_aws_config_get_value (self, self->profile, "s3.addressing_style");
  if (g_strcmp0 (style, "path") == 0)
    return TRUE;
  return lw_aws_config_is_custom_endpoint (self, "s3") && g_strcmp0 (style, "virtual") != 0;
}

/**
 * lw_aws_config_get_ca_bundle:
 * @self: a configuration
 *
 * Returns: (transfer none) (nullable): a file of certificates to trust
 */
const char *
lw_aws_config_get_ca_bundle (const LwAwsConfig *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return get_setting (self, "AWS_CA_BUNDLE", "ca_bundle");
}

/**
 * lw_aws_config_get_max_attempts:
 * @self: a configuration
 *
 * Returns: how often a call is tried at most
 */
guint
lw_aws_config_get_max_attempts (const LwAwsConfig *self)
{
  const char *value;
  guint64 number;

  g_return_val_if_fail (self != NULL, 3);

  value = get_setting (self, "AWS_MAX_ATTEMPTS", "max_attempts");
  if (value == NULL || !g_ascii_string_to_unsigned (value, 10, 1, 100, &number, NULL))
    return 3;
  return (guint) number;
}
