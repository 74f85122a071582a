"""Points found in areas and zones by the grid, against brute force over the outlines."""

import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st
from shapely.geometry import MultiPolygon, Point, Polygon, box

from drugscene_plugin.analysis.cell_grid import grid_over
from drugscene_plugin.analysis.point_in_area import AreaLayer, Places, ZoneLayout
from drugscene_plugin.domain.errors import Refusal
from tests.builders import lpo, municipality, square


def zone_by_hand(x, y, outlines, band):
    """Scene and zone of one point: inside the first by id that holds it, else beside the nearest within the band."""
    point = Point(x, y)
    there = [(scene, o) for scene, o in sorted(outlines) if o is not None and not o.is_empty]
    inside = [scene for scene, outline in there if outline.intersects(point)]
    if inside:
        return inside[0], "inside"
    near = sorted((outline.distance(point), scene) for scene, outline in there if outline.distance(point) <= band)
    return (near[0][1], "beside") if near else (None, "elsewhere")


def area_by_hand(x, y, areas):
    return next((a.code for a in sorted(areas, key=lambda a: a.code) if a.outline.intersects(Point(x, y))), None)


def found(places, x, y):
    """What the grid finds: for each point the codes of the areas, and the scene and zone in each layout."""
    x, y = np.asarray(x, dtype=float), np.asarray(y, dtype=float)
    area, near = places.areas_of(x, y)
    labels = np.zeros((len(x), len(places.zones)), dtype=int)
    zone = places.zones_of(x[near], y[near])
    labels[near] = places.zone_labels[zone]
    rows = []
    for areas, zones in zip(places.area_labels[area].tolist(), labels.tolist()):
        codes = [layer.codes[n - 1] if n else None for layer, n in zip(places.areas, areas)]
        in_zones = []
        for layout, n in zip(places.zones, zones):
            count = len(layout.scenes)
            kind = "elsewhere" if n == 0 else "inside" if n <= count else "beside"
            in_zones.append((layout.scenes[(n - 1) % count] if n else None, kind))
        rows.append((codes, in_zones))
    return rows


def blob(random, at, size):
    angle = np.sort(random.uniform(0, 2 * np.pi, 24))
    radius = size * random.uniform(0.4, 1.0, 24)
    outline = Polygon(np.column_stack([at[0] + radius * np.cos(angle), at[1] + radius * np.sin(angle)]))
    return outline if outline.is_valid else shapely.make_valid(outline).buffer(0)


def points_worth_asking(random, outlines, extent, band):
    """Random points, and all that could be wrong: corners, points on edges, at the band's width, near by."""
    corners = np.vstack([shapely.get_coordinates(o) for o in outlines])
    edges = [o.boundary.interpolate(d, normalized=True) for o in outlines for d in random.uniform(0, 1, 4)]
    on_edges = shapely.get_coordinates(edges)
    bands = [
        o.buffer(w, quad_segs=64).boundary.interpolate(d, normalized=True)
        for o in outlines for d in random.uniform(0, 1, 3) for w in (band, band * 0.999, band * 1.001)
    ]  # fmt: skip
    anywhere = random.uniform(extent[0], extent[1], (200, 2))
    near = corners[random.integers(0, len(corners), 100)] + random.normal(0, band / 3, (100, 2))
    return np.vstack([corners, on_edges, shapely.get_coordinates(bands), anywhere, near])


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize("band", [0.0, 25.0, 250.0])
def test_every_point_is_where_brute_force_finds_it(seed, band):
    random = np.random.default_rng(seed)
    lines = [0, 2500 + random.uniform(-200, 200), 5000]
    lpos = [lpo(f"{i}{j}", box(lines[i], lines[j], lines[i + 1], lines[j + 1])) for i in range(2) for j in range(2)]
    towns = [municipality("A", box(0, 0, 5000, 3000)), municipality("B", box(0, 2900, 4000, 5000))]
    layouts = []
    for _ in range(2):
        scenes = [(f"s{n}", blob(random, random.uniform(500, 4500, 2), 400)) for n in range(6)]
        scenes += [("hole", box(1000, 1000, 1600, 1600).difference(box(1200, 1200, 1400, 1400)))]
        scenes += [("in hole", box(1250, 1250, 1300, 1300)), ("line", box(lines[1] - 100, 3000, lines[1] + 100, 3200))]
        scenes += [
            ("none", None),
            ("empty", Polygon()),
            ("two", MultiPolygon([square((4000, 4000)), square((4300, 4000))])),
        ]
        layouts.append(scenes)
    cells = (20_000, 500, 100_000)[seed]
    places = Places([AreaLayer(lpos), AreaLayer(towns)], [ZoneLayout(scenes, band) for scenes in layouts], cells)
    shapely.prepare([o for scenes in layouts for _, o in scenes] + [a.outline for a in (*lpos, *towns)])
    shapes = [o for scenes in layouts for _, o in scenes if o is not None and not o.is_empty]
    points = points_worth_asking(random, [*shapes, *(a.outline for a in (*lpos, *towns))], (-300, 5300), band or 20)
    for (x, y), (codes, zones) in zip(points.tolist(), found(places, points[:, 0], points[:, 1])):
        assert codes == [area_by_hand(x, y, lpos), area_by_hand(x, y, towns)], (x, y)
        assert zones == [zone_by_hand(x, y, scenes, band) for scenes in layouts], (x, y)


