"""Times as the clock of whoever looks shows them."""

from __future__ import annotations

from datetime import datetime


def local_time(at: str) -> str:
    """A time that is kept in UTC (ISO), to the minute, where the window is.

    >>> len(local_time("2026-11-23T09:26:37.769Z"))
    16
    """
    return datetime.fromisoformat(at.replace("Z", "+00:00")).astimezone().strftime("%Y-%m-%d %H:%M")
