"""The help is true to the code: definitions, checks and visibility are those that the plugin has, in both languages."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest
from qgis.PyQt.QtCore import QLocale

from drugscene_plugin.domain.criteria import Criterion, definitions
from drugscene_plugin.domain.scene import SceneStatus
from drugscene_plugin.domain.scene_fields import SCENE_FIELDS
from drugscene_plugin.gui.actions import help_page
from drugscene_plugin.texts import LANGUAGES, translate
from drugscene_plugin.texts.labels import code_label, field_label, finding_kind_label
from drugscene_plugin.texts.messages import FINDINGS, REVIEW_FINDINGS
from drugscene_plugin.workflow.finding_list import MANY
from tests.texts.test_finding_messages import everything

WORDS = {"en": ("and", "or", "not"), "sv": ("och", "eller", "inte")}
EVIDENCE = tuple(f"{criterion.value}_{part}" for criterion in Criterion for part in ("source", "date", "assessor"))


class Page(HTMLParser):
    """The rows of a page's tables with their attributes, and all else that the tests ask for."""

    def __init__(self, text):
        super().__init__()
        self.rows, self.ids, self.links, self.tags, self.bold, self.text = [], [], [], [], [], ""
        self.pictures = {}
        self._within = []
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        attrs = dict(attrs)
        self.tags.append(tag)
        if tag == "tr":
            self.rows.append((attrs, ""))
        if tag == "b":
            self.bold.append("")
        if "id" in attrs:
            self.ids.append(attrs["id"])
        if tag == "img":
            self.pictures[attrs["src"]] = attrs["alt"]
        self.links += [attrs["href"]] if "href" in attrs else []
        self._within.append(tag)

    def handle_endtag(self, tag):
        while self._within and self._within.pop() != tag:
            pass

    def handle_data(self, data):
        self.text += data
        if "tr" in self._within:
            attrs, said = self.rows[-1]
            self.rows[-1] = (attrs, said + data)
        if "b" in self._within:
            self.bold[-1] += data

    def rows_with(self, attribute):
        return {attrs[attribute]: (attrs, said) for attrs, said in self.rows if attribute in attrs}


def page(checkout, language):
    return Page((checkout / f"drugscene_plugin/resources/help/{language}/index.html").read_text(encoding="utf-8"))


@pytest.fixture(params=LANGUAGES)
def language(request):
    return request.param


@pytest.fixture
def helped(checkout, language):
    return page(checkout, language)


def read_as(rule, language, inside=False):
    """A rule in words."""
    every, either, no = WORDS[language]
    if isinstance(rule, str):
        return field_label(rule, language).lower()
    ((operator, operand),) = rule.items()
    if operator == "not":
        return f"{no} ({read_as(operand, language)})"
    words = f" {every if operator == 'all' else either} ".join(read_as(part, language, True) for part in operand)
    return f"({words})" if inside else words


def test_it_is_one_page_that_needs_nothing_else(helped):
    assert "script" not in helped.tags and "link" not in helped.tags
    assert all(link.startswith("#") for link in helped.links)


def test_its_pictures_lie_beside_it_and_are_described(helped, checkout, language):
    folder = checkout / "drugscene_plugin/resources/help" / language
    assert helped.pictures and all(helped.pictures.values())
    assert {picture for picture in helped.pictures if not (folder / picture).is_file()} == set()


def test_every_link_leads_somewhere(helped):
    assert {link[1:] for link in helped.links} <= set(helped.ids)
    assert len(set(helped.ids)) == len(helped.ids)


@pytest.mark.parametrize("name", sorted(definitions()))
def test_each_definition_stands_with_its_wording_source_and_reading(helped, language, name):
    definition = definitions()[name]
    attrs, said = helped.rows_with("id")[name]
    assert definition.wording in said and definition.source in said
    assert read_as(definition.rule, language) in said
    assert attrs["data-version"] == str(definition.version)


def test_each_check_is_explained_under_its_name(helped, language):
    kinds = {code for code in FINDINGS if not code.endswith(MANY)} | set(REVIEW_FINDINGS)
    rows = helped.rows_with("data-check")
    assert set(rows) == kinds
    assert {c: said for c, (_, said) in rows.items() if finding_kind_label(c, language) not in said} == {}


def test_each_check_is_as_grave_as_it_says(helped):
    grave = {finding.code: finding.severity.value for finding in everything()}
    told = {code: attrs["data-severity"] for code, (attrs, _) in helped.rows_with("data-check").items()}
    assert {code: severity for code, severity in grave.items() if told[code] != severity} == {}


def test_each_field_stands_with_those_who_may_see_it(helped, language):
    rows = helped.rows_with("data-visibility")
    told = {name: level for level, (attrs, _) in rows.items() for name in attrs["data-fields"].split()}
    assert told == {field.name: field.visibility.value for field in SCENE_FIELDS}
    unsaid = [f.name for f in SCENE_FIELDS if f.name not in EVIDENCE]
    assert [name for name in unsaid if field_label(name, language) not in rows[told[name]][1]] == []


def test_each_status_is_explained(helped, language):
    heads = [said for attrs, said in helped.rows if not attrs]
    for status in SceneStatus:
        assert any(said.startswith(code_label("status", status.value, language)) for said in heads), status


def test_both_languages_have_the_same_parts(checkout):
    english, swedish = page(checkout, "en"), page(checkout, "sv")
    assert english.ids == swedish.ids
    assert [tag for tag in english.tags if tag != "i"] == [tag for tag in swedish.tags if tag != "i"]


def test_what_is_named_of_the_window_is_named_as_the_window_does(checkout):
    """Where English names a button by its text, Swedish names it by its translation."""
    english, swedish = page(checkout, "en"), page(checkout, "sv")
    pairs = [(en, sv) for en, sv in zip(english.bold, swedish.bold) if translate("Drugscene", en, "sv") != en]
    assert len(pairs) > 15
    assert [(en, sv) for en, sv in pairs if translate("Drugscene", en, "sv") != sv] == []


def test_the_algorithms_in_the_examples_exist(helped, checkout):
    named = set(re.findall(r"drugscene:(\w+)", helped.text))
    files = {path.stem.replace("_", "") for path in (checkout / "drugscene_plugin/processing/algorithms").glob("*.py")}
    assert named and named <= files


@pytest.mark.parametrize(("locale", "folder"), [("sv_SE", "sv"), ("en_GB", "en"), ("de_DE", "en")])
def test_it_opens_in_the_language_of_qgis(locale, folder):
    before = QLocale()
    QLocale.setDefault(QLocale(locale))
    try:
        assert help_page().exists()
        assert help_page().parent.name == folder
    finally:
        QLocale.setDefault(before)
