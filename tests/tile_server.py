"""A map server on the loopback: tiles by WMTS in EPSG:3006, blue west of a line and yellow east of it."""

from __future__ import annotations

import threading
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qsl, urlsplit

from qgis.PyQt.QtCore import QBuffer, QIODevice
from qgis.PyQt.QtGui import QColor, QImage

WEST, EAST = QColor("#9ec5e8"), QColor("#f2e29b")
LEVELS, COARSEST, TOP_LEFT = 15, 4096.0, (-1_200_000.0, 8_500_000.0)  # m a pixel at level 0; east, north
_TILE = 256
_PIXEL = 0.00028  # m, by which WMTS reckons scales

_CAPABILITIES = """<?xml version="1.0" encoding="UTF-8"?>
<Capabilities xmlns="http://www.opengis.net/wmts/1.0" xmlns:ows="http://www.opengis.net/ows/1.1"
    xmlns:xlink="http://www.w3.org/1999/xlink" version="1.0.0">
  <ows:OperationsMetadata>
    <ows:Operation name="GetTile"><ows:DCP><ows:HTTP><ows:Get xlink:href="{url}?">
      <ows:Constraint name="GetEncoding"><ows:AllowedValues><ows:Value>KVP</ows:Value></ows:AllowedValues>
      </ows:Constraint></ows:Get></ows:HTTP></ows:DCP></ows:Operation>
  </ows:OperationsMetadata>
  <Contents>
    <Layer>
      <ows:Title>Ground</ows:Title>
      <ows:WGS84BoundingBox><ows:LowerCorner>10 55</ows:LowerCorner><ows:UpperCorner>24 69</ows:UpperCorner>
      </ows:WGS84BoundingBox>
      <ows:Identifier>ground</ows:Identifier>
      <Style isDefault="true"><ows:Identifier>default</ows:Identifier></Style>
      <Format>image/png</Format>
      <TileMatrixSetLink><TileMatrixSet>3006</TileMatrixSet></TileMatrixSetLink>
    </Layer>
    <TileMatrixSet>
      <ows:Identifier>3006</ows:Identifier>
      <ows:SupportedCRS>urn:ogc:def:crs:EPSG::3006</ows:SupportedCRS>
      {levels}
    </TileMatrixSet>
  </Contents>
</Capabilities>"""

_LEVEL = """<TileMatrix><ows:Identifier>{level}</ows:Identifier><ScaleDenominator>{scale}</ScaleDenominator>
  <TopLeftCorner>{north} {east}</TopLeftCorner><TileWidth>256</TileWidth><TileHeight>256</TileHeight>
  <MatrixWidth>{size}</MatrixWidth><MatrixHeight>{size}</MatrixHeight></TileMatrix>"""


class TileServer:
    """Serves until it is stopped. ``tiles`` are those that were given: level, column, row; none while it ``fails``."""

    def __init__(self, line):
        self.line, self.tiles, self.fails = line, [], False
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(self))
        self.url = f"http://127.0.0.1:{self._server.server_port}/wmts"
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    def stop(self):
        """Let nobody answer any more."""
        self._server.shutdown()
        self._server.server_close()

    def wmts_source(self):
        """The source of a QGIS layer (provider ``wms``)."""
        kept = {"crs": "EPSG:3006", "format": "image/png", "layers": "ground", "styles": "default"}
        return "&".join(f"{name}={value}" for name, value in {**kept, "tileMatrixSet": "3006", "url": self.url}.items())

    def capabilities(self):
        """What the server says that it has."""
        levels = "".join(
            _LEVEL.format(
                level=level,
                scale=COARSEST / 2**level / _PIXEL,
                east=TOP_LEFT[0],
                north=TOP_LEFT[1],
                size=2 ** (level + 2),
            )
            for level in range(LEVELS)
        )
        return _CAPABILITIES.format(url=self.url, levels=levels).encode()

    def tile(self, level, column, row):
        """A tile as PNG."""
        self.tiles.append((level, column, row))
        resolution = COARSEST / 2**level
        split = round((self.line - TOP_LEFT[0]) / resolution) - column * _TILE
        image = QImage(_TILE, _TILE, QImage.Format.Format_RGB32)
        for x in range(_TILE):
            colour = WEST if x < split else EAST
            for y in range(_TILE):
                image.setPixelColor(x, y, colour)
        buffer = QBuffer()
        buffer.open(QIODevice.OpenModeFlag.WriteOnly)
        image.save(buffer, "PNG")
        return bytes(buffer.data())


@contextmanager
def tile_server(line):
    """A server that is stopped in the end."""
    server = TileServer(line)
    try:
        yield server
    finally:
        server.stop()


def _handler(tiles):
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self):
            parts = urlsplit(self.path)
            asked = {name.lower(): value for name, value in parse_qsl(parts.query)}
            if asked.get("request") == "GetCapabilities":
                self._answer("application/xml", tiles.capabilities())
            elif asked.get("request") == "GetTile" and tiles.fails:
                self.send_error(503)
            elif asked.get("request") == "GetTile":
                place = (asked["tilematrix"], asked["tilecol"], asked["tilerow"])
                self._answer("image/png", tiles.tile(*map(int, place)))
            else:
                self.send_error(404)

        def _answer(self, kind, data):
            self.send_response(200)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(data)))
            self.end_headers()
            self.wfile.write(data)

        def log_message(self, *_):
            """Say nothing."""

    return Handler
