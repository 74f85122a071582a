"""What holds of every pair of rounds, whatever is in them."""

from __future__ import annotations

from collections import Counter

import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from drugscene_plugin.analysis.ledger import ledger
from drugscene_plugin.analysis.lineage import propose_links
from drugscene_plugin.analysis.link_shapes import misfits
from drugscene_plugin.domain.ledger import reconciles
from drugscene_plugin.domain.lineage import LinkKind, LinkThresholds

from ..builders import scene
from ..histories import generate

REVERSED = {
    LinkKind.GROWN: LinkKind.SHRUNK,
    LinkKind.SHRUNK: LinkKind.GROWN,
    LinkKind.MERGED: LinkKind.SPLIT,
    LinkKind.SPLIT: LinkKind.MERGED,
    LinkKind.NEW: LinkKind.CEASED,
    LinkKind.CEASED: LinkKind.NEW,
}

coordinates = st.integers(0, 40).map(lambda n: 25.0 * n)
sides = st.integers(1, 16).map(lambda n: 25.0 * n)


@st.composite
def outlines(draw):
    west, south = draw(coordinates), draw(coordinates)
    whole = shapely.box(west, south, west + draw(sides), south + draw(sides))
    if draw(st.booleans()):
        hole = whole.buffer(-draw(st.sampled_from((5.0, 20.0, 60.0))), join_style="mitre")
        whole = whole if hole.is_empty else whole.difference(hole)
    return whole


@st.composite
def rounds(draw):
    """Two rounds of up to nine scenes each, crowded: some share ids, some names."""
    names = st.sampled_from(("", "Torget", "Stationen"))
    both = []
    for label, prefix in (("2021", "o"), ("2023", "n")):
        drawn = draw(st.lists(st.tuples(outlines(), names, st.booleans()), max_size=9))
        scenes = [
            scene(f"{'s' if shared else prefix}{i}", label, outline, name=name)
            for i, (outline, name, shared) in enumerate(drawn)
        ]
        both.append(scenes)
    return both


def links(before, after, **thresholds):
    return propose_links(before, after, (), LinkThresholds(**thresholds))


@settings(max_examples=150, deadline=None)
@given(rounds(), st.randoms())
def test_the_order_of_the_scenes_changes_nothing(both, chance):
    before, after = both
    found = links(before, after)
    chance.shuffle(before)
    chance.shuffle(after)
    assert links(before, after) == found


@settings(max_examples=150, deadline=None)
@given(rounds())
def test_turned_round_in_time_the_same_pairs_come_out(both):
    before, after = both
    there = Counter((k.from_scene, k.to_scene, REVERSED.get(k.kind, k.kind)) for k in links(before, after))
    back = Counter((k.to_scene, k.from_scene, k.kind) for k in links(after, before))
    assert there == back


@settings(max_examples=150, deadline=None)
@given(rounds())
def test_every_scene_of_both_rounds_is_explained(both):
    before, after = both
    found = links(before, after)
    assert {s.id for s in before} == {k.from_scene for k in found if k.from_scene}
    assert {s.id for s in after} == {k.to_scene for k in found if k.to_scene}
    assert misfits([k for k in found if k.kind is not LinkKind.UNSURE]) == []


@settings(max_examples=150, deadline=None)
@given(rounds(), st.integers(1, 4))
def test_the_ledger_reconciles_in_every_unit_on_all_that_is_not_unsure(both, units):
    before, after = both
    unsure = [k for k in links(before, after) if k.kind is LinkKind.UNSURE]
    before = [s for s in before if s.id not in {k.from_scene for k in unsure}]
    after = [s for s in after if s.id not in {k.to_scene for k in unsure}]
    found = [k for k in links(before, after) if k.kind is not LinkKind.UNSURE]
    left = {k.from_scene for k in found} | {k.to_scene for k in found}
    before, after = [s for s in before if s.id in left], [s for s in after if s.id in left]
    named = tuple((str(n), str(n)) for n in range(units))
    lines = ledger("lpo", named, before, after, found, lambda s: str(int(s.outline.bounds[0] // 25) % units))
    assert reconciles(lines)
    for measure in ("count", "area_m2"):
        of_measure = [line for line in lines if line.measure == measure]
        moved = sum(line.terms["moved_in"] - line.terms["moved_out"] for line in of_measure)
        assert abs(moved) < 1e-6
    counted = [line for line in lines if line.measure == "count"]
    assert sum(line.opening for line in counted) == len(before)


@settings(max_examples=8, deadline=None)
@given(st.integers(0, 10_000), st.booleans())
def test_generated_histories_are_symmetric_in_time_too(seed, keep_ids):
    history = generate(seed=seed, events=40, keep_ids=keep_ids)
    there = Counter(
        (k.from_scene, k.to_scene, REVERSED.get(k.kind, k.kind)) for k in links(history.before, history.after)
    )
    back = Counter((k.to_scene, k.from_scene, k.kind) for k in links(history.after, history.before))
    assert there == back
