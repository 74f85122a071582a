"""The charts that publishable tables allow: what each shows, taken from the tables' rows and from nowhere else.

What changed between two periods stands in :mod:`chart_changes`.
"""

from __future__ import annotations

from typing import List, Optional, Sequence, Tuple

from ..domain.chart import Chart, ChartKind, Label, Point, Quantity, Reference, Role, Series
from ..domain.disclosure import PublishableTable
from ..domain.goal import NO_GOAL, Goal
from ..domain.ledger import ALWAYS_SHOWN, TERMS
from .chart_changes import NEEDED_BY_CHANGES, charts_of_changes
from .chart_points import (
    COUNTY,
    INTERVALS,
    Row,
    about_period,
    about_unit,
    chart_name,
    file_name,
    has_content,
    methods,
    notes_of,
    of_unit,
    once,
    point_of,
    unit_label,
    values_of,
    withheld_note,
)

_ZONES = ("inside", "beside", "elsewhere")

_OF_CHANGE = ("other_season", "days_differ", "fall_by_outline", "series_break")
_NOT_OF_RATIOS = (*_OF_CHANGE, "overdispersed")
_OF_COMPARISONS = ("no_ratio", "reference_too_few")
"""Caveats about other figures than those that a chart shows: changes, intervals of counts, comparisons with beyond."""

_REGRESSION = Label("regression_to_mean", "caveat")
_LOGARITHMIC = Label("logarithmic", "chart_note")
_SERIES_BREAK = Label("series_break", "chart_note")
_DRAFT = Label("draft", "chart_note")


def charts_of(tables: Sequence[PublishableTable], goal: Goal = NO_GOAL) -> Tuple[Chart, ...]:
    """All charts that the tables allow, in the order in which a reader meets them; the county's where it has figures."""
    known = {table.name: table for table in tables if _can_be_drawn(table)}
    charts: List[Optional[Chart]] = []
    if "rounds" in known:
        charts += [by_round(known["rounds"], measure, goal) for measure in ("scenes", "area_m2")]
    if "ledger" in known:
        label = _last_round(known.get("rounds"))
        charts += [waterfall(known["ledger"], measure, label) for measure in ("count", "area_m2")]
    if "by_lpo" in known:
        rounds = (_last_round(known.get("rounds")), _round_before(known.get("ledger")))
        charts += [by_unit(known["by_lpo"], measure, *rounds) for measure in ("scenes", "area_m2")]
    if "concentration" in known:
        table = known["concentration"]
        charts.append(zone_ratios(table))
        charts += [zone_gradient(table, group) for group in _counted_groups(table)]
    if "lorenz" in known:
        charts += [lorenz_curve(known["lorenz"], group) for group in values_of(known["lorenz"], "group")]
    if "gunviolence" in known:
        charts += [distance_shares(known["gunviolence"], f) for f in ("shootings_near", "scenes_with_shooting")]
    if "survey" in known:
        charts += survey_gradients(known["survey"])
    charts += charts_of_changes(known)
    return tuple(chart for chart in charts if chart is not None)


# -- the scenes ------------------------------------------------------------------------------------------------------


def by_round(rounds: PublishableTable, measure: str, goal: Goal = NO_GOAL) -> Chart:
    """Number (``scenes``) or area (``area_m2``) of the scenes by round, spaced by reference date, against a goal."""
    points, notes = [], []
    for row in rounds.named_rows():
        draft = row["state"] != "published"
        state = Label(row["state"], "round_state") if draft else None
        notes += [_SERIES_BREAK] * bool(row["series_break"]) + [_DRAFT] * draft
        at = row["ref_date"].toordinal()
        points.append(Point(Label(row["round"]), row[measure], at=at, state=state, broken=bool(row["series_break"])))
    wanted = goal.scenes if measure == "scenes" else goal.area_m2
    reference = None
    if wanted is not None:
        reference = Reference(Label("goal", "chart_word"), wanted, goal.day.toordinal() if goal.day else None)
    counted = measure == "scenes"
    return Chart(
        kind=ChartKind.TIMELINE,
        name="rounds_scenes" if counted else "rounds_area",
        title="rounds_scenes" if counted else "rounds_area",
        quantity=Quantity.COUNT if counted else Quantity.AREA_M2,
        series=(Series(Label(measure, "field"), tuple(points)),),
        about=(Label(COUNTY, "area_level"),),
        reference=reference,
        notes=once(notes),
    )


