"""What a check has to say: a coded finding about scenes, that a person can go to, mend, or accept with a reason."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum
from typing import Mapping, Optional, Tuple

from .scene import SceneId


class Severity(str, Enum):
    """An error keeps a round from being published; a warning may be accepted by a person who knows better."""

    ERROR = "error"
    WARNING = "warning"


class Mend(str, Enum):
    """A repair that one click can make."""

    MAKE_VALID = "make_valid"
    DROP_SLIVERS = "drop_slivers"
    TAKE_OVERLAP = "take_overlap"
    TAKE_NEAREST_AREA = "take_nearest_area"
    TAKE_CLASSIFICATION = "take_classification"


@dataclass(frozen=True)
class Finding:
    """One finding: what (``code``), how grave, which scenes, where (x, y in the store's CRS), with which values.

    ``values`` fill the message. ``mend`` is the repair on offer. ``seen`` is the reason with which a person accepted it.
    """

    code: str
    severity: Severity
    scenes: Tuple[SceneId, ...]
    where: Optional[Tuple[float, float]] = None
    values: Mapping[str, object] = field(default_factory=dict)
    mend: Optional[Mend] = None
    seen: str = ""

    @property
    def fingerprint(self) -> str:
        """What stays the same when the check runs again: the code and the scenes, in any order."""
        return "|".join((self.code, *sorted(self.scenes)))
