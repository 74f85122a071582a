"""What the panel shows of others' work on the open store: who edits what, who saved what, and whether there is a connection."""

from __future__ import annotations

from typing import Dict, FrozenSet, Mapping

from qgis.PyQt.QtCore import QObject

from ...domain.mapping_round import MappingRound, RoundState
from ...domain.scene import SceneId
from ...texts import translate
from ..messages import Messages
from ..models.scene_tree import others_text
from ..session import Session
from ..together import Together
from .panel import Panel


class TogetherPresenter(QObject):
    """Between the work of others, the list, the form, the foot of the panel and the message bar."""

    def __init__(self, session: Session, together: Together, panel: Panel, messages: Messages) -> None:
        super().__init__(panel)
        self._session, self._together, self._panel, self._messages = session, together, panel, messages
        self._told: Dict[str, int] = {}
        together.coming.connect(self._finish_typing)
        together.appeared.connect(self._tell)
        together.marks_changed.connect(self._show_marks)
        together.round_settled.connect(self._tell_of_round)
        together.connection_changed.connect(self._show_connection)
        session.scenes_changed.connect(lambda _=None: self._show_connection())
        panel.scenes.form.shown_anew.connect(self._show_in_form)
        panel.status.retry_wanted.connect(session.save)

    def _finish_typing(self, scenes: FrozenSet[SceneId]) -> None:
        form = self._panel.scenes.form
        if form.shown in scenes:
            form.pending_texts()

    def _tell(self, counts: Mapping[str, int]) -> None:
        """One message, which counts on as long as it stands."""
        if not self._messages.tells_news:
            self._told = {}
        for who, count in counts.items():
            self._told[who] = self._told.get(who, 0) + count
        people = ", ".join(f"{who} ({count})" if who else str(count) for who, count in sorted(self._told.items()))
        text = translate("Drugscene", "Saved by others: {people}.").format(people=people)
        both = len(self._together.saved_by)
        if both:
            also = translate("Drugscene", "You have edited {count} of them.")
            text = f"{text} {also.format(count=both)}"
        self._messages.news(text)

    def _show_marks(self) -> None:
        self._panel.scenes.model.show_others(self._together.edited_by, self._together.saved_by)
        self._show_in_form()

    def _show_in_form(self) -> None:
        form, together = self._panel.scenes.form, self._together
        told = ""
        if form.shown is not None:
            told = others_text(together.edited_by.get(form.shown), together.saved_by.get(form.shown))
        form.tell_of_others(told)

    def _tell_of_round(self, now: MappingRound, by: str, unsaved: int) -> None:
        texts = {
            RoundState.DRAFT: translate("Drugscene", "Round {round} is a draft again: {who} has opened it."),
            RoundState.IN_REVIEW: translate("Drugscene", "Round {round} is in review now, and read-only: by {who}."),
            RoundState.PUBLISHED: translate("Drugscene", "Round {round} was published by {who}: it is read-only now."),
        }
        text = texts[now.state].format(round=now.label, who=by)
        if unsaved and not now.editable:
            kept = translate(
                "Drugscene", "Your {count} unsaved changes are kept, and offered when it is a draft again."
            )
            text = f"{text} {kept.format(count=unsaved)}"
        self._messages.warning(text)

    def _show_connection(self) -> None:
        together = self._together
        asked, lost = together.asked, together.lost
        if lost is not None and asked:
            text = translate("Drugscene", "No connection; your edits are kept and saved when it returns.")
        elif lost is not None:
            text = translate("Drugscene", "No connection to the store; you can go on editing.")
        else:
            text = ""
        self._panel.status.show_connection(text, asked, "" if lost is None else self._messages.words(lost))
