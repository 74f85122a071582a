"""How rounds, areas and scenes stand in the tables, and come back from them."""

from __future__ import annotations

import json
from typing import Any, Dict, List, Optional, Sequence, Tuple

import shapely
from shapely.geometry import MultiPolygon, Polygon
from shapely.geometry.base import BaseGeometry

from ..domain.area import Area, AreaCode, AreaLevel
from ..domain.check_out import CheckOut, scenes_from_text, scenes_text
from ..domain.errors import Refusal
from ..domain.lineage import LinkDecision, LinkKind, ReasonCode
from ..domain.mapping_round import MappingRound, RoundLabel, RoundState
from ..domain.measure import Measure, MeasureState
from ..domain.release_register import CellState, Release, ReleasedCell
from ..domain.scene import Scene, SceneId
from ..domain.scene_fields import scene_from_row, scene_to_row
from ..domain.sign_off import LocalDecision, LocalDecisionKind, SignOff, SignOffDecision, SignOffRole
from ..domain.storable import check_row, storable_area, storable_outlines
from ..domain.suppression import Rules
from ..workflow.ports import Code, LogEntry
from .schema import AREAS, CHANGE_LOG, CODES, ROUNDS, SCENES
from .session import Values


def outlines_to_wkb(outlines: Sequence[Optional[BaseGeometry]]) -> List[Optional[bytes]]:
    """The outlines as the tables hold them: multipolygons, as WKB.

    Raises:
        Refusal: one is neither polygon nor multipolygon.
    """
    kept = storable_outlines(outlines)
    parts = [MultiPolygon([] if o.is_empty else [o]) if isinstance(o, Polygon) else o for o in kept]
    return list(shapely.to_wkb(parts, output_dimension=2, byte_order=1)) if parts else []


def outlines_from_wkb(bodies: Sequence[Optional[bytes]]) -> List[Optional[BaseGeometry]]:
    """The outlines that WKB stands for.

    Raises:
        Refusal: other software wrote something that is no polygon.
    """
    try:
        return storable_outlines(shapely.from_wkb(bodies))
    except shapely.errors.GEOSException as error:
        raise Refusal("outline_unreadable", start=str(error)) from error


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
    outlines = outlines_from_wkb([row[-1] for row in rows])
    names = SCENES.names
    return [scene_from_row(dict(zip(names, row)), outline) for row, outline in zip(rows, outlines)]


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
    for row, outline in zip(rows, outlines_from_wkb([row[-1] for row in rows])):
        values = dict(zip(AREAS.names, row))
        values.update(level=AreaLevel(values["level"]), code=AreaCode(values["code"]), name=values["name"] or "")
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
    values = dict(zip(ROUNDS.names, row))
    values.update(label=RoundLabel(values["label"]), state=RoundState(values["state"]))
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
    """The decision that such a row stands for."""
    kind, from_scene, to_scene, code, reason, by, at = row
    reason_code = ReasonCode(code) if code else None
    return LinkDecision(LinkKind(kind), from_scene, to_scene, by, at, reason_code, reason or "")


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
    """The sign-off that such a row stands for."""
    role, code, scene, decision, by, at, checksum, comment = row
    return SignOff(
        SignOffRole(role),
        AreaCode(code),
        SceneId(scene or ""),
        SignOffDecision(decision),
        by,
        at,
        checksum,
        comment or "",
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
    scene, day, decision, role, by, comment, _ = row
    return LocalDecision(SceneId(scene), day, LocalDecisionKind(decision), SignOffRole(role), by, comment or "")


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
    scene, kind, actor, since, until, state, note, by, _ = row
    return Measure(SceneId(scene), kind, actor, since, until, MeasureState(state), note or "", by)


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
    source, label, revision, lpos, base, by, at = row
    return CheckOut(source, label, revision, area_codes(lpos), scenes_from_text(base), by, at)


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


def releases_from_values(rows: Sequence[Values]) -> List[Release]:
    """The releases that rows of ``RELEASED_CELLS`` make up, in the order of their first rows."""
    found: Dict[Values, List[ReleasedCell]] = {}
    for row in rows:
        name, value, state, tables, sums = row[8:]
        parts = tuple(tuple(tuple(part) for part in one) for one in json.loads(sums or "[]"))
        known = tuple((tables or "").split(";")) if tables else ()
        cell = ReleasedCell(tuple(json.loads(name)), value, CellState(state), known, parts)
        found.setdefault(row[:8], []).append(cell)
    return [
        Release(label, revision, Rules(threshold, bool(show_zero), minimum_n), parameters, tuple(cells), by, at)
        for (at, by, label, revision, parameters, threshold, show_zero, minimum_n), cells in found.items()
    ]
