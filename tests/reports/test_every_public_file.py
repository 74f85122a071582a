"""Everything that can be handed on, maps and pictures among it, searched for every value that is not for its readers.

Two kinds of field have no value that a search could tell from other text: yes and no (``to_discuss``, ``to_confirm``, the
answers to criteria). Of them it is seen that no table has their column. Text within a picture of pixels cannot be
searched: a PNG page is held against the SVG page, whose text can.
"""

from __future__ import annotations

import csv
import json
import sqlite3

import numpy as np
import pytest
from qgis.PyQt.QtCore import QRectF, Qt
from qgis.PyQt.QtGui import QColor, QImage, QPainter
from qgis.PyQt.QtSvg import QSvgRenderer

from drugscene_plugin.domain.criteria import Criterion
from drugscene_plugin.domain.field import Profile
from drugscene_plugin.domain.scene_fields import SCENE_FIELDS, scene_to_row
from drugscene_plugin.reports.atlas import CREATOR, AtlasFormat, AtlasOrder, write_atlas
from drugscene_plugin.reports.atlas_pages import AtlasLevel
from drugscene_plugin.reports.package import write_package
from drugscene_plugin.texts.labels import code_label
from drugscene_plugin.workflow.export_round import LANGUAGES, annual_content
from tests.reports.pdf_text import bare
from tests.reports.test_public_package import (
    FORMS,
    PEOPLE,
    SECRET_IDS,
    SECRET_NAMES,
    SECRET_TEXTS,
    full_scene,
    published_store,
)
from tests.reports.unpacked import png_chunks, unpacked

YES_OR_NO = {"to_discuss", "to_confirm", *(criterion.value for criterion in Criterion)}
POLICES_OWN = (*PEOPLE, "secretnote", "secretgroup", "secretsource", "secretcategory", "secretstatus", "secretmeasure")
BESIDE_THE_FIELDS = {Profile.PUBLIC: (*SECRET_TEXTS, *SECRET_IDS, *SECRET_NAMES), Profile.COOPERATION: POLICES_OWN}
"""What is not for them and no field of a scene: people, decisions, measures, errata, files, other scenes."""

FOR_OTHERS = [
    *((Profile.PUBLIC, language, form) for language in LANGUAGES for form in FORMS),
    *((Profile.COOPERATION, language, FORMS[0]) for language in LANGUAGES),
]


def hidden_fields(profile):
    return [field for field in SCENE_FIELDS if not profile.may_see(field.visibility)]


def hidden_values(profile):
    """By field every text that stands for its value, as it is kept and as people read it."""
    row = scene_to_row(full_scene("id-open-1", 1))
    found = {}
    for field in hidden_fields(profile):
        if field.name in YES_OR_NO:
            continue
        found[field.name] = {str(row[field.name])}
        if field.code_list:
            found[field.name] |= {code_label(field.code_list, row[field.name], language) for language in LANGUAGES}
        if field.name.endswith("_shares"):
            found[field.name] |= {"0.864213", "86.4213"}
    return found


def told(files, secret):
    """The files in which a text stands, whatever it is written in."""
    written = [secret.encode(encoding) for encoding in ("utf-8", "utf-16-le", "utf-16-be")]
    written.append(bare(secret).encode())  # the text of PDF pages has no blanks
    return [name for name, data in files.items() if any(one in data for one in written)]


@pytest.fixture(scope="module", params=FOR_OTHERS, ids=lambda given: "-".join(getattr(o, "value", o) for o in given))
def handed_on(request, tmp_path_factory):
    """The profile, and all that can be made for it: the package with its maps, and atlases as pictures."""
    profile, language, form = request.param
    folder = tmp_path_factory.mktemp("handed_on")
    content = annual_content(published_store(), "2023", profile, language, outlines=form)
    write_package(content, folder, maps=True)
    for level in AtlasLevel:
        for picture in (AtlasFormat.PNG, AtlasFormat.SVG):
            write_atlas(content, AtlasOrder(level, picture, dpi=96), folder / "pictures")
    return profile, folder


def test_no_file_tells_a_value_that_is_not_for_its_readers(handed_on):
    profile, folder = handed_on
    files = unpacked(folder)
    values = hidden_values(profile)
    assert {field.name for field in hidden_fields(profile)} - set(values) <= YES_OR_NO
    searched = [*BESIDE_THE_FIELDS[profile], *(text for texts in values.values() for text in texts)]
    assert {secret: told(files, secret) for secret in searched if told(files, secret)} == {}


