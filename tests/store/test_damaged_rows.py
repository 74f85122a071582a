"""Values that other software wrote into a store's tables: named where they cannot be read, and nothing is lost by them."""

from __future__ import annotations

import shutil
import sqlite3
from datetime import date

import pytest

from drugscene_plugin.domain.area import AreaCode
from drugscene_plugin.domain.check_out import CheckOut
from drugscene_plugin.domain.figure import Figure
from drugscene_plugin.domain.measure import Measure, MeasureState
from drugscene_plugin.domain.publication import Correction
from drugscene_plugin.domain.release_register import CellState, Release, ReleasedCell
from drugscene_plugin.domain.sign_off import LocalDecision, LocalDecisionKind, SignOffRole
from drugscene_plugin.domain.suppression import Rules
from drugscene_plugin.domain.table import Column, Table
from drugscene_plugin.store import create_store, open_store
from drugscene_plugin.store.copying import copy_store
from drugscene_plugin.texts.messages import message
from tests.builders import lpo, mapping_round, scene
from tests.store.shared import placed, shared
from tests.workflow.store_contract import AT, decision, refused, sign_off, snapshot

__all__ = ["shared"]


def fill(store):
    """A row in every table."""
    store.add_areas([lpo("1")], "kim")
    for label, day in (("2021", date(2021, 1, 1)), ("2023", date(2023, 1, 1))):
        store.add_round(mapping_round(label, day), [scene(one, label, **placed("1")) for one in "ab"], "kim")
    store.decide_links("2021", [decision()])
    store.add_sign_offs("2021", [sign_off()])
    store.publish(snapshot(store, "2021"))
    store.correct(Correction("2021", 2, "why", "kim", AT))
    store.add_local_decision(
        LocalDecision("a", date(2023, 9, 14), LocalDecisionKind.DELIST, SignOffRole.LPO, "kim", "quiet")
    )
    store.record_measure(
        Measure("a", "guards", "municipality", date(2023, 1, 1), None, MeasureState.ONGOING, "", "kim")
    )
    store.keep_figures("2021", [Figure("2021", Table("t", (Column("code"),), (("a",),)), {"band": 1}, "0", "kim")])
    cells = (ReleasedCell(("all",), 4, CellState.SHOWN, ("county",), ((("a", "b"), ("c",)),)),)
    store.add_release(Release("2021", 1, Rules(), "{}", cells, "kim"))
    store.accept_finding("2021", "f", "r", "kim")


@pytest.fixture(scope="module")
def filled(tmp_path_factory, qgis_app):
    path = str(tmp_path_factory.mktemp("damaged") / "store.gpkg")
    store = create_store(path)
    fill(store)
    store.keep_check_out(CheckOut("postgresql:x", "2021", 1, (AreaCode("1"),), (scene("a", "2021"),), "kim", AT))
    return path


def damage(path, table, column, value):
    """Write a value into the first row, past all guards."""
    connection = sqlite3.connect(path)
    for name in ("IsEmpty", "MinX", "MaxX", "MinY", "MaxY"):
        connection.create_function(f"ST_{name}", 1, lambda _: 0)
    for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger' AND name LIKE 'guard%'"):
        connection.execute(f"DROP TRIGGER {name}")
    first = f'(SELECT min(fid) FROM "{table}")'
    connection.execute(f'UPDATE "{table}" SET "{column}" = ? WHERE fid = {first}', (value,))
    connection.commit()
    connection.close()


NO_JSON = ("{broken", "null", "5", '[["a"]]', '[{"a": 1}]', "[" * 100_000)
NO_WORD, NO_NUMBER, NO_DAY, BYTES = ("nonsense",), ("many", b"\xff"), ("soon", "12000-01-01"), (b"\xff\xfe", b"a\x00b")
NO_OUTLINE = (b"GP\x00\x01", b"\x00\x01\x02\x03", "text")
READ = {
    ("rounds", "state"): (NO_WORD, lambda s: s.rounds()),
    ("rounds", "ref_date"): (NO_DAY, lambda s: s.round("2023")),
    ("rounds", "revision"): (NO_NUMBER, lambda s: s.rounds()),
    ("rounds", "label"): (BYTES, lambda s: s.rounds()),
    ("areas", "level"): (NO_WORD, lambda s: s.areas()),
    ("areas", "valid_to"): (NO_DAY, lambda s: s.areas()),
    ("areas", "geom"): (NO_OUTLINE, lambda s: s.areas()),
    ("scenes", "status"): (NO_WORD, lambda s: s.scenes("2021")),
    ("scenes", "use"): (NO_WORD, lambda s: s.scenes("2021")),
    ("scenes", "use_date"): (NO_DAY, lambda s: s.scenes("2021")),
    ("scenes", "first_known_year"): ((*NO_NUMBER, 10**15), lambda s: s.scenes("2021")),
    ("scenes", "note"): (BYTES, lambda s: s.scenes("2021")),
    ("scenes", "lpo_shares"): (NO_JSON[:1] + NO_JSON[2:], lambda s: s.scenes("2021")),
    ("scenes", "municipality_shares"): (NO_JSON[:1] + NO_JSON[2:], lambda s: s.scenes("2021")),
    ("scenes", "geom"): (NO_OUTLINE, lambda s: s.scenes("2021")),
    ("link_decisions", "kind"): (NO_WORD, lambda s: s.link_decisions("2021")),
    ("link_decisions", "reason_code"): (NO_WORD, lambda s: s.link_decisions("2021")),
    ("sign_offs", "role"): (NO_WORD, lambda s: s.sign_offs("2021")),
    ("sign_offs", "decision"): (NO_WORD, lambda s: s.sign_offs("2021")),
    ("local_decisions", "date"): (NO_DAY, lambda s: s.local_decisions()),
    ("local_decisions", "decision"): (NO_WORD, lambda s: s.local_decisions()),
    ("local_decisions", "role"): (NO_WORD, lambda s: s.local_decisions()),
    ("measures", "state"): (NO_WORD, lambda s: s.measures()),
    ("publications", "snapshot"): (NO_JSON, lambda s: s.publications("2021")),
    ("figures", "content"): (NO_JSON, lambda s: s.figures("2021")),
    ("figures", "parameters"): (NO_JSON, lambda s: s.figures("2021")),
    ("released_cells", "cell"): (NO_JSON, lambda s: s.releases()),
    ("released_cells", "sums"): (NO_JSON, lambda s: s.releases()),
    ("released_cells", "state"): (NO_WORD, lambda s: s.releases()),
    ("released_cells", "value"): (NO_NUMBER, lambda s: s.releases()),
    ("check_outs", "base"): (NO_JSON, lambda s: s.check_out("2021")),
    ("check_outs", "revision"): (NO_NUMBER, lambda s: s.check_out("2021")),
    ("change_log", "revision"): (NO_NUMBER, lambda s: s.log()),
    ("seen_findings", "reason"): (BYTES[:1], lambda s: s.seen_findings("2021")),
}


