"""Tables as CSV files."""

from __future__ import annotations

import csv
import doctest
import io
from datetime import date

import pytest

from drugscene_plugin.domain.disclosure import disclose
from drugscene_plugin.domain.field import Profile
from drugscene_plugin.domain.table import Column, Table
from drugscene_plugin.reports import table_files
from drugscene_plugin.reports.table_files import csv_bytes, csv_cell, defused


def file_of(*rows, columns=("one", "two")):
    table = Table("t", tuple(Column(name) for name in columns), tuple(rows))
    return csv_bytes(disclose(table, Profile.INTERNAL))


def test_the_examples_in_the_docstrings_run():
    assert doctest.testmod(table_files).failed == 0


def test_a_file_has_a_head_no_byte_order_mark_and_the_line_ends_of_the_standard():
    assert file_of(("å", 1)) == "one,two\r\nå,1\r\n".encode()


@pytest.mark.parametrize(
    ("value", "cell"),
    [
        (None, ""),
        (True, "true"),
        (False, "false"),
        (-3, "-3"),
        (0.1 + 0.2, "0.30000000000000004"),
        (-12.5, "-12.5"),
        (5e-05, "0.00005"),
        (1e22, "10000000000000000000000"),
        (date(2023, 10, 1), "2023-10-01"),
    ],
)
def test_a_value_is_written_in_full_and_plainly(value, cell):
    assert csv_cell(value) == cell


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "\n", "＝", " ="])
def test_text_that_a_spreadsheet_would_run_starts_with_an_apostrophe(start):
    assert defused(f"{start}cmd()").startswith(f"'{start}")


@pytest.mark.parametrize("split", [";", "\n", "\r\n", "\t", "; "])
def test_so_does_what_would_be_a_cell_of_its_own_for_a_spreadsheet_that_splits_elsewhere(split):
    assert "'" in defused(f"a{split}=cmd()")


@pytest.mark.parametrize("text", ["Torget", "a=b", "5-6", "", "'quoted'", "e@mail", "park;square", "1+1"])
def test_other_text_is_left_alone(text):
    assert defused(text) == text


@pytest.mark.parametrize("text", ['a "quote"', "a, b", "two\r\nlines", "two\nlines", "😀 שלום", "x" * 10_000])
def test_awkward_text_is_read_back_as_it_was(text):
    rows = list(csv.reader(io.StringIO(file_of((text, 1)).decode("utf-8"), newline="")))
    assert rows == [["one", "two"], [text, "1"]]


def test_text_that_no_encoding_has_does_not_stop_the_file():
    assert file_of(("a\ud800b", 1)) == b"one,two\r\na?b,1\r\n"
