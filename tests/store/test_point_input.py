"""What somebody brings to be counted: from text files as offices write them, and from layers, read in another thread."""

from __future__ import annotations

import hashlib
import threading

import numpy as np
import pytest
from qgis.core import QgsFeature, QgsGeometry, QgsPointXY, QgsVectorLayer

from drugscene_plugin.domain.errors import Refusal
from drugscene_plugin.domain.incident_fields import IncidentFields
from drugscene_plugin.store.point_input import file_input, layer_input
from drugscene_plugin.store.survey_source import survey_answers
from drugscene_plugin.workflow.measure_survey import SurveyFields, placed_fields

CRS = "EPSG:3006"


def point_layer(*answers):
    """A layer in memory with an answer a point."""
    layer = QgsVectorLayer(f"Point?crs={CRS}&field=svar:string", "answers", "memory")
    layer.startEditing()
    for number, answer in enumerate(answers):
        feature = QgsFeature(layer.fields())
        feature.setAttributes([answer])
        feature.setGeometry(QgsGeometry.fromPointXY(QgsPointXY(600_000 + number, 6_500_000)))
        layer.addFeature(feature)
    layer.commitChanges()
    return layer


def in_another_thread(work):
    found = []
    thread = threading.Thread(target=lambda: found.append(work()))
    thread.start()
    thread.join(30)
    return found[0]


def test_answers_in_an_office_file_are_read_whatever_its_encoding_and_commas(tmp_path):
    path = tmp_path / "svar.csv"
    lines = "Svar;Vikt;SWEREF_E;SWEREF_N\nJa, ofta på torget;1,25;600000,5;6500000,0\nNej;0,8;;\n"
    path.write_bytes(lines.encode("cp1252"))
    found = file_input(str(path))
    assert not found.spatial and found.names == ("Svar", "Vikt", "SWEREF_E", "SWEREF_N")
    fields = placed_fields(SurveyFields("Svar", "Vikt"), found.names, found.spatial)
    answers = survey_answers(found, fields, CRS)
    assert answers.answers == ["Ja, ofta på torget", "Nej"] and answers.weights == ["1,25", "0,8"]
    assert answers.places[0].tolist() == [600_000.5, 6_500_000.0] and np.isnan(answers.places[1]).all()
    assert answers.sha256 == hashlib.sha256(path.read_bytes()).hexdigest()


def test_a_column_that_a_text_file_lacks_is_named(tmp_path):
    path = tmp_path / "svar.csv"
    path.write_text("Svar\n1\n", encoding="utf-8")
    with pytest.raises(Refusal) as refused:
        file_input(str(path)).columns(["Vikt"], CRS)
    assert refused.value.values["field"] == "Vikt" and refused.value.values["known"] == "Svar"


def test_a_layer_is_read_beside_the_window_as_it_stood_with_its_unsaved_edits():
    layer = point_layer("1", "2")
    layer.startEditing()
    layer.changeAttributeValue(next(layer.getFeatures()).id(), 0, "9")
    found = layer_input(layer)
    read = in_another_thread(lambda: survey_answers(found, SurveyFields("svar"), CRS))
    assert sorted(read.answers) == ["2", "9"] and read.places[:, 1].tolist() == [6_500_000.0] * 2
    layer.rollBack()


def test_incidents_in_a_layer_in_memory_are_read_beside_the_window():
    found = layer_input(point_layer("5005", "5010", "5011"))

    def rows():
        return [batch.x.tolist() for batch in found.incidents(IncidentFields(code="svar"), CRS).batches()]

    assert in_another_thread(rows) == [[600_000.0, 600_001.0, 600_002.0]]
