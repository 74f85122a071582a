"""The user can check out a draft: take it along in a file of one's own, to be edited without network and brought back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import FrozenSet, List, Mapping, Sequence, Tuple

from ..domain.area import Area, AreaCode, AreaLevel, valid_areas
from ..domain.check_out import CheckOut
from ..domain.errors import Refusal
from ..domain.mapping_round import MappingRound, previous_round
from ..domain.progress import QUIET, Progress, stop_if_cancelled
from ..domain.rights import Act, Rights
from ..domain.scene import Scene
from ..domain.scene_fields import USER_CODE_LISTS
from ..domain.storable import utc_text
from .ports import Clock, Code, ReviewStore, utc_now


@dataclass(frozen=True)
class TakenAlong:
    """What is taken along of a store: areas, codes, a draft and the round before it, and where all that is from.

    Of log, decisions, signatures, measures and figures, nothing comes along.
    """

    crs: str
    areas: Tuple[Area, ...]
    codes: Mapping[str, Tuple[Code, ...]]
    rounds: Tuple[Tuple[MappingRound, Tuple[Scene, ...]], ...]
    check_out: CheckOut

    @property
    def editable(self) -> int:
        """How many of the draft's scenes may be edited."""
        own = self.check_out.lpos
        return sum(not own or scene.lpo.code in own for scene in self.check_out.base)

    def write(self, file: ReviewStore) -> None:
        """Put it into an empty store."""
        by = self.check_out.by
        file.add_areas(self.areas, by)
        for code_list, codes in self.codes.items():
            file.set_codes(code_list, codes, by)
        for mapping_round, scenes in self.rounds:
            file.add_round(mapping_round, scenes, by)
        file.keep_check_out(self.check_out)


def check_out_round(
    store: ReviewStore,
    label: str,
    by: str,
    lpos: Sequence[str] = (),
    clock: Clock = utc_now,
    progress: Progress = QUIET,
) -> TakenAlong:
    """What to take along of a draft.

    All its scenes come along, so that one sees what lies beside one's own; those in ``lpos`` (codes; none: all in which
    one has the right) may be edited. What the file is made of says nothing of a password: a location never holds one.

    Raises:
        Refusal: ``round_not_editable``, ``check_out_area_unknown``, ``right_missing`` or ``right_elsewhere``: what one may
            not edit, or not see whole, cannot be brought back.
    """
    mapping_round = store.round(label)
    if not mapping_round.editable:
        raise Refusal("round_not_editable", round=mapping_round.label, state=mapping_round.state.value)
    rights, areas = store.rights(), store.areas()
    own = _own_areas(rights, lpos, valid_areas(areas, AreaLevel.LPO, mapping_round.ref_date), mapping_round)
    info = store.info()  # before the scenes: what is written in between comes along, and does no harm
    before = previous_round(mapping_round, store.rounds())
    rounds: List[Tuple[MappingRound, Tuple[Scene, ...]]] = []
    for done, one in enumerate([before, mapping_round] if before else [mapping_round]):
        stop_if_cancelled(progress)
        rounds.append((one, tuple(store.scenes(one.label))))
        progress.report((1 + done) * 0.4)
    check_out = CheckOut(
        info.location, mapping_round.label, info.revision, own, rounds[-1][1], rights.user or by, utc_text(clock())
    )
    codes = {name: tuple(store.codes(name)) for name in USER_CODE_LISTS}
    stop_if_cancelled(progress)
    return TakenAlong(info.crs, tuple(areas), {n: c for n, c in codes.items() if c}, tuple(rounds), check_out)


def _own_areas(
    rights: Rights, asked: Sequence[str], valid: Sequence[Area], mapping_round: MappingRound
) -> Tuple[AreaCode, ...]:
    """The areas whose scenes may be edited in the file; none: all of them."""
    refusal = rights.why_not(Act.EDIT_SCENES)
    if refusal is not None:
        raise refusal
    known = {area.code for area in valid}
    codes: FrozenSet[AreaCode] = frozenset(AreaCode(code.strip()) for code in asked if code.strip())
    for code in sorted(codes - known):
        raise Refusal("check_out_area_unknown", code=code, round=mapping_round.label, known=", ".join(sorted(known)))
    everywhere = rights.why_not(Act.EDIT_SCENES, lpo="") is None
    own = codes or (frozenset() if everywhere else rights.lpos)
    for code in sorted(own):
        refusal = rights.why_not(Act.EDIT_SCENES, lpo=code)
        if refusal is not None:
            raise refusal
    return tuple(sorted(own))
