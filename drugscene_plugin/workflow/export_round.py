"""The user can export a round: its annual layer and its summary tables, as one package."""

from __future__ import annotations

from pathlib import Path
from typing import Callable, Dict, List, Sequence

from ..analysis.summary import RoundScenes, by_lpo, by_municipality, by_scene, county, scene_list
from ..domain.annual_content import AnnualContent, CodeLabels
from ..domain.area import Area, AreaLevel, valid_areas
from ..domain.criteria import definition
from ..domain.disclosure import PublishableLayer, disclose, disclose_layer, require_profile
from ..domain.errors import Refusal
from ..domain.field import Profile
from ..domain.mapping_round import MappingRound, previous_round
from ..domain.progress import QUIET, Part, Progress, stop_if_cancelled
from ..domain.scene_fields import USER_CODE_LISTS
from ..domain.table import Column, Measure, Table
from .ports import SceneStore

LANGUAGES = ("sv", "en")
"""The languages that a package can be written in."""

PackageWriter = Callable[[AnnualContent, Path, Progress], Path]
"""Writes a package into a folder, whole or not at all; gives the package's own folder."""

_READING = 0.2  # of the whole work; the rest is writing

_AREA_COLUMNS = (
    Column("level"),
    Column("code"),
    Column("name"),
    Column("valid_from", Measure.DATE),
    Column("valid_to", Measure.DATE),
    Column("official", Measure.BOOLEAN),
)


def export_round(
    store: SceneStore,
    label: str,
    profile: Profile,
    language: str,
    folder: Path,
    writer: PackageWriter,
    progress: Progress = QUIET,
    threshold: int = 1,
) -> Path:
    """Write the annual package of a round into a folder; the package's own folder.

    Raises:
        Refusal: as :func:`annual_content`; or the folder or the package cannot be written (codes ``package_…``).
        Cancelled: the user stopped; nothing is left.
    """
    content = annual_content(store, label, profile, language, threshold, progress)
    stop_if_cancelled(progress)
    return writer(content, Path(folder), Part(progress, _READING, 1.0))


def annual_content(
    store: SceneStore,
    label: str,
    profile: Profile,
    language: str,
    threshold: int = 1,
    progress: Progress = QUIET,
) -> AnnualContent:
    """What the annual package of a round says, read from one state of the store.

    Raises:
        Refusal: ``profile_not_available``, ``language_unknown``, ``threshold_too_small``, ``round_unknown``, a
            definition that is not known, or ``store_changing`` when others keep saving while it is read.
        Cancelled: the user stopped.
    """
    require_profile(profile)
    if language not in LANGUAGES:
        raise Refusal("language_unknown", language=language, known=", ".join(LANGUAGES))
    if threshold < 1:
        raise Refusal("threshold_too_small", threshold=threshold)
    for _ in range(3):
        content = _read(store, label, profile, language, threshold, progress)
        if store.info().revision == content.store_revision:
            return content
    raise Refusal("store_changing", round=label)


def _read(
    store: SceneStore, label: str, profile: Profile, language: str, threshold: int, progress: Progress
) -> AnnualContent:
    info = store.info()
    mapping_round = store.round(label)
    lpos = valid_areas(store.areas(AreaLevel.LPO), AreaLevel.LPO, mapping_round.ref_date)
    municipalities = valid_areas(store.areas(AreaLevel.MUNICIPALITY), AreaLevel.MUNICIPALITY, mapping_round.ref_date)
    scenes = sorted(store.scenes(label), key=lambda scene: scene.id)
    earlier = _earlier(store, mapping_round, progress)
    listed = scene_list(mapping_round, scenes, lpos, municipalities, earlier)
    tables = (
        county(scenes, lpos, municipalities),
        by_lpo(scenes, lpos),
        by_municipality(scenes, municipalities),
        by_scene(listed, earlier),
    )
    return AnnualContent(
        round=mapping_round,
        definition=definition(mapping_round.definition, "definition"),
        delisting=definition(mapping_round.delisting, "delisting"),
        profile=profile,
        language=language,
        threshold=threshold,
        crs=info.crs,
        schema_version=info.schema_version,
        store_revision=info.revision,
        tables=tuple(disclose(table, profile) for table in tables),
        scenes=disclose_layer(listed, [scene.outline for scene in scenes], profile),
        areas=_areas_layer([*lpos, *municipalities], profile),
        code_labels=_code_labels(store, language),
    )


def _earlier(store: SceneStore, mapping_round: MappingRound, progress: Progress) -> Sequence[RoundScenes]:
    """The rounds before with their scenes, nearest first."""
    rounds = store.rounds()
    chain: List[MappingRound] = []
    past = previous_round(mapping_round, rounds)
    while past is not None:
        chain.append(past)
        past = previous_round(past, rounds)
    found: List[RoundScenes] = []
    for past in chain:
        stop_if_cancelled(progress)
        found.append((past, store.scenes(past.label)))
        progress.report(_READING * len(found) / len(chain))
    return found


def _areas_layer(areas: Sequence[Area], profile: Profile) -> PublishableLayer:
    rows = tuple((a.level.value, a.code, a.name, a.valid_from, a.valid_to, a.official) for a in areas)
    return disclose_layer(Table("areas", _AREA_COLUMNS, rows), [area.outline for area in areas], profile)


def _code_labels(store: SceneStore, language: str) -> CodeLabels:
    labels: Dict[str, Dict[str, str]] = {}
    for code_list in USER_CODE_LISTS:
        named = store.codes(code_list)
        labels[code_list] = {c.code: (c.label_sv if language == "sv" else c.label_en) or c.code for c in named}
    return labels
