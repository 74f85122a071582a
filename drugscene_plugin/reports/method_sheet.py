"""How each figure of a package came about, for people: ``method.html``, which loads nothing and prints well."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Dict, List, Mapping, Sequence, Tuple

from ..domain.annual_content import AnnualContent
from ..domain.crime_groups import crime_groups
from ..domain.criteria import Rule
from ..domain.disclosure import HEXAGON_SHARE, HEXAGON_WIDTH, RULE_VERSION, OutlineForm, PublishableTable
from ..domain.field import Profile
from ..domain.ledger import TERMS, TOLERANCE_M2
from ..domain.lineage import LinkThresholds
from ..texts import CONTEXT, translate
from ..texts.labels import code_label, field_label
from ..texts.measure_definitions import definition, formula, measure_name, measures_of, reference
from ..texts.numbers import number_text, percent_text
from ..texts.package_labels import PARAMETER_CODES, package_word, parameter_name, table_note
from .html import Child, Markup, document, element
from .html_table import html_table, plain_table
from .manifest import errata, made_with, software_versions
from .table_text import TableText

METHOD_SHEET = "method.html"
"""The sheet's name in a package."""

_STYLE = Path(__file__).resolve().parent.parent / "resources" / "pages" / "method.css"

_Section = Tuple[str, str, List[Child]]


def method_html(content: AnnualContent, files: Sequence[Mapping[str, Any]]) -> bytes:
    """The method sheet; ``files`` are the entries of the package's other files, as the manifest has them."""
    return _MethodSheet(content, files).document()


