"""The user can measure whether residents near the scenes of a round see more of a problem."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, fields, replace
from typing import Any, List, Mapping, Optional, Protocol, Sequence, Tuple, Union, runtime_checkable

import numpy as np
from shapely.geometry.base import BaseGeometry

from ..analysis.distance_bands import DistanceBands, distances_to_nearest
from ..analysis.point_in_area import AreaLayer
from ..analysis.survey import (
    MINIMUM_N,
    AnswerSum,
    Question,
    Responses,
    SurveyResult,
    shares_of,
    survey,
    survey_table,
)
from ..domain.area import Area
from ..domain.errors import Refusal
from ..domain.field import Visibility
from ..domain.incident_fields import guessed_fields
from ..domain.progress import QUIET, Part, Progress, stop_if_cancelled, watched
from ..domain.table import Column, Measure, Table
from .follow_up import RoundPlaces, round_places
from .ports import ReviewStore

_AT_ONCE = 20_000  # so many places are looked up before the user is asked again


@dataclass(frozen=True)
class SurveyFields:
    """Names of the columns of a survey; empty: there is none. ``x`` and ``y`` are for rows without geometries."""

    answer: str
    weight: str = ""
    distance: str = ""
    lpo: str = ""
    x: str = ""
    y: str = ""

    def named(self) -> Mapping[str, str]:
        """The columns that are there: name by meaning."""
        return {f.name: getattr(self, f.name) for f in fields(self) if getattr(self, f.name)}


_NAMES: Mapping[str, Tuple[str, ...]] = {
    "answer": ("svar", "answer", "fråga", "question"),
    "weight": ("vikt", "weight", "kalvikt"),
    "distance": ("avstånd", "avstand", "distance"),
    "lpo": ("lokalpolisområde", "lpo"),
}
# Lower case. The first name that a table has is taken.


def guessed_survey_fields(names: Sequence[str]) -> SurveyFields:
    """The columns that the names of a table suggest, but for coordinates.

    >>> guessed_survey_fields(["ID", "ANSWER", "Vikt"])
    SurveyFields(answer='ANSWER', weight='Vikt', distance='', lpo='', x='', y='')
    """
    by_lower = {name.strip().lower(): name for name in reversed(names)}
    found = {m: next((by_lower[w] for w in wanted if w in by_lower), "") for m, wanted in _NAMES.items()}
    return SurveyFields(**found)


def placed_fields(chosen: SurveyFields, names: Sequence[str], spatial: bool) -> SurveyFields:
    """The columns with the coordinates guessed from the names where rows have neither a geometry nor a distance.

    >>> placed_fields(SurveyFields("Q1"), ["Q1", "SWEREF_E", "SWEREF_N"], False).x
    'SWEREF_E'
    """
    if spatial or chosen.distance or (chosen.x and chosen.y):
        return chosen
    guessed = guessed_fields(names)
    return replace(chosen, x=chosen.x or guessed.x, y=chosen.y or guessed.y)


@dataclass(frozen=True)
class SurveyAnswers:
    """What a survey brought, one entry a respondent, in the rows' order. Read, counted and forgotten.

    Either ``places`` (n, 2) in the store's CRS (NaN: none), or ``distances`` to the nearest scene in m as they were
    given; likewise LPOs come from the places or from ``lpos`` (codes or names).
    """

    answers: Sequence[object]
    places: Optional[np.ndarray] = None
    distances: Optional[Sequence[object]] = None
    lpos: Optional[Sequence[object]] = None
    weights: Optional[Sequence[object]] = None
    sha256: str = ""


@runtime_checkable
class CountingAnswers(Protocol):
    """Answers that lie where they can be added up: nothing but sums leaves it."""

    weighted: bool

    def sums(
        self,
        outlines: Sequence[BaseGeometry],
        lpos: Sequence[Area],
        asked: Question,
        bands: DistanceBands,
        progress: Progress,
    ) -> Optional[List[AnswerSum]]:
        """The sums, or None where the rows must be read after all."""

    def read(self, progress: Progress) -> SurveyAnswers:
        """The answers, row by row."""


@dataclass(frozen=True)
class SurveyInquiry:
    """What is asked of the answers; ``coverage`` are codes or names of the LPOs that were surveyed, empty for all."""

    label: str
    question: Question
    bands: DistanceBands
    coverage: Tuple[str, ...] = ()
    minimum_n: int = MINIMUM_N


@dataclass(frozen=True)
class MeasuredSurvey:
    """The tables (``survey`` first), what they were made of, and the digest of what was read or added up."""

    tables: Tuple[Table, ...]
    result: SurveyResult
    sha256: str


def asked_bands(text: str) -> DistanceBands:
    """The distance bands that a text asks for: where they end, in m, with ``;`` between them.

    Raises:
        Refusal: ``distance_bands_invalid``.
    """
    try:
        return DistanceBands(tuple(float(part.replace(",", ".")) for part in text.split(";") if part.strip()))
    except ValueError as error:
        raise Refusal("distance_bands_invalid", bands=text) from error


def measure_survey(
    store: ReviewStore, inquiry: SurveyInquiry, given: Union[SurveyAnswers, CountingAnswers], progress: Progress = QUIET
) -> MeasuredSurvey:
    """The shares with a problem by distance to the nearest scene of the round, county and LPOs; nothing is written.

    Raises:
        Refusal: no scenes or areas to measure by; neither places nor distances; numbers that are none; what
            :func:`survey` refuses.
        Cancelled: the user stopped.
    """
    places = round_places(store, inquiry.label)
    stop_if_cancelled(progress)
    result, sha256 = _result(inquiry, given, places, progress)
    stop_if_cancelled(progress)
    what = (str(places.mapping_round.label), *sorted(inquiry.question.problem), sha256[:16])
    progress.report(1.0)
    return MeasuredSurvey((survey_table(result, what), _quality(result)), result, sha256)


def _result(
    inquiry: SurveyInquiry, given: Union[SurveyAnswers, CountingAnswers], places: RoundPlaces, progress: Progress
) -> Tuple[SurveyResult, str]:
    """The shares, and the digest of the rows or of the sums that they rest on."""
    asked, bands, outlines = inquiry.question, inquiry.bands, list(places.outlines.values())
    coverage = [_code(name, places.lpos) for name in inquiry.coverage] or None
    if isinstance(given, CountingAnswers):
        sums = given.sums(outlines, places.lpos, asked, bands, progress)
        if sums is not None:
            digest = hashlib.sha256(repr(sums).encode("utf-8")).hexdigest()
            return shares_of(sums, given.weighted, bands, places.lpos, coverage, inquiry.minimum_n), digest
        given = given.read(progress)
    distances = _distances(given, outlines, Part(progress, 0.0, 0.5))
    lpos = _lpos(given, places.lpos, Part(progress, 0.5, 0.9))
    stop_if_cancelled(progress)
    responses = Responses(distances, lpos, given.answers, given.weights)
    return survey(responses, asked, bands, places.lpos, coverage, inquiry.minimum_n), given.sha256


def _distances(given: SurveyAnswers, outlines: Sequence[BaseGeometry], progress: Progress) -> np.ndarray:
    if given.distances is not None:
        return _numbers(given.distances)
    if given.places is None:
        raise Refusal("survey_without_places")
    return distances_to_nearest(given.places, outlines, progress)


def _numbers(values: Sequence[object]) -> np.ndarray:
    """Distances as they were given: empty is not known.

    Raises:
        Refusal: ``survey_distances_invalid`` with how many are no numbers, and the first three with their rows.
    """
    found, wrong = np.full(len(values), np.nan), []
    for index, value in enumerate(values):
        text = "" if value is None else str(value).strip().replace(",", ".")
        if not text or text.lower() == "nan":
            continue
        try:
            found[index] = float(text)
        except ValueError:
            wrong.append(index)
    if wrong:
        shown = ", ".join(f"“{str(values[i])[:40]}” ({i + 1})" for i in wrong[:3])
        raise Refusal("survey_distances_invalid", number=len(wrong), shown=shown)
    return found


def _lpos(given: SurveyAnswers, lpos: Sequence[Area], progress: Progress) -> List[Optional[str]]:
    if given.lpos is not None:
        return [None if value in (None, "") else _code(str(value).strip(), lpos) for value in given.lpos]
    if given.places is None:
        return [None] * len(given.answers)
    layer, points = AreaLayer(lpos), given.places
    usable = np.isfinite(points).all(axis=1)
    labels = np.zeros(len(points), dtype=int)
    for start in watched(range(0, len(points), _AT_ONCE), progress):
        some = start + np.flatnonzero(usable[start : start + _AT_ONCE])
        labels[some] = layer.labels(np.ascontiguousarray(points[some, 0]), np.ascontiguousarray(points[some, 1]))
    if lpos:
        _require_in_county(usable, labels)
    return [str(layer.codes[label - 1]) if label else None for label in labels.tolist()]


def _require_in_county(usable: np.ndarray, labels: np.ndarray) -> None:
    """Refuse places of which most lie in none of the county's LPOs: they would all live beyond the last band.

    Raises:
        Refusal: ``survey_outside_county`` with how many, and the first three rows.
    """
    outside = np.flatnonzero(usable & (labels == 0))
    if 2 * outside.size > usable.sum():
        shown = ", ".join(str(row + 1) for row in outside[:3].tolist())
        raise Refusal("survey_outside_county", rows=int(outside.size), placed=int(usable.sum()), examples=shown)


def _code(text: str, lpos: Sequence[Area]) -> str:
    """The code of an LPO that is given by code or name; the text itself where there is no such LPO."""
    for area in lpos:
        if text.casefold() in (str(area.code).casefold(), area.name.casefold()):
            return str(area.code)
    return text


_QUALITY = (
    Column("quality", Measure.TEXT, Visibility.POLICE),
    Column("answers", Measure.COUNT, Visibility.POLICE),
    Column("share", Measure.SHARE, Visibility.POLICE),
)


def quality_counts(result: SurveyResult) -> List[Tuple[str, int]]:
    """How many answers there were, and how many were left out, by reason."""
    counted = result.responses - sum(result.left_out.values())
    return [("responses", result.responses), ("counted", counted), *result.left_out.items()]


def _quality(result: SurveyResult) -> Table:
    total = result.responses
    rows = tuple((what, number, number / total if total else None) for what, number in quality_counts(result))
    return Table("survey_quality", _QUALITY, rows)


def question_parameters(inquiry: SurveyInquiry) -> Mapping[str, Any]:
    """The inquiry as plain values, for the record."""
    others = inquiry.question.others
    return {
        "problem": sorted(inquiry.question.problem),
        "others": None if others is None else sorted(others),
        "missing": sorted(inquiry.question.missing),
        "bands": list(inquiry.bands.edges),
        "coverage": list(inquiry.coverage),
        "minimum_n": inquiry.minimum_n,
    }
