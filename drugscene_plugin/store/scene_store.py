"""The store in a GeoPackage: making one, opening one, and every read and write of it."""

from __future__ import annotations

import os
import shutil
import tempfile
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Callable, Dict, Iterator, List, Mapping, Optional, Sequence, Tuple

from osgeo import gdal, ogr, osr
from qgis.core import QgsCoordinateReferenceSystem, QgsUnitTypes

from ..domain.area import Area, AreaLevel
from ..domain.change_log import Deed, areas_deed, codes_deed, finding_deed, round_deed, scene_deed
from ..domain.change_set import ChangeSet, Conflict, SceneChange
from ..domain.errors import Refusal
from ..domain.field import FieldKind
from ..domain.mapping_round import MappingRound, RoundLabel
from ..domain.scene import Scene, SceneId
from ..domain.storable import check_text, utc_text
from ..workflow.ports import Clock, Code, LogEntry, ReviewStore, StaleEdit, StoreInfo, utc_now
from . import dialect, mapping
from .connection import PATIENCE, Session, check_geopackage, check_kind, gdal_for, reading, writing
from .queries import round_of as _round
from .queries import rounds as _rounds
from .queries import rows as _rows
from .review_store import ReviewTables
from .schema import (
    AREAS,
    CHANGE_LOG,
    CODES,
    KEY,
    OUTLINE,
    ROUNDS,
    SCENES,
    SEEN_FINDINGS,
    STORE_INFO,
    TABLES,
    VERSION,
    Table,
)

_AT_ONCE = 500
"""Ids named in one statement."""


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
) -> ReviewStore:
    """Make a store at a location where there is nothing yet: whole, or not at all.

    It is empty, or holds what ``fill`` writes into it; when that raises, there is no store.

    Raises:
        Refusal: ``store_exists``, ``store_folder_missing``, ``store_folder_read_only``, ``store_full``,
            ``store_kind_unknown``; ``crs_unknown``, ``crs_not_projected`` or ``crs_not_metres``.
    """
    check_kind(location)
    authority_id = _checked_crs(crs)
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
            _fill_schema(session, authority_id, now)
        if fill is not None:
            fill(GeoPackageStore(made, clock))
        _move_into_place(made, location)
    except Refusal as error:  # named after the file in the making
        raise Refusal(error.code, **{**error.values, "location": location}) from error
    finally:
        shutil.rmtree(workshop, ignore_errors=True)
    return open_store(location, clock)


def _checked_crs(text: str) -> str:
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


def _fill_schema(session: Session, crs: str, now: str) -> None:
    for table in TABLES:
        for statement in dialect.index_statements(table):
            session.execute(statement)
    for statement in dialect.guard_statements():
        session.execute(statement)
    session.execute(dialect.insert(STORE_INFO, STORE_INFO.names, (VERSION, crs, 0, now)))


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


