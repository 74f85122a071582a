"""Save edits: what an editing session changed, computed from two snapshots, and written in one transaction.

The comparison is deaf to which tool did what: QGIS's split and merge leave too little to go by, and differ by version.
It looks at rows alone: which ids there were, which rows there are now, and how the outlines overlap.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from operator import itemgetter
from typing import Dict, Iterable, List, Mapping, Optional, Sequence, Set, Tuple

import shapely
from shapely.geometry.base import BaseGeometry

from ..analysis.area_assignment import AreaIndex, reassign
from ..domain.area import Area, AreaLevel, valid_areas
from ..domain.change_set import ChangeSet, RowImage, SceneChange
from ..domain.errors import Refusal
from ..domain.mapping_round import MappingRound
from ..domain.scene import Scene, SceneId, derived_scene_id, scene_id
from ..domain.scene_fields import SCENE_FIELDS, Row, scene_from_row, scene_to_row
from .merge_edits import same, same_vertices
from .ports import SceneStore, StaleEdit

ANCESTRY_SHARE = 0.5
"""How much of an outline must lie in another for the one to descend from the other; drawing jitter stays far below."""

SAME_AREA = 1e-6
"""Parts whose areas differ by less than this share are of one size: the westernmost keeps the id."""

COMPUTED_COLUMNS: Tuple[str, ...] = (
    "scene_id",
    "round",
    "lpo_shares",
    "municipality_shares",
    "predecessors",
    "revision",
)
"""Columns that saving computes: what a person types there is not taken, but for an id that the base does not know."""

COLUMNS: Tuple[str, ...] = tuple(f.name for f in SCENE_FIELDS)
"""The columns of a row, in order."""

_values_in_order = itemgetter(*COLUMNS)


@dataclass(frozen=True)
class RowDifference:
    """Which rows differ from the base, before anyone asks what became of what.

    ``rows`` are new, changed, or share one id with others; ``removed`` are the ids with no row left.
    """

    rows: Tuple[RowImage, ...]
    removed: Tuple[SceneId, ...]

    def __bool__(self) -> bool:
        return bool(self.rows or self.removed)


@dataclass(frozen=True)
class SavedEdits:
    """What a save wrote: every scene with its final id, areas and revision."""

    change_set: ChangeSet


def difference(base: Mapping[SceneId, RowImage], current: Iterable[RowImage]) -> RowDifference:
    """The rows that differ from the base, byte by byte: quick, as most rows are the very same."""
    touched: List[RowImage] = []
    same: Dict[SceneId, RowImage] = {}
    seen: Set[SceneId] = set()
    shared: Set[SceneId] = set()
    for row in current:
        known = base.get(row.scene_id) if row.scene_id else None
        if known is None or row.scene_id is None:
            touched.append(row)
            continue
        if row.scene_id in seen:
            shared.add(row.scene_id)
        seen.add(row.scene_id)
        if row is known or (row.outline == known.outline and row.values == known.values):
            same[row.scene_id] = row
        else:
            touched.append(row)
    touched.extend(same[i] for i in shared if i in same)
    return RowDifference(tuple(touched), tuple(i for i in base if i not in seen))


def outline_from_wkb(wkb: Optional[bytes]) -> Optional[BaseGeometry]:
    """The outline in a row: a multipolygon of one part is that polygon; what holds nothing is None."""
    if wkb is None:
        return None
    outline = shapely.from_wkb(wkb)
    if outline is None or outline.is_empty:
        return None
    if outline.geom_type == "MultiPolygon" and len(outline.geoms) == 1:
        return outline.geoms[0]
    return outline


def scene_of_row(row: RowImage, columns: Sequence[str] = COLUMNS, **computed: object) -> Scene:
    """The scene that a row stands for, with computed columns in the place of the row's own.

    Raises:
        Refusal: a value that the row cannot have, as the attribute table lets through; ``scene`` names the row.
    """
    values: Row = dict(zip(columns, row.values))
    values.update(computed)
    return _scene(values, outline_from_wkb(row.outline))


def _scene(values: Row, outline: Optional[BaseGeometry]) -> Scene:
    try:
        return scene_from_row(values, outline)
    except Refusal as refusal:
        called = values.get("name") or values.get("scene_id") or ""
        raise Refusal(refusal.code, **{**refusal.values, "scene": str(called)[:80]}) from refusal


def compare(
    round_label: str,
    base: Mapping[SceneId, RowImage],
    current: Iterable[RowImage],
    columns: Sequence[str] = COLUMNS,
    salt: str = "",
    base_scenes: Optional[Mapping[SceneId, Scene]] = None,
) -> ChangeSet:
    """What became of the base: which scenes were added, changed and removed, with ids and ancestry.

    - A row without an id was drawn since: it gets an id made from the round, its outline and ``salt`` (which keeps two
      sessions that draw the same outline apart).
    - Several rows with one id are the parts of a split: the largest keeps it (tie: the westernmost), the others get new
      ids and name it as their predecessor.
    - An id without a row was removed. A row that takes up at least half of a removed one's outline descends from it, and
      gets an id made from its parents, in whatever order they were merged.

    ``base_scenes`` are the scenes that the rows of ``base`` stand for, where they are at hand: this saves making them.

    Raises:
        Refusal: a row with a value that it cannot have.
    """
    found = difference(base, current)
    if not found:
        return ChangeSet(round_label, ())
    return _Comparison(round_label, base, found, columns, salt, base_scenes or {}).change_set()


class _Outline:
    """An outline with what the comparison asks of it again and again."""

    def __init__(self, wkb: Optional[bytes]) -> None:
        self.given = outline_from_wkb(wkb)
        self.sound = self.given
        if self.sound is not None and not self.sound.is_valid:
            self.sound = shapely.make_valid(self.sound)  # overlaps of outlines that cross themselves are undefined
        self.area = 0.0 if self.sound is None else float(self.sound.area)
        self.west: float = 0.0 if self.sound is None else self.sound.bounds[0]
        self.south: float = 0.0 if self.sound is None else self.sound.bounds[1]

    def shared_with(self, other: _Outline) -> float:
        """The area that two outlines share, in square metres."""
        if self.sound is None or other.sound is None or not self.sound.intersects(other.sound):
            return 0.0
        return float(self.sound.intersection(other.sound).area)

    def covers_most_of(self, other: _Outline) -> bool:
        """Whether enough of the other lies in this one for it to count as its ancestor."""
        return other.area > 0 and self.shared_with(other) >= ANCESTRY_SHARE * other.area


class _Comparison:
    """One comparison under way."""

    def __init__(
        self,
        round_label: str,
        base: Mapping[SceneId, RowImage],
        found: RowDifference,
        columns: Sequence[str],
        salt: str,
        base_scenes: Mapping[SceneId, Scene],
    ) -> None:
        self._base_scenes = base_scenes
        self._round = round_label
        self._base = base
        self._found = found
        self._columns = columns
        self._salt = salt
        self._new: Dict[int, _Outline] = {}
        self._old: Dict[SceneId, _Outline] = {}
        self._used: Set[str] = set(base)
        self._gone: List[SceneId] = []
        self._tree: Optional[shapely.STRtree] = None

    def change_set(self) -> ChangeSet:
        """The changes: removed, changed and added scenes, each in the order of their ids."""
        keepers, others = self._who_keeps_its_id()
        keepers = self._in_order(keepers) if self._found.removed else keepers
        keeps = {row.handle for row in keepers}
        parents = {row.handle: self._parents(row, row.handle in keeps) for row in keepers + others}
        removed = set(self._found.removed)
        changed: List[SceneChange] = []
        added: List[SceneChange] = []
        for row in (*keepers, *self._in_order(others)):
            known = self._known_id(row)
            if known is not None and row.handle in keeps and not parents[row.handle]:
                change = self._changed(row, self._base[known])
                changed.extend([change] if change else [])
                continue
            if known is not None and row.handle in keeps:
                removed.add(known)  # it was merged: the new scene has a new id, and the old one ends
            added.append(self._added(row, parents[row.handle]))
        gone = [SceneChange(self._before(self._base[i]), None) for i in sorted(removed)]
        return ChangeSet(
            self._round,
            (*gone, *sorted(changed, key=lambda c: c.id), *sorted(added, key=lambda c: c.id)),
        )

    def _known_id(self, row: RowImage) -> Optional[SceneId]:
        return row.scene_id if row.scene_id in self._base else None

    def _in_order(self, rows: Iterable[RowImage]) -> List[RowImage]:
        """The largest first, then from the west; never by handle where anything else tells rows apart."""

        def key(row: RowImage) -> Tuple[float, float, float, bool, int]:
            outline = self._outline(row)
            return (-outline.area, outline.west, outline.south, row.handle < 0, abs(row.handle))

        return sorted(rows, key=key)

    def _who_keeps_its_id(self) -> Tuple[List[RowImage], List[RowImage]]:
        keepers: List[RowImage] = []
        others: List[RowImage] = []
        groups: Dict[SceneId, List[RowImage]] = {}
        for row in self._found.rows:
            if row.scene_id and row.scene_id in self._base:
                groups.setdefault(row.scene_id, []).append(row)
            else:
                others.append(row)
        for known, rows in groups.items():
            keeper = rows[0] if len(rows) == 1 else self._largest(known, rows)
            keepers.append(keeper)
            others.extend(row for row in rows if row is not keeper)
        return keepers, others

    def _largest(self, known: SceneId, rows: List[RowImage]) -> RowImage:
        """The part that keeps the id: of those that lie where the scene was, if any do; a moved copy is no part."""
        at_home = [row for row in rows if self._stems_from(row, known)] or rows
        most = max(self._outline(row).area for row in at_home)
        as_large = [row for row in at_home if self._outline(row).area >= most * (1 - SAME_AREA)]

        def key(row: RowImage) -> Tuple[float, float, bool, int]:
            outline = self._outline(row)
            return (outline.west, outline.south, row.handle < 0, abs(row.handle))

        return min(as_large, key=key)

    def _outline(self, row: RowImage) -> _Outline:
        if row.handle not in self._new:
            self._new[row.handle] = _Outline(row.outline)
        return self._new[row.handle]

    def _old_outline(self, known: SceneId) -> _Outline:
        if known not in self._old:
            self._old[known] = _Outline(self._base[known].outline)
        return self._old[known]

    def _stems_from(self, row: RowImage, known: SceneId) -> bool:
        """Whether a row has at least half of its own outline, or of the old one, in common with a scene as it was."""
        new, old = self._outline(row), self._old_outline(known)
        if new.area == 0 or old.area == 0:
            return new.area == old.area
        return new.shared_with(old) >= ANCESTRY_SHARE * min(new.area, old.area)

    def _removed_near(self, outline: _Outline) -> List[SceneId]:
        if not self._found.removed:
            return []
        if self._tree is None:
            self._gone = [i for i in self._found.removed if self._old_outline(i).sound is not None]
            self._tree = shapely.STRtree([self._old_outline(i).sound for i in self._gone])
        if outline.sound is None or not self._gone:
            return []
        return [self._gone[n] for n in self._tree.query(outline.sound, predicate="intersects")]

    def _parents(self, row: RowImage, keeps_its_id: bool) -> Tuple[SceneId, ...]:
        """The ids that a touched row descends from; none for a scene that merely changed."""
        own = self._known_id(row)
        if keeps_its_id and not self._found.removed:
            return ()
        outline = self._outline(row)
        near = self._removed_near(outline)
        if own is None:
            return tuple(sorted(i for i in near if self._stems_from(row, i)))
        was = self._old_outline(own)
        old = {
            i: self._old_outline(i) for i in near
        }  # what it covered all along is a duplicate cleared away, no parent
        taken = {i for i in near if outline.covers_most_of(old[i]) and not was.covers_most_of(old[i])}
        if taken or (not keeps_its_id and self._stems_from(row, own)):
            taken.add(own)
        return tuple(sorted(taken))

    def _before(self, row: RowImage) -> Scene:
        at_hand = self._base_scenes.get(row.scene_id) if row.scene_id else None
        return at_hand or scene_of_row(row, self._columns)

    def _changed(self, row: RowImage, was: RowImage) -> Optional[SceneChange]:
        before = self._before(was)
        old = dict(zip(self._columns, was.values))
        values = {**dict(zip(self._columns, row.values)), **{name: old[name] for name in COMPUTED_COLUMNS}}
        outline = before.outline if row.outline == was.outline else outline_from_wkb(row.outline)
        if before.outline is not None and outline is not None and same_vertices(before.outline, outline):
            outline = before.outline  # the very same value: so it need not be assigned to areas anew
        after = _scene(values, outline)
        return None if after == before else SceneChange(before, after, row.handle)

    def _added(self, row: RowImage, parents: Tuple[SceneId, ...]) -> SceneChange:
        known = self._known_id(row)
        given = scene_id(row.scene_id) if row.scene_id and known is None else None
        given = None if given in self._used else given
        computed: Dict[str, object] = {"round": self._round, "revision": 0, "lpo_shares": None}
        computed["municipality_shares"] = None
        if given is None or parents:
            computed["predecessors"] = ";".join(parents) or None
        computed["scene_id"] = given or self._new_id(row, known, parents)
        self._used.add(str(computed["scene_id"]))
        return SceneChange(None, scene_of_row(row, self._columns, **computed), row.handle)

    def _new_id(self, row: RowImage, known: Optional[SceneId], parents: Tuple[SceneId, ...]) -> SceneId:
        split_off = parents == (known,)
        made = derived_scene_id(*parents) if parents and not split_off else None
        outline, count = (row.outline or b"").hex(), 0
        while made is None or made in self._used:
            made = derived_scene_id(self._round, outline, self._salt, *parents, str(count))
            count += 1
        return made


class AreaAssigner:
    """The areas valid at a round's reference date, prepared once to assign edits to, time and again."""

    def __init__(self, mapping_round: MappingRound, areas: Sequence[Area]) -> None:
        day = mapping_round.ref_date
        self._lpos = AreaIndex(valid_areas(areas, AreaLevel.LPO, day))
        self._municipalities = AreaIndex(valid_areas(areas, AreaLevel.MUNICIPALITY, day))

    def assign(self, change_set: ChangeSet) -> ChangeSet:
        """The change set with local police area and municipality computed for every scene that is new, has a new
        outline, or whose place somebody changed.

        Where a person has decided (there is a reason) the code stays, and the shares are computed anew.
        """
        to_assign = [n for n, change in enumerate(change_set.changes) if _place_changed(change)]
        if not to_assign:
            return change_set
        changes = list(change_set.changes)
        scenes = [s for s in (changes[n].after for n in to_assign) if s is not None]
        outlines = [s.outline for s in scenes]
        found = zip(to_assign, scenes, self._lpos.assign(outlines), self._municipalities.assign(outlines))
        for n, scene, lpo, municipality in found:
            placed = replace(
                scene, lpo=reassign(scene.lpo, lpo), municipality=reassign(scene.municipality, municipality)
            )
            changes[n] = replace(changes[n], after=placed)
        return ChangeSet(change_set.round, tuple(c for c in changes if c.before != c.after))


