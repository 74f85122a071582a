"""The real panel on a shared store, as each of the four roles sees it: what is offered, what is off, and why."""

from __future__ import annotations

from datetime import date

import pytest
from qgis.core import QgsGeometry, QgsProject
from shapely.geometry import box

from drugscene_plugin.domain.errors import Refusal
from drugscene_plugin.domain.field import Profile
from drugscene_plugin.domain.finding import Finding, Mend, Severity
from drugscene_plugin.domain.scene import SceneStatus
from drugscene_plugin.domain.sign_off import SignOffRole, SignOffState
from drugscene_plugin.gui.window import DrugsceneWindow
from drugscene_plugin.settings import Settings
from drugscene_plugin.store import create_store
from drugscene_plugin.workflow.assign_scenes import assigned_scenes
from drugscene_plugin.workflow.check_round import check_round
from drugscene_plugin.workflow.export_round import export_round
from drugscene_plugin.workflow.ports import Code
from tests.builders import ALL_YES, lpo, mapping_round, municipality, scene
from tests.postgres import postgres
from tests.store.shared import NOTED, Shared
from tests.windows import Interface, settle
from tests.workflow.store_contract import snapshot

__all__ = ["postgres"]

WEST, EAST = "531210", "531230"
PEOPLE = {
    "kim": ("county", ()),
    "anna": ("editor", (("lpo", WEST),)),
    "bo": ("reviewer", (("municipality", "0180"),)),
    "lars": ("reader", ()),
    "nils": ("editor", ()),
}


def standing(id, round, at, name, **fields):
    given = {"status": SceneStatus.OPEN, "answers": ALL_YES, **fields}
    tags = {"category": "a", "place_type": "square", "note": NOTED}
    return scene(id, round, box(*at, at[0] + 100, at[1] + 100), name=name, tags=tags, **given)


def make(postgres, database):
    """Väst lies in one municipality and Öst in another, with a scene each and one that was added; 2023 is published."""
    create_store(postgres.url(database))
    shared = Shared(postgres, database)
    for name, (role, areas) in PEOPLE.items():
        shared.add_person(name, role, areas)
    kim = shared.of("kim")
    west, east = box(0, 0, 10_000, 10_000), box(10_000, 0, 20_000, 10_000)
    areas = [
        lpo(WEST, west, "Väst"),
        lpo(EAST, east, "Öst"),
        municipality("0180", west, "Ankeborg"),
        municipality("0181", east, "Gåseborg"),
    ]
    kim.add_areas(areas, "kim")
    kim.set_codes("category", [Code("a", "Slag A", "Kind A")], "kim")
    places = (("torget", (1000, 1000), "Torget"), ("stationen", (12_000, 1000), "Stationen"))
    for label, day, more in (
        ("2023", date(2023, 10, 1), ()),
        ("2025", date(2025, 3, 31), (("nya", (3000, 1000), "Nya"),)),
    ):
        scenes = [standing(id, label, at, name) for id, at, name in (*places, *more)]
        from_round = "2023" if label == "2025" else None
        kim.add_round(mapping_round(label, day, from_round=from_round), assigned_scenes(scenes, areas, day), "kim")
    kim.publish(snapshot(kim, "2023"))


@pytest.fixture
def shared(postgres, qgis_app):
    made = postgres.prepared("panel", lambda name: make(postgres, name))
    database = postgres.new_database(made)
    try:
        yield Shared(postgres, database, made)
    finally:
        postgres.drop(database)


@pytest.fixture
def open_as(shared, qgis_app, tmp_path, qtbot):
    """Opens the panel as a person sees it."""
    opened = []

    def open_panel(who, label=""):
        project = QgsProject()
        interface = Interface(project)
        interface.project = project
        window = DrugsceneWindow(interface, project, Settings(), tmp_path / "journal")
        opened.append((window, interface))
        refused = []
        window.session.refused.connect(refused.append)
        with qtbot.waitSignal(window.session.below_changed, timeout=60_000):
            window.session.open_store(shared.location(who), label)
        settle(50)
        window.refused, window.interface = refused, interface
        return window

    yield open_panel
    for window, interface in opened:
        window.close()
        settle()
        interface.window.close()
        interface.window.deleteLater()
    settle()


def handle(window, name):
    return next(row.handle for row in window.session.rows() if row.scene.name == name)


def select(window, *names):
    window.scenes.select([handle(window, name) for name in names])
    settle()


