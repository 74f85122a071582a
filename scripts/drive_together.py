"""Drive two real QGIS windows on one shared store: who edits what, conflicts, others' saves, a server that dies.

Usage: drive_together.py FOLDER. Starts a PostgreSQL server of its own, as the tests do, copies the sample county to it,
and opens it as Anna and as Bo, side by side on one screen. As drive_window.py, and PostgreSQL with PostGIS. The pictures
go into FOLDER/anna/shots. The exit code is 0 when every step had its effect.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import time
from pathlib import Path
from typing import Any, Dict, Sequence, Tuple

from driven_window import CHECKOUT, Window, make_sample, plugins_folder

sys.path.insert(0, str(CHECKOUT))

from tests.postgres import Server, programs

SCENE = "Fabelängen"
ROUND = "2025"
PEOPLE = ("anna", "bo")
MINE, THEIRS, NOTE = "Torget vid kiosken", "Stora torget", "mest om helger"  # xdotool cannot type every letter
LATER, SINCE, AGAIN = "Torget igen", "sedan dess", "Torget till slut"


def share(folder: Path, server: Server, people: Sequence[str] = PEOPLE) -> str:
    """Copy the sample county to the server, and let people in as the county's; the database."""
    database = server.new_database()
    subprocess.run([sys.executable, __file__, "--copy", str(folder), server.url(database)], check=True)
    with server.admin(database) as run:
        for name in people:
            run(f"CREATE ROLE {name} LOGIN")
            run(f"GRANT {database}_drugscene_county TO {name}")
    for name in people:
        arguments = ["--project", str(folder), name, server.url(database, name)]
        subprocess.run([sys.executable, __file__, *arguments], check=True)
    return database


def copy(folder: Path, location: str) -> None:
    """In a QGIS of its own, as a process can only have one."""
    from headless import qgis_session

    with qgis_session() as run:
        run("drugscene:copystore", {"FROM_STORE": str(folder / "sample.gpkg"), "STORE": location})


def write_project_for(folder: Path, name: str, location: str) -> None:
    """A project of a person, that opens the shared store."""
    from headless import qgis_session
    from make_project import write_project

    (folder / name).mkdir(exist_ok=True)
    with qgis_session():
        write_project(folder / name / "shared.qgz", folder / "sample.gpkg", location=location)


def row(server: Server, database: str) -> Dict[str, Any]:
    """The scene as it is in the database."""
    sql = "SELECT name, note, revision, ST_Area(geom) FROM drugscene.scenes WHERE round = %s AND scene_id = %s"
    with server.admin(database) as run:
        ((name, note, revision, area),) = run(sql, ROUND, id_of(server, database))
    return {"name": name, "note": note, "revision": revision, "area": round(area)}


def id_of(server: Server, database: str) -> str:
    """The id of the scene that both edit."""
    with server.admin(database) as run:
        ((known,),) = run("SELECT DISTINCT scene_id FROM drugscene.scenes WHERE round = '2024' AND name = %s", SCENE)
    return str(known)


def unsaved(state: Dict[str, Any]) -> str:
    return state["widgets"]["status_line/unsaved"]["text"]


def others(state: Dict[str, Any]) -> str:
    """What the form says of others."""
    return state["widgets"].get("scene_form/others", {}).get("text", "")


def connection(state: Dict[str, Any]) -> str:
    """What the foot of the panel says of the connection."""
    return state["widgets"].get("status_line/connection", {}).get("text", "")


def open_form(window: Window, name: str = SCENE) -> None:
    """Go to the scene's form, with the map on it."""
    window.until("the scenes are listed", lambda s: s["rows"].get("scene_list"), 120)
    window.row("scene_list", name)
    window.click("zoom")
    window.still()


def write(window: Window, name: str, text: str) -> None:
    """Write into a field of the form."""
    window.click(name)
    window.key("ctrl+a")
    window.type(text)
    window.key("Tab")
    window.until("it is an edit", lambda s: "unsaved" in unsaved(s))


def reshape(window: Window) -> None:
    """Give the scene another outline, with QGIS's own tool."""
    window.click("scene_tools/shape")
    window.key("Down", "Down", "Return")
    for x, y in ((0.5, 0.4), (0.93, 0.35), (0.93, 0.62), (0.52, 0.62)):
        window.on_map(x, y)
    window.on_map(0.52, 0.62, button=3)
    window.still()


