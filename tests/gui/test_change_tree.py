"""The list of changes: what is to decide comes first, and each row says what it is about in words."""

from __future__ import annotations

import pytest

from drugscene_plugin.domain.change_set import SceneChange
from drugscene_plugin.domain.lineage import HeldLink, Link, LinkDecision, LinkKind, LinkReason, ReasonCode
from drugscene_plugin.domain.scene import SceneStatus
from drugscene_plugin.gui.models.change_tree import (
    Change,
    ChangeTreeModel,
    grouped,
    link_changes,
    reason_text,
    shares_text,
    state_text,
)
from tests.builders import scene, square


def proposed(kind, old=None, new=None, **fields):
    return HeldLink(Link(kind, old, new, **fields))


def decided(kind, old=None, new=None, code=None, reason=""):
    return HeldLink(
        Link(kind, old, new), LinkDecision(kind, old, new, "Analytiker", "2025-01-01T00:00:00Z", code, reason)
    )


OLD = {s.id: s for s in (scene("a", "2023", name="Torget"), scene("b", "2023", name="Kajen"))}
NEW = {s.id: s for s in (scene("a", "2025", name="Stora torget"), scene("c", "2025", name="Parken"))}


def changes(*held, rows=None):
    return link_changes(held, OLD, NEW, rows or {})


def test_kinds_with_something_to_decide_come_first_and_continued_last():
    groups = grouped(
        changes(
            proposed(LinkKind.CONTINUED, "a", "a"),
            decided(LinkKind.NEW, None, "c", ReasonCode.ARISEN),
            proposed(LinkKind.CEASED, "b"),
        )
    )
    assert [group.kind for group in groups] == [LinkKind.CEASED, LinkKind.NEW, LinkKind.CONTINUED]
    assert groups[0].title == "Ceased  1 · to decide: 1"


def test_what_is_not_saved_comes_before_all_and_is_shown_beside_what_is_to_decide():
    edit = SceneChange(OLD["a"], None)
    given = [Change(OLD["a"], None, None, edit), *changes(decided(LinkKind.CONTINUED, "a", "a"))]
    assert [group.kind for group in grouped(given)] == [None, LinkKind.CONTINUED]
    assert [group.kind for group in grouped(given, only_waiting=True)] == [None]
    assert state_text(given[0]) == "removed"


def test_a_row_says_names_shares_reason_and_who_decided():
    link = proposed(LinkKind.GROWN, "a", "a", share_from=0.834, share_to=0.911, reason=LinkReason.OVERLAP)
    (change,) = changes(link)
    assert change.names == "Torget → Stora torget"
    assert shares_text(link.link) == "83 % of the old, 91 % of the new"
    assert reason_text(change) == "83 % of the old, 91 % of the new · the outlines overlap"
    assert state_text(change) == "to decide"
    (other,) = changes(decided(LinkKind.CEASED, "b", None, ReasonCode.DELISTED, "lugnt"))
    assert state_text(other) == "decided by Analytiker"
    assert reason_text(other) == "De-listed · “lugnt”"


@pytest.mark.parametrize(
    "status, words", [(SceneStatus.CANDIDATE, "to judge first"), (SceneStatus.CEASED, "to decide")]
)
def test_a_scene_that_is_still_to_be_judged_has_not_ceased(status, words):
    rows = {"b": scene("b", "2025", status=status)}
    (change,) = changes(proposed(LinkKind.CEASED, "b"), rows=rows)
    assert state_text(change) == words


def test_a_link_and_a_scene_are_found_again_in_the_list():
    model = ChangeTreeModel()
    model.refill(grouped(changes(proposed(LinkKind.CEASED, "b"), decided(LinkKind.CONTINUED, "a", "a"))))
    index = model.index_of(("a", "a"))
    assert model.change_at(index).names == "Torget → Stora torget"
    assert model.change_at(model.index_of_scene("b")).held.link.kind is LinkKind.CEASED
    assert not model.index_of(("x", "y")).isValid()
    assert not model.index_of_scene("nobody").isValid()


def test_a_kind_stands_for_all_its_changes():
    model = ChangeTreeModel()
    model.refill(grouped(changes(proposed(LinkKind.MERGED, "a", "a"), proposed(LinkKind.MERGED, "b", "a"))))
    assert len(model.changes_at(model.index(0, 0))) == 2
    assert model.change_at(model.index(0, 0)) is None
    assert model.parent(model.index(1, 0, model.index(0, 0))) == model.index(0, 0)


def test_outlines_are_drawn_at_one_scale(qtbot):
    from drugscene_plugin.gui.outline_picture import SIZE, frame_of, outline_picture

    small, large = square(side=50), square(side=100)
    frame = frame_of([small, large])

    def inked(outline, counts=True):
        image = outline_picture(frame, [outline], counts=counts).toImage()
        colours = [image.pixelColor(x, y) for x in range(3, SIZE - 3) for y in range(3, SIZE - 3)]
        return sum(colour.blue() > colour.red() + 40 for colour in colours)

    assert inked(large) == pytest.approx(4 * inked(small), rel=0.25)
    assert inked(large, counts=False) < inked(large) / 4
    assert frame_of([None]) is None
