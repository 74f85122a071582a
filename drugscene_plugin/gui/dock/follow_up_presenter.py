"""What the page of the follow-up does: guesses fields, checks the question, and measures beside the window.

What it shows of the results, :mod:`follow_up_showing` decides.
"""

from __future__ import annotations

import hashlib
from typing import Any, Dict, List, Mapping, Optional, Tuple

from qgis.core import QgsProject, QgsVectorLayer, QgsWkbTypes
from qgis.gui import QgsMapLayerComboBox
from qgis.PyQt.QtCore import QObject

from ...analysis.area_totals import NO_ZONES
from ...analysis.survey import answer_text
from ...domain.area import AreaLevel
from ...domain.errors import Refusal
from ...domain.progress import Progress
from ...domain.rights import Act
from ...settings import Settings
from ...store.point_input import PointInput, layer_input, path_input, snapshot
from ...texts import translate
from ...texts.labels import code_label
from ...texts.messages import message
from ...workflow.follow_up import shipped_groups
from ..follow_up import (
    CONCENTRATION,
    FORMS,
    SURVEY,
    Layers,
    Question,
    RoundFigures,
    by_area,
    check_periods,
    default_answers,
    guessed,
    lacking,
    measure_and_keep,
    read_figures,
)
from ..messages import Messages
from ..session import Session
from ..tasks import Running
from .follow_up_counting import polygon_layer
from .follow_up_page import FollowUpPage
from .follow_up_showing import FollowUpShowing

MOST_VALUES = 40
"""So many different answers are listed at most: of more, a field is no question's."""

_POLYGONS = ("baseline", "control", "control_displacement")


