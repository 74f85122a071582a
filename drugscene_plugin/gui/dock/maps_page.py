"""The page of maps: what is printed of the round, from which template, with a look at the first page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Mapping, Optional, Sequence, Tuple

from qgis.gui import QgsCheckableComboBox, QgsFileWidget
from qgis.PyQt.QtCore import Qt, pyqtSignal
from qgis.PyQt.QtGui import QImage, QPixmap
from qgis.PyQt.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from ...domain.field import Profile
from ...reports.atlas import AtlasFormat
from ...reports.atlas_pages import AtlasLevel
from ...reports.map_layout import template_names
from ...reports.map_project import MapLook
from ...texts import LANGUAGES, translate
from ..icons import qgis_icon
from .export_page import LANGUAGE_NAMES, profile_label
from .work_line import WorkLine

OWN_FILE = "own"
"""What the list of templates holds for a file of the user's own."""

PREVIEW_WIDTH = 420
"""Pixels."""


@dataclass(frozen=True)
class MapsWanted:
    """What the page asks for. ``template`` is a built-in name, a file, or blank for the level's own."""

    level: AtlasLevel
    only: Tuple[str, ...]
    template: str
    look: MapLook
    format: AtlasFormat
    profile: Profile
    language: str
    base: bool
    folder: str


class MapsPage(QWidget):
    """Emits what is wanted, and for which of three things: a preview, printing, a layout to change."""

    preview_wanted = pyqtSignal(object)
    print_wanted = pyqtSignal(object)
    layout_wanted = pyqtSignal(object)
    level_changed = pyqtSignal(object)

    def __init__(self, parent: Optional[QWidget] = None) -> None:
        super().__init__(parent)
        self.setObjectName("maps_page")
        self.about = QLabel(self)
        self.about.setWordWrap(True)
        self.level = _choice(self, "maps_level", [(level, level_label(level)) for level in AtlasLevel])
        self.level.setToolTip(translate("Drugscene", "What there is a page of"))
        self.only = QgsCheckableComboBox(self)
        self.only.setObjectName("maps_only")
        self.only.setDefaultText(translate("Drugscene", "All"))
        self.only.setToolTip(translate("Drugscene", "Tick those that are printed; none ticked: all of them"))
        self.template = _choice(self, "maps_template", [("", translate("Drugscene", "The level's own"))])
        for name in template_names():
            if name not in ("table_a4", "key_figures_a4"):  # for what goes on from other pages
                self.template.addItem(template_label(name), name)
        self.template.addItem(translate("Drugscene", "A file of my own"), OWN_FILE)
        self.template.setToolTip(translate("Drugscene", "The layout that pages are printed from"))
        self.own = QgsFileWidget(self)
        self.own.setObjectName("maps_own_template")
        self.own.setFilter(translate("Drugscene", "Layout templates (*.qpt)"))
        self.look = _choice(self, "maps_look", [(look, look_label(look)) for look in MapLook])
        self.look.setToolTip(translate("Drugscene", "How scenes are told apart on the maps"))
        self.format = _choice(self, "maps_format", [(form, form.value.upper()) for form in AtlasFormat])
        self.format.setToolTip(translate("Drugscene", "One PDF with all pages, or a PNG or SVG picture a page."))
        self.profile = _choice(self, "maps_profile", [(profile, profile_label(profile)) for profile in Profile])
        self.language = _choice(self, "maps_language", [(one, LANGUAGE_NAMES.get(one, one)) for one in LANGUAGES])
        self.base = QCheckBox(translate("Drugscene", "Draw the project's own visible layers beneath"), self)
        self.base.setObjectName("maps_base")
        self.base.setToolTip(translate("Drugscene", "Such as a background map; without it the ground is white"))
        self.folder = QgsFileWidget(self)
        self.folder.setObjectName("maps_folder")
        self.folder.setStorageMode(QgsFileWidget.StorageMode.GetDirectory)
        self.folder.setDialogTitle(translate("Drugscene", "Folder for the maps"))
        form = QFormLayout()
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        for text, widget in (
            (translate("Drugscene", "A page of"), self.level),
            (translate("Drugscene", "Only these"), self.only),
            (translate("Drugscene", "Template"), self.template),
            ("", self.own),
            (translate("Drugscene", "Scenes by"), self.look),
            (translate("Drugscene", "For whom"), self.profile),
            (translate("Drugscene", "Language"), self.language),
            (translate("Drugscene", "Format"), self.format),
            ("", self.base),
            (translate("Drugscene", "Folder"), self.folder),
        ):
            form.addRow(text, widget)
        self._own_row = form.labelForField(self.own)
        self.preview = QPushButton(qgis_icon("mActionFilePrint"), translate("Drugscene", "Preview"), self)
        self.preview.setObjectName("maps_preview")
        self.preview.setToolTip(translate("Drugscene", "Look at the first page"))
        self.print = QPushButton(qgis_icon("mActionSaveAsPDF"), translate("Drugscene", "Print to files"), self)
        self.print.setObjectName("maps_print")
        self.print.setToolTip(translate("Drugscene", "Write the pages into the folder"))
        self.change = QPushButton(qgis_icon("mActionNewLayout"), translate("Drugscene", "Open as layout"), self)
        self.change.setObjectName("maps_layout")
        self.change.setToolTip(
            translate(
                "Drugscene",
                "Open the template in QGIS's layout designer. Change it, save it as a template, and choose it here as a "
                "file of your own.",
            )
        )
        buttons = QHBoxLayout()
        for button in (self.preview, self.print, self.change):
            buttons.addWidget(button)
        buttons.addStretch(1)
        self.work = WorkLine("maps", self)
        self.picture = QLabel(self)
        self.picture.setObjectName("maps_picture")
        self.picture.setAccessibleName(translate("Drugscene", "Preview"))
        self.picture.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        inside = QWidget(self)
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.about)
        column.addLayout(form)
        column.addLayout(buttons)
        column.addWidget(self.work)
        column.addWidget(self.picture)
        column.addStretch(1)
        scrolled = QScrollArea(self)
        scrolled.setWidgetResizable(True)
        scrolled.setFrameShape(QScrollArea.Shape.NoFrame)
        scrolled.setWidget(inside)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 6, 0, 0)
        whole.addWidget(scrolled)
        self._ready = False
        self._connect()
        self._show_enabled()

    def _connect(self) -> None:
        self.level.currentIndexChanged.connect(lambda _=0: self.level_changed.emit(self.level.currentData()))
        self.template.currentIndexChanged.connect(lambda _=0: self._show_enabled())
        self.folder.fileChanged.connect(lambda _="": self._show_enabled())
        self.own.fileChanged.connect(lambda _="": self._show_enabled())
        self.preview.clicked.connect(lambda _=False: self.preview_wanted.emit(self.wanted()))
        self.print.clicked.connect(lambda _=False: self.print_wanted.emit(self.wanted()))
        self.change.clicked.connect(lambda _=False: self.layout_wanted.emit(self.wanted()))
        self.work.changed.connect(self._show_enabled)

    def wanted(self) -> MapsWanted:
        """What the page says."""
        template = self.template.currentData()
        return MapsWanted(
            level=self.level.currentData(),
            only=tuple(self.only.checkedItemsData()),
            template=self.own.filePath().strip() if template == OWN_FILE else template,
            look=self.look.currentData(),
            format=self.format.currentData(),
            profile=self.profile.currentData(),
            language=self.language.currentData(),
            base=self.base.isChecked(),
            folder=self.folder.filePath().strip(),
        )

    def show_choices(self, chosen: Mapping[str, Any], language: str, folder: str) -> None:
        """Show what was chosen last: values by the names of :class:`MapsWanted`."""
        picked = (
            (self.level, AtlasLevel, "level"),
            (self.look, MapLook, "look"),
            (self.format, AtlasFormat, "format"),
            (self.profile, Profile, "profile"),
        )
        for box, kind, name in picked:
            if chosen.get(name) in [member.value for member in kind]:
                box.setCurrentIndex(box.findData(kind(chosen[name])))
        template = str(chosen.get("template", ""))
        known = self.template.findData(template)
        if known < 0:
            self.own.setFilePath(template)
            known = self.template.findData(OWN_FILE)
        self.template.setCurrentIndex(known)
        self.language.setCurrentIndex(max(self.language.findData(language), 0))
        self.base.setChecked(bool(chosen.get("base")))
        if folder:
            self.folder.setFilePath(folder)
        self._show_enabled()

    def show_units(self, units: Sequence[Tuple[str, str]]) -> None:
        """Offer these LPOs or scenes: code and name."""
        self.only.clear()
        for code, name in units:
            self.only.addItem(name, code)
        self._show_enabled()

    def show_ready(self, ready: bool, about: str) -> None:
        """Show whether there is something to print, and what the person should know of it."""
        self._ready = ready
        self.about.setText(about)
        self._show_enabled()

    def show_picture(self, image: Optional[QImage]) -> None:
        """Show the first page, or nothing."""
        if image is None:
            self.picture.clear()
        else:
            self.picture.setPixmap(QPixmap.fromImage(image))
        self.picture.setFrameShape(QLabel.Shape.Box if image is not None else QLabel.Shape.NoFrame)

    def _show_enabled(self) -> None:
        own = self.template.currentData() == OWN_FILE
        self.own.setVisible(own)
        if self._own_row is not None:
            self._own_row.setVisible(own)
        self.only.setEnabled(self.only.count() > 0)
        may = self._ready and not self.work.busy and (not own or bool(self.own.filePath().strip()))
        self.preview.setEnabled(may)
        self.change.setEnabled(may)
        self.print.setEnabled(may and bool(self.folder.filePath().strip()))


