"""What the figures of the follow-up, their methods and their caveats are called."""

from __future__ import annotations

from typing import Mapping

from . import QT_TRANSLATE_NOOP

FIGURE_FIELDS: Mapping[str, str] = {
    "group": QT_TRANSLATE_NOOP("Drugscene", "Crime group"),
    "zone": QT_TRANSLATE_NOOP("Drugscene", "Zone"),
    "period_from": QT_TRANSLATE_NOOP("Drugscene", "Period from"),
    "period_to": QT_TRANSLATE_NOOP("Drugscene", "Period to (not included)"),
    "days": QT_TRANSLATE_NOOP("Drugscene", "Days"),
    "count": QT_TRANSLATE_NOOP("Drugscene", "Number counted"),
    "count_low": QT_TRANSLATE_NOOP("Drugscene", "Number counted: lower end"),
    "count_high": QT_TRANSLATE_NOOP("Drugscene", "Number counted: upper end"),
    "per_day": QT_TRANSLATE_NOOP("Drugscene", "Per day"),
    "whole_count": QT_TRANSLATE_NOOP("Drugscene", "Number in the whole"),
    "share_of_crime": QT_TRANSLATE_NOOP("Drugscene", "Share of crime"),
    "share_low": QT_TRANSLATE_NOOP("Drugscene", "Share of crime: lower end"),
    "share_high": QT_TRANSLATE_NOOP("Drugscene", "Share of crime: upper end"),
    "baseline_kind": QT_TRANSLATE_NOOP("Drugscene", "Measured on"),
    "baseline": QT_TRANSLATE_NOOP("Drugscene", "Baseline (m² or people)"),
    "whole_baseline": QT_TRANSLATE_NOOP("Drugscene", "Baseline of the whole"),
    "share_of_baseline": QT_TRANSLATE_NOOP("Drugscene", "Share of the baseline"),
    "per_km2": QT_TRANSLATE_NOOP("Drugscene", "Per km²"),
    "per_1000_people": QT_TRANSLATE_NOOP("Drugscene", "Per 1,000 people"),
    "pai": QT_TRANSLATE_NOOP("Drugscene", "Concentration (PAI)"),
    "pai_low": QT_TRANSLATE_NOOP("Drugscene", "PAI: lower end"),
    "pai_high": QT_TRANSLATE_NOOP("Drugscene", "PAI: upper end"),
    "reference": QT_TRANSLATE_NOOP("Drugscene", "Compared with elsewhere in"),
    "reference_count": QT_TRANSLATE_NOOP("Drugscene", "Number elsewhere"),
    "reference_baseline": QT_TRANSLATE_NOOP("Drugscene", "Baseline elsewhere"),
    "ratio": QT_TRANSLATE_NOOP("Drugscene", "Ratio"),
    "ratio_low": QT_TRANSLATE_NOOP("Drugscene", "Ratio: lower end"),
    "ratio_high": QT_TRANSLATE_NOOP("Drugscene", "Ratio: upper end"),
    "method": QT_TRANSLATE_NOOP("Drugscene", "Method"),
    "dispersion": QT_TRANSLATE_NOOP("Drugscene", "Dispersion index"),
    "rank": QT_TRANSLATE_NOOP("Drugscene", "Rank"),
    "rank_low": QT_TRANSLATE_NOOP("Drugscene", "Rank: best end"),
    "rank_high": QT_TRANSLATE_NOOP("Drugscene", "Rank: worst end"),
    "earlier_count": QT_TRANSLATE_NOOP("Drugscene", "Number in the earlier period"),
    "earlier_days": QT_TRANSLATE_NOOP("Drugscene", "Days of the earlier period"),
    "percent_change": QT_TRANSLATE_NOOP("Drugscene", "Change of the rate per day (%)"),
    "change_low": QT_TRANSLATE_NOOP("Drugscene", "Change: lower end (%)"),
    "change_high": QT_TRANSLATE_NOOP("Drugscene", "Change: upper end (%)"),
    "caveats": QT_TRANSLATE_NOOP("Drugscene", "To bear in mind"),
    "outlines": QT_TRANSLATE_NOOP("Drugscene", "Outlines of"),
    "quality": QT_TRANSLATE_NOOP("Drugscene", "What was read"),
    "incidents": QT_TRANSLATE_NOOP("Drugscene", "Incidents"),
    "answers": QT_TRANSLATE_NOOP("Drugscene", "Answers"),
    "rows_shown": QT_TRANSLATE_NOOP("Drugscene", "Rows to look at"),
    "share_of_incidents": QT_TRANSLATE_NOOP("Drugscene", "Share of incidents in scenes"),
    "scenes_holding_half": QT_TRANSLATE_NOOP("Drugscene", "Scenes that hold half"),
    "count_same_outlines": QT_TRANSLATE_NOOP("Drugscene", "Number in the later period, earlier outlines"),
    "total_change": QT_TRANSLATE_NOOP("Drugscene", "Change in all"),
    "crime_change": QT_TRANSLATE_NOOP("Drugscene", "Change within the earlier outlines"),
    "crime_low": QT_TRANSLATE_NOOP("Drugscene", "Change within the earlier outlines: lower end"),
    "crime_high": QT_TRANSLATE_NOOP("Drugscene", "Change within the earlier outlines: upper end"),
    "outline_change": QT_TRANSLATE_NOOP("Drugscene", "Change by moved outlines"),
    "crime_change_per_day": QT_TRANSLATE_NOOP("Drugscene", "Change per day within the earlier outlines"),
    "crime_per_day_low": QT_TRANSLATE_NOOP("Drugscene", "Change per day: lower end"),
    "crime_per_day_high": QT_TRANSLATE_NOOP("Drugscene", "Change per day: upper end"),
    "control": QT_TRANSLATE_NOOP("Drugscene", "Control"),
    "control_before": QT_TRANSLATE_NOOP("Drugscene", "Control, before"),
    "control_after": QT_TRANSLATE_NOOP("Drugscene", "Control, after"),
    "treated_before": QT_TRANSLATE_NOOP("Drugscene", "Ceased scene, before"),
    "treated_after": QT_TRANSLATE_NOOP("Drugscene", "Ceased scene, after"),
    "control_ring_before": QT_TRANSLATE_NOOP("Drugscene", "Ring around the control, before"),
    "control_ring_after": QT_TRANSLATE_NOOP("Drugscene", "Ring around the control, after"),
    "treated_ring_before": QT_TRANSLATE_NOOP("Drugscene", "Ring around the scene, before"),
    "treated_ring_after": QT_TRANSLATE_NOOP("Drugscene", "Ring around the scene, after"),
    "wdd": QT_TRANSLATE_NOOP("Drugscene", "Weighted displacement difference"),
    "local_change": QT_TRANSLATE_NOOP("Drugscene", "Difference in the scene"),
    "displaced_change": QT_TRANSLATE_NOOP("Drugscene", "Difference in the ring"),
    "error": QT_TRANSLATE_NOOP("Drugscene", "Standard error"),
    "z": QT_TRANSLATE_NOOP("Drugscene", "z"),
    "p": QT_TRANSLATE_NOOP("Drugscene", "p-value"),
    "low": QT_TRANSLATE_NOOP("Drugscene", "Lower end of the interval"),
    "high": QT_TRANSLATE_NOOP("Drugscene", "Upper end of the interval"),
    "band": QT_TRANSLATE_NOOP("Drugscene", "Distance band"),
    "distance_from": QT_TRANSLATE_NOOP("Drugscene", "Distance from (m)"),
    "distance_to": QT_TRANSLATE_NOOP("Drugscene", "Distance to (m)"),
    "asked": QT_TRANSLATE_NOOP("Drugscene", "Respondents"),
    "n": QT_TRANSLATE_NOOP("Drugscene", "Of how many (n)"),
    "problem": QT_TRANSLATE_NOOP("Drugscene", "See a problem"),
    "non_response": QT_TRANSLATE_NOOP("Drugscene", "Left the question out"),
    "effective_n": QT_TRANSLATE_NOOP("Drugscene", "Effective number of answers"),
    "share": QT_TRANSLATE_NOOP("Drugscene", "Share"),
    "difference": QT_TRANSLATE_NOOP("Drugscene", "Difference to beyond"),
    "difference_low": QT_TRANSLATE_NOOP("Drugscene", "Difference: lower end"),
    "difference_high": QT_TRANSLATE_NOOP("Drugscene", "Difference: upper end"),
    "risk_ratio": QT_TRANSLATE_NOOP("Drugscene", "Risk ratio to beyond"),
    "risk_ratio_low": QT_TRANSLATE_NOOP("Drugscene", "Risk ratio: lower end"),
    "risk_ratio_high": QT_TRANSLATE_NOOP("Drugscene", "Risk ratio: upper end"),
    "figure": QT_TRANSLATE_NOOP("Drugscene", "Figure"),
    "distance": QT_TRANSLATE_NOOP("Drugscene", "Within (m; 0: inside)"),
    "expected": QT_TRANSLATE_NOOP("Drugscene", "Expected by chance"),
    "expected_low": QT_TRANSLATE_NOOP("Drugscene", "By chance: lower end"),
    "expected_high": QT_TRANSLATE_NOOP("Drugscene", "By chance: upper end"),
}
"""Names of the columns of the follow-up's tables."""

