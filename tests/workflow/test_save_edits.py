"""What became of the scenes is computed from two snapshots, whichever tool made the difference."""

from __future__ import annotations

import itertools
import time
from dataclasses import replace
from datetime import date

import pytest
import shapely
from shapely.affinity import translate
from shapely.geometry import MultiPolygon, Polygon, box

from drugscene_plugin.domain.area import AreaCode, Assignment
from drugscene_plugin.domain.change_set import ChangeSet, RowImage
from drugscene_plugin.domain.errors import Refusal
from drugscene_plugin.domain.mapping_round import RoundState
from drugscene_plugin.domain.scene import SceneStatus, derived_scene_id
from drugscene_plugin.workflow.ports import StaleEdit
from drugscene_plugin.workflow.save_edits import COLUMNS, AreaAssigner, compare, difference, row_of_scene, save_edits
from tests.builders import lpo, mapping_round, municipality, scene, square
from tests.fakes.memory_store import MemoryStore

A = scene("a", outline=box(0, 0, 200, 100), name="A", revision=3)
B = scene("b", outline=box(300, 0, 400, 100), name="B", revision=1)
C = scene("c", outline=box(0, 300, 100, 400), name="C", revision=2)


def rows(*scenes):
    return [row_of_scene(s, n, shapely.to_wkb(s.outline)) for n, s in enumerate(scenes, 1)]


BASE = {row.scene_id: row for row in rows(A, B, C)}


def with_outline(row, outline, handle=None):
    return replace(row, outline=shapely.to_wkb(outline), handle=row.handle if handle is None else handle)


def with_value(row, **values):
    return replace(row, values=tuple(values.get(c, v) for c, v in zip(COLUMNS, row.values)))


def drawn(outline, handle=-1):
    row = row_of_scene(scene("x", outline=outline, name="drawn"), handle, shapely.to_wkb(outline))
    return replace(with_value(row, scene_id=None), scene_id=None)


def changes(current, base=BASE, salt="salt"):
    return compare("2023", base, current, COLUMNS, salt)


def added(change_set):
    return [c.after for c in change_set.changes if c.before is None]


def changed(change_set):
    return [c.after for c in change_set.changes if c.before and c.after]


def removed(change_set):
    return [c.before.id for c in change_set.changes if c.after is None]


def test_nothing_edited_is_no_change():
    assert not changes(rows(A, B, C))
    assert changes(rows(A, B, C)) == ChangeSet("2023", ())


def test_a_moved_vertex_and_a_new_value_are_changes_that_keep_id_revision_and_handle():
    a, b, c = rows(A, B, C)
    found = changes([with_outline(a, box(0, 0, 210, 100)), with_value(b, name="B2"), c])
    assert [(s.id, s.revision, s.name, s.area_m2) for s in changed(found)] == [
        ("a", 3, "A", 21000),
        ("b", 1, "B2", 10000),
    ]
    assert [c.handle for c in found.changes] == [1, 2]
    assert (added(found), removed(found)) == ([], [])


def test_the_same_vertices_written_anew_are_no_change():
    a, b, c = rows(A, B, C)
    turned = Polygon(list(A.outline.exterior.coords)[2:-1] + list(A.outline.exterior.coords)[:2])
    assert not changes(
        [with_outline(a, turned), with_outline(b, MultiPolygon([B.outline])), with_outline(c, C.outline.reverse())]
    )


def test_a_vertex_moved_by_a_millimetre_is_a_change():
    a, b, c = rows(A, B, C)
    assert [s.id for s in changed(changes([with_outline(a, box(0, 0, 200.001, 100)), b, c]))] == ["a"]