class GeoPackageStore(ReviewTables):
    """A store in a GeoPackage: implements :class:`drugscene_plugin.workflow.ports.ReviewStore`,
    what concerns a round as a whole in :class:`ReviewTables`.

    It holds nothing but its location: each method opens the file, reads or writes it whole, and closes it, in
    whatever thread it is called.
    """

    def __init__(self, location: str, clock: Clock = utc_now, patience: float = PATIENCE) -> None:
        self._location = location
        self._clock = clock
        self._patience = patience

    # -- reading ----------------------------------------------------------------------------------------------------

    def info(self) -> StoreInfo:
        """What the store says of itself."""
        with self._reading() as session:
            return self._info(session)

    def rounds(self) -> List[MappingRound]:
        """All rounds, by reference date, then label."""
        with self._reading() as session:
            return _rounds(session)

    def round(self, label: str) -> MappingRound:
        """The round of that label."""
        with self._reading() as session:
            return _round(session, label)

    def areas(self, level: Optional[AreaLevel] = None) -> List[Area]:
        """The areas of one level, or all, by level, code and start."""
        with self._reading() as session:
            where = "" if level is None else f" WHERE {dialect.equals(level=level.value)}"
            areas = mapping.areas_from_values(_rows(session, AREAS, where))
        levels = list(AreaLevel)
        return sorted(areas, key=lambda a: (levels.index(a.level), a.code, str(a.valid_from or "")))

    def scenes(self, label: str) -> List[Scene]:
        """The scenes of a round by id."""
        with self._reading() as session:
            _round(session, label)
            rows = _rows(session, SCENES, f' WHERE {dialect.equals(round=label)} ORDER BY "scene_id"')
        return mapping.scenes_from_values(rows)

    def scene_rounds(self) -> Mapping[SceneId, Tuple[RoundLabel, ...]]:
        """In which rounds each scene id stands, by reference date."""
        found: Dict[SceneId, Tuple[RoundLabel, ...]] = {}
        with self._reading() as session:
            for mapping_round in _rounds(session):
                where = dialect.equals(round=mapping_round.label)
                rows = session.select(
                    {'"scene_id"': FieldKind.TEXT}, f'FROM "scenes" WHERE {where} ORDER BY "scene_id"'
                )
                for (scene_id,) in rows:
                    found[scene_id] = (*found.get(scene_id, ()), mapping_round.label)
        return found

    def seen_findings(self, label: str) -> Mapping[str, str]:
        """Findings of a round that a person has accepted: fingerprint to reason."""
        with self._reading() as session:
            _round(session, label)
            return _seen_findings(session, label)

    def codes(self, code_list: str) -> List[Code]:
        """The user's codes of a list, in order."""
        with self._reading() as session:
            return _codes(session, code_list)

    def log(self, label: Optional[str] = None, scene: Optional[str] = None) -> List[LogEntry]:
        """The change log, oldest first, of all, one round or one scene."""
        wanted = {name: value for name, value in (("round", label), ("scene_id", scene)) if value is not None}
        where = f" WHERE {dialect.equals(**wanted)}" if wanted else ""
        with self._reading() as session:
            return [
                mapping.log_entry_from_values(row) for row in _rows(session, CHANGE_LOG, f'{where} ORDER BY "{KEY}"')
            ]

    # -- writing ----------------------------------------------------------------------------------------------------

    def add_round(self, mapping_round: MappingRound, scenes: Sequence[Scene], by: str) -> None:
        """Add a round with its first scenes, at revision 1."""
        label = mapping_round.label
        ids = [scene.id for scene in scenes]
        if len(set(ids)) != len(ids) or any(scene.round != label for scene in scenes):
            raise ValueError(f"a scene repeats or is not of round {label}")
        with self._writing() as write:
            if label in {r.label for r in _rounds(write.session)}:
                raise Refusal("round_exists", round=label)
            # Scenes first: once the round stands there as settled, its guard lets no scene in.
            for values in mapping.scene_values(scenes, [1] * len(scenes), write.srs_id):
                write.add_scene(values)
            write.extend(SCENES, scenes)
            write.run(dialect.insert(ROUNDS, ROUNDS.names, mapping.round_values(mapping_round)))
            write.note(by, round_deed(mapping_round, len(scenes)), label)

    def add_areas(self, areas: Sequence[Area], by: str) -> None:
        """Add areas whose level, code and time do not clash with those there are."""
        with self._writing() as write:
            present = mapping.areas_from_values(_rows(write.session, AREAS))
            for area in areas:
                for other in present:
                    if (other.level, other.code) == (area.level, area.code) and other.overlaps_in_time(area):
                        raise Refusal("area_exists", level=area.level.value, code=area.code)
                present.append(area)
            for values in mapping.area_values(areas, write.srs_id):
                write.run(dialect.insert(AREAS, (*AREAS.names, OUTLINE), values))
            write.extend(AREAS, areas)
            write.note(by, areas_deed([(a.level.value, a.code) for a in areas]))

    def save(self, change_set: ChangeSet, by: str) -> Mapping[SceneId, int]:
        """Write a change set in one transaction; the new revision of each row written."""
        label = change_set.round
        change_set.check()
        if not change_set:
            _check_editable(self.round(label))
            return {}
        with self._writing() as write:
            _check_editable(_round(write.session, label))
            ids = [change.id for change in change_set.changes]
            stored = _stored_scenes(write.session, label, ids)
            conflicts = [c for c in change_set.changes if _revision(stored.get(c.id)) != _revision(c.before)]
            if conflicts:
                raise StaleEdit(tuple(_conflict(write.session, label, c, stored.get(c.id)) for c in conflicts))
            gone = [change.id for change in change_set.changes if change.before is None]
            last = {**_last_revisions(write.session, label, gone), **{i: s.revision for i, s in stored.items()}}
            kept = [change.after for change in change_set.changes if change.after is not None]
            written = {scene.id: last.get(scene.id, 0) + 1 for scene in kept}
            rows = dict(zip(written, mapping.scene_values(kept, list(written.values()), write.srs_id)))
            for change in change_set.changes:
                done = SceneChange(stored.get(change.id), change.after)
                if done.after is None:
                    write.remove_scene(label, change.id)
                elif done.before is None:
                    write.add_scene(rows[change.id])
                else:
                    write.change_scene(label, change.id, rows[change.id], done.redrawn)
                write.note(by, scene_deed(done), label, change.id, last.get(change.id, 0) + 1)
            write.extend(SCENES, kept)
        return written

    def accept_finding(self, label: str, fingerprint: str, reason: str, by: str) -> None:
        """Accept a finding for a reason; an empty reason takes the acceptance back."""
        check_text("fingerprint", fingerprint)
        check_text("reason", reason)
        if self.seen_findings(label).get(fingerprint, "") == reason:
            return
        with self._writing() as write:
            before = _seen_findings(write.session, label).get(fingerprint, "")
            write.run(dialect.delete(SEEN_FINDINGS, dialect.equals(round=label, fingerprint=fingerprint)))
            if reason:
                write.run(dialect.insert(SEEN_FINDINGS, SEEN_FINDINGS.names, (label, fingerprint, reason)))
            write.note(by, finding_deed(fingerprint, before, reason), label)

    def set_codes(self, code_list: str, codes: Sequence[Code], by: str) -> None:
        """Set the codes of a user's list, in order."""
        check_text("code_list", code_list)
        plain = [(code.code, code.label_sv, code.label_en) for code in codes]
        for place, texts in enumerate(plain):
            for text in texts:
                check_text(code_list, text)
            if texts[0] in [other[0] for other in plain[:place]]:
                raise Refusal("code_repeated", code_list=code_list, value=texts[0])
        with self._writing() as write:
            before = [(c.code, c.label_sv, c.label_en) for c in _codes(write.session, code_list)]
            write.run(dialect.delete(CODES, dialect.equals(code_list=code_list)))
            for place, texts in enumerate(plain, start=1):
                write.run(dialect.insert(CODES, CODES.names, (code_list, place, *texts)))
            write.note(by, codes_deed(code_list, before, plain))

    # -- opening ----------------------------------------------------------------------------------------------------

    def _info(self, session: Session) -> StoreInfo:
        named = dialect.equals(type="table", name=STORE_INFO.name)
        present = session.select({"name": FieldKind.TEXT}, f"FROM sqlite_master WHERE {named}")
        rows = _rows(session, STORE_INFO) if present else []
        if len(rows) != 1:
            raise Refusal("store_not_a_store", location=self._location)
        version, crs, revision, _ = rows[0]
        if version != VERSION:
            code = "store_newer" if version > VERSION else "store_older"
            raise Refusal(code, location=self._location, found=version, known=VERSION)
        return StoreInfo(self._location, crs, version, revision)

    @contextmanager
    def _reading(self) -> Iterator[Session]:
        check_geopackage(self._location)
        with reading(self._location, self._patience) as session:
            self._info(session)
            yield session

    @contextmanager
    def _writing(self) -> Iterator[_Write]:
        self.info()
        now = utc_text(self._clock())
        with writing(self._location, now, self._patience) as session:
            # Raising the revision takes the write lock, so that nothing read after it can change under this write.
            table = dialect.quote_identifier(STORE_INFO.name)
            session.execute(dialect.statement("UPDATE", table, 'SET "revision" = "revision" + 1'))
            yield _Write(session, now)


