"""What of the follow-up's results is shown: what they rest on first, then one table, its chart, and scenes on the map."""

from __future__ import annotations

from datetime import datetime
from html import escape
from typing import Any, Dict, List, Mapping, Optional, Sequence, Tuple

from qgis.PyQt.QtCore import QObject

from ...analysis.area_totals import AREA_TOTALS
from ...domain.chart import Chart
from ...domain.disclosure import PublishableTable
from ...domain.field import Profile
from ...domain.figure import Figure
from ...domain.incident_counts import OTHER_PERIODS, Zone
from ...domain.scene import SceneId
from ...reports.chart_changes import (
    pooled_differences,
    scene_differences,
    split_changes,
    split_terms,
    totals_by_area,
    totals_by_group,
)
from ...reports.chart_values import distance_shares, lorenz_curve, survey_gradient, zone_gradient, zone_ratios
from ...texts import translate
from ...texts.labels import code_label
from ...texts.measure_definitions import measure_name
from ...texts.numbers import number_text, percent_text
from ...workflow.follow_up import SCENE_LEVEL, STALE, shown_figure
from ..figure_map import FigureMap
from ..follow_up import CHANGE_TEST, CONCENTRATION, GUN_VIOLENCE, QUALITY, SURVEY, RoundFigures
from ..map_overlay import MapOverlay
from ..models.figure_table import COUNTY, FOUND_BY_CONTROL, Row
from .follow_up_results import FollowUpResults

ON_MAP = ("count", "ratio", "pai")
"""The figures that scenes can be coloured by."""


REGRESSION = "regression_to_mean"
"""The caveat of curves, whose rows have none of their own."""


class _Shown:
    """A figure as the police may see it. Of its rows, which may be many, only those asked for are taken apart."""

    def __init__(self, figure: Figure) -> None:
        self.figure, self.name = figure, figure.name
        self.table = shown_figure(figure.table, Profile.INTERNAL)
        self._names = [column.name for column in self.table.columns]

    def distinct(self, column: str) -> List[str]:
        """The values of a column, each once, in the rows' order; none where the table has no such column."""
        values = self.table.table.column(column) if column in self._names else ()
        return [value for value in dict.fromkeys(values) if value is not None]

    def rows(self, **wanted: str) -> List[Row]:
        """The rows that hold these values, by column; blank values and columns that the table lacks ask for nothing."""
        places = [(self._names.index(name), value) for name, value in wanted.items() if value and name in self._names]
        found = (row for row in self.table.table.rows if all(row[place] == value for place, value in places))
        return [dict(zip(self._names, row)) for row in found]


