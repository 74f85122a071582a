"""The ledger reconciles when every scene is explained, and shows where it does not."""

from __future__ import annotations

import pytest
import shapely

from drugscene_plugin.analysis.ledger import ledger
from drugscene_plugin.analysis.lineage import propose_links
from drugscene_plugin.domain.area import Assignment
from drugscene_plugin.domain.errors import Refusal
from drugscene_plugin.domain.ledger import reconciles
from drugscene_plugin.domain.lineage import Link, LinkKind

from ..builders import scene, square

HERE, THERE = "531210", "531230"


def in_unit(code, id, round="2023", **fields):
    return scene(id, round, lpo=Assignment(code, ((code, 1.0),)), **fields)


def lines(before, after, links, units=((HERE, "Here"), (THERE, "There"))):
    found = ledger("lpo", units, before, after, links, lambda s: s.lpo.code or "UNASSIGNED")
    return {(line.code, line.measure): line for line in found}


def test_a_split_adds_one_scene_and_no_area():
    before = [in_unit(HERE, "a", outline=square(side=200))]
    west, east = shapely.box(0, 0, 120, 200), shapely.box(120, 0, 200, 200)
    after = [in_unit(HERE, "a", "2024", outline=west), in_unit(HERE, "b", "2024", outline=east)]
    found = lines(before, after, propose_links(before, after))
    assert found[HERE, "count"].terms["split"] == 1
    assert found[HERE, "count"].closing == 2 and found[HERE, "count"].reconciles
    assert found[HERE, "area_m2"].terms["split"] == 0 and found[HERE, "area_m2"].reconciles


def test_a_merge_of_two_takes_one_away():
    before = [in_unit(HERE, "a"), in_unit(HERE, "b", outline=square(at=(100, 0)))]
    after = [in_unit(HERE, "c", "2024", outline=shapely.box(0, 0, 200, 100))]
    found = lines(before, after, propose_links(before, after))
    assert found[HERE, "count"].terms["merged"] == 1 and found[HERE, "count"].reconciles
    assert found[HERE, "count"].scenes["merged"] == ("a",)  # the pair ("b", "c") is principal: equal areas, last id


def test_a_scene_that_changes_unit_moves_out_of_one_and_into_the_other():
    before, after = [in_unit(HERE, "a")], [in_unit(THERE, "a", "2024", outline=square(at=(10, 0)))]
    found = lines(before, after, propose_links(before, after))
    assert found[HERE, "count"].terms["moved_out"] == found[THERE, "count"].terms["moved_in"] == 1
    assert found[HERE, "area_m2"].terms["moved_out"] == pytest.approx(9_000)
    assert found[HERE, "area_m2"].terms["boundary_lost"] == pytest.approx(1_000)
    assert found[THERE, "area_m2"].terms["boundary_gained"] == pytest.approx(1_000)
    assert all(line.reconciles for line in found.values())


def test_an_unsure_link_leaves_a_difference_where_it_is():
    before, after = [in_unit(HERE, "a")], [in_unit(THERE, "b", "2024", outline=square(at=(5_000, 0)))]
    found = lines(before, after, [Link(LinkKind.UNSURE, "a", "b")])
    assert found[HERE, "count"].difference == -1
    assert found[THERE, "count"].difference == 1
    assert found[THERE, "area_m2"].difference == pytest.approx(10_000)


def test_a_scene_both_ceased_and_continued_does_not_reconcile():
    before, after = [in_unit(HERE, "a")], [in_unit(HERE, "a", "2024")]
    links = [Link(LinkKind.CEASED, "a", None), Link(LinkKind.CONTINUED, "a", "a")]
    assert not lines(before, after, links)[HERE, "count"].reconciles


def test_a_unit_without_scenes_has_its_zeros_and_a_stray_unit_its_own_line():
    after = [scene("x", "2024")]
    found = lines([], after, propose_links([], after))
    assert found[HERE, "count"].opening == found[HERE, "count"].closing == 0
    assert found["UNASSIGNED", "count"].terms["new"] == 1


def test_a_link_to_a_scene_that_is_not_there_is_refused():
    with pytest.raises(Refusal, match=r"link_scene_unknown.*gone"):
        lines([], [], [Link(LinkKind.CEASED, "gone", None)])


def test_units_sum_to_the_county():
    before = [
        in_unit(HERE, "a"),
        in_unit(HERE, "b", outline=square(at=(100, 0))),
        in_unit(THERE, "c", outline=square(at=(900, 0))),
    ]
    after = [
        in_unit(THERE, "d", "2024", outline=shapely.box(0, 0, 200, 90)),
        in_unit(THERE, "e", "2024", outline=square(at=(0, 900))),
    ]
    links = propose_links(before, after)
    by_unit = ledger("lpo", ((HERE, ""), (THERE, "")), before, after, links, lambda s: s.lpo.code)
    county = ledger("county", (("01", ""),), before, after, links, lambda s: "01")
    for line in county:
        units = [u for u in by_unit if u.measure == line.measure]
        assert sum(u.opening for u in units) == pytest.approx(line.opening)
        assert sum(u.closing for u in units) == pytest.approx(line.closing)
        for term in ("ceased", "new", "split", "merged", "boundary_gained", "boundary_lost"):
            assert sum(u.terms[term] for u in units) == pytest.approx(line.terms[term])
    assert reconciles(by_unit) and reconciles(county)
