"""The tables of a shared store, from the same declaration as those of a GeoPackage, and what else the database needs."""

from __future__ import annotations

from enum import Enum
from pathlib import Path
from typing import Iterator, List, Mapping, Sequence, Tuple, Type

from psycopg2 import sql

from ...domain.area import AreaLevel
from ...domain.criteria import Answer, Criterion
from ...domain.field import FieldKind, Profile, Visibility
from ...domain.lineage import LinkKind, ReasonCode
from ...domain.mapping_round import RoundState
from ...domain.measure import MeasureState
from ...domain.release_register import CellState
from ...domain.rights import Role
from ...domain.scene import SceneStatus
from ...domain.scene_fields import UPKEEP
from ...domain.sign_off import BETWEEN, NO_SCENES_CHECKSUM, LocalDecisionKind, SignOffDecision, SignOffRole
from ..dialect import GUARD, KEPT
from ..schema import (
    AREAS,
    CHANGE_LOG,
    FIGURES,
    KEY,
    LINK_DECISIONS,
    LOCAL_DECISIONS,
    MEASURES,
    OUTLINE,
    RELEASED_CELLS,
    ROUNDS,
    SCENES,
    SEEN_FINDINGS,
    SIGN_OFFS,
    STORE_INFO,
    TABLES,
    Column,
    Table,
)

TYPES: Mapping[FieldKind, str] = {
    FieldKind.TEXT: "text",
    FieldKind.LONG_TEXT: "text",
    FieldKind.CODE: "text",
    FieldKind.CODES: "text",
    FieldKind.INTEGER: "bigint",
    FieldKind.REAL: "double precision",
    FieldKind.BOOLEAN: "boolean",
    FieldKind.DATE: "date",
}
"""The type of a column, by what it holds."""

CHECKSUM = "checksum"
"""The column of scenes, here alone, with what a signature is bound to: whoever does not see the whole row can sign it."""

PUBLIC_ROUNDS, PUBLIC_SCENES = "public_rounds", "public_scenes"
"""What the public may read, written when a round is published."""

PUBLIC_COLUMNS: Tuple[str, ...] = tuple(c.name for c in SCENES.columns if c.visibility is Visibility.PUBLIC)

_RELATIONS: Mapping[Profile, Mapping[str, str]] = {
    Profile.COOPERATION: {
        **{table.name: table.name for table in (STORE_INFO, AREAS, ROUNDS)},
        **{
            table.name: f"{table.name}_cooperation"
            for table in (SCENES, LINK_DECISIONS, SIGN_OFFS, LOCAL_DECISIONS, MEASURES)
        },
    },
    Profile.PUBLIC: {
        **{table.name: table.name for table in (STORE_INFO, AREAS)},
        **{table.name: f"{table.name}_public" for table in (ROUNDS, SCENES)},
    },
}


def relation(table: Table, profile: Profile) -> str:
    """What is read in place of a table by those who may see so much; blank: nothing is."""
    return table.name if profile is Profile.INTERNAL else _RELATIONS[profile].get(table.name, "")


def role_name(prefix: str, role: str) -> str:
    """The name of a store's role on its server: roles belong to all databases of a server."""
    return f"{prefix}_{role}"


def role_prefix(database: str, schema: str) -> str:
    """What the names of a store's roles begin with."""
    return schema if database == schema else f"{database}_{schema}"


def geometry_type(postgis_schema: str) -> str:
    """The type of outlines, with the schema that PostGIS is in, quoted."""
    return '"' + postgis_schema.replace('"', '""') + '".geometry'


def make_tables(schema: str, postgis_schema: str, srid: int) -> Iterator[sql.Composable]:
    """The statements that make the tables."""
    outline = f"{geometry_type(postgis_schema)}(MultiPolygon, {srid})"
    for table in TABLES:
        extra: List[sql.Composable] = []
        if table is STORE_INFO:
            extra.append(sql.SQL("written_at timestamptz NOT NULL DEFAULT clock_timestamp()"))
        if table is SCENES:
            extra.append(sql.SQL("{} text").format(sql.Identifier(CHECKSUM)))
        yield _create(schema, table.name, table, table.names, outline, extra)
        for kind, names in (("UNIQUE INDEX", table.unique), ("INDEX", table.index)):
            if names:
                yield sql.SQL("CREATE {} ON {} ({})").format(
                    sql.SQL(kind), sql.Identifier(schema, table.name), _columns(names)
                )
        if table.outline:
            yield sql.SQL("CREATE INDEX ON {} USING gist ({})").format(
                sql.Identifier(schema, table.name), sql.Identifier(OUTLINE)
            )
    yield _create(schema, PUBLIC_ROUNDS, ROUNDS, ROUNDS.names, outline, [])
    yield _create(schema, PUBLIC_SCENES, SCENES, PUBLIC_COLUMNS, outline, [])