def go_to(window, qtbot, page):
    """Show a page, and wait until what it shows is read."""
    window.panel.pages.setCurrentWidget(page)
    review = window.review
    qtbot.waitUntil(
        lambda: (not review._wanted or review.content is not None) and review._reading is None, timeout=60_000
    )
    qtbot.waitUntil(lambda: review._checking is None and window.follow_up._reading is None, timeout=60_000)
    settle()


def pick_links(window, qtbot, name):
    """Pick the change of a scene."""
    go_to(window, qtbot, window.panel.changes)
    known = next(row.scene.id for row in window.session.rows() if row.scene.name == name)
    window.changes.go_to(known)


def pick_finding(window, name):
    known = next(row.scene.id for row in window.session.rows() if row.scene.name == name)
    page = window.panel.checks
    window.session.take_findings(
        [
            Finding(
                "outline_invalid",
                Severity.ERROR,
                (known,),
                None,
                {"name": name, "reason": "crossed", "x": 1.0, "y": 1.0},
                Mend.MAKE_VALID,
            )
        ]
    )
    page.tree.setCurrentIndex(page.model.index(0, 0))
    page.reason.setText("seen")


def pick_area(window, qtbot, role, name):
    go_to(window, qtbot, window.panel.review)
    window.panel.review.by.setText("somebody")
    window.panel.review.pick_area(role, name)


def said(control):
    return "on" if control.isEnabled() else control.toolTip()


def is_offered(control, wanted):
    """Whether a control is on, or is off for a reason that holds these words."""
    return said(control) == "on" if wanted == "on" else not control.isEnabled() and wanted in control.toolTip()


# -- who one is --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("who", "words"),
    [
        ("kim", "kim: county"),
        ("anna", "anna: editor of LPO Väst"),
        ("bo", "bo: reviewer of municipality Ankeborg"),
        ("lars", "lars: reader"),
        ("nils", "nils: editor of a local police area (no area given yet)"),
    ],
)
def test_the_panel_says_who_one_is(open_as, who, words):
    header = open_as(who).panel.header
    assert header.who.text() == words and header.who.isVisible()


def test_a_tooltip_says_what_that_allows(open_as):
    tip = open_as("anna").panel.header.who.toolTip().splitlines()
    assert tip[0] == "You see all scenes, with all fields."
    assert "✓ edit scenes: in Väst" in tip and "✓ accept findings" in tip
    assert "✗ open, publish or correct a round" in tip


def test_a_file_is_everybodys_own(open_as, tmp_path, qtbot):
    from drugscene_plugin.store.copying import copy_store

    window = open_as("anna")
    copy_store(window.session.location, str(tmp_path / "own.gpkg"))
    with qtbot.waitSignal(window.session.below_changed, timeout=60_000):
        window.session.open_store(str(tmp_path / "own.gpkg"))
    settle()
    panel = window.panel
    assert not panel.header.who.isVisible() and panel.header.new_round.isEnabled()
    select(window, "Stationen")
    assert panel.scenes.remove.isEnabled() and panel.scenes.form.body.isEnabled()


# -- what is offered ---------------------------------------------------------------------------------------------------

MISSING, OTHERS = "may not", "alone"


@pytest.mark.parametrize(
    ("who", "county", "editing", "own", "others"),
    [
        ("kim", "on", "on", "on", "on"),
        ("anna", MISSING, "on", "on", "“Stationen” lies in Öst: anna may edit scenes in Väst alone."),
        ("nils", MISSING, "has none yet", "has none yet", "has none yet"),
        ("bo", MISSING, MISSING, MISSING, None),
        ("lars", MISSING, MISSING, MISSING, MISSING),
    ],
)
def test_header_tools_and_form(open_as, who, county, editing, own, others):
    window = open_as(who)
    header, page = window.panel.header, window.panel.scenes
    for control in (header.areas_action, header.codes_action, header.new_round):
        assert is_offered(control, county), control.text()
    assert is_offered(header.scenes_action, editing)
    for control in (page.draw, page.copy, page.copy_selected, page.along, page.shape):
        assert is_offered(control, editing), control.objectName()
    for name, wanted in (("Torget", own), ("Stationen", others)):
        if wanted is None:
            assert name not in {row.scene.name for row in window.session.rows()}
            continue
        select(window, name)
        for control in (page.remove, page.cease):
            assert is_offered(control, wanted), (name, control.objectName())
        assert page.form.body.isEnabled() is (wanted == "on")
        assert page.form.why_not.isVisible() is (wanted != "on") and (
            wanted == "on" or wanted in page.form.why_not.text()
        )
    names = [row.scene.name for row in window.session.rows()]
    select(window, *names)
    many = own if others is None else others
    assert page.many.widget().isEnabled() is (many == "on")
    assert many == "on" or many in page.many.heading.text()


