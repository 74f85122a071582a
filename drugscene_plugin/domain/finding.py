"""What a check has to say: a coded finding about scenes, that a person can go to, mend, or accept with a reason."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from enum import Enum
from typing import Mapping, Optional, Tuple

from .scene import SceneId


class Severity(str, Enum):
    """An error keeps a round from being published; a warning may be accepted by a person who knows better."""

    ERROR = "error"
    WARNING = "warning"


ERROR, WARNING = Severity.ERROR, Severity.WARNING


class Mend(str, Enum):
    """A repair that one click can make."""

    MAKE_VALID = "make_valid"
    DROP_SLIVERS = "drop_slivers"
    TAKE_OVERLAP = "take_overlap"
    TAKE_NEAREST_AREA = "take_nearest_area"
    TAKE_CLASSIFICATION = "take_classification"


@dataclass(frozen=True)
class Term:
    """A value of a finding that is codes, not text: it gets its words where it is shown.

    ``code_list`` is the list that the codes are of (``status``, ``personal_data``, …), or ``field`` for names of fields.
    """

    code_list: str
    codes: Tuple[str, ...]


_SPELT_OUT = 8
"""A finding about more scenes than this has a short fingerprint, made from their ids."""


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
        ids = "|".join(sorted(self.scenes))
        if len(self.scenes) > _SPELT_OUT:
            digest = hashlib.blake2b(ids.encode("utf-8"), digest_size=16).hexdigest()
            ids = f"{len(self.scenes)} scenes|{digest}"
        return f"{self.code}|{ids}" if ids else self.code
