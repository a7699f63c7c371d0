#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Labelwright authors
# SPDX-License-Identifier: GPL-3.0-or-later

"""Proves that each style check can fail: feeds it a good and a bad snippet. One TAP point a row; a check without a row
fails too."""

import sys

import check_c
import check_docs
import check_layers
import check_po
import check_text
import check_ui
from lw_tree import Tree

SPDX = "/* SPDX-FileCopyrightText: 2026 The Labelwright authors\n * SPDX-License-Identifier: GPL-3.0-or-later */\n"
TABLE = """layers = {
  'base': {
    'sources': ['lw-a.c'],
    'below': [],
  },
  'manifest': {
    'sources': ['lw-m.c'],
    'below': ['base'],
  },
  'template': {
    'sources': ['lw-t.c'],
    'below': ['base'],
  },
}
"""


def c_file(body, path="src/app/shell/lw-x.c"):
    return {path: body}


def ui_file(body):
    return {"ui/shell/lw-x.ui": f'<interface><template class="LwX" parent="GtkBox">{body}</template></interface>',
            "src/app/shell/lw-x.c": "g_type_ensure (LW_TYPE_KNOWN);\n",
            "ui/labelwright.gresource.xml": "<gresources><file>shell/lw-x.ui</file></gresources>"}


def layered(path, text):
    return {"src/meson.build": TABLE, "src/base/lw-a.h": "", "src/base/lw-a.c": "", "src/manifest/lw-m.h": "",
            "src/template/lw-t.h": "", path: text}


TOP = '#define G_LOG_DOMAIN "lw"\n#include "config.h"\n#include "lw-x.h"\n'
PROTOTYPE = {"src/base/lw-a.h": "int lw_a (void);\n"}
FUNCTION = "int\nlw_a (void)\n{\n  return 1;\n}\n"

