"""How much of the county's crime lies in the scenes and beside them, set against how much of its land or people does.

The figures describe; they do not explain. Scenes were chosen partly for their crime, so a high count in the round that
named them tends to fall by itself (regression to the mean), and what the police find by looking rises with looking.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import Any, Dict, FrozenSet, Iterator, List, Mapping, Optional, Sequence, Set, Tuple

import numpy as np

from ..domain.incident_counts import Zone
from ..domain.period import Period
from ..domain.period_comparison import require_comparable, same_season
from ..domain.progress import QUIET, Progress, watched
from ..domain.scene import SceneId
from .incident_cells import (
    NEAR,
    SCENE,
    Counting,
    Tally,
    Unit,
    homes,
    tally,
    with_unassigned,
)
from .intervals import (
    dispersion_index,
    finite,
    poisson_intervals,
    rate_ratio_intervals,
    share_intervals,
)
from .zone_areas import COUNTY, BaselineKind, UnitKey, ZoneAreas

DISPERSED = 1.5
"""Above this dispersion index the exact interval is too narrow, and the bootstrap over scenes takes its place."""

FEW_SCENES = 10
"""With fewer scenes than this the bootstrap, too, knows little of how they vary."""

DRAWS = 9999
"""How many bootstrap samples are drawn: where few scenes hold most, the interval's ends need many."""

RANK_DRAWS = 1999
"""How many times the ranks are simulated."""

SEED = 20231101
"""The seed of all draws unless another is given."""

_AT_ONCE = 250
"""How many rows' exact intervals are reckoned together: arrays are quick, and the user may stop between them."""

_M2_PER_KM2 = 1_000_000.0


class Region(str, Enum):
    """What *elsewhere* is: the rest of the county, or the rest of each unit (of its LPO, for a scene)."""

    COUNTY = "county"
    LPO = "lpo"


class Method(str, Enum):
    """How an interval was made."""

    EXACT_CONDITIONAL = "exact_conditional"
    CLUSTER_BOOTSTRAP = "cluster_bootstrap"


class Caveat(str, Enum):
    """What a reader must know of a figure."""

    TOTAL_AREA = "total_area"
    OVERDISPERSED = "overdispersed"
    FEW_SCENES = "few_scenes"
    ONE_SCENE = "one_scene"
    REFERENCE_EMPTY = "reference_empty"
    FOUND_BY_CONTROL = "found_by_control"
    REGRESSION_TO_MEAN = "regression_to_mean"
    OTHER_SEASON = "other_season"
    DAYS_DIFFER = "days_differ"
    FALL_BY_OUTLINE = "fall_by_outline"


@dataclass(frozen=True)
class ConcentrationRow:
    """One unit, crime group and zone.

    ``count`` of ``whole_count`` incidents, with the exact interval of its mean (Garwood) and of its share (Clopper and
    Pearson); ``baseline`` of ``whole_baseline`` (m², or people). The whole is all zones of the unit; for a scene it is
    its region. ``pai`` is the share of crime over the share of the baseline (location quotient), its interval that of
    the share. ``ratio`` compares the rate on the baseline with that elsewhere in ``reference`` (level and code), by
    ``method``. ``dispersion`` is the index over the ``scenes`` behind the row. Ranks are those of the count within the
    scenes, 1 the highest, with the interval of 95 % of ranks simulated from Gamma(count + ½). ``percent_change`` is that
    of the rate per day since the earlier period; None where nothing was counted then.
    """

    level: str
    code: str
    name: Optional[str]
    group: str
    zone: str
    period_from: object
    period_to: object
    days: int
    count: int
    count_low: float
    count_high: float
    per_day: float
    whole_count: int
    share_of_crime: Optional[float]
    share_low: Optional[float]
    share_high: Optional[float]
    baseline_kind: str
    baseline: Optional[float]
    whole_baseline: Optional[float]
    share_of_baseline: Optional[float]
    per_km2: Optional[float]
    per_1000_people: Optional[float]
    pai: Optional[float]
    pai_low: Optional[float]
    pai_high: Optional[float]
    reference: Optional[str]
    reference_count: Optional[int]
    reference_baseline: Optional[float]
    ratio: Optional[float]
    ratio_low: Optional[float]
    ratio_high: Optional[float]
    method: Optional[str]
    scenes: Optional[int]
    dispersion: Optional[float]
    rank: Optional[int]
    rank_low: Optional[int]
    rank_high: Optional[int]
    earlier_count: Optional[int]
    earlier_days: Optional[int]
    percent_change: Optional[float]
    change_low: Optional[float]
    change_high: Optional[float]
    caveats: str


