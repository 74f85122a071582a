"""The goals that persons have entered, a store each: kept in the profile, never in the store."""

from __future__ import annotations

from datetime import date

from ..domain.goal import NO_GOAL, Goal
from ..settings import Settings


def goal_of(settings: Settings, location: str) -> Goal:
    """The goal that was entered for a store; none at first."""
    kept = settings.goals.get(location)
    if not kept:
        return NO_GOAL
    scenes, area_m2, day = kept
    return Goal(scenes, area_m2, date.fromisoformat(day) if day else None)


def keep_goal(settings: Settings, location: str, goal: Goal) -> None:
    """Keep the goal of a store; no goal is forgotten."""
    goals = {**settings.goals, location: [goal.scenes, goal.area_m2, goal.day.isoformat() if goal.day else None]}
    if goal == NO_GOAL:
        del goals[location]
    settings.goals = goals
