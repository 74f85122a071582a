"""The checks: each finds what it is for, keeps quiet otherwise, and the list stays readable."""

from __future__ import annotations

import json
import math
from dataclasses import replace
from datetime import date

import pytest
from shapely.geometry import LineString, MultiPolygon, Polygon, box, shape

from drugscene_plugin.domain.area import Assignment
from drugscene_plugin.domain.criteria import definitions
from drugscene_plugin.domain.errors import Cancelled
from drugscene_plugin.domain.finding import Finding, Mend, Severity, Term
from drugscene_plugin.domain.scene import SceneStatus
from drugscene_plugin.workflow.assign_scenes import assigned_scenes
from drugscene_plugin.workflow.check_round import check_round, find
from tests.builders import ALL_YES, answers, lpo, mapping_round, municipality, scene, square
from tests.fakes.memory_store import MemoryStore

AREAS = (
    lpo("W", box(0, 0, 10_000, 10_000), "West"),
    lpo("E", box(10_000, 0, 20_000, 10_000), "East"),
    municipality("0180", box(0, 0, 20_000, 10_000), "Town"),
)
ROUND = mapping_round()
TAGGED = {"category": "a", "place_type": "park"}
BOW_TIE = Polygon([(0, 0), (100, 100), (100, 0), (0, 100)])


def sound(id="a", at=(100.0, 100.0), side=100.0, **fields):
    """A scene that no check has anything to say about."""
    given = {"outline": square(at=at, side=side), "name": f"Scene {id}", "status": SceneStatus.OPEN}
    return scene(id, **{**given, "answers": ALL_YES, "tags": TAGGED, **fields})


def findings(*scenes, areas=AREAS, previous=(), definition="D1", delisting="D5", assign=True, **given):
    placed = assigned_scenes(scenes, areas, ROUND.ref_date) if assign else scenes
    named = definitions()
    return find(ROUND, placed, areas, named[definition], named[delisting], previous, **given)


def the(code, found):
    """The only finding, which is of that code."""
    assert [finding.code for finding in found] == [code]
    return found[0]


def test_a_round_with_nothing_wrong_has_no_findings():
    assert findings(sound("a"), sound("b", at=(300, 100))) == []
    assert findings() == []


# --- Outlines


@pytest.mark.parametrize(
    ("outline", "code"),
    [
        (None, "outline_missing"),
        (Polygon(), "outline_empty"),
        (LineString([(0, 0), (9, 9)]), "outline_not_polygon"),
        (Polygon([(0, 0), (math.nan, 5), (1, 1)]), "outline_not_finite"),
        (Polygon([(0, 0), (1e300, 5), (1, 1)]), "outline_not_finite"),
    ],
)
def test_an_outline_with_which_nothing_can_be_computed_is_an_error(outline, code):
    found = the(code, findings(replace(sound(), outline=outline), assign=False))
    assert (found.severity, found.scenes, found.mend) == (Severity.ERROR, ("a",), None)


def test_an_invalid_outline_says_where_and_why_and_can_be_mended():
    found = the("outline_invalid", findings(sound(outline=BOW_TIE)))
    assert (found.severity, found.where, found.mend) == (Severity.ERROR, (50.0, 50.0), Mend.MAKE_VALID)
    assert found.values["reason"] == Term("outline_fault", ("self_intersection",))


def test_an_invalid_outline_of_which_no_polygon_remains_cannot_be_mended():
    found = findings(sound(outline=Polygon([(0, 0), (50, 0), (100, 0)])))
    assert next(f for f in found if f.code == "outline_invalid").mend is None


def test_sliver_parts_and_holes_are_one_finding_each_that_can_be_mended():
    outline = MultiPolygon([square(at=(100, 100)).difference(box(150, 110, 151, 190)), box(300, 100, 301, 200)])
    found = findings(sound(outline=outline))
    assert [(f.code, f.mend, f.values["count"]) for f in found] == [
        ("sliver_part", Mend.DROP_SLIVERS, 1),
        ("sliver_hole", Mend.DROP_SLIVERS, 1),
    ]
    assert found[0].values["area_m2"] == 100


def test_areas_out_of_the_users_bounds_are_warnings():
    small = the("area_below_bounds", findings(sound(side=20)))
    assert (small.severity, small.values["area_m2"], small.values["limit_m2"]) == (Severity.WARNING, 400, 500)
    assert the("area_above_bounds", findings(sound(side=1500))).values["area_m2"] == 2_250_000


