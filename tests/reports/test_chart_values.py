"""What charts show: the figures of their tables, and nothing of what is withheld."""

from __future__ import annotations

from datetime import date
from math import inf, nan

import pytest

from drugscene_plugin.domain.chart import ChartKind, Label, Point
from drugscene_plugin.domain.errors import Refusal
from drugscene_plugin.domain.field import Profile
from drugscene_plugin.domain.goal import Goal
from drugscene_plugin.domain.mapping_round import RoundState
from drugscene_plugin.reports.chart_values import (
    by_round,
    by_unit,
    charts_of,
    distance_shares,
    lorenz_curve,
    survey_gradient,
    survey_gradients,
    waterfall,
    zone_gradient,
    zone_ratios,
)
from tests.reports.chart_tables import (
    ALL_KINDS,
    CRIME,
    GUNS,
    MANY,
    THREE_ROUNDS,
    ledger,
    let_through,
    lorenz,
    lpos,
    plain,
    residents,
    rounds,
)


def figures(series):
    return [(point.label.code, point.value) for point in series.points]


def numbers(chart):
    """Every number that a chart holds."""
    points = [point for series in chart.series for point in series.points]
    return [n for p in points for n in (p.value, p.low, p.high) if n is not None]


class TestByRound:
    def test_shows_number_and_area_at_the_reference_dates(self):
        table = rounds(*THREE_ROUNDS)
        chart = by_round(table, "scenes")
        assert figures(chart.series[0]) == [("2021", 64), ("2023", 63), ("2023-11", 53)]
        assert [date.fromordinal(p.at) for p in chart.series[0].points] == [day for _, day, *_ in THREE_ROUNDS]
        assert [p.value for p in by_round(table, "area_m2").series[0].points] == [640_000, 630_000, 530_000]

    def test_marks_drafts_and_breaks_of_the_series(self):
        points = by_round(rounds(*THREE_ROUNDS), "scenes").series[0].points
        assert [p.broken for p in points] == [False, False, True]
        assert [p.state for p in points] == [None, None, Label("draft", "round_state")]

    def test_knows_of_a_goal_where_somebody_has_set_one(self):
        table = rounds(*THREE_ROUNDS)
        assert by_round(table, "scenes").reference is None
        goal = Goal(scenes=40, day=date(2026, 12, 31))
        assert by_round(table, "scenes", goal).reference.value == 40
        assert by_round(table, "area_m2", goal).reference is None

    @pytest.mark.parametrize("wrong", [-1, nan, inf])
    def test_a_goal_that_is_no_number_is_refused(self, wrong):
        with pytest.raises(Refusal, match="goal_invalid"):
            Goal(area_m2=wrong)


class TestWaterfall:
    def test_leads_from_the_opening_to_the_closing_figure(self):
        chart = waterfall(ledger(63, 53, ceased=13, new=2, returned=1, moved_out=0), "count", "2023")
        assert figures(chart.series[0]) == [
            ("opening", 63), ("ceased", -13), ("new", 2), ("returned", 1), ("closing", 53),
        ]  # fmt: skip
        opening, *terms, closing = [value for _, value in figures(chart.series[0])]
        assert opening + sum(terms) == closing

    def test_is_that_of_the_unit_asked_for(self):
        table = ledger(3, 2, "area_m2", "lpo", "001", "Väst", boundary_lost=1.0)
        assert waterfall(table, "area_m2") is None
        chart = waterfall(table, "area_m2", level="lpo", code="001")
        assert Label("Väst") in chart.about
        assert figures(chart.series[0])[-2:] == [("boundary_lost", -1.0), ("closing", 2)]

    def test_a_first_round_has_none(self):
        assert [c for c in charts_of([rounds(*THREE_ROUNDS[:1])]) if c.kind is ChartKind.WATERFALL] == []


class TestByUnit:
    def test_shows_each_unit_now_and_before_and_the_total_last(self):
        now, before = by_unit(lpos(("Väst", 5, 7), ("Öst", 4, 0)), "scenes", "2023", "2021").series
        assert figures(now) == [("Väst", 5), ("Öst", 4), ("TOTAL", 9)]
        assert figures(before) == [("Väst", 7), ("Öst", 0), ("TOTAL", 7)]

    def test_a_first_round_has_nothing_before(self):
        assert len(by_unit(lpos(("Väst", 5, 7), before=False), "area_m2").series) == 1


