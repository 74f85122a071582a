"""A folder that appears whole or not at all.

It is written in a hidden work folder beside its final place and renamed. What is there already is first renamed into the
work folder, and comes back if the new one cannot take its place. A run that dies leaves its work folder behind; the next
one into the same place finds that nobody holds its lock, puts back what was set aside, and removes the rest.
"""

from __future__ import annotations

import errno
import os
import secrets
import shutil
from contextlib import contextmanager
from pathlib import Path
from typing import Iterator, List, Optional, Sequence

from qgis.PyQt.QtCore import QLockFile

from ..domain.errors import Refusal

WORK_PREFIX = ".drugscene-export-"
"""How the names of work folders begin."""

NEW = "new"
"""What is being written, within a work folder."""

OLD = "old"
"""What is set aside, within a work folder."""

_LOCK = "lock"

_FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
_CLOSED = (errno.EACCES, errno.EPERM, errno.EROFS)


@contextmanager
def made_folder(folder: Path) -> Iterator[None]:
    """The folder, made with its parents where they are missing; unmade again when the work fails."""
    missing = [path for path in (folder, *folder.parents) if not path.exists()]
    folder.mkdir(parents=True, exist_ok=True)
    try:
        yield
    except BaseException:
        for path in missing:
            try:
                path.rmdir()
            except OSError:
                break  # somebody put something there meanwhile
        raise


@contextmanager
def work_folder(folder: Path) -> Iterator[Path]:
    """A work folder that is ours while we live, and gone afterwards."""
    while True:
        work = folder / f"{WORK_PREFIX}{secrets.token_hex(6)}"
        work.mkdir()
        lock = _lock(work)
        if lock.tryLock(0):
            break
        if lock.error() != QLockFile.LockError.LockFailedError and work.exists():
            shutil.rmtree(work, ignore_errors=True)
            closed = lock.error() == QLockFile.LockError.PermissionError
            raise OSError(errno.EACCES if closed else errno.ENOSPC, "no lock file can be made", str(work))
        # Another run took it for a dead one's before we had locked it: take a new one.
    try:
        yield work
    finally:
        lock.unlock()  # Windows removes no file that is open
        shutil.rmtree(work, ignore_errors=True)


def _lock(work: Path) -> QLockFile:
    lock = QLockFile(str(work / _LOCK))
    lock.setStaleLockTime(0)  # however long it takes: only a dead process gives its lock up
    return lock


def clear_dead_runs(folder: Path) -> None:
    """Remove what runs left that died, and put back an old package that one of them had set aside."""
    for work in sorted(folder.glob(f"{WORK_PREFIX}*")):
        lock = _lock(work)
        if not lock.tryLock(0):
            continue  # alive, or not ours to remove
        try:
            for old in sorted((work / OLD).glob("drugscene_*")):
                if not (folder / old.name).exists():
                    os.rename(old, folder / old.name)
        finally:
            lock.unlock()
        shutil.rmtree(work, ignore_errors=True)


def put_in_place(new: Path, target: Path, aside: Path) -> None:
    """Swap a package in: between the two renames the old one is whole, in the work folder."""
    if not os.path.lexists(target):
        os.rename(new, target)
        return
    aside.mkdir()
    old = aside / target.name
    try:
        os.rename(target, old)
    except PermissionError as error:  # Windows moves no folder that holds an open file
        raise Refusal("package_locked", file=str(_open_file(target) or target)) from error
    try:
        os.rename(new, target)
    except BaseException:
        os.rename(old, target)
        raise


def put_files_in_place(new: Path, names: Sequence[str], folder: Path, aside: Path) -> None:
    """Move files from a work folder into a folder, in place of those of the same names: all of them or none."""
    aside.mkdir()
    moved: List[Path] = []
    try:
        for name in names:
            if os.path.lexists(folder / name):
                _set_aside(folder / name, aside / name)
                moved.append(folder / name)
        for name in names:
            os.rename(new / name, folder / name)
    except BaseException:
        for name in names:
            if (aside / name).exists():
                os.replace(aside / name, folder / name)
            elif not (new / name).exists() and (folder / name) not in moved:
                (folder / name).unlink()
        raise


def _set_aside(path: Path, aside: Path) -> None:
    try:
        os.rename(path, aside)
    except PermissionError as error:  # Windows moves no file that is open
        raise Refusal("package_locked", file=str(path)) from error


def _open_file(package: Path) -> Optional[Path]:
    """The first file of a package that cannot be written to: somebody has it open."""
    for path in sorted(package.rglob("*")):
        if path.is_file():
            try:
                with open(path, "r+b"):
                    pass
            except OSError:
                return path
    return None


@contextmanager
def refusals(folder: Path) -> Iterator[None]:
    """Say what the disk refuses in the words of the package."""
    try:
        yield
    except OSError as error:
        if error.errno in _FULL:
            raise Refusal("package_folder_full", folder=str(folder)) from error
        if error.errno in _CLOSED:
            raise Refusal("package_folder_closed", folder=str(folder)) from error
        raise Refusal("package_folder_failed", folder=str(folder), reason=error.strerror or str(error)) from error


def write_file(path: Path, data: bytes) -> None:
    """Write a new file, and wait until the disk has it."""
    with open(path, "xb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())  # a rename may reach the disk before the bytes do
