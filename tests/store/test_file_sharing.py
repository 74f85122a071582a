"""What two windows on one file learn of each other, and that looking disturbs nobody who writes."""

from __future__ import annotations

import os
import subprocess
import sys
import textwrap
import threading

import pytest

from drugscene_plugin.domain.rights import Act
from drugscene_plugin.store import create_store, open_store
from tests.builders import mapping_round, scene
from tests.workflow.store_contract import change, changes, refused


@pytest.fixture
def path(tmp_path, qgis_app):
    path = str(tmp_path / "store.gpkg")
    create_store(path).add_round(mapping_round(), [scene("a"), scene("b")], "kim")
    return path


def rename(path, name, id="a", by="kim"):
    store = open_store(path)
    store.save(changes(change(next(s for s in store.scenes("2023") if s.id == id), name=name)), by)


def test_nothing_is_news_until_somebody_writes(path):
    listener = open_store(path).sharing().listener()
    assert not listener.news() and not listener.news() and not listener.news()


def test_a_save_is_heard_once_with_round_scene_and_who(path):
    listener = open_store(path).sharing().listener()
    rename(path, "x", by="anna")
    assert [(c.round, c.scene, c.by, c.action) for c in listener.news().changes] == [
        ("2023", "a", "anna", "change_scene")
    ]
    assert not listener.news() and not listener.news()
    rename(path, "y", "b")
    assert [c.scene for c in listener.news().changes] == ["b"]


def test_a_save_is_heard_even_when_the_drive_tells_the_time_coarsely(path):
    listener = open_store(path).sharing().listener()
    stamp = os.stat(path)
    for name in ("x", "y"):
        rename(path, name)
        os.utime(path, ns=(stamp.st_atime_ns, stamp.st_mtime_ns))
        assert [c.scene for c in listener.news().changes] == ["a"]


def test_looking_leaves_the_file_to_whoever_writes_and_nothing_beside_it(path, tmp_path):
    listener = open_store(path).sharing().listener()
    before = sorted(os.listdir(tmp_path))
    for name in ("x", "y", "z"):
        open_store(path, patience=0.0).save(
            changes(change(open_store(path).scenes("2023", only=["a"])[0], name=name)), "kim"
        )
        listener.news()
    assert sorted(os.listdir(tmp_path)) == before


def test_nobody_is_told_who_edits_what(path):
    sharing = open_store(path).sharing()
    sharing.mark_edited("2023", ["a"])
    assert sharing.edited_by_others("2023") == {}


def test_a_file_that_is_gone_is_named(path):
    listener = open_store(path).sharing().listener()
    os.rename(path, path + ".away")
    with refused("store_missing"):
        listener.news()
    os.rename(path + ".away", path)
    rename(path, "x")
    assert [c.scene for c in listener.news().changes] == ["a"]


SAVES_FROM_OUTSIDE = textwrap.dedent("""
    import sys
    from qgis.core import QgsApplication
    application = QgsApplication([], False)
    application.initQgis()
    from drugscene_plugin.domain.errors import Refusal
    from drugscene_plugin.store import open_store
    from tests.workflow.store_contract import change, changes
    store = open_store(sys.argv[1], patience=0.1)
    try:
        store.save(changes(change(store.scenes("2023")[0], name="from outside")), "kim")
        print("saved", flush=True)
    except Refusal as refusal:
        print(refusal.code, flush=True)
    import os
    os._exit(0)
""")


def test_looking_while_a_save_is_under_way_lets_no_other_program_write_between(path, checkout):
    def from_outside():
        command = [sys.executable, "-c", SAVES_FROM_OUTSIDE, path]
        return subprocess.run(command, cwd=checkout, capture_output=True, text=True, timeout=60).stdout.strip()

    store, listener = open_store(path), open_store(path).sharing().listener()
    looking = threading.Thread(target=lambda: (listener.news(), open_store(path).scenes("2023")))
    with store._writing(Act.EDIT_SCENES):
        looking.start()
        looking.join(0.5)
        assert from_outside() == "store_locked"
    looking.join(10)
    assert not looking.is_alive() and from_outside() == "saved"
