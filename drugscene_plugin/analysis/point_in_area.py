"""Which area a point lies in, and whether it is in, beside or away from a scene: exact, for millions of points.

A grid over the county is made once. A cell that no boundary touches lies wholly in one area, or wholly in one zone: a
point in it is looked up by integer arithmetic. Only points in the other cells, a few in a hundred, are tested against
the outlines. The cells that a boundary touches are found generously, so that the grid is never wrong, only sometimes
undecided.
"""

from __future__ import annotations

from typing import Dict, List, Sequence, Tuple

import numpy as np
import shapely

from ..domain.area import Area, AreaCode
from ..domain.errors import Refusal
from ..domain.progress import QUIET, Progress, watched
from ..domain.scene import SceneId
from .area_assignment import placed, polygonal
from .cell_grid import CellRuns, Grid, cells_of_runs, edges_of, filled_runs, grid_over, label_runs, touched_cells

UNDECIDED = -1
"""The label of a cell that a boundary touches. Cells of zones have still lower ones where one outline alone decides."""

_SLACK_M = 1e-3
"""How far beside a boundary a cell counts as touched, in metres: far above the rounding of coordinates."""

_BUFFER_ERROR = 0.02
"""A buffer's edge lies at most this share of its distance from the true one: GEOS simplifies by 1 %, 16 segments a quarter
lose 0.12 %."""

CELLS = 600_000
"""About how many cells the coarse grid has; fewer are as right, and dearer where there are many points."""

_FINE = 8
"""How many fine cells stand side by side in a coarse one."""


class AreaLayer:
    """The areas of one level, for points. Label 0 is no area, 1 … n are ``codes`` in their order.

    The edge belongs to an area; where several hold a point, the first by code has it. So each point counts once.
    """

    def __init__(self, areas: Sequence[Area]) -> None:
        somewhere = [area for area, lies in zip(areas, placed([a.outline for a in areas])) if lies]
        mended = [(a, polygonal(a.outline)) for a in sorted(somewhere, key=lambda a: a.code)]
        self.codes: Tuple[AreaCode, ...] = tuple(a.code for a, outline in mended if not outline.is_empty)
        self.outlines = np.array([outline for _, outline in mended if not outline.is_empty], dtype=object)
        shapely.prepare(self.outlines)
        self.bounds = shapely.bounds(self.outlines).reshape(-1, 4)

    def labels(self, x: np.ndarray, y: np.ndarray) -> np.ndarray:
        """The label of each point, by the outlines themselves."""
        found = np.zeros(len(x), dtype=np.int32)
        for number in range(len(self.codes)):
            west, south, east, north = self.bounds[number]
            near = np.flatnonzero((found == 0) & (x >= west) & (x <= east) & (y >= south) & (y <= north))
            if len(near):
                hit = shapely.intersects_xy(self.outlines[number], x[near], y[near])
                found[near[hit]] = number + 1
        return found

    def cell_labels(self, grid: Grid) -> np.ndarray:
        """The label of every cell, row by row; UNDECIDED where a boundary touches it."""
        cells = grid.columns * grid.rows
        if not self.codes:
            return np.zeros(cells, dtype=np.int32)
        edges = edges_of(self.outlines)
        owner, row, first, after = filled_runs(edges, grid)
        begin, end = row * grid.columns + first, row * grid.columns + after
        # Row by row an area's label is added where a run begins, and taken away after it.
        label = np.bincount(begin, owner + 1, cells + 1) - np.bincount(end, owner + 1, cells + 1)
        many = np.bincount(begin, minlength=cells + 1) - np.bincount(end, minlength=cells + 1)
        labels: np.ndarray = np.cumsum(label[:cells]).astype(np.int32)
        labels[np.cumsum(many[:cells]) > 1] = UNDECIDED  # where areas overlap
        column, row, _ = touched_cells(edges, grid, _SLACK_M)
        labels[row * grid.columns + column] = UNDECIDED
        return labels


