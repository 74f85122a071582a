"""The sample county's incidents as some receive them: numbers by month, local police area and municipality, no places."""

from __future__ import annotations

import csv
from collections import Counter
from typing import Counter as CounterType
from typing import Iterator, List, Sequence, Tuple

import shapely

from ..domain.area import Area, AreaLevel, valid_areas
from .county import SampleCounty
from .geography import LAST_DAY_OF_17
from .incidents import incident_lines

_MISSING = "Värde saknas"
_KINDS = (
    ("Narkotikabrott", ("5005", "5010", "5011", "4047", "4141")),
    ("Våld utomhus", ("9374", "9376", "0357")),
    ("Dödligt våld och försök", ("0312", "0325", "9391")),
    ("Vapenbrott", ("4077", "4127")),
    ("Övriga brott", ("9999",)),
)


def total_lines(sample: SampleCounty) -> Iterator[str]:
    """The lines of a CSV file with semicolons, its head first; a month is called by its first day."""
    yield "Brottsdatum;Lokalpolisområde;Kommun;Brottskategorier;Anmäldabrott"
    rows = list(csv.DictReader(incident_lines(sample)))
    places = [(row["SWEREF_E"], row["SWEREF_N"]) for row in rows]
    names = [
        _names(valid_areas(sample.areas, level, LAST_DAY_OF_17), places)
        for level in (AreaLevel.LPO, AreaLevel.MUNICIPALITY)
    ]
    kinds = {code: kind for kind, codes in _KINDS for code in codes}
    found: CounterType[Tuple[str, ...]] = Counter()
    for row, lpo, municipality in zip(rows, *names):
        month = row["BROTTSDATUMTID_START"][:7]
        day = f"{month}-01" if month.startswith("20") else _MISSING
        found[day, lpo, municipality, kinds[row["BROTTSKOD"].strip()]] += 1
    for key, number in sorted(found.items()):
        yield ";".join((*key, str(number)))


def _names(areas: Sequence[Area], places: Sequence[Tuple[str, str]]) -> List[str]:
    """The name of the area that each place lies in."""
    points = [shapely.Point(float(x), float(y)) if x else shapely.Point() for x, y in places]
    point, area = shapely.STRtree([one.outline for one in areas]).query(points, predicate="intersects")
    names = [_MISSING] * len(points)
    for number, index in zip(point, area):
        names[number] = areas[index].name
    return names
