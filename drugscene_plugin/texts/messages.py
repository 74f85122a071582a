"""What a person reads when something is refused, found or done: one template a code, filled by name.

A test holds that every code raised or found in the plugin has its template here, with the values that it brings.
"""

from __future__ import annotations

from typing import Any, Callable, Mapping, Optional, Union

from ..domain.errors import Refusal
from ..domain.finding import Finding, Term
from . import CONTEXT, QT_TRANSLATE_NOOP, translate
from .labels import code_label, field_label
from .release_words import cells_text, changes_text, tables_text
from .sharing_messages import SHARING_REFUSALS

REFUSALS: Mapping[str, str] = {
    **SHARING_REFUSALS,
    "round_unknown": QT_TRANSLATE_NOOP("Drugscene", "There is no round {round}. The store has: {known}."),
    "sample_in_other_crs": QT_TRANSLATE_NOOP(
        "Drugscene", "The sample county lies in {sample_crs}, the store in {crs}: make the store in {sample_crs}."
    ),
    "round_exists": QT_TRANSLATE_NOOP("Drugscene", "There is already a round {round}."),
    "no_scene_selected": QT_TRANSLATE_NOOP("Drugscene", "No scene is selected: select one in the list or on the map."),
    "scene_in_round": QT_TRANSLATE_NOOP("Drugscene", "Round {round} already has the scene {scene}."),
    "round_label_invalid": QT_TRANSLATE_NOOP(
        "Drugscene",
        "“{round}” cannot be a round's label: use 1 to 32 letters, digits, dots, hyphens or underscores, such as 2023-11.",
    ),
    "round_not_editable": QT_TRANSLATE_NOOP(
        "Drugscene", "Round {round} is not a draft ({state}): its scenes can no longer be changed."
    ),
    "outline_not_polygon": QT_TRANSLATE_NOOP(
        "Drugscene", "An outline must be a polygon or multipolygon, not a {kind}."
    ),
    "text_not_storable": QT_TRANSLATE_NOOP(
        "Drugscene", "The text “{value}” for {field} has characters that cannot be stored."
    ),
    "area_exists": QT_TRANSLATE_NOOP(
        "Drugscene", "There is already an area {code} at level {level} that is valid at the same time."
    ),
    "code_repeated": QT_TRANSLATE_NOOP("Drugscene", "The code “{value}” is in the list {code_list} more than once."),
    "codes_line_malformed": QT_TRANSLATE_NOOP(
        "Drugscene",
        "Line {number} is no code: “{line}”. Write a code of up to 32 characters without blanks; then, after semicolons, "
        "its text in Swedish and in English.",
    ),
    "codes_missing": QT_TRANSLATE_NOOP("Drugscene", "There is no code in what was given."),
    "code_list_unknown": QT_TRANSLATE_NOOP(
        "Drugscene", "There is no code list {code_list} to set. There are: {known}."
    ),
    "store_exists": QT_TRANSLATE_NOOP("Drugscene", "There is already something at {location}: nothing is overwritten."),
    "store_missing": QT_TRANSLATE_NOOP("Drugscene", "There is no store at {location}."),
    "store_folder_missing": QT_TRANSLATE_NOOP(
        "Drugscene", "The store {location} cannot be made: there is no folder {folder}."
    ),
    "store_folder_read_only": QT_TRANSLATE_NOOP(
        "Drugscene", "The store {location} cannot be made: nothing can be written in the folder {folder}."
    ),
    "row_damaged": QT_TRANSLATE_NOOP(
        "Drugscene",
        "The store's table {table} holds a value that cannot be read, as other software may have written it: in the row with "
        "{row}, the column {column} holds “{value}”. Correct it there, or fetch the row from a backup.",
    ),
    "store_not_a_store": QT_TRANSLATE_NOOP("Drugscene", "{location} is not a Drugscene store."),
    "store_newer": QT_TRANSLATE_NOOP(
        "Drugscene",
        "The store {location} was made by a newer version of Drugscene: it has version {found}, "
        "and this one knows versions up to {known}. Update the plugin.",
    ),
    "store_older": QT_TRANSLATE_NOOP(
        "Drugscene", "The store {location} has version {found} and must be upgraded to version {known} first."
    ),
    "store_read_only": QT_TRANSLATE_NOOP("Drugscene", "The store {location} can be read but not written."),
    "store_locked": QT_TRANSLATE_NOOP(
        "Drugscene", "The store {location} is being written by another program. Nothing was saved; try again."
    ),
    "store_full": QT_TRANSLATE_NOOP(
        "Drugscene", "The disk that holds the store {location} is full. Nothing was saved."
    ),
    "store_unusable": QT_TRANSLATE_NOOP("Drugscene", "The store {location} cannot be used: {reason}"),
    "store_kind_unknown": QT_TRANSLATE_NOOP(
        "Drugscene",
        "{location} is not a kind of store that this version knows: give the path of a GeoPackage, or postgresql:NAME for a "
        "PostgreSQL connection saved in QGIS.",
    ),
    "crs_unknown": QT_TRANSLATE_NOOP("Drugscene", "The coordinate reference system “{crs}” is not known."),
    "crs_not_projected": QT_TRANSLATE_NOOP(
        "Drugscene", "{crs} is geographic (degrees): a store needs a projected system in metres, such as EPSG:3006."
    ),
    "crs_not_metres": QT_TRANSLATE_NOOP(
        "Drugscene", "{crs} does not measure in metres: a store needs a projected system in metres, such as EPSG:3006."
    ),
    "parameter_unknown": QT_TRANSLATE_NOOP("Drugscene", "There is no parameter {parameter}. There are: {known}."),
    "parameter_misspelt": QT_TRANSLATE_NOOP(
        "Drugscene", "There is no parameter {parameter}: did you mean {nearest}? There are: {known}."
    ),
    "parameter_missing": QT_TRANSLATE_NOOP("Drugscene", "The parameter {parameter} is missing."),
    "parameter_value_invalid": QT_TRANSLATE_NOOP("Drugscene", "{parameter}: “{value}” is no value for this parameter."),
    "parameter_word_unknown": QT_TRANSLATE_NOOP("Drugscene", "{parameter}: “{value}” is none of {known}."),
    "parameter_day_invalid": QT_TRANSLATE_NOOP("Drugscene", "{parameter}: “{value}” is no day in the form 2023-10-01."),
    "parameter_flag_invalid": QT_TRANSLATE_NOOP("Drugscene", "{parameter}: “{value}” is neither true nor false."),
    "parameter_number_invalid": QT_TRANSLATE_NOOP(
        "Drugscene", "{parameter}: “{value}” is no number that fits this parameter."
    ),
    "input_unreadable": QT_TRANSLATE_NOOP("Drugscene", "{parameter}: the layer “{value}” cannot be read."),
    "field_unknown": QT_TRANSLATE_NOOP(
        "Drugscene", "{parameter}: the layer {layer} has no field “{field}”. It has: {known}."
    ),
    "field_misspelt": QT_TRANSLATE_NOOP(
        "Drugscene",
        "{parameter}: the layer {layer} has no field “{field}”: did you mean {nearest}? It has: {known}.",
    ),
    "layer_not_polygons": QT_TRANSLATE_NOOP(
        "Drugscene", "The layer {layer} holds no polygons (its geometries are of type {kind})."
    ),
    "layer_mixed": QT_TRANSLATE_NOOP(
        "Drugscene",
        "The layer {layer} mixes types of geometry ({kind}), which QGIS reads one at a time: "
        "add |geometrytype=Polygon to its path.",
    ),
    "layer_not_points": QT_TRANSLATE_NOOP("Drugscene", "The layer {layer} holds no points but {kind}."),
    "incidents_unreadable": QT_TRANSLATE_NOOP("Drugscene", "{location} cannot be read: {reason}"),
    "text_file_missing": QT_TRANSLATE_NOOP("Drugscene", "There is no file {location}."),
    "text_file_empty": QT_TRANSLATE_NOOP(
        "Drugscene", "{location} does not begin with a line of column names, or is no text file."
    ),
    "text_file_wide": QT_TRANSLATE_NOOP(
        "Drugscene",
        "{location} is written in UTF-16, which a spreadsheet calls Unicode text: save it as CSV (UTF-8) instead.",
    ),
    "incidents_outside_county": QT_TRANSLATE_NOOP(
        "Drugscene",
        "None of the {rows} incidents with a place in the period lies in the county (rows {examples}): the coordinates may be "
        "those of another coordinate system, or the round that of another county.",
    ),
    "sedona_missing": QT_TRANSLATE_NOOP(
        "Drugscene",
        "{location} is an archive of GeoParquet, which Apache Sedona counts. Install it beside QGIS's Python: "
        "pip install sedonadb pyarrow geoarrow-pyarrow",
    ),
    "archive_not_countable": QT_TRANSLATE_NOOP(
        "Drugscene",
        "{location} cannot be counted where it lies ({reason}). An archive needs points in the store's CRS, and days as dates "
        "or times on Swedish clocks; incidents are dated by their start or end.",
    ),
    "archive_not_read": QT_TRANSLATE_NOOP(
        "Drugscene",
        "{location} is an archive of GeoParquet: its rows are counted where they lie, and this measure reads them one by one. "
        "Give it a layer of points, a table or a CSV file with the rows that it needs.",
    ),
    "categories_too_many": QT_TRANSLATE_NOOP(
        "Drugscene",
        "The field with the kind of crime holds more than {most} different values: is it the right one? Name crime groups "
        "to count these alone.",
    ),
    "category_personal": QT_TRANSLATE_NOOP(
        "Drugscene",
        "The field with the kind of crime holds what may be personal data ({masked}): is it the right one?",
    ),
    "incident_field_missing": QT_TRANSLATE_NOOP("Drugscene", "{location} has no field {field}. It has: {known}."),
    "codes_not_text": QT_TRANSLATE_NOOP(
        "Drugscene",
        "{field}: the crime codes are numbers, and have lost their leading zeros: give them as text, such as 0355.",
    ),
    "coordinates_swapped": QT_TRANSLATE_NOOP(
        "Drugscene",
        "{rows} of {placed} incidents with coordinates would lie in the county only if these stood the other way round "
        "(rows {examples}): change the fields for x (east, longitude) and y (north, latitude).",
    ),
    "dates_ambiguous": QT_TRANSLATE_NOOP(
        "Drugscene",
        "In the dates of the field {field} the month cannot be told from the day, in {rows} of the rows looked at "
        "(such as rows {examples}): write them as 2023-10-31.",
    ),
    "dates_mixed": QT_TRANSLATE_NOOP(
        "Drugscene",
        "The dates of the field {field} are written in more than one way: {rows} of the rows looked at differ from the "
        "others (such as rows {examples}): write all in one way, best as 2023-10-31.",
    ),
    "dates_unreadable": QT_TRANSLATE_NOOP(
        "Drugscene",
        "The dates of the field {field} cannot be read in {rows} of the rows looked at (such as rows {examples}): "
        "2023-10-01, 10/31/23 and 31.10.2023 can be.",
    ),
    "period_empty": QT_TRANSLATE_NOOP(
        "Drugscene", "The period from {start} to {end} has no day: the end is not included."
    ),
    "crime_groups_unreadable": QT_TRANSLATE_NOOP("Drugscene", "The file of crime groups cannot be read: {reason}"),
    "band_invalid": QT_TRANSLATE_NOOP("Drugscene", "A band of {band} m beside the scenes is not possible."),
    "scene_repeated_in_outlines": QT_TRANSLATE_NOOP("Drugscene", "Scene {scene} has more than one outline."),
    "layer_without_crs": QT_TRANSLATE_NOOP(
        "Drugscene",
        "The layer {layer} does not say in which coordinate reference system it is: set that first.",
    ),
    "outline_missing": QT_TRANSLATE_NOOP("Drugscene", "There is no outline."),
    "outline_empty": QT_TRANSLATE_NOOP("Drugscene", "The outline is empty."),
    "outline_not_finite": QT_TRANSLATE_NOOP("Drugscene", "The outline has a coordinate that is no number."),
    "outline_nothing_left": QT_TRANSLATE_NOOP(
        "Drugscene",
        "Nothing of a polygon remains of the outline when it is mended (area as drawn: {area:.1f} m²).",
    ),
    "outline_not_transformable": QT_TRANSLATE_NOOP(
        "Drugscene",
        "The outline cannot be brought from {crs} to {to_crs}: are its coordinates in {crs}? ({reason})",
    ),
    "row_outline_unreadable": QT_TRANSLATE_NOOP("Drugscene", "The outline ({kind}) cannot be read: {wkt}"),
    "areas_missing": QT_TRANSLATE_NOOP("Drugscene", "The layer holds no areas."),
    "area_nameless": QT_TRANSLATE_NOOP("Drugscene", "The area in row {row} has neither a code nor a name."),
    "area_without_code": QT_TRANSLATE_NOOP("Drugscene", "The area “{name}” has no code."),
    "area_without_polygon": QT_TRANSLATE_NOOP("Drugscene", "The area {name} (row {row}) has no polygon."),
    "area_codes_repeated": QT_TRANSLATE_NOOP(
        "Drugscene", "Codes must not repeat among the areas of a level; {number} do: {codes}."
    ),
    "area_validity_reversed": QT_TRANSLATE_NOOP(
        "Drugscene", "The areas cannot be valid from {valid_from} to {valid_to}: that ends before it starts."
    ),
    "ref_date_outside_divisions": QT_TRANSLATE_NOOP(
        "Drugscene", "On {ref_date} no area of level {level} is valid. The store has divisions for: {known}."
    ),
    "from_round_not_earlier": QT_TRANSLATE_NOOP(
        "Drugscene",
        "Round {round} ({ref_date}) cannot be carried forward from round {from_round}, which is "
        "not earlier ({from_date}).",
    ),
    "definition_unknown": QT_TRANSLATE_NOOP("Drugscene", "There is no definition “{definition}”. There are: {known}."),
    "delisting_unknown": QT_TRANSLATE_NOOP(
        "Drugscene", "There is no de-listing rule “{definition}”. There are: {known}."
    ),
    "definition_kind_unknown": QT_TRANSLATE_NOOP(
        "Drugscene", "The definition {definition} is of the unknown kind “{kind}”."
    ),
    "definition_criterion_unknown": QT_TRANSLATE_NOOP(
        "Drugscene", "The definition {definition} names the unknown criterion “{criterion}”."
    ),
    "definition_rule_malformed": QT_TRANSLATE_NOOP(
        "Drugscene", "The definition {definition} has a rule that cannot be read: {rule}"
    ),
    "definition_is_delisting_rule": QT_TRANSLATE_NOOP(
        "Drugscene", "{definition} is a rule for de-listing, not a definition of a scene."
    ),
    "definition_id_taken": QT_TRANSLATE_NOOP(
        "Drugscene", "{definition} is a definition that comes with the plugin: give your own another id."
    ),
    "definitions_file_missing": QT_TRANSLATE_NOOP(
        "Drugscene", "The file of definitions {location} cannot be read: {reason}"
    ),
    "definition_repeated": QT_TRANSLATE_NOOP("Drugscene", "The definition {definition} is there more than once."),
    "definitions_unreadable": QT_TRANSLATE_NOOP("Drugscene", "The definitions cannot be read: {reason}"),
    "scenes_missing": QT_TRANSLATE_NOOP("Drugscene", "The layer holds no rows."),
    "scene_gone": QT_TRANSLATE_NOOP("Drugscene", "The scene “{scene}” is no longer there."),
    "line_expected": QT_TRANSLATE_NOOP("Drugscene", "An outline can only be drawn along a line, not along a {kind}."),
    "half_width_out_of_range": QT_TRANSLATE_NOOP(
        "Drugscene", "The distance from the line is {value} m: it must be above 0 and at most {maximum} m."
    ),
    "journal_unreadable": QT_TRANSLATE_NOOP(
        "Drugscene", "Unsaved edits of an earlier session cannot be read. They are kept in {file}: {reason}"
    ),
    "journal_not_written": QT_TRANSLATE_NOOP(
        "Drugscene", "Unsaved edits are not protected against a crash now: {file} cannot be written ({reason})."
    ),
    "scene_id_invalid": QT_TRANSLATE_NOOP(
        "Drugscene", "“{scene}” cannot be a scene's id: use 1 to 64 characters without ; and |."
    ),
    "scene_id_repeated": QT_TRANSLATE_NOOP("Drugscene", "The id {scene} stands on more than one row: {rows}."),
    "scene_id_taken": QT_TRANSLATE_NOOP("Drugscene", "The round {round} already has a scene with the id {scene}."),
    "value_not_of_kind": QT_TRANSLATE_NOOP("Drugscene", "{field}: “{value}” is no value of the kind {kind}."),
    "code_unknown": QT_TRANSLATE_NOOP("Drugscene", "{field}: “{value}” is none of {known}."),
    "sample_crs": QT_TRANSLATE_NOOP(
        "Drugscene", "The sample county lies in {sample}: a store in {crs} cannot hold it."
    ),
    "import_refused": QT_TRANSLATE_NOOP(
        "Drugscene",
        "Nothing was imported, since {number} of {total} rows were refused (STRICT is on). The "
        "first: row {row}: {reason}",
    ),
    "edit_stale": QT_TRANSLATE_NOOP(
        "Drugscene", "Nothing was saved: others have saved the same scenes meanwhile ({scenes})."
    ),
    "area_bounds_invalid": QT_TRANSLATE_NOOP(
        "Drugscene", "The usual area cannot go from {minimum} to {maximum} m²: give 0 or more, the smaller first."
    ),
    "finding_without_mend": QT_TRANSLATE_NOOP("Drugscene", "This finding cannot be mended by a click ({finding})."),
    "overlap_not_takable": QT_TRANSLATE_NOOP(
        "Drugscene", "The overlap cannot be taken off: “{name}” and “{other}” have nearly the same outline."
    ),
    "unsaved_edits": QT_TRANSLATE_NOOP(
        "Drugscene", "Round {round} has edits in the panel that are not saved: save or drop them first."
    ),
    "language_unknown": QT_TRANSLATE_NOOP("Drugscene", "“{language}” is not a language of the package. Use: {known}."),
    "threshold_too_small": QT_TRANSLATE_NOOP("Drugscene", "The threshold is {threshold}; it must be at least 1."),
    "store_changing": QT_TRANSLATE_NOOP(
        "Drugscene", "Others kept saving to the store while round {round} was read. Nothing was exported; try again."
    ),
    "package_locked": QT_TRANSLATE_NOOP(
        "Drugscene", "{file} is open in another program, so the package cannot be replaced. Close it and try again."
    ),
    "package_has_other_files": QT_TRANSLATE_NOOP(
        "Drugscene", "{folder} would be replaced, but {file} in it comes from no export. Move it elsewhere first."
    ),
    "package_folder_closed": QT_TRANSLATE_NOOP("Drugscene", "Nothing can be written in the folder {folder}."),
    "package_folder_full": QT_TRANSLATE_NOOP(
        "Drugscene", "The disk that holds the folder {folder} is full. Nothing was exported."
    ),
    "package_folder_failed": QT_TRANSLATE_NOOP(
        "Drugscene", "The package cannot be written in the folder {folder}: {reason}"
    ),
    "atlas_unit_unknown": QT_TRANSLATE_NOOP(
        "Drugscene", "“{unit}” is not on the pages of round {round}. Known are, among others: {known}."
    ),
    "atlas_not_ours": QT_TRANSLATE_NOOP(
        "Drugscene", "{file} comes from no atlas and is not replaced. Move it elsewhere first."
    ),
    "look_not_for_profile": QT_TRANSLATE_NOOP(
        "Drugscene", "Scenes cannot be drawn by “{look}” for the profile {profile}, which may not see it."
    ),
    "base_unreadable": QT_TRANSLATE_NOOP("Drugscene", "The base map cannot be read: {layer}"),
    "base_in_memory": QT_TRANSLATE_NOOP(
        "Drugscene", "The scratch layer “{layer}” cannot lie beneath the map. Save it to a file first."
    ),
    "template_missing": QT_TRANSLATE_NOOP("Drugscene", "There is no template {template}."),
    "template_unreadable": QT_TRANSLATE_NOOP("Drugscene", "{template} is not a layout template that QGIS can read."),
    "template_without_map": QT_TRANSLATE_NOOP("Drugscene", "The template {template} has no map."),
    "template_item_missing": QT_TRANSLATE_NOOP(
        "Drugscene", "The template {template} has no label that shows {item}, which every page must show."
    ),
    "template_name_unknown": QT_TRANSLATE_NOOP(
        "Drugscene", "The template {template} uses “{name}” in “{item}”, which there is not. Nearest: {nearest}."
    ),
    "template_expression_broken": QT_TRANSLATE_NOOP(
        "Drugscene",
        "The template {template} has an expression in “{item}” that cannot be read: {expression} ({reason})",
    ),
    "draft_not_public": QT_TRANSLATE_NOOP("Drugscene", "The round is not published: there is no public package of it."),
    "outlines_not_public": QT_TRANSLATE_NOOP(
        "Drugscene", "The public may not have the outlines of scenes as “{outlines}”; choose one of: {known}."
    ),
    "minimum_n_negative": QT_TRANSLATE_NOOP(
        "Drugscene", "The smallest base of a share is {minimum}; it must be 0 or more."
    ),
    "chart_not_saved": QT_TRANSLATE_NOOP("Drugscene", "The chart could not be saved as {file}: {reason}."),
    "goal_invalid": QT_TRANSLATE_NOOP("Drugscene", "A goal of {goal} cannot be: it must be a number of 0 or more."),
    "release_would_tell": QT_TRANSLATE_NOOP(
        "Drugscene",
        "Together with what was released of round {round} (revision {revision}) on {at}, the package would tell {number} "
        "numbers that are withheld. They come from: {tables}. Some of them: {cells}. Not as it was then: {changes}. "
        "Nothing was written. Set back what is not as it was then, measure the figures again where they were measured "
        "with other settings, and make the package again; or hand on the earlier package, which stays as it is.",
    ),
    "suppression_not_found": QT_TRANSLATE_NOOP(
        "Drugscene",
        "It was not found in time which numbers must be withheld so that no small one can be worked out: the tables have "
        "{number} numbers, all tied by sums. Nothing was written. Ask for fewer crime groups, or without another period.",
    ),
    "link_scene_unknown": QT_TRANSLATE_NOOP(
        "Drugscene", "A link ({kind}) names the scene {scene}, which its round does not have."
    ),
    "link_thresholds_invalid": QT_TRANSLATE_NOOP(
        "Drugscene",
        "The share for asking ({unsure_share}) must be above 0 and no larger than that for linking ({link_share}), "
        "which is at most 1.",
    ),
    "link_decision_unsure": QT_TRANSLATE_NOOP("Drugscene", "The link {link} is still unsure: decide what happened."),
    "link_sides_wrong": QT_TRANSLATE_NOOP(
        "Drugscene", "The link {link} lacks a scene, or has one too many for its kind ({kind})."
    ),
    "link_reason_code_wrong": QT_TRANSLATE_NOOP(
        "Drugscene", "“{reason_code}” is no reason for the link {link} ({kind}). Reasons there: {known}."
    ),
    "link_rejected_without_reason": QT_TRANSLATE_NOOP("Drugscene", "Say why the scenes {link} are not linked."),
    "measure_ends_before_it_starts": QT_TRANSLATE_NOOP(
        "Drugscene", "The measure ends ({until}) before it starts ({since})."
    ),
    "round_published": QT_TRANSLATE_NOOP(
        "Drugscene", "Round {round} is published: what was decided about it no longer changes."
    ),
    "round_not_published": QT_TRANSLATE_NOOP(
        "Drugscene", "Round {round} is not published ({state}): only a published round can be corrected."
    ),
    "round_changed_meanwhile": QT_TRANSLATE_NOOP(
        "Drugscene", "Round {round} was changed by others since it was checked. Nothing was done; check it again."
    ),
    "round_not_publishable": QT_TRANSLATE_NOOP("Drugscene", "Round {round} cannot be published. Reasons: {count}."),
    "publish_not_confirmed": QT_TRANSLATE_NOOP(
        "Drugscene",
        "Round {round} could be published, but was not: set CONFIRM to do so. A published round can no "
        "longer be changed.",
    ),
    "first_round": QT_TRANSLATE_NOOP(
        "Drugscene", "Round {round} is the first: there is no round before it to compare it with."
    ),
    "link_rounds_out_of_order": QT_TRANSLATE_NOOP(
        "Drugscene",
        "Round {round} ({ref_date}) cannot be linked with round {from_round}, which is not earlier ({from_date}).",
    ),
    "link_accept_other_round": QT_TRANSLATE_NOOP(
        "Drugscene",
        "Links of round {round} can be accepted from the round before ({previous}) alone, not from {from_round}.",
    ),
    "link_scene_not_open": QT_TRANSLATE_NOOP("Drugscene", "There is no open scene {scene} in round {round}."),
    "link_decided_otherwise": QT_TRANSLATE_NOOP(
        "Drugscene", "{link}: {by} decided otherwise ({kind}, {at}). Give a reason to set that aside."
    ),
    "scene_unknown": QT_TRANSLATE_NOOP("Drugscene", "There is no scene {scene} in any round."),
    "sign_off_area_unknown": QT_TRANSLATE_NOOP(
        "Drugscene", "There is no area {code} of the kind {role} on the round's reference date. There are: {known}."
    ),
    "sign_off_scene_elsewhere": QT_TRANSLATE_NOOP(
        "Drugscene", "The scene {scene} of round {round} does not belong to {code}."
    ),
    "personal_data_given": QT_TRANSLATE_NOOP(
        "Drugscene", "The text for {field} holds personal data ({masked}). Nothing was kept; leave it out."
    ),
    "text_missing": QT_TRANSLATE_NOOP("Drugscene", "The text for {field} is missing."),
    "division_unknown": QT_TRANSLATE_NOOP(
        "Drugscene", "“{division}” names no division: write this, previous, or a day such as 2023-10-01."
    ),
    "revision_unknown": QT_TRANSLATE_NOOP(
        "Drugscene", "Round {round} has no published revision {revision}. Published are: {known}."
    ),
    "round_without_open_scenes": QT_TRANSLATE_NOOP(
        "Drugscene", "Round {round} has no open scene with an outline: there is nothing to count in."
    ),
    "round_without_areas": QT_TRANSLATE_NOOP(
        "Drugscene",
        "No local police area or municipality is valid on {day}, the reference date of round {round}: import the areas.",
    ),
    "crime_group_unknown": QT_TRANSLATE_NOOP("Drugscene", "There is no crime group {group}. There are: {known}."),
    "incident_field_needed": QT_TRANSLATE_NOOP(
        "Drugscene", "Name the field with {parameter}: none of the fields of {location} could be guessed to be it."
    ),
    "no_scene_ceased": QT_TRANSLATE_NOOP(
        "Drugscene", "No scene of round {from_round} has ceased by round {round}: there is nothing to test."
    ),
    "control_areas_empty": QT_TRANSLATE_NOOP("Drugscene", "{parameter} holds no polygon ({number} rows were read)."),
    "survey_without_places": QT_TRANSLATE_NOOP(
        "Drugscene", "The answers have no points: name the field with the distance to the nearest scene."
    ),
    "survey_outside_county": QT_TRANSLATE_NOOP(
        "Drugscene",
        "{rows} of {placed} answers with a place lie outside the county (rows {examples}): the coordinates may stand the "
        "wrong way round, or be those of another coordinate system.",
    ),
    "survey_distances_invalid": QT_TRANSLATE_NOOP(
        "Drugscene", "{number} distances are no numbers. The first (with their rows): {shown}."
    ),
    "figures_internal": QT_TRANSLATE_NOOP(
        "Drugscene",
        "Figures of the follow-up by themselves are for the internal profile alone, not for {profile}: which small "
        "numbers tell others can only be seen for all tables together, when a round is exported.",
    ),
    "baseline_without_polygons": QT_TRANSLATE_NOOP(
        "Drugscene",
        "A baseline of the kind “{kind}” needs polygons, and the total area needs none.",
    ),
    "baseline_without_numbers": QT_TRANSLATE_NOOP(
        "Drugscene",
        "A baseline of the kind “{kind}” needs to know how many people live in each polygon, and no other kind does: name the "
        "field with the number of people.",
    ),
    "baseline_numbers_wrong": QT_TRANSLATE_NOOP(
        "Drugscene",
        "{number} polygons of the baseline have a number of people that is missing or negative. The first (with their rows): {shown}.",
    ),
    "baseline_polygons_empty": QT_TRANSLATE_NOOP(
        "Drugscene",
        "{number} polygons of the baseline have no area. The first rows: {shown}.",
    ),
    "band_negative": QT_TRANSLATE_NOOP(
        "Drugscene",
        "The width of the band is {band} m: it must be 0 or more.",
    ),
    "outline_split_mismatch": QT_TRANSLATE_NOOP(
        "Drugscene",
        "The counts do not fit together: those of the later period are in the outlines {outlines}, but {expected} are needed.",
    ),
    "displacement_ring_alone": QT_TRANSLATE_NOOP(
        "Drugscene",
        "Displacement needs a ring around the scene and one around the control, or neither.",
    ),
    "displacement_weight_invalid": QT_TRANSLATE_NOOP(
        "Drugscene",
        "The weight {weight} cannot be used: weights must be above 0.",
    ),
    "ring_width_invalid": QT_TRANSLATE_NOOP(
        "Drugscene",
        "The width of the ring is {band} m: it must be above 0.",
    ),
    "distance_bands_invalid": QT_TRANSLATE_NOOP(
        "Drugscene",
        "“{bands}” are no distance bands: give distances above 0 in rising order, such as 250, 500, 1000.",
    ),
    "distances_negative": QT_TRANSLATE_NOOP(
        "Drugscene",
        "{number} distances are below 0. The first (with their rows): {shown}.",
    ),
    "survey_problem_values_missing": QT_TRANSLATE_NOOP(
        "Drugscene",
        "Say which answers mean a problem.",
    ),
    "survey_value_means_two_things": QT_TRANSLATE_NOOP(
        "Drugscene",
        "The answer “{value}” cannot mean a problem and something else, too.",
    ),
    "survey_weights_invalid": QT_TRANSLATE_NOOP(
        "Drugscene",
        "{number} answers have a weight that is missing, no number, 0 or negative. The first (with their rows): {shown}.",
    ),
    "survey_answers_unexpected": QT_TRANSLATE_NOOP(
        "Drugscene",
        "{number} answers are none of the expected ones. The first (with their rows): {shown}.",
    ),
    "survey_problem_values_absent": QT_TRANSLATE_NOOP(
        "Drugscene",
        "Nobody gave an answer that means a problem ({values}): is it spelt like this? Answers found: {found}.",
    ),
    "survey_coverage_unknown": QT_TRANSLATE_NOOP(
        "Drugscene",
        "{number} of the surveyed areas are no LPOs of the county. The first: {lpos}.",
    ),
    "populated_area_empty": QT_TRANSLATE_NOOP(
        "Drugscene",
        "The populated area has no area, or no people ({number} polygons were given).",
    ),
    "populated_area_too_thin": QT_TRANSLATE_NOOP(
        "Drugscene",
        "The populated area is too thin to draw points on: {number} found no place.",
    ),
    "gun_distances_invalid": QT_TRANSLATE_NOOP(
        "Drugscene",
        "“{distances}” are no distances: give numbers of 0 or more, where 0 is inside.",
    ),
    "periods_overlap": QT_TRANSLATE_NOOP(
        "Drugscene",
        "The periods {earlier} and {later} overlap or stand in the wrong order: change goes from an earlier to a later one.",
    ),
    "periods_differ_in_length": QT_TRANSLATE_NOOP(
        "Drugscene",
        "The periods {earlier} ({earlier_days} days) and {later} ({later_days} days) are not equally long: "
        "compare whole equal spans, such as 2023 and 2024.",
    ),
}
"""Why an operation was refused, by the code of the Refusal."""