def test_the_search_sees_into_every_kind_of_file(handed_on):
    profile, folder = handed_on
    files = unpacked(folder)
    seen = {name.split(".")[1].split("/")[0] for name in told(files, "Parken")}
    assert seen == {"gpkg", "geojson", "xlsx", "csv", "pdf", "svg"} | ({"html"} if profile is Profile.PUBLIC else set())
    kinds = {path.suffix[1:] for path in folder.rglob("*.*") if path.is_file()}
    assert kinds - seen == {"png", "json", "html"} - seen
    assert any(name.endswith("annual_layer.gpkg/layer_styles") for name in files)


def test_the_values_are_found_where_they_may_be(tmp_path):
    write_package(annual_content(published_store(), "2023", Profile.INTERNAL, "en"), tmp_path, maps=True)
    files, values = unpacked(tmp_path), hidden_values(Profile.PUBLIC)
    missing = {name for name, texts in values.items() if not any(told(files, text) for text in texts)}
    assessors = {f"{criterion.value}_assessor" for criterion in Criterion}
    assert missing == {"revision", *assessors}  # these are in no file, for whomever it is


def test_no_table_of_scenes_has_a_column_that_is_not_for_its_readers(handed_on):
    profile, folder = handed_on
    hidden = {field.name for field in hidden_fields(profile)}
    (package,) = (path.parent for path in folder.rglob("manifest.json"))
    with (package / "tables" / "by_scene.csv").open(encoding="utf-8", newline="") as file:
        assert not hidden & set(next(csv.reader(file)))
    features = json.loads((package / "annual_layer.geojson").read_bytes())["features"]
    assert features and not any(hidden & set(feature["properties"]) for feature in features)
    with sqlite3.connect(package / "annual_layer.gpkg") as connection:
        columns = {row[1] for layer in ("scenes", "areas") for row in connection.execute(f"PRAGMA table_info({layer})")}
    assert "scene_id" in columns and not hidden & columns


class TestPictures:
    """Pages of pixels."""

    def test_beside_its_pixels_a_page_holds_its_size_and_the_name_of_the_atlas(self, handed_on):
        pages = sorted(handed_on[1].rglob("*.png"))
        assert pages
        for path in pages:
            chunks = dict(png_chunks(path))
            assert set(chunks) == {"IHDR", "pHYs", "tEXt", "IDAT", "IEND"}
            assert chunks["tEXt"] == f"Software\0{CREATOR}".encode()

    def test_a_page_shows_what_the_svg_page_shows_whose_text_is_searched(self, handed_on):
        for path in sorted(handed_on[1].rglob("*.png")):
            assert most_unlike(QImage(str(path)), path.with_suffix(".svg")) < SAME, path.name

    def test_a_word_that_were_in_the_picture_alone_would_be_seen(self, handed_on):
        path = sorted(handed_on[1].rglob("*.png"))[0]
        picture = QImage(str(path))
        painter = QPainter(picture)
        painter.drawText(picture.width() // 3, picture.height() // 2, "secret")
        painter.end()
        assert most_unlike(picture, path.with_suffix(".svg")) > SAME


SAME = 0.25
_BLOCK = 8  # pixels: letters are set a little otherwise in each


def most_unlike(picture, svg):
    """How unlike two pages are in the block of pixels in which they are most so: 0 (the same) to 1 (black and white)."""
    drawn = QImage(picture.size(), QImage.Format.Format_ARGB32)
    drawn.fill(QColor(Qt.GlobalColor.white))
    painter = QPainter(drawn)
    QSvgRenderer(str(svg)).render(painter, QRectF(drawn.rect()))
    painter.end()
    return float(np.abs(_blocks(picture) - _blocks(drawn)).max())


def _blocks(picture):
    grey = picture.convertToFormat(QImage.Format.Format_Grayscale8)
    bits = grey.constBits()
    bits.setsize(grey.sizeInBytes())
    rows = np.frombuffer(bits, np.uint8).reshape(grey.height(), grey.bytesPerLine())[:, : grey.width()]
    height, width = rows.shape[0] // _BLOCK, rows.shape[1] // _BLOCK
    return rows[: height * _BLOCK, : width * _BLOCK].reshape(height, _BLOCK, width, _BLOCK).mean(axis=(1, 3)) / 255
