"""Opening a round: what is carried forward, and what is refused."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from drugscene_plugin.domain.area import Assignment
from drugscene_plugin.domain.errors import Cancelled, Refusal
from drugscene_plugin.domain.scene import SceneStatus
from drugscene_plugin.workflow.open_round import default_from_round, open_round
from tests.builders import ALL_YES, lpo, mapping_round, municipality, scene, square
from tests.fakes.impatience import Impatient
from tests.fakes.memory_store import MemoryStore

WEST, EAST = square(side=1_000), square(at=(1_000, 0), side=1_000)


@pytest.fixture
def store():
    """The round 2023, on a division of two that becomes one of one in 2025."""
    store = MemoryStore()
    until, since = {"valid_to": date(2024, 12, 31)}, {"valid_from": date(2025, 1, 1)}
    store.add_areas([lpo("W", WEST, **until), lpo("E", EAST, **until)], "ada")
    store.add_areas([lpo("ALL", square(side=2_000), **since), municipality("M", square(side=2_000))], "ada")
    scenes = [
        scene("kept", name="Square", status=SceneStatus.OPEN, status_reason="seen", answers=ALL_YES,
              tags={"place_type": "square"}, predecessors=("old",), lpo=Assignment("W", (("W", 1.0),))),
        scene("ceased", outline=square(at=(300, 300)), status=SceneStatus.CEASED),
        scene("undecided", outline=square(at=(600, 600)), status=SceneStatus.UNDECIDED),
    ]  # fmt: skip
    store.add_round(mapping_round("2023"), scenes, "ada")
    return store


def test_an_empty_round_can_be_opened(store):
    assert open_round(store, "2025", date(2025, 3, 1), "bo") == 0
    opened = store.round("2025")
    assert (opened.definition, opened.delisting, opened.from_round) == ("D1", "D5", None)
    assert opened.editable and store.scenes("2025") == []


def test_open_scenes_alone_are_carried_forward_under_their_ids(store):
    assert open_round(store, "2025", date(2025, 3, 1), "bo", "2023") == 1
    assert [s.id for s in store.scenes("2025")] == ["kept"]
    assert store.round("2025").from_round == "2023"


def test_a_carried_scene_keeps_what_was_said_of_it_and_waits_to_be_confirmed(store):
    open_round(store, "2025", date(2025, 3, 1), "bo", "2023")
    (before,), (after,) = [s for s in store.scenes("2023") if s.id == "kept"], store.scenes("2025")
    assert (after.name, after.answers, after.tags) == (before.name, before.answers, before.tags)
    assert after.outline.equals(before.outline)
    assert (after.status, after.status_reason, after.to_confirm) == (SceneStatus.CANDIDATE, "", True)
    assert after.predecessors == ()
    assert after.revision == 1


def test_a_carried_scene_is_assigned_to_the_division_of_the_new_date(store):
    open_round(store, "2025", date(2025, 3, 1), "bo", "2023")
    (carried,) = store.scenes("2025")
    assert carried.lpo == Assignment("ALL", (("ALL", 1.0),))
    assert carried.municipality.code == "M"


def test_an_area_that_a_person_chose_stays_chosen_while_it_is_valid(store):
    chosen = scene("chosen", "2024", WEST, status=SceneStatus.OPEN, lpo=Assignment("E", (("W", 1.0),), "theirs"))
    store.add_round(mapping_round("2024", date(2024, 2, 1)), [chosen], "ada")
    open_round(store, "2024b", date(2024, 9, 1), "bo", "2024")
    assert store.scenes("2024b")[0].lpo == Assignment("E", (("W", 1.0),), "theirs")
    open_round(store, "2025", date(2025, 9, 1), "bo", "2024")
    assert store.scenes("2025")[0].lpo == Assignment("ALL", (("ALL", 1.0),))


def test_the_log_says_who_opened_it(store):
    open_round(store, "2025", date(2025, 3, 1), "bo", "2023")
    assert [(line.by, line.action) for line in store.log("2025")] == [("bo", "add_round")]


@pytest.mark.parametrize(
    "arguments, code, named",
    [
        (("2023", date(2025, 1, 1), "bo"), "round_exists", {"round": "2023"}),
        (("20/23", date(2025, 1, 1), "bo"), "round_label_invalid", {"round": "20/23"}),
        (("2025", date(2025, 1, 1), "bo", "2022"), "round_unknown", {"round": "2022", "known": "2023"}),
        (("2025", date(2025, 1, 1), "bo", "", "D9"), "definition_unknown", {"definition": "D9"}),
        (("2025", date(2025, 1, 1), "bo", "", "D5"), "definition_unknown", {"definition": "D5"}),
        (("2025", date(2025, 1, 1), "bo", "", "D1", "D2"), "delisting_unknown", {"definition": "D2"}),
        (("b", date(2023, 10, 1), "bo", "2023"), "from_round_not_earlier", {"from_date": date(2023, 10, 1)}),
    ],
)
def test_what_cannot_be_opened_is_refused_by_name(store, arguments, code, named):
    with pytest.raises(Refusal) as refused:
        open_round(store, *arguments)
    assert refused.value.code == code
    assert named.items() <= refused.value.values.items()
    assert [r.label for r in store.rounds()] == ["2023"]


def test_a_date_outside_every_division_is_refused_with_the_days_that_there_are():
    store = MemoryStore()
    store.add_areas([lpo("W", WEST, valid_from=date(2022, 1, 1), valid_to=date(2024, 12, 31))], "ada")
    with pytest.raises(Refusal) as refused:
        open_round(store, "2021", date(2021, 6, 1), "bo")
    assert refused.value.code == "ref_date_outside_divisions"
    assert refused.value.values["known"] == "2022-01-01 – 2024-12-31"
    assert open_round(store, "2022", date(2022, 1, 1), "bo") == 0
    assert open_round(store, "2024", date(2024, 12, 31), "bo") == 0


def test_a_store_without_areas_takes_any_date():
    store = MemoryStore()
    store.add_round(mapping_round("2023"), [scene("a", status=SceneStatus.OPEN)], "ada")
    assert open_round(store, "2025", date(2025, 1, 1), "bo", "2023") == 1
    assert store.scenes("2025")[0].lpo == Assignment(None)


@pytest.mark.parametrize("after", range(3))
def test_stopped_at_any_moment_nothing_is_there(store, after):
    revision = store.info().revision
    with pytest.raises(Cancelled):
        open_round(store, "2025", date(2025, 3, 1), "bo", "2023", progress=Impatient(after))
    assert [r.label for r in store.rounds()] == ["2023"]
    assert store.info().revision == revision


def test_the_latest_round_before_a_day_is_the_one_to_carry_from(store):
    store.add_round(replace(mapping_round("2021"), ref_date=date(2021, 1, 1)), [], "ada")
    assert default_from_round(store.rounds(), date(2025, 1, 1)) == "2023"
    assert default_from_round(store.rounds(), date(2023, 10, 1)) == "2021"
    assert default_from_round(store.rounds(), date(2020, 1, 1)) is None


OWN = """{"version": 1, "definitions": [{"id": "S1", "kind": "definition", "version": 1, "wording": "", "source": "ours",
"rule": {"all": ["sale", {"not": "use"}]}}]}"""


def test_a_definition_of_ones_own_stays_with_its_round(store):
    open_round(store, "2025", date(2025, 3, 1), "bo", definition_id="S1", own_rules=OWN)
    definition, delisting = store.round("2025").rules
    assert (definition.id, definition.rule, delisting.id) == ("S1", {"all": ["sale", {"not": "use"}]}, "D5")


@pytest.mark.parametrize(
    "own, code",
    [
        (OWN.replace("S1", "D2"), "definition_id_taken"),
        (OWN.replace("sale", "noise"), "definition_criterion_unknown"),
        ("{", "definitions_unreadable"),
        ("[]", "definitions_unreadable"),
        ("", "definition_unknown"),
    ],
)
def test_own_definitions_that_cannot_be_used_open_no_round(store, own, code):
    with pytest.raises(Refusal) as refused:
        open_round(store, "2025", date(2025, 3, 1), "bo", definition_id="S1", own_rules=own)
    assert refused.value.code == code
    assert [r.label for r in store.rounds()] == ["2023"]
