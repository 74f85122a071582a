"""Incidents in a DataFrame of Spark's, counted on its cluster by SedonaSpark with the statements that SedonaDB takes."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from typing import Any, Dict, Iterator, List, Mapping, Set, Tuple


class SparkArchive:
    """A DataFrame in whose session Sedona's functions are known (``SedonaContext.create``). No package is asked for here.

    ``place`` is its column of points, which know their SRID. While it is counted, the session has the temporary views
    ``incidents``, ``areas``, ``zones``, ``sums``, ``given_areas`` and ``given_zones``, in place of any of these names.
    """

    at_once = sys.maxsize
    """The cluster takes what is larger than its memory apart by itself."""
    moment = "convert_timezone(current_timezone(), 'Europe/Stockholm', CAST({} AS TIMESTAMP_NTZ))"

    def __init__(self, incidents: Any, place: str = "geometry", title: str = "Spark") -> None:
        self.place, self.title = place, title
        self._incidents, self._spark = incidents, incidents.sparkSession
        self._kept: Dict[str, Any] = {}
        self._views: Set[str] = set()

    def types(self) -> Dict[str, str]:
        """The columns beside the places, in Spark's words, whose ``timestamp`` is a moment."""
        kinds = {name: kind for name, kind in self._incidents.dtypes if name != self.place}
        return {name: "timestamp, tz" if kind == "timestamp" else kind for name, kind in kinds.items()}

    @contextmanager
    def counting(self) -> Iterator[None]:
        """Make the view ``incidents``; in the end drop all views, and what was cached."""
        self._show("incidents", self._incidents)
        try:
            yield
        finally:
            for made in self._kept.values():
                made.unpersist()
            for name in self._views:
                self._spark.catalog.dropTempView(name)
            self._kept, self._views = {}, set()

    def rows(self, statement: str) -> List[Tuple[Any, ...]]:
        """What a statement gives."""
        return [tuple(row) for row in self._spark.sql(statement).collect()]

    def give(self, name: str, columns: Mapping[str, List[Any]]) -> None:
        """Make a small relation: what joins it has it sent to every worker."""
        rows = self._spark.createDataFrame(list(zip(*columns.values())), list(columns))
        self._show(name, rows.hint("broadcast"))

    def keep(self, name: str, statement: str) -> None:
        """Make a relation of what a statement gives, cached."""
        if name in self._kept:
            self._kept.pop(name).unpersist()
        self._kept[name] = self._spark.sql(statement).cache()
        self._show(name, self._kept[name])

    def _show(self, name: str, rows: Any) -> None:
        rows.createOrReplaceTempView(name)
        self._views.add(name)
