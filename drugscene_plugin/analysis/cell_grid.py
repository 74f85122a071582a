"""A grid of square cells, and which of its cells the edges of outlines touch, or lie between them."""

from __future__ import annotations

from typing import NamedTuple, Sequence, Tuple

import numpy as np
import shapely


class Grid(NamedTuple):
    """Square cells: the south-western corner and the side in metres, the numbers of columns and rows."""

    west: float
    south: float
    side: float
    columns: int
    rows: int

    def finer(self, factor: int) -> Grid:
        """The same grid with each cell cut into ``factor`` by ``factor``."""
        return Grid(self.west, self.south, self.side / factor, self.columns * factor, self.rows * factor)

    def cells(self, x: np.ndarray, y: np.ndarray) -> np.ndarray:
        """The number of each point's cell, row by row. A point outside, or that is none, is given one of the outermost."""
        scale = 1.0 / self.side
        column, row = x - self.west, y - self.south
        for place, after in ((column, self.columns), (row, self.rows)):
            place *= scale
            np.fmax(place, 0.0, out=place)  # what is no number becomes 0
            np.fmin(place, after - 1.0, out=place)
        cell: np.ndarray = row.astype(np.int32)
        cell *= self.columns
        cell += column.astype(np.int32)
        return cell

    def column(self, x: np.ndarray) -> np.ndarray:
        """The column of each x, as a number with a fraction cut off; it may lie outside."""
        column: np.ndarray = np.floor((x - self.west) * (1.0 / self.side))
        return column

    def row(self, y: np.ndarray) -> np.ndarray:
        """The row of each y."""
        row: np.ndarray = np.floor((y - self.south) * (1.0 / self.side))
        return row


def grid_over(bounds: Sequence[float], cells: int) -> Grid:
    """A grid of about so many cells over west, south, east, north, with a rim of two cells that the bounds do not reach."""
    west, south, east, north = map(float, bounds)  # NumPy 2 writes its own as np.float64(...), which is no SQL
    side = max(float(np.sqrt(max(east - west, 1.0) * max(north - south, 1.0) / cells)), 1.0)
    columns, rows = int((east - west) / side) + 5, int((north - south) / side) + 5
    return Grid(west - 2 * side, south - 2 * side, side, columns, rows)


class Edges(NamedTuple):
    """The edges of rings: their ends, and the number of the outline that each belongs to."""

    x0: np.ndarray
    y0: np.ndarray
    x1: np.ndarray
    y1: np.ndarray
    owner: np.ndarray


def edges_of(outlines: np.ndarray) -> Edges:
    """All edges of all rings of some polygons."""
    parts, outline_of_part = shapely.get_parts(outlines, return_index=True)
    rings, part_of_ring = shapely.get_rings(parts, return_index=True)
    coordinates, ring = shapely.get_coordinates(rings, return_index=True)
    along = ring[1:] == ring[:-1]
    x, y = coordinates[:, 0], coordinates[:, 1]
    owner = outline_of_part[part_of_ring[ring[:-1][along]]]
    return Edges(x[:-1][along], y[:-1][along], x[1:][along], y[1:][along], owner)


