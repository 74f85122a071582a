"""What the workflows need of the world: a store, a clock, a place for packages.

The stores in a GeoPackage, on a PostgreSQL server and in memory (tests) implement :class:`SceneStore` and pass one
contract suite.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timezone
from typing import Callable, List, Mapping, Optional, Protocol, Sequence, Tuple

from ..domain.area import Area, AreaLevel
from ..domain.change_set import ChangeSet, Conflict
from ..domain.check_out import CheckOut
from ..domain.figure import Figure
from ..domain.lineage import LinkDecision
from ..domain.mapping_round import MappingRound, RoundLabel
from ..domain.measure import Measure
from ..domain.publication import Correction, Publication
from ..domain.release_register import Release
from ..domain.rights import Rights
from ..domain.scene import Scene, SceneId
from ..domain.sign_off import LocalDecision, SignOff

Clock = Callable[[], datetime]
"""Gives the time now, in UTC."""


def utc_now() -> datetime:
    """The time now, in UTC."""
    return datetime.now(timezone.utc)


@dataclass(frozen=True)
class StoreInfo:
    """What a store says of itself.

    ``location`` is the string it was opened with, ``crs`` an authority id such as ``EPSG:3006``; ``revision`` rises
    with every write.
    """

    location: str
    crs: str
    schema_version: int
    revision: int


@dataclass(frozen=True)
class LogEntry:
    """One line of the change log: who did what to which row, when (UTC, ISO). Values are JSON text or None."""

    at: str
    by: str
    action: str
    round: Optional[str] = None
    scene_id: Optional[str] = None
    before: Optional[str] = None
    after: Optional[str] = None


@dataclass(frozen=True)
class Code:
    """A code of a user's list: the code itself, and its text in Swedish and English."""

    code: str
    label_sv: str
    label_en: str

    def label(self, language: str) -> str:
        """The text in a language, ``sv`` or another; the code itself where there is none.

        >>> Code("a", "Slag A", "").label("sv"), Code("a", "Slag A", "").label("en")
        ('Slag A', 'a')
        """
        return (self.label_sv if language == "sv" else self.label_en) or self.code


class StaleEdit(Exception):
    """Rows were saved by somebody else since they were read. Nothing was written."""

    def __init__(self, conflicts: Tuple[Conflict, ...]) -> None:
        self.conflicts = conflicts
        super().__init__(", ".join(f"{c.scene_id} by {c.by} at {c.at}" for c in conflicts))


@dataclass(frozen=True)
class Change:
    """What somebody, oneself included, wrote into a shared store: who, when (UTC, ISO) and, where the reader may know,
    in which round and which scene. ``number`` rises from one change to the next."""

    number: int
    by: str
    at: str
    action: str
    round: Optional[str] = None
    scene: Optional[SceneId] = None


@dataclass(frozen=True)
class News:
    """What a listener heard since it was last asked. ``marks``: others began or ended to edit scenes.

    ``everything``: something was written, and this reader may not know what: read the store anew.
    """

    changes: Tuple[Change, ...] = ()
    marks: bool = False
    everything: bool = False

    def __bool__(self) -> bool:
        return bool(self.changes) or self.marks or self.everything


class Listener(Protocol):
    """Hears what others do to a shared store, over a connection of its own; used by one thread."""

    def news(self) -> News:
        """What was heard since the last time, at once. After a broken connection, all that was missed.

        Refusal ``store_unreachable`` while there is no connection: ask again later.
        """

    def fileno(self) -> int:
        """The socket that becomes readable when there may be news; -1 while there is no connection."""

    def close(self) -> None:
        """Stop listening."""


class Sharing(Protocol):
    """What a store offers that others write at the same time."""

    def listener(self) -> Listener:
        """Begin to listen. Refusal ``store_unreachable``."""

    def mark_edited(self, label: str, scenes: Sequence[SceneId]) -> None:
        """Say which scenes of a round one is editing: these, and no others (none: done). Forgotten after
        ``MARK_SECONDS`` unless it is said again. It locks nothing."""

    def edited_by_others(self, label: str) -> Mapping[SceneId, str]:
        """Who else is editing which scene of a round just now."""


MARK_SECONDS = 60
"""How long others believe that somebody is editing a scene after it was last said."""


