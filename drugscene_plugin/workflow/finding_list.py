"""Findings as a person reads them: the accepted marked, many of one kind made one, the errors first."""

from __future__ import annotations

from dataclasses import replace
from typing import Dict, Iterable, List, Mapping, Sequence, Tuple

from ..domain.finding import WARNING, Finding, Severity, Term

MANY = "_many"
"""The end of the code of a finding that stands for many of one kind."""

GATHER_ABOVE: Mapping[Severity, int] = {Severity.ERROR: 100, Severity.WARNING: 20}
"""More findings of one kind than this become one."""

GATHERED = frozenset(
    (
        "outline_missing",
        "outline_empty",
        "outline_invalid",
        "sliver_part",
        "sliver_hole",
        "area_below_bounds",
        "area_above_bounds",
        "overlap",
        "duplicate_outline",
        "near_duplicate_outline",
        "same_place_as_past_scene",
        "outside_areas",
        "outside_county",
        "in_gap",
        "partly_outside_county",
        "straddles_lpos",
        "straddles_municipalities",
        "duplicate_name",
        "undecided",
        "undecided_though_answered",
        "undecided_neither_rule",
        "criteria_unanswered",
        "classified_against_answers",
        "tag_missing",
        "category_unknown",
        "tag_code_unknown",
        "id_changed",
        "personal_data",
    )
)
"""The kinds of which many become one."""


def gathered(found: Sequence[Finding], seen: Mapping[str, str]) -> List[Finding]:
    """The list as it is read: accepted warnings marked, many of one kind made one, the errors first."""
    kinds: Dict[Tuple[Severity, str, bool], List[Finding]] = {}
    for finding in (marked(one, seen) for one in found):
        kinds.setdefault((finding.severity, finding.code, bool(finding.seen)), []).append(finding)
    listed: List[Finding] = []
    for (severity, code, is_seen), findings in kinds.items():
        many = len(findings) > GATHER_ABOVE[severity] and not is_seen and code in GATHERED
        listed.extend([marked(_joined(findings), seen)] if many else findings)
    return in_order(listed)


def in_order(findings: Iterable[Finding]) -> List[Finding]:
    """The list as it is read: errors first, accepted warnings last."""
    return sorted(findings, key=lambda finding: (finding.severity is WARNING, bool(finding.seen)))


def marked(finding: Finding, seen: Mapping[str, str]) -> Finding:
    """The finding with the reason for which it was accepted; an error cannot be."""
    reason = seen.get(finding.fingerprint, "") if finding.severity is WARNING else ""
    return replace(finding, seen=reason) if reason else finding


def _joined(findings: Sequence[Finding]) -> Finding:
    """One finding for many of a kind: all their scenes, how many they are, and the values that they have in common."""
    values: Dict[str, object] = {}
    for name, value in findings[0].values.items():
        given = [finding.values.get(name) for finding in findings]
        if isinstance(value, Term):
            codes = dict.fromkeys(code for term in given if isinstance(term, Term) for code in term.codes)
            values[name] = Term(value.code_list, tuple(codes))
        elif all(other == value for other in given):
            values[name] = value
    values["count"] = len(findings)
    scenes = tuple(sorted({scene for finding in findings for scene in finding.scenes}))
    mends = {finding.mend for finding in findings}
    mend = mends.pop() if len(mends) == 1 else None
    return Finding(findings[0].code + MANY, findings[0].severity, scenes, None, values, mend)
