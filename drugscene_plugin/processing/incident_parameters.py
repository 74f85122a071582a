"""What the algorithms that count incidents ask for: the layer, its fields, the periods, the crime groups."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, Callable, Mapping, Optional, Sequence, Tuple

from qgis.core import (
    QgsProcessing,
    QgsProcessingContext,
    QgsProcessingFeatureSourceDefinition,
    QgsProcessingParameterDefinition,
    QgsProcessingParameterFeatureSource,
    QgsProcessingParameterField,
    QgsProcessingParameterNumber,
    QgsProcessingParameterString,
)

from ..analysis.incident_batches import IncidentSource
from ..analysis.incident_counting import DatedBy, TimeRules
from ..domain.errors import Refusal
from ..domain.incident_fields import area_fields, missing_fields, read_fields
from ..domain.period import Period
from ..store.point_input import PointInput, is_text_file, layer_input, path_input
from ..store.sedona_incidents import is_archive
from ..texts import translate
from . import parameters
from .given import Given


class _IncidentLayer(QgsProcessingParameterFeatureSource):
    """A layer; or an archive, which QGIS need not be able to open."""

    def checkValueIsAcceptable(self, value: Any, context: Optional[QgsProcessingContext] = None) -> bool:  # noqa: N802
        return (isinstance(value, str) and is_archive(value)) or super().checkValueIsAcceptable(value, context)


def layer(name: str, label: str, text: str) -> QgsProcessingParameterFeatureSource:
    """A layer of points, a table with coordinates in columns, or an archive."""
    return parameters.with_help(_IncidentLayer(name, label, [QgsProcessing.TypeVector]), text)


def field_of(parent: str, name: str, label: str, text: str) -> QgsProcessingParameterField:
    """A field of a layer that may be left out."""
    made = QgsProcessingParameterField(name, label, parentLayerParameterName=parent, optional=True)
    return parameters.with_help(made, text)


def date_field(parent: str) -> QgsProcessingParameterField:
    """The field that dates an incident."""
    return field_of(
        parent,
        "DATE_FIELD",
        translate("Drugscene", "Field with the start"),
        translate("Drugscene", "Days or moments, on Swedish clocks. None: guessed from the fields' names."),
    )


def coordinate_fields(parent: str) -> Tuple[QgsProcessingParameterField, ...]:
    """The fields of a table's coordinates."""
    return (
        field_of(
            parent,
            "X_FIELD",
            translate("Drugscene", "Field with the east coordinate or longitude"),
            translate("Drugscene", "For tables without geometry. None: guessed from the fields' names."),
        ),
        field_of(
            parent,
            "Y_FIELD",
            translate("Drugscene", "Field with the north coordinate or latitude"),
            translate("Drugscene", "For tables without geometry. None: guessed from the fields' names."),
        ),
    )


def area_name_fields(parent: str) -> Tuple[QgsProcessingParameterField, ...]:
    """The fields that say where a row of a table without coordinates belongs."""
    return (
        field_of(
            parent,
            "LPO_FIELD",
            translate("Drugscene", "Field with the LPO"),
            translate(
                "Drugscene",
                "Code or name, for tables without coordinates: totals by area. None: guessed from the names.",
            ),
        ),
        field_of(
            parent,
            "MUNICIPALITY_FIELD",
            translate("Drugscene", "Field with the municipality"),
            translate(
                "Drugscene",
                "Code or name, for tables without coordinates: totals by area. None: guessed from the names.",
            ),
        ),
    )


def incident_fields(parent: str) -> Tuple[QgsProcessingParameterField, ...]:
    """The fields of a layer of incidents, in the contract's order, then those of coordinates."""
    return (
        date_field(parent),
        field_of(
            parent,
            "END_FIELD",
            translate("Drugscene", "Field with the end"),
            translate("Drugscene", "Where incidents have a span of time. None: guessed from the fields' names."),
        ),
        field_of(
            parent,
            "CODE_FIELD",
            translate("Drugscene", "Field with the crime code"),
            translate("Drugscene", "Text, since leading zeros count. None: guessed from the fields' names."),
        ),
        field_of(
            parent,
            "COUNT_FIELD",
            translate("Drugscene", "Field with the number"),
            translate("Drugscene", "How many incidents a row stands for. None: guessed, or each row is one."),
        ),
    )


def dated_by() -> QgsProcessingParameterDefinition:
    """What dates an incident with a span of time."""
    return parameters.words(
        "DATED_BY",
        translate("Drugscene", "Dated by"),
        DatedBy,
        translate("Drugscene", "Which moment of its span of time dates an incident."),
        default=DatedBy.START,
    )


def period(first: str = "FROM", after: str = "TO") -> Tuple[QgsProcessingParameterDefinition, ...]:
    """A period: its first day, and the day after its last."""
    return (
        parameters.day(
            first, translate("Drugscene", "Period from"), translate("Drugscene", "The first day of the period.")
        ),
        parameters.day(
            after,
            translate("Drugscene", "Period to (not included)"),
            translate("Drugscene", "The day after the last: 2024-01-01 for a period that ends with 2023."),
        ),
    )


