"""What each column of the follow-up's tables holds: a figure by its definition, a label by what it says of the row."""

from __future__ import annotations

from typing import Mapping, NamedTuple, Optional, Tuple

from . import CONTEXT, QT_TRANSLATE_NOOP, translate
from .measure_definitions import MEASURE_CODES, definition, formula, measure_name, measure_of_column, reference


class Explained(NamedTuple):
    """What a figure or label is called and what it is; ``formula`` and ``reference`` are blank where it has none."""

    name: str
    text: str
    formula: str = ""
    reference: str = ""


class _Label(NamedTuple):
    """A label: its name, what it says, the ``columns`` that hold it."""

    name: str
    text: str
    columns: Tuple[str, ...]


CRIME_GROUP = "crime_group"

_LABELS: Mapping[str, _Label] = {
    "unit": _Label(
        QT_TRANSLATE_NOOP("Drugscene", "Area"),
        QT_TRANSLATE_NOOP(
            "Drugscene",
            "Whom the row is about: the county, a local police area (LPO), a municipality or a scene. What lies on the "
            "line between two areas belongs to the one whose code comes first, so that totals add up.",
        ),
        ("level", "code", "name"),
    ),
    CRIME_GROUP: _Label(
        QT_TRANSLATE_NOOP("Drugscene", "Crime group"),
        QT_TRANSLATE_NOOP(
            "Drugscene",
            "A list of crime codes, each with the days on which it is valid: outside them it is left out and reported. "
            "A star marks crime that is mostly found by control.",
        ),
        ("group",),
    ),
    "zone": _Label(
        QT_TRANSLATE_NOOP("Drugscene", "Zone"),
        QT_TRANSLATE_NOOP(
            "Drugscene",
            "In the scene: on its edge too. Beside the scene: within the band around the nearest one; where bands overlap, an "
            "incident counts once. Elsewhere: the rest of the county or the LPO.",
        ),
        ("zone",),
    ),
    "period": _Label(
        QT_TRANSLATE_NOOP("Drugscene", "Period"),
        QT_TRANSLATE_NOOP(
            "Drugscene",
            "From its first day until its last, which is not included, on Swedish clocks; the days are those between. An "
            "incident with a span of time is dated by its start unless another rule was chosen.",
        ),
        ("period_from", "period_to", "days", "earlier_days"),
    ),
    "outlines": _Label(
        QT_TRANSLATE_NOOP("Drugscene", "Outlines of"),
        QT_TRANSLATE_NOOP("Drugscene", "The round, or rounds, in whose outlines the incidents were counted."),
        ("outlines",),
    ),
    "scenes_behind": _Label(
        QT_TRANSLATE_NOOP("Drugscene", "Scenes"),
        QT_TRANSLATE_NOOP(
            "Drugscene",
            "How many open scenes the figures of the row are about, or their share of all; along a Lorenz curve those "
            "with most incidents, added up.",
        ),
        ("scenes", "share_of_scenes"),
    ),
    "band": _Label(
        QT_TRANSLATE_NOOP("Drugscene", "Distance band"),
        QT_TRANSLATE_NOOP(
            "Drugscene",
            "Metres from home to the outline of the nearest open scene of the round, in a straight line; 0 is in it. A "
            "distance on the line between two bands belongs to the nearer. The last band, beyond, is what the others are "
            "compared with.",
        ),
        ("band", "distance_from", "distance_to"),
    ),
    "survey_status": _Label(
        QT_TRANSLATE_NOOP("Drugscene", "Status"),
        QT_TRANSLATE_NOOP(
            "Drugscene",
            "Not measured: an LPO where nobody was asked, or the county where not all of it was. Too few answers: fewer "
            "than a share is given for.",
        ),
        ("status",),
    ),
    "control": _Label(
        QT_TRANSLATE_NOOP("Drugscene", "Control"),
        QT_TRANSLATE_NOOP(
            "Drugscene",
            "What the ceased scene is held against: areas of your own, or the scene that goes on whose earlier count is "
            "nearest.",
        ),
        ("control",),
    ),
    "method": _Label(
        QT_TRANSLATE_NOOP("Drugscene", "Method"),
        QT_TRANSLATE_NOOP("Drugscene", "How the intervals of the row were made; said in full below."),
        ("method",),
    ),
    "caveats": _Label(
        QT_TRANSLATE_NOOP("Drugscene", "To bear in mind"),
        QT_TRANSLATE_NOOP(
            "Drugscene", "What must be known of the row before its figures are used; said in full below."
        ),
        ("caveats",),
    ),
    "incident_quality": _Label(
        QT_TRANSLATE_NOOP("Drugscene", "What was read"),
        QT_TRANSLATE_NOOP(
            "Drugscene",
            "How many incidents were read and counted (a row may stand for several), and how many were left out, each "
            "under the first reason that holds; their share of the period's incidents; up to three rows to look at, numbered "
            "from 1 after the heads. Those that are stacked or cross the period's edge are only told: they count as the "
            "others. What crosses lies on both sides of the edge: its share is of all that was read.",
        ),
        (),
    ),
    "survey_quality": _Label(
        QT_TRANSLATE_NOOP("Drugscene", "What was read"),
        QT_TRANSLATE_NOOP(
            "Drugscene",
            "How many answers were read and counted, and how many were left out, each under the first reason that holds; "
            "their share of all answers.",
        ),
        (),
    ),
}

_BY_COLUMN: Mapping[str, str] = {column: code for code, label in _LABELS.items() for column in label.columns}

_OF_QUALITY = ("quality", "incidents", "answers", "share", "rows_shown")

_OF_SHOOTINGS: Mapping[str, str] = {
    "figure": "shootings_near",
    "distance": "shootings_near",
    "days": "near_repeat_pairs",
}
"""Heads of the table of gun violence that mean something else than elsewhere."""


def code_of_column(table: str, column: str, figure: str = "") -> str:
    """The code of the figure or label that a column holds, in a row that may name its own ``figure``; blank for others.

    >>> code_of_column("concentration", "zone"), code_of_column("gunviolence", "low", "near_repeat_pairs")
    ('zone', 'near_repeat_pairs')
    """
    if table.endswith("_quality") and column in _OF_QUALITY:
        return "survey_quality" if table == "survey_quality" else "incident_quality"
    label = _BY_COLUMN.get(column, "")
    if figure and label not in ("method", "caveats"):
        return figure
    if table == "gunviolence" and column in _OF_SHOOTINGS:
        return _OF_SHOOTINGS[column]
    return measure_of_column(table, column) or label


def explained(code: str, language: Optional[str] = None) -> Explained:
    """What a figure or label is."""
    if code in MEASURE_CODES:
        return Explained(measure_name(code, language), definition(code, language), formula(code), reference(code))
    label = _LABELS[code]
    return Explained(translate(CONTEXT, label.name, language), translate(CONTEXT, label.text, language))
