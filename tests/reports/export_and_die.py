"""Export a package, and be killed on the way: export_and_die.py FOLDER MOMENT [NAME]. Run by the tests alone.

MOMENT is ``never``, ``write N`` (in the middle of the Nth file), or ``before N`` or ``after N`` (the Nth rename).
"""

from __future__ import annotations

import os
import signal
import sys
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parent.parent.parent
sys.path.insert(0, str(CHECKOUT))

from drugscene_plugin.reports import package  # noqa: E402
from tests.reports.contents import county_content  # noqa: E402


def die():
    os.kill(os.getpid(), signal.SIGKILL)


def die_in_write(number):
    written = []

    def write(path, data):
        written.append(path)
        if len(written) == number:
            path.write_bytes(data[: len(data) // 2])
            die()
        path.write_bytes(data)

    package.write_file = write


def die_at_rename(when, number):
    rename, made = os.rename, []

    def dying(source, target):
        made.append(target)
        if when == "before" and len(made) == number:
            die()
        rename(source, target)
        if when == "after" and len(made) == number:
            die()

    os.rename = dying


if __name__ == "__main__":
    folder, moment = Path(sys.argv[1]), sys.argv[2].split()
    name = sys.argv[3] if len(sys.argv) > 3 else "Torget"
    if moment[0] == "write":
        die_in_write(int(moment[1]))
    elif moment[0] != "never":
        die_at_rename(moment[0], int(moment[1]))
    package.write_package(county_content(name=name), folder)
