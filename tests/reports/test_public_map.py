"""The maps of the public page: boundaries drawn once, names that cover nothing."""

from __future__ import annotations

import re
from itertools import combinations

import pytest
from shapely.geometry import box

from drugscene_plugin.domain.area import AreaCode, Assignment
from drugscene_plugin.domain.field import Profile
from drugscene_plugin.domain.mapping_round import RoundState
from drugscene_plugin.domain.scene import SceneStatus
from drugscene_plugin.reports.public_map import county_map, detail_maps
from drugscene_plugin.workflow.export_round import annual_content
from tests.builders import lpo, mapping_round, municipality, scene, square
from tests.fakes.memory_store import MemoryStore


def content(areas, scenes=()):
    store = MemoryStore()
    store.add_areas(areas, by="test")
    store.add_round(mapping_round(state=RoundState.PUBLISHED), scenes, by="test")
    return annual_content(store, "2023", Profile.PUBLIC, "en")


def open_scene(id, outline, in_lpo="1", **fields):
    return scene(id, "2023", outline, status=SceneStatus.OPEN, lpo=Assignment(AreaCode(in_lpo)), **fields)


def lines(svg, style):
    """The lines of a level, each as its points."""
    (drawn,) = re.findall(rf'<path d="([^"]*)" class="{style}">', svg)
    return [[tuple(map(float, point.split())) for point in line.split("L")] for line in drawn.split("M")[1:]]


def names(svg):
    """Names with their boxes, as wide as letters of average width make them."""
    found = re.findall(r'<text x="([\d.-]+)" y="([\d.-]+)" class="name">([^<]*)<', svg)
    return {
        name: box(float(x) - 3 * len(name), float(y) - 10, float(x) + 3 * len(name), float(y)) for x, y, name in found
    }


def test_a_boundary_that_two_areas_share_is_drawn_once():
    areas = [lpo("1", square((0, 0), 5000)), lpo("2", square((5000, 0), 5000))]
    drawn = lines(county_map(content(areas), "t", "d"), "lpo")
    steps = [frozenset(step) for line in drawn for step in zip(line, line[1:])]
    assert len(steps) == len(set(steps))
    middle = [step for step in steps if len({x for x, _ in step}) == 1 and next(iter(step))[0] == 360]
    assert len(middle) == 1


def test_a_gap_between_areas_is_no_area():
    gap = [lpo("1", box(0, 0, 50_000, 50_000)), lpo("2", box(50_030, 0, 100_000, 50_000))]
    shut = [lpo("1", box(0, 0, 50_000, 50_000)), lpo("2", box(50_000, 0, 100_000, 50_000))]
    drawn = [lines(county_map(content(areas), "t", "d"), "lpo") for areas in (gap, shut)]
    assert len(drawn[0]) == len(drawn[1])


def test_names_cover_neither_each_other_nor_a_scene():
    areas = [municipality(f"{i:04}", square((i % 6 * 900, i // 6 * 900), 900), name=f"Kommunen {i}") for i in range(36)]
    scenes = [open_scene(f"s{i}", square((i * 450.3, i * 450.3), 90.0), name=f"Plats nummer {i}") for i in range(12)]
    drawn = content([lpo("1", square((0, 0), 6000)), *areas], scenes)
    county = names(county_map(drawn, "t", "d"))
    assert len(county) >= 12
    assert not any(a.intersects(b) for a, b in combinations(county.values(), 2))
    (detail,) = detail_maps(drawn, lambda name, new, old: f"{name} {new} {old}")
    assert not any(a.intersects(b) for a, b in combinations(names(detail.svg).values(), 2))


def test_a_name_that_finds_no_room_is_left_out():
    areas = [municipality(f"{i:04}", square((i * 10, 0), 10), name="x" * 60) for i in range(20)]
    assert len(names(county_map(content(areas), "t", "d"))) < 20


def test_a_scene_is_on_the_map_of_the_lpo_that_counts_it():
    areas = [lpo("1", square((0, 0), 5000), "Västra"), lpo("2", square((5000, 0), 5000), "Östra")]
    scenes = [open_scene("a", square((4800.3, 100.3), 400.0), "2"), open_scene("b", square((100.3, 100.3), 400.0), "1")]
    found = detail_maps(content(areas, scenes), lambda name, new, old: f"{name} {new} {old}")
    assert [(one.name, one.scenes, one.earlier) for one in found] == [("Västra", 1, 0), ("Östra", 1, 0)]
    assert "<desc" in found[0].svg and "Västra 1 0" in found[0].svg


def test_without_areas_there_is_nothing_to_draw_on():
    assert county_map(content([]), "t", "d") is None


@pytest.mark.parametrize("side", [20.0, 20_000.0])
def test_a_scene_of_any_size_fits_its_frame(side):
    areas = [lpo("1", square((0, 0), 50_000))]
    (detail,) = detail_maps(content(areas, [open_scene("a", square((5000.3, 5000.3), side))]), lambda *_: "")
    (path,) = re.findall(r'<path d="([^"]*)" class="new">', detail.svg)
    points = [tuple(map(float, point.split())) for point in re.split("[MLz]+", path)[1:-1]]
    wide, high = map(float, re.findall(r'viewBox="0 0 ([\d.]+) ([\d.]+)"', detail.svg)[0])
    assert all(0 < x < wide and 0 < y < high for x, y in points)
