"""The annual layer as a GeoPackage: scenes and areas, with style and metadata.

It holds the round's scenes whatever their status, drawn by it; a scene whose outline was lost keeps its row.
"""

from __future__ import annotations

import secrets
from contextlib import contextmanager
from datetime import date
from typing import Any, Dict, Iterator, List, Mapping, Tuple
from xml.etree import ElementTree  # nosec B405 - writes, parses nothing

import shapely
from osgeo import gdal, ogr, osr
from shapely.geometry import MultiPolygon, Polygon
from shapely.geometry.base import BaseGeometry

from ..domain.annual_content import AnnualContent
from ..domain.disclosure import OutlineForm, PublishableLayer
from ..domain.progress import QUIET, Part, Progress, watched
from ..domain.scene_fields import SCENE_FIELDS
from ..domain.table import Measure
from ..texts import CONTEXT, translate
from ..texts.labels import CODES, code_label
from .gdal_errors import succeeded
from .map_style import categories_of, map_style

_FIELD_TYPES: Mapping[Measure, Tuple[int, int]] = {
    Measure.TEXT: (ogr.OFTString, ogr.OFSTNone),
    Measure.COUNT: (ogr.OFTInteger, ogr.OFSTNone),
    Measure.YEAR: (ogr.OFTInteger, ogr.OFSTNone),
    Measure.AREA_M2: (ogr.OFTReal, ogr.OFSTNone),
    Measure.SHARE: (ogr.OFTReal, ogr.OFSTNone),
    Measure.NUMBER: (ogr.OFTReal, ogr.OFSTNone),
    Measure.DATE: (ogr.OFTDate, ogr.OFSTNone),
    Measure.BOOLEAN: (ogr.OFTInteger, ogr.OFSTBoolean),
}

_STYLE_TEXTS = (
    "f_table_catalog",
    "f_table_schema",
    "f_table_name",
    "f_geometry_column",
    "styleName",
    "styleQML",
    "styleSLD",
)

_GEOMETRY = "geom"


def geopackage_bytes(content: AnnualContent, progress: Progress = QUIET) -> bytes:
    """The annual layer as a GeoPackage 1.2: layers ``scenes`` and ``areas`` in the store's CRS, each with its style.

    Title, abstract, definition and CRS stand in ``gpkg_metadata``, for QGIS and for GDAL. Wherever the format wants a
    time it is given the round's reference date, so that the same content gives the same bytes. It is made in memory.

    Raises:
        Cancelled: the user stopped.
    """
    path = f"/vsimem/drugscene_{secrets.token_hex(8)}.gpkg"
    with _current_date(content.round.ref_date):
        try:
            _write_geopackage(path, content, progress)
            return _read_memory(path)
        finally:
            gdal.Unlink(path)


@contextmanager
def _current_date(day: date) -> Iterator[None]:
    """Let GDAL take a day for now, in this thread alone."""
    before = gdal.GetThreadLocalConfigOption("OGR_CURRENT_DATE")
    gdal.SetThreadLocalConfigOption("OGR_CURRENT_DATE", _midnight(day))
    try:
        yield
    finally:
        gdal.SetThreadLocalConfigOption("OGR_CURRENT_DATE", before)


def _midnight(day: date) -> str:
    return f"{day.isoformat()}T00:00:00.000Z"


def _read_memory(path: str) -> bytes:
    size = gdal.VSIStatL(path).size
    file = gdal.VSIFOpenL(path, "rb")
    try:
        return bytes(gdal.VSIFReadL(1, size, file))
    finally:
        gdal.VSIFCloseL(file)


def _write_geopackage(path: str, content: AnnualContent, progress: Progress) -> None:
    reference = osr.SpatialReference()
    succeeded(reference.SetFromUserInput(content.crs))
    driver = gdal.GetDriverByName("GPKG")
    dataset = succeeded(driver.Create(path, 0, 0, 0, gdal.GDT_Unknown, options=["VERSION=1.2"]))
    metadata = _Metadata(content)
    for part, layer in enumerate((content.scenes, content.areas)):
        _write_layer(dataset, layer, reference, metadata, Part(progress, part / 2, (part + 1) / 2))
    _write_styles(dataset, content)
    dataset.FlushCache()  # GDAL makes the tables of metadata only now
    del dataset
    dataset = succeeded(gdal.OpenEx(path, gdal.OF_VECTOR | gdal.OF_UPDATE))
    for layer in (content.scenes, content.areas):
        _add_qgis_metadata(dataset, layer.name, metadata.xml(layer.name), content.round.ref_date)
    del dataset