class FollowUpPresenter(QObject):
    """Between the session and the page of the follow-up."""

    def __init__(
        self,
        session: Session,
        page: FollowUpPage,
        showing: FollowUpShowing,
        messages: Messages,
        settings: Settings,
        project: QgsProject,
    ) -> None:
        super().__init__(page)
        self._session, self._page, self._showing, self._messages = session, page, showing, messages
        self._settings, self._project = settings, project
        self._reading: Optional[Running] = None
        self._values: Optional[Running] = None
        self._listed: Tuple[str, str] = ("", "")
        self._in_sight, self._stale, self._filling = False, True, False
        self._names: Tuple[str, ...] = ()
        self._spatial = False
        self._remembered: Mapping[str, Any] = {}
        self._drafts: Dict[str, Mapping[str, Any]] = {}
        page.measure_left.connect(self._keep_draft)
        page.measure_chosen.connect(lambda _="": self._fill())
        page.run_wanted.connect(self.measure)
        page.form.input.picked.connect(self._input_picked)
        page.form.changed.connect(self._changed)
        session.round_changed.connect(self._round_changed)
        session.leaving_round.connect(self._leave_round)
        session.saved.connect(lambda _=None: self._age())
        session.scenes_changed.connect(lambda _=None: self._check())
        self._round_changed()

    def close(self) -> None:
        """Forget what runs."""
        self._page.work.stop()
        for running in (self._reading, self._values):
            if running is not None:
                running.silence()
        self._reading, self._values = None, None

    def in_sight(self, seen: bool) -> None:
        """Say whether the page is shown: only then the figures of the round are read."""
        self._in_sight = seen
        self._read_if_wanted()

    # The round

    def _leave_round(self) -> None:
        self._keep_draft(self._page.chosen_measure)
        self.close()

    def _round_changed(self) -> None:
        self._stale = True
        self._showing.show(RoundFigures(), self._page.chosen_measure, self._session.crs)
        active = self._session.active
        earlier = [
            r.label for r in self._session.rounds if active and (r.ref_date, r.label) < (active.ref_date, active.label)
        ]
        self._page.form.period.show_rounds(list(reversed(earlier)))
        self._page.form.counting.groups.offer({group: code_label("crime_group", group) for group in shipped_groups()})
        self._page.form.survey.show_areas(self._session.names(AreaLevel.LPO))
        self._fill()
        self._read_if_wanted()

    def _age(self) -> None:
        self._stale = True
        self._read_if_wanted()

    def _read_if_wanted(self) -> None:
        active, store = self._session.active, self._session.store
        if not (self._in_sight and self._stale) or active is None or store is None:
            return
        if self._reading is not None:
            self._reading.silence()
        self._stale, label = False, active.label
        running = Running(translate("Drugscene", "Reading the figures"), lambda _progress: read_figures(store, label))
        running.done.connect(self._figures_read)
        running.refused.connect(self._session.refused.emit)
        self._reading = running.start()

    def _figures_read(self, found: RoundFigures) -> None:
        self._reading = None
        self._showing.show(found, self._page.chosen_measure, self._session.crs)

    # The question

    def _fill(self) -> None:
        """Put into the form what was asked of the chosen measure last; the period of another round is not taken over."""
        active, measure = self._session.active, self._page.chosen_measure
        if active is None:
            self._check()
            return
        asked = self._drafts.get(measure) or self._settings.follow_up(measure)
        known = default_answers(active.ref_date)
        periods = ("from", "to", "from2", "to2", "compare", "from_round", "coverage")
        same = asked.get("round") == active.label
        kept = {k: v for k, v in asked.get("answers", {}).items() if k in known and (same or k not in periods)}
        self._remembered = asked
        form = self._page.form
        self._filling = True
        for name, combo in self._polygon_combos().items():
            combo.setExceptedLayerList(self._not_for_polygons())
            combo.setLayer(self._layer_of(asked.get("layers", {}).get(name, "")))
        form.take({**known, **kept})
        self._filling = False
        form.input.choose(self._layer_of(asked.get("layers", {}).get("points", "")), str(asked.get("file", "")))
        self._showing.choose(measure)

    def _polygon_combos(self) -> Dict[str, QgsMapLayerComboBox]:
        form = self._page.form
        return {
            "baseline": form.counting.baseline,
            "control": form.control,
            "control_displacement": form.control_displacement,
        }

    def _not_for_polygons(self) -> List[QgsVectorLayer]:
        """The layer that is edited: it is what is measured, not what it is measured with."""
        return [self._session.copy.layer] if self._session.copy is not None else []

    def _layer_of(self, key: str) -> Optional[QgsVectorLayer]:
        """The project's layer of a key."""
        found = [layer for layer in self._project.mapLayers().values() if isinstance(layer, QgsVectorLayer)]
        return next((layer for layer in found if key and _key(layer) == key), None)

    def _input_picked(self) -> None:
        """Offer the fields of what was picked: those chosen before for the same, or those that their names suggest."""
        form, measure = self._page.form, self._page.chosen_measure
        layer, path = form.input.chosen_layer(), form.input.chosen_file()
        self._names, self._spatial, self._listed = (), False, ("", "")
        if path:
            try:
                found = path_input(path, FORMS[measure].row_by_row)
                self._names, self._spatial = found.names, found.spatial
            except Refusal as refusal:
                self._session.refused.emit(refusal)
        elif layer is not None:
            self._names = tuple(layer.fields().names())
            self._spatial = QgsWkbTypes.geometryType(layer.wkbType()) != QgsWkbTypes.NullGeometry
        asked = self._remembered
        same = self._input_key() and self._input_key() == (asked.get("file") or asked.get("layers", {}).get("points"))
        fields = asked.get("fields", {}) if same else guessed(measure, self._names, self._spatial, {})
        form.input.show_fields(self._names, self._spatial, fields)

    def _input_key(self) -> str:
        layer = self._page.form.input.chosen_layer()
        return self._page.form.input.chosen_file() or (_key(layer) if layer is not None else "")

    def _changed(self) -> None:
        if self._filling:
            return
        if self._page.chosen_measure == SURVEY:
            self._list_values()
        self._filling = True  # what is asked for follows the fields, and changes nothing by itself
        self._page.form.show_by_area(self._by_area)
        self._filling = False
        self._check()

    @property
    def _by_area(self) -> bool:
        """Whether the rows say by names alone where they belong."""
        form = self._page.form
        places = self._page.chosen_measure == CONCENTRATION and not self._spatial
        return places and by_area(form.input.chosen_fields())

    def _list_values(self) -> None:
        """Read which answers there are, beside the window, whenever the field of the answers is another one."""
        wanted = (self._input_key(), self._page.form.input.chosen_fields().get("answer", ""))
        if wanted == self._listed or not all(wanted):
            return
        self._listed = wanted
        if self._values is not None:
            self._values.silence()
        found = self._points()
        if found is None:
            return
        field, crs, answers = wanted[1], self._session.crs, self._remembered.get("answers", {})

        def work(progress: Progress) -> List[str]:
            return sorted(
                {answer_text(v) for v in found.columns([field], crs, progress).values[field]} - {""}, key=_natural
            )

        def done(values: List[str]) -> None:
            self._values = None
            whole = len(values) <= MOST_VALUES
            ticked = [answers.get(name, ()) for name in ("problem", "missing")]
            self._page.form.survey.show_values(values[:MOST_VALUES], whole, *ticked)

        running = Running(translate("Drugscene", "Looking which answers there are"), work)
        running.done.connect(done)
        running.refused.connect(self._session.refused.emit)
        self._values = running.start()

    def _points(self) -> Optional[PointInput]:
        """What is to be measured, as it may be read beside the window."""
        path, layer = self._page.form.input.chosen_file(), self._page.form.input.chosen_layer()
        row_by_row = FORMS[self._page.chosen_measure].row_by_row
        try:
            return path_input(path, row_by_row) if path else layer_input(layer) if layer is not None else None
        except Refusal:
            return None  # it was told when the file was picked

    def _check(self) -> None:
        """Say what the question lacks, before anybody asks it."""
        self._page.show_ready(self._why_not(), self._note())

    def _note(self) -> str:
        if self._by_area:
            return code_label("caveat", NO_ZONES)
        many = translate("Drugscene", "Unsaved changes are not measured ({count}): save first.")
        return many.format(count=self._session.unsaved) if self._session.unsaved else ""

    def _why_not(self) -> str:
        form, measure = self._page.form, self._page.chosen_measure
        if self._session.active is None:
            return translate("Drugscene", "Open a round first.")
        forbidden = self._session.permission.why_not(Act.SET_UP)  # what is measured is kept
        if forbidden:
            return forbidden
        if not self._names:
            return translate("Drugscene", "Choose a layer or a text file.")
        missing = lacking(measure, form.input.chosen_fields(), self._spatial)
        if missing:
            names = ", ".join(form.input.name_of(meaning) for meaning in missing)
            return translate("Drugscene", "Say which field holds: {names}.").format(names=names)
        answers = form.answers()
        if "groups" in FORMS[measure].rows and not answers["groups"] and not answers["groups_file"]:
            return translate("Drugscene", "Tick at least one crime group.")
        if measure == SURVEY and not answers["problem"]:
            return translate("Drugscene", "Tick the answers that mean a problem.")
        if measure == SURVEY and form.survey.covers_nothing:
            return translate("Drugscene", "Tick the LPOs where people were asked.")
        try:
            check_periods(measure, answers)
        except Refusal as refusal:
            return message(refusal)
        return ""

    # Measuring

    def measure(self) -> None:
        """Measure what was asked, keep the figures in the store, and show them."""
        active, store = self._session.active, self._session.store
        points, form = self._points(), self._page.form
        if active is None or store is None or points is None or self._page.work.busy or self._why_not():
            return
        measure, answers, fields = self._page.chosen_measure, form.answers(), form.input.chosen_fields()
        chosen = self._chosen_polygons()
        layers = Layers(points, *(snapshot(layer) if (layer := chosen.get(n)) else None for n in _POLYGONS))
        self._keep_draft(measure)
        self._settings.remember_follow_up(measure, self._drafts[measure])
        asked = Question(measure, answers, fields, layers, self._project.transformContext())
        label, by = active.label, self._settings.person

        def work(progress: Progress) -> Tuple[RoundFigures, Tuple[str, ...]]:
            return measure_and_keep(store, label, asked, by, progress)

        def done(measured: Tuple[RoundFigures, Tuple[str, ...]]) -> None:
            found, remarks = measured
            if self._session.active is None or self._session.active.label != label:
                return  # the round was left in the meantime
            for remark in remarks:
                self._messages.warning(remark)
            self._stale = False
            self._showing.show(found, measure, self._session.crs)
            self._page.show_measure(measure)
            self._page.show_results()

        title = translate("Drugscene", "{measure}, round {round}")
        named = title.format(measure=code_label("follow_up", measure), round=label)
        self._page.work.follow(self._session.run(named, work, done))

    def _keep_draft(self, measure: str) -> None:
        """Keep what the form says of a measure, for when it is chosen again."""
        active, form = self._session.active, self._page.form
        if active is None:
            return
        chosen = {**self._chosen_polygons(), "points": form.input.chosen_layer()}
        self._drafts[measure] = {
            "round": active.label,
            "answers": form.answers(),
            "fields": form.input.chosen_fields(),
            "layers": {name: _key(layer) for name, layer in chosen.items() if layer is not None},
            "file": form.input.chosen_file(),
        }

    def _chosen_polygons(self) -> Dict[str, Optional[QgsVectorLayer]]:
        return {n: polygon_layer(c) for n, c in self._polygon_combos().items() if not c.isHidden()}


def _key(layer: QgsVectorLayer) -> str:
    """What a layer is known again by: a digest, since a source may hold a password."""
    said = f"{layer.providerType()} {layer.source()} {layer.name()}"
    return hashlib.sha256(said.encode("utf-8")).hexdigest()[:16]


def _natural(text: str) -> Tuple[bool, float, str]:
    """In which order answers stand: numbers by size, then texts."""
    try:
        return (False, float(text.replace(",", ".")), text)
    except ValueError:
        return (True, 0.0, text.casefold())
