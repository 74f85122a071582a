"""HTML from values: whatever is not markup is text."""

from __future__ import annotations

from html.parser import HTMLParser

from drugscene_plugin.reports.html import Markup, document, element, markup

NASTY = "</title><script>alert('x')</script> \"quoted\" & <b> 😀 שלום\x00\x1b\ud800"


def test_texts_and_attributes_are_escaped():
    assert element("p", "<script>&", title='"><x') == '<p title="&quot;&gt;&lt;x">&lt;script&gt;&amp;</p>'


def test_markup_stays_markup_and_lists_are_their_entries():
    assert element("ul", [element("li", "a"), None, element("li", 2)]) == "<ul><li>a</li><li>2</li></ul>"
    assert markup(Markup("<b>")) == "<b>"


def test_an_attribute_that_is_none_or_false_is_left_out():
    assert element("td", "x", class_=None, hidden=False, aria_label="y") == '<td aria-label="y">x</td>'


def test_a_document_holds_a_text_whatever_it_is_and_runs_none_of_it():
    class Reader(HTMLParser):
        tags: list = []
        text = ""

        def handle_starttag(self, tag, attrs):
            self.tags.append(tag)

        def handle_data(self, data):
            self.text += data

    reader = Reader()
    reader.feed(document("en", NASTY, "p{}", element("p", NASTY)).decode("utf-8"))
    assert "script" not in reader.tags and "b" not in reader.tags
    assert '"quoted" & <b> 😀 שלום' in reader.text
    assert not set(reader.text) & {"\x00", "\x1b", "\ud800"}
