"""Drive a real QGIS window through work offline: check out from a server, edit while it is down, bring back; keep pictures.

Usage: drive_offline.py FOLDER [SETTINGS]. As drive_together.py. Anna, who edits one local police area, takes the draft along;
the server is killed; she edits in the file; the server is there again, and Bo has saved the same scene meanwhile. The pictures
go into FOLDER/anna/shots. The exit code is 0 when every step had its effect.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any, Dict

from drive_together import ROUND, id_of, open_form, reshape, row, unsaved, write
from driven_window import CHECKOUT, Window, make_sample, plugins_folder

sys.path.insert(0, str(CHECKOUT))

from tests.postgres import Server, programs


def share(folder: Path, server: Server) -> str:
    """Copy the sample county to the server, and let Anna edit the area of the scene; the database."""
    script = str(CHECKOUT / "scripts/drive_together.py")
    database = server.new_database()
    subprocess.run([sys.executable, script, "--copy", str(folder), server.url(database)], check=True)
    lpo = "SELECT lpo_code FROM drugscene.scenes WHERE round = %s AND scene_id = %s"
    with server.admin(database) as run:
        run("CREATE ROLE anna LOGIN")
        run("CREATE ROLE bo LOGIN")
        run(f"GRANT {database}_drugscene_editor TO anna")
        run(f"GRANT {database}_drugscene_county TO bo")
        ((code,),) = run(lpo, ROUND, id_of(server, database))
        run("INSERT INTO drugscene.members VALUES ('anna', 'lpo', %s)", code)
    subprocess.run([sys.executable, script, "--project", str(folder), "anna", server.url(database, "anna")], check=True)
    return database


def menu(window: Window, entry: str) -> None:
    """An entry of the menu beside the store."""
    window.click("header/store_menu")
    window.until("the menu is open", lambda s: entry in s["menu"])
    window.at(*window.look()["menu"][entry][:2])


def check_out(window: Window, path: Path) -> None:
    """Take the draft along."""
    menu(window, "Check out for work offline …")
    window.until("it is asked what", lambda s: "check_out_dialog/check_out_areas" in s["widgets"])
    window.at(*window.look()["fields"][0]["at"][:2])
    window.type(str(path))
    window.key("Tab")
    window.shot("1_check_out")
    window.at(*window.look()["buttons"]["Check out"][:2])
    window.until("there is a file", lambda s: any("may be edited" in text for text in s["messages"]))
    window.shot("2_checked_out")


def edit_offline(window: Window, path: Path) -> None:
    """Open the file, and edit one's own scene; one of another area cannot be."""
    menu(window, "Open a store …")
    window.until("the file is asked for", lambda s: s["dialogs"])
    window.key("ctrl+a")
    window.type(str(path))
    window.key("Return")
    window.until("it is open", lambda s: "header/taken_along" in s["widgets"], 120)
    window.still()
    open_form(window)
    window.shot("3_in_the_file")
    write(window, "scene_form/name", "Kiosken")
    write(window, "tag_note/editor", "mest om natten")
    reshape(window)
    window.click("status_line/save")
    window.until("it is saved", lambda s: unsaved(s).startswith("saved"))
    window.shot("4_edited_offline")


def bring_back(window: Window, server: Server, database: str) -> Dict[str, Any]:
    """Bring the file back, through the conflict; the row that is stored."""
    before, extent = row(server, database), window.look()["extent"]
    menu(window, "Bring back …")
    window.until("both versions are shown", lambda s: "conflicts/use_chosen" in s["widgets"], 120)
    window.still()
    window.shot("5_conflict")
    window.click("conflicts/name_mine")
    window.until("all is chosen", lambda s: s["widgets"]["conflicts/use_chosen"]["enabled"])
    window.click("conflicts/use_chosen")
    window.until("it is settled", lambda s: s["widgets"]["conflicts/save_again"]["enabled"])
    window.shot("6_settled")
    window.click("conflicts/save_again")
    window.until("it is back", lambda _: row(server, database)["revision"] > before["revision"])
    window.until("the scenes are listed", lambda s: s["rows"].get("scene_list"))
    window.still()
    window.shot("7_brought_back")
    moved = [abs(now - then) for now, then in zip(window.look()["extent"], extent)]
    assert max(moved) < 0.1 * (extent[2] - extent[0]), f"the map has moved: {moved}"  # noqa: S101
    after = row(server, database)
    assert (after["name"], after["note"]) == ("Kiosken", "mest om natten"), after  # noqa: S101
    assert after["area"] != before["area"], "the outline did not come"  # noqa: S101
    return after


def main(folder: Path, settings: str) -> None:
    make_sample(folder)
    shutil.rmtree(folder / "anna", ignore_errors=True)
    path = folder / "field.gpkg"
    path.unlink(missing_ok=True)
    found = programs()
    if found is None:
        raise SystemExit("no PostgreSQL with PostGIS: apt-get install postgresql-15-postgis-3")
    server, window = Server(found), None
    try:
        database = share(folder, server)
        window = Window(folder / "anna", plugins_folder(), folder / "anna/shared.qgz", settings)
        window.until("the scenes are listed", lambda s: s["rows"].get("scene_list"), 180)
        window.fill_screen()
        window.still()
        check_out(window, path)
        server.kill()
        edit_offline(window, path)
        server.start()
        with server.admin(database, "bo") as run:
            sql = (
                "UPDATE drugscene.scenes SET name = 'Stora Fabelängen', place_type = 'square', revision = revision + 1"
            )
            run(sql + " WHERE round = %s AND scene_id = %s", ROUND, id_of(server, database))
        after = bring_back(window, server, database)
    finally:
        if window is not None:
            window.close()
        server.stop()
    print(f"Every step had its effect. Pictures: {window.shots}; the row: {after}")


if __name__ == "__main__":
    main(Path(sys.argv[1]).resolve(), "\n".join(sys.argv[2:]))
