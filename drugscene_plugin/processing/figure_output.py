"""How a figure of the follow-up leaves an algorithm: as a table, with what the input was good for in the log before it."""

from __future__ import annotations

from datetime import date
from typing import Any, Dict, List, Mapping, Sequence

from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsFeature,
    QgsFeatureSink,
    QgsProcessingAlgorithm,
    QgsProcessingException,
    QgsProcessingFeedback,
    QgsProcessingOutputDefinition,
    QgsProcessingOutputNumber,
    QgsProcessingOutputString,
    QgsProcessingParameterDefinition,
    QgsWkbTypes,
)

from ..domain.crime_groups import CrimeGroup
from ..domain.disclosure import PublishableTable
from ..domain.field import Profile
from ..domain.table import Measure
from ..texts import translate
from ..texts.figure_remarks import lost_zeros_text, outdated_codes_text, unmatched_names_text
from ..texts.labels import code_label
from ..workflow.follow_up import QualityOf, lost_zeros, quality_lines
from . import parameters
from .given import Given
from .result_fields import result_fields

_KINDS: Mapping[Measure, type] = {
    Measure.COUNT: int,
    Measure.YEAR: int,
    Measure.AREA_M2: float,
    Measure.SHARE: float,
    Measure.NUMBER: float,
}

_ALWAYS = ("rows", "incidents", "counted")


def figure_takes() -> Sequence[QgsProcessingParameterDefinition]:
    """For whom the figure is, and where it goes."""
    return (
        parameters.words(
            "PROFILE",
            translate("Drugscene", "Profile"),
            Profile,
            translate("Drugscene", "For whom the table is made. Others than internal get figures in a package alone."),
            default=Profile.INTERNAL,
        ),
        parameters.whole_number(
            "THRESHOLD",
            translate("Drugscene", "Smallest number shown"),
            translate("Drugscene", "Smaller numbers are suppressed where the profile asks for it; internal shows all."),
            default=5,
            least=1,
        ),
        parameters.layer_made(
            "OUTPUT",
            translate("Drugscene", "Table"),
            translate("Drugscene", "The figures as a table. They are kept in the store as well."),
        ),
    )


def figure_gives() -> Sequence[QgsProcessingOutputDefinition]:
    """How many were counted of how many, and of which input."""
    return (
        QgsProcessingOutputNumber("COUNT", translate("Drugscene", "Number counted")),
        QgsProcessingOutputNumber("ROWS", translate("Drugscene", "Number of rows read")),
        QgsProcessingOutputString("SHA256", translate("Drugscene", "SHA-256 of the input")),
    )


def write_figure(algorithm: QgsProcessingAlgorithm, given: Given, shown: PublishableTable) -> Dict[str, Any]:
    """Write a table into OUTPUT, where that is asked for; the results. Counts and shares are numbers, days ISO text."""
    if given.plain("OUTPUT") is None:
        return {}
    fields = result_fields(**{column.name: _KINDS.get(column.measure, str) for column in shown.columns})
    sink, destination = algorithm.parameterAsSink(
        given.parameters,
        "OUTPUT",
        given.context,
        fields,
        QgsWkbTypes.NoGeometry,
        QgsCoordinateReferenceSystem(),
    )
    if sink is None:
        raise QgsProcessingException(algorithm.invalidSinkError(given.parameters, "OUTPUT"))
    for row in shown.table.rows:
        feature = QgsFeature(fields)
        feature.setAttributes([value.isoformat() if isinstance(value, date) else value for value in row])
        if not sink.addFeature(feature, QgsFeatureSink.FastInsert):
            raise QgsProcessingException(sink.lastError() or algorithm.invalidSinkError(given.parameters, "OUTPUT"))
    del sink  # closes the file
    return {"OUTPUT": destination}


def tell_quality(
    reports: Sequence[QualityOf], feedback: QgsProcessingFeedback, groups: Sequence[CrimeGroup] = ()
) -> None:
    """Say what the rows were good for, before any figure: what was left out, why, and three rows to look at."""
    for report in reports:
        head = translate("Drugscene", "Period {start} to {end}, outlines {outlines}:")
        if not report.outlines:
            head = translate("Drugscene", "Period {start} to {end}:")
        feedback.pushInfo(head.format(start=report.period.start, end=report.period.end, outlines=report.outlines))
        for code, number, share, shown in quality_lines(report.quality):
            text = _line(code, number, share, shown)
            if code in _ALWAYS:
                feedback.pushInfo(text)
            else:
                feedback.pushWarning(text)
        outdated = outdated_codes_text(report.quality.outside_validity)
        if outdated:
            feedback.pushWarning(outdated)
    lost = lost_zeros_text(lost_zeros(reports, groups))
    if lost:
        feedback.pushWarning(lost)


def tell_unmatched(unmatched: Mapping[str, int], feedback: QgsProcessingFeedback) -> None:
    """Say which names in the rows no area has, with three of them."""
    text = unmatched_names_text(unmatched)
    if text:
        feedback.pushWarning(text)


def _line(code: str, number: int, share: Any, shown: Sequence[int]) -> str:
    parts: List[str] = [f"{code_label('incident_quality', code)}: {number}"]
    if share is not None:
        parts.append(f"({100 * share:.1f} %)")
    if shown:
        parts.append(translate("Drugscene", "rows {rows}").format(rows=", ".join(map(str, shown))))
    return " ".join(parts)


def tell_caveats(shown: PublishableTable, feedback: QgsProcessingFeedback) -> None:
    """Say each caveat of a table once, with how many rows it concerns."""
    numbers: Dict[str, int] = {}
    for texts in shown.table.column("caveats"):
        for code in (texts or "").split(";"):
            if code:
                numbers[code] = numbers.get(code, 0) + 1
    line = translate("Drugscene", "{caveat} ({number} of {total} rows)")
    for code, number in numbers.items():
        text = line.format(caveat=code_label("caveat", code), number=number, total=len(shown.table.rows))
        feedback.pushWarning(text)