def waterfall(
    ledger: PublishableTable, measure: str, label: str = "", level: str = COUNTY, code: Optional[str] = None
) -> Optional[Chart]:
    """How the opening became the closing in one unit: ``count`` or ``area_m2``; None where the ledger has no such line.

    Terms of 0 are left out beside those that every ledger has; ``label`` is the later round's.
    """
    row = next(
        (
            r
            for r in ledger.named_rows()
            if r["level"] == level and r["measure"] == measure and code in (None, r["code"])
        ),
        None,
    )
    if row is None:
        return None
    shown = [c for c in ("opening", *TERMS, "closing") if c in ALWAYS_SHOWN or row[c]]
    points = tuple(Point(Label(c, "field"), TERMS.get(c, 1) * row[c]) for c in shown)
    counted = measure == "count"
    about = [Label(COUNTY, "area_level") if level == COUNTY else unit_label(row)]
    if row["from_round"]:
        about.append(Label(f"{row['from_round']}/{label}", "rounds") if label else Label(row["from_round"], "round"))
    unit = "" if level == COUNTY else file_name(f"_{level}_{row['code']}")
    return Chart(
        kind=ChartKind.WATERFALL,
        name=("ledger_count" if counted else "ledger_area") + unit,
        title="ledger_count" if counted else "ledger_area",
        quantity=Quantity.COUNT if counted else Quantity.AREA_M2,
        series=(Series(Label(measure, "ledger_measure"), points),),
        about=tuple(about),
        notes=(Label("series_break", "field"),) if row["series_break"] else (),
    )


def by_unit(units: PublishableTable, measure: str, label: str = "", before: str = "") -> Chart:
    """A bar a unit of ``by_lpo`` or ``by_municipality``, over that of the round before where there is one; then the total.

    ``label`` and ``before`` are the rounds'.
    """
    counted = measure == "scenes"
    before_column = "opening" if counted else "opening_area_m2"
    rows = units.named_rows()
    name = Label(label, "round") if label else Label(measure, "field")
    now = Series(name, tuple(point_of(r, unit_label(r), measure) for r in rows))
    series: Tuple[Series, ...] = (now,)
    if any(r[before_column] is not None for r in rows):
        old = Label(before, "round") if before else Label("opening", "field")
        points = tuple(point_of(r, unit_label(r), before_column) for r in rows)
        series = (now, Series(old, points, Role.OLD))
    return Chart(
        kind=ChartKind.UNITS,
        name=f"{units.name}_{'scenes' if counted else 'area'}",
        title=f"{units.name}_{'scenes' if counted else 'area'}",
        quantity=Quantity.COUNT if counted else Quantity.AREA_M2,
        series=series,
    )


# -- the follow-up ---------------------------------------------------------------------------------------------------


def zone_ratios(concentration: PublishableTable, level: str = COUNTY, code: Optional[str] = None) -> Optional[Chart]:
    """The ratio of the rate inside, and of that beside, to the rate elsewhere, by crime group, with its interval."""
    rows = [r for r in of_unit(concentration, level, code) if r["whole_count"] != 0]
    series = tuple(
        Series(
            Label(zone, "zone"),
            tuple(
                point_of(r, Label(r["group"], "crime_group"), "ratio", "ratio_low", "ratio_high")
                for r in rows
                if r["zone"] == zone
            ),
            role,
        )
        for zone, role in (("inside", Role.NEW), ("beside", Role.BESIDE))
    )
    if not any(has_content(s) for s in series):
        return None
    return Chart(
        kind=ChartKind.RATIOS,
        name=chart_name("zone_ratio", level, rows),
        title="zone_ratio",
        quantity=Quantity.TIMES,
        series=series,
        about=(*about_unit(level, rows), *about_period(rows)),
        reference=Reference(Label("elsewhere", "zone"), 1.0),
        notes=notes_of(rows, series, INTERVALS, _LOGARITHMIC, *methods(rows), without=_NOT_OF_RATIOS),
    )


def zone_gradient(
    concentration: PublishableTable, group: str, level: str = COUNTY, code: Optional[str] = None
) -> Optional[Chart]:
    """The concentration (PAI) of a crime group inside, beside and elsewhere, with its interval."""
    rows = [r for r in of_unit(concentration, level, code) if r["group"] == group]
    by_zone = {r["zone"]: r for r in rows}
    points = tuple(
        point_of(by_zone[zone], Label(zone, "zone"), "pai", "pai_low", "pai_high") for zone in _ZONES if zone in by_zone
    )
    series = (Series(Label("pai", "field"), points),)
    if not any(has_content(s) for s in series):
        return None
    return Chart(
        kind=ChartKind.RATIOS,
        name=chart_name("zone_gradient", level, rows, group),
        title="zone_gradient",
        quantity=Quantity.TIMES,
        series=series,
        about=(Label(group, "crime_group"), *about_unit(level, rows), *about_period(rows)),
        reference=Reference(Label("average", "chart_word"), 1.0),
        notes=notes_of(rows, series, INTERVALS, _LOGARITHMIC, without=_OF_CHANGE),
    )


def lorenz_curve(lorenz: PublishableTable, group: str) -> Optional[Chart]:
    """What share of a crime group the scenes with most of it hold, scene after scene; None where nothing was counted."""
    rows = [r for r in lorenz.named_rows() if r["group"] == group]
    points = tuple(
        point_of(r, Label("scenes", "chart_word", (r["scenes"],)), "share_of_incidents", at=r["share_of_scenes"])
        for r in rows
    )
    if any(point.withheld for point in points):  # a curve with a gap would tell what lies in it
        points = tuple(Point(point.label, at=point.at, withheld=True) for point in points)
    series = Series(Label("share_of_incidents", "field"), points)
    if not has_content(series):
        return None
    half = next((r for r in rows if r["scenes"] == r["scenes_holding_half"]), None)
    return Chart(
        kind=ChartKind.CURVE,
        name=f"lorenz_{group}",
        title="lorenz",
        quantity=Quantity.SHARE,
        series=(series,),
        about=(Label(group, "crime_group"),),
        reference=None if half is None else _half(half),
        notes=(_REGRESSION, *withheld_note((series,))),
    )


