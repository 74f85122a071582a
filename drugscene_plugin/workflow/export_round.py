"""The user can export a round: its annual layer and its summary tables, as one package."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import Callable, Dict, FrozenSet, List, Optional, Sequence, Tuple

from ..analysis.change import with_counted_alike
from ..analysis.change_tables import beside_county, beside_units, changes_table, ledger_table
from ..analysis.errata import errata_table
from ..analysis.generalise import public_places
from ..analysis.measure_table import measures_table
from ..analysis.release_audit import check_release
from ..analysis.scene_history import criteria_table, history_table
from ..analysis.summary import RoundScenes, by_lpo, by_municipality, by_scene, county, rounds_table, scene_list
from ..analysis.suppression import suppress
from ..domain.annual_content import AnnualContent, CodeLabels, ComparedWith, FigureSource
from ..domain.area import Area, AreaLevel, valid_areas
from ..domain.counted import together
from ..domain.disclosure import (
    OutlineForm,
    PublishableLayer,
    disclose,
    disclose_layer,
    require_publishable,
    withheld_table,
)
from ..domain.errors import Refusal
from ..domain.field import Profile
from ..domain.goal import NO_GOAL, Goal
from ..domain.ledger import LedgerLine
from ..domain.lineage import LinkDecision
from ..domain.mapping_round import MappingRound, RoundState, previous_round
from ..domain.progress import QUIET, Part, Progress, stop_if_cancelled
from ..domain.publication import Correction, Publication
from ..domain.release_register import release_of
from ..domain.rights import Act
from ..domain.scene import Scene
from ..domain.scene_fields import USER_CODE_LISTS
from ..domain.suppression import DEFAULT_RULES, Rules, Suppression
from ..domain.table import Column, Measure, SceneIds, Table
from ..sample.geography import is_made_up
from .draw_up_ledger import COUNTY, THIS, Ledger, division_day, draw_up_ledger
from .follow_up import current_figures
from .link_rounds import Comparison, compared
from .ports import ReviewStore

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

_PREVIOUS_COLUMNS = (
    Column("scene_id", scenes=SceneIds.SUBJECT),
    Column("name"),
    Column("round"),
    Column("status"),
    Column("ref_date", Measure.DATE),
)


def export_round(
    store: ReviewStore,
    label: str,
    profile: Profile,
    language: str,
    folder: Path,
    writer: PackageWriter,
    progress: Progress = QUIET,
    threshold: int = Rules.threshold,
    revision: Optional[int] = None,
    division: str = THIS,
    show_zero: bool = Rules.show_zero,
    minimum_n: int = Rules.minimum_n,
    outlines: OutlineForm = OutlineForm.GENERALISED,
    by: str = "",
    goal: Goal = NO_GOAL,
) -> Path:
    """Write the annual package of a round into a folder; the package's own folder.

    ``revision`` asks for an earlier published revision; ``division`` names the areas that the ledger reports both
    rounds on: ``this`` round's, the ``previous`` one's, or those of a day. ``threshold``, ``show_zero`` and
    ``minimum_n`` are the rules for small numbers (:class:`~drugscene_plugin.domain.suppression.Rules`), which the
    internal profile does not need; ``outlines`` is how the public profile draws scenes. A public package is held
    against the earlier ones, and entered into the register of releases (by ``by``) before it is written. ``goal`` is the
    county's own, if it has one: charts by round show it.

    Raises:
        Refusal: as :func:`annual_content`; ``release_would_tell`` where the package and an earlier one together would
            tell what one of them withholds; or the folder or the package cannot be written (codes ``package_…``).
        Cancelled: the user stopped; nothing is left.
    """
    rules = Rules(threshold, show_zero, minimum_n)
    content = content_to_release(store, label, profile, language, rules, progress, revision, division, outlines, by)
    return writer(replace(content, goal=goal), Path(folder), Part(progress, _READING, 1.0))


def content_to_release(
    store: ReviewStore,
    label: str,
    profile: Profile,
    language: str,
    rules: Rules = DEFAULT_RULES,
    progress: Progress = QUIET,
    revision: Optional[int] = None,
    division: str = THIS,
    outlines: OutlineForm = OutlineForm.GENERALISED,
    by: str = "",
) -> AnnualContent:
    """What a round says in something that is handed on: as :func:`annual_content`, and for the public registered.

    Raises:
        Refusal: as :func:`annual_content`; ``release_would_tell``.
        Cancelled: the user stopped.
    """
    content = annual_content(store, label, profile, language, rules, progress, revision, division, outlines)
    stop_if_cancelled(progress)
    if profile is Profile.PUBLIC and _registered(store, content, by):
        # The manifest names the store's revision: that of the store with the release in it, so that the same package
        # made again is the same. Where nothing else was saved meanwhile, the rest stands as it was read.
        now = store.info().revision
        if now == content.store_revision + 1:
            return replace(content, store_revision=now)
        return annual_content(store, label, profile, language, rules, progress, revision, division, outlines)
    return content


def _registered(store: ReviewStore, content: AnnualContent, by: str) -> bool:
    """Hold a public package against the register, and enter it where it gives out something new; whether it did."""
    suppression = content.suppression
    if suppression is None or not suppression.system.shown:
        return False
    made_with = {name: figure.parameters for name, figure in content.figures.items()}
    released = release_of(content.round.label, content.round.revision, suppression, content.counted, made_with, by)
    earlier = store.releases()
    if any(released.says_the_same(one) for one in earlier):
        return False
    check_release(released, earlier)
    store.add_release(released)
    return True


def annual_content(
    store: ReviewStore,
    label: str,
    profile: Profile,
    language: str,
    rules: Rules = DEFAULT_RULES,
    progress: Progress = QUIET,
    revision: Optional[int] = None,
    division: str = THIS,
    outlines: OutlineForm = OutlineForm.GENERALISED,
) -> AnnualContent:
    """What the annual package of a round says, read from one state of the store.

    A published round is shown as it was published, whatever other software has written since. Where links are not
    decided yet, as in a draft, changes and ledger show what the machine proposes, and mark it so.

    Raises:
        Refusal: ``right_missing`` to who does not see the whole of the round, whose package would be a wrong list;
            ``language_unknown``, ``round_unknown``, ``revision_unknown``, ``division_unknown``, a definition that
            is not known, ``draft_not_public``, ``outlines_not_public``, or ``store_changing`` when others keep saving
            while it is read.
        Cancelled: the user stopped.
    """
    if language not in LANGUAGES:
        raise Refusal("language_unknown", language=language, known=", ".join(LANGUAGES))
    store.rights().require(Act.SEE_ALL)
    form = outlines if profile is Profile.PUBLIC else OutlineForm.EXACT
    for _ in range(3):
        content = _read(store, label, profile, language, rules, progress, revision, division, form)
        if store.info().revision == content.store_revision:
            return content
    raise Refusal("store_changing", round=label)


@dataclass(frozen=True)
class _Shown:
    """A round as a package shows it: as it stands, or as one of its revisions was published."""

    mapping_round: MappingRound
    scenes: Tuple[Scene, ...]
    decisions: Tuple[LinkDecision, ...]
    corrections: Tuple[Correction, ...]
    publications: Tuple[Publication, ...]
    publication: Optional[Publication]
    superseded: bool


def _shown(store: ReviewStore, label: str, revision: Optional[int]) -> _Shown:
    stored = store.round(label)
    publications = tuple(store.publications(label))
    kept = {p.round.revision: p for p in publications}
    wanted = stored.revision if revision is None else revision
    publication = kept.get(wanted)
    if publication is None and wanted != stored.revision:
        raise Refusal("revision_unknown", round=label, revision=wanted, known=", ".join(map(str, kept)) or "–")
    corrections = tuple(c for c in store.corrections(label) if c.revision <= wanted)
    superseded = wanted < stored.revision
    if publication is None or (not superseded and stored.state is not RoundState.PUBLISHED):
        rows, decisions = tuple(store.scenes(label)), tuple(store.link_decisions(label))
        return _Shown(stored, rows, decisions, corrections, publications, None, False)
    as_published = replace(publication.round, state=RoundState.PUBLISHED)
    return _Shown(
        as_published, publication.scenes, publication.decisions, corrections, publications, publication, superseded
    )


def _read(
    store: ReviewStore,
    label: str,
    profile: Profile,
    language: str,
    rules: Rules,
    progress: Progress,
    revision: Optional[int],
    division: str,
    form: OutlineForm,
) -> AnnualContent:
    info = store.info()
    shown = _shown(store, label, revision)
    mapping_round, areas = shown.mapping_round, store.areas()
    require_publishable(profile, form, mapping_round.state is not RoundState.PUBLISHED)
    lpos = valid_areas(areas, AreaLevel.LPO, mapping_round.ref_date)
    municipalities = valid_areas(areas, AreaLevel.MUNICIPALITY, mapping_round.ref_date)
    scenes = sorted(shown.scenes, key=lambda scene: scene.id)
    past = _past(store, shown, progress)
    earlier = _chain(mapping_round, past)
    compared_with = _comparison(shown, earlier, past)
    held = compared_with.held if compared_with else ()
    own = draw_up_ledger(compared_with, areas) if compared_with else None
    picked = own
    if compared_with and own and division_day(compared_with, division) != own.division:
        picked = draw_up_ledger(compared_with, areas, division)
    listed = scene_list(mapping_round, scenes, lpos, municipalities, earlier, held)
    tables = [
        beside_county(county(scenes, lpos, municipalities), _lines(own, COUNTY)),
        beside_units(by_lpo(scenes, lpos), _lines(own, AreaLevel.LPO.value)),
        beside_units(by_municipality(scenes, municipalities), _lines(own, AreaLevel.MUNICIPALITY.value)),
        by_scene(listed, earlier),
        _ledger_table(picked),
        _changes_table(compared_with, label),
        rounds_table(_listed_rounds(shown, past, profile)),
    ]
    if profile is Profile.INTERNAL:
        tables.append(measures_table(scenes, store.measures()))
    tables.append(errata_table(shown.corrections, shown.publications, scenes))
    public = _public_scenes(shown, past)
    figures = current_figures(store.figures(label), scenes, profile, public)
    tables.extend(figure.table for figure in figures)
    suppression = None if profile is Profile.INTERNAL else _suppression([*tables, listed], rules, progress)
    outlines = [scene.outline for scene in scenes]
    drawn = public_places(outlines, form) if form is not OutlineForm.EXACT else None
    layer = disclose_layer(listed, outlines, profile, suppression, public, form, drawn)
    publishable = [disclose(table, profile, suppression, public) for table in tables]
    if profile is not Profile.INTERNAL:
        publishable.append(withheld_table([*publishable, layer.table], profile))
    return AnnualContent(
        round=mapping_round,
        definition=mapping_round.rules[0],
        delisting=mapping_round.rules[1],
        profile=profile,
        language=language,
        rules=rules,
        crs=info.crs,
        schema_version=info.schema_version,
        store_revision=info.revision,
        tables=tuple(publishable),
        scenes=layer,
        areas=_areas_layer([*lpos, *municipalities], profile),
        areas_made_up=bool(lpos or municipalities) and all(is_made_up(area) for area in (*lpos, *municipalities)),
        code_labels=_code_labels(store, language),
        comparison=_compared_with(compared_with, picked),
        corrections=shown.corrections,
        checksum=shown.publication.checksum if shown.publication else "",
        superseded=shown.superseded,
        suppression=suppression,
        counted={table.name: table.counted.shown for table in tables if table.counted is not None},
        figures={figure.name: FigureSource(figure.parameters, figure.sha256) for figure in figures},
        previous_scenes=_previous_scenes(earlier, profile, public, form),
        criteria=disclose(criteria_table(scenes), profile, None, public) if profile is not Profile.PUBLIC else None,
        history=disclose(history_table(_rounds(shown, earlier, profile), scenes), profile, None, public),
    )


def _suppression(tables: Sequence[Table], rules: Rules, progress: Progress) -> Suppression:
    """What is withheld from all that is handed on together."""
    system = together(table.counted for table in tables if table.counted is not None)
    return suppress(with_counted_alike(system), rules, progress)


def _listed_rounds(shown: _Shown, past: Sequence[RoundScenes], profile: Profile) -> List[RoundScenes]:
    """This round and all before it, the earliest first; the public knows of published ones alone."""
    rounds = [*reversed(past), (shown.mapping_round, shown.scenes)]
    return [one for one in rounds if profile is not Profile.PUBLIC or one[0].state is RoundState.PUBLISHED]


def _public_scenes(shown: _Shown, past: Sequence[RoundScenes]) -> FrozenSet[str]:
    """The scenes that the public knows once the round is out: the open ones of this and of every published round."""
    rounds = [(shown.mapping_round, shown.scenes), *past]
    return frozenset(
        scene.id for one, scenes in rounds if one.state is RoundState.PUBLISHED for scene in scenes if scene.counts
    )


def _past(store: ReviewStore, shown: _Shown, progress: Progress) -> List[RoundScenes]:
    """All rounds before with their scenes, latest first: each as it was published when this one was, if it was."""
    own = (shown.mapping_round.ref_date, shown.mapping_round.label)
    rounds = [r for r in store.rounds() if (r.ref_date, r.label) < own]
    found: List[RoundScenes] = []
    for past in reversed(rounds):
        stop_if_cancelled(progress)
        found.append(_as_published(store, past, shown.publication))
        progress.report(_READING * len(found) / len(rounds))
    return found


def _as_published(store: ReviewStore, past: MappingRound, publication: Optional[Publication]) -> RoundScenes:
    kept = store.publications(past.label)
    if publication is not None:
        kept = [p for p in kept if p.at <= publication.at] or kept
    elif past.state is not RoundState.PUBLISHED:
        kept = []
    if not kept:
        return past, store.scenes(past.label)
    return replace(kept[-1].round, state=RoundState.PUBLISHED), kept[-1].scenes


def _chain(mapping_round: MappingRound, past: Sequence[RoundScenes]) -> List[RoundScenes]:
    """The rounds that this one goes back to, one after the other, nearest first."""
    known = {one.label: (one, scenes) for one, scenes in past}
    rounds = [one for one, _ in past]
    found: List[RoundScenes] = []
    before = previous_round(mapping_round, rounds)
    while before is not None:
        found.append(known[before.label])
        before = previous_round(before, rounds)
    return found


def _comparison(shown: _Shown, chain: Sequence[RoundScenes], past: Sequence[RoundScenes]) -> Optional[Comparison]:
    if not chain:
        return None
    before = chain[0][0]
    older = [one for one in reversed(past) if (one[0].ref_date, one[0].label) < (before.ref_date, before.label)]
    return compared((shown.mapping_round, shown.scenes), chain[0], older, shown.decisions)


def _lines(ledger: Optional[Ledger], level: str) -> List[LedgerLine]:
    return list(ledger.of_level(level).values()) if ledger else []


def _ledger_table(ledger: Optional[Ledger]) -> Table:
    if ledger is None:
        return ledger_table((), {}, "", None, False)
    events = {unit: (found.merged, found.split) for unit, found in ledger.events.items()}
    compared_with = ledger.comparison
    return ledger_table(
        ledger.lines, events, compared_with.from_round.label, ledger.division, compared_with.series_break
    )


def _changes_table(compared_with: Optional[Comparison], label: str) -> Table:
    if compared_with is None:
        return changes_table((), "", label, {}, False)
    return changes_table(
        compared_with.held, compared_with.from_round.label, label, compared_with.known_in, compared_with.series_break
    )


def _compared_with(compared_with: Optional[Comparison], ledger: Optional[Ledger]) -> Optional[ComparedWith]:
    if compared_with is None or ledger is None:
        return None
    return ComparedWith(
        compared_with.from_round.label,
        compared_with.series_break,
        ledger.division,
        len(compared_with.undecided),
        ledger.reconciles,
    )


def _rounds(shown: _Shown, earlier: Sequence[RoundScenes], profile: Profile) -> List[RoundScenes]:
    """The round and those that it goes back to, latest first; for the public the published ones."""
    rounds: List[RoundScenes] = [(shown.mapping_round, shown.scenes), *earlier]
    return [one for one in rounds if profile is not Profile.PUBLIC or one[0].state is RoundState.PUBLISHED]


def _previous_scenes(
    earlier: Sequence[RoundScenes], profile: Profile, public: FrozenSet[str], form: OutlineForm
) -> Optional[PublishableLayer]:
    """The open scenes of the round before, generalised like those of this one."""
    if not earlier or (profile is Profile.PUBLIC and earlier[0][0].state is not RoundState.PUBLISHED):
        return None
    before, scenes = earlier[0]
    counted = sorted((scene for scene in scenes if scene.counts), key=lambda scene: scene.id)
    rows = tuple((scene.id, scene.name or None, before.label, scene.status.value, before.ref_date) for scene in counted)
    outlines = [scene.outline for scene in counted]
    drawn = public_places(outlines, form) if form is not OutlineForm.EXACT else None
    table = Table("previous_scenes", _PREVIOUS_COLUMNS, rows)
    return disclose_layer(table, outlines, profile, None, public, form, drawn)


def _areas_layer(areas: Sequence[Area], profile: Profile) -> PublishableLayer:
    rows = tuple((a.level.value, a.code, a.name, a.valid_from, a.valid_to, a.official) for a in areas)
    return disclose_layer(Table("areas", _AREA_COLUMNS, rows), [area.outline for area in areas], profile)


def _code_labels(store: ReviewStore, language: str) -> CodeLabels:
    labels: Dict[str, Dict[str, str]] = {}
    for code_list in USER_CODE_LISTS:
        named = store.codes(code_list)
        labels[code_list] = {c.code: c.label(language) for c in named}
    return labels
