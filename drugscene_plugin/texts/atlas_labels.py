"""What stands on the pages of an atlas beside names and figures."""

from __future__ import annotations

from typing import Any, Mapping, Optional

from . import CONTEXT, QT_TRANSLATE_NOOP, translate

ATLAS_WORDS: Mapping[str, str] = {
    "county_title": QT_TRANSLATE_NOOP("Drugscene", "Open drug scenes in the county"),
    "lpo_title": QT_TRANSLATE_NOOP("Drugscene", "{name}: open drug scenes"),
    "round_line": QT_TRANSLATE_NOOP("Drugscene", "Mapping round {round}, state at {date}"),
    "compared": QT_TRANSLATE_NOOP("Drugscene", "compared with round {round}"),
    "series_break": QT_TRANSLATE_NOOP("Drugscene", "other definition: series break"),
    "proposed": QT_TRANSLATE_NOOP("Drugscene", "changes as proposed, not all decided"),
    "revision": QT_TRANSLATE_NOOP("Drugscene", "revision {revision}"),
    "internal": QT_TRANSLATE_NOOP("Drugscene", "INTERNAL"),
    "cooperation": QT_TRANSLATE_NOOP("Drugscene", "COOPERATION"),
    "public": QT_TRANSLATE_NOOP("Drugscene", "PUBLIC"),
    "draft": QT_TRANSLATE_NOOP("Drugscene", "DRAFT"),
    "page": QT_TRANSLATE_NOOP("Drugscene", "Page {page} of {pages}"),
    "scale": QT_TRANSLATE_NOOP("Drugscene", "Scale 1:{scale}"),
    "sources": QT_TRANSLATE_NOOP(
        "Drugscene", "Sources: the mapping by police and municipalities; boundaries of the reference date. {crs}."
    ),
    "generalised": QT_TRANSLATE_NOOP("Drugscene", "Outlines are generalised."),
    "points": QT_TRANSLATE_NOOP("Drugscene", "Points show about where a scene lies."),
    "no_places": QT_TRANSLATE_NOOP("Drugscene", "Places are given by name alone."),
    "definition": QT_TRANSLATE_NOOP("Drugscene", "Definition {id}: {wording} ({source})"),
    "own_definition": QT_TRANSLATE_NOOP("Drugscene", "Definition {id}"),
    "made_up": QT_TRANSLATE_NOOP("Drugscene", "Areas are made up for the sample county."),
    "not_official": QT_TRANSLATE_NOOP("Drugscene", "Areas are not official."),
    "some_not_official": QT_TRANSLATE_NOOP("Drugscene", "Not official: {names}."),
    "continued": QT_TRANSLATE_NOOP("Drugscene", "Continues on the next page"),
    "continued_from": QT_TRANSLATE_NOOP("Drugscene", "{heading} (continued)"),
    "key_figures": QT_TRANSLATE_NOOP("Drugscene", "Key figures"),
    "scenes": QT_TRANSLATE_NOOP("Drugscene", "Scenes"),
    "facts": QT_TRANSLATE_NOOP("Drugscene", "Classification, area and change"),
    "criteria": QT_TRANSLATE_NOOP("Drugscene", "Criteria"),
    "history": QT_TRANSLATE_NOOP("Drugscene", "History"),
    "measures": QT_TRANSLATE_NOOP("Drugscene", "Measures taken"),
    "period": QT_TRANSLATE_NOOP("Drugscene", "Period"),
    "figures": QT_TRANSLATE_NOOP("Drugscene", "Crime inside and beside, with 95 % intervals"),
    "no_scenes": QT_TRANSLATE_NOOP("Drugscene", "There is no open drug scene in this area."),
    "no_scenes_county": QT_TRANSLATE_NOOP("Drugscene", "There is no open drug scene."),
    "no_figures": QT_TRANSLATE_NOOP("Drugscene", "No figures have been measured."),
    "no_measures": QT_TRANSLATE_NOOP("Drugscene", "No measures are recorded."),
    "first_round": QT_TRANSLATE_NOOP("Drugscene", "First round: nothing to compare with."),
    "lost_outline": QT_TRANSLATE_NOOP("Drugscene", "The outline is lost."),
    "inset": QT_TRANSLATE_NOOP("Drugscene", "Enlarged part {number}"),
    "this_round": QT_TRANSLATE_NOOP("Drugscene", "Round {round}, {date}"),
    "layer_scenes": QT_TRANSLATE_NOOP("Drugscene", "Open drug scenes {round}"),
    "layer_before": QT_TRANSLATE_NOOP("Drugscene", "Outline in round {round}"),
    "layer_lpo": QT_TRANSLATE_NOOP("Drugscene", "Local police area (LPO)"),
    "layer_municipality": QT_TRANSLATE_NOOP("Drugscene", "Municipality"),
    "layer_density": QT_TRANSLATE_NOOP("Drugscene", "Scenes per 10 km² of the LPO"),
    "criterion": QT_TRANSLATE_NOOP("Drugscene", "Criterion"),
    "answer": QT_TRANSLATE_NOOP("Drugscene", "Answer"),
    "rests_on": QT_TRANSLATE_NOOP("Drugscene", "Rests on"),
    "date": QT_TRANSLATE_NOOP("Drugscene", "Date"),
    "number": QT_TRANSLATE_NOOP("Drugscene", "Number"),
    "area": QT_TRANSLATE_NOOP("Drugscene", "Area (m²)"),
    "area_before": QT_TRANSLATE_NOOP("Drugscene", "Before (m²)"),
    "area_change": QT_TRANSLATE_NOOP("Drugscene", "Change (m²)"),
    "interval": QT_TRANSLATE_NOOP("Drugscene", "{low} to {high}"),
    "interval_of": QT_TRANSLATE_NOOP("Drugscene", "95\u00a0% interval"),
    "inside": QT_TRANSLATE_NOOP("Drugscene", "Inside"),
    "beside": QT_TRANSLATE_NOOP("Drugscene", "Beside"),
    "ratio_elsewhere": QT_TRANSLATE_NOOP("Drugscene", "Against elsewhere (×)"),
    "change_per_day": QT_TRANSLATE_NOOP("Drugscene", "Change (%)"),
    "predecessors": QT_TRANSLATE_NOOP("Drugscene", "Came from"),
    "on_list_since": QT_TRANSLATE_NOOP("Drugscene", "On the list since"),
    "left_list": QT_TRANSLATE_NOOP("Drugscene", "Left the list"),
    "total": QT_TRANSLATE_NOOP("Drugscene", "Total"),
    "base_missing": QT_TRANSLATE_NOOP(
        "Drugscene", "The base map “{item}” cannot be had, and the pages are without it: is its file or server there?"
    ),
    "base_silent": QT_TRANSLATE_NOOP(
        "Drugscene",
        "The server of the base map “{item}” did not answer everything: parts of it may be blank on the pages ({name}).",
    ),
    "template_font_missing": QT_TRANSLATE_NOOP(
        "Drugscene", "The font “{name}” of the template's item “{item}” is not installed; another is used."
    ),
    "template_table_missing": QT_TRANSLATE_NOOP(
        "Drugscene", "The template has no table “{item}”: what would stand there is left out."
    ),
    "template_image_missing": QT_TRANSLATE_NOOP(
        "Drugscene", "The image {name} of the template's item “{item}” is missing."
    ),
}
"""Words and sentences, by code."""

LEGEND_TEXTS = (
    QT_TRANSLATE_NOOP("Drugscene", "Not decided yet"),
    QT_TRANSLATE_NOOP("Drugscene", "Other categories"),
    QT_TRANSLATE_NOOP("Drugscene", "No category"),
    QT_TRANSLATE_NOOP("Drugscene", "No scenes"),
    QT_TRANSLATE_NOOP("Drugscene", "Under 0.1"),
    QT_TRANSLATE_NOOP("Drugscene", "0.1 to 0.5"),
    QT_TRANSLATE_NOOP("Drugscene", "0.5 to 1"),
    QT_TRANSLATE_NOOP("Drugscene", "1 and more"),
)
"""What legends say beside the names of codes: the texts of ``resources/styles``."""


def atlas_word(code: str, language: Optional[str] = None, **values: Any) -> str:
    """A word or sentence of the atlas, its places filled."""
    filled: str = translate(CONTEXT, ATLAS_WORDS[code], language)
    return filled.format(**values) if values else filled