def _place_changed(change: SceneChange) -> bool:
    before, after = change.before, change.after
    if after is None:
        return False
    if before is None or before.outline is not after.outline:
        return True
    return (before.lpo, before.municipality) != (after.lpo, after.municipality)


def save_edits(
    store: SceneStore,
    mapping_round: MappingRound,
    change_set: ChangeSet,
    areas: Sequence[Area],
    by: str,
    assigner: Optional[AreaAssigner] = None,
) -> SavedEdits:
    """Write a change set in one transaction of the store's, areas assigned; nothing is written when it is empty.

    ``assigner`` is the one made of these areas, where there is one already.

    Raises:
        Refusal: the round is not a draft, or the store cannot be written.
        StaleEdit: a row was saved otherwise by somebody else since it was read.
    """
    if not mapping_round.editable:
        raise Refusal("round_not_editable", round=mapping_round.label, state=mapping_round.state.value)
    if not change_set:
        return SavedEdits(change_set)
    assigned = (assigner or AreaAssigner(mapping_round, areas)).assign(change_set)
    if not assigned:
        return SavedEdits(assigned)
    return SavedEdits(_written(store, assigned, by))


def _written(store: SceneStore, change_set: ChangeSet, by: str) -> ChangeSet:
    """The changes as they are in the store now. What somebody saved just so already, as this very user whose connection
    broke before the answer came, needs no writing and is no conflict."""
    there: Dict[SceneId, Optional[Scene]] = {}
    while True:
        rest = ChangeSet(change_set.round, tuple(c for c in change_set.changes if c.id not in there))
        try:
            revisions = store.save(rest, by) if rest else {}
            break
        except StaleEdit as stale:
            found = {c.scene_id: c.theirs for c in stale.conflicts if same(c.mine, c.theirs)}
            heirs = (c.after for c in rest.changes if c.before is None and c.after and c.id not in found)
            merged = {parent for heir in heirs for parent in heir.predecessors}  # deleted by them, merged by me
            apart = tuple(c for c in stale.conflicts if c.scene_id not in found or c.scene_id in merged)
            if apart:
                raise StaleEdit(apart) from None
            there.update(found)
    after = {c.id: c.after and replace(c.after, revision=revisions[c.id]) for c in rest.changes}
    after.update(there)
    return ChangeSet(change_set.round, tuple(replace(c, after=after[c.id]) for c in change_set.changes))


def row_of_scene(scene: Scene, handle: int, outline: Optional[bytes]) -> RowImage:
    """The row that a scene is held as, its values in the order of ``COLUMNS``, with its outline as the window has it."""
    return RowImage(handle, scene.id, outline, _values_in_order(scene_to_row(scene)))
