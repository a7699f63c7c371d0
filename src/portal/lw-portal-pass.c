/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Signed tokens that say what they allow. A line each: the kind, then the fields; the last one may hold anything. */

#define G_LOG_DOMAIN "lw-portal"

#include "config.h"

#include "lw-portal-pass.h"

#include "lw-portal-token.h"

#include <string.h>

static const struct
{
  const char *word;
  guint       n_fields;
} kinds[] = {
  [LW_PORTAL_PASS_TASK] = { "task", 4 },
  [LW_PORTAL_PASS_FRAME] = { "frame", 4 },
  [LW_PORTAL_PASS_IMAGE] = { "image", 2 },
  [LW_PORTAL_PASS_NAME] = { "name", 1 },
};

/**
 * lw_portal_pass_new:
 * @key: the portal's secret
 * @kind: what it allows
 * @...: its fields, which are texts without line ends but for the last, then %NULL
 *
 * Returns: (transfer full): a token for an address
 */
char *
lw_portal_pass_new (GBytes       *key,
                    LwPortalPass  kind,
                    ...)
{
  g_autoptr (GString) text = g_string_new (kinds[kind].word);
  const char *field;
  va_list fields;

  va_start (fields, kind);
  while ((field = va_arg (fields, const char *)) != NULL)
    g_string_append_printf (text, "\n%s", field);
  va_end (fields);
  return lw_portal_token_sign (key, text->str);
}

/**
 * lw_portal_pass_open:
 * @key: the portal's secret
 * @kind: what it has to allow
 * @token: what somebody sent
 *
 * Returns: (transfer full) (nullable): its fields; %NULL when it was not made here, or for something else
 */
char **
lw_portal_pass_open (GBytes       *key,
                     LwPortalPass  kind,
                     const char   *token)
{
  g_autofree char *text = lw_portal_token_verify (key, token);
  gsize length = strlen (kinds[kind].word);
  char **fields;

  if (text == NULL || strncmp (text, kinds[kind].word, length) != 0 || text[length] != '\n')
    return NULL;
  fields = g_strsplit (text + length + 1, "\n", kinds[kind].n_fields);
  if (g_strv_length (fields) == kinds[kind].n_fields)
    return fields;
  g_strfreev (fields);
  return NULL;
}
