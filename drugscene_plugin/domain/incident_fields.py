"""Which columns of an incident layer mean what, and a first guess from their names."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import Dict, Iterable, Mapping, Optional, Tuple


@dataclass(frozen=True)
class IncidentFields:
    """Names of columns; empty: there is none.

    ``start`` and ``end`` hold days or moments, ``start_clock`` and ``end_clock`` times of day (HHmm) where these stand
    apart. ``count`` is how many incidents a row stands for. ``x`` (east or longitude) and ``y`` (north or latitude) are
    for tables whose rows have no geometry. ``lpo`` and ``municipality`` are for tables that have no coordinates at all.
    """

    code: str = ""
    start: str = ""
    end: str = ""
    start_clock: str = ""
    end_clock: str = ""
    count: str = ""
    x: str = ""
    y: str = ""
    lpo: str = ""
    municipality: str = ""

    def named(self) -> Mapping[str, str]:
        """The columns that are there: name by meaning."""
        return {f.name: getattr(self, f.name) for f in fields(self) if getattr(self, f.name)}


# Lower case. The first name that a table has is taken.
_NAMES: Mapping[str, Tuple[str, ...]] = {
    "code": ("brottskod", "brottskategorier", "code", "crime_code"),
    "start": ("brottsdatumtid_start", "brottsdagstart", "brottsdatum", "start", "date", "datum"),
    "end": ("brottsdatumtid_slut", "brottsdagslut", "slut", "end"),
    "start_clock": ("brottstidstart",),
    "end_clock": ("brottstidslut",),
    "count": ("antal", "anmäldabrott", "anmälda brott", "count"),
    "x": ("longitude", "lon", "long", "sweref_e", "east", "easting"),
    "y": ("latitude", "lat", "sweref_n", "north", "northing"),
    "lpo": ("lokalpolisområde", "lpo"),
    "municipality": ("kommun", "municipality"),
}


def guessed_fields(names: Iterable[str]) -> IncidentFields:
    """The columns that the names of a table suggest: those of police extracts, and plain English ones.

    >>> guessed_fields(["ID", "BROTTSKOD", "BROTTSDATUMTID_START"]).start
    'BROTTSDATUMTID_START'
    """
    by_lower: Dict[str, str] = {}
    for name in names:
        by_lower.setdefault(name.strip().lower(), name)
    found: Dict[str, Optional[str]] = {
        meaning: next((by_lower[wanted] for wanted in wanteds if wanted in by_lower), None)
        for meaning, wanteds in _NAMES.items()
    }
    return IncidentFields(**{meaning: name for meaning, name in found.items() if name})
