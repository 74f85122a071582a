"""What may be shown to whom.

Writers take a :class:`PublishableTable` or a :class:`PublishableLayer`, and only these rules can make one.

- *Columns*: a profile sees those of its visibility; the public list is one of what is allowed.
- *Small numbers*: for all but the internal profile a protected number is shown where a
  :class:`~drugscene_plugin.domain.suppression.Suppression`, decided over all tables of the package, lets it through.
- *Scenes*: the public sees open ones alone, and no id of a scene that was never public.
- *Outlines*: the public sees none as it was drawn.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import Any, FrozenSet, List, Mapping, Optional, Sequence, Tuple

import shapely
from shapely.geometry.base import BaseGeometry

from .errors import Refusal
from .field import Profile
from .scene import SceneStatus
from .suppression import Suppression
from .table import Column, Measure, SceneIds, Table

RULE_VERSION = "2"
"""Raised whenever the rules change; stamped into every table they let through."""

SUPPRESSED = "suppressed"
"""The column that names the columns whose numbers are withheld in a row, with ``;`` between them."""

_KEY = object()


class OutlineForm(str, Enum):
    """How a scene's place is shown: as drawn, generalised, by a point, or by its name alone."""

    EXACT = "exact"
    GENERALISED = "generalised"
    POINT = "point"
    NONE = "none"


HEXAGON_WIDTH = 40.0
"""Metres from side to side of the hexagons that a generalised outline is made of."""

HEXAGON_SHARE = 0.3
"""The share of a hexagon that a scene must cover to be drawn with it: streets are narrower than hexagons."""

PUBLIC_FORMS = (OutlineForm.GENERALISED, OutlineForm.POINT, OutlineForm.NONE)
"""The forms that the public may see."""


class What(str, Enum):
    """What kind of thing was withheld."""

    COLUMNS = "columns"
    ROWS = "rows"
    NUMBERS = "numbers"
    OUTLINES = "outlines"


class Why(str, Enum):
    """Why it was withheld."""

    INTERNAL = "internal"
    SCENES_NOT_PUBLIC = "scenes_not_public"
    SMALL_NUMBERS = "small_numbers"
    PLACE_GENERALISED = "place_generalised"


@dataclass(frozen=True)
class Withheld:
    """What a rule kept back from a table, and why. ``number`` is None where it would tell what is kept back."""

    table: str
    what: What
    why: Why
    columns: Tuple[str, ...] = ()
    number: Optional[int] = None


@dataclass(frozen=True)
class PublishableTable:
    """A table that the rules have let through for one profile. Made by :func:`disclose` alone."""

    table: Table
    profile: Profile
    rule_version: str
    withheld: Tuple[Withheld, ...] = ()
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

    def named_rows(self) -> List[Mapping[str, Any]]:
        """The rows, each by the names of the columns."""
        return self.table.named_rows()


@dataclass(frozen=True)
class PublishableLayer:
    """A table with an outline a row, let through for one profile. Made by :func:`disclose_layer` alone.

    ``outlines`` are in the store's CRS: polygons or multipolygons, points where ``form`` is POINT; None where an
    outline was lost, and for all where ``form`` is NONE.
    """

    table: PublishableTable
    outlines: Tuple[Optional[BaseGeometry], ...]
    form: OutlineForm = OutlineForm.EXACT
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


def require_publishable(profile: Profile, form: OutlineForm, draft: bool) -> None:
    """Refuse what a profile may not have.

    Raises:
        Refusal: ``draft_not_public`` for a round that is not published, ``outlines_not_public`` for exact outlines.
    """
    if profile is not Profile.PUBLIC:
        return
    if draft:
        raise Refusal("draft_not_public")
    if form not in PUBLIC_FORMS:
        raise Refusal("outlines_not_public", outlines=form.value, known=", ".join(f.value for f in PUBLIC_FORMS))


def disclose(
    table: Table,
    profile: Profile,
    suppression: Optional[Suppression] = None,
    public_scenes: FrozenSet[str] = frozenset(),
) -> PublishableTable:
    """Let a table through for a profile, with what it may see.

    ``suppression`` is what was decided over all tables that are handed on together; a table without protected columns
    needs none, nor does the internal profile. ``public_scenes`` are the ids that the public has or may have.

    Raises:
        ValueError: the table has protected numbers that the suppression does not cover.
    """
    return _disclosed(table, profile, suppression, public_scenes)[0]


