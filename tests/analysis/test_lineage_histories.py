"""On generated histories with known truth the proposals are right, and what nobody can know comes out as unsure."""

from __future__ import annotations

from collections import Counter

import pytest

from drugscene_plugin.analysis.ledger import ledger
from drugscene_plugin.analysis.lineage import propose_links
from drugscene_plugin.domain.ledger import reconciles
from drugscene_plugin.domain.lineage import LinkKind

from ..histories import generate


@pytest.mark.parametrize("keep_ids", [True, False], ids=["ids kept", "ids worthless"])
def test_precision_and_recall_of_every_kind_are_at_least_99_percent(keep_ids):
    history = generate(seed=20231001, events=800, keep_ids=keep_ids)
    proposed = {link.pair: link.kind.value for link in propose_links(history.before, history.after)}
    cells = Counter((history.truth.get(pair), proposed.get(pair)) for pair in sorted({*history.truth, *proposed}))
    for kind in sorted({*history.truth.values()}):
        right = cells[kind, kind]
        assert right >= 0.99 * sum(n for (true, _), n in cells.items() if true == kind), f"recall of {kind}"
        assert right >= 0.99 * sum(n for (_, found), n in cells.items() if found == kind), f"precision of {kind}"


def test_the_ledger_reconciles_when_every_question_is_answered():
    history = generate(seed=5, events=200, keep_ids=False)
    links = propose_links(history.before, history.after)
    unsure = [link for link in links if link.kind is LinkKind.UNSURE]
    before = [s for s in history.before if s.id not in {u.from_scene for u in unsure}]
    after = [s for s in history.after if s.id not in {u.to_scene for u in unsure}]
    lines = ledger("county", (("99", "County"),), before, after, propose_links(before, after), lambda s: "99")
    assert reconciles(lines) and lines[0].opening > 100
