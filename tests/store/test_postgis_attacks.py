"""What people try with a shared store by programs of their own: tried, and refused."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date

import psycopg2
import pytest

from drugscene_plugin.domain.errors import Refusal
from drugscene_plugin.domain.sign_off import SignOffDecision, SignOffRole, SignOffState, row_checksum
from drugscene_plugin.store import create_store, is_shared_location, open_store
from drugscene_plugin.store.postgis.place import place_of
from drugscene_plugin.texts.messages import message
from drugscene_plugin.workflow.sign_off import sign_off, sign_offs_needed
from tests.builders import lpo, mapping_round, scene, square
from tests.store.shared import NOTED, placed, shared
from tests.workflow.store_contract import AWKWARD, change, changes, content, refused

__all__ = ["shared"]
HUSH = "hush-hush"


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
    "counts the log anew": "SELECT setval('drugscene.change_log_fid_seq', 1)",
    "lends the log's function": "CREATE TEMP TABLE t (a int); CREATE TRIGGER t AFTER INSERT ON t REFERENCING NEW TABLE AS new_rows "
    "FOR EACH STATEMENT EXECUTE FUNCTION drugscene.log_scenes_added()",
    "adds to the store": "CREATE FUNCTION drugscene.utc(moment text) RETURNS text LANGUAGE sql AS 'SELECT 1'",
    "runs a program": "COPY (SELECT 1) TO PROGRAM 'id'",
    "writes a file": "COPY (SELECT 1) TO '/tmp/x'",
    "reads a file": "CREATE TEMP TABLE f (l text); COPY f FROM '/etc/passwd'",
    "reads one as a large object": "SELECT lo_import('/etc/passwd')",
    "writes one from a large object": "SELECT lo_export(lo_create(0), '/tmp/x')",
    "ends another's session": "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = 'postgres' "
    "AND application_name = 'Drugscene'",
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
    "SELECT attname, most_common_vals FROM pg_stats WHERE schemaname = 'drugscene' AND tablename <> 'areas' "
    "AND tablename <> 'store_info' AND tablename <> 'rounds'",
    "SELECT * FROM pg_statistic",
    "SELECT query FROM pg_stat_activity WHERE usename <> session_user AND query NOT IN ('', '<insufficient privilege>')",
    "SELECT * FROM pg_largeobject",
]


@pytest.mark.parametrize("who", ["bo", "lars", "eve"])
def test_internal_columns_are_not_read(shared, who):
    with shared.sql("postgres") as run:
        run("ANALYZE")
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
    (signed,) = shared.owner.sign_offs("2023")
    assert (signed.by, signed.checksum) == ("bo", row_checksum(row(shared.owner)) + ":") and signed.at > "2020"
    assert municipal_state(shared.owner) is municipal_state(shared.of("bo")) is SignOffState.VOIDED


def municipal_state(store, scene="a"):
    return next(
        n.state
        for n in sign_offs_needed(store, "2023")
        if n.role is SignOffRole.MUNICIPALITY and n.code == "0180" and n.scene == scene
    )


def test_an_editor_cannot_by_sql_put_a_municipalitys_signature_under_another_row(shared):
    """The checksum of the row, which the server puts into it, comes from whoever wrote the row: by SQL that of a row to come."""
    anna, bo = shared.of("anna"), shared.of("bo")
    to_come = replace(row(anna), name="what the municipality never saw")
    with shared.sql("anna") as run:
        run("UPDATE drugscene.scenes SET checksum = %s, revision = revision + 1 WHERE round = '2023' AND scene_id = 'a'",
            row_checksum(to_come))  # fmt: skip
    sign_off(bo, "2023", SignOffRole.MUNICIPALITY, "0180", SignOffDecision.APPROVE, "bo")
    anna.save(changes(change(row(anna), name=to_come.name)), "anna")
    assert municipal_state(shared.owner) is municipal_state(bo) is SignOffState.VOIDED
    assert municipal_state(shared.owner, "c") is municipal_state(bo, "c") is SignOffState.APPROVED


def test_what_the_public_reads_is_not_rewritten_beside_a_publication(shared):
    with shared.sql("lars") as run:
        before = run("SELECT * FROM drugscene.scenes_public"), run("SELECT * FROM drugscene.rounds_public")
    for who in ("kim", "postgres"):
        with shared.sql(who) as run:
            for sql in (
                "UPDATE drugscene.public_scenes SET name = 'x'",
                "DELETE FROM drugscene.public_scenes",
                "UPDATE drugscene.public_rounds SET ref_date = '2020-01-01'",
                "DELETE FROM drugscene.public_rounds",
                "INSERT INTO drugscene.public_scenes (scene_id, round, status, name) VALUES ('z', '2021', 'open', 'x')",
                "TRUNCATE drugscene.public_scenes",
                # a revision that is not under way, of a round that is published
                "INSERT INTO drugscene.publications (round, revision, by, at, checksum, snapshot) "
                "VALUES ('2021', 7, 'x', 'x', 'x', '{}')",
            ):
                denied(run, sql)
    with shared.sql("lars") as run:
        assert before == (run("SELECT * FROM drugscene.scenes_public"), run("SELECT * FROM drugscene.rounds_public"))


# -- by what PostgreSQL offers -----------------------------------------------------------------------------------------

THEFT = """
    CREATE FUNCTION public.steal(state text[], one text) RETURNS text[] LANGUAGE plpgsql AS $$ BEGIN
        IF current_user <> session_user THEN
            INSERT INTO drugscene.members VALUES (session_user, 'lpo', '2') ON CONFLICT DO NOTHING;
        END IF;
        RETURN state || one;
    END $$;
    CREATE AGGREGATE public.array_agg(text) (SFUNC = public.steal, STYPE = text[]);
    CREATE FUNCTION public.steal(one oid, other regclass) RETURNS boolean LANGUAGE plpgsql AS $$ BEGIN
        PERFORM public.steal(NULL::text[], '');
        RETURN one = other::oid;
    END $$;
    CREATE OPERATOR public.= (LEFTARG = oid, RIGHTARG = regclass, FUNCTION = public.steal);
