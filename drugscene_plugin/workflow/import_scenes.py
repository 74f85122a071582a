"""The user can bring outlines that exist already into a round: what cannot be taken is named, row by row."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import Any, Dict, Iterable, List, Mapping, Optional, Sequence, Set, Tuple

from shapely import normalize, set_precision, to_wkb
from shapely.geometry.base import BaseGeometry

from ..domain.change_set import ChangeSet, SceneChange
from ..domain.errors import Refusal
from ..domain.mapping_round import RoundLabel
from ..domain.progress import QUIET, Progress, stop_if_cancelled, watched
from ..domain.scene import Scene, SceneId, SceneStatus, derived_scene_id, scene_id
from ..domain.scene_fields import IMPORTABLE, Row, parse_value, scene_from_row
from ..domain.storable import storable_scene
from .assign_scenes import assigned_scenes
from .ports import SceneStore
from .record_scene import clean_outline
from .source_row import SourceRow, source_text


@dataclass(frozen=True)
class SceneSource:
    """How a layer's fields are read: which hold the id and the name (blank: none), and the status of rows without one."""

    id_field: str = ""
    name_field: str = ""
    status: SceneStatus = SceneStatus.CANDIDATE


@dataclass(frozen=True)
class RejectedRow:
    """A row that was not taken, by its place in the layer, and why."""

    number: int
    reason: Refusal


@dataclass(frozen=True)
class MendedOutline:
    """A scene whose outline was mended on the way in, with its area in square metres before and after."""

    row: int
    scene: SceneId
    name: str
    before_m2: float
    after_m2: float


@dataclass(frozen=True)
class SceneImport:
    """What an import would bring into a round: a value that can be shown before it is done."""

    round: RoundLabel
    scenes: Tuple[Scene, ...]
    rejected: Tuple[RejectedRow, ...] = ()
    mended: Tuple[MendedOutline, ...] = ()


@dataclass(frozen=True)
class _Read:
    """A row that could be read, before ids are compared."""

    number: int
    given_id: Optional[SceneId]
    row: Row
    outline: BaseGeometry
    mended_from: Optional[float]


def plan_import(
    store: SceneStore, label: str, rows: Sequence[SourceRow], source: SceneSource, progress: Progress = QUIET
) -> SceneImport:
    """Say what an import of rows into a draft round would bring; nothing is written.

    Fields are taken where their names equal those of ``IMPORTABLE``. A row without an id gets a new one, made from
    the round and its outline, so that the same layer gives the same ids. A row is rejected when it has no polygon, an
    id that stands on another row or in the round, or a value that its field cannot hold.

    Raises:
        Refusal: there is no such round, it is no draft, or there are no rows.
        Cancelled: the user asked to stop.
    """
    target = store.round(label)
    if not target.editable:
        raise Refusal("round_not_editable", round=target.label, state=target.state.value)
    if not rows:
        raise Refusal("scenes_missing")
    taken = {scene.id for scene in store.scenes(target.label)}
    known = taken | set(store.scene_rounds())
    codes = {"category": tuple(code.code for code in store.codes("category"))}
    reads, rejected = _read_rows(rows, source, codes, progress)
    fresh, clashing = _without_clashes(reads, taken, target.label)
    scenes = list(_scenes(fresh, target.label, known))
    kept: List[Scene] = []
    unstorable: List[RejectedRow] = []
    mended: List[MendedOutline] = []
    for read, scene in zip(fresh, watched(scenes, progress, 0.6, 0.7)):
        try:
            storable_scene(scene, 1)
        except Refusal as reason:
            unstorable.append(RejectedRow(read.number, reason))
            continue
        kept.append(scene)
        if read.mended_from is not None:
            mended.append(MendedOutline(read.number, scene.id, scene.name, read.mended_from, scene.area_m2))
    stop_if_cancelled(progress)
    kept = assigned_scenes(kept, store.areas(), target.ref_date)
    progress.report(0.9)
    refused = sorted((*rejected, *clashing, *unstorable), key=lambda r: r.number)
    return SceneImport(target.label, tuple(kept), tuple(refused), tuple(mended))


