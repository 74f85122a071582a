"""Drive a real QGIS window through the follow-up of a round, from carrying forward to a correction; keep pictures.

Usage: drive_review.py FOLDER. Carries a round forward, reshapes, splits, merges and ceases scenes, saves, links, decides,
signs, is refused, mends, publishes, is refused an edit, and corrects. As drive_window.py, which it builds on. The exit code
is 0 when every step had its effect.
"""

from __future__ import annotations

import sys
import time
from pathlib import Path

from driven_window import Window, make_sample, plugins_folder


def carry_forward(window: Window) -> None:
    """Open round 2026 with the scenes of 2024, and confirm all of them."""
    window.click("header/new_round")
    window.until("the dialog is open", lambda s: any(f["text"] == "2025" for f in s["fields"]), 30)
    for was, new in (("2025", "2024"), ("", "2026")):
        field = next(f for f in window.look()["fields"] if f["text"] == was)
        window.at(*field["at"][:2])
        window.key("ctrl+a")
        window.type(new)
    window.shot("1_carry_forward")
    window.at(*window.look()["buttons"]["Run"][:2])
    window.until("round 2026 is open", lambda s: s["widgets"]["header/round"]["text"].startswith("2026"), 60)
    window.still()
    window.row("scene_list", "Fabelängen")
    window.key("ctrl+a")
    window.until("many are selected", lambda s: "many_form/many_heading" in s["widgets"])
    window.click("many_form/confirm_many")
    save(window)
    window.shot("2_confirmed")


def save(window: Window) -> None:
    """Save, and wait until nothing is unsaved."""
    window.until("there is something to save", lambda s: s["widgets"]["status_line/save"]["enabled"])
    window.click("status_line/save")
    window.until(
        "it is saved",
        lambda s: s["widgets"]["status_line/unsaved"]["text"].startswith("saved"),
    )


def shape(window: Window, entry: int) -> None:
    """Start one of QGIS's own tools from the panel's menu, by its place there."""
    window.click("scene_tools/shape")
    time.sleep(0.5)
    window.key(*["Down"] * entry, "Return")
    time.sleep(0.6)


def rows(window: Window, tree: str, starts: str) -> list:
    """The rows of a list that start with a text."""
    return [row for row in window.look()["rows"].get(tree, ()) if row["text"].startswith(starts)]


def edit(window: Window) -> None:
    """Reshape one scene, split one, merge two, cease one; save."""
    window.row("scene_list", "Fabelängen")
    window.click("zoom")
    window.still()
    shape(window, 2)
    for x, y in ((0.5, 0.4), (0.93, 0.35), (0.93, 0.62), (0.52, 0.62)):
        window.on_map(x, y)
    window.on_map(0.52, 0.62, button=3)
    window.until("it is reshaped", lambda s: s["widgets"]["status_line/unsaved"]["text"].startswith("1 unsaved"))
    window.still()
    window.shot("3_reshaped")

    window.row("scene_list", "Låtsasplatsen")
    window.click("zoom")
    window.still()
    shape(window, 3)
    window.on_map(0.5, 0.03)
    window.on_map(0.5, 0.97)
    window.on_map(0.5, 0.97, button=3)
    window.until(
        "it is split", lambda s: len([r for r in s["rows"]["scene_list"] if "Låtsasplatsen" in r["text"]]) == 2
    )
    window.still()
    window.shot("4_split")

    window.row("scene_list", "Anekdotby station")
    window.run("xdotool", "keydown", "ctrl")
    window.row("scene_list", "Låtsaslunda station")
    window.run("xdotool", "keyup", "ctrl")
    window.click("zoom")
    window.still()
    shape(window, 4)
    window.until("QGIS asks for the attributes", lambda s: "OK" in s["buttons"])
    window.shot("5_merging")
    window.at(*window.look()["buttons"]["OK"][:2])
    window.until("they are merged", lambda s: len(_merged(s)) == 1)

    window.row("scene_list", "Skrocktorget")
    window.click("cease")
    window.until("it is asked why", lambda s: "ceasing/cease_reason" in s["widgets"])
    window.type("Ingen handel sedan i somras")
    window.shot("6_ceasing")
    window.key("Return")
    window.tab("Changes")
    window.until(
        "what is not saved is listed", lambda s: any("Not saved" in r["text"] for r in s["rows"].get("changes", ()))
    )
    window.shot("7_not_saved")
    window.tab("Scenes")
    window.click("status_line/undo")
    window.click("status_line/redo")
    save(window)
    window.row("scene_list", "Låtsasplatsen")
    window.still()
    window.shot("8_saved")


