"""What the tests of packages write: a small county with every kind of scene, made by the workflow itself."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from shapely.geometry import MultiPolygon, Polygon

from drugscene_plugin.domain.area import AreaCode, Assignment
from drugscene_plugin.domain.field import Profile
from drugscene_plugin.domain.mapping_round import RoundState
from drugscene_plugin.domain.scene import SceneStatus
from drugscene_plugin.workflow.export_round import annual_content
from drugscene_plugin.workflow.ports import Code
from tests.builders import lpo, mapping_round, municipality, scene, square
from tests.fakes.memory_store import MemoryStore

ORIGIN = (670_000.0, 6_580_000.0)
LONG = "x" * 40_000


def at(east, north=0.0):
    """A point so many metres east and north of the county's corner."""
    return ORIGIN[0] + east, ORIGIN[1] + north


def with_hole(corner, side=200.0):
    """A square with a square hole, its outer ring clockwise, as GeoJSON must not have it."""
    x, y = corner
    outer = [(x, y), (x, y + side), (x + side, y + side), (x + side, y), (x, y)]
    inner = [(x + 50, y + 50), (x + 100, y + 50), (x + 100, y + 100), (x + 50, y + 100), (x + 50, y + 50)]
    return Polygon(outer, [inner])


def _to(code, share=1.0):
    return Assignment(AreaCode(code), ((AreaCode(code), share),))


def _scene(id, status, outline, round, in_lpo="1", **fields):
    return scene(id, round, outline, status=status, lpo=_to(in_lpo, 0.75), municipality=_to("0180"), **fields)


def county_store(label="2023", state=RoundState.DRAFT, name="Torget"):
    """A store with an earlier round and a round that has one scene of every status, and awkward texts."""
    parts = MultiPolygon([square(at(4000), 100), square(at(4200), 100)])
    tags = {
        "category": "k1", "place_type": "station", "substances": ("cannabis", "other"), "first_known_year": 2019,
        "to_discuss": True, "note": "=1+1\n- \"quoted\", and more; +2\x01", "group_present": LONG,
    }  # fmt: skip
    scenes = [
        _scene("a", SceneStatus.OPEN, with_hole(at(1000)), label, name=name, tags=tags),
        _scene("b", SceneStatus.OPEN, parts, label, in_lpo="2", name="=cmd()|'/c calc'!A0"),
        _scene("c", SceneStatus.CANDIDATE, square(at(5000)), label, name="Åsnan 😀 שלום"),
        _scene("d", SceneStatus.UNDECIDED, square(at(6000)), label, name='"Hörnet", norr'),
        _scene("e", SceneStatus.CEASED, square(at(7000)), label, name="", status_reason="@home"),
        _scene("f", SceneStatus.NOT_SCENE, None, label, name="http://example.org"),
    ]
    scenes[-1] = replace(scenes[-1], outline=None)
    store = MemoryStore()
    areas = [
        lpo("1", square(at(0), 4000), "Västra"),
        lpo("2", square(at(4000), 4000), "Östra"),
        municipality("0180", square(at(0), 8000), "Kommunen"),
    ]
    store.add_areas(areas, by="test")
    store.set_codes("category", [Code("k1", "Första sorten", "First kind")], by="test")
    before = mapping_round("2021", date(2021, 3, 1), state=RoundState.PUBLISHED)
    store.add_round(before, [_scene("a", SceneStatus.OPEN, square(at(1000), 100), "2021")], by="test")
    store.add_round(mapping_round(label, state=state), scenes, by="test")
    return store


def county_content(language="en", **fields):
    """The annual content of that store's round."""
    label = fields.get("label", "2023")
    return annual_content(county_store(**fields), label, Profile.INTERNAL, language)
