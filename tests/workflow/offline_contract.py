"""Work offline: one suite for every kind of store, run by ``test_bring_back`` (memory) and ``tests/store``.

A subclass gives ``store``, the one that many share, with the round 2023, and ``file``: what makes an empty one to take along.
"""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import date

import pytest

from drugscene_plugin.domain.change_set import ChangeSet, SceneChange
from drugscene_plugin.domain.errors import Refusal
from drugscene_plugin.domain.mapping_round import RoundState
from drugscene_plugin.domain.scene import SceneId, SceneStatus
from drugscene_plugin.workflow.bring_back import bring_back, check_out_in, coming_back, settle, settled_by
from drugscene_plugin.workflow.check_out_round import check_out_round
from drugscene_plugin.workflow.merge_edits import Changed, Side, changed_parts, part_of, same
from drugscene_plugin.workflow.ports import Code
from drugscene_plugin.workflow.save_edits import AreaAssigner
from tests.builders import ALL_YES, lpo, mapping_round, municipality, scene, square
from tests.workflow.store_contract import TWO_PARTS, content, refused, snapshot

EAST = 20_000.0
"""Where the second local police area begins."""


def fill(store):
    """Two areas, a published round, and a draft: a and b in the one, c in the other."""
    areas = [lpo("1"), lpo("2", square(at=(EAST, 0), side=10_000)), municipality(outline=square(side=30_000))]
    store.add_areas(areas, "kim")
    store.set_codes("category", [Code("x", "Ex", "Ex")], "kim")
    store.add_round(mapping_round("2021", date(2021, 10, 1)), [scene("a", "2021", name="A then")], "kim")
    store.publish(snapshot(store, "2021"))
    made = [
        scene("a", name="A", answers=ALL_YES, tags={"note": "old", "place_type": "park"}),
        scene("b", name="B", outline=TWO_PARTS),
        scene("c", name="C", outline=square(at=(EAST, 0)), status=SceneStatus.OPEN),
    ]
    added = ChangeSet("2023", tuple(SceneChange(None, one) for one in made))
    placed = AreaAssigner(mapping_round(), areas).assign(added)
    store.add_round(mapping_round(from_round="2021"), [change.after for change in placed.changes], "kim")
    return store


def row(store, id):
    return next((s for s in store.scenes("2023") if s.id == id), None)


def edit(store, id, by="kim", **fields):
    """Change a scene as a window does that has just read it."""
    before = row(store, id)
    store.save(ChangeSet("2023", (SceneChange(before, replace(before, **fields)),)), by)


def put(store, before, after, by="kim"):
    """Add or remove a scene."""
    store.save(ChangeSet("2023", (SceneChange(before, after),)), by)


def split(store, id, new_id, by="kim"):
    """Cut a scene in two: the part that keeps its id, and one that names it as its predecessor."""
    before = row(store, id)
    part = scene(new_id, outline=square(at=(0, 50), side=50), predecessors=(SceneId(id),), lpo=before.lpo)
    store.save(
        ChangeSet("2023", (SceneChange(before, replace(before, outline=square(side=50))), SceneChange(None, part))), by
    )