def _write_layer(
    dataset: Any, layer: PublishableLayer, reference: Any, metadata: _Metadata, progress: Progress
) -> None:
    table = layer.table
    options = [
        "FID=fid",
        f"GEOMETRY_NAME={_GEOMETRY}",
        f"IDENTIFIER={metadata.title(layer.name)}",
        f"DESCRIPTION={metadata.abstract}",
    ]
    written = succeeded(dataset.CreateLayer(layer.name, *_geometry(layer, reference), options=options))
    for column in table.columns:
        kind, subtype = _FIELD_TYPES[column.measure]
        definition = ogr.FieldDefn(column.name, kind)
        definition.SetSubType(subtype)
        succeeded(written.CreateField(definition))
    succeeded(dataset.StartTransaction())
    for row, outline in watched(list(zip(table.table.rows, layer.outlines)), progress):
        feature = ogr.Feature(written.GetLayerDefn())
        for index, value in enumerate(row):
            _set_field(feature, index, value)
        if outline is not None:
            succeeded(feature.SetGeometryDirectly(succeeded(ogr.CreateGeometryFromWkb(_wkb(outline)))))
        succeeded(written.CreateFeature(feature))
    succeeded(dataset.CommitTransaction())
    for name, text in metadata.items().items():
        succeeded(written.SetMetadataItem(name, text))


def _set_field(feature: Any, index: int, value: Any) -> None:
    if value is None:
        feature.SetFieldNull(index)
    elif isinstance(value, bool):
        feature.SetField(index, int(value))
    elif isinstance(value, date):
        feature.SetField(index, value.year, value.month, value.day, 0, 0, 0.0, 0)
    elif isinstance(value, str):
        feature.SetField(index, _clean(value))
    else:
        feature.SetField(index, value)


def _clean(text: str) -> str:
    """The text without what a file cannot hold: lone surrogates, and the zero character, which would end it."""
    return text.replace("\x00", "").encode("utf-8", errors="replace").decode("utf-8")


def _geometry(layer: PublishableLayer, reference: Any) -> Tuple[Any, int]:
    """The CRS and kind of a layer's geometries; none where only names are shown."""
    if layer.form is OutlineForm.NONE:
        return None, ogr.wkbNone
    return reference, ogr.wkbPoint if layer.form is OutlineForm.POINT else ogr.wkbMultiPolygon


def _wkb(outline: BaseGeometry) -> bytes:
    whole = MultiPolygon([outline]) if isinstance(outline, Polygon) else outline
    return bytes(shapely.to_wkb(whole, output_dimension=2, byte_order=1))


def _write_styles(dataset: Any, content: AnnualContent) -> None:
    """QGIS's own table of styles: the first of a layer is taken by default when it is opened, the others can be picked."""
    styles = succeeded(dataset.CreateLayer("layer_styles", None, ogr.wkbNone, options=["FID=id"]))
    for name in _STYLE_TEXTS:
        succeeded(styles.CreateField(ogr.FieldDefn(name, ogr.OFTString)))
    default = ogr.FieldDefn("useAsDefault", ogr.OFTInteger)
    default.SetSubType(ogr.OFSTBoolean)
    succeeded(styles.CreateField(default))
    for name in ("description", "owner", "ui"):
        succeeded(styles.CreateField(ogr.FieldDefn(name, ogr.OFTString)))
    succeeded(styles.CreateField(ogr.FieldDefn("update_time", ogr.OFTDateTime)))
    day = content.round.ref_date
    for layer in (content.scenes, content.areas):
        if layer.form is OutlineForm.NONE:
            continue
        fields = [column.name for column in layer.table.columns]
        for number, look in enumerate(_looks(layer)):
            places = categories_of(content) if look.endswith("_by_category") else None
            style = map_style(look, content.language, fields, _code_names(layer, content), places)
            texts = ("", "", layer.name, _GEOMETRY, layer.name if number == 0 else look, style, "")
            feature = ogr.Feature(styles.GetLayerDefn())
            for name, text in zip(_STYLE_TEXTS, texts):
                feature.SetField(name, text)
            feature.SetField("useAsDefault", int(number == 0))
            feature.SetField("description", content.folder_name)
            feature.SetField("owner", "")
            index = styles.GetLayerDefn().GetFieldIndex("update_time")
            feature.SetField(index, day.year, day.month, day.day, 0, 0, 0.0, 100)  # 100: UTC
            succeeded(styles.CreateFeature(feature))