def test_an_overlap_is_an_error_with_its_area_and_place():
    found = the("overlap", findings(sound("a"), sound("b", at=(180, 100))))
    assert (found.severity, found.scenes, found.mend) == (Severity.ERROR, ("a", "b"), Mend.TAKE_OVERLAP)
    assert (found.values["area_m2"], found.values["percent"]) == (2000, 20)
    assert 180 < found.where[0] < 200


@pytest.mark.parametrize("status", ["ceased", "not_scene"])
def test_what_does_not_count_may_lie_under_a_scene(status):
    gone = answers(use="no", sale="no", public="no", perceived_public="no", perceived_authorities="no")
    under = sound("b", at=(150, 100), status=SceneStatus(status), answers=gone)
    previous = [sound("b", at=(150, 100))] if status == "ceased" else []
    assert findings(sound("a"), under, previous=previous) == []


@pytest.mark.parametrize("status", ["candidate", "undecided"])
def test_what_may_come_to_count_must_not_overlap(status):
    found = findings(sound("a"), sound("b", at=(150, 100), status=SceneStatus(status)))
    assert "overlap" in [f.code for f in found]


def test_the_slivers_between_neighbours_are_one_warning_for_all():
    row = [sound(f"s{i}", at=(100 + i * 299, 100), side=300) for i in range(5)]
    found = the("slivers_between_outlines", findings(*row))
    assert found.severity is Severity.WARNING
    assert (found.values["count"], found.values["area_m2"], found.values["width_m"]) == (4, 1200, 1.0)
    assert len(found.scenes) == 5


def test_the_same_outline_twice_is_one_error_and_not_an_overlap_too():
    found = the("duplicate_outline", findings(sound("a"), sound("b")))
    assert (found.severity, found.mend) == (Severity.ERROR, None)
    found = the("near_duplicate_outline", findings(sound("a"), sound("b", at=(102, 100))))
    assert found.values["percent"] == 96


def test_a_past_scene_under_the_very_outline_of_another_is_asked_about():
    gone = sound("b", status=SceneStatus.NOT_SCENE, answers=answers(use="no"))
    found = the("same_place_as_past_scene", findings(sound("a"), gone))
    assert (found.severity, found.scenes) == (Severity.WARNING, ("a", "b"))


# --- Areas


def test_a_scene_outside_all_areas_gets_the_nearest_as_a_suggestion():
    found = the("outside_county", findings(sound(at=(20_500, 100))))
    assert (found.severity, found.mend) == (Severity.WARNING, Mend.TAKE_NEAREST_AREA)
    assert (found.values["nearest"], found.values["distance_m"]) == ("East, Town", 500)


def test_a_scene_in_a_gap_between_areas_is_told_as_such():
    apart = (AREAS[0], lpo("E", box(10_050, 0, 20_000, 10_000), "East"), AREAS[2])
    found = the("in_gap", findings(sound(outline=box(10_002, 100, 10_045, 200)), areas=apart))
    assert found.mend is Mend.TAKE_NEAREST_AREA
    assert (found.values["nearest"], found.values["distance_m"]) == ("West", 2)
    assert found.values["level"] == Term("area_level", ("lpo",))


def test_a_scene_that_lies_in_a_municipality_but_in_no_lpo_is_told_the_level():
    found = the("outside_areas", findings(sound(at=(15_000, 100)), areas=(AREAS[0], AREAS[2])))
    assert found.values["level"] == Term("area_level", ("lpo",))


def test_a_scene_partly_outside_is_told_with_its_share():
    found = the("partly_outside_county", findings(sound(at=(19_960, 100))))
    assert found.values["percent"] == 60


def test_a_scene_that_straddles_areas_is_told_with_its_shares():
    found = the("straddles_lpos", findings(sound(at=(9_930, 100))))
    assert (found.values["shares"], found.values["area"]) == ("West 70 %, East 30 %", "West")


def test_a_hair_over_a_boundary_is_no_straddling():
    assert findings(sound(at=(9_903, 100))) == []


def test_what_a_person_has_decided_about_areas_is_not_asked_again():
    by_the_station = Assignment("E", (), "by the station")
    assert findings(sound(at=(9_930, 100), lpo=by_the_station)) == []
    chosen = {"lpo": by_the_station, "municipality": Assignment("0180", (), "by the station")}
    assert findings(sound(at=(20_500, 100), **chosen)) == []


