"""What is particular to a store in a file: making it, finding it unfit, and what others do to it meanwhile."""

from __future__ import annotations

import os
import random
import shutil
import subprocess
import sys
import tempfile
import textwrap
import threading
import time
from contextlib import contextmanager
from pathlib import Path

import pytest
from osgeo import gdal, ogr
from qgis.core import QgsFeatureRequest, QgsRectangle, QgsVectorLayer

from drugscene_plugin.domain.change_set import SceneChange
from drugscene_plugin.domain.errors import Refusal
from drugscene_plugin.domain.mapping_round import RoundState
from drugscene_plugin.store import create_store, open_store
from drugscene_plugin.store.schema import VERSION
from drugscene_plugin.workflow.ports import Code, StaleEdit
from tests.builders import lpo, mapping_round, scene, square
from tests.workflow.store_contract import HOLED, Ticking, change, changes, content, refused

ROOT = Path(__file__).resolve().parents[2]
PRELUDE = "from tests.store.test_geopackage_file import *\n"


@pytest.fixture
def path(tmp_path, qgis_app):
    return str(tmp_path / "store.gpkg")


@pytest.fixture
def store(path):
    made = create_store(path, clock=Ticking())
    made.add_round(mapping_round("2021", state=RoundState.PUBLISHED), [scene("old", "2021")], "kim")
    made.add_round(mapping_round(), [scene("a", name="A"), scene("b", name="B")], "kim")
    return made


def run(program, *arguments, **options):
    """Start another process that runs a program in the checkout."""
    return subprocess.Popen(
        [sys.executable, "-c", PRELUDE + textwrap.dedent(program), *arguments],
        cwd=ROOT,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": str(ROOT)},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        **options,
    )


def sql(path, statement):
    """Run one statement as other software would: through GDAL, in the file itself; what GDAL says against it.

    Whether GDAL raises is one switch for the whole process, and other plugins throw it.
    """
    dataset = gdal.OpenEx(path, gdal.OF_VECTOR | gdal.OF_UPDATE)
    gdal.ErrorReset()
    gdal.PushErrorHandler("CPLQuietErrorHandler")
    try:
        result = dataset.ExecuteSQL(statement)
        if result is not None:
            dataset.ReleaseResultSet(result)
        return gdal.GetLastErrorMsg()
    except RuntimeError as error:
        return str(error)
    finally:
        gdal.PopErrorHandler()
        dataset = None


WRITES = {
    "add_round": lambda s: s.add_round(mapping_round("2024"), [scene(round="2024")], "lo"),
    "add_areas": lambda s: s.add_areas([lpo()], "lo"),
    "save": lambda s: s.save(changes(change(s.scenes("2023")[0], name="x")), "lo"),
    "accept_finding": lambda s: s.accept_finding("2023", "f", "because", "lo"),
    "set_codes": lambda s: s.set_codes("category", [Code("a", "", "")], "lo"),
}

PAGE = 4096
"""Bytes that SQLite takes from a disk at a time."""

every_write = pytest.mark.parametrize("write", WRITES.values(), ids=WRITES)


# -- making one -----------------------------------------------------------------------------------------------------


def test_nothing_is_overwritten(tmp_path, qgis_app):
    for name in ("file", "folder", "link"):
        there = tmp_path / name
        if name == "file":
            there.write_text("precious")
        elif name == "folder":
            there.mkdir()
        else:
            there.symlink_to(tmp_path / "nowhere")
        with refused("store_exists"):
            create_store(str(there))
    assert (tmp_path / "file").read_text() == "precious"
    assert sorted(p.name for p in tmp_path.iterdir()) == ["file", "folder", "link"]


def test_a_folder_that_is_not_there_is_named(tmp_path, qgis_app):
    with refused("store_folder_missing") as refusal:
        create_store(str(tmp_path / "not there" / "store.gpkg"))
    assert refusal.value.values["folder"] == str(tmp_path / "not there")


