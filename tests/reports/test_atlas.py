"""The atlas: what stands on its pages, and that it is there whole or not at all."""

from __future__ import annotations

import random
import time
from dataclasses import replace
from datetime import date

import pytest
from qgis.core import QgsLayoutItemLegend, QgsLayoutSize
from qgis.PyQt.QtGui import QFontMetricsF, QImage

from drugscene_plugin.domain.errors import Cancelled, Refusal
from drugscene_plugin.domain.field import Profile
from drugscene_plugin.domain.mapping_round import RoundState
from drugscene_plugin.domain.scene import SceneStatus
from drugscene_plugin.gui.tasks import Running
from drugscene_plugin.reports import atlas as atlas_module
from drugscene_plugin.reports.atlas import AtlasFormat, AtlasOrder, first_page, print_pdf, write_atlas
from drugscene_plugin.reports.atlas_pages import AtlasLevel, atlas_pages
from drugscene_plugin.reports.content_hash import pdf_sha256
from drugscene_plugin.reports.layout_places import LegendPlace, TablePlace
from drugscene_plugin.reports.map_layout import MapLayout, built_in, template_names
from drugscene_plugin.reports.map_project import MapLook, MapProject
from drugscene_plugin.reports.map_style import categories_of
from drugscene_plugin.texts.messages import message
from drugscene_plugin.texts.numbers import number_text
from drugscene_plugin.workflow.export_round import annual_content
from drugscene_plugin.workflow.ports import Code
from tests.builders import lpo, mapping_round, municipality, scene, square
from tests.fakes.memory_store import MemoryStore
from tests.reports.contents import at, county_content, county_store
from tests.reports.pdf_text import bare, pages_of
from tests.reports.test_public_package import FORMS, SECRET_IDS, SECRET_NAMES, SECRET_TEXTS, published_store, to

COARSE = 40


def order(level="scene", **fields):
    return AtlasOrder(AtlasLevel(level), **{"dpi": COARSE, **fields})


def printed(content, folder, level="scene", **fields):
    """The texts of an atlas's pages."""
    (path,) = write_atlas(content, order(level, **fields), folder)
    return pages_of(path)


def store_of(*scenes, areas=(), state=RoundState.PUBLISHED, before=()):
    """A store with one LPO and one municipality around all scenes, unless areas are given."""
    store = MemoryStore()
    around = [lpo("1", square(at(0), 40_000), "Västra"), municipality("0180", square(at(0), 40_000), "Kommunen")]
    store.add_areas(list(areas) or around, by="test")
    if before:
        store.add_round(mapping_round("2021", date(2021, 3, 1), state=RoundState.PUBLISHED), list(before), by="test")
    store.add_round(mapping_round(state=state), list(scenes), by="test")
    return store


def open_scene(id="a", outline=None, in_lpo="1", **fields):
    place = square(at(1000), 200) if outline is None else outline
    given = {"status": SceneStatus.OPEN, "lpo": to(in_lpo), "municipality": to("0180"), "name": f"Scene {id}"}
    return scene(id, fields.pop("round", "2023"), place, **{**given, **fields})


def content_of(store, profile=Profile.INTERNAL, language="en", **fields):
    return annual_content(store, "2023", profile, language, **fields)