def whole_of(unit: Unit, region: Region, areas: ZoneAreas) -> UnitKey:
    """The unit that a row's shares are shares of."""
    if unit.level != SCENE:
        return unit.key
    own = ("lpo", unit.lpo or "")
    return own if region is Region.LPO and own in areas.units else (COUNTY, COUNTY)


def reference_of(unit: Unit, region: Region, areas: ZoneAreas) -> UnitKey:
    """The unit whose *elsewhere* a row is compared with."""
    return (COUNTY, COUNTY) if region is Region.COUNTY else whole_of(unit, region, areas)


def _baseline(areas: ZoneAreas, key: UnitKey, zone: Zone) -> Optional[float]:
    found = areas.scenes.get(SceneId(key[1]), {}) if key[0] == SCENE else areas.units.get(key, {})
    return found.get(zone)


def _share(part: Optional[float], whole: Optional[float]) -> Optional[float]:
    return part / whole if part is not None and whole else None


class _Bootstrap:
    """Scenes drawn with replacement: the same draws for every row of as many scenes, whatever the rows' order."""

    def __init__(self, seed: int) -> None:
        self._seed = seed
        self._weights: Dict[int, np.ndarray] = {}

    def weights(self, scenes: int) -> np.ndarray:
        """How often each scene was drawn, in each draw: an array (DRAWS, scenes)."""
        if scenes not in self._weights:
            random = np.random.Generator(np.random.PCG64([self._seed, scenes]))
            drawn = random.multinomial(scenes, np.full(scenes, 1.0 / scenes), size=DRAWS)
            self._weights[scenes] = drawn.astype(float)
        return self._weights[scenes]

    def ratio(
        self, counts: np.ndarray, exposures: np.ndarray, other: int, other_exposure: float
    ) -> Tuple[float, Optional[float]]:
        """The 2.5 and 97.5 % points of the ratio of rates; elsewhere varies as a Poisson count does."""
        drawn = self.weights(counts.size)
        random = np.random.Generator(np.random.PCG64([self._seed, counts.size, other]))
        with np.errstate(divide="ignore", invalid="ignore"):
            rates = (drawn @ counts) / (drawn @ exposures)
            ratios = rates / (random.poisson(other, DRAWS) / other_exposure)
        first, last = round((DRAWS + 1) * 0.025) - 1, round((DRAWS + 1) * 0.975) - 1
        ratios = np.partition(np.where(np.isnan(ratios), np.inf, ratios), (first, last))
        return float(ratios[first]), finite(float(ratios[last]))


def scene_ranks(counts: Sequence[int], seed: int = SEED) -> List[Tuple[int, int, int]]:
    """Each scene's rank by its count (1 the highest, ties share the best) with a 95 % interval of ranks.

    The mean behind a count is drawn from Gamma(count + ½), what Jeffreys' prior makes of it, and the draws are ranked:
    a rank alone says more than the counts do (Goldstein and Spiegelhalter 1996, doi 10.2307/2983325).

    >>> scene_ranks([500, 3, 3, 40])
    [(1, 1, 1), (3, 3, 4), (3, 3, 4), (2, 2, 2)]
    """
    x = np.asarray(counts, dtype=float)
    if not x.size:
        return []
    random = np.random.Generator(np.random.PCG64([seed, x.size]))
    drawn = random.gamma(x + 0.5, size=(RANK_DRAWS, x.size))
    ranks = np.sort((-drawn).argsort(axis=1).argsort(axis=1) + 1, axis=0)
    last = RANK_DRAWS + 1
    low, high = ranks[round(last * 0.025) - 1], ranks[round(last * 0.975) - 1]
    observed = [1 + int((x > value).sum()) for value in x]
    return [(rank, int(a), int(b)) for rank, a, b in zip(observed, low, high)]