def test_areas_noted_that_are_not_those_of_the_outline_are_one_finding():
    found = the("areas_outdated", findings(sound("a"), sound("b", at=(300, 100)), assign=False))
    assert (found.scenes, found.mend) == (("a", "b"), Mend.TAKE_NEAREST_AREA)


def test_a_division_that_is_not_valid_at_the_reference_date_is_told_once():
    later = tuple(replace(area, valid_from=date(2025, 1, 1)) for area in AREAS[:2])
    found = the("no_lpo_areas", findings(sound("a"), sound("b", at=(300, 100)), areas=(*later, AREAS[2])))
    assert found.scenes == ()


# --- Names, criteria, tags


def test_a_name_twice_in_one_lpo_is_told_once_whatever_its_case():
    found = the(
        "duplicate_name", findings(sound("a", name="The Square"), sound("b", at=(300, 100), name=" the  square "))
    )
    assert (found.scenes, found.values["lpo"], found.values["count"]) == (("a", "b"), "West", 2)


def test_a_name_may_be_used_in_two_lpos():
    assert findings(sound("a", name="Square"), sound("b", at=(12_000, 100), name="Square")) == []


def test_scenes_without_a_name_are_one_finding():
    assert the("name_missing", findings(sound("a", name=""), sound("b", at=(300, 100), name=" "))).scenes == ("a", "b")


def test_unanswered_criteria_are_one_finding_a_scene_with_those_that_matter():
    partly = {c: a for c, a in ALL_YES.items() if c.value not in ("sale", "perceived_public")}
    found = the("criteria_unanswered", findings(sound(answers=partly)))
    assert (found.severity, found.values["criteria"]) == (Severity.WARNING, Term("field", ("sale",)))
    assert findings(sound(answers=partly), definition="D2")[0].values["criteria"].codes == ("sale", "perceived_public")


def test_what_is_not_asked_by_the_definition_need_not_be_answered():
    asked = {c: a for c, a in ALL_YES.items() if c.value in ("delimited", "use", "sale", "public")}
    assert findings(sound(answers=asked), definition="D4") == []


def test_one_no_is_enough_for_what_is_not_a_scene():
    assert findings(sound(status=SceneStatus.NOT_SCENE, answers=answers(use="no"))) == []


def test_a_status_against_the_answers_is_told_and_can_be_mended():
    found = the("classified_against_answers", findings(sound(answers={**ALL_YES, **answers(sale="no")})))
    assert found.mend is Mend.TAKE_CLASSIFICATION
    assert found.values["status"] == Term("status", ("open",))
    assert found.values["verdict"] == Term("status", ("not_scene",))
    assert found.values["criteria"] == Term("field", ("sale",))


def test_a_known_scene_leaves_only_by_the_delisting_rule():
    quiet = {**ALL_YES, **answers(sale="no")}
    ceased = sound(status=SceneStatus.CEASED, answers=quiet)
    found = the("classified_against_answers", findings(ceased, previous=[sound()]))
    assert found.values["verdict"] == Term("status", ("undecided",))
    assert findings(ceased, previous=[sound()], delisting="D6") == []


def test_a_ceased_scene_lacks_what_the_delisting_rule_asks():
    half = answers(use="no", sale="no", perceived_public="no")
    found = the("criteria_unanswered", findings(sound(status=SceneStatus.CEASED, answers=half), previous=[sound()]))
    assert found.values["criteria"] == Term("field", ("perceived_authorities",))


def test_undecided_scenes_are_errors_that_say_what_is_missing():
    found = the("undecided", findings(sound(status=SceneStatus.UNDECIDED, answers=answers(use="yes"))))
    assert (found.severity, found.mend) == (Severity.ERROR, None)
    assert "use" not in found.values["criteria"].codes
    assert "sale" in found.values["criteria"].codes


def test_an_undecided_scene_whose_answers_decide_can_be_mended():
    found = the("undecided_though_answered", findings(sound(status=SceneStatus.UNDECIDED)))
    assert (found.severity, found.mend) == (Severity.ERROR, Mend.TAKE_CLASSIFICATION)
    assert found.values["verdict"] == Term("status", ("open",))


