"""What may be shown to whom.

Writers take a :class:`PublishableTable` or a :class:`PublishableLayer`, and only these rules can make one.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Optional, Sequence, Tuple

from shapely.geometry.base import BaseGeometry

from .errors import Refusal
from .field import Profile
from .table import Column, Table

RULE_VERSION = "1"
"""Raised whenever the rules change; stamped into every table they let through."""

_KEY = object()


@dataclass(frozen=True)
class PublishableTable:
    """A table that the rules have let through for one profile. Made by :func:`disclose` alone."""

    table: Table
    profile: Profile
    rule_version: str
    _key: object = None

    def __post_init__(self) -> None:
        if self._key is not _KEY:
            raise TypeError("only the disclosure rules can make a publishable table")

    @property
    def name(self) -> str:
        """The table's name."""
        return self.table.name

    @property
    def columns(self) -> Tuple[Column, ...]:
        """The columns that the profile may see."""
        return self.table.columns


@dataclass(frozen=True)
class PublishableLayer:
    """A table with an outline a row, let through for one profile. Made by :func:`disclose_layer` alone.

    ``outlines`` are polygons or multipolygons in the store's CRS; None where an outline was lost.
    """

    table: PublishableTable
    outlines: Tuple[Optional[BaseGeometry], ...]
    _key: object = None

    def __post_init__(self) -> None:
        if self._key is not _KEY:
            raise TypeError("only the disclosure rules can make a publishable layer")
        if len(self.outlines) != len(self.table.table.rows):
            raise ValueError(f"layer {self.name}: {len(self.outlines)} outlines for {len(self.table.table.rows)} rows")

    @property
    def name(self) -> str:
        """The layer's name."""
        return self.table.name


def require_profile(profile: Profile) -> None:
    """Refuse a profile whose rules are not written yet.

    Raises:
        Refusal: any profile but internal.
    """
    if profile is not Profile.INTERNAL:
        raise Refusal("profile_not_available", profile=profile.value)


def disclose(table: Table, profile: Profile) -> PublishableTable:
    """Let a table through for a profile, with the columns that it may see.

    Raises:
        Refusal: the profile's rules are not written yet.
    """
    require_profile(profile)
    seen = [i for i, column in enumerate(table.columns) if profile.may_see(column.visibility)]
    shown = Table(
        table.name,
        tuple(table.columns[i] for i in seen),
        tuple(tuple(row[i] for i in seen) for row in table.rows),
        table.total_row,
    )
    return PublishableTable(shown, profile, RULE_VERSION, _KEY)


def disclose_layer(table: Table, outlines: Sequence[Optional[BaseGeometry]], profile: Profile) -> PublishableLayer:
    """Let a layer through for a profile: the columns that it may see, with the outlines that it may see.

    Raises:
        Refusal: the profile's rules are not written yet.
    """
    return PublishableLayer(disclose(table, profile), tuple(outlines), _KEY)
