"""The parameters that several algorithms share, each with its help."""

from __future__ import annotations

import os
from enum import Enum
from typing import Optional, Type, TypeVar

from qgis.core import (
    QgsProcessing,
    QgsProcessingParameterBoolean,
    QgsProcessingParameterDateTime,
    QgsProcessingParameterDefinition,
    QgsProcessingParameterEnum,
    QgsProcessingParameterFeatureSink,
    QgsProcessingParameterFeatureSource,
    QgsProcessingParameterField,
    QgsProcessingParameterFile,
    QgsProcessingParameterFileDestination,
    QgsProcessingParameterNumber,
    QgsProcessingParameterString,
)

from ..domain.errors import Refusal
from ..store import is_shared_location
from ..texts import translate
from .given import Given

P = TypeVar("P", bound=QgsProcessingParameterDefinition)


def with_help(parameter: P, text: str) -> P:
    """The parameter with its help."""
    parameter.setHelp(text)
    return parameter


def store_filter() -> str:
    """Which files a file dialog offers. All files are among them: without that, only their names would be accepted."""
    return translate("Drugscene", "GeoPackage (*.gpkg)") + ";;" + any_file()


def any_file() -> str:
    """The part of a file dialog's filter that lets any file through."""
    return translate("Drugscene", "All files (*)")


def string(
    name: str, label: str, text: str, default: Optional[str] = None, optional: bool = False
) -> QgsProcessingParameterString:
    """A text on one line."""
    return with_help(QgsProcessingParameterString(name, label, defaultValue=default, optional=optional), text)


def flag(name: str, label: str, text: str, default: bool = False) -> QgsProcessingParameterBoolean:
    """True or false."""
    return with_help(QgsProcessingParameterBoolean(name, label, defaultValue=default), text)


def whole_number(
    name: str,
    label: str,
    text: str,
    default: Optional[int] = None,
    least: int = 0,
    optional: bool = False,
) -> QgsProcessingParameterNumber:
    """A whole number."""
    kind = QgsProcessingParameterNumber.Integer
    made = QgsProcessingParameterNumber(name, label, kind, defaultValue=default, optional=optional, minValue=least)
    return with_help(made, text)


def layer_made(
    name: str, label: str, text: str, kind: QgsProcessing.SourceType = QgsProcessing.TypeVector
) -> QgsProcessingParameterFeatureSink:
    """A layer that is written where it is asked for; by default a table."""
    return with_help(QgsProcessingParameterFeatureSink(name, label, kind, optional=True), text)


def store_file(name: str, label: str, text: str, optional: bool = False) -> QgsProcessingParameterFile:
    """A store that is there."""
    return with_help(QgsProcessingParameterFile(name, label, fileFilter=store_filter(), optional=optional), text)


def store() -> QgsProcessingParameterFile:
    """The store that is read or written."""
    return store_file(
        "STORE",
        translate("Drugscene", "Store"),
        translate(
            "Drugscene",
            "The path of the store, a GeoPackage; or postgresql:NAME (a PostgreSQL connection saved in QGIS) or service=NAME "
            "for a shared store.",
        ),
    )


def new_store() -> QgsProcessingParameterFileDestination:
    """The store that is made."""
    return with_help(
        QgsProcessingParameterFileDestination("STORE", translate("Drugscene", "Store"), store_filter()),
        translate(
            "Drugscene",
            "The path of the GeoPackage to make, or postgresql:NAME (a PostgreSQL connection saved in QGIS) or service=NAME. "
            "There must be no store there yet.",
        ),
    )


def location_to_make(given: Given) -> str:
    """The location of the store to make.

    QGIS's dialog takes what is typed for the name of a file, and puts a folder before it: what names a server is taken out
    of there.

    Raises:
        Refusal: ``parameter_missing``: none was given, or a temporary file, which would be gone with the session.
    """
    location = given.text("STORE")
    if location in ("", QgsProcessing.TEMPORARY_OUTPUT):
        raise Refusal("parameter_missing", parameter="STORE")
    name = os.path.basename(location)
    return name if is_shared_location(name) else location


def round_label(text: Optional[str] = None) -> QgsProcessingParameterString:
    """The round that is meant."""
    return string(
        "ROUND",
        translate("Drugscene", "Round"),
        text or translate("Drugscene", "The round's label, such as 2023 or 2023-11."),
    )


def polygons(name: str, label: str, text: str) -> QgsProcessingParameterFeatureSource:
    """A layer of polygons."""
    return with_help(QgsProcessingParameterFeatureSource(name, label, [QgsProcessing.TypeVectorPolygon]), text)


def field(name: str, label: str, text: str) -> QgsProcessingParameterField:
    """A field of the layer INPUT that may be left out."""
    return with_help(QgsProcessingParameterField(name, label, parentLayerParameterName="INPUT", optional=True), text)


def words(
    name: str,
    label: str,
    kind: Type[Enum],
    text: str,
    default: Optional[Enum] = None,
    only: tuple = (),
    optional: bool = False,
) -> QgsProcessingParameterEnum:
    """One of the words of an enumeration of the domain (or of ``only`` some of them)."""
    return with_help(
        QgsProcessingParameterEnum(
            name,
            label,
            options=[member.value for member in (only or kind)],
            defaultValue=None if default is None else default.value,
            usesStaticStrings=True,
            optional=optional,
        ),
        text,
    )


def day(name: str, label: str, text: str, optional: bool = False) -> QgsProcessingParameterDateTime:
    """A day."""
    return with_help(
        QgsProcessingParameterDateTime(name, label, type=QgsProcessingParameterDateTime.Date, optional=optional),
        text,
    )


def scene() -> QgsProcessingParameterString:
    """The scene that is meant."""
    return string("SCENE", translate("Drugscene", "Scene"), translate("Drugscene", "The scene's id."))


def person() -> QgsProcessingParameterString:
    """Who does it."""
    return string(
        "BY",
        translate("Drugscene", "By"),
        translate("Drugscene", "Who does it. None: the person set in the plugin."),
        optional=True,
    )


def comment() -> QgsProcessingParameterString:
    """What is to be said beside it."""
    return string(
        "COMMENT",
        translate("Drugscene", "Comment"),
        translate("Drugscene", "A comment. No personal data."),
        optional=True,
    )