@pytest.mark.parametrize(
    ("crs", "code"),
    [
        ("EPSG:4326", "crs_not_projected"),
        ("EPSG:4619", "crs_not_projected"),
        ("EPSG:2263", "crs_not_metres"),
        ("EPSG:999999", "crs_unknown"),
        ("", "crs_unknown"),
        ("sweref", "crs_unknown"),
    ],
)
def test_a_crs_that_cannot_measure_areas_is_refused(path, crs, code):
    with refused(code):
        create_store(path, crs)
    assert os.listdir(os.path.dirname(path)) == []


def test_another_projected_crs_may_be_chosen(path):
    made = create_store(path, "EPSG:3011")
    made.add_round(mapping_round(), [scene()], "kim")
    assert made.info().crs == "EPSG:3011"
    assert QgsVectorLayer(f"{path}|layername=scenes", "scenes", "ogr").crs().authid() == "EPSG:3011"


def test_a_disk_that_is_full_leaves_no_half_store(path):
    create_store(path)
    size = os.path.getsize(path) // PAGE
    os.remove(path)
    for pages in (5, size // 2, size - 1):
        with full_after(pages), refused("store_full") as refusal:
            create_store(path)
        assert refusal.value.values["location"] == path
    assert os.listdir(os.path.dirname(path)) == []


def test_the_same_content_and_clock_give_the_same_bytes(tmp_path, qgis_app):
    made = []
    for name in ("one.gpkg", "another name.gpkg"):
        store = create_store(str(tmp_path / name), clock=Ticking())
        store.add_areas([lpo()], "kim")
        store.add_round(mapping_round(), [scene("a"), scene("b", outline=HOLED)], "kim")
        store.save(changes(change(store.scenes("2023")[0], outline=square(at=(5, 5)))), "kim")
        made.append((tmp_path / name).read_bytes())
        time.sleep(1.1)  # GDAL writes whole seconds
    assert made[0] == made[1]


# -- opening one ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "location",
    [
        "PG:dbname=x",
        "https://host/x.gpkg",
        "",
        " ",
        "a\0b",
    ],
)
def test_what_is_no_path_is_refused_as_a_kind_of_store_that_is_not_known(location, qgis_app):
    for attempt in (open_store, create_store):
        with refused("store_kind_unknown"):
            attempt(location)


def test_what_is_not_there_is_missing(tmp_path, qgis_app):
    for name in ("nothing.gpkg", "no folder/nothing.gpkg"):
        with refused("store_missing"):
            open_store(str(tmp_path / name))
    assert list(tmp_path.iterdir()) == []


def test_what_is_no_store_is_refused_and_left_alone(tmp_path, qgis_app):
    (tmp_path / "folder").mkdir()
    (tmp_path / "empty").touch()
    (tmp_path / "text.gpkg").write_text("not a database at all " * 100)
    dataset = gdal.GetDriverByName("GPKG").Create(str(tmp_path / "other.gpkg"), 0, 0, 0, gdal.GDT_Unknown)
    dataset.CreateLayer("scenes", None, ogr.wkbPolygon)
    dataset = None
    dataset = gdal.GetDriverByName("SQLite").Create(str(tmp_path / "plain.sqlite"), 0, 0, 0, gdal.GDT_Unknown)
    dataset = None
    (tmp_path / "readme.csv").write_text("a,b\n1,2\n")
    for each in sorted(tmp_path.iterdir()):
        before = each.read_bytes() if each.is_file() else None
        with refused("store_not_a_store"):
            open_store(str(each))
        assert before is None or each.read_bytes() == before


@pytest.mark.parametrize(("version", "code"), [(VERSION + 1, "store_newer"), (99, "store_newer"), (0, "store_older")])
def test_another_version_is_refused_and_both_are_named(store, path, version, code):
    sql(path, f"UPDATE store_info SET schema_version = {version}")
    before = Path(path).read_bytes()
    with refused(code) as refusal:
        open_store(path)
    assert refusal.value.values == {"location": path, "found": version, "known": VERSION}
    for write in WRITES.values():
        with refused(code):
            write(store)
    assert Path(path).read_bytes() == before


