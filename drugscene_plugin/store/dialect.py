"""What is particular to SQL on a GeoPackage: quoting, types, triggers, and what its errors mean."""

from __future__ import annotations

import re
from datetime import date
from functools import cache, lru_cache
from typing import Any, Callable, Dict, Iterable, List, Mapping, Optional, Sequence, Tuple

from osgeo import ogr

from ..domain.errors import Refusal
from ..domain.field import FieldKind
from ..domain.mapping_round import RoundState
from ..domain.storable import check_text
from .schema import CORRECTIONS, LINK_DECISIONS, ROUNDS, SCENES, SIGN_OFFS, TABLES, Table
from .session import Where

GUARD = "drugscene: the round is not a draft"
"""What the triggers say when other software writes into a round that is not a draft."""

KEPT = "drugscene: rows of this table are only ever added"
"""What the triggers say when other software changes or removes what people decided."""

FIELD_TYPES = {
    FieldKind.TEXT: (ogr.OFTString, ogr.OFSTNone),
    FieldKind.LONG_TEXT: (ogr.OFTString, ogr.OFSTNone),
    FieldKind.CODE: (ogr.OFTString, ogr.OFSTNone),
    FieldKind.CODES: (ogr.OFTString, ogr.OFSTNone),
    FieldKind.INTEGER: (ogr.OFTInteger64, ogr.OFSTNone),
    FieldKind.REAL: (ogr.OFTReal, ogr.OFSTNone),
    FieldKind.BOOLEAN: (ogr.OFTInteger, ogr.OFSTBoolean),
    FieldKind.DATE: (ogr.OFTDate, ogr.OFSTNone),
}
"""The OGR type and subtype of a column, by what it holds."""


@cache
def quote_identifier(name: str) -> str:
    """The name of a table or column as SQL takes it."""
    check_text("name", name)
    return '"' + name.replace('"', '""') + '"'


def quote_literal(value: object) -> str:
    """A value as SQL takes it: None, bool, int, float, date, text or bytes.

    Raises:
        Refusal: a text with a NUL character or half a surrogate pair, which SQL text cannot carry.
    """
    if value is None:
        return "NULL"
    if isinstance(value, bool):
        return "1" if value else "0"
    if isinstance(value, (int, float)):
        return repr(value)
    if isinstance(value, date):
        return f"'{value.isoformat()}'"
    if isinstance(value, bytes):
        return f"X'{value.hex()}'"
    if isinstance(value, str):
        check_text("value", value)
        return "'" + str.__str__(value).replace("'", "''") + "'"
    raise TypeError(f"no SQL literal for {type(value).__name__}")


def equals(**values: object) -> str:
    """The condition that columns have these values."""
    return " AND ".join(f"{quote_identifier(n)} = {quote_literal(v)}" for n, v in values.items())


def one_of(column: str, values: Iterable[object]) -> str:
    """The condition that a column has one of these values."""
    return f"{quote_identifier(column)} IN ({', '.join(quote_literal(v) for v in values)})"


def condition(where: Where) -> str:
    """The condition that columns hold what they are to hold."""
    parts = []
    for name, value in where.items():
        if value is None:
            parts.append(f"{quote_identifier(name)} IS NULL")
        else:
            parts.append(one_of(name, value) if isinstance(value, (list, tuple)) else equals(**{name: value}))
    return " AND ".join(parts)


def source(table: Table, where: Where, order: Sequence[str]) -> str:
    """The rest of a statement that selects from a table: which rows, in which order."""
    parts = ["FROM", quote_identifier(table.name)]
    if where:
        parts += ["WHERE", condition(where)]
    if order:
        parts += ["ORDER BY", columns(order)]
    return statement(*parts)


def columns(names: Iterable[str]) -> str:
    """Names of columns, with commas between."""
    return ", ".join(quote_identifier(n) for n in names)


def statement(*parts: str) -> str:
    """A statement from parts that are each SQL of ours, or quoted by :func:`quote_identifier` or :func:`quote_literal`.

    GDAL's ExecuteSQL takes no parameters: quoting stands in this module alone, and its tests try to break out of it.
    """
    return " ".join(parts)


