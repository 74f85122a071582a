"""Which pages an atlas has and what stands on each, before anything is drawn: texts, tables, charts, what its map shows.

Everything comes from an :class:`~drugscene_plugin.domain.annual_content.AnnualContent`, and so from what the disclosure
rules let through.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum
from typing import Any, Dict, List, Mapping, Optional, Sequence, Tuple

from ..domain.annual_content import AnnualContent
from ..domain.disclosure import OutlineForm, PublishableLayer, PublishableTable
from ..domain.errors import Refusal
from ..domain.field import Profile
from ..texts.atlas_labels import atlas_word
from ..texts.package_labels import table_title
from .chart_svg import chart_svg
from .chart_values import charts_of
from .map_extents import Bounds
from .paper_table import PaperTable, note, paper_table
from .scene_sheet import Row, SceneSheet, ledger_rows


class AtlasLevel(str, Enum):
    """What an atlas has a page of: the county, each local police area, or each scene."""

    COUNTY = "county"
    LPO = "lpo"
    SCENE = "scene"


PROFILE_COLOURS = {Profile.INTERNAL: "#8c1d18", Profile.COOPERATION: "#7a4a00", Profile.PUBLIC: "#1b5e20"}
"""Behind the profile mark, dark enough for white letters."""


@dataclass(frozen=True)
class Page:
    """One page. ``layout`` is the built-in template that it is made for, ``name`` that of its file.

    ``texts`` are what the template's variables ``@drugscene_…`` say, ``tables`` and ``charts`` (SVG) go by the ids of
    the template's items; ``headings`` are those of the tables, for their continuation. ``bounds`` is what the map must
    show, None where there is nothing: it then shows the county. ``row`` is the row of the layer that the page is about,
    so that a template can use its fields; ``place`` is where the locator points, ``unit`` the LPO whose scenes alone are
    shown.
    """

    layout: str
    name: str
    texts: Mapping[str, str]
    tables: Mapping[str, PaperTable] = field(default_factory=dict)
    charts: Mapping[str, str] = field(default_factory=dict)
    bounds: Optional[Bounds] = None
    place: Optional[Tuple[float, float]] = None
    row: Mapping[str, Any] = field(default_factory=dict)
    unit: str = ""


def atlas_pages(content: AnnualContent, level: AtlasLevel, only: Sequence[str] = (), large: bool = True) -> List[Page]:
    """The pages of an atlas; of some LPOs (by code) or scenes (by id) where ``only`` names them.

    ``large``: the county's overview is an A3 sheet, else an A4.

    Raises:
        Refusal: ``atlas_unit_unknown`` for a code or an id that the round does not have, or that the profile may not see.
    """
    book = _Book(content)
    if level is AtlasLevel.COUNTY:
        return book.county(large)
    known = book.lpos if level is AtlasLevel.LPO else {row["scene_id"]: row for row in book.scenes}
    for unit in only:
        if unit not in known:
            raise Refusal(
                "atlas_unit_unknown", unit=unit, round=content.round.label, known=", ".join(sorted(known)[:12])
            )
    wanted = [unit for unit in known if not only or unit in only]
    if level is AtlasLevel.LPO:
        return [book.lpo(code) for code in wanted]
    if not wanted:
        return [book.no_scenes()]
    return [book.scene(unit) for unit in wanted]


class _Book:
    """What all pages of a content share."""

    def __init__(self, content: AnnualContent) -> None:
        self._content, self._language = content, content.language
        self._tables: Dict[str, PublishableTable] = {table.name: table for table in content.tables}
        self.scenes = [row for row in content.scenes.table.named_rows() if _on_the_page(row["status"], content.draft)]
        self.lpos = {row["code"]: row for row in content.areas.table.named_rows() if row["level"] == "lpo"}
        self._places = _bounds_by(content.scenes, "scene_id")
        self._areas = {
            (row["level"], row["code"]): outline.bounds
            for row, outline in zip(content.areas.table.named_rows(), content.areas.outlines)
            if outline is not None
        }
        self._before = _bounds_by(content.previous_scenes, "scene_id") if content.previous_scenes else {}
        self._sheet = SceneSheet(content)

    def _word(self, code: str, **values: Any) -> str:
        return atlas_word(code, self._language, **values)

    # -- what stands on every page ---------------------------------------------------------------------------------

    def _texts(self, title: str, subtitle: str = "", **more: str) -> Mapping[str, str]:
        content = self._content
        compared = content.comparison
        facts = [subtitle, self._word("round_line", round=content.round.label, date=content.round.ref_date.isoformat())]
        if content.round.revision > 1:
            facts.append(self._word("revision", revision=content.round.revision))
        if compared is not None:
            facts.append(self._word("compared", round=compared.from_round))
            facts += [self._word("series_break")] if compared.series_break else []
            facts += [self._word("proposed")] if compared.undecided else []
        texts = {
            "title": title,
            "subtitle": " · ".join(fact for fact in facts if fact),
            "round": content.round.label,
            "ref_date": content.round.ref_date.isoformat(),
            "profile": content.profile.value,
            "profile_mark": self._word(content.profile.value),
            "profile_colour": PROFILE_COLOURS[content.profile],
            "draft": self._word("draft") if content.draft else "",
            "sources": self._sources(),
            "definition": self._definition(),
            "areas_note": self._areas_note(),
            "continued": "",
            "map_title": self._word("this_round", round=content.round.label, date=content.round.ref_date.isoformat()),
            "before_title": self._word("first_round") if compared is None else compared.from_round,
        }
        if content.previous_scenes is not None and content.previous_scenes.table.table.rows:
            first = content.previous_scenes.table.named_rows()[0]
            texts["before_title"] = self._word("this_round", round=first["round"], date=first["ref_date"].isoformat())
        for heading in ("key_figures", "scenes", "facts", "criteria", "history", "measures", "figures"):
            texts[f"{heading}_heading"] = self._word(heading)
        return {**texts, "inset_1": "", "inset_2": "", "table_heading": "", **more}

    def _sources(self) -> str:
        parts = [self._word("sources", crs=self._content.crs)]
        form = self._content.scenes.form
        if form is not OutlineForm.EXACT:
            code = {OutlineForm.GENERALISED: "generalised", OutlineForm.POINT: "points", OutlineForm.NONE: "no_places"}
            parts.append(self._word(code[form]))
        return " ".join(parts)

    def _definition(self) -> str:
        definition = self._content.definition
        if not definition.wording:
            return self._word("own_definition", id=definition.id)
        return self._word("definition", id=definition.id, wording=definition.wording, source=definition.source)

    def _areas_note(self) -> str:
        if self._content.areas_made_up:
            return self._word("made_up")
        unofficial = [row for row in self.lpos.values() if not row["official"]]
        if not unofficial:
            return ""
        if len(unofficial) == len(self.lpos):
            return self._word("not_official")
        return self._word("some_not_official", names=", ".join(row["name"] or row["code"] for row in unofficial))

    # -- the county ------------------------------------------------------------------------------------------------

    def county(self, large: bool) -> List[Page]:
        """The overview, the key figures with charts, then the tables."""
        content = self._content
        title = self._word("county_title")
        texts = self._texts(title, inset_1=self._word("inset", number=1), inset_2=self._word("inset", number=2))
        (row,) = self._tables["county"].named_rows()
        ledger = ledger_rows(row, content)
        overview = Page(
            "county_a3" if large else "county_a4",
            "county",
            texts,
            {"key_figures": ledger},
            bounds=_around(self._areas.values()) or _around(self._places.values()),
            row=row,
        )
        pictures = [
            chart
            for chart in charts_of(content.tables, content.goal)
            if chart.name in ("rounds_scenes", "rounds_area", "ledger_count", "by_lpo_scenes")
        ][:4]
        charts = {
            f"chart_{number}": chart_svg(chart, self._language, 450, 465) for number, chart in enumerate(pictures, 1)
        }
        figures = Page("key_figures_a4", "county_figures", self._texts(title), {"key_figures": ledger}, charts, row=row)
        return [overview, figures, *self._county_tables(title)]

    def _county_tables(self, title: str) -> List[Page]:
        unit = (
            ("name", 2.9),
            ("scenes", 1.3),
            ("share_of_scenes", 1.4),
            ("area_m2", 1.5),
            ("share_of_area", 1.4),
            ("opening", 1.2),
            ("ceased", 1.2),
            ("new", 1.25),
            ("closing", 1.2),
        )
        listed = [
            ("by_lpo", (("code", 1.3), *unit), None),
            ("by_municipality", (("code", 1.3), *unit), None),
            ("by_scene", self._sheet.LIST, self.scenes),
        ]
        pages = []
        for name, columns, rows in listed:
            table = self._tables[name]
            chosen = table.table.rows if rows is None else self._sheet.rows_of({row["scene_id"] for row in rows})
            if rows is None:
                printed = paper_table(self._content, table, columns, chosen)
            else:
                printed = self._sheet.listed(columns, chosen)
            texts = self._texts(title, table_heading=table_title(name, self._language))
            pages.append(Page("table_a4", f"county_{name}", texts, {"table": printed}))
        return pages

    # -- an LPO, a scene -------------------------------------------------------------------------------------------

    def lpo(self, code: str) -> Page:
        """The sheet of a local police area, with its scenes; one that has none says so."""
        area = self.lpos[code]
        rows = self._sheet.rows_of({row["scene_id"] for row in self.scenes if row["lpo_code"] == code})
        counted = {row["code"]: row for row in self._tables["by_lpo"].named_rows()}
        scenes = self._sheet.listed(self._sheet.LIST_IN_LPO, rows) if rows else note(self._word("no_scenes"))
        name = area["name"] or code
        return Page(
            "lpo_a4",
            f"lpo_{code}",
            self._texts(self._word("lpo_title", name=name), code if area["name"] else ""),
            {
                "key_figures": ledger_rows(counted[code], self._content),
                "scenes": scenes,
                "figures": self._sheet.figures("lpo", code),
            },
            bounds=self._areas.get(("lpo", code)),
            row={**area, **counted[code]},
            unit=code,
        )

    def scene(self, scene_id: str) -> Page:
        """The page of a scene."""
        row = next(row for row in self.scenes if row["scene_id"] == scene_id)
        public = self._content.profile is Profile.PUBLIC
        own = self._places.get(scene_id)
        where = own or self._before.get(scene_id)
        units = [scene_id, row["lpo_name"] or row["lpo_code"], row["municipality_name"] or row["municipality_code"]]
        texts = dict(self._texts(row["name"] or scene_id, " · ".join(unit for unit in units if unit)))
        if own is None and self._content.scenes.form is not OutlineForm.NONE:
            texts["areas_note"] = self._word("lost_outline")
        return Page(
            "scene_public_a4" if public else "scene_a4",
            f"scene_{scene_id}",
            texts,
            self._sheet.tables(row),
            bounds=_around([one for one in (own, self._before.get(scene_id)) if one]) or self._lpo_of(row),
            place=None if where is None else ((where[0] + where[2]) / 2, (where[1] + where[3]) / 2),
            row=row,
        )

    def no_scenes(self) -> Page:
        """The one page of an atlas of scenes where there are none."""
        texts = self._texts(self._word("county_title"), table_heading=self._word("scenes"))
        return Page("table_a4", "scene_none", texts, {"table": note(self._word("no_scenes_county"))})

    def _lpo_of(self, row: Row) -> Optional[Bounds]:
        return self._areas.get(("lpo", row["lpo_code"]))


def _on_the_page(status: str, draft: bool) -> bool:
    """Whether a scene is shown: open ones and those that have ceased, and in a draft those yet to be decided on."""
    return status in ("open", "ceased") or (draft and status in ("candidate", "undecided"))


def _bounds_by(layer: PublishableLayer, key: str) -> Dict[str, Bounds]:
    rows = layer.table.named_rows()
    return {
        row[key]: outline.bounds
        for row, outline in zip(rows, layer.outlines)
        if outline is not None and not outline.is_empty
    }


def _around(bounds: Any) -> Optional[Bounds]:
    """What holds all of them; None for none."""
    found = list(bounds)
    if not found:
        return None
    west, south, east, north = zip(*found)
    return min(west), min(south), max(east), max(north)
