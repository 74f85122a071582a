"""What numbers the public has been given: a register, so that a later release tells nothing that an earlier withheld.

Two releases tell more than each alone where they count nearly the same: another band, a longer period, a corrected
revision. So every public release is kept with its cells, those it showed and those it withheld, and with their sums.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, fields, replace
from enum import Enum
from typing import Any, Dict, List, Mapping, NamedTuple, Optional, Sequence, Tuple

from .counted import CellName, Relation
from .suppression import Rules, Suppression


class CellState(str, Enum):
    """Whether a release showed a cell, withheld it, or had it only as a part of others."""

    SHOWN = "shown"
    WITHHELD = "withheld"
    UNSEEN = "unseen"


@dataclass(frozen=True)
class ReleasedCell:
    """A cell of a release: its value, by what tables it went out, and of what cells it is the sum (each way there is)."""

    name: CellName
    value: int
    state: CellState
    tables: Tuple[str, ...] = ()
    sums: Tuple[Tuple[CellName, ...], ...] = ()


@dataclass(frozen=True)
class Release:
    """What one public package gave out of a round's revision, by what rules; by whom and when (UTC, ISO).

    ``parameters`` is JSON: what the package was made with.
    """

    round: str
    revision: int
    rules: Rules
    parameters: str
    cells: Tuple[ReleasedCell, ...]
    by: str = ""
    at: str = ""

    @property
    def values(self) -> Mapping[CellName, int]:
        """All cells by name."""
        return {cell.name: cell.value for cell in self.cells}

    @property
    def relations(self) -> Tuple[Relation, ...]:
        """All sums."""
        return tuple(Relation(cell.name, parts) for cell in self.cells for parts in cell.sums)

    def says_the_same(self, other: Release) -> bool:
        """Whether both gave out the same, whoever made them and when."""
        return replace(self, by="", at="") == replace(other, by="", at="")


def release_of(
    label: str,
    revision: int,
    suppression: Suppression,
    tables: Mapping[str, Sequence[CellName]],
    parameters: Mapping[str, Any],
    by: str = "",
) -> Release:
    """The release that tables are, given by name with their cells, as the suppression lets them through."""
    system = suppression.system
    by_tables: Dict[CellName, List[str]] = {}
    for table, names in tables.items():
        for name in names:
            by_tables.setdefault(name, []).append(table)
    sums: Dict[CellName, List[Tuple[CellName, ...]]] = {}
    for relation in sorted(set(system.relations)):
        sums.setdefault(relation.total, []).append(relation.parts)

    def state(name: CellName) -> CellState:
        if suppression.withholds(name):
            return CellState.WITHHELD
        return CellState.SHOWN if name in system.shown else CellState.UNSEEN

    cells = tuple(
        ReleasedCell(name, value, state(name), tuple(by_tables.get(name, ())), tuple(sums.get(name, ())))
        for name, value in sorted(system.values.items())
    )
    text = json.dumps(dict(parameters), ensure_ascii=False, sort_keys=True, default=dict)
    return Release(label, revision, suppression.rules, text, cells, by)


class Change(NamedTuple):
    """What is not as it was in an earlier release: a rule, or a parameter of a figure (blank: of the package)."""

    figure: str
    name: str
    then: str
    now: str


def changes_between(earlier: Release, later: Release) -> Tuple[Change, ...]:
    """What two releases were made with differently: round and revision, rules, and the parameters of their figures."""
    pairs = [("round", earlier.round, later.round), ("revision", earlier.revision, later.revision)]
    pairs += [(f.name, getattr(earlier.rules, f.name), getattr(later.rules, f.name)) for f in fields(Rules)]
    found = [Change("", name, str(then), str(now)) for name, then, now in pairs if then != now]
    before, after = json.loads(earlier.parameters), json.loads(later.parameters)
    for figure in sorted({*before, *after}):
        then, now = (_plain(one.get(figure)) for one in (before, after))
        for name in [n for n in dict.fromkeys((*then, *now)) if n not in _UNREADABLE and then.get(n) != now.get(n)]:
            found.append(Change(figure, name, _said(then.get(name)), _said(now.get(name))))
    return tuple(found)


_UNREADABLE = ("outlines_sha256", "fields", "codes")


def _said(value: Any) -> str:
    return "–" if value is None else str(value)


def _plain(parameters: Any) -> Mapping[str, Any]:
    return parameters if isinstance(parameters, dict) else {}


# -- cells that hold one another -------------------------------------------------------------------------------------

_PERIOD = re.compile(r"\d{4}-\d\d-\d\d/\d{4}-\d\d-\d\d")
_BAND = re.compile(r"band=[\d.e+]+")
_DISTANCE = re.compile(r"distance=[\d.e+]+/[\d.e+]*")


def lies_within(one: CellName, other: CellName) -> bool:
    """Whether all that one cell counts is counted by another as well, as far as their names tell.

    They are alike but for one word: a period (``2023-01-01/2024-01-01``, the end not included), a distance in metres
    (``distance=0/250``, no end: beyond) or a band around scenes (``band=100``), where *elsewhere* is what is left.

    >>> lies_within(("beside", "band=100", "x"), ("beside", "band=250", "x"))
    True
    >>> lies_within(("elsewhere", "band=100", "x"), ("elsewhere", "band=250", "x"))
    False
    >>> lies_within(("2023-03-01/2023-04-01",), ("2023-01-01/2024-01-01",))
    True
    """
    word, wider = _only_difference(one, other)
    if word is None or wider is None:
        return False
    if _PERIOD.fullmatch(word) and _PERIOD.fullmatch(wider):
        (start, end), (first, last) = word.split("/"), wider.split("/")
        return first <= start and end <= last
    if _DISTANCE.fullmatch(word) and _DISTANCE.fullmatch(wider):
        (low, high), (least, most) = _span(word), _span(wider)
        return least <= low and high <= most
    if _BAND.fullmatch(word) and _BAND.fullmatch(wider):
        narrow, wide = (float(text.partition("=")[2]) for text in (word, wider))
        return wide < narrow if "elsewhere" in one else narrow < wide
    return False


def without_extent(name: CellName) -> CellName:
    """A cell's name with its period, distance and band left out: the same for all that may lie within one another."""
    return tuple("*" if any(p.fullmatch(w) for p in (_PERIOD, _BAND, _DISTANCE)) else w for w in name)


def _only_difference(one: CellName, other: CellName) -> Tuple[Optional[str], Optional[str]]:
    if len(one) != len(other):
        return None, None
    differing = [(a, b) for a, b in zip(one, other) if a != b]
    return differing[0] if len(differing) == 1 else (None, None)


def _span(word: str) -> Tuple[float, float]:
    low, _, high = word.partition("=")[2].partition("/")
    return float(low), float(high) if high else float("inf")
