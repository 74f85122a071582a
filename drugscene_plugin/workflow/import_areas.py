"""The user can bring in the areas of a level: a division with the days on which it is valid."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date
from typing import List, Optional, Sequence, Tuple

from ..domain.area import Area, AreaCode, AreaLevel
from ..domain.errors import Refusal
from ..domain.progress import QUIET, Progress, stop_if_cancelled, watched
from .ports import SceneStore
from .record_scene import CleanedOutline, clean_outline
from .source_row import SourceRow, source_text


@dataclass(frozen=True)
class AreaFields:
    """The fields of the layer that hold an area's code and name; blank: there is none."""

    code: str = ""
    name: str = ""


@dataclass(frozen=True)
class Validity:
    """The days on which a division is valid, both included; None: open at that end."""

    start: Optional[date] = None
    end: Optional[date] = None


@dataclass(frozen=True)
class MendedArea:
    """An area whose outline was invalid, with its area in square metres before and after it was mended."""

    name: str
    before_m2: float
    after_m2: float


@dataclass(frozen=True)
class ImportedAreas:
    """What an import of areas brought."""

    count: int
    mended: Tuple[MendedArea, ...] = ()


def import_areas(
    store: SceneStore,
    rows: Sequence[SourceRow],
    level: AreaLevel,
    fields: AreaFields,
    validity: Validity,
    official: bool,
    by: str,
    progress: Progress = QUIET,
) -> ImportedAreas:
    """Bring the areas of one level into the store, all or none of them.

    An area without a code takes its name for one. Invalid outlines are mended.

    Raises:
        Refusal: there are no rows; a row has neither code nor name, or no polygon; codes repeat among the rows, or
            in the store at the same time; the validity ends before it starts.
        Cancelled: the user asked to stop; nothing was written.
    """
    if not rows:
        raise Refusal("areas_missing")
    areas: List[Area] = []
    mended: List[MendedArea] = []
    for row in watched(rows, progress, 0.0, 0.8):
        code, name = _code_and_name(row, fields)
        cleaned = _outline(row, name)
        if cleaned.mended:
            mended.append(MendedArea(name, cleaned.area_before, cleaned.area_after))
        areas.append(Area(level, AreaCode(code), name, cleaned.outline, validity.start, validity.end, official))
    repeated = [code for code, times in Counter(area.code for area in areas).items() if times > 1]
    if repeated:
        raise Refusal("area_codes_repeated", codes=", ".join(sorted(repeated)[:10]), number=len(repeated))
    stop_if_cancelled(progress)
    store.add_areas(areas, by)
    progress.report(1.0)
    return ImportedAreas(len(areas), tuple(mended))


def _code_and_name(row: SourceRow, fields: AreaFields) -> Tuple[str, str]:
    """The area's code and name; where one is blank, the other serves."""
    name = source_text(row.values.get(fields.name)) if fields.name else ""
    code = source_text(row.values.get(fields.code)) if fields.code else ""
    if not (code or name):
        raise Refusal("area_nameless", row=row.number)
    return code or name, name or code


def _outline(row: SourceRow, name: str) -> CleanedOutline:
    if row.problem is not None:
        raise row.problem
    try:
        return clean_outline(row.geometry)
    except Refusal as reason:
        raise Refusal("area_without_polygon", name=name[:80], row=row.number) from reason
