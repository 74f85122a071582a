"""What the readable files of a package say: titles of tables, and the words of the method sheet and the workbook's "
"front."""

from __future__ import annotations

from typing import Any, Mapping, Optional, Tuple

from . import CONTEXT, QT_TRANSLATE_NOOP, translate
from .page_labels import PAGE_WORDS

TABLE_TITLES: Mapping[str, str] = {
    "county": QT_TRANSLATE_NOOP("Drugscene", "The county"),
    "by_lpo": QT_TRANSLATE_NOOP("Drugscene", "By local police area (LPO)"),
    "by_municipality": QT_TRANSLATE_NOOP("Drugscene", "By municipality"),
    "by_scene": QT_TRANSLATE_NOOP("Drugscene", "Scene by scene"),
    "scenes": QT_TRANSLATE_NOOP("Drugscene", "Scenes on the map"),
    "rounds": QT_TRANSLATE_NOOP("Drugscene", "Round by round"),
    "ledger": QT_TRANSLATE_NOOP("Drugscene", "Ledger"),
    "changes": QT_TRANSLATE_NOOP("Drugscene", "What became of each scene"),
    "measures": QT_TRANSLATE_NOOP("Drugscene", "Measures taken"),
    "errata": QT_TRANSLATE_NOOP("Drugscene", "Corrections"),
    "concentration": QT_TRANSLATE_NOOP("Drugscene", "Crime in and beside the scenes"),
    "concentration_quality": QT_TRANSLATE_NOOP("Drugscene", "Crime in and beside the scenes: what was read"),
    "lorenz": QT_TRANSLATE_NOOP("Drugscene", "How few scenes hold half of the crime"),
    "outline_split": QT_TRANSLATE_NOOP("Drugscene", "Did crime fall, or did the outlines move?"),
    "area_totals": QT_TRANSLATE_NOOP("Drugscene", "Reported crime by area"),
    "area_totals_quality": QT_TRANSLATE_NOOP("Drugscene", "Reported crime by area: what was read"),
    "changetest": QT_TRANSLATE_NOOP("Drugscene", "Did it change, or move next door?"),
    "changetest_quality": QT_TRANSLATE_NOOP("Drugscene", "Did it change: what was read"),
    "gunviolence": QT_TRANSLATE_NOOP("Drugscene", "Shootings in and near the scenes"),
    "gunviolence_quality": QT_TRANSLATE_NOOP("Drugscene", "Shootings: what was read"),
    "survey": QT_TRANSLATE_NOOP("Drugscene", "Residents' answers by distance"),
    "survey_quality": QT_TRANSLATE_NOOP("Drugscene", "Residents' answers: what was read"),
    "withheld": QT_TRANSLATE_NOOP("Drugscene", "What is withheld, and why"),
}
"""What the tables are called, by name."""

TABLE_NOTES: Mapping[str, str] = {
    "county": QT_TRANSLATE_NOOP(
        "Drugscene", "Counted from the round's open scenes, then the county's lines of the ledger."
    ),
    "by_lpo": QT_TRANSLATE_NOOP(
        "Drugscene", "Each scene counts once, in the LPO it belongs to; the rows sum to the county."
    ),
    "by_municipality": QT_TRANSLATE_NOOP(
        "Drugscene", "Each scene counts once, in the municipality it belongs to; the rows sum to the county."
    ),
    "by_scene": QT_TRANSLATE_NOOP("Drugscene", "A row a place; area in the plane of the coordinate system."),
    "rounds": QT_TRANSLATE_NOOP("Drugscene", "Number and area of the open scenes of each round, as it was published."),
    "ledger": QT_TRANSLATE_NOOP(
        "Drugscene", "Opening and closing from the rounds' rows, the terms between from the decided links."
    ),
    "changes": QT_TRANSLATE_NOOP(
        "Drugscene", "The links between the round before and this one, as decided or proposed."
    ),
    "measures": QT_TRANSLATE_NOOP("Drugscene", "What was done at the places, as recorded."),
    "errata": QT_TRANSLATE_NOOP("Drugscene", "What was corrected after publication."),
    "concentration": QT_TRANSLATE_NOOP(
        "Drugscene",
        "Incidents counted in, beside and outside the scenes, set against land, built-up area or people. Scenes were chosen "
        "partly for their crime: high counts tend to fall by themselves (regression to the mean).",
    ),
    "lorenz": QT_TRANSLATE_NOOP(
        "Drugscene",
        "The scenes with most incidents first, added up. Those with most tend to have fewer the next time, by themselves "
        "(regression to the mean).",
    ),
    "outline_split": QT_TRANSLATE_NOOP(
        "Drugscene", "The change split into that within the earlier outlines and the rest."
    ),
    "area_totals": QT_TRANSLATE_NOOP(
        "Drugscene", "Incidents without coordinates, counted by the area that each row names; no zones can be had."
    ),
    "changetest": QT_TRANSLATE_NOOP("Drugscene", "Ceased scenes against a control, with the rings around both."),
    "gunviolence": QT_TRANSLATE_NOOP("Drugscene", "Shootings counted by distance, against random points."),
    "survey": QT_TRANSLATE_NOOP("Drugscene", "Weighted shares by distance to the nearest scene."),
    "withheld": QT_TRANSLATE_NOOP("Drugscene", "What the rules kept back from this package."),
}
"""How each table came about, in a line."""

