"""What people decide about a round as a whole, in tables: decisions, sign-offs, measures, publications."""

from __future__ import annotations

from contextlib import AbstractContextManager
from typing import List, Optional, Sequence

from ..domain.change_log import (
    Action,
    figures_deed,
    links_deed,
    local_decision_deed,
    measure_deed,
    release_deed,
    sign_off_deed,
    state_deed,
)
from ..domain.check_out import CheckOut
from ..domain.figure import Figure, table_text
from ..domain.lineage import LinkDecision
from ..domain.mapping_round import MappingRound, check_unpublished, opened_again, published
from ..domain.measure import Measure
from ..domain.publication import (
    Correction,
    Publication,
    check_correction,
    check_current,
    stale_rows,
)
from ..domain.release_register import Release
from ..domain.rights import Act
from ..domain.sign_off import LocalDecision, SignOff
from ..domain.storable import check_row, check_text
from ..workflow.ports import StaleEdit
from . import mapping
from .queries import last_line, round_of
from .schema import (
    CHECK_OUTS,
    CORRECTIONS,
    FIGURES,
    KEY,
    LINK_DECISIONS,
    LOCAL_DECISIONS,
    MEASURES,
    PUBLICATIONS,
    RELEASED_CELLS,
    ROUNDS,
    SCENES,
    SIGN_OFFS,
)
from .session import Session, Write

_IN_ORDER = (KEY,)


