"""How scenes and areas look on a map: the QML files of ``resources/styles``, in the reader's language.

The files are English; the names in their legends are names of codes in :mod:`drugscene_plugin.texts.labels`. The round
at hand is drawn in blue, what has ceased in red, as published maps of scenes have it.
"""

from __future__ import annotations

from pathlib import Path
from typing import Mapping, Optional, Sequence
from xml.etree import ElementTree  # nosec B405 - reads the plugin's own files alone

from ..domain.annual_content import AnnualContent
from ..texts import CONTEXT, translate
from ..texts.labels import field_label

STYLES = (
    "scenes",
    "scene_points",
    "lpo",
    "municipality",
    "areas",
    "scenes_by_change",
    "scene_points_by_change",
    "scenes_by_category",
    "scene_points_by_category",
    "scenes_before",
    "places_before",
    "scenes_focus",
    "lpo_outline",
    "lpo_density",
    "outside",
    "names",
)
"""The styles there are.

Scenes by status, scenes shown by points, LPOs, municipalities, and both in one layer by ``level``; then those of the
atlas: scenes by what became of them and by category, each as outlines and as points, those of the round before, the
ring of a locator, LPOs on it, LPOs by how densely scenes lie in them, the veil over what a sheet is not about, and
all names.
"""

_FOLDER = Path(__file__).resolve().parent.parent / "resources" / "styles"
_DOCTYPE = "<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>\n"


def map_style(
    name: str,
    language: Optional[str] = None,
    fields: Sequence[str] = (),
    codes: Optional[Mapping[str, Mapping[str, str]]] = None,
    categories: Optional[Mapping[str, str]] = None,
) -> str:
    """The QML of a style, its legend in a language (default: QGIS's).

    ``fields`` get the names by which people know them as aliases; ``codes`` gives, by field, the names of its codes, so
    that attribute tables show them. ``categories`` are the codes and names that take the places of a style by category;
    those beyond its places share one entry, which says how many they are.
    """
    text = (_FOLDER / f"{name}.qml").read_text(encoding="utf-8")
    root = ElementTree.fromstring(text)  # noqa: S314  # nosec B314 - the plugin's own file
    for tag, attribute in (("category", "label"), ("rule", "label"), ("rule", "description"), ("range", "label")):
        for element in root.iter(tag):
            if attribute in element.attrib:
                element.set(attribute, translate(CONTEXT, element.attrib[attribute], language))
    if categories is not None:
        _fill_places(root, categories)
    if fields:
        root.set("styleCategories", "Symbology|Labeling|Fields|Forms")
        _add_forms(root, codes or {})
        aliases = ElementTree.SubElement(root, "aliases")
        for index, field in enumerate(fields):
            attributes = {"field": field, "index": str(index), "name": field_label(field, language)}
            ElementTree.SubElement(aliases, "alias", attributes)
    return _DOCTYPE + ElementTree.tostring(root, encoding="unicode") + "\n"


def categories_of(content: AnnualContent) -> Mapping[str, str]:
    """What a map by category tells apart: the codes of the county's list with their names, then words that only scenes have.

    The list comes whole, in its own order, so that a category looks the same in every round and on every map.
    """
    listed = content.code_labels.get("category", {})
    used = set(content.scenes.table.table.column("category")) - {None, ""}
    return {**listed, **{word: str(word) for word in sorted(used - set(listed))}}


def _fill_places(root: ElementTree.Element, categories: Mapping[str, str]) -> None:
    """Give the places ``category1``, ``category2`` … of a style to codes, its place for the rest to those beyond.

    Places left over go.
    """
    (places,) = root.iter("categories")
    single = [place for place in places if place.get("value")]
    (shared,) = (place for place in places if place.get("value") is None)
    named = list(categories.items())
    for place, (code, label) in zip(single, named):
        place.set("value", code)
        place.set("label", label)
    for place in single[len(named) :]:
        places.remove(place)
    beyond = named[len(single) :]
    if not beyond:
        places.remove(shared)
        return
    shared.set("label", f"{shared.get('label')} ({len(beyond)})")
    (example,) = shared
    shared.remove(example)
    for code, _ in beyond:
        ElementTree.SubElement(shared, example.tag, {**example.attrib, "value": code})


def _add_forms(root: ElementTree.Element, codes: Mapping[str, Mapping[str, str]]) -> None:
    """Let attribute tables show codes by their names, through QGIS's value map."""
    configuration = ElementTree.SubElement(root, "fieldConfiguration")
    for field, names in codes.items():
        widget = ElementTree.SubElement(
            ElementTree.SubElement(configuration, "field", {"name": field}), "editWidget", {"type": "ValueMap"}
        )
        options = ElementTree.SubElement(ElementTree.SubElement(widget, "config"), "Option", {"type": "Map"})
        listed = ElementTree.SubElement(options, "Option", {"name": "map", "type": "List"})
        for code, label in names.items():
            entry = ElementTree.SubElement(listed, "Option", {"type": "Map"})
            ElementTree.SubElement(entry, "Option", {"name": label, "type": "QString", "value": code})
