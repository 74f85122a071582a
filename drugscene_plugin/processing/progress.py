"""How an algorithm's feedback hears of progress, and how a workflow hears that the user wants to stop."""

from __future__ import annotations

from qgis.core import QgsProcessingFeedback


class FeedbackProgress:
    """A :class:`drugscene_plugin.domain.progress.Progress` on a feedback of Processing.

    ``start`` and ``end`` are the part of the algorithm's work that it stands for.
    """

    def __init__(self, feedback: QgsProcessingFeedback, start: float = 0.0, end: float = 1.0) -> None:
        self._feedback, self._start, self._end = feedback, start, end

    def report(self, share: float) -> None:
        """Show the share done."""
        self._feedback.setProgress(100.0 * (self._start + (self._end - self._start) * share))

    def cancelled(self) -> bool:
        """Whether the user pressed Cancel."""
        return self._feedback.isCanceled()

    def part(self, start: float, end: float) -> FeedbackProgress:
        """The progress of a part of this work."""
        span = self._end - self._start
        return FeedbackProgress(self._feedback, self._start + span * start, self._start + span * end)