FINDINGS: Mapping[str, str] = {
    "outline_missing": QT_TRANSLATE_NOOP("Drugscene", "“{name}” has no outline."),
    "outline_empty": QT_TRANSLATE_NOOP("Drugscene", "“{name}” has an empty outline."),
    "outline_not_polygon": QT_TRANSLATE_NOOP("Drugscene", "The outline of “{name}” is no polygon but a {kind}."),
    "outline_not_finite": QT_TRANSLATE_NOOP("Drugscene", "The outline of “{name}” has a coordinate that is no number."),
    "outline_invalid": QT_TRANSLATE_NOOP(
        "Drugscene",
        "The outline of “{name}” is invalid at {x:.1f}, {y:.1f}: {reason}.",
    ),
    "outline_missing_many": QT_TRANSLATE_NOOP("Drugscene", "{count} scenes have no outline."),
    "outline_empty_many": QT_TRANSLATE_NOOP("Drugscene", "{count} scenes have an empty outline."),
    "outline_invalid_many": QT_TRANSLATE_NOOP("Drugscene", "{count} outlines are invalid: {reason}."),
    "sliver_part": QT_TRANSLATE_NOOP(
        "Drugscene",
        "“{name}” has parts that look like slivers ({count}; the largest has {area_m2} m²).",
    ),
    "sliver_hole": QT_TRANSLATE_NOOP(
        "Drugscene",
        "“{name}” has holes that look like slivers ({count}; the largest has {area_m2} m²).",
    ),
    "sliver_part_many": QT_TRANSLATE_NOOP("Drugscene", "{count} scenes have parts that look like slivers."),
    "sliver_hole_many": QT_TRANSLATE_NOOP("Drugscene", "{count} scenes have holes that look like slivers."),
    "area_below_bounds": QT_TRANSLATE_NOOP(
        "Drugscene",
        "“{name}” is unusually small: {area_m2} m² (usual from {limit_m2} m²).",
    ),
    "area_above_bounds": QT_TRANSLATE_NOOP(
        "Drugscene",
        "“{name}” is unusually large: {area_m2} m² (usual up to {limit_m2} m²).",
    ),
    "area_below_bounds_many": QT_TRANSLATE_NOOP(
        "Drugscene",
        "{count} scenes are unusually small (below {limit_m2} m²).",
    ),
    "area_above_bounds_many": QT_TRANSLATE_NOOP(
        "Drugscene",
        "{count} scenes are unusually large (above {limit_m2} m²).",
    ),
    "overlap": QT_TRANSLATE_NOOP(
        "Drugscene",
        "“{name}” and “{other}” overlap by {area_m2} m² ({percent} % of the smaller).",
    ),
    "overlap_many": QT_TRANSLATE_NOOP("Drugscene", "{count} pairs of scenes overlap."),
    "duplicate_outline": QT_TRANSLATE_NOOP("Drugscene", "“{name}” and “{other}” have the same outline."),
    "duplicate_outline_many": QT_TRANSLATE_NOOP("Drugscene", "{count} pairs of scenes have the same outline."),
    "near_duplicate_outline": QT_TRANSLATE_NOOP(
        "Drugscene",
        "“{name}” and “{other}” have nearly the same outline ({percent} % in common).",
    ),
    "near_duplicate_outline_many": QT_TRANSLATE_NOOP(
        "Drugscene",
        "{count} pairs of scenes have nearly the same outline.",
    ),
    "slivers_between_outlines": QT_TRANSLATE_NOOP(
        "Drugscene",
        "{count} pairs of neighbours overlap very slightly: {area_m2} m² in all, the widest {width_m} m on average.",
    ),
    "same_place_as_past_scene": QT_TRANSLATE_NOOP(
        "Drugscene",
        "“{name}” has the outline of “{other}” ({status}): the same place under two ids?",
    ),
    "same_place_as_past_scene_many": QT_TRANSLATE_NOOP(
        "Drugscene",
        "{count} scenes have the outline of one that has ceased or is none: the same places under two ids?",
    ),
    "no_lpo_areas": QT_TRANSLATE_NOOP(
        "Drugscene",
        "No local police areas are valid on {ref_date}: scenes cannot be assigned to any.",
    ),
    "no_municipality_areas": QT_TRANSLATE_NOOP(
        "Drugscene",
        "No municipalities are valid on {ref_date}: scenes cannot be assigned to any.",
    ),
    "outside_county": QT_TRANSLATE_NOOP(
        "Drugscene",
        "“{name}” lies outside the county, {distance_m} m from the nearest: {nearest}.",
    ),
    "outside_county_many": QT_TRANSLATE_NOOP("Drugscene", "{count} scenes lie outside the county."),
    "outside_areas": QT_TRANSLATE_NOOP(
        "Drugscene",
        "“{name}” lies in no area ({level}); {distance_m} m to the nearest: {nearest}.",
    ),
    "outside_areas_many": QT_TRANSLATE_NOOP("Drugscene", "{count} scenes lie in no area ({level})."),
    "in_gap": QT_TRANSLATE_NOOP(
        "Drugscene",
        "“{name}” lies in a gap between areas ({level}); {distance_m} m to the nearest: {nearest}.",
    ),
    "in_gap_many": QT_TRANSLATE_NOOP("Drugscene", "{count} scenes lie in gaps between areas ({level})."),
    "partly_outside_county": QT_TRANSLATE_NOOP("Drugscene", "{percent} % of “{name}” lies outside the county."),
    "partly_outside_county_many": QT_TRANSLATE_NOOP("Drugscene", "{count} scenes lie partly outside the county."),
    "straddles_lpos": QT_TRANSLATE_NOOP(
        "Drugscene",
        "“{name}” lies in more than one local police area ({shares}); it is assigned to {area}.",
    ),
    "straddles_lpos_many": QT_TRANSLATE_NOOP("Drugscene", "{count} scenes lie in more than one local police area."),
    "straddles_municipalities": QT_TRANSLATE_NOOP(
        "Drugscene",
        "“{name}” lies in more than one municipality ({shares}); it is assigned to {area}.",
    ),
    "straddles_municipalities_many": QT_TRANSLATE_NOOP(
        "Drugscene",
        "{count} scenes lie in more than one municipality.",
    ),
    "areas_outdated": QT_TRANSLATE_NOOP(
        "Drugscene",
        "Scenes whose areas are not those that their outlines give now: {count}.",
    ),
    "duplicate_name": QT_TRANSLATE_NOOP("Drugscene", "{count} scenes in {lpo} are called “{name}”."),
    "duplicate_name_many": QT_TRANSLATE_NOOP(
        "Drugscene",
        "{count} names are used more than once within a local police area.",
    ),
    "name_missing": QT_TRANSLATE_NOOP("Drugscene", "Scenes without a name: {count}."),
    "candidates_to_judge": QT_TRANSLATE_NOOP("Drugscene", "Candidates still to be judged: {count}."),
    "undecided": QT_TRANSLATE_NOOP("Drugscene", "“{name}” is undecided: not answered for {definition}: {criteria}."),
    "undecided_many": QT_TRANSLATE_NOOP(
        "Drugscene",
        "{count} scenes are undecided, since answers are missing: {criteria}.",
    ),
    "undecided_neither_rule": QT_TRANSLATE_NOOP(
        "Drugscene",
        "“{name}” is undecided: neither {definition} nor the de-listing rule is met, because of {criteria}.",
    ),
    "undecided_neither_rule_many": QT_TRANSLATE_NOOP(
        "Drugscene",
        "{count} scenes are undecided: neither {definition} nor the de-listing rule is met.",
    ),
    "undecided_though_answered": QT_TRANSLATE_NOOP(
        "Drugscene",
        "“{name}” is undecided, although its answers say: {verdict} (by {criteria}).",
    ),
    "undecided_though_answered_many": QT_TRANSLATE_NOOP(
        "Drugscene",
        "{count} scenes are undecided, although their answers decide: {verdict}.",
    ),
    "criteria_unanswered": QT_TRANSLATE_NOOP(
        "Drugscene",
        "“{name}” lacks answers that {definition} or the de-listing rule asks for: {criteria}.",
    ),
    "criteria_unanswered_many": QT_TRANSLATE_NOOP(
        "Drugscene",
        "{count} scenes lack answers that {definition} or the de-listing rule asks for: {criteria}.",
    ),
    "classified_against_answers": QT_TRANSLATE_NOOP(
        "Drugscene",
        "“{name}” has the status: {status}, but its answers say: {verdict} (by {criteria}).",
    ),
    "classified_against_answers_many": QT_TRANSLATE_NOOP(
        "Drugscene",
        "{count} scenes have another status than their answers say.",
    ),
    "tag_missing": QT_TRANSLATE_NOOP("Drugscene", "“{name}” lacks: {tags}."),
    "tag_missing_many": QT_TRANSLATE_NOOP("Drugscene", "{count} scenes lack tags that are required: {tags}."),
    "category_unknown": QT_TRANSLATE_NOOP(
        "Drugscene",
        "“{name}” has the category {value}, which is not in the list ({known}).",
    ),
    "category_unknown_many": QT_TRANSLATE_NOOP(
        "Drugscene",
        "{count} scenes have a category that is not in the list ({known}).",
    ),
    "tag_code_unknown": QT_TRANSLATE_NOOP(
        "Drugscene",
        "“{name}” has codes for {tags} that are not in their list: {value}.",
    ),
    "tag_code_unknown_many": QT_TRANSLATE_NOOP(
        "Drugscene",
        "{count} scenes have codes that are not in their list: {tags}.",
    ),
    "to_confirm": QT_TRANSLATE_NOOP(
        "Drugscene",
        "Scenes whose answers and tags come from an earlier round and are not confirmed: {count}.",
    ),
    "id_changed": QT_TRANSLATE_NOOP(
        "Drugscene",
        "“{name}” ({id}) has the outline that “{previous_name}” ({previous_id}) had in the round "
        "before: has its id changed?",
    ),
    "id_changed_many": QT_TRANSLATE_NOOP(
        "Drugscene",
        "{count} scenes have the outline that another id had in the round before: have their ids changed?",
    ),
    "personal_data": QT_TRANSLATE_NOOP("Drugscene", "“{name}” has personal data ({kinds}) in: {fields} – {masked}."),
    "personal_data_many": QT_TRANSLATE_NOOP("Drugscene", "{count} scenes have personal data in free text ({kinds})."),
}
"""What a check found, by the code of the Finding."""