METHOD_WORDS: Mapping[str, str] = {
    "method_title": QT_TRANSLATE_NOOP("Drugscene", "How the figures came about"),
    "round_line": QT_TRANSLATE_NOOP("Drugscene", "Mapping round {round}, state at {date}"),
    "draft": QT_TRANSLATE_NOOP("Drugscene", "DRAFT"),
    "draft_long": QT_TRANSLATE_NOOP("Drugscene", "DRAFT: the round is not published."),
    "internal": QT_TRANSLATE_NOOP("Drugscene", "INTERNAL"),
    "cooperation": QT_TRANSLATE_NOOP("Drugscene", "COOPERATION"),
    "public": QT_TRANSLATE_NOOP("Drugscene", "PUBLIC"),
    "internal_long": QT_TRANSLATE_NOOP(
        "Drugscene", "For the police alone: holds what neither municipalities nor the public may see."
    ),
    "cooperation_long": QT_TRANSLATE_NOOP("Drugscene", "For the police and the municipalities: not for the public."),
    "public_long": QT_TRANSLATE_NOOP("Drugscene", "May be shown to anyone."),
    "contents": QT_TRANSLATE_NOOP("Drugscene", "Contents"),
    "about_title": QT_TRANSLATE_NOOP("Drugscene", "The package"),
    "round": QT_TRANSLATE_NOOP("Drugscene", "Round"),
    "ref_date": QT_TRANSLATE_NOOP("Drugscene", "Reference date"),
    "state": QT_TRANSLATE_NOOP("Drugscene", "State"),
    "revision": QT_TRANSLATE_NOOP("Drugscene", "Revision"),
    "superseded": QT_TRANSLATE_NOOP("Drugscene", "{revision} (a later one is there)"),
    "profile": QT_TRANSLATE_NOOP("Drugscene", "Profile"),
    "checksum": QT_TRANSLATE_NOOP("Drugscene", "Checksum of the publication"),
    "crs": QT_TRANSLATE_NOOP("Drugscene", "Coordinate system"),
    "store": QT_TRANSLATE_NOOP("Drugscene", "Store"),
    "store_state": QT_TRANSLATE_NOOP("Drugscene", "revision {revision}, tables of version {version}"),
    "outlines": QT_TRANSLATE_NOOP("Drugscene", "Outlines in the files"),
    "outlines_exact": QT_TRANSLATE_NOOP("Drugscene", "as they were drawn"),
    "outlines_generalised": QT_TRANSLATE_NOOP(
        "Drugscene", "generalised: drawn as hexagons {width} m across, those that a scene covers at least {share} of"
    ),
    "outlines_point": QT_TRANSLATE_NOOP("Drugscene", "a point a scene: the middle of a hexagon {width} m across"),
    "outlines_none": QT_TRANSLATE_NOOP("Drugscene", "none: places by name alone"),
    "definitions_title": QT_TRANSLATE_NOOP("Drugscene", "Definition"),
    "definition": QT_TRANSLATE_NOOP("Drugscene", "Definition used"),
    "delisting": QT_TRANSLATE_NOOP("Drugscene", "De-listing rule used"),
    "wording": QT_TRANSLATE_NOOP("Drugscene", "Wording"),
    "no_wording": QT_TRANSLATE_NOOP("Drugscene", "the county's own; no published wording"),
    "source": QT_TRANSLATE_NOOP("Drugscene", "Source"),
    "rule": QT_TRANSLATE_NOOP("Drugscene", "As a rule"),
    "rule_version": QT_TRANSLATE_NOOP("Drugscene", "Version of the rule"),
    "note": QT_TRANSLATE_NOOP("Drugscene", "Note"),
    "and": QT_TRANSLATE_NOOP("Drugscene", "and"),
    "or": QT_TRANSLATE_NOOP("Drugscene", "or"),
    "not": QT_TRANSLATE_NOOP("Drugscene", "not"),
    "three_valued": QT_TRANSLATE_NOOP(
        "Drugscene",
        "Each criterion is answered yes, no or unknown (Kleene's three-valued logic, 1952). Where the answers "
        "settle nothing, the place is undecided, and an undecided place blocks publishing.",
    ),
    "areas_title": QT_TRANSLATE_NOOP("Drugscene", "Areas"),
    "areas_valid": QT_TRANSLATE_NOOP(
        "Drugscene",
        "The areas valid at the reference date {date}: {lpos} local police areas (LPO), "
        "{municipalities} municipalities.",
    ),
    "areas_official": QT_TRANSLATE_NOOP("Drugscene", "All of these boundaries are official."),
    "areas_made_up": QT_TRANSLATE_NOOP(
        "Drugscene", "These boundaries are made up for the sample county: no authority has drawn any of them."
    ),
    "areas_unofficial": QT_TRANSLATE_NOOP("Drugscene", "Not official boundaries ({count}): {names}."),
    "areas_assigned": QT_TRANSLATE_NOOP(
        "Drugscene", "A scene belongs to the area that holds most of its outline, unless a person decided otherwise."
    ),
    "links_title": QT_TRANSLATE_NOOP("Drugscene", "From round to round"),
    "links_text": QT_TRANSLATE_NOOP(
        "Drugscene",
        "Two outlines are proposed as linked where they share at least {link} of one of them; from {unsure} on a "
        "person is asked. An area that changed by less than {area} is continued, a pair that shares less than "
        "{moved} of both is moved. An overlap narrower than {sliver} m on average is drawing jitter. People decide "
        "each link.",
    ),
    "first_round": QT_TRANSLATE_NOOP("Drugscene", "This is the first round: there is nothing to compare it with."),
    "ledger_title": QT_TRANSLATE_NOOP("Drugscene", "Ledger"),
    "ledger_text": QT_TRANSLATE_NOOP(
        "Drugscene", "Round {before} against round {round}, both on the areas of {division}."
    ),
    "reconciles": QT_TRANSLATE_NOOP(
        "Drugscene", "The ledger reconciles in every unit: numbers exactly, areas within {tolerance} m²."
    ),
    "not_reconciles": QT_TRANSLATE_NOOP("Drugscene", "The ledger does not reconcile in every unit."),
    "series_break": QT_TRANSLATE_NOOP(
        "Drugscene",
        "Series break: the two rounds use different definitions, so that a change may be one of definition.",
    ),
    "undecided_links": QT_TRANSLATE_NOOP(
        "Drugscene", "{count} links are not decided: changes and ledger show what the machine proposes."
    ),
    "term": QT_TRANSLATE_NOOP("Drugscene", "Term"),
    "count": QT_TRANSLATE_NOOP("Drugscene", "Number"),
    "area": QT_TRANSLATE_NOOP("Drugscene", "Area (m²)"),
    "figures_title": QT_TRANSLATE_NOOP("Drugscene", "The figures"),
    "formula": QT_TRANSLATE_NOOP("Drugscene", "Formula"),
    "reference": QT_TRANSLATE_NOOP("Drugscene", "Reference"),
    "parameters": QT_TRANSLATE_NOOP("Drugscene", "Parameters"),
    "defined_above": QT_TRANSLATE_NOOP("Drugscene", "Defined above:"),
    "same_parameters": QT_TRANSLATE_NOOP("Drugscene", "Parameters as of: {table}."),
    "input_checksum": QT_TRANSLATE_NOOP("Drugscene", "SHA-256 of the input"),
    "no_follow_up": QT_TRANSLATE_NOOP("Drugscene", "The round has no figures of crime, shootings or surveys."),
    "read_withheld": QT_TRANSLATE_NOOP(
        "Drugscene",
        "How many rows were read and left out, and the checksum of the input, are told in the internal package "
        "alone: they would narrow what is withheld.",
    ),
    "groups_title": QT_TRANSLATE_NOOP("Drugscene", "Crime groups"),
    "groups_text": QT_TRANSLATE_NOOP(
        "Drugscene", "Codes are text: leading zeros count. A code outside its validity is not counted, and reported."
    ),
    "group": QT_TRANSLATE_NOOP("Drugscene", "Crime group"),
    "codes": QT_TRANSLATE_NOOP("Drugscene", "Codes with their validity"),
    "by_control": QT_TRANSLATE_NOOP("Drugscene", "Mostly found by police control: more control finds more crime."),
    "disclosure_title": QT_TRANSLATE_NOOP("Drugscene", "What may be shown"),
    "disclosure_internal": QT_TRANSLATE_NOOP("Drugscene", "The internal profile shows every number."),
    "disclosure_text": QT_TRANSLATE_NOOP(
        "Drugscene",
        "Counts of incidents, persons and answers below {threshold} are withheld, with every other number that "
        "would tell one of them, in this table or across the tables of the package. Shares rest on at least "
        "{minimum}.",
    ),
    "zero_shown": QT_TRANSLATE_NOOP("Drugscene", "A count of 0 is shown."),
    "zero_withheld": QT_TRANSLATE_NOOP("Drugscene", "A count of 0 is withheld like a small one."),
    "disclosure_version": QT_TRANSLATE_NOOP("Drugscene", "Version {version} of the rules."),
    "register": QT_TRANSLATE_NOOP(
        "Drugscene",
        "The package was held against every public one before it, so that no difference tells what one withholds.",
    ),
    "nothing_withheld": QT_TRANSLATE_NOOP("Drugscene", "Nothing was withheld."),
    "errata_title": QT_TRANSLATE_NOOP("Drugscene", "Corrections"),
    "no_errata": QT_TRANSLATE_NOOP("Drugscene", "The round has not been corrected."),
    "correction": QT_TRANSLATE_NOOP("Drugscene", "Revision {revision}, opened {date}"),
    "software_title": QT_TRANSLATE_NOOP("Drugscene", "Software"),
    "program": QT_TRANSLATE_NOOP("Drugscene", "Program"),
    "version": QT_TRANSLATE_NOOP("Drugscene", "Version"),
    "files_title": QT_TRANSLATE_NOOP("Drugscene", "The other files"),
    "files_text": QT_TRANSLATE_NOOP(
        "Drugscene",
        "SHA-256 of the bytes; of files marked with * of the content, in the way that manifest.json "
        "describes. This sheet's own checksum stands there, too.",
    ),
    "file": QT_TRANSLATE_NOOP("Drugscene", "File"),
    "size": QT_TRANSLATE_NOOP("Drugscene", "Bytes"),
    "withheld": QT_TRANSLATE_NOOP("Drugscene", "withheld"),
    "withheld_note": QT_TRANSLATE_NOOP("Drugscene", "Withheld: the number is small, or would tell a small one."),
    "yes": QT_TRANSLATE_NOOP("Drugscene", "Yes"),
    "no": QT_TRANSLATE_NOOP("Drugscene", "No"),
    "sheet": QT_TRANSLATE_NOOP("Drugscene", "Sheet"),
    "how": QT_TRANSLATE_NOOP("Drugscene", "How it came about"),
    "title": QT_TRANSLATE_NOOP("Drugscene", "Title"),
    "figure": QT_TRANSLATE_NOOP("Drugscene", "Figure"),
    "method": QT_TRANSLATE_NOOP("Drugscene", "Method"),
    "charts_how": QT_TRANSLATE_NOOP("Drugscene", "Drawn from the cells of the sheets below."),
    "withheld_cells": QT_TRANSLATE_NOOP(
        "Drugscene", "Hatched cells are withheld: the number is small, or would tell a small one."
    ),
    "front_sheet": QT_TRANSLATE_NOOP("Drugscene", "Contents"),
    "charts_sheet": QT_TRANSLATE_NOOP("Drugscene", "Charts"),
    "more": QT_TRANSLATE_NOOP(
        "Drugscene", "How each figure is calculated, with formulas and references, stands in method.html."
    ),
}
"""Words of the method sheet and of the workbook's front sheet, by code."""

