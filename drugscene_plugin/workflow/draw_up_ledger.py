"""The user can draw up the ledger: how the number and area of one round became those of the next, unit by unit.

Where the two rounds use different divisions it is drawn up on one of them for both: the scenes of the other round are
assigned anew to that division's areas.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Callable, Dict, List, Mapping, Optional, Sequence, Tuple, cast

from ..analysis.ledger import UNASSIGNED, ledger
from ..analysis.link_shapes import components
from ..domain.area import Area, AreaLevel, valid_areas
from ..domain.errors import Refusal
from ..domain.ledger import LedgerLine
from ..domain.scene import Scene, SceneId, by_id
from .assign_scenes import ASSIGNED_LEVELS, assigned_scenes
from .link_rounds import Comparison

COUNTY = "county"
"""The level above all areas."""

COUNTY_CODE = "COUNTY"
"""The county's code in a ledger whose municipalities do not tell it."""

THIS, PREVIOUS = "this", "previous"
"""The words for the division of the round itself, and for that of the round before."""


@dataclass(frozen=True)
class Events:
    """How many times scenes merged and how many times one was split; an n to m change is one of either."""

    merged: int = 0
    split: int = 0


@dataclass(frozen=True)
class Ledger:
    """The ledger of a round: county, LPOs and municipalities, two lines each (``count``, ``area_m2``).

    ``division`` is the day whose areas both rounds are reported on. ``events`` are given by level and code of the unit
    of the later scene that shares most.
    """

    comparison: Comparison
    division: date
    lines: Tuple[LedgerLine, ...]
    events: Mapping[Tuple[str, str], Events]

    @property
    def reconciles(self) -> bool:
        """Whether every line does."""
        return not self.failing

    @property
    def failing(self) -> List[LedgerLine]:
        """The lines whose terms do not give the closing figure."""
        return [line for line in self.lines if not line.reconciles]

    def of_level(self, level: str) -> Dict[Tuple[str, str], LedgerLine]:
        """The lines of a level by code and measure."""
        return {(line.code, line.measure): line for line in self.lines if line.level == level}


def division_day(comparison: Comparison, text: str = THIS) -> date:
    """The day that a division is named by: ``this``, ``previous`` or a date in ISO form.

    Raises:
        Refusal: ``division_unknown``.
    """
    word = text.strip().casefold()
    if word in ("", THIS):
        return comparison.mapping_round.ref_date
    if word == PREVIOUS:
        return comparison.from_round.ref_date
    try:
        return date.fromisoformat(word)
    except ValueError as error:
        raise Refusal("division_unknown", division=text[:80]) from error


def draw_up_ledger(comparison: Comparison, areas: Sequence[Area], division: str = THIS) -> Ledger:
    """Draw up the ledger of two rounds from the links that hold; ``areas`` are the store's, of every level and validity.

    Raises:
        Refusal: ``division_unknown``, or ``ref_date_outside_divisions`` where it names a day on which the store has no areas.
    """
    day = division_day(comparison, division)
    if day not in (comparison.mapping_round.ref_date, comparison.from_round.ref_date):
        for assigned in ASSIGNED_LEVELS:
            _require_division(areas, assigned, day)
    before = _on_division(comparison.before, comparison.from_round.ref_date, day, areas)
    after = _on_division(comparison.after, comparison.mapping_round.ref_date, day, areas)
    links = comparison.links
    lines: List[LedgerLine] = []
    events: Dict[Tuple[str, str], Events] = {}
    municipalities = valid_areas(areas, AreaLevel.MUNICIPALITY, day)
    levels: Tuple[Tuple[str, Sequence[Tuple[str, str]], Callable[[Scene], Optional[str]]], ...] = (
        (COUNTY, ((county_code(municipalities), ""),), lambda scene: county_code(municipalities)),
        (AreaLevel.LPO.value, _units(valid_areas(areas, AreaLevel.LPO, day)), lambda scene: scene.lpo.code),
        (AreaLevel.MUNICIPALITY.value, _units(municipalities), lambda scene: scene.municipality.code),
    )
    for level, units, code_of in levels:
        known = {code for code, _ in units}

        def unit(
            scene: Scene, known: frozenset = frozenset(known), code_of: Callable[[Scene], Optional[str]] = code_of
        ) -> str:
            code = code_of(scene)
            return code if code is not None and code in known else UNASSIGNED

        lines += ledger(level, units, before, after, links, unit)
        for code, found in _events(comparison, after, unit).items():
            events[level, code] = found
    return Ledger(comparison, day, tuple(lines), events)


def county_code(municipalities: Sequence[Area]) -> str:
    """The county's code: the two digits that all its municipalities' codes begin with, where they do.

    >>> county_code([])
    'COUNTY'
    """
    codes = [str(area.code) for area in municipalities]
    counties = {code[:2] for code in codes}
    official = all(len(code) == 4 and code.isdigit() for code in codes)
    return counties.pop() if official and len(counties) == 1 else COUNTY_CODE


def _units(areas: Sequence[Area]) -> Tuple[Tuple[str, str], ...]:
    return tuple((str(area.code), area.name) for area in areas)


def _require_division(areas: Sequence[Area], level: AreaLevel, day: date) -> None:
    """Refuse a day on which none of the areas of a level is valid, though there are some."""
    of_level = [area for area in areas if area.level is level]
    if of_level and not any(area.valid_at(day) for area in of_level):
        spans = sorted({(str(area.valid_from or "…"), str(area.valid_to or "…")) for area in of_level})
        known = ", ".join(f"{start} – {end}" for start, end in spans)
        raise Refusal("ref_date_outside_divisions", ref_date=day, level=level.value, known=known)


def _on_division(scenes: Sequence[Scene], own: date, day: date, areas: Sequence[Area]) -> Sequence[Scene]:
    """The scenes assigned to the areas valid on a day: as they are, where these are their own round's."""

    def division(when: date) -> List[Tuple[str, str, Optional[date]]]:
        return [
            (a.level.value, a.code, a.valid_from) for level in ASSIGNED_LEVELS for a in valid_areas(areas, level, when)
        ]

    return scenes if division(own) == division(day) else assigned_scenes(scenes, areas, day)


def _events(comparison: Comparison, after: Sequence[Scene], unit: Callable[[Scene], str]) -> Mapping[str, Events]:
    later = by_id(after)
    found: Dict[str, Events] = {}
    for component in components(comparison.links):
        sources, targets = {link.from_scene for link in component}, {link.to_scene for link in component}
        if len(sources) == len(targets) == 1:
            continue
        principal = max(component, key=lambda link: (link.shared_m2, link.pair))
        code = unit(later[cast(SceneId, principal.to_scene)])  # it joins two scenes
        known = found.get(code, Events())
        found[code] = Events(known.merged + (len(sources) > 1), known.split + (len(targets) > 1))
    return found
