"""The survey: weighted shares by distance, against statsmodels; what was not measured; answers that cannot be used."""

from __future__ import annotations

import math

import numpy as np
import pytest
from statsmodels.stats import proportion
from statsmodels.stats.weightstats import DescrStatsW

from drugscene_plugin.analysis.distance_bands import DistanceBands
from drugscene_plugin.analysis.survey import (
    Responses,
    SurveyCaveat,
    SurveyStatus,
    checked_weights,
    coded_answers,
    question,
    survey,
    survey_table,
)
from drugscene_plugin.domain.errors import Refusal
from tests.builders import lpo

LPOS = [lpo("1", name="North"), lpo("2", name="South")]
BANDS = DistanceBands((250.0, 500.0))
ASKED = question(["yes"], ["no"], ["don't know"])


def answered(*blocks):
    """Responses from blocks of (how many, distance, LPO, answer, weight)."""
    rows = [row[1:] for row in blocks for _ in range(row[0])]
    distances, lpos, answers, weights = zip(*rows) if rows else ((), (), (), ())
    return Responses(np.array(distances, dtype=float), lpos, answers, weights)


EVERYBODY = answered(
    (30, 100, "1", "yes", 1.0),
    (50, 100, "1", "no", 2.0),
    (10, 100, "1", None, 1.0),
    (20, 100, "2", "yes", 1.0),
    (20, 100, "2", "no", 1.0),
    (5, 300, "1", "yes", 1.0),
    (40, 9_000, "1", "yes", 1.5),
    (160, 9_000, "1", "no", 1.0),
    (60, 9_000, "2", "no", 1.0),
)


def by_place(responses=EVERYBODY, **options):
    result = survey(responses, options.pop("asked", ASKED), BANDS, LPOS, **options)
    return {(r.code, r.band): r for r in result.rows}


class TestShares:
    def test_are_weighted_and_rest_on_the_effective_number_of_answers(self):
        row = by_place()["1", 0]
        weights = np.array([1.0] * 30 + [2.0] * 50)
        values = np.array([1.0] * 30 + [0.0] * 50)
        assert row.share == pytest.approx(DescrStatsW(values, weights).mean) == pytest.approx(30 / 130)
        effective = weights.sum() ** 2 / (weights**2).sum()
        assert row.effective_n == pytest.approx(effective)
        expected = proportion.proportion_confint(row.share * effective, effective, method="wilson")
        assert (row.low, row.high) == pytest.approx(expected)

    def test_who_left_the_question_out_is_counted_and_no_part_of_the_share(self):
        row = by_place()["1", 0]
        assert (row.asked, row.n, row.problem) == (90, 80, 30)
        assert row.non_response == pytest.approx(10 / 90)

    def test_are_compared_with_beyond_in_the_same_unit(self):
        near, far = by_place()["1", 0], by_place()["1", 2]
        low, high = proportion.confint_proportions_2indep(
            near.share * near.effective_n,
            near.effective_n,
            far.share * far.effective_n,
            far.effective_n,
            compare="diff",
            method="newcomb",
        )
        assert near.difference == pytest.approx(30 / 130 - 60 / 220)
        assert (near.difference_low, near.difference_high) == pytest.approx((low, high))
        low, high = proportion.confint_proportions_2indep(
            near.share * near.effective_n,
            near.effective_n,
            far.share * far.effective_n,
            far.effective_n,
            compare="ratio",
            method="log",
        )
        assert (near.risk_ratio_low, near.risk_ratio_high) == pytest.approx((low, high))
        assert (far.difference, far.risk_ratio) == (None, None)

    def test_of_the_county_are_those_of_all_answers(self):
        assert by_place()["county", 0].n == 120
        assert by_place()["county", 0].share == pytest.approx(50 / 170)

    def test_without_weights_every_answer_counts_the_same(self):
        equal = Responses(EVERYBODY.distances, EVERYBODY.lpos, EVERYBODY.answers)
        row = by_place(equal)["1", 0]
        assert (row.share, row.effective_n) == (30 / 80, pytest.approx(80))
        assert SurveyCaveat.UNWEIGHTED in row.caveats
        assert SurveyCaveat.STRATIFIED_SAMPLE in by_place()["1", 0].caveats

    def test_too_few_answers_give_none_and_no_answers_neither(self):
        found = by_place()
        assert (found["1", 1].status, found["1", 1].share, found["1", 1].n) == (SurveyStatus.TOO_FEW, None, 5)
        assert found["2", 1].status is SurveyStatus.NO_ANSWERS
        assert by_place(minimum_n=5)["1", 1].share == 1.0

    def test_without_anybody_beyond_there_is_nothing_to_compare_with(self):
        row = by_place(answered((40, 100, "1", "yes", 1.0), (40, 100, "1", "no", 1.0)))["1", 0]
        assert row.difference is None and SurveyCaveat.REFERENCE_TOO_FEW in row.caveats

    def test_a_share_of_nothing_beyond_leaves_a_difference_and_no_ratio(self):
        row = by_place()["2", 0]
        assert row.difference == pytest.approx(0.5) and row.risk_ratio is None
        assert SurveyCaveat.NO_RATIO in row.caveats


