"""Columns of a CSV file in blocks, as bytes, split by NumPy: semicolons, commas or tabs; UTF-8 or Windows-1252.

Values are kept as the bytes that stand in the file, so that no encoding needs to be known: :func:`text_of` reads either. A
file with quotes is read by Python's csv module from the block with the first quote on.
"""

from __future__ import annotations

import csv
import io
from pathlib import Path
from typing import BinaryIO, Dict, Iterator, List, Sequence, Tuple

import numpy as np

from ..analysis.incident_columns import distinct, text_of
from ..domain.errors import Refusal

_BLOCK = 8 << 20
_ROWS = 100_000
_WIDEST = 200
"""Longer values are cut: no code, day or number is."""

_DIGITS = 15
"""So many digits a floating-point number holds exactly."""
_POWERS = 10.0 ** np.arange(_DIGITS + 1)


class CsvFile:
    """A CSV file: its delimiter, its columns' names, and its rows in blocks."""

    def __init__(self, path: str) -> None:
        self.path = path
        try:
            with open(path, "rb") as file:
                start = file.read(1 << 16)
        except FileNotFoundError as error:
            raise Refusal("text_file_missing", location=path) from error
        except OSError as error:
            raise Refusal("incidents_unreadable", location=path, reason=error.strerror or str(error)) from error
        if start[:2] in (b"\xff\xfe", b"\xfe\xff"):
            raise Refusal("text_file_wide", location=path)
        self._bom = 3 if start.startswith(b"\xef\xbb\xbf") else 0
        head = start[self._bom :].split(b"\n", 1)[0].rstrip(b"\r")
        if b"\0" in head or not head:
            raise Refusal("text_file_empty", location=path)
        self.delimiter = max(b";,\t|", key=lambda byte: head.count(bytes([byte])))
        line = next(csv.reader([head.decode("latin-1")], delimiter=chr(self.delimiter)))
        self.names: List[str] = [text_of(name.encode("latin-1")) for name in line]
        self._after_head = self._bom + len(start[self._bom :].split(b"\n", 1)[0]) + 1

    def size(self) -> int:
        """The file's size in bytes."""
        return Path(self.path).stat().st_size

    def blocks(self, wanted: Sequence[str]) -> Iterator[Dict[str, np.ndarray]]:
        """The wanted columns of some rows after others, each as bytes of one width."""
        places = [self.names.index(name) for name in wanted]
        with open(self.path, "rb") as file:
            file.seek(self._after_head)
            rest = b""
            while True:
                data = file.read(_BLOCK)
                block = rest + data
                if not block:
                    return
                if b'"' in block:
                    yield from self._quoted(block, file, wanted, places)
                    return
                cut = len(block) if not data else block.rfind(b"\n") + 1
                rest = block[cut:]
                if cut:
                    yield dict(zip(wanted, self._split(block[:cut], places)))
                if not data:
                    return

    def _split(self, block: bytes, places: Sequence[int]) -> List[np.ndarray]:
        if not block.endswith(b"\n"):
            block += b"\n"
        raw = np.frombuffer(block + bytes(_WIDEST), dtype=np.uint8)
        stops = np.flatnonzero((raw == self.delimiter) | (raw == 10))
        lines = np.flatnonzero(raw[stops] == 10)
        number = len(self.names)
        if len(stops) != number * len(lines) or (np.diff(lines, prepend=-1) != number).any():
            return self._uneven(block, places)
        ends = stops.reshape(-1, number)
        begins = np.empty_like(ends)
        begins[:, 1:] = ends[:, :-1] + 1
        begins[0, 0] = 0
        begins[1:, 0] = ends[:-1, -1] + 1
        last = ends[:, -1].copy()
        last -= raw[np.maximum(last - 1, 0)] == 13
        return [_taken(raw, begins[:, p], last if p == number - 1 else ends[:, p]) for p in places]

    def _uneven(self, block: bytes, places: Sequence[int]) -> List[np.ndarray]:
        """A block in which some lines have too few or too many values, or none: what lacks is empty."""
        separator = bytes([self.delimiter])
        rows = [line.rstrip(b"\r").split(separator) for line in block.split(b"\n") if line.strip()]
        return _columns(rows, places)

    def _quoted(
        self, block: bytes, file: BinaryIO, wanted: Sequence[str], places: Sequence[int]
    ) -> Iterator[Dict[str, np.ndarray]]:
        # Latin-1 keeps every byte as it is.
        rest = io.TextIOWrapper(file, encoding="latin-1", newline="")
        lines = _chained(block.decode("latin-1"), rest)
        rows: List[List[bytes]] = []
        try:
            for row in csv.reader(lines, delimiter=chr(self.delimiter)):
                if row:
                    rows.append([value.encode("latin-1") for value in row])
                if len(rows) >= _ROWS:
                    yield dict(zip(wanted, _columns(rows, places)))
                    rows = []
        except csv.Error as error:
            raise Refusal("incidents_unreadable", location=self.path, reason=str(error)) from error
        finally:
            rest.detach()
        if rows:
            yield dict(zip(wanted, _columns(rows, places)))