def test_a_drawn_scene_gets_an_id_of_its_own_that_is_the_same_each_time():
    one = added(changes([*rows(A, B, C), drawn(box(500, 500, 600, 600))]))
    two = added(changes([*rows(A, B, C), drawn(box(500, 500, 600, 600))]))
    other = added(changes([*rows(A, B, C), drawn(box(500, 500, 600, 600))], salt="another session"))
    assert one == two and one[0].id.startswith("s-") and one[0].id != other[0].id
    assert (one[0].predecessors, one[0].revision, one[0].round) == ((), 0, "2023")


def test_two_drawn_scenes_with_one_outline_get_two_ids():
    new = added(changes([*rows(A, B, C), drawn(square(at=(500, 500)), -1), drawn(square(at=(500, 500)), -2)]))
    assert len({s.id for s in new}) == 2


def test_a_row_without_outline_can_be_saved_too():
    a, b, c = rows(A, B, C)
    found = changes([replace(a, outline=None), b, c, replace(drawn(square()), outline=None)])
    assert changed(found)[0].outline is None and added(found)[0].outline is None


def test_of_a_split_the_largest_part_keeps_the_id_and_the_others_name_it():
    a, b, c = rows(A, B, C)
    for order in itertools.permutations(
        [with_outline(a, box(0, 0, 150, 100)), with_outline(a, box(150, 0, 200, 100), -1)]
    ):
        found = changes([*order, b, c])
        assert [(s.id, s.area_m2, s.predecessors) for s in changed(found)] == [("a", 15000, ())]
        assert [(s.area_m2, s.predecessors, s.revision) for s in added(found)] == [(5000, ("a",), 0)]
        assert added(found)[0].id != "a"


def test_the_larger_part_keeps_the_id_even_when_qgis_gave_it_the_new_row():
    a, b, c = rows(A, B, C)
    found = changes([with_outline(a, box(0, 0, 50, 100)), with_outline(a, box(50, 0, 200, 100), -1), b, c])
    assert [(x.after.area_m2, x.handle) for x in found.changes if x.before and x.after] == [(15000, -1)]


def test_of_equal_halves_the_western_one_keeps_the_id():
    a, b, c = rows(A, B, C)
    for west, east in ((1, -1), (-1, 1)):
        halves = [with_outline(a, box(0, 0, 100, 100), west), with_outline(a, box(100, 0, 200, 100), east)]
        for order in (halves, halves[::-1]):
            assert changed(changes([*order, b, c]))[0].outline.bounds[0] == 0


def test_a_split_into_three_gives_two_new_ids():
    a, b, c = rows(A, B, C)
    parts = [with_outline(a, box(x, 0, x + w, 100), -n) for n, (x, w) in enumerate([(0, 80), (80, 70), (150, 50)])]
    new = added(changes([*parts, b, c]))
    assert len({s.id for s in new}) == 2 and all(s.predecessors == ("a",) for s in new)


def test_a_copy_pasted_elsewhere_is_a_scene_of_its_own_and_the_one_that_stayed_keeps_the_id():
    a, b, c = rows(A, B, C)
    found = changes([a, b, c, with_outline(a, box(5000, 0, 5900, 900), -1)])
    assert not changed(found) and not removed(found)
    assert [(s.predecessors, s.area_m2) for s in added(found)] == [((), 810000)]


@pytest.mark.parametrize("clicks", list(itertools.permutations([A, B, C])))
def test_a_merge_names_its_parents_whatever_the_order_of_clicks(clicks):
    kept = rows(*clicks)[0]
    whole = with_outline(kept, shapely.union_all([A.outline, B.outline, C.outline]), -1)
    found = changes([whole])
    assert removed(found) == ["a", "b", "c"]
    assert [(s.id, s.predecessors) for s in added(found)] == [(derived_scene_id("a", "b", "c"), ("a", "b", "c"))]


def test_a_merge_that_left_no_id_is_the_same_merge():
    found = changes([rows(A, B, C)[2], drawn(A.outline.union(B.outline))])
    assert removed(found) == ["a", "b"]
    assert [(s.id, s.predecessors) for s in added(found)] == [(derived_scene_id("a", "b"), ("a", "b"))]


