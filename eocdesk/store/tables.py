"""The tables beside the records: the change log, its chains and scopes, conflicts, what stays on this copy."""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, Index, Integer, LargeBinary, Table, Text, UniqueConstraint

from eocdesk.models import Base

SCHEMA = 5
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
    "departed",  # records that moved out of a scope and where they went; NIL: it left, and where is still to be seen
    Base.metadata,
    Column("rec", LargeBinary(16), primary_key=True),
    Column("scope", LargeBinary(16), primary_key=True),
    Column("to_scope", LargeBinary(16), primary_key=True),
)
PEER = Table(
    "peer",  # the copies this one meets: the hub it joined, desks it is paired with
    Base.metadata,
    Column("id", LargeBinary(16), primary_key=True),
    Column("kind", Text, nullable=False),  # hub, desk, parcel
    Column("name", Text, nullable=False),
    Column("url", Text, nullable=False),
    Column("pin", Text, nullable=False),  # the fingerprint of its certificate
    Column("key", LargeBinary, nullable=False),  # Ed25519, public: what it signs cards with
    Column("epoch", LargeBinary, nullable=False),  # as of the last meeting
    Column("joined", BigInteger, nullable=False),
    Column("met", BigInteger),  # the last meeting that went through
    Column("tried", BigInteger),  # the last attempt
    Column("skew", BigInteger),  # this desk's clock less its, milliseconds
    Column("state", Text, nullable=False),  # revoked, or empty
)
ATTEMPT = Table(
    "attempt",  # what each meeting brought, the newest few hundred
    Base.metadata,
    Column("id", Integer, primary_key=True),
    Column("peer", LargeBinary(16), nullable=False),
    Column("at", BigInteger, nullable=False),
    Column("ms", Integer, nullable=False),
    Column("sent", Integer, nullable=False),
    Column("received", Integer, nullable=False),
    Column("ok", Integer, nullable=False),
    Column("sentence", Text, nullable=False),
)
ACKED = Table(
    "acked",  # how far a peer holds each chain, as it said itself
    Base.metadata,
    Column("peer", LargeBinary(16), primary_key=True),
    Column("chain", Integer, primary_key=True),
    Column("n", Integer, nullable=False),
)
CURSOR = Table(
    "cursor",  # how far a hub's sequence of each scope was read
    Base.metadata,
    Column("peer", LargeBinary(16), primary_key=True),
    Column("scope", LargeBinary(16), primary_key=True),
    Column("seq", Integer, nullable=False),
    Column("hash", LargeBinary(32), nullable=False),
)
SIGNATURE = Table(
    "signature",  # chains' ends signed by their devices: what a relay passes on, and where it may cut
    Base.metadata,
    Column("scope", LargeBinary(16), primary_key=True),
    Column("dev", LargeBinary(16), primary_key=True),
    Column("n", Integer, primary_key=True),
    Column("signature", LargeBinary(64), nullable=False),
)
CARD = Table(
    "card",  # devices as somebody vouches for them, this one included
    Base.metadata,
    Column("dev", LargeBinary(16), primary_key=True),
    Column("hub", LargeBinary(16), nullable=False),
    Column("body", LargeBinary, nullable=False),
    Column("signature", LargeBinary(64), nullable=False),
)
REFUSED = Table(
    "refused",  # what a hub did not let in: its author's words, kept where its author sits
    Base.metadata,
    Column("scope", LargeBinary(16), primary_key=True),
    Column("dev", LargeBinary(16), primary_key=True),
    Column("n", Integer, primary_key=True),
    Column("kind", Text, nullable=False),
    Column("rec", LargeBinary(16), nullable=False),
    Column("body", LargeBinary, nullable=False),
    Column("sentence", Text, nullable=False),
    Column("at", BigInteger, nullable=False),
)
EARLY = Table(
    "early",  # words of a hub's snapshot whose history is still coming: unproven, and no part of the log
    Base.metadata,
    Column("scope", LargeBinary(16), primary_key=True),
    Column("dev", LargeBinary(16), primary_key=True),
    Column("n", Integer, primary_key=True),
    Column("kind", Text, nullable=False),
    Column("rec", LargeBinary(16), nullable=False),
    Column("at", BigInteger, nullable=False),
    Column("dead", LargeBinary, nullable=False),  # msgpack: the fields it writes that a later change holds
    Column("body", LargeBinary, nullable=False),
)
COMING = Table(
    "coming",  # scopes whose history is still coming, and what their snapshot stands for
    Base.metadata,
    Column("scope", LargeBinary(16), primary_key=True),
    Column("peer", LargeBinary(16), nullable=False),
    Column("place", LargeBinary, nullable=False),  # from where to ask on; empty: it is whole
    Column("chains", LargeBinary, nullable=False),  # msgpack: device to the length of its chain
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
Index("early_rec", EARLY.c.rec)
Index("attempt_peer", ATTEMPT.c.peer, ATTEMPT.c.id)
