"""What is said when shapely is missing or too old: one message, with a command that works on that machine."""

from __future__ import annotations

import sys
from types import ModuleType

import pytest

from drugscene_plugin import classFactory
from drugscene_plugin.texts import requirements
from drugscene_plugin.texts.requirements import install_command, missing_requirement


class Bar:
    def __init__(self):
        self.said = []

    def pushMessage(self, title, text, level, duration):
        self.said.append((text, duration))


class Window:
    def __init__(self):
        self.bar = Bar()

    def messageBar(self):
        return self.bar


@pytest.fixture
def old_shapely(monkeypatch):
    old = ModuleType("shapely")
    old.__version__ = "1.8.5.post1"
    monkeypatch.setitem(sys.modules, "shapely", old)


def test_nothing_is_missing_here():
    assert missing_requirement() is None


def test_an_old_shapely_is_named_with_the_command(old_shapely):
    text = missing_requirement()
    assert "1.8.5" in text
    assert "pip install" in text and "shapely==" in text and "numpy==" in text


def test_a_missing_shapely_is_said(monkeypatch):
    monkeypatch.setitem(sys.modules, "shapely", None)
    assert "finds none" in missing_requirement()


def test_in_a_window_it_is_said_once_and_nothing_is_registered(old_shapely):
    window = Window()
    plugin = classFactory(window)
    plugin.initGui()
    plugin.unload()
    ((text, duration),) = window.bar.said
    assert "shapely" in text and duration == 0


def test_without_a_window_the_plugin_does_not_load_and_says_why(old_shapely, capsys):
    with pytest.raises(ImportError, match=r"shapely.*pip install"):
        classFactory(None).initProcessing()
    assert "shapely==" in capsys.readouterr().err


@pytest.mark.parametrize(
    "platform, python, refuses, environment, command",
    [
        (
            "linux",
            (3, 11),
            True,
            False,
            "python3 -m pip install --user --break-system-packages shapely==2.1.2 numpy==1.24.2",
        ),
        ("linux", (3, 10), False, False, "python3 -m pip install --user shapely==2.1.2 numpy==1.24.2"),
        ("linux", (3, 9), False, False, "python3 -m pip install --user shapely==2.0.7 numpy==1.24.2"),
        ("win32", (3, 9), False, False, "python -m pip install --user shapely==2.0.7 numpy==1.24.2"),
        ("win32", (3, 12), False, False, "python -m pip install --user shapely==2.1.2 numpy==1.24.2"),
    ],
)
def test_the_command_is_the_machines_own(platform, python, refuses, environment, command):
    assert install_command(platform, python, "1.24.2", refuses, environment) == command


def test_in_an_environment_it_is_that_ones_python():
    command = install_command("linux", (3, 11), "1.24.2", True, True)
    assert command == f'"{sys.prefix}/bin/python3" -m pip install shapely==2.1.2 numpy==1.24.2'


def test_on_a_mac_it_is_the_python_inside_qgis():
    command = install_command("darwin", (3, 12), "2.1.0", False, False)
    assert command.startswith("/Applications/QGIS.app/") and command.endswith("shapely==2.1.2 numpy==2.1.0")


def test_without_numpy_nothing_is_pinned_for_it():
    assert "numpy" not in install_command("win32", (3, 12), None, False, False)


def test_a_library_that_does_not_load_counts_as_missing(monkeypatch):
    def broken(name):
        raise OSError("libgeos_c.so: cannot open shared object file")

    monkeypatch.setattr(requirements.importlib, "import_module", broken)
    assert "finds none" in missing_requirement()
