"""Merging two versions of a scene: who changed what, what is taken by itself, what is asked, and nothing from nowhere."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from shapely.geometry import Polygon

from drugscene_plugin.domain.area import AreaCode, Assignment
from drugscene_plugin.domain.change_set import Conflict, SceneChange
from drugscene_plugin.domain.criteria import Answer, Assessment, Criterion
from drugscene_plugin.domain.scene import SceneStatus
from drugscene_plugin.domain.scene_fields import CRITERIA, PLACEMENT, SCENE_FIELDS, TAGS
from drugscene_plugin.workflow.merge_edits import (
    PARTS,
    Changed,
    Side,
    changed_parts,
    merged,
    part_of,
    proposed,
    same,
    settled,
)
from tests.builders import answers, scene, square

BASE = scene(
    name="Torget", answers=answers(use="yes"), tags={"note": "vid kiosken", "place_type": "square"}, revision=4
)
ELSEWHERE = square(at=(50, 0))


def tagged(scene, **tags):
    return replace(scene, tags={**scene.tags, **tags})


def test_changes_of_one_side_are_taken_by_themselves():
    mine = tagged(replace(BASE, name="Stortorget"), substances=("cannabis",))
    theirs = replace(tagged(BASE, note="vid bänken"), outline=ELSEWHERE, revision=5)
    assert changed_parts(BASE, mine, theirs) == {
        "outline": Changed.THEIRS,
        "name": Changed.MINE,
        "substances": Changed.MINE,
        "note": Changed.THEIRS,
    }
    both = merged(BASE, mine, theirs, {})
    assert both == replace(theirs, name="Stortorget", tags={**theirs.tags, "substances": ("cannabis",)})


def test_what_both_changed_differently_needs_an_answer():
    mine, theirs = replace(BASE, name="Stortorget"), replace(BASE, name="Lilla torget", revision=5)
    assert changed_parts(BASE, mine, theirs) == {"name": Changed.APART}
    with pytest.raises(ValueError, match="name"):
        merged(BASE, mine, theirs, {})
    assert merged(BASE, mine, theirs, {"name": Side.MINE}) == replace(theirs, name="Stortorget")
    assert merged(BASE, mine, theirs, {"name": Side.THEIRS}) == theirs


def test_what_both_changed_alike_is_not_asked():
    mine, theirs = replace(BASE, name="Stortorget"), replace(BASE, name="Stortorget", revision=5)
    assert changed_parts(BASE, mine, theirs) == {"name": Changed.ALIKE}
    assert merged(BASE, mine, theirs, {}) == theirs and same(mine, theirs)


def test_an_answer_and_its_evidence_are_taken_from_one_side():
    mine = replace(BASE, answers={Criterion.USE: Assessment(Answer.NO, "patrull", date(2025, 3, 1), "anna")})
    theirs = replace(BASE, answers={Criterion.USE: Assessment(Answer.YES, "larm", date(2025, 3, 9), "bo")})
    assert changed_parts(BASE, mine, theirs) == {"use": Changed.APART}
    assert merged(BASE, mine, theirs, {"use": Side.MINE}).answers == mine.answers


def test_a_status_goes_with_its_reason():
    mine = replace(BASE, status=SceneStatus.CEASED, status_reason="tomt sedan mars")
    theirs = replace(BASE, status=SceneStatus.OPEN)
    taken = merged(BASE, mine, theirs, {"status": Side.THEIRS})
    assert (taken.status, taken.status_reason) == (SceneStatus.OPEN, "")


def test_a_tag_or_an_answer_taken_away_by_one_side_is_gone():
    mine = replace(BASE, tags={"place_type": "square"}, answers={})
    both = merged(BASE, mine, replace(BASE, name="Stortorget"), {})
    assert both.tags == {"place_type": "square"} and both.answers == {} and both.name == "Stortorget"


def test_the_choice_may_be_the_side_that_changed_nothing():
    mine = replace(BASE, name="Stortorget")
    assert merged(BASE, mine, replace(BASE, outline=ELSEWHERE), {"name": Side.THEIRS}).name == "Torget"


def test_an_outline_written_from_another_vertex_is_no_change():
    turned = Polygon([*BASE.outline.exterior.coords[2:], *BASE.outline.exterior.coords[1:3]])
    assert not changed_parts(BASE, replace(BASE, outline=turned), BASE)


def test_an_area_that_nobody_chose_follows_the_outline():
    west, east = Assignment(AreaCode("1"), (("1", 1.0),)), Assignment(AreaCode("2"), (("2", 1.0),))
    base = replace(BASE, lpo=west)
    mine = replace(base, outline=ELSEWHERE, lpo=east)
    theirs = replace(base, name="Stortorget")
    assert changed_parts(base, mine, theirs) == {"outline": Changed.MINE, "name": Changed.THEIRS}
    assert merged(base, mine, theirs, {}).lpo == east


def test_an_area_that_a_person_chose_goes_with_its_reason_and_the_shares_with_the_outline():
    west, east = Assignment(AreaCode("1"), (("1", 1.0),)), Assignment(AreaCode("2"), (("2", 1.0),))
    base = replace(BASE, lpo=west)
    mine = replace(base, outline=ELSEWHERE, lpo=east)
    theirs = replace(base, lpo=Assignment(AreaCode("3"), west.shares, "hör ihop med stationen"))
    assert merged(base, mine, theirs, {}).lpo == Assignment(AreaCode("3"), east.shares, "hör ihop med stationen")
    kept = merged(base, mine, theirs, {"lpo": Side.MINE, "outline": Side.THEIRS})
    assert kept.lpo == west, "nobody's choice: where the outline lies"


def test_of_a_scene_that_both_added_everything_that_differs_is_asked():
    mine, theirs = scene(name="A", tags={"note": "x"}), scene(name="B", tags={"note": "x"})
    assert changed_parts(None, mine, theirs) == {"name": Changed.APART}


def test_a_deletion_is_the_same_as_a_deletion_alone():
    assert same(None, None) and not same(None, BASE) and not same(BASE, None)


def test_what_is_left_to_write_comes_after_their_version():
    mine, theirs = replace(BASE, name="mine"), replace(BASE, name="theirs", revision=5)
    conflict = Conflict(BASE.id, mine, theirs, "bo", "2025-03-01T12:00:00Z", BASE)
    assert settled(conflict, Side.THEIRS) is None
    assert settled(conflict, Side.MINE) == SceneChange(theirs, mine)
    assert settled(conflict, replace(theirs, name="ours")) == SceneChange(theirs, replace(theirs, name="ours"))
    assert settled(replace(conflict, mine=None), Side.MINE) == SceneChange(theirs, None)
    assert settled(replace(conflict, mine=None, theirs=None), Side.MINE) is None


def test_every_field_that_a_person_sets_belongs_to_one_part():
    """A field that is added to scenes and forgotten here would be taken from theirs without a word."""
    of_criteria = {f.name for f in CRITERIA}
    follow = {f.name for f in PLACEMENT} | {"scene_id", "round", "predecessors", "revision", "status_reason"}
    others = {f.name for f in SCENE_FIELDS} - of_criteria - follow
    assert others | {c.value for c in Criterion} | {"outline", "lpo", "municipality"} == set(PARTS)


# Whatever two people did


def assignments():
    shares = (("1", 0.6), ("2", 0.4))
    return st.sampled_from(
        [
            Assignment(AreaCode("1"), shares),
            Assignment(AreaCode("2"), shares, "här"),
            Assignment(AreaCode("1"), shares, "där"),
        ]
    )


def assessments():
    return st.builds(Assessment, st.sampled_from(Answer), st.sampled_from(["", "larm", "patrull"]))


def versions():
    tags = {tag.name: st.sampled_from(["a", "b"]) for tag in TAGS}
    return st.builds(
        scene,
        outline=st.sampled_from([square(), ELSEWHERE, square(side=50)]),
        name=st.sampled_from(["", "Torget", "Parken"]),
        status=st.sampled_from(SceneStatus),
        status_reason=st.sampled_from(["", "tomt"]),
        answers=st.dictionaries(st.sampled_from(Criterion), assessments(), max_size=3),
        tags=st.fixed_dictionaries({}, optional=tags),
        lpo=assignments(),
        municipality=assignments(),
        to_confirm=st.booleans(),
        revision=st.integers(1, 9),
    )


def choices():
    return st.fixed_dictionaries({part: st.sampled_from(Side) for part in PARTS})


SWAPPED = {Side.MINE: Side.THEIRS, Side.THEIRS: Side.MINE}


def said(scene):
    return {part: part_of(scene, part) for part in PARTS}


@given(st.one_of(st.none(), versions()), versions(), choices())
def test_merging_a_version_with_itself_changes_nothing(base, one, chosen):
    assert said(merged(base, one, one, chosen)) == said(one)
    assert set(changed_parts(base, one, one).values()) <= {Changed.ALIKE}


@given(versions(), versions())
def test_where_they_changed_nothing_all_of_mine_is_kept_and_the_other_way_round(base, changed):
    assert said(merged(base, changed, base, {})) == said(changed)
    assert said(merged(base, base, changed, {})) == said(changed)


@given(st.one_of(st.none(), versions()), versions(), versions(), choices())
def test_every_part_is_mine_or_theirs_as_chosen(base, mine, theirs, chosen):
    both = said(merged(base, mine, theirs, chosen))
    for part in PARTS:
        assert both[part] == part_of(mine if chosen[part] is Side.MINE else theirs, part)


@given(versions(), versions(), versions(), choices())
def test_a_part_that_one_side_left_alone_is_taken_from_the_other(base, mine, theirs, chosen):
    changed = changed_parts(base, mine, theirs)
    asked = {part: chosen[part] for part, how in changed.items() if how is Changed.APART}
    both = said(merged(base, mine, theirs, asked))
    for part in PARTS:
        if part_of(theirs, part) == part_of(base, part):
            assert both[part] == part_of(mine, part)
        elif part_of(mine, part) == part_of(base, part):
            assert both[part] == part_of(theirs, part)


@given(st.one_of(st.none(), versions()), versions(), versions(), choices())
def test_it_does_not_matter_who_is_who(base, mine, theirs, chosen):
    swapped = {part: SWAPPED[side] for part, side in chosen.items()}
    one, other = merged(base, mine, theirs, chosen), merged(base, theirs, mine, swapped)
    assert said(one) == said(other) and (one.lpo, one.municipality) == (other.lpo, other.municipality)
    assert (one.revision, other.revision) == (theirs.revision, mine.revision)


@given(versions(), versions(), versions())
def test_what_is_proposed_is_all_but_what_both_changed_differently(base, mine, theirs):
    changed = changed_parts(base, mine, theirs)
    assert set(changed) - set(proposed(changed)) == {p for p, how in changed.items() if how is Changed.APART}
