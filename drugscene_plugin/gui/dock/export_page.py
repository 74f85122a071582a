"""The page of the annual package: for whom, in which language, where to."""

from __future__ import annotations

from typing import Optional

from qgis.gui import QgsFileWidget
from qgis.PyQt.QtCore import Qt, pyqtSignal
from qgis.PyQt.QtWidgets import (
    QComboBox,
    QFormLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from ...domain.field import Profile
from ...texts import LANGUAGES, translate
from ..icons import qgis_icon
from .work_line import WorkLine

LANGUAGE_NAMES = {"sv": "Svenska", "en": "English"}  # each in its own language, whatever the window's


class ExportPage(QWidget):
    """Emits ``export_wanted`` with profile, language and folder."""

    export_wanted = pyqtSignal(object, str, str)

    def __init__(self, parent: Optional[QWidget] = None) -> None:
        super().__init__(parent)
        self.setObjectName("export_page")
        self.about = QLabel(self)
        self.about.setObjectName("export_about")
        self.about.setWordWrap(True)
        self.profile = QComboBox(self)
        self.profile.setObjectName("profile")
        self.language = QComboBox(self)
        self.language.setObjectName("language")
        for language in LANGUAGES:
            self.language.addItem(LANGUAGE_NAMES.get(language, language), language)
        self.folder = QgsFileWidget(self)
        self.folder.setObjectName("folder")
        self.folder.setStorageMode(QgsFileWidget.StorageMode.GetDirectory)
        self.folder.setDialogTitle(translate("Drugscene", "Folder for the package"))
        self.folder.fileChanged.connect(lambda _="": self._may_export())
        form = QFormLayout()
        form.addRow(translate("Drugscene", "For whom"), self.profile)
        form.addRow(translate("Drugscene", "Language"), self.language)
        form.addRow(translate("Drugscene", "Folder"), self.folder)
        self.export = QPushButton(qgis_icon("mActionSharingExport"), translate("Drugscene", "Export the package"), self)
        self.export.setObjectName("export")
        self.export.clicked.connect(lambda _=False: self._wanted())
        self.work = WorkLine("export", self)
        self.work.changed.connect(self._may_export)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 6, 0, 0)
        layout.addWidget(self.about)
        layout.addLayout(form)
        layout.addWidget(self.export, 0, Qt.AlignmentFlag.AlignLeft)
        layout.addWidget(self.work)
        layout.addStretch(1)
        self._ready = False
        self._may_export()

    def show_choices(self, profiles: object, language: str, folder: str) -> None:
        """Offer these profiles, and what was chosen last."""
        self.profile.clear()
        for profile in profiles:  # type: ignore[attr-defined]
            self.profile.addItem(profile_label(profile), profile)
        self.language.setCurrentIndex(max(self.language.findData(language), 0))
        if folder:
            self.folder.setFilePath(folder)

    def show_ready(self, ready: bool, about: str) -> None:
        """Show whether there is something to export, and what the person should know of it."""
        self._ready = ready
        self.about.setText(about)
        self._may_export()

    def _may_export(self) -> None:
        self.export.setEnabled(self._ready and not self.work.busy and bool(self.folder.filePath().strip()))

    def _wanted(self) -> None:
        self.export_wanted.emit(self.profile.currentData(), self.language.currentData(), self.folder.filePath().strip())


def profile_label(profile: Profile) -> str:
    """For whom a profile is."""
    return {
        Profile.INTERNAL: translate("Drugscene", "Internal (police): all fields"),
        Profile.COOPERATION: translate("Drugscene", "Cooperation (police and municipalities)"),
        Profile.PUBLIC: translate("Drugscene", "Public"),
    }[profile]
