"""Answers to a survey in a table of PostGIS, added up by the database: sums leave it, and no answer of a person does."""

from __future__ import annotations

from typing import Callable, List, Mapping, Optional, Sequence

import shapely

from ..analysis.counting_sql import answers_sql
from ..analysis.distance_bands import DistanceBands
from ..analysis.point_in_area import AreaLayer
from ..analysis.survey import AnswerCount, AnswerSum, Question, sums_of_counts
from ..domain.area import Area
from ..domain.progress import Progress
from ..workflow.measure_survey import SurveyAnswers, SurveyFields
from .postgis_incidents import NUMBERS
from .postgis_table import PostgisTable, column, counting


class PostgisAnswers:
    """Answers with places in a table of PostGIS; ``read`` gives them row by row, where that must be."""

    def __init__(
        self, table: PostgisTable, fields: SurveyFields, to_crs: str, read: Callable[[Progress], SurveyAnswers]
    ) -> None:
        self._table, self._fields, self._to_crs, self.read = table, fields, to_crs, read
        self.weighted = bool(fields.weight)

    def sums(
        self,
        outlines: Sequence[shapely.Geometry],
        lpos: Sequence[Area],
        asked: Question,
        bands: DistanceBands,
        progress: Progress,
    ) -> Optional[List[AnswerSum]]:
        """The sums by LPO, band and answer; None where the rows must be read.

        Raises:
            Refusal: ``incidents_unreadable`` with what the database said; what :func:`sums_of_counts` refuses.
            Cancelled: the user stopped; the database is told to.
        """
        with counting(self._table, progress) as database:
            if database is None:
                return None
            kinds, srid = database.column_types(), database.srid(self._to_crs)
            if srid is None or not self._countable(kinds):
                return None
            layer = AreaLayer(lpos)
            given = {
                "srid": srid,
                "labels": [number + 1 for number in range(len(layer.codes))],
                "outlines": [shapely.to_wkb(outline, output_dimension=2) for outline in layer.outlines],
                "scene_outlines": [shapely.to_wkb(outline, output_dimension=2) for outline in outlines],
            }
            statement = answers_sql(
                self._table.rows,
                column(self._table.place),
                column(self._fields.answer),
                column(self._fields.weight),
                self._table.condition,
                bands.edges,
            )
            rows = database.rows(statement, given)
        numeric = kinds[self._fields.answer] in NUMBERS
        counts = [
            AnswerCount(
                str(layer.codes[lpo - 1]) if lpo else None,
                band,
                float(answer) if numeric and answer is not None else answer,
                *(many, weight, squares, bad),
            )
            for lpo, band, answer, many, weight, squares, bad in rows
        ]
        return sums_of_counts(counts, asked)

    def _countable(self, kinds: Mapping[str, str]) -> bool:
        fields = self._fields
        by_place = not (fields.distance or fields.lpo or fields.x or fields.y)
        weighed = not fields.weight or kinds.get(fields.weight) in NUMBERS
        return by_place and weighed and fields.answer in kinds
