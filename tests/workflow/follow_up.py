"""Stores for tests of the follow-up: two rounds of a few scenes on a row, in two LPOs and one municipality."""

from __future__ import annotations

from datetime import date, datetime, timedelta, timezone

from drugscene_plugin.domain.mapping_round import RoundLabel
from drugscene_plugin.domain.scene import SceneStatus
from drugscene_plugin.domain.sign_off import SignOffDecision, SignOffRole
from drugscene_plugin.workflow.assign_scenes import assigned_scenes
from drugscene_plugin.workflow.sign_off import sign_off
from tests.builders import ALL_YES, answers, lpo, mapping_round, municipality, scene, square
from tests.fakes.memory_store import MemoryStore

TAGS = {"category": "k1", "place_type": "square"}
GONE = {**ALL_YES, **answers(sale="no", use="no", perceived_public="no", perceived_authorities="no")}
AREAS = (
    lpo("L1", square(side=4000), "Western"),
    lpo("L2", square(at=(4000, 0), side=4000), "Eastern"),
    municipality("0180", square(side=8000), "Town"),
)
FIRST, SECOND = date(2021, 10, 1), date(2023, 10, 1)


class Clock:
    """A clock that moves on by a minute whenever it is asked."""

    def __init__(self):
        self.now = datetime(2023, 11, 15, 8, 0, tzinfo=timezone.utc)

    def __call__(self):
        self.now += timedelta(minutes=1)
        return self.now


def at(number):
    """The corner of the nth place on the row, 300 m from the next."""
    return (100.0 + 300.0 * number, 100.0)


def kept(id, round="2023", place=0, outline=None, **fields):
    """An open scene with all that a round asks for."""
    given = {"name": f"Place {id}", "status": SceneStatus.OPEN, "answers": ALL_YES, "tags": TAGS, **fields}
    return scene(id, round, square(at=at(place)) if outline is None else outline, **given)


def ceased(id, place=0, **fields):
    """A scene that the de-listing rule has taken off the list."""
    return kept(id, place=place, status=SceneStatus.CEASED, answers=GONE, **fields)


def store_of(before, after, areas=AREAS, **fields):
    """A store with rounds 2021 and 2023, both drafts; every scene assigned to its areas."""
    store = MemoryStore()
    store.add_areas(areas, "ada")
    for label, day, scenes in (("2021", FIRST, before), ("2023", SECOND, after)):
        source = RoundLabel("2021") if label == "2023" else None
        placed = assigned_scenes(scenes, areas, day)
        store.add_round(mapping_round(label, day, from_round=source, **(fields if source else {})), placed, "ada")
    return store


def sign_all(store, label="2023", by="bo"):
    """Every area approves."""
    for role, code in ((SignOffRole.LPO, "L1"), (SignOffRole.LPO, "L2"), (SignOffRole.MUNICIPALITY, "0180")):
        sign_off(store, label, role, code, SignOffDecision.APPROVE, by, clock=Clock())
