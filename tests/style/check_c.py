# SPDX-FileCopyrightText: 2026 The Labelwright authors
# SPDX-License-Identifier: GPL-3.0-or-later

"""How C is written here: the order at the top of a file, banned words and calls, rules of GObject and GTK."""

import re

from lw_tree import COMMENT_OR_STRING, Problem

BANNED_CALLS = {
    "strcpy": "g_strlcpy () or g_strdup ()", "strcat": "GString", "sprintf": "g_snprintf () or g_strdup_printf ()",
    "vsprintf": "g_strdup_vprintf ()", "gets": "g_input_stream_read_all ()", "strtok": "g_strsplit ()",
    "atoi": "g_ascii_string_to_signed ()", "atof": "g_ascii_strtod ()", "strtod": "g_ascii_strtod ()",
    "malloc": "g_malloc () or g_new ()", "calloc": "g_new0 ()", "system": "GSubprocess", "popen": "GSubprocess",
    "g_type_init": "nothing", "g_signal_connect_full": "g_signal_connect_object ()",
    # Deprecated in GTK 4.10 to 4.12, silent under our version macros.
    "gtk_widget_show": "gtk_widget_set_visible ()", "gtk_widget_hide": "gtk_widget_set_visible ()",
    "gtk_show_uri": "g_app_info_launch_default_for_uri_async ()",
    "gtk_widget_get_style_context": "gtk_widget_add_css_class ()",
    "gtk_css_provider_load_from_data": "the style sheet of the resources",
    "gtk_picture_set_pixbuf": "a GdkTexture", "gtk_image_set_from_pixbuf": "a GdkTexture",
    "gtk_picture_new_for_pixbuf": "a GdkTexture", "gtk_image_new_from_pixbuf": "a GdkTexture",
    "gdk_pixbuf_get_from_texture": "gdk_texture_download ()",
    "gtk_widget_get_allocation": "gtk_widget_get_width ()",
    "gtk_widget_get_allocated_width": "gtk_widget_get_width ()",
    "gtk_widget_get_allocated_height": "gtk_widget_get_height ()",
    "gtk_widget_translate_coordinates": "gtk_widget_compute_point ()",
}
# A manifest is mapped: its slices do not end with a zero byte. These files see them; what else they use these calls for
# is a literal or a string of their own.
MAPPED = re.compile(r"src/manifest/lw-(json-scan|json-slice|line-facts|manifest-\w[\w-]*)\.c$")
BANNED_IN_MANIFEST = {
    "strstr": "memmem ()", "strchr": "memchr ()", "strrchr": "memrchr ()", "g_strlcpy": "memcpy ()",
    "g_strstr_len": "memmem ()",
}
BANNED_WORDS = {"goto": "an early return", "gint": "int", "gchar": "char", "gdouble": "double", "gfloat": "float",
                "gshort": "gint16"}
# The three files that know two generations of an API.
TWO_GENERATIONS = ("src/app/kit/lw-alert.c", "src/app/kit/lw-file-dialog.c", "src/app/shell/lw-about.c")
DEPRECATED_CLASSES = (
    "GtkAssistant|GtkDialog|GtkMessageDialog|GtkFileChooserNative|GtkFileChooserDialog|GtkFileChooserWidget|"
    "GtkTreeView|GtkListStore|GtkTreeStore|GtkIconView|GtkCellRenderer\\w*|GtkTreeModel\\w*|GtkComboBox|"
    "GtkComboBoxText|GtkEntryCompletion|GtkInfoBar|GtkStatusbar|GtkLockButton|GtkVolumeButton|GtkColorButton|"
    "GtkFontButton|GtkAppChooser\\w*|GtkColorChooser\\w*|GtkFontChooser\\w*|GtkStyleContext|GtkShortcutsWindow|"
    "GtkShortcutsSection|GtkShortcutsGroup|GtkShortcutsShortcut|AdwFlap|AdwLeaflet|AdwSqueezer|"
    "AdwViewSwitcherTitle|AdwAboutWindow|AdwMessageDialog|AdwPreferencesWindow|AdwEnumListModel")


def sources(tree):
    return tree.paths(".c", below="src/") + tree.paths(".c", below="tests/")


def top_of_file(tree):
    """G_LOG_DOMAIN, config.h, own header, in this order; then no header that is included twice."""
    for path in tree.paths(".c", below="src/"):
        text = tree.files[path]
        name = path.rsplit("/", 1)[-1][:-2]
        includes = re.findall(r'^#include [<"]([^>"]+)[>"]', text, re.M)
        domain = text.find("#define G_LOG_DOMAIN")
        if domain < 0 or domain > text.find("#include"):
            yield Problem(path, 1, "#define G_LOG_DOMAIN does not stand before the first include")
        if includes[:1] != ["config.h"]:
            yield Problem(path, 1, "config.h is not the first include")
        own = next((i for i in includes if i in (f"{name}.h", f"{name}-private.h")), None)
        if own is not None and includes[1] != own:
            yield Problem(path, 1, f"{own} is not the second include, so nothing proves that it stands alone")
        for include in sorted({i for i in includes if includes.count(i) > 1}):
            yield Problem(path, 1, f"{include} is included twice")


def headers_once(tree):
    for path in tree.paths(".h"):
        if "#pragma once" not in tree.files[path]:
            yield Problem(path, 1, "no #pragma once")


def words(tree):
    banned = "|".join(BANNED_WORDS)
    for path in tree.paths(".c", ".h", below="src/") + tree.paths(".c", ".h", below="tests/"):
        for line, match in tree.find(path, rf"\b({banned})\b"):
            yield Problem(path, line, f"{match.group()}: write {BANNED_WORDS[match.group()]}")
        for match in COMMENT_OR_STRING.finditer(tree.files[path]):
            if match.group().startswith("//"):
                yield Problem(path, tree.line_at(path, match.start()), "a // comment")


