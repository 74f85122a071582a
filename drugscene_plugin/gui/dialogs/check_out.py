"""What to take along to work without network: whose scenes may be edited there, and the file."""

from __future__ import annotations

from typing import List, Optional, Sequence

from qgis.gui import QgsFileWidget
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from ...domain.area import Area
from ...domain.rights import Act
from ...texts import translate
from ..permission import Permission

_CODE = Qt.ItemDataRole.UserRole


class CheckOutDialog(QDialog):
    """Asks for the areas and the file. Areas of others cannot be ticked; the tooltip says why."""

    def __init__(
        self, label: str, areas: Sequence[Area], permission: Permission, parent: Optional[QWidget] = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("check_out_dialog")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(translate("Drugscene", "Check out for work offline"))
        intro = QLabel(
            translate(
                "Drugscene",
                "Round {round} is put into a file, to be edited without network and brought back. All its scenes come along; "
                "those of the ticked areas may be edited. Others go on editing here meanwhile.",
            ).format(round=label),
            self,
        )
        intro.setWordWrap(True)
        self.areas = QListWidget(self)
        self.areas.setObjectName("check_out_areas")
        why_not = {area.code: permission.why_not(Act.EDIT_SCENES, lpo=str(area.code)) for area in areas}
        for area in sorted(areas, key=lambda area: (bool(why_not[area.code]), area.name)):  # one's own first
            self._add(area, why_not[area.code])
        self.areas.itemChanged.connect(lambda _=None: self._offer())
        self.areas.setVisible(bool(areas))
        self.file = QgsFileWidget(self)
        self.file.setObjectName("check_out_file")
        self.file.setStorageMode(QgsFileWidget.StorageMode.SaveFile)
        self.file.setFilter(translate("Drugscene", "GeoPackage (*.gpkg)"))
        self.file.setDialogTitle(translate("Drugscene", "File to take along"))
        self.file.fileChanged.connect(lambda _="": self._offer())
        form = QFormLayout()
        form.addRow(translate("Drugscene", "Edit scenes in"), self.areas)
        form.addRow(translate("Drugscene", "File to take along"), self.file)
        buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel, parent=self
        )
        self.accepting = buttons.button(QDialogButtonBox.StandardButton.Ok)
        self.accepting.setText(translate("Drugscene", "Check out"))
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.addWidget(intro)
        layout.addLayout(form)
        layout.addWidget(buttons)
        self.resize(520, 420)
        self._offer()

    def _add(self, area: Area, why_not: str) -> None:
        item = QListWidgetItem(area.name or str(area.code), self.areas)
        item.setData(_CODE, str(area.code))
        item.setToolTip(why_not or str(area.code))
        if why_not:
            item.setFlags(Qt.ItemFlag.NoItemFlags)
        item.setCheckState(Qt.CheckState.Unchecked if why_not else Qt.CheckState.Checked)

    def _codes(self, *states: Qt.CheckState) -> List[str]:
        """The codes of the areas that can be ticked and stand so."""
        items = (self.areas.item(number) for number in range(self.areas.count()))
        return [str(i.data(_CODE)) for i in items if i.flags() & Qt.ItemFlag.ItemIsEnabled and i.checkState() in states]

    def _offer(self) -> None:
        some = not self.areas.count() or bool(self._codes(Qt.CheckState.Checked))
        self.accepting.setEnabled(bool(self.path) and some)

    @property
    def path(self) -> str:
        """The file, with the ending that a GeoPackage has."""
        path = str(self.file.filePath()).strip()
        return path if not path or path.lower().endswith(".gpkg") else f"{path}.gpkg"

    @property
    def lpos(self) -> List[str]:
        """The codes of the ticked areas; none: all that the person may edit, scenes that lie in no area too."""
        return self._codes(Qt.CheckState.Checked) if self._codes(Qt.CheckState.Unchecked) else []
