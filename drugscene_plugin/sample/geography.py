"""The county's division: a big city of seven districts, 25 more municipalities, local police areas of both divisions.

It lies at sea, where nobody lives; its names are made of words for things made up.
"""

from __future__ import annotations

from datetime import date
from typing import Dict, List, Mapping, NamedTuple, Optional, Tuple

from shapely.geometry import Polygon

from ..domain.area import Area, AreaCode, AreaLevel
from .boundaries import Boundaries, Point, boundaries

ORIGIN: Point = (770_000.0, 6_440_000.0)
"""The south-western corner in EPSG:3006, metres: open sea."""
SIZE = 125_000.0
"""The side of the square that the county lies in, in metres."""

BIG_CITY = AreaCode("9901")
_BIG_CITY_NAME = "Skrönköping"

LAST_DAY_OF_17 = date(2024, 12, 31)
FIRST_DAY_OF_18 = date(2025, 1, 1)


class Seat(NamedTuple):
    """The seat of a municipality or district: its name, and where it lies, in km from the origin."""

    name: str
    x: float
    y: float


DISTRICTS: Mapping[str, Seat] = {
    "9901-1": Seat("Sagostaden", 57.2, 53.3),
    "9901-2": Seat("Fabelmalm", 62.6, 54.9),
    "9901-3": Seat("Diktmalm", 52.1, 55.7),
    "9901-4": Seat("Låtsasholmen", 54.3, 48.2),
    "9901-5": Seat("Påhittshöjden", 60.2, 47.6),
    "9901-6": Seat("Drömsätra", 55.6, 60.0),
    "9901-7": Seat("Skrönhammar", 48.5, 50.6),
}
"""The districts of the big city, by code."""

MUNICIPALITIES: Mapping[str, Seat] = {
    "9902": Seat("Låtsasö", 68.7, 52.4),
    "9903": Seat("Sagotuna", 65.3, 60.9),
    "9904": Seat("Fabelsta", 58.6, 66.8),
    "9905": Seat("Diktarlunda", 49.3, 63.8),
    "9906": Seat("Påhittsby", 41.3, 56.1),
    "9907": Seat("Humbugsnäs", 45.0, 42.8),
    "9908": Seat("Drömtuna", 54.5, 40.0),
    "9909": Seat("Fejkesund", 64.9, 41.8),
    "9910": Seat("Mytskär", 79.0, 55.0),
    "9911": Seat("Fantasholm", 74.2, 68.8),
    "9912": Seat("Hittepåberga", 64.9, 77.3),
    "9913": Seat("Sägenfors", 50.1, 75.9),
    "9914": Seat("Exempelåsa", 36.5, 67.8),
    "9915": Seat("Utkastinge", 28.6, 53.0),
    "9916": Seat("Luftslotta", 33.9, 40.0),
    "9917": Seat("Trolleriköping", 48.5, 29.5),
    "9918": Seat("Fiktionshamn", 62.3, 28.6),
    "9919": Seat("Kulissund", 76.2, 40.7),
    "9920": Seat("Utopiskär", 94.5, 58.7),
    "9921": Seat("Fabulskär", 87.8, 78.8),
    "9922": Seat("Anekdotuna", 71.7, 95.1),
    "9923": Seat("Skrockmora", 47.2, 93.4),
    "9924": Seat("Tankesjö", 17.3, 40.9),
    "9925": Seat("Gåtefors", 29.8, 22.0),
    "9926": Seat("Drömskär", 81.9, 21.7),
}
"""The municipalities but the big city, by code."""

SURROUNDINGS: Tuple[Point, ...] = (
    (122.1, 57.8), (114.2, 68.2), (113.9, 78.4), (107.8, 86.6), (103.1, 97.5), (93.4, 106.2), (84.1, 103.8),
    (74.4, 115.4), (65.0, 117.7), (50.1, 115.7), (41.7, 110.3), (35.9, 107.6), (29.1, 99.5), (17.4, 97.9),
    (9.3, 87.4), (7.4, 78.1), (8.4, 66.4), (2.1, 53.0), (8.1, 43.3), (12.6, 35.0), (12.1, 26.9), (17.1, 16.8),
    (25.5, 6.4), (37.5, 4.3), (40.9, -0.2), (52.7, -3.4), (62.7, -1.9), (72.0, 4.1), (85.5, 6.6), (95.5, 12.6),
    (100.5, 21.4), (112.9, 27.3), (114.2, 36.4), (114.8, 46.0),
)  # fmt: skip
"""Seats of what lies around the county, in km: they give it its outer boundary."""

POLICE_AREAS: Mapping[str, str] = {
    "9910": "Polisområde Sagomitt",
    "9920": "Polisområde Fabelnord",
    "9930": "Polisområde Drömsyd",
}
"""The police areas' names by code; a local police area's code starts with that of its police area but the last digit."""


class LocalPoliceArea(NamedTuple):
    """A local police area: its name and the cells that it is made of."""

    name: str
    cells: Tuple[str, ...]


_SPLIT_IN_2025 = "991010"

