"""What a hub signed of its sequences, kept here: what it told once must be the beginning of what it tells later."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import msgspec
from sqlalchemy import Connection

from eocdesk.models import clock
from eocdesk.models.checkpoint import Checkpoint
from eocdesk.models.clock import Moment
from eocdesk.models.ids import NIL
from eocdesk.store import local, meeting, peers, signing
from eocdesk.store.peers import Peer

KEPT = 50
"""Of each scope, the newest."""
APART = 10 * 60 * 1000
"""Of two that lie closer together the newer one is enough."""
_KEY, _ASKED, _AGAINST = "checkpoints/", "checkpoints asked/", "checkpoints contradicted/"
_DECODER = msgspec.msgpack.Decoder(list[Checkpoint])


class Against(msgspec.Struct, array_like=True, frozen=True):
    """That what a hub gave later was not the log it had signed, found out once."""

    codes: list[str]  # of the checkpoints that do not hold of what was read, the oldest first
    at: Moment
    sentence: str


_AGAINSTS = msgspec.msgpack.Decoder(list[Against])


def of(connection: Connection, scope: bytes) -> list[Checkpoint]:
    """What is kept of a scope, the oldest first."""
    found = connection.exec_driver_sql("SELECT value FROM local WHERE key = ?", (_KEY + scope.hex(),)).scalar()
    return [] if found is None else _DECODER.decode(found)


def asked(connection: Connection, hub: bytes) -> Moment:
    """Since when news of that hub is wanted, by its clock."""
    return int(local.get(connection, _ASKED + hub.hex(), 0))


def keep(connection: Connection, hub: Peer, told: Iterable[Checkpoint]) -> list[str]:
    """Keep those that this copy can bear out, having read just so far; a sentence for each that it contradicts.

    One of another length is passed over: what it says of changes not read yet, or read past, cannot be seen here.
    """
    said: list[str] = []
    latest, late = asked(connection, hub.id), 0
    cursors = meeting.cursors(connection, hub.id)
    for one in told:
        if one.hub != hub.id or not signing.holds(hub.key, one.message, one.signature):
            said.append(f"{hub.name} sent a checkpoint that it did not sign.")
            continue
        seq, hash_ = cursors.get(one.scope, (0, b""))
        if seq != one.seq:
            late = min(late or one.at, one.at)  # asked for once more
            continue
        if hash_ != one.hash:
            said.append(f"{hub.name} signed another log than it gave this desk. Tell your administrator.")
        _add(connection, one)
        latest = max(latest, one.at)
    latest = min(latest, late - 1) if late else latest
    if latest != asked(connection, hub.id):
        local.put(connection, _ASKED + hub.id.hex(), latest)
    return said


def _add(connection: Connection, one: Checkpoint) -> None:
    held = of(connection, one.scope)
    if held and held[-1] == one:
        return
    # The last but one goes where it lies close to both its neighbours, and says nothing that the last does not.
    close = len(held) > 1 and held[-1].at - held[-2].at < APART and (held[-1].epoch, held[-2].epoch) == (one.epoch,) * 2
    local.put(connection, _KEY + one.scope.hex(), [*(held[:-1] if close else held), one][-KEPT:])


def between(connection: Connection, scope: bytes, epoch: bytes, after: int, last: int) -> list[Checkpoint]:
    """Those that speak of a place behind `after` and up to `last`: whoever reads these changes again checks them.

    Not those that were contradicted before: it was said.
    """
    told = {code for known in _against(connection, scope) for code in known.codes}
    found = [one for one in of(connection, scope) if one.epoch == epoch and after < one.seq <= last]
    return [one for one in found if one.code not in told] if told else found


def contradicted(connection: Connection, hub: Peer, one: Checkpoint) -> str:
    """Note that a hub gave another log than it signed, and with it all that it signed behind; the sentence for it."""
    now = clock.now()
    name = hub.name
    sentence = (
        f"What {name} gave this desk on {_moment(now)} is not the log of which it signed {one.code} on "
        f"{_moment(one.at)}. If {name} was put back from a backup, it must be started once with “eocdesk serve "
        "--restored”. If not, tell your administrator: something was left out or changed there."
    )
    codes = [held.code for held in of(connection, one.scope) if held.epoch == one.epoch and held.seq >= one.seq]
    known = [*_against(connection, one.scope), Against(codes, now, sentence)]
    local.put(connection, _AGAINST + one.scope.hex(), known[-KEPT:])
    return sentence


def _against(connection: Connection, scope: bytes) -> list[Against]:
    found = connection.exec_driver_sql("SELECT value FROM local WHERE key = ?", (_AGAINST + scope.hex(),)).scalar()
    return [] if found is None else _AGAINSTS.decode(found)


def _moment(at: Moment) -> str:
    return clock.at(at).strftime("%Y-%m-%d %H:%M UTC")


def newest(connection: Connection, event: bytes | None = None) -> Checkpoint | None:
    """The newest, of an event's scopes or of all: its code goes on paper. None where no hub was met."""
    found = [
        held[-1]
        for scope, of_event in _scopes(connection)
        if event in {None, of_event} and (held := of(connection, scope))
    ]
    return max(found, key=lambda one: one.at, default=None)


def named(connection: Connection, code: str) -> Checkpoint | None:
    """The checkpoint of a code that was printed; None where it is not kept here."""
    asked_for = "".join(code.upper().split()).replace("-", "")
    for scope, _ in _scopes(connection):
        for one in of(connection, scope):
            if one.code.replace("-", "") == asked_for:
                return one
    return None


def _scopes(connection: Connection) -> list[tuple[bytes, bytes]]:
    """Every scope of which checkpoints are kept, and its event; NIL where the scope is not held any more."""
    asked_for = (
        "SELECT l.key, s.event FROM local l LEFT JOIN scope s ON lower(hex(s.id)) = substr(l.key, ?) "
        "WHERE substr(l.key, 1, ?) = ?"
    )
    rows = connection.exec_driver_sql(asked_for, (len(_KEY) + 1, len(_KEY), _KEY))
    return [(bytes.fromhex(key.removeprefix(_KEY)), event or NIL) for key, event in rows.fetchall()]


def contradictions(connection: Connection) -> Iterator[str]:
    """A sentence for each checkpoint that does not hold, or says other than another one or than this copy read."""
    hubs = {peer.id: peer for peer in peers.every(connection) if peer.kind == peers.HUB}
    for scope, _ in _scopes(connection):
        yield from (known.sentence for known in _against(connection, scope))
        before: Checkpoint | None = None
        for one in of(connection, scope):
            hub = hubs.get(one.hub)
            name, at = hub.name if hub else "a hub", _moment(one.at)
            if hub is not None and not signing.holds(hub.key, one.message, one.signature):
                yield f"The checkpoint {one.code} of {at} is not signed by {name}."
            elif before is not None and before.epoch == one.epoch and not _follows(before, one):
                yield f"{name} signed two logs that contradict each other, {before.code} and {one.code} ({at})."
            before = one
        if before is not None:
            seq, hash_ = meeting.cursors(connection, before.hub).get(scope, (0, b""))
            if seq == before.seq and hash_ != before.hash:
                yield f"What was read here is not what the checkpoint {before.code} says."


def _follows(one: Checkpoint, other: Checkpoint) -> bool:
    return other.seq > one.seq or (other.seq == one.seq and other.hash == one.hash)
