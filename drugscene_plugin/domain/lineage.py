"""What became of each scene between two rounds: links that the machine proposes and people decide."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import Optional, Tuple

from .errors import Refusal
from .scene import SceneId


class LinkKind(str, Enum):
    """What happened between two rounds.

    ``CONTINUED`` to ``MANY_TO_MANY`` join a scene of the earlier round with one of the later; ``NEW`` and ``RETURNED``
    stand for a later scene without a predecessor in the earlier round, ``CEASED`` for an earlier one without a
    successor. ``UNSURE`` is a question that a person has to answer.
    """

    CONTINUED = "continued"
    GROWN = "grown"
    SHRUNK = "shrunk"
    MOVED = "moved"
    MERGED = "merged"
    SPLIT = "split"
    MANY_TO_MANY = "many_to_many"
    NEW = "new"
    CEASED = "ceased"
    RETURNED = "returned"
    UNSURE = "unsure"


PAIRED = frozenset(
    (
        LinkKind.CONTINUED,
        LinkKind.GROWN,
        LinkKind.SHRUNK,
        LinkKind.MOVED,
        LinkKind.MERGED,
        LinkKind.SPLIT,
        LinkKind.MANY_TO_MANY,
    )
)
"""Kinds that join a scene of the earlier round with one of the later."""


@dataclass(frozen=True)
class LinkThresholds:
    """Where the machine draws its lines. Shares are 0 to 1, lengths in metres.

    ``link_share``: two outlines are linked when the overlap is at least this share of one of them.
    ``unsure_share``: from this share up to ``link_share`` a person is asked.
    ``sliver_width``: an overlap whose mean width is less comes from drawing jitter and is none.
    ``area_change``: an area that changed by less is continued, not grown or shrunk.
    ``moved_share``: a pair whose overlap is less than this share of both is moved, not continued, grown or shrunk.
    ``near``: how far apart two outlines may lie to be asked about as one scene that moved.
    """

    link_share: float = 0.4
    unsure_share: float = 0.2
    sliver_width: float = 6.0
    area_change: float = 0.15
    moved_share: float = 0.7
    near: float = 250.0

    def __post_init__(self) -> None:
        if not 0 < self.unsure_share <= self.link_share <= 1:
            raise Refusal("link_thresholds_invalid", unsure_share=self.unsure_share, link_share=self.link_share)


class LinkReason(str, Enum):
    """Why the machine proposes a link: filled with the shares for the reader."""

    SAME_ID_AND_OVERLAP = "same_id_and_overlap"
    OVERLAP = "overlap"
    NEAR_SAME_NAME = "near_same_name"
    NEAR_OTHER_NAME = "near_other_name"
    ID_WITHOUT_OVERLAP = "id_without_overlap"
    LITTLE_OVERLAP = "little_overlap"
    NO_PREDECESSOR = "no_predecessor"
    NO_SUCCESSOR = "no_successor"
    KNOWN_EARLIER = "known_earlier"


@dataclass(frozen=True)
class Link:
    """A proposed or decided link.

    ``share_from`` is the overlap's share of the earlier outline, ``share_to`` of the later one (None where one side is
    missing). For ``RETURNED``, ``from_scene`` is the scene of a round before the earlier one.
    """

    kind: LinkKind
    from_scene: Optional[SceneId]
    to_scene: Optional[SceneId]
    share_from: Optional[float] = None
    share_to: Optional[float] = None
    shared_m2: float = 0.0
    reason: LinkReason = LinkReason.OVERLAP

    @property
    def pair(self) -> Tuple[str, str]:
        """What the link is about, whatever its kind: used to find a decision again."""
        return (self.from_scene or "", self.to_scene or "")
