/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* A task document: what a job's own worker task template makes of a data object. */

#define G_LOG_DOMAIN "lw-portal"

#include "config.h"

#include "lw-portal-document.h"

#include "lw-portal-pass.h"

#include "lw-diagnostic.h"
#include "lw-source.h"
#include "lw-worker-page.h"

#include <glib/gi18n.h>
#include <string.h>

#define ELEMENTS "crowd-html-elements.js"

#define HEAD \
  "<!DOCTYPE html>\n<html lang=\"\">\n<head>\n<meta charset=\"utf-8\">\n" \
  "<meta name=\"viewport\" content=\"width=device-width\">\n<title>Task</title>\n%s</head>\n" \
  "<body>\n%s\n</body>\n</html>\n"

/* What a template may take of the time of this program. */
#define MAX_STEPS 1000000
#define MAX_OUTPUT (4 * 1024 * 1024)

/**
 * lw_portal_document_dup_image:
 * @key: the portal's secret
 * @session: id of the session that looks at it
 * @uri: the image's S3 URI
 * @width: pixels of the screen, 0 for the image as it is
 *
 * Returns: (transfer full): an address at which only this session finds the image
 */
char *
lw_portal_document_dup_image (GBytes     *key,
                              const char *session,
                              const char *uri,
                              guint       width)
{
  g_autofree char *token = lw_portal_pass_new (key, LW_PORTAL_PASS_IMAGE, session, uri, NULL);

  return width > 0 ? g_strdup_printf ("/image/%s?w=%u", token, width) : g_strconcat ("/image/", token, NULL);
}

static char *
grant_read_access (const char *uri,
                   gpointer    data)
{
  const LwPortalDocument *self = data;

  if (!g_str_has_prefix (uri, "s3://"))
    return NULL;
  return lw_portal_document_dup_image (self->key, self->session, uri, self->width);
}

/* Whether a script's address is that of AWS's elements, in whatever version, or was forgotten. */
static gboolean
is_elements (const char *address)
{
  const char *end = strpbrk (address, "?#");
  g_autofree char *path = end != NULL ? g_strndup (address, end - address) : g_strdup (address);

  return *g_strstrip (path) == '\0' || g_str_has_suffix (path, "/" ELEMENTS);
}

static gboolean
find_elements (const char   *text,
               LwSourceSpan *address)
{
  LwSourceTag tag;

  while (lw_source_find_tag (text, "script", FALSE, &tag))
    {
      text = tag.whole.end;
      if (lw_source_find_attribute (&tag, "src", address))
        {
          g_autofree char *value = lw_source_decode (address);

          if (is_elements (value))
            return TRUE;
        }
    }
  return FALSE;
}

/* Puts @elements in place of the address of AWS's elements everywhere; returns whether there was one. */
static gboolean
replace_elements (const char *text,
                  const char *elements,
                  GString    *result)
{
  gboolean found = FALSE;
  LwSourceSpan address;

  while (find_elements (text, &address))
    {
      gboolean quoted = address.start > text && strchr ("\"'", address.start[-1]) != NULL;

      g_string_append_len (result, text, address.start - text);
      g_string_append_printf (result, quoted ? "%s" : "\"%s\"", elements);
      text = address.end;
      found = TRUE;
    }
  g_string_append (result, text);
  return found;
}

static char *
render_template (const LwPortalDocument *self,
                 GPtrArray              *diagnostics)
{
  g_autoptr (JsonObject) variables = lw_worker_page_new_variables (self->task_object, self->labels);
  const LwLiquidOptions options = { .grant_read_access = grant_read_access, .user_data = (gpointer) self,
                                    .max_steps = MAX_STEPS, .max_output = MAX_OUTPUT };

  return lw_liquid_template_render (self->template, variables, &options, diagnostics);
}

/**
 * lw_portal_document_render:
 * @self: what it is made of
 *
 * Returns: (transfer full): the document
 */
char *
lw_portal_document_render (const LwPortalDocument *self)
{
  g_autofree char *elements = g_strdup_printf ("/elements/" ELEMENTS "?v=%s", self->version);
  g_autofree char *script = g_strdup_printf ("<script src=\"%s\"></script>\n", elements);
  g_autoptr (GPtrArray) diagnostics = lw_diagnostics_new ();
  g_autofree char *text = NULL;
  g_autoptr (GString) body = g_string_new (NULL);
  gboolean loads;

  if (self->template == NULL)
    return g_strdup_printf (HEAD, script, _("The worker task template of this job cannot be read."));
  text = render_template (self, diagnostics);
  loads = replace_elements (text, elements, body);
  return g_strdup_printf (HEAD, loads ? "" : script, body->str);
}

/**
 * lw_portal_document_dup_policy:
 * @origin: the portal's origin, as the browser knows it
 *
 * Returns: (transfer full): what a task document may do: run what is written in it and the elements, show the images
 *   that it was given, and tell the page around it what is answered; nothing else, and no network outside
 */
char *
lw_portal_document_dup_policy (const char *origin)
{
  return g_strdup_printf ("sandbox allow-scripts allow-forms; default-src 'none'; script-src 'unsafe-inline' "
                          "%s/elements/; style-src 'unsafe-inline' %s/elements/; img-src %s/image/ data: blob:; "
                          "font-src data:; connect-src 'none'; form-action 'none'; base-uri 'none'; "
                          "frame-ancestors %s", origin, origin, origin, origin);
}
