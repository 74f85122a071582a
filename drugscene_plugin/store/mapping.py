"""How rounds, areas and scenes stand in the tables, and come back from them."""

from __future__ import annotations

import json
from typing import Any, Dict, List, Mapping, Optional, Sequence, Tuple

import shapely
from shapely.geometry import MultiPolygon, Polygon
from shapely.geometry.base import BaseGeometry

from ..domain.area import Area, AreaCode, AreaLevel
from ..domain.check_out import CheckOut, scenes_from_text, scenes_text
from ..domain.counted import CellName
from ..domain.errors import Refusal
from ..domain.figure import Figure, table_from_text
from ..domain.lineage import LinkDecision, LinkKind, ReasonCode
from ..domain.mapping_round import MappingRound, RoundLabel, RoundState
from ..domain.measure import Measure, MeasureState
from ..domain.publication import Publication, publication_from_text, snapshot_text
from ..domain.release_register import CellState, Release, ReleasedCell
from ..domain.scene import Scene, SceneId
from ..domain.scene_fields import Row, scene_from_row, scene_to_row
from ..domain.sign_off import LocalDecision, LocalDecisionKind, SignOff, SignOffDecision, SignOffRole
from ..domain.storable import check_row, storable_area, storable_outline, storable_outlines
from ..domain.suppression import Rules
from ..workflow.ports import Code, LogEntry
from .damage import UNREADABLE, StoredRow, row_damaged
from .schema import (
    AREAS,
    CHANGE_LOG,
    CHECK_OUTS,
    CODES,
    FIGURES,
    LINK_DECISIONS,
    LOCAL_DECISIONS,
    MEASURES,
    OUTLINE,
    PUBLICATIONS,
    RELEASED_CELLS,
    ROUNDS,
    SCENES,
    SIGN_OFFS,
    Table,
)
from .session import Values


def outlines_to_wkb(outlines: Sequence[Optional[BaseGeometry]]) -> List[Optional[bytes]]:
    """The outlines as the tables hold them: multipolygons, as WKB.

    Raises:
        Refusal: one is neither polygon nor multipolygon.
    """
    kept = storable_outlines(outlines)
    parts = [MultiPolygon([] if o.is_empty else [o]) if isinstance(o, Polygon) else o for o in kept]
    return list(shapely.to_wkb(parts, output_dimension=2, byte_order=1)) if parts else []


def _outlines(table: Table, rows: Sequence[Values]) -> List[Optional[BaseGeometry]]:
    """The outlines that the WKB at the end of rows stands for."""
    try:
        return storable_outlines(shapely.from_wkb([row[-1] for row in rows]))
    except UNREADABLE:
        return [_outline(table, row) for row in rows]


def _outline(table: Table, row: Values) -> Optional[BaseGeometry]:
    try:
        return storable_outline(shapely.from_wkb(row[-1]))
    except UNREADABLE as error:
        raise row_damaged(table, dict(zip(table.names, row)), OUTLINE, bytes(row[-1])[:16].hex()) from error


def scene_values(scenes: Sequence[Scene], revisions: Sequence[int]) -> List[Values]:
    """The rows of scenes, each with its revision: the columns of ``SCENES`` in order, then the outline.

    Raises:
        Refusal: a text that cannot be kept, or an outline that is no polygon.
    """
    names = SCENES.names
    rows = []
    bodies = outlines_to_wkb([scene.outline for scene in scenes])
    for scene, revision, body in zip(scenes, revisions, bodies):
        row = scene_to_row(scene)
        row["revision"] = revision
        check_row(row)
        rows.append((*(row[name] for name in names), body))
    return rows


def scenes_from_values(rows: Sequence[Values]) -> List[Scene]:
    """The scenes that rows of ``SCENES`` stand for, each with its outline as WKB at the end."""
    names = SCENES.names
    return [_scene(dict(zip(names, row)), outline) for row, outline in zip(rows, _outlines(SCENES, rows))]


def _scene(row: Row, outline: Optional[BaseGeometry]) -> Scene:
    try:
        return scene_from_row(row, outline)
    except Refusal as refusal:
        raise row_damaged(SCENES, row, str(refusal.values["field"])) from refusal


def area_values(areas: Sequence[Area]) -> List[Values]:
    """The rows of areas: the columns of ``AREAS`` in order, then the outline."""
    kept = [storable_area(area) for area in areas]
    bodies = outlines_to_wkb([area.outline for area in kept])
    return [
        (a.level.value, str(a.code), a.name, a.valid_from, a.valid_to, a.official, body)
        for a, body in zip(kept, bodies)
    ]


