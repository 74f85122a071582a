"""Draw the atlas's layouts as templates (.qpt) in drugscene_plugin/resources/layouts.

Usage: draw_layouts.py. What a cartographer changes in QGIS is saved over these; run it again only to start afresh. All
texts are variables (reports/page_texts.py), so that one template serves both languages; items are found by their ids:
maps `map`, `before`, `both`, `locator`, `inset_1` …; tables by the id of their frame; charts by that of their picture.
"""

from __future__ import annotations

import re
import uuid

from headless import CHECKOUT, qgis_session

FOLDER = CHECKOUT / "drugscene_plugin" / "resources" / "layouts"
ARROW = CHECKOUT / "drugscene_plugin" / "resources" / "icons" / "north_arrow.svg"

FONT = "DejaVu Sans"
INK, SOFT, RULE, BAND = "#1a1a1a", "#5c5c5c", "#b8bfca", "#e8ecf3"
MARGIN = 10.0
CELL_MARGIN = 0.7
A3, A4 = (420.0, 297.0), (297.0, 210.0)  # landscape


def main() -> None:
    with qgis_session():
        for sheet in (
            county("county_a3", A3),
            county("county_a4", A4),
            lpo("lpo_a4"),
            scene("scene_a4"),
            scene_public("scene_public_a4"),
            before_after("before_after_a4"),
            key_figures("key_figures_a4"),
            table_page("table_a4"),
        ):
            sheet.furniture()
            sheet.save()


