"""What the measures of the follow-up share, and concentration on a store in memory."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest

from drugscene_plugin.analysis.incident_batches import IncidentBatch
from drugscene_plugin.domain.counted import Counted
from drugscene_plugin.domain.crime_groups import crime_groups
from drugscene_plugin.domain.errors import Cancelled, Refusal
from drugscene_plugin.domain.field import Profile
from drugscene_plugin.domain.figure import Figure
from drugscene_plugin.domain.incident_fields import IncidentFields
from drugscene_plugin.domain.mapping_round import RoundLabel
from drugscene_plugin.domain.period import Period
from drugscene_plugin.domain.scene import SceneStatus
from drugscene_plugin.domain.table import Column, Table
from drugscene_plugin.workflow.follow_up import (
    OUTLINES,
    chosen_groups,
    current_figures,
    groups_within,
    keep,
    outlines_digest,
    quality_lines,
)
from drugscene_plugin.workflow.measure_concentration import ConcentrationQuestion, measure_concentration
from tests.builders import ALL_YES, lpo, mapping_round, municipality, scene, square
from tests.fakes.memory_store import MemoryStore

YEAR = Period(date(2023, 1, 1), date(2024, 1, 1))


class Rows:
    """A source of incidents in memory: (x, y, code, day)."""

    fields = IncidentFields(start="BEGUN", end="ENDED")

    def __init__(self, *rows):
        self.rows = rows

    def batches(self):
        x, y, code, day = zip(*self.rows)
        yield IncidentBatch(np.array(x, float), np.array(y, float), np.array(code, "S"), np.array(day, "S"))

    def transform(self, x, y):
        return x, y

    def row_count(self):
        return len(self.rows)

    def sha256(self):
        return "ab" * 32


class Stopped:
    def report(self, share):
        pass

    def cancelled(self):
        return True


@pytest.fixture
def store():
    made = MemoryStore()
    made.add_areas([lpo("L", square(side=5000)), municipality("M", square(side=5000))], "ada")
    rows = [
        scene("a", outline=square(at=(1000, 1000)), status=SceneStatus.OPEN, answers=ALL_YES),
        scene("b", outline=square(at=(3000, 3000)), status=SceneStatus.NOT_SCENE, answers=ALL_YES),
    ]
    made.add_round(mapping_round(), rows, "ada")
    return made


def question(**given):
    groups = chosen_groups(crime_groups(), ["narcotics_supply"])
    return ConcentrationQuestion("2023", YEAR, groups, 100.0, **given)


def row_of(table, **wanted):
    names = [column.name for column in table.columns]
    rows = [dict(zip(names, row)) for row in table.rows]
    (found,) = [row for row in rows if all(row[name] == value for name, value in wanted.items())]
    return found


def test_only_open_scenes_are_scenes(store):
    source = Rows((1050, 1050, "5005", "2023-05-01"), (3050, 3050, "5005", "2023-05-01"))
    measured = measure_concentration(store, question(), lambda: source)
    county = row_of(measured.tables[0], level="county", zone="inside")
    assert (county["count"], county["whole_count"]) == (1, 2)
    assert measured.sha256 == "ab" * 32 and store.figures("2023") == []


def test_a_group_without_incidents_has_rows_of_zeros(store):
    source = Rows((1050, 1050, "9999", "2023-05-01"))
    county = row_of(measure_concentration(store, question(), lambda: source).tables[0], level="county", zone="inside")
    assert (county["count"], county["share_of_crime"], county["ratio"]) == (0, None, None)


def test_a_user_who_stops_it_gets_nothing(store):
    with pytest.raises(Cancelled):
        measure_concentration(store, question(), lambda: Rows((1, 1, "5005", "2023-05-01")), Stopped())


def test_without_areas_there_is_nothing_to_count_in():
    bare = MemoryStore()
    bare.add_round(mapping_round(), [scene("a", status=SceneStatus.OPEN, answers=ALL_YES)], "ada")
    with pytest.raises(Refusal, match="round_without_areas"):
        measure_concentration(bare, question(), lambda: Rows((1, 1, "5005", "2023-05-01")))


def test_every_line_of_quality_has_its_share_and_its_rows(store):
    source = Rows((1050, 1050, "5005", "2023-05-01"), (np.nan, 1, "5005", "2023-05-01"), (1, 1, "5005", ""))
    (report,) = measure_concentration(store, question(), lambda: source).quality
    lines = {code: (number, share, shown) for code, number, share, shown in quality_lines(report.quality)}
    assert lines["counted"] == (1, pytest.approx(1 / 3), ())
    assert lines["no_place"] == (1, pytest.approx(1 / 3), (2,)) and lines["no_time"][2] == (3,)


def test_a_share_is_of_the_incidents_of_its_period_and_others_are_named_apart(store):
    rows = [(1050, 1050, "5005", f"{year}-05-01") for year in (2021, 2022, 2023, 2023, 2024)]
    source = Rows(*rows, (1050, 1050, "9999", "2023-05-01"), (1, 1, "5005", ""))
    (report,) = measure_concentration(store, question(), lambda: source).quality
    lines = {code: (number, share) for code, number, share, _ in quality_lines(report.quality)}
    assert (lines["incidents"], lines["outside_period"]) == ((7, None), (3, None))
    assert lines["of_the_period"] == (4, None)
    assert lines["counted"] == (2, pytest.approx(2 / 4)) and lines["no_time"] == (1, pytest.approx(1 / 4))
    assert report.quality.share_counted == pytest.approx(2 / 4)


def test_groups_that_are_part_of_another_are_known_as_such():
    within = groups_within(list(crime_groups().values()))
    assert within["violence_outdoors"] == "violence"
    assert "violence" not in within and "narcotics_supply" not in within


def table(name="concentration", counted=True, caveats=True):
    columns = (Column("code"), *((Column("caveats"),) if caveats else ()))
    rows = (("a", "total_area"),) if caveats else (("a",),)
    return Table(name, columns, rows, counted=Counted({}) if counted else None)


def test_figures_are_kept_with_the_outlines_they_rest_on_and_say_when_these_have_changed(store):
    tables = [table(), table("lorenz", caveats=False), table("quality", counted=False, caveats=False)]
    keep(store, "2023", tables, {"band": 100.0}, "cd" * 32, "ada")
    scenes, kept = store.scenes("2023"), store.figures("2023")
    assert kept[0].parameters[OUTLINES] == outlines_digest(scenes) and kept[0].by == "ada"
    assert current_figures(kept, scenes, Profile.INTERNAL) == kept
    moved = [scene("a", outline=square(at=(1001, 1000)), status=SceneStatus.OPEN, answers=ALL_YES)]
    (stale,) = current_figures(kept, moved, Profile.INTERNAL)
    assert stale.table.rows == (("a", "total_area;stale_outlines"),)
    assert current_figures(kept, moved, Profile.PUBLIC) == []


def test_what_an_earlier_measurement_left_is_not_shown_beside_a_newer_one(store):
    keep(store, "2023", [table(), table("lorenz"), table("outline_split"), table("survey")], {}, "aa" * 32, "ada")
    keep(store, "2023", [table(), table("lorenz")], {}, "bb" * 32, "ada")
    for profile in Profile:
        shown = current_figures(store.figures("2023"), store.scenes("2023"), profile)
        assert {figure.name for figure in shown} == {"concentration", "lorenz", "survey"}


def test_others_get_no_table_that_does_not_say_what_its_numbers_count(store):
    keep(store, "2023", [table(), table("quality", counted=False)], {}, "", "ada")
    shown = current_figures(store.figures("2023"), store.scenes("2023"), Profile.COOPERATION)
    assert [figure.name for figure in shown] == ["concentration"]


def test_the_public_gets_no_table_that_names_a_scene_it_does_not_know(store):
    columns = (Column("level"), Column("code"), Column("control"))
    rows = (("county", "county", "matched"), ("scene", "a", "b"))
    keep(store, "2023", [Table("changetest", columns, rows, counted=Counted({}))], {}, "", "ada")
    kept, scenes = store.figures("2023"), store.scenes("2023")
    assert current_figures(kept, scenes, Profile.PUBLIC, frozenset({"a"})) == []
    assert current_figures(kept, scenes, Profile.PUBLIC, frozenset({"a", "b"})) == kept
    assert current_figures(kept, scenes, Profile.COOPERATION) == kept


def test_a_figure_of_infinite_numbers_is_no_figure(store):
    broken = Figure(RoundLabel("2023"), Table("t", (Column("n"),), ((float("inf"),),)))
    with pytest.raises(ValueError, match="JSON"):
        store.keep_figures("2023", [broken])
    assert store.figures("2023") == []
