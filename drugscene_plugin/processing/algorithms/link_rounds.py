"""Link a round with the one before: what became of each scene."""

from __future__ import annotations

from typing import Any, Dict, Optional, Sequence

import shapely
from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsFeature,
    QgsFields,
    QgsGeometry,
    QgsProcessing,
    QgsProcessingFeedback,
    QgsProcessingOutputDefinition,
    QgsProcessingOutputNumber,
    QgsProcessingParameterNumber,
    QgsWkbTypes,
)

from ...analysis.link_shapes import components
from ...domain.lineage import REASON_CODES, HeldLink, LinkKind, LinkThresholds, ReasonCode
from ...domain.scene import Scene, SceneId, by_id
from ...store import open_store
from ...texts import translate
from ...texts.labels import code_label
from ...texts.messages import message
from ...workflow.link_rounds import Comparison, link_rounds
from ...workflow.publish_round import link_obstacles
from .. import parameters
from ..base import DrugsceneAlgorithm, acting_person, push_lines
from ..given import Given
from ..progress import FeedbackProgress
from ..result_layer import result_fields, write_layer

_NORMAL = LinkThresholds()
_GROUPED = (LinkKind.MERGED, LinkKind.SPLIT, LinkKind.MANY_TO_MANY)


class LinkRounds(DrugsceneAlgorithm):
    """``drugscene:linkrounds``."""

    NAME = "linkrounds"
    GROUP = "followup"

    def title(self) -> str:
        return translate("Drugscene", "Link rounds")

    def help(self) -> str:
        return translate(
            "Drugscene",
            "Says what became of each open scene from the round before: continued, grown, shrunk, moved, merged, split, "
            "new, ceased or returned, and where a person has to answer, unsure. It goes by ids first, then by how much "
            "of each outline lies in the other. What people have decided stays decided.",
        )

    def takes(self):
        return (
            parameters.store(),
            parameters.round_label(),
            parameters.string(
                "FROM_ROUND",
                translate("Drugscene", "From round"),
                translate("Drugscene", "The earlier round. None: the round before."),
                optional=True,
            ),
            parameters.flag(
                "ACCEPT",
                translate("Drugscene", "Accept"),
                translate(
                    "Drugscene",
                    "Decide all proposals that are not unsure, as the person set in the plugin. A new or ceased scene is "
                    "decided only where its reason is known: that of a scene that the de-listing rule took off the list "
                    "is, the others are given below.",
                ),
            ),
            parameters.words(
                "NEW_REASON",
                translate("Drugscene", "Reason for new scenes"),
                ReasonCode,
                translate("Drugscene", "Why scenes are new or have returned, for all that are accepted now."),
                only=REASON_CODES[LinkKind.NEW],
                optional=True,
            ),
            parameters.words(
                "CEASED_REASON",
                translate("Drugscene", "Reason for ceased scenes"),
                ReasonCode,
                translate("Drugscene", "Why scenes have ceased, for all that are accepted now."),
                only=REASON_CODES[LinkKind.CEASED],
                optional=True,
            ),
            *(_threshold(*one) for one in _thresholds()),
            parameters.layer_made(
                "LINKS",
                translate("Drugscene", "Links"),
                translate(
                    "Drugscene",
                    "A layer of the links: the kind, both scenes, the share of each in the other, why it is proposed, and "
                    "who has decided it. Its outline is the later scene's, or that of the scene that has ceased.",
                ),
                QgsProcessing.TypeVectorPolygon,
            ),
        )

    def gives(self) -> Sequence[QgsProcessingOutputDefinition]:
        count = translate("Drugscene", "How many changes are of the kind: {kind}")
        return (
            *(
                QgsProcessingOutputNumber(kind.name, count.format(kind=code_label("link_kind", kind.value)))
                for kind in LinkKind
            ),
            QgsProcessingOutputNumber("ACCEPTED", translate("Drugscene", "How many links were decided now")),
            QgsProcessingOutputNumber("UNDECIDED", translate("Drugscene", "How many links nobody has decided")),
        )

    def perform(self, given: Given, feedback: QgsProcessingFeedback) -> Dict[str, Any]:
        store = open_store(given.text("STORE"))
        thresholds = LinkThresholds(**{field: given.number(name) for name, field, *_ in _thresholds()})
        linked = link_rounds(
            store,
            given.text("ROUND"),
            acting_person(),
            given.text("FROM_ROUND"),
            given.flag("ACCEPT"),
            thresholds,
            _reason(given, "NEW_REASON"),
            _reason(given, "CEASED_REASON"),
            FeedbackProgress(feedback),
        )
        comparison = linked.comparison
        push_lines(feedback, [message(finding) for finding in link_obstacles(comparison)])
        if comparison.series_break:
            feedback.pushInfo(
                translate("Drugscene", "The two rounds use different definitions: the comparison is a series break.")
            )
        results = self._write(given, comparison, store.info().crs)
        results.update({kind.name: number for kind, number in changes_by_kind(comparison).items()})
        results.update(ACCEPTED=len(linked.accepted), UNDECIDED=len(comparison.undecided))
        return results

    def _write(self, given: Given, comparison: Comparison, crs: str) -> Dict[str, Any]:
        fields = _fields()
        before, after = by_id(comparison.before), by_id(comparison.after)
        nobody = SceneId("")
        features = (
            _feature(
                held,
                comparison,
                before.get(held.link.from_scene or nobody),
                after.get(held.link.to_scene or nobody),
                fields,
            )
            for held in comparison.held
        )
        in_crs = QgsCoordinateReferenceSystem(crs)
        return write_layer(self, given, "LINKS", fields, features, QgsWkbTypes.MultiPolygon, in_crs)