def touched_cells(edges: Edges, grid: Grid, slack: float) -> Tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Columns and rows of every cell that an edge comes closer to than ``slack``, and of some more beside these; owners.

    Each edge is cut into pieces no longer than a cell, and the cells that a piece's box meets are taken.
    """
    length = np.maximum(np.abs(edges.x1 - edges.x0), np.abs(edges.y1 - edges.y0))
    pieces = np.ceil(length / grid.side).astype(np.int64)
    pieces[pieces == 0] = 1
    edge, number = _counted_through(pieces)
    share, step = number / pieces[edge], 1.0 / pieces[edge]
    dx, dy = (edges.x1 - edges.x0)[edge], (edges.y1 - edges.y0)[edge]
    x0, y0 = edges.x0[edge] + share * dx, edges.y0[edge] + share * dy
    x1, y1 = x0 + step * dx, y0 + step * dy
    first_column = grid.column(np.minimum(x0, x1) - slack).astype(np.int64)
    first_row = grid.row(np.minimum(y0, y1) - slack).astype(np.int64)
    across = grid.column(np.maximum(x0, x1) + slack).astype(np.int64) - first_column + 1
    up = grid.row(np.maximum(y0, y1) + slack).astype(np.int64) - first_row + 1
    piece, place = _counted_through(across * up)
    column = first_column[piece] + place % across[piece]
    row = first_row[piece] + place // across[piece]
    inside = (column >= 0) & (column < grid.columns) & (row >= 0) & (row < grid.rows)
    return column[inside], row[inside], edges.owner[edge[piece[inside]]]


def _counted_through(lengths: np.ndarray) -> Tuple[np.ndarray, np.ndarray]:
    """For lengths such as 2, 3: the number of each (0, 0, 1, 1, 1), and the place within it (0, 1, 0, 1, 2)."""
    which = np.repeat(np.arange(len(lengths)), lengths)
    return which, np.arange(len(which)) - np.repeat(np.cumsum(lengths) - lengths, lengths)


def filled_runs(edges: Edges, grid: Grid) -> Tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    """Runs of cells whose centres lie in an outline: owner, row, first column, column after the last.

    Even-odd along the rows' middle lines. A centre on an edge may fall on either side: touched cells know better.
    """
    first = np.ceil((np.minimum(edges.y0, edges.y1) - grid.south) / grid.side - 0.5).astype(np.int64)
    last = np.ceil((np.maximum(edges.y0, edges.y1) - grid.south) / grid.side - 0.5).astype(np.int64)
    edge, row = _counted_through(np.maximum(last - first, 0))
    row += first[edge]
    y = grid.south + (row + 0.5) * grid.side
    slope = (edges.x1 - edges.x0)[edge] / (edges.y1 - edges.y0)[edge]
    x = edges.x0[edge] + (y - edges.y0[edge]) * slope
    column = np.ceil((x - grid.west) / grid.side - 0.5).astype(np.int64)
    owner = edges.owner[edge]
    order = np.argsort((owner * (grid.rows + 1) + row) * (grid.columns + 2) + column, kind="stable")
    owner, row, column = owner[order][0::2], row[order][0::2], column[order]
    return owner, row, column[0::2], column[1::2]


class CellRuns(NamedTuple):
    """The labels of a grid's cells in runs, row after row: ``labels[k]`` holds from cell ``starts[k]`` to the next start."""

    grid: Grid
    starts: np.ndarray
    labels: np.ndarray


def label_runs(grid: Grid, cells: np.ndarray, labels: np.ndarray) -> CellRuns:
    """The runs of some cells' labels; all cells that are not given have 0.

    >>> label_runs(Grid(0, 0, 1, 5, 2), np.array([7, 6, 3]), np.array([4, 4, 9]))[1:]
    (array([0, 3, 4, 6, 8]), array([0, 9, 0, 4, 0]))
    """
    some = np.flatnonzero(labels)
    order = some[np.argsort(cells[some], kind="stable")]
    cells, labels = cells[order], labels[order]
    breaks = np.flatnonzero((cells[1:] != cells[:-1] + 1) | (labels[1:] != labels[:-1])) + 1
    begin = np.concatenate([[0], breaks]) if len(cells) else breaks
    first, after = cells[begin], np.concatenate([cells[breaks - 1], cells[-1:]]) + 1
    starts = np.unique(np.concatenate([[0], first, after]))
    of_start = np.zeros(len(starts), dtype=labels.dtype)
    of_start[np.searchsorted(starts, first)] = labels[begin]
    return CellRuns(grid, starts, of_start)


def cells_of_runs(first: np.ndarray, after: np.ndarray) -> Tuple[np.ndarray, np.ndarray]:
    """The number of the run and the column of every cell of some runs."""
    run, column = _counted_through(np.maximum(after - first, 0))
    return run, column + first[run]
