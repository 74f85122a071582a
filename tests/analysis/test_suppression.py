"""No withheld count can be worked out: held by an attacker who solves linear programs over all that is shown."""

from __future__ import annotations

import random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from drugscene_plugin.analysis import suppression
from drugscene_plugin.analysis.suppression import suppress, told
from drugscene_plugin.domain.counted import CellSystem, Relation
from drugscene_plugin.domain.errors import Cancelled, Refusal
from drugscene_plugin.domain.suppression import Rules
from tests.counted_county import attacked, counted_county

SMALL = {"scenes": 6, "lpos": 3, "municipalities": 2, "groups": 2}
MIDDLE = {"scenes": 20, "lpos": 6, "municipalities": 5, "groups": 3}


def table(rows, columns, values, hidden=()):
    """A table with totals at both edges."""
    cells = {(f"r{r}", f"c{c}"): values[r * columns + c] for r in range(rows) for c in range(columns)}
    relations = []
    for r in range(rows):
        cells[f"r{r}", "all"] = sum(cells[f"r{r}", f"c{c}"] for c in range(columns))
        relations.append(Relation((f"r{r}", "all"), tuple((f"r{r}", f"c{c}") for c in range(columns))))
    for c in (*(f"c{c}" for c in range(columns)), "all"):
        cells["all", c] = sum(cells[f"r{r}", c] for r in range(rows))
        relations.append(Relation(("all", c), tuple((f"r{r}", c) for r in range(rows))))
    relations.append(Relation(("all", "all"), tuple(("all", f"c{c}") for c in range(columns))))
    return CellSystem(cells, tuple(relations), frozenset(cells) - set(hidden))


def audited(system, rules):
    """The suppression, once linear programming has left every protected cell as wide as it must be."""
    found = suppress(system, rules)
    narrow = {cell: width for cell, width in attacked(found).items() if width < rules.threshold - 1e-6}
    assert narrow == {}
    return found


class TestWhatIsWithheld:
    def test_small_counts_are_and_zeros_are_not(self):
        found = suppress(table(2, 3, [0, 4, 50, 60, 5, 70]), Rules(5))
        assert found.primary == {("r0", "c1")}
        assert not found.withholds(("r0", "c0"))

    def test_zeros_are_where_they_may_not_be_shown(self):
        found = audited(table(2, 3, [0, 4, 50, 60, 5, 70]), Rules(5, show_zero=False))
        assert found.primary == {("r0", "c0"), ("r0", "c1")}

    def test_with_a_threshold_of_one_nothing_is(self):
        assert not suppress(table(2, 2, [1, 2, 3, 4]), Rules(1)).withheld

    def test_one_small_count_takes_a_rectangle_of_the_smallest_others(self):
        found = audited(table(3, 3, [3, 90, 91, 10, 92, 93, 80, 94, 95]), Rules(5))
        assert len(found.secondary) == 3
        assert found.secondary == {("r0", "c1"), ("r1", "c0"), ("r1", "c1")}

    def test_two_small_counts_whose_sum_is_shown_take_a_third(self):
        values = {("all",): 105, ("a",): 3, ("b",): 2, ("c",): 100}
        system = CellSystem(values, (Relation(("all",), (("a",), ("b",), ("c",))),), frozenset(values))
        assert audited(system, Rules(5)).secondary == {("c",)}

    def test_a_total_of_small_counts_is_withheld_where_nothing_else_is_left(self):
        values = {("all",): 5, ("a",): 3, ("b",): 2}
        system = CellSystem(values, (Relation(("all",), (("a",), ("b",))),), frozenset(values))
        assert audited(system, Rules(5)).secondary == {("all",)}

    def test_a_count_that_no_table_shows_but_sums_would_tell_is_kept_too(self):
        """The wider band less the narrower is 2: one of both must go."""
        values = {("wide",): 42, ("narrow",): 40, ("between",): 2}
        relation = Relation(("wide",), (("narrow",), ("between",)))
        found = audited(CellSystem(values, (relation,), frozenset({("wide",), ("narrow",)})), Rules(5))
        assert found.withheld and not found.primary

    def test_the_same_cell_in_two_tables_is_one(self):
        """Two tables show a scene that is its LPO's only one: the LPO's row would tell the scene's."""
        values = {("scene",): 3, ("lpo",): 3, ("other",): 50, ("county",): 53}
        relations = (Relation(("lpo",), (("scene",),)), Relation(("county",), (("lpo",), ("other",))))
        found = audited(CellSystem(values, relations, frozenset(values)), Rules(5))
        assert found.primary == {("scene",), ("lpo",)} and found.secondary

    def test_a_sum_of_nothing_is_no_secret_even_where_zeros_are(self):
        """Beside the scenes of an LPO that has none nothing can be counted: to withhold that would hide nothing."""
        values = {("county",): 40, ("bare",): 0, ("a",): 0, ("b",): 40}
        relations = (Relation(("county",), (("bare",), ("a",), ("b",))), Relation(("bare",), ()))
        found = suppress(CellSystem(values, relations, frozenset(values)), Rules(5, show_zero=False))
        assert found.primary == {("a",)} and not found.withholds(("bare",))

    def test_the_order_in_which_cells_come_changes_nothing(self):
        system = counted_county(3, **SMALL)
        turned = CellSystem(
            dict(reversed(list(system.values.items()))), tuple(reversed(system.relations)), system.shown
        )
        first, second = suppress(system, Rules(5)), suppress(turned, Rules(5))
        assert (first.primary, first.secondary) == (second.primary, second.secondary)


