"""Tables of a hub's people and devices: who was let in, by which code, who may lead, and the trail of all of it."""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, Index, Integer, LargeBinary, Table, Text

from eocdesk.store.hub.base import HUB

DEVICE = Table(
    "hub_device",
    HUB,
    Column("dev", LargeBinary(16), primary_key=True),
    Column("key", LargeBinary(32), nullable=False),
    Column("box", LargeBinary(32), nullable=False),
    Column("name", Text, nullable=False),
    Column("rights", LargeBinary, nullable=False),  # msgpack: a list of Right, read with every request
    Column("since", BigInteger, nullable=False),
    Column("seen", BigInteger),
    Column("revoked", BigInteger),
    Column("why", Text, nullable=False),
    Column("serial", BigInteger, nullable=False, default=0),  # how often its rights or its end were decided on
    Column("heir", LargeBinary(16)),  # the device that this one goes on as, the last that proved it
)
LINE = Table(
    "hub_line",  # all that joined by the key of an earlier name: of a disk that was copied, more than one
    HUB,
    Column("dev", LargeBinary(16), primary_key=True),
    Column("heir", LargeBinary(16), primary_key=True),
)
CODE = Table(
    "hub_code",  # one-time codes; the code itself is nowhere
    HUB,
    Column("hash", LargeBinary(32), primary_key=True),
    Column("right_", LargeBinary, nullable=False),
    Column("name", Text, nullable=False),
    Column("made", BigInteger, nullable=False),
    Column("until", BigInteger, nullable=False),
    Column("maker", Text, nullable=False),
    Column("used", BigInteger),
    Column("dev", LargeBinary(16)),
)
PERSON = Table(
    "hub_person",  # who may order the hub about over the network
    HUB,
    Column("name", Text, primary_key=True),  # as it is compared: letter case folded
    Column("label", Text, nullable=False),
    Column("role", Text, nullable=False),
    Column("phrase", Text, nullable=False),  # argon2id, with its salt and parameters
    Column("since", BigInteger, nullable=False),
    Column("gone", BigInteger),
)
LOCK = Table(
    "hub_lock",  # wrong passphrases of an account from one place; another place is not held up by them
    HUB,
    Column("person", Text, primary_key=True),
    Column("place", Text, primary_key=True),
    Column("times", Integer, nullable=False),
    Column("last", BigInteger, nullable=False),
)
SPENT = Table(
    "hub_spent",  # challenges that were answered: none is answered twice, at whichever process
    HUB,
    Column("nonce", LargeBinary(32), primary_key=True),
    Column("until", BigInteger, nullable=False),
)
TRAIL = Table(
    "hub_trail",
    HUB,
    Column("id", Integer, primary_key=True),
    Column("at", BigInteger, nullable=False),
    Column("what", Text, nullable=False),
    Column("who", Text, nullable=False),
    Column("dev", LargeBinary(16)),
    Column("place", Text, nullable=False),  # the address it came from; empty: this machine
    Column("sentence", Text, nullable=False),
    Column("times", Integer, nullable=False),  # the same again within a minute is counted, not written again
    Column("minute", BigInteger),
    Index("hub_trail_again", "minute", "place"),
    Index("hub_trail_dev", "dev"),
)