@pytest.mark.parametrize(
    ("who", "own", "others"),
    [("kim", "on", "on"), ("anna", "on", "alone, not in Öst"), ("bo", MISSING, None)],
)
def test_links(open_as, qtbot, who, own, others):
    window = open_as(who)
    page = window.panel.changes
    for name, wanted in (("Nya", own), ("Torget", own), ("Stationen", others)):
        if wanted is not None:
            pick_links(window, qtbot, name)
            page.reason.setText("because")
            page.code.setCurrentIndex(1 if page.code.count() > 1 else 0)
            page._may_decide()
            assert is_offered(page.accept, wanted), (name, page.accept.toolTip())
            assert name == "Nya" or is_offered(page.reject, wanted)
            assert is_offered(page.decide, wanted)
    for button in (page.accept_all, page.otherwise):
        assert is_offered(button, MISSING if who == "bo" else "on")


def test_an_editor_who_accepts_what_is_plain_accepts_ones_own(open_as, shared, qtbot):
    window = open_as("anna")
    go_to(window, qtbot, window.panel.changes)
    window.panel.changes.accept_all.click()
    qtbot.waitUntil(lambda: bool(shared.owner.link_decisions("2025")), timeout=30_000)
    assert [(d.from_scene, d.by) for d in shared.owner.link_decisions("2025")] == [("torget", "anna")]
    assert window.refused == []


@pytest.mark.parametrize(("who", "own", "others"), [("kim", "on", "on"), ("anna", "on", "alone, not in Öst")])
def test_findings(open_as, who, own, others):
    window = open_as(who)
    page = window.panel.checks
    window.panel.pages.setCurrentWidget(page)
    for name, wanted in (("Torget", own), ("Stationen", others)):
        pick_finding(window, name)
        assert is_offered(page.mend, wanted) and is_offered(page.accept, "on")


@pytest.mark.parametrize(
    ("who", "lead", "signs"),
    [
        ("kim", "", {"Väst": "on", "Öst": "on", "Ankeborg": "on", "Gåseborg": "on"}),
        (
            "anna",
            "may not open, publish or correct",
            {"Väst": "on", "Öst": "alone", "Ankeborg": "alone", "Gåseborg": "alone"},
        ),
        ("bo", "may not open, publish or correct", {"Ankeborg": "on"}),
    ],
)
def test_leading_and_signing(open_as, qtbot, who, lead, signs):
    window = open_as(who)
    page = window.panel.review
    go_to(window, qtbot, page)
    assert lead in page.review.toolTip() and page.review.isEnabled() is (lead == "")
    assert lead in page.publish.toolTip() and not page.publish.isEnabled()
    assert page.by.text() == who and not page.by.isEnabled()
    listed = [item.text(0) for item in page._items() if item.parent() is not None and item.parent().parent() is None]
    assert listed == list(signs)
    assert page.needed.topLevelItemCount() == (1 if who == "bo" else 2)
    for name, wanted in signs.items():
        role = SignOffRole.LPO if name in ("Väst", "Öst") else SignOffRole.MUNICIPALITY
        pick_area(window, qtbot, role, name)
        assert is_offered(page.approve, wanted) and is_offered(page.object, wanted), (name, page.approve.toolTip())


def test_a_reviewer_signs_in_the_panel(open_as, shared, qtbot):
    window = open_as("bo")
    page = window.panel.review
    pick_area(window, qtbot, SignOffRole.MUNICIPALITY, "Ankeborg")
    page.approve.click()
    qtbot.waitUntil(lambda: len(shared.owner.sign_offs("2025")) == 2, timeout=30_000)
    qtbot.waitUntil(
        lambda: (
            window.review.content is not None
            and {n.state for n in window.review.content.needed if n.code == "0180"} == {SignOffState.APPROVED}
        ),
        timeout=30_000,
    )
    assert window.refused == []


