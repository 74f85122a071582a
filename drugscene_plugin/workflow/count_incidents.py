"""The user can have incidents counted: where they lie, if that is in a database which counts; row by row otherwise."""

from __future__ import annotations

from typing import List, Sequence

from ..analysis.counted_rows import CountingSource
from ..analysis.incident_batches import IncidentSource
from ..analysis.incident_counting import CountRequest, TimeRules, count_incidents
from ..domain.crime_groups import CrimeGroup
from ..domain.incident_counts import IncidentCounts
from ..domain.progress import Progress


def counted_incidents(
    source: IncidentSource,
    requests: Sequence[CountRequest],
    groups: Sequence[CrimeGroup],
    rules: TimeRules,
    progress: Progress,
) -> List[IncidentCounts]:
    """The counts of every request, by one way or the other: they are equal.

    Raises:
        Refusal: as :func:`count_incidents`.
        Cancelled: the user asked to stop.
    """
    if isinstance(source, CountingSource):
        found = source.count(requests, groups, rules, progress)
        if found is not None:
            return found
    return count_incidents(source, requests, groups, rules, progress)
