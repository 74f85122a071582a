"""What the measures of the follow-up share: the places of a round, which outlines count, and figures kept in the store."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from enum import Enum
from pathlib import Path
from typing import Any, Dict, FrozenSet, List, Mapping, Optional, Sequence, Tuple

import shapely
from shapely.geometry.base import BaseGeometry

from ..analysis.area_assignment import polygonal
from ..analysis.area_totals import AREA_TOTALS
from ..analysis.change import GIVEN, MATCHED
from ..domain.area import Area, AreaLevel, valid_areas
from ..domain.crime_groups import CrimeGroup, crime_groups, parse_crime_groups
from ..domain.disclosure import PublishableTable, disclose
from ..domain.errors import Refusal
from ..domain.field import Profile, Visibility
from ..domain.figure import Figure
from ..domain.incident_counts import OTHER_PERIODS, Quality
from ..domain.mapping_round import MappingRound, previous_round
from ..domain.period import Period
from ..domain.scene import Scene, SceneId
from ..domain.table import Column, Measure, Table
from .ports import ReviewStore


class Basis(str, Enum):
    """Which outlines a comparison counts within: each round's own, the earlier round's for both, or both together."""

    OWN = "own"
    PREVIOUS = "previous"
    UNION = "union"


@dataclass(frozen=True)
class RoundPlaces:
    """A round's open scenes with their outlines, mended, and the areas valid on its reference date."""

    mapping_round: MappingRound
    scenes: Tuple[Scene, ...]
    outlines: Mapping[SceneId, BaseGeometry]
    lpos: Tuple[Area, ...]
    municipalities: Tuple[Area, ...]

    @property
    def areas(self) -> Tuple[Area, ...]:
        """LPOs and municipalities."""
        return (*self.lpos, *self.municipalities)


def round_places(store: ReviewStore, label: str) -> RoundPlaces:
    """The places of a round.

    Raises:
        Refusal: ``round_unknown``; ``round_without_open_scenes`` and ``round_without_areas``: there is nothing to count in.
    """
    mapping_round = store.round(label)
    scenes = tuple(scene for scene in store.scenes(label) if scene.counts)
    mended = {scene.id: polygonal(scene.outline) for scene in scenes if scene.outline is not None}
    outlines = {scene: outline for scene, outline in mended.items() if not outline.is_empty}
    if not outlines:
        raise Refusal("round_without_open_scenes", round=label)
    areas = store.areas()
    lpos, municipalities = (
        tuple(replace(a, outline=polygonal(a.outline)) for a in valid_areas(areas, level, mapping_round.ref_date))
        for level in (AreaLevel.LPO, AreaLevel.MUNICIPALITY)
    )
    if not lpos and not municipalities:
        raise Refusal("round_without_areas", round=label, day=mapping_round.ref_date)
    return RoundPlaces(mapping_round, scenes, outlines, lpos, municipalities)


def earlier_round(store: ReviewStore, mapping_round: MappingRound, label: str = "") -> MappingRound:
    """The round that a comparison starts from: the one named, or the round before.

    Raises:
        Refusal: ``first_round`` where there is none before; ``link_rounds_out_of_order`` where the one named is not.
    """
    found = store.round(label) if label else previous_round(mapping_round, store.rounds())
    if found is None:
        raise Refusal("first_round", round=mapping_round.label)
    if (found.ref_date, found.label) >= (mapping_round.ref_date, mapping_round.label):
        raise Refusal(
            "link_rounds_out_of_order",
            round=mapping_round.label,
            ref_date=mapping_round.ref_date,
            from_round=found.label,
            from_date=found.ref_date,
        )
    return found


def united(own: Mapping[SceneId, BaseGeometry], earlier: Mapping[SceneId, BaseGeometry]) -> Dict[SceneId, BaseGeometry]:
    """The outlines of two rounds together, by scene: what one of the id covered in either.

    >>> found = united({SceneId("a"): shapely.box(0, 0, 1, 1)}, {SceneId("a"): shapely.box(1, 0, 2, 1)})
    >>> found["a"].area
    2.0
    """
    return {
        scene: polygonal(shapely.union_all([o[scene] for o in (own, earlier) if scene in o]))
        for scene in sorted({*own, *earlier})
    }


def ordered(first: Period, second: Period) -> Tuple[Period, Period]:
    """Two periods, the earlier first, in whichever order they were given."""
    return (first, second) if first.start <= second.start else (second, first)


def chosen_groups(known: Mapping[str, CrimeGroup], ids: Sequence[str]) -> Tuple[CrimeGroup, ...]:
    """The crime groups of these ids; all where none are given.

    Raises:
        Refusal: ``crime_group_unknown`` with the ids there are.
    """
    for one in ids:
        if one not in known:
            raise Refusal("crime_group_unknown", group=one, known=", ".join(known))
    return tuple(known[one] for one in dict.fromkeys(ids)) if ids else tuple(known.values())


