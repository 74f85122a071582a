"""Check a round, and list what was found."""

from __future__ import annotations

from collections import Counter
from typing import Any, Dict, Sequence

from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsFeature,
    QgsFields,
    QgsGeometry,
    QgsPointXY,
    QgsProcessing,
    QgsProcessingFeedback,
    QgsProcessingOutputDefinition,
    QgsProcessingOutputNumber,
    QgsProcessingParameterNumber,
    QgsWkbTypes,
)

from ...analysis.outline_checks import OutlineBounds
from ...domain.finding import Finding, Severity
from ...domain.scene import SceneId
from ...store import open_store
from ...texts import translate
from ...texts.messages import message
from ...workflow.check_round import check_round
from .. import parameters
from ..base import DrugsceneAlgorithm
from ..given import Given
from ..progress import FeedbackProgress
from ..result_layer import result_fields, write_layer


class CheckRound(DrugsceneAlgorithm):
    """``drugscene:checkround``."""

    NAME = "checkround"
    GROUP = "round"

    def title(self) -> str:
        return translate("Drugscene", "Check round")

    def help(self) -> str:
        return translate(
            "Drugscene",
            "Runs all checks on a round as it is saved in the store. An error keeps the round from being published; a "
            "warning can be accepted in the panel by a person who knows better, and then counts no longer.",
        )

    def takes(self):
        return (
            parameters.store(),
            parameters.round_label(),
            parameters.with_help(
                _area("MIN_AREA", translate("Drugscene", "Smallest usual area (m²)"), OutlineBounds().min_area_m2),
                translate("Drugscene", "Scenes with a smaller area get a warning."),
            ),
            parameters.with_help(
                _area("MAX_AREA", translate("Drugscene", "Largest usual area (m²)"), OutlineBounds().max_area_m2),
                translate("Drugscene", "Scenes with a larger area get a warning."),
            ),
            parameters.layer_made(
                "FINDINGS",
                translate("Drugscene", "Findings"),
                translate("Drugscene", "A layer of what was found: what, how grave, which scenes, and where."),
                QgsProcessing.TypeVectorPoint,
            ),
        )

    def gives(self) -> Sequence[QgsProcessingOutputDefinition]:
        return (
            QgsProcessingOutputNumber("ERRORS", translate("Drugscene", "Number of errors")),
            QgsProcessingOutputNumber(
                "WARNINGS", translate("Drugscene", "Number of warnings that nobody has accepted")
            ),
        )

    def perform(self, given: Given, feedback: QgsProcessingFeedback) -> Dict[str, Any]:
        store = open_store(given.text("STORE"))
        label = given.text("ROUND")
        bounds = OutlineBounds(min_area_m2=given.number("MIN_AREA"), max_area_m2=given.number("MAX_AREA"))
        found = check_round(store, label, bounds, FeedbackProgress(feedback))
        names = {scene.id: scene.name for scene in store.scenes(label)}
        for line in _summary(found):
            feedback.pushInfo(line)
        results = self._write(given, found, names, store.info().crs)
        results["ERRORS"] = sum(f.severity is Severity.ERROR for f in found)
        results["WARNINGS"] = sum(f.severity is Severity.WARNING and not f.seen for f in found)
        return results

    def _write(self, given: Given, found: Sequence[Finding], names: Dict[SceneId, str], crs: str) -> Dict[str, Any]:
        fields = _fields()
        features = (_feature(finding, names, fields) for finding in found)
        return write_layer(
            self, given, "FINDINGS", fields, features, QgsWkbTypes.Point, QgsCoordinateReferenceSystem(crs)
        )


def _area(name: str, label: str, default: float) -> QgsProcessingParameterNumber:
    return QgsProcessingParameterNumber(
        name, label, QgsProcessingParameterNumber.Double, defaultValue=default, minValue=0
    )


def _fields() -> QgsFields:
    return result_fields(code=str, severity=str, message=str, scenes=str, names=str, seen=str, x=float, y=float)


def _feature(finding: Finding, names: Dict[SceneId, str], fields: QgsFields) -> QgsFeature:
    feature = QgsFeature(fields)
    x, y = finding.where or (None, None)
    if finding.where is not None:
        feature.setGeometry(QgsGeometry.fromPointXY(QgsPointXY(*finding.where)))
    scenes = ";".join(finding.scenes)
    called = "; ".join(names.get(scene) or scene for scene in finding.scenes)
    severity = finding.severity.value
    feature.setAttributes([finding.code, severity, message(finding), scenes, called, finding.seen or None, x, y])
    return feature


def _summary(found: Sequence[Finding]) -> Sequence[str]:
    """One line a kind of finding, errors first, with how often it is there and how often it was accepted."""
    order = list(Severity)
    kinds = sorted({(order.index(f.severity), f.severity.value, f.code) for f in found})
    number = Counter((f.severity.value, f.code) for f in found)
    seen = Counter((f.severity.value, f.code) for f in found if f.seen)
    if not kinds:
        return [translate("Drugscene", "Nothing was found.")]
    line = translate("Drugscene", "{severity}: {code}: {number} ({seen} accepted)")
    return [
        line.format(severity=severity, code=code, number=number[severity, code], seen=seen[severity, code])
        for _, severity, code in kinds
    ]
