"""The tables of what changed between two rounds: the ledger, the ledger's columns beside a summary, and the links."""

from __future__ import annotations

from datetime import date
from math import fsum
from typing import Any, Dict, List, Mapping, Optional, Sequence, Tuple

from ..domain.field import Visibility
from ..domain.ledger import LedgerLine
from ..domain.lineage import HeldLink, LinkKind
from ..domain.scene import SceneId
from ..domain.table import Column, Measure, SceneIds, Table
from .ledger import UNASSIGNED
from .summary import TOTAL

FIGURES: Tuple[str, ...] = (
    "opening",
    "ceased",
    "new",
    "returned",
    "split",
    "merged",
    "moved_in",
    "moved_out",
    "boundary_gained",
    "boundary_lost",
    "closing",
)
"""The figures of a ledger line, in the order in which they are read."""

AREA = "_area_m2"
"""The end of the names of the ledger's area columns, where number and area stand on one row."""

_LEDGER_COLUMNS = (
    Column("level"),
    Column("code"),
    Column("name"),
    Column("measure"),
    *(Column(figure, Measure.NUMBER) for figure in FIGURES),
    Column("reconciles", Measure.BOOLEAN),
    Column("merge_events", Measure.COUNT),
    Column("split_events", Measure.COUNT),
    Column("series_break", Measure.BOOLEAN),
    Column("from_round"),
    Column("division", Measure.DATE),
)

_BESIDE = (
    *(Column(figure, Measure.COUNT) for figure in FIGURES),
    Column("reconciles", Measure.BOOLEAN),
    *(Column(figure + AREA, Measure.AREA_M2) for figure in FIGURES),
    Column("reconciles" + AREA, Measure.BOOLEAN),
)

_CHANGE_COLUMNS = (
    Column("kind"),
    Column("reason_code"),
    Column("from_round"),
    Column("from_scene_id", scenes=SceneIds.SUBJECT),
    Column("to_round"),
    Column("to_scene_id", scenes=SceneIds.SUBJECT),
    Column("share_from", Measure.SHARE),
    Column("share_to", Measure.SHARE),
    Column("decided", Measure.BOOLEAN),
    Column("decided_by", Measure.TEXT, Visibility.POLICE),
    Column("reason", Measure.TEXT, Visibility.POLICE),
    Column("series_break", Measure.BOOLEAN),
)


def _figure(line: LedgerLine, name: str) -> float:
    if name in ("opening", "closing"):
        return getattr(line, name)  # type: ignore[no-any-return]
    return line.terms.get(name, 0)


def ledger_table(
    lines: Sequence[LedgerLine],
    events: Mapping[Tuple[str, str], Tuple[int, int]],
    from_round: str,
    division: Optional[date],
    series_break: bool,
) -> Table:
    """The ledger, two rows a unit: ``count`` and ``area_m2``.

    ``events`` are how many mergers and how many splits there were, by level and code; they stand on the rows of counts.
    ``division`` is the day whose areas both rounds are reported on. Without lines (a first round) it has no rows.
    """
    rows = []
    for line in lines:
        merged, split = events.get((line.level, line.code), (0, 0)) if line.measure == "count" else (None, None)
        rows.append(
            (
                line.level,
                line.code,
                line.name or None,
                line.measure,
                *(_figure(line, figure) for figure in FIGURES),
                line.reconciles,
                merged,
                split,
                series_break,
                from_round,
                division,
            )
        )
    return Table("ledger", _LEDGER_COLUMNS, tuple(rows))


def beside_county(summary: Table, lines: Sequence[LedgerLine]) -> Table:
    """The summary of the county with its ledger's columns; None where there is no ledger."""
    row = summary.rows[0] + _values({line.measure: line for line in lines})
    return Table(summary.name, summary.columns + _BESIDE, (row,))


def beside_units(summary: Table, lines: Sequence[LedgerLine]) -> Table:
    """A summary by units with the ledger's columns of each; the total's are the sums of the units'.

    A row ``UNASSIGNED`` is added where only the round before had scenes that belong to none of the units.
    """
    by_code: Dict[str, Dict[str, LedgerLine]] = {}
    for line in lines:
        by_code.setdefault(line.code, {})[line.measure] = line
    rows = list(summary.rows)
    known = {row[0] for row in rows}
    if UNASSIGNED in by_code and UNASSIGNED not in known:
        rows.insert(len(rows) - 1, (UNASSIGNED, None, 0, 0.0, *(share and 0.0 for share in rows[-1][4:])))
    made = [row + _values(_totals(lines) if row[0] == TOTAL else by_code.get(row[0], {})) for row in rows]
    return Table(summary.name, summary.columns + _BESIDE, tuple(made), summary.total_row)


def _totals(lines: Sequence[LedgerLine]) -> Mapping[str, LedgerLine]:
    found: Dict[str, LedgerLine] = {}
    for measure in dict.fromkeys(line.measure for line in lines):
        units = [line for line in lines if line.measure == measure]
        total = sum if measure == "count" else fsum
        terms = {figure: total([_figure(line, figure) for line in units]) for figure in FIGURES}
        opening, closing = terms.pop("opening"), terms.pop("closing")
        found[measure] = LedgerLine(units[0].level, TOTAL, "", measure, opening, closing, terms)
    return found


def _values(lines: Mapping[str, LedgerLine]) -> Tuple[Any, ...]:
    values: List[Any] = []
    for measure in ("count", "area_m2"):
        line = lines.get(measure)
        values += [None if line is None else _figure(line, figure) for figure in FIGURES]
        values.append(None if line is None else line.reconciles)
    return tuple(values)


def changes_table(
    held: Sequence[HeldLink],
    from_round: str,
    to_round: str,
    known_in: Mapping[SceneId, str],
    series_break: bool,
) -> Table:
    """What became of each scene, a row a link; rejected links are none.

    ``decided`` says whether a person has decided it: what nobody has decided is the machine's proposal. ``known_in``
    is the round in which the predecessor of a returned scene last counted.
    """
    rows = []
    for one in sorted(held, key=lambda h: h.link.pair):
        link, decision = one.link, one.decision
        if link.kind is LinkKind.REJECTED:
            continue
        source = known_in.get(link.from_scene, from_round) if link.from_scene else from_round
        rows.append(
            (
                link.kind.value,
                decision.reason_code.value if decision and decision.reason_code else None,
                source if link.kind is LinkKind.RETURNED else from_round,
                link.from_scene or None,
                to_round,
                link.to_scene or None,
                link.share_from,
                link.share_to,
                one.decided,
                decision.by if decision else None,
                (decision.reason or None) if decision else None,
                series_break,
            )
        )
    return Table("changes", _CHANGE_COLUMNS, tuple(rows))
