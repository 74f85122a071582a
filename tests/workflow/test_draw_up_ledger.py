"""The ledger of two rounds: on one division for both, every unit with its lines, the real divisions among the rounds."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import replace
from datetime import date

import pytest
import shapely
from shapely.geometry import shape

from drugscene_plugin.domain.errors import Refusal
from drugscene_plugin.domain.field import Profile
from drugscene_plugin.domain.lineage import LinkKind
from drugscene_plugin.domain.scene import SceneStatus
from drugscene_plugin.workflow.create_sample import create_sample
from drugscene_plugin.workflow.draw_up_ledger import county_code, draw_up_ledger
from drugscene_plugin.workflow.export_round import annual_content
from drugscene_plugin.workflow.link_rounds import compare_rounds
from tests.builders import lpo, mapping_round, municipality, square
from tests.fakes.memory_store import MemoryStore
from tests.workflow.follow_up import AREAS, kept, store_of

UNTIL, SINCE = {"valid_to": date(2022, 12, 31)}, {"valid_from": date(2023, 1, 1)}
DIVIDED = (
    replace(AREAS[0], outline=square(side=8000), **UNTIL),
    lpo("L3", square(side=1000), "Inner", **SINCE),
    lpo("L4", shapely.box(1000, 0, 8000, 8000), "Outer", **SINCE),
    AREAS[2],
)


def drawn_up(store, label="2023", **given):
    return draw_up_ledger(compare_rounds(store, label), store.areas(), **given)


def counts(ledger, level="lpo"):
    found = ledger.of_level(level)
    return {
        code: (line.opening, *(line.terms[t] for t in ("ceased", "new", "moved_in", "moved_out")), line.closing)
        for (code, measure), line in found.items()
        if measure == "count"
    }


class TestDivisions:
    @pytest.fixture
    def store(self):
        """Two scenes go on, one each side of what is a boundary only in the later division; one ends, one comes."""
        before = [kept("a", "2021", 0), kept("b", "2021", 5), kept("c", "2021", 6)]
        return store_of(before, [kept("a", place=0), kept("b", place=5), kept("n", place=1)], areas=DIVIDED)

    def test_by_default_both_rounds_are_reported_on_the_division_of_the_later(self, store):
        ledger = drawn_up(store)
        assert ledger.reconciles and ledger.division == date(2023, 10, 1)
        assert counts(ledger) == {"L3": (1, 0, 1, 0, 0, 2), "L4": (2, 1, 0, 0, 0, 1)}

    @pytest.mark.parametrize("picked", ["previous", "PREVIOUS ", "2021-10-01", "2020-02-29"])
    def test_or_on_that_of_the_earlier(self, store, picked):
        ledger = drawn_up(store, division=picked)
        assert ledger.reconciles and counts(ledger) == {"L1": (3, 1, 1, 0, 0, 3)}

    def test_a_division_that_does_not_exist_is_named(self, store):
        with pytest.raises(Refusal, match=r"division_unknown.*yesterday"):
            drawn_up(store, division="yesterday")
        store.add_areas([lpo("L9", square(), valid_from=date(2030, 1, 1), valid_to=date(2030, 2, 1))], "ada")
        with pytest.raises(Refusal, match="ref_date_outside_divisions"):
            drawn_up(store_of([], [], areas=[lpo("L", valid_to=date(2025, 1, 1))]), division="2030-01-01")

    def test_a_persons_choice_of_area_stands_where_the_area_does(self, store):
        rows = {s.id: s for s in store.scenes("2021")}
        chosen = replace(rows["a"].lpo, code="L1", reason="as agreed")
        store._content.scenes["2021", "a"] = replace(rows["a"], lpo=chosen)
        assert counts(drawn_up(store, division="previous")) == {"L1": (3, 1, 1, 0, 0, 3)}
        assert counts(drawn_up(store))["L3"][0] == 1  # that area is no longer there: it goes by its outline


def test_a_scene_that_moves_over_a_boundary_moves_out_and_in():
    wide = shapely.box(3900, 100, 4150, 200)
    store = store_of([kept("a", "2021", outline=shapely.box(3800, 100, 4050, 200))], [kept("a", outline=wide)])
    ledger = drawn_up(store)
    assert ledger.reconciles
    assert counts(ledger) == {"L1": (1, 0, 0, 0, 1, 0), "L2": (0, 0, 0, 1, 0, 1)}
    area = ledger.of_level("lpo")
    assert area["L1", "area_m2"].terms["moved_out"] == pytest.approx(15_000)
    assert area["L2", "area_m2"].terms["boundary_gained"] == pytest.approx(10_000)


def test_mergers_and_splits_are_counted_as_events_in_the_unit_of_the_main_scene():
    before = [
        kept("a", "2021", outline=shapely.box(100, 100, 300, 200)),
        kept("b", "2021", 2),
        kept("c", "2021", outline=square(at=(800, 100))),
    ]
    after = [
        kept("a", outline=square(at=(100, 100))),
        kept("n", outline=square(at=(200, 100))),
        kept("m", outline=shapely.box(700, 100, 900, 200)),
    ]
    ledger = drawn_up(store_of(before, after))
    events = ledger.events
    assert ledger.reconciles
    assert (events["lpo", "L1"].merged, events["lpo", "L1"].split) == (1, 1)
    assert events["county", "01"] == events["lpo", "L1"]
    assert counts(ledger, "county")["01"] == (3, 0, 0, 0, 0, 3)


def test_every_figure_names_the_scenes_behind_it():
    store = store_of([kept("a", "2021"), kept("b", "2021", 1)], [kept("a"), kept("n", place=3)])
    line = drawn_up(store).of_level("county")["01", "count"]
    assert line.scenes["opening"] == ("a", "b") and line.scenes["closing"] == ("a", "n")
    assert (line.scenes["ceased"], line.scenes["new"], line.scenes["merged"]) == (("b",), ("n",), ())


def test_the_countys_code_is_what_its_municipalities_begin_with():
    assert county_code([municipality("0180"), municipality("0126")]) == "01"
    assert county_code([municipality("0180"), municipality("1280")]) == "COUNTY"
    assert county_code([municipality("Staden")]) == "COUNTY"


class TestTheSample:
    @pytest.fixture(scope="class")
    def store(self):
        filled = MemoryStore()
        create_sample(filled)
        return filled

    @pytest.mark.parametrize(
        ("label", "opening", "ceased", "new", "split", "merged", "closing"),
        [("2023", 64, 12, 11, 2, 2, 63), ("2024", 63, 10, 0, 0, 0, 53)],
    )
    def test_the_countys_line_is_the_published_one(self, store, label, opening, ceased, new, split, merged, closing):
        ledger = drawn_up(store, label)
        line = ledger.of_level("county")["99", "count"]
        terms = {name: amount for name, amount in line.terms.items() if amount}
        wanted = {"ceased": ceased, "new": new, "split": split, "merged": merged}
        assert (line.opening, line.closing) == (opening, closing)
        assert terms == {name: amount for name, amount in wanted.items() if amount}
        assert ledger.reconciles and len(ledger.lines) == 2 * (1 + 17 + 26)

    def test_units_sum_to_the_county_in_every_term(self, store):
        for label in ("2023", "2024", "2025"):
            ledger = drawn_up(store, label)
            for measure in ("count", "area_m2"):
                county = ledger.of_level("county")["99", measure]
                for level in ("lpo", "municipality"):
                    units = [line for (_, m), line in ledger.of_level(level).items() if m == measure]
                    for term, amount in county.terms.items():
                        if not term.startswith("moved"):
                            assert sum(u.terms[term] for u in units) == pytest.approx(amount, abs=1e-3)
                    assert sum(u.closing for u in units) == pytest.approx(county.closing)

    @pytest.mark.parametrize(("picked", "number"), [("this", 18), ("previous", 17)])
    def test_the_draft_is_reported_on_18_lpos_or_17(self, store, picked, number):
        ledger = drawn_up(store, "2025", division=picked)
        codes = {code for code, _ in ledger.of_level("lpo")}
        assert len(codes) == number and ledger.reconciles
        assert ({"991060", "991070"} <= codes) == (number == 18)

    def test_the_tables_of_the_package_hold_it(self, store):
        content = annual_content(store, "2023", Profile.INTERNAL, "en")
        tables = {t.name: t.table for t in content.tables}
        (county,) = tables["county"].rows
        row = dict(zip([c.name for c in tables["county"].columns], county))
        assert [row[n] for n in ("opening", "ceased", "new", "split", "merged", "closing")] == [64, 12, 11, 2, 2, 63]
        assert row["closing_area_m2"] == row["area_m2"] and row["reconciles"] is True
        assert Counter(tables["changes"].column("kind"))["merged"] == 4
        assert set(tables["changes"].column("series_break")) == {True}
        by_lpo = tables["by_lpo"]
        for figure in ("opening", "ceased", "new", "split", "merged", "closing"):
            *units, total = by_lpo.column(figure)
            assert sum(units) == total
        assert by_lpo.column("closing") == by_lpo.column("scenes")
        assert content.comparison.reconciles and content.comparison.undecided == 0
        assert content.checksum == store.publications("2023")[0].checksum

    def test_what_changed_stands_with_each_scene(self, store):
        content = annual_content(store, "2023", Profile.INTERNAL, "en")
        scenes = {t.name: t.table for t in content.tables}["by_scene"]
        rows = [dict(zip([c.name for c in scenes.columns], row)) for row in scenes.rows]
        merged = [row for row in rows if row["change"] == "merged"]
        assert len(merged) == 2 and all(len(row["predecessors"].split(";")) == 2 for row in merged)
        split = [row for row in rows if row["change"] == "split"]
        assert len(split) == 4 and sum(row["predecessors"] is None for row in split) == 2  # two kept their ids
        assert {row["change"] for row in rows if row["status"] == "ceased"} == {"ceased"}
        assert {row["change"] for row in rows if row["status"] == "not_scene"} == {None}

    def test_the_package_of_a_published_round_is_deaf_to_other_software(self, store):
        first = annual_content(store, "2024", Profile.INTERNAL, "en")
        key = next(k for k in store._content.scenes if k[0] == "2024")
        kept_row = store._content.scenes[key]
        store._content.scenes[key] = replace(kept_row, name="Forged", status=SceneStatus.CANDIDATE)
        try:
            assert annual_content(store, "2024", Profile.INTERNAL, "en").tables == first.tables
        finally:
            store._content.scenes[key] = kept_row


def test_the_real_divisions_as_two_rounds_are_16_continued_and_one_split_in_two(real_data):
    def read(year):
        features = json.loads((real_data / f"lpo_derived_{year}.geojson").read_text(encoding="utf-8"))["features"]
        for number, feature in enumerate(features):
            outline = shape(feature["geometry"])
            yield kept(f"{year}-{number}", str(year), outline=outline, name=feature["properties"]["lpo"])

    before, after = list(read(2022)), list(read(2025))
    store = MemoryStore()
    store.add_round(mapping_round("2022", date(2022, 1, 1)), before, "ada")
    store.add_round(mapping_round("2025", date(2025, 1, 1)), after, "ada")
    found = compare_rounds(store, "2025")
    number = {kind: n for kind, n in found.counts.items() if n}
    assert number == {LinkKind.CONTINUED: 16, LinkKind.SPLIT: 2}
    assert len({h.link.from_scene for h in found.held if h.link.kind is LinkKind.SPLIT}) == 1
    lines = draw_up_ledger(found, ()).of_level("county")
    assert (lines["COUNTY", "count"].opening, lines["COUNTY", "count"].closing) == (17, 18)
    assert lines["COUNTY", "count"].reconciles and lines["COUNTY", "area_m2"].reconciles