@pytest.mark.parametrize(("who", "wanted"), [("kim", "on"), ("anna", MISSING)])
def test_correcting_a_published_round(open_as, qtbot, who, wanted):
    window = open_as(who, "2023")
    page = window.panel.review
    go_to(window, qtbot, page)
    page.correction.setText("wrong")
    assert is_offered(page.correct, wanted) and is_offered(page.correction, wanted)


@pytest.mark.parametrize(
    ("who", "own", "others", "municipal"),
    [
        ("kim", "on", "on", "on"),
        ("anna", "on", "alone, not in Öst", "alone, not in Ankeborg"),
        ("bo", MISSING, None, MISSING),
        ("lars", MISSING, MISSING, MISSING),
    ],
)
def test_measures_and_local_decisions(open_as, qtbot, who, own, others, municipal):
    window = open_as(who)
    page = window.panel.history
    go_to(window, qtbot, page)
    page.by.setText("somebody")
    for name, wanted in (("Stationen", others), ("Torget", own)):
        if wanted is not None:
            select(window, name)
            assert is_offered(page.record_measure, wanted) and is_offered(page.record_decision, wanted), name
            assert is_offered(page.type, wanted) and is_offered(page.note, wanted)
            assert page.by.isEnabled() is (wanted == "on")
    page.role.setCurrentIndex(page.role.findData(SignOffRole.MUNICIPALITY.value))
    page.role.activated.emit(page.role.currentIndex())
    assert is_offered(page.record_decision, municipal)


@pytest.mark.parametrize(("who", "why"), [("kim", "Choose a layer"), ("anna", "may not set areas, codes and figures")])
def test_figures_are_the_countys_to_measure(open_as, qtbot, who, why):
    window = open_as(who)
    go_to(window, qtbot, window.panel.follow_up)
    assert why in window.panel.follow_up.run.toolTip() and not window.panel.follow_up.run.isEnabled()


# -- what is seen ------------------------------------------------------------------------------------------------------

PAGES = ("scenes", "history", "checks", "changes", "ledger", "review", "follow_up", "outputs")


@pytest.mark.parametrize(
    ("who", "open_pages"),
    [
        ("kim", PAGES),
        ("anna", PAGES),
        ("bo", ("scenes", "history", "changes", "review")),
        ("lars", ("scenes", "history")),
    ],
)
def test_every_page_that_would_be_right_opens_and_every_other_says_why_not(open_as, qtbot, who, open_pages):
    window = open_as(who)
    pages = window.panel.pages
    for name in PAGES:
        page = getattr(window.panel, name)
        number = pages.indexOf(page)
        assert pages.isTabEnabled(number) is (name in open_pages)
        assert ("may not see" in pages.tabToolTip(number)) is (name not in open_pages)
        if name in open_pages:
            select(window, "Torget")
            go_to(window, qtbot, page)
    assert window.refused == []


def visible_tags(form):
    return [name for name, field in form.tags.items() if not field.isHidden()]


def test_what_a_reviewer_does_not_see_does_not_look_unknown(open_as):
    window = open_as("bo")
    select(window, "Torget")
    form = window.panel.scenes.form
    assert visible_tags(form) == ["place_type", "times_of_day", "days_of_week", "first_known_year", "to_discuss"]
    assert form.status_reason.isHidden() and not form.classification.isHidden()
    assert all(not row.isHidden() and row._fold.isHidden() for row in form.criteria.values())
    assert form.hidden.text() == "Not shown to you: Reason for the status, Category, Substances, Group, Note."
    assert form.todo.isHidden()  # the category is not missing
    assert [(g.name, g.done, len(g.rows)) for g in window.panel.scenes.model.groups()] == [
        ("Väst", 2, 2),
        ("Öst", 0, 0),
    ]


def test_a_reader_sees_published_rounds_and_public_fields(open_as):
    window = open_as("lars")
    assert [r.label for r in window.session.rounds] == ["2023"]
    select(window, "Torget")
    form = window.panel.scenes.form
    assert visible_tags(form) == [] and form.classification.isHidden() and form.criteria_heading.isHidden()
    assert form.hidden.text().startswith("Not shown to you: Criteria, Reason for the status, Category, ")
    assert form.lpo.shares.isHidden() and form.lpo.area.currentText() == f"Väst ({WEST})"
    assert window.panel.header.state.text() == "Published, and read-only."


