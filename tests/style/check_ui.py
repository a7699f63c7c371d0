# SPDX-FileCopyrightText: 2026 The Labelwright authors
# SPDX-License-Identifier: GPL-3.0-or-later

"""Interface files: listed, typed, labelled, translated, without classes that newer releases deprecate."""

import posixpath
import re
import xml.etree.ElementTree as xml

from check_c import DEPRECATED_CLASSES
from lw_tree import Problem

RESOURCES = "ui/labelwright.gresource.xml"
# Properties whose value people read.
WORDS = {"label", "title", "subtitle", "tooltip-text", "placeholder-text", "description", "heading", "body", "text"}
ICON_BUTTONS = {"GtkButton", "GtkToggleButton", "GtkMenuButton"}
NAMELESS = {"GtkEntry", "GtkSearchEntry", "GtkSpinButton", "GtkScale", "GtkDropDown", "GtkTextView", "GtkSwitch",
            "GtkProgressBar", "GtkListView", "GtkGridView"}
# Classes of libadwaita after 1.2 and of GTK after 4.8.
TOO_NEW = ("AdwBanner|AdwNavigation\\w*|AdwToolbarView|AdwBreakpoint\\w*|AdwSwitchRow|AdwSpinRow|"
           "AdwOverlaySplitView|AdwDialog|AdwAlertDialog|AdwAboutDialog|AdwPreferencesDialog|AdwSpinner|"
           "AdwButtonRow|AdwToggle\\w*|AdwWrapBox|AdwShortcuts\\w*|GtkFileDialog|GtkAlertDialog|"
           "GtkColorDialog\\w*|GtkFontDialog\\w*|GtkSectionModel|GtkGraphicsOffload")


def interfaces(tree):
    """Yields (path, root element) of each interface file that is well-formed."""
    for path in tree.paths(".ui"):
        try:
            yield path, xml.fromstring(tree.files[path])
        except xml.ParseError:
            continue


def line_of(tree, path, text):
    offset = tree.files[path].find(text)
    return tree.line_at(path, offset) if offset >= 0 else 0


def well_formed(tree):
    for path in tree.paths(".ui", ".svg", ".xml", ".xml.in"):
        try:
            xml.fromstring(tree.files[path].encode())
        except xml.ParseError as error:
            yield Problem(path, error.position[0], f"not well-formed: {error}")


def in_resources(tree):
    listed = re.findall(r"<file[^>]*>([^<]+)</file>", tree.files.get(RESOURCES, ""))
    for path in tree.paths(".ui", ".css", below="ui/"):
        if path.removeprefix("ui/") not in listed:
            yield Problem(path, 0, f"not in {RESOURCES}")
    for name in listed:
        if posixpath.normpath(f"ui/{name}") not in tree.files:
            yield Problem(RESOURCES, line_of(tree, RESOURCES, name), f"ui/{name} does not exist")


def places(tree):
    """ui mirrors src/app, one template a file, the class named as the file."""
    for path, root in interfaces(tree):
        templates = root.findall("template")
        name = path.rsplit("/", 1)[-1].removesuffix(".ui")
        if len(templates) != 1:
            yield Problem(path, 0, f"{len(templates)} templates, not one")
            continue
        expected = "".join(word.capitalize() for word in name.split("-"))
        if templates[0].get("class", "").lower() != expected.lower():
            yield Problem(path, 0, f"its class is {templates[0].get('class')}, not {expected}")
        source = "src/app/" + path.removeprefix("ui/").removesuffix(".ui") + ".c"
        if source not in tree.files:
            yield Problem(path, 0, f"there is no {source}")


def classes(tree):
    for path, _ in interfaces(tree):
        for line, match in tree.find(path, rf'class="({DEPRECATED_CLASSES})"', code=False):
            yield Problem(path, line, f"{match.group(1)} is deprecated in newer releases")
        for line, match in tree.find(path, rf'class="({TOO_NEW})"', code=False):
            yield Problem(path, line, f"{match.group(1)} is newer than our floor")


def snake(name):
    return re.sub(r"(?<!^)(?=[A-Z])", "_", name).upper()


def types_are_ensured(tree):
    """The class of a template makes sure of the types of our own that its file names."""
    everything = "".join(tree.code(p) for p in tree.paths(".c", below="src/app/"))
    for path, root in interfaces(tree):
        source = "src/app/" + path.removeprefix("ui/").removesuffix(".ui") + ".c"
        code = tree.code(source) if source in tree.files else everything
        for name in sorted({o.get("class") for o in root.iter("object") if o.get("class", "").startswith("Lw")}):
            macro = snake(name).replace("LW_", "LW_TYPE_", 1)
            if not re.search(rf"g_type_ensure \({macro}\)", code):
                yield Problem(path, line_of(tree, path, f'class="{name}"'), f"{source} has no g_type_ensure ({macro})")


def has_name(element, code):
    """Whether an assistive technology has a name for it: set here, or bound, or set in the code of the class."""
    if element.get("id") and re.search(rf"gtk_accessible_update_(property|relation) \(GTK_ACCESSIBLE "
                                       rf"\(self->{element.get('id')}\)", code):
        return True
    if any(c.get("name") == "accessible-role" and c.text in ("presentation", "none") for c in element):
        return True
    accessibility = element.find("accessibility")
    if accessibility is not None and any(c.get("name") in ("label", "labelled-by") for c in accessibility):
        return True
    return any(c.tag in ("property", "binding") and c.get("name") == "label" for c in element)


def names(tree):
    for path, root in interfaces(tree):
        source = "src/app/" + path.removeprefix("ui/").removesuffix(".ui") + ".c"
        code = tree.code(source) if source in tree.files else ""
        mnemonics = {p.text for p in root.iter("property") if p.get("name") == "mnemonic-widget"}
        for element in root.iter("object"):
            kind = element.get("class")
            icon = any(c.tag == "property" and c.get("name") == "icon-name" for c in element)
            if (kind in ICON_BUTTONS and icon or kind in NAMELESS) and not has_name(element, code) \
                    and element.get("id") not in mnemonics:
                where = line_of(tree, path, f'id="{element.get("id")}"') if element.get("id") else 0
                yield Problem(path, where, f"a {kind} ({element.get('id') or 'without id'}) has no accessible label")


def translated(tree):
    """What people read is marked, one way or the other."""
    for path, root in interfaces(tree):
        for element in root.iter("property"):
            text = (element.text or "").strip()
            if element.get("name") in WORDS and re.search(r"[A-Za-z]{2}", text) and not element.get("translatable") \
                    and len(element) == 0 and not element.get("bind-source"):
                yield Problem(path, line_of(tree, path, f">{element.text}<"), f"“{text}” is not marked translatable")


CHECKS = (well_formed, in_resources, places, classes, types_are_ensured, names, translated)