class OfflineContract:
    @pytest.fixture
    def taken(self, store, file):
        """The file, with all of the draft."""
        made = file()
        check_out_round(store, "2023", "kim").write(made)
        return made

    def test_the_file_holds_the_draft_the_round_before_areas_codes_and_where_it_is_from(self, store, taken):
        assert taken.rounds() == store.rounds() and taken.areas() == store.areas()
        assert taken.codes("category") == store.codes("category")
        for label in ("2021", "2023"):
            assert taken.scenes(label) == store.scenes(label)
        found = check_out_in(taken)
        assert (found.source, found.round, found.base) == (store.info().location, "2023", tuple(store.scenes("2023")))
        assert taken.publications("2021") == [] and taken.link_decisions("2023") == []

    def test_what_nobody_edited_comes_back_as_nothing(self, store, taken):
        before = content(store), content(taken)
        found = bring_back(taken, store, "kim")
        assert not found.clear and not found.conflicts and not found.held_back
        assert (content(store)[1:], content(taken)[1:]) == (before[0][1:], before[1][1:])

    def test_scenes_changed_added_and_removed_arrive(self, store, taken):
        edit(taken, "a", name="A new", tags={"note": "seen", "place_type": "park"}, outline=square(side=60))
        put(taken, None, scene("n", outline=square(at=(EAST, 500)), name="N"))
        put(taken, row(taken, "b"), None)
        found = bring_back(taken, store, "kim")
        assert found.clear.counts == {"added": 1, "changed": 1, "removed": 1}
        here = row(store, "a")
        assert (here.name, here.tags["note"], here.outline) == ("A new", "seen", square(side=60))
        assert row(store, "n").name == "N" and row(store, "n").lpo.code == "2" and row(store, "b") is None

    def test_nothing_comes_twice(self, store, taken):
        edit(taken, "a", name="A new")
        put(taken, None, scene("n", outline=square(at=(EAST, 500))))
        bring_back(taken, store, "kim")
        edit(store, "a", by="lo", name="newer still")
        before = content(store)
        found = bring_back(taken, store, "kim")
        assert not found.clear and not found.conflicts and content(store) == before
        assert row(taken, "a").name == "newer still", "the file is brought up to date"

    def test_the_file_can_be_edited_on_and_brought_back_again(self, store, taken):
        edit(taken, "a", name="first")
        bring_back(taken, store, "kim")
        edit(taken, "a", name="second")
        assert bring_back(taken, store, "kim").clear.counts["changed"] == 1
        assert row(store, "a").name == "second"

    def test_other_scenes_and_other_fields_that_others_changed_stay(self, store, taken):
        edit(taken, "a", name="mine")
        edit(store, "a", by="lo", tags={"note": "theirs", "place_type": "park"})
        edit(store, "c", by="lo", name="C theirs")
        found = bring_back(taken, store, "kim")
        assert found.merged == ("a",) and not found.conflicts
        here = row(store, "a")
        assert (here.name, here.tags["note"], row(store, "c").name) == ("mine", "theirs", "C theirs")
        assert all(same(row(taken, i), row(store, i)) for i in "abc")

    def test_what_both_changed_alike_is_no_conflict(self, store, taken):
        edit(taken, "a", name="same")
        edit(store, "a", by="lo", name="same")
        found = bring_back(taken, store, "kim")
        assert not found.clear and not found.conflicts

    def test_a_field_that_both_changed_is_a_conflict_and_the_rest_comes_back(self, store, taken):
        edit(taken, "a", name="mine", outline=square(side=60))
        edit(taken, "b", name="B mine")
        edit(store, "a", by="lo", name="theirs")
        found = bring_back(taken, store, "kim")
        (conflict,) = found.conflicts
        assert (conflict.scene_id, conflict.base.name, conflict.mine.name, conflict.theirs.name) == (
            "a", "A", "mine", "theirs",
        )  # fmt: skip
        assert conflict.by and conflict.at
        assert (row(store, "b").name, row(store, "a").name, row(taken, "a").name) == ("B mine", "theirs", "mine")
        assert [c.scene_id for c in bring_back(taken, store, "kim").conflicts] == ["a"], "it comes up again"

    @pytest.mark.parametrize(("side", "name"), [(Side.MINE, "mine"), (Side.THEIRS, "theirs")])
    def test_one_side_of_what_is_in_conflict_is_taken_and_the_rest_is_merged(self, store, taken, side, name):
        edit(taken, "a", name="mine", outline=square(side=60))
        edit(store, "a", by="lo", name="theirs", status=SceneStatus.OPEN)
        (conflict,) = coming_back(taken, store).conflicts
        settle(taken, conflict, settled_by(side, conflict), "kim")
        assert bring_back(taken, store, "kim").conflicts == ()
        here = row(store, "a")
        assert (here.name, here.outline, here.status) == (name, square(side=60), SceneStatus.OPEN)
        assert same(row(taken, "a"), here)

    def test_theirs_is_taken_whole(self, store, taken):
        edit(taken, "a", name="mine", outline=square(side=60))
        edit(store, "a", by="lo", name="theirs")
        theirs = row(store, "a")
        (conflict,) = coming_back(taken, store).conflicts
        settle(taken, conflict, Side.THEIRS, "kim")
        assert not bring_back(taken, store, "kim").clear and row(store, "a") == theirs

    def test_what_is_saved_while_a_conflict_is_settled_is_a_conflict_again(self, store, taken):
        edit(taken, "a", name="mine")
        edit(store, "a", by="lo", name="theirs")
        (conflict,) = coming_back(taken, store).conflicts
        edit(store, "a", by="lo", name="theirs again")
        settle(taken, conflict, Side.MINE, "kim")
        (again,) = bring_back(taken, store, "kim").conflicts
        assert (again.base.name, again.mine.name, again.theirs.name) == ("theirs", "mine", "theirs again")

    def test_what_is_edited_in_the_file_while_a_conflict_is_settled_is_not_overwritten(self, store, taken):
        edit(taken, "a", name="mine")
        edit(store, "a", by="lo", name="theirs")
        (conflict,) = coming_back(taken, store).conflicts
        edit(taken, "a", name="mine again")
        settle(taken, conflict, Side.THEIRS, "kim")
        (again,) = bring_back(taken, store, "kim").conflicts
        assert (again.mine.name, again.theirs.name) == ("mine again", "theirs")

    @pytest.mark.parametrize("side", Side)
    def test_a_scene_that_one_removed_and_the_other_changed_is_a_conflict(self, store, taken, side):
        put(taken, row(taken, "a"), None)
        edit(store, "a", by="lo", name="theirs")
        edit(taken, "b", name="mine")
        put(store, row(store, "b"), None, by="lo")
        conflicts = {c.scene_id: c for c in bring_back(taken, store, "kim").conflicts}
        assert conflicts["a"].mine is None and conflicts["b"].theirs is None
        for conflict in conflicts.values():
            settle(taken, conflict, side, "kim")
        assert not bring_back(taken, store, "kim").conflicts
        mine = side is Side.MINE
        assert (row(store, "a") is None, row(store, "b") is None) == (mine, not mine)
        assert [s.id for s in taken.scenes("2023")] == [s.id for s in store.scenes("2023")]

    def test_a_split_waits_for_the_scene_that_it_was_cut_from(self, store, taken):
        split(taken, "a", "part")
        edit(store, "a", by="lo", outline=square(side=80))
        found = bring_back(taken, store, "kim")
        assert [c.scene_id for c in found.conflicts] == ["a"] and row(store, "part") is None
        assert [held.why.code for held in found.held_back] == ["check_out_belongs"]
        settle(taken, found.conflicts[0], Side.MINE, "kim")
        bring_back(taken, store, "kim")
        assert row(store, "a").outline == square(side=50) and row(store, "part") is not None

    def test_whoever_takes_their_outline_gives_up_the_part_that_was_cut_off(self, store, taken):
        split(taken, "a", "part")
        edit(store, "a", by="lo", outline=square(side=80))
        (conflict,) = coming_back(taken, store).conflicts
        settle(taken, conflict, Side.THEIRS, "kim")
        assert not bring_back(taken, store, "kim").clear
        assert row(store, "a").outline == square(side=80) and row(taken, "part") is None

    def test_only_scenes_of_the_areas_asked_for_come_back_and_the_others_are_told(self, store, file):
        taken = file()
        along = check_out_round(store, "2023", "kim", lpos=["1"])
        along.write(taken)
        assert along.editable == 2 and len(taken.scenes("2023")) == 3
        edit(taken, "a", name="A new")
        edit(taken, "c", name="C new")
        put(taken, None, scene("n", outline=square(at=(EAST, 500)), name="N"))
        found = bring_back(taken, store, "kim")
        assert sorted((h.why.code, h.why.values["scene"], h.why.values["code"]) for h in found.held_back) == [
            ("check_out_other_area", "C", "2"), ("check_out_other_area", "N", "2"),
        ]  # fmt: skip
        assert (row(store, "a").name, row(store, "c").name, row(store, "n")) == ("A new", "C", None)
        assert row(taken, "c").name == "C new" and row(taken, "n").name == "N", "nothing is lost"
        assert check_out_in(taken).lpos == ("1",)

    def test_an_area_that_the_round_does_not_have_is_refused_by_name(self, store):
        with refused("check_out_area_unknown") as refusal:
            check_out_round(store, "2023", "kim", lpos=["1", "9"])
        assert refusal.value.values["code"] == "9" and "2" in refusal.value.values["known"]

    def test_only_a_draft_is_checked_out(self, store):
        for label, code in (("2021", "round_not_editable"), ("1999", "round_unknown")):
            with refused(code):
                check_out_round(store, label, "kim")

    def test_a_round_published_meanwhile_takes_nothing_and_nothing_is_lost(self, store, taken):
        edit(taken, "a", name="mine")
        store.publish(snapshot(store))
        before = content(store), content(taken)
        with refused("round_not_editable") as refusal:
            bring_back(taken, store, "kim")
        assert refusal.value.values["state"] == RoundState.PUBLISHED.value
        assert (content(store), content(taken)) == before

    def test_a_file_of_another_store_is_refused_naming_both(self, store, taken):
        edit(taken, "a", name="mine")
        taken.keep_check_out(replace(check_out_in(taken), source="postgresql:elsewhere"))
        with refused("check_out_elsewhere") as refusal:
            bring_back(taken, store, "kim")
        assert refusal.value.values == {"source": "postgresql:elsewhere", "location": store.info().location}

    def test_a_store_that_is_no_check_out_is_refused(self, store):
        with refused("not_checked_out"):
            bring_back(store, store, "kim")

    @pytest.mark.parametrize("moment", ["before the save", "after the save", "in the file"])
    def test_an_interruption_leaves_nothing_to_repair(self, store, taken, monkeypatch, moment):
        edit(taken, "a", name="mine")
        put(taken, None, scene("n", outline=square(at=(500, 500))))
        edit(store, "b", by="lo", name="B theirs")
        place, method = {
            "before the save": (store, "save"),
            "after the save": (taken, "save"),
            "in the file": (taken, "keep_check_out"),
        }[moment]

        def lost(*_):
            raise Refusal("store_unreachable", location="x", server="y", reason="z")

        with monkeypatch.context() as broken:
            broken.setattr(place, method, lost)
            with refused("store_unreachable"):
                bring_back(taken, store, "kim")
        assert row(taken, "a").name == "mine"
        found = bring_back(taken, store, "kim")
        assert not found.conflicts and not found.held_back
        names = [(s.id, s.name) for s in store.scenes("2023")]
        assert names == [("a", "mine"), ("b", "B theirs"), ("c", "C"), ("n", "")]
        assert [(s.id, s.name) for s in taken.scenes("2023")] == names
        assert not bring_back(taken, store, "kim").clear

    def test_somebody_who_saves_in_the_very_moment_is_merged_with(self, store, taken, monkeypatch):
        edit(taken, "a", name="mine")
        save, once = type(store).save, []

        def late(*arguments):
            if not once:
                once.append(True)
                edit(store, "a", by="lo", tags={"note": "theirs"})
            return save(store, *arguments)

        with monkeypatch.context() as slow:
            slow.setattr(store, "save", late)
            bring_back(taken, store, "kim")
        assert (row(store, "a").name, row(store, "a").tags) == ("mine", {"note": "theirs"})

    @pytest.mark.parametrize("seed", range(3))
    def test_every_value_is_in_the_store_or_in_a_conflict_shown(self, store, file, seed):
        draw = random.Random(seed)
        here, away = ([(draw.choice(SCENES), draw.choice(WAYS), draw.randint(1, 3)) for _ in range(8)] for _ in "ab")
        hold_that_nothing_is_lost(store, file(), here, away)


