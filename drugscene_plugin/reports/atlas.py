"""An atlas on disk: the county's overview, a sheet an LPO or a page a scene, as one PDF, or as PNG or SVG pages.

It appears whole or not at all: pages are drawn into a work folder and moved into place. All of it may run in a task's
thread: project, layers and layouts are made, used and forgotten there (docs/decisions/0009-atlas-in-a-task.md).
"""

from __future__ import annotations

import os
import re
from contextlib import contextmanager
from dataclasses import dataclass, replace
from enum import Enum
from pathlib import Path
from threading import Lock
from typing import Callable, Dict, Iterator, List, Optional, Tuple

from qgis.core import QgsLayoutExporter
from qgis.PyQt.QtCore import QMarginsF, QRectF, QSize, QSizeF
from qgis.PyQt.QtGui import QImage, QPageSize, QPainter, QPdfWriter

from ..domain.annual_content import AnnualContent
from ..domain.errors import Refusal
from ..domain.progress import QUIET, Part, Progress, stop_if_cancelled, watched
from ..texts.atlas_labels import atlas_word
from .atlas_pages import AtlasLevel, Page, atlas_pages
from .base_layers import servers_watched
from .map_layout import MapLayout, TemplateFault, template_path
from .map_project import MapLook, MapProject
from .whole_folder import NEW, OLD, clear_dead_runs, made_folder, put_files_in_place, refusals, work_folder

CREATOR = "Drugscene atlas"
"""Stands in every file of an atlas: only such a file is replaced."""

_ONE_AT_A_TIME = Lock()  # a layout registers itself with the application when it is made and unmade

_CREATION_DATE = re.compile(rb"/CreationDate \(D:\d{14}[^)]*\)")


class AtlasFormat(str, Enum):
    """How the pages are written: one PDF, or a picture a page."""

    PDF = "pdf"
    PNG = "png"
    SVG = "svg"


@dataclass(frozen=True)
class AtlasOrder:
    """What is asked for.

    ``only`` are codes of LPOs or ids of scenes; none: all of them. ``template`` is a file, or the name of a built-in
    template; blank: the one that belongs to the level. ``base`` is the text of a QGIS layer definition (.qlr) whose
    layers are drawn beneath.
    """

    level: AtlasLevel
    format: AtlasFormat = AtlasFormat.PDF
    only: Tuple[str, ...] = ()
    template: str = ""
    look: MapLook = MapLook.CHANGE
    dpi: int = 300
    base: str = ""


Heard = Callable[[TemplateFault], None]
"""Takes what is amiss with a template and does not keep it from being used."""


def write_atlas(
    content: AnnualContent, order: AtlasOrder, folder: Path, progress: Progress = QUIET, heard: Heard = lambda _: None
) -> List[Path]:
    """Write an atlas into a folder, which is made when it is missing; its files, in the order of the pages.

    Files of the same names that an atlas put there are replaced.

    Raises:
        Refusal: ``atlas_unit_unknown``, ``look_not_for_profile``, ``base_unreadable``, what
            :class:`~.map_layout.MapLayout` refuses of a template, ``atlas_not_ours`` for a file in the way that no atlas
            put there, and as the package what the disk refuses.
        Cancelled: the user stopped; nothing is left.
    """
    folder = Path(folder)
    with refusals(folder), made_folder(folder), _press(content, order, heard) as press:
        clear_dead_runs(folder)
        names = press.file_names()
        for name in names:
            _refuse_others(folder / name)
        with work_folder(folder) as work:
            (work / NEW).mkdir()
            press.print_into(work / NEW, Part(progress, 0.0, 0.97))
            stop_if_cancelled(progress)
            put_files_in_place(work / NEW, names, folder, work / OLD)
    progress.report(1.0)
    return [folder / name for name in names]


def print_pdf(
    content: AnnualContent, order: AtlasOrder, path: Path, progress: Progress = QUIET, heard: Heard = lambda _: None
) -> None:
    """Write an atlas as one PDF to a path that is there for it alone."""
    with _press(content, order, heard) as press:
        press.print_pdf(path, progress)


def first_page(content: AnnualContent, order: AtlasOrder, width: int, heard: Heard = lambda _: None) -> QImage:
    """A picture of an atlas's first page, so many pixels wide."""
    with _press(content, order, heard) as press:
        return press.preview(width)