class TestPages:
    @pytest.fixture(scope="class")
    def content(self):
        return county_content()

    def test_there_is_a_page_for_each_scene_that_is_open_or_has_ceased_and_in_a_draft_for_those_to_decide(
        self, content, tmp_path
    ):
        pages = printed(content, tmp_path)
        assert len(pages) == 5  # of six: the one that is not a scene has none
        assert [
            next(name for name in ("Torget", "=cmd()", "Åsnan", '"Hörnet"', "e") if name in page) for page in pages
        ] == ["Torget", "=cmd()", "Åsnan", '"Hörnet"', "e"]

    def test_every_page_says_for_whom_it_is_that_it_is_a_draft_by_which_definition_and_its_number(
        self, content, tmp_path
    ):
        for level in AtlasLevel:
            pages = printed(content, tmp_path, level.value)
            for number, page in enumerate(pages, 1):
                assert page.count("INTERNAL") == 2
                assert "DRAFT" in page and f"Page{number}of{len(pages)}" in page
                assert bare(f"Definition {content.definition.id}") in page and "2023-10-01" in page

    def test_a_published_round_is_no_draft_and_its_file_does_not_say_so(self, tmp_path):
        (path,) = write_atlas(county_content(state=RoundState.PUBLISHED), order("county"), tmp_path)
        assert path.name == "drugscene_2023_internal_county.pdf"
        assert not any("DRAFT" in page for page in pages_of(path))

    def test_an_lpo_lists_its_scenes_with_a_total_that_is_the_tables(self, content, tmp_path):
        western, eastern = printed(content, tmp_path, "lpo")
        assert bare("Västra: open drug scenes") in western and "Torget" in western and "=cmd()" not in western
        by_lpo = next(table for table in content.tables if table.name == "by_lpo")
        area = by_lpo.table.column("area_m2")[0]
        assert bare(f"Open drug scenes: 1{number_text(area)}") in western
        assert "=cmd()" in eastern

    def test_an_lpo_without_scenes_has_a_page_that_says_so(self, tmp_path):
        areas = [lpo("1", square(at(0), 4000), "Västra"), lpo("2", square(at(4000), 4000), "Östra")]
        pages = printed(content_of(store_of(open_scene(), areas=areas)), tmp_path, "lpo")
        assert bare("There is no open drug scene in this area.") in pages[1]
        assert bare("There is no open drug scene in this area.") not in pages[0]

    def test_a_round_without_scenes_has_one_page_that_says_so(self, tmp_path):
        (page,) = printed(content_of(store_of()), tmp_path)
        assert bare("There is no open drug scene.") in page

    def test_only_some_are_printed_where_they_are_named(self, content, tmp_path):
        (page,) = printed(content, tmp_path, only=("b",))
        assert "=cmd()" in page
        (page,) = printed(content, tmp_path, "lpo", only=("2",))
        assert "Östra:" in page

    def test_one_that_there_is_not_is_named(self, content, tmp_path):
        with pytest.raises(Refusal) as refused:
            write_atlas(content, order(only=("a", "nowhere")), tmp_path)
        assert "nowhere" in message(refused.value, "en") and not list(tmp_path.iterdir())

    def test_a_scene_page_shows_criteria_history_and_area(self, content, tmp_path):
        page = printed(content, tmp_path, only=("a",))[0]
        for text in ("Perceived as a problem by authorities", "First kind", "2021-03-01", "Measures taken"):
            assert bare(text) in page
        area = content.scenes.table.table.column("area_m2")[0]
        assert bare(number_text(area)) in page

    def test_swedish_pages_are_swedish_in_words_numbers_and_dates(self, tmp_path):
        content = county_content("sv")
        (page,) = printed(content, tmp_path, only=("a",))
        for text in ("INTERNT", "UTKAST", "Kriterier", "Historik", "Första sorten", "Sida 1 av 1", "37\u202f500"):
            assert bare(text) in page

    def test_the_municipalities_get_criteria_but_neither_categories_nor_measures(self, tmp_path):
        content = annual_content(county_store_published(), "2023", Profile.COOPERATION, "en")
        (page,) = printed(content, tmp_path, only=("a",))
        assert page.count("COOPERATION") == 2 and bare("Use of narcotics") in page
        assert "Firstkind" not in page and "Measurestaken" not in page


@pytest.mark.parametrize("language", ["en", "sv"])
@pytest.mark.parametrize("profile", list(Profile))
@pytest.mark.parametrize("level", [level.value for level in AtlasLevel])
def test_no_word_of_a_column_s_head_is_wider_than_its_column(language, profile, level, tmp_path, monkeypatch):
    cut = []
    fill = TablePlace._fill

    def measured(self, content):
        fill(self, content)
        letters = self._table.headerTextFormat()
        font = letters.font()
        font.setPixelSize(1000)  # the points of paper, whatever the screen's are
        for head, width in zip(content.heads, self._table.columnWidths()):
            wide = max(QFontMetricsF(font).horizontalAdvance(word) for word in head.split() or [""])
            mm = wide / 1000 * letters.size() * 25.4 / 72
            cut.extend([] if mm <= width else [(head, mm, width)])

    monkeypatch.setattr(TablePlace, "_fill", measured)
    content = annual_content(county_store(state=RoundState.PUBLISHED), "2023", profile, language)
    write_atlas(content, order(level), tmp_path)
    assert cut == []