class _MethodSheet:
    def __init__(self, content: AnnualContent, files: Sequence[Mapping[str, Any]]) -> None:
        self._content = content
        self._files = files
        self._tables = {table.name: table for table in content.tables}
        self._words = TableText(content)
        self._made_with = made_with(content)

    def document(self) -> bytes:
        content = self._content
        sections: List[_Section] = [
            ("package", "about_title", self._package()),
            ("definition", "definitions_title", self._definitions()),
            ("areas", "areas_title", self._areas()),
            ("rounds", "links_title", self._rounds()),
            ("figures", "figures_title", self._figures()),
            ("groups", "groups_title", self._groups()),
            ("disclosure", "disclosure_title", self._disclosure()),
            ("errata", "errata_title", self._errata()),
            ("software", "software_title", self._software()),
            ("files", "files_title", self._listed_files()),
        ]
        sections = [section for section in sections if section[2]]
        title = self._word("method_title")
        line = self._word("round_line", round=content.round.label, date=content.round.ref_date.isoformat())
        mark = element(
            "p",
            element("strong", self._word(content.profile.value), class_="mark"),
            " ",
            self._word(f"{content.profile.value}_long"),
            class_=f"profile {content.profile.value}",
        )
        draft = element("p", element("strong", self._word("draft_long")), class_="draft") if content.draft else None
        links = [element("li", element("a", self._word(heading), href=f"#{name}")) for name, heading, _ in sections]
        contents = element("nav", element("h2", self._word("contents")), element("ul", links))
        body = [
            element("section", element("h2", self._word(heading)), parts, id=name) for name, heading, parts in sections
        ]
        head = element("header", draft, mark, element("h1", title), element("p", line, class_="round"))
        style = _STYLE.read_text(encoding="utf-8")
        return document(content.language, f"{title}. {line}", style, head, contents, element("main", body))

    def _word(self, code: str, **values: Any) -> str:
        return package_word(code, self._content.language, **values)

    def _number(self, value: float) -> str:
        return number_text(value, 0, self._content.language)

    def _list(self, entries: Sequence[Tuple[str, Child]]) -> Markup:
        rows = [element("div", element("dt", name), element("dd", value)) for name, value in entries]
        return element("dl", rows)

    # -- what it is about --------------------------------------------------------------------------------------------

    def _package(self) -> List[Child]:
        content = self._content
        one = content.round
        revision = str(one.revision)
        if content.superseded:
            revision = self._word("superseded", revision=revision)
        entries: List[Tuple[str, Child]] = [
            (self._word("round"), one.label),
            (self._word("ref_date"), one.ref_date.isoformat()),
            (self._word("state"), code_label("round_state", one.state.value, content.language)),
            (self._word("revision"), revision),
            (self._word("profile"), self._word(content.profile.value)),
        ]
        if content.checksum:
            entries.append((self._word("checksum"), element("code", content.checksum)))
        entries += [
            (self._word("crs"), content.crs),
            (
                self._word("store"),
                self._word("store_state", revision=content.store_revision, version=content.schema_version),
            ),
            (self._word("outlines"), self._outlines()),
        ]
        return [self._list(entries)]

    def _outlines(self) -> str:
        form = self._content.scenes.form
        width = self._number(HEXAGON_WIDTH)
        if form is OutlineForm.GENERALISED:
            share = percent_text(HEXAGON_SHARE, 0, self._content.language)
            return self._word("outlines_generalised", width=width, share=share)
        return (
            self._word("outlines_point", width=width)
            if form is OutlineForm.POINT
            else self._word(f"outlines_{form.value}")
        )

    def _definitions(self) -> List[Child]:
        parts: List[Child] = []
        for heading, one in (("definition", self._content.definition), ("delisting", self._content.delisting)):
            wording: Child = self._word("no_wording")
            if one.wording:
                wording = element("q", one.wording, lang="sv")
            entries: List[Tuple[str, Child]] = [(self._word("wording"), wording)]
            if one.source:
                entries.append((self._word("source"), one.source))
            entries.append((self._word("rule"), self._rule(one.rule)))
            entries.append((self._word("rule_version"), str(one.version)))
            if one.note:
                entries.append((self._word("note"), translate(CONTEXT, one.note, self._content.language)))
            parts += [element("h3", f"{self._word(heading)}: {one.id}"), self._list(entries)]
        return [*parts, element("p", self._word("three_valued"))]

    def _rule(self, rule: Rule, within: bool = False) -> str:
        """A rule as people read it: criteria with and, or, not, and brackets where one stands in another."""
        if isinstance(rule, str):
            return field_label(rule, self._content.language).lower()
        ((operator, operand),) = rule.items()
        if operator == "not":
            return f"{self._word('not')} ({self._rule(operand)})"  # type: ignore[arg-type]
        joint = f" {self._word('and' if operator == 'all' else 'or')} "
        text = joint.join(self._rule(part, True) for part in operand)  # type: ignore[attr-defined]
        return f"({text})" if within else text

    def _areas(self) -> List[Child]:
        content = self._content
        table = content.areas.table.table
        levels, names, official = table.column("level"), table.column("name"), table.column("official")
        valid = self._word(
            "areas_valid",
            date=content.round.ref_date.isoformat(),
            lpos=self._number(levels.count("lpo")),
            municipalities=self._number(levels.count("municipality")),
        )
        unofficial = [str(name) for name, known in zip(names, official) if not known]
        if content.areas_made_up:
            known = self._word("areas_made_up")
        elif unofficial:
            known = self._word("areas_unofficial", count=self._number(len(unofficial)), names=", ".join(unofficial))
        else:
            known = self._word("areas_official")
        return [element("p", valid), element("p", known), element("p", self._word("areas_assigned"))]

    # -- from round to round -----------------------------------------------------------------------------------------

    def _rounds(self) -> List[Child]:
        compared, language = self._content.comparison, self._content.language
        if compared is None:
            return [element("p", self._word("first_round"))]
        drawn = LinkThresholds()
        links = self._word(
            "links_text",
            link=percent_text(drawn.link_share, 0, language),
            unsure=percent_text(drawn.unsure_share, 0, language),
            area=percent_text(drawn.area_change, 0, language),
            moved=percent_text(drawn.moved_share, 0, language),
            sliver=self._number(drawn.sliver_width),
        )
        held = self._word(
            "ledger_text",
            before=compared.from_round,
            round=self._content.round.label,
            division=compared.division.isoformat(),
        )
        notes: List[Child] = []
        if compared.series_break:
            notes.append(element("p", self._word("series_break"), class_="caveat"))
        if compared.undecided:
            count = self._number(compared.undecided)
            notes.append(element("p", self._word("undecided_links", count=count), class_="caveat"))
        tolerance = self._number(TOLERANCE_M2)
        told = "reconciles" if compared.reconciles else "not_reconciles"
        return [
            element("p", links),
            element("h3", self._word("ledger_title")),
            element("p", held),
            *notes,
            element("p", definition("ledger", language)),
            element("p", element("code", self._identity()), class_="formula"),
            self._ledger(),
            element("p", self._word(told, tolerance=tolerance)),
        ]

    def _identity(self) -> str:
        terms = "".join(
            f" {'+' if sign > 0 else '−'} {field_label(term, self._content.language).lower()}"
            for term, sign in TERMS.items()
        )
        opening, closing = (field_label(name, self._content.language) for name in ("opening", "closing"))
        return f"{opening}{terms} = {closing.lower()}"

    def _ledger(self) -> Child:
        """The county's lines, a row a term."""
        county = self._tables["county"]
        names = [column.name for column in county.columns]
        row = county.table.rows[0]

        def figure(column: str) -> str:
            value = row[names.index(column)]
            return "" if value is None else self._number(value)

        rows = []
        for term in ("opening", *TERMS, "closing"):
            sign = {1: "+ ", -1: "− "}.get(TERMS.get(term, 0), "")
            label = field_label(term, self._content.language)
            rows.append((f"{sign}{label}", figure(term), figure(f"{term}_area_m2")))
        heads = (self._word("term"), self._word("count"), self._word("area"))
        return plain_table(self._words.title("ledger"), heads, rows, numbers=2)

    # -- the figures -------------------------------------------------------------------------------------------------

    def _figures(self) -> List[Child]:
        """Table by table: each figure is defined where it first stands, and so are parameters that tables share."""
        parts: List[Child] = []
        defined: Dict[str, str] = {}
        for table in self._content.tables:
            if table.name.endswith("_quality") or table.name in ("withheld", "errata"):
                continue
            title, note = self._words.title(table.name), table_note(table.name, self._content.language)
            parts += [element("h3", title), element("p", note) if note else None]
            earlier = [code for code in measures_of(table.name) if code in defined]
            parts += [self._measure(code) for code in measures_of(table.name) if code not in defined]
            if earlier:
                links = [element("a", measure_name(code, self._content.language), href=f"#{code}") for code in earlier]
                parts.append(element("p", self._word("defined_above"), " ", _joined(links), "."))
            defined.update(dict.fromkeys(measures_of(table.name), table.name))
            parts += self._parameters(table.name)
            quality = self._tables.get(f"{table.name}_quality")
            if quality is not None and quality.columns:
                parts.append(html_table(quality, self._words))
        if not self._made_with:
            parts.append(element("p", self._word("no_follow_up")))
        elif self._content.profile is not Profile.INTERNAL:
            parts.append(element("p", self._word("read_withheld"), class_="caveat"))
        return parts

    def _measure(self, code: str) -> Child:
        language = self._content.language
        rest: List[Child] = []
        if formula(code):
            rest.append(element("p", self._word("formula"), ": ", element("code", formula(code)), class_="formula"))
        if reference(code):
            rest.append(element("p", self._word("reference"), ": ", reference(code), class_="reference"))
        name = element("strong", measure_name(code, language), ". ")
        return element("div", element("p", name, definition(code, language)), rest, class_="measure", id=code)

    def _parameters(self, table: str) -> List[Child]:
        figure = self._made_with.get(table)
        if figure is None:
            return []
        same = next(name for name, one in self._made_with.items() if one == figure)
        if same != table:
            return [element("p", self._word("same_parameters", table=self._words.title(same)))]
        entries: List[Tuple[str, Child]] = [
            (parameter_name(name, self._content.language), self._value(name, value))
            for name, value in sorted(figure["parameters"].items())
            if value is not None and name != "codes"
        ]
        if figure.get("sha256"):
            entries.append((self._word("input_checksum"), element("code", str(figure["sha256"]))))
        return [element("h4", self._word("parameters")), self._list(entries)]

    def _value(self, name: str, value: Any) -> str:
        language = self._content.language
        if isinstance(value, bool):
            return self._word("yes" if value else "no")
        if isinstance(value, float):
            return number_text(value, 0 if value.is_integer() else 2, language)
        if name == "groups":
            return ", ".join(
                f"{code_label('crime_group', group, language)} ({version})" for group, version in value.items()
            )
        if name == "baseline":
            return code_label("baseline_kind", value, language)
        if isinstance(value, Mapping):
            return ", ".join(f"{key}: {field}" for key, field in value.items())
        if isinstance(value, (list, tuple)):
            return ", ".join(self._value(name, one) for one in value)
        return translate(CONTEXT, PARAMETER_CODES.get(str(value), str(value)), language)

    def _groups(self) -> List[Child]:
        """The code sets that the figures counted, as they were when they did."""
        language = self._content.language
        codes: Dict[str, str] = {}
        for figure in self._made_with.values():
            codes.update(figure["parameters"].get("codes", {}))
        rows: List[Tuple[Child, ...]] = []
        for group, listed in codes.items():
            known = crime_groups().get(group)
            by_control = element("br"), element("em", self._word("by_control"))
            told: Child = [listed, by_control if known is not None and known.found_by_control else None]
            rows.append((code_label("crime_group", group, language), told))
        if not rows:
            return []
        heads = (self._word("group"), self._word("codes"))
        return [element("p", self._word("groups_text")), plain_table(self._word("groups_title"), heads, rows)]

    # -- what may be shown, and with what it was made -----------------------------------------------------------------

    def _disclosure(self) -> List[Child]:
        content = self._content
        version = element("p", self._word("disclosure_version", version=RULE_VERSION))
        if content.profile is Profile.INTERNAL:
            return [element("p", self._word("disclosure_internal")), version]
        rules = content.rules
        text = self._word("disclosure_text", threshold=rules.threshold, minimum=rules.minimum_n)
        zero = self._word("zero_shown" if rules.show_zero else "zero_withheld")
        parts: List[Child] = [element("p", f"{text} {zero}"), version]
        if content.profile is Profile.PUBLIC:
            parts.append(element("p", self._word("register")))
        return [*parts, withheld_list(self._tables["withheld"], self._words)]

    def _errata(self) -> List[Child]:
        entries = errata(self._content)
        if not entries:
            return [element("p", self._word("no_errata"))]
        found: List[Tuple[str, Child]] = []
        for entry in entries:
            head = self._word("correction", revision=entry["revision"], date=str(entry["at"])[:10])
            told = [str(entry[key]) for key in ("reason", "by") if entry.get(key)]
            found.append((head, element("bdi", ", ".join(told))))
        return [self._list(found)]

    def _software(self) -> List[Child]:
        heads = (self._word("program"), self._word("version"))
        return [plain_table(self._word("software_title"), heads, software_versions().items())]

    def _listed_files(self) -> List[Child]:
        rows = [
            (
                f"{entry['name']}{' *' if entry['hash'] == 'content' else ''}",
                element("code", entry["sha256"]),
                self._number(entry["size"]),
            )
            for entry in self._files
        ]
        heads = (self._word("file"), "SHA-256", self._word("size"))
        return [
            element("p", self._word("files_text")),
            element("div", plain_table(self._word("files_title"), heads, rows, numbers=1), class_="checksums"),
        ]


def withheld_list(table: PublishableTable, words: TableText) -> Markup:
    """What the rules kept back, as a table; a sentence where that is nothing."""
    if not table.table.rows:
        return element("p", package_word("nothing_withheld", words.language))
    return html_table(table, words)


def _joined(links: Sequence[Child]) -> List[Child]:
    return [part for link in links for part in (", ", link)][1:]