def import_scenes(store: SceneStore, planned: SceneImport, by: str, progress: Progress = QUIET) -> int:
    """Write what was planned, in one transaction; the number of scenes brought in.

    Raises:
        StaleEdit: somebody brought a scene of the same id into the round meanwhile; nothing was written.
        Cancelled: the user asked to stop; nothing was written.
    """
    stop_if_cancelled(progress)
    store.save(ChangeSet(planned.round, tuple(SceneChange(None, scene) for scene in planned.scenes)), by)
    progress.report(1.0)
    return len(planned.scenes)


def taken_fields(names: Iterable[str], source: SceneSource) -> List[str]:
    """The fields of a layer that an import takes for what their names say, in the layer's order."""
    used = {source.id_field} | ({"name"} if source.name_field else set())
    return [name for name in names if name in IMPORTABLE and name not in used]


def _read_rows(
    rows: Sequence[SourceRow], source: SceneSource, codes: Mapping[str, Tuple[str, ...]], progress: Progress
) -> Tuple[List[_Read], List[RejectedRow]]:
    reads: List[_Read] = []
    rejected: List[RejectedRow] = []
    for row in watched(rows, progress, 0.0, 0.6):
        try:
            reads.append(_read(row, source, codes))
        except Refusal as reason:
            rejected.append(RejectedRow(row.number, reason))
    return reads, rejected


def _read(row: SourceRow, source: SceneSource, codes: Mapping[str, Tuple[str, ...]]) -> _Read:
    if row.problem is not None:
        raise row.problem
    if row.geometry is None or row.geometry.is_empty:
        raise Refusal("outline_missing")
    given = source_text(row.values.get(source.id_field)) if source.id_field else ""
    cleaned = clean_outline(row.geometry)
    values = _values(row.values, source, codes)
    mended_from = cleaned.area_before if cleaned.mended else None
    return _Read(row.number, scene_id(given) if given else None, values, cleaned.outline, mended_from)


def _values(values: Mapping[str, Any], source: SceneSource, codes: Mapping[str, Tuple[str, ...]]) -> Row:
    """The columns of a scene that the layer's values fill, as a flat row.

    Raises:
        Refusal: a value does not fit its field.
    """
    row: Row = {}
    for name in taken_fields(values, source):
        field = IMPORTABLE[name]
        value = parse_value(field, values[name], codes.get(field.code_list or ""))
        row[name] = ";".join(value) if isinstance(value, tuple) else value
    if source.name_field:
        row["name"] = source_text(values.get(source.name_field)) or None
    row["status"] = row.get("status") or source.status.value
    return row


def _without_clashes(
    reads: Sequence[_Read], taken: Set[SceneId], label: RoundLabel
) -> Tuple[List[_Read], List[RejectedRow]]:
    """The rows whose ids are their own, and those whose ids are not: each row of a repeated id is among the latter."""
    rows_of: Dict[SceneId, List[int]] = defaultdict(list)
    for read in reads:
        if read.given_id is not None:
            rows_of[read.given_id].append(read.number)
    fresh: List[_Read] = []
    clashing: List[RejectedRow] = []
    for read in reads:
        if read.given_id is None:
            fresh.append(read)
        elif len(rows_of[read.given_id]) > 1:
            rows = ", ".join(str(number) for number in rows_of[read.given_id][:10])
            clashing.append(RejectedRow(read.number, Refusal("scene_id_repeated", scene=read.given_id, rows=rows)))
        elif read.given_id in taken:
            clashing.append(RejectedRow(read.number, Refusal("scene_id_taken", scene=read.given_id, round=label)))
        else:
            fresh.append(read)
    return fresh, clashing


def _scenes(reads: Sequence[_Read], label: RoundLabel, known: Set[SceneId]) -> Iterable[Scene]:
    used = known | {read.given_id for read in reads if read.given_id is not None}
    for read in reads:
        identity = read.given_id
        if identity is None:
            identity = _new_id(read.outline, label, used)
            used.add(identity)
        yield scene_from_row({**read.row, "scene_id": identity, "round": label}, read.outline)


def _new_id(outline: BaseGeometry, label: RoundLabel, used: Set[SceneId]) -> SceneId:
    """An id that no other scene has, the same whenever the same outline comes into the same round."""
    # To the centimetre, so that another version of the projection library gives the same id.
    shape = to_wkb(normalize(set_precision(outline, 0.01, mode="pointwise")), hex=True, output_dimension=2)
    attempt = 0
    while (identity := derived_scene_id(label, shape, f"#{attempt}")) in used:
        attempt += 1
    return identity
