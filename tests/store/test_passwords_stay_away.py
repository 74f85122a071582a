"""A password that QGIS's authentication manager gives: it is in nothing that is written, and in nothing that is said."""

from __future__ import annotations

import base64
import io
import os
import subprocess
import sys
import textwrap
import zipfile
from pathlib import Path
from urllib.parse import quote

CANARY = "kanarie 4711'ä"
ROOT = Path(__file__).resolve().parents[2]

DAY_OF_WORK = """
    import sys
    sys.path[:0] = ["scripts", "."]
    from pathlib import Path
    from headless import qgis_session

    port, database, password, out = sys.argv[1:]
    out = Path(out)
    with qgis_session() as run:
        from datetime import date
        from qgis.core import (QgsApplication, QgsAuthMethodConfig, QgsDataSourceUri, QgsProject, QgsProviderRegistry,
                               QgsVectorLayer)
        from drugscene_plugin.domain.area import AreaLevel
        from drugscene_plugin.domain.errors import Refusal
        from drugscene_plugin.gui.session import Session
        from drugscene_plugin.store import open_store
        from drugscene_plugin.store.journal import Journal
        from drugscene_plugin.store.layers import shared_area_layer
        from drugscene_plugin.store.working_copy import WorkingCopy
        from drugscene_plugin.texts.messages import message
        from tests.builders import square

        said = (out / "messages.txt").open("a")
        QgsApplication.messageLog().messageReceived.connect(lambda *text: print(*text, file=said, flush=True))
        manager = QgsApplication.authManager()
        assert manager.setMasterPassword("master", True)
        uris = {}
        for name, given in (("county", password), ("wrong", password + "!")):
            config = QgsAuthMethodConfig("Basic")
            config.setName(name)
            config.setConfig("username", "keeper")
            config.setConfig("password", given)
            assert manager.storeAuthenticationConfig(config)
            uris[name] = f"host=127.0.0.1 port={port} dbname='{database}' sslmode=disable authcfg={config.id()}"
            metadata = QgsProviderRegistry.instance().providerMetadata("postgres")
            metadata.saveConnection(metadata.createConnection(uris[name], {}), name)

        try:
            open_store("postgresql:wrong")
            raise AssertionError("the password is not asked for")
        except Refusal as refusal:
            print(message(refusal), repr(refusal), file=said)
        store = "postgresql:county"
        run("drugscene:createstore", {"STORE": store, "SAMPLE": True})
        for profile in ("internal", "public"):
            run("drugscene:exportround", {"STORE": store, "ROUND": "2024", "FOLDER": str(out), "PROFILE": profile, "MAPS": False})
        run("drugscene:checkout", {"STORE": store, "ROUND": "2025", "FILE": str(out / "field.gpkg")})
        run("drugscene:copystore", {"FROM_STORE": store, "STORE": str(out / "copy.gpkg")})

        from psycopg2 import connect
        own = connect(host="127.0.0.1", port=port, dbname=database, user="keeper", password=password)
        with own.cursor() as cursor:
            cursor.execute("CREATE TABLE incidents AS SELECT fid AS id, '9011' AS code, '2024-05-01'::text AS start, "
                           "public.st_setsrid(public.st_centroid(geom), 3006)::public.geometry(Point, 3006) AS geom "
                           "FROM drugscene.scenes WHERE round = '2024'")
        own.commit()
        own.close()
        uri = QgsDataSourceUri(uris["county"])
        uri.setDataSource("public", "incidents", "geom", "", "id")
        uri.setAuthConfigId("")
        uri.setUsername("keeper")
        uri.setPassword(password)
        points = QgsVectorLayer(uri.uri(False), "incidents", "postgres")  # as careless as QGIS lets one be
        assert points.isValid() and points.featureCount()
        run("drugscene:concentration", {"STORE": store, "ROUND": "2024", "INCIDENTS": points, "FROM": "2024-01-01", "TO": "2025-01-01",
            "CODE_FIELD": "code", "DATE_FIELD": "start"})

        session = WorkingCopy(open_store(store), open_store(store).round("2025"), "keeper", Journal(out / "journal"))
        session.add("draw", square())
        session.flush_journal()
        areas = (store, AreaLevel.LPO, date(2025, 1, 1), "areas", open_store(store).areas(), open_store(store).info().crs)
        areas = shared_area_layer(*areas)
        assert areas.featureCount()
        project = QgsProject.instance()
        project.addMapLayers([areas, session.layer])
        project.writeEntry("Drugscene", "store", store)
        assert project.write(str(out / "project.qgz")) and project.write(str(out / "project.qgs"))
        project.clear()
    print("done")
"""


def holds(content: bytes, wanted: list[bytes]) -> bool:
    """Whether one of several is in a file, or in one that is packed into it."""
    if any(one in content for one in wanted):
        return True
    if not zipfile.is_zipfile(io.BytesIO(content)):
        return False
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        return any(holds(packed.read(name), wanted) for name in packed.namelist())


def forms(password: str) -> list[bytes]:
    """How a password may stand in a file."""
    plain = password.encode()
    escaped = password.replace("'", "\\'"), password.replace("'", "&apos;"), password.replace("'", "''")
    return [plain, quote(password).encode(), base64.b64encode(plain), *(one.encode() for one in escaped)]


def test_a_password_is_in_nothing_that_a_day_of_work_writes(postgres, database, tmp_path):
    with postgres.admin(database) as run:
        run("CREATE ROLE keeper LOGIN CREATEROLE PASSWORD %s", CANARY)
        run(
            f"GRANT secretive TO keeper; GRANT CREATE ON DATABASE {database} TO keeper; GRANT CREATE ON SCHEMA public TO keeper"
        )
    folders = {name: tmp_path / name for name in ("profile", "home", "temporary", "out")}
    for folder in folders.values():
        folder.mkdir()
    (folders["out"] / "control.zip").write_bytes(b"")
    with zipfile.ZipFile(folders["out"] / "control.zip", "w", zipfile.ZIP_DEFLATED) as control:
        control.writestr("control", CANARY)
    try:
        child = subprocess.run(
            [sys.executable, "-c", textwrap.dedent(DAY_OF_WORK), str(postgres.port), database, CANARY, folders["out"]],
            cwd=ROOT, timeout=300, capture_output=True, text=True,
            env={**os.environ, "QGIS_CUSTOM_CONFIG_PATH": str(folders["profile"]), "HOME": str(folders["home"]),
                 "TMPDIR": str(folders["temporary"]), "QT_QPA_PLATFORM": "offscreen"},
        )  # fmt: skip
    finally:
        postgres.drop(database)
        with postgres.admin() as run:
            run("DROP ROLE IF EXISTS keeper")
    assert child.stdout.strip().endswith("done"), child.stderr[-3000:]
    wanted = forms(CANARY)
    assert not any(one in (child.stdout + child.stderr).encode() for one in wanted)
    written = [path for path in tmp_path.rglob("*") if path.is_file()]
    names = {path.name for path in written}
    assert {"messages.txt", "field.gpkg", "copy.gpkg", "project.qgz", "manifest.json", "qgis-auth.db"} <= names
    assert [path.name for path in written if holds(path.read_bytes(), wanted)] == ["control.zip"]
