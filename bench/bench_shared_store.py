"""A shared store under load, on a PostgreSQL server of the bench's own (loopback, ``fsync`` off: no disk is measured).

1. Twenty editors save at once for a minute, each the same few scenes as the others: how many saves a second, the slowest,
   how many conflicts were found, and whether anything was lost. Nothing is lost when every value whose save was reported
   done stands in the log once, the last of each scene stands in its row, every other was shown as a conflict, and each
   row's revision has gone up by exactly its saves.
2. Opening the panel's data (the store and a round) over a connection that answers 20 ms late, with 100 and with 10,000
   scenes a round, ten rounds: the number of round trips must be the same.

Run: ``QT_QPA_PLATFORM=offscreen python bench/bench_shared_store.py [seconds [editors [scenes …]]]``
"""

from __future__ import annotations

import contextlib
import json
import random
import select
import socket
import statistics
import sys
import threading
import time
from collections import Counter
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Dict, Iterator, List, Sequence

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from qgis.core import QgsApplication

import drugscene_plugin  # noqa: F401 - binds shapely to the plugin
from bench.bench_checks import county
from drugscene_plugin.domain.change_set import ChangeSet, SceneChange
from drugscene_plugin.domain.mapping_round import MappingRound, RoundLabel
from drugscene_plugin.gui.reading import read_round, read_store
from drugscene_plugin.store import create_store, open_store
from drugscene_plugin.workflow.ports import StaleEdit
from tests.builders import mapping_round, scene, square
from tests.postgres import Server, programs
from tests.store.shared import placed

SECONDS, EDITORS, SCENES = 60.0, 20, (100, 10_000)
HOT = 100
"""Scenes that the editors share."""

ROUNDS = 10
DELAY_S = 0.02


@dataclass
class Editor:
    """What one editor did: how long each attempt took, what was saved, what was shown as a conflict."""

    name: str
    location: str
    times: List[float] = field(default_factory=list)
    saved: List[str] = field(default_factory=list)
    conflicts: List[str] = field(default_factory=list)
    failed: List[str] = field(default_factory=list)

    def work(self, until: float, seed: int) -> None:
        """Change one scene after the other; after a conflict, go on from what the other saved."""
        chance, store = random.Random(seed), open_store(self.location, patience=30.0)
        known = {one.id: one for one in store.scenes("2023")}
        number = 0
        while time.monotonic() < until:
            before = known[chance.choice(sorted(known))]
            number += 1
            name = f"{self.name}-{number}"
            after = replace(before, name=name, outline=square(at=(number, seed), side=50 + number % 50))
            began = time.perf_counter()
            try:
                revisions = store.save(ChangeSet("2023", (SceneChange(before, after),)), self.name)
            except StaleEdit as stale:
                self.conflicts.append(name)
                for conflict in stale.conflicts:
                    known[before.id] = conflict.theirs
            except Exception as error:
                self.failed.append(f"{name}: {error}")
            else:
                self.saved.append(name)
                known[before.id] = replace(after, revision=revisions[before.id])
            self.times.append(time.perf_counter() - began)