def other_period(optional: bool) -> Tuple[QgsProcessingParameterDefinition, ...]:
    """The period that is compared with."""
    return (
        parameters.day(
            "FROM2",
            translate("Drugscene", "Other period from"),
            translate("Drugscene", "The first day of the period to compare with, of the same length."),
            optional=optional,
        ),
        parameters.day(
            "TO2",
            translate("Drugscene", "Other period to (not included)"),
            translate("Drugscene", "The day after the last of the period to compare with."),
            optional=optional,
        ),
    )


def code_sets() -> QgsProcessingParameterString:
    """The crime groups."""
    return parameters.string(
        "CODE_SETS",
        translate("Drugscene", "Crime groups"),
        translate(
            "Drugscene",
            "Ids of crime groups with ; between them, such as narcotics_supply;violence, or the path of a JSON file with "
            "groups of your own. None: all that come with the plugin.",
        ),
        optional=True,
    )


def band(default: float = 100.0) -> QgsProcessingParameterNumber:
    """How far beside reaches."""
    return parameters.with_help(
        QgsProcessingParameterNumber(
            "BAND",
            translate("Drugscene", "Band beside the scenes (m)"),
            QgsProcessingParameterNumber.Double,
            defaultValue=default,
            minValue=0,
            maxValue=100_000,
        ),
        translate("Drugscene", "How far from a scene counts as beside it. Bands that overlap are counted once."),
    )


# -- what was given --------------------------------------------------------------------------------------------------


def given_period(given: Given, first: str = "FROM", after: str = "TO") -> Period:
    """The period of two required days."""
    return Period(given.required_day(first), given.required_day(after))


def given_other_period(given: Given) -> Optional[Period]:
    """The other period, where it was given; both days or neither."""
    if given.day("FROM2") is None and given.day("TO2") is None:
        return None
    return given_period(given, "FROM2", "TO2")


def given_rules(given: Given) -> TimeRules:
    """How the incidents' times are read."""
    return TimeRules(dated_by=given.choice("DATED_BY", DatedBy))


_FIELD_OF = {
    "start": "DATE_FIELD",
    "end": "END_FIELD",
    "code": "CODE_FIELD",
    "count": "COUNT_FIELD",
    "x": "X_FIELD",
    "y": "Y_FIELD",
    "lpo": "LPO_FIELD",
    "municipality": "MUNICIPALITY_FIELD",
}

OpenSource = Callable[[], IncidentSource]
"""Opens the incidents anew: they are read once each time."""


def given_input(given: Given, name: str, row_by_row: bool = False) -> PointInput:
    """The layer, text file or archive of a parameter. ``row_by_row``: its rows are to be read, so that no archive will do.

    Raises:
        Refusal: it cannot be read.
    """
    value = given.plain(name)
    if isinstance(value, str) and (is_text_file(value) or is_archive(value)):
        return path_input(value, row_by_row)
    chosen: Any = None
    if not isinstance(value, QgsProcessingFeatureSourceDefinition):
        chosen = given.algorithm.parameterAsVectorLayer(given.parameters, name, given.context)
    return layer_input(given.source(name) if chosen is None else chosen)


def given_area_totals(
    given: Given, name: str, crs: str, needed: Sequence[str]
) -> Optional[Tuple[OpenSource, Mapping[str, str]]]:
    """What opens the rows of a table without coordinates that names areas, with its fields; None for any other input.

    Raises:
        Refusal: the table cannot be read, or a field is missing.
    """
    found = given_input(given, name)
    chosen = {meaning: given.text(parameter) for meaning, parameter in _FIELD_OF.items()}
    fields = None if found.spatial else area_fields(found.names, chosen)
    if fields is None:
        return None
    for meaning in missing_fields(fields, needed, True):
        raise Refusal("incident_field_needed", parameter=_FIELD_OF[meaning], location=found.title)
    rows = replace(found, table=None)  # a database counts points alone
    return (lambda: rows.incidents(fields, crs)), fields.named()


def given_incidents(
    given: Given,
    name: str,
    crs: str,
    needed: Sequence[str],
    unwanted: Sequence[str] = (),
    row_by_row: bool = False,
) -> Tuple[OpenSource, Mapping[str, str]]:
    """What opens the incidents of a parameter, with the names of the fields that are read.

    ``needed`` are the meanings without which nothing can be counted; ``unwanted`` are not guessed. ``row_by_row``: as for
    :func:`given_input`.

    Raises:
        Refusal: the layer cannot be read, or a field is missing.
    """
    found, definition = given_input(given, name, row_by_row), given.algorithm.parameterDefinition
    chosen = {
        meaning: given.text(parameter) for meaning, parameter in _FIELD_OF.items() if definition(parameter) is not None
    }
    fields = read_fields(found.names, chosen, found.spatial, unwanted)
    for meaning in missing_fields(fields, needed, found.spatial):
        raise Refusal("incident_field_needed", parameter=_FIELD_OF[meaning], location=found.title)
    return (lambda: found.incidents(fields, crs)), fields.named()