def _choice(parent: QWidget, name: str, items: Sequence[Tuple[Any, str]]) -> QComboBox:
    box = QComboBox(parent)
    box.setObjectName(name)
    for data, text in items:
        box.addItem(text, data)
    return box


def level_label(level: AtlasLevel) -> str:
    """What there is a page of."""
    return {
        AtlasLevel.COUNTY: translate("Drugscene", "The county: overview, key figures, tables"),
        AtlasLevel.LPO: translate("Drugscene", "Each local police area (LPO)"),
        AtlasLevel.SCENE: translate("Drugscene", "Each scene"),
    }[level]


def look_label(look: MapLook) -> str:
    """How scenes are told apart."""
    return {
        MapLook.CHANGE: translate("Drugscene", "What became of them"),
        MapLook.CATEGORY: translate("Drugscene", "Category (internal alone)"),
        MapLook.DENSITY: translate("Drugscene", "Change, over how densely they lie"),
    }[look]


def template_label(name: str) -> str:
    """What a built-in template is called."""
    return {
        "county_a3": translate("Drugscene", "County overview, A3"),
        "county_a4": translate("Drugscene", "County overview, A4"),
        "lpo_a4": translate("Drugscene", "LPO sheet, A4"),
        "scene_a4": translate("Drugscene", "Scene page, A4"),
        "scene_public_a4": translate("Drugscene", "Scene page for the public, A4"),
        "before_after_a4": translate("Drugscene", "Before and after, A4"),
    }.get(name, name)
