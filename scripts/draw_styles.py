"""Draw the map styles that the atlas uses, as QML files in drugscene_plugin/resources/styles.

Usage: draw_styles.py. What a cartographer changes in QGIS is saved over these; run it again only to start afresh. Names in
legends are English here; reports/map_style.py translates them. Each kind differs by line or pattern as well as by hue, so
that maps can be read in grey and by the colour-blind.
"""

from __future__ import annotations

import os

from headless import CHECKOUT, qgis_session

FOLDER = CHECKOUT / "drugscene_plugin" / "resources" / "styles"

BLUE, DARK, RED, GREY, HALO = "31,78,158", "14,40,92", "193,39,45", "110,110,110", "255,255,255"

TURNED = "turned triangle"

# The kinds of change, the one that says most of a scene first. Outline, its style and width (mm), alpha of the fill,
# hatching (angle, spacing in mm) or none; marker and its size (mm).
KINDS = {
    "many_to_many": (DARK, "solid", 0.7, 0, (135, 1.6), "octagon", 3.4),
    "ceased": (RED, "dash", 0.6, 0, (45, 2.4), "cross2", 3.0),
    "new": (DARK, "solid", 0.9, 130, None, "star", 3.6),
    "returned": (DARK, "dash", 0.8, 130, None, "diamond", 3.4),
    "merged": (DARK, "solid", 0.7, 60, (0, 1.6), "hexagon", 3.2),
    "split": (DARK, "solid", 0.7, 0, (45, 1.6), "cross_fill", 3.2),
    "grown": (BLUE, "solid", 0.5, 60, (90, 1.6), "triangle", 3.2),
    "shrunk": (BLUE, "solid", 0.5, 0, (90, 3.2), TURNED, 3.2),
    "moved": (BLUE, "dash dot", 0.6, 60, None, "square", 2.8),
    "continued": (BLUE, "solid", 0.5, 60, None, "circle", 2.6),
    "undecided": (GREY, "dot", 0.6, 0, None, "circle", 2.6),
}
LABELS = {
    "continued": "Continued",
    "grown": "Grown",
    "shrunk": "Shrunk",
    "moved": "Moved",
    "merged": "Merged",
    "split": "Split",
    "many_to_many": "Merged and split",
    "new": "New",
    "returned": "Returned",
    "ceased": "Ceased",
    "undecided": "Not decided yet",
}
OTHER = "Open drug scene"  # of a first round, which is compared with nothing

# Hues that stay apart for the colour-blind (Okabe and Ito), each with a hatching of its own. Every hue
# serves twice: filled, then dashed and hollow, its hatching crossed.
HUES = (
    ("0,114,178", None),
    ("230,159,0", (45, 1.6)),
    ("0,158,115", (135, 1.6)),
    ("204,121,167", (90, 1.6)),
    ("86,180,233", (0, 1.6)),
    ("213,94,0", (45, 3.0)),
    ("110,110,110", (135, 3.0)),
    ("0,0,0", (90, 3.0)),
)

SHAPES = ("circle", "triangle", "square", "diamond", "star", "pentagon", "hexagon", "cross_fill")

# Scenes per 10 km² of a local police area: fixed classes, so that rounds can be held side by side.
DENSITY = ((0.0, 0.0), (0.0, 0.1), (0.1, 0.5), (0.5, 1.0), (1.0, 1000.0))
DENSITY_LABELS = ("No scenes", "Under 0.1", "0.1 to 0.5", "0.5 to 1", "1 and more")
DENSITY_SHADES = ("255,255,255", "236,239,244", "205,213,226", "160,175,201", "112,134,173")


def main() -> None:
    os.environ["QT_HASH_SEED"] = "0"  # attributes in the same order each time
    with qgis_session():
        draw("scenes_by_change", by_change(fill_symbol), scene_labels())
        draw("scene_points_by_change", by_change(marker_symbol), scene_labels(points=True), "Point")
        draw("scenes_by_category", by_category(category_fill), scene_labels())
        draw("scene_points_by_category", by_category(category_marker), scene_labels(points=True), "Point")
        draw("scenes_before", single(ghost()))
        draw("places_before", single(marker(RED, "circle", 2.8, hollow=True)), kind="Point")
        draw("scenes_focus", single(focus()), kind="Point")
        draw("lpo_outline", single(fill("130,130,130", "solid", 0.25, "240,242,246", 255)))
        draw("outside", single(fill(HALO, "no", 0.0, HALO, 160)))
        draw("names", nothing(), names(), "Point")
        draw("lpo_density", density(), area_labels("60,60,60", 8.5))