def county_store_published():
    from tests.reports.contents import county_store

    return county_store(state=RoundState.PUBLISHED)


class TestBeforeAndAfter:
    def test_an_lpo_s_sheet_shows_its_own_scenes_alone_in_both_rounds(self):
        areas = [lpo("W'1", square(at(0), 4000), "Västra"), lpo("2", square(at(4000), 4000), "Östra")]
        places = {"we'st": square(at(1000), 200), "east": square(at(5000), 200)}
        then = [open_scene(id, place, round="2021") for id, place in places.items()]
        now = [open_scene(id, place, "W'1" if id == "we'st" else "2") for id, place in places.items()]
        maps = MapProject(content_of(store_of(*now, areas=areas, before=then)))
        for lpo_code, shown in (("W'1", {"we'st"}), ("2", {"east"}), ("", {"we'st", "east"})):
            maps.turn_to(lpo_code, None)
            for layers in (maps.before(), maps.after()):
                scenes = [one for one in layers if "scene_id" in one.fields().names()]
                assert [{feature["scene_id"] for feature in layer.getFeatures()} for layer in scenes] == [shown]


class TestBoundaries:
    @pytest.mark.parametrize(
        ("official", "said"),
        [((False, False), "Areas are not official."), ((True, False), "Not official: Östra."), ((True, True), "")],
    )
    def test_those_that_are_not_official_say_so_on_the_sheet(self, official, said, tmp_path):
        areas = [
            lpo("1", square(at(0), 4000), "Västra", official=official[0]),
            lpo("2", square(at(4000), 4000), "Östra", official=official[1]),
        ]
        content = content_of(store_of(open_scene(), areas=areas))
        for level in AtlasLevel:
            page = printed(content, tmp_path, level.value)[0]
            assert bare(said) in page and ("official" in page) == bool(said)

    def test_made_up_ones_say_so_instead(self, tmp_path):
        content = replace(content_of(store_of(open_scene())), areas_made_up=True)
        page = printed(content, tmp_path, "county")[0]
        assert bare("Areas are made up for the sample county.") in page and "official" not in page


class TestLongTables:
    def test_they_go_on_to_the_next_page_and_lose_no_row(self, tmp_path):
        many = [open_scene(f"s{n:03}", square(at(40 * n), 30)) for n in range(140)]
        pages = printed(content_of(store_of(*many)), tmp_path, "lpo")
        assert len(pages) >= 3
        text = "".join(pages)
        assert all(text.count(bare(f"Scene s{n:03}s{n:03}")) == 1 for n in range(140))
        assert all(bare("Scenes (continued)") in page for page in pages[1:])
        assert bare("Open drug scenes: 140") in pages[-1]
        assert all(bare("Continues on the next page") in page for page in pages[1:-1])

    def test_the_same_scenes_are_in_the_county_s_list(self, tmp_path):
        many = [open_scene(f"s{n:03}", square(at(40 * n), 30)) for n in range(140)]
        text = "".join(printed(content_of(store_of(*many)), tmp_path, "county"))
        assert all(bare(f"Scene s{n:03}s{n:03}") in text for n in range(140))


class TestExtremes:
    def test_a_scene_of_20_m_and_one_of_20_km_have_round_scales_on_the_same_template(self, tmp_path):
        scenes = [open_scene("small", square(at(1000), 20)), open_scene("vast", square(at(10_000), 20_000))]
        vast, small = sorted(printed(content_of(store_of(*scenes)), tmp_path), key=lambda page: "small" in page)
        assert bare("Scale 1:2 000") in small.replace("\u202f", "")
        assert "1:250" in vast.replace("\u202f", "")

    def test_a_name_that_is_too_long_is_on_the_page_in_full(self, tmp_path):
        name = "Torget vid den gamla järnvägsstationen i kvarteret bakom biblioteket " * 3
        (page,) = printed(content_of(store_of(open_scene(name=name.strip()))), tmp_path)
        assert page.count(bare(name)) >= 1

    def test_a_scene_whose_outline_is_lost_still_has_its_page(self, tmp_path):
        lost = replace(open_scene(), outline=None)
        (page,) = printed(content_of(store_of(lost)), tmp_path)
        assert bare("The outline is lost.") in page

    def test_a_store_without_areas_is_printed(self, tmp_path):
        store = MemoryStore()
        store.add_round(mapping_round(state=RoundState.PUBLISHED), [open_scene()], by="test")
        content = content_of(store)
        assert printed(content, tmp_path) and printed(content, tmp_path, "county")
        assert write_atlas(content, order("lpo", format=AtlasFormat.PNG), tmp_path) == []


