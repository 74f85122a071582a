"""What the page of the ledger does: draws it up on the division that the person picks, and opens every figure."""

from __future__ import annotations

from typing import Callable, List, Optional, Sequence, Tuple

from qgis.PyQt.QtCore import QObject

from ...analysis.change_tables import ledger_table
from ...analysis.summary import rounds_table
from ...domain.disclosure import PublishableTable, disclose
from ...domain.field import Profile
from ...domain.ledger import LedgerLine
from ...domain.scene import Scene, SceneId, by_id
from ...reports.chart_values import by_round, waterfall
from ...settings import Settings
from ...texts import translate
from ...texts.labels import field_label
from ...texts.numbers import number_text
from ...workflow.draw_up_ledger import PREVIOUS, THIS, Ledger
from ...workflow.link_rounds import Comparison
from ..dialogs.goal import GoalDialog
from ..goals import goal_of, keep_goal
from ..map_overlay import MapOverlay
from ..review import Review, ReviewContent
from .ledger_page import LedgerPage, SceneBehind, figure_of, unit_name

_OLD = ("opening", "ceased", "merged", "moved_out", "boundary_lost")
"""Columns whose figures are about scenes of the earlier round."""


class LedgerPresenter(QObject):
    """Between the review and the ledger."""

    def __init__(
        self,
        review: Review,
        page: LedgerPage,
        overlay: MapOverlay,
        select: Callable[[Sequence[int]], None],
        settings: Settings,
    ) -> None:
        super().__init__(page)
        self._settings = settings
        self._drawn: Optional[LedgerLine] = None
        self._reckoned: Optional[Tuple[ReviewContent, PublishableTable]] = None
        self._review, self._page, self._overlay, self._select = review, page, overlay, select
        self._session = review.session
        self._in_sight = False
        page.chosen.connect(self._show)
        page.figure_picked.connect(self._explain)
        page.scene_wanted.connect(self._go_to)
        page.goal_wanted.connect(self._ask_goal)
        review.changed.connect(self._content_changed)
        self._content_changed()

    def in_sight(self, seen: bool) -> None:
        """Say whether the page is shown."""
        if self._in_sight and not seen:
            self._overlay.clear()
        self._in_sight = seen
        if seen:
            self._show()

    @property
    def _comparison(self) -> Optional[Comparison]:
        content = self._review.content
        return content.comparison if content else None

    def _content_changed(self) -> None:
        content, comparison = self._review.content, self._comparison
        choices: List[Tuple[str, str]] = [(THIS, "")]
        if comparison is not None:
            words = translate("Drugscene", "Areas of {day} (round {round})")
            this, previous = (
                words.format(day=r.ref_date.isoformat(), round=r.label)
                for r in (comparison.mapping_round, comparison.from_round)
            )
            choices = [(THIS, this)]
            if content is not None and PREVIOUS in content.ledgers:
                choices.append((PREVIOUS, previous))
        self._page.show_divisions(choices)
        self._show()

    def _show(self) -> None:
        content, comparison = self._review.content, self._comparison
        if not self._in_sight:
            return
        if content is None:
            self._page.show_lines((), translate("Drugscene", "Comparing the rounds …"))
            self._page.show_charts(None, None)
            return
        if comparison is None:
            about = translate("Drugscene", "This is the first round: there is nothing to compare it with.")
            self._page.show_lines((), about)
            self._page.show_charts(None, None)
            return
        ledger = content.ledgers[str(self._page.division.currentData() or THIS)]
        level, measure = self._page.level.currentData(), self._page.measure.currentData()
        lines = [line for line in ledger.lines if line.level == level and line.measure == measure]
        self._page.show_lines(lines, self._about(comparison, ledger))
        self._draw(lines[0] if lines else None)

    def _draw(self, line: Optional[LedgerLine]) -> None:
        """Draw a line of the ledger, and its measure over all rounds up to this one."""
        content, comparison, self._drawn = self._review.content, self._comparison, line
        if line is None or content is None or comparison is None:
            self._page.show_charts(None, None)
            return
        label = str(comparison.mapping_round.label)
        drawn = ledger_table((line,), {}, str(comparison.from_round.label), None, comparison.series_break)
        shown = waterfall(disclose(drawn, Profile.INTERNAL), line.measure, label, line.level, line.code)
        measure = "scenes" if line.measure == "count" else line.measure
        goal = goal_of(self._settings, self._session.location)
        self._page.show_charts(shown, by_round(self._rounds(content, comparison), measure, goal))

    def _rounds(self, content: ReviewContent, comparison: Comparison) -> PublishableTable:
        """All rounds up to this one, reckoned once for what was read."""
        if self._reckoned is None or self._reckoned[0] is not content:
            last = (comparison.mapping_round.ref_date, comparison.mapping_round.label)
            rounds = [
                (one.mapping_round, list(one.scenes.values()))
                for one in content.history.rounds
                if (one.mapping_round.ref_date, one.mapping_round.label) <= last
            ]
            self._reckoned = (content, disclose(rounds_table(rounds), Profile.INTERNAL))
        return self._reckoned[1]

    def _ask_goal(self) -> None:
        """Ask what the county has set itself, keep it, and draw it."""
        location = self._session.location
        dialog = GoalDialog(goal_of(self._settings, location), self._page.window())
        if dialog.exec() and location == self._session.location:
            keep_goal(self._settings, location, dialog.goal)
            self._draw(self._drawn)

    def _about(self, comparison: Comparison, ledger: Ledger) -> str:
        rounds = f"{comparison.from_round.label} → {comparison.mapping_round.label}: "
        if ledger.reconciles:
            parts = [rounds + translate("Drugscene", "the ledger adds up everywhere.")]
        else:
            words = translate("Drugscene", "the ledger does not add up in {count} lines.")
            parts = [rounds + words.format(count=len(ledger.failing))]
        undecided = len(comparison.undecided)
        if undecided:
            parts.append(translate("Drugscene", "Links still to be decided: {count}.").format(count=undecided))
        if comparison.series_break:
            parts.append(translate("Drugscene", "Series break: the two rounds use different definitions."))
        return "\n".join(parts)

    def _explain(self, line: LedgerLine, column: str) -> None:
        comparison = self._comparison
        if comparison is None:
            return
        old = column in _OLD
        side = comparison.from_round if old else comparison.mapping_round
        known = by_id(comparison.before if old else comparison.after)
        found = [known[scene] for scene in line.scenes.get(column, ()) if scene in known]
        found.sort(key=lambda scene: (scene.name.casefold(), scene.id))
        text = translate("Drugscene", "{unit}, {column}: {figure}").format(
            unit=unit_name(line),
            column=field_label(column),
            figure=number_text(figure_of(line, column)),
        )
        behind = [SceneBehind(s.id, s.name.strip() or str(s.id), side.label) for s in found]
        self._page.show_behind(text, behind)
        self._draw(line)
        self._put_on_map(found, old)
        if not old:
            self._select(self._session.handles_of([scene.id for scene in found]))

    def _put_on_map(self, scenes: Sequence[Scene], old: bool) -> None:
        outlines = [scene.outline for scene in scenes]
        self._overlay.show(outlines if old else (), () if old else outlines, self._session.crs)
        self._overlay.zoom()

    def _go_to(self, one: SceneBehind) -> None:
        comparison = self._comparison
        if comparison is None:
            return
        old = one.round == comparison.from_round.label
        scene = by_id(comparison.before if old else comparison.after).get(SceneId(one.scene))
        if scene is not None:
            self._put_on_map([scene], old)
            self._overlay.flash()
