"""Which scene of one round is which of the next: proposals from ids and mutual overlap.

The shares of the overlap in either outline are compared, not a ratio of the two areas alone, so that a part of a split
(wholly inside its parent) and a merged scene (wholly holding its parents) are seen for what they are. Turned round in
time the same pairs come out, with split for merged, grown for shrunk and new for ceased.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Dict, Iterable, List, Optional, Sequence, Set, Tuple, TypeVar

import numpy as np
import shapely

from ..domain.lineage import Link, LinkKind, LinkReason, LinkThresholds
from ..domain.scene import Scene, SceneId
from .area_assignment import placed


@dataclass(frozen=True)
class Overlaps:
    """Which outlines of two lists overlap: positions in either list, and the shared area in m²; arrays of one length."""

    before: np.ndarray
    after: np.ndarray
    shared_m2: np.ndarray
    width_m: np.ndarray


def outlines_of(scenes: Sequence[Scene]) -> np.ndarray:
    """The outlines as an array; one that is missing or lies nowhere is empty, an invalid one is made valid."""
    outlines = np.array([s.outline if s.outline is not None else shapely.Polygon() for s in scenes], dtype=object)
    outlines[~placed(outlines)] = shapely.Polygon()
    invalid = ~shapely.is_valid(outlines)
    outlines[invalid] = shapely.make_valid(outlines[invalid])
    return outlines


def mean_width(outlines: np.ndarray) -> np.ndarray:
    """The mean width of areas in metres, 2 · area / perimeter: exact for a long strip; 0 for an empty one.

    >>> float(mean_width(np.array([shapely.box(0, 0, 1000, 2)]))[0].round(1))
    2.0
    """
    perimeter = shapely.length(outlines)
    return np.divide(2 * shapely.area(outlines), perimeter, out=np.zeros(len(outlines)), where=perimeter > 0)


def overlaps(before: np.ndarray, after: np.ndarray) -> Overlaps:
    """All pairs of outlines that share area. Grows with the number of pairs, not of outlines squared."""
    tree = shapely.STRtree(before)
    j, i = tree.query(after, predicate="intersects")
    common = shapely.intersection(before[i], after[j])
    shared = shapely.area(common)
    kept = shared > 0
    return Overlaps(i[kept], j[kept], shared[kept], mean_width(common[kept]))


Pair = TypeVar("Pair", bound=Tuple[Any, Any])


def connected_pairs(pairs: Iterable[Pair]) -> List[List[Pair]]:
    """Pairs (before, after) grouped so that those which share a scene on either side, directly or by others, are together.

    >>> connected_pairs([("a", "x"), ("b", "x"), ("c", "y")])
    [[('a', 'x'), ('b', 'x')], [('c', 'y')]]
    """
    parent: Dict[Tuple[int, Any], Tuple[int, Any]] = {}

    def root(node: Tuple[int, Any]) -> Tuple[int, Any]:
        while parent.setdefault(node, node) != node:
            parent[node] = parent[parent[node]]
            node = parent[node]
        return node

    pairs = list(pairs)
    for before, after in pairs:
        parent[root((0, before))] = root((1, after))
    groups: Dict[Tuple[int, Any], List[Pair]] = {}
    for pair in pairs:
        groups.setdefault(root((0, pair[0])), []).append(pair)
    return list(groups.values())


def _kind_of_pair(before: float, after: float, share_from: float, share_to: float, t: LinkThresholds) -> LinkKind:
    """What became of a scene that has one successor, whose only predecessor it is; areas in m²."""
    if max(share_from, share_to) < t.moved_share:
        return LinkKind.MOVED
    if after > before * (1 + t.area_change):
        return LinkKind.GROWN
    if before > after * (1 + t.area_change):
        return LinkKind.SHRUNK
    return LinkKind.CONTINUED


def _kind_of_component(pairs: Sequence[Tuple[int, int]]) -> Optional[LinkKind]:
    """Merged, split or many-to-many; None for a single pair."""
    sources, targets = {i for i, _ in pairs}, {j for _, j in pairs}
    if len(pairs) == 1:
        return None
    if len(targets) == 1:
        return LinkKind.MERGED
    return LinkKind.SPLIT if len(sources) == 1 else LinkKind.MANY_TO_MANY


def _akin(before: Scene, after: Scene) -> bool:
    """Whether ids say that one came from the other: the same id, or the earlier one is named as a predecessor."""
    return before.id == after.id or before.id in after.predecessors


def propose_links(
    before: Sequence[Scene],
    after: Sequence[Scene],
    earlier: Sequence[Scene] = (),
    thresholds: LinkThresholds = LinkThresholds(),  # noqa: B008 - frozen
) -> List[Link]:
    """Propose what became of each scene of one round in the next, ordered by ids.

    Args:
        before: the scenes of the earlier round that counted.
        after: the scenes of the later round that count.
        earlier: scenes of rounds before the earlier one, by which a returned scene is known (latest last).
        thresholds: where the lines are drawn.

    Returns:
        Every scene of both rounds stands in at least one link. The order of the input does not matter.
    """
    before = sorted(before, key=lambda s: s.id)
    after = sorted(after, key=lambda s: s.id)
    outlines_before, outlines_after = outlines_of(before), outlines_of(after)
    area_before, area_after = shapely.area(outlines_before), shapely.area(outlines_after)
    found = overlaps(outlines_before, outlines_after)
    narrow = found.width_m < np.minimum(
        thresholds.sliver_width,
        0.5 * np.minimum(mean_width(outlines_before)[found.before], mean_width(outlines_after)[found.after]),
    )
    share_from = found.shared_m2 / area_before[found.before]
    share_to = found.shared_m2 / area_after[found.after]
    largest = np.where(narrow, 0.0, np.maximum(share_from, share_to))

    measured: Dict[Tuple[int, int], Tuple[float, float, float]] = {}
    linked: List[Tuple[int, int]] = []
    asked: Dict[Tuple[int, int], LinkReason] = {}
    for i, j, m2, first, second, share in zip(
        found.before.tolist(), found.after.tolist(), found.shared_m2.tolist(),
        share_from.tolist(), share_to.tolist(), largest.tolist(),
    ):  # fmt: skip
        measured[i, j] = (first, second, m2)
        if share >= thresholds.link_share or (share >= thresholds.unsure_share and _akin(before[i], after[j])):
            linked.append((i, j))
        elif share >= thresholds.unsure_share:
            asked[i, j] = LinkReason.LITTLE_OVERLAP

    kinds: Dict[Tuple[int, int], Tuple[LinkKind, LinkReason]] = {}
    for component in connected_pairs(linked):
        joint = _kind_of_component(component)
        for i, j in component:
            first, second, _ = measured[i, j]
            kind = joint or _kind_of_pair(area_before[i], area_after[j], first, second, thresholds)
            by_id = _akin(before[i], after[j])
            kinds[i, j] = (kind, LinkReason.SAME_ID_AND_OVERLAP if by_id else LinkReason.OVERLAP)

    for pair, reason in asked.items():
        kinds[pair] = (LinkKind.UNSURE, reason)

    left_before = sorted(set(range(len(before))) - {i for i, _ in kinds})
    left_after = sorted(set(range(len(after))) - {j for _, j in kinds})
    for i, j, reason in _near(before, after, outlines_before, outlines_after, left_before, left_after, thresholds):
        kind = LinkKind.MOVED if reason is LinkReason.NEAR_SAME_NAME else LinkKind.UNSURE
        kinds[i, j] = (kind, reason)

    # An id that stands in both rounds with nothing else to bear it out was copied from a list: a question, not a link.
    position = {scene.id: i for i, scene in enumerate(before)}
    for j, scene in enumerate(after):
        own = position.get(scene.id)
        if own is not None and (own, j) not in kinds:
            kinds[own, j] = (LinkKind.UNSURE, LinkReason.ID_WITHOUT_OVERLAP)
    links = [
        Link(kind, before[i].id, after[j].id, *measured.get((i, j), (0.0, 0.0, 0.0)), reason=reason)
        for (i, j), (kind, reason) in kinds.items()
    ]
    links += [
        Link(LinkKind.CEASED, before[i].id, None, reason=LinkReason.NO_SUCCESSOR)
        for i in sorted(set(left_before) - {i for i, _ in kinds})
    ]
    unexplained = sorted(set(left_after) - {j for _, j in kinds})
    known = _known_earlier(after, outlines_after, unexplained, earlier, thresholds)
    for j in unexplained:
        if j in known:
            links.append(Link(LinkKind.RETURNED, known[j], after[j].id, reason=LinkReason.KNOWN_EARLIER))
        else:
            links.append(Link(LinkKind.NEW, None, after[j].id, reason=LinkReason.NO_PREDECESSOR))
    return sorted(links, key=lambda link: link.pair)


def _near(
    before: Sequence[Scene],
    after: Sequence[Scene],
    outlines_before: np.ndarray,
    outlines_after: np.ndarray,
    left_before: Sequence[int],
    left_after: Sequence[int],
    thresholds: LinkThresholds,
) -> List[Tuple[int, int, LinkReason]]:
    """Pairs of scenes without a link that lie near each other: moved when the name is the same, else a question.

    A pair of one name is taken first; every scene is in one pair at most, and only where each is the other's nearest.
    """
    if not left_before or not left_after:
        return []
    tree = shapely.STRtree(outlines_after[list(left_after)])
    at, to = tree.query(outlines_before[list(left_before)], predicate="dwithin", distance=thresholds.near)
    i, j = np.asarray(left_before)[at], np.asarray(left_after)[to]
    distance = shapely.distance(outlines_before[i], outlines_after[j])
    candidates = []
    for a, b, metres in zip(i.tolist(), j.tolist(), distance.tolist()):
        named = before[a].name.strip().casefold() == after[b].name.strip().casefold() != ""
        candidates.append((not named, metres, min(before[a].id, after[b].id), max(before[a].id, after[b].id), a, b))
    taken_before: Set[int] = set()
    taken_after: Set[int] = set()
    pairs = []
    for unnamed, _, _, _, a, b in sorted(candidates):
        if a in taken_before or b in taken_after:
            continue
        taken_before.add(a)
        taken_after.add(b)
        pairs.append((a, b, LinkReason.NEAR_OTHER_NAME if unnamed else LinkReason.NEAR_SAME_NAME))
    return pairs


def _known_earlier(
    after: Sequence[Scene],
    outlines_after: np.ndarray,
    unexplained: Sequence[int],
    earlier: Sequence[Scene],
    thresholds: LinkThresholds,
) -> Dict[int, SceneId]:
    """The earlier scene that each scene without a predecessor is known as: by overlap, then by id."""
    if not unexplained or not earlier:
        return {}
    chosen = np.asarray(unexplained)
    outlines = outlines_of(earlier)
    found = overlaps(outlines, outlines_after[chosen])
    share = found.shared_m2 / np.minimum(
        shapely.area(outlines)[found.before], shapely.area(outlines_after[chosen])[found.after]
    )
    best: Dict[int, Tuple[float, SceneId]] = {}
    for i, k, part in zip(found.before.tolist(), found.after.tolist(), share.tolist()):
        if part < thresholds.link_share:
            continue
        j = int(chosen[k])
        same = earlier[i].id == after[j].id
        rank = (part + (1.0 if same else 0.0), earlier[i].id)
        best[j] = max(best.get(j, (0.0, SceneId(""))), rank)
    return {j: scene for j, (_, scene) in best.items()}
