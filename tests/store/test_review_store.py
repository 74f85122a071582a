"""What is particular to decisions and publications in a file: other software, and a death in the midst of a write."""

from __future__ import annotations

import os

import pytest

from drugscene_plugin.domain.mapping_round import RoundState
from drugscene_plugin.domain.publication import Correction, changed_since
from drugscene_plugin.store import create_store, open_store
from tests.builders import mapping_round, scene, square
from tests.store.test_geopackage_file import delays, run, sql
from tests.workflow.store_contract import AT, Ticking, content, decision, sign_off, snapshot

PUBLISH_AND_DIE = """
    import signal
    from drugscene_plugin.domain.publication import Correction
    from tests.workflow.store_contract import AT, snapshot

    path = sys.argv[1]
    for delay in sys.stdin:
        child = os.fork()
        if not child:
            store = open_store(path)
            while True:
                revision = store.round("2023").revision
                if store.round("2023").state is RoundState.PUBLISHED:
                    store.correct(Correction("2023", revision + 1, "again", "lo", AT))
                else:
                    store.publish(snapshot(store))
        time.sleep(float(delay))
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        print("killed", flush=True)
"""


@pytest.fixture
def path(tmp_path, qgis_app):
    return str(tmp_path / "store.gpkg")


@pytest.fixture
def store(path):
    made = create_store(path, clock=Ticking())
    scenes = [scene(f"s{i:03}", name="x" * 3000, outline=square(at=(200.0 * i, 0))) for i in range(60)]
    made.add_round(mapping_round(), scenes, "kim")
    made.decide_links("2023", [decision(to_scene="s001")])
    made.add_sign_offs("2023", [sign_off("s001")])
    return made


def test_a_round_whose_publishing_is_killed_is_published_or_not_and_never_half(store, path):
    amid, states = 0, set()
    killer = run(PUBLISH_AND_DIE, path)
    for delay in delays(2023, lambda: amid and len(states) == 2):  # noqa: B023 - it is to see the latest
        killer.stdin.write(f"{delay}\n")
        killer.stdin.flush()
        assert killer.stdout.readline() == "killed\n", killer.stderr.read()
        amid += os.path.exists(path + "-journal")
        found = open_store(path)
        standing = found.round("2023")
        published = standing.state is RoundState.PUBLISHED
        states.add(published)
        revisions = [p.round.revision for p in found.publications("2023")]
        assert revisions == list(range(1, standing.revision + published))
        assert [c.revision for c in found.corrections("2023")] == list(range(2, standing.revision + 1))
        for publication in found.publications("2023")[-1:]:
            assert changed_since(publication, found.scenes("2023")) == ()
    killer.communicate(timeout=10)
    assert amid, "none was killed in the middle of a write: the test shows nothing"
    assert states == {True, False}


OUTSIDE_EDITS = {
    "a decision": "UPDATE link_decisions SET kind = 'continued'",
    "no decision": "DELETE FROM link_decisions",
    "a signature": "UPDATE sign_offs SET decision = 'object'",
    "no signature": "DELETE FROM sign_offs",
    "a local decision": "UPDATE local_decisions SET date = '2020-01-01'",
    "no measure": "DELETE FROM measures",
    "a snapshot": "UPDATE publications SET snapshot = '{}'",
    "no snapshot": "DELETE FROM publications",
    "no correction": "DELETE FROM corrections",
}


@pytest.fixture
def corrected(store):
    """A store with a row in every table of decisions, its round published a second time."""
    from tests.workflow.store_contract import LocalDecision, LocalDecisionKind, Measure, MeasureState, SignOffRole, date

    store.add_local_decision(LocalDecision("s001", date(2023, 9, 14), LocalDecisionKind.DELIST, SignOffRole.LPO, "kim"))
    store.record_measure(
        Measure("s001", "guards", "municipality", date(2023, 1, 1), None, MeasureState.ONGOING, "", "kim")
    )
    store.publish(snapshot(store))
    store.correct(Correction("2023", 2, "wrong", "kim", AT))
    store.publish(snapshot(store))
    return store


@pytest.mark.parametrize("statement", OUTSIDE_EDITS.values(), ids=OUTSIDE_EDITS)
def test_other_software_cannot_rewrite_what_people_decided(corrected, path, statement):
    before = content(corrected)
    assert "only ever added" in sql(path, statement)
    assert content(corrected) == before


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE rounds SET state = 'draft', revision = 3 WHERE label = '2023'",
        "UPDATE rounds SET state = 'draft', revision = 2 WHERE label = '2023'",
        "UPDATE rounds SET ref_date = '2020-01-01' WHERE label = '2023'",
        "INSERT INTO link_decisions (round, kind, to_scene, by, at) VALUES ('2023', 'new', 's002', 'x', 'y')",
        "INSERT INTO sign_offs (round, role, code, decision, by, at, checksum) VALUES ('2023', 'lpo', '1', 'approve', "
        "'x', 'y', 'z')",
    ],
)
def test_other_software_cannot_open_a_published_round_without_a_correction_or_add_to_it(corrected, path, statement):
    before = content(corrected)
    assert "the round is not a draft" in sql(path, statement)
    assert content(corrected) == before