def insert(table: Table, names: Iterable[str], values: Iterable[object]) -> str:
    """The statement that adds a row."""
    literals = ", ".join(quote_literal(v) for v in values)
    return statement("INSERT INTO", quote_identifier(table.name), f"({columns(names)})", f"VALUES ({literals})")


def update(table: Table, names: Iterable[str], values: Iterable[object], where: str) -> str:
    """The statement that changes rows."""
    pairs = ", ".join(f"{quote_identifier(n)} = {quote_literal(v)}" for n, v in zip(names, values))
    return statement("UPDATE", quote_identifier(table.name), "SET", pairs, "WHERE", where)


def delete(table: Table, where: str) -> str:
    """The statement that removes rows."""
    return statement("DELETE FROM", quote_identifier(table.name), "WHERE", where)


_BREAK, _ESCAPE = "\x1f", "\x1e"
_NULL, _ESCAPED_BREAK, _ESCAPED_ESCAPE = f"{_ESCAPE}0", f"{_ESCAPE}1", f"{_ESCAPE}2"


def packed(wanted: Mapping[str, FieldKind]) -> str:
    """The expression that holds all values of a row in one text, for :func:`unpacked`.

    Fetching one text instead of fifty values makes reading a large round several times faster.
    """
    texts = []
    for expression, kind in wanted.items():
        if kind is FieldKind.REAL:
            text = f"printf('%!.17g', {expression})"
        elif kind in (FieldKind.INTEGER, FieldKind.BOOLEAN, FieldKind.DATE):
            text = expression
        else:
            text = f"replace({expression}, char(30), char(30) || '2')"
            text = f"replace({text}, char(31), char(30) || '1')"
        texts.append(f"CASE WHEN {expression} IS NULL THEN char(30) || '0' ELSE {text} END")
    return " || char(31) || ".join(texts)


def _text(value: str) -> str:
    if _ESCAPE not in value:
        return value
    return value.replace(_ESCAPED_BREAK, _BREAK).replace(_ESCAPED_ESCAPE, _ESCAPE)


def _boolean(value: str) -> bool:
    return value != "0"


@lru_cache(1000)
def _date(value: str) -> date:
    return date.fromisoformat(value[:10])


_READERS: Dict[FieldKind, Callable[[str], Any]] = {
    FieldKind.INTEGER: int,
    FieldKind.REAL: float,
    FieldKind.BOOLEAN: _boolean,
    FieldKind.DATE: _date,
}


class Unreadable(ValueError):
    """A value that is not of its column's kind: which of them, and all as far as they could be read, as texts."""

    def __init__(self, at: int, values: Sequence[Optional[str]]) -> None:
        super().__init__(at, values)
        self.at, self.values = at, values


def unpacked(text: str, kinds: Tuple[FieldKind, ...]) -> Tuple[Any, ...]:
    """The values of a row from the text that :func:`packed` made.

    Raises:
        Unreadable: other software wrote a value of another kind, or a text that is none.
    """
    values: List[Any] = [None if v == _NULL else v for v in text.split(_BREAK)]
    if len(values) != len(kinds):  # bytes that end the text before its time
        raise Unreadable(len(values) - 1, values)
    if not text.isascii():
        _check_characters(values)
    if text.count(_ESCAPE) > values.count(None):  # hardly ever
        values = [v and _text(v) for v in values]
    for at, read in _read_at(kinds):
        if values[at] is not None:
            try:
                values[at] = read(values[at])
            except ValueError as error:
                raise Unreadable(at, values) from error
    return tuple(values)


def _check_characters(values: Sequence[Optional[str]]) -> None:
    for at, value in enumerate(values):
        try:
            (value or "").encode("utf-8")
        except UnicodeEncodeError as error:  # bytes that are no text come as halves of surrogate pairs
            raise Unreadable(at, values) from error


@cache
def _read_at(kinds: Tuple[FieldKind, ...]) -> Sequence[Tuple[int, Callable[[str], Any]]]:
    """Where values stand that are no texts, and what reads them."""
    return [(at, _READERS[kind]) for at, kind in enumerate(kinds) if kind in _READERS]


def index_statements(table: Table) -> Tuple[str, ...]:
    """The statements that make a table's indexes."""
    made = []
    for kind, names in (("UNIQUE INDEX", table.unique), ("INDEX", table.index)):
        if names:
            name = quote_identifier(f"{table.name}_{'_'.join(names)}")
            made.append(f"CREATE {kind} {name} ON {quote_identifier(table.name)} ({columns(names)})")
    return tuple(made)


