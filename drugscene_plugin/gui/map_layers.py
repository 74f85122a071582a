"""What the map shows of the open round: its working copy, the areas, and the round that lies under it, in one group."""

from __future__ import annotations

from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Iterator, List, Optional, Sequence, Set

from qgis.core import (
    QgsAnnotationLayer,
    QgsCoordinateReferenceSystem,
    QgsLayerTreeGroup,
    QgsMapLayer,
    QgsProject,
    QgsRectangle,
    QgsVectorLayer,
)
from qgis.PyQt.QtCore import QCoreApplication, QObject, QTimer

from ..domain.area import AreaLevel
from ..domain.errors import Refusal
from ..domain.progress import Progress
from ..domain.scene import Scene
from ..store import is_shared_location, same_place
from ..store.layers import (
    AREA_KIND,
    GHOST_KIND,
    area_layer,
    find_layers,
    find_working_copy_layers,
    ghost_layer,
    leave_ghosts_out,
    shared_area_layer,
    show_areas,
)
from ..texts import translate
from .session import Session
from .tasks import Running

_STYLES = Path(__file__).resolve().parent.parent / "resources" / "styles"

GROUP_PROPERTY = "drugscene/group"
"""The custom property of the layer tree's group; its value is the round's label. The name is the person's own."""

STORE_ENTRY, ROUND_ENTRY = "store", "round"
"""The entries of a project, in the scope ``drugscene``, that say what to open with it."""


_QUICK = 500
"""Outlines of so many scenes are drawn at once; of more, beside the window."""


