"""The user can bring back what was edited in a file that was checked out, beside whatever others saved meanwhile.

What counts is what the scenes hold, not their revisions: three states of each are compared, as it was checked out, as the
file has it, and as the store has it now. So whatever came back before, wholly or in part, is found there and changes
nothing, and a broken connection leaves nothing to repair.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import AbstractSet, Callable, Collection, Dict, List, Mapping, Optional, Sequence, Set, Tuple

from ..domain.change_set import ChangeSet, Conflict, SceneChange
from ..domain.check_out import CheckOut
from ..domain.errors import Refusal
from ..domain.mapping_round import MappingRound
from ..domain.progress import QUIET, Progress, stop_if_cancelled
from ..domain.rights import Act, Rights
from ..domain.scene import Scene, SceneId, by_id
from .merge_edits import Changed, Side, Taken, changed_parts, merged, same
from .ports import ReviewStore, StaleEdit
from .save_edits import AreaAssigner

_ATTEMPTS = 5
"""How often others may save between reading and writing before it is left to the user to try again."""

Scenes = Mapping[SceneId, Scene]


@dataclass(frozen=True)
class HeldBack:
    """A scene whose edit stays in the file, and why."""

    scene: Scene
    why: Refusal


@dataclass(frozen=True)
class ComingBack:
    """What bringing a file back comes to.

    ``clear`` is what can be written as it is; of these, ``merged`` were changed by others too, in other fields.
    ``conflicts`` are for a person to settle. ``held_back`` may not be written by this person, or from this file.
    """

    clear: ChangeSet
    merged: Tuple[SceneId, ...] = ()
    conflicts: Tuple[Conflict, ...] = ()
    held_back: Tuple[HeldBack, ...] = ()
    staying: AbstractSet[SceneId] = frozenset()
    """The scenes whose edits stay in the file: those in conflict or held back, and what belongs to them."""


def check_out_in(file: ReviewStore) -> CheckOut:
    """Where a file was checked out from.

    Raises:
        Refusal: ``not_checked_out``.
    """
    for mapping_round in reversed(file.rounds()):
        found = file.check_out(mapping_round.label)
        if found is not None:
            return found
    raise Refusal("not_checked_out", location=file.info().location)


def coming_back(
    file: ReviewStore,
    store: ReviewStore,
    same_place: Callable[[str, str], bool] = str.__eq__,
    progress: Progress = QUIET,
) -> ComingBack:
    """What bringing a file back to its store would come to now; nothing is written.

    ``same_place`` says whether two locations name the same store.

    Raises:
        Refusal: ``not_checked_out``, ``check_out_elsewhere`` (it is from another store), ``round_not_editable`` (published
            meanwhile, say) or ``right_missing``; the file stands as it is.
    """
    check_out = check_out_in(file)
    if not same_place(check_out.source, store.info().location):
        raise Refusal("check_out_elsewhere", source=check_out.source, location=store.info().location)
    mapping_round = store.round(check_out.round)
    for one in (mapping_round, file.round(check_out.round)):
        if not one.editable:
            raise Refusal("round_not_editable", round=one.label, state=one.state.value)
    rights = store.rights()
    refusal = rights.why_not(Act.EDIT_SCENES)
    if refusal is not None:
        raise refusal
    progress.report(0.1)
    stop_if_cancelled(progress)
    mine, theirs = by_id(file.scenes(check_out.round)), by_id(store.scenes(check_out.round))
    progress.report(0.5)
    stop_if_cancelled(progress)
    return _Comparison(store, check_out, rights, mapping_round, mine, theirs).result()


def bring_back(
    file: ReviewStore,
    store: ReviewStore,
    by: str,
    same_place: Callable[[str, str], bool] = str.__eq__,
    progress: Progress = QUIET,
) -> ComingBack:
    """Write what can be written as it is, in one transaction of the store's, and bring the file up to date with the store.

    What is in conflict or held back stays in the file as it is, and comes up again the next time.

    Raises:
        Refusal: as :func:`coming_back`, and whatever keeps the store from being written: then nothing was.
        StaleEdit: others saved the same scenes again and again in between; nothing was written.
        Cancelled: the user asked to stop; nothing was written.
    """
    for attempt in range(_ATTEMPTS):
        found = coming_back(file, store, same_place, progress)
        stop_if_cancelled(progress)
        if not found.clear:
            break
        try:
            store.save(found.clear, by)
            break
        except StaleEdit:
            if attempt == _ATTEMPTS - 1:
                raise
    progress.report(0.8)
    _bring_up_to_date(file, store, found.staying, by)
    progress.report(1.0)
    return found


def settle(file: ReviewStore, conflict: Conflict, taken: Taken, by: str) -> None:
    """Settle a conflict in the file, by what is to stand in the store in place of theirs.

    Nothing is written to the store: bring the file back again. Whoever takes their outline also gives up what was split off
    the scene or made of it by merging. A scene that was edited in the file since the conflict was found is let be: it
    comes up again.
    """
    kept = taken if isinstance(taken, Scene) else conflict.mine if taken is Side.MINE else conflict.theirs
    check_out = check_out_in(file)
    base, mine = by_id(check_out.base), by_id(file.scenes(check_out.round))
    if not same(mine.get(conflict.scene_id), conflict.mine):
        return
    wanted: Dict[SceneId, Optional[Scene]] = {conflict.scene_id: kept}
    if _outline(kept) == _outline(conflict.theirs) != _outline(conflict.mine):
        edited = _edited(base, mine)
        for scene in _together(conflict.scene_id, _families(edited, base, mine)) - {conflict.scene_id}:
            wanted[scene] = base.get(scene)
    _write(file, check_out.round, mine, wanted, by)
    now = {**base, conflict.scene_id: conflict.theirs}
    file.keep_check_out(replace(check_out, base=tuple(s for s in now.values() if s is not None)))


def settled_by(side: Side, conflict: Conflict) -> Taken:
    """One side for all that both changed differently: the rest is taken from whoever changed it."""
    if conflict.mine is None or conflict.theirs is None:
        return side
    changed = changed_parts(conflict.base, conflict.mine, conflict.theirs)
    chosen = {part: side for part, how in changed.items() if how is Changed.APART}
    return merged(conflict.base, conflict.mine, conflict.theirs, chosen)


def _alike(one: Optional[Scene], other: Optional[Scene]) -> bool:
    """Whether two versions are the same to the last computed value, but for the revision."""
    if one is None or other is None:
        return one is other
    return replace(one, revision=other.revision) == other


class _Comparison:
    """One comparison under way."""

    def __init__(
        self,
        store: ReviewStore,
        check_out: CheckOut,
        rights: Rights,
        mapping_round: MappingRound,
        mine: Scenes,
        theirs: Scenes,
    ) -> None:
        self._store, self._check_out, self._rights, self._round = store, check_out, rights, mapping_round
        self._base, self._mine, self._theirs = by_id(check_out.base), mine, theirs
        self._conflicts: List[Conflict] = []
        self._merged: List[SceneId] = []

    def result(self) -> ComingBack:
        """What comes of it."""
        edited = _edited(self._base, self._mine)
        families = _families(edited, self._base, self._mine)
        changes = [change for change in map(self._change, edited) if change is not None]
        assigned = AreaAssigner(self._round, self._store.areas()).assign(ChangeSet(self._round.label, tuple(changes)))
        held = [one for one in map(self._held_back, assigned.changes) if one is not None]
        staying: Set[SceneId] = set()
        for scene in [*(c.scene_id for c in self._conflicts), *(one.scene.id for one in held)]:
            staying |= _together(scene, families)
        held += self._belonging(assigned, staying, held)
        clear = tuple(change for change in assigned.changes if change.id not in staying)
        merged = tuple(scene for scene in self._merged if scene not in staying)
        return ComingBack(
            ChangeSet(self._round.label, clear), merged, tuple(self._conflicts), tuple(held), frozenset(staying)
        )

    def _change(self, scene: SceneId) -> Optional[SceneChange]:
        """What is to be written of an edited scene; nothing where it is there already, or in conflict."""
        base, mine, theirs = self._base.get(scene), self._mine.get(scene), self._theirs.get(scene)
        if same(mine, theirs):
            return None
        if base and mine and theirs and Changed.APART not in changed_parts(base, mine, theirs).values():
            both = merged(base, mine, theirs, {})
            if same(both, theirs):
                return None
            self._merged += [] if same(base, theirs) else [scene]
            return SceneChange(theirs, both)
        if same(base, theirs):  # added or removed
            return SceneChange(theirs, mine)
        self._conflicts.append(Conflict(scene, mine, theirs, *self._last(scene), base))
        return None

    def _last(self, scene: SceneId) -> Tuple[str, str]:
        lines = self._store.log(self._round.label, scene)
        return (lines[-1].by, lines[-1].at) if lines else ("", "")

    def _held_back(self, change: SceneChange) -> Optional[HeldBack]:
        """Why a change may not be written by this person, or not from this file."""
        sides = [scene for scene in (change.before, change.after) if scene is not None]
        own = self._check_out.lpos
        refusal = self._rights.why_not_save([change])
        for scene in sides:
            if refusal is None and own and scene.lpo.code not in own:
                called = {"scene": scene.name or scene.id, "code": scene.lpo.code or "–"}
                refusal = Refusal("check_out_other_area", own=", ".join(own), **called)
        return None if refusal is None else HeldBack(sides[-1], refusal)

    def _belonging(self, changes: ChangeSet, staying: AbstractSet[SceneId], held: Sequence[HeldBack]) -> List[HeldBack]:
        """The scenes that could be written, but belong to one that stays: split off it, or merged with it."""
        said = {one.scene.id for one in held}
        return [
            HeldBack(scene, Refusal("check_out_belongs", scene=scene.name or scene.id))
            for scene in (change.after or change.before for change in changes.changes)
            if scene is not None and scene.id in staying and scene.id not in said
        ]


def _edited(base: Scenes, mine: Scenes) -> List[SceneId]:
    """The scenes that say something else than they did, in order."""
    pairs = ((i, base.get(i), mine.get(i)) for i in sorted({**base, **mine}))
    return [i for i, was, now in pairs if not _alike(was, now) and not same(was, now)]


def _families(edited: Collection[SceneId], base: Scenes, mine: Scenes) -> List[Set[SceneId]]:
    """The edited scenes that belong together: those new, with the edited ones that they were split off or merged from."""
    families: List[Set[SceneId]] = []
    for scene in edited:
        if scene in base or scene not in mine:
            continue
        family = {scene, *(parent for parent in mine[scene].predecessors if parent in edited)}
        apart = [other for other in families if not other & family]
        families = [*apart, family.union(*(other for other in families if other & family))]
    return families


def _together(scene: SceneId, families: Sequence[Set[SceneId]]) -> Set[SceneId]:
    return next((family for family in families if scene in family), {scene})


def _outline(scene: Optional[Scene]) -> object:
    return None if scene is None else scene.outline


def _bring_up_to_date(file: ReviewStore, store: ReviewStore, staying: AbstractSet[SceneId], by: str) -> None:
    """Let the file hold what the store has now, but for the scenes whose edits stay."""
    check_out = check_out_in(file)
    revision = store.info().revision  # before the scenes: see check_out_round
    base, mine = by_id(check_out.base), by_id(file.scenes(check_out.round))
    now = by_id(store.scenes(check_out.round))
    wanted = {i: now.get(i) for i in {**base, **mine, **now} if i not in staying}
    # First the scenes: a file that stops in between compares them with the old base, and finds them in the store.
    _write(file, check_out.round, mine, wanted, by)
    kept = {**{i: s for i, s in now.items() if i not in staying}, **{i: s for i, s in base.items() if i in staying}}
    ordered = tuple(kept[i] for i in sorted(kept))
    if (ordered, revision) != (check_out.base, check_out.revision):
        file.keep_check_out(replace(check_out, base=ordered, revision=revision))


def _write(file: ReviewStore, label: str, there: Scenes, wanted: Mapping[SceneId, Optional[Scene]], by: str) -> None:
    changes = [SceneChange(there.get(i), s) for i, s in sorted(wanted.items()) if not _alike(there.get(i), s)]
    file.save(ChangeSet(label, tuple(changes)), by)
