"""The store in a GeoPackage: making one, opening one, and its transactions."""

from __future__ import annotations

import os
import shutil
import tempfile
from contextlib import contextmanager
from math import isnan, nan
from pathlib import Path
from typing import AbstractSet, Callable, Dict, Iterator, List, Optional, Sequence

import shapely
from osgeo import gdal, ogr, osr
from qgis.core import QgsCoordinateReferenceSystem, QgsUnitTypes

from ..domain.change_log import Deed
from ..domain.errors import Refusal
from ..domain.field import FieldKind
from ..domain.rights import EVERY_RIGHT, Act, Rights, rights_taken_along
from ..domain.storable import check_text, utc_text
from ..workflow.ports import Change, Clock, ReviewStore, StoreInfo, utc_now
from . import dialect, geopackage_binary
from .connection import PATIENCE, Session, check_geopackage, check_kind, gdal_for, reading, writing
from .file_sharing import FileSharing
from .mapping import area_codes
from .scene_tables import SceneTables
from .schema import CHANGE_LOG, CHECK_OUTS, KEY, OUTLINE, SCENES, STORE_INFO, TABLES, VERSION, Table
from .session import Values, Where, Write


def open_store(location: str, clock: Clock = utc_now, patience: float = PATIENCE) -> ReviewStore:
    """Open the store at a location: the path of a GeoPackage.

    ``patience`` is how many seconds each read or write waits while another program is writing.

    Raises:
        Refusal: ``store_missing``, ``store_not_a_store``, ``store_newer``, ``store_older``, ``store_locked``,
            ``store_unusable``, or ``store_kind_unknown`` for a location that is no path.
    """
    store = GeoPackageStore(location, clock, patience)
    store.info()
    return store


def create_store(
    location: str,
    crs: str = "EPSG:3006",
    clock: Clock = utc_now,
    fill: Optional[Callable[[ReviewStore], None]] = None,
    rows: Optional[Callable[[Write], None]] = None,
) -> ReviewStore:
    """Make a store at a location where there is nothing yet: whole, or not at all.

    It is empty, or holds what ``fill`` does with it, or the ``rows`` that are written into its tables as they are,
    before any guard stands around these; when that raises, there is no store.

    Raises:
        Refusal: ``store_exists``, ``store_folder_missing``, ``store_folder_read_only``, ``store_full``,
            ``store_kind_unknown``; ``crs_unknown``, ``crs_not_projected`` or ``crs_not_metres``.
    """
    check_kind(location)
    authority_id = checked_crs(crs)
    path = Path(location)
    if os.path.lexists(location):
        raise Refusal("store_exists", location=location)
    if not path.parent.is_dir():
        raise Refusal("store_folder_missing", location=location, folder=str(path.parent))
    now = utc_text(clock())
    try:
        workshop = tempfile.mkdtemp(prefix=".drugscene-", dir=path.parent)
    except OSError as error:
        raise Refusal("store_folder_read_only", location=location, folder=str(path.parent)) from error
    try:
        made = os.path.join(workshop, "store.gpkg")
        with gdal_for(location, now=now):
            _make_tables(made, authority_id)
        with writing(made, now) as session:
            write = _Write(session, now)
            write.insert(STORE_INFO, [(VERSION, authority_id, 0, now)])
            if rows is not None:
                rows(write)
            write.finish()
            _protect(session)
        if fill is not None:
            fill(GeoPackageStore(made, clock))
        _move_into_place(made, location)
    except Refusal as error:  # named after the file in the making
        if error.values.get("location") != made:
            raise
        raise Refusal(error.code, **{**error.values, "location": location}) from error
    finally:
        shutil.rmtree(workshop, ignore_errors=True)
    return open_store(location, clock)


def checked_crs(text: str) -> str:
    """The authority id of a coordinate reference system that is projected, in metres."""
    crs = QgsCoordinateReferenceSystem(text)
    authority_id = crs.authid()
    if not crs.isValid() or not authority_id or authority_id.upper().startswith("USER:"):
        raise Refusal("crs_unknown", crs=text)
    if crs.isGeographic():
        raise Refusal("crs_not_projected", crs=authority_id)
    if crs.mapUnits() != QgsUnitTypes.DistanceMeters:
        raise Refusal("crs_not_metres", crs=authority_id)
    return authority_id