def disclose_layer(
    table: Table,
    outlines: Sequence[Optional[BaseGeometry]],
    profile: Profile,
    suppression: Optional[Suppression] = None,
    public_scenes: FrozenSet[str] = frozenset(),
    form: OutlineForm = OutlineForm.EXACT,
    drawn: Optional[Sequence[Optional[BaseGeometry]]] = None,
) -> PublishableLayer:
    """Let a layer through for a profile: the columns that it may see, with the outlines that it may see.

    ``form`` other than EXACT wants the places to be ``drawn`` instead, a row each. Areas of the administration are no
    secret: for tables without ids of scenes the form is always EXACT.

    Raises:
        Refusal: the public would get exact outlines of scenes.
        ValueError: a place to be drawn shares a vertex with an exact outline, is invalid, or is of the wrong kind.
    """
    of_scenes = any(column.scenes is SceneIds.SUBJECT for column in table.columns)
    if of_scenes:
        require_publishable(profile, form, draft=False)
    shown, kept = _disclosed(table, profile, suppression, public_scenes)
    if form is OutlineForm.EXACT or not of_scenes:
        return PublishableLayer(shown, tuple(outlines[i] for i in kept), OutlineForm.EXACT, _KEY)
    places: Sequence[Optional[BaseGeometry]] = [None] * len(outlines) if drawn is None else drawn
    _check_places(outlines, places, form)
    note = Withheld(table.name, What.OUTLINES, Why.PLACE_GENERALISED)
    noted = PublishableTable(shown.table, profile, RULE_VERSION, (*shown.withheld, note), _KEY)
    return PublishableLayer(noted, tuple(places[i] for i in kept), form, _KEY)


def _disclosed(
    table: Table, profile: Profile, suppression: Optional[Suppression], public_scenes: FrozenSet[str]
) -> Tuple[PublishableTable, List[int]]:
    """The table as the profile sees it, and the numbers of the rows that are left."""
    kept, hidden = list(range(len(table.rows))), 0
    rows: List[Tuple[Any, ...]] = list(table.rows)
    withheld: List[Withheld] = []
    if profile is not Profile.INTERNAL and any(column.protected for column in table.columns):
        rows, hidden = _without_small(table, suppression)
    if profile is Profile.PUBLIC:
        kept = [i for i in kept if _public_row(table, rows[i], public_scenes)]
        rows = [_with_public_ids(table, row, public_scenes) for row in rows]
        if len(kept) < len(table.rows):
            withheld.append(Withheld(table.name, What.ROWS, Why.SCENES_NOT_PUBLIC))
    seen = [i for i, column in enumerate(table.columns) if profile.may_see(column.visibility)]
    left_out = tuple(column.name for column in table.columns if not profile.may_see(column.visibility))
    if left_out:
        withheld.append(Withheld(table.name, What.COLUMNS, Why.INTERNAL, left_out, len(left_out)))
    columns = [table.columns[i] for i in seen]
    shown = [tuple(rows[i][c] for c in seen) for i in kept]
    if profile is not Profile.INTERNAL and any(column.protected for column in columns):
        columns.append(Column(SUPPRESSED))
        shown = [(*row, _names_withheld(table, number, suppression)) for row, number in zip(shown, kept)]
        if hidden:
            withheld.append(Withheld(table.name, What.NUMBERS, Why.SMALL_NUMBERS, (), hidden))
    made = Table(table.name, tuple(columns), tuple(shown), table.total_row)
    return PublishableTable(made, profile, RULE_VERSION, tuple(withheld), _KEY), kept


# -- small numbers ---------------------------------------------------------------------------------------------------


def _without_small(table: Table, suppression: Optional[Suppression]) -> Tuple[List[Tuple[Any, ...]], int]:
    counted = table.counted
    if counted is None or suppression is None or not suppression.covers(frozenset(counted.shown)):
        raise ValueError(f"table {table.name}: nothing decided which of its protected numbers may be shown")
    for name in counted.shown:
        if counted.values[name] != suppression.system.values[name]:
            raise ValueError(f"table {table.name}: the cell {name} was another when it was decided on")
    rows, hidden = [], 0
    for number, row in enumerate(table.rows):
        values = list(row)
        for index, column in enumerate(table.columns):
            if (
                column.protected
                and values[index] is not None
                and _is_withheld(table, (number, column.name), suppression)
            ):
                values[index] = None
                hidden += 1
        rows.append(tuple(values))
    return rows, hidden


