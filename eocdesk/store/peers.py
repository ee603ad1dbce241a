"""The copies this one meets: who they are, what each attempt brought, and the cards by which devices are known."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import astuple, dataclass

import msgspec
from sqlalchemy import Connection

from eocdesk.models.card import Card, Vouched, decode_card
from eocdesk.models.clock import Moment
from eocdesk.models.right import reads_only
from eocdesk.store import owing, signatures, signing

HUB, DESK, PARCEL = "hub", "desk", "parcel"
REVOKED = "revoked"
ATTEMPTS = 500
"""How many attempts are remembered, of all peers together."""
_COLUMNS = "id, kind, name, url, pin, key, epoch, joined, met, tried, skew, state"


class CardError(ValueError):
    """A card that its hub did not sign, or that says something else than it claims."""


@dataclass(frozen=True, slots=True)
class Peer:
    """A copy this one meets. `skew`: this desk's clock less its, milliseconds; None before the first meeting."""

    id: bytes
    kind: str
    name: str
    url: str = ""
    pin: str = ""
    key: bytes = b""
    epoch: bytes = b""
    joined: Moment = 0
    met: Moment | None = None
    tried: Moment | None = None
    skew: int | None = None
    state: str = ""


@dataclass(frozen=True, slots=True)
class Attempt:
    """One meeting as it went."""

    peer: bytes
    at: Moment
    ms: int
    sent: int
    received: int
    ok: bool
    sentence: str


def put(connection: Connection, peer: Peer) -> None:
    """Note a peer as it is now, new or known."""
    names = _COLUMNS.split(", ")
    marks = ", ".join("?" * len(names))
    fresh = ", ".join(f"{name} = excluded.{name}" for name in names[1:])
    connection.exec_driver_sql(
        f"INSERT INTO peer ({_COLUMNS}) VALUES ({marks}) ON CONFLICT (id) DO UPDATE SET {fresh}", astuple(peer)
    )


def get(connection: Connection, peer: bytes) -> Peer | None:
    """A peer, if it is known."""
    found = connection.exec_driver_sql(f"SELECT {_COLUMNS} FROM peer WHERE id = ?", (peer,)).first()
    return None if found is None else Peer(*found)


def every(connection: Connection) -> list[Peer]:
    """All peers, the hub first, then as they were joined."""
    asked = f"SELECT {_COLUMNS} FROM peer ORDER BY kind <> '{HUB}', joined, id"
    return [Peer(*row) for row in connection.exec_driver_sql(asked)]


def forget(connection: Connection, peer: bytes) -> None:
    """No longer a peer: what is noted of it goes, its attempts stay in the trail."""
    for table, column in (("peer", "id"), ("acked", "peer"), ('"cursor"', "peer"), ("card", "hub")):
        connection.exec_driver_sql(f"DELETE FROM {table} WHERE {column} = ?", (peer,))
    owing.forget(connection, peer)


def note_attempt(connection: Connection, attempt: Attempt) -> None:
    """Keep what a meeting brought; the peer was tried then, and met where it went through."""
    connection.exec_driver_sql(
        "INSERT INTO attempt (peer, at, ms, sent, received, ok, sentence) VALUES (?, ?, ?, ?, ?, ?, ?)",
        astuple(attempt),
    )
    oldest = "SELECT id FROM attempt ORDER BY id DESC LIMIT 1 OFFSET ?"
    connection.exec_driver_sql(f"DELETE FROM attempt WHERE id <= ({oldest})", (ATTEMPTS,))
    met = ", met = max(coalesce(met, 0), ?)" if attempt.ok else ""
    moments = (attempt.at,) * (2 if attempt.ok else 1)
    connection.exec_driver_sql(
        f"UPDATE peer SET tried = max(coalesce(tried, 0), ?){met} WHERE id = ?", (*moments, attempt.peer)
    )


