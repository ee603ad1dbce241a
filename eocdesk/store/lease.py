"""The end of a right while its hub is out of reach: its words leave this copy, what is unsent is sealed for the hub."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from typing import NamedTuple, TypeAlias

from sqlalchemy import Connection

from eocdesk.models import clock, ids
from eocdesk.models.change import decode
from eocdesk.models.clock import Moment
from eocdesk.models.right import Labels, ends
from eocdesk.store import early, handing, lease_files, local, meeting, peers
from eocdesk.store.peers import Peer
from eocdesk.store.withdraw import Ids

WARNED = 24 * 60 * 60 * 1000
"""So long before its end a right is spoken of."""
_CLOCK, _SEALED, _WIPE = "lease clock", "sealed for a hub", "lease to wipe"
_FAR = 1 << 62
_MEANWHILE = b"meanwhile sealed"  # who holds what was sealed so far, while it is being sealed


Had: TypeAlias = Callable[[Connection, Peer], Collection[str]]
"""Which attachments (SHA-256) a hub has."""


class Ending(NamedTuple):
    """A scope of which words are here, and when the right to them ends unless the hub is met before."""

    scope: bytes
    labels: Labels
    at: Moment
    fixed: bool  # whether it ends then though the hub is met
    told: Moment  # from when it is spoken of


def _hub(connection: Connection) -> Peer | None:
    """The hub whose card of this desk tells what it may see; None where it has none, or was put out."""
    card = peers.card_of(connection, bytes(local.get(connection, "device", b"")))
    hub = None if card is None else peers.get(connection, card.hub)
    return hub if hub is not None and hub.kind == peers.HUB and hub.state != peers.REVOKED else None


def endings(connection: Connection) -> list[Ending]:
    """Every scope of which words are here and whose right ends some day, the soonest first."""
    card = peers.card_of(connection, bytes(local.get(connection, "device", b"")))
    if card is None or not any(right.lease or right.until is not None for right in card.rights):
        return []
    if _hub(connection) is None:
        return []
    found = []
    held = early.scopes(connection)
    held |= {scope: stand.labels for scope, stand in meeting.standing(connection).items()}
    for scope, labels in held.items():
        at = ends(card.rights, labels, card.met)
        if at is not None and meeting.worded(connection, scope):
            fixed = ends(card.rights, labels, _FAR) == at
            told = max(at - WARNED, 0 if fixed else (at + card.met) // 2)  # of a short lease in its second half
            found.append(Ending(scope, labels, at, fixed, told))
    return sorted(found, key=lambda one: (one.at, one.scope))


def warning(connection: Connection) -> str:
    """Of the right that ends first within a day, and what to do; empty where none does."""
    hub = _hub(connection)
    found = endings(connection)
    if not found or hub is None:
        return ""
    now = _known(connection, hub, 0)
    found = [ending for ending in found if ending.told <= now]
    if not found:
        return ""
    one, more = found[0], len({ending.labels for ending in found if ending.at == found[0].at}) - 1
    until = clock.at(one.at).strftime("%d %b %H:%M UTC")
    what = _named(connection, one.labels) + (f" and {more} more" if more else "")
    if one.fixed:
        return f"Your right to {what} ends at {until}. What it covers then leaves this desk."
    return f"Your right to {what} ends at {until}. Meet {hub.name} before then, or it leaves this desk."


def look(connection: Connection, ran: int = 0, had: Had | None = None) -> Ids:
    """Give up every scope whose right has ended, in one transaction; the (kind, id) touched.

    `ran`: milliseconds that this program has run since it last looked: they count whatever the clock says. The
    attachments of these scopes but those that the hub `had` are noted as to be locked for it (store/lease_files).
    """
    hub = _hub(connection)
    if hub is None or not endings(connection):
        return set()
    now = _known(connection, hub, ran)
    local.put(connection, _CLOCK, [_contact(hub), now])
    ended = [one for one in endings(connection) if one.at <= now]
    if not ended:
        return set()
    scopes = {one.scope for one in ended}
    sealed = _pages(connection, hub, scopes)
    local.put(connection, _SEALED, [*local.get(connection, _SEALED, []), *sealed])
    local.put(connection, _WIPE, True)  # noqa: FBT003  a value to keep
    lease_files.note(
        connection, hub.id, lease_files.owed(connection, scopes, () if had is None else had(connection, hub))
    )
    touched = meeting.purge(connection, scopes)
    sentence = _told(connection, hub, ended, len(touched), sum(count for _, count, _ in sealed))
    peers.note_attempt(connection, peers.Attempt(hub.id, clock.now(), 0, 0, 0, ok=False, sentence=sentence))
    return touched


def note_ran(connection: Connection, ran: int) -> None:
    """Note that this program ran so many milliseconds since it last looked, and runs no longer."""
    hub = _hub(connection)
    if hub is not None and endings(connection):
        local.put(connection, _CLOCK, [_contact(hub), _known(connection, hub, ran)])


def _told(connection: Connection, hub: Peer, ended: list[Ending], records: int, unsent: int) -> str:
    what = ", ".join(dict.fromkeys(_named(connection, one.labels) for one in ended[:3]))
    kept = f" {unsent:,} unsent changes are kept, sealed for {hub.name}." if unsent else ""
    return f"Your right to {what} has ended: {records:,} records left this desk.{kept} Meet {hub.name} to have it back."


def _contact(hub: Peer) -> Moment:
    """When this desk last heard the hub's clock, by that clock."""
    return hub.joined if hub.met is None else hub.met - (hub.skew or 0)


