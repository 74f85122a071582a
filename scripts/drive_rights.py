"""Drive a real QGIS window on a shared store as an editor, a reviewer and a reader; keep pictures of what each is offered.

Usage: drive_rights.py FOLDER [SETTINGS]. Starts a PostgreSQL server of its own, as the tests do, copies the sample county to it, and
opens it as Anna, who edits one local police area, as Bo, who reviews one municipality, and as Lars, who reads what is
published. As drive_together.py. The pictures go into FOLDER/anna/shots and so on. The exit code is 0 when every step had its effect.
"""

from __future__ import annotations

import sys
import time
from pathlib import Path
from typing import Any, Callable, List, Tuple

from drive_together import ROUND, SCENE, open_form, share, unsaved, write
from driven_window import CHECKOUT, Window, make_sample, plugins_folder

sys.path.insert(0, str(CHECKOUT))

from tests.postgres import Server, programs

Run = Callable[..., List[Any]]
"""Runs SQL as the superuser."""

PUBLISHED = "2024"
EDITORS = "county, editor of a local police area"
PEOPLE = {"anna": "editor", "bo": "reviewer", "lars": "reader"}


def give_roles(server: Server, database: str) -> Tuple[str, str, str]:
    """Make Anna the editor of the scene's LPO, Bo the reviewer of its municipality and Lars a reader; a scene that is not
    Anna's, one that is Bo's, and one that is public."""
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
        ((public,), *_) = run(
            "SELECT name FROM drugscene.scenes WHERE round = %s AND status = 'open' ORDER BY name", PUBLISHED
        )
        for name, role in PEOPLE.items():
            run(f"REVOKE {database}_drugscene_county FROM {name}")
            run(f"GRANT {database}_drugscene_{role} TO {name}")
        for name, level, code in (("anna", "lpo", lpo), ("bo", "municipality", municipality)):
            run("INSERT INTO drugscene.members VALUES (%s, %s, %s)", name, level, code)
    return str(other), str(own), str(public)


def find(window: Window, scene: str) -> None:
    """Go to a scene by the search, with the map on it."""
    window.click("scenes_page/search")
    window.type(scene)
    window.until("it is found", lambda s: any(r["text"].startswith(scene) for r in s["rows"]["scene_list"]))
    window.row("scene_list", scene)
    window.click("zoom")
    window.still()


def to_signatures(window: Window) -> None:
    """Go to the signatures of the page of review."""
    window.until("the parts are there", lambda s: "Sign-offs" in s["tabs"])
    window.tab("Sign-offs")
    window.until("they are shown", lambda s: s["rows"].get("sign_offs"), 120)
    time.sleep(3)


def as_editor(window: Window, other: str, run: Run) -> None:
    """Anna's own scene is hers to edit, another's is not; edited with QGIS's own tools it is told at once and refused.
    Then the county gives her that area, too, while her window is open, and takes it away again."""
    open_form(window)
    window.tip_of("header/who", "You see all scenes, with all fields.")
    window.shot("1_who")
    find(window, other)
    window.tip_of("remove", f"“{other}” lies in")
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
    ((code,),) = run("SELECT lpo_code FROM drugscene.scenes WHERE round = %s AND name = %s", ROUND, other)
    run("INSERT INTO drugscene.members VALUES ('anna', 'lpo', %s)", code)
    window.until("it is hers to edit", lambda s: s["widgets"]["scene_form/name"]["enabled"], 30)
    window.shot("4_given")
    write(window, "scene_form/name", "Mitt nu")
    window.click("status_line/save")
    window.until("it is saved", lambda s: unsaved(s).startswith("saved"))
    assert run("SELECT lpo_code FROM drugscene.scenes WHERE name = 'Mitt nu'") == [(code,)]  # noqa: S101
    run("DELETE FROM drugscene.members WHERE user_name = 'anna' AND code = %s", code)
    window.until("it is not hers any more", lambda s: not s["widgets"]["scene_form/name"]["enabled"], 30)
    window.shot("4_taken_away")
    window.tab("Review")
    to_signatures(window)
    window.shot("5_review")
    window.tab("Follow-up")
    time.sleep(2)
    window.shot("6_follow_up")


