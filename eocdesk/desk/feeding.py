"""Feeds at a desk: what an answer brought becomes one act, and each feed's age is kept on this copy alone."""

from __future__ import annotations

import asyncio
import hashlib
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, NamedTuple

from eocdesk.commands.imports import Report
from eocdesk.desk.desk import FEED
from eocdesk.desk.feed_rules import rules
from eocdesk.models import Event, Indicator, Refused, System, Venue, clock
from eocdesk.store import local
from eocdesk.store.queries import events
from eocdesk.store.queries.linked import FEEDS_OF_HUB
from eocdesk.store.work import Who

if TYPE_CHECKING:  # feeds bring httpx, which no desk waits for at its start
    from eocdesk.commands.command import Command
    from eocdesk.desk.desk import Desk
    from eocdesk.feeds.feed import Feed, Given, Reading, Where
    from eocdesk.models.clock import Moment
    from eocdesk.store.notice import Outcome

LATE = 3
"""After so many rhythms without a good answer a feed's age is a warning."""


class FeedAge(NamedTuple):
    """How old what a feed said is: moments in ms, None for never; `sentence` says what is wrong, empty if nothing."""

    name: str
    title: str
    last_good: int | None
    last_try: int | None
    sentence: str
    every_s: int = 0
    """Seconds between two questions, as it was last asked."""

    def is_late(self, now: Moment) -> bool:
        """Whether it has brought nothing good for longer than three of its rhythms, though it was asked."""
        if self.last_try is None:
            return False
        return self.last_good is None or now - self.last_good > LATE * self.every_s * 1000


@dataclass(frozen=True, slots=True)
class Took:
    """What became of one feed: rows read and refused, how many records changed; `sentence` is it in words."""

    name: str
    sentence: str
    ok: bool = True
    asked: bool = True
    read: int = 0
    changed: int = 0
    refused: list[tuple[str, str]] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)


def known() -> tuple[Feed, ...]:
    """Every feed a desk reads; what the feeds' room cannot read by itself is added here."""
    from eocdesk.desk import feed_kev, feed_taxii  # noqa: PLC0415  heavy
    from eocdesk.desk.feed_formats import GLUED  # noqa: PLC0415  heavy
    from eocdesk.feeds import FEEDS  # noqa: PLC0415  heavy

    return (*FEEDS, *GLUED, feed_kev.FEED, feed_taxii.FEED)


def feed_of(name: str) -> Feed:
    """The feed of a name; Refused with those there are."""
    found = next((feed for feed in known() if feed.name == name), None)
    if found is None:
        names = ", ".join(feed.name for feed in known())
        raise Refused(f"There is no feed “{name}” (feeds: {names}).", "feed")
    return found


def ages(desk: Desk, event: bytes) -> list[FeedAge]:
    """The age of every feed, asked or not."""
    told = rules(desk)
    found = {one.name: one for one in desk.read_now(kept_ages, event)}
    never = FeedAge("", "", None, None, "")
    return [
        found.get(feed.name, never)._replace(name=feed.name, title=feed.title, every_s=told.every(feed))
        for feed in known()
    ]


def kept_ages(connection: Any, event: bytes) -> list[FeedAge]:
    """The ages of the feeds that were ever asked for this event, here or by the hub, by title; for the strip, quick."""
    found = local.noted(connection, "feed/")
    mine = [(key.split("/")[1], state) for key, state in found.items() if key.endswith(f"/{event.hex()}")]
    newest = {name: _age(name, state) for name, state in mine if "title" in state}
    for one in hub_ages(connection, event):
        held = newest.get(one.name)
        if held is None or (held.last_good or 0) <= (one.last_good or 0):
            newest[one.name] = one
    return sorted(newest.values(), key=lambda one: one.title)


def hub_ages(connection: Any, event: bytes) -> list[FeedAge]:
    """What the hub asks the outside for this event, as it last said; nothing where it asks nothing."""
    told = local.get(connection, FEEDS_OF_HUB, [])
    return [
        FeedAge(str(name), str(title), good, tried, str(sentence), int(every))
        for of, name, title, good, tried, every, sentence in told
        if of == event
    ]


def where(desk: Desk, event: bytes, feed: Feed | None = None, key: str = "") -> Where:
    """What addresses may depend on."""
    from eocdesk.feeds.feed import Where  # noqa: PLC0415  heavy

    told = rules(desk)
    own = tuple(told.own.get(feed.name, {})) if feed is not None else ()
    return Where(_spots(desk, event), told.state, own, key)


def take(desk: Desk, event: Event, feed: Feed, data: bytes, address: str = "") -> Took:
    """Take in one answer a person has, as one act that no undo takes back; again, it changes nothing. Blocks."""
    reading = read_answer(desk, event, feed, data, address, "")
    command = _act(feed, reading)
    outcome = None
    if command is not None:
        outcome = desk.do_now(command, who=Who(desk.person, desk.position, FEED + feed.name))
    if not _is_useless(reading):  # a desk with no network has its ages from such files
        state = {"every": feed.every_s} | state_of(desk, feed, event.id)
        keep_state(desk, feed, event.id, state | {"title": feed.title, "good": clock.now(), "sentence": ""})
    return _took(feed, reading, outcome)