def test_a_point_on_the_line_between_two_areas_belongs_to_the_first_by_code():
    west, east = lpo("2", square((0, 0))), lpo("1", square((100, 0)))
    places = Places([AreaLayer([west, east])], [])
    rows = found(places, [100, 100, 100, 0, 200, 50], [0, 50, 100, 0, 100, 50])
    assert [codes[0] for codes, _ in rows] == ["1", "1", "1", "2", "1", "2"]


def test_the_edge_and_the_band_are_closed():
    layout = ZoneLayout([("a", square((1000, 1000)))], 50)
    places = Places([AreaLayer([lpo()])], [layout])
    x = [1000, 1100, 1050, 950, 949.9999, 1150, 1130, 1130.001]
    y = [1000, 1100, 1050, 1050, 1050, 1050, 1140, 1140]
    kinds = [zones[0][1] for _, zones in found(places, x, y)]
    assert kinds == ["inside", "inside", "inside", "beside", "elsewhere", "beside", "beside", "elsewhere"]


def test_between_two_scenes_the_nearer_has_the_point_and_the_first_id_a_tie():
    layout = ZoneLayout([("b", square((0, 0))), ("a", square((200, 0)))], 100)
    places = Places([AreaLayer([lpo()])], [layout])
    rows = found(places, [149, 150, 151], [50, 50, 50])
    assert [zones[0] for _, zones in rows] == [("b", "beside"), ("a", "beside"), ("a", "beside")]


def test_points_that_lie_nowhere_or_far_away_are_outside():
    places = Places([AreaLayer([lpo()])], [ZoneLayout([("a", square())], 50)])
    rows = found(places, [np.nan, np.inf, 1e12, -1e300], [0, 0, 5, 5])
    assert rows == [([None], [(None, "elsewhere")])] * 4


def test_without_scenes_and_areas_there_is_nowhere_to_be():
    assert found(Places([AreaLayer([])], [ZoneLayout([], 100)]), [0.5], [0.5]) == [([None], [(None, "elsewhere")])]


def test_a_band_must_be_a_width_and_a_scene_has_one_outline():
    for band in (-1, float("nan"), float("inf")):
        with pytest.raises(Refusal, match="band_invalid"):
            ZoneLayout([("a", square())], band)
    with pytest.raises(Refusal, match="scene_repeated"):
        ZoneLayout([("a", square()), ("a", square())], 10)


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.tuples(st.integers(0, 40), st.integers(0, 40), st.integers(1, 15)), min_size=1, max_size=6),
    st.integers(0, 30),
    st.lists(st.tuples(st.integers(-10, 70), st.integers(-10, 70)), min_size=1, max_size=40),
)
def test_on_whole_metres_where_everything_touches_brute_force_agrees(squares, band, points):
    scenes = [(f"{n}", square((x, y), side)) for n, (x, y, side) in enumerate(squares)]
    layout = ZoneLayout(scenes, band)
    places = Places([AreaLayer([lpo("1", square((0, 0), 30)), lpo("2", square((30, 0), 30))])], [layout], 400)
    x, y = zip(*points)
    for (_, zones), px, py in zip(found(places, x, y), x, y):
        assert zones == [zone_by_hand(px, py, scenes, band)]


