"""The panel itself: a dock with the store and round at the top, its pages, and the state of saving at the foot."""

from __future__ import annotations

from typing import Optional

from qgis.gui import QgsDockWidget
from qgis.PyQt.QtCore import QSize
from qgis.PyQt.QtWidgets import QTabWidget, QVBoxLayout, QWidget

from ...texts import translate
from ..icons import icon
from .changes_page import ChangesPage
from .checks_page import ChecksPage
from .export_page import ExportPage
from .follow_up_page import FollowUpPage
from .header import Header
from .history_page import HistoryPage
from .ledger_page import LedgerPage
from .maps_page import MapsPage
from .page_menu import PageMenu
from .review_page import ReviewPage
from .scenes_page import ScenesPage
from .status_line import StatusLine

_SLIM_TABS = """
QTabBar::tab { padding: 4px 3px; margin: 0px; border: none; border-bottom: 2px solid transparent; }
QTabBar::tab:hover { border-bottom: 2px solid palette(mid); }
QTabBar::tab:selected { border-bottom: 2px solid palette(highlight); }
"""


class Panel(QgsDockWidget):
    """The panel's widgets, and nothing that decides."""

    def __init__(self, parent: Optional[QWidget] = None) -> None:
        super().__init__(translate("Drugscene", "Drug scenes"), parent)
        self.setObjectName("DrugscenePanel")  # QGIS remembers its place by this name
        self.setWindowIcon(icon("drugscene"))
        body = QWidget(self)
        self.header = Header(body)
        self.scenes = ScenesPage(body)
        self.history = HistoryPage(body)
        self.changes = ChangesPage(body)
        self.ledger = LedgerPage(body)
        self.review = ReviewPage(body)
        self.checks = ChecksPage(body)
        self.follow_up = FollowUpPage(body)
        self.maps = MapsPage(body)
        self.export = ExportPage(body)
        self.status = StatusLine(body)
        self.pages = QTabWidget(body)
        self.pages.setObjectName("pages")
        self.pages.setDocumentMode(True)
        # Eight pages side by side in a panel of normal width: most styles give a tab far more room than its word needs.
        self.pages.tabBar().setStyleSheet(_SLIM_TABS)
        self.pages.setUsesScrollButtons(True)
        self.pages.addTab(self.scenes, translate("Drugscene", "Scenes"))
        self.pages.addTab(self.history, translate("Drugscene", "History"))
        self.pages.addTab(self.checks, translate("Drugscene", "Checks"))
        self.pages.addTab(self.changes, translate("Drugscene", "Changes"))
        self.pages.addTab(self.ledger, translate("Drugscene", "Ledger"))
        self.pages.addTab(self.review, translate("Drugscene", "Review"))
        self.pages.addTab(self.follow_up, translate("Drugscene", "Follow-up"))
        # What leaves the window, on one page: there is no room for more pages side by side.
        self.outputs = QTabWidget(body)
        self.outputs.setObjectName("outputs")
        self.outputs.setDocumentMode(True)
        self.outputs.addTab(self.export, translate("Drugscene", "Package"))
        self.outputs.addTab(self.maps, translate("Drugscene", "Maps"))
        self.pages.addTab(self.outputs, translate("Drugscene", "Export"))
        PageMenu(self.pages)
        layout = QVBoxLayout(body)
        layout.setContentsMargins(6, 6, 6, 4)
        layout.setSpacing(4)
        layout.addWidget(self.header)
        layout.addWidget(self.pages, 1)
        layout.addWidget(self.status)
        body.setMinimumWidth(300)
        self.setWidget(body)

    def offer_page(self, page: QWidget, why_not: str) -> None:
        """Offer a page, or say why it is closed."""
        number = self.pages.indexOf(page)
        self.pages.setTabEnabled(number, not why_not)
        self.pages.setTabToolTip(number, why_not)

    def sizeHint(self) -> QSize:  # noqa: N802
        return QSize(560, 700)
