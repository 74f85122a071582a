"""Tables as a package holds them, small enough to reckon with, for the charts that are drawn from them."""

from __future__ import annotations

from datetime import date

import numpy as np

from drugscene_plugin.analysis.change import BeforeAfter, ChangeCase, change_table
from drugscene_plugin.analysis.change_tables import beside_units, ledger_table
from drugscene_plugin.analysis.distance_bands import DistanceBands
from drugscene_plugin.analysis.summary import by_lpo, rounds_table
from drugscene_plugin.analysis.suppression import suppress
from drugscene_plugin.analysis.survey import Responses, question, survey, survey_table
from drugscene_plugin.domain.area import AreaCode, Assignment
from drugscene_plugin.domain.counted import together
from drugscene_plugin.domain.disclosure import SUPPRESSED, disclose
from drugscene_plugin.domain.field import Profile
from drugscene_plugin.domain.ledger import LedgerLine
from drugscene_plugin.domain.mapping_round import RoundState
from drugscene_plugin.domain.scene import SceneStatus
from drugscene_plugin.domain.suppression import Rules
from drugscene_plugin.domain.table import Column, Table
from tests.builders import lpo, mapping_round, scene, square

LONG_NAME = "Norra Långtbortistanbygdens-Överåkersviksjökvarns lokalpolisområde"


def plain(name, columns, *rows):
    """A table whose rows are written out; one of the columns may be ``suppressed``."""
    return disclose(Table(name, tuple(Column(c) for c in columns.split()), tuple(rows)), Profile.INTERNAL)


def rounds(*given):
    """Rounds of so many scenes of 100 m by 100 m: label, day, number, definition, state."""
    made = []
    for label, day, number, definition, state in given:
        scenes = [scene(f"s{n}", label, square((n * 200, 0)), status=SceneStatus.OPEN) for n in range(number)]
        made.append((mapping_round(label, day, definition=definition, state=state), scenes))
    return disclose(rounds_table(made), Profile.INTERNAL)


THREE_ROUNDS = (
    ("2021", date(2021, 9, 30), 64, "D1", RoundState.PUBLISHED),
    ("2023", date(2023, 10, 1), 63, "D1", RoundState.PUBLISHED),
    ("2023-11", date(2023, 12, 31), 53, "D2", RoundState.DRAFT),
)


def ledger(opening, closing, measure="count", level="county", code="99", name="", **terms):
    """A ledger of one line."""
    line = LedgerLine(level, code, name, measure, opening, closing, terms)
    return disclose(ledger_table([line], {}, "2021", date(2023, 10, 1), False), Profile.INTERNAL)


def lpos(*given, before=True):
    """LPOs with their numbers of scenes now and before: name, now, before."""
    areas = [lpo(f"{n:03}", name=name) for n, (name, _, _) in enumerate(given)]
    scenes = [
        scene(f"{n}-{i}", outline=square((i * 200, 0)), status=SceneStatus.OPEN, lpo=Assignment(AreaCode(f"{n:03}")))
        for n, (_, now, _) in enumerate(given)
        for i in range(now)
    ]
    lines = [
        LedgerLine("lpo", f"{n:03}", name, measure, was * side, now * side, {})
        for n, (name, now, was) in enumerate(given)
        for measure, side in (("count", 1), ("area_m2", 10_000.0))
    ]
    return disclose(beside_units(by_lpo(scenes, areas), lines if before else []), Profile.INTERNAL)


_CRIME = (
    "level code name group zone period_from period_to whole_count pai pai_low pai_high ratio ratio_low ratio_high "
    "method caveats suppressed"
)


def crime(*given):
    """Rows of the county: group, zone, whole, PAI with its ends, ratio with its ends, what is withheld."""
    year = (date(2023, 1, 1), date(2024, 1, 1))
    rows = [
        ("county", "county", None, group, zone, *year, whole, *pai, *ratio, "exact_conditional", "few_scenes", withheld)
        for group, zone, whole, pai, ratio, withheld in given
    ]
    return plain("concentration", _CRIME, *rows)


NONE = (None, None, None)
CRIME = crime(
    ("violence", "inside", 400, (280.5, 248.0, 316.0), (1383.6, 954.1, 2027.9), None),
    ("violence", "beside", 400, (17.7, 12.8, 24.0), (20.7, 14.8, 28.2), None),
    ("violence", "elsewhere", 400, (0.86, 0.84, 0.87), NONE, None),
    ("weapons", "inside", 20, NONE, NONE, "pai;pai_low;pai_high;ratio;ratio_low;ratio_high"),
    ("weapons", "beside", 20, NONE, NONE, "pai;pai_low;pai_high;ratio;ratio_low;ratio_high"),
    ("weapons", "elsewhere", 20, NONE, NONE, "pai;pai_low;pai_high;ratio;ratio_low;ratio_high"),
    ("narcotics_other", "inside", 0, NONE, NONE, None),
)


def lorenz(group, *counts, withheld=False):
    """The curve of a group over the counts of its scenes, highest first."""
    held, total, rows = 0, sum(counts), []
    half = next(n + 1 for n in range(len(counts)) if 2 * sum(counts[: n + 1]) >= total)
    for number in range(len(counts) + 1):
        held += counts[number - 1] if number else 0
        values = (None, None, "share_of_incidents;scenes_holding_half") if withheld else (held / total, half, None)
        rows.append((group, number, number / len(counts), *values))
    return plain("lorenz", f"group scenes share_of_scenes share_of_incidents scenes_holding_half {SUPPRESSED}", *rows)