def percent_change(earlier: int, earlier_days: int, later: int, later_days: int) -> Optional[float]:
    """The change of the rate per day in per cent; None where nothing was counted before.

    >>> percent_change(50, 365, 60, 365), percent_change(0, 365, 60, 365)
    (20.0, None)
    """
    before = earlier * later_days
    return None if earlier == 0 else 100.0 * (later * earlier_days - before) / before


@dataclass(frozen=True)
class ZonesCompared:
    """What concentration is reckoned from.

    ``counting`` are the counts, ``areas`` the baseline by zone, of the same outlines and band. ``units`` come from
    :func:`units_of`; what is counted beside them gets a row ``UNASSIGNED``. ``groups`` are the crime groups, those without
    incidents included, ``found_by_control`` those of them that are mostly found by police control. ``region`` is what
    *elsewhere* is; ``earlier`` are the counts that change is reckoned from, on whatever outlines the basis says.
    """

    counting: Counting
    areas: ZoneAreas
    units: Sequence[Unit]
    groups: Sequence[str]
    region: Region = Region.COUNTY
    earlier: Optional[Counting] = None
    found_by_control: FrozenSet[str] = frozenset()
    seed: int = SEED


def concentration(compared: ZonesCompared, progress: Progress = QUIET) -> Tuple[ConcentrationRow, ...]:
    """Every unit × crime group × zone, zeros included, in the order of the units, groups and zones.

    Raises:
        Refusal: the two periods cannot be compared.
        Cancelled: the user stopped.
    """
    if compared.earlier is not None:
        require_comparable(compared.earlier.period, compared.counting.period)
    return _Concentration(compared, progress).rows()