class _Write:
    """One transaction under way."""

    def __init__(self, session: Session, now: str) -> None:
        self.session = session
        self.run = session.execute
        self.now = now
        named = dialect.equals(table_name=SCENES.name)
        ((self.srs_id,),) = session.select({"srs_id": FieldKind.INTEGER}, f"FROM gpkg_geometry_columns WHERE {named}")

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
        values = (self.now, by, deed.action.value, label, scene, revision, deed.before, deed.after)
        self.run(dialect.insert(CHANGE_LOG, CHANGE_LOG.names, values))

    def add_scene(self, values: mapping.Values) -> None:
        """Add a row of ``SCENES``, given as :func:`mapping.scene_values` makes it."""
        self.run(dialect.insert(SCENES, (*SCENES.names, OUTLINE), values))

    def change_scene(self, label: str, scene: str, values: mapping.Values, redrawn: bool) -> None:
        """Change a row of ``SCENES``; its outline, and with it the R-tree, only if it was redrawn."""
        names = (*SCENES.names, OUTLINE) if redrawn else SCENES.names
        where = dialect.equals(round=label, scene_id=scene)
        self.run(dialect.update(SCENES, names, values[: len(names)], where))

    def remove_scene(self, label: str, scene: str) -> None:
        """Remove a row of ``SCENES``."""
        self.run(dialect.delete(SCENES, dialect.equals(round=label, scene_id=scene)))

    def extend(self, table: Table, things: Sequence[Any]) -> None:
        """Write into the file's own list of layers when this one changed, and let its extent take in new outlines."""
        boxes = [t.outline.bounds for t in things if t.outline is not None and not t.outline.is_empty]
        changes = [f"last_change = {dialect.quote_literal(self.now)}"]
        if boxes:
            for name, pick, values in zip(("min_x", "min_y", "max_x", "max_y"), (min, min, max, max), zip(*boxes)):
                value = dialect.quote_literal(float(pick(values)))
                changes.append(f"{name} = {pick.__name__}(coalesce({name}, {value}), {value})")
        where = dialect.equals(table_name=table.name)
        self.run(dialect.statement("UPDATE gpkg_contents SET", ", ".join(changes), "WHERE", where))