FIGURE_CODES: Mapping[str, Mapping[str, str]] = {
    "crime_group": {
        "narcotics_supply": QT_TRANSLATE_NOOP("Drugscene", "Narcotics: supply"),
        "narcotics_possession_use": QT_TRANSLATE_NOOP("Drugscene", "Narcotics: possession and use"),
        "narcotics_other": QT_TRANSLATE_NOOP("Drugscene", "Narcotics: production and smuggling"),
        "violence": QT_TRANSLATE_NOOP("Drugscene", "Violence"),
        "violence_outdoors": QT_TRANSLATE_NOOP("Drugscene", "Violence outdoors"),
        "lethal_violence_firearm": QT_TRANSLATE_NOOP("Drugscene", "Lethal violence with a firearm"),
        "attempted_lethal_violence": QT_TRANSLATE_NOOP("Drugscene", "Attempted lethal violence"),
        "weapons": QT_TRANSLATE_NOOP("Drugscene", "Weapons"),
    },
    "zone": {
        "inside": QT_TRANSLATE_NOOP("Drugscene", "In the scene"),
        "beside": QT_TRANSLATE_NOOP("Drugscene", "Beside the scene"),
        "elsewhere": QT_TRANSLATE_NOOP("Drugscene", "Elsewhere"),
    },
    "baseline_kind": {
        "land": QT_TRANSLATE_NOOP("Drugscene", "Land area"),
        "built_up": QT_TRANSLATE_NOOP("Drugscene", "Built-up area"),
        "population": QT_TRANSLATE_NOOP("Drugscene", "Population"),
        "total_area": QT_TRANSLATE_NOOP("Drugscene", "Total area, water included"),
    },
    "region": {
        "county": QT_TRANSLATE_NOOP("Drugscene", "the rest of the county"),
        "lpo": QT_TRANSLATE_NOOP("Drugscene", "the rest of their LPO"),
    },
    "basis": {
        "own": QT_TRANSLATE_NOOP("Drugscene", "each round's own"),
        "previous": QT_TRANSLATE_NOOP("Drugscene", "the earlier round's for both"),
        "union": QT_TRANSLATE_NOOP("Drugscene", "both rounds' together"),
    },
    "dated_by": {
        "start": QT_TRANSLATE_NOOP("Drugscene", "the start"),
        "end": QT_TRANSLATE_NOOP("Drugscene", "the end"),
        "middle": QT_TRANSLATE_NOOP("Drugscene", "the middle"),
    },
    "follow_up": {
        "concentration": QT_TRANSLATE_NOOP("Drugscene", "Crime in and beside the scenes"),
        "gunviolence": QT_TRANSLATE_NOOP("Drugscene", "Shootings near the scenes"),
        "survey": QT_TRANSLATE_NOOP("Drugscene", "Survey by distance to the scenes"),
        "changetest": QT_TRANSLATE_NOOP("Drugscene", "Did crime change, or move next door?"),
        "lorenz": QT_TRANSLATE_NOOP("Drugscene", "How few scenes hold half of it"),
        "outline_split": QT_TRANSLATE_NOOP("Drugscene", "Change: crime and outlines"),
        "area_totals": QT_TRANSLATE_NOOP("Drugscene", "Reported crime by area"),
        "quality": QT_TRANSLATE_NOOP("Drugscene", "What was read"),
    },
    "figure_method": {
        "exact_conditional": QT_TRANSLATE_NOOP(
            "Drugscene", "Exact conditional interval of a ratio of rates (Clopper–Pearson)"
        ),
        "cluster_bootstrap": QT_TRANSLATE_NOOP(
            "Drugscene", "Bootstrap over scenes, since they differ more than chance"
        ),
        "weighted_displacement_difference": QT_TRANSLATE_NOOP(
            "Drugscene", "Weighted displacement difference (Wheeler and Ratcliffe 2018)"
        ),
        "wilson_effective_n": QT_TRANSLATE_NOOP("Drugscene", "Wilson interval on the effective number of answers"),
        "newcombe_effective_n": QT_TRANSLATE_NOOP("Drugscene", "Newcombe interval of the difference"),
        "log_delta_effective_n": QT_TRANSLATE_NOOP("Drugscene", "Delta method on the logarithm of the risk ratio"),
        "wilson": QT_TRANSLATE_NOOP("Drugscene", "Wilson interval of the share"),
        "monte_carlo": QT_TRANSLATE_NOOP("Drugscene", "Random points on the populated area"),
        "knox_permutation": QT_TRANSLATE_NOOP("Drugscene", "Pairs close in space and time, days shuffled (Knox)"),
    },
    "caveat": {
        "total_area": QT_TRANSLATE_NOOP(
            "Drugscene", "Measured on the total area, water included: densities and ratios say little."
        ),
        "overdispersed": QT_TRANSLATE_NOOP(
            "Drugscene", "The scenes differ more than chance: exact intervals of shares and counts are too narrow."
        ),
        "few_scenes": QT_TRANSLATE_NOOP("Drugscene", "Fewer than ten scenes: how much they differ is poorly known."),
        "one_scene": QT_TRANSLATE_NOOP(
            "Drugscene", "At most one scene: whether incidents come in clusters cannot be told."
        ),
        "reference_empty": QT_TRANSLATE_NOOP("Drugscene", "Nothing was counted elsewhere: there is no ratio."),
        "found_by_control": QT_TRANSLATE_NOOP(
            "Drugscene", "Mostly found by police control: more control finds more crime."
        ),
        "regression_to_mean": QT_TRANSLATE_NOOP(
            "Drugscene",
            "Scenes were chosen partly for their crime: that it concentrates there shows no cause, and high counts tend to fall by "
            "themselves (regression to the mean).",
        ),
        "no_zones": QT_TRANSLATE_NOOP(
            "Drugscene", "Counted by area, without coordinates: what lies in or beside a scene cannot be told."
        ),
        "other_season": QT_TRANSLATE_NOOP("Drugscene", "The periods begin at different times of the year."),
        "days_differ": QT_TRANSLATE_NOOP("Drugscene", "The periods differ by some days: compare the rates per day."),
        "fall_by_outline": QT_TRANSLATE_NOOP(
            "Drugscene", "The number falls, but within the earlier outlines it may well not have: the outlines changed."
        ),
        "series_break": QT_TRANSLATE_NOOP(
            "Drugscene", "The rounds use different definitions: the change is one of two series."
        ),
        "stale_outlines": QT_TRANSLATE_NOOP(
            "Drugscene", "Measured on other outlines than the round has now: measure again."
        ),
        "small_counts": QT_TRANSLATE_NOOP("Drugscene", "A count below ten: no test was made."),
        "no_control": QT_TRANSLATE_NOOP("Drugscene", "No control: no difference can be formed."),
        "poisson_assumed": QT_TRANSLATE_NOOP(
            "Drugscene",
            "The test takes incidents to come singly; where they come in series, its interval is too narrow.",
        ),
        "stratified_sample": QT_TRANSLATE_NOOP(
            "Drugscene", "The interval knows the weights but not the strata that the sample was drawn by."
        ),
        "unweighted": QT_TRANSLATE_NOOP("Drugscene", "Unweighted: the shares are those of the people who answered."),
        "reference_too_few": QT_TRANSLATE_NOOP(
            "Drugscene", "Too few answers beyond the last band: nothing to compare with."
        ),
        "no_ratio": QT_TRANSLATE_NOOP("Drugscene", "A share is 0: there is no risk ratio."),
        "non_response": QT_TRANSLATE_NOOP("Drugscene", "More than a fifth left the question out."),
        "even_spread": QT_TRANSLATE_NOOP(
            "Drugscene", "Chance spreads points evenly over the populated area, or by its people; it knows no streets."
        ),
        "no_populated_area": QT_TRANSLATE_NOOP(
            "Drugscene", "No populated area was given: there is no comparison with chance."
        ),
        "few_shootings": QT_TRANSLATE_NOOP("Drugscene", "Fewer than thirty shootings: the figures say little."),
    },
    "incident_quality": {
        "rows": QT_TRANSLATE_NOOP("Drugscene", "Rows read"),
        "incidents": QT_TRANSLATE_NOOP("Drugscene", "Incidents in them"),
        "outside_period": QT_TRANSLATE_NOOP("Drugscene", "Incidents in other periods"),
        "of_the_period": QT_TRANSLATE_NOOP("Drugscene", "Incidents of the period, or without a day that can be read"),
        "counted": QT_TRANSLATE_NOOP("Drugscene", "Counted"),
        "bad_count": QT_TRANSLATE_NOOP("Drugscene", "Left out: the number cannot be read"),
        "swapped": QT_TRANSLATE_NOOP("Drugscene", "Left out: the coordinates stand the wrong way round"),
        "no_place": QT_TRANSLATE_NOOP("Drugscene", "Left out: no place"),
        "no_time": QT_TRANSLATE_NOOP("Drugscene", "Left out: no time"),
        "bad_time": QT_TRANSLATE_NOOP("Drugscene", "Left out: the time cannot be read"),
        "outside_county": QT_TRANSLATE_NOOP("Drugscene", "Left out: outside the county"),
        "no_area": QT_TRANSLATE_NOOP("Drugscene", "Left out: no area"),
        "area_unknown": QT_TRANSLATE_NOOP("Drugscene", "Left out: no area is called so"),
        "no_code": QT_TRANSLATE_NOOP("Drugscene", "Left out: no code"),
        "no_group": QT_TRANSLATE_NOOP("Drugscene", "Left out: of no crime group that is counted"),
        "outside_validity": QT_TRANSLATE_NOOP("Drugscene", "Left out: the code was not valid on that day"),
        "stacked": QT_TRANSLATE_NOOP("Drugscene", "Stacked on one point with many others"),
        "crossing": QT_TRANSLATE_NOOP("Drugscene", "With a span of time that crosses the period's edge"),
    },
    "survey_quality": {
        "responses": QT_TRANSLATE_NOOP("Drugscene", "Answers read"),
        "counted": QT_TRANSLATE_NOOP("Drugscene", "Counted"),
        "no_distance": QT_TRANSLATE_NOOP("Drugscene", "Left out: the distance to a scene is not known"),
        "outside_coverage": QT_TRANSLATE_NOOP("Drugscene", "Left out: from an area that was not surveyed"),
    },
    "survey_status": {
        "measured": QT_TRANSLATE_NOOP("Drugscene", "Measured"),
        "not_measured": QT_TRANSLATE_NOOP("Drugscene", "Not measured"),
        "too_few": QT_TRANSLATE_NOOP("Drugscene", "Too few answers"),
        "no_answers": QT_TRANSLATE_NOOP("Drugscene", "No answers"),
    },
    "gun_figure": {
        "shootings_near": QT_TRANSLATE_NOOP("Drugscene", "Shootings near a scene"),
        "scenes_with_shooting": QT_TRANSLATE_NOOP("Drugscene", "Scenes with at least one shooting"),
        "near_repeat_pairs": QT_TRANSLATE_NOOP("Drugscene", "Pairs of shootings close in space and time"),
    },
}
"""Names of codes in the follow-up's tables, by code list and code."""
