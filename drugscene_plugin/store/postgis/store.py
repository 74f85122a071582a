"""The store on a PostgreSQL server: implements :class:`drugscene_plugin.workflow.ports.ReviewStore`."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import replace
from typing import Iterator, List, Mapping, Sequence

from psycopg2 import sql

from ...domain.change_set import ChangeSet
from ...domain.errors import Refusal
from ...domain.field import Profile
from ...domain.rights import Act, Rights
from ...domain.scene import SceneId
from ...domain.sign_off import BETWEEN, SignOff, SignOffRole, row_checksum, signed_checksum
from ...workflow.ports import StoreInfo
from ..scene_tables import SceneTables
from ..session import Session, Write
from .connection import Connections, check_version
from .place import Place
from .session import PostgisSession, PostgisWrite
from .sharing import PostgisSharing
from .tables import CURRENT


class PostgisStore(SceneTables):
    """A store that many share. It holds its place, and a connection for the next use."""

    def __init__(self, place: Place, patience: float) -> None:
        self._place = place
        self._connections = Connections(place, patience)
        schema = sql.Identifier(place.schema)
        self._say = sql.SQL("SELECT schema_version, crs, revision FROM {}.store_info").format(schema)
        self._begin = sql.SQL("SELECT version, at, transaction_id FROM {}.begin_write()").format(schema)

    def info(self) -> StoreInfo:
        """What the store says of itself."""
        with self._connections.reading(self._say) as (_, ((version, crs, revision),)):
            check_version(version, self._place)
            return StoreInfo(self._place.location, crs, version, revision)

    def rights(self) -> Rights:
        """What the server's user may do, asked anew: somebody may have changed it."""
        self._connections.close()  # what it kept knew no better
        connected = self._connections.fresh()
        connected.close()
        return connected.rights

    def sharing(self) -> PostgisSharing:
        """What it offers to those who share it."""
        return PostgisSharing(self._place, self._connections)

    # -- what those see and do who do not see all ---------------------------------------------------------------------

    def save(self, change_set: ChangeSet, by: str) -> Mapping[SceneId, int]:
        """Write a change set in one transaction; the new revision of each row written."""
        refused = self._connections.known_rights().why_not_save(change_set.changes)
        if refused:
            raise refused
        return super().save(change_set, by)

    def sign_offs(self, label: str) -> List[SignOff]:
        """Sign-offs of a round, oldest first: bound to the rows as this user sees them."""
        found = super().sign_offs(label)
        if self._connections.known_rights().profile is Profile.INTERNAL:
            return found
        seen = {scene.id: row_checksum(scene) for scene in self.scenes(label)}
        return [_as_seen(one, seen.get(one.scene, "")) for one in found]

    def add_sign_offs(self, label: str, sign_offs: Sequence[SignOff]) -> None:
        """Add sign-offs."""
        rights = self._connections.known_rights()
        for one in sign_offs:
            refused = rights.why_not_sign(one.role, str(one.code))
            if refused:
                raise refused
        if rights.profile is not Profile.INTERNAL and sign_offs:
            # The server binds the signature to the row as it stands. It must be the one that was looked at.
            seen = {scene.id: signed_checksum(SignOffRole.MUNICIPALITY, scene) for scene in self.scenes(label)}
            if any(one.scene and seen.get(one.scene) != one.checksum for one in sign_offs):
                raise Refusal("round_changed_meanwhile", round=label)
        super().add_sign_offs(label, sign_offs)

    # -- opening ------------------------------------------------------------------------------------------------------

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """The tables, all of one moment, as far as this user may see them."""
        with self._connections.reading(self._say) as (connected, ((version, _, _),)):
            check_version(version, self._place)
            yield PostgisSession(connected, self._place.schema)

    @contextmanager
    def _writing(self, act: Act) -> Iterator[Write]:
        refused = self._connections.known_rights().why_not(act)
        if refused:
            raise refused
        with self._connections.writing(self._begin) as (connected, rows):
            version, now, _ = rows[0]
            check_version(version, self._place)
            yield PostgisWrite(connected, self._place.schema, now)


def _as_seen(sign_off: SignOff, row: str) -> SignOff:
    """A signature with the checksum of the row as this user sees it in place of the mark that it still holds."""
    first, between, seen = sign_off.checksum.partition(BETWEEN)
    return replace(sign_off, checksum=f"{row}{between}{seen}") if first == CURRENT else sign_off
