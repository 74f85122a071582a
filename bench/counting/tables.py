"""What every way gives: how many incidents of each crime group lie in each area of each layer, so that all can be compared."""

from __future__ import annotations

from typing import Dict, Iterable, List, Optional, Tuple

from .county import CODES

Tables = Dict[str, Dict[str, int]]
"""Counts by layer, then by area's code and group as ``05 violence``. Zeros are left out."""


def layers(rounds: int) -> List[str]:
    """The layers that are counted: areas, and each round's scenes, and the land near these with the scenes in it."""
    return ["lpo", "municipality", *(f"{kind}_{number}" for number in range(rounds) for kind in ("scene", "near"))]


def compared_groups() -> Dict[str, frozenset]:
    """The codes of the groups that need no dates: the other ways do not read them."""
    from drugscene_plugin.domain.crime_groups import crime_groups

    found = {}
    for group in crime_groups().values():
        codes = [code for code in group.codes if code.code in CODES]
        if all(code.valid_from is None and code.valid_to is None for code in codes):
            found[group.id] = frozenset(code.code for code in codes)
    return found


def by_group(rows: Iterable[Tuple[str, str, int]]) -> Dict[str, int]:
    """Counts by area and group, from counts by area and crime code."""
    groups = compared_groups()
    found: Dict[str, int] = {}
    for area, code, many in rows:
        for group, codes in groups.items():
            if code in codes:
                key = f"{area} {group}"
                found[key] = found.get(key, 0) + int(many)
    return found


def difference(found: Tables, true: Tables) -> Optional[str]:
    """In what layer two ways differ, beyond one in a thousand of what a buffer in a distance's place brings; None: in none."""
    for layer in sorted(found.keys() & true.keys()):
        one, other = found[layer], true[layer]
        if one != other:
            apart = sum(abs(one.get(key, 0) - other.get(key, 0)) for key in one.keys() | other.keys())
            if not layer.startswith("near") or apart > sum(other.values()) / 1000:
                return f"{layer}: {apart}"
    return None