def draw(name: str, renderer, labeling=None, kind: str = "Polygon") -> None:
    from qgis.core import QgsMapLayer, QgsVectorLayer

    fields = "field=kind:string&field=status:string&field=change:string&field=category:string&field=name:string&field=per_10_km2:double"
    layer = QgsVectorLayer(f"{kind}?crs=EPSG:3006&{fields}", name, "memory")
    layer.setRenderer(renderer)
    if labeling is not None:
        layer.setLabeling(labeling)
        layer.setLabelsEnabled(True)
    path = FOLDER / f"{name}.qml"
    layer.saveNamedStyle(str(path), QgsMapLayer.StyleCategories(QgsMapLayer.Symbology | QgsMapLayer.Labeling))
    print(path.relative_to(CHECKOUT))


def fill_symbol(kind: str):
    colour, line, width, alpha, hatch, _, _ = KINDS[kind]
    return fill(colour, line, width, colour, alpha, *([hatch] if hatch else []))


def fill(outline: str, line: str, width: float, colour: str, alpha: int, *hatchings):
    from qgis.core import QgsFillSymbol, QgsLinePatternFillSymbolLayer, QgsLineSymbol

    symbol = QgsFillSymbol.createSimple(
        {
            "color": f"{colour},{alpha}",
            "style": "solid" if alpha else "no",
            "outline_color": outline,
            "outline_style": line,
            "outline_width": str(width),
            "joinstyle": "round",
        }
    )
    for angle, distance in hatchings:
        lines = QgsLinePatternFillSymbolLayer()
        lines.setLineAngle(angle)
        lines.setDistance(distance)
        lines.setSubSymbol(QgsLineSymbol.createSimple({"color": outline, "width": "0.18"}))
        symbol.insertSymbolLayer(0, lines)
    return symbol


def marker_symbol(kind: str):
    colour, _, _, alpha, _, shape, size = KINDS[kind]
    return marker(colour, shape, size, hollow=alpha == 0 and shape not in ("cross2",))


def marker(colour: str, shape: str, size: float, hollow: bool = False):
    from qgis.core import QgsMarkerSymbol

    return QgsMarkerSymbol.createSimple(
        {
            "name": "triangle" if shape == TURNED else shape,
            "angle": "180" if shape == TURNED else "0",
            "size": str(size),
            "color": f"{HALO},0" if hollow else colour,
            "outline_color": colour if hollow or shape == "cross2" else HALO,
            "outline_width": "0.5" if hollow else ("0.7" if shape == "cross2" else "0.25"),
        }
    )


def by_change(symbol):
    """A category a kind. Of a scene that has several the first is drawn; one that nobody has decided on shows that."""
    from qgis.core import QgsCategorizedSymbolRenderer, QgsRendererCategory

    kinds = ", ".join(f"'{kind}'" for kind in KINDS if kind != "undecided")
    first = f"array_first(array_filter(array({kinds}), array_contains(string_to_array(\"change\", ';'), @element)))"
    shown = f"CASE WHEN \"status\" IN ('candidate', 'undecided') THEN 'undecided' ELSE coalesce({first}, '') END"
    categories = [QgsRendererCategory(kind, symbol(kind), label) for kind, label in LABELS.items()]
    categories.append(QgsRendererCategory("", symbol("continued"), OTHER))
    return QgsCategorizedSymbolRenderer(shown, categories)


def by_category(symbol):
    """A place for each category, whose codes and names are filled in by reports/map_style.py; then one for all beyond."""
    from qgis.core import QgsCategorizedSymbolRenderer, QgsRendererCategory

    categories = [QgsRendererCategory(f"category{number + 1}", symbol(number), "") for number in range(2 * len(HUES))]
    outlines = symbol is category_fill
    beyond = fill("60,60,60", "dot", 0.6, GREY, 200) if outlines else marker("60,60,60", "cross2", 2.6)
    none = fill(GREY, "dot", 0.5, GREY, 0) if outlines else marker(GREY, "circle", 2.2)
    categories.append(QgsRendererCategory(["beyond"], beyond, "Other categories"))
    categories.append(QgsRendererCategory("", none, "No category"))
    return QgsCategorizedSymbolRenderer("category", categories)


def category_fill(number: int):
    colour, hatch = HUES[number % len(HUES)]
    hatchings = [hatch] if hatch else []
    if number < len(HUES):
        return fill(colour, "solid", 0.6, colour, 70, *hatchings)
    return fill(colour, "dash", 0.6, colour, 0, *hatchings, *((angle + 90, gap) for angle, gap in hatchings))


def category_marker(number: int):
    place = number % len(HUES)
    return marker(HUES[place][0], SHAPES[place], 3.2, hollow=number >= len(HUES))


def density():
    from qgis.core import QgsGraduatedSymbolRenderer, QgsRendererRange

    ranges = [
        QgsRendererRange(low, high, fill("90,90,90", "solid", 0.45, shade, 255), label)
        for (low, high), shade, label in zip(DENSITY, DENSITY_SHADES, DENSITY_LABELS)
    ]
    return QgsGraduatedSymbolRenderer("per_10_km2", ranges)