@pytest.mark.parametrize(("who", "wanted"), [("kim", True), ("bo", True), ("lars", False)])
def test_who_does_not_see_decisions_is_not_told_that_one_is_missing(open_as, shared, qtbot, who, wanted):
    shared.of("kim").publish(snapshot(shared.of("kim"), "2025"))
    window = open_as(who, "2025")
    select(window, "Torget")
    go_to(window, qtbot, window.panel.history)
    last = window.panel.history.timeline.item(1).text().splitlines()[-1]
    assert last.startswith("Continued") and ("to decide" in last) is wanted


def test_who_sees_all_again_is_shown_all_again(open_as, shared, qtbot):
    window = open_as("lars")
    select(window, "Torget")
    with qtbot.waitSignal(window.session.below_changed, timeout=60_000):
        window.session.open_store(shared.location("anna"))
    settle()
    select(window, "Torget")
    form = window.panel.scenes.form
    assert len(visible_tags(form)) == len(form.tags) and form.hidden.isHidden() and not form.status_reason.isHidden()
    assert all(not row._fold.isHidden() for row in form.criteria.values()) and form.body.isEnabled()
    assert window.panel.pages.isTabEnabled(window.panel.pages.indexOf(window.panel.ledger))


# -- QGIS's own tools --------------------------------------------------------------------------------------------------


def layer_of(window):
    return window.session.copy.layer


@pytest.mark.parametrize("who", ["bo", "nils"])
def test_the_layer_of_who_may_edit_nothing_is_read_only(open_as, who):
    layer = layer_of(open_as(who))
    assert not layer.supportsEditing() and not layer.startEditing()


def in_the_bar(window):
    return [item.text() for item in reversed(window.interface.bar.items())]


def move(layer, handle, at):
    layer.beginEditCommand("move")
    layer.changeGeometry(
        handle, QgsGeometry.fromWkt(box(*at, at[0] + 100, at[1] + 100).wkt.replace("POLYGON", "MULTIPOLYGON (") + ")")
    )
    layer.endEditCommand()
    settle()


def test_another_lpos_scene_edited_with_qgis_is_told_at_once_and_refused_by_name(open_as, shared):
    window = open_as("anna")
    layer = layer_of(window)
    layer.startEditing()
    move(layer, handle(window, "Torget"), (1500, 1000))
    assert in_the_bar(window) == [] and not window.panel.status.why.isVisible()
    move(layer, handle(window, "Stationen"), (12_500, 1000))
    reason = "“Stationen” lies in Öst: anna may edit scenes in Väst alone."
    assert in_the_bar(window) == [f"Undo what cannot be saved: {reason}"]
    assert window.panel.status.why.isVisible() and window.panel.status.text.toolTip() == reason
    window.panel.status.save.click()
    settle()
    assert [r.code for r in window.refused] == ["scene_elsewhere"] and reason in in_the_bar(window)[-1]
    assert window.session.unsaved == 2 and {s.revision for s in shared.owner.scenes("2025")} == {1}
    layer.undoStack().undo()
    settle()
    assert not window.panel.status.why.isVisible()
    window.panel.status.save.click()
    settle()
    assert window.session.unsaved == 0
    assert {s.name: s.revision for s in shared.owner.scenes("2025")} == {"Torget": 2, "Stationen": 1, "Nya": 1}


def test_a_scene_moved_out_of_ones_own_lpo_is_told_too(open_as):
    window = open_as("anna")
    layer = layer_of(window)
    layer.startEditing()
    move(layer, handle(window, "Torget"), (15_000, 1000))
    assert "“Torget” lies in Öst" in in_the_bar(window)[-1]


# -- packages ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("who", ["bo", "lars"])
@pytest.mark.parametrize("profile", ["internal", "cooperation", "public"])
def test_who_does_not_see_all_writes_no_package(shared, tmp_path, who, profile):
    """It would say that the rest of the county has no scenes, or that what is hidden is blank."""
    with pytest.raises(Refusal, match=r"^right_missing"):
        export_round(shared.of(who), "2023", Profile(profile), "en", tmp_path, lambda *_: pytest.fail("written"))
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("who", ["bo", "lars"])
def test_who_does_not_see_all_checks_nothing(shared, who):
    """What is hidden would be found missing."""
    with pytest.raises(Refusal, match=r"^right_missing"):
        check_round(shared.of(who), "2023")
    assert check_round(shared.of("anna"), "2023") is not None


# -- what the county changes while a window is open ---------------------------------------------------------------------


