"""Print a round: the county's overview, a sheet a local police area, or a page a scene."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Dict, List, Optional, Sequence, Tuple

from qgis.core import (
    QgsMapLayer,
    QgsProcessing,
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingOutputDefinition,
    QgsProcessingOutputNumber,
    QgsProcessingOutputString,
    QgsProcessingParameterFile,
    QgsProcessingParameterMultipleLayers,
    QgsProcessingParameterNumber,
)

from ...domain.disclosure import OutlineForm
from ...domain.errors import Refusal
from ...domain.field import Profile
from ...domain.progress import Part
from ...domain.suppression import Rules
from ...reports.atlas import AtlasFormat, AtlasOrder, write_atlas
from ...reports.atlas_pages import AtlasLevel
from ...reports.base_layers import base_definition
from ...reports.map_layout import TemplateFault, template_names
from ...reports.map_project import MapLook
from ...store import open_store
from ...texts import translate
from ...texts.atlas_labels import atlas_word
from ...workflow.export_round import content_to_release
from .. import content_parameters, parameters
from ..base import DrugsceneAlgorithm, acting_person
from ..given import Given
from ..progress import FeedbackProgress

_READING = 0.1  # of the whole work; the rest is drawing


class Atlas(DrugsceneAlgorithm):
    """``drugscene:atlas``."""

    NAME = "atlas"
    GROUP = "round"
    _base = ""
    _refused: Optional[Refusal] = None

    def title(self) -> str:
        return translate("Drugscene", "Atlas")

    def help(self) -> str:
        return translate(
            "Drugscene",
            "Prints a round: the county's overview with its key figures and tables, a sheet for each local police area, "
            "or a page for each scene with the old outline in red and the new one in blue. One PDF, or a PNG or SVG a "
            "page. Long tables go on to the next page. It appears whole or not at all; an atlas of the same name is "
            "replaced, any other file is not. For the public as in the package: published rounds alone, open scenes "
            "alone, and no outline as it was drawn.",
        )

    def takes(self):
        return (
            parameters.store(),
            parameters.round_label(),
            parameters.words(
                "LEVEL",
                translate("Drugscene", "Level"),
                AtlasLevel,
                translate("Drugscene", "What there is a page of: the county, each local police area, or each scene."),
                default=AtlasLevel.COUNTY,
            ),
            parameters.string(
                "ONLY",
                translate("Drugscene", "Only these"),
                translate("Drugscene", "Codes of LPOs or ids of scenes, with commas between them. None: all of them."),
                optional=True,
            ),
            parameters.with_help(
                QgsProcessingParameterFile(
                    "TEMPLATE",
                    translate("Drugscene", "Template"),
                    optional=True,
                    fileFilter=translate("Drugscene", "Layout templates (*.qpt)") + ";;" + parameters.any_file(),
                ),
                translate(
                    "Drugscene",
                    "A layout template (.qpt) of your own, or the name of one that comes with the plugin: {names}. None: "
                    "the one that belongs to the level. Long tables go on to pages of the plugin's own.",
                ).format(names=", ".join(template_names())),
            ),
            parameters.words(
                "FORMAT",
                translate("Drugscene", "Format"),
                AtlasFormat,
                translate("Drugscene", "One PDF with all pages, or a PNG or SVG picture a page."),
                default=AtlasFormat.PDF,
            ),
            parameters.words(
                "LOOK",
                translate("Drugscene", "Scenes by"),
                MapLook,
                translate(
                    "Drugscene",
                    "How scenes are told apart on the maps: by what became of them, by category (internal alone), or by "
                    "change over local police areas shaded by how densely scenes lie in them.",
                ),
                default=MapLook.CHANGE,
            ),
            content_parameters.language(),
            content_parameters.profile(),
            *content_parameters.small_numbers(),
            content_parameters.outlines(),
            content_parameters.revision(),
            parameters.with_help(
                QgsProcessingParameterMultipleLayers(
                    "BASE_LAYERS",
                    translate("Drugscene", "Base map"),
                    QgsProcessing.TypeMapLayer,
                    optional=True,
                ),
                translate(
                    "Drugscene", "Layers that are drawn beneath, such as a background map. None: a white ground."
                ),
            ),
            parameters.with_help(
                QgsProcessingParameterNumber(
                    "DPI",
                    translate("Drugscene", "Resolution (dpi)"),
                    QgsProcessingParameterNumber.Integer,
                    defaultValue=AtlasOrder.dpi,
                    minValue=30,
                    maxValue=1200,
                ),
                translate("Drugscene", "Dots per inch of pictures, and of background maps within a PDF."),
            ),
            parameters.with_help(
                QgsProcessingParameterFile(
                    "FOLDER", translate("Drugscene", "Folder"), QgsProcessingParameterFile.Folder
                ),
                translate("Drugscene", "Where the files are put. It is made when it is missing."),
            ),
        )

    def gives(self) -> Sequence[QgsProcessingOutputDefinition]:
        return (
            QgsProcessingOutputString(
                "FILES", translate("Drugscene", "The files as a list, in the order of the pages")
            ),
            QgsProcessingOutputNumber("COUNT", translate("Drugscene", "Number of files")),
        )

    def prepareAlgorithm(
        self, values: Dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> bool:
        """Take down what lies beneath, where the layers live. QGIS swallows what is refused here: it is kept for later."""
        kept, broken = _without_broken(values, context)
        try:
            self._base = base_definition([*(self.parameterAsLayerList(kept, "BASE_LAYERS", context) or []), *broken])
        except Refusal as refusal:
            self._refused = refusal
        return True

    def checkParameterValues(self, parameters: Dict[str, Any], context: QgsProcessingContext) -> Tuple[bool, str]:
        return super().checkParameterValues(_without_broken(parameters, context)[0], context)

    def processAlgorithm(
        self, parameters: Dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> Dict[str, Any]:
        return super().processAlgorithm(_without_broken(parameters, context)[0], context, feedback)

    def perform(self, given: Given, feedback: QgsProcessingFeedback) -> Dict[str, Any]:
        if self._refused is not None:
            raise self._refused
        progress = FeedbackProgress(feedback)
        rules = Rules(int(given.number("THRESHOLD")), given.flag("SHOW_ZERO"), int(given.number("MINIMUM_N")))
        content = content_to_release(
            open_store(given.text("STORE")),
            given.text("ROUND"),
            given.choice("PROFILE", Profile),
            given.word("LANGUAGE"),
            rules,
            Part(progress, 0.0, _READING),
            None if given.plain("REVISION") is None else int(given.number("REVISION")),
            outlines=given.choice("OUTLINES", OutlineForm),
            by=acting_person(),
        )
        order = AtlasOrder(
            level=given.choice("LEVEL", AtlasLevel),
            format=given.choice("FORMAT", AtlasFormat),
            only=tuple(one.strip() for one in given.text("ONLY").replace(";", ",").split(",") if one.strip()),
            template=given.text("TEMPLATE"),
            look=given.choice("LOOK", MapLook),
            dpi=int(given.number("DPI")),
            base=self._base,
        )

        def heard(fault: TemplateFault) -> None:
            feedback.pushWarning(atlas_word(fault.code, item=fault.item, name=fault.name))

        files = write_atlas(content, order, Path(given.text("FOLDER")), Part(progress, _READING, 1.0), heard)
        return {"FILES": [str(file) for file in files], "COUNT": len(files)}


def _without_broken(
    parameters: Dict[str, Any], context: QgsProcessingContext
) -> Tuple[Dict[str, Any], List[QgsMapLayer]]:
    """The parameters without those base layers of the project that cannot be had at present, and these layers.

    QGIS would refuse them as no layers at all; the pages are to come without them, and to be told of.
    """
    project, given = context.project(), parameters.get("BASE_LAYERS")
    if project is None or not isinstance(given, list):
        return parameters, []
    layers = {one: project.mapLayer(one) for one in given if isinstance(one, str)}
    broken = {one: layer for one, layer in layers.items() if layer is not None and not layer.isValid()}
    kept = [one for one in given if one not in broken]
    return {**parameters, "BASE_LAYERS": kept or None}, list(broken.values())
