"""What goes wrong with a shared store: servers killed, connections cut, disks full, clocks wrong. Never half, never unsaid."""

from __future__ import annotations

import os
import random
import re
import shutil
import signal
import socket
import subprocess
import sys
import textwrap
import time
from dataclasses import replace
from datetime import date
from pathlib import Path

import psycopg2
import pytest

from drugscene_plugin.domain.change_set import SceneChange
from drugscene_plugin.domain.errors import Refusal
from drugscene_plugin.domain.mapping_round import RoundState
from drugscene_plugin.domain.publication import Correction, changed_since
from drugscene_plugin.store import create_store, open_store
from drugscene_plugin.texts.messages import message
from drugscene_plugin.workflow.ports import Code
from tests.builders import mapping_round, scene, square
from tests.store.shared import placed, shared
from tests.workflow.store_contract import (
    AT,
    Ticking,
    change,
    changes,
    content,
    decision,
    refused,
    sign_off,
    snapshot,
)

__all__ = ["shared"]
ROOT = Path(__file__).resolve().parents[2]


def row(store, id="a", label="2023"):
    return next(s for s in store.scenes(label) if s.id == id)


def test_a_server_that_is_not_there_is_named_with_host_port_and_database(qgis_app):
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    with refused("store_unreachable") as refusal:
        open_store(f"postgresql://kim@127.0.0.1:{port}/county")
    assert f"127.0.0.1:{port}/county" in message(refusal.value)


def test_a_write_does_not_wait_longer_than_it_is_patient(shared):
    with shared.sql("postgres") as run:
        run("BEGIN")
        run("UPDATE drugscene.store_info SET revision = revision")
        began = time.monotonic()
        store = shared.of("kim", patience=0.3)
        with refused("store_locked"):
            store.save(changes(change(row(store), name="x")), "kim")
        assert time.monotonic() - began < 5
        run("ROLLBACK")
    store.save(changes(change(row(store), name="x")), "kim")


def test_a_connection_that_was_cut_is_made_again_and_one_cut_amid_a_save_leaves_nothing(shared, monkeypatch):
    store = shared.of("kim")
    a = row(store)

    def cut():
        with shared.sql("postgres") as run:
            run("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = 'kim'")

    cut()
    store.save(changes(change(a, name="after the cut")), "kim")
    from drugscene_plugin.store.postgis.session import PostgisWrite

    whole = PostgisWrite.change_scenes

    def cut_amid(self, *given):
        whole(self, *given)
        cut()

    before = content(shared.owner)
    monkeypatch.setattr(PostgisWrite, "change_scenes", cut_amid)
    with refused("store_unreachable"):
        store.save(changes(change(row(store), name="never")), "kim")
    monkeypatch.undo()
    assert content(shared.owner) == before
    store.save(changes(change(row(store), name="again")), "kim")


def save_all(store):
    a, b, c = store.scenes("2023")
    new = SceneChange(None, scene("n", **placed("1")))
    store.save(
        changes(change(a, name="x"), change(b, name="y", outline=square(at=(7, 7))), SceneChange(c, None), new), "kim"
    )


WRITES = {
    "save": save_all,
    "publish": lambda s: s.publish(snapshot(s)),
    "correct": lambda s: s.correct(Correction("2021", 2, "again", "kim", AT)),
    "add_round": lambda s: s.add_round(mapping_round("2024", date(2024, 1, 1)), [scene("n", "2024")], "kim"),
    "set_round_state": lambda s: s.set_round_state(replace(s.round("2023"), state=RoundState.IN_REVIEW), "kim"),
    "set_codes": lambda s: s.set_codes("category", [Code("x", "", "")], "kim"),
    "accept_finding": lambda s: s.accept_finding("2023", "f", "r", "kim"),
    "decide_links": lambda s: s.decide_links("2023", [decision()]),
    "add_sign_offs": lambda s: s.add_sign_offs("2023", [sign_off()]),
}


