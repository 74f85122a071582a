"""The user can fill an empty store with the sample county, to try the plugin on."""

from __future__ import annotations

from ..domain.errors import Refusal
from ..sample import county
from .assign_scenes import assigned_scenes
from .ports import Code, SceneStore


def create_sample(store: SceneStore, by: str = "sample") -> None:
    """Fill a store with the sample county: its areas, categories and rounds, every scene assigned to its areas.

    Raises:
        Refusal: the store is kept in another reference system, or already holds one of the areas or rounds.
    """
    if store.info().crs != county.CRS:
        raise Refusal("sample_in_other_crs", crs=store.info().crs, sample_crs=county.CRS)
    sample = county.build()
    store.add_areas(sample.areas, by)
    store.set_codes("category", [Code(*category) for category in sample.categories], by)
    for mapping_round in sample.rounds:
        scenes = assigned_scenes(sample.scenes[mapping_round.label], sample.areas, mapping_round.ref_date)
        store.add_round(mapping_round, scenes, by)