def attempts(connection: Connection, peer: bytes | None = None, limit: int = 100) -> list[Attempt]:
    """The newest attempts first, of one peer or of all."""
    where, values = ("", ()) if peer is None else ("WHERE peer = ?", (peer,))
    asked = f"SELECT peer, at, ms, sent, received, ok, sentence FROM attempt {where} ORDER BY id DESC LIMIT ?"
    found = connection.exec_driver_sql(asked, (*values, limit))
    return [Attempt(of, at, ms, sent, received, bool(ok), said) for of, at, ms, sent, received, ok, said in found]


def keep_cards(
    connection: Connection, vouched: Iterable[Vouched], hub_key: bytes, hub: bytes | None = None
) -> set[bytes]:
    """Keep the cards a hub vouches for, each the newest of its device; the devices whose card is new.

    That is the one decided on last. Of those between which nothing was decided the hub itself (`hub`, its id) gives
    the newest: its clock may have run ahead when it gave the other.
    A device known from elsewhere keeps its key: another card that gives it another one is passed over.
    CardError where one is not signed by that hub, or is not of `hub`, its id: then none of them is believed.
    """
    read = [(one, _checked(one, hub_key)) for one in vouched]
    if hub is not None and any(card.hub != hub for _, card in read):
        raise CardError("A device's card is of another hub than the one that gave it.")
    fresh: set[bytes] = set()
    for one, card in read:
        held = card_of(connection, card.dev)
        if held is not None and not _newer(card, held, direct=hub is not None):
            continue
        connection.exec_driver_sql(
            "INSERT INTO card (dev, hub, body, signature) VALUES (?, ?, ?, ?) ON CONFLICT (dev) DO UPDATE "
            "SET hub = excluded.hub, body = excluded.body, signature = excluded.signature",
            (card.dev, card.hub, one.body, one.signature),
        )
        fresh.add(card.dev)
    return fresh


def _newer(card: Card, held: Card, *, direct: bool) -> bool:
    """Whether a card takes another's place."""
    if card.hub == held.hub:
        return card.follows(held) or (direct and card.serial == held.serial and card != held)
    return card.issued > held.issued and card.key == held.key


def _checked(one: Vouched, hub_key: bytes) -> Card:
    if not signing.holds(hub_key, one.message, one.signature):
        raise CardError("A device's card is not signed by the hub it names.")
    try:
        return decode_card(one.body)
    except (msgspec.MsgspecError, RecursionError) as error:
        raise CardError(f"A device's card cannot be read ({error}).") from error


def vouched_of(connection: Connection, devices: Iterable[bytes]) -> list[Vouched]:
    """The cards of these devices as they came, of those that are known."""
    asked = "SELECT body, signature FROM card WHERE dev = ?"
    found = (connection.exec_driver_sql(asked, (dev,)).first() for dev in devices)
    return [Vouched(row[0], row[1]) for row in found if row is not None]


def card_of(connection: Connection, dev: bytes) -> Card | None:
    """A device's card, if it is known."""
    body = connection.exec_driver_sql("SELECT body FROM card WHERE dev = ?", (dev,)).scalar()
    return None if body is None else decode_card(body)


def reading_at(connection: Connection, dev: bytes, kinds: Iterable[str]) -> str:
    """The hub that lets this device read only, so that it would let in nothing of these kinds; empty: there is none."""
    card = card_of(connection, dev)
    if card is None or not reads_only(card.rights, kinds):
        return ""
    hub = get(connection, card.hub)
    return "" if hub is None or hub.state == REVOKED else hub.name


def cards(connection: Connection) -> dict[bytes, Card]:
    """Every card by device."""
    return {dev: decode_card(body) for dev, body in connection.exec_driver_sql("SELECT dev, body FROM card")}


def keys_of(connection: Connection) -> dict[bytes, bytes]:
    """The public signing key of every device known here, this one included once it signed; by device."""
    return signatures.keys_of(connection)
