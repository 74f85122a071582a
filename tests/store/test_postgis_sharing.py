"""What those who share a store learn of each other."""

from __future__ import annotations

import select
import time

import pytest

from drugscene_plugin.workflow.ports import MARK_SECONDS
from tests.builders import mapping_round, scene
from tests.store.shared import shared
from tests.workflow.store_contract import change, changes, refused

__all__ = ["shared"]


def row(store, id="a", label="2023"):
    return next(s for s in store.scenes(label) if s.id == id)


@pytest.fixture
def listener(shared):
    made = shared.of("anna").sharing().listener()
    yield made
    made.close()


def heard(listener, seconds=5):
    """The next news, waited for as a window waits: on the socket."""
    select.select([listener.fileno()], [], [], seconds)
    return listener.news()


def test_nothing_is_news_until_somebody_writes(listener):
    assert not listener.news()


def test_a_save_is_heard_with_round_scenes_and_who(shared, listener):
    kim = shared.of("kim")
    kim.save(changes(change(row(kim), name="x"), change(row(kim, "b"), name="y")), "kim")
    news = heard(listener)
    assert [(c.round, c.scene, c.by, c.action) for c in news.changes] == [
        ("2023", "a", "kim", "change_scene"), ("2023", "b", "kim", "change_scene"),
    ]  # fmt: skip
    assert not news.marks and not news.everything and not listener.news()


def test_what_a_round_goes_through_is_heard_too(shared, listener):
    kim = shared.of("kim")
    kim.accept_finding("2023", "f", "because", "kim")
    kim.add_round(mapping_round("2024", kim.round("2023").ref_date.replace(year=2024)), [scene("a", "2024")], "kim")
    assert [(c.round, c.scene, c.action) for c in heard(listener).changes] == [
        ("2023", None, "accept_finding"), ("2024", None, "add_round"),
    ]  # fmt: skip


def test_what_is_refused_is_no_news(shared, listener):
    anna = shared.of("anna")
    with refused("scene_elsewhere"):
        anna.save(changes(change(row(anna, "b"), name="x")), "anna")
    assert not listener.news()


def test_what_was_missed_while_the_connection_was_cut_is_told_afterwards(shared, listener):
    with shared.sql("postgres") as run:
        run("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = 'anna'")
    kim = shared.of("kim")
    kim.save(changes(change(row(kim), name="missed")), "kim")
    with refused("store_unreachable"):
        listener.news()
    assert listener.fileno() == -1
    news = listener.news()
    assert [c.scene for c in news.changes] == ["a"] and news.marks
    kim.save(changes(change(row(kim), name="heard")), "kim")
    assert [c.scene for c in heard(listener).changes] == ["a"]


def test_whoever_may_not_know_what_it_was_hears_that_there_is_something(shared):
    listener = shared.of("bo").sharing().listener()
    try:
        kim = shared.of("kim")
        kim.save(changes(change(row(kim), name="x")), "kim")
        news = heard(listener)
        assert news.everything and news.changes == ()
    finally:
        listener.close()


def test_the_database_tells_everybody_who_listens_that_there_is_news_and_nothing_else(shared):
    connection = shared.postgres.connect(shared.database, "eve")
    try:
        with connection.cursor() as cursor:
            cursor.execute("LISTEN drugscene_news")
        kim = shared.of("kim")
        kim.save(changes(change(row(kim), name="secret name")), "kim")
        kim.sharing().mark_edited("2023", ["a"])
        select.select([connection], [], [], 5)
        connection.poll()
        assert {one.payload for one in connection.notifies} <= {"changes", "marks"}
    finally:
        connection.close()


def test_others_see_who_is_editing_a_scene_and_oneself_does_not(shared, listener):
    kim, anna = shared.of("kim").sharing(), shared.of("anna").sharing()
    kim.mark_edited("2023", ["a", "c"])
    assert heard(listener).marks
    assert anna.edited_by_others("2023") == {"a": "kim", "c": "kim"} and kim.edited_by_others("2023") == {}
    assert anna.edited_by_others("2021") == {}
    kim.mark_edited("2023", ["c"])
    assert heard(listener).marks and anna.edited_by_others("2023") == {"c": "kim"}
    kim.mark_edited("2023", ["c"])
    assert not listener.news()  # it only said so again
    kim.mark_edited("2023", [])
    assert anna.edited_by_others("2023") == {}


def test_a_mark_locks_nothing_and_is_forgotten(shared):
    kim, anna = shared.of("kim"), shared.of("anna")
    kim.sharing().mark_edited("2023", ["a"])
    anna.save(changes(change(row(anna), name="all the same")), "anna")
    with shared.sql("postgres") as run:
        ((left,),) = run("SELECT extract(epoch FROM until - clock_timestamp())::float8 FROM drugscene.marks")
        assert 0 < left <= MARK_SECONDS
        run("UPDATE drugscene.marks SET until = clock_timestamp() + interval '50 milliseconds'")
    time.sleep(0.1)
    assert anna.sharing().edited_by_others("2023") == {}


def test_reviewers_and_readers_mark_nothing_and_see_no_marks(shared):
    shared.of("kim").sharing().mark_edited("2023", ["a"])
    for who in ("bo", "lars"):
        assert shared.of(who).sharing().edited_by_others("2023") == {}
        with refused("store_forbidden"):
            shared.of(who).sharing().mark_edited("2023", ["a"])