GUN_COLUMNS = "figure distance share low high expected expected_low expected_high method caveats suppressed"
GUNS = plain(
    "gunviolence",
    GUN_COLUMNS,
    ("shootings_near", 0.0, 0.057, 0.022, 0.138, 0.0004, 0.0, 0.014, "wilson;monte_carlo", "even_spread", None),
    ("shootings_near", 500.0, 0.386, 0.280, 0.503, 0.0135, 0.0, 0.043, "wilson;monte_carlo", "even_spread", None),
    ("scenes_with_shooting", 0.0, None, None, None, None, None, None, "wilson;monte_carlo", None,
     "share;low;high;expected;expected_low;expected_high"),
)  # fmt: skip


def residents(*blocks, coverage=None):
    """The survey's table before it is let through: how many, distance, LPO, answer."""
    answers = [row[1:] for row in blocks for _ in range(row[0])]
    distances, places, said = zip(*answers)
    found = survey(
        Responses(np.array(distances, dtype=float), places, said, None),
        question(["yes"], ["no"]),
        DistanceBands((250.0, 500.0)),
        [lpo("1", name="North"), lpo("2", name=LONG_NAME)],
        coverage,
    )
    return survey_table(found)


MANY = (
    (40, 100, "1", "yes"),
    (60, 100, "2", "no"),
    (35, 300, "1", "yes"),
    (45, 300, "2", "no"),
    (300, 9000, "1", "no"),
)


def let_through(table, profile=Profile.COOPERATION):
    """A counted table, as the rules let it through."""
    return disclose(table, profile, suppress(together([table.counted]), Rules()))


PUBLISHED = {
    "control": BeforeAfter(308, 318),
    "treated": BeforeAfter(207, 110),
    "control_ring": BeforeAfter(150, 140),
    "treated_ring": BeforeAfter(178, 157),
}
"""The counts of the published example of the weighted displacement difference."""

FEW = {**PUBLISHED, "treated": BeforeAfter(20, 9)}

CEASED = disclose(
    change_table(
        [
            ChangeCase("s-1", "Torget", "violence", "s-9", PUBLISHED),
            ChangeCase("s-2", LONG_NAME, "violence", "s-8", FEW),
            ChangeCase("s-3", "Parken", "violence", "", {"treated": BeforeAfter(30, 20)}),
            ChangeCase("pooled", None, "violence", "matched", PUBLISHED),
            ChangeCase("s-1", "Torget", "weapons", "s-9", FEW),
            ChangeCase("pooled", None, "weapons", "matched", FEW),
        ]
    ),
    Profile.INTERNAL,
)
"""Three ceased scenes: one with counts enough, one with too few, one without a control; in another group too few in all."""

_SPLIT = (
    "level code name group earlier_count count_same_outlines count total_change crime_change crime_low crime_high "
    "outline_change caveats suppressed"
)
_TERMS = "total_change;crime_change;crime_low;crime_high;outline_change"
SPLIT = plain(
    "outline_split",
    _SPLIT,
    ("county", "county", None, "violence", 100, 98, 70, -30, -2, -29.6, 25.6, -28, "fall_by_outline", None),
    ("county", "county", None, "weapons", None, None, 4, None, None, None, None, None, None,
     f"earlier_count;count_same_outlines;{_TERMS}"),
    ("county", "county", None, "narcotics_other", 0, 0, 0, 0, 0, -3.7, 3.7, 0, None, None),
    ("lpo", "1", "Väst", "violence", 10, 30, 35, 25, 20, 8.1, 32.9, 5, None, None),
)  # fmt: skip
"""Of the county and an LPO: crime that fell by the outline alone, some that is withheld, some that there is none of."""

_TOTALS = "level code name group period_from period_to count earlier_count caveats suppressed"
_YEAR = (date(2024, 1, 1), date(2025, 1, 1))
TOTALS = plain(
    "area_totals",
    _TOTALS,
    *(
        (*unit, group, *_YEAR, *numbers, "no_zones;days_differ", withheld)
        for unit, group, numbers, withheld in (
            (("county", "county", None), "violence", (130, 120), None),
            (("county", "county", None), "Skadegörelse å/ä", (6, 9), None),
            (("county", "county", None), "weapons", (0, 0), None),
            (("lpo", "1", "Väst"), "violence", (80, 90), None),
            (("lpo", "2", LONG_NAME), "violence", (None, 20), "count"),
            (("lpo", "UNASSIGNED", None), "violence", (40, 10), None),
            (("municipality", "M", "Mitt"), "violence", (130, 120), None),
            (("lpo", "1", "Väst"), "Skadegörelse å/ä", (6, 9), None),
        )
    ),
)
"""Totals by area, with a kind of crime in the words of the rows, and one that is withheld."""

ALL_KINDS = (
    rounds(*THREE_ROUNDS),
    ledger(63, 53, ceased=13, new=2, returned=1),
    lpos(("Väst", 5, 7), (LONG_NAME, 3, 3), ("Öst", 4, 0)),
    CRIME,
    lorenz("violence", 40, 20, 10, 5, 5),
    lorenz("weapons", 3, 1, withheld=True),
    GUNS,
    disclose(residents(*MANY), Profile.INTERNAL),
    SPLIT,
    CEASED,
    TOTALS,
)
"""Tables from which every kind of chart is drawn, with long names and withheld numbers among them."""
