"""A round as it was published: a revision that stays readable whatever comes after."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Tuple

from .lineage import LinkDecision
from .mapping_round import MappingRound
from .scene import Scene
from .sign_off import SignOff


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
