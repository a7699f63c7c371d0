/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The part of a worker task template's check that goes through its elements: which nobody knows, whose answers would
 * be lost, and which images workers could not see. */

#define G_LOG_DOMAIN "lw-template"

#include "config.h"

#include "lw-worker-template-private.h"

#include "lw-html-names.h"
#include "lw-worker-page.h"

#include <glib/gi18n.h>
#include <string.h>

static void
check_name (const LwTemplateCheck *self,
            const LwSourceTag     *tag,
            const char            *name)
{
  const char *like = lw_html_name_find_like (name);

  if (like != NULL)
    lw_template_check_say (self, LW_SEVERITY_WARNING, tag->whole.start, "unknown-element",
                           _("There is no element <%s>; did you mean <%s>?"), name, like);
  else if (g_str_has_prefix (name, "crowd-"))
    lw_template_check_say (self, LW_SEVERITY_WARNING, tag->whole.start, "unknown-element",
                           _("There is no crowd element <%s>; workers would see only what is in it, so replace it"),
                           name);
  else if (strchr (name, '-') != NULL)
    lw_template_check_say (self, LW_SEVERITY_NOTE, tag->whole.start, "unknown-element",
                           _("<%s> is shown only if a script of the template defines it; otherwise remove it"), name);
  else
    lw_template_check_say (self, LW_SEVERITY_WARNING, tag->whole.start, "unknown-element",
                           _("There is no element <%s> in HTML; remove it, or write “&lt;” for a sign of less than"),
                           name);
}

/* The built-in elements have a check of their own, with more to say. */
static gboolean
is_built_in (const char *name)
{
  return strcmp (name, lw_worker_element_to_string (LW_WORKER_ELEMENT_SINGLE)) == 0 ||
         strcmp (name, lw_worker_element_to_string (LW_WORKER_ELEMENT_MULTI)) == 0;
}

static gboolean
check_input (const LwTemplateCheck *self,
             const LwSourceTag     *tag,
             const char            *name)
{
  LwSourceSpan value;

  if (!lw_source_find_attribute (tag, "name", &value) || value.start == value.end)
    lw_template_check_say (self, LW_SEVERITY_WARNING, tag->whole.start, "no-name",
                           _("<%s> has no name, so what workers enter there is not in the answer; add name=\"…\""),
                           name);
  return TRUE;
}

static void
check_address (const LwTemplateCheck *self,
               const LwSourceSpan    *value)
{
  g_autofree char *decoded = lw_source_decode (value);
  const char *address = g_strstrip (decoded);

  if (*address == '\0')
    lw_template_check_say (self, LW_SEVERITY_WARNING, value->start, "unreachable-image",
                           _("The image has no address; add one"));
  else if (strstr (address, "X-Amz-Signature=") != NULL || strstr (address, "AWSAccessKeyId=") != NULL)
    lw_template_check_say (self, LW_SEVERITY_WARNING, value->start, "expiring-address",
                           _("This signed address stops working within days; write the S3 URI with the filter "
                             "grant_read_access"));
  else if (g_str_has_prefix (address, "s3://"))
    lw_template_check_say (self, LW_SEVERITY_WARNING, value->start, "unreachable-image",
                           _("Browsers cannot read s3:// addresses; write {{ \"%s\" | grant_read_access }}"), address);
  else if (g_ascii_strncasecmp (address, "http:", 5) == 0)
    lw_template_check_say (self, LW_SEVERITY_WARNING, value->start, "unreachable-image",
                           _("Tasks are shown over https, and browsers do not load http images there; use an address "
                             "with https"));
  else if (strstr (address, "{{") == NULL && strstr (address, "{%") == NULL &&
           g_ascii_strncasecmp (address, "https:", 6) != 0 && g_ascii_strncasecmp (address, "data:", 5) != 0)
    lw_template_check_say (self, LW_SEVERITY_WARNING, value->start, "unreachable-image",
                           _("Workers have no file “%s”; upload it to the bucket, and write its S3 URI with the filter "
                             "grant_read_access"), address);
}

static gboolean
check_tag (const LwTemplateCheck *self,
           const LwSourceTag     *tag)
{
  g_autofree char *written = lw_source_span_dup (&tag->name);
  g_autofree char *name = g_ascii_strdown (written, -1);
  LwHtmlKind kind = lw_html_name_get_kind (name);
  LwSourceSpan value;

  if ((strcmp (name, "img") == 0 || is_built_in (name)) && lw_source_find_attribute (tag, "src", &value))
    check_address (self, &value);
  if (kind == LW_HTML_UNKNOWN)
    check_name (self, tag, name);
  else if (kind == LW_HTML_CROWD_OTHER)
    lw_template_check_say (self, LW_SEVERITY_WARNING, tag->whole.start, "other-task-type",
                           _("<%s> is of a task type that Labelwright does not have; workers here could not use it"),
                           name);
  else if (strcmp (name, "textarea") == 0 || strcmp (name, "select") == 0 ||
           (kind == LW_HTML_CROWD_INPUT && !is_built_in (name)))
    return check_input (self, tag, name);
  return FALSE;
}

/**
 * lw_template_check_elements:
 * @self: a check
 *
 * Returns: whether workers can enter something in an element that is not of the built-in task types
 */
gboolean
lw_template_check_elements (const LwTemplateCheck *self)
{
  gboolean has_inputs = FALSE;
  const char *text = self->source;
  LwSourceTag tag;

  while (lw_source_next_tag (text, &tag))
    {
      if (!tag.closing)
        has_inputs |= check_tag (self, &tag);
      text = lw_source_skip_tag (&tag);
    }
  return has_inputs;
}