def link(window: Window) -> None:
    """Accept what is plain, look at a change, and say why one has ceased."""
    window.tab("Changes")
    window.until("the rounds are compared", lambda s: any("Ceased" in r["text"] for r in s["rows"].get("changes", ())))
    window.click("changes_page/accept_all")
    window.until("one is left", lambda s: "to decide: 1" in s["widgets"]["changes_page/changes_about"]["text"])
    window.row("changes", "Låtsasplatsen")
    window.still()
    window.shot("9_split_seen")
    window.row("changes", "Skrocktorget")
    window.still()
    window.choose("change_details/reason_code", 1)
    window.shot("10_reason")
    window.click("change_details/accept_link")
    window.until("none is left", lambda s: "to decide: 0" in s["widgets"]["changes_page/changes_about"]["text"])
    window.tab("Ledger")
    window.until("the ledger is shown", lambda s: "adds up" in s["widgets"]["ledger_page/ledger_about"]["text"])
    window.choose("ledger_page/ledger_level", 1)
    window.shot("11_ledger")
    window.tab("Scenes")
    window.row("scene_list", _merged(window.look())[0])
    window.tab("History")
    window.until("its history is shown", lambda s: "rounds" in s["widgets"]["history_page/history_about"]["text"])
    window.still()
    window.shot("12_history")


def sign(window: Window, by: str, starts: str, last: bool, button: str, comment: str = "") -> None:
    """Sign for the areas of a row."""
    row = rows(window, "sign_offs", starts)[-1 if last else 0]
    window.at(*row["at"])
    window.click("review_parts/signed_by")
    window.key("ctrl+a")
    window.type(by)
    if comment:
        window.click("review_parts/sign_off_comment")
        window.type(comment)
    window.click(f"review_parts/{button}")


def publish(window: Window) -> None:
    """Sign, be refused for an objection, mend it, publish, be refused an edit, correct."""
    window.tab("Review")
    window.until("what stands against it is listed", lambda s: s["rows"].get("obstacles"))
    window.shot("13_obstacles")
    window.tab("Sign-offs")
    sign(window, "Local police", "Local police", False, "approve")
    window.until("they have signed", lambda s: _signed(s, "Diktmalm"))
    sign(window, "Coordinator", "Municipality", False, "approve")
    window.until("all have signed", lambda s: s["widgets"]["review_page/publish"]["enabled"])
    window.shot("14_signed")
    sign(window, "Coordinator", "Fabelsta", True, "object", "The northern part is not ours")
    window.until("publishing is refused", lambda s: not s["widgets"]["review_page/publish"]["enabled"])
    window.tab("Obstacles")
    window.until(
        "the objection is listed", lambda s: any("Objection" in r["text"] for r in s["rows"].get("obstacles", ()))
    )
    window.shot("15_refused")
    window.row("obstacles", "Fabelsta")
    window.until("the area is selected", lambda s: "northern" in s["widgets"]["review_parts/sign_off_text"]["text"])
    window.click("review_parts/approve")
    window.until("it can be published", lambda s: s["widgets"]["review_page/publish"]["enabled"])
    window.click("review_page/publish")
    window.until("it is asked first", lambda s: "Publish" in s["buttons"])
    window.shot("16_asked")
    window.at(*window.look()["buttons"]["Publish"][:2])
    window.until("it is published", lambda s: s["widgets"]["header/round"]["text"].endswith("published"))
    window.still()

    window.tab("Scenes")
    window.row("scene_list", "Fabelängen")
    locked = ("draw", "copy", "cease", "revive", "remove", "scene_tools/shape")
    window.until("no tool can edit", lambda s: not any(s["widgets"][name]["enabled"] for name in locked))
    editing = window.look()["tools"]["mActionToggleEditing"]
    window.at(*editing[:2])  # nor can QGIS's own
    window.key("e", "x")
    window.until("nothing has changed", lambda s: "No unsaved" in s["widgets"]["status_line/unsaved"]["text"])
    window.shot("17_edit_refused")

    window.tab("Review")
    window.click("review_page/correction_reason")
    window.type("Outline drawn too large")
    window.click("review_page/correct")
    window.until("it is a draft again", lambda s: s["widgets"]["header/round"]["text"].endswith("draft"))
    window.tab("Errata")
    window.until("the erratum is listed", lambda s: "too large" in s["widgets"]["review_parts/errata"]["text"])
    window.still()
    window.shot("18_corrected")


def _merged(state: dict) -> list:
    """Which of the two names is listed: QGIS decides which one the merged scene has."""
    names = ("Anekdotby station", "Låtsaslunda station")
    return [name for name in names if any(row["text"] == name for row in state["rows"]["scene_list"])]


def _signed(state: dict, area: str) -> bool:
    return any(
        r["text"] == area and r.get("more", "").startswith("Approved") for r in state["rows"].get("sign_offs", ())
    )


def main(folder: Path) -> None:
    make_sample(folder)
    window = Window(folder, plugins_folder(), folder / "sample.qgz")
    try:
        window.until("the scenes are listed", lambda s: s["rows"].get("scene_list"), 120)
        window.fill_screen()
        window.still()
        carry_forward(window)
        edit(window)
        link(window)
        publish(window)
    finally:
        window.close()
    print(f"Every step had its effect. Pictures: {window.shots}")


if __name__ == "__main__":
    main(Path(sys.argv[1]).resolve())
