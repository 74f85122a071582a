"""A print layout made from a template, filled for one page after the other.

A template's items are found by their ids: the map that the page is about is ``map`` (or the only one, or the largest), the
others ``before``, ``locator``, ``inset_1`` and ``inset_2``; beside ``before`` a hidden map ``both`` can hold the scenes of
both rounds, for a legend. Tables go by the id of their frame, charts by that of their picture. Texts are variables,
``[% @drugscene_title %]``; the fields of the page's row serve, too.
"""

from __future__ import annotations

import base64
import difflib
import re
from dataclasses import dataclass, replace
from itertools import count
from pathlib import Path
from typing import Any, Dict, List, Mapping, Optional, Tuple

from qgis.core import (
    QgsExpression,
    QgsExpressionContextUtils,
    QgsFeature,
    QgsLayoutExporter,
    QgsLayoutItem,
    QgsLayoutItemLabel,
    QgsLayoutItemLegend,
    QgsLayoutItemManualTable,
    QgsLayoutItemMap,
    QgsLayoutItemPicture,
    QgsLayoutItemScaleBar,
    QgsPrintLayout,
    QgsProject,
    QgsReadWriteContext,
    QgsRectangle,
    QgsRenderContext,
    QgsUnitTypes,
    QgsVectorLayer,
)
from qgis.PyQt.QtGui import QFontDatabase
from qgis.PyQt.QtXml import QDomDocument

from ..domain.errors import Refusal
from ..texts.atlas_labels import atlas_word
from ..texts.numbers import number_text
from .atlas_pages import Page
from .layout_places import LegendPlace, TablePlace, fit_label, font_of
from .map_extents import Bounds, bar_segment, densest, extent_at, middle, round_scale
from .map_project import MapProject
from .paper_table import PaperTable

LAYOUTS = Path(__file__).resolve().parent.parent / "resources" / "layouts"
"""The built-in templates."""

FONT = "DejaVu Sans"
"""The font of the built-in templates; where it is missing another takes its place."""

_OTHER_FONTS = ("Arial", "Helvetica", "Segoe UI", "Liberation Sans", "Noto Sans")
_VARIABLE = "drugscene_"
_MUST_SHOW = ("drugscene_profile_mark", "drugscene_draft")
_EXPRESSION = re.compile(r"\[%(.*?)%\]", re.DOTALL)
_INSET_SCALE = 0.3  # of the main map's
_BLANK = "…"
_BAR = 34.0  # mm, at most
_OUTLINES_VANISH = 60_000  # at such a scale and beyond scenes are shown by points


def built_in(name: str) -> Path:
    """The file of a built-in template."""
    return LAYOUTS / f"{name}.qpt"


def template_names() -> List[str]:
    """The built-in templates, by name."""
    return sorted(path.stem for path in LAYOUTS.glob("*.qpt"))


def template_path(asked: str, page: Page) -> Path:
    """The template of a page: what was asked for (a file, or a built-in one's name), or the one it was made for.

    What goes on from other pages, and the county's key figures, stand on templates of their own.
    """
    if not asked or page.layout in ("table_a4", "key_figures_a4"):
        return built_in(page.layout)
    return built_in(asked) if asked in template_names() else Path(asked)


def layout_to_change(project: QgsProject, path: Path, page: Page) -> QgsPrintLayout:
    """A layout of an open project, made from a template, for a person to change and to save as a template.

    It shows a page's texts and the heads of its tables, but nothing of what the page is about: a template is kept and
    passed on. The maps show the project's own layers, within the page's bounds.

    Raises:
        Refusal: ``template_missing``, ``template_unreadable``.
    """
    layout = QgsPrintLayout(project)
    _load(layout, path)
    taken = {one.name() for one in project.layoutManager().layouts()}
    names = (path.stem if number == 1 else f"{path.stem} {number}" for number in count(1))
    layout.setName(next(name for name in names if name not in taken))
    texts = {**page.texts, "title": layout.name(), "subtitle": _BLANK}
    QgsExpressionContextUtils.setLayoutVariables(layout, {f"{_VARIABLE}{name}": text for name, text in texts.items()})
    for table in layout.multiFrames():
        if isinstance(table, QgsLayoutItemManualTable) and table.frameCount():
            content = page.tables.get(table.frame(0).id())
            blank = None if content is None else replace(content, rows=((_BLANK,) * len(content.shares),), total=False)
            TablePlace(table).show(blank)
    for item in layout.items():
        if isinstance(item, QgsLayoutItemMap):
            item.setKeepLayerSet(False)
            if page.bounds is not None:
                _show(item, page.bounds)
    layout.refresh()
    return layout