@pytest.mark.parametrize(("table", "column"), READ)
def test_a_value_that_cannot_be_read_is_named_with_table_row_and_column(filled, tmp_path, table, column):
    values, read = READ[table, column]
    path = str(tmp_path / "store.gpkg")
    for value in values:
        shutil.copy(filled, path)
        damage(path, table, column, value)
        store = open_store(path)
        with refused("row_damaged") as refusal:
            read(store)
        said = refusal.value.values
        assert (said["table"], said["column"]) == (table, column) and said["row"]
        if column != "geom":
            start = str(value)[:80] if isinstance(value, (str, int)) else repr(value)[2:-1].split("\\x00")[0]
            assert said["value"] == start
        assert table in message(refusal.value) and column in message(refusal.value)


@pytest.mark.parametrize("value", ["{broken", "5"])
def test_what_is_whole_stays_usable_beside_a_row_that_is_not(filled, tmp_path, value):
    path = str(tmp_path / "store.gpkg")
    shutil.copy(filled, path)
    for table, column in (
        ("scenes", "lpo_shares"),
        ("publications", "snapshot"),
        ("check_outs", "base"),
        ("figures", "content"),
    ):
        damage(path, table, column, value)
    store = open_store(path)
    assert len(store.rounds()) == 2 and [s.id for s in store.scenes("2023")] == ["a", "b"]
    assert store.scenes("2021", ["b"]) and store.rights().lpos == {"1"} and store.figures("2023") == []
    copy = str(tmp_path / "copy.gpkg")
    copy_store(path, copy)  # which takes every row as it is
    with refused("row_damaged"):
        open_store(copy).check_out("2021")


def test_a_damaged_row_names_itself_by_what_tells_it_from_others(filled, tmp_path):
    path = str(tmp_path / "store.gpkg")
    shutil.copy(filled, path)
    damage(path, "scenes", "lpo_shares", "{broken")
    with refused("row_damaged") as refusal:
        open_store(path).scenes("2021")
    assert refusal.value.values == {
        "table": "scenes", "row": "round 2021, scene_id a", "column": "lpo_shares", "value": "{broken",
    }  # fmt: skip


SERVER_VALUES = {
    ("scenes", "lpo_shares", "'{broken'"): lambda s: s.scenes("2021"),
    ("scenes", "use_date", "'12000-01-01'"): lambda s: s.scenes("2021"),
    ("scenes", "status", "'nonsense'"): lambda s: s.scenes("2021"),
    ("rounds", "ref_date", "'12000-01-01'"): lambda s: s.rounds(),
    ("publications", "snapshot", "'{}'"): lambda s: s.publications("2021"),
    ("figures", "content", "'[]'"): lambda s: s.figures("2021"),
    ("figures", "parameters", "'[]'"): lambda s: s.figures("2021"),
    ("released_cells", "cell", "'{}'"): lambda s: s.releases(),
    ("released_cells", "sums", "'7'"): lambda s: s.releases(),
    ("check_outs", "base", "'[1]'"): lambda s: s.check_out("2021"),
}


def test_a_server_holds_no_more_surprises_than_a_file(postgres, database, qgis_app, tmp_path):
    location = postgres.url(database)
    store = create_store(location)
    fill(store)
    store.keep_check_out(CheckOut("postgresql:x", "2021", 1, (AreaCode("1"),), (scene("a", "2021"),), "kim", AT))
    with postgres.admin(database) as run:
        run("SET session_replication_role = replica")
        for table, name in run("SELECT conrelid::regclass, conname FROM pg_constraint WHERE contype = 'c'"
                               " AND connamespace = 'drugscene'::regnamespace"):  # fmt: skip
            run(f"ALTER TABLE {table} DROP CONSTRAINT {name}")  # which an older store has not
        for (table, column, value), read in SERVER_VALUES.items():
            first = f"fid = (SELECT min(fid) FROM drugscene.{table})"
            ((before,),) = run(f"SELECT {column}::text FROM drugscene.{table} WHERE {first}")
            run(f"UPDATE drugscene.{table} SET {column} = {value} WHERE {first}")
            with refused("row_damaged") as refusal:
                read(store)
            said = refusal.value.values
            assert (said["table"], said["column"]) == (table, column) and said["value"] == value.strip("'"), said
            assert len(store.log()) and store.areas()
            run(f"UPDATE drugscene.{table} SET {column} = %s WHERE {first}", before)
            read(store)