class Sheet:
    """A page being drawn; places are in mm from its upper left corner."""

    def __init__(self, name: str, width: float, height: float) -> None:
        from qgis.core import QgsCoordinateReferenceSystem, QgsLayoutSize, QgsPrintLayout, QgsProject

        self.name, self.width, self.height = name, width, height
        self.project = QgsProject()
        self.project.setCrs(QgsCoordinateReferenceSystem("EPSG:3006"))
        self.layout = QgsPrintLayout(self.project)
        self.layout.initializeDefaults()
        self.layout.setName(name)
        self.layout.pageCollection().page(0).setPageSize(QgsLayoutSize(width, height))
        self.layout.renderContext().setDpi(300)

    def add(self, item, id: str, x: float, y: float, width: float, height: float):
        from qgis.core import QgsLayoutPoint, QgsLayoutSize

        item.setId(id)
        if item.scene() is None:  # a table has put its frame there already
            self.layout.addLayoutItem(item)
        item.attemptMove(QgsLayoutPoint(x, y))
        item.attemptResize(QgsLayoutSize(width, height))
        return item

    def label(
        self, id: str, text: str, x, y, width, height, size=8.0, bold=False, colour=INK, align="left", middle=False
    ):
        from qgis.core import QgsLayoutItemLabel
        from qgis.PyQt.QtCore import Qt
        from qgis.PyQt.QtGui import QColor

        label = QgsLayoutItemLabel(self.layout)
        label.setText(text)
        label.setFont(font(size, bold))
        label.setFontColor(QColor(colour))
        sides = {
            "left": Qt.AlignmentFlag.AlignLeft,
            "right": Qt.AlignmentFlag.AlignRight,
            "centre": Qt.AlignmentFlag.AlignHCenter,
        }
        label.setHAlign(sides[align])
        label.setVAlign(Qt.AlignmentFlag.AlignVCenter if middle else Qt.AlignmentFlag.AlignTop)
        label.setMarginX(0)
        label.setMarginY(0)
        return self.add(label, id, x, y, width, height)

    def heading(self, id: str, x: float, y: float, width: float) -> None:
        """A heading of a part, over a fine rule of the same id: both are hidden where the part is."""
        self.label(id, f"[% @drugscene_{id} %]", x, y, width, 4.6, 8.5, bold=True)
        self.rule(x, y + 4.9, width, id=id)

    def part(self, id: str, x: float, y: float, width: float, height: float, size: float = 7.0) -> None:
        """A table beneath its heading; ``height`` is the table's."""
        self.heading(f"{id}_heading", x, y, width)
        self.table(id, x, y + 5.4, width, height, size)

    def rule(self, x: float, y: float, width: float, thick: float = 0.2, colour: str = RULE, id: str = "") -> None:
        from qgis.core import QgsFillSymbol, QgsLayoutItemShape

        shape = QgsLayoutItemShape(self.layout)
        shape.setShapeType(QgsLayoutItemShape.Rectangle)
        shape.setSymbol(QgsFillSymbol.createSimple({"color": colour, "outline_style": "no"}))
        self.add(shape, id, x, y, width, thick)

    def map(self, id: str, x: float, y: float, width: float, height: float):
        from qgis.core import QgsLayoutItemMap, QgsLayoutMeasurement
        from qgis.PyQt.QtGui import QColor

        found = QgsLayoutItemMap(self.layout)
        self.add(found, id, x, y, width, height)
        found.setFrameEnabled(True)
        found.setFrameStrokeColor(QColor("#7a828f"))
        found.setFrameStrokeWidth(QgsLayoutMeasurement(0.25))
        found.setBackgroundColor(QColor("#ffffff"))
        found.setKeepLayerSet(True)
        return found

    def frame_of(self, shown, on) -> None:
        """Show on one map what another covers."""
        from qgis.core import QgsFillSymbol, QgsLayoutItemMapOverview

        overview = QgsLayoutItemMapOverview(shown.id(), on)
        on.overviews().addOverview(overview)
        overview.setLinkedMap(shown)
        simple = {"color": "0,0,0,0", "style": "no", "outline_color": "26,26,26", "outline_width": "0.45"}
        overview.setFrameSymbol(QgsFillSymbol.createSimple(simple))

    def legend(self, of, x: float, y: float, width: float, height: float) -> None:
        from qgis.core import QgsLayoutItemLegend, QgsLegendStyle

        legend = QgsLayoutItemLegend(self.layout)
        self.add(legend, "legend", x, y, width, height)
        legend.setLinkedMap(of)
        legend.setLegendFilterByMapEnabled(True)
        legend.setTitle("")
        legend.setResizeToContents(False)
        legend.setSymbolWidth(6)
        legend.setSymbolHeight(3.2)
        legend.setBoxSpace(0)
        legend.setLineSpacing(0.6)
        for style, size, bold in ((QgsLegendStyle.Subgroup, 8, True), (QgsLegendStyle.SymbolLabel, 7.5, False)):
            legend.rstyle(style).setFont(font(size, bold))
        legend.rstyle(QgsLegendStyle.Subgroup).setMargin(QgsLegendStyle.Top, 2.0)
        legend.rstyle(QgsLegendStyle.Subgroup).setMargin(QgsLegendStyle.Bottom, 0.6)
        legend.rstyle(QgsLegendStyle.Symbol).setMargin(QgsLegendStyle.Top, 1.0)

    def scale_and_north(self, of) -> None:
        """Scale bar and north arrow in the lower right corner of a map."""
        from qgis.core import QgsLayoutItemPicture, QgsLayoutItemScaleBar

        x = of.pos().x() + of.rect().width() - 56
        y = of.pos().y() + of.rect().height() - 12.5
        self.box("scale_box", x, y, 56, 12.5)
        bar = QgsLayoutItemScaleBar(self.layout)
        bar.setStyle("Line Ticks Down")
        bar.setLinkedMap(of)
        bar.setFont(font(7))
        bar.setNumberOfSegmentsLeft(0)
        bar.setNumberOfSegments(2)
        bar.setHeight(1.6)
        bar.setBoxContentSpace(0.5)
        self.add(bar, "scale_bar", x + 1, y + 0.3, 50, 8)
        self.label("scale", "[% @drugscene_scale %]", x + 3, y + 8.3, 42, 4, 7, colour=SOFT)
        arrow = QgsLayoutItemPicture(self.layout)
        arrow.setPicturePath(inline(ARROW))
        arrow.setLinkedMap(of)
        arrow.setNorthMode(QgsLayoutItemPicture.GridNorth)
        self.add(arrow, "north_arrow", x + 48, y + 1, 6.6, 10.4)

    def box(self, id: str, x: float, y: float, width: float, height: float) -> None:
        """A white ground for what stands on a map."""
        from qgis.core import QgsFillSymbol, QgsLayoutItemShape

        shape = QgsLayoutItemShape(self.layout)
        shape.setShapeType(QgsLayoutItemShape.Rectangle)
        simple = {"color": "255,255,255,255", "outline_color": "#7a828f", "outline_width": "0.2"}
        shape.setSymbol(QgsFillSymbol.createSimple(simple))
        self.add(shape, id, x, y, width, height)

    def chart(self, id: str, x: float, y: float, width: float, height: float) -> None:
        from qgis.core import QgsLayoutItemPicture

        picture = QgsLayoutItemPicture(self.layout)
        picture.setResizeMode(QgsLayoutItemPicture.Zoom)
        self.add(picture, id, x, y, width, height)

    def table(self, id: str, x: float, y: float, width: float, height: float, size: float = 7.0) -> None:
        from qgis.core import (
            QgsLayoutFrame,
            QgsLayoutItemManualTable,
            QgsLayoutTable,
            QgsTableCell,
            QgsTextFormat,
        )
        from qgis.PyQt.QtGui import QColor

        table = QgsLayoutItemManualTable.create(self.layout)
        self.layout.addMultiFrame(table)
        frame = QgsLayoutFrame(self.layout, table)
        table.addFrame(frame)
        self.add(frame, id, x, y, width, height)
        for bold, give in ((False, table.setContentTextFormat), (True, table.setHeaderTextFormat)):
            text = QgsTextFormat()
            text.setFont(font(size, bold))
            text.setSize(size)
            text.setColor(QColor(INK))
            give(text)
        table.setCellMargin(CELL_MARGIN)
        table.setShowGrid(True)
        table.setGridColor(QColor("#d5dae2"))
        table.setGridStrokeWidth(0.1)
        table.setVerticalGrid(False)
        table.setWrapBehavior(QgsLayoutTable.WrapText)
        # A table is as wide as its columns: one that fills the place tells how wide it is to be.
        table.setIncludeTableHeader(False)
        table.setTableContents([[QgsTableCell(id)]])
        table.setColumnWidths([width - 2 * CELL_MARGIN - 0.3])
        table.refresh()

    def furniture(self) -> None:
        """What stands on every page: title, profile mark, draft mark, sources, definition, page number."""
        from qgis.core import QgsLayoutObject, QgsProperty

        right = self.width - MARGIN
        mark = 46.0
        room = self.width - 2 * MARGIN - mark - 4
        self.label("title", "[% @drugscene_title %]", MARGIN, 8, room, 9.5, 19, bold=True, middle=True)
        self.label("subtitle", "[% @drugscene_subtitle %]", MARGIN, 18, room, 5.5, 9.5, colour=SOFT, middle=True)
        box = self.label(
            "profile_mark",
            "[% @drugscene_profile_mark %]",
            right - mark,
            8,
            mark,
            9,
            14,
            True,
            "#ffffff",
            "centre",
            True,
        )
        box.setBackgroundEnabled(True)
        box.dataDefinedProperties().setProperty(
            QgsLayoutObject.BackgroundColor, QgsProperty.fromExpression("@drugscene_profile_colour")
        )
        self.label(
            "draft_mark", "[% @drugscene_draft %]", right - mark, 17.6, mark, 6, 10, True, "#b3261e", "centre", True
        )
        self.rule(MARGIN, 25, self.width - 2 * MARGIN, 0.5, "#1f3a5f")
        foot = self.height - 15.5
        self.rule(MARGIN, foot, self.width - 2 * MARGIN)
        room = self.width - 2 * MARGIN - 30
        self.label("sources", "[% @drugscene_sources %]", MARGIN, foot + 1.2, room, 4, 6.5, colour=SOFT)
        self.label("definition", "[% @drugscene_definition %]", MARGIN, foot + 5.0, room, 6.6, 6.5, colour=SOFT)
        self.label("page_number", "[% @drugscene_page_number %]", right - 28, foot + 1.2, 28, 4, 7.5, align="right")
        self.label(
            "profile_foot", "[% @drugscene_profile_mark %]", right - 28, foot + 5.0, 28, 4, 7.5, True, align="right"
        )

    def save(self) -> None:
        from qgis.core import QgsReadWriteContext

        FOLDER.mkdir(exist_ok=True)
        path = FOLDER / f"{self.name}.qpt"
        if not self.layout.saveAsTemplate(str(path), QgsReadWriteContext()):
            raise OSError(f"cannot write {path}")
        path.write_text(settled(path.read_text(encoding="utf-8"), self.name), encoding="utf-8")
        print(path.relative_to(CHECKOUT))


