"""What the page of maps does: previews, prints beside the window, and opens a template where it can be changed."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Callable, List, Tuple

from qgis.core import QgsMapLayer, QgsPrintLayout, QgsProject
from qgis.PyQt.QtCore import QObject, QUrl
from qgis.PyQt.QtGui import QImage

from ...domain.annual_content import AnnualContent
from ...domain.area import AreaLevel
from ...domain.errors import Refusal
from ...domain.progress import Part, Progress
from ...domain.rights import Act
from ...reports.atlas import AtlasOrder, first_page, write_atlas
from ...reports.atlas_pages import AtlasLevel, Page, atlas_pages
from ...reports.base_layers import base_definition
from ...reports.map_layout import TemplateFault, layout_to_change, template_path
from ...settings import Settings
from ...texts import translate
from ...texts.atlas_labels import atlas_word
from ...workflow.export_round import annual_content, content_to_release
from ..goals import goal_of
from ..map_layers import GROUP_PROPERTY
from ..messages import Messages
from ..session import Session
from .maps_page import PREVIEW_WIDTH, MapsPage, MapsWanted

OpenLayout = Callable[[QgsPrintLayout], object]
"""Opens a layout in QGIS's designer."""

_READING = 0.1  # of the whole work; the rest is drawing


class MapsPresenter(QObject):
    """Between the session and the page of maps."""

    def __init__(
        self,
        session: Session,
        page: MapsPage,
        messages: Messages,
        settings: Settings,
        project: QgsProject,
        open_layout: OpenLayout,
    ) -> None:
        super().__init__(page)
        self._session, self._page, self._messages, self._settings = session, page, messages, settings
        self._project, self._open_layout = project, open_layout
        page.show_choices(settings.maps, settings.export_language, settings.maps_folder)
        page.preview_wanted.connect(self.preview)
        page.print_wanted.connect(self.print)
        page.layout_wanted.connect(self.open_layout)
        page.level_changed.connect(lambda _=None: self._show_units())
        page.work.stopped.connect(lambda: page.work.say(translate("Drugscene", "Stopped: no map was written.")))
        session.round_changed.connect(self._round_changed)
        session.scenes_changed.connect(lambda _=None: self._show())
        session.saved.connect(lambda _=None: self._show())
        self._round_changed()

    def preview(self, wanted: MapsWanted) -> None:
        """Draw the first page, as the store holds the round."""
        faults: List[TemplateFault] = []

        def work(content: AnnualContent, order: AtlasOrder, _progress: Progress) -> QImage:
            return first_page(content, order, PREVIEW_WIDTH, faults.append)

        def done(image: QImage) -> None:
            self._page.show_picture(image)
            self._page.work.say("<br>".join(_told(faults)))

        self._start(translate("Drugscene", "Drawing the first page"), wanted, work, done)

    def print(self, wanted: MapsWanted) -> None:
        """Write the pages into the folder, whole or not at all."""
        faults: List[TemplateFault] = []

        def work(content: AnnualContent, order: AtlasOrder, progress: Progress) -> List[Path]:
            return write_atlas(content, order, Path(wanted.folder), progress, faults.append)

        def done(files: List[Path]) -> None:
            text = _where(files)
            self._page.work.say("<br>".join([text, *_told(faults)]))
            self._messages.success(text)

        self._start(translate("Drugscene", "Printing maps"), wanted, work, done, released=True)

    def open_layout(self, wanted: MapsWanted) -> None:
        """Open the template as a layout of the project, for the person to change."""

        def work(content: AnnualContent, order: AtlasOrder, _progress: Progress) -> Tuple[Page, AtlasOrder]:
            county = atlas_pages(content, AtlasLevel.COUNTY)[0]
            return replace(atlas_pages(content, order.level, order.only)[0], bounds=county.bounds), order

        def done(found: Tuple[Page, AtlasOrder]) -> None:
            page, order = found
            try:
                layout = layout_to_change(self._project, template_path(order.template, page), page)
            except Refusal as refusal:
                self._session.refused.emit(refusal)
                return
            self._project.layoutManager().addLayout(layout)
            self._open_layout(layout)

        self._start(translate("Drugscene", "Opening the layout"), wanted, work, done)

    def _start(
        self,
        title: str,
        wanted: MapsWanted,
        work: Callable[[AnnualContent, AtlasOrder, Progress], object],
        done: Callable[..., None],
        released: bool = False,
    ) -> None:
        active, store = self._session.active, self._session.store
        if active is None or store is None or self._page.work.busy:
            return
        self._remember(wanted)
        try:
            base = base_definition(self._base_layers()) if wanted.base else ""
        except Refusal as refusal:
            self._session.refused.emit(refusal)
            return
        order = AtlasOrder(wanted.level, wanted.format, wanted.only, wanted.template, wanted.look, base=base)
        label, by = active.label, self._settings.person
        goal = goal_of(self._settings, self._session.location)

        def whole(progress: Progress) -> object:
            reading = Part(progress, 0.0, _READING)
            if released:
                content = content_to_release(store, label, wanted.profile, wanted.language, progress=reading, by=by)
            else:
                content = annual_content(store, label, wanted.profile, wanted.language, progress=reading)
            content = replace(content, goal=goal)
            return work(content, order, Part(progress, _READING, 1.0))

        self._page.work.follow(self._session.run(title, whole, done))

    def _remember(self, wanted: MapsWanted) -> None:
        self._settings.export_language, self._settings.maps_folder = wanted.language, wanted.folder
        self._settings.maps = {
            "level": wanted.level.value,
            "template": wanted.template,
            "look": wanted.look.value,
            "format": wanted.format.value,
            "profile": wanted.profile.value,
            "base": wanted.base,
        }

    def _base_layers(self) -> List[QgsMapLayer]:
        """The project's visible layers but the panel's own, the first on top."""
        found = []
        for node in self._project.layerTreeRoot().findLayers():
            above = node.parent()
            while above is not None and not above.customProperty(GROUP_PROPERTY):
                above = above.parent()
            if above is None and node.isVisible() and node.layer() is not None:
                found.append(node.layer())
        return found

    def _round_changed(self) -> None:
        self._page.work.say("")
        self._page.show_picture(None)
        self._show_units()
        self._show()

    def _show_units(self) -> None:
        level = self._page.level.currentData()
        units: List[Tuple[str, str]] = []
        if self._session.active is not None and level is AtlasLevel.LPO:
            areas = self._session.areas(AreaLevel.LPO)
            units = [(area.code, f"{area.code} {area.name}".strip()) for area in areas]
        elif self._session.active is not None and level is AtlasLevel.SCENE:
            units = [(row.scene.id, row.scene.name or row.scene.id) for row in self._session.rows()]
        self._page.show_units(sorted(units, key=lambda unit: unit[1].casefold()))

    def _show(self) -> None:
        active = self._session.active
        if active is None:
            self._page.show_ready(False, translate("Drugscene", "Open a round first."))
            return
        parts = [translate("Drugscene", "Maps of round {round}, to print.").format(round=active.label)]
        if active.editable:
            parts.append(translate("Drugscene", "The round is a draft; every page says so."))
        unregistered = self._session.permission.why_not(Act.SET_UP)
        if unregistered:
            register = translate("Drugscene", "For the public only what the county has released before: {why}")
            parts.append(register.format(why=unregistered))
        if self._session.unsaved:
            many = translate("Drugscene", "Unsaved changes are not in it ({count}): save first.")
            parts.append("<b>" + many.format(count=self._session.unsaved) + "</b>")
        self._page.show_ready(True, " ".join(parts))


def _told(faults: List[TemplateFault]) -> List[str]:
    return [atlas_word(fault.code, item=fault.item, name=fault.name) for fault in dict.fromkeys(faults)]


def _where(files: List[Path]) -> str:
    if not files:
        return translate("Drugscene", "There was nothing to print.")
    folder = files[0].parent
    shown = files[0] if len(files) == 1 else folder
    link = f'<a href="{QUrl.fromLocalFile(str(shown)).toString()}">{shown.name}</a>'
    if len(files) == 1:
        return translate("Drugscene", "The maps are in {link}").format(link=link)
    return translate("Drugscene", "{count} files are in {link}").format(count=len(files), link=link)
