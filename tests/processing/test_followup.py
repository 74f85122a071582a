"""The algorithms of the follow-up, from links to publication and correction, as a script calls them."""

from __future__ import annotations

import csv
import json
from datetime import date
from pathlib import Path

import pytest
from qgis.core import QgsProcessingException

from drugscene_plugin.domain.lineage import LinkKind
from drugscene_plugin.domain.mapping_round import RoundLabel, RoundState
from drugscene_plugin.domain.scene import SceneStatus
from drugscene_plugin.store import open_store
from drugscene_plugin.workflow.assign_scenes import assigned_scenes
from tests.builders import ALL_YES, answers, lpo, mapping_round, municipality, scene, square

TAGS = {"category": "k1", "place_type": "square"}
GONE = {**ALL_YES, **answers(sale="no", use="no", perceived_public="no", perceived_authorities="no")}


def kept(id, round, at, status=SceneStatus.OPEN, given=ALL_YES, **fields):
    outline = square(at=at)
    return scene(id, round, outline, name=f"Place {id}", status=status, answers=given, tags=TAGS, **fields)


@pytest.fixture
def store(place):
    """Two rounds: one scene goes on, one is taken off the list, one is new; nobody has decided or signed anything."""
    made = open_store(place)
    areas = [
        lpo("L1", square(side=4000)),
        lpo("L2", square(at=(4000, 0), side=4000)),
        municipality("M", square(side=8000)),
    ]
    made.add_areas(areas, "ada")
    first = [kept("a", "2021", (100, 100)), kept("b", "2021", (1000, 100))]
    second = [
        kept("a", "2023", (110, 100)),
        kept("b", "2023", (1000, 100), SceneStatus.CEASED, GONE),
        kept("c", "2023", (2000, 2000)),
    ]
    for label, day, scenes in (("2021", date(2021, 10, 1), first), ("2023", date(2023, 10, 1), second)):
        before = RoundLabel("2021") if label == "2023" else None
        made.add_round(mapping_round(label, day, from_round=before), assigned_scenes(scenes, areas, day), "ada")
    return place


def sign_all(run, store, label="2023", **given):
    signs = (("lpo", "L1"), ("LPO", "L2"), ("municipality", "M"))
    return [
        run("signoff", STORE=store, ROUND=label, ROLE=role, CODE=code, DECISION="approve", **given)["COUNT"]
        for role, code in signs
    ]


def link(run, store, **given):
    return run("linkrounds", STORE=store, ROUND="2023", **given)


