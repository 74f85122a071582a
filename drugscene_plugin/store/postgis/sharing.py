"""What those who share a store learn of each other: what was written, and who is editing which scene."""

from __future__ import annotations

import select
from typing import Any, Dict, List, Mapping, Optional, Sequence

import psycopg2
from psycopg2 import sql

from ...domain.field import Profile
from ...domain.scene import SceneId
from ...workflow.ports import MARK_SECONDS, Change, News
from ..schema import CHANGE_LOG, KEY
from .connection import Connected, Connections, refusal
from .place import Place
from .tables import channel, relation


class PostgisSharing:
    """Implements :class:`drugscene_plugin.workflow.ports.Sharing`."""

    def __init__(self, place: Place, connections: Connections) -> None:
        self._place = place
        self._connections = connections

    def listener(self) -> PostgisListener:
        """Begin to listen."""
        return PostgisListener(self._place, self._connections)

    def mark_edited(self, label: str, scenes: Sequence[SceneId]) -> None:
        """Say which scenes of a round one is editing: these, and no others."""
        mark = sql.SQL("SELECT {}.mark_edited({}, {}, {}), pg_current_xact_id()::text").format(
            sql.Identifier(self._place.schema),
            sql.Literal(label),
            sql.SQL("{}::text[]").format(sql.Literal([str(scene) for scene in scenes])),
            sql.Literal(float(MARK_SECONDS)),
        )
        with self._connections.writing(mark):
            pass

    def edited_by_others(self, label: str) -> Mapping[SceneId, str]:
        """Who else is editing which scene of a round just now."""
        say = sql.SQL("SELECT 1")
        with self._connections.reading(say) as (connected, _):
            if connected.rights.profile is not Profile.INTERNAL:
                return {}
            rows = connected.execute(
                sql.SQL(
                    "SELECT scene_id, by FROM {}.marks WHERE round = %s AND by <> session_user "
                    "AND until > clock_timestamp() ORDER BY until"
                ).format(sql.Identifier(self._place.schema)),
                (label,),
            )
        return {SceneId(scene): by for scene, by in rows}


class PostgisListener:
    """Implements :class:`drugscene_plugin.workflow.ports.Listener`: a connection that only listens, and reads the log."""

    def __init__(self, place: Place, connections: Connections) -> None:
        self._place = place
        self._connections = connections
        self._connected: Optional[Connected] = None
        self._last: Optional[int] = None
        self._listen()

    def news(self) -> News:
        """What was heard since the last time; after a broken connection, all that was missed."""
        again = self._connected is None
        try:
            connected = self._listen()
            stirred = select.select([connected.connection], [], [], 0)[0]
            connected.connection.poll()
            heard: List[Any] = connected.connection.notifies
            if stirred and not heard:  # that is how an end looks, too
                connected.execute(sql.SQL("SELECT 1"))
            said = {one.payload for one in heard}
            del heard[:]
            if not said and not again:
                return News()
            may_know = bool(relation(CHANGE_LOG, connected.rights.profile))
            changes = self._changes(connected) if may_know and (again or "changes" in said) else []
        except psycopg2.Error as error:
            self.close()
            raise refusal(error, self._place) or error from error
        everything = not may_know and (again or "changes" in said)
        return News(tuple(changes), marks=again or "marks" in said, everything=everything)

    def fileno(self) -> int:
        """The socket that becomes readable when there may be news; -1 while there is no connection."""
        return -1 if self._connected is None else int(self._connected.connection.fileno())

    def close(self) -> None:
        """Stop listening."""
        if self._connected is not None:
            self._connected.close()
        self._connected = None

    def _listen(self) -> Connected:
        """The connection that listens, made again if it was lost."""
        if self._connected is None:
            connected = self._connections.fresh()
            try:
                connected.execute(sql.SQL("LISTEN {}").format(sql.Identifier(channel(self._place.schema))))
                if self._last is None and relation(CHANGE_LOG, connected.rights.profile):
                    ((last,),) = connected.execute(self._log("SELECT coalesce(max({key}), 0) FROM {log}"))
                    self._last = int(last)
            except psycopg2.Error as error:
                connected.close()
                raise refusal(error, self._place) or error from error
            self._connected = connected
        return self._connected

    def _changes(self, connected: Connected) -> List[Change]:
        asked = self._log(
            'SELECT {key}, "by", "at", "action", "round", "scene_id" FROM {log} WHERE {key} > %s ORDER BY {key}'
        )
        changes = [Change(*row) for row in connected.execute(asked, (self._last or 0,))]
        if changes:
            self._last = changes[-1].number
        return changes

    def _log(self, statement: str) -> sql.Composable:
        names: Dict[str, sql.Composable] = {
            "key": sql.Identifier(KEY),
            "log": sql.Identifier(self._place.schema, CHANGE_LOG.name),
        }
        return sql.SQL(statement).format(**names)
