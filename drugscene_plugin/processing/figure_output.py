"""How a figure of the follow-up leaves an algorithm: as a table, with what the input was good for in the log before it."""

from __future__ import annotations

from datetime import date
from typing import Any, Dict, List, Mapping, Protocol, Sequence

from qgis.core import (
    QgsProcessingAlgorithm,
    QgsProcessingFeedback,
    QgsProcessingOutputDefinition,
    QgsProcessingOutputNumber,
    QgsProcessingOutputString,
    QgsProcessingParameterDefinition,
)

from ..domain.crime_groups import CrimeGroup
from ..domain.disclosure import PublishableTable
from ..domain.field import Profile
from ..domain.incident_counts import OTHER_PERIODS
from ..domain.table import Measure, Table
from ..texts import translate
from ..texts.figure_remarks import lost_zeros_text, outdated_codes_text, unmatched_names_text
from ..texts.labels import code_label
from ..workflow.follow_up import QualityOf, keep, lost_zeros, quality_lines, shown_figure
from ..workflow.ports import ReviewStore
from . import parameters
from .base import acting_person
from .given import Given
from .result_layer import result_fields, row_feature, write_layer

_KINDS: Mapping[Measure, type] = {
    Measure.COUNT: int,
    Measure.YEAR: int,
    Measure.AREA_M2: float,
    Measure.SHARE: float,
    Measure.NUMBER: float,
}

_ALWAYS = ("rows", "incidents", OTHER_PERIODS, "of_the_period", "counted")


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


class Measured(Protocol):
    """What a measure of the follow-up gives: its tables, the figure first, and the SHA-256 of its input."""

    @property
    def tables(self) -> Sequence[Table]: ...

    @property
    def sha256(self) -> str: ...


def hand_over(
    algorithm: QgsProcessingAlgorithm,
    given: Given,
    feedback: QgsProcessingFeedback,
    store: ReviewStore,
    measured: Measured,
    made_with: Mapping[str, Any],
    counted: int,
    rows: int,
    told: Sequence[str] = (),
) -> Dict[str, Any]:
    """Say a figure's caveats (but those told already), write it into OUTPUT, keep it in the store; the results.

    Counts and shares are numbers, days ISO text. ``made_with`` is the question as plain values, for the record.

    Raises:
        Refusal: ``figures_internal``.
    """
    shown = shown_figure(measured.tables[0], given.choice("PROFILE", Profile))
    tell_caveats(shown, feedback, told)
    fields = result_fields(**{column.name: _KINDS.get(column.measure, str) for column in shown.columns})
    lines = (
        row_feature(fields, (value.isoformat() if isinstance(value, date) else value for value in row))
        for row in shown.table.rows
    )
    results = write_layer(algorithm, given, "OUTPUT", fields, lines)
    keep(store, given.text("ROUND"), measured.tables, made_with, measured.sha256, acting_person())
    return {**results, "COUNT": counted, "ROWS": rows, "SHA256": measured.sha256}


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


def tell_caveats(shown: PublishableTable, feedback: QgsProcessingFeedback, told: Sequence[str] = ()) -> None:
    """Say each caveat of a table once, with how many rows it concerns, but for those told already."""
    numbers: Dict[str, int] = {}
    for texts in shown.table.column("caveats"):
        for code in (texts or "").split(";"):
            if code and code not in told:
                numbers[code] = numbers.get(code, 0) + 1
    line = translate("Drugscene", "{caveat} ({number} of {total} rows)")
    for code, number in numbers.items():
        text = line.format(caveat=code_label("caveat", code), number=number, total=len(shown.table.rows))
        feedback.pushWarning(text)
