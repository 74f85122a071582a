"""What a person reads when a store that many share cannot be made, reached or written."""

from __future__ import annotations

from typing import Mapping

from . import QT_TRANSLATE_NOOP

SHARING_REFUSALS: Mapping[str, str] = {
    "store_unreachable": QT_TRANSLATE_NOOP(
        "Drugscene",
        "The store {location} cannot be reached (server {server}): {reason}. Nothing was saved; your edits stay here.",
    ),
    "store_commit_unknown": QT_TRANSLATE_NOOP(
        "Drugscene",
        "The connection to the store {location} was lost in the moment of saving, and the server cannot be asked whether it "
        "saved. Your edits stay here; save again when it can be reached.",
    ),
    "store_row_refused": QT_TRANSLATE_NOOP(
        "Drugscene", "The database {server} does not take a row that nobody could read afterwards: {reason}"
    ),
    "store_forbidden": QT_TRANSLATE_NOOP(
        "Drugscene", "The server {server} does not allow you to do this to the store {location}: {reason}"
    ),
    "store_server_old": QT_TRANSLATE_NOOP(
        "Drugscene", "The server {server} runs PostgreSQL {found}: a store needs {needed} or newer."
    ),
    "store_no_postgis": QT_TRANSLATE_NOOP(
        "Drugscene",
        "The database {server} has no PostGIS: somebody who administers the server must run CREATE EXTENSION postgis there.",
    ),
    "store_encoding": QT_TRANSLATE_NOOP(
        "Drugscene", "The database {server} keeps text as {encoding}: a store needs one that keeps it as UTF8."
    ),
    "store_crs_unknown_there": QT_TRANSLATE_NOOP(
        "Drugscene", "PostGIS on {server} does not know the coordinate reference system {crs}."
    ),
    "store_roles_needed": QT_TRANSLATE_NOOP(
        "Drugscene",
        "On the server {server} you may not make or give away the role {name}: ask somebody who may (CREATEROLE) to make the "
        "store.",
    ),
    "store_roles_taken": QT_TRANSLATE_NOOP(
        "Drugscene",
        "A store at {server} would have the same roles ({name}, …) as the one in the database {database}: who is let into one "
        "would be let into the other. Choose another schema.",
    ),
    "store_role_name_long": QT_TRANSLATE_NOOP(
        "Drugscene",
        "The role {name} would have a name longer than {longest} bytes: choose a shorter name for the schema or the database.",
    ),
    "store_schema_invalid": QT_TRANSLATE_NOOP(
        "Drugscene",
        "“{schema}” cannot be the schema of the store {location}: use up to 31 lower-case letters a to z, digits and "
        "underscores, a letter first.",
    ),
    "store_location_invalid": QT_TRANSLATE_NOOP("Drugscene", "{location} does not say where a store is."),
    "store_option_unknown": QT_TRANSLATE_NOOP(
        "Drugscene", "{location}: “{option}” is not taken in a store's location."
    ),
    "store_password_given": QT_TRANSLATE_NOOP(
        "Drugscene",
        "{location} holds a password, which would be written into projects and histories. Use a connection saved in QGIS with "
        "an authentication configuration (postgresql:NAME), a service file or a password file.",
    ),
    "store_password_saved": QT_TRANSLATE_NOOP(
        "Drugscene",
        "The connection {name} keeps its password unprotected in the profile. Edit it in QGIS and choose an authentication "
        "configuration instead.",
    ),
    "store_connection_unknown": QT_TRANSLATE_NOOP(
        "Drugscene", "QGIS has no PostgreSQL connection {name}. It has: {known}."
    ),
    "store_authentication_closed": QT_TRANSLATE_NOOP(
        "Drugscene",
        "The authentication configuration of the connection {name} cannot be read: give QGIS its master password.",
    ),
    "store_needs_psycopg2": QT_TRANSLATE_NOOP(
        "Drugscene",
        "For the store {location}, QGIS's Python needs the package psycopg2 (Debian: apt-get install python3-psycopg2).",
    ),
    "store_copy_partial": QT_TRANSLATE_NOOP(
        "Drugscene", "The store {location} cannot be copied by {user}, who does not see all of it."
    ),
    "store_current": QT_TRANSLATE_NOOP(
        "Drugscene", "The store {location} has version {version}, which is this one's: there is nothing to upgrade."
    ),
    "store_version_unknown": QT_TRANSLATE_NOOP(
        "Drugscene", "The store {location} has version {found}, which this plugin cannot upgrade."
    ),
    "upgrade_not_confirmed": QT_TRANSLATE_NOOP(
        "Drugscene",
        "The store {location} could be upgraded from version {found} to {known}, but was not: set CONFIRM to do so. Older "
        "plugins cannot open it afterwards.",
    ),
    "right_missing": QT_TRANSLATE_NOOP(
        "Drugscene", "{user} ({roles}) may not {act} in this store. Whoever may: {needed}."
    ),
    "right_elsewhere": QT_TRANSLATE_NOOP("Drugscene", "{user} may {act} in {own} alone, not in {code}."),
    "right_nowhere": QT_TRANSLATE_NOOP(
        "Drugscene", "{user} may {act} only in own areas, and has none yet: the county gives them."
    ),
    "scene_elsewhere": QT_TRANSLATE_NOOP("Drugscene", "“{scene}” lies in {code}: {user} may {act} in {own} alone."),
    "not_checked_out": QT_TRANSLATE_NOOP(
        "Drugscene", "{location} was not checked out of another store: there is nothing to bring back."
    ),
    "check_out_elsewhere": QT_TRANSLATE_NOOP(
        "Drugscene", "The file was checked out of {source}: it cannot be brought back to {location}."
    ),
    "not_in_check_out": QT_TRANSLATE_NOOP(
        "Drugscene", "This file was checked out to edit scenes: to {act}, open the store that it is from."
    ),
    "check_out_area_unknown": QT_TRANSLATE_NOOP(
        "Drugscene", "No local police area {code} is valid in round {round}. There are: {known}."
    ),
    "check_out_other_area": QT_TRANSLATE_NOOP(
        "Drugscene", "“{scene}” lies in {code}: the file was checked out to edit scenes in {own} alone."
    ),
    "check_out_belongs": QT_TRANSLATE_NOOP(
        "Drugscene", "“{scene}” was split off or merged from a scene whose edits stay in the file."
    ),
}
"""What a person is told, by the code of the Refusal."""
