"""Bring the areas of one level into a store."""

from __future__ import annotations

from typing import Any, Dict, Sequence

from qgis.core import (
    QgsProcessingFeedback,
    QgsProcessingOutputDefinition,
    QgsProcessingOutputNumber,
)

from ...domain.area import AreaLevel
from ...store import open_store
from ...store.source_layers import read_rows
from ...texts import translate
from ...workflow.import_areas import AreaFields, MendedArea, Validity, import_areas
from .. import parameters
from ..base import DrugsceneAlgorithm, acting_person
from ..given import Given
from ..progress import FeedbackProgress


class ImportAreas(DrugsceneAlgorithm):
    """``drugscene:importareas``."""

    NAME = "importareas"
    GROUP = "store"

    def title(self) -> str:
        return translate("Drugscene", "Import areas")

    def help(self) -> str:
        return translate(
            "Drugscene",
            "Brings the areas of one level into a store, such as the local police areas, with the days on which this "
            "division is valid. All come in or none. Outlines are brought to the store's coordinate reference system; "
            "invalid ones are mended, and the log says which.",
        )

    def takes(self):
        return (
            parameters.store(),
            parameters.polygons(
                "INPUT", translate("Drugscene", "Areas"), translate("Drugscene", "A layer of polygons, one an area.")
            ),
            parameters.words(
                "LEVEL",
                translate("Drugscene", "Level"),
                AreaLevel,
                translate("Drugscene", "What kind of areas they are."),
            ),
            parameters.field(
                "CODE_FIELD",
                translate("Drugscene", "Field with the code"),
                translate(
                    "Drugscene", "Codes must not repeat. Where one is blank, the area's name serves as its code."
                ),
            ),
            parameters.field(
                "NAME_FIELD",
                translate("Drugscene", "Field with the name"),
                translate("Drugscene", "Where a name is blank, the area's code serves as its name."),
            ),
            parameters.day(
                "VALID_FROM",
                translate("Drugscene", "Valid from"),
                translate("Drugscene", "The first day on which the areas are valid. None: since ever."),
                optional=True,
            ),
            parameters.day(
                "VALID_TO",
                translate("Drugscene", "Valid to"),
                translate("Drugscene", "The last day on which the areas are valid. None: until further notice."),
                optional=True,
            ),
            parameters.flag(
                "OFFICIAL",
                translate("Drugscene", "Official"),
                translate("Drugscene", "Whether the boundaries are the official ones, and not derived by somebody."),
                default=True,
            ),
        )

    def gives(self) -> Sequence[QgsProcessingOutputDefinition]:
        return (QgsProcessingOutputNumber("COUNT", translate("Drugscene", "Number of areas imported")),)

    def perform(self, given: Given, feedback: QgsProcessingFeedback) -> Dict[str, Any]:
        store = open_store(given.text("STORE"))
        source = given.source("INPUT")
        fields = AreaFields(given.field("CODE_FIELD", source), given.field("NAME_FIELD", source))
        progress = FeedbackProgress(feedback)
        rows = read_rows(source, store.info().crs, given.context.transformContext(), progress.part(0.0, 0.4))
        imported = import_areas(
            store,
            rows,
            given.choice("LEVEL", AreaLevel),
            fields,
            Validity(given.day("VALID_FROM"), given.day("VALID_TO")),
            given.flag("OFFICIAL"),
            acting_person(),
            progress.part(0.4, 1.0),
        )
        if imported.mended:
            feedback.pushWarning(_mended(imported.mended, imported.count))
        return {"COUNT": imported.count}


def _mended(mended: Sequence[MendedArea], count: int) -> str:
    each = ", ".join(f"{m.name[:60]} ({m.after_m2 - m.before_m2:+.1f} m²)" for m in mended[:30])
    return translate("Drugscene", "{mended} of {count} outlines were invalid and have been mended: {each}").format(
        mended=len(mended), count=count, each=each + (" …" if len(mended) > 30 else "")
    )
