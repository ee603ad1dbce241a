"""The end of a world: all heals, everybody meets until nothing passes any more, then all is looked at as a whole."""

from __future__ import annotations

import hashlib
import random
from collections.abc import Callable

from eocdesk.models.change import NO_KIND
from eocdesk.models.right import Labels, Right, may_see
from eocdesk.store import handing, lease
from tests.simulation import book, changes, invariants, meetings
from tests.simulation.book import Book
from tests.simulation.broken import must
from tests.simulation.hubs import Room
from tests.simulation.invariants import held
from tests.simulation.oracle import Dot, dot_of
from tests.simulation.wire import FAIR
from tests.simulation.world import Laptop, World

ROUNDS = 8
_HELD = (
    "SELECT h.scope, h.dev, c.n, c.kind, CAST(c.body AS BLOB) FROM change c JOIN chain h ON h.id = c.chain "
    "ORDER BY h.scope, h.dev, c.n"
)


def heal(world: World) -> None:
    """Fair weather: all meet all hubs until nothing passes; then supervisors settle where the hubs judged otherwise.

    Again while they find something: what one hub let in is judged anew by another, when a desk brings it there.
    """
    for _ in range(ROUNDS):
        _until_quiet(world)
        if not changes.agree(world):
            return
    must(holds=False, sentence=f"After {ROUNDS} rounds the hubs still judge otherwise")


def _until_quiet(world: World) -> None:
    """Round after round, until two whole rounds bring nothing."""
    quiet = 0
    for _ in range(ROUNDS):
        told = [
            (laptop, meetings.meet(laptop, room, random.Random(0), FAIR))  # noqa: S311  fair weather has no chances
            for laptop in world.laptops
            for room in world.rooms
        ]
        for laptop, one in told:
            if laptop.revoked:
                continue  # put out, and perhaps by now a desk of another name that nobody has let in
            must(one.ok, f"In fair weather a meeting with {one.peer} fails: {one.sentence}")
        if all(one.sent == one.received == one.refused == one.withdrawn == 0 for _, one in told):
            quiet += 1
            if quiet > 1:
                return
    must(holds=False, sentence=f"After {ROUNDS} rounds the desks still bring each other something: {told}")


def check(world: World) -> None:
    """Everything that must hold once all is quiet."""
    for room in world.rooms:
        room.book.read()
        Book(room.name, room.rows, world.let_in).read()
    for laptop in world.laptops:
        invariants.sound(laptop)
        invariants.as_the_oracle(laptop)
        _holds_what_it_may(laptop)
    nothing_lost(world)
    groups: dict[tuple[Right, ...], list[Laptop]] = {}
    for laptop in world.laptops:
        if not laptop.revoked:
            groups.setdefault(laptop.rights, []).append(laptop)
    for alike in groups.values():
        invariants.alike(alike, sees(alike[0]))
        world.totals["copies compared"] += len(alike)


def sees(laptop: Laptop) -> Callable[[Labels], bool]:
    """What this desk may see, now."""
    now = laptop.world.virtual.time
    return lambda labels: not laptop.revoked and may_see(laptop.rights, labels, now)


def may_hold(laptop: Laptop) -> tuple[set[Dot], set[Dot]]:
    """The bodies this desk is to hold: of scopes it sees, but for records that stand only where it does not see. And
    those that it may hold besides: where a record went that left is not known at any hub.
    """
    sight = sees(laptop)
    bodies, labels = {}, {}
    books = [room.book for room in laptop.world.rooms]
    gone, nowhere = book.gone(books, sight), book.nowhere(books)
    for one in books:
        bodies |= one.bodies
        labels |= one.labels
    read = laptop.world.read_body
    seen = {dot for dot in bodies if sight(labels[dot[0]])}
    due = {dot for dot in seen if read(bodies[dot]).op == 1 or (dot[0], read(bodies[dot]).rec) not in gone}
    laptop.world.totals["records that went nobody knows where"] += len(nowhere)
    # Who was put out gave all up, and is nobody whom the hubs know: what it writes since then is its own alone.
    since = {dot for dot in laptop.world.bodies if dot[1] in laptop.strangers}
    return due, since | {dot for dot in seen - due if read(bodies[dot]).rec in nowhere}


