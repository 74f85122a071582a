"""The menu of pages: there where the tabs do not fit, and as open or closed as they are."""

from __future__ import annotations

import pytest
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtTest import QTest
from qgis.PyQt.QtWidgets import QTabWidget, QWidget

from drugscene_plugin.gui.dock.page_menu import PageMenu
from tests.windows import settle

NAMES = ["Scenes", "History", "Checks", "Changes", "Ledger", "Review", "Follow-up", "Export"]


@pytest.fixture
def pages(qgis_app, qtbot):
    pages = QTabWidget()
    pages.setDocumentMode(True)
    pages.setUsesScrollButtons(True)
    for name in NAMES:
        pages.addTab(QWidget(), name)
    PageMenu(pages)
    qtbot.addWidget(pages)
    pages.resize(1200, 300)
    pages.show()
    settle()
    return pages


def test_it_is_there_only_where_tabs_are_out_of_sight(pages):
    menu = pages.findChild(PageMenu)
    assert menu.isHidden()
    pages.resize(250, 300)
    settle()
    assert not menu.isHidden() and menu.geometry().right() <= 250
    needed = pages.tabBar().sizeHint().width()
    pages.resize(needed, 300)
    settle()
    assert menu.isHidden() and pages.tabBar().width() == needed  # it keeps no room for itself
    pages.resize(250, 300)
    settle()
    assert not menu.isHidden()


def test_out_of_sight_it_takes_no_room_from_the_tabs(pages):
    assert pages.findChild(PageMenu).sizeHint().isEmpty()
    pages.resize(pages.tabBar().sizeHint().width(), 300)
    settle()
    assert pages.tabBar().width() == pages.width()


def test_it_leads_to_every_page_but_those_that_are_closed(pages):
    pages.setTabEnabled(5, False)
    pages.setTabToolTip(5, "Not for you")
    pages.resize(250, 300)
    settle()
    menu = pages.findChild(PageMenu).menu()
    menu.popup(pages.mapToGlobal(pages.rect().center()))
    settle()
    actions = menu.actions()
    assert [action.text() for action in actions] == NAMES
    assert [action.isChecked() for action in actions].index(True) == pages.currentIndex() == 0
    assert not actions[5].isEnabled() and actions[5].toolTip() == "Not for you"
    QTest.mouseClick(menu, Qt.MouseButton.LeftButton, pos=menu.actionGeometry(actions[6]).center())
    settle()
    assert pages.currentIndex() == 6
