"""What a page says, read without a browser: its elements, texts, links, headings."""

from __future__ import annotations

from html.parser import HTMLParser

VOID = {"br", "hr", "img", "link", "meta"}
LOADING = {"script", "link", "iframe", "object", "embed", "base", "form", "input", "button", "video", "audio", "source"}


class Page(HTMLParser):
    """A page; ``problems`` are elements that do not close."""

    def __init__(self, data):
        super().__init__()
        self.elements, self.problems = [], []
        self._open = []
        self.feed(data.decode("utf-8"))
        self.problems += [f"never closed: {tag}" for tag, _ in self._open]

    def handle_starttag(self, tag, attrs):
        self.elements.append({"tag": tag, "text": "", **dict(attrs)})
        if tag not in VOID:
            self._open.append((tag, self.elements[-1]))

    def handle_startendtag(self, tag, attrs):
        self.elements.append({"tag": tag, "text": "", **dict(attrs)})

    def handle_endtag(self, tag):
        if not self._open or self._open[-1][0] != tag:
            self.problems.append(f"</{tag}> closes {self._open[-1][0] if self._open else 'nothing'}")
            return
        self._open.pop()

    def handle_data(self, data):
        for _, element in self._open:
            element["text"] += data

    def all(self, *tags):
        return [element for element in self.elements if element["tag"] in tags]

    @property
    def ids(self):
        return [element["id"] for element in self.elements if "id" in element]

    @property
    def text(self):
        return self.all("body")[0]["text"]

    def links(self):
        return [element["href"] for element in self.all("a")]

    def table(self, caption):
        """The cells of the table with that caption, a list of texts a row; the first row holds the heads."""
        wanted, rows = False, []
        for element in self.elements:
            if element["tag"] == "caption":
                if rows:
                    break
                wanted = element["text"] == caption
            elif wanted and element["tag"] == "tr":
                rows.append([])
            elif wanted and element["tag"] in ("th", "td"):
                rows[-1].append(element["text"])
        return rows


def faults(page, folder=None):
    """What a page must not have: fetched parts, pictures without words, broken links, headings out of order, ids twice."""
    found = list(page.problems)
    found += [f"loads: {element['tag']}" for element in page.all(*LOADING)]
    for element in page.elements:
        for name in ("src", "href", "xlink:href", "srcset", "style", "action"):
            value = element.get(name) or ""
            if "://" in value or value.startswith(("//", "javascript:")) or "url(" in value:
                found.append(f"{element['tag']} {name}={value}")
        found += [f"{element['tag']} has {name}" for name in element if name.startswith("on")]
    found += [f"id twice: {one}" for one in set(page.ids) if page.ids.count(one) > 1]
    found += [f"no lang: {page.elements[0]}"] if page.all("html")[0].get("lang") not in ("sv", "en") else []
    levels = [int(element["tag"][1]) for element in page.all("h1", "h2", "h3", "h4")]
    found += [] if levels[0] == 1 and levels.count(1) == 1 else ["not one h1 first"]
    found += [f"heading jumps to {b}" for a, b in zip(levels, levels[1:]) if b > a + 1]
    for svg in page.all("svg", "img"):
        if svg.get("aria-hidden") == "true" or svg.get("alt"):
            continue
        names = (svg.get("aria-labelledby") or "").split()
        told = [element["text"].strip() for element in page.elements if element.get("id") in names]
        if svg.get("role") != "img" or len(told) != len(names) or not names or not all(told):
            found.append(f"a picture without words: {svg.get('id')} {names}")
    for link in page.links():
        if link.startswith("#"):
            found += [] if link[1:] in page.ids else [f"leads nowhere: {link}"]
        elif folder is not None and not (folder / link).is_file():
            found.append(f"no such file: {link}")
    captions = len(page.all("caption"))
    found += [] if captions == len(page.all("table")) else [f"{captions} captions for {len(page.all('table'))} tables"]
    found += [
        f"head without scope: {head['text']}" for head in page.all("th") if head.get("scope") not in ("col", "row")
    ]
    return found