def _is_withheld(table: Table, place: Tuple[int, str], suppression: Optional[Suppression]) -> bool:
    counted = table.counted
    if counted is None or suppression is None:
        return False
    if place in counted.cells and suppression.withholds(counted.cells[place]):
        return True
    return place in counted.derived and suppression.withholds_derived(counted.derived[place])


def _names_withheld(table: Table, number: int, suppression: Optional[Suppression]) -> Optional[str]:
    """The columns whose numbers are withheld in a row. One that has no number anyhow is among them all the same.

    Otherwise an empty cell without a mark would tell what the withheld count is: a share of nothing, a change from 0.
    """
    names = [c.name for c in table.columns if c.protected and _is_withheld(table, (number, c.name), suppression)]
    return ";".join(names) or None


# -- scenes ----------------------------------------------------------------------------------------------------------


def _public_row(table: Table, row: Tuple[Any, ...], public_scenes: FrozenSet[str]) -> bool:
    """Whether a row is about public scenes alone, and about open ones where it says their status."""
    names = [column.name for column in table.columns]
    of_scenes = any(column.scenes is SceneIds.SUBJECT for column in table.columns)
    for column, value in zip(table.columns, row):
        if column.scenes is SceneIds.SUBJECT and value is not None and value not in public_scenes:
            return False
        if of_scenes and column.name == "status" and value != SceneStatus.OPEN.value:
            return False
    if "level" in names and "code" in names and row[names.index("level")] == "scene":
        return row[names.index("code")] in public_scenes
    return True


def _with_public_ids(table: Table, row: Tuple[Any, ...], public_scenes: FrozenSet[str]) -> Tuple[Any, ...]:
    def public(column: Column, value: Any) -> Any:
        if column.scenes is not SceneIds.OTHERS or value is None:
            return value
        return ";".join(one for one in str(value).split(";") if one in public_scenes) or None

    return tuple(public(column, value) for column, value in zip(table.columns, row))


# -- outlines --------------------------------------------------------------------------------------------------------


def _check_places(
    outlines: Sequence[Optional[BaseGeometry]], places: Sequence[Optional[BaseGeometry]], form: OutlineForm
) -> None:
    if len(places) != len(outlines):
        raise ValueError(f"{len(places)} places for {len(outlines)} outlines")
    drawn = [place for place in places if place is not None]
    if form is OutlineForm.NONE and drawn:
        raise ValueError("nothing is to be drawn")
    kinds = ("Point",) if form is OutlineForm.POINT else ("Polygon", "MultiPolygon")
    for place in drawn:
        if place.geom_type not in kinds or place.is_empty or not place.is_valid:
            raise ValueError(f"a place to be drawn is an invalid or unfit {place.geom_type}")
    exact = vertices([outline for outline in outlines if outline is not None])
    if exact & vertices(drawn):
        raise ValueError("a vertex survives as it was drawn")


def vertices(shapes: Sequence[BaseGeometry]) -> FrozenSet[Tuple[int, int]]:
    """The vertices of shapes, to a hundredth of a metre."""
    points = shapely.get_coordinates(list(shapes))
    return frozenset(map(tuple, (points * 100).round().astype("int64").tolist()))


# -- what was withheld -----------------------------------------------------------------------------------------------

_WITHHELD_COLUMNS = (
    Column("table"),
    Column("what"),
    Column("why"),
    Column("columns"),
    Column("number", Measure.COUNT),
)


def withheld_table(shown: Sequence[PublishableTable], profile: Profile) -> PublishableTable:
    """What the rules kept back from the tables that go with it, and why."""
    rows = tuple(
        (one.table, one.what.value, one.why.value, ";".join(one.columns) or None, one.number)
        for table in shown
        for one in table.withheld
    )
    return disclose(Table("withheld", _WITHHELD_COLUMNS, rows), profile)