def font(size: float, bold: bool = False):
    from qgis.PyQt.QtGui import QFont

    made = QFont(FONT)
    made.setPointSizeF(size)
    made.setBold(bold)
    return made


def inline(path) -> str:
    """A picture as part of the template, which then needs no file beside it."""
    import base64

    return "base64:" + base64.b64encode(path.read_bytes()).decode("ascii")


def settled(text: str, name: str) -> str:
    """The template with ids, and an order of attributes, that are the same each time and on any machine it is drawn."""
    text = re.sub(
        r'(?: [\w:-]+="[^"]*"){2,}', lambda found: "".join(sorted(re.findall(r' [\w:-]+="[^"]*"', found[0]))), text
    )
    found = dict.fromkeys(re.findall(r"\{[0-9a-f]{8}-[0-9a-f-]{27}\}", text))
    for number, old in enumerate(found):
        text = text.replace(old, "{" + str(uuid.uuid5(uuid.NAMESPACE_URL, f"drugscene/{name}/{number}")) + "}")
    return text


def county(name: str, size) -> Sheet:
    width, height = size
    sheet = Sheet(name, width, height)
    large = width > 400
    column = 112.0 if large else 80.0
    map_width = width - 2 * MARGIN - column - 4
    map_height = height - 28 - 18
    x = width - MARGIN - column
    main_map = sheet.map("map", MARGIN, 28, map_width, map_height)
    sheet.scale_and_north(main_map)
    y = 28.0
    sheet.part("key_figures", x, y, column, 46 if large else 40, 8 if large else 7)
    y += 54 if large else 48
    for number, inset_height in enumerate((76.0, 66.0) if large else (52.0,), 1):
        sheet.label(f"inset_{number}_title", f"[% @drugscene_inset_{number} %]", x, y, column, 4, 7.5, bold=True)
        inset = sheet.map(f"inset_{number}", x, y + 4.4, column, inset_height - 6)
        sheet.frame_of(inset, main_map)
        y += inset_height
    sheet.legend(main_map, x, y + 1, column, height - 18 - y - 2)
    sheet.label("areas_note", "[% @drugscene_areas_note %]", MARGIN + 2, 29.5, map_width - 4, 4.5, 7, True)
    return sheet


