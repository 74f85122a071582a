"""The workbook: the tables for people."""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
from dataclasses import replace
from xml.etree import ElementTree

import pytest

from drugscene_plugin.analysis.suppression import suppress
from drugscene_plugin.domain.counted import Counted, Relation, together
from drugscene_plugin.domain.disclosure import disclose
from drugscene_plugin.domain.field import Profile
from drugscene_plugin.domain.mapping_round import RoundState
from drugscene_plugin.domain.suppression import Rules
from drugscene_plugin.domain.table import Column, Measure, Table
from drugscene_plugin.reports.workbook import workbook_bytes
from drugscene_plugin.texts.measure_definitions import formula
from drugscene_plugin.workflow.export_round import annual_content
from tests.reports.contents import LONG, county_content, county_store

CHART = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
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

    def block(self, name, cells):
        """The values of a range such as ``$C$2:$C$3``, in order."""
        ends = [re.fullmatch(r"\$([A-Z]+)\$(\d+)", end) for end in (cells.split(":") * 2)[:2]]
        (left, top), (right, bottom) = ((_index(end[1]), int(end[2]) - 1) for end in ends)
        rows = self.rows(name)
        return [rows[row][column] for row in range(top, bottom + 1) for column in range(left, right + 1)]

    def column(self, name, head):
        rows = self.rows(name)
        return [row[rows[0].index(head)] for row in rows[1:]]

    def cell(self, name, head, row):
        """The cell itself, ``row`` counted from 1 below the head."""
        index = self.rows(name)[0].index(head)
        return list(list(self.sheet(name).iter(f"{MAIN}row"))[row])[index]

    def style(self, cell):
        return self.styles[int(cell.get("s"))]


def _index(letters):
    """The number of a column, from 0."""
    number = 0
    for letter in letters:
        number = 26 * number + ord(letter) - ord("A") + 1
    return number - 1


@pytest.fixture(scope="module")
def english():
    return Workbook(workbook_bytes(county_content()))


def test_every_table_has_a_sheet_of_its_name_after_contents_and_charts(english):
    summaries = ["county", "by_lpo", "by_municipality", "by_scene"]
    assert english.names == ["Contents", "Charts", *summaries, "ledger", "changes", "rounds", "measures", "errata"]


def test_heads_are_words_of_the_language(english):
    assert english.rows("county")[0][:4] == [
        "Open drug scenes", "Area (m²)", "Municipalities with a scene", "LPOs with a scene",
    ]  # fmt: skip


def test_no_head_is_a_code(english):
    heads = [head for name in english.names[2:] for head in english.rows(name)[0]]
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
        if name.endswith(".rels"):
            assert b"TargetMode" not in data, name  # nothing leads out of the workbook


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


class TestFrontSheet:
    def test_says_of_what_and_for_whom_it_is(self, english):
        texts = [text for row in english.rows("Contents") for text in row if text]
        assert {"DRAFT: the round is not published.", "INTERNAL", "Mapping round 2023, state at 2023-10-01"} <= set(
            texts
        )
        assert any(text.startswith("D1: geografisk bestående plats") for text in texts)

    def test_leads_to_every_other_sheet(self, english):
        links = [link.get("location") for link in english.sheet("Contents").iter(f"{MAIN}hyperlink")]
        assert links == [f"'{name}'!A1" for name in english.names[1:]]

    def test_says_in_a_line_how_each_figure_came_about(self, english):
        formulas = [row[2] for row in english.rows("Contents") if row and row[0] == "Ledger" and row[2]]
        assert formulas == [formula("ledger")]

    def test_is_in_swedish_in_a_swedish_package(self):
        swedish = Workbook(workbook_bytes(county_content("sv")))
        assert swedish.names[:2] == ["Innehåll", "Diagram"]
        assert "UTKAST: kartläggningen är inte publicerad." in swedish.texts

    def test_a_published_round_is_no_draft(self):
        book = Workbook(workbook_bytes(county_content(state=RoundState.PUBLISHED)))
        assert not any("DRAFT" in text for text in book.texts)