def test_what_a_user_wrote_is_not_taken_for_what_went_wrong(store, path):
    """GDAL's errors repeat the statement, notes and all."""
    sql(path, "CREATE TRIGGER other BEFORE INSERT ON seen_findings BEGIN SELECT RAISE(ABORT, 'something else'); END")
    for note in ("the database is locked", "database or disk is full\nattempt to write a readonly database", "')"):
        with pytest.raises(RuntimeError, match="something else"):
            store.accept_finding("2023", "f", note, "kim")


def test_a_store_that_went_away_is_missing_for_every_method(store, path):
    os.remove(path)
    for attempt in (store.info, store.rounds, store.log, *(lambda w=w: w(store) for w in WRITES.values())):
        with refused("store_missing"):
            attempt()
    assert not os.path.exists(path)


def test_a_damaged_file_is_refused_and_not_read_as_empty(store, path):
    store.add_round(mapping_round("2024"), [scene(f"s{i}", "2024") for i in range(300)], "kim")
    whole = Path(path).read_bytes()
    for keep in (len(whole) // 3, len(whole) // 2, 3 * len(whole) // 4):
        Path(path).write_bytes(whole[:keep])
        with pytest.raises(Refusal, match=r"^store_"):
            content(open_store(path))


# -- what others do meanwhile ---------------------------------------------------------------------------------------


@contextmanager
def locked_by_another_process(path, how):
    holder = subprocess.Popen(
        [
            sys.executable,
            "-c",
            "import sqlite3, sys; c = sqlite3.connect(sys.argv[1], isolation_level=None); c.execute(sys.argv[2]);"
            "print('held', flush=True); sys.stdin.read()",
            path,
            how,
        ],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert holder.stdout.readline() == "held\n"
    try:
        yield
    finally:
        holder.stdin.close()
        holder.wait(10)
        holder.stdout.close()


@every_write
def test_while_another_program_writes_reading_goes_on_and_writing_is_refused(store, path, write):
    before = content(store)
    hurried = open_store(path, Ticking(), patience=0.1)
    with locked_by_another_process(path, "BEGIN IMMEDIATE"):
        started = time.monotonic()
        with refused("store_locked"):
            write(hurried)
        assert time.monotonic() - started < 2
        assert content(hurried) == before
    write(hurried)
    assert content(store) != before


def test_a_file_that_is_wholly_locked_is_not_read_as_empty(store, path):
    hurried = open_store(path, patience=0.1)
    with locked_by_another_process(path, "BEGIN EXCLUSIVE"):
        with refused("store_locked"):
            open_store(path, patience=0.1)
        with refused("store_locked"):
            hurried.scenes("2023")


def test_a_save_waits_for_a_short_write_of_another_program(store, path):
    with locked_by_another_process(path, "BEGIN IMMEDIATE"):
        outcome = []
        saver = threading.Thread(target=lambda: outcome.append(WRITES["save"](store)))
        saver.start()
        time.sleep(0.3)
        assert outcome == []
    saver.join(10)
    assert outcome == [{"a": 2}]


def test_threads_share_a_store_and_none_of_their_saves_is_lost(store):
    store.add_round(mapping_round("2024"), [scene(f"s{i}", "2024") for i in range(4)], "kim")
    failed = []

    def work(place):
        try:
            for turn in range(5):
                mine = store.scenes("2024")[place]
                store.save(changes(change(mine, name=f"{place}.{turn}"), round="2024"), f"thread {place}")
        except (Refusal, StaleEdit, RuntimeError) as error:
            failed.append(error)

    threads = [threading.Thread(target=work, args=(place,)) for place in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert failed == []
    assert [(s.name, s.revision) for s in store.scenes("2024")] == [(f"{p}.4", 6) for p in range(4)]
    assert len(store.log("2024")) == 21


@contextmanager
def full_after(pages):
    """Let SQLite hold a file to so many pages, as a full disk does."""
    gdal.SetConfigOption("OGR_SQLITE_PRAGMA", f"max_page_count={pages}")
    try:
        yield
    finally:
        gdal.SetConfigOption("OGR_SQLITE_PRAGMA", None)


def test_a_disk_that_fills_up_during_a_save_leaves_the_state_before(store, path):
    before = content(store)
    long = "long " * 20_000
    writes = {
        "add_round": lambda: store.add_round(
            mapping_round("2024"), [scene(f"s{i}", "2024", tags={"note": long}) for i in range(9)], "lo"
        ),
        "add_areas": lambda: store.add_areas([lpo(name=long)], "lo"),
        "save": lambda: store.save(
            changes(change(store.scenes("2023")[0], name="x"), added("c"), added("d", long)), "lo"
        ),
        "accept_finding": lambda: store.accept_finding("2023", "f", long, "lo"),
        "set_codes": lambda: store.set_codes("category", [Code("a", long, "")], "lo"),
    }
    for write in writes.values():
        with full_after(os.path.getsize(path) // PAGE + 2), refused("store_full"):
            write()
        assert content(store) == before
    for write in writes.values():
        write()


def added(id, note=""):
    return SceneChange(None, scene(id, tags={"note": note} if note else {}))


def test_a_real_disk_that_is_full_is_said_to_be_full(tmp_path, qgis_app):
    small = tmp_path / "small disk"
    small.mkdir()
    if os.geteuid() != 0 or subprocess.run(["mount", "-t", "tmpfs", "-o", "size=400k", "tmpfs", small]).returncode:
        pytest.skip("only root may mount a small disk, and not everywhere")
    try:
        path = str(small / "store.gpkg")
        store = create_store(path, clock=Ticking())
        store.add_round(mapping_round(), [scene("a")], "kim")
        before = content(store)
        with refused("store_full"):
            store.save(changes(*(added(f"n{i}", "long " * 4000) for i in range(40))), "kim")
        assert content(store) == before
        with refused("store_full"):
            for place in range(9):
                create_store(str(small / f"{place}.gpkg"))
        assert not [p.name for p in small.iterdir() if p.name.startswith(".") or "journal" in p.name]
        assert content(open_store(path)) == before
    finally:
        subprocess.run(["umount", "--lazy", small], check=True)


def test_a_write_that_the_system_breaks_off_leaves_the_state_before(store, path):
    """A limit on the size of files makes the system refuse the write itself, as a network drive may."""
    before = content(store)
    child = run(
        """
        import resource
        limit = os.path.getsize(sys.argv[1])
        store = open_store(sys.argv[1])
        resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
        with pytest.raises(Refusal) as refusal:
            store.set_codes("category", [Code("a", "", ""), Code("b", "long " * 20_000, "")], "lo")
        print(refusal.value.code)
        """,
        path,
    )
    said, errors = child.communicate(timeout=60)
    assert said.strip() in ("store_full", "store_unusable"), errors
    assert content(store) == before


UNPRIVILEGED = {"user": 65534, "group": 65534} if os.geteuid() == 0 else {}
READ_ONLY_PROGRAM = """
    store = open_store(sys.argv[1])
    print(len(store.scenes("2023")), len(store.log()))
    for name, write in WRITES.items():
        with refused("store_read_only"):
            write(store)
    print("refused")
"""


@pytest.fixture
def public_folder():
    """A folder that any user of the machine can enter, which pytest's own is not."""
    folder = Path(tempfile.mkdtemp(prefix="drugscene-test-"))
    folder.chmod(0o755)
    yield folder
    folder.chmod(0o755)
    shutil.rmtree(folder)


@pytest.mark.parametrize("what", ["file", "folder"])
def test_a_store_that_may_not_be_written_is_read_and_every_write_refused(public_folder, qgis_app, what):
    path = public_folder / "store.gpkg"
    made = create_store(str(path), clock=Ticking())
    made.add_round(mapping_round(), [scene("a")], "kim")
    path.chmod(0o666 if what == "folder" else 0o444)
    public_folder.chmod(0o777 if what == "file" else 0o555)
    before = path.read_bytes()
    child = run(READ_ONLY_PROGRAM, str(path), **UNPRIVILEGED)
    said, errors = child.communicate(timeout=60)
    assert said.split() == ["1", "1", "refused"], errors
    assert path.read_bytes() == before


def test_a_folder_that_may_not_be_written_gets_no_store(public_folder, qgis_app):
    public_folder.chmod(0o555)
    child = run(
        """
        from qgis.core import QgsApplication
        application = QgsApplication([], False)
        application.initQgis()
        with refused("store_folder_read_only"):
            create_store(sys.argv[1])
        print("refused")
        """,
        str(public_folder / "store.gpkg"),
        **UNPRIVILEGED,
    )
    said, errors = child.communicate(timeout=60)
    assert said.split() == ["refused"], errors
    assert list(public_folder.iterdir()) == []


# -- killed ---------------------------------------------------------------------------------------------------------

KILLER = """
    import signal

    path = sys.argv[1]
    gdal.SetConfigOption("OGR_SQLITE_PRAGMA", "cache_size=5")  # so that half of a write is in the file, not in memory
    for delay in sys.stdin:
        child = os.fork()
        if not child:
            store, turn = open_store(path), 0
            while True:
                turn += 1
                rows = store.scenes("2024")
                made = (change(s, name=str(turn), tags={"note": f"{turn} " * 3000}) for s in rows)
                store.save(changes(*made, round="2024"), "lo")
        time.sleep(float(delay))
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        print("killed", flush=True)
"""


def is_hot(journal):
    """Whether a journal holds what a killed write has to be undone with (https://www.sqlite.org/fileformat.html#rollback_journal)."""
    return os.path.exists(journal) and Path(journal).read_bytes()[:8] == bytes.fromhex("d9d505f920a163d7")


def delays(seed, shown):
    """Seconds after which to kill: 20 of them, and, as long as ``shown()`` is not true, more and longer ones.

    How far a write comes in a time depends on the machine, so what a test is to show decides when it has tried enough.
    """
    chance = random.Random(seed)
    for attempt in range(120):
        if attempt >= 20 and shown():
            return
        yield chance.uniform(0.02, 0.2) * 1.5 ** (attempt // 20)


def test_a_save_that_is_killed_leaves_the_state_before_or_after(store, path):
    """Each save gives all scenes one name and note: a half-written one would show two."""
    store.add_round(mapping_round("2024"), [scene(f"s{i:02}", "2024") for i in range(40)], "kim")
    amid = 0
    killer = run(KILLER, path)
    for delay in delays(2023, lambda: amid):  # noqa: B023 - it is to see the latest
        killer.stdin.write(f"{delay}\n")
        killer.stdin.flush()
        assert killer.stdout.readline() == "killed\n", killer.stderr.read()
        amid += is_hot(path + "-journal")
        found = open_store(path).scenes("2024")
        assert len(found) == 40
        assert len({(s.name, s.revision, (s.tags.get("note") or "").split(" ")[0]) for s in found}) == 1
        assert store.info().revision == 2 + found[0].revision
        assert len(store.log("2024")) == 1 + 40 * (found[0].revision - 1)
    killer.communicate(timeout=10)
    WRITES["save"](store)
    assert amid, "none was killed in the middle of a write: the test shows nothing"


# -- other software -------------------------------------------------------------------------------------------------

OUTSIDE_EDITS = {
    "change": "UPDATE scenes SET name = 'x' WHERE round = '2021'",
    "redraw": "UPDATE scenes SET geom = NULL WHERE round = '2021'",
    "remove": "DELETE FROM scenes WHERE round = '2021'",
    "move in": "UPDATE scenes SET round = '2021' WHERE scene_id = 'a'",
    "move out": "UPDATE scenes SET round = '2023' WHERE scene_id = 'old'",
    "add": "INSERT INTO scenes (scene_id, round, status, to_confirm, revision) VALUES ('n', '2021', 'open', 0, 1)",
    "replace": "INSERT OR REPLACE INTO scenes (scene_id, round, status, to_confirm, revision) "
    "VALUES ('old', '2021', 'open', 0, 1)",
    "reopen": "UPDATE rounds SET state = 'draft' WHERE label = '2021'",
    "remove the round": "DELETE FROM rounds WHERE label = '2021'",
}


@pytest.mark.parametrize("statement", OUTSIDE_EDITS.values(), ids=OUTSIDE_EDITS)
def test_other_software_cannot_write_into_a_published_round(store, path, statement):
    before = content(store)
    assert "the round is not a draft" in sql(path, statement)
    assert content(store) == before


def test_the_same_edits_of_a_draft_are_let_through(store, path):
    assert sql(path, "UPDATE scenes SET name = 'x' WHERE round = '2023'") == ""
    assert {s.name for s in store.scenes("2023")} == {"x"}


def test_qgis_itself_cannot_edit_a_published_round(store, path):
    before = content(store)
    edited = QgsVectorLayer(f"{path}|layername=scenes", "scenes", "ogr")
    (row,) = edited.getFeatures(QgsFeatureRequest().setFilterExpression("\"round\" = '2021'"))
    assert edited.startEditing()
    edited.changeAttributeValue(row.id(), edited.fields().indexOf("name"), "x")
    assert not edited.commitChanges()
    assert any("the round is not a draft" in line for line in edited.commitErrors())
    edited.rollBack()
    del edited, row
    assert content(store) == before


def test_qgis_shows_the_outlines_with_their_extent_and_finds_them_by_place(store, path):
    a, b = store.scenes("2023")
    moved = square(at=(674_000, 6_580_000))
    store.save(changes(change(a, outline=moved), change(b, outline=None)), "kim")
    shown = QgsVectorLayer(f"{path}|layername=scenes", "scenes", "ogr")
    assert shown.isValid() and shown.crs().authid() == "EPSG:3006"
    assert shown.featureCount() == 3
    assert shown.extent().contains(QgsRectangle(*moved.bounds))
    there = QgsFeatureRequest().setFilterRect(QgsRectangle(673_000, 6_579_000, 675_000, 6_581_000))
    assert [row["scene_id"] for row in shown.getFeatures(there)] == ["a"]
    near = QgsFeatureRequest().setFilterRect(QgsRectangle(-10, -10, 10, 10))
    assert [row["scene_id"] for row in shown.getFeatures(near)] == ["old"]


def test_a_store_open_in_a_qgis_window_is_read_and_written(store, path):
    """QGIS puts a file that it edits into another journal mode, which stays for as long as it has it open."""
    edited = QgsVectorLayer(f"{path}|layername=scenes", "scenes", "ogr")
    assert edited.startEditing()
    (row,) = edited.getFeatures(QgsFeatureRequest().setFilterExpression("\"scene_id\" = 'b'"))
    edited.changeAttributeValue(row.id(), edited.fields().indexOf("name"), "from the window")
    WRITES["save"](store)
    assert edited.commitChanges()
    assert [(s.name, s.revision) for s in store.scenes("2023")] == [("x", 2), ("from the window", 1)]


def test_an_outline_that_other_software_spoilt_is_refused_and_not_dropped(store, path):
    sql(path, "UPDATE scenes SET geom = X'00010203' WHERE scene_id = 'a'")
    with refused("row_damaged"):
        store.scenes("2023")


def test_nothing_stays_open_and_gdal_is_left_as_it_was(store, path):
    switches = [module.GetUseExceptions() for module in (gdal, ogr)]
    for write in WRITES.values():
        write(store)
    content(store)
    with refused("round_exists"):
        store.add_round(mapping_round(), [], "kim")
    assert [module.GetUseExceptions() for module in (gdal, ogr)] == switches
    assert os.listdir(os.path.dirname(path)) == ["store.gpkg"]
    open_files = [
        os.readlink(f"/proc/self/fd/{n}") for n in os.listdir("/proc/self/fd") if os.path.exists(f"/proc/self/fd/{n}")
    ]
    assert path not in open_files


def test_reading_leaves_the_file_as_it_is(store, path):
    before = (Path(path).read_bytes(), os.stat(path).st_mtime_ns)
    content(open_store(path))
    assert (Path(path).read_bytes(), os.stat(path).st_mtime_ns) == before