def guard_statements() -> Tuple[str, ...]:
    """The statements that make the triggers which keep every program out of rounds that are settled.

    Scenes of a round that is not a draft can be neither added, changed nor removed, and the row of a published round
    can be neither changed nor removed, but for a correction that is on record opening it as its next revision. A
    published round takes no more decisions and sign-offs, and no table that is append-only loses or changes a row.
    They are BEFORE triggers: the R-tree's own run after the row is written.
    """
    scenes, rounds = quote_identifier(SCENES.name), quote_identifier(ROUNDS.name)
    draft, published = quote_literal(RoundState.DRAFT.value), quote_literal(RoundState.PUBLISHED.value)
    abort = f"BEGIN SELECT RAISE(ABORT, {quote_literal(GUARD)}); END"

    def settled(*sides: str) -> str:
        labels = ", ".join(f'{side}."round"' for side in sides)
        return statement("EXISTS (SELECT 1 FROM", rounds, f'WHERE "label" IN ({labels}) AND "state" <> {draft})')

    return (
        f"CREATE TRIGGER guard_scenes_insert BEFORE INSERT ON {scenes} WHEN {settled('NEW')} {abort}",
        f"CREATE TRIGGER guard_scenes_update BEFORE UPDATE ON {scenes} WHEN {settled('OLD', 'NEW')} {abort}",
        f"CREATE TRIGGER guard_scenes_delete BEFORE DELETE ON {scenes} WHEN {settled('OLD')} {abort}",
        f"CREATE TRIGGER guard_rounds_update BEFORE UPDATE ON {rounds} "
        f'WHEN OLD."state" = {published} AND NOT {_is_correction()} {abort}',
        f'CREATE TRIGGER guard_rounds_delete BEFORE DELETE ON {rounds} WHEN OLD."state" = {published} {abort}',
        *(
            statement(
                f"CREATE TRIGGER guard_{table.name}_insert BEFORE INSERT ON {quote_identifier(table.name)}",
                "WHEN EXISTS (SELECT 1 FROM",
                rounds,
                f'WHERE "label" = NEW."round" AND "state" = {published}) {abort}',
            )
            for table in (LINK_DECISIONS, SIGN_OFFS)
        ),
        *(
            f"CREATE TRIGGER guard_{table.name}_{event.lower()} BEFORE {event} ON {quote_identifier(table.name)} "
            f"BEGIN SELECT RAISE(ABORT, {quote_literal(KEPT)}); END"
            for table in TABLES
            if table.append_only
            for event in ("UPDATE", "DELETE")
        ),
    )


def _is_correction() -> str:
    """The condition that an update of a published round only opens it as the revision that a correction names."""
    same = " AND ".join(
        f"OLD.{quote_identifier(name)} IS NEW.{quote_identifier(name)}"
        for name in ROUNDS.names
        if name not in ("state", "revision")
    )
    on_record = statement(
        "EXISTS (SELECT 1 FROM",
        quote_identifier(CORRECTIONS.name),
        'WHERE "round" = OLD."label" AND "revision" = NEW."revision")',
    )
    draft = quote_literal(RoundState.DRAFT.value)
    return f'(NEW."state" = {draft} AND NEW."revision" = OLD."revision" + 1 AND {same} AND {on_record})'


_MEANINGS = (
    (r"is locked", "store_locked"),
    (r"disk is full|No space left on device", "store_full"),
    (r"readonly database|read-only mode|unable to open database file", "store_read_only"),
    (r"malformed|is not a database|disk I/O error", "store_unusable"),
)


def refusal(said: Iterable[str], location: str) -> Optional[Refusal]:
    """What GDAL said of the file means to a person; None when it is a mistake in the program.

    GDAL repeats the whole statement, with what users wrote in it, and then says at the end what went wrong.
    """
    ends = [text.strip().splitlines()[-1][-200:] for text in said if text.strip()]
    for pattern, code in _MEANINGS:
        for end in ends:
            found = re.search(f"({pattern})\\W*$", end)
            if found:
                values = {"reason": found[1]} if code == "store_unusable" else {}
                return Refusal(code, location=location, **values)
    return None
