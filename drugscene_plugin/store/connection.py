"""Opening a GeoPackage, reading it and writing it: one short-lived GDAL dataset for each operation.

Everything goes through GDAL, which QGIS's own provider stands on, and not through that provider: it reads GeoPackages
without locks, so it can see half of a write of another process or of one that was killed; its iterators end early
without a word when reading fails; and it keeps files open after use (see ``docs/decisions/0002-gdal-writes.md``).
"""

from __future__ import annotations

import os
import re
import threading
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, Iterator, List, Mapping, Optional, Sequence, Tuple

from osgeo import gdal, ogr, osr

from ..domain.errors import Refusal
from ..domain.field import FieldKind
from . import dialect
from .damage import row_damaged
from .geopackage_binary import wkb_from_hex
from .schema import OUTLINE, Table
from .session import EVERYWHERE, Values, Where

PATIENCE = 5.0
"""Seconds to wait for another program that is writing."""

_MODULES = (gdal, ogr, osr)


class _Exceptions:
    """GDAL's exceptions, switched on while at least one operation runs.

    The switch is one for the whole process, and other plugins may count on its being off: so it is counted, and put
    back by the last one out.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._users = 0
        self._before: Tuple[bool, ...] = ()

    @contextmanager
    def __call__(self) -> Iterator[None]:
        with self._lock:
            if not self._users:
                self._before = tuple(bool(module.GetUseExceptions()) for module in _MODULES)
                for module in _MODULES:
                    module.UseExceptions()
            self._users += 1
        try:
            yield
        finally:
            with self._lock:
                self._users -= 1
                if not self._users:
                    # GDAL insists on the reverse order.
                    for module, was in reversed(tuple(zip(_MODULES, self._before))):
                        if not was:
                            module.DontUseExceptions()


_exceptions = _Exceptions()

_while_written = threading.RLock()
"""Held while a file is written and while one is opened. A program that closes any handle of a file loses all locks that it
has on it, but on Windows; GDAL closes one in opening. A write whose lock is lost can be overtaken by another program's."""


@contextmanager
def _options(**wanted: str) -> Iterator[None]:
    """GDAL's configuration for this thread."""
    before = {name: gdal.GetThreadLocalConfigOption(name) for name in wanted}
    for name, value in wanted.items():
        gdal.SetThreadLocalConfigOption(name, value)
    try:
        yield
    finally:
        for name, value in before.items():
            gdal.SetThreadLocalConfigOption(name, value)


@contextmanager
def _heard() -> Iterator[List[str]]:
    """What GDAL says, gathered instead of printed: some of its exceptions come without a text."""
    said: List[str] = []
    gdal.PushErrorHandler(lambda kind, number, text: said.append(text))
    try:
        yield said
    finally:
        gdal.PopErrorHandler()


@contextmanager
def gdal_for(location: str, patience: float = PATIENCE, now: str = "") -> Iterator[None]:
    """GDAL as the store needs it; its errors become refusals where a person can do something about them.

    ``now`` is the time (UTC, ISO) that GDAL writes into the file's own tables.
    """
    options = {"SQLITE_BUSY_TIMEOUT": str(_milliseconds(patience))}
    if now:
        options["OGR_CURRENT_DATE"] = now
    with _exceptions(), _heard() as said, _options(**options):
        try:
            yield
        except RuntimeError as error:
            refused = dialect.refusal([str(error), *said], location)
            if refused is None:
                raise
            raise refused from error


class Session:
    """An open store."""

    def __init__(self, dataset: gdal.Dataset) -> None:
        self._dataset = dataset

    def has(self, table: Table) -> bool:
        """Whether there is a table of that name."""
        named = dialect.equals(type="table", name=table.name)
        return bool(self.select({"name": FieldKind.TEXT}, f"FROM sqlite_master WHERE {named}"))

    def rows(
        self, table: Table, where: Where = EVERYWHERE, order: Sequence[str] = (), names: Sequence[str] = ()
    ) -> List[Values]:
        """The rows of a table: see :class:`drugscene_plugin.store.session.Session`."""
        wanted = {dialect.quote_identifier(name): table.kinds[name] for name in names or table.names}
        outline = OUTLINE if table.outline and not names else ""
        try:
            rows = self.select(wanted, dialect.source(table, where, order), outline)
        except dialect.Unreadable as error:
            read = names or table.names
            raise row_damaged(table, dict(zip(read, error.values)), read[error.at]) from error
        return [(*row[:-1], _wkb(table, row)) for row in rows] if outline else rows

    def select(self, wanted: Mapping[str, FieldKind], rest: str, outline: str = "") -> List[Tuple[Any, ...]]:
        """The rows of a query, each value as its kind says; NULL is None.

        ``wanted`` are the expressions to select, each with its kind; ``rest`` is the statement from FROM on;
        ``outline`` names a column of outlines, whose binary form then ends each row, in hexadecimal.
        """
        hexadecimal = f", hex({dialect.quote_identifier(outline)}) AS outline" if outline else ""
        result = self._dataset.ExecuteSQL(f"SELECT {dialect.packed(wanted)} AS packed{hexadecimal} {rest}")
        if result is None:
            raise RuntimeError(gdal.GetLastErrorMsg())
        kinds = tuple(wanted.values())
        rows: List[Tuple[Any, ...]] = []
        try:
            while True:
                feature = result.GetNextFeature()
                if feature is None:
                    return rows
                row = dialect.unpacked(feature.GetFieldAsString(0), kinds)
                rows.append((*row, feature.GetFieldAsString(1)) if outline else row)
        finally:
            feature = None
            self._dataset.ReleaseResultSet(result)

    def execute(self, sql: str) -> None:
        """Run a statement that gives no rows."""
        gdal.ErrorReset()
        result = self._dataset.ExecuteSQL(sql)
        if result is not None:
            self._dataset.ReleaseResultSet(result)
        if gdal.GetLastErrorType() >= gdal.CE_Failure:  # should another plugin have switched exceptions off
            raise RuntimeError(gdal.GetLastErrorMsg())

    def close(self) -> None:
        """Let go of the file at once, whoever still holds this session."""
        self._dataset = None