class TestCharts:
    def test_every_figure_comes_from_the_cells_of_a_sheet(self, english):
        charts = [english.xml(name) for name in english.files if name.startswith("xl/charts/chart")]
        places = [f.text for chart in charts for f in chart.iter(f"{CHART}f")]
        assert len(charts) == 6
        assert {place.split("!")[0] for place in places} == {"rounds", "ledger", "by_lpo"}

    def test_what_a_chart_remembers_is_what_the_cells_hold(self, english):
        for name in english.files:
            if name.startswith("xl/charts/chart"):
                for reference in english.xml(name).iter(f"{CHART}numRef"):
                    sheet, cells = reference.findtext(f"{CHART}f").split("!")
                    shown = [float(v.text) for v in reference.iter(f"{CHART}v")]
                    assert shown == [v for v in english.block(sheet, cells) if v is not None], (name, cells)

    def test_the_total_is_no_bar_beside_its_parts(self, english):
        places = [f.text for n in english.files if n.startswith("xl/charts/") for f in english.xml(n).iter(f"{CHART}f")]
        assert "by_lpo!$C$2:$C$3" in places  # two areas; the total is in row 4


class TestWithheld:
    """A table with small counts, as the cooperating authorities get it."""

    @pytest.fixture(scope="class")
    def book(self):
        counts = {"a": 3, "b": 40, "c": 50, "d": 60}
        total = ("x", "all")
        values = {("x", name): n for name, n in counts.items()}
        relation = Relation(total, tuple(values))
        values[total] = sum(counts.values())
        columns = (Column("name"), Column("count", Measure.COUNT, protected=True))
        rows = tuple((name[1], n) for name, n in values.items())
        cells = {(number, "count"): name for number, name in enumerate(values)}
        table = Table("concentration", columns, rows, counted=Counted(values, (relation,), cells))
        content = annual_content(county_store(), "2023", Profile.COOPERATION, "en")
        shown = disclose(table, Profile.COOPERATION, suppress(together([table.counted]), Rules()))
        return Workbook(workbook_bytes(replace(content, tables=(*content.tables, shown))))

    def test_a_withheld_cell_is_empty_and_hatched_and_says_so_when_it_is_picked(self, book):
        cell = book.cell("concentration", "Number counted", 1)
        assert book.value(cell) is None
        fills = list(book.xml("xl/styles.xml").find(f"{MAIN}fills"))
        pattern = fills[int(book.style(cell).get("fillId"))].find(f"{MAIN}patternFill")
        assert pattern.get("patternType") == "lightUp"
        (message,) = book.sheet("concentration").iter(f"{MAIN}dataValidation")
        assert message.get("prompt") == "Withheld: the number is small, or would tell a small one."
        assert message.get("sqref").split()[0] in ("B2", "B2:B3")

    def test_the_head_of_its_column_has_a_comment(self, book):
        (comments,) = [book.xml(name) for name in book.files if name.startswith("xl/comments")]
        assert [comment.get("ref") for comment in comments.iter(f"{MAIN}comment")] == ["B1"]

    def test_what_is_withheld_is_named_in_words(self, book):
        assert book.column("concentration", "Withheld numbers")[0] == "Number counted"
        assert "Hatched cells are withheld: the number is small, or would tell a small one." in book.texts

    def test_other_cells_have_their_numbers(self, book):
        assert book.column("concentration", "Number counted")[-1] == 153.0


class TestExcel:
    """What Excel refuses, as far as it can be told without it."""

    def test_names_of_sheets_are_short_and_different(self, english):
        lowered = [name.lower() for name in english.names]
        assert len(set(lowered)) == len(lowered)
        assert all(len(name) <= 31 and not set(name) & set("[]:*?/\\") for name in english.names)

    def test_every_part_is_well_formed(self, english):
        for name in english.files:
            if name.endswith((".xml", ".rels", ".vml")):
                english.xml(name)

    def test_every_part_that_is_named_is_there(self, english):
        for name, data in english.files.items():
            if name.endswith(".rels"):
                folder = name.replace("_rels/", "").rpartition("/")[0]
                for relation in ElementTree.fromstring(data):
                    target = relation.get("Target")
                    path = target.lstrip("/") if target.startswith("/") else posixpath.normpath(f"{folder}/{target}")
                    assert path.lstrip("/") in english.files, (name, target)

    def test_headers_are_no_longer_than_they_may_be(self, english):
        for name in english.names:
            assert len(english.sheet(name).findtext(f"{MAIN}headerFooter/{MAIN}oddHeader")) <= 255
