"""What a hub answers a device, whatever way the question came: hello, heads, push and pull; each call blocks."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any

import msgspec

from eocdesk import __version__
from eocdesk.models import Refused, Unavailable, clock
from eocdesk.models.card import Vouched
from eocdesk.models.clock import Moment
from eocdesk.models.snapshot import Snapshot
from eocdesk.server import cards, handed, recent
from eocdesk.store.hub import opening, people, people_scopes, reading
from eocdesk.store.hub.hub import Hub
from eocdesk.store.hub.people import HubDevice
from eocdesk.store.hub.reading import Read
from eocdesk.store.hub.snapshot import Snapshots
from eocdesk.store.tables import SCHEMA
from eocdesk.sync import protocol
from eocdesk.sync.protocol import (
    MAX_BYTES,
    MAX_LEAVING,
    MAX_PIECES,
    Heads,
    Hello,
    Page,
    Pulled,
    Reach,
    Refusal,
    Since,
    Standing,
    Stream,
    Taken,
    Welcome,
)

LEAST = 1
"""The lowest schema of a desk whose writes are taken."""
PURGE = "purge"
_PATIENCE_S = 60.0
_SEEN_MS = 60_000
_LEAST_PAGE = 100


class Answers:
    """The hub, asked. Each call raises Refused for a device that was never let in, Unavailable where it cannot now."""

    def __init__(self, hub: Hub) -> None:
        self.hub = hub
        self.feeds: Callable[[], list[protocol.Fed]] = list
        """How old is what this hub asks the outside; nothing where it asks nothing."""
        self.snapshots = Snapshots()
        self._recent = recent.Recent(hub)
        self._vouching = cards.Cards(hub)

    def hello(self, dev: bytes, hello: Hello) -> Welcome:
        """Begin: which version both speak, who answers, what time it is here."""
        speaks = protocol.chosen(hello.speaks)
        hub = self.hub
        with hub.reading() as connection:
            seen, epoch = self._known(connection, dev).seen, opening.epoch(connection)
        if seen is None or clock.now() - seen > _SEEN_MS:  # a room of desks that meet at once does not wait to write it
            with hub.writing() as connection:
                people.saw(connection, dev)
        return Welcome(speaks, hub.id, hub.name, epoch, __version__, SCHEMA, LEAST, clock.now(), self.feeds())

    def heads(self, dev: bytes) -> Heads:
        """How each scope stands that the device may see; nothing to one that was revoked."""
        with self.hub.reading() as connection:
            device = self._known(connection, dev)
            if device.revoked is not None:
                return Heads({})
            found = self.hub.standing.of(connection, device, clock.now())
        return Heads({scope: Standing(one.labels, one.digest, one.seq) for scope, one in found.items()})

    def push(self, dev: bytes, page: Page) -> Taken:
        """Take a page; what the answer calls durable is on the disk. From a device that was revoked: its own words
        alone, into quarantine, and the order to forget everything.
        """
        page = handed.opened(self.hub.key, page)
        with self.hub.reading() as connection:
            device = self._known(connection, dev)
        try:
            told = self.hub.commit(device, page.pieces, page.signed).result(_PATIENCE_S)
        except TimeoutError:
            raise Unavailable("The hub did not write this page in time. It will be tried again.") from None
        return Taken(
            [Reach(*place) for place in told.durable],
            [Refusal(*one) for one in told.refused],
            [Reach(*place) for place in told.wanted],
            clock.now(),
            _order(device),
            [protocol.Stands(*one) for one in told.stands],
        )

    def pull(self, dev: bytes, since: Since, device: HubDevice | None = None) -> Pulled:
        """The next changes of every scope the device may see, with the cards of those who wrote them.

        `device`: the one of that id, where it was just read.
        """
        now = clock.now()
        quick = None if device is None else self._quick(device, since, now)
        return quick or self._pull(dev, device, since, now)

    def _quick(self, device: HubDevice, since: Since, now: Moment) -> Pulled | None:
        """What was read a moment ago for another that asked the same, where nothing changed and nobody is news."""
        kept = None if device.revoked is not None else self._recent.get(device, since, now)
        if kept is None or now - since.roster >= people.HOUR or since.roster <= kept.state.newest:
            return None
        with self.hub.reading() as connection:
            if people_scopes.state(connection) != kept.state:
                return None
            epoch = opening.epoch(connection)
        return self._pulled(kept.read, self._cards(device, kept.signers, now), now, epoch)

    def _pull(self, dev: bytes, device: HubDevice | None, since: Since, now: Moment) -> Pulled:
        shelf = self._recent.shelf
        with self.hub.reading() as connection:
            device, epoch = device or self._known(connection, dev), opening.epoch(connection)
            if device.revoked is not None:
                return Pulled([], [], self._cards(device, (), now), [], [], epoch, now, PURGE)
            early = self._early(connection, device, since, now)
            read = (
                Read()
                if early
                else reading.pull(
                    connection,
                    device,
                    {scope: (cursor.seq, cursor.hash) for scope, cursor in since.cursors.items()},
                    limit=max(1, min(since.limit, MAX_PIECES)),
                    max_bytes=MAX_BYTES,
                    now=now,
                    leaving=since.leaving[:MAX_LEAVING],
                )
            )
            signers = self._signers(connection, read)
            roster = self._roster(connection, device, since, now)
            vouched = self._cards(device, (*signers, *roster), now)
            if not early:
                kept = recent.Kept(now, read, signers, people_scopes.state(connection))
                recent.keep(shelf, device, since, kept)
        return self._pulled(read, vouched, now, epoch, early)

    def _pulled(
        self, read: Read, vouched: list[Vouched], now: Moment, epoch: bytes, early: Sequence[Snapshot] = ()
    ) -> Pulled:
        signed = [end for stretch in read.stretches for end in stretch.signed]
        bare = Pulled(_streams(read), signed, vouched, read.revoked, read.rewound, epoch, now)
        return msgspec.structs.replace(bare, gone=read.gone, early=list(early)) if read.gone or early else bare

    def _early(self, connection: Any, device: HubDevice, since: Since, now: Moment) -> list[Snapshot]:
        """How a large scope stands of which the device has read nothing: it asks on until it has all, then pulls."""
        if since.early is None:
            return []
        begun = {scope for scope, cursor in since.cursors.items() if cursor.seq > 0}
        seen = {row.id: reading.labels(row) for row in reading.visible(connection, device.rights, now)}
        room = MAX_BYTES * max(_LEAST_PAGE, min(since.limit, MAX_PIECES)) // MAX_PIECES
        found = self.snapshots.page(connection, since.early, begun, seen, room)
        return [] if found is None else [found]

    def _roster(self, connection: Any, asking: HubDevice, since: Since, now: Moment) -> list[HubDevice]:
        """Every desk, once an hour: whom this one may give a parcel, and whom it may meet in its room, without a hub.

        In between those that were let in or shut out. A partner hears of those alone whose words it reads, and so does
        who has no right any more.
        """
        if not cards.knows_others(asking, now):
            return []
        if now - since.roster < people.HOUR:
            return people.news(connection, since.roster)
        return people.devices(connection)

    def _signers(self, connection: Any, read: Read) -> tuple[HubDevice, ...]:
        devs = {end.dev for stretch in read.stretches for end in stretch.signed}
        found = (people.device(connection, dev) for dev in sorted(devs))
        return tuple(one for one in found if one is not None)

    def _cards(self, asking: HubDevice, devices: Iterable[HubDevice], now: Moment) -> list[Vouched]:
        """The cards of these devices, and of the asking one: what it may do changes, and this is how it hears."""
        known = {one.dev: one for one in (*devices, asking)}
        return [self._vouching.of(known[dev], asking, now) for dev in sorted(known)]

    def _known(self, connection: Any, dev: bytes) -> HubDevice:
        found = people.device(connection, dev)
        if found is None:
            raise Refused("The hub does not know this desk. Join with an enrolment code.")
        return found


def _order(device: HubDevice) -> str:
    return "" if device.revoked is None else PURGE


def _streams(read: Read) -> list[Stream]:
    return [Stream(one.scope, one.labels, one.pieces, one.first, one.hash, one.more) for one in read.stretches]
