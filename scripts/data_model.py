"""Write ``docs/data-model.md`` from the schema: ``python scripts/data_model.py``, in an environment with QGIS."""

from __future__ import annotations

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
TARGET = ROOT / "docs" / "data-model.md"

_TYPES = {
    "text": "TEXT",
    "long_text": "TEXT",
    "integer": "INTEGER",
    "real": "REAL",
    "boolean": "BOOLEAN",
    "date": "DATE",
    "code": "TEXT, a code",
    "codes": "TEXT, codes with `;` between",
}

_INTRODUCTION = """\
# What a store holds

A store is a GeoPackage (version 1.2), or a schema in a PostgreSQL database with PostGIS, with the same tables: schema version
{version}. This page is made from
`drugscene_plugin/store/schema.py` by `scripts/data_model.py`; a test holds that it is up to date.

Every table also has `fid`, a row number that means nothing. Times are UTC, ISO 8601 to the millisecond; dates are days
without a time. What is unknown of a scene is NULL, never an empty text. Outlines are multipolygons in the store's coordinate
reference system, two-dimensional, with an R-tree; NULL where an outline was lost.

*Seen by* is the lowest level that may see a field of a scene: police see all, cooperation (police and municipalities)
what is marked cooperation or public, everybody what is marked public.
"""

_GUARDS = """
## Guards

Triggers keep every program, this plugin included, out of what is settled. Scenes of a round that is not a draft can be
neither added, changed nor removed. The row of a published round can be neither changed nor removed, but for a correction on
record that opens it as its next revision; and it takes no more link decisions and sign-offs. Rows of {kept} are only ever
added.

## On a server
The database enforces more there, for every program: `drugscene_plugin/store/postgis/*.sql` is all of it.

- `by` and `at` are the server's user and clock. The log is written by triggers; nobody can add to it, change it or empty it.
- A scene's row is changed only together with its `revision`, which must go up by one: a stale write fails.
- Four roles, whose names begin with those of the database and the schema: `county`, `editor`, `reviewer`, `reader`; and `owner`,
  to which the tables belong. `members` says which LPO or municipality is whose: `user_name`, `level`, `code`.
- Row-level security lets an editor change the scenes of its own LPOs, link and sign them, and record measures there.
- Whoever does not see all reads views that have the columns of their tables, those hidden being NULL: `scenes_cooperation`,
  `link_decisions_cooperation`, `sign_offs_cooperation`, `local_decisions_cooperation` and `measures_cooperation` with the rows of
  one's own municipalities; `rounds_public` and `scenes_public` with what was published, over `public_rounds` and
  `public_scenes`, which hold no other columns and generalised outlines.
- `scenes` has a column `checksum`: what a signature is bound to. Other software that changes a row empties it.
- `marks` says who is editing which scene just now; it locks nothing.
- `store_info` has `written_at`: the clock of the last write, which never runs backwards.
"""


def _meaning(column, code_lists) -> str:
    if column.meaning or not column.code_list:
        return column.meaning
    codes = code_lists.get(column.code_list, ())
    return ", ".join(codes) if codes else f"from the user's list `{column.code_list}`"


def render() -> str:
    """The page."""
    from drugscene_plugin.domain.scene_fields import BUILT_IN_CODES
    from drugscene_plugin.store.schema import OUTLINE, TABLES, VERSION

    lines = [_INTRODUCTION.format(version=VERSION)]
    for table in TABLES:
        seen = any(c.visibility for c in table.columns)
        heads = ["column", "type", "required", *(["seen by"] if seen else []), "meaning"]
        lines += [f"## {table.name}", "", table.meaning, "", f"| {' | '.join(heads)} |", "|---" * len(heads) + "|"]
        for column in table.columns:
            cells = [f"`{column.name}`", _TYPES[column.kind.value], "yes" if column.required else ""]
            cells += [column.visibility.value if column.visibility else ""] if seen else []
            lines.append(f"| {' | '.join([*cells, _meaning(column, BUILT_IN_CODES)])} |")
        if table.outline:
            cells = [f"`{OUTLINE}`", "MULTIPOLYGON", "", *([""] if seen else []), "the outline"]
            lines.append(f"| {' | '.join(cells)} |")
        if table.unique:
            together = " together" if len(table.unique) > 1 else ""
            lines += ["", f"Unique: {', '.join(f'`{name}`' for name in table.unique)}{together}."]
        lines.append("")
    kept = ", ".join(f"`{table.name}`" for table in TABLES if table.append_only)
    return "\n".join(lines).rstrip() + "\n" + _GUARDS.format(kept=kept)


if __name__ == "__main__":
    sys.path.insert(0, str(ROOT))
    TARGET.write_text(render(), encoding="utf-8")