def protect(schema: str, prefix: str, postgis_schema: str) -> Iterator[sql.Composable]:
    """The statements that make guards, log, views and rights around tables that are there, and their rows."""
    # Not PostGIS's own schema: where everybody may create in it, as in `public` before PostgreSQL 15, functions and operators
    # of the same names would run with the owner's rights.
    path = sql.SQL(", ").join([sql.SQL("pg_catalog"), sql.Identifier(schema), sql.SQL("pg_temp")])
    unsigned = {field.name for field in UPKEEP if field.name != "predecessors"}
    signed = [name for name in SCENES.names if name not in unsigned]
    names = {
        "schema": sql.Identifier(schema),
        "path": path,
        "postgis": sql.Identifier(postgis_schema),
        "geometry_type": sql.Literal(geometry_type(postgis_schema)),
        "prefix": sql.Literal(role_name(prefix, "")),
        "channel": sql.Literal(channel(schema)),
        "kept": sql.Literal(KEPT),
        "guard": sql.Literal(GUARD),
        "no_scenes": sql.Literal(NO_SCENES_CHECKSUM),
        "between": sql.Literal(BETWEEN),
        "signed_now": _columns(signed, "NEW"),
        "signed_before": _columns(signed, "OLD"),
        "said_now": _said(postgis_schema, "n"),
        "said_before": _said(postgis_schema, "o"),
        "said_both": _said(postgis_schema, "o", "n"),
        **{role.value: sql.Identifier(role_name(prefix, role.value)) for role in Role},
    }
    for part in ("members", "guards", "log"):
        yield _part(part, names)
    yield from _guard_tables(schema)
    yield from _views(schema)
    yield _part("rights", names)
    yield from _insert_rights(schema, prefix)


_WORDS: Mapping[Tuple[str, str], Type[Enum]] = {
    (ROUNDS.name, "state"): RoundState,
    (AREAS.name, "level"): AreaLevel,
    (SCENES.name, "status"): SceneStatus,
    **{(SCENES.name, criterion.value): Answer for criterion in Criterion},
    (LINK_DECISIONS.name, "kind"): LinkKind,
    (LINK_DECISIONS.name, "reason_code"): ReasonCode,
    (SIGN_OFFS.name, "role"): SignOffRole,
    (SIGN_OFFS.name, "decision"): SignOffDecision,
    (LOCAL_DECISIONS.name, "decision"): LocalDecisionKind,
    (LOCAL_DECISIONS.name, "role"): SignOffRole,
    (MEASURES.name, "state"): MeasureState,
    (RELEASED_CELLS.name, "state"): CellState,
}
"""Columns that hold one of so many words: of another, nobody could read the row."""

_SHARES = """ CHECK (jsonb_typeof(NULLIF({0}, '')::jsonb) = 'array' AND NOT jsonb_path_exists(NULLIF({0}, '')::jsonb, 'strict $[*] ? (
    @.type() <> "array" || @.size() <> 2 || @[0].type() <> "string" || @[1].type() <> "number"
)'))"""


def _check(table: Table, column: Column) -> sql.Composable:
    """What keeps out of a column what nobody could read: a row that stays for good would bar its round to all."""
    name = sql.Identifier(column.name)
    words = _WORDS.get((table.name, column.name))
    if words is not None:
        blank = ("",) if table is SCENES else ()  # which reading takes for nothing
        known = (*blank, *(word.value for word in words))
        return sql.SQL(" CHECK ({} IN ({}))").format(name, sql.SQL(", ").join(map(sql.Literal, known)))
    if column.kind is FieldKind.DATE:
        return sql.SQL(" CHECK ({} BETWEEN '0001-01-01' AND '9999-12-31')").format(name)
    if table is SCENES and column.kind is FieldKind.INTEGER:
        # Less than what a layer's field holds: a revision has a next one.
        return sql.SQL(" CHECK (abs({}) < 2147483647)").format(name)
    if column.name.endswith("_shares"):
        return sql.SQL(_SHARES).format(name)
    return sql.SQL("")