REVIEW_FINDINGS: Mapping[str, str] = {
    "delisted_locally": QT_TRANSLATE_NOOP(
        "Drugscene", "“{name}” stands open, but was taken off the list on {date} ({role}, {by})."
    ),
    "delisted_locally_to_judge": QT_TRANSLATE_NOOP(
        "Drugscene", "“{name}” is to be judged: it was taken off the list on {date} ({role}, {by})."
    ),
    "classified_locally_not_listed": QT_TRANSLATE_NOOP(
        "Drugscene", "“{name}” was classified as an open drug scene on {date} ({role}, {by}), but is not on the list."
    ),
    "predecessor_unknown": QT_TRANSLATE_NOOP(
        "Drugscene", "“{name}” names predecessors that stand in no round: {predecessors}."
    ),
    "predecessor_cycle": QT_TRANSLATE_NOOP("Drugscene", "“{name}” descends from itself: {predecessors}."),
    "id_without_overlap": QT_TRANSLATE_NOOP(
        "Drugscene",
        "“{name}” ({scene}) lies {distance_m} m from where the scene of that id was in the round "
        "before: was its id copied?",
    ),
    "round_before_unpublished": QT_TRANSLATE_NOOP(
        "Drugscene",
        "Round {round}, with which this one is compared, is not published ({state}): its figures may change.",
    ),
    "series_break": QT_TRANSLATE_NOOP(
        "Drugscene",
        "Rounds {from_round} and {round} use different definitions: every comparison between them is a series break.",
    ),
    "link_decision_lost": QT_TRANSLATE_NOOP(
        "Drugscene", "A decision is about a scene that no longer stands: from “{from_name}” to “{to_name}”, {kind}."
    ),
    "published_round_reopened": QT_TRANSLATE_NOOP(
        "Drugscene", "Round {round} was published, but other software has opened it again."
    ),
    "published_round_changed": QT_TRANSLATE_NOOP(
        "Drugscene",
        "Round {round} is not as it was published: other software has changed its scenes ({count}: {names}).",
    ),
    "published_record_changed": QT_TRANSLATE_NOOP(
        "Drugscene",
        "Round {round} is not as it was published: other software has changed its date, rules, decisions or record.",
    ),
    "link_unsure": QT_TRANSLATE_NOOP("Drugscene", "From “{from_name}” to “{to_name}”: unsure ({reason})."),
    "links_undecided": QT_TRANSLATE_NOOP("Drugscene", "Not decided: {count} × {kind}."),
    "link_kind_misfits": QT_TRANSLATE_NOOP(
        "Drugscene",
        "From “{from_name}” to “{to_name}”: {kind} does not fit the links beside it; possible: {allowed}.",
    ),
    "link_disputed": QT_TRANSLATE_NOOP(
        "Drugscene",
        "From “{from_name}” to “{to_name}”: {other_by} decided {other_kind}, then {by} decided {kind} "
        "without a reason.",
    ),
    "sign_off_missing": QT_TRANSLATE_NOOP("Drugscene", "{area} ({role}) has not signed. Scenes: {count}."),
    "sign_off_missing_none": QT_TRANSLATE_NOOP("Drugscene", "{area} ({role}) has not signed that it has no scenes."),
    "sign_off_voided": QT_TRANSLATE_NOOP(
        "Drugscene", "{area} ({role}) signed what was changed afterwards. Scenes: {count}."
    ),
    "sign_off_voided_none": QT_TRANSLATE_NOOP(
        "Drugscene", "{area} ({role}) signed that it has no scenes, but to another state."
    ),
    "sign_off_objected": QT_TRANSLATE_NOOP("Drugscene", "{area} ({role}) objects: {comment} ({by}). Scenes: {count}."),
    "sign_off_objected_none": QT_TRANSLATE_NOOP(
        "Drugscene", "{area} ({role}) objects to having no scenes: {comment} ({by})"
    ),
    "ledger_does_not_reconcile": QT_TRANSLATE_NOOP(
        "Drugscene",
        "The ledger does not reconcile for {unit} ({level}), {measure}: from {opening} the changes lead "
        "to {expected}, but the round has {closing} (difference {difference}).",
    ),
}
"""What speaks against a round beside its own rows: decisions, links, sign-offs, ledger, what was published."""