class TestPublic:
    @pytest.fixture(scope="class", params=FORMS, ids=[form.value for form in FORMS])
    def content(self, request):
        return content_of(published_store(), Profile.PUBLIC, outlines=request.param)

    @pytest.mark.parametrize("level", AtlasLevel)
    def test_nothing_internal_is_in_any_page_or_byte(self, content, level, tmp_path):
        pdf = write_atlas(content, order(level.value), tmp_path)
        svg = write_atlas(content, order(level.value, format=AtlasFormat.SVG), tmp_path)
        text = "".join(pages_of(pdf[0])) + "".join(bare(path.read_text(encoding="utf-8")) for path in svg)
        for secret in (*SECRET_TEXTS, *SECRET_IDS, *SECRET_NAMES):
            assert bare(secret) not in text
            assert all(secret.encode() not in path.read_bytes() for path in (*pdf, *svg))
        assert "PUBLIC" in text and "INTERNAL" not in text

    def test_only_open_scenes_have_pages(self, content, tmp_path):
        pages = printed(content, tmp_path)
        assert len(pages) == 3 and not any("Gone" in page.split("Scale")[0] for page in pages)

    def test_a_draft_is_refused(self):
        with pytest.raises(Refusal) as refused:
            annual_content(published_store(), "2020", Profile.PUBLIC, "en")
        assert refused.value.code == "draft_not_public"

    def test_categories_cannot_be_drawn_for_it(self, content, tmp_path):
        with pytest.raises(Refusal) as refused:
            write_atlas(content, order(look=MapLook.CATEGORY), tmp_path)
        assert refused.value.code == "look_not_for_profile"


class TestLooks:
    @pytest.mark.parametrize("look", MapLook)
    def test_scenes_are_drawn_by_change_category_or_density(self, look, tmp_path):
        assert len(printed(county_content(), tmp_path, "county", look=look)) == 5

    @pytest.mark.parametrize(("height", "letters"), [(53, "as drawn"), (47, "smaller"), (35, "columns")])
    def test_a_legend_has_room_for_all_that_the_map_shows(self, height, letters):
        store = store_of(*(open_scene(f"s{n}", square(at(300 * n), 100), tags={"category": f"c{n}"}) for n in range(8)))
        store.set_codes("category", [Code(f"c{n}", f"Sorten {n}", f"The kind number {n}") for n in range(8)], "test")
        content = content_of(store)
        page = atlas_pages(content, AtlasLevel.COUNTY)[0]
        layout = MapLayout(built_in("county_a3"), MapProject(content, MapLook.CATEGORY), page, "en")
        layout.fill(page, "1")
        (legend,) = [item for item in layout.layout.items() if isinstance(item, QgsLayoutItemLegend)]
        symbol = legend.symbolHeight()
        legend.attemptResize(QgsLayoutSize(112, height))
        LegendPlace(legend).fit()
        assert (legend.rect().height(), legend.symbolHeight() < symbol) == (height, letters == "smaller")
        assert (legend.columnCount() == 2) == (letters == "columns")
        legend.setResizeToContents(True)
        legend.adjustBoxSize()
        assert height / 2 < legend.rect().height() <= height

    def test_a_long_legend_goes_on_in_more_columns_and_names_words_that_are_not_in_the_list(self, tmp_path):
        categories = [*(f"c{n}" for n in range(17)), "own word"]
        store = store_of(
            *(open_scene(f"s{n}", square(at(300 * n), 100), tags={"category": c}) for n, c in enumerate(categories))
        )
        store.set_codes("category", [Code(f"c{n}", f"Sorten {n}", f"Kind <{n}>") for n in range(17)], "test")
        content = content_of(store)
        assert list(categories_of(content).items())[-2:] == [("c16", "Kind <16>"), ("own word", "own word")]
        page = atlas_pages(content, AtlasLevel.COUNTY, large=False)[0]
        layout = MapLayout(built_in("county_a4"), MapProject(content, MapLook.CATEGORY), page, "en")
        layout.fill(page, "1")
        (legend,) = [item for item in layout.layout.items() if isinstance(item, QgsLayoutItemLegend)]
        room = legend.sizeWithUnits()
        assert legend.columnCount() > 1
        legend.setResizeToContents(True)
        legend.adjustBoxSize()
        assert legend.rect().height() <= room.height() and legend.rect().width() <= room.width()
        page = printed(content, tmp_path, "county", template="county_a4", look=MapLook.CATEGORY)[0]
        assert all(f"Kind<{n}>" in page for n in range(16)) and "Othercategories(2)" in page

    def test_before_and_after_the_legend_tells_both_rounds(self, tmp_path):
        for language, said in (("en", "Outline in round 2021"), ("sv", "Avgränsning i kartläggning 2021")):
            (page,) = printed(county_content(language), tmp_path, only=("a",), template="before_after_a4")
            assert bare(said) in page

    def test_the_legend_names_the_county_s_own_categories(self, tmp_path):
        page = printed(county_content(), tmp_path, "county", look=MapLook.CATEGORY)[0]
        assert "Firstkind" in page and "category1" not in page

    def test_names_that_look_like_an_expression_are_shown_and_not_worked_out(self, tmp_path):
        named = {"name": "Place [% 1+1 %]", "tags": {"category": "c1"}}
        areas = [lpo("1", square(at(0), 40_000), "Area [% 2+2 %]"), municipality("0180", square(at(0), 40_000), "M")]
        store = store_of(open_scene("a", **named), open_scene("b", square(at(3000), 200)), areas=areas)
        store.set_codes("category", [Code("c1", "Sort [% 3+3 %]", "Kind [% 3+3 %]")], "test")
        page = printed(content_of(store), tmp_path, "lpo", look=MapLook.CATEGORY)[0]
        legend = page[page.index("Kind") : page.index("Localpolicearea")]
        assert legend.startswith("Kind[%3+3%]Nocategory")
        assert page.count("Place[%1+1%]") == 2 and "Area[%2+2%]" in page

    @pytest.mark.parametrize("name", sorted(set(template_names()) - {"table_a4", "key_figures_a4"}))
    def test_every_template_that_comes_along_prints_a_scene(self, name, tmp_path):
        (page, *_) = printed(county_content(), tmp_path, only=("a",), template=name)
        assert "Torget" in page and page.count("INTERNAL") == 2


