"""The charts that publishable tables allow: what each shows, taken from the tables' rows and from nowhere else.

What a table withholds is withheld here too: a point without numbers, so that neither scale nor text can tell it.
"""

from __future__ import annotations

from typing import Any, List, Mapping, Optional, Sequence, Tuple

from ..domain.chart import Chart, ChartKind, Label, Point, Quantity, Reference, Role, Series
from ..domain.disclosure import SUPPRESSED, PublishableTable
from ..domain.goal import NO_GOAL, Goal
from ..domain.ledger import ALWAYS_SHOWN, TERMS

Row = Mapping[str, Any]

COUNTY = "county"

_TOTAL, _UNASSIGNED = "TOTAL", "UNASSIGNED"
_ZONES = ("inside", "beside", "elsewhere")

_OF_CHANGE = ("other_season", "days_differ", "fall_by_outline", "series_break")
_NOT_OF_RATIOS = (*_OF_CHANGE, "overdispersed")
_OF_COMPARISONS = ("no_ratio", "reference_too_few")
"""Caveats about other figures than those that a chart shows: changes, intervals of counts, comparisons with beyond."""

_WITHHELD = Label("withheld", "chart_note")
_INTERVALS = Label("intervals", "chart_note")
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
        charts += [lorenz_curve(known["lorenz"], group) for group in _values(known["lorenz"], "group")]
    if "gunviolence" in known:
        charts += [distance_shares(known["gunviolence"], f) for f in ("shootings_near", "scenes_with_shooting")]
    if "survey" in known:
        charts += survey_gradients(known["survey"])
    return tuple(chart for chart in charts if chart is not None)


# -- the scenes ------------------------------------------------------------------------------------------------------


def by_round(rounds: PublishableTable, measure: str, goal: Goal = NO_GOAL) -> Chart:
    """Number (``scenes``) or area (``area_m2``) of the scenes by round, spaced by reference date, against a goal."""
    points, notes = [], []
    for row in _rows(rounds):
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
        notes=_once(notes),
    )


def waterfall(
    ledger: PublishableTable, measure: str, label: str = "", level: str = COUNTY, code: Optional[str] = None
) -> Optional[Chart]:
    """How the opening became the closing in one unit: ``count`` or ``area_m2``; None where the ledger has no such line.

    Terms of 0 are left out beside those that every ledger has; ``label`` is the later round's.
    """
    row = next(
        (r for r in _rows(ledger) if r["level"] == level and r["measure"] == measure and code in (None, r["code"])),
        None,
    )
    if row is None:
        return None
    shown = [c for c in ("opening", *TERMS, "closing") if c in ALWAYS_SHOWN or row[c]]
    points = tuple(Point(Label(c, "field"), TERMS.get(c, 1) * row[c]) for c in shown)
    counted = measure == "count"
    about = [Label(COUNTY, "area_level") if level == COUNTY else _unit(row)]
    if row["from_round"]:
        about.append(Label(f"{row['from_round']}/{label}", "rounds") if label else Label(row["from_round"], "round"))
    unit = "" if level == COUNTY else _file_name(f"_{level}_{row['code']}")
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
    rows = _rows(units)
    name = Label(label, "round") if label else Label(measure, "field")
    now = Series(name, tuple(_point(r, _unit(r), measure) for r in rows))
    series: Tuple[Series, ...] = (now,)
    if any(r[before_column] is not None for r in rows):
        old = Label(before, "round") if before else Label("opening", "field")
        points = tuple(_point(r, _unit(r), before_column) for r in rows)
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
    rows = [r for r in _of_unit(concentration, level, code) if r["whole_count"] != 0]
    series = tuple(
        Series(
            Label(zone, "zone"),
            tuple(
                _point(r, Label(r["group"], "crime_group"), "ratio", "ratio_low", "ratio_high")
                for r in rows
                if r["zone"] == zone
            ),
            role,
        )
        for zone, role in (("inside", Role.NEW), ("beside", Role.BESIDE))
    )
    if not any(_has_content(s) for s in series):
        return None
    return Chart(
        kind=ChartKind.RATIOS,
        name=_name("zone_ratio", level, rows),
        title="zone_ratio",
        quantity=Quantity.TIMES,
        series=series,
        about=(*_about_unit(level, rows), *_about_period(rows)),
        reference=Reference(Label("elsewhere", "zone"), 1.0),
        notes=(_INTERVALS, _LOGARITHMIC, *_methods(rows), *_caveats(rows, _NOT_OF_RATIOS), *_withheld_note(series)),
    )


