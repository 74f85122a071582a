"""A public release is held against the earlier ones: what they tell together, and what each withholds."""

from __future__ import annotations

from dataclasses import replace

import pytest

from drugscene_plugin.analysis.release_audit import check_release
from drugscene_plugin.analysis.suppression import suppress
from drugscene_plugin.domain.counted import CellSystem, Relation
from drugscene_plugin.domain.errors import Refusal
from drugscene_plugin.domain.release_register import CellState, Change, changes_between, release_of
from drugscene_plugin.domain.suppression import Rules


def county(beside, inside=40, everything=400, band=100, year="2023"):
    """Counts of three scenes: inside, beside and, for the county, elsewhere; a relation for each sum."""
    period = f"{year}-01-01/{int(year) + 1}-01-01"
    word = f"band={band}"
    values, relations = {}, []
    zones = {"inside": ("inside", "violence", period), "beside": ("beside", word, "violence", period)}
    insides = [inside, 20, 30]
    for zone, numbers in (("inside", insides), ("beside", beside)):
        names = [(scene, *zones[zone]) for scene in "abc"]
        values.update(zip(names, numbers))
        total = ("county", *zones[zone])
        values[total] = sum(numbers)
        relations.append(Relation(total, tuple(names)))
    rest, total = ("county", "elsewhere", word, "violence", period), ("county", "all", "violence", period)
    values[rest], values[total] = everything - sum(insides) - sum(beside), everything
    relations.append(Relation(total, (("county", *zones["inside"]), ("county", *zones["beside"]), rest)))
    return CellSystem(values, tuple(relations), frozenset(values))


def release(system, threshold=5, revision=1, **parameters):
    found = suppress(system, Rules(threshold))
    made = release_of("2023", revision, found, {"crime": sorted(system.values)}, {"threshold": threshold, **parameters})
    return replace(made, at="2024-02-01T10:00:00Z")


def clashing(refused):
    """The cells that a refusal names."""
    return " ".join("/".join(cell) for cell in refused.value.values["cells"])


def test_a_release_keeps_what_it_showed_and_what_it_withheld_with_the_sums():
    made = release(county([3, 30, 40]))
    states = {cell.name[:2]: cell.state for cell in made.cells}
    assert states["a", "beside"] is CellState.WITHHELD and states["county", "all"] is CellState.SHOWN
    assert all(cell.tables == ("crime",) for cell in made.cells)
    assert len(made.relations) == 3


def test_the_same_again_is_no_reason_to_refuse():
    first = release(county([3, 30, 40]))
    check_release(release(county([3, 30, 40])), [first])


def test_the_same_counts_by_a_stricter_or_looser_threshold_tell_nothing_of_what_was_withheld():
    strict, loose = release(county([12, 30, 40]), threshold=20), release(county([12, 30, 40]), threshold=15)
    check_release(strict, [loose])
    assert strict.relations == loose.relations


def test_a_lower_threshold_that_shows_what_was_too_small_is_refused():
    first = release(county([12, 30, 40]), threshold=20, crime={"band": 100, "group": "v"})
    second = release(county([12, 30, 40]), threshold=5, crime={"band": 150, "group": "v"})
    with pytest.raises(Refusal) as refused:
        check_release(second, [first])
    assert "a/beside" in clashing(refused)
    assert refused.value.values["changes"] == (
        Change("", "threshold", "20", "5"),
        Change("crime", "band", "100", "150"),
    )
    assert refused.value.values["tables"] == ("crime",)


def test_another_band_that_differs_by_a_few_is_refused_by_name():
    first, second = release(county([20, 30, 40])), release(county([22, 30, 40], band=150))
    with pytest.raises(Refusal) as refused:
        check_release(second, [first])
    assert refused.value.code == "release_would_tell"
    assert (refused.value.values["round"], refused.value.values["at"]) == ("2023", "2024-02-01")
    assert "a/beside" in clashing(refused)


def test_another_band_that_differs_by_enough_everywhere_is_let_through():
    check_release(release(county([40, 60, 80], band=250)), [release(county([20, 30, 40]))])


def test_a_longer_period_that_differs_by_a_few_is_refused():
    first = release(county([20, 30, 40]))
    longer = county([21, 30, 40])
    rename = {name: tuple("2023-01-01/2024-02-01" if "/" in word else word for word in name) for name in longer.values}
    renamed = CellSystem(
        {rename[name]: value for name, value in longer.values.items()},
        tuple(Relation(rename[r.total], tuple(rename[p] for p in r.parts)) for r in longer.relations),
        frozenset(rename.values()),
    )
    with pytest.raises(Refusal, match="release_would_tell"):
        check_release(release(renamed), [first])


def test_another_year_has_nothing_to_do_with_it():
    check_release(release(county([21, 30, 40], year="2024")), [release(county([20, 30, 40]))])


def test_a_corrected_revision_that_differs_by_one_is_refused():
    first, corrected = release(county([20, 30, 40])), release(county([21, 30, 40]), revision=2)
    with pytest.raises(Refusal) as refused:
        check_release(corrected, [first])
    assert "between" in clashing(refused)
    assert refused.value.values["changes"] == (Change("", "revision", "1", "2"),)


def test_two_releases_that_withhold_different_cells_tell_each_other():
    """One shows b and withholds c beside the small a, the other the other way round: together they give a away."""
    system = county([3, 30, 40])
    first = release(system)
    withheld = {cell.name for cell in first.cells if cell.state is CellState.WITHHELD}
    other = replace(
        first,
        parameters="{}",
        cells=tuple(
            replace(cell, state=CellState.SHOWN) if cell.name in withheld and cell.name[0] != "a"
            else replace(cell, state=CellState.WITHHELD) if cell.name[:2] == ("c", "beside")
            else cell
            for cell in first.cells
        ),
    )  # fmt: skip
    with pytest.raises(Refusal) as refused:
        check_release(other, [first])
    assert "a/beside" in clashing(refused)


def test_what_the_earlier_ones_tell_by_themselves_is_out_already():
    first, second = release(county([20, 30, 40])), release(county([22, 30, 40], band=150))
    check_release(second, [first, second])
    later = release(county([40, 60, 80], band=250))
    check_release(later, [first, second])


def test_what_only_two_earlier_ones_together_would_tell_is_refused_too():
    """Bands of 100 and 200 m were released; one of 150 m lies a few beyond the first and a few within the second."""
    wide = release(county([60, 60, 80], band=200))
    narrow = release(county([20, 30, 40], band=100))
    between = release(county([57, 45, 60], band=150))
    check_release(between, [narrow])
    with pytest.raises(Refusal):
        check_release(between, [narrow, wide])


def test_what_is_not_as_it_was_is_told():
    first, second = (release(county([20, 30, 40]), crime={"from_round": round}) for round in (None, "2021"))
    (change,) = changes_between(first, second)
    assert (change.then, change.now) == ("–", "2021")
