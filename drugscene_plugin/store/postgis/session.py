"""Reading and writing the tables of a shared store. Every value goes to the server as a parameter, never as part of the
statement."""

from __future__ import annotations

from datetime import date
from typing import AbstractSet, List, Optional, Sequence, Tuple

import shapely
from psycopg2 import Binary, sql
from psycopg2.extras import execute_values

from ...analysis.generalise import public_places
from ...domain.change_log import Deed
from ...domain.disclosure import OutlineForm
from ...domain.errors import Refusal
from ...domain.field import FieldKind, Profile
from ...domain.rights import Act
from ...domain.scene import SceneStatus
from ...domain.scene_fields import scene_to_row
from ...domain.sign_off import row_checksum
from ...domain.storable import check_text
from .. import mapping
from ..damage import row_damaged
from ..schema import KEY, OUTLINE, PUBLICATIONS, ROUNDS, SCENES, Table
from ..session import EVERYWHERE, Values, Where
from .connection import Connected
from .tables import CHECKSUM, PUBLIC_COLUMNS, PUBLIC_ROUNDS, PUBLIC_SCENES, TYPES, relation


class PostgisSession:
    """A store that is open: implements :class:`drugscene_plugin.store.session.Session`. What the user may not see is
    not there."""

    def __init__(self, connected: Connected, schema: str) -> None:
        self._connected = connected
        self._schema = schema
        self._profile: Profile = connected.rights.profile

    def rows(
        self, table: Table, where: Where = EVERYWHERE, order: Sequence[str] = (), names: Sequence[str] = ()
    ) -> List[Values]:
        """The rows of a table."""
        source = relation(table, self._profile)
        if not source:
            return []
        columns: List[sql.Composable] = [sql.Identifier(name) for name in names or table.names]
        outlined = table.outline and not names
        if outlined:
            columns.append(sql.SQL("{}::bytea").format(sql.Identifier(OUTLINE)))
        condition, values = _condition(table, where)
        rest = sql.SQL(" FROM {}{}{}").format(sql.Identifier(self._schema, source), condition, _order(table, order))
        try:
            rows = self._connected.execute(sql.SQL("SELECT {}").format(sql.SQL(", ").join(columns)) + rest, values)
        except ValueError:  # the server knows days that Python does not
            self._check_days(table, names or table.names, rest, values)
            raise
        return _with_plain_outlines(rows) if outlined else rows

    def _check_days(self, table: Table, names: Sequence[str], rest: sql.Composable, values: Sequence[object]) -> None:
        """Refuse the first row with a day that cannot be read."""
        texts = sql.SQL(", ").join(sql.SQL("{}::text").format(sql.Identifier(name)) for name in names)
        for texts_there in self._connected.execute(sql.SQL("SELECT {}").format(texts) + rest, values):
            row = dict(zip(names, texts_there))
            for name in (name for name in names if table.kinds[name] is FieldKind.DATE and row[name] is not None):
                try:
                    date.fromisoformat(row[name])
                except ValueError as error:
                    raise row_damaged(table, row, name) from error


