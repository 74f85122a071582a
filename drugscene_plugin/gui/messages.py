"""What the window says to the person: in the message bar, with details on demand, and questions that do not block."""

from __future__ import annotations

from pathlib import Path
from typing import Callable, List, Mapping, Optional, Sequence, Tuple

from qgis.core import Qgis
from qgis.gui import QgsMessageBar, QgsMessageBarItem
from qgis.PyQt.QtWidgets import QPushButton

from ..domain.errors import Refusal
from ..texts import translate
from ..texts.messages import message
from ..texts.rights_words import refused_text

Choice = Tuple[str, Callable[[], None]]
"""The text of a button, and what it does."""


class Messages:
    """The message bar, as the plugin uses it. Questions stay until answered; ``clear`` takes all of them away."""

    def __init__(self, bar: QgsMessageBar) -> None:
        self._bar = bar
        self._asked: List[QgsMessageBarItem] = []
        self._news: Optional[QgsMessageBarItem] = None
        bar.widgetRemoved.connect(self._removed)
        self.areas: Mapping[str, str] = {}
        """What the open store's areas are called, by their codes."""

    def info(self, text: str) -> None:
        """Say something that needs no answer."""
        self._bar.pushMessage(_title(), text, Qgis.MessageLevel.Info, 6)

    def news(self, text: str) -> None:
        """Say what others did, in place of what was said of that before."""
        self._bar.popWidget(self._news)
        self._news = self._bar.createMessage(_title(), text)
        self._news.setDuration(12)
        self._bar.pushItem(self._news)

    @property
    def tells_news(self) -> bool:
        """Whether what others did can still be read."""
        return self._news is not None

    def _removed(self, item: QgsMessageBarItem) -> None:
        if item is self._news:
            self._news = None

    def success(self, text: str) -> None:
        """Say that something worked; links in the text can be clicked."""
        self._bar.pushMessage(_title(), text, Qgis.MessageLevel.Success, 12)

    def warning(self, text: str, details: str = "") -> None:
        """Say that something needs a look."""
        self._push(text, details, Qgis.MessageLevel.Warning)

    def error(self, text: str, details: str = "") -> None:
        """Say that something did not work; it stays until closed."""
        self._push(text, details, Qgis.MessageLevel.Critical)

    def refusal(self, refusal: Refusal) -> None:
        """Say why something was refused, a store by its file's name alone; all of it is in the details."""
        values = dict(refusal.values)
        details = [message(refusal), "", refusal.code, *(f"{name}: {value}" for name, value in values.items())]
        location = str(values.get("location", ""))
        if "://" not in location:
            values.update({"location": Path(location).name} if location else {})  # a path is longer than the bar
        self.error(self.words(Refusal(refusal.code, **values)), "\n".join(details))

    def words(self, refusal: Refusal) -> str:
        """Why something was refused, with areas by their names."""
        return refused_text(refusal, self.areas)

    def ask(self, text: str, choices: Sequence[Choice]) -> QgsMessageBarItem:
        """Ask with buttons in the bar. Whichever is pressed, the question goes away."""
        item = self._bar.createMessage(_title(), text)
        item.setToolTip(text)  # where the window is narrow, the bar cuts it
        for label, act in choices:
            button = QPushButton(label, item)
            button.clicked.connect(lambda _=False, act=act: self._answered(item, act))
            item.layout().addWidget(button)
        self._bar.pushWidget(item, Qgis.MessageLevel.Warning, 0)
        self._asked.append(item)
        return item

    def withdraw(self, item: Optional[QgsMessageBarItem]) -> None:
        """Take a question away unanswered."""
        if item in self._asked:
            self._asked.remove(item)
            self._bar.popWidget(item)

    def clear(self) -> None:
        """Take all open questions away."""
        for item in list(self._asked):
            self.withdraw(item)

    def _answered(self, item: QgsMessageBarItem, act: Callable[[], None]) -> None:
        self.withdraw(item)
        act()

    def _push(self, text: str, details: str, level: Qgis.MessageLevel) -> None:
        if details:
            self._bar.pushMessage(_title(), text, details, level, 0)
        else:
            self._bar.pushMessage(_title(), text, level, 0)


def _title() -> str:
    return translate("Drugscene", "Drugscene")