def areas_from_values(rows: Sequence[Values]) -> List[Area]:
    """The areas that rows of ``AREAS`` stand for, each with its outline as WKB at the end."""
    areas = []
    for row, outline in zip(rows, _outlines(AREAS, rows)):
        level = StoredRow(AREAS, row).read("level", AreaLevel)
        values = dict(zip(AREAS.names, row))
        values.update(level=level, code=AreaCode(values["code"]), name=values["name"] or "")
        areas.append(Area(outline=outline, **values))
    return areas


def round_values(mapping_round: MappingRound) -> Values:
    """The round's row: the columns of ``ROUNDS`` in order."""
    plain = {name: getattr(mapping_round, name) for name in ROUNDS.names}
    plain.update(state=mapping_round.state.value, own_rules=mapping_round.own_rules or None)
    check_row(plain)
    return tuple(plain.values())


def round_from_values(row: Values) -> MappingRound:
    """The round that a row of ``ROUNDS`` stands for."""
    state = StoredRow(ROUNDS, row).read("state", RoundState)
    values = dict(zip(ROUNDS.names, row))
    values.update(label=RoundLabel(values["label"]), state=state)
    values["own_rules"] = values["own_rules"] or ""
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


def _checked(**values: Any) -> Values:
    """The values, each text of which a store can keep."""
    check_row(values)
    return tuple(values.values())


def link_decision_values(decision: LinkDecision) -> Values:
    """The decision's row: the columns of ``LINK_DECISIONS`` after the round, in order."""
    return _checked(
        kind=decision.kind.value,
        from_scene=decision.from_scene or None,
        to_scene=decision.to_scene or None,
        reason_code=decision.reason_code.value if decision.reason_code else None,
        reason=decision.reason or None,
        by=decision.by,
        at=decision.at,
    )


def link_decision_from_values(row: Values) -> LinkDecision:
    """The decision that a row of ``LINK_DECISIONS`` stands for."""
    kept = StoredRow(LINK_DECISIONS, row)
    reason_code = kept.read("reason_code", ReasonCode) if kept["reason_code"] else None
    return LinkDecision(
        kept.read("kind", LinkKind),
        kept["from_scene"],
        kept["to_scene"],
        kept["by"],
        kept["at"],
        reason_code,
        kept.text("reason"),
    )


def sign_off_values(sign_off: SignOff) -> Values:
    """The sign-off's row: the columns of ``SIGN_OFFS`` after the round, in order."""
    return _checked(
        role=sign_off.role.value,
        code=str(sign_off.code),
        scene=str(sign_off.scene) or None,
        decision=sign_off.decision.value,
        by=sign_off.by,
        at=sign_off.at,
        checksum=sign_off.checksum,
        comment=sign_off.comment or None,
    )


def sign_off_from_values(row: Values) -> SignOff:
    """The sign-off that a row of ``SIGN_OFFS`` stands for."""
    kept = StoredRow(SIGN_OFFS, row)
    return SignOff(
        kept.read("role", SignOffRole),
        AreaCode(kept["code"]),
        SceneId(kept.text("scene_id")),
        kept.read("decision", SignOffDecision),
        kept["by"],
        kept["at"],
        kept["checksum"],
        kept.text("comment"),
    )


def local_decision_values(decision: LocalDecision) -> Values:
    """The decision's row: the columns of ``LOCAL_DECISIONS`` before the time of recording, in order."""
    return _checked(
        scene=str(decision.scene),
        date=decision.date,
        decision=decision.decision.value,
        role=decision.role.value,
        by=decision.by,
        comment=decision.comment or None,
    )


def local_decision_from_values(row: Values) -> LocalDecision:
    """The decision that a row of ``LOCAL_DECISIONS`` stands for."""
    kept = StoredRow(LOCAL_DECISIONS, row)
    decision, role = kept.read("decision", LocalDecisionKind), kept.read("role", SignOffRole)
    return LocalDecision(SceneId(kept["scene_id"]), kept["date"], decision, role, kept["by"], kept.text("comment"))


def measure_values(measure: Measure) -> Values:
    """The measure's row: the columns of ``MEASURES`` before the time of recording, in order."""
    return _checked(
        scene=str(measure.scene),
        type=measure.type,
        actor=measure.actor,
        since=measure.since,
        until=measure.until,
        state=measure.state.value,
        note=measure.note or None,
        by=measure.by,
    )


