"""The follow-up as the panel asks for it: what each measure needs to know, and how it is measured beside the window.

The same workflows as the algorithms', with layers of the project in place of parameters.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any, Callable, Mapping, NamedTuple, Optional, Sequence, Tuple

from qgis.core import QgsCoordinateTransformContext
from shapely.geometry.base import BaseGeometry

from ..analysis.area_totals import AREA_TOTALS
from ..analysis.concentration import Region
from ..analysis.gun_violence import DISTANCES, SEED
from ..analysis.incident_counting import DatedBy, TimeRules
from ..analysis.survey import MINIMUM_N, question
from ..analysis.zone_areas import BaselineKind
from ..domain.crime_groups import CrimeGroup
from ..domain.field import Profile
from ..domain.figure import Figure
from ..domain.incident_fields import IncidentFields, area_fields, missing_fields, read_fields
from ..domain.period import Period
from ..domain.period_comparison import require_comparable
from ..domain.progress import Part, Progress, stop_if_cancelled
from ..domain.scene import SceneId
from ..domain.table import Table
from ..store.point_input import PointInput, Source
from ..store.polygon_source import PeopledPolygons, control_polygons, peopled_polygons
from ..store.survey_source import survey_answers
from ..texts import translate
from ..texts.figure_remarks import lost_zeros_text, outdated_codes_text, unmatched_names_text
from ..workflow import measure_area_totals, measure_change, measure_concentration, measure_gun_violence, measure_survey
from ..workflow.follow_up import (
    Basis,
    asked_groups,
    chosen_groups,
    current_figures,
    keep,
    lost_zeros,
    ordered,
    outdated_codes,
    shipped_groups,
)
from ..workflow.ports import ReviewStore

CONCENTRATION, GUN_VIOLENCE, SURVEY, CHANGE_TEST = "concentration", "gunviolence", "survey", "changetest"
MEASURES = (CONCENTRATION, GUN_VIOLENCE, SURVEY, CHANGE_TEST)
"""The measures, each called as the table that it gives."""

QUALITY = "_quality"
"""What the name of a measure's table of quality ends with."""

TABLES: Mapping[str, Tuple[str, ...]] = {
    CONCENTRATION: (CONCENTRATION, "lorenz", "outline_split", CONCENTRATION + QUALITY),
    AREA_TOTALS: (AREA_TOTALS, AREA_TOTALS + QUALITY),
    GUN_VIOLENCE: (GUN_VIOLENCE, GUN_VIOLENCE + QUALITY),
    SURVEY: (SURVEY, SURVEY + QUALITY),
    CHANGE_TEST: (CHANGE_TEST, CHANGE_TEST + QUALITY),
}
"""The tables of each measurement, the one with its figures first. Crime in and beside the scenes becomes totals by area
where rows have no coordinates.
"""


class Layers(NamedTuple):
    """The layers of a question, as they may be read in another thread."""

    points: PointInput
    baseline: Optional[Source] = None
    control: Optional[Source] = None
    control_displacement: Optional[Source] = None


@dataclass(frozen=True)
class MeasureForm:
    """What a measure asks for: ``meanings`` of fields, those ``needed``, and the rows of its form.

    ``compare``: an earlier period may be given, ``compared``: it must be. ``row_by_row``: no archive can be measured.
    """

    meanings: Tuple[str, ...]
    needed: Tuple[str, ...]
    rows: Tuple[str, ...]
    advanced: Tuple[str, ...]
    compare: bool = False
    compared: bool = False
    period: bool = True
    row_by_row: bool = False


_INCIDENTS = ("start", "end", "code", "count", "x", "y")
_AREAS = ("lpo", "municipality")

FORMS: Mapping[str, MeasureForm] = {
    CONCENTRATION: MeasureForm(
        (*_INCIDENTS, *_AREAS),
        ("start", "code"),
        ("groups", "band", "region", "baseline"),
        ("dated_by", "groups_file"),
        compare=True,
    ),
    GUN_VIOLENCE: MeasureForm(("start", "x", "y"), ("start",), ("distances", "baseline"), ("seed",), row_by_row=True),
    SURVEY: MeasureForm(
        ("answer", "weight", "distance", "lpo", "x", "y"),
        ("answer",),
        (),
        ("minimum_n",),
        period=False,
        row_by_row=True,
    ),
    CHANGE_TEST: MeasureForm(
        _INCIDENTS,
        ("start", "code"),
        ("groups", "band"),
        ("control", "control_displacement", "dated_by", "groups_file"),
        compared=True,
    ),
}


