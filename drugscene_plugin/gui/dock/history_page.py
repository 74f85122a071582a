"""The page of one scene's history: a timeline with small pictures, what was decided about it, and measures at its place."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import List, Mapping, Optional, Sequence, Tuple

from qgis.PyQt.QtCore import QDate, QSize, Qt, pyqtSignal
from qgis.PyQt.QtGui import QBrush, QIcon, QPixmap
from qgis.PyQt.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDateEdit,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QSplitter,
    QTabWidget,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from ...domain.measure import MEASURE_CODES, Measure, MeasureState
from ...domain.sign_off import LocalDecisionKind, SignOffRole
from ...texts import translate
from ...texts.labels import code_label
from ..outline_picture import SIZE
from ..permission import offer
from .scene_form import compact_form


@dataclass(frozen=True)
class HistoryEntry:
    """A round or a local decision on the timeline: its lines, and a picture for a round."""

    text: str
    picture: Optional[QPixmap] = None
    now: bool = False


class HistoryPage(QWidget):
    """The history of one scene. Emits what a person records about it."""

    measure_recorded = pyqtSignal(str, str, object, object, object, str)
    decision_recorded = pyqtSignal(object, object, object, str, str)
    zoom_wanted = pyqtSignal()

    def __init__(self, parent: Optional[QWidget] = None) -> None:
        super().__init__(parent)
        self.setObjectName("history_page")
        self._measures: List[Measure] = []
        self.about = QLabel(self)
        self.about.setObjectName("history_about")
        self.about.setWordWrap(True)
        self.zoom = QPushButton(translate("Drugscene", "Zoom"), self)
        self.zoom.setObjectName("zoom_history")
        self.zoom.setToolTip(translate("Drugscene", "Zoom to its outlines in all rounds"))
        self.zoom.clicked.connect(lambda _=False: self.zoom_wanted.emit())
        top = QHBoxLayout()
        top.addWidget(self.about, 1)
        top.addWidget(self.zoom, 0, Qt.AlignmentFlag.AlignTop)
        self.timeline = QListWidget(self)
        self.timeline.setObjectName("timeline")
        self.timeline.setIconSize(QSize(SIZE, SIZE))
        self.timeline.setWordWrap(True)
        self.timeline.setSelectionMode(QListWidget.SelectionMode.NoSelection)
        self.timeline.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.timeline.setAlternatingRowColors(True)
        self.timeline.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
        self.parts = QTabWidget(self)
        self.parts.setObjectName("history_parts")
        self.parts.setDocumentMode(True)
        self.parts.addTab(self._measures_part(), translate("Drugscene", "Measures"))
        self.parts.addTab(self._decision_part(), translate("Drugscene", "Local decision"))
        split = QSplitter(Qt.Orientation.Vertical, self)
        split.setChildrenCollapsible(False)
        split.addWidget(self.timeline)
        split.addWidget(self.parts)
        split.setStretchFactor(0, 3)
        split.setStretchFactor(1, 1)
        split.setSizes([400, 220])
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 6, 0, 0)
        layout.setSpacing(4)
        layout.addLayout(top)
        layout.addWidget(split, 1)
        self.show_history("", (), (), False, {})

    # Parts

    def _measures_part(self) -> QWidget:
        part = QWidget(self)
        self.measures = QTreeWidget(part)
        self.measures.setObjectName("measures")
        self.measures.setRootIsDecorated(False)
        self.measures.setHeaderLabels(
            [
                translate("Drugscene", "Measure"),
                translate("Drugscene", "Actor"),
                translate("Drugscene", "When"),
                translate("Drugscene", "State"),
            ]
        )
        self.measures.setMinimumHeight(60)
        self.measures.itemSelectionChanged.connect(self._measure_picked)
        self.type = self._codes("measure_type", MEASURE_CODES["measure_type"])
        self.actor = self._codes("measure_actor", MEASURE_CODES["measure_actor"])
        self.measure_state = self._codes("measure_state", [state.value for state in MeasureState])
        self.measure_state.setCurrentIndex(1)
        self.since = self._day("since")
        self.until = self._day("until")
        self.ended = QCheckBox(translate("Drugscene", "to"), part)
        self.ended.setObjectName("measure_ended")
        self.ended.toggled.connect(self.until.setEnabled)
        self.until.setEnabled(False)
        self.note = QLineEdit(part)
        self.note.setObjectName("measure_note")
        self.note.setPlaceholderText(translate("Drugscene", "Note"))
        self.record_measure = QPushButton(translate("Drugscene", "Record"), part)
        self.record_measure.setObjectName("record_measure")
        self.record_measure.setToolTip(
            translate("Drugscene", "One of the same type, actor and start takes the earlier one's place")
        )
        self.record_measure.clicked.connect(lambda _=False: self._record_measure())
        kinds = QHBoxLayout()
        kinds.setSpacing(4)
        kinds.addWidget(self.type, 1)
        kinds.addWidget(self.actor, 1)
        days = QHBoxLayout()
        days.setSpacing(4)
        days.addWidget(self.since, 1)
        days.addWidget(self.ended)
        days.addWidget(self.until, 1)
        last = QHBoxLayout()
        last.setSpacing(4)
        last.addWidget(self.measure_state, 1)
        last.addWidget(self.note, 1)
        last.addWidget(self.record_measure)
        layout = QVBoxLayout(part)
        layout.setContentsMargins(0, 4, 0, 0)
        layout.setSpacing(3)
        layout.addWidget(self.measures, 1)
        layout.addLayout(kinds)
        layout.addLayout(days)
        layout.addLayout(last)
        return part

    def _decision_part(self) -> QWidget:
        part = QWidget(self)
        self.decision = self._codes("local_decision", [kind.value for kind in LocalDecisionKind])
        self.role = self._codes("sign_off_role", [role.value for role in SignOffRole])
        self.role.activated.connect(lambda _=0: self._may_record())
        self.day = self._day("decided_on")
        self.by = QLineEdit(part)
        self.by.setObjectName("decided_by")
        self.by.textChanged.connect(lambda text="": self._may_record())
        self.comment = QLineEdit(part)
        self.comment.setObjectName("decision_comment")
        self.record_decision = QPushButton(translate("Drugscene", "Record"), part)
        self.record_decision.setObjectName("record_decision")
        self.record_decision.clicked.connect(lambda _=False: self._record_decision())
        form = compact_form()
        form.addRow(translate("Drugscene", "Decision"), self.decision)
        form.addRow(translate("Drugscene", "Made on"), self.day)
        form.addRow(translate("Drugscene", "By the"), self.role)
        form.addRow(translate("Drugscene", "Who"), self.by)
        form.addRow(translate("Drugscene", "Comment"), self.comment)
        form.addRow("", self.record_decision)
        layout = QVBoxLayout(part)
        layout.setContentsMargins(0, 4, 0, 0)
        layout.addLayout(form)
        layout.addStretch(1)
        return part

    def _codes(self, code_list: str, codes: Sequence[str]) -> QComboBox:
        combo = QComboBox(self)
        combo.setObjectName(f"{code_list}_choice")
        combo.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        combo.setMinimumContentsLength(5)
        for code in codes:
            combo.addItem(code_label(code_list, code), code)
        return combo

    def _day(self, name: str) -> QDateEdit:
        field = QDateEdit(QDate.currentDate(), self)
        field.setObjectName(name)
        field.setCalendarPopup(True)
        field.setDisplayFormat("yyyy-MM-dd")
        return field

    # Showing

    def show_history(
        self,
        about: str,
        entries: Sequence[HistoryEntry],
        measures: Sequence[Measure],
        recordable: bool,
        forbidden: Mapping[SignOffRole, str],
    ) -> None:
        """Show a scene's history; ``recordable``: it is in the store, so that something can be recorded about it.
        ``forbidden`` says why the person may not record what each role has decided; measures are as an LPO's."""
        nothing = translate("Drugscene", "Select one scene, in the list or on the map, to see its history.")
        self.about.setText(about or nothing)
        self.zoom.setEnabled(bool(entries))
        self.timeline.clear()
        for entry in entries:
            item = QListWidgetItem(entry.text)
            item.setToolTip(entry.text)
            if entry.picture is not None:
                item.setIcon(QIcon(entry.picture))
                item.setSizeHint(QSize(0, SIZE + 8))
            if entry.now:
                item.setBackground(QBrush(self.palette().midlight()))
            self.timeline.addItem(item)
        self._measures = list(measures)
        self.measures.clear()
        for measure in measures:
            item = QTreeWidgetItem(
                [
                    code_label("measure_type", measure.type),
                    code_label("measure_actor", measure.actor),
                    f"{measure.since.isoformat()} – {measure.until.isoformat() if measure.until else ''}".strip(),
                    code_label("measure_state", measure.state.value),
                ]
            )
            for column in range(4):
                item.setToolTip(column, "\n".join(filter(None, (item.text(column), measure.note, measure.by))))
            self.measures.addTopLevelItem(item)
        for column, width in enumerate((90, 80, 140)):
            self.measures.setColumnWidth(column, width)
        self._recordable, self._forbidden = recordable, forbidden
        measuring = forbidden.get(SignOffRole.LPO, "")
        for field in (self.type, self.actor, self.measure_state, self.since, self.ended, self.note):
            offer(field, True, measuring)
        offer(self.until, self.ended.isChecked(), measuring)
        offer(self.record_measure, recordable, measuring)
        by_nobody = measuring if all(forbidden.values()) else ""
        for field in (self.decision, self.day, self.role, self.by, self.comment):
            offer(field, True, by_nobody)
        self._may_record()

    def _may_record(self) -> None:
        nameless = "" if self.by.text().strip() else translate("Drugscene", "Say who decided")
        forbidden = self._forbidden.get(SignOffRole(self.role.currentData()), "")
        offer(self.record_decision, self._recordable, forbidden or nameless)

    def _measure_picked(self) -> None:
        """Put a measure into the fields, to say how it now stands."""
        items = self.measures.selectedItems()
        if not items:
            return
        measure = self._measures[self.measures.indexOfTopLevelItem(items[0])]
        self.type.setCurrentIndex(self.type.findData(measure.type))
        self.actor.setCurrentIndex(self.actor.findData(measure.actor))
        self.measure_state.setCurrentIndex(self.measure_state.findData(measure.state.value))
        self.since.setDate(_qdate(measure.since))
        self.ended.setChecked(measure.until is not None)
        if measure.until is not None:
            self.until.setDate(_qdate(measure.until))
        self.note.setText(measure.note)

    def _record_measure(self) -> None:
        until = self.until.date().toPyDate() if self.ended.isChecked() else None
        state = MeasureState(self.measure_state.currentData())
        self.measure_recorded.emit(
            self.type.currentData(),
            self.actor.currentData(),
            self.since.date().toPyDate(),
            until,
            state,
            self.note.text().strip(),
        )
        self.note.clear()

    def _record_decision(self) -> None:
        self.decision_recorded.emit(
            self.day.date().toPyDate(),
            LocalDecisionKind(self.decision.currentData()),
            SignOffRole(self.role.currentData()),
            self.by.text().strip(),
            self.comment.text().strip(),
        )
        self.comment.clear()


def _qdate(day: date) -> QDate:
    return QDate(day.year, day.month, day.day)


Dated = Tuple[date, HistoryEntry]
"""An entry of the timeline with the day by which it is put in order."""
