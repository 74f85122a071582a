"""The summary of a round, per county, area and scene."""

from __future__ import annotations

import doctest
from dataclasses import replace
from datetime import date

import pytest

from drugscene_plugin.analysis import summary
from drugscene_plugin.analysis.summary import by_lpo, by_municipality, by_scene, county, rounds_table, scene_list
from drugscene_plugin.domain.area import AreaCode, Assignment
from drugscene_plugin.domain.scene import SceneId, SceneStatus
from drugscene_plugin.domain.scene_fields import TAGS
from tests.builders import lpo, mapping_round, municipality, scene, square

SCENES_COLUMNS = [
    "scene_id", "name", "round", "ref_date", "status", "category", "definition", "lpo_code", "lpo_name", "lpo_share",
    "municipality_code", "municipality_name", "area_m2", "change", "predecessors", "valid_from", "valid_to",
]  # fmt: skip

LPOS = [lpo("531210", name="Skärholmen"), lpo("531230", name="Farsta")]
MUNICIPALITIES = [municipality("0180", name="Stockholm"), municipality("0127", name="Botkyrka")]


def to(code, share=1.0):
    return Assignment(AreaCode(code), ((AreaCode(code), share),))


def open_scene(id, side=100.0, in_lpo="531210", in_municipality="0180", **fields):
    """An open scene, a square of that side, assigned to an LPO and a municipality."""
    return scene(
        id,
        outline=square(side=side),
        status=SceneStatus.OPEN,
        lpo=to(in_lpo),
        municipality=to(in_municipality),
        **fields,
    )


def head(table):
    return [column.name for column in table.columns]


def records(table):
    return [dict(zip(head(table), row)) for row in table.rows]


def only(table):
    (record,) = records(table)
    return record


def test_the_examples_in_the_docstrings_run():
    assert doctest.testmod(summary).failed == 0


class TestCounty:
    def test_counts_open_scenes_their_area_and_the_areas_that_have_one(self):
        scenes = [open_scene("a", 100), open_scene("b", 200, in_lpo="531230"), open_scene("c", 10)]
        table = county(scenes, LPOS, MUNICIPALITIES)
        assert head(table) == ["scenes", "area_m2", "municipalities_with_scene", "lpos_with_scene"]
        assert table.rows == ((3, 50_100.0, 1, 2),)

    @pytest.mark.parametrize("status", [s for s in SceneStatus if s is not SceneStatus.OPEN])
    def test_leaves_out_every_status_but_open(self, status):
        assert county([scene(status=status, lpo=to("531210"))], LPOS, MUNICIPALITIES).rows == ((0, 0.0, 0, 0),)

    def test_counts_a_scene_whose_outline_was_lost_with_no_area(self):
        lost = replace(open_scene("a"), outline=None)
        assert county([lost], LPOS, MUNICIPALITIES).rows == ((1, 0.0, 1, 1),)

    def test_counts_no_area_that_is_not_valid_at_the_reference_date(self):
        assert only(county([open_scene("a", in_lpo="gone")], LPOS, MUNICIPALITIES))["lpos_with_scene"] == 0


