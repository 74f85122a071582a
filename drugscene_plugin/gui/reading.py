"""What is read of a store and of a round when they are opened: beside the window, in a task."""

from __future__ import annotations

import gc
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import Callable, Iterator, Mapping, Optional, Sequence, Tuple

from ..domain.area import Area
from ..domain.check_out import CheckOut
from ..domain.mapping_round import MappingRound, RoundLabel, previous_round
from ..domain.rights import Rights
from ..domain.scene import Scene
from ..domain.scene_fields import USER_CODE_LISTS
from ..store import open_store
from ..store.working_layer import PreparedRound, prepare_round
from ..workflow.bring_back import check_out_in
from ..workflow.ports import Code, Listener, ReviewStore, StoreInfo
from .models.scene_row import SceneRow, scene_row
from .permission import Permission


@dataclass(frozen=True)
class StoreContent:
    """What is read of a store when it is opened, beside the window. ``listener`` has heard of nothing that was read.

    ``taken_along`` says where a file was checked out from, without the scenes as they were.
    """

    store: ReviewStore
    info: StoreInfo
    rounds: Tuple[MappingRound, ...]
    areas: Tuple[Area, ...]
    codes: Mapping[str, Tuple[Code, ...]]
    permission: Permission
    listener: Optional[Listener]
    taken_along: Optional[CheckOut] = None

    def with_news(
        self,
        rounds: Optional[Sequence[MappingRound]],
        areas: Optional[Sequence[Area]],
        codes: Optional[Mapping[str, Tuple[Code, ...]]],
        rights: Optional[Rights],
    ) -> StoreContent:
        """The same with what others changed, where it is given; this very object where that changes nothing."""
        known = self.permission.rights
        rights = known if rights is None else rights
        news = replace(
            self,
            rounds=self.rounds if rounds is None else tuple(rounds),
            areas=self.areas if areas is None else tuple(areas),
            codes=self.codes if codes is None else codes,
        )
        if news.areas != self.areas or rights != known:
            news = replace(news, permission=Permission(rights, news.areas))
        return self if news == self else news


@dataclass(frozen=True)
class RoundContent:
    """What is read of a round when it is opened, beside the window. ``before`` holds the scenes of the round before."""

    mapping_round: MappingRound
    prepared: PreparedRound
    before: Tuple[Scene, ...]
    rows: Mapping[int, SceneRow]


def read_store(location: str, opener: Callable[[str], ReviewStore]) -> StoreContent:
    """Read what is needed of a store to show it.

    Raises:
        Refusal: it is no store, or cannot be read.
    """
    store = opener(location)
    sharing = store.sharing()
    listener = sharing.listener() if sharing is not None else None  # before all else, so that nothing is missed
    codes = {name: tuple(store.codes(name)) for name in USER_CODE_LISTS}
    areas = tuple(store.areas())
    permission = Permission(store.rights(), areas)
    taken_along = replace(check_out_in(store), base=()) if permission.rights.taken_along else None
    rounds = tuple(store.rounds())
    return StoreContent(store, store.info(), rounds, areas, codes, permission, listener, taken_along)


def read_round(content: StoreContent, label: str) -> RoundContent:
    """Read a round and the one before it."""
    with _no_search_for_cycles():
        mapping_round = content.store.round(label)
        past = previous_round(mapping_round, content.rounds)
        before = tuple(content.store.scenes(past.label)) if past is not None else ()
        prepared = prepare_round(content.store.scenes(label), content.areas, mapping_round, content.info.crs)
        seen = content.permission.rights.profile
        held = zip(prepared.rows, prepared.scenes)
        rows = {row.handle: scene_row(row.handle, one, profile=seen) for row, one in held}
        return RoundContent(mapping_round, prepared, before, rows)


def keep_what_was_read() -> None:
    """Keep all that is there now out of Python's search for cycles: see ``_no_search_for_cycles``."""
    gc.freeze()


def forget_what_was_read() -> None:
    """Let Python search again among what reading kept out of its search: it is of no more use."""
    gc.unfreeze()


@contextmanager
def _no_search_for_cycles() -> Iterator[None]:
    """Keep what is made within out of Python's search for cycles, until ``forget_what_was_read``.

    The search looks at every object with all threads held up, the window's too, time and again: with the scenes of two
    rounds, for up to a quarter of a second. They refer to nothing that refers back.
    """
    searching = gc.isenabled()
    gc.disable()
    try:
        yield
        keep_what_was_read()
    finally:
        if searching:
            gc.enable()


def round_to_open(rounds: Sequence[MappingRound], label: str) -> str:
    """The round asked for, or the last draft, or the last; empty where there is none."""
    if label in {r.label for r in rounds}:
        return label
    drafts = [r.label for r in rounds if r.editable]
    return (drafts or [r.label for r in rounds] or [RoundLabel("")])[-1]


def patient_for_a_moment(location: str) -> ReviewStore:
    """The store at a location. Saving waits a second for whoever is writing, as the window waits with it."""
    return open_store(location, patience=1.0)
