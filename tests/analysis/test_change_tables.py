"""The tables of what changed: columns that users' scripts rely on, and rows that sum."""

from __future__ import annotations

from datetime import date

from shapely.geometry import box

from drugscene_plugin.analysis.change_tables import beside_units, changes_table, ledger_table
from drugscene_plugin.analysis.errata import errata_table
from drugscene_plugin.analysis.ledger import ledger
from drugscene_plugin.analysis.measure_table import measures_table
from drugscene_plugin.analysis.summary import by_lpo
from drugscene_plugin.domain.area import Assignment
from drugscene_plugin.domain.field import Profile, Visibility
from drugscene_plugin.domain.ledger import LedgerLine
from drugscene_plugin.domain.lineage import HeldLink, Link, LinkDecision, LinkKind, ReasonCode
from drugscene_plugin.domain.measure import Measure, MeasureState
from drugscene_plugin.domain.publication import Correction, publication_of
from drugscene_plugin.domain.scene import SceneStatus
from tests.builders import lpo, mapping_round, scene, square

AT = "2023-11-15T08:00:00.000Z"
LEDGER = ["level", "code", "name", "measure", "opening", "ceased", "new", "returned", "split", "merged"]
LEDGER += ["moved_in", "moved_out", "boundary_gained", "boundary_lost", "closing", "reconciles"]
CHANGES = ["kind", "reason_code", "from_round", "from_scene_id", "to_round", "to_scene_id", "share_from", "share_to"]


def head(table):
    return [column.name for column in table.columns]


def test_the_ledgers_columns_are_the_contracts_first():
    terms = {"ceased": 1, "new": 2}
    line = LedgerLine("lpo", "1", "West", "count", 3, 4, terms)
    table = ledger_table([line], {("lpo", "1"): (1, 0)}, "2021", date(2023, 10, 1), True)
    assert head(table)[: len(LEDGER)] == LEDGER
    assert table.rows == (
        ("lpo", "1", "West", "count", 3, 1, 2, 0, 0, 0, 0, 0, 0, 0, 4, True, 1, 0, True, "2021", date(2023, 10, 1)),
    )


def test_a_line_that_does_not_reconcile_says_so():
    line = LedgerLine("lpo", "1", "West", "count", 3, 5, {"new": 1})
    assert ledger_table([line], {}, "2021", None, False).column("reconciles") == (False,)


def test_units_stand_beside_their_ledger_and_the_total_sums_them():
    def open_scene(id, code, at, round="2023"):
        return scene(id, round, square(at=at), status=SceneStatus.OPEN, lpo=Assignment(code))

    before = [open_scene("a", "1", (0, 0), "2021"), open_scene("s", None, (5000, 0), "2021")]
    after = [open_scene("a", "2", (10, 0)), open_scene("n", "2", (900, 0))]
    links = [
        Link(LinkKind.CONTINUED, "a", "a"),
        Link(LinkKind.CEASED, "s", None),
        Link(LinkKind.NEW, None, "n"),
    ]
    areas = [lpo("1", box(0, 0, 9, 9)), lpo("2", box(9, 0, 18, 9))]
    lines = ledger("lpo", (("1", ""), ("2", "")), before, after, links, lambda s: s.lpo.code or "UNASSIGNED")
    table = beside_units(by_lpo(after, areas), lines)
    assert table.column("code") == ("1", "2", "UNASSIGNED", "TOTAL")
    assert table.column("opening") == (1, 0, 1, 2) and table.column("closing") == (0, 2, 0, 2)
    assert table.column("moved_in") == (0, 1, 0, 1) and table.column("ceased") == (0, 0, 1, 1)
    assert table.column("reconciles") == (True,) * 4 and table.column("reconciles_area_m2") == (True,) * 4
    assert table.column("scenes") == (0, 2, 0, 2)


def test_without_a_round_before_the_columns_are_empty():
    table = beside_units(by_lpo([], [lpo("1", square())]), [])
    assert table.column("opening") == (None, None)


def test_the_changes_columns_are_the_contracts_first_and_persons_are_for_the_police_alone():
    decision = LinkDecision(LinkKind.NEW, None, "n", "ada", AT, ReasonCode.ARISEN, "seen in May")
    held = [
        HeldLink(Link(LinkKind.NEW, None, "n"), decision),
        HeldLink(Link(LinkKind.RETURNED, "old", "r")),
        HeldLink(Link(LinkKind.REJECTED, "x", "y"), LinkDecision(LinkKind.REJECTED, "x", "y", "bo", AT, None, "no")),
    ]
    table = changes_table(held, "2021", "2023", {"old": "2019"}, True)
    assert head(table)[: len(CHANGES)] == CHANGES
    assert [row[:6] for row in table.rows] == [
        ("new", "arisen", "2021", None, "2023", "n"),
        ("returned", None, "2019", "old", "2023", "r"),
    ]
    assert table.column("decided") == (True, False) and table.column("decided_by") == ("ada", None)
    police = {c.name for c in table.columns if c.visibility is Visibility.POLICE}
    assert police == {"decided_by", "reason"}


def test_measures_are_listed_by_scene_and_actor_as_they_now_stand():
    def measure(scene_id, actor, state=MeasureState.ONGOING, since=date(2023, 1, 1)):
        return Measure(scene_id, "guards", actor, since, None, state, "", "ada")

    given = [
        measure("b", "police"),
        measure("a", "police"),
        measure("a", "municipality"),
        measure("a", "police", MeasureState.DONE),
        measure("elsewhere", "police"),
    ]
    table = measures_table([scene("a", name="Torget"), scene("b")], given)
    assert [(*row[:3], row[6]) for row in table.rows] == [
        ("a", "Torget", "municipality", "ongoing"),
        ("a", "Torget", "police", "done"),
        ("b", None, "police", "ongoing"),
    ]
    assert not any(Profile.COOPERATION.may_see(column.visibility) for column in table.columns)


def test_errata_name_the_scenes_that_came_to_differ():
    first = publication_of(mapping_round(), [scene("a"), scene("b"), scene("c")], [], [], "ada", AT)
    rows = [scene("a"), scene("b", name="Right"), scene("d")]
    table = errata_table([Correction("2023", 2, "wrong", "bo", "2024-01-02T08:00:00.000Z")], [first], rows)
    assert table.rows == (("2023", 2, date(2024, 1, 2), "wrong", "b;c;d", "bo"),)
