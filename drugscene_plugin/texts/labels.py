"""What codes and fields are called, in the field's own words: one label a code."""

from __future__ import annotations

from typing import Mapping, Optional

from . import CONTEXT, QT_TRANSLATE_NOOP, translate

FIELDS: Mapping[str, str] = {
    "scene_id": QT_TRANSLATE_NOOP("Drugscene", "Scene id"),
    "round": QT_TRANSLATE_NOOP("Drugscene", "Round"),
    "name": QT_TRANSLATE_NOOP("Drugscene", "Name"),
    "status": QT_TRANSLATE_NOOP("Drugscene", "Status"),
    "status_reason": QT_TRANSLATE_NOOP("Drugscene", "Reason for the status"),
    "ref_date": QT_TRANSLATE_NOOP("Drugscene", "Reference date"),
    "definition": QT_TRANSLATE_NOOP("Drugscene", "Definition"),
    "delisting": QT_TRANSLATE_NOOP("Drugscene", "De-listing rule"),
    "delimited": QT_TRANSLATE_NOOP("Drugscene", "Can be delimited"),
    "delimited_source": QT_TRANSLATE_NOOP("Drugscene", "Can be delimited: source"),
    "delimited_date": QT_TRANSLATE_NOOP("Drugscene", "Can be delimited: date"),
    "delimited_assessor": QT_TRANSLATE_NOOP("Drugscene", "Can be delimited: assessor"),
    "persistent": QT_TRANSLATE_NOOP("Drugscene", "Persistent"),
    "persistent_source": QT_TRANSLATE_NOOP("Drugscene", "Persistent: source"),
    "persistent_date": QT_TRANSLATE_NOOP("Drugscene", "Persistent: date"),
    "persistent_assessor": QT_TRANSLATE_NOOP("Drugscene", "Persistent: assessor"),
    "use": QT_TRANSLATE_NOOP("Drugscene", "Use of narcotics"),
    "use_source": QT_TRANSLATE_NOOP("Drugscene", "Use of narcotics: source"),
    "use_date": QT_TRANSLATE_NOOP("Drugscene", "Use of narcotics: date"),
    "use_assessor": QT_TRANSLATE_NOOP("Drugscene", "Use of narcotics: assessor"),
    "sale": QT_TRANSLATE_NOOP("Drugscene", "Sale of narcotics"),
    "sale_source": QT_TRANSLATE_NOOP("Drugscene", "Sale of narcotics: source"),
    "sale_date": QT_TRANSLATE_NOOP("Drugscene", "Sale of narcotics: date"),
    "sale_assessor": QT_TRANSLATE_NOOP("Drugscene", "Sale of narcotics: assessor"),
    "public": QT_TRANSLATE_NOOP("Drugscene", "In public"),
    "public_source": QT_TRANSLATE_NOOP("Drugscene", "In public: source"),
    "public_date": QT_TRANSLATE_NOOP("Drugscene", "In public: date"),
    "public_assessor": QT_TRANSLATE_NOOP("Drugscene", "In public: assessor"),
    "perceived_public": QT_TRANSLATE_NOOP("Drugscene", "Perceived as a problem by the public"),
    "perceived_public_source": QT_TRANSLATE_NOOP("Drugscene", "Perceived by the public: source"),
    "perceived_public_date": QT_TRANSLATE_NOOP("Drugscene", "Perceived by the public: date"),
    "perceived_public_assessor": QT_TRANSLATE_NOOP("Drugscene", "Perceived by the public: assessor"),
    "perceived_authorities": QT_TRANSLATE_NOOP("Drugscene", "Perceived as a problem by authorities"),
    "perceived_authorities_source": QT_TRANSLATE_NOOP("Drugscene", "Perceived by authorities: source"),
    "perceived_authorities_date": QT_TRANSLATE_NOOP("Drugscene", "Perceived by authorities: date"),
    "perceived_authorities_assessor": QT_TRANSLATE_NOOP("Drugscene", "Perceived by authorities: assessor"),
    "category": QT_TRANSLATE_NOOP("Drugscene", "Category"),
    "place_type": QT_TRANSLATE_NOOP("Drugscene", "Type of place"),
    "substances": QT_TRANSLATE_NOOP("Drugscene", "Substances"),
    "group_present": QT_TRANSLATE_NOOP("Drugscene", "Group"),
    "times_of_day": QT_TRANSLATE_NOOP("Drugscene", "Times of day"),
    "days_of_week": QT_TRANSLATE_NOOP("Drugscene", "Days of the week"),
    "first_known_year": QT_TRANSLATE_NOOP("Drugscene", "First known year"),
    "to_discuss": QT_TRANSLATE_NOOP("Drugscene", "To discuss"),
    "note": QT_TRANSLATE_NOOP("Drugscene", "Note"),
    "lpo_code": QT_TRANSLATE_NOOP("Drugscene", "LPO code"),
    "lpo_name": QT_TRANSLATE_NOOP("Drugscene", "Local police area (LPO)"),
    "lpo_share": QT_TRANSLATE_NOOP("Drugscene", "Share within the LPO"),
    "lpo_shares": QT_TRANSLATE_NOOP("Drugscene", "Shares by LPO"),
    "lpo_reason": QT_TRANSLATE_NOOP("Drugscene", "Reason for another LPO"),
    "municipality_code": QT_TRANSLATE_NOOP("Drugscene", "Municipality code"),
    "municipality_name": QT_TRANSLATE_NOOP("Drugscene", "Municipality"),
    "municipality_shares": QT_TRANSLATE_NOOP("Drugscene", "Shares by municipality"),
    "municipality_reason": QT_TRANSLATE_NOOP("Drugscene", "Reason for another municipality"),
    "predecessors": QT_TRANSLATE_NOOP("Drugscene", "Came from"),
    "to_confirm": QT_TRANSLATE_NOOP("Drugscene", "To confirm"),
    "revision": QT_TRANSLATE_NOOP("Drugscene", "Revision"),
    "area_m2": QT_TRANSLATE_NOOP("Drugscene", "Area (m²)"),
    "change": QT_TRANSLATE_NOOP("Drugscene", "Change"),
    "valid_from": QT_TRANSLATE_NOOP("Drugscene", "Valid from"),
    "valid_to": QT_TRANSLATE_NOOP("Drugscene", "Valid to"),
    "previous_area_m2": QT_TRANSLATE_NOOP("Drugscene", "Area in the round before (m²)"),
    "area_change_m2": QT_TRANSLATE_NOOP("Drugscene", "Change of area (m²)"),
    "scenes": QT_TRANSLATE_NOOP("Drugscene", "Open drug scenes"),
    "municipalities_with_scene": QT_TRANSLATE_NOOP("Drugscene", "Municipalities with a scene"),
    "lpos_with_scene": QT_TRANSLATE_NOOP("Drugscene", "LPOs with a scene"),
    "code": QT_TRANSLATE_NOOP("Drugscene", "Code"),
    "share_of_scenes": QT_TRANSLATE_NOOP("Drugscene", "Share of the scenes"),
    "share_of_area": QT_TRANSLATE_NOOP("Drugscene", "Share of the scene area"),
    "level": QT_TRANSLATE_NOOP("Drugscene", "Level"),
    "official": QT_TRANSLATE_NOOP("Drugscene", "Official boundary"),
}
"""Names of fields and of table columns, by their code name."""

