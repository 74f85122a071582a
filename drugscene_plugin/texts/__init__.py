"""The words that people read, in English and Swedish. Below the outer layers there are only codes.

Sources are English; Swedish comes from ``i18n/drugscene_sv.qm``. QGIS's own language is used in windows; files that are
handed on are written in the language that the user picks, so a text can be asked for in a given one.
"""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Optional

from qgis.PyQt.QtCore import QCoreApplication, QTranslator

CONTEXT = "Drugscene"
LANGUAGES = ("sv", "en")

_FOLDER = Path(__file__).resolve().parent.parent / "i18n"


def QT_TRANSLATE_NOOP(context: str, text: str) -> str:  # noqa: N802 - as in Qt
    """Mark a text for translation where it is declared; it is translated where it is shown."""
    return text


def translator_file(language: str) -> Path:
    """Where the compiled translation of a language lies."""
    return _FOLDER / f"drugscene_{language}.qm"


def translator(language: str) -> QTranslator:
    """The translation into a language; an empty one, which leaves English, where there is none."""
    found = QTranslator()
    found.load(str(translator_file(language)))
    return found


_translator = lru_cache(maxsize=None)(translator)


def translate(context: str, text: str, language: Optional[str] = None) -> str:
    """The text in a language (``sv`` or ``en``), or in QGIS's own when none is given."""
    if language is None:
        return QCoreApplication.translate(context, text)
    if language == "en":
        return text
    # As bytes: given text, PyQt takes it for ASCII and stumbles over m².
    return _translator(language).translate(context.encode(), text.encode("utf-8")) or text