@dataclass(frozen=True)
class TemplateFault:
    """What a template lacks on this machine without being unusable: a font or an image, in which item; or a table."""

    code: str
    item: str
    name: str


class MapLayout:
    """A template, ready to be filled. ``faults`` are what the reader should know of it.

    Raises:
        Refusal: ``template_missing``, ``template_unreadable``, ``template_without_map``, ``template_item_missing``,
            ``template_name_unknown``, ``template_expression_broken``; each names the file, and the item where there is one.
    """

    def __init__(self, path: Path, maps: MapProject, page: Page, language: str) -> None:
        self._path, self._maps, self._language = path, maps, language
        self.layout = QgsPrintLayout(maps.project)
        _load(self.layout, path)
        items = self.layout.items()
        self._labels = [item for item in items if isinstance(item, QgsLayoutItemLabel)]
        self._map_items = [item for item in items if isinstance(item, QgsLayoutItemMap)]
        self._main = self._main_map()
        self._pictures = {item.id(): item for item in items if isinstance(item, QgsLayoutItemPicture) and item.id()}
        self._bars = [item for item in items if isinstance(item, QgsLayoutItemScaleBar)]
        self._legends = [LegendPlace(item) for item in items if isinstance(item, QgsLayoutItemLegend)]
        self._headings = [item for item in items if isinstance(item, QgsLayoutItem) and item.id().endswith("_heading")]
        self._tables = self._found_tables()
        self._sizes = {label: font_of(label).pointSizeF() for label in self._labels}
        self._row_layer: Optional[QgsVectorLayer] = None
        self.layout.renderContext().setTextRenderFormat(QgsRenderContext.TextFormatAlwaysText)
        self._check(page)
        self.faults = self._faults(page)

    # -- reading ---------------------------------------------------------------------------------------------------

    def _main_map(self) -> Optional[QgsLayoutItemMap]:
        named = [item for item in self._map_items if item.id() == "map"]
        return named[0] if named else self.layout.referenceMap()

    def _found_tables(self) -> Dict[str, TablePlace]:
        tables = [table for table in self.layout.multiFrames() if isinstance(table, QgsLayoutItemManualTable)]
        places = [TablePlace(table) for table in tables if table.frameCount()]
        return {place.frame.id(): place for place in places if place.frame.id()}

    def _check(self, page: Page) -> None:
        """Hold the template against what a page brings."""
        template = str(self._path)
        if page.bounds is not None and self._main is None:
            raise Refusal("template_without_map", template=template)
        known = {f"{_VARIABLE}{name}" for name in (*page.texts, "scale", "page_number")}
        used = set()
        for label in self._labels:
            for text in _EXPRESSION.findall(label.text()):
                expression = QgsExpression(text)
                if expression.hasParserError():
                    values = {"template": template, "item": label.id() or "–", "expression": text.strip()[:80]}
                    raise Refusal("template_expression_broken", reason=expression.parserErrorString(), **values)
                variables = {name.lower() for name in expression.referencedVariables()}
                used |= variables
                ours = {name for name in variables if name.startswith(_VARIABLE)}
                self._refuse_unknown(label, ours, known, "@")
                self._refuse_unknown(label, set(expression.referencedColumns()), set(page.row), "")
        for name in _MUST_SHOW:
            if name not in used:
                raise Refusal("template_item_missing", template=template, item=f"[% @{name} %]")

    def _refuse_unknown(self, label: QgsLayoutItemLabel, used: Any, known: Any, sign: str) -> None:
        for name in sorted(used - known):
            near = difflib.get_close_matches(name, known, n=1, cutoff=0.0)
            raise Refusal(
                "template_name_unknown",
                template=str(self._path),
                item=label.id() or label.text()[:40],
                name=sign + name,
                nearest=sign + near[0] if near else "–",
            )

    def _faults(self, page: Page) -> List[TemplateFault]:
        here = set(QFontDatabase().families())
        faults = []
        if self._path.parent != LAYOUTS:
            faults += [
                TemplateFault("template_table_missing", name, "") for name in page.tables if name not in self._tables
            ]
        for label in self._labels:
            family = font_of(label).family()
            if family not in here and not any(one.startswith(f"{family} [") for one in here):
                faults.append(TemplateFault("template_font_missing", label.id() or label.text()[:40], family))
        for item in self.layout.items():
            if isinstance(item, QgsLayoutItemPicture) and item.picturePath():
                item.refreshPicture()
                if item.isMissingImage():
                    faults.append(TemplateFault("template_image_missing", item.id() or "–", item.picturePath()[:120]))
        return list(dict.fromkeys(faults))

    # -- filling ---------------------------------------------------------------------------------------------------

    @property
    def tables(self) -> List[str]:
        """The ids of the tables that the template has."""
        return list(self._tables)

    def rows_that_fit(self, table: str, content: PaperTable) -> int:
        """How many rows of a table its place takes."""
        place = self._tables[table]
        if place.fits(content):
            return len(content.rows)
        least, most = 0, len(content.rows)
        while most - least > 1:
            half = (least + most) // 2
            least, most = (half, most) if place.fits(content.part(0, half)) else (least, half)
        return least

    def fill(self, page: Page, page_number: str) -> None:
        """Put a page's texts, tables, charts and map into the layout."""
        if self._path.parent != LAYOUTS:  # the built-in ones use no fields, and it takes a while
            self._show_row(page.row)
        scale = self._show_maps(page)
        texts = {**page.texts, "page_number": page_number, "scale": ""}
        if scale:
            texts["scale"] = atlas_word("scale", self._language, scale=number_text(scale, 0, self._language))
        own = {f"{_VARIABLE}{name}": text for name, text in texts.items()}
        QgsExpressionContextUtils.setLayoutVariables(self.layout, own)
        for name, place in self._tables.items():
            place.show(page.tables.get(name))
        for name, picture in self._pictures.items():
            if name.startswith("chart_"):
                svg = page.charts.get(name)
                picture.setVisibility(svg is not None)
                if svg is not None:
                    picture.setPicturePath("base64:" + base64.b64encode(svg.encode("utf-8")).decode("ascii"))
        for heading in self._headings:
            if heading.id() != "table_heading":
                heading.setVisibility(heading.id()[: -len("_heading")] in page.tables)
        self.layout.refresh()
        for label in self._labels:
            fit_label(label, self._sizes[label])
        for legend in self._legends:
            legend.fit()

    def _show_row(self, row: Mapping[str, Any]) -> None:
        fields = "".join(f"&field={name}:string" for name in row)
        self._row_layer = QgsVectorLayer(f"NoGeometry?{fields[1:]}", "page", "memory")
        feature = QgsFeature(self._row_layer.fields(), 1)
        feature.setAttributes([None if value is None else str(value) for value in row.values()])
        self.layout.reportContext().setLayer(self._row_layer)
        self.layout.reportContext().setFeature(feature)

    def _show_maps(self, page: Page) -> Optional[int]:
        """Set what each map shows; the scale of the main one."""
        if self._main is None:
            return None
        self._maps.turn_to(page.unit, page.place)
        whole = self._maps.whole()
        scale = _show(self._main, page.bounds or whole, self._covered())
        beside = any(item.id() == "before" for item in self._map_items)
        far = scale >= _OUTLINES_VANISH
        main = self._maps.after() if beside else self._maps.overview() if far else self._maps.close_by()
        layers = {"before": self._maps.before(), "both": self._maps.close_by(), "locator": self._maps.locator()}
        for item in self._map_items:
            if item.id() == "locator":
                _show(item, whole)
            elif not item.id().startswith("inset_"):
                item.setExtent(self._main.extent())
                item.setScale(scale)
            item.setLayers(layers.get(item.id(), main))
            item.setKeepLayerSet(True)
        self._maps.write_names(page.unit, self._show_insets(scale))
        for bar in self._bars:
            _set_bar(bar, scale)
        return scale

    def _covered(self) -> float:
        """How many mm at the foot of the main map are covered by the scale bar's box."""
        boxes = [item for item in self.layout.items() if isinstance(item, QgsLayoutItem) and item.id() == "scale_box"]
        if not boxes or self._main is None:
            return 0.0
        foot = self._main.pos().y() + self._main.rect().height()
        return max(0.0, min(foot - boxes[0].pos().y(), self._main.rect().height() / 3))

    def _show_insets(self, scale: int) -> Mapping[str, Tuple[float, float]]:
        """Let the insets look closer; the upper left corner of each, by its number."""
        insets = sorted((item for item in self._map_items if item.id().startswith("inset_")), key=lambda i: i.id())
        closer = round_scale((0, 0, 0, 0), 1, 1, round(scale * _INSET_SCALE))
        sizes = [(item.rect().width() * closer / 1000, item.rect().height() * closer / 1000) for item in insets]
        corners = {}
        for item, centre in zip(insets, densest(self._maps.middles, sizes)):
            item.setVisibility(centre is not None)
            if centre is not None:
                item.setLayers(self._maps.close_by())
                item.setKeepLayerSet(True)
                extent = extent_at(centre, closer, item.rect().width(), item.rect().height())
                item.setExtent(QgsRectangle(*extent))
                corners[item.id()[len("inset_") :]] = (extent[0], extent[3])
        for label in self._labels:
            if label.id().startswith("inset_"):
                label.setVisibility(label.id().split("_")[1] in corners)
        return corners

    # -- giving out ------------------------------------------------------------------------------------------------

    def page_sizes(self) -> List[Tuple[float, float]]:
        """Width and height of the template's pages, in mm."""
        pages = self.layout.pageCollection().pages()
        return [(page.pageSize().width(), page.pageSize().height()) for page in pages]

    def exporter(self) -> QgsLayoutExporter:
        """What draws the pages."""
        return QgsLayoutExporter(self.layout)


