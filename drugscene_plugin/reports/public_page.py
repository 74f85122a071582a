"""The public page of a package: ``index.html``, which loads nothing, runs nothing, and is read on any screen."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Dict, List, Mapping, Sequence, Tuple

from ..domain.annual_content import AnnualContent
from ..domain.chart import Chart
from ..domain.disclosure import HEXAGON_WIDTH, OutlineForm, PublishableTable
from ..domain.ledger import TERMS
from ..texts.labels import code_label, field_label
from ..texts.measure_definitions import definition, measure_name
from ..texts.numbers import number_text, percent_text, signed_text
from ..texts.package_labels import package_word
from .chart_svg import chart_svg
from .chart_values import charts_of
from .chart_words import ChartWords, chart_text
from .html import Child, Markup, document, element
from .html_table import html_table, plain_table
from .manifest import software_versions
from .method_sheet import METHOD_SHEET, withheld_list
from .public_map import county_map, detail_maps
from .table_text import NUMBERS, Row, TableText

PUBLIC_PAGE = "index.html"
"""The page's name in a package."""

_STYLE = Path(__file__).resolve().parent.parent / "resources" / "pages" / "public.css"

_UNIT_COLUMNS = (
    "name",
    "scenes",
    "area_m2",
    "share_of_scenes",
    "share_of_area",
    "opening",
    "ceased",
    "new",
    "returned",
)
_SCENE_COLUMNS = ("name", "municipality_name", "lpo_name", "area_m2", "area_change_m2", "change")
_ROUND_COLUMNS = ("round", "label", "ref_date", "scenes", "area_m2", "definition")
_CRIME_COLUMNS = ("group", "zone", "count", "share_of_crime", "ratio", "ratio_low", "ratio_high", "percent_change")
_GUN_COLUMNS = ("figure", "distance", "count", "share", "low", "high", "expected")
_SURVEY_COLUMNS = ("distance_from", "distance_to", "status", "n", "share", "low", "high")

_GUN_FIGURES = ("shootings_near", "scenes_with_shooting")

_CHART_WIDTH = 360.0  # letters keep their size, so that a phone shows them as they are
_EVENTS = ("ceased", "new", "returned", "split", "merged")

_MANIFEST = "manifest.json"

_DOWNLOADS = (
    METHOD_SHEET,
    "tables.xlsx",
    "maps",
    "annual_layer.gpkg",
    "annual_layer.geojson",
    "tables",
    _MANIFEST,
    "charts",
    "",
)

_Section = Tuple[str, str, List[Child]]


def public_html(content: AnnualContent, files: Sequence[Mapping[str, Any]]) -> bytes:
    """The page of a public package; ``files`` are the entries of its other files, as the manifest has them."""
    return _PublicPage(content, files).document()