@pytest.mark.parametrize("write", WRITES)
def test_a_write_that_is_cut_after_any_of_its_steps_leaves_nothing(shared, monkeypatch, write):
    from drugscene_plugin.store.postgis.session import PostgisWrite

    store = shared.of("kim")
    store.set_codes("category", [Code("old", "", "")], "kim")
    before = content(shared.owner)
    left = 0

    def cut_after(whole):
        def step(*given):
            nonlocal left
            whole(*given)
            left -= 1
            if not left:
                with shared.sql("postgres") as run:
                    run("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = 'kim'")

        return step

    for name in ("insert", "put", "update", "change_scenes", "delete"):
        monkeypatch.setattr(PostgisWrite, name, cut_after(getattr(PostgisWrite, name)))
    for steps in range(1, 10):
        left = steps
        try:
            WRITES[write](store)
        except Refusal as refusal:
            assert refusal.code in ("store_unreachable", "store_commit_unknown")
        if left > 0:
            break
        assert content(shared.owner) == before
    assert steps > 1 and content(shared.owner) != before


@pytest.mark.parametrize("kept", [True, False], ids=["kept", "not kept"])
def test_a_commit_whose_answer_is_lost_is_asked_for(shared, monkeypatch, kept):
    store = shared.of("kim")
    connections = store._connections

    class Lossy:
        def __init__(self, connection):
            self._connection = connection

        def __getattr__(self, name):
            return getattr(self._connection, name)

        def commit(self):
            if kept:
                self._connection.commit()
            self._connection.close()
            raise psycopg2.OperationalError("server closed the connection unexpectedly")

    fresh = connections.fresh
    first = []

    def lossy():
        connected = fresh()
        if first:
            return connected
        first.append(True)
        return replace(connected, connection=Lossy(connected.connection))

    a = row(store)
    connections.close()
    monkeypatch.setattr(connections, "fresh", lossy)
    if kept:
        assert store.save(changes(change(a, name="kept")), "kim") == {"a": 2}
    else:
        with refused("store_unreachable"):
            store.save(changes(change(a, name="kept")), "kim")
    assert row(shared.owner).name == ("kept" if kept else "A")


def test_a_full_disk_leaves_nothing_and_says_so(shared, monkeypatch):
    """The server's own words for it, from a trigger that stands for the disk."""
    with shared.sql("postgres") as run:
        run("CREATE FUNCTION drugscene.full_disk() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
            "RAISE EXCEPTION 'could not extend file: No space left on device' USING ERRCODE = '53100'; END $$")  # fmt: skip
        run(
            "CREATE TRIGGER zz AFTER INSERT ON drugscene.change_log FOR EACH ROW EXECUTE FUNCTION drugscene.full_disk()"
        )
    store, before = shared.of("kim"), content(shared.owner)
    with refused("store_full"):
        store.save(changes(change(row(store), name="x")), "kim")
    assert content(shared.owner) == before


@pytest.fixture
def small_disk(shared):
    """A disk of one megabyte, as a tablespace, with the change log on it."""
    folder = shared.postgres.folder / "small"
    folder.mkdir(exist_ok=True)
    mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=1m,mode=777", "tmpfs", folder], capture_output=True)
    if mounted.returncode:
        pytest.skip("mounting a small disk takes root")
    try:
        (folder / "space").mkdir()
        shutil.chown(folder / "space", "postgres")
        with shared.sql("postgres") as run:
            run(f"CREATE TABLESPACE small LOCATION '{folder / 'space'}'")
            run("ALTER TABLE drugscene.change_log SET TABLESPACE small")
        yield
        with shared.sql("postgres") as run:
            run("ALTER TABLE drugscene.change_log SET TABLESPACE pg_default")
            run("CHECKPOINT")
            run("DROP TABLESPACE small")
    finally:
        subprocess.run(["umount", "--lazy", folder], check=True)


