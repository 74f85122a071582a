"""The workbook: the tables for people."""

from __future__ import annotations

import io
import zipfile
from xml.etree import ElementTree

import pytest

from drugscene_plugin.domain.mapping_round import RoundState
from drugscene_plugin.reports.workbook import workbook_bytes
from tests.reports.contents import LONG, county_content

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


class Workbook:
    """What a workbook's XML says, read without any library for workbooks."""

    def __init__(self, data):
        self.files = {}
        with zipfile.ZipFile(io.BytesIO(data)) as file:
            self.files = {name: file.read(name) for name in file.namelist()}
        shared = self.xml("xl/sharedStrings.xml")
        self.texts = ["".join(t.text or "" for t in item.iter(f"{MAIN}t")) for item in shared.iter(f"{MAIN}si")]
        self.names = [sheet.get("name") for sheet in self.xml("xl/workbook.xml").iter(f"{MAIN}sheet")]
        styles = self.xml("xl/styles.xml")
        self.formats = {f.get("numFmtId"): f.get("formatCode") for f in styles.iter(f"{MAIN}numFmt")}
        self.fonts = [font.find(f"{MAIN}b") is not None for font in styles.find(f"{MAIN}fonts")]
        self.styles = list(styles.find(f"{MAIN}cellXfs"))

    def xml(self, name):
        return ElementTree.fromstring(self.files[name])

    def sheet(self, name):
        return self.xml(f"xl/worksheets/sheet{self.names.index(name) + 1}.xml")

    def rows(self, name):
        """Every row as a list of plain values."""
        return [[self.value(cell) for cell in row] for row in self.sheet(name).iter(f"{MAIN}row")]

    def value(self, cell):
        text = cell.findtext(f"{MAIN}v")
        if text is None:
            return None
        if cell.get("t") == "s":
            return self.texts[int(text)]
        return bool(int(text)) if cell.get("t") == "b" else float(text)

    def column(self, name, head):
        rows = self.rows(name)
        return [row[rows[0].index(head)] for row in rows[1:]]

    def cell(self, name, head, row):
        """The cell itself, ``row`` counted from 1 below the head."""
        index = self.rows(name)[0].index(head)
        return list(list(self.sheet(name).iter(f"{MAIN}row"))[row])[index]

    def style(self, cell):
        return self.styles[int(cell.get("s"))]


@pytest.fixture(scope="module")
def english():
    return Workbook(workbook_bytes(county_content()))


def test_every_table_has_a_sheet_of_its_name(english):
    summaries = ["county", "by_lpo", "by_municipality", "by_scene"]
    assert english.names == [*summaries, "ledger", "changes", "measures", "errata"]


def test_heads_are_words_of_the_language(english):
    assert english.rows("county")[0][:4] == [
        "Open drug scenes", "Area (m²)", "Municipalities with a scene", "LPOs with a scene",
    ]  # fmt: skip


def test_no_head_is_a_code(english):
    heads = [head for name in english.names for head in english.rows(name)[0]]
    assert [head for head in heads if "_" in head] == []


def test_counts_areas_and_shares_are_numbers(english):
    assert english.rows("by_lpo")[1][:6] == ["1", "Västra", 1.0, 37_500.0, 0.5, pytest.approx(37_500 / 57_500)]


def test_the_rows_of_sums_have_names(english):
    assert english.rows("by_lpo")[-1][:3] == ["TOTAL", "Total", 2.0]


def test_codes_are_shown_by_their_names(english):
    assert english.column("by_scene", "Status") == [
        "Open drug scene", "Open drug scene", "Candidate", "Undecided", "Ceased", "Not a scene",
    ]  # fmt: skip
    assert english.column("by_scene", "Substances")[0] == "Cannabis, Other"
    assert english.column("by_scene", "Category")[0] == "First kind"


def test_the_users_own_codes_are_named_in_swedish_too():
    swedish = Workbook(workbook_bytes(county_content("sv")))
    assert "Första sorten" in swedish.texts


@pytest.mark.parametrize(
    ("sheet", "head", "code"),
    [
        ("by_lpo", "Open drug scenes", "#,##0"),
        ("by_lpo", "Area (m²)", "#,##0"),
        ("by_lpo", "Share of the scenes", "0.0%"),
        ("by_scene", "Reference date", "yyyy-mm-dd"),
    ],
)
def test_numbers_have_formats(english, sheet, head, code):
    style = english.style(english.cell(sheet, head, 1))
    built_in = {"3": "#,##0", "1": "0"}
    number = style.get("numFmtId")
    assert english.formats.get(number, built_in.get(number)) == code


def test_a_year_has_no_thousands(english):
    assert english.style(english.cell("by_scene", "First known year", 1)).get("numFmtId") == "1"


def test_the_total_is_bold_and_the_rows_above_are_not(english):
    def bold(row):
        return english.fonts[int(english.style(english.cell("by_lpo", "Open drug scenes", row)).get("fontId"))]

    assert [bold(1), bold(2), bold(3)] == [False, False, True]


def test_heads_are_frozen_and_the_filter_leaves_the_total_out(english):
    sheet = english.sheet("by_lpo")
    pane = sheet.find(f"{MAIN}sheetViews/{MAIN}sheetView/{MAIN}pane")
    assert (pane.get("ySplit"), pane.get("state")) == ("1", "frozen")
    assert sheet.find(f"{MAIN}autoFilter").get("ref") == "A1:AD3"  # two areas; the total is in row 4


def test_columns_are_wide_enough_for_what_they_hold_but_not_for_an_essay(english):
    widths = [float(column.get("width")) for column in english.sheet("by_scene").iter(f"{MAIN}col")]
    assert min(widths) >= 8
    assert max(widths) < 62


def test_text_is_never_a_formula_or_a_link(english):
    names = english.column("by_scene", "Name")
    assert "=cmd()|'/c calc'!A0" in names
    assert "http://example.org" in names
    for name, data in english.files.items():
        if name.startswith("xl/worksheets"):
            assert b"<f>" not in data
            assert b"<hyperlink" not in data


def test_text_that_looks_like_a_formula_stays_text_when_it_is_edited(english):
    cell = english.cell("by_scene", "Name", 2)
    assert english.value(cell).startswith("=")
    assert english.style(cell).get("quotePrefix") == "1"
    assert english.style(english.cell("by_scene", "Name", 1)).get("quotePrefix") is None


def test_characters_that_xml_forbids_are_left_out(english):
    assert english.column("by_scene", "Note")[0] == '=1+1\n- "quoted", and more; +2'


def test_a_text_that_no_cell_takes_is_cut_and_says_so(english):
    group = english.column("by_scene", "Group")[0]
    assert len(LONG) > 32_767 == len(group)
    assert group.endswith("…")


def test_a_name_of_ten_thousand_characters_stands_whole():
    name = "n" * 10_000
    book = Workbook(workbook_bytes(county_content(name=name)))
    assert book.column("by_scene", "Name")[0] == name


def test_pages_of_a_draft_say_so_and_those_of_a_published_round_do_not(english):
    published = Workbook(workbook_bytes(county_content(state=RoundState.PUBLISHED)))
    for book, marked in ((english, True), (published, False)):
        for name in book.names:
            header = book.sheet(name).findtext(f"{MAIN}headerFooter/{MAIN}oddHeader")
            assert ("DRAFT" in header) == marked


def test_the_workbook_is_dated_by_the_round_and_not_by_the_clock(english):
    assert b"2023-10-01T00:00:00Z" in english.files["docProps/core.xml"]