class ZoneLayout:
    """The scenes of one set of outlines with the band beside them, for points.

    Label 0 is elsewhere, 1 … n inside the scenes of ``scenes`` (by id), n + 1 … 2n beside them. A point on a scene's edge is
    inside. A point in the bands of several scenes is beside the nearest one; a tie goes to the first id. The band is
    closed: a point at exactly its width belongs to it. Missing and empty outlines are left out.
    """

    def __init__(self, outlines: Sequence[Tuple[SceneId, shapely.Geometry]], band: float) -> None:
        if not (np.isfinite(band) and band >= 0):
            raise Refusal("band_invalid", band=band)
        self.band = float(band)
        given = sorted(outlines, key=lambda pair: pair[0])
        lies = placed([outline for _, outline in given]) if given else np.zeros(0, dtype=bool)
        mended = [(scene, polygonal(outline)) for (scene, outline), there in zip(given, lies) if there]
        kept = [(scene, outline) for scene, outline in mended if not outline.is_empty]
        self.scenes: Tuple[SceneId, ...] = tuple(scene for scene, _ in kept)
        if len(set(self.scenes)) != len(self.scenes):
            raise Refusal("scene_repeated_in_outlines", scene=max(self.scenes, key=self.scenes.count))
        self.outlines = np.array([outline for _, outline in kept], dtype=object)
        shapely.prepare(self.outlines)
        self._tree = shapely.STRtree(self.outlines)
        self.buffers = shapely.buffer(self.outlines, self.band, quad_segs=16) if self.band else self.outlines
        self.bounds = shapely.bounds(self.outlines).reshape(-1, 4) + np.array([-1, -1, 1, 1]) * self.band

    def labels(self, x: np.ndarray, y: np.ndarray) -> np.ndarray:
        """The label of each point, by the outlines themselves."""
        found = np.zeros(len(x), dtype=np.int32)
        if not self.scenes or not len(x):
            return found
        points = shapely.points(x, y)
        point, scene = self._tree.query(points, predicate="dwithin", distance=self.band * (1 + 1e-12) + 1e-9)
        by_scene = np.argsort(scene, kind="stable")  # questions to a prepared outline come together
        point, scene = point[by_scene], scene[by_scene]
        outside = ~shapely.intersects(self.outlines[scene], points[point])
        distance = np.zeros(len(point))
        distance[outside] = shapely.distance(self.outlines[scene[outside]], points[point[outside]])
        close = distance <= self.band
        point, scene, distance, outside = point[close], scene[close], distance[close], outside[close]
        order = np.lexsort((scene, distance, outside, point))
        point, scene, outside = point[order], scene[order], outside[order]
        best = np.ones(len(point), dtype=bool)
        best[1:] = point[1:] != point[:-1]
        found[point[best]] = scene[best] + 1 + np.where(outside[best], len(self.scenes), 0)
        return found

    def decided(self, x: np.ndarray, y: np.ndarray, undecided: np.ndarray) -> np.ndarray:
        """The label of each point in a cell with such an undecided label: as ``labels``, by no more than is needed."""
        found = np.empty(len(x), dtype=np.int32)
        number = len(self.scenes)
        scene = -2 - undecided  # from ``number`` on: at the rim of a band
        open_ = np.flatnonzero(scene < 0)
        found[open_] = self.labels(x[open_], y[open_])
        edge = np.flatnonzero((scene >= 0) & (scene < number))
        inside = shapely.intersects_xy(self.outlines[scene[edge]], x[edge], y[edge])
        found[edge] = scene[edge] + 1 + np.where(inside, 0, number)
        rim = np.flatnonzero(scene >= number)
        distance = shapely.distance(self.outlines[scene[rim] - number], shapely.points(x[rim], y[rim]))
        found[rim] = np.where(distance <= self.band, scene[rim] + 1, 0)
        return found

    def coarse_cells(self, grid: Grid) -> np.ndarray:
        """The cells, row by row, in or near which a zone lies: all others are elsewhere."""
        near = np.zeros((grid.rows, grid.columns), dtype=bool)
        slack = self.band * _BUFFER_ERROR + _SLACK_M
        west, south, east, north = (self.bounds + np.array([-1, -1, 1, 1]) * slack).T
        first_column, last_column = (np.clip(grid.column(v).astype(int), 0, grid.columns) for v in (west, east))
        first_row, last_row = (np.clip(grid.row(v).astype(int), 0, grid.rows) for v in (south, north))
        for west_column, east_column, south_row, north_row in zip(first_column, last_column, first_row, last_row):
            near[south_row : north_row + 1, west_column : east_column + 1] = True
        return np.flatnonzero(near)

    def fine_labels(self, fine: Grid, place: np.ndarray, blocks: int) -> np.ndarray:
        """The labels of the fine cells of some blocks, block by block.

        ``place`` gives the block of every coarse cell. Where outlines must tell, the label is UNDECIDED, or, with
        n scenes: −2 − s where it is inside scene s or beside it, −2 − n − s where it is beside scene s or elsewhere.
        """
        spare = blocks * _FINE * _FINE
        labels = np.zeros(spare + 1, dtype=np.int32)
        if not self.scenes:
            return labels[:spare]
        number, coarse_columns = len(self.scenes), fine.columns // _FINE

        def at(column: np.ndarray, row: np.ndarray) -> np.ndarray:
            # Every block that an outline or its band reaches is there, for coarse_cells takes their whole boxes; a
            # cell without one lies beside these by no more than rounding.
            block = place[(row // _FINE) * coarse_columns + column // _FINE]
            position: np.ndarray = (block * _FINE + row % _FINE) * _FINE + column % _FINE
            position[block < 0] = spare
            return position

        inner, outer = edges_of(self.outlines), edges_of(self.buffers)
        touched, held = [], []
        for edges, slack in ((inner, _SLACK_M), (outer, self.band * _BUFFER_ERROR + _SLACK_M)):
            column, row, owner = touched_cells(edges, fine, slack)
            touched.append((at(column, row), owner))
            owner, row, first, after = filled_runs(edges, fine)
            run, column = cells_of_runs(first, after)
            held.append((at(column, row[run]), owner[run]))
        on_inner, on_outer, in_inner, in_outer, several, in_several = np.zeros((6, spare + 1), dtype=bool)
        only = np.zeros(spare + 1, dtype=np.int32)
        for (cell, owner), those in zip((*touched, *reversed(held)), (on_inner, on_outer, in_outer, in_inner)):
            only[cell] = owner
            those[cell] = True
        for cell, owner in (*touched, *held):
            several[cell[only[cell] != owner]] = True
        in_several[held[0][0][only[held[0][0]] != held[0][1]]] = True
        labels[in_outer] = only[in_outer] + 1 + number
        labels[on_outer] = -2 - number - only[on_outer]
        labels[on_inner] = -2 - only[on_inner]
        labels[(on_inner & (on_outer | ~in_outer)) | several] = UNDECIDED
        # Inside one scene, and at no scene's edge, bands do not matter.
        certain = in_inner & ~on_inner & ~in_several
        labels[certain] = only[certain] + 1
        return labels[:spare]


class Places:
    """Where points lie in several layers of areas and several layouts of zones at once.

    ``area_labels`` has a row for each combination of areas that occurs and a column for each layer; row 0 is outside of
    all areas. ``zone_labels`` has a row for each combination of zones and a column for each layout; row 0 is elsewhere in
    all of them. Rows are added as points show them.
    """

    def __init__(
        self,
        areas: Sequence[AreaLayer],
        zones: Sequence[ZoneLayout],
        cells: int = CELLS,
        progress: Progress = QUIET,
    ) -> None:
        self.areas, self.zones = tuple(areas), tuple(zones)
        self._area_rows: Dict[Tuple[int, ...], int] = {(0,) * len(areas): 0}
        self._zone_rows: Dict[Tuple[int, ...], int] = {(0,) * len(zones): 0}
        boxes = [bounds for bounds in (*(a.bounds for a in areas), *(z.bounds for z in zones)) if len(bounds)]
        all_boxes = np.concatenate(boxes) if boxes else np.array([[0.0, 0.0, 1.0, 1.0]])
        self.grid = grid_over([*all_boxes[:, :2].min(axis=0), *all_boxes[:, 2:].max(axis=0)], cells)
        self._of_area = [layer.cell_labels(self.grid) for layer in watched(self.areas, progress, 0.0, 0.0)]
        self._area = self._joined(self._of_area, self.grid.columns * self.grid.rows, self._area_rows, progress)
        self._make_fine(progress)

    def _make_fine(self, progress: Progress) -> None:
        cells = self.grid.columns * self.grid.rows
        near = [layout.coarse_cells(self.grid) for layout in self.zones]
        chosen = np.zeros(cells, dtype=bool)
        for some in near:
            chosen[some] = True
        which = np.flatnonzero(chosen)
        self._block = np.full(cells, -1, dtype=np.int32)
        self._block[which] = np.arange(len(which))
        self._fine_grid = self.grid.finer(_FINE)
        self._of_zone = [
            layout.fine_labels(self._fine_grid, self._block, len(which))
            for layout in watched(self.zones, progress, 0.0, 0.0)
        ]
        self._zone = self._joined(self._of_zone, len(which) * _FINE * _FINE, self._zone_rows, progress)
        # One look tells what holds for most points: elsewhere in all layouts, and the combination of areas.
        self._first = self._area.copy()
        self._first[which] = UNDECIDED

    @staticmethod
    def _joined(
        layers: List[np.ndarray], cells: int, rows: Dict[Tuple[int, ...], int], progress: Progress
    ) -> np.ndarray:
        """The combination of each cell; UNDECIDED where one layer is."""
        if not layers:
            return np.zeros(cells, dtype=np.int32)
        sizes = [int(labels.max(initial=0)) + 1 for labels in layers]
        undecided = np.zeros(cells, dtype=bool)
        members = np.zeros((1, 0), dtype=np.int64)
        joined = np.zeros(cells, dtype=np.int64)
        for labels, size in watched(list(zip(layers, sizes)), progress, 0.0, 0.0):
            undecided |= labels < 0
            joined = joined * size + np.maximum(labels, 0)
            present = np.flatnonzero(np.bincount(joined, minlength=1))
            rank = np.zeros(int(present[-1]) + 1 if len(present) else 1, dtype=np.int64)
            rank[present] = np.arange(len(present))
            members = np.column_stack([members[present // size], present % size])
            joined = rank[joined]
        number = np.array([rows.setdefault(tuple(row), len(rows)) for row in members.tolist()], dtype=np.int32)
        found: np.ndarray = number[joined] if len(number) else np.zeros(cells, dtype=np.int32)
        found[undecided] = UNDECIDED
        return found

    @property
    def area_labels(self) -> np.ndarray:
        """Labels by combination of areas and layer."""
        return np.array(list(self._area_rows), dtype=np.int64).reshape(len(self._area_rows), len(self.areas))

    @property
    def zone_labels(self) -> np.ndarray:
        """Labels by combination of zones and layout."""
        return np.array(list(self._zone_rows), dtype=np.int64).reshape(len(self._zone_rows), len(self.zones))

    def area_runs(self) -> CellRuns:
        """The combination of areas of every cell; UNDECIDED where a boundary is near."""
        return label_runs(self.grid, np.arange(len(self._area)), self._area)

    def zone_runs(self) -> CellRuns:
        """The combination of zones of every cell of the finer grid; UNDECIDED where a boundary is near."""
        blocks = np.flatnonzero(self._block >= 0)
        row, column = (at[:, None, None] * _FINE for at in np.divmod(blocks, self.grid.columns))
        side_by_side = np.arange(_FINE)
        cells = (row + side_by_side[:, None]) * self._fine_grid.columns + column + side_by_side
        return label_runs(self._fine_grid, cells.ravel(), self._zone)

    def areas_of(self, x: np.ndarray, y: np.ndarray) -> Tuple[np.ndarray, np.ndarray]:
        """The combination of areas of each point; then which points may be in a zone.

        Coordinates that are no numbers lie nowhere.
        """
        cell = self.grid.cells(x, y)
        area: np.ndarray = self._first.take(cell, mode="clip")
        some = np.flatnonzero(area < 0)
        cell = cell[some]
        area[some] = self._area[cell]
        undecided = np.flatnonzero(area[some] < 0)
        if len(undecided):
            those = some[undecided]
            area[those] = self._exact_areas(x[those], y[those], cell[undecided])
        return area, some[self._block[cell] >= 0]

    def _exact_areas(self, x: np.ndarray, y: np.ndarray, cell: np.ndarray) -> np.ndarray:
        labels = np.empty((len(x), len(self.areas)), dtype=np.int32)
        for number, (layer, of_cell) in enumerate(zip(self.areas, self._of_area)):
            label = of_cell[cell]
            unsure = np.flatnonzero(label < 0)
            label[unsure] = layer.labels(x[unsure], y[unsure])
            labels[:, number] = label
        return _rows_of(labels, self._area_rows)

    def zones_of(self, x: np.ndarray, y: np.ndarray) -> np.ndarray:
        """The combination of zones of each of some points that may be in a zone."""
        # The place within the block by the fine grid; by rounding it may lie one cell over the block's edge, which
        # the slack around boundaries forgives.
        fine, cell = self._fine_grid, self.grid.cells(x, y)
        coarse_row, coarse_column = np.divmod(cell, self.grid.columns)
        column = np.clip(fine.column(x) - coarse_column * _FINE, 0, _FINE - 1).astype(np.int32)
        row = np.clip(fine.row(y) - coarse_row * _FINE, 0, _FINE - 1).astype(np.int32)
        position = (self._block[cell] * _FINE + row) * _FINE + column
        found = self._zone[position]
        undecided = np.flatnonzero(found < 0)
        if len(undecided):
            labels = np.empty((len(undecided), len(self.zones)), dtype=np.int32)
            for number, (layout, of_cell) in enumerate(zip(self.zones, self._of_zone)):
                label = of_cell[position[undecided]]
                unsure = np.flatnonzero(label < 0)
                if len(unsure):
                    those = undecided[unsure]
                    label[unsure] = layout.decided(x[those], y[those], label[unsure])
                labels[:, number] = label
            found[undecided] = _rows_of(labels, self._zone_rows)
        return np.asarray(found)


def _rows_of(labels: np.ndarray, rows: Dict[Tuple[int, ...], int]) -> np.ndarray:
    """The number of each combination, new ones added."""
    if not len(labels):
        return np.zeros(0, dtype=np.int32)
    sizes = labels.max(axis=0).astype(np.int64) + 1
    if float(np.prod(sizes.astype(float))) > 2**62:  # too many layers for one number each: the slow way
        distinct, inverse = np.unique(labels, axis=0, return_inverse=True)
    else:
        key = np.zeros(len(labels), dtype=np.int64)
        for column, size in enumerate(sizes):
            key = key * size + labels[:, column]
        _, first, inverse = np.unique(key, return_index=True, return_inverse=True)
        distinct = labels[first]
    number = np.array([rows.setdefault(tuple(row), len(rows)) for row in distinct.tolist()], dtype=np.int32)
    result: np.ndarray = number[inverse.reshape(-1)]
    return result