"""


def test_functions_of_the_same_names_in_a_schema_open_to_all_do_not_run_with_the_owners_rights(shared):
    """Before PostgreSQL 15 everybody may create in ``public``, where PostGIS is."""
    with shared.sql("postgres") as run:
        run("GRANT CREATE ON SCHEMA public TO PUBLIC")
    with shared.sql("anna") as run:
        run(THEFT)
        assert run("SELECT drugscene.own('lpo')") == [(["1"],)]
        run("SELECT * FROM drugscene.me()")
        run("UPDATE drugscene.scenes SET name = 'x', revision = revision + 1 WHERE scene_id = 'a' AND round = '2023'")
        denied(run, ANOTHERS_SCENE["renames it"])
    assert shared.of("anna").rights().lpos == {"1"}


def test_every_function_with_the_owners_rights_looks_for_names_in_the_store_alone(shared):
    with shared.sql("postgres") as run:
        found = run(
            "SELECT proname, proconfig FROM pg_proc WHERE prosecdef AND pronamespace = 'drugscene'::regnamespace"
        )
    assert len(found) > 20
    assert {tuple(config or ()) for _, config in found} == {("search_path=pg_catalog, drugscene, pg_temp",)}


def test_tables_of_the_same_names_in_the_session_stand_for_nothing(shared):
    before = content(shared.owner)
    with shared.sql("anna") as run:
        run("CREATE TEMP TABLE members AS SELECT 'anna' AS user_name, 'lpo' AS level, '2' AS code")
        run("CREATE TEMP TABLE rounds AS SELECT label, 'draft' AS state FROM drugscene.rounds")
        run("CREATE TEMP TABLE store_info AS SELECT * FROM drugscene.store_info")
        run("CREATE TEMP TABLE change_log AS SELECT * FROM drugscene.change_log")
        run("SET search_path = pg_temp, drugscene, public")
        denied(run, ANOTHERS_SCENE["renames it"])
        denied(
            run,
            "UPDATE drugscene.scenes SET name = 'x', revision = revision + 1 WHERE scene_id = 'a' AND round = '2021'",
        )
    assert content(shared.owner) == before


def test_whether_a_scene_of_others_is_there_is_not_told_to_a_municipality(shared):
    with shared.sql("bo") as run:
        asked = "SELECT drugscene.scene_in('2023', %s, %s, ARRAY['0180', '0181', '1', '2'])"
        assert run(asked, "a", "municipality") == [(True,)]
        assert [run(asked, *others) for others in (("b", "municipality"), ("b", "lpo"), ("a", "lpo"))] == [
            [(False,)]
        ] * 3
        said = {}
        for scene in ("b", "nowhere"):
            said[scene] = denied(run, "INSERT INTO drugscene.sign_offs (round, role, code, scene_id, decision, by, at, "
                                 "checksum) VALUES ('2023', 'municipality', '0180', %s, 'approve', 'x', 'x', 'x')", scene)  # fmt: skip
        assert said["b"] == said["nowhere"]


def test_a_change_is_logged_even_when_one_statement_moves_the_rows_number(shared):
    with shared.sql("anna") as run:
        if run("SHOW server_version_num")[0][0] < "150000":
            pytest.skip("MERGE came with PostgreSQL 15")
        denied(run, "MERGE INTO drugscene.scenes s USING (SELECT 1) x ON s.round = '2023' AND s.lpo_code = '1' "
               "WHEN MATCHED AND scene_id = 'a' THEN UPDATE SET name = 'unseen', revision = revision + 1, fid = DEFAULT "
               "WHEN MATCHED THEN UPDATE SET name = 'seen', revision = revision + 1")  # fmt: skip
    assert row(shared.owner).name == "A" and len(shared.owner.log("2023")) == 1


def test_the_numbers_of_rows_to_come_are_not_taken_in_advance(shared):
    with shared.sql("anna") as run:
        denied(run, "INSERT INTO drugscene.scenes (fid, scene_id, round, status, to_confirm, revision, lpo_code) "
               "OVERRIDING SYSTEM VALUE VALUES (7, 'n', '2023', 'open', false, 1, '1')")  # fmt: skip
    with shared.sql("bo") as run:
        denied(run, "INSERT INTO drugscene.sign_offs (fid, round, role, code, decision, by, at, checksum) OVERRIDING SYSTEM "
               "VALUE VALUES (1, '2023', 'municipality', '0180', 'approve', 'x', 'x', 'x')")  # fmt: skip
        denied(run, "SELECT setval('drugscene.sign_offs_fid_seq', 1)")


UNREADABLE = {
    "anna": (
        "UPDATE drugscene.scenes SET status = 'x', revision = revision + 1 WHERE scene_id = 'a' AND round = '2023'",
        "UPDATE drugscene.scenes SET use = 'x', revision = revision + 1 WHERE scene_id = 'a' AND round = '2023'",
        "UPDATE drugscene.scenes SET use_date = '12000-01-01', revision = revision + 1 WHERE scene_id = 'a' AND round = '2023'",
        "UPDATE drugscene.scenes SET use_date = 'infinity', revision = revision + 1 WHERE scene_id = 'a' AND round = '2023'",
        """UPDATE drugscene.scenes SET lpo_shares = '[["1"]]', revision = revision + 1 WHERE scene_id = 'a' AND round = '2023'""",
        """UPDATE drugscene.scenes SET lpo_shares = '{}', revision = revision + 1 WHERE scene_id = 'a' AND round = '2023'""",
        """UPDATE drugscene.scenes SET lpo_shares = '[["1", "x"]]', revision = revision + 1 WHERE scene_id = 'a' AND round = '2023'""",
        "INSERT INTO drugscene.scenes (scene_id, round, status, to_confirm, revision, lpo_code) "
        "VALUES ('n', '2023', 'open', false, 9223372036854775807, '1')",
        "UPDATE drugscene.scenes SET first_known_year = 2147483648, revision = revision + 1 WHERE scene_id = 'a' AND round = '2023'",
        "INSERT INTO drugscene.link_decisions (round, kind, to_scene, by, at) VALUES ('2023', 'x', 'a', '', '')",
        "INSERT INTO drugscene.measures (scene_id, type, actor, since, state, by, at) "
        "VALUES ('a', 'guards', 'x', '2023-01-01', 'x', '', '')",
        "INSERT INTO drugscene.local_decisions (scene_id, date, decision, role, by, at) "
        "VALUES ('a', '2023-01-01', 'x', 'lpo', '', '')",
    ),
    "bo": (
        "INSERT INTO drugscene.sign_offs (round, role, code, scene_id, decision, by, at, checksum) "
        "VALUES ('2023', 'municipality', '0180', 'a', 'x', 'x', 'x', 'x')",
    ),
}  # fmt: skip


@pytest.mark.parametrize("who", UNREADABLE)
def test_nobody_writes_what_nobody_could_read(shared, who):
    """A row that stays for good would bar its round to all."""
    before = content(shared.owner)
    with shared.sql(who) as run:
        for sql in UNREADABLE[who]:
            with pytest.raises(psycopg2.errors.CheckViolation):
                run(sql)
    assert content(shared.owner) == before


def test_two_stores_of_one_server_do_not_share_roles_by_their_names(postgres, qgis_app):
    """Database ``a_b`` with schema ``c``, and ``a`` with ``b_c``: both would be ``a_b_c``."""
    for name in ("twin_one", "twin"):
        with postgres.admin() as run:
            run(f"CREATE DATABASE {name} TEMPLATE {postgres.template}")
    try:
        create_store(postgres.url("twin_one") + "?schema=two")
        with refused("store_roles_taken") as refusal:
            create_store(postgres.url("twin") + "?schema=one_two")
        assert "twin_one" in message(refusal.value) and "twin_one_two_owner" in message(refusal.value)
        create_store(postgres.url("twin") + "?schema=two")
    finally:
        postgres.drop("twin_one")
        postgres.drop("twin")


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
        assert place_of("postgresql:it's a county").address() == place_of(shared.location("kim")).address()
        with refused("store_password_saved") as refusal:
            open_store("postgresql:unsafe")
        assert "hush" not in message(refusal.value)
    finally:
        for name in ("it's a county", "unsafe"):
            metadata.deleteConnection(name)
