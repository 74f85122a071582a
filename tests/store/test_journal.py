"""The journal is a file that is the old one or the new one, and is never thrown away unread."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from datetime import date

import pytest
import shapely

from drugscene_plugin.domain.change_set import RowImage
from drugscene_plugin.domain.errors import Refusal
from drugscene_plugin.domain.scene import SceneId
from drugscene_plugin.store.journal import Journal, PendingRows, merged
from tests.builders import square

OUTLINE = shapely.to_wkb(square())
COLUMNS = ("scene_id", "name", "use_date", "to_confirm", "first_known_year", "note")


def row(id, name="", outline=OUTLINE, handle=0):
    values = (id, name, date(2023, 10, 1), True, 2019, 'quote " line\nbreak å 🙂 \u202e')
    return RowImage(handle, None if id is None else SceneId(id), outline, values)


def pending(*rows, removed=(), base=(), salt="salt"):
    return PendingRows(COLUMNS, rows, tuple(SceneId(i) for i in removed), base, salt)


SOME = pending(
    row("a", "A2"),
    row(None, "drawn", handle=1),
    row("n", outline=None, handle=2),
    removed=("b",),
    base=(row("a"), row("b", handle=1)),
)


@pytest.fixture
def journal(tmp_path):
    return Journal(tmp_path / "not" / "there yet")


def test_what_is_written_is_read_back_whole(journal):
    journal.write("/data/store.gpkg", "2023", SOME)
    entry = journal.read("/data/store.gpkg", "2023")
    assert (entry.store_location, entry.round, entry.rows) == ("/data/store.gpkg", "2023", SOME)
    assert entry.written_at.endswith("Z")


def test_nothing_written_is_nothing_read(journal):
    assert journal.read("/data/store.gpkg", "2023") is None and journal.entries() == []


def test_each_store_and_round_has_its_own_file(journal):
    for place in ("/data/å:b?.gpkg", "/data/other.gpkg", "postgresql:name"):
        for label in ("2023", "2024"):
            journal.write(place, label, pending(row("a", place + label)))
    assert len(journal.entries()) == 6
    assert journal.read("/data/other.gpkg", "2024").rows.rows[0].values[1] == "/data/other.gpkg2024"


def test_one_file_named_in_two_ways_is_one_store(journal, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    journal.write(str(tmp_path / "store.gpkg"), "2023", SOME)
    assert journal.read("store.gpkg", "2023").rows == SOME


def test_the_newer_takes_the_place_of_the_older_and_leaves_no_other_file(journal):
    journal.write("/s", "2023", SOME)
    journal.write("/s", "2023", pending(row("z")))
    assert journal.read("/s", "2023").rows == pending(row("z"))
    assert len(os.listdir(journal.folder)) == 1


def test_clearing_forgets_one_round_only_and_may_be_repeated(journal):
    journal.write("/s", "2023", SOME)
    journal.write("/s", "2024", SOME)
    journal.clear("/s", "2023")
    journal.clear("/s", "2023")
    assert [e.round for e in journal.entries()] == ["2024"]


@pytest.mark.parametrize(
    "content",
    [b"", b'{"format": 1, "store"', b'{"format": 99}', b"[]", b"\xff\xfe", b'{"format": 1, "columns": 3}', b"null"],
)
def test_what_cannot_be_read_is_told_by_file_and_left_alone(journal, content):
    journal.write("/s", "2024", SOME)
    path = journal.path("/s", "2023")
    path.write_bytes(content)
    with pytest.raises(Refusal) as caught:
        journal.read("/s", "2023")
    assert caught.value.code == "journal_unreadable" and caught.value.values["file"] == str(path)
    assert [r.code for r in journal.unreadable()] == ["journal_unreadable"] and len(journal.entries()) == 1
    assert path.read_bytes() == content


def test_an_unreadable_file_is_set_aside_under_a_name_of_its_own(journal):
    kept = []
    for content in (b"one", b"two"):
        journal.folder.mkdir(parents=True, exist_ok=True)
        journal.path("/s", "2023").write_bytes(content)
        kept.append(journal.set_aside("/s", "2023"))
    assert [k.read_bytes() for k in kept] == [b"one", b"two"]
    assert journal.read("/s", "2023") is None and journal.set_aside("/s", "2023") is None


def test_a_full_disk_leaves_the_old_file_and_nothing_half(journal, monkeypatch):
    journal.write("/s", "2023", SOME)

    def no_space(_descriptor):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", no_space)
    with pytest.raises(Refusal) as caught:
        journal.write("/s", "2023", pending(row("z")))
    assert caught.value.code == "journal_not_written" and caught.value.values["reason"] == "No space left on device"
    assert journal.read("/s", "2023").rows == SOME and len(os.listdir(journal.folder)) == 1


def test_a_folder_that_cannot_be_is_refused_by_name(tmp_path):
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(Refusal) as caught:
        Journal(tmp_path / "file" / "journal").write("/s", "2023", SOME)
    assert caught.value.code == "journal_not_written"


KILLED = """
import os, signal, sys
from pathlib import Path
from drugscene_plugin.store.journal import Journal, PendingRows
real = os.replace
os.replace = lambda *paths: os.kill(os.getpid(), signal.SIGKILL)
Journal(Path(sys.argv[1])).write("/s", "2023", PendingRows(("scene_id",)))
"""


def test_killed_while_writing_the_old_file_is_whole(journal, checkout):
    journal.write("/s", "2023", SOME)
    environment = {**os.environ, "PYTHONPATH": str(checkout)}
    ended = subprocess.run([sys.executable, "-c", KILLED, str(journal.folder)], env=environment, timeout=30)
    assert ended.returncode == -signal.SIGKILL
    assert journal.read("/s", "2023").rows == SOME and len(journal.entries()) == 1 and journal.unreadable() == []


def test_where_two_sessions_speak_of_one_scene_the_newer_has_the_word():
    older = pending(
        row("a", "old"),
        row("b", "old"),
        row(None, "drawn"),
        removed=("c", "d"),
        base=(row("a"), row("b"), row("c"), row("d")),
    )
    newer = pending(
        row("a", "new"), row("c", "back"), removed=("e",), base=(row("a"), row("c"), row("e")), salt="newer"
    )
    both = merged(older, newer)
    assert [(r.scene_id, r.values[1]) for r in both.rows] == [
        ("b", "old"),
        (None, "drawn"),
        ("a", "new"),
        ("c", "back"),
    ]
    assert both.removed == ("d", "e") and both.salt == "newer"
    assert sorted(r.scene_id for r in both.base) == ["a", "b", "c", "d", "e"]


def test_merging_twice_does_not_double_what_was_drawn():
    older = pending(row(None, "drawn"))
    assert merged(older, merged(older, pending(row("a")))).rows == merged(older, pending(row("a"))).rows
