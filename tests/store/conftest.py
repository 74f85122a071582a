"""The server that the tests of the shared store use."""

from __future__ import annotations

from tests.postgres import database, postgres

__all__ = ["database", "postgres"]
