"""Small builders for test data: a square, a scene, an area, a round."""

from __future__ import annotations

from datetime import date

from shapely.geometry import box

from drugscene_plugin.domain.area import Area, AreaCode, AreaLevel
from drugscene_plugin.domain.criteria import Answer, Assessment, Criterion
from drugscene_plugin.domain.mapping_round import MappingRound, RoundLabel
from drugscene_plugin.domain.scene import Scene, SceneId


def square(at=(0.0, 0.0), side=100.0):
    """A square with its south-western corner at a point."""
    return box(at[0], at[1], at[0] + side, at[1] + side)


def answers(**given):
    """Answers by criterion: ``answers(use="yes", sale="no")``."""
    return {Criterion(name): Assessment(Answer(word)) for name, word in given.items()}


ALL_YES = answers(**{c.value: "yes" for c in Criterion})


def scene(id="a", round="2023", outline=None, **fields):
    """A scene; without an outline a square of 100 m at the origin."""
    return Scene(SceneId(id), RoundLabel(round), square() if outline is None else outline, **fields)


def lpo(code="531210", outline=None, name=None, **fields):
    """A local police area; without an outline a square of 10 km."""
    outline = square(side=10_000) if outline is None else outline
    return Area(AreaLevel.LPO, AreaCode(code), name or f"LPO {code}", outline, **fields)


def municipality(code="0180", outline=None, name=None, **fields):
    """A municipality; without an outline a square of 10 km."""
    outline = square(side=10_000) if outline is None else outline
    return Area(AreaLevel.MUNICIPALITY, AreaCode(code), name or f"Municipality {code}", outline, **fields)


def mapping_round(label="2023", ref_date=date(2023, 10, 1), **fields):
    """A draft round."""
    return MappingRound(RoundLabel(label), ref_date, **fields)
