"""A goal that a county has set itself: how many scenes at most, how much area, by which day. Never the plugin's own."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from math import isfinite
from typing import Optional

from .errors import Refusal


@dataclass(frozen=True)
class Goal:
    """What charts by round are held against. Each part may be missing; a day alone is no goal.

    Raises:
        Refusal: ``goal_invalid`` names a number or an area that is negative or none.
    """

    scenes: Optional[int] = None
    area_m2: Optional[float] = None
    day: Optional[date] = None

    def __post_init__(self) -> None:
        for value in (self.scenes, self.area_m2):
            if value is not None and not (isfinite(value) and value >= 0):
                raise Refusal("goal_invalid", goal=value)


NO_GOAL = Goal()
"""Where nobody has set one."""