async def taken(desk: Desk, event: Event, feed: Feed, data: bytes, address: str = "", marking: str = "") -> Took:
    """The same, waited for and signed by nobody: it is read in the reading pool, written in its turn."""
    work = desk.store.readers.run(read_answer, desk, event, feed, data, address, marking)
    reading = await asyncio.wrap_future(work)
    command = _act(feed, reading)
    if command is None:
        return _took(feed, reading, None)
    writing = desk.store.writer.do(command, Who("", "", FEED + feed.name))
    outcome = await asyncio.shield(asyncio.wrap_future(writing))
    return _took(feed, reading, outcome)


def read_answer(desk: Desk, event: Event, feed: Feed, data: bytes, address: str, marking: str) -> Reading:
    """An answer as its feed reads it; nothing is written."""
    return feed.read(data, _given(desk, event, feed, address, marking))


def _act(feed: Feed, reading: Reading) -> Command | None:
    from eocdesk.feeds.taking import TakeReading  # noqa: PLC0415  heavy

    return TakeReading(feed.name, tuple(reading.commands)) if reading.commands and not _is_useless(reading) else None


def _is_useless(reading: Reading) -> bool:
    return bool(reading.read) and len(reading.refused) >= reading.read


def state_of(desk: Desk, feed: Feed, event: bytes) -> dict[str, Any]:
    """What was kept when it was last asked."""
    return dict(desk.read_now(local.get, _key(feed, event), {}))


def keep_state(desk: Desk, feed: Feed, event: bytes, state: dict[str, Any]) -> None:
    """Keep it on this copy alone."""
    desk.store.writer.local(lambda connection: local.put(connection, _key(feed, event), state)).result()


def _key(feed: Feed, event: bytes) -> str:
    return f"feed/{feed.name}/{event.hex()}"


def _age(name: str, state: dict[str, Any]) -> FeedAge:
    said = str(state.get("sentence", ""))
    return FeedAge(name, str(state["title"]), state.get("good"), state.get("tried"), said, int(state.get("every", 0)))


def _spots(desk: Desk, event: bytes) -> tuple[tuple[bytes, str, float, float], ...]:
    found = desk.read_now(events.of_event, Venue, event)
    return tuple((one.id, one.name, one.lat, one.lon) for one in found if one.lat is not None and one.lon is not None)


def _given(desk: Desk, event: Event, feed: Feed, address: str, marking: str) -> Given:
    from eocdesk.feeds.feed import Given  # noqa: PLC0415  heavy

    spots, marked = _spots(desk, event.id), marking or event.marking
    days = event.starts or "", event.ends or ""
    given = Given(event.id, clock.now(), event.zone, marked, spots, address, exercise=desk.exercise, days=days)
    if not feed.by_systems:
        return given
    known = desk.read_now(events.of_event, Indicator, event.id)
    held = {one.source_key: one.marking for one in known if one.source == feed.name}
    return replace(given, systems=_systems(desk, event), held=held)


def depends(desk: Desk, event: Event, feed: Feed) -> str:
    """What a reader goes by beside an answer, as a digest: once it is another, an answer is read anew. Blocks."""
    said: list[Any] = [
        event.marking,
        event.zone,
        event.starts,
        event.ends,
        sorted(rules(desk).own.get(feed.name, {}).items()),
    ]
    if feed.by_systems:
        said += sorted((one.id.hex(), one.vendor, one.product, one.marking) for one in _systems(desk, event))
    return hashlib.sha256(repr(said).encode()).hexdigest()[:16]


def _systems(desk: Desk, event: Event) -> tuple[System, ...]:
    """Those for no named audience: what is brought because of them is for nobody in particular either."""
    return tuple(one for one in desk.read_now(events.of_event, System, event.id) if not one.audience)


def _took(feed: Feed, reading: Reading, outcome: Outcome | None) -> Took:
    """What the reader said and what came to light once it was written."""
    refused, warnings = list(reading.refused), list(reading.warnings)
    for result in (outcome.value or ()) if outcome is not None else ():
        rows = [(one.at, one.reason) for one in getattr(result, "refused", ())]
        refused += [row for row in rows if row not in refused]
        if isinstance(result, Report):
            warnings += [*(one for one in result.told() if one not in warnings), *result.kept]
            warnings += [f"no longer among what the source lists: {one}" for one in result.missing]
    return Took(
        feed.name,
        reading.says,
        not _is_useless(reading),
        read=reading.read,
        changed=0 if outcome is None else len(outcome.notice.ids),
        refused=refused,
        warnings=warnings,
    )