@contextmanager
def _press(content: AnnualContent, order: AtlasOrder, heard: Heard) -> Iterator[_Press]:
    with _ONE_AT_A_TIME:
        press = _Press(content, order, heard)
        try:
            with servers_watched(press.base) as silent:
                yield press
            for layer, reason in silent.items():
                heard(TemplateFault("base_silent", layer, reason))
        finally:
            press.close()


class _Press:
    """Draws pages one after the other; each template is read once."""

    def __init__(self, content: AnnualContent, order: AtlasOrder, heard: Heard) -> None:
        self._content, self._order, self._heard = content, order, heard
        large = order.template != "county_a4"
        self._planned = atlas_pages(content, order.level, order.only, large)
        self._maps = MapProject(content, order.look, order.base)
        self.base = self._maps.base
        for layer in self._maps.base_missing:
            heard(TemplateFault("base_missing", layer, ""))
        self._layouts: Dict[Path, MapLayout] = {}
        self._pages: Optional[List[Page]] = None

    def close(self) -> None:
        """Let the layouts go before the layers that they draw."""
        self._layouts.clear()
        self._maps.project.clear()

    # -- pages -----------------------------------------------------------------------------------------------------

    def pages(self, progress: Progress = QUIET) -> List[Page]:
        """All pages, those on which long tables go on among them."""
        if self._pages is None:
            self._pages = [part for page in watched(self._planned, progress) for part in self._parts(page)]
        return self._pages

    def _layout(self, page: Page) -> MapLayout:
        """The layout that a page is put into; the user's own template serves for pages with a map."""
        path = template_path(self._order.template, page)
        if path not in self._layouts:
            self._layouts[path] = made = MapLayout(path, self._maps, page, self._content.language)
            made.layout.renderContext().setDpi(self._order.dpi)
            for fault in made.faults:
                self._heard(fault)
        return self._layouts[path]

    def _parts(self, page: Page) -> List[Page]:
        """A page with the tables as far as they fit, and the pages that hold the rest of them."""
        layout = self._layout(page)
        shown, rest = {}, []
        for name, table in page.tables.items():
            if name not in layout.tables:
                continue  # the template leaves it out, as the layout's faults tell
            fitting = layout.rows_that_fit(name, table)
            shown[name] = table.part(0, fitting)
            if fitting < len(table.rows):
                heading = page.texts[f"{name}_heading"]
                if fitting or name == "table":
                    heading = self._word("continued_from", heading=heading)
                going_on = {"table": table.part(fitting, len(table.rows))}
                texts = {**page.texts, "table_heading": heading}
                rest += self._parts(
                    replace(page, layout="table_a4", texts=texts, tables=going_on, charts={}, bounds=None)
                )
        if not rest:
            return [replace(page, tables=shown)]
        texts = {**page.texts, "continued": self._word("continued")}
        return [replace(page, tables=shown, texts=texts), *rest]

    def _word(self, code: str, **values: object) -> str:
        return atlas_word(code, self._content.language, **values)

    def file_names(self) -> List[str]:
        """The files of the atlas, in the order of the pages."""
        content, order = self._content, self._order
        stem = f"drugscene_{content.round.label}_{content.profile.value}"
        mark = "_DRAFT" if content.draft else ""
        if order.format is AtlasFormat.PDF:
            return [f"{stem}_{order.level.value}{mark}.pdf"]
        names: List[str] = []
        for number, (page, _, _) in enumerate(self._sheets(), 1):
            names.append(f"{stem}_{_plain(page.name)}{mark}_{number:03}.{order.format.value}")
        return names

    def _sheets(self, progress: Progress = QUIET) -> List[Tuple[Page, int, Tuple[float, float]]]:
        """Every sheet of paper: its page, which of the template's pages it is, its size in mm."""
        found = []
        for page in self.pages(progress):
            found += [(page, number, size) for number, size in enumerate(self._layout(page).page_sizes())]
        return found

    def _filled(self, page: Page, number: int, all_of_them: int) -> QgsLayoutExporter:
        layout = self._layout(page)
        layout.fill(page, self._word("page", page=number, pages=all_of_them))
        return layout.exporter()

    # -- printing --------------------------------------------------------------------------------------------------

    def print_into(self, folder: Path, progress: Progress) -> None:
        """Print all pages into an empty folder."""
        if self._order.format is AtlasFormat.PDF:
            self.print_pdf(folder / self.file_names()[0], progress)
            return
        names = self.file_names()
        sheets = self._sheets()
        for number, (page, which, _) in enumerate(watched(sheets, progress), 1):
            exporter = self._filled(page, number, len(sheets))
            path = folder / names[number - 1]
            if self._order.format is AtlasFormat.PNG:
                image = exporter.renderPageToImage(which, QSize(), self._order.dpi)
                image.setText("Software", CREATOR)
                if image.isNull() or not image.save(str(path)):
                    raise OSError(0, "the page cannot be written", str(path))
            else:
                _write_svg(exporter, which, self._sizes(page)[which], path, page.texts["title"])

    def _sizes(self, page: Page) -> List[Tuple[float, float]]:
        return self._layout(page).page_sizes()

    def print_pdf(self, path: Path, progress: Progress) -> None:
        """Print all pages into one PDF, page by page."""
        sheets = self._sheets(Part(progress, 0.0, 0.1))
        writer = QPdfWriter(str(path))
        writer.setCreator(CREATOR)
        writer.setTitle(sheets[0][0].texts["title"])
        writer.setResolution(self._order.dpi)
        painter = QPainter()
        try:
            for number, (page, which, (width, height)) in enumerate(watched(sheets, Part(progress, 0.1, 1.0)), 1):
                exporter = self._filled(page, number, len(sheets))
                writer.setPageSize(
                    QPageSize(
                        QSizeF(width, height), QPageSize.Unit.Millimeter, "", QPageSize.SizeMatchPolicy.ExactMatch
                    )
                )
                writer.setPageMargins(QMarginsF(0, 0, 0, 0))
                if not (painter.begin(writer) if number == 1 else writer.newPage()):
                    raise OSError(0, "the file cannot be written", str(path))
                exporter.renderPage(painter, which)
        finally:
            painter.end()
        del writer
        _settle_date(path, self._content)

    def preview(self, width: int) -> QImage:
        """The first page as a picture."""
        (page, which, (paper, _)) = self._sheets()[0]
        exporter = self._filled(page, 1, len(self._sheets()))
        return exporter.renderPageToImage(which, QSize(), max(width / paper * 25.4, 20.0))