def test_a_removed_neighbour_of_which_a_sliver_was_touched_is_no_parent():
    a, _, c = rows(A, B, C)
    found = changes([with_outline(a, box(0, 0, 302, 100)), c])
    assert removed(found) == ["b"] and not added(found)
    assert [(s.id, s.predecessors) for s in changed(found)] == [("a", ())]


def test_half_of_a_removed_scene_makes_a_parent_and_less_does_not():
    a, _, c = rows(A, B, C)
    assert added(changes([with_outline(a, box(0, 0, 350, 100)), c]))[0].predecessors == ("a", "b")
    assert not added(changes([with_outline(a, box(0, 0, 349, 100)), c]))


def test_clearing_away_a_duplicate_is_no_merge():
    twin = scene("twin", outline=A.outline)
    base = {row.scene_id: row for row in rows(A, twin)}
    found = changes([with_outline(base["a"], box(0, 0, 210, 100))], base=base)
    assert removed(found) == ["twin"] and [s.id for s in changed(found)] == ["a"]


def test_a_deleted_and_redrawn_scene_names_the_old_one():
    _, b, c = rows(A, B, C)
    found = changes([b, c, drawn(box(2, 2, 201, 101))])
    assert removed(found) == ["a"] and added(found)[0].predecessors == ("a",)
    assert added(found)[0].id == derived_scene_id("a")


def test_a_scene_redrawn_as_two_gives_two_ids_that_name_it():
    _, b, c = rows(A, B, C)
    new = added(changes([b, c, drawn(box(0, 0, 120, 100), -1), drawn(box(120, 0, 200, 100), -2)]))
    assert [s.predecessors for s in new] == [("a",), ("a",)] and len({s.id for s in new}) == 2


def test_a_piece_cut_off_and_merged_with_a_neighbour_does_not_vanish():
    a, b, c = rows(A, B, C)
    moved_in = with_outline(b, box(100, 0, 400, 100), -1)
    found = changes([with_outline(a, box(0, 0, 100, 100)), moved_in, c])
    assert sorted(s.id for s in changed(found)) == ["a", "b"] and not added(found) and not removed(found)


def test_merged_then_split_the_parts_know_their_parents():
    _, _, c = rows(A, B, C)
    a = BASE["a"]
    found = changes([with_outline(a, box(0, 0, 150, 100), -1), with_outline(a, box(150, 0, 400, 100), -2), c])
    new = {s.area_m2: s for s in added(found)}
    assert new[25000].predecessors == ("a", "b")
    assert {s.area_m2 for s in changed(found)} | set(new) == {15000.0, 25000.0}


def test_removed_scenes_carry_the_revision_they_were_read_at():
    found = changes(rows(A, B, C)[1:])
    assert [(c.before.id, c.before.revision, c.after, c.handle) for c in found.changes] == [("a", 3, None, None)]


def test_outlines_that_cross_themselves_are_compared_all_the_same():
    a, _, c = rows(A, B, C)
    bow_tie = Polygon([(0, 0), (400, 100), (400, 0), (0, 100)])
    found = changes([with_outline(a, bow_tie), c])  # of b 62.5 of 100 parts lie in the eastern lobe
    assert added(found)[0].predecessors == ("a", "b")


def test_what_is_typed_into_computed_columns_is_not_taken():
    a, b, c = rows(A, B, C)
    typed = with_value(a, round="1999", revision=99, predecessors="q", lpo_shares="junk", name="A2")
    (after,) = changed(changes([typed, b, c]))
    assert (after.round, after.revision, after.predecessors, after.lpo, after.name) == ("2023", 3, (), A.lpo, "A2")
    assert not changes([with_value(a, round="1999", revision=99), b, c])


def test_a_value_that_cannot_be_is_refused_and_names_field_and_scene():
    a, b, c = rows(A, B, C)
    with pytest.raises(Refusal) as caught:
        changes([with_value(a, status="closed"), b, c])
    assert caught.value.code == "code_unknown"
    assert {"field": "status", "value": "closed", "scene": "A"}.items() <= caught.value.values.items()


