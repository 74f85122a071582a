"""What an annual package says, before anything is written: tables and layers that the disclosure rules let through."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any, Mapping, Optional, Tuple

from .counted import CellName
from .criteria import Definition
from .disclosure import PublishableLayer, PublishableTable
from .field import Profile
from .goal import NO_GOAL, Goal
from .mapping_round import MappingRound, RoundState
from .publication import Correction
from .suppression import Rules, Suppression

CodeLabels = Mapping[str, Mapping[str, str]]
"""What the codes of the user's own lists are called, by list and code, in the package's language."""


@dataclass(frozen=True)
class ComparedWith:
    """With which round a round is compared, and how.

    ``series_break``: the two use different definitions. ``division`` is the day whose areas the ledger reports both
    rounds on. ``undecided`` is how many links nobody has decided: where there are any, changes and ledger show what the
    machine proposes. ``reconciles``: whether every line of the ledger does.
    """

    from_round: str
    series_break: bool
    division: date
    undecided: int
    reconciles: bool


@dataclass(frozen=True)
class FigureSource:
    """How a table of the follow-up came about: the parameters that it was made with, the SHA-256 of its input."""

    parameters: Mapping[str, Any]
    sha256: str


@dataclass(frozen=True)
class AnnualContent:
    """A round, ready to be written for one profile and in one language.

    ``crs`` is the store's, such as ``EPSG:3006``; ``store_revision`` and ``schema_version`` say which state of which
    store it shows; ``rules`` say how small a number the profile may see, ``suppression`` what they withheld.
    ``scenes`` and ``areas`` are the layers, ``tables`` the tables, in the order in which a reader meets them.
    ``previous_scenes`` are the open scenes of the round that it is compared with, so that a map can show both; None for
    a first round, and for the public where that round is not published.
    ``criteria`` and ``history`` are what pages about one scene tell beside its row: the answers to the criteria, and the
    rounds that it has been through.
    ``comparison`` is None for a first round. ``corrections`` are the round's errata up to this revision; ``checksum`` is
    that of its publication, blank for a draft; ``superseded``: a later revision of the round is there, so that the
    folder's name says which this is. ``counted`` names the cells that each table shows or withholds, ``figures`` says
    how the tables of the follow-up came about, by name. ``goal`` is what charts by round are held against.
    ``areas_made_up``: every area is the sample county's, which is made up, so that no page may call a boundary official.
    """

    round: MappingRound
    definition: Definition
    delisting: Definition
    profile: Profile
    language: str
    rules: Rules
    crs: str
    schema_version: int
    store_revision: int
    tables: Tuple[PublishableTable, ...]
    scenes: PublishableLayer
    areas: PublishableLayer
    code_labels: CodeLabels
    comparison: Optional[ComparedWith] = None
    corrections: Tuple[Correction, ...] = ()
    checksum: str = ""
    superseded: bool = False
    suppression: Optional[Suppression] = None
    counted: Mapping[str, Tuple[CellName, ...]] = field(default_factory=dict)
    figures: Mapping[str, FigureSource] = field(default_factory=dict)
    previous_scenes: Optional[PublishableLayer] = None
    criteria: Optional[PublishableTable] = None
    history: Optional[PublishableTable] = None
    goal: Goal = NO_GOAL
    areas_made_up: bool = False

    def __post_init__(self) -> None:
        layers = [layer.table for layer in (self.scenes, self.areas, self.previous_scenes) if layer is not None]
        for shown in (*self.tables, *layers, self.criteria, self.history):
            if shown is not None and shown.profile is not self.profile:
                raise ValueError(f"{shown.name} was let through for {shown.profile.value}, not {self.profile.value}")

    @property
    def draft(self) -> bool:
        """Whether the round is not published yet, so that the package must say so."""
        return self.round.state is not RoundState.PUBLISHED

    @property
    def folder_name(self) -> str:
        """The package's folder: the round and the profile, and DRAFT while the round is not published."""
        revision = f"_revision{self.round.revision}" if self.superseded else ""
        return f"drugscene_{self.round.label}_{self.profile.value}{revision}" + ("_DRAFT" if self.draft else "")
