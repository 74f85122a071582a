"""The ways to count, each as its authors would have it done. All imports of a way stand before its ``begin()``."""

from __future__ import annotations

from datetime import date
from typing import Dict

from .clock import begin
from .county import AREAS, BAND, CRS, areas
from .tables import Tables, by_group, compared_groups, layers


def floor(path: str, rounds: int) -> Tables:
    """Read the columns that ours reads, once, and do nothing with them."""
    from osgeo import gdal, gdal_array  # noqa: F401

    begin()
    _read(path)
    return {}


def _read(path: str) -> None:
    from osgeo import gdal

    dataset = gdal.OpenEx(path)
    for _ in dataset.GetLayer(0).GetArrowStreamAsNumPy(options=["USE_MASKED_ARRAYS=NO", "INCLUDE_FID=NO"]):
        pass


def floor_by_pyogrio(path: str, rounds: int) -> Tables:
    """The same stream, read through pyogrio: what GeoPandas would read with."""
    import pyarrow  # noqa: F401
    import pyogrio

    begin()
    with pyogrio.open_arrow(path, use_pyarrow=True) as (_, reader):
        for _ in reader:
            pass
    return {}


def floor_and_digest(path: str, rounds: int) -> Tables:
    """The floor, with the whole file's SHA-256 by a thread beside it: ours gives that, too."""
    from osgeo import gdal, gdal_array  # noqa: F401

    from drugscene_plugin.store.incident_source import FileDigest

    begin()
    digest = FileDigest([path])
    _read(path)
    digest.hexdigest()
    return {}


def ours(path: str, rounds: int, threads: int = 2) -> Tables:
    """With dates, periods, validities, intervals, stacked points, the quality report and the file's SHA-256."""
    from drugscene_plugin.analysis.incident_counting import count_incidents
    from drugscene_plugin.store import incident_source  # noqa: F401

    begin()
    results = count_incidents(*asked(path, rounds), threads=threads)
    return _tables_of_cells([result.cells for result in results])


def asked(path: str, rounds: int) -> tuple:
    """The incidents of a file, a request for each round, and the plugin's crime groups."""
    from drugscene_plugin.analysis.incident_counting import CountRequest
    from drugscene_plugin.analysis.point_in_area import ZoneLayout
    from drugscene_plugin.domain.area import Area, AreaCode, AreaLevel
    from drugscene_plugin.domain.crime_groups import crime_groups
    from drugscene_plugin.domain.incident_fields import IncidentFields
    from drugscene_plugin.domain.period import Period
    from drugscene_plugin.store.incident_source import open_incidents

    lpos = tuple(Area(AreaLevel.LPO, AreaCode(code), "", outline) for code, outline in areas("lpo"))
    towns = tuple(Area(AreaLevel.MUNICIPALITY, AreaCode(code), "", shape) for code, shape in areas("municipality"))
    period = Period(date(2022, 1, 1), date(2025, 1, 1))
    layouts = [ZoneLayout(areas(f"scene_{number}"), BAND) for number in range(rounds)]
    place = {"x": "E", "y": "N"} if path.endswith("csv") else {}
    source = open_incidents(path, IncidentFields(code="BROTTSKOD", start="START", end="SLUT", **place), CRS)
    requests = [CountRequest(layout, lpos, towns, period) for layout in layouts]
    return source, requests, list(crime_groups().values())


def _tables_of_cells(rounds: list) -> Tables:
    tables: Tables = {name: {} for name in layers(len(rounds))}
    compared = compared_groups()
    for number, cells in enumerate(rounds):
        for cell, many in cells.items():
            if cell.group not in compared:
                continue
            homes = [(f"near_{number}", cell.scene), (f"scene_{number}", cell.scene if cell.zone == "inside" else None)]
            homes += [("lpo", cell.lpo), ("municipality", cell.municipality)] if number == 0 else []
            for layer, code in homes:
                if code is not None:
                    key = f"{code} {cell.group}"
                    tables[layer][key] = tables[layer].get(key, 0) + many
    return tables


def geopandas(path: str, rounds: int) -> Tables:
    """Polygons on the left, so that each is prepared once and asks the tree of points, which is made once."""
    import geopandas
    import pyogrio

    begin()
    frame = pyogrio.read_dataframe(path, columns=["BROTTSKOD"], use_arrow=True)

    def counted(name: str) -> Dict[str, int]:
        near = name.startswith("near")
        shapes = pyogrio.read_dataframe(AREAS, layer=name.replace("near", "scene"))
        how = {"predicate": "dwithin", "distance": BAND} if near else {"predicate": "intersects"}
        sizes = geopandas.sjoin(shapes, frame, **how).groupby(["code", "BROTTSKOD"]).size()
        return by_group((area, code, many) for (area, code), many in sizes.items())

    return {name: counted(name) for name in layers(rounds)}


def duckdb(path: str, rounds: int) -> Tables:
    """Its own join of places, which makes an index of the smaller side; bands by buffers, for which it has that join."""
    import duckdb
    import duckdb_extensions

    begin()
    connection = duckdb.connect()
    duckdb_extensions.import_extension("spatial", con=connection)
    connection.execute("load spatial")
    connection.execute(f"create table points as select BROTTSKOD as crime, geom from st_read('{path}')")

    def counted(name: str) -> Dict[str, int]:
        connection.execute(f"create table {name} as select code, geom from st_read('{AREAS}', layer='{name}')")
        query = f"""select code, crime, count(*) from points join {name} on st_intersects({name}.geom, points.geom)
                    group by code, crime"""
        return by_group(connection.execute(query).fetchall())

    return {name: counted(name) for name in layers(rounds)}


def sedonadb(path: str, rounds: int) -> Tables:
    """Points kept in memory as Arrow, joined by its own index; bands by distance."""
    import pyogrio  # noqa: F401
    import sedonadb

    begin()
    engine = sedonadb.connect()
    engine.read_pyogrio(path).to_memtable().to_view("points")

    def counted(name: str) -> Dict[str, int]:
        near, table = name.startswith("near"), name.replace("near", "scene")
        if not near:
            engine.read_pyogrio(str(AREAS), options={"layer": table}).to_memtable().to_view(table)
        where = f"ST_DWithin(a.geom, p.geom, {BAND})" if near else "ST_Intersects(a.geom, p.geom)"
        query = f'select a.code, p."BROTTSKOD" as crime, count(*) as n from points p join {table} a on {where} group by 1, 2'
        found = engine.sql(query).to_pandas()
        return by_group(zip(found["code"], found["crime"], found["n"]))

    return {name: counted(name) for name in layers(rounds)}
