"""Tables of a hub's files: which records name which bytes, how far that was read from the log, what is kept."""

from __future__ import annotations

from sqlalchemy import BigInteger, Boolean, Column, Index, LargeBinary, Table, Text

from eocdesk.store.hub.base import HUB

FILE = Table(
    "hub_file",  # worked out of the log: a record of a scope names bytes
    HUB,
    Column("sha256", Text, primary_key=True),
    Column("rec", LargeBinary(16), primary_key=True),
    Column("scope", LargeBinary(16), primary_key=True),
    Column("author", LargeBinary(16), nullable=False),
    Column("moved", Boolean, nullable=False),  # the record came into the scope from another one
    Column("good", Boolean, nullable=False),  # its author is proven to have had the bytes, so its readers may too
    Index("hub_file_rec", "rec"),
)
FILE_READ = Table(
    "hub_file_read",  # up to which change of each scope hub_file was brought
    HUB,
    Column("scope", LargeBinary(16), primary_key=True),
    Column("seq", BigInteger, nullable=False),
)
FILE_KEPT = Table(
    "hub_file_kept",  # what lies on the hub's disk
    HUB,
    Column("sha256", Text, primary_key=True),
    Column("size", BigInteger, nullable=False),
    Column("at", BigInteger, nullable=False),
)
