/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Any bytes as a worker task template: parsed, rendered within small limits, taken apart and checked. */

#include "config.h"

#include "lw-fuzz.h"

#include "lw-diagnostic.h"
#include "lw-worker-page.h"
#include "lw-worker-template.h"

const char *const lw_fuzz_seeds[] = {
  "<crowd-form><crowd-image-classifier name=\"a\" src=\"{{ task.input.taskObject | grant_read_access }}\" header='b' "
  "categories=\"{{ task.input.labels | to_json | escape }}\"><short-instructions>c</short-instructions>",
  "{% for l in task.input.labels reversed limit: 2 %}{{ forloop.index }}{{ l | upcase | slice: 0, 2 }}{% else %}-"
  "{% endfor %}{% assign a = 'b,c' | split: ',' %}{{ a | sort | join: '-' | replace: 'b', a[0] }}",
  "{%- case a -%}{% when 1, 'b' %}{% raw %}{{ x }}{% endraw %}{% endcase %}{% comment %}{% endcomment %}"
  "{% capture c %}{% cycle 'a', 'b' %}{% increment d %}{% endcapture %}{{ c | truncate: 3 | escape_once }}",
  "{% if a.b[0]['c'] contains \"d\" and 1 < 2.5 or (1..3) == nil %}{% unless blank %}{{- 7 | divided_by: 2 -}}"
  "{% endunless %}{% elsif x != empty %}{{ x | date: '%Y' | default: 3, allow_false: true }}{% endif %}",
  NULL
};

int
LLVMFuzzerTestOneInput (const guint8 *data,
                        gsize         size)
{
  const LwLiquidOptions options = { .max_steps = 2000, .max_output = 100000 };
  const char *const labels[] = { "cat", "<dog>", NULL };
  g_autoptr (GPtrArray) diagnostics = lw_diagnostics_new ();
  g_autofree char *text = g_utf8_make_valid ((const char *) data, (gssize) size);
  g_autoptr (LwLiquidTemplate) template = lw_liquid_template_parse ((const char *) data, (gssize) size, diagnostics);
  g_autoptr (LwWorkerPage) page G_GNUC_UNUSED =
    lw_worker_page_render (template, "s3://a/b", labels, &options, diagnostics);
  g_autoptr (LwWorkerTemplateParts) parts G_GNUC_UNUSED = lw_worker_template_extract (text);
  g_autofree char *changed = lw_worker_template_replace (text, LW_WORKER_TEMPLATE_SHORT, "<p>{{ a }}</p>");

  lw_worker_template_check (changed, size % 3, diagnostics);
  return 0;
}