class TestTemplates:
    """A template of the user's own."""

    @pytest.fixture(scope="class")
    def content(self):
        return county_content()

    def own(self, folder, changed=lambda text: text, name="scene_a4"):
        path = folder / "own.qpt"
        path.write_text(changed(built_in(name).read_text(encoding="utf-8")), encoding="utf-8")
        return str(path)

    def refused(self, content, template, folder):
        with pytest.raises(Refusal) as refused:
            write_atlas(content, order(template=template), folder / "out")
        assert not (folder / "out").exists()
        return refused.value.code, message(refused.value, "en")

    def test_it_is_used_and_may_show_fields_of_the_scene(self, content, tmp_path):
        template = self.own(
            tmp_path, lambda text: text.replace("[% @drugscene_subtitle %]", "Id: [% &quot;scene_id&quot; %]")
        )
        (page,) = printed(content, tmp_path / "out", template=template, only=("b",))
        assert "Id:b" in page

    def test_an_unknown_variable_is_named_with_its_item_and_the_nearest(self, content, tmp_path):
        template = self.own(tmp_path, lambda text: text.replace("@drugscene_subtitle", "@drugscene_subtitel"))
        code, text = self.refused(content, template, tmp_path)
        assert code == "template_name_unknown"
        assert "@drugscene_subtitel" in text and "“subtitle”" in text and "@drugscene_subtitle." in text

    def test_an_unknown_field_is_named(self, content, tmp_path):
        template = self.own(tmp_path, lambda text: text.replace("@drugscene_subtitle", "&quot;nmae&quot;"))
        code, text = self.refused(content, template, tmp_path)
        assert code == "template_name_unknown" and "“nmae”" in text and "name." in text

    def test_an_expression_that_cannot_be_read_is_named(self, content, tmp_path):
        template = self.own(tmp_path, lambda text: text.replace("@drugscene_subtitle", "1 +"))
        code, text = self.refused(content, template, tmp_path)
        assert code == "template_expression_broken" and "1 +" in text and "“subtitle”" in text

    def test_one_without_a_map_is_refused(self, content, tmp_path):
        code, text = self.refused(content, self.own(tmp_path, name="table_a4"), tmp_path)
        assert code == "template_without_map" and "own.qpt" in text

    @pytest.mark.parametrize("item", ["drugscene_profile_mark", "drugscene_draft"])
    def test_one_that_does_not_show_for_whom_a_page_is_or_that_it_is_a_draft_is_refused(self, content, item, tmp_path):
        template = self.own(tmp_path, lambda text: text.replace(f"[% @{item} %]", "nothing"))
        code, text = self.refused(content, template, tmp_path)
        assert code == "template_item_missing" and item in text

    def test_a_table_that_it_does_not_have_is_left_out_and_told(self, content, tmp_path):
        template, heard = self.own(tmp_path, lambda text: text.replace('id="criteria"', 'id="mine"')), []
        (path,) = write_atlas(content, order(template=template, only=("a",)), tmp_path / "out", heard=heard.append)
        (page,) = pages_of(path)
        assert bare("Use of narcotics") not in page and bare("Measures taken") in page
        assert [(fault.code, fault.item) for fault in heard] == [("template_table_missing", "criteria")]

    @pytest.mark.parametrize("text", [None, "", "no template", "<Layout/>", "<html></html>"])
    def test_what_is_no_template_is_refused_by_name(self, content, text, tmp_path):
        path = tmp_path / "own.qpt"
        if text is not None:
            path.write_text(text, encoding="utf-8")
        code, said = self.refused(content, str(path), tmp_path)
        assert code == ("template_missing" if text is None else "template_unreadable") and "own.qpt" in said

    def test_a_missing_font_and_a_missing_image_are_told_and_the_page_is_printed(self, content, tmp_path):
        def changed(text):
            start = text.index("base64:")
            image = text[start : text.index('"', start)]
            return text.replace(image, "/nowhere/arrow.svg").replace("DejaVu Sans", "No Such Font")

        heard = []
        template = self.own(tmp_path, changed)
        write_atlas(content, order(template=template, only=("a",)), tmp_path / "out", heard=heard.append)
        assert ("template_image_missing", "/nowhere/arrow.svg") in {(fault.code, fault.name) for fault in heard}
        assert ("template_font_missing", "No Such Font") in {(fault.code, fault.name) for fault in heard}