def to_a_conflict(anna: Window, bo: Window) -> None:
    """Anna changes a tag and the name, Bo the name and the outline; Bo saves first."""
    for window in (anna, bo):
        open_form(window)
    write(anna, "scene_form/name", MINE)
    bo.until("it says who is editing", lambda s: "anna" in others(s), 30)
    write(anna, "tag_note/editor", NOTE)
    anna.shot("1_anna_edits")
    write(bo, "scene_form/name", THEIRS)
    reshape(bo)
    save_before(bo, anna, "2_bo_has_saved")
    anna.shot("3_conflict")


def save_before(bo: Window, anna: Window, picture: str) -> None:
    """Bo saves what Anna edits, too; she saves, and is shown both versions."""
    bo.click("status_line/save")
    bo.until("it is saved", lambda s: unsaved(s).startswith("saved"))
    anna.until("it says who has saved", lambda s: "bo" in others(s), 30)
    anna.shot(picture)
    anna.click("status_line/save")
    anna.until("both versions are shown", lambda s: "conflicts/use_chosen" in s["widgets"])


def through_it(anna: Window, server: Server, database: str) -> Dict[str, Any]:
    """Anna closes the dialog, comes back to it, chooses, and saves; the row that is stored."""
    before = row(server, database)
    assert before["name"] == THEIRS, before  # noqa: S101
    anna.key("Escape")
    anna.until("it is closed", lambda s: "conflicts/use_chosen" not in s["widgets"])
    assert "unsaved" in anna.text("status_line/unsaved"), "the edits are gone"  # noqa: S101
    anna.click("status_line/why")
    anna.until("it is back", lambda s: "conflicts/use_chosen" in s["widgets"])
    state = anna.look()["widgets"]
    assert not state["conflicts/use_chosen"]["enabled"], "the name is asked"  # noqa: S101
    anna.click("conflicts/name_mine")
    anna.until("all is chosen", lambda s: s["widgets"]["conflicts/use_chosen"]["enabled"])
    anna.shot("4_chosen")
    anna.click("conflicts/use_chosen")
    anna.until("it is settled", lambda s: s["widgets"]["conflicts/save_again"]["enabled"])
    anna.shot("5_settled")
    anna.key("Return")
    anna.until("it is saved", lambda s: unsaved(s).startswith("saved"))
    anna.still()
    anna.shot("6_saved")
    after = row(server, database)
    wanted = {**before, "name": MINE, "note": NOTE, "revision": before["revision"] + 1}
    assert after == wanted, (before, after)  # noqa: S101
    return after


def appears(bo: Window, name: str) -> None:
    """What Anna saved is in Bo's window, who did nothing for it."""
    bo.until("it is in the list", lambda s: any(r["text"].startswith(name) for r in s["rows"]["scene_list"]), 60)
    bo.still()


def take_whole(anna: Window, bo: Window, server: Server, database: str, side: str) -> None:
    """Both change the name, and the note, and Bo the outline; Anna takes one version whole, and the row is that."""
    before = row(server, database)
    for window in (anna, bo):
        open_form(window, before["name"])
    write(anna, "scene_form/name", f"Annas {side}")
    write(anna, "tag_note/editor", f"anna {side}")
    write(bo, "scene_form/name", f"Bos {side}")
    write(bo, "tag_note/editor", f"bo {side}")
    reshape(bo)
    save_before(bo, anna, f"take_{side}_1_bo_has_saved")
    theirs = row(server, database)
    assert (theirs["name"], theirs["note"]) == (f"Bos {side}", f"bo {side}"), theirs  # noqa: S101
    assert theirs["area"] != before["area"], "Bo has not reshaped it"  # noqa: S101
    anna.click(f"conflicts/take_{side}")
    anna.until("it is settled", lambda s: s["widgets"]["conflicts/save_again"]["enabled"])
    assert row(server, database) == theirs, "it was written before it was saved"  # noqa: S101
    anna.shot(f"take_{side}_2_settled")
    anna.click("conflicts/save_again")
    anna.until("it is saved", lambda s: unsaved(s).startswith(("saved", "No unsaved")))
    mine = {**before, "name": f"Annas {side}", "note": f"anna {side}", "revision": theirs["revision"] + 1}
    wanted = mine if side == "mine" else theirs
    after = row(server, database)
    assert after == wanted, (before, theirs, after)  # noqa: S101
    for window in (anna, bo):
        appears(window, str(wanted["name"]))
    anna.shot(f"take_{side}_3_saved")


