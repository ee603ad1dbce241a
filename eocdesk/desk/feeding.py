"""Feeds at a desk: what an answer brought becomes one act, and each feed's age is kept on this copy alone."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, NamedTuple

from eocdesk import __version__
from eocdesk.models import Event, Refused, Unavailable, Venue, clock
from eocdesk.store import local
from eocdesk.store.queries import events
from eocdesk.store.work import Who

if TYPE_CHECKING:  # feeds bring httpx, which no desk waits for at its start
    import httpx

    from eocdesk.desk.desk import Desk
    from eocdesk.feeds.feed import Feed, Given, Reading, Where


class FeedAge(NamedTuple):
    """How old what a feed said is: moments in ms, None for never; `sentence` says what is wrong, empty if nothing."""

    name: str
    title: str
    last_good: int | None
    last_try: int | None
    sentence: str


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
    from eocdesk.feeds import FEEDS  # noqa: PLC0415  heavy

    return FEEDS


def feed_of(name: str) -> Feed:
    """The feed of a name; Refused with those there are."""
    found = next((feed for feed in known() if feed.name == name), None)
    if found is None:
        names = ", ".join(feed.name for feed in known())
        raise Refused(f"There is no feed “{name}” (feeds: {names}).", "feed")
    return found


def ages(desk: Desk, event: bytes) -> list[FeedAge]:
    """The age of every feed."""
    return [_age(feed, _state(desk, feed, event)) for feed in known()]


def where(desk: Desk, event: bytes) -> Where:
    """What addresses may depend on."""
    from eocdesk.feeds.feed import Where  # noqa: PLC0415  heavy

    return Where(_spots(desk, event), str(desk.settings.get("feed_state")).strip().upper())


def take(desk: Desk, event: Event, feed: Feed, data: bytes, address: str = "") -> Took:
    """Take in one answer as one act; the same answer again changes nothing. Writes: not for the screen's thread."""
    from eocdesk.feeds.taking import TakeReading  # noqa: PLC0415  heavy

    reading = feed.read(data, _given(desk, event, address))
    if reading.read and len(reading.refused) >= reading.read:
        return _took(feed, reading, 0, ok=False)
    if not reading.commands:
        return _took(feed, reading, 0)
    who = Who(desk.person, desk.position, f"feed:{feed.name}")
    outcome = desk.do_now(TakeReading(feed.name, tuple(reading.commands)), who=who)
    return _took(feed, reading, len(outcome.notice.ids))


async def poll(desk: Desk, event: Event, feed: Feed, http: httpx.AsyncClient | None = None) -> Took:
    """Ask a feed now, unless its source wants to be left alone yet. What goes wrong is in the words, never raised."""
    from eocdesk.feeds.fetch import client  # noqa: PLC0415  heavy

    state = _state(desk, feed, event.id)
    now = clock.now()
    left = max(int(state.get("tried", 0)) + feed.floor_s * 1000, int(state.get("later", 0))) - now
    if 0 < left <= _FAR:  # a clock that was put back does not silence a feed
        return Took(feed.name, f"Asked a moment ago; again in {-(-left // 1000)} s.", asked=False)
    addresses = feed.addresses(where(desk, event.id))
    if feed.needs_key or not addresses:
        return Took(feed.name, _UNSET, asked=False)
    if http is not None:
        return await _ask(desk, event, feed, addresses, http)
    async with client(str(desk.settings.get("feed_contact")), __version__) as own:
        return await _ask(desk, event, feed, addresses, own)


_FAR = 2 * 86_400_000
_UNSET = "It has no address to ask yet: a setting it needs is empty."
_SAME = "Nothing new since it was last asked."


async def _ask(desk: Desk, event: Event, feed: Feed, addresses: list[str], http: httpx.AsyncClient) -> Took:
    from eocdesk.feeds.fetch import Kept, LaterError, fetch  # noqa: PLC0415  heavy

    held: dict[str, list[str]] = dict(_state(desk, feed, event.id).get("kept", {}))
    took, later = Took(feed.name, _SAME), 0
    for address in addresses:
        try:
            answer = await fetch(http, feed, address, Kept(*held.get(address, ())))
            if answer.data is not None:
                one = take(desk, event, feed, answer.data, address)
                took = _both(took, one)
                if one.ok:
                    held[address] = [answer.kept.etag, answer.kept.modified]
        except LaterError as error:
            later = clock.now() + error.wait * 1000
            took = replace(took, ok=False, sentence=error.sentence)
            break
        except (Unavailable, Refused) as error:
            took = replace(took, ok=False, sentence=error.sentence)
    _keep(desk, feed, event.id, took, {one: held[one] for one in addresses if one in held}, later)
    return took


def _both(one: Took, other: Took) -> Took:
    sentence = other.sentence if one.sentence == _SAME or not other.ok else one.sentence
    return Took(
        one.name,
        sentence,
        one.ok and other.ok,
        read=one.read + other.read,
        changed=one.changed + other.changed,
        refused=one.refused + other.refused,
        warnings=one.warnings + other.warnings,
    )


def _keep(desk: Desk, feed: Feed, event: bytes, took: Took, held: dict[str, list[str]], later: int) -> None:
    now = clock.now()
    state = _state(desk, feed, event) | {"tried": now, "kept": held, "later": later}
    state |= {"good": now, "sentence": ""} if took.ok else {"sentence": took.sentence}
    desk.store.writer.local(lambda connection: local.put(connection, _key(feed, event), state)).result()


def _state(desk: Desk, feed: Feed, event: bytes) -> dict[str, Any]:
    return dict(desk.read_now(local.get, _key(feed, event), {}))


def _key(feed: Feed, event: bytes) -> str:
    return f"feed/{feed.name}/{event.hex()}"


def _age(feed: Feed, state: dict[str, Any]) -> FeedAge:
    return FeedAge(feed.name, feed.title, state.get("good"), state.get("tried"), state.get("sentence", ""))


def _spots(desk: Desk, event: bytes) -> tuple[tuple[bytes, str, float, float], ...]:
    found = desk.read_now(events.of_event, Venue, event)
    return tuple((one.id, one.name, one.lat, one.lon) for one in found if one.lat is not None and one.lon is not None)


def _given(desk: Desk, event: Event, address: str) -> Given:
    from eocdesk.feeds.feed import Given  # noqa: PLC0415  heavy

    return Given(
        event.id, clock.now(), event.zone, event.marking, _spots(desk, event.id), address, exercise=desk.exercise
    )


def _took(feed: Feed, reading: Reading, changed: int, *, ok: bool = True) -> Took:
    return Took(
        feed.name,
        reading.says,
        ok,
        read=reading.read,
        changed=changed,
        refused=list(reading.refused),
        warnings=list(reading.warnings),
    )
