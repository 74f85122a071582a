"""What each figure is: its definition in a sentence or two, its formula, where it was first described.

The method sheet, the workbook's front sheet, the panel and the help all say it in these words. The formulas with their
derivations and worked examples stand in ``docs/method.md``.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Mapping, Optional, Tuple

from . import CONTEXT, QT_TRANSLATE_NOOP, translate


@dataclass(frozen=True)
class _Measure:
    """A figure: its name, what it is, the table ``columns`` that hold it and its interval's ends."""

    name: str
    text: str
    columns: Tuple[str, ...]
    formula: str = ""
    reference: str = ""


_MEASURES: Mapping[str, _Measure] = {
    "scenes": _Measure(
        QT_TRANSLATE_NOOP("Drugscene", "Number of open drug scenes"),
        QT_TRANSLATE_NOOP(
            "Drugscene",
            "Places that the round lists as open drug scenes at its reference date. Candidates, undecided, rejected "
            "and ceased places do not count.",
        ),
        ("scenes",),
    ),
    "area": _Measure(
        QT_TRANSLATE_NOOP("Drugscene", "Scene area"),
        QT_TRANSLATE_NOOP(
            "Drugscene",
            "The area of the outlines as they were drawn, in the plane of the coordinate system, summed over the "
            "open scenes. A scene's change is against its own outline in the round before; one that has left the list "
            "has lost the area that it had.",
        ),
        ("area_m2", "previous_area_m2", "area_change_m2"),
    ),
    "areas_with_scene": _Measure(
        QT_TRANSLATE_NOOP("Drugscene", "Municipalities and LPOs with a scene"),
        QT_TRANSLATE_NOOP(
            "Drugscene",
            "Those that at least one open scene belongs to. A scene belongs to the area that holds most of its "
            "outline, unless a person decided otherwise; it counts once.",
        ),
        ("municipalities_with_scene", "lpos_with_scene"),
    ),
    "share_of_county": _Measure(
        QT_TRANSLATE_NOOP("Drugscene", "Share of the county"),
        QT_TRANSLATE_NOOP(
            "Drugscene", "The unit's part of all open scenes in the county, and of the area of all their outlines."
        ),
        ("share_of_scenes", "share_of_area"),
    ),
    "ledger": _Measure(
        QT_TRANSLATE_NOOP("Drugscene", "Ledger"),
        QT_TRANSLATE_NOOP(
            "Drugscene",
            "How the opening number and area become the closing ones. Opening and closing come from the rounds' "
            "rows, the terms between from the decided links, so that the sum is a check.",
        ),
        (
            "opening",
            "ceased",
            "new",
            "returned",
            "split",
            "merged",
            "moved_in",
            "moved_out",
            "boundary_gained",
            "boundary_lost",
            "closing",
        ),
        "opening − ceased + new + returned + split − merged + moved_in − moved_out + boundary_gained − "
        "boundary_lost = closing",
    ),
    "change": _Measure(
        QT_TRANSLATE_NOOP("Drugscene", "Kind of change"),
        QT_TRANSLATE_NOOP(
            "Drugscene",
            "What became of a scene between two rounds: proposed from ids and from the overlap of the outlines, "
            "decided by people.",
        ),
        ("change", "kind", "share_from", "share_to"),
    ),
    "count": _Measure(
        QT_TRANSLATE_NOOP("Drugscene", "Number counted"),
        QT_TRANSLATE_NOOP(
            "Drugscene",
            "Incidents of the crime group in the zone and the period, with the exact interval of the mean of a "
            "Poisson count; per day: divided by the days of the period.",
        ),
        ("count", "count_low", "count_high", "per_day"),
        "[Γ⁻¹(α/2; n), Γ⁻¹(1 − α/2; n + 1)]",
        "Garwood 1936, doi 10.1093/biomet/28.3-4.437",
    ),
    "share_of_crime": _Measure(
        QT_TRANSLATE_NOOP("Drugscene", "Share of crime"),
        QT_TRANSLATE_NOOP(
            "Drugscene",
            "The zone's part of all incidents of the crime group in the unit (for a scene: in its region), with the "
            "exact interval of a share.",
        ),
        ("share_of_crime", "share_low", "share_high", "whole_count"),
        "n / N",
        "Clopper & Pearson 1934, doi 10.1093/biomet/26.4.404",
    ),
    "density": _Measure(
        QT_TRANSLATE_NOOP("Drugscene", "Density"),
        QT_TRANSLATE_NOOP(
            "Drugscene",
            "Incidents per km², or per 1,000 people, of the baseline that was given: land, built-up area, "
            "population, or the total area where nothing was given.",
        ),
        ("per_km2", "per_1000_people", "baseline", "whole_baseline", "share_of_baseline", "baseline_kind"),
        "n / B",
    ),
    "pai": _Measure(
        QT_TRANSLATE_NOOP("Drugscene", "Concentration (PAI)"),
        QT_TRANSLATE_NOOP(
            "Drugscene",
            "The zone's share of crime divided by its share of the baseline: 1 where crime lies as the baseline "
            "does. Its interval is that of the share of crime.",
        ),
        ("pai", "pai_low", "pai_high"),
        "(n / N) / (b / B)",
        "Chainey, Tompson & Uhlig 2008, doi 10.1057/palgrave.sj.8350066",
    ),
    "ratio": _Measure(
        QT_TRANSLATE_NOOP("Drugscene", "Ratio to elsewhere"),
        QT_TRANSLATE_NOOP(
            "Drugscene",
            "The rate on the baseline divided by the rate elsewhere in the county or the LPO. The interval is "
            "exact, given the sum of both counts; where the scenes differ more than chance (dispersion index above "
            "1.5) it is a bootstrap over scenes.",
        ),
        ("ratio", "ratio_low", "ratio_high", "reference", "reference_count", "reference_baseline"),
        "(n₁ / b₁) / (n₂ / b₂)",
        "Przyborowski & Wilenski 1940, doi 10.1093/biomet/31.3-4.313",
    ),
    "dispersion": _Measure(
        QT_TRANSLATE_NOOP("Drugscene", "Dispersion index"),
        QT_TRANSLATE_NOOP(
            "Drugscene",
            "How much more the scenes' counts differ than chance would have it: about 1 where incidents come singly "
            "at one common rate, above 1 where they come in clusters.",
        ),
        ("dispersion",),
        "χ² / (k − 1)",
        "Cochran 1954, doi 10.2307/3001616",
    ),
    "rank": _Measure(
        QT_TRANSLATE_NOOP("Drugscene", "Rank"),
        QT_TRANSLATE_NOOP(
            "Drugscene",
            "The scene's place by its count, 1 the highest, with the range that 95 % of simulated ranks lie in: a "
            "rank alone says more than the counts do.",
        ),
        ("rank", "rank_low", "rank_high"),
        "Γ(n + ½)",
        "Goldstein & Spiegelhalter 1996, doi 10.2307/2983325",
    ),
    "percent_change": _Measure(
        QT_TRANSLATE_NOOP("Drugscene", "Change of the rate per day (%)"),
        QT_TRANSLATE_NOOP(
            "Drugscene",
            "By how many per cent the rate per day of the later period differs from that of the earlier; no figure "
            "where nothing was counted earlier.",
        ),
        ("percent_change", "change_low", "change_high", "earlier_count", "earlier_days"),
        "100 · ((n₂ / d₂) / (n₁ / d₁) − 1)",
        "Przyborowski & Wilenski 1940, doi 10.1093/biomet/31.3-4.313",
    ),
    "lorenz": _Measure(
        QT_TRANSLATE_NOOP("Drugscene", "Lorenz curve"),
        QT_TRANSLATE_NOOP(
            "Drugscene",
            "The share of all incidents inside scenes that the scenes with most hold together, and how few of them "
            "hold half.",
        ),
        ("share_of_incidents", "scenes_holding_half"),
        reference="Lorenz 1905, doi 10.2307/2276207",
    ),
    "outline_split": _Measure(
        QT_TRANSLATE_NOOP("Drugscene", "Crime fell, or the outline moved"),
        QT_TRANSLATE_NOOP(
            "Drugscene",
            "The total change between two periods, split exactly into the change within the earlier outlines and "
            "the change by moved outlines.",
        ),
        (
            "total_change",
            "crime_change",
            "crime_low",
            "crime_high",
            "outline_change",
            "count_same_outlines",
            "crime_change_per_day",
            "crime_per_day_low",
            "crime_per_day_high",
        ),
        "C₂(own₂) − C₁(own₁) = [C₂(own₁) − C₁(own₁)] + [C₂(own₂) − C₂(own₁)]",
        "Zou & Donner 2008, doi 10.1002/sim.3095",
    ),
    "wdd": _Measure(
        QT_TRANSLATE_NOOP("Drugscene", "Weighted displacement difference"),
        QT_TRANSLATE_NOOP(
            "Drugscene",
            "The change in the ceased scene and the ring around it, less the change in the control and its ring. It "
            "shows a difference, not its cause; no test below ten incidents.",
        ),
        (
            "wdd",
            "low",
            "high",
            "local_change",
            "displaced_change",
            "error",
            "z",
            "p",
            "control_before",
            "control_after",
            "treated_before",
            "treated_after",
            "control_ring_before",
            "control_ring_after",
            "treated_ring_before",
            "treated_ring_after",
        ),
        "ΔT − ΔC + ΔD − ΔCD",
        "Wheeler & Ratcliffe 2018, doi 10.1186/s40163-018-0085-5",
    ),
    "shootings_near": _Measure(
        QT_TRANSLATE_NOOP("Drugscene", "Shootings near a scene"),
        QT_TRANSLATE_NOOP(
            "Drugscene",
            "The share of all shootings that lie inside a scene or within the distance, beside what as many random "
            "points on the populated area would give.",
        ),
        ("expected", "expected_low", "expected_high"),
        "x / n",
        "Wilson 1927, doi 10.1080/01621459.1927.10502953",
    ),
    "scenes_with_shooting": _Measure(
        QT_TRANSLATE_NOOP("Drugscene", "Scenes with at least one shooting"),
        QT_TRANSLATE_NOOP("Drugscene", "The share of the open scenes with a shooting inside or within the distance."),
        (),
        "x / n",
        "Wilson 1927, doi 10.1080/01621459.1927.10502953",
    ),
    "near_repeat_pairs": _Measure(
        QT_TRANSLATE_NOOP("Drugscene", "Pairs of shootings close in space and time"),
        QT_TRANSLATE_NOOP(
            "Drugscene",
            "How many pairs of shootings around scenes lie close in both space and time, beside what shuffled days "
            "would give.",
        ),
        (),
        reference="Knox 1964, doi 10.2307/2985220",
    ),
    "survey_share": _Measure(
        QT_TRANSLATE_NOOP("Drugscene", "Share who see a problem"),
        QT_TRANSLATE_NOOP(
            "Drugscene",
            "The weighted share of the answers that mean a problem, by distance from home to the nearest open "
            "scene, with Wilson's interval on the effective number of answers.",
        ),
        ("share", "problem", "n", "asked"),
        "Σ w·y / Σ w",
        "Wilson 1927, doi 10.1080/01621459.1927.10502953",
    ),
    "effective_n": _Measure(
        QT_TRANSLATE_NOOP("Drugscene", "Effective number of answers"),
        QT_TRANSLATE_NOOP("Drugscene", "How many answers of equal weight would say as much as the weighted ones do."),
        ("effective_n",),
        "(Σ w)² / Σ w²",
        "Kish 1965, Survey Sampling",
    ),
    "non_response": _Measure(
        QT_TRANSLATE_NOOP("Drugscene", "Left the question out"),
        QT_TRANSLATE_NOOP("Drugscene", "The share of those who returned the survey but did not answer this question."),
        ("non_response",),
        "(asked − n) / asked",
    ),
    "difference": _Measure(
        QT_TRANSLATE_NOOP("Drugscene", "Difference to beyond"),
        QT_TRANSLATE_NOOP(
            "Drugscene", "The share in the distance band less the share beyond the last band, in the same unit."
        ),
        ("difference", "difference_low", "difference_high"),
        "p₁ − p₂",
        "Newcombe 1998, doi 10.1002/(SICI)1097-0258(19980430)17:8<873::AID-SIM779>3.0.CO;2-I",
    ),
    "risk_ratio": _Measure(
        QT_TRANSLATE_NOOP("Drugscene", "Risk ratio to beyond"),
        QT_TRANSLATE_NOOP(
            "Drugscene", "The share in the distance band divided by the share beyond the last band, in the same unit."
        ),
        ("risk_ratio", "risk_ratio_low", "risk_ratio_high"),
        "p₁ / p₂",
        "Katz et al. 1978, doi 10.2307/2530610",
    ),
}

