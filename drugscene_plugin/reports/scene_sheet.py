"""What is told of a scene on paper: its classification, area and change, criteria, history, measures and figures."""

from __future__ import annotations

from datetime import date
from typing import AbstractSet, Any, Dict, List, Mapping, Optional, Sequence, Tuple

from ..domain.annual_content import AnnualContent
from ..domain.disclosure import PublishableTable
from ..domain.field import Profile
from ..domain.ledger import TERMS
from ..texts.atlas_labels import atlas_word
from ..texts.labels import code_label, field_label
from ..texts.numbers import number_text, rounded_text, signed_text
from .paper_table import PaperTable, note, paper_table
from .table_text import TableText

Row = Mapping[str, Any]
"""A row by column name."""

_COUNTED = {"level", "code", "group", "zone", "count", "count_low", "count_high"}
"""The columns without which a table of crime is of another make."""


def ledger_rows(row: Row, content: AnnualContent) -> PaperTable:
    """How a unit came from the round before to this one, by number and area: terms that are zero are left out.

    A first round has the closing figures alone.
    """
    language = content.language
    names = ["opening", *TERMS, "closing"] if row.get("opening") is not None else []
    shown = []
    for name in names:
        count, area = row[name], row[f"{name}_area_m2"]
        if name in ("opening", "closing") or count or round(area or 0):
            shown.append((field_label(name, language), number_text(count, 0, language), number_text(area, 0, language)))
    if not shown:
        scenes, area = number_text(row["scenes"], 0, language), number_text(row["area_m2"], 0, language)
        shown.append((field_label("scenes", language), scenes, area))
    heads = ("", atlas_word("number", language), atlas_word("area", language))
    return PaperTable(heads, tuple(shown), (2.2, 1.0, 1.4), (1, 2), total=True)


