"""The summary of a round: per county, per local police area (LPO), per municipality and per scene.

Only open scenes count. A scene counts once, in the LPO and the municipality that it is assigned to, however far it
reaches into others. Counts are exact; areas are summed with :func:`math.fsum`, so the scenes' order does not matter.
"""

from __future__ import annotations

from datetime import date
from math import fsum
from typing import Any, Dict, List, Mapping, Optional, Sequence, Tuple

from ..domain.area import Area, AreaCode, Assignment, names_by_code
from ..domain.field import FieldDefinition, FieldKind, Visibility
from ..domain.lineage import HeldLink, LinkKind
from ..domain.mapping_round import MappingRound
from ..domain.scene import Scene, SceneId, SceneStatus
from ..domain.scene_fields import SCENE_FIELDS, TAGS, scene_to_row
from ..domain.table import Column, Measure, SceneIds, Table

UNASSIGNED = "UNASSIGNED"
"""The code of the row for scenes that belong to none of the listed areas."""

TOTAL = "TOTAL"
"""The code of the last row, the county's total."""

RoundScenes = Tuple[MappingRound, Sequence[Scene]]
"""A round with all its scenes, whatever their status."""

_COUNTY_COLUMNS = (
    Column("scenes", Measure.COUNT),
    Column("area_m2", Measure.AREA_M2),
    Column("municipalities_with_scene", Measure.COUNT),
    Column("lpos_with_scene", Measure.COUNT),
)

_UNIT_COLUMNS = (
    Column("code"),
    Column("name"),
    Column("scenes", Measure.COUNT),
    Column("area_m2", Measure.AREA_M2),
    Column("share_of_scenes", Measure.SHARE),
    Column("share_of_area", Measure.SHARE),
)


def _total_area(scenes: Sequence[Scene]) -> float:
    return fsum(scene.area_m2 for scene in scenes)


def _share(part: float, whole: float) -> Optional[float]:
    return part / whole if whole > 0 else None


def _with_scene(codes: Sequence[Optional[AreaCode]], areas: Sequence[Area]) -> int:
    return len({area.code for area in areas} & set(codes))


def county(scenes: Sequence[Scene], lpos: Sequence[Area], municipalities: Sequence[Area]) -> Table:
    """How many open scenes there are, how much they cover, and in how many municipalities and LPOs they lie.

    ``lpos`` and ``municipalities`` are those valid at the round's reference date.

    >>> from shapely.geometry import box
    >>> from ..domain.area import AreaLevel
    >>> from ..domain.mapping_round import RoundLabel
    >>> def scene(name, side, status):
    ...     lpo = Assignment(AreaCode("531210"))
    ...     return Scene(SceneId(name), RoundLabel("2023"), box(0, 0, side, side), status=status, lpo=lpo)
    >>> lpos = [Area(AreaLevel.LPO, AreaCode("531210"), "Skärholmen", box(0, 0, 9, 9))]
    >>> county([scene("a", 100, SceneStatus.OPEN), scene("b", 100, SceneStatus.CEASED)], lpos, []).rows
    ((1, 10000.0, 0, 1),)
    """
    counted = [scene for scene in scenes if scene.counts]
    row = (
        len(counted),
        _total_area(counted),
        _with_scene([scene.municipality.code for scene in counted], municipalities),
        _with_scene([scene.lpo.code for scene in counted], lpos),
    )
    return Table("county", _COUNTY_COLUMNS, (row,))


def by_lpo(scenes: Sequence[Scene], lpos: Sequence[Area]) -> Table:
    """Number and area of open scenes per LPO, with shares of the county's; every LPO has a row, then the total.

    Shares are 0 to 1, and None where the county has nothing to share. Scenes that belong to none of ``lpos`` stand in
    the row ``UNASSIGNED``, so the rows always sum to ``TOTAL``.

    >>> from shapely.geometry import box
    >>> from ..domain.area import AreaLevel
    >>> by_lpo([], [Area(AreaLevel.LPO, AreaCode("531210"), "Skärholmen", box(0, 0, 9, 9))]).rows
    (('531210', 'Skärholmen', 0, 0.0, None, None), ('TOTAL', None, 0, 0.0, None, None))
    """
    return _by_unit("by_lpo", [(scene.lpo, scene) for scene in scenes if scene.counts], lpos)