def distance_shares(gunviolence: PublishableTable, figure: str) -> Optional[Chart]:
    """The share of shootings (or of scenes with one) within each distance, against what chance would give."""
    rows = [r for r in gunviolence.named_rows() if r["figure"] == figure]
    seen = tuple(point_of(r, _within(r), "share", "low", "high") for r in rows)
    chance = tuple(point_of(r, _within(r), "expected", "expected_low", "expected_high") for r in rows)
    series = [Series(Label("seen", "chart_word"), seen)]
    if has_content(Series(Label(""), chance)):
        series.append(Series(Label("expected", "field"), chance, Role.CHANCE))
    if not any(has_content(s) for s in series):
        return None
    return Chart(
        kind=ChartKind.GRADIENT,
        name=figure,
        title=figure,
        quantity=Quantity.SHARE,
        series=tuple(series),
        notes=notes_of(rows, series, INTERVALS, *methods(rows)),
    )


def survey_gradients(survey: PublishableTable) -> Tuple[Chart, ...]:
    """The county's gradient; where the county was not measured, those of the LPOs that were."""
    units = dict.fromkeys((r["level"], r["code"]) for r in survey.named_rows())
    found = {unit: survey_gradient(survey, *unit) for unit in units}
    county = [chart for (level, _), chart in found.items() if chart is not None and level == COUNTY]
    return tuple(county or [chart for chart in found.values() if chart is not None])


def survey_gradient(survey: PublishableTable, level: str = COUNTY, code: Optional[str] = None) -> Optional[Chart]:
    """The share with a problem by distance to the nearest scene; None for a unit without any measured band."""
    rows = of_unit(survey, level, code)
    points = tuple(
        point_of(
            r,
            _band(r),
            "share",
            "low",
            "high",
            state=None if r["status"] == "measured" else Label(r["status"], "survey_status"),
        )
        for r in rows
    )
    series = (Series(Label("share", "field"), points),)
    if not has_content(series[0]):
        return None
    return Chart(
        kind=ChartKind.GRADIENT,
        name=chart_name("survey_gradient", level, rows),
        title="survey_gradient",
        quantity=Quantity.SHARE,
        series=series,
        about=about_unit(level, rows),
        notes=notes_of(rows, series, INTERVALS, *methods(rows)[:1], without=_OF_COMPARISONS),
    )


_NEEDED = {
    "rounds": ("round", "ref_date", "state", "scenes", "area_m2", "series_break"),
    "ledger": ("level", "code", "name", "measure", "opening", *TERMS, "closing", "series_break", "from_round"),
    "by_lpo": ("code", "name", "scenes", "area_m2", "opening", "opening_area_m2"),
    "concentration": ("level", "code", "name", "group", "zone", "period_from", "period_to", "whole_count", "pai",
                      "pai_low", "pai_high", "ratio", "ratio_low", "ratio_high", "method", "caveats"),
    "lorenz": ("group", "scenes", "share_of_scenes", "share_of_incidents", "scenes_holding_half"),
    "gunviolence": ("figure", "distance", "share", "low", "high", "expected", "expected_low", "expected_high",
                    "method", "caveats"),
    "survey": ("level", "code", "name", "distance_from", "distance_to", "status", "share", "low", "high", "method",
               "caveats"),
    **NEEDED_BY_CHANGES,
}  # fmt: skip
"""The columns that charts are drawn from: a figure that an earlier version left in a store may lack some."""


def _can_be_drawn(table: PublishableTable) -> bool:
    return set(_NEEDED.get(table.name, ())) <= {column.name for column in table.columns}


# -- rows ------------------------------------------------------------------------------------------------------------


def _counted_groups(concentration: PublishableTable) -> List[str]:
    """The crime groups of which the county has incidents, or may have."""
    rows = of_unit(concentration, COUNTY, None)
    return list(dict.fromkeys(r["group"] for r in rows if r["whole_count"] != 0))


def _within(row: Row) -> Label:
    return Label("within" if row["distance"] else "inside", "chart_word", (row["distance"],))


def _band(row: Row) -> Label:
    if row["distance_to"] is None:
        return Label("beyond", "chart_word", (row["distance_from"],))
    return Label("band", "chart_word", (row["distance_from"], row["distance_to"]))


def _half(row: Row) -> Reference:
    return Reference(Label("scenes_holding_half", "field"), row["scenes_holding_half"], row["share_of_scenes"])


def _round_before(ledger: Optional[PublishableTable]) -> str:
    names = [row["from_round"] for row in ledger.named_rows()] if ledger else []
    return names[0] or "" if names else ""


def _last_round(rounds: Optional[PublishableTable]) -> str:
    labels = [row["round"] for row in rounds.named_rows()] if rounds else []
    return labels[-1] if labels else ""