def _make_tables(path: str, crs: str) -> None:
    srs = osr.SpatialReference()
    srs.SetFromUserInput(crs)
    dataset = gdal.GetDriverByName("GPKG").Create(path, 0, 0, 0, gdal.GDT_Unknown, ["VERSION=1.2"])
    try:
        for table in TABLES:
            if table.outline:
                options = [f"GEOMETRY_NAME={OUTLINE}", f"FID={KEY}", "SPATIAL_INDEX=YES"]
                layer = dataset.CreateLayer(table.name, srs, ogr.wkbMultiPolygon, options)
            else:
                layer = dataset.CreateLayer(table.name, None, ogr.wkbNone, [f"FID={KEY}"])
            for column in table.columns:
                field_type, subtype = dialect.FIELD_TYPES[column.kind]
                field = ogr.FieldDefn(column.name, field_type)
                field.SetSubType(subtype)
                field.SetNullable(not column.required)
                layer.CreateField(field)
            layer = None
        dataset.FlushCache()  # the tables are made here; left to the closing, a full disk would go unheard
    finally:
        dataset = None


def _protect(session: Session) -> None:
    for table in TABLES:
        for statement in dialect.index_statements(table):
            session.execute(statement)
    for statement in dialect.guard_statements():
        session.execute(statement)


def _move_into_place(made: str, location: str) -> None:
    """Move a file to where nothing is, on any file system, without ever replacing what somebody else put there."""
    try:
        with open(location, "xb"):
            pass
    except FileExistsError as error:
        raise Refusal("store_exists", location=location) from error
    try:
        os.replace(made, location)
    except OSError:
        os.unlink(location)
        raise


class GeoPackageStore(SceneTables):
    """A store in a GeoPackage: what it says of itself, and how it is opened for reading and writing."""

    def __init__(self, location: str, clock: Clock = utc_now, patience: float = PATIENCE) -> None:
        self._location = location
        self._clock = clock
        self._patience = patience

    def info(self) -> StoreInfo:
        """What the store says of itself."""
        with self.reading() as session:
            return self._info(session)

    def rights(self) -> Rights:
        """Whoever holds the file may do everything; in one that was checked out, what can be brought back."""
        with self.reading() as session:
            found = session.rows(CHECK_OUTS, names=("by", "lpos"))
        if not found:
            return EVERY_RIGHT
        by, lpos = found[0]
        return rights_taken_along(by, area_codes(lpos))

    def sharing(self) -> FileSharing:
        """What it offers to several windows that have it open, as on a network drive."""
        return FileSharing(self._location, self._log_after, self._last_line)

    def _log_after(self, number: int) -> List[Change]:
        names = ("by", "at", "action", "round", "scene_id")
        wanted = {name: CHANGE_LOG.kinds[name] for name in names}
        columns = {dialect.quote_identifier(name): kind for name, kind in {KEY: FieldKind.INTEGER, **wanted}.items()}
        log, key = dialect.quote_identifier(CHANGE_LOG.name), dialect.quote_identifier(KEY)
        with self.reading() as session:
            rows = session.select(columns, f"FROM {log} WHERE {key} > {dialect.quote_literal(number)} ORDER BY {key}")
        return [Change(*row) for row in rows]

    def _last_line(self) -> int:
        key = dialect.quote_identifier(KEY)
        last = {f"coalesce(max({key}), 0)": FieldKind.INTEGER}
        with self.reading() as session:
            ((number,),) = session.select(last, f"FROM {dialect.quote_identifier(CHANGE_LOG.name)}")
        return int(number)

    def _info(self, session: Session) -> StoreInfo:
        present = session.has(STORE_INFO)
        rows = session.rows(STORE_INFO) if present else []
        if len(rows) != 1:
            raise Refusal("store_not_a_store", location=self._location)
        version, crs, revision, _ = rows[0]
        if version != VERSION:
            code = "store_newer" if version > VERSION else "store_older"
            raise Refusal(code, location=self._location, found=version, known=VERSION)
        return StoreInfo(self._location, crs, version, revision)

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """The tables, all of one moment."""
        check_geopackage(self._location)
        with reading(self._location, self._patience) as session:
            self._info(session)
            yield session

    @contextmanager
    def _writing(self, act: Act) -> Iterator[_Write]:
        refused = self.rights().why_not(act)
        if refused is not None:
            raise refused
        now = utc_text(self._clock())
        with writing(self._location, now, self._patience) as session:
            # Raising the revision takes the write lock, so that nothing read after it can change under this write.
            table = dialect.quote_identifier(STORE_INFO.name)
            session.execute(dialect.statement("UPDATE", table, 'SET "revision" = "revision" + 1'))
            write = _Write(session, now)
            yield write
            write.finish()