def _looks(layer: PublishableLayer) -> List[str]:
    """The styles of a layer: scenes by status, by what became of them, and by category for those who may see it."""
    columns = [column.name for column in layer.table.columns]
    if "change" not in columns:
        return [layer.name]
    name = "scene_points" if layer.form is OutlineForm.POINT else layer.name
    return [name, f"{name}_by_change", *([f"{name}_by_category"] if "category" in columns else [])]


def _code_names(layer: PublishableLayer, content: AnnualContent) -> Mapping[str, Mapping[str, str]]:
    """By field that holds one code: the names of its list's codes."""
    lists = {field.name: field.code_list for field in SCENE_FIELDS if field.kind.value == "code"}
    lists["level"] = "area_level"
    names: Dict[str, Mapping[str, str]] = {}
    for column in layer.table.columns:
        code_list = lists.get(column.name)
        if code_list is None:
            continue
        own = content.code_labels.get(code_list, {})
        built_in = {code: code_label(code_list, code, content.language) for code in CODES.get(code_list, {})}
        if own or built_in:
            names[column.name] = {**built_in, **own}
    return names


class _Metadata:
    """What the layers say of themselves, in the package's language."""

    def __init__(self, content: AnnualContent) -> None:
        self._content = content

    def title(self, layer: str) -> str:
        if layer == "areas":
            text = translate(CONTEXT, "Areas of the mapping round {round}", self._content.language)
        else:
            text = translate(CONTEXT, "Open drug scenes, mapping round {round}", self._content.language)
        return text.format(round=self._content.round.label)

    @property
    def abstract(self) -> str:
        content = self._content
        text = translate(CONTEXT, "State at {date}. Definition {definition}. De-listing {delisting}.", content.language)
        text = text.format(
            date=content.round.ref_date.isoformat(),
            definition=_named(content.definition),
            delisting=_named(content.delisting),
        )
        if not content.draft:
            return text
        return translate(CONTEXT, "DRAFT: the round is not published.", content.language) + " " + text

    def items(self) -> Mapping[str, str]:
        """For GDAL: name and text."""
        content = self._content
        return {
            "ROUND": content.round.label,
            "REF_DATE": content.round.ref_date.isoformat(),
            "DEFINITION": _named(content.definition),
            "DELISTING": _named(content.delisting),
            "PROFILE": content.profile.value,
            "DRAFT": "YES" if content.draft else "NO",
            "CRS": content.crs,
        }

    def xml(self, layer: str) -> str:
        """For QGIS: its own metadata document."""
        content = self._content
        root = ElementTree.Element("qgis", {"version": "3.22"})
        texts = (
            ("identifier", f"{content.folder_name}/{layer}"),
            ("parentidentifier", content.folder_name),
            ("language", content.language),
            ("type", "dataset"),
            ("title", self.title(layer)),
            ("abstract", self.abstract),
        )
        for tag, text in texts:
            ElementTree.SubElement(root, tag).text = text
        reference = ElementTree.SubElement(ElementTree.SubElement(root, "crs"), "spatialrefsys")
        ElementTree.SubElement(reference, "authid").text = content.crs
        return "<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>\n" + ElementTree.tostring(
            root, encoding="unicode"
        )


def _named(definition: Any) -> str:
    wording = f": {definition.wording}" if definition.wording else ""
    source = f" ({definition.source})" if definition.source else ""
    return f"{definition.id}{wording}{source}"


def _execute(dataset: Any, statement: str) -> None:
    """Run a statement that gives no rows: GDAL answers None either way, and only its last error tells."""
    gdal.ErrorReset()
    dataset.ExecuteSQL(statement)
    if gdal.GetLastErrorType() >= gdal.CE_Failure:
        raise RuntimeError(gdal.GetLastErrorMsg())


def _add_qgis_metadata(dataset: Any, layer: str, document: str, day: date) -> None:
    """Store a metadata document where QGIS looks for it, as it does itself."""
    quoted = _clean(document).replace("'", "''")
    _execute(
        dataset,
        " ".join(
            (
                "INSERT INTO gpkg_metadata (md_scope, md_standard_uri, mime_type, metadata)",
                f"VALUES ('dataset', 'http://mrcc.com/qgis.dtd', 'text/xml', '{quoted}')",
            )
        ),
    )
    _execute(
        dataset,
        " ".join(
            (
                "INSERT INTO gpkg_metadata_reference (reference_scope, table_name, timestamp, md_file_id)",
                f"VALUES ('table', '{layer}', '{_midnight(day)}',",
                "(SELECT max(id) FROM gpkg_metadata))",
            )
        ),
    )