MEASURE_CODES: Tuple[str, ...] = tuple(_MEASURES)
"""The codes of all figures, in the order in which a reader meets them."""

_BY_COLUMN: Mapping[str, str] = {column: code for code, one in _MEASURES.items() for column in one.columns}

_TABLES: Mapping[str, Tuple[str, ...]] = {
    "county": ("scenes", "area", "areas_with_scene", "ledger"),
    "by_lpo": ("scenes", "area", "share_of_county", "ledger"),
    "by_municipality": ("scenes", "area", "share_of_county", "ledger"),
    "by_scene": ("area", "change"),
    "ledger": ("ledger",),
    "changes": ("change",),
    "rounds": ("scenes", "area"),
    "concentration": (
        "count", "share_of_crime", "density", "pai", "ratio", "dispersion", "rank", "percent_change",
    ),
    "lorenz": ("lorenz",),
    "outline_split": ("outline_split",),
    "area_totals": ("count", "percent_change"),
    "changetest": ("wdd",),
    "gunviolence": ("shootings_near", "scenes_with_shooting", "near_repeat_pairs"),
    "survey": ("survey_share", "effective_n", "non_response", "difference", "risk_ratio"),
}  # fmt: skip

_SHARED_HEADS = ("count", "earlier_count", "n", "share", "low", "high", "ratio", "p")
"""Heads that mean the table's first figure wherever they stand."""