def test_an_id_from_elsewhere_is_kept_once_and_a_second_row_of_it_gets_its_own():
    row = replace(with_value(drawn(square(at=(900, 900))), scene_id="from-2021"), scene_id="from-2021")
    found = changes([*rows(A, B, C), row, with_outline(row, square(at=(2000, 2000), side=10), -2)])
    ids = [s.id for s in added(found)]
    assert len(set(ids)) == 2 and "from-2021" in ids


def test_a_scene_that_comes_back_under_its_id_keeps_its_ancestry():
    row = with_value(drawn(square(at=(900, 900))), scene_id="part", predecessors="whole;other")
    (back,) = added(changes([*rows(A, B, C), replace(row, scene_id="part")]))
    assert (back.id, back.predecessors, back.revision) == ("part", ("whole", "other"), 0)


def test_an_id_that_cannot_be_is_refused():
    row = replace(drawn(square(at=(900, 900))), scene_id="a;b")
    with pytest.raises(Refusal) as caught:
        changes([*rows(A, B, C), row])
    assert caught.value.code == "scene_id_invalid"


def test_a_few_changes_among_ten_thousand_rows_are_found_without_reading_the_rest():
    many = rows(*(scene(f"s{n}", outline=box(n * 200, 0, n * 200 + 100, 100)) for n in range(10_000)))
    base = {row.scene_id: row for row in many}
    current = [*many[:-2], with_outline(many[-2], box(0, 0, 1, 1)), drawn(square(at=(0, 500)))]
    started = time.perf_counter()
    found = compare("2023", base, current, COLUMNS, "salt")
    assert found.counts == {"added": 1, "changed": 1, "removed": 1}
    assert time.perf_counter() - started < 1.0  # measured: some 10 ms; a Scene for every row would take seconds


def test_the_difference_lists_every_row_of_a_shared_id():
    a, b = rows(A, B)
    copy = with_outline(a, box(0, 0, 1, 1), -1)
    assert {r.handle for r in difference(BASE, [a, copy, b]).rows} == {1, -1}
    assert difference(BASE, [a, copy, b]).removed == ("c",)


# Areas and saving


WEST = lpo("1", outline=box(-1000, -1000, 250, 1000))
EAST = lpo("2", outline=box(250, -1000, 1000, 1000))
TOWN = municipality("0180", outline=box(-1000, -1000, 1000, 1000))


def test_a_new_outline_is_assigned_anew_and_a_mere_value_is_not():
    a, b, c = rows(A, B, C)
    found = changes([with_outline(a, box(240, 0, 290, 100)), with_value(b, name="B2"), c])
    assigned = {s.id: s for s in changed(AreaAssigner(mapping_round(), [WEST, EAST, TOWN]).assign(found))}
    assert assigned["a"].lpo == Assignment("2", (("2", 0.8), ("1", 0.2)))
    assert assigned["a"].municipality.code == "0180"
    assert assigned["b"].lpo == Assignment(None)


def test_what_a_person_decided_stays_and_only_the_shares_are_new():
    decided = replace(A, lpo=Assignment(AreaCode("1"), (("1", 1.0),), "the entrance is there"))
    base = {row.scene_id: row for row in rows(decided)}
    found = changes([with_outline(base["a"], box(240, 0, 290, 100))], base=base)
    (after,) = changed(AreaAssigner(mapping_round(), [WEST, EAST]).assign(found))
    assert after.lpo == Assignment("1", (("2", 0.8), ("1", 0.2)), "the entrance is there")


