"""Drive a real QGIS window on a shared store as an editor and as a reviewer; keep pictures of what each is offered.

Usage: drive_rights.py FOLDER [SETTINGS]. Starts a PostgreSQL server of its own, as the tests do, copies the sample county to it, and
opens it as Anna, who edits one local police area, and as Bo, who reviews one municipality. As drive_together.py. The
pictures go into FOLDER/anna/shots and FOLDER/bo/shots. The exit code is 0 when every step had its effect.
"""

from __future__ import annotations

import sys
import time
from pathlib import Path
from typing import Tuple

from drive_together import ROUND, SCENE, open_form, share, unsaved
from driven_window import CHECKOUT, Window, make_sample, plugins_folder

sys.path.insert(0, str(CHECKOUT))

from tests.postgres import Server, programs


def give_areas(server: Server, database: str) -> Tuple[str, str]:
    """Make Anna the editor of the scene's LPO and Bo the reviewer of its municipality; a scene of each that is not theirs."""
    with server.admin(database) as run:
        ((lpo, municipality),) = run(
            "SELECT lpo_code, municipality_code FROM drugscene.scenes WHERE round = %s AND name = %s", ROUND, SCENE
        )
        ((other,), *_) = run(
            "SELECT name FROM drugscene.scenes WHERE round = %s AND lpo_code <> %s ORDER BY name", ROUND, lpo
        )
        ((own,), *_) = run(
            "SELECT name FROM drugscene.scenes WHERE round = %s AND municipality_code = %s ORDER BY name",
            ROUND,
            municipality,
        )
        for name, role, level, code in (
            ("anna", "editor", "lpo", lpo),
            ("bo", "reviewer", "municipality", municipality),
        ):
            run(f"REVOKE {database}_drugscene_county FROM {name}")
            run(f"GRANT {database}_drugscene_{role} TO {name}")
            run("INSERT INTO drugscene.members VALUES (%s, %s, %s)", name, level, code)
    return str(other), str(own)


def hover(window: Window, name: str) -> None:
    """Rest the mouse on a widget until its tooltip shows."""
    x, y = window.look()["widgets"][name]["at"][:2]
    for aside in (6, 3, 0):
        window.run("xdotool", "mousemove", str(x - aside), str(y))
        time.sleep(0.1)
    time.sleep(2)


def to_signatures(window: Window) -> None:
    """Go to the signatures of the page of review."""
    window.until("the parts are there", lambda s: "Sign-offs" in s["tabs"])
    window.tab("Sign-offs")
    window.until("they are shown", lambda s: s["rows"].get("sign_offs"), 120)
    time.sleep(3)


def as_editor(window: Window, other: str) -> None:
    """Anna's own scene is hers to edit, another's is not; edited with QGIS's own tools it is told at once and refused."""
    open_form(window)
    hover(window, "header/who")
    window.shot("1_who")
    window.click("scenes_page/search")
    window.type(other)
    window.until("it is found", lambda s: any(r["text"].startswith(other) for r in s["rows"]["scene_list"]))
    window.row("scene_list", other)
    window.click("zoom")
    window.still()
    hover(window, "remove")
    window.shot("2_anothers_scene")
    layer = "p.session.copy.layer"
    window.python(
        f"from qgis.utils import plugins; p = plugins['drugscene_plugin']._window; {layer}.startEditing(); "
        f"{layer}.changeAttributeValue({layer}.selectedFeatureIds()[0], {layer}.fields().indexOf('name'), 'Mitt nu')"
    )
    window.until("it is an edit", lambda s: "unsaved" in unsaved(s))
    window.shot("3_told_at_once")
    window.click("status_line/save")
    window.until("it is refused", lambda s: "unsaved" in unsaved(s))
    window.shot("4_refused")
    window.click("status_line/undo")
    window.until("it is undone", lambda s: "unsaved change" not in unsaved(s) or unsaved(s).startswith("No"))
    window.tab("Review")
    to_signatures(window)
    window.shot("5_review")
    window.tab("Follow-up")
    time.sleep(2)
    window.shot("6_follow_up")


def as_reviewer(window: Window, own: str) -> None:
    """Bo sees the scenes of his own municipality without what is the police's, and signs for it."""
    window.until("the scenes are listed", lambda s: s["rows"].get("scene_list"), 120)
    window.row("scene_list", own)
    window.click("zoom")
    window.still()
    window.shot("1_scene")
    hover(window, "header/who")
    window.shot("2_who")
    window.tab("Review")
    to_signatures(window)
    window.shot("3_review")
    window.tab("Changes")
    time.sleep(4)
    window.shot("4_changes")
    window.tab("Export")
    time.sleep(1)
    window.shot("5_no_export")
    window.tab("History")
    time.sleep(3)
    window.shot("6_history")


def main(folder: Path, settings: str = "") -> None:
    make_sample(folder)
    found = programs()
    if found is None:
        raise SystemExit("no PostgreSQL with PostGIS: see the README")
    server = Server(found)
    try:
        other, own = give_areas(server, share(folder, server))
        for name, walk, scene in (("anna", as_editor, other), ("bo", as_reviewer, own)):
            window = Window(folder / name, plugins_folder(), folder / name / "shared.qgz", settings)
            try:
                window.until("the panel is there", lambda s: "header/who" in s["widgets"], 120)
                window.fill_screen()
                window.still()
                walk(window, scene)
            finally:
                window.close()
    finally:
        server.stop()


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2] if len(sys.argv) > 2 else "")
