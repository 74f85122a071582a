"""The charts of what changed between two periods: at the ceased scenes, inside scenes whose outlines moved, and by area."""

from __future__ import annotations

from typing import List, Mapping, Optional, Sequence, Tuple

from ..domain.chart import Chart, ChartKind, Label, Point, Quantity, Role, Series
from ..domain.disclosure import PublishableTable
from .chart_points import (
    COUNTY,
    INTERVALS,
    Row,
    about_period,
    about_unit,
    chart_name,
    file_name,
    has_content,
    notes_of,
    of_unit,
    point_of,
    unit_label,
    values_of,
)

_SCENE, _LPO, _MUNICIPALITY = "scene", "lpo", "municipality"
_TOTAL = Label("TOTAL", "summary_row")
_HOLLOW = Label("untested", "chart_note")
_BELOW_ZERO = Label("below_zero", "chart_note")
_OF_AREAS = ("no_zones",)
"""The caveat that the chart of an area says by itself."""

MOST_GROUPS = 8
"""Charts by area are drawn of so many crime groups at most, those with most: rows may name kinds of crime of their own."""

NEEDED_BY_CHANGES: Mapping[str, Tuple[str, ...]] = {
    "changetest": ("level", "code", "name", "group", "wdd", "low", "high", "caveats"),
    "outline_split": ("level", "code", "name", "group", "earlier_count", "count_same_outlines", "count", "total_change",
                      "crime_change", "crime_low", "crime_high", "outline_change", "caveats"),
    "area_totals": ("level", "code", "name", "group", "period_from", "period_to", "count", "earlier_count", "caveats"),
}  # fmt: skip
"""The columns that these charts are drawn from."""


def charts_of_changes(known: Mapping[str, PublishableTable]) -> List[Optional[Chart]]:
    """The charts of a package, from its tables by name."""
    charts: List[Optional[Chart]] = []
    if "outline_split" in known:
        charts.append(split_changes(known["outline_split"]))
    if "changetest" in known:
        table = known["changetest"]
        charts.append(pooled_differences(table))
        charts += [scene_differences(table, group) for group in values_of(table, "group") if _tested(table, group)]
    if "area_totals" in known:
        table = known["area_totals"]
        charts.append(totals_by_group(table))
        charts += [totals_by_area(table, group) for group in _most_frequent(table)]
    return charts


# -- the ceased scenes -----------------------------------------------------------------------------------------------


def pooled_differences(changetest: PublishableTable) -> Optional[Chart]:
    """The weighted displacement difference of all ceased scenes together, by crime group, with its interval."""
    rows = [r for r in changetest.named_rows() if r["level"] == COUNTY]
    return _differences(
        "wdd", rows, [Label(r["group"], "crime_group") for r in rows], (Label("pooled", "summary_row"),)
    )


def scene_differences(changetest: PublishableTable, group: str) -> Optional[Chart]:
    """The weighted displacement difference of each ceased scene in a crime group, and of all together last."""
    rows = sorted((r for r in changetest.named_rows() if r["group"] == group), key=lambda r: r["level"] != _SCENE)
    return _differences(f"wdd_{group}", rows, [unit_label(r) for r in rows], (Label(group, "crime_group"),))


def _differences(name: str, rows: Sequence[Row], labels: Sequence[Label], about: Tuple[Label, ...]) -> Optional[Chart]:
    points = tuple(point_of(r, label, "wdd", "low", "high") for r, label in zip(rows, labels))
    series = (Series(Label("wdd", "field"), points),)
    if not has_content(series[0]):
        return None
    untested = any(p.value is not None and p.low is None for p in points)
    hollow = (_HOLLOW,) if untested else ()
    return Chart(
        kind=ChartKind.DIFFERENCES,
        name=name,
        title="wdd",
        quantity=Quantity.NUMBER,
        series=series,
        about=about,
        notes=notes_of(rows, series, _BELOW_ZERO, INTERVALS, *hollow, without=("small_counts",)),
    )


def _tested(changetest: PublishableTable, group: str) -> bool:
    """Whether the interval of any single scene is shown: points alone would say more than there is."""
    rows = [r for r in changetest.named_rows() if r["group"] == group and r["level"] == _SCENE]
    return any(point_of(r, Label(""), "wdd", "low", "high").low is not None for r in rows)


# -- crime and outlines ----------------------------------------------------------------------------------------------

_SPLIT = (
    ("total_change", (), Role.NEW),
    ("crime_change", ("crime_low", "crime_high"), Role.BESIDE),
    ("outline_change", (), Role.OLD),
)