@settings(max_examples=40, deadline=None)
@given(
    st.integers(0, 2**32 - 1),
    st.sampled_from([0.0, 3.0, 40.0, 700.0]),
    st.sampled_from([30, 400, 5_000]),
    st.sampled_from([0.0, 1e-9, -1e-9, 1e-4]),
)
def test_on_the_lines_and_corners_of_the_cells_brute_force_agrees(seed, band, cells, beside):
    random = np.random.default_rng(seed)
    lpos = [lpo("1", blob(random, (400, 500), 450)), lpo("2", blob(random, (700, 500), 450))]
    scenes = [(f"{n}", blob(random, random.uniform(100, 900, 2), 150)) for n in range(4)]
    places = Places([AreaLayer(lpos)], [ZoneLayout(scenes, band)], cells)
    grid = places.grid
    lines = random.integers(0, 8 * np.array([grid.columns, grid.rows]) + 1, (60, 2)) * grid.side / 8
    x, y = (lines + np.array([grid.west, grid.south]) + beside).T
    x[::3] += random.uniform(0, grid.side, len(x[::3]))  # on a line across only
    for (codes, zones), px, py in zip(found(places, x, y), x.tolist(), y.tolist()):
        assert codes == [area_by_hand(px, py, lpos)]
        assert zones == [zone_by_hand(px, py, scenes, band)]


def label_of_run(runs, x, y):
    """The label of each point's cell, found as a database finds it."""
    return runs.labels[np.searchsorted(runs.starts, runs.grid.cells(x.copy(), y.copy()), side="right") - 1]


@pytest.mark.parametrize("band", [0.0, 40.0])
def test_runs_of_cells_say_where_a_point_is_or_leave_it_open(band):
    random = np.random.default_rng(5)
    lpos = [lpo("1", blob(random, (400, 500), 450)), lpo("2", blob(random, (700, 500), 450))]
    scenes = [(f"{n}", blob(random, random.uniform(100, 900, 2), 150)) for n in range(4)]
    places = Places([AreaLayer(lpos)], [ZoneLayout(scenes, band), ZoneLayout(scenes[:1], 0.0)], 2_000)
    x, y = random.uniform(-200, 1300, (2, 4_000))
    areas, near = places.areas_of(x, y)
    zones = np.zeros(len(x), dtype=int)
    zones[near] = places.zones_of(x[near], y[near])
    for runs, rows in ((places.area_runs(), areas), (places.zone_runs(), zones)):
        found = label_of_run(runs, x, y)
        decided = found >= 0
        assert (found[decided] == rows[decided]).all() and 0.4 < decided.mean() < 1
        assert (np.diff(runs.starts) > 0).all() and runs.starts[0] == 0 and (np.diff(runs.labels) != 0).all()


def test_where_nothing_lies_one_run_says_so():
    places = Places([AreaLayer([])], [ZoneLayout([], 100)])
    for runs in (places.area_runs(), places.zone_runs()):
        assert (runs.starts.tolist(), runs.labels.tolist()) == ([0], [0])


def test_an_outline_along_the_cells_lines_is_as_exact_as_any():
    side = 10.0  # 20 + 5 cells a side over 200 m
    scenes = [
        ("a", box(50, 50, 100, 100)),
        ("b", box(100, 50, 150, 100)),
        ("hole", box(20, 120, 180, 180) - box(60, 130, 100, 170)),
    ]
    lpos = [lpo("1", box(0, 0, 100, 200)), lpo("2", box(100, 0, 200, 200))]
    places = Places([AreaLayer(lpos)], [ZoneLayout(scenes, side)], 400)
    x, y = (values.ravel() for values in np.meshgrid(np.arange(-20, 221, 5.0), np.arange(-20, 221, 5.0)))
    for (codes, zones), px, py in zip(found(places, x, y), x.tolist(), y.tolist()):
        assert codes == [area_by_hand(px, py, lpos)]
        assert zones == [zone_by_hand(px, py, scenes, side)], (px, py)


def test_near_the_rim_of_a_wide_band_the_outline_decides_and_not_a_buffer():
    angle = np.linspace(0, 2 * np.pi, 48, endpoint=False)
    radius = np.where(np.arange(48) % 2, 60.0, 40.0)
    scenes = [("star", Polygon(np.column_stack([radius * np.cos(angle), radius * np.sin(angle)])))]
    places = Places([AreaLayer([lpo("1", box(-9000, -9000, 9000, 9000))])], [ZoneLayout(scenes, 5000)], 90_000)
    directions = np.linspace(0, 2 * np.pi, 400)
    reach = np.tile([5040.0, 5050.0, 5055.0, 5058.0, 5059.9, 5061.0, 5070.0, 5090.0], 50)
    x, y = reach * np.cos(directions), reach * np.sin(directions)
    for (_, zones), px, py in zip(found(places, x, y), x.tolist(), y.tolist()):
        assert zones == [zone_by_hand(px, py, scenes, 5000)], (px, py)


def test_a_grid_s_numbers_are_python_s_own():
    """SQL is written with them, and NumPy 2 calls its own np.float64(...)."""
    grid = grid_over(np.array([0.0, 0.0, 100.0, 100.0]), 16)
    assert {type(number) for number in (grid.west, grid.south, grid.side)} == {float}