class TestByArea:
    def test_every_area_has_a_row_by_code_and_the_total_comes_last(self):
        table = by_lpo([open_scene("a", in_lpo="531230")], LPOS)
        assert head(table) == ["code", "name", "scenes", "area_m2", "share_of_scenes", "share_of_area"]
        assert table.rows == (
            ("531210", "Skärholmen", 0, 0.0, 0.0, 0.0),
            ("531230", "Farsta", 1, 10_000.0, 1.0, 1.0),
            ("TOTAL", None, 1, 10_000.0, 1.0, 1.0),
        )
        assert table.total_row

    def test_a_share_of_the_count_is_not_a_share_of_the_area(self):
        scenes = [open_scene("a", 100), open_scene("b", 300, in_lpo="531230")]
        skarholmen = records(by_lpo(scenes, LPOS))[0]
        assert (skarholmen["share_of_scenes"], skarholmen["share_of_area"]) == (0.5, 0.1)

    def test_shares_are_empty_and_not_zero_where_the_county_has_no_scene(self):
        table = by_municipality([scene(status=SceneStatus.CEASED, municipality=to("0180"))], MUNICIPALITIES)
        assert set(table.column("share_of_scenes")) == set(table.column("share_of_area")) == {None}
        assert table.column("scenes") == (0, 0, 0)

    def test_scenes_of_no_area_stand_in_a_row_of_their_own(self):
        nowhere = scene("a", status=SceneStatus.OPEN)
        of_another_division = open_scene("b", in_lpo="531999")
        table = by_lpo([nowhere, of_another_division, open_scene("c")], LPOS)
        assert table.column("code") == ("531210", "531230", "UNASSIGNED", "TOTAL")
        assert table.column("scenes") == (1, 0, 2, 3)

    def test_there_is_no_such_row_when_only_a_scene_that_does_not_count_lies_outside(self):
        assert "UNASSIGNED" not in by_lpo([scene(status=SceneStatus.CANDIDATE)], LPOS).column("code")

    def test_a_scene_that_straddles_two_areas_counts_once_in_its_own(self):
        straddling = scene(
            status=SceneStatus.OPEN,
            lpo=Assignment(AreaCode("531210"), ((AreaCode("531210"), 0.6), (AreaCode("531230"), 0.4))),
        )
        assert by_lpo([straddling], LPOS).column("scenes") == (1, 0, 1)

    def test_a_scene_that_a_person_moved_counts_where_the_person_put_it(self):
        moved = scene(
            status=SceneStatus.OPEN,
            lpo=Assignment(AreaCode("531230"), ((AreaCode("531210"), 0.9),), reason="the station is theirs"),
        )
        assert by_lpo([moved], LPOS).column("scenes") == (0, 1, 1)

    def test_areas_sum_exactly_whatever_the_order(self):
        scenes = [open_scene(str(i), side=0.1 + i / 7) for i in range(50)]
        forwards, backwards = by_lpo(scenes, LPOS), by_lpo(scenes[::-1], LPOS)
        assert forwards == backwards
        assert forwards.rows[0][3] == forwards.rows[-1][3]

    def test_without_any_area_all_scenes_are_unassigned(self):
        assert by_lpo([open_scene("a")], []).column("code") == ("UNASSIGNED", "TOTAL")


class TestScenes:
    def listed(self, scenes, earlier=(), **round_fields):
        return scene_list(mapping_round(**round_fields), scenes, LPOS, MUNICIPALITIES, earlier)

    def test_the_columns_are_the_contracts_then_the_tags_then_the_reason(self):
        tags = [tag.name for tag in TAGS if tag.name != "category"]
        assert head(self.listed([])) == [*SCENES_COLUMNS, *tags, "status_reason", "change_decided"]

    def test_every_scene_is_listed_by_id_whatever_its_status(self):
        scenes = [scene(id, status=status) for id, status in zip("edcba", SceneStatus)]
        assert self.listed(scenes).column("scene_id") == tuple("abcde")

    def test_a_row_says_what_is_known_of_the_scene(self):
        known = open_scene(
            "a", name="Torget", predecessors=(SceneId("x"), SceneId("y")),
            tags={"category": "k1", "substances": ("cannabis", "other"), "first_known_year": 2019, "to_discuss": True},
        )  # fmt: skip
        row = only(self.listed([known]))
        expected = {
            "name": "Torget", "round": "2023", "ref_date": date(2023, 10, 1), "status": "open", "category": "k1",
            "definition": "D1", "lpo_code": "531210", "lpo_name": "Skärholmen", "lpo_share": 1.0,
            "municipality_code": "0180", "municipality_name": "Stockholm", "area_m2": 10_000.0, "change": None,
            "predecessors": "x;y", "valid_from": date(2023, 10, 1), "valid_to": None,
            "substances": "cannabis;other", "first_known_year": 2019, "to_discuss": True,
        }  # fmt: skip
        assert {name: row[name] for name in expected} == expected

    def test_a_ceased_scene_keeps_its_reason(self):
        ceased = scene(status=SceneStatus.CEASED, status_reason="moved indoors")
        assert only(self.listed([ceased]))["status_reason"] == "moved indoors"

    def test_a_lost_outline_has_no_area(self):
        lost = replace(scene(), outline=None)
        assert only(self.listed([lost]))["area_m2"] is None

    def test_valid_from_is_where_the_unbroken_run_of_open_rounds_began(self):
        rounds = {label: mapping_round(label, date(int(label), 1, 1)) for label in ("2019", "2020", "2021", "2022")}
        statuses = {
            "2019": SceneStatus.OPEN,
            "2020": SceneStatus.CEASED,
            "2021": SceneStatus.OPEN,
            "2022": SceneStatus.OPEN,
        }
        earlier = [(rounds[label], [scene("a", label, status=statuses[label])]) for label in sorted(rounds)[::-1]]
        assert only(self.listed([open_scene("a")], earlier))["valid_from"] == date(2021, 1, 1)

    @pytest.mark.parametrize("status", [SceneStatus.CEASED, SceneStatus.NOT_SCENE])
    def test_valid_to_is_the_reference_date_of_the_round_in_which_it_left_the_list(self, status):
        earlier = [(mapping_round("2021", date(2021, 1, 1)), [scene("a", "2021", status=SceneStatus.OPEN)])]
        row = only(self.listed([scene("a", status=status)], earlier))
        assert (row["valid_from"], row["valid_to"]) == (date(2021, 1, 1), date(2023, 10, 1))

    def test_a_candidate_that_never_was_a_scene_is_valid_at_no_time(self):
        row = only(self.listed([scene("a")]))
        assert (row["valid_from"], row["valid_to"]) == (None, None)