def by_municipality(scenes: Sequence[Scene], municipalities: Sequence[Area]) -> Table:
    """Number and area of open scenes per municipality, as :func:`by_lpo` gives them per LPO."""
    return _by_unit(
        "by_municipality", [(scene.municipality, scene) for scene in scenes if scene.counts], municipalities
    )


def _by_unit(name: str, placed: Sequence[Tuple[Assignment, Scene]], areas: Sequence[Area]) -> Table:
    within: Dict[Optional[AreaCode], List[Scene]] = {area.code: [] for area in areas}
    unassigned: List[Scene] = []
    for assignment, scene in placed:
        within.get(assignment.code, unassigned).append(scene)
    everything = [scene for _, scene in placed]
    county_area = _total_area(everything)

    def row(code: str, label: Optional[str], part: Sequence[Scene]) -> Tuple[Any, ...]:
        area = _total_area(part)
        return code, label, len(part), area, _share(len(part), len(everything)), _share(area, county_area)

    rows = [row(area.code, area.name, within[area.code]) for area in sorted(areas, key=lambda a: a.code)]
    if unassigned:
        rows.append(row(UNASSIGNED, None, unassigned))
    rows.append(row(TOTAL, None, everything))
    return Table(name, _UNIT_COLUMNS, tuple(rows), total_row=True)


_ROUND_COLUMNS = (
    Column("round"),
    Column("ref_date", Measure.DATE),
    Column("state"),
    Column("definition"),
    Column("delisting"),
    Column("scenes", Measure.COUNT),
    Column("area_m2", Measure.AREA_M2),
    Column("series_break", Measure.BOOLEAN),
)


def rounds_table(rounds: Sequence[RoundScenes]) -> Table:
    """Number and area of the open scenes of each round, in the order given: the earliest first.

    ``series_break``: the round uses other rules than the one on the row before.
    """
    rows: List[Tuple[Any, ...]] = []
    rules = None
    for one, scenes in rounds:
        counted = [scene for scene in scenes if scene.counts]
        own = (one.state.value, one.definition, one.delisting)
        broken = rules is not None and one.rules != rules
        rows.append((str(one.label), one.ref_date, *own, len(counted), _total_area(counted), broken))
        rules = one.rules
    return Table("rounds", _ROUND_COLUMNS, tuple(rows))


_MEASURES = {
    FieldKind.INTEGER: Measure.NUMBER,
    FieldKind.REAL: Measure.NUMBER,
    FieldKind.BOOLEAN: Measure.BOOLEAN,
    FieldKind.DATE: Measure.DATE,
}

_FIELDS: Mapping[str, FieldDefinition] = {field.name: field for field in SCENE_FIELDS}


_SCENE_IDS = {"scene_id": SceneIds.SUBJECT, "predecessors": SceneIds.OTHERS}


def _field_column(name: str) -> Column:
    field = _FIELDS[name]
    measure = Measure.YEAR if name.endswith("_year") else _MEASURES.get(field.kind, Measure.TEXT)
    return Column(name, measure, field.visibility, scenes=_SCENE_IDS.get(name))


_OTHER_TAGS = tuple(tag.name for tag in TAGS if tag.name != "category")

_SCENE_COLUMNS = (
    _field_column("scene_id"),
    _field_column("name"),
    _field_column("round"),
    Column("ref_date", Measure.DATE),
    _field_column("status"),
    _field_column("category"),
    Column("definition"),
    _field_column("lpo_code"),
    Column("lpo_name"),
    Column("lpo_share", Measure.SHARE, Visibility.COOPERATION),
    _field_column("municipality_code"),
    Column("municipality_name"),
    Column("area_m2", Measure.AREA_M2),
    Column("change"),
    _field_column("predecessors"),
    Column("valid_from", Measure.DATE),
    Column("valid_to", Measure.DATE),
    *(_field_column(name) for name in _OTHER_TAGS),
    _field_column("status_reason"),
    Column("change_decided", Measure.BOOLEAN),
)

_OFF_THE_LIST = (SceneStatus.CEASED, SceneStatus.NOT_SCENE)

_COMPARISON_COLUMNS = (Column("previous_area_m2", Measure.AREA_M2), Column("area_change_m2", Measure.AREA_M2))


