"""Two desks that meet through the store's own faces, without a wire and without a hub."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from msgspec import structs
from sqlalchemy import Connection

from eocdesk.desk.desk import Desk
from eocdesk.models.card import Card, Signed, Vouched, encode_card
from eocdesk.models.change import Piece, Stub, decode
from eocdesk.models.right import Labels
from eocdesk.store import changelog, meeting, peers, signatures, signing
from eocdesk.store.signatures import End


def everything(_labels: Labels) -> bool:
    """A reader who may see all."""
    return True


def held(desk: Desk) -> list[Piece]:
    """What the desk's log holds, in the order it was received."""
    asked = "SELECT kind, body FROM change ORDER BY seq"
    return desk.read_now(lambda c: [changelog.piece_of(*row) for row in c.exec_driver_sql(asked)])


def lengths(desk: Desk) -> dict[bytes, dict[bytes, int]]:
    """How long each chain is, by scope and device."""
    return {scope: stand.chains for scope, stand in desk.read_now(meeting.standing).items()}


def key_of(*desks: Desk) -> Callable[[bytes], bytes | None]:
    """The public keys of these desks, made if there were none."""
    found: dict[bytes, bytes] = {}
    for desk in desks:
        desk.store.writer.local(meeting.own_key).result()
        found.update(desk.read_now(peers.keys_of))
    return found.get


def fetch(
    taker: Desk,
    giver: Desk,
    may: Callable[[Labels], bool] = everything,
    limit: int = 5_000,
    known: Callable[[bytes], bytes | None] | None = None,
) -> int:
    """The taker reads what it lacks and may see of the giver, page by page; how many pieces came."""
    known = known or key_of(taker, giver)
    labels = {scope: stand.labels for scope, stand in giver.read_now(meeting.standing, may=may).items()}
    count = 0
    while True:
        page = giver.read_now(meeting.after, lengths(taker), may=may, limit=limit)
        ends = sign(giver, page.ends)
        taker.store.writer.receive(
            partial(meeting.take, pieces=page.pieces, ends=ends, key_of=known, labels=labels)
        ).result()
        count += len(page.pieces)
        if not page.more:
            return count


def sign(desk: Desk, ends: Sequence[End]) -> list[Signed]:
    """These ends as the desk passes them on."""
    return desk.store.writer.local(partial(signatures.signed, ends=ends)).result()


def stub_of(body: bytes, why: int) -> Stub:
    """What stands in the place of a body."""
    change = decode(body)
    return Stub(change.scope, change.dev, change.n, change.prev, changelog.digest_of(body), why)


def end_of(connection: Connection, scope: bytes, dev: bytes) -> End:
    """The end of a chain as it stands."""
    chain = changelog.chain_of(connection, scope, dev)
    return End(scope, dev, chain.n, chain.hash)


def card_of(desk: Desk, hub: bytes, hub_key: bytes, **said: object) -> Vouched:
    """A desk's card as a hub would vouch for it."""
    key = signing.public(desk.store.writer.local(meeting.own_key).result())
    card = Card(hub, desk.device, key, b"b" * 32, "Desk", (), 1, 1 << 60)
    body = encode_card(structs.replace(card, **said))
    return Vouched(body, signing.sign(hub_key, Vouched(body, b"").message))
