"""How each feed stands at this desk: asked or left out, how often, where, when it last answered; and asked now."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import urlsplit

from eocdesk.desk import feed_asking, feeding
from eocdesk.desk.feed_rules import rules
from eocdesk.desk.feeding import FeedAge, Took
from eocdesk.desk.settings import FEEDS_ALWAYS
from eocdesk.models import Refused, clock

if TYPE_CHECKING:
    from eocdesk.desk.desk import Desk

SHOWN = 5
"""Refusals told one by one."""


class FeedStanding(NamedTuple):
    """One feed. Minutes for rhythms; `places` are its own addresses with their marking, empty for the event's."""

    name: str
    title: str
    on: bool
    every: int
    floor: int
    own: bool
    places: tuple[tuple[str, str], ...]
    needs_key: str
    by_hub: bool
    age: FeedAge

    @property
    def hosts(self) -> tuple[str, ...]:
        """Those a key may be for, each once."""
        found = (urlsplit(address).hostname or "" for address, _ in self.places)
        return tuple(dict.fromkeys(host for host in found if host))


def standing(desk: Desk) -> tuple[FeedStanding, ...]:
    """Every feed, by title. Brings all readers, so it is asked for only where somebody looks."""
    told, event = rules(desk), desk.event
    ages = {} if event is None else {one.name: one for one in feeding.ages(desk, event.id)}
    hub = set() if event is None else {one.name for one in desk.read_now(feeding.hub_ages, event.id)}
    found = [
        FeedStanding(
            feed.name,
            feed.title,
            feed.name not in told.off,
            -(-told.every(feed) // 60),
            -(-feed.floor_s // 60),
            feed.own,
            tuple(told.own.get(feed.name, {}).items()),
            feed.needs_key,
            feed.name in hub,
            ages.get(feed.name, FeedAge(feed.name, feed.title, None, None, "")),
        )
        for feed in feeding.known()
    ]
    return tuple(sorted(found, key=lambda one: one.title.casefold()))


async def ask(desk: Desk, name: str) -> Took:
    """Ask one feed now, on the link's thread; Refused without an event, and in an exercise that asks no real feed."""
    event = desk.event
    if event is None:
        raise Refused("Open an event first: what feeds bring comes into an event.")
    if desk.exercise and rules(desk).mode != FEEDS_ALWAYS:
        raise Refused("An exercise desk asks no real feed, unless Feeds is set to “On, in exercises too”.")
    return await asyncio.wrap_future(desk.link.run(feed_asking.poll(desk, event, feeding.feed_of(name))))


def said(took: Took) -> str:
    """What became of it, for a person: the sentence, what changed, the first of what was refused."""
    if not took.asked:
        return took.sentence
    many = f"{took.changed:,} records changed."
    changed = {0: "Nothing changed.", 1: "1 record changed."}.get(took.changed, many) if took.ok else ""
    lines = [f"{took.sentence} {changed}".strip()]
    lines += [f"Refused, {at}: {reason}" for at, reason in took.refused[:SHOWN]]
    if len(took.refused) > SHOWN:
        lines.append(f"And {len(took.refused) - SHOWN:,} more refused.")
    return "\n".join(lines)


def age(one: FeedStanding) -> int | None:
    """How many ms ago it last answered well; None for never."""
    return None if one.age.last_good is None else clock.now() - one.age.last_good
