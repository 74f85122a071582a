"""Do residents near the scenes see more of the problem? Weighted shares by distance to the nearest scene.

The interval of a share is Wilson's on the effective number of answers (Kish), that of a difference Newcombe's on the
same numbers, that of a ratio the delta method's on its logarithm. Weights correct for who was asked and who answered
only as well as they were made; where the sample was drawn by stratum, these intervals know nothing of it.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum
from typing import Any, Dict, FrozenSet, Iterable, List, Mapping, NamedTuple, Optional, Sequence, Tuple

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
        Refusal: an answer that is none of the known ones: how many, and the first three with their places; or no answer
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


class AnswerSum(NamedTuple):
    """Responses of one LPO and band with one answer: how many, the sum of their weights, and of these squared.

    ``lpo`` None: in no LPO; ``band`` −1: the distance is not known; ``problem`` None: the question was left out.
    """

    lpo: Optional[str]
    band: int
    problem: Optional[bool]
    many: int
    weight: float
    squares: float


def survey(
    responses: Responses,
    asked: Question,
    bands: DistanceBands,
    lpos: Sequence[Area],
    coverage: Optional[Iterable[str]] = None,
    minimum_n: int = MINIMUM_N,
    county: str = "",
) -> SurveyResult:
    """Shares by band for the county and every LPO: :func:`shares_of` the responses' sums.

    Args:
        responses: who answered what, how far from a scene of the same round.
        asked: the question.

    Raises:
        Refusal: see :func:`checked_weights`, :func:`coded_answers` and :func:`shares_of`; a distance below 0.
    """
    sums = _sums(responses, asked, bands)
    return shares_of(sums, responses.weights is not None, bands, lpos, coverage, minimum_n, county)


def _sums(responses: Responses, asked: Question, bands: DistanceBands) -> List[AnswerSum]:
    weights = checked_weights(responses.weights, len(responses.answers))
    coded = coded_answers(responses.answers, asked)
    require_distances(responses.distances)
    band = bands.of(np.asarray(responses.distances, dtype=float))
    codes, lpo = np.unique([code or "" for code in responses.lpos], return_inverse=True)
    answer = np.where(np.isnan(coded), 2, coded).astype(np.int64)
    key = (lpo.reshape(-1) * (len(bands) + 1) + band + 1) * 3 + answer
    many, weight, squares = (np.bincount(key, of) for of in (None, weights, weights * weights))
    return [
        AnswerSum(
            str(codes[k // 3 // (len(bands) + 1)]) or None,
            k // 3 % (len(bands) + 1) - 1,
            (False, True, None)[k % 3],
            int(many[k]),
            float(weight[k]),
            float(squares[k]),
        )
        for k in np.flatnonzero(many).tolist()
    ]


class AnswerCount(NamedTuple):
    """As :class:`AnswerSum`, with the answer as it was given; ``bad_weights`` of them cannot be."""

    lpo: Optional[str]
    band: int
    answer: object
    many: int
    weight: float
    squares: float
    bad_weights: int


def sums_of_counts(counts: Sequence[AnswerCount], asked: Question) -> List[AnswerSum]:
    """The sums of responses that were counted by what they answered.

    Raises:
        Refusal: see :func:`coded_answers`, where the places are those among the different answers; weights that are
            missing, 0 or negative.
    """
    bad = [one for one in counts if one.bad_weights]
    if bad:
        shown = ", ".join(f"“{answer_text(one.answer)}” ({one.bad_weights})" for one in bad[:3])
        raise Refusal("survey_weights_invalid", number=sum(one.bad_weights for one in bad), shown=shown)
    coded = coded_answers([one.answer for one in counts], asked)
    return [
        AnswerSum(one.lpo, one.band, None if np.isnan(code) else bool(code), one.many, one.weight, one.squares)
        for one, code in zip(counts, coded.tolist())
    ]


def shares_of(
    sums: Iterable[AnswerSum],
    weighted: bool,
    bands: DistanceBands,
    lpos: Sequence[Area],
    coverage: Optional[Iterable[str]] = None,
    minimum_n: int = MINIMUM_N,
    county: str = "",
) -> SurveyResult:
    """Shares by band for the county and every LPO, from sums of responses, wherever these were added up.

    Args:
        sums: the responses.
        weighted: whether they have weights of their own.
        bands: the distance bands; the last, beyond, is what the others are compared with.
        lpos: the county's LPOs.
        coverage: the codes of the LPOs that were surveyed that year; all where None. The others, and the county unless
            all were surveyed, are "not measured". What people outside the coverage answered is left out, and counted.
        minimum_n: how many answers a share needs.
        county: the county's name.

    Raises:
        Refusal: a coverage that names an unknown LPO.
    """
    known = {str(area.code) for area in lpos}
    covered = known if coverage is None else {str(code) for code in coverage}
    unknown = sorted(covered - known)
    if unknown:
        raise Refusal("survey_coverage_unknown", lpos=", ".join(unknown[:3]), number=len(unknown))
    given = [one._replace(lpo=one.lpo if one.lpo in known else UNASSIGNED) for one in sums]
    whole = covered == known
    inside = [one for one in given if whole or one.lpo in covered]
    placed = [one for one in inside if one.band >= 0]
    shared = _Shared(weighted, minimum_n, bands)
    rows = shared.rows((COUNTY, COUNTY, county or None), placed if whole else None)
    for area in sorted(lpos, key=lambda a: a.code):
        here = [one for one in placed if one.lpo == str(area.code)] if str(area.code) in covered else None
        rows += shared.rows(("lpo", str(area.code), area.name), here)
    strays = [one for one in placed if one.lpo == UNASSIGNED]
    if strays:
        rows += shared.rows(("lpo", UNASSIGNED, None), strays)
    everybody, those_inside = _many(given), _many(inside)
    left_out = {"no_distance": those_inside - _many(placed), "outside_coverage": everybody - those_inside}
    return SurveyResult(tuple(rows), everybody, {reason: n for reason, n in left_out.items() if n})


def _many(sums: Iterable[AnswerSum]) -> int:
    return sum(one.many for one in sums)


class _Shared:
    """What the rows of all units are made of."""

    def __init__(self, weighted: bool, minimum_n: int, bands: DistanceBands) -> None:
        self.bands, self.minimum_n, self.weighted = bands, minimum_n, weighted

    def rows(self, unit: Tuple[str, str, Optional[str]], here: Optional[Sequence[AnswerSum]]) -> List[SurveyRow]:
        """A row a band; ``here`` are the responses of the unit, None where it was not surveyed."""
        if here is None:
            return [
                SurveyRow(*unit, b, *self.bands.limits(b), SurveyStatus.NOT_MEASURED) for b in range(len(self.bands))
            ]
        figures = [self._figure([one for one in here if one.band == b]) for b in range(len(self.bands))]
        reference = figures[self.bands.beyond]
        return [
            self._row(unit, number, figure, reference if number != self.bands.beyond else None)
            for number, figure in enumerate(figures)
        ]

    def _figure(self, here: Sequence[AnswerSum]) -> _Figure:
        answered = [one for one in here if one.problem is not None]
        affected = [one for one in answered if one.problem]
        asked, n, problem = _many(here), _many(answered), _many(affected)
        if n == 0 or n < self.minimum_n:
            return _Figure(SurveyStatus.TOO_FEW if n else SurveyStatus.NO_ANSWERS, asked, n, problem)
        weight, squares = sum(one.weight for one in answered), sum(one.squares for one in answered)
        share = sum(one.weight for one in affected) / weight
        return _Figure(SurveyStatus.MEASURED, asked, n, problem, share, effective_size(weight, squares))

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
