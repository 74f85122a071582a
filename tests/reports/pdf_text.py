"""The text of PDF files that Qt wrote, page by page, without a PDF library: glyphs by each font's own character map."""

from __future__ import annotations

import re
import unicodedata
import zlib

_OBJECT = re.compile(rb"\n(\d+) 0 obj\b(.*?)\nendobj", re.DOTALL)
_DRAWN = re.compile(rb"/(F\d+) [\d.]+ Tf|<([0-9a-fA-F]+)>")


def pages_of(path):
    """The text of each page, without blanks: PDF files place words, they do not part them."""
    objects = {int(number): body for number, body in _OBJECT.findall(path.read_bytes())}
    pages = [body for body in objects.values() if b"/Type /Page\n" in body]
    fonts = {}
    return [_text(objects, page, fonts) for page in pages]


def bare(text):
    """A text as it stands in what :func:`pages_of` gives."""
    return re.sub(r"\s", "", unicodedata.normalize("NFKC", text))  # ligatures are letters, too


def _text(objects, page, fonts):
    resources = objects[_reference(page, b"/Resources")]
    named = dict(re.findall(rb"/(F\d+) (\d+) 0 R", resources))
    maps = {name: _characters(objects, int(number), fonts) for name, number in named.items()}
    found, current = [], {}
    for font, glyphs in _DRAWN.findall(_stream(objects[_reference(page, b"/Contents")])):
        if font:
            current = maps.get(font, {})
        else:
            found += [current.get(int(glyphs[i : i + 4], 16), "") for i in range(0, len(glyphs), 4)]
    return bare("".join(found))


def _characters(objects, number, fonts):
    if number not in fonts:
        mapped = _stream(objects[_reference(objects[number], b"/ToUnicode")]).decode("latin-1")
        fonts[number] = found = {}
        for block in re.findall(r"beginbfrange(.*?)endbfrange", mapped, re.DOTALL):
            for first, last, target in re.findall(r"<(\w+)>\s*<(\w+)>\s*(\[[^\]]*\]|<\w+>)", block):
                codes = re.findall(r"<(\w+)>", target)
                for place in range(int(last, 16) - int(first, 16) + 1):
                    code = int(codes[place], 16) if len(codes) > 1 else int(codes[0], 16) + place
                    found[int(first, 16) + place] = chr(code) if code < 0x110000 else ""
        for block in re.findall(r"beginbfchar(.*?)endbfchar", mapped, re.DOTALL):
            for glyph, code in re.findall(r"<(\w+)>\s*<(\w+)>", block):
                found[int(glyph, 16)] = chr(int(code[:4], 16))
    return fonts[number]


def _reference(body, key):
    return int(re.search(key + rb" (\d+) 0 R", body)[1])


def _stream(body):
    head, _, rest = body.partition(b"stream\n")
    data = rest.rpartition(b"\nendstream")[0]
    return zlib.decompress(data) if b"/FlateDecode" in head else data
