"""Where the scenes of a round lie among its areas, checked: outside, in gaps, in several, or kept as it no longer is."""

from __future__ import annotations

from typing import Iterable, Sequence, Tuple, cast

from shapely.geometry.base import BaseGeometry

from ..analysis.outline_checks import outside, place_in
from ..domain.area import AreaCode, AreaLevel
from ..domain.finding import WARNING, Finding, Mend, Term
from .checked_round import MAY_COUNT, CheckedRound, called, percent_of, stored_assignment


def missing_areas(checked: CheckedRound) -> Iterable[Finding]:
    """No division is valid at the reference date."""
    for level, index in checked.levels.items():
        if not index.areas:
            values = {
                "level": Term("area_level", (level.value,)),
                "ref_date": checked.mapping_round.ref_date.isoformat(),
            }
            yield Finding(f"no_{level.value}_areas", WARNING, (), None, values)


def placement(checked: CheckedRound) -> Iterable[Finding]:
    """Scenes outside areas, in gaps between them, or straddling them."""
    levels = [level for level, index in checked.levels.items() if index.areas]
    for i, outline in zip(checked.sound.tolist(), checked.outlines):
        scene = checked.scenes[i]
        if scene.status not in MAY_COUNT:
            continue
        nowhere = [level for level in levels if checked.due(i, level).code is None]
        if nowhere:
            yield _nowhere(checked, i, nowhere, levels)
            continue
        yield from _partly_outside(checked, i, outline, levels)
        yield from _straddling(checked, i, outline)


def _nowhere(checked: CheckedRound, i: int, nowhere: Sequence[AreaLevel], levels: Sequence[AreaLevel]) -> Finding:
    """The finding for a scene that shares nothing with any area of some levels."""
    scene = checked.scenes[i]
    nearest = []
    for level in nowhere:
        # There is one: the level has areas, and the outline is sound.
        closest, distance = cast(Tuple[AreaCode, float], checked.levels[level].nearest(scene.outline))
        name = next(area.name for area in checked.levels[level].areas if area.code == closest)
        nearest.append((name or closest, distance))
    lies = outside(checked.outline(i), checked.levels[nowhere[0]].outlines, checked.bounds)
    code = "in_gap" if lies is not None and lies.gap else "outside_areas"
    if code == "outside_areas" and list(nowhere) == list(levels):
        code = "outside_county"
    values = {
        "name": called(scene),
        "level": Term("area_level", tuple(level.value for level in nowhere)),
        "nearest": ", ".join(name for name, _ in nearest),
        "distance_m": round(max(distance for _, distance in nearest)),
    }
    return Finding(code, WARNING, (scene.id,), place_in(checked.outline(i)), values, Mend.TAKE_NEAREST_AREA)


def _partly_outside(
    checked: CheckedRound, i: int, outline: BaseGeometry, levels: Sequence[AreaLevel]
) -> Iterable[Finding]:
    """The finding for a scene of which a part lies outside all areas, and not in a gap between them."""
    for level in levels:
        covered = sum(share for _, share in checked.placed[level][i].shares)
        if covered > 1 - 1e-6:
            continue
        lies = outside(outline, checked.levels[level].outlines, checked.bounds)
        if lies is not None and not lies.gap and lies.share < 1:
            values = {"name": checked.name(i), "percent": percent_of(lies.share)}
            yield Finding("partly_outside_county", WARNING, (checked.scenes[i].id,), lies.where, values)
            return


def _straddling(checked: CheckedRound, i: int, outline: BaseGeometry) -> Iterable[Finding]:
    """The findings for a scene that lies in two areas of a level."""
    scene = checked.scenes[i]
    for level, code in ((AreaLevel.LPO, "straddles_lpos"), (AreaLevel.MUNICIPALITY, "straddles_municipalities")):
        large = [(c, s) for c, s in checked.placed[level][i].shares if s >= checked.bounds.straddle_share]
        if len(large) < 2 or checked.due(i, level).overridden:
            continue
        names = {area.code: area.name or area.code for area in checked.levels[level].areas}
        shares = ", ".join(f"{names[area]} {percent_of(share)} %" for area, share in large)
        values = {"name": called(scene), "shares": shares, "area": names[large[0][0]]}
        yield Finding(code, WARNING, (scene.id,), place_in(outline), values)


def outdated_placement(checked: CheckedRound) -> Iterable[Finding]:
    """Scenes whose stored area is not the one that their outline gives, such as after other areas were imported."""
    outdated = [
        scene.id
        for i, scene in enumerate(checked.scenes)
        if checked.faults[i] is None
        and any(
            index.areas and checked.due(i, level).code != stored_assignment(scene, level).code
            for level, index in checked.levels.items()
        )
    ]
    if outdated:
        yield Finding(
            "areas_outdated", WARNING, tuple(outdated), None, {"count": len(outdated)}, Mend.TAKE_NEAREST_AREA
        )
