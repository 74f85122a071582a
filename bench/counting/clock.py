"""What a way costs: seconds, those of its cores, and the most memory that its process held."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Dict

_started = _cpu_started = 0.0


def begin() -> None:
    """All that the way needs is there: its work begins."""
    global _started, _cpu_started
    _started, _cpu_started = time.perf_counter(), time.process_time()


def spent() -> Dict[str, float]:
    """Since ``begin()``: seconds, and those of this process's cores; megabytes since the process began.

    Not getrusage: that also knows what the process's parent held.
    """
    status = Path("/proc/self/status").read_text(encoding="ascii")
    peak = int(status.split("VmHWM:")[1].split()[0]) / 1024
    return {"work": time.perf_counter() - _started, "cpu": time.process_time() - _cpu_started, "peak": peak}
