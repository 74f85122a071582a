"""HTML and SVG from values: an element is a call, and whatever is not markup already is escaped.

>>> element("p", "1 < 2", element("br"), class_="note")
'<p class="note">1 &lt; 2<br></p>'
"""

from __future__ import annotations

import re
from html import escape
from typing import Any, Iterable, Union

FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
"""Characters that a page cannot hold: controls, lone surrogates, and what is no character."""

_VOID = frozenset(("br", "hr", "img", "link", "meta"))


class Markup(str):
    """Text that is markup already."""


Child = Union[None, str, int, Iterable[Any]]


def element(tag: str, /, *children: Child, **attributes: Any) -> Markup:
    """An element. Strings are escaped unless they are :class:`Markup`; None is nothing; lists are their entries.

    An attribute's name loses the underscore at its end (``class_``), others become hyphens; one of None or False is
    left out, one of True has no value.
    """
    start = f"<{tag}{''.join(map(_attribute, attributes, attributes.values()))}>"
    return Markup(start if tag in _VOID else f"{start}{markup(children)}</{tag}>")


def markup(child: Child) -> Markup:
    """Whatever may stand in an element, as markup.

    >>> markup(["a & b", None, element("b", 3)])
    'a &amp; b<b>3</b>'
    """
    if child is None:
        return Markup()
    if isinstance(child, Markup):
        return child
    if isinstance(child, str):
        return Markup(escape(FORBIDDEN.sub("", child), quote=False))
    if isinstance(child, int):
        return Markup(child)
    return Markup("".join(map(markup, child)))


def _attribute(name: str, value: Any) -> str:
    if value is None or value is False:
        return ""
    shown = name.rstrip("_").replace("_", "-")
    return f" {shown}" if value is True else f' {shown}="{escape(FORBIDDEN.sub("", str(value)))}"'


def document(language: str, title: str, style: str, *body: Child) -> bytes:
    """A whole page that loads nothing: its style stands inside, and its own policy forbids everything else."""
    policy = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'"
    head = element(
        "head",
        element("meta", charset="utf-8"),
        element("meta", http_equiv="Content-Security-Policy", content=policy),
        element("meta", name="viewport", content="width=device-width, initial-scale=1"),
        element("meta", name="color-scheme", content="light dark"),
        element("title", title),
        element("style", Markup(style)),
    )
    page = element("html", head, element("body", *body), lang=language)
    return f"<!DOCTYPE html>\n{page}\n".encode()