class PostgisWrite:
    """One transaction under way: implements :class:`drugscene_plugin.store.session.Write`. The database itself writes
    the log, and who and when."""

    def __init__(self, connected: Connected, schema: str, now: str) -> None:
        self._connected = connected
        self._schema = schema
        self.session = PostgisSession(connected, schema)
        self.now = now

    def insert(self, table: Table, rows: Sequence[Values]) -> None:
        """Add rows, all in one statement."""
        if not rows:
            return
        names = list(table.names)
        if table is SCENES:
            names, rows = [*names, OUTLINE, CHECKSUM], _with_checksums(rows)
        elif table.outline:
            names = [*names, OUTLINE]
        self._values(
            sql.SQL("INSERT INTO {} ({}) VALUES %s").format(sql.Identifier(self._schema, table.name), _listed(names)),
            table, names, rows,
        )  # fmt: skip
        if table is PUBLICATIONS:
            for row in rows:
                self._show_to_the_public(row)

    def put(self, table: Table, row: Values) -> None:
        """Add a row, in place of the one with the same values in the table's unique columns."""
        changes = [
            sql.SQL("{0} = excluded.{0}").format(sql.Identifier(n)) for n in table.names if n not in table.unique
        ]
        statement = sql.SQL("INSERT INTO {} ({}) VALUES ({}) ON CONFLICT ({}) DO UPDATE SET {}").format(
            sql.Identifier(self._schema, table.name),
            _listed(table.names),
            sql.SQL(", ").join([sql.Placeholder()] * len(table.names)),
            _listed(table.unique),
            sql.SQL(", ").join(changes),
        )
        self._connected.execute(statement, row)

    def update(self, table: Table, names: Sequence[str], values: Values, where: Where) -> None:
        """Change columns of the rows that fit."""
        condition, more = _condition(table, where)
        changes = [sql.SQL("{} = {}").format(sql.Identifier(name), sql.Placeholder()) for name in names]
        statement = sql.SQL("UPDATE {} SET {}{}").format(
            sql.Identifier(self._schema, table.name), sql.SQL(", ").join(changes), condition
        )
        self._connected.execute(statement, (*values, *more))

    def change_scenes(self, rows: Sequence[Values], redrawn: AbstractSet[str]) -> None:
        """Write rows of ``SCENES`` anew, all in one statement."""
        names = [*SCENES.names, OUTLINE, CHECKSUM]
        changes = [sql.SQL("{0} = new.{0}").format(sql.Identifier(name)) for name in names if name not in SCENES.unique]
        statement = sql.SQL(
            "UPDATE {} AS old SET {} FROM (VALUES %s) AS new ({}) WHERE old.round = new.round "
            "AND old.scene_id = new.scene_id"
        ).format(sql.Identifier(self._schema, SCENES.name), sql.SQL(", ").join(changes), _listed(names))
        changed = self._values(statement, SCENES, names, _with_checksums(rows))
        self._check_all(changed, len(rows))

    def delete(self, table: Table, where: Where) -> None:
        """Remove the rows that fit."""
        condition, values = _condition(table, where)
        statement = sql.SQL("DELETE FROM {}{}").format(sql.Identifier(self._schema, table.name), condition)
        with self._connected.connection.cursor() as cursor:
            cursor.execute(statement, values)
            if table is SCENES:
                self._check_all(cursor.rowcount, len(list(where["scene_id"])))  # type: ignore[call-overload]

    def note(
        self,
        by: str,
        deed: Deed,
        label: Optional[str] = None,
        scene: Optional[str] = None,
        revision: Optional[int] = None,
    ) -> None:
        """Nothing more to do: the database's own triggers have written the log."""
        check_text("by", by)

    def _check_all(self, changed: int, wanted: int) -> None:
        """Refuse where row-level security left rows out: their revisions were right, so they are there."""
        if changed != wanted:
            rights = self._connected.rights
            raise rights.why_not(Act.EDIT_SCENES, lpo="") or AssertionError(f"{wanted - changed} rows are not there")

    def _values(self, statement: sql.Composable, table: Table, names: Sequence[str], rows: Sequence[Values]) -> int:
        """Run one statement over rows of values, and say how many rows it changed."""
        types = [TYPES[table.kinds.get(name, FieldKind.TEXT)] for name in names]
        at = names.index(OUTLINE) if OUTLINE in names else -1
        casts = [f"%s::{kind}" for kind in types]
        if at >= 0:
            casts[at] = f"%s::bytea::{self._connected.geometry_type}"
            bodies = _with_srid([row[at] for row in rows], self._connected.srid)
            rows = [(*row[:at], body, *row[at + 1 :]) for row, body in zip(rows, bodies)]
        with self._connected.connection.cursor() as cursor:
            execute_values(cursor, statement, rows, template=f"({', '.join(casts)})", page_size=len(rows))
            return int(cursor.rowcount)

    def _show_to_the_public(self, publication: Values) -> None:
        """Write what the public may read of a round that is published, in place of what it read before."""
        said = mapping.publication_from_values(publication)
        shown = [scene for scene in said.scenes if scene.status is SceneStatus.OPEN]
        places = public_places([scene.outline for scene in shown], OutlineForm.GENERALISED)
        rows = []
        for scene, place in zip(shown, mapping.outlines_to_wkb(places)):
            values = scene_to_row(scene)
            rows.append((*(values[name] for name in PUBLIC_COLUMNS), place))
        for name, column in ((PUBLIC_ROUNDS, "label"), (PUBLIC_SCENES, "round")):
            statement = sql.SQL("DELETE FROM {} WHERE {} = %s")
            self._connected.execute(
                statement.format(sql.Identifier(self._schema, name), sql.Identifier(column)), (said.round.label,)
            )
        round_values = dict(zip(ROUNDS.names, mapping.round_values(said.round)))
        round_values.update(state="published", own_rules=None)
        self._values(
            sql.SQL("INSERT INTO {} ({}) VALUES %s").format(
                sql.Identifier(self._schema, PUBLIC_ROUNDS), _listed(ROUNDS.names)
            ),
            ROUNDS, ROUNDS.names, [tuple(round_values.values())],
        )  # fmt: skip
        if rows:
            names = [*PUBLIC_COLUMNS, OUTLINE]
            self._values(
                sql.SQL("INSERT INTO {} ({}) VALUES %s").format(
                    sql.Identifier(self._schema, PUBLIC_SCENES), _listed(names)
                ),
                SCENES, names, rows,
            )  # fmt: skip


