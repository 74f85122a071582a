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
from sample_input import write_sample_input

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
            parameters = {"STORE": store, "ROUND": label, "PROFILE": "internal", "FOLDER": str(folder), "MAPS": False}
            packages[label] = Path(run("drugscene:exportround", parameters)["PACKAGE"])
            print(f"Round {label}    {shown(packages[label])}  ({time.monotonic() - started:.1f} s)")

        measured = measure(run, store, folder)
        for profile in ("internal", "public"):
            started = time.monotonic()
            parameters = {"STORE": store, "ROUND": MEASURED, "PROFILE": profile, "FOLDER": str(folder)}
            packages[profile] = Path(run("drugscene:exportround", parameters)["PACKAGE"])
            seconds = time.monotonic() - started
            print(f"Round {MEASURED}    {shown(packages[profile])}, with its figures and maps  ({seconds:.1f} s)")
    packages[MEASURED] = packages.pop("internal")
    public = packages.pop("public")

    print_ledger(packages)
    print_concentration(measured["concentration"])
    print_survey(measured["survey"])
    print_withheld(public)
    print("\nOpen drug scenes per local police area (LPO): number, and area in km².")
    drafts = [label for label, package in packages.items() if package.name.endswith("DRAFT")]
    if drafts:
        print(f"Round {', '.join(drafts)} is a draft: what is undecided there does not count.")
    print()
    print_table(summary({label: package / "tables" / "by_lpo.csv" for label, package in packages.items()}))


MEASURED, BEFORE = "2024", "2023"
YEAR = {"FROM": "2024-01-01", "TO": "2025-01-01", "FROM2": "2023-01-01", "TO2": "2024-01-01"}


def measure(run, store: str, folder: Path) -> dict[str, Path]:
    """Measure the sample's incidents, shootings and answers, which are written beside the store; a CSV file each."""
    files = write_sample_input(folder, MEASURED)
    towns = {"BASELINE": str(files["towns"])}
    given = {"STORE": store, "ROUND": MEASURED}
    runs = {
        "concentration": {
            "INCIDENTS": str(files["incidents"]),
            **YEAR,
            **towns,
            "BASELINE_KIND": "built_up",
            "BAND": 100,
        },
        "gunviolence": {
            "SHOOTINGS": str(files["shootings"]),
            "FROM": YEAR["FROM"],
            "TO": YEAR["TO"],
            **towns,
            "BASELINE_FIELD": "inhabitants",
        },
        "survey": {
            "RESPONSES": str(files["answers"]),
            "ANSWER_FIELD": "ANSWER",
            "PROBLEM_VALUES": "1",
            "OTHER_VALUES": "2",
            "WEIGHT_FIELD": "WEIGHT",
        },
        "changetest": {"INCIDENTS": str(files["incidents"]), **YEAR, "CODE_SETS": "narcotics_supply;violence"},
    }
    tables = {}
    for name, parameters in runs.items():
        started = time.monotonic()
        tables[name] = folder / f"{name}.csv"
        found = run(f"drugscene:{name}", {**given, **parameters, "OUTPUT": str(tables[name])})
        seconds = time.monotonic() - started
        print(
            f"{name:13} {found['COUNT']:,} counted of {found['ROWS']:,} rows  {shown(tables[name])}  ({seconds:.1f} s)"
        )
    return tables


def print_concentration(path: Path) -> None:
    """The county's rows: by crime group and zone, with the ratio to elsewhere and its interval."""
    print(
        f"\nCrime in and beside the open scenes, county: 2024 in those of round {MEASURED}, 2023 in those of {BEFORE}."
    )
    print("Ratio: the rate per built-up area against elsewhere, with its 95 % interval. Describes; does not explain.\n")
    head = ["Crime group", "Zone", "Count", "Share", "Built-up", "PAI", "Ratio", "95 %", "2023", "Change %"]
    lines = [head]
    with path.open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["level"] == "county" and int(row["whole_count"])]
    for row in rows:
        interval = f"{number(row['ratio_low'], 1)}–{number(row['ratio_high'], 1)}" if row["ratio"] else ""
        group = row["group"] + (" *" if "found_by_control" in row["caveats"] else "")
        method = " b" if row["method"] == "cluster_bootstrap" else ""
        line = [group, row["zone"], row["count"], percent(row["share_of_crime"]), percent(row["share_of_baseline"], 2)]
        line += [number(row["pai"], 1), number(row["ratio"], 1), interval + method]
        lines.append([*line, row["earlier_count"], number(row["percent_change"], 1)])
    print_table(lines)
    print(
        "* mostly found by police control: more control finds more crime. b: bootstrap over scenes, which differ more"
    )
    print("than chance. Scenes were chosen partly for their crime: high counts tend to fall by themselves.")


def print_survey(path: Path) -> None:
    """The county's rows: the share with a problem by distance to the nearest scene."""
    print(f"\nSurvey: share with a problem by distance to the nearest open scene of round {MEASURED}, county.\n")
    lines = [["Distance (m)", "Status", "n", "Share", "95 %", "Difference", "95 %", "Risk ratio", "95 %"]]
    with path.open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["level"] == "county"]
    for row in rows:
        far = f"–{float(row['distance_to']):.0f}" if row["distance_to"] else " and beyond"
        line = [f"{float(row['distance_from']):.0f}{far}", row["status"], row["n"], percent(row["share"])]
        line += [ends(row, "low", "high", percent), percent(row["difference"])]
        line += [ends(row, "difference_low", "difference_high", percent), number(row["risk_ratio"], 2)]
        lines.append([*line, ends(row, "risk_ratio_low", "risk_ratio_high", number)])
    print_table(lines)


def print_withheld(public: Path) -> None:
    """What the public package keeps back of the figures, table by table."""
    print(
        "\nWithheld from the public package: counts below 5, what would tell one of them, and what rests on either.\n"
    )
    lines = [["Table", "Rows", "Rows with a number withheld"]]
    for path in sorted((public / "tables").glob("*.csv")):
        with path.open(encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file))
        if rows and "suppressed" in rows[0]:
            lines.append([path.stem, str(len(rows)), str(sum(bool(row["suppressed"]) for row in rows))])
    print_table(lines)


def number(text: str, digits: int = 2) -> str:
    return f"{float(text):,.{digits}f}" if text else ""


def percent(text: str, digits: int = 1) -> str:
    return f"{100 * float(text):.{digits}f} %" if text else ""


def ends(row: dict[str, str], low: str, high: str, shown_as) -> str:
    return f"{shown_as(row[low])} to {shown_as(row[high])}" if row[low] else ""


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