def banned_in(path):
    """The calls that a file may not make, with what to use instead."""
    if path in TWO_GENERATIONS:
        return {}
    if path.startswith("tests/"):
        return {call: use for call, use in BANNED_CALLS.items() if call != "atoi"} | \
            {"g_assert": "g_assert_true (), g_assert_cmpint () and the like"}
    if path.startswith("src/cli/"):
        return BANNED_CALLS
    return BANNED_CALLS | {"g_main_context_iteration": "an asynchronous call", "g_usleep": "a source",
                           "g_dbus_connection_call_sync": "its asynchronous twin"}


def calls(tree):
    for path in sources(tree):
        banned = banned_in(path)
        for line, match in tree.find(path, r"(?<![\w>.])(\w+) ?\("):
            if match.group(1) in banned:
                yield Problem(path, line, f"{match.group(1)} () is banned; use {banned[match.group(1)]}")


def calls_on_slices(tree):
    for path in filter(MAPPED.search, tree.files):
        code = tree.code(path)
        own = set(re.findall(r"g_autofree char \*(\w+)|char (\w+)\[", code))
        own = {name for pair in own for name in pair if name}
        for line, match in tree.find(path, rf"(?<![\w>.])({'|'.join(BANNED_IN_MANIFEST)}) \((\"|\w*)"):
            if match.group(2) != '"' and match.group(2) not in own:
                yield Problem(path, line, f"{match.group(1)} () on what may be a slice of the map; use "
                                          f"{BANNED_IN_MANIFEST[match.group(1)]}")


def deprecated(tree):
    for path in tree.paths(".c", ".h", below="src/app/"):
        if path not in TWO_GENERATIONS:
            for line, match in tree.find(path, rf"\b({DEPRECATED_CLASSES})\b"):
                yield Problem(path, line, f"{match.group()} is deprecated in newer releases")
            for line, match in tree.find(path, r"^#if.*(GTK|ADW|GLIB)_CHECK_VERSION"):
                yield Problem(path, line, "only the files that know two generations of an API ask for its version")


def callbacks(tree):
    """A handler of a signal is called name_cb. With swapped arguments it may be a method, which has a method's name."""
    methods = {name for path in tree.paths(".ui")
               for name in re.findall(r'handler="(\w+)" swapped="yes"', tree.files[path])}
    connect = r"g_signal(?:_group)?_connect\w* \(([^;]*?)\);"
    for path in tree.paths(".c", below="src/"):
        for line, match in tree.find(path, connect):
            handler = re.search(r"G_CALLBACK \((\w+)\)", match.group(1))
            swapped = "SWAPPED" in match.group(1) or "_swapped" in match.group().split("(")[0]
            if handler and not swapped and not re.search(r"_cb$|^(g|gtk|gdk|adw)_", handler.group(1)):
                yield Problem(path, line, f"the signal handler {handler.group(1)} () is not called …_cb")
        for line, match in tree.find(path, r"gtk_widget_class_bind_template_callback \(\w+, (\w+)\)"):
            if not match.group(1).endswith("_cb") and match.group(1) not in methods:
                yield Problem(path, line, f"the template callback {match.group(1)} () is not called …_cb")


def templates(tree):
    for path in tree.paths(".c", below="src/"):
        code = tree.code(path)
        made = len(re.findall(r"gtk_widget_init_template \(", code))
        gone = len(re.findall(r"gtk_widget_dispose_template \(", code))
        if made > gone:
            yield Problem(path, 0, f"{made} gtk_widget_init_template (), {gone} gtk_widget_dispose_template ()")


def tasks(tree):
    for path in tree.paths(".c", below="src/"):
        code = tree.code(path)
        made = len(re.findall(r"\bg_task_new \(", code))
        tagged = len(re.findall(r"\bg_task_set_source_tag \(", code))
        if made > tagged:
            yield Problem(path, 0, f"{made} g_task_new (), {tagged} g_task_set_source_tag ()")


def properties(tree):
    for path in tree.paths(".c", below="src/"):
        named = re.search(r"GParamFlags flags = [^;]*G_PARAM_STATIC_STRINGS|#define PROPERTY_FLAGS.*STATIC_STRINGS",
                          tree.code(path))
        for line, match in tree.find(path, r"\bg_param_spec_(?!ref|unref|pool|sink|get|steal|set)\w+ \([^;]*?;"):
            by_name = named and re.search(r"\b(flags|PROPERTY_FLAGS)\)", match.group())
            if "G_PARAM_STATIC_STRINGS" not in match.group() and not by_name:
                yield Problem(path, line, "a property without G_PARAM_STATIC_STRINGS")


def declared_types(tree):
    for path in tree.paths(".h", below="src/"):
        for line, _ in tree.find(path, r"^G_DECLARE_DERIVABLE_TYPE"):
            yield Problem(path, line, "a derivable type; prefer an interface")


def space_before_parenthesis(tree):
    """name (arguments), except in the definition of a macro."""
    for path in tree.paths(".c", ".h", below="src/") + tree.paths(".c", ".h", below="tests/"):
        for line, match in tree.find(path, r"^(?!\s*#).*?(?<![\w.])([A-Za-z_]\w+)\("):
            if match.group(1) not in ("_", "N_", "C_", "defined", "NC_"):
                yield Problem(path, line, f"no blank between {match.group(1)} and (")


CHECKS = (top_of_file, headers_once, words, calls, calls_on_slices, deprecated, callbacks, templates, tasks, properties,
          declared_types, space_before_parenthesis)
