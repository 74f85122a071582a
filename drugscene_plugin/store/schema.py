"""The tables of a store, declared once: from this come the file, what is read and written, and ``docs/data-model.md``."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Mapping, Optional, Tuple

from ..domain.field import FieldKind, Visibility
from ..domain.scene_fields import SCENE_FIELDS

VERSION = 2
"""The version of this schema. A store of another version is refused, and named; ``migrations`` upgrade an older one."""

OUTLINE = "geom"
"""The column of outlines, in the tables that have them."""

KEY = "fid"
"""The column of row numbers that every table has; it means nothing, and no row refers to it."""


@dataclass(frozen=True)
class Column:
    """A column: what it holds, whether it must have a value, and what that value means."""

    name: str
    kind: FieldKind
    required: bool = False
    meaning: str = ""
    code_list: Optional[str] = None
    visibility: Optional[Visibility] = None


@dataclass(frozen=True)
class Table:
    """A table. ``outline``: its rows have outlines; ``unique``: columns whose values together do not repeat.

    ``append_only``: triggers keep every program from changing or removing its rows.
    """

    name: str
    meaning: str
    columns: Tuple[Column, ...]
    outline: bool = False
    unique: Tuple[str, ...] = ()
    index: Tuple[str, ...] = ()
    append_only: bool = False

    @property
    def names(self) -> Tuple[str, ...]:
        """The names of its columns, in order, without key and outline."""
        return tuple(c.name for c in self.columns)

    @property
    def kinds(self) -> Mapping[str, FieldKind]:
        """What each column holds."""
        return {c.name: c.kind for c in self.columns}


_TEXT, _LONG, _INTEGER, _BOOLEAN, _DATE, _CODE = (
    FieldKind.TEXT,
    FieldKind.LONG_TEXT,
    FieldKind.INTEGER,
    FieldKind.BOOLEAN,
    FieldKind.DATE,
    FieldKind.CODE,
)

STORE_INFO = Table(
    "store_info",
    "One row: what the store says of itself.",
    (
        Column("schema_version", _INTEGER, True, "the version of these tables"),
        Column(
            "crs", _TEXT, True, "authority id of the coordinate reference system of all outlines; projected, in metres"
        ),
        Column("revision", _INTEGER, True, "rises by one with every write"),
        Column("created_at", _TEXT, True, "when the store was made (UTC)"),
    ),
)

ROUNDS = Table(
    "rounds",
    "Mapping rounds: one pass over the county's scenes each.",
    (
        Column("label", _TEXT, True, "such as `2023` or `2023-11`"),
        Column("ref_date", _DATE, True, "the day whose state the round shows"),
        Column("state", _CODE, True, "draft, in_review or published; the scenes of a draft alone can be written"),
        Column("definition", _TEXT, True, "id of the definition that the round uses"),
        Column("delisting", _TEXT, True, "id of the rule by which a scene leaves the list"),
        Column("from_round", _TEXT, False, "the round whose scenes were carried forward"),
        Column("revision", _INTEGER, True, "from 1; rises with each correction after publication"),
        Column("own_rules", _LONG, False, "the user's own definitions that the round was opened with, as JSON"),
    ),
    unique=("label",),
)

AREAS = Table(
    "areas",
    "Administrative areas, each valid for its own span of time.",
    (
        Column("level", _CODE, True, "police_area, lpo, municipality or district"),
        Column("code", _TEXT, True, "the official code, or the name where there is none"),
        Column("name", _TEXT, False, "the name"),
        Column("valid_from", _DATE, False, "first day; empty: always"),
        Column("valid_to", _DATE, False, "last day; empty: no end"),
        Column("official", _BOOLEAN, True, "0 for an area that somebody derived or made up"),
    ),
    outline=True,
    index=("level", "code"),
)

_REQUIRED = ("scene_id", "round", "status", "to_confirm", "revision")

SCENES = Table(
    "scenes",
    "Scenes, a row for each scene in each round. Rows of a round that is not a draft are guarded by triggers.",
    tuple(
        Column(f.name, f.kind, f.name in _REQUIRED, code_list=f.code_list, visibility=f.visibility)
        for f in SCENE_FIELDS
    ),
    outline=True,
    unique=("round", "scene_id"),
)

SEEN_FINDINGS = Table(
    "seen_findings",
    "Findings that a person has accepted.",
    (
        Column("round", _TEXT, True, "label of the round"),
        Column("fingerprint", _TEXT, True, "what the finding is about"),
        Column("reason", _LONG, True, "why it may stand"),
    ),
    unique=("round", "fingerprint"),
)

CODES = Table(
    "codes",
    "The user's own code lists.",
    (
        Column("code_list", _TEXT, True, "the list"),
        Column("place", _INTEGER, True, "order in the list, from 1"),
        Column("code", _TEXT, True, "the code, as stored with a scene"),
        Column("label_sv", _TEXT, False, "its text in Swedish"),
        Column("label_en", _TEXT, False, "its text in English"),
    ),
    unique=("code_list", "code"),
)

CHANGE_LOG = Table(
    "change_log",
    "Who did what, when; never rewritten.",
    (
        Column("at", _TEXT, True, "when (UTC)"),
        Column("by", _TEXT, True, "who"),
        Column("action", _CODE, True, "what was done"),
        Column("round", _TEXT, False, "label of the round"),
        Column("scene_id", _TEXT, False, "the scene"),
        Column("revision", _INTEGER, False, "of the scene after the write; of one that was removed: its next"),
        Column("before", _LONG, False, "JSON of the values that changed, as they were; outlines as WKB in hexadecimal"),
        Column("after", _LONG, False, "the same, as they became"),
    ),
    index=("round", "scene_id"),
)

LINK_DECISIONS = Table(
    "link_decisions",
    "What people decided about links into a round; a later one sets aside those that it contradicts.",
    (
        Column("round", _TEXT, True, "label of the later round"),
        Column("kind", _CODE, True, "what happened"),
        Column("from_scene", _TEXT, False, "the scene of the earlier round"),
        Column("to_scene", _TEXT, False, "the scene of the later round"),
        Column("reason_code", _CODE, False, "why a scene is new, returned or ceased"),
        Column("reason", _LONG, False, "in words"),
        Column("by", _TEXT, True, "who"),
        Column("at", _TEXT, True, "when (UTC)"),
    ),
    index=("round",),
    append_only=True,
)

SIGN_OFFS = Table(
    "sign_offs",
    "Who approved or objected to which row; the last one of a role, area and scene counts.",
    (
        Column("round", _TEXT, True, "label of the round"),
        Column("role", _CODE, True, "lpo or municipality"),
        Column("code", _TEXT, True, "code of the area"),
        Column("scene_id", _TEXT, False, "the scene; empty: the area has none"),
        Column("decision", _CODE, True, "approve or object"),
        Column("by", _TEXT, True, "who"),
        Column("at", _TEXT, True, "when (UTC)"),
        Column(
            "checksum",
            _TEXT,
            True,
            "SHA-256 of the row signed (and, after `:`, of what a municipality sees of it); of another it is void",
        ),
        Column("comment", _LONG, False, "in words"),
    ),
    index=("round",),
    append_only=True,
)

LOCAL_DECISIONS = Table(
    "local_decisions",
    "What a local police area or municipality decided about a scene between rounds.",
    (
        Column("scene_id", _TEXT, True, "the scene"),
        Column("date", _DATE, True, "when it was decided"),
        Column("decision", _CODE, True, "delist or classify"),
        Column("role", _CODE, True, "lpo or municipality"),
        Column("by", _TEXT, True, "who"),
        Column("comment", _LONG, False, "in words"),
        Column("at", _TEXT, True, "when it was recorded (UTC)"),
    ),
    index=("scene_id",),
    append_only=True,
)

MEASURES = Table(
    "measures",
    "What was done at a place; a later row of the same scene, type, actor and start takes an earlier one's place.",
    (
        Column("scene_id", _TEXT, True, "the scene"),
        Column("type", _CODE, True, "what is done"),
        Column("actor", _CODE, True, "who does it"),
        Column("since", _DATE, True, "first day"),
        Column("until", _DATE, False, "last day; empty: not ended"),
        Column("state", _CODE, True, "planned, ongoing, done or stopped"),
        Column("note", _LONG, False, "in words"),
        Column("by", _TEXT, True, "who recorded it"),
        Column("at", _TEXT, True, "when it was recorded (UTC)"),
    ),
    index=("scene_id",),
    append_only=True,
)

PUBLICATIONS = Table(
    "publications",
    "Rounds as they were published, one row a revision.",
    (
        Column("round", _TEXT, True, "label of the round"),
        Column("revision", _INTEGER, True, "the round's revision"),
        Column("by", _TEXT, True, "who"),
        Column("at", _TEXT, True, "when (UTC)"),
        Column("correction", _LONG, False, "why this revision corrects the one before"),
        Column("checksum", _TEXT, True, "SHA-256 over the round, its rows, outlines and decisions"),
        Column("snapshot", _LONG, True, "JSON of round, rows, decisions and sign-offs; outlines as WKB in hexadecimal"),
    ),
    unique=("round", "revision"),
    append_only=True,
)

CORRECTIONS = Table(
    "corrections",
    "Why a published round was opened again.",
    (
        Column("round", _TEXT, True, "label of the round"),
        Column("revision", _INTEGER, True, "the revision that it was opened as"),
        Column("reason", _LONG, True, "why"),
        Column("by", _TEXT, True, "who"),
        Column("at", _TEXT, True, "when (UTC)"),
    ),
    unique=("round", "revision"),
    append_only=True,
)

FIGURES = Table(
    "figures",
    "Results of the follow-up: aggregates, never rows of incidents or answers. A later one of a name takes its place.",
    (
        Column("round", _TEXT, True, "label of the round"),
        Column("name", _TEXT, True, "the table's name, such as `concentration`"),
        Column("parameters", _LONG, True, "what it was made with, as JSON"),
        Column("sha256", _TEXT, False, "SHA-256 of the input that was counted"),
        Column("content", _LONG, True, "the table as JSON, with what its numbers count and how they add up"),
        Column("by", _TEXT, True, "who made it"),
        Column("at", _TEXT, True, "when (UTC)"),
    ),
    unique=("round", "name"),
)

RELEASED_CELLS = Table(
    "released_cells",
    "What public packages gave out, a row a cell: a later one is held against it.",
    (
        Column("at", _TEXT, True, "when (UTC)"),
        Column("by", _TEXT, True, "who"),
        Column("round", _TEXT, True, "label of the round"),
        Column("revision", _INTEGER, True, "the round's revision"),
        Column("parameters", _LONG, True, "what the package was made with, as JSON"),
        Column("threshold", _INTEGER, True, "smaller counts were withheld"),
        Column("show_zero", _BOOLEAN, True, "whether zeros were shown"),
        Column("minimum_n", _INTEGER, True, "shares that rest on fewer were withheld"),
        Column("cell", _LONG, True, "what the cell counts, where and when, as a JSON list of words"),
        Column("value", _INTEGER, True, "the count, whether shown or not"),
        Column("state", _CODE, True, "shown, withheld or unseen (a part of others that no table has)"),
        Column("tables", _TEXT, False, "the tables that have it, with `;` between them"),
        Column("sums", _LONG, False, "the cells that it is the sum of, as JSON: a list of lists of names"),
    ),
    index=("round",),
    append_only=True,
)

CHECK_OUTS = Table(
    "check_outs",
    "What a file holds of a shared store, taken along to be edited without network. In the shared store itself: nothing.",
    (
        Column("source", _TEXT, True, "location of the shared store"),
        Column("round", _TEXT, True, "label of the round"),
        Column("revision", _INTEGER, True, "the shared store's revision at that moment"),
        Column("lpos", _TEXT, False, "codes of the areas whose scenes may be edited, with `;` between; empty: all"),
        Column("base", _LONG, True, "JSON of the round's scenes as they were; outlines as WKB in hexadecimal"),
        Column("by", _TEXT, True, "who"),
        Column("at", _TEXT, True, "when (UTC)"),
    ),
    unique=("round",),
)

TABLES: Tuple[Table, ...] = (
    STORE_INFO,
    ROUNDS,
    AREAS,
    SCENES,
    SEEN_FINDINGS,
    CODES,
    CHANGE_LOG,
    LINK_DECISIONS,
    SIGN_OFFS,
    LOCAL_DECISIONS,
    MEASURES,
    PUBLICATIONS,
    CORRECTIONS,
    FIGURES,
    RELEASED_CELLS,
    CHECK_OUTS,
)
"""All tables, in the order in which they are made."""
