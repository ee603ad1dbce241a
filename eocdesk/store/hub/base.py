"""The hub's tables are no desk's: a metadata of their own, the same on PostgreSQL and on SQLite."""

from __future__ import annotations

from sqlalchemy import MetaData

HUB = MetaData()

SCHEMA = 2
"""The version of the hub's tables; a database of a higher one is refused."""