class MapLayers(QObject):
    """Keeps the project's layers in step with the session. Layers are found by what they are, never by their names."""

    def __init__(self, session: Session, project: QgsProject, parent: Optional[QObject] = None) -> None:
        super().__init__(parent)
        self._session, self._project = session, project
        self._group: Optional[QgsLayerTreeGroup] = None
        self._layer: Optional[QgsVectorLayer] = None
        self._levels: Set[AreaLevel] = set()  # of these were areas, whether the person has kept their layer or not
        self._drawing: Optional[Running] = None
        self._settling = QTimer(self)  # the window's map says in its next turn that the project was changed
        self._settling.setSingleShot(True)
        self._settling.timeout.connect(lambda: project.setDirty(False))
        session.round_changed.connect(self._round_changed)
        session.round_left.connect(self._take_away)
        session.below_changed.connect(self._show_below)
        session.areas_changed.connect(self._areas_changed)
        project.layersWillBeRemoved.connect(self._layers_going)
        project.writeMapLayer.connect(leave_ghosts_out)

    def close(self) -> None:
        """Let go of the project."""
        self._stop_drawing()
        self._project.layersWillBeRemoved.disconnect(self._layers_going)
        self._project.writeMapLayer.disconnect(leave_ghosts_out)

    @property
    def layer(self) -> Optional[QgsVectorLayer]:
        """The layer of the active round, while it is in the project."""
        return self._layer

    def extent(self) -> QgsRectangle:
        """The rectangle around the areas, or the scenes where there are none, in the store's CRS."""
        box = QgsRectangle()
        for area in self._session.areas(AreaLevel.LPO) or self._session.areas(AreaLevel.MUNICIPALITY):
            box.combineExtentWith(QgsRectangle(*area.outline.bounds))
        if box.isNull() and self._layer is not None:
            box = self._layer.extent()
        return box

    # Session → project

    @contextmanager
    def _unchanged(self) -> Iterator[None]:
        """Put layers into the project, or take them out, without asking anybody to save it: each time that it is read, they
        are made anew from what it names."""
        changed = self._project.isDirty() and not self._settling.isActive()
        yield
        if not changed:
            self._settling.start()

    def _is_named(self, label: str) -> bool:
        """Whether the project names the open store, and this round of it."""
        project, location = self._project, self._session.location
        place, _ = project.readEntry("drugscene", STORE_ENTRY)
        if project.readEntry("drugscene", ROUND_ENTRY)[0] != label:
            return False
        if is_shared_location(location):  # whoever else connects to it does so by another name
            return bool(place == location)
        return bool(place) and same_place(project.readPath(place), location)

    def _round_changed(self) -> None:
        copy, active = self._session.copy, self._session.active
        if copy is None or active is None:
            return
        self._forget_remains()
        if self._is_named(active.label):
            with self._unchanged():
                self._show_round(copy.layer, active.label)
            return
        self._settling.stop()
        if not self._project.mapLayers():
            self._project.setCrs(QgsCoordinateReferenceSystem(self._session.crs))
        self._project.writeEntry("drugscene", STORE_ENTRY, self._session.location)
        self._project.writeEntry("drugscene", ROUND_ENTRY, active.label)
        self._show_round(copy.layer, active.label)

    def _show_round(self, scenes: QgsVectorLayer, label: str) -> None:
        if not self._project.crs().isValid():
            self._project.setCrs(QgsCoordinateReferenceSystem(self._session.crs))
        group = self._make_group(label)
        scenes.setName(translate("Drugscene", "Scenes {round}").format(round=label))
        self._style(scenes, "scenes")
        self._add(scenes, group)
        self._layer = scenes
        self._show_areas(scenes)

    def _show_areas(self, scenes: QgsVectorLayer) -> None:
        """Show the areas of the levels that have any, and were not shown yet."""
        for step, (level, style, label) in enumerate(
            (
                (AreaLevel.LPO, "lpo", translate("Drugscene", "Local police areas")),
                (AreaLevel.MUNICIPALITY, "municipality", translate("Drugscene", "Municipalities")),
            )
        ):
            # One at a time: QGIS takes long enough to open each for the window to draw in between.
            QTimer.singleShot(10 + 10 * step, partial(self._add_areas, level, style, label, scenes))

    def _areas_changed(self) -> None:
        for level in AreaLevel:
            for layer in find_layers(self._project, AREA_KIND, level=level.value):
                show_areas(layer, self._session.areas(level))
        if self._layer is not None:
            self._show_areas(self._layer)

    def _add_areas(self, level: AreaLevel, style: str, label: str, scenes: QgsVectorLayer) -> None:
        active, group = self._session.active, self._group
        if active is None or group is None or self._layer is not scenes or level in self._levels:
            return
        areas = self._session.areas(level)
        if not areas:
            return
        place, day = self._session.location, active.ref_date
        try:
            if is_shared_location(place):
                layer = shared_area_layer(place, level, day, label, areas, self._session.crs)
            else:
                layer = area_layer(place, level, day, label)
        except Refusal as refusal:
            self._session.refused.emit(refusal)
            return
        self._levels.add(level)
        self._style(layer, style)
        with self._unchanged():
            self._add(layer, group)

    def _show_below(self, scenes: Sequence[Scene]) -> None:
        self._stop_drawing()
        with self._unchanged():
            self._remove(find_layers(self._project, GHOST_KIND))
        label = self._session.below
        if not label or self._group is None:
            return
        if len(scenes) <= _QUICK:
            self._add_below(label, self._ghosts(scenes, label))
            return

        def work(_progress: Progress) -> QgsAnnotationLayer:
            layer = self._ghosts(scenes, label)
            layer.moveToThread(QCoreApplication.instance().thread())
            return layer

        self._drawing = Running(translate("Drugscene", "Drawing the outlines beneath"), work)
        self._drawing.done.connect(lambda layer: self._add_below(label, layer))
        self._drawing.start()

    def _ghosts(self, scenes: Sequence[Scene], label: str) -> QgsAnnotationLayer:
        name = translate("Drugscene", "Outlines {round}").format(round=label)
        return ghost_layer(self._project, scenes, self._session.crs, name, label)

    def _add_below(self, label: str, layer: QgsAnnotationLayer) -> None:
        self._drawing = None
        if self._group is not None and self._session.below == label:
            with self._unchanged():
                self._add(layer, self._group, 1)

    def _stop_drawing(self) -> None:
        if self._drawing is not None:
            self._drawing.silence()
            self._drawing = None

    def _take_away(self) -> None:
        self._stop_drawing()
        if self._layer is not None:
            layer, self._layer = self._layer, None
            with self._unchanged():
                self._remove([layer])  # never rolled back first: unsaved edits are what the journal keeps
            self._forget_remains()
        else:
            QTimer.singleShot(0, self._forget_remains)

    def _forget_remains(self) -> None:
        """Take away what an earlier session or a saved project left: empty working copies, areas, outlines, groups."""
        with self._unchanged():
            self._remove(find_working_copy_layers(self._project))
            self._remove(find_layers(self._project, AREA_KIND) + find_layers(self._project, GHOST_KIND))
            root = self._project.layerTreeRoot()
            for group in list(root.findGroups(True)):
                if group.customProperty(GROUP_PROPERTY):
                    parent = group.parent()
                    after = parent.children().index(group) + 1
                    for node in reversed(group.children()):  # somebody's own layers, or rows that an import refused
                        parent.insertChildNode(after, node.clone())
                    parent.removeChildNode(group)
        self._group = None
        self._levels.clear()

    def _layers_going(self, ids: List[str]) -> None:
        """Somebody takes the layer out of the project: the round is left, its unsaved edits stay in the journal."""
        if self._layer is None or self._layer.id() not in ids:
            return
        self._layer = None
        self._group = None  # what else is in it goes when the project is done with this removal
        self._session.drop_round()

    # The project

    def _make_group(self, label: str) -> QgsLayerTreeGroup:
        name = translate("Drugscene", "Drugscene {round}").format(round=label)
        self._group = self._project.layerTreeRoot().insertGroup(0, name)
        self._group.setCustomProperty(GROUP_PROPERTY, label)
        return self._group

    def _add(self, layer: QgsMapLayer, group: QgsLayerTreeGroup, position: int = -1) -> None:
        self._project.addMapLayer(layer, False)
        node = group.addLayer(layer) if position < 0 else group.insertLayer(position, layer)
        node.setExpanded(False)

    def _remove(self, layers: List[QgsMapLayer]) -> None:
        self._project.removeMapLayers([layer.id() for layer in layers])

    def _style(self, layer: QgsMapLayer, name: str) -> None:
        style = _STYLES / f"{name}.qml"
        if style.exists():
            layer.loadNamedStyle(str(style))