def _check_editable(mapping_round: MappingRound) -> None:
    if not mapping_round.editable:
        raise Refusal("round_not_editable", round=mapping_round.label, state=mapping_round.state.value)


def _seen_findings(session: Session, label: str) -> Mapping[str, str]:
    rows = _rows(session, SEEN_FINDINGS, f' WHERE {dialect.equals(round=label)} ORDER BY "fingerprint"')
    return {fingerprint: reason for _, fingerprint, reason in rows}


def _codes(session: Session, code_list: str) -> List[Code]:
    rows = _rows(session, CODES, f' WHERE {dialect.equals(code_list=code_list)} ORDER BY "place"')
    return [mapping.code_from_values(row) for row in rows]


def _revision(scene: Optional[Scene]) -> Optional[int]:
    return None if scene is None else scene.revision


def _batches(ids: Sequence[SceneId]) -> Iterator[Sequence[SceneId]]:
    for start in range(0, len(ids), _AT_ONCE):
        yield ids[start : start + _AT_ONCE]


def _stored_scenes(session: Session, label: str, ids: Sequence[SceneId]) -> Mapping[SceneId, Scene]:
    found = []
    for batch in _batches(ids):
        found += _rows(session, SCENES, f" WHERE {dialect.equals(round=label)} AND {dialect.one_of('scene_id', batch)}")
    return {scene.id: scene for scene in mapping.scenes_from_values(found)}


def _last_revisions(session: Session, label: str, ids: Sequence[SceneId]) -> Mapping[SceneId, int]:
    """The last revision of scenes that are gone: one that comes back counts on, so that no old edit fits it."""
    found: Dict[SceneId, int] = {}
    for batch in _batches(ids):
        where = f"{dialect.equals(round=label)} AND {dialect.one_of('scene_id', batch)}"
        wanted = {'"scene_id"': FieldKind.TEXT, 'max("revision")': FieldKind.INTEGER}
        found.update(session.select(wanted, f'FROM "change_log" WHERE {where} GROUP BY "scene_id"'))
    return found


def _conflict(session: Session, label: str, change: SceneChange, theirs: Optional[Scene]) -> Conflict:
    own = f'("scene_id" = {dialect.quote_literal(str(change.id))} OR "scene_id" IS NULL)'
    rows = session.select(
        {'"by"': FieldKind.TEXT, '"at"': FieldKind.TEXT},
        f'FROM "change_log" WHERE {dialect.equals(round=label)} AND {own} '
        f'ORDER BY "scene_id" IS NOT NULL DESC, "{KEY}" DESC LIMIT 1',
    )
    by, at = rows[0] if rows else ("", "")
    return Conflict(change.id, change.after, theirs, by, at)
