"""What goes wrong with a shared store, and what people try with programs of their own: never half, never unnoticed."""

from __future__ import annotations

import json
import os
import re
import signal
import socket
import subprocess
import sys
import textwrap
import time
from datetime import date
from pathlib import Path

import psycopg2
import pytest

from drugscene_plugin.domain.errors import Refusal
from drugscene_plugin.domain.mapping_round import RoundState
from drugscene_plugin.domain.publication import changed_since
from drugscene_plugin.store import create_store, is_shared_location, open_store
from drugscene_plugin.store.postgis.place import place_of
from drugscene_plugin.texts.messages import message
from tests.builders import lpo, mapping_round, scene, square
from tests.store.shared import NOTED, placed, shared
from tests.workflow.store_contract import AWKWARD, Ticking, change, changes, content, refused

__all__ = ["shared"]
HUSH = "hush-hush"
ROOT = Path(__file__).resolve().parents[2]


def row(store, id="a", label="2023"):
    return next(s for s in store.scenes(label) if s.id == id)


def denied(run, sql, *values):
    """What the server says when it refuses, for want of a right; a plain failure of the statement would be no refusal."""
    with pytest.raises((psycopg2.errors.InsufficientPrivilege, psycopg2.errors.GeneratedAlways)) as error:
        run(sql, *values)
    return str(error.value)


# -- by SQL ------------------------------------------------------------------------------------------------------------

ANOTHERS_SCENE = {
    "renames it": "UPDATE drugscene.scenes SET name = 'x', revision = revision + 1 WHERE scene_id = 'b'",
    "takes it": "UPDATE drugscene.scenes SET lpo_code = '1', revision = revision + 1 WHERE scene_id = 'b'",
    "gives one away": "UPDATE drugscene.scenes SET lpo_code = '2', revision = revision + 1 WHERE scene_id = 'a' AND round = '2023'",
    "redraws it": "UPDATE drugscene.scenes SET geom = NULL, revision = revision + 1 WHERE scene_id = 'b'",
    "removes it": "DELETE FROM drugscene.scenes WHERE scene_id = 'b' AND round = '2023'",
    "adds one": "INSERT INTO drugscene.scenes (scene_id, round, status, to_confirm, revision, lpo_code) "
    "VALUES ('n', '2023', 'open', false, 1, '2')",
    "adds one of nobody": "INSERT INTO drugscene.scenes (scene_id, round, status, to_confirm, revision) "
    "VALUES ('n', '2023', 'open', false, 1)",
    "adds one to no round": "INSERT INTO drugscene.scenes (scene_id, round, status, to_confirm, revision, lpo_code) "
    "VALUES ('n', '1999', 'open', false, 1, '1')",
    "renumbers one": "UPDATE drugscene.scenes SET scene_id = 'z', revision = revision + 1 WHERE scene_id = 'a' AND round = '2023'",
    "empties the table": "TRUNCATE drugscene.scenes",
}


def test_an_editor_cannot_by_sql_what_the_panel_does_not_allow(shared):
    before = content(shared.owner)
    with shared.sql("anna") as run:
        for sql in ANOTHERS_SCENE.values():
            denied(run, sql)
    assert content(shared.owner) == before