def _listed(names: Sequence[str]) -> sql.Composable:
    return sql.SQL(", ").join(map(sql.Identifier, names))


def _condition(table: Table, where: Where) -> Tuple[sql.Composable, List[object]]:
    parts: List[sql.Composable] = []
    values: List[object] = []
    for name, value in where.items():
        if value is None:
            parts.append(sql.SQL("{} IS NULL").format(sql.Identifier(name)))
            continue
        check = list(value) if isinstance(value, (list, tuple)) else [value]
        if not all(map(_storable, check)):
            parts.append(sql.SQL("false"))
        elif isinstance(value, (list, tuple)):
            parts.append(sql.SQL("{} = ANY (%s)").format(sql.Identifier(name)))
            values.append(check)
        else:
            parts.append(sql.SQL("{} = %s").format(sql.Identifier(name)))
            values.append(value)
    return (sql.SQL(" WHERE ") + sql.SQL(" AND ").join(parts) if parts else sql.SQL("")), values


def _storable(value: object) -> bool:
    """Whether a row can hold a value at all: the server does not even take it otherwise."""
    try:
        check_text("value", value if isinstance(value, str) else None)
    except Refusal:
        return False
    return True


def _order(table: Table, names: Sequence[str]) -> sql.Composable:
    """In the order of code points, as in a file, whatever the database's language is."""
    parts = []
    for name in names:
        text = name != KEY and TYPES[table.kinds[name]] == "text"
        parts.append(sql.SQL('{} COLLATE "C"' if text else "{}").format(sql.Identifier(name)))
    return sql.SQL(" ORDER BY ") + sql.SQL(", ").join(parts) if parts else sql.SQL("")


def _with_plain_outlines(rows: Sequence[Values]) -> List[Values]:
    """Rows that end in what the server keeps of an outline, with the outline as WKB: theirs names the CRS, too."""
    kept = shapely.from_wkb([None if row[-1] is None else bytes(row[-1]) for row in rows])
    return [(*row[:-1], body) for row, body in zip(rows, shapely.to_wkb(kept, output_dimension=2, byte_order=1))]


def _with_srid(bodies: Sequence[Optional[bytes]], srid: int) -> List[Optional[object]]:
    outlines = shapely.set_srid(shapely.from_wkb(list(bodies)), srid)
    return [
        None if body is None else Binary(body)
        for body in shapely.to_wkb(outlines, output_dimension=2, include_srid=True, byte_order=1)
    ]


def _with_checksums(rows: Sequence[Values]) -> List[Values]:
    return [(*row, row_checksum(scene)) for row, scene in zip(rows, mapping.scenes_from_values(rows))]
