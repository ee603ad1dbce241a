"""A desk that belongs to a hub as far as its own notes go; nobody is at the other end."""

from __future__ import annotations

from typing import Any

from eocdesk.desk.desk import Desk
from eocdesk.store import peers
from eocdesk.store.peers import HUB, Attempt, Peer

HUB_ID = b"h" * 16
NAME = "Room hub"
NOBODY = "http://127.0.0.1:9"
"""Where nothing listens."""


def joined(desk: Desk, peer: bytes = HUB_ID, kind: str = HUB, name: str = NAME, **more: Any) -> Peer:
    """The desk knows this peer; `met`, `skew`, `state` and so on as given."""
    made = Peer(peer, kind, name, joined=1, **{"url": NOBODY, **more})
    desk.store.writer.local(lambda connection: peers.put(connection, made)).result()
    return made


def holds_all(desk: Desk, peer: bytes = HUB_ID) -> None:
    """The peer has acknowledged everything there is now."""
    desk.store.writer.local(
        lambda connection: connection.exec_driver_sql(
            "INSERT OR REPLACE INTO acked (peer, chain, n) SELECT ?, id, n FROM chain", (peer,)
        )
    ).result()


def tried(desk: Desk, at: int, sentence: str, *, ok: bool, sent: int = 0, received: int = 0, ms: int = 80) -> None:
    """A meeting with the hub as it went."""
    attempt = Attempt(HUB_ID, at, ms, sent, received, ok, sentence)
    desk.store.writer.local(lambda connection: peers.note_attempt(connection, attempt)).result()


def refused(desk: Desk, record: bytes, sentence: str, at: int = 77) -> None:
    """The hub did not let in what was written of a record."""
    desk.store.writer.local(
        lambda connection: connection.exec_driver_sql(
            "INSERT INTO refused (scope, dev, n, kind, rec, body, sentence, at) "
            "SELECT c.scope, c.dev, l.n, l.kind, l.rec, l.body, ?, ? "
            "FROM change l JOIN chain c ON c.id = l.chain WHERE l.rec = ?",
            (sentence, at, record),
        )
    ).result()
