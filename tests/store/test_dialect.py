"""SQL on a GeoPackage: whatever a person types stays text."""

from __future__ import annotations

from contextlib import contextmanager
from datetime import date

import pytest
from osgeo import gdal

from drugscene_plugin.domain.field import FieldKind
from drugscene_plugin.store import dialect
from drugscene_plugin.store.connection import Session
from tests.workflow.store_contract import AWKWARD, refused

HOSTILE = [
    *AWKWARD,
    "'",
    "''",
    '"',
    "\\'",
    "x'); DELETE FROM t; --",
    "x' UNION SELECT name FROM sqlite_master --",
    "/* */ -- ; %s ? :a @b $c",
    "\x1e",
    "\x1f",
    "\x1e0",
    "\u200f\u202e\ufeff\uffff",
    "end\r\n",
    " led by blanks ",
    "12",
    "2023-10-01",
    "NULL",
]


@contextmanager
def memory():
    dataset = gdal.GetDriverByName("GPKG").Create("/vsimem/dialect.gpkg", 0, 0, 0, gdal.GDT_Unknown)
    session = Session(dataset)
    del dataset
    try:
        yield session
    finally:
        session.close()
        gdal.Unlink("/vsimem/dialect.gpkg")


@pytest.mark.parametrize("text", HOSTILE)
def test_a_text_comes_back_from_a_statement_as_it_went_in(text):
    with memory() as session:
        session.execute('CREATE TABLE t ("a" TEXT, "b" TEXT)')
        session.execute("INSERT INTO t VALUES ('kept', 'kept')")
        session.execute(f"INSERT INTO t VALUES ({dialect.quote_literal(text)}, 'after')")
        where = dialect.equals(a=text)
        assert session.select({'"a"': FieldKind.TEXT, '"b"': FieldKind.TEXT}, f"FROM t WHERE {where}") == [
            (text, "after")
        ]
        where = dialect.one_of("a", [text, "kept"])
        assert len(session.select({'"a"': FieldKind.TEXT}, f"FROM t WHERE {where}")) == 2


@pytest.mark.parametrize("name", [t for t in HOSTILE if t not in ("\ufeff",)])
def test_a_name_of_a_column_comes_back_as_it_went_in(name):
    with memory() as session:
        session.execute(f"CREATE TABLE t ({dialect.quote_identifier(name)} TEXT)")
        session.execute("INSERT INTO t VALUES ('x')")
        (row,) = session.select({"name": FieldKind.TEXT}, "FROM pragma_table_info('t')")
        assert row == (name,)


@pytest.mark.parametrize("quote", [dialect.quote_literal, dialect.quote_identifier])
@pytest.mark.parametrize("text", ["a\x00b", "\x00", "\ud83d"])
def test_what_sql_cannot_carry_is_refused(quote, text):
    with refused("text_not_storable"):
        quote(text)


def test_values_come_back_as_their_kind_says():
    kinds = {
        "t": FieldKind.TEXT,
        "l": FieldKind.LONG_TEXT,
        "c": FieldKind.CODE,
        "m": FieldKind.CODES,
        "i": FieldKind.INTEGER,
        "r": FieldKind.REAL,
        "b": FieldKind.BOOLEAN,
        "d": FieldKind.DATE,
    }
    rows = [
        ("", "x" * 100_000, "a", "a;b", -(2**62), 0.1 + 0.2, True, date(1, 1, 1)),
        ("y", "", "", "", 0, -1e-300, False, date(9999, 12, 31)),
        (None,) * 8,
    ]
    with memory() as session:
        session.execute(f"CREATE TABLE t ({', '.join(kinds)})")
        for row in rows:
            session.execute(f"INSERT INTO t VALUES ({', '.join(dialect.quote_literal(v) for v in row)})")
        assert session.select(kinds, "FROM t ORDER BY rowid") == rows


def test_bytes_and_what_is_no_value_of_a_column():
    assert dialect.quote_literal(b"GP\x00'") == "X'47500027'"
    with pytest.raises(TypeError):
        dialect.quote_literal(("a", "b"))