class _Write:
    """One transaction under way: implements :class:`drugscene_plugin.store.session.Write`."""

    def __init__(self, session: Session, now: str) -> None:
        self.session = session
        self.now = now
        named = dialect.equals(table_name=SCENES.name)
        ((self._srs_id,),) = session.select({"srs_id": FieldKind.INTEGER}, f"FROM gpkg_geometry_columns WHERE {named}")
        self._written: Dict[str, List[bytes]] = {}

    def insert(self, table: Table, rows: Sequence[Values]) -> None:
        """Add rows."""
        names = table.names
        if table.outline:
            names, rows = (*names, OUTLINE), self._with_blobs(table, rows)
        for row in rows:
            self.session.execute(dialect.insert(table, names, row))

    def put(self, table: Table, row: Values) -> None:
        """Add a row, in place of the one with the same values in the table's unique columns."""
        self.delete(table, {name: row[table.names.index(name)] for name in table.unique})
        self.insert(table, [row])

    def update(self, table: Table, names: Sequence[str], values: Values, where: Where) -> None:
        """Change columns of the rows that fit."""
        self.session.execute(dialect.update(table, names, values, dialect.condition(where)))

    def change_scenes(self, rows: Sequence[Values], redrawn: AbstractSet[str]) -> None:
        """Write rows of ``SCENES`` anew; the outlines, and with them the R-tree, only of those redrawn."""
        key = [SCENES.names.index(name) for name in SCENES.unique]
        for row, with_blob in zip(rows, self._with_blobs(SCENES, rows)):
            where = dict(zip(SCENES.unique, (row[at] for at in key)))
            if where["scene_id"] in redrawn:
                statement = dialect.update(SCENES, (*SCENES.names, OUTLINE), with_blob, dialect.condition(where))
            else:
                statement = dialect.update(SCENES, SCENES.names, row[:-1], dialect.condition(where))
            self.session.execute(statement)

    def delete(self, table: Table, where: Where) -> None:
        """Remove the rows that fit."""
        self.session.execute(dialect.delete(table, dialect.condition(where)))
        self._touch(table)

    def note(
        self,
        by: str,
        deed: Deed,
        label: Optional[str] = None,
        scene: Optional[str] = None,
        revision: Optional[int] = None,
    ) -> None:
        """Add a line to the change log."""
        check_text("by", by)
        self.insert(CHANGE_LOG, [(self.now, by, deed.action.value, label, scene, revision, deed.before, deed.after)])

    def _touch(self, table: Table) -> None:
        if table.outline:
            self._written.setdefault(table.name, [])

    def _with_blobs(self, table: Table, rows: Sequence[Values]) -> List[Values]:
        bodies = [row[-1] for row in rows]
        self._written.setdefault(table.name, []).extend(body for body in bodies if body is not None)
        return [(*row[:-1], blob) for row, blob in zip(rows, geopackage_binary.blobs(bodies, self._srs_id))]

    def finish(self) -> None:
        """Write into the file's own list of layers which of them changed, and let their extents take in new outlines."""
        for name, bodies in self._written.items():
            changes = [f"last_change = {dialect.quote_literal(self.now)}"]
            box = shapely.total_bounds(shapely.from_wkb(bodies)).tolist() if bodies else [nan]
            if not isnan(box[0]):
                for column, pick, value in zip(("min_x", "min_y", "max_x", "max_y"), ("min", "min", "max", "max"), box):
                    literal = dialect.quote_literal(value)
                    changes.append(f"{column} = {pick}(coalesce({column}, {literal}), {literal})")
            where = dialect.equals(table_name=name)
            self.session.execute(dialect.statement("UPDATE gpkg_contents SET", ", ".join(changes), "WHERE", where))