class _Concentration:
    """The rows in the making."""

    def __init__(self, compared: ZonesCompared, progress: Progress) -> None:
        self.counting, self.areas, self.region = compared.counting, compared.areas, compared.region
        self.earlier, self.groups, self.controlled = compared.earlier, compared.groups, compared.found_by_control
        self.progress = progress
        self.now = tally(self.counting.counts.cells)
        self.before: Tally = tally(self.earlier.counts.cells) if self.earlier else {}
        self.units = with_unassigned(compared.units, self.now)
        self.bootstrap = _Bootstrap(compared.seed)
        self.clusters = self._scene_counts()
        self.ranks = self._ranks(compared.seed)

    def _scene_counts(self) -> Mapping[Tuple[UnitKey, Zone, str], Mapping[str, int]]:
        """What each scene brings to a unit's zone."""
        found: Dict[Tuple[UnitKey, Zone, str], Dict[str, int]] = {}
        for cell, number in self.counting.counts.cells.items():
            if cell.scene is None:
                continue
            for home in homes(cell):
                if home[0] != SCENE:
                    by_scene = found.setdefault((home, cell.zone, cell.group), {})
                    by_scene[str(cell.scene)] = by_scene.get(str(cell.scene), 0) + number
        return found

    def _ranks(self, seed: int) -> Mapping[Tuple[str, str], Tuple[int, int, int]]:
        scenes = [unit for unit in self.units if unit.level == SCENE]
        found: Dict[Tuple[str, str], Tuple[int, int, int]] = {}
        for group in watched(self.groups, self.progress, 0.0, 0.2):
            ranks = scene_ranks([self.now.get((s.key, Zone.INSIDE, group), 0) for s in scenes], seed)
            found.update({(scene.code, group): rank for scene, rank in zip(scenes, ranks)})
        return found

    def _whole(self, key: UnitKey, group: str) -> int:
        return sum(self.now.get((key, zone, group), 0) for zone in Zone)

    def _behind(self, unit: Unit, zone: Zone, group: str) -> Tuple[np.ndarray, np.ndarray]:
        """Counts and exposures of the scenes behind a row, those with neither left out."""
        counted = self.clusters.get((unit.key, zone, group), {})
        exposed = {
            str(scene): amounts.get(zone, 0.0)
            for (key, scene), amounts in self.areas.parts.items()
            if key == unit.key and amounts.get(zone, 0.0) > 0
        }
        ids = sorted(exposed)
        return np.array([float(counted.get(i, 0)) for i in ids]), np.array([exposed[i] for i in ids])

    def rows(self) -> Tuple[ConcentrationRow, ...]:
        """All rows, some at a time."""
        places = [(u, g, z) for u in self.units for g in self.groups for z in Zone if u.level != SCENE or z in NEAR]
        blocks = [places[start : start + _AT_ONCE] for start in range(0, len(places), _AT_ONCE)]
        return tuple(row for block in watched(blocks, self.progress, 0.2) for row in self._rows(block))

    def _rows(self, places: Sequence[Tuple[Unit, str, Zone]]) -> Iterator[ConcentrationRow]:
        """Some rows: what is looked up first, then the exact intervals of all together."""
        counts = [self.now.get((u.key, z, g), 0) for u, g, z in places]
        wholes = [self._whole(whole_of(u, self.region, self.areas), g) for u, g, _ in places]
        # A scene that reaches out of its LPO may hold more than the LPO counts.
        tops = [max(c, w) for c, w in zip(counts, wholes)]
        ranges = poisson_intervals(counts).tolist()
        shares = share_intervals(counts, tops).tolist()
        ratios = self._exact_ratios(places, counts)
        changes = self._exact_changes(places, counts)
        for place, *numbers in zip(places, counts, wholes, ranges, shares, ratios, changes):
            yield self._row(*place, *numbers)

    def _reference(self, unit: Unit, group: str) -> Tuple[UnitKey, int, float]:
        key = reference_of(unit, self.region, self.areas)
        return key, self.now.get((key, Zone.ELSEWHERE, group), 0), _baseline(self.areas, key, Zone.ELSEWHERE) or 0.0

    def _exact_ratios(self, places: Sequence[Tuple[Unit, str, Zone]], counts: Sequence[int]) -> List[Sequence[float]]:
        mine = [_baseline(self.areas, u.key, z) or 1.0 for u, _, z in places]
        others = [self._reference(u, g) for u, g, _ in places]
        found = rate_ratio_intervals(counts, mine, [c for _, c, _ in others], [e or 1.0 for _, _, e in others])
        return list(found.tolist())

    def _exact_changes(self, places: Sequence[Tuple[Unit, str, Zone]], counts: Sequence[int]) -> List[Sequence[float]]:
        if self.earlier is None:
            return [(0.0, 0.0)] * len(places)
        before = [self.before.get((u.key, z, g), 0) for u, g, z in places]
        days, earlier_days = float(self.counting.period.days), float(self.earlier.period.days)
        found = rate_ratio_intervals(counts, [days] * len(places), before, [earlier_days] * len(places))
        return list(((found - 1.0) * 100.0).tolist())

    def _row(
        self,
        unit: Unit,
        group: str,
        zone: Zone,
        count: int,
        whole: int,
        spread: Sequence[float],
        share: Sequence[float],
        exact: Sequence[float],
        change: Sequence[float],
    ) -> ConcentrationRow:
        period, caveats = self.counting.period, self._common_caveats(group)
        whole_key = whole_of(unit, self.region, self.areas)
        amount = _baseline(self.areas, unit.key, zone)
        whole_amount = self.areas.whole(whole_key) if whole_key in self.areas.units else None
        share_of_crime, of_baseline = _share(count, whole), _share(amount, whole_amount)
        compared = self._compared(unit, group, zone, count, amount, exact, caveats)
        people = self.areas.kind is BaselineKind.POPULATION
        rate = count / amount if amount else None
        rank = self.ranks.get((unit.code, group)) if unit.level == SCENE and zone is Zone.INSIDE else None
        ends = share if share_of_crime is not None else (None, None)
        return ConcentrationRow(
            level=unit.level,
            code=unit.code,
            name=unit.name,
            group=group,
            zone=zone.value,
            period_from=period.start,
            period_to=period.end,
            days=period.days,
            count=count,
            count_low=spread[0],
            count_high=spread[1],
            per_day=count / period.days,
            whole_count=whole,
            share_of_crime=share_of_crime,
            share_low=ends[0],
            share_high=ends[1],
            baseline_kind=self.areas.kind.value,
            baseline=amount,
            whole_baseline=whole_amount,
            share_of_baseline=of_baseline,
            per_km2=None if rate is None or people else rate * _M2_PER_KM2,
            per_1000_people=rate * 1000.0 if rate is not None and people else None,
            pai=_share(share_of_crime, of_baseline),
            pai_low=_share(ends[0], of_baseline),
            pai_high=_share(ends[1], of_baseline),
            rank=rank[0] if rank else None,
            rank_low=rank[1] if rank else None,
            rank_high=rank[2] if rank else None,
            **compared,
            **self._changed(unit, group, zone, count, change),
            caveats=";".join(c.value for c in Caveat if c in caveats),
        )

    def _common_caveats(self, group: str) -> Set[Caveat]:
        caveats = {Caveat.REGRESSION_TO_MEAN}
        if self.areas.kind is BaselineKind.TOTAL_AREA:
            caveats.add(Caveat.TOTAL_AREA)
        if group in self.controlled:
            caveats.add(Caveat.FOUND_BY_CONTROL)
        if self.earlier is not None:
            caveats |= change_caveats(self.earlier.period, self.counting.period)
        return caveats

    def _compared(
        self,
        unit: Unit,
        group: str,
        zone: Zone,
        count: int,
        amount: Optional[float],
        exact: Sequence[float],
        caveats: Set[Caveat],
    ) -> Dict[str, Any]:
        """The ratio to elsewhere with its interval, and how much the scenes behind it differ."""
        blank: Dict[str, Any] = dict.fromkeys(
            ("reference", "reference_count", "reference_baseline", "ratio", "ratio_low", "ratio_high", "method",
             "scenes", "dispersion")
        )  # fmt: skip
        if zone is Zone.ELSEWHERE or not amount:
            return blank
        key, other, other_amount = self._reference(unit, group)
        result = {**blank, "reference": ":".join(key), "reference_count": other, "reference_baseline": other_amount}
        dispersion = None
        if unit.level != SCENE:
            counts, exposures = self._behind(unit, zone, group)
            dispersion = dispersion_index(counts.tolist(), exposures.tolist())
            result.update(scenes=int(counts.size), dispersion=dispersion)
            if counts.size < 2:
                caveats.add(Caveat.ONE_SCENE)
            elif counts.size < FEW_SCENES:
                caveats.add(Caveat.FEW_SCENES)
        if other_amount <= 0 or (other == 0 and count == 0):
            caveats.add(Caveat.REFERENCE_EMPTY)
            return result
        if other == 0:
            caveats.add(Caveat.REFERENCE_EMPTY)
        else:
            result["ratio"] = (count / amount) / (other / other_amount)
        low: Optional[float] = exact[0]
        high, method = finite(exact[1]), Method.EXACT_CONDITIONAL
        if dispersion is not None and dispersion > DISPERSED and other > 0:
            caveats.add(Caveat.OVERDISPERSED)
            low, high = self.bootstrap.ratio(counts, exposures, other, other_amount)
            method = Method.CLUSTER_BOOTSTRAP
        result.update(ratio_low=finite(low), ratio_high=high, method=method.value)
        return result

    def _changed(self, unit: Unit, group: str, zone: Zone, count: int, change: Sequence[float]) -> Dict[str, Any]:
        names = ("earlier_count", "earlier_days", "percent_change", "change_low", "change_high")
        if self.earlier is None:
            return dict.fromkeys(names)
        before, days = self.before.get((unit.key, zone, group), 0), self.earlier.period.days
        percent = percent_change(before, days, count, self.counting.period.days)
        ends = (None, None) if percent is None else (finite(change[0]), finite(change[1]))
        return dict(zip(names, (before, days, percent, *ends)))


def change_caveats(earlier: Period, later: Period) -> Set[Caveat]:
    """What must be said of any change from one period to another."""
    caveats = {Caveat.REGRESSION_TO_MEAN}
    if not same_season(earlier, later):
        caveats.add(Caveat.OTHER_SEASON)
    if earlier.days != later.days:
        caveats.add(Caveat.DAYS_DIFFER)
    return caveats