def test_a_disk_that_runs_full_leaves_every_save_whole_or_undone(shared, small_disk):
    store = shared.of("kim")
    noise = random.Random(1)
    for number in range(100):
        note = noise.randbytes(60_000).hex()  # which cannot be packed
        before = content(shared.owner)
        try:
            store.save(changes(change(row(store), name=f"{number}", tags={"note": note})), "kim")
        except Refusal as refusal:
            assert refusal.code == "store_full"
            break
    else:
        pytest.fail("the disk did not run full")
    assert number > 1 and content(shared.owner) == before and row(store).name == f"{number - 1}"


def test_times_are_the_servers_and_never_run_backwards(shared):
    with shared.sql("postgres") as run:
        run(
            "UPDATE drugscene.store_info SET written_at = '2100-01-01 00:00:00+00'"
        )  # its clock was ahead, and is right now
    store = open_store(shared.location("kim"), clock=Ticking())
    store.save(changes(change(row(store), name="x")), "kim")
    store.save(changes(change(row(store), name="y")), "kim")
    first, second = (line.at for line in store.log("2023", "a"))
    assert "2100-01-01" < first < second


SAVE_AND_DIE = """
    import os, sys
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    from drugscene_plugin.domain.publication import Correction
    from drugscene_plugin.store import open_store
    from tests.workflow.store_contract import AT, change, changes, snapshot

    store = open_store(sys.argv[1])
    count = 0
    while True:
        scenes = store.scenes("2023")
        count += 1
        store.save(changes(*(change(s, name=f"{count}") for s in scenes)), "kim")
        store.publish(snapshot(store))
        store.correct(Correction("2023", store.round("2023").revision + 1, "again", "kim", AT))
        print(count, flush=True)
"""


