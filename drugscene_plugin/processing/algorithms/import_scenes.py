"""Bring outlines that exist already into a round."""

from __future__ import annotations

from typing import Any, Dict, Sequence

from qgis.core import (
    QgsFeature,
    QgsFields,
    QgsProcessing,
    QgsProcessingFeatureSource,
    QgsProcessingFeedback,
    QgsProcessingOutputDefinition,
    QgsProcessingOutputNumber,
    QgsProcessingUtils,
)

from ...domain.errors import Refusal
from ...domain.scene import SceneStatus
from ...store import open_store
from ...store.source_layers import features, read_rows
from ...texts import translate
from ...texts.messages import message
from ...workflow.import_scenes import (
    MendedOutline,
    RejectedRow,
    SceneImport,
    SceneSource,
    import_scenes,
    plan_import,
    taken_fields,
)
from .. import parameters
from ..base import DrugsceneAlgorithm, acting_person, push_lines
from ..given import Given
from ..progress import FeedbackProgress
from ..result_layer import result_fields, write_layer


class ImportScenes(DrugsceneAlgorithm):
    """``drugscene:importscenes``."""

    NAME = "importscenes"
    GROUP = "round"

    def title(self) -> str:
        return translate("Drugscene", "Import scenes")

    def help(self) -> str:
        return translate(
            "Drugscene",
            "Brings outlines that exist already into a draft round. Fields that are named as the criteria and tags of a "
            "scene (such as use, use_source, place_type, note) are taken; others are left. Outlines that cross "
            "themselves are mended, and the log says by how much the area changed. What cannot be taken is listed with "
            "its reason; the rest comes in, in one step, assigned to the areas of the round's reference date.",
        )

    def takes(self):
        return (
            parameters.store(),
            parameters.round_label(),
            parameters.polygons(
                "INPUT", translate("Drugscene", "Outlines"), translate("Drugscene", "A layer of polygons, one a scene.")
            ),
            parameters.field(
                "ID_FIELD",
                translate("Drugscene", "Field with the scene's id"),
                translate(
                    "Drugscene",
                    "A scene keeps its id over the rounds. Rows without one, or all when no field is given, get new ids.",
                ),
            ),
            parameters.field(
                "NAME_FIELD",
                translate("Drugscene", "Field with the scene's name"),
                translate("Drugscene", "When none is given, a field called name is taken, if there is one."),
            ),
            parameters.words(
                "STATUS",
                translate("Drugscene", "Status of rows that bring none"),
                SceneStatus,
                translate("Drugscene", "What scenes are in the round until somebody says otherwise."),
                default=SceneStatus.CANDIDATE,
                only=(SceneStatus.CANDIDATE, SceneStatus.OPEN),
            ),
            parameters.flag(
                "STRICT",
                translate("Drugscene", "All or nothing"),
                translate("Drugscene", "Whether one row that cannot be taken keeps all others out."),
            ),
            parameters.layer_made(
                "REJECTED",
                translate("Drugscene", "Refused rows"),
                translate(
                    "Drugscene",
                    "A layer of the rows that were not taken, as they came, with the row's number and the reason.",
                ),
                QgsProcessing.TypeVectorAnyGeometry,
            ),
        )

    def gives(self) -> Sequence[QgsProcessingOutputDefinition]:
        return (QgsProcessingOutputNumber("COUNT", translate("Drugscene", "Number of scenes imported")),)

    def perform(self, given: Given, feedback: QgsProcessingFeedback) -> Dict[str, Any]:
        location, label = given.text("STORE"), given.text("ROUND")
        store = open_store(location)
        self.refuse_unsaved_edits(location, label)
        source = given.source("INPUT")
        how = SceneSource(
            given.field("ID_FIELD", source), given.field("NAME_FIELD", source), given.choice("STATUS", SceneStatus)
        )
        progress = FeedbackProgress(feedback)
        rows = read_rows(source, store.info().crs, given.context.transformContext(), progress.part(0.0, 0.3))
        planned = plan_import(store, label, rows, how, progress.part(0.3, 0.8))
        self._tell(planned, taken_fields(source.fields().names(), how), feedback)
        if planned.rejected and given.flag("STRICT"):
            first = planned.rejected[0]
            raise Refusal(
                "import_refused",
                number=len(planned.rejected),
                total=len(rows),
                row=first.number,
                reason=message(first.reason),
            )
        # Before the scenes: when that layer cannot be written, nothing has been imported.
        results = self._write_rejected(given, source, planned.rejected)
        results["COUNT"] = import_scenes(store, planned, acting_person(), progress.part(0.8, 1.0))
        return results

    def _tell(self, planned: SceneImport, fields: Sequence[str], feedback: QgsProcessingFeedback) -> None:
        if fields:
            feedback.pushInfo(translate("Drugscene", "Fields taken: {names}.").format(names=", ".join(fields)))
        push_lines(feedback, [_mended(outline) for outline in planned.mended])
        push_lines(feedback, [_refused(row) for row in planned.rejected])

    def _write_rejected(
        self, given: Given, source: QgsProcessingFeatureSource, rejected: Sequence[RejectedRow]
    ) -> Dict[str, Any]:
        """Write the refused rows into REJECTED, where that is asked for; the results."""
        fields, kept = _rejected_fields(source.fields())
        reasons = {row.number: row.reason for row in rejected}
        refused = (
            _refused_row(feature, number, reasons[number], fields, kept)
            for number, feature in enumerate(features(source), start=1)
            if number in reasons
        )
        return write_layer(self, given, "REJECTED", fields, refused, source.wkbType(), source.sourceCrs())


def _refused_row(
    feature: QgsFeature, number: int, reason: Refusal, fields: QgsFields, kept: Sequence[int]
) -> QgsFeature:
    copy = QgsFeature(fields)
    if feature.hasGeometry():
        copy.setGeometry(feature.geometry())
    values = feature.attributes()
    copy.setAttributes([number, reason.code, message(reason), *(values[index] for index in kept)])
    return copy


def _rejected_fields(source: QgsFields) -> tuple[QgsFields, list[int]]:
    """The fields of the layer of refused rows, and the indexes of those that are the source's own.

    A key that the source's file made (``fid``) is left out: another file makes its own.
    """
    ours = result_fields(row=int, code=str, reason=str)
    theirs = QgsFields()
    kept = [index for index, field in enumerate(source) if field.name().lower() != "fid"]
    for index in kept:
        theirs.append(source.at(index))
    return QgsProcessingUtils.combineFields(ours, theirs), kept


def _refused(row: RejectedRow) -> str:
    return translate("Drugscene", "Row {row} was refused: {reason}").format(row=row.number, reason=message(row.reason))


def _mended(outline: MendedOutline) -> str:
    text = translate(
        "Drugscene",
        "Row {row}: the outline of {scene} was mended; its area went from {before} to {after} m² ({difference}).",
    )
    return text.format(
        row=outline.row,
        scene=outline.name[:60] or outline.scene,
        before=f"{outline.before_m2:.1f}",
        after=f"{outline.after_m2:.1f}",
        difference=f"{outline.after_m2 - outline.before_m2:+.1f}",
    )
