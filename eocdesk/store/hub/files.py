"""Which records name which files, and who may bring or read one: never more than the records a desk sees say."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any, TypeAlias

from sqlalchemy import Connection, bindparam, select, text

from eocdesk.models import Op
from eocdesk.models.change import decode
from eocdesk.models.clock import Moment
from eocdesk.models.right import Labels, Right, may_see
from eocdesk.store.hub import log_moves, people
from eocdesk.store.hub.files_tables import FILE, FILE_KEPT, FILE_READ
from eocdesk.store.hub.hub import Hub
from eocdesk.store.hub.people import HubDevice
from eocdesk.store.hub.tables import CHANGE, SCOPE

KINDS = ("document", "summary")
"""The kinds whose records name bytes."""
_AT_ONCE = 300
_STEP = 20_000
_C = CHANGE.c
_NAMING = (
    select(_C.scope, _C.dev, _C.rec, _C.op, _C.body)
    .where(_C.scope == bindparam("scope"), _C.seq.between(bindparam("first"), bindparam("last")))
    .where(_C.kind.in_(KINDS), _C.body.is_not(None))
    .order_by(_C.seq)
)
_UNREAD = (
    select(SCOPE.c.id, SCOPE.c.seq, FILE_READ.c.seq.label("read"))
    .join(FILE_READ, FILE_READ.c.scope == SCOPE.c.id, isouter=True)
    .where((FILE_READ.c.seq.is_(None)) | (FILE_READ.c.seq < SCOPE.c.seq), SCOPE.c.seq > 0)
)


@dataclass(frozen=True, slots=True)
class Naming:
    """A record that names bytes in a scope."""

    sha256: str
    rec: bytes
    scope: bytes
    author: bytes
    moved: bool
    good: bool
    here: bool  # the record is in that scope now


Sees: TypeAlias = Callable[[bytes, bytes], bool]
"""Whether a device may see a scope."""


def catch_up(hub: Hub) -> None:
    """Bring what records name up to what the log holds. Several processes may do so at once: twice is once."""
    with hub.reading() as c:
        unread = [(row.id, row.read or 0, row.seq) for row in c.execute(_UNREAD)]
    for scope, read, seq in unread:
        for first in range(read + 1, seq + 1, _STEP):
            _read_on(hub, scope, first, min(first + _STEP - 1, seq))


def _read_on(hub: Hub, scope: bytes, first: int, last: int) -> None:
    with hub.reading() as c:
        found = [_named(row) for row in c.execute(_NAMING, {"scope": scope, "first": first, "last": last})]
    rows = [row for row in found if row is not None]
    with hub.writing() as c:
        if rows:
            c.execute(
                text(
                    "INSERT INTO hub_file (sha256, rec, scope, author, moved, good) VALUES (:sha256, :rec, :scope, "
                    ":author, :moved, :good) ON CONFLICT (sha256, rec, scope) DO NOTHING"
                ),
                rows,
            )
        c.execute(
            text(
                "INSERT INTO hub_file_read (scope, seq) VALUES (:scope, :seq) ON CONFLICT (scope) "
                "DO UPDATE SET seq = excluded.seq WHERE hub_file_read.seq < excluded.seq"
            ),
            {"scope": scope, "seq": last},
        )


def _named(row: Any) -> dict[str, Any] | None:
    sha256 = decode(row.body).fields.get("sha256")
    if not is_name(sha256):
        return None
    place = {"sha256": sha256, "rec": row.rec, "scope": row.scope, "author": row.dev}
    return {**place, "moved": row.op == Op.ENTER, "good": False}


def is_name(told: object) -> bool:
    """Whether this is a SHA-256 as records write it."""
    return isinstance(told, str) and len(told) == 64 and not set(told) - set("0123456789abcdef")  # noqa: PLR2004  digits


def namings(c: Connection, names: Sequence[str]) -> dict[str, list[Naming]]:
    """Every record that names one of these files, in every scope where it is or was."""
    rows: list[Any] = []
    for begin in range(0, len(names), _AT_ONCE):
        asked = select(FILE).where(FILE.c.sha256.in_(names[begin : begin + _AT_ONCE]))
        rows += c.execute(asked.order_by(FILE.c.sha256, FILE.c.rec, FILE.c.scope))
    left = log_moves.left_before(c, {row.rec for row in rows})
    told: dict[str, list[Naming]] = {}
    for row in rows:
        told.setdefault(row.sha256, []).append(_naming(row, left))
    return told


def _naming(row: Any, left: Collection[tuple[bytes, bytes]]) -> Naming:
    here = (row.scope, row.rec) not in left
    return Naming(row.sha256, row.rec, row.scope, row.author, row.moved, row.good, here)


class Rights:
    """Who may see what, as of one moment: each device and scope looked up once."""

    def __init__(self, c: Connection, now: Moment) -> None:
        self._c = c
        self._now = now
        self._labels: dict[bytes, Labels] = {row.id: (row.event, row.marking, row.audience) for row in _scopes(c)}
        self._devices: dict[bytes, HubDevice | None] = {}

    def device(self, dev: bytes) -> HubDevice | None:
        """The device, revoked ones too."""
        if dev not in self._devices:
            self._devices[dev] = people.device(self._c, dev)
        return self._devices[dev]

    def sees(self, dev: bytes, scope: bytes) -> bool:
        """Whether its rights reach so far."""
        found = self.device(dev)
        return found is not None and self.reach(found.rights, scope)

    def reach(self, rights: Collection[Right], scope: bytes) -> bool:
        """Whether these rights do."""
        labels = self._labels.get(scope)
        return labels is not None and may_see(rights, labels, self._now)

    def is_or_was(self, dev: bytes, author: bytes) -> bool:
        """Whether the author is this device, or one that it goes on as."""
        found = self.device(author)
        return author == dev or (found is not None and found.heir == dev)


def _scopes(c: Connection) -> Iterable[Any]:
    return c.execute(select(SCOPE))


def follow(told: Collection[Naming], sees: Sees) -> list[Naming]:
    """Those that turn out good by the others: the record moved, or its author may read what is good already."""
    found: list[Naming] = []
    good, rest = [one for one in told if one.good], [one for one in told if not one.good]
    while good and rest:
        fresh = [one for one in rest if any(_follows(one, other, sees) for other in good)]
        found += fresh
        good, rest = fresh, [one for one in rest if one not in fresh]
    return found


def _follows(one: Naming, other: Naming, sees: Sees) -> bool:
    if one.moved and one.rec == other.rec:
        return True
    return other.here and sees(one.author, other.scope)


def proven(brings: Collection[Naming], told: Collection[Naming], dev: bytes, rights: Rights) -> list[Naming]:
    """Those that a device makes good by bringing the whole file, of those it `brings` and of all `told` that name it.

    Its own, and those whose author may see wherever else this device has the file from: nobody who names a file it
    never had gets it out of the helpful hands of a desk that sees more, or that saw it before it was marked higher.
    """
    from_where = [one for one in told if one in brings or (one.here and (one.good or one.moved))]
    lost = {one.rec for one in told} - {one.rec for one in told if one.here}  # left for where is not known
    return [
        one
        for one in brings
        if not one.good
        and (
            rights.is_or_was(dev, one.author)
            or (not lost and all(rights.sees(one.author, at.scope) for at in from_where if at.scope != one.scope))
        )
    ]


def note_good(c: Connection, found: Iterable[Naming]) -> None:
    """Keep that these are good."""
    rows = [{"sha256": one.sha256, "rec": one.rec, "scope": one.scope, "yes": True} for one in found]
    if rows:
        asked = text("UPDATE hub_file SET good = :yes WHERE sha256 = :sha256 AND rec = :rec AND scope = :scope")
        c.execute(asked, rows)


def kept(c: Connection, names: Sequence[str]) -> dict[str, int]:
    """Of these files those that the hub has, with their sizes."""
    found: dict[str, int] = {}
    left = iter(names)
    while some := list(islice(left, _AT_ONCE)):
        asked = select(FILE_KEPT.c.sha256, FILE_KEPT.c.size).where(FILE_KEPT.c.sha256.in_(some))
        found |= {row.sha256: int(row.size) for row in c.execute(asked)}
    return found


def note_kept(c: Connection, sha256: str, size: int, now: Moment) -> None:
    """Keep that the bytes are here."""
    asked = text(
        "INSERT INTO hub_file_kept (sha256, size, at) VALUES (:sha256, :size, :at) "
        "ON CONFLICT (sha256) DO UPDATE SET size = excluded.size, at = excluded.at"
    )
    c.execute(asked, {"sha256": sha256, "size": size, "at": now})


def note_gone(c: Connection, sha256: str) -> None:
    """Keep that they are not any more: damaged, or taken away."""
    c.execute(text("DELETE FROM hub_file_kept WHERE sha256 = :sha256"), {"sha256": sha256})


def total(c: Connection) -> int:
    """How many bytes the hub keeps."""
    return int(c.execute(text("SELECT coalesce(sum(size), 0) FROM hub_file_kept")).scalar_one())