def test_a_known_scene_that_meets_neither_rule_is_told_so():
    quiet = {**ALL_YES, **answers(sale="no")}
    unsure = sound(status=SceneStatus.UNDECIDED, answers=quiet)
    the("undecided_neither_rule", findings(unsure, previous=[sound()]))


def test_candidates_are_one_error_and_asked_for_nothing_else():
    bare = {"status": SceneStatus.CANDIDATE, "answers": {}, "tags": {}}
    found = the("candidates_to_judge", findings(sound("a", **bare), sound("b", at=(300, 100), **bare)))
    assert (found.severity, found.scenes, found.values["count"]) == (Severity.ERROR, ("a", "b"), 2)


def test_missing_tags_are_one_finding_a_scene_and_only_of_open_ones():
    found = the("tag_missing", findings(sound(tags={})))
    assert found.values["tags"] == Term("field", ("category", "place_type"))
    rejected = sound(status=SceneStatus.NOT_SCENE, answers=answers(use="no"), tags={})
    assert findings(rejected) == []


def test_a_category_that_the_list_lacks_is_told_and_an_unset_list_allows_any():
    found = the("category_unknown", findings(sound(), codes={"category": ["x", "y"]}))
    assert (found.values["value"], found.values["known"]) == ("a", "x, y")
    assert findings(sound(), codes={"category": []}) == []


def test_codes_of_other_tags_that_their_list_lacks_are_one_finding():
    odd = {**TAGGED, "substances": ("cannabis", "tea"), "times_of_day": ("noon",)}
    found = the("tag_code_unknown", findings(sound(tags=odd)))
    assert found.values["tags"] == Term("field", ("substances", "times_of_day"))
    assert found.values["value"] == "tea, noon"


def test_what_was_carried_and_not_confirmed_is_one_finding():
    found = the("to_confirm", findings(sound("a", to_confirm=True), sound("b", at=(300, 100), to_confirm=True)))
    assert found.scenes == ("a", "b")


# --- Ids


def test_the_outline_of_a_known_scene_under_another_id_is_told():
    found = the("id_changed", findings(sound("new"), previous=[sound("old", at=(101, 100))]))
    assert (found.scenes, found.values["previous_id"]) == (("new",), "old")


def test_swapped_ids_are_told_of_both():
    swapped = [sound("a", at=(300, 100)), sound("b", at=(100, 100))]
    found = findings(*swapped, previous=[sound("a"), sound("b", at=(300, 100))])
    assert [(f.code, f.scenes) for f in found] == [("id_changed", ("a",)), ("id_changed", ("b",))]


def test_an_id_that_stays_and_one_that_a_merger_left_are_not_told():
    assert findings(sound("a"), previous=[sound("a", at=(101, 100))]) == []
    assert findings(sound("b", predecessors=("a",)), previous=[sound("a")]) == []


# --- Personal data


def test_personal_data_is_an_error_that_shows_a_masked_form_alone():
    found = the("personal_data", findings(sound(tags={**TAGGED, "note": "call 070-123 45 67"})))
    assert found.severity is Severity.ERROR
    assert found.values["fields"] == Term("field", ("note",))
    assert found.values["kinds"] == Term("personal_data", ("phone_number",))
    assert found.values["masked"] == "07•-••• •• ••"
    assert "123" not in repr(found)


def test_a_name_that_is_personal_data_is_not_shown():
    found = the("personal_data", findings(sound(name="121212-1212")))
    assert "1212-1212" not in repr(found)
    assert found.values["name"] == "a"


def test_personal_data_is_searched_for_in_every_field_that_is_written_by_hand():
    said = answers(use="yes")
    source = {c: replace(a, source="tel. 08-123 45 67", assessor="0701234567") for c, a in said.items()}
    found = the("personal_data", findings(sound(answers={**ALL_YES, **source}, status_reason="see 070-123 45 67")))
    assert set(found.values["fields"].codes) == {"status_reason", "use_source", "use_assessor"}


# --- The list


def test_an_accepted_warning_carries_its_reason_and_stays_in_the_list():
    found = the("tag_missing", findings(sound(tags={}), seen={"tag_missing|a": "not known"}))
    assert found.seen == "not known"


def test_an_error_cannot_be_accepted_away():
    found = the("overlap", findings(sound("a"), sound("b", at=(180, 100)), seen={"overlap|a|b": "never mind"}))
    assert found.seen == ""


