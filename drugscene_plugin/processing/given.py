"""The values that a run was given, checked: every error names the parameter and the value that is wrong.

QGIS 3.22 ignores parameters that it does not know, takes any text for a boolean, compares the words of an enumeration
by case and rounds a decimal where a whole number is asked for; a run at night would then do something else than asked.
"""

from __future__ import annotations

import difflib
import re
from datetime import date, datetime
from enum import Enum
from typing import Any, Dict, List, Mapping, Optional, Sequence, Type, TypeVar

from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsProcessingAlgorithm,
    QgsProcessingContext,
    QgsProcessingFeatureSource,
    QgsProcessingParameterDefinition,
    QgsProcessingParameterNumber,
    QgsProperty,
)
from qgis.PyQt.QtCore import QDate, QDateTime, QVariant

from ..domain.errors import Refusal
from ..store.point_input import TEXT_FILES, file_input

E = TypeVar("E", bound=Enum)

_DAY = re.compile(r"(\d{4}-\d{2}-\d{2})(?:T[\d:.]*(?:Z|[+-]\d{2}:?\d{2})?)?")
_TRUE = ("true", "yes", "1", "on")
_FALSE = ("false", "no", "0", "off")


def checked(algorithm: QgsProcessingAlgorithm, parameters: Mapping[str, Any], context: QgsProcessingContext) -> Given:
    """The values of a run, all of them checked as far as their parameters' kinds go.

    Raises:
        Refusal: a parameter is unknown or missing, or a value does not fit, by name.
    """
    definitions = {d.name(): d for d in algorithm.parameterDefinitions()}
    _refuse_unknown(parameters, list(definitions))
    given = Given(algorithm, dict(parameters), context)
    for name, definition in definitions.items():
        given.check(definition)
        if parameters.get(name) is None and definition.defaultValue() is not None:
            given.parameters[name] = definition.defaultValue()  # QGIS 3.22 forgets that of a CRS
        if definition.type() == "enum" and given.plain(name) is not None:
            given.parameters[name] = given.word(name)
    return given


def _refuse_unknown(parameters: Mapping[str, Any], known: Sequence[str]) -> None:
    for name in parameters:
        if name not in known:
            near = difflib.get_close_matches(name.upper(), known, n=1, cutoff=0.5)
            if near:
                raise Refusal("parameter_misspelt", parameter=shown(name), nearest=near[0], known=", ".join(known))
            raise Refusal("parameter_unknown", parameter=shown(name), known=", ".join(known))


