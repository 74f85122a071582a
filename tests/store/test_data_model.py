"""The page about the data model, and the file itself, say what the schema says."""

from __future__ import annotations

import pytest
from data_model import TARGET, render
from qgis.core import QgsVectorLayer

from drugscene_plugin.domain.scene_fields import SCENE_FIELDS
from drugscene_plugin.store import create_store
from drugscene_plugin.store.schema import KEY, SCENES, TABLES


def test_the_page_is_up_to_date():
    assert TARGET.read_text(encoding="utf-8") == render(), "run: python scripts/data_model.py"


def test_the_page_names_every_field_of_a_scene_with_who_may_see_it():
    page = render().split("## scenes")[1].split("## seen_findings")[0]
    for field in SCENE_FIELDS:
        (line,) = [one for one in page.splitlines() if one.startswith(f"| `{field.name}` |")]
        assert f"| {field.visibility.value} |" in line


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_qgis_finds_the_tables_of_the_schema(tmp_path, qgis_app, table):
    path = str(tmp_path / "store.gpkg")
    create_store(path)
    found = QgsVectorLayer(f"{path}|layername={table.name}", table.name, "ogr")
    assert found.isValid() and found.isSpatial() == table.outline
    assert [field.name() for field in found.fields()] == [KEY, *table.names]
    assert found.featureCount() == (1 if table.name == "store_info" else 0)


def test_the_table_of_scenes_takes_its_columns_from_the_fields():
    assert SCENES.names == tuple(field.name for field in SCENE_FIELDS)
