"""Swedish is complete: every text of the sources is translated, and nothing else is."""

from __future__ import annotations

import ast
import string
import subprocess
import sys
from xml.etree import ElementTree

import pytest
from qgis.PyQt.QtCore import QCoreApplication

from drugscene_plugin import classFactory
from drugscene_plugin.texts import translate, translator_file
from drugscene_plugin.texts.labels import assignment_reason_label

MARKERS = {"translate", "QT_TRANSLATE_NOOP"}


def called(node):
    return node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")


@pytest.fixture(scope="module")
def texts(checkout):
    """Every text for translation in the sources, with the file that has it."""
    found = {}
    for path in sorted((checkout / "drugscene_plugin").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and called(node) in MARKERS and len(node.args) > 1:
                text = node.args[1]
                if isinstance(text, ast.Constant) and isinstance(text.value, str):
                    found[text.value] = path.name
    return found


@pytest.fixture(scope="module")
def entries(checkout):
    """The translations: source text to the element that holds its Swedish."""
    messages = ElementTree.parse(checkout / "drugscene_plugin/i18n/drugscene_sv.ts").iter("message")
    pairs = [(message.findtext("source"), message.find("translation")) for message in messages]
    assert len(pairs) == len(dict(pairs)), "a text stands twice"
    return dict(pairs)


def placeholders(text):
    return sorted((name, form) for _, name, form, _ in string.Formatter().parse(text) if name is not None)


def test_every_text_of_the_sources_is_there(texts, entries):
    assert len(texts) > 500
    assert {text: file for text, file in texts.items() if text not in entries} == {}


def test_no_text_is_there_that_the_sources_have_no_longer(texts, entries):
    assert set(entries) - set(texts) == set()


def test_every_text_is_finished(entries):
    unfinished = [text for text, swedish in entries.items() if swedish.get("type") or not (swedish.text or "").strip()]
    assert unfinished == []


def test_the_values_filled_in_are_the_same_in_both_languages(entries):
    differing = [text for text, swedish in entries.items() if placeholders(text) != placeholders(swedish.text)]
    assert differing == []


def test_both_languages_end_alike(entries):
    """A colon, an ellipsis or a full stop tells what a text is for. The decimal mark by itself ends nothing."""
    marks = (".", ":", "…", "?")
    differing = [
        t
        for t, sv in entries.items()
        if t != "." and [t.endswith(m) for m in marks] != [sv.text.endswith(m) for m in marks]
    ]
    assert differing == []


def test_the_names_in_the_legends_are_translated_too(checkout, entries):
    for style in (checkout / "drugscene_plugin/resources/styles").glob("*.qml"):
        root = ElementTree.parse(style)
        labels = {e.get("label") for tag in ("category", "rule") for e in root.iter(tag) if e.get("label")}
        assert labels <= set(entries), style.name


def test_the_compiled_file_is_made_of_this_translation(entries):
    assert translator_file("sv").exists(), "run `make setup`"
    assert {text: sv.text for text, sv in entries.items() if translate("Drugscene", text, "sv") != sv.text} == {}
    assert translate("Drugscene", "Open drug scene", "en") == "Open drug scene"


def test_collecting_again_changes_nothing(checkout, tmp_path):
    copy = tmp_path / "drugscene_sv.ts"
    copy.write_bytes((checkout / "drugscene_plugin/i18n/drugscene_sv.ts").read_bytes())
    written = []
    for _ in range(2):
        subprocess.run([sys.executable, str(checkout / "scripts/collect_texts.py"), str(copy)], check=True)
        written.append((copy.read_bytes(), copy.stat().st_mtime_ns))
    assert written[0] == written[1]


def test_the_plugin_speaks_swedish_where_qgis_does_and_stops_when_it_goes(monkeypatch):
    from qgis.core import QgsApplication

    def said():
        return QCoreApplication.translate("Drugscene", "Open drug scene")

    monkeypatch.setattr(QgsApplication, "locale", staticmethod(lambda: "sv_SE"))
    plugin = classFactory(None)
    plugin.initProcessing()
    try:
        assert said() == "Öppen drogscen"
        store = QgsApplication.processingRegistry().algorithmById("drugscene:createstore")
        assert store.displayName() == "Skapa databas"
    finally:
        plugin.unload()
    assert said() == "Open drug scene"


def test_what_the_plugin_gave_as_a_reason_is_put_into_words_and_what_a_person_wrote_is_not():
    assert assignment_reason_label("nearest_area", "sv") == "Närmaste område"
    assert assignment_reason_label("Other", "sv") == "Other"