class _PublicPage:
    def __init__(self, content: AnnualContent, files: Sequence[Mapping[str, Any]]) -> None:
        self._content = content
        self._language = content.language
        self._files = files
        self._tables = {table.name: table for table in content.tables}
        charts = charts_of(content.tables, content.goal)
        self._charts = {chart.title: chart for chart in reversed(charts)}
        self._chart_titles = {f"{chart.name}.svg": _chart_title(chart, self._language) for chart in charts}
        self._words = TableText(content)
        county = self._tables["county"]
        self._county: Dict[str, Any] = dict(zip([c.name for c in county.columns], county.table.rows[0]))

    def document(self) -> bytes:
        content = self._content
        sections: List[_Section] = [
            ("key-figures", self._word("key_title"), self._key_figures()),
            ("map", self._word("map_title"), self._map()),
            ("ledger", self._ledger_heading(), self._ledger()),
            ("rounds", self._word("rounds_title"), self._rounds()),
            ("lpo", self._word("lpos_title"), self._lpos()),
            ("municipalities", self._word("municipalities_title"), self._municipalities()),
            ("scenes", self._word("scenes_title"), self._scenes()),
            ("follow-up", self._word("follow_up_title"), self._follow_up()),
            ("withheld", self._word("withheld_title"), self._withheld()),
            ("files", self._word("files_heading"), self._downloads()),
        ]
        sections = [section for section in sections if section[2]]
        title = self._word("page_title", round=content.round.label)
        state = self._word("state_at", date=content.round.ref_date.isoformat())
        head = element("header", element("h1", title), element("p", state, class_="state"), self._definition())
        links = [element("li", element("a", heading, href=f"#{name}")) for name, heading, _ in sections]
        contents = element(
            "nav",
            element("h2", self._word("on_this_page"), id="contents"),
            element("ul", links),
            aria_labelledby="contents",
        )
        body = [
            element(
                "section",
                element("h2", heading, id=f"{name}-heading"),
                parts,
                id=name,
                aria_labelledby=f"{name}-heading",
            )
            for name, heading, parts in sections
        ]
        version = software_versions()["drugscene"]
        foot = element(
            "footer",
            element("p", element("a", self._word("more_method"), href=METHOD_SHEET)),
            element("p", self._word("sources", version=version)),
        )
        skip = element("a", self._word("skip"), href="#content", class_="skip")
        main = element("main", contents, *body, id="content", tabindex="-1")
        return document(self._language, f"{title}. {state}", _STYLE.read_text(encoding="utf-8"), skip, head, main, foot)

    def _word(self, code: str, **values: Any) -> str:
        return package_word(code, self._language, **values)

    def _number(self, value: float, decimals: int = 0) -> str:
        return number_text(value, decimals, self._language)

    def _area(self, square_metres: float) -> str:
        return f"{self._number(square_metres / 1e6, 2)}\u00a0km²"

    # -- at a glance -------------------------------------------------------------------------------------------------

    def _definition(self) -> Child:
        used = self._content.definition
        if not used.wording:
            return None
        wording = element("q", used.wording, lang="sv")
        source = f" ({used.source})" if used.source else ""
        return element("p", self._word("what_is_a_scene"), " ", wording, source, class_="definition")

    def _key_figures(self) -> List[Child]:
        county, levels = self._county, self._content.areas.table.table.column("level")
        figures: List[Tuple[str, str, Child]] = [
            (self._number(county["scenes"]), self._word("key_scenes"), self._since("opening", "scenes")),
            (self._area(county["area_m2"]), self._word("key_area"), self._since("opening_area_m2", "area_m2")),
        ]
        for column, level, word in (
            ("municipalities_with_scene", "municipality", "key_municipalities"),
            ("lpos_with_scene", "lpo", "key_lpos"),
        ):
            said = self._word(word, all=self._number(levels.count(level)))
            figures.append((self._number(county[column]), said, None))
        cards = [
            element("div", element("dt", what), element("dd", figure, class_="figure"), change)
            for figure, what, change in figures
        ]
        return [element("dl", cards, class_="cards"), self._series_break()]

    def _since(self, opening: str, closing: str) -> Child:
        compared, before = self._content.comparison, self._county.get(opening)
        if compared is None or before is None:
            return None
        now = self._county[closing]
        change = signed_text(now - before, 0, self._language)
        if opening != "opening":
            share = percent_text(abs(now - before) / before, 0, self._language) if before else ""
            change = ("−" if now < before else "+") + share if before else self._area(now)
        return element("dd", self._word("key_change", change=change, round=compared.from_round))

    def _series_break(self) -> Child:
        compared = self._content.comparison
        if compared is None or not compared.series_break:
            return None
        return element("p", self._word("series_break"), class_="caveat")

    # -- the map -----------------------------------------------------------------------------------------------------

    def _map(self) -> List[Child]:
        content, compared = self._content, self._content.comparison
        if content.scenes.form is OutlineForm.NONE:
            return [element("p", self._word("map_names"))]
        before = content.previous_scenes
        values: Dict[str, Any] = {"round": content.round.label, "new": self._number(self._county["scenes"])}
        if before is not None and compared is not None:
            old = self._number(len(before.table.table.rows))
            said = self._word("map_alt", before=compared.from_round, old=old, **values)
        else:
            said = self._word("map_alt_first", **values)
        drawn = county_map(content, self._word("map_title"), said)
        if drawn is None:
            return []
        point = content.scenes.form is OutlineForm.POINT
        text = self._word("map_points") if point else self._word("map_text", width=self._number(HEXAGON_WIDTH))
        return [
            element("p", text),
            self._boundaries_note(),
            element(
                "figure",
                element("div", drawn, class_="county", tabindex="0", role="group", aria_label=self._word("map_title")),
                element("figcaption", self._legend()),
                class_="paper",
            ),
        ]

    def _boundaries_note(self) -> Child:
        content = self._content
        if content.areas_made_up:
            return element("p", self._word("made_up"), class_="caveat")
        if all(content.areas.table.table.column("official")):
            return None
        return element("p", self._word("unofficial"), class_="caveat")

    def _legend(self) -> List[Child]:
        compared = self._content.comparison if self._content.previous_scenes is not None else None
        entries = [("new", self._word("legend_new", round=self._content.round.label))]
        if compared is not None:
            entries.append(("old", self._word("legend_old", round=compared.from_round)))
        entries += [("lpo", self._word("legend_lpo")), ("municipality", self._word("legend_municipality"))]
        return [element("span", _sample(name), text, class_="key") for name, text in entries]

    def _details(self) -> List[Child]:
        """A map of each LPO with scenes, under its name."""
        maps = detail_maps(self._content, self._described)
        figures = [
            element("figure", element("figcaption", element("bdi", one.name)), one.svg, class_="paper") for one in maps
        ]
        return [element("div", figures, class_="grid maps")] if figures else []

    def _described(self, name: str, scenes: int, earlier: int) -> str:
        values = {"name": name, "round": self._content.round.label, "new": self._number(scenes)}
        compared = self._content.comparison
        if compared is None or self._content.previous_scenes is None:
            return self._word("detail_alt_first", **values)
        return self._word("detail_alt", before=compared.from_round, old=self._number(earlier), **values)

    # -- the ledger --------------------------------------------------------------------------------------------------

    def _ledger_heading(self) -> str:
        compared = self._content.comparison
        if compared is None:
            return self._words.title("ledger")
        return self._word("ledger_heading", before=compared.from_round, round=self._content.round.label)

    def _ledger(self) -> List[Child]:
        compared, county = self._content.comparison, self._county
        if compared is None or county.get("opening") is None:
            return [element("p", self._word("first_round"))]
        terms = [self._word(f"term_{term}", count=self._number(county[term])) for term in _EVENTS if county.get(term)]
        sentence = self._word(
            "ledger_sentence",
            before=compared.from_round,
            round=self._content.round.label,
            opening=self._number(county["opening"]),
            closing=self._number(county["closing"]),
            terms=", ".join(terms) or self._word("ledger_nothing"),
        )
        rows = []
        for term in ("opening", *TERMS, "closing"):
            sign = {1: "+ ", -1: "− "}.get(TERMS.get(term, 0), "")
            area = county.get(f"{term}_area_m2")
            figures = (self._number(county[term]), "" if area is None else self._number(area))
            rows.append((sign + field_label(term, self._language), *figures))
        heads = (self._word("term"), self._word("count"), self._word("area"))
        return [
            element("p", sentence),
            self._series_break(),
            self._chart_grid("ledger_count", "ledger_area"),
            plain_table(self._words.title("ledger"), heads, rows, numbers=2),
        ]

    # -- the tables --------------------------------------------------------------------------------------------------

    def _rounds(self) -> List[Child]:
        rounds = self._tables.get("rounds")
        if rounds is None:
            return []
        table = html_table(rounds, self._words, _ROUND_COLUMNS)
        return [self._chart_grid("rounds_scenes", "rounds_area"), table]

    def _lpos(self) -> List[Child]:
        table = html_table(self._tables["by_lpo"], self._words, _UNIT_COLUMNS)
        return [self._chart_grid("by_lpo_scenes", "by_lpo_area"), table, *self._details()]

    def _municipalities(self) -> List[Child]:
        return [html_table(self._tables["by_municipality"], self._words, _UNIT_COLUMNS)]

    def _scenes(self) -> List[Child]:
        table = self._tables["by_scene"]
        places = [[c.name for c in table.columns].index(name) for name in ("lpo_name", "name", "scene_id")]
        rows = sorted(table.table.rows, key=lambda row: [str(row[place] or "") for place in places])
        return [html_table(table, self._words, _SCENE_COLUMNS, rows)]

    def _follow_up(self) -> List[Child]:
        parts: List[Child] = []
        for name, columns, measure, charts in (
            ("concentration", _CRIME_COLUMNS, "ratio", ("zone_ratio",)),
            ("gunviolence", _GUN_COLUMNS, "shootings_near", ("shootings_near", "scenes_with_shooting")),
            ("survey", _SURVEY_COLUMNS, "survey_share", ("survey_gradient",)),
        ):
            table = self._tables.get(name)
            if table is None:
                continue
            rows = _county_rows(table)
            told = [row for row in rows if _tells(table, columns, row)]
            said = element("strong", measure_name(measure, self._language), ": "), definition(measure, self._language)
            parts += [element("h3", self._words.title(name)), element("p", said), self._chart_grid(*charts)]
            if told:
                parts += [html_table(table, self._words, columns, told), self._caveats(table, told)]
            if len(told) < len(rows):
                parts.append(element("p", self._word("rows_withheld"), class_="caveat"))
        return [element("p", self._word("follow_up_text")), *parts] if parts else []

    def _caveats(self, table: PublishableTable, rows: Sequence[Row]) -> Child:
        """What must be borne in mind of the rows, each caveat once."""
        names = [column.name for column in table.columns]
        if "caveats" not in names:
            return None
        index = names.index("caveats")
        codes = dict.fromkeys(code for row in rows if row[index] for code in str(row[index]).split(";"))
        said = [element("li", code_label("caveat", code, self._language)) for code in codes]
        return element("ul", said, class_="caveat") if said else None

    def _chart_grid(self, *titles: str) -> Child:
        figures = [
            element(
                "figure",
                Markup(chart_svg(chart, self._language, _CHART_WIDTH)),
                element(
                    "details", element("summary", self._word("as_text")), _lines(chart_text(chart, self._language))
                ),
                class_="paper",
            )
            for chart in map(self._charts.get, titles)
            if chart is not None
        ]
        return element("div", figures, class_="grid") if figures else None

    # -- what goes with it -------------------------------------------------------------------------------------------

    def _withheld(self) -> List[Child]:
        return [element("p", self._word("withheld_text")), withheld_list(self._tables["withheld"], self._words)]

    def _downloads(self) -> List[Child]:
        """All files of the package: those for people first, single charts last."""
        sizes = {str(entry["name"]): int(entry["size"]) for entry in self._files}
        names = sorted((*sizes, _MANIFEST), key=lambda name: (_DOWNLOADS.index(_kind(name)), name))
        entries = [
            element(
                "li",
                element("a", name, href=name, class_="file"),
                f" {self._about(name)}",
                self._size(sizes[name]) if name in sizes else None,
            )
            for name in names
        ]
        return [element("ul", entries, class_="files")]

    def _size(self, size: int) -> str:
        return f" ({self._number(max(size / 1000, 1))}\u00a0kB)"

    def _about(self, name: str) -> str:
        folder, _, file = name.rpartition("/")
        stem = file.rpartition(".")[0]
        if folder == "tables":
            return self._word("file_table", title=self._words.title(stem))
        if folder == "charts":
            return self._word("file_chart", title=self._chart_titles.get(file, stem))
        known = {
            METHOD_SHEET: "file_method",
            "tables.xlsx": "file_workbook",
            "annual_layer.gpkg": "file_gpkg",
            "annual_layer.geojson": "file_geojson",
            _MANIFEST: "file_manifest",
            "maps/overview.pdf": "file_overview",
            "maps/lpo_atlas.pdf": "file_lpo_atlas",
            "maps/scenes.pdf": "file_scenes",
        }.get(name)
        return self._word(known) if known else ""


