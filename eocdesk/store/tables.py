"""The tables beside the records: the change log, its chains and scopes, conflicts, what stays on this copy."""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, Index, Integer, LargeBinary, Table, Text, UniqueConstraint

from eocdesk.models import Base

SCHEMA = 1
"""The version of everything below `store/`; a database of a higher one is refused."""

SCOPE = Table(
    "scope",
    Base.metadata,
    Column("id", LargeBinary(16), primary_key=True),
    Column("event", LargeBinary(16), nullable=False),
    Column("marking", Text, nullable=False),
    Column("audience", Text, nullable=False),
)
CHAIN = Table(
    "chain",  # one device's changes in one scope, contiguous from 1, each hashed onto the one before
    Base.metadata,
    Column("id", Integer, primary_key=True),
    Column("scope", LargeBinary(16), nullable=False),
    Column("dev", LargeBinary(16), nullable=False),
    Column("n", Integer, nullable=False),
    Column("hash", LargeBinary(32), nullable=False),
    UniqueConstraint("scope", "dev", name="chain_once"),
)
CHANGE = Table(
    "change",
    Base.metadata,
    Column("seq", Integer, primary_key=True),  # the order in which this copy received them
    Column("chain", Integer, nullable=False),
    Column("n", Integer, nullable=False),
    Column("rec", LargeBinary(16), nullable=False),
    Column("act", LargeBinary(16), nullable=False),
    Column("kind", Text, nullable=False),
    Column("at", BigInteger, nullable=False),  # when this copy received it
    Column("hash", LargeBinary(32), nullable=False),
    Column("body", LargeBinary, nullable=False),
    UniqueConstraint("chain", "n", name="change_once"),
)
CONFLICT = Table(
    "conflict",  # every value of a field that people must settle, the shown one included
    Base.metadata,
    Column("rec", LargeBinary(16), primary_key=True),
    Column("field", Text, primary_key=True),
    Column("scope", LargeBinary(16), primary_key=True),
    Column("dev", LargeBinary(16), primary_key=True),
    Column("n", Integer, primary_key=True),
    Column("kind", Text, nullable=False),
    Column("hlc", BigInteger, nullable=False),
    Column("value", LargeBinary, nullable=False),  # msgpack
)
DEAD = Table(
    "dead",  # changes known to be superseded before they arrived
    Base.metadata,
    Column("rec", LargeBinary(16), primary_key=True),
    Column("field", Text, primary_key=True),
    Column("scope", LargeBinary(16), primary_key=True),
    Column("dev", LargeBinary(16), primary_key=True),
    Column("n", Integer, primary_key=True),
)
LEFT = Table(
    "departed",  # records that moved out of a scope, so that a late change there does not bring half of one back
    Base.metadata,
    Column("rec", LargeBinary(16), primary_key=True),
    Column("scope", LargeBinary(16), primary_key=True),
)
LOCAL = Table(
    "local",  # this copy's own: device, clock, counters; never travels
    Base.metadata,
    Column("key", Text, primary_key=True),
    Column("value", LargeBinary, nullable=False),  # msgpack
)
DRAFT = Table(
    "draft",  # what is being typed, saved as typed
    Base.metadata,
    Column("key", Text, primary_key=True),
    Column("at", BigInteger, nullable=False),
    Column("value", LargeBinary, nullable=False),  # msgpack
)
Index("change_rec", CHANGE.c.rec)
Index("change_act", CHANGE.c.act)
Index("conflict_kind", CONFLICT.c.kind)