def _write_svg(exporter: QgsLayoutExporter, which: int, size: Tuple[float, float], path: Path, title: str) -> None:
    from qgis.PyQt.QtSvg import QSvgGenerator

    dots = 96
    generator = QSvgGenerator()
    generator.setFileName(str(path))
    generator.setTitle(title)
    generator.setDescription(CREATOR)
    width, height = (side / 25.4 * dots for side in size)
    generator.setSize(QSize(round(width), round(height)))
    generator.setViewBox(QRectF(0, 0, round(width), round(height)))
    generator.setResolution(dots)
    painter = QPainter()
    if not painter.begin(generator):
        raise OSError(0, "the page cannot be written", str(path))
    exporter.renderPage(painter, which)
    painter.end()


def _settle_date(path: Path, content: AnnualContent) -> None:
    """Give a PDF the round's reference date for the time it was made, so that the same content gives the same bytes."""
    data = path.read_bytes()
    day = content.round.ref_date.strftime("%Y%m%d")

    def settled(found: re.Match[bytes]) -> bytes:
        return (f"/CreationDate (D:{day}000000Z".encode().ljust(len(found[0]) - 1, b" ")) + b")"

    path.write_bytes(_CREATION_DATE.sub(settled, data, count=1))


def _plain(name: str) -> str:
    """A name as a part of a file's: letters, digits, hyphens and underscores."""
    return re.sub(r"[^\w-]", "-", name)


def _refuse_others(path: Path) -> None:
    """Refuse to replace a file that no atlas has put there."""
    if not os.path.lexists(path):
        return
    ours = (CREATOR.encode("ascii"), CREATOR.encode("utf-16-be"))
    if path.is_symlink() or not path.is_file() or not any(mark in path.read_bytes() for mark in ours):
        raise Refusal("atlas_not_ours", file=str(path))
