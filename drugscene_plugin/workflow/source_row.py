"""A row of a layer that somebody brings, as an import reads it: nothing of it is trusted yet."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Mapping, Optional

from shapely.geometry.base import BaseGeometry

from ..domain.errors import Refusal


@dataclass(frozen=True)
class SourceRow:
    """A row: its place in the layer (from 1), its geometry in the store's CRS, and plain values by field name.

    ``geometry`` is two-dimensional and without curves, but of any type and perhaps invalid; None where the row has none.
    ``problem`` says why a geometry that is there could not be read; then ``geometry`` is None too. Values are text,
    numbers, booleans, dates, lists of text, or None.
    """

    number: int
    geometry: Optional[BaseGeometry]
    values: Mapping[str, Any] = field(default_factory=dict)
    problem: Optional[Refusal] = None


def source_text(value: Any) -> str:
    """A value of a layer as text; blank for none. A whole number in a field of decimals loses its ``.0``.

    >>> source_text(531260.0), source_text(" 0114 "), source_text(None)
    ('531260', '0114', '')
    """
    if value is None or value != value:  # NaN is how some drivers write NULL
        return ""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return str(value).strip()