class FollowUpShowing(QObject):
    """Between the figures of a round and the widget that shows them."""

    def __init__(self, results: FollowUpResults, figures_on_map: FigureMap, overlay: MapOverlay) -> None:
        super().__init__(results)
        self._results, self._map, self._overlay = results, figures_on_map, overlay
        self._found, self._measure, self._crs = RoundFigures(), "", ""
        self._tables: Dict[str, _Shown] = {}
        results.table_chosen.connect(self._show_table)
        results.rows_chosen.connect(self._show_rows)
        results.row_picked.connect(self._zoom_to)
        results.chart_wanted.connect(self._show_chart)
        results.map_wanted.connect(self._show_on_map)
        figures_on_map.gone.connect(lambda: results.on_map.setChecked(False))

    def show(self, found: RoundFigures, measure: str, crs: str = "") -> None:
        """Show what was measured of a round."""
        self._found, self._crs = found, crs
        self.choose(measure)

    def choose(self, measure: str) -> None:
        """Show the results of a measure; what another one had on the map goes."""
        self._measure = measure
        self._map.clear()
        figures = self._found.of(measure)
        self._tables = {figure.name: _Shown(figure) for figure in figures}
        if not figures:
            nothing = translate("Drugscene", "Not measured for this round yet.")
            self._results.show_nothing(nothing if self._crs else "")
            return
        main = self._tables[figures[0].name]
        names = [(name, _table_name(name)) for name in self._tables]
        on_map = [(code, measure_name(code)) for code in ON_MAP] if main.name == CONCENTRATION else []
        quality = self._tables.get(main.name + QUALITY)
        self._results.show_measured(f"{_head(main)}<br>{_quality_text(quality)}", names, on_map)
        self._show_table()

    # One table

    @property
    def _chosen(self) -> Optional[_Shown]:
        return self._tables.get(str(self._results.table_choice.currentData()))

    def _show_table(self) -> None:
        chosen = self._chosen
        if chosen is None:
            return
        levels = [(v, code_label("area_level", v)) for v in chosen.distinct("level")]
        self._results.show_choices(levels, _parts(chosen))
        self._show_rows()

    def _show_rows(self) -> None:
        chosen = self._chosen
        if chosen is None:
            return
        level, part = (str(combo.currentData() or "") for combo in (self._results.level, self._results.part))
        rows = chosen.rows(level=level, group=part, figure=part)
        codes = chosen.figure.parameters.get("codes", {})
        said = [code_label("caveat", REGRESSION)] if chosen.name == "lorenz" else _said_of(rows)
        self._results.show_rows(chosen.table, rows, said, codes)
        self._show_chart(None)
        if self._results.on_map.isChecked():
            self._show_on_map(True)

    def _show_chart(self, row: Optional[Row]) -> None:
        """Show the chart of the table; of a unit that is picked, where the table has several."""
        chosen = self._chosen
        if chosen is None:
            return
        level = str(self._results.level.currentData() or COUNTY)
        code = str(row["code"]) if row is not None and "code" in row else None
        self._results.show_chart(_chart(chosen.table, level, code, str(self._results.part.currentData() or "")))

    # The map

    def _show_on_map(self, wanted: bool) -> None:
        chosen, group = self._tables.get(CONCENTRATION), str(self._results.part.currentData() or "")
        if not wanted or chosen is None:
            self._map.clear()
            return
        groups = chosen.distinct("group")
        group = group if group in groups else groups[0] if groups else ""
        code = str(self._results.map_figure.currentData())
        rows = chosen.rows(level=SCENE_LEVEL, zone=Zone.INSIDE.value, group=group)
        values = {SceneId(str(row["code"])): row[code] for row in rows}
        title = f"{measure_name(code)}: {code_label('crime_group', group)}"
        self._map.show(title, self._crs, self._found.outlines, values)
        self._results.on_map.setChecked(True)

    def _zoom_to(self, row: Optional[Row]) -> None:
        """Show the scene of a row on the map."""
        outline = self._found.outlines.get(SceneId(str(row["code"]))) if row is not None and "code" in row else None
        if outline is not None:
            self._overlay.show((), (outline,), self._crs)
            self._overlay.zoom()
            self._overlay.clear()


def _parts(shown: _Shown) -> List[Tuple[str, str]]:
    """Crime groups or kinds of figures to choose from; curves are shown one at a time."""
    groups, figures = shown.distinct("group"), shown.distinct("figure")
    if figures:
        return [("", translate("Drugscene", "All figures")), *((f, code_label("gun_figure", f)) for f in figures)]
    named = [(group, code_label("crime_group", group)) for group in groups]
    if shown.name == "lorenz" or len(groups) < 2:
        return named
    return [("", translate("Drugscene", "All crime groups")), *named]


def _chart(table: PublishableTable, level: str, code: Optional[str], part: str) -> Optional[Chart]:
    """The chart that fits what is chosen of a table."""
    if table.name == CONCENTRATION:
        return zone_gradient(table, part, level, code) if part else zone_ratios(table, level, code)
    if table.name == "lorenz":
        return lorenz_curve(table, part)
    if table.name == GUN_VIOLENCE:
        return distance_shares(table, part or "shootings_near")
    if table.name == SURVEY:
        return survey_gradient(table, level, code)
    if table.name == "outline_split":
        return split_terms(table, part, level, code) if part else split_changes(table, level, code)
    if table.name == CHANGE_TEST:
        return scene_differences(table, part) if part else pooled_differences(table)
    if table.name == AREA_TOTALS:
        by_area = "" if level == COUNTY else level
        return totals_by_area(table, part, by_area) if part else totals_by_group(table, level, code)
    return None


def _table_name(name: str) -> str:
    return code_label("follow_up", "quality" if name.endswith(QUALITY) else name)


# -- words -----------------------------------------------------------------------------------------------------------


