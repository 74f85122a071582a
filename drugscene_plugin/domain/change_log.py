"""What a line of the change log says: the action, and the values before and after as JSON."""

from __future__ import annotations

import json
from dataclasses import dataclass
from enum import Enum
from typing import Any, Dict, Mapping, Optional, Sequence, Tuple

import shapely

from .change_set import SceneChange
from .mapping_round import MappingRound
from .scene import Scene
from .scene_fields import scene_to_row
from .storable import storable_outline


class Action(str, Enum):
    """What was done."""

    ADD_ROUND = "add_round"
    ADD_AREAS = "add_areas"
    ADD_SCENE = "add_scene"
    CHANGE_SCENE = "change_scene"
    REMOVE_SCENE = "remove_scene"
    ACCEPT_FINDING = "accept_finding"
    WITHDRAW_FINDING = "withdraw_finding"
    SET_CODES = "set_codes"
    DECIDE_LINKS = "decide_links"
    SIGN_OFF = "sign_off"
    RECORD_DECISION = "record_decision"
    RECORD_MEASURE = "record_measure"
    SET_ROUND_STATE = "set_round_state"
    PUBLISH_ROUND = "publish_round"
    CORRECT_ROUND = "correct_round"
    KEEP_FIGURES = "keep_figures"
    RELEASE = "release"
    SET_RIGHTS = "set_rights"
    """Say whose an area is, in a store that many share."""


@dataclass(frozen=True)
class Deed:
    """An action with what it changed: JSON objects of the values before and after, None where there was nothing."""

    action: Action
    before: Optional[str] = None
    after: Optional[str] = None


_KEYS = ("scene_id", "round", "revision")  # said by the line itself, or by its place in the log


def _json(values: object) -> str:
    return json.dumps(values, ensure_ascii=False, default=str)


def _image(scene: Optional[Scene], redrawn: bool) -> Dict[str, Any]:
    """The scene's values by column; the outline, if ``redrawn``, as WKB in hexadecimal. What is missing is left out."""
    if scene is None:
        return {}
    row = {n: v for n, v in scene_to_row(scene).items() if v is not None and n not in _KEYS}
    outline = storable_outline(scene.outline) if redrawn else None
    if outline is not None:
        row["outline"] = shapely.to_wkb(outline, hex=True, output_dimension=2)
    return row


def scene_deed(change: SceneChange) -> Deed:
    """Adding, changing or removing a scene: the columns whose values differ, before and after.

    The outline stands there as WKB in hexadecimal, and only when it changed.
    """
    before, after = _image(change.before, change.redrawn), _image(change.after, change.redrawn)
    if change.before is None:
        return Deed(Action.ADD_SCENE, None, _json(after))
    if change.after is None:
        return Deed(Action.REMOVE_SCENE, _json(before), None)
    changed = [name for name in {**before, **after} if before.get(name) != after.get(name)]
    return Deed(
        Action.CHANGE_SCENE,
        _json({name: before.get(name) for name in changed}),
        _json({name: after.get(name) for name in changed}),
    )


def round_deed(mapping_round: MappingRound, scenes: int) -> Deed:
    """Adding a round with that many scenes."""
    values: Mapping[str, object] = {
        "ref_date": mapping_round.ref_date.isoformat(),
        "state": mapping_round.state.value,
        "definition": mapping_round.definition,
        "delisting": mapping_round.delisting,
        "from_round": mapping_round.from_round,
        "revision": mapping_round.revision,
        "scenes": scenes,
    }
    return Deed(Action.ADD_ROUND, None, _json(values))


def areas_deed(keys: Sequence[Tuple[str, str]]) -> Deed:
    """Adding areas, given as level and code."""
    levels: Dict[str, list] = {}
    for level, code in keys:
        levels.setdefault(level, []).append(code)
    return Deed(Action.ADD_AREAS, None, _json(levels))


def finding_deed(fingerprint: str, before: str, after: str) -> Deed:
    """Accepting a finding for a reason, or (``after`` empty) taking that back."""
    action = Action.ACCEPT_FINDING if after else Action.WITHDRAW_FINDING
    return Deed(
        action, _json({fingerprint: before}) if before else None, _json({fingerprint: after}) if after else None
    )


def codes_deed(code_list: str, before: Sequence[Tuple[str, ...]], after: Sequence[Tuple[str, ...]]) -> Deed:
    """Setting a user's code list, given as code, Swedish and English text."""
    return Deed(Action.SET_CODES, _json({code_list: list(before)}), _json({code_list: list(after)}))


def links_deed(pairs: Sequence[Tuple[str, str]]) -> Deed:
    """Deciding links, given as the ids of both sides. The decisions themselves stand in a table of their own."""
    return Deed(Action.DECIDE_LINKS, None, _json({"links": [list(pair) for pair in pairs]}))


def sign_off_deed(role: str, code: str, decision: str, scenes: int) -> Deed:
    """Approving or objecting to that many scenes of an area."""
    return Deed(Action.SIGN_OFF, None, _json({"role": role, "code": code, "decision": decision, "scenes": scenes}))


def local_decision_deed(decision: str, day: str) -> Deed:
    """A local decision about a scene, made on a day."""
    return Deed(Action.RECORD_DECISION, None, _json({"decision": decision, "date": day}))


def measure_deed(kind: str, actor: str, since: str, state: str) -> Deed:
    """A measure at a scene, or how one now stands."""
    return Deed(Action.RECORD_MEASURE, None, _json({"type": kind, "actor": actor, "since": since, "state": state}))


def figures_deed(made: Sequence[Tuple[str, str, str]]) -> Deed:
    """Keeping figures, given as name, parameters (JSON) and SHA-256 of the input; what they say stands in their table."""
    images = [{"name": name, "parameters": json.loads(text), "sha256": digest} for name, text, digest in made]
    return Deed(Action.KEEP_FIGURES, None, _json({"figures": images}))


def release_deed(revision: int, parameters: str, cells: int) -> Deed:
    """Giving a public package out, with that many cells; these stand in a table of their own."""
    return Deed(Action.RELEASE, None, _json({"revision": revision, **json.loads(parameters), "cells": cells}))


def state_deed(action: Action, before: MappingRound, after: MappingRound) -> Deed:
    """A round that changes its state: put into review or back, published, or opened again."""
    images = [_json({"state": r.state.value, "revision": r.revision}) for r in (before, after)]
    return Deed(action, *images)
