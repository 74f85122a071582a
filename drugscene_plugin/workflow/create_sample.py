"""The user can fill an empty store with the sample county, to try the plugin on."""

from __future__ import annotations

from dataclasses import replace
from typing import List, Sequence

from ..domain.area import Area, AreaLevel, valid_areas
from ..domain.errors import Refusal
from ..domain.mapping_round import MappingRound, RoundState
from ..domain.publication import publication_of
from ..domain.scene import Scene
from ..domain.sign_off import NO_SCENES_CHECKSUM, SignOff, SignOffDecision, needed_sign_offs, signed_checksum
from ..sample import county, review
from .assign_scenes import assigned_scenes
from .ports import Code, ReviewStore


def create_sample(store: ReviewStore, by: str = "sample") -> None:
    """Fill a store with the sample county: its areas, categories and rounds, every scene assigned to its areas.

    The published rounds stand as they would after real work: every link decided, every area's signature given, and what
    was published kept with its checksum.

    Raises:
        Refusal: the store is kept in another reference system, or already holds one of the areas or rounds.
    """
    if store.info().crs != county.CRS:
        raise Refusal("sample_in_other_crs", crs=store.info().crs, sample_crs=county.CRS)
    sample = county.build()
    store.add_areas(sample.areas, by)
    store.set_codes("category", [Code(*category) for category in sample.categories], by)
    previous: List[Scene] = []
    for mapping_round in sample.rounds:
        label = mapping_round.label
        scenes = assigned_scenes(sample.scenes[label], sample.areas, mapping_round.ref_date)
        store.add_round(replace(mapping_round, state=RoundState.DRAFT), scenes, by)
        if mapping_round.state is RoundState.PUBLISHED:
            store.decide_links(label, review.link_decisions(sample.truth, mapping_round))
            _publish(store, mapping_round, sample.areas, previous)
            previous = [scene for scene in scenes if scene.counts]
    for decision in review.local_decisions(sample.truth):
        store.add_local_decision(decision)
    for measure in review.measures(previous):
        store.record_measure(measure)


def _publish(store: ReviewStore, mapping_round: MappingRound, areas: Sequence[Area], previous: Sequence[Scene]) -> None:
    """Sign a round for every area that has to, and publish it, on days that the sample gives."""
    label = mapping_round.label
    stored, scenes = store.round(label), store.scenes(label)
    lpos, municipalities = (
        valid_areas(areas, level, mapping_round.ref_date) for level in (AreaLevel.LPO, AreaLevel.MUNICIPALITY)
    )
    rows = {scene.id: scene for scene in scenes}
    signed = tuple(
        SignOff(
            needed.role,
            needed.code,
            needed.scene,
            SignOffDecision.APPROVE,
            review.SIGNERS[needed.role],
            review.signed_at(mapping_round),
            signed_checksum(needed.role, rows[needed.scene]) if needed.scene else NO_SCENES_CHECKSUM,
        )
        for needed in needed_sign_offs(scenes, previous, lpos, municipalities, ())
    )
    store.add_sign_offs(label, signed)
    decisions = store.link_decisions(label)
    at = review.published_at(mapping_round)
    store.publish(publication_of(stored, scenes, decisions, signed, review.PUBLISHER, at))
