"""A scene is traced over all rounds: ancestors, descendants, what was decided."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from drugscene_plugin.domain.lineage import LinkKind, ReasonCode
from drugscene_plugin.domain.scene import SceneStatus
from drugscene_plugin.sample import county
from drugscene_plugin.workflow.correct_round import correct_round
from drugscene_plugin.workflow.create_sample import create_sample
from drugscene_plugin.workflow.decide_link import decide_link
from drugscene_plugin.workflow.trace_scene import read_history, trace_scene
from tests.builders import mapping_round, scene, square
from tests.fakes.memory_store import MemoryStore


def open_scene(id, round, x, side=100.0, **fields):
    return scene(id, round, square(at=(x, 0), side=side), status=SceneStatus.OPEN, **fields)


def two_sides(id, round, x, width):
    from shapely.geometry import box

    return scene(id, round, box(x, 0, x + width, 100), status=SceneStatus.OPEN)


@pytest.fixture
def store():
    """Four rounds: *a* is split into *a* and *b*; *b* ceases and comes back; *c* merges into *a*; *d* is far off."""
    store = MemoryStore()
    rounds = {
        "2021": (date(2021, 1, 1), [two_sides("a", "2021", 0, 200), open_scene("d", "2021", 5000)]),
        "2022": (
            date(2022, 1, 1),
            [two_sides("a", "2022", 0, 110), two_sides("b", "2022", 110, 90), open_scene("d", "2022", 5000)],
        ),
        "2023": (
            date(2023, 1, 1),
            [
                two_sides("a", "2023", 0, 110),
                replace(two_sides("b", "2023", 110, 90), status=SceneStatus.CEASED),
                open_scene("d", "2023", 5000),
            ],
        ),
        "2024": (
            date(2024, 1, 1),
            [two_sides("a", "2024", 0, 110), two_sides("b", "2024", 110, 90), open_scene("d", "2024", 5000)],
        ),
    }
    for label, (day, scenes) in rounds.items():
        store.add_round(mapping_round(label, day), scenes, "test")
    return store


def ids(trace):
    return {stage.mapping_round.label: [s.id for s in stage.scenes] for stage in trace.stages}


def kinds(trace, label):
    stage = next(s for s in trace.stages if s.mapping_round.label == label)
    return sorted((held.link.kind.value, *held.link.pair) for held in stage.links)


def test_a_part_is_traced_to_what_it_was_split_from_and_through_its_absence(store):
    trace = trace_scene(read_history(store), "b", "2024")
    assert ids(trace) == {"2021": ["a"], "2022": ["b"], "2023": ["b"], "2024": ["b"]}
    assert kinds(trace, "2024") == [("returned", "b", "b")]
    assert kinds(trace, "2022") == [("split", "a", "b")]


def test_a_row_that_does_not_count_is_shown_with_its_status(store):
    trace = trace_scene(read_history(store), "b", "2022")
    of_2023 = trace.stages[2]
    assert [s.status for s in of_2023.scenes] == [SceneStatus.CEASED]
    assert kinds(trace, "2023") == [("ceased", "b", "")]


def test_descendants_are_all_parts_and_siblings_are_none(store):
    history = read_history(store)
    assert ids(trace_scene(history, "a", "2021"))["2022"] == ["a", "b"]
    assert ids(trace_scene(history, "a", "2022"))["2022"] == ["a"]
    assert ids(trace_scene(history, "a", "2024"))["2022"] == ["a"]


def test_a_scene_that_nothing_links_stands_alone(store):
    assert ids(trace_scene(read_history(store), "d", "2023")) == {
        label: ["d"] for label in ("2021", "2022", "2023", "2024")
    }


def test_a_decision_changes_the_trace_and_stands_in_it(store):
    decide_link(store, "2022", "a", "b", LinkKind.REJECTED, "Analytiker", reason="annan plats")
    decide_link(store, "2022", "", "b", LinkKind.NEW, "Analytiker", ReasonCode.ARISEN)
    trace = trace_scene(read_history(store), "b", "2022")
    assert ids(trace)["2021"] == []
    (held,) = trace.stages[1].links
    assert held.link.kind is LinkKind.NEW and held.decision.by == "Analytiker"


def test_an_unknown_scene_or_round_leaves_nothing(store):
    trace = trace_scene(read_history(store), "nobody", "1999")
    assert ids(trace) == {label: [] for label in ("2021", "2022", "2023", "2024")}
    assert trace.ids == {"nobody"}


def test_every_scene_of_the_sample_reaches_its_true_ancestors():
    store = MemoryStore()
    create_sample(store)
    history = read_history(store)
    sample = county.build()
    checked = 0
    for change in sample.truth:
        if not (change.from_ids and change.to_ids) or change.kind is LinkKind.RETURNED:
            continue
        if store.round(change.to_round).label not in ("2023", "2024"):
            continue
        for target in change.to_ids:
            before = history.of(change.to_round).comparison.from_round.label
            assert set(change.from_ids) <= set(ids(trace_scene(history, target, change.to_round))[before])
            checked += 1
    assert checked > 90


def test_what_is_published_is_not_read_again():
    store = MemoryStore()
    create_sample(store)
    asked = []
    scenes = store.scenes
    store.scenes = lambda label: asked.append(label) or scenes(label)
    first = read_history(store)
    assert asked == ["2021", "2023", "2024", "2025"]
    asked.clear()
    again = read_history(store, known=first)
    assert asked == ["2025"]
    assert again == first


def test_a_round_that_was_opened_again_is_read_again_and_so_are_those_after_it():
    store = MemoryStore()
    create_sample(store)
    first = read_history(store)
    correct_round(store, "2023", "fel", "Analytiker")
    asked = []
    scenes = store.scenes
    store.scenes = lambda label: asked.append(label) or scenes(label)
    read_history(store, known=first)
    assert asked == ["2023", "2024", "2025"]