class TestBesideTheWindow:
    def test_in_a_task_it_draws_the_same_pages_while_the_main_thread_goes_on(self, tmp_path, qgis_app):
        content = county_content()
        print_pdf(content, order(), tmp_path / "here")
        turns, ended = [], []
        running = Running("atlas", lambda progress: print_pdf(content, order(), tmp_path / "there", progress))
        running.done.connect(lambda _: ended.append("done"))
        running.refused.connect(ended.append)
        running.start()
        while not ended:
            qgis_app.processEvents()
            turns.append(1)
            time.sleep(0.005)
        assert ended == ["done"] and len(turns) > 10
        assert pdf_sha256(tmp_path / "here") == pdf_sha256(tmp_path / "there")

    def test_several_one_after_the_other_some_stopped_midway_leave_whole_files_alone(self, tmp_path, qgis_app):
        content, chance, ended = county_content(), random.Random(63), {}
        for number in range(12):
            form = chance.choice(list(AtlasFormat))
            folder, until = tmp_path / str(number), chance.choice((0.1, 0.4, 0.8, 2.0))
            wanted = order(chance.choice(("county", "lpo", "scene")), format=form)
            running = Running("atlas", lambda progress, w=wanted, f=folder: write_atlas(content, w, f, progress))
            running.progressed.connect(lambda share, r=running, u=until: r.cancel() if share >= u else None)
            running.done.connect(lambda files, n=number: ended.update({n: files}))
            running.stopped.connect(lambda n=number: ended.update({n: []}))
            running.start()
        while len(ended) < 12:
            qgis_app.processEvents()
            time.sleep(0.005)
        there = {number: sorted((tmp_path / str(number)).glob("*")) for number in ended}
        assert there == {number: sorted(files) for number, files in ended.items()}
        assert any(ended.values()) and not all(ended.values())


