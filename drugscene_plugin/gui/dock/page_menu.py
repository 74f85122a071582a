"""A menu of the panel's pages, for a panel that is too narrow to show all their tabs beside each other."""

from __future__ import annotations

from qgis.PyQt.QtCore import QEvent, QObject, QSize, Qt
from qgis.PyQt.QtWidgets import QMenu, QTabWidget, QToolButton

from ...texts import translate


class PageMenu(QToolButton):
    """Stands beside the tabs where some of them are out of sight, and lists them all."""

    def __init__(self, pages: QTabWidget) -> None:
        super().__init__(pages)
        self.setObjectName("page_menu")
        self.setAutoRaise(True)
        self.setArrowType(Qt.ArrowType.DownArrow)
        self.setToolTip(translate("Drugscene", "All pages"))
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.setStyleSheet("QToolButton::menu-indicator { image: none; }")  # the arrow says it
        self._pages = pages
        menu = QMenu(self)
        menu.aboutToShow.connect(self._list)
        self.setMenu(menu)
        pages.installEventFilter(self)
        self._there = False
        self.hide()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        if event.type() in (QEvent.Type.Resize, QEvent.Type.Show, QEvent.Type.StyleChange):
            self._fit()
        return super().eventFilter(watched, event)

    def sizeHint(self) -> QSize:  # noqa: N802
        """No room beside the tabs while it is out of sight: a tab widget asks whether it is seen or not."""
        return super().sizeHint() if self.isVisibleTo(self._pages) else QSize(0, 0)

    def _fit(self) -> None:
        """Come and go; a corner keeps the room even of a widget that is hidden, so it is given back."""
        wanted = self._pages.tabBar().sizeHint().width() > self._pages.width()
        if wanted != self._there:
            self._there = wanted
            self._pages.setCornerWidget(self if wanted else None, Qt.Corner.TopRightCorner)
            self.setVisible(wanted)

    def _list(self) -> None:
        menu, pages = self.menu(), self._pages
        menu.clear()
        menu.setToolTipsVisible(True)
        for number in range(pages.count()):
            action = menu.addAction(pages.tabText(number))
            action.setCheckable(True)
            action.setChecked(number == pages.currentIndex())
            action.setEnabled(pages.isTabEnabled(number))
            action.setToolTip(pages.tabToolTip(number))
            action.triggered.connect(lambda _=False, chosen=number: pages.setCurrentIndex(chosen))
