"""What is measured: a layer of the project or a text file, and which of its fields mean what."""

from __future__ import annotations

from typing import Dict, List, Mapping, Optional, Sequence, Tuple

from qgis.core import QgsField, QgsFields, QgsMapLayerProxyModel, QgsVectorLayer
from qgis.gui import QgsFieldComboBox, QgsFileWidget, QgsMapLayerComboBox
from qgis.PyQt.QtCore import pyqtSignal
from qgis.PyQt.QtWidgets import QVBoxLayout, QWidget

from ...texts import translate
from .scene_form import compact_form

PLACES = ("x", "y", "distance", "lpo", "municipality")
"""The meanings that only rows without geometries need."""


class FollowUpInput(QWidget):
    """Chooses the layer or file and its fields. Emits ``picked`` for another input, ``changed`` for another field."""

    picked = pyqtSignal()
    changed = pyqtSignal()

    def __init__(self, parent: Optional[QWidget] = None) -> None:
        super().__init__(parent)
        self.setObjectName("follow_up_input")
        self.layer = QgsMapLayerComboBox(self)
        self.layer.setObjectName("input_layer")
        self.layer.setAllowEmptyLayer(True)
        kinds = QgsMapLayerProxyModel.Filter
        self.layer.setFilters(kinds.PointLayer | kinds.NoGeometry)
        self.layer.setToolTip(
            translate("Drugscene", "A layer of points, or a table. Its rows are read, counted and forgotten.")
        )
        self.layer.layerChanged.connect(lambda _=None: self._layer_picked())
        self.file = QgsFileWidget(self)
        self.file.setObjectName("input_file")
        self.file.setFilter(
            translate("Drugscene", "Text files (*.csv *.txt *.tsv)") + ";;" + translate("Drugscene", "All files (*)")
        )
        self.file.setToolTip(
            translate(
                "Drugscene", "A text file with semicolons, commas or tabs, in place of a layer; read as it stands."
            )
        )
        self.file.fileChanged.connect(self._file_changed)
        self.file.lineEdit().editingFinished.connect(self._file_picked)
        self._fields: Dict[str, QgsFieldComboBox] = {}
        self._shown: Tuple[str, ...] = ()
        self.form = compact_form()
        self.form.setContentsMargins(0, 0, 0, 0)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addLayout(self.form)
        self._quiet, self._picked_file = False, ""
        self._layer_label = self._row(self.layer, "")
        self._row(self.file, translate("Drugscene", "or text file"))
        for meaning, text, tip in _meanings():
            self._fields[meaning] = self._field(meaning, text, tip)

    def _row(self, widget: QWidget, text: str) -> QWidget:
        self.form.addRow(text or " ", widget)
        return self.form.labelForField(widget)

    def _field(self, meaning: str, text: str, tip: str) -> QgsFieldComboBox:
        field = QgsFieldComboBox(self)
        field.setObjectName(f"field_{meaning}")
        field.setAllowEmptyFieldName(True)
        field.setToolTip(tip)
        field.fieldChanged.connect(lambda _="": None if self._quiet else self.changed.emit())
        self._row(field, text)
        return field

    # What is asked for

    def show_asked(self, title: str, meanings: Sequence[str]) -> None:
        """Ask for a layer under a title, and for fields of these meanings."""
        self._layer_label.setText(title)
        self._shown = tuple(meanings)
        self._show_fields(True)

    def _show_fields(self, spatial: bool) -> None:
        for meaning, field in self._fields.items():
            shown = meaning in self._shown and not (spatial and meaning in PLACES)
            field.setVisible(shown)
            self.form.labelForField(field).setVisible(shown)

    def show_fields(self, names: Sequence[str], spatial: bool, chosen: Mapping[str, str]) -> None:
        """Offer the fields of an input, with those chosen by meaning."""
        offered = QgsFields()
        for name in names:
            offered.append(QgsField(name))
        self._quiet = True
        for meaning, field in self._fields.items():
            field.setFields(offered)
            field.setField(chosen.get(meaning, ""))
        self._quiet = False
        self._show_fields(spatial)
        self.changed.emit()

    def name_of(self, meaning: str) -> str:
        """What a meaning is called in the form."""
        return str(self.form.labelForField(self._fields[meaning]).text())

    # What was chosen

    def chosen_layer(self) -> Optional[QgsVectorLayer]:
        """The layer, where no file was named."""
        layer = self.layer.currentLayer()
        return layer if isinstance(layer, QgsVectorLayer) and not self.chosen_file() else None

    def chosen_file(self) -> str:
        """The path of the file; blank where none was named."""
        return str(self.file.filePath()).strip()

    def chosen_fields(self) -> Dict[str, str]:
        """The fields that were chosen, by meaning."""
        found = {m: str(f.currentField()) for m, f in self._fields.items() if not f.isHidden()}
        return {meaning: name for meaning, name in found.items() if name}

    def choose(self, layer: Optional[QgsVectorLayer], path: str = "") -> None:
        """Choose an input as if somebody had picked it."""
        self._quiet = True
        self.file.setFilePath(path)
        self.layer.setLayer(layer)
        self._quiet, self._picked_file = False, path
        self.picked.emit()

    def _layer_picked(self) -> None:
        if self._quiet:
            return
        if self.layer.currentLayer() is not None and self.chosen_file():
            self._quiet = True
            self.file.setFilePath("")  # the latest choice holds
            self._quiet, self._picked_file = False, ""
        self.picked.emit()

    def _file_changed(self, path: str) -> None:
        """A path that somebody is typing is none yet."""
        if not path or not self.file.lineEdit().hasFocus():
            self._file_picked()

    def _file_picked(self) -> None:
        if self._quiet or self.chosen_file() == self._picked_file:
            return
        self._picked_file = self.chosen_file()
        if self._picked_file:
            self._quiet = True
            self.layer.setLayer(None)
            self._quiet = False
        self.picked.emit()


def _meanings() -> List[Tuple[str, str, str]]:
    """What a field can mean: the code, what it is called, and what it is for."""
    return [
        (
            "start",
            translate("Drugscene", "Start"),
            translate("Drugscene", "Days or moments, on Swedish clocks"),
        ),
        ("end", translate("Drugscene", "End"), translate("Drugscene", "Where incidents have a span of time")),
        ("code", translate("Drugscene", "Crime code"), translate("Drugscene", "Text, since leading zeros count")),
        (
            "count",
            translate("Drugscene", "Number"),
            translate("Drugscene", "How many incidents a row stands for; none: each row is one"),
        ),
        ("answer", translate("Drugscene", "Answer"), translate("Drugscene", "The answer to the question")),
        (
            "weight",
            translate("Drugscene", "Weight"),
            translate("Drugscene", "Above 0 in every row; none: every answer weighs the same"),
        ),
        (
            "distance",
            translate("Drugscene", "Distance"),
            translate("Drugscene", "Metres to the nearest scene of the round, for tables without points"),
        ),
        (
            "lpo",
            translate("Drugscene", "Local police area (LPO)"),
            translate("Drugscene", "Its code or name, for tables without points"),
        ),
        (
            "municipality",
            translate("Drugscene", "Municipality"),
            translate("Drugscene", "Its code or name, for tables without points"),
        ),
        ("x", translate("Drugscene", "East or longitude"), translate("Drugscene", "For tables without points")),
        ("y", translate("Drugscene", "North or latitude"), translate("Drugscene", "For tables without points")),
    ]