class TestAttackedByLinearProgramming:
    @pytest.mark.parametrize("seed", range(4))
    @pytest.mark.parametrize("rules", [Rules(5), Rules(5, show_zero=False), Rules(3), Rules(10)])
    def test_scenes_in_lpos_and_municipalities_by_zone_and_group(self, seed, rules):
        assert audited(counted_county(seed, **SMALL), rules).primary

    @pytest.mark.parametrize("seed", range(2))
    def test_crime_groups_that_are_summed_up_as_well(self, seed):
        audited(counted_county(seed, all_groups=True, **SMALL), Rules(5))

    def test_a_county_of_middle_size(self):
        audited(counted_county(11, **MIDDLE), Rules(5))

    @settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
    @given(
        st.integers(1, 4).flatmap(
            lambda rows: st.integers(1, 4).flatmap(
                lambda columns: st.tuples(
                    st.just(rows),
                    st.just(columns),
                    st.lists(
                        st.one_of(st.integers(0, 6), st.integers(0, 80)),
                        min_size=rows * columns,
                        max_size=rows * columns,
                    ),
                )
            )
        ),
        st.integers(2, 8),
        st.booleans(),
    )
    def test_any_table_with_totals(self, drawn, threshold, show_zero):
        audited(table(*drawn), Rules(threshold, show_zero))

    @settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
    @given(st.integers(0, 10**6), st.integers(2, 7), st.booleans(), st.booleans())
    def test_any_linked_hierarchies_whatever_is_shown_of_them(self, seed, threshold, show_zero, hide):
        """Trees over the same leaves, some cells not shown: two hierarchies, or more, linked at their leaves."""
        rng = random.Random(seed)
        leaves = [(f"leaf{i}",) for i in range(rng.randint(2, 9))]
        values = {leaf: rng.choice((0, rng.randint(0, 5), rng.randint(0, 60))) for leaf in leaves}
        relations = []
        for tree in range(rng.randint(1, 3)):
            level, height = leaves, 0
            while len(level) > 1:
                rng.shuffle(level := list(level))
                above, height = [], height + 1
                while level:
                    size = min(len(level), rng.randint(1, 4))
                    parts, level = tuple(level[:size]), level[size:]
                    name = (f"tree{tree}", f"height{height}", f"node{len(above)}")
                    values[name] = sum(values[part] for part in parts)
                    relations.append(Relation(name, parts))
                    above.append(name)
                level = above if len(above) > 1 and height < 4 else []
        shown = frozenset(name for name in values if not hide or rng.random() < 0.8)
        audited(CellSystem(values, tuple(relations), shown), Rules(threshold, show_zero))


class TestWhereTheCheapestWaysTakeTooLong:
    SYSTEM = counted_county(2, all_groups=True, **MIDDLE)

    def test_the_shortest_do_and_protect_as_well(self, monkeypatch):
        cheapest = audited(self.SYSTEM, Rules(5))
        monkeypatch.setattr(suppression, "_PATIENCE", 0)
        shortest = audited(self.SYSTEM, Rules(5))
        assert shortest.primary == cheapest.primary
        assert len(shortest.secondary) > len(cheapest.secondary)

    def test_it_is_refused_in_the_end(self, monkeypatch):
        monkeypatch.setattr(suppression, "_PATIENCE", 0)
        monkeypatch.setattr(suppression, "_MORE_PATIENCE", 5)
        with pytest.raises(Refusal) as refused:
            suppress(self.SYSTEM, Rules(5))
        assert refused.value.code == "suppression_not_found"
        assert refused.value.values["number"] == len(self.SYSTEM.values)


class TestHowMuch:
    def test_few_more_cells_than_small_ones_are_withheld_and_these_are_small(self):
        system = counted_county(1, **MIDDLE)
        found = suppress(system, Rules(5))
        assert len(found.secondary) < 1.2 * len(found.primary)
        withheld = sorted(system.values[name] for name in found.secondary)
        shown = sorted(v for n, v in system.values.items() if n in system.shown and not found.withholds(n) and v)
        assert withheld[len(withheld) // 2] < shown[len(shown) // 2]

    def test_none_of_the_others_could_simply_be_shown(self):
        """Each cell of a small table's rectangle is needed: without it the rest can be told."""
        system = table(3, 3, [3, 90, 91, 10, 92, 93, 80, 94, 95])
        found = suppress(system, Rules(5))
        for cell in found.secondary:
            known = frozenset(system.values) - (found.withheld - {cell})
            floors = dict.fromkeys(found.withheld, 1)
            assert told(system, known, dict.fromkeys(found.withheld - {cell}, 5), floors)


def test_a_user_who_stops_it_does_not_wait_for_the_end():
    class Stopped:
        asked = 0

        def report(self, share):
            pass

        def cancelled(self):
            self.asked += 1
            return self.asked > 3

    with pytest.raises(Cancelled):
        suppress(counted_county(1, **SMALL), Rules(5), Stopped())


@pytest.mark.parametrize(("seed", "all_groups"), [(1, False), (2, True)])
def test_a_whole_county_keeps_every_sampled_cell(seed, all_groups):
    """63 scenes, 18 LPOs, 26 municipalities, 8 groups, 3 zones; how long it takes is measured in bench/."""
    found = suppress(counted_county(seed, all_groups=all_groups), Rules(5))
    sample = sorted(found.protected)[::100]
    assert min(attacked(found, sample).values()) >= 5 - 1e-6