@pytest.fixture
def give(shared):
    """Gives and takes areas, as the county does by SQL."""

    def change(**areas):
        """``anna=("lpo", WEST)`` gives, ``anna=None`` takes all."""
        with shared.sql("kim") as run:
            for name, area in areas.items():
                if area is None:
                    run("DELETE FROM drugscene.members WHERE user_name = %s", name)
                else:
                    run("INSERT INTO drugscene.members VALUES (%s, %s, %s)", name, *area)

    return change


def test_an_area_that_is_given_can_be_edited_at_once(open_as, shared, give, qtbot):
    window = open_as("anna")
    select(window, "Stationen")
    form, page = window.panel.scenes.form, window.panel.scenes
    assert form.why_not.isVisible() and not form.body.isEnabled() and not page.remove.isEnabled()
    give(anna=("lpo", EAST))
    qtbot.waitUntil(lambda: form.body.isEnabled(), timeout=20_000)
    assert not form.why_not.isVisible() and page.remove.isEnabled()
    assert window.panel.header.who.text() == "anna: editor of LPO Väst, Öst"
    window.session.edits.rename(handle(window, "Stationen"), "Hållplatsen")
    assert window.session.save() and window.refused == []


def test_edits_of_an_area_that_is_taken_away_stay_and_are_told(open_as, shared, give, qtbot):
    window = open_as("anna")
    select(window, "Torget")
    window.session.edits.rename(handle(window, "Torget"), "Mitt torg")
    give(anna=None)
    qtbot.waitUntil(lambda: not window.panel.scenes.form.body.isEnabled(), timeout=20_000)
    assert window.panel.header.who.text() == "anna: editor of a local police area (no area given yet)"
    assert window.session.unsaved == 1 and window.panel.status.why.isVisible()
    assert "has none yet" in in_the_bar(window)[-1] and not window.session.save()
    window.panel.status.undo.click()
    settle()
    assert window.session.unsaved == 0 and not window.panel.status.why.isVisible()
    give(anna=("lpo", WEST))
    qtbot.waitUntil(lambda: window.panel.scenes.form.body.isEnabled(), timeout=20_000)
    window.panel.status.redo.click()
    settle()
    assert window.session.save()
    assert [s.name for s in shared.owner.scenes("2025", only=["torget"])] == ["Mitt torg"]


def test_the_layer_of_an_editor_follows_the_areas(open_as, give, qtbot):
    window = open_as("nils")
    layer = layer_of(window)
    assert not layer.startEditing()
    give(nils=("lpo", WEST))
    qtbot.waitUntil(lambda: window.session.editable, timeout=20_000)
    assert layer.startEditing() and window.panel.scenes.draw.isEnabled()
    give(nils=None)
    qtbot.waitUntil(lambda: not window.session.editable, timeout=20_000)
    assert not layer.isEditable() and not layer.startEditing() and not window.panel.scenes.draw.isEnabled()


def test_what_the_county_gives_somebody_else_changes_nothing_here(open_as, give, qtbot):
    window = open_as("anna")
    before = window.session.permission
    give(nils=("lpo", WEST))
    heard = []
    window.together._watching.heard.connect(heard.append)
    qtbot.waitUntil(lambda: bool(heard), timeout=20_000)
    settle(50)
    assert window.session.permission is before


def names_of(window):
    return sorted(row.scene.name for row in window.session.rows())


def test_a_reviewer_who_is_given_a_municipality_sees_its_scenes_and_signs_for_it(open_as, shared, give, qtbot):
    window = open_as("bo")
    assert names_of(window) == ["Nya", "Torget"]
    give(bo=("municipality", "0181"))
    qtbot.waitUntil(lambda: names_of(window) == ["Nya", "Stationen", "Torget"], timeout=30_000)
    pick_area(window, qtbot, SignOffRole.MUNICIPALITY, "Gåseborg")
    assert is_offered(window.panel.review.approve, "on")
    give(bo=None)
    qtbot.waitUntil(lambda: names_of(window) == [], timeout=30_000)


def test_a_reader_who_becomes_an_editor_sees_all_fields(open_as, shared, give, qtbot):
    window = open_as("lars")
    with shared.postgres.admin(shared.database) as run:
        run(f"GRANT {shared.roles}_editor TO lars")
    with qtbot.waitSignal(window.session.below_changed, timeout=30_000):
        give(lars=("lpo", WEST))
    settle(50)
    select(window, "Torget")
    form = window.panel.scenes.form
    assert len(visible_tags(form)) == len(form.tags) and form.hidden.isHidden()