PARAMETERS: Mapping[str, str] = {
    "from": QT_TRANSLATE_NOOP("Drugscene", "Period from"),
    "to": QT_TRANSLATE_NOOP("Drugscene", "Period to (not included)"),
    "from2": QT_TRANSLATE_NOOP("Drugscene", "Other period from"),
    "to2": QT_TRANSLATE_NOOP("Drugscene", "Other period to (not included)"),
    "from_round": QT_TRANSLATE_NOOP("Drugscene", "Compared with round"),
    "groups": QT_TRANSLATE_NOOP("Drugscene", "Crime groups (version)"),
    "own_kinds": QT_TRANSLATE_NOOP("Drugscene", "Kinds of crime as the input names them"),
    "band": QT_TRANSLATE_NOOP("Drugscene", "Width of the band beside (m)"),
    "bands": QT_TRANSLATE_NOOP("Drugscene", "Distance bands (m)"),
    "distances": QT_TRANSLATE_NOOP("Drugscene", "Distances (m)"),
    "region": QT_TRANSLATE_NOOP("Drugscene", "Compared with elsewhere in"),
    "basis": QT_TRANSLATE_NOOP("Drugscene", "Outlines used"),
    "baseline": QT_TRANSLATE_NOOP("Drugscene", "Measured on"),
    "dated_by": QT_TRANSLATE_NOOP("Drugscene", "A crime is dated by its"),
    "series_break": QT_TRANSLATE_NOOP("Drugscene", "Series break"),
    "seed": QT_TRANSLATE_NOOP("Drugscene", "Seed of the random numbers"),
    "fields": QT_TRANSLATE_NOOP("Drugscene", "Fields of the input"),
    "outlines_sha256": QT_TRANSLATE_NOOP("Drugscene", "SHA-256 of the outlines"),
    "share_counted": QT_TRANSLATE_NOOP("Drugscene", "Share of the rows that was counted"),
    "control": QT_TRANSLATE_NOOP("Drugscene", "Control"),
    "control_displacement": QT_TRANSLATE_NOOP("Drugscene", "Own areas around the control"),
    "people": QT_TRANSLATE_NOOP("Drugscene", "Chance spreads points by population"),
    "populated_polygons": QT_TRANSLATE_NOOP("Drugscene", "Polygons of the populated area"),
    "coverage": QT_TRANSLATE_NOOP("Drugscene", "Surveyed LPOs (none named: all)"),
    "problem": QT_TRANSLATE_NOOP("Drugscene", "Answers that mean a problem"),
    "others": QT_TRANSLATE_NOOP("Drugscene", "Other answers"),
    "missing": QT_TRANSLATE_NOOP("Drugscene", "Answers that count as none"),
    "minimum_n": QT_TRANSLATE_NOOP("Drugscene", "Least number of answers for a share"),
}
"""What the parameters of a figure are called, by name."""