class SceneSheet:
    """The tables about scenes of one content."""

    LIST_IN_LPO = (
        ("name", 2.6),
        ("scene_id", 1.3),
        ("municipality_name", 1.8),
        ("status", 1.9),
        ("category", 1.3),
        ("change", 1.4),
        ("area_m2", 1.1),
        ("area_change_m2", 1.2),
    )
    """The columns of a list of scenes, with their shares of the width."""

    LIST = (("name", 2.4), ("scene_id", 1.3), ("lpo_name", 2.0), *LIST_IN_LPO[2:])
    """The same with the LPO."""

    def __init__(self, content: AnnualContent) -> None:
        self._content, self._language = content, content.language
        self._tables: Dict[str, PublishableTable] = {table.name: table for table in content.tables}
        self._listed = self._tables["by_scene"]
        self._ids = [column.name for column in self._listed.columns].index("scene_id")
        self._text = TableText(content)
        self._rows = {row["scene_id"]: row for row in self._listed.named_rows()}
        names = [*content.previous_scenes.table.named_rows()] if content.previous_scenes else []
        self._names = {row["scene_id"]: row["name"] for row in (*names, *self._rows.values())}

    def rows_of(self, scenes: AbstractSet[str]) -> List[Tuple[Any, ...]]:
        """The rows of some scenes in the table of scenes, by name."""
        found = [row for row in self._listed.table.rows if row[self._ids] in scenes]
        return sorted(
            found, key=lambda row: (str(self._rows[row[self._ids]]["name"] or row[self._ids]), row[self._ids])
        )

    def listed(self, columns: Sequence[Tuple[str, float]], rows: Sequence[Tuple[Any, ...]]) -> PaperTable:
        """Some scenes in a table, with the number and area of the open ones as the last row."""
        table = paper_table(self._content, self._listed, columns, rows)
        names = [name for name, _ in columns if name in {column.name for column in self._listed.columns}]
        open_rows = [self._rows[row[self._ids]] for row in rows if self._rows[row[self._ids]]["status"] == "open"]
        area = sum(row["area_m2"] or 0.0 for row in open_rows)
        total = dict.fromkeys(names, "")
        total["name"] = atlas_word("total", self._language)
        total["status"] = f"{field_label('scenes', self._language)}: {number_text(len(open_rows), 0, self._language)}"
        total["area_m2"] = number_text(area, 0, self._language)
        return PaperTable(
            table.heads, (*table.rows, tuple(total[name] for name in names)), table.shares, table.numbers, total=True
        )

    def tables(self, row: Row) -> Mapping[str, PaperTable]:
        """The tables of a scene's page, by the ids of the template's items; those that the profile may see."""
        scene_id = row["scene_id"]
        found = {
            "facts": self._facts(scene_id),
            "history": self._history(scene_id),
            "figures": self.figures("scene", scene_id),
        }
        if self._content.criteria is not None:
            found["criteria"] = self._criteria(scene_id)
        if self._content.profile is Profile.INTERNAL:
            found["measures"] = self._measures(scene_id)
        return found

    def _code(self, code_list: str, code: str) -> str:
        return code_label(code_list, code, self._language)

    def _word(self, code: str, **values: Any) -> str:
        return atlas_word(code, self._language, **values)

    def _facts(self, scene_id: str) -> PaperTable:
        row = self._rows[scene_id]
        columns = {column.name: column for column in self._listed.columns}
        plain = tuple(row[name] for name in columns)

        def text(name: str) -> str:
            return self._text.text(self._listed, columns[name], plain)

        facts: List[Tuple[str, str]] = [(field_label("status", self._language), text("status"))]
        for name in ("category", "place_type"):
            if name in columns and row[name]:
                facts.append((field_label(name, self._language), text(name)))
        if row["change"]:
            facts.append((field_label("change", self._language), text("change")))
        if row["predecessors"]:
            parents = ", ".join(self._names.get(one) or one for one in row["predecessors"].split(";"))
            facts.append((self._word("predecessors"), parents))
        if row["valid_from"]:
            facts.append((self._word("on_list_since"), row["valid_from"].isoformat()))
        if row["valid_to"]:
            facts.append((self._word("left_list"), row["valid_to"].isoformat()))
        if not row["valid_to"]:  # one that has left the list has the area before, and has lost it
            facts.append((self._word("area"), text("area_m2") or "–"))
        if row["previous_area_m2"] is not None:
            facts.append((self._word("area_before"), text("previous_area_m2")))
        if row["area_change_m2"] is not None:
            facts.append((self._word("area_change"), self._signed(row["area_change_m2"], row["previous_area_m2"])))
        return PaperTable((), tuple(facts), (1.0, 1.2))

    def _signed(self, change: float, before: Optional[float]) -> str:
        text = signed_text(change, 0, self._language)
        return f"{text} ({signed_text(100 * change / before, 0, self._language)}\u00a0%)" if before else text

    def _criteria(self, scene_id: str) -> PaperTable:
        rows = [row for row in self._content.criteria.named_rows() if row["scene_id"] == scene_id]  # type: ignore[union-attr]
        sourced = bool(rows) and "source" in rows[0]
        shown = []
        for row in rows:
            cells = [field_label(row["criterion"], self._language), self._code("answer", row["answer"] or "unknown")]
            if sourced:
                cells += [row["source"] or "", row["date"].isoformat() if row["date"] else ""]
            shown.append(tuple(cells))
        heads = [self._word("criterion"), self._word("answer")]
        heads += [self._word("rests_on"), self._word("date")] if sourced else []
        return PaperTable(tuple(heads), tuple(shown), (2.2, 0.8, 3.0, 0.9) if sourced else (2.2, 0.8))

    def _history(self, scene_id: str) -> PaperTable:
        history = self._content.history
        if history is None:
            return note("")
        own = [column.name for column in history.columns].index("scene_id")
        rows = [row for row in history.table.rows if row[own] == scene_id]
        columns = (("round", 1.1), ("ref_date", 1.35), ("definition", 0.9), ("status", 1.55), ("area_m2", 0.85))
        return paper_table(self._content, history, columns, rows)

    def _measures(self, scene_id: str) -> PaperTable:
        table = self._tables["measures"]
        own = [column.name for column in table.columns].index("scene_id")
        rows = [row for row in table.table.rows if row[own] == scene_id]
        if not rows:
            return note(self._word("no_measures"))
        printed = paper_table(
            self._content, table, (("type", 1.9), ("actor", 1.9), ("state", 1.4), ("note", 1.4)), rows
        )
        names = [column.name for column in table.columns]
        periods = [_period(row[names.index("since")], row[names.index("until")]) for row in rows]
        return PaperTable(
            (*printed.heads[:2], self._word("period"), *printed.heads[2:]),
            tuple((*row[:2], period, *row[2:]) for row, period in zip(printed.rows, periods)),
            (*printed.shares[:2], 1.75, *printed.shares[2:]),
        )

    def figures(self, level: str, code: str) -> PaperTable:
        """What was counted in and beside a scene, or the scenes of an area, with intervals: a row a crime group."""
        table = self._tables.get("concentration")
        if table is not None and not {column.name for column in table.columns} >= _COUNTED:
            table = None
        rows = [] if table is None else [r for r in table.named_rows() if (r["level"], r["code"]) == (level, code)]
        if table is None or not rows:
            return note(self._word("no_figures"))
        heads = (
            field_label("group", self._language),
            self._word("inside"),
            self._word("interval_of"),
            self._word("ratio_elsewhere"),
            self._word("interval_of"),
            self._word("change_per_day"),
            self._word("interval_of"),
            self._word("beside"),
            self._word("interval_of"),
        )
        groups = dict.fromkeys(row["group"] for row in rows)
        zones = {(row["group"], row["zone"]): row for row in rows}
        shown = tuple(self._figure(table, zones.get((g, "inside")), zones.get((g, "beside"))) for g in groups)
        return PaperTable(heads, shown, (2.6, 0.8, 1.3, 1.1, 1.5, 1.0, 1.5, 0.8, 1.3), tuple(range(1, 9)))

    def _figure(self, table: PublishableTable, inside: Optional[Row], beside: Optional[Row]) -> Tuple[str, ...]:
        """A row a crime group: what was counted inside, against elsewhere, since before, and beside."""
        either = inside or beside or {}
        return (
            self._cell(table, either, "group"),
            self._cell(table, inside, "count"),
            self._interval(inside, "count"),
            self._cell(table, inside, "ratio"),
            self._interval(inside, "ratio"),
            self._cell(table, inside, "percent_change"),
            self._interval(inside, "change"),
            self._cell(table, beside, "count"),
            self._interval(beside, "count"),
        )

    def _cell(self, table: PublishableTable, row: Optional[Row], name: str) -> str:
        if row is None:
            return ""
        column = next(column for column in table.columns if column.name == name)
        return self._text.text(table, column, tuple(row[one.name] for one in table.columns))

    def _interval(self, row: Optional[Row], name: str) -> str:
        low, high = (None, None) if row is None else (row[f"{name}_low"], row[f"{name}_high"])
        if low is None or high is None:
            return ""
        low_text, high_text = (rounded_text(value, 3, self._language) for value in (low, high))
        return self._word("interval", low=low_text, high=high_text)


def _period(since: Optional[date], until: Optional[date]) -> str:
    """From when to when, on two lines where it ends."""
    ends = ["" if day is None else day.isoformat() for day in (since, until)]
    return f"{ends[0]} – {ends[1]}".strip() if any(ends) else ""
