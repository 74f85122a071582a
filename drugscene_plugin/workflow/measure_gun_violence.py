"""The user can measure how much of the county's gun violence lies in and near the scenes of a round."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Dict, List, Mapping, Optional, Sequence, Tuple

import numpy as np
from shapely.geometry.base import BaseGeometry

from ..analysis.distance_bands import distances_to_nearest
from ..analysis.gun_violence import DISTANCES, SEED, gun_violence, gun_violence_table, near_repeats
from ..analysis.incident_batches import IncidentSource
from ..analysis.incident_columns import MISSING, UNREADABLE, DateColumn
from ..analysis.incident_counting import EXAMPLES
from ..analysis.point_in_area import AreaLayer
from ..domain.errors import Refusal
from ..domain.incident_counts import Quality
from ..domain.period import Period
from ..domain.progress import QUIET, Part, Progress, stop_if_cancelled
from ..domain.table import Table
from .count_incidents import require_some_in_county
from .follow_up import QualityOf, RoundPlaces, listed, quality_table, round_places
from .ports import ReviewStore

_READ = 0.2  # of the whole work; the rest is drawing by chance


@dataclass(frozen=True)
class GunQuestion:
    """What is to be measured; ``populated`` are polygons where people live, ``people`` how many in each."""

    label: str
    period: Period
    distances: Tuple[float, ...] = DISTANCES
    populated: Tuple[BaseGeometry, ...] = ()
    people: Optional[Tuple[float, ...]] = None
    seed: int = SEED


@dataclass(frozen=True)
class MeasuredGunViolence:
    """The tables (``gunviolence`` first), what the rows were good for, and the digest of what was read."""

    tables: Tuple[Table, ...]
    quality: QualityOf
    sha256: str


def asked_distances(text: str) -> Tuple[float, ...]:
    """The distances that a text asks for, in m with ``;`` between them.

    Raises:
        Refusal: ``gun_distances_invalid``.
    """
    try:
        return tuple(float(part) for part in listed(text))
    except ValueError as error:
        raise Refusal("gun_distances_invalid", distances=text) from error


def measure_gun_violence(
    store: ReviewStore, question: GunQuestion, source: IncidentSource, progress: Progress = QUIET
) -> MeasuredGunViolence:
    """Shares of shootings by distance and of scenes with one, against chance, and near repeats; nothing is written.

    Raises:
        Refusal: no scenes or areas; negative distances; nobody lives on the populated area; numbers of people that are
            negative or none; all shootings lie outside the county.
        Cancelled: the user stopped.
    """
    places = round_places(store, question.label)
    _check_people(question.people)
    shootings = _Shootings(places, question.period, source.fields.start)
    total = max(source.row_count() or 0, 1)
    for batch in source.batches():
        stop_if_cancelled(progress)
        shootings.add(batch.x, batch.y, batch.start, batch.start_clock)
        progress.report(_READ * min(1.0, shootings.rows / total))
    require_some_in_county([shootings.quality])
    outlines = list(places.outlines.values())
    points, days = shootings.places, shootings.days
    found = gun_violence(
        points,
        outlines,
        question.populated,
        question.people,
        question.distances,
        question.seed,
        progress=Part(progress, _READ, 0.8),
    )
    reach = [d for d in question.distances if d > 0]
    near = distances_to_nearest(points, outlines, Part(progress, 0.8, 0.8)) <= max(question.distances)
    repeats = (
        near_repeats(points[near], days[near].tolist(), reach, seed=question.seed, progress=Part(progress, 0.8, 1.0))
        if reach
        else ()
    )
    span = f"{question.period.start.isoformat()}/{question.period.end.isoformat()}"
    table = gun_violence_table(found, repeats, (span, str(places.mapping_round.label)))
    quality = QualityOf(question.period, str(places.mapping_round.label), shootings.quality)
    progress.report(1.0)
    return MeasuredGunViolence((table, quality_table("gunviolence_quality", [quality])), quality, source.sha256())


def _check_people(people: Optional[Sequence[float]]) -> None:
    values = np.asarray(people if people is not None else (), dtype=float)
    wrong = np.flatnonzero(~(values >= 0) | np.isinf(values))
    if wrong.size:
        shown = ", ".join(f"{values[i]:g} ({i + 1})" for i in wrong[:3])
        raise Refusal("baseline_numbers_wrong", number=int(wrong.size), shown=shown)


class _Shootings:
    """Where and on which days shootings of a period lie in the county, and why others were left out."""

    def __init__(self, places: RoundPlaces, period: Period, date_field: str) -> None:
        self._areas = [AreaLayer(level) for level in (places.lpos, places.municipalities) if level]
        self._first, self._after = period.start.toordinal(), period.end.toordinal()
        self._start = DateColumn(date_field)
        self._kept: List[np.ndarray] = []
        self._days: List[np.ndarray] = []
        self._reasons: Dict[str, int] = {}
        self._examples: Dict[str, Tuple[int, ...]] = {}
        self.rows = 0

    def add(self, x: np.ndarray, y: np.ndarray, start: Optional[np.ndarray], clock: Optional[np.ndarray]) -> None:
        """Take some rows; a reason to leave one out is the first that holds."""
        number, first = len(x), self.rows + 1
        self.rows += number
        if start is None:
            raise ValueError("shootings without days")
        days = self._start.times(start, clock, np.arange(first, first + number)).day
        placed = np.isfinite(x) & np.isfinite(y)
        inside = np.zeros(number, dtype=bool)
        for layer in self._areas:
            inside[placed] |= layer.labels(x[placed], y[placed]) > 0
        left = np.ones(number, dtype=bool)
        for reason, holds in (
            ("no_place", ~placed),
            ("no_time", days == MISSING),
            ("bad_time", days == UNREADABLE),
            ("outside_period", (days < self._first) | (days >= self._after)),
            ("outside_county", ~inside),
        ):
            which = np.flatnonzero(left & holds)
            left[which] = False
            if which.size:
                self._reasons[reason] = self._reasons.get(reason, 0) + int(which.size)
                shown = (*self._examples.get(reason, ()), *(int(i) + first for i in which[:EXAMPLES]))
                self._examples[reason] = shown[:EXAMPLES]
        self._kept.append(np.column_stack([x[left], y[left]]))
        self._days.append(np.asarray(days[left], dtype=np.int64))

    @property
    def places(self) -> np.ndarray:
        """Where they lie: (n, 2)."""
        return np.vstack(self._kept) if self._kept else np.zeros((0, 2))

    @property
    def days(self) -> np.ndarray:
        """Their days, as numbers."""
        return np.concatenate(self._days) if self._days else np.zeros(0, dtype=np.int64)

    @property
    def quality(self) -> Quality:
        """What the rows were good for."""
        return Quality(self.rows, self.rows, len(self.places), dict(self._reasons), dict(self._examples))


def question_parameters(question: GunQuestion) -> Mapping[str, Any]:
    """The question as plain values, for the record."""
    return {
        "from": question.period.start.isoformat(),
        "to": question.period.end.isoformat(),
        "distances": list(question.distances),
        "populated_polygons": len(question.populated),
        "people": question.people is not None,
        "seed": question.seed,
    }
