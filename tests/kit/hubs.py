"""Hubs on a file and on PostgreSQL, desks let in without a wire, and pens that write chains as desks do."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import count
from pathlib import Path
from typing import Any

import pytest

from eocdesk.models import Act, Change, Op, clock
from eocdesk.models.card import Signed, message_of
from eocdesk.models.change import Dot, Piece, encode
from eocdesk.models.clock import TICK_BITS
from eocdesk.models.ids import event_id, new_device, new_id, scope_id
from eocdesk.models.right import Labels, Right
from eocdesk.store import signing
from eocdesk.store.changelog import PREV, ZERO, link
from eocdesk.store.hub import people, reading
from eocdesk.store.hub.committer import Committed
from eocdesk.store.hub.hub import Hub
from eocdesk.store.hub.people import HubDevice
from eocdesk.store.hub.reading import Cursor, Read, Stretch

GAMES = event_id("LA28")
OFFICER = Right("watch officer")
PARTNER = Right("partner")
BOX = b"b" * 32
GREEN: Labels = (GAMES, "GREEN", "")
AMBER: Labels = (GAMES, "AMBER", "")
RED: Labels = (GAMES, "RED", "")
_TICKS = count(1)


@pytest.fixture(params=["sqlite", "postgresql"])
def hub_address(request: pytest.FixtureRequest) -> str | None:
    """Where the hub of a test keeps its log: None, a file of its folder."""
    if request.param == "sqlite":
        return None
    found: str = request.getfixturevalue("postgres")
    return found


@pytest.fixture
def hub(hub_address: str | None, tmp_path: Path) -> Iterator[Hub]:
    """A hub; each test that asks for one runs on both databases."""
    made = Hub.open(tmp_path / "hub", hub_address, "The hub")
    yield made
    made.close()


@pytest.fixture
def file_hub(tmp_path: Path) -> Iterator[Hub]:
    """A hub on a file, for tests that the database makes no difference to."""
    made = Hub.open(tmp_path / "hub", None, "The hub")
    yield made
    made.close()


def let_in(
    hub: Hub, right: Right = OFFICER, *, dev: bytes | None = None, key: bytes | None = None, name: str = "Desk"
) -> HubDevice:
    """A device enrolled with that right; `key` is its private key, made where it does not matter."""
    public = signing.public(key or signing.new_key())
    with hub.writing() as connection:
        return people.enrol(connection, dev or new_device(), public, BOX, name, right, by="K. Mori")


class Pen:
    """A device that writes and signs chains without a desk around it."""

    def __init__(self) -> None:
        self.dev = new_device()
        self.key = signing.new_key()
        self.chains: dict[bytes, tuple[int, bytes]] = {}

    def let_in(self, hub: Hub, right: Right = OFFICER, name: str = "Desk") -> HubDevice:
        """Enrol it."""
        return let_in(hub, right, dev=self.dev, key=self.key, name=name)

    def write(  # noqa: PLR0913  all that a change says
        self,
        labels: Labels = GREEN,
        fields: dict[str, Any] | None = None,
        *,
        kind: str = "incident",
        rec: bytes | None = None,
        op: Op = Op.SET,
        base: dict[str, list[Dot]] | None = None,
        act: Act | None = None,
        left: bytes = b"",
    ) -> bytes:
        """The next change of this device's chain in the scope of these labels."""
        scope = scope_id(*labels)
        n, hash_ = self.chains.get(scope, (0, ZERO))
        hlc = (clock.now() << TICK_BITS) + next(_TICKS)
        act = act or Act(new_id(), "Write", "L. Chen")
        said = fields if fields is not None else made(labels, title=f"Incident {n + 1}")
        body = encode(
            Change(
                scope,
                self.dev,
                n + 1,
                hash_[:PREV],
                hlc,
                kind,
                rec or new_id(),
                int(op),
                said,
                base or {},
                act,
                labels,
                left,
            )
        )
        self.chains[scope] = (n + 1, link(hash_, body))
        return body

    def end(self, labels: Labels = GREEN) -> Signed:
        """The signed end of the chain there."""
        scope = scope_id(*labels)
        n, hash_ = self.chains[scope]
        return Signed(scope, self.dev, n, hash_, signing.sign(self.key, message_of(scope, self.dev, n, hash_)))

    def entry(self, labels: Labels = GREEN, text: str = "Gate 3 closed", **more: Any) -> bytes:
        """A new entry of the log."""
        return self.write(labels, made(labels, text=text, **more.pop("fields", {})), kind="entry", **more)

    def move(self, rec: bytes, old: Labels, new: Labels, n: int, **fields: Any) -> list[bytes]:
        """The record goes from one scope into another; `n` is the change that put it into the old one."""
        act = Act(new_id(), "Change the marking", "L. Chen", size=2)
        base: dict[str, list[Dot]] = {"event": [(self.dev, n)]}
        return [
            self.write(old, {}, rec=rec, op=Op.LEAVE, base=base, act=act),
            self.write(new, made(new, **fields), rec=rec, op=Op.ENTER, base=base, act=act, left=scope_id(*old)),
        ]


def made(labels: Labels, **fields: Any) -> dict[str, Any]:
    """The fields of a record that is new under these labels."""
    event, marking, audience = labels
    return dict(sorted((fields | {"event": event, "marking": marking, "audience": audience}).items()))


def push(hub: Hub, device: HubDevice, pieces: Iterable[Piece], *signed: Signed) -> Committed:
    """Hand a page in and wait until it is durable."""
    return hub.commit(device, list(pieces), signed).result(30)


def pull(hub: Hub, dev: bytes, cursors: dict[bytes, Cursor] | None = None, limit: int = 5000) -> Read:
    """One page for the device."""
    with hub.reading() as connection:
        device = people.device(connection, dev)
        assert device is not None
        return reading.pull(connection, device, cursors or {}, limit=limit, max_bytes=1 << 22, now=clock.now())


def pull_all(
    hub: Hub, dev: bytes, cursors: dict[bytes, Cursor] | None = None, limit: int = 5000
) -> dict[bytes, list[Stretch]]:
    """Pages until there is no more; the cursors are moved along."""
    cursors = {} if cursors is None else cursors
    found: dict[bytes, list[Stretch]] = {}
    more = True
    while more:
        read = pull(hub, dev, cursors, limit)
        for one in read.stretches:
            cursors[one.scope] = (one.first + len(one.pieces) - 1, one.hash)
            if one.pieces:
                found.setdefault(one.scope, []).append(one)
        more = any(one.more for one in read.stretches)
    return found


def pieces(found: dict[bytes, list[Stretch]], labels: Labels = GREEN) -> list[Piece]:
    """All that came of one scope."""
    return [piece for one in found.get(scope_id(*labels), []) for piece in one.pieces]