class Given:
    """The values of one run. ``parameters`` is what QGIS's own functions are to be given, enumerations in their own case."""

    def __init__(
        self, algorithm: QgsProcessingAlgorithm, parameters: Dict[str, Any], context: QgsProcessingContext
    ) -> None:
        self.algorithm, self.parameters, self.context = algorithm, parameters, context

    def check(self, definition: QgsProcessingParameterDefinition) -> None:
        """Refuse a value that is missing or does not fit its parameter."""
        name, value = definition.name(), self.plain(definition.name())
        if value is None:
            optional = definition.flags() & QgsProcessingParameterDefinition.FlagOptional
            if not optional and not definition.isDestination():
                raise Refusal("parameter_missing", parameter=name)
            return
        reader = {
            "enum": self.word,
            "datetime": self.day,
            "boolean": self.flag,
            "crs": self.crs,
            "number": self.number,
        }.get(definition.type())
        if reader is not None:
            reader(name)
        elif not definition.checkValueIsAcceptable(self.parameters.get(name, value), self.context):
            if definition.type() == "source":
                if isinstance(value, str) and value.lower().endswith(TEXT_FILES):
                    file_input(value)  # says why it cannot be read
                raise Refusal("input_unreadable", parameter=name, value=shown(value))
            raise Refusal("parameter_value_invalid", parameter=name, value=shown(value))

    def plain(self, name: str) -> Any:
        """The value as it was given, or the default; None where there is neither. Text is stripped."""
        default = self.algorithm.parameterDefinition(name).defaultValue()
        value = self.parameters.get(name, default)
        if isinstance(value, QgsProperty):
            value, _ = value.value(self.context.expressionContext(), default)
        if isinstance(value, QVariant):
            value = None if value.isNull() else value.value()
        if isinstance(value, str):
            value = value.strip()
        return None if value == "" else value

    def text(self, name: str) -> str:
        """The value as text; blank where none was given."""
        value = self.plain(name)
        return "" if value is None else str(value)

    def word(self, name: str) -> str:
        """The word of an enumeration, in the case that the contract writes it."""
        options: List[str] = self.algorithm.parameterDefinition(name).options()
        value = self.text(name)
        for option in options:
            if option.casefold() == value.casefold():
                return option
        raise Refusal("parameter_word_unknown", parameter=name, value=shown(value), known=", ".join(options))

    def choice(self, name: str, kind: Type[E]) -> E:
        """The word of an enumeration as a member of a domain's."""
        return kind(self.word(name))

    def day(self, name: str) -> Optional[date]:
        """A day, or None where none was given."""
        value = self.plain(name)
        if value is None:
            return None
        if isinstance(value, (QDate, QDateTime)):
            day = value.date() if isinstance(value, QDateTime) else value
            if day.isValid():
                return date(day.year(), day.month(), day.day())
        elif isinstance(value, date):
            return value.date() if isinstance(value, datetime) else value
        else:
            written = _DAY.fullmatch(str(value))
            if written:
                try:
                    return date.fromisoformat(written[1])
                except ValueError:
                    pass  # such as 2023-02-30: refused below, like all else that is no day
        raise Refusal("parameter_day_invalid", parameter=name, value=shown(value))

    def required_day(self, name: str) -> date:
        """A day that must be given.

        Raises:
            Refusal: ``parameter_missing``.
        """
        day = self.day(name)
        if day is None:
            raise Refusal("parameter_missing", parameter=name)
        return day

    def flag(self, name: str) -> bool:
        """Yes or no."""
        value = self.plain(name)
        if value is None or isinstance(value, bool):
            return bool(value)
        word = str(value).casefold()
        if word in _TRUE:
            return True
        if word in _FALSE:
            return False
        raise Refusal("parameter_flag_invalid", parameter=name, value=shown(value))

    def number(self, name: str) -> float:
        """A number within the parameter's limits, whole where that is asked for."""
        value = self.plain(name)
        if value is None:
            raise Refusal("parameter_missing", parameter=name)
        definition = self.algorithm.parameterDefinition(name)
        whole = definition.dataType() == QgsProcessingParameterNumber.Integer
        try:
            number = float(value)
        except (TypeError, ValueError):
            number = float("nan")  # fails every comparison below
        if not definition.minimum() <= number <= definition.maximum() or (whole and not number.is_integer()):
            raise Refusal("parameter_number_invalid", parameter=name, value=shown(value))
        return int(number) if whole else number

    def crs(self, name: str) -> QgsCoordinateReferenceSystem:
        """A coordinate reference system."""
        found = self.algorithm.parameterAsCrs(self.parameters, name, self.context)
        if not found.isValid():
            raise Refusal("crs_unknown", crs=shown(self.plain(name)))
        return found

    def source(self, name: str) -> QgsProcessingFeatureSource:
        """A layer that can be read."""
        found = self.algorithm.parameterAsSource(self.parameters, name, self.context)
        if found is None:
            raise Refusal("input_unreadable", parameter=name, value=shown(self.plain(name)))
        return found

    def field(self, name: str, source: QgsProcessingFeatureSource) -> str:
        """The name of a field that the layer has; blank where none was given."""
        return self.field_among(name, source.fields().names(), source.sourceName())

    def field_among(self, name: str, known: Sequence[str], title: str) -> str:
        """The name of a field that is among those known of a layer; blank where none was given."""
        field = self.text(name)
        if not field or field in known:
            return field
        values = {"parameter": name, "field": shown(field), "layer": title, "known": ", ".join(known)}
        near = difflib.get_close_matches(field, known, n=1, cutoff=0.6)
        if near:
            raise Refusal("field_misspelt", nearest=near[0], **values)
        raise Refusal("field_unknown", **values)


def shown(value: Any) -> str:
    """A value as an error shows it: on one line, and not too long."""
    text = " ".join(str(value).split())
    return text if len(text) <= 100 else text[:99] + "…"
