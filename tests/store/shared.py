"""A shared store with people in it, for the tests: two local police areas, two municipalities, one draft, one published."""

from __future__ import annotations

from datetime import date

import pytest

from drugscene_plugin.domain.area import AreaCode, Assignment
from drugscene_plugin.domain.scene import SceneStatus
from drugscene_plugin.store import create_store, open_store
from tests.builders import lpo, mapping_round, municipality, scene, square
from tests.workflow.store_contract import decision, snapshot

PEOPLE = {
    "kim": ("county", ()),
    "anna": ("editor", (("lpo", "1"),)),
    "erik": ("editor", (("lpo", "2"),)),
    "bo": ("reviewer", (("municipality", "0180"),)),
    "lars": ("reader", ()),
    "eve": (None, ()),
}
"""Who is what, and of where."""

NOTED = "what the police noted"


def placed(lpo_code, municipality_code="0180"):
    """Where a scene lies, as the fields say it."""
    return {
        "lpo": Assignment(AreaCode(lpo_code), ((AreaCode(lpo_code), 1.0),)),
        "municipality": Assignment(AreaCode(municipality_code), ((AreaCode(municipality_code), 1.0),)),
    }


class Shared:
    """The store, opened by whoever is asked for."""

    def __init__(self, postgres, database, made_as=""):
        self.postgres, self.database = postgres, database
        self.roles = f"{made_as or database}_drugscene"
        self.owner = open_store(postgres.url(database))

    def add_person(self, name, role, areas=()):
        with self.postgres.admin(self.database) as run:
            if not run("SELECT 1 FROM pg_roles WHERE rolname = %s", name):
                run(f"CREATE ROLE {name} LOGIN")
            if role:
                run(f"GRANT {self.roles}_{role} TO {name}")
            for level, code in areas:
                run("INSERT INTO drugscene.members VALUES (%s, %s, %s)", name, level, code)

    def location(self, name):
        return self.postgres.url(self.database, name)

    def of(self, name, patience=2.0):
        """The store as a person opens it."""
        return open_store(self.location(name), patience=patience)

    def sql(self, name):
        """What a person runs with a program of one's own."""
        return self.postgres.admin(self.database, name)


def fill(postgres, database):
    """Make the store, and put everybody and everything into it."""
    create_store(postgres.url(database))
    shared = Shared(postgres, database)
    for name, (role, areas) in PEOPLE.items():
        shared.add_person(name, role, areas)
    kim = shared.of("kim")
    kim.add_areas([lpo("1"), lpo("2"), municipality("0180"), municipality("0181")], "kim")
    for label, day in (("2021", date(2021, 10, 1)), ("2023", date(2023, 10, 1))):
        made = [
            scene("a", label, square(), name="A", status=SceneStatus.OPEN, tags={"note": NOTED, "place_type": "park"},
                  **placed("1")),
            scene("b", label, square(at=(900, 0)), name="B", status=SceneStatus.OPEN, tags={"note": NOTED},
                  **placed("2", "0181")),
            scene("c", label, square(at=(1800, 0)), name="C", tags={"note": NOTED}, **placed("1")),
        ]  # fmt: skip
        kim.add_round(mapping_round(label, day), made, "kim")
    kim.decide_links("2021", [decision(reason=NOTED)])
    kim.publish(snapshot(kim, "2021"))


@pytest.fixture
def shared(postgres, qgis_app):
    """The shared store with everybody in it."""
    made = postgres.prepared("shared", lambda name: fill(postgres, name))
    database = postgres.new_database(made)
    try:
        yield Shared(postgres, database, made)
    finally:
        postgres.drop(database)
