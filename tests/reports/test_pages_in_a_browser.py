"""The public page and the method sheet in a real browser: nothing is fetched, nothing overflows, all can be reached."""

from __future__ import annotations

import pytest

from drugscene_plugin.domain.field import Profile
from drugscene_plugin.reports.package import write_package
from drugscene_plugin.workflow.export_round import export_round
from tests.reports.browser import CHROMIUM, browser
from tests.reports.test_public_package import published_store

pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="no Chromium is installed")

NASTY = "</td><script>document.title='run'</script> \"Torget\" 😀 שלום " + "x" * 300
PAGES = ("index.html", "method.html")

_WIDE = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
_FOCUS = "document.activeElement.id || document.activeElement.textContent || document.activeElement.tagName"
_OUTLINE = "getComputedStyle(document.activeElement).outlineStyle"
_SMALL = """[...document.querySelectorAll('nav a, main a, summary, footer a')].filter(link => {
  const box = link.getBoundingClientRect(); return box.height < 24 || box.width < 24 }).map(link => link.textContent)"""
_FAINT = """(() => {
  const light = rgb => { const [r, g, b] = rgb.map(v => { v /= 255; return v <= .04045 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4 });
    return .2126 * r + .7152 * g + .0722 * b };
  const numbers = text => text.match(/[\\d.]+/g).map(Number);
  const behind = element => { for (let e = element; e; e = e.parentElement) { const c = numbers(getComputedStyle(e).backgroundColor);
    if (c.length < 4 || c[3] > 0) return c.slice(0, 3) } return [255, 255, 255] };
  return [...document.querySelectorAll('h1, h2, h3, p, a, th, td, dt, dd, li, caption, figcaption, summary, strong')].filter(e => {
    const [a, b] = [light(numbers(getComputedStyle(e).color).slice(0, 3)), light(behind(e))].sort((x, y) => y - x);
    return (a + .05) / (b + .05) < 4.5 }).map(e => e.tagName + ': ' + e.textContent.slice(0, 40)) })()"""


@pytest.fixture(scope="module")
def package(tmp_path_factory):
    folder = tmp_path_factory.mktemp("page")
    return export_round(published_store(NASTY), "2023", Profile.PUBLIC, "sv", folder, write_package)


@pytest.fixture(scope="module")
def chromium(tmp_path_factory):
    with browser(tmp_path_factory.mktemp("chromium")) as found:
        yield found


@pytest.mark.parametrize("name", PAGES)
def test_it_asks_for_nothing_but_itself_and_the_browser_has_no_complaint(chromium, package, name):
    chromium.open(package / name, 1280)
    assert chromium.requests() == [(package / name).as_uri()]
    assert chromium.complaints() == []


def test_no_name_runs(chromium, package):
    chromium.open(package / "index.html", 1280)
    assert chromium.ask("document.title").startswith("Öppna drogscener 2023")
    assert chromium.ask("document.scripts.length") == 0


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("width", [320, 360, 768, 1280])
def test_it_fits_the_screen_however_narrow(chromium, package, name, width):
    chromium.open(package / name, width)
    assert chromium.ask(_WIDE) == 0


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_text_stands_out_from_what_is_behind_it(chromium, package, name, scheme):
    chromium.open(package / name, 1280, scheme)
    assert chromium.ask(_FAINT) == []


def test_the_keyboard_skips_to_the_content_and_shows_where_it_is(chromium, package):
    chromium.open(package / "index.html", 1280)
    _press(chromium, "Tab")
    assert chromium.ask(_FOCUS) == "Hoppa till innehållet"
    assert chromium.ask(_OUTLINE) == "solid"
    assert chromium.ask("document.activeElement.getBoundingClientRect().left") >= 0
    _press(chromium, "Enter")
    assert chromium.ask(_FOCUS) == "content"


def test_targets_are_large_enough_for_a_finger(chromium, package):
    chromium.open(package / "index.html", 360)
    assert chromium.ask(_SMALL) == []


@pytest.mark.parametrize("name", PAGES)
def test_whatever_the_keyboard_reaches_has_a_name(chromium, package, name):
    chromium.open(package / name, 1280)
    nodes = chromium.call("Accessibility.getFullAXTree")["nodes"]
    reached = [node for node in nodes if any(p["name"] == "focusable" for p in node.get("properties", []))]
    assert len(reached) > 10
    nameless = [n["role"]["value"] for n in reached if not n.get("name", {}).get("value")]
    assert set(nameless) <= {"main"}  # the skip link's target, which no key stops at


def test_a_picture_is_read_out_with_its_words(chromium, package):
    chromium.open(package / "index.html", 1280)
    nodes = chromium.call("Accessibility.getFullAXTree")["nodes"]
    images = [n for n in nodes if n.get("role", {}).get("value") in ("image", "img") and not n.get("ignored")]
    assert len(images) >= 4
    assert all(node["name"]["value"] for node in images)


def _press(chromium, key):
    code = {"Tab": 9, "Enter": 13}[key]
    text = {"text": "\r"} if key == "Enter" else {}
    chromium.call("Input.dispatchKeyEvent", type="keyDown", key=key, code=key, windowsVirtualKeyCode=code, **text)
    chromium.call("Input.dispatchKeyEvent", type="keyUp", key=key, code=key, windowsVirtualKeyCode=code)