def _load(layout: QgsPrintLayout, path: Path) -> None:
    """Fill a layout from a template's file."""
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError as error:
        raise Refusal("template_missing", template=str(path)) from error
    except (OSError, UnicodeDecodeError) as error:
        raise Refusal("template_unreadable", template=str(path)) from error
    if path.parent == LAYOUTS:
        text = text.replace(FONT, _font_here())
    document = QDomDocument()
    read = document.setContent(text)
    if not (read[0] if isinstance(read, tuple) else read):
        raise Refusal("template_unreadable", template=str(path))
    _, done = layout.loadFromTemplate(document, QgsReadWriteContext())
    if not done or not layout.pageCollection().pageCount():
        raise Refusal("template_unreadable", template=str(path))


def _font_here() -> str:
    families = QFontDatabase().families()
    return next((name for name in (FONT, *_OTHER_FONTS) if name in families), FONT)


def _show(item: QgsLayoutItemMap, bounds: Bounds, covered: float = 0.0) -> int:
    """Centre a map on bounds at a round scale, above what is covered at its foot (mm); the scale."""
    width, height = item.rect().width(), item.rect().height()
    scale = round_scale(bounds, width, height - covered)
    x, y = middle(bounds)
    item.setExtent(QgsRectangle(*extent_at((x, y - covered / 2 * scale / 1000), scale, width, height)))
    return scale


def _set_bar(bar: QgsLayoutItemScaleBar, scale: int) -> None:
    metres = bar_segment(scale, _BAR)
    kilometres = metres >= 500
    bar.setUnits(QgsUnitTypes.DistanceKilometers if kilometres else QgsUnitTypes.DistanceMeters)
    bar.setUnitLabel("km" if kilometres else "m")
    bar.setUnitsPerSegment(metres / 1000 if kilometres else metres)
    bar.setMapUnitsPerScaleBarUnit(1.0)
    bar.update()