class TestFollowUp:
    def test_ratios_and_densities_have_the_tables_intervals(self):
        inside, beside = zone_ratios(CRIME).series
        first = inside.points[0]
        assert (first.label.code, first.value, first.low, first.high) == ("violence", 1383.6, 954.1, 2027.9)
        assert beside.points[0].value == 20.7
        assert [p.value for p in zone_gradient(CRIME, "violence").series[0].points] == [280.5, 17.7, 0.86]

    def test_a_group_of_which_nothing_was_counted_is_left_out_and_one_that_is_withheld_is_not(self):
        assert [p.label.code for p in zone_ratios(CRIME).series[0].points] == ["violence", "weapons"]
        names = [chart.name for chart in charts_of([CRIME])]
        assert names == ["zone_ratio", "zone_gradient_violence", "zone_gradient_weapons"]

    def test_the_curve_says_how_few_hold_half(self):
        chart = lorenz_curve(lorenz("violence", 40, 20, 10, 5, 5), "violence")
        assert [p.value for p in chart.series[0].points] == pytest.approx([0, 0.5, 0.75, 0.875, 0.9375, 1.0])
        assert (chart.reference.value, chart.reference.at) == (1, 0.2)
        assert [note.code for note in chart.notes] == ["regression_to_mean"]

    def test_shootings_stand_beside_what_chance_would_give(self):
        seen, chance = distance_shares(GUNS, "shootings_near").series
        assert [(p.label.values, p.value) for p in seen.points] == [((0.0,), 0.057), ((500.0,), 0.386)]
        assert [(p.value, p.low, p.high) for p in chance.points] == [(0.0004, 0.0, 0.014), (0.0135, 0.0, 0.043)]

    def test_the_county_is_drawn_where_it_was_measured_and_its_lpos_where_not(self):
        whole = let_through(residents(*MANY), Profile.INTERNAL)
        assert [chart.name for chart in survey_gradients(whole)] == ["survey_gradient"]
        part = let_through(residents(*(b for b in MANY if b[2] == "1"), coverage=["1"]), Profile.INTERNAL)
        assert [chart.name for chart in survey_gradients(part)] == ["survey_gradient_lpo_1"]


class TestWithheld:
    def test_what_is_withheld_has_no_number_and_no_interval(self):
        points = zone_ratios(CRIME).series[0].points
        assert [p.withheld for p in points] == [False, True]
        assert (points[1].value, points[1].low, points[1].high) == (None, None, None)
        assert all(p.withheld for p in lorenz_curve(lorenz("weapons", 3, 1, withheld=True), "weapons").series[0].points)
        with pytest.raises(ValueError, match="withheld"):
            Point(Label("a"), 1.0, withheld=True)

    def test_a_chart_holds_the_numbers_that_the_rules_let_through_and_no_others(self):
        table = residents((2, 100, "1", "yes"), (60, 100, "1", "no"), (33, 300, "2", "yes"), (70, 9000, "2", "no"))
        shown = let_through(table)
        chart = survey_gradient(shown)
        allowed = {value for row in shown.table.rows for value in row if isinstance(value, float)}
        assert set(numbers(chart)) <= allowed
        assert any(point.withheld for point in chart.series[0].points)

    def test_no_number_is_none_or_endless(self):
        for wrong in (nan, inf):
            with pytest.raises(ValueError, match="none"):
                Point(Label("a"), wrong)


def test_every_kind_is_drawn_from_its_table_and_no_two_bear_one_name():
    charts = charts_of(ALL_KINDS)
    assert {chart.kind for chart in charts} == set(ChartKind)
    assert len({chart.name for chart in charts}) == len(charts)


def test_a_table_that_lacks_columns_is_not_drawn():
    assert charts_of([plain("survey", "level code share")]) == ()


def test_a_round_in_review_is_marked_as_one():
    table = rounds(("2023", date(2023, 10, 1), 2, "D1", RoundState.IN_REVIEW))
    assert by_round(table, "scenes").series[0].points[0].state == Label("in_review", "round_state")