CODES: Mapping[str, Mapping[str, str]] = {
    "status": {
        "candidate": QT_TRANSLATE_NOOP("Drugscene", "Candidate"),
        "open": QT_TRANSLATE_NOOP("Drugscene", "Open drug scene"),
        "not_scene": QT_TRANSLATE_NOOP("Drugscene", "Not a scene"),
        "undecided": QT_TRANSLATE_NOOP("Drugscene", "Undecided"),
        "ceased": QT_TRANSLATE_NOOP("Drugscene", "Ceased"),
    },
    "answer": {
        "yes": QT_TRANSLATE_NOOP("Drugscene", "Yes"),
        "no": QT_TRANSLATE_NOOP("Drugscene", "No"),
        "unknown": QT_TRANSLATE_NOOP("Drugscene", "Unknown"),
    },
    "place_type": {
        "station": QT_TRANSLATE_NOOP("Drugscene", "Metro or commuter station"),
        "square": QT_TRANSLATE_NOOP("Drugscene", "Square"),
        "centre": QT_TRANSLATE_NOOP("Drugscene", "Centre"),
        "park": QT_TRANSLATE_NOOP("Drugscene", "Park"),
        "housing": QT_TRANSLATE_NOOP("Drugscene", "Housing"),
        "other": QT_TRANSLATE_NOOP("Drugscene", "Other"),
    },
    "substance": {
        "cannabis": QT_TRANSLATE_NOOP("Drugscene", "Cannabis"),
        "cocaine": QT_TRANSLATE_NOOP("Drugscene", "Cocaine"),
        "amphetamine": QT_TRANSLATE_NOOP("Drugscene", "Amphetamine"),
        "opioids": QT_TRANSLATE_NOOP("Drugscene", "Opioids"),
        "prescription": QT_TRANSLATE_NOOP("Drugscene", "Prescription drugs"),
        "synthetic": QT_TRANSLATE_NOOP("Drugscene", "Synthetic drugs"),
        "other": QT_TRANSLATE_NOOP("Drugscene", "Other"),
    },
    "time_of_day": {
        "morning": QT_TRANSLATE_NOOP("Drugscene", "Morning"),
        "daytime": QT_TRANSLATE_NOOP("Drugscene", "Daytime"),
        "evening": QT_TRANSLATE_NOOP("Drugscene", "Evening"),
        "night": QT_TRANSLATE_NOOP("Drugscene", "Night"),
    },
    "days_of_week": {
        "weekdays": QT_TRANSLATE_NOOP("Drugscene", "Weekdays"),
        "weekend": QT_TRANSLATE_NOOP("Drugscene", "Weekend"),
    },
    "area_level": {
        "police_area": QT_TRANSLATE_NOOP("Drugscene", "Police area"),
        "lpo": QT_TRANSLATE_NOOP("Drugscene", "Local police area (LPO)"),
        "municipality": QT_TRANSLATE_NOOP("Drugscene", "Municipality"),
        "district": QT_TRANSLATE_NOOP("Drugscene", "District"),
    },
    "assignment_reason": {
        "nearest_area": QT_TRANSLATE_NOOP("Drugscene", "Nearest area"),
    },
    "round_state": {
        "draft": QT_TRANSLATE_NOOP("Drugscene", "Draft"),
        "in_review": QT_TRANSLATE_NOOP("Drugscene", "In review"),
        "published": QT_TRANSLATE_NOOP("Drugscene", "Published"),
    },
    "summary_row": {
        "UNASSIGNED": QT_TRANSLATE_NOOP("Drugscene", "Not assigned"),
        "TOTAL": QT_TRANSLATE_NOOP("Drugscene", "Total"),
    },
    "finding_kind": {
        "outline_missing": QT_TRANSLATE_NOOP("Drugscene", "No outline"),
        "outline_empty": QT_TRANSLATE_NOOP("Drugscene", "Empty outline"),
        "outline_not_polygon": QT_TRANSLATE_NOOP("Drugscene", "Outline is no polygon"),
        "outline_not_finite": QT_TRANSLATE_NOOP("Drugscene", "Outline with a coordinate that is no number"),
        "outline_invalid": QT_TRANSLATE_NOOP("Drugscene", "Invalid outline"),
        "sliver_part": QT_TRANSLATE_NOOP("Drugscene", "Sliver parts"),
        "sliver_hole": QT_TRANSLATE_NOOP("Drugscene", "Sliver holes"),
        "area_below_bounds": QT_TRANSLATE_NOOP("Drugscene", "Unusually small"),
        "area_above_bounds": QT_TRANSLATE_NOOP("Drugscene", "Unusually large"),
        "overlap": QT_TRANSLATE_NOOP("Drugscene", "Overlap"),
        "duplicate_outline": QT_TRANSLATE_NOOP("Drugscene", "Same outline twice"),
        "near_duplicate_outline": QT_TRANSLATE_NOOP("Drugscene", "Nearly the same outline twice"),
        "slivers_between_outlines": QT_TRANSLATE_NOOP("Drugscene", "Slivers between neighbours"),
        "same_place_as_past_scene": QT_TRANSLATE_NOOP("Drugscene", "Same place as a past scene"),
        "no_lpo_areas": QT_TRANSLATE_NOOP("Drugscene", "No local police areas"),
        "no_municipality_areas": QT_TRANSLATE_NOOP("Drugscene", "No municipalities"),
        "outside_county": QT_TRANSLATE_NOOP("Drugscene", "Outside the county"),
        "outside_areas": QT_TRANSLATE_NOOP("Drugscene", "In no area"),
        "in_gap": QT_TRANSLATE_NOOP("Drugscene", "In a gap between areas"),
        "partly_outside_county": QT_TRANSLATE_NOOP("Drugscene", "Partly outside the county"),
        "straddles_lpos": QT_TRANSLATE_NOOP("Drugscene", "In several local police areas"),
        "straddles_municipalities": QT_TRANSLATE_NOOP("Drugscene", "In several municipalities"),
        "areas_outdated": QT_TRANSLATE_NOOP("Drugscene", "Areas out of date"),
        "duplicate_name": QT_TRANSLATE_NOOP("Drugscene", "Name used twice"),
        "name_missing": QT_TRANSLATE_NOOP("Drugscene", "No name"),
        "candidates_to_judge": QT_TRANSLATE_NOOP("Drugscene", "Candidates to judge"),
        "undecided": QT_TRANSLATE_NOOP("Drugscene", "Undecided"),
        "undecided_neither_rule": QT_TRANSLATE_NOOP("Drugscene", "Undecided by both rules"),
        "undecided_though_answered": QT_TRANSLATE_NOOP("Drugscene", "Undecided although answered"),
        "criteria_unanswered": QT_TRANSLATE_NOOP("Drugscene", "Unanswered criteria"),
        "classified_against_answers": QT_TRANSLATE_NOOP("Drugscene", "Status against the answers"),
        "tag_missing": QT_TRANSLATE_NOOP("Drugscene", "Required tags missing"),
        "category_unknown": QT_TRANSLATE_NOOP("Drugscene", "Category not in the list"),
        "tag_code_unknown": QT_TRANSLATE_NOOP("Drugscene", "Code not in its list"),
        "to_confirm": QT_TRANSLATE_NOOP("Drugscene", "To confirm"),
        "id_changed": QT_TRANSLATE_NOOP("Drugscene", "Id changed?"),
        "personal_data": QT_TRANSLATE_NOOP("Drugscene", "Personal data"),
    },
    "outline_fault": {
        "self_intersection": QT_TRANSLATE_NOOP("Drugscene", "it crosses itself"),
        "ring_self_intersection": QT_TRANSLATE_NOOP("Drugscene", "a ring touches itself"),
        "hole_lies_outside_shell": QT_TRANSLATE_NOOP("Drugscene", "a hole lies outside"),
        "holes_are_nested": QT_TRANSLATE_NOOP("Drugscene", "a hole lies within a hole"),
        "nested_shells": QT_TRANSLATE_NOOP("Drugscene", "a part lies within a part"),
        "duplicate_rings": QT_TRANSLATE_NOOP("Drugscene", "two rings are the same"),
        "interior_is_disconnected": QT_TRANSLATE_NOOP("Drugscene", "its inside falls apart"),
        "too_few_points_in_geometry_component": QT_TRANSLATE_NOOP("Drugscene", "a ring has too few points"),
        "invalid_coordinate": QT_TRANSLATE_NOOP("Drugscene", "a coordinate is no number"),
    },
    "personal_data": {
        "identity_number": QT_TRANSLATE_NOOP("Drugscene", "personal identity number"),
        "coordination_number": QT_TRANSLATE_NOOP("Drugscene", "coordination number"),
        "phone_number": QT_TRANSLATE_NOOP("Drugscene", "phone number"),
    },
}
"""Names of codes, by code list and code."""


def field_label(name: str, language: Optional[str] = None) -> str:
    """What a field or column is called."""
    return translate(CONTEXT, FIELDS.get(name, name), language)


def code_label(code_list: str, code: str, language: Optional[str] = None) -> str:
    """What a code of a built-in list is called; a code without a name is its own."""
    return translate(CONTEXT, CODES.get(code_list, {}).get(code, code), language)


def assignment_reason_label(reason: str, language: Optional[str] = None) -> str:
    """A reason why a scene belongs elsewhere, as it is read: a person's own words, or what the plugin did."""
    return code_label("assignment_reason", reason, language) if reason in CODES["assignment_reason"] else reason


def finding_kind_label(code: str, language: Optional[str] = None) -> str:
    """What a kind of finding is called: the same for one and for many of it."""
    kind = code[: -len("_many")] if code.endswith("_many") else code
    return code_label("finding_kind", kind, language)
