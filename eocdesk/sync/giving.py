"""What another desk is given of this one's log, by chains: pages of what it may see, and whose they are."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import partial

import msgspec

from eocdesk.models.card import Signed, Vouched
from eocdesk.models.change import Stub, decode
from eocdesk.models.clock import Moment
from eocdesk.models.right import Labels
from eocdesk.store import meeting, peers
from eocdesk.store.kept import Store
from eocdesk.sync.protocol import MAX_BYTES, MAX_PIECES, Page, Pulled, Since, Stream
from eocdesk.sync.sequence import place_of
from eocdesk.sync.trust import Keys, Trust, introduce, read_first

END = 1 << 62
"""As far as no chain goes."""
May = Callable[[Labels], bool]
Chains = Mapping[bytes, Mapping[bytes, int]]
"""How far each device's chain is held, by scope."""


class Giver:
    """Gives pages of this desk's log; who may have them is asked each time."""

    def __init__(self, store: Store, trust: Trust, keys: Keys) -> None:
        self._store = store
        self._trust = trust
        self._keys = keys

    def page(self, chains: Chains, may: May, limit: int, max_bytes: int, only: bytes | None = None) -> Page:
        """What follows those chains in scopes that `may` be given, or in one scope alone; empty at the end."""
        rest = {} if only is None else self._all_but(only)
        ask = partial(meeting.after, may=may, limit=limit, max_bytes=max_bytes)
        out = self._store.readers.now(ask, rest | dict(chains))
        pieces, ends = out.pieces, out.ends
        if only is not None:  # what was written into another scope this very moment
            pieces = [piece for piece in pieces if place_of(piece).scope == only]
            ends = [end for end in ends if end.scope == only]
        signed = read_first(self._store, partial(meeting.signed, ends=ends)) if ends else []
        return Page(pieces, signed, self.vouched(one.dev for one in signed))

    def _all_but(self, scope: bytes) -> dict[bytes, dict[bytes, int]]:
        """Every other scope as if it were held to its end."""
        held = self._store.readers.now(meeting.standing)
        return {other: dict.fromkeys(stand.chains, END) for other, stand in held.items() if other != scope}

    def vouched(self, devs: Iterable[bytes]) -> list[Vouched]:
        """The authors' cards: as a hub vouches for them, and as this desk introduces them where it was paired.

        Its own too: who joined the hub just now knows nobody yet.
        """
        trust, wanted = self._trust, list(dict.fromkeys(devs))
        by_hub = [dev for dev in wanted if (card := trust.cards.get(dev)) is not None and card.hub in trust.hubs]
        keys = self._store.readers.now(peers.keys_of)
        introduced = [
            introduce(trust.dev, self._keys.key, (dev, keys[dev], trust.name_of(dev)), trust.now)
            for dev in wanted
            if dev in keys and dev != trust.dev
        ]
        return self._store.readers.now(peers.vouched_of, by_hub) + introduced

    def pulled(self, dev: bytes, since: Since, clock: Moment) -> Pulled:
        """The answer to a desk that asks, by chains."""
        may = partial(self._trust.sees, dev)
        page = self.page(since.chains, may, min(since.limit, MAX_PIECES), MAX_BYTES)
        reach = further(since.chains, page.signed)
        streams: dict[bytes, Stream] = {}
        for scope, (labels, _, chains) in self._store.readers.now(meeting.standing, may=may).items():
            fresh = any(reach.get(scope, {}).get(one, 0) < n for one, n in chains.items())
            streams[scope] = Stream(scope, labels, [], more=fresh and bool(page.pieces))
        for piece in page.pieces:
            streams[place_of(piece).scope].pieces.append(piece)
        some = [stream for stream in streams.values() if stream.pieces or stream.more]
        return Pulled(some, page.signed, page.cards, [], [], b"", clock)


def further(chains: Chains, signed: Iterable[Signed]) -> dict[bytes, dict[bytes, int]]:
    """How far chains are held after a page with these ends."""
    reach = {scope: dict(held) for scope, held in chains.items()}
    for end in signed:
        reach.setdefault(end.scope, {})[end.dev] = end.n
    return reach


def labels_in(page: Page) -> dict[bytes, Labels]:
    """What the scopes of a page stand for, as far as its bodies say."""
    found: dict[bytes, Labels] = {}
    for piece in page.pieces:
        if isinstance(piece, Stub):
            continue
        try:
            if place_of(piece).scope not in found:
                change = decode(piece)
                found[change.scope] = change.labels
        except (msgspec.MsgspecError, ValueError):
            continue  # whoever takes it says so
    return found
