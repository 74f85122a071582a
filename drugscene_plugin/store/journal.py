"""The journal: unsaved edits in a file beside the user's profile, so that they outlive a crash of QGIS.

It holds the rows that differ from what the store had when they were read, with the revisions they were read at: edits
that come back after a crash meet whatever was saved meanwhile as a conflict, never silently.
"""

from __future__ import annotations

import hashlib
import json
import os
from dataclasses import dataclass
from datetime import date, datetime, timezone
from pathlib import Path
from typing import Any, Dict, List, Optional, Tuple

from ..domain.change_set import RowImage
from ..domain.errors import Refusal
from ..domain.scene import SceneId

FORMAT = 1
_SUFFIX = ".drugscene-journal.json"


@dataclass(frozen=True)
class PendingRows:
    """Rows that differ from the store's: ``rows`` as they are now, ``base`` as they were read, ``removed`` ids.

    ``base`` holds every row that ``rows`` and ``removed`` speak of by id. ``salt`` is what ids of drawn rows are made
    with, so that they come out the same.
    """

    columns: Tuple[str, ...]
    rows: Tuple[RowImage, ...] = ()
    removed: Tuple[SceneId, ...] = ()
    base: Tuple[RowImage, ...] = ()
    salt: str = ""

    def __bool__(self) -> bool:
        return bool(self.rows or self.removed)


@dataclass(frozen=True)
class JournalEntry:
    """Unsaved edits of one round in one store, and when they were written (UTC, ISO)."""

    store_location: str
    round: str
    written_at: str
    rows: PendingRows


class Journal:
    """A folder with one file for each store and round that has unsaved edits."""

    def __init__(self, folder: Path) -> None:
        self.folder = Path(folder)

    def path(self, store_location: str, round: str) -> Path:
        """The file for a store and a round: named by a hash of both, as either may hold any character."""
        place = store_location
        if "://" not in place and not place.startswith(("postgresql:", "service=")):
            place = os.path.normcase(os.path.abspath(place))
        digest = hashlib.blake2b(f"{place}\x1f{round}".encode("utf-8", "surrogatepass"), digest_size=12)
        return self.folder / (digest.hexdigest() + _SUFFIX)

    def write(self, store_location: str, round: str, rows: PendingRows) -> None:
        """Put the unsaved edits in the place of the ones before: the file is the old one or the new one, never half.

        Raises:
            Refusal: ``journal_not_written``, where the folder cannot be written or the disk is full.
        """
        now = datetime.now(timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ")
        text = json.dumps(_to_json(JournalEntry(store_location, round, now, rows)), ensure_ascii=True)
        path = self.path(store_location, round)
        half = path.with_suffix(f".{os.getpid()}.part")
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            _write_through(half, text)
            os.replace(half, path)
        except OSError as error:
            _remove(half)
            raise Refusal("journal_not_written", file=str(path), reason=_reason(error)) from error

    def read(self, store_location: str, round: str) -> Optional[JournalEntry]:
        """The unsaved edits of a round, or None.

        Raises:
            Refusal: ``journal_unreadable``, where the file is there but cannot be understood. It is left alone.
        """
        path = self.path(store_location, round)
        return _read(path) if path.exists() else None

    def clear(self, store_location: str, round: str) -> None:
        """Forget the unsaved edits of a round: they were saved, or given up.

        Raises:
            Refusal: ``journal_not_written``, where the file cannot be removed.
        """
        path = self.path(store_location, round)
        try:
            path.unlink()
        except FileNotFoundError:
            return
        except OSError as error:
            raise Refusal("journal_not_written", file=str(path), reason=_reason(error)) from error

    def set_aside(self, store_location: str, round: str) -> Optional[Path]:
        """Give a file that cannot be read another name, so that it is not overwritten; the new path."""
        path = self.path(store_location, round)
        if not path.exists():
            return None
        stem = path.name[: -len(_SUFFIX)]
        number = 1
        while (kept := path.with_name(f"{stem}.unreadable-{number}")).exists():
            number += 1
        try:
            os.replace(path, kept)
        except OSError as error:
            raise Refusal("journal_not_written", file=str(path), reason=_reason(error)) from error
        return kept

    def entries(self) -> List[JournalEntry]:
        """The unsaved edits of every store and round that can be read, in the order of their names."""
        return [found for found in map(_try, self._files()) if isinstance(found, JournalEntry)]

    def unreadable(self) -> List[Refusal]:
        """Why the others cannot be read."""
        return [found for found in map(_try, self._files()) if isinstance(found, Refusal)]

    def _files(self) -> List[Path]:
        return sorted(self.folder.glob("*" + _SUFFIX)) if self.folder.is_dir() else []


def merged(older: PendingRows, newer: PendingRows) -> PendingRows:
    """Both in one: where both speak of an id, the newer has the word; drawn rows of both stay."""
    spoken = {row.scene_id for row in newer.rows if row.scene_id} | set(newer.removed)
    drawn = [(row.outline, row.values) for row in newer.rows if not row.scene_id]
    rows = [
        row
        for row in older.rows
        if (row.scene_id not in spoken if row.scene_id else (row.outline, row.values) not in drawn)
    ]
    return PendingRows(
        newer.columns,
        (*rows, *newer.rows),
        (*(i for i in older.removed if i not in spoken), *newer.removed),
        (*(row for row in older.base if row.scene_id not in spoken), *newer.base),
        newer.salt,
    )


def _write_through(path: Path, text: str) -> None:
    with open(path, "w", encoding="ascii") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())


def _remove(path: Path) -> None:
    try:
        path.unlink()
    except OSError:
        return  # what could not be written cannot always be removed either; the next write takes the same name


def _reason(error: OSError) -> str:
    return error.strerror or str(error)


def _try(path: Path) -> object:
    try:
        return _read(path)
    except Refusal as refusal:
        return refusal


def _read(path: Path) -> JournalEntry:
    try:
        return _from_json(json.loads(path.read_text(encoding="ascii")))
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise Refusal("journal_unreadable", file=str(path), reason=f"{type(error).__name__}: {error}"[:200]) from error


def _to_json(entry: JournalEntry) -> Dict[str, Any]:
    rows = entry.rows
    return {
        "format": FORMAT,
        "store": entry.store_location,
        "round": entry.round,
        "written_at": entry.written_at,
        "columns": list(rows.columns),
        "rows": [_row_to_json(row) for row in rows.rows],
        "removed": list(rows.removed),
        "base": [_row_to_json(row) for row in rows.base],
        "salt": rows.salt,
    }


def _from_json(data: Dict[str, Any]) -> JournalEntry:
    if data["format"] != FORMAT:
        raise ValueError(f"format {data['format']}")
    rows = PendingRows(
        tuple(data["columns"]),
        tuple(_row_from_json(n, row) for n, row in enumerate(data["rows"])),
        tuple(SceneId(i) for i in data["removed"]),
        tuple(_row_from_json(n, row) for n, row in enumerate(data["base"])),
        data["salt"],
    )
    return JournalEntry(data["store"], data["round"], data["written_at"], rows)


def _row_to_json(row: RowImage) -> List[Any]:
    values = [{"date": v.isoformat()} if isinstance(v, date) else v for v in row.values]
    return [row.scene_id, None if row.outline is None else row.outline.hex(), values]


def _row_from_json(handle: int, data: List[Any]) -> RowImage:
    known, outline, values = data
    return RowImage(
        handle,
        None if known is None else SceneId(known),
        None if outline is None else bytes.fromhex(outline),
        tuple(date.fromisoformat(v["date"]) if isinstance(v, dict) else v for v in values),
    )
