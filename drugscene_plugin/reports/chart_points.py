"""What charts take from the rows of publishable tables: figures with intervals, what they are of, what to bear in mind.

What a table withholds is withheld here too: a point without numbers, so that neither scale nor text can tell it.
"""

from __future__ import annotations

from typing import Any, List, Mapping, Optional, Sequence, Tuple

from ..domain.chart import Label, Point, Series
from ..domain.disclosure import SUPPRESSED, PublishableTable

Row = Mapping[str, Any]

COUNTY = "county"

_WITHOUT_NAMES = ("TOTAL", "UNASSIGNED", "pooled")

INTERVALS = Label("intervals", "chart_note")
"""The note that lines are intervals."""

_WITHHELD = Label("withheld", "chart_note")


def values_of(table: PublishableTable, column: str) -> List[Any]:
    """The values of a column, each once, in the rows' order."""
    return list(dict.fromkeys(row[column] for row in table.named_rows()))


def of_unit(table: PublishableTable, level: str, code: Optional[str]) -> List[Row]:
    """The rows of one unit: of the first of the level, where no code is given."""
    rows = [r for r in table.named_rows() if r["level"] == level]
    wanted = code if code is not None or not rows else rows[0]["code"]
    return [r for r in rows if r["code"] == wanted]


def point_of(
    row: Row,
    label: Label,
    value: str,
    low: str = "",
    high: str = "",
    at: Optional[float] = None,
    state: Optional[Label] = None,
) -> Point:
    """The figure of a row's column with its interval; withheld where the row says so, whatever the other columns."""
    withheld = set((row.get(SUPPRESSED) or "").split(";"))
    if value in withheld:
        return Point(label, at=at, withheld=True, state=state)
    if low and not {low, high} & withheld:
        return Point(label, row[value], row[low], row[high], at, state=state)
    return Point(label, row[value], at=at, state=state)


def has_content(series: Series) -> bool:
    """Whether there is a number, or one that is withheld."""
    return any(point.withheld or point.value is not None for point in series.points)


def unit_label(row: Row) -> Label:
    """What the unit of a row is called."""
    if row["code"] in _WITHOUT_NAMES:
        return Label(row["code"], "summary_row")
    return Label(row["name"] or row["code"])


def about_unit(level: str, rows: Sequence[Row]) -> Tuple[Label, ...]:
    """The unit that rows are of."""
    return (Label(COUNTY, "area_level"),) if level == COUNTY else tuple(unit_label(r) for r in rows[:1])


def about_period(rows: Sequence[Row]) -> Tuple[Label, ...]:
    """The period that rows are of."""
    return tuple(Label(f"{r['period_from'].isoformat()}/{r['period_to'].isoformat()}", "period") for r in rows[:1])


def chart_name(title: str, level: str, rows: Sequence[Row], group: str = "") -> str:
    """What the chart of a unit is called as a file."""
    unit = file_name(f"{level}_{rows[0]['code']}") if level != COUNTY and rows else ""
    return "_".join(part for part in (title, group, unit) if part)


def file_name(code: str) -> str:
    """A code as a part of a file's name: letters that files may lack become their numbers, so that no two are the same."""
    return "".join(c if c.isalnum() or c in "_-" else f"~{ord(c):x}" for c in code)


def methods(rows: Sequence[Row]) -> Tuple[Label, ...]:
    """How the intervals were made."""
    return once([Label(m, "figure_method") for r in rows for m in (r["method"] or "").split(";") if m])


def caveats(rows: Sequence[Row], without: Sequence[str] = ()) -> Tuple[Label, ...]:
    """What is to be borne in mind, but for what is about other figures of the rows."""
    found = [c for r in rows for c in (r["caveats"] or "").split(";")]
    return once([Label(c, "caveat") for c in found if c and c not in without])


def notes_of(
    rows: Sequence[Row], series: Sequence[Series], *first: Label, without: Sequence[str] = ()
) -> Tuple[Label, ...]:
    """The notes of a chart: its own first, then what is to be borne in mind of its rows, then whether something is withheld."""
    return (*first, *caveats(rows, without), *withheld_note(series))


def withheld_note(series: Sequence[Series]) -> Tuple[Label, ...]:
    """That something is withheld, where it is."""
    return (_WITHHELD,) if any(p.withheld for s in series for p in s.points) else ()


def once(labels: Sequence[Label]) -> Tuple[Label, ...]:
    """Each label once."""
    return tuple(dict.fromkeys(labels))
