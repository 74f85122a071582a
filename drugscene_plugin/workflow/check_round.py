"""Check a round: everything about it that is wrong, doubtful or not done yet, in a list that a person can read.

An error keeps a round from being published. A warning is a place where a person may know better: it may be accepted,
"seen, because …". What is wrong with many scenes in the same way becomes one finding about all of them.
"""

from __future__ import annotations

from typing import Callable, Iterable, List, Mapping, Sequence

from ..analysis.outline_checks import NORMAL_BOUNDS, OutlineBounds
from ..domain.area import Area
from ..domain.criteria import Definition
from ..domain.finding import Finding
from ..domain.mapping_round import MappingRound, previous_round
from ..domain.progress import QUIET, Progress, stop_if_cancelled, watched
from ..domain.rights import Act
from ..domain.scene import Scene
from ..domain.scene_fields import USER_CODE_LISTS
from .check_answers import judgement, names, personal_data, tags_and_codes, to_confirm
from .check_outlines import (
    areas_out_of_bounds,
    changed_ids,
    duplicates_of_history,
    faulty_outlines,
    overlapping_outlines,
    sliver_parts,
)
from .check_placement import missing_areas, outdated_placement, placement
from .check_review import review_findings
from .checked_round import round_to_check
from .finding_list import gathered, in_order, marked
from .ports import ReviewStore


def check_round(
    store: ReviewStore, label: str, bounds: OutlineBounds = NORMAL_BOUNDS, progress: Progress = QUIET
) -> List[Finding]:
    """Check a round as the store holds it, and against what else the store holds.

    Raises:
        Refusal: ``round_unknown``; ``right_missing`` to who does not see all: what is hidden would be found missing.
        Cancelled: the user asked to stop.
    """
    store.rights().require(Act.SEE_ALL)
    mapping_round = store.round(label)
    before = previous_round(mapping_round, store.rounds())
    scenes, seen = store.scenes(label), store.seen_findings(label)
    found = find(
        mapping_round,
        scenes,
        store.areas(),
        *mapping_round.rules,
        store.scenes(before.label) if before else (),
        seen,
        bounds,
        {code_list: [code.code for code in store.codes(code_list)] for code_list in USER_CODE_LISTS},
        progress,
    )
    return in_order([*(marked(finding, seen) for finding in review_findings(store, mapping_round, scenes)), *found])


def find(
    mapping_round: MappingRound,
    scenes: Sequence[Scene],
    areas: Sequence[Area],
    definition: Definition,
    delisting: Definition,
    previous: Sequence[Scene] = (),
    seen: Mapping[str, str] = {},
    bounds: OutlineBounds = NORMAL_BOUNDS,
    codes: Mapping[str, Sequence[str]] = {},
    progress: Progress = QUIET,
) -> List[Finding]:
    """Everything there is to say about a round, the errors first.

    ``areas`` are the store's, of every level and validity; ``previous`` the scenes of the round before; ``seen`` the
    accepted warnings, fingerprint to reason; ``codes`` the codes of the user's lists.

    Raises:
        Cancelled: the user asked to stop.
    """
    checked = round_to_check(mapping_round, scenes, areas, bounds)
    was_open = {scene.id for scene in previous if scene.counts}
    steps: Sequence[Callable[[], Iterable[Finding]]] = (
        lambda: missing_areas(checked),
        lambda: faulty_outlines(checked),
        lambda: sliver_parts(checked),
        lambda: areas_out_of_bounds(checked),
        lambda: overlapping_outlines(checked),
        lambda: duplicates_of_history(checked),
        lambda: placement(checked),
        lambda: outdated_placement(checked),
        lambda: names(checked),
        lambda: judgement(checked, definition, delisting, was_open),
        lambda: tags_and_codes(checked, codes),
        lambda: to_confirm(checked),
        lambda: changed_ids(checked, previous),
        lambda: personal_data(checked),
    )
    found: List[Finding] = []
    for step in watched(steps, progress):
        found.extend(step())
        stop_if_cancelled(progress)
    progress.report(1.0)
    return gathered(found, seen)
