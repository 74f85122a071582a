"""Administrative areas, each valid for its own span of time, and the assignment of scenes to them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import Iterable, List, Mapping, NewType, Optional, Tuple

from shapely.geometry.base import BaseGeometry

from .errors import Refusal

AreaCode = NewType("AreaCode", str)


class AreaLevel(str, Enum):
    """The levels at which areas are kept."""

    POLICE_AREA = "police_area"
    LPO = "lpo"
    MUNICIPALITY = "municipality"
    DISTRICT = "district"


@dataclass(frozen=True)
class Area:
    """An area at one level, valid from ``valid_from`` to ``valid_to``, both days included (None: no end).

    ``code`` is the official code, or the name where there is none. ``outline`` is a polygon or multipolygon in the
    store's CRS. ``official`` is False for areas that somebody derived or made up.
    """

    level: AreaLevel
    code: AreaCode
    name: str
    outline: BaseGeometry
    valid_from: Optional[date] = None
    valid_to: Optional[date] = None
    official: bool = True

    def __post_init__(self) -> None:
        if not self.code:
            raise Refusal("area_without_code", name=self.name)
        if self.valid_from and self.valid_to and self.valid_to < self.valid_from:
            raise Refusal("area_validity_reversed", valid_from=self.valid_from, valid_to=self.valid_to)

    def valid_at(self, day: date) -> bool:
        """Whether the area is valid on that day."""
        return (self.valid_from is None or self.valid_from <= day) and (self.valid_to is None or day <= self.valid_to)

    def overlaps_in_time(self, other: Area) -> bool:
        """Whether there is a day on which both areas are valid."""
        return (self.valid_from or date.min) <= (other.valid_to or date.max) and (other.valid_from or date.min) <= (
            self.valid_to or date.max
        )


def valid_areas(areas: Iterable[Area], level: AreaLevel, day: date) -> List[Area]:
    """The areas of one level that are valid on a day, in the order of their codes."""
    return sorted((a for a in areas if a.level is level and a.valid_at(day)), key=lambda a: a.code)


@dataclass(frozen=True)
class Assignment:
    """The area that a scene belongs to at one level.

    ``shares`` are the shares of the scene's own area, by area code, largest first (0 to 1; with overlapping boundaries
    they may sum to more than 1, with gaps to less). ``reason`` is why a person overrode the largest share; empty: nobody
    did. ``code`` is None when the scene lies outside all areas and nobody has said where it belongs.
    """

    code: Optional[AreaCode]
    shares: Tuple[Tuple[AreaCode, float], ...] = ()
    reason: str = ""

    @property
    def share(self) -> Optional[float]:
        """The share of the scene within its area; None where it has none."""
        return None if self.code is None else dict(self.shares).get(self.code, 0.0)

    @property
    def overridden(self) -> bool:
        """Whether a person decided it."""
        return bool(self.reason)


def names_by_code(areas: Iterable[Area]) -> Mapping[AreaCode, str]:
    """Area names by code."""
    return {area.code: area.name for area in areas}
