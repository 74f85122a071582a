"""The layers that an atlas draws, in a project of its own that nobody else sees.

It is made and used in one thread, whichever that is; the open project is not touched. What a user wants beneath comes as
the text of a QGIS layer definition, so that no layer crosses from one thread to another.
"""

from __future__ import annotations

from enum import Enum
from typing import Any, List, Mapping, Optional, Sequence, Tuple

import shapely
from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsExpression,
    QgsFeature,
    QgsGeometry,
    QgsMapLayer,
    QgsProject,
    QgsRectangle,
    QgsVectorLayer,
)
from qgis.PyQt.QtXml import QDomDocument
from shapely.geometry.base import BaseGeometry

from ..domain.annual_content import AnnualContent
from ..domain.disclosure import OutlineForm
from ..domain.errors import Refusal
from ..texts.atlas_labels import atlas_word
from .base_layers import layers_of
from .map_extents import Bounds
from .map_style import categories_of, map_style

_NAME = {"name": "", "kind": ""}
_LONGEST = 255  # letters, of the texts of a layer in memory
_NEAR_ENOUGH = 100.0  # m
_FAR = 200_000.0  # m: beyond what any map of the county shows
_SHOWN = ("open", "ceased", "candidate", "undecided")
_MEMORY_TYPES = {int: "integer", float: "double", bool: "integer"}


class MapLook(str, Enum):
    """How scenes are told apart on maps: by what became of them, by category, or by how densely they lie."""

    CHANGE = "change"
    CATEGORY = "category"
    DENSITY = "density"


