"""Do residents near the scenes see more of the problem? Weighted shares by distance to the nearest scene.

The interval of a share is Wilson's on the effective number of answers (Kish), that of a difference Newcombe's on the
same numbers, that of a ratio the delta method's on its logarithm. Weights correct for who was asked and who answered
only as well as they were made; where the sample was drawn by stratum, these intervals know nothing of it.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum
from typing import Any, Dict, FrozenSet, Iterable, List, Mapping, Optional, Sequence, Tuple

import numpy as np

from ..domain.area import Area
from ..domain.counted import CellName, Counted, Derived, Place, Relation
from ..domain.errors import Refusal
from ..domain.table import Column, Measure, Table
from .distance_bands import DistanceBands, require_distances
from .intervals import effective_size, newcombe_interval, risk_ratio_interval, wilson_interval
from .summary import UNASSIGNED
from .zone_areas import COUNTY

MINIMUM_N = 30
"""With fewer answers than this there is no share."""


class SurveyStatus(str, Enum):
    """Whether there is a figure, and why not."""

    MEASURED = "measured"
    NOT_MEASURED = "not_measured"
    TOO_FEW = "too_few"
    NO_ANSWERS = "no_answers"


class SurveyCaveat(str, Enum):
    """What a reader must know of a share."""

    STRATIFIED_SAMPLE = "stratified_sample"
    UNWEIGHTED = "unweighted"
    REFERENCE_TOO_FEW = "reference_too_few"
    NO_RATIO = "no_ratio"
    NON_RESPONSE = "non_response"


HIGH_NON_RESPONSE = 0.2
"""Where more than this share left the question out, the figure says so."""


@dataclass(frozen=True)
class Responses:
    """One entry a respondent, in the rows' order. Read, counted and forgotten.

    ``distances`` to the nearest scene in m (NaN: not known); ``lpos`` codes (None: not known); ``answers`` as they
    were given; ``weights`` above 0, or None for equal ones.
    """

    distances: np.ndarray
    lpos: Sequence[Optional[str]]
    answers: Sequence[object]
    weights: Optional[Sequence[object]] = None

    def __post_init__(self) -> None:
        lengths = {len(self.distances), len(self.lpos), len(self.answers)}
        lengths |= {len(self.weights)} if self.weights is not None else set()
        if len(lengths) != 1:
            raise ValueError(f"responses of unequal length: {sorted(lengths)}")


@dataclass(frozen=True)
class Question:
    """Which answers mean a problem, which the others are, and which mean none was given (beside empty ones).

    Answers are compared as text without blanks around it; 1, 1.0 and "1" are the same. Without ``others`` every other
    answer counts as "no problem".
    """

    problem: FrozenSet[str]
    others: Optional[FrozenSet[str]] = None
    missing: FrozenSet[str] = frozenset()

    def __post_init__(self) -> None:
        if not self.problem:
            raise Refusal("survey_problem_values_missing")
        twice = sorted((self.problem & (self.others or frozenset())) | (self.problem & self.missing))
        if twice:
            raise Refusal("survey_value_means_two_things", value=twice[0])


def answer_text(answer: object) -> str:
    """An answer as it is compared: empty for what is missing.

    >>> [answer_text(a) for a in (1, 1.0, " 1 ", None, float("nan"), 2.5)]
    ['1', '1', '1', '', '', '2.5']
    """
    if answer is None or (isinstance(answer, float) and np.isnan(answer)):
        return ""
    if isinstance(answer, float) and answer.is_integer():
        return str(int(answer))
    return str(answer).strip()


def question(
    problem: Iterable[object], others: Optional[Iterable[object]] = None, missing: Iterable[object] = ()
) -> Question:
    """A question from values as they were typed."""
    texts = [None if values is None else frozenset(map(answer_text, values)) - {""} for values in (problem, others)]
    return Question(texts[0] or frozenset(), texts[1], frozenset(map(answer_text, missing)))


@dataclass(frozen=True)
class SurveyRow:
    """A band of a unit: ``asked`` who returned the survey there, ``n`` who answered the question, ``problem`` of them.

    ``share`` is weighted, ``effective_n`` what its interval rests on. The difference and the risk ratio are to the band
    beyond, in the same unit.
    """

    level: str
    code: str
    name: Optional[str]
    band: int
    distance_from: float
    distance_to: Optional[float]
    status: SurveyStatus
    asked: Optional[int] = None
    n: Optional[int] = None
    problem: Optional[int] = None
    non_response: Optional[float] = None
    effective_n: Optional[float] = None
    share: Optional[float] = None
    low: Optional[float] = None
    high: Optional[float] = None
    difference: Optional[float] = None
    difference_low: Optional[float] = None
    difference_high: Optional[float] = None
    risk_ratio: Optional[float] = None
    risk_ratio_low: Optional[float] = None
    risk_ratio_high: Optional[float] = None
    caveats: Tuple[SurveyCaveat, ...] = ()


@dataclass(frozen=True)
class SurveyResult:
    """The rows, and what was left out of them: responses by reason (``no_distance``, ``outside_coverage``)."""

    rows: Tuple[SurveyRow, ...]
    responses: int
    left_out: Mapping[str, int] = field(default_factory=dict)


def _shown(values: Sequence[object], places: np.ndarray) -> str:
    return ", ".join(f"“{'' if values[i] is None else values[i]}” ({i + 1})" for i in places[:3])


def checked_weights(weights: Optional[Sequence[object]], number: int) -> np.ndarray:
    """The weights as numbers; ones where there are none.

    Raises:
        Refusal: weights that are missing, no numbers, 0 or negative: how many, and the first three with their rows.
    """
    if weights is None:
        return np.ones(number)
    values = np.full(number, np.nan)
    for index, weight in enumerate(weights):
        try:
            values[index] = float(str(weight).strip().replace(",", "."))
        except ValueError:
            continue
    wrong = np.flatnonzero(~(np.isfinite(values) & (values > 0)))
    if wrong.size:
        raise Refusal("survey_weights_invalid", number=int(wrong.size), shown=_shown(list(weights), wrong))
    return values


def coded_answers(answers: Sequence[object], asked: Question) -> np.ndarray:
    """1 for a problem, 0 for none, NaN where the question was left out.

    Raises:
        Refusal: an answer that is none of the known ones: how many, and the first three with their rows; or no answer
            at all is one of the problem values, which then are misspelt.
    """
    texts = [answer_text(answer) for answer in answers]
    known = asked.problem | (asked.others or frozenset())
    if asked.others is not None:
        wrong = np.flatnonzero([t != "" and t not in known and t not in asked.missing for t in texts])
        if wrong.size:
            raise Refusal("survey_answers_unexpected", number=int(wrong.size), shown=_shown(texts, wrong))
    given = [t for t in texts if t and t not in asked.missing]
    if given and not asked.problem & set(given) and asked.others is None:
        raise Refusal(
            "survey_problem_values_absent",
            values=", ".join(sorted(asked.problem)),
            found=", ".join(sorted(set(given))[:10]),
        )
    return np.array([np.nan if not t or t in asked.missing else float(t in asked.problem) for t in texts], dtype=float)


def survey(
    responses: Responses,
    asked: Question,
    bands: DistanceBands,
    lpos: Sequence[Area],
    coverage: Optional[Iterable[str]] = None,
    minimum_n: int = MINIMUM_N,
    county: str = "",
) -> SurveyResult:
    """Shares by band for the county and every LPO.

    Args:
        responses: who answered what, how far from a scene of the same round.
        asked: the question.
        bands: the distance bands; the last, beyond, is what the others are compared with.
        lpos: the county's LPOs.
        coverage: the codes of the LPOs that were surveyed that year; all where None. The others, and the county unless
            all were surveyed, are "not measured". What people outside the coverage answered is left out, and counted.
        minimum_n: how many answers a share needs.
        county: the county's name.

    Raises:
        Refusal: see :func:`checked_weights` and :func:`coded_answers`; a coverage that names an unknown LPO; a distance
            below 0.
    """
    weights = checked_weights(responses.weights, len(responses.answers))
    coded = coded_answers(responses.answers, asked)
    require_distances(responses.distances)
    known = [str(area.code) for area in lpos]
    covered = set(known) if coverage is None else {str(code) for code in coverage}
    unknown = sorted(covered - set(known))
    if unknown:
        raise Refusal("survey_coverage_unknown", lpos=", ".join(unknown[:3]), number=len(unknown))
    whole = covered == set(known)
    codes = np.array([c if c in set(known) else UNASSIGNED for c in map(str, responses.lpos)], dtype=object)
    band = bands.of(np.asarray(responses.distances, dtype=float))
    outside = ~np.isin(codes, sorted(covered)) if not whole else np.zeros(len(codes), dtype=bool)
    placed = (band >= 0) & ~outside
    shared = _Shared(coded, weights, responses.weights is not None, minimum_n, bands)
    rows = shared.rows((COUNTY, COUNTY, county or None), placed if whole else None, band)
    for area in sorted(lpos, key=lambda a: a.code):
        here = placed & (codes == str(area.code)) if str(area.code) in covered else None
        rows += shared.rows(("lpo", str(area.code), area.name), here, band)
    strays = placed & (codes == UNASSIGNED)
    if strays.any():
        rows += shared.rows(("lpo", UNASSIGNED, None), strays, band)
    left_out = {"no_distance": int(((band < 0) & ~outside).sum()), "outside_coverage": int(outside.sum())}
    return SurveyResult(tuple(rows), len(codes), {reason: n for reason, n in left_out.items() if n})


class _Shared:
    """What the rows of all units are made of."""

    def __init__(
        self, coded: np.ndarray, weights: np.ndarray, weighted: bool, minimum_n: int, bands: DistanceBands
    ) -> None:
        self.coded, self.weights, self.bands, self.minimum_n = coded, weights, bands, minimum_n
        self.weighted = weighted

    def rows(
        self, unit: Tuple[str, str, Optional[str]], here: Optional[np.ndarray], band: np.ndarray
    ) -> List[SurveyRow]:
        """A row a band; ``here`` are the responses of the unit, None where it was not surveyed."""
        if here is None:
            return [
                SurveyRow(*unit, b, *self.bands.limits(b), SurveyStatus.NOT_MEASURED) for b in range(len(self.bands))
            ]
        figures = [self._figure(here & (band == b)) for b in range(len(self.bands))]
        reference = figures[self.bands.beyond]
        return [
            self._row(unit, number, figure, reference if number != self.bands.beyond else None)
            for number, figure in enumerate(figures)
        ]

    def _figure(self, here: np.ndarray) -> _Figure:
        answered = here & ~np.isnan(self.coded)
        asked, n = int(here.sum()), int(answered.sum())
        if n == 0 or n < self.minimum_n:
            status = SurveyStatus.TOO_FEW if n else SurveyStatus.NO_ANSWERS
            return _Figure(status, asked, n, int(np.nansum(self.coded[here])))
        weights, problem = self.weights[answered], self.coded[answered]
        share = float((weights * problem).sum() / weights.sum())
        return _Figure(SurveyStatus.MEASURED, asked, n, int(problem.sum()), share, effective_size(weights.tolist()))

    def _row(
        self, unit: Tuple[str, str, Optional[str]], band: int, own: _Figure, other: Optional[_Figure]
    ) -> SurveyRow:
        missing = 1.0 - own.n / own.asked if own.asked else None
        base = (*unit, band, *self.bands.limits(band), own.status, own.asked, own.n, own.problem, missing)
        caveats = [SurveyCaveat.STRATIFIED_SAMPLE if self.weighted else SurveyCaveat.UNWEIGHTED]
        if missing is not None and missing > HIGH_NON_RESPONSE:
            caveats.append(SurveyCaveat.NON_RESPONSE)
        if own.status is not SurveyStatus.MEASURED:
            return SurveyRow(*base, caveats=tuple(caveats))
        figures: Dict[str, Any] = {}
        low, high = wilson_interval(own.share, own.effective_n)
        if other is not None and other.status is SurveyStatus.MEASURED:
            ends = newcombe_interval(own.share, own.effective_n, other.share, other.effective_n)
            figures.update(difference=own.share - other.share, difference_low=ends.low, difference_high=ends.high)
            ratio = risk_ratio_interval(own.share, own.effective_n, other.share, other.effective_n)
            if ratio is None:
                caveats.append(SurveyCaveat.NO_RATIO)
            else:
                figures.update(risk_ratio=own.share / other.share, risk_ratio_low=ratio.low, risk_ratio_high=ratio.high)
        elif other is not None:
            caveats.append(SurveyCaveat.REFERENCE_TOO_FEW)
        return SurveyRow(*base, own.effective_n, own.share, low, high, **figures, caveats=tuple(caveats))


@dataclass(frozen=True)
class _Figure:
    """One band of one unit, before it is compared."""

    status: SurveyStatus
    asked: int
    n: int
    problem: int
    share: float = 0.0
    effective_n: float = 0.0


_SHARES = ("share", "low", "high", "difference", "difference_low", "difference_high", "risk_ratio", "risk_ratio_low",
           "risk_ratio_high", "effective_n", "non_response")  # fmt: skip

_COLUMNS = (
    Column("level"),
    Column("code"),
    Column("name"),
    Column("band", Measure.COUNT),
    Column("distance_from", Measure.NUMBER),
    Column("distance_to", Measure.NUMBER),
    Column("status"),
    Column("asked", Measure.COUNT, protected=True),
    Column("n", Measure.COUNT, protected=True),
    Column("problem", Measure.COUNT, protected=True),
    Column("non_response", Measure.SHARE, protected=True),
    Column("effective_n", Measure.NUMBER, protected=True),
    Column("share", Measure.SHARE, protected=True),
    Column("low", Measure.SHARE, protected=True),
    Column("high", Measure.SHARE, protected=True),
    Column("difference", Measure.NUMBER, protected=True),
    Column("difference_low", Measure.NUMBER, protected=True),
    Column("difference_high", Measure.NUMBER, protected=True),
    Column("risk_ratio", Measure.NUMBER, protected=True),
    Column("risk_ratio_low", Measure.NUMBER, protected=True),
    Column("risk_ratio_high", Measure.NUMBER, protected=True),
    Column("method"),
    Column("caveats"),
)

METHOD = "wilson_effective_n;newcombe_effective_n;log_delta_effective_n"
"""How share, difference and ratio got their intervals."""


def survey_table(result: SurveyResult, what: Tuple[str, ...] = ()) -> Table:
    """The rows as a table. ``what`` names survey, question and outlines in the cells of the disclosure rules.

    Each band's respondents are those with a problem, those without and those who left the question out; the county's
    are the sum of the LPOs'.
    """
    rows: List[Tuple[object, ...]] = []
    values: Dict[CellName, int] = {}
    relations: List[Relation] = []
    cells: Dict[Place, CellName] = {}
    derived: Dict[Place, Derived] = {}
    reference = {(r.level, r.code): r for r in result.rows if r.distance_to is None}
    of_lpos: Dict[Tuple[int, str], List[CellName]] = {}

    def named(row: SurveyRow, kind: str) -> CellName:
        to = "" if row.distance_to is None else f"{row.distance_to:g}"
        return ("answers", *what, row.level, row.code, f"distance={row.distance_from:g}/{to}", kind)

    for row in result.rows:
        number = len(rows)
        texts = ";".join(caveat.value for caveat in row.caveats)
        rows.append(
            tuple(
                METHOD
                if c.name == "method"
                else texts
                if c.name == "caveats"
                else row.status.value
                if c.name == "status"
                else getattr(row, c.name)
                for c in _COLUMNS
            )
        )
        if row.asked is None or row.n is None or row.problem is None:
            continue
        kinds = {"asked": row.asked, "n": row.n, "problem": row.problem}
        kinds.update(missing=row.asked - row.n, no_problem=row.n - row.problem)
        for kind, value in kinds.items():
            values[named(row, kind)] = value
            if kind in ("asked", "n", "problem"):
                cells[number, kind] = named(row, kind)
            if row.level == "lpo":
                of_lpos.setdefault((row.band, kind), []).append(named(row, kind))
        relations.append(Relation(named(row, "asked"), (named(row, "n"), named(row, "missing"))))
        relations.append(Relation(named(row, "n"), (named(row, "problem"), named(row, "no_problem"))))
        other = reference[row.level, row.code]
        own = (named(row, "problem"), named(row, "n"))
        compared = (*own, named(other, "problem"), named(other, "n"))
        for column in _SHARES:
            if getattr(row, column) is None:
                continue
            if column == "non_response":
                derived[number, column] = Derived((named(row, "asked"), named(row, "n")), row.asked)
            elif column.startswith(("difference", "risk")):
                derived[number, column] = Derived(compared, min(row.n, other.n or 0))
            else:
                derived[number, column] = Derived(own, row.n)
    for row in result.rows:
        if row.level == COUNTY and row.asked is not None:
            for kind in ("asked", "n", "problem", "missing", "no_problem"):
                relations.append(Relation(named(row, kind), tuple(of_lpos.get((row.band, kind), ()))))
    return Table("survey", _COLUMNS, tuple(rows), counted=Counted(values, tuple(relations), cells, derived))