class Impatient:
    """Presses Cancel when the share done has come so far."""

    def __init__(self, patience):
        self.patience, self.share = patience, 0.0

    def report(self, share):
        self.share = share

    def cancelled(self):
        return self.share >= self.patience


class TestOnDisk:
    @pytest.fixture(scope="class")
    def content(self):
        return county_content()

    def test_pictures_are_a_file_a_page_in_the_order_of_the_pages(self, content, tmp_path):
        for form in (AtlasFormat.PNG, AtlasFormat.SVG):
            files = write_atlas(content, order(format=form), tmp_path)
            assert [path.name for path in files] == [
                f"drugscene_2023_internal_scene_{id}_DRAFT_{number:03}.{form.value}"
                for number, id in enumerate("abcde", 1)
            ]
            assert all(path.is_file() for path in files)
        image = QImage(str(tmp_path / "drugscene_2023_internal_scene_a_DRAFT_001.png"))
        assert abs(image.width() - 210 / 25.4 * COARSE) <= 1

    def test_cancelled_at_page_40_of_63_nothing_is_left(self, tmp_path):
        content = content_of(store_of(*(open_scene(f"s{n:02}", square(at(300 * n), 100)) for n in range(63))))
        for form in AtlasFormat:
            with pytest.raises(Cancelled):
                write_atlas(content, order(format=form, dpi=30), tmp_path / "new" / "deep", Impatient(0.97 * 40 / 63))
            assert not (tmp_path / "new").exists()

    def test_an_earlier_atlas_is_replaced_and_stays_when_the_new_one_is_stopped(self, content, tmp_path):
        (path,) = write_atlas(content, order("lpo"), tmp_path)
        before = path.read_bytes()
        with pytest.raises(Cancelled):
            write_atlas(content, order("lpo"), tmp_path, Impatient(0.5))
        assert path.read_bytes() == before
        changed = county_content(name="Changed")
        write_atlas(changed, order("lpo"), tmp_path)
        assert "Changed" in "".join(pages_of(path)) and [p.name for p in tmp_path.iterdir()] == [path.name]

    @pytest.mark.parametrize("form", AtlasFormat)
    def test_a_file_that_no_atlas_wrote_is_never_replaced(self, content, form, tmp_path):
        (path, *_) = write_atlas(content, order("county", format=form), tmp_path)
        path.write_bytes(b"somebody's own")
        with pytest.raises(Refusal) as refused:
            write_atlas(content, order("county", format=form), tmp_path)
        assert refused.value.code == "atlas_not_ours" and path.name in message(refused.value)
        assert path.read_bytes() == b"somebody's own"

    def test_all_pictures_are_put_in_place_or_none(self, content, tmp_path, monkeypatch):
        files = write_atlas(content, order(format=AtlasFormat.SVG), tmp_path)
        before = {path: path.read_bytes() for path in files}
        rename, made = atlas_module.os.rename, []

        def failing(source, target):
            made.append(target)
            if len(made) == len(files) + 3:  # the old are set aside, two of the new are in place
                raise OSError(28, "No space left on device")
            rename(source, target)

        monkeypatch.setattr(atlas_module.os, "rename", failing)
        with pytest.raises(Refusal) as refused:
            write_atlas(county_content(name="Changed"), order(format=AtlasFormat.SVG), tmp_path)
        assert refused.value.code == "package_folder_full"
        assert {path: path.read_bytes() for path in tmp_path.iterdir()} == before

    def test_a_folder_that_cannot_be_made_is_named(self, content, tmp_path):
        (tmp_path / "file").write_text("in the way")
        with pytest.raises(Refusal) as refused:
            write_atlas(content, order("lpo"), tmp_path / "file" / "out")
        assert str(tmp_path / "file" / "out") in message(refused.value)

    def test_the_same_content_draws_the_same_pages(self, content, tmp_path):
        for level in AtlasLevel:
            for name in "ab":
                print_pdf(content, order(level.value), tmp_path / name)
            assert pdf_sha256(tmp_path / "a") == pdf_sha256(tmp_path / "b")
        print_pdf(county_content(name="Other"), order("lpo"), tmp_path / "c")
        assert pdf_sha256(tmp_path / "b") != pdf_sha256(tmp_path / "c")

    def test_the_first_page_can_be_looked_at(self, content):
        image = first_page(content, order("lpo"), 300)
        assert abs(image.width() - 300) <= 2 and image.height() > image.width()
