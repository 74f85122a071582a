"""The form of a scene: it shows all that there is, and emits nothing that nobody has changed."""

from __future__ import annotations

from datetime import date

import pytest

from drugscene_plugin.domain.area import AreaCode, AreaLevel, Assignment
from drugscene_plugin.domain.criteria import Answer, Assessment, Criterion
from drugscene_plugin.domain.scene import SceneStatus
from drugscene_plugin.gui.dock.scene_form import FormContent, SceneForm, tag_choices
from drugscene_plugin.sample import county
from drugscene_plugin.workflow.tag_scene import verdict
from tests.builders import mapping_round, scene

SIGNALS = ("renamed", "status_chosen", "status_explained", "assessed", "tagged", "placed", "confirmed")


@pytest.fixture
def form(qtbot):
    form = SceneForm()
    qtbot.addWidget(form)
    return form


def show(form, shown, category=(("a", "A"),), names=None):
    round_ = mapping_round()
    names = names or {"1": "Ett", "2": "Två"}
    form.show_content(
        FormContent(shown, round_, verdict(shown, round_, False), (), tag_choices({"category": category}), names, names)
    )


def record(form):
    heard = []
    for name in SIGNALS:
        getattr(form, name).connect(lambda *given, name=name: heard.append((name, *given)))
    return heard


def test_going_through_the_sample_changes_nothing(form):
    sample = county.build()
    category = tuple((code[0], code[1]) for code in sample.categories)
    names = {a.code: a.name for a in sample.areas if a.level is AreaLevel.LPO}
    heard = record(form)
    for shown in sample.scenes["2025"]:
        show(form, shown, category, names)
        form.pending_texts()
        assert heard == [], shown


def test_what_other_software_wrote_is_left_alone(form):
    odd = scene(
        name="  två  mellanslag ",
        status=SceneStatus.OPEN,
        answers={Criterion.USE: Assessment(Answer.YES, " källa ", date(2024, 2, 29), "A.  B.")},
        tags={"category": "okänd", "substances": ("cannabis", "egen"), "note": " x\n", "first_known_year": 2019},
        lpo=Assignment(AreaCode("9"), ((AreaCode("9"), 1.0),)),
    )
    heard = record(form)
    show(form, odd)
    form.pending_texts()
    assert heard == []


def test_one_field_that_is_changed_is_the_one_that_is_told(form):
    show(form, scene(name="Torget", tags={"group_present": "fyra"}))
    heard = record(form)
    form.tags["group_present"].editor.setText("fem")
    form.pending_texts()
    assert heard == [("tagged", "group_present", "fem")]


def test_a_number_that_is_none_is_refused_in_the_field(form):
    show(form, scene())
    heard = record(form)
    form.tags["first_known_year"].editor.setText("nyss")
    form.pending_texts()
    assert heard == []
    assert "nyss" in form.tags["first_known_year"].editor.toolTip()


def test_the_deciding_criteria_are_marked(form):
    show(form, scene(answers={Criterion.SALE: Assessment(Answer.NO)}))
    marked = [c for c, row in form.criteria.items() if "<b>" in row._label.text()]
    assert marked == [Criterion.SALE]
