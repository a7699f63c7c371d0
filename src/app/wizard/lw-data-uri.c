/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* A small file as a data: address, to stand within a template. Does not read files. */

#define G_LOG_DOMAIN "lw-wizard"

#include "config.h"

#include "lw-data-uri.h"

/* @name: the file's name, which helps to tell what it is. */
char *
lw_data_uri_new (const char *name,
                 GBytes     *bytes)
{
  gsize length;
  const guchar *data = g_bytes_get_data (bytes, &length);
  g_autofree char *content_type = g_content_type_guess (name, data, length, NULL);
  g_autofree char *mime_type = g_content_type_get_mime_type (content_type);
  g_autofree char *encoded = g_base64_encode (data, length);

  return g_strdup_printf ("data:%s;base64,%s", mime_type != NULL ? mime_type : "application/octet-stream", encoded);
}