class MapProject:
    """The layers, drawn by what is asked for. ``base_missing`` names those of the base map that cannot be had.

    Raises:
        Refusal: ``look_not_for_profile`` for categories that the profile may not see; ``base_unreadable``.
    """

    def __init__(self, content: AnnualContent, look: MapLook = MapLook.CHANGE, base: str = "") -> None:
        self.project = QgsProject()
        self.project.setCrs(QgsCoordinateReferenceSystem(content.crs))
        self._content, self._language = content, content.language
        self.base, self.base_missing = layers_of(base, self.project) if base else ([], [])
        self._municipalities = self._areas("municipality", "municipality")
        self._county = self._areas("lpo", "lpo_outline", listed=False)
        self._lpos = self._areas("lpo", "lpo_density" if look is MapLook.DENSITY and not self.base else "lpo")
        before = content.previous_scenes
        self._before: Optional[QgsVectorLayer] = None
        if before is not None and before.form is not OutlineForm.NONE:
            title = (
                self._word("layer_before", round=before.table.named_rows()[0]["round"])
                if before.table.table.rows
                else ""
            )
            kind = "Point" if before.form is OutlineForm.POINT else "MultiPolygon"
            style = "places_before" if before.form is OutlineForm.POINT else "scenes_before"
            self._before = self._layer(title, kind, before.table.named_rows(), before.outlines, map_style(style))
            self._before_places = [
                (row["scene_id"], outline.representative_point())
                for row, outline in zip(before.table.named_rows(), before.outlines)
                if outline is not None
            ]
        rows = content.scenes.table.named_rows()
        kept = [number for number, row in enumerate(rows) if self._shown(row["status"])]
        outlines = [content.scenes.outlines[number] for number in kept]
        rows = [rows[number] for number in kept]
        title = self._word("layer_scenes", round=content.round.label)
        points = [None if outline is None else outline.representative_point() for outline in outlines]
        self.middles = [(point.x, point.y) for point in points if point is not None]
        self._points = self._layer(title, "Point", rows, points, self._style("scene_points", look))
        self._scenes = self._points
        if content.scenes.form in (OutlineForm.EXACT, OutlineForm.GENERALISED):
            self._scenes = self._layer(title, "MultiPolygon", rows, outlines, self._style("scenes", look))
        self._place = self._spare("Point", "scenes_focus")
        self._outside = self._spare("MultiPolygon", "outside")
        self._names = self._layer("", "Point", [_NAME], [None], map_style("names"), listed=False)
        self._names.setLabelsEnabled(True)
        self._named = [*self._area_names(), *((row, point) for row, point in zip(rows, points) if point is not None)]
        self._lpo_outlines = {
            row["code"]: outline
            for row, outline in zip(content.areas.table.named_rows(), content.areas.outlines)
            if row["level"] == "lpo" and outline is not None
        }

    # -- what maps show --------------------------------------------------------------------------------------------

    def overview(self) -> List[QgsMapLayer]:
        """Layers of a map on which outlines would vanish: points. The first is on top."""
        return [self._names, self._points, self._outside, *self._ground()]

    def close_by(self) -> List[QgsMapLayer]:
        """Layers of a map on which outlines can be seen: the new ones above the old, which show where they differ."""
        beneath = [self._before] if self._before is not None else []
        return [self._names, self._scenes, *beneath, self._outside, *self._ground()]

    def before(self) -> List[QgsMapLayer]:
        """Layers of a map of the round before alone."""
        above = [self._before] if self._before is not None else []
        return [*above, self._outside, *self._ground()]

    def after(self) -> List[QgsMapLayer]:
        """Layers of a map of this round alone."""
        return [self._names, self._scenes, self._outside, *self._ground()]

    def locator(self) -> List[QgsMapLayer]:
        """Layers of a small map that says where in the county a page is."""
        return [self._place, self._county]

    def turn_to(self, lpo: str, place: Optional[Tuple[float, float]]) -> None:
        """Show the scenes of one LPO alone, its surroundings faded (blank: all); let the locator point somewhere."""
        for layer in (self._points, self._scenes):
            layer.setSubsetString(f'"lpo_code" = {QgsExpression.quotedString(lpo)}' if lpo else "")
        if self._before is not None:
            self._before.setSubsetString(self._before_in(lpo))
        around = None
        if lpo in self._lpo_outlines:
            around = shapely.box(*self.whole()).buffer(_FAR).difference(self._lpo_outlines[lpo].buffer(0))
        _replace(self._outside, [({"name": ""}, around)])
        _replace(self._place, [({"name": ""}, None if place is None else shapely.Point(place))])

    def _before_in(self, lpo: str) -> str:
        """The filter that leaves the scenes of the round before that lie in an LPO as it is now; blank: all."""
        outline = self._lpo_outlines.get(lpo)
        if outline is None:
            return ""
        inside = [scene for scene, place in self._before_places if outline.intersects(place)]
        return '"scene_id" IN ({})'.format(", ".join(map(QgsExpression.quotedString, inside)) or "NULL")

    def write_names(self, lpo: str, corners: Mapping[str, Tuple[float, float]]) -> None:
        """Name the areas, the scenes (of one LPO, or all), and the insets at the corners of their frames."""
        places = [
            ({"name": row["name"], "kind": row.get("level", "scene")}, point)
            for row, point in self._named
            if "level" in row or not lpo or row["lpo_code"] == lpo
        ]
        places += [({"name": number, "kind": "inset"}, shapely.Point(corner)) for number, corner in corners.items()]
        _replace(self._names, places)

    def whole(self) -> Bounds:
        """The bounds of the county: of its areas, or of its scenes where it has none."""
        box = QgsRectangle()
        box.setMinimal()
        for layer in (self._lpos, self._municipalities, self._scenes):
            if layer.featureCount():
                box.combineExtentWith(layer.extent())
        if box.isNull() or not box.isFinite():
            return 0.0, 0.0, 1000.0, 1000.0
        return box.xMinimum(), box.yMinimum(), box.xMaximum(), box.yMaximum()

    # -- layers ----------------------------------------------------------------------------------------------------

    def _ground(self) -> List[QgsMapLayer]:
        return [self._lpos, self._municipalities, *self.base]

    def _area_names(self) -> List[Tuple[Mapping[str, Any], BaseGeometry]]:
        """LPOs and municipalities, each with the point at which there is most room for its name."""
        found = []
        for row, outline in zip(self._content.areas.table.named_rows(), self._content.areas.outlines):
            if row["level"] in ("lpo", "municipality") and outline is not None and not outline.is_empty:
                found.append((row, _roomiest(outline)))
        return found

    def _spare(self, kind: str, style: str) -> QgsVectorLayer:
        """A layer that is filled for each page, and stands in no legend."""
        return self._layer("", kind, [{"name": ""}], [None], map_style(style), listed=False)

    def _shown(self, status: str) -> bool:
        return status in _SHOWN[:2] or (self._content.draft and status in _SHOWN)

    def _style(self, of: str, look: MapLook) -> str:
        if look is MapLook.CATEGORY:
            if "category" not in [column.name for column in self._content.scenes.table.columns]:
                raise Refusal("look_not_for_profile", look=look.value, profile=self._content.profile.value)
            names = {code: _as_it_stands(name) for code, name in categories_of(self._content).items()}
            return map_style(f"{of}_by_category", self._language, categories=names)
        return map_style(f"{of}_by_change", self._language)

    def _areas(self, level: str, style: str, listed: bool = True) -> QgsVectorLayer:
        areas = self._content.areas
        counted = {
            row["code"]: row["scenes"]
            for table in self._content.tables
            if table.name == "by_lpo"
            for row in table.named_rows()
        }
        rows, outlines = [], []
        for row, outline in zip(areas.table.named_rows(), areas.outlines):
            if row["level"] == level:
                scenes = counted.get(row["code"], 0)
                area = 0.0 if outline is None else outline.area
                rows.append({**row, "scenes": scenes, "per_10_km2": scenes / area * 1e7 if area else None})
                outlines.append(outline)
        title = self._word(
            {"municipality": "layer_municipality", "lpo_density": "layer_density"}.get(style, "layer_lpo")
        )
        return self._layer(title, "MultiPolygon", rows, outlines, map_style(style, self._language), listed)

    def _layer(
        self,
        title: str,
        kind: str,
        rows: Sequence[Mapping[str, Any]],
        outlines: Sequence[Optional[BaseGeometry]],
        style: str,
        listed: bool = True,
    ) -> QgsVectorLayer:
        names = list(rows[0]) if rows else ["name", "status", "change", "category", "per_10_km2"]
        fields = "".join(f"&field={name}:{_memory_type([row[name] for row in rows])}" for name in names)
        layer = QgsVectorLayer(f"{kind}?crs={self._content.crs}{fields}", title, "memory")
        _add(layer, [_feature(layer, row, one) for row, one in zip(rows, outlines)])
        document = QDomDocument()
        document.setContent(style)
        done, reason = layer.importNamedStyle(document)
        if not done:
            raise ValueError(f"a style cannot be read: {reason}")
        layer.setLabelsEnabled(False)  # names stand in a layer of their own
        self.project.addMapLayer(layer, False)
        if listed:
            self.project.layerTreeRoot().insertLayer(0, layer)
        return layer

    def _word(self, code: str, **values: Any) -> str:
        return atlas_word(code, self._language, **values)