def asked_groups(text: str) -> Tuple[CrimeGroup, ...]:
    """The crime groups that a text asks for: ids with ``;`` between them, or the path of a JSON file; blank: all shipped.

    Raises:
        Refusal: ``crime_group_unknown``; ``crime_groups_unreadable``.
    """
    if not text.lower().endswith(".json"):
        return chosen_groups(shipped_groups(), listed(text))
    try:
        content = Path(text).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise Refusal("crime_groups_unreadable", reason=f"{text}: {error}") from error
    return chosen_groups(parse_crime_groups(content), ())


def listed(text: str) -> List[str]:
    """The parts of a list that somebody typed, with ``;`` or ``,`` between them.

    >>> listed("250; 500, 1000;")
    ['250', '500', '1000']
    """
    return [part.strip() for part in text.replace(",", ";").split(";") if part.strip()]


def shipped_groups() -> Mapping[str, CrimeGroup]:
    """The crime groups that come with the plugin, by id."""
    return crime_groups()


def groups_within(groups: Sequence[CrimeGroup]) -> Dict[str, str]:
    """The groups that are part of another of them, with the smallest that holds them all: their difference is a count."""
    found: Dict[str, str] = {}
    for inner in groups:
        holding = [g for g in groups if g is not inner and set(inner.codes) < set(g.codes)]
        if holding:
            found[inner.id] = min(holding, key=lambda g: (len(g.codes), g.id)).id
    return found


def with_caveat(table: Table, caveat: str) -> Table:
    """The table with one more caveat in every row."""
    index = [column.name for column in table.columns].index("caveats")
    rows = tuple(
        (*row[:index], ";".join(part for part in (row[index], caveat) if part), *row[index + 1 :]) for row in table.rows
    )
    return replace(table, rows=rows)


# -- quality ---------------------------------------------------------------------------------------------------------

QUALITY_COLUMNS = (
    Column("period_from", Measure.DATE, Visibility.POLICE),
    Column("period_to", Measure.DATE, Visibility.POLICE),
    Column("outlines", Measure.TEXT, Visibility.POLICE),
    Column("quality", Measure.TEXT, Visibility.POLICE),
    Column("incidents", Measure.COUNT, Visibility.POLICE),
    Column("share", Measure.SHARE, Visibility.POLICE),
    Column("rows_shown", Measure.TEXT, Visibility.POLICE),
)


@dataclass(frozen=True)
class QualityOf:
    """What was read for one period within one set of outlines, and what it was good for."""

    period: Period
    outlines: str
    quality: Quality


def quality_table(name: str, reports: Sequence[QualityOf]) -> Table:
    """What the rows were good for, as a table for those who have the rows: it goes into no package but the internal one.

    ``share`` is that of the period's incidents; ``rows_shown`` are up to three row numbers, from 1.
    """
    rows: List[Tuple[Any, ...]] = []
    for report in reports:
        for what, number, share, shown in quality_lines(report.quality):
            examples = ", ".join(map(str, shown)) or None
            rows.append((report.period.start, report.period.end, report.outlines, what, number, share, examples))
    return Table(name, QUALITY_COLUMNS, tuple(rows))


def outdated_codes(reports: Sequence[QualityOf]) -> Dict[str, int]:
    """The codes that were used on days when they were not valid, with their incidents."""
    found: Dict[str, int] = {}
    for report in reports:
        for code, number in report.quality.outside_validity.items():
            found[code] = found.get(code, 0) + number
    return found


def lost_zeros(reports: Sequence[QualityOf], groups: Sequence[CrimeGroup]) -> Dict[str, int]:
    """The codes of no group that would be one's with a zero before them, as a spreadsheet leaves them; their incidents."""
    listed_codes = {one.code for group in groups for one in group.codes}
    unknown = reports[0].quality.unknown_codes if reports else {}
    return {code: number for code, number in unknown.items() if f"0{code}" in listed_codes}


QualityLine = Tuple[str, int, Optional[float], Tuple[int, ...]]
"""What it is about (a code), how many, their share of the period's incidents, and up to three row numbers."""


def quality_lines(quality: Quality) -> List[QualityLine]:
    """A report of quality, line by line: what was read and counted, why the rest was not, and what else is remarkable.

    What lies in other periods is named apart; what is stacked, or crosses the period's edge, is looked for in all.
    """
    total, others = quality.of_the_period, quality.reasons.get(OTHER_PERIODS, 0)

    def share(number: int) -> Optional[float]:
        return number / total if total else None

    lines: List[QualityLine] = [
        ("rows", quality.rows, None, ()),
        ("incidents", quality.incidents, None, ()),
        (OTHER_PERIODS, others, None, tuple(quality.examples.get(OTHER_PERIODS, ()))),
        ("of_the_period", total, None, ()),
        ("counted", quality.counted, quality.share_counted, ()),
    ]
    for reason, number in quality.reasons.items():
        if reason != OTHER_PERIODS:
            lines.append((reason, number, share(number), tuple(quality.examples.get(reason, ()))))
    if quality.stacked:
        lines.append(("stacked", quality.stacked, None, ()))
    if quality.crossing:  # on both sides of the edge
        lines.append(("crossing", quality.crossing, quality.crossing / quality.incidents, ()))
    return lines