def scene_list(
    mapping_round: MappingRound,
    scenes: Sequence[Scene],
    lpos: Sequence[Area],
    municipalities: Sequence[Area],
    earlier: Sequence[RoundScenes] = (),
    links: Sequence[HeldLink] = (),
) -> Table:
    """Every scene of a round by id, whatever its status: what the annual layer says of each.

    ``lpos`` and ``municipalities`` are those valid at the reference date; ``earlier`` holds the rounds before, nearest
    first. ``valid_from`` is the reference date of the first of the unbroken run of rounds in which the scene has been
    open, this one included; ``valid_to`` is this round's where it left that run, and None while it is on the list.
    ``links`` are those that hold with the round before: they give ``change`` and ``predecessors`` (the scene's own id
    left out), and ``change_decided`` says whether people have decided them or the machine but proposes them. Where they
    say nothing of a scene, ``change`` is None. A lost outline has no area (None).
    """
    lpo_names, municipality_names = names_by_code(lpos), names_by_code(municipalities)
    since = _open_since([scene.id for scene in scenes], earlier)
    changes = _changes(links)
    rows = []
    for scene in sorted(scenes, key=lambda s: s.id):
        start = since.get(scene.id)
        values = scene_to_row(scene)
        values.update(
            ref_date=mapping_round.ref_date,
            definition=mapping_round.definition,
            lpo_name=_name(scene.lpo, lpo_names),
            lpo_share=scene.lpo.share,
            municipality_name=_name(scene.municipality, municipality_names),
            area_m2=_area(scene),
            change=None,
            change_decided=None,
            valid_from=start or (mapping_round.ref_date if scene.counts else None),
            valid_to=mapping_round.ref_date if start and _off_the_list(scene) else None,
        )
        values.update(changes.get(scene.id, {}))
        rows.append(tuple(values[column.name] for column in _SCENE_COLUMNS))
    return Table("scenes", _SCENE_COLUMNS, tuple(rows))


def _changes(links: Sequence[HeldLink]) -> Mapping[SceneId, Mapping[str, Any]]:
    """What the links say of each scene of the later round: of those that count, and of those that have ceased."""
    about: Dict[SceneId, List[HeldLink]] = {}
    for held in links:
        scene = held.link.from_scene if held.link.kind is LinkKind.CEASED else held.link.to_scene
        if scene is not None and held.link.kind is not LinkKind.REJECTED:
            about.setdefault(scene, []).append(held)
    found: Dict[SceneId, Mapping[str, Any]] = {}
    for scene, held_links in about.items():
        kinds = dict.fromkeys(held.link.kind.value for held in held_links)
        parents = sorted({held.link.from_scene for held in held_links if held.link.from_scene} - {scene})
        found[scene] = {
            "change": ";".join(kinds),
            "predecessors": ";".join(parents) or None,
            "change_decided": all(held.decided for held in held_links),
        }
    return found


def by_scene(listed: Table, earlier: Sequence[RoundScenes] = ()) -> Table:
    """The table of :func:`scene_list` with each scene's area in the round before, and the change since.

    The comparison is of outlines, by id: None where the round before has no such id, or an outline is lost. A scene that
    has left the list since has lost the area that it had; of one that was not on the list before either there is no
    change (None).
    """
    before = {scene.id: scene for scene in earlier[0][1]} if earlier else {}
    rows = []
    for row, *now in zip(listed.rows, *(listed.column(name) for name in ("scene_id", "status", "area_m2"))):
        identity, status, area = now
        past = before.get(identity)
        previous = None if past is None else _area(past)
        if SceneStatus(status) in _OFF_THE_LIST:
            area = 0.0 if past is not None and past.counts else None
        change = None if previous is None or area is None else area - previous
        rows.append((*row, previous, change))
    return Table("by_scene", listed.columns + _COMPARISON_COLUMNS, tuple(rows))


def _name(assignment: Assignment, names: Mapping[AreaCode, str]) -> Optional[str]:
    return None if assignment.code is None else names.get(assignment.code)


def _area(scene: Scene) -> Optional[float]:
    return None if scene.outline is None else scene.area_m2


def _off_the_list(scene: Scene) -> bool:
    return scene.status in _OFF_THE_LIST


def _open_since(ids: Sequence[SceneId], earlier: Sequence[RoundScenes]) -> Mapping[SceneId, date]:
    """The reference date of the first round of the run in which each scene was open, up to the round before."""
    since: Dict[SceneId, date] = {}
    running = set(ids)
    for past, scenes in earlier:
        running &= {scene.id for scene in scenes if scene.counts}
        if not running:
            break
        since.update((identity, past.ref_date) for identity in running)
    return since