def map_page(name: str, width: float, height: float, locator: float, beside: str, table: float, legend: float) -> Sheet:
    """A page with a map of that size; beside it a locator, a table and a legend of those heights."""
    sheet = Sheet(name, 210, 297)
    main_map = sheet.map("map", MARGIN, 28, width, height)
    sheet.scale_and_north(main_map)
    x = MARGIN + width + 4
    column = 200 - x
    sheet.frame_of(main_map, sheet.map("locator", x, 28, column, locator))
    sheet.part(beside, x, 28 + locator + 3, column, table, 7)
    sheet.legend(main_map, x, 28 + height - legend, column, legend)
    sheet.label("areas_note", "[% @drugscene_areas_note %]", MARGIN + 2, 29.5, width - 4, 4.5, 7, True)
    return sheet


def lpo(name: str) -> Sheet:
    sheet = map_page(name, 132, 136, 44, "key_figures", 38, 44)
    sheet.part("scenes", MARGIN, 168, 190, 56, 7)
    sheet.part("figures", MARGIN, 231, 190, 44, 6.8)
    return sheet


def scene(name: str) -> Sheet:
    sheet = map_page(name, 122, 112, 34, "facts", 45, 24)
    sheet.part("criteria", MARGIN, 143, 190, 37, 6.8)
    sheet.part("history", MARGIN, 187, 96, 33, 6.8)
    sheet.part("measures", 110, 187, 90, 33, 6.8)
    sheet.part("figures", MARGIN, 228, 190, 47, 6.8)
    return sheet


def scene_public(name: str) -> Sheet:
    sheet = map_page(name, 132, 136, 44, "facts", 48, 34)
    sheet.part("history", MARGIN, 168, 190, 38, 7.5)
    sheet.part("figures", MARGIN, 215, 190, 60, 7)
    return sheet


def before_after(name: str) -> Sheet:
    sheet = Sheet(name, 297, 210)
    half = 136.5
    for id, x in (("before", MARGIN), ("map", MARGIN + half + 4)):
        sheet.label(f"{id}_title", f"[% @drugscene_{id}_title %]", x, 28, half, 5, 9, bold=True)
        shown = sheet.map(id, x, 33.5, half, 116)
    sheet.scale_and_north(shown)
    both = sheet.map("both", MARGIN + half + 4, 33.5, half, 116)  # never printed: the legend tells what both maps show
    both.setVisibility(False)
    sheet.legend(both, MARGIN, 153, half, 38)
    sheet.part("facts", MARGIN + half + 4, 152, half, 36, 6.8)
    sheet.label("areas_note", "[% @drugscene_areas_note %]", MARGIN + half + 6, 35, half - 4, 4.5, 7, True)
    return sheet


def key_figures(name: str) -> Sheet:
    sheet = Sheet(name, 210, 297)
    sheet.part("key_figures", MARGIN, 28, 190, 42, 8)
    for number in range(4):
        sheet.chart(f"chart_{number + 1}", MARGIN + 97 * (number % 2), 80 + 100 * (number // 2), 93, 96)
    return sheet


def table_page(name: str) -> Sheet:
    sheet = Sheet(name, 210, 297)
    sheet.part("table", MARGIN, 28, 190, 242, 7)
    sheet.label("continued", "[% @drugscene_continued %]", MARGIN, 276, 190, 4, 7, colour=SOFT, align="right")
    return sheet


if __name__ == "__main__":
    main()