class ReviewTables:
    """The part of a store in tables that implements :class:`drugscene_plugin.workflow.ports.ReviewStore`."""

    def reading(self) -> AbstractContextManager[Session]:
        """The tables, all of one moment."""
        raise NotImplementedError

    def _writing(self, act: Act) -> AbstractContextManager[Write]:
        """One transaction, for whoever has the right to do this."""
        raise NotImplementedError

    # -- links ------------------------------------------------------------------------------------------------------

    def link_decisions(self, label: str) -> List[LinkDecision]:
        """Decisions about links into a round, oldest first."""
        with self.reading() as session:
            round_of(session, label)
            return _link_decisions(session, label)

    def decide_links(self, label: str, decisions: Sequence[LinkDecision]) -> None:
        """Add decisions about links; those of one person at one time are one line of the change log."""
        values = [(label, *mapping.link_decision_values(decision)) for decision in decisions]
        if not values:
            return
        with self._writing(Act.DECIDE_LINKS) as write:
            check_unpublished(round_of(write.session, label))
            write.insert(LINK_DECISIONS, values)
            for by in dict.fromkeys(decision.by for decision in decisions):
                write.note(by, links_deed([d.pair for d in decisions if d.by == by]), label)

    # -- sign-offs --------------------------------------------------------------------------------------------------

    def sign_offs(self, label: str) -> List[SignOff]:
        """Sign-offs of a round, oldest first."""
        with self.reading() as session:
            round_of(session, label)
            return _sign_offs(session, label)

    def add_sign_offs(self, label: str, sign_offs: Sequence[SignOff]) -> None:
        """Add sign-offs."""
        values = [(label, *mapping.sign_off_values(sign_off)) for sign_off in sign_offs]
        if not values:
            return
        with self._writing(Act.SIGN_OFF) as write:
            check_unpublished(round_of(write.session, label))
            write.insert(SIGN_OFFS, values)
            for by, role, code, decision in dict.fromkeys((s.by, s.role, s.code, s.decision) for s in sign_offs):
                signed = sum((s.by, s.role, s.code, s.decision) == (by, role, code, decision) for s in sign_offs)
                write.note(by, sign_off_deed(role.value, code, decision.value, signed), label)

    # -- places -----------------------------------------------------------------------------------------------------

    def local_decisions(self) -> List[LocalDecision]:
        """Local decisions about scenes, in the order in which they were recorded."""
        with self.reading() as session:
            return [mapping.local_decision_from_values(row) for row in session.rows(LOCAL_DECISIONS, order=_IN_ORDER)]

    def add_local_decision(self, decision: LocalDecision) -> None:
        """Record a local decision."""
        values = mapping.local_decision_values(decision)
        deed = local_decision_deed(decision.decision.value, decision.date.isoformat())
        with self._writing(Act.RECORD) as write:
            write.insert(LOCAL_DECISIONS, [(*values, write.now)])
            write.note(decision.by, deed, scene=decision.scene)

    def measures(self) -> List[Measure]:
        """Measures at scenes, in the order in which they were recorded."""
        with self.reading() as session:
            return [mapping.measure_from_values(row) for row in session.rows(MEASURES, order=_IN_ORDER)]

    def record_measure(self, measure: Measure) -> None:
        """Record a measure, or how one now stands."""
        values = mapping.measure_values(measure)
        deed = measure_deed(measure.type, measure.actor, measure.since.isoformat(), measure.state.value)
        with self._writing(Act.RECORD) as write:
            write.insert(MEASURES, [(*values, write.now)])
            write.note(measure.by, deed, scene=measure.scene)

    # -- states -----------------------------------------------------------------------------------------------------

    def set_round_state(self, mapping_round: MappingRound, by: str) -> None:
        """Take a round from draft to in review or back."""
        with self._writing(Act.LEAD_ROUND) as write:
            before = round_of(write.session, mapping_round.label)
            check_unpublished(before)
            check_unpublished(mapping_round)
            _change_state(write, before, mapping_round, Action.SET_ROUND_STATE, by)

    def publish(self, publication: Publication) -> None:
        """Publish a round: its state and the snapshot of this revision, in one transaction."""
        label = publication.round.label
        values = mapping.publication_values(publication)
        with self._writing(Act.LEAD_ROUND) as write:
            before = round_of(write.session, label)
            after = published(before)
            stored = mapping.scenes_from_values(write.session.rows(SCENES, {"round": label}))
            decided, signed = _link_decisions(write.session, label), _sign_offs(write.session, label)
            conflicts = stale_rows(
                publication, stored, lambda scene: last_line(write.session, {"round": label, "scene_id": str(scene)})
            )
            if conflicts:
                raise StaleEdit(conflicts)
            check_current(publication, before, decided, signed)
            write.insert(PUBLICATIONS, [values])
            _change_state(write, before, after, Action.PUBLISH_ROUND, publication.by)

    def publications(self, label: str) -> List[Publication]:
        """The published revisions of a round, oldest first."""
        with self.reading() as session:
            round_of(session, label)
            found = session.rows(PUBLICATIONS, {"round": label}, order=("revision",))
        return [mapping.publication_from_values(row) for row in found]

    def correct(self, correction: Correction) -> None:
        """Open a published round again as a draft of the next revision."""
        check_row({"reason": correction.reason, "by": correction.by})
        with self._writing(Act.LEAD_ROUND) as write:
            before = round_of(write.session, correction.round)
            after = opened_again(before)
            check_correction(correction, before)
            # First the reason, then the round: the guard of published rounds looks for it.
            values = (correction.round, correction.revision, correction.reason, correction.by, correction.at)
            write.insert(CORRECTIONS, [values])
            _change_state(write, before, after, Action.CORRECT_ROUND, correction.by)

    def corrections(self, label: str) -> List[Correction]:
        """Why a round was opened again, oldest first."""
        with self.reading() as session:
            round_of(session, label)
            return [Correction(*row) for row in session.rows(CORRECTIONS, {"round": label}, order=("revision",))]

    # -- figures ----------------------------------------------------------------------------------------------------

    def figures(self, label: str) -> List[Figure]:
        """The figures of a round, by name."""
        with self.reading() as session:
            round_of(session, label)
            found = session.rows(FIGURES, {"round": label}, order=("name",))
        return [mapping.figure_from_values(row) for row in found]

    def keep_figures(self, label: str, figures: Sequence[Figure]) -> None:
        """Keep figures of a round, each in place of an earlier one of its name."""
        made = [
            (figure.name, (figure.parameters_text, figure.sha256 or None, table_text(figure.table), figure.by))
            for figure in figures
        ]
        for _, texts in made:
            for name, text in zip(("parameters", "sha256", "content", "by"), texts):
                check_text(name, text)
        if not made:
            return
        with self._writing(Act.SET_UP) as write:
            round_of(write.session, label)
            for name, texts in made:
                write.put(FIGURES, (label, name, *texts, write.now))
            for by in dict.fromkeys(figure.by for figure in figures):
                deed = figures_deed([(f.name, f.parameters_text, f.sha256) for f in figures if f.by == by])
                write.note(by, deed, label)

    # -- work without network -----------------------------------------------------------------------------------------

    def check_out(self, label: str) -> Optional[CheckOut]:
        """From where a round was checked out into this store; None where it is the store's own."""
        with self.reading() as session:
            found = session.rows(CHECK_OUTS, {"round": label})
        return mapping.check_out_from_values(found[0]) if found else None

    def keep_check_out(self, check_out: CheckOut) -> None:
        """Keep from where a round was checked out."""
        values = mapping.check_out_values(check_out)
        with self._writing(Act.EDIT_SCENES) as write:
            round_of(write.session, check_out.round)
            write.put(CHECK_OUTS, values)

    # -- releases ---------------------------------------------------------------------------------------------------

    def releases(self) -> List[Release]:
        """What public packages have given out, of all rounds, oldest first."""
        with self.reading() as session:
            return mapping.releases_from_values(session.rows(RELEASED_CELLS, order=_IN_ORDER))

    def add_release(self, release: Release) -> None:
        """Add a release to the register: for good."""
        values = mapping.release_values(release)
        with self._writing(Act.SET_UP) as write:
            round_of(write.session, release.round)
            write.insert(RELEASED_CELLS, [(write.now, *row) for row in values])
            deed = release_deed(release.revision, release.parameters, len(values))
            write.note(release.by, deed, release.round)


def _link_decisions(session: Session, label: str) -> List[LinkDecision]:
    found = session.rows(LINK_DECISIONS, {"round": label}, order=_IN_ORDER)
    return [mapping.link_decision_from_values(row) for row in found]


def _sign_offs(session: Session, label: str) -> List[SignOff]:
    found = session.rows(SIGN_OFFS, {"round": label}, order=_IN_ORDER)
    return [mapping.sign_off_from_values(row) for row in found]


def _change_state(write: Write, before: MappingRound, after: MappingRound, action: Action, by: str) -> None:
    values = (after.state.value, after.revision)
    write.update(ROUNDS, ("state", "revision"), values, {"label": before.label})
    write.note(by, state_deed(action, before, after), before.label)