class TestByScene:
    EARLIER = (
        (mapping_round("2021", date(2021, 1, 1)), [scene("a", "2021", outline=square(side=50))]),
        (mapping_round("2019", date(2019, 1, 1)), [scene("b", "2019", outline=square(side=70))]),
    )

    def compared(self, scenes, earlier=EARLIER):
        return by_scene(scene_list(mapping_round(), scenes, LPOS, MUNICIPALITIES, earlier), earlier)

    def test_adds_the_area_in_the_round_before_and_the_change_since(self):
        table = self.compared([open_scene("a", 100)])
        assert head(table)[-2:] == ["previous_area_m2", "area_change_m2"]
        assert table.rows[0][-2:] == (2_500.0, 7_500.0)

    @pytest.mark.parametrize("status", [SceneStatus.CEASED, SceneStatus.NOT_SCENE])
    def test_a_scene_that_has_left_the_list_has_lost_the_area_that_it_had(self, status):
        earlier = ((mapping_round("2021", date(2021, 1, 1)), [open_scene("a", 50)]),)
        gone = replace(open_scene("a", 50), status=status)
        assert self.compared([gone], earlier).rows[0][-2:] == (2_500.0, -2_500.0)
        assert self.compared([replace(gone, outline=None)], earlier).rows[0][-2:] == (2_500.0, -2_500.0)

    def test_one_that_was_not_on_the_list_before_either_has_no_change(self):
        gone = scene("a", status=SceneStatus.CEASED, outline=square(side=50))
        assert self.compared([gone]).rows[0][-2:] == (2_500.0, None)

    def test_both_are_empty_where_the_round_before_has_no_such_scene(self):
        assert self.compared([open_scene("b")]).rows[0][-2:] == (None, None)

    def test_both_are_empty_in_the_first_round(self):
        assert self.compared([open_scene("a")], earlier=()).rows[0][-2:] == (None, None)

    def test_a_scene_whose_outline_is_lost_has_a_past_but_no_change(self):
        lost = replace(scene("a"), outline=None)
        assert self.compared([lost]).rows[0][-2:] == (2_500.0, None)


class TestRounds:
    def test_each_has_the_number_and_area_of_its_open_scenes(self):
        first = [scene("a", status=SceneStatus.OPEN), scene("b", status=SceneStatus.CEASED)]
        rounds = [(mapping_round("2021", date(2021, 10, 1)), first), (mapping_round(), [])]
        rows = [(row[0], *row[5:7]) for row in rounds_table(rounds).rows]
        assert rows == [("2021", 1, 10_000.0), ("2023", 0, 0)]

    def test_a_break_of_the_series_is_one_with_the_round_before(self):
        day = date(2021, 10, 1)
        rounds = [
            (mapping_round("1", day), []),
            (mapping_round("2", day, definition="D2"), []),
            (mapping_round("3", day, definition="D2"), []),
            (mapping_round("4", day, definition="D2", delisting="D6"), []),
        ]
        assert rounds_table(rounds).column("series_break") == (False, True, False, True)