def _known(connection: Connection, hub: Peer, ran: int) -> Moment:
    """What time it is at least: never less than it was once since the hub's own clock was heard.

    A clock that goes wrong here ends nothing before its time unless it runs ahead; the hub's puts it right.
    """
    contact, high = local.get(connection, _CLOCK, [None, 0])
    if contact != _contact(hub):
        high = _contact(hub)
    wall = clock.now()
    return max(int(high) + max(ran, 0), min(wall, wall - (hub.skew or 0)))


def _pages(connection: Connection, hub: Peer, scopes: Collection[bytes]) -> list[tuple[bytes, int, bytes]]:
    """(hub, how many changes, sealed page) of what is here, the hub has not, and these scopes have part in.

    Whoever wrote it: the desk that did may be lost by now, and what was written here has seen it. With everything that
    came before it, so that it follows what the hub holds and no act is cut in two.
    """
    pages: list[tuple[handing.Handed, int]] = []
    last = 0
    for page in _unsent(connection, hub):
        words = [decode(piece) for piece in page.pieces if isinstance(piece, bytes)]
        ours = sum(change.scope in scopes for change in words)
        pages.append((page, ours))
        last = len(pages) if ours else last
    return [(hub.id, ours, handing.seal(hub.key, page)) for page, ours in pages[:last]]


def _unsent(connection: Connection, hub: Peer) -> Iterator[handing.Handed]:
    asked = "INSERT INTO acked (peer, chain, n) SELECT ?, chain, n FROM acked WHERE peer = ?"
    connection.exec_driver_sql(asked, (_MEANWHILE, hub.id))
    while (found := meeting.pending(connection, _MEANWHILE)).pieces:
        yield handing.Handed(found.pieces, meeting.signed(connection, found.ends))
        meeting.acknowledge(connection, _MEANWHILE, [(end.scope, end.dev, end.n) for end in found.ends])
    connection.exec_driver_sql("DELETE FROM acked WHERE peer = ?", (_MEANWHILE,))


def waiting(connection: Connection, hub: bytes) -> list[tuple[int, bytes]]:
    """(how many changes, sealed page) of what waits for that hub, in the order it has to be handed in."""
    return [(count, page) for to, count, page in local.get(connection, _SEALED, []) if to == hub]


def handed(connection: Connection, page: bytes) -> None:
    """The hub has taken this page."""
    local.put(connection, _SEALED, [one for one in local.get(connection, _SEALED, []) if one[2] != page])


def to_wipe(connection: Connection) -> bool:
    """Whether the file has still to be written anew after something left."""
    return bool(local.get(connection, _WIPE, False))


def wiped(connection: Connection) -> None:
    """It was."""
    local.put(connection, _WIPE, False)  # noqa: FBT003  a value to keep


def _named(connection: Connection, labels: Labels) -> str:
    """`LA28 RED`, `LA28 AMBER for police`."""
    event, marking, audience = labels
    code = connection.exec_driver_sql("SELECT code FROM event WHERE id = ?", (event,)).scalar()
    of = "people and desks" if event == ids.NIL else str(code or "an event")
    return f"{of} {marking or 'unmarked'}" + (f" for {audience}" if audience else "")
