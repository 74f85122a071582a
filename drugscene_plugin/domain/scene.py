"""A scene in a round: one row of the list that people argue about."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass, field
from datetime import date
from enum import Enum
from string import digits
from typing import Iterable, Mapping, NewType, Optional, Tuple, Union

from shapely.geometry.base import BaseGeometry

from .area import Assignment
from .criteria import Assessment, Criterion
from .errors import Refusal
from .mapping_round import RoundLabel

SceneId = NewType("SceneId", str)
"""A scene's permanent id, the same in every round."""

TagValue = Union[None, str, int, float, bool, date, Tuple[str, ...]]

_ID = re.compile(r"[^\x00-\x1f\x7f;|]{1,64}")

_ALPHABET = digits + "abcdefghjkmnpqrstvwxyz"  # Crockford's base 32: no letter that looks like a digit


class SceneStatus(str, Enum):
    """Where a scene stands in its round. Only ``OPEN`` counts in tables and ledger."""

    CANDIDATE = "candidate"
    OPEN = "open"
    NOT_SCENE = "not_scene"
    UNDECIDED = "undecided"
    CEASED = "ceased"


def scene_id(text: str) -> SceneId:
    """Check an id that comes from outside.

    Raises:
        Refusal: empty, over 64 characters, or with a control character, ``;`` or ``|``.
    """
    value = text.strip()
    if not _ID.fullmatch(value):
        raise Refusal("scene_id_invalid", scene=value[:80])
    return SceneId(value)


def derived_scene_id(*parts: str) -> SceneId:
    """An id made from parts, whatever their order: ``s-`` and eight characters (40 bits).

    >>> derived_scene_id("a", "b") == derived_scene_id("b", "a")
    True
    """
    digest = hashlib.blake2b("\x1f".join(sorted(parts)).encode("utf-8"), digest_size=5).digest()
    number = int.from_bytes(digest, "big")
    return SceneId("s-" + "".join(_ALPHABET[number >> shift & 31] for shift in range(35, -1, -5)))


@dataclass(frozen=True)
class Scene:
    """A scene in a round.

    ``outline`` is a polygon or multipolygon in the store's CRS (metres), or None where it was lost. ``answers`` and
    ``tags`` hold what was filled in; what is missing is unknown. ``predecessors`` are the ids that it came from when it
    was split off or merged. ``to_confirm`` marks answers and tags carried from the last round that nobody has looked
    at yet. ``revision`` counts saves of this row, from 1; 0 is a scene that was never saved.
    """

    id: SceneId
    round: RoundLabel
    outline: Optional[BaseGeometry]
    name: str = ""
    status: SceneStatus = SceneStatus.CANDIDATE
    status_reason: str = ""
    answers: Mapping[Criterion, Assessment] = field(default_factory=dict)
    tags: Mapping[str, TagValue] = field(default_factory=dict)
    lpo: Assignment = Assignment(None)
    municipality: Assignment = Assignment(None)
    predecessors: Tuple[SceneId, ...] = ()
    to_confirm: bool = False
    revision: int = 0

    @property
    def area_m2(self) -> float:
        """The outline's area in square metres; 0 without one."""
        return 0.0 if self.outline is None else float(self.outline.area)

    @property
    def counts(self) -> bool:
        """Whether it counts as a scene in tables and ledger."""
        return self.status is SceneStatus.OPEN

    @property
    def decided(self) -> bool:
        """Whether somebody has said what it is."""
        return self.status not in (SceneStatus.CANDIDATE, SceneStatus.UNDECIDED)


def by_id(scenes: Iterable[Scene]) -> Mapping[SceneId, Scene]:
    """Scenes of one round by id."""
    return {scene.id: scene for scene in scenes}