PARAMETER_CODES: Mapping[str, str] = {
    "own": QT_TRANSLATE_NOOP("Drugscene", "each round's own"),
    "previous": QT_TRANSLATE_NOOP("Drugscene", "those of the round before, for both"),
    "union": QT_TRANSLATE_NOOP("Drugscene", "those of both rounds together"),
    "start": QT_TRANSLATE_NOOP("Drugscene", "start"),
    "end": QT_TRANSLATE_NOOP("Drugscene", "end"),
    "middle": QT_TRANSLATE_NOOP("Drugscene", "middle"),
    "matched": QT_TRANSLATE_NOOP("Drugscene", "matched by the earlier number"),
    "given": QT_TRANSLATE_NOOP("Drugscene", "chosen by the user"),
    "county": QT_TRANSLATE_NOOP("Drugscene", "the county"),
    "lpo": QT_TRANSLATE_NOOP("Drugscene", "the LPO"),
}
"""What the codes among the parameters are called."""


DEFINITION_NOTES: Tuple[str, ...] = (
    QT_TRANSLATE_NOOP(
        "Drugscene", '"skapar otrygghet för omgivningen" is read as perceived as problematic by the public'
    ),
    QT_TRANSLATE_NOOP("Drugscene", "the wording does not ask that the place persists"),
    QT_TRANSLATE_NOOP("Drugscene", "the wording asks for neither persistence nor perception"),
    QT_TRANSLATE_NOOP("Drugscene", "some dealing may remain"),
)
"""The notes of the definitions that come with the plugin, as their file has them."""


def package_word(code: str, language: str, **values: Any) -> str:
    """A word or sentence of the readable files, its places filled."""
    text = METHOD_WORDS.get(code) or PAGE_WORDS[code]
    filled: str = translate(CONTEXT, text, language)
    return filled.format(**values) if values else filled


def table_title(table: str, language: Optional[str] = None) -> str:
    """What a table is called; one without a title goes by its name."""
    return translate(CONTEXT, TABLE_TITLES.get(table, table), language)


def table_note(table: str, language: Optional[str] = None) -> str:
    """How a table came about, in a line; blank where its title says it."""
    return translate(CONTEXT, TABLE_NOTES[table], language) if table in TABLE_NOTES else ""


def parameter_name(name: str, language: str) -> str:
    """What a parameter is called; one without a name goes by its own."""
    return translate(CONTEXT, PARAMETERS.get(name, name), language)
