"""One step from a version of the schema to the next."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Callable, Mapping, Optional

from ..schema import Table
from ..session import Values


@dataclass(frozen=True)
class Step:
    """What was otherwise before: ``before`` are the tables that changed as they were (None: there was none),
    ``changes`` makes a row of such a table into one of the next version."""

    before: Mapping[str, Optional[Table]]
    changes: Mapping[str, Callable[[Values], Values]] = field(default_factory=dict)