def test_an_override_taken_back_gives_the_largest_share_again():
    decided = replace(B, lpo=Assignment(AreaCode("1"), (("2", 1.0),), "the entrance is there"))
    base = {row.scene_id: row for row in rows(decided)}
    found = changes([with_value(base["b"], lpo_reason=None)], base=base)
    (after,) = changed(AreaAssigner(mapping_round(), [WEST, EAST]).assign(found))
    assert after.lpo == Assignment("2", (("2", 1.0),))


def test_areas_count_that_are_valid_at_the_reference_date():
    old = replace(WEST, valid_to=date(2020, 12, 31), code="old")
    found = AreaAssigner(mapping_round(), [old, EAST]).assign(changes([*rows(A, B, C), drawn(square(at=(-500, 500)))]))
    assert added(found)[0].lpo.code is None


def filled_store(*scenes):
    store = MemoryStore()
    store.add_round(mapping_round(), scenes or (A, B, C), "me")
    store.add_areas([WEST, EAST, TOWN], "me")
    return store


def edited(store, edit):
    read = rows(*store.scenes("2023"))
    base = {row.scene_id: row for row in read}
    return compare("2023", base, edit(read), COLUMNS, "salt")


def test_saving_writes_everything_in_one_transaction_and_gives_ids_places_and_revisions():
    store = filled_store()
    before = store.info().revision
    found = edited(store, lambda r: [with_value(r[0], name="A2"), r[1], drawn(square(at=(500, 500)))])
    saved = save_edits(store, mapping_round(), found, store.areas(), "anna")
    assert store.info().revision == before + 1
    there = {s.id: s for s in store.scenes("2023")}
    assert {c.id: c.after for c in saved.change_set.changes if c.after} == {i: s for i, s in there.items() if i != "b"}
    assert [s.revision for s in there.values() if s.name == "A2"] == [2]
    assert [s.lpo.code for s in there.values() if s.name == "drawn"] == ["2"]
    assert {line.by for line in store.log("2023")[1:]} == {"anna"}


def test_an_empty_change_set_writes_nothing():
    store = filled_store()
    before = store.info().revision
    assert not save_edits(store, mapping_round(), ChangeSet("2023", ()), store.areas(), "anna").change_set
    assert store.info().revision == before


def test_a_round_that_is_no_draft_is_refused():
    store = filled_store()
    found = edited(store, lambda r: [with_value(r[0], name="A2"), *r[1:]])
    with pytest.raises(Refusal) as caught:
        save_edits(store, mapping_round(state=RoundState.IN_REVIEW), found, store.areas(), "anna")
    assert caught.value.code == "round_not_editable"
    assert caught.value.values == {"round": "2023", "state": "in_review"}


def test_a_row_that_somebody_else_saved_is_refused_and_nothing_is_written():
    store = filled_store()
    mine = edited(store, lambda r: [with_value(r[0], name="mine"), with_value(r[1], name="B2"), r[2]])
    theirs = edited(store, lambda r: [with_value(r[0], name="theirs"), *r[1:]])
    save_edits(store, mapping_round(), theirs, store.areas(), "bo")
    with pytest.raises(StaleEdit) as caught:
        save_edits(store, mapping_round(), mine, store.areas(), "anna")
    (conflict,) = caught.value.conflicts
    assert (conflict.scene_id, conflict.by, conflict.mine.name, conflict.theirs.name) == ("a", "bo", "mine", "theirs")
    assert [s.name for s in store.scenes("2023")] == ["theirs", "B", "C"]


def test_a_status_word_survives_the_round_trip():
    a = rows(replace(A, status=SceneStatus.OPEN))[0]
    (after,) = changed(changes([a, *rows(A, B, C)[1:]]))
    assert after.status is SceneStatus.OPEN


def test_a_far_copy_of_a_removed_scene_is_no_descendant():
    _, b, c = rows(A, B, C)
    assert added(changes([b, c, drawn(translate(A.outline, 5000, 0))]))[0].predecessors == ()


def test_row_images_of_one_scene_are_equal():
    assert rows(A)[0] == rows(A)[0] and isinstance(rows(A)[0], RowImage)
