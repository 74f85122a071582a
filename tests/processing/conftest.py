"""The algorithms as a script calls them: by id, through the registered provider, with what they said kept."""

from __future__ import annotations

import gc
from dataclasses import dataclass, field

import pytest
from qgis.core import QgsApplication, QgsProcessingException, QgsProcessingFeedback

from drugscene_plugin.store import create_store


class Listener(QgsProcessingFeedback):
    """Keeps what an algorithm says; can press Cancel at the nth sign of progress."""

    def __init__(self, patience=None):
        super().__init__(False)
        self.infos, self.warnings, self.progress = [], [], []
        self.patience = patience
        self.progressChanged.connect(self._moved)

    def pushInfo(self, text):
        self.infos.append(text)

    def pushWarning(self, text):
        self.warnings.append(text)

    def _moved(self, percent):
        self.progress.append(percent)
        if self.patience is not None and len(self.progress) > self.patience:
            self.cancel()


@dataclass
class Run:
    """Runs one algorithm; the feedback of the last run is kept."""

    heard: Listener = field(default_factory=Listener)

    def __call__(self, name, patience=None, **parameters):
        import processing

        self.heard = Listener(patience)
        return processing.run(f"drugscene:{name}", parameters, feedback=self.heard)

    def refused(self, name, patience=None, **parameters):
        """The message with which it is refused."""
        with pytest.raises(QgsProcessingException) as refusal:
            self(name, patience, **parameters)
        text = str(refusal.value)
        assert "Traceback" not in text
        return text


@pytest.fixture(scope="module")
def provider(qgis_app, qgis_processing):
    """The provider, registered while a module's tests run: the tests of the plugin itself register their own."""
    from drugscene_plugin.processing.provider import DrugsceneProvider

    made = DrugsceneProvider()
    QgsApplication.processingRegistry().addProvider(made)
    yield made
    gc.collect()  # refusals hold frames, and frames layers: these must go while QGIS is there
    QgsApplication.processingRegistry().removeProvider(made)


@pytest.fixture
def run(provider):
    return Run()


@pytest.fixture
def place(tmp_path):
    """The path of an empty store."""
    path = str(tmp_path / "store.gpkg")
    create_store(path)
    return path
