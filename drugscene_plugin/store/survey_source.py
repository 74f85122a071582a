"""Answers to a survey out of a layer or file, as the workflow takes them: read, counted and forgotten."""

from __future__ import annotations

from typing import List, Optional, Union

from ..domain.progress import QUIET, Progress
from ..workflow.measure_survey import SurveyAnswers, SurveyFields
from .point_input import PointInput
from .postgis_answers import PostgisAnswers
from .response_rows import places_of_columns


def survey_answers(
    found: PointInput, fields: SurveyFields, to_crs: str, progress: Progress = QUIET
) -> Union[SurveyAnswers, PostgisAnswers]:
    """The answers, with their places in the wanted CRS: the rows' own, or those that two columns write.

    Those in PostGIS stay where they are until they are added up.

    Raises:
        Refusal: the layer cannot be read.
        Cancelled: the user stopped.
    """
    if found.table is not None:
        return PostgisAnswers(found.table, fields, to_crs, lambda progress: _read(found, fields, to_crs, progress))
    return _read(found, fields, to_crs, progress)


def _read(found: PointInput, fields: SurveyFields, to_crs: str, progress: Progress) -> SurveyAnswers:
    read = found.columns(list(fields.named().values()), to_crs, progress)

    def column(name: str) -> Optional[List[object]]:
        return read.values[name] if name else None

    places = read.places
    x, y = column(fields.x), column(fields.y)
    if x is not None and y is not None:
        places = places_of_columns(x, y, to_crs)
    return SurveyAnswers(
        column(fields.answer) or [],
        places,
        column(fields.distance),
        column(fields.lpo),
        column(fields.weight),
        read.sha256,
    )