def busy(shared, who="kim"):
    """Another process that saves, publishes and corrects without end."""
    return subprocess.Popen(
        [sys.executable, "-c", textwrap.dedent(SAVE_AND_DIE), shared.location(who)],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def check_whole(store):
    """Every save and every publication is there whole, or not at all."""
    scenes = store.scenes("2023")
    assert len({s.name for s in scenes}) == 1 and len({s.revision for s in scenes}) == 1
    standing = store.round("2023")
    published = standing.state is RoundState.PUBLISHED
    revisions = [p.round.revision for p in store.publications("2023")]
    assert revisions == list(range(1, standing.revision + published))
    assert [c.revision for c in store.corrections("2023")] == list(range(2, standing.revision + 1))
    if published:
        assert changed_since(store.publications("2023")[-1], scenes) == ()
    changed = [line for line in store.log("2023") if line.action == "change_scene"]
    assert len(changed) == sum(s.revision - 1 for s in scenes)


def many(kim, number=40):
    a, b, c = kim.scenes("2023")
    new = [
        SceneChange(None, scene(f"m{i:03}", name="0", outline=square(at=(200 * i, 500)), **placed("1")))
        for i in range(number)
    ]
    kim.save(changes(*new, *(SceneChange(s, None) for s in (a, b, c))), "kim")


@pytest.mark.parametrize("victim", ["client", "backend", "server"])
def test_a_save_or_publishing_that_is_killed_is_there_whole_or_not_at_all(shared, victim):
    with shared.sql("postgres") as run:
        run("CHECKPOINT")  # after a copy of a database its sequences are safe from a crash from the next one on
    many(shared.of("kim"))
    ended = set()
    for moment in (0.0, 0.019, 0.047):
        worker = busy(shared)
        try:
            assert worker.stdout.readline(), worker.stderr.read()
            time.sleep(moment)
            if victim == "client":
                worker.kill()
            elif victim == "backend":
                with shared.sql("postgres") as run:
                    ((pid,),) = run(
                        "SELECT pid FROM pg_stat_activity WHERE usename = 'kim' AND application_name = 'Drugscene'"
                    )
                os.kill(pid, signal.SIGKILL)  # the server takes that for a crash, and recovers
            else:
                shared.postgres.kill()
                shared.postgres.start()
            _, said = worker.communicate(timeout=30)
        finally:
            worker.kill()
        if victim != "client":
            ended.add(re.findall(r"Refusal: (\w+)\(", said)[-1] if "Refusal" in said else said[-300:])
        until = time.monotonic() + 30
        while True:
            try:
                store = open_store(shared.location("postgres"))
                break
            except Refusal as refusal:  # it is recovering
                assert refusal.code == "store_unreachable" and time.monotonic() < until
                time.sleep(0.1)
        check_whole(store)
        if store.round("2023").state is RoundState.PUBLISHED:
            store.correct(Correction("2023", store.round("2023").revision + 1, "again", "kim", ""))
    assert ended <= {"store_unreachable", "store_commit_unknown"}


class Killing:
    """Kills the server when the copying has come so far."""

    def __init__(self, postgres, share):
        self.postgres, self.share, self.done = postgres, share, False

    def report(self, share):
        if share >= self.share and not self.done:
            self.done = True
            self.postgres.kill()

    def cancelled(self):
        return False


def test_an_upgrade_that_is_killed_leaves_the_old_store_or_the_new_one(postgres, qgis_app, monkeypatch):
    from drugscene_plugin.store.postgis import upgrade
    from drugscene_plugin.store.upgrading import upgrade_store, version_of
    from tests.store.test_upgrade import check_it_goes_on, old_database

    with old_database(postgres) as location:
        for share in (0.3, 0.5, 1.0):
            killing = Killing(postgres, share)
            try:
                with refused("store_unreachable"):
                    upgrade_store(location, killing)
            finally:
                postgres.start()
            assert killing.done and version_of(location) == 1

        def killed_at_the_end(*_):
            postgres.kill()
            return "nobody"

        monkeypatch.setattr(upgrade, "role_name", killed_at_the_end)  # when rights to the old tables are taken away
        try:
            with refused("store_unreachable"):
                upgrade_store(location)
        finally:
            postgres.start()
            monkeypatch.undo()
        assert version_of(location) == 1
        upgrade_store(location)
        check_it_goes_on(open_store(location))


def test_a_server_that_is_too_old_is_named_with_what_it_needs(shared, monkeypatch):
    from drugscene_plugin.store.postgis import connection

    monkeypatch.setattr(connection, "OLDEST_SERVER", 990_000)
    with refused("store_server_old") as refusal:
        shared.of("kim")
    assert "99 or newer" in message(refusal.value)


def test_a_server_without_postgis_or_the_right_to_make_roles_is_refused_in_words(postgres, qgis_app):
    with postgres.admin() as run:
        run("CREATE DATABASE county_bare")
        for name in ("plain", "maker"):
            run(f"DROP ROLE IF EXISTS {name}")
            run(f"CREATE ROLE {name} LOGIN {'CREATEROLE' if name == 'maker' else ''}")
    try:
        with postgres.admin("county_bare") as run:
            run("GRANT CREATE ON DATABASE county_bare TO plain, maker")
        with refused("store_no_postgis"):
            create_store(postgres.url("county_bare", "plain"))
        with postgres.admin("county_bare") as run:
            run("CREATE EXTENSION postgis")
        with refused("store_roles_needed"):
            create_store(postgres.url("county_bare", "plain"))
        store = create_store(postgres.url("county_bare", "maker"))
        store.add_round(mapping_round(), [scene()], "x")
        assert [line.by for line in store.log()] == ["maker"]
        with refused("crs_not_projected"):
            create_store(postgres.url("county_bare", "maker") + "?schema=other", "EPSG:4326")
    finally:
        postgres.drop("county_bare")
        with postgres.admin() as run:
            run("DROP ROLE plain; DROP ROLE maker")