def measure_name(code: str, language: Optional[str] = None) -> str:
    """What a figure is called."""
    return translate(CONTEXT, _MEASURES[code].name, language)


def definition(code: str, language: Optional[str] = None) -> str:
    """What a figure is, in a sentence or two."""
    return translate(CONTEXT, _MEASURES[code].text, language)


def formula(code: str) -> str:
    """How a figure is calculated, in signs; blank where the definition says it all."""
    return _MEASURES[code].formula


def reference(code: str) -> str:
    """Where a figure or its interval was first described; blank for what needs no reference."""
    return _MEASURES[code].reference


def measures_of(table: str) -> Tuple[str, ...]:
    """The codes of the figures that a table holds.

    >>> measures_of("survey")[0], measures_of("errata")
    ('survey_share', ())
    """
    return _TABLES.get(table, ())


def measure_of_column(table: str, column: str) -> Optional[str]:
    """The code of the figure that a column of a table shows; None for what needs no definition.

    A column may mean another figure in another table: ``low`` is the end of a share's interval in the survey.

    >>> measure_of_column("concentration", "pai_low"), measure_of_column("survey", "low"), measure_of_column("survey", "name")
    ('pai', 'survey_share', None)
    """
    own = measures_of(table)
    code = _BY_COLUMN.get(column)
    if code in own:
        return code
    if own and column in _SHARED_HEADS:
        return own[0]
    return None