def cut_off(anna: Window, server: Server, database: str) -> None:
    """The server dies; Anna saves all the same, and edits on; it comes back, and so does all that she edited."""
    before = row(server, database)
    open_form(anna, before["name"])
    server.kill()
    write(anna, "scene_form/name", LATER)
    save_in_vain(anna)
    write(anna, "tag_note/editor", SINCE)
    assert "saved when it returns" in connection(anna.look())  # noqa: S101
    anna.shot("8_no_connection")
    server.start()
    anna.until("it is saved by itself", lambda s: unsaved(s).startswith("saved") and not connection(s), 120)
    anna.still()
    wanted = {**before, "name": LATER, "note": SINCE, "revision": before["revision"] + 1}
    assert row(server, database) == wanted, (before, row(server, database))  # noqa: S101


def save_in_vain(anna: Window) -> None:
    """Save while the server is dead."""
    anna.click("status_line/save")
    anna.until("it says that the edits are kept", lambda s: "kept" in connection(s), 60)
    assert "unsaved" in anna.text("status_line/unsaved"), "the edits are gone"  # noqa: S101


def try_again(anna: Window, server: Server, database: str) -> None:
    """The server is back, and the window that would notice by itself only much later is told to try again."""
    before = row(server, database)
    anna.python("from drugscene_plugin.gui import watching; watching.LONG_PAUSE_S = 600.0")
    server.kill()
    write(anna, "scene_form/name", AGAIN)
    save_in_vain(anna)
    anna.click("status_line/retry")
    anna.until("it is in vain as long as the server is dead", lambda s: "kept" in connection(s))
    anna.shot("try_again_1_in_vain")
    server.start()
    time.sleep(5)
    assert row(server, database) == before, "it was saved without being told"  # noqa: S101
    anna.click("status_line/retry")
    anna.until("it is saved", lambda s: unsaved(s).startswith("saved") and not connection(s))
    anna.shot("try_again_2_saved")
    wanted = {**before, "name": AGAIN, "revision": before["revision"] + 1}
    assert row(server, database) == wanted, (before, row(server, database))  # noqa: S101


def open_windows(folder: Path) -> Tuple[Window, Window]:
    """Anna's window and Bo's, side by side."""
    plugins = plugins_folder()
    anna = Window(folder / "anna", plugins, folder / "anna/shared.qgz", room=2)
    bo = Window(folder / "bo", plugins, folder / "bo/shared.qgz", beside=anna)
    for window in (anna, bo):
        window.until("the scenes are listed", lambda s: s["rows"].get("scene_list"), 180)
        window.fill_screen()
        window.still()
    return anna, bo


def main(folder: Path) -> None:
    make_sample(folder)
    for name in PEOPLE:
        shutil.rmtree(folder / name, ignore_errors=True)
    found = programs()
    if found is None:
        raise SystemExit("no PostgreSQL with PostGIS: apt-get install postgresql-15-postgis-3")
    server = Server(found)
    windows: Tuple[Window, ...] = ()
    try:
        database = share(folder, server)
        windows = open_windows(folder)
        to_a_conflict(*windows)
        after = through_it(windows[0], server, database)
        appears(windows[1], MINE)
        windows[0].shot("7_appears")
        for side in ("mine", "theirs"):
            take_whole(*windows, server, database, side)
        cut_off(windows[0], server, database)
        appears(windows[1], LATER)
        windows[0].shot("9_connection_back")
        try_again(windows[0], server, database)
    finally:
        for window in reversed(windows):
            window.close()
        server.stop()
    print(f"Every step had its effect. Pictures: {windows[0].shots}; the row that was merged: {after}")


if __name__ == "__main__":
    if sys.argv[1] == "--copy":
        copy(Path(sys.argv[2]), sys.argv[3])
    elif sys.argv[1] == "--project":
        write_project_for(Path(sys.argv[2]), sys.argv[3], sys.argv[4])
    else:
        main(Path(sys.argv[1]).resolve())
