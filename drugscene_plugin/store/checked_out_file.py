"""The file that a draft is checked out into: made whole, or not at all."""

from __future__ import annotations

from typing import Sequence

from ..domain.progress import QUIET, Part, Progress, stop_if_cancelled
from ..workflow.check_out_round import TakenAlong, check_out_round
from ..workflow.ports import ReviewStore
from .scene_store import create_store


def make_checked_out_file(
    store: ReviewStore, label: str, path: str, by: str, lpos: Sequence[str] = (), progress: Progress = QUIET
) -> TakenAlong:
    """Check a draft out into a GeoPackage that is not there yet; what it holds.

    Raises:
        Refusal: as :func:`drugscene_plugin.workflow.check_out_round.check_out_round`, ``store_exists``, and whatever keeps the
            file from being made.
        Cancelled: the user asked to stop; there is no file.
    """
    taken = check_out_round(store, label, by, lpos, progress=Part(progress, 0.0, 0.5))

    def fill(file: ReviewStore) -> None:
        taken.write(file)
        stop_if_cancelled(progress)

    create_store(path, taken.crs, fill=fill)
    progress.report(1.0)
    return taken