class SceneStore(Protocol):
    """Where rounds, scenes and areas are kept. Every write is one transaction, logged, all or nothing.

    Failures of the place itself (locked, full, read-only, gone, not a store) are raised as ``Refusal`` with a code
    that starts with ``store_``, and leave it as it was. A shared store says itself who did something and when, whatever
    ``by`` and ``at`` it was given: the database's user, by the server's clock.
    """

    def info(self) -> StoreInfo:
        """What the store says of itself."""

    def rights(self) -> Rights:
        """What one may do with it. Reads give only what one may see, and nothing in its place for the rest; a write
        without the right is refused, whatever was asked before."""

    def sharing(self) -> Optional[Sharing]:
        """What it offers to those who use it at the same time; None for one that nobody else can reach."""

    def rounds(self) -> List[MappingRound]:
        """All rounds, by reference date, then label."""

    def round(self, label: str) -> MappingRound:
        """The round of that label. Refusal ``round_unknown`` names those there are."""

    def add_round(self, mapping_round: MappingRound, scenes: Sequence[Scene], by: str) -> None:
        """Add a round with its first scenes (revision 1). Refusal ``round_exists``."""

    def areas(self, level: Optional[AreaLevel] = None) -> List[Area]:
        """The areas of one level, or all, of every validity, by level, code and start."""

    def add_areas(self, areas: Sequence[Area], by: str) -> None:
        """Add areas. Refusal ``area_exists`` where one of the same level and code is valid at the same time."""

    def scenes(self, label: str, only: Optional[Sequence[SceneId]] = None) -> List[Scene]:
        """The scenes of a round by id, whatever their status: all, or ``only`` those of these ids that it has."""

    def scene_rounds(self) -> Mapping[SceneId, Tuple[RoundLabel, ...]]:
        """In which rounds each scene id stands, by reference date."""

    def save(self, change_set: ChangeSet, by: str) -> Mapping[SceneId, int]:
        """Write a change set; the new revision of each row written.

        Raises StaleEdit when a row's revision in the store differs from its ``before`` (or an added id is there
        already); Refusal ``round_not_editable`` when the round is not a draft.
        """

    def seen_findings(self, label: str) -> Mapping[str, str]:
        """Findings of a round that a person has accepted: fingerprint to reason."""

    def accept_finding(self, label: str, fingerprint: str, reason: str, by: str) -> None:
        """Accept a finding for a reason; an empty reason takes the acceptance back."""

    def codes(self, code_list: str) -> List[Code]:
        """The user's codes of a list, in order; empty where none are set."""

    def set_codes(self, code_list: str, codes: Sequence[Code], by: str) -> None:
        """Set the codes of a user's list, in order."""

    def log(self, label: Optional[str] = None, scene: Optional[str] = None) -> List[LogEntry]:
        """The change log, oldest first, of all, one round or one scene."""


class ReviewStore(SceneStore, Protocol):
    """A store that also keeps what people decide about a round as a whole, up to its publication and after.

    Decisions, sign-offs, measures and corrections are only ever added to; the last one that fits counts.
    """

    def link_decisions(self, label: str) -> List[LinkDecision]:
        """Decisions about links into a round, oldest first."""

    def decide_links(self, label: str, decisions: Sequence[LinkDecision]) -> None:
        """Add decisions about links. Refusal ``round_published`` once the round is published."""

    def sign_offs(self, label: str) -> List[SignOff]:
        """Sign-offs of a round, oldest first."""

    def add_sign_offs(self, label: str, sign_offs: Sequence[SignOff]) -> None:
        """Add sign-offs. Refusal ``round_published`` once the round is published."""

    def local_decisions(self) -> List[LocalDecision]:
        """Local decisions about scenes, in the order in which they were recorded."""

    def add_local_decision(self, decision: LocalDecision) -> None:
        """Record a local decision."""

    def measures(self) -> List[Measure]:
        """Measures at scenes, in the order in which they were recorded; a later one of the same scene, type, actor and
        start replaces an earlier one."""

    def record_measure(self, measure: Measure) -> None:
        """Record a measure, or how one now stands."""

    def set_round_state(self, mapping_round: MappingRound, by: str) -> None:
        """Take a round from draft to in review or back. Refusal ``round_published`` once it is published."""

    def publish(self, publication: Publication) -> None:
        """Publish a round: its state and the snapshot of this revision, in one transaction.

        Raises StaleEdit when a row's revision differs from the snapshot's: somebody saved while it was checked.
        """

    def publications(self, label: str) -> List[Publication]:
        """The published revisions of a round, oldest first."""

    def correct(self, correction: Correction) -> None:
        """Open a published round again as a draft of the next revision. Refusal ``round_not_published``."""

    def corrections(self, label: str) -> List[Correction]:
        """Why a round was opened again, oldest first."""

    def figures(self, label: str) -> List[Figure]:
        """The figures of a round, by name."""

    def keep_figures(self, label: str, figures: Sequence[Figure]) -> None:
        """Keep figures of a round, each in place of an earlier one of its name; a published round takes them, too."""

    def check_out(self, label: str) -> Optional[CheckOut]:
        """From where a round was checked out into this store; None where it is the store's own."""

    def keep_check_out(self, check_out: CheckOut) -> None:
        """Keep from where a round was checked out, in place of what was kept of that round."""

    def releases(self) -> List[Release]:
        """What public packages have given out, of all rounds, oldest first."""

    def add_release(self, release: Release) -> None:
        """Add a release to the register: for good."""