# check, good tree, bad trees
ROWS = (
    (check_text.width, {"a.c": "x" * 120}, [{"a.c": "x" * 121}]),
    (check_text.blanks, {"a.c": "x\n"}, [{"a.c": "\tx\n"}, {"a.c": "x \n"}, {"a.c": "x"}]),
    (check_text.licence, {"a.c": SPDX}, [{"a.c": "int a;\n"}, {"meson.build": "project('x')\n"}]),
    (check_text.notes, {"a.c": "/* done */\n"}, [{"a.c": "/* TO" + "DO later */\n"}]),
    (check_text.readme_files, dict.fromkeys(("README.md", "src/README.md", "data/sample/README.md"), ""), [{}]),
    (check_c.top_of_file, c_file(TOP),
     [c_file('#include "config.h"\n'), c_file('#define G_LOG_DOMAIN "lw"\n#include "lw-x.h"\n'),
      c_file('#define G_LOG_DOMAIN "lw"\n#include "config.h"\n#include <glib.h>\n#include "lw-x.h"\n'),
      c_file(TOP + "#include <glib.h>\n#include <glib.h>\n")]),
    (check_c.headers_once, {"a.h": "#pragma once\n"}, [{"a.h": "#ifndef A_H\n"}]),
    (check_c.words, c_file('char *a = "http://goto"; /* a // b */\n'),
     [c_file("gchar *a;\n"), c_file("  goto out;\n"), c_file("int a; // why\n")]),
    (check_c.calls, c_file('g_strlcpy (a, "strcpy (", 2); /* system (x) */ self->system (1);\n'),
     [c_file("strcpy (a, b);\n"), c_file("  gtk_widget_show (w);\n"), c_file("g_main_context_iteration (NULL, 1);\n"),
      c_file("g_assert (a);\n", "tests/base/test-a.c")]),
    (check_c.calls_on_slices,
     c_file('static const char own[] = "x";\nstrchr (own, c); strchr ("ab", c);\n', "src/manifest/lw-json-scan.c"),
     [c_file("p = strchr (slice, c);\n", "src/manifest/lw-json-scan.c")]),
    (check_c.deprecated, c_file("GtkDropDown *a;\n"),
     [c_file("GtkComboBox *a;\n"), c_file("#if GTK_CHECK_VERSION (4, 10, 0)\n")]),
    (check_c.callbacks,
     c_file('g_signal_connect (a, "b", G_CALLBACK (button_clicked_cb), self);\n'
            'g_signal_connect_object (a, "b", G_CALLBACK (update), self, G_CONNECT_SWAPPED);\n'),
     [c_file('g_signal_connect (a, "b", G_CALLBACK (on_click), self);\n'),
      c_file("gtk_widget_class_bind_template_callback (klass, on_click);\n")]),
    (check_c.templates, c_file("gtk_widget_init_template (a); gtk_widget_dispose_template (a, b);\n"),
     [c_file("gtk_widget_init_template (a);\n")]),
    (check_c.tasks, c_file("t = g_task_new (a); g_task_set_source_tag (t, f);\n"), [c_file("t = g_task_new (a);\n")]),
    (check_c.properties,
     c_file('g_param_spec_int ("a", NULL, NULL, 0, 1, 0, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);\n'),
     [c_file('g_param_spec_int ("a", NULL, NULL, 0, 1, 0, G_PARAM_READABLE);\n'),
      c_file('g_param_spec_int ("a", NULL, NULL, 0, 1, 0, flags);\n')]),
    (check_c.declared_types, {"src/a.h": "G_DECLARE_FINAL_TYPE (A, a, A, A, GObject)\n"},
     [{"src/a.h": "G_DECLARE_DERIVABLE_TYPE (A, a, A, A, GObject)\n"}]),
    (check_c.space_before_parenthesis, c_file('#define A(x) (x)\nfoo (a, _("b("));\n'), [c_file("foo(a);\n")]),
    (check_layers.table_is_sound, {"src/meson.build": TABLE},
     [{}, {"src/meson.build": TABLE.replace("'below': []", "'below': ['template']")},
      {"src/meson.build": TABLE.replace("t.c'],\n    'below': ['base']", "t.c'],\n    'below': ['manifest']")}]),
    (check_layers.files_are_listed, layered("src/manifest/lw-m.c", ""),
     [layered("src/manifest/lw-other.c", ""), layered("src/new/lw-n.c", "")]),
    (check_layers.includes_go_down, layered("src/manifest/lw-m.c", '#include "lw-a.h"\n#include "lw-m.h"\n'),
     [layered("src/manifest/lw-m.c", '#include "lw-t.h"\n'), layered("src/base/lw-a.c", '#include "lw-m.h"\n'),
      layered("src/manifest/lw-m.c", '#include "../base/lw-a.h"\n'),
      layered("src/manifest/lw-m.c", '#include "base/lw-a.h"\n'),
      layered("src/manifest/lw-m.c", '#include "lw-nowhere.h"\n'), layered("src/manifest/lw-a.h", "")]),
    (check_layers.libraries_stay_in_their_layers,
     c_file("#include <gtk/gtk.h>\n") | c_file("#include <sqlite3.h>\n", "src/engine/lw-engine-store.c"),
     [c_file("#include <gtk/gtk.h>\n", "src/engine/lw-x.c"), c_file("#include <sqlite3.h>\n"),
      c_file("#include <libsoup/soup.h>\n"), c_file("#include <gdk/gdk.h>\n", "src/cli/main.c"),
      c_file("#include <adwaita.h>\n", "src/base/lw-a.c")]),
    (check_layers.sql_stays_in_the_store, c_file('"SELECT a FROM b"\n', "src/engine/lw-engine-store-jobs.c"),
     [c_file('"SELECT a FROM b"\n', "src/engine/lw-scheduler.c")]),
    (check_docs.doc_comments, PROTOTYPE | {"src/base/lw-a.c": "/**\n * lw_a:\n *\n * Says one.\n */\n" + FUNCTION},
     [PROTOTYPE | {"src/base/lw-a.c": FUNCTION}]),
    (check_docs.file_comments, {"src/base/lw-a.h": SPDX + "\n/* What it is for. */\n#pragma once\n"},
     [{"src/base/lw-a.h": SPDX + "#pragma once\n"}]),
    (check_docs.public_names, {"src/base/lw-a.c": FUNCTION}, [{"src/base/lw-a.c": FUNCTION.replace("lw_a", "helper")}]),
    (check_docs.file_names, {"src/base/lw-a.c": "", "src/cli/main.c": ""}, [{"src/base/helper.c": ""}]),
    (check_ui.well_formed, ui_file(""), [{"ui/a.ui": "<interface>"}]),
    (check_ui.in_resources, ui_file(""),
     [ui_file("") | {"ui/shell/lw-y.ui": "<interface/>"}, {"ui/labelwright.gresource.xml": "<file>gone.ui</file>"}]),
    (check_ui.places, ui_file(""),
     [{"ui/shell/lw-x.ui": ui_file("")["ui/shell/lw-x.ui"]}, {"ui/lw-x.ui": "<interface/>"},
      {"ui/shell/lw-y.ui": '<interface><template class="LwX"/></interface>', "src/app/shell/lw-y.c": ""}]),
    (check_ui.classes, ui_file('<child><object class="GtkBox"/></child>'),
     [ui_file('<child><object class="GtkComboBox"/></child>'), ui_file('<child><object class="AdwBanner"/></child>')]),
    (check_ui.types_are_ensured, ui_file('<child><object class="LwKnown"/></child>'),
     [ui_file('<child><object class="LwUnknown"/></child>')]),
    (check_ui.names,
     ui_file('<object class="GtkButton"><property name="icon-name">a</property><accessibility>'
             '<property name="label">A</property></accessibility></object>'),
     [ui_file('<object class="GtkButton"><property name="icon-name">a</property></object>'),
      ui_file('<object class="GtkEntry"/>')]),
    (check_ui.translated, ui_file('<property name="label" translatable="yes">Open</property>'),
     [ui_file('<property name="label">Open</property>')]),
    (check_po.complete,
     {"po/POTFILES": "src/a.c\nui/a.ui\n", "src/a.c": 'a (_("x"));\n', "ui/a.ui": 'translatable="yes"'},
     [{"po/POTFILES": "", "src/a.c": 'a (_("x"));\n'}, {"po/POTFILES": "", "ui/a.ui": 'translatable="yes"'},
      {"po/POTFILES": "", "src/a.c": 'ngettext ("a", "b", n);\n'}]),
    (check_po.exact, {"po/POTFILES": "src/a.c\n", "src/a.c": 'a (_("x"));\n'},
     [{"po/POTFILES": "src/gone.c\n"}, {"po/POTFILES": "src/a.c\n", "src/a.c": "int a;\n"},
      {"po/POTFILES": "src/b.c\nsrc/a.c\n", "src/a.c": 'a (_("x"));\n', "src/b.c": 'a (_("x"));\n'}]),
    (check_po.formats, {"src/a.c": 'a (_("%" PRIu64), "%" G_GUINT64_FORMAT);\n'},
     [{"src/a.c": 'a (_("%" G_GUINT64_FORMAT));\n'}, {"src/a.c": 'a (ngettext ("a",\n "%" G_GSIZE_FORMAT, n));\n'}]),
    (check_po.includes_gettext, {"src/a.c": '#include <glib/gi18n.h>\na (_("x"));\n'}, [{"src/a.c": 'a (_("x"));\n'}]),
)


def judge(check, good, bad):
    """Returns what is wrong with a check, or nothing."""
    for problem in check(Tree(good)):
        yield f"the good tree has a problem: {problem}"
    for number, files in enumerate(bad, 1):
        if not any(True for _ in check(Tree(files))):
            yield f"bad tree {number} has no problem"


def main():
    tried = {check for check, _, _ in ROWS}
    every = [c for m in (check_text, check_c, check_layers, check_docs, check_ui, check_po) for c in m.CHECKS]
    untried = [check for check in every if check not in tried]
    print(f"1..{len(ROWS) + 1}")
    failed = False
    for number, (check, good, bad) in enumerate(ROWS, 1):
        wrong = list(judge(check, good, bad))
        failed = failed or bool(wrong)
        for text in wrong:
            print(f"{check.__name__}: {text}", file=sys.stderr)
        print(f"{'not ok' if wrong else 'ok'} {number} {check.__name__.replace('_', '-')}")
    for check in untried:
        print(f"{check.__name__} has no row", file=sys.stderr)
    print(f"{'not ok' if untried else 'ok'} {len(ROWS) + 1} every-check-has-a-row")
    return 1 if failed or untried else 0


if __name__ == "__main__":
    sys.exit(main())