def _said_of(rows: Sequence[Row]) -> List[str]:
    """What to bear in mind of some rows, and how their intervals were made; each once."""

    def codes(column: str) -> List[str]:
        return [code for row in rows for code in str(row.get(column) or "").split(";") if code]

    caveats = [
        f"{'* ' if code == FOUND_BY_CONTROL else ''}{code_label('caveat', code)}"
        for code in dict.fromkeys(codes("caveats"))
    ]
    return caveats + [code_label("figure_method", code) for code in dict.fromkeys(codes("method"))]


def _head(shown: _Shown) -> str:
    """When a figure was measured, by whom, and of what."""
    figure, made = shown.figure, shown.figure.parameters
    when = datetime.fromisoformat(figure.at.replace("Z", "+00:00")).astimezone() if figure.at else None
    text = translate("Drugscene", "Measured {when} by {by}")
    parts = [f"<b>{text.format(when=when.strftime('%Y-%m-%d %H:%M') if when else '', by=figure.by)}</b>"]
    if made.get("from"):
        parts.append(translate("Drugscene", "{start} until {end}").format(start=made["from"], end=made["to"]))
    if made.get("from2"):
        text = translate("Drugscene", "compared with {start} until {end}")
        parts.append(text.format(start=made["from2"], end=made["to2"]))
    if made.get("from_round"):
        parts.append(translate("Drugscene", "round {round}").format(round=made["from_round"]))
    if made.get("band") is not None:
        parts.append(translate("Drugscene", "beside: {band} m").format(band=number_text(made["band"])))
    if made.get("problem"):
        text = translate("Drugscene", "answers that mean a problem: {answers}")
        parts.append(escape(text.format(answers=", ".join(made["problem"]))))
    parts.append(translate("Drugscene", "input {digest}").format(digest=figure.sha256[:8]))
    text = " · ".join(parts)
    stale = any(STALE in caveats for caveats in shown.distinct("caveats"))
    return f"{text}<br><b>{code_label('caveat', STALE)}</b>" if stale else text


def _quality_text(shown: Optional[_Shown]) -> str:
    """What the rows were good for: of the first period line by line, of the others what was counted."""
    if shown is None:
        return ""
    rows = shown.rows()
    if shown.name == SURVEY + QUALITY:
        return "<br>".join(_line("survey_quality", row["quality"], row["answers"], row["share"], None) for row in rows)
    reports: Dict[Tuple[Any, ...], Dict[str, Row]] = {}
    for row in rows:
        key = (row["period_from"], row["period_to"], row["outlines"])
        reports.setdefault(key, {})[row["quality"]] = row
    first, *others = reports.items()
    lines = [_counted_text(*first)]
    for code, row in first[1].items():
        if code not in ("rows", "incidents", "of_the_period", OTHER_PERIODS, "counted"):
            lines.append(_line("incident_quality", code, row["incidents"], row["share"], row["rows_shown"]))
    return "<br>".join([*lines, *(_counted_text(*other) for other in others)])


def _counted_text(key: Tuple[Any, ...], report: Mapping[str, Row]) -> str:
    start, end, outlines = key
    text = translate(
        "Drugscene",
        "{start} until {end}, outlines {outlines}: {counted} of the period’s {total} incidents counted ({share})",
    )
    if not outlines:  # totals by area rest on none
        text = translate(
            "Drugscene", "{start} until {end}: {counted} of the period’s {total} incidents counted ({share})"
        )
    counted, others = report["counted"], report[OTHER_PERIODS]["incidents"] if OTHER_PERIODS in report else 0
    total = report["incidents"]["incidents"] - others
    filled = text.format(
        start=start,
        end=end,
        outlines=outlines,
        counted=number_text(counted["incidents"]),
        total=number_text(total),
        share=percent_text(counted["incidents"] / total) if total else "–",
    )
    if not others:
        return f"<b>{filled}</b>"
    apart = translate("Drugscene", "{others} lie in other periods").format(others=number_text(others))
    return f"<b>{filled}</b>; {apart}"


def _line(code_list: str, code: str, number: int, share: Optional[float], shown: Optional[str]) -> str:
    parts = [f"{code_label(code_list, code)}: {number_text(number)}"]
    if share is not None:
        parts.append(f"({percent_text(share)})")
    if shown:
        parts.append(translate("Drugscene", "rows {rows}").format(rows=shown))
    return " ".join(parts)