SCENES = "abcmn"
WAYS = ("name", "note", "outline", "remove", "add")


def hold_that_nothing_is_lost(store, taken, here, away):
    """Two sides edit at random, and the file is brought back: every value is in the store, or in a conflict shown."""
    check_out_round(store, "2023", "kim").write(taken)
    start = {s.id: s for s in store.scenes("2023")}
    _edit_at_random(store, here, "theirs")
    _edit_at_random(taken, away, "mine")
    mine, theirs = ({s.id: s for s in one.scenes("2023")} for one in (taken, store))
    found = bring_back(taken, store, "kim")
    shown = {c.scene_id: c for c in found.conflicts}
    after = {s.id: s for s in store.scenes("2023")}
    assert not found.held_back
    for known in {**start, **mine, **theirs}:
        base, my, their, now = (side.get(known) for side in (start, mine, theirs, after))
        if known in shown:
            assert same(shown[known].mine, my) and same(shown[known].theirs, their) and same(now, their)
        elif base is None or my is None or their is None:
            assert same(now, my if not same(base, my) else their)
        else:
            for part, how in changed_parts(base, my, their).items():
                assert how is not Changed.APART
                assert part_of(now, part) == part_of(my if how is Changed.MINE else their, part)
    assert not bring_back(taken, store, "kim").clear


def _edit_at_random(store, edits, who):
    for known, what, value in edits:
        there = row(store, known)
        fields = {"name": {"name": f"{who} {value}"}, "note": {"tags": {"note": f"{who} {value}"}},
                  "outline": {"outline": square(side=10.0 * value + (who == "mine"))}}.get(what)  # fmt: skip
        if fields is not None and there is not None:
            edit(store, known, by=who, **fields)
        elif what == "remove" and there is not None:
            put(store, there, None, by=who)
        elif what == "add" and there is None:
            put(store, None, scene(known, name=f"{who} {value}"), by=who)