def default_answers(day: date) -> Mapping[str, Any]:
    """What is asked unless somebody said otherwise, for a round of a reference date.

    The period is the calendar year of that day; in the first half of a year the one before, of which more is known.
    """
    year = day.year if day.month > 6 else day.year - 1
    return {
        "from": date(year, 1, 1).isoformat(),
        "to": date(year + 1, 1, 1).isoformat(),
        "from2": date(year - 1, 1, 1).isoformat(),
        "to2": date(year, 1, 1).isoformat(),
        "compare": False,
        "from_round": "",
        "basis": Basis.OWN.value,
        "groups": list(shipped_groups()),
        "band": 100.0,
        "distances": ";".join(f"{d:g}" for d in DISTANCES),
        "region": Region.COUNTY.value,
        "baseline_kind": BaselineKind.LAND.value,
        "people": "",
        "problem": [],
        "missing": [],
        "others": None,
        "bands": "250;500;1000",
        "coverage": [],
        "dated_by": DatedBy.START.value,
        "groups_file": "",
        "seed": SEED,
        "minimum_n": MINIMUM_N,
    }


# -- fields ----------------------------------------------------------------------------------------------------------


def guessed(measure: str, names: Sequence[str], spatial: bool, chosen: Mapping[str, str]) -> Mapping[str, str]:
    """The fields of an input by meaning: those chosen that it has, and for the rest what its names suggest."""
    form = FORMS[measure]
    known = {m: name for m, name in chosen.items() if m in form.meanings and name in names}
    if measure == SURVEY:
        by_name = measure_survey.guessed_survey_fields(names)
        if spatial:  # points tell both, and better
            by_name = replace(by_name, distance="", lpo="")
        fields = replace(by_name, **known)
        return measure_survey.placed_fields(fields, names, spatial).named()
    by_area = area_fields(names, known) if measure == CONCENTRATION and not spatial else None
    incidents = by_area or read_fields(names, known, spatial, _unwanted(measure))
    return {meaning: name for meaning, name in incidents.named().items() if meaning in form.meanings}


def lacking(measure: str, fields: Mapping[str, str], spatial: bool) -> Tuple[str, ...]:
    """The meanings without a field among those without which nothing can be measured."""
    needed = FORMS[measure].needed
    if measure != SURVEY:
        placed = spatial or (measure == CONCENTRATION and by_area(fields))
        return missing_fields(IncidentFields(**dict(fields)), needed, placed)
    placed = spatial or "distance" in fields or {"x", "y"} <= set(fields)
    return tuple(m for m in (*needed, *(() if placed else ("distance",))) if m not in fields)


def by_area(fields: Mapping[str, str]) -> bool:
    """Whether rows say by names alone where they belong."""
    return not {"x", "y"} <= set(fields) and bool(set(_AREAS) & set(fields))


def _unwanted(measure: str) -> Tuple[str, ...]:
    return tuple(m for m in ("code", "count", "end") if m not in FORMS[measure].meanings)


# -- measuring -------------------------------------------------------------------------------------------------------

Answers = Mapping[str, Any]


@dataclass(frozen=True)
class Question:
    """What is to be measured in a round: ``answers`` of the form, ``fields`` by meaning, and the layers."""

    measure: str
    answers: Answers
    fields: Mapping[str, str]
    layers: Layers
    context: QgsCoordinateTransformContext


class _Measured(NamedTuple):
    """What a measure gives: its tables, what they were made with, and the digest of what was read."""

    tables: Sequence[Table]
    made_with: Mapping[str, Any]
    sha256: str
    remarks: Sequence[str] = ()