_ADD: Mapping[Role, Sequence[Table]] = {
    Role.COUNTY: (SCENES, SEEN_FINDINGS, LINK_DECISIONS, SIGN_OFFS, LOCAL_DECISIONS, MEASURES),
    Role.EDITOR: (SCENES, SEEN_FINDINGS, LINK_DECISIONS, SIGN_OFFS, LOCAL_DECISIONS, MEASURES),
    Role.REVIEWER: (SIGN_OFFS,),
}
"""Where several roles add rows."""


def _insert_rights(schema: str, prefix: str) -> Iterator[sql.Composable]:
    """Rights to add rows without choosing their numbers: a number taken in advance would keep the next row of others out."""
    for role, tables in _ADD.items():
        for table in tables:
            extra = (OUTLINE, CHECKSUM) if table is SCENES else ()
            yield sql.SQL("GRANT INSERT ({}) ON {} TO {}").format(
                _columns((*table.names, *extra)),
                sql.Identifier(schema, table.name),
                sql.Identifier(role_name(prefix, role.value)),
            )


def channel(schema: str) -> str:
    """The name under which the database tells of news."""
    return f"{schema}_news"


def _part(name: str, names: Mapping[str, sql.Composable]) -> sql.Composable:
    return sql.SQL((Path(__file__).parent / f"{name}.sql").read_text(encoding="utf-8")).format(**names)


def _columns(names: Sequence[str], of: str = "") -> sql.Composable:
    return sql.SQL(", ").join(
        sql.SQL("{}.{}").format(sql.SQL(of), sql.Identifier(name)) if of else sql.Identifier(name) for name in names
    )


_OUTLINE_SAID = (
    "to_json(upper(encode({postgis}.ST_AsBinary(CASE WHEN {postgis}.ST_IsEmpty({0}) THEN 'POLYGON EMPTY'::{postgis}.geometry "
    "WHEN {postgis}.ST_NumGeometries({0}) = 1 THEN {postgis}.ST_GeometryN({0}, 1) ELSE {0} END, 'NDR'), 'hex')))"
)
"""An outline as the log has it: WKB in hexadecimal, of one part as that polygon."""


def _said(postgis_schema: str, *sides: str) -> sql.Composable:
    """What the log says of a row of scenes, a line a column: its place, its name, and its values on these sides."""
    lines = []
    names = [name for name in SCENES.names if name not in ("scene_id", "round", "revision")]
    for place, name in enumerate([*names, "outline"]):
        column = sql.Identifier(OUTLINE if name == "outline" else name)
        kept = [sql.SQL("{}.{}").format(sql.SQL(side), column) for side in sides]
        form = sql.SQL(_OUTLINE_SAID) if name == "outline" else sql.SQL("to_json({0})")
        said = (form.format(one, postgis=sql.Identifier(postgis_schema)) for one in kept)
        parts = [sql.Literal(place), sql.Literal(name), *said]
        lines.append(sql.SQL("({})").format(sql.SQL(", ").join(parts)))
    return sql.SQL(", ").join(lines)


def _create(
    schema: str, name: str, table: Table, names: Sequence[str], outline: str, extra: List[sql.Composable]
) -> sql.Composable:
    parts: List[sql.Composable] = [
        sql.SQL("{} bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY").format(sql.Identifier(KEY))
    ]
    for column in table.columns:
        if column.name in names:
            required = sql.SQL(" NOT NULL" if column.required else "")
            kept = sql.SQL("{} {}{}").format(sql.Identifier(column.name), sql.SQL(TYPES[column.kind]), required)
            parts.append(kept + _check(table, column))
    if table.outline:
        parts.append(sql.SQL("{} {}").format(sql.Identifier(OUTLINE), sql.SQL(outline)))
    return sql.SQL("CREATE TABLE {} ({})").format(sql.Identifier(schema, name), sql.SQL(", ").join([*parts, *extra]))


def _guard_tables(schema: str) -> Iterator[sql.Composable]:
    for table in TABLES:
        names = {"table": sql.Identifier(schema, table.name), "schema": sql.Identifier(schema)}
        if table not in (STORE_INFO, CHANGE_LOG):
            yield sql.SQL(
                "CREATE TRIGGER a_lock BEFORE INSERT OR UPDATE OR DELETE ON {table} "
                "FOR EACH STATEMENT EXECUTE FUNCTION {schema}.lock_store()"
            ).format(**names)
        if table.append_only:
            yield sql.SQL(
                "CREATE TRIGGER stamp BEFORE INSERT ON {table} FOR EACH ROW EXECUTE FUNCTION {schema}.stamp()"
            ).format(**names)
        if table.append_only or table is CHANGE_LOG:
            yield sql.SQL(
                "CREATE TRIGGER keep BEFORE UPDATE OR DELETE ON {table} "
                "FOR EACH STATEMENT EXECUTE FUNCTION {schema}.keep()"
            ).format(**names)
        if table is not FIGURES:
            yield sql.SQL(
                "CREATE TRIGGER keep_all BEFORE TRUNCATE ON {table} FOR EACH STATEMENT EXECUTE FUNCTION {schema}.keep()"
            ).format(**names)