def split_changes(outline_split: PublishableTable, level: str = COUNTY, code: Optional[str] = None) -> Optional[Chart]:
    """By crime group: the change inside the scenes, and the two terms that it is the sum of, by crime and by outline."""
    rows = [r for r in of_unit(outline_split, level, code) if not _nothing_counted(r)]
    series = tuple(
        Series(
            Label(column, "field"),
            tuple(point_of(r, Label(r["group"], "crime_group"), column, *ends) for r in rows),
            role,
        )
        for column, ends, role in _SPLIT
    )
    if not any(has_content(s) for s in series):
        return None
    return Chart(
        kind=ChartKind.DIFFERENCES,
        name=chart_name("outline_split", level, rows),
        title="outline_split",
        quantity=Quantity.NUMBER,
        series=series,
        about=about_unit(level, rows),
        notes=notes_of(rows, series, INTERVALS),
    )


def split_terms(
    outline_split: PublishableTable, group: str, level: str = COUNTY, code: Optional[str] = None
) -> Optional[Chart]:
    """How the number inside the earlier outlines became that inside the later ones, in a crime group: crime, then outline."""
    row = next((r for r in of_unit(outline_split, level, code) if r["group"] == group), None)
    if row is None:
        return None
    points: Tuple[Point, ...] = (
        point_of(row, Label("earlier_count", "field"), "earlier_count"),
        point_of(row, Label("crime_change", "field"), "crime_change", "crime_low", "crime_high"),
        point_of(row, Label("outline_change", "field"), "outline_change"),
        point_of(row, Label("count", "field"), "count"),
    )
    if any(point.withheld for point in points):  # a sum with a gap would tell what lies in it
        points = tuple(Point(point.label, withheld=True) for point in points)
    series = (Series(Label(group, "crime_group"), points),)
    return Chart(
        kind=ChartKind.WATERFALL,
        name=chart_name("outline_split", level, [row], group),
        title="outline_split",
        quantity=Quantity.NUMBER,
        series=series,
        about=(Label(group, "crime_group"), *about_unit(level, [row])),
        notes=notes_of([row], series, INTERVALS),
    )


def _nothing_counted(row: Row) -> bool:
    return all(row[column] == 0 for column in ("earlier_count", "count_same_outlines", "count"))


# -- totals by area --------------------------------------------------------------------------------------------------


def totals_by_area(area_totals: PublishableTable, group: str, level: str = "") -> Optional[Chart]:
    """A bar an LPO, or where rows name none a municipality, over that of the earlier period; then the county."""
    rows = [r for r in area_totals.named_rows() if r["group"] == group]
    levels = [r["level"] for r in rows]
    level = level or (_LPO if _LPO in levels else _MUNICIPALITY)
    shown = [r for r in rows if r["level"] == level]
    if not shown:
        return None
    shown += [r for r in rows if r["level"] == COUNTY]
    labels = [_TOTAL if r["level"] == COUNTY else unit_label(r) for r in shown]
    about = (Label(group, "crime_group"),)
    return _bars(f"area_totals_{level}", f"area_totals_{level}_{file_name(group)}", shown, labels, about)


def totals_by_group(area_totals: PublishableTable, level: str = COUNTY, code: Optional[str] = None) -> Optional[Chart]:
    """A bar a crime group of one area, over that of the earlier period."""
    rows = [r for r in of_unit(area_totals, level, code) if r["count"] != 0 or r["earlier_count"]]
    labels = [Label(r["group"], "crime_group") for r in rows]
    return _bars("area_totals", chart_name("area_totals", level, rows), rows, labels, about_unit(level, rows))


def _bars(
    title: str, name: str, rows: Sequence[Row], labels: Sequence[Label], about: Tuple[Label, ...]
) -> Optional[Chart]:
    if not rows:
        return None
    named = list(zip(rows, labels))
    now = Series(about_period(rows)[0], tuple(point_of(*one, "count") for one in named))
    before = Series(Label("earlier_count", "field"), tuple(point_of(*one, "earlier_count") for one in named), Role.OLD)
    series = (now, before) if has_content(before) else (now,)
    notes = notes_of(rows, series, without=_OF_AREAS)
    return Chart(ChartKind.UNITS, name, title, Quantity.COUNT, series, about, notes=notes)


def _most_frequent(area_totals: PublishableTable) -> List[str]:
    """The crime groups with most incidents in the county, or whose number is withheld; in the rows' order."""
    rows = of_unit(area_totals, COUNTY, None)
    numbers = {r["group"]: r["count"] for r in rows if r["count"] != 0}
    most = sorted(numbers, key=lambda group: -(numbers[group] or 0))[:MOST_GROUPS]
    return [group for group in numbers if group in most]
