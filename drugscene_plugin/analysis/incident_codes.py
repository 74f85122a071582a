"""Codes of crimes as small numbers, and which of them count: in each group, on each day, for each question."""

from __future__ import annotations

import re
from typing import Dict, List, Optional, Sequence, Tuple

import numpy as np

from ..domain.crime_groups import CrimeGroup
from ..domain.errors import Refusal
from ..domain.period import Period
from .incident_columns import distinct, fixed_width, four_digits, is_nothing, text_of
from .time_slots import TimeSlots

NO_CODE, UNKNOWN_CODE = 0, 1
"""Numbers of codes that are missing, or in no group."""

_LIKE_A_CODE = re.compile(r"[0-9A-Za-z]{1,8}")


class CodeBook:
    """Numbers for the codes of some groups: from 2 on, in the codes' order. ``name`` is that of their column."""

    def __init__(self, groups: Sequence[CrimeGroup], name: str = "") -> None:
        self._name = name
        self.codes: Tuple[str, ...] = tuple(sorted({one.code for group in groups for one in group.codes}))
        self._number: Dict[str, int] = {code: number + 2 for number, code in enumerate(self.codes)}
        self._of_digits = np.full(10_000, UNKNOWN_CODE, dtype=np.int32)
        for code, number in self._number.items():
            if re.fullmatch(r"[0-9]{4}", code):
                self._of_digits[int(code)] = number
        self._seen = np.zeros(10_000)
        self._others: Dict[str, int] = {}

    def encode(self, column: np.ndarray, weights: Optional[np.ndarray]) -> np.ndarray:
        """The number of each row's code. What is in no group is remembered in ``unknown``, by code.

        Raises:
            Refusal: ``codes_not_text``: numbers have lost their leading zeros.
        """
        if np.asarray(column).dtype.kind in "iufb":
            raise Refusal("codes_not_text", field=self._name)
        texts = fixed_width(column)
        digits = four_digits(texts)
        numbers: np.ndarray = self._of_digits.take(digits, mode="clip")
        odd = np.flatnonzero(digits < 0)
        if len(odd):
            plain = digits >= 0
            some, others = (None, None) if weights is None else (weights[plain], weights[odd])
            numbers[odd] = self._encode_others(texts[odd], others)
            digits, weights = digits[plain], some
        self._seen += np.bincount(digits, weights, len(self._seen))
        return numbers

    def _encode_others(self, texts: np.ndarray, weights: Optional[np.ndarray]) -> np.ndarray:
        """The numbers of what is not written by four digits."""
        values, row = distinct(texts)
        cleaned = [text_of(value) for value in values]
        known = [NO_CODE if is_nothing(c) else self._number.get(c, UNKNOWN_CODE) for c in cleaned]
        for code, number, many in zip(cleaned, known, np.bincount(row, weights, len(values))):
            if number == UNKNOWN_CODE:
                _note(self._others, code, int(many))
        numbers: np.ndarray = np.array(known, dtype=np.int32)[row]
        return numbers

    @property
    def unknown(self) -> Dict[str, int]:
        """How many incidents have each code that is in no group; "?" stands for what looks like no code."""
        found = dict(self._others)
        for digits in np.flatnonzero((self._seen > 0) & (self._of_digits == UNKNOWN_CODE)).tolist():
            _note(found, f"{digits:04d}", int(self._seen[digits]))
        return dict(sorted(found.items()))


def _note(found: Dict[str, int], code: str, many: int) -> None:
    # A wrong column may hold anything: only what looks like a code is kept, and no more than a code list has.
    if not _LIKE_A_CODE.fullmatch(code) or (code not in found and len(found) >= 2000):
        code = "?"
    found[code] = found.get(code, 0) + many


class Countable:
    """What counts: by slot of time and code, both in one number, the *status*; without groups everything does.

    ``shape`` is how many slots and codes there are, what is none included; ``valid`` is group × slot × code, ``listed`` is
    group × code, whether valid or not. What counts alike in all groups and periods is of one *kind*, 0 counting nowhere:
    ``kind`` has that of each status, ``members`` whether each kind counts in each period and group.
    """

    def __init__(
        self, groups: Sequence[CrimeGroup], book: CodeBook, slots: TimeSlots, periods: Sequence[Period]
    ) -> None:
        self._spans = [slots.span(period) for period in periods]
        self.shape = slots.number + 2, len(book.codes) + 2
        self.statuses = self.shape[0] * self.shape[1]
        self.valid = np.ones((1, slots.number, self.shape[1]), dtype=bool)
        self.listed = np.ones((1, self.shape[1]), dtype=bool)
        if groups:
            self.valid, self.listed = _tables(groups, book, slots)
        self.kind, self.members = self._kinds()

    def counted(self, number: int) -> np.ndarray:
        """Whether each status counts in each group for a period: group × status."""
        first, after = self._spans[number]
        counted = np.zeros((len(self.valid), *self.shape), dtype=bool)
        counted[:, first:after] = self.valid[:, first:after]
        return counted.reshape(len(self.valid), self.statuses)

    def _kinds(self) -> Tuple[np.ndarray, np.ndarray]:
        counted: List[np.ndarray] = [self.counted(number) for number in range(len(self._spans))]
        nowhere = np.zeros((len(self._spans) * len(self.valid), 1), dtype=bool)
        by_status = np.hstack([nowhere, np.concatenate(counted)]).T  # the first kind, for it is the least
        _, first, kind = np.unique(np.packbits(by_status, axis=1), axis=0, return_index=True, return_inverse=True)
        members = by_status[first].reshape(len(first), len(self._spans), len(self.valid))
        return kind.reshape(-1)[1:].astype(np.int32), members


def _tables(groups: Sequence[CrimeGroup], book: CodeBook, slots: TimeSlots) -> Tuple[np.ndarray, np.ndarray]:
    """Whether each group counts each code in each slot; whether it lists the code at all."""
    number = {code: n + 2 for n, code in enumerate(book.codes)}
    valid = np.zeros((len(groups), slots.number, len(book.codes) + 2), dtype=bool)
    listed = np.zeros((len(groups), len(book.codes) + 2), dtype=bool)
    for g, group in enumerate(groups):
        listed[g, [number[one.code] for one in group.codes]] = True
        for s, (first, _) in enumerate(slots.spans()):
            valid[g, s, [number[one.code] for one in group.codes if one.valid_on(first)]] = True
    return valid, listed