_COOPERATION_ROWS: Mapping[str, str] = {
    SCENES.name: "t.municipality_code = {own}",
    LINK_DECISIONS.name: "EXISTS (SELECT FROM {schema}.scenes s WHERE s.municipality_code = {own} "
    "AND (s.scene_id = t.from_scene OR (s.scene_id = t.to_scene AND s.round = t.round)))",
    SIGN_OFFS.name: "t.role = 'municipality' AND t.code = {own}",
    LOCAL_DECISIONS.name: "t.role = 'municipality' AND EXISTS (SELECT FROM {schema}.scenes s "
    "WHERE s.scene_id = t.scene_id AND s.municipality_code = {own})",
    MEASURES.name: "EXISTS (SELECT FROM {schema}.scenes s "
    "WHERE s.scene_id = t.scene_id AND s.municipality_code = {own})",
}
"""Which rows those in a municipality see: those of its own scenes."""

CURRENT = "current"
"""What stands in their view in place of the row's checksum in a signature that holds."""

_COOPERATION_INSTEAD: Mapping[Tuple[str, str], str] = {
    (LINK_DECISIONS.name, "reason"): "NULL::text",
    (LINK_DECISIONS.name, "by"): "''::text",
    (MEASURES.name, "note"): "NULL::text",
    (MEASURES.name, "by"): "''::text",
    (SIGN_OFFS.name, "checksum"): "CASE WHEN t.scene_id IS NULL THEN t.checksum ELSE CASE WHEN EXISTS ("
    "SELECT FROM {schema}.scenes s WHERE s.round = t.round AND s.scene_id = t.scene_id "
    "AND s.checksum = split_part(t.checksum, {between}, 1)"
    ") THEN {current} ELSE 'void' END || {between} || split_part(t.checksum, {between}, 2) END",
}
"""What stands in those views in place of what is not for municipalities: words of the police, and names of persons."""


def _views(schema: str) -> Iterator[sql.Composable]:
    """The views for those who do not see all: their hidden columns are there, and empty."""
    for table in (SCENES, LINK_DECISIONS, SIGN_OFFS, LOCAL_DECISIONS, MEASURES):
        yield _view(
            schema, table, relation(table, Profile.COOPERATION), table.name, Profile.COOPERATION,
            _COOPERATION_ROWS[table.name],
        )  # fmt: skip
    yield _view(schema, ROUNDS, relation(ROUNDS, Profile.PUBLIC), PUBLIC_ROUNDS, Profile.PUBLIC, "true")
    yield _view(schema, SCENES, relation(SCENES, Profile.PUBLIC), PUBLIC_SCENES, Profile.PUBLIC, "true")


def _view(schema: str, table: Table, name: str, source: str, profile: Profile, rows: str) -> sql.Composable:
    columns: List[sql.Composable] = [sql.SQL("t.{}").format(sql.Identifier(KEY))]
    own = sql.SQL("ANY ({}.own('municipality'))").format(sql.Identifier(schema))
    names = {
        "schema": sql.Identifier(schema),
        "own": own,
        "current": sql.Literal(CURRENT),
        "between": sql.Literal(BETWEEN),
    }
    for column in table.columns:
        instead = _COOPERATION_INSTEAD.get((table.name, column.name)) if profile is Profile.COOPERATION else None
        if column.visibility is not None and not profile.may_see(column.visibility):
            instead = f"NULL::{TYPES[column.kind]}"
        shown = sql.SQL(instead).format(**names) if instead else sql.SQL("t.{}").format(sql.Identifier(column.name))
        columns.append(sql.SQL("{} AS {}").format(shown, sql.Identifier(column.name)))
    if table.outline:
        columns.append(sql.SQL("t.{}").format(sql.Identifier(OUTLINE)))
    return sql.SQL("CREATE VIEW {} WITH (security_barrier) AS SELECT {} FROM {} t WHERE {}").format(
        sql.Identifier(schema, name),
        sql.SQL(", ").join(columns),
        sql.Identifier(schema, source),
        sql.SQL(rows).format(**names),
    )
