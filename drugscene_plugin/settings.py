"""The plugin's settings, typed. The only user of QgsSettings."""

from __future__ import annotations

import json
from typing import Any, List, Mapping, Sequence, Tuple

from qgis.core import QgsApplication, QgsSettings

_ROOT = "drugscene"
_RECENT = 8


def _text(key: str, default: str = "") -> str:
    return str(QgsSettings().value(f"{_ROOT}/{key}", default) or default)


def _set(key: str, value: object) -> None:
    QgsSettings().setValue(f"{_ROOT}/{key}", value)


def _number(key: str, default: float) -> float:
    try:
        return float(QgsSettings().value(f"{_ROOT}/{key}", default))
    except (TypeError, ValueError):
        return default


class Settings:
    """What the plugin remembers from one session to the next, in the user's profile."""

    @property
    def person(self) -> str:
        """Who edits: written beside every change. Until set, the name of the account."""
        account = QgsApplication.userFullName() or QgsApplication.userLoginName() or "unknown"
        return _text("person", account)

    @person.setter
    def person(self, name: str) -> None:
        _set("person", name.strip())

    @property
    def recent_stores(self) -> Tuple[str, ...]:
        """Stores opened before, the latest first."""
        value = QgsSettings().value(f"{_ROOT}/recent_stores", [])
        if isinstance(value, str):  # a list of one comes back as text
            value = [value]
        return tuple(str(v) for v in value or [] if v)

    def remember_store(self, location: str) -> None:
        """Put a store first among the recent ones."""
        kept: List[str] = [location, *(s for s in self.recent_stores if s != location)]
        _set("recent_stores", kept[:_RECENT])

    def forget_store(self, location: str) -> None:
        """Take a store off the recent ones, as when it is gone."""
        _set("recent_stores", [s for s in self.recent_stores if s != location])

    @property
    def panel_seen(self) -> bool:
        """Whether the panel has had its first width; afterwards QGIS remembers what the person made of it."""
        return _text("panel_seen") == "yes"

    @panel_seen.setter
    def panel_seen(self, seen: bool) -> None:
        _set("panel_seen", "yes" if seen else "")

    @property
    def export_folder(self) -> str:
        """Where packages went last; empty: nowhere yet."""
        return _text("export_folder")

    @export_folder.setter
    def export_folder(self, folder: str) -> None:
        _set("export_folder", folder)

    @property
    def maps_folder(self) -> str:
        """Where printed maps went last; empty: nowhere yet."""
        return _text("maps_folder")

    @maps_folder.setter
    def maps_folder(self, folder: str) -> None:
        _set("maps_folder", folder)

    @property
    def maps(self) -> Mapping[str, Any]:
        """What was asked last of the page of maps, as plain values; nothing yet: empty."""
        try:
            found = json.loads(_text("maps", "{}"))
        except ValueError:
            return {}
        return found if isinstance(found, dict) else {}

    @maps.setter
    def maps(self, asked: Mapping[str, Any]) -> None:
        _set("maps", json.dumps(dict(asked)))

    @property
    def export_language(self) -> str:
        """The language of exported files: ``sv`` or ``en``."""
        language = _text("export_language", "sv")
        return language if language in ("sv", "en") else "sv"

    @export_language.setter
    def export_language(self, language: str) -> None:
        _set("export_language", language)

    def follow_up(self, measure: str) -> Mapping[str, Any]:
        """What was asked last of a measure of the follow-up, as plain values; nothing yet: empty."""
        try:
            found = json.loads(_text(f"follow_up/{measure}", "{}"))
        except ValueError:
            return {}
        return found if isinstance(found, dict) else {}

    def remember_follow_up(self, measure: str, asked: Mapping[str, Any]) -> None:
        """Keep what was asked of a measure."""
        _set(f"follow_up/{measure}", json.dumps(dict(asked)))

    @property
    def path_width(self) -> float:
        """How wide an outline drawn along a line becomes, in metres."""
        width = _number("path_width", 20.0)
        return width if 0.5 <= width <= 1000 else 20.0

    @path_width.setter
    def path_width(self, metres: float) -> None:
        _set("path_width", metres)

    @property
    def goals(self) -> Mapping[str, Sequence[Any]]:
        """Goals by store: number of scenes, area in m² and day (ISO), each null where there is none."""
        try:
            kept = json.loads(_text("goals", "{}"))
        except ValueError:
            return {}
        return kept if isinstance(kept, dict) else {}

    @goals.setter
    def goals(self, goals: Mapping[str, Sequence[Any]]) -> None:
        _set("goals", json.dumps(dict(goals)))