def single(symbol):
    from qgis.core import QgsSingleSymbolRenderer

    return QgsSingleSymbolRenderer(symbol)


def ghost():
    return fill(RED, "dash", 0.6, RED, 0)


def focus():
    """What a page is about, on its locator: a ring that stays in sight however small the scale."""
    return marker(RED, "circle", 3.4, hollow=True)


def text_format(colour: str, size: float, bold: bool = False):
    from qgis.core import QgsTextBufferSettings, QgsTextFormat
    from qgis.PyQt.QtGui import QColor, QFont

    text = QgsTextFormat()
    font = QFont("DejaVu Sans")
    font.setBold(bold)
    text.setFont(font)
    text.setNamedStyle("Bold" if bold else "Book")
    text.setSize(size)
    text.setColor(QColor(*map(int, colour.split(","))))
    halo = QgsTextBufferSettings()
    halo.setEnabled(True)
    halo.setSize(0.7)
    halo.setColor(QColor(255, 255, 255, 220))
    text.setBuffer(halo)
    return text


def scene_labels(points: bool = False):
    """Names that keep clear of each other and of the outlines; what has no room is left out, and stands in the table."""
    from qgis.core import QgsLabelObstacleSettings, QgsPalLayerSettings, QgsVectorLayerSimpleLabeling

    settings = QgsPalLayerSettings()
    settings.fieldName = "name"
    settings.setFormat(text_format(DARK, 7.0))
    settings.placement = (
        QgsPalLayerSettings.OrderedPositionsAroundPoint if points else QgsPalLayerSettings.OutsidePolygons
    )
    settings.dist = 0.6
    if points:
        settings.offsetType = QgsPalLayerSettings.FromSymbolBounds
    settings.priority = 6
    obstacle = QgsLabelObstacleSettings()
    obstacle.setIsObstacle(True)
    settings.setObstacleSettings(obstacle)
    return QgsVectorLayerSimpleLabeling(settings)


def nothing():
    from qgis.core import QgsNullSymbolRenderer

    return QgsNullSymbolRenderer()


def names():
    """All names on a map in one layer, by ``kind``: QGIS places those of several layers another way each time.

    Scenes go before areas, whose names stand at their middles, and only where the map shows more than a few streets.
    """
    from qgis.core import QgsPalLayerSettings, QgsProperty, QgsPropertyCollection, QgsVectorLayerSimpleLabeling

    settings = QgsPalLayerSettings()
    settings.fieldName = "name"
    settings.setFormat(text_format(DARK, 7.0))
    settings.placement = QgsPalLayerSettings.OrderedPositionsAroundPoint
    settings.dist = 1.6
    settings.priority = 8
    settings.obstacle = True
    by_kind = {
        QgsPalLayerSettings.Size: picked(7, lpo=8.5, inset=9),
        QgsPalLayerSettings.Bold: "\"kind\" IN ('lpo', 'inset')",
        QgsPalLayerSettings.Italic: "\"kind\" = 'municipality'",
        QgsPalLayerSettings.Color: picked("'#0e285c'", lpo="'#4b3f72'", municipality="'#6e6e6e'", inset="'#1a1a1a'"),
        QgsPalLayerSettings.PredefinedPositionOrder: picked(
            "'TR,TL,BR,BL,R,L,T,B'", lpo="'T,TSR,TSL'", municipality="'B,BSR,BSL'", inset="'TL'"
        ),
        QgsPalLayerSettings.LabelDistance: picked(0.4, scene=1.6),
        QgsPalLayerSettings.AlwaysShow: "\"kind\" = 'inset'",
        QgsPalLayerSettings.Priority: picked(9, lpo=5, municipality=2),
        QgsPalLayerSettings.Show: "\"kind\" = 'scene' OR (\"kind\" = 'inset' AND @map_id = 'map') "
        "OR (\"kind\" <> 'inset' AND @map_scale > 20000)",
    }
    collection = QgsPropertyCollection()
    for name, expression in by_kind.items():
        collection.setProperty(name, QgsProperty.fromExpression(expression))
    settings.setDataDefinedProperties(collection)
    return QgsVectorLayerSimpleLabeling(settings)


def picked(otherwise, **kinds) -> str:
    """An expression that gives a value by the kind of name."""
    cases = " ".join(f"WHEN \"kind\" = '{kind}' THEN {value}" for kind, value in kinds.items())
    return f"CASE {cases} ELSE {otherwise} END"


def area_labels(colour: str, size: float):
    from qgis.core import QgsPalLayerSettings, QgsVectorLayerSimpleLabeling

    settings = QgsPalLayerSettings()
    settings.fieldName = "name"
    settings.setFormat(text_format(colour, size, bold=True))
    settings.placement = QgsPalLayerSettings.Horizontal
    settings.autoWrapLength = 14
    settings.priority = 3
    return QgsVectorLayerSimpleLabeling(settings)


if __name__ == "__main__":
    main()