def zone_gradient(
    concentration: PublishableTable, group: str, level: str = COUNTY, code: Optional[str] = None
) -> Optional[Chart]:
    """The concentration (PAI) of a crime group inside, beside and elsewhere, with its interval."""
    rows = [r for r in _of_unit(concentration, level, code) if r["group"] == group]
    by_zone = {r["zone"]: r for r in rows}
    points = tuple(
        _point(by_zone[zone], Label(zone, "zone"), "pai", "pai_low", "pai_high") for zone in _ZONES if zone in by_zone
    )
    series = (Series(Label("pai", "field"), points),)
    if not any(_has_content(s) for s in series):
        return None
    return Chart(
        kind=ChartKind.RATIOS,
        name=_name("zone_gradient", level, rows, group),
        title="zone_gradient",
        quantity=Quantity.TIMES,
        series=series,
        about=(Label(group, "crime_group"), *_about_unit(level, rows), *_about_period(rows)),
        reference=Reference(Label("average", "chart_word"), 1.0),
        notes=(_INTERVALS, _LOGARITHMIC, *_caveats(rows, _OF_CHANGE), *_withheld_note(series)),
    )


def lorenz_curve(lorenz: PublishableTable, group: str) -> Optional[Chart]:
    """What share of a crime group the scenes with most of it hold, scene after scene; None where nothing was counted."""
    rows = [r for r in _rows(lorenz) if r["group"] == group]
    points = tuple(
        _point(r, Label("scenes", "chart_word", (r["scenes"],)), "share_of_incidents", at=r["share_of_scenes"])
        for r in rows
    )
    if any(point.withheld for point in points):  # a curve with a gap would tell what lies in it
        points = tuple(Point(point.label, at=point.at, withheld=True) for point in points)
    series = Series(Label("share_of_incidents", "field"), points)
    if not _has_content(series):
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
        notes=_withheld_note((series,)),
    )


def distance_shares(gunviolence: PublishableTable, figure: str) -> Optional[Chart]:
    """The share of shootings (or of scenes with one) within each distance, against what chance would give."""
    rows = [r for r in _rows(gunviolence) if r["figure"] == figure]
    seen = tuple(_point(r, _within(r), "share", "low", "high") for r in rows)
    chance = tuple(_point(r, _within(r), "expected", "expected_low", "expected_high") for r in rows)
    series = [Series(Label("seen", "chart_word"), seen)]
    if _has_content(Series(Label(""), chance)):
        series.append(Series(Label("expected", "field"), chance, Role.CHANCE))
    if not any(_has_content(s) for s in series):
        return None
    return Chart(
        kind=ChartKind.GRADIENT,
        name=figure,
        title=figure,
        quantity=Quantity.SHARE,
        series=tuple(series),
        notes=(_INTERVALS, *_methods(rows), *_caveats(rows), *_withheld_note(series)),
    )


def survey_gradients(survey: PublishableTable) -> Tuple[Chart, ...]:
    """The county's gradient; where the county was not measured, those of the LPOs that were."""
    units = dict.fromkeys((r["level"], r["code"]) for r in _rows(survey))
    found = {unit: survey_gradient(survey, *unit) for unit in units}
    county = [chart for (level, _), chart in found.items() if chart is not None and level == COUNTY]
    return tuple(county or [chart for chart in found.values() if chart is not None])