def _holds_what_it_may(laptop: Laptop) -> None:
    """All of what it may see, nothing else: as bodies, as words in any table, as words that search finds."""
    due, besides = may_hold(laptop)
    stand = {dot_of(change) for change in laptop.desk.read_now(held)}
    more = stand - due - besides
    must(not more, f"{laptop.name} holds {len(more)} bodies that it may not see: {_some(more)}")
    must(not due - stand, f"{laptop.name} lacks {len(due - stand)} bodies that it may see: {_some(due - stand)}")
    bodies = laptop.world.bodies
    allowed = {word for dot in due | besides for word in invariants.marks_of(bodies[dot])} | own_words(laptop)
    found = laptop.desk.store.writer.local(invariants.words_of).result()
    laptop.world.totals["words looked at"] += len(found)
    begins = {word[: invariants.BEGIN] for word in allowed}
    beyond = {
        word: where
        for word, where in sorted(found.items())
        if word not in allowed and not (word[: invariants.BEGIN] in begins and all(map(_is_index, where)))
    }
    must(not beyond, f"{laptop.name} keeps {len(beyond)} words that it may not see: {list(beyond.items())[:3]}")


def _is_index(table: str) -> bool:
    """A search index's own pages: words stand there packed, what follows runs into them."""
    return table.endswith("_search_data")


def own_words(laptop: Laptop) -> set[str]:
    """What was refused stays with its author."""
    refused = laptop.desk.read_now(lambda c: c.exec_driver_sql("SELECT CAST(body AS BLOB) FROM refused").fetchall())
    return {word for (body,) in refused for word in invariants.marks_of(body)}


def _some(dots: set[Dot]) -> str:
    return ", ".join(f"{scope.hex()[:4]}/{dev.hex()[:4]}/{n}" for scope, dev, n in sorted(dots)[:3])


def nothing_lost(world: World) -> None:
    """What was promised stands at a hub, in quarantine, among what was refused, or unsent at its author's."""
    left = dict(world.ledger)
    for room in world.rooms:
        room.book.read()
        for dot, body in room.book.bodies.items():
            _found(left, dot, body)
        for scope, dev, n, body in room.rows("SELECT scope, dev, n, body FROM hub_quarantine"):
            _found(left, (scope, dev, n), body)
    for laptop in world.laptops:
        for scope, dev, n, kind, body in laptop.desk.read_now(lambda c: c.exec_driver_sql(_HELD).fetchall()):
            if kind != NO_KIND:
                _found(left, (scope, dev, n), body)
        refused = "SELECT scope, dev, n, CAST(body AS BLOB) FROM refused"
        for scope, dev, n, body in laptop.desk.read_now(lambda c: c.exec_driver_sql(refused).fetchall()):  # noqa: B023  run at once
            _found(left, (scope, dev, n), body)
        for room in world.rooms:
            for piece in _sealed(laptop, room):
                change = world.read_body(piece)
                _found(left, dot_of(change), piece)
    must(not left, f"{len(left)} changes that were promised are nowhere any more: {_some(set(left))}")


def _sealed(laptop: Laptop, room: Room) -> list[bytes]:
    """What waits for a hub sealed, since a right ended: the hub alone may open it."""
    waiting = [page for _, page in laptop.desk.read_now(lease.waiting, room.hub.id)]
    pages = [page for page in (handing.unseal(room.hub.key, one) for one in waiting) if page is not None]
    must(len(pages) == len(waiting), f"{laptop.name} sealed something for {room.name} that it cannot open")
    laptop.world.totals["pages that wait sealed"] += len(pages)
    return [piece for page in pages for piece in page.pieces if isinstance(piece, bytes)]


def _found(left: dict[Dot, bytes], dot: Dot, body: bytes) -> None:
    if left.get(dot) == hashlib.sha256(body).digest():
        del left[dot]
