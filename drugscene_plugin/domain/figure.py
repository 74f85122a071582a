"""A figure of the follow-up, as a store keeps it: a table of aggregates, how it came about, and from what.

Rows of incidents and answers are read, counted and forgotten. What stays are these tables, with the parameters that
they were made with and the SHA-256 of the input, so that anybody who has the same file can make them again.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Dict, List, Mapping, Tuple

from .counted import CellName, Counted, Derived, Place, Relation
from .field import Visibility
from .mapping_round import RoundLabel
from .storable import check_text
from .table import Column, Measure, SceneIds, Table


@dataclass(frozen=True)
class Figure:
    """A table of a round with how it was made. A later one of the same name takes its place.

    ``parameters`` are plain values by name (texts, numbers, lists), ``sha256`` says what input they were applied to;
    ``by`` and ``at`` (UTC, ISO) who made it, and when.
    """

    round: RoundLabel
    table: Table
    parameters: Mapping[str, Any] = field(default_factory=dict)
    sha256: str = ""
    by: str = ""
    at: str = ""

    def __post_init__(self) -> None:
        check_text("by", self.by)
        check_text("parameters", self.parameters_text)

    @property
    def name(self) -> str:
        """What the figure is called within its round: its table's name."""
        return self.table.name

    @property
    def parameters_text(self) -> str:
        """The parameters as JSON, sorted by name."""
        return json.dumps(dict(self.parameters), ensure_ascii=False, sort_keys=True, allow_nan=False)


def table_text(table: Table) -> str:
    """A table as JSON, with what its numbers count; every cell's name stands in it once.

    Raises:
        ValueError: a number is infinite or none, which no file of this kind can hold.
    """
    content: Dict[str, Any] = {
        "name": table.name,
        "columns": [
            [c.name, c.measure.value, c.visibility.value, c.protected, None if c.scenes is None else c.scenes.value]
            for c in table.columns
        ],
        "rows": [[_plain(value) for value in row] for row in table.rows],
        "total_row": table.total_row,
        "counted": None if table.counted is None else _counted_content(table.counted),
    }
    return json.dumps(content, ensure_ascii=False, allow_nan=False, separators=(",", ":"))


def table_from_text(text: str) -> Table:
    """The table that :func:`table_text` wrote.

    >>> table = Table("t", (Column("day", Measure.DATE), Column("n", Measure.COUNT)), ((date(2023, 1, 1), 3),))
    >>> table_from_text(table_text(table)) == table
    True
    """
    content = json.loads(text)
    columns = tuple(
        Column(name, Measure(measure), Visibility(visibility), protected, None if scenes is None else SceneIds(scenes))
        for name, measure, visibility, protected, scenes in content["columns"]
    )
    rows = tuple(tuple(_value(value, column) for value, column in zip(row, columns)) for row in content["rows"])
    counted = content["counted"]
    return Table(
        content["name"], columns, rows, content["total_row"], None if counted is None else _counted_from(counted)
    )


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value


def _value(value: Any, column: Column) -> Any:
    return date.fromisoformat(value) if column.measure is Measure.DATE and value is not None else value


def _counted_content(counted: Counted) -> Mapping[str, Any]:
    names = list(counted.values)
    number = {name: i for i, name in enumerate(names)}
    groups: Dict[Tuple[CellName, ...], int] = {}  # what many numbers rest on is written once

    def group(cells: Tuple[CellName, ...]) -> int:
        return groups.setdefault(cells, len(groups))

    derived = [[row, column, group(d.cells), d.rests_on] for (row, column), d in counted.derived.items()]
    return {
        "names": [list(name) for name in names],
        "values": [int(counted.values[name]) for name in names],
        "relations": [[number[r.total], [number[part] for part in r.parts]] for r in counted.relations],
        "cells": [[row, column, number[name]] for (row, column), name in counted.cells.items()],
        "derived": derived,
        "groups": [[number[name] for name in cells] for cells in groups],
    }


def _counted_from(content: Mapping[str, Any]) -> Counted:
    names: List[CellName] = [tuple(name) for name in content["names"]]
    groups = [tuple(names[i] for i in cells) for cells in content["groups"]]
    cells: Dict[Place, CellName] = {(row, column): names[i] for row, column, i in content["cells"]}
    derived: Dict[Place, Derived] = {}
    for row, column, group, rests_on in content["derived"]:
        derived[row, column] = Derived(groups[group], rests_on)
    relations = tuple(Relation(names[total], tuple(names[i] for i in parts)) for total, parts in content["relations"])
    return Counted(dict(zip(names, content["values"])), relations, cells, derived)