@dataclass(frozen=True)
class RoundFigures:
    """What the store holds of a round's follow-up, as its scenes now stand, with the outlines of the open ones."""

    figures: Tuple[Figure, ...] = ()
    outlines: Mapping[SceneId, BaseGeometry] = field(default_factory=dict)

    def of(self, measure: str) -> Tuple[Figure, ...]:
        """The tables of one measure, from its last run alone: another run may have given other tables beside."""
        named = {figure.name: figure for figure in self.figures}
        mains = (CONCENTRATION, AREA_TOTALS) if measure == CONCENTRATION else (measure,)
        main = max((named[name] for name in mains if name in named), key=lambda f: f.at, default=None)
        if main is None:
            return ()
        found = [named[name] for name in TABLES[main.name] if name in named]
        return tuple(f for f in found if (f.sha256, f.parameters_text) == (main.sha256, main.parameters_text))


def read_figures(store: ReviewStore, label: str) -> RoundFigures:
    """Read what was measured of a round; what was measured on other outlines says so."""
    scenes = store.scenes(label)
    figures = current_figures(store.figures(label), scenes, Profile.INTERNAL)
    return RoundFigures(tuple(figures), {s.id: s.outline for s in scenes if s.counts and s.outline is not None})


def measure_and_keep(
    store: ReviewStore, label: str, asked: Question, by: str, progress: Progress
) -> Tuple[RoundFigures, Tuple[str, ...]]:
    """Measure, keep the figures in the store, and give back all those of the round, with what else is to be said.

    Raises:
        Refusal: the question cannot be answered.
        Cancelled: the user stopped; nothing was kept.
    """
    measured = _WORK[asked.measure](store, label, asked, progress)
    stop_if_cancelled(progress)
    keep(store, label, measured.tables, {**measured.made_with, "fields": dict(asked.fields)}, measured.sha256, by)
    return read_figures(store, label), tuple(remark for remark in measured.remarks if remark)


def _area_totals(store: ReviewStore, label: str, asked: Question, progress: Progress) -> _Measured:
    """Of rows that name their areas and have no coordinates."""
    answers, crs = asked.answers, store.info().crs
    wanted = measure_area_totals.AreaTotalsQuestion(
        label=label,
        period=_period(answers),
        groups=_groups(answers),
        own_kinds=not answers["groups_file"] and len(answers["groups"]) == len(shipped_groups()),
        other_period=_period(answers, "from2", "to2") if answers["compare"] else None,
        rules=_rules(answers),
    )
    rows = replace(asked.layers.points, table=None)  # a database counts points alone
    found = measure_area_totals.measure_area_totals(
        store, wanted, lambda: rows.incidents(_fields(asked), crs), progress
    )
    remarks = [outdated_codes_text(outdated_codes(found.quality)), unmatched_names_text(found.unmatched)]
    return _Measured(found.tables, measure_area_totals.question_parameters(wanted), found.sha256, remarks)


def _concentration(store: ReviewStore, label: str, asked: Question, progress: Progress) -> _Measured:
    if not asked.layers.points.spatial and by_area(asked.fields):
        return _area_totals(store, label, asked, progress)
    answers, crs = asked.answers, store.info().crs
    polygons = _polygons(asked, crs, Part(progress, 0.0, 0.1))
    wanted = measure_concentration.ConcentrationQuestion(
        label=label,
        period=_period(answers),
        groups=_groups(answers),
        band=float(answers["band"]),
        from_round=str(answers["from_round"]) if answers["compare"] else "",
        other_period=_period(answers, "from2", "to2") if answers["compare"] else None,
        region=Region(answers["region"]),
        basis=Basis(answers["basis"]) if answers["compare"] else Basis.OWN,
        baseline=polygons.baseline(BaselineKind(answers["baseline_kind"])),
        rules=_rules(answers),
    )
    found = measure_concentration.measure_concentration(
        store, wanted, lambda: asked.layers.points.incidents(_fields(asked), crs), Part(progress, 0.1, 0.95)
    )
    remarks = [
        outdated_codes_text(outdated_codes(found.quality)),
        lost_zeros_text(lost_zeros(found.quality, wanted.groups)),
    ]
    return _Measured(found.tables, measure_concentration.question_parameters(wanted, found), found.sha256, remarks)


