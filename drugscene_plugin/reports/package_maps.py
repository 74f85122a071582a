"""The maps of an annual package: the county's overview, a sheet an LPO, a page a scene, each as one PDF."""

from __future__ import annotations

from pathlib import Path

from ..domain.annual_content import AnnualContent
from ..domain.progress import Part, Progress, stop_if_cancelled
from .atlas import AtlasOrder, print_pdf
from .atlas_pages import AtlasLevel

_FILES = (
    ("overview.pdf", AtlasLevel.COUNTY, 0.1),
    ("lpo_atlas.pdf", AtlasLevel.LPO, 0.35),
    ("scenes.pdf", AtlasLevel.SCENE, 1.0),
)


def write_maps(content: AnnualContent, folder: Path, progress: Progress) -> None:
    """Write the maps into a folder, which is made.

    Raises:
        Cancelled: the user stopped.
    """
    folder.mkdir()
    start = 0.0
    for name, level, end in _FILES:
        stop_if_cancelled(progress)
        print_pdf(content, AtlasOrder(level), folder / name, Part(progress, start, end))
        start = end
