"""The words of the public page."""

from __future__ import annotations

from typing import Mapping

from . import QT_TRANSLATE_NOOP

PAGE_WORDS: Mapping[str, str] = {
    "page_title": QT_TRANSLATE_NOOP("Drugscene", "Open drug scenes {round}"),
    "state_at": QT_TRANSLATE_NOOP("Drugscene", "State at {date}"),
    "skip": QT_TRANSLATE_NOOP("Drugscene", "Skip to the content"),
    "on_this_page": QT_TRANSLATE_NOOP("Drugscene", "On this page"),
    "what_is_a_scene": QT_TRANSLATE_NOOP("Drugscene", "What counts as an open drug scene:"),
    "key_title": QT_TRANSLATE_NOOP("Drugscene", "Key figures"),
    "key_scenes": QT_TRANSLATE_NOOP("Drugscene", "open drug scenes"),
    "key_area": QT_TRANSLATE_NOOP("Drugscene", "scene area"),
    "key_municipalities": QT_TRANSLATE_NOOP("Drugscene", "municipalities with a scene, of {all}"),
    "key_lpos": QT_TRANSLATE_NOOP("Drugscene", "local police areas (LPO) with a scene, of {all}"),
    "key_change": QT_TRANSLATE_NOOP("Drugscene", "{change} since round {round}"),
    "map_title": QT_TRANSLATE_NOOP("Drugscene", "Map"),
    "map_text": QT_TRANSLATE_NOOP(
        "Drugscene",
        "The scenes are drawn coarsely, in hexagons {width} m across, so that the map shows where a scene lies but "
        "not the line that was drawn. On the map of the county a dot marks each scene; the outlines are drawn on "
        "the maps of the local police areas below.",
    ),
    "map_points": QT_TRANSLATE_NOOP("Drugscene", "Each scene is marked by a point near its middle."),
    "map_names": QT_TRANSLATE_NOOP("Drugscene", "This package shows scenes by name alone: there is no map."),
    "map_alt": QT_TRANSLATE_NOOP(
        "Drugscene",
        "Map of the county with its municipalities and local police areas (LPO). Round {round} has {new} open drug "
        "scenes, round {before} had {old}. Where they lie stands in the table of scenes.",
    ),
    "map_alt_first": QT_TRANSLATE_NOOP(
        "Drugscene",
        "Map of the county with its municipalities and local police areas (LPO). Round {round} has {new} open drug "
        "scenes. Where they lie stands in the table of scenes.",
    ),
    "detail_alt": QT_TRANSLATE_NOOP(
        "Drugscene", "{name}: round {round} has {new} open drug scenes here, round {before} had {old}."
    ),
    "detail_alt_first": QT_TRANSLATE_NOOP("Drugscene", "{name}: round {round} has {new} open drug scenes here."),
    "legend_new": QT_TRANSLATE_NOOP("Drugscene", "Round {round}: filled, solid line"),
    "legend_old": QT_TRANSLATE_NOOP("Drugscene", "Round {round}: dashed line"),
    "legend_lpo": QT_TRANSLATE_NOOP("Drugscene", "Local police area (LPO)"),
    "legend_municipality": QT_TRANSLATE_NOOP("Drugscene", "Municipality"),
    "made_up": QT_TRANSLATE_NOOP("Drugscene", "All boundaries are made up for the sample county."),
    "unofficial": QT_TRANSLATE_NOOP("Drugscene", "Not all boundaries are official."),
    "ledger_heading": QT_TRANSLATE_NOOP("Drugscene", "From round {before} to round {round}"),
    "ledger_sentence": QT_TRANSLATE_NOOP(
        "Drugscene", "Round {before} had {opening} scenes, round {round} has {closing}: {terms}."
    ),
    "ledger_nothing": QT_TRANSLATE_NOOP("Drugscene", "nothing changed"),
    "term_ceased": QT_TRANSLATE_NOOP("Drugscene", "{count} ceased"),
    "term_new": QT_TRANSLATE_NOOP("Drugscene", "{count} new"),
    "term_returned": QT_TRANSLATE_NOOP("Drugscene", "{count} returned"),
    "term_split": QT_TRANSLATE_NOOP("Drugscene", "{count} more by splits"),
    "term_merged": QT_TRANSLATE_NOOP("Drugscene", "{count} fewer by mergers"),
    "rounds_title": QT_TRANSLATE_NOOP("Drugscene", "Round by round"),
    "lpos_title": QT_TRANSLATE_NOOP("Drugscene", "Local police areas (LPO)"),
    "municipalities_title": QT_TRANSLATE_NOOP("Drugscene", "Municipalities"),
    "scenes_title": QT_TRANSLATE_NOOP("Drugscene", "The scenes"),
    "follow_up_title": QT_TRANSLATE_NOOP("Drugscene", "Follow-up"),
    "follow_up_text": QT_TRANSLATE_NOOP(
        "Drugscene",
        "The figures describe; they do not explain. Scenes were chosen partly for their crime, so that high counts "
        "tend to fall by themselves (regression to the mean). The whole tables are among the files below.",
    ),
    "rows_withheld": QT_TRANSLATE_NOOP(
        "Drugscene", "Rows are left out here in which nothing was counted, or in which every number is withheld."
    ),
    "withheld_title": QT_TRANSLATE_NOOP("Drugscene", "What is withheld, and why"),
    "withheld_text": QT_TRANSLATE_NOOP(
        "Drugscene",
        "Where a cell says “withheld”, its number is small or would tell a small one. Category, notes, sources and "
        "names of persons are shown to no one outside the authorities.",
    ),
    "files_heading": QT_TRANSLATE_NOOP("Drugscene", "Files"),
    "file_method": QT_TRANSLATE_NOOP(
        "Drugscene", "How the figures came about: definitions, formulas, rules, checksums"
    ),
    "file_workbook": QT_TRANSLATE_NOOP("Drugscene", "All tables in one workbook"),
    "file_gpkg": QT_TRANSLATE_NOOP("Drugscene", "Map layer (GeoPackage)"),
    "file_geojson": QT_TRANSLATE_NOOP("Drugscene", "Map layer (GeoJSON)"),
    "file_manifest": QT_TRANSLATE_NOOP("Drugscene", "What the package holds, for programs"),
    "file_table": QT_TRANSLATE_NOOP("Drugscene", "Table: {title}"),
    "file_chart": QT_TRANSLATE_NOOP("Drugscene", "Chart: {title}"),
    "file_overview": QT_TRANSLATE_NOOP("Drugscene", "Map of the county, to print"),
    "file_lpo_atlas": QT_TRANSLATE_NOOP("Drugscene", "A map of each local police area (LPO), to print"),
    "file_scenes": QT_TRANSLATE_NOOP("Drugscene", "A page about each scene, to print"),
    "as_text": QT_TRANSLATE_NOOP("Drugscene", "The chart in words"),
    "sources": QT_TRANSLATE_NOOP(
        "Drugscene",
        "Mapped by the police together with the municipalities. Made with the QGIS plugin Drugscene {version}.",
    ),
    "more_method": QT_TRANSLATE_NOOP("Drugscene", "How the figures came about"),
}
"""Words and sentences of the public page, by code."""
