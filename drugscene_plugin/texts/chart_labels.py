"""What charts, their scales and their notes are called."""

from __future__ import annotations

from typing import Mapping

from . import QT_TRANSLATE_NOOP

CHART_TITLES: Mapping[str, str] = {
    "rounds_scenes": QT_TRANSLATE_NOOP("Drugscene", "Open drug scenes, round by round"),
    "rounds_area": QT_TRANSLATE_NOOP("Drugscene", "Area of the open drug scenes, round by round"),
    "ledger_count": QT_TRANSLATE_NOOP("Drugscene", "How the number of open drug scenes changed"),
    "ledger_area": QT_TRANSLATE_NOOP("Drugscene", "How the area of the open drug scenes changed"),
    "by_lpo_scenes": QT_TRANSLATE_NOOP("Drugscene", "Open drug scenes per local police area (LPO)"),
    "by_lpo_area": QT_TRANSLATE_NOOP("Drugscene", "Area of the open drug scenes per local police area (LPO)"),
    "by_municipality_scenes": QT_TRANSLATE_NOOP("Drugscene", "Open drug scenes per municipality"),
    "by_municipality_area": QT_TRANSLATE_NOOP("Drugscene", "Area of the open drug scenes per municipality"),
    "lorenz": QT_TRANSLATE_NOOP("Drugscene", "How few scenes hold half of it"),
    "zone_gradient": QT_TRANSLATE_NOOP("Drugscene", "Concentration in the scenes, beside them and elsewhere"),
    "zone_ratio": QT_TRANSLATE_NOOP("Drugscene", "How many times as much as elsewhere"),
    "survey_gradient": QT_TRANSLATE_NOOP("Drugscene", "Residents who see a problem, by distance to the nearest scene"),
    "shootings_near": QT_TRANSLATE_NOOP("Drugscene", "Shootings in and near the scenes, against chance"),
    "scenes_with_shooting": QT_TRANSLATE_NOOP("Drugscene", "Scenes with at least one shooting, against chance"),
    "wdd": QT_TRANSLATE_NOOP("Drugscene", "Did crime change, or move next door?"),
    "outline_split": QT_TRANSLATE_NOOP("Drugscene", "Did crime fall, or did the outlines move?"),
    "area_totals": QT_TRANSLATE_NOOP("Drugscene", "Incidents by crime group"),
    "area_totals_lpo": QT_TRANSLATE_NOOP("Drugscene", "Incidents per local police area (LPO)"),
    "area_totals_municipality": QT_TRANSLATE_NOOP("Drugscene", "Incidents per municipality"),
}
"""Titles of charts, by code."""

CHART_WORDS: Mapping[str, str] = {
    "withheld": QT_TRANSLATE_NOOP("Drugscene", "withheld"),
    "nothing": QT_TRANSLATE_NOOP("Drugscene", "no figure"),
    "empty": QT_TRANSLATE_NOOP("Drugscene", "There is nothing to show."),
    "goal": QT_TRANSLATE_NOOP("Drugscene", "Goal"),
    "across": QT_TRANSLATE_NOOP("Drugscene", "Share of the scenes, those with most first"),
    "average": QT_TRANSLATE_NOOP("Drugscene", "the average of the whole"),
    "goal_by": QT_TRANSLATE_NOOP("Drugscene", "Goal by {day}"),
    "round": QT_TRANSLATE_NOOP("Drugscene", "Round {round}"),
    "rounds": QT_TRANSLATE_NOOP("Drugscene", "Round {before} to round {round}"),
    "period": QT_TRANSLATE_NOOP("Drugscene", "{start} to {end}"),
    "inside": QT_TRANSLATE_NOOP("Drugscene", "In a scene"),
    "within": QT_TRANSLATE_NOOP("Drugscene", "Within {distance} m"),
    "band": QT_TRANSLATE_NOOP("Drugscene", "{start}–{end} m"),
    "beyond": QT_TRANSLATE_NOOP("Drugscene", "{start} m and beyond"),
    "scenes": QT_TRANSLATE_NOOP("Drugscene", "{count} scenes"),
    "seen": QT_TRANSLATE_NOOP("Drugscene", "Counted"),
    "interval": QT_TRANSLATE_NOOP("Drugscene", "{number} (interval {low} to {high})"),
    "ends": QT_TRANSLATE_NOOP("Drugscene", "({low} to {high})"),
    "entry": QT_TRANSLATE_NOOP("Drugscene", "{name}: {figure}"),
}
"""Words within charts, by code."""

CHART_NOTES: Mapping[str, str] = {
    "withheld": QT_TRANSLATE_NOOP("Drugscene", "Hatched: withheld, since it is small or would tell a small number."),
    "intervals": QT_TRANSLATE_NOOP("Drugscene", "Lines: 95 % intervals."),
    "logarithmic": QT_TRANSLATE_NOOP("Drugscene", "Logarithmic scale."),
    "series_break": QT_TRANSLATE_NOOP("Drugscene", "Dashed: series break, the rounds use different definitions."),
    "below_zero": QT_TRANSLATE_NOOP(
        "Drugscene",
        "Below 0: less than the controls would have led one to expect, with the rings around them counted in.",
    ),
    "untested": QT_TRANSLATE_NOOP("Drugscene", "Hollow: a count is below ten, or there is no control; not tested."),
    "draft": QT_TRANSLATE_NOOP("Drugscene", "Hollow: not published."),
}
"""What is said at the foot of charts, by code."""
