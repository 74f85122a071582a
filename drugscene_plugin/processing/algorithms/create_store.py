"""Make a store: empty, or filled with the sample county."""

from __future__ import annotations

from typing import Any, Dict

from qgis.core import (
    QgsProcessingFeedback,
    QgsProcessingOutputDefinition,
    QgsProcessingParameterCrs,
)

from ...domain.errors import Refusal
from ...domain.progress import Progress, stop_if_cancelled
from ...sample.county import CRS as SAMPLE_CRS
from ...store import create_store
from ...texts import translate
from ...workflow.create_sample import create_sample
from ...workflow.ports import ReviewStore
from ..base import DrugsceneAlgorithm
from ..given import Given
from ..parameters import flag, location_to_make, new_store, with_help
from ..progress import FeedbackProgress


class CreateStore(DrugsceneAlgorithm):
    """``drugscene:createstore``."""

    NAME = "createstore"
    GROUP = "store"

    def title(self) -> str:
        return translate("Drugscene", "Create store")

    def help(self) -> str:
        return translate(
            "Drugscene",
            "Makes a store, which holds the areas, rounds and scenes of a county: a GeoPackage, or, to be shared, a schema in a "
            "PostgreSQL database with PostGIS, with roles and rights. It is empty, or filled with a fictional sample county "
            "to try the plugin on. Nothing is ever overwritten.",
        )

    def takes(self):
        return (
            new_store(),
            with_help(
                # Optional, since qgis_process 3.22 asks for a CRS even when there is a default.
                QgsProcessingParameterCrs(
                    "CRS",
                    translate("Drugscene", "Coordinate reference system"),
                    defaultValue="EPSG:3006",
                    optional=True,
                ),
                translate("Drugscene", "In which outlines are kept and areas measured: a projected one, in metres."),
            ),
            flag(
                "SAMPLE",
                translate("Drugscene", "With the sample county"),
                translate("Drugscene", "Whether to fill the store with the fictional sample county and its rounds."),
            ),
        )

    def gives(self) -> tuple[QgsProcessingOutputDefinition, ...]:
        return ()

    def perform(self, given: Given, feedback: QgsProcessingFeedback) -> Dict[str, Any]:
        location = location_to_make(given)
        crs = given.crs("CRS").authid()
        progress = FeedbackProgress(feedback)
        stop_if_cancelled(progress)
        if not given.flag("SAMPLE"):
            create_store(location, crs)
        else:
            if crs != SAMPLE_CRS:
                raise Refusal("sample_crs", crs=crs, sample=SAMPLE_CRS)
            create_store(location, crs, fill=lambda store: _fill(store, progress))
        progress.report(1.0)
        return {"STORE": location}


def _fill(store: ReviewStore, progress: Progress) -> None:
    create_sample(store)
    stop_if_cancelled(progress)