def measure_from_values(row: Values) -> Measure:
    """The measure that a row of ``MEASURES`` stands for."""
    scene, kind, actor, since, until, _, note, by, _ = row
    state = StoredRow(MEASURES, row).read("state", MeasureState)
    return Measure(SceneId(scene), kind, actor, since, until, state, note or "", by)


def check_out_values(check_out: CheckOut) -> Values:
    """The row of ``CHECK_OUTS``."""
    return _checked(
        source=check_out.source,
        round=check_out.round,
        revision=check_out.revision,
        lpos=";".join(check_out.lpos) or None,
        base=scenes_text(check_out.base),
        by=check_out.by,
        at=check_out.at,
    )


def check_out_from_values(row: Values) -> CheckOut:
    """What such a row stands for."""
    source, label, revision, lpos, _, by, at = row
    base = StoredRow(CHECK_OUTS, row).read("base", scenes_from_text)
    return CheckOut(source, label, revision, area_codes(lpos), base, by, at)


def publication_values(publication: Publication) -> Values:
    """The row of ``PUBLICATIONS``."""
    return _checked(
        round=publication.round.label,
        revision=publication.round.revision,
        by=publication.by,
        at=publication.at,
        correction=publication.correction or None,
        checksum=publication.checksum,
        snapshot=snapshot_text(publication),
    )


def publication_from_values(row: Values) -> Publication:
    """The publication that such a row stands for."""
    kept = StoredRow(PUBLICATIONS, row)

    def said(snapshot: str) -> Publication:
        return publication_from_text(snapshot, kept["by"], kept["at"], kept["checksum"], kept.text("correction"))

    return kept.read("snapshot", said)


def figure_from_values(row: Values) -> Figure:
    """The figure that a row of ``FIGURES`` stands for."""
    kept = StoredRow(FIGURES, row)
    table, parameters = kept.read("content", table_from_text), kept.read("parameters", _object)
    return Figure(RoundLabel(kept["round"]), table, parameters, kept.text("sha256"), kept["by"], kept["at"])


def _object(text: str) -> Mapping[str, Any]:
    found = json.loads(text)
    if not isinstance(found, dict):
        raise ValueError(text)
    return found


def area_codes(text: Optional[str]) -> Tuple[AreaCode, ...]:
    """The codes in a text, with ``;`` between them."""
    return tuple(AreaCode(code) for code in (text or "").split(";") if code)


def release_values(release: Release) -> List[Values]:
    """The rows of a release: the columns of ``RELEASED_CELLS`` after the time, in order."""
    rules = release.rules
    head = (release.by, release.round, release.revision, release.parameters)
    head_values = (*head, rules.threshold, rules.show_zero, rules.minimum_n)
    check_row({"by": release.by, "parameters": release.parameters})
    rows: List[Values] = []
    for cell in release.cells:
        own = _checked(
            cell=json.dumps(cell.name, ensure_ascii=False),
            value=cell.value,
            state=cell.state.value,
            tables=";".join(cell.tables) or None,
            sums=json.dumps(cell.sums, ensure_ascii=False) if cell.sums else None,
        )
        rows.append((*head_values, *own))
    return rows


def _words(name: object) -> CellName:
    if not isinstance(name, list) or not all(isinstance(word, str) for word in name):
        raise ValueError(name)
    return tuple(name)


def releases_from_values(rows: Sequence[Values]) -> List[Release]:
    """The releases that rows of ``RELEASED_CELLS`` make up, in the order of their first rows."""
    found: Dict[Values, List[ReleasedCell]] = {}
    for row in rows:
        kept = StoredRow(RELEASED_CELLS, row)
        known = tuple(kept["tables"].split(";")) if kept["tables"] else ()
        sums = kept.read("sums", lambda text: tuple(tuple(map(_words, one)) for one in json.loads(text or "[]")))
        name = kept.read("cell", lambda text: _words(json.loads(text)))
        cell = ReleasedCell(name, kept["value"], kept.read("state", CellState), known, sums)
        found.setdefault(row[:8], []).append(cell)
    return [
        Release(label, revision, Rules(threshold, bool(show_zero), minimum_n), parameters, tuple(cells), by, at)
        for (at, by, label, revision, parameters, threshold, show_zero, minimum_n), cells in found.items()
    ]
