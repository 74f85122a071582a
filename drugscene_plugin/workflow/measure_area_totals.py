"""The user can count incidents that come without coordinates, per LPO and municipality."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Callable, Dict, Mapping, Optional, Tuple

from ..analysis.area_counting import count_by_area
from ..analysis.area_totals import AREA_TOTALS, AreaCounting, area_totals_table
from ..analysis.incident_batches import IncidentSource
from ..analysis.incident_counting import TimeRules
from ..domain.area import AreaLevel, valid_areas
from ..domain.crime_groups import CrimeGroup, record_of
from ..domain.errors import Refusal
from ..domain.period import Period
from ..domain.period_comparison import require_comparable
from ..domain.progress import QUIET, Progress
from ..domain.table import Table
from .follow_up import QualityOf, ordered, quality_table
from .ports import ReviewStore


@dataclass(frozen=True)
class AreaTotalsQuestion:
    """What is to be counted: a period, or two to be compared, by the areas valid on the round's reference date.

    With ``own_kinds`` kinds of crime that no group lists are counted as they stand in the rows.
    """

    label: str
    period: Period
    groups: Tuple[CrimeGroup, ...]
    own_kinds: bool = False
    other_period: Optional[Period] = None
    rules: TimeRules = field(default_factory=TimeRules)


@dataclass(frozen=True)
class MeasuredAreaTotals:
    """The tables (``area_totals`` first), what the rows were good for, and the digest of what was read.

    ``unmatched`` are names in the rows that no area has, with their incidents, the most frequent first.
    """

    tables: Tuple[Table, ...]
    quality: Tuple[QualityOf, ...]
    unmatched: Mapping[str, int]
    sha256: str


def measure_area_totals(
    store: ReviewStore,
    question: AreaTotalsQuestion,
    source: Callable[[], IncidentSource],
    progress: Progress = QUIET,
) -> MeasuredAreaTotals:
    """Count the rows once, and make the tables; nothing is written.

    Raises:
        Refusal: ``round_unknown``, ``round_without_areas``; the periods cannot be compared; what
            :func:`count_by_area` refuses.
        Cancelled: the user stopped.
    """
    mapping_round, areas = store.round(question.label), store.areas()
    lpos, municipalities = (
        valid_areas(areas, level, mapping_round.ref_date) for level in (AreaLevel.LPO, AreaLevel.MUNICIPALITY)
    )
    if not lpos and not municipalities:
        raise Refusal("round_without_areas", round=question.label, day=mapping_round.ref_date)
    periods = [question.period]
    if question.other_period is not None:
        earlier, later = ordered(question.period, question.other_period)
        require_comparable(earlier, later)
        periods = [later, earlier]
    found, sha256 = count_by_area(
        source(), lpos, municipalities, periods, question.groups, question.own_kinds, question.rules, progress
    )
    countings = [AreaCounting(counts, period) for counts, period in zip(found, periods)]
    controlled = [group.id for group in question.groups if group.found_by_control]
    table = area_totals_table(
        lpos, municipalities, countings[0], countings[1] if len(countings) > 1 else None, controlled
    )
    quality = tuple(QualityOf(period, "", counts.quality) for counts, period in zip(found, periods))
    progress.report(1.0)
    return MeasuredAreaTotals(
        (table, quality_table(f"{AREA_TOTALS}_quality", quality)), quality, found[0].unmatched, sha256
    )


def question_parameters(question: AreaTotalsQuestion) -> Dict[str, Any]:
    """The question as plain values, for the record."""
    other = question.other_period
    return {
        "from": question.period.start.isoformat(),
        "to": question.period.end.isoformat(),
        "from2": other.start.isoformat() if other else None,
        "to2": other.end.isoformat() if other else None,
        **record_of(question.groups),
        "own_kinds": question.own_kinds,
        "dated_by": question.rules.dated_by.value,
    }