def _chained(start: str, rest: io.TextIOWrapper) -> Iterator[str]:
    """The lines of what is read already and of what follows; the last of the first may go on in the second."""
    lines = [line + "\n" for line in start.split("\n")]
    last = lines.pop()[:-1] + rest.readline()
    if last:
        lines.append(last)
    yield from lines
    yield from rest


def _taken(raw: np.ndarray, begin: np.ndarray, end: np.ndarray) -> np.ndarray:
    """The bytes from ``begin`` to ``end`` of each row, in one width; ``raw`` goes on for ``_WIDEST`` after the last."""
    length = np.minimum(end - begin, _WIDEST)
    width = max(int(length.max(initial=0)), 1)
    # Every place of the block as the beginning of a value: a row's is taken as one piece.
    values = np.ndarray(len(raw) - width, dtype=f"V{width}", buffer=raw, strides=(1,))[begin]
    if (length != width).any():
        values.view(np.uint8).reshape(-1, width)[np.arange(width) >= length[:, None]] = 0
    return values.view(f"S{width}")


def _columns(rows: Sequence[Sequence[bytes]], places: Sequence[int]) -> List[np.ndarray]:
    return [
        np.array([row[p][:_WIDEST] if p < len(row) else b"" for row in rows] or [b""], dtype="S")[: len(rows)]
        for p in places
    ]


def numbers_of(column: np.ndarray) -> np.ndarray:
    """The numbers that a column of bytes writes, with a point or a comma; NaN where a row holds none."""
    if column.dtype.itemsize > _DIGITS + 1:
        return _one_by_one(column)
    found, plain = _plain_numbers(column)
    odd = np.flatnonzero(~plain)
    found[odd] = _one_by_one(column[odd])
    return found


def _plain_numbers(column: np.ndarray) -> Tuple[np.ndarray, np.ndarray]:
    """The numbers of rows that hold only digits and at most one point or comma; which rows do.

    Digits make a whole number, which a power of ten divides: both exact, so that the quotient is the nearest number.
    """
    width = column.dtype.itemsize
    whole, decimals = np.zeros(len(column), dtype=np.int64), np.zeros(len(column), dtype=np.uint8)
    broken, ended, seen = np.zeros((3, len(column)), dtype=bool)
    plain = np.ones(len(column), dtype=bool)
    for letter in np.ascontiguousarray(column.view(np.uint8).reshape(-1, width).T):
        digit = letter - np.uint8(48)
        is_digit = digit < 10
        if is_digit.all():
            whole *= 10
            whole += digit
        else:
            point, end = (letter == 46) | (letter == 44), letter == 0
            plain &= is_digit | (point & ~broken) | end
            broken |= point
            ended |= end
            whole = np.where(is_digit, whole * 10 + digit, whole)
        plain &= ~ended | (letter == 0)
        decimals += broken & is_digit
        seen |= is_digit
    plain &= seen & (whole < 10**_DIGITS)
    return whole / _POWERS[np.minimum(decimals, _DIGITS)], plain


def _one_by_one(column: np.ndarray) -> np.ndarray:
    texts, row = distinct(column)
    return np.array([_number(text_of(text)) for text in texts] or [np.nan], dtype=np.float64)[row]


def _number(text: str) -> float:
    try:
        return float(text.replace(" ", "").replace(",", "."))
    except ValueError:
        return float("nan")