def _kind(name: str) -> str:
    """The folder of a file, or its name where it stands alone; blank for what this page does not know."""
    kind = name.partition("/")[0]
    return kind if kind in _DOWNLOADS else ""


def _county_rows(table: PublishableTable) -> List[Row]:
    """The rows about the whole county, of which there is a figure to show: no place elsewhere, no pairs."""
    names = [column.name for column in table.columns]
    kept = list(table.table.rows)
    for name, values in (("level", ("county",)), ("zone", ("inside", "beside")), ("figure", _GUN_FIGURES)):
        if name in names:
            kept = [row for row in kept if row[names.index(name)] in values]
    return kept


def _tells(table: PublishableTable, columns: Sequence[str], row: Row) -> bool:
    """Whether a row shows any number but a place's distance: not where all are withheld, or nothing was counted."""
    shown = [c for c in table.columns if c.name in columns and c.measure in NUMBERS and "distance" not in c.name]
    return any(value for column, value in zip(table.columns, row) if column in shown)


def _chart_title(chart: Chart, language: str) -> str:
    words = ChartWords(chart, language)
    return " · ".join(part for part in (words.title, words.about) if part)


def _lines(text: str) -> List[Child]:
    return [element("p", line) for line in text.splitlines()]


def _sample(name: str) -> Markup:
    """A piece of the map's drawing for its legend."""
    if name in ("new", "old"):
        mark: Markup = element("circle", cx="10", cy="8", r="5" if name == "new" else "6.5", class_=name)
    else:
        mark = element("path", d="M1 8H19", class_=name)
    return element("svg", mark, viewBox="0 0 20 16", width="20", height="16", aria_hidden="true", class_="map")
