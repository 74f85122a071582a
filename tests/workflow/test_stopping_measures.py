"""Whoever stops a measure of the follow-up is heard wherever it is, and its progress never goes back."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest

from drugscene_plugin.analysis.incident_batches import IncidentBatch
from drugscene_plugin.analysis.suppression import suppress
from drugscene_plugin.analysis.survey import question
from drugscene_plugin.analysis.zone_areas import Baseline, BaselineKind
from drugscene_plugin.domain.crime_groups import crime_groups
from drugscene_plugin.domain.errors import Cancelled
from drugscene_plugin.domain.incident_fields import IncidentFields
from drugscene_plugin.domain.period import Period
from drugscene_plugin.domain.suppression import Rules
from drugscene_plugin.workflow.measure_change import ChangeQuestion, measure_change
from drugscene_plugin.workflow.measure_concentration import ConcentrationQuestion, measure_concentration
from drugscene_plugin.workflow.measure_gun_violence import GunQuestion, measure_gun_violence
from drugscene_plugin.workflow.measure_survey import SurveyAnswers, SurveyInquiry, asked_bands, measure_survey
from tests.builders import square
from tests.counted_county import counted_county
from tests.workflow.follow_up import ceased, kept, store_of

EARLIER, LATER = (Period(date(year, 1, 1), date(year + 1, 1, 1)) for year in (2021, 2023))
SCENES = 8
GROUPS = tuple(crime_groups().values())[:3]


class Stopping:
    """A progress that is told to stop when it is asked for the ``at``-th time; 0: never."""

    def __init__(self, at=0):
        self.at, self.asked, self.shares = at, 0, [0.0]

    def report(self, share):
        self.shares.append(share)

    def cancelled(self):
        self.asked += 1
        return self.asked == self.at


class Incidents:
    """Three hundred incidents of both years around the scenes, in three batches."""

    fields = IncidentFields(start="BEGUN", end="ENDED")

    def batches(self):
        random = np.random.default_rng(1)
        for _ in range(3):
            x, y = random.uniform(0, 4000, (2, 100))
            days = random.choice(["2021-05-05", "2023-05-05"], 100).astype("S")
            yield IncidentBatch(x, y, np.full(100, b"5005"), days)

    def transform(self, x, y):
        return x, y

    def row_count(self):
        return 300

    def sha256(self):
        return "ab" * 32


@pytest.fixture(scope="module")
def store():
    before = [kept(f"s{n:02}", "2021", place=n) for n in range(SCENES)]
    after = [(ceased if n % 4 == 0 else kept)(f"s{n:02}", place=n) for n in range(SCENES)]
    return store_of(before, after)


def concentration(store, progress):
    land = Baseline(BaselineKind.LAND, (square(side=8000), square(at=(1000, 0), side=8000)))
    asked = ConcentrationQuestion("2023", LATER, GROUPS, 100.0, other_period=EARLIER, baseline=land)
    return measure_concentration(store, asked, Incidents, progress)


def gun_violence(store, progress):
    asked = GunQuestion("2023", LATER, populated=(square(side=8000),))
    return measure_gun_violence(store, asked, Incidents(), progress)


def survey(store, progress):
    places = np.random.default_rng(2).uniform(0, 4000, (40_000, 2))
    answers = SurveyAnswers(["yes", "no"] * 20_000, places)
    return measure_survey(store, SurveyInquiry("2023", question(["yes"]), asked_bands("250;500")), answers, progress)


def change(store, progress):
    return measure_change(store, ChangeQuestion("2023", EARLIER, LATER, GROUPS, 100.0), Incidents, progress)


def disclosure(store, progress):
    return suppress(counted_county(3, scenes=12, lpos=3, municipalities=3, groups=2), Rules(), progress)


MEASURES = (concentration, gun_violence, survey, change, disclosure)


@pytest.mark.parametrize("measure", MEASURES)
def test_whoever_stops_it_is_heard_at_the_first_question_after(store, measure):
    whole = Stopping()
    measure(store, whole)
    for at in {1, 2, *range(1, whole.asked + 1, max(1, whole.asked // 5)), whole.asked}:
        progress = Stopping(at)
        with pytest.raises(Cancelled):
            measure(store, progress)
        assert progress.asked == at  # nobody went on


@pytest.mark.parametrize("measure, least", ((concentration, 80), (gun_violence, 999), (survey, 5), (change, 20)))
def test_it_asks_more_often_the_more_there_is_to_do(store, measure, least):
    progress = Stopping()
    measure(store, progress)
    assert progress.asked >= least


@pytest.mark.parametrize("measure", MEASURES[:-1])
def test_progress_never_goes_back_and_ends_at_the_whole(store, measure):
    progress = Stopping()
    measure(store, progress)
    assert progress.shares == sorted(progress.shares) and progress.shares[-1] == 1.0


def test_the_tables_are_not_made_in_one_go(store):
    """After the last incident is counted, every unit is another occasion to stop."""
    progress = Stopping()
    concentration(store, progress)
    assert len({share for share in progress.shares if 0.8 < share < 1.0}) > 30
