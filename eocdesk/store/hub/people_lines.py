"""Which of a hub's devices are one machine: names of a laptop that joined again, told from a disk that was copied."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from sqlalchemy import Connection, insert, select

from eocdesk.models.clock import Moment
from eocdesk.store.hub.people_tables import DEVICE, LINE


class Machine(NamedTuple):
    """What goes with a device that is put out, and what does not though its key lies on that machine too."""

    names: frozenset[bytes]
    at_work: frozenset[bytes]
    """Earlier names that were heard of since: a desk that people still use, of which this one was a copy."""


class _Known(NamedTuple):
    since: Moment
    seen: Moment


def join(c: Connection, dev: bytes, heir: bytes) -> None:
    """Note that `heir` proved to hold the key of `dev`. Once more changes nothing."""
    found = select(LINE.c.dev).where(LINE.c.dev == dev, LINE.c.heir == heir)
    if c.execute(found).first() is None:
        c.execute(insert(LINE).values(dev=dev, heir=heir))


def machine(c: Connection, dev: bytes) -> Machine:
    """The machine that is meant by one of its names.

    It is the one that goes on under that name: where a laptop joined again, the laptop as it is now; where several
    went on from the name, or it is still heard of itself, that name alone. With it go all names whose keys lie on its
    disk, but for those that are at work elsewhere.
    """
    lines = _Lines(c)
    last = lines.last(dev)
    before = lines.reached(last, lines.olds)
    at_work = frozenset(old for old in before - {dev} if lines.heard_since(old, last))
    return Machine(frozenset({last}) | before - at_work, at_work)


class _Lines:
    def __init__(self, c: Connection) -> None:
        pairs = {(bytes(r.dev), bytes(r.heir)) for r in c.execute(select(LINE))}
        asked = select(DEVICE.c.dev, DEVICE.c.since, DEVICE.c.seen)
        self._known = {bytes(r.dev): _Known(r.since, r.seen or 0) for r in c.execute(asked)}
        self.news: dict[bytes, set[bytes]] = {}
        self.olds: dict[bytes, set[bytes]] = {}
        for old, new in pairs:
            self.news.setdefault(old, set()).add(new)
            self.olds.setdefault(new, set()).add(old)

    def reached(self, dev: bytes, steps: Mapping[bytes, set[bytes]]) -> frozenset[bytes]:
        """All that comes before or after, by any number of steps."""
        found: set[bytes] = set()
        left = [dev]
        while left:
            fresh = steps.get(left.pop(), set()) - found - {dev}
            found |= fresh
            left += fresh
        return frozenset(found)

    def heard_since(self, old: bytes, new: bytes) -> bool:
        """Whether an earlier name was heard of after a later one had joined."""
        return self._known[old].seen > self._known[new].since

    def last(self, dev: bytes) -> bytes:
        """The one name that is at work of those that go on from this one; this one where they are several."""
        after = self.reached(dev, self.news)
        working = [one for one in (dev, *after) if self._works(one)]
        return working[0] if len(working) == 1 else dev

    def _works(self, dev: bytes) -> bool:
        return all(self.heard_since(dev, new) for new in self.reached(dev, self.news))