MORE_RIGHTS = {
    "publishes": "UPDATE drugscene.rounds SET state = 'published'",
    "opens again": "UPDATE drugscene.rounds SET state = 'draft', revision = 2 WHERE label = '2021'",
    "opens one": "INSERT INTO drugscene.rounds (label, ref_date, state, definition, delisting, revision) "
    "VALUES ('x', '2024-01-01', 'draft', 'D1', 'D5', 1)",
    "becomes an editor": "INSERT INTO drugscene.members VALUES (session_user, 'lpo', '2')",
    "is given a role": "GRANT {prefix}_county TO {who}",
    "puts a role on": "SET ROLE {prefix}_county",
    "becomes the owner": "SET ROLE {prefix}_owner",
    "becomes another": "SET SESSION AUTHORIZATION kim",
    "turns the policies off": "ALTER TABLE drugscene.scenes DISABLE ROW LEVEL SECURITY",
    "turns the guards off": "ALTER TABLE drugscene.scenes DISABLE TRIGGER ALL",
    "drops a guard": "DROP TRIGGER guard ON drugscene.scenes",
    "plays a replica": "SET session_replication_role = replica",
    "rewrites a function": "CREATE OR REPLACE FUNCTION drugscene.own(of_level text) RETURNS text[] LANGUAGE sql AS 'SELECT NULL'",
    "writes the log": "INSERT INTO drugscene.change_log (at, by, action) VALUES ('x', 'kim', 'x')",
    "writes it by its function": "SELECT drugscene.note('x', NULL, NULL, NULL, NULL, NULL)",
    "changes the log": "UPDATE drugscene.change_log SET by = 'somebody else'",
    "empties the log": "DELETE FROM drugscene.change_log",
    "sets the time": "UPDATE drugscene.store_info SET written_at = now()",
    "writes for the public": "UPDATE drugscene.public_scenes SET name = 'x'",
    "signs for a municipality": "INSERT INTO drugscene.sign_offs (round, role, code, decision, by, at, checksum) "
    "VALUES ('2023', 'municipality', '0181', 'approve', 'kim', 'x', 'x')",
    "takes a signature back": "DELETE FROM drugscene.sign_offs",
}


@pytest.mark.parametrize("who", ["anna", "bo", "lars", "eve"])
def test_nobody_takes_rights_that_were_not_given(shared, who):
    before = content(shared.owner)
    with shared.sql(who) as run:
        for sql in MORE_RIGHTS.values():
            denied(run, sql.format(prefix=shared.roles, who=who))
    assert content(shared.owner) == before


INTERNAL = [
    "SELECT * FROM drugscene.scenes",
    "SELECT note FROM drugscene.scenes_cooperation WHERE note IS NOT NULL",
    "SELECT * FROM drugscene.change_log",
    "SELECT snapshot FROM drugscene.publications",
    "SELECT * FROM drugscene.figures",
    "SELECT * FROM drugscene.released_cells",
    "SELECT * FROM drugscene.members",
    "SELECT * FROM drugscene.marks",
    "COPY drugscene.scenes TO STDOUT",
    "SELECT query_to_xml('SELECT note FROM drugscene.scenes', true, true, '')",
    "CREATE TEMP VIEW v AS SELECT * FROM drugscene.scenes; SELECT * FROM v",
    "SELECT pg_read_file('/etc/passwd')",
]


@pytest.mark.parametrize("who", ["bo", "lars", "eve"])
def test_internal_columns_are_not_read(shared, who):
    with shared.sql(who) as run:
        for sql in INTERNAL:
            try:
                found = run(sql)
            except psycopg2.Error as error:
                assert NOTED not in str(error)
            else:
                assert found == [], sql


def test_a_function_that_leaks_what_it_is_given_sees_no_row_of_another_municipality(shared):
    """A cheap function in a WHERE would be asked before the view's own condition, but for its security barrier."""
    connection = shared.postgres.connect(shared.database, "bo")
    try:
        with connection.cursor() as cursor:
            cursor.execute("CREATE FUNCTION pg_temp.leak(text) RETURNS boolean LANGUAGE plpgsql COST 0.0000001 AS "
                           "$$ BEGIN RAISE NOTICE 'seen: %', $1; RETURN true; END $$")  # fmt: skip
            cursor.execute("SELECT count(*) FROM drugscene.scenes_cooperation WHERE pg_temp.leak(name)")
        said = " ".join(connection.notices)
    finally:
        connection.close()
    assert "seen: A" in said and "seen: B" not in said


def test_a_published_round_is_immutable_for_all_the_county_and_the_owner_too(shared):
    before = content(shared.owner)
    for who in ("kim", "postgres"):
        with shared.sql(who) as run:
            for sql in (
                "UPDATE drugscene.scenes SET name = 'x', revision = revision + 1 WHERE round = '2021'",
                "DELETE FROM drugscene.scenes WHERE round = '2021'",
                "INSERT INTO drugscene.scenes (scene_id, round, status, to_confirm, revision) VALUES ('n', '2021', 'open', false, 1)",
                "UPDATE drugscene.rounds SET state = 'draft' WHERE label = '2021'",
                "UPDATE drugscene.rounds SET state = 'draft', revision = 2 WHERE label = '2021'",
                "UPDATE drugscene.publications SET snapshot = '{}'",
                "DELETE FROM drugscene.publications",
                "UPDATE drugscene.change_log SET by = 'x'",
                "DELETE FROM drugscene.change_log",
                "TRUNCATE drugscene.change_log",
                "INSERT INTO drugscene.sign_offs (round, role, code, decision, by, at, checksum) "
                "VALUES ('2021', 'lpo', '1', 'approve', 'x', 'x', 'x')",
            ):
                denied(run, sql)
    with shared.sql("kim") as run:
        denied(run, "UPDATE drugscene.rounds SET state = 'published' WHERE label = '2023'")  # without what it said
        denied(run, "DELETE FROM drugscene.rounds WHERE label = '2021'")
        denied(run, "UPDATE drugscene.rounds SET ref_date = '2020-01-01' WHERE label = '2021'")
    assert content(shared.owner) == before