# -- keeping and showing ---------------------------------------------------------------------------------------------


def keep(
    store: ReviewStore, label: str, tables: Sequence[Table], parameters: Mapping[str, Any], sha256: str, by: str
) -> None:
    """Keep the tables of a measure in the store, as figures of a round, with a digest of the outlines they rest on."""
    known = store.round(label).label
    made_with = {**parameters, OUTLINES: outlines_digest(store.scenes(label))}
    store.keep_figures(label, [Figure(known, table, made_with, sha256, by) for table in tables])


OUTLINES = "outlines_sha256"
"""The parameter that says which outlines a figure was measured on."""

SCENE_LEVEL = "scene"
"""The level of rows about single scenes."""

STALE = "stale_outlines"
"""The caveat of a figure whose round has other outlines now."""


def outlines_digest(scenes: Sequence[Scene]) -> str:
    """The SHA-256 of the open scenes' ids and outlines: it tells whether a figure still fits its round."""
    digest = hashlib.sha256()
    for scene in sorted((s for s in scenes if s.counts), key=lambda s: s.id):
        digest.update(str(scene.id).encode("utf-8") + b"\0")
        if scene.outline is not None:
            digest.update(shapely.to_wkb(shapely.normalize(scene.outline), output_dimension=2))
    return digest.hexdigest()


def current_figures(
    figures: Sequence[Figure], scenes: Sequence[Scene], profile: Profile, public: FrozenSet[str] = frozenset()
) -> List[Figure]:
    """A round's figures as its scenes now stand, and as far as a profile may have them.

    One that was measured on other outlines says so in every row, and is left out where it has no place to say it. Others
    than the internal profile get neither such a figure, nor one that does not say what its numbers count; the public
    gets none that names a scene which is not among the ``public`` ones, or kinds of crime in the words of the rows. What
    an earlier measurement left beside a newer one is left out. Totals by area rest on no outlines.
    """
    now, found = outlines_digest(scenes), []
    for figure in _of_one_measurement(figures, profile):
        current = figure.name == AREA_TOTALS or figure.parameters.get(OUTLINES) == now
        if profile is not Profile.INTERNAL:
            secret = profile is Profile.PUBLIC and (named_scenes(figure.table) - public or _in_words_of_rows(figure))
            if current and figure.table.counted is not None and not secret:
                found.append(figure)
        elif current:
            found.append(figure)
        elif any(column.name == "caveats" for column in figure.table.columns):
            found.append(replace(figure, table=with_caveat(figure.table, STALE)))
    return found


def _in_words_of_rows(figure: Figure) -> bool:
    """Whether a figure names kinds of crime as they stood in the rows, which may say anything."""
    if figure.name != AREA_TOTALS:
        return False
    names = [column.name for column in figure.table.columns]
    used = {row[names.index("group")] for row in figure.table.rows}
    return not used <= set(figure.parameters.get("groups", ()))


_MEASURED_WITH = dict.fromkeys(("lorenz", "outline_split", "concentration_quality"), "concentration")


def _of_one_measurement(figures: Sequence[Figure], profile: Profile) -> List[Figure]:
    """The figures without those that a later measurement of the same kind has not replaced: they counted other rows.

    Totals by area go to others than the police where no points were counted: these have the same totals.
    """
    known = {figure.name: figure for figure in figures}

    def holds(figure: Figure) -> bool:
        beside = known.get(_MEASURED_WITH.get(figure.name, ""), figure)
        twice = figure.name == AREA_TOTALS and "concentration" in known and profile is not Profile.INTERNAL
        return not twice and (beside.sha256, beside.parameters) == (figure.sha256, figure.parameters)

    return [figure for figure in figures if holds(figure)]


def named_scenes(table: Table) -> FrozenSet[str]:
    """The ids of scenes that a table of the follow-up names: in its rows of single scenes, and as their controls."""
    names = [column.name for column in table.columns]
    if "level" not in names or "code" not in names:
        return frozenset()
    rows = table.named_rows()
    found = {str(row["code"]) for row in rows if row["level"] == SCENE_LEVEL}
    found |= {str(row["control"]) for row in rows if row.get("control") not in (None, "", GIVEN, MATCHED)}
    return frozenset(found)


def shown_figure(table: Table, profile: Profile) -> PublishableTable:
    """A table of the follow-up as a profile may see it by itself.

    Small numbers are safe only where all tables that go together are looked at, so that none tells another's: other
    profiles than the internal one get figures in a package, or not at all.

    Raises:
        Refusal: ``figures_internal``.
    """
    if profile is not Profile.INTERNAL:
        raise Refusal("figures_internal", profile=profile.value)
    return disclose(table, profile)
