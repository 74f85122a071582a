"""What the page of scenes does: the list follows the session and the map, the form writes through the session."""

from __future__ import annotations

from typing import List, Optional, Sequence, cast

from qgis.core import QgsRectangle, QgsVectorLayer
from qgis.gui import QgsMapCanvas
from qgis.PyQt.QtCore import QObject, pyqtSignal

from ...domain.area import AreaLevel
from ...domain.rights import Act
from ...domain.scene import Scene, SceneId, SceneStatus
from ...texts import translate
from ..canvas_view import flash, pan_if_hidden, zoom_to
from ..models.scene_row import SceneRow
from ..permission import offer
from ..session import Session
from .scene_form import FormContent, tag_choices
from .scenes_page import ScenesPage


class ScenesPresenter(QObject):
    """Between the session, the page of scenes and the map's selection."""

    focused = pyqtSignal(object)
    """The ids of the scenes that are selected."""

    def __init__(self, session: Session, page: ScenesPage, canvas: QgsMapCanvas, language: str) -> None:
        super().__init__(page)
        self._session, self._page, self._canvas, self._language = session, page, canvas, language
        self._selected: List[SceneId] = []
        self._layer: Optional[QgsVectorLayer] = None
        self._selecting = False
        self._shown: object = None
        session.round_changed.connect(self._round_changed)
        session.leaving_round.connect(self._let_go)
        session.scenes_changed.connect(self._scenes_changed)
        page.selected.connect(self._picked)
        page.opened.connect(self.open_form)
        page.group_wanted.connect(self._zoom_to_group)
        page.zoom.triggered.connect(lambda _=False: self.zoom())
        page.remove.triggered.connect(lambda _=False: self._session.edits.remove(self._handles()))
        self._wire_form()
        self._round_changed()

    def _wire_form(self) -> None:
        form, many, edits = self._page.form, self._page.many, self._session.edits
        form.renamed.connect(lambda name: self._with_one(lambda h: edits.rename(h, name)))
        form.status_chosen.connect(lambda status: self._with_one(lambda h: edits.set_status([h], status)))
        form.status_explained.connect(lambda reason: self._with_one(lambda h: edits.explain_status(h, reason)))
        form.classification_taken.connect(lambda: self._with_one(lambda h: edits.take_classification([h])))
        form.confirmed.connect(lambda: self._with_one(lambda h: edits.confirm([h])))
        form.assessed.connect(lambda criterion, a: self._with_one(lambda h: edits.assess(h, criterion, a)))
        form.tagged.connect(lambda name, value: self._with_one(lambda h: edits.tag(h, name, value)))
        form.placed.connect(lambda level, code, why: self._with_one(lambda h: edits.place(h, level, code, why)))
        form.next_wanted.connect(self._page.step)
        many.applied.connect(self._tag_many)
        many.confirmed.connect(lambda: edits.confirm(self._handles()))

    # Session → page

    def _round_changed(self) -> None:
        copy = self._session.copy
        self._selected = []
        if copy is not None:
            self._layer = copy.layer
            self._layer.selectionChanged.connect(self._selected_on_map)
        self._page.refill(self._session.rows(), self._session.names(AreaLevel.LPO))
        self._page.zoom.setEnabled(copy is not None)
        self._show_form()

    def _let_go(self) -> None:
        self._page.form.forget()
        if self._layer is not None:
            self._layer.selectionChanged.disconnect(self._selected_on_map)
            self._layer = None

    def _scenes_changed(self, rows: Optional[Sequence[SceneRow]]) -> None:
        if rows is None or not self._page.model.update_rows(rows):
            self._page.refill(self._session.rows(), self._session.names(AreaLevel.LPO))
            handles = self._session.handles_of(self._selected)
            self._page.select(handles, scroll=False)
            if not handles or self._shown != self._to_show():  # else something is being typed, perhaps
                self._show_form()
        elif set(self._handles()) & {row.handle for row in rows}:
            self._show_form()

    # Page ↔ map

    def _picked(self, handles: Sequence[int]) -> None:
        self._page.form.pending_texts()
        self._remember(handles)
        if self._layer is not None:
            self._selecting = True
            self._layer.selectByIds(list(handles))
            self._selecting = False
            pan_if_hidden(self._canvas, self._layer, handles)
            if len(handles) <= 200:
                flash(self._canvas, self._layer, handles)
        self._show_form()

    def _selected_on_map(self, *_: object) -> None:
        if self._selecting or self._layer is None:
            return
        handles = list(self._layer.selectedFeatureIds())
        self._page.form.pending_texts()
        self._remember(handles)
        self._page.select(handles)
        self._show_form()

    def select(self, handles: Sequence[int]) -> None:
        """Select scenes in the list and on the map."""
        self._page.select(handles)
        self._picked(handles)

    def open_form(self, handle: int) -> None:
        """Select a scene and put the cursor into its form."""
        if self._handles() != [handle]:
            self.select([handle])
        self._page.form.start()

    def zoom(self) -> None:
        """Show the selected scenes on the map."""
        if self._layer is not None:
            zoom_to(self._canvas, self._layer, self._handles())

    def _zoom_to_group(self, code: str) -> None:
        areas = [a for a in self._session.areas(AreaLevel.LPO) if a.code == code]
        if self._layer is None:
            return
        if areas:
            zoom_to(self._canvas, self._layer, (), QgsRectangle(*areas[0].outline.bounds))
        else:
            zoom_to(self._canvas, self._layer, [r.handle for r in self._session.rows() if r.group == code])

    # The form

    def _handles(self) -> List[int]:
        return self._session.handles_of(self._selected)

    def _remember(self, handles: Sequence[int]) -> None:
        rows = [self._session.row(handle) for handle in handles]
        self._selected = [row.scene.id for row in rows if row is not None]
        self.focused.emit(list(self._selected))

    def _with_one(self, act: object) -> None:
        handles = self._handles()
        if len(handles) == 1:
            act(handles[0])  # type: ignore[operator]

    def _tag_many(self, answers: object, tags: object, status: object) -> None:
        self._session.edits.tag_many(self._handles(), answers, tags, status)  # type: ignore[arg-type]
        self._page.many.clear()

    def _choices(self) -> object:
        codes = self._session.codes("category")
        labels = tuple((c.code, c.label(self._language)) for c in codes)
        return tag_choices({"category": labels})

    def _offer_tools(self, selected: Sequence[Scene]) -> None:
        """Offer what may be done to the round, and to what is selected."""
        page, permission, editable = self._page, self._session.permission, self._session.editable
        why_not = permission.why_not(Act.EDIT_SCENES)
        for control in (page.draw, page.copy, page.copy_selected, page.along, page.shape):
            offer(control, editable, why_not)
        for action in (page.cease, page.remove):
            offer(action, editable, permission.why_not_edit(selected))
        ceased = [scene for scene in selected if scene.status is SceneStatus.CEASED]
        offer(page.revive, editable, permission.why_not_edit(ceased))

    def _to_show(self) -> object:
        session = self._session
        rows = [session.row(handle) for handle in self._handles()]
        return rows, session.codes("category"), session.editable, session.permission.rights

    def _show_form(self) -> None:
        page, session = self._page, self._session
        handles = self._handles()
        self._shown = self._to_show()
        selected = [row.scene for row in map(session.row, handles) if row is not None]
        why_not = session.permission.why_not_edit(selected)
        self._offer_tools(selected)
        if len(handles) == 1 and session.active is not None:
            row = cast(SceneRow, session.row(handles[0]))  # its handle has just been given
            page.form.show_content(
                FormContent(
                    row.scene,
                    session.active,
                    session.verdict(row.scene),
                    row.todo,
                    self._choices(),  # type: ignore[arg-type]
                    session.names(AreaLevel.LPO),
                    session.names(AreaLevel.MUNICIPALITY),
                    session.editable,
                    session.called(row.scene.predecessors),
                    why_not,
                    session.permission.rights.profile,
                )
            )
            page.below.setCurrentWidget(page.form)
        elif handles:
            waiting = sum(scene.to_confirm for scene in selected)
            choices = self._choices()
            page.many.show_selection(len(handles), waiting, choices, session.editable, why_not)  # type: ignore[arg-type]
            page.below.setCurrentWidget(page.many)
        else:
            page.form.forget()
            page.empty.setText(self._advice())
            page.below.setCurrentWidget(page.empty)

    def _advice(self) -> str:
        session = self._session
        if session.store is None:
            return translate("Drugscene", "Open a store, or make a new one, with the button beside its name.")
        if session.active is None:
            return translate("Drugscene", "The store has no round yet. Import its areas, then open a round with +.")
        if not session.rows():
            return translate(
                "Drugscene", "The round has no scenes yet. Draw one, copy one from a layer, or import outlines."
            )
        return translate("Drugscene", "Select a scene in the list or on the map; select several to tag them at once.")
