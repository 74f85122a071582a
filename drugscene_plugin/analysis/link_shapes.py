"""Whether the kinds of links fit the shape in which scenes hang together: one to one, n to one, one to n, n to m."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Dict, FrozenSet, List, Sequence, Tuple

from ..domain.lineage import PAIRED, Link, LinkKind
from ..domain.scene import SceneId
from .lineage import connected_pairs

ONE_TO_ONE: FrozenSet[LinkKind] = frozenset((LinkKind.CONTINUED, LinkKind.GROWN, LinkKind.SHRUNK, LinkKind.MOVED))
"""The kinds of a pair in which neither side has another partner."""


@dataclass(frozen=True)
class Misfit:
    """A link whose kind is not one that its component can have."""

    link: Link
    allowed: FrozenSet[LinkKind]


def fitting_kinds(sources: int, targets: int) -> FrozenSet[LinkKind]:
    """The kinds that links of a component of so many earlier and later scenes can have.

    >>> [kind.value for kind in fitting_kinds(2, 1)]
    ['merged']
    """
    if sources == targets == 1:
        return ONE_TO_ONE
    if targets == 1:
        return frozenset((LinkKind.MERGED,))
    return frozenset((LinkKind.SPLIT if sources == 1 else LinkKind.MANY_TO_MANY,))


def components(links: Sequence[Link]) -> List[List[Link]]:
    """The links that join two scenes, those that hang together in one list."""
    by_pair: Dict[Tuple[SceneId, SceneId], Link] = {
        (link.from_scene, link.to_scene): link
        for link in links
        if link.kind in PAIRED and link.from_scene is not None and link.to_scene is not None
    }
    return [[by_pair[pair] for pair in component] for component in connected_pairs(by_pair)]


def misfits(links: Sequence[Link]) -> List[Misfit]:
    """The links whose kind does not fit, such as a scene that is continued twice; ordered by ids."""
    found = []
    for component in components(links):
        sources, targets = {link.from_scene for link in component}, {link.to_scene for link in component}
        allowed = fitting_kinds(len(sources), len(targets))
        found += [Misfit(link, allowed) for link in component if link.kind not in allowed]
    return sorted(found, key=lambda misfit: misfit.link.pair)
