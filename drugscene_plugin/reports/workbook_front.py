"""The workbook's first sheets: what it is, what stands where and how each figure came about; and the charts.

The charts point at the cells of the tables' sheets, so that they show what stands there and nothing else.
"""

from __future__ import annotations

from typing import Any, List, Optional, Sequence, Tuple

from ..domain.annual_content import AnnualContent
from ..domain.disclosure import RULE_VERSION, PublishableTable
from ..domain.field import Profile
from ..domain.ledger import TERMS
from ..texts.labels import field_label
from ..texts.measure_definitions import definition, formula, measure_name, measures_of, reference
from ..texts.package_labels import package_word, table_note, table_title
from .manifest import software_versions

NEW, OLD = "#0B5FA5", "#B3261E"
"""The colours of this round and of the one before."""

_TITLE_SIZE, _MARK_SIZE = 16, 20
_WIDTHS = (28, 62, 62, 46)
_CHART = {"x_scale": 1.25, "y_scale": 1.25}
_CHART_ROWS, _CHART_COLUMNS = 20, 10  # of cells that a chart takes

Style = Any  # a format of XlsxWriter, which has no types


class FrontSheet:
    """Title, profile, definition; a line a sheet, with a link; a line a figure."""

    def __init__(self, book: Any, content: AnnualContent) -> None:
        self._content = content
        self._sheet = book.add_worksheet(sheet_name("front_sheet", content))
        self._row = 0
        wrapped = {"text_wrap": True, "valign": "top"}
        self._plain = book.add_format(wrapped)
        self._bold = book.add_format({**wrapped, "bold": True})
        self._head = book.add_format({**wrapped, "bold": True, "bottom": 1, "bg_color": "#E8ECF3"})
        self._link = book.add_format({**wrapped, "font_color": "#0B4F9E", "underline": 1})
        self._title = book.add_format({"bold": True, "font_size": _TITLE_SIZE})
        self._state = book.add_format({"bold": True})
        self._mark = book.add_format({"bold": True, "font_size": _MARK_SIZE, "font_color": "#A31515"})

    def write(self, header: str) -> None:
        """Write the sheet; ``header`` stands on its printed pages."""
        content = self._content
        for index, width in enumerate(_WIDTHS):
            self._sheet.set_column(index, index, width)
        if content.draft:
            self._line(self._word("draft_long"), self._mark, 28.0)
        self._line(self._word(content.profile.value), self._mark, 28.0)
        self._line(self._word(f"{content.profile.value}_long"))
        self._line(self._word("page_title", round=content.round.label), self._title, 24.0)
        day = content.round.ref_date.isoformat()
        self._line(self._word("round_line", round=content.round.label, date=day), self._state)
        self._row += 1
        self._about()
        self._row += 1
        self._contents()
        self._row += 1
        self._figures()
        self._sheet.set_landscape()
        self._sheet.set_paper(9)
        self._sheet.fit_to_pages(1, 0)
        self._sheet.hide_gridlines(2)
        self._sheet.set_header(header)
        self._sheet.set_footer("&R&P / &N")
        self._sheet.activate()

    def _word(self, code: str, **values: Any) -> str:
        return package_word(code, self._content.language, **values)

    def _line(self, text: str, style: Optional[Style] = None, high: float = 16.0) -> None:
        """A line that runs over the columns beside it, in a row so many points high."""
        self._sheet.write_string(self._row, 0, text, style)
        self._sheet.set_row(self._row, high)
        self._row += 1

    def _cells(self, texts: Sequence[str], style: Style) -> None:
        for index, text in enumerate(texts):
            self._sheet.write_string(self._row, index, text, style)
        self._row += 1

    def _about(self) -> None:
        content = self._content
        entries: List[Tuple[str, str]] = []
        for heading, one in (("definition", content.definition), ("delisting", content.delisting)):
            wording = one.wording or self._word("no_wording")
            source = f" ({one.source})" if one.source else ""
            entries.append((self._word(heading), f"{one.id}: {wording}{source}"))
        compared = content.comparison
        if compared is not None:
            day = compared.division.isoformat()
            told = self._word("ledger_text", before=compared.from_round, round=content.round.label, division=day)
            entries.append((self._word("ledger_title"), told))
            if compared.series_break:
                entries.append(("", self._word("series_break")))
        if content.profile is not Profile.INTERNAL:
            rules = self._word("disclosure_text", threshold=content.rules.threshold, minimum=content.rules.minimum_n)
            entries.append((self._word("disclosure_title"), rules))
            entries.append(("", self._word("withheld_cells")))
            entries.append(("", self._word("disclosure_version", version=RULE_VERSION)))
        entries.append((self._word("method"), self._word("more")))
        entries.append((self._word("source"), self._word("sources", version=software_versions()["drugscene"])))
        for name, text in entries:
            self._sheet.write_string(self._row, 0, name, self._bold)
            self._sheet.merge_range(self._row, 1, self._row, len(_WIDTHS) - 1, text, self._plain)
            self._sheet.set_row(self._row, 15 * (1 + len(text) // sum(_WIDTHS[1:])) + 1)
            self._row += 1

    def _contents(self) -> None:
        language = self._content.language
        self._cells([self._word(code) for code in ("sheet", "title", "how")], self._head)
        self._linked(sheet_name("charts_sheet", self._content), self._word("charts_sheet"), self._word("charts_how"))
        for table in self._content.tables:
            self._linked(table.name[:31], table_title(table.name, language), table_note(table.name, language))

    def _linked(self, sheet: str, title: str, note: str) -> None:
        place = "'" + sheet.replace("'", "''") + "'!A1"
        self._sheet.write_url(self._row, 0, f"internal:{place}", self._link, sheet)
        self._sheet.write_string(self._row, 1, title, self._plain)
        self._sheet.write_string(self._row, 2, note, self._plain)
        self._heighten(("", title, note))
        self._row += 1

    def _figures(self) -> None:
        language = self._content.language
        codes = dict.fromkeys(code for table in self._content.tables for code in measures_of(table.name))
        self._cells([self._word(code) for code in ("figure", "how", "formula", "reference")], self._head)
        for code in codes:
            texts = (measure_name(code, language), definition(code, language), formula(code), reference(code))
            self._heighten(texts)
            self._cells(texts, self._plain)

    def _heighten(self, texts: Sequence[str]) -> None:
        """Make the row as high as its texts need when they wrap."""
        lines = max(1 + int(1.1 * len(text)) // width for text, width in zip(texts, _WIDTHS))
        self._sheet.set_row(self._row, 15 * lines + 1)


class ChartSheet:
    """The native charts: each points at the cells of a table's sheet."""

    def __init__(self, book: Any, content: AnnualContent) -> None:
        self._book, self._content = book, content
        self._sheet = book.add_worksheet(sheet_name("charts_sheet", content))
        self._tables = {table.name: table for table in content.tables}
        self._placed = 0

    def write(self, header: str) -> None:
        """Place the charts that the tables allow, two in a row."""
        self._sheet.hide_gridlines(2)
        self._sheet.set_landscape()
        self._sheet.set_paper(9)
        self._sheet.fit_to_pages(1, 1)
        self._sheet.set_header(header)
        self._sheet.set_footer("&R&P / &N")
        for column in ("scenes", "area_m2"):
            self._by_round(column)
        for measure in ("count", "area_m2"):
            self._ledger(measure)
        for column, opening in (("scenes", "opening"), ("area_m2", "opening_area_m2")):
            self._by_lpo(column, opening)

    def _by_round(self, column: str) -> None:
        """A line by round, spaced by the rounds' dates."""
        rounds = self._tables.get("rounds")
        if rounds is None or not rounds.table.rows:
            return
        last = len(rounds.table.rows)
        series = {
            "name": self._cell(rounds, column, 0),
            "categories": self._cells(rounds, "ref_date", 1, last),
            "values": self._cells(rounds, column, 1, last),
            "line": {"color": NEW, "width": 2},
            "marker": {"type": "circle", "size": 7, "fill": {"color": NEW}, "border": {"color": NEW}},
            "data_labels": {"value": True, "position": "above"},
        }
        axis = {"date_axis": True, "num_format": "yyyy-mm-dd", "major_unit": 1, "major_unit_type": "years"}
        self._place("line", rounds, column, [series], axis)

    def _ledger(self, measure: str) -> None:
        """The county's line of the ledger, a bar a term."""
        ledger = self._tables.get("ledger")
        if ledger is None:
            return
        names = [column.name for column in ledger.columns]
        keys = [(row[names.index("level")], row[names.index("measure")]) for row in ledger.table.rows]
        if ("county", measure) not in keys:
            return
        row = keys.index(("county", measure)) + 1
        first, last = names.index("opening"), names.index("closing")
        series = {
            "name": self._cell(ledger, "measure", row),
            "categories": ["ledger", 0, first, 0, last],
            "values": ["ledger", row, first, row, last],
            "fill": {"color": NEW},
            "points": [
                {"fill": {"color": OLD if TERMS.get(name, 1 if name == "closing" else -1) < 0 else NEW}}
                for name in names[first : last + 1]
            ],
            "data_labels": {"value": True, "num_format": "#,##0"},
        }
        self._place("column", ledger, "scenes" if measure == "count" else measure, [series], {})

    def _by_lpo(self, column: str, opening: str) -> None:
        """Two bars an LPO: this round's, and the one's before where there is one."""
        table = self._tables["by_lpo"]
        listed = len(table.table.rows) - 1  # the total would dwarf them all
        if listed < 1:
            return
        series = [
            {
                "name": self._cell(table, column, 0),
                "categories": self._cells(table, "name", 1, listed),
                "values": self._cells(table, column, 1, listed),
                "fill": {"color": NEW},
            }
        ]
        if self._content.comparison is not None and opening in [c.name for c in table.columns]:
            series.append(
                {
                    "name": self._cell(table, opening, 0),
                    "categories": self._cells(table, "name", 1, listed),
                    "values": self._cells(table, opening, 1, listed),
                    "fill": {"none": True},
                    "border": {"color": OLD, "width": 1.5},
                }
            )
        self._place("column", table, column, series, {})

    def _place(self, kind: str, table: PublishableTable, column: str, series: Sequence[Any], axis: Any) -> None:
        chart = self._book.add_chart({"type": kind})
        for one in series:
            chart.add_series(one)
        language = self._content.language
        title = f"{table_title(table.name, language)}: {field_label(column, language)}"
        chart.set_title({"name": title, "overlay": False, "name_font": {"size": 12}})
        chart.set_x_axis({"num_font": {"rotation": -45}, **axis})
        chart.set_y_axis(
            {"num_format": "#,##0", "min": 0, "major_gridlines": {"visible": True, "line": {"color": "#D5DAE2"}}}
        )
        chart.set_legend({"position": "bottom"} if len(series) > 1 else {"none": True})
        row, beside = divmod(self._placed, 2)
        place = (1 + row * _CHART_ROWS, beside * _CHART_COLUMNS)
        self._sheet.insert_chart(*place, chart, {**_CHART, "description": title})
        self._placed += 1

    def _cell(self, table: PublishableTable, column: str, row: int) -> List[Any]:
        index = [c.name for c in table.columns].index(column)
        return [table.name, row, index]

    def _cells(self, table: PublishableTable, column: str, first: int, last: int) -> List[Any]:
        index = [c.name for c in table.columns].index(column)
        return [table.name, first, index, last, index]


def sheet_name(code: str, content: AnnualContent) -> str:
    """What one of the first sheets is called."""
    return package_word(code, content.language)