def saving(server: Server, seconds: float, editors: int) -> None:
    """Twenty editors at once."""
    database = server.new_database()
    store = create_store(server.url(database))
    store.add_round(mapping_round(), [scene(f"s{n:03}", name="0", **placed("1")) for n in range(HOT)], "bench")
    people = [Editor(f"editor{n:02}", server.url(database, f"editor{n:02}")) for n in range(editors)]
    with server.admin(database) as run:
        for one in people:
            run(f"CREATE ROLE {one.name} LOGIN")
            run(f"GRANT {database}_drugscene_editor TO {one.name}")
            run("INSERT INTO drugscene.members VALUES (%s, 'lpo', '1')", one.name)
    until = time.monotonic() + seconds
    threads = [threading.Thread(target=one.work, args=(until, n)) for n, one in enumerate(people)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    check_nothing_is_lost(store, people)
    times = sorted(t for one in people for t in one.times)
    saved, conflicts = (sum(len(getattr(one, kind)) for one in people) for kind in ("saved", "conflicts"))
    failed = [text for one in people for text in one.failed]
    print(f"{editors} editors, {HOT} scenes, {seconds:.0f} s")
    print(
        f"  attempts {len(times)}: saved {saved} ({saved / seconds:.0f} a second), conflicts {conflicts}, failed {len(failed)}"
    )
    print(f"  median {1000 * statistics.median(times):.0f} ms, 99 of 100 within {1000 * times[int(0.99 * len(times))]:.0f} ms, "
          f"slowest {1000 * times[-1]:.0f} ms")  # fmt: skip
    print("  lost: none")
    for text in failed[:3]:
        print("  failed:", text)


def check_nothing_is_lost(store, people: Sequence[Editor]) -> None:
    """Hold that every value that was reported saved is there, once, and no other."""
    reported = Counter(name for one in people for name in one.saved)
    lines = [line for line in store.log("2023") if line.action == "change_scene"]
    logged = Counter(json.loads(line.after)["name"] for line in lines)
    assert logged == reported, "the log and what was reported as saved differ"
    last: Dict[str, str] = {line.scene_id: json.loads(line.after)["name"] for line in lines}
    saves = Counter(line.scene_id for line in lines)
    for one in store.scenes("2023"):
        assert one.name == last.get(one.id, "0") and one.revision == 1 + saves[one.id], f"{one.id} lost a save"
    names = {line.by for line in lines}
    assert names <= {one.name for one in people}, "the log names somebody else"


class Late:
    """A connection to the server that answers late, and counts how often it was asked."""

    def __init__(self, port: int, delay_s: float) -> None:
        self._to, self._delay = port, delay_s
        self._listening = socket.create_server(("127.0.0.1", 0))
        self.port = self._listening.getsockname()[1]
        self.asked = 0
        threading.Thread(target=self._accept, daemon=True).start()

    def _accept(self) -> None:
        with contextlib.suppress(OSError):
            while True:
                client, _ = self._listening.accept()
                threading.Thread(target=self._pass_on, args=(client,), daemon=True).start()

    def _pass_on(self, client: socket.socket) -> None:
        server = socket.create_connection(("127.0.0.1", self._to))
        asking = False
        with client, server, contextlib.suppress(OSError):
            while True:
                for ready in select.select([client, server], [], [])[0]:
                    data = ready.recv(1 << 20)
                    if not data:
                        return
                    if ready is client:
                        self.asked += not asking
                        asking = True
                        server.sendall(data)
                    else:
                        if asking:
                            time.sleep(self._delay)  # once an answer: what follows it is on its way already
                        asking = False
                        client.sendall(data)

    def close(self) -> None:
        """Take no more connections."""
        self._listening.close()


def opening(server: Server, counts: Sequence[int]) -> None:
    """The panel's data over a slow connection."""
    print(f"opening the panel's data, {ROUNDS} rounds, answers {1000 * DELAY_S:.0f} ms late")
    asked = []
    for count in counts:
        database = server.new_database()
        fill(server.url(database), count)
        late = Late(server.port, DELAY_S)
        try:
            location = f"postgresql://postgres@127.0.0.1:{late.port}/{database}"
            began = time.perf_counter()
            content = read_store(location, open_store)
            opened = time.perf_counter()
            found = read_round(content, content.rounds[-1].label)
            ended = time.perf_counter()
        finally:
            late.close()
        asked.append(late.asked)
        print(f"  {count:6} scenes a round: store {opened - began:5.2f} s, round {ended - opened:5.2f} s "
              f"({len(found.before) + len(found.prepared.scenes)} scenes), round trips {late.asked}")  # fmt: skip
    assert len(set(asked)) == 1, "the number of round trips grows with the scenes"


def fill(location: str, count: int) -> None:
    """Ten rounds of so many scenes."""
    areas, scenes = county(count)
    store = create_store(location)
    store.add_areas(areas, "bench")
    for number in range(ROUNDS):
        label = RoundLabel(str(2015 + number))
        made = [replace(one, round=label) for one in scenes]
        store.add_round(MappingRound(label, date(2015 + number, 10, 1)), made, "bench")


@contextlib.contextmanager
def server_of_ones_own() -> Iterator[Server]:
    """Debian's PostgreSQL with PostGIS, gone afterwards."""
    found = programs()
    if found is None:
        sys.exit("no PostgreSQL with PostGIS: apt-get install postgresql-15-postgis-3")
    server = Server(found)
    try:
        yield server
    finally:
        server.stop()


def main() -> None:
    """Both measurements."""
    given = sys.argv[1:]
    application = QgsApplication([], False)
    application.initQgis()
    with server_of_ones_own() as server:
        saving(server, float(given[0]) if given else SECONDS, int(given[1]) if len(given) > 1 else EDITORS)
        opening(server, [int(one) for one in given[2:]] or SCENES)
    application.exitQgis()


if __name__ == "__main__":
    main()