def test_what_other_software_writes_is_logged_under_the_one_who_did(shared):
    with shared.sql("anna") as run:
        run("SET application_name = 'kim'")
        run(
            "UPDATE drugscene.scenes SET name = 'by sql', revision = revision + 1 WHERE scene_id = 'a' AND round = '2023'"
        )
    (line,) = shared.owner.log("2023", "a")
    assert (line.by, line.action, json.loads(line.before), json.loads(line.after)) == (
        "anna", "change_scene", {"name": "A"}, {"name": "by sql"},
    )  # fmt: skip
    with pytest.raises(psycopg2.errors.SerializationFailure), shared.sql("anna") as run:  # as a stale save would be
        run("UPDATE drugscene.scenes SET name = 'again' WHERE scene_id = 'a' AND round = '2023'")


def test_a_member_that_puts_another_role_on_stays_oneself(shared):
    with shared.sql("anna") as run:
        run(f"SET ROLE {shared.roles}_editor")
        run("UPDATE drugscene.scenes SET name = 'x', revision = revision + 1 WHERE scene_id = 'a' AND round = '2023'")
        denied(run, ANOTHERS_SCENE["renames it"])
    assert shared.owner.log("2023", "a")[-1].by == "anna"


def test_a_reviewer_cannot_sign_by_sql_what_does_not_stand(shared):
    with shared.sql("bo") as run:
        run("INSERT INTO drugscene.sign_offs (round, role, code, scene_id, decision, by, at, checksum) "
            "VALUES ('2023', 'municipality', '0180', 'a', 'approve', 'the chief', '1999', 'forged')")  # fmt: skip
        with pytest.raises(psycopg2.errors.SerializationFailure):
            run("INSERT INTO drugscene.sign_offs (round, role, code, decision, by, at, checksum) "
                "VALUES ('2023', 'municipality', '0180', 'approve', 'x', 'x', 'no-scenes')")  # fmt: skip
    from drugscene_plugin.domain.sign_off import row_checksum

    (signed,) = shared.owner.sign_offs("2023")
    assert (signed.by, signed.checksum) == ("bo", row_checksum(row(shared.owner))) and signed.at > "2020"


# -- injection ---------------------------------------------------------------------------------------------------------

HOSTILE = [
    *AWKWARD,
    "'; DROP SCHEMA drugscene CASCADE; --",
    "%s %(x)s {schema} {0}",
    "\\'; SELECT 1; --",
    '"; --',
    "$$",
]


@pytest.mark.parametrize("text", HOSTILE)
def test_names_codes_and_labels_stay_text(shared, text):
    kim = shared.of("kim")
    kim.add_areas([lpo(text[:30], square(), name=text)], text)
    made = scene("x", "2024", name=text, tags={"note": text, "category": text}, **placed(text[:30]))
    kim.add_round(mapping_round("2024", date(2024, 1, 1)), [made], text)
    kim.save(changes(change(row(kim, "x", "2024"), name=text + text), round="2024"), text)
    kim.accept_finding("2024", text, text, text)
    assert row(kim, "x", "2024").name == text + text and kim.seen_findings("2024") == {text: text}
    with refused("round_unknown"):
        kim.scenes(text)
    assert kim.log(text, text) == [] and len(kim.scenes("2023")) == 3
    kim.sharing().mark_edited(text, [text, "a"])
    assert shared.of("anna").sharing().edited_by_others(text) == {text: "kim", "a": "kim"}