_DIVISION_OF_17: Mapping[str, LocalPoliceArea] = {
    _SPLIT_IN_2025: LocalPoliceArea("Sagostaden", ("9901-1", "9901-2", "9902")),
    "991020": LocalPoliceArea("Diktmalm", ("9901-3", "9901-7")),
    "991030": LocalPoliceArea("Låtsasholmen", ("9901-4",)),
    "991040": LocalPoliceArea("Påhittshöjden", ("9901-5",)),
    "991050": LocalPoliceArea("Drömsätra", ("9901-6",)),
    "992010": LocalPoliceArea("Sagotuna", ("9903", "9910", "9920")),
    "992020": LocalPoliceArea("Fabelsta", ("9904",)),
    "992030": LocalPoliceArea("Diktarlunda", ("9905", "9914")),
    "992040": LocalPoliceArea("Fantasholm", ("9911", "9921")),
    "992050": LocalPoliceArea("Hittepåberga", ("9912", "9922")),
    "992060": LocalPoliceArea("Sägenfors", ("9913", "9923")),
    "993010": LocalPoliceArea("Påhittsby", ("9906", "9915")),
    "993020": LocalPoliceArea("Humbugsnäs", ("9907",)),
    "993030": LocalPoliceArea("Drömtuna", ("9908", "9917")),
    "993040": LocalPoliceArea("Fejkesund", ("9909", "9919")),
    "993050": LocalPoliceArea("Fiktionshamn", ("9918", "9926")),
    "993060": LocalPoliceArea("Luftslotta", ("9916", "9924", "9925")),
}

_DIVISION_OF_18: Mapping[str, LocalPoliceArea] = {
    **{code: lpo for code, lpo in _DIVISION_OF_17.items() if code != _SPLIT_IN_2025},
    "991060": LocalPoliceArea("Inre Sagostaden", ("9901-1",)),
    "991070": LocalPoliceArea("Fabelmalm-Låtsasö", ("9901-2", "9902")),
}

_NAMES: Mapping[AreaLevel, Mapping[str, str]] = {
    AreaLevel.POLICE_AREA: POLICE_AREAS,
    AreaLevel.LPO: {code: lpo.name for code, lpo in {**_DIVISION_OF_17, **_DIVISION_OF_18}.items()},
    AreaLevel.MUNICIPALITY: {BIG_CITY: _BIG_CITY_NAME, **{code: seat.name for code, seat in MUNICIPALITIES.items()}},
    AreaLevel.DISTRICT: {code: seat.name for code, seat in DISTRICTS.items()},
}


def shared_boundaries() -> Boundaries:
    """The boundaries between all districts, municipalities and the county's surroundings."""
    seats: Dict[str, Point] = {code: (s.x, s.y) for code, s in (*DISTRICTS.items(), *MUNICIPALITIES.items())}
    seats.update({f"around {i}": point for i, point in enumerate(SURROUNDINGS)})
    metres = {name: (ORIGIN[0] + 1000.0 * x, ORIGIN[1] + 1000.0 * y) for name, (x, y) in seats.items()}
    return boundaries(metres, reach=3 * SIZE)


def cells() -> Tuple[str, ...]:
    """The districts and municipalities that everything is made of, by code."""
    return (*DISTRICTS, *MUNICIPALITIES)


def areas(lines: Boundaries) -> Tuple[Area, ...]:
    """All areas: police areas, the 17 and the 18 local police areas, municipalities and districts, water included."""
    return (
        *_police_areas(lines),
        *_division(lines, _DIVISION_OF_17, None, LAST_DAY_OF_17),
        *_division(lines, _DIVISION_OF_18, FIRST_DAY_OF_18, None),
        Area(AreaLevel.MUNICIPALITY, BIG_CITY, _BIG_CITY_NAME, lines.outline(tuple(DISTRICTS)), official=False),
        *(_area(lines, AreaLevel.MUNICIPALITY, code, seat) for code, seat in MUNICIPALITIES.items()),
        *(_area(lines, AreaLevel.DISTRICT, code, seat) for code, seat in DISTRICTS.items()),
    )


def is_made_up(area: Area) -> bool:
    """Whether an area is one of the sample county's, in whichever store it now stands: told by its code and name."""
    return _NAMES[area.level].get(area.code) == area.name


def county_outline(lines: Boundaries) -> Polygon:
    """The outline of the whole county, water included."""
    return lines.outline(cells())


def _area(lines: Boundaries, level: AreaLevel, code: str, seat: Seat) -> Area:
    return Area(level, AreaCode(code), seat.name, lines.outline((code,)), official=False)


def _police_areas(lines: Boundaries) -> List[Area]:
    found = []
    for code, name in POLICE_AREAS.items():
        members = [cell for lpo, area in _DIVISION_OF_17.items() if lpo[:3] == code[:3] for cell in area.cells]
        found.append(Area(AreaLevel.POLICE_AREA, AreaCode(code), name, lines.outline(members), official=False))
    return found


def _division(
    lines: Boundaries, division: Mapping[str, LocalPoliceArea], first: Optional[date], last: Optional[date]
) -> List[Area]:
    return [
        Area(AreaLevel.LPO, AreaCode(code), lpo.name, lines.outline(lpo.cells), first, last, official=False)
        for code, lpo in sorted(division.items())
    ]
