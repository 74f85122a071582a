"""The page of maps: what it asks for, and when its buttons can be pressed."""

from __future__ import annotations

import pytest
from qgis.core import QgsProject
from qgis.PyQt.QtCore import Qt

from drugscene_plugin.domain.field import Profile
from drugscene_plugin.gui.dock.maps_page import MapsPage
from drugscene_plugin.reports.atlas import AtlasFormat
from drugscene_plugin.reports.atlas_pages import AtlasLevel, atlas_pages
from drugscene_plugin.reports.map_layout import MapLayout, built_in, layout_to_change
from drugscene_plugin.reports.map_project import MapLook, MapProject
from tests.reports.contents import county_content


@pytest.fixture
def page(qtbot):
    made = MapsPage()
    qtbot.addWidget(made)
    made.show_choices({}, "sv", "/somewhere")
    made.show_ready(True, "")
    return made


def test_what_was_chosen_last_is_chosen_again(page):
    page.show_choices(
        {"level": "lpo", "look": "density", "format": "svg", "profile": "public", "template": "/own.qpt", "base": True},
        "en",
        "/there",
    )
    wanted = page.wanted()
    assert (wanted.level, wanted.look, wanted.format) == (AtlasLevel.LPO, MapLook.DENSITY, AtlasFormat.SVG)
    assert (wanted.profile, wanted.language, wanted.folder) == (Profile.PUBLIC, "en", "/there")
    assert wanted.template == "/own.qpt" and wanted.base


def test_a_setting_that_makes_no_sense_is_passed_over(page):
    page.show_choices({"level": "galaxy", "look": 7}, "xx", "")
    assert page.wanted().level is AtlasLevel.COUNTY and page.wanted().language == "sv"


def test_only_those_that_are_ticked_are_printed(page):
    page.show_units([("991010", "991010 Sagostaden"), ("991020", "991020 Diktmalm")])
    assert page.wanted().only == ()
    page.only.setItemCheckState(1, Qt.CheckState.Checked)
    assert page.wanted().only == ("991020",)


def test_nothing_is_printed_without_a_round_or_a_folder(page):
    assert page.print.isEnabled() and page.preview.isEnabled()
    page.folder.setFilePath("")
    assert not page.print.isEnabled() and page.preview.isEnabled()
    page.folder.setFilePath("/somewhere")
    page.show_ready(False, "")
    assert not page.print.isEnabled() and not page.preview.isEnabled()


def test_a_layout_to_change_is_saved_as_a_template_that_tells_nothing_of_a_scene_and_prints(tmp_path):
    content = county_content(name="Secret Square")
    page = atlas_pages(content, AtlasLevel.SCENE)[0]
    project = QgsProject()
    layout = layout_to_change(project, built_in("scene_a4"), page)
    assert layout.name() == "scene_a4"
    project.layoutManager().addLayout(layout)
    from qgis.core import QgsReadWriteContext

    own = tmp_path / "own.qpt"
    assert layout.saveAsTemplate(str(own), QgsReadWriteContext())
    text = own.read_text(encoding="utf-8")
    assert "Secret Square" not in text and "First kind" not in text
    assert layout_to_change(project, built_in("scene_a4"), page).name() == "scene_a4 2"
    maps = MapProject(content)
    made = MapLayout(own, maps, page, "en")
    made.fill(page, "1")
    assert not made.faults and set(page.tables) <= set(made.tables)
