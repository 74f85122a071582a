"""Make the sample store, export the annual package of each of its rounds, print the ledger and the summary per area.

Usage: demo.py FOLDER. What an earlier run left in the folder is removed first.
"""

from __future__ import annotations

import csv
import shutil
import sys
import time
from pathlib import Path

from headless import qgis_session

ROUNDS = ("2021", "2023", "2024", "2025")


def main(folder: Path) -> None:
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    store = str(folder / "sample.gpkg")

    packages = {}
    with qgis_session() as run:
        started = time.monotonic()
        run("drugscene:createstore", {"STORE": store, "SAMPLE": True})
        print(f"Sample store  {shown(store)}  ({time.monotonic() - started:.1f} s)")
        for label in ROUNDS:
            started = time.monotonic()
            parameters = {"STORE": store, "ROUND": label, "PROFILE": "internal", "FOLDER": str(folder)}
            packages[label] = Path(run("drugscene:exportround", parameters)["PACKAGE"])
            print(f"Round {label}    {shown(packages[label])}  ({time.monotonic() - started:.1f} s)")

    print_ledger(packages)
    print("\nOpen drug scenes per local police area (LPO): number, and area in km².")
    drafts = [label for label, package in packages.items() if package.name.endswith("DRAFT")]
    if drafts:
        print(f"Round {', '.join(drafts)} is a draft: what is undecided there does not count.")
    print()
    print_table(summary({label: package / "tables" / "by_lpo.csv" for label, package in packages.items()}))


def summary(tables: dict[str, Path]) -> list[list[str]]:
    """One row an area, two columns a round; a dash where the area is not in that round's division."""
    rounds = {}
    names = {}
    for label, path in tables.items():
        with path.open(encoding="utf-8", newline="") as file:
            rows = {row["code"]: row for row in csv.DictReader(file)}
        rounds[label] = rows
        names.update({code: row["name"] for code, row in rows.items()})

    last = [code for code in ("UNASSIGNED", "TOTAL") if code in names]
    head = ["Code", "Local police area"]
    for label in rounds:
        head += [label, "km²"]
    lines = [head]
    for code in sorted(set(names) - set(last)) + last:
        line = [code, names[code]]
        for rows in rounds.values():
            row = rows.get(code)
            line += [row["scenes"], f"{float(row['area_m2'] or 0) / 1e6:.2f}"] if row else ["-", "-"]
        lines.append(line)
    return lines


TERMS = (
    ("ceased", "−"),
    ("new", "+"),
    ("returned", "+"),
    ("split", "+"),
    ("merged", "−"),
    ("boundary_gained", "+"),
    ("boundary_lost", "−"),
)


def print_ledger(packages: dict[str, Path]) -> None:
    """How each published round came out of the one before: one line for number, one for area, for the county."""
    print("\nThe county's ledger: number of open drug scenes, and area in km².")
    for label, package in packages.items():
        with (package / "tables" / "ledger.csv").open(encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file))
        county = {row["measure"]: row for row in rows if row["level"] == "county"}
        if not county or package.name.endswith("DRAFT"):
            continue
        failing = sum(row["reconciles"] != "true" for row in rows)
        number = county["count"]
        broken = ", series break: the definitions differ" if number["series_break"] == "true" else ""
        print(f"\nRound {number['from_round']} → {label}{broken}")
        print(
            f"  {equation(number, lambda text: text)}  ({number['merge_events']} mergers, {number['split_events']} splits)"
        )
        print(f"  {equation(county['area_m2'], lambda text: f'{float(text) / 1e6:.3f}')}")
        print(f"  {len(rows)} lines, county, LPOs and municipalities: {failing or 'none'} fails to reconcile.")


def equation(row: dict[str, str], shown_as) -> str:
    """The line as a sum: opening, every term that is not zero, closing."""
    terms = [f"{sign} {shown_as(row[name])} {name.replace('_', ' ')}" for name, sign in TERMS if float(row[name])]
    return " ".join([shown_as(row["opening"]), *terms, "=", shown_as(row["closing"])])


def print_table(lines: list[list[str]]) -> None:
    widths = [max(map(len, column)) for column in zip(*lines)]
    rule = "  ".join("-" * width for width in widths)
    for number, line in enumerate(lines):
        if number == 1 or line[0] == "TOTAL":
            print(rule)
        cells = [text.ljust(width) for text, width in zip(line[:2], widths)]
        cells += [text.rjust(width) for text, width in zip(line[2:], widths[2:])]
        print("  ".join(cells).rstrip())


def shown(path: str | Path) -> str:
    """A path as one would type it here."""
    here = Path.cwd()
    path = Path(path).resolve()
    return str(path.relative_to(here) if here in path.parents else path)


if __name__ == "__main__":
    main(Path(sys.argv[1]).resolve())