def table(package, name):
    with (Path(package) / "tables" / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_links_are_proposed_as_numbers_and_as_a_layer(run, store):
    found = link(run, store, LINKS="memory:")
    assert (found["CONTINUED"], found["CEASED"], found["NEW"], found["UNSURE"]) == (1, 1, 1, 0)
    assert (found["ACCEPTED"], found["UNDECIDED"]) == (0, 3)
    assert {kind.name for kind in LinkKind} <= set(found)
    rows = {row["kind"]: row for row in found["LINKS"].getFeatures()}
    assert (rows["continued"]["from_scene_id"], rows["continued"]["to_scene_id"]) == ("a", "a")
    assert rows["continued"]["share_from"] == pytest.approx(0.9)
    assert rows["continued"]["why"] and rows["ceased"]["from_name"] == "Place b"
    assert rows["new"].geometry().area() == pytest.approx(10_000)


def test_accepting_decides_what_is_plain_and_a_second_run_changes_nothing(run, store):
    first = link(run, store, ACCEPT=True)
    assert (first["ACCEPTED"], first["UNDECIDED"]) == (2, 1)  # why the new scene is new, nobody has said
    assert "Not decided: 1 × New." in run.heard.warnings
    again = link(run, store, ACCEPT=True, NEW_REASON="Arisen")
    assert (again["ACCEPTED"], again["UNDECIDED"]) == (1, 0)
    kept_decisions = open_store(store).link_decisions("2023")
    assert link(run, store, ACCEPT=True, NEW_REASON="arisen")["ACCEPTED"] == 0
    assert open_store(store).link_decisions("2023") == kept_decisions


def test_rounds_out_of_order_are_named(run, store):
    said = run.refused("linkrounds", STORE=store, ROUND="2021", FROM_ROUND="2023")
    assert "2021" in said and "2023" in said and "not earlier" in said
    assert "first" in run.refused("linkrounds", STORE=store, ROUND="2021")


def test_a_decision_is_stored_with_its_reason(run, store):
    found = run(
        "decidelink", STORE=store, ROUND="2023", TO_SCENE="c", KIND="New", REASON_CODE="newly_noticed", BY="ada"
    )
    assert found["DECISION"] == "new"
    (decision,) = open_store(store).link_decisions("2023")
    assert (decision.to_scene, decision.reason_code.value, decision.by) == ("c", "newly_noticed", "ada")


@pytest.mark.parametrize(
    "wrong, named",
    [
        ({"TO_SCENE": "z"}, "z"),
        ({"REASON_CODE": "delisted"}, "delisted"),
        ({"REASON_CODE": None}, "arisen"),
        ({"KIND": "unsure"}, "unsure"),
        ({"FROM_SCENE": "a"}, "new"),
        ({"ROUND": "1999"}, "1999"),
        ({"KIND": "rejected", "FROM_SCENE": "a", "REASON_CODE": None}, "why"),
        ({"REASON": "call 070-123 45 67"}, "personal data"),
    ],
)
def test_a_decision_that_cannot_be_is_refused_and_named(run, store, wrong, named):
    given = {"ROUND": "2023", "TO_SCENE": "c", "KIND": "new", "REASON_CODE": "arisen", **wrong}
    assert named.casefold() in run.refused("decidelink", STORE=store, **given).casefold()
    assert open_store(store).link_decisions("2023") == []


def test_who_overrules_another_person_says_why(run, store):
    given = {"STORE": store, "ROUND": "2023", "KIND": "continued", "FROM_SCENE": "a", "TO_SCENE": "a"}
    run("decidelink", **given, BY="ada")
    said = run.refused("decidelink", **{**given, "KIND": "grown"}, BY="bo")
    assert "ada" in said
    run("decidelink", **{**given, "KIND": "grown"}, BY="bo", REASON="measured again")
    assert link(run, store)["GROWN"] == 1


def test_publishing_is_refused_with_all_reasons_at_once_and_then_it_is_done(run, store):
    said = run.refused("publishround", STORE=store, ROUND="2023", BY="ada", CONFIRM=True)
    for part in (
        "Not decided: 1 × Continued",
        "1 × Ceased",
        "1 × New",
        "LPO L1",
        "LPO L2",
        "no scenes",
        "Municipality M",
    ):
        assert part in said
    link(run, store, ACCEPT=True, NEW_REASON="arisen")
    assert sign_all(run, store, BY="bo") == [3, 0, 3]
    assert "CONFIRM" in run.refused("publishround", STORE=store, ROUND="2023", BY="ada")
    assert open_store(store).round("2023").state is RoundState.DRAFT
    published = run("publishround", STORE=store, ROUND="2023", BY="ada", CONFIRM=True)
    assert published["REVISION"] == 1 and len(published["CHECKSUM"]) == 64
    assert open_store(store).round("2023").state is RoundState.PUBLISHED
    assert "published" in run.refused("publishround", STORE=store, ROUND="2023", CONFIRM=True)
    assert "published" in run.refused(
        "signoff", STORE=store, ROUND="2023", ROLE="lpo", CODE="L1", DECISION="object", COMMENT="too late"
    )


def test_what_was_delisted_locally_keeps_the_round_from_being_published(run, store):
    run("recorddecision", STORE=store, SCENE="a", DATE="2023-09-14", DECISION="DELIST", ROLE="lpo", BY="ada")
    link(run, store, ACCEPT=True, NEW_REASON="arisen")
    sign_all(run, store)
    assert "Place a" in run.refused("publishround", STORE=store, ROUND="2023", CONFIRM=True)
    assert run("checkround", STORE=store, ROUND="2023")["ERRORS"] == 1
    run("recorddecision", STORE=store, SCENE="a", DATE="2023-09-20", DECISION="classify", ROLE="lpo", BY="ada")
    assert run("publishround", STORE=store, ROUND="2023", CONFIRM=True)["REVISION"] == 1


def test_opening_a_round_tells_of_scenes_that_were_delisted_locally_meanwhile(run, store):
    run("recorddecision", STORE=store, SCENE="a", DATE="2024-09-14", DECISION="delist", ROLE="lpo", BY="ada")
    opened = run("openround", STORE=store, ROUND="2025", REF_DATE="2025-03-31", FROM_ROUND="2023")
    assert opened["COUNT"] == 2
    (line,) = run.heard.warnings
    assert "Place a" in line and "2024-09-14" in line and "ada" in line


def test_a_correction_opens_a_revision_and_the_package_lists_it(run, store, tmp_path):
    link(run, store, ACCEPT=True, NEW_REASON="arisen")
    sign_all(run, store)
    run("publishround", STORE=store, ROUND="2023", CONFIRM=True)
    assert "reason" in run.refused("correctround", STORE=store, ROUND="2023", REASON=" ").casefold()
    opened = run("correctround", STORE=store, ROUND="2023", REASON="the name was wrong", BY="ada")
    assert opened["REVISION"] == 2
    now = run("exportround", STORE=store, ROUND="2023", FOLDER=str(tmp_path))["PACKAGE"]
    then = run("exportround", STORE=store, ROUND="2023", REVISION=1, FOLDER=str(tmp_path))["PACKAGE"]
    assert Path(now).name == "drugscene_2023_internal_DRAFT"
    assert Path(then).name == "drugscene_2023_internal_revision1"
    (erratum,) = table(now, "errata")
    assert (erratum["revision"], erratum["reason"], erratum["corrected_by"]) == ("2", "the name was wrong", "ada")
    assert table(then, "errata") == []
    manifest = json.loads((Path(now) / "manifest.json").read_text(encoding="utf-8"))
    assert [e["reason"] for e in manifest["errata"]] == ["the name was wrong"]
    assert "3" in run.refused("exportround", STORE=store, ROUND="2023", REVISION=3, FOLDER=str(tmp_path))


def test_the_package_says_what_changed_and_why(run, store, tmp_path):
    link(run, store, ACCEPT=True, NEW_REASON="arisen")
    package = run("exportround", STORE=store, ROUND="2023", FOLDER=str(tmp_path))["PACKAGE"]
    changes = {row["kind"]: row for row in table(package, "changes")}
    assert (changes["new"]["reason_code"], changes["ceased"]["reason_code"]) == ("arisen", "delisted")
    assert {row["decided"] for row in changes.values()} == {"true"}
    scenes = {row["scene_id"]: row for row in table(package, "by_scene")}
    assert (scenes["a"]["change"], scenes["b"]["change"], scenes["c"]["change"]) == ("continued", "ceased", "new")
    lines = {(row["level"], row["code"], row["measure"]): row for row in table(package, "ledger")}
    first = lines["lpo", "L1", "count"]
    assert (first["opening"], first["ceased"], first["new"], first["closing"]) == ("2", "1", "1", "2")
    assert {row["reconciles"] for row in lines.values()} == {"true"}
    (county,) = table(package, "county")
    assert (county["opening"], county["closing"], county["reconciles"]) == ("2", "2", "true")


def test_a_measure_is_recorded_and_exported(run, store, tmp_path):
    given = {"STORE": store, "SCENE": "a", "TYPE": "guards", "ACTOR": "Municipality", "FROM": "2023-01-01"}
    run("recordmeasure", **given, STATE="ongoing", NOTE="evenings")
    run("recordmeasure", **given, STATE="done", TO="2023-06-30")
    package = run("exportround", STORE=store, ROUND="2023", FOLDER=str(tmp_path))["PACKAGE"]
    (row,) = table(package, "measures")
    assert (row["scene_id"], row["actor"], row["state"], row["until"]) == ("a", "municipality", "done", "2023-06-30")


@pytest.mark.parametrize(
    "wrong, named",
    [
        ({"SCENE": "zz"}, "zz"),
        ({"TYPE": "dancing"}, "dancing"),
        ({"TO": "2022-01-01"}, "2022-01-01"),
        ({"NOTE": "call 070-123 45 67"}, "personal data"),
    ],
)
def test_a_measure_that_cannot_be_is_refused_and_named(run, store, wrong, named):
    given = {"SCENE": "a", "TYPE": "guards", "ACTOR": "police", "FROM": "2023-01-01", "STATE": "ongoing", **wrong}
    assert named in run.refused("recordmeasure", STORE=store, **given)
    assert open_store(store).measures() == []


@pytest.mark.parametrize(
    "name, wrong, named",
    [
        ("signoff", {"CODE": "L9"}, "L9"),
        ("signoff", {"SCENES": "a;z"}, "z"),
        ("signoff", {"ROLE": "region"}, "region"),
        ("recorddecision", {"SCENE": "zz"}, "zz"),
        ("recorddecision", {"DATE": "2023-02-30"}, "2023-02-30"),
    ],
)
def test_what_cannot_be_signed_or_recorded_is_named(run, store, name, wrong, named):
    given = {
        "signoff": {"ROUND": "2023", "ROLE": "lpo", "CODE": "L1", "DECISION": "approve"},
        "recorddecision": {"SCENE": "a", "DATE": "2023-01-01", "DECISION": "delist"},
    }[name]
    assert named in run.refused(name, STORE=store, **{**given, **wrong})
    assert open_store(store).sign_offs("2023") == [] and open_store(store).local_decisions() == []


def test_a_round_with_unsaved_edits_is_not_published(run, store, provider, monkeypatch):
    monkeypatch.setattr(provider, "unsaved_edits", lambda location, label: True)
    with pytest.raises(QgsProcessingException, match="not saved"):
        run("publishround", STORE=store, ROUND="2023", CONFIRM=True)
