"""A part of a shared store that was taken along in a file, to be edited without network and brought back."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Sequence, Tuple

from .area import AreaCode
from .publication import scene_from_values, scene_values
from .scene import Scene


@dataclass(frozen=True)
class CheckOut:
    """What a file was checked out from: the round of which store, at which of that store's revisions.

    ``lpos`` are the areas whose scenes may be edited (none: all). ``base`` is the round's scenes as they were: against
    these, what comes back is compared.
    """

    source: str
    round: str
    revision: int
    lpos: Tuple[AreaCode, ...]
    base: Tuple[Scene, ...]
    by: str
    at: str


def scenes_text(scenes: Sequence[Scene]) -> str:
    """Scenes as JSON, outlines as WKB in hexadecimal."""
    return json.dumps([scene_values(scene) for scene in scenes], ensure_ascii=False, separators=(",", ":"))


def scenes_from_text(text: str) -> Tuple[Scene, ...]:
    """The scenes that such JSON holds: the inverse of :func:`scenes_text`.

    >>> from shapely.geometry import box
    >>> from .scene import SceneId
    >>> from .mapping_round import RoundLabel
    >>> given = Scene(SceneId("a"), RoundLabel("2023"), box(0, 0, 1, 1), revision=3)
    >>> scenes_from_text(scenes_text([given])) == (given,)
    True
    """
    return tuple(scene_from_values(values) for values in json.loads(text))
