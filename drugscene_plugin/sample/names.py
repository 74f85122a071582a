"""Names of places that are nowhere: each begins with a word for something made up."""

from __future__ import annotations

from typing import Iterable, Mapping, Set, Tuple

from .draws import Draws

MADE_UP: Tuple[str, ...] = (
    "Sago", "Fabel", "Dröm", "Skröne", "Dikt", "Låtsas", "Hittepå", "Anekdot", "Humbug", "Fantasi", "Kuliss", "Trolleri",
    "Utopi", "Fejk", "Påhitts", "Skrock",
)  # fmt: skip
"""What the names of places begin with."""

_ENDINGS: Mapping[str, Tuple[str, ...]] = {
    "station": ("by station", "torps station", "lunda station", "bergs station", "hagens station"),
    "square": ("torget", "plan", "platsen"),
    "centre": ("by centrum", "torps centrum", "lunda centrum", "bergs centrum"),
    "park": ("parken", "dalen", "kullen", "ängen"),
    "housing": ("gården", "backen", "höjden", "kvarteret"),
    "other": ("stråket", "gången", "stigen"),
}
"""What they end with, by place type."""


class Names:
    """Gives each place a name that no other has."""

    def __init__(self, given: Iterable[str] = ()) -> None:
        self._given: Set[str] = set(given)

    def new(self, place_type: str, draws: Draws) -> str:
        """A name for a place of that type."""
        while True:
            name = draws.pick(MADE_UP) + draws.pick(_ENDINGS[place_type])
            if name not in self._given:
                self._given.add(name)
                return name