def survey_gradient(survey: PublishableTable, level: str = COUNTY, code: Optional[str] = None) -> Optional[Chart]:
    """The share with a problem by distance to the nearest scene; None for a unit without any measured band."""
    rows = _of_unit(survey, level, code)
    points = tuple(
        _point(
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
    if not _has_content(series[0]):
        return None
    return Chart(
        kind=ChartKind.GRADIENT,
        name=_name("survey_gradient", level, rows),
        title="survey_gradient",
        quantity=Quantity.SHARE,
        series=series,
        about=_about_unit(level, rows),
        notes=(_INTERVALS, *_methods(rows)[:1], *_caveats(rows, _OF_COMPARISONS), *_withheld_note(series)),
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
}  # fmt: skip
"""The columns that charts are drawn from: a figure that an earlier version left in a store may lack some."""


def _can_be_drawn(table: PublishableTable) -> bool:
    return set(_NEEDED.get(table.name, ())) <= {column.name for column in table.columns}


# -- rows ------------------------------------------------------------------------------------------------------------


def _rows(table: PublishableTable) -> List[Row]:
    names = [column.name for column in table.columns]
    return [dict(zip(names, row)) for row in table.table.rows]


def _values(table: PublishableTable, column: str) -> List[Any]:
    return list(dict.fromkeys(row[column] for row in _rows(table)))


def _of_unit(table: PublishableTable, level: str, code: Optional[str]) -> List[Row]:
    """The rows of one unit: of the first of the level, where no code is given."""
    rows = [r for r in _rows(table) if r["level"] == level]
    wanted = code if code is not None or not rows else rows[0]["code"]
    return [r for r in rows if r["code"] == wanted]


def _counted_groups(concentration: PublishableTable) -> List[str]:
    """The crime groups of which the county has incidents, or may have."""
    rows = _of_unit(concentration, COUNTY, None)
    return list(dict.fromkeys(r["group"] for r in rows if r["whole_count"] != 0))


def _point(
    row: Row,
    label: Label,
    value: str,
    low: str = "",
    high: str = "",
    at: Optional[float] = None,
    state: Optional[Label] = None,
) -> Point:
    """The figure of a row's column with its interval; withheld where the row says so, whatever the other columns."""
    withheld = set((row.get(SUPPRESSED) or "").split(";"))
    if value in withheld:
        return Point(label, at=at, withheld=True, state=state)
    if low and not {low, high} & withheld:
        return Point(label, row[value], row[low], row[high], at, state=state)
    return Point(label, row[value], at=at, state=state)


def _has_content(series: Series) -> bool:
    """Whether there is a number, or one that is withheld."""
    return any(point.withheld or point.value is not None for point in series.points)


def _unit(row: Row) -> Label:
    if row["code"] in (_TOTAL, _UNASSIGNED):
        return Label(row["code"], "summary_row")
    return Label(row["name"] or row["code"])


def _within(row: Row) -> Label:
    return Label("within" if row["distance"] else "inside", "chart_word", (row["distance"],))


def _band(row: Row) -> Label:
    if row["distance_to"] is None:
        return Label("beyond", "chart_word", (row["distance_from"],))
    return Label("band", "chart_word", (row["distance_from"], row["distance_to"]))


def _about_unit(level: str, rows: Sequence[Row]) -> Tuple[Label, ...]:
    return (Label(COUNTY, "area_level"),) if level == COUNTY else tuple(_unit(r) for r in rows[:1])


def _about_period(rows: Sequence[Row]) -> Tuple[Label, ...]:
    return tuple(Label(f"{r['period_from'].isoformat()}/{r['period_to'].isoformat()}", "period") for r in rows[:1])


def _name(title: str, level: str, rows: Sequence[Row], group: str = "") -> str:
    unit = _file_name(f"{level}_{rows[0]['code']}") if level != COUNTY and rows else ""
    return "_".join(part for part in (title, group, unit) if part)


def _file_name(code: str) -> str:
    """A code as a part of a file's name: letters that files may lack become their numbers, so that no two are the same."""
    return "".join(c if c.isalnum() or c in "_-" else f"~{ord(c):x}" for c in code)


def _methods(rows: Sequence[Row]) -> Tuple[Label, ...]:
    """How the intervals were made."""
    return _once([Label(m, "figure_method") for r in rows for m in (r["method"] or "").split(";") if m])


def _caveats(rows: Sequence[Row], without: Sequence[str] = ()) -> Tuple[Label, ...]:
    """What is to be borne in mind, but for what is about other figures of the rows."""
    found = [c for r in rows for c in (r["caveats"] or "").split(";")]
    return _once([Label(c, "caveat") for c in found if c and c not in without])


def _withheld_note(series: Sequence[Series]) -> Tuple[Label, ...]:
    return (_WITHHELD,) if any(p.withheld for s in series for p in s.points) else ()


def _half(row: Row) -> Reference:
    return Reference(Label("scenes_holding_half", "field"), row["scenes_holding_half"], row["share_of_scenes"])


def _once(labels: Sequence[Label]) -> Tuple[Label, ...]:
    return tuple(dict.fromkeys(labels))


def _round_before(ledger: Optional[PublishableTable]) -> str:
    names = [row["from_round"] for row in _rows(ledger)] if ledger else []
    return names[0] or "" if names else ""


def _last_round(rounds: Optional[PublishableTable]) -> str:
    labels = [row["round"] for row in _rows(rounds)] if rounds else []
    return labels[-1] if labels else ""
