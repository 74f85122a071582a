"""How rounds, areas and scenes stand in the tables, and come back from them."""

from __future__ import annotations

import struct
from typing import Any, List, Optional, Sequence, Tuple

import shapely
from shapely.geometry import MultiPolygon
from shapely.geometry.base import BaseGeometry

from ..domain.area import Area, AreaCode, AreaLevel
from ..domain.errors import Refusal
from ..domain.field import FieldKind
from ..domain.mapping_round import MappingRound, RoundLabel, RoundState
from ..domain.scene import Scene
from ..domain.scene_fields import scene_from_row, scene_to_row
from ..domain.storable import check_row, storable_area, storable_outline
from ..workflow.ports import Code, LogEntry
from .schema import AREAS, CHANGE_LOG, CODES, OUTLINE, ROUNDS, SCENES, Table

Values = Tuple[Any, ...]

_MAGIC = b"GP"
_EMPTY, _ENVELOPE_XY, _LITTLE_ENDIAN = 0x10, 0x02, 0x01
_ENVELOPE_BYTES = (0, 32, 48, 48, 64)


def outline_to_blob(outline: Optional[BaseGeometry], srs_id: int) -> Optional[bytes]:
    """The outline as the column holds it: a multipolygon in GeoPackage's binary form (OGC 12-128r15, 2.1.3).

    Raises:
        Refusal: it is neither polygon nor multipolygon.
    """
    kept = storable_outline(outline)
    if kept is None:
        return None
    parts = kept if isinstance(kept, MultiPolygon) else MultiPolygon([] if kept.is_empty else [kept])
    body = shapely.to_wkb(parts, byte_order=1)
    if parts.is_empty:
        return _MAGIC + struct.pack("<BBi", 0, _EMPTY | _LITTLE_ENDIAN, srs_id) + body
    west, south, east, north = parts.bounds
    envelope = struct.pack("<4d", west, east, south, north)
    return _MAGIC + struct.pack("<BBi", 0, _ENVELOPE_XY | _LITTLE_ENDIAN, srs_id) + envelope + body


def _wkb(blob: bytes) -> bytes:
    envelope = blob[3] >> 1 & 7 if len(blob) > 8 and blob[:2] == _MAGIC else len(_ENVELOPE_BYTES)
    if envelope >= len(_ENVELOPE_BYTES):
        raise Refusal("outline_unreadable", start=blob[:8].hex())
    return blob[8 + _ENVELOPE_BYTES[envelope] :]


def outlines_from_hex(texts: Sequence[Optional[str]]) -> List[Optional[BaseGeometry]]:
    """The outlines that columns of GeoPackage binaries hold, given in hexadecimal.

    Raises:
        Refusal: other software wrote something that is no polygon.
    """
    bodies = [_wkb(bytes.fromhex(text)) if text else None for text in texts]
    try:
        return [storable_outline(outline) for outline in shapely.from_wkb(bodies)]
    except shapely.errors.GEOSException as error:
        raise Refusal("outline_unreadable", start=str(error)) from error


def select(table: Table) -> Tuple[str, Tuple[FieldKind, ...]]:
    """What to select of a table, and what each value is: its columns in order, then the outline in hexadecimal."""
    names = [f'"{column.name}"' for column in table.columns]
    kinds = tuple(column.kind for column in table.columns)
    if table.outline:
        return ", ".join([*names, f'hex("{OUTLINE}")']), (*kinds, FieldKind.TEXT)
    return ", ".join(names), kinds


def scene_values(scene: Scene, revision: int, srs_id: int) -> Values:
    """The scene's row: the columns of ``SCENES`` in order, then the outline.

    Raises:
        Refusal: a text that cannot be kept, or an outline that is no polygon.
    """
    row = scene_to_row(scene)
    row["revision"] = revision
    check_row(row)
    return (*(row[name] for name in SCENES.names), outline_to_blob(scene.outline, srs_id))


def scenes_from_values(rows: Sequence[Values]) -> List[Scene]:
    """The scenes that rows of ``SCENES`` stand for, each as :func:`select` gives it."""
    outlines = outlines_from_hex([row[-1] for row in rows])
    return [scene_from_row(dict(zip(SCENES.names, row)), outline) for row, outline in zip(rows, outlines)]


def area_values(area: Area, srs_id: int) -> Values:
    """The area's row: the columns of ``AREAS`` in order, then the outline."""
    kept = storable_area(area)
    plain = (kept.level.value, str(kept.code), kept.name, kept.valid_from, kept.valid_to, kept.official)
    return (*plain, outline_to_blob(kept.outline, srs_id))


def areas_from_values(rows: Sequence[Values]) -> List[Area]:
    """The areas that rows of ``AREAS`` stand for, each as :func:`select` gives it."""
    areas = []
    for row, outline in zip(rows, outlines_from_hex([row[-1] for row in rows])):
        values = dict(zip(AREAS.names, row))
        values.update(level=AreaLevel(values["level"]), code=AreaCode(values["code"]), name=values["name"] or "")
        areas.append(Area(outline=outline, **values))
    return areas


def round_values(mapping_round: MappingRound) -> Values:
    """The round's row: the columns of ``ROUNDS`` in order."""
    plain = {name: getattr(mapping_round, name) for name in ROUNDS.names}
    plain["state"] = mapping_round.state.value
    check_row(plain)
    return tuple(plain.values())


def round_from_values(row: Values) -> MappingRound:
    """The round that a row of ``ROUNDS`` stands for."""
    values = dict(zip(ROUNDS.names, row))
    values.update(label=RoundLabel(values["label"]), state=RoundState(values["state"]))
    return MappingRound(**values)


def code_from_values(row: Values) -> Code:
    """The code that a row of ``CODES`` stands for."""
    values = dict(zip(CODES.names, row))
    return Code(values["code"], values["label_sv"] or "", values["label_en"] or "")


def log_entry_from_values(row: Values) -> LogEntry:
    """The line that a row of ``CHANGE_LOG`` stands for."""
    values = dict(zip(CHANGE_LOG.names, row))
    del values["revision"]
    return LogEntry(**values)
