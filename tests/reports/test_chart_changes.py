"""What the charts of change hold: the tables' own figures, exact terms, and nothing that is withheld."""

from __future__ import annotations

import pytest

from drugscene_plugin.domain.chart import ChartKind, Label, Role
from drugscene_plugin.reports.chart_changes import (
    MOST_GROUPS,
    pooled_differences,
    scene_differences,
    split_changes,
    split_terms,
    totals_by_area,
    totals_by_group,
)
from drugscene_plugin.reports.chart_svg import chart_text
from drugscene_plugin.reports.chart_values import charts_of
from tests.reports.chart_tables import CEASED, SPLIT, TOTALS, plain

pytestmark = pytest.mark.usefixtures("qgis_app")


def values(series):
    return [(point.label.code, point.value) for point in series.points]


def notes(chart):
    return [note.code for note in chart.notes]


class TestCeasedScenes:
    def test_each_scene_has_its_difference_with_the_published_interval_and_all_together_stand_last(self):
        (series,) = scene_differences(CEASED, "violence").series
        assert series.points[0].label == Label("Torget")
        assert series.points[-1].label == Label("pooled", "summary_row")
        first = series.points[0]
        assert (first.value, round(first.low), round(first.high)) == (-118.0, -196, -40)

    def test_what_was_not_tested_has_no_interval_and_it_is_said(self):
        chart = scene_differences(CEASED, "violence")
        _, few, alone, _ = chart.series[0].points
        assert few.value is not None and few.low is None
        assert alone.value is None
        assert "untested" in notes(chart)
        assert "untested" not in notes(pooled_differences(plain("changetest", "level group wdd low high caveats",
                                                                ("county", "violence", 1.0, -1.0, 3.0, None))))  # fmt: skip

    def test_all_scenes_together_stand_by_crime_group(self):
        chart = pooled_differences(CEASED)
        assert [p.label.code for p in chart.series[0].points] == ["violence", "weapons"]
        assert chart.kind is ChartKind.DIFFERENCES

    def test_a_package_shows_single_scenes_only_where_one_could_be_tested(self):
        assert [chart.name for chart in charts_of([CEASED])] == ["wdd", "wdd_violence"]

    def test_the_text_has_all_figures_with_their_signs(self):
        text = chart_text(scene_differences(CEASED, "violence"), "en")
        assert "Torget: \u2212118 (interval \u2212196 to \u221240.4)" in text
        assert "Parken: no figure" in text
        assert "All ceased scenes together: \u2212118" in text


class TestCrimeAndOutlines:
    def test_the_two_terms_lead_from_the_first_number_to_the_last(self):
        chart = split_terms(SPLIT, "violence")
        first, crime, outline, last = chart.series[0].points
        assert first.value + crime.value + outline.value == last.value
        assert (crime.low, crime.high) == (-29.6, 25.6)
        text = chart_text(chart, "sv")
        assert "Förändring inom de tidigare avgränsningarna: \u22122 (intervall \u221229,6 till 25,6)" in text
        assert "fall_by_outline" in notes(chart)

    def test_the_total_and_its_terms_stand_by_crime_group(self):
        chart = split_changes(SPLIT)
        assert [[p.value for p in series.points] for series in chart.series] == [[-30, None], [-2, None], [-28, None]]
        assert [[p.withheld for p in series.points] for series in chart.series] == [[False, True]] * 3

    def test_a_unit_has_its_own(self):
        assert [p.value for p in split_terms(SPLIT, "violence", "lpo", "1").series[0].points] == [10, 20, 5, 35]
        assert split_terms(SPLIT, "weapons", "lpo", "1") is None
        assert split_changes(SPLIT, "lpo", "1").name == "outline_split_lpo_1"

    def test_where_a_term_is_withheld_the_others_are_too(self):
        chart = split_terms(SPLIT, "weapons")
        assert chart.withheld and all(point.value is None for point in chart.series[0].points)
        assert "4" not in chart_text(chart, "en")


class TestTotalsByArea:
    def test_each_area_stands_over_its_earlier_number_and_the_county_last(self):
        now, before = totals_by_area(TOTALS, "violence").series
        assert [p.label.code for p in now.points][0::2] == ["Väst", "UNASSIGNED"]
        assert values(now)[-1] == ("TOTAL", 130) and values(before)[-1] == ("TOTAL", 120)
        assert now.points[1].withheld and before.role is Role.OLD

    def test_municipalities_stand_where_they_are_asked_for_and_where_there_is_no_lpo(self):
        assert values(totals_by_area(TOTALS, "violence", "municipality").series[0])[0] == ("Mitt", 130)
        rows = [tuple(row.values()) for row in TOTALS.named_rows() if row["level"] != "lpo"]
        towns = plain("area_totals", " ".join(c.name for c in TOTALS.columns), *rows)
        assert totals_by_area(towns, "violence").title == "area_totals_municipality"
        assert totals_by_area(towns, "weapons") is None

    def test_an_area_has_its_crime_groups_without_those_that_were_not_counted(self):
        assert values(totals_by_group(TOTALS).series[0]) == [("violence", 130), ("Skadegörelse å/ä", 6)]
        assert len(totals_by_group(TOTALS, "lpo", "1").series[0].points) == 2

    def test_a_first_period_has_nothing_before(self):
        rows = [(*list(row.values())[:7], None, None, None) for row in TOTALS.named_rows()]
        alone = plain("area_totals", " ".join(c.name for c in TOTALS.columns), *rows)
        assert len(totals_by_area(alone, "violence").series) == 1

    def test_of_many_kinds_of_crime_those_with_most_are_drawn_each_in_a_file_of_its_own(self):
        columns = " ".join(c.name for c in TOTALS.columns)
        first = list(TOTALS.named_rows()[0].values())
        rows = [("county", "county", None, f"kind {n}", *first[4:6], n, n, "no_zones", None) for n in range(1, 30)]
        rows += [("lpo", "1", "Väst", *row[3:]) for row in rows]
        names = [chart.name for chart in charts_of([plain("area_totals", columns, *rows)])]
        assert len(names) == len(set(names)) == MOST_GROUPS + 1
        assert names[1:] == [f"area_totals_lpo_kind~20{n}" for n in range(22, 30)]
        assert not any(set(name) & set("/\\: ") for name in names + [c.name for c in charts_of([TOTALS])])

    def test_the_text_has_a_line_an_area(self):
        text = chart_text(totals_by_area(TOTALS, "violence"), "en")
        assert "Väst: 80; Number in the earlier period: 90" in text
        assert "withheld; Number in the earlier period: 20" in text
