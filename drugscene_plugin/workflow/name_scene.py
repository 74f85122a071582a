"""Name a scene: a suggestion from where it lies, for a person to keep or change."""

from __future__ import annotations

import re
from typing import Iterable


def suggested_name(place: str, taken: Iterable[str]) -> str:
    """The place's name and the next running number there.

    >>> suggested_name("Fiskebro", ["Fiskebro 1", "Fiskebro 3", "Torget"])
    'Fiskebro 4'
    """
    pattern = re.compile(re.escape(place) + r" ([0-9]{1,6})")
    numbers = [int(found.group(1)) for found in map(pattern.fullmatch, taken) if found]
    return f"{place} {max(numbers, default=0) + 1}"