class TestCoverage:
    def test_outside_it_nothing_is_measured_and_the_county_has_no_figure(self):
        found = by_place(coverage=["1"])
        for place in (("2", 0), ("2", 2), ("county", 0), ("county", 2)):
            assert found[place].status is SurveyStatus.NOT_MEASURED
            assert (found[place].n, found[place].share, found[place].asked) == (None, None, None)
        assert found["1", 0].status is SurveyStatus.MEASURED

    def test_answers_from_outside_it_are_left_out_and_counted(self):
        result = survey(EVERYBODY, ASKED, BANDS, LPOS, coverage=["1"])
        assert result.left_out == {"outside_coverage": 100}

    def test_of_all_lpos_gives_the_county_a_figure(self):
        assert by_place(coverage=["2", "1"])["county", 0].status is SurveyStatus.MEASURED

    def test_that_names_no_lpo_of_the_county_is_refused(self):
        with pytest.raises(Refusal) as refused:
            by_place(coverage=["1", "77", "88"])
        assert (refused.value.code, refused.value.values["number"]) == ("survey_coverage_unknown", 2)


class TestBadInput:
    @pytest.mark.parametrize(
        ("weights", "number", "shown"),
        [
            ([1, -1, 0, None, "x", 2], 4, "“-1” (2), “0” (3), “” (4)"),
            ([1.0, float("nan"), 1, 1, 1, 1], 1, "“nan” (2)"),
            (["1,5", "inf", "2", "2", "2", "2"], 1, "“inf” (2)"),
        ],
    )
    def test_weights_that_are_negative_zero_or_missing_are_refused_with_three(self, weights, number, shown):
        with pytest.raises(Refusal) as refused:
            checked_weights(weights, 6)
        assert refused.value.values == {"number": number, "shown": shown}

    def test_decimal_commas_are_numbers(self):
        assert checked_weights(["1,5", " 2 "], 2).tolist() == [1.5, 2.0]

    def test_unexpected_answers_are_refused_with_three(self):
        with pytest.raises(Refusal) as refused:
            coded_answers(["yes", "maybe", "no", "?", None, "x", "y"], ASKED)
        assert refused.value.values == {"number": 4, "shown": "“maybe” (2), “?” (4), “x” (6)"}

    def test_a_problem_value_that_nobody_gave_is_probably_misspelt(self):
        with pytest.raises(Refusal) as refused:
            coded_answers(["Ja", "Nej", None], question(["ja"]))
        assert refused.value.values == {"values": "ja", "found": "Ja, Nej"}

    def test_numbers_are_the_same_answer_however_they_are_written(self):
        found = coded_answers([1, 1.0, "1", " 1 ", 2, "9", float("nan")], question([1], ["2"], [9]))
        assert found[:5].tolist() == [1, 1, 1, 1, 0] and np.isnan(found[5:]).all()

    def test_a_value_cannot_mean_two_things_and_there_must_be_one(self):
        for make in (lambda: question(["1"], [1]), lambda: question([1], missing=["1"])):
            with pytest.raises(Refusal, match="survey_value_means_two_things"):
                make()
        with pytest.raises(Refusal, match="survey_problem_values_missing"):
            question([])

    def test_unknown_distances_are_left_out_and_counted(self):
        result = survey(answered((3, math.nan, "1", "yes", 1.0), (2, 10, "1", "no", 1.0)), ASKED, BANDS, LPOS)
        assert (result.left_out, result.responses) == ({"no_distance": 3}, 5)

    def test_who_lives_in_no_lpo_has_a_row_of_their_own(self):
        assert by_place(answered((40, 10, None, "yes", 1.0)))["UNASSIGNED", 0].n == 40

    def test_nobody_answered(self):
        assert {r.status for r in by_place(answered()).values()} == {SurveyStatus.NO_ANSWERS}


def test_the_table_accounts_for_every_number_and_the_lpos_sum_to_the_county():
    table = survey_table(survey(EVERYBODY, ASKED, BANDS, LPOS), ("2023",))
    rows = [dict(zip([c.name for c in table.columns], row)) for row in table.rows]
    assert [(r["level"], r["code"], r["status"]) for r in rows[::3]] == [
        ("county", "county", "measured"),
        ("lpo", "1", "measured"),
        ("lpo", "2", "measured"),
    ]
    for relation in table.counted.relations:
        assert table.counted.values[relation.total] == sum(table.counted.values[part] for part in relation.parts)
    assert table.counted.derived[0, "share"].rests_on == 120


def test_the_table_of_a_year_that_covered_one_lpo_shows_no_county_figure():
    table = survey_table(survey(EVERYBODY, ASKED, BANDS, LPOS, coverage=["1"]))
    assert set(table.rows[0][7:-2]) == {None}
