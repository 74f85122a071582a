"""How incidents are counted: crime groups, how far beside reaches, what they are set against."""

from __future__ import annotations

from typing import Any, Dict, List, Mapping, Optional, Sequence

from qgis.core import QgsMapLayerProxyModel, QgsVectorLayer
from qgis.gui import QgsFieldComboBox, QgsMapLayerComboBox
from qgis.PyQt.QtCore import Qt, pyqtSignal
from qgis.PyQt.QtGui import QShowEvent
from qgis.PyQt.QtWidgets import (
    QComboBox,
    QDoubleSpinBox,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from ...analysis.concentration import Region
from ...analysis.zone_areas import BaselineKind
from ...texts import translate
from ...texts.labels import code_label
from .scene_form import compact_form

KINDS = (BaselineKind.LAND, BaselineKind.BUILT_UP, BaselineKind.POPULATION)


class CodeList(QListWidget):
    """Codes to tick, each by its name. As high as its lines, up to ``most`` of them."""

    ticked = pyqtSignal()

    def __init__(self, name: str, tip: str, most: int, parent: Optional[QWidget] = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setToolTip(tip)
        self._most = most
        self.itemChanged.connect(lambda _=None: self.ticked.emit())

    def offer(self, names: Mapping[str, str]) -> None:
        """Offer codes by their names, all of them ticked."""
        self.blockSignals(True)
        self.clear()
        for code, name in names.items():
            item = QListWidgetItem(name, self)
            item.setData(Qt.ItemDataRole.UserRole, code)
            item.setToolTip(name)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(Qt.CheckState.Checked)
        self.blockSignals(False)
        self._fit()
        self.ticked.emit()

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802
        """Only now the style says how high a line is."""
        self._fit()
        super().showEvent(event)

    def _fit(self) -> None:
        line = max(self.sizeHintForRow(0), self.fontMetrics().height())
        self.setFixedHeight(max(min(self.count(), self._most), 1) * line + 2 * self.frameWidth() + 2)

    def tick(self, codes: Sequence[str]) -> None:
        """Tick these alone."""
        self.blockSignals(True)
        for item in self._items():
            chosen = item.data(Qt.ItemDataRole.UserRole) in codes
            item.setCheckState(Qt.CheckState.Checked if chosen else Qt.CheckState.Unchecked)
        self.blockSignals(False)
        self.ticked.emit()

    def chosen(self) -> List[str]:
        """The codes that are ticked."""
        ticked = Qt.CheckState.Checked
        return [str(i.data(Qt.ItemDataRole.UserRole)) for i in self._items() if i.checkState() == ticked]

    def _items(self) -> List[QListWidgetItem]:
        return [self.item(row) for row in range(self.count())]


def polygon_layers(name: str, tip: str, parent: QWidget) -> QgsMapLayerComboBox:
    """A choice among the project's layers of polygons, or none."""
    combo = QgsMapLayerComboBox(parent)
    combo.setObjectName(name)
    combo.setAllowEmptyLayer(True)
    combo.setFilters(QgsMapLayerProxyModel.Filter.PolygonLayer)
    combo.setToolTip(tip)
    combo.setLayer(None)
    return combo


def polygon_layer(combo: QgsMapLayerComboBox) -> Optional[QgsVectorLayer]:
    """The layer that was chosen."""
    layer = combo.currentLayer()
    return layer if isinstance(layer, QgsVectorLayer) else None


class FollowUpCounting(QWidget):
    """Crime groups, bands, distances and the baseline. Emits ``changed``."""

    changed = pyqtSignal()

    def __init__(self, parent: Optional[QWidget] = None) -> None:
        super().__init__(parent)
        self.setObjectName("follow_up_counting")
        self.groups = CodeList(
            "crime_groups", translate("Drugscene", "The crime groups that are counted, each by itself"), 8, self
        )
        self.groups.ticked.connect(self.changed.emit)
        self.band = QDoubleSpinBox(self)
        self.band.setObjectName("band")
        self.band.setRange(0, 100_000)
        self.band.setDecimals(0)
        self.band.setSuffix(" m")
        self.band.setToolTip(
            translate("Drugscene", "How far from a scene counts as beside it. Bands that overlap are counted once.")
        )
        self.distances = QLineEdit(self)
        self.distances.setObjectName("distances")
        self.distances.setToolTip(translate("Drugscene", "In metres, with ; between them; 0 is inside."))
        self.region = QComboBox(self)
        self.region.setObjectName("region")
        self.region.setToolTip(
            translate("Drugscene", "Whether scenes are compared with the rest of the county or of their own LPO.")
        )
        for region in Region:
            self.region.addItem(code_label("region", region.value), region.value)
        self.baseline = polygon_layers("baseline", "", self)
        self.baseline.layerChanged.connect(lambda _=None: self._baseline_picked())
        self.kind = QComboBox(self)
        self.kind.setObjectName("baseline_kind")
        self.kind.setToolTip(translate("Drugscene", "What the polygons of the baseline are."))
        for kind in KINDS:
            self.kind.addItem(code_label("baseline_kind", kind.value), kind.value)
        self.kind.currentIndexChanged.connect(lambda _=0: self._baseline_picked())
        self.people = QgsFieldComboBox(self)
        self.people.setObjectName("people")
        self.people.setAllowEmptyFieldName(True)
        self.form = compact_form()
        self.form.setContentsMargins(0, 0, 0, 0)
        self.groups_label = QLabel(translate("Drugscene", "Crime groups"), self)
        self.form.addRow(self.groups_label)
        self.form.addRow(self.groups)
        for text, widget in (
            (translate("Drugscene", "Beside reaches"), self.band),
            (translate("Drugscene", "Distances (m)"), self.distances),
            (translate("Drugscene", "Elsewhere is"), self.region),
            (translate("Drugscene", "Measured on"), self.baseline),
            (translate("Drugscene", "which is"), self.kind),
            (translate("Drugscene", "People"), self.people),
        ):
            self.form.addRow(text, widget)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addLayout(self.form)
        self._chance = False
        self._rows: Sequence[str] = ()

    # What is asked for

    def show_asked(self, rows: Sequence[str], chance: bool) -> None:
        """Ask for what these rows say; ``chance``: the baseline is where points are thrown by chance."""
        self._rows, self._chance = rows, chance
        self.baseline.setToolTip(
            translate(
                "Drugscene", "Polygons where people live. None: there is no comparison with chance, and it is said."
            )
            if chance
            else translate(
                "Drugscene",
                "Polygons of land, built-up area or population. None: the total area, water included, and labelled so.",
            )
        )
        for widget in (self.groups_label, self.groups):
            widget.setVisible("groups" in rows)
        for name in ("band", "distances", "region", "baseline"):
            self._show(getattr(self, name), name in rows)
        self._baseline_picked()

    def _show(self, widget: QWidget, shown: bool) -> None:
        widget.setVisible(shown)
        self.form.labelForField(widget).setVisible(shown)

    def _baseline_picked(self) -> None:
        """A field of people is asked for where the baseline has them; without a baseline nothing is."""
        layer = polygon_layer(self.baseline)
        given = "baseline" in self._rows and layer is not None
        by_people = self.kind.currentData() == BaselineKind.POPULATION.value
        self._show(self.kind, given and not self._chance)
        self._show(self.people, given and (self._chance or by_people))
        if self.people.layer() is not layer:
            self.people.setLayer(layer)
        self.people.setToolTip(
            translate("Drugscene", "Points are thrown by people. None: evenly over the area of the polygons.")
            if self._chance
            else translate("Drugscene", "Needed where the baseline is population.")
        )
        self.changed.emit()

    # What was chosen

    def take(self, answers: Mapping[str, Any]) -> None:
        """Show what was answered."""
        self.groups.tick(answers["groups"])
        self.band.setValue(float(answers["band"]))
        self.distances.setText(str(answers["distances"]))
        self.region.setCurrentIndex(max(self.region.findData(answers["region"]), 0))
        self.kind.setCurrentIndex(max(self.kind.findData(answers["baseline_kind"]), 0))
        self.people.setField(str(answers["people"]))

    def answers(self) -> Dict[str, Any]:
        """What is answered, as plain values."""
        return {
            "groups": self.groups.chosen(),
            "band": self.band.value(),
            "distances": self.distances.text().strip(),
            "region": str(self.region.currentData()),
            "baseline_kind": str(self.kind.currentData()),
            "people": "" if self.people.isHidden() else str(self.people.currentField()),
        }