_OF_RELEASES: Mapping[str, Callable[[Any, Optional[str]], str]] = {
    "cells": cells_text,
    "tables": tables_text,
    "changes": changes_text,
}
"""What a refused release names, with how that is said."""

_CODED: Mapping[str, str] = {"state": "round_state", "level": "area_level"}
"""Values that are codes wherever they stand, with the list that they are of."""


def _filled(template: str, values: Mapping[str, object], language: Optional[str]) -> str:
    worded = {name: _worded(name, value, language) for name, value in values.items()}
    return translate(CONTEXT, template, language).format(**worded)


def _worded(name: str, value: object, language: Optional[str]) -> object:
    """A value as it is read: codes by their labels, everything else as it is."""
    if name in _OF_RELEASES:
        return _OF_RELEASES[name](value, language)
    if name in _CODED and isinstance(value, str):
        return code_label(_CODED[name], value, language)
    if not isinstance(value, Term):
        return value
    if value.code_list == "field":
        return ", ".join(field_label(code, language) for code in value.codes)
    return ", ".join(code_label(value.code_list, code, language) for code in value.codes)


def message(what: Union[Refusal, Finding], language: Optional[str] = None) -> str:
    """The sentence for a refusal or a finding, in a language (default: QGIS's)."""
    templates = REFUSALS if isinstance(what, Refusal) else {**FINDINGS, **REVIEW_FINDINGS}
    return _filled(templates[what.code], what.values, language)