def _as_it_stands(text: str) -> str:
    """A text that a legend, which works out what stands in ``[% %]``, shows as it is."""
    return text.replace("[%", "[% '[%' %]")


def _roomiest(outline: BaseGeometry) -> BaseGeometry:
    """The point of an outline that lies farthest from its edge."""
    geometry = QgsGeometry()
    geometry.fromWkb(shapely.to_wkb(outline, output_dimension=2))
    point, _ = geometry.poleOfInaccessibility(_NEAR_ENOUGH)
    return shapely.Point(point.asPoint().x(), point.asPoint().y()) if not point.isNull() else outline.centroid


def _replace(layer: QgsVectorLayer, places: Sequence[Tuple[Mapping[str, Any], Optional[BaseGeometry]]]) -> None:
    """Let a layer hold these rows and no others."""
    layer.dataProvider().truncate()
    _add(layer, [_feature(layer, row, place) for row, place in places])


def _memory_type(values: Sequence[Any]) -> str:
    found = next((value for value in values if value is not None), "")
    return _MEMORY_TYPES.get(type(found), "string")


def _feature(layer: QgsVectorLayer, row: Mapping[str, Any], outline: Optional[BaseGeometry]) -> QgsFeature:
    feature = QgsFeature(layer.fields())
    feature.setAttributes([_plain(value) for value in row.values()])
    if outline is not None and not outline.is_empty:
        geometry = QgsGeometry()
        geometry.fromWkb(shapely.to_wkb(outline, output_dimension=2))
        feature.setGeometry(geometry)
    return feature


def _plain(value: Any) -> Any:
    """A value as a layer in memory takes it: texts no longer than its fields."""
    return value if value is None or isinstance(value, (int, float)) else str(value)[:_LONGEST]


def _add(layer: QgsVectorLayer, features: List[QgsFeature]) -> None:
    done, _ = layer.dataProvider().addFeatures(features)
    if not done:
        raise ValueError(f"a layer takes no rows: {layer.dataProvider().lastError()}")
    layer.updateExtents()