def test_many_of_a_kind_become_one_with_what_they_share():
    row = [sound(f"s{i:02}", at=(100 + 200 * i, 100), tags={"category": "a"} if i else {}) for i in range(21)]
    found = the("tag_missing_many", findings(*row))
    assert (len(found.scenes), found.values["count"]) == (21, 21)
    assert found.values["tags"] == Term("field", ("category", "place_type"))
    assert "name" not in found.values
    assert len(findings(*row[:20])) == 20


def test_accepting_the_finding_for_many_accepts_it_for_these_alone():
    row = [sound(f"s{i:02}", at=(100 + 200 * i, 100), tags={}) for i in range(22)]
    (many,) = findings(*row[:21])
    assert findings(*row[:21], seen={many.fingerprint: "later"})[0].seen == "later"
    assert findings(*row, seen={many.fingerprint: "later"})[0].seen == ""
    assert len(many.fingerprint) < 100


def test_what_was_accepted_one_by_one_is_not_gathered_with_the_rest():
    row = [sound(f"s{i:02}", at=(100 + 200 * i, 100), tags={}) for i in range(22)]
    found = findings(*row, seen={"tag_missing|s00": "known"})
    assert [(f.code, f.seen) for f in found] == [("tag_missing_many", ""), ("tag_missing", "known")]


def test_errors_come_first_and_accepted_warnings_last():
    scenes = [
        sound("a"),
        sound("b", at=(180, 100)),
        sound("c", at=(500, 100), tags={}),
        sound("d", at=(800, 100), name=""),
    ]
    found = findings(*scenes, seen={"name_missing|d": "it has none"})
    assert [f.code for f in found] == ["overlap", "tag_missing", "name_missing"]


def test_the_order_of_the_scenes_changes_nothing():
    scenes = [sound("a"), sound("b", at=(180, 100), tags={}), sound("c", at=(500, 100), name="")]
    assert findings(*scenes) == findings(*reversed(scenes))


def test_a_fingerprint_is_short_and_knows_its_scenes():
    few = Finding("x", Severity.WARNING, ("b", "a"))
    assert few.fingerprint == "x|a|b"
    many = [Finding("x", Severity.WARNING, tuple(f"s-{i}" for i in range(n))) for n in (1000, 1001)]
    assert len({f.fingerprint for f in many}) == 2
    assert all(len(f.fingerprint) < 100 for f in many)


def test_the_user_can_stop_it():
    class Stop:
        def report(self, share):
            pass

        def cancelled(self):
            return True

    with pytest.raises(Cancelled):
        findings(sound(), progress=Stop())


def test_a_round_is_checked_as_the_store_holds_it():
    store = MemoryStore()
    store.add_areas(AREAS, "me")
    first = mapping_round("2021", date(2021, 12, 1))
    store.add_round(first, assigned_scenes([sound("old", round="2021")], AREAS, first.ref_date), "me")
    now = [sound("new"), sound("b", at=(500, 100), tags={**TAGGED, "place_type": None})]
    store.add_round(ROUND, assigned_scenes(now, AREAS, ROUND.ref_date), "me")
    assert [f.code for f in check_round(store, "2023")] == ["tag_missing", "id_changed"]
    store.accept_finding("2023", "id_changed|new", "a slip in 2021", "me")
    assert [f.seen for f in check_round(store, "2023")] == ["", "a slip in 2021"]


def test_the_first_import_of_a_real_layer_gives_a_list_that_can_be_read(real_data):
    def features(name):
        return json.loads((real_data / name).read_text(encoding="utf-8"))["features"]

    areas = [
        lpo(f["properties"]["lpo"], shape(f["geometry"]), f["properties"]["lpo"])
        for f in features("lpo_derived_2022.geojson")
    ]
    areas += [
        municipality(f["properties"]["kommunkod"], shape(f["geometry"]), f["properties"]["kommunnamn"])
        for f in features("kommuner_stockholms_lan.geojson")
    ]
    candidates = [
        scene(f"s{i:03}", outline=shape(f["geometry"]), name=f["properties"]["name"])
        for i, f in enumerate(features("stadsdelar_stockholm.geojson"))
    ]
    found = findings(*candidates, areas=areas)
    assert len(candidates) == 117
    assert len(found) < 30
    assert [f.code for f in found if f.severity is Severity.ERROR] == ["candidates_to_judge"]
    assert sum(f.code == "slivers_between_outlines" for f in found) == 1