def _wkb(table: Table, row: Values) -> Optional[bytes]:
    try:
        return wkb_from_hex(row[-1])
    except ValueError as error:
        raise row_damaged(table, dict(zip(table.names, row)), OUTLINE, str(error)) from error


def _open(location: str, flags: int, patience: float) -> gdal.Dataset:
    dataset = gdal.OpenEx(location, gdal.OF_VECTOR | flags, allowed_drivers=["GPKG"])
    if dataset is None:
        raise RuntimeError(gdal.GetLastErrorMsg())
    # GDAL's option for this holds for the opening alone.
    dataset.ReleaseResultSet(dataset.ExecuteSQL(f"PRAGMA busy_timeout = {_milliseconds(patience)}"))
    return dataset


def _milliseconds(seconds: float) -> int:
    return round(seconds * 1000)


@contextmanager
def reading(location: str, patience: float = PATIENCE) -> Iterator[Session]:
    """The store, open for reading."""
    # A journal is what a killed write leaves behind. Undoing that write takes a connection that may write.
    interrupted = os.path.exists(f"{location}-journal") and os.access(location, os.W_OK)
    with gdal_for(location, patience):
        with _while_written:
            dataset = _open(location, gdal.OF_UPDATE if interrupted else gdal.OF_READONLY, patience)
        session, dataset = Session(dataset), None
        try:
            yield session
        finally:
            session.close()


@contextmanager
def writing(location: str, now: str, patience: float = PATIENCE) -> Iterator[Session]:
    """The store, open for one transaction: all of it is kept, or, on any error, nothing."""
    if not os.access(location, os.W_OK):
        raise Refusal("store_read_only", location=location)
    with _while_written, gdal_for(location, patience, now):
        dataset = _open(location, gdal.OF_UPDATE, patience)
        session = Session(dataset)
        try:
            _checked(dataset.StartTransaction())
            try:
                yield session
                _checked(dataset.CommitTransaction())
            except BaseException:
                _roll_back(dataset)
                raise
        finally:
            dataset = None
            session.close()


def _checked(code: int) -> None:
    if code:
        raise RuntimeError(gdal.GetLastErrorMsg())


def _roll_back(dataset: gdal.Dataset) -> None:
    # SQLite may have rolled back by itself (disk full, read error), and closing the file will in any case: the first
    # error is the one to tell.
    with suppress(RuntimeError):
        dataset.RollbackTransaction()


_OTHER_KINDS = re.compile(
    r"(postgres|postgresql|pg|mysql|mssql|oci):|[a-z][a-z0-9+.-]*://|(service|dbname|host|hostaddr|user)=",
    re.IGNORECASE,
)


def check_kind(location: str) -> None:
    """Refuse a location that is no path: that of a database server, say."""
    if not location.strip() or _OTHER_KINDS.match(location) or "\x00" in location:
        raise Refusal("store_kind_unknown", location=location)


def check_geopackage(location: str) -> None:
    """Refuse what is not there, or is no GeoPackage, before GDAL gets to guess what else it may be."""
    check_kind(location)
    path = Path(location)
    if not path.exists():
        raise Refusal("store_missing", location=location)
    if not path.is_file():
        raise Refusal("store_not_a_store", location=location)
    try:
        with _while_written, path.open("rb") as file:
            head = file.read(72)
    except OSError as error:
        raise Refusal("store_unusable", location=location, reason=error.strerror or str(error)) from error
    if not head.startswith(b"SQLite format 3\x00") or head[68:72] not in (b"GPKG", b"GP10", b"GP11"):
        raise Refusal("store_not_a_store", location=location)
