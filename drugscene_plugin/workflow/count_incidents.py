"""The user can have incidents counted: where they lie, if that is in a database which counts; row by row otherwise."""

from __future__ import annotations

from typing import List, Sequence

from ..analysis.counted_rows import CountingSource
from ..analysis.incident_batches import IncidentSource
from ..analysis.incident_counting import CountRequest, TimeRules, count_incidents
from ..domain.crime_groups import CrimeGroup
from ..domain.errors import Refusal
from ..domain.incident_counts import IncidentCounts, Quality
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
        Refusal: as :func:`count_incidents`; ``incidents_outside_county``: there are some, and all lie elsewhere.
        Cancelled: the user asked to stop.
    """
    found = source.count(requests, groups, rules, progress) if isinstance(source, CountingSource) else None
    counts = found if found is not None else count_incidents(source, requests, groups, rules, progress)
    require_some_in_county([one.quality for one in counts])
    return counts


_IN_THE_COUNTY = ("no_code", "no_group", "outside_validity")
"""Why an incident in the county may not count."""


def require_some_in_county(reports: Sequence[Quality]) -> None:
    """Refuse a table of zeros whose only meaning is that the places are those of another coordinate system.

    Raises:
        Refusal: ``incidents_outside_county`` with how many, and the first three rows.
    """
    outside = max((report.reasons.get("outside_county", 0) for report in reports), default=0)
    if outside and not any(r.counted or any(r.reasons.get(why) for why in _IN_THE_COUNTY) for r in reports):
        first = next(report for report in reports if report.reasons.get("outside_county"))
        examples = ", ".join(map(str, first.examples.get("outside_county", ()))) or "–"
        raise Refusal("incidents_outside_county", rows=outside, examples=examples)
