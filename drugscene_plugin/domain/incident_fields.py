"""Which columns of an incident layer mean what, and a first guess from their names."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from typing import Dict, Iterable, Mapping, Optional, Sequence, Tuple


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
    "count": ("antal", "anmäldabrott", "anmälda brott", "anmälda_brott", "count"),
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


def read_fields(
    names: Iterable[str], chosen: Mapping[str, str], spatial: bool, unwanted: Sequence[str] = ()
) -> IncidentFields:
    """The columns that are read: those that were chosen, by meaning, and for the rest what the names suggest.

    Rows with geometries (``spatial``) need no coordinates; meanings that are ``unwanted`` are not guessed.

    >>> read_fields(["BROTTSKOD", "DATUM", "Antal"], {"start": "DATUM"}, True, ["count"]).named()
    {'code': 'BROTTSKOD', 'start': 'DATUM'}
    """
    left_out = (*unwanted, *(("x", "y") if spatial else ()), "lpo", "municipality")
    guessed = replace(guessed_fields(names), **dict.fromkeys(left_out, ""))
    return replace(guessed, **{meaning: field for meaning, field in chosen.items() if field})


def area_fields(names: Iterable[str], chosen: Mapping[str, str]) -> Optional[IncidentFields]:
    """The columns of a table without coordinates whose rows name an LPO or municipality; None for any other table.

    >>> found = area_fields(["Brottsdatum", "Lokalpolisområde", "Kommun", "Brottskategorier", "Anmäldabrott"], {})
    >>> found.lpo, found.municipality, found.code, found.count
    ('Lokalpolisområde', 'Kommun', 'Brottskategorier', 'Anmäldabrott')
    """
    fields = replace(guessed_fields(names), **{meaning: field for meaning, field in chosen.items() if field})
    placed = (fields.x and fields.y) or not (fields.lpo or fields.municipality)
    return None if placed else replace(fields, x="", y="")


def missing_fields(fields: IncidentFields, needed: Sequence[str], spatial: bool) -> Tuple[str, ...]:
    """The meanings without a column among those without which nothing can be counted.

    >>> missing_fields(IncidentFields(start="DAG"), ["start", "code"], False)
    ('code', 'x', 'y')
    """
    return tuple(m for m in (*needed, *(() if spatial else ("x", "y"))) if not getattr(fields, m))