def as_reviewer(window: Window, own: str, _run: Run) -> None:
    """Bo sees the scenes of his own municipality without what is the police's, and signs for it."""
    window.until("the scenes are listed", lambda s: s["rows"].get("scene_list"), 120)
    find(window, own)
    window.shot("1_scene")
    window.tip_of("header/who", "You see the scenes of your own municipality")
    window.shot("2_who")
    window.tab("Review")
    to_signatures(window)
    window.shot("3_review")
    window.tab("Changes")
    time.sleep(4)
    window.shot("4_changes")
    window.tab("Export")
    window.tip(
        *window.look()["tabs"]["Export"][:2], "bo (reviewer of a municipality) may not see all scenes with all fields"
    )
    window.shot("5_no_export")
    window.tab("History")
    time.sleep(3)
    window.shot("6_history")


def as_reader(window: Window, public: str, _run: Run) -> None:
    """Lars sees what is published of the rounds that are, may write nothing, and is told why of all that is off."""
    state = window.until("the scenes are listed", lambda s: s["rows"].get("scene_list"), 120)
    assert state["widgets"]["header/round"]["text"].startswith(PUBLISHED), "the draft is open"  # noqa: S101
    find(window, public)
    window.tip_of("header/who", "You see published rounds: open scenes, with generalised outlines")
    window.shot("1_who")
    hidden = window.text("scene_form/hidden_fields")
    for field in ("Criteria", "Reason for the status", "Category", "Substances", "Group", "Note"):
        assert field in hidden, hidden  # noqa: S101
    assert not window.look()["widgets"]["scene_form/name"]["enabled"], "a published scene is edited"  # noqa: S101
    why_not = "lars (reader) may not {act} in this store. Whoever may: {who}."
    editing = why_not.format(act="edit scenes", who=EDITORS)
    for tool in ("draw", "copy", "copy_selected", "along", "scene_tools/shape", "cease", "remove"):
        window.tip_of(tool, editing)
    window.shot("2_no_tool")
    window.tip_of("header/new_round", why_not.format(act="open, publish or correct a round", who="county"))
    window.shot("3_no_round")
    for page, act, who in (
        ("Checks", "see all scenes with all fields", EDITORS),
        ("Changes", "see how rounds are linked and signed", f"{EDITORS}, reviewer of a municipality"),
        ("Ledger", "see all scenes with all fields", EDITORS),
        ("Review", "see how rounds are linked and signed", f"{EDITORS}, reviewer of a municipality"),
        ("Follow-up", "see all scenes with all fields", EDITORS),
        ("Export", "see all scenes with all fields", EDITORS),
    ):
        window.tab(page)
        window.tip(*window.look()["tabs"][page][:2], why_not.format(act=act, who=who))
    window.shot("4_no_page")
    window.click("header/store_menu")
    for entry, act, who in (
        ("Import areas …", "set areas, codes and figures", "county"),
        ("Import outlines …", "edit scenes", EDITORS),
        ("Categories …", "set areas, codes and figures", "county"),
        ("Check out for work offline …", "edit scenes", EDITORS),
        ("Bring back …", "edit scenes", EDITORS),
    ):
        window.until("the menu is open", lambda s, entry=entry: entry in s["menu"])
        window.tip(*window.look()["menu"][entry][:2], why_not.format(act=act, who=who))
    window.shot("5_no_import")
    window.key("Escape")
    window.click("header/round")
    time.sleep(1)
    window.shot("6_rounds")
    window.key("Escape")
    window.tab("History")
    recording = why_not.format(act="record measures and local decisions", who=EDITORS)
    window.until(
        "its history is read", lambda s: "Comparing" not in s["widgets"]["history_page/history_about"]["text"], 120
    )
    window.tip_of("history_parts/record_measure", recording)
    window.shot("7_history")


def main(folder: Path, settings: str = "") -> None:
    make_sample(folder)
    found = programs()
    if found is None:
        raise SystemExit("no PostgreSQL with PostGIS: see the README")
    server = Server(found)
    try:
        database = share(folder, server, tuple(PEOPLE))
        scenes = give_roles(server, database)
        for name, walk, scene in zip(PEOPLE, (as_editor, as_reviewer, as_reader), scenes):
            window = Window(folder / name, plugins_folder(), folder / name / "shared.qgz", settings)
            try:
                window.until("the panel is there", lambda s: "header/who" in s["widgets"], 120)
                window.fill_screen()
                window.still()
                with server.admin(database) as run:
                    walk(window, scene, run)
            finally:
                window.close()
    finally:
        server.stop()


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2] if len(sys.argv) > 2 else "")