def changes_by_kind(comparison: Comparison) -> Dict[LinkKind, int]:
    """How many changes there are of every kind; several links that make one merger or split are one change."""
    counts = dict(comparison.counts)
    together = components(comparison.links)
    for kind in _GROUPED:
        counts[kind] = sum(any(link.kind is kind for link in component) for component in together)
    return counts


def _reason(given: Given, name: str) -> Optional[ReasonCode]:
    return given.choice(name, ReasonCode) if given.plain(name) is not None else None


def _thresholds():
    """The thresholds: parameter, field of ``LinkThresholds``, label, help, largest value."""
    return (
        (
            "LINK_SHARE",
            "link_share",
            translate("Drugscene", "Share that links"),
            translate("Drugscene", "Two outlines are linked when this share of one of them lies in the other."),
            1.0,
        ),
        (
            "UNSURE_SHARE",
            "unsure_share",
            translate("Drugscene", "Share that is asked about"),
            translate("Drugscene", "From this share up to the one above a person is asked."),
            1.0,
        ),
        (
            "SLIVER_WIDTH",
            "sliver_width",
            translate("Drugscene", "Width of slivers (m)"),
            translate("Drugscene", "An overlap that is narrower comes from drawing, and is none."),
            1000.0,
        ),
        (
            "AREA_CHANGE",
            "area_change",
            translate("Drugscene", "Change of area"),
            translate("Drugscene", "A scene whose area changed by a smaller share is continued, not grown or shrunk."),
            10.0,
        ),
        (
            "MOVED_SHARE",
            "moved_share",
            translate("Drugscene", "Share that stays"),
            translate("Drugscene", "A scene of which less than this share lies in either outline has moved."),
            1.0,
        ),
        (
            "NEAR",
            "near",
            translate("Drugscene", "Near (m)"),
            translate("Drugscene", "How far a scene may have moved to be asked about."),
            100_000.0,
        ),
    )


def _threshold(name: str, field: str, label: str, text: str, largest: float) -> QgsProcessingParameterNumber:
    return parameters.with_help(
        QgsProcessingParameterNumber(
            name,
            label,
            QgsProcessingParameterNumber.Double,
            defaultValue=getattr(_NORMAL, field),
            minValue=0,
            maxValue=largest,
        ),
        text,
    )


def _fields() -> QgsFields:
    return result_fields(
        kind=str,
        decided=str,
        reason_code=str,
        from_round=str,
        from_scene_id=str,
        from_name=str,
        to_round=str,
        to_scene_id=str,
        to_name=str,
        share_from=float,
        share_to=float,
        shared_m2=float,
        why=str,
        decided_by=str,
        reason=str,
    )


def _feature(
    held: HeldLink, comparison: Comparison, source: Optional[Scene], target: Optional[Scene], fields: QgsFields
) -> QgsFeature:
    link, decision = held.link, held.decision
    feature = QgsFeature(fields)
    outline = (target or source).outline if target or source else None  # type: ignore[union-attr]
    if outline is not None:
        geometry = QgsGeometry()
        geometry.fromWkb(shapely.to_wkb(outline, output_dimension=2))
        geometry.convertToMultiType()
        feature.setGeometry(geometry)
    from_round = comparison.known_in.get(link.from_scene or SceneId(""), comparison.from_round.label)
    feature.setAttributes(
        [
            link.kind.value,
            "yes" if held.decided else "no",
            decision.reason_code.value if decision and decision.reason_code else None,
            str(from_round),
            link.from_scene,
            source.name if source else None,
            str(comparison.mapping_round.label),
            link.to_scene,
            target.name if target else None,
            link.share_from,
            link.share_to,
            link.shared_m2,
            code_label("link_reason", link.reason.value),
            decision.by if decision else None,
            (decision.reason or None) if decision else None,
        ]
    )
    return feature
