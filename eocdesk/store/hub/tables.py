"""The tables of a hub's log: scopes with their sequence, chains, changes, the quarantine, where records went."""

from __future__ import annotations

from sqlalchemy import BigInteger, Boolean, Column, Index, Integer, LargeBinary, SmallInteger, Table, Text

from eocdesk.store.hub.base import HUB

LOCAL = Table(
    "hub_local",  # the hub's own: schema, id, name, key, epoch, where it stands
    HUB,
    Column("key", Text, primary_key=True),
    Column("value", LargeBinary, nullable=False),
)
SCOPE = Table(
    "hub_scope",
    HUB,
    Column("id", LargeBinary(16), primary_key=True),
    Column("event", LargeBinary(16), nullable=False),
    Column("marking", Text, nullable=False),
    Column("audience", Text, nullable=False),
    Column("seq", BigInteger, nullable=False),  # the number of the last change: no gaps, and no number twice
    Column("hash", LargeBinary(32), nullable=False),  # the hub's own chain over all that stands in the scope
)
CHAIN = Table(
    "hub_chain",  # one device's changes in one scope, contiguous from 1
    HUB,
    Column("scope", LargeBinary(16), primary_key=True),
    Column("dev", LargeBinary(16), primary_key=True),
    Column("n", BigInteger, nullable=False),
    Column("hash", LargeBinary(32), nullable=False),
)
CHANGE = Table(
    "hub_change",  # the sequence of each scope, only ever added to; `body` stands last, so that it is read last
    HUB,
    Column("scope", LargeBinary(16), primary_key=True),
    Column("seq", BigInteger, primary_key=True),
    Column("dev", LargeBinary(16), nullable=False),
    Column("n", BigInteger, nullable=False),
    Column("op", SmallInteger, nullable=False),
    Column("size", Integer, nullable=False),  # of what is sent of it, in bytes
    Column("whole", Boolean, nullable=False),  # a page may end here: no act is cut and every chain's end is signed
    Column("filled", Boolean, nullable=False),  # words that came after their stub: the change stands twice
    Column("skewed", Boolean, nullable=False),  # its author's clock ran ahead of the hub's
    Column("at", BigInteger, nullable=False),  # when the hub received it
    Column("rec", LargeBinary(16), nullable=False),
    Column("kind", Text, nullable=False),
    Column("digest", LargeBinary(32), nullable=False),  # SHA-256 of the body
    Column("hash", LargeBinary(32), nullable=False),  # the hub's chain after this change
    Column("link", LargeBinary(32)),  # the author's chain after it, where the author signed that
    Column("signature", LargeBinary(64)),
    Column("prev", LargeBinary(8)),  # of a stub
    Column("why", SmallInteger),  # of a stub
    Column("body", LargeBinary),  # None: a stub
    Index("hub_change_dot", "scope", "dev", "n"),
    Index("hub_change_rec", "rec", "scope"),
)
QUARANTINE = Table(
    "hub_quarantine",  # words that were not let in; a stub stands in the log for each
    HUB,
    Column("scope", LargeBinary(16), primary_key=True),
    Column("dev", LargeBinary(16), primary_key=True),
    Column("n", BigInteger, primary_key=True),
    Column("act", LargeBinary, nullable=False),
    Column("kind", Text, nullable=False),
    Column("rec", LargeBinary(16), nullable=False),
    Column("at", BigInteger, nullable=False),
    Column("sentence", Text, nullable=False),
    Column("state", Text, nullable=False),  # waiting, released, dismissed
    Column("ruled_at", BigInteger),
    Column("ruled_by", Text),
    Column("body", LargeBinary, nullable=False),
    Index("hub_quarantine_act", "dev", "act"),
    Index("hub_quarantine_state", "state", "at"),
)
AHEAD = Table(
    "hub_ahead",  # what words in quarantine wait for: they are looked at again once that chain goes so far
    HUB,
    Column("scope", LargeBinary(16), primary_key=True),
    Column("dev", LargeBinary(16), primary_key=True),
    Column("n", BigInteger, primary_key=True),
    Column("home", LargeBinary(16), primary_key=True),  # the scope, device and number of who waits
    Column("author", LargeBinary(16), primary_key=True),
    Column("at", BigInteger, primary_key=True),
    Column("act", LargeBinary, nullable=False),
    Index("hub_ahead_act", "author", "act"),
)
MOVE = Table(
    "hub_move",  # each going and coming of a record
    HUB,
    Column("rec", LargeBinary(16), primary_key=True),
    Column("scope", LargeBinary(16), primary_key=True),
    Column("dev", LargeBinary(16), primary_key=True),
    Column("n", BigInteger, primary_key=True),
    Column("op", SmallInteger, nullable=False),
    Column("parents", LargeBinary, nullable=False),  # msgpack: the stays it ended, as far as its author knew
)
DEPARTED = Table(
    "hub_departed",  # worked out of the moves: records that left a scope, and where they are now
    HUB,
    Column("scope", LargeBinary(16), primary_key=True),
    Column("rec", LargeBinary(16), primary_key=True),
    Column("to_scope", LargeBinary, primary_key=True),  # empty: not known, so nobody sees what was here
    Index("hub_departed_rec", "rec"),
)