def _gun_violence(store: ReviewStore, label: str, asked: Question, progress: Progress) -> _Measured:
    answers, crs = asked.answers, store.info().crs
    polygons = _polygons(asked, crs, Part(progress, 0.0, 0.1))
    wanted = measure_gun_violence.GunQuestion(
        label,
        _period(answers),
        measure_gun_violence.asked_distances(str(answers["distances"])),
        polygons.polygons,
        polygons.people,
        int(answers["seed"]),
    )
    source = asked.layers.points.incidents(_fields(asked), crs)
    found = measure_gun_violence.measure_gun_violence(store, wanted, source, Part(progress, 0.1, 1.0))
    return _Measured(found.tables, measure_gun_violence.question_parameters(wanted), found.sha256)


def _survey(store: ReviewStore, label: str, asked: Question, progress: Progress) -> _Measured:
    answers = asked.answers
    wanted = measure_survey.SurveyInquiry(
        label,
        question(answers["problem"], answers["others"], answers["missing"]),
        measure_survey.asked_bands(str(answers["bands"])),
        tuple(answers["coverage"]),
        int(answers["minimum_n"]),
    )
    fields = measure_survey.SurveyFields(**dict(asked.fields))
    given = survey_answers(asked.layers.points, fields, store.info().crs, Part(progress, 0.0, 0.6))
    found = measure_survey.measure_survey(store, wanted, given, Part(progress, 0.6, 1.0))
    return _Measured(found.tables, measure_survey.question_parameters(wanted), found.sha256)


def _change_test(store: ReviewStore, label: str, asked: Question, progress: Progress) -> _Measured:
    answers, crs = asked.answers, store.info().crs
    wanted = measure_change.ChangeQuestion(
        label=label,
        first=_period(answers),
        second=_period(answers, "from2", "to2"),
        groups=_groups(answers),
        band=float(answers["band"]),
        from_round=str(answers["from_round"]),
        control=_control(asked, asked.layers.control, translate("Drugscene", "Control areas"), crs),
        control_displacement=_control(
            asked, asked.layers.control_displacement, translate("Drugscene", "Areas beside the control"), crs
        ),
        rules=_rules(answers),
    )
    found = measure_change.measure_change(
        store, wanted, lambda: asked.layers.points.incidents(_fields(asked), crs), progress
    )
    remarks = [
        outdated_codes_text(outdated_codes(found.quality)),
        lost_zeros_text(lost_zeros(found.quality, wanted.groups)),
    ]
    return _Measured(found.tables, measure_change.question_parameters(wanted, found), found.sha256, remarks)


_WORK: Mapping[str, Callable[[ReviewStore, str, Question, Progress], _Measured]] = {
    CONCENTRATION: _concentration,
    GUN_VIOLENCE: _gun_violence,
    SURVEY: _survey,
    CHANGE_TEST: _change_test,
}


def _fields(asked: Question) -> IncidentFields:
    return IncidentFields(**dict(asked.fields))


def _period(answers: Answers, first: str = "from", after: str = "to") -> Period:
    return Period(date.fromisoformat(answers[first]), date.fromisoformat(answers[after]))


def check_periods(measure: str, answers: Answers) -> None:
    """Hold that there are days in the periods, and that two can be compared, before anything is read.

    Raises:
        Refusal: naming them.
    """
    if FORMS[measure].period:
        period = _period(answers)
        if answers["compare"]:
            require_comparable(*ordered(period, _period(answers, "from2", "to2")))


def _groups(answers: Answers) -> Tuple[CrimeGroup, ...]:
    if answers["groups_file"]:
        return asked_groups(str(answers["groups_file"]))
    return chosen_groups(shipped_groups(), answers["groups"])


def _rules(answers: Answers) -> TimeRules:
    return TimeRules(dated_by=DatedBy(answers["dated_by"]))


def _polygons(asked: Question, crs: str, progress: Progress) -> PeopledPolygons:
    if asked.layers.baseline is None:
        return PeopledPolygons()
    return peopled_polygons(asked.layers.baseline, str(asked.answers["people"]), crs, asked.context, progress)


def _control(asked: Question, source: Optional[Source], name: str, crs: str) -> Tuple[BaseGeometry, ...]:
    return () if source is None else control_polygons(source, name, crs, asked.context)
