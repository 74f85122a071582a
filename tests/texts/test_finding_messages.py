"""Every finding has its words: one of each kind is made, and its sentence filled with the values that it brings."""

from __future__ import annotations

import math
from dataclasses import replace

import pytest
from shapely.geometry import LineString, MultiPolygon, Polygon, box

from drugscene_plugin.domain.criteria import definitions
from drugscene_plugin.domain.finding import Finding, Severity, Term
from drugscene_plugin.domain.scene import SceneStatus
from drugscene_plugin.texts.labels import CODES, finding_kind_label
from drugscene_plugin.texts.messages import FINDINGS, message
from drugscene_plugin.workflow import finding_list
from drugscene_plugin.workflow.assign_scenes import assigned_scenes
from drugscene_plugin.workflow.check_round import find
from drugscene_plugin.workflow.finding_list import GATHERED, MANY
from tests.builders import ALL_YES, answers, square
from tests.workflow.test_check_round import AREAS, BOW_TIE, ROUND, TAGGED, sound

GAP = (AREAS[0], replace(AREAS[1], outline=box(10_050, 0, 20_000, 10_000)), AREAS[2])
SLIVERS = MultiPolygon([square(at=(100, 100)).difference(box(150, 110, 151, 190)), box(300, 100, 301, 200)])
UNSURE = {**ALL_YES, **answers(sale="no")}

ROUNDS = (
    ([replace(sound("a"), outline=None), sound("b", outline=Polygon())], AREAS, ()),
    ([sound("a", outline=LineString([(0, 0), (9, 9)])), sound("b", outline=BOW_TIE)], AREAS, ()),
    ([sound("a", outline=Polygon([(0, 0), (math.nan, 5), (1, 1)]))], AREAS, ()),
    (
        [sound("a", outline=SLIVERS), sound("b", at=(500, 500), side=10), sound("c", at=(1000, 1000), side=2000)],
        AREAS,
        (),
    ),
    ([sound("a"), sound("b", at=(180, 100)), sound("c", at=(500, 100)), sound("d", at=(500, 100))], AREAS, ()),
    ([sound("a"), sound("b", at=(101, 100))], AREAS, ()),
    ([sound("a", side=300), sound("b", at=(399, 100), side=300)], AREAS, ()),
    ([sound("a"), sound("b", status=SceneStatus.NOT_SCENE, answers=answers(use="no"))], AREAS, ()),
    ([sound("a", at=(20_500, 100)), sound("b", at=(19_960, 100)), sound("c", at=(9_930, 100))], AREAS, ()),
    ([sound("a", outline=box(10_002, 100, 10_045, 200))], GAP, ()),
    ([sound("a", at=(15_000, 100))], (AREAS[0], AREAS[2]), ()),
    ([sound("a")], (), ()),
    ([sound("a", at=(9_930, 100))], (AREAS[2], replace(AREAS[2], code="0181", outline=AREAS[0].outline)), ()),
    ([sound("a", name="X"), sound("b", at=(300, 100), name="x"), sound("c", at=(500, 100), name="")], AREAS, ()),
    ([sound("a", status=SceneStatus.CANDIDATE)], AREAS, ()),
    ([sound("a", status=SceneStatus.UNDECIDED, answers={}), sound("b", at=(300, 0), answers={})], AREAS, ()),
    ([sound("a", status=SceneStatus.UNDECIDED), sound("b", at=(300, 0), answers=UNSURE, tags={})], AREAS, ()),
    ([sound("a", status=SceneStatus.UNDECIDED, answers=UNSURE)], AREAS, (sound("a"),)),
    ([sound("a", tags={**TAGGED, "substances": ("tea",)}, to_confirm=True)], AREAS, (sound("old"),)),
    ([sound("a", tags={**TAGGED, "note": "070-123 45 67"})], AREAS, ()),
)


def found_in(scenes, areas, previous, assign):
    d = definitions()
    placed = assigned_scenes(scenes, areas, ROUND.ref_date) if assign else scenes
    return find(ROUND, placed, areas, d["D1"], d["D5"], previous, codes={"category": ["x"]})


def everything():
    return [f for given in ROUNDS for assign in (True, False) for f in found_in(*given, assign)]


def test_each_kind_of_finding_has_a_sentence_that_its_values_fill():
    found = everything()
    for finding in found:
        text = message(finding, "en")
        assert "{" not in text and "None" not in text and "Term(" not in text
    assert {f.code for f in found} == {code for code in FINDINGS if not code.endswith(MANY)}


def test_each_kind_that_is_gathered_has_a_sentence_for_many(monkeypatch):
    monkeypatch.setattr(finding_list, "GATHER_ABOVE", dict.fromkeys(Severity, 0))
    many = [f for f in everything() if f.code.endswith(MANY)]
    for finding in many:
        text = message(finding, "en")
        assert "{" not in text and "Term(" not in text
    named = {f"{code}{MANY}" for code in GATHERED}
    assert {f.code for f in many} == named == {code for code in FINDINGS if code.endswith(MANY)}


@pytest.mark.parametrize("code", sorted(FINDINGS))
def test_each_kind_has_a_name(code):
    assert finding_kind_label(code, "en") != code


def test_codes_among_the_values_are_put_into_words():
    finding = Finding(
        "tag_missing", Severity.WARNING, ("a",), None, {"name": "A", "tags": Term("field", ("category", "place_type"))}
    )
    assert message(finding, "en") == "“A” lacks: Category, Type of place."
    values = {"name": "A", "x": 1.0, "y": 2.0, "reason": Term("outline_fault", ("self_intersection",))}
    assert message(Finding("outline_invalid", Severity.ERROR, ("a",), None, values), "en").endswith(
        "it crosses itself."
    )


def test_every_kind_of_personal_data_has_a_name():
    from drugscene_plugin.domain.personal_data import PersonalDataKind

    assert set(CODES["personal_data"]) == {kind.value for kind in PersonalDataKind}