@pytest.mark.parametrize(
    ("location", "code"),
    [
        ("postgresql://kim:" + HUSH + "@h/d", "store_password_given"),
        ("postgresql://kim@h/d?password=" + HUSH, "store_password_given"),
        (f"service=x password='{HUSH}'", "store_password_given"),
        (f"service=x password={HUSH} schema=drugscene", "store_password_given"),
        ("postgresql://h/d?options=-csession_replication_role%3Dreplica", "store_option_unknown"),
        ("service=x options='-c role=kim'", "store_option_unknown"),
        ('service=x schema=drugscene"; DROP SCHEMA drugscene; --', "store_location_invalid"),
        ("postgresql://h/d?schema=pg_catalog", "store_schema_invalid"),
        ("postgresql://h/d?schema=A", "store_schema_invalid"),
        ("postgresql://h/d?schema=", "store_schema_invalid"),
        ("postgresql://[h/d", "store_location_invalid"),
        ("service=x nonsense", "store_location_invalid"),
        ("service=x 'hush-hush", "store_location_invalid"),
        ("postgresql:no such connection", "store_connection_unknown"),
    ],
)
def test_a_location_says_where_and_nothing_else(qgis_app, location, code):
    assert is_shared_location(location)
    with pytest.raises(Refusal) as refusal:
        open_store(location)
    assert refusal.value.code == code
    assert "hush" not in str(refusal.value) and "hush" not in message(refusal.value)


# -- credentials -------------------------------------------------------------------------------------------------------


def test_a_wrong_password_is_in_no_message(postgres, database, qgis_app, tmp_path, monkeypatch):
    with postgres.admin() as run:
        run("DROP ROLE IF EXISTS nils")
        run("CREATE ROLE nils LOGIN PASSWORD 'right-one'")
        run("GRANT secretive TO nils")
    passwords = tmp_path / "pgpass"
    passwords.write_text(f"*:*:*:*:{HUSH}\n")
    passwords.chmod(0o600)
    monkeypatch.setenv("PGPASSFILE", str(passwords))
    with refused("store_unreachable") as refusal:
        open_store(postgres.url(database, "nils"))
    said = message(refusal.value)
    assert "hush" not in said + repr(refusal.value.__cause__) and f"127.0.0.1:{postgres.port}/{database}" in said
    passwords.write_text("*:*:*:*:right-one\n")
    with refused("store_missing"):
        open_store(postgres.url(database, "nils"))


def test_a_connection_saved_in_qgis_with_its_password_is_refused_and_one_without_works(shared, qgis_app):
    from qgis.core import QgsProviderRegistry

    metadata = QgsProviderRegistry.instance().providerMetadata("postgres")
    base = f"host=127.0.0.1 port={shared.postgres.port} dbname='{shared.database}' user='kim' sslmode=disable"
    from qgis.core import QgsSettings

    for name, uri in (("it's a county", base), ("unsafe", base + f" password='{HUSH}'")):
        metadata.saveConnection(metadata.createConnection(uri, {}), name)
    settings = QgsSettings()
    for name in ("it's a county", "unsafe"):
        settings.setValue(f"PostgreSQL/connections/{name}/username", "kim")
        settings.setValue(f"PostgreSQL/connections/{name}/saveUsername", "true")
    settings.setValue("PostgreSQL/connections/unsafe/password", HUSH)
    settings.setValue("PostgreSQL/connections/unsafe/savePassword", "true")
    try:
        assert open_store("postgresql:it's a county").rights().user == "kim"
        assert open_store("postgresql:it's a county?schema=drugscene").info().location.startswith("postgresql:it's")
        uri = place_of("postgresql:it's a county").uri()
        assert uri.password() == "" and uri.database() == shared.database
        with refused("store_password_saved") as refusal:
            open_store("postgresql:unsafe")
        assert "hush" not in message(refusal.value)
    finally:
        for name in ("it's a county", "unsafe"):
            metadata.deleteConnection(name)


# -- faults ------------------------------------------------------------------------------------------------------------


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
    from dataclasses import replace

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
    from drugscene_plugin.domain.change_set import SceneChange

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
            from drugscene_plugin.domain.publication import Correction

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


def test_an_upgrade_that_is_killed_leaves_the_old_store_or_the_new_one(postgres, qgis_app):
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
