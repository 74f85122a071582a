"""How stores of older versions become those of this one: a step for each version, which says what was otherwise before.

An upgrade makes a fresh store and puts the old one's rows into it, each through the steps from its version on. So an
upgraded store is a fresh one by construction, its guards and rights included, and the old one is kept as it was.
"""

from __future__ import annotations

from typing import Dict, Mapping, Sequence, Tuple

from ..schema import TABLES, Table
from ..session import Values
from . import to_2
from .step import Step

STEPS: Mapping[int, Step] = {1: to_2.STEP}
"""The step from each version to the next."""


def tables_at(version: int) -> Sequence[Table]:
    """The tables as a store of a version has them."""
    tables: Dict[str, Table] = {table.name: table for table in TABLES}
    for older in sorted(STEPS, reverse=True):
        if older < version:
            break
        for name, before in STEPS[older].before.items():
            if before is None:
                del tables[name]
            else:
                tables[name] = before
    return tuple(tables.values())


def upgraded(table: str, rows: Sequence[Values], version: int) -> Sequence[Values]:
    """Rows of a table of a store of a version, as this version has them."""
    for step in (STEPS[older] for older in sorted(STEPS) if older >= version):
        change = step.changes.get(table)
        if change is not None:
            rows = [change(row) for row in rows]
    return rows


def known_versions() -> Tuple[int, ...]:
    """The versions that can be upgraded."""
    return tuple(sorted(STEPS))
