"""What was done at a place: patrols, lighting, outreach."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import Dict, List, Mapping, Optional, Sequence, Tuple

from .errors import Refusal
from .scene import SceneId


class MeasureState(str, Enum):
    """How far a measure has come."""

    PLANNED = "planned"
    ONGOING = "ongoing"
    DONE = "done"
    STOPPED = "stopped"


MEASURE_CODES: Mapping[str, Tuple[str, ...]] = {
    "measure_type": ("presence", "guards", "cameras", "physical_change", "outreach", "activities", "other"),
    "measure_actor": (
        "municipality",
        "police",
        "region",
        "prison_probation",
        "customs",
        "housing_company",
        "transport_company",
        "other",
    ),
}
"""The types of measures and those who take them."""


@dataclass(frozen=True)
class Measure:
    """A measure at a scene's place, over all rounds; both days are included, ``until`` None: not ended."""

    scene: SceneId
    type: str
    actor: str
    since: date
    until: Optional[date]
    state: MeasureState
    note: str
    by: str

    def __post_init__(self) -> None:
        for name, code in (("measure_type", self.type), ("measure_actor", self.actor)):
            if code not in MEASURE_CODES[name]:
                raise Refusal("code_unknown", field=name, value=code, known=", ".join(MEASURE_CODES[name]))
        if self.until is not None and self.until < self.since:
            raise Refusal("measure_ends_before_it_starts", since=self.since.isoformat(), until=self.until.isoformat())


def standing_measures(measures: Sequence[Measure]) -> List[Measure]:
    """Each measure as it now stands, given in the order in which they were recorded, by scene, actor, start and type.

    A later record of the same scene, type, actor and start takes the place of an earlier one.
    """
    last: Dict[Tuple[str, str, date, str], Measure] = {(m.scene, m.actor, m.since, m.type): m for m in measures}
    return [last[key] for key in sorted(last)]
