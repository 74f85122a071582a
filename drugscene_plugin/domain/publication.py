"""A round as it was published: a revision that stays readable whatever comes after."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, fields, replace
from datetime import date
from typing import Any, Callable, Dict, Mapping, Optional, Sequence, Tuple

import shapely

from .area import AreaCode
from .change_set import Conflict
from .errors import Refusal
from .field import FieldKind
from .lineage import LinkDecision, LinkKind, ReasonCode
from .mapping_round import MappingRound, RoundLabel, RoundState
from .scene import Scene, SceneId
from .scene_fields import SCENE_FIELDS, scene_from_row, scene_to_row
from .sign_off import SignOff, SignOffDecision, SignOffRole, row_checksum
from .storable import storable_outline


@dataclass(frozen=True)
class Publication:
    """What one revision of a round held when it was published, by whom and when (UTC, ISO).

    ``correction`` is the reason for this revision where it corrects an earlier one. ``checksum`` is SHA-256 over rows,
    outlines and decisions: other software that writes the round's rows afterwards is found out by it.
    """

    round: MappingRound
    by: str
    at: str
    scenes: Tuple[Scene, ...]
    decisions: Tuple[LinkDecision, ...]
    sign_offs: Tuple[SignOff, ...]
    checksum: str
    correction: str = ""


@dataclass(frozen=True)
class Correction:
    """An erratum: why a published round was opened again as which revision, by whom and when (UTC, ISO)."""

    round: str
    revision: int
    reason: str
    by: str
    at: str


def publication_checksum(
    mapping_round: MappingRound, scenes: Sequence[Scene], decisions: Sequence[LinkDecision]
) -> str:
    """SHA-256 over a round as it is published: its date and rules, rows, outlines and decisions, in whatever order.

    Its state and the rows' own revisions are no part of it.
    """
    values = {
        "round": {name: value for name, value in _round_values(mapping_round).items() if name != "state"},
        "scenes": sorted((scene.id, row_checksum(scene)) for scene in scenes),
        "decisions": sorted(_canonical(_plain(decision)) for decision in decisions),
    }
    return hashlib.sha256(_canonical(values).encode("utf-8")).hexdigest()


def publication_of(
    mapping_round: MappingRound,
    scenes: Sequence[Scene],
    decisions: Sequence[LinkDecision],
    sign_offs: Sequence[SignOff],
    by: str,
    at: str,
    correction: str = "",
) -> Publication:
    """The publication of a round as it stands, with its checksum."""
    ordered = tuple(sorted(scenes, key=lambda scene: scene.id))
    checksum = publication_checksum(mapping_round, ordered, decisions)
    return Publication(mapping_round, by, at, ordered, tuple(decisions), tuple(sign_offs), checksum, correction)


def changed_since(publication: Publication, scenes: Sequence[Scene]) -> Tuple[SceneId, ...]:
    """The scenes whose rows differ from those that were published, added and removed ones too, by id."""
    then = {scene.id: row_checksum(scene) for scene in publication.scenes}
    now = {scene.id: row_checksum(scene) for scene in scenes}
    return tuple(sorted(known for known in {**then, **now} if then.get(known) != now.get(known)))


def stale_rows(
    publication: Publication, stored: Sequence[Scene], last: Callable[[SceneId], Tuple[str, str]]
) -> Tuple[Conflict, ...]:
    """The rows that somebody saved, added or removed since the snapshot was taken; ``last`` says who and when."""
    then = {scene.id: scene for scene in publication.scenes}
    now = {scene.id: scene for scene in stored}
    return tuple(
        Conflict(known, then.get(known), now.get(known), *last(known))
        for known in sorted({**then, **now})
        if getattr(then.get(known), "revision", None) != getattr(now.get(known), "revision", None)
    )


def check_current(
    publication: Publication,
    stored: MappingRound,
    decisions: Sequence[LinkDecision],
    sign_offs: Sequence[SignOff],
) -> None:
    """Refuse a publication of a round that was decided on, signed or opened again since it was checked.

    Raises:
        Refusal: ``round_changed_meanwhile``.
    """
    seen = (replace(publication.round, state=stored.state), publication.decisions, publication.sign_offs)
    if seen != (stored, tuple(decisions), tuple(sign_offs)):
        raise Refusal("round_changed_meanwhile", round=stored.label)


def check_correction(correction: Correction, stored: MappingRound) -> None:
    """Refuse a correction that names another revision than the next one.

    Raises:
        Refusal: ``round_changed_meanwhile``.
    """
    if correction.revision != stored.revision + 1:
        raise Refusal("round_changed_meanwhile", round=stored.label)


# -- as text ---------------------------------------------------------------------------------------------------------


def snapshot_text(publication: Publication) -> str:
    """The snapshot as canonical JSON: round, rows (outlines as WKB in hexadecimal), decisions and sign-offs."""
    return _canonical(
        {
            "round": _round_values(publication.round),
            "scenes": [scene_values(scene) for scene in publication.scenes],
            "decisions": [_plain(decision) for decision in publication.decisions],
            "sign_offs": [_plain(sign_off) for sign_off in publication.sign_offs],
        }
    )


def publication_from_text(snapshot: str, by: str, at: str, checksum: str, correction: str = "") -> Publication:
    """The publication that a snapshot holds: the inverse of :func:`snapshot_text`."""
    values = json.loads(snapshot)
    return Publication(
        _round_from(values["round"]),
        by,
        at,
        tuple(scene_from_values(row) for row in values["scenes"]),
        tuple(_decision_from(row) for row in values["decisions"]),
        tuple(_sign_off_from(row) for row in values["sign_offs"]),
        checksum,
        correction,
    )


def _canonical(values: object) -> str:
    return json.dumps(values, sort_keys=True, ensure_ascii=False, separators=(",", ":"))


def _plain(value: Any) -> Dict[str, Any]:
    """A flat dataclass by field name; enumerations by their words."""
    return {
        field.name: getattr(getattr(value, field.name), "value", getattr(value, field.name)) for field in fields(value)
    }


def _round_values(mapping_round: MappingRound) -> Dict[str, Any]:
    values = _plain(mapping_round)
    values["ref_date"] = mapping_round.ref_date.isoformat()
    return values


def _round_from(values: Mapping[str, Any]) -> MappingRound:
    known = {**values, "ref_date": date.fromisoformat(values["ref_date"]), "state": RoundState(values["state"])}
    known.update(label=RoundLabel(values["label"]))
    return MappingRound(**known)


_DAYS = tuple(field.name for field in SCENE_FIELDS if field.kind is FieldKind.DATE)


def scene_values(scene: Scene) -> Dict[str, Any]:
    """A scene as plain values that JSON can hold, the outline as WKB in hexadecimal; what is missing is left out."""
    row = {name: value for name, value in scene_to_row(scene).items() if value is not None}
    row.update({name: row[name].isoformat() for name in _DAYS if name in row})
    if scene.outline is not None:
        row["outline"] = shapely.to_wkb(scene.outline, hex=True, output_dimension=2)
    return row


def scene_from_values(values: Mapping[str, Any]) -> Scene:
    """The scene that such values stand for."""
    row = dict(values)
    outline: Optional[str] = row.pop("outline", None)
    row.update({name: date.fromisoformat(row[name]) for name in _DAYS if name in row})
    return scene_from_row(row, None if outline is None else storable_outline(shapely.from_wkb(outline)))


def _decision_from(values: Mapping[str, Any]) -> LinkDecision:
    code = values["reason_code"]
    known = {**values, "kind": LinkKind(values["kind"]), "reason_code": ReasonCode(code) if code else None}
    return LinkDecision(**known)


def _sign_off_from(values: Mapping[str, Any]) -> SignOff:
    known = {**values, "role": SignOffRole(values["role"]), "decision": SignOffDecision(values["decision"])}
    known.update(code=AreaCode(values["code"]), scene=SceneId(values["scene"]))
    return SignOff(**known)
